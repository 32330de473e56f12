//! Whether a picture is whole, in one place for both writers: every row of a PNG file is decoded, and
//! every code of a JPEG file followed, so that a file that is cut off or damaged is known before it
//! stands on a page. Nothing is kept but a row: a picture may be larger than memory should be.
//!
//! Beside that what a file says of how the camera was held, and of its inks.

mod bits;
mod exif;
mod inks;
mod jpeg;
mod png;
#[cfg(any(feature = "pdf", feature = "png"))]
mod rows;
mod scan;

use std::sync::Arc;

use crate::picture::{self, ImageTurn, Pixels};

#[cfg(feature = "pdf")]
pub(crate) use self::inks::{is_of_old, is_of_press, profile};
#[cfg(feature = "pdf")]
pub(crate) use self::rows::PngFault;
#[cfg(any(feature = "pdf", feature = "png"))]
pub(crate) use self::rows::PngRows;

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is neither a PNG nor a JPEG file.
    Format,
    /// Its headers are cut off, damaged, or of a kind that nobody shows.
    Headers,
    /// Its headers are sound and its samples are not: they are cut off or damaged, or they are not of
    /// as many pixels as the header says.
    Samples(Pixels),
}

/// A picture that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The file; what it says of how it is to be turned is in `turn` alone.
    pub(crate) data: Arc<[u8]>,
    /// The pixels as they are stored.
    pub(crate) pixels: Pixels,
    /// How they are to be turned to stand upright.
    pub(crate) turn: ImageTurn,
    /// Whether it is in the colours of printing inks and does not say which inks.
    pub(crate) has_unknown_inks: bool,
}

/// Reads all of a picture.
pub(crate) fn check(data: &Arc<[u8]>) -> Result<Picture, Fault> {
    let pixels = picture::pixels(data).map_err(|fault| match fault {
        picture::Fault::Format => Fault::Format,
        picture::Fault::Broken => Fault::Headers,
    })?;
    let (is_whole, has_unknown_inks) = match pixels {
        Pixels::Png { .. } => (png::is_whole(data), false),
        Pixels::Jpeg { .. } => (jpeg::is_whole(data), inks::are_unknown(data)),
    };
    if !is_whole {
        return Err(Fault::Samples(pixels));
    }
    let (turn, data) = exif::upright(data, pixels);
    Ok(Picture { data, pixels, turn, has_unknown_inks })
}
