//! Sections, appendices and the list of contents.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};

use super::table::once;
use super::{Block, Text, limits, read, rules};

/// A numbered section. Its number (一、（一）1.（1）①) follows from its depth and its place among
/// its siblings and is never stored. There are three forms:
///
/// - `heading` set, `run_in` false: the heading on a line of its own ([`Section::new`]);
/// - `heading` set, `run_in` true: the heading in its own face, the first block's text behind it in
///   the same paragraph (（一）标题。正文; [`Section::run_in`]);
/// - no heading: the number runs into the first paragraph (（一）2月29日，…;
///   [`Section::numbered`]).
///
/// ```
/// use bulletin::{Block, Section};
///
/// let section = Section {
///     sections: vec![
///         Section::numbered("2月29日，召开会议。"),
///         Section { blocks: vec![Block::from("完成4项。")], ..Section::run_in("编制手册。") },
///     ],
///     ..Section::new("工作动态")
/// };
/// assert_eq!(section.sections.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// The words of the heading, without the number, with their final mark if they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<Text>,
    /// Whether the first paragraph follows the heading on the same line; needs a heading.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub run_in: bool,
    /// What the section says before its first subsection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Its subsections, at most five levels deep in all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// An appendix (附件), on a new page.
///
/// ```
/// use bulletin::{Appendix, Block};
///
/// let appendix = Appendix::new("窗口考核结果", [Block::from("考核结果如下。")]);
/// assert_eq!(appendix.title.to_plain(), "窗口考核结果");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an appendix: a map of `title` and `blocks`")]
pub struct Appendix {
    /// Its title, the same in the list behind the body; a line feed breaks it.
    #[serde(deserialize_with = "read::heading")]
    pub title: Text,
    /// What it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read::blocks")]
    pub blocks: Vec<Block>,
}

/// The list of contents (本期要目). In a file: `"auto"` or a list of lines.
///
/// ```
/// use bulletin::Contents;
///
/// let by_hand = Contents::Manual(vec!["工作动态".into(), "综窗改革".into()]);
/// assert_ne!(by_hand, Contents::Auto);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// The headings of the first level.
    Auto,
    /// These lines.
    Manual(Vec<Text>),
}

impl Section {
    /// A section whose heading stands on a line of its own.
    ///
    /// ```
    /// let section = bulletin::Section::new("政务工作动态");
    /// assert!(!section.run_in);
    /// ```
    pub fn new(heading: impl Into<Text>) -> Section {
        Section { heading: Some(heading.into()), ..Section::default() }
    }

    /// A section whose first paragraph follows its heading on the same line.
    ///
    /// ```
    /// use bulletin::{Block, Section};
    ///
    /// let mut section = Section::run_in("目录先行。");
    /// section.blocks.push(Block::from("梳理目录214项。"));
    /// assert!(section.run_in);
    /// ```
    pub fn run_in(heading: impl Into<Text>) -> Section {
        Section { run_in: true, ..Section::new(heading) }
    }

    /// A section without a heading: a numbered paragraph.
    ///
    /// ```
    /// let section = bulletin::Section::numbered("2月29日，召开会议。");
    /// assert_eq!(section.heading, None);
    /// ```
    pub fn numbered(paragraph: impl Into<Text>) -> Section {
        Section { blocks: vec![Block::Paragraph(paragraph.into())], ..Section::default() }
    }
}

impl Appendix {
    /// An appendix of this title and these blocks.
    ///
    /// ```
    /// assert!(bulletin::Appendix::new("名单", []).blocks.is_empty());
    /// ```
    pub fn new(title: impl Into<Text>, blocks: impl IntoIterator<Item = Block>) -> Appendix {
        Appendix { title: title.into(), blocks: blocks.into_iter().collect() }
    }
}

// The form in files

const AUTO: &str = "auto";

impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Contents::Auto => serializer.serialize_str(AUTO),
            Contents::Manual(lines) => {
                let mut list = serializer.serialize_seq(Some(lines.len()))?;
                for line in lines {
                    list.serialize_element(line)?;
                }
                list.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Contents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Contents, D::Error> {
        deserializer.deserialize_any(ContentsVisitor)
    }
}

struct ContentsVisitor;

impl<'de> Visitor<'de> for ContentsVisitor {
    type Value = Contents;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"auto\" or a list of lines")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Contents, E> {
        if word == AUTO {
            Ok(Contents::Auto)
        } else {
            Err(E::invalid_value(serde::de::Unexpected::Str(word), &self))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<Contents, A::Error> {
        read::contents(lines).map(Contents::Manual)
    }
}

/// By hand, because the depth is counted while reading: a file cannot nest sections any deeper than
/// the limit, whatever its format allows.
impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Section, D::Error> {
        SectionSeed { depth: 1 }.deserialize(deserializer)
    }
}

/// The sections of a bulletin.
pub(super) fn sections<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Section>, D::Error> {
    SectionsSeed { depth: 1 }.deserialize(d)
}

/// A list of sections at this depth, from 1.
struct SectionsSeed {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for SectionsSeed {
    type Value = Vec<Section>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for SectionsSeed {
    type Value = Vec<Section>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sections")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut sections = Vec::new();
        while let Some(section) = elements.next_element_seed(SectionSeed { depth: self.depth })? {
            sections.push(section);
            limits::SECTIONS.check(sections.len()).map_err(read::fault)?;
        }
        Ok(sections)
    }
}

/// A section at this depth, from 1.
struct SectionSeed {
    depth: usize,
}

/// The keys of a section.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum SectionKey {
    Heading,
    RunIn,
    Blocks,
    Sections,
}

impl<'de> DeserializeSeed<'de> for SectionSeed {
    type Value = Section;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Section, D::Error> {
        limits::SECTION_DEPTH.check(self.depth).map_err(read::fault)?;
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SectionSeed {
    type Value = Section;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a section: a map of `heading`, `run_in`, `blocks` and `sections`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
        let (mut heading, mut run_in, mut blocks, mut sections) = (None, None, None, None);
        while let Some(key) = map.next_key::<SectionKey>()? {
            match key {
                SectionKey::Heading => {
                    once(&mut heading, "heading", map.next_value::<Option<read::Heading>>()?)?;
                }
                SectionKey::RunIn => once(&mut run_in, "run_in", map.next_value()?)?,
                SectionKey::Blocks => {
                    once(&mut blocks, "blocks", map.next_value_seed(BlocksSeed)?)?
                }
                SectionKey::Sections => {
                    let seed = SectionsSeed { depth: self.depth + 1 };
                    once(&mut sections, "sections", map.next_value_seed(seed)?)?;
                }
            }
        }
        let section = Section {
            heading: heading.flatten().map(|heading| heading.0),
            run_in: run_in.unwrap_or_default(),
            blocks: blocks.unwrap_or_default(),
            sections: sections.unwrap_or_default(),
        };
        rules::section(&section).map_err(A::Error::custom)?;
        Ok(section)
    }
}

struct BlocksSeed;

impl<'de> DeserializeSeed<'de> for BlocksSeed {
    type Value = Vec<Block>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        read::blocks(deserializer)
    }
}
