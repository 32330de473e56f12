//! Blocks: what sections and appendices are made of.

use super::Text;

/// A paragraph, a table, a figure or a column heading.
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

/// A table with a head, of cells as they are to be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its title, above it.
    pub caption: Option<Text>,
    /// The unit of its numbers (单位：万元), above it on the right, without the label.
    pub unit: Option<String>,
    /// Its columns, at least one.
    pub columns: Vec<TableColumn>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// A note below it, without the label 注：.
    pub note: Option<Text>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableColumn {
    /// What stands in the head.
    pub heading: Text,
    /// How its cells are aligned; by default as its content asks.
    pub align: Option<Align>,
    /// Its share of the width, relative to the other columns' shares; by default as its content
    /// asks.
    pub width: Option<u32>,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// On the decimal point.
    Decimal,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Words, or nothing.
    Text(Text),
    /// A number, printed as it was written.
    Number(Number),
    /// The cell above goes on here: they are one cell (tied ranks).
    Above,
}

/// A number as it was written: `100`, `-2`, `115.50`, `1,550`, `68.75%`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(pub(super) String);

impl Number {
    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A picture with the words that stand for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// What it shows, for those who cannot see it. Not printed.
    pub alt: String,
    /// Its title, below it.
    pub caption: Option<Text>,
    /// Its width in percent of the line, 1 to 100; by default its own size, at most the line.
    pub width: Option<u32>,
}

/// The data of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A PNG or JPEG file's bytes.
    Data(Vec<u8>),
    /// The path of a PNG or JPEG file, which the caller has yet to load.
    File(String),
}

impl Default for Image {
    fn default() -> Image {
        Image::Data(Vec::new())
    }
}
