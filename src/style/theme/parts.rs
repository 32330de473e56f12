//! The measures of each part of a page, a struct each, with the standard's or what is in practice as
//! their defaults.

use serde::{Deserialize, Serialize};

use super::ranges::{self, Fault};
use crate::info::Color;
use crate::length::Length;
use crate::place::Walk;
use crate::style::flow::NumberPosition;
use crate::style::gbt9704 as standard;

/// What a page break may separate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<PageTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PageTheme {
    /// Whether a single line of a paragraph is kept from standing alone at the foot or head of a page
    /// (孤行; CLREQ, orphans and widows); the page then ends a row or two early. It
    /// is given up for one page end where that saves a page, or more than two blank rows. Default true.
    pub widow_control: bool,
    /// How much of their height the rows of a table, or a picture, keep at least that would reach over
    /// the end of a page by up to two rows and are made lower to fit, 70 to 100 percent; 100 fits none.
    /// Default 90.
    #[serde(deserialize_with = "ranges::fit::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::fit::schema"))]
    pub fit: u8,
}

impl PageTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::fit::check(self.fit, &at.field("fit"))
    }
}

impl Default for PageTheme {
    fn default() -> PageTheme {
        PageTheme { widow_control: true, fit: 90 }
    }
}

/// The list of contents (本期要目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<ContentsTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ContentsTheme {
    /// The words above it: words on one line. A bulletin may state others. Default 本期要目.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub heading: String,
    /// Whether a list that is made of the titles of articles names who supplied each, in （） behind the
    /// title. Default false.
    pub sources: bool,
    /// Whether its lines have page numbers. Default `auto`.
    pub page_numbers: ContentsNumbers,
}

impl ContentsTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::words::check(&self.heading, &at.field("heading"))
    }
}

impl Default for ContentsTheme {
    fn default() -> ContentsTheme {
        ContentsTheme {
            heading: "本期要目".into(),
            sources: false,
            page_numbers: ContentsNumbers::Auto,
        }
    }
}

/// Whether the lines of the contents have page numbers, flush right after a row of dots. A line that
/// is given by hand has one when its words are those of a heading or title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ContentsNumbers {
    /// When the bulletin has more than four pages, by an estimate that needs no fonts and so is the
    /// same for both files.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<FigureTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FigureTheme {
    /// The least size of a picture that is shrunk to the room left on a page instead of going to the
    /// next, 1 to 100 percent of its own. Default 100: none is shrunk.
    #[serde(deserialize_with = "ranges::fill::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::fill::schema"))]
    pub shrink: u8,
}

impl FigureTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::fill::check(self.shrink, &at.field("shrink"))
    }
}

impl Default for FigureTheme {
    fn default() -> FigureTheme {
        FigureTheme { shrink: 100 }
    }
}

/// Charts. The type of their words is `types.chart`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<ChartTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChartTheme {
    /// The height, 20 to 200 percent of the width; names that take several lines make a chart taller.
    /// Default 55.
    #[serde(deserialize_with = "ranges::chart_height::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::chart_height::schema"))]
    pub height: u16,
    /// The colours of the series, or of the shares, from 1 to 12; they begin anew where there are
    /// more. The third, fifth and seventh are hatched. By default colours whose greys differ too.
    #[serde(deserialize_with = "ranges::colors::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::colors::schema"))]
    pub colors: Vec<Color>,
}

impl ChartTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::chart_height::check(self.height, &at.field("height"))?;
        ranges::colors::check(&self.colors, &at.field("colors"))
    }
}

impl Default for ChartTheme {
    fn default() -> ChartTheme {
        let color = |red, green, blue| Color { red, green, blue };
        ChartTheme {
            height: 55,
            colors: vec![
                color(0x1F, 0x4E, 0x79),
                color(0x9D, 0xC3, 0xE6),
                color(0xC0, 0x00, 0x00),
                color(0x7F, 0x7F, 0x7F),
                color(0x38, 0x57, 0x23),
                color(0xF4, 0xB1, 0x83),
                color(0x7F, 0x60, 0x00),
                color(0xBF, 0xBF, 0xBF),
            ],
        }
    }
}

/// The imprint (版记; GB/T 9704-2012, 7.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<ImprintTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ImprintTheme {
    /// The thickness of the first and the last rule, 0 mm to 10 mm, zero for none. Default 0.35 mm.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub outer_rule: Length,
    /// The thickness of the rules between them, 0 mm to 10 mm, zero for none. Default 0.25 mm.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub inner_rule: Length,
    /// The colour of the rules. Default black.
    pub rule_color: Color,
    /// The minimum space between the text and the first rule, 0 mm to 200 mm. Default 4 mm.
    #[serde(deserialize_with = "ranges::gap::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::gap::schema"))]
    pub space_before: Length,
    /// The side of the square that a picture in it fits into, unless the bulletin states a width; 5 mm
    /// to 200 mm. Default 22 mm.
    #[serde(deserialize_with = "ranges::picture::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::picture::schema"))]
    pub picture: Length,
    /// Whether it must stand on an even page (GB/T 33476.2-2016, 7.3.1). When the text does not end on
    /// an even page with room for it, it stands alone on the next even page; if that leaves a blank
    /// page before it, neither of the two is numbered (GB/T 9704-2012, 7.5). Default false: it
    /// stands where the text ends.
    pub even_page: bool,
}

impl ImprintTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::rule::check(self.outer_rule, &at.field("outer_rule"))?;
        ranges::rule::check(self.inner_rule, &at.field("inner_rule"))?;
        ranges::gap::check(self.space_before, &at.field("space_before"))?;
        ranges::picture::check(self.picture, &at.field("picture"))
    }
}

impl Default for ImprintTheme {
    fn default() -> ImprintTheme {
        ImprintTheme {
            outer_rule: standard::IMPRINT_RULES.0,
            inner_rule: standard::IMPRINT_RULES.1,
            rule_color: Color::BLACK,
            space_before: Length::mm(4.0),
            picture: Length::mm(22.0),
            even_page: false,
        }
    }
}

/// Page numbers (GB/T 9704-2012, 7.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<PageNumberTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PageNumberTheme {
    /// Whether they are printed. Default true.
    pub print: bool,
    /// Where they stand. Default `outer`.
    pub position: NumberPosition,
    /// The distance from the lower edge of the type area to the middle of the dash, 0 mm to 200 mm.
    /// Default 7 mm.
    #[serde(deserialize_with = "ranges::gap::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::gap::schema"))]
    pub gap: Length,
    /// The distance from the outer edge of the type area, 0 to 50 characters of the grid. Default 1.
    #[serde(deserialize_with = "ranges::characters::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::characters::schema"))]
    pub indent: u8,
    /// What stands before the number: words on one line. Default `— `.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub before: String,
    /// What stands after the number: words on one line. Default ` —`.
    #[serde(deserialize_with = "ranges::words::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::words::schema"))]
    pub after: String,
}

impl PageNumberTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::gap::check(self.gap, &at.field("gap"))?;
        ranges::characters::check(self.indent, &at.field("indent"))?;
        ranges::words::check(&self.before, &at.field("before"))?;
        ranges::words::check(&self.after, &at.field("after"))
    }
}

impl Default for PageNumberTheme {
    fn default() -> PageNumberTheme {
        PageNumberTheme {
            print: true,
            position: NumberPosition::Outer,
            gap: standard::NUMBER_GAP,
            indent: 1,
            before: "— ".into(),
            after: " —".into(),
        }
    }
}
