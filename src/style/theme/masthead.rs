//! The masthead's measures, and its arrangement: rows of slots, in which the parts of a masthead
//! stand. The standard's is one of them ([`MastheadRow::standard`]).

use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::ranges::{self, Fault};
use crate::info::Color;
use crate::length::Length;
use crate::place::Walk;
use crate::raise::expecting;
use crate::style::gbt9704 as standard;
use crate::style::messages::{Measure, StyleMessage};

/// Where the parts of the masthead stand (practice, after GB/T 9704-2012, 7.2). Distances are
/// measured from edge to edge of the type; rows are rows of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::base::part::<MastheadTheme>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MastheadTheme {
    /// Where its parts stand: rows of slots, from the top, at most 40. Default the arrangement of the
    /// standard, [`MastheadRow::standard`].
    pub rows: Vec<MastheadRow>,
    /// The distance from the upper edge of the type area to the ink of the name, 0 mm to 200 mm;
    /// 15 to 35 mm are common. Default 20 mm.
    #[serde(deserialize_with = "ranges::gap::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::gap::schema"))]
    pub name_top: Length,
    /// The smallest size of a name with space between its characters, 4 pt to 200 pt. A name that is
    /// too long even then is set without space, and smaller if it has to be. Default 初号, 42 pt.
    #[serde(deserialize_with = "ranges::size::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub name_smallest: Length,
    /// The largest size of the name, 4 pt to 200 pt. Default 65 pt.
    #[serde(deserialize_with = "ranges::size::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub name_largest: Length,
    /// How much of the line a short name is spread over, 1 to 100 percent of it. Default 88.
    #[serde(deserialize_with = "ranges::fill::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::fill::schema"))]
    pub name_fill: u8,
    /// The least white above and below the name and the lines around it, 0 to 2000 percent of a row,
    /// where the rows do not state it. Default 50.
    #[serde(deserialize_with = "ranges::row_gap::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::row_gap::schema"))]
    pub name_gap: u16,
    /// The height of the picture beside the name, 4 pt to 200 mm; it takes at most a quarter of the line.
    /// Default 20 mm.
    #[serde(deserialize_with = "ranges::pitch::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::pitch::schema"))]
    pub logo_height: Length,
    /// Blank rows between the name and the issue line, 0 to 20. Default 1.
    #[serde(deserialize_with = "ranges::blank_rows::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::blank_rows::schema"))]
    pub issue_rows: u8,
    /// Blank rows between the issue line or period and the issuer, 0 to 20. Default 1.
    #[serde(deserialize_with = "ranges::blank_rows::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::blank_rows::schema"))]
    pub issuer_rows: u8,
    /// The distance from the issuer to the red rule, 0 mm to 200 mm. Default 4 mm.
    #[serde(deserialize_with = "ranges::gap::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::gap::schema"))]
    pub rule_gap: Length,
    /// The thickness of the red rule, 0 mm to 10 mm, zero for none; 1 to 3 pt are common.
    /// Default 2.25 pt.
    #[serde(deserialize_with = "ranges::rule::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rule::schema"))]
    pub rule_thickness: Length,
    /// The colour of the red rule. Default `#FF0000`.
    pub rule_color: Color,
    /// The form of the red rule. Default `single`.
    pub rule: MastheadRule,
    /// Blank rows between the red rule and the title, 0 to 20. Default 2.
    #[serde(deserialize_with = "ranges::blank_rows::read")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::blank_rows::schema"))]
    pub title_rows: u8,
}

impl MastheadTheme {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        let rows = at.field("rows");
        check_count(self.rows.len(), &rows)?;
        for (index, row) in self.rows.iter().enumerate() {
            row.check(&rows.index(index))?;
        }
        ranges::gap::check(self.name_top, &at.field("name_top"))?;
        ranges::size::check(self.name_smallest, &at.field("name_smallest"))?;
        ranges::size::check(self.name_largest, &at.field("name_largest"))?;
        ranges::fill::check(self.name_fill, &at.field("name_fill"))?;
        ranges::row_gap::check(self.name_gap, &at.field("name_gap"))?;
        ranges::pitch::check(self.logo_height, &at.field("logo_height"))?;
        ranges::blank_rows::check(self.issue_rows, &at.field("issue_rows"))?;
        ranges::blank_rows::check(self.issuer_rows, &at.field("issuer_rows"))?;
        ranges::gap::check(self.rule_gap, &at.field("rule_gap"))?;
        ranges::rule::check(self.rule_thickness, &at.field("rule_thickness"))?;
        ranges::blank_rows::check(self.title_rows, &at.field("title_rows"))
    }
}

