//! The lines of a cleaned draft with their places, without what is no text of it: page numbers, rules,
//! running heads. Only what certainly is one of these is left out, each with a finding;
//! the finished file makes its own.

use super::Cleaned;
use crate::draft::chars::{before, ends_sentence, is_han, longer_than, narrow, strip_blanks};
use crate::draft::cursor::{Cursor, is_dash};
use crate::draft::imprint;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;
use crate::draft::spot::Spot;

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
pub(in crate::draft) struct Line<'a> {
    /// Its number, from 1. The pieces of a line that a form feed divides share one.
    pub(in crate::draft) number: u32,
    /// The column of the first character of `text`, from 1.
    pub(in crate::draft) column: u32,
    /// The line without the white space around it.
    pub(in crate::draft) text: &'a str,
    /// The line as it is; its indentation and final tabs matter to tables.
    pub(in crate::draft) raw: &'a str,
    /// Whether an empty line stands before it.
    pub(in crate::draft) after_blank: bool,
    /// Whether a page began between the previous line and this one.
    pub(in crate::draft) after_page: bool,
    /// Whether an item of a list or a quotation begins here, which no line before it goes on with.
    pub(in crate::draft) item: bool,
}

impl Line<'_> {
    /// A part of its text, as a line of its own.
    pub(in crate::draft) fn part<'t>(&self, words: &'t str) -> Line<'t> {
        let Spot { line: number, column } = self.spot_of(words);
        Line { number, column, text: words, raw: words, ..*self }
    }

    /// The place of the line's first character.
    pub(in crate::draft) fn spot(&self) -> Spot {
        Spot { line: self.number, column: self.column }
    }

    /// The place of the character at a byte of the line's text.
    pub(in crate::draft) fn spot_at(&self, byte: usize) -> Spot {
        self.spot().right(before(self.text, byte).chars().count())
    }

    /// The place of the first character of the line, white space included.
    pub(in crate::draft) fn raw_spot(&self) -> Spot {
        let indent = count(self.raw) - count(self.raw.trim_start());
        Spot { column: self.column.saturating_sub(indent).max(1), ..self.spot() }
    }

    /// The place of words in the line; of the last, if they occur twice.
    pub(in crate::draft) fn spot_of(&self, words: &str) -> Spot {
        self.spot_at(self.text.rfind(words).unwrap_or_default())
    }

    /// The width of the white space before the text, in half-width cells.
    pub(in crate::draft) fn indent(&self) -> usize {
        let width = |c: char| if c == '\u{3000}' { 2 } else { 1 };
        self.raw.chars().take_while(|c| c.is_whitespace()).map(width).sum()
    }
}

/// Splits a draft into its lines and leaves out page numbers and rules.
pub(in crate::draft) fn read<'a>(draft: &'a Cleaned<'_>, report: &mut Report) -> Vec<Line<'a>> {
    let lines = split(draft);
    let mut kept: Vec<Line<'a>> = Vec::with_capacity(lines.len());
    let mut page = false;
    let mut blank = false;
    let mut ahead = lines.iter().peekable();
    while let Some(line) = ahead.next() {
        let next = ahead.peek();
        let breaks_page = is_page_number(line, kept.last(), next.copied());
        let exported = exported(line, next.copied(), kept.is_empty());
        let chat = match next {
            Some(next) => kept.is_empty() && opens_chat(line.text, Some(next.text)),
            None => !kept.is_empty() && is_closing_chat(line.text),
        };
        if chat {
            report.say(line.spot(), DraftMessage::Chat {});
        } else if let Some((label, words)) = exported {
            let label = label.to_owned();
            report.say(line.spot(), DraftMessage::Export { label });
            if !words.is_empty() {
                let (after_page, after_blank) =
                    (line.after_page || page, line.after_blank || blank);
                kept.push(Line { after_page, after_blank, text: words, raw: words, ..*line });
            }
        } else if breaks_page {
            report.say(line.spot(), DraftMessage::PageNumber {});
        } else if is_rule(line.text) {
            report.say(line.spot(), DraftMessage::Rule {});
        } else {
            let (after_page, after_blank) = (line.after_page || page, line.after_blank || blank);
            kept.push(Line { after_page, after_blank, ..*line });
        }
        let breaks_page = breaks_page || exported.is_some();
        let left_out = breaks_page || chat || is_rule(line.text);
        page = left_out && (page || breaks_page || line.after_page);
        blank = left_out && (blank || line.after_blank);
    }
    kept
}

