//! The theme: how an office's bulletins look. It holds measures and type, and not a word of any
//! bulletin. [`Theme::gbt9704`] is the standard's; an office keeps its own as a TOML file that
//! states only what differs.
//!
//! `parts` are the measures of each part of a page, `types` the type of each role.

mod parts;
mod types;

use serde::{Deserialize, Serialize};

use super::geometry::Geometry;
use super::lines::LineRules;
use crate::length::Length;

pub use parts::{
    ContentsNumbers, ContentsTheme, ImprintTheme, Landscape, MastheadRule, MastheadTheme,
    PageNumberTheme, PageTheme, TableTheme,
};
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
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct Theme {
    /// The sheet and its grid.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::geometry"))]
    pub geometry: Geometry,
    /// What the ends of pages may part.
    pub page: PageTheme,
    /// Where the parts of the masthead stand.
    pub masthead: MastheadTheme,
    /// The type of each role.
    pub types: Types,
    /// The list of contents.
    pub contents: ContentsTheme,
    /// Tables.
    pub table: TableTheme,
    /// The imprint at the foot of the last page.
    pub imprint: ImprintTheme,
    /// Page numbers.
    pub page_number: PageNumberTheme,
    /// How lines are broken and filled.
    pub lines: LineRules,
}

impl Theme {
    /// The theme of GB/T 9704-2012 with the masthead that bulletins have in practice.
    pub fn gbt9704() -> Theme {
        Theme::default()
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
    contents: ContentsTheme,
    table: TableTheme,
    imprint: ImprintTheme,
    page_number: PageNumberTheme,
    lines: LineRules,
}

/// Reads what differs from [`Theme::gbt9704`]. Errors name the path of the value, what was
/// expected, and the line and column where the format has them.
impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Theme, D::Error> {
        use serde::de::Error as _;
        let file: ThemeFile = crate::error::with_path(deserializer)?;
        let theme = Theme {
            geometry: file.geometry,
            page: file.page,
            masthead: file.masthead,
            types: file.types,
            contents: file.contents,
            table: file.table,
            imprint: file.imprint,
            page_number: file.page_number,
            lines: file.lines,
        };
        theme.check().map_err(D::Error::custom)?;
        Ok(theme)
    }
}

impl Theme {
    /// Measures that no page can be set with.
    fn check(&self) -> Result<(), String> {
        self.geometry.check(self.types[TypeRole::Body].size)?;
        let sizes =
            self.types.named().map(|(name, style)| (format!("types.{name}.size"), style.size));
        let others = [
            ("masthead.name-smallest".to_owned(), self.masthead.name_smallest),
            ("masthead.name-largest".to_owned(), self.masthead.name_largest),
            ("table.size".to_owned(), self.table.size),
            ("table.smallest".to_owned(), self.table.smallest),
        ];
        for (path, size) in sizes.chain(others) {
            if size < Length::pt(4.0) || size > Length::pt(200.0) {
                return Err(format!("{path}: {size}, expected a type size of 4pt to 200pt"));
            }
        }
        if !(1..=100).contains(&self.masthead.name_fill) {
            let fill = self.masthead.name_fill;
            return Err(format!("masthead.name_fill: {fill}, expected 1 to 100 percent"));
        }
        if self.lines.han_latin_gap > 50 {
            let gap = self.lines.han_latin_gap;
            return Err(format!("lines.han_latin_gap: {gap}, expected 0 to 50 percent of an em"));
        }
        Ok(())
    }
}
