//! What the end of a page may not part: a heading from its text, a line of a paragraph from all
//! its others (孤行; CLREQ, orphans and widows), the imprint from two lines of text above it.

use super::column::{Column, Measured};
use super::table::LAST_ROWS;
use super::tags;
use crate::length::Length;
use crate::style::flow::Paragraph;

/// The lines of a paragraph that stand together at the foot or the head of a page.
const PAIR: usize = 2;

/// Room that must be free below a place for what comes next to stand there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The white above it.
    white: Length,
    /// Whether it begins on a row of the grid.
    snap: bool,
    /// Its height.
    height: Length,
}

/// What ties a block to the page that it begins on, and to the one that it ends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bond {
    /// What the block takes to begin, from where the block before it ends.
    pub(super) lead: Room,
    /// What may not be parted from its last line.
    pub(super) after: Option<Room>,
}

impl Column<'_> {
    /// The bonds of a part's blocks. `foot` is the height that the imprint asks for below the ink
    /// of the last line, when it follows.
    pub(super) fn bonds(&self, blocks: &[Measured<'_>], foot: Option<Length>) -> Vec<Bond> {
        let foot = foot.filter(|foot| *foot + self.spec.row_pitch * 4 <= self.area_height());
        let mut bonds: Vec<Bond> = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate().rev() {
            let is_last = index + 1 == blocks.len();
            // A single line is not enough to stand above the imprint.
            let joins = foot.is_some()
                && index + 2 == blocks.len()
                && blocks.last().is_some_and(is_single)
                && !in_masthead(block);
            let after = match (foot, bonds.last()) {
                (Some(foot), None) if is_last => Some(self.below_block(block, foot)),
                (_, Some(next)) if block.keep_with_next() || joins => {
                    let white = next.lead.white + block.space_after();
                    Some(Room { white, ..next.lead })
                }
                _ => None,
            };
            bonds.push(Bond { lead: self.lead(block, after), after });
        }
        bonds.reverse();
        bonds
    }

    /// Whether there is room below `y`.
    pub(super) fn has_room(&self, y: Length, room: Room) -> bool {
        let y = y + room.white;
        let y = if room.snap { self.row_below(y) } else { y };
        y + room.height <= self.bottom()
    }

    /// What a block takes to begin, when so much must follow its end. What is taller than a page
    /// is parted after all.
    fn lead(&self, block: &Measured<'_>, after: Option<Room>) -> Room {
        let page = self.bottom() - self.spec.grid_top;
        // What begins on a row of the grid may stand up to a row lower than what is above it ends.
        let below = |on_grid: bool| {
            after.map_or(Length::ZERO, |room| {
                let to_row = room.snap && !on_grid;
                let gap = if to_row { self.spec.row_pitch } else { Length::ZERO };
                room.white + gap + room.height
            })
        };
        let (begins, whole) = match block {
            Measured::Paragraph(paragraph, lines) => {
                let overhang = self.overhang(paragraph.half_leading());
                let of = |count: usize| paragraph.line * i64::try_from(count).unwrap_or(i64::MAX);
                let least = if paragraph.keep_together {
                    lines.len()
                } else {
                    self.least_lines(lines.len(), after.is_some())
                };
                let begins = of(least) + overhang;
                let on_grid = paragraph.line == self.spec.row_pitch;
                let whole = of(least) + overhang.max(below(on_grid));
                (begins, if least == lines.len() { whole } else { begins })
            }
            Measured::Table(table) => {
                let overhang = self.overhang(Length::ZERO);
                let begins = table.lead() + overhang;
                let whole = table.whole_if_short(LAST_ROWS).filter(|_| after.is_some());
                (begins, whole.map_or(begins, |whole| whole + overhang.max(below(false))))
            }
            Measured::Figure(figure) => {
                let (height, overhang) = (figure.size.height, self.overhang(Length::ZERO));
                (height + overhang, height + overhang.max(below(false)))
            }
        };
        let height = if whole <= page { whole } else { begins.min(page) };
        Room { white: block.space_before(), snap: block.snaps(), height }
    }

    /// How many of a paragraph's lines stand on the page where it begins, at least.
    fn least_lines(&self, lines: usize, is_followed: bool) -> usize {
        let head = if self.spec.widow_control { PAIR } else { 1 };
        // The lines on the next page: two where something follows them.
        let tail = if is_followed { PAIR } else { head };
        if lines < head + tail { lines } else { head }
    }

    /// How many of a paragraph's lines from `from` on are set on the page at hand, when so much
    /// must follow the last; none when they all go to the next page.
    pub(super) fn lines_here(
        &self,
        paragraph: &Paragraph,
        from: usize,
        lines: usize,
        after: Option<Room>,
    ) -> usize {
        let rest = lines.saturating_sub(from);
        let overhang = self.overhang(paragraph.half_leading());
        let room = self.bottom() - self.y - overhang;
        let line = paragraph.line.max(Length::emu(1));
        let fit = usize::try_from(room.whole_times(line)).unwrap_or(0);
        let all_fit = rest <= fit;
        let end = self.y + paragraph.line * i64::try_from(rest).unwrap_or(i64::MAX);
        if all_fit && after.is_none_or(|after| self.has_room(end, after)) {
            return rest;
        }
        let forced = if self.page_is_empty { fit.clamp(1, rest.max(1)) } else { 0 };
        if paragraph.keep_together {
            return forced;
        }
        let pair = if self.spec.widow_control { PAIR } else { 1 };
        let tail = if after.is_some() { PAIR } else { pair };
        let head = if from == 0 { pair } else { 1 };
        let count = fit.min(rest.saturating_sub(tail));
        if count >= head { count } else { forced }
    }

    /// The room of the imprint below a block: `foot` is measured from the ink to the edge of the
    /// type area.
    fn below_block(&self, block: &Measured<'_>, foot: Length) -> Room {
        let leading = match block {
            Measured::Paragraph(paragraph, _) => paragraph.half_leading(),
            Measured::Table(_) | Measured::Figure(_) => Length::ZERO,
        };
        let edge = self.bottom() - self.spec.type_area.bottom();
        Room { white: Length::ZERO, snap: false, height: foot - leading + edge }
    }
}

/// Whether a block is a single line of text.
fn is_single(block: &Measured<'_>) -> bool {
    matches!(block, Measured::Paragraph(_, lines) if lines.len() < PAIR)
}

pub(super) fn in_masthead(block: &Measured<'_>) -> bool {
    matches!(block, Measured::Paragraph(paragraph, _) if tags::in_masthead(paragraph.role))
}

/// Whether a block is text, and not what stands above it on the first page.
pub(super) fn is_text(block: &Measured<'_>) -> bool {
    !matches!(block, Measured::Paragraph(paragraph, _) if paragraph.role.is_above_text())
}

impl Measured<'_> {
    pub(super) fn keep_with_next(&self) -> bool {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.keep_with_next,
            Measured::Table(table) => table.flow.keep_with_next,
            Measured::Figure(figure) => figure.keep_with_next,
        }
    }

    fn snaps(&self) -> bool {
        matches!(self, Measured::Paragraph(paragraph, _) if paragraph.snap)
    }

    fn space_before(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.space_before,
            Measured::Table(table) => table.flow.space_before,
            Measured::Figure(figure) => figure.space_before,
        }
    }

    fn space_after(&self) -> Length {
        match self {
            Measured::Paragraph(paragraph, _) => paragraph.space_after,
            Measured::Table(table) => table.flow.space_after,
            Measured::Figure(figure) => figure.space_after,
        }
    }
}
