//! Columns, bars and lines on a grid: the axis of values on one side, the categories on the other.

use rust_decimal::Decimal;

use super::axis::{PARTS, Scale};
use super::canvas::{Canvas, MARK, STROKE, rect, wrapped};
use super::legend::Legend;
use super::shares::meet;
use super::{Drawn, Room};
use crate::length::{Length, Point, Rect, Size};
use crate::model::{Chart, ChartKind, Number};
use crate::style::flow::{Anchor, GraphLabel, Look};

/// The lines that the name of a category takes at most while every category is named.
const LINES: usize = 6;
/// The white between the columns of two categories, in percent of a column.
const GAP: i64 = 60;

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    chart: &Chart,
    looks: &[Look],
    room: Room,
    top: Length,
) -> Drawn {
    let legend = Legend::of(canvas, chart, room.width);
    let below = legend.as_ref().map_or(Length::ZERO, |legend| legend.height + canvas.size() / 2);
    let mut drawn = match chart.kind {
        ChartKind::Bars => bars(canvas, chart, looks, room, top, below),
        _ => upright(canvas, chart, looks, room, top, below),
    };
    let y = drawn.size.height - below + canvas.size() / 2;
    drawn.legend = legend.map(|legend| legend.draw(canvas, chart.kind, looks, room.width, y));
    drawn
}

fn count(list: usize) -> i64 {
    i64::try_from(list).unwrap_or(1).max(1)
}

fn number(value: &Option<Number>) -> Option<(&Number, Decimal)> {
    let number = value.as_ref()?;
    Some((number, number.decimal()?))
}

/// Columns that stand, or lines.
fn upright(
    canvas: &mut Canvas<'_>,
    chart: &Chart,
    looks: &[Look],
    room: Room,
    top: Length,
    below: Length,
) -> Drawn {
    let (size, line) = (canvas.size(), canvas.line());
    let mut scale = Scale::of(chart, room.wanted.whole_times(line * 5 / 2).clamp(2, PARTS));
    let rough = if scale.is_known { scale.ticks() } else { Vec::new() };
    let axis = rough.iter().map(|(_, words)| canvas.width(words)).max().unwrap_or_default();
    // Numbers as wide as the chart are left out.
    let written = scale.is_known && axis * 2 <= room.width;
    let axis = if written { axis } else { Length::ZERO };
    let left = axis + size / 2;
    let across = room.width - left - size / 4;
    let slot = across / count(chart.categories.len());
    let names = Names::below(canvas, chart, slot, (left, size / 4));

    let above = if chart.values { line } else { size / 2 };
    let around = top + above + names.height + size / 3 + below;
    let height = (room.wanted - around).max(room.wanted.scale(45, 100));
    let height = height.min(room.tallest - around).max(line * 3);
    let plot = rect(left, top + above, across, height);
    // A number below its column stands clear of the names below the axis.
    let lowest = chart.numbers().filter_map(Number::decimal).min().unwrap_or_default();
    if chart.values
        && chart.kind == ChartKind::Columns
        && lowest < Decimal::ZERO
        && scale.along(lowest, height) < line
    {
        scale.extend();
    }
    let clear = lowest >= Decimal::ZERO || scale.along(lowest, height) >= line;
    let ticks = if scale.is_known { scale.ticks() } else { Vec::new() };
    let y = |number: Decimal| plot.bottom() - scale.along(number, height);

    for (number, words) in &ticks {
        let y = y(*number);
        canvas.grid_line(Point { x: plot.origin.x, y }, Point { x: plot.right(), y });
        if written {
            canvas.words(words, axis, y, Anchor::End);
        }
    }
    let nought = y(Decimal::ZERO);
    let axis_line = |canvas: &mut Canvas<'_>| {
        let y = if scale.is_known { nought } else { plot.bottom() };
        canvas.axis_line(Point { x: plot.origin.x, y }, Point { x: plot.right(), y });
    };
    let (labels, label_size, gap, crowded) = match chart.kind {
        ChartKind::Lines => {
            axis_line(canvas);
            let at = |index: usize, number: Decimal| Point {
                x: plot.origin.x + slot * count_from_nought(index) + slot / 2,
                y: y(number),
            };
            let (labels, crowded) = lines(canvas, chart, looks, at, (plot.bottom(), room.width));
            (labels, size, 0, crowded)
        }
        _ => {
            let (thickness, gap) = thickness(slot, chart.series.len(), size * 4);
            let widest = chart.numbers().map(|number| canvas.width(number.as_str())).max();
            let free = if chart.series.len() == 1 { slot - size / 4 } else { thickness };
            let (label_size, fits) = label_size(size, widest.unwrap_or_default(), free);
            let fits = fits && clear;
            let written = chart.values && fits;
            let labels = each_bar((plot.origin.x, slot, thickness), chart, looks, |bar| {
                let end = y(bar.value);
                let (upper, lower) = (end.min(nought), end.max(nought));
                canvas.rect(rect(bar.start, upper, thickness, lower - upper), bar.look);
                if !written {
                    return None;
                }
                let words = bar.number.to_string();
                let below = bar.value < Decimal::ZERO;
                let middle = if below { lower + line / 2 } else { upper - line / 2 };
                let center = bar.start + thickness / 2;
                canvas.sized(&words, label_size, center, middle, Anchor::Middle);
                Some(GraphLabel { words, below })
            });
            axis_line(canvas);
            (labels, label_size, gap, chart.values && !fits)
        }
    };
    let foot = plot.bottom() + size / 3;
    for (index, lines) in names.lines.iter().enumerate() {
        let x = plot.origin.x + slot * count_from_nought(index) + slot / 2;
        canvas.lines(lines, x, foot, Anchor::Middle);
    }
    Drawn {
        size: Size { width: room.width, height: foot + names.height + below },
        plot,
        legend: None,
        axis: Some(scale.axis(written)),
        labels,
        label_size,
        every: names.every,
        gap,
        crowded,
    }
}

