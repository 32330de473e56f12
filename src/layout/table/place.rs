//! A table's rows on pages: on each page as many as fit below the head, with the rules around them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{MeasuredCell, MeasuredRow, MeasuredTable, across, more_than_one};
use crate::layout::column::Column;
use crate::layout::inline::Line;
use crate::layout::keep::NeededSpace;
use crate::layout::page::{ElementKind, Tag};
use crate::layout::paint;
use crate::layout::shaper::Shaper;
use crate::layout::tags::TextTags;
use crate::length::{Length, Point};
use crate::style::flow::{Merge, Table};

/// The elements of a table. Those of a row are made when it comes to its page.
struct TableTags {
    element: usize,
    /// Those of the cells of its head, and of the rows from the first that is on no page yet.
    head: Vec<Vec<usize>>,
    rows: Vec<Vec<usize>>,
    /// For how many rows they are made.
    made: usize,
    /// The head or the body, whose rows are being made.
    part: usize,
    /// The elements of the merged cells, by their columns: a part of one on a later page is of it.
    merged: BTreeMap<usize, usize>,
    /// Of the cells that have addresses in them, by their elements.
    texts: BTreeMap<usize, TextTags>,
}

/// Rows of a table on one page.
struct Segment<'t, 'a> {
    table: &'t MeasuredTable<'a>,
    /// The elements of the cells, of the head and of these rows.
    cells: Vec<Vec<usize>>,
    texts: &'t BTreeMap<usize, TextTags>,
    /// Whether the table began on an earlier page: the head is repeated.
    goes_on: bool,
    /// The range of its rows.
    from: usize,
    to: usize,
}

