//! The sheet and its grid, upright or on its side.

use super::Orientation;
use crate::length::{Length, Point, Rect, Size};

/// The sheet and its grid (版心): `rows` lines of `columns` full-width characters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageSpec {
    /// The sheet, held upright.
    pub paper: Size,
    /// The type area (版心) on the sheet; that of odd pages when the page is mirrored.
    pub type_area: Rect,
    /// Lines in a page.
    pub rows: u32,
    /// Full-width characters in a line.
    pub columns: u32,
    /// The size of the body type.
    pub size: Length,
    /// From one line to the next.
    pub row_pitch: Length,
    /// The upper edge of the first line's box, from the top of the sheet: half the leading above
    /// the type area when the ink is to fill that.
    pub grid_top: Length,
    /// The margins that the DOCX states.
    pub margins: Margins,
    /// The line pitch that the DOCX states.
    pub docx_pitch: Length,
    /// Whether a single line of a paragraph is kept from standing alone at the foot or head of a
    /// page.
    pub widow_control: bool,
    /// How much of their height rows and pictures keep at least that are fitted to a page, in percent;
    /// 100 fits none.
    pub fit: u8,
    /// Whether the left and right margins are exchanged on even pages.
    pub mirrored: bool,
}

impl PageSpec {
    /// What is this little below a row of the grid stands on it: more than the EMU that division
    /// leaves in each row, less than the eye sees.
    pub(crate) const TOLERANCE: Length = Length::mm(0.05);

    /// The upper edge of the first row's box at `y` or below it.
    pub(crate) fn row_below(&self, y: Length) -> Length {
        let offset = y - self.grid_top - Self::TOLERANCE;
        if offset > Length::ZERO {
            self.grid_top + self.row_pitch * (offset.whole_times(self.row_pitch) + 1)
        } else {
            self.grid_top
        }
    }

    /// Where the lowest row begins that begins at `y` or above it, with what may be below a row and stand on
    /// it ([`row_below`](Self::row_below)).
    pub(crate) fn row_above(&self, y: Length) -> Length {
        let rows = (y - self.grid_top).whole_times(self.row_pitch);
        self.grid_top + self.row_pitch * rows + Self::TOLERANCE
    }

    /// How far to the left the type area is moved on a page, counted from 0.
    pub(crate) fn shift(&self, page: usize) -> Length {
        let right = self.paper.width - self.type_area.right();
        if self.mirrored && page % 2 == 1 { self.type_area.origin.x - right } else { Length::ZERO }
    }

    /// The width of one grid cell, rounded down to an EMU.
    pub fn cell(&self) -> Length {
        self.type_area.size.width / i64::from(self.columns.max(1))
    }

    /// The tracking of type that stands on the grid.
    pub(crate) fn tracking(&self) -> Length {
        super::super::lines::tracking(self.cell(), self.size)
    }

    /// The same page in another orientation. A landscape page is the upright sheet turned clockwise,
    /// so that the head of its content lies at the sheet's left edge (GB/T 9704-2012, 8). The type
    /// area turns with the sheet; as many rows as fit into it begin at its upper edge.
    #[must_use]
    pub fn held(&self, orientation: Orientation) -> PageSpec {
        if orientation == Orientation::Portrait {
            return self.clone();
        }
        let area = self.type_area;
        let head = area.origin.x;
        let left = self.paper.height - area.bottom();
        let count = |whole: i64| u32::try_from(whole).unwrap_or(1).max(1);
        PageSpec {
            paper: Size { width: self.paper.height, height: self.paper.width },
            type_area: Rect {
                origin: Point { x: left, y: head },
                size: Size { width: area.size.height, height: area.size.width },
            },
            rows: count(area.size.width.whole_times(self.row_pitch)),
            columns: count(area.size.height.whole_times(self.cell())),
            size: self.size,
            row_pitch: self.row_pitch,
            grid_top: head,
            margins: Margins {
                top: self.margins.left,
                right: area.origin.y,
                bottom: self.margins.right,
                left,
            },
            docx_pitch: self.docx_pitch,
            widow_control: self.widow_control,
            fit: self.fit,
            mirrored: self.mirrored,
        }
    }
}

/// The margins of a page as word processors state them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "a sheet has four edges")]
pub struct Margins {
    /// Above the text.
    pub top: Length,
    /// To the right of the text.
    pub right: Length,
    /// Below the text.
    pub bottom: Length,
    /// To the left of the text.
    pub left: Length,
}
