//! How cells look, in the draft language: words between spaces behind a directive.
//!
//! ```text
//! \表标记：行=1..3 字色=#C00000
//! \表标记：表头 底色=#F2F2F2
//! \排名前列：3 加粗
//! | \格：加粗 数 96.4% | 甲 |
//! ```

use super::chars::{behind, whole};
use crate::info::Color;
use crate::model::{Cell, CellLook, CellValue, RankMark, StyledCell, TableMark, TableRange};

const BOLD: &str = "加粗";
const NOT_BOLD: &str = "不加粗";
const COLOR: &str = "字色=";
const FILL: &str = "底色=";
const HEAD: &str = "表头";
const ROWS: &str = "行=";
const COLUMNS: &str = "栏=";
/// What stands before the words and before the number of a cell.
const WORDS: &str = "文";
const NUMBER: &str = "数";

/// Takes a word that says how something looks. False when it says nothing, or what was said before.
fn take(look: &mut CellLook, word: &str) -> bool {
    let color = |digits: &str| digits.parse::<Color>().ok();
    match word {
        BOLD | NOT_BOLD if look.bold.is_none() => look.bold = Some(word == BOLD),
        _ => {
            let (slot, color) = match (word.strip_prefix(COLOR), word.strip_prefix(FILL)) {
                (Some(digits), _) => (&mut look.color, color(digits)),
                (None, Some(digits)) => (&mut look.fill, color(digits)),
                (None, None) => return false,
            };
            if slot.is_some() || color.is_none() {
                return false;
            }
            *slot = color;
        }
    }
    true
}

fn print(look: CellLook) -> Vec<String> {
    let bold = look.bold.map(|bold| (if bold { BOLD } else { NOT_BOLD }).to_owned());
    let color = look.color.map(|color| format!("{COLOR}{color}"));
    let fill = look.fill.map(|fill| format!("{FILL}{fill}"));
    [bold, color, fill].into_iter().flatten().collect()
}

/// Reads a mark of a table.
pub(super) fn read_mark(value: &str) -> Option<TableMark> {
    let mut mark = TableMark::default();
    let ranges = |list: &str| list.split(',').map(TableRange::read).collect::<Option<Vec<_>>>();
    for word in value.split(' ') {
        if word == HEAD && !mark.head {
            mark.head = true;
        } else if let Some(list) = word.strip_prefix(ROWS).filter(|_| mark.rows.is_empty()) {
            mark.rows = ranges(list)?;
        } else if let Some(list) = word.strip_prefix(COLUMNS).filter(|_| mark.columns.is_empty()) {
            mark.columns = ranges(list)?;
        } else if !take(&mut mark.look, word) {
            return None;
        }
    }
    mark.check().ok().map(|()| mark)
}

/// Prints a mark of a table.
pub(super) fn print_mark(mark: &TableMark) -> String {
    let ranges = |key: &str, ranges: &[TableRange]| {
        let list: Vec<String> = ranges.iter().map(TableRange::to_string).collect();
        (!list.is_empty()).then(|| format!("{key}{}", list.join(",")))
    };
    let head = mark.head.then(|| HEAD.to_owned());
    let places = [head, ranges(ROWS, &mark.rows), ranges(COLUMNS, &mark.columns)];
    let words: Vec<String> = places.into_iter().flatten().chain(print(mark.look)).collect();
    words.join(" ")
}

/// Reads how so many names of a ranking look.
pub(super) fn read_rank_mark(value: &str) -> Option<RankMark> {
    let mut words = value.split(' ');
    let mut mark = RankMark::new(whole(words.next()?)?);
    let all = words.all(|word| take(&mut mark.look, word));
    (all && mark.check().is_ok()).then_some(mark)
}

/// Prints how so many names of a ranking look.
pub(super) fn print_rank_mark(mark: RankMark) -> String {
    let words = std::iter::once(mark.count.to_string()).chain(print(mark.look));
    words.collect::<Vec<_>>().join(" ")
}

/// The look that a cell begins with, what kind of value follows, and the byte at which it begins.
fn look_of(value: &str) -> Option<(CellLook, &str, usize)> {
    let mut look = CellLook::default();
    let mut at = 0;
    loop {
        let (word, _) = behind(value, at).split_once(' ')?;
        at += word.len() + 1;
        match word {
            WORDS | NUMBER => return Some((look, word, at)),
            word if take(&mut look, word) => {}
            _ => return None,
        }
    }
}

/// Reads a cell that looks different.
pub(super) fn read_cell(value: &str) -> Option<Cell> {
    let (look, kind, at) = look_of(value)?;
    let rest = behind(value, at);
    let value = match kind {
        WORDS => CellValue::Text(super::rich(rest)),
        _ => CellValue::Number(rest.parse().ok()?),
    };
    Some(match value {
        CellValue::Text(text) => Cell::Text(text).looking(look),
        CellValue::Number(number) => Cell::Number(number).looking(look),
    })
}

/// How many characters stand before the words of a cell that looks different.
pub(super) fn before_words(value: &str) -> usize {
    look_of(value).map_or(0, |(_, _, at)| super::chars::before(value, at).chars().count())
}

/// Prints a cell that looks different.
pub(super) fn print_cell(cell: &StyledCell) -> String {
    let (kind, value) = match &cell.value {
        CellValue::Text(text) => (WORDS, text.to_string()),
        CellValue::Number(number) => (NUMBER, number.to_string()),
    };
    let words = print(cell.look).into_iter().chain([kind.to_owned(), value]);
    words.collect::<Vec<_>>().join(" ")
}
