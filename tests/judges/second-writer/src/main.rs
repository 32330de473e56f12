//! Writes the pages of bulletins as PDF by krilla, from what the library says of them in public alone: who
//! walks `Pages` needs nothing else. `ink_apart.py` compares what it looks like with the library's own PDF.
//!
//! `second-writer CASES FOLDER` reads every CASES/*.toml, and CASES/NAME.theme.toml as the theme of
//! CASES/NAME.toml, as `judged` does, and writes FOLDER/NAME.pdf.

#[path = "../../case_files.rs"]
mod case_files;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bulletin::flow::ImageFormat;
use bulletin::pages::{Content, GlyphRun, Page, Pages, PlacedImage, PlacedLine, Turn};
use bulletin::{Color, Fonts, Length, Point, Rect};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as At, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(cases), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: second-writer CASES FOLDER".into());
    };
    fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    for case in case_files::read(&cases)? {
        let pages = case.bulletin.flow(&case.theme)?.pages(&fonts)?;
        fs::write(case.document(&folder).with_extension("pdf"), write(&pages)?)?;
    }
    Ok(())
}

fn write(pages: &Pages) -> Result<Vec<u8>> {
    let open = |face: &std::sync::Arc<bulletin::Face>| {
        Font::new(face.data().to_vec().into(), face.index()).ok_or("krilla does not read a face")
    };
    let fonts = pages.faces.iter().map(open).collect::<std::result::Result<Vec<_>, _>>()?;
    // Only what is seen is compared.
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    for page in &pages.pages {
        let Point { x: width, y: height } = Sheet { page }.edge();
        let settings = PageSettings::from_wh(pt(width), pt(height)).ok_or("a page of no size")?;
        let mut made = document.start_page_with(settings);
        let mut surface = made.surface();
        for item in &page.items {
            Sheet { page }.draw(&item.content, &fonts, &mut surface)?;
        }
        surface.finish();
        made.finish();
    }
    document.finish().map_err(|error| format!("{error:?}").into())
}

/// A page, which is drawn as it is read: turned clockwise where its text runs upwards.
struct Sheet<'a> {
    page: &'a Page,
}

