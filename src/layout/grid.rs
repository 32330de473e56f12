//! The grid of characters: type of its size is broken a little tighter than it asks, and opened to
//! it again where a line has room.

use crate::length::Length;
use crate::style::flow::{Font, PageSpec};

/// The cells of a page, and the type that stands in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// From one character of an em to the next.
    cell: Length,
    /// The size of the type.
    size: Length,
    /// Its tracking.
    tracking: Length,
}

impl Grid {
    /// The grid of a page.
    pub(super) fn of(page: &PageSpec) -> Grid {
        Grid { cell: page.cell(), size: page.size, tracking: page.tracking() }
    }

    /// How much narrower a character of a font stands than on the grid: nought for type that is not
    /// of the grid. What takes half an em takes half a cell.
    pub(super) fn slack(&self, font: &Font, advance: Length) -> Length {
        if font.size != self.size || font.tracking != self.tracking || advance <= Length::ZERO {
            return Length::ZERO;
        }
        let bare = advance - font.tracking;
        (bare.scale(self.cell.to_emu(), self.size.to_emu()) - advance).max(Length::ZERO)
    }
}
