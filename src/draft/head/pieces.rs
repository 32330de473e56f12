//! The pieces of a line of the head: fields, known by their label or their form, in any order, and
//! names. A line is divided so that as few characters as possible belong to names, in as few pieces.

use super::words::{is_name, is_organ, resembles_field};
use crate::draft::chars::{before, behind, in_simplified, longer_than, strip_blanks, unspread};
use crate::draft::cursor::{Cursor, Damage};
use crate::draft::date::{self, DaySpan, Issued};
use crate::draft::{issue, rows};
use crate::model::{Issue, Period};

/// The longest field, in characters.
const LONGEST: usize = 60;

/// A piece of a line of the head.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draft) enum Piece<'a> {
    Issue(Issue, Damage),
    /// NO.12: the number of an issue or of a copy, and its figures.
    Latin(Issue, &'a str),
    Period(DaySpan, Damage),
    /// A period that is not two days: （第9周）.
    Named(Period),
    Date(Issued, Damage),
    Secrecy(String),
    Urgency(String),
    Notice(&'a str),
    CopyNumber(&'a str),
    Signer(String),
    /// Who issues it, under a label: 编发单位：…
    Issuer(&'a str),
    /// Any other label and what stands behind it: 主办：…
    Field(&'a str, &'a str),
    /// Words: the name, an issuer, a title.
    Name(&'a str),
}

impl Piece<'_> {
    /// Whether it is words alone.
    pub(in crate::draft) fn is_name(&self) -> bool {
        matches!(self, Piece::Name(_))
    }
}

/// The labels of fields that the masthead has a place for.
const VALUES: [&str; 6] = ["编号", "份号", "签发人", "签发", "密级", "紧急程度"];

/// The labels of whoever issues the bulletin, which are not printed.
const ISSUERS: [&str; 14] = [
    "编发单位",
    "编印单位",
    "编制单位",
    "编辑单位",
    "印发单位",
    "发文单位",
    "发布单位",
    "出刊单位",
    "issuer",
    "publisher",
    "organization",
    "organisation",
    "department",
    "org",
];

/// The labels of the date, which are not printed.
const DATES: [&str; 7] =
    ["编发日期", "编印日期", "印发日期", "出刊日期", "发布日期", "编制日期", "日期"];

/// The labels of the period, which are not printed.
const PERIODS: [&str; 7] =
    ["本期时间", "统计时段", "统计时间", "统计周期", "报告期", "本期时段", "时段"];

/// The labels that are printed as they are written, the longer ones first.
const LABELS: [&str; 36] = [
    "主办单位",
    "承办单位",
    "协办单位",
    "指导单位",
    "主管单位",
    "主办",
    "承办",
    "协办",
    "主管",
    "编印",
    "编发",
    "执行主编",
    "副主编",
    "总编辑",
    "总编",
    "主编",
    "本期责任编辑",
    "本期责编",
    "本期编辑",
    "值班编辑",
    "责任编辑",
    "执行编辑",
    "编辑",
    "责编",
    "编审",
    "编委",
    "审核",
    "审定",
    "审签",
    "校对",
    "联系人",
    "联系电话",
    "电话",
    "传真",
    "投稿邮箱",
    "邮箱",
];

/// Divides a line of the head into its pieces.
pub(in crate::draft) fn pieces(text: &str) -> Vec<Piece<'_>> {
    parts(text).into_iter().map(|(_, piece)| piece).collect()
}

/// The same, each with the words from which it was read. A line from which an issue can be read only
/// in part is not read at all.
pub(super) fn parts(text: &str) -> Vec<(&str, Piece<'_>)> {
    if let Some(piece) = field(text) {
        return vec![(text, piece)];
    }
    let mut parts = Vec::new();
    for stretch in stretches(text) {
        for (_, segment) in rows::words(stretch, true) {
            parts.extend(divided(segment));
        }
    }
    let mut issued = false;
    let leaves = |(_, piece): &(&str, Piece<'_>)| {
        issued |= matches!(piece, Piece::Issue(..));
        matches!(piece, Piece::Name(words) if issued && !is_name(words) && !is_organ(words))
    };
    let dated = parts.iter().any(|(_, piece)| matches!(piece, Piece::Date(..)));
    if !dated && parts.iter().any(leaves) {
        return vec![(text, Piece::Name(text))];
    }
    parts
}

/// The stretches of a line between the bars or points that part its fields: 第4期 | 某局 · 2025年5月8日. Of
/// a line without a field among them, all is one.
fn stretches(text: &str) -> Vec<&str> {
    let parting = |c: char| matches!(c, '|' | '｜' | '·' | '•' | '∙' | '／' | '丨');
    if longer_than(text, 2 * LONGEST) || !text.contains(parting) {
        return vec![text];
    }
    let mut stretches = Vec::new();
    let (mut from, mut last) = (0, ' ');
    for (at, character) in text.char_indices() {
        let next = behind(text, at + character.len_utf8());
        let apart = last.is_whitespace() || next.starts_with(char::is_whitespace);
        if parting(character) && apart {
            stretches.push(before(behind(text, from), at - from).trim());
            from = at + character.len_utf8();
        }
        last = character;
    }
    stretches.push(behind(text, from).trim());
    stretches.retain(|stretch| !stretch.is_empty());
    let fielded = stretches.iter().any(|stretch| field(stretch).is_some());
    if fielded { stretches } else { vec![text] }
}

/// Divides a stretch of a line, in which single blanks and brackets part the pieces.
fn divided(segment: &str) -> Vec<(&str, Piece<'_>)> {
    /// The most places to divide at; a line with more is a sentence.
    const CUTS: usize = 16;
    let cuts = cuts(segment);
    if longer_than(segment, LONGEST) || cuts.len() > CUTS {
        return vec![(segment, Piece::Name(segment))];
    }
    // For each cut, the best division of what stands before it: its cost, where its last piece
    // begins, and whether that is a field.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    for (end, to) in cuts.iter().enumerate().skip(1) {
        let divisions = cuts.iter().enumerate().take(end).map(|(start, from)| {
            let words = before(behind(segment, *from), to - from).trim();
            let characters = || words.chars().filter(|c| !c.is_whitespace()).count();
            let named = !words.is_empty() && field(words).is_none();
            let cost = if named { 1 + 10 * characters() } else { 1 };
            (best.get(start).map_or(usize::MAX, |best| best.0.saturating_add(cost)), start)
        });
        best.push(divisions.min().unwrap_or((usize::MAX, 0)));
    }
    let mut parts = Vec::new();
    let mut end = cuts.len() - 1;
    while end > 0 {
        let start = best.get(end).map_or(0, |best| best.1);
        if let (Some(from), Some(to)) = (cuts.get(start), cuts.get(end)) {
            let words = before(behind(segment, *from), to - from).trim();
            match field(words) {
                Some(piece) => parts.push((words, piece)),
                None if words.is_empty() => {}
                None => parts.extend(named(words).into_iter().rev()),
            }
        }
        end = start;
    }
    parts.reverse();
    // Behind a field only a name or an organisation is a piece of its own.
    let mut fields = false;
    let text = parts.iter().any(|(words, piece)| {
        fields |= !piece.is_name();
        fields && piece.is_name() && !is_name(words) && !is_organ(words)
    });
    if text { vec![(segment, Piece::Name(segment))] } else { parts }
}

/// The bytes at which a stretch of a line may be divided: its ends, blanks, and around brackets.
fn cuts(segment: &str) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut last = ' ';
    for (at, character) in segment.char_indices() {
        let opens = matches!(character, '（' | '(' | '〔' | '【');
        let closed = matches!(last, '）' | ')' | '】');
        let blank = last.is_whitespace() && !character.is_whitespace();
        if at > 0 && (opens || closed || blank) {
            cuts.push(at);
        }
        last = character;
    }
    cuts.push(segment.len());
    cuts
}

