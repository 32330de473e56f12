//! Numbering at the start of a line: 一、（一）1.（1）① in any mixture of widths, with OCR damage, and
//! text that only looks like it (一、二级应急响应, 2024.3公里, 十一、十二月).

use super::chars::{behind, narrow};
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
}

/// Reads the label at the start of a line.
pub(super) fn read(text: &str) -> Option<Label<'_>> {
    let first = text.chars().next()?;
    if let Some((kind, number)) = single(first) {
        let rest = behind(text, first.len_utf8()).trim_start();
        return Some(Label { kind, number, rest, damage: Damage::default(), doubtful: false });
    }
    let mut cursor = Cursor::new(text);
    let bracketed = cursor.one_of("(");
    let arabic = cursor.peek().is_some_and(|c| chinese(c).is_none() && !super::cursor::is_dash(c));
    let number = cursor.number().filter(|number| (1..=99).contains(number))?;
    // No heading is numbered 07. or 1 2.
    if cursor.damage.zeros || (cursor.damage.blank && !bracketed) {
        return None;
    }
    let kind = if bracketed {
        if !cursor.one_of(")") {
            return None;
        }
        // （一）、 is a common slip for （一）.
        cursor.one_of("、");
        if arabic { Numbering::BracketArabic } else { Numbering::Bracket }
    } else if arabic {
        match cursor.take(|c| matches!(narrow(c), '.' | '、' | ')'))? {
            ')' | '）' => Numbering::BracketArabic,
            _ => Numbering::Dot,
        }
    } else {
        cursor.take(|c| matches!(c, '、' | '.' | '．'))?;
        Numbering::Comma
    };
    let behind_label = cursor.rest();
    let rest = behind_label.trim_start();
    let doubtful = match kind {
        Numbering::Comma => continues_series(number, rest),
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
    Some(Label { kind, number, rest, damage, doubtful })
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
        ] {
            assert_eq!(read_all(text), None, "{text}");
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
