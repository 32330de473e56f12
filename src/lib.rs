//! `bulletin` models a Chinese official bulletin (简报, 工作周报) and typesets it in the manner of
//! GB/T 9704-2012.

mod docx;
mod error;
mod finding;
mod font;
mod info;
mod layout;
mod length;
mod model;
mod pdf;
mod punct;
mod style;
mod typeface;

pub use chrono::NaiveDate;
pub use docx::{DocxOptions, docx};
pub use error::{Error, ErrorKind};
pub use finding::{Finding, Place, Severity};
pub use font::{Face, Fit, Fonts, Serving};
pub use info::{Color, Info, ParseColorError};
pub use length::{Length, ParseLengthError, Point, Rect, Size};
pub use model::{
    Align, Appendix, Block, Bulletin, Cell, Contents, Figure, Image, Imprint, Issue, Masthead,
    Number, Period, RankRule, Ranking, Section, Series, Span, StaffEntry, Table, TableColumn, Text,
    TieStyle, chinese_date,
};
pub use pdf::{PdfOptions, write as pdf};
pub use style::{
    Geometry, ImprintTheme, MastheadTheme, PageNumberTheme, TableTheme, Theme, TypeRole, TypeStyle,
    Types,
};
pub use typeface::Typeface;

/// How large a bulletin may be.
pub mod limits {
    pub use crate::model::limits::{
        APPENDICES, BLOCKS, COLUMNS, CONTENTS, EDITOR_NOTE, IMAGE, ISSUERS, Limit, ROWS,
        SECTION_DEPTH, SECTIONS, STAFF, TEXT,
    };
}

/// The flow: a bulletin with a theme applied, the input of the DOCX writer and of the layout.
pub mod flow {
    pub use crate::style::flow::{
        Align, Block, Cell, Figure, Flow, Font, ImageFormat, ImprintBlock, ImprintRow, Indent,
        Inline, Margins, Merge, NumberPosition, Orientation, OutlineEntry, PageNumber, PageSpec,
        Paragraph, Part, PartKind, Purpose, Role, Row, RuleBelow, Run, Script, Table, TableRules,
    };
}

/// The pages: every glyph placed, the input of the PDF writer.
pub mod pages {
    pub use crate::layout::page::{
        Content, Element, ElementKind, Glyph, GlyphRun, Heading, Item, Mark, Page, Pages,
        PlacedImage, Rule, Turn,
    };
}

pub use flow::Flow;
pub use pages::Pages;