/// Words that are no field: an organisation and a name behind it, or a name with a date or an issue
/// directly at its end.
fn named(words: &str) -> Vec<(&str, Piece<'_>)> {
    let blanks = words.char_indices().filter(|(_, character)| character.is_whitespace());
    for (offset, _) in blanks {
        let (organ, rest) = (before(words, offset).trim_end(), behind(words, offset).trim_start());
        if is_organ(organ) && (is_name(rest) || resembles_field(rest)) {
            return vec![(organ, Piece::Name(organ)), (rest, Piece::Name(rest))];
        }
    }
    let dated = || {
        let (offset, date, damage) = date::issued_at_end(words)?;
        let of_organ = is_organ(before(words, offset).trim_end());
        of_organ.then_some((offset, Piece::Date(date, damage)))
    };
    let numbered = || {
        let (offset, issue, damage) = issue::at_end(words, is_name)?;
        Some((offset, Piece::Issue(issue, damage)))
    };
    match dated().or_else(numbered) {
        Some((offset, piece)) if offset > 0 => {
            let name = before(words, offset).trim_end();
            vec![(name, Piece::Name(name)), (behind(words, offset), piece)]
        }
        _ => vec![(words, Piece::Name(words))],
    }
}

/// What stands behind one of these labels and its colon, and the label as it is written.
fn labelled<'a>(text: &'a str, labels: &[&str], colons: &str) -> Option<(&'a str, &'a str)> {
    let mut cursor = Cursor::new(text);
    labels.iter().find(|label| cursor.word(label))?;
    let label = before(text, cursor.offset());
    if !cursor.one_of(colons) {
        return None;
    }
    let value = cursor.rest().trim();
    let gap = value.contains("  ") || value.contains(['\t', '\u{3000}']);
    let whole = !value.is_empty() && !value.contains('。') && (!gap || unspread(value).is_some());
    // What is a field by itself is no part of the value.
    let mut blanks = value.char_indices().filter(|(_, character)| character.is_whitespace());
    let mut mixed = || {
        blanks.any(|(at, _)| {
            let rest = behind(value, at).trim_start();
            begins_with_label(rest) || formed(rest).is_some()
        })
    };
    (whole && !mixed()).then_some((label, value))
}

