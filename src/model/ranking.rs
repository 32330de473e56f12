//! Rankings: a table made from names and scores. Totals are exact decimals; what ties is decided by
//! them and nothing else.

use std::cmp::Reverse;
use std::fmt;

use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use super::number::Decimal;
use super::rules::{self, Fault};
use super::{Cell, Number, Table, TableColumn, Text, limits, read};
use crate::error::Error;

/// Names and their scores, of which [`Ranking::table`] makes a table: rank, name, scores, total,
/// the greatest total first.
///
/// ```
/// use bulletin::{Cell, RankRule, Ranking, RankingRow};
///
/// let mut ranking = Ranking::new(RankRule::Competition);
/// ranking.columns = ["序号", "部门窗口", "基础分", "减分", "加分", "实得分"].map(Into::into).into();
/// ranking.rows = vec![
///     RankingRow::new("水利厅", ["100", "-2", "9.5"])?,
///     RankingRow::new("自然资源厅", ["100", "0", "20"])?,
///     RankingRow::new("交通运输厅", ["100", "0", "20"])?,
/// ];
/// let table = ranking.table()?;
/// let column = |index: usize| table.rows.iter().map(move |row| row[index].clone());
/// assert!(column(0).eq([Cell::from(1), Cell::Above, Cell::from(3)]));
/// assert!(column(5).eq([Cell::from(120), Cell::from(120), Cell::from("107.5")]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// In a file it is a block; `ties` may be left out:
///
/// ```toml
/// [[appendices.blocks]]
/// [appendices.blocks.ranking]
/// rule = "competition"
/// columns = ["序号", "部门窗口", "基础分", "减分", "加分", "实得分"]
/// rows = [["水利厅", 100, -2, "9.5"], ["自然资源厅", 100, 0, 20]]
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a ranking: a map of `rule`, `ties`, `columns`, `rows`, `caption`, `unit` and `note`"
)]
pub struct Ranking {
    /// How ranks go on behind a tie. There is no default: offices differ, and only the source of
    /// the scores can say.
    pub rule: RankRule,
    /// How a tie is printed.
    #[serde(default)]
    pub ties: TieStyle,
    /// The columns: rank, name, one for each score, total. When the last is left out the total is
    /// not printed; the rows are ranked by it all the same.
    #[serde(deserialize_with = "read::columns")]
    pub columns: Vec<TableColumn>,
    /// Those who are ranked. Where totals are equal, this order is kept.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "read::ranking_rows"
    )]
    pub rows: Vec<RankingRow>,
    /// The caption of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// The unit of the scores.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub unit: Option<String>,
    /// The note below the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How ranks go on behind a tie.
///
/// ```
/// assert_eq!(serde_json::to_string(&bulletin::RankRule::Dense).unwrap(), "\"dense\"");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum RankRule {
    /// 1, 1, 3: the rank is one more than the number of those who are better.
    Competition,
    /// 1, 1, 2: the rank is one more than the number of better totals.
    Dense,
}

/// How the ranks of a tie are printed.
///
/// ```
/// assert_eq!(bulletin::TieStyle::default(), bulletin::TieStyle::Merge);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TieStyle {
    /// Once, in one cell beside all rows of the tie.
    #[default]
    Merge,
    /// In each row.
    Repeat,
}

/// One who is ranked. In a file: a list, the name and then the scores.
///
/// ```
/// use bulletin::RankingRow;
///
/// let row: RankingRow = serde_json::from_str(r#"["水利厅", 100, "-2", "7.50"]"#)?;
/// assert_eq!(row, RankingRow::new("水利厅", ["100", "-2", "7.50"]).unwrap());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankingRow {
    /// The name.
    pub name: Text,
    /// The scores, printed as they are written.
    pub scores: Vec<Number>,
}

impl Ranking {
    /// A ranking without columns and rows.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking, TieStyle};
    ///
    /// let ranking = Ranking { ties: TieStyle::Repeat, ..Ranking::new(RankRule::Dense) };
    /// assert!(ranking.rows.is_empty());
    /// ```
    pub fn new(rule: RankRule) -> Ranking {
        Ranking {
            rule,
            ties: TieStyle::default(),
            columns: Vec::new(),
            rows: Vec::new(),
            caption: None,
            unit: None,
            note: None,
        }
    }

