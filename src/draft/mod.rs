//! Drafts: plain text as offices have it, whether typed, pasted, exported or read by OCR. [`parse`]
//! reads one into a [`Bulletin`]; [`print()`] writes a bulletin as one.
//!
//! Reading never fails and loses nothing: whatever fits nowhere becomes a paragraph and a finding.
//! Printing gives a canonical draft, and reading that gives the same bulletin again. What plain
//! text cannot express, or would express differently, is printed as a directive (`\文：…`, see
//! [`print()`]).
//!
//! # What is cleaned
//!
//! Before anything is read, each with one counted note: radicals and compatibility forms (⼀ ⽉ ⻓) are
//! read as the usual characters; full-width letters and digits, and the marks between them, as
//! half-width ones; marks that cannot be seen and comments (`<!-- … -->`, over several lines too, and
//! `[//]: # (…)`) are left out, and so are lines that a program adds when it prints or exports
//! (打印时间：, 导出人：, 流水号：). Directives are never changed.
//!
//! # What Markdown is read
//!
//! | Markdown or HTML | in the bulletin |
//! |---|---|
//! | `# …` to `###### …`, or a line of === or --- below the first line and the headings after it | the name, the title, sections; a number of its own is printed once, in its own form if it is not that of the level. The levels count from the outermost heading below the title. 【栏目】, 附件, 本期要目, 编者按 and 表1 … are what they are without the signs; lines of 本期要目 that return as headings are titles of articles |
//! | `key: value` between lines of `---` at the beginning; a table of labels and values beside the masthead or the imprint | their fields |
//! | a label and its value on a row with a tab, a comma or bars between them, as office systems export forms | a field |
//! | `第4期 \| 某局 · 2025年5月8日`, fields in bold, as items or as headings | fields |
//! | `**报：**`, `**附件**`, `**表1 …**`, a line in bold above a table | lines of the imprint, annexes, captions |
//! | `- …`, `* …`, `+ …`, nested too | a paragraph each; `1. …` is a numbered section as in any draft |
//! | `[x] …`, `[ ] …` behind the mark of an item | ☑ …, ☐ … |
//! | `> …` | a paragraph |
//! | `**…**`, `__…__`, `<b>` | bold; in a heading taken off |
//! | `*…*`, `_…_`, `<i>` | the words, with a note |
//! | `~~…~~`, `<del>` | the words, with a review: somebody must decide |
//! | `[words](address)`, `[words][name]`, `<address>`, `<a href>` | the words, and the address in （） where it differs |
//! | `` `…` `` | the words |
//! | lines between ```` ``` ```` | a paragraph each, as they stand; if the first line of the draft opens the block, or it is of `markdown` or `text`, they are lines of the draft |
//! | `[^1]` and `[^1]: …` | a footnote |
//! | `\#` and so on, `&lt;` and so on | the character |
//! | `<br>` | a new line; in a cell a line feed |
//! | tables with bars, `<table>` with `rowspan` and `colspan` | tables; marks in their cells are read too |
//! | a picture on a line of its own | a figure |
//! | other tags of HTML | left out, with a review for each kind; the words in them stay |
//!
//! What looks like a mark and is none of these stays as text, with a review: `==…==`, `$…$`, `[[…]]`,
//! `{#…}`, `:::`, `%%…%%`, `[TOC]`, `**` alone, and the like. Comments of reviewers (批注：…, // 待核) are
//! kept with a warning. Lone `*`, `_`, `<`, `[` and `&`, indentation, `10~20` and `长*宽*高` are text.
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
mod look;
mod meaning;
mod messages;
mod print;
mod proof;
mod ranking;
mod repair;
mod report;
mod rows;
mod signature;
mod source;
mod spot;
mod table;

pub use meaning::{Directive, directives};
pub(crate) use messages::DraftMessage;
pub use print::print;
pub use source::SourceMap;
pub use spot::Extent;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::check::Tidy;
use crate::finding::Finding;
use crate::model::{Bulletin, Text};
use report::Report;
use source::lines;

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
    parse_with(draft, &Options::default())
}

