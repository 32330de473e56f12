//! Which issue of the bulletin this is, and how its line is printed. `number` is one number or
//! several, `series` the series it counts in, `read` the reading of lines and tables in files.

mod number;
mod read;
mod series;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::messages::Fault;
use super::rules;
use crate::error::Error;
use crate::place::{Place, Walk};

pub use number::IssueNumber;
pub use series::Series;

/// Which issue of the bulletin this is. In files a line, `"2025年第8—9期（总第480、481期）"`, or a table
/// of its parts.
///
/// ```
/// use bulletin::{Issue, IssueForm, IssueNumber, IssueUnit, Series};
///
/// let mut issue = Issue::new(2024, 8);
/// issue.total = Some(479.into());
/// assert_eq!(issue.to_string(), "2024年第8期（总第479期）");
///
/// let mut extra = Issue::default();
/// extra.number = Some(2.into());
/// extra.series = Series::Supplement;
/// assert_eq!(extra.to_string(), "增刊第2期");
///
/// let mut double = Issue::new(2025, 8);
/// double.number = Some(IssueNumber::Range(8, 9));
/// double.form = IssueForm::Bracketed;
/// double.unit = IssueUnit::Number;
/// assert_eq!(double.to_string(), "〔2025〕第8—9号");
/// assert_eq!("〔2025〕第8—9号".parse(), Ok(double));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
    /// Its number in the year and series, from 1; of a joint issue (合刊) several: `"8—9"`, `"10、11"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<IssueNumber>,
    /// Its number in the running total (总第479期), from 1, or several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<IssueNumber>,
    /// What it is counted in: `期`, `号`, `周` or `月`. Default `期`.
    #[serde(skip_serializing_if = "IssueUnit::is_default")]
    pub unit: IssueUnit,
    /// The series it is numbered in: `regular`, `supplement` (增刊), `special` (专刊),
    /// `special-edition` (特刊), `inaugural` (创刊号), `trial` (试刊) or a word of your own. Default
    /// `regular`.
    #[serde(skip_serializing_if = "Series::is_regular")]
    pub series: Series,
    /// How the year is written: `year` (2025年第6期) or `bracketed` (〔2025〕第6期). Default `year`.
    #[serde(skip_serializing_if = "IssueForm::is_default")]
    pub form: IssueForm,
    /// The line as the office writes it, which is printed instead of that made of the parts:
    /// 2025年度第53期（内部刊物）. The next issue has it with the numbers and the year that follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

/// What issues are counted in. In files the word itself.
///
/// ```
/// use bulletin::{Issue, IssueUnit};
///
/// let mut issue = Issue::new(2025, 9);
/// issue.unit = IssueUnit::Week;
/// assert_eq!(issue.to_string(), "2025年第9周");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum IssueUnit {
    /// 第8期.
    #[default]
    #[serde(rename = "期")]
    Issue,
    /// 第8号.
    #[serde(rename = "号")]
    Number,
    /// 第8周.
    #[serde(rename = "周")]
    Week,
    /// 第8月.
    #[serde(rename = "月")]
    Month,
}

impl IssueUnit {
    const ALL: [(&'static str, IssueUnit); 4] = [
        ("期", IssueUnit::Issue),
        ("号", IssueUnit::Number),
        ("周", IssueUnit::Week),
        ("月", IssueUnit::Month),
    ];

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_default(&self) -> bool {
        *self == IssueUnit::Issue
    }

    /// The word: 期.
    ///
    /// ```
    /// assert_eq!(bulletin::IssueUnit::Number.word(), "号");
    /// ```
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, unit)| *unit == self).map_or("", |(word, _)| word)
    }

    /// The unit that this word names.
    pub(crate) fn of(word: &str) -> Option<IssueUnit> {
        Self::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, unit)| unit)
    }
}

/// How the year of an issue is written. In files `year` or `bracketed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum IssueForm {
    /// 2025年第6期.
    #[default]
    Year,
    /// 〔2025〕第6期.
    Bracketed,
}

