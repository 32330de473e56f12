//! Where lines end: line by line, filled with characters of their natural width, as word processors
//! do. Only what may not begin the next line is dealt with: 先挤进，后推出.

use std::ops::Range;

use super::justify;
use super::measure::Measure;
use super::opportunity::{BreakOpportunity, opportunity};
use super::unit::Unit;
use crate::length::Length;
use crate::punct;
use crate::style::flow::LineRules;

/// What the lines of a paragraph are chosen from.
struct Breaks<'a> {
    units: &'a [Unit],
    rules: LineRules,
}

/// The most white, in ems, that a line is left with for the sake of what had better stay together:
/// three characters and what the tracking saves in a line.
const KEEPING: (i64, i64) = (13, 4);
/// The least white, in ems, that a word is hyphenated for.
const HYPHENATING: (i64, i64) = (1, 1);
/// How far ahead the end of what had better stay together is looked for, in characters.
const AHEAD: usize = 6;

/// The ranges of the lines; at least one, which is empty for a paragraph without characters.
pub(super) fn choose(units: &[Unit], measure: Measure, rules: LineRules) -> Vec<Range<usize>> {
    let breaks = Breaks { units, rules };
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let (_, width) = measure.of_line(lines.len());
        let end = breaks.line_end(start, width).max(start + 1);
        lines.push(start..end);
        start = end;
        // Blanks do not begin a line; they stay with the line before, behind its end.
        while units.get(start).is_some_and(Unit::is_blank) {
            start += 1;
            if let Some(line) = lines.last_mut() {
                line.end = start;
            }
        }
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// What a line that begins at some place can hold.
#[derive(Default)]
struct Reach {
    /// The furthest end that fits at all.
    furthest: usize,
    /// The furthest at which a line may end.
    last: Option<usize>,
    /// The furthest at which it may end without parting what had better stay together.
    free: Option<usize>,
    /// The furthest within a word, its hyphen in the line.
    hyphen: Option<usize>,
    /// The furthest at the points of an address.
    resort: Option<usize>,
}

impl Breaks<'_> {
    fn line(&self, range: Range<usize>) -> &[Unit] {
        self.units.get(range).unwrap_or_default()
    }

    fn opportunity(&self, at: usize) -> BreakOpportunity {
        opportunity(self.units, at, self.rules)
    }

    /// The white that a line from `start` to `end` leaves, negative when it is too long.
    fn white(&self, start: usize, end: usize, measure: Length) -> Length {
        measure - justify::natural(self.line(start..end), self.rules)
    }

    /// Whether a line from `start` to `end` can be compressed into the measure.
    fn can_be_compressed(&self, start: usize, end: usize, measure: Length) -> bool {
        let line = self.line(start..end);
        self.white(start, end, measure) + justify::compressibility(line, self.rules) >= Length::ZERO
    }

    fn reach(&self, start: usize, measure: Length) -> Reach {
        let mut reach = Reach { furthest: start, ..Reach::default() };
        let units = self.units.get(start..).unwrap_or_default();
        let trimmed =
            units.first().map_or(Length::ZERO, |first| justify::at_start(first, self.rules));
        let (mut width, mut gap) = (-trimmed, Length::ZERO);
        for (end, unit) in (start + 1..).zip(units) {
            width += gap + unit.advance;
            gap = unit.gap;
            // A blank goes where the line ends.
            let at_end = if unit.is_blank() { unit.advance } else { unit.white_right };
            if width - at_end > measure {
                if unit.is_blank() {
                    continue;
                }
                break;
            }
            reach.furthest = end;
            match self.opportunity(end) {
                BreakOpportunity::Allowed => (reach.last, reach.free) = (Some(end), Some(end)),
                BreakOpportunity::Discouraged => reach.last = Some(end),
                BreakOpportunity::Emergency => reach.resort = Some(end),
                BreakOpportunity::Prohibited => {
                    if unit.hyphen.is_some_and(|hyphen| width + hyphen.width <= measure) {
                        reach.hyphen = Some(end);
                    }
                }
            }
        }
        reach
    }

    /// Where the line that begins at `start` ends.
    fn line_end(&self, start: usize, measure: Length) -> usize {
        let Reach { furthest, last, free, hyphen, resort } = self.reach(start, measure);
        if furthest == self.units.len() || free == Some(furthest) {
            return furthest;
        }
        // Push in: the marks that may not begin a line, beyond the measure where one may hang, or if
        // the white of the line makes way.
        if last != Some(furthest)
            && let Some(end) = self.next_break_of_marks(start, furthest)
            && (justify::hangs(self.line(start..end), measure, self.rules)
                || self.can_be_compressed(start, end, measure))
        {
            return end;
        }
        // Push out; a word longer than the line is cut.
        let Some(last) = last else {
            return hyphen.max(resort).unwrap_or(furthest.max(start + 1));
        };
        let end = if free == Some(last) { last } else { self.keep(start, last, free, measure) };
        let white = self.white(start, end, measure);
        let em = self.em(start);
        if let Some(hyphen) = hyphen.filter(|hyphen| *hyphen > end)
            && white > em.scale(HYPHENATING.0, HYPHENATING.1)
        {
            return hyphen;
        }
        // A word processor moves a long word down, however loose that leaves the line.
        if !self.rules.keep || !justify::is_loose(self.line(start..end), white) {
            return end;
        }
        match resort.filter(|resort| *resort > end) {
            Some(resort) => resort,
            None if self.word_from(end, measure) > measure => furthest.max(end),
            None => end,
        }
    }

    /// The em of the line that begins at `start`.
    fn em(&self, start: usize) -> Length {
        self.units.get(start).map_or(Length::ZERO, |unit| unit.size)
    }

    /// The width of the word that begins at `start`, up to the next place where a line may end or to
    /// twice the measure.
    fn word_from(&self, start: usize, measure: Length) -> Length {
        let prohibited = |at: &usize| {
            *at < self.units.len() && self.opportunity(*at) == BreakOpportunity::Prohibited
        };
        // What is twice as wide as the line is wide enough to know.
        let mut room = measure * 2;
        let within = |at: &usize| {
            room -= self.units.get(*at).map_or(Length::ZERO, |unit| unit.advance);
            room > Length::ZERO
        };
        let count = (start + 1..).take_while(prohibited).take_while(within).count();
        justify::natural(self.line(start..start + 1 + count), self.rules)
    }

    /// Keeps together what the break at `last` would part: compressed into the line, or moved down
    /// whole if that leaves little white.
    fn keep(&self, start: usize, last: usize, free: Option<usize>, measure: Length) -> usize {
        let whole = (last + 1..=last + AHEAD)
            .find(|end| self.opportunity(*end) == BreakOpportunity::Allowed);
        if let Some(whole) = whole.filter(|whole| *whole <= self.units.len())
            && self.can_be_compressed(start, whole, measure)
        {
            return whole;
        }
        let most = self.em(start).scale(KEEPING.0, KEEPING.1);
        free.filter(|free| self.white(start, *free, measure) <= most).unwrap_or(last)
    }

    /// The next place behind `from` where the line that begins at `start` may end, with nothing but
    /// marks before it. No character gives up more than half of its square: a line has no room for
    /// more marks than it has characters, and no more are looked at.
    fn next_break_of_marks(&self, start: usize, from: usize) -> Option<usize> {
        let level = self.rules.prohibition;
        let never_first = |unit: &Unit| unit.han && punct::never_first(unit.class, level);
        let mut end = from;
        while end - from <= from - start && self.units.get(end).is_some_and(never_first) {
            end += 1;
            if self.opportunity(end) != BreakOpportunity::Prohibited {
                return Some(end);
            }
        }
        None
    }
}
