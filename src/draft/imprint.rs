//! Imprint lines: 报：送：发：抄送： and whatever other label an office has (呈报, 主送, 本期增发), each on its
//! own, wrapped or all on one line, the staff, the printing line and the number of copies in its
//! variants.

use chrono::NaiveDate;

use super::chars::{
    before, behind, ends_sentence, in_simplified, is_han, longer_than, narrow, simplified,
    strip_blanks, words as words_of,
};
use super::cursor::{Cursor, Damage};
use super::date;
use super::spot::{Extent, Spot};

/// A list of recipients as it is written.
pub(super) struct Listed {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) label_at: Spot,
    pub(super) value_at: Extent,
}

/// One part of an imprint line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ImprintPart<'a> {
    /// The byte offset at which it begins.
    pub(super) offset: usize,
    pub(super) item: ImprintItem<'a>,
}

/// What a part says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ImprintItem<'a> {
    /// Recipients, with the label that was written.
    List(String, &'a str),
    /// The number of copies.
    Count(u32, Damage),
    /// Label, as it is written, and value.
    Staff(String, &'a str),
    /// Who printed it, under a label: 印发单位：…
    Printer(&'a str),
    /// When it was printed, under a label: 印发日期：…
    PrintedOn(&'a str, NaiveDate, Damage),
    /// Who printed it, unless another line says that, and when.
    Printed(&'a str, NaiveDate, Damage),
}

/// The labels of the staff.
const STAFF: [&str; 114] = [
    "本期责任编辑",
    "本期责编",
    "本期编辑",
    "值班编辑",
    "值班电话",
    "值班领导",
    "值班人员",
    "值班员",
    "值班",
    "带班领导",
    "带班",
    "主办单位",
    "主办",
    "承办单位",
    "承办",
    "协办",
    "制作",
    "采编",
    "编写",
    "编排",
    "排版",
    "记录",
    "整理",
    "摄影",
    "责任编辑",
    "执行编辑",
    "总编辑",
    "总编",
    "编审",
    "副主编",
    "主编",
    "编辑",
    "责编",
    "审核",
    "审稿",
    "初审",
    "复审",
    "终审",
    "审签",
    "审定",
    "核稿",
    "签发",
    "校对",
    "统稿",
    "拟稿",
    "撰稿",
    "责任校对",
    "编委",
    "编校",
    "美编",
    "联系人",
    "联系方式",
    "联系地址",
    "地址",
    "网址",
    "邮编",
    "邮政编码",
    "微信公众号",
    "公众号",
    "投稿热线",
    "热线电话",
    "监督电话",
    "联系电话",
    "电话",
    "传真",
    "电子邮箱",
    "投稿邮箱",
    "邮箱",
    "执行主编",
    "常务副主编",
    "编发",
    "编印",
    "编制",
    "编审人",
    "审核人",
    "审稿人",
    "签发人",
    "编辑人",
    "校对人",
    "制表人",
    "制表",
    "填报人",
    "填表人",
    "拟稿人",
    "核稿人",
    "撰稿人",
    "撰写人",
    "撰写",
    "采写",
    "记录人",
    "整理人",
    "制作人",
    "负责人",
    "经办人",
    "承办人",
    "联络人",
    "值班人",
    "咨询电话",
    "投稿电话",
    "投稿信箱",
    "信箱",
    "监制",
    "总策划",
    "策划",
    "副总编辑",
    "副总编",
    "责任编审",
    "责任校审",
    "复核人",
    "复核",
    "审定人",
    "美术编辑",
    "版式",
    "通联",
];

/// What the labels of the staff begin with.
const STAFF_BEGINS: &str = "本值带主承协制采编排记整摄责执总副审初复终核签校统拟撰美联地网邮微公投热监电传常填负经咨信策版通";

/// The labels of whoever printed the bulletin, and of the day.
const PRINTERS: [&str; 5] = ["印发单位", "印发机关", "印发部门", "印制单位", "承印单位"];
const PRINTED: [&str; 4] = ["印发日期", "印发时间", "印制日期", "印制时间"];

/// The words before a number of copies.
const COPIES: [&str; 10] =
    ["共印份数", "印发份数", "印刷份数", "印制份数", "共印", "印数", "印制", "印发", "共", "印"];

/// Reads an imprint line; none unless all of it is one.
pub(super) fn read(text: &str) -> Option<Vec<ImprintPart<'_>>> {
    let first = text.chars().next()?;
    let first_simplified = simplified(first);
    let may_begin = "报送印发抄主分呈下加增转上另致（(〔【共".contains(first_simplified)
        || STAFF_BEGINS.contains(first_simplified)
        || narrow(first).is_ascii_digit();
    let may_end = text.ends_with("印发") || text.ends_with(['份', '）', ')']);
    if !may_begin && !may_end {
        return None;
    }
    let (text, count) = count_at_end(text);
    let mut parts = printed(text).map_or_else(|| labelled(text), |part| Some(vec![part]));
    parts = parts.or_else(|| bracketed(text)).or_else(|| unmarked_staff(text));
    if parts.is_none() && text.is_empty() {
        parts = Some(Vec::new());
    }
    let mut parts = parts?;
    parts.extend(count);
    Some(parts)
}

/// The labels and names of a line of the staff and nothing else, as they are written.
pub(super) fn staff(text: &str) -> Option<Vec<(&str, &str)>> {
    let parts = read(text)?;
    let staff = parts.into_iter().map(|part| match part.item {
        ImprintItem::Staff(label, value) => {
            let from = behind(text, part.offset);
            Some((from.get(..label.len()).filter(|it| **it == label)?, value))
        }
        _ => None,
    });
    staff.collect::<Option<Vec<_>>>().filter(|staff| !staff.is_empty())
}

/// Whether a line names recipients, the one kind of imprint line that is never anything else.
pub(super) fn names_recipients(text: &str) -> bool {
    // 报送：… and the like may be text (下发：整改通知3份); only at the end are they the imprint.
    const CERTAIN: [&str; 9] = ["抄送", "抄报", "主送", "分送", "呈报", "主报", "报", "送", "发"];
    recipients(text).is_some_and(|(label, _)| {
        let label = in_simplified(&label);
        let bare = ["机关", "单位", "部门"].iter().find_map(|suffix| label.strip_suffix(suffix));
        CERTAIN.contains(&bare.unwrap_or(&label))
    })
}

/// To whom a text is addressed, with the label that was written: 主送：…
pub(super) fn addressee(text: &str) -> Option<(String, &str)> {
    let (label, at) = recipients(text)?;
    let offices = behind(text, at).trim();
    let one = imprint_of_one(text);
    (in_simplified(&label).starts_with("主送") && one && !offices.is_empty())
        .then_some((label, offices))
}

/// Whether all of a line is one list of recipients.
fn imprint_of_one(text: &str) -> bool {
    matches!(read(text).as_deref(), Some([part]) if matches!(part.item, ImprintItem::List(..)))
}

/// Whether a line seems to name recipients: 上报：…
pub(super) fn resembles_recipients(text: &str) -> bool {
    recipients(text.trim_start_matches('*')).is_some()
}

/// Reads the label of recipients with its colon, and how many bytes they take: whatever is made of the
/// words for reporting and sending, 报, 抄 送, 本期增发, 报、送.
fn recipients(text: &str) -> Option<(String, usize)> {
    const WORDS: &str = "报送发抄呈主分印下加增转上另致";
    let mut cursor = Cursor::new(text);
    let bracket = cursor.one_of("【");
    let from = cursor.offset();
    cursor.word("本期");
    let mut words = 0;
    let mut sent = false;
    while let Some(word) = cursor.take(|c| WORDS.contains(simplified(c))) {
        sent |= "报送发抄呈致".contains(simplified(word));
        words += 1;
        if cursor.peek().is_some_and(|c| matches!(c, '、' | '/' | '和')) {
            cursor.take(|c| matches!(c, '、' | '/' | '和'))?;
        }
    }
    if !sent || words > 4 {
        return None;
    }
    // 主送机关：, 抄送单位：, 印发范围：; but 报送单位： is who reports.
    let words_end = strip_blanks(behind(before(text, cursor.offset()), from));
    let sent_to = ["主送", "抄送", "抄报", "分送"].contains(&in_simplified(&words_end).as_str());
    let suffixes: &[&str] =
        if sent_to { &["机关", "单位", "部门"] } else { &["范围", "对象"] };
    suffixes.iter().any(|suffix| cursor.word(suffix));
    let label = strip_blanks(behind(before(text, cursor.offset()), from));
    let closed = !bracket || cursor.one_of("】");
    let colon = cursor.one_of(":");
    let marked = colon || bracket && closed || parts_recipients(&label, cursor.rest());
    if !colon && marked && !bracket {
        cursor.word("——");
    }
    (closed && marked).then(|| (label, cursor.offset()))
}

/// Whether a wide blank or a dash stands in place of the colon behind the label of recipients: 报  市委,
/// 送——各局. What stands behind it must be offices.
fn parts_recipients(label: &str, rest: &str) -> bool {
    const LABELS: [&str; 7] = ["报", "送", "发", "主送", "抄送", "抄报", "分送"];
    const OFFICES: [&str; 14] =
        ["委", "府", "局", "办", "厅", "部", "室", "会", "单位", "部门", "领导", "镇", "协", "院"];
    let value = rest.trim_start();
    let (wide, _) = rest.split_at(rest.len() - value.len());
    let wide = wide.contains(['\u{3000}', '\t']) || wide.chars().count() > 1;
    let dashed = value.strip_prefix("——");
    let value = dashed.unwrap_or(value).trim().trim_end_matches('。');
    let office = |name: &str| {
        let name = in_simplified(name.trim());
        name.starts_with('各') || OFFICES.iter().any(|last| name.ends_with(last))
    };
    LABELS.contains(&in_simplified(label).as_str())
        && (wide || dashed.is_some())
        && !value.is_empty()
        && !longer_than(value, 120)
        && value.split(['、', '，', ',', '；', ';']).all(office)
}

/// Whether a list of recipients ends here: a semicolon divides them.
pub(super) fn is_complete(recipients: &str) -> bool {
    ends_sentence(recipients) && !recipients.ends_with(['；', ';'])
}

/// A label of the staff.
pub(super) fn staff_label(label: &str) -> Option<&'static str> {
    STAFF.into_iter().find(|known| *known == label)
}

/// Whether a line ends with the number of copies.
pub(super) fn ends_with_count(text: &str) -> bool {
    count_at_end(text).1.is_some()
}

/// Divides the number of copies from the line that it ends.
fn count_at_end(text: &str) -> (&str, Option<ImprintPart<'_>>) {
    let starts = text.char_indices().rev().take(24);
    for (offset, character) in starts {
        let begins = "（(〔共印".contains(character);
        let free = before(text, offset)
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '。' | '；' | '发'));
        if begins
            && free
            && let Some((count, damage)) = copies(behind(text, offset))
        {
            let part = ImprintPart { offset, item: ImprintItem::Count(count, damage) };
            return (before(text, offset).trim_end(), Some(part));
        }
    }
    (text, None)
}

