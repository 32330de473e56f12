//! The one way in: from a bulletin to both files, with everything that was noticed. Each step below
//! it can be taken alone; here none can be forgotten, and what only the layout can know reaches the
//! DOCX.

#[cfg(any(feature = "docx", feature = "pdf"))]
use std::io;

#[cfg(feature = "docx")]
use crate::docx::{self, DocxOptions};
use crate::error::Error;
use crate::finding::{Finding, join_equal};
use crate::font::Fonts;
use crate::layout::page::Pages;
use crate::model::Bulletin;
#[cfg(feature = "pdf")]
use crate::pdf::{self, PdfOptions};
use crate::style::Theme;
use crate::style::flow::Flow;

impl Bulletin {
    /// Sets the bulletin in a theme and a set of fonts: all that is needed to write its files.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    /// assert_eq!(set.pages().pages.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Bulletin::flow`] and of [`Flow::pages`].
    pub fn typeset(&self, theme: &Theme, fonts: &Fonts) -> Result<Typeset, Error> {
        let flow = self.flow(theme)?;
        let pages = flow.pages(fonts)?;
        let findings = findings(&pages);
        Ok(Typeset { flow, pages, findings })
    }
}

/// A typeset bulletin: its flow, its pages and all findings, ready to be written.
///
/// ```no_run
/// use bulletin::{Bulletin, Fonts, Theme};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bulletin = Bulletin::from_toml(&std::fs::read_to_string("weekly.toml")?)?;
/// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
/// for finding in set.findings() {
///     eprintln!("{finding}");
/// }
/// std::fs::write("weekly.docx", set.docx(&Default::default())?)?;
/// std::fs::write("weekly.pdf", set.pdf(&Default::default())?)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Typeset {
    flow: Flow,
    pages: Pages,
    findings: Vec<Finding>,
}

impl Typeset {
    /// The bulletin with the theme applied: what the DOCX is made of.
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The pages: what the PDF is made of.
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Everything that was noticed, each thing once: while the theme was applied, of the fonts, and
    /// while the pages were made, in this order. Equal notes are joined as by
    /// [`join_equal`](crate::join_equal).
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The flow, the pages and the findings, to keep.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    /// let (flow, pages, findings) = set.into_parts();
    /// assert_eq!(flow.info, pages.info);
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_parts(self) -> (Flow, Pages, Vec<Finding>) {
        (self.flow, self.pages, self.findings)
    }

    /// The bytes of a DOCX file. The same bulletin, theme and fonts give the same bytes in any
    /// process.
    ///
    /// What the layout found out, such as where the imprint stands, is taken from the pages,
    /// whatever the options say.
    ///
    /// # Errors
    ///
    /// Those of [`docx()`](crate::docx()).
    #[cfg(feature = "docx")]
    pub fn docx(&self, options: &DocxOptions) -> Result<Vec<u8>, Error> {
        docx::docx(&self.flow, &self.decided(options))
    }

    /// Writes a DOCX file into `out`, with the bytes that [`Typeset::docx`] gives, and flushes it.
    /// Nothing is written unless the whole file can be made.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    /// let mut response = Vec::new(); // a file, a socket, the body of an answer
    /// set.write_docx(&Default::default(), &mut response)?;
    /// assert_eq!(response, set.docx(&Default::default())?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`docx_to`](crate::docx_to).
    #[cfg(feature = "docx")]
    pub fn write_docx(&self, options: &DocxOptions, out: impl io::Write) -> Result<(), Error> {
        docx::docx_to(&self.flow, &self.decided(options), out)
    }

    /// The bytes of a PDF file. The same bulletin, theme and fonts give the same bytes in any
    /// process.
    ///
    /// # Errors
    ///
    /// Those of [`pdf()`](crate::pdf()).
    #[cfg(feature = "pdf")]
    pub fn pdf(&self, options: &PdfOptions) -> Result<Vec<u8>, Error> {
        pdf::pdf(&self.pages, options)
    }

    /// Writes a PDF file into `out`, with the bytes that [`Typeset::pdf`] gives, and flushes it.
    /// Nothing is written unless the whole file can be made.
    ///
    /// # Errors
    ///
    /// Those of [`pdf_to`](crate::pdf_to).
    #[cfg(feature = "pdf")]
    pub fn write_pdf(&self, options: &PdfOptions, out: impl io::Write) -> Result<(), Error> {
        pdf::pdf_to(&self.pages, options, out)
    }

    /// The options of a DOCX with what only the layout knows.
    #[cfg(feature = "docx")]
    fn decided(&self, options: &DocxOptions) -> DocxOptions {
        DocxOptions { decisions: self.pages.decisions(), ..options.clone() }
    }
}

/// What was noticed on the way to the pages: those of the flow and of the fonts are among theirs.
fn findings(pages: &Pages) -> Vec<Finding> {
    join_equal(pages.findings.iter().cloned())
}
