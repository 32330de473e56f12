//! How large a bulletin may be: every limit, in one place. Each is far above what an office prints
//! and low enough that a hostile file cannot exhaust memory or the stack. Reading a bulletin and
//! [`Bulletin::validate`](super::Bulletin::validate) refuse what exceeds them, by name.

use super::rules::Fault;
use crate::message::ErrorKind;

/// One limit: its name, the greatest number it allows, and what it counts.
///
/// ```
/// use bulletin::limits;
///
/// assert_eq!(limits::SECTION_DEPTH.max(), 5);
/// assert_eq!(
///     limits::SECTION_DEPTH.to_string(),
///     "SECTION_DEPTH: at most 5 levels of sections"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    name: &'static str,
    max: usize,
    counts: &'static str,
}

/// Sections within sections: 一、（一）1.（1）①.
pub const SECTION_DEPTH: Limit = Limit::new("SECTION_DEPTH", 5, "levels of sections");
/// Sections beside each other.
pub const SECTIONS: Limit = Limit::new("SECTIONS", 10_000, "sections beside each other");
/// Blocks of the body, of one section, article or appendix.
pub const BLOCKS: Limit = Limit::new("BLOCKS", 200_000, "blocks in one list");
/// Rows of a table, without the head.
pub const ROWS: Limit = Limit::new("ROWS", 100_000, "rows of a table");
/// Columns of a table.
pub const COLUMNS: Limit = Limit::new("COLUMNS", 64, "columns of a table");
/// Characters of one text: a paragraph, a heading, a cell, a name.
pub const TEXT: Limit = Limit::new("TEXT", 1_000_000, "characters of one text");
/// Bytes of one image file.
pub const IMAGE: Limit = Limit::new("IMAGE", 64 << 20, "bytes of one image");
/// Articles beside the bulletin's own text.
pub const ARTICLES: Limit = Limit::new("ARTICLES", 100, "articles");
/// Appendices.
pub const APPENDICES: Limit = Limit::new("APPENDICES", 100, "appendices");
/// Organisations that issue the bulletin.
pub const ISSUERS: Limit = Limit::new("ISSUERS", 50, "issuers");
/// Lines above the name of the bulletin.
pub const LINES_ABOVE: Limit = Limit::new("LINES_ABOVE", 5, "lines above the name");
/// Paragraphs of the editor's note.
pub const EDITOR_NOTE: Limit = Limit::new("EDITOR_NOTE", 100, "paragraphs of the editor's note");
/// Lines of a list of contents made by hand.
pub const CONTENTS: Limit = Limit::new("CONTENTS", 1_000, "lines of the contents");
/// Entries of the staff line.
pub const STAFF: Limit = Limit::new("STAFF", 50, "entries of the staff line");

impl Limit {
    const fn new(name: &'static str, max: usize, counts: &'static str) -> Limit {
        Limit { name, max, counts }
    }

    /// The name of its constant.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The greatest number that is allowed.
    pub const fn max(&self) -> usize {
        self.max
    }

    /// Whether `count` is within the limit.
    pub(super) fn check(&self, count: usize) -> Result<(), Fault> {
        if count > self.max { Err(self.exceeded()) } else { Ok(()) }
    }

    /// The fault of exceeding it.
    pub(super) fn exceeded(&self) -> Fault {
        let message = format!(
            "more than {} {}: the limit {} is {}",
            self.max, self.counts, self.name, self.max
        );
        Fault::new(ErrorKind::Limit, message)
    }
}

/// The name, the number and what it counts.
impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: at most {} {}", self.name, self.max, self.counts)
    }
}
