//! The date of an issue: a day, perhaps with its hour and its weekday, as official documents print
//! it (GB/T 9704-2012, 7.3.5.4).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::messages::Fault;
use super::scan::Scan;
use super::{rules, strict};
use crate::error::Error;
use crate::place::Place;
use crate::raise::expecting;

/// A date as official documents print it, without leading zeros (GB/T 9704-2012, 7.3.5.4).
///
/// ```
/// use bulletin::{NaiveDate, chinese_date};
///
/// let date = NaiveDate::from_ymd_opt(2024, 3, 12).unwrap();
/// assert_eq!(chinese_date(date), "2024年3月12日");
/// ```
pub fn chinese_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The date of an issue: a day, and where they are printed its hour and its weekday. In files the
/// day, `2025-01-02` or `2025年1月2日`, or all of it as it is printed, `2025年1月2日（星期四）16时`; a
/// weekday that is not that of the day is refused.
///
/// ```
/// use bulletin::{Date, NaiveDate};
///
/// let day = NaiveDate::from_ymd_opt(2025, 1, 2).unwrap();
/// let mut date = Date::from(day);
/// assert_eq!(date.to_string(), "2025年1月2日");
/// date.hour = Some(16);
/// assert_eq!(date.to_string(), "2025年1月2日16时");
/// assert_eq!("2025年1月2日16时".parse(), Ok(date));
/// date.weekday = true;
/// assert_eq!(date.to_string(), "2025年1月2日（星期四）16时");
/// assert_eq!("2025年1月2日（星期五）".parse::<Date>().unwrap_err().code(), "input.weekday");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Date {
    /// The day.
    pub day: NaiveDate,
    /// The hour, 0 to 24, where it is printed: 16时.
    pub hour: Option<u8>,
    /// Whether the weekday is printed: （星期四）. It follows from the day.
    pub weekday: bool,
}

/// A day without hour and weekday.
impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Date {
        Date { day, hour: None, weekday: false }
    }
}

/// The date as it is printed.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&chinese_date(self.day))?;
        if self.weekday {
            write!(f, "（{}）", weekday_name(self.day))?;
        }
        self.hour.map_or(Ok(()), |hour| write!(f, "{hour}时"))
    }
}

/// Reads a date in any of the forms that files have.
///
/// # Errors
///
/// [`ErrorKind::Input`](crate::ErrorKind::Input) for what is no date, a day that there is not, and a
/// weekday that is not that of the day.
impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Date, Error> {
        Date::read(text).map_err(|fault| Error::new(fault, Place::default()))
    }
}

impl Date {
    /// The rules of a date: a year of four digits, an hour of the day.
    pub(super) fn check(&self) -> Result<(), Fault> {
        rules::date(self.day)?;
        self.hour.map_or(Ok(()), |hour| rules::within(hour, 0..=24))
    }

    /// Reads a date as a whole.
    pub(super) fn read(text: &str) -> Result<Date, Fault> {
        let none = || Fault::Date { text: text.to_owned() };
        if let Some(date) = iso(text) {
            return Ok(date);
        }
        let mut scan = Scan::new(text);
        let day = rules::chinese_day(&mut scan).ok_or_else(none)?;
        let mut date = Date::from(day);
        let mut said = weekday(&mut scan);
        date.hour = scan.number_before("时").map(|hour| hour.try_into().unwrap_or(u8::MAX));
        said = said.or_else(|| weekday(&mut scan));
        if !scan.at_end() {
            return Err(none());
        }
        date.check()?;
        date.weekday = said.is_some();
        match said {
            Some(said) if said != day.weekday() => Err(Fault::Weekday {
                day,
                said: name(said).to_owned(),
                weekday: weekday_name(day).to_owned(),
            }),
            _ => Ok(date),
        }
    }
}

/// `2025-01-02`, `2025-01-02T16:00`, `2025-01-02 16:00:00`.
fn iso(text: &str) -> Option<Date> {
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let mut date = Date::from(rules::iso_day(day)?);
    if let Some(time) = time {
        let hour = time.strip_suffix(":00:00").or(time.strip_suffix(":00")).unwrap_or(time);
        let digits = hour.len() == 2 && hour.bytes().all(|byte| byte.is_ascii_digit());
        date.hour = Some(hour.parse().ok().filter(|hour| digits && *hour <= 24)?);
    }
    Some(date)
}

const NAMES: [(&str, Weekday); 7] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
];

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}

/// The name of a day's weekday.
fn weekday_name(day: NaiveDate) -> &'static str {
    name(day.weekday())
}

/// Reads a weekday, perhaps in brackets: 星期四, （周四）.
fn weekday(scan: &mut Scan<'_>) -> Option<Weekday> {
    let mut ahead = *scan;
    let bracket = ahead.one_of("（(");
    if !(ahead.word("星期") || ahead.word("礼拜") || ahead.word("周")) {
        return None;
    }
    let said = ahead.any(&NAMES).or_else(|| ahead.word("天").then_some(Weekday::Sun))?;
    if bracket && !ahead.one_of("）)") {
        return None;
    }
    *scan = ahead;
    Some(said)
}

/// A day alone as `2025-01-02`, anything else as it is printed.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == Date::from(self.day) {
            serializer.collect_str(&self.day)
        } else {
            serializer.collect_str(self)
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        deserializer.deserialize_any(DateVisitor)
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a date such as 2024-03-12", "日期，写作 2024-03-12")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
        Date::read(text).map_err(strict::fault)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        let text = strict::toml_date(map, &self)?;
        self.visit_str(&text)
    }
}
