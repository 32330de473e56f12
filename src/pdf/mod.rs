//! Pages → a PDF file. printpdf makes the pages and their operators; everything it cannot say or
//! says wrongly — subset fonts, the structure of the document, the outline, the metadata — is then
//! put into the file in memory, through lopdf. Neither package is seen from outside.
//!
//! The same pages give the same bytes: there is no clock, no chance and no hash order in here.

mod attachment;
mod color;
mod content;
mod deflate;
mod file;
mod font;
mod intent;
mod labels;
mod level;
mod link;
mod messages;
mod meta;
mod number;
mod outline;
mod picture;
mod profile;
mod structure;
#[cfg(all(test, feature = "embedded-fonts"))]
mod tests;
mod write;

use std::io;

use crate::error::Error;
use crate::layout::page::Pages;
use crate::length::Length;
use crate::place::{ModelPath, Place};
pub use attachment::{Attachment, AttachmentKind};
use color::Palette;
pub use color::PdfColors;
use content::Means;
use file::File;
pub use level::{PdfClaims, PdfLevel, pdf_claims};
use link::Links;
pub(crate) use messages::PdfMessage;
use write::Form;

/// How a PDF is written. What it looks like is up to the theme.
///
/// ```
/// use bulletin::PdfOptions;
///
/// let mut options = PdfOptions::default();
/// options.compress = false; // all but fonts and pictures can be read as text
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PdfOptions {
    /// Whether streams are compressed (default: true). Without compression the file is about ten
    /// times larger, and all of it but fonts and pictures can be read with a text editor.
    pub compress: bool,
    /// The archive format to keep (default: the highest, PDF/A-2a with PDF/UA-1). A bulletin that cannot
    /// keep it gives a file that says the next lower one; [`pdf_claims`] tells which, and why.
    pub level: PdfLevel,
    /// Files to carry, at [`PdfLevel::A3b`] or [`PdfLevel::None`] (default: none).
    pub attachments: Vec<Attachment>,
    /// How colours are said (default: sRGB).
    pub colors: PdfColors,
    /// The name of the ink that red is printed in by itself, such as `PANTONE 485 C` (default: none). Where
    /// there is no such ink, red is what [`colors`](PdfOptions::colors) say.
    pub spot: Option<String>,
    /// How far the sheet goes on beyond the edge at which it is cut (default: 0). The page is then the trim
    /// box, and the media and the bleed box are larger by this at each edge (ISO 32000-1, 14.11.2); 3 mm
    /// are usual, 100 mm the most.
    pub bleed: Length,
}

impl Default for PdfOptions {
    fn default() -> PdfOptions {
        PdfOptions {
            compress: true,
            level: PdfLevel::default(),
            attachments: Vec::new(),
            colors: PdfColors::default(),
            spot: None,
            bleed: Length::ZERO,
        }
    }
}

/// The widest bleed.
const WIDEST: Length = Length::mm(100.0);

/// Writes pages as a tagged PDF 1.7 file with its fonts subset and embedded, and returns its bytes.
/// The same pages give the same bytes in any process.
///
/// The file keeps the archive format of [`PdfOptions::level`] where the bulletin can, and says so;
/// [`pdf_claims`] tells what it says. A picture in the colours of printing inks brings their profile, or
/// red is taken for (1 − cyan) × (1 − black) of sRGB, green and blue likewise.
///
/// ```
/// use bulletin::{Bulletin, Fonts, PdfOptions, Theme, pdf};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
/// let pages = bulletin.flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
/// let file = pdf(&pages, &PdfOptions::default())?;
/// assert!(file.starts_with(b"%PDF-1.7"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`Image`](crate::ErrorKind::Image) when a picture cannot be read, with its path;
/// [`Font`](crate::ErrorKind::Font) when a face cannot be subset;
/// [`Input`](crate::ErrorKind::Input) when the options contradict themselves: a profile that is none of
/// four inks, an ink without a name, a bleed below 0 or above 100 mm, attachments of a level that has none;
/// [`Internal`](crate::ErrorKind::Internal) when the pages contradict themselves, which those made
/// by [`Flow::pages`](crate::Flow::pages) do not.
pub fn pdf(pages: &Pages, options: &PdfOptions) -> Result<Vec<u8>, Error> {
    if pages.pages.is_empty() {
        return Err(Error::new(PdfMessage::NoPages {}, Place::default()));
    }
    if options.bleed < Length::ZERO || options.bleed > WIDEST {
        let message = PdfMessage::Bleed { bleed: options.bleed };
        return Err(Error::new(message, Place::default()));
    }
    attachment::check(options)?;
    let palette = Palette::new(options)?;
    let claims = pdf_claims(pages, options);
    let is_of_old = options.level == PdfLevel::A1b;
    let form = Form { deflated: options.compress, of_old: is_of_old };
    let mut file = File::new(pages.pages.len(), form);
    // What the pages call by names.
    let (fonts, named) = font::embed(&mut file, pages, options.level)?;
    let (pictures, pictured) = picture::embed(&mut file, pages, palette, is_of_old)?;
    let spaces = palette.spaces(&mut file);
    file.set_resources([("Font", named), ("XObject", pictured), ("ColorSpace", spaces)]);
    // The pages, and which part of their content belongs to which element; then all that belongs around
    // them.
    let roles = structure::roles(pages)?;
    let is_plain = !options.compress;
    let means = Means { fonts: &fonts, pictures: &pictures, roles: &roles, palette, is_plain };
    let mut links = Links::new(pages, &fonts);
    let marks = content::embed(&mut file, pages, means, &mut links, options)?;
    structure::embed(&mut file, pages, &roles, &marks, &links.made)?;
    outline::embed(&mut file, pages)?;
    labels::embed(&mut file, pages);
    intent::embed(&mut file, options);
    attachment::embed(&mut file, options, &pages.info);
    meta::embed(&mut file, pages, &claims);
    Ok(file.finish())
}

/// Writes pages as a PDF file into `out`, with the bytes that [`pdf()`] gives. Nothing is written
/// unless the whole file can be made. `out` is flushed.
///
/// ```no_run
/// use bulletin::{Bulletin, Fonts, Theme, pdf_to};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pages = Bulletin::new("工作简报").flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
/// pdf_to(&pages, &Default::default(), std::io::stdout().lock())?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`pdf()`], and [`Io`](crate::ErrorKind::Io) when `out` cannot be written to; its
/// [`source`](std::error::Error::source) is the [`io::Error`].
pub fn pdf_to(pages: &Pages, options: &PdfOptions, mut out: impl io::Write) -> Result<(), Error> {
    let file = pdf(pages, options)?;
    out.write_all(&file).and_then(|()| out.flush()).map_err(|cause| {
        let reason = cause.to_string();
        Error::new(PdfMessage::Write { reason }, Place::default()).caused_by(cause)
    })
}

/// The place of what comes from this path of the bulletin.
fn place(path: &ModelPath) -> Place {
    Place::path(path.clone())
}
