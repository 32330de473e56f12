//! Lengths on a sheet → numbers in a file: points from the bottom left corner, `y` upwards, in
//! whole thousandths until the last moment, so that equal lengths give equal digits.

use printpdf::Pt;

use crate::layout::page::Page;
use crate::length::{Length, Rect};

/// Thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Milli(i64);

impl Milli {
    /// A length to the nearest thousandth of a point. One is 12.7 EMU.
    pub(super) fn of(length: Length) -> Milli {
        Milli(length.scale(10, 127).to_emu())
    }

    /// How many thousandths of a point.
    pub(super) fn count(self) -> i64 {
        self.0
    }

    /// From another length to this.
    pub(super) fn since(self, other: Milli) -> Milli {
        Milli(self.0.saturating_sub(other.0))
    }

    /// As a number of a PDF file.
    pub(super) fn number(self) -> f32 {
        real(self.0, 1000)
    }

    /// As an operand of printpdf.
    pub(super) fn pt(self) -> Pt {
        Pt(self.number())
    }
}

/// `count / per`, as a number of a PDF file.
pub(super) fn real(count: i64, per: i64) -> f32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "numbers of PDF are single precision here; it holds 0.001 pt up to 8,000 pt"
    )]
    let number = (count as f64 / per as f64) as f32;
    number
}

/// The corners of a rectangle of a page: left, bottom, right, top. Rectangles that share an edge
/// keep it.
pub(super) fn corners(page: &Page, rect: &Rect) -> [Milli; 4] {
    let up = |y: Length| Milli::of(page.size.height - y);
    [Milli::of(rect.origin.x), up(rect.bottom()), Milli::of(rect.right()), up(rect.origin.y)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_few_and_right() {
        let digits = |length| Milli::of(length).number().to_string();
        assert_eq!(digits(Length::mm(297.0)), "841.89");
        assert_eq!(digits(Length::mm(210.0)), "595.276");
        assert_eq!(digits(Length::pt(16.0)), "16");
        assert_eq!(digits(Length::emu(-6)), "0");
        assert_eq!(digits(Length::emu(-7)), "-0.001");
    }
}
