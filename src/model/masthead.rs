//! The masthead (报头): what stands above the red rule, and the lines it prints from numbers and
//! days: the issue line, the period and the date.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{read, rules};
use crate::error::Error;

/// The masthead (报头).
///
/// ```
/// use bulletin::{Issue, Masthead};
///
/// let masthead = Masthead {
///     title: "窗口工作周报".into(),
///     issue: Some(Issue { total: Some(479), ..Issue::new(2024, 8) }),
///     issuers: vec!["省政务服务中心".into()],
///     date: chrono::NaiveDate::from_ymd_opt(2024, 3, 12),
///     ..Masthead::default()
/// };
/// assert_eq!(masthead.issue.unwrap().to_string(), "2024年第8期（总第479期）");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a masthead: a map with at least a `title`")]
pub struct Masthead {
    /// The name of the bulletin: 窗口工作周报. The one field that has to be there.
    #[serde(deserialize_with = "read::name")]
    pub title: String,
    /// Which issue this is: 2024年第8期（总第479期）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Issue>,
    /// The days it reports on: （2月26日—3月1日）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Who issues it; the first is the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read::issuers")]
    pub issuers: Vec<String>,
    /// The date of issue: 2024年3月12日.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "read::optional_date")]
    pub date: Option<NaiveDate>,
    /// Secrecy and its term as printed (密级和保密期限): 秘密★1年.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub secrecy: Option<String>,
    /// Urgency as printed (紧急程度): 特急, 加急.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub urgency: Option<String>,
    /// A line of care (内部资料，注意保存); a line feed breaks it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub notice: Option<String>,
    /// The number of this copy (份号, 编号): 000001.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub copy_number: Option<String>,
    /// Who signed the issue off (签发人).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub signer: Option<String>,
}

/// Which issue of the bulletin this is. Printed, it is the issue line.
///
/// ```
/// use bulletin::{Issue, Series};
///
/// let issue = Issue { year: Some(2024), number: Some(8), total: Some(479), ..Issue::default() };
/// assert_eq!(issue.to_string(), "2024年第8期（总第479期）");
///
/// let line = |issue: Issue| issue.to_string();
/// assert_eq!(line(Issue { number: Some(8), ..Issue::default() }), "第8期");
/// assert_eq!(line(Issue { total: Some(479), ..Issue::default() }), "总第479期");
/// assert_eq!(line(Issue { series: Series::Supplement, ..Issue::new(2024, 2) }), "2024年增刊第2期");
/// let special = Issue { number: Some(1), series: Series::Special, ..Issue::default() };
/// assert_eq!(line(special), "专刊第1期");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "IssueFields")]
pub struct Issue {
    /// The year in which it is numbered, four digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Its number in the year and series, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its number in the running total (总第479期), from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// The series it is numbered in.
    #[serde(skip_serializing_if = "Series::is_regular")]
    pub series: Series,
}

/// An issue as it is read, before it is known to say anything.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "an issue: a map of `year`, `number`, `total` and `series`"
)]
struct IssueFields {
    #[serde(default, deserialize_with = "read::optional_year")]
    year: Option<i32>,
    #[serde(default, deserialize_with = "read::optional_from_one")]
    number: Option<u32>,
    #[serde(default, deserialize_with = "read::optional_from_one")]
    total: Option<u32>,
    #[serde(default)]
    series: Series,
}

impl TryFrom<IssueFields> for Issue {
    type Error = rules::Fault;

    fn try_from(fields: IssueFields) -> Result<Issue, rules::Fault> {
        let IssueFields { year, number, total, series } = fields;
        let issue = Issue { year, number, total, series };
        rules::issue(&issue)?;
        Ok(issue)
    }
}

/// The series an issue is numbered in.
///
/// ```
/// use bulletin::Series;
///
/// assert_eq!(Series::Supplement.to_string(), "增刊");
/// assert_eq!(Series::default().to_string(), "");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Series {
    /// The regular issues.
    #[default]
    Regular,
    /// 增刊, numbered on its own.
    Supplement,
    /// 专刊, numbered on its own.
    Special,
}

/// A span of days, both ends included. The start is not after the end. Printed, it is the line
/// below the issue line.
///
/// ```
/// use bulletin::Period;
/// use chrono::NaiveDate;
///
/// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
/// let week = Period::new(day(2024, 2, 26), day(2024, 3, 1))?;
/// assert_eq!(week.to_string(), "（2月26日—3月1日）");
///
/// let turn = Period::new(day(2023, 12, 25), day(2024, 1, 5))?;
/// assert_eq!(turn.to_string(), "（2023年12月25日—2024年1月5日）");
///
/// assert_eq!(Period::day(day(2024, 3, 1)).to_string(), "（3月1日）");
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "PeriodFields")]
pub struct Period {
    /// The first day.
    #[serde(with = "read::date")]
    pub start: NaiveDate,
    /// The last day.
    #[serde(with = "read::date")]
    pub end: NaiveDate,
}

