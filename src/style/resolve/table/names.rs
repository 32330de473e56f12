//! The column of names of a table. Those of one bulletin stand alike: at the left in all its tables where
//! they do so in one of them. And they are the heads of their rows, with what numbers the rows.

use super::quantity::Quantity;
use super::{COMFORTABLE, Letters};
use crate::model::grid::{Grid, Spanned};
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
    (0..table.columns.len()).find(|column| holds_words(table, *column, &is_words))
}

/// Whether most cells of a column are words.
fn holds_words(table: &Table, column: usize, is_words: impl Fn(&str) -> bool) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.get(column)?.to_plain());
    let (mut words, mut others) = (0_usize, 0_usize);
    for cell in cells {
        if is_long_enough(&cell) && is_words(&cell) { words += 1 } else { others += 1 }
    }
    words > others
}

/// Whether a cell can be a name: several characters, or an ideograph (男, 甲) that is no number.
fn is_long_enough(cell: &str) -> bool {
    let mut characters = cell.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => ('\u{4E00}'..='\u{9FFF}').contains(&only) && !is_digit(only),
        (_, more) => more.is_some(),
    }
}

/// A figure, or an ideograph that counts.
fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || "〇一二三四五六七八九十百".contains(character)
}

/// Whether a cell is a time: 2023年, 1月, 第一季度, 1—2月, 3日.
fn is_time(cell: &str) -> bool {
    let units = ['年', '月', '日', '周', '时'];
    let without_numbers = cell.trim().trim_start_matches('第');
    let count =
        without_numbers.chars().take_while(|it| is_digit(*it) || "—-–~～、".contains(*it)).count();
    let mut unit = without_numbers.chars().skip(count);
    count > 0
        && unit.next().is_some_and(|first| units.contains(&first) || first == '季' || first == '旬')
}

/// Whether the heading of a column says that its cells number the rows, or are times.
fn is_headed_so(table: &Table, column: usize) -> bool {
    const HEADINGS: [&str; 14] = [
        "序号", "编号", "名次", "排名", "位次", "年", "年份", "年度", "月", "月份", "季度", "日期",
        "时间", "期数",
    ];
    table.columns.get(column).is_some_and(|column| {
        let words: String = column.heading.to_plain().split_whitespace().collect();
        HEADINGS.contains(&words.as_str())
    })
}

/// The columns whose cells name their rows. The first that holds words names them; where its cells are
/// each of several rows, it groups them, and the next one of words names them. What stands before them
/// counts too, if it numbers the rows; so does the first column of a table without words, if its heading says
/// so. Times are words here. A column names nothing unless another stands behind it.
pub(super) fn row_heads(table: &Table, grid: &Grid, letters: Letters) -> Vec<usize> {
    let is_words = |words: &str| Quantity::read(words, letters).is_none() || is_time(words);
    let Some(first) = name_column(table, is_words) else {
        let has_others = table.columns.len() > 1;
        return (has_others && is_headed_so(table, 0)).then_some(0).into_iter().collect();
    };
    let groups = |column: usize| {
        let cells = (0..table.rows.len()).map(|row| grid.at(row, column));
        let cells = cells.filter(|cell| matches!(cell, Spanned::First { columns: 1, .. }));
        let (of_several, all) = cells.fold((0_usize, 0_usize), |(several, all), cell| {
            (several + usize::from(matches!(cell, Spanned::First { rows: 2.., .. })), all + 1)
        });
        of_several * 2 > all
    };
    let behind_groups = (first..table.columns.len()).find(|column| !groups(*column));
    let last = match behind_groups {
        Some(next) if next == first || holds_words(table, next, is_words) => next,
        Some(next) => next - 1,
        None => first,
    };
    let numbering = (0..first)
        .filter(|column| is_headed_so(table, *column) || numbers_rows(table, grid, *column));
    let last_column = table.columns.len().saturating_sub(1);
    numbering.chain(first..=last).filter(|column| *column < last_column).collect()
}

/// Whether the cells of a column are whole numbers that never fall: the numbers of the rows, or ranks.
fn numbers_rows(table: &Table, grid: &Grid, column: usize) -> bool {
    let own = table
        .rows
        .iter()
        .enumerate()
        .filter(|(row, _)| matches!(grid.at(*row, column), Spanned::First { columns: 1, .. }));
    let words = own.filter_map(|(_, cells)| cells.get(column)?.to_plain());
    let words: Vec<String> = words.filter(|words| !words.trim().is_empty()).collect();
    let numbers: Option<Vec<u32>> = words.iter().map(|words| words.trim().parse().ok()).collect();
    numbers.is_some_and(|numbers| !numbers.is_empty() && numbers.is_sorted())
}
