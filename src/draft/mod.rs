//! Drafts: the text that offices have, typed, pasted, exported or read by OCR, read into a
//! [`Bulletin`], and a bulletin printed as such a text.
//!
//! Reading never fails and loses nothing: what has no place becomes a paragraph and a finding.
//! Printing gives a canonical draft, and reading that gives the same bulletin again. What plain
//! text cannot say, or would say otherwise, is printed as a directive (`\文：…`, see
//! [`print()`]).
//!
//! The rules of the findings; a note says what was done, a warning what somebody should look at:
//!
//! | rule | what it says |
//! |---|---|
//! | `draft.repaired` | a number or date was read through damage: full-width digits, look-alikes, blanks |
//! | `draft.joined` | lines that a page or line end broke are one paragraph, row or list of names |
//! | `draft.blank` | blanks that mean nothing were removed |
//! | `draft.blank-kept` | a blank that may mean something was kept |
//! | `draft.figure` | a figure may be damaged, divided or broken; it is as it was written |
//! | `draft.page` | a page number, a running head or a repeated table head was left out |
//! | `draft.page-kept` | a line that may be a page number or a running head was kept |
//! | `draft.rule` | a line of strokes, or the border of a drawn table, was left out |
//! | `draft.markup` | the marks of bold or italics in the masthead were left out |
//! | `draft.comment` | a comment, `<!-- … -->` on a line of its own, was left out |
//! | `draft.title` | the bulletin has no name |
//! | `draft.unplaced` | words have no place where they stand and are kept as a paragraph |
//! | `draft.twice` | what was said before is said again and is kept as a paragraph |
//! | `draft.period` | the years of the period do not follow from the draft |
//! | `draft.number` | a section is not the next in order |
//! | `draft.level` | a level of numbering is left out, so the numbers are printed in another form |
//! | `draft.not-a-label` | a number at the head of a line is read as text (一、二级…) |
//! | `draft.contents` | an empty list of contents is made from the headings, or its pages are left out |
//! | `draft.annex` | annexes and their list differ, or an annex has no title |
//! | `draft.annex-mark` | the mark behind a name in the list of annexes was left out |
//! | `draft.table` | a table has no head, or a row does not fit |
//! | `draft.label` | a label of recipients is printed in another form |
//! | `draft.directive` | a directive has no place or no readable value and is kept as text |

mod annex;
mod assemble;
mod chars;
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
mod print;
mod repair;
mod report;
mod rows;
mod table;

pub use print::print;

use crate::finding::Finding;
use crate::model::{Bulletin, Text};
use report::Report;

/// Reads a draft: plain text or Markdown, in any widths, with the damage that word processors and
/// OCR do to it.
///
/// It never fails. What cannot be placed becomes an ordinary paragraph; that, and everything that
/// was repaired or left out, is a [`Finding`] with line, column and, where something can be done,
/// a hint. Only what is certain is repaired; other people's mistakes stay as they are.
///
/// ```
/// let (bulletin, findings) = bulletin::draft::parse(
///     "工作快报\n2025年第1期（总第4l7期）\n瀚原省政务服务局 2025年1月2日\n\n\
///      一、值守情况\n元旦假期受理事项96件，全部办结。\n\n报：省政务服务领导小组。\n（共印5份）",
/// );
/// assert_eq!(bulletin.masthead.title, "工作快报");
/// assert_eq!(bulletin.masthead.issue.unwrap().total, Some(417));
/// assert_eq!(bulletin.sections[0].heading, Some("值守情况".into()));
/// assert_eq!(bulletin.imprint.print_count, Some(5));
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].place.to_string(), "2:1");
/// ```
pub fn parse(draft: &str) -> (Bulletin, Vec<Finding>) {
    let mut report = Report::default();
    let lines = lines::read(draft, &mut report);
    let bulletin = assemble::assemble(lines, &mut report);
    (bulletin, report.finish())
}

impl Bulletin {
    /// The bulletin as a canonical draft; the same as [`draft::print`](crate::draft::print).
    pub fn to_draft(&self) -> String {
        print(self)
    }
}

/// Reads the markup of a text. A run of four asterisks, which would be bold of nothing, stands for
/// itself.
fn rich(markup: &str) -> Text {
    if markup.contains("****") {
        Text::from(markup.replace("****", r"\*\*\*\*"))
    } else {
        Text::from(markup)
    }
}
