//! Reading bulletins, themes and whatever holds them from JSON, TOML and YAML. Features `json`,
//! `toml` and `yaml`.
//!
//! [`Bulletin`](crate::Bulletin) and [`Theme`](crate::Theme) have these functions as methods. They
//! are here for a value of the program's own that holds them, such as the job of a queue. What is
//! wrong is an [`Error`](crate::Error) with a code, a sentence in English and one in Chinese, and the
//! path, the line and the column of the very value or key. Any other serde reader serves too; of
//! that the error is a string in English.
//!
#![cfg_attr(feature = "json", doc = "```")]
#![cfg_attr(not(feature = "json"), doc = "```ignore")]
//! use bulletin::{Bulletin, Language, Theme, notation};
//!
//! #[derive(serde::Deserialize)]
//! struct Job {
//!     theme: Theme,
//!     bulletin: Bulletin,
//! }
//!
//! let text = r#"{ "theme": {}, "bulletin": { "masthead": { "title": "" } } }"#;
//! let error = notation::from_json::<Job>(text).err().unwrap();
//! assert_eq!(error.place().to_string(), "1:53, bulletin.masthead.title");
//! assert_eq!(error.message(Language::Chinese), "只有空白，应当有文字");
//! ```
//!
//! # What is accepted
//!
//! The text may begin with a byte order mark. It is nested at most 64 levels deep, and a key stands
//! once in its table. Whole numbers beyond 64 bits are refused, for they would lose digits; in
//! quotes they are kept.
//!
//! Of YAML one document is read, by the core schema of YAML 1.2: `yes` and `no` are text, and so is
//! what stands in quotes. `null`, `~` and an empty value are nothing: neither a text nor a name.
//! Digits that begin with a nought, such as the copy number `000123`, are text, lest the noughts be
//! lost. Tags are those of the core schema, and aliases may repeat 1,000,000 values in all.

// One file for each notation, which makes a tree of nodes with their places; one reader of that
// tree for serde; one file of what is said.

#[cfg(feature = "themes")]
mod fault;
#[cfg(feature = "json")]
mod json;
#[cfg_attr(
    not(all(feature = "json", feature = "toml", feature = "yaml")),
    allow(dead_code, reason = "each reader says a part of it")
)]
pub(crate) mod messages;
#[cfg(feature = "themes")]
mod read;
#[cfg(feature = "themes")]
mod toml;
#[cfg(feature = "themes")]
#[cfg_attr(not(feature = "yaml"), allow(dead_code, reason = "YAML alone repeats values"))]
mod tree;
#[cfg(feature = "yaml")]
mod yaml;

#[cfg(feature = "themes")]
use crate::error;

#[cfg(any(feature = "json", feature = "toml", feature = "yaml"))]
mod api {
    use serde::de::DeserializeOwned;

    use crate::error::Error;
    use crate::model::Bulletin;

    /// Reads a value from JSON. Feature `json`.
    ///
    /// # Errors
    /// When the text is not JSON or not such a value.
    #[cfg(feature = "json")]
    pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
        super::read::read(text, super::json::tree)
    }

    /// Reads a value from TOML. Feature `toml`.
    ///
    /// # Errors
    /// When the text is not TOML or not such a value.
    #[cfg(feature = "toml")]
    pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
        super::read::read(text, super::toml::tree)
    }

    /// Reads a value from YAML. Feature `yaml`.
    ///
    /// # Errors
    /// When the text is not YAML or not such a value.
    #[cfg(feature = "yaml")]
    pub fn from_yaml<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
        super::read::read(text, super::yaml::tree)
    }

    impl Bulletin {
        /// Reads a bulletin from JSON. Feature `json`.
        ///
        /// ```
        /// use bulletin::{Bulletin, Language};
        ///
        /// let text = r#"{"masthead": {"title": "工作快报"}, "body": ["照常值班。"]}"#;
        /// assert_eq!(Bulletin::from_json(text)?.body.len(), 1);
        ///
        /// let error = Bulletin::from_json(r#"{"masthead": {"name": "快报"}}"#).unwrap_err();
        /// assert_eq!(error.code(), "input.unknown-key");
        /// assert_eq!(error.place().to_string(), "1:15, masthead.name");
        /// # Ok::<(), bulletin::Error>(())
        /// ```
        ///
        /// # Errors
        /// When the text is not JSON or not a bulletin; with the path, line and column.
        #[cfg(feature = "json")]
        pub fn from_json(text: &str) -> Result<Bulletin, Error> {
            super::json_document(text)
        }

        /// Reads a bulletin from TOML. Feature `toml`.
        ///
        /// ```
        /// use bulletin::{Bulletin, Language};
        ///
        /// let bulletin = Bulletin::from_toml("masthead.title = '工作快报'\nbody = ['照常值班。']")?;
        /// assert_eq!(bulletin.masthead.title, "工作快报");
        ///
        /// let error = Bulletin::from_toml("masthead.title = '快报'\nmasthead.date = 2024").unwrap_err();
        /// assert_eq!(error.place().to_string(), "2:17, masthead.date");
        /// assert_eq!(
        ///     error.message(Language::Chinese),
        ///     "此处是数字 2024，应当是日期，写作 2024-03-12"
        /// );
        /// # Ok::<(), bulletin::Error>(())
        /// ```
        ///
        /// # Errors
        /// When the text is not TOML or not a bulletin; with the path, line and column.
        #[cfg(feature = "toml")]
        pub fn from_toml(text: &str) -> Result<Bulletin, Error> {
            super::toml_document(text)
        }

        /// Reads a bulletin from YAML. Feature `yaml`.
        ///
        /// ```
        /// use bulletin::Bulletin;
        ///
        /// let bulletin = Bulletin::from_yaml("masthead:\n  title: 工作快报\nbody:\n- 照常值班。")?;
        /// assert_eq!(bulletin.masthead.title, "工作快报");
        ///
        /// let error = Bulletin::from_yaml("masthead:\n  title:").unwrap_err();
        /// assert_eq!(error.code(), "input.type");
        /// assert_eq!(error.place().to_string(), "2:8, masthead.title");
        /// # Ok::<(), bulletin::Error>(())
        /// ```
        ///
        /// # Errors
        /// When the text is not YAML or not a bulletin; with the path, line and column.
        #[cfg(feature = "yaml")]
        pub fn from_yaml(text: &str) -> Result<Bulletin, Error> {
            super::yaml_document(text)
        }
    }
}

#[cfg(feature = "json")]
pub use api::from_json;
#[cfg(feature = "toml")]
pub use api::from_toml;
#[cfg(feature = "yaml")]
pub use api::from_yaml;

/// Reads a bulletin or a theme from JSON.
#[cfg(feature = "json")]
pub(crate) fn json_document<T: error::Document>(text: &str) -> Result<T, error::Error> {
    read::document(text, json::tree)
}

/// The same from TOML, in which the ready themes are.
#[cfg(feature = "themes")]
pub(crate) fn toml_document<T: error::Document>(text: &str) -> Result<T, error::Error> {
    read::document(text, toml::tree)
}

/// The same from YAML.
#[cfg(feature = "yaml")]
pub(crate) fn yaml_document<T: error::Document>(text: &str) -> Result<T, error::Error> {
    read::document(text, yaml::tree)
}
