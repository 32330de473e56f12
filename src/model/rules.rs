//! What words, numbers and days have to keep, wherever in the model they stand. Each rule is there
//! once, these here and those of one type in its file: reading a file and validating a bulletin
//! made by a program call the same functions, so they agree on what is wrong and how it is said.

use chrono::{Datelike, NaiveDate};

use super::limits;
use super::messages::{Fault, Whole};
use super::scan::Scan;
use super::total::{self, Counted};
use crate::message::CodePoint;

pub(super) use super::scan::YEARS;

/// Words hold no character that cannot be printed or written to a file, and are not too long.
pub(super) fn words(words: &str) -> Result<(), Fault> {
    total::add(Counted::Characters, characters(words.chars())?)
}

/// As [`words`], for those that stand in pieces; how many there are. They count to no total.
pub(super) fn characters(characters: impl Iterator<Item = char>) -> Result<usize, Fault> {
    let mut count = 0;
    for character in characters {
        count += 1;
        limits::TEXT.check(count)?;
        let control = character.is_control() && !matches!(character, '\n' | '\t');
        if control || matches!(character, '\u{FFFE}' | '\u{FFFF}') {
            return Err(Fault::Character { position: count, character: CodePoint(character) });
        }
    }
    Ok(count)
}

/// A name, or whatever else is not blank when it is there.
pub(super) fn name(name: &str) -> Result<(), Fault> {
    words(name)?;
    if name.trim().is_empty() {
        return Err(Fault::Blank {});
    }
    Ok(())
}

/// The form of a section's number: on one line, and short.
pub(super) fn number_form(form: &str) -> Result<(), Fault> {
    words(form)?;
    limits::SECTION_NUMBER.check(form.chars().count())?;
    if form.contains(['\n', '\t']) { Err(Fault::NumberForm {}) } else { Ok(()) }
}

/// A number that counts from one.
pub(super) fn from_one(number: u32) -> Result<(), Fault> {
    within(number, 1..=u32::MAX)
}

/// A number within a range.
pub(super) fn within<T: Copy + PartialOrd + Into<i128>>(
    number: T,
    range: std::ops::RangeInclusive<T>,
) -> Result<(), Fault> {
    if range.contains(&number) {
        return Ok(());
    }
    let whole = |number: T| Whole(number.into());
    Err(Fault::Range {
        number: whole(number),
        from: whole(*range.start()),
        to: whole(*range.end()),
    })
}

/// A date whose year has four digits.
pub(super) fn date(date: NaiveDate) -> Result<(), Fault> {
    if YEARS.contains(&date.year()) { Ok(()) } else { Err(Fault::Year { year: date.year() }) }
}

/// A day as files write it, `2024-03-12`, or as it is printed, `2024年3月12日`.
pub(super) fn day(text: &str) -> Result<NaiveDate, Fault> {
    let printed = || {
        let mut scan = Scan::new(text);
        chinese_day(&mut scan).filter(|_| scan.at_end())
    };
    iso_day(text).or_else(printed).ok_or_else(|| Fault::Date { text: text.to_owned() })
}

/// `2024-03-12`.
pub(super) fn iso_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // chrono also reads 2024-3-1 and spaces, which no other reader of ISO dates does.
    day.filter(|day| day.to_string() == text && date(*day).is_ok())
}

/// Reads 2024年3月12日.
pub(super) fn chinese_day(scan: &mut Scan<'_>) -> Option<NaiveDate> {
    let mut ahead = *scan;
    let (year, month) = (ahead.year()?, ahead.number_before("月")?);
    let day = ahead.number_before("日")?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    *scan = ahead;
    Some(day)
}
