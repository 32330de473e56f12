//! Rows as spreadsheets write them: cells between tabs or commas, in quotation marks where a cell
//! has several lines or the sign itself.

use super::{Content, MAX_COLUMNS, is_figure};
use crate::draft::chars::{behind, is_han, longer_than};
use crate::draft::label;
use crate::draft::lines::Line;
use crate::model::Number;

/// The most lines of one row.
const ROW_LINES: usize = 20;
/// The longest cell of a line with commas, in characters.
const LONGEST_CELL: usize = 60;

/// The row that begins on this line and ends on a later one, because a cell in quotation marks has
/// several lines; and how many more lines it takes.
pub(super) fn row(lines: &[Line<'_>], at: usize, sign: char) -> Option<(Vec<Content>, usize)> {
    let first = lines.get(at)?;
    let opens = |text: &str| !text.matches('"').count().is_multiple_of(2);
    let begins = |text: &str| {
        text.starts_with('"') || text.contains([sign, '"'].iter().collect::<String>().as_str())
    };
    if !opens(first.raw) || !begins(first.raw.trim_start()) {
        return None;
    }
    let mut row: Vec<Content> = Vec::new();
    let mut within = false;
    for (used, line) in lines.iter().skip(at).take(ROW_LINES).enumerate() {
        let spot = line.raw_spot();
        let text = line.raw.trim_end_matches([' ', '\u{3000}']);
        let skipped = text.chars().take_while(|c| c.is_whitespace() && *c != sign).count();
        let mut cell_from = skipped;
        let mut words = String::new();
        let mut go_on = within;
        let mut characters = text.chars().enumerate().skip(skipped).peekable();
        let add = |row: &mut Vec<Content>, words: &str, from: usize, go_on: bool| {
            let content = Content::new(words.trim(), spot.right(from));
            match row.last_mut().filter(|_| go_on) {
                Some(cell) => cell.push_line(&content),
                None => row.push(content),
            }
        };
        while let Some((index, character)) = characters.next() {
            match character {
                '"' if within && characters.next_if(|(_, next)| *next == '"').is_some() => {
                    words.push('"');
                }
                '"' if within => within = false,
                '"' if words.is_empty() => {
                    within = true;
                    cell_from = index + 1;
                }
                other if other == sign && !within => {
                    add(&mut row, &words, cell_from, go_on);
                    (words, go_on, cell_from) = (String::new(), false, index + 1);
                }
                other => {
                    if words.is_empty() && other.is_whitespace() {
                        cell_from = index + 1;
                    } else {
                        words.push(other);
                    }
                }
            }
        }
        add(&mut row, &words, cell_from, go_on);
        if !within {
            return (used > 0 && row.len() > 1).then_some((row, used));
        }
    }
    None
}

/// The cells of a line with commas between them, without their quotation marks.
pub(super) fn commas(raw: &str) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut within = false;
    let mut from = 0;
    let mut add = |from: usize, to: usize| {
        let cell = raw.get(from..to).unwrap_or_default();
        let start = from + cell.len() - cell.trim_start().len();
        let words = cell.trim();
        let bare = words.strip_prefix('"').and_then(|words| words.strip_suffix('"'));
        match bare.filter(|bare| !bare.contains('"')) {
            Some(bare) => cells.push((start + 1, bare)),
            None => cells.push((start, words)),
        }
    };
    for (at, character) in raw.char_indices() {
        match character {
            '"' => within = !within,
            ',' if !within => {
                add(from, at);
                from = at + 1;
            }
            _ => {}
        }
    }
    add(from, raw.len());
    cells
}

/// Cells without their quotation marks, where all of a row have them.
pub(super) fn unquoted(cells: &mut [(usize, &str)]) {
    let bare = |cell: &str| Some(cell.strip_prefix('"')?.strip_suffix('"')?.len());
    let filled = || cells.iter().filter(|(_, cell)| !cell.is_empty());
    if filled().count() < 2 || !filled().all(|(_, cell)| bare(cell).is_some()) {
        return;
    }
    for (at, cell) in cells.iter_mut().filter(|(_, cell)| !cell.is_empty()) {
        *at += 1;
        *cell = cell.get(1..cell.len() - 1).unwrap_or_default();
    }
}

/// How certain it is that lines with commas are a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Three are alike, or two have a cell in quotation marks.
    Certain,
    /// There is a head with one row of figures.
    Few,
}

/// Whether a table with commas begins at this line.
pub(super) fn begins(lines: &[Line<'_>], at: usize) -> Option<Rows> {
    let first = lines.get(at).filter(|line| line.text.contains(','))?;
    let head = commas(first.text);
    let width = head.len();
    if !is_row(first.text, width)
        || label::read(first.text).is_some()
        || first.text.starts_with(['\\', '|', '#', '!', '<'])
        || head.first().is_none_or(|(_, cell)| is_figure(cell))
        || head.iter().any(|(_, cell)| cell.is_empty())
        || !first.text.contains(is_han)
    {
        return None;
    }
    let spaced = is_spaced(lines, at);
    let row = |ahead: usize| {
        let line = lines.get(at + ahead)?;
        let cells = || commas(line.text);
        if let Some((row, used)) = row(lines, at + ahead, ',') {
            return (row.len() == width && !line.after_blank).then_some((ahead + used, true, true));
        }
        let figures = cells().iter().any(|(_, cell)| is_figure(cell));
        let alike = is_row(line.text, width) && line.after_blank == spaced;
        alike.then_some((ahead, line.text.contains('"'), figures))
    };
    let (second, quoted, figures) = row(1)?;
    if quoted || first.text.contains('"') {
        return Some(Rows::Certain);
    }
    match row(second + 1) {
        Some((_, _, more)) if spaced => (figures && more).then_some(Rows::Certain),
        Some((_, _, more)) => (width > 2 || figures || more).then_some(Rows::Certain),
        None if spaced => None,
        None => {
            let headed = !head.iter().any(|(_, cell)| is_figure(cell));
            (figures && headed).then_some(Rows::Few)
        }
    }
}

/// Whether an empty line stands below the first row, as word processors put one below each paragraph.
pub(super) fn is_spaced(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|line| line.after_blank)
}

/// Whether a half-width full stop ends a Chinese sentence in a cell: 见下表., 占68%.其中
fn has_stop(cell: &str) -> bool {
    cell.match_indices('.').any(|(at, _)| {
        let last = cell.get(..at).and_then(|words| words.chars().next_back());
        let next = behind(cell, at + 1).chars().next();
        let worded = last.is_some_and(is_han);
        worded && next.is_none_or(is_han)
            || last.is_some_and(|c| matches!(c, '%' | ')' | '）')) && next.is_some_and(is_han)
    })
}

/// Whether a line is a row with commas of so many cells.
pub(super) fn is_row(text: &str, width: usize) -> bool {
    let cells = commas(text);
    let sentence = |cell: &str| {
        cell.contains(['。', '；', '：', '，']) || longer_than(cell, LONGEST_CELL) || has_stop(cell)
    };
    let quoted = text.contains('"');
    let spaced = text.match_indices(',').any(|(at, _)| behind(text, at + 1).starts_with(' '));
    (2..=MAX_COLUMNS).contains(&width)
        && cells.len() == width
        && (quoted || !spaced && !cells.iter().any(|(_, cell)| sentence(cell)))
        && text.parse::<Number>().is_err()
}
