//! The pages: every glyph placed. What a writer gets: sheets with positioned glyph runs, filled
//! rules and pictures, and for each of them the element of the document it belongs to. No text is
//! left to break, no position to compute.
//!
//! **Coordinates** are from the top left corner of the upright sheet, `y` downwards; the origin of
//! a glyph run is the left end of its baseline.

use std::sync::Arc;

use crate::finding::Finding;
use crate::font::Face;
use crate::info::{Color, Info};
use crate::length::{Length, Point, Rect, Size};
pub(crate) use crate::style::flow::ImageFormat;
use crate::style::flow::ImprintPlace;

/// A typeset bulletin.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pages {
    /// What the file says of itself.
    pub info: Info,
    /// The sheets, in order.
    pub pages: Vec<Page>,
    /// Where the imprint stands, for [`DocxOptions`](crate::DocxOptions).
    pub imprint_place: ImprintPlace,
    /// The faces that runs name by their index.
    pub faces: Vec<Arc<Face>>,
    /// The elements of the document in reading order; a parent stands before its children. The
    /// first is the document itself.
    pub elements: Vec<Element>,
    /// The headings.
    pub outline: Vec<Heading>,
    /// What was noticed while the theme was applied and the pages were made.
    pub findings: Vec<Finding>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// The sheet, upright.
    pub size: Size,
    /// How it is to be turned for reading on a screen.
    pub turn: Turn,
    /// The number printed on it; none where none is printed.
    pub number: Option<u32>,
    /// What is on it, in the order of painting and of reading.
    pub items: Vec<Item>,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// What it means.
    pub mark: Mark,
    /// What is painted.
    pub content: Content,
}

/// What an item means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mark {
    /// It is content of `Pages::elements[.0]`.
    Element(usize),
    /// It is no content: a page number.
    Pagination,
    /// It is no content: a rule, a border.
    Layout,
    /// It is content that was read before: the repeated head of a table, a repeated rank.
    Repeated,
}

/// What is painted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// Glyphs of one face.
    Glyphs(GlyphRun),
    /// A filled rectangle.
    Rule(Rule),
    /// A picture.
    Image(PlacedImage),
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GlyphRun {
    /// The face, an index into `Pages::faces`.
    pub face: usize,
    /// The size: the side of the em square.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// The width of the stroke around the outlines that makes them bold; nought for none.
    pub stroke: Length,
    /// The left end of the baseline.
    pub origin: Point,
    /// How the baseline is turned about the origin.
    pub turn: Turn,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Glyph {
    /// Its number in the face; 0 is the face's sign for a missing character.
    pub id: u16,
    /// From the origin of the run, along the baseline.
    pub x: Length,
    /// The character it stands for; none for a hyphen that breaking a word put in.
    pub text: Option<char>,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rule {
    /// Where.
    pub rect: Rect,
    /// Its colour.
    pub color: Color,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlacedImage {
    /// Where.
    pub rect: Rect,
    /// How it is turned; its head is at the left edge when it is.
    pub turn: Turn,
    /// A PNG or JPEG file's bytes.
    pub data: Arc<[u8]>,
    /// What the bytes are.
    pub format: ImageFormat,
    /// Where it comes from in the bulletin, for errors.
    pub path: String,
}

/// A turn by right angles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Turn {
    /// None.
    #[default]
    None,
    /// A quarter turn anticlockwise: the baseline runs upwards.
    Left,
}

/// An element of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// The element that it is part of, an index into `Pages::elements`; none for the document.
    pub parent: Option<usize>,
    /// Where it comes from in the bulletin.
    pub path: String,
    /// The words for those who cannot see it.
    pub alt: Option<String>,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementKind {
    /// The whole.
    Document,
    /// A group: the masthead, an appendix, the imprint.
    Group,
    /// The name of the bulletin.
    Mark,
    /// The title of the body or of an appendix.
    Title,
    /// A heading of level 1 to 5.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// The head of a table.
    TableHead,
    /// The other rows of a table.
    TableBody,
    /// A row.
    TableRow,
    /// A cell of a head that stands over this many columns and rows.
    HeadCell {
        /// Columns covered.
        columns: usize,
        /// Rows covered.
        rows: usize,
    },
    /// A cell that covers this many columns and rows.
    Cell {
        /// Columns covered.
        columns: usize,
        /// Rows covered.
        rows: usize,
    },
    /// A picture.
    Figure,
    /// The title of a table or picture.
    Caption,
}

/// A heading as the outline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// Depth, from 1.
    pub level: u8,
    /// Its words, with the number.
    pub title: String,
    /// The sheet it stands on, from 0.
    pub page: usize,
    /// The upper edge of its line, from the upper edge of the sheet as it is held for reading.
    pub y: Length,
}
