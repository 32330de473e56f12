//! Rankings: from names and scores to a table with totals, order, ranks and ties.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Cell, Number, Table, TableColumn, Text};
use crate::error::{Error, ErrorKind};

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
}

/// How ranks go on behind a tie. The source of the figures says which; there is no default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum RankRule {
    /// 1, 1, 3: as many ranks are left out as names share one (并列后跳号).
    Competition,
    /// 1, 1, 2: no rank is left out (中国式排名).
    Dense,
}

/// How a tie is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    pub fn new<C: Into<TableColumn>>(
        rule: RankRule,
        columns: impl IntoIterator<Item = C>,
    ) -> Ranking {
        let columns = columns.into_iter().map(Into::into).collect();
        Ranking { rule, ties: TieStyle::default(), columns, rows: Vec::new() }
    }

    /// Adds a name with its scores.
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

    /// The table: rank, name, scores as they were written, total.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] with the row when it has not as many scores as there are score
    /// columns, when a score is a percentage, or when a sum has more than 28 digits.
    pub fn to_table(&self) -> Result<Table, Error> {
        let mut ranked = Vec::with_capacity(self.rows.len());
        for (index, (name, scores)) in self.rows.iter().enumerate() {
            let place =
                |error: Error| Error::new(error.kind(), format!("rows[{index}]"), error.message());
            let expected = self.columns.len().checked_sub(OTHER_COLUMNS);
            if expected != Some(scores.len()) {
                let message = format!(
                    "{} scores under {} columns, expected a column for the rank, one for the \
                     name, one for each score and one for the total",
                    scores.len(),
                    self.columns.len()
                );
                return Err(place(Error::new(ErrorKind::Input, "", message)));
            }
            ranked.push((total(scores).map_err(place)?, name, scores));
        }
        ranked.sort_by_key(|(total, _, _)| std::cmp::Reverse(*total));
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
            let rank = if tied && self.ties == TieStyle::Merge {
                Cell::Above
            } else {
                Cell::from(rank.to_string().as_str())
            };
            let mut row = vec![rank, Cell::Text(name.clone())];
            row.extend(scores.iter().cloned().map(Cell::Number));
            row.push(Cell::from(total.normalize().to_string().as_str()));
            rows.push(row);
        }
        Ok(Table { columns: self.columns.clone(), rows, ..Table::default() })
    }
}

/// The sum of scores, in decimals.
fn total(scores: &[Number]) -> Result<Decimal, Error> {
    let mut sum = Decimal::ZERO;
    for score in scores {
        let plain = score.as_str().replace(',', "").replace('−', "-");
        let wrong = |what: &str| Error::new(ErrorKind::Input, "", format!("`{score}` {what}"));
        let value = Decimal::from_str_exact(&plain)
            .map_err(|_| wrong("cannot be added up, expected a decimal of at most 28 digits"))?;
        sum = sum
            .checked_add(value)
            .ok_or_else(|| wrong("makes a sum of more than 28 digits, which is not exact"))?;
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
    columns: Vec<TableColumn>,
    rows: Vec<Vec<Cell>>,
}

/// A table that a file states as a ranking.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
    use serde::de::Error as _;
    let file = RankingFile::deserialize(deserializer)?;
    let mut ranking =
        Ranking { rule: file.rule, ties: file.ties, columns: file.columns, rows: Vec::new() };
    for (index, row) in file.rows.into_iter().enumerate() {
        let wrong =
            || D::Error::custom(format!("rows[{index}]: expected a name and then only numbers"));
        let mut cells = row.into_iter();
        let name = match cells.next().ok_or_else(wrong)? {
            Cell::Text(name) => name,
            Cell::Number(name) => Text::plain(name.as_str()),
            Cell::Above => return Err(wrong()),
        };
        let mut scores = Vec::new();
        for cell in cells {
            match cell {
                Cell::Number(score) => scores.push(score),
                _ => return Err(wrong()),
            }
        }
        ranking.rows.push((name, scores));
    }
    let table = ranking.to_table().map_err(D::Error::custom)?;
    table.check().map_err(D::Error::custom)?;
    Ok(table)
}

/// A ranking read as a table.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct RankedTable(#[serde(deserialize_with = "read")] pub(super) Table);
