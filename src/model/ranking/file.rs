//! Rankings in files.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use super::{RankColumn, RankMark, RankOrder, RankRule, RankedName, Ranking, Summary, TieStyle};
use crate::model::total::{self, Counted as Total};
use crate::model::{Number, TableForm, TableSize, Text, column, limits, strict};
use crate::raise::{expecting, raise_below};

/// The fields of a ranking.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "ranking")]
struct RankingFile {
    rule: RankRule,
    #[serde(default)]
    ties: TieStyle,
    #[serde(default)]
    order: RankOrder,
    #[serde(default, deserialize_with = "strict::optional_words")]
    by: Option<String>,
    #[serde(deserialize_with = "column::read_columns")]
    columns: Vec<RankColumn>,
    #[serde(deserialize_with = "read_rows")]
    rows: Vec<RankedName>,
    #[serde(default, deserialize_with = "read_summary")]
    summary: Vec<Summary>,
    #[serde(default)]
    top: Option<RankMark>,
    #[serde(default)]
    bottom: Option<RankMark>,
    #[serde(default)]
    form: Option<TableForm>,
    #[serde(default)]
    size: TableSize,
    #[serde(default)]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    unit: Option<String>,
    #[serde(default)]
    note: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    id: Option<String>,
}

fn read_rows<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RankedName>, D::Error> {
    strict::list(
        d,
        &limits::ROWS,
        ("a list of rows, each a name and its scores", "逐行的列表，每行一个名称和得分"),
    )
}

fn read_summary<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Summary>, D::Error> {
    let expected = ("a list of `total` and `mean`", "total、mean 的列表");
    strict::list(d, &limits::COLUMNS, expected)
}

/// By hand, so that what is wrong in a ranking is said at its place.
impl<'de> Deserialize<'de> for Ranking {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ranking, D::Error> {
        let file = RankingFile::deserialize(deserializer)?;
        let RankingFile { rule, ties, order, by, columns, rows, summary, .. } = file;
        let RankingFile { top, bottom, form, size, caption, unit, note, id, .. } = file;
        let ranking = Ranking {
            rule,
            ties,
            order,
            by,
            columns,
            rows,
            summary,
            top,
            bottom,
            form,
            size,
            caption,
            unit,
            note,
            id,
        };
        ranking.ranked().map_err(|wrong| {
            let (path, fault) = wrong.into_parts();
            raise_below(fault, path)
        })?;
        Ok(ranking)
    }
}

/// A list of the name and its scores, or a map where there is more to say.
impl Serialize for RankedName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(previous) = self.previous {
            let (name, scores) = (self.name.clone(), self.scores.clone());
            return RowFile { name, scores, previous: Some(previous) }.serialize(serializer);
        }
        let mut row = serializer.serialize_seq(Some(self.scores.len() + 1))?;
        row.serialize_element(&self.name)?;
        for score in &self.scores {
            row.serialize_element(score)?;
        }
        row.end()
    }
}

/// The fields of a name with its scores.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "row")]
struct RowFile {
    name: Text,
    #[serde(default, deserialize_with = "read_scores")]
    scores: Vec<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::count")]
    previous: Option<u32>,
}

fn read_scores<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Number>, D::Error> {
    let scores: Vec<Number> =
        strict::list(d, &limits::COLUMNS, ("a list of scores", "得分的列表"))?;
    total::add(Total::Cells, scores.len() + 1).map_err(strict::fault)?;
    Ok(scores)
}

impl<'de> Deserialize<'de> for RankedName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RankedName, D::Error> {
        deserializer.deserialize_any(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = RankedName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a list of a name and its scores, or a table of name, scores and previous",
            "一个名称和各项得分的列表，或含 name、scores、previous 的键值表",
        )
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<RankedName, A::Error> {
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
        Ok(RankedName { name, scores, previous: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RankedName, A::Error> {
        let map = serde::de::value::MapAccessDeserializer::new(map);
        let RowFile { name, scores, previous } = RowFile::deserialize(map)?;
        Ok(RankedName { name, scores, previous })
    }
}
