//! Sections, appendices and the list of contents.

use super::{Block, Text};

/// A numbered section. Its number (一、（一）1.（1）①) follows from its depth and its place among
/// its siblings and is never stored. There are three forms:
///
/// - `heading` set, `run_in` false: the heading on a line of its own;
/// - `heading` set, `run_in` true: the heading in its own face, the first block's text behind it in
///   the same paragraph (（一）标题。正文);
/// - no heading: the number runs into the first paragraph (（一）2月29日，…).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The words of the heading, without the number, with their final mark if they have one.
    pub heading: Option<Text>,
    /// Whether the first paragraph follows the heading on the same line.
    pub run_in: bool,
    /// What the section says before its first subsection.
    pub blocks: Vec<Block>,
    /// Its subsections, at most five levels deep in all.
    pub sections: Vec<Section>,
}

/// An appendix (附件), on a new page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appendix {
    /// Its title, the same in the list behind the body; a line feed breaks it.
    pub title: Text,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// The list of contents (本期要目).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// The headings of the first level.
    Auto,
    /// These lines.
    Manual(Vec<Text>),
}
