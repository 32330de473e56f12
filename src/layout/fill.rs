//! Filling pages: blocks one below the other. White above a block is dropped at the head of a page,
//! and what may not be parted moves to the next page together.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::column::Column;
use super::drawing::{self, DrawnLine};
use super::inline::Line;
use super::keep::{self, KeepConstraints, Loosened, NeededSpace};
use super::measured::{self, Measured};
use super::page::{Content, Heading, Item, PlacedImage, Tag, Turn};
use super::paint;
use super::rule;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::{Length, Point, Rect, Size};
use crate::place::ModelPath;
use crate::style::flow::{
    Beside, Block, Chart, Figure, Paragraph, Part, PartKind, Role, SidePicture,
};

/// What the neighbours of a block require.
#[derive(Clone, Copy)]
struct Neighbours {
    /// The space needed below its end, on the page where it ends.
    after: Option<NeededSpace>,
    first_of_part: bool,
    /// Whether the block above stays on the page where this one begins.
    kept_above: bool,
    /// The size of a picture that is made smaller to fit.
    size: Option<Size>,
    /// Whether a single line of it may stand on a page.
    single: bool,
}

impl<'a> Column<'a> {
    /// A part, on a new page unless it is the first. `foot` is the height that the imprint asks
    /// for below the last line of the last part. What is placed is taken out of the blocks, so that a
    /// large one is not there twice.
    pub(super) fn part(
        &mut self,
        part: &'a Part,
        blocks: &mut [Measured<'a>],
        foot: Option<Length>,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        if !self.at.page_is_empty {
            self.new_page();
        }
        if !part.continues {
            self.tags.end_group();
            if part.kind == PartKind::Appendix {
                self.tags.begin_group(first_path(part));
            }
        }
        let width = self.at.spec.type_area.size.width;
        let whole = |blocks: &[Measured<'_>]| {
            shaper.with_whole_marks(|shaper| {
                let mut lines = |block: &Measured<'_>| match block {
                    Measured::Paragraph(paragraph, _) => {
                        measured::lines_of(paragraph, width, shaper).ok()
                    }
                    _ => None,
                };
                blocks.iter().map(&mut lines).collect()
            })
        };
        let (loosened, mut constraints) = self.at.loosened(blocks, foot, whole);
        self.note_loosened(blocks, &loosened);
        let without_imprint = OnceCell::new();
        let mut in_masthead = false;
        let mut has_text = false;
        for index in 0..blocks.len() {
            let Some(block) = blocks.get(index) else { break };
            let begins_masthead = keep::in_masthead(block);
            if part.kind == PartKind::Main && begins_masthead != in_masthead {
                in_masthead = begins_masthead;
                if in_masthead {
                    self.tags.begin_group(ModelPath::root().field("masthead"));
                } else {
                    self.tags.end_group();
                }
            }
            let fits = |constraints: &[KeepConstraints]| {
                self.at.page_is_empty
                    || constraints
                        .get(index)
                        .is_none_or(|keep| self.at.has_space(self.at.y, keep.lead))
            };
            let lead = constraints.get(index).map(|keep| keep.lead);
            let size = match (block, lead) {
                (Measured::Figure(figure), Some(lead)) => self.at.fitted_figure(figure, lead),
                _ => None,
            };
            if size.is_none() && !fits(&constraints) {
                // The first page shows text, even if the imprint then stands alone (GB/T
                // 9704-2012, 7.3.3). Constraints look at every block: they are made once.
                let may_stand_alone = !has_text && foot.is_some();
                let relaxed = may_stand_alone.then(|| {
                    without_imprint
                        .get_or_init(|| self.at.keep_constraints(blocks, None, &loosened))
                });
                match relaxed.filter(|constraints| fits(constraints)) {
                    Some(relaxed) => constraints = relaxed.clone(),
                    None => self.new_page(),
                }
            }
            has_text |= keep::is_text(block);
            let after = constraints.get(index).and_then(|keep| keep.after);
            let above = index.checked_sub(1).and_then(|above| blocks.get(above));
            let neighbours = Neighbours {
                after,
                first_of_part: index == 0,
                kept_above: above.is_some_and(Measured::keep_with_next),
                size,
                single: loosened.single.contains(&index),
            };
            if let Some(block) = blocks.get_mut(index) {
                self.block(block, neighbours, shaper)?;
            }
        }
        Ok(())
    }

