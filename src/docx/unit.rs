//! The units of WordprocessingML: twips for most lengths, eighths of a point for rules, half
//! points for type. Each is rounded from [`Length`] here and nowhere else, and kept within what
//! word processors accept.

use crate::length::Length;

/// The longest measure that word processors accept: 22 inches.
const LONGEST: i64 = 31_680;

/// Twips, to the nearest.
pub(super) fn twips(length: Length) -> i32 {
    narrow(length.to_twips().clamp(-LONGEST, LONGEST))
}

/// Twips of a length that cannot be negative.
pub(super) fn unsigned_twips(length: Length) -> u32 {
    twips(length).unsigned_abs() * u32::from(length > Length::ZERO)
}

/// Twips of a length that cannot be negative, as docx-rs wants widths.
pub(super) fn wide_twips(length: Length) -> usize {
    usize::try_from(unsigned_twips(length)).unwrap_or_default()
}

/// Twips, rounded down: 28 characters must not become wider than the line that holds them.
pub(super) fn twips_down(length: Length) -> i32 {
    let twip = Length::twips(1).to_emu();
    narrow(length.to_emu().div_euclid(twip).clamp(-LONGEST, LONGEST))
}

/// A type size in half points.
pub(super) fn half_points(size: Length) -> usize {
    let half = Length::pt(0.5).to_emu();
    usize::try_from((size.to_emu() + half / 2) / half).map_or(2, |size| size.clamp(2, 3_276))
}

/// The thickness of a rule in eighths of a point, from a quarter of a point to twelve points;
/// `None` for no rule.
pub(super) fn eighths(thickness: Length) -> Option<usize> {
    if thickness <= Length::ZERO {
        return None;
    }
    let points = Length::pt(1.0).to_emu();
    let eighths = (thickness.to_emu() * 8 + points / 2) / points;
    usize::try_from(eighths).ok().map(|size| size.clamp(2, 96))
}

/// The thickness that [`eighths`] stands for.
pub(super) fn from_eighths(eighths: usize) -> Length {
    Length::pt(1.0).scale(i64::try_from(eighths).unwrap_or_default(), 8)
}

fn narrow(value: i64) -> i32 {
    i32::try_from(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_the_imprint_are_those_of_the_standard() {
        assert_eq!(eighths(Length::mm(0.35)), Some(8));
        assert_eq!(eighths(Length::mm(0.25)), Some(6));
        assert_eq!(eighths(Length::ZERO), None);
    }

    #[test]
    fn tracking_is_rounded_down() {
        assert_eq!(twips_down(Length::pt(-0.207)), -5);
        assert_eq!(twips_down(Length::pt(0.24)), 4);
    }

    #[test]
    fn sizes_keep_half_points() {
        assert_eq!(half_points(Length::pt(10.5)), 21);
        assert_eq!(half_points(Length::pt(16.0)), 32);
    }

    #[test]
    fn lengths_stay_within_a_page() {
        assert_eq!(twips(Length::mm(10_000.0)), 31_680);
        assert_eq!(unsigned_twips(Length::mm(-1.0)), 0);
    }
}
