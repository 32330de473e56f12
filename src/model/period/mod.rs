//! The time that an issue reports on: days, weeks, months and what else offices report by. `read` is
//! the reading of lines and tables in files, `step` how a period moves on to the next issue.

mod read;
mod step;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::date::chinese_date;
use super::messages::Fault;
use super::rules;
use crate::error::Error;
use crate::place::{Place, Walk};

pub(super) use step::{Stride, in_range};

/// The time that an issue reports on. In files days are a table of `start` and `end`, or
/// `"2025-01-02/2025-01-08"`; everything else is written as it is printed: `"第9周"`, `"4月份"`,
/// `"2025年上半年"`. What is none of these is printed as it stands.
///
/// ```
/// use bulletin::{NaiveDate, Period};
///
/// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
/// let period = Period::new(day(2023, 12, 25), day(2024, 1, 5)).unwrap();
/// assert_eq!(period.to_string(), "（2023年12月25日—2024年1月5日）");
/// assert!(Period::new(day(2024, 1, 5), day(2024, 1, 1)).is_err());
///
/// let week = Period::Week { year: None, number: 9 };
/// assert_eq!(week.to_string(), "（第9周）");
/// assert_eq!("第9周".parse(), Ok(week));
/// let words = "本期时间：2月26日8时—3月1日17时";
/// assert_eq!(words.parse(), Ok(Period::Words(words.into())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Period {
    /// A span of days, both ends included: （2月26日—3月1日）.
    Days {
        /// The first day.
        start: NaiveDate,
        /// The last day, not before the first.
        end: NaiveDate,
    },
    /// A month, or months of one year: （4月份）, （2025年1—2月份）.
    Months {
        /// The year, where it is printed.
        year: Option<i32>,
        /// The first month, 1 to 12.
        first: u32,
        /// The last month, not before the first.
        last: u32,
    },
    /// A week: （第9周）.
    Week {
        /// The year, where it is printed.
        year: Option<i32>,
        /// Its number, 1 to 53.
        number: u32,
    },
    /// A third of a month (旬): （1月上旬）.
    TenDays {
        /// The year, where it is printed.
        year: Option<i32>,
        /// The month, 1 to 12.
        month: u32,
        /// Which third of it: 1 上旬, 2 中旬, 3 下旬.
        third: u32,
    },
    /// A quarter: （第一季度）.
    Quarter {
        /// The year, where it is printed.
        year: Option<i32>,
        /// Its number, 1 to 4.
        number: u32,
    },
    /// Half a year: （上半年）.
    Half {
        /// The year, where it is printed.
        year: Option<i32>,
        /// 1 上半年, 2 下半年.
        number: u32,
    },
    /// A year: （2025年度）.
    Year {
        /// The year.
        year: i32,
    },
    /// Words that are printed as they stand, without brackets.
    Words(String),
}

impl Period {
    /// The days from `start` to `end`.
    ///
    /// ```
    /// use bulletin::{NaiveDate, Period};
    ///
    /// let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
    /// let period = Period::new(day(2, 26), day(3, 1))?;
    /// assert_eq!(period.to_string(), "（2月26日—3月1日）");
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when the end is before the start.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Period, Error> {
        days(start, end).map_err(|fault| Error::new(fault, Place::default()))
    }

    /// The days between two, both included, whichever is the earlier.
    ///
    /// ```
    /// use bulletin::{NaiveDate, Period};
    ///
    /// let first = NaiveDate::from_ymd_opt(2024, 2, 26).unwrap();
    /// let last = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    /// assert_eq!(Period::spanning(last, first), Period::spanning(first, last));
    /// ```
    pub fn spanning(one: NaiveDate, other: NaiveDate) -> Period {
        Period::Days { start: one.min(other), end: one.max(other) }
    }

    /// A single day.
    ///
    /// ```
    /// use bulletin::{NaiveDate, Period};
    ///
    /// let day = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    /// assert_eq!(Period::day(day).to_string(), "（3月1日）");
    /// ```
    pub fn day(day: NaiveDate) -> Period {
        Period::Days { start: day, end: day }
    }

