//! Pages as PNG: which pixels are dark.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::*;
use crate::font::Fonts;
use crate::layout::page::{Content, Rule, Turn};
use crate::length::Rect;
use crate::model::{Block, Bulletin, Figure};
use crate::picture::ImageTurn;
use crate::style::Theme;

/// A picture as it is read back: red, green and blue of each pixel, by rows.
struct Read {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Read {
    fn of(pages: &Pages, size: PngSize) -> Read {
        Read::file(&pages.png(0, &PngOptions { size }).unwrap())
    }

    fn file(file: &[u8]) -> Read {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut samples).unwrap();
        let pixels = match info.color_type {
            png::ColorType::Grayscale => samples.iter().map(|grey| [*grey; 3]).collect(),
            _ => samples.as_chunks::<3>().0.to_vec(),
        };
        let side = |side: u32| usize::try_from(side).unwrap();
        Read { width: side(info.width), height: side(info.height), pixels }
    }

    fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        assert!(x < self.width);
        self.pixels[y * self.width + x]
    }

    /// How much ink there is: of each pixel from 0 to 1.
    fn ink(&self) -> f64 {
        let dark = |pixel: &[u8; 3]| 1.0 - f64::from(pixel[1]) / 255.0;
        self.pixels.iter().map(dark).sum()
    }
}

fn pages(body: Vec<Block>) -> Pages {
    let mut bulletin = Bulletin::new("简报");
    bulletin.body = body;
    bulletin.flow(&Theme::gbt9704()).unwrap().pages(&Fonts::embedded()).unwrap()
}

/// A page with nothing on it but these.
fn bare(content: Vec<Content>) -> Pages {
    let mut pages = pages(vec!["正文。".into()]);
    let item = pages.pages[0].items[0].clone();
    let item = |content| crate::layout::page::Item { content, ..item.clone() };
    pages.pages[0].items = content.into_iter().map(item).collect();
    pages
}

const COLORS: [[u8; 3]; 4] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]];

/// A PNG file of four pixels, two in a row.
fn quarters() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(COLORS.as_flattened()).unwrap();
    writer.finish().unwrap();
    file
}

fn rect([left, top, width, height]: [f64; 4]) -> Rect {
    let origin = Point { x: Length::mm(left), y: Length::mm(top) };
    Rect { origin, size: Size { width: Length::mm(width), height: Length::mm(height) } }
}

#[test]
fn the_picture_has_as_many_pixels_as_asked_for() {
    let pages = pages(vec!["正文。".into()]);
    for (size, sides) in [
        (PngSize::Dpi(72), (596, 842)),
        (PngSize::Dpi(100), (827, 1170)),
        (PngSize::Dpi(254), (2100, 2970)),
        (PngSize::Width(320), (320, 453)),
        (PngSize::Width(1), (1, 2)),
    ] {
        let read = Read::of(&pages, size);
        assert_eq!((read.width, read.height), sides, "{size:?}");
    }
    for size in [PngSize::Dpi(0), PngSize::Width(0), PngSize::Dpi(1100), PngSize::Width(u32::MAX)] {
        let error = pages.png(0, &PngOptions { size }).map(|file| file.len()).unwrap_err();
        assert_eq!((error.code(), error.kind()), ("png.size", crate::ErrorKind::Limit), "{size:?}");
    }
    let error = pages.png(3, &PngOptions::default()).unwrap_err();
    assert_eq!(error.code(), "view.no-page");
}

#[test]
fn a_rule_covers_what_it_covers_on_paper() {
    // Tenths of a millimetre are pixels.
    let rule = Rule { rect: rect([10.0, 20.0, 50.0, 0.25]), color: Color::RED };
    let mut pages = bare(vec![Content::Rule(rule)]);
    let read = Read::of(&pages, PngSize::Dpi(254));
    for (x, y, expected) in [
        (100, 200, [255, 0, 0]),
        (599, 201, [255, 0, 0]),
        (300, 202, [255, 127, 127]),
        (99, 200, [255; 3]),
        (600, 200, [255; 3]),
        (300, 199, [255; 3]),
        (300, 203, [255; 3]),
    ] {
        assert_eq!(read.pixel(x, y), expected, "{x}, {y}");
    }
    // Read from its right side: the upper edge of the sheet is at the right.
    pages.pages[0].turn = Turn::Left;
    let read = Read::of(&pages, PngSize::Dpi(254));
    assert_eq!((read.width, read.height), (2970, 2100));
    assert_eq!(read.pixel(2970 - 201, 100), [255, 0, 0]);
    assert_eq!(read.pixel(2970 - 201, 599), [255, 0, 0]);
    assert_eq!(read.pixel(2970 - 201, 600), [255; 3]);
}

