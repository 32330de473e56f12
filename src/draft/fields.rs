//! The fields of masthead and imprint in directives: what is printed of each and how it is read
//! back. A field that is set already, or a value that cannot be one, is refused, so that its line
//! stays as text.

use std::fmt::Display;
use std::str::FromStr;

use super::directive::{self, Key};
use crate::model::{Imprint, Issue, Masthead, Period, Series, StaffEntry};

/// Sets a field of the masthead from a directive. False when it cannot be.
pub(super) fn set_masthead(masthead: &mut Masthead, key: Key, value: &str) -> bool {
    let words = value.to_owned();
    match key {
        Key::Name if masthead.title.is_empty() && !value.is_empty() => masthead.title = words,
        Key::LineAbove => masthead.lines_above.push(words),
        Key::Issue => return set(&mut masthead.issue, read_issue(value)),
        Key::Period => return set(&mut masthead.period, read_period(value)),
        Key::Issuer => masthead.issuers.push(words),
        Key::Date => return set(&mut masthead.date, read(value)),
        Key::Secrecy => return set(&mut masthead.secrecy, Some(words)),
        Key::Urgency => return set(&mut masthead.urgency, Some(words)),
        Key::Notice => return set(&mut masthead.notice, Some(words)),
        Key::CopyNumber => return set(&mut masthead.copy_number, Some(words)),
        Key::Signer => return set(&mut masthead.signer, Some(words)),
        _ => return false,
    }
    true
}

/// Sets a field of the imprint from a directive. False when it cannot be.
pub(super) fn set_imprint(imprint: &mut Imprint, key: Key, value: &str) -> bool {
    let words = value.to_owned();
    match key {
        Key::Report => set(&mut imprint.report, Some(words)),
        Key::Send => set(&mut imprint.send, Some(words)),
        Key::IssueTo => set(&mut imprint.issue, Some(words)),
        Key::Copy => set(&mut imprint.copy, Some(words)),
        Key::PrintCount => set(&mut imprint.print_count, read(value)),
        Key::PrintedBy => set(&mut imprint.printed_by, Some(words)),
        Key::PrintedOn => set(&mut imprint.printed_on, read(value)),
        Key::StaffLabel => {
            imprint.staff.push(StaffEntry { label: words, value: String::new() });
            true
        }
        Key::StaffValue => match imprint.staff.last_mut() {
            Some(entry) if entry.value.is_empty() => {
                entry.value = words;
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Fills a field that is empty.
pub(super) fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let free = field.is_none() && value.is_some();
    if free {
        *field = value;
    }
    free
}

fn read<T: FromStr>(value: &str) -> Option<T> {
    value.parse().ok()
}

/// The line of an issue: year, number, total, series; `-` for what is not said.
pub(super) fn print_issue(issue: &Issue) -> String {
    fn said<T: Display>(part: Option<T>) -> String {
        part.map_or("-".to_owned(), |part| part.to_string())
    }
    let series = match issue.series {
        Series::Regular => "-",
        Series::Supplement => "增刊",
        Series::Special => "专刊",
    };
    let value =
        format!("{} {} {} {series}", said(issue.year), said(issue.number), said(issue.total));
    directive::print(Key::Issue, &value)
}

fn read_issue(value: &str) -> Option<Issue> {
    fn part<T: FromStr>(word: Option<&str>) -> Option<Option<T>> {
        match word? {
            "-" => Some(None),
            word => word.parse().ok().map(Some),
        }
    }
    let mut words = value.split(' ');
    let (year, number, total) = (part(words.next())?, part(words.next())?, part(words.next())?);
    let series = match words.next()? {
        "-" => Series::Regular,
        "增刊" => Series::Supplement,
        "专刊" => Series::Special,
        _ => return None,
    };
    words.next().is_none().then_some(Issue { year, number, total, series })
}

/// The line of a period: both days.
pub(super) fn print_period(period: &Period) -> String {
    directive::print(Key::Period, &format!("{} {}", period.start, period.end))
}

fn read_period(value: &str) -> Option<Period> {
    let (start, end) = value.split_once(' ')?;
    Some(Period { start: read(start)?, end: read(end)? })
}
