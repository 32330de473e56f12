//! The page numbers of the list of contents, and where its lines lead: filled in when all pages are
//! made. The flow kept space for the numbers, so no line changes.

use std::collections::{BTreeMap, BTreeSet};

use super::inline;
use super::messages::LayoutMessage;
use super::page::{Content, Element, Glyph, GlyphRun, Item, Page, Tag, Target, Turn};
use super::paint;
use super::shaper::Shaper;
use super::sheet;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::place::{ModelPath, Place};
use crate::style::flow::{Flow, PageRef, PageSpec, Paragraph};

/// The page numbers that the contents wait for, and the pages on which headings begin.
#[derive(Debug)]
pub(super) struct PendingNumbers<'a> {
    numbers: Vec<Number<'a>>,
    /// The elements of the lines, and the paths of what they name.
    lines: Vec<(usize, &'a ModelPath)>,
    /// The paths that the contents name.
    named: BTreeSet<&'a ModelPath>,
    /// The page, from 0, and the height on it at which each heading and whatever else the contents name
    /// begins.
    begins: BTreeMap<ModelPath, (usize, Length)>,
}

/// A number that is not on its page yet.
#[derive(Debug)]
struct Number<'a> {
    content: &'a PageRef,
    /// What it belongs to.
    mark: Tag,
    /// The page it stands on, and the items before it there.
    page: usize,
    items: usize,
    /// The middle of its line.
    middle: Length,
    /// Where the words of the line end, from the left edge of the measure.
    from: Length,
}

impl<'a> PendingNumbers<'a> {
    /// For a flow of which nothing is on a page yet.
    pub(super) fn of(flow: &'a Flow) -> PendingNumbers<'a> {
        let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
        let named = blocks.filter_map(|block| block.names()).collect();
        let (numbers, lines) = (Vec::new(), Vec::new());
        PendingNumbers { numbers, lines, named, begins: BTreeMap::new() }
    }

    /// Notes that a line of the contents names what is at this path.
    pub(super) fn refers(&mut self, line: usize, to: &'a ModelPath) {
        self.lines.push((line, to));
    }

    /// Lets the lines lead to what they name.
    pub(super) fn lead(&self, elements: &mut [Element]) {
        for (line, named) in &self.lines {
            if let (Some(line), Some((page, y))) =
                (elements.get_mut(*line), self.begins.get(*named))
            {
                line.target = Some(Target::Place { page: *page, y: *y });
            }
        }
    }

    /// Notes that a paragraph begins on a page, counted from 0, at a height.
    pub(super) fn begins(&mut self, paragraph: &Paragraph, at: (usize, Length)) {
        if self.named.is_empty() && paragraph.outline.is_none() {
            return;
        }
        let path = &paragraph.path;
        if paragraph.outline.is_some() || self.named.contains(path) {
            self.begins.entry(path.clone()).or_insert(at);
        }
    }

    /// Notes that a number belongs at the end of a line: on this page, behind this many items; at
    /// the height `middle`, right of `from`.
    pub(super) fn push(
        &mut self,
        content: &'a PageRef,
        mark: Tag,
        (page, items): (usize, usize),
        (middle, from): (Length, Length),
    ) {
        self.numbers.push(Number { content, mark, page, items, middle, from });
    }

    /// Puts the numbers on the pages. Returns the number of the page on which each heading begins.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) when the contents name a heading that is
    /// on no page.
    pub(super) fn fill(
        self,
        pages: &mut [Page],
        spec: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<BTreeMap<ModelPath, u32>, Error> {
        let number_of = |index: usize| {
            let printed = pages.get(index).and_then(|page| page.number);
            printed.or_else(|| u32::try_from(index + 1).ok()).unwrap_or(u32::MAX)
        };
        let headings: BTreeMap<ModelPath, u32> =
            self.begins.into_iter().map(|(path, (index, _))| (path, number_of(index))).collect();
        // The last first, so that the positions of the others stay valid.
        for number in self.numbers.iter().rev() {
            let target = &number.content.target;
            let Some(count) = headings.get(target).copied() else {
                let place = Place::path(target.clone());
                return Err(Error::new(LayoutMessage::HeadingNowhere {}, place));
            };
            let mut items = number.items(count, spec, shaper)?;
            if let Some(page) = pages.get_mut(number.page) {
                let at = number.items.min(page.items.len());
                let behind = page.items.split_off(at);
                page.items.append(&mut items);
                page.items.extend(behind);
            }
        }
        Ok(headings)
    }
}

impl Number<'_> {
    /// The dots and the number.
    fn items(
        &self,
        count: u32,
        spec: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<Vec<Item>, Error> {
        let PageRef { font, indent, .. } = self.content;
        let paragraph = sheet::number_at_right(count.to_string(), font, *indent);
        let measure = spec.type_area.size.width;
        let left = spec.type_area.origin.x;
        let mut items = Vec::new();
        for line in inline::lines(&paragraph, measure, shaper)? {
            let to = line.left().unwrap_or(line.right);
            items.extend(self.dots(left, to, spec, shaper)?);
            items.push(self.blank(left + to, shaper)?);
            paint::line(&line, left, self.middle, &self.mark.into(), shaper, &mut items);
        }
        Ok(items)
    }

    /// A blank before the number, which ends at `right`: without it words and number are one word for
    /// who hears them.
    fn blank(&self, right: Length, shaper: &mut Shaper<'_>) -> Result<Item, Error> {
        let font = &self.content.font;
        let shape = shaper.shape_own(font.latin, ' ')?;
        let x = right - font.size.scale(shape.advance, 1000);
        let y = self.middle + shaper.center(shape.face, font.size);
        Ok(Item {
            mark: self.mark,
            content: Content::Glyphs(GlyphRun {
                face: shape.face,
                size: font.size,
                color: font.color,
                stroke: Length::ZERO,
                origin: Point { x, y },
                turn: Turn::None,
                span: None,
                glyphs: vec![Glyph { id: shape.glyph, x: Length::ZERO, text: Some(' ') }],
            }),
        })
    }

    /// A row of dots from the words to the number; the dots of all lines stand below each other.
    /// They are not content.
    fn dots(
        &self,
        left: Length,
        to: Length,
        spec: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<Option<Item>, Error> {
        let font = &self.content.font;
        let step = (font.size / 3).max(Length::emu(1));
        let shape = shaper.shape_own(font.latin, '.')?;
        let right = spec.type_area.size.width - self.content.indent;
        let clear = font.size / 4;
        // Counted from the right end of the numbers.
        let first = (right - to + clear).whole_times(step) + 1;
        let last = (right - self.from - clear).whole_times(step);
        let mut places: Vec<Length> = (first..=last).map(|count| right - step * count).collect();
        places.reverse();
        let Some(origin) = places.first().copied() else { return Ok(None) };
        let glyphs =
            places.iter().map(|x| Glyph { id: shape.glyph, x: *x - origin, text: Some('.') });
        let y = self.middle + shaper.center(shape.face, font.size);
        Ok(Some(Item {
            mark: Tag::Layout,
            content: Content::Glyphs(GlyphRun {
                face: shape.face,
                size: font.size,
                color: font.color,
                stroke: Length::ZERO,
                origin: Point { x: left + origin, y },
                turn: Turn::None,
                span: None,
                glyphs: glyphs.collect(),
            }),
        }))
    }
}