/// Reads a number of copies: （共印103份）, 共印：25份, 印数 30 份。
fn copies(text: &str) -> Option<(u32, Damage)> {
    let mut cursor = Cursor::new(text);
    let bracketed = cursor.one_of("(〔");
    let word = COPIES.iter().find(|word| cursor.word(word))?;
    let colon = cursor.one_of(":");
    let count = cursor.number().filter(|count| *count > 0)?;
    // 印数：103 says by itself what it counts.
    let counted = cursor.word("份") || (colon && word.ends_with('数'));
    if !counted {
        return None;
    }
    if bracketed && !cursor.one_of(")〕") {
        return None;
    }
    if cursor.rest().starts_with('。') {
        cursor.one_of("。");
    }
    let damage = Damage { blank: false, ..cursor.damage };
    cursor.at_end().then_some((count, damage))
}

/// Reads the printing line, 某办公室　2024年3月12日印发, or its date alone.
fn printed(text: &str) -> Option<ImprintPart<'_>> {
    let labelled = text.strip_prefix("印发：").map(str::trim_start);
    let line = labelled.or_else(|| text.strip_suffix("印发"))?.trim_end();
    if let Some((date, damage)) = date::whole(line) {
        return Some(ImprintPart { offset: 0, item: ImprintItem::Printed("", date, damage) });
    }
    let (offset, date, damage) = date::at_end(line)?;
    let by = before(line, offset).trim_end();
    (!by.is_empty() && !by.contains(['。', '，', '：']) && !longer_than(by, 40))
        .then_some(ImprintPart { offset: 0, item: ImprintItem::Printed(by, date, damage) })
}

