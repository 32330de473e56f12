//! The flow: a bulletin with a theme applied. Blocks in reading order, and nothing left to
//! resolve: every paragraph has its face, size, colour, indents and line pitch, every table its
//! column widths, every title its lines. No position on a page yet: a word processor finds those
//! itself, and `layout` does for the PDF.
//!
//! **Vertical measure.** Lines are boxes of exactly `line` height, stacked without gaps; the em
//! square of the type stands in the middle of its box. `space_before` and `space_after` lie
//! between boxes. The first box of a page begins at [`PageSpec::grid_top`].

use std::sync::Arc;

use crate::finding::Finding;
use crate::info::{Color, Info};
use crate::length::{Length, Point, Rect, Size};
use crate::typeface::Typeface;

pub use super::lines::LineRules;
pub use crate::punct::Prohibition;

/// A bulletin with a theme applied.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Flow {
    /// What the file says of itself.
    pub info: Info,
    /// The sheet and its grid.
    pub page: PageSpec,
    /// The page numbers, if they are printed.
    pub page_number: Option<PageNumber>,
    /// How lines are broken and filled.
    pub lines: LineRules,
    /// The main part and the appendices; each begins on a new page.
    pub parts: Vec<Part>,
    /// What stands at the foot of the last page.
    pub imprint: Option<ImprintBlock>,
    /// What was noticed while the theme was applied.
    pub findings: Vec<Finding>,
}

/// The sheet and its grid (版心): `rows` lines of `columns` full-width characters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageSpec {
    /// The sheet, upright.
    pub paper: Size,
    /// The type area (版心) on it.
    pub type_area: Rect,
    /// Lines in a page.
    pub rows: u32,
    /// Full-width characters in a line.
    pub columns: u32,
    /// The size of the body type.
    pub size: Length,
    /// From one line to the next.
    pub row_pitch: Length,
    /// The upper edge of the first line's box, from the top of the sheet. Half the leading above
    /// the type area when the ink is to fill it.
    pub grid_top: Length,
    /// The margins to state in a word processor.
    pub margins: Margins,
    /// The line pitch to state in a word processor.
    pub docx_pitch: Length,
    /// Whether no paragraph leaves a single line at the foot or the head of a page.
    pub widow_control: bool,
    /// Whether the left and the right white change sides on even pages. `type_area` is that of odd
    /// pages.
    pub mirrored: bool,
}

impl PageSpec {
    /// How far the type area stands to the left on this page, counted from 0.
    pub(crate) fn shift(&self, page: usize) -> Length {
        let right = self.paper.width - self.type_area.right();
        if self.mirrored && page % 2 == 1 { self.type_area.origin.x - right } else { Length::ZERO }
    }

    /// The width of one grid cell, rounded down to an EMU.
    pub fn cell(&self) -> Length {
        self.type_area.size.width / i64::from(self.columns.max(1))
    }

    /// The page held so. On its side it is the upright sheet turned clockwise: its left edge is the
    /// head (GB/T 9704-2012, 8). The type area turns with it and bounds the lines itself; as many
    /// rows as fit begin at its upper edge.
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
            mirrored: self.mirrored,
        }
    }
}

/// The white edges of a page as word processors state them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "a sheet has four edges")]
pub struct Margins {
    /// Above.
    pub top: Length,
    /// Right.
    pub right: Length,
    /// Below.
    pub bottom: Length,
    /// Left.
    pub left: Length,
}

/// A stretch of the document that begins on a new page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// How its pages are held.
    pub orientation: Orientation,
    /// Whether it goes on with what the part before it began: only the pages are held otherwise.
    pub continues: bool,
    /// What stands on them, in reading order.
    pub blocks: Vec<Block>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartKind {
    /// Masthead and body.
    Main,
    /// An appendix (附件).
    Appendix,
}

/// How a page is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side, the head of the content at the left edge of the upright sheet (GB/T 9704, 8).
    Landscape,
}

/// A block of the flow.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// Lines of text.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
}

impl Block {
    /// The page number behind a paragraph.
    pub(crate) fn page_ref(&self) -> Option<&PageRef> {
        match self {
            Block::Paragraph(paragraph) => paragraph.page_ref.as_ref(),
            Block::Table(_) | Block::Figure(_) => None,
        }
    }
}

