//! A cursor over a line with a fixed form (a date, an issue line, a label). It skips spaces,
//! accepts either width, reads numbers in either numerals in spite of what OCR does to them, and
//! remembers the damage.

use super::chars::{behind, narrow, simplified};
use super::messages::Repair;

/// The damage that was met. It is reported, since the finished file will not show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// Spaces between characters that belong together.
    pub(super) blank: bool,
    /// Full-width digits.
    pub(super) wide: bool,
    /// A letter or another sign in place of a digit: l for 1, O for 0, 曰 for 日, a dash for 一.
    pub(super) alike: bool,
    /// Zeros before a number.
    pub(super) zeros: bool,
}

impl Damage {
    /// Whether there is none.
    pub(super) fn is_none(self) -> bool {
        self == Damage::default()
    }

    /// What had to be repaired.
    pub(super) fn repairs(self) -> Vec<Repair> {
        let all = [
            (self.alike, Repair::LookAlikes),
            (self.wide, Repair::WideDigits),
            (self.zeros, Repair::LeadingZeros),
            (self.blank, Repair::Blanks),
        ];
        all.into_iter().filter_map(|(had, repair)| had.then_some(repair)).collect()
    }
}

/// A place in a line and the damage met on the way to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    offset: usize,
    /// The damage met so far.
    pub(super) damage: Damage,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, offset: 0, damage: Damage::default() }
    }

    /// The byte offset after what has been taken.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// What has not been taken.
    pub(super) fn rest(&self) -> &'a str {
        behind(self.text, self.offset)
    }

    /// Whether only white space is left.
    pub(super) fn at_end(&self) -> bool {
        self.rest().trim_start().is_empty()
    }

    /// The next character that is no white space.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().trim_start().chars().next()
    }

    /// Takes the next character, with the spaces before it, if it is a wanted one.
    pub(super) fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let rest = self.rest();
        let bare = rest.trim_start();
        let character = bare.chars().next().filter(|character| wanted(*character))?;
        if bare.len() < rest.len() && self.offset > 0 {
            self.damage.blank = true;
        }
        self.offset += rest.len() - bare.len() + character.len_utf8();
        Some(character)
    }

    /// Takes one of these characters, in either width.
    pub(super) fn one_of(&mut self, set: &str) -> bool {
        self.take(|character| set.contains(character) || set.contains(narrow(character))).is_some()
    }

    /// Takes a word or nothing. Spaces may stand between its characters, which may be traditional.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let mut ahead = self.clone();
        for wanted in word.chars() {
            if ahead.take(|it| it == wanted || simplified(it) == wanted).is_none() {
                return false;
            }
        }
        *self = ahead;
        true
    }

    /// Takes 日, or what OCR reads for it.
    pub(super) fn day_sign(&mut self) -> bool {
        match self.take(|character| matches!(character, '日' | '曰' | '号' | '號')) {
            Some('曰') => {
                self.damage.alike = true;
                true
            }
            found => found.is_some(),
        }
    }

    /// Takes a number in either numerals, or nothing.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut ahead = self.clone();
        let number = match ahead.peek()? {
            character if arabic(character).is_some() => ahead.arabic_number(),
            _ => ahead.chinese_number(),
        }?;
        *self = ahead;
        Some(number)
    }

    /// Takes a number of so many digits, with no blank between them.
    pub(super) fn number_of(&mut self, digits: usize) -> Option<u32> {
        let mut ahead = self.clone();
        let mut value = 0;
        for index in 0..digits {
            let blank = index > 0 && ahead.rest().starts_with(char::is_whitespace);
            let digit = ahead.take(|c| narrow(c).is_ascii_digit()).filter(|_| !blank)?;
            ahead.damage.wide |= !digit.is_ascii();
            let digit = narrow(digit).to_digit(10)?;
            ahead.damage.zeros |= index == 0 && digits > 1 && digit == 0;
            value = value * 10 + digit;
        }
        *self = ahead;
        Some(value)
    }

    fn arabic_number(&mut self) -> Option<u32> {
        let (mut value, mut length, mut true_digits, mut first) = (0_u32, 0, 0, '0');
        let mut bar = false;
        while let Some(character) = self.take(|character| arabic(character).is_some()) {
            let digit = arabic(character)?;
            if length == 0 {
                first = char::from_digit(digit, 10)?;
            }
            bar |= narrow(character) == '|';
            length += 1;
            if narrow(character).is_ascii_digit() {
                true_digits += 1;
                self.damage.wide |= !character.is_ascii();
            } else {
                self.damage.alike = true;
            }
            value = value.checked_mul(10)?.checked_add(digit)?;
        }
        // A letter alone is a letter, unless it can only be a one; a bar alone is a bar.
        if true_digits == 0 && (length != 1 || bar) {
            return None;
        }
        self.damage.zeros |= length > 1 && first == '0';
        Some(value)
    }

    fn chinese_number(&mut self) -> Option<u32> {
        let mut numerals = String::new();
        while let Some(character) = self.take(|character| {
            chinese(character).is_some()
                || is_dash(character)
                || (!numerals.is_empty() && arabic(character) == Some(0))
        }) {
            if is_dash(character) {
                self.damage.alike = true;
                numerals.push('一');
            } else if chinese(character).is_none() {
                self.damage.alike = true;
                numerals.push('〇');
            } else {
                numerals.push(character);
            }
        }
        chinese_value(&numerals)
    }
}

