//! Pages → a PDF file. printpdf makes the pages and their operators; everything it cannot say or
//! says wrongly — subset fonts, the structure of the document, the outline, the metadata — is then
//! put into the file in memory, through lopdf. Neither package is seen from outside.
//!
//! The same pages give the same bytes: there is no clock, no chance and no hash order in here.

mod content;
mod deflate;
mod file;
mod font;
mod intent;
mod labels;
mod link;
mod messages;
mod meta;
mod number;
mod outline;
mod picture;
mod structure;
#[cfg(all(test, feature = "embedded-fonts"))]
mod tests;
mod write;

use std::io;

use printpdf::{PdfDocument, PdfSaveOptions};

use crate::error::Error;
use crate::layout::page::Pages;
use crate::place::{ModelPath, Place};
use file::File;
pub(crate) use messages::PdfMessage;

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
}

impl Default for PdfOptions {
    fn default() -> PdfOptions {
        PdfOptions { compress: true }
    }
}

/// Writes pages as a tagged PDF 1.7 file with its fonts subset and embedded, and returns its bytes.
/// The same pages give the same bytes in any process.
///
/// The file says that it keeps PDF/A-2b unless a character is missing from the faces. A picture in the
/// colours of printing inks keeps them if it brings their profile; else red is (1 − cyan) × (1 − black),
/// green and blue likewise, of sRGB.
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
/// [`Internal`](crate::ErrorKind::Internal) when the pages contradict themselves, which those made
/// by [`Flow::pages`](crate::Flow::pages) do not.
pub fn pdf(pages: &Pages, options: &PdfOptions) -> Result<Vec<u8>, Error> {
    if pages.pages.is_empty() {
        return Err(Error::new(PdfMessage::NoPages {}, Place::default()));
    }
    // What the pages need: glyphs of faces, pictures, a role for each element.
    let fonts = font::prepare(pages)?;
    let pictures = picture::prepare(pages)?;
    let roles = structure::roles(pages)?;
    // Every item as operators, and which part of the content belongs to which element.
    let drawn = content::draw(pages, &fonts, &pictures, &roles)?;
    // The pages as printpdf makes them, then all that belongs around them.
    let mut document = PdfDocument::new("");
    document.pages = drawn.pages;
    let made = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let mut file = File::new(made)?;
    let named = font::embed(&mut file, pages, &fonts)?;
    let archival = meta::is_archival(pages);
    let pictures = picture::embed(&mut file, pictures);
    file.set_resources(named, pictures)?;
    content::finish(&mut file, pages)?;
    let links = link::embed(&mut file, pages, &fonts)?;
    structure::embed(&mut file, pages, &roles, &drawn.marks, &links)?;
    outline::embed(&mut file, pages)?;
    labels::embed(&mut file, pages)?;
    intent::embed(&mut file)?;
    meta::embed(&mut file, pages, archival)?;
    Ok(write::write(file.finish(), options.compress))
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
