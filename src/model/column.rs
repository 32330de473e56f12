//! The columns of a table: heading, groups above it, alignment and share of the width.

use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::messages::Fault;
use super::{Text, limits, strict, text};
use crate::raise::expecting;

/// A column of a table. In files its heading alone, or a map.
///
/// ```
/// use bulletin::{Align, TableColumn};
///
/// let mut score = TableColumn::new("得分");
/// score.align = Some(Align::Decimal);
/// assert_eq!(score.heading.to_plain(), "得分");
///
/// // Two columns below one heading, 窗口考核.
/// let file = r#"
///     columns = ["单位", { heading = "得分", group = "窗口考核" }, { heading = "扣分", group = "窗口考核" }]
/// "#;
/// let table: bulletin::Table = toml::from_str(file)?;
/// assert_eq!(table.columns[1].group, table.columns[2].group);
///
/// // A head of three rows: the groups from the outer to the inner.
/// let file = r#"{ "heading": "得分", "group": ["考核", "窗口"] }"#;
/// let column: TableColumn = serde_json::from_str(file).unwrap();
/// assert_eq!(column.group.len(), 2);
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableColumn {
    /// What stands in the head.
    pub heading: Text,
    /// How its cells are aligned; by default as its content asks.
    pub align: Option<Align>,
    /// Its share of the width, relative to the other columns' shares, from 1 to 10,000; by
    /// default as its content asks.
    pub width: Option<u32>,
    /// What stands above its heading and those of its neighbours with the same group, in one cell:
    /// a head of two rows; with two of them, the outer first, a head of three. A heading below
    /// fewer groups than others have is as high as the rows that are left. At most
    /// [`limits::GROUPS`](crate::limits::GROUPS). In a file a single one needs no list.
    pub group: Vec<Text>,
}

impl TableColumn {
    /// A column with its heading, set as its content asks.
    ///
    /// ```
    /// use bulletin::{TableColumn, Text};
    ///
    /// assert_eq!(TableColumn::new(Text::plain("得分*")).heading.to_plain(), "得分*");
    /// ```
    pub fn new(heading: impl Into<Text>) -> TableColumn {
        TableColumn { heading: heading.into(), ..TableColumn::default() }
    }
}

impl From<Text> for TableColumn {
    fn from(heading: Text) -> TableColumn {
        TableColumn::new(heading)
    }
}

impl From<&str> for TableColumn {
    fn from(heading: &str) -> TableColumn {
        TableColumn::new(heading)
    }
}

impl From<String> for TableColumn {
    fn from(heading: String) -> TableColumn {
        TableColumn::from(heading.as_str())
    }
}

/// The shares of a column in the width of its table.
pub(super) const SHARE: RangeInclusive<u32> = 1..=10_000;

/// The rule of the columns of a table: there are some.
pub(super) fn check_columns(columns: usize) -> Result<(), Fault> {
    if columns == 0 {
        return Err(Fault::Columns {});
    }
    limits::COLUMNS.check(columns)
}

/// The fields of a column in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "column")]
struct ColumnFile {
    heading: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "share")]
    width: Option<u32>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "strict::one_or_several",
        deserialize_with = "read_groups"
    )]
    group: Vec<Text>,
}

pub(super) fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    strict::optional_whole::<D, u32, { *SHARE.start() as i64 }, { *SHARE.end() as i64 }>(
        deserializer,
    )
}

/// The groups above a column, from the outer to the inner; a single one may stand alone.
pub(super) fn read_groups<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Text>, D::Error> {
    struct GroupsVisitor;

    impl<'de> Visitor<'de> for GroupsVisitor {
        type Value = Vec<Text>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            expecting(f, "a group, or a list from the outer to the inner", "组名，或由外到内的列表")
        }

        fn visit_str<E: serde::de::Error>(self, group: &str) -> Result<Vec<Text>, E> {
            let group = serde::de::value::StrDeserializer::new(group);
            text::heading(group).map(|group| vec![group])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, groups: A) -> Result<Vec<Text>, A::Error> {
            let groups: Vec<text::Heading> = strict::elements(groups, &limits::GROUPS)?;
            Ok(groups.into_iter().map(|text::Heading(group)| group).collect())
        }

        fn visit_none<E>(self) -> Result<Vec<Text>, E> {
            Ok(Vec::new())
        }

        fn visit_unit<E>(self) -> Result<Vec<Text>, E> {
            Ok(Vec::new())
        }
    }

    d.deserialize_any(GroupsVisitor)
}

impl Serialize for TableColumn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.align.is_none() && self.width.is_none() && self.group.is_empty() {
            return self.heading.serialize(serializer);
        }
        let (align, width) = (self.align, self.width);
        let (heading, group) = (self.heading.clone(), self.group.clone());
        ColumnFile { heading, align, width, group }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TableColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableColumn, D::Error> {
        struct ColumnVisitor;

        impl<'de> Visitor<'de> for ColumnVisitor {
            type Value = TableColumn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "the heading of a column, or a table of heading, align, width and group",
                    "栏的标题，或含 heading、align、width、group 的键值表",
                )
            }

            fn visit_str<E: serde::de::Error>(self, heading: &str) -> Result<TableColumn, E> {
                let heading = text::read(heading)?;
                Ok(TableColumn { heading, ..TableColumn::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TableColumn, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let ColumnFile { heading, align, width, group } = ColumnFile::deserialize(map)?;
                Ok(TableColumn { heading, align, width, group })
            }
        }

        deserializer.deserialize_any(ColumnVisitor)
    }
}

/// The rule of the groups above a column.
pub(super) fn check_groups(groups: usize) -> Result<(), Fault> {
    limits::GROUPS.check(groups)
}

/// The columns of a table or of a ranking.
pub(super) fn read_columns<'de, D: Deserializer<'de>, C: Deserialize<'de>>(
    d: D,
) -> Result<Vec<C>, D::Error> {
    strict::list(d, &limits::COLUMNS, ("a list of columns", "栏的列表"))
}

/// Where the text of a cell stands. In files `left`, `center`, `right`, `decimal`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// On the decimal point.
    Decimal,
}