enum Found {
    List(String),
    Staff(String),
    Printer,
    PrintedOn,
}

/// Reads a label with its colon, and how many bytes they take.
fn label(text: &str) -> Option<(Found, usize)> {
    let bracket = text.starts_with('【');
    let labelled = |word: &str| {
        let mut cursor = Cursor::new(text);
        if bracket {
            cursor.one_of("【");
        }
        let closed = cursor.word(word) && (!bracket || cursor.one_of("】"));
        let colon = closed && cursor.one_of(":");
        let marked = colon || closed && (bracket || before_name(&mut cursor));
        marked.then(|| cursor.offset())
    };
    let first = simplified(text.trim_start_matches('【').chars().next()?);
    if first == '印' {
        let found = |labels: &[&str]| labels.iter().find_map(|word| labelled(word));
        if let Some(length) = found(&PRINTERS) {
            return Some((Found::Printer, length));
        }
        if let Some(length) = found(&PRINTED) {
            return Some((Found::PrintedOn, length));
        }
    }
    let staff = STAFF_BEGINS.contains(first).then_some(STAFF).into_iter().flatten();
    let mut staff = staff.filter_map(|word| {
        let length = labelled(word)?;
        let written = before(text, length).trim_end_matches([':', '：', '/', '／', '】']);
        let written = written.trim_start_matches('【').trim_end_matches('】');
        Some((Found::Staff(strip_blanks(written)), length))
    });
    staff.next().or_else(|| recipients(text).map(|(label, length)| (Found::List(label), length)))
}

