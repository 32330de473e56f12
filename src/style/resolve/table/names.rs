//! The columns of names of one bulletin stand alike: at the left in all its tables where they do so in
//! one of them.

use super::COMFORTABLE;
use super::quantity::Quantity;
use crate::model::{Align, Block, Bulletin, Cell, Section, Table};
use crate::style::resolve::Resolver;
use crate::style::theme::TypeRole;
use crate::style::widths::{self, EM};

/// The longest name: what is longer is text, and says nothing of the names of other tables.
const LONGEST_NAME: i64 = 20 * EM;

impl Resolver<'_> {
    /// Whether a column of names has one that is so long that the column stands at the left.
    pub(in crate::style::resolve) fn has_long_names(&self, bulletin: &Bulletin) -> bool {
        let Bulletin { body, sections, articles, appendices, .. } = bulletin;
        let in_articles = articles.iter().any(|it| self.long_in(&it.body, &it.sections));
        let in_appendices = appendices.iter().any(|it| self.long_in(&it.blocks, &it.sections));
        self.long_in(body, sections) || in_articles || in_appendices
    }

    fn long_in(&self, blocks: &[Block], sections: &[Section]) -> bool {
        blocks.iter().any(|block| match block {
            Block::Table(table) => self.is_long_name(self.longest_name(table)),
            Block::Ranking(ranking) => {
                let cells = ranking.rows.iter().map(|row| {
                    widths::widest_line(
                        &self.text(TypeRole::TableCell, &row.name),
                        self.letters().gap,
                    )
                });
                self.is_long_name(cells.max())
            }
            _ => false,
        }) || sections.iter().any(|it| self.long_in(&it.blocks, &it.sections))
    }

    fn is_long_name(&self, width: Option<i64>) -> bool {
        width.is_some_and(|width| (COMFORTABLE + 1..=LONGEST_NAME).contains(&width))
    }

    /// The width of the longest cell in the column of names: the first that holds words.
    fn longest_name(&self, table: &Table) -> Option<i64> {
        let column = name_column(table, |words| Quantity::read(words, self.letters()).is_none())?;
        if table.columns.get(column)?.align.is_some_and(|align| align != Align::Left) {
            return None;
        }
        let cells = table.rows.iter().filter(|row| row.get(column + 1) != Some(&Cell::Left));
        let width = |cell: &Cell| widths::widest_line(&self.cell(cell), self.letters().gap);
        cells.filter_map(|row| row.get(column)).map(width).max()
    }
}

/// The first column of a table most of whose cells are words.
pub(super) fn name_column(table: &Table, is_words: impl Fn(&str) -> bool) -> Option<usize> {
    let holds_words = |column: &usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(*column)?.to_plain());
        let (mut words, mut others) = (0_usize, 0_usize);
        for cell in cells {
            if cell.chars().count() > 1 && is_words(&cell) { words += 1 } else { others += 1 }
        }
        words > others
    };
    (0..table.columns.len()).find(holds_words)
}
