//! Issues in files: a line as it is printed, or a table of the parts.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Issue, IssueForm, IssueNumber, IssueUnit, Series};
use crate::model::messages::Fault;
use crate::model::scan::Scan;
use crate::model::strict;
use crate::raise::expecting;

/// The parts of an issue in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "issue")]
struct Parts {
    #[serde(default, deserialize_with = "strict::year")]
    year: Option<i32>,
    #[serde(default)]
    number: Option<IssueNumber>,
    #[serde(default)]
    total: Option<IssueNumber>,
    #[serde(default)]
    unit: IssueUnit,
    #[serde(default)]
    series: Series,
    #[serde(default)]
    form: IssueForm,
    #[serde(default, deserialize_with = "strict::optional_words")]
    line: Option<String>,
}

impl<'de> Deserialize<'de> for Issue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Issue, D::Error> {
        struct IssueVisitor;

        impl<'de> Visitor<'de> for IssueVisitor {
            type Value = Issue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "an issue such as \"2024年第8期（总第479期）\", or a table of its parts",
                    "期号，如 \"2024年第8期（总第479期）\"，或者分项写的 year、number、total",
                )
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Issue, E> {
                line(text).map_err(strict::fault)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Issue, A::Error> {
                let parts = Parts::deserialize(MapAccessDeserializer::new(map))?;
                let Parts { year, number, total, unit, series, form, line } = parts;
                let issue = Issue { year, number, total, unit, series, form, line };
                issue.says_something().map_err(strict::fault)?;
                Ok(issue)
            }
        }

        deserializer.deserialize_any(IssueVisitor)
    }
}

/// Reads an issue line as a whole.
pub(super) fn line(text: &str) -> Result<Issue, Fault> {
    let none = || Fault::IssueLine { line: text.to_owned() };
    let issue = parts(text).filter(|issue| issue.says_something().is_ok()).ok_or_else(none)?;
    let numbers = [issue.number, issue.total];
    numbers.into_iter().flatten().try_for_each(IssueNumber::check)?;
    Ok(issue)
}

fn parts(text: &str) -> Option<Issue> {
    let mut scan = Scan::new(text);
    let mut issue = Issue { year: scan.year(), ..Issue::default() };
    if issue.year.is_none() && scan.one_of("〔[") {
        let year = i32::try_from(scan.number()?).ok()?;
        if !crate::model::rules::YEARS.contains(&year) || !scan.one_of("〕]") {
            return None;
        }
        issue.year = Some(year);
        issue.form = IssueForm::Bracketed;
        // 〔2025〕年第6期 is said too.
        scan.word("年");
    }
    if let Some((_, series)) = Series::printed().find(|(word, _)| scan.word(word)) {
        issue.series = series;
    }
    let mut unit = None;
    if scan.word("第") {
        issue.number = Some(IssueNumber::read(&mut scan)?);
        unit = Some(scan.any(&IssueUnit::ALL)?);
    }
    let bracket = scan.one_of("（(");
    if scan.word("总") {
        scan.word("第");
        issue.total = Some(IssueNumber::read(&mut scan)?);
        let of_total = scan.any(&IssueUnit::ALL)?;
        if *unit.get_or_insert(of_total) != of_total {
            return None;
        }
        if bracket && !scan.one_of("）)") {
            return None;
        }
    } else if bracket {
        return None;
    }
    issue.unit = unit.unwrap_or_default();
    scan.at_end().then_some(issue)
}
