//! A block whose lines are broken and that no page holds yet.

use super::inline::{self, Line};
use super::notes;
use super::shaper::Shaper;
use super::table::MeasuredTable;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Block, Figure, PageSpec, Paragraph, Part};

/// A block whose lines are broken.
pub(super) enum Measured<'a> {
    Paragraph(&'a Paragraph, Vec<Line>),
    Table(MeasuredTable<'a>),
    Figure(&'a Figure),
}

impl<'a> Measured<'a> {
    /// Breaks the lines of a part's blocks, for pages of this kind.
    pub(super) fn blocks(
        part: &'a Part,
        page: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<Vec<Measured<'a>>, Error> {
        let area = page.type_area.size;
        let mut blocks = Vec::with_capacity(part.blocks.len());
        for block in &part.blocks {
            blocks.push(match block {
                Block::Paragraph(paragraph) => {
                    let mut lines = inline::lines(paragraph, area.width, shaper)?;
                    notes::measure(paragraph, &mut lines, area.width, shaper)?;
                    Measured::Paragraph(paragraph, lines)
                }
                Block::Table(table) => {
                    Measured::Table(MeasuredTable::new(table, area.height, shaper)?)
                }
                Block::Figure(figure) => Measured::Figure(figure),
            });
        }
        Ok(blocks)
    }

    /// Whether the next block begins on the page where this one ends.
    pub(super) fn keep_with_next(&self) -> bool {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.keep_with_next,
            Measured::Table(table) => table.flow.keep_with_next,
            Measured::Figure(figure) => figure.keep_with_next,
        }
    }

    /// Whether it begins on a row of the grid.
    pub(super) fn snaps(&self) -> bool {
        matches!(self, Measured::Paragraph(paragraph, _) if paragraph.snap)
    }

    /// The white above it.
    pub(super) fn space_before(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.space_before,
            Measured::Table(table) => table.flow.space_before,
            Measured::Figure(figure) => figure.space_before,
        }
    }

    /// The white below it.
    pub(super) fn space_after(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.space_after,
            Measured::Table(table) => table.flow.space_after,
            Measured::Figure(figure) => figure.space_after,
        }
    }
}
