//! The fields of masthead and imprint in directives: how each is printed and read back. A field
//! that is already set, or a value that cannot be read, is refused, so that its line is kept as
//! text.

use std::fmt::Display;
use std::str::FromStr;

use base64::Engine as _;
use chrono::NaiveDate;

use super::chars::whole;
use super::directive::{self, Key};
use super::rich;
use super::source::Source;
use super::spot::Extent;
use crate::model::{
    Chart, Date, Field, Figure, Image, Imprint, ImprintEntry, Issue, IssueForm, IssueNumber,
    IssueUnit, Logo, Masthead, Period, Series, StaffEntry,
};

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
            return append(&mut masthead.lines_above, source.field("lines_above"), value, at);
        }
        Key::LineBelow => {
            return append(&mut masthead.lines_below, source.field("lines_below"), value, at);
        }
        Key::Notice => return append(&mut masthead.notice, source.field("notice"), value, at),
        Key::FieldLabel => {
            source.field("fields").item(masthead.fields.len()).field("label").add(at);
            masthead.fields.push(Field::new(value, ""));
            return true;
        }
        Key::FieldValue => {
            let values = masthead.fields.iter_mut().map(|field| &mut field.value);
            return complete(values, source.field("fields"), value, at);
        }
        Key::LogoFile | Key::LogoData | Key::LogoAlt => {
            return set_logo(masthead, source, key, value, at);
        }
        Key::Issuer => return append(&mut masthead.issuers, source.field("issuers"), value, at),
        Key::Name => {
            let free = masthead.title.is_empty() && !value.is_empty();
            if free {
                value.clone_into(&mut masthead.title);
            }
            ("title", free)
        }
        Key::NamePart => ("title_part", set(&mut masthead.title_part, words())),
        Key::Issue => ("issue", set(&mut masthead.issue, read_issue(value))),
        Key::IssueLine => {
            let issue = masthead.issue.get_or_insert_default();
            ("issue", set(&mut issue.line, words()))
        }
        Key::Period => ("period", set(&mut masthead.period, read_period(value))),
        Key::PeriodWords => ("period", set(&mut masthead.period, words().map(Period::Words))),
        Key::Date => ("date", set(&mut masthead.date, read_date(value))),
        Key::Secrecy => ("secrecy", set(&mut masthead.secrecy, words())),
        Key::Urgency => ("urgency", set(&mut masthead.urgency, words())),
        Key::CopyNumber => ("copy_number", set(&mut masthead.copy_number, words())),
        Key::Signer => ("signer", set(&mut masthead.signer, words())),
        _ => return false,
    };
    if is_set {
        source.field(name).add(at);
    }
    is_set
}

/// Sets the picture beside the name.
fn set_logo(
    masthead: &mut Masthead,
    source: &mut Source,
    key: Key,
    value: &str,
    at: Extent,
) -> bool {
    let (field, set) = match key {
        Key::LogoAlt => {
            ("alt", masthead.logo.as_mut().is_some_and(|logo| fill(&mut logo.alt, value)))
        }
        Key::LogoFile => {
            let logo = Logo::new(Image::File(value.to_owned()), "");
            ("file", set(&mut masthead.logo, Some(logo)))
        }
        _ => ("data", set(&mut masthead.logo, read_image(value).map(|data| Logo::new(data, "")))),
    };
    if set {
        source.field("logo").field(field).add(at);
    }
    set
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
            let values = imprint.entries.iter_mut().map(|entry| &mut entry.value);
            return complete(values, source.field("entries"), value, at);
        }
        Key::ImprintFile => {
            ("picture", set(&mut imprint.picture, Some(Figure::file(value, String::new()))))
        }
        Key::ImprintData => {
            let picture = read_image(value).map(|data| Figure::new(data, String::new()));
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
        Key::PrintCount => ("print_count", set(&mut imprint.print_count, whole(value))),
        Key::PrintedBy => ("printed_by", set(&mut imprint.printed_by, words())),
        Key::PrintedOn => ("printed_on", set(&mut imprint.printed_on, day(value))),
        Key::StaffLabel => {
            source.field("staff").item(imprint.staff.len()).field("label").add(at);
            imprint.staff.push(StaffEntry { label: value.to_owned(), value: String::new() });
            return true;
        }
        Key::StaffValue => {
            let values = imprint.staff.iter_mut().map(|entry| &mut entry.value);
            return complete(values, source.field("staff"), value, at);
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
        Key::FigureWidth | Key::ImprintWidth => ("width", set(&mut figure.width, whole(value))),
        _ => ("alt", fill(&mut figure.alt, value)),
    }
}

