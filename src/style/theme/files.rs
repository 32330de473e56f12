//! Themes from JSON, TOML and YAML.

use super::Theme;
use crate::error::Error;
use crate::notation;

impl Theme {
    /// Reads from JSON what differs from [`Theme::gbt9704`]. Feature `json`.
    ///
    /// ```
    /// let theme = bulletin::Theme::from_json(r#"{"geometry": "margins-37-35"}"#)?;
    /// assert_ne!(theme, bulletin::Theme::gbt9704());
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not JSON or not a theme; with the path, line and column.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Theme, Error> {
        notation::json_document(text)
    }

    /// Reads from TOML what differs from [`Theme::gbt9704`]. Feature `toml`.
    ///
    /// ```
    /// let theme = bulletin::Theme::from_toml("types.body.size = '15pt'")?;
    /// assert_ne!(theme, bulletin::Theme::gbt9704());
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not TOML or not a theme; with the path, line and column.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Theme, Error> {
        notation::toml_document(text)
    }

    /// Reads from YAML what differs from [`Theme::gbt9704`]. Feature `yaml`.
    ///
    /// ```
    /// let theme = bulletin::Theme::from_yaml("types:\n  body:\n    size: 15pt")?;
    /// assert_ne!(theme, bulletin::Theme::gbt9704());
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the text is not YAML or not a theme; with the path, line and column.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Theme, Error> {
        notation::yaml_document(text)
    }
}
