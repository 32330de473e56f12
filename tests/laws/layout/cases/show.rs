//! What a case shows of the pages: `show: WORDS [of PATH] [on FIRST[-LAST]]`.
//!
//! | word | shows |
//! |---|---|
//! | `lines` | lines of type: row of the grid, left end, characters. The default |
//! | `pitch` | the same with the distance to the next character where it is not one character of the grid: `‹2024|50›年`, each of 2024 half of one. Latin letters and marks go without, for they have the widths of their face |
//! | `type` | the same with face, size and colour where they are not those of the body |
//! | `ends` | the same with the left end of the last character behind the line |
//! | `height` | the heights of baselines in place of rows of the grid |
//! | `rules` | rules, pictures and parts of drawings, and heights in place of rows |
//! | `numbers` | page numbers |
//! | `outline`, `findings` | what else the pages carry |
//!
//! `of` keeps the lines of elements whose path begins so, `on` the sheets, counted from 1. Lengths
//! are millimetres from the upper left corner of the page as it is read: of one that is turned,
//! from the corner that is upper left then.

use std::fmt::Write as _;
use std::str::FromStr;

use bulletin::pages::{Content, GlyphRun, Item, Page, Pages, Tag, Turn};
use bulletin::{Color, Geometry, Length, Point, Rect, Size};

/// What a case shows.
#[derive(Default)]
pub(crate) struct Show {
    words: Vec<String>,
    /// The beginning of the paths of elements.
    of: Option<String>,
    /// The first and the last sheet.
    on: Option<(usize, usize)>,
}

const WORDS: [&str; 9] =
    ["lines", "pitch", "type", "ends", "rules", "numbers", "height", "outline", "findings"];

impl FromStr for Show {
    type Err = String;

    fn from_str(options: &str) -> Result<Show, String> {
        let mut show = Show::default();
        for line in options.lines().filter(|line| !line.trim().is_empty()) {
            let words = line.strip_prefix("show:").ok_or(format!("{line:?} shows nothing"))?;
            let mut words = words.split_whitespace();
            while let Some(word) = words.next() {
                match word {
                    "of" => show.of = words.next().map(str::to_owned),
                    "on" => show.on = words.next().and_then(sheets),
                    word if WORDS.contains(&word) => show.words.push(word.to_owned()),
                    word => return Err(format!("nothing is shown as {word:?}")),
                }
            }
        }
        if !["rules", "numbers", "outline", "findings"].iter().any(|word| show.has(word)) {
            show.words.push("lines".to_owned());
        }
        Ok(show)
    }
}

