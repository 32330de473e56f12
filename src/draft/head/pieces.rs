//! The pieces of a line of the head: fields, known by their form, and names.

use chrono::NaiveDate;

use super::words::{is_name, is_organ, resembles_field};
use crate::draft::chars::{before, behind, longer_than, strip_blanks, unspread};
use crate::draft::cursor::{Cursor, Damage};
use crate::draft::date::{self, DaySpan};
use crate::draft::{issue, rows};
use crate::model::Issue;

/// The longest field, in characters.
const LONGEST: usize = 60;

/// A piece of a line of the head.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draft) enum Piece<'a> {
    Issue(Issue, Damage),
    Period(DaySpan, Damage),
    Date(NaiveDate, Damage),
    Secrecy(String),
    Urgency(String),
    Notice(&'a str),
    CopyNumber(&'a str),
    Signer(String),
    /// Words: the name, an issuer, a title.
    Name(&'a str),
}

/// Divides a line of the head into its pieces.
pub(in crate::draft) fn pieces(text: &str) -> Vec<Piece<'_>> {
    parts(text).into_iter().map(|(_, piece)| piece).collect()
}

/// The same, each with the words from which it was read.
pub(super) fn parts(text: &str) -> Vec<(&str, Piece<'_>)> {
    if let Some(piece) = field(text) {
        return vec![(text, piece)];
    }
    let mut parts = Vec::new();
    for (_, segment) in rows::words(text, true) {
        divide(segment, &mut parts);
    }
    parts
}

/// Divides a name from the fields after it.
fn divide<'a>(segment: &'a str, parts: &mut Vec<(&'a str, Piece<'a>)>) {
    if longer_than(segment, LONGEST) {
        return parts.push((segment, Piece::Name(segment)));
    }
    if let Some(piece) = field(segment) {
        return parts.push((segment, piece));
    }
    if let Some((offset, piece)) = behind_bracket(segment).or_else(|| behind_blank(segment)) {
        divide(before(segment, offset).trim_end(), parts);
        return parts.push((behind(segment, offset).trim_start(), piece));
    }
    let dated = || {
        let (offset, date, damage) = date::at_end(segment)?;
        let of_organ = is_organ(before(segment, offset).trim_end());
        of_organ.then_some((offset, Piece::Date(date, damage)))
    };
    let numbered = || {
        issue::at_end(segment).map(|(offset, issue, damage)| (offset, Piece::Issue(issue, damage)))
    };
    match dated().or_else(numbered) {
        Some((offset, piece)) if offset > 0 => {
            let name = before(segment, offset).trim_end();
            parts.push((name, Piece::Name(name)));
            parts.push((behind(segment, offset), piece));
        }
        _ => parts.push((segment, Piece::Name(segment))),
    }
}

/// The issue, period or date in brackets that ends a segment: 窗口工作周报（第8期）.
fn behind_bracket(segment: &str) -> Option<(usize, Piece<'_>)> {
    let brackets = segment.char_indices().filter(|(_, c)| matches!(c, '（' | '('));
    brackets.filter(|(offset, _)| *offset > 0).take(4).find_map(|(offset, _)| {
        field(behind(segment, offset))
            .filter(|piece| matches!(piece, Piece::Issue(..) | Piece::Period(..) | Piece::Date(..)))
            .map(|piece| (offset, piece))
    })
}

/// The field that ends a segment after a single space, or the name after an organisation.
fn behind_blank(segment: &str) -> Option<(usize, Piece<'_>)> {
    let blanks = segment.char_indices().filter(|(_, character)| character.is_whitespace());
    blanks.into_iter().find_map(|(offset, _)| {
        let rest = behind(segment, offset).trim();
        if let Some(piece) = field(rest) {
            return Some((offset, piece));
        }
        let name = is_name(rest) || resembles_field(rest);
        (name && is_organ(before(segment, offset).trim_end()))
            .then_some((offset, Piece::Name(rest)))
    })
}

/// Reads a text that is one field.
fn field(text: &str) -> Option<Piece<'_>> {
    if longer_than(text, LONGEST) {
        return None;
    }
    let labelled = |labels: &[&str]| {
        let mut cursor = Cursor::new(text);
        let known = labels.iter().any(|label| cursor.word(label)) && cursor.one_of(":.");
        known
            .then(|| cursor.rest().trim())
            .filter(|value| !value.is_empty() && !value.contains('。'))
    };
    if let Some(value) = labelled(&["编号", "份号", "NO", "No", "№"]) {
        return (!value.contains(char::is_whitespace)).then_some(Piece::CopyNumber(value));
    }
    if let Some(value) = labelled(&["签发人", "签发"]) {
        return Some(Piece::Signer(unspread(value).unwrap_or_else(|| value.to_owned())));
    }
    if let Some(value) = labelled(&["密级"]) {
        return Some(Piece::Secrecy(strip_blanks(value)));
    }
    if let Some(value) = labelled(&["紧急程度"]) {
        return Some(Piece::Urgency(strip_blanks(value)));
    }
    let words = strip_blanks(text);
    if ["绝密", "机密", "秘密"].iter().any(|level| words.strip_prefix(level).is_some_and(is_term))
    {
        return Some(Piece::Secrecy(words));
    }
    if matches!(words.as_str(), "特急" | "加急" | "急件" | "平急" | "特提") {
        return Some(Piece::Urgency(words));
    }
    if is_notice(text) {
        return Some(Piece::Notice(text));
    }
    if let Some((issue, damage)) = issue::whole(text) {
        return Some(Piece::Issue(issue, damage));
    }
    if let Some((span, damage)) = date::period(text) {
        return Some(Piece::Period(span, damage));
    }
    let bare = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    date::whole(bare.unwrap_or(text)).map(|(date, damage)| Piece::Date(date, damage))
}

/// Whether the words after 秘密 are its term: nothing, ★1年, 长期.
fn is_term(words: &str) -> bool {
    let term = words.trim_start_matches(['★', '☆']);
    let mut cursor = Cursor::new(term);
    let limited = cursor.number().is_some()
        && ["年", "个月", "月", "日", "天"].iter().any(|unit| cursor.word(unit))
        && cursor.at_end();
    words.len() - term.len() <= '★'.len_utf8() && (term.is_empty() || term == "长期" || limited)
}

/// Whether a text says who may have the bulletin: 内部资料 注意保存, perhaps in brackets.
fn is_notice(text: &str) -> bool {
    const NOTICES: [&str; 12] = [
        "内部资料",
        "内部参阅",
        "内部参考",
        "内部文件",
        "内部刊物",
        "内部使用",
        "注意保存",
        "妥善保管",
        "请勿外传",
        "不得外传",
        "严禁外传",
        "仅供参阅",
    ];
    let words = text.strip_prefix(['（', '(', '【']).unwrap_or(text);
    !longer_than(text, 20)
        && NOTICES.iter().any(|notice| words.starts_with(notice))
        && !text.contains(['。', '：'])
        && !text.contains("  ")
        && text.split_whitespace().all(|word| !word.starts_with("编号"))
}
