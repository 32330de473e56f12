//! Where blocks will stand, by counting cells of the grid: without a font, so that what follows
//! from it (whether the list of contents has page numbers) is the same in every file. Lines are
//! taken to be full, marks to be a cell wide, and headings to stay with a line of their text; the
//! pages themselves may differ by a little.

use std::collections::BTreeMap;

use super::turned;
use crate::length::Length;
use crate::place::ModelPath;
use crate::style::flow::{
    BesideCell, Block, ImprintBlock, Inline, Merge, Orientation, PageSpec, Paragraph, Part, Row,
    Table,
};
use crate::style::runs;

/// The pages of a bulletin by estimate.
#[derive(Debug)]
pub(super) struct Estimate {
    /// How many there are.
    pub(super) pages: u32,
    /// The page on which each heading and title begins, by its path.
    begins: BTreeMap<ModelPath, u32>,
}

impl Estimate {
    /// Counts the pages of these parts and of the imprint behind them.
    pub(super) fn of(parts: &[Part], imprint: Option<&ImprintBlock>, page: &PageSpec) -> Estimate {
        let mut counting = Counting {
            upright: page,
            page: page.clone(),
            turned: false,
            y: page.grid_top,
            is_empty: true,
            estimate: Estimate { pages: 1, begins: BTreeMap::new() },
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 && !counting.is_empty {
                counting.new_page();
            }
            counting.blocks(&part.blocks);
        }
        if let Some(imprint) = imprint {
            counting.imprint(imprint);
        }
        counting.estimate
    }

    /// The page on which the paragraph of this path begins.
    pub(super) fn page_of(&self, path: &ModelPath) -> u32 {
        self.begins.get(path).copied().unwrap_or(1)
    }
}

/// How many lines a paragraph takes in a measure, in cells.
pub(super) fn lines(paragraph: &Paragraph, measure: Length, page: &PageSpec) -> i64 {
    let character = if paragraph.size == page.size { page.cell() } else { paragraph.size };
    let measure = measure - paragraph.indent.left - paragraph.indent.right;
    let cells = measure.whole_times(character).max(1).saturating_mul(2);
    let first = paragraph.indent.first.whole_times(character) * 2;
    let segments = paragraph.content.split(|inline| *inline == Inline::Break);
    let widths = segments.enumerate().map(|(index, segment)| {
        let indent = if index == 0 { first } else { 0 };
        let width = runs::half_cells(segment) + indent;
        ((width + cells - 1) / cells).max(1)
    });
    widths.sum::<i64>().max(1)
}

/// How tall a cell of what stands beside each other is, with the white above and below its blocks.
pub(super) fn cell_height(cell: &BesideCell, page: &PageSpec) -> Length {
    let of_block = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let lines = paragraph.line * lines(paragraph, cell.width, page);
            paragraph.space_before + lines + paragraph.space_after
        }
        Block::Table(table) => {
            let rows = table.head.iter().chain(&table.rows);
            let rows: Length = rows.map(|row| row_height(table, row, page)).sum();
            table.space_before + rows + table.space_after
        }
        Block::Figure(figure) => figure.space_before + figure.size.height + figure.space_after,
        Block::Chart(chart) => chart.space_before + chart.drawing.size.height + chart.space_after,
        Block::Beside(_) => Length::ZERO,
    };
    cell.blocks.iter().map(of_block).sum()
}

/// The height of a row of a table.
fn row_height(table: &Table, row: &Row, page: &PageSpec) -> Length {
    // What is merged with the cells above or below has the room of all of them.
    let alone = row.cells.iter().filter(|cell| cell.merge == Merge::None);
    let heights = alone.map(|cell| {
        let columns = table.columns.iter().skip(cell.column).take(cell.columns.max(1));
        let measure = columns.copied().sum::<Length>() - table.padding * 2;
        let more = lines(&cell.content, measure, page) - 1;
        row.height + cell.content.line * more
    });
    heights.max().unwrap_or(row.height)
}