/// A period as it is read, before its ends are compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a period: a map of `start` and `end`")]
struct PeriodFields {
    #[serde(with = "read::date")]
    start: NaiveDate,
    #[serde(with = "read::date")]
    end: NaiveDate,
}

impl TryFrom<PeriodFields> for Period {
    type Error = rules::Fault;

    fn try_from(fields: PeriodFields) -> Result<Period, rules::Fault> {
        let period = Period { start: fields.start, end: fields.end };
        rules::period(&period)?;
        Ok(period)
    }
}

impl Issue {
    /// Issue `number` of `year`, in the regular series and without a running total.
    ///
    /// ```
    /// use bulletin::Issue;
    ///
    /// assert_eq!(Issue::new(2024, 8).to_string(), "2024年第8期");
    /// let issue = Issue { total: Some(479), ..Issue::new(2024, 8) };
    /// assert_eq!(issue.to_string(), "2024年第8期（总第479期）");
    /// ```
    pub fn new(year: i32, number: u32) -> Issue {
        Issue { year: Some(year), number: Some(number), ..Issue::default() }
    }

    /// Whether it says nothing at all: its line is empty.
    ///
    /// ```
    /// assert!(bulletin::Issue::default().is_empty());
    /// assert!(!bulletin::Issue::new(2024, 8).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Issue::default()
    }
}

impl Series {
    fn is_regular(&self) -> bool {
        *self == Series::Regular
    }
}

impl Period {
    /// The days from `start` to `end`.
    ///
    /// # Errors
    /// When it would end before it starts.
    ///
    /// ```
    /// use bulletin::Period;
    /// use chrono::NaiveDate;
    ///
    /// let start = NaiveDate::from_ymd_opt(2024, 2, 26).unwrap();
    /// assert!(Period::new(start, start + chrono::Days::new(4)).is_ok());
    /// assert!(Period::new(start, start - chrono::Days::new(1)).is_err());
    /// ```
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Period, Error> {
        let period = Period { start, end };
        rules::period(&period).map_err(|fault| fault.at(""))?;
        Ok(period)
    }

    /// The days between two, both included, whichever is the earlier.
    ///
    /// ```
    /// use bulletin::Period;
    /// use chrono::NaiveDate;
    ///
    /// let first = NaiveDate::from_ymd_opt(2024, 2, 26).unwrap();
    /// let last = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    /// assert_eq!(Period::spanning(last, first), Period::spanning(first, last));
    /// ```
    pub fn spanning(one: NaiveDate, other: NaiveDate) -> Period {
        Period { start: one.min(other), end: one.max(other) }
    }

    /// A single day.
    ///
    /// ```
    /// use bulletin::Period;
    ///
    /// let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    /// assert_eq!(Period::day(day).to_string(), "（3月1日）");
    /// ```
    pub fn day(day: NaiveDate) -> Period {
        Period { start: day, end: day }
    }
}

/// `2024年第8期（总第479期）`, `2024年增刊第2期`; what is not known is left out, and the running
/// total has its brackets only behind something else.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year}年")?;
        }
        write!(f, "{}", self.series)?;
        if let Some(number) = self.number {
            write!(f, "第{number}期")?;
        }
        match self.total {
            Some(total) if (Issue { total: None, ..*self }).is_empty() => {
                write!(f, "总第{total}期")
            }
            Some(total) => write!(f, "（总第{total}期）"),
            None => Ok(()),
        }
    }
}

/// `增刊`, `专刊`; nothing for the regular series.
impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Series::Regular => "",
            Series::Supplement => "增刊",
            Series::Special => "专刊",
        })
    }
}

/// `（2月26日—3月1日）`, with both years when they differ, and one day only once.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |day: NaiveDate| format!("{}月{}日", day.month(), day.day());
        if self.start == self.end {
            write!(f, "（{}）", short(self.start))
        } else if self.start.year() == self.end.year() {
            write!(f, "（{}—{}）", short(self.start), short(self.end))
        } else {
            write!(f, "（{}—{}）", chinese_date(self.start), chinese_date(self.end))
        }
    }
}

/// A date as bulletins print it, without leading noughts (GB/T 9704-2012, 7.3.5.4).
///
/// ```
/// let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 2).unwrap();
/// assert_eq!(bulletin::chinese_date(day), "2024年3月2日");
/// ```
pub fn chinese_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
