//! Sections: the sheet, its margins and grid, and the footers with the page number.

use docx_rs::{
    AlignmentType, BuildXML as _, DocGrid, DocGridType, FieldCharType, Footer, FooterReference,
    InstrPAGE, InstrText, PageMargin, PageOrientationType, PageSize, SectionProperty,
    SpecialIndentType, TableCell, TableCellMargins, TableLayoutType, TablePositionProperty,
    TableRow, TextDirectionType, WidthType,
};

use super::inline::formatted_run;
use super::table::height;
use crate::docx::format::{RunFormat, steady_line};
use crate::docx::package::part_id;
use crate::docx::raw::{Additions, RawXml};
use crate::docx::style_names::id_and_name;
use crate::docx::unit::{twips, unsigned_twips, wide_twips};
use crate::docx::xml::plain;
use crate::error::Error;
use crate::length::Length;
use crate::place::{ModelPath, Place};
use crate::style::flow::{
    Flow, Margins, NumberPosition, Orientation, PageNumber, PageSpec, Role, Script,
};

/// The path of the footer of this index: those of upright pages, odd and even, then those of
/// pages on their side, then the empty one.
pub(crate) fn footer_path(index: usize) -> String {
    format!("word/footer{}.xml", index + 1)
}

/// The sheet, margins, grid and footers of a section.
pub(super) fn properties(flow: &Flow, orientation: Orientation) -> SectionProperty {
    let first = match orientation {
        Orientation::Portrait => 0,
        Orientation::Landscape => flow.page_number.as_ref().map_or(0, footers_of_a_section),
    };
    let mut properties = sheet(flow, orientation);
    if let Some(number) = &flow.page_number {
        properties.footer_reference = Some(reference("default", first));
        if number.position == NumberPosition::Outer {
            properties.even_footer_reference = Some(reference("even", first + 1));
        }
    }
    properties
}

/// The sheet of upright pages that have no number. A section that names no footer has that of the
/// section before it, so it names an empty one.
pub(super) fn without_numbers(flow: &Flow) -> SectionProperty {
    let mut properties = sheet(flow, Orientation::Portrait);
    if let Some(number) = &flow.page_number {
        let index = footers_of_all(flow, number);
        properties.footer_reference = Some(reference("default", index));
        if number.position == NumberPosition::Outer {
            properties.even_footer_reference = Some(reference("even", index));
        }
    }
    properties
}

/// The sheet, margins and grid of a section.
fn sheet(flow: &Flow, orientation: Orientation) -> SectionProperty {
    let page = &flow.page.held(orientation);
    let size =
        PageSize::new().size(unsigned_twips(page.paper.width), unsigned_twips(page.paper.height));
    let size = match orientation {
        Orientation::Portrait => size,
        Orientation::Landscape => size.orient(PageOrientationType::Landscape),
    };
    // Lines have their exact height anyway. LibreOffice puts a grid into the middle of the page, so
    // only pages that it fills have one.
    let kind = match orientation {
        Orientation::Portrait => DocGridType::Lines,
        Orientation::Landscape => DocGridType::Default,
    };
    let grid = DocGrid::with_empty().grid_type(kind).line_pitch(wide_twips(page.docx_pitch));
    SectionProperty::new().page_size(size).page_margin(margins(flow, page)).doc_grid(grid)
}

fn reference(kind: &str, index: usize) -> FooterReference {
    FooterReference::new(kind, part_id(&footer_path(index)))
}

fn footers_of_a_section(number: &PageNumber) -> usize {
    match number.position {
        NumberPosition::Outer => 2,
        NumberPosition::Center => 1,
    }
}

/// The footers of all sections that have page numbers.
fn footers_of_all(flow: &Flow, number: &PageNumber) -> usize {
    let kinds = if has_landscape(flow) { 2 } else { 1 };
    footers_of_a_section(number) * kinds
}

fn has_landscape(flow: &Flow) -> bool {
    flow.parts.iter().any(|part| part.orientation == Orientation::Landscape)
}

/// The margins.
fn margins(flow: &Flow, page: &PageSpec) -> PageMargin {
    let Margins { top, right, bottom, left } = page.margins;
    let footer = flow
        .page_number
        .as_ref()
        .map_or(bottom, |number| flow.page.paper.height - number.center - below_dash(number));
    PageMargin {
        top: twips(top),
        right: twips(right),
        bottom: twips(bottom),
        left: twips(left),
        header: twips(top / 2),
        footer: twips(footer.max(Length::ZERO)),
        gutter: 0,
    }
}

/// From the middle of the dash to the lower edge of its line. The dash stands 0.27 to 0.38 em above
/// the baseline, depending on the face, and so in the mean a twentieth below the middle of the em.
fn below_dash(number: &PageNumber) -> Length {
    let size = number.font.size;
    steady_line(size) / 2 - size / 20
}

