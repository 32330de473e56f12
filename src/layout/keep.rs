//! Keep constraints: what a page break may not part. A heading stays with its text, each line of a
//! paragraph with another (孤行; CLREQ, orphans and widows), the imprint with two lines of text above
//! it.

use std::collections::BTreeSet;

use super::cursor::Cursor;
use super::inline::Line;
use super::measured::Measured;
use super::table::LAST_ROWS;
use super::tags;
use crate::length::{Length, Size};
use crate::style::flow::{Figure, Paragraph};

/// How many lines of a paragraph stand together at the foot or the head of a page.
const PAIR: usize = 2;

/// The space that must be free on a page for something to stand there.
#[derive(Clone, Copy, Debug)]
pub(super) struct NeededSpace {
    /// The white above it.
    white: Length,
    /// Whether it begins on a row of the grid.
    snap: bool,
    /// Its height, down to what returns to the grid.
    height: Length,
    /// The height of what goes on below it on the next row of the grid: text below a picture.
    rest: Option<Length>,
}

impl NeededSpace {
    /// So much of a page.
    fn of(height: Length) -> NeededSpace {
        NeededSpace { white: Length::ZERO, snap: false, height, rest: None }
    }

    /// Its height at most: down to the next row of the grid a row is white.
    fn at_most(&self, row: Length) -> Length {
        self.height + self.rest.map_or(Length::ZERO, |rest| row + rest)
    }
}

/// The rules that do not hold for some blocks of a part, which are named by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Loosened {
    /// Paragraphs of which a single line may stand on a page.
    pub(super) single: BTreeSet<usize>,
    /// Blocks that need not end on the page where the next begins.
    pub(super) apart: BTreeSet<usize>,
}

impl Loosened {
    /// Those of another too.
    pub(super) fn add(&mut self, other: &Loosened) {
        self.single.extend(&other.single);
        self.apart.extend(&other.apart);
    }
}

/// What must stand on the page where a block begins, and on the page where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepConstraints {
    /// What the block needs to begin, below the end of the block before it.
    pub(super) lead: NeededSpace,
    /// What must follow its last line on the same page.
    pub(super) after: Option<NeededSpace>,
}

impl KeepConstraints {
    /// Those of nothing.
    const NONE: KeepConstraints = KeepConstraints {
        lead: NeededSpace { white: Length::ZERO, snap: false, height: Length::ZERO, rest: None },
        after: None,
    };
}

