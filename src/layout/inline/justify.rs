//! Filling a line: characters back to the grid where there is room, then compress first, then expand,
//! each step evenly over all its instances (CLREQ, line adjustment). No step changes the order or the
//! number of the characters.

use super::line::{Line, NoteLines, Part, Underline};
use super::unit::Unit;
use crate::length::Length;
use crate::punct::{self, Class};
use crate::style::flow::{Align, LineRules};

/// The widest a word space becomes before other gaps open, in thousandths of an em.
const WIDEST_SPACE: i64 = 500;
/// The narrowest a word space becomes, in thousandths of an em.
const NARROWEST_SPACE: i64 = 250;

/// The widest gap between characters before a line is called loose, in thousandths of an em.
const LOOSE: i64 = 250;
/// From how many characters on a Latin word is an address.
const ADDRESS: usize = 16;

/// The width of a line as its characters stand: the white of its last mark gone (GB/T 15834,
/// 5.1.10), that of an opening mark at its start, and the gap and the hyphen that only its end
/// decides.
pub(super) fn natural(units: &[Unit], rules: LineRules) -> Length {
    let units = shown(units);
    let width: Length = units.iter().map(|unit| unit.advance + unit.gap).sum();
    let start = units.first().map_or(Length::ZERO, |first| at_start(first, rules));
    let end = units.last().map_or(Length::ZERO, |last| {
        last.white_right + last.gap - last.hyphen.map_or(Length::ZERO, |hyphen| hyphen.width)
    });
    width - start - end
}

/// How much narrower a line can become.
pub(super) fn compressibility(units: &[Unit], rules: LineRules) -> Length {
    let units = shown(units);
    let all: Length = units.iter().map(given).sum();
    let start = units.first().map_or(Length::ZERO, |first| at_start(first, rules));
    let end = units.last().map_or(Length::ZERO, |last| last.white_right + narrowing_of_gap(last));
    all - start - end
}

/// The white that an opening mark loses at a line start.
pub(super) fn at_start(first: &Unit, rules: LineRules) -> Length {
    if rules.trim_line_start { first.white_left } else { Length::ZERO }
}

/// Whether the point at the end of a line stands beyond the measure: the rules let it hang, and with
/// half of its square it would not end within. Never in a run of marks (CLREQ, hanging punctuation).
pub(super) fn hangs(units: &[Unit], width: Length, rules: LineRules) -> bool {
    let hanging = |unit: &Unit| unit.han && matches!(unit.class, Class::Pause | Class::Stop);
    let [.., before, last] = shown(units) else {
        return false;
    };
    let natural = natural(units, rules);
    rules.hanging
        && hanging(last)
        && !punct::is_mark(before.class)
        && natural > width
        && natural - (last.advance - last.white_right) <= width
}

/// The units of a line without what goes at its end: blanks and marks without width.
fn shown(units: &[Unit]) -> &[Unit] {
    let goes = |unit: &&Unit| unit.is_blank() || unit.class == Class::BreakMark;
    let gone = units.iter().rev().take_while(goes).count();
    units.get(..units.len() - gone).unwrap_or_default()
}

