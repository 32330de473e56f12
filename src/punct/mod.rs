//! Facts about characters that Chinese typesetting turns on: which marks open and close, which are
//! full-width, what may not begin or end a line. Each set names its source: CLREQ is W3C's
//! "Requirements for Chinese Text Layout", simplified Chinese, horizontal.

mod address;

pub(crate) use address::addresses;

/// The class of a character in a line (CLREQ, table of punctuation marks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// 开始标点: the glyph in the right half of its square.
    Open,
    /// 结束标点: the glyph in the left half.
    Close,
    /// 点号 within a sentence: 、，；：
    Pause,
    /// 点号 at the end of a sentence: 。．！？
    Stop,
    /// 间隔号 ·, half an em in simplified Chinese.
    MiddleDot,
    /// 连接号: one — or ～ between two items.
    Connector,
    /// Half of a 破折号 ——.
    Dash,
    /// Half of a 省略号 ……, or one of them.
    Ellipsis,
    /// 分隔号 ／.
    Slash,
    /// An ideograph, or a full-width character that behaves like one.
    Han,
    /// A Latin letter, or one of another alphabet.
    Letter,
    /// A digit of a number.
    Digit,
    /// A mark among Latin letters and digits.
    LatinMark,
    /// A word space.
    Space,
    /// A mark without width that allows or bars a line end.
    BreakMark,
}

/// Opening marks (开始标点). The quotation marks are Chinese when their run is.
const OPEN: &str = "“‘（《〈「『【〔〖［｛";
/// Closing marks (结束标点).
const CLOSE: &str = "”’）》〉」』】〕〗］｝";
/// Points within a sentence (点号).
const PAUSE: &str = "、，；：";
/// Points that end a sentence (点号).
const STOP: &str = "。．！？";

/// The class of a character of a Chinese run; `doubled` says that its neighbour is the same
/// character, which makes a dash of two connectors.
pub(crate) fn han_class(character: char, doubled: bool) -> Class {
    match character {
        // Nearly every character of a bulletin is an ideograph.
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        c if OPEN.contains(c) => Class::Open,
        c if CLOSE.contains(c) => Class::Close,
        c if PAUSE.contains(c) => Class::Pause,
        c if STOP.contains(c) => Class::Stop,
        '·' | '‧' | '・' => Class::MiddleDot,
        '—' | '―' if doubled => Class::Dash,
        '⸺' => Class::Dash,
        '—' | '―' | '–' | '～' | '〜' | '－' => Class::Connector,
        '…' | '⋯' => Class::Ellipsis,
        '／' => Class::Slash,
        ' ' | '\u{a0}' => Class::Space,
        c if c.is_ascii_digit() => Class::Digit,
        c if is_break_mark(c) => Class::BreakMark,
        _ => Class::Han,
    }
}

/// The class of a character of a Latin run.
pub(crate) fn latin_class(character: char) -> Class {
    match character {
        ' ' | '\u{2009}' => Class::Space,
        c if c.is_ascii_digit() => Class::Digit,
        c if is_break_mark(c) => Class::BreakMark,
        c if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ => Class::LatinMark,
    }
}

/// Whether it is a mark of Chinese text with white of its own.
pub(crate) fn is_mark(class: Class) -> bool {
    matches!(class, Class::Open | Class::Close | Class::Pause | Class::Stop)
}

/// Whether a character is a Chinese ideograph.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x3FFFF)
}

/// Whether a character joins the one before it and takes no room of its own.
pub(crate) fn is_combining(character: char) -> bool {
    // Nearly every character of a bulletin is an ideograph, a digit or a letter.
    if matches!(character, '\0'..='\u{2FF}' | '\u{3100}'..='\u{9FFF}') {
        return false;
    }
    matches!(u32::from(character),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x065F | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x302A..=0x302D | 0x3099..=0x309A
        | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF)
        || is_shapeless(character)
}

/// Whether a character has no shape and no meaning in these documents: joiners, marks of direction,
/// and selectors of a variant that no face here has.
pub(crate) fn is_shapeless(character: char) -> bool {
    // Nearly every character of a bulletin is an ideograph.
    !matches!(character, '\u{3000}'..='\u{9FFF}')
        && matches!(u32::from(character),
            0x034F | 0x061C | 0x180B..=0x180F | 0x200C..=0x200F | 0x202A..=0x202E | 0x2061..=0x2064
            | 0x2066..=0x206F | 0xFE00..=0xFE0F | 0xE0000..=0xE0FFF)
}

/// Whether a character is an arrow, a sign of mathematics or a figure of those that Chinese faces set
/// in a square (GB/T 2312, row 1).
pub(crate) fn is_square_sign(character: char) -> bool {
    matches!(u32::from(character), 0x2190..=0x2199 | 0x2200..=0x22FF | 0x25A0..=0x25FF)
}

