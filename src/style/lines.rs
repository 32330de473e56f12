//! How lines are broken and filled: what CLREQ leaves to the house, the same in the whole document.

use serde::{Deserialize, Serialize};

use super::theme::ranges::{self, Fault};
use crate::length::Length;
use crate::place::Walk;
use crate::punct::Prohibition;

/// How lines are broken and filled (CLREQ, line composition; GB/T 15834-2011, 5.1).
///
/// ```
/// use bulletin::{Prohibition, Theme};
///
/// let theme: Theme = toml::from_str("lines = { prohibition = 'strict', han_latin_gap = 25 }")?;
/// assert_eq!(theme.lines.prohibition, Prohibition::Strict);
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default = "super::theme::base::part::<LineRules>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LineRules {
    /// Which marks may not begin or end a line (避头尾). Default `gb`.
    pub prohibition: Prohibition,
    /// Whether an opening mark at the start of a line loses the space before it (允许行首标点压缩), so
    /// that its ink stands at the edge. Default false: on the grid of 28 characters, what follows
    /// would leave its cells, and offices are used to the space before （一）. A line that has to be
    /// squeezed loses it in any case, and a centred line has none at either end.
    pub trim_line_start: bool,
    /// Whether long English words are hyphenated where a line would otherwise be stretched.
    /// Default false.
    pub hyphenation: bool,
    /// Whether a line does not end within 第8期, 5月8日, 25万元 and ranges where it need not, and a long
    /// address is broken rather than moved down where the line would be loose. Default false: no word
    /// processor knows of it, so the lines of the PDF would be others than those of the DOCX. For
    /// offices that hand out the PDF alone.
    pub keep: bool,
    /// Whether one point at a line end may stand beyond the measure (行尾标点悬挂) in the PDF, as it
    /// does in Word and WPS, which read it in every DOCX. Default false: most Chinese publications
    /// hang none (CLREQ); the PDF then takes the white of the marks in the line, or ends the line a
    /// character earlier.
    pub hanging: bool,
    /// The gap between a Chinese character and a Latin letter or digit (中西间距), 0 to 50
    /// percent of an em. It may be squeezed to half and stretched by a third. Default 0: on the grid
    /// of 28 characters, what follows would leave its cells; elsewhere 25 is usual.
    #[serde(deserialize_with = "super::theme::ranges::script_gap::read")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "super::theme::ranges::script_gap::schema")
    )]
    pub han_latin_gap: u8,
}

/// The tracking of type of a size that stands on a grid with such cells, behind every character
/// alike: ideographs, letters, digits. In whole twips, as word processors have it, and a twip or two
/// tighter than the grid asks, so that a full line has room whatever a program rounds; justification
/// opens it to the grid again.
pub(crate) fn tracking(cell: Length, size: Length) -> Length {
    let twip = Length::twips(1);
    twip * (cell - size - twip).to_emu().div_euclid(twip.to_emu())
}

impl LineRules {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::script_gap::check(self.han_latin_gap, &at.field("han_latin_gap"))
    }

    /// The gap at a type size.
    pub(crate) fn gap(&self, size: Length) -> Length {
        size.scale(i64::from(self.han_latin_gap), 100)
    }
}

impl Default for LineRules {
    fn default() -> LineRules {
        LineRules {
            prohibition: Prohibition::Gb,
            trim_line_start: false,
            hyphenation: false,
            keep: false,
            hanging: false,
            han_latin_gap: 0,
        }
    }
}
