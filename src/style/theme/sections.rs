//! The numbers of sections, and the signs of column headings: which form each has.

use serde::{Deserialize, Deserializer, Serialize};

use super::ranges::{self, Fault};
use crate::place::Walk;
use crate::raise::raise;
use crate::style::messages::{Measure, StyleMessage};
use crate::style::numbering::STANDARD;

/// The longest form of a number, in characters; as a bulletin has it.
const LONGEST: usize = 20;

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
    #[serde(deserialize_with = "numbers")]
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

/// A form as a file has it.
#[derive(Deserialize)]
struct Form(#[serde(deserialize_with = "form")] String);

fn form<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let form = ranges::words::read(deserializer)?;
    length(&form).map_or(Ok(form), |message| Err(raise(message)))
}

fn numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let forms = Vec::<Form>::deserialize(deserializer)?;
    match count(&forms) {
        Some(message) => Err(raise(message)),
        None => Ok(forms.into_iter().map(|form| form.0).collect()),
    }
}

fn length(form: &str) -> Option<StyleMessage> {
    within(form.chars().count(), LONGEST)
}

fn count<T>(forms: &[T]) -> Option<StyleMessage> {
    within(forms.len(), STANDARD.len())
}

/// What is said of more than `most`.
fn within(count: usize, most: usize) -> Option<StyleMessage> {
    let of = |count: usize| Measure::Count(i128::try_from(count).unwrap_or(i128::MAX));
    (count > most).then(|| StyleMessage::Range { value: of(count), least: of(0), most: of(most) })
}

impl SectionsTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::words::check(&self.column_before, &at.field("column_before"))?;
        ranges::words::check(&self.column_after, &at.field("column_after"))?;
        let numbers = &at.field("numbers");
        if let Some(message) = count(&self.numbers) {
            return Err(Fault::new(message, numbers));
        }
        for (index, form) in self.numbers.iter().enumerate() {
            let path = &numbers.index(index);
            ranges::words::check(form, path)?;
            if let Some(message) = length(form) {
                return Err(Fault::new(message, path));
            }
        }
        Ok(())
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
