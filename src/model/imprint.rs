//! The imprint (报尾, 版记): who gets the bulletin, how many copies, who made it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::read;

/// The imprint at the foot of the last page. Empty fields are not printed.
///
/// ```
/// use bulletin::Imprint;
///
/// let imprint = Imprint {
///     report: Some("省政务管理办公室、省中心领导。".into()),
///     print_count: Some(103),
///     ..Imprint::default()
/// };
/// assert!(!imprint.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an imprint: a map")]
pub struct Imprint {
    /// 报： to superiors, in the order and punctuation given, without the label.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub report: Option<String>,
    /// 送： to peers.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub send: Option<String>,
    /// 发： to subordinates.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub issue: Option<String>,
    /// 抄送： for information.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub copy: Option<String>,
    /// The number of copies printed, from 1: （共印103份）.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_from_one"
    )]
    pub print_count: Option<u32>,
    /// Those who made it: 责任编辑, 审核, 签发, 联系电话 …, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read::staff")]
    pub staff: Vec<StaffEntry>,
    /// Who printed and sent it (印发机关).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_string"
    )]
    pub printed_by: Option<String>,
    /// When it was printed and sent (印发日期).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "read::optional_date")]
    pub printed_on: Option<NaiveDate>,
}

/// One entry of the staff line: 责任编辑：张某.
///
/// ```
/// use bulletin::StaffEntry;
///
/// let editor = StaffEntry::new("责任编辑", "张某");
/// assert_eq!(editor.value, "张某");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a staff entry: a map of `label` and `value`")]
pub struct StaffEntry {
    /// What the person does, or what the value is: 责任编辑, 联系电话.
    #[serde(deserialize_with = "read::string")]
    pub label: String,
    /// The name or number.
    #[serde(deserialize_with = "read::string")]
    pub value: String,
}

impl Imprint {
    /// Whether nothing is to be printed.
    ///
    /// ```
    /// assert!(bulletin::Imprint::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Imprint::default()
    }
}

impl StaffEntry {
    /// An entry of this label and value.
    ///
    /// ```
    /// let phone = bulletin::StaffEntry::new("联系电话", "12345");
    /// assert_eq!((phone.label.as_str(), phone.value.as_str()), ("联系电话", "12345"));
    /// ```
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> StaffEntry {
        StaffEntry { label: label.into(), value: value.into() }
    }
}
