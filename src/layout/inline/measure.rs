//! The measure of a paragraph: where its lines begin and how wide they are.

use crate::length::Length;

/// The measure of a paragraph's lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// The left indent.
    pub(super) left: Length,
    /// Between the indents.
    pub(super) width: Length,
    /// Added to the left indent of the first line; negative for a hanging indent.
    pub(super) first: Length,
}

impl Measure {
    /// Left edge and width of a line, counted from 0.
    pub(super) fn of_line(self, number: usize) -> (Length, Length) {
        let first = if number == 0 { self.first } else { Length::ZERO };
        (self.left + first, (self.width - first).max(Length::emu(1)))
    }
}
