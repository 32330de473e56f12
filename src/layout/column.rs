//! The column: the pages so far, and the position on the current page where the next block goes.
//! Lines that ask for it stand on the rows of the grid.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::PendingNumbers;
use super::inline::Line;
use super::notes::Notes;
use super::page::{Item, Page, Turn};
use super::tags::Tags;
use super::turn;
use crate::length::{Length, Size};
use crate::place::ModelPath;
use crate::style::flow::{Flow, ImprintPlace, Orientation, PageSpec, Paragraph};

/// A line no further than this below a row of the grid counts as standing on it.
const SNAP: Length = PageSpec::TOLERANCE;

/// The pages so far and the position of the next block.
pub(super) struct Column<'a> {
    upright: &'a PageSpec,
    /// The page as it is turned for reading. Everything is placed on that; finished pages on their
    /// side are turned onto the upright sheet.
    pub(super) spec: PageSpec,
    turn: Turn,
    /// The finished pages.
    before: Vec<Page>,
    /// The current page.
    page: Page,
    pub(super) tags: Tags,
    /// The page numbers of the list of contents.
    pub(super) pending: PendingNumbers<'a>,
    /// Where the imprint was put.
    pub(super) imprint_place: ImprintPlace,
    /// The lines of the footnotes of the current page.
    pub(super) notes: Notes,
    /// The rows of tables that a page break cuts, by the path of their first cell.
    pub(super) cut_rows: BTreeSet<ModelPath>,
    /// The pictures that were shrunk, with their size, by their path.
    pub(super) shrunk: BTreeMap<ModelPath, Size>,
    /// The upper edge of the next line's box, from the top of the sheet.
    pub(super) y: Length,
    /// Whether nothing stands on the page yet.
    pub(super) page_is_empty: bool,
    /// The lower edge of the ink on the current page.
    pub(super) ink_bottom: Length,
}

/// What a column has made.
pub(super) struct Finished<'a> {
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    pub(super) pending: PendingNumbers<'a>,
    pub(super) imprint_place: ImprintPlace,
    pub(super) cut_rows: BTreeSet<ModelPath>,
    pub(super) shrunk: BTreeMap<ModelPath, Size>,
}

impl<'a> Column<'a> {
    pub(super) fn new(flow: &'a Flow) -> Column<'a> {
        Column {
            upright: &flow.page,
            spec: flow.page.clone(),
            turn: Turn::None,
            before: Vec::new(),
            page: blank(&flow.page, Turn::None),
            tags: Tags::new(),
            pending: PendingNumbers::of(flow),
            imprint_place: ImprintPlace::SamePage,
            notes: Notes::default(),
            cut_rows: BTreeSet::new(),
            shrunk: BTreeMap::new(),
            y: flow.page.grid_top,
            page_is_empty: true,
            ink_bottom: flow.page.grid_top,
        }
    }

    /// The pages, the elements, and the numbers that the list of contents waits for.
    pub(super) fn finish(mut self) -> Finished<'a> {
        self.set_notes(Length::ZERO);
        let Column { mut before, page, tags, pending, imprint_place, cut_rows, shrunk, .. } = self;
        before.push(page);
        let mut pages = before;
        for page in pages.iter_mut().filter(|page| page.turn == Turn::Left) {
            turn::page(page);
        }
        Finished { pages, tags, pending, imprint_place, cut_rows, shrunk }
    }

    /// Turns the current page, and those that follow it. A page that has something on it stays as
    /// it is, and a new one is begun.
    pub(super) fn turn_to(&mut self, orientation: Orientation) {
        let turn = match orientation {
            Orientation::Portrait => Turn::None,
            Orientation::Landscape => Turn::Left,
        };
        if turn == self.turn {
            return;
        }
        self.set_notes(Length::ZERO);
        self.turn = turn;
        self.spec = self.upright.held(orientation);
        if self.page_is_empty {
            self.page = blank(self.upright, turn);
            self.begin_page();
        } else {
            self.new_page();
        }
    }