/// The width of a blank of Unicode in thousandths of an em, for faces that lack it (Unicode Standard,
/// table 6-2).
pub(crate) fn blank(character: char) -> Option<i64> {
    Some(match character {
        '\u{A0}' => 250,
        '\u{2000}' | '\u{2002}' => 500,
        '\u{2001}' | '\u{2003}' | '\u{3000}' => 1000,
        '\u{2004}' => 333,
        '\u{2005}' => 250,
        '\u{2006}' => 167,
        '\u{2007}' => 500,
        '\u{2008}' => 250,
        '\u{2009}' | '\u{202F}' => 200,
        '\u{200A}' => 100,
        '\u{205F}' => 222,
        _ => return None,
    })
}

/// Whether a character is set in the Latin face wherever it stands: letters, digits and ASCII.
pub(crate) fn is_latin(character: char) -> bool {
    match u32::from(character) {
        0x20..=0x7E | 0xA0..=0xB6 | 0xB8..=0x2E7 => true,
        // Combining marks, Greek, Cyrillic and the alphabets that no Chinese face has keep their place
        // among the Latin runs.
        0x300..=0x1DFF => true,
        0x1E00..=0x1FFF | 0x2009 | 0x2010..=0x2013 | 0x2020..=0x2022 | 0x20A0..=0x20CF => true,
        // Raised and lowered digits, and fractions, beside the digits and letters they belong to.
        0x202F | 0x2070..=0x209F | 0x2150..=0x215F => true,
        0x2030 | 0x2212 | 0x2122 => true,
        _ => false,
    }
}

/// Whether a mark is Chinese or Latin by its neighbours: “ ” ‘ ’ — … ·
pub(crate) fn is_ambiguous(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '·')
}

/// A character that no bulletin, theme or file may hold: every control character but tab and line
/// feed (C0, DEL and C1: U+0000 to U+001F, U+007F to U+009F), and U+FFFE and U+FFFF, which XML has
/// no place for.
pub(crate) fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n')
        || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// The width of a character in the cells of the grid: full-width 1, Latin ½, given in halves. Used
/// where both writers must agree without a font (titles, tables, the mark).
pub(crate) fn half_cells(character: char, han: bool) -> i64 {
    match character {
        c if is_combining(c) || is_break_mark(c) => 0,
        '·' if han => 1,
        _ if han => 2,
        _ => 1,
    }
}

/// Which marks may not begin or end a line (避头尾): the levels of CLREQ's prohibition rules for line
/// start and line end. In files `none`, `basic`, `gb` or `strict`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Prohibition {
    /// Any mark may stand anywhere; only dashes, ellipses, numbers and words are kept whole.
    None,
    /// No closing mark, point, 间隔号, 连接号 or 分隔号 begins a line, no opening mark ends one.
    Basic,
    /// As `Basic`, and no 分隔号 ends a line: the level of GB/T 15834-2011, 5.1.
    #[default]
    Gb,
    /// As `Gb`, and no 破折号 or 省略号 begins a line.
    Strict,
}

/// Whether a character may not begin a line (CLREQ, prohibition rules; GB/T 15834, 5.1).
pub(crate) fn never_first(class: Class, level: Prohibition) -> bool {
    match class {
        Class::Close
        | Class::Pause
        | Class::Stop
        | Class::MiddleDot
        | Class::Connector
        | Class::Slash => level != Prohibition::None,
        Class::Dash | Class::Ellipsis => level == Prohibition::Strict,
        _ => false,
    }
}

/// Whether a character may not end a line (CLREQ, prohibition rules).
pub(crate) fn never_last(class: Class, level: Prohibition) -> bool {
    match class {
        Class::Open => level != Prohibition::None,
        Class::Slash => matches!(level, Prohibition::Gb | Prohibition::Strict),
        _ => false,
    }
}

