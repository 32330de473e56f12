//! The column: blocks one below the other, page after page. Drops the white above at the head of a
//! page, and puts lines on the rows of the grid.

use super::contents::Waiting;
use super::inline::{self, Line};
use super::keep::{self, Bond, Room};
use super::page::{Content, Heading, Item, Mark, Page, PlacedImage, Turn};
use super::rule;
use super::shaper::Shaper;
use super::table::MeasuredTable;
use super::tags::Tags;
use super::{page, paint, turn};
use crate::error::Error;
use crate::length::{Length, Point, Rect};
use crate::style::flow::{
    Block, Figure, Flow, ImprintPlace, Orientation, PageSpec, Paragraph, Part, PartKind,
};

/// A line that stands this little above a row of the grid stands on it.
const SNAP: Length = Length::mm(0.05);

/// The pages so far and the place where the next block goes.
pub(super) struct Column<'a> {
    upright: &'a PageSpec,
    /// The page as the part at hand holds it. Everything is placed on that; pages on their side are
    /// turned when all stands on them.
    pub(super) spec: PageSpec,
    turn: Turn,
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    /// The page numbers of the contents.
    waiting: Waiting<'a>,
    /// Where the imprint was put.
    pub(super) imprint_place: ImprintPlace,
    /// The upper edge of the next line's box, from the top of the sheet.
    pub(super) y: Length,
    /// Whether nothing stands on the page yet.
    pub(super) page_is_empty: bool,
    /// The lower edge of the ink so far.
    pub(super) ink_bottom: Length,
}

/// What a column makes.
pub(super) struct Finished<'a> {
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    pub(super) waiting: Waiting<'a>,
    pub(super) imprint_place: ImprintPlace,
}

