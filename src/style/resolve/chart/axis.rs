//! The axis of values: from nought, or near the numbers where lines differ by little, in steps of 1, 2
//! or 5 times a power of ten.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::length::Length;
use crate::model::{Chart, ChartKind, Number};
use crate::style::flow::Axis;

/// How many parts an axis has at most.
pub(super) const PARTS: i64 = 6;

/// The axis of a chart in numbers.
pub(super) struct Scale {
    pub(super) least: Decimal,
    pub(super) most: Decimal,
    step: Decimal,
    decimals: u32,
    grouped: bool,
    suffix: &'static str,
    /// Whether there are numbers at all.
    pub(super) is_known: bool,
}

impl Scale {
    /// The axis of a chart in at most so many parts.
    pub(super) fn of(chart: &Chart, parts: i64) -> Scale {
        let parts = parts.clamp(1, PARTS);
        let numbers = || chart.numbers().filter_map(Number::decimal);
        let lowest = numbers().min().unwrap_or_default();
        let highest = numbers().max().unwrap_or_default();
        let (mut low, mut high) = (lowest.min(Decimal::ZERO), highest.max(Decimal::ZERO));
        // Lines show how numbers move: those that differ by little are not drawn far above nought.
        let spread = highest - lowest;
        if chart.kind == ChartKind::Lines
            && lowest > Decimal::ZERO
            && spread > Decimal::ZERO
            && spread * Decimal::from(5) < highest * Decimal::from(2)
        {
            (low, high) = (lowest, highest);
        }
        if low == high {
            high = low + Decimal::ONE;
        }
        let whole = numbers().all(|number| number.normalize().scale() == 0);
        let step = step((high - low) / Decimal::from(parts), whole);
        let ends = |end: Decimal, up: bool| {
            let parts = end / step;
            (if up { parts.ceil() } else { parts.floor() }) * step
        };
        let decimals = step.normalize().scale();
        Scale {
            least: ends(low, false).normalize(),
            most: ends(high, true).normalize(),
            step: step.normalize(),
            decimals,
            grouped: chart.numbers().any(|number| number.as_str().contains(',')),
            suffix: chart.suffix(),
            is_known: chart.numbers().next().is_some(),
        }
    }

    /// Begins the axis a step lower.
    pub(super) fn extend(&mut self) {
        self.least -= self.step;
    }

    /// The numbers on the axis from the least to the most, each with its words.
    pub(super) fn ticks(&self) -> Vec<(Decimal, String)> {
        let mut ticks = Vec::new();
        let mut at = self.least;
        // A step is a sixth of the axis at least, and the ends are whole steps.
        for _ in 0..=PARTS + 3 {
            ticks.push((at, self.written(at)));
            at += self.step;
            if at > self.most {
                break;
            }
        }
        ticks
    }

    /// How far a number is from the least, of `length` for the whole axis.
    pub(super) fn along(&self, number: Decimal, length: Length) -> Length {
        const FINE: i64 = 1_000_000_000;
        let part = (number - self.least) / (self.most - self.least);
        let part = (part * Decimal::from(FINE)).round().to_i64().unwrap_or_default();
        length.scale(part.clamp(0, FINE), FINE)
    }

    fn written(&self, number: Decimal) -> String {
        let digits = format!("{:.*}", self.decimals as usize, number.abs());
        let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
        let whole = if self.grouped { grouped(whole) } else { whole.to_owned() };
        let sign = if number < Decimal::ZERO { "−" } else { "" };
        format!("{sign}{whole}{rest}{}", self.suffix)
    }

