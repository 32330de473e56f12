//! The lines of titles: what is not parted at a line end.

use serde::{Deserialize, Deserializer, Serialize};

use super::ranges::{self, Fault};
use crate::place::Walk;
use crate::raise::raise;
use crate::style::messages::{Measure, StyleMessage};

/// The most terms.
const MOST: usize = 1000;
/// The shortest and the longest term, in characters.
const LENGTHS: (usize, usize) = (2, 40);

/// The lines of titles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<TitlesTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TitlesTheme {
    /// Terms of the office that no line of a title ends within, where the title has another shape: names
    /// of its bodies, its campaigns, its places; up to 1,000, each of 2 to 40 characters. They are added
    /// to those of public offices that the library knows (人民代表大会, 党纪学习教育, 入河排污口), and
    /// the longest that fits counts. Titles are broken between words and phrases (GB/T 9704-2012, 7.3.1).
    /// Default none.
    #[serde(deserialize_with = "terms")]
    #[cfg_attr(feature = "schema", schemars(length(max = 1000), inner(length(min = 2, max = 40))))]
    pub terms: Vec<String>,
}

impl TitlesTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        let terms = &at.field("terms");
        if let Some(message) = within(self.terms.len(), (0, MOST)) {
            return Err(Fault::new(message, terms));
        }
        for (index, term) in self.terms.iter().enumerate() {
            let path = &terms.index(index);
            ranges::words::check(term, path)?;
            if let Some(message) = length(term) {
                return Err(Fault::new(message, path));
            }
        }
        Ok(())
    }
}

/// A term as a file has it.
#[derive(Deserialize)]
struct Term(#[serde(deserialize_with = "term")] String);

fn term<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let term = ranges::words::read(deserializer)?;
    length(&term).map_or(Ok(term), |message| Err(raise(message)))
}

fn terms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let terms = Vec::<Term>::deserialize(deserializer)?;
    match within(terms.len(), (0, MOST)) {
        Some(message) => Err(raise(message)),
        None => Ok(terms.into_iter().map(|term| term.0).collect()),
    }
}

fn length(term: &str) -> Option<StyleMessage> {
    within(term.chars().count(), LENGTHS)
}

/// What is said of a number that is out of its range.
fn within(count: usize, (least, most): (usize, usize)) -> Option<StyleMessage> {
    let of = |count: usize| Measure::Count(i128::try_from(count).unwrap_or(i128::MAX));
    let is_within = (least..=most).contains(&count);
    (!is_within).then(|| StyleMessage::Range { value: of(count), least: of(least), most: of(most) })
}
