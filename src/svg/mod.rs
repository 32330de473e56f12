//! A page → an SVG picture: text as outlines, each glyph drawn once and used wherever it stands, or as text with
//! its faces.
//!
//! The same pages give the same bytes: there is no clock, no chance and no hash order in here.

mod number;
mod path;
mod text;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::error::Error;
use crate::info::Color;
use crate::layout::page::{ImageFormat, Pages, PlacedImage, PlacedLine, Tag};
use crate::length::{Length, Point};
use crate::view::{Canvas, Glyphs, View, alternative, words};
use number::{Factor, unit};
use text::Faces;

/// How a page is drawn as SVG.
///
/// ```
/// use bulletin::SvgOptions;
///
/// let mut options = SvgOptions::default();
/// options.prefix = "issue-12-".to_owned(); // several bulletins in one web page
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SvgOptions {
    /// What text becomes (default: outlines).
    pub text: SvgText,
    /// What the names of glyphs and faces in the file begin with (default: nothing). Pages of one bulletin may stand
    /// in one HTML page as outlines, for they call the same glyph by the same name; those of several bulletins,
    /// and pages whose text is text, want prefixes that differ. Letters, digits, `-`, `_` and `.` are kept, anything else is left out.
    pub prefix: String,
}

/// What text becomes in a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SvgText {
    /// Outlines: any program shows them, and none has text to select or to find.
    #[default]
    Outlines,
    /// Text, with the faces cut down to its characters and embedded: browsers show it, and it can be selected,
    /// found and copied; most other programs do not read embedded faces and show others.
    Embedded,
}

impl Pages {
    /// Draws a page, counted from 0, as an SVG 1.1 file: as large as the page and turned for reading, with
    /// the text as outlines, so that it looks the same in any program and no font is needed, or as text
    /// ([`SvgText`]). The same pages give the same bytes in any process.
    ///
    /// The file says its title, and its words for those who cannot see them.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, SvgOptions, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut bulletin = Bulletin::new("工作简报");
    /// bulletin.body = vec!["正文。".into()];
    /// let pages = bulletin.flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
    /// let picture = pages.svg(0, &SvgOptions::default())?;
    /// assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    /// assert!(picture.contains("width=\"210mm\" height=\"297mm\""));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ErrorKind::Input) when there is no such page; [`Font`](crate::ErrorKind::Font) when a
    /// face cannot be opened or subset; [`Internal`](crate::ErrorKind::Internal) when the pages contradict
    /// themselves, which those made by [`Flow::pages`](crate::Flow::pages) do not.
    pub fn svg(&self, page: usize, options: &SvgOptions) -> Result<String, Error> {
        let view = View::of(self, page)?;
        let mut drawing = Drawing::new(&view, options);
        view.paint(&mut drawing)?;
        drawing.finish(page)
    }
}

/// A file in the making.
struct Drawing<'a> {
    view: &'a View<'a>,
    prefix: String,
    text: SvgText,
    faces: Faces,
    /// The glyphs that are used, by face and number.
    known: BTreeSet<(usize, u16)>,
    glyphs: String,
    body: String,
}

impl<'a> Drawing<'a> {
    fn new(view: &'a View<'a>, options: &SvgOptions) -> Drawing<'a> {
        let is_kept = |it: &char| it.is_alphanumeric() || "-_.".contains(*it);
        Drawing {
            view,
            prefix: options.prefix.chars().filter(is_kept).collect(),
            text: options.text,
            faces: Faces::default(),
            known: BTreeSet::new(),
            glyphs: String::new(),
            body: String::new(),
        }
    }

    /// The file.
    fn finish(self, page: usize) -> Result<String, Error> {
        let size = self.view.size();
        let (width, height) = (unit(size.width), unit(size.height));
        let pages = self.view.pages;
        let mut file = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        if !self.known.is_empty() || self.body.contains("xlink:") {
            file.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        }
        let (wide, high) = (millimetres(size.width), millimetres(size.height));
        let _ = write!(
            file,
            " width=\"{wide}mm\" height=\"{high}mm\" viewBox=\"0 0 {width} {height}\" role=\"img\""
        );
        attribute(&mut file, "xml:lang", &pages.info.language);
        file.push_str(">\n<title>");
        escape(&mut file, &pages.info.title);
        if pages.pages.len() > 1 {
            // Without words, for the language of a bulletin is its own.
            let _ = write!(file, " {}/{}", page.saturating_add(1), pages.pages.len());
        }
        file.push_str("</title>\n");
        let words = words(self.view);
        if !words.is_empty() {
            file.push_str("<desc>");
            escape(&mut file, &words);
            file.push_str("</desc>\n");
        }
        if self.text == SvgText::Embedded {
            let rules = self.faces.rules(pages, &self.prefix)?;
            let _ = writeln!(file, "<style>\n{rules}</style>");
        }
        if !self.glyphs.is_empty() {
            let _ = writeln!(file, "<defs>\n{}</defs>", self.glyphs);
        }
        let _ = writeln!(file, "<path fill=\"#fff\" d=\"M0 0H{width}V{height}H0Z\"/>");
        file.push_str(&self.body);
        file.push_str("</svg>\n");
        Ok(file)
    }
}

