//! Tables: heads, and rows of cells as they are to be printed.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::cell::CellVisitor;
use super::column::{self, TableColumn};
use super::grid::Grid;
use super::mark::{self, TableMark};
use super::messages::{Counted, Fault};
use super::strict::{self, once};
use super::total::{self, Counted as Total};
use super::{Cell, Text, limits};
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
    /// How some of its cells look: red and black lists, a shaded head.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<TableMark>,
    /// Its rules, where they are others than those of the theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<TableForm>,
    /// Its type size.
    #[serde(skip_serializing_if = "TableSize::is_normal")]
    pub size: TableSize,
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

/// Which rules a table has. In files `grid`, `open-sides` and `three-line`.
///
/// ```
/// assert_eq!(serde_json::to_string(&bulletin::TableForm::ThreeLine).unwrap(), r#""three-line""#);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum TableForm {
    /// Around every cell (全线表).
    #[default]
    Grid,
    /// Those of a grid without the two at its sides (墙线).
    OpenSides,
    /// Above and below it and below its head (三线表).
    ThreeLine,
}

/// The type size of a table; the theme says how large each is. In files `normal` and `small`.
///
/// ```
/// assert_eq!(bulletin::TableSize::default(), bulletin::TableSize::Normal);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum TableSize {
    /// As all tables (小四).
    #[default]
    Normal,
    /// Small, for a wide table that is to stay on an upright page (小五).
    Small,
}

impl TableSize {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(super) fn is_normal(&self) -> bool {
        *self == TableSize::Normal
    }
}

/// The rule of cells that are one: each fills a rectangle. At which cell it is not kept, and how.
pub(super) fn misfit(rows: &[Vec<Cell>], columns: usize) -> Option<(ModelPath, Fault)> {
    let misfit = Grid::of(rows, columns).misfits.into_iter().next()?;
    let path = ModelPath::root().field("rows").index(misfit.row).index(misfit.column);
    Some((path, misfit.fault))
}

/// The rule of a row: it has a cell for each column.
pub(super) fn check_row(cells: usize, columns: usize) -> Result<(), Fault> {
    if cells == columns {
        return Ok(());
    }
    Err(Fault::Cells { cells: Counted::cells(cells), columns: Counted::columns(columns) })
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

/// The keys of a table.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum TableKey {
    Caption,
    Unit,
    Columns,
    Rows,
    Marks,
    Form,
    Size,
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
            "a table: `columns`, `rows`, `caption`, `unit`, `marks`, `form`, `size`, `note` and `id`",
            "一张表格，含 columns、rows、caption、unit、marks、form、size、note、id",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
        let (mut caption, mut unit, mut columns, mut rows, mut note, mut id) =
            (None, None, None::<Vec<TableColumn>>, None::<Vec<Vec<Cell>>>, None, None);
        let (mut marks, mut form, mut size) = (None, None, None);
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
                TableKey::Marks => once(&mut marks, "marks", map.next_value_seed(MarksSeed)?)?,
                TableKey::Form => once(&mut form, "form", map.next_value()?)?,
                TableKey::Size => once(&mut size, "size", map.next_value()?)?,
                TableKey::Note => once(&mut note, "note", map.next_value()?)?,
                TableKey::Id => once(&mut id, "id", map.next_value_seed(OptionalWords)?)?,
            }
        }
        let table = Table {
            caption: caption.flatten(),
            unit: unit.flatten(),
            columns: columns.ok_or_else(|| A::Error::missing_field("columns"))?,
            rows: rows.unwrap_or_default(),
            marks: marks.unwrap_or_default(),
            form: form.flatten(),
            size: size.unwrap_or_default(),
            note: note.flatten(),
            id: id.flatten(),
        };
        // Rows that stood before the columns could not be checked before.
        for (index, row) in table.rows.iter().enumerate() {
            check_row(row.len(), table.columns.len()).map_err(|fault| {
                raise_below(fault, ModelPath::root().field("rows").index(index))
            })?;
        }
        match misfit(&table.rows, table.columns.len()) {
            Some((path, fault)) => Err(raise_below(fault, path)),
            None => Ok(table),
        }
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
        let columns: Vec<TableColumn> = column::read_columns(deserializer)?;
        column::check_columns(columns.len()).map_err(strict::fault)?;
        Ok(columns)
    }
}

struct MarksSeed;

impl<'de> DeserializeSeed<'de> for MarksSeed {
    type Value = Vec<TableMark>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        mark::read_marks(deserializer)
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
        let seed = |rows: &[Vec<Cell>]| RowSeed { columns: self.columns, row: rows.len() };
        while let Some(row) = elements.next_element_seed(seed(&rows))? {
            rows.push(row);
            limits::ROWS.check(rows.len()).map_err(strict::fault)?;
        }
        Ok(rows)
    }
}

struct RowSeed {
    columns: Option<usize>,
    row: usize,
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
        let at = |row: &[Cell]| CellSeed { row: self.row, column: row.len() };
        while let Some(cell) = elements.next_element_seed(at(&row))? {
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
    row: usize,
    column: usize,
}

impl<'de> DeserializeSeed<'de> for CellSeed {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor { row: self.row, column: self.column })
    }
}
