//! The masthead (报头): what stands above the red rule.

use chrono::NaiveDate;

/// The masthead (报头).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masthead {
    /// The name of the bulletin: 窗口工作周报.
    pub title: String,
    /// Which issue this is: 2024年第8期（总第479期）.
    pub issue: Option<Issue>,
    /// The days it reports on: （2月26日—3月1日）.
    pub period: Option<Period>,
    /// Who issues it; the first is the lead.
    pub issuers: Vec<String>,
    /// The date of issue: 2024年3月12日.
    pub date: Option<NaiveDate>,
    /// Secrecy and its term as printed (密级和保密期限): 秘密★1年.
    pub secrecy: Option<String>,
    /// Urgency as printed (紧急程度): 特急, 加急.
    pub urgency: Option<String>,
    /// A line of care (内部资料，注意保存); a line feed breaks it.
    pub notice: Option<String>,
    /// The number of this copy (份号, 编号): 000001.
    pub copy_number: Option<String>,
    /// Who signed the issue off (签发人).
    pub signer: Option<String>,
}

/// Which issue of the bulletin this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// The year in which it is numbered, four digits.
    pub year: Option<i32>,
    /// Its number in the year and series, from 1.
    pub number: Option<u32>,
    /// Its number in the running total (总第479期), from 1.
    pub total: Option<u32>,
    /// The series it is numbered in.
    pub series: Series,
}

/// The series an issue is numbered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

/// A span of days, both ends included. The start is not after the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}