/// Leaves out the lines that repeat a line of the masthead at the top of a page or in the middle of
/// a sentence. Elsewhere they are kept and reported.
pub(in crate::draft) fn without_running_heads<'a>(
    lines: Vec<Line<'a>>,
    heads: &[String],
    head_end: usize,
    report: &mut Report,
) -> Vec<Line<'a>> {
    let mut top_of_page = false;
    let mut kept = Vec::with_capacity(lines.len());
    for (index, mut line) in lines.into_iter().enumerate() {
        line.after_page |= top_of_page;
        let repeats = index >= head_end
            && !longer_than(line.text, 80)
            && heads.contains(&strip_blanks(line.text));
        let before: Option<&Line<'_>> = kept.last().filter(|_| repeats);
        let in_sentence = before.is_some_and(is_broken) && !line.after_blank;
        top_of_page = repeats && (line.after_page || in_sentence);
        if repeats && !top_of_page {
            let words = line.text.to_owned();
            report.say(line.spot(), DraftMessage::RunningHeadKept { words });
        }
        if top_of_page {
            report.say(line.spot(), DraftMessage::RunningHead {});
        } else {
            kept.push(line);
        }
    }
    kept
}

fn split<'a>(draft: &'a Cleaned<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let (mut after_blank, mut after_page) = (false, false);
    let mut number = 0_u32;
    for (_, line) in counted(&draft.text) {
        number = number.saturating_add(1);
        let mut column = 1_u32;
        let mut pieces = line.split_inclusive(is_break).peekable();
        if draft.is_dropped(number) {
            continue;
        }
        if pieces.peek().is_none() {
            after_blank = true;
        }
        for piece in pieces {
            let (raw, page) = match piece.strip_suffix(is_break) {
                Some(raw) => (raw, piece.ends_with('\u{0C}')),
                None => (piece, false),
            };
            let text = raw.trim();
            if text.is_empty() {
                after_blank = true;
            } else {
                let indent = count(raw) - count(raw.trim_start());
                let item = draft.begins_item(number, column);
                let column = column.saturating_add(indent);
                lines.push(Line { number, column, text, raw, after_blank, after_page, item });
                (after_blank, after_page) = (false, false);
            }
            after_page |= page;
            column = column.saturating_add(count(piece));
        }
    }
    lines
}

/// A draft without the byte order mark before it.
pub(in crate::draft) fn without_mark(draft: &str) -> &str {
    draft.strip_prefix('\u{FEFF}').unwrap_or(draft)
}

/// A draft without the mark with which old editors end a file.
pub(in crate::draft) fn without_end_mark<'a>(draft: &'a str, report: &mut Report) -> &'a str {
    // Line ends may stand behind it.
    let bare = draft.trim_end_matches(['\r', '\n']);
    let Some(whole) = bare.strip_suffix('\u{1A}') else { return draft };
    let lines = counted(without_mark(whole));
    let last = lines.fold(Spot { line: 0, column: 1 }, |spot, (_, line)| Spot {
        line: spot.line.saturating_add(1),
        column: count(line).saturating_add(1),
    });
    report.say(last, DraftMessage::EndMark {});
    whole
}

/// The lines of a draft as places count them, without their ends, each with the byte at which it
/// begins.
pub(in crate::draft) fn counted(draft: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    draft.split('\n').flat_map(move |line| {
        let mut at = start;
        start += line.len() + 1;
        line.strip_suffix('\r').unwrap_or(line).split('\r').map(move |line| {
            let from = at;
            at += line.len() + 1;
            (from, line)
        })
    })
}

/// What divides a line without counting as a line end: the breaks of word processors.
pub(in crate::draft) fn is_break(character: char) -> bool {
    matches!(character, '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A line of strokes alone: the red rule, or the end of a section in Markdown.
fn is_rule(text: &str) -> bool {
    let stroke = |character: char| {
        is_dash(character)
            || matches!(character, '_' | '=' | '＿' | '＝' | '━' | '═' | '★' | '☆' | '*')
    };
    text.chars().all(stroke)
        && longer_than(text, 2)
        && !text.chars().all(|c| matches!(c, '★' | '☆'))
        || is_border(text)
}

/// A line of a drawn table between its rows: ├──┼──┤, +---+---+.
fn is_border(text: &str) -> bool {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257F}') || c.is_whitespace();
    let typed = |c: char| matches!(c, '+' | '-' | '=');
    longer_than(text, 2)
        && (text.chars().all(drawn)
            || text.starts_with('+') && text.contains(['-', '=']) && text.chars().all(typed))
}

/// The labels of what a program adds when it prints or exports.
const EXPORTS: [&str; 22] = [
    "打印时间",
    "打印日期",
    "打印人员",
    "打印人",
    "打印单位",
    "打印次数",
    "导出时间",
    "导出日期",
    "导出人员",
    "导出人",
    "下载时间",
    "下载日期",
    "下载人",
    "流水号",
    "文档流水号",
    "页脚",
    "页眉",
    "水印",
    "系统时间",
    "当前页",
    "页码",
    "总页数",
];

/// What a program added to a line, and the words before that, which stay.
fn exported<'a>(
    line: &Line<'a>,
    next: Option<&Line<'_>>,
    first: bool,
) -> Option<(&'a str, &'a str)> {
    if let Some(label) = export_label(line.text) {
        return Some((label, ""));
    }
    if let Some(found) = exported_behind(line.text) {
        return Some(found);
    }
    // Above all else stand the name of the program and of its form.
    let below = || next.is_some_and(|next| export_label(next.text).is_some());
    let added = is_form(line.text) || is_way(line.text) || is_system(line.text) && below();
    (first && added).then_some((line.text, ""))
}

