//! Blocks beside each other: each cell is a page of fewer characters, on the grid of the text. What does
//! not fit so is set one below the other.

use super::{Resolver, estimate};
use crate::finding::Finding;
use crate::length::{Length, Rect, Size};
use crate::model;
use crate::place::{Place, Walk};
use crate::style::flow::{Beside, BesideCell, Block, PageSpec, Role};
use crate::style::messages::StyleMessage;
use crate::style::theme::TypeRole;

/// The characters of the line that are white between two cells, at least.
const BETWEEN: u32 = 2;

impl Resolver<'_> {
    /// Blocks beside each other.
    pub(super) fn side_by_side(
        &mut self,
        beside: &model::Beside,
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        let noticed = self.findings.len();
        if let Some(mut cells) = self.cells(beside, path) {
            let path = path.path();
            let below = cells.iter_mut().filter_map(white_below);
            let space_after = below.max().unwrap_or_default();
            blocks.push(Block::Beside(Beside { path, cells, space_after, keep_with_next: false }));
            return;
        }
        // What was noticed of the narrow blocks is not true of the wide ones.
        self.findings.truncate(noticed);
        self.findings.push(Finding::new(StyleMessage::BesideStacked {}, Place::path(path.path())));
        beside.each(path, |block, path| self.one_block(block, path, blocks));
    }

    /// The cells, if they fit beside each other.
    fn cells(&mut self, beside: &model::Beside, path: &Walk<'_>) -> Option<Vec<BesideCell>> {
        let count = u32::try_from(beside.cells.len()).ok().filter(|count| *count > 0)?;
        let whole = self.page.clone();
        let columns = whole.columns.checked_sub(BETWEEN * (count - 1))? / count;
        if columns < 4 {
            return None;
        }
        let width = whole.cell() * i64::from(columns);
        let area = whole.type_area;
        let between = (area.size.width - width * i64::from(count)) / i64::from((count - 1).max(1));
        let narrow = PageSpec {
            type_area: Rect { size: Size { width, height: area.size.height }, ..area },
            columns,
            ..whole.clone()
        };
        self.page = narrow;
        let mut cells: Vec<BesideCell> = Vec::new();
        for (index, cell) in (0..).zip(&beside.cells) {
            let left = (width + between) * index;
            cells.push(BesideCell { left, width, blocks: Vec::with_capacity(cell.len()) });
        }
        let mut number = 0;
        let starts: Vec<usize> = beside
            .cells
            .iter()
            .map(|cell| {
                number += cell.len();
                number
            })
            .collect();
        let mut at = 0;
        beside.each(path, |block, path| {
            let cell = starts.iter().position(|end| at < *end).unwrap_or_default();
            at += 1;
            if let Some(cell) = cells.get_mut(cell) {
                self.block_in_cell(block, path, &mut cell.blocks);
            }
        });
        self.page = whole;
        let fits = cells.iter().all(|cell| self.cell_fits(cell));
        fits.then_some(cells)
    }

    /// A block of a cell. Its lines stand on no row of the grid; a footnote stands in its text.
    fn block_in_cell(&mut self, block: &model::Block, path: &Walk<'_>, blocks: &mut Vec<Block>) {
        if let model::Block::Paragraph(text) = block {
            let content = self.text(TypeRole::Body, text);
            let mut paragraph = self.off_grid(Role::Body, TypeRole::Body, path.path(), content);
            paragraph.keep_together = true;
            blocks.push(Block::Paragraph(paragraph));
        } else {
            self.one_block(block, path, blocks);
        }
    }

    /// Whether a cell is no wider than it should be and surely no taller than a page: lines are only
    /// estimated here.
    fn cell_fits(&self, cell: &BesideCell) -> bool {
        let wide =
            |block: &Block| matches!(block, Block::Table(table) if table.width() > cell.width);
        let height = estimate::cell_height(cell, &self.page);
        let most: Length = self.page.type_area.size.height - self.page.row_pitch * 2;
        !cell.blocks.iter().any(wide) && height.scale(11, 10) <= most
    }
}

/// Takes the white away from below the table at the end of a cell.
fn white_below(cell: &mut BesideCell) -> Option<Length> {
    match cell.blocks.last_mut() {
        Some(Block::Table(table)) => Some(std::mem::take(&mut table.space_after)),
        _ => None,
    }
}
