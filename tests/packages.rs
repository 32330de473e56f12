//! What docx-rs and printpdf write of the things that we ask them for, before our passes take it up.
//! The goldens hold it for one version of each; a later one that writes something else is named here
//! first, with what it changed. Where our passes can do with the change, `BLESS=1 cargo test --test
//! packages` takes it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::fs;

use docx_rs::{
    AlignmentType, BookmarkEnd, BookmarkStart, BorderType, BreakType, DocGrid, DocGridType,
    DocumentChild, Docx, FieldCharType, Footer, FooterReference, HeightRule, InstrPAGE,
    InstrPAGEREF, InstrText, LineSpacing, LineSpacingType, PageMargin, PageOrientationType,
    PageSize, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders,
    ParagraphChild, Pic, Run, RunFonts, SectionProperty, SpecialIndentType, Tab, TabLeaderType,
    TabValueType, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders, TableCellMargins,
    TableLayoutType, TablePositionProperty, TableRow, TextDirectionType, VAlignType, VMergeType,
    WidthType,
};
use printpdf::{
    Color, CurTransMat, DictItem, Greyscale, LineJoinStyle, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, Rgb, TextMatrix, TextRenderingMode,
    XObjectId, XObjectTransform,
};

/// The version of a package in Cargo.lock.
fn locked(name: &str) -> String {
    let lock = fs::read_to_string(support::root().join("Cargo.lock")).unwrap();
    let (_, behind) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).unwrap();
    behind.split('"').next().unwrap().to_owned()
}

/// Compares what a package writes with what it wrote, whose version is in the first line.
fn check(package: &str, file: &str, written: &str) {
    let path = support::root().join("tests/golden/packages").join(file);
    let version = locked(package);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{package} {version}\n{written}")).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap();
    let (before, expected) = golden.split_once('\n').unwrap();
    if let Some(change) = change(expected, written) {
        panic!(
            "{package} {version}, which Cargo.lock has, writes something else than {before}:\n\
             {change}"
        );
    }
}

/// The first line in which two texts differ.
fn change(before: &str, now: &str) -> Option<String> {
    let mut lines = [before.lines(), now.lines()];
    for number in 1.. {
        match lines.each_mut().map(Iterator::next) {
            [None, None] => break,
            [before, now] if before == now => {}
            [before, now] => {
                let (before, now) = (before.unwrap_or("(its end)"), now.unwrap_or("(its end)"));
                return Some(format!("line {number}:\n- {before}\n+ {now}"));
            }
        }
    }
    None
}

#[test]
fn a_change_is_shown() {
    assert_eq!(change("a\nb", "a\nb"), None);
    assert_eq!(change("a\nb", "a\nc").unwrap(), "line 2:\n- b\n+ c");
    assert_eq!(change("a", "a\nc").unwrap(), "line 2:\n- (its end)\n+ c");
}

