//! The page numbers of the list of contents: filled in when the pages are made. Their room was kept
//! free, so no line changes.

use std::collections::BTreeMap;

use super::inline;
use super::page::{Content, Glyph, GlyphRun, Item, Mark, Page, Turn};
use super::paint;
use super::shaper::Shaper;
use super::sheet;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::place::ModelPath;
use crate::style::flow::{Flow, PageRef, PageSpec, Paragraph};

/// Page numbers to come, and the pages on which what they name was found to begin.
#[derive(Debug)]
pub(super) struct Waiting<'a> {
    numbers: Vec<Number<'a>>,
    /// The page, from 0, on which each paragraph that is named begins.
    begins: BTreeMap<&'a ModelPath, Option<usize>>,
}

/// A number to come.
#[derive(Debug)]
struct Number<'a> {
    content: &'a PageRef,
    element: usize,
    /// The page it stands on, and the items before it there.
    page: usize,
    items: usize,
    /// The middle of its line.
    middle: Length,
    /// Where the words of the line end, from the left edge of the measure.
    from: Length,
}

impl<'a> Waiting<'a> {
    /// What a flow names.
    pub(super) fn of(flow: &'a Flow) -> Waiting<'a> {
        let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
        let named = blocks.filter_map(|block| block.page_ref());
        let begins = named.map(|number| (&number.target, None)).collect();
        Waiting { numbers: Vec::new(), begins }
    }

    /// A paragraph begins on a page.
    pub(super) fn begins(&mut self, paragraph: &Paragraph, page: usize) {
        if let Some(begins) = self.begins.get_mut(&paragraph.path) {
            begins.get_or_insert(page);
        }
    }

    /// A number is to stand at the end of a line on a page, behind so many items.
    pub(super) fn push(
        &mut self,
        content: &'a PageRef,
        element: usize,
        (page, items): (usize, usize),
        (middle, from): (Length, Length),
    ) {
        self.numbers.push(Number { content, element, page, items, middle, from });
    }

    /// Puts the numbers on the pages. One whose paragraph stands nowhere is left out.
    pub(super) fn fill(
        self,
        pages: &mut [Page],
        spec: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        // The last first, so that the places of the others stay.
        for number in self.numbers.iter().rev() {
            let begins = self.begins.get(&number.content.target).copied().flatten();
            let Some(begins) = begins else { continue };
            let printed = pages.get(begins).and_then(|page| page.number);
            let count = printed.or_else(|| u32::try_from(begins + 1).ok()).unwrap_or(u32::MAX);
            let mut items = number.items(count, spec, shaper)?;
            if let Some(page) = pages.get_mut(number.page) {
                let at = number.items.min(page.items.len());
                let behind = page.items.split_off(at);
                page.items.append(&mut items);
                page.items.extend(behind);
            }
        }
        Ok(())
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
            let to = line.glyphs.first().map_or(line.right, |first| first.x);
            items.extend(self.dots(left, to, spec, shaper)?);
            let mark = Mark::Element(self.element);
            paint::line(&line, left, self.middle, mark, shaper, &mut items);
        }
        Ok(items)
    }

    /// A row of dots from the words to the number, below each other in all lines. They are no
    /// content.
    fn dots(
        &self,
        left: Length,
        to: Length,
        spec: &PageSpec,
        shaper: &mut Shaper<'_>,
    ) -> Result<Option<Item>, Error> {
        let font = &self.content.font;
        let step = (font.size / 3).max(Length::emu(1));
        let shape = shaper.shape(font.latin, '.', "")?;
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
            mark: Mark::Layout,
            content: Content::Glyphs(GlyphRun {
                face: shape.face,
                size: font.size,
                color: font.color,
                stroke: Length::ZERO,
                origin: Point { x: left + origin, y },
                turn: Turn::None,
                glyphs: glyphs.collect(),
            }),
        }))
    }
}
