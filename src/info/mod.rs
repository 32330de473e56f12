//! What a written file says about itself: its title, author and date, taken from the bulletin and
//! never from a clock.

pub(crate) mod messages;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::message::{Language, Message, Said};
use crate::raise::{expecting, raise};
use messages::ColorMessage;

/// The properties of the document, for the file's metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Info {
    /// Name and issue: 窗口工作周报 2024年第8期（总第479期）.
    pub title: String,
    /// The issuers, separated by 、.
    pub author: String,
    /// The title of the body, which says what the bulletin is about; empty if it has none, for name and issue are
    /// in `title` and the titles of articles in `keywords`.
    pub subject: String,
    /// The date of issue.
    pub date: Option<NaiveDate>,
    /// The language of the text, a BCP 47 tag: `zh-CN`.
    pub language: String,
    /// What the bulletin is about: its name, then its titles or headings of the first level, ten at most.
    pub keywords: Vec<String>,
    /// What else the bulletin says of itself: issue, issuers, secrecy, number of copies.
    pub fields: Vec<InfoField>,
}

/// Something that a bulletin says of itself, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InfoField {
    /// What it is called in programs: `issue`, `print_count`.
    pub key: &'static str,
    /// What people call it: 期号, 印数.
    pub name: &'static str,
    /// What is said, on one line: 2024年第8期, 103.
    pub value: String,
    /// Whether it is a whole number that is counted with.
    pub is_number: bool,
}

/// A colour in sRGB. In files it is a string: `"#FF0000"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_structs, reason = "three components, for ever")]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// The ink of the text (GB/T 9704-2012, 5.2.4).
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
    /// The red of the masthead.
    pub const RED: Color = Color { red: 255, green: 0, blue: 0 };
}

/// `#FF0000`
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

/// Why a text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::English))]
pub struct ParseColorError {
    text: String,
}

impl ParseColorError {
    /// What was written and what was expected.
    pub fn message(&self, language: Language) -> String {
        let message: &dyn Message = &self.what();
        Said(message, language).to_string()
    }

    fn what(&self) -> ColorMessage {
        ColorMessage::NotAColor { text: self.text.clone() }
    }
}

impl FromStr for Color {
    type Err = ParseColorError;

    fn from_str(text: &str) -> Result<Color, ParseColorError> {
        let wrong = || ParseColorError { text: text.to_owned() };
        let digits = text.strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let [_, red, green, blue] =
            u32::from_str_radix(digits, 16).map_err(|_| wrong())?.to_be_bytes();
        Ok(Color { red, green, blue })
    }
}

impl Serialize for Color {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
        struct Words;

        impl Visitor<'_> for Words {
            type Value = Color;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "a colour such as \"#FF0000\"", "颜色，如 \"#FF0000\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Color, E> {
                text.parse().map_err(|error: ParseColorError| raise(error.what()))
            }
        }

        deserializer.deserialize_str(Words)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Color {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A colour of the screen, such as #FF0000.",
            "type": "string",
            "pattern": "^#[0-9A-Fa-f]{6}$",
        })
    }
}
