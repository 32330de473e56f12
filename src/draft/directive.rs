//! The directives of the draft language: `\文：…`, `\表题：…`. Each names outright what it is, for
//! what plain text cannot express or would express differently. Within them `\n` is a line feed,
//! `\s` a space, `\u{…}` any character and `\\` a backslash; nothing else is changed.

use super::chars::{before, is_han};
use super::lines::Line;
use super::spot::Spot;

/// What a directive says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    /// There is no name.
    NoName,
    /// The second part of the name.
    NamePart,
    /// A line above the name.
    LineAbove,
    /// A line below the name.
    LineBelow,
    LogoFile,
    LogoData,
    LogoAlt,
    FieldLabel,
    FieldValue,
    Issue,
    /// The issue line as it is printed.
    IssueLine,
    Period,
    /// A period in words.
    PeriodWords,
    Issuer,
    Date,
    Secrecy,
    Urgency,
    Notice,
    CopyNumber,
    Signer,
    EditorNote,
    ContentsAuto,
    ContentsEmpty,
    ContentsLine,
    Title,
    Paragraph,
    Column,
    /// A section at a depth from 0 with its heading on a line of its own.
    Heading(usize),
    /// A section whose heading runs into its first paragraph.
    RunIn(usize),
    /// A section without a heading.
    Numbered(usize),
    /// The form of the number of the section above.
    Number,
    /// A paragraph in the middle, at the right, a note on what stands above.
    Center,
    Right,
    BlockNote,
    /// The id of the appendix, table or figure above.
    Id,
    /// An article.
    Article,
    /// Who supplied the article, or before the first one the bulletin's own text.
    Source,
    /// The subtitle and the author below the title above.
    Subtitle,
    Author,
    /// The words above the list of contents.
    ContentsHeading,
    Addressee,
    /// An organisation that signs, the day, and that there is room for a seal.
    SignOff,
    SignOffDate,
    SignOffSeal,
    Caption,
    Unit,
    Note,
    /// The rules, the type size and a mark of the table above.
    TableForm,
    TableSize,
    TableMark,
    /// A cell that looks different; in a table only.
    Cell,
    /// A ranking, and how ranks go on behind a tie.
    Ranking,
    RankTies,
    RankOrder,
    RankBy,
    /// The role and the weight of a column of a ranking.
    RankColumn,
    RankSummary,
    /// A chart, and how it is drawn; that no values are written on it.
    Chart,
    ChartBare,
    /// What stands beside each other begins, its next cell, and its end.
    Beside,
    BesideCell,
    BesideEnd,
    /// How the first and the last names look.
    RankTop,
    RankBottom,
    FigureFile,
    FigureData,
    FigureAlt,
    FigureCaption,
    FigureWidth,
    Appendix,
    Report,
    Send,
    IssueTo,
    Copy,
    /// The label of a further row of the imprint, and what stands behind it.
    EntryLabel,
    EntryValue,
    /// A line of the imprint without a label.
    EntryLine,
    /// The picture of the imprint.
    ImprintFile,
    ImprintData,
    ImprintAlt,
    ImprintCaption,
    ImprintWidth,
    ImprintId,
    PrintCount,
    StaffLabel,
    StaffValue,
    PrintedBy,
    PrintedOn,
}

/// Whether a line begins as a directive does, with a backslash, words and a colon, whatever the words are.
pub(super) fn resembles(line: &str) -> bool {
    /// The most characters of such words.
    const MOST: usize = 10;
    let Some(words) = line.strip_prefix(['\\', '＼']) else { return false };
    let mut ahead = words.char_indices().take(MOST + 1);
    let colon = ahead.find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at);
    colon.is_some_and(|at| {
        let key = before(words, at);
        key.starts_with(is_han) && key.chars().all(|c| is_han(c) || c.is_whitespace())
    })
}

