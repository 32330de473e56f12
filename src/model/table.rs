//! Tables: heads, and rows of cells as they are to be printed.

use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::cell::CellVisitor;
use super::messages::{Counted, Fault};
use super::strict::{self, once};
use super::total::{self, Counted as Total};
use super::{Cell, Text, limits, text};
use crate::place::ModelPath;
use crate::raise::{expecting, raise_below};

/// A table with a head, of cells as they are to be printed.
///
/// ```
/// use bulletin::{Cell, Table};
///
/// let mut table = Table::new(["名次", "单位", "得分"]);
/// table.rows = vec![
///     vec![Cell::from(1), Cell::from("自然资源厅"), Cell::from(120)],
///     vec![Cell::Above, Cell::from("交通运输厅"), Cell::from("120.0")],
/// ];
/// assert_eq!(
///     serde_json::to_string(&table).unwrap(),
///     r#"{"columns":["名次","单位","得分"],"#.to_owned()
///         + r#""rows":[[1,"自然资源厅",120],["above","交通运输厅","120.0"]]}"#
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default, extend("required" = ["columns"])))]
#[non_exhaustive]
pub struct Table {
    /// Its title, above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// The unit of its numbers (单位：万元), above it on the right, without the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its columns, at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub columns: Vec<TableColumn>,
    /// Its rows; each has as many cells as there are columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Cell>>,
    /// A note below it, without the label 注：.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// By what a text refers to it: `见<ref>id</ref>` prints 见表1. With an id its caption has that
    /// number, counted among all tables with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Table {
    /// A table without rows yet, with these headings.
    ///
    /// ```
    /// use bulletin::{Block, Cell, Table};
    ///
    /// // Rows of a database: the name is not markup, and the count may be missing.
    /// let counted = [("**甲**厅", Some(12)), ("乙厅", None)];
    /// let mut table = Table::new(["单位", "件数"]);
    /// for (name, count) in counted {
    ///     table.rows.push(vec![Cell::plain(name), Cell::from(count)]);
    /// }
    /// assert_eq!(table.rows[0][0], Cell::from(r"\*\*甲\*\*厅"));
    /// assert_eq!(table.rows[1][1], Cell::from(""));
    /// ```
    pub fn new<C: Into<TableColumn>>(columns: impl IntoIterator<Item = C>) -> Table {
        Table { columns: columns.into_iter().map(Into::into).collect(), ..Table::default() }
    }
}

/// A column of a table. In files its heading alone, or a map.
///
/// ```
/// use bulletin::{Align, TableColumn};
///
/// let mut score = TableColumn::new("得分");
/// score.align = Some(Align::Decimal);
/// assert_eq!(score.heading.to_plain(), "得分");
///
/// // Two columns below one heading, 窗口考核.
/// let file = r#"
///     columns = ["单位", { heading = "得分", group = "窗口考核" }, { heading = "扣分", group = "窗口考核" }]
/// "#;
/// let table: bulletin::Table = toml::from_str(file)?;
/// assert_eq!(table.columns[1].group, table.columns[2].group);
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableColumn {
    /// What stands in the head.
    pub heading: Text,
    /// How its cells are aligned; by default as its content asks.
    pub align: Option<Align>,
    /// Its share of the width, relative to the other columns' shares, from 1 to 10,000; by
    /// default as its content asks.
    pub width: Option<u32>,
    /// What stands above its heading and those of its neighbours with the same group, in one cell:
    /// a head of two rows. A column without one has a heading as high as both rows.
    pub group: Option<Text>,
}

impl TableColumn {
    /// A column with its heading, set as its content asks.
    ///
    /// ```
    /// use bulletin::{TableColumn, Text};
    ///
    /// assert_eq!(TableColumn::new(Text::plain("得分*")).heading.to_plain(), "得分*");
    /// ```
    pub fn new(heading: impl Into<Text>) -> TableColumn {
        TableColumn { heading: heading.into(), ..TableColumn::default() }
    }
}

impl From<Text> for TableColumn {
    fn from(heading: Text) -> TableColumn {
        TableColumn::new(heading)
    }
}

impl From<&str> for TableColumn {
    fn from(heading: &str) -> TableColumn {
        TableColumn::new(heading)
    }
}

impl From<String> for TableColumn {
    fn from(heading: String) -> TableColumn {
        TableColumn::from(heading.as_str())
    }
}

/// The shares of a column in the width of its table.
pub(super) const SHARE: RangeInclusive<u32> = 1..=10_000;

/// The rule of the columns of a table: there are some.
pub(super) fn check_columns(columns: usize) -> Result<(), Fault> {
    if columns == 0 {
        return Err(Fault::Columns {});
    }
    limits::COLUMNS.check(columns)
}

/// The rule of a row: it has a cell for each column.
pub(super) fn check_row(cells: usize, columns: usize) -> Result<(), Fault> {
    if cells == columns {
        return Ok(());
    }
    Err(Fault::Cells { cells: Counted::cells(cells), columns: Counted::columns(columns) })
}

/// The fields of a column in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "column")]
struct ColumnFile {
    heading: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "share")]
    width: Option<u32>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "text::optional_heading"
    )]
    group: Option<Text>,
}

pub(super) fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    strict::optional_whole::<D, u32, { *SHARE.start() as i64 }, { *SHARE.end() as i64 }>(
        deserializer,
    )
}