#[test]
fn text_is_as_black_as_its_outlines_are_large() {
    let plain = Read::of(&pages(vec!["国".repeat(20).as_str().into()]), PngSize::Dpi(150));
    let bold = Read::of(
        &pages(vec![format!("**{}**", "国".repeat(20)).as_str().into()]),
        PngSize::Dpi(150),
    );
    let none = Read::of(&pages(vec![" ".into()]), PngSize::Dpi(150));
    let em = 16.0 * 150.0 / 72.0;
    let black = |read: &Read| (read.ink() - none.ink()) / 20.0 / (em * em);
    // Of an em square a character of strokes as fine as these covers a tenth to a third.
    let (plain, bold) = (black(&plain), black(&bold));
    assert!((0.1..0.35).contains(&plain), "{plain}");
    assert!(bold > plain * 1.15 && bold < plain * 1.8, "{plain} {bold}");
}

#[test]
fn a_picture_stands_as_it_is_turned() {
    for mirrored in [false, true] {
        for turns in 0..4_u8 {
            for turn in [Turn::None, Turn::Left] {
                // Where the colours are on paper: mirrored first, then turned clockwise.
                let mut corners = [0, 1, 2, 3];
                if mirrored {
                    corners = [corners[1], corners[0], corners[3], corners[2]];
                }
                let quarters_more = if turn == Turn::Left { 3 } else { 0 };
                for _ in 0..turns + quarters_more {
                    corners = [corners[2], corners[0], corners[3], corners[1]];
                }
                let mut page = pages(vec![Figure::new(quarters(), "大厅").into()]);
                let images =
                    page.pages[0].items.iter_mut().filter_map(|item| match &mut item.content {
                        Content::Image(image) => Some(image),
                        _ => None,
                    });
                for image in images {
                    image.rect = rect([20.0, 30.0, 40.0, 60.0]);
                    image.upright = ImageTurn { mirrored, quarters: turns };
                    image.turn = turn;
                }
                let read = Read::of(&page, PngSize::Dpi(127));
                let found = [(150, 200), (250, 200), (150, 400), (250, 400)];
                let found = found.map(|(x, y)| read.pixel(x, y));
                assert_eq!(found, corners.map(|it| COLORS[it]), "{mirrored} {turns} {turn:?}");
            }
        }
    }
}

#[test]
fn a_picture_of_many_pixels_is_their_mean() {
    // Black and white in turn, of which every second pixel covers half.
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 300, 300);
    encoder.set_color(png::ColorType::GrayscaleAlpha);
    let samples: Vec<u8> = (0..300 * 300)
        .flat_map(|at| if (at + at / 300) % 2 == 0 { [0, 255] } else { [0, 51] })
        .collect();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&samples).unwrap();
    writer.finish().unwrap();
    let mut page = pages(vec![Figure::new(file, "大厅").into()]);
    for item in &mut page.pages[0].items {
        if let Content::Image(image) = &mut item.content {
            image.rect = rect([20.0, 30.0, 15.0, 15.0]);
        }
    }
    let read = Read::of(&page, PngSize::Dpi(51));
    // Three fifths are covered by black.
    for (x, y) in [(45, 65), (55, 75), (65, 85)] {
        assert!(read.pixel(x, y)[0].abs_diff(102) <= 2, "{:?}", read.pixel(x, y));
    }
}

#[test]
fn a_picture_that_is_none_is_an_error_with_its_place() {
    let mut page = pages(vec!["正文。".into(), Figure::new(quarters(), "大厅").into()]);
    for item in &mut page.pages[0].items {
        if let Content::Image(image) = &mut item.content {
            image.data = b"\x89PNG\r\n\x1A\nnone".as_slice().into();
        }
    }
    let error = page.png(0, &PngOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.kind()), ("png.picture", crate::ErrorKind::Image));
    assert_eq!(error.place().to_string(), "body[1]");
}
