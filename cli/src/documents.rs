//! The documents of a bulletin that is set: one of each format, or one for each page.

use bulletin::{DocxOptions, Error, PdfOptions, Place, PngOptions, SvgOptions, Typeset};

use crate::args::Render;
use crate::format::Output;
use crate::messages::OutputMessage;

/// A document.
pub(crate) struct Document {
    pub(crate) output: Output,
    /// Its page, from 1, where each page is a document.
    pub(crate) page: Option<usize>,
    pub(crate) bytes: Vec<u8>,
}

/// The documents asked for, in the order in which they were.
pub(crate) fn documents(
    set: &Typeset,
    request: &Render,
    pdf: &PdfOptions,
) -> Result<Vec<Document>, Error> {
    let mut documents: Vec<Document> = Vec::new();
    for output in &request.to {
        if documents.iter().any(|other| other.output == *output) {
            continue;
        }
        if output.is_of_pages() {
            documents.append(&mut drawn(set, request, *output)?);
            continue;
        }
        let bytes = match output {
            Output::Docx => set.docx(&docx_options(request))?,
            _ => set.pdf(pdf)?,
        };
        documents.push(Document { output: *output, page: None, bytes });
    }
    Ok(documents)
}

/// How a DOCX is asked for.
pub(crate) fn docx_options(request: &Render) -> DocxOptions {
    let mut options = DocxOptions::default();
    options.numbering = request.numbering;
    options
}

/// The pages asked for, as pictures.
fn drawn(set: &Typeset, request: &Render, output: Output) -> Result<Vec<Document>, Error> {
    let pages = set.pages();
    let count = pages.pages.len();
    let is_wanted = |page: &usize| request.pages.as_ref().is_none_or(|pages| pages.has(*page));
    let mut drawn = Vec::new();
    for page in (1..=count).filter(is_wanted) {
        let bytes = match output {
            Output::Png => {
                let mut options = PngOptions::default();
                options.size = request.size.unwrap_or_default();
                pages.png(page - 1, &options)?
            }
            _ => pages.svg(page - 1, &SvgOptions::default())?.into_bytes(),
        };
        drawn.push(Document { output, page: Some(page), bytes });
    }
    if drawn.is_empty() {
        let message = OutputMessage::NoSuchPages { pages: count };
        return Err(Error::new(message, Place::default()));
    }
    Ok(drawn)
}
