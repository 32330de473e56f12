//! Cells of tables, from files and from the values of a program.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::messages::{Fault, Given};
use super::strict::fault;
use super::{CellLook, Number, Text, rules};
use crate::info::Color;
use crate::raise::expecting;

/// The words for [`Cell::Above`] and [`Cell::Left`] in files.
const ABOVE: &str = "above";
const LEFT: &str = "left";

/// A cell of a table. In files a number or a string; a string in the form of a number is one, and
/// keeps its form (`"20.00"`); `"above"` continues the cell above and `"left"` the one at the left;
/// `{ text = "…" }` is text whatever its form. With `bold`, `color` or `fill` beside `text`, or beside
/// `value` for a number or any text, a cell looks different from the others.
///
/// A cell and all that continue it are one, and fill a rectangle: in its first row they are `"left"`,
/// in its first column `"above"`, inside either.
///
/// Values of a program are cells as they are: numbers are printed in their digits, nothing (`None`)
/// is an empty cell. A string is read as in a file; words that are not markup, nor a number, are
/// [`Cell::plain`].
///
/// ```
/// use bulletin::Cell;
///
/// assert!(matches!(Cell::from("1,550"), Cell::Number(number) if number.as_str() == "1,550"));
/// assert!(matches!(Cell::from("缺考"), Cell::Text(_)));
/// assert_eq!(Cell::from(120), Cell::from("120"));
/// assert_eq!(Cell::from(7.5), Cell::from("7.5"));
/// assert_eq!(Cell::from(None::<f64>), Cell::from(""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cell {
    /// Words, or nothing.
    Text(Text),
    /// A number, printed as it was written.
    Number(Number),
    /// The cell above goes on here: they are one cell (tied ranks).
    Above,
    /// The cell at the left goes on here: they are one cell (合计 over 序号 and 名称).
    Left,
    /// Words or a number that look different.
    Styled(Box<StyledCell>),
}

/// What stands in a cell, and how it looks. Made by [`Cell::bold`], [`Cell::colored`] and
/// [`Cell::filled`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StyledCell {
    /// What stands in it.
    pub value: CellValue,
    /// How it looks; where this says nothing, as the marks of the table and the theme have it.
    pub look: CellLook,
}

/// Words or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellValue {
    /// Words, or nothing.
    Text(Text),
    /// A number, printed as it was written.
    Number(Number),
}

impl Cell {
    /// Words as they are: neither markup nor a number, whatever their form. For names, codes and
    /// numbers of things out of a database.
    ///
    /// ```
    /// use bulletin::{Cell, Text};
    ///
    /// assert_eq!(Cell::plain("2024"), Cell::Text(Text::plain("2024")));
    /// assert_eq!(Cell::plain("**"), Cell::from(r"\*\*"));
    /// ```
    pub fn plain(words: impl Into<String>) -> Cell {
        Cell::Text(Text::plain(words))
    }

    /// The same cell in bold.
    ///
    /// ```
    /// use bulletin::Cell;
    ///
    /// let file = r#"{"value":"96.4%","bold":true}"#;
    /// assert_eq!(serde_json::to_string(&Cell::from("96.4%").bold())?, file);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn bold(self) -> Cell {
        self.looking(CellLook { bold: Some(true), ..CellLook::default() })
    }

    /// The same cell with its words in a colour.
    ///
    /// ```
    /// use bulletin::{Cell, Color};
    ///
    /// let file = r##"{"text":"红榜","color":"#FF0000"}"##;
    /// assert_eq!(serde_json::to_string(&Cell::from("红榜").colored(Color::RED))?, file);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn colored(self, color: Color) -> Cell {
        self.looking(CellLook { color: Some(color), ..CellLook::default() })
    }

    /// The same cell on a ground of this colour.
    ///
    /// ```
    /// use bulletin::{Cell, Color};
    ///
    /// let grey = Color { red: 0xF2, green: 0xF2, blue: 0xF2 };
    /// let file = r##"{"value":7,"fill":"#F2F2F2"}"##;
    /// assert_eq!(serde_json::to_string(&Cell::from(7).filled(grey))?, file);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn filled(self, color: Color) -> Cell {
        self.looking(CellLook { fill: Some(color), ..CellLook::default() })
    }

    /// The same cell with a look over the one that it has. What continues another cell has that one's.
    pub(crate) fn looking(self, look: CellLook) -> Cell {
        let value = match self {
            Cell::Text(text) => CellValue::Text(text),
            Cell::Number(number) => CellValue::Number(number),
            Cell::Styled(cell) => {
                return Cell::Styled(Box::new(StyledCell { look: look.over(cell.look), ..*cell }));
            }
            Cell::Above | Cell::Left => return self,
        };
        Cell::Styled(Box::new(StyledCell { value, look }))
    }

    /// Its words, if it has some.
    pub(crate) fn text(&self) -> Option<&Text> {
        match self {
            Cell::Text(text) => Some(text),
            Cell::Styled(cell) => match &cell.value {
                CellValue::Text(text) => Some(text),
                CellValue::Number(_) => None,
            },
            Cell::Number(_) | Cell::Above | Cell::Left => None,
        }
    }

    /// Its words, to change them.
    pub(crate) fn text_mut(&mut self) -> Option<&mut Text> {
        match self {
            Cell::Text(text) => Some(text),
            Cell::Styled(cell) => match &mut cell.value {
                CellValue::Text(text) => Some(text),
                CellValue::Number(_) => None,
            },
            Cell::Number(_) | Cell::Above | Cell::Left => None,
        }
    }

    /// Its number, if it is one.
    pub(crate) fn number(&self) -> Option<&Number> {
        match self {
            Cell::Number(number) => Some(number),
            Cell::Styled(cell) => match &cell.value {
                CellValue::Number(number) => Some(number),
                CellValue::Text(_) => None,
            },
            Cell::Text(_) | Cell::Above | Cell::Left => None,
        }
    }

    /// What it says without markup; nothing where another goes on.
    pub(crate) fn to_plain(&self) -> Option<String> {
        self.text().map(Text::to_plain).or_else(|| self.number().map(Number::to_string))
    }

    /// How it asks to look.
    pub(crate) fn look(&self) -> CellLook {
        match self {
            Cell::Styled(cell) => cell.look,
            _ => CellLook::default(),
        }
    }

    /// The rule of a cell in the first row, which has nothing above it, and in the first column.
    pub(super) fn check_at(&self, row: usize, column: usize) -> Result<(), Fault> {
        match self {
            Cell::Above if row == 0 => Err(Fault::Above {}),
            Cell::Left if column == 0 => Err(Fault::Left {}),
            _ => Ok(()),
        }
    }
}

