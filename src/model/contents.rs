//! The list of contents (本期要目).

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Text, limits, strict};
use crate::raise::expecting;

/// The list of contents (本期要目). In files `"auto"` or a list of lines.
///
/// ```
/// use bulletin::Contents;
///
/// let lines: Contents = serde_json::from_str(r#"["工作动态", "综窗改革"]"#)?;
/// assert_eq!(lines, Contents::Manual(vec!["工作动态".into(), "综窗改革".into()]));
/// assert_eq!(serde_json::to_string(&Contents::Auto)?, r#""auto""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// The headings of the first level; in a bulletin of several articles, their titles.
    Auto,
    /// These lines.
    Manual(Vec<Text>),
}

impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Contents::Auto => serializer.serialize_str("auto"),
            Contents::Manual(lines) => lines.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Contents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Contents, D::Error> {
        struct ContentsVisitor;

        impl<'de> Visitor<'de> for ContentsVisitor {
            type Value = Contents;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "\"auto\" or a list of lines", "\"auto\" 或逐行的列表")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Contents, E> {
                match word {
                    "auto" => Ok(Contents::Auto),
                    _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<Contents, A::Error> {
                strict::elements(lines, &limits::CONTENTS).map(Contents::Manual)
            }
        }

        deserializer.deserialize_any(ContentsVisitor)
    }
}