/// Whether a stroke stands before the name of a person: 主编/方某. The cursor moves past it.
fn before_name(cursor: &mut Cursor<'_>) -> bool {
    let Some(rest) = cursor.rest().strip_prefix(['/', '／']) else { return false };
    let name = rest.split(char::is_whitespace).next().unwrap_or_default();
    let named = longer_than(name, 1) && !longer_than(name, 4) && name.chars().all(is_han);
    named && staff_label(&in_simplified(name)).is_none() && cursor.one_of("/")
}

/// Reads staff without colons: 编辑 甲某　审核 乙某. All of the line is known labels and short names.
fn unmarked_staff(text: &str) -> Option<Vec<ImprintPart<'_>>> {
    if longer_than(text, 60) || !STAFF_BEGINS.contains(simplified(text.chars().next()?)) {
        return None;
    }
    let mut words = words_of(text, false).into_iter();
    let mut parts = Vec::new();
    while let Some((offset, label)) = words.next() {
        let (_, name) = words.next()?;
        let known = STAFF.contains(&in_simplified(label).as_str());
        let digits = |c: char| c.is_ascii_digit() || c == '-';
        let named = longer_than(name, 1) && !longer_than(name, 4) && name.chars().all(is_han)
            || longer_than(name, 4) && name.chars().all(digits);
        if !known || !named {
            return None;
        }
        parts.push(ImprintPart { offset, item: ImprintItem::Staff(label.to_owned(), name) });
    }
    (!parts.is_empty()).then_some(parts)
}