impl Default for MastheadTheme {
    fn default() -> MastheadTheme {
        MastheadTheme {
            rows: MastheadRow::standard(),
            name_top: Length::mm(20.0),
            name_smallest: Length::pt(42.0),
            name_largest: Length::pt(65.0),
            name_fill: 88,
            name_gap: 50,
            logo_height: Length::mm(20.0),
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

/// The form of the red rule (practice).
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
    /// Interrupted in the middle by a star ★, as in bulletins of the Party.
    Star,
}

/// A row of the masthead: what stands left, in the middle and right. A slot of several items has a
/// line for each, and so has one whose item has several; the lines of the slots stand beside each
/// other. A row whose parts the bulletin does not have takes no room.
///
/// ```
/// use bulletin::{MastheadField, MastheadItem, MastheadRow, Theme};
///
/// // The issue at the left and the date at the right, in one row below the name.
/// let mut theme = Theme::gbt9704();
/// let mut row = MastheadRow::default();
/// row.left = vec![MastheadField::Issue.into()];
/// row.right = vec![MastheadField::Date.into()];
/// let mut name = MastheadRow::default();
/// name.center = vec![MastheadField::Title.into()];
/// theme.masthead.rows = vec![name, row];
/// assert_eq!(theme.validate(), Ok(()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MastheadRow {
    /// What stands at the left.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<MastheadItem>,
    /// What stands in the middle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub center: Vec<MastheadItem>,
    /// What stands at the right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<MastheadItem>,
    /// The white between it and the row above, from type to type, 0 to 2000 percent of a row of the
    /// grid. By default `issue_rows` above the issue and the period, `issuer_rows` above issuers,
    /// signer, date and lines with a label, and `name_gap` elsewhere.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "ranges::row_gap::read_some"
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::row_gap::schema"))]
    pub gap: Option<u16>,
    /// Which lines stand beside each other where one slot has more than another. Default `first`.
    #[serde(skip_serializing_if = "RowPairing::is_default")]
    pub pair: RowPairing,
    /// Whether it stands as near above the row of the name as the gap of that row allows, rather than
    /// below the row above. Default false.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_name: bool,
}

impl MastheadRow {
    /// The arrangement of the standard (GB/T 9704-2012, 7.2, and what bulletins have in practice): the
    /// notices at the left with the 编号 at the right, the lines above the name, the name with its
    /// picture, the lines below, issue and period in the middle, then issuers at the left with signer
    /// and date at the right.
    ///
    /// ```
    /// use bulletin::{MastheadRow, Theme};
    ///
    /// assert_eq!(Theme::gbt9704().masthead.rows, MastheadRow::standard());
    /// ```
    pub fn standard() -> Vec<MastheadRow> {
        use MastheadField as Field;
        let items = |fields: &[Field]| fields.iter().copied().map(MastheadItem::from).collect();
        let center = |fields: &[Field]| MastheadRow { center: items(fields), ..Self::default() };
        vec![
            MastheadRow {
                left: items(&[Field::SerialNumber, Field::Secrecy, Field::Urgency, Field::Notice]),
                right: items(&[Field::CopyNumber]),
                ..Self::default()
            },
            MastheadRow { with_name: true, ..center(&[Field::LinesAbove]) },
            MastheadRow { left: items(&[Field::Logo]), ..center(&[Field::Title]) },
            center(&[Field::TitlePart]),
            center(&[Field::LinesBelow]),
            center(&[Field::Issue, Field::Period]),
            MastheadRow {
                left: items(&[Field::Fields, Field::Issuers]),
                right: items(&[Field::Signer, Field::Date]),
                pair: RowPairing::Last,
                ..Self::default()
            },
        ]
    }

    /// Everything in it.
    pub(in crate::style) fn items(&self) -> impl Iterator<Item = &MastheadItem> {
        self.left.iter().chain(&self.center).chain(&self.right)
    }

    fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        for (items, slot) in
            [(&self.left, "left"), (&self.center, "center"), (&self.right, "right")]
        {
            let slot = at.field(slot);
            check_count(items.len(), &slot)?;
            for (index, item) in items.iter().enumerate() {
                let at = slot.index(index);
                let words = |words: &Option<String>, field: &'static str| {
                    let words = words.as_deref().unwrap_or_default();
                    ranges::words::check(words, &at.field(field))
                };
                words(&item.before, "before")?;
                words(&item.after, "after")?;
            }
        }
        self.gap.map_or(Ok(()), |gap| ranges::row_gap::check(gap, &at.field("gap")))
    }
}

/// How many rows, and items in a slot, there may be.
const MOST: usize = 40;

fn check_count(count: usize, at: &Walk<'_>) -> Result<(), Fault> {
    if count <= MOST {
        return Ok(());
    }
    let measure = |count: usize| Measure::Count(i128::try_from(count).unwrap_or(i128::MAX));
    let (value, least, most) = (measure(count), measure(0), measure(MOST));
    Err(Fault::new(StyleMessage::Range { value, least, most }, at))
}

/// Which lines of a row's slots stand beside each other. In files `first` or `last`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum RowPairing {
    /// Those of all slots from the first on.
    #[default]
    First,
    /// Those of the right slot up to the last, in the last row; of the others from the first on.
    Last,
}

impl RowPairing {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_default(&self) -> bool {
        *self == RowPairing::First
    }
}

/// A part of the masthead in a slot. In files its name, `"issue"`, or a table with more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MastheadItem {
    /// Which part.
    pub field: MastheadField,
    /// What stands before it: words on one line. By default 编号： before a copy number, 签发人： before a
    /// signer, and the opening bracket of a period and of a total.
    pub before: Option<String>,
    /// What stands after it: words on one line. By default the closing bracket of a period and of a
    /// total.
    pub after: Option<String>,
    /// Whether it stands on the line of the item before it in the slot. Default false.
    pub join: bool,
}

impl From<MastheadField> for MastheadItem {
    fn from(field: MastheadField) -> MastheadItem {
        MastheadItem { field, before: None, after: None, join: false }
    }
}

/// An item that says more than its name, in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "item")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::style) struct ItemFile {
    /// Which part of the masthead.
    field: MastheadField,
    /// What stands before it: words on one line.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some_words")]
    before: Option<String>,
    /// What stands after it: words on one line.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some_words")]
    after: Option<String>,
    /// Whether it stands on the line of the item before it in the slot. Default false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    join: bool,
}

fn some_words<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    ranges::words::read(d).map(Some)
}

impl Serialize for MastheadItem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == MastheadItem::from(self.field) {
            return self.field.serialize(serializer);
        }
        let MastheadItem { field, before, after, join } = self.clone();
        ItemFile { field, before, after, join }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MastheadItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MastheadItem, D::Error> {
        struct ItemVisitor;

        impl<'de> Visitor<'de> for ItemVisitor {
            type Value = MastheadItem;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "a part of the masthead such as \"issue\", or a table with its `field`",
                    "报头的一项，如 \"issue\"，或者写明 field 的一组",
                )
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<MastheadItem, E> {
                MastheadField::deserialize(StrDeserializer::new(name)).map(MastheadItem::from)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<MastheadItem, A::Error> {
                let item = ItemFile::deserialize(MapAccessDeserializer::new(map))?;
                let ItemFile { field, before, after, join } = item;
                Ok(MastheadItem { field, before, after, join })
            }
        }

        deserializer.deserialize_any(ItemVisitor)
    }
}

/// A part of the masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum MastheadField {
    /// A copy number of six digits (份号).
    SerialNumber,
    /// Any other copy number: 编号：A-12.
    CopyNumber,
    /// 秘密★1年.
    Secrecy,
    /// 特急.
    Urgency,
    /// 内部资料，注意保存.
    Notice,
    /// The picture beside the name; at the left or at the right.
    Logo,
    /// The lines above the name.
    LinesAbove,
    /// The name.
    Title,
    /// The second part of the name.
    TitlePart,
    /// The lines below the name.
    LinesBelow,
    /// The issue line: 2024年第8期（总第479期）.
    Issue,
    /// The issue line without the running total: 2024年第8期.
    IssueNumber,
    /// The running total: （总第479期）.
    IssueTotal,
    /// （2月26日—3月1日）.
    Period,
    /// The issuers, a line each.
    Issuers,
    /// The lines with a label: 主办：….
    Fields,
    /// 签发人：某某.
    Signer,
    /// 2024年3月12日.
    Date,
}