    pub(super) fn new_page(&mut self) {
        self.set_notes(Length::ZERO);
        let next = blank(self.upright, self.turn);
        self.before.push(std::mem::replace(&mut self.page, next));
        self.begin_page();
    }

    fn begin_page(&mut self) {
        self.y = self.spec.grid_top;
        self.ink_bottom = self.spec.grid_top;
        self.page_is_empty = true;
    }

    /// The number of pages, including the current one.
    pub(super) fn page_count(&self) -> usize {
        self.before.len() + 1
    }

    /// The current page, counted from 0.
    pub(super) fn page_index(&self) -> usize {
        self.before.len()
    }

    /// The items of the current page.
    pub(super) fn items(&mut self) -> &mut Vec<Item> {
        &mut self.page.items
    }

    /// Leaves white above a block; at the head of a page only above the first block of a part.
    pub(super) fn white(&mut self, space: Length, first_of_part: bool) {
        if !self.page_is_empty || first_of_part {
            self.y += space;
        }
    }

    /// Moves down to the next row of the grid.
    pub(super) fn snap(&mut self) {
        self.y = self.row_below(self.y);
    }

    /// The next row of the grid from `y` on.
    pub(super) fn row_below(&self, y: Length) -> Length {
        self.spec.row_below(y)
    }

    /// Moves down from the leading above the type area to its edge, where tables and pictures
    /// begin.
    pub(super) fn enter_area(&mut self) {
        self.y = self.y.max(self.spec.type_area.origin.y);
    }

    /// The height of the type area.
    pub(super) fn area_height(&self) -> Length {
        self.spec.type_area.size.height
    }

    /// The lower edge of the last row's box, above the footnotes.
    pub(super) fn bottom(&self) -> Length {
        let rows = self.spec.row_pitch * i64::from(self.spec.rows);
        self.spec.grid_top + rows + SNAP - self.notes_height()
    }

    /// The lower edge of the type area, above the footnotes.
    pub(super) fn area_bottom(&self) -> Length {
        self.spec.type_area.bottom() - self.notes_height()
    }

    /// The height that footnotes may take.
    fn room_for_notes(&self) -> Length {
        self.area_height() / 2
    }

    /// The height that the footnotes of the page take at its foot.
    fn notes_height(&self) -> Length {
        self.notes.height(self.room_for_notes())
    }

    /// What the footnotes of some lines take besides those that the page has.
    pub(super) fn notes_of<'l>(&self, lines: impl Iterator<Item = &'l Line>) -> Length {
        self.notes.more(lines, self.room_for_notes())
    }

    /// Sets the footnotes of the page, their last line `above` the lower edge of the type area. What has
    /// no room stays for the next page.
    pub(super) fn set_notes(&mut self, above: Length) {
        if !self.notes.is_empty() {
            let most = self.room_for_notes();
            let items = self.notes.take(self.spec.type_area, above, most);
            self.items().extend(items);
            self.page_is_empty = false;
        }
    }

    /// Begins pages until the footnotes that are left have room on one.
    pub(super) fn finish_notes(&mut self) {
        while !self.notes.fit(self.room_for_notes()) {
            self.new_page();
        }
    }

    /// How far the last line of a paragraph would reach below the type area in the last row of the
    /// page: its ink, or the rule below it.
    pub(super) fn overhang_of(&self, paragraph: &Paragraph) -> Length {
        let rule = paragraph.rule_below.map_or(Length::ZERO, |rule| rule.gap + rule.height());
        self.overhang(paragraph.half_leading() - rule)
    }

    /// How far the ink of a line in the last row of the page would reach below the type area, with
    /// `half_leading` of white below its type.
    pub(super) fn overhang(&self, half_leading: Length) -> Length {
        let below = self.bottom() - SNAP - self.spec.type_area.bottom();
        (below - half_leading).max(Length::ZERO)
    }
}

/// An empty page.
fn blank(upright: &PageSpec, turn: Turn) -> Page {
    Page { size: upright.paper, turn, number: None, items: Vec::new() }
}
