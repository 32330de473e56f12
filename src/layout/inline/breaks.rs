//! Where lines end: 避头尾 of the GB level (CLREQ, prohibition rules; GB/T 15834, 5.1), words and
//! numbers whole, line by line: 先挤进，后推出. The last line is not left with one character (孤字)
//! where a squeeze or one character from the line before can help it.

use std::ops::Range;

use super::{Room, Unit, justify};
use crate::length::Length;
use crate::punct::{self, Class};

/// Latin marks that begin no line.
const CLOSING: &str = ",.;:!?)]}%‰°’”·…";
/// Latin marks that end no line.
const OPENING: &str = "([{$€£#‘“";

/// The ranges of the lines; at least one, which is empty for a paragraph without characters.
pub(super) fn choose(units: &[Unit], room: Room) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let (_, width) = room.of_line(lines.len());
        let end = line_end(units, start, width).max(start + 1);
        lines.push(start..end);
        start = end;
        // Spaces do not begin a line; they stay with the line before, behind its end.
        while units.get(start).is_some_and(Unit::is_space) {
            start += 1;
            if let Some(line) = lines.last_mut() {
                line.end = start;
            }
        }
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    mend_orphan(units, room, &mut lines);
    lines
}

/// Where the line that begins at `start` ends.
fn line_end(units: &[Unit], start: usize, measure: Length) -> usize {
    let mut width = Length::ZERO;
    // The furthest end that fits and where a line may end, and the furthest that fits at all.
    let (mut last_break, mut furthest) = (None, start);
    let mut end = start;
    for unit in units.get(start..).unwrap_or_default() {
        width += unit.room;
        end += 1;
        let line_width = if unit.is_space() { width - unit.room } else { width - unit.white_right };
        if line_width <= measure {
            furthest = end;
            if may_break(units, end) {
                last_break = Some(end);
            }
        } else if !unit.is_space() {
            break;
        }
    }
    if furthest == units.len() || last_break == Some(furthest) {
        return furthest;
    }
    // Push in: the marks that may not begin a line, if the white of the line makes room for them.
    if let Some(end) = next_break_of_marks(units, furthest)
        && let Some(line) = units.get(start..end)
        && justify::natural(line) - justify::squeeze(line) <= measure
    {
        return end;
    }
    // Push out; a word longer than the line is cut.
    last_break.unwrap_or_else(|| furthest.max(start + 1))
}

/// The next place behind `from` where a line may end, with nothing but marks before it.
fn next_break_of_marks(units: &[Unit], from: usize) -> Option<usize> {
    let mut end = from;
    while units.get(end).is_some_and(|unit| unit.han && punct::never_first(unit.class)) {
        end += 1;
        if may_break(units, end) {
            return Some(end);
        }
    }
    None
}

/// Whether a line may end before unit `at`.
pub(super) fn may_break(units: &[Unit], at: usize) -> bool {
    let (Some(before), Some(behind)) =
        (at.checked_sub(1).and_then(|i| units.get(i)), units.get(at))
    else {
        return true;
    };
    if behind.is_space() || punct::is_combining(behind.character) {
        return false;
    }
    if before.han && punct::never_last(before.class)
        || behind.han && punct::never_first(behind.class)
    {
        return false;
    }
    if before.is_space() {
        // A space does not part an opening mark from its words.
        let words = units.get(..at).unwrap_or_default().iter().rev().find(|unit| !unit.is_space());
        let opens = |word: &Unit| {
            word.han && punct::never_last(word.class) || OPENING.contains(word.character)
        };
        return !words.is_some_and(opens) && !CLOSING.contains(behind.character);
    }
    match (before.class, behind.class) {
        (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => false,
        _ if !before.han && !behind.han => latin_joint(before, behind),
        _ if before.han != behind.han => !clings(before, behind),
        _ => true,
    }
}

/// Between two Latin characters a line ends only at the joints of an address, and behind a hyphen
/// between letters.
fn latin_joint(before: &Unit, behind: &Unit) -> bool {
    let word = |class| matches!(class, Class::Letter | Class::Digit);
    match before.character {
        '/' | '?' | '&' | '=' | '_' => word(behind.class),
        '-' => behind.class == Class::Letter,
        _ => false,
    }
}

/// A Latin mark that clings to the Chinese character beside it, or a unit to its number.
fn clings(before: &Unit, behind: &Unit) -> bool {
    let closing = CLOSING.contains(behind.character);
    let opening = OPENING.contains(before.character);
    let unit = before.class == Class::Digit && matches!(behind.character, '℃' | '℉' | '％' | '‰');
    !behind.han && closing || !before.han && opening || unit
}

/// A last line of one character (with or without a mark) is pulled up by a squeeze, or gets
/// company from the line before (CLREQ, orphans; GB/T 15834, 5.1.11).
fn mend_orphan(units: &[Unit], room: Room, lines: &mut Vec<Range<usize>>) {
    let number = lines.len();
    let [.., line, last] = lines.as_slice() else {
        return;
    };
    if !is_orphan(units.get(last.clone()).unwrap_or_default()) {
        return;
    }
    let (line, last) = (line.clone(), last.clone());
    let (_, measure) = room.of_line(number - 2);
    if let Some(both) = units.get(line.start..last.end)
        && justify::natural(both) - justify::squeeze(both) <= measure
    {
        lines.truncate(number - 2);
        lines.push(line.start..last.end);
        return;
    }
    let earlier = (line.start + 1..line.end).rev().find(|end| {
        let moved = units.get(*end..line.end).unwrap_or_default();
        may_break(units, *end) && !moved.is_empty() && !moved.iter().all(Unit::is_space)
    });
    if let Some(end) = earlier
        && let Some(shorter) = units.get(line.start..end)
        && measure - justify::natural(shorter)
            <= shorter.last().map_or(Length::ZERO, |u| u.size * 3)
    {
        lines.truncate(number - 2);
        lines.push(line.start..end);
        lines.push(end..last.end);
    }
}

/// Whether a line holds one ideograph and nothing else but marks.
fn is_orphan(line: &[Unit]) -> bool {
    let letters = line.iter().filter(|unit| unit.class == Class::Han).count();
    let others = line
        .iter()
        .any(|unit| matches!(unit.class, Class::Letter | Class::Digit | Class::LatinMark));
    letters == 1 && !others
}