/// Reads staff in brackets: （责编：甲　审核：乙）
fn bracketed(text: &str) -> Option<Vec<ImprintPart<'_>>> {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    })?;
    let before = text.len() - text.trim_start_matches(['（', '(', '【']).len();
    let mut parts = labelled(inner)?;
    let staff = parts.iter().all(|part| matches!(part.item, ImprintItem::Staff(..)));
    let lists = parts.iter().all(|part| matches!(part.item, ImprintItem::List(..)));
    for part in &mut parts {
        part.offset += before;
        // What parts them within the brackets is no part of the list.
        if let ImprintItem::List(_, value) = &mut part.item {
            *value = value.trim_end_matches(['；', ';']);
        }
    }
    (staff || lists).then_some(parts)
}

/// Any short label with its colon behind the staff: 责编：甲　版面：乙.
fn other_label(starts: &[(usize, usize, Found)], text: &str) -> Option<(Found, usize)> {
    /// The most characters of such a label.
    const MOST: usize = 6;
    let staff = starts.last().is_some_and(|(.., found)| matches!(found, Found::Staff(_)));
    let mut ahead = text.char_indices().take(MOST + 1).filter(|_| staff);
    let (at, colon) = ahead.find(|(_, c)| !is_han(*c))?;
    let label = before(text, at);
    let worded = matches!(colon, '：' | ':') && longer_than(label, 1);
    worded.then(|| (Found::Staff(label.to_owned()), at + colon.len_utf8()))
}

/// The marks that may part the members of the staff, besides blanks.
const STAFF_MARKS: &str = "，,;；|｜";

/// A value without the marks that part it from the next.
fn unmarked(value: &str) -> &str {
    value.trim_end_matches(|c: char| STAFF_MARKS.contains(c) || c.is_whitespace())
}

