//! The measures of each part of a page, a struct each, with the standard's or what is in practice as
//! their defaults.

use serde::{Deserialize, Serialize};

use crate::info::Color;
use crate::length::Length;
use crate::style::flow::NumberPosition;
use crate::style::gbt9704 as standard;

/// What the ends of pages may part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct PageTheme {
    /// Whether no paragraph leaves a single line at the foot or the head of a page (孤行; CLREQ,
    /// orphans and widows): a page then ends a row early. Default true.
    pub widow_control: bool,
}

impl Default for PageTheme {
    fn default() -> PageTheme {
        PageTheme { widow_control: true }
    }
}

/// Where the parts of the masthead stand (practice, after GB/T 9704-2012, 7.2). Rows are rows of
/// the grid, measured from edge to edge of the type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct MastheadTheme {
    /// From the upper edge of the type area to the ink of the name; 15 to 35 mm are in use.
    /// Default 20 mm.
    pub name_top: Length,
    /// The smallest size of the name while it fits; longer names become smaller. Default 初号, 42 pt.
    pub name_smallest: Length,
    /// The largest size of the name. Default 65 pt.
    pub name_largest: Length,
    /// How much of the line a short name is spread over, in percent. Default 88.
    pub name_fill: u8,
    /// Blank rows between the name and the issue line. Default 1.
    pub issue_rows: u8,
    /// Blank rows between the issue line or period and the issuer. Default 1.
    pub issuer_rows: u8,
    /// From the issuer to the red rule. Default 4 mm.
    pub rule_gap: Length,
    /// The thickness of the red rule; 1 to 3 pt are in use. Default 2.25 pt.
    pub rule_thickness: Length,
    /// The colour of the red rule. Default `#FF0000`.
    pub rule_color: Color,
    /// What the red rule looks like. Default `single`.
    pub rule: MastheadRule,
    /// Rows between the red rule and the title. Default 2.
    pub title_rows: u8,
}

impl Default for MastheadTheme {
    fn default() -> MastheadTheme {
        MastheadTheme {
            name_top: Length::mm(20.0),
            name_smallest: Length::pt(42.0),
            name_largest: Length::pt(65.0),
            name_fill: 88,
            issue_rows: 1,
            issuer_rows: 1,
            rule_gap: standard::RED_RULE_GAP,
            rule_thickness: Length::pt(2.25),
            rule_color: Color::RED,
            rule: MastheadRule::Single,
            title_rows: 2,
        }
    }
}

/// What the red rule looks like (practice).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum MastheadRule {
    /// One line.
    #[default]
    Single,
    /// A thin line of ¾ pt below the thick one.
    Double,
    /// Parted in the middle by a star ★, as bulletins of the Party have it.
    Star,
}

/// The list of contents (本期要目).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct ContentsTheme {
    /// Whether its lines have page numbers. Default `auto`.
    pub page_numbers: ContentsNumbers,
}

/// Whether the lines of the contents have page numbers, at the right behind a row of dots. A line
/// given by hand has one when its words are those of a heading or title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ContentsNumbers {
    /// When the bulletin has more than four pages, by an estimate that needs no fonts and is the
    /// same for every file.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct TableTheme {
    /// The type size of the head and the cells. Default 小四, 12 pt.
    pub size: Length,
    /// The smallest size that a table which is too wide is set in, before it goes on a page on its
    /// side or its cells take more lines. Default 小五, 9 pt.
    pub smallest: Length,
    /// Whether a table that is too wide even in the smallest size stands on a page on its side
    /// (GB/T 9704-2012, 8): `auto` or `never`. Default `auto`.
    pub landscape: Landscape,
    /// What stands above the head where a table goes on on its next page, in the type of the unit
    /// line, at the left; nothing when it is empty. Not in the DOCX: word processors repeat the head
    /// alone. Default 续表.
    pub continued: String,
    /// The least height of a row. Default 24 pt.
    pub row_height: Length,
    /// From line to line within a cell, in percent of the type size. Default 150.
    pub leading: u16,
    /// Left and right of a cell's text, in percent of the type size. Default 40.
    pub padding: u16,
    /// The lines around the table. Default 0.5 pt.
    pub outer_rule: Length,
    /// The lines between its cells. Default 0.5 pt.
    pub inner_rule: Length,
    /// The line below its head. Default 0.5 pt.
    pub head_rule: Length,
}

impl Default for TableTheme {
    fn default() -> TableTheme {
        TableTheme {
            size: standard::SIZE_4_SMALL,
            smallest: Length::pt(9.0),
            landscape: Landscape::Auto,
            continued: "续表".into(),
            row_height: Length::pt(24.0),
            leading: 150,
            padding: 40,
            outer_rule: Length::pt(0.5),
            inner_rule: Length::pt(0.5),
            head_rule: Length::pt(0.5),
        }
    }
}

/// When a table stands on a page on its side. In files `auto`, `never`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Landscape {
    /// When it does not fit into an upright page in the smallest type, each column of words at
    /// least eight characters wide, headings folded.
    #[default]
    Auto,
    /// Never: its cells take as many lines as they need.
    Never,
}

/// The imprint (版记; GB/T 9704-2012, 7.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct ImprintTheme {
    /// The first and the last rule. Default 0.35 mm.
    pub outer_rule: Length,
    /// The rules between. Default 0.25 mm.
    pub inner_rule: Length,
    /// The colour of the rules. Default black.
    pub rule_color: Color,
    /// The least white between the text and the first rule. Default 4 mm.
    pub space_before: Length,
    /// Whether it stands on an even page (GB/T 33476.2-2016, 7.3.1). Where the text does not end on
    /// an even page with room for it, it stands by itself on the next even page; a page that stays
    /// blank before it has no number, and nor has its own then (GB/T 9704-2012, 7.5). Default
    /// false: it stands where the text ends.
    pub even_page: bool,
}

impl Default for ImprintTheme {
    fn default() -> ImprintTheme {
        ImprintTheme {
            outer_rule: standard::IMPRINT_RULES.0,
            inner_rule: standard::IMPRINT_RULES.1,
            rule_color: Color::BLACK,
            space_before: Length::mm(4.0),
            even_page: false,
        }
    }
}

/// Page numbers (GB/T 9704-2012, 7.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct PageNumberTheme {
    /// Whether they are printed. Default true.
    pub print: bool,
    /// Where they stand. Default at the outer side.
    pub position: NumberPosition,
    /// From the lower edge of the type area to the middle of the dash. Default 7 mm.
    pub gap: Length,
    /// From the outer edge of the type area, in characters of the grid. Default 1.
    pub indent: u8,
    /// What stands before the number. Default `— `.
    pub before: String,
    /// What stands behind it. Default ` —`.
    pub after: String,
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
