//! Numbering at the start of a line: 一、（一）1.（1）① in any mixture of widths, with OCR damage, and
//! text that only looks like it (一、二级应急响应, 2024.3公里, 十一、十二月). What is a number only
//! behind others (2.5月底前, 1.2 受理) and headings by a sign or a part (■ 情况, 第一部分 情况) are
//! told apart from these, since they need the lines around them.

use super::chars::{behind, is_han, is_title, longer_than, narrow, unspread};
use super::cursor::{Cursor, Damage, chinese, chinese_value, to_chinese};

/// The five kinds of numbering, from the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// 一、
    Comma,
    /// （一）
    Bracket,
    /// 1.
    Dot,
    /// （1）
    BracketArabic,
    /// ①
    Circle,
}

/// The kinds in order of depth.
pub(super) const NUMBERINGS: [Numbering; 5] = [
    Numbering::Comma,
    Numbering::Bracket,
    Numbering::Dot,
    Numbering::BracketArabic,
    Numbering::Circle,
];

/// The number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) kind: Numbering,
    pub(super) number: u32,
    /// The text after it, without the white space between.
    pub(super) rest: &'a str,
    pub(super) damage: Damage,
    /// Whether what follows makes it look like part of a series of numbers: 一、二级.
    pub(super) doubtful: bool,
    /// How the first of such labels is written.
    pub(super) form: &'static str,
}

impl Label<'_> {
    /// Whether its mark is one of a sentence: 一，
    pub(super) fn pauses(&self) -> bool {
        self.form == PAUSED
    }
}

/// How the first label of each kind is printed.
pub(super) const FORMS: [&str; 5] = ["一、", "（一）", "1.", "（1）", "①"];
/// Other forms of the same levels, which are as usual in offices.
pub(super) const USUAL: [&str; 2] = ["1、", "1）"];
/// A label with the mark of a sentence.
const PAUSED: &str = "一，";

/// Reads the label at the start of a line.
pub(super) fn read(text: &str) -> Option<Label<'_>> {
    let first = text.chars().next()?;
    if let Some((kind, number)) = single(first) {
        let rest = behind(text, first.len_utf8()).trim_start();
        let (damage, form) = (Damage::default(), standard(kind));
        return Some(Label { kind, number, rest, damage, doubtful: false, form });
    }
    let mut cursor = Cursor::new(text);
    let bracketed = cursor.one_of("(");
    let arabic = cursor.peek().is_some_and(|c| chinese(c).is_none() && !super::cursor::is_dash(c));
    let number = cursor.number().filter(|number| (1..=99).contains(number))?;
    // No heading is numbered 07. or 1 2.
    if cursor.damage.zeros || (cursor.damage.blank && !bracketed) {
        return None;
    }
    let (kind, form) = if bracketed {
        if !cursor.one_of(")") {
            return None;
        }
        // （一）、 is a common slip for （一）.
        match (arabic, cursor.one_of("、")) {
            (false, false) if in_accounts(text) => (Numbering::Bracket, "（壹）"),
            (false, false) => (Numbering::Bracket, "（一）"),
            (false, true) => (Numbering::Bracket, "（一）、"),
            (true, false) => (Numbering::BracketArabic, "（1）"),
            (true, true) => (Numbering::BracketArabic, "（1）、"),
        }
    } else if arabic {
        match narrow(cursor.take(|c| matches!(narrow(c), '.' | '、' | ')'))?) {
            ')' => (Numbering::BracketArabic, "1）"),
            '、' => (Numbering::Dot, "1、"),
            _ => (Numbering::Dot, "1."),
        }
    } else {
        match narrow(cursor.take(|c| matches!(narrow(c), '、' | '.' | ','))?) {
            '.' => (Numbering::Comma, "一."),
            ',' => (Numbering::Comma, PAUSED),
            _ if in_accounts(text) => (Numbering::Comma, "壹、"),
            _ => (Numbering::Comma, "一、"),
        }
    };
    let behind_label = cursor.rest();
    let rest = behind_label.trim_start();
    let doubtful = match kind {
        // Only what stands around it tells whether 一， begins a sentence.
        Numbering::Comma => form == PAUSED || continues_series(number, rest),
        Numbering::Dot => {
            if behind_label.starts_with(|c: char| narrow(c).is_ascii_digit())
                && !begins_with_date(rest)
            {
                return None;
            }
            false
        }
        Numbering::Bracket | Numbering::BracketArabic | Numbering::Circle => false,
    };
    let damage = Damage { blank: false, wide: false, ..cursor.damage };
    Some(Label { kind, number, rest, damage, doubtful, form })
}

