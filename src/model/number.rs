//! Numbers as they were written: they are printed so, and only rankings reckon with them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use super::messages::ModelMessage;
use super::rules;
use super::strict::fault;
use crate::error::Error;
use crate::place::Place;
use crate::raise::expecting;

/// A number as it was written: `100`, `-2`, `115.50`, `1,550`, `68.75%`. An optional sign (+, - or
/// −), digits in one piece or in groups of three with commas, optional decimals, an optional % or
/// ‰.
///
/// Whole numbers and [`Decimal`](rust_decimal::Decimal)s are numbers as they are; a decimal keeps
/// its noughts. An `f64` is one when it is finite, in the fewest digits that tell it from its
/// neighbours. Strings are numbers when they have the form of one.
///
/// ```
/// use bulletin::{Language, Number};
///
/// assert_eq!(Number::from(-12).as_str(), "-12");
/// assert_eq!(Number::try_from("1,550.50")?.as_str(), "1,550.50");
/// assert_eq!(Number::try_from(7.5)?.as_str(), "7.5");
/// assert_eq!(Number::try_from(f64::NAN).unwrap_err().code(), "input.finite");
///
/// let error = "1,55".parse::<Number>().unwrap_err();
/// assert_eq!(error.message(Language::English), "`1,55` is not a number; expected a form such as -1,550.25%");
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// The number as it was written.
    ///
    /// ```
    /// assert_eq!("+0.50".parse::<bulletin::Number>().unwrap().as_str(), "+0.50");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its sign at the end: `%`, `‰` or nothing.
    pub(crate) fn suffix(&self) -> &'static str {
        ["%", "‰"].into_iter().find(|suffix| self.0.ends_with(suffix)).unwrap_or_default()
    }

    /// Its value without the sign at the end, if it has at most 28 digits.
    pub(crate) fn decimal(&self) -> Option<Decimal> {
        let plain = self.0.strip_suffix(self.suffix()).unwrap_or(&self.0);
        Decimal::from_str_exact(&plain.replace(',', "").replace('−', "-")).ok()
    }

    /// A floating point number as a file wrote it: `20.0` keeps its point.
    pub(super) fn finite(value: f64) -> Result<Number, ModelMessage> {
        if !value.is_finite() {
            return Err(ModelMessage::Finite {});
        }
        let digits = value.to_string();
        Ok(Number(if digits.contains('.') { digits } else { digits + ".0" }))
    }

    /// The whole number, if this is one written without any ornament.
    fn as_integer(&self) -> Option<i64> {
        let integer: i64 = self.0.parse().ok()?;
        (integer.to_string() == self.0).then_some(integer)
    }

    /// Whether a text has the form of a number.
    fn is_written_in(text: &str) -> bool {
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
        plain(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| plain(group) && group.len() == 3)
            && decimals.is_none_or(plain)
    }

    /// The number that a text is, or why it is none.
    pub(super) fn read(text: &str) -> Result<Number, ModelMessage> {
        if Number::is_written_in(text) {
            Ok(Number(text.to_owned()))
        } else {
            Err(ModelMessage::Number { text: text.to_owned() })
        }
    }
}

impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Number, Error> {
        Number::read(text).map_err(unplaced)
    }
}

/// An error of a value that stands nowhere yet.
fn unplaced(message: ModelMessage) -> Error {
    Error::new(message, Place::default())
}

/// As [`FromStr`].
impl TryFrom<&str> for Number {
    type Error = Error;

    fn try_from(text: &str) -> Result<Number, Error> {
        text.parse()
    }
}

/// As [`FromStr`].
impl TryFrom<&String> for Number {
    type Error = Error;

    fn try_from(text: &String) -> Result<Number, Error> {
        text.parse()
    }
}

/// As [`FromStr`].
impl TryFrom<String> for Number {
    type Error = Error;

    fn try_from(text: String) -> Result<Number, Error> {
        text.parse()
    }
}

/// A finite one.
impl TryFrom<f64> for Number {
    type Error = Error;

    fn try_from(value: f64) -> Result<Number, Error> {
        Number::finite(value).map_err(unplaced)
    }
}

/// With the decimals that it has: `20.00`.
impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        Number(decimal.to_string())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(integer: $integer) -> Number {
                Number(integer.to_string())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// An integer where it is written like one, else a string.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_integer() {
            Some(integer) => serializer.serialize_i64(integer),
            None => serializer.serialize_str(self.as_str()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// Reads a number, or a string that is one.
struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a number, or one in quotation marks such as \"68.75%\"",
            "数字，或加引号的数字，如 \"68.75%\"",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number, E> {
        rules::words(text).map_err(fault)?;
        Number::read(text).map_err(fault)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
        Number::finite(value).map_err(fault)
    }
}
