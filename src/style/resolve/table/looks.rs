//! How the cells of a table look: what the theme says of totals and heads, the marks of the table in
//! their order, and what a cell says of itself.

use std::ops::Range;

use crate::finding::Finding;
use crate::model::{self, CellLook, TableMark, TableRange};
use crate::place::{Place, Walk};
use crate::style::flow::{Inline, Paragraph};
use crate::style::messages::StyleMessage;

/// The marks of a table, with the rows and columns that they pick.
pub(super) struct Looks<'a> {
    marks: Vec<Picked<'a>>,
    head: CellLook,
    total: CellLook,
}

struct Picked<'a> {
    mark: &'a TableMark,
    rows: Vec<Range<usize>>,
    columns: Vec<bool>,
}

impl<'a> Looks<'a> {
    /// `head` and `total` are how the theme has the head and rows of totals.
    pub(super) fn of(table: &'a model::Table, head: CellLook, total: CellLook) -> Looks<'a> {
        let width = table.columns.len();
        let picked = |mark: &'a TableMark| {
            let ranges = |ranges: &[TableRange], count: usize| -> Vec<Range<usize>> {
                match ranges {
                    [] => std::iter::once(0..count).collect(),
                    ranges => ranges.iter().filter_map(|range| range.among(count)).collect(),
                }
            };
            let rows =
                if mark.marks_rows() { ranges(&mark.rows, table.rows.len()) } else { Vec::new() };
            let rows = joined(rows);
            let columns = ranges(&mark.columns, width);
            let columns = (0..width).map(|at| columns.iter().any(|range| range.contains(&at)));
            Picked { mark, rows, columns: columns.collect() }
        };
        Looks { marks: table.marks.iter().map(picked).collect(), head, total }
    }

    /// The look of a cell of the head.
    pub(super) fn of_head(&self, column: usize) -> CellLook {
        let marks = self.marks.iter().filter(|picked| picked.mark.head);
        marks.fold(self.head, |look, picked| picked.over(look, column))
    }

    /// The looks of the cells of a row.
    pub(super) fn of_row(
        &self,
        row: usize,
        cells: &[model::Cell],
        is_total: bool,
    ) -> Vec<CellLook> {
        let marks: Vec<&Picked<'_>> =
            self.marks.iter().filter(|picked| picked.picks(row)).collect();
        let theme = if is_total { self.total } else { CellLook::default() };
        let look = |(column, cell): (usize, &model::Cell)| {
            cell.look().over(marks.iter().fold(theme, |look, picked| picked.over(look, column)))
        };
        cells.iter().enumerate().map(look).collect()
    }
}

/// Ranges in their order, those that meet as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

impl Picked<'_> {
    /// Whether it is for this row.
    fn picks(&self, row: usize) -> bool {
        let behind = self.rows.partition_point(|range| range.start <= row);
        let last = behind.checked_sub(1).and_then(|last| self.rows.get(last));
        last.is_some_and(|range| range.contains(&row))
    }

    /// Its look over another, where it picks this column.
    fn over(&self, look: CellLook, column: usize) -> CellLook {
        match self.columns.get(column) {
            Some(true) => self.mark.look.over(look),
            _ => look,
        }
    }
}

/// What the ranges of marks pick nothing: with the path of each.
pub(super) fn nowhere(table: &model::Table, path: &Walk<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, mark) in table.marks.iter().enumerate() {
        let all = [
            ("rows", &mark.rows, table.rows.len()),
            ("columns", &mark.columns, table.columns.len()),
        ];
        for (field, ranges, count) in all {
            for range in ranges.iter().filter(|range| range.among(count).is_none()) {
                let path = path.field("marks").index(index).field(field).path();
                let message = StyleMessage::MarkNowhere { range: range.to_string() };
                findings.push(Finding::new(message, Place::path(path)));
            }
        }
    }
    findings
}

/// Makes the words of a cell look so; what a stretch of them says of itself stays.
pub(super) fn paint(paragraph: &mut Paragraph, look: CellLook) {
    for inline in &mut paragraph.content {
        if let Inline::Run(run) = inline {
            run.bold |= look.bold == Some(true);
            run.color = run.color.or(look.color);
        }
    }
}
