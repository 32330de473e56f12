//! Numbers as they were written, and their exact values: decimals on whole numbers, never floating
//! point, so that totals are right and the same on every machine.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A number as it was written: `100`, `-2`, `115.50`, `1,550`, `68.75%`.
///
/// A sign (`+`, `-` or `−`), digits with or without thousands commas, decimals, `%` or `‰`; only
/// the digits are required.
///
/// ```
/// use bulletin::Number;
///
/// let number: Number = "1,550.50".parse().unwrap();
/// assert_eq!(number.as_str(), "1,550.50");
/// assert!("68.75%".parse::<Number>().is_ok());
/// assert!("1,55".parse::<Number>().is_err());
/// assert!("约100".parse::<Number>().is_err());
/// assert_eq!(Number::from(-12).as_str(), "-12");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

/// Why a text is not a number.
///
/// ```
/// let error = "1.2.3".parse::<bulletin::Number>().unwrap_err();
/// assert!(error.to_string().starts_with("`1.2.3` is not a number: expected"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not a number: expected digits, with or without sign, thousands commas, decimals \
     and % or ‰, such as 1,550, -2.5 or 68.75%"
)]
pub struct ParseNumberError {
    text: String,
}

impl Number {
    /// The number as it was written.
    ///
    /// ```
    /// assert_eq!("+0.50".parse::<bulletin::Number>().unwrap().as_str(), "+0.50");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a number; the same as [`str::parse`].
    ///
    /// # Errors
    /// When the text is not wholly a number.
    ///
    /// ```
    /// use bulletin::Number;
    ///
    /// assert_eq!(Number::parse("120")?, Number::from(120));
    /// # Ok::<(), bulletin::ParseNumberError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Number, ParseNumberError> {
        if Parts::of(text).is_some() {
            Ok(Number(text.into()))
        } else {
            Err(ParseNumberError { text: text.chars().take(40).collect() })
        }
    }

    /// A floating point number as a file wrote it: `20.0` keeps its point. Not for infinities.
    pub(super) fn from_finite(value: f64) -> Number {
        let digits = value.to_string();
        Number(if digits.contains('.') { digits } else { digits + ".0" })
    }

    /// The whole number, if this is one written without any ornament.
    pub(super) fn as_integer(&self) -> Option<i64> {
        let integer: i64 = self.0.parse().ok()?;
        (integer.to_string() == self.0).then_some(integer)
    }

    /// Its exact value; none when it has more than some 38 digits.
    pub(crate) fn value(&self) -> Option<Decimal> {
        let parts = Parts::of(&self.0)?;
        let mut units: i128 = 0;
        for byte in parts.whole.bytes().chain(parts.decimals.bytes()).filter(|byte| *byte != b',') {
            units = units.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        let units = if parts.negative { -units } else { units };
        let scale = u32::try_from(parts.decimals.len()).ok()?;
        (scale <= MAX_SCALE).then_some(Decimal { units, scale })
    }

    /// The sign behind it: `%`, `‰` or nothing.
    pub(crate) fn suffix(&self) -> &'static str {
        ["%", "‰"].into_iter().find(|suffix| self.0.ends_with(suffix)).unwrap_or("")
    }
}

/// What a number is written with.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    decimals: &'a str,
}

