//! Filling a line: compress first, then expand, each step evenly over all its instances (CLREQ,
//! line adjustment). No step changes the order or the number of the characters.

use super::{Line, Unit};
use crate::length::Length;
use crate::punct::Class;
use crate::style::flow::Align;

/// The widest a word space becomes before other gaps open, in thousandths of an em.
const WIDEST_SPACE: i64 = 500;

/// The width of a line as its characters stand, the white of its last mark gone (GB/T 15834,
/// 5.1.10).
pub(super) fn natural(units: &[Unit]) -> Length {
    let units = without_last_spaces(units);
    let width: Length = units.iter().map(|unit| unit.room).sum();
    width - units.last().map_or(Length::ZERO, |last| last.white_right)
}

/// How much narrower a line can become.
pub(super) fn squeeze(units: &[Unit]) -> Length {
    let units = without_last_spaces(units);
    let inner = units.split_last().map_or(&[][..], |(_, inner)| inner);
    let right: Length = inner.iter().map(|unit| unit.white_right).sum();
    let left: Length = units.iter().map(|unit| unit.white_left).sum();
    left + right
}

fn without_last_spaces(units: &[Unit]) -> &[Unit] {
    let blank = units.iter().rev().take_while(|unit| unit.is_space()).count();
    units.get(..units.len() - blank).unwrap_or_default()
}

/// A line in its room, a left edge and a width.
pub(super) fn line(units: &[Unit], (left, width): (Length, Length), align: Align) -> Line {
    let mut units = without_last_spaces(units).to_vec();
    if let Some(last) = units.last_mut() {
        let white = last.white_right;
        last.trim_right(white);
    }
    let mut gaps = vec![Length::ZERO; units.len()];
    let used = natural(&units);
    if used > width {
        compress(&mut units, used - width);
    } else if align == Align::Justify {
        expand(&units, &mut gaps, width - used);
    }
    let used: Length = natural(&units) + gaps.iter().copied().sum();
    let mut x = left
        + match align {
            Align::Center => (width - used) / 2,
            Align::Right => width - used,
            _ => Length::ZERO,
        };
    let mut glyphs = Vec::with_capacity(units.len());
    for (unit, gap) in units.into_iter().zip(gaps) {
        glyphs.push((unit, x + unit.lead));
        x += unit.room + gap;
    }
    Line { glyphs, right: x }
}

/// The steps in which white goes: brackets and quotation marks, points within a sentence, points
/// that end one.
const STEPS: [fn(Class) -> bool; 3] = [
    |class| matches!(class, Class::Open | Class::Close),
    |class| class == Class::Pause,
    |class| class == Class::Stop,
];

/// Takes `excess` from the white of marks.
fn compress(units: &mut [Unit], excess: Length) {
    let mut left = excess;
    for step in STEPS {
        let white: Length = units
            .iter()
            .filter(|unit| step(unit.class))
            .map(|unit| unit.white_left + unit.white_right)
            .sum();
        if left <= Length::ZERO || white <= Length::ZERO {
            continue;
        }
        let taken = left.min(white);
        // Shares of the running sum, so that roundings do not add up.
        let (mut seen, mut gone) = (Length::ZERO, Length::ZERO);
        for unit in units.iter_mut().filter(|unit| step(unit.class)) {
            seen += unit.white_left + unit.white_right;
            let share = taken.scale(seen.to_emu(), white.to_emu()) - gone;
            gone += share;
            let at_left = share.min(unit.white_left);
            unit.trim_left(at_left);
            let at_right = share - at_left;
            unit.trim_right(at_right);
        }
        left -= taken;
    }
}

/// Opens gaps by `lack`: word spaces up to half an em, then all gaps but those within words,
/// numbers and pairs and beside connectors; then word spaces alone, then whatever there is.
fn expand(units: &[Unit], gaps: &mut [Length], lack: Length) {
    let last = units.len().saturating_sub(1);
    let spaces: Vec<usize> = indices(units, last, |unit, _| unit.is_space());
    let growth: Length = spaces
        .iter()
        .filter_map(|index| units.get(*index))
        .map(|unit| (unit.size.scale(WIDEST_SPACE, 1000) - unit.room).max(Length::ZERO))
        .sum();
    let first = lack.min(growth);
    open(gaps, &spaces, first);
    let lack = lack - first;
    let between = indices(units, last, opens);
    let all = indices(units, last, |_, _| true);
    let widened = [between, spaces, all].into_iter().find(|indices| !indices.is_empty());
    open(gaps, &widened.unwrap_or_default(), lack);
}

/// The gaps behind units of which `test` holds, the last unit's not among them.
fn indices(units: &[Unit], last: usize, test: impl Fn(&Unit, &Unit) -> bool) -> Vec<usize> {
    let pairs = units.iter().zip(units.iter().skip(1)).enumerate().take(last);
    pairs.filter(|(_, (before, behind))| test(before, behind)).map(|(index, _)| index).collect()
}

/// Whether the gap between two characters may open.
fn opens(before: &Unit, behind: &Unit) -> bool {
    let fixed = |class| matches!(class, Class::Connector | Class::Slash | Class::MiddleDot);
    let pair =
        before.class == behind.class && matches!(before.class, Class::Dash | Class::Ellipsis);
    let word = !before.han && !behind.han && !before.is_space() && !behind.is_space();
    !(fixed(before.class)
        || fixed(behind.class)
        || pair
        || word
        || crate::punct::is_combining(behind.character))
}

/// Shares `width` out over gaps, evenly to the EMU.
fn open(gaps: &mut [Length], indices: &[usize], width: Length) {
    let count = i64::try_from(indices.len()).unwrap_or(i64::MAX);
    let mut gone = Length::ZERO;
    for (number, index) in (1_i64..).zip(indices) {
        let share = width.scale(number, count) - gone;
        gone += share;
        if let Some(gap) = gaps.get_mut(*index) {
            *gap += share;
        }
    }
}