/// A line in its measure, a left edge and a width.
pub(super) fn line(
    units: &[Unit],
    (left, width): (Length, Length),
    align: Align,
    rules: LineRules,
) -> Line {
    let hangs = hangs(units, width, rules);
    let (units, gone) = units.split_at(shown(units).len());
    let mut units = units.to_vec();
    if let Some(first) = units.first_mut() {
        first.trim_left(at_start(first, rules));
    }
    if let Some(last) = units.last_mut() {
        last.trim_right(last.white_right);
        last.gap = Length::ZERO;
    }
    if let Some(hyphen) = units.last().and_then(Unit::hyphen_unit) {
        units.push(hyphen);
    }
    let measured =
        |units: &[Unit]| units.iter().map(|unit| unit.advance + unit.gap).sum::<Length>();
    let mut hung = Length::ZERO;
    if let Some(last) = units.last_mut().filter(|_| hangs) {
        (hung, last.slack) = (last.advance, Length::ZERO);
    }
    let width = width + hung;
    let white: Length = units.iter().map(given).sum();
    let room = width - measured(&units) + white;
    restore(&mut units, room);
    let used = measured(&units);
    if used > width {
        compress(&mut units, used - width);
    } else if align == Align::Justify {
        expand(&mut units, width - used);
    }
    let mut x = left
        + match align {
            Align::Center => (width - measured(&units)) / 2,
            Align::Right => width - measured(&units),
            _ => Length::ZERO,
        };
    let mut line = Line {
        stretches: Vec::new(),
        right: x,
        underlines: Vec::new(),
        notes: Vec::new(),
        has_parts: false,
    };
    let count = units.len();
    for (at, unit) in units.into_iter().enumerate() {
        line.push(unit.look(), unit.placed(x), count - at);
        line.has_parts |= unit.part != Part::Text;
        let to = x + unit.advance + unit.gap;
        // A number may have several digits.
        if let Some(index) =
            unit.note.filter(|index| line.notes.last().is_none_or(|last| last.index != *index))
        {
            line.notes.push(NoteLines { index, lines: Vec::new(), pitch: Length::ZERO });
        }
        if let Some(size) = unit.underline {
            let (from, color) = (x, unit.color);
            match line.underlines.last_mut() {
                Some(last) if (last.to, last.size, last.color) == (from, size, color) => {
                    last.to = to;
                }
                _ => line.underlines.push(Underline { from, to, size, color }),
            }
        }
        x = to;
    }
    // Marks without width are kept for who copies the text.
    for mark in gone.iter().filter(|unit| unit.class == Class::BreakMark) {
        line.push(mark.look(), mark.placed(x), 1);
    }
    line.stretches.shrink_to_fit();
    for stretch in &mut line.stretches {
        stretch.glyphs.shrink_to_fit();
    }
    line.right = x;
    line
}

/// Gives characters their places on the grid again, as far as there is `room`: within the measure, and
/// in the white of marks where that has to go in any case.
fn restore(units: &mut [Unit], room: Length) {
    let lacking: Length = units.iter().map(|unit| unit.slack).sum();
    let given = room.min(lacking);
    if given <= Length::ZERO {
        return;
    }
    let (mut seen, mut gone) = (Length::ZERO, Length::ZERO);
    for unit in units.iter_mut() {
        seen += unit.slack;
        let share = given.scale(seen.to_emu(), lacking.to_emu()) - gone;
        gone += share;
        unit.advance += share;
        unit.slack -= share;
    }
}

/// A step of compression: what a unit can give, and how it is taken.
struct Step {
    give: fn(&Unit) -> Length,
    take: fn(&mut Unit, Length),
}

/// The steps in which white goes: word spaces, brackets and quotation marks, points within a
/// sentence, gaps between Chinese and Latin, points that end a sentence.
const STEPS: [Step; 5] = [
    Step { give: narrowing_of_space, take: |unit, width| unit.advance -= width },
    Step {
        give: |unit| white(unit, matches!(unit.class, Class::Open | Class::Close)),
        take: take_white,
    },
    Step { give: |unit| white(unit, unit.class == Class::Pause), take: take_white },
    Step { give: narrowing_of_gap, take: |unit, width| unit.gap -= width },
    Step { give: |unit| white(unit, unit.class == Class::Stop), take: take_white },
];

/// What a unit can give in all steps.
fn given(unit: &Unit) -> Length {
    STEPS.iter().map(|step| (step.give)(unit)).sum()
}

fn narrowing_of_space(unit: &Unit) -> Length {
    if unit.is_space() {
        (unit.advance - unit.size.scale(NARROWEST_SPACE, 1000)).max(Length::ZERO)
    } else {
        Length::ZERO
    }
}

fn narrowing_of_gap(unit: &Unit) -> Length {
    unit.gap / 2
}

/// The white of a mark, if the step is its.
fn white(unit: &Unit, is_its: bool) -> Length {
    if is_its { unit.white_left + unit.white_right } else { Length::ZERO }
}

fn take_white(unit: &mut Unit, width: Length) {
    let at_left = width.min(unit.white_left);
    unit.trim_left(at_left);
    unit.trim_right(width - at_left);
}

