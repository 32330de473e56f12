//! Tables on pages: the head repeats, rows are not split, cells that are one stand once on each
//! page (the rank of a tie is repeated after a page break).

use super::column::Column;
use super::inline::{self, Line};
use super::keep::Room;
use super::page::{ElementKind, Mark};
use super::paint;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::style::flow::{Cell, Merge, Row, Table};

/// Tied rows stay together when they are no taller than this part of a page.
const GROUP: (i64, i64) = (1, 4);
/// The rows at the end of a table that stand together above what may not be parted from it.
pub(super) const LAST_ROWS: usize = 2;

/// A table whose cells' lines are broken.
pub(super) struct MeasuredTable<'a> {
    pub(super) flow: &'a Table,
    head: Vec<MeasuredRow<'a>>,
    rows: Vec<MeasuredRow<'a>>,
}

/// A row whose cells' lines are broken.
struct MeasuredRow<'a> {
    height: Length,
    cells: Vec<MeasuredCell<'a>>,
}

struct MeasuredCell<'a> {
    flow: &'a Cell,
    merge: Merge,
    lines: Vec<Line>,
}

impl<'a> MeasuredTable<'a> {
    /// Breaks the lines of a table for pages of so much height.
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
            make_room_for_merged(&mut measured);
            Ok(measured)
        };
        let head = measure(&table.head)?;
        let rows = measure(&table.rows)?;
        let head_height: Length = head.iter().map(|row| row.height).sum();
        // A head that leaves no room for rows is no head that can repeat on every page.
        let (mut head, mut rows) = if head_height * 2 > page_height {
            (Vec::new(), chain(head, rows))
        } else {
            (head, rows)
        };
        let room = page_height - head.iter().map(|row| row.height).sum();
        if rows.iter().any(|row| row.height > room) {
            rows = rows.into_iter().flat_map(|row| row.split(room)).collect();
        }
        head.shrink_to_fit();
        Ok(MeasuredTable { flow: table, head, rows })
    }

    fn head_height(&self) -> Length {
        self.head.iter().map(|row| row.height).sum()
    }

    /// The head and the first row, which stay together.
    pub(super) fn lead(&self) -> Length {
        self.head_height() + self.rows.first().map_or(Length::ZERO, |row| row.height)
    }

    /// Where the last rows begin that may stand alone on a page: at least so many, no group of tied
    /// rows parted.
    fn last_rows(&self, least: usize) -> usize {
        let start = self.rows.len().saturating_sub(least);
        let mut at = 0;
        while at < start {
            let end = self.group(at);
            if end > start {
                break;
            }
            at = end;
        }
        at
    }

    /// The height of the table if it has no more than the rows that stand together at its end.
    pub(super) fn whole_if_short(&self, least: usize) -> Option<Length> {
        let whole = self.head_height() + self.height_of(0, self.rows.len());
        (self.last_rows(least) == 0).then_some(whole)
    }

    /// The rows that follow and belong to row `index` as one cell, itself among them.
    fn group(&self, index: usize) -> usize {
        let mut end = index + 1;
        let mut at = index;
        while at < end {
            let row = self.rows.get(at);
            for cell in row.iter().flat_map(|row| &row.cells) {
                if let Merge::Start(rows) = cell.merge {
                    end = end.max(at + rows);
                }
            }
            at += 1;
        }
        end.min(self.rows.len())
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
            if cell.merge == Merge::None {
                height = height.max(row.height + cell.content.line * more_than_one(&lines));
            }
            cells.push(MeasuredCell { flow: cell, merge: cell.merge, lines });
        }
        Ok(MeasuredRow { height, cells })
    }
}

fn chain<T>(mut first: Vec<T>, mut second: Vec<T>) -> Vec<T> {
    first.append(&mut second);
    first
}