/// Whether words begin with a label of the head and its colon.
fn begins_with_label(words: &str) -> bool {
    let all = [VALUES.as_slice(), &ISSUERS, &DATES, &PERIODS, &LABELS];
    all.into_iter().flatten().any(|label| {
        let mut cursor = Cursor::new(words);
        cursor.word(label) && cursor.one_of(":")
    })
}

/// Reads a text that is one field.
fn field(text: &str) -> Option<Piece<'_>> {
    if longer_than(text, LONGEST) {
        return None;
    }
    if let Some((_, value)) = labelled(text, &["编号", "份号"], ":.") {
        return (!value.contains(char::is_whitespace)).then_some(Piece::CopyNumber(value));
    }
    if let Some((issue, figures)) = issue::latin(text) {
        return Some(Piece::Latin(issue, figures));
    }
    if let Some((_, value)) = labelled(text, &["签发人", "签发"], ":.") {
        return Some(Piece::Signer(unspread(value).unwrap_or_else(|| value.to_owned())));
    }
    if let Some((_, value)) = labelled(text, &["密级"], ":.") {
        return Some(Piece::Secrecy(strip_blanks(value)));
    }
    if let Some((_, value)) = labelled(text, &["紧急程度"], ":.") {
        return Some(Piece::Urgency(strip_blanks(value)));
    }
    if let Some((_, value)) = labelled(text, &ISSUERS, ":") {
        return Some(Piece::Issuer(value));
    }
    if let Some((_, value)) = labelled(text, &DATES, ":") {
        return date::issued(value).map(|(date, damage)| Piece::Date(date, damage));
    }
    let bare = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    if let Some((_, value)) = labelled(bare.unwrap_or(text), &PERIODS, ":") {
        return period(value);
    }
    if let Some((label, value)) = labelled(text, &LABELS, ":") {
        return Some(Piece::Field(label, value));
    }
    formed(text)
}

/// Reads a text that is one field by its form, without a label.
fn formed(text: &str) -> Option<Piece<'_>> {
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
    period(text).or_else(|| date::issued(text).map(|(date, damage)| Piece::Date(date, damage)))
}

/// Reads a text that is a period.
fn period(text: &str) -> Option<Piece<'_>> {
    match date::period(text) {
        Some((span, damage)) => Some(Piece::Period(span, damage)),
        None => date::named_period(text).map(Piece::Named),
    }
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

/// Whether a text says who may have the bulletin, on one line: 内部资料　注意保存, perhaps in brackets.
pub(super) fn is_notice(text: &str) -> bool {
    const NOTICES: [&str; 25] = [
        "内部资料",
        "内部参阅",
        "内部参考",
        "内部文件",
        "内部刊物",
        "内部使用",
        "内部掌握",
        "内部交流",
        "注意保存",
        "注意保密",
        "注意保管",
        "妥善保存",
        "妥善保管",
        "请勿外传",
        "不得外传",
        "严禁外传",
        "请勿转载",
        "不得翻印",
        "不得复印",
        "仅供参阅",
        "仅供参考",
        "仅供领导",
        "仅供内部",
        "供领导参阅",
        "供领导参考",
    ];
    let notice = |word: &str| {
        let word = in_simplified(word.trim_start_matches(['（', '(', '【']));
        let bare = word.strip_prefix('请').unwrap_or(&word);
        NOTICES.iter().any(|notice| word.starts_with(notice) || bare.starts_with(notice))
    };
    !longer_than(text, 24)
        && !text.contains(['。', '：'])
        && text.split_whitespace().count() > 0
        && text.split_whitespace().all(notice)
}
