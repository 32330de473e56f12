//! The lines of a paragraph as the pages show them: every character with its place.

use std::sync::LazyLock;

use bulletin::pages::{Content, Mark, Pages};
use bulletin::{Block, Bulletin, Fonts, Length, LineRules, Masthead, Span, Text, Theme};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// A character of the grid.
pub(crate) fn em() -> Length {
    Length::mm(156.0) / 28
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
}

/// The lines of the body's only paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines(pub(crate) Vec<Vec<Placed>>);

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
            spans.push(Span { text, bold: number % 2 == 1 });
        }
        Lines::of_text(Text::from_iter(spans), LineRules::default())
    }

    fn of_text(text: Text, rules: LineRules) -> Lines {
        let bulletin = Bulletin {
            masthead: Masthead { title: "简报".into(), ..Masthead::default() },
            body: vec![Block::Paragraph(text)],
            ..Bulletin::default()
        };
        let theme = Theme { lines: rules, ..Theme::gbt9704() };
        let pages = bulletin.flow(&theme).pages(&FONTS).expect("embedded faces serve");
        Lines::read(&pages)
    }

    fn read(pages: &Pages) -> Lines {
        let mut lines: Vec<Vec<Placed>> = Vec::new();
        for page in &pages.pages {
            let mut before: Option<Length> = None;
            for item in &page.items {
                let (Mark::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
                else {
                    continue;
                };
                let path = pages.elements.get(element).map_or("", |element| &element.path);
                if path != "body[0]" {
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
                    Some(Placed { character: glyph.text?, x, glyph: glyph.id, face: run.face })
                });
                if let Some(line) = lines.last_mut() {
                    line.extend(placed);
                }
            }
        }
        Lines(lines)
    }

    /// The characters without blanks, and how many of them stand before each line's end.
    pub(crate) fn text_and_ends(&self) -> (Vec<char>, Vec<usize>) {
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        for line in &self.0 {
            text.extend(line.iter().map(|one| one.character).filter(|c| !is_blank(*c)));
            ends.push(text.len());
        }
        (text, ends)
    }

    /// Every line but the last, which fills the measure.
    pub(crate) fn full(&self) -> &[Vec<Placed>] {
        self.0.split_last().map_or(&[], |(_, full)| full)
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
