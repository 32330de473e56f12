//! The output intent: the file says that its colours are those of sRGB (IEC 61966-2-1), and carries the profile
//! that defines them; or it carries the profile of the inks that it is given.

use lopdf::{Object, Stream};

use super::file::{File, ascii, dictionary, name};
use super::profile::{CONDITION, srgb, srgb_of_old};
use super::{PdfColors, PdfLevel, PdfOptions};

/// Puts the output intent into the file (ISO 19005-2, 6.2.3).
pub(super) fn embed(file: &mut File, options: &PdfOptions) {
    let (components, profile, condition) = match &options.colors {
        PdfColors::Rgb if options.level == PdfLevel::A1b => (3, srgb_of_old(), CONDITION),
        PdfColors::Rgb => (3, srgb(), CONDITION),
        // The profile says which they are.
        PdfColors::Cmyk { profile } => (4, profile.clone(), "Custom"),
    };
    let profile = file.add(Stream::new(dictionary([("N", components.into())]), profile));
    let intent = dictionary([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", ascii(condition)),
        ("Info", ascii(condition)),
        ("DestOutputProfile", profile.into()),
    ]);
    file.catalog().set("OutputIntents", Object::Array(vec![intent.into()]));
}
