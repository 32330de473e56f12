//! Where the next block goes on a page: its height, and what footnotes have taken of the foot. It is all that
//! a page end depends on, so that page ends can be tried before anything is placed.

use super::inline::Line;
use super::notes::Notes;
use crate::length::Length;
use crate::style::flow::{PageSpec, Paragraph};

/// A line no further than this below a row of the grid counts as standing on it.
const SNAP: Length = PageSpec::TOLERANCE;

/// A position on a page.
pub(super) struct Cursor {
    /// The page as it is turned for reading.
    pub(super) spec: PageSpec,
    /// The lines of the footnotes of the current page.
    pub(super) notes: Notes,
    /// The upper edge of the next line's box, from the top of the sheet.
    pub(super) y: Length,
    /// Whether nothing stands on the page yet.
    pub(super) page_is_empty: bool,
}

impl Cursor {
    /// The same position, to try from it what has no effect on this one.
    pub(super) fn trial(&self) -> Cursor {
        let Cursor { spec, notes, y, page_is_empty } = self;
        let (spec, notes) = (spec.clone(), notes.heights());
        Cursor { spec, notes, y: *y, page_is_empty: *page_is_empty }
    }

    /// The head of the next page, without the footnotes that would go on there.
    pub(super) fn turn_page(&mut self) {
        self.notes = Notes::default();
        self.begin_page();
    }

    /// The head of a page.
    pub(super) fn new(spec: PageSpec) -> Cursor {
        Cursor { y: spec.grid_top, spec, notes: Notes::default(), page_is_empty: true }
    }

    pub(super) fn begin_page(&mut self) {
        self.y = self.spec.grid_top;
        self.page_is_empty = true;
    }

    /// How many rows of the grid are free below it.
    pub(super) fn free_rows(&self) -> i64 {
        (self.bottom() - self.y).whole_times(self.spec.row_pitch).max(0)
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

    /// The lowest row of the grid that begins at `y` or above it.
    pub(super) fn row_above(&self, y: Length) -> Length {
        self.spec.row_above(y)
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
    pub(super) fn room_for_notes(&self) -> Length {
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

    /// How far the last line of a paragraph would reach below the type area in the last row of the
    /// page: its ink, or the rule below it.
    pub(super) fn overhang_of(&self, paragraph: &Paragraph) -> Length {
        let rule = paragraph.rule_below.as_deref();
        let rule = rule.map_or(Length::ZERO, |rule| rule.gap + rule.height());
        self.overhang(paragraph.half_leading() - rule)
    }

    /// How far the ink of a line in the last row of the page would reach below the type area, with
    /// `half_leading` of white below its type.
    pub(super) fn overhang(&self, half_leading: Length) -> Length {
        let below = self.bottom() - SNAP - self.spec.type_area.bottom();
        (below - half_leading).max(Length::ZERO)
    }
}
