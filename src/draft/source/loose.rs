//! Tables between bars whose line under the head a paste or a recognition has changed: with empty lines
//! between the rows, with other dashes, or left without a head.

use std::collections::BTreeSet;

use crate::model::limits;

/// What was found of the tables of a draft.
#[derive(Debug, Default)]
pub(super) struct Loose {
    /// The indices of the empty lines between rows of one table.
    pub(super) gaps: BTreeSet<usize>,
    /// Those of lines under a head that are written with other dashes.
    pub(super) dashed: BTreeSet<usize>,
    /// Those of lines under a head that is not there.
    pub(super) stray: BTreeSet<usize>,
}

/// The bars and dashes between and in which the signs of a table stand.
const DASHES: [char; 6] = ['-', '—', '–', '－', '─', '―'];
const BARS: [char; 3] = ['|', '｜', '│'];

/// How many cells a line between bars has; none without a bar.
fn width(line: &str) -> Option<usize> {
    let bare = line.trim();
    let inner = bare.strip_prefix(BARS).unwrap_or(bare);
    let inner = inner.strip_suffix(BARS).unwrap_or(inner);
    bare.contains(BARS).then(|| inner.matches(BARS).count() + 1)
}

/// Whether a line is the one under the head of a table, and whether its dashes are those of Markdown.
pub(super) fn delimiter(line: &str) -> Option<bool> {
    let bare = line.trim();
    if !bare.contains(BARS) || !bare.contains(DASHES) {
        return None;
    }
    let inner = bare.strip_prefix(BARS).unwrap_or(bare);
    let inner = inner.strip_suffix(BARS).unwrap_or(inner);
    let mut own = !bare.contains(['｜', '│']);
    let cells = inner.split(BARS).all(|cell| {
        // Behind the dashes may stand the share of the width.
        let share = cell.trim().trim_end_matches(|c: char| c.is_ascii_digit());
        let dashes = share.trim_end().trim_matches([':', '：', '.']);
        own &= !dashes.contains(|c| DASHES.contains(&c) && c != '-') && !cell.contains('：');
        !dashes.is_empty() && dashes.chars().all(|c| DASHES.contains(&c))
    });
    // | — | — | is a row without figures.
    let long = own || inner.split(BARS).all(|cell| cell.trim().chars().count() > 1);
    (cells && long).then_some(own)
}

/// Looks for such tables.
pub(super) fn find(lines: &[(usize, &str)]) -> Loose {
    let mut found = Loose::default();
    let line = |at: usize| lines.get(at).map_or("", |(_, line)| line.trim());
    let next = |at: usize| (at + 1..lines.len()).find(|at| !line(*at).is_empty());
    let before = |at: usize| (0..at).rev().take(4).find(|at| !line(*at).is_empty());
    let is_delimiter = |at: usize| delimiter(line(at)).is_some();
    for (at, (_, words)) in lines.iter().enumerate() {
        let Some(own) = delimiter(words) else { continue };
        let row = |at: &usize| width(line(*at)).is_some();
        let Some(head) = before(at).filter(row) else {
            if words.contains("---") || !own {
                found.stray.insert(at);
            }
            continue;
        };
        let second = before(head).is_none_or(|above| !row(&above) || head - above > 1);
        if !own {
            if !second {
                continue;
            }
            found.dashed.insert(at);
        }
        let first = next(at).filter(row);
        let apart = head + 1 < at || first.is_some_and(|first| at + 1 < first);
        let columns = width(words);
        if !apart || width(line(head)) != columns || is_delimiter(head) {
            continue;
        }
        found.gaps.extend(head + 1..at);
        let mut above = at;
        while let Some(row) = next(above) {
            // Another table begins with rows of a head, directly one below the other.
            let below = (row + 1..lines.len()).take(limits::GROUPS.max() + 1);
            let mut below = below.take_while(|at| width(line(*at)) == columns);
            let headed = next(row).is_some_and(is_delimiter) || below.any(is_delimiter);
            if width(line(row)) != columns || headed || is_delimiter(row) || row - above > 4 {
                break;
            }
            found.gaps.extend(above + 1..row);
            above = row;
        }
    }
    found
}

/// A line under a head with the dashes of Markdown.
pub(super) fn with_dashes(line: &str) -> String {
    let sign = |c: char| match c {
        '：' => ':',
        c if DASHES.contains(&c) => '-',
        c if BARS.contains(&c) => '|',
        c => c,
    };
    line.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_under_heads_are_known() {
        for (line, own) in [
            ("|---|---|", Some(true)),
            ("--- | :-: | --:", Some(true)),
            ("| --. 3 | --- |", Some(true)),
            ("|——|——|", Some(false)),
            ("｜---｜---｜", Some(false)),
            ("| — | — |", None),
            ("| 甲 | --- |", None),
            ("---", None),
        ] {
            assert_eq!(delimiter(line), own, "{line}");
        }
        assert_eq!(with_dashes("|——|：—|"), "|--|:-|");
    }

    #[test]
    fn rows_that_stand_apart_are_one_table() {
        let lines = |text: &'static str| text.lines().map(|line| (0, line)).collect::<Vec<_>>();
        let found = find(&lines("甲 | 乙\n\n--- | ---\n\n1 | 2\n\n3 | 4\n\n丙"));
        assert_eq!(found.gaps.into_iter().collect::<Vec<_>>(), [1, 3, 5]);
        let found = find(&lines("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |"));
        assert!(found.gaps.is_empty());
        // A table without rows, and one whose head has two.
        let found = find(&lines("| 甲 |\n|---|\n\n| 乙 |\n| 丙 |\n|---|\n| 1 |"));
        assert!(found.gaps.is_empty());
        let found = find(&lines("正文。\n|---|---|\n| 1 | 2 |"));
        assert_eq!(found.stray.into_iter().collect::<Vec<_>>(), [1]);
    }
}