/// What a paragraph is; a word processor gets one style for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// A line above the name of the bulletin.
    LineAbove,
    /// The name of the bulletin (报头名称, 发文机关标志).
    Mark,
    /// Copy number, secrecy, urgency, notice: above the name (份号、密级、紧急程度).
    Notice,
    /// 2024年第8期（总第479期）.
    Issue,
    /// （2月26日—3月1日）.
    Period,
    /// Issuer and date, above the red rule.
    Issuer,
    /// The title of the body (标题), two rows below the rule, or of an article.
    Title,
    /// 编者按.
    EditorNote,
    /// The words 本期要目.
    ContentsHeading,
    /// A line of 本期要目.
    ContentsItem,
    /// Who supplied an article, in brackets behind it.
    Source,
    /// A heading on its own line, of level 1 to 5.
    Heading(u8),
    /// A paragraph of text.
    Body,
    /// The heading of a column in 【】.
    Column,
    /// A line of the list of appendices behind the text (附件说明).
    AppendixList,
    /// The word 附件 at the head of an appendix.
    AppendixLabel,
    /// The title of an appendix.
    AppendixTitle,
    /// The title of a table.
    TableCaption,
    /// 单位：万元.
    TableUnit,
    /// A cell in the head of a table.
    TableHead,
    /// A cell of a table.
    TableCell,
    /// 注：… below a table.
    TableNote,
    /// The title of a picture.
    FigureCaption,
    /// A distribution line: 报：… 送：… 发：….
    Distribution,
    /// The staff line.
    Staff,
    /// （共印103份）.
    PrintCount,
    /// Who printed it, and when.
    Printed,
    /// — 1 —.
    PageNumber,
}

/// Lines of text with one set of properties.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Where it comes from in the bulletin: `sections[2].blocks[0]`.
    pub path: String,
    /// Its text.
    pub content: Vec<Inline>,
    /// Text flush right on the last line (the date beside the issuer); often empty.
    pub tail: Vec<Inline>,
    /// How its lines are aligned.
    pub align: Align,
    /// Its indents.
    pub indent: Indent,
    /// The type size that decides where its lines stand in their boxes.
    pub size: Length,
    /// The height of a line's box.
    pub line: Length,
    /// Between the block above and its first box.
    pub space_before: Length,
    /// Below its last box.
    pub space_after: Length,
    /// Whether its first line moves down to the next row of the grid.
    pub snap: bool,
    /// Whether the next block begins on the same page as this one ends.
    pub keep_with_next: bool,
    /// Whether all its lines stand on one page.
    pub keep_together: bool,
    /// Its place in the outline (bookmarks) of the document.
    pub outline: Option<OutlineEntry>,
    /// A rule below its last line.
    pub rule_below: Option<RuleBelow>,
    /// A page number behind its last line.
    pub page_ref: Option<PageRef>,
}

impl Paragraph {
    /// Full lines of one size, set solid, that ask for nothing else and come from nowhere.
    pub(crate) fn bare(role: Role, content: Vec<Inline>, size: Length) -> Paragraph {
        Paragraph {
            role,
            path: String::new(),
            content,
            tail: Vec::new(),
            align: Align::Justify,
            indent: Indent::default(),
            size,
            line: size,
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            snap: false,
            keep_with_next: false,
            keep_together: false,
            outline: None,
            rule_below: None,
            page_ref: None,
        }
    }
}

/// The number of the page that another paragraph begins on, at the right behind a row of dots.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageRef {
    /// The path of that paragraph.
    pub target: String,
    /// The page by estimate: what a word processor shows until it has counted for itself.
    pub estimate: u32,
    /// The type of the dots and of the number.
    pub font: Font,
    /// From the right edge of the type area to the right end of the number.
    pub indent: Length,
}

/// A heading as the outline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutlineEntry {
    /// Depth, from 1.
    pub level: u8,
    /// Its words, with the number.
    pub title: String,
}

/// Indents of a paragraph, from the edges of the type area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "three indents, as word processors have")]
pub struct Indent {
    /// Of all lines, from the left.
    pub left: Length,
    /// Of all lines, from the right.
    pub right: Length,
    /// Of the first line, added to `left`; negative for a hanging indent.
    pub first: Length,
}

/// A rule as wide as the type area, below a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RuleBelow {
    /// From the lower edge of the last line's em square to the upper edge of the rule.
    pub gap: Length,
    /// Its thickness.
    pub thickness: Length,
    /// Its colour.
    pub color: Color,
    /// What it looks like.
    pub form: RuleForm,
}

impl RuleBelow {
    /// The line below a thick one and the white between them, as word processors have them.
    pub(crate) const THIN: Length = Length::emu(9_525);

    /// The height of all of it.
    pub(crate) fn height(&self) -> Length {
        match self.form {
            RuleForm::Double => self.thickness + Self::THIN * 2,
            RuleForm::Single | RuleForm::Star { .. } => self.thickness,
        }
    }
}

/// What a rule looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RuleForm {
    /// One line.
    #[default]
    Single,
    /// A thin line of ¾ pt below the other.
    Double,
    /// Parted in the middle by a star.
    Star {
        /// The type of the star.
        font: Font,
    },
}

/// How lines fill the measure.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TextAlign"))]
#[non_exhaustive]
pub enum Align {
    /// From edge to edge, but for the last line.
    #[default]
    Justify,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inline {
    /// Text in one face.
    Run(Run),
    /// The line ends here.
    Break,
}

/// Text of one script, in one face, size, weight and colour.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// The characters, without line feeds, tabs or control characters.
    pub text: String,
    /// Which of the two faces they are set in.
    pub script: Script,
    /// The two faces, the size, the colour.
    pub font: Font,
    /// Bold: in a face without a bold cut the outline is stroked.
    pub bold: bool,
    /// What it is beside text.
    pub purpose: Purpose,
}

