//! Whom a bulletin is addressed to, and who signs it (主送机关, 署名, 成文日期; GB/T 9704-2012, 7.3.2 and
//! 7.3.5). Most bulletins have neither: their readers stand in the imprint, the date in the masthead.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::messages::Fault;
use super::{limits, strict};

/// The end of a bulletin that is signed: who issues it, and when. Never a seal or a signature; there
/// may be room for one.
///
/// ```
/// use bulletin::{Bulletin, NaiveDate, SignOff};
///
/// let mut bulletin = Bulletin::new("督查通报");
/// bulletin.addressee = Some("各市（州）政务服务局".into());
/// bulletin.body = vec!["现将有关情况通报如下。".into(), "特此通报。".into()];
/// let date = NaiveDate::from_ymd_opt(2025, 1, 6).unwrap();
/// bulletin.sign_off = Some(SignOff::new("瀚原省政务服务局", date));
/// assert_eq!(bulletin.validate(), Ok(()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
pub struct SignOff {
    /// The organisations, the leading one first, a line each (署名). In a file a single one needs no
    /// list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::signers"))]
    pub signers: Vec<String>,
    /// The day below them (成文日期).
    #[serde(skip_serializing_if = "Option::is_none", with = "strict::optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::optional_day"))]
    pub date: Option<NaiveDate>,
    /// Whether room is kept for a seal (GB/T 9704-2012, 7.3.5.1): two blank rows above, the
    /// organisation in the middle over the date, four characters from the right. Default false: as a
    /// document without a seal (7.3.5.2).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub seal: bool,
}

impl SignOff {
    /// One organisation and a day.
    ///
    /// ```
    /// use bulletin::{NaiveDate, SignOff};
    ///
    /// let day = NaiveDate::from_ymd_opt(2025, 1, 6).unwrap();
    /// assert!(!SignOff::new("瀚原省政务服务局", day).seal);
    /// ```
    pub fn new(signer: impl Into<String>, date: NaiveDate) -> SignOff {
        SignOff { signers: vec![signer.into()], date: Some(date), seal: false }
    }

    /// The rule of a sign-off: it says something.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.signers.is_empty() && self.date.is_none() {
            return Err(Fault::SignOff {});
        }
        Ok(())
    }
}

/// The fields of a sign-off in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "sign_off")]
struct SignOffFile {
    #[serde(default, deserialize_with = "signers")]
    signers: Vec<String>,
    #[serde(default, with = "strict::optional_date")]
    date: Option<NaiveDate>,
    #[serde(default)]
    seal: bool,
}

fn signers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let expected = ("a name, or a list of names", "单位名称，或逐个列出的列表");
    strict::one_or_names(d, &limits::SIGNERS, expected)
}

impl<'de> Deserialize<'de> for SignOff {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SignOff, D::Error> {
        strict::made(deserializer, |file: SignOffFile| {
            let SignOffFile { signers, date, seal } = file;
            let sign_off = SignOff { signers, date, seal };
            sign_off.check()?;
            Ok(sign_off)
        })
    }
}