/// Whether the character is a dash, which OCR confuses with 一.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '—' | '－' | '-' | '–' | '―' | '─')
}

/// The digit that a character is or looks like; О may be Latin, Cyrillic or Greek.
fn arabic(character: char) -> Option<u32> {
    match narrow(character) {
        'O' | 'o' | '○' | 'О' | 'о' | 'Ο' | 'ο' => Some(0),
        'l' | 'I' | '|' => Some(1),
        other => other.to_digit(10),
    }
}

/// The digit for which OCR reads a Latin letter.
pub(super) fn letter_for_digit(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    }
}

/// Whether the character looks like a digit without being one.
pub(super) fn looks_like_digit(character: char) -> bool {
    arabic(character).is_some() && !narrow(character).is_ascii_digit()
}

/// The value of a Chinese numeral sign: a digit, or a power of ten.
pub(super) fn chinese(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The value of a Chinese number, written digit by digit (二〇二四) or by place (二十六).
pub(super) fn chinese_value(numerals: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = numerals.chars().map(chinese).collect();
    let values = values.filter(|values| !values.is_empty() && values.len() <= 9)?;
    if values.iter().all(|value| *value < 10) {
        return values
            .iter()
            .try_fold(0_u32, |sum, digit| sum.checked_mul(10)?.checked_add(*digit));
    }
    let (mut sum, mut digit, mut last_power) = (0, None, 10_000);
    for value in values {
        if value < 10 {
            if digit.is_some_and(|digit| digit != 0) {
                return None;
            }
            digit = Some(value);
        } else {
            // 廿 and 卅 are two tens and three.
            let tens = matches!(value, 20 | 30);
            let power = if tens { 10 } else { value };
            if power >= last_power
                || digit == Some(0) && power != 10
                || tens && digit.is_some_and(|digit| digit != 0)
            {
                return None;
            }
            sum += digit.take().filter(|digit| *digit != 0).unwrap_or(1) * value;
            last_power = power;
        }
    }
    Some(sum + digit.unwrap_or(0))
}

/// A number from 1 to 99 in Chinese numerals, as headings have them: 十一, 二十.
pub(super) fn to_chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| {
        usize::try_from(value).ok().and_then(|index| DIGITS.get(index)).copied().unwrap_or("")
    };
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => digit(ones).to_owned(),
        1 => format!("十{}", digit(ones)),
        _ => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(u32, Vec<Repair>)> {
        let mut cursor = Cursor::new(text);
        cursor.number().map(|number| (number, cursor.damage.repairs()))
    }

    #[test]
    fn numbers_are_read_in_both_numerals() {
        for (text, value) in [
            ("8", 8),
            ("103", 103),
            ("二〇二四", 2024),
            ("二十六", 26),
            ("十", 10),
            ("十一", 11),
            ("一百零三", 103),
            ("廿一", 21),
            ("一百卅", 130),
            ("壹佰", 100),
            ("三百二十", 320),
            ("两千", 2000),
        ] {
            assert_eq!(number(text), Some((value, Vec::new())), "{text}");
        }
    }

    #[test]
    fn damage_is_read_through_and_remembered() {
        assert_eq!(number("4l7"), Some((417, vec![Repair::LookAlikes])));
        assert_eq!(number("2O24"), Some((2024, vec![Repair::LookAlikes])));
        assert_eq!(number("４７９"), Some((479, vec![Repair::WideDigits])));
        assert_eq!(number("4 7 9"), Some((479, vec![Repair::Blanks])));
        assert_eq!(number("08"), Some((8, vec![Repair::LeadingZeros])));
        assert_eq!(number("二O二四"), Some((2024, vec![Repair::LookAlikes])));
        assert_eq!(number("4|7"), Some((417, vec![Repair::LookAlikes])));
        assert_eq!(number("二О二四"), Some((2024, vec![Repair::LookAlikes])));
        assert_eq!(number("—"), Some((1, vec![Repair::LookAlikes])));
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in ["", "期", "OO", "十百", "百千", "99999999999", "一二十", "二廿", "廿十", "|"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn headings_are_numbered_to_ninety_nine() {
        for number in 1..100 {
            assert_eq!(chinese_value(&to_chinese(number)), Some(number));
        }
    }
}
