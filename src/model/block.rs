//! Blocks: what the body, sections and appendices are made of; and figures.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::read::Heading;
use super::rules::{self, Fault};
use super::{Ranking, Table, Text, read};

/// A paragraph, a table, a figure or a column heading.
///
/// In a file, a string is a paragraph, and everything else a map with one key: `paragraph`,
/// `table`, `figure`, `column`, or `ranking`, which becomes a table ([`Ranking`]).
///
/// ```
/// use bulletin::{Block, Bulletin};
///
/// let bulletin: Bulletin = toml::from_str(r#"
///     masthead.title = "工作快报"
///     body = ["元旦假期**延时服务**。", { column = "各地动态" }]
/// "#)?;
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
    /// A picture.
    Figure(Figure),
    /// The heading of a column (栏目), printed in 【】.
    Column(Text),
}

/// A picture with the words that stand for it.
///
/// ```
/// use bulletin::{Block, Figure, Image};
///
/// let figure = Figure {
///     image: Image::File("hall.png".into()),
///     alt: "政务服务大厅".into(),
///     width: Some(80),
///     ..Figure::default()
/// };
/// assert_eq!(
///     serde_json::to_string(&Block::from(figure)).unwrap(),
///     r#"{"figure":{"file":"hall.png","alt":"政务服务大厅","width":80}}"#
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The picture. In a file: `file`, a path, or `data`, the bytes in Base64.
    pub image: Image,
    /// What it shows, for those who cannot see it. Not printed.
    pub alt: String,
    /// Its title, below it.
    pub caption: Option<Text>,
    /// Its width in percent of the line, 1 to 100; by default its own size, at most the line.
    pub width: Option<u32>,
}

/// The data of a picture.
///
/// ```
/// use bulletin::Image;
///
/// assert_eq!(Image::default(), Image::Data(Vec::new()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A PNG or JPEG file's bytes.
    Data(Vec<u8>),
    /// The path of a PNG or JPEG file, which the caller has yet to load
    /// ([`Bulletin::load_images`](super::Bulletin::load_images)).
    File(String),
}

impl Default for Image {
    fn default() -> Image {
        Image::Data(Vec::new())
    }
}

/// A paragraph, from markup.
impl From<&str> for Block {
    fn from(markup: &str) -> Block {
        Block::Paragraph(markup.into())
    }
}

/// A paragraph, from markup.
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

// The form in files

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Block::Paragraph(text) = self {
            return text.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Block::Paragraph(text) => map.serialize_entry("paragraph", text)?,
            Block::Table(table) => map.serialize_entry("table", table)?,
            Block::Figure(figure) => map.serialize_entry("figure", figure)?,
            Block::Column(text) => map.serialize_entry("column", text)?,
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
        deserializer.deserialize_any(BlockVisitor)
    }
}

/// The kinds of block.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum BlockKey {
    Paragraph,
    Table,
    Figure,
    Column,
    Ranking,
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a block: a string, or a map with exactly one of the keys `paragraph`, `table`, \
             `figure`, `column` and `ranking`",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Block, E> {
        Text::deserialize(serde::de::value::StrDeserializer::new(text)).map(Block::Paragraph)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let Some(key) = map.next_key::<BlockKey>()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        let block = match key {
            BlockKey::Paragraph => Block::Paragraph(map.next_value()?),
            BlockKey::Table => Block::Table(map.next_value()?),
            BlockKey::Figure => Block::Figure(map.next_value()?),
            BlockKey::Column => Block::Column(map.next_value::<Heading>()?.0),
            BlockKey::Ranking => Block::Table(map.next_value::<ReadRanking>()?.0),
        };
        match map.next_key::<BlockKey>()? {
            Some(_) => Err(A::Error::invalid_length(2, &self)),
            None => Ok(block),
        }
    }
}

/// The table of a ranking: made as it is read, so that what is wrong is said at its place.
#[derive(Deserialize)]
#[serde(try_from = "Ranking")]
struct ReadRanking(Table);

impl TryFrom<Ranking> for ReadRanking {
    type Error = crate::error::Error;

    fn try_from(ranking: Ranking) -> Result<ReadRanking, crate::error::Error> {
        ranking.table().map(ReadRanking)
    }
}

/// A figure as it stands in a file.
#[derive(Serialize, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a figure: a map of `file` or `data`, `alt`, `caption` and `width`"
)]
struct FigureFields {
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Base64>,
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "read::string")]
    alt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caption: Option<Text>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_percent"
    )]
    width: Option<u32>,
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (file, data) = match &self.image {
            Image::File(file) => (Some(file.clone()), None),
            Image::Data(data) => (None, Some(Base64(data.clone()))),
        };
        let (alt, caption) = (self.alt.clone(), self.caption.clone());
        FigureFields { file, data, alt, caption, width: self.width }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        #[derive(Deserialize)]
        #[serde(try_from = "FigureFields")]
        struct Whole(Figure);

        impl TryFrom<FigureFields> for Whole {
            type Error = Fault;

            fn try_from(fields: FigureFields) -> Result<Whole, Fault> {
                let image = match (fields.file, fields.data) {
                    (Some(file), None) => Image::File(file),
                    (None, Some(data)) => Image::Data(data.0),
                    (None, None) => return Err(Fault::input("expected `file` or `data`")),
                    (Some(_), Some(_)) => {
                        return Err(Fault::input("expected only one of `file` and `data`"));
                    }
                };
                rules::file(&image)?;
                let FigureFields { alt, caption, width, .. } = fields;
                Ok(Whole(Figure { image, alt, caption, width }))
            }
        }

        Whole::deserialize(deserializer).map(|whole| whole.0)
    }
}

/// Bytes, in Base64; white space between the characters is passed over.
struct Base64(Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Base64, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        text.retain(|character| !character.is_ascii_whitespace());
        let data = STANDARD.decode(text).map_err(|error| {
            D::Error::custom(format!("expected the bytes of an image in Base64: {error}"))
        })?;
        rules::image(&data).map_err(read::fault)?;
        Ok(Base64(data))
    }
}
