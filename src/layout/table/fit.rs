//! Rows on pages before they are placed: how many stand on each, and whether a little less height for all of
//! them saves the page on which two would stand.

use super::{LAST_ROWS, MeasuredTable, stretch_for_merged};
use crate::layout::cursor::Cursor;
use crate::layout::keep::NeededSpace;
use crate::length::Length;

/// The most rows on the last page of a table that are fitted on the pages before: two, and one more that
/// stays with them.
const SPILT: usize = LAST_ROWS + 1;

/// What stays free below rows that were fitted, so that no rounding of a word processor pushes the last out.
const SPARE: Length = Length::pt(1.0);

impl Cursor {
    /// The end of the rows from the first of `rows` on that stand on a page with `after` below the last of
    /// the table, when those to the second have room below `top`.
    pub(super) fn with_after(
        &self,
        table: &MeasuredTable<'_>,
        (from, to): (usize, usize),
        top: Length,
        after: NeededSpace,
    ) -> usize {
        let ends_here = to == table.rows.len();
        let fits = if ends_here {
            self.has_space(top + table.height_of(from, to), after)
        } else {
            to + LAST_ROWS <= table.rows.len()
        };
        let last = table.last_rows(LAST_ROWS).max(from);
        if fits || last == from && self.page_is_empty { to } else { last }
    }

    /// Sets the rows from `from` on that stand on this page, and gives their end; `from` if the table goes
    /// on on the next page. What is said of a table whose rows are cut is nearly so.
    pub(in crate::layout) fn rows_here(
        &mut self,
        table: &MeasuredTable<'_>,
        from: usize,
        after: Option<NeededSpace>,
        kept_above: bool,
    ) -> usize {
        self.enter_area();
        let goes_on = from > 0;
        let label = if goes_on { table.label_height() } else { Length::ZERO };
        let top = self.y + label + table.head_height();
        let stays = self.page_is_empty || kept_above && !goes_on;
        let mut to = table.rows_that_fit(from, self.area_bottom() - top, stays);
        if to == from && self.page_is_empty {
            to = (from + 1).min(table.rows.len());
        }
        if let Some(after) = after {
            to = self.with_after(table, (from, to), top, after);
        }
        if to > from || table.rows.is_empty() {
            self.y = top + table.height_of(from, to);
            self.page_is_empty = false;
        }
        to
    }

    /// How many pages a table takes from here on with so much above it, and how many rows stand on the last.
    fn pages_of(
        &self,
        spare: Length,
        table: &MeasuredTable<'_>,
        after: Option<NeededSpace>,
        kept_above: bool,
    ) -> (usize, usize) {
        let mut trial = self.trial();
        trial.enter_area();
        trial.y += spare;
        let (mut pages, mut from) = (1, 0);
        loop {
            let to = trial.rows_here(table, from, after, kept_above);
            if to >= table.rows.len() {
                return (pages, to - from);
            }
            // Rows that no page holds were set on an empty one.
            from = to;
            trial.turn_page();
            pages += 1;
        }
    }

    /// Makes the rows of a table lower, and gives their height, where that saves the page of the last
    /// rows. The height is the most that does, in whole twips, so that both files have the same.
    pub(in crate::layout) fn fit(
        &self,
        table: &mut MeasuredTable<'_>,
        after: Option<NeededSpace>,
        kept_above: bool,
    ) -> Option<Length> {
        let (height, least) = table.range_of_heights(self.spec.fit)?;
        let (pages, last) = self.pages_of(Length::ZERO, table, after, kept_above);
        if pages < 2 || last > SPILT {
            return None;
        }
        let mut saves = |by: i64| {
            let by = Length::twips(1) * by;
            table.shrink(by);
            let is_saved = self.pages_of(SPARE, table, after, kept_above).0 < pages;
            table.shrink(-by);
            is_saved
        };
        let twip = Length::twips(1);
        // Whole twips, as far as they are within the range.
        let whole = height.whole_times(twip);
        let (mut not, mut does) = (0, whole - least.whole_times(twip) - 1);
        if does <= 0 || !saves(does) {
            return None;
        }
        while does - not > 1 {
            let middle = not + (does - not) / 2;
            if saves(middle) { does = middle } else { not = middle }
        }
        let lower = twip * (whole - does);
        table.shrink(height - lower);
        Some(lower)
    }
}

impl MeasuredTable<'_> {
    /// The height of its rows, and the least that they may have: `fit` percent of it, and no less than a
    /// line. None if they differ, or one is so tall that pages cut it.
    fn range_of_heights(&self, fit: u8) -> Option<(Length, Length)> {
        let rows = || self.flow.head.iter().chain(&self.flow.rows);
        let height = rows().next()?.height;
        let lines = rows().flat_map(|row| &row.cells).map(|cell| cell.content.line);
        let least = height.scale(i64::from(fit), 100).max(lines.max().unwrap_or_default());
        let alike = rows().all(|row| row.height == height) && self.flow.frame_of.is_none();
        (alike && least < height && !self.has_tall()).then_some((height, least))
    }

    /// Gives the rows, which were made as low as `height`, the height again that they had.
    pub(in crate::layout) fn unfit(&mut self, height: Length) {
        let rows = self.flow.head.iter().chain(&self.flow.rows);
        let had = rows.map(|row| row.height).next().unwrap_or(height);
        self.shrink(height - had);
    }

    /// Takes height off every row.
    fn shrink(&mut self, by: Length) {
        for row in self.head.iter_mut().chain(&mut self.rows) {
            row.own_height -= by;
            row.least -= by;
            row.height = row.own_height;
        }
        stretch_for_merged(&mut self.head);
        stretch_for_merged(&mut self.rows);
        self.rows_height += by * i64::try_from(self.head.len()).unwrap_or_default();
    }
}
