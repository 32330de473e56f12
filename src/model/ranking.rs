//! Rankings: from names and scores to a table with totals, order, ranks and ties.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use super::messages::{Counted, Fault};
use super::total::{self, Counted as Total};
use super::{Cell, Number, Table, TableColumn, Text, limits, strict, table};
use crate::error::Error;
use crate::place::{ModelPath, Place};
use crate::raise::{expecting, raise_below};

/// Names with their scores, of which [`Ranking::to_table`] makes a table: it adds the scores of
/// each name up, puts the highest total first and gives ranks. Names with equal totals share a
/// rank and keep the order in which they were given.
///
/// In files it is a block: `{ ranking = { rule = "competition", columns = […], rows = [["水利厅",
/// 100, 7.5], …] } }`, which is read as its table; by itself it is the map behind that key.
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
/// let block = Block::try_from(ranking)?;
/// assert_eq!(block, Block::Table(table));
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
    /// The columns: the rank, the name, each score, the total.
    pub columns: Vec<TableColumn>,
    /// The names with their scores, as many as there are score columns.
    #[serde(serialize_with = "serialize_rows")]
    pub rows: Vec<(Text, Vec<Number>)>,
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

impl TieStyle {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_merge(&self) -> bool {
        *self == TieStyle::Merge
    }
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
            id: None,
        }
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
        self.rows.push((name.into(), numbers));
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
    /// ranking.push("商务厅", [100])?;
    /// assert_eq!(ranking.to_table().unwrap_err().place().to_string(), "rows[1]");
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with the row when it has not as many scores as there are score
    /// columns, when it mixes percentages with other numbers, or when a score or sum has more than
    /// 28 digits.
    pub fn to_table(&self) -> Result<Table, Error> {
        self.table().map_err(|(row, fault)| Error::new(fault, Place::path(row_path(row))))
    }

    /// The table, or what is wrong and in which row.
    fn table(&self) -> Result<Table, (usize, Fault)> {
        let mut ranked = Vec::with_capacity(self.rows.len());
        for (index, (name, scores)) in self.rows.iter().enumerate() {
            let sum = self.scores(scores).and_then(|()| total(scores));
            ranked.push((sum.map_err(|fault| (index, fault))?, name, scores));
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
            id: self.id.clone(),
        })
    }

    /// Whether there is a column for each score.
    fn scores(&self, scores: &[Number]) -> Result<(), Fault> {
        let columns = self.columns.len();
        if columns.checked_sub(OTHER_COLUMNS) == Some(scores.len()) {
            return Ok(());
        }
        Err(Fault::Scores {
            scores: Counted::scores(scores.len()),
            columns: Counted::columns(columns),
        })
    }
}

/// The table of the ranking, as [`Ranking::to_table`].
impl TryFrom<Ranking> for Table {
    type Error = Error;

    fn try_from(ranking: Ranking) -> Result<Table, Error> {
        ranking.to_table()
    }
}

fn row_path(index: usize) -> ModelPath {
    ModelPath::root().field("rows").index(index)
}

/// The sum of scores, in decimals; never rounded.
fn total(scores: &[Number]) -> Result<Decimal, Fault> {
    let suffix = scores.first().map_or("", Number::suffix);
    let mut sum = Decimal::ZERO;
    for number in scores {
        let score = || number.to_string();
        if number.suffix() != suffix {
            return Err(Fault::ScoreSigns { score: score() });
        }
        let plain = number
            .as_str()
            .strip_suffix(suffix)
            .unwrap_or_default()
            .replace(',', "")
            .replace('−', "-");
        let value = Decimal::from_str_exact(&plain)
            .map_err(|_| Fault::ScoreDigits { score: score() })?
            .normalize();
        // A sum that does not fit into 28 digits loses decimals.
        let decimals = sum.scale().max(value.scale());
        sum = sum
            .checked_add(value)
            .filter(|sum| sum.scale() >= decimals || sum.is_zero())
            .ok_or_else(|| Fault::TotalDigits { score: score() })?
            .normalize();
    }
    Ok(sum)
}

/// The rows as files have them: a list of the name and its scores.
fn serialize_rows<S: Serializer>(
    rows: &[(Text, Vec<Number>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    struct Row<'a>(&'a Text, &'a [Number]);

    impl Serialize for Row<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut row = serializer.serialize_seq(Some(self.1.len() + 1))?;
            row.serialize_element(self.0)?;
            for score in self.1 {
                row.serialize_element(score)?;
            }
            row.end()
        }
    }

    serializer.collect_seq(rows.iter().map(|(name, scores)| Row(name, scores)))
}

/// The fields of a ranking in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "ranking")]
struct RankingFile {
    rule: RankRule,
    #[serde(default)]
    ties: TieStyle,
    #[serde(deserialize_with = "table::read_columns")]
    columns: Vec<TableColumn>,
    #[serde(deserialize_with = "read_rows")]
    rows: Vec<RankedRow>,
    #[serde(default)]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    unit: Option<String>,
    #[serde(default)]
    note: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    id: Option<String>,
}

fn read_rows<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RankedRow>, D::Error> {
    strict::list(
        d,
        &limits::ROWS,
        ("a list of rows, each a name and its scores", "逐行的列表，每行一个名称和得分"),
    )
}

/// A name and its scores, in a file one list.
struct RankedRow(Text, Vec<Number>);

impl<'de> Deserialize<'de> for RankedRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankedRow, D::Error> {
        deserializer.deserialize_seq(RankedRowVisitor)
    }
}

struct RankedRowVisitor;

impl<'de> Visitor<'de> for RankedRowVisitor {
    type Value = RankedRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a list of a name and its scores", "一个名称和各项得分的列表")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<RankedRow, A::Error> {
        use serde::de::Error as _;
        let Some(name) = elements.next_element()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        let mut scores = Vec::new();
        while let Some(score) = elements.next_element()? {
            scores.push(score);
            let within = limits::COLUMNS.check(scores.len());
            within.and_then(|()| total::add(Total::Cells, 1)).map_err(strict::fault)?;
        }
        Ok(RankedRow(name, scores))
    }
}

impl<'de> Deserialize<'de> for Ranking {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ranking, D::Error> {
        let file = RankingFile::deserialize(deserializer)?;
        let RankingFile { rule, ties, columns, rows, caption, unit, note, id } = file;
        let rows = rows.into_iter().map(|RankedRow(name, scores)| (name, scores)).collect();
        Ok(Ranking { rule, ties, columns, rows, caption, unit, note, id })
    }
}

/// A ranking read as a table, made as it is read, so that what is wrong is said at its place.
pub(super) struct RankedTable(pub(super) Table);

impl<'de> Deserialize<'de> for RankedTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankedTable, D::Error> {
        let ranking = Ranking::deserialize(deserializer)?;
        let table = ranking.table();
        table.map(RankedTable).map_err(|(row, fault)| raise_below(fault, row_path(row)))
    }
}
