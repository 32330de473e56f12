//! Tables: heads, cells and numbers as they were written.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{Text, strict};
use crate::error::{Error, ErrorKind};

/// A table with a head, of cells as they are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "TableFile")]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Table {
    /// Its title, above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// The unit of its numbers (单位：万元), above it on the right, without the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its columns, at least one.
    pub columns: Vec<TableColumn>,
    /// Its rows; each has as many cells as there are columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Cell>>,
    /// A note below it, without the label 注：.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "table")]
struct TableFile {
    #[serde(default)]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    unit: Option<String>,
    columns: Vec<TableColumn>,
    #[serde(default)]
    rows: Vec<Vec<Cell>>,
    #[serde(default)]
    note: Option<Text>,
}

impl TryFrom<TableFile> for Table {
    type Error = Error;

    fn try_from(file: TableFile) -> Result<Table, Error> {
        let TableFile { caption, unit, columns, rows, note } = file;
        let table = Table { caption, unit, columns, rows, note };
        table.check()?;
        Ok(table)
    }
}

impl Table {
    /// Whether its rows and columns make a table; the place of the error is within the table.
    pub(super) fn check(&self) -> Result<(), Error> {
        let columns = self.columns.len();
        if columns == 0 {
            let message = "a table without columns, expected at least one";
            return Err(Error::new(ErrorKind::Input, "columns", message));
        }
        if columns > strict::MAX_COLUMNS {
            let message = format!("{columns} columns, more than the limit {}", strict::MAX_COLUMNS);
            return Err(Error::new(ErrorKind::Limit, "columns", message));
        }
        if self.rows.len() > strict::MAX_ROWS {
            let message =
                format!("{} rows, more than the limit {}", self.rows.len(), strict::MAX_ROWS);
            return Err(Error::new(ErrorKind::Limit, "rows", message));
        }
        for (index, row) in self.rows.iter().enumerate() {
            if row.len() != columns {
                let message =
                    format!("a row of {} cells, expected {columns} as in the head", row.len());
                return Err(Error::new(ErrorKind::Input, format!("rows[{index}]"), message));
            }
            let above = row.iter().position(|cell| *cell == Cell::Above);
            if let (0, Some(column)) = (index, above) {
                let message = "`above` in the first row, expected a cell above it";
                return Err(Error::new(ErrorKind::Input, format!("rows[0][{column}]"), message));
            }
        }
        Ok(())
    }
}

/// A column of a table. In files its heading alone, or a map.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct TableColumn {
    /// What stands in the head.
    pub heading: Text,
    /// How its cells are aligned; by default as its content asks.
    pub align: Option<Align>,
    /// Its share of the width, relative to the other columns' shares, from 1; by default as its
    /// content asks.
    pub width: Option<u32>,
}

impl From<&str> for TableColumn {
    fn from(heading: &str) -> TableColumn {
        TableColumn { heading: heading.into(), ..TableColumn::default() }
    }
}

/// The fields of a column in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "column")]
struct ColumnFile {
    heading: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::count")]
    width: Option<u32>,
}

impl Serialize for TableColumn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.align.is_none() && self.width.is_none() {
            return self.heading.serialize(serializer);
        }
        let (heading, align, width) = (self.heading.clone(), self.align, self.width);
        ColumnFile { heading, align, width }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TableColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableColumn, D::Error> {
        struct ColumnVisitor;

        impl<'de> Visitor<'de> for ColumnVisitor {
            type Value = TableColumn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the heading of a column, or a map with heading, align and width")
            }

            fn visit_str<E: serde::de::Error>(self, heading: &str) -> Result<TableColumn, E> {
                strict::printable(heading).map_err(E::custom)?;
                Ok(TableColumn::from(heading))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TableColumn, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let ColumnFile { heading, align, width } = ColumnFile::deserialize(map)?;
                Ok(TableColumn { heading, align, width })
            }
        }

        deserializer.deserialize_any(ColumnVisitor)
    }
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// A cell of a table. In files a number or a string; a string in the form of a number is one, and
/// keeps its form (`"20.00"`); `"above"` continues the cell above; `{ text = "…" }` is text
/// whatever its form.
///
/// ```
/// use bulletin::Cell;
///
/// assert!(matches!(Cell::from("1,550"), Cell::Number(number) if number.as_str() == "1,550"));
/// assert!(matches!(Cell::from("缺考"), Cell::Text(_)));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Words, or nothing.
    Text(Text),
    /// A number, printed as it was written.
    Number(Number),
    /// The cell above goes on here: they are one cell (tied ranks).
    Above,
}

/// The word for [`Cell::Above`] in files.
const ABOVE: &str = "above";

/// A number if it has the form of one, else text in markup.
impl From<&str> for Cell {
    fn from(content: &str) -> Cell {
        match content.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(content.into()),
        }
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Number(Number(number.to_string()))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Number(number) => serializer.serialize_str(number.as_str()),
            Cell::Above => serializer.serialize_str(ABOVE),
            Cell::Text(text) => {
                let markup = text.to_string();
                if markup == ABOVE || markup.parse::<Number>().is_ok() {
                    let mut map = serializer.serialize_map(Some(1))?;
                    map.serialize_entry("text", text)?;
                    map.end()
                } else {
                    serializer.serialize_str(&markup)
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a string, \"above\", or { text = \"…\" }")
    }

    fn visit_str<E: serde::de::Error>(self, content: &str) -> Result<Cell, E> {
        strict::printable(content).map_err(E::custom)?;
        Ok(if content == ABOVE { Cell::Above } else { Cell::from(content) })
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::from(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Number(Number(number.to_string())))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Cell, E> {
        // `{:?}` keeps the point of 20.0, and the form of a number that is not too long for one.
        let written = format!("{number:?}");
        match written.parse() {
            Ok(number) => Ok(Cell::Number(number)),
            Err(_) => Err(E::custom(format!("{written}, expected a number in plain decimals"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some("text") => {
                let cell = Cell::Text(map.next_value()?);
                match map.next_key::<String>()? {
                    None => Ok(cell),
                    Some(key) => Err(A::Error::unknown_field(&key, &["text"])),
                }
            }
            Some(other) => Err(A::Error::unknown_field(other, &["text"])),
            None => Err(A::Error::missing_field("text")),
        }
    }
}

/// A number as it was written: `100`, `-2`, `115.50`, `1,550`, `68.75%`. An optional sign (+, - or
/// −), digits in one piece or in groups of three with commas, optional decimals, an optional % or
/// ‰.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Number, Error> {
        let unsigned = text.strip_prefix(['+', '-', '−']).unwrap_or(text);
        let digits = unsigned.strip_suffix(['%', '‰']).unwrap_or(unsigned);
        let (whole, decimals) = match digits.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (digits, None),
        };
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = whole.contains(',');
        let well_formed = plain(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| plain(group) && group.len() == 3)
            && decimals.is_none_or(plain);
        if well_formed {
            Ok(Number(text.to_owned()))
        } else {
            let shown: String = text.chars().take(40).collect();
            let message = format!("`{shown}` is no number, expected a form such as -1,550.25%");
            Err(Error::new(ErrorKind::Input, "", message))
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
