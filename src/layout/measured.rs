//! A block whose lines are broken and that no page holds yet.

use super::drawing::{self, DrawnLine};
use super::inline::{self, Line};
use super::notes;
use super::shaper::Shaper;
use super::table::MeasuredTable;
use crate::error::Error;
use crate::length::{Length, Size};
use crate::style::flow::{Beside, Block, Chart, Figure, PageSpec, Paragraph, Part};

/// A block whose lines are broken.
pub(super) enum Measured<'a> {
    Paragraph(&'a Paragraph, Vec<Line>),
    Table(MeasuredTable<'a>),
    Figure(&'a Figure),
    Chart(&'a Chart, Vec<DrawnLine<'a>>),
    Beside(&'a Beside, Vec<Vec<Measured<'a>>>),
}

/// The lines of a paragraph in a measure, with those of its footnotes.
pub(super) fn lines_of(
    paragraph: &Paragraph,
    width: Length,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Line>, Error> {
    let mut lines = inline::lines(paragraph, width, shaper)?;
    notes::measure(paragraph, &mut lines, width, shaper)?;
    Ok(lines)
}

impl<'a> Measured<'a> {
    /// Breaks the lines of a part's blocks, for pages of this kind.
    pub(super) fn blocks(
        part: &'a Part,
        page: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<Vec<Measured<'a>>, Error> {
        let area = page.type_area.size;
        part.blocks.iter().map(|block| Measured::of(block, area, shaper)).collect()
    }

    /// Breaks the lines of a block, within a type area of this size.
    fn of(block: &'a Block, area: Size, shaper: &mut Shaper<'_>) -> Result<Measured<'a>, Error> {
        Ok(match block {
            Block::Paragraph(paragraph) => {
                Measured::Paragraph(paragraph, lines_of(paragraph, area.width, shaper)?)
            }
            Block::Table(table) => Measured::Table(MeasuredTable::new(table, area.height, shaper)?),
            Block::Figure(figure) => Measured::Figure(figure),
            Block::Chart(chart) => Measured::Chart(chart, drawing::lines(chart, shaper)?),
            Block::Beside(beside) => {
                let mut cells = Vec::with_capacity(beside.cells.len());
                for cell in &beside.cells {
                    let area = Size { width: cell.width, ..area };
                    let blocks = cell.blocks.iter().map(|block| Measured::of(block, area, shaper));
                    cells.push(blocks.collect::<Result<Vec<_>, Error>>()?);
                }
                Measured::Beside(beside, cells)
            }
        })
    }

    /// Its height on one page, without the white above and below it.
    pub(super) fn height(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, lines) => {
                paragraph.line * i64::try_from(lines.len()).unwrap_or(i64::MAX)
            }
            Measured::Table(table) => table.height(),
            Measured::Figure(figure) => figure.size.height,
            Measured::Chart(chart, _) => chart.drawing.size.height,
            Measured::Beside(_, cells) => height_of_cells(cells),
        }
    }

    /// Whether the next block begins on the page where this one ends.
    pub(super) fn keep_with_next(&self) -> bool {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.keep_with_next,
            Measured::Table(table) => table.flow.keep_with_next,
            Measured::Figure(figure) => figure.keep_with_next,
            Measured::Chart(chart, _) => chart.keep_with_next,
            Measured::Beside(beside, _) => beside.keep_with_next,
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
            Measured::Chart(chart, _) => chart.space_before,
            Measured::Beside(..) => Length::ZERO,
        }
    }

    /// The white below it.
    pub(super) fn space_after(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.space_after,
            Measured::Table(table) => table.flow.space_after,
            Measured::Figure(figure) => figure.space_after,
            Measured::Chart(chart, _) => chart.space_after,
            Measured::Beside(beside, _) => beside.space_after,
        }
    }
}

/// The height of the tallest of cells beside each other, with the white above and below their blocks.
pub(super) fn height_of_cells(cells: &[Vec<Measured<'_>>]) -> Length {
    let of_block = |it: &Measured<'_>| it.space_before() + it.height() + it.space_after();
    let heights = cells.iter().map(|cell| cell.iter().map(of_block).sum());
    heights.max().unwrap_or_default()
}
