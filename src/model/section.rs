//! Sections, appendices and the list of contents.

use std::fmt;

use serde::de::{Deserializer, SeqAccess, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{Block, Text, strict};

/// A numbered section. Its number (一、（一）1.（1）①) follows from its depth and its place among
/// its siblings and is never stored. There are three forms:
///
/// - [`Section::new`]: the heading on a line of its own;
/// - [`Section::run_in`]: the heading in its own face, the first paragraph behind it on the same
///   line (（一）标题。正文);
/// - [`Section::numbered`]: no heading; the number runs into the first paragraph
///   (（一）2月29日，…).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Section {
    /// The words of the heading, without the number, with their final mark if they have one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::heading"
    )]
    pub heading: Option<Text>,
    /// Whether the first paragraph follows the heading on the same line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub run_in: bool,
    /// What the section says before its first subsection.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Its subsections, at most five levels deep in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

impl Section {
    /// A section with its heading on a line of its own.
    pub fn new(heading: impl Into<Text>) -> Section {
        Section { heading: Some(heading.into()), ..Section::default() }
    }

    /// A section whose heading and first paragraph share a line; the heading ends with a mark.
    pub fn run_in(heading: impl Into<Text>, text: impl Into<Text>) -> Section {
        let blocks = vec![Block::Paragraph(text.into())];
        Section { run_in: true, blocks, ..Section::new(heading) }
    }

    /// A numbered paragraph.
    pub fn numbered(text: impl Into<Text>) -> Section {
        Section { blocks: vec![Block::Paragraph(text.into())], ..Section::default() }
    }
}

/// An appendix (附件), on a new page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Appendix {
    /// Its title, the same in the list behind the body; a line feed breaks it.
    pub title: Text,
    /// What it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// The list of contents (本期要目). In files `"auto"` or a list of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// The headings of the first level.
    Auto,
    /// These lines.
    Manual(Vec<Text>),
}

impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Contents::Auto => serializer.serialize_str("auto"),
            Contents::Manual(lines) => lines.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Contents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Contents, D::Error> {
        struct ContentsVisitor;

        impl<'de> Visitor<'de> for ContentsVisitor {
            type Value = Contents;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"auto\" or a list of lines")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Contents, E> {
                match word {
                    "auto" => Ok(Contents::Auto),
                    _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Contents, A::Error> {
                let mut texts = Vec::new();
                while let Some(line) = lines.next_element()? {
                    texts.push(line);
                }
                Ok(Contents::Manual(texts))
            }
        }

        deserializer.deserialize_any(ContentsVisitor)
    }
}