/// Takes `excess` from what the steps can give, in each step evenly from all.
fn compress(units: &mut [Unit], excess: Length) {
    let mut left = excess;
    for Step { give, take } in STEPS {
        let given: Length = units.iter().map(give).sum();
        if left <= Length::ZERO || given <= Length::ZERO {
            continue;
        }
        let taken = left.min(given);
        // Shares of the running sum, so that roundings do not add up.
        let (mut seen, mut gone) = (Length::ZERO, Length::ZERO);
        for unit in units.iter_mut() {
            seen += give(unit);
            let share = taken.scale(seen.to_emu(), given.to_emu()) - gone;
            gone += share;
            take(unit, share);
        }
        left -= taken;
    }
}

/// Opens gaps by `lack`: word spaces up to half an em, gaps between Chinese and Latin by a third,
/// then all gaps but those within words, numbers and pairs and beside connectors, and those within
/// addresses where the line would be loose; then word spaces alone, then whatever there is.
fn expand(units: &mut [Unit], lack: Length) {
    let last = units.len().saturating_sub(1);
    let spaces = word_spaces(units);
    let gaps = indices(units, last, |unit, _| unit.gap > Length::ZERO);
    let widening =
        |unit: &Unit| (unit.size.scale(WIDEST_SPACE, 1000) - unit.advance).max(Length::ZERO);
    let lack = grow(units, &spaces, widening, lack);
    let lack = grow(units, &gaps, |unit| unit.gap / 3, lack);
    let mut between = indices(units, last, opens);
    if is_loose(units, lack) {
        between.extend(within_addresses(units));
        between.sort_unstable();
    }
    let all = indices(units, last, |_, _| true);
    let widened = [between, spaces, all].into_iter().find(|indices| !indices.is_empty());
    open(units, &widened.unwrap_or_default(), lack);
}

/// The spaces beside Latin words. A blank between ideographs opens no further than other gaps.
fn word_spaces(units: &[Unit]) -> Vec<usize> {
    let word = |unit: &Unit| !unit.han && !unit.is_space();
    let triples = units.windows(3).enumerate().filter(|(_, units)| match units {
        [before, space, behind] => space.is_space() && (word(before) || word(behind)),
        _ => false,
    });
    triples.map(|(index, _)| index + 1).collect()
}

/// Whether so much white makes wide gaps between the characters of a line.
pub(super) fn is_loose(units: &[Unit], white: Length) -> bool {
    let units = shown(units);
    let gaps = indices(units, units.len().saturating_sub(1), opens).len();
    let em = units.first().map_or(Length::ZERO, |unit| unit.size);
    white > em.scale(LOOSE, 1000) * i64::try_from(gaps).unwrap_or(i64::MAX)
}

/// The gaps within Latin words so long that they are addresses.
fn within_addresses(units: &[Unit]) -> Vec<usize> {
    let latin = |unit: &Unit| !unit.han && !unit.is_space();
    let mut gaps = Vec::new();
    let mut start = 0;
    for word in units.chunk_by(|before, behind| latin(before) == latin(behind)) {
        if word.len() >= ADDRESS && word.first().is_some_and(latin) {
            let inner = indices(word, word.len() - 1, |_, behind| !behind.is_combining());
            gaps.extend(inner.into_iter().map(|index| start + index));
        }
        start += word.len();
    }
    gaps
}

/// Opens the gaps at `indices` by at most what `growth` allows each; what is still lacking.
fn grow(
    units: &mut [Unit],
    indices: &[usize],
    growth: impl Fn(&Unit) -> Length,
    lack: Length,
) -> Length {
    let allowed: Length = indices.iter().filter_map(|index| units.get(*index)).map(growth).sum();
    let grown = lack.min(allowed);
    open(units, indices, grown);
    lack - grown
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
        || behind.class == Class::BreakMark
        || behind.is_combining())
}

/// Shares `width` out over gaps, evenly to the EMU.
fn open(units: &mut [Unit], indices: &[usize], width: Length) {
    let count = i64::try_from(indices.len()).unwrap_or(i64::MAX);
    let mut gone = Length::ZERO;
    for (number, index) in (1_i64..).zip(indices) {
        let share = width.scale(number, count) - gone;
        gone += share;
        if let Some(unit) = units.get_mut(*index) {
            unit.gap += share;
        }
    }
}
