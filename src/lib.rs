//! `bulletin` models a Chinese official bulletin (简报, 工作周报) and writes it as DOCX and PDF in the
//! format of GB/T 9704-2012: from one model, without Word, without installed fonts.
//!
//! ```no_run
//! use bulletin::{Bulletin, Fonts, Theme};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bulletin = Bulletin::from_toml(&std::fs::read_to_string("weekly.toml")?)?;
//! let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
//! std::fs::write("weekly.docx", set.docx(&Default::default())?)?;
//! std::fs::write("weekly.pdf", set.pdf(&Default::default())?)?;
//! for finding in set.findings() {
//!     eprintln!("{finding}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The five nouns
//!
//! - [`Bulletin`] is what the bulletin says. It knows no millimetre.
//! - [`Theme`] is how bulletins look. It knows no sentence.
//! - [`Flow`] is a bulletin with a theme applied: blocks in reading order, every property
//!   resolved. [`docx()`] writes it, for a word processor lays it out itself.
//! - [`Pages`] is the flow laid out with a set of [`Fonts`]: every glyph placed. [`pdf()`] writes
//!   it; [`Pages::svg`] and `Pages::png` draw a page of it.
//! - [`Finding`]s say what somebody should look at: a character that no face has, a picture that
//!   cannot be read. They are data; nothing stops.
//!
//! A draft becomes a bulletin in [`draft`]; [`check`] looks at the words of any bulletin and repairs
//! its marks.
//!
//! [`Bulletin::typeset`] takes all steps at once: a [`Typeset`] holds the flow, the pages and the
//! findings, and writes both files.
//!
//! # Scope
//!
//! Bulletins, weekly reports and special reports of offices: masthead, sections, tables,
//! appendices, imprint; 主送机关, 署名 and 成文日期 where a bulletin has them. Not the statutory
//! documents with 发文字号, and never a seal or a signature. `src/style/GBT9704.md` lists the clauses of the standard with who keeps each.
//!
//! # Features
//!
//! - `docx` (default): `docx()`, `docx_to`, `Typeset::docx` and `DocxOptions`. Without it docx-rs,
//!   quick-xml and zip are not built.
//! - `pdf` (default): `pdf()`, `pdf_to`, `Typeset::pdf` and `PdfOptions`. Without it printpdf, lopdf
//!   and subsetter are not built. A bulletin can be laid out without either.
//! - `svg` (default): [`Pages::svg`] and [`SvgOptions`], pages as drawings. Without it and `pdf` subsetter is not built.
//! - `png`: `Pages::png` and `PngOptions`, pages as pictures; two crates more.
//! - `embedded-fonts` (default): [`Fonts::embedded`], faces for all typefaces of an official document
//!   and a face of signs, all under the Open Font Licence; adds 21 MB to a program.
//! - `song-more`: the traditional and rare characters of GBK with them; adds 7 MB.
//! - `installed-fonts`: `Fonts::installed`, the fonts of the computer.
//! - `json`, `toml`, `yaml`: `Bulletin::from_json` and its like, and [`notation`]: reading with errors
//!   that have a code, a place and two languages.
//! - `themes`: the ready themes, [`Theme::named`]; `json`, `toml` and `yaml` bring it along.
//! - `schema`: the module `schema`, JSON Schema of bulletins and themes.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod catalogue;
pub mod check;
mod decode;
#[cfg(any(feature = "docx", feature = "pdf"))]
mod deflate;
#[cfg(feature = "docx")]
mod docx;
pub mod draft;
mod error;
mod finding;
mod font;
mod info;
mod layout;
mod length;
mod message;
mod model;
pub mod notation;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
#[allow(dead_code, reason = "taken up by the stages, one after the other")]
mod place;
mod punct;
#[cfg_attr(
    not(any(feature = "json", feature = "toml", feature = "yaml")),
    allow(dead_code, reason = "what is raised is taken up by our readers")
)]
mod raise;
#[cfg(feature = "png")]
mod raster;
#[cfg(feature = "schema")]
pub mod schema;
mod style;
#[cfg(feature = "svg")]
mod svg;
mod typeface;
mod typeset;
#[cfg(any(feature = "svg", feature = "png"))]
mod view;

