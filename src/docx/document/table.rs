//! Tables: a fixed grid, a head that repeats, rows that are split only where the layout split them. The
//! imprint is one too, of one column, afloat at the foot of the page.

use std::collections::BTreeSet;

use docx_rs::{
    BorderType, DocumentChild, HeightRule, Shading, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableLayoutType, TablePositionProperty, TableRow,
    VAlignType, VMergeType, WidthType,
};

use super::inline;
use crate::docx::format::{TableLook, below_imprint, hex, white_above};
use crate::docx::messages::DocxMessage;
use crate::docx::place;
use crate::docx::raw::{Additions, TableWords};
use crate::docx::styles::StyleSheet;
use crate::docx::table_styles::TABLE;
use crate::docx::unit::{eighths, twips, wide_twips};
use crate::error::Error;
use crate::info::Color;
use crate::length::Length;
use crate::place::ModelPath;
use crate::style::flow::{Beside, Cell, Flow, ImprintBlock, Merge, Row, Table};

/// A table of the flow, centred between the margins. `caption` is the title above it.
pub(super) fn table(
    table: &Table,
    caption: String,
    new_page: bool,
    flow: &Flow,
    sheet: &StyleSheet,
    cut_rows: &BTreeSet<ModelPath>,
    additions: &mut Additions,
) -> Result<docx_rs::Table, Error> {
    let context = Context { table, flow, sheet };
    let head = table.head.len();
    let count = head + table.rows.len();
    let mut rows = Vec::with_capacity(count);
    for (index, row) in table.head.iter().chain(&table.rows).enumerate() {
        additions.head_rows.push(index < head);
        let is_cut = row.cells.first().is_some_and(|cell| cut_rows.contains(&cell.content.path));
        rows.push(context.row(
            row,
            RowPosition {
                first: index == 0 && new_page,
                in_head: index < head,
                last_of_head: index + 1 == head,
                // The head stays with the first row, the last two rows with the note or the imprint.
                keep_next: index < head
                    || row.keep_with_next && !is_cut
                    || index + 2 >= count && table.keep_with_next && !is_cut,
                is_cut,
            },
        )?);
    }
    let grid: Vec<usize> = table.columns.iter().map(|width| wide_twips(*width)).collect();
    let built = docx_rs::Table::without_borders(rows)
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center);
    // What it has of its style it does not say again.
    let by_style =
        sheet.table_look().is_some() && TableLook::of(table).as_ref() == sheet.table_look();
    let described = described(table, caption, additions);
    Ok(if by_style {
        built.style(TABLE.to_owned() + &described)
    } else {
        let (above, padding) = (wide_twips(white_above(table)), wide_twips(table.padding));
        built
            .style(described)
            .margins(TableCellMargins::new().margin(above, padding, above, padding))
            .set_borders(context.borders())
    })
}

/// Notes what is said of a table to those who do not see it; gives what stands behind the id of its style
/// for it.
fn described(table: &Table, caption: String, additions: &mut Additions) -> String {
    let description = match &table.frame_of {
        Some(shown) => shown.clone(),
        None => {
            let shown = |cell: &&Cell| cell.merge != Merge::Continue;
            let heads = table.head.iter().flat_map(|row| row.cells.iter().filter(shown));
            let heads: Vec<String> = heads.map(|cell| inline::words(&cell.content)).collect();
            let size = format!("{}行{}列", table.rows.len(), table.columns.len());
            if heads.is_empty() { size } else { format!("{size}：{}", heads.join("、")) }
        }
    };
    let has_head = !table.head.is_empty();
    additions.describe(TableWords { caption, description, look: Some(has_head) })
}

struct Context<'a> {
    table: &'a Table,
    flow: &'a Flow,
    sheet: &'a StyleSheet,
}

/// Where a row stands in its table.
#[derive(Clone, Copy)]
struct RowPosition {
    /// Whether it begins a page.
    first: bool,
    in_head: bool,
    last_of_head: bool,
    keep_next: bool,
    /// Whether a page break may cut it.
    is_cut: bool,
}

