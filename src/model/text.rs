//! Text with bold parts.

/// Words, parts of which may be bold. As a string it is written with `**…**` for bold, `\*` for an
/// asterisk and `\\` for a backslash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    pub(super) spans: Vec<Span>,
}

/// A stretch of text in one weight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The words, never empty.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Text {
    /// The stretches of one weight, in order; neighbours differ.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}
