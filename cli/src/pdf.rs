//! What is asked of a PDF beside its pages: the archive format, the files that it carries, its inks and
//! the edge that is cut off.

use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{
    Attachment, AttachmentKind, Bulletin, DocxOptions, Error, Length, PdfColors, PdfLevel,
    PdfOptions, Typeset,
};

use crate::format::Format;
use crate::input::{self, fault};
use crate::messages::InputMessage;

/// What is asked of PDFs.
#[derive(Clone, Default)]
pub(crate) struct PdfRequest {
    /// By default the highest, or 3b where files are attached.
    pub(crate) level: Option<PdfLevel>,
    pub(crate) attached: Vec<Attached>,
    /// The profile of the inks that colours are said in.
    pub(crate) profile: Option<PathBuf>,
    /// The ink of red.
    pub(crate) spot: Option<String>,
    pub(crate) bleed: Option<Length>,
}

/// A file that is made for the PDF to carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attached {
    /// The bulletin, as JSON.
    Model,
    Docx,
}

impl PdfRequest {
    /// The options that are the same for all bulletins.
    pub(crate) fn options(&self) -> Result<PdfOptions, Error> {
        let mut options = PdfOptions::default();
        let of_attached = if self.attached.is_empty() { options.level } else { PdfLevel::A3b };
        options.level = self.level.unwrap_or(of_attached);
        options.spot.clone_from(&self.spot);
        options.bleed = self.bleed.unwrap_or_default();
        if let Some(path) = &self.profile {
            let profile = fs::File::open(path).and_then(input::limited).map_err(|error| {
                let (profile, reason) = (path.to_string_lossy().into_owned(), (&error).into());
                fault(InputMessage::Profile { profile, reason }).caused_by(error)
            })?;
            options.colors = PdfColors::Cmyk { profile };
        }
        Ok(options)
    }

    /// The files that the PDF of a bulletin carries, called as the document is.
    pub(crate) fn attachments(
        &self,
        bulletin: &Bulletin,
        set: &Typeset,
        docx: &DocxOptions,
        document: &Path,
    ) -> Result<Vec<Attachment>, Error> {
        let name = |ending: &str| {
            let name = document.with_extension(ending);
            name.file_name().unwrap_or_default().to_string_lossy().into_owned()
        };
        let attach = |attached: &Attached| match attached {
            Attached::Model => {
                let model = Format::Json.write(bulletin)?;
                let kind = AttachmentKind::Source;
                Ok(Attachment::new(name("json"), "application/json", kind, model))
            }
            Attached::Docx => {
                let media_type =
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                let kind = AttachmentKind::Alternative;
                Ok(Attachment::new(name("docx"), media_type, kind, set.docx(docx)?))
            }
        };
        let mut attached: Vec<&Attached> = Vec::new();
        for one in &self.attached {
            if !attached.contains(&one) {
                attached.push(one);
            }
        }
        attached.into_iter().map(attach).collect()
    }
}
