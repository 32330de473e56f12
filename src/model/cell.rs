//! Cells of tables, from files and from the values of a program.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::messages::Fault;
use super::strict::fault;
use super::{Number, Text, rules};
use crate::raise::expecting;

/// The word for [`Cell::Above`] in files.
const ABOVE: &str = "above";

/// A cell of a table. In files a number or a string; a string in the form of a number is one, and
/// keeps its form (`"20.00"`); `"above"` continues the cell above; `{ text = "…" }` is text
/// whatever its form.
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

    /// The rule of a cell in the first row, which has nothing above it.
    pub(super) fn check_in_first_row(&self) -> Result<(), Fault> {
        if *self == Cell::Above {
            return Err(Fault::Above {});
        }
        Ok(())
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
        deserializer.deserialize_any(CellVisitor { first_row: false })
    }
}

/// Reads a cell; the first row has nothing above it.
pub(super) struct CellVisitor {
    pub(super) first_row: bool,
}

impl CellVisitor {
    fn checked<E: serde::de::Error>(&self, cell: Cell) -> Result<Cell, E> {
        if self.first_row {
            cell.check_in_first_row().map_err(fault)?;
        }
        Ok(cell)
    }
}

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a cell: text, a number, \"above\" or { text = \"…\" }",
            "文字、数字、\"above\" 或 { text = \"…\" }",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cell, E> {
        let words = text.replace("\r\n", "\n");
        rules::words(&words).map_err(fault)?;
        self.checked(if words == ABOVE { Cell::Above } else { Cell::from(words.as_str()) })
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
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Forced {
            text: Text,
        }
        let forced = Forced::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Cell::Text(forced.text))
    }
}