/// The words of the keys, in one table, so that printing and reading cannot differ.
pub(super) const WORDS: [(Key, &str); 101] = [
    (Key::Name, "名称"),
    (Key::NoName, "名称无"),
    (Key::NamePart, "副名称"),
    (Key::LineAbove, "名称上"),
    (Key::LineBelow, "名称下"),
    (Key::LogoFile, "标识图"),
    (Key::LogoData, "标识图数据"),
    (Key::LogoAlt, "标识图说"),
    (Key::FieldLabel, "报头标签"),
    (Key::FieldValue, "报头内容"),
    (Key::Issue, "期号"),
    (Key::IssueLine, "期号行"),
    (Key::Period, "时段"),
    (Key::PeriodWords, "时段词"),
    (Key::Issuer, "单位"),
    (Key::Date, "日期"),
    (Key::Secrecy, "密级"),
    (Key::Urgency, "紧急程度"),
    (Key::Notice, "提示"),
    (Key::CopyNumber, "编号"),
    (Key::Signer, "签发"),
    (Key::EditorNote, "编者按"),
    (Key::ContentsAuto, "要目自动"),
    (Key::ContentsEmpty, "要目无"),
    (Key::ContentsLine, "要目"),
    (Key::Title, "标题"),
    (Key::Paragraph, "文"),
    (Key::Column, "栏目"),
    (Key::Heading(0), "一级标题"),
    (Key::Heading(1), "二级标题"),
    (Key::Heading(2), "三级标题"),
    (Key::Heading(3), "四级标题"),
    (Key::Heading(4), "五级标题"),
    (Key::RunIn(0), "一级段首"),
    (Key::RunIn(1), "二级段首"),
    (Key::RunIn(2), "三级段首"),
    (Key::RunIn(3), "四级段首"),
    (Key::RunIn(4), "五级段首"),
    (Key::Numbered(0), "一级"),
    (Key::Numbered(1), "二级"),
    (Key::Numbered(2), "三级"),
    (Key::Numbered(3), "四级"),
    (Key::Numbered(4), "五级"),
    (Key::Number, "序号"),
    (Key::Center, "居中"),
    (Key::Right, "居右"),
    (Key::BlockNote, "注"),
    (Key::Id, "标记"),
    (Key::Article, "篇"),
    (Key::Source, "来源"),
    (Key::Subtitle, "副标题"),
    (Key::Author, "作者"),
    (Key::ContentsHeading, "要目标题"),
    (Key::Addressee, "主送机关"),
    (Key::SignOff, "署名"),
    (Key::SignOffDate, "成文日期"),
    (Key::SignOffSeal, "留印章位置"),
    (Key::Caption, "表题"),
    (Key::Unit, "表单位"),
    (Key::Note, "表注"),
    (Key::TableForm, "表式"),
    (Key::TableSize, "表字号"),
    (Key::TableMark, "表标记"),
    (Key::Cell, "格"),
    (Key::Ranking, "排名"),
    (Key::RankTies, "并列名次"),
    (Key::RankOrder, "排名顺序"),
    (Key::RankBy, "排名依据"),
    (Key::RankColumn, "排名栏"),
    (Key::RankSummary, "排名汇总"),
    (Key::Chart, "图表"),
    (Key::ChartBare, "图表不标数值"),
    (Key::Beside, "并排"),
    (Key::BesideCell, "并排下一项"),
    (Key::BesideEnd, "并排结束"),
    (Key::RankTop, "排名前列"),
    (Key::RankBottom, "排名末列"),
    (Key::FigureFile, "图"),
    (Key::FigureData, "图数据"),
    (Key::FigureAlt, "图说"),
    (Key::FigureCaption, "图题"),
    (Key::FigureWidth, "图宽"),
    (Key::Appendix, "附件"),
    (Key::Report, "报"),
    (Key::Send, "送"),
    (Key::IssueTo, "发"),
    (Key::Copy, "抄送"),
    (Key::EntryLabel, "版记栏"),
    (Key::EntryValue, "版记内容"),
    (Key::EntryLine, "版记行"),
    (Key::ImprintFile, "版记图"),
    (Key::ImprintData, "版记图数据"),
    (Key::ImprintAlt, "版记图说"),
    (Key::ImprintCaption, "版记图题"),
    (Key::ImprintWidth, "版记图宽"),
    (Key::ImprintId, "版记图标记"),
    (Key::PrintCount, "印数"),
    (Key::StaffLabel, "职务"),
    (Key::StaffValue, "姓名"),
    (Key::PrintedBy, "印发"),
    (Key::PrintedOn, "印发日期"),
];

/// Reads a directive: its key and its value.
pub(super) fn read(line: &str) -> Option<(Key, String)> {
    let line = line.strip_prefix('\\')?;
    let (word, value) = line.split_once('：')?;
    let (key, _) = WORDS.iter().find(|(_, known)| *known == word)?;
    Some((*key, decode(value)))
}

