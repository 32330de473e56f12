//! The formats that bulletins and themes are read from and written in.

use std::path::Path;

use bulletin::{Bulletin, Finding, Place, Severity, draft};
use serde::Serialize;
use serde::de::DeserializeOwned;

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
}

impl Output {
    /// The ending of its files' names.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Output::Docx => "docx",
            Output::Pdf => "pdf",
        }
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

    /// Reads a bulletin, with the findings of a draft.
    pub(crate) fn read_bulletin(self, text: &str) -> Result<(Bulletin, Vec<Finding>), Finding> {
        match self {
            Format::Draft => Ok(draft::parse(text)),
            _ => self.read(text).map(|bulletin| (bulletin, Vec::new())),
        }
    }

    /// Writes a bulletin.
    pub(crate) fn write(self, bulletin: &Bulletin) -> Result<String, Finding> {
        match self {
            Format::Draft => Ok(bulletin.to_draft()),
            Format::Json => json(bulletin),
            Format::Toml => toml::to_string_pretty(bulletin).map_err(|_| unwritable("TOML")),
            Format::Yaml => serde_norway::to_string(bulletin).map_err(|_| unwritable("YAML")),
        }
    }

    /// Reads a value of JSON, TOML or YAML. What is wrong is a finding with its line and column.
    pub(crate) fn read<T: DeserializeOwned>(self, text: &str) -> Result<T, Finding> {
        match self {
            Format::Json => {
                serde_json::from_str(text).map_err(|error| {
                    let finding = with_place_behind(&error.to_string());
                    // serde_json counts bytes.
                    let place = finding.place().clone();
                    match (place.line(), place.column()) {
                        (Some(line), Some(bytes)) => {
                            finding.at(Place::at(line, characters(text, line, bytes)))
                        }
                        _ => finding,
                    }
                })
            }
            // A draft says a bulletin and nothing else; other values come as TOML.
            Format::Toml | Format::Draft => {
                toml::from_str(text).map_err(|error: toml::de::Error| of_toml(text, &error))
            }
            Format::Yaml => {
                serde_norway::from_str(text).map_err(|error| with_place_behind(&error.to_string()))
            }
        }
    }
}

/// Writes a value as JSON for people to read.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Finding> {
    let text = serde_json::to_string_pretty(value).map_err(|_| unwritable("JSON"))?;
    Ok(safe::json(&text) + "\n")
}

fn wrong(place: Place, what: &str) -> Finding {
    Finding::legacy("input.wrong", Severity::Error, place, what.trim())
}

fn unwritable(format: &'static str) -> Finding {
    Finding::new(OutputMessage::Unencodable { format }, Place::default())
}

/// An error that ends with its place: `… at line 3 column 7`.
fn with_place_behind(message: &str) -> Finding {
    match message.rsplit_once(" at line ") {
        Some((what, numbers)) => wrong(place_of(numbers), what),
        None => wrong(Place::default(), message),
    }
}

/// The place that the first two numbers of a text say. Line 0 is none.
fn place_of(text: &str) -> Place {
    let mut numbers =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(line @ 1..), Some(column)) => Place::at(line, u32::max(column, 1)),
        _ => Place::default(),
    }
}

/// The column in characters of a column in bytes; both count from 1.
fn characters(text: &str, line: u32, column: u32) -> u32 {
    let line = usize::try_from(line).ok().and_then(|line| text.split('\n').nth(line - 1));
    let before = line.unwrap_or_default().bytes().take(usize::try_from(column).unwrap_or(0));
    // Of the bytes of a character all but the first begin with the bits 10.
    let characters = before.filter(|byte| byte & 0b1100_0000 != 0b1000_0000).count();
    u32::try_from(characters.max(1)).unwrap_or(column)
}

/// The place of a byte of a text.
pub(crate) fn offset(text: &str, byte: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    match (u32::try_from(line), u32::try_from(column)) {
        (Ok(line), Ok(column)) => Place::at(line, column),
        _ => Place::default(),
    }
}

/// An error of TOML: its place and its sentence, without the picture of the place that stands
/// between the path and the rest of the message.
fn of_toml(text: &str, error: &toml::de::Error) -> Finding {
    let message = error.message();
    let Some((path, picture)) = message.split_once("TOML parse error at line ") else {
        return wrong(
            error.span().map_or_else(Place::default, |span| offset(text, span.start)),
            message,
        );
    };
    // The picture ends with the line of its marker: a bar, blanks and carets.
    let marker = |line: &str| line.trim_start().starts_with('|') && line.ends_with('^');
    let mut lines = picture.lines().skip_while(|line| !marker(line)).skip(1);
    let rest = lines.next().unwrap_or_default();
    wrong(place_of(picture), &format!("{path}{rest}"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn each_format_says_the_place_and_what_was_expected() {
        let cases = [
            (Format::Json, "{\n  \"masthead\": { \"name\": \"快报\" }\n}", "2:"),
            (Format::Toml, "[masthead]\nname = '快报'\n", "2:1"),
            (Format::Yaml, "masthead:\n  name: 快报\n", "2:3"),
        ];
        for (format, text, place) in cases {
            let finding = format.read::<Bulletin>(text).unwrap_err();
            assert!(finding.place().to_string().starts_with(place), "{finding}");
            assert!(
                finding
                    .message(bulletin::Language::English)
                    .contains("masthead.name: unknown field"),
                "{finding}"
            );
            assert!(
                !finding.message(bulletin::Language::English).contains("at line")
                    && !finding.message(bulletin::Language::English).contains('\n'),
                "{finding}"
            );
        }
    }
}