impl<'a> MeasuredRow<'a> {
    /// The row in pieces that fit into `room`: only one that is taller than a page comes in more
    /// than one. Cells that are one over several rows stand for themselves then.
    fn split(self, room: Length) -> Vec<MeasuredRow<'a>> {
        let mut rest = self;
        for cell in &mut rest.cells {
            cell.merge = Merge::None;
        }
        let mut pieces = Vec::new();
        while rest.height > room {
            let mut piece = MeasuredRow { height: Length::ZERO, cells: Vec::new() };
            let mut below = MeasuredRow { height: Length::ZERO, cells: Vec::new() };
            for MeasuredCell { flow, merge, mut lines } in rest.cells {
                let line = flow.content.line.max(Length::emu(1));
                let fit = usize::try_from(room.whole_times(line)).unwrap_or(1).max(1);
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

/// The number of lines behind the first.
fn more_than_one(lines: &[Line]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(i64::MAX).saturating_sub(1).max(0)
}

/// Left edge, from that of the table, and width of a cell.
fn across(table: &Table, cell: &Cell) -> (Length, Length) {
    let sum = |columns: &[Length]| columns.iter().copied().sum::<Length>();
    let columns = table.columns.get(cell.column..).unwrap_or_default();
    let covered = columns.get(..cell.columns.max(1)).unwrap_or(columns);
    (sum(table.columns.get(..cell.column).unwrap_or_default()), sum(covered))
}

/// A cell over several rows that is taller than they are makes the last of them taller.
fn make_room_for_merged(rows: &mut [MeasuredRow<'_>]) {
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

/// The elements of a table's cells, made before its pages are.
struct CellTags {
    head: Vec<Vec<usize>>,
    rows: Vec<Vec<usize>>,
}

/// Rows of a table on one page.
struct Segment<'t, 'a> {
    table: &'t MeasuredTable<'a>,
    tags: &'t CellTags,
    /// Whether the head is repeated.
    repeats_head: bool,
    /// The rows, from and to.
    from: usize,
    to: usize,
}

impl Column<'_> {
    /// A table, from the place at hand over as many pages as it takes; on the page where it ends,
    /// so much fits below its last rows.
    pub(super) fn table(
        &mut self,
        table: &MeasuredTable<'_>,
        after: Option<Room>,
        shaper: &Shaper<'_>,
    ) {
        let tags = self.cell_tags(table);
        let room_for_rows = self.area_height() - table.head_height();
        let mut from = 0;
        loop {
            self.enter_area();
            let free = self.spec.type_area.bottom() - self.y - table.head_height();
            let mut to = rows_that_fit(table, from, free, room_for_rows, self.page_is_empty);
            let end = self.y + table.head_height() + table.height_of(from, to);
            let ends_here = to == table.rows.len();
            if let Some(after) = after
                && (!ends_here && to + LAST_ROWS > table.rows.len()
                    || ends_here && !self.has_room(end, after))
            {
                let last = table.last_rows(LAST_ROWS).max(from);
                if last > from || !self.page_is_empty {
                    to = last;
                }
            }
            if to == from && !table.rows.is_empty() && !self.page_is_empty {
                self.new_page();
                continue;
            }
            let segment = Segment { table, tags: &tags, repeats_head: from > 0, from, to };
            self.segment(&segment, shaper);
            from = to;
            if from >= table.rows.len() {
                return;
            }
            self.new_page();
        }
    }

    fn cell_tags(&mut self, table: &MeasuredTable<'_>) -> CellTags {
        let element = self.tags.block(ElementKind::Table, &table.flow.path);
        let mut tag = |part, rows: &[MeasuredRow<'_>], is_head: bool| -> Vec<Vec<usize>> {
            if rows.is_empty() {
                return Vec::new();
            }
            let part = self.tags.add(part, element, &table.flow.path);
            let tag_row = |row: &MeasuredRow<'_>| {
                let row_element = self.tags.add(ElementKind::TableRow, part, &table.flow.path);
                let tag_cell = |cell: &MeasuredCell<'_>| {
                    let columns = cell.flow.columns.max(1);
                    let rows = match cell.merge {
                        Merge::None => 1,
                        Merge::Start(rows) => rows,
                        Merge::Continue => return row_element,
                    };
                    let kind = if is_head {
                        ElementKind::HeadCell { columns, rows }
                    } else {
                        ElementKind::Cell { columns, rows }
                    };
                    self.tags.add(kind, row_element, &cell.flow.content.path)
                };
                row.cells.iter().map(tag_cell).collect()
            };
            rows.iter().map(tag_row).collect()
        };
        let head = tag(ElementKind::TableHead, &table.head, true);
        let rows = tag(ElementKind::TableBody, &table.rows, false);
        CellTags { head, rows }
    }

    /// The head and some rows on the page at hand.
    fn segment(&mut self, segment: &Segment<'_, '_>, shaper: &Shaper<'_>) {
        let table = segment.table;
        let rows = table.rows.get(segment.from..segment.to).unwrap_or_default();
        let all: Vec<&MeasuredRow<'_>> = table.head.iter().chain(rows).collect();
        let tags: Vec<&Vec<usize>> = segment
            .tags
            .head
            .iter()
            .chain(segment.tags.rows.get(segment.from..segment.to).unwrap_or_default())
            .collect();
        let width: Length = table.flow.columns.iter().copied().sum();
        let area = self.spec.type_area;
        let left = area.origin.x + (area.size.width - width) / 2;
        let mut edges = vec![self.y];
        for row in &all {
            edges.push(edges.last().copied().unwrap_or(self.y) + row.height);
        }
        let head = table.head.len();
        for (index, (row, tags)) in all.iter().zip(&tags).enumerate() {
            for (cell, tag) in row.cells.iter().zip(*tags) {
                let first_of_rows = index == head || index == 0;
                let (span, continued) = match cell.merge {
                    Merge::None => (1, false),
                    Merge::Start(span) => (span, false),
                    Merge::Continue if first_of_rows => (continues(&all, index, cell), true),
                    Merge::Continue => continue,
                };
                let repeated = continued || index < head && segment.repeats_head;
                let mark = if repeated { Mark::Repeated } else { Mark::Element(*tag) };
                let top = edges.get(index).copied().unwrap_or_default();
                let limit = if index < head { head } else { all.len() };
                let end = (index + span).min(limit);
                let bottom = edges.get(end).copied().unwrap_or(top);
                let (offset, _) = across(table.flow, cell.flow);
                let origin = Point { x: left + offset + table.flow.padding, y: top };
                self.cell(cell, origin, bottom - top, mark, shaper);
            }
        }
        self.rules(table.flow, left, &edges, &all);
        self.y = edges.last().copied().unwrap_or(self.y);
        self.ink_bottom = self.y;
        self.page_is_empty = false;
    }

    /// The lines of a cell, in the middle of its height.
    fn cell(
        &mut self,
        cell: &MeasuredCell<'_>,
        origin: Point,
        height: Length,
        mark: Mark,
        shaper: &Shaper<'_>,
    ) {
        let content = &cell.flow.content;
        let count = 1 + more_than_one(&cell.lines);
        let mut middle = origin.y + (height - content.line * count) / 2 + content.line / 2;
        for line in &cell.lines {
            paint::line(line, origin.x, middle, mark, shaper, self.items());
            middle += content.line;
        }
    }

    /// The lines of the table on this page, within its edges.
    fn rules(&mut self, table: &Table, left: Length, edges: &[Length], rows: &[&MeasuredRow<'_>]) {
        let rules = table.rules;
        let width: Length = table.columns.iter().copied().sum();
        let (Some(top), Some(bottom)) = (edges.first().copied(), edges.last().copied()) else {
            return;
        };
        let mut items = Vec::new();
        let mut rule = |x: Length, y: Length, width: Length, height: Length| {
            if width > Length::ZERO && height > Length::ZERO {
                items.push(paint::rule(Point { x, y }, width, height, rules.color));
            }
        };
        rule(left, top, width, rules.outer);
        rule(left, bottom - rules.outer, width, rules.outer);
        rule(left, top, rules.outer, bottom - top);
        rule(left + width - rules.outer, top, rules.outer, bottom - top);
        let head = table.head.len();
        for (index, edge) in edges.iter().enumerate().skip(1).take(edges.len().saturating_sub(2)) {
            let thickness = if index == head { rules.head } else { rules.inner };
            for (from, to) in open_spans(table, rows.get(index), index == head) {
                rule(left + from, *edge - thickness / 2, to - from, thickness);
            }
        }
        let edges = edges.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let mut columns: Vec<(Length, Length, Length)> = Vec::new();
        for ((top, bottom), row) in edges.zip(rows) {
            for cell in &row.cells {
                let (offset, _) = across(table, cell.flow);
                if offset == Length::ZERO {
                    continue;
                }
                // One long line where the cells of several rows begin at the same place.
                match columns.iter_mut().rev().find(|(x, _, end)| *x == offset && *end == top) {
                    Some((_, _, end)) => *end = bottom,
                    None => columns.push((offset, top, bottom)),
                }
            }
        }
        for (offset, top, bottom) in columns {
            rule(left + offset - rules.inner / 2, top, rules.inner, bottom - top);
        }
        self.items().append(&mut items);
    }
}

/// The spans of the line above a row, from and to, where no cell goes through it.
fn open_spans(
    table: &Table,
    row: Option<&&MeasuredRow<'_>>,
    below_head: bool,
) -> Vec<(Length, Length)> {
    let mut spans: Vec<(Length, Length)> = Vec::new();
    for cell in row.iter().flat_map(|row| &row.cells) {
        if cell.merge == Merge::Continue && !below_head {
            continue;
        }
        let (offset, width) = across(table, cell.flow);
        match spans.last_mut() {
            Some((_, end)) if *end == offset => *end += width,
            _ => spans.push((offset, offset + width)),
        }
    }
    spans
}

/// How many rows from `index` on continue a cell.
fn continues(rows: &[&MeasuredRow<'_>], index: usize, cell: &MeasuredCell<'_>) -> usize {
    let same = |row: &&&MeasuredRow<'_>| {
        row.cells
            .iter()
            .any(|other| other.flow.column == cell.flow.column && other.merge == Merge::Continue)
    };
    rows.get(index..).unwrap_or_default().iter().take_while(same).count().max(1)
}

/// The end of the rows from `from` on that fit into `free`. Tied rows stay together where a page
/// has room for them; a row that is taller than a page stands alone on one.
fn rows_that_fit(
    table: &MeasuredTable<'_>,
    from: usize,
    free: Length,
    room_for_rows: Length,
    page_is_empty: bool,
) -> usize {
    let mut to = from;
    let mut used = Length::ZERO;
    while to < table.rows.len() {
        let group = table.group(to);
        let height = table.height_of(to, group);
        if used + height <= free {
            used += height;
            to = group;
            continue;
        }
        let keep = height <= room_for_rows.scale(GROUP.0, GROUP.1);
        if keep && (to > from || !page_is_empty) {
            return to;
        }
        while let Some(row) = table.rows.get(to) {
            if used + row.height > free {
                break;
            }
            used += row.height;
            to += 1;
        }
        break;
    }
    if to == from && page_is_empty { (from + 1).min(table.rows.len()) } else { to }
}
