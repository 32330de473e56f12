//! Rankings: from names and scores to a table with totals, order, ranks and ties.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{Cell, Number, Table, TableColumn, Text, limits, strict};
use crate::error::Error;
use crate::message::ErrorKind;

/// Names with their scores, of which [`Ranking::to_table`] makes a table: it adds the scores of
/// each name up, puts the highest total first and gives ranks. Names with equal totals share a
/// rank and keep the order in which they were given.
///
/// In files it is a block: `{ ranking = { rule = "competition", columns = […], rows = [["水利厅",
/// 100, 7.5], …] } }`.
///
/// ```
/// use bulletin::{Cell, RankRule, Ranking};
///
/// let mut ranking =
///     Ranking::new(RankRule::Competition, ["名次", "部门", "基础分", "加分", "总分"]);
/// ranking.push("商务厅", ["100", "7"])?;
/// ranking.push("水利厅", ["100", "7.5"])?;
/// ranking.push("公安厅", ["100", "7"])?;
/// let table = ranking.to_table()?;
/// assert_eq!(table.rows[0].last(), Some(&Cell::from("107.5")));
/// assert_eq!(table.rows[1][0], Cell::from("2"));
/// assert_eq!(table.rows[2][0], Cell::Above);
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Ranking {
    /// How ranks go on behind a tie.
    pub rule: RankRule,
    /// How a tie is shown.
    pub ties: TieStyle,
    /// The columns: the rank, the name, each score, the total.
    pub columns: Vec<TableColumn>,
    /// The names with their scores, as many as there are score columns.
    pub rows: Vec<(Text, Vec<Number>)>,
    /// The caption of the table.
    pub caption: Option<Text>,
    /// The unit of the scores.
    pub unit: Option<String>,
    /// The note below the table: say there how a tie is ordered.
    pub note: Option<Text>,
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

/// The columns beside those of the scores: rank, name, total.
const OTHER_COLUMNS: usize = 3;

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
    pub fn new<C: Into<TableColumn>>(
        rule: RankRule,
        columns: impl IntoIterator<Item = C>,
    ) -> Ranking {
        let columns = columns.into_iter().map(Into::into).collect();
        Ranking {
            rule,
            ties: TieStyle::default(),
            columns,
            rows: Vec::new(),
            caption: None,
            unit: None,
            note: None,
        }
    }

    /// Adds a name with its scores.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking};
    ///
    /// let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "得分", "总分"]);
    /// assert!(ranking.push("水利厅", ["107.5"]).is_ok());
    /// assert!(ranking.push("商务厅", ["优秀"]).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] when a score is no number.
    pub fn push<'a>(
        &mut self,
        name: impl Into<Text>,
        scores: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Error> {
        let scores: Result<Vec<Number>, Error> = scores.into_iter().map(str::parse).collect();
        self.rows.push((name.into(), scores?));
        Ok(())
    }

    /// The table: rank, name, scores as they were written, total. A total has the fewest decimals
    /// that are exact; percentages add up to a percentage.
    ///
    /// ```
    /// use bulletin::{Cell, RankRule, Ranking};
    ///
    /// let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "一", "二", "总分"]);
    /// ranking.push("水利厅", ["0.10", "0.2"])?;
    /// assert_eq!(ranking.to_table()?.rows[0].last(), Some(&Cell::from("0.3")));
    ///
    /// ranking.push("商务厅", ["100"])?;
    /// assert_eq!(ranking.to_table().unwrap_err().place(), "rows[1]");
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] with the row when it has not as many scores as there are score
    /// columns, when it mixes percentages with other numbers, or when a score or sum has more than
    /// 28 digits.
    pub fn to_table(&self) -> Result<Table, Error> {
        let mut ranked = Vec::with_capacity(self.rows.len());
        for (index, (name, scores)) in self.rows.iter().enumerate() {
            let place = |error: Error| {
                Error::legacy(
                    error.kind(),
                    format!("rows[{index}]"),
                    error.message(crate::message::Language::English),
                )
            };
            let expected = self.columns.len().checked_sub(OTHER_COLUMNS);
            if expected != Some(scores.len()) {
                let message = format!(
                    "{} scores under {} columns, expected a column for the rank, one for the \
                     name, one for each score and one for the total",
                    scores.len(),
                    self.columns.len()
                );
                return Err(place(Error::legacy(ErrorKind::Input, "", message)));
            }
            ranked.push((total(scores).map_err(place)?, name, scores));
        }
        // The sort is stable: inside a tie the order of the input is kept.
        ranked.sort_by_key(|(total, ..)| std::cmp::Reverse(*total));
        let mut rows = Vec::with_capacity(ranked.len());
        let (mut rank, mut before) = (0_usize, None);
        for (index, (total, name, scores)) in ranked.into_iter().enumerate() {
            let tied = before == Some(total);
            before = Some(total);
            if !tied {
                rank = match self.rule {
                    RankRule::Competition => index + 1,
                    RankRule::Dense => rank + 1,
                };
            }
            let merged = tied && self.ties == TieStyle::Merge;
            let rank = if merged { Cell::Above } else { Cell::from(rank) };
            let mut row = vec![rank, Cell::Text(name.clone())];
            row.extend(scores.iter().cloned().map(Cell::Number));
            let suffix = scores.first().map_or("", Number::suffix);
            row.push(Cell::from(format!("{}{suffix}", total.normalize()).as_str()));
            rows.push(row);
        }
        Ok(Table {
            caption: self.caption.clone(),
            unit: self.unit.clone(),
            columns: self.columns.clone(),
            rows,
            note: self.note.clone(),
        })
    }
}