impl Canvas for Drawing<'_> {
    fn area(&mut self, corners: &[Point], color: Color) {
        let _ = write!(self.body, "<path fill=\"{}\" d=\"", Ink(color));
        path::polygon(&mut self.body, corners);
        self.body.push_str("Z\"/>\n");
    }

    fn line(&mut self, points: &[Point], line: &PlacedLine) {
        let width = unit(line.width);
        let _ = write!(
            self.body,
            "<path fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"",
            Ink(line.color)
        );
        let pattern: Vec<String> =
            line.dash.pattern().iter().map(|times| unit(line.width * *times).to_string()).collect();
        if !pattern.is_empty() {
            let _ = write!(self.body, " stroke-dasharray=\"{}\"", pattern.join(" "));
        }
        self.body.push_str(" d=\"");
        path::polygon(&mut self.body, points);
        self.body.push_str("\"/>\n");
    }

    fn glyphs(&mut self, glyphs: &Glyphs<'_, '_>) {
        if self.text == SvgText::Embedded {
            return text::run(&mut self.body, &self.prefix, &mut self.faces, glyphs);
        }
        let Glyphs { run, face, origin, along } = glyphs;
        let units = face.units();
        let mut uses = String::new();
        for glyph in &run.glyphs {
            let key = (run.face, glyph.id);
            if !self.known.contains(&key) {
                let outline = face.outline(glyph.id);
                // A space needs no ink.
                if outline.0.is_empty() {
                    continue;
                }
                self.known.insert(key);
                let (prefix, face, id) = (&self.prefix, run.face, glyph.id);
                let _ = write!(self.glyphs, "<path id=\"{prefix}f{face}g{id}\" d=\"");
                path::outline(&mut self.glyphs, &outline);
                self.glyphs.push_str("\"/>\n");
            }
            let (prefix, face, id) = (&self.prefix, run.face, glyph.id);
            let _ = write!(uses, "<use xlink:href=\"#{prefix}f{face}g{id}\"");
            let x = glyph.x.scale(units, run.size.to_emu()).to_emu();
            if x != 0 {
                let _ = write!(uses, " x=\"{x}\"");
            }
            uses.push_str("/>");
        }
        if uses.is_empty() {
            return;
        }
        let _ = write!(self.body, "<g fill=\"{}\"", Ink(run.color));
        if run.stroke > Length::ZERO {
            let width = run.stroke.scale(units, run.size.to_emu()).to_emu();
            let _ = write!(
                self.body,
                " stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"",
                Ink(run.color)
            );
        }
        // Outlines are in units of the face and upwards.
        let scale = |sign: i8| Factor::of(run.size * i64::from(sign), units * 127);
        let (x, y) = *along;
        let _ = writeln!(
            self.body,
            " transform=\"matrix({} {} {} {} {} {})\">{uses}</g>",
            scale(x),
            scale(y),
            scale(y),
            scale(-x),
            unit(origin.x),
            unit(origin.y)
        );
    }

    fn picture(
        &mut self,
        picture: &PlacedImage,
        corners: [Point; 3],
        mark: Tag,
    ) -> Result<(), Error> {
        let [lower_left, lower_right, upper_left] = corners.map(|at| (unit(at.x), unit(at.y)));
        let across = (lower_right.0 - lower_left.0, lower_right.1 - lower_left.1);
        let down = (lower_left.0 - upper_left.0, lower_left.1 - upper_left.1);
        // Edges are upright or level, so one of the two is zero.
        let (width, height) = ((across.0 + across.1).abs(), (down.0 + down.1).abs());
        if width == 0 || height == 0 {
            return Ok(());
        }
        let _ = write!(self.body, "<image width=\"{width}\" height=\"{height}\"");
        let (x, y) = upper_left;
        if (across.0, down.1) == (width, height) {
            let _ = write!(self.body, " x=\"{x}\" y=\"{y}\"");
        } else {
            let [a, b] = [across.0, across.1].map(i64::signum);
            let [c, d] = [down.0, down.1].map(i64::signum);
            let _ = write!(self.body, " transform=\"matrix({a} {b} {c} {d} {x} {y})\"");
        }
        let kind = match picture.format {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
        };
        let _ = write!(
            self.body,
            " preserveAspectRatio=\"none\" xlink:href=\"data:image/{kind};base64,"
        );
        BASE64.encode_string(&picture.data, &mut self.body);
        self.body.push('"');
        match alternative(self.view, mark) {
            Some(alt) => {
                self.body.push_str("><title>");
                escape(&mut self.body, alt);
                self.body.push_str("</title></image>\n");
            }
            None => self.body.push_str("/>\n"),
        }
        Ok(())
    }
}

/// A colour as SVG has it.
struct Ink(Color);

impl std::fmt::Display for Ink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Color { red, green, blue } = self.0;
        let short = [red, green, blue].iter().all(|part| part % 17 == 0);
        if short {
            write!(f, "#{:x}{:x}{:x}", red / 17, green / 17, blue / 17)
        } else {
            write!(f, "#{red:02x}{green:02x}{blue:02x}")
        }
    }
}

/// A length in millimetres, with as many decimals as it needs, at most two.
fn millimetres(length: Length) -> String {
    Factor::of(length, 36_000).to_string()
}

fn attribute(file: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = write!(file, " {name}=\"");
        escape(file, value);
        file.push('"');
    }
}

/// Words in XML: marks of its own are written out, and characters that it cannot have are replaced
/// (XML 1.0, 2.2).
fn escape(file: &mut String, words: &str) {
    for character in words.chars() {
        match shown(character) {
            '&' => file.push_str("&amp;"),
            '<' => file.push_str("&lt;"),
            '>' => file.push_str("&gt;"),
            '"' => file.push_str("&quot;"),
            character => file.push(character),
        }
    }
}

/// A character, or what stands for one that XML cannot have.
fn shown(character: char) -> char {
    match character {
        '\t' | '\n' => character,
        '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

#[cfg(all(test, feature = "embedded-fonts"))]
mod tests;
