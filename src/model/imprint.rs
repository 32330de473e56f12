//! The imprint (报尾, 版记): who gets the bulletin, how many copies, who made it.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{limits, strict};

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