/// Bars that lie, the first category at the top.
fn bars(
    canvas: &mut Canvas<'_>,
    chart: &Chart,
    looks: &[Look],
    room: Room,
    top: Length,
    below: Length,
) -> Drawn {
    let (size, line) = (canvas.size(), canvas.line());
    let names: Vec<Vec<String>> = chart
        .categories
        .iter()
        .map(|name| wrapped(canvas, name, room.width.scale(35, 100), true).unwrap_or_default())
        .collect();
    let widest = names.iter().flatten().map(|words| canvas.width(words)).max();
    let lowest = chart.numbers().filter_map(Number::decimal).min().unwrap_or_default();
    let written = chart.numbers().filter(|_| chart.values);
    let label = written.map(|number| canvas.width(number.as_str())).max();
    let label = label.map_or(Length::ZERO, |width| width + size / 3);
    let left = widest.unwrap_or_default() + size / 2;
    let fits = label * 2 <= room.width - left;
    let label = if fits { label } else { Length::ZERO };
    let tick = |scale: &Scale| {
        let words = scale.ticks().into_iter().map(|(_, words)| canvas.width(&words));
        words.max().unwrap_or_default()
    };
    // The most parts whose numbers stand apart; where a number behind its bar would stand on the names
    // beside the axis, that begins lower.
    let across_of = |tick: Length| (room.width - left - label.max(tick / 2)).max(size * 3);
    let scales = (1..=PARTS).rev().map(|parts| {
        let mut scale = Scale::of(chart, parts);
        let across = across_of(tick(&scale));
        if lowest < Decimal::ZERO && scale.along(lowest, across) < label {
            scale.extend();
        }
        let tick = tick(&scale);
        (scale, tick)
    });
    let mut last = None;
    for (scale, tick) in scales {
        let across = across_of(tick);
        let apart = tick + size / 2;
        let stands = apart * (count(scale.ticks().len()) - 1) <= across;
        let clear = lowest >= Decimal::ZERO || scale.along(lowest, across) >= label;
        let done = stands && clear;
        last = Some((scale, tick, stands, clear));
        if done {
            break;
        }
    }
    let (scale, tick, stands, clear) =
        last.unwrap_or_else(|| (Scale::of(chart, 1), Length::ZERO, false, false));
    let fits = fits && clear;
    let written = scale.is_known && stands;
    let across = across_of(tick);
    let ticks = if scale.is_known { scale.ticks() } else { Vec::new() };

    let tallest = names.iter().map(Vec::len).max().unwrap_or(1);
    let several = count(chart.series.len());
    let row =
        (line * count(tallest) + size / 3).max(size.scale(11, 10) * several + size.scale(2, 3));
    let rows = count(names.len());
    let foot = size / 3 + line;
    let around = top + size / 4 + foot + below;
    let height = (row * rows).max((room.wanted - around).min(row * rows * 8 / 5));
    let height = height.min(room.tallest - around).max(line);
    let plot = rect(left, top + size / 4, across, height);
    let row = height / rows;
    let every = names_every(row, line * count(tallest));
    let x = |number: Decimal| plot.origin.x + scale.along(number, across);
    for (number, words) in &ticks {
        let x = x(*number);
        canvas.grid_line(Point { x, y: plot.origin.y }, Point { x, y: plot.bottom() });
        if written {
            canvas.words(words, x, plot.bottom() + size / 3 + line / 2, Anchor::Middle);
        }
    }
    let (thickness, gap) = thickness(row, chart.series.len(), size * 3);
    let fits = fits && thickness >= size;
    let nought = x(Decimal::ZERO);
    let labels = each_bar((plot.origin.y, row, thickness), chart, looks, |bar| {
        let end = x(bar.value);
        let (from, to) = (end.min(nought), end.max(nought));
        canvas.rect(rect(from, bar.start, to - from, thickness), bar.look);
        if !chart.values || !fits {
            return None;
        }
        let words = bar.number.to_string();
        let below = bar.value < Decimal::ZERO;
        let (x, anchor) = match below {
            true => (from - size / 4, Anchor::End),
            false => (to + size / 4, Anchor::Start),
        };
        canvas.words(&words, x, bar.start + thickness / 2, anchor);
        Some(GraphLabel { words, below })
    });
    let at = if scale.is_known { nought } else { plot.origin.x };
    canvas.axis_line(Point { x: at, y: plot.origin.y }, Point { x: at, y: plot.bottom() });
    let edge = widest.unwrap_or_default();
    for (index, lines) in names.iter().enumerate().step_by(every) {
        let middle = plot.origin.y + row * count_from_nought(index) + row / 2;
        canvas.lines(lines, edge, middle - line * count(lines.len()) / 2, Anchor::End);
    }
    Drawn {
        size: Size { width: room.width, height: plot.bottom() + foot + below },
        plot,
        legend: None,
        axis: Some(scale.axis(written)),
        labels,
        label_size: size,
        every,
        gap,
        crowded: chart.values && !fits && scale.is_known,
    }
}

