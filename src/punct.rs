//! Facts about characters that Chinese typesetting turns on: which marks open and close, which are
//! full-width, what may not begin or end a line. Each set names its source: CLREQ is W3C's
//! "Requirements for Chinese Text Layout", simplified Chinese, horizontal.

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
        _ => Class::Han,
    }
}

/// The class of a character of a Latin run.
pub(crate) fn latin_class(character: char) -> Class {
    match character {
        ' ' | '\u{2009}' => Class::Space,
        c if c.is_ascii_digit() => Class::Digit,
        c if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ => Class::LatinMark,
    }
}

/// Whether a character joins the one before it and takes no room of its own.
pub(crate) fn is_combining(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x065F | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF | 0x200C..=0x200D | 0x20D0..=0x20FF | 0x302A..=0x302D | 0x3099..=0x309A
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF | 0xE0100..=0xE01EF)
}

/// Whether a character is set in the Latin face wherever it stands: letters, digits and ASCII.
pub(crate) fn is_latin(character: char) -> bool {
    match u32::from(character) {
        0x20..=0x7E | 0xA0..=0xB6 | 0xB8..=0x2E7 => true,
        // Combining marks, Greek, Cyrillic and the alphabets that no Chinese face has keep their place
        // among the Latin runs.
        0x300..=0x1DFF => true,
        0x1E00..=0x1FFF | 0x2009 | 0x2010..=0x2013 | 0x2020..=0x2022 | 0x20A0..=0x20CF => true,
        0x2030 | 0x2212 | 0x2122 => true,
        _ => false,
    }
}

/// Whether a mark is Chinese or Latin by its neighbours: “ ” ‘ ’ — … ·
pub(crate) fn is_ambiguous(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '·')
}

/// A control character or noncharacter, which no document can carry.
pub(crate) fn is_forbidden(character: char) -> bool {
    character.is_control() || matches!(u32::from(character) & 0xFFFF, 0xFFFE..=0xFFFF)
}

/// The width of a character in the cells of the grid: full-width 1, Latin ½, given in halves. Used
/// where both writers must agree without a font (titles, tables, the mark).
pub(crate) fn half_cells(character: char, han: bool) -> i64 {
    match character {
        c if is_combining(c) => 0,
        '·' if han => 1,
        _ if han => 2,
        _ => 1,
    }
}

/// Whether a character may not begin a line (CLREQ, prohibition rules, level GB; GB/T 15834, 5.1).
pub(crate) fn never_first(class: Class) -> bool {
    matches!(
        class,
        Class::Close
            | Class::Pause
            | Class::Stop
            | Class::MiddleDot
            | Class::Connector
            | Class::Slash
    )
}

/// Whether a character may not end a line (CLREQ, prohibition rules, level GB).
pub(crate) fn never_last(class: Class) -> bool {
    matches!(class, Class::Open | Class::Slash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_are_those_of_the_standard() {
        for mark in "、，；：。．！？”’）》〉」』】〕〗～·／".chars() {
            assert!(never_first(han_class(mark, false)), "{mark} may begin no line");
        }
        for mark in "“‘（《〈「『【〔〖／".chars() {
            assert!(never_last(han_class(mark, false)), "{mark} may end no line");
        }
        for letter in "国永○①★".chars() {
            let class = han_class(letter, false);
            assert!(!never_first(class) && !never_last(class), "{letter} may stand anywhere");
        }
    }

    #[test]
    fn one_dash_connects_and_two_break_off() {
        assert_eq!(han_class('—', false), Class::Connector);
        assert_eq!(han_class('—', true), Class::Dash);
    }
}
