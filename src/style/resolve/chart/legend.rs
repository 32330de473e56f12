//! The legend: which look is whose, in rows below the chart.

use super::canvas::{Canvas, MARK, STROKE, rect, wrapped};
use crate::length::{Length, Point, Rect};
use crate::model::{Chart, ChartKind};
use crate::style::flow::{Anchor, Look};

/// A legend whose rows are known.
pub(super) struct Legend {
    rows: Vec<Vec<Entry>>,
    pub(super) height: Length,
}

struct Entry {
    look: usize,
    lines: Vec<String>,
    width: Length,
}

impl Legend {
    /// The legend of a chart; none where there is nothing to tell apart.
    pub(super) fn of(canvas: &Canvas<'_>, chart: &Chart, width: Length) -> Option<Legend> {
        let names: Vec<&str> = match chart.kind {
            ChartKind::Shares => chart.categories.iter().map(String::as_str).collect(),
            _ if chart.series.len() < 2 => return None,
            _ => chart
                .series
                .iter()
                .map(|series| series.name.as_deref().unwrap_or_default())
                .collect(),
        };
        let before = swatch(canvas, chart.kind) + canvas.size() / 3;
        let between = canvas.size().scale(3, 2);
        let mut rows: Vec<Vec<Entry>> = Vec::new();
        let mut used = Length::ZERO;
        for (look, name) in names.into_iter().enumerate() {
            let lines = wrapped(canvas, name, (width - before).max(canvas.size()), true);
            let lines = lines.unwrap_or_default();
            let widest = lines.iter().map(|line| canvas.width(line)).max().unwrap_or_default();
            let entry = Entry { look, lines, width: before + widest };
            let next = used + between + entry.width;
            match rows.last_mut() {
                Some(row) if next <= width => {
                    used = next;
                    row.push(entry);
                }
                _ => {
                    used = entry.width;
                    rows.push(vec![entry]);
                }
            }
        }
        let height = rows.iter().map(|row| height(canvas, row)).sum();
        Some(Legend { rows, height })
    }

    /// Draws it below `top`; where it stands.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        kind: ChartKind,
        looks: &[Look],
        width: Length,
        top: Length,
    ) -> Rect {
        let between = canvas.size().scale(3, 2);
        let of_row = |row: &[Entry]| {
            let gaps = i64::try_from(row.len()).unwrap_or(1) - 1;
            row.iter().map(|entry| entry.width).sum::<Length>() + between * gaps
        };
        let widest = self.rows.iter().map(|row| of_row(row)).max().unwrap_or_default();
        let mut y = top;
        for row in &self.rows {
            let mut x = (width - of_row(row)) / 2;
            let line = canvas.line();
            for entry in row {
                if let Some(look) = looks.get(entry.look) {
                    sample(canvas, kind, *look, x, y + line / 2);
                }
                let words = x + swatch(canvas, kind) + canvas.size() / 3;
                canvas.lines(&entry.lines, words, y, Anchor::Start);
                x += entry.width + between;
            }
            y += height(canvas, row);
        }
        // A program that sets it for itself may need a little more.
        let entries = self.rows.iter().map(Vec::len).max().unwrap_or(1);
        let spare = canvas.size() * i64::try_from(entries).unwrap_or(1) * 2;
        let room = (widest + spare).min(width);
        rect((width - room) / 2, top, room, self.height)
    }
}

fn height(canvas: &Canvas<'_>, row: &[Entry]) -> Length {
    let lines = row.iter().map(|entry| entry.lines.len()).max().unwrap_or(1);
    canvas.line() * i64::try_from(lines).unwrap_or(1)
}

fn swatch(canvas: &Canvas<'_>, kind: ChartKind) -> Length {
    match kind {
        ChartKind::Lines => canvas.size().scale(5, 2),
        _ => canvas.size().scale(6, 5),
    }
}

/// A look in small, the middle of its left edge at a point.
fn sample(canvas: &mut Canvas<'_>, kind: ChartKind, look: Look, x: Length, y: Length) {
    let width = swatch(canvas, kind);
    if kind == ChartKind::Lines {
        let ends = vec![Point { x, y }, Point { x: x + width, y }];
        canvas.stroke(ends, STROKE, look.color, look.dash);
        canvas.mark(Point { x: x + width / 2, y }, look);
    } else {
        let height = canvas.size().scale(7, 10).max(MARK);
        canvas.rect(rect(x, y - height / 2, width, height), look);
    }
}
