//! The findings of one reading, each at its line and column of the draft.

use std::collections::BTreeSet;

use super::chars::{before, behind, narrow};
use super::cursor::{Damage, chinese, is_dash, looks_like_digit};
use super::messages::DraftMessage;
use super::source::Places;
use super::spot::Spot;
use crate::finding::{Finding, join_equal};
use crate::place::Place;

/// Collects findings; none of them stops the reading.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    /// How many of them are about the draft as it was written. The others are about the cleaned one.
    written: usize,
    /// Those that say that something was left out, by their numbers.
    left_out: Vec<usize>,
}

impl Report {
    /// Says something of a place.
    pub(super) fn say(&mut self, at: Spot, message: DraftMessage) {
        if message.leaves_out() {
            self.left_out.push(self.findings.len());
        }
        self.findings.push(Finding::new(message, Place::at(at.line, at.column)));
    }

    /// Says that `original` had to be repaired to be read as `read`, unless there was no damage. If
    /// only one number in it was damaged, only that is shown.
    pub(super) fn repaired(&mut self, at: Spot, damage: Damage, original: &str, read: &str) {
        let original = original.trim();
        if damage.is_none() || original == read {
            return;
        }
        let (skipped, original, read) =
            differing_number(original, read).unwrap_or((0, original, read));
        let (original, read) = (original.to_owned(), read.to_owned());
        let repairs = damage.repairs();
        self.say(at.right(skipped), DraftMessage::Repaired { original, read, repairs });
    }

    /// From here on the places are those of the cleaned draft.
    pub(super) fn cleaned(&mut self) {
        self.written = self.findings.len();
    }

    /// What was found, in the order of the draft, each at its place in the draft as it was written.
    pub(super) fn finish(mut self, places: &Places) -> Found {
        let original = |place: Place| match (place.line(), place.column()) {
            (Some(line), Some(column)) => {
                let Spot { line, column } = places.original(Spot { line, column });
                Place::at(line, column)
            }
            _ => place,
        };
        let found = std::mem::take(&mut self.findings).into_iter().enumerate();
        self.findings = found
            .map(|(index, finding)| match index < self.written {
                true => finding,
                false => finding.with_places(original),
            })
            .collect();
        let line_of = |index: usize| self.findings.get(index)?.place().line();
        let left_out: BTreeSet<u32> = self.left_out.iter().copied().filter_map(line_of).collect();
        self.findings.sort_by_key(|finding| (finding.place().line(), finding.place().column()));
        let mut noted: Vec<u32> =
            self.findings.iter().filter_map(|finding| finding.place().line()).collect();
        noted.dedup();
        let left_out = left_out.into_iter().collect();
        Found { findings: join_equal(self.findings), noted, left_out }
    }
}

/// What was found in a draft.
pub(super) struct Found {
    /// The findings, equal notes as one.
    pub(super) findings: Vec<Finding>,
    /// The lines that the findings are about, including all of joined ones.
    pub(super) noted: Vec<u32>,
    /// The lines that were left out, wholly or in part.
    pub(super) left_out: Vec<u32>,
}

/// The one number in which two texts differ, as each has it, and how many characters stand before
/// it.
fn differing_number<'t>(one: &'t str, other: &'t str) -> Option<(usize, &'t str, &'t str)> {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let same: usize = same.map(|(character, _)| character.len_utf8()).sum();
    let digits = before(one, same).chars().rev().take_while(|c| is_of_number(*c));
    // The number may begin before the difference.
    let from = same - digits.map(char::len_utf8).sum::<usize>();
    let (number, rest) = split_number(behind(one, from));
    let (other_number, other_rest) = split_number(behind(other, from));
    let one_number = rest == other_rest && !number.is_empty() && !other_number.is_empty();
    (one_number && !other_number.contains(is_dash))
        .then(|| (before(one, from).chars().count(), number, other_number))
}

/// The number at the start of a text, with the sign of a day after it, and the rest.
fn split_number(text: &str) -> (&str, &str) {
    let digits = text.chars().take_while(|character| is_of_number(*character));
    let length: usize = digits.map(char::len_utf8).sum();
    let day = behind(text, length).chars().next().filter(|c| matches!(c, '日' | '曰'));
    text.split_at(length + day.map_or(0, char::len_utf8))
}

/// Whether a character is a digit or a numeral, or is read as one.
fn is_of_number(character: char) -> bool {
    narrow(character).is_ascii_digit()
        || looks_like_digit(character)
        || chinese(character).is_some()
        || is_dash(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_number_that_differs_is_shown() {
        for (one, other, shown) in [
            ("第4l7期", "第417期", Some((1, "4l7", "417"))),
            (
                "2024年第8期（总第４７９期）",
                "2024年第8期（总第479期）",
                Some((11, "４７９", "479")),
            ),
            ("2O24年3月12日", "2024年3月12日", Some((0, "2O24", "2024"))),
            ("2024年3月1曰", "2024年3月1日", Some((7, "1曰", "1日"))),
            ("第4l7期，总第4l7期", "第417期，总第417期", None),
            ("（2024）第8期", "2024年第8期", None),
            ("2 月 26 日", "2月26日", None),
            ("2月26日一3月1日", "2月26日—3月1日", None),
            ("甲", "甲", None),
        ] {
            assert_eq!(differing_number(one, other), shown, "{one}");
        }
    }
}