// What a bulletin says.
pub use chrono::NaiveDate;
pub use model::{
    Align, Appendix, Article, Beside, Block, Bulletin, Cell, CellLook, CellValue, Chart, ChartKind,
    ChartSeries, Contents, Date, Field, Figure, Image, Imprint, ImprintEntry, Issue, IssueForm,
    IssueNumber, IssueUnit, Logo, Masthead, Number, Period, Position, RankColumn, RankMark,
    RankOrder, RankRole, RankRule, RankedName, Ranking, Section, Series, SignOff, Span, SpanKind,
    StaffEntry, StyledCell, Summary, Table, TableColumn, TableForm, TableMark, TableRange,
    TableSize, Text, TieStyle, chinese_date,
};

// How it looks.
pub use info::{Color, Info, InfoField, ParseColorError};
pub use length::{Length, ParseLengthError, Point, Rect, Size};
pub use punct::Prohibition;
pub use style::{
    ChartTheme, ContentsNumbers, ContentsTheme, FigureTheme, FiguresAlign, Geometry, ImprintTheme,
    Landscape, LineRules, MastheadField, MastheadItem, MastheadRow, MastheadRule, MastheadTheme,
    NamedTheme, PageNumberTheme, PageTheme, RowPairing, SectionsTheme, TableTheme, Theme,
    TitlesTheme, TypeRole, TypeStyle, Types, WordsAlign,
};

// What it is set in.
pub use font::{Face, Fit, Fonts, Serving};
pub use typeface::Typeface;

// What is written.
#[cfg(feature = "docx")]
pub use docx::{DocxOptions, Numbering, docx, docx_to};
pub use flow::Flow;
pub use pages::Pages;
#[cfg(feature = "pdf")]
pub use pdf::{
    Attachment, AttachmentKind, PdfClaims, PdfColors, PdfLevel, PdfOptions, pdf, pdf_claims, pdf_to,
};
#[cfg(feature = "png")]
pub use raster::{PngOptions, PngSize};
#[cfg(feature = "svg")]
pub use svg::{SvgOptions, SvgText};
pub use typeset::Typeset;

// What went wrong, and what should be looked at.
pub use catalogue::catalogue;
pub use error::Error;
pub use finding::{Finding, join_equal};
#[doc(hidden)]
pub use message::said;
pub use message::{Argument, CodePoint, ErrorKind, Language, Message, Say, Severity};
pub use place::{ModelPath, Origin, Place, Segment};

/// How large a bulletin may be.
pub mod limits {
    pub use crate::model::limits::{
        APPENDICES, ARTICLES, BLOCKS, CATEGORIES, CHART_NAME, COLUMNS, CONTENTS, EDITOR_NOTE,
        FIELDS, GROUPS, IMAGE, IMPRINT_ENTRIES, ISSUERS, LINES_ABOVE, LINES_BELOW, Limit,
        MARK_RANGES, MARKS, NOTICES, PIXELS, ROWS, SECTION_DEPTH, SECTION_NUMBER, SECTIONS, SERIES,
        SHARES, SIGNERS, STAFF, TEXT, TOTAL_BLOCKS, TOTAL_CELLS, TOTAL_IMAGES, TOTAL_PIXELS,
        TOTAL_SECTIONS, TOTAL_TEXT,
    };
}

/// The flow: a bulletin with a theme applied, the input of the DOCX writer and of the layout.
pub mod flow {
    pub use crate::picture::ImageTurn;
    pub use crate::style::decisions::Decisions;
    pub use crate::style::flow::{
        Align, Anchor, Area, Axis, Beside, BesideCell, Block, Cell, Chart, ChartKind, Dash,
        Drawing, DrawnLine, DrawnWords, Figure, Flow, Font, Graph, GraphLabel, GraphSeries,
        GraphValue, Hatch, ImageFormat, ImprintBlock, ImprintPicture, ImprintPlace, ImprintRow,
        Indent, Inline, LineRules, Look, Margins, Mark, Merge, NumberPosition, Orientation,
        OutlineEntry, PageNumber, PageRef, PageSpec, Paragraph, Part, PartKind, Prohibition,
        Purpose, Role, Row, RuleBelow, RuleForm, Run, Script, Shape, SidePicture, Table,
        TableRules,
    };
}

/// The pages: every glyph placed, the input of the PDF writer.
pub mod pages {
    pub use crate::layout::page::{
        Content, Element, ElementKind, Glyph, GlyphRun, Heading, Item, Page, Pages, PlacedArea,
        PlacedImage, PlacedLine, Rule, Tag, Target, Turn,
    };
    pub use crate::picture::ImageTurn;
}

/// The programs in the READMEs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../README.zh.md")]
struct Readme;
