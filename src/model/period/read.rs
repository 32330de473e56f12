//! Periods in files: a line as it is printed, two days, or words.

use std::fmt;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{HALVES, NUMERALS, Period, THIRDS, days};
use crate::model::messages::Fault;
use crate::model::scan::{DASHES, Scan};
use crate::model::{rules, strict};
use crate::raise::expecting;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "period")]
struct Parts {
    #[serde(default, with = "strict::optional_date")]
    start: Option<NaiveDate>,
    #[serde(default, with = "strict::optional_date")]
    end: Option<NaiveDate>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    words: Option<String>,
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        struct PeriodVisitor;

        impl<'de> Visitor<'de> for PeriodVisitor {
            type Value = Period;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "a period such as \"第9周\", \"4月份\" or \"2025-01-02/2025-01-08\", or a table of \
                     `start` and `end`",
                    "起止日期，如 \"第9周\"、\"4月份\"、\"2025-01-02/2025-01-08\"，或者分项写的 start、end",
                )
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Period, E> {
                rules::words(text).and_then(|()| line(text)).map_err(strict::fault)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Period, A::Error> {
                let parts = Parts::deserialize(MapAccessDeserializer::new(map))?;
                match (parts.start, parts.end, parts.words) {
                    (Some(start), Some(end), None) => days(start, end).map_err(strict::fault),
                    (None, None, Some(words)) => Ok(Period::Words(words)),
                    (Some(_), None, None) => Err(A::Error::missing_field("end")),
                    (None, _, None) => Err(A::Error::missing_field("start")),
                    (_, _, Some(_)) => Err(strict::fault(Fault::PeriodParts {})),
                }
            }
        }

        deserializer.deserialize_any(PeriodVisitor)
    }
}

/// Reads a period as a whole.
pub(super) fn line(text: &str) -> Result<Period, Fault> {
    let trimmed = text.trim();
    let inner = trimmed.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let scan = Scan::new(inner.unwrap_or(trimmed));
    if let Some(period) = span(scan).or_else(|| named(scan)) {
        return period.fault().map_or(Ok(period), Err);
    }
    if let Some(fault) = no_day(scan) {
        return Err(fault);
    }
    // What has no word in it is a form that is mistaken.
    let words = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    if words {
        return Ok(Period::Words(text.to_owned()));
    }
    if trimmed.is_empty() {
        return Err(Fault::Blank {});
    }
    Err(Fault::PeriodLine { line: text.to_owned() })
}

/// What is wrong with words that begin as a day and are none.
fn no_day(mut scan: Scan<'_>) -> Option<Fault> {
    let (year, month) = (scan.year()?, scan.number_before("月")?);
    let day = scan.number_before("日")?;
    let is_day = NaiveDate::from_ymd_opt(year, month, day).is_some();
    (!is_day).then(|| Fault::Date { text: format!("{year}年{month}月{day}日") })
}

/// Two days, or one: 2025-01-02/2025-01-08, 2025年1月2日—8日.
fn span(mut scan: Scan<'_>) -> Option<Period> {
    let text = scan.rest();
    if let Some((start, end)) = text.split_once('/') {
        let day = |text: &str| rules::day(text.trim()).ok();
        return Some(Period::Days { start: day(start)?, end: day(end)? });
    }
    if let Some(day) = rules::iso_day(text) {
        return Some(Period::day(day));
    }
    let start = rules::chinese_day(&mut scan)?;
    if scan.at_end() {
        return Some(Period::day(start));
    }
    if !scan.one_of(DASHES) {
        return None;
    }
    let end = match rules::chinese_day(&mut scan) {
        Some(end) => end,
        // The year and the month of the start are those of the end.
        None => {
            use chrono::Datelike;
            let month = scan.number_before("月").unwrap_or(start.month());
            NaiveDate::from_ymd_opt(start.year(), month, scan.number_before("日")?)?
        }
    };
    scan.at_end().then_some(Period::Days { start, end })
}

/// A period that has a name: 2025年第9周, 4月份, 第一季度, 上半年, 2025年.
fn named(mut scan: Scan<'_>) -> Option<Period> {
    let year = scan.year();
    let period = if let Some(number) = scan.any(&HALVES) {
        Period::Half { year, number }
    } else if let Some(first) = scan.number() {
        months(&mut scan, year, first)?
    } else if scan.word("第") {
        match scan.number_before("周") {
            Some(number) => Period::Week { year, number },
            None => quarter(&mut scan, year)?,
        }
    } else if scan.at_end() || scan.word("度") {
        Period::Year { year: year? }
    } else {
        quarter(&mut scan, year)?
    };
    scan.at_end().then_some(period)
}

/// 1月上旬, 4月份, 1—2月份, 1月—2月, and the month that has been read.
fn months(scan: &mut Scan<'_>, year: Option<i32>, first: u32) -> Option<Period> {
    let named = scan.word("月");
    if let Some(third) = named.then(|| scan.any(&THIRDS)).flatten() {
        return Some(Period::TenDays { year, month: first, third });
    }
    let last = if scan.one_of(DASHES) { scan.number_before("月")? } else { first };
    if !named && last == first {
        return None;
    }
    scan.word("份");
    Some(Period::Months { year, first, last })
}

/// 一季度, the 第 before it read.
fn quarter(scan: &mut Scan<'_>, year: Option<i32>) -> Option<Period> {
    let number = scan.any(&NUMERALS).or_else(|| scan.number())?;
    scan.word("季度").then_some(Period::Quarter { year, number })
}