/// What `pdf` asks of printpdf: its operators with their operands, and the objects around them.
#[test]
fn printpdf_writes_what_it_wrote() {
    let bounds = || Rect::from_wh(Pt(595.276), Pt(841.89));
    let grey = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
    let red = Color::Rgb(Rgb { r: 1.0, g: 0.0, b: 0.2, icc_profile: None });
    let properties = |entries: Vec<(&str, DictItem)>| {
        let map = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        DictItem::Dict { map }
    };
    let shown = vec![
        DictItem::Bytes(vec![0, 3, 1, 2]),
        DictItem::Real(-12.5),
        DictItem::String { data: b"(a\\\r".to_vec(), literal: true },
        DictItem::String { data: vec![0xFE, 1], literal: false },
    ];
    let ops = vec![
        Op::BeginMarkedContentWithProperties {
            tag: "P".into(),
            properties: properties(vec![("MCID", DictItem::Int(0))]),
        },
        Op::StartTextSection,
        Op::SetFillColor { col: red.clone() },
        Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke },
        Op::SetOutlineColor { col: red },
        Op::SetOutlineThickness { pt: Pt(0.35) },
        Op::SetLineJoinStyle { join: LineJoinStyle::Round },
        Op::SetTextMatrix { matrix: TextMatrix::Raw([0.0, 1.0, -1.0, 0.0, 85.039, 700.157]) },
        Op::SetFont {
            font: PdfFontHandle::External(printpdf::FontId("Face1".into())),
            size: Pt(15.75),
        },
        Op::SetCharacterSpacing { multiplier: -0.10845 },
        Op::Unknown { key: "TJ".into(), value: vec![DictItem::Array(shown)] },
        Op::SetTextRenderingMode { mode: TextRenderingMode::Fill },
        Op::EndTextSection,
        Op::EndMarkedContent,
        Op::BeginMarkedContentWithProperties {
            tag: "Artifact".into(),
            properties: properties(vec![("Type", DictItem::Name("Layout".into()))]),
        },
        Op::SetFillColor { col: grey },
        Op::DrawRectangle {
            rectangle: Rect {
                x: Pt(79.37),
                y: Pt(500.5),
                width: Pt(442.205),
                height: Pt(0.992),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            },
        },
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw([113.386, 0.0, 0.0, 170.079, 85.039, 586.772]),
        },
        Op::UseXobject { id: XObjectId("Picture0".into()), transform: XObjectTransform::default() },
        Op::RestoreGraphicsState,
        Op::EndMarkedContent,
    ];
    let page = |ops| PdfPage { media_box: bounds(), trim_box: bounds(), crop_box: bounds(), ops };
    let mut document = PdfDocument::new("");
    document.pages = vec![page(ops), page(Vec::new())];
    let save = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let made = document.to_lopdf_document(&save, &mut Vec::new());
    let mut written = format!("trailer {:?}\n", made.trailer);
    for ((number, _), object) in &made.objects {
        match object.as_stream() {
            Ok(stream) => {
                let content = stream.get_plain_content().unwrap();
                let content = String::from_utf8_lossy(&content);
                let _ = writeln!(written, "{number} {:?}\n{}", stream.dict, content.trim_end());
            }
            Err(_) => {
                let _ = writeln!(written, "{number} {object:?}");
            }
        }
    }
    check("printpdf", "printpdf.txt", &written);
}

/// What `docx` asks of docx-rs.
#[test]
fn docx_rs_writes_what_it_wrote() {
    let parts = docx().build();
    let footer = Docx::new().footer(footer()).build().footers;
    let mut written = String::new();
    for part in [&parts.document].into_iter().chain(&footer) {
        // A line for each element.
        let part = String::from_utf8(part.clone()).unwrap();
        written += &part.replace('<', "\n<");
        written.push('\n');
    }
    check("docx-rs", "docx-rs.xml", &written);
}