impl Context<'_> {
    fn row(&self, row: &Row, position: RowPosition) -> Result<TableRow, Error> {
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        for cell in &row.cells {
            if cell.column != column || cell.columns == 0 {
                return Err(self.misfit(cell));
            }
            let first = position.first && column == 0;
            column += cell.columns;
            cells.push(self.cell(cell, first, position)?);
        }
        if column != self.table.columns.len() {
            let columns = self.table.columns.len();
            let message = DocxMessage::RowWidth { filled: column, columns };
            return Err(Error::new(message, place(&self.table.path)));
        }
        let built = TableRow::new(cells);
        let built = if position.is_cut { built } else { built.cant_split() };
        Ok(built.row_height(height(row.height)).height_rule(HeightRule::AtLeast))
    }

    fn cell(&self, cell: &Cell, first: bool, position: RowPosition) -> Result<TableCell, Error> {
        let columns = self.table.columns.get(cell.column..cell.column + cell.columns);
        let columns = columns.ok_or_else(|| self.misfit(cell))?;
        let width: usize = columns.iter().map(|width| wide_twips(*width)).sum();
        let mut built =
            TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
        if cell.columns > 1 {
            built = built.grid_span(cell.columns);
        }
        built = match cell.merge {
            Merge::None => built,
            Merge::Start(_) => built.vertical_merge(VMergeType::Restart),
            Merge::Continue => built.vertical_merge(VMergeType::Continue),
        };
        if let Some(fill) = cell.fill {
            built = built.shading(Shading::new().fill(hex(fill)));
        }
        let rules = self.table.rules;
        let below = if position.last_of_head {
            Some(rules.head)
        } else {
            // A line below a group where rows have none.
            let is_group = position.in_head && cell.merge == Merge::None;
            (is_group && rules.groups != rules.rows).then_some(rules.groups)
        };
        if let Some(below) = below {
            built = built.set_borders(TableCellBorders::with_empty().set(cell_border(
                TableCellBorderPosition::Bottom,
                below,
                rules.color,
            )));
        }
        let keeps = position.keep_next || cell.content.keep_with_next && !position.is_cut;
        let content = self.content(cell, keeps)?;
        Ok(built.add_paragraph(content.page_break_before(first)))
    }

    /// The paragraph of a cell. A word processor shows the text of merged cells from the first of
    /// them; the others hold none.
    fn content(&self, cell: &Cell, keeps: bool) -> Result<docx_rs::Paragraph, Error> {
        let paragraph = &cell.content;
        if cell.merge == Merge::Continue {
            return Ok(docx_rs::Paragraph::new().style(&self.sheet.id(paragraph.role, keeps)));
        }
        inline::kept(paragraph, keeps, self.measure(cell), self.flow, self.sheet)
    }

    /// The width of a cell's text.
    fn measure(&self, cell: &Cell) -> Length {
        let columns = self.table.columns.iter().skip(cell.column).take(cell.columns);
        columns.copied().sum::<Length>() - self.table.padding * 2
    }

    fn misfit(&self, cell: &Cell) -> Error {
        // People count columns from 1.
        let (column, columns) = (cell.column.saturating_add(1), self.table.columns.len());
        Error::new(DocxMessage::CellPlace { column, columns }, place(&cell.content.path))
    }

    fn borders(&self) -> TableBorders {
        let rules = self.table.rules;
        let outer = |position| border(position, rules.outer, rules.color);
        let side = |position| border(position, rules.sides, rules.color);
        TableBorders::with_empty()
            .set(outer(TableBorderPosition::Top))
            .set(side(TableBorderPosition::Left))
            .set(outer(TableBorderPosition::Bottom))
            .set(side(TableBorderPosition::Right))
            .set(border(TableBorderPosition::InsideH, rules.rows, rules.color))
            .set(border(TableBorderPosition::InsideV, rules.columns, rules.color))
    }
}

/// What stands beside each other: one row of cells without rules, `contents` in them.
pub(super) fn beside(beside: &Beside, contents: Vec<Vec<DocumentChild>>) -> docx_rs::Table {
    let mut grid = Vec::new();
    let mut cells = Vec::new();
    let mut right = Length::ZERO;
    for (cell, content) in beside.cells.iter().zip(contents) {
        // From edge to edge, so that nothing is lost by rounding.
        let between = wide_twips(cell.left).saturating_sub(wide_twips(right));
        if between > 0 {
            grid.push(between);
            let white = TableCell::new().width(between, WidthType::Dxa);
            cells.push(white.add_paragraph(inline::blank(Length::ZERO)));
        }
        right = cell.left + cell.width;
        let width = wide_twips(right).saturating_sub(wide_twips(cell.left));
        grid.push(width);
        let built = TableCell::new().width(width, WidthType::Dxa);
        cells.push(content.into_iter().fold(built, |built, child| match child {
            DocumentChild::Paragraph(paragraph) => built.add_paragraph(*paragraph),
            DocumentChild::Table(table) => built.add_table(*table),
            _ => built,
        }));
    }
    docx_rs::Table::without_borders(vec![TableRow::new(cells).cant_split()])
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Left)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

