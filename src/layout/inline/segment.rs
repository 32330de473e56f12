//! What of a paragraph stands between two line ends that its text asks for, and its lines.

use std::ops::Range;

use super::breaks;
use super::measure::Measure;
use super::unit::Unit;
use crate::length::Length;
use crate::style::flow::LineRules;

/// The ranges of the lines of a segment, in its units.
pub(super) type Lines = Vec<Range<usize>>;

/// Characters and the measure they fill.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) units: Vec<Unit>,
    pub(super) measure: Measure,
}

impl Segment {
    /// Its lines by some rules.
    pub(super) fn lines(&self, rules: LineRules) -> Lines {
        breaks::choose(&self.units, self.measure, rules)
    }

    /// The segment with so much more behind each character.
    pub(super) fn tracked(&self, tracking: Length) -> Segment {
        let mut segment = self.clone();
        for unit in segment.units.iter_mut().filter(|unit| unit.advance > Length::ZERO) {
            unit.advance += tracking;
            unit.slack = (unit.slack - tracking).max(Length::ZERO);
        }
        segment
    }

    /// Whether its lines are these in a measure that much wider and that much narrower too.
    pub(super) fn is_steady(&self, lines: &Lines, rules: LineRules, by: Length) -> bool {
        [by, -by].iter().all(|more| {
            let measure = Measure { width: self.measure.width + *more, ..self.measure };
            breaks::choose(&self.units, measure, rules) == *lines
        })
    }
}
