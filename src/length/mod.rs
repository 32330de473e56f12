//! Lengths as whole numbers of EMU (English Metric Units, the unit of OOXML), and the points,
//! sizes, rectangles and insets made of them. Millimetres, points and twips are all whole numbers
//! of EMU, so sums are exact and the same on every machine.

pub(crate) mod messages;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::message::{Argument, Language, Message, Said, Say};
use crate::raise::{expecting, raise};
use messages::LengthMessage;

/// A length or an offset. One millimetre is 36,000 units, one point (1/72 inch) 12,700.
///
/// In files it is a string: `"37mm"`, `"16pt"`, `"592twip"`, or a Chinese type size, `"三号"`.
///
/// ```
/// use bulletin::Length;
///
/// assert_eq!(Length::mm(25.4), Length::pt(72.0));
/// assert_eq!(Length::mm(37.0) + Length::mm(225.0), Length::mm(262.0));
/// assert_eq!("三号".parse::<Length>().unwrap(), Length::pt(16.0));
/// assert_eq!(Length::mm(34.58).to_string(), "34.58mm");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

const PER_MM: i64 = 36_000;
const PER_PT: i64 = 12_700;
const PER_TWIP: i64 = 635;

/// The Chinese type sizes (字号) and their points, in tenths.
const NAMED_SIZES: [(&str, i64); 16] = [
    ("初号", 420),
    ("小初", 360),
    ("一号", 260),
    ("小一", 240),
    ("二号", 220),
    ("小二", 180),
    ("三号", 160),
    ("小三", 150),
    ("四号", 140),
    ("小四", 120),
    ("五号", 105),
    ("小五", 90),
    ("六号", 75),
    ("小六", 65),
    ("七号", 55),
    ("八号", 50),
];

impl Length {
    /// Zero.
    pub const ZERO: Length = Length(0);

    /// A number of EMU (1/914,400 inch).
    pub const fn emu(emu: i64) -> Length {
        Length(emu)
    }

    /// Millimetres, to the nearest EMU.
    pub const fn mm(mm: f64) -> Length {
        Length(nearest(mm * PER_MM as f64))
    }

    /// Points of 1/72 inch, to the nearest EMU.
    pub const fn pt(pt: f64) -> Length {
        Length(nearest(pt * PER_PT as f64))
    }

    /// Twips: twentieths of a point, the unit of word processors.
    ///
    /// ```
    /// use bulletin::Length;
    ///
    /// assert_eq!(Length::twips(592), Length::pt(29.6));
    /// ```
    pub const fn twips(twips: i64) -> Length {
        Length(twips * PER_TWIP)
    }

    /// This length in EMU.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// This length in millimetres.
    pub const fn to_mm(self) -> f64 {
        self.0 as f64 / PER_MM as f64
    }

    /// This length in points.
    pub const fn to_pt(self) -> f64 {
        self.0 as f64 / PER_PT as f64
    }

    /// This length in twips, to the nearest.
    pub const fn to_twips(self) -> i64 {
        div_nearest(self.0, PER_TWIP)
    }

    /// This length times `numerator / denominator`, to the nearest EMU; the product of the first
    /// two does not overflow. A denominator of nought gives zero.
    ///
    /// ```
    /// use bulletin::Length;
    ///
    /// assert_eq!(Length::pt(16.0).scale(5, 4), Length::pt(20.0));
    /// ```
    #[must_use]
    pub const fn scale(self, numerator: i64, denominator: i64) -> Length {
        if denominator == 0 {
            return Length::ZERO;
        }
        // What fits into a register is far the most, and is divided ten times as fast.
        if let Some(product) = self.0.checked_mul(numerator)
            && denominator > 0
            && let Some(rounded) =
                product.checked_add(if product < 0 { -(denominator / 2) } else { denominator / 2 })
        {
            return Length(rounded / denominator);
        }
        let product = self.0 as i128 * numerator as i128;
        let (product, denominator) = if denominator < 0 {
            (-product, -(denominator as i128))
        } else {
            (product, denominator as i128)
        };
        let half = if product < 0 { -(denominator / 2) } else { denominator / 2 };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "lengths on paper are far below 2^63 EMU (a quarter of a million kilometres)"
        )]
        Length(((product + half) / denominator) as i64)
    }

    /// How many whole times `part` fits into this length; zero when `part` is not positive.
    ///
    /// ```
    /// use bulletin::Length;
    ///
    /// // Full-width characters of 16 pt in a line of 156 mm.
    /// assert_eq!(Length::mm(156.0).whole_times(Length::pt(16.0)), 27);
    /// ```
    pub const fn whole_times(self, part: Length) -> i64 {
        if part.0 <= 0 || self.0 <= 0 { 0 } else { self.0 / part.0 }
    }

    /// The longer of the two.
    #[must_use]
    pub const fn max(self, other: Length) -> Length {
        if self.0 < other.0 { other } else { self }
    }

    /// The shorter of the two.
    #[must_use]
    pub const fn min(self, other: Length) -> Length {
        if other.0 < self.0 { other } else { self }
    }
}