fn count_from_nought(index: usize) -> i64 {
    i64::try_from(index).unwrap_or_default()
}

/// A column or bar of a chart.
struct Bar<'c> {
    number: &'c Number,
    value: Decimal,
    /// Where it begins along the axis of the categories.
    start: Length,
    look: Look,
}

/// Draws every column or bar, and gives what is written on each, for each series. Those of a category
/// stand in the middle of its slot; the first slot begins at `origin`.
fn each_bar<'c>(
    (origin, slot, thickness): (Length, Length, Length),
    chart: &'c Chart,
    looks: &[Look],
    mut draw: impl FnMut(Bar<'c>) -> Option<GraphLabel>,
) -> Vec<Vec<Option<GraphLabel>>> {
    let edge = (slot - thickness * count(chart.series.len())) / 2;
    let mut labels = Vec::new();
    for (place, (series, look)) in chart.series.iter().zip(looks).enumerate() {
        let first = origin + edge + thickness * count_from_nought(place);
        let of_series = series.values.iter().enumerate().map(|(index, value)| {
            let (number, value) = number(value)?;
            let start = first + slot * count_from_nought(index);
            draw(Bar { number, value, start, look: *look })
        });
        labels.push(of_series.collect());
    }
    labels
}

/// Every so manieth category can be named where rows are this high.
fn names_every(row: Length, needed: Length) -> usize {
    let mut every = 1;
    while row * every < needed && every < 60 {
        every += 1;
    }
    usize::try_from(every).unwrap_or(1)
}

/// The thickness of columns, and the white between two categories in percent of it.
fn thickness(slot: Length, series: usize, most: Length) -> (Length, u32) {
    let whole = count(series) * 100;
    let thickness = slot.scale(100, whole + GAP);
    if thickness <= most {
        return (thickness, GAP.unsigned_abs().try_into().unwrap_or_default());
    }
    // As wide a white as there can be is five columns.
    let gap = slot.scale(100, 1).whole_times(most.max(Length::emu(1))) - whole;
    let gap = gap.clamp(GAP, 500);
    (slot.scale(100, whole + gap), u32::try_from(gap).unwrap_or_default())
}

