//! The flow: a bulletin with a theme applied. Blocks in reading order, with nothing left to resolve:
//! every paragraph has its face, size, colour, indents and line pitch, every table its column
//! widths, every title its lines. Nothing has a position on a page yet: a word processor finds
//! that itself, and `layout` finds it for the PDF.
//!
//! **Vertical measure.** Lines are boxes exactly `line` high, stacked without gaps; the em square of
//! the type is centred in its box. `space_before` and `space_after` lie between boxes. The first box of a page begins at [`PageSpec::grid_top`].

mod beside;
mod drawing;
mod imprint;
mod page;

use std::sync::Arc;

use crate::finding::Finding;
use crate::info::{Color, Info};
use crate::length::{Length, Rect, Size};
pub(crate) use crate::model::Position;
pub(crate) use crate::picture::ImageTurn;
use crate::place::ModelPath;
use crate::typeface::Typeface;

pub use super::lines::LineRules;
pub use crate::punct::Prohibition;
pub use beside::{Beside, BesideCell};
pub use drawing::{
    Anchor, Area, Axis, Chart, ChartKind, Dash, Drawing, DrawnLine, DrawnWords, Graph, GraphLabel,
    GraphSeries, GraphValue, Hatch, Look, Mark, Shape,
};
pub use imprint::{ImprintBlock, ImprintPicture, ImprintPlace, ImprintRow};
pub use page::{Margins, PageSpec};

/// A bulletin with a theme applied.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Flow {
    /// What the file says about itself.
    pub info: Info,
    /// The sheet and its grid.
    pub page: PageSpec,
    /// The page numbers; none when they are not printed.
    pub page_number: Option<PageNumber>,
    /// How lines are broken and filled.
    pub lines: LineRules,
    /// The main part, then the appendices; each begins on a new page.
    pub parts: Vec<Part>,
    /// What stands at the foot of the last page.
    pub imprint: Option<ImprintBlock>,
    /// What somebody should look at, noticed while the theme was applied.
    pub findings: Vec<Finding>,
    /// One block of each kind that a bulletin may be given later in a word processor, as the theme has it:
    /// the title, the headings, a table with what stands around it. They stand on no page and their text is
    /// a sample: every DOCX has their styles, whether the bulletin has such blocks or not. Empty for none.
    pub repertoire: Vec<Block>,
}

/// A stretch of the document that begins on a new page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The orientation of its pages.
    pub orientation: Orientation,
    /// Whether it continues the part before it and only the orientation of the pages changes.
    pub continues: bool,
    /// Its content, in reading order.
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

/// The orientation of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side, with the head of the content at the left edge of the upright sheet
    /// (GB/T 9704-2012, 8).
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
    /// A chart.
    Chart(Chart),
    /// Blocks beside each other.
    Beside(Beside),
}