impl IssueForm {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_default(&self) -> bool {
        *self == IssueForm::Year
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
        Issue { year: Some(year), number: Some(number.into()), ..Issue::default() }
    }

    /// The rules of an issue: it says something, and each part is in its range.
    pub(super) fn check(&self, path: &Walk<'_>) -> Result<(), Error> {
        let at = |field: &'static str, result: Result<(), Fault>| {
            result.map_err(|fault| Error::new(fault, Place::path(path.field(field).path())))
        };
        self.says_something().map_err(|fault| Error::new(fault, Place::path(path.path())))?;
        at("year", self.year.map_or(Ok(()), |year| rules::within(year, rules::YEARS)))?;
        at("number", self.number.map_or(Ok(()), IssueNumber::check))?;
        at("total", self.total.map_or(Ok(()), IssueNumber::check))?;
        at("series", self.series.check())?;
        at("line", self.line.as_deref().map_or(Ok(()), rules::name))
    }

    fn says_something(&self) -> Result<(), Fault> {
        let Issue { year, number, total, series, line, .. } = self;
        let parts = year.is_some() || number.is_some() || total.is_some() || line.is_some();
        if parts || !series.is_regular() { Ok(()) } else { Err(Fault::Issue {}) }
    }

    /// The issue that follows, in the year `year`; counted from 1 when it begins anew.
    pub(super) fn following(&self, year: Option<i32>, begins_anew: bool) -> Option<Issue> {
        let number = match (&self.series, self.number) {
            // What follows the first of all is the second, in the regular series.
            (Series::Inaugural, None) if !begins_anew => Some(2.into()),
            (_, number) => {
                number.map(|number| if begins_anew { 1.into() } else { number.following() })
            }
        };
        let series = match &self.series {
            Series::Inaugural => Series::Regular,
            series => series.clone(),
        };
        let mut next = Issue {
            year: if begins_anew { self.year.and(year) } else { self.year },
            number,
            total: self.total.map(IssueNumber::following),
            unit: self.unit,
            series,
            form: self.form,
            line: None,
        };
        next.line = self.line.as_deref().and_then(|line| self.moved(line, &next));
        next.says_something().is_ok().then_some(next)
    }

    /// A line of the office's own with the numbers of the next issue in it; none when the numbers of
    /// this one do not stand in it.
    fn moved(&self, line: &str, next: &Issue) -> Option<String> {
        let counts = [(self.number, next.number), (self.total, next.total)];
        let mut pairs: Vec<(String, String)> = counts
            .into_iter()
            .filter_map(|(was, is)| Some((was?.to_string(), is?.to_string())))
            .collect();
        if pairs.is_empty() || !pairs.iter().all(|(was, _)| number::stands_in(line, was)) {
            return None;
        }
        if let (Some(was), Some(is)) = (self.year, next.year) {
            pairs.push((was.to_string(), is.to_string()));
        }
        Some(number::replaced(line, &pairs))
    }
}

/// The issue line; empty when the issue says nothing.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = &self.line {
            return f.write_str(line);
        }
        let unit = self.unit.word();
        match (self.year, self.form) {
            (Some(year), IssueForm::Year) => write!(f, "{year}年")?,
            (Some(year), IssueForm::Bracketed) => write!(f, "〔{year}〕")?,
            (None, _) => {}
        }
        f.write_str(self.series.word())?;
        if let Some(number) = self.number {
            write!(f, "第{number}{unit}")?;
        }
        let alone = self.year.is_none() && self.number.is_none() && self.series.is_regular();
        match self.total {
            Some(total) if alone => write!(f, "总第{total}{unit}"),
            Some(total) => write!(f, "（总第{total}{unit}）"),
            None => Ok(()),
        }
    }
}

/// Reads an issue line in the forms in which it is printed.
///
/// # Errors
///
/// [`ErrorKind::Input`](crate::ErrorKind::Input) for any other line.
impl FromStr for Issue {
    type Err = Error;

    fn from_str(text: &str) -> Result<Issue, Error> {
        read::line(text).map_err(|fault| Error::new(fault, Place::default()))
    }
}
