//! Page ends over a part of the document: as few pages as can be, then as few blank rows at their feet, then
//! as few rules loosened. Which soft rules are loosened at which page end is found by trying the pages before
//! anything is placed: from each place where a page may begin, filled with every rule kept and with the ones
//! at its end loosened. Few places are reached, so the work is in proportion to the blocks.
//!
//! What always holds: a heading stays with its text, the imprint with two lines, a total with two rows. What
//! is soft, the strongest first: no single line of a paragraph at the foot or head of a page (孤行), the list
//! of appendices with the text above it.

use std::collections::{BTreeMap, BTreeSet};

use super::cursor::Cursor;
use super::inline::Line;
use super::keep::{self, KeepConstraints, Loosened};
use super::measured::Measured;
use crate::length::Length;
use crate::style::flow::Role;

/// How many blank rows a loosened rule counts as: one page may end a row or two early for its sake.
const WORTH: i64 = 2;
/// With fewer spare rows than this on the last page, what loosened rules save is tried with whole marks too.
const TIGHT: i64 = 2;
/// The most pages of a part for which that is tried: all its lines are broken once more.
const FEW: i64 = 20;
/// How far a chain of blocks that stay together is followed beyond a page end.
const CHAIN: usize = 24;

/// Where a page begins: a block, and how many of its lines or rows stand on earlier pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    block: usize,
    from: usize,
}

/// What pages cost, the most important first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    pages: i64,
    /// Blank rows at their feet, with what loosened rules count as.
    rows: i64,
    /// Paragraphs with a single line on a page.
    single: i64,
    /// Blocks parted from the next.
    apart: i64,
}

/// The best way to begin a page at a place.
struct Best {
    cost: Cost,
    /// Where the page before begins, and what is loosened at its end.
    before: Option<(Start, Loosened)>,
}

