//! The pieces of a line of the head: fields, known by their label or their form, in any order, and
//! names. A line is divided so that as few characters as possible belong to names, in as few pieces.

use super::words::{is_meeting, is_name, is_organ, resembles_field};
use crate::draft::chars::{
    before, behind, ends_sentence, in_simplified, longer_than, strip_blanks, unspread,
};
use crate::draft::cursor::{Cursor, Damage};
use crate::draft::date::{self, DaySpan, Issued};
use crate::draft::{imprint, issue, rows};
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
    /// The name of the bulletin under a label: 刊名：…
    Called(&'a str),
    /// The meeting that it is of, under a label: 会议名称：…
    Meeting(&'a str),
    /// The title of the text and its subtitle, under labels: 标题：…, 副标题：…
    Title(&'a str),
    Subtitle(&'a str),
    /// 正文：, below which the text begins.
    Text,
    /// A label whose value says that there is none: 密级：无.
    Nothing,
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
const ISSUERS: [&str; 33] = [
    "编发单位",
    "编发部门",
    "编发机关",
    "编印单位",
    "编印部门",
    "编制单位",
    "编制部门",
    "编辑单位",
    "编辑部门",
    "印发单位",
    "印发机关",
    "印发部门",
    "发文单位",
    "发文机关",
    "发文部门",
    "发布单位",
    "发布机关",
    "发布部门",
    "发布机构",
    "出刊单位",
    "issuer",
    "publisher",
    "organization",
    "organisation",
    "department",
    "org",
    "填报单位",
    "填报部门",
    "报送单位",
    "报送机关",
    "报送部门",
    "制发单位",
    "签发单位",
];

/// The labels of the date, which are not printed.
const DATES: [&str; 28] = [
    "落款日期",
    "落款时间",
    "编发日期",
    "编发时间",
    "编印日期",
    "编印时间",
    "印发日期",
    "印发时间",
    "出刊日期",
    "出刊时间",
    "发布日期",
    "发布时间",
    "编制日期",
    "编制时间",
    "成文日期",
    "成文时间",
    "发文日期",
    "发文时间",
    "填报日期",
    "填报时间",
    "报送日期",
    "报送时间",
    "签发日期",
    "签发时间",
    "制发日期",
    "出版日期",
    "日期",
    "时间",
];

/// The labels of the period, which are not printed.
const PERIODS: [&str; 20] = [
    "本期时间",
    "本期时段",
    "统计时段",
    "统计时间",
    "统计周期",
    "统计期间",
    "报告时段",
    "报告周期",
    "报告期间",
    "报告期",
    "监测时段",
    "监测时间",
    "监测周期",
    "监测期间",
    "数据时段",
    "数据时间",
    "数据周期",
    "数据期间",
    "时段",
    "周期",
];

/// The labels of the name, which are not printed.
const NAMES: [&str; 4] = ["刊物名称", "简报名称", "报刊名称", "刊名"];

/// The same, of which a column may be the name as well.
const COLUMNS: [&str; 7] = ["栏目名称", "栏目", "信息名称", "文件名称", "公文名称", "名称", "刊物"];

/// The labels of the meeting of which a bulletin is, which are not printed.
const MEETINGS: [&str; 2] = ["会议名称", "大会名称"];

/// The labels of the title of the text, which are not printed.
const TITLES: [&str; 10] = [
    "公文标题",
    "文件标题",
    "文章标题",
    "信息标题",
    "稿件标题",
    "正文标题",
    "主标题",
    "标题",
    "题目",
    "题名",
];

/// The labels of the subtitle, which are not printed.
const SUBTITLES: [&str; 2] = ["副标题", "子标题"];

/// The labels of the text, with nothing behind them.
const TEXTS: [&str; 6] = ["正文内容", "信息正文", "公文正文", "正文", "信息内容", "内容"];

/// The labels of a line of care, which are not printed: 备注：内部资料.
const NOTICES: [&str; 13] = [
    "密级说明",
    "保密提示",
    "保密要求",
    "保密说明",
    "内部提示",
    "使用要求",
    "使用范围",
    "注意事项",
    "温馨提示",
    "备注",
    "说明",
    "提示",
    "提醒",
];

/// The labels that are printed as they are written, the longer ones first.
const LABELS: [&str; 48] = [
    "发文字号",
    "文号",
    "拟稿单位",
    "拟稿部门",
    "拟稿人",
    "拟稿",
    "核稿人",
    "核稿",
    "审核人",
    "经办人",
    "承办人",
    "联系方式",
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
    if let Some(parts) = tabbed(text) {
        return parts;
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
        // A wide bar needs no blanks, and none does before a label.
        let apart = last.is_whitespace()
            || next.starts_with(char::is_whitespace)
            || matches!(character, '｜' | '丨')
            || character == '|' && begins_with_label(next);
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

/// The fields of a row of a table, each a cell with the label and one with the value; none unless all are.
fn tabbed(text: &str) -> Option<Vec<(&str, Piece<'_>)>> {
    let ends: Vec<usize> = text.match_indices('\t').map(|(at, _)| at).chain([text.len()]).collect();
    if ends.len() < 4 || ends.len() > 8 || !ends.len().is_multiple_of(2) {
        return None;
    }
    let mut from = 0;
    let pairs = ends.iter().skip(1).step_by(2).map(|end| {
        let pair = behind(before(text, *end), from).trim();
        from = end + 1;
        Some((pair, field(pair)?))
    });
    pairs.collect()
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

/// Takes one of these labels and its colon, or its brackets with a colon behind or none: 期号：, 【期号】.
/// The bytes at which the label begins and ends.
fn take_label(cursor: &mut Cursor<'_>, labels: &[&str], colons: &str) -> Option<(usize, usize)> {
    let bracket = cursor.one_of("【[");
    let from = cursor.offset();
    labels.iter().find(|label| cursor.word(label))?;
    let to = cursor.offset();
    // In a table a tab parts the label from what it is of.
    let tabbed = cursor.rest().trim_start_matches([' ', '\u{3000}']).starts_with('\t');
    let closed = if bracket {
        cursor.one_of("】]")
    } else {
        cursor.one_of(colons) || colons.contains(':') && tabbed
    };
    if bracket {
        cursor.one_of(colons);
    }
    closed.then_some((from, to))
}

/// What stands behind one of these labels and its colon, and the label as it is written.
fn labelled<'a>(text: &'a str, labels: &[&str], colons: &str) -> Option<(&'a str, &'a str)> {
    labelled_line(text, labels, colons, false)
}

/// The same; words in two halves may have a wide blank between them.
fn labelled_line<'a>(
    text: &'a str,
    labels: &[&str],
    colons: &str,
    in_halves: bool,
) -> Option<(&'a str, &'a str)> {
    let mut cursor = Cursor::new(text);
    let (from, to) = take_label(&mut cursor, labels, colons)?;
    let label = behind(before(text, to), from);
    let value = cursor.rest().trim();
    // A line of two halves has one blank between them: 客流回落　路网平稳.
    let halves = in_halves
        && value.split('\u{3000}').count() == 2
        && !value.contains(['\t'])
        && value.split('\u{3000}').all(|half| longer_than(half, 3) && !is_organ(half));
    let gap = value.contains("  ") || value.contains(['\t', '\u{3000}']) && !halves;
    let whole = !value.is_empty() && !value.contains('。') && (!gap || unspread(value).is_some());
    // Another label behind a bar or in brackets ends it.
    let mut marks = value.char_indices().filter(|(_, c)| matches!(c, '|' | '【' | '['));
    let labels_on = marks.any(|(at, mark)| {
        let at = if mark == '|' { at + mark.len_utf8() } else { at };
        begins_with_label(behind(value, at).trim_start())
    });
    if labels_on {
        return None;
    }
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

/// What stands behind one of these labels where a blank, a stroke or a dash parts it: 编发单位 某局,
/// 编发日期/2025年5月16日, 编发单位——某局. Only labels of two words are certain enough.
pub(super) fn parted<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let certain = |label: &&&str| longer_than(label, 3) && !label.is_ascii();
    let mut labels = labels.iter().filter(certain);
    let rest = labels.find_map(|label| text.strip_prefix(label))?;
    let value =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '／' | '—'));
    (value.len() < rest.len()).then_some(value)
}

/// The same for the labels whose values tell by themselves that they belong to these: of who issues a
/// bulletin, and of the day.
pub(super) fn parted_label(text: &str) -> Option<&str> {
    let value = parted(text, &ISSUERS).or_else(|| parted(text, &DATES))?;
    Some(before(text, text.len() - value.len()))
}

/// Whether words begin with a label of the head and its colon.
fn begins_with_label(words: &str) -> bool {
    let all: [&[&str]; 10] = [
        &VALUES, &ISSUERS, &DATES, &PERIODS, &LABELS, &NAMES, &COLUMNS, &MEETINGS, &TITLES,
        &SUBTITLES,
    ];
    all.into_iter().any(|labels| take_label(&mut Cursor::new(words), labels, ":").is_some())
}

/// The words of a title or a name behind its label: no sentence.
fn titled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (_, value) = labelled_line(text, labels, ":", true)?;
    (!ends_sentence(value) && !value.contains(['。', '；', '|', '\t'])).then_some(value)
}

/// A member of the staff behind the label.
fn staffed(text: &str) -> Option<(&str, &str)> {
    let (label, _) = text.split_once([':', '：', '\t'])?;
    if longer_than(label, 2 * 8) {
        return None;
    }
    let known = imprint::staff_label(&in_simplified(&strip_blanks(label)))?;
    labelled(text, &[known], ":")
}

/// A line of care behind its label.
fn cared(text: &str) -> Option<&str> {
    let mut cursor = Cursor::new(text);
    take_label(&mut cursor, &NOTICES, ":")?;
    let value = cursor.rest().trim();
    is_notice(value).then_some(value)
}

/// Whether a text is 正文： alone.
fn is_text_label(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    take_label(&mut cursor, &TEXTS, ":").is_some() && cursor.at_end()
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
    if let Some((_, value)) = labelled(text, &["密级", "紧急程度"], ":")
        && is_none(value)
    {
        return Some(Piece::Nothing);
    }
    if let Some((_, value)) = labelled(text, &["密级"], ":.") {
        return Some(Piece::Secrecy(strip_blanks(value)));
    }
    if let Some((_, value)) = labelled(text, &["紧急程度"], ":.") {
        return Some(Piece::Urgency(strip_blanks(value)));
    }
    if let Some(value) = cared(text) {
        return Some(Piece::Notice(value));
    }
    // 文号：〔2025〕12号 without the word of the office is the issue.
    if let Some((_, value)) = labelled(text, &["发文字号", "文号"], ":")
        && let Some((issue, damage)) = issue::whole(value)
    {
        return Some(Piece::Issue(issue, damage));
    }
    if let Some((_, value)) = labelled(text, &ISSUERS, ":") {
        return Some(Piece::Issuer(value));
    }
    if let Some(value) = parted(text, &ISSUERS)
        && is_organ(value)
        && !value.contains(char::is_whitespace)
    {
        return Some(Piece::Issuer(value));
    }
    if let Some((issued, damage)) = parted(text, &DATES).and_then(date::issued) {
        return Some(Piece::Date(issued, damage));
    }
    let of_column = || titled(text, &COLUMNS).filter(|value| is_name(value));
    if let Some(value) = titled(text, &NAMES).or_else(of_column) {
        return Some(Piece::Called(value));
    }
    if let Some(value) = titled(text, &MEETINGS).filter(|value| is_meeting(value)) {
        return Some(Piece::Meeting(value));
    }
    if let Some(value) = titled(text, &TITLES) {
        return Some(Piece::Title(value));
    }
    if let Some(value) = titled(text, &SUBTITLES) {
        return Some(Piece::Subtitle(value));
    }
    if is_text_label(text) {
        return Some(Piece::Text);
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
    if let Some((label, value)) = staffed(text) {
        return Some(Piece::Field(label, value));
    }
    formed(text)
}

/// Whether the value of a field says that there is none: 密级：无.
fn is_none(value: &str) -> bool {
    const NONE: [&str; 10] =
        ["无", "公开", "非密", "普通", "一般", "平件", "常规", "不涉密", "否", "/"];
    NONE.contains(&in_simplified(value).as_str())
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
        let word = in_simplified(word.trim_start_matches(['（', '(', '【', '〔', '[']));
        let bare = word.strip_prefix('请').unwrap_or(&word);
        NOTICES.iter().any(|notice| word.starts_with(notice) || bare.starts_with(notice))
    };
    let parts = || {
        let parts =
            text.split(|c: char| c.is_whitespace() || matches!(c, '，' | '、' | '；' | '。'));
        parts.filter(|part| !part.is_empty())
    };
    !longer_than(text, 24)
        && !text.trim_end_matches('。').contains(['。', '：'])
        && parts().count() > 0
        && parts().all(notice)
}