/// What stands before a label of an export on its line, behind a gap: the name of the program, which is
/// left out as well, or words that stay.
fn exported_behind(text: &str) -> Option<(&str, &str)> {
    if longer_than(text, 120) {
        return None;
    }
    let gaps = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let (words, label) = gaps
        .filter_map(|(at, _)| {
            let rest = text.get(at..)?.trim_start();
            let words = before(text, at).trim_end();
            let gap = before(text, text.len() - rest.len()).get(words.len()..)?;
            let wide = gap.contains(['\t', '\u{3000}']) || gap.len() > 1;
            Some((words, export_label(rest).filter(|_| wide || is_system(words))?))
        })
        .next()?;
    if longer_than(words, 40) || words.contains(['。', '，', '；', '\\', '|']) {
        return None;
    }
    let first = words.split(['\t', '\u{3000}']).next().unwrap_or(words).trim();
    Some(match () {
        // The name of a form says more than the label behind it.
        () if is_form(first) => (words, ""),
        () if is_system(first) => (label, ""),
        () => (label, words),
    })
}

/// Whether words are the name of a program of offices, judged by the last of them.
fn is_system(words: &str) -> bool {
    const LAST: [&str; 6] = ["系统", "平台", "门户", "工作台", "OA", "模块"];
    !longer_than(words, 30)
        && !words.contains(['，', '。', '：', '；'])
        && LAST.iter().any(|last| words.ends_with(last))
}

/// Whether a line is the name of a form of offices, which no bulletin bears: 公文处理单, perhaps （导出）.
fn is_form(text: &str) -> bool {
    const FORMS: [&str; 10] = [
        "公文处理单",
        "发文处理单",
        "公文办理单",
        "公文流转单",
        "文件处理单",
        "发文稿纸",
        "发文审批单",
        "公文审批单",
        "信息审批单",
        "信息处理单",
    ];
    let bare = text.trim_end_matches(['）', ')']);
    let bare = ["（导出", "(导出", "（打印", "(打印"]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        .unwrap_or(text);
    FORMS.contains(&strip_blanks(bare).as_str())
}

/// Whether a line is the way to a page of a program: 信息报送系统 > 刊物管理 > 查看.
fn is_way(text: &str) -> bool {
    let mut names = text.split(['>', '＞', '»']).map(str::trim);
    let first = names.next().is_some_and(|name| is_system(name) || name == "首页");
    let (mut more, mut words) = (0, true);
    for name in names {
        more += 1;
        words &= !name.is_empty() && !longer_than(name, 12) && name.chars().all(is_han);
    }
    first && more > 0 && words
}

/// Whether all of a line is what a program adds when it prints or exports.
pub(super) fn is_export(text: &str) -> bool {
    export_label(text).is_some()
}

/// The first label of a line of which all is what a program adds when it prints or exports: who did it and
/// when, a serial number, the page.
fn export_label(text: &str) -> Option<&'static str> {
    let first = text.trim_start_matches(['【', '[', '（', '(']).chars().next()?;
    if !"打导下流文页水系当总打導頁".contains(first) || longer_than(text, 80) {
        return None;
    }
    let text = ["（）", "()", "【】", "[]"]
        .iter()
        .find_map(|pair| {
            let mut pair = pair.chars();
            text.strip_prefix(pair.next()?)?.strip_suffix(pair.next()?)
        })
        .unwrap_or(text);
    let mut cursor = Cursor::new(text);
    let mut labelled = None;
    while !cursor.at_end() {
        // Behind the first label a page may stand: 打印时间：2025-07-11 16:42　第1页/共1页
        let mut page = cursor.clone();
        if labelled.is_some() && take_page(&mut page) {
            cursor = page;
            continue;
        }
        let label = EXPORTS.into_iter().find(|label| cursor.word(label))?;
        // 打印时间　2025-07-11
        let gap = cursor.rest().starts_with(char::is_whitespace);
        let figures = gap && cursor.peek().is_some_and(|c| c.is_ascii_digit());
        if !cursor.one_of(":") && !figures {
            return None;
        }
        labelled.get_or_insert(label);
        take_export(&mut cursor)?;
        cursor.one_of(";|，/");
    }
    labelled
}

