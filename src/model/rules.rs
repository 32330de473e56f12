//! What a value of the model has to keep, each rule once: reading a file and validating a bulletin
//! made by a program call the same functions, so they agree on what is wrong and how it is said.

use chrono::{Datelike, NaiveDate};

use super::limits;
use super::{Cell, Issue, Period, Section, Text};
use crate::error::Error;
use crate::message::ErrorKind;

/// A rule that was not kept: the error without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: ErrorKind,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Fault {
        Fault { kind, message: message.into() }
    }

    pub(super) fn input(message: impl Into<String>) -> Fault {
        Fault::new(ErrorKind::Input, message)
    }

    /// The error of this fault at a place.
    pub(super) fn at(self, place: impl Into<String>) -> Error {
        Error::legacy(self.kind, place, self.message)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// The years that are written with four digits.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;
/// The widths of a figure, in percent of the line.
pub(super) const PERCENT: std::ops::RangeInclusive<u32> = 1..=100;
/// The shares of a column in the width of its table.
pub(super) const SHARE: std::ops::RangeInclusive<u32> = 1..=10_000;

/// Words hold no character that cannot be printed or written to a file, and are not too long.
pub(super) fn words(words: &str) -> Result<(), Fault> {
    characters(words.chars())
}

/// As [`words`], for a text.
pub(super) fn text(text: &Text) -> Result<(), Fault> {
    characters(text.spans().iter().flat_map(|span| span.text.chars()))
}

fn characters(characters: impl Iterator<Item = char>) -> Result<(), Fault> {
    for (index, character) in characters.enumerate() {
        limits::TEXT.check(index + 1)?;
        let control = character.is_control() && !matches!(character, '\n' | '\t');
        if control || matches!(character, '\u{FFFE}' | '\u{FFFF}') {
            return Err(Fault::input(format!(
                "character {} is U+{:04X}; expected text without control characters other than \
                 line feed and tab",
                index + 1,
                u32::from(character)
            )));
        }
    }
    Ok(())
}

/// A name, or whatever else is not blank when it is there.
pub(super) fn name(name: &str) -> Result<(), Fault> {
    words(name)?;
    if name.trim().is_empty() {
        return Err(Fault::input("nothing but white space; expected words"));
    }
    Ok(())
}

/// A heading or title is not blank.
pub(super) fn heading(heading: &Text) -> Result<(), Fault> {
    text(heading)?;
    if heading.spans().iter().all(|span| span.text.trim().is_empty()) {
        return Err(Fault::input("nothing but white space; expected the words of a heading"));
    }
    Ok(())
}

/// A number that counts from one.
pub(super) fn from_one(number: u32) -> Result<(), Fault> {
    within(number, 1..=u32::MAX)
}

/// A number within a range.
pub(super) fn within<T: PartialOrd + std::fmt::Display>(
    number: T,
    range: std::ops::RangeInclusive<T>,
) -> Result<(), Fault> {
    if range.contains(&number) {
        return Ok(());
    }
    Err(Fault::input(format!(
        "{number} is out of range; expected a whole number from {} to {}",
        range.start(),
        range.end()
    )))
}

/// A date whose year has four digits.
pub(super) fn date(date: NaiveDate) -> Result<(), Fault> {
    if YEARS.contains(&date.year()) {
        Ok(())
    } else {
        Err(Fault::input(format!("the year {} has not four digits", date.year())))
    }
}

/// A period that does not end before it starts.
pub(super) fn period(period: &Period) -> Result<(), Fault> {
    if period.start <= period.end {
        return Ok(());
    }
    Err(Fault::input(format!(
        "the period ends ({}) before it starts ({}); expected a start not after the end",
        period.end, period.start
    )))
}

/// An issue that says something.
pub(super) fn issue(issue: &Issue) -> Result<(), Fault> {
    if *issue == Issue::default() {
        Err(Fault::input("expected at least one of `year`, `number`, `total` and `series`"))
    } else {
        Ok(())
    }
}

/// Image data, neither missing nor too large.
pub(super) fn image(data: &[u8]) -> Result<(), Fault> {
    if data.is_empty() {
        return Err(Fault::input("expected the bytes of a PNG or JPEG file, found none"));
    }
    limits::IMAGE.check(data.len())
}

/// Only a heading can have text run into it.
pub(super) fn section(section: &Section) -> Result<(), Fault> {
    if section.run_in && section.heading.is_none() {
        return Err(Fault::input("`run_in` is set; expected a `heading` for it"));
    }
    Ok(())
}

/// A table has columns.
pub(super) fn columns(columns: usize) -> Result<(), Fault> {
    if columns == 0 {
        return Err(Fault::input("expected at least one column"));
    }
    limits::COLUMNS.check(columns)
}

/// A row has a cell for each column.
pub(super) fn row(cells: usize, columns: usize) -> Result<(), Fault> {
    if cells == columns {
        return Ok(());
    }
    Err(Fault::input(format!(
        "the row has {}; expected {columns}, one for each column",
        counted(cells, "cell")
    )))
}

/// What a cell of the first row may be.
pub(super) fn cell_of_first_row(cell: &Cell) -> Result<(), Fault> {
    if *cell == Cell::Above {
        return Err(Fault::input(
            "`above` in the first row, where nothing is above it; expected text or a number",
        ));
    }
    Ok(())
}

/// A number of things.
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
