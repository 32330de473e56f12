//! Rankings: from names and scores to a table with totals, order, ranks and ties.

mod column;
mod file;
mod mark;
mod score;
mod table;

use serde::{Deserialize, Serialize};

use super::{Number, TableForm, TableSize, Text};
use crate::error::Error;

pub use column::{RankColumn, RankRole};
pub use mark::RankMark;

/// Names with their scores, of which a table is made: the scores of each name are added up, the
/// highest total comes first, and each name gets a rank. Names with equal totals share a rank and
/// keep the order in which they were given.
///
/// In files it is a block: `{ ranking = { rule = "competition", columns = […], rows = [["水利厅",
/// 100, 7.5], …] } }`; by itself it is the map behind that key.
///
/// ```
/// use bulletin::{Block, Cell, RankRule, Ranking};
///
/// let mut ranking =
///     Ranking::new(RankRule::Competition, ["名次", "部门", "基础分", "加分", "总分"]);
/// ranking.push("商务厅", [100, 7])?;
/// ranking.push("水利厅", ["100", "7.5"])?;
/// ranking.push("公安厅", [100.0, 7.0])?;
/// let table = ranking.to_table()?;
/// assert_eq!(table.rows[0].last(), Some(&Cell::from("107.5")));
/// assert_eq!(table.rows[1][0], Cell::from(2));
/// assert_eq!(table.rows[2][0], Cell::Above);
///
/// // As a block it stays a ranking: the next issue is ranked anew.
/// let block = Block::from(ranking);
/// # assert!(matches!(block, Block::Ranking(_)));
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ranking {
    /// How ranks go on behind a tie.
    pub rule: RankRule,
    /// How a tie is shown.
    #[serde(skip_serializing_if = "TieStyle::is_merge")]
    pub ties: TieStyle,
    /// Which comes first: the highest (default) or the lowest.
    #[serde(skip_serializing_if = "RankOrder::is_descending")]
    pub order: RankOrder,
    /// The heading of the score column that is ranked by, where that is not the total. A ranking
    /// by one column needs no column for the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The columns: the rank, the name, each score, the total, and what else is shown.
    pub columns: Vec<RankColumn>,
    /// The names with their scores.
    pub rows: Vec<RankedName>,
    /// The rows below the last name: sums or means of the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Summary>,
    /// How the first names look: those with the best ranks, and those tied with the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<RankMark>,
    /// How the last names look: those with the worst ranks, and those tied with the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottom: Option<RankMark>,
    /// The rules of the table, as [`Table::form`](crate::Table#structfield.form).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<TableForm>,
    /// The type size of the table, as [`Table::size`](crate::Table#structfield.size).
    #[serde(skip_serializing_if = "TableSize::is_normal")]
    pub size: TableSize,
    /// The caption of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// The unit of the scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The note below the table: say there how a tie is ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// By what a text refers to the table, as [`Table::id`](crate::Table#structfield.id).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A name with its scores. In files a list of both, or a map of `name`, `scores` and `previous`.
///
/// ```
/// use bulletin::RankedName;
///
/// let row: RankedName = serde_json::from_str(r#"["水利厅", 100, 7.5]"#)?;
/// assert_eq!(row.scores.len(), 2);
///
/// let row: RankedName =
///     serde_json::from_str(r#"{ "name": "水利厅", "scores": [100, 7.5], "previous": 3 }"#)?;
/// assert_eq!(row.previous, Some(3));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RankedName {
    /// The name.
    pub name: Text,
    /// Its scores, one for each score column; none while it is not scored yet, and then it stands
    /// below all others without a rank.
    pub scores: Vec<Number>,
    /// Its rank in the issue before, from 1.
    pub previous: Option<u32>,
}

/// How ranks go on behind a tie. The source of the figures says which; there is no default.
///
/// ```
/// assert_eq!(serde_json::to_string(&bulletin::RankRule::Dense).unwrap(), r#""dense""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RankRule {
    /// 1, 1, 3: as many ranks are left out as names share one (并列后跳号).
    Competition,
    /// 1, 1, 2: no rank is left out (中国式排名).
    Dense,
}

/// Which total comes first.
///
/// ```
/// assert_eq!(bulletin::RankOrder::default(), bulletin::RankOrder::Descending);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RankOrder {
    /// The highest.
    #[default]
    Descending,
    /// The lowest: days, complaints, cases overdue.
    Ascending,
}

impl RankOrder {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_descending(&self) -> bool {
        *self == RankOrder::Descending
    }
}

/// How a tie is shown.
///
/// ```
/// assert_eq!(bulletin::TieStyle::default(), bulletin::TieStyle::Merge);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum TieStyle {
    /// One cell for all that share the rank.
    #[default]
    Merge,
    /// The rank in each row.
    Repeat,
}

impl TieStyle {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_merge(&self) -> bool {
        *self == TieStyle::Merge
    }
}

/// A row below the last name, made of each column of scores and totals.
///
/// ```
/// assert_eq!(serde_json::to_string(&bulletin::Summary::Mean).unwrap(), r#""mean""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Summary {
    /// 合计: the sum, exact.
    Total,
    /// 平均: the mean, with one decimal more than the longest number of the column and rounded half
    /// away from zero.
    Mean,
}

impl Ranking {
    /// A ranking without names yet; `columns` are the headings of the rank, the name, each score
    /// and the total.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking, TieStyle};
    ///
    /// let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "得分", "总分"]);
    /// ranking.ties = TieStyle::Repeat;
    /// assert!(ranking.rows.is_empty());
    /// ```
    pub fn new<C: Into<RankColumn>>(
        rule: RankRule,
        columns: impl IntoIterator<Item = C>,
    ) -> Ranking {
        let columns = columns.into_iter().map(Into::into).collect();
        Ranking {
            rule,
            ties: TieStyle::default(),
            order: RankOrder::default(),
            by: None,
            columns,
            rows: Vec::new(),
            summary: Vec::new(),
            top: None,
            bottom: None,
            form: None,
            size: TableSize::default(),
            caption: None,
            unit: None,
            note: None,
            id: None,
        }
    }

    /// What stands in each column; none when the columns do not fit together.
    pub(crate) fn roles(&self) -> Option<Vec<RankRole>> {
        column::Roles::of(self).ok().map(|roles| roles.roles)
    }

    /// Adds a name with its scores: whole numbers, `f64`s,
    /// [`Decimal`](rust_decimal::Decimal)s, [`Number`]s, or strings in the form of a number, which
    /// keep it.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking};
    ///
    /// let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "得分", "总分"]);
    /// ranking.push("水利厅", [107.5])?;
    /// ranking.push("财政厅", ["107.50"])?;
    /// assert!(ranking.push("商务厅", ["优秀"]).is_err());
    /// assert!(ranking.push("商务厅", [f64::NAN]).is_err());
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when a score is no number.
    pub fn push<S>(
        &mut self,
        name: impl Into<Text>,
        scores: impl IntoIterator<Item = S>,
    ) -> Result<(), Error>
    where
        S: TryInto<Number, Error: Into<Error>>,
    {
        let mut numbers = Vec::new();
        for score in scores {
            numbers.push(score.try_into().map_err(Into::into)?);
        }
        self.rows.push(RankedName { name: name.into(), scores: numbers, previous: None });
        Ok(())
    }
}