/// Reads a line of labelled parts, which begins with a label.
fn labelled(text: &str) -> Option<Vec<ImprintPart<'_>>> {
    label(text)?;
    let mut starts: Vec<(usize, usize, Found)> = Vec::new();
    let mut free = true;
    for (offset, character) in text.char_indices() {
        let in_label = starts.last().is_some_and(|(_, value_at, _)| offset < *value_at);
        if free
            && !in_label
            && !character.is_whitespace()
            && let Some((found, length)) =
                label(behind(text, offset)).or_else(|| other_label(&starts, behind(text, offset)))
        {
            starts.push((offset, offset + length, found));
        }
        // Behind the staff any mark may stand: 主编：甲，编辑：乙 | 审核：丙
        let staff = starts.last().is_some_and(|(.., found)| matches!(found, Found::Staff(_)));
        free = character.is_whitespace()
            || matches!(character, '。' | '；')
            || staff && STAFF_MARKS.contains(character);
    }
    let mut parts = Vec::with_capacity(starts.len());
    let mut ends = starts.iter().skip(1).map(|start| start.0).chain([text.len()]);
    for (offset, value_at, found) in &starts {
        let value = behind(before(text, ends.next()?), *value_at).trim();
        let item = match found {
            Found::List(word) => ImprintItem::List(word.clone(), value),
            Found::Staff(word) => {
                let last = parts.len() + 1 == starts.len();
                let value =
                    if last { value.trim_end_matches([';', '；']) } else { unmarked(value) };
                ImprintItem::Staff(word.clone(), value)
            }
            Found::Printer => ImprintItem::Printer(value),
            Found::PrintedOn => {
                let (day, damage) = date::issued(value)?;
                ImprintItem::PrintedOn(value, day.date.day, damage)
            }
        };
        parts.push(ImprintPart { offset: *offset, item });
    }
    let whole = parts.iter().all(|part| match part.item {
        ImprintItem::List(_, value) | ImprintItem::Staff(_, value) => !value.is_empty(),
        ImprintItem::Printer(value) => !value.is_empty() && !value.contains(['。', '，', '：']),
        _ => true,
    });
    whole.then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_read_in_their_variants() {
        for text in [
            "（共印103份）",
            "(共印 103 份)",
            "共印：103份",
            "印数：103份",
            "印103份。",
            "共印一百零三份",
            "（印数：103）",
            "（共印：1O3份）",
            "印发份数：103",
        ] {
            let read = read(text).unwrap_or_default();
            assert!(
                matches!(read.as_slice(), [ImprintPart { item: ImprintItem::Count(103, _), .. }]),
                "{text}"
            );
        }
        assert_eq!(read("（共印份）"), None);
        assert_eq!(read("共印发通知5份"), None);
    }

    #[test]
    fn one_line_may_hold_all() {
        let parts =
            read("报：省委。送：省直部门。 抄 送：省人大。发：各市。共印25份").unwrap_or_default();
        let items: Vec<ImprintItem<'_>> = parts.into_iter().map(|part| part.item).collect();
        assert_eq!(
            items,
            [
                ImprintItem::List("报".into(), "省委。"),
                ImprintItem::List("送".into(), "省直部门。"),
                ImprintItem::List("抄送".into(), "省人大。"),
                ImprintItem::List("发".into(), "各市。"),
                ImprintItem::Count(25, Damage::default()),
            ]
        );
    }

    #[test]
    fn any_label_of_recipients_is_read() {
        for (text, label) in [
            ("呈报：市委。", "呈报"),
            ("本期增发：各镇。", "本期增发"),
            ("报、送：省领导。", "报、送"),
            ("抄 送：区人大。", "抄送"),
            ("報：縣委。", "報"),
            ("抄送单位：区人大。", "抄送单位"),
            ("印发范围：各科室。", "印发范围"),
        ] {
            assert_eq!(recipients(text).map(|found| found.0).as_deref(), Some(label), "{text}");
        }
        for text in [
            "报送单位：某局。",
            "增加：三项。",
            "主要：甲。",
            "本期：甲。",
            "发现：三类。",
            "报送发送报：甲",
        ] {
            assert_eq!(recipients(text), None, "{text}");
        }
    }

    #[test]
    fn staff_are_told_apart_by_any_mark() {
        let first = |label: &&str| label.chars().next().is_some_and(|c| STAFF_BEGINS.contains(c));
        assert!(STAFF.iter().all(first));
        for text in [
            "主编：易某；编辑：何某；",
            "主编：易某 | 编辑：何某",
            "主编：易某，编辑：何某",
            "（主编：易某　编辑：何某）",
            "主编 易某　编辑 何某",
            "【主编：易某 编辑：何某】",
        ] {
            let items = read(text).unwrap_or_default().into_iter().map(|part| part.item);
            let wanted = [
                ImprintItem::Staff("主编".into(), "易某"),
                ImprintItem::Staff("编辑".into(), "何某"),
            ];
            assert_eq!(items.collect::<Vec<_>>(), wanted, "{text}");
        }
        let items = read("主编：易某　版面设计：何某").unwrap_or_default();
        let last = ImprintItem::Staff("版面设计".into(), "何某");
        assert_eq!(items.last().map(|part| &part.item), Some(&last));
        let items = read("編輯：易某").unwrap_or_default();
        assert_eq!(
            items.first().map(|part| &part.item),
            Some(&ImprintItem::Staff("編輯".into(), "易某"))
        );
        let items = read("印发单位：某办公室　印发日期：2025年3月1日").unwrap_or_default();
        assert!(matches!(
            items.iter().map(|part| &part.item).collect::<Vec<_>>()[..],
            [ImprintItem::Printer("某办公室"), ImprintItem::PrintedOn(..)]
        ));
    }

    #[test]
    fn makers_and_printers_are_read() {
        let parts = read("责任编辑：易某  审核：何某  联系电话：000-1234").unwrap_or_default();
        assert_eq!(parts.len(), 3);
        let parts = read("清江区政府办公室    2024年3月12日印发").unwrap_or_default();
        assert!(matches!(
            parts.as_slice(),
            [ImprintPart { item: ImprintItem::Printed("清江区政府办公室", ..), .. }]
        ));
        assert_eq!(
            read("印发：清江区政府办公室 2024年3月12日"),
            read("清江区政府办公室 2024年3月12日印发")
        );
        assert!(matches!(
            read("2024年3月12日印发").as_deref(),
            Some([ImprintPart { item: ImprintItem::Printed("", ..), .. }])
        ));
        assert_eq!(read("发现问题：三类。"), None);
        assert_eq!(read("通知于2024年3月12日印发。"), None);
    }
}
