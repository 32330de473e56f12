//! Tables: type, rows, rules, and where what stands in a column.

use serde::{Deserialize, Serialize};

use super::ranges::{self, Fault};
use crate::info::Color;
use crate::length::Length;
use crate::model::TableForm;
use crate::place::Walk;
use crate::style::gbt9704 as standard;

/// Tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<TableTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TableTheme {
    /// The type size of the head and the cells, 4 pt to 200 pt. Default 小四, 12 pt.
    #[serde(deserialize_with = "ranges::size::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub size: Length,
    /// The smallest size for a table that is too wide, 4 pt to 200 pt, before it goes on a page on its
    /// side, or its cells take more lines. Default 小四, 12 pt: none is set smaller to stay upright.
    #[serde(deserialize_with = "ranges::size::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub smallest: Length,
    /// The type size of a table that the bulletin asks to be small, and the least of one that is too wide
    /// even on a page on its side, 4 pt to 200 pt. Default 小五, 9 pt.
    #[serde(deserialize_with = "ranges::size::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub small: Length,
    /// Whether a table that is too wide even in the smallest size goes on a page on its side
    /// (GB/T 9704-2012, 8): `auto` or `never`. Default `auto`.
    pub landscape: Landscape,
    /// What stands above the repeated head where a table continues on the next page, in the type of the
    /// unit line, flush left: words on one line, or none. The DOCX does not have it, because word
    /// processors repeat the head alone. Default 续表.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub continued: String,
    /// The minimum height of a row at `size`, 4 pt to 200 mm; it shrinks with the type. Default
    /// 24 pt.
    #[serde(deserialize_with = "ranges::pitch::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::pitch::schema"))]
    pub row_height: Length,
    /// The distance from line to line within a cell, 100 to 400 percent of the type size. Default
    /// 150.
    #[serde(deserialize_with = "ranges::leading::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::leading::schema"))]
    pub leading: u16,
    /// The space to the left and right of a cell's text, 0 to 400 percent of the type size. Default
    /// 40.
    #[serde(deserialize_with = "ranges::padding::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::padding::schema"))]
    pub padding: u16,
    /// Which lines a table has, unless it states that itself. Default `grid`.
    pub form: TableForm,
    /// Where words stand in columns that do not state it. Default `auto`.
    pub words: WordsAlign,
    /// Where figures stand in columns that do not state it. Default `decimal`.
    pub figures: FiguresAlign,
    /// The ground of the head. Default none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_fill: Option<Color>,
    /// Whether rows of totals and means (合计, 平均) are bold. Default false.
    pub bold_totals: bool,
    /// The thickness of the lines around the table, 0 mm to 10 mm, zero for none. Default 0.5 pt.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub outer_rule: Length,
    /// The thickness of the lines between its cells, 0 mm to 10 mm, zero for none. Default 0.5 pt.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub inner_rule: Length,
    /// The thickness of the line below its head, 0 mm to 10 mm, zero for none. Default 0.5 pt.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub head_rule: Length,
    /// The thickness of the first and the last line of a table in three lines (三线表), 0 mm to 10 mm.
    /// Default 1 pt.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub thick_rule: Length,
}

impl TableTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::size::check(self.size, &at.field("size"))?;
        ranges::size::check(self.smallest, &at.field("smallest"))?;
        ranges::size::check(self.small, &at.field("small"))?;
        ranges::words::check(&self.continued, &at.field("continued"))?;
        ranges::pitch::check(self.row_height, &at.field("row_height"))?;
        ranges::leading::check(self.leading, &at.field("leading"))?;
        ranges::padding::check(self.padding, &at.field("padding"))?;
        ranges::rule::check(self.outer_rule, &at.field("outer_rule"))?;
        ranges::rule::check(self.inner_rule, &at.field("inner_rule"))?;
        ranges::rule::check(self.head_rule, &at.field("head_rule"))?;
        ranges::rule::check(self.thick_rule, &at.field("thick_rule"))
    }
}

impl Default for TableTheme {
    fn default() -> TableTheme {
        TableTheme {
            size: standard::SIZE_4_SMALL,
            smallest: standard::SIZE_4_SMALL,
            small: standard::SIZE_5_SMALL,
            landscape: Landscape::Auto,
            continued: "续表".into(),
            row_height: Length::pt(24.0),
            leading: 150,
            padding: 40,
            form: TableForm::Grid,
            words: WordsAlign::Auto,
            figures: FiguresAlign::Decimal,
            head_fill: None,
            bold_totals: false,
            outer_rule: Length::pt(0.5),
            inner_rule: Length::pt(0.5),
            head_rule: Length::pt(0.5),
            thick_rule: Length::pt(1.0),
        }
    }
}

/// When a table goes on a page on its side. In files `auto` or `never`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Landscape {
    /// When it does not fit on an upright page in the smallest size with its headings folded and
    /// every column of words at least eight characters wide.
    #[default]
    Auto,
    /// Never: its cells take as many lines as they need.
    Never,
}

/// Where words stand in the columns of tables. In files `auto`, `left` or `center`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum WordsAlign {
    /// In the middle where all of a column are on one line of twelve characters, else at the left. The
    /// columns of names of one bulletin stand alike: at the left where one of them does so.
    #[default]
    Auto,
    /// At the left.
    Left,
    /// In the middle.
    Center,
}

/// Where figures stand in the columns of tables. In files `decimal`, `center` or `right`. A sign before
/// a figure that the others do not have (−, +, ↑) stands outside, so that it does not push the figure out of
/// line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum FiguresAlign {
    /// Their points below each other, the longest in the middle of the column.
    #[default]
    Decimal,
    /// As `decimal` where all of a column have as many decimals and the same unit; else each in the middle.
    Center,
    /// Their points below each other, the longest at the right of the column.
    Right,
}
