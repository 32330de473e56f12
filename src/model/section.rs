//! Sections, articles and appendices.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::messages::Fault;
use super::strict::{self, once};
use super::text::{self, Heading};
use super::{Block, Text, block, limits, rules, total};
use crate::raise::expecting;

/// A numbered section. Its number (一、（一）1.（1）①) follows from its depth and its place among
/// its siblings and is never stored; only the [form](Section::number) of the number can be stated.
/// There are three forms of a section:
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
    /// The form of its number, where it is not the one that the theme has for its depth: what the
    /// first of such sections looks like, up to 20 characters on one line.
    ///
    /// - `"1."` below 一、 skips a level: the section takes the number and the type of the level that
    ///   the theme gives this form, and its subsections those of the level after it.
    /// - `"第一部分　"`, `"1.1　"`: a series of its own. `一`, `1` and `①` stand for the number, the last
    ///   of several for its own, those before for the numbers of the sections around it. Sections
    ///   beside each other are counted together when they have the same form.
    /// - `"■"`: a sign, the same for each.
    /// - `""`: none; the heading stands alone.
    ///
    /// ```
    /// use bulletin::Section;
    ///
    /// let mut section = Section::new("明确责任");
    /// section.number = Some("1.".into());
    /// let mut summary = Section::new("总体情况");
    /// summary.number = Some("■".into());
    /// ```
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(length(max = 20)))]
    pub number: Option<String>,
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
    /// The subtitle below the title, in smaller type; a line feed breaks it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "text::optional_heading"
    )]
    pub subtitle: Option<Text>,
    /// The line below title and subtitle that names the author.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub author: Option<String>,
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
    /// By what a text refers to it: `见<ref>id</ref>` prints 见附件2.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub id: Option<String>,
    /// What it holds before its first section.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "block::read")]
    pub blocks: Vec<Block>,
    /// Its numbered sections (一、 …), set as those of the text; their numbers begin anew
    /// (GB/T 9704-2012, 7.3.7).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read")]
    pub sections: Vec<Section>,
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
    Number,
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
            "a section: a table of `heading`, `run_in`, `number`, `blocks` and `sections`",
            "一个章节，含 heading、run_in、number、blocks、sections",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
        let (mut heading, mut run_in, mut number) = (None, None, None);
        let (mut blocks, mut sections) = (None, None);
        while let Some(key) = map.next_key::<SectionKey>()? {
            match key {
                SectionKey::Heading => {
                    once(&mut heading, "heading", map.next_value::<Option<Heading>>()?)?;
                }
                SectionKey::RunIn => once(&mut run_in, "run_in", map.next_value()?)?,
                SectionKey::Number => {
                    once(&mut number, "number", map.next_value::<Option<Form>>()?)?;
                }
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
            number: number.flatten().map(|form| form.0),
            blocks: blocks.unwrap_or_default(),
            sections: sections.unwrap_or_default(),
        };
        section.check().map_err(strict::fault)?;
        Ok(section)
    }
}

/// The form of a number.
struct Form(String);

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Form, D::Error> {
        strict::words_by(deserializer, rules::number_form).map(Form)
    }
}

struct BlocksSeed;

impl<'de> DeserializeSeed<'de> for BlocksSeed {
    type Value = Vec<Block>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        block::read(deserializer)
    }
}