impl Serialize for TableColumn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.align.is_none() && self.width.is_none() && self.group.is_none() {
            return self.heading.serialize(serializer);
        }
        let (align, width) = (self.align, self.width);
        let (heading, group) = (self.heading.clone(), self.group.clone());
        ColumnFile { heading, align, width, group }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TableColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableColumn, D::Error> {
        struct ColumnVisitor;

        impl<'de> Visitor<'de> for ColumnVisitor {
            type Value = TableColumn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "the heading of a column, or a table of heading, align, width and group",
                    "栏的标题，或含 heading、align、width、group 的键值表",
                )
            }

            fn visit_str<E: serde::de::Error>(self, heading: &str) -> Result<TableColumn, E> {
                let heading = text::read(heading)?;
                Ok(TableColumn { heading, ..TableColumn::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TableColumn, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let ColumnFile { heading, align, width, group } = ColumnFile::deserialize(map)?;
                Ok(TableColumn { heading, align, width, group })
            }
        }

        deserializer.deserialize_any(ColumnVisitor)
    }
}

/// The columns of a table or of a ranking.
pub(super) fn read_columns<'de, D: Deserializer<'de>, C: Deserialize<'de>>(
    d: D,
) -> Result<Vec<C>, D::Error> {
    strict::list(d, &limits::COLUMNS, ("a list of columns", "栏的列表"))
}

/// Whether words name a row of totals or means (合计、小计、平均分), which belongs to the rows above it.
pub(crate) fn names_total(words: &str) -> bool {
    const TOTALS: [&str; 14] = [
        "合计",
        "总计",
        "小计",
        "共计",
        "累计",
        "总和",
        "总分",
        "总数",
        "平均",
        "平均分",
        "平均值",
        "平均数",
        "均值",
        "均分",
    ];
    let bare = || words.chars().filter(|c| !c.is_whitespace());
    TOTALS.iter().any(|total| bare().eq(total.chars()))
}

/// Where the text of a cell stands. In files `left`, `center`, `right`, `decimal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// On the decimal point.
    Decimal,
}

/// The keys of a table.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum TableKey {
    Caption,
    Unit,
    Columns,
    Rows,
    Note,
    Id,
}

/// By hand, because the rows are checked against the columns as they are read: only so does an
/// error know the row, the line and the column.
impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
        deserializer.deserialize_map(TableVisitor)
    }
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = Table;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a table: `columns`, `rows`, `caption`, `unit`, `note` and `id`",
            "一张表格，含 columns、rows、caption、unit、note、id",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
        let (mut caption, mut unit, mut columns, mut rows, mut note, mut id) =
            (None, None, None::<Vec<TableColumn>>, None::<Vec<Vec<Cell>>>, None, None);
        while let Some(key) = map.next_key::<TableKey>()? {
            match key {
                TableKey::Caption => once(&mut caption, "caption", map.next_value()?)?,
                TableKey::Unit => once(&mut unit, "unit", map.next_value_seed(OptionalWords)?)?,
                TableKey::Columns => {
                    once(&mut columns, "columns", map.next_value_seed(ColumnsSeed)?)?;
                }
                TableKey::Rows => {
                    let columns = columns.as_ref().map(Vec::len);
                    once(&mut rows, "rows", map.next_value_seed(RowsSeed { columns })?)?;
                }
                TableKey::Note => once(&mut note, "note", map.next_value()?)?,
                TableKey::Id => once(&mut id, "id", map.next_value_seed(OptionalWords)?)?,
            }
        }
        let table = Table {
            caption: caption.flatten(),
            unit: unit.flatten(),
            columns: columns.ok_or_else(|| A::Error::missing_field("columns"))?,
            rows: rows.unwrap_or_default(),
            note: note.flatten(),
            id: id.flatten(),
        };
        // Rows that stood before the columns could not be checked before.
        for (index, row) in table.rows.iter().enumerate() {
            check_row(row.len(), table.columns.len()).map_err(|fault| {
                raise_below(fault, ModelPath::root().field("rows").index(index))
            })?;
        }
        Ok(table)
    }
}

struct OptionalWords;

impl<'de> DeserializeSeed<'de> for OptionalWords {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        strict::optional_words(deserializer)
    }
}

struct ColumnsSeed;

impl<'de> DeserializeSeed<'de> for ColumnsSeed {
    type Value = Vec<TableColumn>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let columns: Vec<TableColumn> = read_columns(deserializer)?;
        check_columns(columns.len()).map_err(strict::fault)?;
        Ok(columns)
    }
}

/// Rows of a table with so many columns, when these are known already.
struct RowsSeed {
    columns: Option<usize>,
}

impl<'de> DeserializeSeed<'de> for RowsSeed {
    type Value = Vec<Vec<Cell>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed {
    type Value = Vec<Vec<Cell>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a list of rows", "逐行的列表")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        let seed = |rows: &[Vec<Cell>]| RowSeed { columns: self.columns, first: rows.is_empty() };
        while let Some(row) = elements.next_element_seed(seed(&rows))? {
            rows.push(row);
            limits::ROWS.check(rows.len()).map_err(strict::fault)?;
        }
        Ok(rows)
    }
}

struct RowSeed {
    columns: Option<usize>,
    first: bool,
}

impl<'de> DeserializeSeed<'de> for RowSeed {
    type Value = Vec<Cell>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowSeed {
    type Value = Vec<Cell>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a row: a list of cells", "一行，即逐格的列表")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut row = Vec::new();
        while let Some(cell) = elements.next_element_seed(CellSeed { first_row: self.first })? {
            row.push(cell);
            let within = limits::COLUMNS.check(row.len());
            within.and_then(|()| total::add(Total::Cells, 1)).map_err(strict::fault)?;
        }
        if let Some(columns) = self.columns {
            check_row(row.len(), columns).map_err(strict::fault)?;
        }
        Ok(row)
    }
}

struct CellSeed {
    first_row: bool,
}

impl<'de> DeserializeSeed<'de> for CellSeed {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor { first_row: self.first_row })
    }
}
