//! Tables on pages: the head repeats below 续表, rows are not split, and a merged cell stands once on
//! each page (the rank of a tie is repeated after a page break). Here the lines of the cells are
//! broken; `place` puts them on pages.

mod place;

use super::inline::{self, Line};
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Cell, Merge, Paragraph, Row, Table};

/// How many rows at the end of a table stand together above what may not be parted from it.
pub(super) const LAST_ROWS: usize = 2;

/// A table whose cells' lines are broken.
pub(super) struct MeasuredTable<'a> {
    pub(super) flow: &'a Table,
    head: Vec<MeasuredRow<'a>>,
    rows: Vec<MeasuredRow<'a>>,
    /// For each row, the end of the group of rows that stay on one page with it.
    group_ends: Vec<usize>,
    /// The words above the head on the pages where the table continues.
    continued: Option<(&'a Paragraph, Vec<Line>)>,
    /// The height that a page has for rows, below the head and the words above that.
    rows_height: Length,
}

/// A row whose cells' lines are broken.
struct MeasuredRow<'a> {
    height: Length,
    cells: Vec<MeasuredCell<'a>>,
    keep_with_next: bool,
}

struct MeasuredCell<'a> {
    flow: &'a Cell,
    merge: Merge,
    lines: Vec<Line>,
}

impl<'a> MeasuredTable<'a> {
    /// Breaks the lines of a table, for type areas of this height.
    pub(super) fn new(
        table: &'a Table,
        page_height: Length,
        shaper: &mut Shaper<'_>,
    ) -> Result<MeasuredTable<'a>, Error> {
        let mut measure = |rows: &'a [Row]| -> Result<Vec<MeasuredRow<'a>>, Error> {
            let mut measured = Vec::with_capacity(rows.len());
            for row in rows {
                measured.push(MeasuredRow::new(table, row, shaper)?);
            }
            stretch_for_merged(&mut measured);
            Ok(measured)
        };
        let head = measure(&table.head)?;
        let rows = measure(&table.rows)?;
        let head_height: Length = head.iter().map(|row| row.height).sum();
        // A head that takes more than half of a page is not repeated: its rows are like any other.
        let (mut head, mut rows) = if head_height * 2 > page_height {
            (Vec::new(), chain(head, rows))
        } else {
            (head, rows)
        };
        let continued = match &table.continued {
            Some(label) => Some((label, inline::lines(label, table.width(), shaper)?)),
            None => None,
        };
        // Words that would leave little of the page for rows are left out.
        let continued = continued.filter(|words| height_of_label(words) * 4 < page_height);
        let above = continued.as_ref().map_or(Length::ZERO, height_of_label);
        let rows_height = page_height - above - head.iter().map(|row| row.height).sum();
        if rows.iter().any(|row| row.height > rows_height) {
            rows = rows.into_iter().flat_map(|row| row.split(rows_height)).collect();
        }
        head.shrink_to_fit();
        let group_ends = ends_of_groups(&rows);
        Ok(MeasuredTable { flow: table, head, rows, group_ends, continued, rows_height })
    }

    fn head_height(&self) -> Length {
        self.head.iter().map(|row| row.height).sum()
    }

    /// The height of the words above the head on the pages where the table continues.
    fn label_height(&self) -> Length {
        self.continued.as_ref().map_or(Length::ZERO, height_of_label)
    }

    /// The height of the head and the first row, which stay together, and of the rows that stay
    /// with them.
    pub(super) fn lead(&self) -> Length {
        let group = self.height_of(0, self.end_of_group(0));
        let first = self.height_of(0, 1);
        self.head_height() + if group <= self.rows_height { group } else { first }
    }

    /// Where the last rows begin that may stand alone on a page: at least `least` of them, and no
    /// group parted.
    fn last_rows(&self, least: usize) -> usize {
        let start = self.rows.len().saturating_sub(least);
        let mut at = 0;
        while at < start {
            let end = self.end_of_group(at);
            if end > start {
                break;
            }
            at = end;
        }
        at
    }

    /// The height of the table, if all its rows stand together at its end.
    pub(super) fn whole_if_short(&self, least: usize) -> Option<Length> {
        let whole = self.head_height() + self.height_of(0, self.rows.len());
        (self.last_rows(least) == 0).then_some(whole)
    }

    /// The end of the group of rows that stay on one page with row `index`.
    fn end_of_group(&self, index: usize) -> usize {
        self.group_ends.get(index).copied().unwrap_or(self.rows.len())
    }

    /// The end of the rows from `from` on that fit into `free`. A group goes to the next page if a
    /// page can hold it, unless `stays` says that the first row may not move.
    fn rows_that_fit(&self, from: usize, free: Length, stays: bool) -> usize {
        let mut to = from;
        let mut used = Length::ZERO;
        while to < self.rows.len() {
            let end = self.end_of_group(to);
            let height = self.height_of(to, end);
            if used + height <= free {
                used += height;
                to = end;
                continue;
            }
            if height <= self.rows_height && (to > from || !stays) {
                return to;
            }
            while let Some(row) = self.rows.get(to) {
                if used + row.height > free {
                    break;
                }
                used += row.height;
                to += 1;
            }
            break;
        }
        to
    }

    fn height_of(&self, from: usize, to: usize) -> Length {
        self.rows.get(from..to).unwrap_or_default().iter().map(|row| row.height).sum()
    }
}