    /// What a writer of charts is told.
    pub(super) fn axis(&self, written: bool) -> Axis {
        let whole = if self.grouped { "#,##0" } else { "0" };
        let decimals = match self.decimals {
            0 => String::new(),
            count => format!(".{}", "0".repeat(count as usize)),
        };
        let positive = format!("{whole}{decimals}{}", quoted(self.suffix));
        Axis {
            least: self.least.to_string(),
            most: self.most.to_string(),
            step: self.step.to_string(),
            format: format!("{positive};\"−\"{positive}"),
            written,
        }
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let count = digits.chars().count();
    let mut words = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (count - index).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// Words that a format of a spreadsheet has as they are.
fn quoted(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("\"{words}\"") }
}

/// The least of 1, 2 and 5 times a power of ten that is not below a number.
fn step(least: Decimal, whole: bool) -> Decimal {
    for power in -15_i32..=17 {
        for digit in [1_i64, 2, 5] {
            let step = if power < 0 {
                Decimal::new(digit, power.unsigned_abs())
            } else {
                Decimal::from(digit) * Decimal::from(10_i64.pow(power.unsigned_abs()))
            };
            if step >= least && (power >= 0 || !whole) {
                return step;
            }
        }
    }
    least.max(Decimal::ONE)
}

/// How spreadsheets write a number to have it as it is written.
pub(super) fn format_of(number: &Number) -> String {
    let written = number.as_str();
    let suffix = number.suffix();
    let bare = written.strip_suffix(suffix).unwrap_or(written);
    let sign = bare.chars().next().filter(|c| matches!(c, '+' | '-' | '−'));
    let digits = bare.trim_start_matches(['+', '-', '−']);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    // Noughts in front are digits too.
    let pattern = match (whole.contains(','), whole.len()) {
        (true, _) => "#,##0".to_owned(),
        (false, length) if whole.starts_with('0') => "0".repeat(length.max(1)),
        (false, _) => "0".to_owned(),
    };
    let point = if decimals.is_empty() { "" } else { "." };
    let body = format!("{pattern}{point}{}{}", "0".repeat(decimals.len()), quoted(suffix));
    match sign {
        None => body,
        Some(sign) => format!("\"{sign}\"{body};\"{sign}\"{body};\"{sign}\"{body}"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn ticks(kind: ChartKind, values: &[&str]) -> Vec<String> {
        let mut chart = Chart::new(kind, values.iter().map(|_| "甲"));
        chart.push("", values.iter().map(|value| Some(*value))).unwrap();
        Scale::of(&chart, PARTS).ticks().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn steps_are_round_and_hold_every_number() {
        assert_eq!(ticks(ChartKind::Columns, &["12", "47"]), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(ticks(ChartKind::Columns, &["1", "2"]), ["0", "1", "2"]);
        assert_eq!(ticks(ChartKind::Columns, &["0"]), ["0", "1"]);
        assert_eq!(ticks(ChartKind::Bars, &["-3", "5.5"]), ["−4", "−2", "0", "2", "4", "6"]);
        assert_eq!(
            ticks(ChartKind::Lines, &["96.5%", "98.2%"]),
            ["96.5%", "97.0%", "97.5%", "98.0%", "98.5%"]
        );
        assert_eq!(
            ticks(ChartKind::Columns, &["1,550", "12,000"]),
            ["0", "2,000", "4,000", "6,000", "8,000", "10,000", "12,000"]
        );
    }

    #[test]
    fn numbers_of_any_size_have_few_steps() {
        for values in [
            &["999999999999999", "1"][..],
            &["0.000000000000001"],
            &["-999999999999999", "999999999999999"],
            &["0.00000000000001", "9"],
        ] {
            for kind in [ChartKind::Columns, ChartKind::Lines] {
                let ticks = ticks(kind, values);
                assert!((2..=9).contains(&ticks.len()), "{values:?}: {ticks:?}");
            }
        }
    }

    #[test]
    fn a_spreadsheet_writes_a_number_as_the_bulletin_does() {
        let format = |number: &str| format_of(&number.parse().unwrap());
        assert_eq!(format("120"), "0");
        assert_eq!(format("2.50"), "0.00");
        assert_eq!(format("1,550.5"), "#,##0.0");
        assert_eq!(format("68.75%"), "0.00\"%\"");
        assert_eq!(format("007"), "000");
        assert_eq!(format("−3"), "\"−\"0;\"−\"0;\"−\"0");
    }
}
