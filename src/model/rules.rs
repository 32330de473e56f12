//! What a value of the model has to keep, each rule once: reading a file and validating a bulletin
//! made by a program call the same functions, so they agree on what is wrong and how it is said.

use chrono::{Datelike, NaiveDate};

use super::limits;
use super::messages::{Counted, ModelMessage, Whole};
use super::{Cell, Issue, Period, Section, Text};
use crate::message::CodePoint;

/// A rule that was not kept: the message, without its place.
pub(super) type Fault = ModelMessage;

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
            return Err(Fault::Character { position: index + 1, character: CodePoint(character) });
        }
    }
    Ok(())
}

/// A name, or whatever else is not blank when it is there.
pub(super) fn name(name: &str) -> Result<(), Fault> {
    words(name)?;
    if name.trim().is_empty() {
        return Err(Fault::Blank {});
    }
    Ok(())
}

/// A heading or title is not blank.
pub(super) fn heading(heading: &Text) -> Result<(), Fault> {
    text(heading)?;
    if heading.spans().iter().all(|span| span.text.trim().is_empty()) {
        return Err(Fault::Blank {});
    }
    Ok(())
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

/// A period that does not end before it starts.
pub(super) fn period(period: &Period) -> Result<(), Fault> {
    if period.start <= period.end {
        return Ok(());
    }
    Err(Fault::Period { start: period.start, end: period.end })
}

/// An issue that says something.
pub(super) fn issue(issue: &Issue) -> Result<(), Fault> {
    if *issue == Issue::default() { Err(Fault::Issue {}) } else { Ok(()) }
}

/// Image data, neither missing nor too large.
pub(super) fn image(data: &[u8]) -> Result<(), Fault> {
    if data.is_empty() {
        return Err(Fault::Picture {});
    }
    limits::IMAGE.check(data.len())
}

/// Only a heading can have text run into it.
pub(super) fn section(section: &Section) -> Result<(), Fault> {
    if section.run_in && section.heading.is_none() {
        return Err(Fault::RunIn {});
    }
    Ok(())
}

/// A table has columns.
pub(super) fn columns(columns: usize) -> Result<(), Fault> {
    if columns == 0 {
        return Err(Fault::Columns {});
    }
    limits::COLUMNS.check(columns)
}

/// A row has a cell for each column.
pub(super) fn row(cells: usize, columns: usize) -> Result<(), Fault> {
    if cells == columns {
        return Ok(());
    }
    Err(Fault::Cells { cells: Counted::cells(cells), columns: Counted::columns(columns) })
}

/// What a cell of the first row may be.
pub(super) fn cell_of_first_row(cell: &Cell) -> Result<(), Fault> {
    if *cell == Cell::Above {
        return Err(Fault::Above {});
    }
    Ok(())
}
