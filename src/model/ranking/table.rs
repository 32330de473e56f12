//! The table of a ranking.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::column::{Roles, Wrong, wrong};
use super::score::{self, Value};
use super::{RankMark, RankOrder, RankRole, RankRule, RankedName, Ranking, Summary, TieStyle};
use crate::error::Error;
use crate::model::messages::{Counted, Fault};
use crate::model::{Cell, Number, Table, TableMark, TableRange, Text};
use crate::place::{ModelPath, Place};

/// A rank that did not change, and none before.
const SAME: &str = "—";
/// A name that had no rank before.
const NEW: &str = "新";

/// A name with what it is ranked by.
struct Entry<'a> {
    row: &'a RankedName,
    /// Its number in [`Ranking::rows`].
    index: usize,
    /// None while it is not scored.
    value: Option<Value>,
    rank: Option<usize>,
}

impl Ranking {
    /// The table: rank, name, scores as they were written, total, and what else the columns say. A
    /// total has the fewest decimals that are exact; percentages add up to a percentage.
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
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with its place when a name has not as many
    /// scores as there are score columns, when it mixes percentages with other numbers, when a
    /// score or sum has more than 28 digits, or when the columns do not fit together.
    pub fn to_table(&self) -> Result<Table, Error> {
        self.ranked().map(|ranked| ranked.table).map_err(error)
    }

