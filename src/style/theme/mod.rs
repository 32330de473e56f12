//! The theme: how an office's bulletins look. It holds measures and type, and not a word of any
//! bulletin. [`Theme::gbt9704`] is the standard's; an office keeps its own as a TOML file that
//! states only what differs.
//!
//! `parts` are the measures of each part of a page, `table` those of tables, `masthead` those of the masthead and what stands
//! where in it, `types` the type of each role.

mod masthead;
mod parts;
pub(super) mod ranges;
mod sections;
mod table;
mod titles;
mod types;

use serde::{Deserialize, Serialize};

use super::geometry::Geometry;
use super::lines::LineRules;
use crate::error::Error;
use crate::place::Walk;
use crate::raise::raise_below;
use ranges::Fault;

#[cfg(feature = "schema")]
pub(super) use masthead::ItemFile;
pub use masthead::{
    MastheadField, MastheadItem, MastheadRow, MastheadRule, MastheadTheme, RowPairing,
};
pub use parts::{
    ChartTheme, ContentsNumbers, ContentsTheme, FigureTheme, ImprintTheme, PageNumberTheme,
    PageTheme,
};
pub use sections::SectionsTheme;
pub use table::{FiguresAlign, Landscape, TableTheme, WordsAlign};
pub use titles::TitlesTheme;
pub use types::{TypeRole, TypeStyle, Types};

/// How bulletins look: sheet, masthead, type, tables, imprint, page numbers.
///
/// ```
/// use bulletin::{Color, Theme, TypeRole};
///
/// let mut theme = Theme::gbt9704();
/// theme.types[TypeRole::Mark].color = Color { red: 0xC0, green: 0, blue: 0 };
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
pub struct Theme {
    /// The sheet and its grid.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::geometry"))]
    pub geometry: Geometry,
    /// What a page break may separate.
    pub page: PageTheme,
    /// Where the parts of the masthead stand.
    pub masthead: MastheadTheme,
    /// The type of each role.
    pub types: Types,
    /// The lines of titles.
    pub titles: TitlesTheme,
    /// The numbers of sections.
    pub sections: SectionsTheme,
    /// The list of contents.
    pub contents: ContentsTheme,
    /// Tables.
    pub table: TableTheme,
    /// Pictures.
    pub figure: FigureTheme,
    /// Charts.
    pub chart: ChartTheme,
    /// The imprint at the foot of the last page.
    pub imprint: ImprintTheme,
    /// Page numbers.
    pub page_number: PageNumberTheme,
    /// How lines are broken and filled.
    pub lines: LineRules,
}

impl Theme {
    /// The theme of GB/T 9704-2012, with the masthead that bulletins have in practice.
    pub fn gbt9704() -> Theme {
        Theme::default()
    }

    /// Checks everything that reading a theme from a file checks: that each number is within the
    /// range that its field states, that the type area fits on the sheet and the rows into it, that
    /// neither rows nor characters overlap. What passes can be written as a file and read back.
    ///
    /// # Errors
    /// The first fault, with its path.
    ///
    /// ```
    /// use bulletin::{Length, Theme, TypeRole};
    ///
    /// let mut theme = Theme::gbt9704();
    /// assert_eq!(theme.validate(), Ok(()));
    ///
    /// theme.types[TypeRole::Body].size = Length::pt(-5.0);
    /// let error = theme.validate().unwrap_err();
    /// assert_eq!(error.code(), "theme.range");
    /// assert_eq!(error.to_string(), "types.body.size: -5pt is out of range: expected 4pt to 200pt");
    /// ```
    pub fn validate(&self) -> Result<(), Error> {
        Ok(self.check()?)
    }

    fn check(&self) -> Result<(), Fault> {
        let root = Walk::Root;
        self.types.check(&root.field("types"))?;
        self.geometry.check(self.types[TypeRole::Body].size, &root.field("geometry"))?;
        self.page.check(&root.field("page"))?;
        self.masthead.check(&root.field("masthead"))?;
        self.titles.check(&root.field("titles"))?;
        self.sections.check(&root.field("sections"))?;
        self.contents.check(&root.field("contents"))?;
        self.table.check(&root.field("table"))?;
        self.figure.check(&root.field("figure"))?;
        self.chart.check(&root.field("chart"))?;
        self.imprint.check(&root.field("imprint"))?;
        self.page_number.check(&root.field("page_number"))?;
        self.lines.check(&root.field("lines"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename = "theme")]
#[derive(Default)]
struct ThemeFile {
    geometry: Geometry,
    page: PageTheme,
    masthead: MastheadTheme,
    types: Types,
    titles: TitlesTheme,
    sections: SectionsTheme,
    contents: ContentsTheme,
    table: TableTheme,
    figure: FigureTheme,
    chart: ChartTheme,
    imprint: ImprintTheme,
    page_number: PageNumberTheme,
    lines: LineRules,
}

/// Reads what differs from [`Theme::gbt9704`]. Errors name the path of the value and what was
/// expected, with line and column if the format has them.
impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Theme, D::Error> {
        let file: ThemeFile = crate::error::with_path(deserializer)?;
        let theme = Theme {
            geometry: file.geometry,
            page: file.page,
            masthead: file.masthead,
            types: file.types,
            titles: file.titles,
            sections: file.sections,
            contents: file.contents,
            table: file.table,
            figure: file.figure,
            chart: file.chart,
            imprint: file.imprint,
            page_number: file.page_number,
            lines: file.lines,
        };
        theme.check().map_err(|Fault { message, path }| raise_below(*message, path))?;
        Ok(theme)
    }
}