impl Column<'_> {
    /// A table, from the current position on, on as many pages as it needs. On the page where it
    /// ends, `after` fits below its last rows. `kept_above` says that the block above stays on the
    /// page where the table begins. Nothing is left of its rows.
    pub(in crate::layout) fn table(
        &mut self,
        table: &mut MeasuredTable<'_>,
        after: Option<NeededSpace>,
        kept_above: bool,
        shaper: &Shaper<'_>,
    ) {
        if let Some(height) = self.at.fit(table, after, kept_above) {
            self.fitted.row_heights.insert(table.flow.path.clone(), height);
        }
        let mut tags = self.table_tags(table);
        let carries = table.has_tall() || table.has_long_merged();
        let mut from = 0;
        loop {
            self.at.enter_area();
            let goes_on = from > 0;
            let label = if goes_on { table.label_height() } else { Length::ZERO };
            let top = self.at.y + label + table.head_height();
            let stays = self.at.page_is_empty || kept_above && !goes_on;
            let room = self.at.area_bottom() - top;
            let mut to = table.rows_that_fit(from, room, stays);
            // Before any row is cut: all lines of a cell are of its element.
            self.tag_rows(&mut tags, table, from, to + 1);
            let mut is_cut = false;
            if table.is_tall(to) {
                let free = room - table.height_of(from, to);
                let forced = to == from && self.at.page_is_empty;
                if table.cut(to, free, forced) {
                    self.note_cut(table, to);
                    let of_rest = tags.rows.get(to - from).cloned().unwrap_or_default();
                    tags.rows.insert(to - from, of_rest);
                    to += 1;
                    is_cut = true;
                }
            }
            if to == from && self.at.page_is_empty {
                to = (from + 1).min(table.rows.len());
            }
            if let Some(after) = after.filter(|_| !is_cut) {
                to = self.at.with_after(table, (from, to), top, after);
            }
            if to == from && !table.rows.is_empty() && !self.at.page_is_empty {
                self.new_page();
                continue;
            }
            if carries {
                table.carry(from, to);
            }
            let own = tags.rows.drain(..(to - from).min(tags.rows.len()));
            let cells = tags.head.iter().cloned().chain(own).collect();
            let segment = Segment { table, cells, texts: &tags.texts, goes_on, from, to };
            self.continued(&segment, shaper);
            self.segment(&segment, shaper);
            for row in table.rows.get_mut(from..to).unwrap_or_default() {
                row.cells = Vec::new();
            }
            from = to;
            if from >= table.rows.len() {
                return;
            }
            self.new_page();
        }
    }

    /// Notes a row that goes on on the next page, by the path of its first cell.
    fn note_cut(&mut self, table: &MeasuredTable<'_>, row: usize) {
        let cell = table.rows.get(row).and_then(|row| row.cells.first());
        if let Some(cell) = cell {
            self.cut_rows.insert(cell.flow.content.path.clone());
        }
    }

    /// The element of a table, with those of its head.
    fn table_tags(&mut self, table: &MeasuredTable<'_>) -> TableTags {
        let path = table.flow.path.clone();
        let element = match &table.flow.frame_of {
            Some(alt) => self.tags.figure(path, alt),
            None => self.tags.table(path),
        };
        let mut tags = TableTags {
            element,
            head: Vec::new(),
            rows: Vec::new(),
            made: 0,
            part: element,
            merged: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        if table.flow.frame_of.is_none() && !table.head.is_empty() {
            self.begin_rows(&mut tags, table, ElementKind::TableHead);
            let head = table.head.iter().map(|row| self.cell_tags(&mut tags, table, row, true));
            tags.head = head.collect();
        }
        tags
    }

    /// Begins the head or the body of a table.
    fn begin_rows(&mut self, tags: &mut TableTags, table: &MeasuredTable<'_>, kind: ElementKind) {
        tags.part = self.tags.add(kind, tags.element, table.flow.path.clone());
        tags.merged.clear();
    }

    /// Makes the elements of the rows below `until`, of which those before `from` are on pages.
    fn tag_rows(
        &mut self,
        tags: &mut TableTags,
        table: &MeasuredTable<'_>,
        from: usize,
        until: usize,
    ) {
        while let Some(row) = table.rows.get(from + tags.rows.len())
            && from + tags.rows.len() < until
        {
            let of_row = if table.flow.frame_of.is_some() {
                vec![tags.element; row.cells.len()]
            } else {
                if tags.made == 0 && table.head_rows > 0 {
                    self.begin_rows(tags, table, ElementKind::TableHead);
                }
                if tags.made == table.head_rows {
                    self.begin_rows(tags, table, ElementKind::TableBody);
                }
                self.cell_tags(tags, table, row, tags.made < table.head_rows)
            };
            tags.made += 1;
            tags.rows.push(of_row);
        }
    }

    /// The elements of a row and its cells.
    fn cell_tags(
        &mut self,
        tags: &mut TableTags,
        table: &MeasuredTable<'_>,
        row: &MeasuredRow<'_>,
        is_head: bool,
    ) -> Vec<usize> {
        let of_row = self.tags.add(ElementKind::TableRow, tags.part, table.flow.path.clone());
        let tag_cell = |cell: &MeasuredCell<'_>| {
            let columns = cell.flow.columns.max(1);
            let rows = match cell.merge {
                Merge::None => 1,
                Merge::Start(rows) => rows,
                Merge::Continue => {
                    return tags.merged.get(&cell.flow.column).copied().unwrap_or(of_row);
                }
            };
            let kind = if is_head {
                ElementKind::HeadCell { columns, rows }
            } else {
                let last = cell.flow.column + columns - 1;
                let is_among = |column: &usize| table.flow.row_heads.contains(column);
                let is_empty = cell.lines.iter().all(Line::is_empty);
                let heads_row = is_among(&cell.flow.column) && is_among(&last) && !is_empty;
                ElementKind::Cell { columns, rows, heads_row }
            };
            let element = self.tags.add(kind, of_row, cell.flow.content.path.clone());
            if cell.lines.iter().any(|line| line.has_parts) {
                let mut text = TextTags::from(Tag::Element(element));
                text.find_parts(&cell.lines, &mut self.tags);
                tags.texts.insert(element, text);
            }
            tags.merged.insert(cell.flow.column, element);
            element
        };
        row.cells.iter().map(tag_cell).collect()
    }

    /// The words above the head where the table continues (续表).
    fn continued(&mut self, segment: &Segment<'_, '_>, shaper: &Shaper<'_>) {
        let Some((label, lines)) = segment.table.continued.as_ref().filter(|_| segment.goes_on)
        else {
            return;
        };
        let left = self.left_of(segment.table.flow);
        for line in lines {
            let middle = self.at.y + label.line / 2;
            paint::line(line, left, middle, &Tag::Repeated.into(), shaper, self.items());
            self.at.y += label.line;
        }
    }

    /// The left edge of a table, which stands in the middle of the measure.
    fn left_of(&self, table: &Table) -> Length {
        let area = self.at.spec.type_area;
        area.origin.x + (area.size.width - table.width()) / 2
    }

    /// The head and some rows on the current page.
    fn segment(&mut self, segment: &Segment<'_, '_>, shaper: &Shaper<'_>) {
        let table = segment.table;
        let rows = table.rows.get(segment.from..segment.to).unwrap_or_default();
        let all: Vec<&MeasuredRow<'_>> = table.head.iter().chain(rows).collect();
        let left = self.left_of(table.flow);
        let mut edges = vec![self.at.y];
        for row in &all {
            edges.push(edges.last().copied().unwrap_or(self.at.y) + row.height);
        }
        let head = table.head.len();
        let mut words = Vec::new();
        for (index, (row, tags)) in all.iter().zip(&segment.cells).enumerate() {
            for (cell, tag) in row.cells.iter().zip(tags) {
                let first_of_rows = index == head || index == 0;
                let (span, continued) = match cell.merge {
                    Merge::None => (1, false),
                    Merge::Start(span) => (span, false),
                    Merge::Continue if first_of_rows => (continues(&all, index, cell), true),
                    Merge::Continue => continue,
                };
                let repeated = continued && !cell.is_rest || index < head && segment.goes_on;
                let mark = if repeated { Tag::Repeated } else { Tag::Element(*tag) };
                let top = edges.get(index).copied().unwrap_or_default();
                let limit = if index < head { head } else { all.len() };
                let end = (index + span).min(limit);
                let bottom = edges.get(end).copied().unwrap_or(top);
                let (offset, width) = across(table.flow, cell.flow);
                if let Some(fill) = cell.flow.fill {
                    let corner = Point { x: left + offset, y: top };
                    let ground = paint::rule(corner, width, bottom - top, fill);
                    self.items().push(ground);
                }
                let origin = Point { x: left + offset + table.flow.padding, y: top };
                words.push((cell, origin, bottom - top, mark));
            }
        }
        // Words stand on the grounds of all cells, and rules on both.
        for (cell, origin, height, mark) in words {
            let of_parts = match mark {
                Tag::Element(element) => segment.texts.get(&element).cloned(),
                _ => None,
            };
            self.cell(cell, origin, height, &of_parts.unwrap_or_else(|| mark.into()), shaper);
        }
        self.rules(table.flow, left, &edges, &all);
        self.at.y = edges.last().copied().unwrap_or(self.at.y);
        self.ink_bottom = self.at.y;
        self.at.page_is_empty = false;
    }

    /// The lines of a cell, in the middle of its height.
    fn cell(
        &mut self,
        cell: &MeasuredCell<'_>,
        origin: Point,
        height: Length,
        tags: &TextTags,
        shaper: &Shaper<'_>,
    ) {
        let content = &cell.flow.content;
        let count = 1 + more_than_one(&cell.lines);
        let mut middle = origin.y + (height - content.line * count) / 2 + content.line / 2;
        for line in &cell.lines {
            paint::line(line, origin.x, middle, tags, shaper, self.items());
            middle += content.line;
        }
    }

    /// The rules of the table on this page, within its edges.
    fn rules(&mut self, table: &Table, left: Length, edges: &[Length], rows: &[&MeasuredRow<'_>]) {
        let rules = table.rules;
        let width = table.width();
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
        rule(left, top, rules.sides, bottom - top);
        rule(left + width - rules.sides, top, rules.sides, bottom - top);
        let head = table.head.len();
        for (index, edge) in edges.iter().enumerate().skip(1).take(edges.len().saturating_sub(2)) {
            let thickness = match index.cmp(&head) {
                Ordering::Less => rules.groups,
                Ordering::Equal => rules.head,
                Ordering::Greater => rules.rows,
            };
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
                // One long rule where cells of several rows begin at the same position.
                match columns.iter_mut().rev().find(|(x, _, end)| *x == offset && *end == top) {
                    Some((_, _, end)) => *end = bottom,
                    None => columns.push((offset, top, bottom)),
                }
            }
        }
        for (offset, top, bottom) in columns {
            rule(left + offset - rules.columns / 2, top, rules.columns, bottom - top);
        }
        self.items().append(&mut items);
    }
}

/// The spans of the rule above a row, from and to, where no cell crosses it.
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

/// How many rows, from row `index` on, continue a cell.
fn continues(rows: &[&MeasuredRow<'_>], index: usize, cell: &MeasuredCell<'_>) -> usize {
    let same = |row: &&&MeasuredRow<'_>| {
        row.cells
            .iter()
            .any(|other| other.flow.column == cell.flow.column && other.merge == Merge::Continue)
    };
    rows.get(index..).unwrap_or_default().iter().take_while(same).count().max(1)
}
