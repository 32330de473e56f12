//! Tables on pages: the head repeats below 续表, rows are not split unless they are tall, and a merged
//! cell stands once on each page (the rank of a tie is repeated after a page break). Here the lines of
//! the cells are broken; `place` puts them on pages.

mod fit;
mod place;

use super::inline::{self, Line};
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Cell, Merge, Paragraph, Row, Table};

/// How many rows at the end of a table stand together above what may not be parted from it.
pub(super) const LAST_ROWS: usize = 2;

/// How many lines of a tall row stand at least on the page where it begins, and where it ends.
const PIECE: usize = 3;

/// A table whose cells' lines are broken.
pub(super) struct MeasuredTable<'a> {
    pub(super) flow: &'a Table,
    head: Vec<MeasuredRow<'a>>,
    /// How many of its first rows are a head that is not repeated.
    head_rows: usize,
    rows: Vec<MeasuredRow<'a>>,
    /// For each row, the end of the group of rows that stay on one page with it.
    group_ends: Vec<usize>,
    /// The words above the head on the pages where the table continues.
    continued: Option<(&'a Paragraph, Vec<Line>)>,
    /// The height that a page has for rows, below the head and the words above that.
    rows_height: Length,
}

/// A row whose cells' lines are broken, or a piece of it.
struct MeasuredRow<'a> {
    height: Length,
    /// Its height without what merged cells add to it.
    own_height: Length,
    /// Its height with a single line.
    least: Length,
    cells: Vec<MeasuredCell<'a>>,
    keep_with_next: bool,
}