impl Block {
    /// The path of what a line of the list of contents names.
    pub(crate) fn names(&self) -> Option<&ModelPath> {
        match self {
            Block::Paragraph(paragraph) => paragraph.names.as_ref(),
            Block::Table(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => None,
        }
    }

    /// It and, where others stand beside each other in it, those.
    #[cfg(feature = "docx")]
    pub(crate) fn all(&self) -> Vec<&Block> {
        let mut blocks = vec![self];
        if let Block::Beside(beside) = self {
            blocks.extend(beside.cells.iter().flat_map(|cell| &cell.blocks));
        }
        blocks
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
    /// The second part of the name, on a line of its own.
    NamePart,
    /// A line below the name of the bulletin.
    LineBelow,
    /// Copy number, secrecy, urgency, notice: above the name (份号、密级、紧急程度).
    Notice,
    /// 2024年第8期（总第479期）.
    Issue,
    /// （2月26日—3月1日）.
    Period,
    /// A line with a label, above the red rule: 主办：….
    Field,
    /// Issuer and date, above the red rule.
    Issuer,
    /// The title of the body (标题), two rows below the rule, or of an article.
    Title,
    /// The subtitle below a title.
    Subtitle,
    /// The author below a title.
    Author,
    /// To whom the bulletin is addressed (主送机关).
    Addressee,
    /// An organisation that signs the bulletin (署名).
    SignOff,
    /// The day on which it is signed (成文日期).
    SignOffDate,
    /// 编者按.
    EditorNote,
    /// The words 本期要目.
    ContentsHeading,
    /// A line of 本期要目.
    ContentsItem,
    /// Who supplied an article, in brackets at its end.
    Source,
    /// A heading on its own line, of level 1 to 5.
    Heading(u8),
    /// A paragraph of text.
    Body,
    /// A note below a paragraph: 注：…
    Note,
    /// A footnote.
    Footnote,
    /// The heading of a column in 【】.
    Column,
    /// A line of the list of appendices that follows the text (附件说明).
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
    /// A line of the imprint without a label: an address.
    ImprintLine,
    /// （共印103份）.
    PrintCount,
    /// Who printed it, and when.
    Printed,
    /// — 1 —.
    PageNumber,
}

impl Role {
    /// Whether it stands in the masthead, above the red rule.
    pub(crate) fn is_masthead(self) -> bool {
        matches!(
            self,
            Role::LineAbove
                | Role::Mark
                | Role::NamePart
                | Role::LineBelow
                | Role::Notice
                | Role::Issue
                | Role::Period
                | Role::Field
                | Role::Issuer
        )
    }

    /// Whether it stands above the text: in the masthead, or between that and the text.
    pub(crate) fn is_above_text(self) -> bool {
        self.is_masthead()
            || matches!(
                self,
                Role::EditorNote
                    | Role::ContentsHeading
                    | Role::ContentsItem
                    | Role::Title
                    | Role::Subtitle
                    | Role::Author
            )
    }
}

/// Lines of text with one set of properties.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Where it comes from in the bulletin: `sections[2].blocks[0]`.
    pub path: ModelPath,
    /// Its text.
    pub content: Vec<Inline>,
    /// Text in the middle of the last line, between the two; often empty.
    pub middle: Vec<Inline>,
    /// Text flush right on the last line (the date beside the issuer); often empty.
    pub tail: Vec<Inline>,
    /// How its lines are aligned.
    pub align: Align,
    /// Its indents.
    pub indent: Indent,
    /// The type size by which its lines are centred in their boxes.
    pub size: Length,
    /// The height of a line's box.
    pub line: Length,
    /// The space between the block above and its first box.
    pub space_before: Length,
    /// The space below its last box.
    pub space_after: Length,
    /// Whether its first line moves down to the next row of the grid.
    pub snap: bool,
    /// Whether the next block begins on the page on which this one ends.
    pub keep_with_next: bool,
    /// Whether all its lines are kept on one page.
    pub keep_together: bool,
    /// Its entry in the outline (bookmarks) of the document, if it has one.
    pub outline: Option<Box<OutlineEntry>>,
    /// A rule below its last line.
    pub rule_below: Option<Box<RuleBelow>>,
    /// A page number at the end of its last line.
    pub page_ref: Option<Box<PageRef>>,
    /// The path of the paragraph that it names, of a line of the list of contents; none where it names
    /// none of this bulletin.
    pub names: Option<ModelPath>,
    /// Whether it is an item of an enumeration, with its number in front ([`Purpose::Label`]). What
    /// stands below its path in the bulletin is part of the item.
    pub is_item: bool,
    /// The footnotes of its text, in the order of their numbers.
    pub notes: Vec<Paragraph>,
    /// A picture beside it, on the first page.
    pub picture: Option<Box<SidePicture>>,
}

/// A picture beside a paragraph of the masthead, which makes room for it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SidePicture {
    /// Where it comes from in the bulletin.
    pub path: ModelPath,
    /// The bytes of a PNG or JPEG file.
    pub data: Arc<[u8]>,
    /// Which of the two they are.
    pub format: ImageFormat,
    /// How its pixels are turned to stand upright.
    pub turn: ImageTurn,
    /// Where it stands on the sheet, if the paragraph is on the first.
    pub rect: Rect,
    /// From the upper edge of the paragraph's first box down to its own; less than nothing where it
    /// stands out above the paragraph.
    pub below: Length,
    /// What it shows, in words (the alternative text).
    pub alt: String,
}

