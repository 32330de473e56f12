//! Tables of HTML, which become tables of the draft language.

use super::inline::{self, Known};
use super::tag::{Tag, tags};
use super::tracked::Tracked;
use crate::draft::directive::{self, Key};
use crate::draft::messages::DraftMessage;
use crate::draft::spot::Spot;
use crate::model::limits;

/// A cell of a table: its words and over how many rows and columns it goes.
struct Cell {
    words: Tracked,
    heads: bool,
    rows: usize,
    columns: usize,
}

/// What stands in one place of the grid.
#[derive(Clone)]
enum Place {
    Empty,
    Cell(Tracked),
    Above,
    Left,
}

/// The lines of a table in the draft language, from `<table …>` to `</table>`, below those of words that stand
/// in no cell. None where it has no cells, or holds another table, or is wider than a table can be.
pub(super) fn table(
    source: &Tracked,
    known: &Known<'_>,
    said: &mut Vec<(Spot, DraftMessage)>,
) -> Option<Vec<Tracked>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut caption: Option<Tracked> = None;
    let mut open: Option<(usize, Tag<'_>)> = None;
    let mut head = false;
    // Words in no cell, and where the last tag ended.
    let mut apart: Vec<Tracked> = Vec::new();
    let mut behind = 0;
    let take =
        |open: &mut Option<(usize, Tag<'_>)>, end: usize, head, rows: &mut Vec<Vec<Cell>>| {
            let (from, tag) = open.take()?;
            let words = source.part(from..end);
            if tag.name == "caption" {
                return Some(words);
            }
            let heads = head || tag.name == "th";
            let (down, right) = (tag.span("rowspan"), tag.span("colspan"));
            if rows.is_empty() {
                rows.push(Vec::new());
            }
            if let Some(row) = rows.last_mut() {
                row.push(Cell { words, heads, rows: down, columns: right });
            }
            None
        };
    for (range, tag) in tags(&source.text) {
        if open.is_none() {
            apart.push(source.trimmed(behind..range.start));
        }
        behind = range.end;
        match (tag.name.as_str(), tag.closing) {
            ("table", false) if range.start > 0 => return None,
            ("td" | "th" | "caption", false) => {
                caption = take(&mut open, range.start, head, &mut rows).or(caption);
                open = Some((range.end, tag));
            }
            ("td" | "th" | "caption" | "table", true) => {
                caption = take(&mut open, range.start, head, &mut rows).or(caption);
            }
            ("tr", false) => {
                caption = take(&mut open, range.start, head, &mut rows).or(caption);
                rows.push(Vec::new());
            }
            ("tr", true) => caption = take(&mut open, range.start, head, &mut rows).or(caption),
            ("thead", closing) => head = !closing,
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let mut lines: Vec<Tracked> = Vec::new();
    for words in apart.into_iter().filter(|words| !words.text.is_empty()) {
        let spot = words.first();
        said.push((spot, DraftMessage::TableWords {}));
        let words = inline::line(words, known, said);
        let mut line = Tracked::default();
        line.push(&directive::print(Key::Paragraph, words.text.trim()), spot);
        lines.push(line);
    }
    if let Some(caption) = caption {
        let spot = caption.first();
        let words = inline::cell(caption, known, said);
        let mut line = Tracked::default();
        line.push(&directive::print(Key::Caption, words.text.trim()), spot);
        lines.push(line);
    }
    let heads = rows.iter().take(limits::GROUPS.max() + 1);
    let heads = heads.take_while(|row| row.iter().all(|cell| cell.heads)).count();
    let (grid, width) = grid(rows, heads, known, said)?;
    for (index, row) in grid.into_iter().enumerate() {
        lines.push(line(row, source.first()));
        if index + 1 == heads {
            let mut signs = Tracked::default();
            let spot = lines.last().map_or(source.first(), Tracked::first);
            signs.push(&format!("|{}", "---|".repeat(width)), spot);
            lines.push(signs);
        }
    }
    Some(lines)
}

/// The cells of each row, one for each column; and how many columns there are.
fn grid(
    rows: Vec<Vec<Cell>>,
    heads: usize,
    known: &Known<'_>,
    said: &mut Vec<(Spot, DraftMessage)>,
) -> Option<(Vec<Vec<Place>>, usize)> {
    let count = rows.len();
    let mut grid: Vec<Vec<Place>> = vec![Vec::new(); count];
    let free = |row: &[Place], at: usize| matches!(row.get(at), None | Some(Place::Empty));
    for (index, cells) in rows.into_iter().enumerate() {
        let mut column = 0;
        for Cell { words, rows: down, columns: right, .. } in cells {
            while grid.get(index).is_some_and(|row| !free(row, column)) {
                column += 1;
            }
            if column + right > limits::COLUMNS.max() {
                return None;
            }
            let words = inline::cell(words, known, said);
            // A head ends where the rows of cells begin.
            let last = if index < heads { heads } else { count };
            let in_head = index < heads;
            for (below, row) in
                grid.iter_mut().enumerate().take((index + down).min(last)).skip(index)
            {
                if row.len() < column + right {
                    row.resize(column + right, Place::Empty);
                }
                for (at, place) in row.iter_mut().enumerate().skip(column).take(right) {
                    *place = match (below == index, at == column) {
                        (true, true) => Place::Cell(words.clone()),
                        // In a head each column has the words of its group.
                        (true, false) if in_head => Place::Cell(words.clone()),
                        (true, false) => Place::Left,
                        (false, true) => Place::Above,
                        (false, false) if in_head => Place::Above,
                        (false, false) => Place::Left,
                    };
                }
            }
            column += right;
        }
    }
    let width = grid.iter().map(Vec::len).max().filter(|width| *width > 0)?;
    for row in &mut grid {
        row.resize(width, Place::Empty);
    }
    Some((grid, width))
}

/// A row as a line.
fn line(row: Vec<Place>, spot: Spot) -> Tracked {
    let first = row.iter().find_map(|place| match place {
        Place::Cell(words) => Some(words.first()),
        _ => None,
    });
    let mut line = Tracked::default();
    let mut last = first.unwrap_or(spot);
    line.push("|", last);
    for place in row {
        line.push(" ", last);
        match place {
            Place::Cell(words) => {
                let words = words.trimmed(0..words.text.len());
                last = words.first();
                match words.text.contains('|') && !words.text.starts_with('\\') {
                    true => line.push(&directive::print(Key::Paragraph, &words.text), last),
                    false => line.append(words),
                }
            }
            Place::Above => line.push("^^", last),
            Place::Left => line.push("<<", last),
            Place::Empty => {}
        }
        line.push(" |", last);
    }
    line
}