struct MeasuredCell<'a> {
    flow: &'a Cell,
    merge: Merge,
    lines: Vec<Line>,
    /// Whether it goes on from the page before with lines that no page has shown.
    is_rest: bool,
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
        let (mut head, head_rows, rows) = if head_height * 2 > page_height {
            (Vec::new(), head.len(), chain(head, rows))
        } else {
            (head, 0, rows)
        };
        let continued = match table.continued.as_deref() {
            Some(label) => Some((label, inline::lines(label, table.width(), shaper)?)),
            None => None,
        };
        // Words that would leave little of the page for rows are left out.
        let continued = continued.filter(|words| height_of_label(words) * 4 < page_height);
        let above = continued.as_ref().map_or(Length::ZERO, height_of_label);
        let rows_height = page_height - above - head.iter().map(|row| row.height).sum();
        head.shrink_to_fit();
        let group_ends = ends_of_groups(&rows);
        Ok(MeasuredTable { flow: table, head, head_rows, rows, group_ends, continued, rows_height })
    }

    /// The number of its rows below the head.
    pub(super) fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn head_height(&self) -> Length {
        self.head.iter().map(|row| row.height).sum()
    }

    /// The height of the words above the head on the pages where the table continues.
    fn label_height(&self) -> Length {
        self.continued.as_ref().map_or(Length::ZERO, height_of_label)
    }

    /// The height of the head and the first row, which stay together, and of the rows that stay
    /// with them; of a tall row its first lines.
    pub(super) fn lead(&self) -> Length {
        let group = self.height_of(0, self.end_of_group(0));
        let first = || match self.rows.first() {
            Some(row) if self.is_tall(0) => row.height_with(PIECE),
            _ => self.height_of(0, 1),
        };
        let may_be_cut = self.is_tall(0) && self.end_of_group(0) == 1;
        let group = Some(group).filter(|group| *group <= self.rows_height && !may_be_cut);
        self.head_height() + group.unwrap_or_else(first)
    }

    /// Whether a row takes more than half of a page and has lines on which it can be cut: on the next
    /// page it would leave this one half empty, or a page may not hold it at all.
    fn is_tall(&self, index: usize) -> bool {
        self.rows.get(index).is_some_and(|row| {
            let is_larger = row.height > self.rows_height && row.lines() > 1;
            is_larger || row.height * 2 > self.rows_height && row.lines() >= PIECE * 2
        })
    }

    /// Whether any row is tall.
    fn has_tall(&self) -> bool {
        (0..self.rows.len()).any(|index| self.is_tall(index))
    }

    /// Whether any merged cell has more than one line, so that the part of it on one page may not have
    /// room for all of them.
    fn has_long_merged(&self) -> bool {
        let long =
            |cell: &MeasuredCell<'_>| matches!(cell.merge, Merge::Start(_)) && cell.lines.len() > 1;
        self.rows.iter().flat_map(|row| &row.cells).any(long)
    }

    /// Divides the lines of the merged cells that go on below row `to` on the next page, when the rows
    /// from `from` on stand on this one: this one has as many as there is room for. What is left goes on
    /// on the next page; where nothing is left, the cell is there again.
    fn carry(&mut self, from: usize, to: usize) {
        let Some(next) = self.rows.get(to) else { return };
        let open: Vec<usize> = next
            .cells
            .iter()
            .enumerate()
            .filter_map(|(at, cell)| (cell.merge == Merge::Continue).then_some(at))
            .collect();
        for at in open {
            let Some(column) = self.rows.get(to).and_then(|row| row.cells.get(at)) else {
                continue;
            };
            let column = column.flow.column;
            // Where it stands on this page.
            let goes_on = |index: &usize| {
                let cell = self.rows.get(*index).and_then(|row| row.cell(column));
                cell.is_some_and(|cell| cell.merge == Merge::Continue)
            };
            let above = (from + 1..to).rev().take_while(goes_on).count();
            let start = to.saturating_sub(above + 1).max(from);
            let room = self.height_of(start, to);
            let Some(shown) = self.rows.get_mut(start).and_then(|row| row.cell_mut(column)) else {
                continue;
            };
            let fit = room.whole_times(shown.flow.content.line.max(Length::emu(1))).max(1);
            let fit = usize::try_from(fit).unwrap_or(usize::MAX);
            let is_cut = shown.lines.len() > fit;
            let lines = if is_cut {
                shown.lines.split_off(fit)
            } else if shown.is_rest {
                Vec::new()
            } else {
                shown.lines.clone()
            };
            if let Some(below) = self.rows.get_mut(to).and_then(|row| row.cell_mut(column)) {
                (below.lines, below.is_rest) = (lines, is_cut);
            }
        }
        let below = self.rows.get_mut(to..).unwrap_or_default();
        let goes_on =
            |row: &&MeasuredRow<'_>| row.cells.iter().any(|cell| cell.merge == Merge::Continue);
        let chained = below.iter().take_while(goes_on).count();
        let chained = below.get_mut(..chained).unwrap_or_default();
        for row in chained.iter_mut() {
            row.height = row.own_height;
        }
        stretch_for_merged(chained);
    }

    /// Cuts a tall row so that its first piece is no taller than `free`, into pieces of some lines; if it
    /// must be `forced`, of as few as need be. A row that is kept with others is cut only where no page holds them all.
    fn cut(&mut self, index: usize, free: Length, forced: bool) -> bool {
        let end = self.end_of_group(index);
        let moves = end > index + 1 && self.height_of(index, end) <= self.rows_height;
        let Some(row) = self.rows.get_mut(index).filter(|_| forced || !moves) else {
            return false;
        };
        let mut rest = row.cut(free, PIECE);
        if rest.is_none() && forced {
            rest = row.cut(free, 1);
        }
        let Some(rest) = rest else { return false };
        self.rows.insert(index + 1, rest);
        self.group_ends = ends_of_groups(&self.rows);
        true
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
        (self.last_rows(least) == 0 && !self.has_tall()).then_some(whole)
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

    /// Its height on one page.
    pub(super) fn height(&self) -> Length {
        self.head_height() + self.height_of(0, self.rows.len())
    }

    fn height_of(&self, from: usize, to: usize) -> Length {
        self.rows.get(from..to).unwrap_or_default().iter().map(|row| row.height).sum()
    }
}

