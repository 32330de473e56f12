//! Imprint lines: 报：送：发：抄送： and whatever other label an office has (呈报, 主送, 本期增发), each on its
//! own, wrapped or all on one line, the staff, the printing line and the number of copies in its
//! variants.

use chrono::NaiveDate;

use super::chars::{
    before, behind, ends_sentence, in_simplified, longer_than, narrow, simplified, strip_blanks,
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
    /// Label and value.
    Staff(&'static str, &'a str),
    /// Who printed it, unless another line says that, and when.
    Printed(&'a str, NaiveDate, Damage),
}

/// The labels of the staff.
const STAFF: [&str; 68] = [
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
];

/// The words before a number of copies.
const COPIES: [&str; 6] = ["共印", "印数", "印制", "印发", "共", "印"];

/// Reads an imprint line; none unless all of it is one.
pub(super) fn read(text: &str) -> Option<Vec<ImprintPart<'_>>> {
    let first = text.chars().next()?;
    let may_begin = "报送印发抄主分呈下加增转上另致（(〔共印责执副总本值编审初复终核签校统拟撰联电传投邮美地网微公热监"
        .contains(simplified(first))
        || narrow(first).is_ascii_digit();
    let may_end = text.ends_with("印发") || text.ends_with(['份', '）', ')']);
    if !may_begin && !may_end {
        return None;
    }
    let (text, count) = count_at_end(text);
    let mut parts = printed(text).map_or_else(|| labelled(text), |part| Some(vec![part]));
    if parts.is_none() && text.is_empty() {
        parts = Some(Vec::new());
    }
    let mut parts = parts?;
    parts.extend(count);
    Some(parts)
}

/// Whether a line names recipients, the one kind of imprint line that is never anything else.
pub(super) fn names_recipients(text: &str) -> bool {
    // 报送：… and the like may be text (下发：整改通知3份); only at the end are they the imprint.
    const CERTAIN: [&str; 9] = ["抄送", "抄报", "主送", "分送", "呈报", "主报", "报", "送", "发"];
    recipients(text).is_some_and(|(label, _)| CERTAIN.contains(&in_simplified(&label).as_str()))
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
    let label = strip_blanks(before(text, cursor.offset()));
    (sent && words < 5 && cursor.one_of(":")).then(|| (label, cursor.offset()))
}

/// Whether a list of recipients ends here: a semicolon divides them.
pub(super) fn is_complete(recipients: &str) -> bool {
    ends_sentence(recipients) && !recipients.ends_with(['；', ';'])
}

/// The label of a member of the staff, if it is a known one.
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
    let counted = cursor.word("份") || (colon && *word == "印数");
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
    Staff(&'static str),
}

/// Reads a label with its colon, and how many bytes they take.
fn label(text: &str) -> Option<(Found, usize)> {
    let labelled = |word: &str| {
        let mut cursor = Cursor::new(text);
        (cursor.word(word) && cursor.one_of(":")).then(|| cursor.offset())
    };
    let staff =
        STAFF.iter().find_map(|word| labelled(word).map(|length| (Found::Staff(word), length)));
    staff.or_else(|| recipients(text).map(|(label, length)| (Found::List(label), length)))
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
            && let Some((found, length)) = label(behind(text, offset))
        {
            starts.push((offset, offset + length, found));
        }
        free = character.is_whitespace() || matches!(character, '。' | '；');
    }
    let mut parts = Vec::with_capacity(starts.len());
    let mut ends = starts.iter().skip(1).map(|start| start.0).chain([text.len()]);
    for (offset, value_at, found) in &starts {
        let value = behind(before(text, ends.next()?), *value_at).trim();
        let item = match found {
            Found::List(word) => ImprintItem::List(word.clone(), value),
            Found::Staff(word) => ImprintItem::Staff(word, value),
        };
        parts.push(ImprintPart { offset: *offset, item });
    }
    let whole = parts.iter().all(|part| match part.item {
        ImprintItem::List(_, value) | ImprintItem::Staff(_, value) => !value.is_empty(),
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
        ] {
            assert_eq!(recipients(text).map(|found| found.0).as_deref(), Some(label), "{text}");
        }
        for text in ["增加：三项。", "主要：甲。", "本期：甲。", "发现：三类。", "报送发送报：甲"]
        {
            assert_eq!(recipients(text), None, "{text}");
        }
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
