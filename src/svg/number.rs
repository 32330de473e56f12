//! Numbers of a drawing: lengths in hundredths of a point, so that nearly all are whole.

use std::fmt;

use crate::length::Length;

/// A length in hundredths of a point, to the nearest: 127 EMU.
pub(super) fn unit(length: Length) -> i64 {
    length.scale(1, 127).to_emu()
}

/// A factor or a number that may have decimals, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor(i64);

impl Factor {
    /// So many EMU, in parts of so many.
    pub(super) fn of(length: Length, per: i64) -> Factor {
        Factor(length.scale(10_000, per).to_emu())
    }

    pub(super) const ZERO: Factor = Factor(0);

    /// A number of an outline.
    pub(super) fn near(number: f32) -> Factor {
        #[expect(clippy::cast_possible_truncation, reason = "a cast from a float saturates")]
        let hundredths = (number * 100.0).round() as i64;
        Factor(hundredths.saturating_mul(100))
    }

    /// From another to this.
    pub(super) fn since(self, other: Factor) -> Factor {
        Factor(self.0.saturating_sub(other.0))
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether a number before it needs a blank.
    pub(super) fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// With as few digits as say it.
impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 10_000, self.0.unsigned_abs() % 10_000);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if part == 0 {
            return write!(f, "{whole}");
        }
        if whole > 0 {
            write!(f, "{whole}")?;
        }
        let digits = format!("{part:04}");
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_few() {
        for (number, digits) in [
            (Factor(0), "0"),
            (Factor(16_000), "1.6"),
            (Factor(-16_000), "-1.6"),
            (Factor(5_000), ".5"),
            (Factor(-1), "-.0001"),
            (Factor(2_970_000), "297"),
            (Factor::near(-12.5), "-12.5"),
            (Factor::near(0.004), "0"),
            (Factor::of(Length::mm(210.0), 36_000), "210"),
            (Factor::of(Length::pt(16.0), 1000 * 127), "1.6"),
        ] {
            assert_eq!(number.to_string(), digits);
        }
        assert_eq!(unit(Length::pt(16.0)), 1600);
    }
}
