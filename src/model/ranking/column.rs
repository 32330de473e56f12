//! The columns of a ranking and what stands in them.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::Ranking;
use crate::model::column::{self, Align, TableColumn};
use crate::model::messages::Fault;
use crate::model::{Number, Text, strict, text};
use crate::place::ModelPath;
use crate::raise::expecting;

/// A column of a ranking: that of its table, and what stands in it. In files its heading alone, or
/// a map with the keys of a table's column and `role` and `weight`.
///
/// ```
/// use bulletin::{Cell, RankRule, Ranking};
///
/// let ranking: Ranking = toml::from_str(
///     r#"
///     rule = "competition"
///     columns = [
///         "名次",
///         "单位",
///         { heading = "办结率", weight = "60%" },
///         { heading = "满意率", weight = "40%" },
///         "总分",
///         { heading = "上期", role = "previous" },
///         { heading = "升降", role = "change" },
///     ]
///     rows = [{ name = "水利厅", scores = [98, 96], previous = 2 }, ["商务厅", 90, 100]]
///     "#,
/// )?;
/// let table = ranking.to_table()?;
/// assert_eq!(table.rows[0][4..], [Cell::from("97.2"), Cell::from(2), Cell::from("↑1")]);
/// assert_eq!(table.rows[1][6], Cell::from("新"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RankColumn {
    /// The column of the table.
    pub column: TableColumn,
    /// What stands in it. By default in the first column the rank, in the second the name, in the
    /// last of the others the total (unless another column is the total, or a score is ranked by),
    /// in the rest the scores.
    pub role: Option<RankRole>,
    /// Of a score, how much it counts in sums: a number or a percentage, by default 1.
    pub weight: Option<Number>,
}

/// What stands in a column of a ranking. In files in lower case.
///
/// ```
/// assert_eq!(serde_json::to_string(&bulletin::RankRole::Change).unwrap(), r#""change""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RankRole {
    /// The rank.
    Rank,
    /// The name.
    Name,
    /// A score, as it was written.
    Score,
    /// The sum of the scores with the same `group`, each times its weight (小计).
    Subtotal,
    /// The sum of all scores, each times its weight.
    Total,
    /// The rank in the issue before; — where there was none.
    Previous,
    /// How the rank changed since: ↑2, ↓1, — (the same) or 新 (no rank before).
    Change,
}

impl RankColumn {
    /// A column with its heading.
    ///
    /// ```
    /// use bulletin::{RankColumn, RankRole};
    ///
    /// let mut last = RankColumn::new("上期名次");
    /// last.role = Some(RankRole::Previous);
    /// assert_eq!(last.column.heading.to_plain(), "上期名次");
    /// ```
    pub fn new(heading: impl Into<Text>) -> RankColumn {
        RankColumn { column: TableColumn::new(heading), ..RankColumn::default() }
    }
}

impl From<TableColumn> for RankColumn {
    fn from(column: TableColumn) -> RankColumn {
        RankColumn { column, ..RankColumn::default() }
    }
}

impl From<&str> for RankColumn {
    fn from(heading: &str) -> RankColumn {
        RankColumn::new(heading)
    }
}

impl From<String> for RankColumn {
    fn from(heading: String) -> RankColumn {
        RankColumn::new(heading.as_str())
    }
}

impl From<Text> for RankColumn {
    fn from(heading: Text) -> RankColumn {
        RankColumn::new(heading)
    }
}

/// What is wrong in a ranking, and where.
pub(in crate::model) struct Wrong(Box<(ModelPath, Fault)>);

impl Wrong {
    pub(in crate::model) fn into_parts(self) -> (ModelPath, Fault) {
        *self.0
    }
}

pub(super) fn wrong(path: ModelPath, fault: Fault) -> Wrong {
    Wrong(Box::new((path, fault)))
}

/// The columns of a ranking, each with its role.
pub(super) struct Roles {
    pub(super) roles: Vec<RankRole>,
    /// The columns of scores.
    pub(super) scores: Vec<usize>,
    /// Of the scores, the one that is ranked by; none for the total.
    pub(super) by: Option<usize>,
}

