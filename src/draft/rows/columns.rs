//! Tables with tabs or spaces between their cells. Cells that a line break split are joined again;
//! a head that a page repeats is left out.

use super::spans::ColumnSpans;
use super::{
    Content, MAX_COLUMNS, Rows, Style, contents, filled, gathered, is_figure, is_words, quoted,
    split, tabbed,
};
use crate::draft::chars::{self, longer_than, strip_blanks};
use crate::draft::classify::{self, LineKind};
use crate::draft::label;
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;

/// Reads a table without bars.
pub(super) fn read(
    lines: &[Line<'_>],
    at: usize,
    style: Style,
    report: &mut Report,
) -> (Rows, usize) {
    let mut rows = Rows {
        cells: Vec::new(),
        groups: Vec::new(),
        spots: Vec::new(),
        delimiter: None,
        width: 0,
    };
    let mut places = ColumnSpans::default();
    let mut next = at;
    let spaced = quoted::is_spaced(lines, at);
    if style == Style::Commas
        && let Some(line) = lines.get(at)
    {
        report.say(
            line.spot(),
            match quoted::begins(lines, at) {
                Some(quoted::Rows::Few) => DraftMessage::TableCommasFew {},
                _ => DraftMessage::TableCommas {},
            },
        );
    }
    while let Some(line) = lines.get(next) {
        let sign = if style == Style::Commas { ',' } else { '\t' };
        let parted = matches!(style, Style::Tabs | Style::Commas);
        if parted
            && let Some((row, used)) = quoted::row(lines, next, sign)
            && (rows.cells.is_empty() || row.len() == rows.width)
        {
            rows.width = row.len();
            rows.push(line, row);
            next += used + 1;
            continue;
        }
        let mut cells = split(line, style);
        let head = rows.cells.is_empty();
        if style == Style::Tabs
            && let Some(row) = filled(line, if head { head_width(lines, next) } else { rows.width })
        {
            cells = row;
        }
        if style == Style::Tabs {
            quoted::unquoted(&mut cells);
        }
        // The first line of a tie whose cell was split has a tab at its start only.
        if cells.len() < 2 && style == Style::Tabs && broken(lines, next, rows.width).is_some() {
            cells = tabbed(line.raw);
        }
        if style == Style::Tabs && !head && rows.ends_above_heading(line, &cells) {
            break;
        }
        let row_like = match style {
            Style::Tabs => cells.len() > 1,
            Style::Commas => {
                head || line.after_blank == spaced && quoted::is_row(line.text, rows.width)
            }
            _ => cells.len() > 1 && is_words(line.text),
        };
        let width = rows.width;
        if rows.cells.is_empty() {
            // The words of a head may be spread.
            if style == Style::Blanks && split_count(lines, next + 1, style) != cells.len() {
                cells = gathered(line.raw);
            }
            rows.width = cells.len();
            places = ColumnSpans::of(line, &cells);
            rows.push(line, contents(line, &cells));
        } else if is_continued(line.text) && counted(lines, next + 1, style, width) == width {
            report.say(line.spot(), DraftMessage::Continuation {});
        } else if !row_like {
            // A cell may go on over a few lines.
            let beyond = (1..=CELL_LINES).find(|ahead| {
                let row = counted(lines, next + ahead, style, width) == width;
                row || !lines.get(next + ahead).is_some_and(|line| goes_on(line, style))
            });
            let between = !line.after_blank
                && beyond.is_some_and(|ahead| {
                    let whole = counted(lines, next + ahead, style, width) == width;
                    whole && (ahead == 1 || goes_on(line, style))
                });
            let column = match style {
                Style::Tabs => rows.last_filled(),
                Style::Gaps => places.column_of(line, &cells, width),
                _ => None,
            };
            if !(between && column.is_some_and(|column| rows.adds_to_cell(line, column, report))) {
                break;
            }
        } else if rows.begins_another(line, &cells) || cells.len() > MAX_COLUMNS {
            break;
        } else if rows.repeats_head(cells.iter().map(|(_, cell)| *cell)) {
            report.say(line.spot(), DraftMessage::RepeatedHead {});
        } else if cells.len() == width {
            if style == Style::Gaps {
                places.widen(&ColumnSpans::of(line, &cells));
            }
            rows.push(line, contents(line, &cells));
        } else if style == Style::Tabs
            && let Some((row, used)) = broken(lines, next, width)
        {
            report.say(line.spot(), DraftMessage::JoinedRow {});
            rows.push(line, row);
            next += used;
        } else if let Some(row) = places.put(line, &cells, style, width) {
            if style == Style::Gaps && !line.after_blank && rows.completes(&row) {
                report.say(line.spot(), DraftMessage::CompletedRow {});
            } else {
                rows.push(line, row);
            }
        } else if style == Style::Tabs {
            let message = DraftMessage::TableCells { cells: cells.len(), columns: width };
            report.say(line.spot(), message);
            rows.width = width.max(cells.len());
            rows.push(line, contents(line, &cells));
        } else {
            break;
        }
        next += 1;
    }
    (rows, next)
}

/// The most lines between two rows over which a cell goes on.
const CELL_LINES: usize = 4;

/// Whether a line can be a further line of a cell: short words, no row and no number of a text.
fn goes_on(line: &Line<'_>, style: Style) -> bool {
    !line.after_blank
        && !line.after_page
        && classify::kind(line.text) == LineKind::Plain
        && split(line, style).len() < 2
        && !longer_than(line.text, 30)
        && !chars::ends_sentence(line.text)
}

/// The width of a table with tabs, of whose head the last cells may be empty.
fn head_width(lines: &[Line<'_>], at: usize) -> usize {
    let cells = |at: usize| lines.get(at).map_or(0, |line| tabbed(line.raw).len());
    cells(at).max(cells(at + 1))
}

/// How many cells a line has in a table of some width, with those that are empty at its end.
fn counted(lines: &[Line<'_>], at: usize, style: Style, width: usize) -> usize {
    let is_filled = lines.get(at).is_some_and(|line| filled(line, width).is_some());
    if style == Style::Tabs && is_filled { width } else { split_count(lines, at, style) }
}

fn split_count(lines: &[Line<'_>], at: usize, style: Style) -> usize {
    lines.get(at).map_or(0, |line| split(line, style).len())
}

/// Whether a line says that the table continues from the previous page.
fn is_continued(text: &str) -> bool {
    let words = strip_blanks(text);
    !longer_than(&words, 6) && words.trim_matches(['（', '）', '(', ')']).starts_with("续表")
}

/// A row with tabs whose cells stand on several lines, and how many more lines it takes.
fn broken(lines: &[Line<'_>], at: usize, width: usize) -> Option<(Vec<Content>, usize)> {
    let line = lines.get(at)?;
    let mut row = contents(line, &tabbed(line.raw));
    if row.len() < 2 || row.len() > width {
        return None;
    }
    let mut used = 0;
    while row.len() < width {
        used += 1;
        let next = lines.get(at + used).filter(|line| !line.after_blank || line.after_page)?;
        let cells = if next.text.contains('\t') {
            tabbed(next.raw)
        } else {
            vec![(next.raw.len() - next.raw.trim_start().len(), next.text)]
        };
        let mut more = contents(next, &cells).into_iter();
        let first = more.next()?;
        if row.len() + more.len() > width || used > 4 || first.words.is_empty() {
            return None;
        }
        row.last_mut()?.push(&first);
        row.extend(more);
    }
    Some((row, used))
}

impl Rows {
    fn push(&mut self, line: &Line<'_>, cells: Vec<Content>) {
        self.cells.push(cells);
        self.spots.push(line.spot());
    }

    /// The last cell of the last row that is not empty.
    fn last_filled(&self) -> Option<usize> {
        self.cells.last()?.iter().rposition(|cell| !cell.words.is_empty())
    }

    /// Puts a line between two rows into the cell above it, if that holds words.
    fn adds_to_cell(&mut self, line: &Line<'_>, column: usize, report: &mut Report) -> bool {
        let body = self.cells.len() > 1;
        let above = self.cells.last_mut().and_then(|row| row.get_mut(column));
        let holds_words = |words: &str| !words.is_empty() && !is_figure(words);
        match above {
            Some(cell) if body && holds_words(&cell.words) && !longer_than(line.text, 30) => {
                cell.push(&Content::new(line.text, line.spot()));
                report.say(line.spot(), DraftMessage::JoinedCell {});
                true
            }
            _ => false,
        }
    }

    /// Whether a row repeats the head, as at the top of a page.
    pub(super) fn repeats_head<'c>(
        &self,
        cells: impl ExactSizeIterator<Item = &'c str> + Clone,
    ) -> bool {
        let head = self.cells.first();
        head.is_some_and(|head| {
            self.cells.len() > 1
                && head.len() == cells.len()
                && !head.iter().any(|cell| is_figure(&cell.words))
                && head
                    .iter()
                    .zip(cells)
                    .all(|(head, cell)| strip_blanks(&head.words) == strip_blanks(cell))
        })
    }

    /// Joins a row to the one above it, when it begins in the last filled cell of that one and
    /// fills what that one lacks: a cell stands on two lines.
    fn completes(&mut self, row: &[Content]) -> bool {
        let below_head = self.cells.len() > 1;
        let Some(above) = self.cells.last_mut().filter(|_| below_head) else {
            return false;
        };
        let filled = |cell: &Content| !cell.words.is_empty();
        let (Some(last), Some(first)) =
            (above.iter().rposition(filled), row.iter().position(filled))
        else {
            return false;
        };
        let broken = last == first && first > 0 && last + 1 < above.len();
        let words = above.get(last).is_some_and(|cell| !is_figure(&cell.words));
        let whole = row.iter().skip(first).all(filled);
        if !broken || !words || !whole {
            return false;
        }
        for (cell, more) in above.iter_mut().zip(row).skip(last) {
            cell.push(more);
        }
        true
    }

    /// Whether a line is a heading with tabs behind its number, and no row of a table whose rows have
    /// such numbers: 三、⇥关注与建议.
    fn ends_above_heading(&self, line: &Line<'_>, cells: &[(usize, &str)]) -> bool {
        let mut filled = cells.iter().filter(|(_, cell)| !cell.is_empty());
        let (Some((_, number)), Some((_, words)), None) =
            (filled.next(), filled.next(), filled.next())
        else {
            return false;
        };
        let is_number = |cell: &str| {
            cell.ends_with(['、', '）', ')']) && label::read(&format!("{cell}甲")).is_some()
        };
        let heads = label::read(line.text)
            .is_some_and(|label| !label.doubtful && label.rest.trim_start() == *words);
        let numbered = |row: &Vec<Content>| row.first().is_some_and(|cell| is_number(&cell.words));
        heads
            && is_number(number)
            && (self.width > 2 || line.after_blank)
            && !self.cells.iter().any(numbered)
    }

    /// Whether a row after an empty line is the head of another table.
    pub(super) fn begins_another(&self, line: &Line<'_>, cells: &[(usize, &str)]) -> bool {
        let figures = |row: &[Content]| row.iter().any(|cell| is_figure(&cell.words));
        line.after_blank
            && self.cells.last().is_some_and(|row| figures(row))
            && cells.iter().all(|(_, cell)| !is_figure(cell) && !cell.is_empty())
            && !self.repeats_head(cells.iter().map(|(_, cell)| *cell))
    }
}