/// How tall an imprint is.
pub(super) fn imprint_height(imprint: &ImprintBlock, page: &PageSpec) -> Length {
    let measure = page.type_area.size.width;
    let rows = imprint.rows.iter().enumerate().map(|(index, row)| {
        let lines = lines(&row.content, imprint.measure(index, measure), page);
        row.rule_above + row.content.line * lines
    });
    rows.sum::<Length>() + imprint.last_rule
}

struct Counting<'a> {
    upright: &'a PageSpec,
    /// The page as it is held.
    page: PageSpec,
    turned: bool,
    y: Length,
    is_empty: bool,
    estimate: Estimate,
}

impl Counting<'_> {
    fn bottom(&self) -> Length {
        self.page.grid_top + self.page.row_pitch * i64::from(self.page.rows)
    }

    fn new_page(&mut self) {
        self.estimate.pages += 1;
        self.y = self.page.grid_top;
        self.is_empty = true;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let turned = turned::blocks(blocks, self.upright);
        for ((index, block), turned) in blocks.iter().enumerate().zip(turned) {
            self.hold(turned);
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, index == 0),
                Block::Table(table) => {
                    self.white(table.space_before, index == 0);
                    self.table(table);
                    self.y += table.space_after;
                }
                Block::Figure(figure) => {
                    self.white(figure.space_before, index == 0);
                    self.line(figure.size.height);
                    self.y += figure.space_after;
                }
                Block::Chart(chart) => {
                    self.white(chart.space_before, index == 0);
                    self.line(chart.drawing.size.height);
                    self.y += chart.space_after;
                }
                Block::Beside(beside) => {
                    let cells = beside.cells.iter().map(|cell| cell_height(cell, &self.page));
                    self.line(cells.max().unwrap_or_default());
                    self.y += beside.space_after;
                }
            }
        }
    }

    /// Goes to a page that is held so.
    fn hold(&mut self, turned: bool) {
        if turned == self.turned {
            return;
        }
        self.turned = turned;
        let orientation = if turned { Orientation::Landscape } else { Orientation::Portrait };
        self.page = self.upright.held(orientation);
        if self.is_empty {
            self.y = self.page.grid_top;
        } else {
            self.new_page();
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, first_of_part: bool) {
        self.white(paragraph.space_before, first_of_part);
        if paragraph.snap {
            self.y = self.page.row_below(self.y);
        }
        let count = lines(paragraph, self.page.type_area.size.width, &self.page);
        // A heading stays with a line of its text.
        let lead = if paragraph.keep_with_next && paragraph.keep_together { count + 1 } else { 1 };
        if !self.is_empty && self.y + paragraph.line * lead > self.bottom() {
            self.new_page();
        }
        if paragraph.outline.is_some() {
            self.estimate.begins.insert(paragraph.path.clone(), self.estimate.pages);
        }
        for _ in 0..count {
            self.line(paragraph.line);
        }
        self.y += paragraph.space_after;
    }

    fn table(&mut self, table: &Table) {
        let head: Length = table.head.iter().map(|row| self.height(table, row)).sum();
        self.line(head);
        for row in &table.rows {
            let height = self.height(table, row);
            if !self.is_empty && self.y + height > self.bottom() {
                self.new_page();
                self.line(head);
            }
            self.line(height);
        }
    }

    /// The height of a row of a table.
    fn height(&self, table: &Table, row: &Row) -> Length {
        row_height(table, row, &self.page)
    }

    fn imprint(&mut self, imprint: &ImprintBlock) {
        self.hold(false);
        let height = imprint_height(imprint, &self.page);
        let needed = height + imprint.space_before;
        if !self.is_empty && self.y + needed > self.page.type_area.bottom() {
            self.new_page();
        }
        let more = height.whole_times(self.page.type_area.size.height);
        self.estimate.pages += u32::try_from(more).unwrap_or(0);
    }

    fn white(&mut self, space: Length, first_of_part: bool) {
        if !self.is_empty || first_of_part {
            self.y += space;
        }
    }

    /// Something of this height that is not parted.
    fn line(&mut self, height: Length) {
        if !self.is_empty && self.y + height > self.bottom() {
            self.new_page();
        }
        if height > Length::ZERO {
            self.y += height;
            self.is_empty = false;
        }
    }
}
