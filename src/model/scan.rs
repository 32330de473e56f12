//! Reading the short forms in which people write dates, periods and issues, from the left. Strict:
//! whatever a reader does not name, it does not pass over.

/// The years that are written with four digits.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Scan<'a> {
        Scan { rest: text.trim() }
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Whether everything has been read.
    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads this word, if it stands here.
    pub(super) fn word(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads one of these characters, if one stands here.
    pub(super) fn one_of(&mut self, characters: &str) -> bool {
        let first = self.rest.chars().next();
        first.is_some_and(|first| {
            characters.contains(first) && self.word(first.encode_utf8(&mut [0; 4]))
        })
    }

    /// Reads one of these words, and gives what belongs to it.
    pub(super) fn any<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find(|(word, _)| self.word(word)).map(|(_, value)| *value)
    }

    /// Reads a whole number in digits.
    pub(super) fn number(&mut self) -> Option<u32> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        let number = number.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// Reads a number, and this word behind it; nothing when one of them is missing.
    pub(super) fn number_before(&mut self, word: &str) -> Option<u32> {
        let mut ahead = *self;
        let number = ahead.number()?;
        if !ahead.word(word) {
            return None;
        }
        *self = ahead;
        Some(number)
    }

    /// Reads a year of four digits and 年.
    pub(super) fn year(&mut self) -> Option<i32> {
        let mut ahead = *self;
        let year = ahead.number_before("年")?;
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        *self = ahead;
        Some(year)
    }
}

/// The signs between the ends of a range.
pub(super) const DASHES: &str = "—–-―～~至";