/// Whether a line above all others announces the bulletin to whoever asked for it: 好的，以下是整理后的简报：.
/// Above a rule or a heading any answer does.
fn opens_chat(text: &str, next: Option<&str>) -> bool {
    const ANSWERS: [&str; 6] = ["好的", "当然", "没问题", "收到", "明白", "可以"];
    const ANNOUNCES: [&str; 8] =
        ["以下是", "下面是", "以下为", "下面为", "这是为您", "这是根据", "已为您", "已根据您"];
    const WITHIN: [&str; 6] = ["以下是", "下面是", "根据您", "为您", "您提供", "您要求"];
    if longer_than(text, 80) || !text.ends_with(['：', ':', '。', '！', '!']) {
        return false;
    }
    let answered = ANSWERS.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        rest.strip_prefix(['，', ',', '！', '!', '。'])
    });
    let words = answered.unwrap_or(text).trim_start();
    let spoken = answered.is_some() || words.contains(['您', '你']);
    let above_heading = || next.is_some_and(|next| is_rule(next) || next.starts_with('#'));
    let announced = ANNOUNCES.iter().any(|word| words.starts_with(word));
    let within = || WITHIN.iter().any(|within| text.contains(within));
    announced && (spoken || above_heading()) || spoken && above_heading() && within()
}

/// Whether a line below all others offers to change the bulletin: 如需调整，请告诉我。
fn is_closing_chat(text: &str) -> bool {
    const OFFERS: [&str; 6] = ["如需", "如果您", "如果你", "如您", "如有", "希望"];
    const TELLS: [&str; 6] = ["告诉我", "告知我", "随时告", "我可以", "我会", "我来"];
    !longer_than(text, 80)
        && OFFERS.iter().any(|word| text.starts_with(word))
        && TELLS.iter().any(|word| text.contains(word))
}

/// Takes 第1页/共3页.
fn take_page(cursor: &mut Cursor<'_>) -> bool {
    let first = cursor.word("第") && cursor.number().is_some() && cursor.word("页");
    cursor.one_of(",，/");
    first && (!cursor.word("共") || (cursor.number().is_some() && cursor.word("页")))
}

/// Takes what stands behind a label of an export: up to the next label or page; it is no sentence.
fn take_export(cursor: &mut Cursor<'_>) -> Option<()> {
    let ends = |cursor: &Cursor<'_>| {
        let labelled = EXPORTS.iter().any(|label| {
            let mut ahead = cursor.clone();
            ahead.word(label) && ahead.one_of(":")
        });
        labelled || take_page(&mut cursor.clone())
    };
    let mut count = 0;
    while !cursor.at_end() && !ends(cursor) {
        cursor.take(|c| !matches!(c, '。' | '，' | '；' | '！' | '？' | '\\'))?;
        count += 1;
    }
    (count < 40).then_some(())
}

/// Whether a line is certainly the number of a page: in dashes, 第3页, or a bare number where a
/// page ends, in the middle of a sentence or below the imprint at the end.
fn is_page_number(line: &Line<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) -> bool {
    if longer_than(line.text, 20) {
        return false;
    }
    let mut cursor = Cursor::new(line.text);
    let mut dashes = 0;
    while cursor.take(is_dash).is_some() {
        dashes += 1;
    }
    if dashes > 0 {
        let number = line.text.trim_matches(|c: char| is_dash(c) || c.is_whitespace() || c == '·');
        return line.text.ends_with(is_dash) && is_page_of(number, 4);
    }
    if cursor.word("第") {
        let first = cursor.number().is_some() && cursor.word("页");
        cursor.one_of(",，/");
        let total = !cursor.word("共") || (cursor.number().is_some() && cursor.word("页"));
        return first && total && cursor.at_end();
    }
    if is_certain_number(line.text) {
        return true;
    }
    let bare = is_bare_number(line.text);
    let at_page = line.after_page || after.is_some_and(|next| next.after_page);
    let in_sentence = before.is_some_and(is_broken)
        && after.is_some_and(|line| {
            let goes_on =
                line.text.starts_with(is_han) && crate::draft::label::read(line.text).is_none();
            goes_on && longer_than(line.text, 9)
        });
    // Nothing but a page ends behind the imprint.
    let at_end = after.is_none()
        && line.after_blank
        && before.is_some_and(|before| imprint::read(before.text).is_some());
    bare && (at_page || in_sentence || at_end)
}

