//! The lines of titles: what is not parted at a line end.

use serde::{Deserialize, Serialize};

use super::ranges::{Fault, word_list};
use crate::place::Walk;

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
    #[serde(deserialize_with = "word_list::read::<TitlesTheme, _>")]
    #[cfg_attr(feature = "schema", schemars(length(max = 1000), inner(length(min = 2, max = 40))))]
    pub terms: Vec<String>,
}

impl TitlesTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        word_list::check::<TitlesTheme>(&self.terms, &at.field("terms"))
    }
}

impl word_list::Limited for TitlesTheme {
    const LIMITS: word_list::Limits = word_list::Limits { most: 1000, shortest: 2, longest: 40 };
}