/// Whether a label is in the numerals of accounts: 壹、, （贰）.
fn in_accounts(text: &str) -> bool {
    let mut numerals = text.chars().filter(|c| !matches!(c, '（' | '(')).take(1);
    numerals.any(|c| "壹贰叁肆伍陆柒捌玖拾".contains(c))
}

/// How the first label of a kind is printed.
fn standard(kind: Numbering) -> &'static str {
    let form = NUMBERINGS.iter().zip(FORMS).find(|(known, _)| **known == kind);
    form.map_or("", |(_, form)| form)
}

/// A number that is one only behind those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Within<'a> {
    /// 2.5月底前: item 2, or a decimal.
    Dated(Label<'a>),
    /// 1.2 受理: the second of what stands under 1.
    Decimal(Decimal<'a>),
    /// 二 受理: a number with a blank in place of its mark.
    Spaced(Label<'a>),
}

/// A number with those of the sections around it: 1.2
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal<'a> {
    /// The numbers of the sections around it and, last, its own.
    pub(super) numbers: Vec<u32>,
    /// What stands between the number and the words.
    pub(super) mark: &'static str,
    pub(super) rest: &'a str,
}

/// Reads a number that is one only behind those before it.
pub(super) fn within(text: &str) -> Option<Within<'_>> {
    let first = text.chars().next()?;
    if SPACED.contains(first) {
        return spaced(text).map(Within::Spaced);
    }
    if !narrow(first).is_ascii_digit() {
        return None;
    }
    dated(text)
        .map(Within::Dated)
        .or_else(|| decimal(text).map(Within::Decimal))
        .or_else(|| spaced(text).map(Within::Spaced))
}

/// The numerals of a number behind which a blank may stand.
const SPACED: &str = "一二三四五六七八九十";

/// 一 情况, 1 情况: a number and a few words, with a blank in place of the mark.
fn spaced(text: &str) -> Option<Label<'_>> {
    /// The most characters of such a heading.
    const MOST: usize = 24;
    let (end, _) = text.char_indices().take(4).find(|(_, c)| c.is_whitespace())?;
    let (digits, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let (kind, number, form) = match figure(digits) {
        Some((number, "")) => (Numbering::Dot, number, "1 "),
        _ if digits.chars().all(|c| SPACED.contains(c)) => {
            (Numbering::Comma, chinese_value(digits)?, "一 ")
        }
        _ => return None,
    };
    let words = is_title(rest) && rest.starts_with(is_han) && !longer_than(rest, MOST);
    let whole = kind == Numbering::Comma || !rest.contains(char::is_whitespace);
    let spread = unspread(text).is_some();
    (words && whole && !spread && (1..=99).contains(&number)).then_some(Label {
        kind,
        number,
        rest,
        damage: Damage::default(),
        doubtful: true,
        form,
    })
}

/// 2.5月底前, 3.20日前, 1.25年
fn dated(text: &str) -> Option<Label<'_>> {
    let (number, rest) = figure(text)?;
    let form = if rest.starts_with('、') { "1、" } else { "1." };
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    let (day, unit) = figure(rest)?;
    let fits = match unit.chars().next()? {
        '月' => (1..=12).contains(&day),
        '日' => (1..=31).contains(&day),
        '年' => (20..=39).contains(&day),
        _ => false,
    };
    let kind = Numbering::Dot;
    fits.then(|| Label { kind, number, rest, damage: Damage::default(), doubtful: true, form })
}

/// 1.2 受理, 1.2.3 受理
fn decimal(text: &str) -> Option<Decimal<'_>> {
    let (first, mut rest) = figure(text)?;
    let mut numbers = vec![first];
    while let Some((number, behind)) = rest.strip_prefix(['.', '．']).and_then(figure) {
        numbers.push(number);
        rest = behind;
    }
    let (mark, words) = match rest.strip_prefix('、') {
        Some(words) => ("、", words),
        None => ("", rest),
    };
    let bare = words.trim_start();
    let blank = words.get(..words.len() - bare.len()).unwrap_or_default();
    let mark = match (mark, blank) {
        ("", "") => "",
        ("", blank) if blank.contains(['\u{3000}', '\t']) => "\u{3000}",
        ("", _) => " ",
        (mark, _) => mark,
    };
    // What a number is a measure of is no heading.
    let units = if mark.is_empty() {
        "亿万千百元个倍米吨度分小天公平立人次件户亩家项页份台套辆年月日周季升克斤里美港欧兆秒毫厘微"
    } else {
        "亿万元个倍米吨"
    };
    let words = bare.starts_with(is_han) && !bare.starts_with(|c| units.contains(c));
    ((2..=4).contains(&numbers.len()) && words).then_some(Decimal { numbers, mark, rest: bare })
}