/// Where the value of a directive stands, or its line when it has none.
pub(super) fn value_spot(line: &Line<'_>) -> Spot {
    match line.text.split_once('：') {
        Some((key, value)) if !value.is_empty() => line.spot_at(key.len() + '：'.len_utf8()),
        _ => line.spot(),
    }
}

/// Prints a directive, without its line feed.
pub(super) fn print(key: Key, value: &str) -> String {
    let word = WORDS.iter().find(|(known, _)| *known == key).map_or("文", |(_, word)| *word);
    format!("\\{word}：{}", encode(value))
}

/// Writes a value so that it stands on one line and keeps its ends.
pub(super) fn encode(value: &str) -> String {
    let mut line = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (index, character) in value.chars().enumerate() {
        match character {
            '\\' => line.push_str(r"\\"),
            '\n' => line.push_str(r"\n"),
            ' ' if index == 0 || index == last => line.push_str(r"\s"),
            ' ' => line.push(' '),
            // What would divide the cells of a table.
            '|' | '｜' | '│' | '┃' => line.push_str(&code(character)),
            '\u{FEFF}' | '\u{200B}'..='\u{200F}' => line.push_str(&code(character)),
            _ if character.is_control() || character.is_whitespace() => {
                line.push_str(&code(character))
            }
            _ => line.push(character),
        }
    }
    line
}

fn code(character: char) -> String {
    format!("\\u{{{:x}}}", u32::from(character))
}

/// Reads a value. A backslash before anything else stands for itself.
pub(super) fn decode(line: &str) -> String {
    let mut value = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        value.push_str(plain);
        let (character, length) = unescape(escape).unwrap_or(('\\', 1));
        value.push(character);
        rest = super::chars::behind(escape, length);
    }
    value.push_str(rest);
    value
}

/// The character that an escape at the start of the text stands for, and the length of the escape.
fn unescape(text: &str) -> Option<(char, usize)> {
    let behind = text.strip_prefix('\\')?;
    match behind.chars().next()? {
        '\\' => Some(('\\', 2)),
        'n' => Some(('\n', 2)),
        's' => Some((' ', 2)),
        'u' => {
            let inner = behind.strip_prefix("u{")?;
            let length = inner.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
            let (digits, rest) = inner.split_at_checked(length)?;
            let code = u32::from_str_radix(digits, 16).ok().filter(|_| rest.starts_with('}'))?;
            char::from_u32(code).map(|character| (character, length + r"\u{}".len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_one_word() {
        for (index, (key, word)) in WORDS.iter().enumerate() {
            assert_eq!(read(&print(*key, "甲")), Some((*key, "甲".into())));
            assert!(WORDS.iter().skip(index + 1).all(|(other, same)| other != key && same != word));
        }
        assert_eq!(read(r"\无此键：甲"), None);
        assert_eq!(read(r"\文："), Some((Key::Paragraph, String::new())));
        assert_eq!(read(r"\文"), None);
    }

    /// Words of any characters, those that are escaped among them.
    fn any_words() -> impl Iterator<Item = String> {
        let mut state = 9704_u64;
        let mut next = move |below: u32| {
            // Numbers after Knuth; the upper bits are random enough for a test.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u32::try_from(state >> 33).unwrap_or(0) % below
        };
        let mut character = move || match next(4) {
            0 => char::from_u32(next(0x11_0000)).unwrap_or('甲'),
            1 => char::from_u32(next(0x3000)).unwrap_or('甲'),
            kind => {
                let own = ['\\', 'n', 's', 'u', '{', '}', '\n', ' ', '\t', '0', '：', '\u{a0}'];
                own.into_iter().nth(next(12) as usize).filter(|_| kind == 2).unwrap_or('\r')
            }
        };
        (0..2048).map(move |length| (0..length % 20).map(|_| character()).collect())
    }

    #[test]
    fn a_value_comes_back_from_one_line() {
        for value in any_words() {
            let line = print(Key::Paragraph, &value);
            assert!(!line.contains(|c: char| c.is_control()), "{line}");
            assert_eq!(line.trim(), line);
            assert_eq!(read(&line), Some((Key::Paragraph, value)));
        }
    }

    #[test]
    fn any_line_is_decoded() {
        for line in any_words() {
            let _ = decode(&line);
            assert_eq!(decode(&encode(&line)), line);
        }
    }
}
