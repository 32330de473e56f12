//! How a cell differs from the others of its table: bold, in a colour, on a shade.

use serde::{Deserialize, Serialize};

use crate::info::Color;

/// How a cell looks where it differs from the others of its table. What it does not say stays as
/// the theme has it.
///
/// ```
/// use bulletin::{CellLook, Color};
///
/// let red: CellLook = serde_json::from_str(r##"{ "bold": true, "color": "#C00000" }"##)?;
/// assert_eq!(red.color, Some(Color { red: 0xC0, green: 0, blue: 0 }));
/// assert_eq!(red.fill, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "look")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CellLook {
    /// Whether it is bold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bold: Option<bool>,
    /// The colour of its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// The colour of its ground (底色).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Color>,
}

impl CellLook {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == CellLook::default()
    }

    /// This look, and where it says nothing, another.
    #[must_use]
    pub(crate) fn over(self, other: CellLook) -> CellLook {
        CellLook {
            bold: self.bold.or(other.bold),
            color: self.color.or(other.color),
            fill: self.fill.or(other.fill),
        }
    }
}
