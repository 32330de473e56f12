//! What each line of a draft looks like by itself. What it is in its place is decided when the
//! bulletin is assembled.

use super::chars::{behind, is_title, longer_than, narrow, strip_blanks};
use super::cursor::{Cursor, Damage, chinese};
use super::directive::{self, Key};
use super::imprint;
use super::label::{self, HeadMark, Label};
use super::lines::Line;

/// What a line looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKind<'a> {
    /// A directive, with its value.
    Directive(Key, String),
    /// A Markdown heading: its depth from 1 and its words.
    MarkdownHeading(usize, &'a str),
    /// It begins with a number.
    Label { label: Label<'a>, weight: Weight },
    /// It begins with a sign or the number of a part, and can be a heading.
    Headed { mark: HeadMark, words: &'a str },
    /// 【栏目】
    Column(&'a str),
    /// 编者按： and the words after it.
    EditorNote(&'a str),
    /// 本期要目
    Contents,
    /// 附件
    Annex(Annex<'a>),
    /// Recipients, number of copies, staff or printer.
    Imprint,
    /// 单位：万元
    Unit(&'a str),
    /// 注：
    Note(&'a str),
    /// 备注：
    Remark(&'a str),
    /// A Markdown picture.
    Figure { alt: &'a str, file: &'a str, caption: Option<&'a str> },
    /// Anything else.
    Plain,
}

/// Where bold begins on a numbered line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// After the number, if at all.
    Normal,
    /// Before the number: **一、动态**
    Bold,
}

/// 附件, 附件1, 附件：某表.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Annex<'a> {
    pub(super) number: Option<u32>,
    pub(super) title: &'a str,
    /// The damage of the number.
    pub(super) damage: Damage,
}

/// What a line looks like.
pub(super) fn classify<'a>(line: &Line<'a>) -> LineKind<'a> {
    kind(line.text)
}

/// The same for the text of a line.
pub(super) fn kind(text: &str) -> LineKind<'_> {
    let Some(first) = text.chars().next() else {
        return LineKind::Plain;
    };
    let special = match first {
        '\\' => directive::read(text).map(|(key, value)| LineKind::Directive(key, value)),
        '#' => markdown_heading(text),
        '!' => figure(text),
        '*' => bold_label(text).or_else(|| bold_note(text).map(LineKind::EditorNote)),
        '【' | '[' | '≡' => enclosed_annex(text).map(LineKind::Annex).or_else(|| column(text)),
        '附' => annex(text).map(LineKind::Annex),
        '编' | '按' => editor_note(text).map(LineKind::EditorNote),
        '单' | '（' | '(' => unit(text)
            .map(LineKind::Unit)
            .or_else(|| bracketed_note(text).map(LineKind::EditorNote))
            .or_else(|| enclosed_annex(text).map(LineKind::Annex)),
        '注' => behind_label(text, &["注"]).map(LineKind::Note),
        '备' => behind_label(text, &["备注"]).map(LineKind::Remark),
        '本' | '目' | '内' | '要' | '导' if is_contents(text) => Some(LineKind::Contents),
        _ => None,
    };
    special
        .or_else(|| {
            label::read(text).map(|label| LineKind::Label { label, weight: Weight::Normal })
        })
        .or_else(|| imprint::read(text).map(|_| LineKind::Imprint))
        .or_else(|| headed(text))
        .unwrap_or(LineKind::Plain)
}

/// ■ 情况, 第一部分 情况
fn headed(text: &str) -> Option<LineKind<'_>> {
    let (mark, words) = label::head_mark(text)?;
    is_title(words).then_some(LineKind::Headed { mark, words })
}

fn markdown_heading(text: &str) -> Option<LineKind<'_>> {
    let (depth, words) = heading_words(text)?;
    match kind(words) {
        // What has a form of its own is that, whatever signs stand before it.
        special @ (LineKind::Annex(_) | LineKind::Column(_) | LineKind::Contents) => Some(special),
        LineKind::EditorNote("") => Some(LineKind::EditorNote("")),
        _ => Some(LineKind::MarkdownHeading(depth, words)),
    }
}

/// The depth of a Markdown heading and its words, whatever these are.
pub(super) fn heading_words(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_start_matches('#');
    let depth = text.len() - words.len();
    let words = words.strip_prefix([' ', '\u{3000}'])?.trim();
    ((1..=6).contains(&depth) && !words.is_empty()).then_some((depth, words))
}

/// The words of a line that is bold as a whole.
pub(super) fn bold_words(text: &str) -> Option<&str> {
    let words = text.strip_prefix("**")?.strip_suffix("**")?.trim();
    (!words.is_empty() && !words.contains(['*', '\\'])).then_some(words)
}

/// A line without the signs of a heading, and without bold around all of it.
pub(super) fn bare_words(text: &str) -> &str {
    let words = heading_words(text).map_or(text, |(_, words)| words);
    bold_words(words).unwrap_or(words)
}

/// A number in bold at the start of the line: **一、动态**.
fn bold_label(text: &str) -> Option<LineKind<'_>> {
    let label = label::read(text.strip_prefix("**")?)?;
    label.rest.contains("**").then_some(LineKind::Label { label, weight: Weight::Bold })
}

fn column(text: &str) -> Option<LineKind<'_>> {
    if is_contents(text) {
        return Some(LineKind::Contents);
    }
    let (words, rest) = text.strip_prefix('【')?.split_once('】')?;
    match strip_blanks(words).as_str() {
        "编者按" | "按语" => {
            Some(LineKind::EditorNote(rest.trim_start_matches(['：', ':']).trim_start()))
        }
        "" => None,
        // 【责任编辑：易某】 is no column.
        _ if rest.is_empty() && !words.contains(['【', '：', ':']) => {
            Some(LineKind::Column(words))
        }
        _ => None,
    }
}