    /// Notes the rules that are loosened, by the paths of their paragraphs.
    fn note_loosened(&mut self, blocks: &[Measured<'_>], loosened: &Loosened) {
        let paths = |numbers: &BTreeSet<usize>| -> Vec<ModelPath> {
            let of = numbers.iter().filter_map(|index| blocks.get(*index));
            let path = |block: &Measured<'_>| match block {
                Measured::Paragraph(paragraph, _) => Some(paragraph.path.clone()),
                _ => None,
            };
            of.filter_map(path).collect()
        };
        self.fitted.single_lines.extend(paths(&loosened.single));
        self.fitted.parted.extend(paths(&loosened.apart));
    }

    /// A block, from the current position.
    fn block(
        &mut self,
        block: &mut Measured<'a>,
        neighbours: Neighbours,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        let Neighbours { after, first_of_part, kept_above, size, .. } = neighbours;
        self.at.white(block.space_before(), first_of_part);
        match block {
            Measured::Paragraph(paragraph, lines) => {
                self.paragraph(paragraph, &std::mem::take(lines), neighbours, shaper)?;
            }
            Measured::Table(table) => self.table(table, after, kept_above, shaper),
            Measured::Figure(figure) => {
                let size = size.unwrap_or(figure.size);
                self.make_room(size.height);
                self.figure(figure, size);
            }
            Measured::Chart(chart, words) => {
                self.make_room(chart.drawing.size.height);
                self.chart(chart, words, shaper);
            }
            Measured::Beside(beside, cells) => self.beside(beside, cells, shaper),
        }
        self.at.y += block.space_after();
        Ok(())
    }

    /// The lines of a paragraph, on as many pages as they need.
    fn paragraph(
        &mut self,
        paragraph: &'a Paragraph,
        lines: &[Line],
        neighbours: Neighbours,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        let Neighbours { after, single, .. } = neighbours;
        if paragraph.snap {
            self.at.snap();
        }
        let picture = paragraph.picture.as_deref();
        let picture =
            picture.map(|picture| (picture, self.tags.figure(picture.path.clone(), &picture.alt)));
        let tags = self.tags.paragraph(paragraph, lines);
        if let (Tag::Element(element), Some(named)) = (tags.text(), &paragraph.names) {
            self.pending.refers(element, named);
        }
        let mut from = 0;
        while from < lines.len() {
            let count = self.at.lines_here(paragraph, from, lines, after, single);
            let page = self.page_index();
            if let (true, 0, Some((picture, element))) = (count > 0, from, picture) {
                self.side_picture(picture, element);
            }
            if count > 0 && self.at.page_is_empty && after.is_some() && paragraph.role == Role::Body
            {
                self.fitted.carried.insert(paragraph.path.clone());
            }
            if count > 0 && from == 0 {
                self.pending.begins(paragraph, (page, self.at.y));
                if let Some(entry) = &paragraph.outline {
                    let y = self.at.y;
                    let (level, title) = (entry.level, entry.title.clone());
                    self.tags.outline.push(Heading { level, title, page, y });
                }
            }
            for line in lines.iter().skip(from).take(count) {
                let middle = self.at.y + paragraph.line / 2;
                let left = self.at.spec.type_area.origin.x;
                paint::line(line, left, middle, &tags, shaper, self.items());
                self.at.y += paragraph.line;
                self.ink_bottom = middle + paragraph.size / 2;
                self.at.page_is_empty = false;
                for note in &line.notes {
                    let Some(content) = paragraph.notes.get(note.index) else { continue };
                    let tags = self.tags.note(content.path.clone(), &note.lines);
                    self.at.notes.push(note, &tags, left, shaper);
                }
            }
            from += count;
            if let (Some(number), true, Some(line)) =
                (&paragraph.page_ref, from >= lines.len(), lines.last())
            {
                let items = self.items().len();
                let middle = self.at.y - paragraph.line / 2;
                self.pending.push(number, tags.text(), (page, items), (middle, line.right));
            }
            if from < lines.len() {
                self.new_page();
            }
        }
        if let Some(rule) = &paragraph.rule_below {
            let origin =
                Point { x: self.at.spec.type_area.origin.x, y: self.ink_bottom + rule.gap };
            let width = self.at.spec.type_area.size.width;
            self.ink_bottom = origin.y + rule.height();
            let rule = rule::items(rule, origin, width, shaper)?;
            self.items().extend(rule);
        }
        Ok(())
    }

