//! Sections, articles, appendices and the list of contents.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::messages::Fault;
use super::strict::{self, once};
use super::text::{self, Heading};
use super::{Block, Text, block, limits, total};
use crate::raise::expecting;

/// A numbered section. Its number (一、（一）1.（1）①) follows from its depth and its place among
/// its siblings and is never stored. There are three forms:
///
/// - [`Section::new`]: the heading on a line of its own;
/// - [`Section::run_in`]: the heading in its own face, the first paragraph behind it on the same
///   line (（一）标题。正文);
/// - [`Section::numbered`]: no heading; the number runs into the first paragraph
///   (（一）2月29日，…).
///
/// ```
/// use bulletin::Section;
///
/// let mut section = Section::new("工作动态");
/// section.sections = vec![
///     Section::numbered("2月29日，召开会议。"),
///     Section::run_in("编制手册。", "完成4项。"),
/// ];
/// assert_eq!(section.sections[0].heading, None);
/// assert!(section.sections[1].run_in);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
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

impl Section {
    /// A section with its heading on a line of its own.
    ///
    /// ```
    /// let section = bulletin::Section::new("政务工作动态");
    /// assert!(!section.run_in && section.blocks.is_empty());
    /// ```
    pub fn new(heading: impl Into<Text>) -> Section {
        Section { heading: Some(heading.into()), ..Section::default() }
    }

    /// A section whose heading and first paragraph share a line; the heading ends with a mark.
    ///
    /// ```
    /// use bulletin::{Block, Section};
    ///
    /// let section = Section::run_in("目录先行。", "梳理目录**214项**。");
    /// assert_eq!(section.blocks, [Block::from("梳理目录**214项**。")]);
    /// ```
    pub fn run_in(heading: impl Into<Text>, text: impl Into<Text>) -> Section {
        let blocks = vec![Block::Paragraph(text.into())];
        Section { run_in: true, blocks, ..Section::new(heading) }
    }

    /// A numbered paragraph.
    ///
    /// ```
    /// assert_eq!(bulletin::Section::numbered("召开会议。").heading, None);
    /// ```
    pub fn numbered(text: impl Into<Text>) -> Section {
        Section { blocks: vec![Block::Paragraph(text.into())], ..Section::default() }
    }

    /// The rule of a section: only a heading can have text run into it.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.run_in && self.heading.is_none() {
            return Err(Fault::RunIn {});
        }
        Ok(())
    }
}

/// An article of a bulletin that has several (报核中的多篇稿件). Its title is as large as the
/// bulletin's own, and the numbers of its sections begin anew.
///
/// ```
/// use bulletin::{Article, Section};
///
/// let mut article = Article::new("清江镇推进河道治理");
/// article.source = Some("市水务局供稿".into());
/// article.sections = vec![Section::new("主要做法")];
/// assert!(article.body.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Article {
    /// Its title; a line feed breaks it.
    #[serde(deserialize_with = "text::heading")]
    pub title: Text,
    /// Who supplied it, printed in （） behind its text: 市水务局供稿.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub source: Option<String>,
    /// What stands before its first section.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "block::read")]
    pub body: Vec<Block>,
    /// Its numbered sections (一、 …).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read")]
    pub sections: Vec<Section>,
}

impl Article {
    /// An article with nothing below its title yet.
    ///
    /// ```
    /// assert_eq!(bulletin::Article::new("简讯").source, None);
    /// ```
    pub fn new(title: impl Into<Text>) -> Article {
        Article { title: title.into(), ..Article::default() }
    }
}

/// An appendix (附件), on a new page.
///
/// ```
/// use bulletin::Appendix;
///
/// let mut appendix = Appendix::new("窗口考核结果");
/// appendix.blocks.push("考核结果如下。".into());
/// assert_eq!(appendix.blocks.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Appendix {
    /// Its title, the same in the list behind the body; a line feed breaks it.
    #[serde(deserialize_with = "text::heading")]
    pub title: Text,
    /// What it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "block::read")]
    pub blocks: Vec<Block>,
}

impl Appendix {
    /// An appendix with nothing below its title yet.
    ///
    /// ```
    /// assert!(bulletin::Appendix::new("窗口考核结果").blocks.is_empty());
    /// ```
    pub fn new(title: impl Into<Text>) -> Appendix {
        Appendix { title: title.into(), ..Appendix::default() }
    }
}

/// The list of contents (本期要目). In files `"auto"` or a list of lines.
///
/// ```
/// use bulletin::Contents;
///
/// let lines: Contents = serde_json::from_str(r#"["工作动态", "综窗改革"]"#)?;
/// assert_eq!(lines, Contents::Manual(vec!["工作动态".into(), "综窗改革".into()]));
/// assert_eq!(serde_json::to_string(&Contents::Auto)?, r#""auto""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// The headings of the first level; in a bulletin of several articles, their titles.
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
                expecting(f, "\"auto\" or a list of lines", "\"auto\" 或逐行的列表")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Contents, E> {
                match word {
                    "auto" => Ok(Contents::Auto),
                    _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<Contents, A::Error> {
                strict::elements(lines, &limits::CONTENTS).map(Contents::Manual)
            }
        }

        deserializer.deserialize_any(ContentsVisitor)
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
pub(super) fn read<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Section>, D::Error> {
    SectionsSeed { depth: 1 }.deserialize(d)
}

/// The articles of a bulletin.
pub(super) fn read_articles<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Article>, D::Error> {
    strict::list(d, &limits::ARTICLES, ("a list of articles", "文章的列表"))
}

/// The appendices of a bulletin.
pub(super) fn read_appendices<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Appendix>, D::Error> {
    strict::list(d, &limits::APPENDICES, ("a list of appendices", "附件的列表"))
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
        expecting(f, "a list of sections", "章节的列表")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut sections = Vec::new();
        while let Some(section) = elements.next_element_seed(SectionSeed { depth: self.depth })? {
            sections.push(section);
            let within = limits::SECTIONS.check(sections.len());
            within.and_then(|()| total::element(&limits::SECTIONS)).map_err(strict::fault)?;
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
        limits::SECTION_DEPTH.check(self.depth).map_err(strict::fault)?;
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SectionSeed {
    type Value = Section;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a section: a table of `heading`, `run_in`, `blocks` and `sections`",
            "一个章节，含 heading、run_in、blocks、sections",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
        let (mut heading, mut run_in, mut blocks, mut sections) = (None, None, None, None);
        while let Some(key) = map.next_key::<SectionKey>()? {
            match key {
                SectionKey::Heading => {
                    once(&mut heading, "heading", map.next_value::<Option<Heading>>()?)?;
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
        section.check().map_err(strict::fault)?;
        Ok(section)
    }
}

struct BlocksSeed;

impl<'de> DeserializeSeed<'de> for BlocksSeed {
    type Value = Vec<Block>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        block::read(deserializer)
    }
}
