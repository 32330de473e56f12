//! The imprint at the foot of the last page.

use super::{Figure, Paragraph};
use crate::info::Color;
use crate::length::Length;

/// The imprint (版记): ruled rows at the foot of the last page, with the last rule on the lower edge
/// of the type area.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImprintBlock {
    /// Its rows, from the top.
    pub rows: Vec<ImprintRow>,
    /// A picture at the right of some of the rows.
    pub picture: Option<ImprintPicture>,
    /// Whether it is, by an estimate in cells, about as tall as a page or taller: it then begins a page
    /// and goes on over as many as it needs. In a word processor nothing that is afloat can.
    pub flows: bool,
    /// The thickness of the rule below the last row.
    pub last_rule: Length,
    /// The colour of the rules.
    pub color: Color,
    /// The minimum space between the text and the first rule.
    pub space_before: Length,
    /// Whether it must stand on an even page (GB/T 33476.2-2016, 7.3.1), alone when the text does not
    /// end on an even page with room for it.
    pub even_page: bool,
}

/// Where the imprint stands. Only the pages know; the DOCX has to be told, because it asks for page
/// breaks before the word processor has counted any pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImprintPlace {
    /// On the page where the text ends.
    #[default]
    SamePage,
    /// Alone on the next page.
    NewPage,
    /// Alone after a blank page; neither page is numbered (GB/T 9704-2012, 7.5).
    AfterBlankPage,
}

/// A picture in the imprint, with the rows beside it in narrower lines.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImprintPicture {
    /// The picture, with the white above and below it.
    pub figure: Figure,
    /// Its title, below it in the middle.
    pub caption: Option<Paragraph>,
    /// The width at the right end of the line that is kept for it.
    pub width: Length,
    /// The first of the rows beside it.
    pub first: usize,
    /// How many rows are beside it, at least 1.
    pub rows: usize,
}

impl ImprintPicture {
    /// Whether a row stands beside it.
    pub(crate) fn is_beside(&self, row: usize) -> bool {
        (self.first..self.first + self.rows).contains(&row)
    }
}

impl ImprintBlock {
    /// The width that a row has of the measure.
    pub(crate) fn measure(&self, row: usize, measure: Length) -> Length {
        match &self.picture {
            Some(picture) if picture.is_beside(row) => measure - picture.width,
            _ => measure,
        }
    }
}

/// One ruled row of the imprint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImprintRow {
    /// The thickness of the rule above it; zero for none.
    pub rule_above: Length,
    /// Its lines.
    pub content: Paragraph,
}
