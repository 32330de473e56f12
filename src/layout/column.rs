//! The column: the pages so far, and the position on the current page where the next block goes.
//! Lines that ask for it stand on the rows of the grid.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::PendingNumbers;
use super::cursor::Cursor;
use super::page::{Item, Page, Turn};
use super::tags::Tags;
use super::turn;
use crate::length::{Length, Size};
use crate::place::ModelPath;
use crate::style::flow::{Flow, ImprintPlace, Orientation, PageSpec};

/// The pages so far and the position of the next block.
pub(super) struct Column<'a> {
    upright: &'a PageSpec,
    /// The position on the page as it is turned for reading. Everything is placed on that; finished
    /// pages on their side are turned onto the upright sheet.
    pub(super) at: Cursor,
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
    /// The rows of tables that a page break cuts, by the path of their first cell.
    pub(super) cut_rows: BTreeSet<ModelPath>,
    /// What was made lower to fit.
    pub(super) fitted: Fitted,
    /// The lower edge of the ink on the current page.
    pub(super) ink_bottom: Length,
}

/// What was made lower or parted so that pages end well, for the DOCX.
#[derive(Default)]
pub(super) struct Fitted {
    /// The heights of the rows of tables, by the paths of these.
    pub(super) row_heights: BTreeMap<ModelPath, Length>,
    /// The sizes of pictures, by their paths.
    pub(super) figure_sizes: BTreeMap<ModelPath, Size>,
    /// The paragraphs of which a single line may stand on a page.
    pub(super) single_lines: BTreeSet<ModelPath>,
    /// The paragraphs of text at the head of a page that stay with what follows.
    pub(super) carried: BTreeSet<ModelPath>,
    /// The paragraphs that need not end on the page where the next block begins.
    pub(super) parted: BTreeSet<ModelPath>,
}

/// What a column has made.
pub(super) struct Finished<'a> {
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    pub(super) pending: PendingNumbers<'a>,
    pub(super) imprint_place: ImprintPlace,
    pub(super) cut_rows: BTreeSet<ModelPath>,
    pub(super) fitted: Fitted,
}

impl<'a> Column<'a> {
    pub(super) fn new(flow: &'a Flow) -> Column<'a> {
        Column {
            upright: &flow.page,
            at: Cursor::new(flow.page.clone()),
            turn: Turn::None,
            before: Vec::new(),
            page: blank(&flow.page, Turn::None),
            tags: Tags::new(),
            pending: PendingNumbers::of(flow),
            imprint_place: ImprintPlace::SamePage,
            cut_rows: BTreeSet::new(),
            fitted: Fitted::default(),
            ink_bottom: flow.page.grid_top,
        }
    }

    /// The white below the text of the page; none where it has no text.
    pub(super) fn white_below(&self) -> Length {
        if self.at.page_is_empty { Length::ZERO } else { self.at.area_bottom() - self.ink_bottom }
    }

    /// The pages, the elements, and the numbers that the list of contents waits for.
    pub(super) fn finish(mut self) -> Finished<'a> {
        self.set_notes(Length::ZERO);
        let Column { mut before, page, tags, pending, imprint_place, cut_rows, fitted, .. } = self;
        before.push(page);
        let mut pages = before;
        for page in pages.iter_mut().filter(|page| page.turn == Turn::Left) {
            turn::page(page);
        }
        Finished { pages, tags, pending, imprint_place, cut_rows, fitted }
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
        self.at.spec = self.upright.held(orientation);
        if self.at.page_is_empty {
            self.page = blank(self.upright, turn);
            self.begin_page();
        } else {
            self.new_page();
        }
    }

    pub(super) fn new_page(&mut self) {
        self.set_notes(Length::ZERO);
        let next = blank(self.upright, self.turn);
        // There may be thousands of pages. The number of each is still to come.
        self.page.items.shrink_to(self.page.items.len() + 1);
        self.before.push(std::mem::replace(&mut self.page, next));
        self.begin_page();
    }

    fn begin_page(&mut self) {
        self.at.begin_page();
        self.ink_bottom = self.at.y;
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

    /// Sets the footnotes of the page, their last line `above` the lower edge of the type area. What has
    /// no room stays for the next page.
    pub(super) fn set_notes(&mut self, above: Length) {
        if !self.at.notes.is_empty() {
            let most = self.at.room_for_notes();
            let items = self.at.notes.take(self.at.spec.type_area, above, most);
            self.items().extend(items);
            self.at.page_is_empty = false;
        }
    }

    /// Begins pages until the footnotes that are left have room on one.
    pub(super) fn finish_notes(&mut self) {
        while !self.at.notes.fit(self.at.room_for_notes()) {
            self.new_page();
        }
    }
}

/// An empty page.
fn blank(upright: &PageSpec, turn: Turn) -> Page {
    Page { size: upright.paper, turn, number: None, items: Vec::new() }
}
