//! The rows of a table: where the text of each cell stands, which cells are one, and which rows
//! stay on one page.

use super::columns::{ColumnFacts, Standing};
use super::looks::{self, Looks};
use super::quantity::Quantity;
use super::{CellType, TableText, sized};
use crate::length::Length;
use crate::model::grid::{Grid, Spanned};
use crate::model::{self, CellLook, names_total};
use crate::style::flow::{Align, Cell, Indent, Merge, Row};
use crate::style::widths::{self, EM};

/// The room that a table has.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The widths of its columns.
    pub(super) widths: &'a [Length],
    /// The least height of a row.
    pub(super) row: Length,
    /// What a page has for the rows below the head: tied rows that are taller than that do not stay
    /// together.
    pub(super) page: Length,
}

/// The rows below the head.
pub(super) fn rows(
    table: &model::Table,
    contents: TableText,
    scale: CellType,
    room: Frame<'_>,
    looks: &Looks<'_>,
) -> Vec<Row> {
    let Frame { widths, row: height, page } = room;
    let TableText { grid, letters, columns: facts, rows: paragraphs, .. } = contents;
    let keeps = keeps(table, &grid, page.whole_times(height));
    let mut shown: Vec<Option<Quantity>> = vec![None; widths.len()];
    // The looks of the cells above, which those that go on have.
    let mut seen: Vec<CellLook> = vec![CellLook::default(); widths.len()];
    let mut rows = Vec::with_capacity(paragraphs.len());
    let all = paragraphs.into_iter().zip(&table.rows).zip(keeps).enumerate();
    for (index, ((paragraphs, model_row), keep_with_next)) in all {
        let own = looks.of_row(index, model_row, is_total(model_row));
        let mut cells = Vec::with_capacity(paragraphs.len());
        for (column, paragraph) in paragraphs.into_iter().enumerate() {
            let spanned = grid.at(index, column);
            let (columns, merge) = match spanned {
                Spanned::First { rows: 1, columns } => (columns, Merge::None),
                Spanned::First { rows, columns } => (columns, Merge::Start(rows)),
                Spanned::Within { row, column: first } if first == column && row < index => {
                    let columns = match grid.at(row, column) {
                        Spanned::First { columns, .. } => columns,
                        Spanned::Within { .. } => 1,
                    };
                    (columns, Merge::Continue)
                }
                // Another cell stands here.
                Spanned::Within { .. } => continue,
            };
            // A cell that goes on shows what the cell above does.
            if merge != Merge::Continue {
                let words = model_row.get(column).and_then(model::Cell::to_plain);
                let quantity = words.and_then(|words| Quantity::read(&words, letters));
                if let (Some(shown), Some(seen)) = (shown.get_mut(column), seen.get_mut(column)) {
                    *shown = quantity;
                    *seen = own.get(column).copied().unwrap_or_default();
                }
            }
            let width: Length = widths.iter().skip(column).take(columns).copied().sum();
            let inner = width - scale.padding * 2;
            let quantity = shown.get(column).copied().flatten();
            let (align, indent) = match facts.get(column).filter(|_| columns == 1) {
                Some(facts) => stand(facts, quantity, inner, scale.size),
                // Long words across a table begin at the left, a few stand in the middle.
                None => {
                    let line = widths::widest_line(&paragraph.content, letters.gap);
                    let fits = scale.size.scale(line, EM) <= inner;
                    (if fits { Align::Center } else { Align::Left }, Indent::default())
                }
            };
            let mut content = sized(paragraph, scale, align, indent);
            let look = seen.get(column).copied().unwrap_or_default();
            looks::paint(&mut content, look);
            cells.push(Cell { column, columns, merge, fill: look.fill, content });
        }
        rows.push(Row { height, cells, keep_with_next });
    }
    rows
}

/// Where the text of a cell stands in the room between its paddings. Figures are flush right with an
/// indent that is the same for all with as many decimals: so an edited one stays in line.
fn stand(
    facts: &ColumnFacts,
    quantity: Option<Quantity>,
    inner: Length,
    size: Length,
) -> (Align, Indent) {
    let by_point = |middle: bool, quantity: Quantity| {
        let block = size.scale(facts.quantity_width(), EM);
        let white = if middle { (inner - block) / 2 } else { Length::ZERO };
        let right = white.max(Length::ZERO) + size.scale(facts.fraction - quantity.fraction, EM);
        // In a column that is too narrow for the points to meet, each keeps within it.
        let own = size.scale(quantity.width(), EM);
        let right = right.min((inner - own).max(Length::ZERO));
        (Align::Right, Indent { right, ..Indent::default() })
    };
    let is_plain = quantity.filter(|quantity| quantity.is_range == facts.ranges);
    match (facts.standing, is_plain) {
        (Standing::Left, _) => (Align::Left, Indent::default()),
        (Standing::Right, _) => (Align::Right, Indent::default()),
        (Standing::Points, Some(quantity)) => by_point(true, quantity),
        (Standing::PointsRight, Some(quantity)) => by_point(false, quantity),
        _ => (Align::Center, Indent::default()),
    }
}

/// Which rows stay on the page of the next: those that share a cell with it, if a page has room for
/// all that do; the row before one of totals, and the one before the last, for no row stands alone
/// below a head that is there again for its sake; before a total at the end two rows.
fn keeps(table: &model::Table, grid: &Grid, rows_of_a_page: i64) -> Vec<bool> {
    let next = |index: usize| index + 1;
    let goes_on = |index: usize| {
        (0..table.columns.len()).any(
            |column| matches!(grid.at(index, column), Spanned::Within { row, .. } if row < index),
        )
    };
    let count = table.rows.len();
    let mut keeps: Vec<bool> =
        (0..count).map(|index| next(index) < count && goes_on(next(index))).collect();
    let most = usize::try_from(rows_of_a_page).unwrap_or(usize::MAX);
    for tied in keeps.chunk_by_mut(|one, _| *one) {
        // The last of a run of tied rows is not kept with what follows.
        if tied.len() > most {
            tied.fill(false);
        }
    }
    let last = keeps.len().saturating_sub(1);
    let is_total = |index: usize| table.rows.get(index).is_some_and(|row| is_total(row));
    for (index, keep) in keeps.iter_mut().enumerate() {
        *keep |= next(index) == last;
        *keep |= is_total(next(index));
        // The total of a whole table does not stand on a page with a single row.
        *keep |= count > 3 && index + 2 == last && is_total(last);
    }
    keeps
}

/// Whether a row is one of totals: the first words in it say so.
fn is_total(row: &[model::Cell]) -> bool {
    let first = row.iter().filter_map(model::Cell::text).find(|text| !text.is_empty());
    let first = first.map(model::Text::to_plain);
    first.is_some_and(|words| names_total(&words))
}
