//! The pages: every glyph placed. A writer gets sheets with positioned glyph runs, filled rules and
//! pictures, and for each of them the element of the document that it belongs to. No text is left
//! to break, and no position to compute.
//!
//! **Coordinates** are measured from the top left corner of the upright sheet, `y` downwards. The
//! origin of a glyph run is the left end of its baseline.

use std::sync::Arc;

use crate::finding::Finding;
use crate::font::Face;
use crate::info::{Color, Info};
use crate::length::{Length, Point, Rect, Size};
use crate::picture::ImageTurn;
use crate::place::ModelPath;
use crate::style::decisions::Decisions;
use crate::style::flow::Dash;
pub(crate) use crate::style::flow::ImageFormat;

/// A typeset bulletin.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pages {
    /// What the file says of itself.
    pub info: Info,
    /// The sheets, in order.
    pub pages: Vec<Page>,
    /// The faces. Glyph runs name them by their index.
    pub faces: Vec<Arc<Face>>,
    /// The elements of the document in reading order, each parent before its children. The first is
    /// the document itself.
    pub elements: Vec<Element>,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// What was noticed while the theme was applied and the pages were made.
    pub findings: Vec<Finding>,
    /// What the DOCX writer may be told.
    pub(crate) decisions: Decisions,
}

impl Pages {
    /// What only the layout can know, for
    /// [`DocxOptions::decisions`](crate::DocxOptions#structfield.decisions).
    ///
    /// ```
    /// use bulletin::{Bulletin, DocxOptions, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), bulletin::Error> {
    /// let flow = Bulletin::new("工作简报").flow(&Theme::gbt9704())?;
    /// let pages = flow.pages(&Fonts::embedded())?;
    /// let mut options = DocxOptions::default();
    /// options.decisions = pages.decisions();
    /// let file = bulletin::docx(&flow, &options)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn decisions(&self) -> Decisions {
        self.decisions.clone()
    }
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// The sheet, upright.
    pub size: Size,
    /// How a screen has to turn it for reading.
    pub turn: Turn,
    /// The number printed on it, if any.
    pub number: Option<u32>,
    /// Its content, in the order of painting and reading.
    pub items: Vec<Item>,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// What it belongs to. Glyphs may be a smaller element of their own: [`GlyphRun::span`].
    pub mark: Tag,
    /// What is painted.
    pub content: Content,
}

impl Item {
    /// The smallest element that it belongs to.
    #[cfg(feature = "pdf")]
    pub(crate) fn smallest(&self) -> Tag {
        match (&self.content, self.mark) {
            (Content::Glyphs(GlyphRun { span: Some(span), .. }), Tag::Element(_)) => {
                Tag::Element(*span)
            }
            _ => self.mark,
        }
    }
}

/// What an item belongs to: an element of the document, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tag {
    /// It is content of the element with this index in [`Pages::elements`].
    Element(usize),
    /// It is not content but a page number.
    Pagination,
    /// It is not content but a rule or border.
    Layout,
    /// It repeats content of an earlier page: the head of a table, or a rank.
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
    /// A filled area of a drawing.
    Area(PlacedArea),
    /// A line of a drawing.
    Line(PlacedLine),
}

impl Content {
    /// The points of an area or a line.
    pub(crate) fn points(&self) -> &[Point] {
        match self {
            Content::Area(area) => &area.points,
            Content::Line(line) => &line.points,
            Content::Glyphs(_) | Content::Rule(_) | Content::Image(_) => &[],
        }
    }

