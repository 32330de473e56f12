//! Tables with bars between their cells: those of Markdown, and those drawn with box characters.

use super::{Content, MAX_COLUMNS, Rows, is_words};
use crate::draft::chars::whole;
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;
use crate::model::{Align, limits};

/// The bars of a table.
const BARS: [char; 4] = ['|', '│', '┃', '｜'];

/// Whether a table with bars begins at this line.
pub(super) fn begins(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let next = |ahead: usize| lines.get(at + ahead).filter(|line| !line.after_blank);
    let delimited = || lines.get(at + 1).is_some_and(|line| delimiter(line.text).is_some());
    if line.text.starts_with(BARS) {
        return line.text.len() > 1 && line.text.ends_with(BARS) || delimited();
    }
    // Without a bar at its start, the line below must mark it as a table, or all lines be alike.
    let bars = |line: &Line<'_>| line.text.matches('｜').count();
    let count = bars(line);
    let alike = |line: &Line<'_>| bars(line) == count && is_words(line.text);
    // Half-width bars part fields too (第4期 | 某局): rows have more of them, or figures.
    let narrow = |line: &Line<'_>| line.text.matches('|').count();
    let columns = narrow(line);
    let row = |line: &Line<'_>| {
        let figures = || {
            let mut cells = line.text.split('|').map(str::trim);
            columns > 0 && cells.next_back().is_some_and(super::is_figure)
        };
        narrow(line) == columns && is_words(line.text) && figures()
    };
    let headed = || is_words(line.text) && !line.text.contains("||");
    line.text.contains('|') && next(1).is_some() && delimited()
        || count > 0 && alike(line) && next(1).is_some_and(alike) && next(2).is_some_and(alike)
        || columns > 0 && headed() && next(1).is_some_and(row) && next(2).is_some_and(row)
}

/// Reads a table with bars.
pub(super) fn read(lines: &[Line<'_>], at: usize, report: &mut Report) -> Option<(Rows, usize)> {
    let first = lines.get(at)?;
    let led = first.text.starts_with(BARS);
    let signs = |ahead: usize| lines.get(at + ahead).and_then(|line| delimiter(line.text));
    // The line of signs ends the head: it is the second, or below more rows of the head.
    let follows = |ahead: usize| {
        let line = lines.get(at + ahead);
        line.is_some_and(|line| line.text.starts_with(BARS) && !line.after_blank)
    };
    let has_upper = |upper: &usize| {
        led && (1..=*upper).all(|ahead| signs(ahead).is_none() && follows(ahead))
            && follows(upper + 1)
            && signs(upper + 1).is_some()
    };
    let upper = (1..=limits::GROUPS.max()).find(has_upper).unwrap_or(0);
    let last = lines.get(at + upper)?;
    let groups: Vec<_> =
        lines.iter().skip(at).take(upper).map(|line| contents(line, led)).collect();
    let head = contents(last, led);
    let under = signs(1 + upper);
    let mut next = at + 1 + upper + usize::from(under.is_some());
    let width = groups.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
    // Without a bar at the start of its lines an empty cell at the end of one cannot be seen.
    let columns = led.then(|| under.as_ref().map_or(head.len(), Vec::len));
    for (line, cells) in lines.iter().skip(at).zip(groups.iter().chain([&head])) {
        say_count(line, cells.len(), columns, report);
    }
    let mut rows =
        Rows { width, cells: vec![head], groups, spots: vec![last.spot()], delimiter: under };
    let goes_on = |line: &&Line<'_>| {
        let bar = if led { line.text.starts_with(BARS) } else { line.text.contains(BARS) };
        // After a page break the table may continue.
        bar && (!line.after_blank || line.after_page)
    };
    while let Some(line) = lines.get(next).filter(goes_on) {
        let cells = contents(line, led);
        if line.after_page && rows.repeats_head(cells.iter().map(|cell| cell.words.as_str())) {
            report.say(line.spot(), DraftMessage::RepeatedHead {});
            next += 1;
            let signs = lines.get(next).filter(|line| delimiter(line.text).is_some());
            if let Some(line) = signs {
                report.say(line.spot(), DraftMessage::RepeatedHead {});
                next += 1;
            }
            continue;
        }
        let headed = || lines.get(next + 1).is_some_and(|line| delimiter(line.text).is_some());
        let words: Vec<(usize, &str)> = cells.iter().map(|cell| (0, cell.words.as_str())).collect();
        if line.after_blank
            && (cells.len() != rows.width || headed() || rows.begins_another(line, &words))
        {
            break;
        }
        say_count(line, cells.len(), columns, report);
        rows.width = rows.width.max(cells.len());
        rows.cells.push(cells);
        rows.spots.push(line.spot());
        next += 1;
    }
    (1..=MAX_COLUMNS).contains(&rows.width).then_some((rows, next))
}