fn sheets(words: &str) -> Option<(usize, usize)> {
    let (first, last) = words.split_once('-').unwrap_or((words, words));
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Characters of one element side by side.
struct Piece {
    left: Length,
    baseline: Length,
    /// The left end of the last character.
    end: Length,
    mark: Tag,
    text: String,
}

impl Show {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one == word)
    }

    /// Whether lines of type are shown that are content.
    fn has_lines(&self) -> bool {
        ["lines", "pitch", "type", "ends"].iter().any(|word| self.has(word))
    }

    /// The pages as the case shows them.
    pub(crate) fn pages(&self, pages: &Pages, geometry: &Geometry) -> String {
        let mut out = String::new();
        for (index, page) in pages.pages.iter().enumerate() {
            let (first, last) = self.on.unwrap_or((1, usize::MAX));
            if !(first..=last).contains(&(index + 1)) {
                continue;
            }
            let shown = self.page(pages, page, geometry);
            // Of a case that looks at one thing, only the pages where it is.
            if shown.is_empty() && self.of.is_some() {
                continue;
            }
            let turned = if page.turn == Turn::None { "" } else { ", turned" };
            let number = match page.number {
                Some(number) if usize::try_from(number) == Ok(index + 1) => String::new(),
                Some(number) => format!(", numbered {number}"),
                None => ", not numbered".to_owned(),
            };
            let _ = write!(out, "page {}{number}{turned}\n{shown}", index + 1);
        }
        if self.has("outline") {
            for heading in &pages.outline {
                let indent = "  ".repeat(usize::from(heading.level) - 1);
                let _ = writeln!(out, "{indent}{} (page {})", heading.title, heading.page + 1);
            }
        }
        if self.has("findings") {
            for finding in &pages.findings {
                let _ = writeln!(out, "{finding}");
            }
        }
        out
    }

    fn page(&self, pages: &Pages, page: &Page, geometry: &Geometry) -> String {
        // Rules and lines of type in one order from above, each as (y, x, words).
        let mut rows: Vec<(Length, Length, String)> = Vec::new();
        if self.has_lines() || self.has("numbers") {
            let top = if page.turn == Turn::None { geometry.top } else { geometry.left };
            for line in self.lines(pages, page, geometry.width / i64::from(geometry.columns.max(1)))
            {
                rows.push(self.line(line, top, geometry));
            }
        }
        if self.has("rules") {
            rows.extend(page.items.iter().filter_map(|item| rule(page, item)));
        }
        rows.sort_by_key(|(y, x, _)| (*y, *x));
        rows.into_iter().map(|(_, _, words)| words + "\n").collect()
    }

    /// The pieces of type on a page, those of one height together, from above.
    fn lines(&self, pages: &Pages, page: &Page, cell: Length) -> Vec<Vec<Piece>> {
        let mut pieces: Vec<Piece> = Vec::new();
        for item in page.items.iter().filter(|item| self.shows(pages, item.mark)) {
            if let Content::Glyphs(run) = &item.content {
                self.add(&mut pieces, page, item.mark, run, &self.type_of(pages, run), cell);
            }
        }
        pieces.sort_by_key(|piece| piece.baseline);
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        for piece in pieces {
            match lines.last_mut() {
                Some(line)
                    if line.iter().all(|one| {
                        near(one.baseline, piece.baseline, Length::mm(1.2))
                            && (one.left - piece.left).to_emu().abs() > 0
                    }) =>
                {
                    line.push(piece);
                }
                _ => lines.push(vec![piece]),
            }
        }
        for line in &mut lines {
            line.sort_by_key(|piece| piece.left);
        }
        lines
    }

    fn shows(&self, pages: &Pages, mark: Tag) -> bool {
        match mark {
            _ if !self.has_lines() => mark == Tag::Pagination,
            Tag::Element(index) => pages.elements.get(index).is_some_and(|element| {
                self.of.as_ref().is_none_or(|of| element.path.to_string().starts_with(of))
            }),
            Tag::Pagination => self.has("numbers"),
            _ => self.of.is_none(),
        }
    }

    fn line(&self, line: Vec<Piece>, top: Length, geometry: &Geometry) -> (Length, Length, String) {
        let (left, baseline) =
            line.first().map_or((Length::ZERO, Length::ZERO), |one| (one.left, one.baseline));
        let rows = i64::from(geometry.rows.max(1));
        let row = ((baseline - top) * rows).to_emu().div_euclid(geometry.height.to_emu()) + 1;
        let mut words = if self.has("height") || self.has("rules") {
            millimetres(baseline)
        } else {
            format!("{row:>4}")
        };
        for piece in line {
            let _ = write!(words, " {} {}", millimetres(piece.left), piece.text);
            if self.has("ends") {
                let _ = write!(words, " → {:.2}", piece.end.to_mm());
            }
        }
        (baseline, left, words)
    }

    /// Adds the glyphs of a run to the pieces: to the last where they are of one element and side
    /// by side.
    fn add(
        &self,
        pieces: &mut Vec<Piece>,
        page: &Page,
        mark: Tag,
        run: &GlyphRun,
        of_type: &str,
        cell: Length,
    ) {
        let (left, baseline) = seen(page, run.origin.x, run.origin.y);
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let x = left + glyph.x;
            let joins = |piece: &&mut Piece| {
                piece.mark == mark
                    && near(piece.baseline, baseline, Length::mm(1.5))
                    && x > piece.end - run.size
                    && (self.has("pitch") || x < piece.end + run.size * 4)
            };
            if let Some(piece) = pieces.last_mut().filter(joins) {
                if self.has("pitch") {
                    mark_pitch(&mut piece.text, x - piece.end, cell);
                }
                piece.end = x;
            } else {
                let text = String::new();
                pieces.push(Piece { left: x, baseline, end: x, mark, text });
            }
            let Some(piece) = pieces.last_mut() else { continue };
            if index == 0 {
                piece.text.push_str(of_type);
            }
            match glyph.text {
                // What has no width and no ink is shown by its number.
                Some(mark @ '\u{200B}'..='\u{200F}' | mark @ '\u{2060}') => {
                    let _ = write!(piece.text, "{{{:04X}}}", u32::from(mark));
                }
                // A hyphen that breaking a word put in.
                None => piece.text.push('\u{2027}'),
                Some(character) => piece.text.push(character),
            }
        }
    }

    /// The type of a run, where the case asks for it.
    fn type_of(&self, pages: &Pages, run: &GlyphRun) -> String {
        if !self.has("type") {
            return String::new();
        }
        let face = pages.faces.get(run.face).map_or("?", |face| face.name());
        let face = face.trim_start_matches("Bulletin");
        let color =
            if run.color == Color::BLACK { String::new() } else { format!(" {}", run.color) };
        let bold = if run.stroke > Length::ZERO { " bold" } else { "" };
        format!("[{face} {}{bold}{color}]", run.size)
    }
}

