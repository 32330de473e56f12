//! Shares of a whole: slices of a circle, clockwise from the top, each with its percentage.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::canvas::{Canvas, TURN, arc, on_circle, rect, sine};
use super::legend::Legend;
use super::{Drawn, Room};
use crate::length::{Length, Point, Rect, Size};
use crate::model::{Chart, Number};
use crate::style::flow::{Anchor, GraphLabel, Look};

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    chart: &Chart,
    looks: &[Look],
    room: Room,
    top: Length,
) -> Drawn {
    let (size, line) = (canvas.size(), canvas.line());
    let percentages = percentages(chart);
    let written = percentages.iter().flatten().filter(|_| chart.values);
    let widest = written.map(|words| canvas.width(words)).max().unwrap_or_default();
    let white = if chart.values { line + size / 3 } else { size / 3 };
    let legend = Legend::of(canvas, chart, room.width);
    let below = legend.as_ref().map_or(Length::ZERO, |legend| legend.height + size / 2);
    let around = top + white * 2 + below;
    let across = room.width - (widest + size) * 2;
    let wanted = (room.wanted - around).max(room.wanted.scale(45, 100));
    let diameter = wanted.min(across).min(room.tallest - around).max(size * 2);
    let radius = diameter / 2;
    let center = Point { x: room.width / 2, y: top + white + radius };
    let frame = rect(Length::ZERO, top, room.width, diameter + white * 2);

    let slices = slices(chart);
    for ((from, to), look) in slices.iter().zip(looks) {
        if from == to {
            continue;
        }
        let mut points = arc(center, radius, *from, *to);
        if to - from < TURN {
            points.push(center);
        }
        canvas.area(points, *look);
    }
    let shown = slices.iter().filter(|(from, to)| from < to);
    if shown.clone().count() > 1 {
        for (from, _) in shown {
            canvas.parting(center, on_circle(center, radius, *from));
        }
    }
    if chart.numbers().next().is_none() {
        let circle = arc(center, radius, 0, TURN);
        for (from, to) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            canvas.grid_line(*from, *to);
        }
    }

    let mut placed: Vec<Rect> = Vec::new();
    let mut crowded = false;
    let labels = percentages.iter().zip(&slices).map(|(words, (from, to))| {
        let words = words.as_ref().filter(|_| chart.values && from < to)?;
        let angle = from + (to - from) / 2;
        match beside(canvas, words, center, radius, angle, frame, &placed) {
            Some(at) => {
                let middle = Point {
                    x: at.origin.x + at.size.width / 2,
                    y: at.origin.y + at.size.height / 2,
                };
                canvas.words(words, middle.x, middle.y, Anchor::Middle);
                placed.push(at);
                Some(GraphLabel { words: words.clone(), below: false })
            }
            None => {
                crowded = true;
                None
            }
        }
    });
    let labels = vec![labels.collect()];

    let y = frame.bottom();
    let legend =
        legend.map(|legend| legend.draw(canvas, chart.kind, looks, room.width, y + size / 2));
    Drawn {
        size: Size { width: room.width, height: y + below },
        plot: rect(center.x - radius, center.y - radius, diameter, diameter),
        legend,
        axis: None,
        labels,
        label_size: size,
        every: 1,
        gap: 0,
        crowded,
    }
}

/// Where a percentage stands outside the circle, clear of those before it.
fn beside(
    canvas: &Canvas<'_>,
    words: &str,
    center: Point,
    radius: Length,
    angle: i64,
    frame: Rect,
    placed: &[Rect],
) -> Option<Rect> {
    let (width, height) = (canvas.width(words), canvas.size().scale(11, 10));
    let (sin, cos) = (sine(angle), sine(angle + TURN / 4));
    [4, 10, 16, 22].into_iter().find_map(|tenths| {
        let out = on_circle(center, radius + canvas.size().scale(tenths, 10), angle);
        let middle = Point {
            x: out.x + (width / 2).scale(sin, TURN),
            y: out.y - (height / 2).scale(cos, TURN),
        };
        let at = rect(middle.x - width / 2, middle.y - height / 2, width, height);
        let within = at.origin.x >= frame.origin.x
            && at.right() <= frame.right()
            && at.origin.y >= frame.origin.y
            && at.bottom() <= frame.bottom();
        (within && !placed.iter().any(|other| meet(&at, other))).then_some(at)
    })
}