impl Paragraph {
    /// Full lines of one size, set solid, that ask for nothing else and come from nowhere.
    pub(crate) fn bare(role: Role, content: Vec<Inline>, size: Length) -> Paragraph {
        Paragraph {
            role,
            path: ModelPath::ROOT,
            content,
            middle: Vec::new(),
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
            names: None,
            is_item: false,
            notes: Vec::new(),
            picture: None,
        }
    }

    /// All its text, in the order of reading: what stands left, in the middle and right.
    #[cfg(feature = "docx")]
    pub(crate) fn inlines(&self) -> impl Iterator<Item = &Inline> {
        self.content.iter().chain(&self.middle).chain(&self.tail)
    }
}

/// The number of the page on which another paragraph begins, flush right after a row of dots.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageRef {
    /// The path of that paragraph.
    pub target: ModelPath,
    /// An estimate of the page, which a word processor shows until it has counted for itself.
    pub estimate: u32,
    /// The type of the dots and of the number.
    pub font: Font,
    /// The distance from the right edge of the type area to the right end of the number.
    pub indent: Length,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutlineEntry {
    /// Depth, from 1.
    pub level: u8,
    /// Its words, with its number.
    pub title: String,
}

/// The indents of a paragraph from the edges of the type area.
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
    /// The distance from the lower edge of the last line's em square to the upper edge of the rule.
    pub gap: Length,
    /// Its thickness.
    pub thickness: Length,
    /// Its colour.
    pub color: Color,
    /// Its form.
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

/// The form of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RuleForm {
    /// One line.
    #[default]
    Single,
    /// A thin line of ¾ pt below the other.
    Double,
    /// Interrupted in the middle by a star.
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
    /// From edge to edge, except for the last line.
    #[default]
    Justify,
    /// At the left.
    Left,
    /// Centred.
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
    /// Which of the two faces of `font` they are set in.
    pub script: Script,
    /// Its faces, size, tracking and colour.
    pub font: Font,
    /// Whether it is bold. Where the face has no bold cut, the outlines are stroked.
    pub bold: bool,
    /// Whether it is underlined.
    pub underline: bool,
    /// Its colour, where the bulletin asks for another than that of its type.
    pub color: Option<Color>,
    /// Whether it is the bulletin's own text or a computed label.
    pub purpose: Purpose,
    /// Which of its paragraph's footnotes it is the number of.
    pub note: Option<usize>,
}

impl Run {
    /// The colour of its characters.
    pub fn ink(&self) -> Color {
        self.color.unwrap_or(self.font.color)
    }
}

/// Which face a run is set in. The marks “ ” ‘ ’ — … · count as Chinese beside Chinese.
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
    /// The type size, which is the side of the em square.
    pub size: Length,
    /// Added behind each character, whatever its width; negative when the grid is narrower than the
    /// type. On the grid a little less than it asks: a full line is opened to it.
    pub tracking: Length,
    /// The colour.
    pub color: Color,
    /// Whether the run is a superscript (上标) or a subscript (下标), which is set smaller and beside
    /// the line.
    pub position: Position,
}

impl Font {
    /// The size that its characters have on the page: of a superscript or subscript 58 % of the type
    /// size. OOXML leaves it to the program; this is what LibreOffice makes of `w:vertAlign`.
    pub fn glyph_size(&self) -> Length {
        match self.position {
            Position::Baseline => self.size,
            Position::Superscript | Position::Subscript => self.size.scale(58, 100),
        }
    }

    /// How far its characters stand above the line: of a superscript 33 % of the type size, of a
    /// subscript -8 %, within the square of the type.
    pub fn rise(&self) -> Length {
        match self.position {
            Position::Baseline => Length::ZERO,
            Position::Superscript => self.size.scale(33, 100),
            Position::Subscript => -self.size.scale(8, 100),
        }
    }
}

