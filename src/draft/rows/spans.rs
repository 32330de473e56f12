//! Where the cells stand in a table with nothing but spaces between them, so that the cells of an
//! incomplete line go to the right columns.

use super::{Content, Style, contents};
use crate::draft::chars::{before, is_han};
use crate::draft::lines::Line;

/// Where the columns of a table with gaps stand, in half-width cells.
#[derive(Default)]
pub(super) struct ColumnSpans(Vec<(usize, usize)>);

impl ColumnSpans {
    pub(super) fn of(line: &Line<'_>, cells: &[(usize, &str)]) -> ColumnSpans {
        let place = |(offset, cell): &(usize, &str)| {
            let start = half_widths(before(line.raw, *offset));
            (start, start + half_widths(cell))
        };
        ColumnSpans(cells.iter().map(place).collect())
    }

    /// Widens the columns to hold the cells of another row.
    pub(super) fn widen(&mut self, row: &ColumnSpans) {
        for (place, other) in self.0.iter_mut().zip(&row.0) {
            *place = (place.0.min(other.0), place.1.max(other.1));
        }
    }

    /// The column under which the only cell of a line stands.
    pub(super) fn column_of(
        &self,
        line: &Line<'_>,
        cells: &[(usize, &str)],
        width: usize,
    ) -> Option<usize> {
        let row = self.put(line, cells, Style::Gaps, width)?;
        row.iter().position(|cell| !cell.words.is_empty())
    }

    /// The row of an incomplete line, each cell in the column where it stands; none when that is
    /// not certain.
    pub(super) fn put(
        &self,
        line: &Line<'_>,
        cells: &[(usize, &str)],
        style: Style,
        width: usize,
    ) -> Option<Vec<Content>> {
        if matches!(style, Style::Tabs | Style::Commas) || cells.len() > width {
            return None;
        }
        let mut row = vec![Content::new("", line.spot()); width];
        let contents = contents(line, cells);
        if style == Style::Blanks {
            // Without columns, only the missing rank of a tie is certain.
            let tie = cells.len() + 1 == width
                && cells.first().is_some_and(|(_, cell)| cell.starts_with(is_han));
            for (place, content) in row.iter_mut().skip(1).zip(contents) {
                *place = content;
            }
            return tie.then_some(row);
        }
        let mut least = 0;
        for ((start, end), content) in ColumnSpans::of(line, cells).0.into_iter().zip(contents) {
            let overlap =
                |place: &(usize, usize)| end.min(place.1).saturating_sub(start.max(place.0));
            let columns = self.0.iter().enumerate().skip(least);
            let (column, place) =
                columns.max_by_key(|(index, place)| (overlap(place), usize::MAX - index))?;
            if overlap(place) == 0 {
                return None;
            }
            *row.get_mut(column)? = content;
            least = column + 1;
        }
        Some(row)
    }
}

/// The width of a text in half-width cells.
fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum()
}