/// Whether two rectangles have a point in common.
pub(super) fn meet(one: &Rect, other: &Rect) -> bool {
    one.origin.x < other.right()
        && other.origin.x < one.right()
        && one.origin.y < other.bottom()
        && other.origin.y < one.bottom()
}

fn values(chart: &Chart) -> Vec<Decimal> {
    let values = chart.series.iter().flat_map(|series| &series.values);
    values.map(|value| value.as_ref().and_then(Number::decimal).unwrap_or_default()).collect()
}

/// From where to where each slice goes, in parts of a turn.
fn slices(chart: &Chart) -> Vec<(i64, i64)> {
    let values = values(chart);
    let whole: Decimal = values.iter().sum();
    let mut sum = Decimal::ZERO;
    let mut from = 0;
    let slice = |value: &Decimal| {
        sum += *value;
        let part = if whole.is_zero() { Decimal::ZERO } else { sum / whole };
        let to = (part * Decimal::from(TURN)).round().to_i64().unwrap_or_default();
        let to = to.clamp(from, TURN);
        let slice = (from, to);
        from = to;
        slice
    };
    values.iter().map(slice).collect()
}

/// The percentage of each share, rounded so that all are 100 together: whole ones where all are, else
/// with one decimal. None where a number is missing.
pub(super) fn percentages(chart: &Chart) -> Vec<Option<String>> {
    let values = values(chart);
    let whole: Decimal = values.iter().sum();
    if whole.is_zero() {
        return values.iter().map(|_| None).collect();
    }
    const ALL: i64 = 1000;
    let parts = values.iter().map(|value| *value / whole * Decimal::from(ALL));
    let parts: Vec<Decimal> = parts.collect();
    let floor = |part: &Decimal| part.floor().to_i64().unwrap_or_default();
    let mut tenths: Vec<i64> = parts.iter().map(floor).collect();
    // What rounding down leaves goes to those that lost most (the method of the largest remainder).
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let lost = |index: &usize| parts.get(*index).map(|part| part.floor() - *part);
    order.sort_by(|one, next| lost(one).cmp(&lost(next)).then(one.cmp(next)));
    let left = usize::try_from(ALL - tenths.iter().sum::<i64>()).unwrap_or_default();
    for index in order.into_iter().take(left) {
        if let Some(tenths) = tenths.get_mut(index) {
            *tenths += 1;
        }
    }
    let exact = tenths.iter().all(|tenths| tenths % 10 == 0);
    let numbers = chart.series.iter().flat_map(|series| &series.values);
    let written = |(tenths, number): (i64, &Option<Number>)| {
        number.as_ref()?;
        Some(match exact {
            true => format!("{}%", tenths / 10),
            false => format!("{}.{}%", tenths / 10, tenths % 10),
        })
    };
    tenths.into_iter().zip(numbers).map(written).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::model::ChartKind;

    fn of(values: &[i32]) -> Vec<String> {
        let mut chart = Chart::new(ChartKind::Shares, values.iter().map(|_| "甲"));
        chart.push("", values.iter().map(|value| Some(*value))).unwrap();
        percentages(&chart).into_iter().flatten().collect()
    }

    #[test]
    fn percentages_are_a_hundred_together() {
        assert_eq!(of(&[1, 1, 1]), ["33.4%", "33.3%", "33.3%"]);
        assert_eq!(of(&[30, 20, 50]), ["30%", "20%", "50%"]);
        assert_eq!(of(&[1, 0]), ["100%", "0%"]);
        assert_eq!(of(&[2, 1]), ["66.7%", "33.3%"]);
        assert_eq!(of(&[1; 7]).len(), 7);
    }
}
