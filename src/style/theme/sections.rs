//! The numbers of sections, and the signs of column headings: which form each has.

use serde::{Deserialize, Serialize};

use super::ranges::{self, Fault, word_list};
use crate::place::Walk;
use crate::style::numbering::STANDARD;

/// The numbers of sections, and the headings of columns (栏目) between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<SectionsTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SectionsTheme {
    /// The form of the numbers of each level, from the first: what the first of them looks like, in up
    /// to 20 characters. `一`, `1` and `①` stand for the number, the last of several for that of the
    /// section itself, those before for the numbers of the sections around it; a form without any of
    /// them is a sign, and an empty one is no number. Levels that are not listed have the standard's.
    /// Default `["一、", "（一）", "1.", "（1）", "①"]` (GB/T 9704-2012, 7.3.3; GB/T 15834-2011, B.3).
    #[serde(deserialize_with = "word_list::read::<SectionsTheme, _>")]
    #[cfg_attr(feature = "schema", schemars(length(max = 5), inner(length(max = 20))))]
    pub numbers: Vec<String>,
    /// What stands before the heading of a column: words on one line, or none. Default `【`.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub column_before: String,
    /// What stands behind the heading of a column. Default `】`.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub column_after: String,
}

impl Default for SectionsTheme {
    fn default() -> SectionsTheme {
        SectionsTheme {
            numbers: STANDARD.map(str::to_owned).to_vec(),
            column_before: "【".into(),
            column_after: "】".into(),
        }
    }
}

impl word_list::Limited for SectionsTheme {
    const LIMITS: word_list::Limits =
        word_list::Limits { most: STANDARD.len(), shortest: 0, longest: 20 };
}

impl SectionsTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::words::check(&self.column_before, &at.field("column_before"))?;
        ranges::words::check(&self.column_after, &at.field("column_after"))?;
        word_list::check::<SectionsTheme>(&self.numbers, &at.field("numbers"))
    }

    /// The form of a level, from 0.
    pub(in crate::style) fn form(&self, level: usize) -> &str {
        let last = STANDARD.len() - 1;
        let standard = || STANDARD.get(level.min(last)).copied().unwrap_or_default();
        self.numbers.get(level.min(last)).map_or_else(standard, String::as_str)
    }

    /// The level that has a form.
    pub(in crate::style) fn level(&self, form: &str) -> Option<usize> {
        (0..STANDARD.len()).find(|level| self.form(*level) == form).filter(|_| !form.is_empty())
    }
}
