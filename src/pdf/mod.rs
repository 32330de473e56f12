//! Pages → a PDF file. printpdf makes the pages and their operators; everything it cannot say or
//! says wrongly — subset fonts, the structure of the document, the outline, the metadata — is then
//! put into the file in memory, through lopdf. Neither package is seen from outside.
//!
//! The same pages give the same bytes: there is no clock, no chance and no hash order in here.

mod content;
mod file;
mod font;
mod intent;
mod meta;
mod number;
mod outline;
mod picture;
mod structure;
#[cfg(all(test, feature = "embedded-fonts"))]
mod tests;

use printpdf::{PdfDocument, PdfSaveOptions};

use crate::error::Error;
use crate::layout::page::Pages;
use crate::message::ErrorKind;
use file::{File, fault};

/// How a PDF file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PdfOptions {
    /// Whether streams are compressed. Without it the file is about ten times as long, and all of
    /// it but fonts and pictures can be read with a text editor. Default: yes.
    pub compress: bool,
}

impl Default for PdfOptions {
    fn default() -> PdfOptions {
        PdfOptions { compress: true }
    }
}

/// Writes pages as a tagged PDF 1.7 file with its fonts subset and embedded.
///
/// The file says that it keeps PDF/A-2b unless a character is missing from the faces or a picture
/// is in the colours of printing inks, which PDF/A does not allow here.
///
/// # Errors
///
/// [`ErrorKind::Image`] when a picture cannot be read,
/// [`ErrorKind::Font`] when a face cannot be subset,
/// [`ErrorKind::Internal`] when the pages contradict themselves.
pub fn pdf(pages: &Pages, options: &PdfOptions) -> Result<Vec<u8>, Error> {
    if pages.pages.is_empty() {
        return Err(Error::legacy(ErrorKind::Internal, "", "a PDF file has at least one page"));
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
    let fonts = font::embed(&mut file, pages, &fonts)?;
    let archival = meta::is_archival(pages, &pictures);
    let pictures = picture::embed(&mut file, &pictures);
    file.set_resources(fonts, pictures)?;
    content::finish(&mut file, pages)?;
    structure::embed(&mut file, pages, &roles, &drawn.marks)?;
    outline::embed(&mut file, pages)?;
    intent::embed(&mut file)?;
    meta::embed(&mut file, pages, archival)?;
    save(file, options)
}

fn save(file: File, options: &PdfOptions) -> Result<Vec<u8>, Error> {
    let mut document = file.finish();
    if options.compress {
        document.compress();
    }
    let mut bytes = Vec::new();
    meta::identify(&mut document)
        .and_then(|()| Ok(document.save_to(&mut bytes)?))
        .map_err(fault)?;
    Ok(bytes)
}