impl Cursor {
    /// What is loosened in a part so that its pages end well, and the keep constraints that are left. `foot`
    /// is the height that the imprint asks for; `whole` gives the lines of each paragraph with whole marks.
    pub(super) fn loosened(
        &self,
        blocks: &mut [Measured<'_>],
        foot: Option<Length>,
        whole: impl FnOnce(&[Measured<'_>]) -> Vec<Option<Vec<Line>>>,
    ) -> (Loosened, Vec<KeepConstraints>) {
        let keeps = self.keep_constraints(blocks, foot, &Loosened::default());
        let mut trial = Trial { cursor: self.trial(), blocks, foot, keeps, whole: Vec::new() };
        match trial.best(whole).filter(|loosened| *loosened != Loosened::default()) {
            Some(loosened) => {
                let keeps = self.keep_constraints(blocks, foot, &loosened);
                (loosened, keeps)
            }
            None => (Loosened::default(), trial.keeps),
        }
    }
}

/// Pages that are tried.
struct Trial<'t, 'a> {
    cursor: Cursor,
    /// They are after a trial what they were before.
    blocks: &'t mut [Measured<'a>],
    foot: Option<Length>,
    /// The constraints with every rule kept.
    keeps: Vec<KeepConstraints>,
    /// The lines of paragraphs in place of those that were measured; none while those count.
    whole: Vec<Option<Vec<Line>>>,
}

impl Trial<'_, '_> {
    /// The cheapest way through the part. None where the first page has no text before its end: what becomes
    /// of that page depends on the imprint. None either where the last page has hardly a spare row and rules
    /// are loosened for blank rows alone, or for a page that a word processor would need all the same: where
    /// one leaves marks their whole squares, as LibreOffice does, paragraphs may have a line more.
    fn best(
        &mut self,
        whole: impl FnOnce(&[Measured<'_>]) -> Vec<Option<Vec<Line>>>,
    ) -> Option<Loosened> {
        let first = Start { block: 0, from: 0 };
        let mut open = BTreeMap::from([(first, Best { cost: Cost::default(), before: None })]);
        let mut closed: BTreeMap<Start, Best> = BTreeMap::new();
        // The last page: what all cost to here, where it begins, its spare rows, what is loosened on it.
        let mut end: Option<(Cost, Start, i64, Loosened)> = None;
        // A page ends behind its begin: the first of the open places is reached by no other any more.
        while let Some((start, best)) = open.pop_first() {
            for (next, rows, loosened) in self.pages_from(start) {
                let cost = Cost::of(next, rows, &loosened);
                let cost = best.cost.with(cost);
                let Some(next) = next else {
                    if end.as_ref().is_none_or(|(least, ..)| cost < *least) {
                        end = Some((cost, start, rows, loosened));
                    }
                    continue;
                };
                let is_bare = start == first && !self.has_text(next);
                if next <= start || is_bare && self.foot.is_some() {
                    return None;
                }
                if open.get(&next).is_none_or(|other| cost < other.cost) {
                    open.insert(next, Best { cost, before: Some((start, loosened)) });
                }
            }
            closed.insert(start, best);
        }
        let (cost, mut start, spare, mut loosened) = end?;
        while let Some((before, of_page)) = closed.get(&start).and_then(|best| best.before.as_ref())
        {
            loosened.add(of_page);
            start = *before;
        }
        if spare >= TIGHT || loosened == Loosened::default() {
            return Some(loosened);
        }
        let is_saved = cost.pages <= FEW && cost.pages < self.count_pages(&Loosened::default());
        let holds = if is_saved {
            self.whole = whole(self.blocks);
            self.count_pages(&loosened) <= cost.pages
        } else {
            spare > 0
        };
        holds.then_some(loosened)
    }

    /// How many pages there are with these rules loosened.
    fn count_pages(&mut self, loosened: &Loosened) -> i64 {
        let keeps = self.cursor.keep_constraints(self.blocks, self.foot, loosened);
        let keeps = std::mem::replace(&mut self.keeps, keeps);
        let (mut start, mut pages) = (Some(Start { block: 0, from: 0 }), 0);
        while let Some(from) = start {
            start = self.page(from, &[], loosened).0.filter(|next| *next > from);
            pages += 1;
        }
        self.keeps = keeps;
        pages
    }

    /// Whether any text stands before a place.
    fn has_text(&self, start: Start) -> bool {
        let before = self.blocks.iter().take(start.block + usize::from(start.from > 0));
        before.into_iter().any(keep::is_text)
    }

    /// The pages that begin at a place: the next place, the rows that stay blank, what is loosened at the end.
    fn pages_from(&mut self, start: Start) -> Vec<(Option<Start>, i64, Loosened)> {
        let none = Loosened::default();
        let (end, rows) = self.page(start, &[], &none);
        let mut pages = vec![(end, rows, none)];
        let Some(end) = end.filter(|_| rows > 0) else { return pages };
        for loosened in self.soft_at(end) {
            let changed = self.changed(start, &loosened);
            let (further, rows) = self.page(start, &changed, &loosened);
            if further.is_none_or(|further| further > end) {
                pages.push((further, rows, loosened));
            }
        }
        pages
    }

    /// What may be loosened for a page to end behind this place.
    fn soft_at(&self, end: Start) -> Vec<Loosened> {
        let (mut single, mut apart) = (None, None);
        let chain = self.blocks.iter().enumerate().skip(end.block).take(CHAIN);
        for (index, block) in chain {
            let Measured::Paragraph(paragraph, lines) = block else { break };
            if single.is_none() && !paragraph.keep_together && lines.len() > 1 {
                single = Some(index);
            }
            if !paragraph.keep_with_next {
                break;
            }
            if self.stands_above_list(index) {
                apart = Some(index);
                break;
            }
        }
        let single = single.filter(|_| self.cursor.spec.widow_control);
        let of = |single: Option<usize>, apart: Option<usize>| Loosened {
            single: single.into_iter().collect(),
            apart: apart.into_iter().collect(),
        };
        match (single, apart) {
            (None, None) => Vec::new(),
            (Some(_), Some(_)) => vec![of(single, None), of(None, apart), of(single, apart)],
            _ => vec![of(single, apart)],
        }
    }

    /// Whether a block is the last of the text, and the list of appendices stands below it.
    fn stands_above_list(&self, index: usize) -> bool {
        let role = |index: usize| match self.blocks.get(index) {
            Some(Measured::Paragraph(paragraph, _)) => Some(paragraph.role),
            _ => None,
        };
        let is_text = matches!(role(index), Some(Role::Body | Role::Note));
        is_text && role(index + 1) == Some(Role::AppendixList)
    }

    /// The constraints of the blocks from a place on that are others when something is loosened.
    fn changed(&self, start: Start, loosened: &Loosened) -> Vec<(usize, KeepConstraints)> {
        let all = loosened.single.iter().chain(&loosened.apart);
        let Some(last) = all.max() else { return Vec::new() };
        let mut next = self.keeps.get(last + 1).copied();
        let mut changed = Vec::new();
        for index in (start.block..=*last).rev() {
            let keep = self.cursor.constraint(self.blocks, index, next, self.foot, loosened);
            changed.push((index, keep));
            next = Some(keep);
        }
        changed
    }

    /// Fills a page from a place on. Gives where the next one begins, none if there is none, and how many rows
    /// stay blank.
    fn page(
        &mut self,
        start: Start,
        changed: &[(usize, KeepConstraints)],
        loosened: &Loosened,
    ) -> (Option<Start>, i64) {
        let cursor = &mut self.cursor;
        cursor.turn_page();
        // Whether the block above stays on the page of this one.
        let mut kept = start
            .block
            .checked_sub(1)
            .and_then(|above| self.blocks.get(above))
            .is_some_and(Measured::keep_with_next);
        for (index, block) in self.blocks.iter_mut().enumerate().skip(start.block) {
            let from = if index == start.block { start.from } else { 0 };
            let other = changed.iter().find(|(changed, _)| *changed == index);
            let other = other.map(|(_, keep)| *keep);
            let Some(keep) = other.or_else(|| self.keeps.get(index).copied()) else { break };
            let size = match block {
                Measured::Figure(figure) => cursor.fitted_figure(figure, keep.lead),
                _ => None,
            };
            let fits = cursor.page_is_empty || cursor.has_space(cursor.y, keep.lead);
            if from == 0 && size.is_none() && !fits {
                return (Some(Start { block: index, from }), cursor.free_rows());
            }
            if from == 0 {
                cursor.white(block.space_before(), index == 0);
            }
            let (to, all) = match block {
                Measured::Paragraph(paragraph, lines) => {
                    let whole = self.whole.get(index).and_then(Option::as_ref);
                    let lines = whole.unwrap_or(lines);
                    if paragraph.snap && from == 0 {
                        cursor.snap();
                    }
                    let single = loosened.single.contains(&index);
                    let count = cursor.lines_here(paragraph, from, lines, keep.after, single);
                    for note in lines.iter().skip(from).take(count).flat_map(|line| &line.notes) {
                        cursor.notes.reserve(note);
                    }
                    cursor.y += paragraph.line * i64::try_from(count).unwrap_or(i64::MAX);
                    cursor.page_is_empty &= count == 0;
                    (from + count, lines.len())
                }
                Measured::Table(table) => {
                    let fitted = if from == 0 { cursor.fit(table, keep.after, kept) } else { None };
                    let to = cursor.rows_here(table, from, keep.after, kept);
                    if let Some(height) = fitted {
                        table.unfit(height);
                    }
                    (to, table.row_count())
                }
                Measured::Figure(_) | Measured::Chart(..) | Measured::Beside(..) => {
                    let height = size.map_or(block.height(), |size| size.height);
                    let fits = cursor.page_is_empty || cursor.y + height <= cursor.area_bottom();
                    if fits {
                        cursor.enter_area();
                        cursor.y += height;
                        cursor.page_is_empty = false;
                    }
                    (usize::from(fits), 1)
                }
            };
            if to < all {
                return (Some(Start { block: index, from: to }), cursor.free_rows());
            }
            cursor.y += block.space_after();
            kept = block.keep_with_next();
        }
        cursor.y += self.foot.unwrap_or_default();
        (None, cursor.free_rows())
    }
}

impl Cost {
    /// The cost of one page: the last of a part may be as short as it is.
    fn of(end: Option<Start>, rows: i64, loosened: &Loosened) -> Cost {
        let count = |set: &BTreeSet<usize>| i64::try_from(set.len()).unwrap_or(i64::MAX);
        let (single, apart) = (count(&loosened.single), count(&loosened.apart));
        let rows = if end.is_some() { rows } else { 0 };
        Cost { pages: 1, rows: rows + (single + apart) * WORTH, single, apart }
    }

    fn with(self, other: Cost) -> Cost {
        Cost {
            pages: self.pages + other.pages,
            rows: self.rows + other.rows,
            single: self.single + other.single,
            apart: self.apart + other.apart,
        }
    }
}