/// Writes the distance from the last character to the next, in hundredths of a cell, unless it is
/// a whole one or that of a Latin letter. Characters of one distance stand together.
fn mark_pitch(text: &mut String, distance: Length, cell: Length) {
    let hundredths = (distance * 100 + cell / 2).to_emu().div_euclid(cell.to_emu().max(1));
    let proportional = |last: char| last.is_ascii_alphabetic() || last.is_ascii_punctuation();
    if hundredths == 100 || text.ends_with(proportional) {
        return;
    }
    let Some(last) = text.pop() else { return };
    let end = format!("|{hundredths}›");
    if text.ends_with(&end) {
        text.truncate(text.len() - end.len());
    } else {
        text.push('‹');
    }
    text.push(last);
    text.push_str(&end);
}

/// The rectangle around points.
fn around(points: &[Point]) -> Rect {
    let across = || points.iter().map(|point| point.x);
    let down = || points.iter().map(|point| point.y);
    let origin =
        Point { x: across().min().unwrap_or_default(), y: down().min().unwrap_or_default() };
    let (right, bottom) = (across().max().unwrap_or_default(), down().max().unwrap_or_default());
    Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } }
}

/// A rule, a picture, or a part of a drawing in words.
fn rule(page: &Page, item: &Item) -> Option<(Length, Length, String)> {
    let (rect, what) = match &item.content {
        Content::Rule(rule) if rule.color == Color::BLACK => (rule.rect, "rule".to_owned()),
        Content::Rule(rule) => (rule.rect, format!("rule {}", rule.color)),
        Content::Image(image) => (image.rect, "picture".to_owned()),
        Content::Area(area) => (around(&area.points), format!("area {}", area.color)),
        Content::Line(line) => (around(&line.points), format!("line {}", line.color)),
        _ => return None,
    };
    let (width, height) = (rect.size.width, rect.size.height);
    // Of a turned page the lower left corner is the upper left one of what is read.
    let ((x, y), (width, height)) = if page.turn == Turn::None {
        ((rect.origin.x, rect.origin.y), (width, height))
    } else {
        (seen(page, rect.origin.x, rect.bottom()), (height, width))
    };
    let (from, wide) = (millimetres(x), width.to_mm());
    let words = format!("{} {from} {what} {wide:.2} × {:.2}", millimetres(y), height.to_mm());
    Some((y, x, words))
}

/// A place on a page as it is read.
fn seen(page: &Page, x: Length, y: Length) -> (Length, Length) {
    if page.turn == Turn::None { (x, y) } else { (page.size.height - y, x) }
}

fn near(one: Length, other: Length, distance: Length) -> bool {
    (one - other).to_emu().abs() < distance.to_emu()
}

fn millimetres(length: Length) -> String {
    format!("{:>6.2}", length.to_mm())
}
