//! The masthead (报头): what stands above the red rule. Where each part stands there, the theme says.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Date, Issue, Logo, Period, limits, strict};

/// The masthead (报头). Its parts are printed where the theme has them
/// ([`MastheadTheme::rows`](crate::MastheadTheme#structfield.rows)); what is empty takes no room. Without
/// a name no red rule is printed; a masthead that says nothing is left out.
///
/// ```
/// use bulletin::{Issue, Masthead, NaiveDate};
///
/// let mut masthead = Masthead::new("窗口工作周报");
/// masthead.issue = Some(Issue::new(2024, 8));
/// masthead.issuers = vec!["省政务服务中心".into()];
/// masthead.date = NaiveDate::from_ymd_opt(2024, 3, 12).map(Into::into);
/// assert_eq!(masthead.signer, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Masthead {
    /// The name of the bulletin: 窗口工作周报; a line feed in it begins a line. Empty for a bulletin
    /// without a name.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "strict::name")]
    pub title: String,
    /// A second part of the name, in a type and a place of its own: （增刊）, 气象专报.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub title_part: Option<String>,
    /// A picture beside the name: the badge of the organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Smaller lines above the name: the organ or the campaign that the bulletin belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lines_above")]
    pub lines_above: Vec<String>,
    /// Smaller lines below the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lines_below")]
    pub lines_below: Vec<String>,
    /// Which issue this is: 2024年第8期（总第479期）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::optional_issue"))]
    pub issue: Option<Issue>,
    /// The time that it reports on: （2月26日—3月1日）, （第9周）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Who issues it; the first is the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "issuers")]
    pub issuers: Vec<String>,
    /// The date of issue: 2024年3月12日, 2025年1月2日（星期四）16时.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Lines with a label: 主办：…, 承办：…, 主编：…, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "fields")]
    pub fields: Vec<Field>,
    /// Secrecy and its term as printed (密级和保密期限): 秘密★1年.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub secrecy: Option<String>,
    /// Urgency as printed (紧急程度): 特急, 加急.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub urgency: Option<String>,
    /// Lines of care (内部资料，注意保存); a line feed breaks one. In a file a single one needs no list.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "strict::one_or_several",
        deserialize_with = "notices"
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::notice"))]
    pub notice: Vec<String>,
    /// The number of this copy: six digits are a 份号 and stand left, anything else is an 编号 and
    /// stands right.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub copy_number: Option<String>,
    /// Who signed the issue off (签发人).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub signer: Option<String>,
}

impl Masthead {
    /// A masthead that says the name of the bulletin and nothing else.
    ///
    /// ```
    /// let masthead = bulletin::Masthead::new("窗口工作周报");
    /// assert_eq!((masthead.issue, masthead.date), (None, None));
    /// ```
    pub fn new(title: impl Into<String>) -> Masthead {
        Masthead { title: title.into(), ..Masthead::default() }
    }

    /// Whether it says nothing.
    ///
    /// ```
    /// use bulletin::Masthead;
    ///
    /// assert!(Masthead::default().is_empty() && !Masthead::new("简报").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Masthead::default()
    }
}

fn issuers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::ISSUERS, ("a list of organisations", "单位的列表"))
}

fn lines_above<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::LINES_ABOVE, ("a list of lines", "逐行的列表"))
}

fn lines_below<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::LINES_BELOW, ("a list of lines", "逐行的列表"))
}

fn notices<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::one_or_names(d, &limits::NOTICES, ("text, or a list of lines", "文字，或者逐行的列表"))
}

fn fields<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Field>, D::Error> {
    strict::list(d, &limits::FIELDS, ("a list of { label, value }", "{ label, value } 的列表"))
}

/// A line of the masthead with a label: 主办：省政务服务中心.
///
/// ```
/// use bulletin::{Field, Masthead};
///
/// let mut masthead = Masthead::new("政协简报");
/// masthead.fields = vec![Field::new("主办", "政协办公室"), Field::new("主编", "方某")];
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Field {
    /// What stands before the colon: 主办.
    #[serde(deserialize_with = "strict::name")]
    pub label: String,
    /// What stands behind it.
    #[serde(deserialize_with = "strict::name")]
    pub value: String,
}

impl Field {
    /// What stands under a label.
    ///
    /// ```
    /// let field = bulletin::Field::new("承办", "信息科");
    /// assert_eq!((&*field.label, &*field.value), ("承办", "信息科"));
    /// ```
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Field {
        Field { label: label.into(), value: value.into() }
    }
}