/// A block whose lines are broken.
pub(super) enum Measured<'a> {
    Paragraph(&'a Paragraph, Vec<Line>),
    Table(MeasuredTable<'a>),
    Figure(&'a Figure),
}

/// How a block stands between its neighbours.
#[derive(Clone, Copy)]
struct Place {
    /// The room below its end on the page where it ends.
    after: Option<Room>,
    first_of_part: bool,
    /// Whether the block above stays on the page where this one begins.
    kept_above: bool,
}

impl<'a> Column<'a> {
    pub(super) fn new(flow: &'a Flow) -> Column<'a> {
        let mut column = Column {
            upright: &flow.page,
            spec: flow.page.clone(),
            turn: Turn::None,
            pages: Vec::new(),
            tags: Tags::new(),
            waiting: Waiting::of(flow),
            imprint_place: ImprintPlace::SamePage,
            y: Length::ZERO,
            page_is_empty: true,
            ink_bottom: Length::ZERO,
        };
        column.new_page();
        column
    }

    /// The pages, the elements, and the numbers that the contents wait for.
    pub(super) fn finish(self) -> Finished<'a> {
        let Column { mut pages, tags, waiting, imprint_place, .. } = self;
        for page in pages.iter_mut().filter(|page| page.turn == Turn::Left) {
            turn::page(page);
        }
        Finished { pages, tags, waiting, imprint_place }
    }

    /// Holds the pages from here on so. A page that already has something on it is left.
    pub(super) fn hold(&mut self, orientation: Orientation) {
        let turn = match orientation {
            Orientation::Portrait => Turn::None,
            Orientation::Landscape => Turn::Left,
        };
        if turn == self.turn {
            return;
        }
        self.turn = turn;
        self.spec = self.upright.held(orientation);
        if self.page_is_empty {
            self.pages.pop();
        }
        self.new_page();
    }

    /// A part, on a new page unless it is the first. `foot` is the height that the imprint asks
    /// for below the last line of the last part.
    pub(super) fn part(
        &mut self,
        part: &'a Part,
        blocks: &[Measured<'a>],
        foot: Option<Length>,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        if !self.page_is_empty {
            self.new_page();
        }
        if !part.continues {
            self.tags.end_group();
            if part.kind == PartKind::Appendix {
                self.tags.begin_group(first_path(part));
            }
        }
        let mut bonds = self.bonds(blocks, foot);
        let mut in_masthead = false;
        let mut has_text = false;
        for (index, block) in blocks.iter().enumerate() {
            let begins_masthead = keep::in_masthead(block);
            if part.kind == PartKind::Main && begins_masthead != in_masthead {
                in_masthead = begins_masthead;
                if in_masthead { self.tags.begin_group("masthead") } else { self.tags.end_group() }
            }
            let fits = |bonds: &[Bond]| {
                self.page_is_empty
                    || bonds.get(index).is_none_or(|bond| self.has_room(self.y, bond.lead))
            };
            if !fits(&bonds) {
                // The first page shows text, even if the imprint then stands alone (GB/T
                // 9704-2012, 7.3.3).
                let bare = self.bonds(blocks, None);
                if !has_text && foot.is_some() && fits(&bare) {
                    bonds = bare;
                } else {
                    self.new_page();
                }
            }
            has_text |= keep::is_text(block);
            let after = bonds.get(index).and_then(|bond| bond.after);
            let above = index.checked_sub(1).and_then(|above| blocks.get(above));
            let place = Place {
                after,
                first_of_part: index == 0,
                kept_above: above.is_some_and(Measured::keep_with_next),
            };
            self.place(block, place, shaper)?;
        }
        Ok(())
    }

    /// Breaks the lines of a part's blocks, for pages that are held as they are now.
    pub(super) fn measure(
        &self,
        part: &'a Part,
        shaper: &mut Shaper<'_>,
    ) -> Result<Vec<Measured<'a>>, Error> {
        let measure = self.spec.type_area.size.width;
        let mut blocks = Vec::with_capacity(part.blocks.len());
        for block in &part.blocks {
            blocks.push(match block {
                Block::Paragraph(paragraph) => {
                    Measured::Paragraph(paragraph, inline::lines(paragraph, measure, shaper)?)
                }
                Block::Table(table) => {
                    Measured::Table(MeasuredTable::new(table, self.area_height(), shaper)?)
                }
                Block::Figure(figure) => Measured::Figure(figure),
            });
        }
        Ok(blocks)
    }

    /// How far the ink of the last line would reach below the type area if its box, with so much
    /// white in it below the type, ended where the last row's box ends.
    pub(super) fn overhang(&self, half_leading: Length) -> Length {
        let below = self.bottom() - SNAP - self.spec.type_area.bottom();
        (below - half_leading).max(Length::ZERO)
    }

    /// A block from the place at hand on.
    fn place(
        &mut self,
        block: &Measured<'a>,
        place: Place,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        let Place { after, first_of_part, kept_above } = place;
        match block {
            Measured::Paragraph(paragraph, lines) => {
                self.white(paragraph.space_before, first_of_part);
                self.paragraph(paragraph, lines, after, shaper)?;
            }
            Measured::Table(table) => {
                self.white(table.flow.space_before, first_of_part);
                self.table(table, after, kept_above, shaper);
                self.y += table.flow.space_after;
            }
            Measured::Figure(figure) => {
                self.white(figure.space_before, first_of_part);
                self.figure(figure);
                self.y += figure.space_after;
            }
        }
        Ok(())
    }

    /// White above a block; none at the head of a page, but for the first block of a part.
    fn white(&mut self, space: Length, first_of_part: bool) {
        if !self.page_is_empty || first_of_part {
            self.y += space;
        }
    }

    /// The lines of a paragraph, over as many pages as they take.
    fn paragraph(
        &mut self,
        paragraph: &'a Paragraph,
        lines: &[Line],
        after: Option<Room>,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        if paragraph.snap {
            self.snap();
        }
        let element = self.tags.paragraph(paragraph);
        let mut from = 0;
        while from < lines.len() {
            let count = self.lines_here(paragraph, from, lines.len(), after);
            let page = self.pages.len().saturating_sub(1);
            if count > 0 && from == 0 {
                self.waiting.begins(paragraph, page);
                if let Some(entry) = &paragraph.outline {
                    let y = self.y;
                    let (level, title) = (entry.level, entry.title.clone());
                    self.tags.outline.push(Heading { level, title, page, y });
                }
            }
            let mark = Mark::Element(element);
            for line in lines.iter().skip(from).take(count) {
                let middle = self.y + paragraph.line / 2;
                let left = self.spec.type_area.origin.x;
                paint::line(line, left, middle, mark, shaper, self.items());
                self.y += paragraph.line;
                self.ink_bottom = middle + paragraph.size / 2;
                self.page_is_empty = false;
            }
            from += count;
            if let (Some(number), true, Some(line)) =
                (&paragraph.page_ref, from >= lines.len(), lines.last())
            {
                let items = self.items().len();
                let middle = self.y - paragraph.line / 2;
                self.waiting.push(number, element, (page, items), (middle, line.right));
            }
            if from < lines.len() {
                self.new_page();
            }
        }
        if let Some(rule) = &paragraph.rule_below {
            let origin = Point { x: self.spec.type_area.origin.x, y: self.ink_bottom + rule.gap };
            let width = self.spec.type_area.size.width;
            self.ink_bottom = origin.y + rule.height();
            let rule = rule::items(rule, origin, width, shaper)?;
            self.items().extend(rule);
        }
        self.y += paragraph.space_after;
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) {
        let area = self.spec.type_area;
        if !self.page_is_empty && self.y + figure.size.height > area.bottom() {
            self.new_page();
        }
        self.enter_area();
        let element = self.tags.figure(figure);
        let x = area.origin.x + (area.size.width - figure.size.width) / 2;
        let image = PlacedImage {
            rect: Rect { origin: Point { x, y: self.y }, size: figure.size },
            turn: Turn::None,
            data: figure.data.clone(),
            format: figure.format,
            path: figure.path.clone(),
        };
        self.items().push(Item { mark: Mark::Element(element), content: Content::Image(image) });
        self.y += figure.size.height;
        self.ink_bottom = self.y;
        self.page_is_empty = false;
    }

    /// Moves down to the next row of the grid.
    fn snap(&mut self) {
        self.y = self.row_below(self.y);
    }

    /// The next row of the grid from `y` on.
    pub(super) fn row_below(&self, y: Length) -> Length {
        let offset = y - self.spec.grid_top - SNAP;
        if offset > Length::ZERO {
            let rows = offset.whole_times(self.spec.row_pitch) + 1;
            self.spec.grid_top + self.spec.row_pitch * rows
        } else {
            self.spec.grid_top
        }
    }

    /// Moves down to the type area from the leading above it: what has edges of its own begins
    /// there.
    pub(super) fn enter_area(&mut self) {
        self.y = self.y.max(self.spec.type_area.origin.y);
    }

    /// The height of the type area.
    pub(super) fn area_height(&self) -> Length {
        self.spec.type_area.size.height
    }

    /// The lower edge of the last row's box.
    pub(super) fn bottom(&self) -> Length {
        self.spec.grid_top + self.spec.row_pitch * i64::from(self.spec.rows) + SNAP
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Page {
            size: self.upright.paper,
            turn: self.turn,
            number: None,
            items: Vec::new(),
        });
        self.y = self.spec.grid_top;
        self.ink_bottom = self.spec.grid_top;
        self.page_is_empty = true;
    }

    /// The items of the page at hand.
    pub(super) fn items(&mut self) -> &mut Vec<page::Item> {
        if self.pages.is_empty() {
            self.new_page();
        }
        match self.pages.last_mut() {
            Some(page) => &mut page.items,
            None => unreachable!("a page was just made"),
        }
    }
}

/// Where a part comes from: the path of its first block.
fn first_path(part: &Part) -> &str {
    match part.blocks.first() {
        Some(Block::Paragraph(paragraph)) => &paragraph.path,
        Some(Block::Table(table)) => &table.path,
        Some(Block::Figure(figure)) => &figure.path,
        None => "",
    }
}
