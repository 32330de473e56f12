//! Tags of HTML: what one is, and whole tables, which become tables of the draft language.

use std::ops::Range;

use super::inline::{self, Known};
use super::tracked::Tracked;
use crate::draft::directive::{self, Key};
use crate::draft::messages::DraftMessage;
use crate::draft::spot::Spot;
use crate::model::limits;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its name in small letters.
    pub(super) name: String,
    pub(super) closing: bool,
    attributes: &'t str,
    /// How many bytes it has.
    pub(super) length: usize,
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with.
    pub(super) fn read(text: &'t str) -> Option<Tag<'t>> {
        let behind = text.strip_prefix('<')?;
        let (closing, behind) = match behind.strip_prefix('/') {
            Some(behind) => (true, behind),
            None => (false, behind),
        };
        let length = behind.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = behind.split_at_checked(length)?;
        let first = name.bytes().next()?;
        let divided = rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
        if !first.is_ascii_alphabetic() || !divided {
            return None;
        }
        // No tag is longer than this; looking no further keeps reading linear.
        let mut quote = None;
        let mut signs = rest.char_indices().take(2000);
        let (end, _) = signs.find(|(_, sign)| match (quote, *sign) {
            (Some(open), sign) => {
                quote = Some(open).filter(|open| *open != sign);
                false
            }
            (None, '"' | '\'') => {
                quote = Some(*sign);
                false
            }
            (None, sign) => matches!(sign, '>' | '<'),
        })?;
        let attributes = rest.get(..end)?;
        if !rest.get(end..)?.starts_with('>') {
            return None;
        }
        let length = text.len() - rest.len() + end + 1;
        Some(Tag { name: name.to_ascii_lowercase(), closing, attributes, length })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (known, behind) =
                rest.split_at_checked(length).filter(|(name, _)| !name.is_empty())?;
            let Some(value) = behind.trim_start().strip_prefix('=') else {
                rest = behind;
                continue;
            };
            let value = value.trim_start();
            let quoted = value
                .strip_prefix('"')
                .and_then(|value| value.split_once('"'))
                .or_else(|| value.strip_prefix('\'').and_then(|value| value.split_once('\'')));
            let (value, behind) = quoted.unwrap_or_else(|| {
                value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
            });
            if known.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = behind;
        }
    }

    /// Over how many rows or columns a cell goes.
    fn span(&self, name: &str) -> usize {
        let span = self.attribute(name).and_then(|value| value.trim().parse().ok());
        span.unwrap_or(1).clamp(1, limits::COLUMNS.max())
    }
}

/// The tags of a text with the bytes where they stand.
fn tags(text: &str) -> impl Iterator<Item = (Range<usize>, Tag<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find('<')?;
            match Tag::read(text.get(at..)?) {
                Some(tag) => {
                    from = at + tag.length;
                    return Some((at..from, tag));
                }
                None => from = at + 1,
            }
        }
    })
}

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

/// The lines of a table in the draft language, from `<table …>` to `</table>`. None where it has no
/// cells, or holds another table, or is wider than a table can be.
pub(super) fn table(
    source: &Tracked,
    known: &Known<'_>,
    said: &mut Vec<(Spot, DraftMessage)>,
) -> Option<Vec<Tracked>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut caption: Option<Tracked> = None;
    let mut open: Option<(usize, Tag<'_>)> = None;
    let mut head = false;
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
                let text = words.text.as_str();
                let start = text.len() - text.trim_start().len();
                let words = words.part(start..start + text.trim().len());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let tag = Tag::read("<a href=\"https://x.example/?a=1>2\" title='甲'>乙").unwrap();
        assert_eq!((tag.name.as_str(), tag.closing), ("a", false));
        assert_eq!(tag.attribute("href"), Some("https://x.example/?a=1>2"));
        assert_eq!(tag.attribute("title"), Some("甲"));
        assert_eq!(tag.attribute("class"), None);
        let tag = Tag::read("<TD colspan=2>").unwrap();
        assert_eq!((tag.name.as_str(), tag.span("colspan"), tag.span("rowspan")), ("td", 2, 1));
        assert!(Tag::read("<br/>").is_some() && Tag::read("</b>").unwrap().closing);
        for text in ["<", "<5", "<乙>", "<b", "< b>", "<a<b>", "<a@b>"] {
            assert_eq!(Tag::read(text), None, "{text}");
        }
    }
}