/// Where the text of a run comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// From the bulletin: its own words.
    #[default]
    Text,
    /// A number or label that was computed: 一、 附件： 报：.
    Label,
}

/// A table. Its head is repeated on every page, and its rows are not split unless one takes more than
/// half of a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// Where it comes from in the bulletin.
    pub path: ModelPath,
    /// The widths of its columns; their sum is the width of the table, which is centred in the
    /// measure.
    pub columns: Vec<Length>,
    /// The rows of its head.
    pub head: Vec<Row>,
    /// The rows below the head.
    pub rows: Vec<Row>,
    /// The columns, from 0, whose cells name their rows: that of the names, and those before it that
    /// number or group them. A rank stands before the name as a number does and counts as one.
    pub row_heads: Vec<usize>,
    /// What stands above the repeated head on the pages where the table continues (续表). Word
    /// processors repeat the head alone.
    pub continued: Option<Box<Paragraph>>,
    /// The space to the left and right of a cell's text.
    pub padding: Length,
    /// Its lines.
    pub rules: TableRules,
    /// The space above it.
    pub space_before: Length,
    /// The space below it.
    pub space_after: Length,
    /// Whether the next block (its note) begins on the page on which it ends.
    pub keep_with_next: bool,
    /// What the picture shows whose empty frame it is, if it is one: a table of one cell, which holds
    /// these words.
    pub frame_of: Option<String>,
}

impl Table {
    /// Its width.
    pub fn width(&self) -> Length {
        self.columns.iter().copied().sum()
    }
}

/// The thickness of a table's lines; zero for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableRules {
    /// Above and below it.
    pub outer: Length,
    /// At its sides.
    pub sides: Length,
    /// Between its rows.
    pub rows: Length,
    /// Between its columns.
    pub columns: Length,
    /// Below its head.
    pub head: Length,
    /// Within its head, below the cells that stand above others.
    pub groups: Length,
    /// Their colour.
    pub color: Color,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// Its minimum height.
    pub height: Length,
    /// Its cells: one for each column, except those that a cell before covers.
    pub cells: Vec<Cell>,
    /// Whether the next row is kept on the same page, provided that a page has room for all rows
    /// that are kept together so.
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
    /// How it is merged with the cells above and below.
    pub merge: Merge,
    /// The colour of its ground, if it has one; the same in all cells that are merged.
    pub fill: Option<Color>,
    /// Its text. A cell that continues the one above has the text of that one, which is shown again
    /// at the head of a page.
    pub content: Paragraph,
}

/// How a cell is merged with the cells above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Merge {
    /// It stands alone.
    #[default]
    None,
    /// It is the first of this many rows (at least 2) that are one cell.
    Start(usize),
    /// It continues the cell above.
    Continue,
}

/// A picture, centred in the measure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// Where it comes from in the bulletin.
    pub path: ModelPath,
    /// The bytes of a PNG or JPEG file.
    pub data: Arc<[u8]>,
    /// Which of the two they are.
    pub format: ImageFormat,
    /// How its pixels are turned to stand upright.
    pub turn: ImageTurn,
    /// Its size on the page, upright.
    pub size: Size,
    /// The least height to which it may be shrunk to stand in the room left on a page.
    pub least: Length,
    /// What it shows, in words (the alternative text).
    pub alt: String,
    /// The space above it.
    pub space_before: Length,
    /// The space below it.
    pub space_after: Length,
    /// Whether the next block (its caption) stands on the same page.
    pub keep_with_next: bool,
}

/// The format of an image file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

/// The page number: `before`, the number, `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageNumber {
    /// Its type.
    pub font: Font,
    /// What stands before the number: `— `.
    pub before: String,
    /// What stands after it: ` —`.
    pub after: String,
    /// Where it stands.
    pub position: NumberPosition,
    /// The distance from the outer edge of the type area.
    pub indent: Length,
    /// The height of the middle of the dash, from the top of the sheet.
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
    /// On the right on odd pages, on the left on even ones (GB/T 9704-2012, 7.5).
    #[default]
    Outer,
    /// Centred.
    Center,
}