impl Roles {
    /// Whether a column shows the rank before or what became of it.
    pub(super) fn show_previous(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, RankRole::Previous | RankRole::Change))
    }

    /// The roles of the columns, or what is wrong and where.
    pub(super) fn of(ranking: &Ranking) -> Result<Roles, Wrong> {
        let columns = &ranking.columns;
        let place = |index: usize| ModelPath::root().field("columns").index(index);
        column::check_columns(columns.len())
            .map_err(|fault| wrong(ModelPath::root().field("columns"), fault))?;
        let given = |role| columns.iter().any(|column| column.role == Some(role));
        let free: Vec<usize> = (0..columns.len())
            .filter(|at| columns.get(*at).is_some_and(|c| c.role.is_none()))
            .collect();
        let mut rest = free.into_iter();
        let mut roles: Vec<RankRole> =
            columns.iter().map(|column| column.role.unwrap_or(RankRole::Score)).collect();
        for role in [RankRole::Rank, RankRole::Name] {
            let at = if given(role) { None } else { rest.next() };
            if let Some(slot) = at.and_then(|at| roles.get_mut(at)) {
                *slot = role;
            }
        }
        let total_is_last = ranking.by.is_none() && !given(RankRole::Total);
        if let Some(slot) =
            rest.next_back().filter(|_| total_is_last).and_then(|at| roles.get_mut(at))
        {
            *slot = RankRole::Total;
        }
        for role in [RankRole::Rank, RankRole::Name] {
            match roles.iter().filter(|other| **other == role).count() {
                1 => {}
                _ => return Err(wrong(ModelPath::root().field("columns"), Fault::RankColumns {})),
            }
        }
        for (index, (role, column)) in roles.iter().zip(columns).enumerate() {
            if column.weight.is_some() && *role != RankRole::Score {
                return Err(wrong(place(index).field("weight"), Fault::Weight {}));
            }
            if *role == RankRole::Subtotal && column.column.group.is_empty() {
                return Err(wrong(place(index), Fault::Subtotal {}));
            }
        }
        let scores: Vec<usize> = roles
            .iter()
            .enumerate()
            .filter_map(|(index, role)| (*role == RankRole::Score).then_some(index))
            .collect();
        let by = ranking.by.as_ref().map(|heading| {
            let named = |at: &usize| {
                columns.get(*at).is_some_and(|c| c.column.heading.to_plain() == *heading)
            };
            scores.iter().position(named).ok_or_else(|| {
                let fault = Fault::RankBy { heading: heading.clone() };
                wrong(ModelPath::root().field("by"), fault)
            })
        });
        let by = by.transpose()?;
        Ok(Roles { roles, scores, by })
    }
}

/// The fields of a column in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "column")]
struct ColumnFile {
    heading: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "column::share")]
    width: Option<u32>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "strict::one_or_several",
        deserialize_with = "column::read_groups"
    )]
    group: Vec<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<RankRole>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weight: Option<Number>,
}

impl Serialize for RankColumn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.role.is_none() && self.weight.is_none() {
            return self.column.serialize(serializer);
        }
        let TableColumn { heading, align, width, group } = self.column.clone();
        let (role, weight) = (self.role, self.weight.clone());
        ColumnFile { heading, align, width, group, role, weight }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RankColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankColumn, D::Error> {
        deserializer.deserialize_any(ColumnVisitor)
    }
}

struct ColumnVisitor;

impl<'de> Visitor<'de> for ColumnVisitor {
    type Value = RankColumn;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "the heading of a column, or a table of heading, align, width, group, role and weight",
            "栏的标题，或含 heading、align、width、group、role、weight 的键值表",
        )
    }

    fn visit_str<E: serde::de::Error>(self, heading: &str) -> Result<RankColumn, E> {
        text::read(heading).map(RankColumn::new)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RankColumn, A::Error> {
        let map = serde::de::value::MapAccessDeserializer::new(map);
        let ColumnFile { heading, align, width, group, role, weight } =
            ColumnFile::deserialize(map)?;
        Ok(RankColumn { column: TableColumn { heading, align, width, group }, role, weight })
    }
}