    /// A picture beside the paragraph that begins here; nothing else moves.
    fn side_picture(&mut self, picture: &SidePicture, element: usize) {
        let area = self.at.spec.type_area;
        let size = picture.rect.size;
        let lowest = (area.bottom() - size.height).max(area.origin.y);
        let y = (self.at.y + picture.below).clamp(area.origin.y, lowest);
        let image = PlacedImage {
            rect: Rect { origin: Point { x: picture.rect.origin.x, y }, size },
            turn: Turn::None,
            data: picture.data.clone(),
            format: picture.format,
            upright: picture.turn,
            path: picture.path.clone(),
        };
        self.items().push(Item { mark: Tag::Element(element), content: Content::Image(image) });
        self.at.page_is_empty = false;
    }

    /// Goes to the next page where there is no room for something that is not parted.
    fn make_room(&mut self, height: Length) {
        if !self.at.page_is_empty && self.at.y + height > self.at.area_bottom() {
            self.new_page();
        }
        self.at.enter_area();
    }

    /// A chart, in the middle of the measure.
    fn chart(&mut self, chart: &Chart, words: &[DrawnLine<'_>], shaper: &Shaper<'_>) {
        let area = self.at.spec.type_area;
        let element = self.tags.figure(chart.path.clone(), &chart.alt);
        let x = area.origin.x + (area.size.width - chart.drawing.size.width) / 2;
        let origin = Point { x, y: self.at.y };
        drawing::items(&chart.drawing, words, origin, Tag::Element(element), shaper, self.items());
        self.at.y += chart.drawing.size.height;
        self.ink_bottom = self.at.y;
        self.at.page_is_empty = false;
    }

    /// Blocks beside each other: the cells one after the other, each from the same height in a measure
    /// of its own.
    fn beside(
        &mut self,
        beside: &Beside,
        cells: &mut [Vec<Measured<'_>>],
        shaper: &mut Shaper<'_>,
    ) {
        let height = measured::height_of_cells(cells);
        self.make_room(height);
        let (top, area) = (self.at.y, self.at.spec.type_area);
        let mut ink = self.ink_bottom;
        for (cell, blocks) in beside.cells.iter().zip(cells) {
            self.at.y = top;
            self.at.spec.type_area.origin.x = area.origin.x + cell.left;
            self.at.spec.type_area.size.width = cell.width;
            for block in blocks {
                self.at.y += block.space_before();
                match block {
                    Measured::Paragraph(paragraph, lines) => {
                        self.paragraph_in_cell(paragraph, lines, shaper);
                    }
                    // There is room for all of it.
                    Measured::Table(table) => self.table(table, None, true, shaper),
                    Measured::Figure(figure) => self.figure(figure, figure.size),
                    Measured::Chart(chart, words) => self.chart(chart, words, shaper),
                    Measured::Beside(..) => {}
                }
                self.at.y += block.space_after();
            }
            ink = ink.max(self.ink_bottom);
        }
        self.at.spec.type_area = area;
        (self.at.y, self.ink_bottom) = (top + height, ink);
    }

    fn paragraph_in_cell(&mut self, paragraph: &Paragraph, lines: &[Line], shaper: &Shaper<'_>) {
        let tags = self.tags.paragraph(paragraph, lines);
        let left = self.at.spec.type_area.origin.x;
        for line in lines {
            let middle = self.at.y + paragraph.line / 2;
            paint::line(line, left, middle, &tags, shaper, self.items());
            self.at.y += paragraph.line;
            self.ink_bottom = middle + paragraph.size / 2;
            self.at.page_is_empty = false;
        }
    }

    /// A picture in this size, in the middle of the measure.
    fn figure(&mut self, figure: &Figure, size: Size) {
        if size != figure.size {
            self.fitted.figure_sizes.insert(figure.path.clone(), size);
        }
        let area = self.at.spec.type_area;
        let element = self.tags.figure(figure.path.clone(), &figure.alt);
        let x = area.origin.x + (area.size.width - size.width) / 2;
        let rect = Rect { origin: Point { x, y: self.at.y }, size };
        let item = paint::figure(figure, rect, Tag::Element(element));
        self.items().push(item);
        self.at.y += size.height;
        self.ink_bottom = self.at.y;
        self.at.page_is_empty = false;
    }
}

/// Where a part comes from: the path of its first block.
fn first_path(part: &Part) -> ModelPath {
    match part.blocks.first() {
        Some(Block::Paragraph(paragraph)) => paragraph.path.clone(),
        Some(Block::Table(table)) => table.path.clone(),
        Some(Block::Figure(figure)) => figure.path.clone(),
        Some(Block::Chart(chart)) => chart.path.clone(),
        Some(Block::Beside(beside)) => beside.path.clone(),
        None => ModelPath::root(),
    }
}