/// A number from 1 to 99 in digits, and what stands behind it.
fn figure(text: &str) -> Option<(u32, &str)> {
    let digit = |c: char| narrow(c).is_ascii_digit();
    let end = text.find(|c| !digit(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() || longer_than(digits, 2) {
        return None;
    }
    let digits: String = digits.chars().map(narrow).collect();
    let number = digits.parse().ok().filter(|number| *number > 0)?;
    (!digits.starts_with('0')).then_some((number, rest))
}

/// What a heading begins with if not with a number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadMark {
    /// ■
    Sign(char),
    /// 第一部分, 第2章: its number, what is counted, and whether in digits.
    Part(u32, &'static str, bool),
}

/// Whether a character is a sign that stands before items and headings: a block, a geometric shape, a
/// symbol, a picture. The boxes and ticks of tasks are none.
pub(super) fn is_sign(character: char) -> bool {
    match character {
        '☐' | '☑' | '☒' | '✓' | '✔' | '✗' | '✘' => false,
        '•' | '※' | '√' | '⁕' | '⁂' => true,
        // Numbers in circles are labels.
        '\u{2776}'..='\u{2793}' => false,
        _ => matches!(
            u32::from(character),
            0x2580..=0x27BF | 0x2B00..=0x2BFF | 0x1F300..=0x1FAFF
        ),
    }
}

/// Reads what a heading begins with, and the words behind it.
pub(super) fn head_mark(text: &str) -> Option<(HeadMark, &str)> {
    const PARTS: [&str; 5] = ["部分", "章", "节", "篇", "编"];
    let first = text.chars().next()?;
    if is_sign(first) {
        let words = behind(text, first.len_utf8()).trim_start();
        let closed = words.ends_with(is_sign) || words.starts_with(is_sign);
        return (!words.is_empty() && !closed).then_some((HeadMark::Sign(first), words));
    }
    let mut cursor = Cursor::new(text);
    if !cursor.word("第") {
        return None;
    }
    let arabic = cursor.peek().is_some_and(|c| narrow(c).is_ascii_digit());
    let number = cursor.number().filter(|number| (1..=99).contains(number))?;
    let unit = PARTS.into_iter().find(|part| cursor.word(part))?;
    let damage = cursor.damage;
    if damage.zeros || damage.alike || damage.blank {
        return None;
    }
    let rest = cursor.rest();
    let words = rest.trim_start().trim_start_matches(['：', ':', '、']).trim_start();
    (rest.is_empty() || words.len() < rest.len())
        .then_some((HeadMark::Part(number, unit, arabic), words))
}

/// The rank of a label: its depth if no level is skipped.
pub(super) fn rank(label: &Label<'_>) -> usize {
    NUMBERINGS.iter().position(|kind| *kind == label.kind).unwrap_or_default()
}

/// The label of a number, as it is printed; none beyond the range of its signs.
pub(super) fn print(kind: Numbering, number: u32) -> Option<String> {
    if number == 0 || number > 99 {
        return None;
    }
    Some(match kind {
        Numbering::Comma => format!("{}、", to_chinese(number)),
        Numbering::Bracket => format!("（{}）", to_chinese(number)),
        Numbering::Dot => format!("{number}."),
        Numbering::BracketArabic => format!("（{number}）"),
        Numbering::Circle => {
            let code = match number {
                1..=20 => 0x2460 - 1 + number,
                21..=35 => 0x3251 - 21 + number,
                36..=50 => 0x32B1 - 36 + number,
                _ => return None,
            };
            char::from_u32(code)?.to_string()
        }
    })
}

/// The labels that are one character: ① ㈠ ⑴ ⒈.
fn single(character: char) -> Option<(Numbering, u32)> {
    let code = u32::from(character);
    Some(match code {
        0x2460..=0x2473 => (Numbering::Circle, code - 0x2460 + 1),
        0x3251..=0x325F => (Numbering::Circle, code - 0x3251 + 21),
        0x32B1..=0x32BF => (Numbering::Circle, code - 0x32B1 + 36),
        0x2474..=0x2487 => (Numbering::BracketArabic, code - 0x2474 + 1),
        0x2488..=0x249B => (Numbering::Dot, code - 0x2488 + 1),
        0x3220..=0x3229 => (Numbering::Bracket, code - 0x3220 + 1),
        _ => return None,
    })
}

/// Whether 一、 is followed by a greater numeral, as in 一、二级 and 十一、十二月.
fn continues_series(number: u32, rest: &str) -> bool {
    let numerals: String = rest.chars().take_while(|c| chinese(*c).is_some()).take(9).collect();
    chinese_value(&numerals).is_some_and(|next| next > number && next <= number + 9)
}

/// Whether the text begins with a year or a day, as in 1.2024年 and 2.2月29日.
fn begins_with_date(text: &str) -> bool {
    let narrowed: String = text.chars().take(8).map(narrow).collect();
    let length = narrowed.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = narrowed.split_at(length);
    if rest.starts_with('年') {
        return length == 4;
    }
    let month = length < 3 && digits.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    let day =
        rest.strip_prefix('月').is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
    month && day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Option<(Numbering, u32, &str)> {
        read(text)
            .filter(|label| !label.doubtful)
            .map(|label| (label.kind, label.number, label.rest))
    }

    #[test]
    fn labels_are_read_in_any_width() {
        use Numbering::*;
        for (text, kind, number) in [
            ("一、动态", Comma, 1),
            ("十二、动态", Comma, 12),
            ("（三）动态", Bracket, 3),
            ("(三) 动态", Bracket, 3),
            ("（三)、动态", Bracket, 3),
            ("㈢动态", Bracket, 3),
            ("1.动态", Dot, 1),
            ("１．动态", Dot, 1),
            ("2、动态", Dot, 2),
            ("（2）动态", BracketArabic, 2),
            ("2）动态", BracketArabic, 2),
            ("⑵动态", BracketArabic, 2),
            ("③动态", Circle, 3),
            ("—、动态", Comma, 1),
            ("（－）动态", Bracket, 1),
            ("l.动态", Dot, 1),
            ("一．动态", Comma, 1),
        ] {
            assert_eq!(read_all(text), Some((kind, number, "动态")), "{text}");
        }
        assert_eq!(read_all("1.2024年工作"), Some((Dot, 1, "2024年工作")));
        assert_eq!(read_all("2.2月29日，"), Some((Dot, 2, "2月29日，")));
    }

    #[test]
    fn text_that_looks_like_a_label_is_text() {
        for text in [
            "一、二级应急响应已终止",
            "2024.3公里道路",
            "十一、十二月",
            "1.5亿元",
            "3.15晚会",
            "（2024）8号",
            "一是目录先行",
            "07.动态",
            "动态",
            "",
            "-3",
            "l动态",
            "一，动态",
        ] {
            assert_eq!(read_all(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_within_others_need_those_before() {
        let dated = |text| match within(text) {
            Some(Within::Dated(label)) => Some((label.number, label.rest)),
            _ => None,
        };
        assert_eq!(dated("2.5月底前完成。"), Some((2, "5月底前完成。")));
        assert_eq!(dated("３．20日前报送"), Some((3, "20日前报送")));
        assert_eq!(dated("2.5个月"), None);
        assert_eq!(dated("2.15月"), None);
        let decimal = |text| match within(text) {
            Some(Within::Decimal(decimal)) => Some((decimal.numbers, decimal.mark, decimal.rest)),
            _ => None,
        };
        assert_eq!(decimal("1.2 受理"), Some((vec![1, 2], " ", "受理")));
        assert_eq!(decimal("1.2.3\t受理"), Some((vec![1, 2, 3], "\u{3000}", "受理")));
        assert_eq!(decimal("1.2受理情况"), Some((vec![1, 2], "", "受理情况")));
        for text in ["1.5亿元", "1.5 亿元", "2024.3公里", "3.05晚会", "1.5", "1.5%", "1.5a"]
        {
            assert_eq!(within(text), None, "{text}");
        }
    }

    #[test]
    fn headings_begin_with_signs_and_parts() {
        use HeadMark::*;
        for sign in "■▎🔹✅📌◉♦✎★☆※□○".chars() {
            let text = format!("{sign} 总体情况");
            assert_eq!(head_mark(&text), Some((Sign(sign), "总体情况")), "{sign}");
        }
        assert_eq!(head_mark("第一部分 总体"), Some((Part(1, "部分", false), "总体")));
        assert_eq!(head_mark("第2章：总体"), Some((Part(2, "章", true), "总体")));
        assert_eq!(head_mark("第三部分"), Some((Part(3, "部分", false), "")));
        for text in ["☑ 已办结", "■■", "■", "◆ 简报 ◆", "第一季度", "第一部分企业", "第一，总体"]
        {
            assert_eq!(head_mark(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_printed_is_read_back() {
        for kind in NUMBERINGS {
            for number in 1..=99 {
                let Some(label) = print(kind, number) else {
                    assert!(kind == Numbering::Circle && number > 50);
                    continue;
                };
                assert_eq!(read_all(&format!("{label}动态")), Some((kind, number, "动态")));
            }
        }
        assert_eq!(print(Numbering::Comma, 0), None);
        assert_eq!(print(Numbering::Dot, 100), None);
    }
}