impl Cursor {
    /// The keep constraints of a part's blocks. `foot` is the height that the imprint asks for
    /// below the ink of the last line, when it follows.
    pub(super) fn keep_constraints(
        &self,
        blocks: &[Measured<'_>],
        foot: Option<Length>,
        loosened: &Loosened,
    ) -> Vec<KeepConstraints> {
        let mut constraints: Vec<KeepConstraints> = Vec::with_capacity(blocks.len());
        for index in (0..blocks.len()).rev() {
            let next = constraints.last().copied();
            constraints.push(self.constraint(blocks, index, next, foot, loosened));
        }
        constraints.reverse();
        constraints
    }

    /// The keep constraints of one of them, from those of the next.
    pub(super) fn constraint(
        &self,
        blocks: &[Measured<'_>],
        index: usize,
        next: Option<KeepConstraints>,
        foot: Option<Length>,
        loosened: &Loosened,
    ) -> KeepConstraints {
        let foot = foot.filter(|foot| *foot + self.spec.row_pitch * 4 <= self.area_height());
        let Some(block) = blocks.get(index) else { return KeepConstraints::NONE };
        // A single line is not enough to stand above the imprint.
        let joins = foot.is_some()
            && index + 2 == blocks.len()
            && blocks.last().is_some_and(is_single)
            && !in_masthead(block);
        let keeps = block.keep_with_next() && !loosened.apart.contains(&index);
        let after = match (foot, next) {
            (Some(foot), None) => Some(self.below_block(block, foot)),
            (_, Some(next)) if keeps || joins => {
                let white = next.lead.white + block.space_after();
                Some(NeededSpace { white, ..next.lead })
            }
            _ => None,
        };
        let single = loosened.single.contains(&index);
        KeepConstraints { lead: self.lead(block, after, single), after }
    }

    /// Whether this space is free below `y`.
    pub(super) fn has_space(&self, y: Length, needed: NeededSpace) -> bool {
        self.missing(y, needed) <= Length::ZERO
    }

    /// How much of this space is not free below `y`.
    fn missing(&self, y: Length, needed: NeededSpace) -> Length {
        let y = y + needed.white;
        let y = if needed.snap { self.row_below(y) } else { y };
        let lowest = match needed.rest {
            Some(rest) => self.row_above(self.bottom() - rest),
            None => self.bottom(),
        };
        y + needed.height - lowest
    }

    /// The size of a picture that is made smaller to stand on this page: as far as its theme has it, or a little
    /// where it would reach over the page's end by up to two rows. `lead` is what it needs with its title.
    pub(super) fn fitted_figure(&self, figure: &Figure, lead: NeededSpace) -> Option<Size> {
        let missing = self.missing(self.y, lead);
        let Size { width, height } = figure.size;
        if self.page_is_empty || missing <= Length::ZERO {
            return None;
        }
        let lower = height - missing;
        let fitted = height.scale(i64::from(self.spec.fit), 100);
        let is_little = missing <= self.spec.row_pitch * 2 && lower >= fitted;
        let width = width.scale(lower.to_emu(), height.to_emu().max(1));
        let may_be = lower > Length::ZERO && (is_little || lower >= figure.least);
        may_be.then_some(Size { width, height: lower })
    }

    /// The space that a block needs to begin, if `after` must follow its end; `single` says that one of its
    /// lines may stand alone. What is taller than a page is parted after all.
    fn lead(&self, block: &Measured<'_>, after: Option<NeededSpace>, single: bool) -> NeededSpace {
        let page = self.bottom() - self.spec.grid_top;
        let row = self.spec.row_pitch;
        // So much, with ink that reaches below it where nothing follows, and what must follow.
        let with_after = |height: Length, overhang: Length, on_grid: bool| {
            let Some(after) = after else { return NeededSpace::of(height + overhang) };
            let end = height + after.white;
            if after.snap && !(on_grid && is_of_rows(after.white, row)) {
                NeededSpace { rest: Some(after.at_most(row)), ..NeededSpace::of(end) }
            } else {
                let height = height + overhang.max(after.white + after.height);
                NeededSpace { rest: after.rest, ..NeededSpace::of(height) }
            }
        };
        let (begins, whole) = match block {
            Measured::Paragraph(paragraph, lines) => {
                let overhang = self.overhang_of(paragraph);
                let of = |count: usize| paragraph.line * i64::try_from(count).unwrap_or(i64::MAX);
                let least = if paragraph.keep_together {
                    lines.len()
                } else {
                    self.least_lines(lines.len(), after.is_some(), single)
                };
                let height = of(least) + self.notes_of(lines.iter().take(least));
                let is_whole = least == lines.len();
                let whole = || with_after(height, overhang, paragraph.line == row);
                (height + overhang, is_whole.then(whole))
            }
            Measured::Table(table) => {
                let overhang = self.overhang(Length::ZERO);
                let whole = table.whole_if_short(LAST_ROWS).filter(|_| after.is_some());
                (table.lead() + overhang, whole.map(|whole| with_after(whole, overhang, false)))
            }
            Measured::Figure(_) | Measured::Chart(..) | Measured::Beside(..) => {
                let (height, overhang) = (block.height(), self.overhang(Length::ZERO));
                (height + overhang, Some(with_after(height, overhang, false)))
            }
        };
        let whole = whole.filter(|whole| whole.at_most(row) <= page);
        let needed = whole.unwrap_or(NeededSpace::of(begins.min(page)));
        NeededSpace { white: block.space_before(), snap: block.snaps(), ..needed }
    }

    /// The least number of a paragraph's lines on the page where it begins.
    fn least_lines(&self, lines: usize, is_followed: bool, single: bool) -> usize {
        let head = self.pair(single);
        // The lines on the next page: two if something must follow them.
        let tail = if is_followed { PAIR } else { head };
        if lines < head + tail { lines } else { head }
    }

    /// How many lines of a paragraph stand together on a page at least, unless one may stand alone.
    fn pair(&self, single: bool) -> usize {
        if self.spec.widow_control && !single { PAIR } else { 1 }
    }

    /// How many of a paragraph's lines, from line `from` on, are set on the current page, if
    /// `after` must follow the last; none if all of them go to the next page. `single` says that one of them
    /// may stand alone.
    pub(super) fn lines_here(
        &self,
        paragraph: &Paragraph,
        from: usize,
        lines: &[Line],
        after: Option<NeededSpace>,
        single: bool,
    ) -> usize {
        let lines = lines.get(from..).unwrap_or_default();
        let rest = lines.len();
        let overhang = self.overhang_of(paragraph);
        let free = self.bottom() - self.y - overhang;
        let line = paragraph.line.max(Length::emu(1));
        let mut fit = usize::try_from(free.whole_times(line)).unwrap_or(0);
        let height = |count: usize| paragraph.line * i64::try_from(count).unwrap_or(i64::MAX);
        let notes = |count: usize| self.notes_of(lines.iter().take(count));
        if !paragraph.notes.is_empty() {
            fit = fit.min(rest);
            while fit > 0 && height(fit) + notes(fit) > free {
                fit -= 1;
            }
        }
        let all_fit = rest <= fit;
        let end = || self.y + height(rest) + notes(rest);
        if all_fit && after.is_none_or(|after| self.has_space(end(), after)) {
            return rest;
        }
        let forced = if self.page_is_empty { fit.clamp(1, rest.max(1)) } else { 0 };
        if paragraph.keep_together {
            return forced;
        }
        let pair = self.pair(single);
        let tail = if after.is_some() { PAIR } else { pair };
        let head = if from == 0 { pair } else { 1 };
        let count = fit.min(rest.saturating_sub(tail));
        if count >= head { count } else { forced }
    }

    /// The space that the imprint needs below a block. `foot` is measured from the ink to the edge
    /// of the type area.
    fn below_block(&self, block: &Measured<'_>, foot: Length) -> NeededSpace {
        let leading = match block {
            Measured::Paragraph(paragraph, _) => paragraph.half_leading(),
            Measured::Table(_)
            | Measured::Figure(_)
            | Measured::Chart(..)
            | Measured::Beside(..) => Length::ZERO,
        };
        let edge = self.bottom() - self.spec.type_area.bottom();
        NeededSpace::of(foot - leading + edge)
    }
}

/// Whether some white is of whole rows.
fn is_of_rows(white: Length, row: Length) -> bool {
    white == row * white.whole_times(row)
}

/// Whether a block is a single line of text.
fn is_single(block: &Measured<'_>) -> bool {
    matches!(block, Measured::Paragraph(_, lines) if lines.len() < PAIR)
}

pub(super) fn in_masthead(block: &Measured<'_>) -> bool {
    matches!(block, Measured::Paragraph(paragraph, _) if tags::in_masthead(paragraph.role))
}

/// Whether a block is text, rather than something that stands above the text on the first page.
pub(super) fn is_text(block: &Measured<'_>) -> bool {
    !matches!(block, Measured::Paragraph(paragraph, _) if paragraph.role.is_above_text())
}
