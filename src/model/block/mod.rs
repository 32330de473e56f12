//! Blocks: what sections and appendices are made of.

mod beside;

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::messages::{Counted, ModelMessage};
use super::text::{self, Heading};
pub use beside::Beside;

use super::{Chart, Figure, Ranking, Table, Text, limits, strict};
use crate::raise::{expecting, raise};

/// A paragraph, a table, a ranking, a figure, a chart, things beside each other, a column heading or a
/// note. In files a string is a paragraph; the others are maps with one key: `table`, `ranking`,
/// `figure`, `chart`, `beside`, `column`, `center`, `right` or `note`.
///
/// ```
/// use bulletin::{Block, Bulletin};
///
/// let bulletin: Bulletin = toml::from_str(
///     r#"
///     masthead.title = "工作快报"
///     body = ["元旦假期**延时服务**。", { column = "各地动态" }]
///     "#,
/// )?;
/// assert_eq!(bulletin.body[0], Block::from("元旦假期**延时服务**。"));
/// assert_eq!(bulletin.body[1], Block::Column("各地动态".into()));
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Text),
    /// A table.
    Table(Table),
    /// A ranking, printed as its table.
    Ranking(Ranking),
    /// A picture.
    Figure(Figure),
    /// A chart of numbers.
    Chart(Chart),
    /// Two or three things beside each other.
    Beside(Beside),
    /// The heading of a column (栏目), printed in 【】.
    Column(Text),
    /// A paragraph in the middle of the line.
    Center(Text),
    /// A paragraph at the right end of the line.
    Right(Text),
    /// A note on what stands above it: 注：…
    Note(Text),
}

impl Block {
    /// Whether it is set as a table.
    pub(crate) fn is_tabular(&self) -> bool {
        matches!(self, Block::Table(_) | Block::Ranking(_))
    }

    /// Whether it is set as a table whose unit line stands at its head.
    pub(crate) fn begins_with_unit(&self) -> bool {
        match self {
            Block::Table(Table { caption, unit, id, .. })
            | Block::Ranking(Ranking { caption, unit, id, .. }) => {
                unit.is_some() && caption.is_none() && id.is_none()
            }
            _ => false,
        }
    }
}

/// A paragraph in the markup of [`Text`].
impl From<&str> for Block {
    fn from(markup: &str) -> Block {
        Block::Paragraph(markup.into())
    }
}

impl From<String> for Block {
    fn from(markup: String) -> Block {
        Block::Paragraph(markup.into())
    }
}

impl From<Text> for Block {
    fn from(text: Text) -> Block {
        Block::Paragraph(text)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Block {
        Block::Table(table)
    }
}

impl From<Figure> for Block {
    fn from(figure: Figure) -> Block {
        Block::Figure(figure)
    }
}

impl From<Ranking> for Block {
    fn from(ranking: Ranking) -> Block {
        Block::Ranking(ranking)
    }
}

impl From<Chart> for Block {
    fn from(chart: Chart) -> Block {
        Block::Chart(chart)
    }
}

impl From<Beside> for Block {
    fn from(beside: Beside) -> Block {
        Block::Beside(beside)
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Block::Paragraph(text) = self {
            return text.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Block::Table(table) => map.serialize_entry("table", table)?,
            Block::Ranking(ranking) => map.serialize_entry("ranking", ranking)?,
            Block::Figure(figure) => map.serialize_entry("figure", figure)?,
            Block::Chart(chart) => map.serialize_entry("chart", chart)?,
            Block::Beside(beside) => map.serialize_entry("beside", beside)?,
            Block::Center(text) => map.serialize_entry("center", text)?,
            Block::Right(text) => map.serialize_entry("right", text)?,
            Block::Note(text) => map.serialize_entry("note", text)?,
            Block::Column(text) | Block::Paragraph(text) => map.serialize_entry("column", text)?,
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
        deserializer.deserialize_any(BlockVisitor)
    }
}

/// The kinds of block, as files name them.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Kind {
    Paragraph,
    Table,
    Ranking,
    Figure,
    Chart,
    Beside,
    Column,
    Center,
    Right,
    Note,
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "the text of a paragraph, or one of table, ranking, figure, chart, beside, column, center, right and note",
            "一段文字，或 table、ranking、figure、chart、beside、column、center、right、note 之一",
        )
    }

    fn visit_str<E: serde::de::Error>(self, markup: &str) -> Result<Block, E> {
        text::read(markup).map(Block::Paragraph)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let Some(kind) = map.next_key::<Kind>()? else {
            return Err(raise(ModelMessage::Block { keys: Counted::keys(0) }));
        };
        let block = match kind {
            Kind::Paragraph => Block::Paragraph(map.next_value()?),
            Kind::Table => Block::Table(map.next_value()?),
            Kind::Ranking => Block::Ranking(map.next_value()?),
            Kind::Figure => Block::Figure(map.next_value()?),
            Kind::Chart => Block::Chart(map.next_value()?),
            Kind::Beside => Block::Beside(map.next_value()?),
            Kind::Column => Block::Column(map.next_value::<Heading>()?.0),
            Kind::Center => Block::Center(map.next_value()?),
            Kind::Right => Block::Right(map.next_value()?),
            Kind::Note => Block::Note(map.next_value()?),
        };
        match map.next_key::<Kind>()? {
            None => Ok(block),
            Some(_) => Err(raise(ModelMessage::Block { keys: Counted::keys(2) })),
        }
    }
}

/// The blocks of a body, a section, an article or an appendix.
pub(in crate::model) fn read<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Block>, D::Error> {
    strict::list(d, &limits::BLOCKS, ("a list of blocks", "段落和图表的列表"))
}