    /// Its words without the brackets in which they are printed.
    ///
    /// ```
    /// use bulletin::Period;
    ///
    /// assert_eq!(Period::Half { year: Some(2025), number: 1 }.words(), "2025年上半年");
    /// ```
    pub fn words(&self) -> String {
        let of = |year: Option<i32>| year.map(|year| format!("{year}年")).unwrap_or_default();
        match self {
            Period::Days { start, end } => {
                let day = |date: &NaiveDate| format!("{}月{}日", date.month(), date.day());
                if start.year() != end.year() {
                    format!("{}—{}", chinese_date(*start), chinese_date(*end))
                } else if start == end {
                    day(start)
                } else {
                    format!("{}—{}", day(start), day(end))
                }
            }
            Period::Months { year, first, last } if first == last => {
                format!("{}{first}月份", of(*year))
            }
            Period::Months { year, first, last } => format!("{}{first}—{last}月份", of(*year)),
            Period::Week { year, number } => format!("{}第{number}周", of(*year)),
            Period::TenDays { year, month, third } => {
                format!("{}{month}月{}", of(*year), name(&THIRDS, *third))
            }
            Period::Quarter { year, number } => {
                format!("{}第{}季度", of(*year), name(&NUMERALS, *number))
            }
            Period::Half { year, number } => format!("{}{}", of(*year), name(&HALVES, *number)),
            Period::Year { year } => format!("{year}年度"),
            Period::Words(words) => words.clone(),
        }
    }

    /// Whether it is printed in brackets.
    pub(crate) fn is_bracketed(&self) -> bool {
        !matches!(self, Period::Words(_))
    }

    /// The rules of a period: each number in its range, and no end before its start.
    pub(super) fn check(&self, path: &Walk<'_>) -> Result<(), Error> {
        let at = |path: &Walk<'_>, result: Result<(), Fault>| {
            result.map_err(|fault| Error::new(fault, Place::path(path.path())))
        };
        if let Period::Days { start, end } = self {
            at(&path.field("start"), rules::date(*start))?;
            at(&path.field("end"), rules::date(*end))?;
        }
        at(path, self.fault().map_or(Ok(()), Err))
    }

    /// What is wrong with it, the years of days apart.
    fn fault(&self) -> Option<Fault> {
        let within = |number: u32, most: u32| rules::within(number, 1..=most);
        let year =
            |year: &Option<i32>| year.map_or(Ok(()), |year| rules::within(year, rules::YEARS));
        let check = || match self {
            Period::Days { start, end } => days(*start, *end).map(drop),
            Period::Months { year: of, first, last } => {
                year(of)?;
                within(*first, 12)?;
                rules::within(*last, *first..=12)
            }
            Period::Week { year: of, number } => year(of).and(within(*number, 53)),
            Period::TenDays { year: of, month, third } => {
                year(of).and(within(*month, 12)).and(within(*third, 3))
            }
            Period::Quarter { year: of, number } => year(of).and(within(*number, 4)),
            Period::Half { year: of, number } => year(of).and(within(*number, 2)),
            Period::Year { year: of } => rules::within(*of, rules::YEARS),
            Period::Words(words) => rules::name(words),
        };
        check().err()
    }
}

/// The days from one to another.
fn days(start: NaiveDate, end: NaiveDate) -> Result<Period, Fault> {
    if start <= end { Ok(Period::Days { start, end }) } else { Err(Fault::Period { start, end }) }
}

const THIRDS: [(&str, u32); 3] = [("上旬", 1), ("中旬", 2), ("下旬", 3)];
const HALVES: [(&str, u32); 2] = [("上半年", 1), ("下半年", 2)];
const NUMERALS: [(&str, u32); 4] = [("一", 1), ("二", 2), ("三", 3), ("四", 4)];

/// What a number is called; nothing for one that is out of range.
fn name(names: &[(&'static str, u32)], number: u32) -> &'static str {
    names.iter().find(|(_, of)| *of == number).map_or("", |(name, _)| name)
}

/// The period in brackets, but for words: of days the years only when they differ, one day once.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words();
        if self.is_bracketed() { write!(f, "（{words}）") } else { f.write_str(&words) }
    }
}

/// Reads a period in any of the forms that files have, in brackets or not; words that are none of
/// them are the period's words.
///
/// # Errors
///
/// [`ErrorKind::Input`](crate::ErrorKind::Input) for a period that ends before it starts, a month 13
/// and the like, and for what is neither a period nor Chinese.
impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Period, Error> {
        read::line(text).map_err(|fault| Error::new(fault, Place::default()))
    }
}

/// Days as `start` and `end`, everything else as it is printed.
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Period::Days { start, end } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("start", &start.to_string())?;
                map.serialize_entry("end", &end.to_string())?;
                map.end()
            }
            // Words that would be read as something else.
            Period::Words(words) if read::line(words).ok().as_ref() != Some(self) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("words", words)?;
                map.end()
            }
            other => serializer.serialize_str(&other.words()),
        }
    }
}
