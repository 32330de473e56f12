//! Quantities: what of a cell is a number, and where the point lies by which it stands below the
//! others of its column (CY/T 170-2019: by the unit digit, the decimal point or the range sign).

use super::Letters;
use crate::style::widths;

/// What may stand before the digits.
const SIGNS: [char; 18] =
    ['+', '-', '−', '±', '≥', '≤', '>', '<', '＞', '＜', '≈', '约', '↑', '↓', '▲', '▼', '△', '▽'];
/// What joins the two quantities of a range.
const RANGE: [char; 8] = ['—', '–', '－', '～', '~', '-', '−', '至'];
/// The longest unit behind the digits (个百分点), in characters.
const UNIT: usize = 5;

/// A number with its sign and unit, or a range, in thousandths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// The width before the decimal point, or before the sign of the range.
    pub(super) whole: i64,
    /// How much of it is the sign before the digits.
    pub(super) sign: i64,
    /// The width from there on.
    pub(super) fraction: i64,
    /// Whether it is a range.
    pub(super) is_range: bool,
}

impl Quantity {
    /// The quantity that words are: an optional sign, digits with commas and decimals, and up to five
    /// characters of a unit without digits (%、‰、万、亿元、℃); or two of them with a range sign
    /// between.
    pub(super) fn read(words: &str, letters: Letters) -> Option<Quantity> {
        let words = words.trim();
        let number = number(words)?;
        let width = |words: &str| widths::number(words, letters.face, letters.gap);
        let (whole, rest) = words.split_at_checked(number.whole)?;
        let sign = width(whole.split_at_checked(number.signs)?.0);
        let plain = Quantity { whole: width(whole), sign, fraction: width(rest), is_range: false };
        let unit = words.get(number.end..)?;
        if is_unit(unit) && !unit.contains(RANGE) {
            return Some(plain);
        }
        let joint = unit.find(RANGE)?;
        let (first_unit, second) = unit.split_at_checked(joint)?;
        let mut behind = second.chars();
        behind.next();
        let behind = behind.as_str();
        let other = self::number(behind)?;
        let is_range = is_unit(first_unit) && behind.get(other.end..).is_some_and(is_unit);
        let (before, from_joint) = words.split_at_checked(number.end + joint)?;
        let (whole, fraction) = (width(before), width(from_joint));
        is_range.then_some(Quantity { whole, sign: 0, fraction, is_range })
    }

    /// Its whole width.
    pub(super) fn width(self) -> i64 {
        self.whole + self.fraction
    }
}

/// The digits at the head of words: where they begin, where the whole part ends and where the decimals do, in bytes.
struct Digits {
    signs: usize,
    whole: usize,
    end: usize,
}

fn number(words: &str) -> Option<Digits> {
    let unsigned = words.trim_start_matches(SIGNS);
    let signs = words.len() - unsigned.len();
    let digits = |words: &str, also: &str| {
        words.find(|c: char| !c.is_ascii_digit() && !also.contains(c)).unwrap_or(words.len())
    };
    if !unsigned.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let whole = digits(unsigned, ",");
    let decimals = match unsigned.get(whole..).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) => 1 + digits(rest, ""),
        None => 0,
    };
    Some(Digits { signs, whole: signs + whole, end: signs + whole + decimals })
}

fn is_unit(words: &str) -> bool {
    words.chars().count() <= UNIT && !words.contains(|c: char| c.is_ascii_digit() || c == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeface::Typeface;

    fn read(words: &str) -> Option<Quantity> {
        Quantity::read(words, Letters { face: Typeface::Latin, gap: 0 })
    }

    #[test]
    fn quantities_have_signs_decimals_and_units() {
        for (words, whole, fraction) in [
            ("5", 500, 0),
            ("-1,550.25%", 333 + 4 * 500 + 250, 250 + 2 * 500 + 833),
            ("−2", 564 + 500, 0),
            ("+0.5‰", 564 + 500, 250 + 500 + 1000),
            ("±3", 549 + 500, 0),
            ("↑12", 1000 + 1000, 0),
            ("3.5万", 500, 250 + 500 + 1000),
            ("12亿元", 1000, 2000),
            ("2个百分点", 500, 4000),
        ] {
            let sign = words.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            let sign = widths::number(&words[..sign], Typeface::Latin, 0);
            let quantity = Quantity { whole, sign, fraction, is_range: false };
            assert_eq!(read(words), Some(quantity), "{words}");
        }
    }

    #[test]
    fn ranges_stand_by_their_sign() {
        let range = |whole, fraction| Some(Quantity { whole, sign: 0, fraction, is_range: true });
        assert_eq!(read("10～20"), range(1000, 2000));
        assert_eq!(read("3万—5.5万"), range(1500, 1000 + 1250 + 1000));
        assert_eq!(read("5%～8%"), range(1333, 1000 + 1333));
        assert_eq!(read("-5～-3"), range(833, 1000 + 833));
    }

    #[test]
    fn words_are_no_quantities() {
        for words in [
            "",
            "—",
            "缺考",
            "第3名",
            "2024年3月",
            "1/3",
            "12:30",
            "3（并列第3）",
            ".5",
            "%",
            "5至",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
