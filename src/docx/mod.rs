//! DOCX: a [`Flow`] as a package that word processors open.
//!
//! Word and WPS lay out the pages themselves, so this writer hangs on the flow and not on the
//! pages. docx-rs builds `document.xml` and the footers; `conform` puts what it writes in the
//! order that the schema asks for and adds what it has no words for; the other parts follow
//! straight from the flow; `pack` makes the file, with the same bytes on every run.

mod build;
mod conform;
mod font_table;
mod format;
mod pack;
mod package;
mod props;
mod settings;
mod styles;
mod unit;
mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::style::decisions::Decisions;
use crate::style::flow::Flow;

/// How a DOCX is written. What it looks like is the theme's affair.
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
}

impl Default for DocxOptions {
    fn default() -> DocxOptions {
        DocxOptions { compress: true, decisions: Decisions::default() }
    }
}

/// Writes `flow` as a DOCX file and returns its bytes. The same flow gives the same bytes in any
/// process.
///
/// # Errors
///
/// [`Input`](crate::ErrorKind::Input) when a text holds a character that no XML file can hold,
/// such as U+000B, with the path of its paragraph. [`Internal`](crate::ErrorKind::Internal) when
/// a table of the flow does not fill its grid.
pub fn docx(flow: &Flow, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let sheet = styles::StyleSheet::of(flow);
    let built = build::document(flow, &sheet, &options.decisions)?;
    let mut package = package::Package::new();
    package.part("word/document.xml", package::DOCUMENT, conform::part(&built.document)?);
    package.part("word/styles.xml", package::STYLES, styles::xml(&sheet, flow)?);
    package.part("word/settings.xml", package::SETTINGS, settings::xml(flow)?);
    package.part("word/fontTable.xml", package::FONT_TABLE, font_table::xml(&sheet)?);
    for (index, footer) in built.footers.iter().enumerate() {
        package.part(build::footer_path(index), package::FOOTER, conform::part(footer)?);
    }
    for image in built.media {
        package.media(image);
    }
    package.part("docProps/core.xml", package::CORE, props::core(&flow.info)?);
    package.part("docProps/app.xml", package::APP, props::app()?);
    pack::zip(&package, options)
}
