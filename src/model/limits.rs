//! How large a bulletin may be: every limit, in one place. Each is far above what an office prints
//! and low enough that a hostile file cannot exhaust memory or the stack. Those that begin with
//! `TOTAL` count over the whole bulletin; what is said twice by an alias of YAML counts twice. Reading a bulletin and
//! [`Bulletin::validate`](super::Bulletin::validate) refuse what exceeds them, by name.

use super::messages::{Counts, Fault};
use crate::message::{Language, Said};

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
    counts: Counts,
}

/// Sections within sections: 一、（一）1.（1）①.
pub const SECTION_DEPTH: Limit = Limit::new("SECTION_DEPTH", 5, Counts::SectionLevels);
/// Characters of the form of a section's number: 第一部分.
pub const SECTION_NUMBER: Limit = Limit::new("SECTION_NUMBER", 20, Counts::NumberCharacters);
/// Sections beside each other.
pub const SECTIONS: Limit = Limit::new("SECTIONS", 10_000, Counts::Sections);
/// Blocks of the body, of one section, article or appendix.
pub const BLOCKS: Limit = Limit::new("BLOCKS", 200_000, Counts::Blocks);
/// Rows of a table, without the head.
pub const ROWS: Limit = Limit::new("ROWS", 100_000, Counts::Rows);
/// Columns of a table: what word processors can have (OOXML, 17.4.48: 63).
pub const COLUMNS: Limit = Limit::new("COLUMNS", 63, Counts::Columns);
/// Categories of a chart.
pub const CATEGORIES: Limit = Limit::new("CATEGORIES", 60, Counts::Categories);
/// Characters of the name of a category or series of a chart, and of its unit.
pub const CHART_NAME: Limit = Limit::new("CHART_NAME", 60, Counts::ChartName);
/// Series of a chart.
pub const SERIES: Limit = Limit::new("SERIES", 8, Counts::Series);
/// Shares of a whole in a chart: more are not told apart.
pub const SHARES: Limit = Limit::new("SHARES", 12, Counts::Shares);
/// Groups above a column: a head of three rows.
pub const GROUPS: Limit = Limit::new("GROUPS", 2, Counts::Groups);
/// Marks of a table.
pub const MARKS: Limit = Limit::new("MARKS", 100, Counts::Marks);
/// Ranges of rows, or of columns, of one mark.
pub const MARK_RANGES: Limit = Limit::new("MARK_RANGES", 100, Counts::MarkRanges);
/// Characters of one text: a paragraph, a heading, a cell, a name, with its markup.
pub const TEXT: Limit = Limit::new("TEXT", 1_000_000, Counts::Characters);
/// Bytes of one image file.
pub const IMAGE: Limit = Limit::new("IMAGE", 64 << 20, Counts::ImageBytes);
/// Pixels of one picture.
pub const PIXELS: Limit = Limit::new("PIXELS", 100_000_000, Counts::Pixels);
/// Articles beside the bulletin's own text.
pub const ARTICLES: Limit = Limit::new("ARTICLES", 100, Counts::Articles);
/// Appendices.
pub const APPENDICES: Limit = Limit::new("APPENDICES", 100, Counts::Appendices);
/// Organisations that issue the bulletin.
pub const ISSUERS: Limit = Limit::new("ISSUERS", 50, Counts::Issuers);
/// Lines above the name of the bulletin.
pub const LINES_ABOVE: Limit = Limit::new("LINES_ABOVE", 5, Counts::LinesAbove);
/// Lines below the name of the bulletin.
pub const LINES_BELOW: Limit = Limit::new("LINES_BELOW", 5, Counts::LinesBelow);
/// Lines of care in the masthead.
pub const NOTICES: Limit = Limit::new("NOTICES", 10, Counts::Notices);
/// Lines with a label in the masthead.
pub const FIELDS: Limit = Limit::new("FIELDS", 20, Counts::Fields);
/// Paragraphs of the editor's note.
pub const EDITOR_NOTE: Limit = Limit::new("EDITOR_NOTE", 100, Counts::Note);
/// Lines of a list of contents made by hand.
pub const CONTENTS: Limit = Limit::new("CONTENTS", 1_000, Counts::Contents);
/// Rows of the imprint with labels of the office's own, and lines without one.
pub const IMPRINT_ENTRIES: Limit = Limit::new("IMPRINT_ENTRIES", 50, Counts::ImprintEntries);
/// Organisations that sign a bulletin.
pub const SIGNERS: Limit = Limit::new("SIGNERS", 50, Counts::Signers);
/// Entries of the staff line.
pub const STAFF: Limit = Limit::new("STAFF", 50, Counts::Staff);

/// Sections of the whole bulletin.
pub const TOTAL_SECTIONS: Limit = Limit::new("TOTAL_SECTIONS", 20_000, Counts::AllSections);
/// Blocks of the whole bulletin.
pub const TOTAL_BLOCKS: Limit = Limit::new("TOTAL_BLOCKS", 200_000, Counts::AllBlocks);
/// Cells of all tables.
pub const TOTAL_CELLS: Limit = Limit::new("TOTAL_CELLS", 500_000, Counts::AllCells);
/// Characters of all texts, with their markup: 6,000 full pages.
pub const TOTAL_TEXT: Limit = Limit::new("TOTAL_TEXT", 4_000_000, Counts::AllCharacters);
/// Bytes of all image files.
pub const TOTAL_IMAGES: Limit = Limit::new("TOTAL_IMAGES", 256 << 20, Counts::AllImageBytes);
/// Pixels of all pictures.
pub const TOTAL_PIXELS: Limit = Limit::new("TOTAL_PIXELS", 400_000_000, Counts::AllPixels);

impl Limit {
    const fn new(name: &'static str, max: usize, counts: Counts) -> Limit {
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
        let Limit { name, max, counts } = *self;
        Fault::Limit { limit: name, max, counts }
    }
}

/// The name, the number and what it counts.
impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = Said(&self.counts, Language::English);
        write!(f, "{}: at most {} {counts}", self.name, self.max)
    }
}