/// The size of numbers that may be so wide: a little smaller than other words if need be. And whether
/// they fit at all.
fn label_size(size: Length, widest: Length, free: Length) -> (Length, bool) {
    let half = Length::pt(0.5);
    let mut smaller = size;
    while smaller >= size.scale(3, 4) {
        if widest.scale(smaller.to_emu(), size.to_emu()) <= free {
            return (smaller, true);
        }
        smaller -= half;
    }
    (size, false)
}

/// The names of the categories below a chart.
struct Names {
    /// The lines of each; none for one that is not named.
    lines: Vec<Vec<String>>,
    height: Length,
    every: usize,
}

impl Names {
    /// The names in slots of this width, between two margins over which the outer ones may reach.
    fn below(
        canvas: &Canvas<'_>,
        chart: &Chart,
        slot: Length,
        (left, right): (Length, Length),
    ) -> Names {
        let categories = &chart.categories;
        // As wide as a name may be that stands in the middle of its slot.
        let widest = |index: usize| {
            let before = slot * count_from_nought(index) + slot / 2 + left;
            let behind = slot * (count(categories.len()) - count_from_nought(index)) - slot / 2;
            before.min(behind + right) * 2
        };
        let mut every = 1;
        loop {
            let measure = slot * count(every) - canvas.size() / 3;
            let last = every >= categories.len();
            let lines: Option<Vec<Vec<String>>> = categories
                .iter()
                .enumerate()
                .map(|(index, name)| match index % every {
                    0 => {
                        let measure = measure.min(widest(index)).max(canvas.size());
                        wrapped(canvas, name, measure, last)
                    }
                    _ => Some(Vec::new()),
                })
                .collect();
            let fits = measure >= canvas.size();
            let lines = lines
                .filter(|lines| last || fits && lines.iter().all(|lines| lines.len() <= LINES));
            if let Some(lines) = lines {
                let most = lines.iter().map(Vec::len).max().unwrap_or(1);
                return Names { lines, height: canvas.line() * count(most), every };
            }
            every += 1;
        }
    }
}

/// Lines from point to point, broken where a value is missing; each value above its point, or below
/// where that is free.
fn lines(
    canvas: &mut Canvas<'_>,
    chart: &Chart,
    looks: &[Look],
    at: impl Fn(usize, Decimal) -> Point,
    (bottom, width): (Length, Length),
) -> (Vec<Vec<Option<GraphLabel>>>, bool) {
    let mut points: Vec<Vec<Option<Point>>> = Vec::new();
    for series in &chart.series {
        let values = series.values.iter().enumerate();
        let at = |(index, value)| number(value).map(|(_, number)| at(index, number));
        points.push(values.map(at).collect());
    }
    for (points, look) in points.iter().zip(looks) {
        for run in points.split(Option::is_none) {
            let run: Vec<Point> = run.iter().flatten().copied().collect();
            if run.len() > 1 {
                canvas.stroke(run, STROKE, look.color, look.dash);
            }
        }
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (points, look) in points.iter().zip(looks) {
        for point in points.iter().flatten() {
            canvas.mark(*point, *look);
            taken.push(rect(point.x - MARK / 2, point.y - MARK / 2, MARK, MARK));
        }
    }
    let mut crowded = false;
    let (size, line) = (canvas.size(), canvas.line());
    let mut labels = Vec::new();
    for (series, points) in chart.series.iter().zip(&points) {
        let of_series = series.values.iter().zip(points).map(|(value, point)| {
            let (number, _) = number(value)?;
            let point = (*point).filter(|_| chart.values)?;
            let words = number.to_string();
            let across = canvas.width(&words);
            let box_at = |below: bool| {
                let middle = if below { point.y + line * 3 / 4 } else { point.y - line * 3 / 4 };
                rect(point.x - across / 2, middle - size / 2, across, size)
            };
            let free = |at: &Rect| {
                at.bottom() <= bottom
                    && at.origin.x >= Length::ZERO
                    && at.right() <= width
                    && !taken.iter().any(|other| meet(at, other))
            };
            let below = [false, true].into_iter().find(|below| free(&box_at(*below)));
            let Some(below) = below else {
                crowded = true;
                return None;
            };
            let place = box_at(below);
            let middle = place.origin.y + size / 2;
            canvas.words(&words, point.x, middle, Anchor::Middle);
            taken.push(place);
            Some(GraphLabel { words, below })
        });
        labels.push(of_series.collect::<Vec<_>>());
    }
    (labels, crowded)
}