/// The imprint: its rows between rules, the last rule on the lower edge of the type area.
/// `picture` is the paragraph that holds its picture.
pub(super) fn imprint(
    imprint: &ImprintBlock,
    picture: Option<docx_rs::Paragraph>,
    afloat: bool,
    flow: &Flow,
    sheet: &StyleSheet,
    additions: &mut Additions,
) -> Result<docx_rs::Table, Error> {
    let measure = flow.page.type_area.size.width;
    let width = wide_twips(measure);
    let across = imprint.picture.as_ref().map(|picture| wide_twips(picture.width));
    let grid = match across {
        Some(across) => vec![width.saturating_sub(across), across],
        None => vec![width],
    };
    let top = |thickness| {
        let border = cell_border(TableCellBorderPosition::Top, thickness, imprint.color);
        TableCellBorders::with_empty().set(border)
    };
    let cell = || {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        if grid.len() > 1 { cell.grid_span(grid.len()) } else { cell }
    };
    // What flows from page to page has rows that do.
    let whole = |row: TableRow| if imprint.flows { row } else { row.cant_split() };
    let mut rows = Vec::with_capacity(imprint.rows.len() + 1);
    let mut picture = picture;
    for (index, row) in imprint.rows.iter().enumerate() {
        let content = inline::one(&row.content, imprint.measure(index, measure), flow, sheet)?;
        let beside = imprint.picture.as_ref().filter(|picture| picture.is_beside(index));
        let cells = match (beside, across) {
            (Some(beside), Some(across)) => {
                let left = TableCell::new().width(width.saturating_sub(across), WidthType::Dxa);
                let left = left.set_borders(top(row.rule_above)).add_paragraph(content);
                let right = TableCell::new().width(across, WidthType::Dxa);
                let right = match picture.take() {
                    Some(picture) => {
                        let right = right
                            .vertical_merge(VMergeType::Restart)
                            .vertical_align(VAlignType::Center)
                            .set_borders(top(row.rule_above))
                            .add_paragraph(picture);
                        match &beside.caption {
                            Some(caption) => right.add_paragraph(inline::one(
                                caption,
                                beside.width,
                                flow,
                                sheet,
                            )?),
                            None => right,
                        }
                    }
                    None => right
                        .vertical_merge(VMergeType::Continue)
                        .add_paragraph(inline::blank(Length::ZERO)),
                };
                vec![left, right]
            }
            _ => vec![cell().set_borders(top(row.rule_above)).add_paragraph(content)],
        };
        rows.push(whole(TableRow::new(cells)));
    }
    // The table stands on the margin of the page, which is lower than the type area by half the
    // leading: an empty row, the last rule on its head, lifts the others by so much.
    let lift = below_imprint(&flow.page).max(Length::pt(1.0));
    let foot =
        cell().set_borders(top(imprint.last_rule)).add_paragraph(inline::blank(Length::ZERO));
    rows.push(
        TableRow::new(vec![foot])
            .cant_split()
            .row_height(height(lift))
            .height_rule(HeightRule::Exact),
    );
    let table = docx_rs::Table::without_borders(rows)
        .width(width, WidthType::Dxa)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Left)
        .style(additions.describe(TableWords {
            caption: "版记".to_owned(),
            description: String::new(),
            look: None,
        }))
        .margins(TableCellMargins::new().margin(0, 0, 0, 0));
    if !afloat {
        return Ok(table);
    }
    let left = flow.page.type_area.origin.x;
    let position = TablePositionProperty::new()
        .vertical_anchor("margin")
        .position_y_alignment("bottom")
        .horizontal_anchor("page");
    // LibreOffice pins to the foot only what is placed from the edge of the page. Where the margins
    // change sides and the side is not known, the table stands in the middle between them.
    let position = if !flow.page.mirrored {
        position.position_x(twips(left))
    } else if imprint.even_page {
        position.position_x(twips(left - flow.page.shift(1)))
    } else {
        position.position_x_alignment("center")
    };
    Ok(table.position(position))
}

/// A row's height as docx-rs wants it: whole twips, in a float that holds them exactly.
pub(super) fn height(height: Length) -> f32 {
    f32::from(u16::try_from(wide_twips(height)).unwrap_or(u16::MAX))
}

fn border(position: TableBorderPosition, thickness: Length, color: Color) -> TableBorder {
    match eighths(thickness) {
        Some(size) => TableBorder::new(position).size(size).color(hex(color)),
        None => TableBorder::new(position).border_type(BorderType::Nil),
    }
}

pub(super) fn cell_border(
    position: TableCellBorderPosition,
    thickness: Length,
    color: Color,
) -> TableCellBorder {
    match eighths(thickness) {
        Some(size) => TableCellBorder::new(position).size(size).color(hex(color)),
        None => TableCellBorder::new(position).border_type(BorderType::Nil),
    }
}
