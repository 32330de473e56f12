//! Which cells of a table are one: a cell and those that continue it to the right and below fill a
//! rectangle.

use super::Cell;
use super::messages::Fault;

/// How a cell stands to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spanned {
    /// It is the first of so many rows and columns that are one cell; 1 and 1 when it stands alone.
    First { rows: usize, columns: usize },
    /// The cell that begins in this row and column goes on here.
    Within { row: usize, column: usize },
}

/// How each cell of a table stands to its neighbours, row by row; and the cells that continue another
/// where they cannot, in the order of reading. Those stand alone.
pub(crate) struct Grid {
    pub(crate) cells: Vec<Vec<Spanned>>,
    pub(crate) misfits: Vec<Misfit>,
}

/// A cell that continues another where it cannot.
pub(crate) struct Misfit {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) fault: Fault,
}

impl Spanned {
    /// A cell that is no other's.
    pub(crate) const ALONE: Spanned = Spanned::First { rows: 1, columns: 1 };
}

const ALONE: Spanned = Spanned::ALONE;

impl Grid {
    /// The grid of rows that have so many cells each.
    pub(crate) fn of(rows: &[Vec<Cell>], width: usize) -> Grid {
        let merged = |cell: &Cell| matches!(cell, Cell::Above | Cell::Left);
        if !rows.iter().flatten().any(merged) {
            return Grid { cells: Vec::new(), misfits: Vec::new() };
        }
        let mut misfits = Vec::new();
        let origins = origins(rows, width, &mut misfits);
        let mut cells = vec![vec![ALONE; width]; rows.len()];
        for row in 0..rows.len() {
            for column in 0..width {
                if origin(&origins, row, column) != Some((row, column)) {
                    continue;
                }
                let is_one =
                    |at: (usize, usize)| origin(&origins, at.0, at.1) == Some((row, column));
                let columns = (column..width).take_while(|at| is_one((row, *at))).count();
                let height = (row..rows.len()).take_while(|at| is_one((*at, column))).count();
                if let Some(cell) = cells.get_mut(row).and_then(|row| row.get_mut(column)) {
                    *cell = Spanned::First { rows: height, columns };
                }
            }
        }
        // A cell that goes on stands in the rectangle of the one that it continues, and nothing else
        // does.
        let mut broken: Vec<(usize, usize)> = Vec::new();
        for row in 0..rows.len() {
            for column in 0..width {
                let Some(own) = origin(&origins, row, column) else { continue };
                if let Some(Spanned::First { rows: height, columns }) = get(&cells, own)
                    && row < own.0 + height
                    && (own.1..own.1 + columns).contains(&column)
                {
                    continue;
                }
                broken.push(own);
                misfits.push(Misfit { row, column, fault: Fault::Rectangle {} });
            }
        }
        // Rectangles whose rows are all as long as the first are whole.
        for row in 0..rows.len() {
            for column in 0..width {
                let Some(Spanned::First { rows: height, columns }) = get(&cells, (row, column))
                else {
                    continue;
                };
                if height == 1 || columns == 1 {
                    continue;
                }
                let hole = (row..row + height)
                    .flat_map(|at| (column..column + columns).map(move |across| (at, across)))
                    .find(|at| origin(&origins, at.0, at.1) != Some((row, column)));
                if let Some((at, across)) = hole {
                    broken.push((row, column));
                    misfits.push(Misfit { row: at, column: across, fault: Fault::Rectangle {} });
                }
            }
        }
        broken.sort_unstable();
        for row in 0..rows.len() {
            for column in 0..width {
                let own = origin(&origins, row, column);
                let slot = cells.get_mut(row).and_then(|row| row.get_mut(column));
                if let (Some(own), Some(slot)) = (own, slot) {
                    if broken.binary_search(&own).is_ok() {
                        *slot = ALONE;
                    } else if own != (row, column) {
                        *slot = Spanned::Within { row: own.0, column: own.1 };
                    }
                }
            }
        }
        misfits.sort_by_key(|misfit| (misfit.row, misfit.column));
        Grid { cells, misfits }
    }

    /// How a cell stands to its neighbours.
    pub(crate) fn at(&self, row: usize, column: usize) -> Spanned {
        get(&self.cells, (row, column)).unwrap_or(ALONE)
    }
}

fn get<T: Copy>(cells: &[Vec<T>], (row, column): (usize, usize)) -> Option<T> {
    cells.get(row)?.get(column).copied()
}

fn origin(origins: &[Vec<(usize, usize)>], row: usize, column: usize) -> Option<(usize, usize)> {
    get(origins, (row, column))
}

/// Of each cell the one that it goes on from.
fn origins(
    rows: &[Vec<Cell>],
    width: usize,
    misfits: &mut Vec<Misfit>,
) -> Vec<Vec<(usize, usize)>> {
    let mut origins: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().enumerate() {
        let mut line: Vec<(usize, usize)> = Vec::with_capacity(width);
        for column in 0..width {
            let (from, fault) = match cells.get(column) {
                Some(Cell::Above) => {
                    let above =
                        row.checked_sub(1).and_then(|above| origin(&origins, above, column));
                    (above, Some(Fault::Above {}))
                }
                Some(Cell::Left) => (line.last().copied(), Some(Fault::Left {})),
                _ => (Some((row, column)), None),
            };
            if let (None, Some(fault)) = (from, fault) {
                misfits.push(Misfit { row, column, fault });
            }
            line.push(from.unwrap_or((row, column)));
        }
        origins.push(line);
    }
    origins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&str]) -> Grid {
        let cell = |c: char| match c {
            '^' => Cell::Above,
            '<' => Cell::Left,
            other => Cell::plain(other.to_string()),
        };
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
        Grid::of(&rows, 3)
    }

    fn misfits(rows: &[&str]) -> Vec<(usize, usize)> {
        grid(rows).misfits.iter().map(|misfit| (misfit.row, misfit.column)).collect()
    }

    #[test]
    fn a_cell_and_what_continues_it_are_a_rectangle() {
        let block = grid(&["a<b", "^<c", "d^e"]);
        assert!(block.misfits.iter().map(|m| (m.row, m.column)).eq([(2, 1)]));
        for rows in [["a<b", "^<c", "def"], ["a<b", "^^c", "def"]] {
            let block = grid(&rows);
            assert!(block.misfits.is_empty());
            assert_eq!(block.at(0, 0), Spanned::First { rows: 2, columns: 2 });
            assert_eq!(block.at(1, 1), Spanned::Within { row: 0, column: 0 });
            assert_eq!(block.at(1, 2), ALONE);
        }
        assert!(misfits(&["abc", "^^^", "d^^"]).is_empty());
    }

    #[test]
    fn what_is_none_is_found_where_it_stands() {
        assert_eq!(misfits(&["^bc"]), [(0, 0)]);
        assert_eq!(misfits(&["<bc"]), [(0, 0)]);
        // Wider below than above.
        assert_eq!(misfits(&["abc", "^<c"]), [(1, 1)]);
        // Narrower below than above.
        assert_eq!(misfits(&["a<c", "^bc"]), [(1, 1)]);
        assert_eq!(misfits(&["a<c", "b^c"]), [(1, 1)]);
        let broken = grid(&["a<c", "b^c"]);
        assert!(broken.cells.concat().iter().all(|cell| *cell == ALONE));
    }
}
