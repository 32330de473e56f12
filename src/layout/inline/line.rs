//! A filled line: glyphs at their places.

use crate::info::Color;
use crate::length::Length;

/// A line of glyphs.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::layout) struct Line {
    /// Its glyphs, from left to right.
    pub(in crate::layout) glyphs: Vec<Placed>,
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

/// A glyph at its place: what is left of a character when its line is filled. Tables keep thousands
/// of them until their pages are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::layout) struct Placed {
    /// The left end of the glyph, from the left edge of the measure.
    pub(in crate::layout) x: Length,
    /// The character; none for a hyphen that breaking a word put in.
    pub(in crate::layout) text: Option<char>,
    /// Its face, an index into the shaper's.
    pub(in crate::layout) face: usize,
    /// Its number in the face.
    pub(in crate::layout) glyph: u16,
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