/// The footers in the order of [`footer_path`]; the last is empty if pages go without a number.
pub(super) fn footers(flow: &Flow, unnumbered: bool) -> Result<Vec<RawXml>, Error> {
    let Some(number) = &flow.page_number else {
        return Ok(Vec::new());
    };
    let sides = [Parity::Odd, Parity::Even];
    let sides = sides.iter().take(footers_of_a_section(number));
    let mut footers = Vec::new();
    for side in sides.clone() {
        let footer = Footer::new().add_paragraph(upright(number, *side)?);
        footers.push(raw(footer, Additions::default()));
    }
    if has_landscape(flow) {
        for side in sides {
            let additions =
                Additions { head_rows: vec![false], floating: vec![0], ..Additions::default() };
            footers.push(raw(sideways(number, *side, flow)?, additions));
        }
    }
    if unnumbered {
        let footer = Footer::new().add_paragraph(super::inline::blank(Length::ZERO));
        footers.push(raw(footer, Additions::default()));
    }
    Ok(footers)
}

/// A footer as docx-rs writes it.
fn raw(footer: Footer, additions: Additions) -> RawXml {
    RawXml { xml: footer.build(), additions }
}

/// Which pages a footer is for.
#[derive(Clone, Copy)]
enum Parity {
    /// Odd pages, or all.
    Odd,
    Even,
}

/// The page number below the type area.
fn upright(number: &PageNumber, side: Parity) -> Result<docx_rs::Paragraph, Error> {
    let line = line(number)?;
    let indent = twips(number.indent);
    let none = Some(SpecialIndentType::FirstLine(0));
    Ok(match (number.position, side) {
        (NumberPosition::Center, _) => line.align(AlignmentType::Center),
        (NumberPosition::Outer, Parity::Odd) => {
            line.align(AlignmentType::Right).indent(Some(0), none, Some(indent), None)
        }
        (NumberPosition::Outer, Parity::Even) => {
            line.align(AlignmentType::Left).indent(Some(indent), none, Some(0), None)
        }
    })
}

/// The page number of a page on its side, where it stands on all the others: beside the lower
/// edge of the upright sheet, which is the left edge here, and turned with it. A footer cannot
/// turn, a cell can: it holds a floating table of one cell.
fn sideways(number: &PageNumber, side: Parity, flow: &Flow) -> Result<Footer, Error> {
    let page = &flow.page;
    let thick = steady_line(number.font.size);
    let long = page.type_area.size.width - number.indent;
    let align = match (number.position, side) {
        (NumberPosition::Center, _) => AlignmentType::Center,
        (NumberPosition::Outer, Parity::Odd) => AlignmentType::Right,
        (NumberPosition::Outer, Parity::Even) => AlignmentType::Left,
    };
    // What is at the left of the upright sheet is at the head here.
    let top = match side {
        Parity::Odd => page.type_area.origin.x,
        Parity::Even => page.type_area.origin.x + number.indent,
    };
    let cell = TableCell::new()
        .width(wide_twips(thick), WidthType::Dxa)
        .text_direction(TextDirectionType::TbRl)
        .add_paragraph(line(number)?.align(align));
    let row =
        TableRow::new(vec![cell]).row_height(height(long)).height_rule(docx_rs::HeightRule::Exact);
    let left = page.paper.height - number.center - below_dash(number);
    let position = TablePositionProperty::new()
        .vertical_anchor("page")
        .horizontal_anchor("page")
        .position_x(twips(left))
        .position_y(twips(top));
    let table = docx_rs::Table::without_borders(vec![row])
        .width(wide_twips(thick), WidthType::Dxa)
        .set_grid(vec![wide_twips(thick)])
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .position(position);
    Ok(Footer::new().add_table(table).add_paragraph(super::inline::blank(Length::ZERO)))
}

/// `— 1 —`, the number a field.
fn line(number: &PageNumber) -> Result<docx_rs::Paragraph, Error> {
    let dash = RunFormat::of(&number.font, false);
    let digits = RunFormat::of(&number.font, false);
    let text = |words: &str| -> Result<docx_rs::Run, Error> {
        let words = plain(words, || Place::path(ModelPath::root().field("page_number")))?;
        Ok(formatted_run(Script::Han, &dash, &dash).add_text(words))
    };
    // A run for each part of the field, as Word writes it: some readers drop what shares one.
    let run = || formatted_run(Script::Latin, &digits, &dash);
    let field = [
        run().add_field_char(FieldCharType::Begin, false),
        run().add_instr_text(InstrText::PAGE(InstrPAGE::new())),
        run().add_field_char(FieldCharType::Separate, false),
        run().add_text("1"),
        run().add_field_char(FieldCharType::End, false),
    ];
    let begin = docx_rs::Paragraph::new()
        .style(id_and_name(Role::PageNumber).0)
        .add_run(text(&number.before)?);
    let line = field.into_iter().fold(begin, docx_rs::Paragraph::add_run);
    Ok(line.add_run(text(&number.after)?))
}