/// A number if it has the form of one, else text in markup.
impl From<&str> for Cell {
    fn from(content: &str) -> Cell {
        match content.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(content.into()),
        }
    }
}

impl From<String> for Cell {
    fn from(content: String) -> Cell {
        Cell::from(content.as_str())
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Cell {
        Cell::Text(text)
    }
}

impl From<Number> for Cell {
    fn from(number: Number) -> Cell {
        Cell::Number(number)
    }
}

/// With the decimals that it has: `20.00`.
impl From<Decimal> for Cell {
    fn from(decimal: Decimal) -> Cell {
        Cell::Number(decimal.into())
    }
}

/// A number; one that is not finite is the text `NaN`, `inf` or `-inf`, so that it is seen. Where it
/// should be an error, [`Number::try_from`] makes it one.
impl From<f64> for Cell {
    fn from(value: f64) -> Cell {
        Number::finite(value).map_or_else(|_| Cell::plain(value.to_string()), Cell::Number)
    }
}

/// Nothing is an empty cell.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or_else(|| Cell::Text(Text::default()), Into::into)
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Cell {
            fn from(integer: $integer) -> Cell {
                Cell::Number(Number::from(integer))
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Number(number) => number.serialize(serializer),
            Cell::Above => serializer.serialize_str(ABOVE),
            Cell::Left => serializer.serialize_str(LEFT),
            Cell::Styled(cell) => {
                let CellLook { bold, color, fill } = cell.look;
                let mut map = serializer.serialize_map(None)?;
                match &cell.value {
                    CellValue::Text(text) => map.serialize_entry("text", text)?,
                    CellValue::Number(number) => map.serialize_entry("value", number)?,
                }
                if let Some(bold) = bold {
                    map.serialize_entry("bold", &bold)?;
                }
                if let Some(color) = color {
                    map.serialize_entry("color", &color)?;
                }
                if let Some(fill) = fill {
                    map.serialize_entry("fill", &fill)?;
                }
                map.end()
            }
            Cell::Text(text) => {
                let markup = text.to_string();
                if markup == ABOVE || markup == LEFT || markup.parse::<Number>().is_ok() {
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
        deserializer.deserialize_any(CellVisitor { row: 1, column: 1 })
    }
}

/// Reads a cell in a row and a column, from 0; nothing is above the first row nor left of the first
/// column.
pub(super) struct CellVisitor {
    pub(super) row: usize,
    pub(super) column: usize,
}

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a cell: text, a number, \"above\", \"left\", { text = \"…\" } or { value = … }",
            "文字、数字、\"above\"、\"left\"、{ text = \"…\" } 或 { value = … }",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cell, E> {
        let words = text.replace("\r\n", "\n");
        rules::words(&words).map_err(fault)?;
        let cell = match words.as_str() {
            ABOVE => Cell::Above,
            LEFT => Cell::Left,
            words => Cell::from(words),
        };
        cell.check_at(self.row, self.column).map_err(fault)?;
        Ok(cell)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Cell, E> {
        Number::finite(value).map(Cell::Number).map_err(fault)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cell, A::Error> {
        let map = serde::de::value::MapAccessDeserializer::new(map);
        let CellFile { text, value, bold, color, fill } = CellFile::deserialize(map)?;
        let value = match (text, value) {
            (Some(text), None) => Cell::Text(text),
            (None, Some(ValueFile(cell))) => cell,
            (None, None) => return Err(fault(Fault::CellValue { given: Given::Neither })),
            (Some(_), Some(_)) => return Err(fault(Fault::CellValue { given: Given::Both })),
        };
        let look = CellLook { bold, color, fill };
        Ok(if look.is_empty() { value } else { value.looking(look) })
    }
}

/// The fields of a cell that is a map.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename = "cell")]
struct CellFile {
    #[serde(default)]
    text: Option<Text>,
    #[serde(default)]
    value: Option<ValueFile>,
    #[serde(default)]
    bold: Option<bool>,
    #[serde(default)]
    color: Option<Color>,
    #[serde(default)]
    fill: Option<Color>,
}

/// A number, or text that is one or not by its form.
struct ValueFile(Cell);

impl<'de> Deserialize<'de> for ValueFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ValueFile, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(ValueFile)
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "text or a number", "文字或数字")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cell, E> {
        if matches!(text, ABOVE | LEFT) {
            return Err(fault(Fault::CellGoesOn {}));
        }
        CellVisitor { row: 1, column: 1 }.visit_str(text)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Cell, E> {
        Number::finite(value).map(Cell::Number).map_err(fault)
    }
}
