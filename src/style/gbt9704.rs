//! The measures of GB/T 9704-2012, and what follows from them. Few of them are primary; the rest
//! is computed, and the sums are checked when this file is compiled.

use crate::length::Length;

/// A4, width and height (5.1).
pub(super) const PAPER: (Length, Length) = (Length::mm(210.0), Length::mm(297.0));
/// 天头, the white above the type area (5.2.1).
pub(super) const TOP_WHITE: Length = Length::mm(37.0);
/// 订口, the white at the binding side, the left (5.2.1).
pub(super) const BINDING_WHITE: Length = Length::mm(28.0);
/// 版心, width and height (5.2.1).
pub(super) const TYPE_AREA: (Length, Length) = (Length::mm(156.0), Length::mm(225.0));
/// Lines in a page (5.2.3).
pub(super) const ROWS: u32 = 22;
/// Characters in a line (5.2.3).
pub(super) const COLUMNS: u32 = 28;
/// 三号, the size of the body (5.2.2).
pub(super) const SIZE_3: Length = Length::pt(16.0);
/// 二号, the size of titles (7.3.1).
pub(super) const SIZE_2: Length = Length::pt(22.0);
/// 四号, the size of the imprint and the page number (7.4, 7.5).
pub(super) const SIZE_4: Length = Length::pt(14.0);
/// 小四, the size of tables (practice).
pub(super) const SIZE_4_SMALL: Length = Length::pt(12.0);
/// 小五, the size of small tables (practice).
pub(super) const SIZE_5_SMALL: Length = Length::pt(9.0);
/// 五号, the size of footnotes (practice).
pub(super) const SIZE_5: Length = Length::pt(10.5);
/// The rules of the imprint: first and last, and those between (7.4.1).
pub(super) const IMPRINT_RULES: (Length, Length) = (Length::mm(0.35), Length::mm(0.25));
/// From the text above it to the red rule (7.2.7).
pub(super) const RED_RULE_GAP: Length = Length::mm(4.0);
/// From the lower edge of the type area to the dash of the page number (7.5).
pub(super) const NUMBER_GAP: Length = Length::mm(7.0);
/// The margins that a word processor is told, top and bottom (GB/T 33476.2-2016, 6.2): half the
/// leading of the first and the last line lies outside the type area.
pub(super) const SOFTWARE_MARGINS: (Length, Length) = (Length::mm(34.58), Length::mm(32.58));
/// The exact line pitch that a word processor is told: 592 twips, 29.6 pt.
pub(super) const SOFTWARE_PITCH: Length = Length::twips(592);

/// From one line to the next, so that the em squares of 22 lines fill the type area.
pub(super) const ROW_PITCH: Length =
    Length::emu((TYPE_AREA.1.to_emu() - SIZE_3.to_emu()) / (ROWS as i64 - 1));

const MM: i64 = Length::mm(1.0).to_emu();

// 28 + 156 + 26 = 210 and 37 + 225 + 35 = 297 (5.2.1).
const _: () = assert!(
    PAPER.0.to_emu() - BINDING_WHITE.to_emu() - TYPE_AREA.0.to_emu() == 26 * MM
        && PAPER.1.to_emu() - TOP_WHITE.to_emu() - TYPE_AREA.1.to_emu() == 35 * MM,
);
// 22 lines fill the 225 mm to the EMU that division leaves.
const _: () = {
    let filled = ROW_PITCH.to_emu() * (ROWS as i64 - 1) + SIZE_3.to_emu();
    assert!(TYPE_AREA.1.to_emu() - filled < ROWS as i64);
};
// 28 characters need less than their own size each: the body is tracked by −0.2 pt, no more.
const _: () = {
    let cell = TYPE_AREA.0.to_emu() / COLUMNS as i64;
    let tracking = cell - SIZE_3.to_emu();
    assert!(tracking < 0 && tracking > -Length::pt(0.25).to_emu());
};
// 22 lines of a word processor fit between its margins.
const _: () = assert!(
    SOFTWARE_PITCH.to_emu() * ROWS as i64
        <= PAPER.1.to_emu() - SOFTWARE_MARGINS.0.to_emu() - SOFTWARE_MARGINS.1.to_emu()
);
// The dash of the page number stands 28 mm above the lower edge of the sheet.
const _: () = assert!(
    TOP_WHITE.to_emu() + TYPE_AREA.1.to_emu() + NUMBER_GAP.to_emu() == PAPER.1.to_emu() - 28 * MM
);