fn docx() -> Docx {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman");
    let fonts = fonts.east_asia("仿宋_GB2312").cs("Times New Roman").hint("eastAsia");
    let run = Run::new().fonts(fonts).size(32).color("C00000").character_spacing(-3).bold();
    let spacing =
        LineSpacing::new().before(100).after(200).line(579).line_rule(LineSpacingType::Exact);
    let rule = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
        .val(BorderType::ThickThinSmallGap)
        .size(24)
        .space(4)
        .color("C00000");
    let mut paragraph = Paragraph::new()
        .style("Heading1")
        .align(AlignmentType::Both)
        .indent(Some(0), Some(SpecialIndentType::FirstLine(640)), Some(12), None)
        .line_spacing(spacing)
        .keep_next(true)
        .keep_lines(true)
        .page_break_before(true)
        .snap_to_grid(false)
        .add_run(run.add_text("一、<甲> & “乙”").add_tab().add_break(BreakType::TextWrapping))
        .add_run(
            Run::new()
                .disable_bold()
                .add_field_char(FieldCharType::Begin, false)
                .add_instr_text(InstrText::PAGEREF(InstrPAGEREF::new("_Toc1")))
                .add_field_char(FieldCharType::Separate, false)
                .add_text("3")
                .add_field_char(FieldCharType::End, false),
        );
    let stop = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(8845);
    paragraph.property.tabs.push(stop);
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(rule));
    paragraph.children.insert(0, ParagraphChild::BookmarkStart(BookmarkStart::new(1, "_Toc1")));
    paragraph.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(1)));
    let picture = Pic::new_with_dimensions(b"rIdImage1".to_vec(), 1, 1)
        .id("rIdImage1")
        .size(720_000, 360_000);
    let mut last = Paragraph::new().style("Blank");
    last.property.section_property = Some(section());
    let mut docx = Docx::new();
    docx.document.children = vec![
        DocumentChild::Paragraph(Box::new(paragraph)),
        DocumentChild::Paragraph(Box::new(Paragraph::new().add_run(Run::new().add_image(picture)))),
        DocumentChild::Table(Box::new(table())),
        DocumentChild::Paragraph(Box::new(last)),
    ];
    docx.document.section_property = section();
    docx
}

fn table() -> Table {
    let border = TableCellBorder::new(TableCellBorderPosition::Bottom).size(8).color("000000");
    let none = TableCellBorder::new(TableCellBorderPosition::Top).border_type(BorderType::Nil);
    let cell = |merge| {
        TableCell::new()
            .width(2000, WidthType::Dxa)
            .vertical_merge(merge)
            .vertical_align(VAlignType::Center)
            .set_borders(TableCellBorders::with_empty().set(border.clone()).set(none.clone()))
            .add_paragraph(Paragraph::new())
    };
    let wide = TableCell::new().grid_span(2).add_paragraph(Paragraph::new());
    let row = |cells| {
        TableRow::new(cells).cant_split().row_height(600.0).height_rule(HeightRule::AtLeast)
    };
    let line = |position| TableBorder::new(position).size(4).color("000000");
    Table::new(vec![
        row(vec![cell(VMergeType::Restart), wide]),
        row(vec![cell(VMergeType::Continue), TableCell::new(), TableCell::new()]),
    ])
    .width(6000, WidthType::Dxa)
    .set_grid(vec![2000, 2000, 2000])
    .layout(TableLayoutType::Fixed)
    .align(TableAlignmentType::Center)
    .margins(TableCellMargins::new().margin(0, 57, 0, 57))
    .set_borders(
        TableBorders::with_empty()
            .set(line(TableBorderPosition::Top))
            .set(line(TableBorderPosition::InsideV)),
    )
}

fn section() -> SectionProperty {
    let size = PageSize::new().size(16_838, 11_906).orient(PageOrientationType::Landscape);
    let margin = PageMargin {
        top: 2098,
        right: 1474,
        bottom: 1985,
        left: 1588,
        header: 1049,
        footer: 1400,
        gutter: 0,
    };
    let grid = DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(579);
    let mut section = SectionProperty::new().page_size(size).page_margin(margin).doc_grid(grid);
    section.footer_reference = Some(FooterReference::new("default", "rIdFooter1"));
    section.even_footer_reference = Some(FooterReference::new("even", "rIdFooter2"));
    section
}

/// A page number in a cell that is turned, in a table that floats.
fn footer() -> Footer {
    let number = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::End, false);
    let cell = TableCell::new()
        .text_direction(TextDirectionType::TbRl)
        .add_paragraph(Paragraph::new().add_run(number));
    let row = TableRow::new(vec![cell]).row_height(8000.0).height_rule(HeightRule::Exact);
    let position = TablePositionProperty::new()
        .vertical_anchor("page")
        .horizontal_anchor("page")
        .position_x(800)
        .position_y(1200);
    let table = Table::without_borders(vec![row]).position(position);
    Footer::new().add_table(table).add_paragraph(Paragraph::new().style("Blank"))
}