fn is_contents(text: &str) -> bool {
    if longer_than(text, 16) {
        return false;
    }
    let words = strip_blanks(text);
    let words = words.trim_matches(['【', '】', '≡', '[', ']', '：', ':']);
    matches!(
        words,
        "本期要目"
            | "目录"
            | "目次"
            | "内容提要"
            | "本期目录"
            | "本期导读"
            | "导读"
            | "要目"
            | "本期内容"
            | "本期看点"
    )
}

/// 编者按：…; 编者按 may also stand alone or have a space after it.
fn editor_note(text: &str) -> Option<&str> {
    behind_label(text, &["编者按", "按语", "按"]).or_else(|| {
        let mut cursor = Cursor::new(text);
        let rest = cursor.word("编者按").then(|| cursor.rest())?;
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
    })
}

/// （编者按：…）
fn bracketed_note(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let words = behind_label(inner, &["编者按", "按语"])?.strip_suffix(['）', ')'])?;
    // The bracket that ends the line is the one that began it.
    (!words.is_empty() && !words.contains(['（', '）', '(', ')'])).then_some(words)
}

/// **编者按：**…
fn bold_note(text: &str) -> Option<&str> {
    let (label, rest) = text.strip_prefix("**")?.split_once("**")?;
    let colon = label.ends_with(['：', ':', '】']);
    // Alone on its line, or in brackets, it needs no colon.
    let bare = colon || rest.is_empty();
    let rest = if bare { rest } else { rest.strip_prefix(['：', ':'])? };
    let label = strip_blanks(label.trim_end_matches(['：', ':']));
    let label = label.strip_prefix('【').and_then(|it| it.strip_suffix('】')).unwrap_or(&label);
    let rest = if colon { rest.trim_start_matches(['：', ':']) } else { rest };
    matches!(label, "编者按" | "按语").then(|| rest.trim_start())
}

/// The words after a label and its colon.
fn behind_label<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let mut cursor = Cursor::new(text);
    labels.iter().find(|label| cursor.word(label))?;
    cursor.one_of(":").then(|| cursor.rest().trim_start())
}

fn unit(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']))
        .unwrap_or(text);
    behind_label(inner, &["单位"]).filter(|unit| !unit.is_empty() && !longer_than(unit, 12))
}

/// （附件1）, 【附件】: without a title.
fn enclosed_annex(text: &str) -> Option<Annex<'_>> {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];
    let inner =
        pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    let annex = annex(inner.trim()).filter(|annex| annex.title.is_empty())?;
    // What stands behind all of the line is its title.
    (strip_blanks(inner).starts_with("附件"))
        .then(|| Annex { title: behind(text, text.len()), ..annex })
}

