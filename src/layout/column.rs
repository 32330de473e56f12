//! The column: blocks one below the other, page after page. Keeps headings with their text, drops
//! the white above at the head of a page, and puts lines on the rows of the grid.

use super::inline::{self, Line};
use super::page::{Content, Heading, Item, Mark, Page, PlacedImage, Turn};
use super::shaper::Shaper;
use super::table::MeasuredTable;
use super::tags::{self, Tags};
use super::{page, paint};
use crate::error::Error;
use crate::length::{Length, Point, Rect};
use crate::style::flow::{Block, Figure, Flow, ImageFormat, PageSpec, Paragraph, Part, PartKind};

/// A line that stands this little above a row of the grid stands on it.
const SNAP: Length = Length::mm(0.05);

/// The pages so far and the place where the next block goes.
pub(super) struct Column<'a> {
    pub(super) spec: &'a PageSpec,
    pages: Vec<Page>,
    pub(super) tags: Tags,
    /// The upper edge of the next line's box, from the top of the sheet.
    pub(super) y: Length,
    /// Whether nothing stands on the page yet.
    pub(super) page_is_empty: bool,
    /// The lower edge of the ink so far.
    pub(super) ink_bottom: Length,
}

/// A block whose lines are broken.
enum Measured<'a> {
    Paragraph(&'a Paragraph, Vec<Line>),
    Table(MeasuredTable<'a>),
    Figure(&'a Figure),
}

impl<'a> Column<'a> {
    pub(super) fn new(flow: &'a Flow) -> Column<'a> {
        let mut column = Column {
            spec: &flow.page,
            pages: Vec::new(),
            tags: Tags::new(),
            y: Length::ZERO,
            page_is_empty: true,
            ink_bottom: Length::ZERO,
        };
        column.new_page();
        column
    }

    /// The pages and the elements.
    pub(super) fn finish(self) -> (Vec<Page>, Tags) {
        (self.pages, self.tags)
    }

    /// A part, on a new page unless it is the first.
    pub(super) fn part(
        &mut self,
        part: &'a Part,
        new_page: bool,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        if new_page && !self.page_is_empty {
            self.new_page();
        }
        if part.kind == PartKind::Appendix {
            self.tags.begin_group(first_path(part));
        }
        let blocks = self.measure(part, shaper)?;
        let leads = self.leads(&blocks);
        let mut in_masthead = false;
        for (index, (block, lead)) in blocks.into_iter().zip(leads).enumerate() {
            let begins_masthead = matches!(&block, Measured::Paragraph(paragraph, _)
                if tags::in_masthead(paragraph.role));
            if part.kind == PartKind::Main && begins_masthead != in_masthead {
                in_masthead = begins_masthead;
                if in_masthead { self.tags.begin_group("masthead") } else { self.tags.end_group() }
            }
            if !self.page_is_empty && self.y + lead > self.bottom() {
                self.new_page();
            }
            self.place(block, index == 0, shaper);
        }
        self.tags.end_group();
        Ok(())
    }

    fn measure(&self, part: &'a Part, shaper: &mut Shaper<'_>) -> Result<Vec<Measured<'a>>, Error> {
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

    /// For each block, the height that must be free below for it to begin: what may not be parted
    /// from its first line. Never more than a page.
    fn leads(&self, blocks: &[Measured<'_>]) -> Vec<Length> {
        let mut leads = vec![Length::ZERO; blocks.len()];
        let mut below = Length::ZERO;
        for (lead, block) in leads.iter_mut().zip(blocks).rev() {
            *lead = self.lead(block, below).min(self.bottom() - self.spec.grid_top);
            below = *lead;
        }
        leads
    }

    /// The height that must be free for a block to begin, `below` that of the next block.
    fn lead(&self, block: &Measured<'_>, below: Length) -> Length {
        match block {
            Measured::Paragraph(paragraph, lines) => {
                let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
                let whole = paragraph.space_before + paragraph.line * count;
                let overhang = self.overhang(paragraph.half_leading());
                if paragraph.keep_with_next {
                    whole + paragraph.space_after + below
                } else if paragraph.keep_together {
                    whole + overhang
                } else {
                    paragraph.space_before + paragraph.line + overhang
                }
            }
            Measured::Table(table) => {
                table.flow.space_before + table.lead() + self.overhang(Length::ZERO)
            }
            Measured::Figure(figure) => {
                let whole = figure.space_before + figure.size.height;
                if figure.keep_with_next {
                    whole + figure.space_after + below
                } else {
                    whole + self.overhang(Length::ZERO)
                }
            }
        }
    }

    /// How far the ink of the last line would reach below the type area if its box, with so much
    /// white in it below the type, ended where the last row's box ends.
    fn overhang(&self, half_leading: Length) -> Length {
        let below = self.bottom() - SNAP - self.spec.type_area.bottom();
        (below - half_leading).max(Length::ZERO)
    }

    fn place(&mut self, block: Measured<'_>, first_of_part: bool, shaper: &mut Shaper<'_>) {
        match block {
            Measured::Paragraph(paragraph, lines) => {
                self.paragraph(paragraph, &lines, first_of_part, shaper);
            }
            Measured::Table(table) => {
                self.white(table.flow.space_before, first_of_part);
                self.table(&table, shaper);
                self.y += table.flow.space_after;
            }
            Measured::Figure(figure) => {
                self.white(figure.space_before, first_of_part);
                self.figure(figure);
                self.y += figure.space_after;
            }
        }
    }

    /// White above a block; none at the head of a page, but for the first block of a part.
    fn white(&mut self, space: Length, first_of_part: bool) {
        if !self.page_is_empty || first_of_part {
            self.y += space;
        }
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph,
        lines: &[Line],
        first_of_part: bool,
        shaper: &Shaper<'_>,
    ) {
        self.white(paragraph.space_before, first_of_part);
        if paragraph.snap {
            self.snap();
        }
        let element = self.tags.paragraph(paragraph);
        for (index, line) in lines.iter().enumerate() {
            self.make_room(paragraph.line + self.overhang(paragraph.half_leading()));
            if let (0, Some(entry)) = (index, &paragraph.outline) {
                let page = self.pages.len().saturating_sub(1);
                let y = self.y;
                let (level, title) = (entry.level, entry.title.clone());
                self.tags.outline.push(Heading { level, title, page, y });
            }
            let middle = self.y + paragraph.line / 2;
            let left = self.spec.type_area.origin.x;
            let mark = Mark::Element(element);
            paint::line(line, left, middle, mark, shaper, self.items());
            self.y += paragraph.line;
            self.ink_bottom = middle + paragraph.size / 2;
            self.page_is_empty = false;
        }
        if let Some(rule) = &paragraph.rule_below {
            let origin = Point { x: self.spec.type_area.origin.x, y: self.ink_bottom + rule.gap };
            let width = self.spec.type_area.size.width;
            let item = paint::rule(origin, width, rule.thickness, rule.color);
            self.items().push(item);
            self.ink_bottom = origin.y + rule.thickness;
        }
        self.y += paragraph.space_after;
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
            jpeg: figure.format == ImageFormat::Jpeg,
            path: figure.path.clone(),
        };
        self.items().push(Item { mark: Mark::Element(element), content: Content::Image(image) });
        self.y += figure.size.height;
        self.ink_bottom = self.y;
        self.page_is_empty = false;
    }

    /// Moves down to the next row of the grid.
    fn snap(&mut self) {
        let offset = self.y - self.spec.grid_top - SNAP;
        if offset > Length::ZERO {
            let rows = offset.whole_times(self.spec.row_pitch) + 1;
            self.y = self.spec.grid_top + self.spec.row_pitch * rows;
        } else {
            self.y = self.spec.grid_top;
        }
    }

    /// Begins a new page when so much does not fit on this one.
    pub(super) fn make_room(&mut self, height: Length) {
        if !self.page_is_empty && self.y + height > self.bottom() {
            self.new_page();
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
            size: self.spec.paper,
            turn: Turn::None,
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