impl<'a> MeasuredRow<'a> {
    fn new(table: &Table, row: &'a Row, shaper: &mut Shaper<'_>) -> Result<MeasuredRow<'a>, Error> {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut height = row.height;
        for cell in &row.cells {
            let (_, width) = across(table, cell);
            let measure = width - table.padding * 2;
            let lines = inline::lines(&cell.content, measure, shaper)?;
            if table.frame_of.is_some() {
                height = height.max(cell.content.line * (1 + more_than_one(&lines)));
            } else if cell.merge == Merge::None {
                height = height.max(row.height + cell.content.line * more_than_one(&lines));
            }
            cells.push(MeasuredCell { flow: cell, merge: cell.merge, lines });
        }
        Ok(MeasuredRow { height, cells, keep_with_next: row.keep_with_next })
    }
}

fn chain<T>(mut first: Vec<T>, mut second: Vec<T>) -> Vec<T> {
    first.append(&mut second);
    first
}

impl<'a> MeasuredRow<'a> {
    /// The row in pieces of at most this height; only a row that is taller than a page is cut. Its
    /// cells are then no longer merged with others.
    fn split(self, most: Length) -> Vec<MeasuredRow<'a>> {
        let mut rest = self;
        for cell in &mut rest.cells {
            cell.merge = Merge::None;
        }
        let mut pieces = Vec::new();
        while rest.height > most {
            let piece = |keep_with_next| MeasuredRow {
                height: Length::ZERO,
                cells: Vec::new(),
                keep_with_next,
            };
            let (mut piece, mut below) = (piece(false), piece(rest.keep_with_next));
            for MeasuredCell { flow, merge, mut lines } in rest.cells {
                let line = flow.content.line.max(Length::emu(1));
                let fit = usize::try_from(most.whole_times(line)).unwrap_or(1).max(1);
                let others = lines.split_off(fit.min(lines.len()));
                let height = |lines: &[Line]| line * (1 + more_than_one(lines));
                piece.height = piece.height.max(height(&lines));
                below.height = below.height.max(height(&others));
                piece.cells.push(MeasuredCell { flow, merge, lines });
                below.cells.push(MeasuredCell { flow, merge, lines: others });
            }
            pieces.push(piece);
            if below.cells.iter().all(|cell| cell.lines.is_empty()) {
                return pieces;
            }
            rest = below;
        }
        pieces.push(rest);
        pieces
    }
}

/// For each row, the end of the group of rows that stay on one page with it.
fn ends_of_groups(rows: &[MeasuredRow<'_>]) -> Vec<usize> {
    let mut ends = vec![0; rows.len()];
    let mut end = rows.len();
    for (index, (row, slot)) in rows.iter().zip(ends.iter_mut()).enumerate().rev() {
        if !row.keep_with_next {
            end = index + 1;
        }
        *slot = end;
    }
    ends
}

/// The height of words above the head.
fn height_of_label((label, lines): &(&Paragraph, Vec<Line>)) -> Length {
    label.line * (1 + more_than_one(lines))
}

/// The number of lines after the first.
fn more_than_one(lines: &[Line]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(i64::MAX).saturating_sub(1).max(0)
}

/// The left edge of a cell, from that of the table, and its width.
fn across(table: &Table, cell: &Cell) -> (Length, Length) {
    let sum = |columns: &[Length]| columns.iter().copied().sum::<Length>();
    let columns = table.columns.get(cell.column..).unwrap_or_default();
    let covered = columns.get(..cell.columns.max(1)).unwrap_or(columns);
    (sum(table.columns.get(..cell.column).unwrap_or_default()), sum(covered))
}

/// Makes the last row of a merged cell taller if the cell is taller than its rows.
fn stretch_for_merged(rows: &mut [MeasuredRow<'_>]) {
    for index in 0..rows.len() {
        let Some(row) = rows.get(index) else { continue };
        let tallest = row.cells.iter().filter_map(|cell| match cell.merge {
            Merge::Start(span) => {
                Some((span, cell.flow.content.line * (1 + more_than_one(&cell.lines))))
            }
            _ => None,
        });
        for (span, needed) in tallest.collect::<Vec<_>>() {
            let end = (index + span).min(rows.len());
            let height: Length =
                rows.get(index..end).unwrap_or_default().iter().map(|row| row.height).sum();
            if let Some(last) = end.checked_sub(1).and_then(|last| rows.get_mut(last)) {
                last.height += (needed - height).max(Length::ZERO);
            }
        }
    }
}