impl<'a> MeasuredRow<'a> {
    fn new(table: &Table, row: &'a Row, shaper: &mut Shaper<'_>) -> Result<MeasuredRow<'a>, Error> {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut height = row.height;
        // The frame of a picture has no white of its own around its words.
        let is_frame = table.frame_of.is_some();
        let line = row.cells.first().map_or(row.height, |cell| cell.content.line);
        let least = if is_frame { line } else { row.height };
        for cell in &row.cells {
            let (_, width) = across(table, cell);
            let measure = width - table.padding * 2;
            let lines = inline::lines(&cell.content, measure, shaper)?;
            if cell.merge == Merge::None {
                height = height.max(least + cell.content.line * more_than_one(&lines));
            }
            cells.push(MeasuredCell { flow: cell, merge: cell.merge, lines, is_rest: false });
        }
        let own_height = height;
        let keep_with_next = row.keep_with_next;
        Ok(MeasuredRow { height, own_height, least, cells, keep_with_next })
    }

    /// The cell that begins in a column.
    fn cell(&self, column: usize) -> Option<&MeasuredCell<'a>> {
        self.cells.iter().find(|cell| cell.flow.column == column)
    }

    fn cell_mut(&mut self, column: usize) -> Option<&mut MeasuredCell<'a>> {
        self.cells.iter_mut().find(|cell| cell.flow.column == column)
    }

    /// The number of lines of its longest cell.
    fn lines(&self) -> usize {
        self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    /// The number of lines of its longest cell that is not merged with others.
    fn own_lines(&self) -> usize {
        let alone = self.cells.iter().filter(|cell| cell.merge == Merge::None);
        alone.map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    /// The height of the row with so many lines.
    fn height_with(&self, lines: usize) -> Length {
        let more = i64::try_from(lines).unwrap_or(i64::MAX).saturating_sub(1).max(0);
        let line = self.cells.iter().map(|cell| cell.flow.content.line).max().unwrap_or_default();
        self.least + line * more
    }

    /// Keeps as many lines as are no taller than `free`, at least so many, and gives the row that goes
    /// on below, with at least as many. None if there are not lines enough. Cells of several rows go on in
    /// that row with the lines that they have: [`MeasuredTable::carry`] divides these.
    fn cut(&mut self, free: Length, least: usize) -> Option<MeasuredRow<'a>> {
        let line = self.cells.iter().map(|cell| cell.flow.content.line).max()?;
        let more = (free - self.least).whole_times(line.max(Length::emu(1)));
        let fit = usize::try_from(more.saturating_add(1)).unwrap_or(0);
        // What merged cells add to the row is lines too.
        let tall = (self.height - self.least).whole_times(line.max(Length::emu(1)));
        let tall = usize::try_from(tall.saturating_add(1)).unwrap_or(0);
        let most = self.own_lines().max(tall).checked_sub(least)?;
        let fit = fit.max(if least == 1 { 1 } else { 0 }).min(most);
        if fit < least {
            return None;
        }
        let mut below = Vec::with_capacity(self.cells.len());
        for cell in &mut self.cells {
            let merge = match cell.merge {
                Merge::None => Merge::None,
                Merge::Start(_) | Merge::Continue => Merge::Continue,
            };
            let lines = match cell.merge {
                Merge::None => cell.lines.split_off(fit.min(cell.lines.len())),
                Merge::Start(rows) => {
                    cell.merge = Merge::Start(rows + 1);
                    cell.lines.clone()
                }
                Merge::Continue => cell.lines.clone(),
            };
            below.push(MeasuredCell { flow: cell.flow, merge, lines, is_rest: false });
        }
        let mut rest = MeasuredRow { cells: below, ..*self };
        rest.own_height = rest.height_with(rest.own_lines());
        let is_merged = rest.cells.iter().any(|cell| cell.merge == Merge::Continue);
        let left = if is_merged { self.height - self.height_with(fit) } else { Length::ZERO };
        rest.height = rest.own_height.max(left);
        self.height = self.height_with(fit);
        self.own_height = self.height;
        self.keep_with_next = false;
        Some(rest)
    }
}

fn chain<T>(mut first: Vec<T>, mut second: Vec<T>) -> Vec<T> {
    first.append(&mut second);
    first
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

/// Makes the last row of a merged cell taller if the cell is taller than its rows. A cell that goes on
/// in the first row begins there.
fn stretch_for_merged(rows: &mut [MeasuredRow<'_>]) {
    for index in 0..rows.len() {
        let Some(row) = rows.get(index) else { continue };
        let goes_on = |column: usize| {
            let below = rows.iter().take_while(|row| {
                row.cell(column).is_some_and(|cell| cell.merge == Merge::Continue)
            });
            below.count()
        };
        let tallest = row.cells.iter().filter_map(|cell| {
            let span = match cell.merge {
                Merge::Start(span) => span,
                Merge::Continue if index == 0 => goes_on(cell.flow.column),
                _ => return None,
            };
            Some((span, cell.flow.content.line * (1 + more_than_one(&cell.lines))))
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
