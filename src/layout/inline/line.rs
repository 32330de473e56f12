//! A filled line: glyphs at their places.

use crate::info::Color;
use crate::layout::page::Glyph;
use crate::length::Length;

/// A line of glyphs.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::layout) struct Line {
    /// Its glyphs, from left to right, those that look alike together.
    pub(in crate::layout) stretches: Vec<Stretch>,
    /// Where the advance of its last character ends.
    pub(in crate::layout) right: Length,
    /// The lines below stretches of it.
    pub(in crate::layout) underlines: Vec<Underline>,
    /// The footnotes whose numbers stand in it.
    pub(in crate::layout) notes: Vec<NoteLines>,
    /// Whether any of its characters is more than a part of the text.
    pub(in crate::layout) has_parts: bool,
}

/// What of its paragraph a character is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::layout) enum Part {
    /// Its text.
    #[default]
    Text,
    /// The number of an item.
    Label,
    /// The number of a footnote, by the index of that.
    Note(u16),
    /// An address, counted through the paragraph.
    Address(u16),
}

/// Where on a line a character stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::layout) enum Side {
    /// In the text that fills the lines.
    #[default]
    Text,
    /// In the middle of the last line.
    Middle,
    /// At the right of the last line.
    Right,
}

/// A footnote of a line.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::layout) struct NoteLines {
    /// Which of the paragraph's footnotes it is.
    pub(in crate::layout) index: usize,
    /// Its lines, once they are broken, and from one to the next.
    pub(in crate::layout) lines: Vec<Line>,
    pub(in crate::layout) pitch: Length,
}

impl NoteLines {
    /// Its height.
    pub(in crate::layout) fn height(&self) -> Length {
        self.pitch * i64::try_from(self.lines.len()).unwrap_or(i64::MAX)
    }
}

/// A line below characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::layout) struct Underline {
    /// Its left and right end, from the left edge of the measure.
    pub(in crate::layout) from: Length,
    pub(in crate::layout) to: Length,
    /// The type size of the characters.
    pub(in crate::layout) size: Length,
    /// Its colour.
    pub(in crate::layout) color: Color,
}

/// Glyphs that look alike. Tables keep the lines of thousands of cells until their pages are made, so a
/// glyph has no more than its own.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::layout) struct Stretch {
    pub(in crate::layout) look: Look,
    /// They are measured from the left edge of the measure.
    pub(in crate::layout) glyphs: Vec<Glyph>,
}

/// What a glyph looks like, and what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::layout) struct Look {
    /// Its face, an index into the shaper's.
    pub(in crate::layout) face: usize,
    /// The type size.
    pub(in crate::layout) size: Length,
    /// How far it stands above where the middle of its em square is that of the line.
    pub(in crate::layout) rise: Length,
    /// The colour.
    pub(in crate::layout) color: Color,
    /// The stroke around its outline.
    pub(in crate::layout) stroke: Length,
    /// What of its paragraph it is, and where on the line it stands.
    pub(in crate::layout) part: Part,
    pub(in crate::layout) side: Side,
}

impl Line {
    /// Adds a glyph at the right. There will be about so many with it.
    pub(super) fn push(&mut self, look: Look, glyph: Glyph, count: usize) {
        match self.stretches.last_mut() {
            Some(last) if last.look == look => last.glyphs.push(glyph),
            _ => {
                let mut glyphs = Vec::with_capacity(count);
                glyphs.push(glyph);
                self.stretches.push(Stretch { look, glyphs });
            }
        }
    }

    /// Whether nothing stands on it.
    pub(in crate::layout) fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// The left end of its first glyph.
    pub(in crate::layout) fn left(&self) -> Option<Length> {
        Some(self.stretches.first()?.glyphs.first()?.x)
    }
}