impl Parts<'_> {
    fn of(text: &str) -> Option<Parts<'_>> {
        let unsigned = text.strip_prefix(['+', '-', '−']).unwrap_or(text);
        let bare = unsigned.strip_suffix(['%', '‰']).unwrap_or(unsigned);
        let (whole, decimals) = match bare.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (bare, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let mut ungrouped = true;
        for group in groups {
            ungrouped = false;
            if group.len() != 3 || !digits(group) {
                return None;
            }
        }
        let first_fits = !first.is_empty() && digits(first) && (ungrouped || first.len() <= 3);
        let negative = text.starts_with(['-', '−']);
        (first_fits && digits(decimals)).then_some(Parts { negative, whole, decimals })
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Number, ParseNumberError> {
        Number::parse(text)
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

/// The most decimals of a [`Decimal`]: 10^38 is the greatest power of ten in an `i128`.
const MAX_SCALE: u32 = 38;

/// An exact decimal: `units / 10^scale`. Two of them are equal when their values are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal {
    units: i128,
    scale: u32,
}

impl Decimal {
    pub(crate) const ZERO: Decimal = Decimal { units: 0, scale: 0 };

    /// The sum, unless it has more than some 38 digits.
    pub(crate) fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let units = self.units_at(scale)?.checked_add(other.units_at(scale)?)?;
        Some(Decimal { units, scale })
    }

    fn units_at(self, scale: u32) -> Option<i128> {
        self.units.checked_mul(10_i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// The same value with the fewest decimals.
    fn shortest(mut self) -> Decimal {
        while self.scale > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Whole part, rounded down, and the decimals without the noughts at their end.
    fn split(self) -> (i128, String) {
        let unit = 10_i128.pow(self.scale.min(MAX_SCALE));
        let (whole, rest) = (self.units.div_euclid(unit), self.units.rem_euclid(unit));
        let width = usize::try_from(self.scale).unwrap_or(usize::MAX);
        let decimals = if self.scale == 0 { String::new() } else { format!("{rest:0width$}") };
        (whole, decimals.trim_end_matches('0').to_owned())
    }
}

/// By value: `1.50` and `1.5` are equal.
impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        self.split().cmp(&other.split())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

/// With the fewest decimals that are exact, and `-` for less than nought.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shortest = self.shortest();
        let sign = if shortest.units < 0 { "-" } else { "" };
        let digits = shortest.units.unsigned_abs().to_string();
        let decimals = usize::try_from(shortest.scale).unwrap_or(usize::MAX);
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, decimals) = digits.split_at(digits.len() - decimals);
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Decimal {
        Number::parse(text).expect(text).value().expect(text)
    }

    #[test]
    fn a_number_is_digits_with_ornaments_in_their_places() {
        for text in ["0", "007", "+1", "-2", "−2", "1,550", "12,345,678.90", "0.5", "68.75%", "3‰"]
        {
            assert_eq!(Number::parse(text).map(|number| number.0).as_deref(), Ok(text));
        }
        for text in [
            "", "-", "%", ".5", "5.", "1,55", "1234,567", ",123", "1,,234", "1.2.3", "1.234,5",
            "1e3", " 1", "1 ", "+-1", "1%%", "１", "12,3456", "0x1",
        ] {
            assert!(Number::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sums_are_exact_and_short() {
        let sum = |a, b| value(a).checked_add(value(b)).map(|sum| sum.to_string());
        assert_eq!(sum("0.1", "0.2").as_deref(), Some("0.3"));
        assert_eq!(sum("100", "15.50").as_deref(), Some("115.5"));
        assert_eq!(sum("1,550.25", "-0.25").as_deref(), Some("1550"));
        assert_eq!(sum("−2", "1.95").as_deref(), Some("-0.05"));
        let great = "9".repeat(38);
        assert_eq!(sum(&great, &great), None);
    }

    #[test]
    fn values_compare_across_scales() {
        assert_eq!(value("1.50"), value("1.5"));
        assert!(value("-0.5") < value("-0.25"));
        assert!(value("-1") < value("-0.99"));
        assert!(value("115.5") > value("111"));
        assert!(value("0.00000000000000000000000000000000000001") < value("0.1"));
        assert_eq!(Number::parse(&format!("0.{}1", "0".repeat(38))).expect("long").value(), None);
    }

    #[test]
    fn floats_of_files_keep_their_point() {
        assert_eq!(Number::from_finite(20.0).as_str(), "20.0");
        assert_eq!(Number::from_finite(-0.5).as_str(), "-0.5");
        assert_eq!(Number::from_finite(1e21).as_str(), "1000000000000000000000.0");
        assert!(Number::parse(Number::from_finite(1e300).as_str()).is_ok());
        assert!(Number::parse(Number::from_finite(5e-324).as_str()).is_ok());
    }
}
