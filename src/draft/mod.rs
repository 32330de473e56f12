//! Drafts: plain text as offices have it, whether typed, pasted, exported or read by OCR. [`parse`]
//! reads one into a [`Bulletin`]; [`print()`] writes a bulletin as one.
//!
//! Reading never fails and loses nothing: whatever fits nowhere becomes a paragraph and a finding.
//! Printing gives a canonical draft, and reading that gives the same bulletin again. What plain
//! text cannot express, or would express differently, is printed as a directive (`\文：…`, see
//! [`print()`]).
//!
//! Each finding has its line and column: a note tells what was repaired or left out, a review or a
//! warning what somebody should look at. `docs/findings.md` lists them all. The [`SourceMap`] tells
//! where each value of the bulletin came from.

mod annex;
mod assemble;
mod chars;
mod chart;
mod classify;
mod cursor;
mod date;
mod directive;
mod fields;
mod form;
mod head;
mod imprint;
mod issue;
mod join;
mod label;
mod lines;
mod look;
mod meaning;
mod messages;
mod print;
mod ranking;
mod repair;
mod report;
mod rows;
mod source;
mod spot;
mod table;

pub use meaning::{Directive, directives};
pub(crate) use messages::DraftMessage;
pub use print::print;
pub use source::SourceMap;
pub use spot::Extent;

use crate::finding::Finding;
use crate::model::{Bulletin, Text};
use report::Report;

/// What was read of a draft.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Draft {
    /// What the draft says.
    pub bulletin: Bulletin,
    /// What was repaired or left out, and what somebody should look at, in the order of the draft.
    /// Equal notes are one finding with a count.
    pub findings: Vec<Finding>,
    /// Where each value of the bulletin came from.
    pub map: SourceMap,
}

/// Reads a draft: plain text or Markdown, in full or half width, with the damage that word
/// processors and OCR do to it.
///
/// It never fails. What fits nowhere becomes an ordinary paragraph; that, and everything that was
/// repaired or left out, is reported as a [`Finding`] with line, column and, where something can be
/// done, a hint. Only what is certain is repaired; other mistakes are kept as they are.
///
/// ```
/// let draft = bulletin::draft::parse(
///     "工作快报\n2025年第1期（总第4l7期）\n瀚原省政务服务局 2025年1月2日\n\n\
///      一、值守情况\n元旦假期受理事项96件，全部办结。\n\n报：省政务服务领导小组。\n（共印5份）",
/// );
/// let bulletin = draft.bulletin;
/// assert_eq!(bulletin.masthead.title, "工作快报");
/// assert_eq!(bulletin.masthead.issue.unwrap().total, Some(417.into()));
/// assert_eq!(bulletin.sections[0].heading, Some("值守情况".into()));
/// assert_eq!(bulletin.imprint.print_count, Some(5));
/// assert_eq!(
///     draft.findings[0].to_string(),
///     "note: 2:12: “4l7” is read as “417”: look-alike characters [draft.repaired]"
/// );
/// ```
pub fn parse(draft: &str) -> Draft {
    let mut report = Report::default();
    let draft = lines::without_end_mark(draft, &mut report);
    let lines = lines::read(draft, &mut report);
    let (bulletin, source) = assemble::assemble(lines, &mut report);
    let report::Found { findings, noted, left_out } = report.finish();
    Draft { bulletin, findings, map: SourceMap::new(draft, source, noted, left_out) }
}

impl Bulletin {
    /// The bulletin as a canonical draft; the same as [`draft::print`](crate::draft::print).
    pub fn to_draft(&self) -> String {
        print(self)
    }
}

/// Reads the markup of a text. Four asterisks in a row, which would make nothing bold, are kept as
/// they are.
fn rich(markup: &str) -> Text {
    if markup.contains("****") {
        Text::from(markup.replace("****", r"\*\*\*\*"))
    } else {
        Text::from(markup)
    }
}
