//! Colours as a file says them: light of a screen, the four inks of printing, and red as an ink of its own.

use lopdf::{Dictionary, Object, Stream};
use printpdf::{Cmyk, DictItem, Greyscale, Op, Rgb};

use super::PdfOptions;
use super::file::{File, dictionary, name};
use super::messages::PdfMessage;
use super::number::real;
use super::profile;
use crate::decode;
use crate::error::Error;
use crate::info::Color;
use crate::place::Place;

/// How a PDF says its colours.
///
/// ```no_run
/// use bulletin::{PdfColors, PdfOptions};
///
/// # fn main() -> Result<(), std::io::Error> {
/// let mut options = PdfOptions::default();
/// // The profile of the printing works, such as Japan Color 2001 Coated.
/// options.colors = PdfColors::Cmyk { profile: std::fs::read("press.icc")? };
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfColors {
    /// As light, in sRGB (IEC 61966-2-1): for screens, and printers of offices.
    #[default]
    Rgb,
    /// As the four inks of printing. The red of the masthead is 80 % yellow and 80 % magenta (GB/T
    /// 9704-2012, 5.2.4), black is black alone; of other colours black takes what cyan, magenta and yellow
    /// have in common. Pictures stay as they are.
    Cmyk {
        /// The bytes of the ICC profile of the inks, as the printing works has it. It is embedded: the file
        /// says by it what its colours look like (ISO 19005-2, 6.2.3).
        profile: Vec<u8>,
    },
}

/// The name under which pages call the ink of red.
const SPOT: &str = "Red";
/// Red of the masthead in the four inks, in hundredths (GB/T 9704-2012, 5.2.4).
const RED: [i64; 4] = [0, 80, 80, 0];

/// The colours of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette<'a> {
    colors: &'a PdfColors,
    spot: Option<&'a str>,
    /// Whether the file is of PDF 1.4, which knows profiles of version 2 alone.
    is_old: bool,
}

/// What is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Fill,
    Stroke,
}

impl<'a> Palette<'a> {
    /// # Errors
    ///
    /// [`Input`](crate::ErrorKind::Input) when the profile is none of four inks, or an ink has no name.
    pub(super) fn new(options: &'a PdfOptions) -> Result<Palette<'a>, Error> {
        let wrong = |message| Err(Error::new(message, Place::default()));
        if let PdfColors::Cmyk { profile } = &options.colors
            && !decode::is_of_press(profile)
        {
            return wrong(PdfMessage::Profile {});
        }
        let spot = options.spot.as_deref();
        // These two have a meaning of their own (ISO 32000-1, 8.6.6.4); 127 bytes are the most of a name.
        if spot.is_some_and(|spot| matches!(spot.trim(), "" | "All" | "None") || spot.len() > 127) {
            return wrong(PdfMessage::Spot {});
        }
        let is_old = options.level.is_old();
        Ok(Palette { colors: &options.colors, spot, is_old })
    }

    /// The operators that choose a colour. Black is one ink, not light.
    pub(super) fn choose(self, color: Color, paint: Paint) -> Vec<Op> {
        if color == Color::RED && self.spot.is_some() {
            let (space, tint) = match paint {
                Paint::Fill => ("cs", "scn"),
                Paint::Stroke => ("CS", "SCN"),
            };
            let operator =
                |key: &str, value| Op::Unknown { key: key.to_owned(), value: vec![value] };
            return vec![
                operator(space, DictItem::Name(SPOT.into())),
                operator(tint, DictItem::Int(1)),
            ];
        }
        let col = match self.colors {
            _ if color == Color::BLACK => {
                printpdf::Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None })
            }
            PdfColors::Rgb => {
                let [r, g, b] = light(color).map(|part| real(part, 1000));
                printpdf::Color::Rgb(Rgb { r, g, b, icc_profile: None })
            }
            PdfColors::Cmyk { .. } => {
                let [c, m, y, k] = inks(color).map(|part| real(part, 1000));
                printpdf::Color::Cmyk(Cmyk { c, m, y, k, icc_profile: None })
            }
        };
        vec![match paint {
            Paint::Fill => Op::SetFillColor { col },
            Paint::Stroke => Op::SetOutlineColor { col },
        }]
    }

    /// Whether the four inks are said as they are.
    pub(super) fn has_inks(self) -> bool {
        matches!(self.colors, PdfColors::Cmyk { .. })
    }

    /// The spaces of colours that all pages share: the ink of red, and what the light of pictures is where
    /// the file says inks (ISO 32000-1, 8.6.5.6).
    pub(super) fn spaces(self, file: &mut File) -> Dictionary {
        let mut spaces = Dictionary::new();
        if let Some(spot) = self.spot {
            let (space, none, full) = if self.has_inks() {
                ("DeviceCMYK", vec![0.into(); 4], RED.map(|part| real(part, 100).into()).to_vec())
            } else {
                (
                    "DeviceRGB",
                    vec![1.into(); 3],
                    light(Color::RED).map(|part| (part / 1000).into()).to_vec(),
                )
            };
            let function = file.add(dictionary([
                ("FunctionType", 2.into()),
                ("Domain", Object::Array(vec![0.into(), 1.into()])),
                ("C0", Object::Array(none)),
                ("C1", Object::Array(full)),
                ("N", 1.into()),
            ]));
            let separation = vec![name("Separation"), name(spot), name(space), function.into()];
            spaces.set(SPOT, Object::Array(separation));
        }
        if self.has_inks() {
            let facts = dictionary([("N", 3.into())]);
            let profile = if self.is_old { profile::srgb_of_old() } else { profile::srgb() };
            let profile = file.add(Stream::new(facts, profile));
            spaces.set("DefaultRGB", Object::Array(vec![name("ICCBased"), profile.into()]));
        }
        spaces
    }
}

/// Red, green and blue in thousandths, which tell all 256 values apart.
fn light(color: Color) -> [i64; 3] {
    [color.red, color.green, color.blue].map(|part| (i64::from(part) * 1000 + 127) / 255)
}

/// Cyan, magenta, yellow and black in thousandths.
fn inks(color: Color) -> [i64; 4] {
    if color == Color::RED {
        return RED.map(|part| part * 10);
    }
    let [cyan, magenta, yellow] = light(color).map(|part| 1000 - part);
    let black = cyan.min(magenta).min(yellow);
    // What is left of the light is parted among the three.
    let rest = (1000 - black).max(1);
    let part = |ink: i64| ((ink - black) * 1000 + rest / 2) / rest;
    [part(cyan), part(magenta), part(yellow), black]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_of_colours() {
        let inks = |red, green, blue| inks(Color { red, green, blue });
        assert_eq!(inks(255, 0, 0), [0, 800, 800, 0], "the red of the standard");
        assert_eq!(inks(255, 255, 255), [0; 4]);
        assert_eq!(inks(0, 0, 0), [0, 0, 0, 1000]);
        assert_eq!(inks(0, 255, 255), [1000, 0, 0, 0]);
        assert_eq!(inks(128, 128, 128), [0, 0, 0, 498], "grey is black alone");
        assert_eq!(inks(192, 0, 0), [0, 1000, 1000, 247]);
    }
}
