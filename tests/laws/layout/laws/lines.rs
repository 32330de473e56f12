//! The lines of a paragraph as the pages show them: every character with its place and its ink.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::support::face::Tables;
use bulletin::pages::{Content, Pages, Tag};
use bulletin::{Block, Bulletin, Face, Fonts, Length, LineRules, Span, Text, Theme};

use crate::support::model::changed;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// A character of the grid.
pub(crate) fn em() -> Length {
    Length::mm(156.0) / 28
}

/// The least that a character of the grid takes: −6 twips behind each, which a line with room opens to
/// the grid, and 3 twips less where a last line of one character is mended.
pub(crate) fn least_em() -> Length {
    Length::pt(16.0) - Length::twips(9)
}

/// The right edge of the type area.
pub(crate) fn right_edge() -> Length {
    Length::mm(184.0)
}

/// A glyph on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) character: char,
    pub(crate) x: Length,
    pub(crate) glyph: u16,
    pub(crate) face: usize,
    /// The left and the right edge of its ink; none for what has no ink.
    pub(crate) ink: Option<(Length, Length)>,
}

/// The left and the right edge of ink.
type Edges = Option<(i64, i64)>;

thread_local! {
    /// The ink of glyphs by face and number, in thousandths of an em.
    static INKS: RefCell<BTreeMap<(String, u16), Edges>> = RefCell::default();
}

/// The left and the right edge of a glyph's ink in thousandths of an em.
fn ink(face: &Face, glyph: u16) -> Edges {
    let read = || {
        let tables = Tables::of(face);
        let (left, right) = tables.ink(glyph)?;
        Some((left * 1000 / tables.em(), right * 1000 / tables.em()))
    };
    let key = (face.name().to_owned(), glyph);
    INKS.with_borrow_mut(|inks| *inks.entry(key).or_insert_with(read))
}

/// The lines of the body's only paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<Vec<Placed>>,
    /// What was added behind each character for the sake of the last line.
    pub(crate) tracking: Length,
    /// Whether its last line is reported for having one character.
    pub(crate) orphan: bool,
}

impl Lines {
    /// The lines of a text.
    pub(crate) fn of(text: &str) -> Lines {
        Lines::of_text(Text::plain(text), LineRules::default())
    }

    /// The lines of a text by the rules of a theme.
    pub(crate) fn under(rules: LineRules, text: &str) -> Lines {
        Lines::of_text(Text::plain(text), rules)
    }

    /// The lines of a text in stretches, every second bold: the first has `cuts[0]` characters.
    pub(crate) fn of_stretches(text: &str, cuts: &[usize]) -> Lines {
        let mut characters = text.chars();
        let mut spans = Vec::new();
        for (number, count) in cuts.iter().chain([&usize::MAX]).enumerate() {
            let text: String = characters.by_ref().take(*count).collect();
            spans.push(Span::new(text, number % 2 == 1));
        }
        Lines::of_text(Text::from_iter(spans), LineRules::default())
    }

    fn of_text(text: Text, rules: LineRules) -> Lines {
        let bulletin = changed(Bulletin::new("简报"), |bulletin| {
            bulletin.body = vec![Block::Paragraph(text)]
        });
        let theme = changed(Theme::gbt9704(), |theme| theme.lines = rules);
        let pages = bulletin.flow(&theme).unwrap().pages(&FONTS).expect("embedded faces serve");
        Lines::read(&pages, "body[0]")
    }

    /// The lines of a title.
    pub(crate) fn of_title(text: &str) -> Lines {
        let bulletin =
            changed(Bulletin::new("简报"), |bulletin| bulletin.title = Some(Text::plain(text)));
        let pages =
            bulletin.flow(&Theme::gbt9704()).unwrap().pages(&FONTS).expect("embedded faces serve");
        Lines::read(&pages, "title")
    }

    fn read(pages: &Pages, of: &str) -> Lines {
        let mut lines: Vec<Vec<Placed>> = Vec::new();
        for page in &pages.pages {
            let mut before: Option<Length> = None;
            for item in &page.items {
                let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
                else {
                    continue;
                };
                let path = pages
                    .elements
                    .get(element)
                    .map_or_else(String::new, |element| element.path.to_string());
                if path != of {
                    continue;
                }
                // The baselines of a line's faces differ by less than a millimetre and a half.
                let y = run.origin.y;
                if before
                    .is_none_or(|before| (y - before).to_emu().abs() > Length::mm(3.0).to_emu())
                {
                    lines.push(Vec::new());
                }
                before = Some(y);
                let placed = run.glyphs.iter().filter_map(|glyph| {
                    let x = run.origin.x + glyph.x;
                    let at = |thousandths: i64| x + run.size * thousandths / 1000;
                    let ink = ink(pages.faces.get(run.face)?, glyph.id);
                    let ink = ink.map(|(left, right)| (at(left), at(right)));
                    let (glyph_id, face) = (glyph.id, run.face);
                    Some(Placed { character: glyph.text?, x, glyph: glyph_id, face, ink })
                });
                if let Some(line) = lines.last_mut() {
                    line.extend(placed);
                }
            }
        }
        let tracking = pages.decisions().trackings.values().next().copied().unwrap_or_default();
        let orphan = pages.findings.iter().any(|finding| finding.code() == "lines.orphan");
        Lines { lines, tracking, orphan }
    }

    /// The characters without blanks, and how many of them stand before each line's end.
    pub(crate) fn text_and_ends(&self) -> (Vec<char>, Vec<usize>) {
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        for line in &self.lines {
            text.extend(line.iter().map(|one| one.character).filter(|c| !is_blank(*c)));
            ends.push(text.len());
        }
        (text, ends)
    }

    /// Every line but the last, which fills the measure.
    pub(crate) fn full(&self) -> &[Vec<Placed>] {
        self.lines.split_last().map_or(&[], |(_, full)| full)
    }
}

/// Whether a character is a blank that goes at a line end.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
}

/// The characters of a line, to be read.
pub(crate) fn words(line: &[Placed]) -> String {
    line.iter().map(|one| one.character).collect()
}