/// Says of a row that it has more or fewer cells than the table has columns, where these are known.
fn say_count(line: &Line<'_>, cells: usize, columns: Option<usize>, report: &mut Report) {
    if let Some(columns) = columns.filter(|columns| *columns != cells) {
        report.say(line.spot(), DraftMessage::TableCells { cells, columns });
    }
}

/// The cells of `| 甲 | 乙 |`, each with the index of the character at which it begins; `\|` is a bar
/// within a cell. In a table whose lines begin with a bar, that bar begins the first cell;
/// otherwise the first bar ends an empty one.
fn cells(text: &str, led: bool) -> Vec<(usize, String)> {
    // In a table with bars of one kind, those of other kinds are text.
    let first = text.chars().find(|c| BARS.contains(c));
    let is_bar = |c: char| match first {
        Some(bar @ ('|' | '｜')) => c == bar,
        _ => matches!(c, '│' | '┃'),
    };
    let bar_before = usize::from(led && text.starts_with(BARS));
    let mut cells = vec![(bar_before, String::new())];
    let mut escaped = false;
    for (at, character) in text.chars().enumerate().skip(bar_before) {
        match (character, cells.last_mut()) {
            (bar, Some((_, cell))) if escaped && is_bar(bar) => {
                cell.pop();
                cell.push(bar);
            }
            (bar, _) if is_bar(bar) => cells.push((at + 1, String::new())),
            (other, Some((_, cell))) => cell.push(other),
            (_, None) => {}
        }
        escaped = character == '\\';
    }
    if cells.len() > 1 && cells.last().is_some_and(|(_, cell)| cell.trim().is_empty()) {
        cells.pop();
    }
    for (at, cell) in &mut cells {
        *at += cell.chars().take_while(|c| c.is_whitespace()).count();
        *cell = cell.trim().to_owned();
    }
    cells
}

/// The cells of a line with their places.
fn contents(line: &Line<'_>, led: bool) -> Vec<Content> {
    let cells = cells(line.text, led).into_iter();
    cells.map(|(at, words)| Content::new(words, line.spot().right(at))).collect()
}

/// The signs of the line under a head.
fn delimiter(text: &str) -> Option<Vec<String>> {
    let signs = text.contains('|').then(|| cells(text, text.starts_with('|')))?;
    let signs = signs.into_iter().map(|(_, sign)| sign);
    let known = |sign: &String| alignment(sign).is_some();
    signs.clone().all(|sign| known(&sign)).then(|| signs.collect())
}

/// Reads a sign of the line under the head: `:--`, `:-:`, `--:`, `--.`, perhaps with a share.
pub(in crate::draft) fn alignment(sign: &str) -> Option<(Option<Align>, Option<u32>)> {
    let (dashes, share) = match sign.split_once(' ') {
        Some((dashes, share)) => (dashes, Some(whole(share.trim())?)),
        None => (sign, None),
    };
    let left = dashes.starts_with(':');
    let bare = dashes.trim_start_matches(':').trim_end_matches([':', '.']);
    if bare.is_empty() || !bare.chars().all(|c| c == '-') {
        return None;
    }
    let align = match (left, dashes.chars().next_back()) {
        (true, Some(':')) => Some(Align::Center),
        (true, _) => Some(Align::Left),
        (false, Some(':')) => Some(Align::Right),
        (false, Some('.')) => Some(Align::Decimal),
        _ => None,
    };
    Some((align, share))
}