const fn nearest(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates; half is added first")]
    let whole = if value < 0.0 { (value - 0.5) as i64 } else { (value + 0.5) as i64 };
    whole
}

const fn div_nearest(value: i64, by: i64) -> i64 {
    if value < 0 { (value - by / 2) / by } else { (value + by / 2) / by }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(self.0.saturating_neg())
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, times: i64) -> Length {
        Length(self.0.saturating_mul(times))
    }
}

impl Div<i64> for Length {
    type Output = Length;
    /// Rounds towards zero; dividing by zero gives zero.
    fn div(self, by: i64) -> Length {
        Length(self.0.checked_div(by).unwrap_or(0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        *self = *self + other;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        *self = *self - other;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// In millimetres, points or twips: the first of them that says it exactly in four decimals; else
/// in EMU.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The shorter of millimetres and points, where one of them is exact.
        let units = [(PER_MM, "mm"), (PER_PT, "pt")].into_iter();
        let exact = units.filter_map(|(per, unit)| Some(exact(self.0, per)? + unit));
        if let Some(words) = exact.min_by_key(String::len) {
            return f.write_str(&words);
        }
        write!(f, "{}emu", self.0)
    }
}

/// EMU in a unit of so many, with at most four decimals; none if that is not exact.
fn exact(emu: i64, per: i64) -> Option<String> {
    const SCALE: i128 = 10_000;
    let scaled = i128::from(emu) * SCALE;
    if scaled % i128::from(per) != 0 {
        return None;
    }
    let digits = scaled / i128::from(per);
    let sign = if digits < 0 { "-" } else { "" };
    let (whole, part) = (digits.abs() / SCALE, digits.abs() % SCALE);
    let part = format!("{part:04}");
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{part}"))
}

/// Why a text is not a length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::English))]
pub struct ParseLengthError {
    text: String,
}

impl ParseLengthError {
    /// What was written and what was expected.
    pub fn message(&self, language: Language) -> String {
        let message: &dyn Message = &self.what();
        Said(message, language).to_string()
    }

    fn what(&self) -> LengthMessage {
        LengthMessage::NotALength { text: self.text.clone() }
    }
}

/// As files state it.
impl Say for Length {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl FromStr for Length {
    type Err = ParseLengthError;

    fn from_str(text: &str) -> Result<Length, ParseLengthError> {
        let wrong = || ParseLengthError { text: text.to_owned() };
        let trimmed = text.trim();
        if let Some((_, tenths)) = NAMED_SIZES.iter().find(|(name, _)| *name == trimmed) {
            return Ok(Length(tenths * PER_PT / 10));
        }
        let (number, per) = [("mm", PER_MM), ("pt", PER_PT), ("twip", PER_TWIP), ("emu", 1)]
            .iter()
            .find_map(|(unit, per)| Some((trimmed.strip_suffix(unit)?.trim_end(), *per)))
            .ok_or_else(wrong)?;
        decimal(number, per).map(Length).ok_or_else(wrong)
    }
}

/// `number` (a plain decimal) times `per`, to the nearest, without floating point.
fn decimal(number: &str, per: i64) -> Option<i64> {
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !plain(whole) || !plain(part) || part.len() > 9 {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let unit = 10_i64.pow(u32::try_from(part.len()).ok()?);
    let part: i64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let value = whole.checked_mul(per)?.checked_add(div_nearest(part.checked_mul(per)?, unit))?;
    Some(if negative { -value } else { value })
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        struct Words;

        impl Visitor<'_> for Words {
            type Value = Length;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "a length such as \"16pt\"", "长度，如 \"16pt\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Length, E> {
                text.parse().map_err(|error: ParseLengthError| raise(error.what()))
            }
        }

        deserializer.deserialize_str(Words)
    }
}

#[cfg(feature = "schema")]
impl Length {
    /// A regular expression for what files state as a length that is not negative, nor zero if it is
    /// `positive`.
    pub(crate) fn pattern(positive: bool) -> String {
        let not_zero = if positive { "(?=.*[1-9]|\\D+$)" } else { "" };
        format!("^{not_zero}{}$", unsigned_pattern())
    }
}

#[cfg(feature = "schema")]
fn unsigned_pattern() -> String {
    let names = NAMED_SIZES.map(|(name, _)| name).join("|");
    format!("\\s*(?:(?:\\d+\\.?\\d{{0,9}}|\\.\\d{{1,9}})\\s*(?:mm|pt|twip|emu)|{names})\\s*")
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Length {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A length such as 37mm, 16pt or 592twip, or a Chinese type size such as 三号.",
            "type": "string",
            "pattern": format!("^(?:\\s*-)?{}$", unsigned_pattern()),
        })
    }
}

