//! DOCX: a [`Flow`] as a package that word processors open.
//!
//! Word and WPS lay out the pages themselves, so this writer hangs on the flow and not on the
//! pages. docx-rs builds `document.xml` and the footers; `conform` puts what it writes in the
//! order that the schema asks for and adds what it has no words for; the other parts follow
//! straight from the flow; `pack` makes the file, with the same bytes on every run.

mod chart;
mod conform;
mod document;
mod face;
mod font_table;
mod footnotes;
mod format;
mod messages;
mod numbering;
mod pack;
mod package;
mod props;
mod raw;
mod settings;
mod style_names;
mod styles;
mod table_styles;
mod text;
mod unit;
mod workbook;
mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::io;

use crate::error::Error;
use crate::place::{ModelPath, Place};
use crate::style::decisions::Decisions;
use crate::style::flow::Flow;
pub(crate) use messages::DocxMessage;

/// How a DOCX is written. What it looks like is up to the theme.
///
/// ```
/// use bulletin::DocxOptions;
///
/// let mut options = DocxOptions::default();
/// options.compress = false; // the parts can be read as text
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocxOptions {
    /// Whether the parts are compressed (default: true). Without compression the file is some
    /// eight times larger, and its parts can be read and compared as text.
    pub compress: bool,
    /// What only the layout can know, from [`Pages::decisions`](crate::Pages::decisions): the page
    /// numbers of the list of contents, and where the imprint stands if the theme wants it on an
    /// even page (default: nothing; the file is written from the flow alone).
    pub decisions: Decisions,
    /// What the numbers of headings are (default: words).
    pub numbering: Numbering,
}

/// What the numbers of headings (一、（一）1.) are in a DOCX. They look the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Numbering {
    /// Words, as the bulletin has them: every program that reads or searches the file finds them.
    #[default]
    Text,
    /// A list of several levels, which the word processor counts (ECMA-376-1, 17.9): a heading that is put in
    /// has its number, and those behind it move on, also those that run into their text and texts that have a
    /// number alone. Programs that read the text alone do not see the numbers. A heading whose number is of another form than that of its level, or of several numbers
    /// (1.1), keeps its words.
    Automatic,
}

impl Default for DocxOptions {
    fn default() -> DocxOptions {
        DocxOptions {
            compress: true,
            decisions: Decisions::default(),
            numbering: Numbering::default(),
        }
    }
}

/// Writes a flow as a DOCX file and returns its bytes. The same flow gives the same bytes in any
/// process.
///
/// It knows nothing of pages; [`Typeset::docx`](crate::Typeset::docx) also says in the file what
/// the layout found out.
///
/// ```
/// use bulletin::{Bulletin, DocxOptions, Theme, docx};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
/// let flow = bulletin.flow(&Theme::gbt9704())?;
/// let file = docx(&flow, &DocxOptions::default())?;
/// assert!(file.starts_with(b"PK")); // a ZIP archive
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`Input`](crate::ErrorKind::Input) when a text holds a character that no file can hold, such as
/// U+000B, with the path of its paragraph. [`Internal`](crate::ErrorKind::Internal) when a table of
/// the flow does not fill its grid. A flow made by [`Bulletin::flow`](crate::Bulletin::flow) gives
/// neither.
pub fn docx(flow: &Flow, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let flow = &*text::fitted(flow, &options.decisions);
    let sheet = styles::StyleSheet::of(flow);
    let tracked = text::tracked(flow, &options.decisions.trackings);
    let lists = numbering::Lists::of(flow, options);
    let built = document::build(&tracked, &sheet, &lists, &options.decisions)?;
    let mut package = package::Package::new();
    package.part("word/document.xml", package::DOCUMENT, conform::part(&built.document)?);
    package.part(
        "word/styles.xml",
        package::STYLES,
        styles::xml(&sheet, &|role| lists.of_style(role), flow)?,
    );
    package.part("word/settings.xml", package::SETTINGS, settings::xml(flow)?);
    package.part("word/fontTable.xml", package::FONT_TABLE, font_table::xml(&sheet)?);
    if let Some(lists) = numbering::xml(&lists)? {
        package.part("word/numbering.xml", package::NUMBERING, lists);
    }
    if let Some(notes) = footnotes::xml(&tracked, &sheet)? {
        package.part("word/footnotes.xml", package::FOOTNOTES, notes);
    }
    for (index, footer) in built.footers.iter().enumerate() {
        package.part(document::footer_path(index), package::FOOTER, conform::part(footer)?);
    }
    for chart in built.charts {
        let workbook = workbook::of(chart, options)?;
        package.chart(chart::xml(chart)?, workbook);
    }
    for image in built.media {
        package.media(image);
    }
    package.part("docProps/core.xml", package::CORE, props::core(&flow.info)?);
    package.part("docProps/app.xml", package::APP, props::app()?);
    if let Some(custom) = props::custom(&flow.info)? {
        package.part("docProps/custom.xml", package::CUSTOM, custom);
    }
    pack::zip(&package, options)
}

/// Writes a flow as a DOCX file into `out`, with the bytes that [`docx()`] gives. Nothing is
/// written unless the whole file can be made. `out` is flushed.
///
/// ```no_run
/// use bulletin::{Bulletin, Theme, docx_to};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let flow = Bulletin::new("工作简报").flow(&Theme::gbt9704())?;
/// docx_to(&flow, &Default::default(), std::io::stdout().lock())?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`docx()`], and [`Io`](crate::ErrorKind::Io) when `out` cannot be written to; its
/// [`source`](std::error::Error::source) is the [`io::Error`].
pub fn docx_to(flow: &Flow, options: &DocxOptions, mut out: impl io::Write) -> Result<(), Error> {
    let file = docx(flow, options)?;
    out.write_all(&file).and_then(|()| out.flush()).map_err(|cause| {
        let reason = cause.to_string();
        Error::new(DocxMessage::Write { reason }, Place::default()).caused_by(cause)
    })
}

/// The place of what comes from this path of the bulletin.
fn place(path: &ModelPath) -> Place {
    Place::path(path.clone())
}

/// The place of the file's properties.
fn info_place() -> Place {
    Place::path(ModelPath::root().field("info"))
}