/// A mark without width that says where a line may end (U+200B) or may not (U+2060, U+FEFF).
pub(crate) fn is_break_mark(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// A letter of a script that runs from right to left (Hebrew, Arabic and their kin).
pub(crate) fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// A full-width digit, which parts from its neighbours no more than a half-width one.
pub(crate) fn is_wide_digit(character: char) -> bool {
    ('０'..='９').contains(&character)
}

/// A sign of a unit or percentage that belongs to the number before it (CLREQ, digits and their
/// suffixes), in its Chinese form.
pub(crate) fn is_unit_sign(character: char) -> bool {
    matches!(character, '℃' | '℉' | '％' | '‰' | '′' | '″' | '°' | '\u{3371}'..='\u{33DF}')
}

/// Whether a line may end within a Latin word, between these two, as word processors have it (UAX
/// #14): behind a slash or a hyphen, and behind the question mark of an address before a letter.
pub(crate) fn parts_word(before: char, behind: Class) -> bool {
    match before {
        '?' => behind == Class::Letter,
        '/' | '-' => matches!(behind, Class::Letter | Class::Digit),
        _ => false,
    }
}

/// A sign that belongs to the number behind it (CLREQ, digits and their prefixes), in its Chinese
/// form.
pub(crate) fn is_number_prefix(character: char) -> bool {
    matches!(character, '￥' | '＄' | '＋' | '－' | '±' | '№' | '＃')
}

/// A large unit of a number: 25万, 3亿.
pub(crate) fn is_large_unit(character: char) -> bool {
    matches!(character, '万' | '亿')
}

/// Whether a number and its counter go on across a place in a line, so that a line had better not
/// end there (practice, after CLREQ, unbreakable units): 第│8期, 表│1, 附件│1, 3—│5, 5月│8日; 8│期,
/// 25│万│元, 3公│里; 附│件1; 第│八│期. `before` are the characters before the place, the nearest
/// first; `behind` are those behind it.
pub(crate) fn number_goes_on(
    before: impl Iterator<Item = char> + Clone,
    mut behind: impl Iterator<Item = char>,
) -> bool {
    let mut back = before.clone();
    let (Some(last), second) = (back.next(), back.next()) else { return false };
    let (Some(first), next) = (behind.next(), behind.next()) else { return false };
    let is_digit = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
    if first.is_ascii_digit() {
        let doubled = second == Some(last);
        return matches!(last, '第' | '表' | '图')
            || han_class(last, doubled) == Class::Connector
            || last == '件' && second == Some('附')
            || last == '月' && is_digit(second);
    }
    if is_latin(first) || han_class(first, false) != Class::Han {
        return false;
    }
    if last == '附' && matches!(first, '件' | '表') {
        return is_digit(next);
    }
    last.is_ascii_digit()
        || is_large_unit(last) && is_digit(second)
        || is_unit_word(last, first) && is_digit(second)
        || last == '第' && is_numeral(first)
        || is_numeral(last) && is_ordinal(before)
}

/// Units of two characters.
pub(crate) fn is_unit_word(first: char, second: char) -> bool {
    matches!(
        (first, second),
        ('公', '里' | '斤' | '顷' | '分')
            | ('千', '米' | '克' | '瓦')
            | ('平' | '立', '方')
            | ('小', '时')
            | ('分', '钟')
            | ('个', '月' | '百')
            | ('毫', '米' | '升')
            | ('厘', '米')
            | ('人', '次')
    )
}

/// The Chinese numerals of 第八期.
pub(crate) fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千".contains(character)
}

/// Whether the characters, the nearest first, are numerals behind 第.
pub(crate) fn is_ordinal(before: impl Iterator<Item = char>) -> bool {
    before.take(6).find(|c| !is_numeral(*c)) == Some('第')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_on_to_its_counter() {
        let goes_on = |text: &str| {
            let (before, behind) = text.split_once('│').expect(text);
            number_goes_on(before.chars().rev(), behind.chars())
        };
        for text in [
            "第│8期",
            "第8│期",
            "表│1",
            "附件│1",
            "附│件1",
            "3—│5",
            "5月│8日",
            "25│万元",
            "25万│元",
            "3公│里",
            "第│八期",
            "第八│期",
            "第二十│八期",
        ] {
            assert!(goes_on(text), "{text}");
        }
        for text in ["万│元", "公│里", "——│5", "附│件", "八│期", "2024年│5月", "8│A", "8│，", "│8"]
        {
            assert!(!goes_on(text), "{text}");
        }
    }

    #[test]
    fn no_file_holds_a_control_character() {
        for character in ['\0', '\u{1}', '\r', '\u{7F}', '\u{85}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(is_forbidden(character), "{character:?}");
        }
        for character in ['\t', '\n', ' ', '\u{FFFD}', '\u{1FFFE}', '国'] {
            assert!(!is_forbidden(character), "{character:?}");
        }
    }

    #[test]
    fn the_sets_are_those_of_the_standard() {
        for mark in "、，；：。．！？”’）》〉」』】〕〗～·／".chars() {
            let class = han_class(mark, false);
            assert!(!never_first(class, Prohibition::None), "{mark}");
            for level in [Prohibition::Basic, Prohibition::Gb, Prohibition::Strict] {
                assert!(never_first(class, level), "{mark} may begin no line");
            }
        }
        for mark in "“‘（《〈「『【〔〖".chars() {
            let class = han_class(mark, false);
            assert!(!never_last(class, Prohibition::None), "{mark}");
            for level in [Prohibition::Basic, Prohibition::Gb, Prohibition::Strict] {
                assert!(never_last(class, level), "{mark} may end no line");
            }
        }
        for letter in "国永○①★".chars() {
            let (class, level) = (han_class(letter, false), Prohibition::Strict);
            let free = !never_first(class, level) && !never_last(class, level);
            assert!(free, "{letter} may stand anywhere");
        }
    }

    #[test]
    fn the_levels_differ_in_slashes_dashes_and_ellipses() {
        use Prohibition::{Basic, Gb, Strict};
        let slash = han_class('／', false);
        assert_eq!([Basic, Gb, Strict].map(|level| never_last(slash, level)), [false, true, true]);
        for class in [han_class('—', true), han_class('…', true)] {
            let barred = [Basic, Gb, Strict].map(|level| never_first(class, level));
            assert_eq!(barred, [false, false, true]);
        }
    }

    #[test]
    fn one_dash_connects_and_two_break_off() {
        assert_eq!(han_class('—', false), Class::Connector);
        assert_eq!(han_class('—', true), Class::Dash);
    }
}
