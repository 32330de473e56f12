//! The formats that bulletins and themes are read from and written in.

use std::path::Path;

use bulletin::check::{self, Tidy};
use bulletin::draft::{self, Options, SourceMap};
use bulletin::{Bulletin, Error, Finding, Place, Theme};
use serde::Serialize;

use crate::messages::OutputMessage;
use crate::safe;

/// A format of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Draft,
    Json,
    Toml,
    Yaml,
}

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Output {
    Docx,
    Pdf,
    /// A drawing of each page.
    Svg,
    /// A picture of each page.
    Png,
}

/// A bulletin as it was read.
pub(crate) struct Reading {
    pub(crate) bulletin: Bulletin,
    /// What was noticed in reading.
    pub(crate) findings: Vec<Finding>,
    /// Where each value stands in a draft.
    pub(crate) map: Option<SourceMap>,
}

impl Output {
    pub(crate) const ALL: [Output; 4] = [Output::Docx, Output::Pdf, Output::Svg, Output::Png];

    /// The ending of its files' names.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Output::Docx => "docx",
            Output::Pdf => "pdf",
            Output::Svg => "svg",
            Output::Png => "png",
        }
    }

    /// Whether each page is a file.
    pub(crate) fn is_of_pages(self) -> bool {
        matches!(self, Output::Svg | Output::Png)
    }
}

impl Reading {
    /// The same, under this name where it has none.
    pub(crate) fn named(mut self, name: Option<&str>) -> Reading {
        let title = &mut self.bulletin.masthead.title;
        if let Some(name) = name.filter(|_| title.is_empty()) {
            name.clone_into(title);
            self.findings.retain(|finding| finding.code() != "draft.title");
        }
        self
    }
}

impl Format {
    /// The format that a file's ending says; none for endings of other programs.
    pub(crate) fn of(file: &Path) -> Option<Format> {
        let Some(ending) = file.extension() else { return Some(Format::Draft) };
        match ending.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Format::Draft),
            "json" => Some(Format::Json),
            "toml" => Some(Format::Toml),
            "yaml" | "yml" => Some(Format::Yaml),
            _ => None,
        }
    }

    /// Reads a bulletin, with the findings of a draft and those of its marks.
    pub(crate) fn read_bulletin(self, text: &str, tidy: Tidy) -> Result<Reading, Error> {
        let mut bulletin = match self {
            Format::Draft => {
                let draft = draft::parse_with(text, &Options::tidy(tidy));
                let (findings, map) = (draft.findings, Some(draft.map));
                return Ok(Reading { bulletin: draft.bulletin, findings, map });
            }
            Format::Json => Bulletin::from_json(text)?,
            Format::Toml => Bulletin::from_toml(text)?,
            Format::Yaml => Bulletin::from_yaml(text)?,
        };
        let mut findings = bulletin.tidy(tidy);
        findings.extend(check::bulletin(&bulletin));
        Ok(Reading { bulletin, findings, map: None })
    }

    /// Reads a theme. A draft says a bulletin and nothing else; themes without an ending are TOML.
    pub(crate) fn read_theme(self, text: &str) -> Result<Theme, Error> {
        match self {
            Format::Json => Theme::from_json(text),
            Format::Yaml => Theme::from_yaml(text),
            Format::Toml | Format::Draft => Theme::from_toml(text),
        }
    }

    /// Writes a bulletin.
    pub(crate) fn write(self, bulletin: &Bulletin) -> Result<String, Error> {
        match self {
            Format::Draft => Ok(bulletin.to_draft()),
            Format::Json => json(bulletin),
            Format::Toml => {
                toml::to_string_pretty(bulletin).map_err(|error| unwritable("TOML", error))
            }
            Format::Yaml => {
                serde_saphyr::to_string(bulletin).map_err(|error| unwritable("YAML", error))
            }
        }
    }
}

/// Writes a value as JSON for people to read.
fn json(value: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| unwritable("JSON", error))?;
    Ok(safe::json(&text) + "\n")
}

fn unwritable(
    format: &'static str,
    error: impl std::error::Error + Send + Sync + 'static,
) -> Error {
    Error::new(OutputMessage::Unencodable { format }, Place::default()).caused_by(error)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn each_format_says_the_place_and_what_was_expected() {
        let cases = [
            (Format::Json, "{\n  \"masthead\": { \"name\": \"快报\" }\n}", (2, 17)),
            (Format::Toml, "[masthead]\nname = '快报'\n", (2, 1)),
            (Format::Yaml, "masthead:\n  name: 快报\n", (2, 3)),
        ];
        for (format, text, (line, column)) in cases {
            let error = format.read_bulletin(text, Tidy::default()).map(|_| ()).unwrap_err();
            let place = error.place();
            assert_eq!((place.line(), place.column()), (Some(line), Some(column)), "{error}");
            assert_eq!(place.path.to_string(), "masthead.name");
            assert!(error.message(bulletin::Language::English).contains("title"), "{error}");
        }
    }
}