/// A point on a page, measured from its top left corner; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "two coordinates, for ever")]
pub struct Point {
    /// The distance from the left edge.
    pub x: Length,
    /// The distance from the top edge.
    pub y: Length,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "two sides, for ever")]
pub struct Size {
    /// From left to right.
    pub width: Length,
    /// From top to bottom.
    pub height: Length,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "a corner and two sides, for ever")]
pub struct Rect {
    /// Its top left corner.
    pub origin: Point,
    /// Its sides.
    pub size: Size,
}

impl Rect {
    /// The `x` of its right side.
    pub fn right(&self) -> Length {
        self.origin.x + self.size.width
    }

    /// The `y` of its lower side.
    pub fn bottom(&self) -> Length {
        self.origin.y + self.size.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_exactly() {
        assert_eq!(Length::mm(1.0).to_emu(), 36_000);
        assert_eq!(Length::pt(1.0), Length::twips(20));
        assert_eq!(Length::mm(-0.1).to_emu(), -3_600);
        assert_eq!(Length::twips(592).to_twips(), 592);
    }

    #[test]
    fn text_and_back() {
        for text in ["37mm", "28.95pt", "34.58mm", "-0.25pt", "0mm", "1emu"] {
            let length: Length = text.parse().expect(text);
            assert_eq!(length.to_string().parse::<Length>().as_ref(), Ok(&length), "{text}");
        }
        assert_eq!(Length::pt(29.6).to_string(), "29.6pt");
        assert_eq!("小四".parse(), Ok(Length::pt(12.0)));
    }

    #[test]
    fn what_is_no_length_says_so() {
        for text in ["", "mm", "12", "1e3mm", "--1mm", "1.2.3pt", "十号", "99999999999999999999mm"]
        {
            let error = text.parse::<Length>().expect_err(text);
            assert!(error.to_string().contains("expected a number with mm"), "{error}");
        }
    }

    #[test]
    fn scaling_rounds_to_the_nearest() {
        assert_eq!(Length::emu(10).scale(1, 4), Length::emu(3));
        assert_eq!(Length::emu(-10).scale(1, 4), Length::emu(-3));
        assert_eq!(Length::emu(10).scale(1, 0), Length::ZERO);
        assert_eq!(
            [Length::emu(7).scale(-1, 2), Length::emu(7).scale(1, -2)],
            [Length::emu(-4); 2]
        );
        // What does not fit into a register on the way.
        let far = Length::emu(i64::MAX - 1);
        assert_eq!([far.scale(2, 2), far.scale(3, 3)], [far; 2]);
        assert_eq!([far.scale(-2, 2), far.scale(1, 1)], [Length::emu(1 - i64::MAX), far]);
        assert_eq!(Length::mm(156.0).scale(1, 28) * 28 - Length::mm(156.0), Length::emu(-12));
    }
}
