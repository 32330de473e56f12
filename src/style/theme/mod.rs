//! The theme: how an office's bulletins look. It holds measures and type, and not a word of any
//! bulletin. [`Theme::gbt9704`] is the standard's; an office keeps its own as a TOML file that
//! states only what differs.
//!
//! `parts` are the measures of each part of a page, `table` those of tables, `masthead` those of the masthead and what stands
//! where in it, `types` the type of each role; `named` are the ready themes, `base` is what a file
//! builds on.

pub(super) mod base;
#[cfg(any(feature = "json", feature = "toml", feature = "yaml"))]
mod files;
mod masthead;
mod named;
mod parts;
pub(super) mod ranges;
mod sections;
mod table;
mod titles;
mod types;

use serde::{Deserialize, Serialize};

use super::geometry::Geometry;
use super::lines::LineRules;
use crate::error::{Document, Error};
use crate::place::{Place, Walk};
use crate::raise::raise_below;
use base::{Base, Reading};
use ranges::Fault;

#[cfg(feature = "schema")]
pub(super) use masthead::ItemFile;
pub use masthead::{
    MastheadField, MastheadItem, MastheadRow, MastheadRule, MastheadTheme, RowPairing,
};
pub use named::NamedTheme;
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
    schemars(deny_unknown_fields, default, transform = super::schema::base)
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

    /// The ready theme of a name: `weekly`, `information` and so on; [`NamedTheme::ALL`] lists them.
    ///
    /// # Errors
    /// When there is none of that name; the sentence lists the names. Without the feature `themes`
    /// there is `gbt9704` alone.
    ///
    /// ```
    /// use bulletin::Theme;
    ///
    /// assert_eq!(Theme::named("gbt9704")?, Theme::gbt9704());
    /// assert_ne!(Theme::named("weekly")?, Theme::gbt9704());
    /// assert_eq!(Theme::named("daily").unwrap_err().code(), "theme.name");
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Theme, Error> {
        let found = NamedTheme::find(name).map_err(|message| Error::new(message, Place::default()));
        found.map(NamedTheme::theme)
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

macro_rules! parts {
    ($($name:ident: $part:ty;)+) => {$(
        impl base::Part for $part {
            fn of(theme: &Theme) -> &$part {
                &theme.$name
            }
        }
    )+};
}

parts! {
    geometry: Geometry;
    page: PageTheme;
    masthead: MastheadTheme;
    types: Types;
    titles: TitlesTheme;
    sections: SectionsTheme;
    contents: ContentsTheme;
    table: TableTheme;
    figure: FigureTheme;
    chart: ChartTheme;
    imprint: ImprintTheme;
    page_number: PageNumberTheme;
    lines: LineRules;
}

/// A theme as a file has it. What it builds on comes first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "theme")]
struct ThemeFile {
    #[serde(rename = "base", default, deserialize_with = "stated")]
    _base: Option<Base>,
    #[serde(default, deserialize_with = "stated")]
    geometry: Option<Geometry>,
    #[serde(default, deserialize_with = "stated")]
    page: Option<PageTheme>,
    #[serde(default, deserialize_with = "stated")]
    masthead: Option<MastheadTheme>,
    #[serde(default, deserialize_with = "stated")]
    types: Option<Types>,
    #[serde(default, deserialize_with = "stated")]
    titles: Option<TitlesTheme>,
    #[serde(default, deserialize_with = "stated")]
    sections: Option<SectionsTheme>,
    #[serde(default, deserialize_with = "stated")]
    contents: Option<ContentsTheme>,
    #[serde(default, deserialize_with = "stated")]
    table: Option<TableTheme>,
    #[serde(default, deserialize_with = "stated")]
    figure: Option<FigureTheme>,
    #[serde(default, deserialize_with = "stated")]
    chart: Option<ChartTheme>,
    #[serde(default, deserialize_with = "stated")]
    imprint: Option<ImprintTheme>,
    #[serde(default, deserialize_with = "stated")]
    page_number: Option<PageNumberTheme>,
    #[serde(default, deserialize_with = "stated")]
    lines: Option<LineRules>,
}

/// What is stated; nothing (`null`) is no statement.
fn stated<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}

/// Reads what differs from [`Theme::gbt9704`], or from the ready theme that the key `base` names
/// ([`Theme::named`]); a reader that gives keys in their order must find `base` before the others.
/// Errors name the path of the value and what was expected, with line and column if the format has
/// them.
impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Theme, D::Error> {
        Theme::of_file(|| crate::error::with_path(deserializer))
    }
}

impl Document for Theme {
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Theme, D::Error> {
        Theme::of_file(|| ThemeFile::deserialize(deserializer))
    }
}

impl Theme {
    /// What a file says, on what it builds on, checked.
    fn of_file<E: serde::de::Error>(
        read: impl FnOnce() -> Result<ThemeFile, E>,
    ) -> Result<Theme, E> {
        let reading = Reading::begin();
        let file = read()?;
        let base = base::theme();
        drop(reading);
        let theme = Theme {
            geometry: file.geometry.unwrap_or(base.geometry),
            page: file.page.unwrap_or(base.page),
            masthead: file.masthead.unwrap_or(base.masthead),
            types: file.types.unwrap_or(base.types),
            titles: file.titles.unwrap_or(base.titles),
            sections: file.sections.unwrap_or(base.sections),
            contents: file.contents.unwrap_or(base.contents),
            table: file.table.unwrap_or(base.table),
            figure: file.figure.unwrap_or(base.figure),
            chart: file.chart.unwrap_or(base.chart),
            imprint: file.imprint.unwrap_or(base.imprint),
            page_number: file.page_number.unwrap_or(base.page_number),
            lines: file.lines.unwrap_or(base.lines),
        };
        theme.check().map_err(|Fault { message, path }| raise_below(*message, path))?;
        Ok(theme)
    }
}