/// How a draft is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// What is repaired in the words that were read; nothing by default, so that they are those of the
    /// draft.
    pub tidy: Tidy,
}

impl Options {
    /// Repairs of the words what is asked for.
    pub fn tidy(tidy: Tidy) -> Options {
        Options { tidy }
    }
}

/// Reads a draft as [`parse`] does, and repairs its marks where that is asked for: a note says of each
/// kind of repair what was done, how often and where.
///
/// ```
/// use bulletin::check::Tidy;
/// use bulletin::draft::{self, Options};
///
/// let text = "工作简报\n第1期\n\n本周,受理96件(含网上).";
/// let kept = draft::parse(text);
/// assert_eq!(kept.bulletin.body[0], "本周,受理96件(含网上).".into());
/// assert_eq!(
///     kept.findings[0].to_string(),
///     "warning: 4:3: a half-width mark stands beside Chinese (write the full-width “，；：？！”) \
///      [check.half-width-mark]"
/// );
///
/// let tidied = draft::parse_with(text, &Options::tidy(Tidy::marks()));
/// assert_eq!(tidied.bulletin.body[0], "本周，受理96件（含网上）。".into());
/// assert_eq!(tidied.findings[0].to_string(), "note: 4:3: “,” is now “，” [check.repaired]");
/// ```
pub fn parse_with(draft: &str, options: &Options) -> Draft {
    let mut report = Report::default();
    let draft = lines::without_end_mark(draft, &mut report);
    let cleaned = source::clean(draft, &mut report);
    report.cleaned();
    let lines = lines::read(&cleaned, &mut report);
    let (mut bulletin, root) = assemble::assemble(lines, &mut report);
    let report::Found { findings, noted, left_out } = report.finish(&cleaned.places);
    let map = SourceMap::new(draft, &cleaned, root, noted, left_out);
    let findings = proof::read(&mut bulletin, options.tidy, &map, findings);
    Draft { bulletin, findings, map }
}

/// The bulletins of a draft in which one follows the other, each as a draft of its own: with an empty
/// line for each line that stands before it, so that findings have the lines of the whole. Another
/// bulletin begins at a line with the name of the first above another issue. One alone is given as it is.
///
/// ```
/// let text = "工作快报\n第1期\n\n受理96件。\n\n工作快报\n第2期\n\n受理98件。\n";
/// let parts: Vec<_> = bulletin::draft::split(text).collect();
/// assert_eq!(parts, [
///     "工作快报\n第1期\n\n受理96件。\n\n",
///     "\n\n\n\n\n工作快报\n第2期\n\n受理98件。\n",
/// ]);
/// ```
pub fn split(draft: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut report = Report::default();
    let cleaned = source::clean(lines::without_end_mark(draft, &mut report), &mut report);
    let read = lines::read(&cleaned, &mut report);
    let others = assemble::others(&read, &mut report).into_iter();
    let starts: BTreeSet<u32> = others.map(|spot| cleaned.places.original(spot).line).collect();
    let bare = lines::without_mark(draft);
    let counted = (1_u32..).zip(lines::counted(bare));
    let begins = counted.filter(|(number, _)| starts.contains(number));
    let mut bounds: Vec<(u32, usize)> = begins.map(|(number, (at, _))| (number, at)).collect();
    bounds.insert(0, (1, 0));
    let ends: Vec<usize> = bounds.iter().skip(1).map(|(_, at)| *at).chain([bare.len()]).collect();
    bounds.into_iter().zip(ends).map(move |((number, from), to)| {
        let before = usize::try_from(number - 1).unwrap_or_default();
        match bare.get(from..to).unwrap_or_default() {
            part if before == 0 => Cow::Borrowed(part),
            part => Cow::Owned("\n".repeat(before) + part),
        }
    })
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