fn annex(text: &str) -> Option<Annex<'_>> {
    let mut cursor = Cursor::new(text);
    let full = cursor.word("附件");
    let table = !full && cursor.word("附表");
    if !full && !table && !cursor.word("附") {
        return None;
    }
    let mut ahead = cursor.clone();
    let number = ahead.number().filter(|number| (1..=99).contains(number));
    if number.is_some() {
        cursor = ahead;
    }
    // 附件1号
    if number.is_some() && !table && matches!(cursor.rest(), "号" | "号：" | "号:") {
        cursor.word("号");
    }
    let blank = cursor.rest().starts_with(char::is_whitespace);
    let colon = cursor.one_of(":") || (number.is_some() && cursor.one_of("、."));
    let title = cursor.rest().trim_start();
    let divided = colon || title.is_empty() || (number.is_some() && blank);
    let damage = Damage { alike: cursor.damage.alike, ..Damage::default() };
    // 附表1　… is the caption of a table.
    let alone = title.is_empty();
    let opens = full || alone || colon && (!table || number.is_none());
    (divided && opens).then_some(Annex { number, title, damage })
}

fn figure(text: &str) -> Option<LineKind<'_>> {
    let (alt, target) = text.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    let (file, caption) = match target.split_once(" \"") {
        Some((file, caption)) => (file, Some(caption.strip_suffix('"')?)),
        None => (target, None),
    };
    let file = file.trim();
    let plain = !file.is_empty() && !file.starts_with("data:") && !alt.contains(']');
    plain.then_some(LineKind::Figure { alt, file, caption })
}

/// Whether a line is the title of a table: 表1 …
pub(super) fn is_caption(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('附').unwrap_or(text).strip_prefix('表') else {
        return false;
    };
    let numbered =
        rest.trim_start().starts_with(|c: char| narrow(c).is_ascii_digit() || chinese(c).is_some());
    numbered && is_title(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annex_openers_are_told_from_text() {
        for (text, number, title) in [
            ("附件", None, ""),
            ("附 件：", None, ""),
            ("附件1", Some(1), ""),
            ("附件２：", Some(2), ""),
            ("附件一：考核结果", Some(1), "考核结果"),
            ("附：考核结果", None, "考核结果"),
            ("附2", Some(2), ""),
            ("附表", None, ""),
            ("附", None, ""),
            ("附件1号", Some(1), ""),
            ("附表：考核结果", None, "考核结果"),
            ("附件1 考核结果", Some(1), "考核结果"),
        ] {
            let damage = Damage::default();
            assert_eq!(annex(text), Some(Annex { number, title, damage }), "{text}");
        }
        for text in [
            "附件10万元预算表",
            "附件材料齐全",
            "附件1号楼",
            "附近道路",
            "附1万元",
            "附表1：考核结果",
        ] {
            assert_eq!(annex(text), None, "{text}");
        }
    }

    #[test]
    fn lines_are_told_by_their_look() {
        assert_eq!(kind("【经验交流】"), LineKind::Column("经验交流"));
        assert!(matches!(kind("（附件1）"), LineKind::Annex(Annex { number: Some(1), .. })));
        assert!(matches!(kind("【附件】"), LineKind::Annex(Annex { number: None, .. })));
        assert_eq!(kind("（附件另发）"), LineKind::Plain);
        assert_eq!(kind("【编者按】供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("编 者 按：供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("（编者按：供参阅。）"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("**编者按**：供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("**编者按：**供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("**【编者按】** 供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("编者按　供参阅。"), LineKind::EditorNote("供参阅。"));
        assert_eq!(kind("编者按"), LineKind::EditorNote(""));
        assert_eq!(kind("编者按规定供稿。"), LineKind::Plain);
        assert_eq!(kind("备注：不含退件。"), LineKind::Remark("不含退件。"));
        assert_eq!(kind("【责任编辑：易某】"), LineKind::Imprint);
        assert_eq!(kind("≡本期要目≡"), LineKind::Contents);
        assert_eq!(kind("目　录"), LineKind::Contents);
        assert_eq!(kind("（单位：万元）"), LineKind::Unit("万元"));
        assert_eq!(kind("## 工作动态"), LineKind::MarkdownHeading(2, "工作动态"));
        assert_eq!(kind("#话题"), LineKind::Plain);
        assert_eq!(kind("报：省委。"), LineKind::Imprint);
        assert_eq!(kind("本周，受理96件。"), LineKind::Plain);
        assert!(matches!(kind("**一、动态**"), LineKind::Label { weight: Weight::Bold, .. }));
        let figure = LineKind::Figure { alt: "大厅", file: "a.png", caption: Some("图1") };
        assert_eq!(kind("![大厅](a.png \"图1\")"), figure);
    }
}