/// Sets a field of a chart as that of a figure: its name, and false when it cannot be.
pub(super) fn set_drawn(chart: &mut Chart, key: Key, value: &str) -> (&'static str, bool) {
    match key {
        Key::FigureCaption => ("caption", set(&mut chart.caption, Some(rich(value)))),
        Key::FigureWidth => ("width", set(&mut chart.width, whole(value))),
        _ => {
            let words = Some(value.to_owned()).filter(|words| !words.trim().is_empty());
            ("alt", set(&mut chart.alt, words))
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

/// Fills words that are empty.
fn fill(words: &mut String, value: &str) -> bool {
    let free = words.is_empty();
    if free {
        value.clone_into(words);
    }
    free
}

/// Adds a line to a list.
fn append(list: &mut Vec<String>, source: &mut Source, value: &str, at: Extent) -> bool {
    source.item(list.len()).add(at);
    list.push(value.to_owned());
    true
}

/// Sets the last of these values, which its label waits for. False when none waits.
fn complete<'v>(
    values: impl ExactSizeIterator<Item = &'v mut String> + DoubleEndedIterator,
    source: &mut Source,
    value: &str,
    at: Extent,
) -> bool {
    let (count, mut values) = (values.len(), values);
    let set = values.next_back().is_some_and(|last| fill(last, value));
    if set {
        source.item(count - 1).field("value").add(at);
    }
    set
}

/// Reads the bytes of a picture, as `print::Writer::image` prints them.
pub(super) fn read_image(value: &str) -> Option<Image> {
    let data = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
    Some(Image::from(data))
}

/// Reads a day as it is printed here, any year; chrono also reads +024-3-1.
pub(super) fn day(value: &str) -> Option<NaiveDate> {
    let day = read::<NaiveDate>(value);
    day.filter(|day| day.to_string() == value)
}

fn read<T: FromStr>(value: &str) -> Option<T> {
    value.parse().ok()
}

/// The line of an issue: year, number, total, unit, form, series; `-` for what is not given. Unit and
/// form are left out where they are the usual ones.
pub(super) fn print_issue(issue: &Issue) -> String {
    fn said<T: Display>(part: Option<T>) -> String {
        part.map_or("-".to_owned(), |part| part.to_string())
    }
    let usual = (issue.unit, issue.form) == (IssueUnit::Issue, IssueForm::Year)
        && matches!(issue.series, Series::Regular | Series::Supplement | Series::Special);
    let kind = match issue.form {
        _ if usual => String::new(),
        IssueForm::Bracketed => format!("{} 〔〕 ", issue.unit.word()),
        _ => format!("{} - ", issue.unit.word()),
    };
    let series = if issue.series.is_regular() { "-" } else { issue.series.word() };
    let value =
        format!("{} {} {} {kind}{series}", said(issue.year), said(issue.number), said(issue.total));
    directive::print(Key::Issue, &value)
}

/// Reads an issue: that line, or one as it is printed.
fn read_issue(value: &str) -> Option<Issue> {
    parts_of_issue(value).or_else(|| read(value))
}

fn parts_of_issue(value: &str) -> Option<Issue> {
    fn part<T>(word: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
        match word? {
            "-" => Some(None),
            word => read(word).map(Some),
        }
    }
    let mut words = value.splitn(4, ' ');
    let mut issue = Issue {
        year: part(words.next(), whole)?,
        number: part(words.next(), IssueNumber::of)?,
        total: part(words.next(), IssueNumber::of)?,
        ..Issue::default()
    };
    let mut series = words.next()?;
    if let Some((unit, rest)) = series.split_once(' ')
        && let Some(unit) = IssueUnit::of(unit)
    {
        let (form, rest) = rest.split_once(' ')?;
        issue.unit = unit;
        issue.form = match form {
            "〔〕" => IssueForm::Bracketed,
            "-" => IssueForm::Year,
            _ => return None,
        };
        series = rest;
    }
    issue.series = if series == "-" { Series::Regular } else { Series::of(series) };
    Some(issue)
}

/// The line of a period.
pub(super) fn print_period(period: &Period) -> String {
    match period {
        Period::Days { start, end } => directive::print(Key::Period, &format!("{start} {end}")),
        Period::Words(words) => directive::print(Key::PeriodWords, words),
        other => directive::print(Key::Period, &other.words()),
    }
}

/// Reads a period: two days, or one as it is printed.
fn read_period(value: &str) -> Option<Period> {
    if let Some((start, end)) = value.split_once(' ') {
        return Period::new(day(start)?, day(end)?).ok();
    }
    read::<Period>(value).filter(|period| !matches!(period, Period::Words(_)))
}

/// The line of a date: a day, with the hour and the sign of the weekday behind it.
pub(super) fn print_date(date: Date) -> String {
    let hour = date.hour.map(|hour| format!(" {hour}时")).unwrap_or_default();
    let weekday = if date.weekday { " 星期" } else { "" };
    directive::print(Key::Date, &format!("{}{hour}{weekday}", date.day))
}

/// Reads a date: that line, or one as it is printed.
fn read_date(value: &str) -> Option<Date> {
    parts_of_date(value).or_else(|| read(value))
}

fn parts_of_date(value: &str) -> Option<Date> {
    let mut words = value.split(' ');
    let mut date = Date::from(day(words.next()?)?);
    for word in words {
        match word.strip_suffix("时") {
            Some(hour) => date.hour = Some(whole(hour)?),
            None if word == "星期" => date.weekday = true,
            None => return None,
        }
    }
    Some(date)
}