impl Sheet<'_> {
    fn is_turned(&self) -> bool {
        self.page.turn == Turn::Left
    }

    /// The lower right corner as it is read.
    fn edge(&self) -> Point {
        let (width, height) = (self.page.size.width, self.page.size.height);
        if self.is_turned() { Point { x: height, y: width } } else { Point { x: width, y: height } }
    }

    fn at(&self, point: Point) -> At {
        let Point { x, y } = point;
        let (x, y) = if self.is_turned() { (self.page.size.height - y, x) } else { (x, y) };
        At::from_xy(pt(x), pt(y))
    }

    /// The corners of a rectangle as it is read, clockwise from the upper left one.
    fn corners(&self, rect: &Rect) -> [At; 4] {
        let (left, top, right, bottom) =
            (rect.origin.x, rect.origin.y, rect.right(), rect.bottom());
        let mut corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if self.is_turned() {
            // The lower left corner is the upper left one then.
            corners.rotate_right(1);
        }
        corners.map(|(x, y)| self.at(Point { x, y }))
    }

    fn draw(&self, content: &Content, fonts: &[Font], surface: &mut Surface<'_>) -> Result<()> {
        match content {
            Content::Glyphs(run) => {
                let font = fonts.get(run.face).ok_or("a face that is not there")?;
                self.glyphs(run, font, surface);
            }
            Content::Rule(rule) => fill(&self.corners(&rule.rect), rule.color, surface)?,
            Content::Area(area) => {
                let corners: Vec<At> = area.points.iter().map(|at| self.at(*at)).collect();
                fill(&corners, area.color, surface)?;
            }
            Content::Line(line) => self.line(line, surface)?,
            Content::Image(image) => self.image(image, surface)?,
            _ => return Err("pages have something new".into()),
        }
        Ok(())
    }

    fn glyphs(&self, run: &GlyphRun, font: &Font, surface: &mut Surface<'_>) {
        surface.set_fill(Some(filled(run.color)));
        surface.set_stroke((run.stroke > Length::ZERO).then(|| stroke(run.stroke, run.color)));
        let size = pt(run.size);
        let mut text = String::new();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        let mut places = run.glyphs.iter().map(|glyph| pt(glyph.x)).peekable();
        let first = places.peek().copied().unwrap_or_default();
        for glyph in &run.glyphs {
            let place = places.next().unwrap_or_default();
            let advance = places.peek().map_or(0.0, |next| next - place) / size;
            let begin = text.len();
            text.push(glyph.text.unwrap_or('-'));
            glyphs.push(KrillaGlyph {
                glyph_id: GlyphId::new(glyph.id.into()),
                text_range: begin..text.len(),
                x_advance: advance,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            });
        }
        let (right, down) = match (run.turn, self.page.turn) {
            (Turn::Left, Turn::None) => (0.0, -1.0),
            (Turn::None, Turn::Left) => (0.0, 1.0),
            _ => (1.0, 0.0),
        };
        let At { x, y } = self.at(run.origin);
        surface.push_transform(&Transform::from_row(right, down, -down, right, x, y));
        surface.draw_glyphs(At::from_xy(first, 0.0), &glyphs, font.clone(), &text, size, false);
        surface.pop();
    }

    fn line(&self, line: &PlacedLine, surface: &mut Surface<'_>) -> Result<()> {
        let mut drawn = stroke(line.width, line.color);
        let dashes = line.dash.pattern().iter().map(|times| pt(line.width * *times));
        let dashes: Vec<f32> = dashes.collect();
        drawn.dash = (!dashes.is_empty()).then_some(StrokeDash { array: dashes, offset: 0.0 });
        surface.set_fill(None);
        surface.set_stroke(Some(drawn));
        let points: Vec<At> = line.points.iter().map(|at| self.at(*at)).collect();
        surface.draw_path(&path(&points, false)?);
        surface.set_stroke(None);
        Ok(())
    }

    /// A picture is mirrored first, then turned clockwise by quarters, then with its page.
    fn image(&self, image: &PlacedImage, surface: &mut Surface<'_>) -> Result<()> {
        let data = image.data.to_vec().into();
        let shown = match image.format {
            ImageFormat::Png => Image::from_png(data, false)?,
            ImageFormat::Jpeg => Image::from_jpeg(data, false)?,
            _ => return Err("a picture of a new kind".into()),
        };
        // Anticlockwise on the sheet, clockwise as a reader turns it.
        let quarters = usize::from(image.upright.quarters)
            + if image.turn == Turn::Left { 3 } else { 0 }
            + usize::from(self.is_turned());
        // Which of its corners the upper left, the upper right and the lower left one come from.
        let own = if image.upright.mirrored { [1, 0, 2] } else { [0, 1, 3] };
        let corners = self.corners(&image.rect);
        let [start, right, below] = own.map(|corner| corners[(corner + quarters) % 4]);
        surface.push_transform(&Transform::from_row(
            right.x - start.x,
            right.y - start.y,
            below.x - start.x,
            below.y - start.y,
            start.x,
            start.y,
        ));
        surface.draw_image(shown, Size::from_wh(1.0, 1.0).ok_or("no size")?);
        surface.pop();
        Ok(())
    }
}

fn pt(length: Length) -> f32 {
    length.to_pt() as f32
}

fn filled(color: Color) -> Fill {
    let paint = rgb::Color::new(color.red, color.green, color.blue).into();
    Fill { paint, opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn stroke(width: Length, color: Color) -> Stroke {
    let paint = rgb::Color::new(color.red, color.green, color.blue).into();
    Stroke { paint, width: pt(width), line_join: LineJoin::Round, ..Stroke::default() }
}

fn path(points: &[At], closed: bool) -> Result<Path> {
    let mut made = PathBuilder::new();
    for (index, at) in points.iter().enumerate() {
        if index == 0 { made.move_to(at.x, at.y) } else { made.line_to(at.x, at.y) }
    }
    if closed {
        made.close();
    }
    made.finish().ok_or_else(|| "a path of nothing".into())
}

fn fill(corners: &[At], color: Color, surface: &mut Surface<'_>) -> Result<()> {
    surface.set_fill(Some(filled(color)));
    surface.set_stroke(None);
    surface.draw_path(&path(corners, true)?);
    Ok(())
}