/// Whether a line ends in the middle of a sentence.
fn is_broken(line: &Line<'_>) -> bool {
    longer_than(line.text, 19) && !ends_sentence(line.text) && !line.text.starts_with('\\')
}

/// A page number alone or with the number of pages: 3, 3/12.
fn is_page_of(text: &str, most: usize) -> bool {
    let digits = |text: &str| {
        let text = text.trim();
        !text.is_empty()
            && text.chars().all(|c| narrow(c).is_ascii_digit())
            && !longer_than(text, most)
    };
    match text.split_once(['/', '／']) {
        Some((page, pages)) => digits(page) && digits(pages),
        None => digits(text),
    }
}

fn is_bare_number(text: &str) -> bool {
    is_page_of(text, 3)
}

/// A number in a form that only pages have: ·3·, Page 3 of 12.
fn is_certain_number(text: &str) -> bool {
    let dot = |c: char| matches!(c, '·' | '•' | '∙');
    let dotted = text.strip_prefix(dot).and_then(|text| text.strip_suffix(dot));
    let english = || {
        let lower = text.to_ascii_lowercase();
        let pages = lower.strip_prefix("page ")?.replace(" of ", "/");
        Some(is_page_of(&pages, 4))
    };
    dotted.is_some_and(|number| is_page_of(number, 4)) || english().unwrap_or_default()
}

/// Whether a line may be left out somewhere: it is a rule, or may be a page number.
pub(in crate::draft) fn is_left_out(text: &str) -> bool {
    let line = Line {
        number: 1,
        column: 1,
        text,
        raw: text,
        after_blank: true,
        after_page: false,
        item: false,
    };
    let bare = text.chars().all(|c| narrow(c).is_ascii_digit()) || is_bare_number(text);
    bare || is_rule(text)
        || is_page_number(&line, None, None)
        || exported(&line, None, true).is_some()
        || opens_chat(text, None)
        || is_closing_chat(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(draft: &str) -> Vec<(u32, u32, &'static str)> {
        let mut report = Report::default();
        // The lines of a test may stay in memory.
        let draft = String::leak(draft.to_owned());
        let draft = Box::leak(Box::new(crate::draft::source::clean(draft, &mut report)));
        let lines = read(draft, &mut report);
        lines.iter().map(|line| (line.number, line.column, line.text)).collect()
    }

    #[test]
    fn lines_keep_their_places() {
        let draft = "\u{FEFF}甲\r\n\n　　乙\u{0B}丙\r丁\u{0C}戊";
        assert_eq!(
            texts(draft),
            [(1, 1, "甲"), (3, 3, "乙"), (3, 5, "丙"), (4, 1, "丁"), (4, 3, "戊")]
        );
    }

    #[test]
    fn page_numbers_and_rules_are_left_out() {
        for number in [
            "— 3 —",
            "-3-",
            "－ １２ －",
            "- 3 / 12 -",
            "第3页",
            "第 3 页 共 12 页",
            "·3·",
            "Page 3 of 12",
            "————",
            "***",
            "打印时间：2025-07-11 16:42　第1页/共1页",
            "打印人：易某　打印时间：2025/7/11 16:42:05",
            "流水号：20250711-003",
            "某市协同办公平台　　信息简报　　打印时间：2025-07-11 16:42",
        ] {
            assert_eq!(
                texts(&format!("甲\n{number}\n乙")),
                [(1, 1, "甲"), (3, 1, "乙")],
                "{number}"
            );
        }
        assert_eq!(texts("甲\n3\u{0C}乙").len(), 2);
        for kept in [
            "3",
            "3/12",
            "-3",
            "2024.3",
            "·3",
            "Page one",
            "—— 以港航数据为例",
            "★★★",
            "— 摘自12号文 —",
            "打印时间由中心统一安排",
            "流水号：按日编排，不得重复。",
        ] {
            assert_eq!(texts(&format!("甲\n{kept}\n乙")).len(), 3, "{kept}");
        }
    }

    #[test]
    fn a_bare_number_in_a_sentence_is_a_page_number() {
        let draft =
            "窗口工作人员在审批中发现两家公司提交的申请材料\n12\n存在弄虚作假行为，已列入名录。";
        assert_eq!(texts(draft).len(), 2);
    }
}
