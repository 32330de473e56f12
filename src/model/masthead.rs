//! The masthead (报头): what stands above the red rule, and how its parts are printed.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

use super::messages::Fault;
use super::{limits, strict};
use crate::error::Error;
use crate::place::Place;

/// The masthead (报头).
///
/// ```
/// use bulletin::{Issue, Masthead, NaiveDate};
///
/// let mut masthead = Masthead::new("窗口工作周报");
/// masthead.issue = Some(Issue::new(2024, 8));
/// masthead.issuers = vec!["省政务服务中心".into()];
/// masthead.date = NaiveDate::from_ymd_opt(2024, 3, 12);
/// assert_eq!(masthead.signer, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Masthead {
    /// The name of the bulletin: 窗口工作周报. Not blank.
    #[serde(deserialize_with = "strict::name")]
    pub title: String,
    /// Smaller lines above the name: the organ or the campaign that the bulletin belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lines_above")]
    pub lines_above: Vec<String>,
    /// Which issue this is: 2024年第8期（总第479期）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Issue>,
    /// The days it reports on: （2月26日—3月1日）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Who issues it; the first is the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "issuers")]
    pub issuers: Vec<String>,
    /// The date of issue: 2024年3月12日.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "strict::optional_date")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<NaiveDate>"))]
    pub date: Option<NaiveDate>,
    /// Secrecy and its term as printed (密级和保密期限): 秘密★1年.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub secrecy: Option<String>,
    /// Urgency as printed (紧急程度): 特急, 加急.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub urgency: Option<String>,
    /// A line of care (内部资料，注意保存); a line feed breaks it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub notice: Option<String>,
    /// The number of this copy: six digits are a 份号 and stand left, anything else is an 编号 and
    /// stands right.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub copy_number: Option<String>,
    /// Who signed the issue off (签发人).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub signer: Option<String>,
}

impl Masthead {
    /// A masthead that says the name of the bulletin and nothing else.
    ///
    /// ```
    /// let masthead = bulletin::Masthead::new("窗口工作周报");
    /// assert_eq!((masthead.issue, masthead.date), (None, None));
    /// ```
    pub fn new(title: impl Into<String>) -> Masthead {
        Masthead { title: title.into(), ..Masthead::default() }
    }
}

fn issuers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::ISSUERS, ("a list of organisations", "单位的列表"))
}

fn lines_above<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::LINES_ABOVE, ("a list of lines", "逐行的列表"))
}

/// Which issue of the bulletin this is.
///
/// ```
/// use bulletin::{Issue, Series};
///
/// let mut issue = Issue::new(2024, 8);
/// issue.total = Some(479);
/// assert_eq!(issue.to_string(), "2024年第8期（总第479期）");
///
/// let mut extra = Issue::default();
/// extra.number = Some(2);
/// extra.series = Series::Supplement;
/// assert_eq!(extra.to_string(), "增刊第2期");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
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

/// The fields of an issue in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "issue")]
struct IssueFile {
    #[serde(default, deserialize_with = "strict::year")]
    year: Option<i32>,
    #[serde(default, deserialize_with = "strict::count")]
    number: Option<u32>,
    #[serde(default, deserialize_with = "strict::count")]
    total: Option<u32>,
    #[serde(default)]
    series: Series,
}

impl<'de> Deserialize<'de> for Issue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Issue, D::Error> {
        strict::made(deserializer, |IssueFile { year, number, total, series }| {
            let issue = Issue { year, number, total, series };
            issue.check()?;
            Ok(issue)
        })
    }
}

impl Issue {
    /// Issue `number` of `year`, in the regular series and without a running total.
    ///
    /// ```
    /// use bulletin::Issue;
    ///
    /// assert_eq!(Issue::new(2024, 8).to_string(), "2024年第8期");
    /// ```
    pub fn new(year: i32, number: u32) -> Issue {
        Issue { year: Some(year), number: Some(number), ..Issue::default() }
    }

    /// The rule of an issue: it says something.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if *self == Issue::default() { Err(Fault::Issue {}) } else { Ok(()) }
    }
}

/// The series an issue is numbered in. In files `regular`, `supplement`, `special`.
///
/// ```
/// use bulletin::{Issue, Series};
///
/// let mut issue = Issue::new(2024, 1);
/// issue.series = Series::Special;
/// assert_eq!(issue.to_string(), "2024年专刊第1期");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

impl Series {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_regular(&self) -> bool {
        *self == Series::Regular
    }
}

/// The issue line; empty when the issue says nothing.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year}年")?;
        }
        f.write_str(match self.series {
            Series::Regular => "",
            Series::Supplement => "增刊",
            Series::Special => "专刊",
        })?;
        if let Some(number) = self.number {
            write!(f, "第{number}期")?;
        }
        let alone = self.year.is_none() && self.number.is_none() && self.series.is_regular();
        match self.total {
            Some(total) if alone => write!(f, "总第{total}期"),
            Some(total) => write!(f, "（总第{total}期）"),
            None => Ok(()),
        }
    }
}

/// A span of days, both ends included.
///
/// ```
/// use bulletin::{NaiveDate, Period};
///
/// let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
/// let period = Period::new(day(2023, 12, 25), day(2024, 1, 5)).unwrap();
/// assert_eq!(period.to_string(), "（2023年12月25日—2024年1月5日）");
/// assert!(Period::new(day(2024, 1, 5), day(2024, 1, 1)).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Period {
    /// The first day.
    #[serde(with = "strict::date")]
    #[cfg_attr(feature = "schema", schemars(with = "NaiveDate"))]
    pub start: NaiveDate,
    /// The last day, not before the first.
    #[serde(with = "strict::date")]
    #[cfg_attr(feature = "schema", schemars(with = "NaiveDate"))]
    pub end: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "period")]
struct Days {
    #[serde(with = "strict::date")]
    start: NaiveDate,
    #[serde(with = "strict::date")]
    end: NaiveDate,
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Period, D::Error> {
        strict::made(deserializer, |Days { start, end }| Period::checked(start, end))
    }
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
        Period::checked(start, end).map_err(|fault| Error::new(fault, Place::default()))
    }

    fn checked(start: NaiveDate, end: NaiveDate) -> Result<Period, Fault> {
        let period = Period { start, end };
        period.check()?;
        Ok(period)
    }

    /// The rule of a period: it does not end before it starts.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.start <= self.end {
            return Ok(());
        }
        Err(Fault::Period { start: self.start, end: self.end })
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
        Period { start: one.min(other), end: one.max(other) }
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
        Period { start: day, end: day }
    }
}

/// The period in brackets: the years only when they differ, one day once.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |date: NaiveDate| format!("{}月{}日", date.month(), date.day());
        if self.start.year() != self.end.year() {
            write!(f, "（{}—{}）", chinese_date(self.start), chinese_date(self.end))
        } else if self.start == self.end {
            write!(f, "（{}）", day(self.start))
        } else {
            write!(f, "（{}—{}）", day(self.start), day(self.end))
        }
    }
}

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
