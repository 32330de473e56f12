//! 孤字: a last line of one character (CLREQ, orphans; GB/T 15834, 5.1.11) is mended as a clerk does
//! it, in a way that every word processor follows: all characters of the paragraph a little tighter
//! or looser.

use super::segment::{Lines, Segment};
use super::unit::Unit;
use crate::length::Length;
use crate::punct::Class;
use crate::style::flow::LineRules;

/// The changes of the tracking that are tried, in twips: at most 0.15 pt, the least first.
const TRIED: [i64; 6] = [-1, 1, -2, 2, -3, 3];
/// How much wider or narrower a line may turn out in another program and still end where it does: the
/// most is tried first.
const ROUNDINGS: [Length; 3] = [Length::pt(1.5), Length::pt(1.0), Length::pt(0.5)];

/// A paragraph whose last line has company.
pub(super) struct Mended {
    pub(super) segments: Vec<Segment>,
    pub(super) lines: Vec<Lines>,
    /// What was added behind each character.
    pub(super) tracking: Length,
}

/// Whether a last line has one character, with or without a mark.
pub(super) fn is_in(segments: &[Segment], lines: &[Lines]) -> bool {
    segments.iter().zip(lines).any(|(segment, lines)| match lines.as_slice() {
        [.., _, last] => is_orphan(segment.units.get(last.clone()).unwrap_or_default()),
        _ => false,
    })
}

/// The paragraph with the least change of its tracking that helps; of those that help, rather one
/// whose lines end there whatever a program rounds.
pub(super) fn mend(segments: &[Segment], rules: LineRules) -> Option<Mended> {
    let tried = TRIED.iter().map(|twips| {
        let tracking = Length::twips(*twips);
        let segments: Vec<Segment> =
            segments.iter().map(|segment| segment.tracked(tracking)).collect();
        let lines: Vec<Lines> = segments.iter().map(|segment| segment.lines(rules)).collect();
        Mended { segments, lines, tracking }
    });
    let mut helping: Vec<Mended> =
        tried.filter(|mended| !is_in(&mended.segments, &mended.lines)).collect();
    let steady = ROUNDINGS
        .iter()
        .find_map(|by| helping.iter().position(|mended| mended.is_steady(rules, *by)));
    let chosen = steady.unwrap_or(0);
    (chosen < helping.len()).then(|| helping.swap_remove(chosen))
}

impl Mended {
    /// Whether all its lines end where they do in a measure that much wider or narrower too.
    fn is_steady(&self, rules: LineRules, by: Length) -> bool {
        let mut segments = self.segments.iter().zip(&self.lines);
        segments.all(|(segment, lines)| segment.is_steady(lines, rules, by))
    }
}

/// Whether a line holds one ideograph, letter or digit and nothing else but marks (孤字).
fn is_orphan(line: &[Unit]) -> bool {
    let stands = |unit: &&Unit| {
        matches!(unit.class, Class::Han | Class::Letter | Class::Digit)
            && !unit.is_combining()
            && !unit.is_blank()
    };
    line.iter().filter(stands).count() == 1
}
