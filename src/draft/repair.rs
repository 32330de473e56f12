//! Numbers within the text that OCR damaged: look-alikes within a date become the only thing they can
//! be; any other number that looks damaged is kept as it is and reported.

use std::borrow::Cow;

use super::cursor::{Damage, letter_for_digit};

/// A text whose certain damage is repaired.
#[derive(Debug, Default)]
pub(super) struct Repaired<'a> {
    /// It has as many characters as the original.
    pub(super) text: Cow<'a, str>,
    pub(super) repairs: Vec<RepairedFigure>,
    /// How many characters stand before the number that may be damaged.
    pub(super) doubtful: Option<usize>,
}

/// A number that was repaired.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RepairedFigure {
    /// How many characters stand before it.
    pub(super) at: usize,
    pub(super) original: String,
    pub(super) read: String,
    pub(super) damage: Damage,
}

/// Repairs what is certain.
pub(super) fn repair(piece: &str) -> Repaired<'_> {
    if !piece.contains(is_suspect) {
        return Repaired { text: Cow::Borrowed(piece), ..Repaired::default() };
    }
    let characters: Vec<char> = piece.chars().collect();
    let mut repaired = Repaired::default();
    let mut text = String::with_capacity(piece.len());
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        let length = run(characters.get(at..).unwrap_or_default());
        if length == 0 {
            text.push(*character);
            at += 1;
            continue;
        }
        let figure = characters.get(at..at + length).unwrap_or_default();
        let around = Around {
            before: at.checked_sub(1).and_then(|before| characters.get(before)).copied(),
            before_that: at.checked_sub(2).and_then(|before| characters.get(before)).copied(),
            after: characters.get(at + length).copied(),
            after_that: characters.get(at + length + 1).copied(),
        };
        let (read, damage) = around.read(figure);
        if !damage.is_none() {
            let original = figure.iter().collect();
            repaired.repairs.push(RepairedFigure { at, original, read: read.clone(), damage });
        } else if repaired.doubtful.is_none() && around.doubts(figure) {
            repaired.doubtful = Some(at);
        }
        text.push_str(&read);
        at += length;
    }
    repaired.text = Cow::Owned(text);
    repaired
}

/// How many characters from here on form a number, with its look-alikes and a 曰 after it.
fn run(characters: &[char]) -> usize {
    let mut length = 0;
    let mut digits = false;
    for (index, character) in characters.iter().enumerate() {
        let next = characters.get(index + 1).copied().unwrap_or(' ');
        let inner = matches!(character, '.' | ',') && length > 0 && is_figure(next);
        if is_figure(*character) || inner {
            digits |= character.is_ascii_digit();
        } else if !(*character == '曰' && digits) {
            break;
        }
        length = index + 1;
        if *character == '曰' {
            break;
        }
    }
    if digits { length } else { 0 }
}

fn is_figure(character: char) -> bool {
    character.is_ascii_digit() || (is_suspect(character) && character != '曰')
}

fn is_suspect(character: char) -> bool {
    letter_for_digit(character).is_some() || character == '曰'
}

/// What stands around a number.
struct Around {
    before: Option<char>,
    before_that: Option<char>,
    after: Option<char>,
    after_that: Option<char>,
}

impl Around {
    /// The number as it is read, and what had to be repaired for that.
    fn read(&self, figure: &[char]) -> (String, Damage) {
        let alike = figure.iter().any(|c| is_suspect(*c));
        match self.date_part(figure).filter(|_| alike) {
            Some(read) => (read, Damage { alike, ..Damage::default() }),
            None => (figure.iter().collect(), Damage::default()),
        }
    }

    /// The number as part of a date, when it can be nothing else.
    fn date_part(&self, figure: &[char]) -> Option<String> {
        let (digits, day_sign) = match figure.split_last()? {
            (&'曰', digits) => (digits, true),
            _ => (figure, false),
        };
        let read: String = digits.iter().map(|c| letter_for_digit(*c).unwrap_or(*c)).collect();
        let value: u32 = read.parse().ok()?;
        let short = digits.len() < 3;
        let of_month = self.before == Some('月');
        let of_year = self.before == Some('年');
        let free = !self.before.is_some_and(|c| c.is_ascii_alphanumeric());
        let part = if day_sign {
            short && of_month && (1..=31).contains(&value)
        } else {
            match self.after? {
                '年' => digits.len() == 4 && free && (1900..=2100).contains(&value),
                '月' => {
                    short && (of_year || self.begins_day()) && (1..=12).contains(&value) && free
                }
                '日' => short && of_month && (1..=31).contains(&value),
                _ => false,
            }
        };
        part.then(|| if day_sign { read + "日" } else { read })
    }

    /// Whether a day follows the 月 after the number.
    fn begins_day(&self) -> bool {
        self.after_that.is_some_and(is_figure)
    }

    /// Whether the number, which is not repaired, may be damaged.
    fn doubts(&self, figure: &[char]) -> bool {
        let suspects = figure.iter().filter(|c| is_suspect(**c)).count();
        let of_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        // O2, H2O and 5G are words.
        if suspects == 0 || of_word(self.before) || of_word(self.after) {
            return false;
        }
        // In A-l2 and 3.l5 the sign belongs to what stands before it.
        let joined = self.before == Some('-') && of_word(self.before_that);
        let unit = self.after.is_some_and(|c| "年月日期件人次个项家万亿元%％份".contains(c));
        let within = figure.windows(3).any(|part| {
            matches!(part, [left, middle, right]
                if left.is_ascii_digit() && is_suspect(*middle) && right.is_ascii_digit())
        });
        !joined && (unit || within || figure.last() == Some(&'曰'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(piece: &str) -> Vec<(String, String)> {
        repair(piece).repairs.into_iter().map(|repair| (repair.original, repair.read)).collect()
    }

    #[test]
    fn what_is_certain_is_repaired() {
        for (piece, read) in [
            ("2O25年3月l0日召开会议。", "2025年3月10日召开会议。"),
            ("自l2月3曰起", "自12月3日起"),
            ("2O25年", "2025年"),
        ] {
            let repaired = repair(piece);
            assert_eq!(repaired.text, read);
            assert_eq!(repaired.doubtful, None, "{piece}");
            assert_eq!(repaired.text.chars().count(), piece.chars().count());
        }
        let pair = |original: &str, read: &str| (original.to_owned(), read.to_owned());
        assert_eq!(repaired("2O25年3月1曰，共96件"), [pair("2O25", "2025"), pair("1曰", "1日")]);
    }

    #[test]
    fn what_is_not_certain_is_kept_and_told() {
        for (piece, at) in [
            ("办结l2件", 2),
            ("共1O3份", 1),
            ("办结率99.O％", 3),
            ("2O2年度", 0),
            ("13月4l曰", 3),
            ("第1曰", 1),
        ] {
            let repaired = repair(piece);
            assert_eq!((repaired.text.as_ref(), repaired.doubtful), (piece, Some(at)), "{piece}");
            assert!(repaired.repairs.is_empty(), "{piece}");
        }
    }

    #[test]
    fn words_with_figures_are_left_alone() {
        for piece in ["5G网络", "O2O模式", "CO2排放", "I5处理器", "Office 365", "子曰", "e就业"]
        {
            let repaired = repair(piece);
            assert_eq!((repaired.text.as_ref(), repaired.doubtful), (piece, None), "{piece}");
            assert!(repaired.repairs.is_empty(), "{piece}");
        }
    }
}