    /// The rank of each name, in the order of [`Ranking::rows`]; none of those not scored yet.
    ///
    /// ```
    /// use bulletin::{RankRule, Ranking};
    ///
    /// let mut ranking = Ranking::new(RankRule::Competition, ["名次", "单位", "得分", "总分"]);
    /// for (name, score) in [("甲", 7), ("乙", 9), ("丙", 9)] {
    ///     ranking.push(name, [score])?;
    /// }
    /// assert_eq!(ranking.ranks()?, [Some(3), Some(1), Some(1)]);
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Ranking::to_table`].
    pub fn ranks(&self) -> Result<Vec<Option<u32>>, Error> {
        let ranked = self.ranked().map_err(error)?;
        let mut ranks = vec![None; self.rows.len()];
        for (index, rank) in ranked.ranks {
            if let Some(slot) = ranks.get_mut(index) {
                *slot = rank;
            }
        }
        Ok(ranks)
    }

    /// Makes it the ranking of the next issue, which has no scores yet.
    pub(in crate::model) fn move_on(&mut self) {
        let shown = Roles::of(self).is_ok_and(|roles| roles.show_previous());
        let order = self.ranked().map(|ranked| ranked.ranks).unwrap_or_default();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (index, rank) in order {
            if let Some(row) = self.rows.get(index) {
                let previous = rank.filter(|_| shown);
                rows.push(RankedName { name: row.name.clone(), scores: Vec::new(), previous });
            }
        }
        self.rows = rows;
    }

    /// The table with what it was made of, or what is wrong and where.
    pub(in crate::model) fn ranked(&self) -> Result<Ranked, Wrong> {
        let roles = Roles::of(self)?;
        let weights = self.weights(&roles)?;
        let mut entries = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let here = |fault| wrong(row_path(index), fault);
            if row.previous.is_some() && !roles.show_previous() {
                return Err(wrong(row_path(index).field("previous"), Fault::PreviousRank {}));
            }
            let value = self.value(row, &roles, &weights).map_err(here)?;
            entries.push(Entry { row, index, value, rank: None });
        }
        // The sort is stable: inside a tie the order of the input is kept.
        entries.sort_by(|one, other| self.compare(one.value, other.value));
        self.number(&mut entries);
        let mut rows = Vec::with_capacity(entries.len() + self.summary.len());
        for (index, entry) in entries.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| entries.get(before));
            let row = self.row(entry, before, &roles, &weights);
            rows.push(row.map_err(|fault| wrong(row_path(entry.index), fault))?);
        }
        for (index, summary) in self.summary.iter().enumerate() {
            let row = summary.row(&rows, self.rows.len(), &roles);
            let path = || ModelPath::root().field("summary").index(index);
            rows.push(row.map_err(|fault| wrong(path(), fault))?);
        }
        let table = Table {
            caption: self.caption.clone(),
            unit: self.unit.clone(),
            columns: self.columns.iter().map(|column| column.column.clone()).collect(),
            rows,
            marks: self.marks(&entries),
            form: self.form,
            size: self.size,
            note: self.note.clone(),
            id: self.id.clone(),
        };
        let rank = |entry: &Entry<'_>| entry.rank.and_then(|rank| u32::try_from(rank).ok());
        let ranks = entries.iter().map(|entry| (entry.index, rank(entry))).collect();
        Ok(Ranked { table, ranks })
    }

    /// The marks of the first and the last names, which stand in their order.
    fn marks(&self, entries: &[Entry<'_>]) -> Vec<TableMark> {
        let scored = entries.iter().take_while(|entry| entry.rank.is_some()).count();
        let most = |count: u32| usize::try_from(count).unwrap_or(usize::MAX).min(scored);
        let rank = |index: usize| entries.get(index).and_then(|entry| entry.rank);
        let range = |from: usize, to: usize| {
            let number = |index: usize| i32::try_from(index).ok();
            let range = TableRange::new(number(from + 1)?, number(to)?);
            (from < to).then_some(range)
        };
        let mark = |mark: RankMark, range: Option<TableRange>| {
            range.map(|range| TableMark {
                rows: vec![range],
                look: mark.look,
                ..TableMark::default()
            })
        };
        let top = self.top.and_then(|top| {
            let mut to = most(top.count);
            while to > 0 && to < scored && rank(to) == rank(to - 1) {
                to += 1;
            }
            mark(top, range(0, to))
        });
        let bottom = self.bottom.and_then(|bottom| {
            let mut from = scored - most(bottom.count);
            while from > 0 && from < scored && rank(from) == rank(from - 1) {
                from -= 1;
            }
            mark(bottom, range(from, scored))
        });
        // Where the two meet, the first names are the first.
        bottom.into_iter().chain(top).collect()
    }

    /// The weight of each score; none where all count alike.
    fn weights(&self, roles: &Roles) -> Result<Vec<Option<Decimal>>, Wrong> {
        let weight = |at: &usize| {
            let weight = self.columns.get(*at).and_then(|column| column.weight.as_ref());
            weight.map(score::weight).transpose().map_err(|fault| {
                wrong(ModelPath::root().field("columns").index(*at).field("weight"), fault)
            })
        };
        roles.scores.iter().map(weight).collect()
    }

    /// What a name is ranked by: its total, or one score.
    fn value(
        &self,
        row: &RankedName,
        roles: &Roles,
        weights: &[Option<Decimal>],
    ) -> Result<Option<Value>, Fault> {
        if row.scores.is_empty() && !roles.scores.is_empty() {
            return Ok(None);
        }
        if row.scores.len() != roles.scores.len() {
            return Err(Fault::Scores {
                scores: Counted::scores(row.scores.len()),
                columns: Counted::columns(roles.scores.len()),
            });
        }
        match roles.by.and_then(|by| row.scores.get(by)) {
            Some(score) => Value::of(score).map(Some),
            None => score::sum(row.scores.iter().zip(weights.iter().copied())).map(Some),
        }
    }

    /// What comes first; names without scores come last.
    fn compare(&self, one: Option<Value>, other: Option<Value>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) => match self.order {
                RankOrder::Descending => other.value.cmp(&one.value),
                RankOrder::Ascending => one.value.cmp(&other.value),
            },
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }

    /// Gives the names, which stand in their order, their ranks.
    fn number(&self, entries: &mut [Entry<'_>]) {
        let (mut rank, mut before) = (0_usize, None);
        for (index, entry) in entries.iter_mut().enumerate() {
            let Some(Value { value, .. }) = entry.value else { break };
            if before != Some(value) {
                rank = match self.rule {
                    RankRule::Competition => index + 1,
                    RankRule::Dense => rank + 1,
                };
            }
            before = Some(value);
            entry.rank = Some(rank);
        }
    }

    fn row(
        &self,
        entry: &Entry<'_>,
        before: Option<&Entry<'_>>,
        roles: &Roles,
        weights: &[Option<Decimal>],
    ) -> Result<Vec<Cell>, Fault> {
        let mut scores = entry.row.scores.iter();
        let tied = entry.rank.is_some() && before.is_some_and(|before| before.rank == entry.rank);
        let mut row = Vec::with_capacity(roles.roles.len());
        for (index, role) in roles.roles.iter().enumerate() {
            row.push(match role {
                RankRole::Rank if tied && self.ties == TieStyle::Merge => Cell::Above,
                RankRole::Rank => Cell::from(entry.rank),
                RankRole::Name => Cell::Text(entry.row.name.clone()),
                RankRole::Score => Cell::from(scores.next().cloned()),
                RankRole::Previous => previous(entry),
                RankRole::Change => change(entry),
                RankRole::Total | RankRole::Subtotal if entry.value.is_none() => empty(),
                RankRole::Total => {
                    let all = entry.row.scores.iter().zip(weights.iter().copied());
                    Cell::from(score::sum(all)?.written())
                }
                RankRole::Subtotal => {
                    let group = |at: usize| self.columns.get(at).map(|c| &c.column.group);
                    let own = roles
                        .scores
                        .iter()
                        .zip(entry.row.scores.iter().zip(weights.iter().copied()))
                        .filter(|(at, _)| group(**at) == group(index))
                        .map(|(_, score)| score);
                    Cell::from(score::sum(own)?.written())
                }
            });
        }
        Ok(row)
    }
}

/// The table of a ranking and the rank of each name, by its number in [`Ranking::rows`], in the order
/// of the table.
pub(in crate::model) struct Ranked {
    pub(in crate::model) table: Table,
    pub(in crate::model) ranks: Vec<(usize, Option<u32>)>,
}

fn empty() -> Cell {
    Cell::Text(Text::default())
}

fn previous(entry: &Entry<'_>) -> Cell {
    match entry.row.previous {
        Some(previous) => Cell::from(previous),
        None => Cell::plain(SAME),
    }
}

/// ↑ and how many ranks it rose, ↓ and how many it fell.
fn change(entry: &Entry<'_>) -> Cell {
    let Some(rank) = entry.rank else { return empty() };
    let Some(previous) = entry.row.previous.and_then(|rank| usize::try_from(rank).ok()) else {
        return Cell::plain(NEW);
    };
    match previous.cmp(&rank) {
        Ordering::Equal => Cell::plain(SAME),
        Ordering::Greater => Cell::plain(format!("↑{}", previous - rank)),
        Ordering::Less => Cell::plain(format!("↓{}", rank - previous)),
    }
}

impl Summary {
    /// Its row below the first `names` rows of a table.
    fn row(self, rows: &[Vec<Cell>], names: usize, roles: &Roles) -> Result<Vec<Cell>, Fault> {
        let rows = rows.get(..names).unwrap_or_default();
        let label = match self {
            Summary::Total => "合计",
            Summary::Mean => "平均",
        };
        let column = |index: usize| {
            let numbers: Vec<Number> = rows
                .iter()
                .filter_map(|row| match row.get(index) {
                    Some(Cell::Number(number)) => Some(number.clone()),
                    _ => None,
                })
                .collect();
            let made = match self {
                Summary::Mean => score::mean(&numbers)?,
                Summary::Total if numbers.is_empty() => None,
                Summary::Total => Some(score::sum(numbers.iter().map(|number| (number, None)))?),
            };
            Ok(made.map_or_else(empty, |value| Cell::from(value.written())))
        };
        // The label stands across the rank and the name where these stand side by side.
        let across = roles.roles.windows(2).any(|two| two == [RankRole::Rank, RankRole::Name]);
        let cell = |(index, role): (usize, &RankRole)| match role {
            RankRole::Rank if across => Ok(Cell::plain(label)),
            RankRole::Name if across => Ok(Cell::Left),
            RankRole::Name => Ok(Cell::plain(label)),
            RankRole::Score | RankRole::Subtotal | RankRole::Total => column(index),
            RankRole::Rank | RankRole::Previous | RankRole::Change => Ok(empty()),
        };
        roles.roles.iter().enumerate().map(cell).collect()
    }
}

/// The table of the ranking, as [`Ranking::to_table`].
impl TryFrom<Ranking> for Table {
    type Error = Error;

    fn try_from(ranking: Ranking) -> Result<Table, Error> {
        ranking.to_table()
    }
}

fn error(wrong: Wrong) -> Error {
    let (path, fault) = wrong.into_parts();
    Error::new(fault, Place::path(path))
}

fn row_path(index: usize) -> ModelPath {
    ModelPath::root().field("rows").index(index)
}
