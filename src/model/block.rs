//! Blocks: what sections and appendices are made of.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::ranking::RankedTable;
use super::{Figure, Table, Text, strict};

/// A paragraph, a table, a figure or a column heading. In files a string is a paragraph; the
/// others are maps with one key: `table`, `ranking`, `figure` or `column`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Text),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// The heading of a column (栏目), printed in 【】.
    Column(Text),
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

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Block::Paragraph(text) = self {
            return text.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Block::Table(table) => map.serialize_entry("table", table)?,
            Block::Figure(figure) => map.serialize_entry("figure", figure)?,
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
const KINDS: &[&str] = &["paragraph", "table", "ranking", "figure", "column"];

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a paragraph as a string, or a map with one of the keys table, ranking, figure, column",
        )
    }

    fn visit_str<E: serde::de::Error>(self, markup: &str) -> Result<Block, E> {
        strict::text(markup).map(Block::Paragraph)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let Some(kind) = map.next_key::<String>()? else {
            return Err(A::Error::custom(format!("an empty block, expected {}", Expected)));
        };
        let block = match kind.as_str() {
            "paragraph" => Block::Paragraph(map.next_value()?),
            "table" => Block::Table(map.next_value()?),
            "ranking" => Block::Table(map.next_value::<RankedTable>()?.0),
            "figure" => Block::Figure(map.next_value()?),
            "column" => Block::Column(map.next_value::<strict::Heading>()?.0),
            other => return Err(A::Error::unknown_field(other, KINDS)),
        };
        match map.next_key::<String>()? {
            None => Ok(block),
            Some(second) => Err(A::Error::custom(format!(
                "a block with the keys `{kind}` and `{second}`, expected one of them"
            ))),
        }
    }
}

struct Expected;

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        BlockVisitor.expecting(f)
    }
}
