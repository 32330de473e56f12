//! The colours of pictures on a page that becomes a PNG file.

use std::io::Cursor;

use bulletin::{Length, PngOptions, PngSize};
use jpeg_encoder::{ColorType, Encoder};

use super::{kinds, set};

/// The pixel in the middle of the first picture of a page, at 72 pixels in an inch.
fn shown(file: Vec<u8>) -> [u8; 3] {
    let set = set(&[file]);
    let pages = set.pages();
    let rect = pages.pages[0].items.iter().find_map(|item| match &item.content {
        bulletin::pages::Content::Image(image) => Some(image.rect),
        _ => None,
    });
    let rect = rect.unwrap();
    let mut options = PngOptions::default();
    options.size = PngSize::Dpi(72);
    let page = pages.png(0, &options).unwrap();
    let mut reader = png::Decoder::new(Cursor::new(page)).read_info().unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut samples).unwrap();
    let middle = |from: Length, side: Length| {
        usize::try_from((from + side / 2).whole_times(Length::pt(1.0))).unwrap()
    };
    let (x, y) = (middle(rect.origin.x, rect.size.width), middle(rect.origin.y, rect.size.height));
    let at = y * usize::try_from(info.width).unwrap() + x;
    match info.color_type {
        png::ColorType::Grayscale => [samples[at]; 3],
        _ => [0, 1, 2].map(|part| samples[at * 3 + part]),
    }
}

#[test]
fn pictures_of_every_kind_have_their_colours() {
    for kind in kinds() {
        // Each with the colour that it is to have on the page.
        let colors: &[(&[u8], [u8; 3])] = match kind.color {
            ColorType::Luma => &[(&[0], [0; 3]), (&[100], [100; 3]), (&[255], [255; 3])],
            ColorType::Rgb => &[(&[200, 30, 60], [200, 30, 60]), (&[10, 160, 240], [10, 160, 240])],
            // Inks of printing: none is white.
            _ => &[
                (&[0, 0, 0, 0], [255; 3]),
                (&[0, 0, 0, 255], [0; 3]),
                (&[0, 255, 255, 0], [255, 0, 0]),
                (&[255, 51, 0, 0], [0, 204, 255]),
                (&[0, 0, 255, 102], [153, 153, 0]),
            ],
        };
        for (color, expected) in colors {
            let samples = color.repeat(100 * 100);
            let mut file = Vec::new();
            let mut encoder = Encoder::new(&mut file, 95);
            encoder.set_sampling_factor(kind.sampling);
            encoder.set_progressive(kind.progressive);
            if kind.restart > 0 {
                encoder.set_restart_interval(kind.restart);
            }
            encoder.encode(&samples, 100, 100, kind.color).unwrap();
            let shown = shown(file);
            let is_near = shown.iter().zip(expected).all(|(one, other)| one.abs_diff(*other) <= 5);
            assert!(is_near, "{color:?} is {shown:?}: {kind:?}");
        }
    }
}
