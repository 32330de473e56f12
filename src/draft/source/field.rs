//! Fields of the masthead and the imprint that stand in a table, a form or before the text: where label and
//! value stand, and which labels are known.

use std::ops::Range;

use crate::draft::chars::{in_simplified, strip_blanks};
use crate::draft::imprint;
use crate::draft::messages::DraftMessage;

/// What stands on a line instead of what was written.
#[derive(Debug)]
pub(super) enum Planned {
    /// Nothing.
    Nothing(DraftMessage),
    /// Fields, each on a line of its own.
    Fields(DraftMessage, Vec<Field>),
}

/// A field: the bytes of its label, where that is needed, and of its value.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) label: Option<FieldLabel>,
    pub(super) value: Range<usize>,
}

/// Where the label of a field stands.
#[derive(Debug)]
pub(super) enum FieldLabel {
    /// On the line of the value.
    Here(Range<usize>),
    /// On the line above; these are its words.
    Above(String),
}

/// The labels of the name of the bulletin, which are not printed.
const NAMES: [&str; 7] = ["title", "name", "刊名", "名称", "简报名称", "刊物名称", "标题"];
const ISSUES: [&str; 7] = ["issue", "number", "no", "期号", "期次", "期数", "刊期"];
const DATES: [&str; 2] = ["date", "日期"];
pub(super) const ISSUERS: [&str; 6] =
    ["issuer", "publisher", "organization", "organisation", "department", "org"];
/// Labels of the issuer that mean something else without their place.
const OFFICES: [&str; 2] = ["单位", "部门"];
/// Other labels that are told apart by later stages.
const LABELS: [&str; 37] = [
    "总期号",
    "总期数",
    "编发单位",
    "编印单位",
    "编制单位",
    "编辑单位",
    "印发单位",
    "发文单位",
    "发文机关",
    "发布单位",
    "出刊单位",
    "主管单位",
    "主办单位",
    "承办单位",
    "协办单位",
    "指导单位",
    "编发日期",
    "编印日期",
    "印发日期",
    "出刊日期",
    "发布日期",
    "编制日期",
    "成文日期",
    "统计时段",
    "统计时间",
    "统计周期",
    "报告期",
    "本期时间",
    "时段",
    "签发人",
    "密级",
    "紧急程度",
    "份号",
    "编号",
    "印数",
    "主编",
    "责任编辑",
];

/// Whether a label is known, and whether it has to stand before its value for that to be understood.
pub(super) fn known(label: &str, value: &str) -> Option<bool> {
    let label = in_simplified(&strip_blanks(label)).to_ascii_lowercase();
    let label = label.trim_end_matches(['：', ':']);
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if NAMES.contains(&label) || DATES.contains(&label) || OFFICES.contains(&label) {
        return Some(false);
    }
    if ISSUES.contains(&label) {
        return Some(digits);
    }
    let line = format!("{label}：{value}");
    let known = LABELS.contains(&label)
        || ISSUERS.contains(&label)
        || label == "签发"
        || imprint::staff_label(label).is_some()
        || imprint::names_recipients(&line);
    known.then_some(true)
}

/// Words of a line, and the bytes at which they stand.
pub(super) type Words<'l> = (Range<usize>, &'l str);

/// The cells of a row with the bytes at which they stand, without blanks and bold around them.
pub(super) fn cells(line: &str) -> Vec<Words<'_>> {
    let mut cells = Vec::new();
    let mut from = 0;
    for part in line.split('|') {
        let words = part.trim().trim_matches('*').trim();
        let at = from + part.find(words).unwrap_or_default();
        cells.push((at..at + words.len(), words));
        from += part.len() + 1;
    }
    let empty = |cell: Option<&Words<'_>>| cell.is_some_and(|(_, it)| it.is_empty());
    let bare = line.trim();
    if bare.starts_with('|') && empty(cells.first()) {
        cells.remove(0);
    }
    if bare.ends_with('|') && empty(cells.last()) {
        cells.pop();
    }
    cells
}