    /// The table: totals computed, sorted, ranked, ties merged or repeated.
    ///
    /// A total has the fewest decimals that are exact. Scores with `%` (or `‰`) give totals with
    /// it.
    ///
    /// # Errors
    /// When the columns do not fit the scores, a row mixes `%` with other numbers, or a number has
    /// more than some 38 digits.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking, RankingRow};
    ///
    /// let mut ranking = Ranking::new(RankRule::Dense);
    /// ranking.columns = vec!["名次".into(), "单位".into(), "得分".into()];
    /// ranking.rows = vec![RankingRow::new("甲市", ["90", "5"])?];
    /// let error = ranking.table().unwrap_err();
    /// assert_eq!(error.to_string(), "rows[0]: the row has 2 scores; expected 1 (or 0 with a total)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn table(&self) -> Result<Table, Error> {
        let shape = Shape::of(self)?;
        let mut scored = self.scored(&shape)?;
        // A stable sort: inside a tie, the order of the input.
        scored.sort_by_key(|row| Reverse(row.total));
        let ranks = self.ranks(&scored);
        let rows = scored.iter().zip(&ranks).map(|(row, rank)| self.row(&shape, row, rank));
        Ok(Table {
            caption: self.caption.clone(),
            unit: self.unit.clone(),
            columns: self.columns.clone(),
            rows: rows.collect(),
            note: self.note.clone(),
        })
    }

    /// The rows with their totals.
    fn scored(&self, shape: &Shape) -> Result<Vec<Scored<'_>>, Error> {
        let mut scored = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let place = || format!("rows[{index}]");
            shape.check(row).map_err(|fault| fault.at(place()))?;
            let (total, suffix) = total(&row.scores).map_err(|fault| fault.at(place()))?;
            scored.push(Scored { row, total, suffix });
        }
        Ok(scored)
    }

    /// The rank of each of the sorted rows.
    fn ranks(&self, sorted: &[Scored<'_>]) -> Vec<Rank> {
        let mut ranks: Vec<Rank> = Vec::with_capacity(sorted.len());
        let mut before: Option<(Decimal, usize)> = None;
        for (index, row) in sorted.iter().enumerate() {
            let (number, tied) = match (before, self.rule) {
                (Some((total, rank)), _) if total == row.total => (rank, true),
                (_, RankRule::Competition) => (index + 1, false),
                (Some((_, rank)), RankRule::Dense) => (rank + 1, false),
                (None, RankRule::Dense) => (1, false),
            };
            before = Some((row.total, number));
            ranks.push(Rank { number, tied });
        }
        ranks
    }

    fn row(&self, shape: &Shape, scored: &Scored<'_>, rank: &Rank) -> Vec<Cell> {
        let rank = match self.ties {
            TieStyle::Merge if rank.tied => Cell::Above,
            TieStyle::Merge | TieStyle::Repeat => Cell::from(rank.number),
        };
        let mut cells = vec![rank, Cell::Text(scored.row.name.clone())];
        cells.extend(scored.row.scores.iter().cloned().map(Cell::Number));
        if shape.total {
            cells.push(Cell::from(format!("{}{}", scored.total, scored.suffix)));
        }
        cells
    }
}

impl RankingRow {
    /// A row of this name and these scores, read as [`Number`]s.
    ///
    /// # Errors
    /// When a score is not a number.
    ///
    /// ```
    /// use bulletin::RankingRow;
    ///
    /// assert!(RankingRow::new("水利厅", ["100", "7.5"]).is_ok());
    /// assert!(RankingRow::new("水利厅", ["优秀"]).is_err());
    /// ```
    pub fn new<'a>(
        name: impl Into<Text>,
        scores: impl IntoIterator<Item = &'a str>,
    ) -> Result<RankingRow, super::ParseNumberError> {
        let scores: Result<Vec<Number>, _> = scores.into_iter().map(Number::parse).collect();
        Ok(RankingRow { name: name.into(), scores: scores? })
    }
}

/// What columns a ranking has.
struct Shape {
    scores: usize,
    total: bool,
}

impl Shape {
    /// The first row decides whether the last column is the total.
    fn of(ranking: &Ranking) -> Result<Shape, Error> {
        let columns = ranking.columns.len();
        limits::COLUMNS.check(columns).map_err(|fault| fault.at("columns"))?;
        limits::ROWS.check(ranking.rows.len()).map_err(|fault| fault.at("rows"))?;
        let behind_name =
            columns.checked_sub(2).filter(|columns| *columns > 0).ok_or_else(|| {
                let found = rules::counted(columns, "column");
                Fault::input(format!("found {found}; expected at least rank, name and one score"))
                    .at("columns")
            })?;
        let total = ranking.rows.first().is_none_or(|row| row.scores.len() < behind_name);
        Ok(Shape { scores: behind_name - usize::from(total), total })
    }

    fn check(&self, row: &RankingRow) -> Result<(), Fault> {
        if row.scores.len() == self.scores && self.scores > 0 {
            return Ok(());
        }
        let found = rules::counted(row.scores.len(), "score");
        let (scores, other, with) = if self.total {
            (self.scores, self.scores + 1, "without")
        } else {
            (self.scores, self.scores - 1, "with")
        };
        Err(Fault::input(format!(
            "the row has {found}; expected {scores} (or {other} {with} a total)"
        )))
    }
}

/// A row with the sum of its scores.
struct Scored<'a> {
    row: &'a RankingRow,
    total: Decimal,
    suffix: &'static str,
}

/// A rank, and whether the row before has it too.
struct Rank {
    number: usize,
    tied: bool,
}

/// The sum of the scores and the sign behind it.
fn total(scores: &[Number]) -> Result<(Decimal, &'static str), Fault> {
    let suffix = scores.first().map_or("", Number::suffix);
    let mut total = Decimal::ZERO;
    for score in scores {
        if score.suffix() != suffix {
            return Err(Fault::input(format!(
                "`{score}` cannot be added to the scores before it; expected all of them with the \
                 same `%` or `‰`, or all without"
            )));
        }
        total = score.value().and_then(|value| total.checked_add(value)).ok_or_else(|| {
            Fault::input(format!("`{score}` has too many digits; expected at most some 38"))
        })?;
    }
    Ok((total, suffix))
}

// The form in files

impl Serialize for RankingRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(1 + self.scores.len()))?;
        list.serialize_element(&self.name)?;
        for score in &self.scores {
            list.serialize_element(score)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for RankingRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankingRow, D::Error> {
        deserializer.deserialize_seq(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = RankingRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of a ranking: a list of a name and its scores")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<RankingRow, A::Error> {
        let Some(name) = elements.next_element()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        let mut scores = Vec::new();
        while let Some(score) = elements.next_element()? {
            scores.push(score);
            limits::COLUMNS.check(scores.len()).map_err(read::fault)?;
        }
        Ok(RankingRow { name, scores })
    }
}
