//! The fields of masthead and imprint in directives: how each is printed and read back. A field
//! that is already set, or a value that cannot be read, is refused, so that its line is kept as
//! text.

use std::fmt::Display;
use std::str::FromStr;

use base64::Engine as _;

use super::directive::{self, Key};
use super::rich;
use super::source::Source;
use super::spot::Extent;
use crate::model::{Figure, Imprint, ImprintEntry, Issue, Masthead, Period, Series, StaffEntry};

/// Sets a field of the masthead from a directive whose value stands at a place. False when it
/// cannot be.
pub(super) fn set_masthead(
    masthead: &mut Masthead,
    source: &mut Source,
    key: Key,
    value: &str,
    at: Extent,
) -> bool {
    let words = || Some(value.to_owned());
    let (name, is_set) = match key {
        Key::LineAbove => {
            source.field("lines_above").item(masthead.lines_above.len()).add(at);
            masthead.lines_above.extend(words());
            return true;
        }
        Key::Issuer => {
            source.field("issuers").item(masthead.issuers.len()).add(at);
            masthead.issuers.extend(words());
            return true;
        }
        Key::Name => {
            let free = masthead.title.is_empty() && !value.is_empty();
            if free {
                value.clone_into(&mut masthead.title);
            }
            ("title", free)
        }
        Key::Issue => ("issue", set(&mut masthead.issue, read_issue(value))),
        Key::Period => ("period", set(&mut masthead.period, read_period(value))),
        Key::Date => ("date", set(&mut masthead.date, read(value))),
        Key::Secrecy => ("secrecy", set(&mut masthead.secrecy, words())),
        Key::Urgency => ("urgency", set(&mut masthead.urgency, words())),
        Key::Notice => ("notice", set(&mut masthead.notice, words())),
        Key::CopyNumber => ("copy_number", set(&mut masthead.copy_number, words())),
        Key::Signer => ("signer", set(&mut masthead.signer, words())),
        _ => return false,
    };
    if is_set {
        source.field(name).add(at);
    }
    is_set
}

/// Sets a field of the imprint from a directive whose value stands at a place. False when it
/// cannot be.
pub(super) fn set_imprint(
    imprint: &mut Imprint,
    source: &mut Source,
    key: Key,
    value: &str,
    at: Extent,
) -> bool {
    let words = || Some(value.to_owned());
    let (name, is_set) = match key {
        Key::Report => ("report", set(&mut imprint.report, words())),
        Key::Send => ("send", set(&mut imprint.send, words())),
        Key::IssueTo => ("issue", set(&mut imprint.issue, words())),
        Key::Copy => ("copy", set(&mut imprint.copy, words())),
        Key::EntryLabel | Key::EntryLine => {
            let entry = source.field("entries").item(imprint.entries.len());
            imprint.entries.push(match key {
                Key::EntryLabel => {
                    entry.field("label").add(at);
                    ImprintEntry::new(value, "")
                }
                _ => {
                    entry.add(at);
                    ImprintEntry::line(value)
                }
            });
            return true;
        }
        Key::EntryValue => {
            let last = imprint.entries.len().saturating_sub(1);
            return match imprint.entries.last_mut() {
                Some(entry) if entry.value.is_empty() => {
                    value.clone_into(&mut entry.value);
                    source.field("entries").item(last).field("value").add(at);
                    true
                }
                _ => false,
            };
        }
        Key::ImprintFile => {
            ("picture", set(&mut imprint.picture, Some(Figure::file(value, String::new()))))
        }
        Key::ImprintData => {
            let data = base64::engine::general_purpose::STANDARD.decode(value).ok();
            let picture = data.map(|data| Figure::new(data, String::new()));
            ("picture", set(&mut imprint.picture, picture))
        }
        Key::ImprintAlt | Key::ImprintCaption | Key::ImprintWidth | Key::ImprintId => {
            let Some(picture) = &mut imprint.picture else { return false };
            let (name, is_set) = set_figure(picture, key, value);
            if is_set {
                source.field("picture").field(name).add(at);
            }
            return is_set;
        }
        Key::PrintCount => ("print_count", set(&mut imprint.print_count, read(value))),
        Key::PrintedBy => ("printed_by", set(&mut imprint.printed_by, words())),
        Key::PrintedOn => ("printed_on", set(&mut imprint.printed_on, read(value))),
        Key::StaffLabel => {
            source.field("staff").item(imprint.staff.len()).field("label").add(at);
            imprint.staff.push(StaffEntry { label: value.to_owned(), value: String::new() });
            return true;
        }
        Key::StaffValue => {
            let Some(last) = imprint.staff.len().checked_sub(1) else {
                return false;
            };
            return match imprint.staff.last_mut() {
                Some(entry) if entry.value.is_empty() => {
                    value.clone_into(&mut entry.value);
                    source.field("staff").item(last).field("value").add(at);
                    true
                }
                _ => false,
            };
        }
        _ => return false,
    };
    if is_set {
        source.field(name).add(at);
    }
    is_set
}

/// Sets a field of a picture: its name, and whether it was free.
pub(super) fn set_figure(figure: &mut Figure, key: Key, value: &str) -> (&'static str, bool) {
    match key {
        Key::FigureCaption | Key::ImprintCaption => {
            ("caption", set(&mut figure.caption, Some(rich(value))))
        }
        Key::ImprintId => ("id", set(&mut figure.id, Some(value.to_owned()))),
        Key::FigureWidth | Key::ImprintWidth => ("width", set(&mut figure.width, read(value))),
        _ => {
            let free = figure.alt.is_empty();
            if free {
                value.clone_into(&mut figure.alt);
            }
            ("alt", free)
        }
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

/// The line of an issue: year, number, total, series; `-` for what is not given.
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

/// The line of a period: its first and last day.
pub(super) fn print_period(period: &Period) -> String {
    directive::print(Key::Period, &format!("{} {}", period.start, period.end))
}

fn read_period(value: &str) -> Option<Period> {
    let (start, end) = value.split_once(' ')?;
    Some(Period { start: read(start)?, end: read(end)? })
}
