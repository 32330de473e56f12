//! The documents of a bulletin that is set: one of each format, or one for each page.

use bulletin::{
    DocxOptions, Error, Pages, PdfOptions, Place, PngOptions, SvgOptions, Typeset, pdf,
};

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
    set: Typeset,
    request: &Render,
    options: &PdfOptions,
) -> Result<Vec<Document>, Error> {
    let asked = |output| request.to.contains(&output);
    let docx = asked(Output::Docx).then(|| set.docx(&docx_options(request))).transpose()?;
    let mut docx = docx.map(|bytes| whole(Output::Docx, bytes));
    // Only the DOCX is made of the flow: without it a table of thousands of rows takes a third less.
    let (flow, pages, _) = set.into_parts();
    drop(flow);
    let mut documents: Vec<Document> = Vec::new();
    for output in &request.to {
        if documents.iter().any(|other| other.output == *output) {
            continue;
        }
        match output {
            Output::Docx => documents.extend(docx.take()),
            Output::Pdf => documents.push(whole(Output::Pdf, pdf(&pages, options)?)),
            Output::Svg | Output::Png => documents.append(&mut drawn(&pages, request, *output)?),
        }
    }
    Ok(documents)
}

/// A document of all pages.
fn whole(output: Output, bytes: Vec<u8>) -> Document {
    Document { output, page: None, bytes }
}

/// How a DOCX is asked for.
pub(crate) fn docx_options(request: &Render) -> DocxOptions {
    let mut options = DocxOptions::default();
    options.numbering = request.numbering;
    options
}

/// The pages asked for, as pictures.
fn drawn(pages: &Pages, request: &Render, output: Output) -> Result<Vec<Document>, Error> {
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