/// The sum of scores, in decimals; never rounded.
fn total(scores: &[Number]) -> Result<Decimal, Error> {
    let suffix = scores.first().map_or("", Number::suffix);
    let mut sum = Decimal::ZERO;
    for score in scores {
        let wrong = |what: &str| Error::legacy(ErrorKind::Input, "", format!("`{score}` {what}"));
        if score.suffix() != suffix {
            return Err(wrong(
                "cannot be added to the scores before it, expected all or none with `%` or `‰`",
            ));
        }
        let plain = score
            .as_str()
            .strip_suffix(suffix)
            .unwrap_or_default()
            .replace(',', "")
            .replace('−', "-");
        let value = Decimal::from_str_exact(&plain)
            .map_err(|_| wrong("cannot be added up, expected a decimal of at most 28 digits"))?
            .normalize();
        // A sum that does not fit into 28 digits loses decimals.
        let decimals = sum.scale().max(value.scale());
        sum = sum
            .checked_add(value)
            .filter(|sum| sum.scale() >= decimals || sum.is_zero())
            .ok_or_else(|| wrong("makes a sum of more than 28 digits, which is not exact"))?
            .normalize();
    }
    Ok(sum)
}

/// The fields of a ranking in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "ranking")]
struct RankingFile {
    rule: RankRule,
    #[serde(default)]
    ties: TieStyle,
    #[serde(deserialize_with = "strict::columns")]
    columns: Vec<TableColumn>,
    #[serde(deserialize_with = "strict::ranked")]
    rows: Vec<RankedRow>,
    #[serde(default)]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    unit: Option<String>,
    #[serde(default)]
    note: Option<Text>,
}

/// A name and its scores, in a file one list.
pub(super) struct RankedRow(Text, Vec<Number>);

impl<'de> Deserialize<'de> for RankedRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankedRow, D::Error> {
        deserializer.deserialize_seq(RankedRowVisitor)
    }
}

struct RankedRowVisitor;

impl<'de> Visitor<'de> for RankedRowVisitor {
    type Value = RankedRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of a name and its scores")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<RankedRow, A::Error> {
        use serde::de::Error as _;
        let Some(name) = elements.next_element()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        let mut scores = Vec::new();
        while let Some(score) = elements.next_element()? {
            scores.push(score);
            limits::COLUMNS.check(scores.len()).map_err(strict::fault)?;
        }
        Ok(RankedRow(name, scores))
    }
}

/// A ranking read as a table, made as it is read, so that what is wrong is said at its place.
#[derive(Deserialize)]
#[serde(try_from = "RankingFile")]
pub(super) struct RankedTable(pub(super) Table);

impl TryFrom<RankingFile> for RankedTable {
    type Error = Error;

    fn try_from(file: RankingFile) -> Result<RankedTable, Error> {
        let RankingFile { rule, ties, columns, rows, caption, unit, note } = file;
        let rows = rows.into_iter().map(|RankedRow(name, scores)| (name, scores)).collect();
        let ranking = Ranking { rule, ties, columns, rows, caption, unit, note };
        ranking.to_table().map(RankedTable)
    }
}
