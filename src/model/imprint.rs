//! The imprint (报尾, 版记): who gets the bulletin, how many copies, who made it.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Deserializer, Serialize};

use super::strict::once;
use super::{Figure, limits, strict};
use crate::raise::expecting;

/// The imprint at the foot of the last page. Empty fields are not printed.
///
/// ```
/// use bulletin::Imprint;
///
/// let mut imprint = Imprint::default();
/// imprint.report = Some("省政务管理办公室、省中心领导。".into());
/// imprint.print_count = Some(103);
/// assert!(!imprint.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Imprint {
    /// 报： to superiors, in the order and punctuation given, without the label.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub report: Option<String>,
    /// 送： to peers.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub send: Option<String>,
    /// 发： to subordinates.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub issue: Option<String>,
    /// 抄送： for information.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub copy: Option<String>,
    /// Further rows, in the office's own order and with its own labels: 呈报, 主送, 分送, 本期增发 …, and
    /// lines without a label: 地址, 邮箱. They stand below the four lists above; an office whose
    /// labels are others states all of its lists here.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "entries")]
    pub entries: Vec<ImprintEntry>,
    /// The number of copies printed, from 1: （共印103份）.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::count")]
    pub print_count: Option<u32>,
    /// Those who made it: 责任编辑, 审核, 签发, 联系电话 …, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "staff")]
    pub staff: Vec<StaffEntry>,
    /// Who printed and sent it (印发机关).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub printed_by: Option<String>,
    /// When it was printed and sent (印发日期).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "strict::optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::optional_day"))]
    pub printed_on: Option<NaiveDate>,
    /// A picture (二维码) at the right of the staff line and of the lines without a label above it, with
    /// its title below. Its `width` is a share of the line; without one the theme says how large it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Figure>,
}

impl Imprint {
    /// Whether it says nothing.
    ///
    /// ```
    /// assert!(bulletin::Imprint::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Imprint::default()
    }
}

fn staff<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<StaffEntry>, D::Error> {
    strict::list(d, &limits::STAFF, ("a list of { label, value }", "{ label, value } 的列表"))
}

fn entries<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ImprintEntry>, D::Error> {
    let expected = ("a list of { label, value } and lines", "{ label, value } 或整行文字的列表");
    strict::list(d, &limits::IMPRINT_ENTRIES, expected)
}

/// A row of the imprint under the office's own label, or a line without one. In files a line without a
/// label is a string, a row with one `{ label, value }`.
///
/// ```
/// use bulletin::{Imprint, ImprintEntry};
///
/// let mut imprint = Imprint::default();
/// imprint.entries = vec![
///     ImprintEntry::new("主送", "各市（州）政务服务局。"),
///     ImprintEntry::line("地址：健康路1号　邮箱：jb@example.org"),
/// ];
/// assert_eq!(
///     serde_json::to_string(&imprint.entries)?,
///     r#"[{"label":"主送","value":"各市（州）政务服务局。"},"地址：健康路1号　邮箱：jb@example.org"]"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImprintEntry {
    /// The label, without its colon: 主送, 本期增发. A wrapped line is aligned behind it.
    pub label: Option<String>,
    /// What stands behind the label, in the punctuation given, or the whole line.
    pub value: String,
}

impl ImprintEntry {
    /// A row with a label.
    ///
    /// ```
    /// assert_eq!(bulletin::ImprintEntry::new("分送", "各科室。").label.as_deref(), Some("分送"));
    /// ```
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> ImprintEntry {
        ImprintEntry { label: Some(label.into()), value: value.into() }
    }

    /// A line without a label.
    ///
    /// ```
    /// assert_eq!(bulletin::ImprintEntry::line("地址：健康路1号").label, None);
    /// ```
    pub fn line(words: impl Into<String>) -> ImprintEntry {
        ImprintEntry { label: None, value: words.into() }
    }
}

impl Serialize for ImprintEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(label) = &self.label else { return serializer.serialize_str(&self.value) };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("label", label)?;
        map.serialize_entry("value", &self.value)?;
        map.end()
    }
}

/// The keys of an entry.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum EntryKey {
    Label,
    Value,
}

impl<'de> Deserialize<'de> for ImprintEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ImprintEntry, D::Error> {
        struct EntryVisitor;

        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = ImprintEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "a line, or a row as { label, value }",
                    "整行文字，或 { label, value }",
                )
            }

            fn visit_str<E: serde::de::Error>(self, line: &str) -> Result<ImprintEntry, E> {
                strict::name(serde::de::value::StrDeserializer::new(line)).map(ImprintEntry::line)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ImprintEntry, A::Error> {
                let (mut label, mut value) = (None, None);
                while let Some(key) = map.next_key::<EntryKey>()? {
                    match key {
                        EntryKey::Label => {
                            once(&mut label, "label", map.next_value::<strict::Name>()?)?;
                        }
                        EntryKey::Value => {
                            once(&mut value, "value", map.next_value::<strict::Name>()?)?;
                        }
                    }
                }
                let label = label.ok_or_else(|| A::Error::missing_field("label"))?;
                let value = value.ok_or_else(|| A::Error::missing_field("value"))?;
                Ok(ImprintEntry::new(label.0, value.0))
            }
        }

        deserializer.deserialize_any(EntryVisitor)
    }
}

/// One entry of the staff line: 责任编辑：张某.
///
/// ```
/// use bulletin::StaffEntry;
///
/// let editor = StaffEntry::new("责任编辑", "张某");
/// assert_eq!(serde_json::to_string(&editor).unwrap(), r#"{"label":"责任编辑","value":"张某"}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StaffEntry {
    /// What the person does, or what the value is: 责任编辑, 联系电话.
    #[serde(deserialize_with = "strict::name")]
    pub label: String,
    /// The name or number.
    #[serde(deserialize_with = "strict::name")]
    pub value: String,
}

impl StaffEntry {
    /// Who, or what, under a label.
    ///
    /// ```
    /// use bulletin::{Imprint, StaffEntry};
    ///
    /// let mut imprint = Imprint::default();
    /// imprint.staff.push(StaffEntry::new("联系电话", "0571-87050000"));
    /// ```
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> StaffEntry {
        StaffEntry { label: label.into(), value: value.into() }
    }
}