/// Which face a run is set in. “ ” ‘ ’ — … · beside Chinese are Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Script {
    /// Chinese characters and marks.
    Han,
    /// Latin letters, digits and marks among them.
    Latin,
}

/// The type of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Font {
    /// The face of Chinese.
    pub han: Typeface,
    /// The face of Latin letters and digits.
    pub latin: Typeface,
    /// The size: the side of the em square.
    pub size: Length,
    /// Added behind each character of one em, and in proportion behind narrower ones; negative
    /// when the grid is narrower than the type.
    pub tracking: Length,
    /// The colour.
    pub color: Color,
}

/// What a run is beside text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// The bulletin's own words.
    #[default]
    Text,
    /// A number or label that was computed: 一、 附件： 报：.
    Label,
}

/// A table: a head that repeats on every page, rows that are never split.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// Where it comes from in the bulletin.
    pub path: String,
    /// The widths of its columns; the sum is its width. It stands in the middle of the measure.
    pub columns: Vec<Length>,
    /// The rows of its head.
    pub head: Vec<Row>,
    /// Its other rows.
    pub rows: Vec<Row>,
    /// What stands above the head on the pages where it goes on (续表). Word processors repeat the
    /// head alone.
    pub continued: Option<Paragraph>,
    /// Left and right of a cell's text.
    pub padding: Length,
    /// Its lines.
    pub rules: TableRules,
    /// Above it.
    pub space_before: Length,
    /// Below it.
    pub space_after: Length,
    /// Whether the next block (its note) begins on the page where it ends.
    pub keep_with_next: bool,
}

impl Table {
    /// Its width.
    pub fn width(&self) -> Length {
        self.columns.iter().copied().sum()
    }
}

/// The thickness of a table's lines; nought for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableRules {
    /// Around it.
    pub outer: Length,
    /// Between its cells.
    pub inner: Length,
    /// Below its head.
    pub head: Length,
    /// Their colour.
    pub color: Color,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// Its least height.
    pub height: Length,
    /// Its cells, one for each column but those that a span covers.
    pub cells: Vec<Cell>,
    /// Whether the next row stands on the same page, when a page has room for all that are kept so.
    pub keep_with_next: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// How it stands to the cell above.
    pub merge: Merge,
    /// Its text. That of a continued cell is the text of the cell that it continues, for the
    /// head of the next page.
    pub content: Paragraph,
}

/// How a cell stands to the cells above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Merge {
    /// It stands alone.
    #[default]
    None,
    /// It is the first of this many rows (at least 2) that are one cell.
    Start(usize),
    /// It belongs to the cell above.
    Continue,
}

/// A picture, in the middle of the measure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// Where it comes from in the bulletin.
    pub path: String,
    /// A PNG or JPEG file's bytes.
    pub data: Arc<[u8]>,
    /// What the bytes are.
    pub format: ImageFormat,
    /// Its size on the page.
    pub size: Size,
    /// What it shows, in words.
    pub alt: String,
    /// Above it.
    pub space_before: Length,
    /// Below it.
    pub space_after: Length,
    /// Whether the next block (its caption) stands on the same page.
    pub keep_with_next: bool,
}

/// What an image file's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

/// The imprint (版记): ruled rows at the foot of the last page, the last rule on the lower edge of
/// the type area.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImprintBlock {
    /// Its rows, from the top.
    pub rows: Vec<ImprintRow>,
    /// The rule below the last row.
    pub last_rule: Length,
    /// The colour of the rules.
    pub color: Color,
    /// The least white between the text and the first rule.
    pub space_before: Length,
    /// Whether it stands on an even page (GB/T 33476.2-2016, 7.3.1), by itself where the text does
    /// not end on one with room for it.
    pub even_page: bool,
}

/// Where the imprint stands. Pages know it; a word processor has to be told, since it is asked for
/// a page before it has counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImprintPlace {
    /// On the page where the text ends.
    #[default]
    SamePage,
    /// By itself on the next page.
    NewPage,
    /// By itself behind a blank page; neither is numbered (GB/T 9704-2012, 7.5).
    AfterBlankPage,
}

/// One ruled row of the imprint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImprintRow {
    /// The thickness of the rule above it; nought for none.
    pub rule_above: Length,
    /// Its lines.
    pub content: Paragraph,
}

/// The page number: `before`, the number, `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageNumber {
    /// Its type.
    pub font: Font,
    /// What stands before the number: `— `.
    pub before: String,
    /// What stands behind it: ` —`.
    pub after: String,
    /// Where it stands.
    pub position: NumberPosition,
    /// From the outer edge of the type area.
    pub indent: Length,
    /// The middle of the dash, from the top of the sheet.
    pub center: Length,
}

/// Where page numbers stand.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum NumberPosition {
    /// Right on odd pages, left on even ones (GB/T 9704-2012, 7.5).
    #[default]
    Outer,
    /// In the middle.
    Center,
}
