//! The rows of a table: where the text of each cell stands, which cells are one, and which rows
//! stay on one page.

use super::columns::ColumnFacts;
use super::quantity::Quantity;
use super::{CellType, TableText, sized};
use crate::length::Length;
use crate::model::{self, names_total};
use crate::style::flow::{Align, Cell, Indent, Merge, Row};
use crate::style::widths::EM;

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
) -> Vec<Row> {
    let Frame { widths, row: height, page } = room;
    let merges = merges(table);
    let keeps = keeps(table, &merges, page.whole_times(height));
    let letters = contents.letters;
    let mut shown: Vec<Option<Quantity>> = vec![None; widths.len()];
    let mut rows = Vec::with_capacity(contents.rows.len());
    let all = contents.rows.into_iter().zip(&table.rows).zip(merges.into_iter().zip(keeps));
    for ((paragraphs, model_row), (merges, keep_with_next)) in all {
        // A cell that goes on shows what the cell above does.
        for (shown, cell) in shown.iter_mut().zip(model_row) {
            *shown = match cell {
                model::Cell::Above => *shown,
                model::Cell::Number(number) => Quantity::read(number.as_str(), letters),
                model::Cell::Text(text) => Quantity::read(&text.to_plain(), letters),
            };
        }
        let mut cells = Vec::with_capacity(paragraphs.len());
        for (column, (paragraph, merge)) in paragraphs.into_iter().zip(merges).enumerate() {
            let inner = widths.get(column).copied().unwrap_or_default() - scale.padding * 2;
            let quantity = shown.get(column).copied().flatten();
            let (align, indent) = match contents.columns.get(column) {
                Some(facts) => stand(facts, quantity, inner, scale.size),
                None => (Align::Center, Indent::default()),
            };
            let content = sized(paragraph, scale, align, indent);
            cells.push(Cell { column, columns: 1, merge, content });
        }
        rows.push(Row { height, cells, keep_with_next });
    }
    rows
}

/// Where the text of a cell stands in the room between its paddings.
fn stand(
    facts: &ColumnFacts,
    quantity: Option<Quantity>,
    inner: Length,
    size: Length,
) -> (Align, Indent) {
    match (facts.align, quantity) {
        (model::Align::Left, _) => (Align::Left, Indent::default()),
        (model::Align::Right, _) => (Align::Right, Indent::default()),
        (model::Align::Decimal, Some(quantity)) if quantity.is_range == facts.ranges => {
            // The widest quantity stands in the middle of the column, the others by their points.
            let lead = size.scale(facts.whole - quantity.whole, EM);
            let block = size.scale(facts.quantity_width(), EM);
            let left = ((inner - block) / 2).max(Length::ZERO) + lead;
            // In a column that is too narrow for the points to meet, each keeps within it.
            let own = size.scale(quantity.width(), EM);
            let left = left.min((inner - own).max(Length::ZERO));
            (Align::Left, Indent { left, ..Indent::default() })
        }
        (model::Align::Center | model::Align::Decimal, _) => (Align::Center, Indent::default()),
    }
}

/// How each cell stands to the one above: a cell and the `Above`s below it are one.
fn merges(table: &model::Table) -> Vec<Vec<Merge>> {
    let width = table.columns.len();
    let mut merges = vec![vec![Merge::None; width]; table.rows.len()];
    for column in 0..width {
        let mut below = 0;
        for (row, merges) in table.rows.iter().zip(merges.iter_mut()).rev() {
            let Some(merge) = merges.get_mut(column) else {
                continue;
            };
            if matches!(row.get(column), Some(model::Cell::Above)) {
                *merge = Merge::Continue;
                below += 1;
            } else if below > 0 {
                *merge = Merge::Start(below + 1);
                below = 0;
            }
        }
        // A table made by hand may begin with a cell that continues nothing.
        let orphans = below;
        if let Some(merge) = merges.first_mut().filter(|_| orphans > 0)
            && let Some(merge) = merge.get_mut(column)
        {
            *merge = if orphans > 1 { Merge::Start(orphans) } else { Merge::None };
        }
    }
    merges
}

/// Which rows stay on the page of the next: those that share a cell with it, if a page has room for
/// all that do; the row before one of totals, and the one before the last, for no row stands alone
/// below a head that is there again for its sake.
fn keeps(table: &model::Table, merges: &[Vec<Merge>], rows_of_a_page: i64) -> Vec<bool> {
    let next = |index: usize| index + 1;
    let mut keeps: Vec<bool> = (0..merges.len())
        .map(|index| merges.get(next(index)).is_some_and(|row| row.contains(&Merge::Continue)))
        .collect();
    let most = usize::try_from(rows_of_a_page).unwrap_or(usize::MAX);
    for tied in keeps.chunk_by_mut(|one, _| *one) {
        // The last of a run of tied rows is not kept with what follows.
        if tied.len() > most {
            tied.fill(false);
        }
    }
    let last = keeps.len().saturating_sub(1);
    for (index, keep) in keeps.iter_mut().enumerate() {
        *keep |= next(index) == last;
        *keep |= table.rows.get(next(index)).is_some_and(|row| is_total(row));
    }
    keeps
}

/// Whether a row is one of totals: the first words in it say so.
fn is_total(row: &[model::Cell]) -> bool {
    let first = row.iter().find_map(|cell| match cell {
        model::Cell::Text(text) if !text.is_empty() => Some(text.to_plain()),
        _ => None,
    });
    first.is_some_and(|words| names_total(&words))
}
