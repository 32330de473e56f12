//! The rule with a star in its middle. No border of a paragraph has one, so it is a table of two
//! rows: the lines between them, left and right, and the star in the one cell between the lines.

use docx_rs::{
    AlignmentType, HeightRule, LineSpacingType, Paragraph, TableCell, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType,
    WidthType,
};

use super::inline::{self, formatted_run, spacing};
use super::table::{cell_border, height};
use crate::docx::format::{RunFormat, StarRule};
use crate::docx::raw::Additions;
use crate::docx::styles::BLANK;
use crate::docx::unit::{unsigned_twips, wide_twips};
use crate::length::Length;
use crate::style::flow::{Flow, Script};

/// The table of a rule.
pub(super) fn star(rule: &StarRule, flow: &Flow, additions: &mut Additions) -> docx_rs::Table {
    let measure = flow.page.type_area.size.width;
    let part = (measure - rule.font.size * 2) / 2;
    let middle = measure - part * 2;
    let half = rule.height / 2;
    let line = |has_line: bool| {
        let thickness = if has_line { rule.thickness } else { Length::ZERO };
        let border = cell_border(TableCellBorderPosition::Bottom, thickness, rule.color);
        TableCell::new()
            .width(wide_twips(part), WidthType::Dxa)
            .set_borders(TableCellBorders::with_empty().set(border))
            .add_paragraph(inline::blank(Length::ZERO))
    };
    let format = RunFormat::of(&rule.font, false);
    let run = formatted_run(Script::Han, &format, &format)
        .size(format.size)
        .color(crate::docx::format::hex(rule.color))
        .add_text("★");
    let pitch = i32::try_from(unsigned_twips(rule.height)).unwrap_or_default();
    let words = Paragraph::new()
        .style(BLANK)
        .align(AlignmentType::Center)
        .line_spacing(spacing(0, 0).line(pitch).line_rule(LineSpacingType::Exact))
        .add_run(run);
    let cell = |merge, content| {
        TableCell::new()
            .width(wide_twips(middle), WidthType::Dxa)
            .vertical_merge(merge)
            .vertical_align(VAlignType::Center)
            .add_paragraph(content)
    };
    let row = |cells| {
        TableRow::new(cells).cant_split().row_height(height(half)).height_rule(HeightRule::Exact)
    };
    let rows = vec![
        row(vec![line(true), cell(VMergeType::Restart, words), line(true)]),
        row(vec![
            line(false),
            cell(VMergeType::Continue, inline::blank(Length::ZERO)),
            line(false),
        ]),
    ];
    additions.head_rows.extend([false, false]);
    let grid = vec![wide_twips(part), wide_twips(middle), wide_twips(part)];
    docx_rs::Table::without_borders(rows)
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}