    /// Moves it.
    pub(super) fn shift(&mut self, x: Length, y: Length) {
        let moved = |origin: &mut Point| {
            origin.x += x;
            origin.y += y;
        };
        match self {
            Content::Glyphs(run) => moved(&mut run.origin),
            Content::Rule(rule) => moved(&mut rule.rect.origin),
            Content::Image(image) => moved(&mut image.rect.origin),
            Content::Area(area) => area.points.iter_mut().for_each(moved),
            Content::Line(line) => line.points.iter_mut().for_each(moved),
        }
    }
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GlyphRun {
    /// The face, an index into [`Pages::faces`].
    pub face: usize,
    /// The size: the side of the em square.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// The width of the stroke that makes the outlines bold; zero for none.
    pub stroke: Length,
    /// The left end of the baseline.
    pub origin: Point,
    /// How the baseline is turned around the origin.
    pub turn: Turn,
    /// The smaller element that the glyphs are, where they are more than a part of the one that their
    /// item belongs to: a link, the number of a footnote, the number of an item of a list. An index
    /// into [`Pages::elements`].
    pub span: Option<usize>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Glyph {
    /// Its number in the face; 0 is the face's sign for a missing character.
    pub id: u16,
    /// Its distance from the origin of the run, along the baseline.
    pub x: Length,
    /// The character it stands for; none for a hyphen inserted at a line end.
    pub text: Option<char>,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Rule {
    /// Its edges.
    pub rect: Rect,
    /// Its colour.
    pub color: Color,
}

/// A picture on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlacedImage {
    /// Its edges.
    pub rect: Rect,
    /// How it is turned with its page: its head is then at the left edge.
    pub turn: Turn,
    /// How its pixels are turned to stand upright, before that.
    pub upright: ImageTurn,
    /// The bytes of a PNG or JPEG file.
    pub data: Arc<[u8]>,
    /// What the bytes are.
    pub format: ImageFormat,
    /// Where it comes from in the bulletin, for errors.
    pub path: ModelPath,
}

#[cfg(any(feature = "pdf", feature = "svg", feature = "png"))]
impl PlacedImage {
    /// Where the corners of the picture, as its file has it, are on the upright sheet: the lower left
    /// one, the lower right one and the upper left one.
    pub(crate) fn corners(&self) -> [Point; 3] {
        let Rect { origin, .. } = self.rect;
        let (right, bottom) = (self.rect.right(), self.rect.bottom());
        // A quarter turn anticlockwise is three clockwise.
        let quarters = match self.turn {
            Turn::None => self.upright.quarters,
            Turn::Left => self.upright.quarters.wrapping_add(3),
        } % 4;
        [(false, false), (true, false), (false, true)].map(|(is_right, is_top)| {
            let (mut is_right, mut is_top) = (is_right != self.upright.mirrored, is_top);
            for _ in 0..quarters {
                (is_right, is_top) = (is_top, !is_right);
            }
            Point {
                x: if is_right { right } else { origin.x },
                y: if is_top { origin.y } else { bottom },
            }
        })
    }
}

/// A filled area of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedArea {
    /// Its corners; the last is joined to the first.
    pub points: Vec<Point>,
    /// Its colour.
    pub color: Color,
}

/// A line of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedLine {
    /// Its points.
    pub points: Vec<Point>,
    /// Its thickness.
    pub width: Length,
    /// Its colour.
    pub color: Color,
    /// How it is interrupted.
    pub dash: Dash,
}

/// A turn by a right angle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Turn {
    /// Not turned.
    #[default]
    None,
    /// A quarter turn anticlockwise: baselines run upwards.
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
    pub path: ModelPath,
    /// Words for readers who cannot see it.
    pub alt: Option<String>,
    /// Where it leads, if it is a link.
    pub target: Option<Target>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// An address as it is printed: of the web (`http`, `https`) or of electronic mail.
    Address(String),
    /// A place in the document.
    Place {
        /// The sheet, from 0.
        page: usize,
        /// The height on it, from the upper edge of the sheet as it is turned for reading.
        y: Length,
    },
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementKind {
    /// The whole document.
    Document,
    /// A group: the masthead, an appendix, the imprint.
    Group,
    /// The name of the bulletin.
    Tag,
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
    /// The rows of a table below its head.
    TableBody,
    /// A row of a table.
    TableRow,
    /// A cell in the head of a table.
    HeadCell {
        /// The number of columns that it covers.
        columns: usize,
        /// The number of rows that it covers.
        rows: usize,
    },
    /// A cell below the head of a table.
    Cell {
        /// The number of columns that it covers.
        columns: usize,
        /// The number of rows that it covers.
        rows: usize,
        /// Whether it names its rows (税务窗口), so that it is the head of the cells beside it.
        heads_row: bool,
    },
    /// A footnote.
    Note,
    /// A picture.
    Figure,
    /// The caption of a table or picture, which is its first or last part.
    Caption,
    /// The lines of a list of contents.
    Contents,
    /// A line of a list of contents.
    ContentsItem,
    /// What refers to something elsewhere in the document: a line of a list of contents, the number of
    /// a footnote.
    Reference,
    /// What leads to [`Element::target`].
    Link,
    /// A list: the paragraphs of an enumeration.
    List {
        /// Whether its items have numbers, and not all the same sign.
        numbered: bool,
    },
    /// An item of a list: its number, then what it says.
    ListItem,
    /// The number or sign of an item.
    ListLabel,
    /// What an item says: paragraphs, tables, lists.
    ListBody,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// Its level, from 1.
    pub level: u8,
    /// Its words, including its number.
    pub title: String,
    /// The sheet that it stands on, from 0.
    pub page: usize,
    /// The upper edge of its line, from the upper edge of the sheet as it is turned for reading.
    pub y: Length,
}
