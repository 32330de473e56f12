//! Flow → Pages: breaks lines, fills pages, places every glyph, turns the pages on their side.

mod column;
mod contents;
mod imprint;
mod inline;
mod keep;
pub(crate) mod page;
mod paint;
mod rule;
mod shaper;
mod sheet;
mod table;
mod tags;
mod turn;

use crate::error::Error;
use crate::font::Fonts;
use crate::style::flow::{Flow, ImprintPlace, Orientation};
use column::{Column, Finished};
use imprint::MeasuredImprint;
use page::Pages;
use shaper::Shaper;

impl Flow {
    /// Typesets the flow with a set of fonts: the input of [`pdf`](crate::pdf()). Characters that
    /// a face lacks, and what else the pages cannot show as asked, are in
    /// [`Pages::findings`](Pages#structfield.findings).
    ///
    /// ```
    /// use bulletin::pages::Content;
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bulletin: Bulletin = toml::from_str("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let pages = bulletin.flow(&Theme::gbt9704()).pages(&Fonts::embedded())?;
    /// let runs = pages.pages[0].items.iter().filter_map(|item| match &item.content {
    ///     Content::Glyphs(run) => Some(run),
    ///     _ => None,
    /// });
    /// let text: String = runs.flat_map(|run| &run.glyphs).filter_map(|glyph| glyph.text).collect();
    /// assert!(text.starts_with("简报正文。"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Font`](crate::ErrorKind::Font) when the set has no face at all for a typeface
    /// that the flow uses, or a face cannot be opened.
    pub fn pages(&self, fonts: &Fonts) -> Result<Pages, Error> {
        let mut shaper = Shaper::new(fonts, self.lines)?;
        let mut column = Column::new(self);
        let mut imprint = None;
        for (index, part) in self.parts.iter().enumerate() {
            column.hold(part.orientation);
            let blocks = column.measure(part, &mut shaper)?;
            if index + 1 == self.parts.len() {
                imprint = MeasuredImprint::of(self, &mut shaper)?;
            }
            // The imprint stands on an upright page.
            let below = imprint.as_ref().filter(|_| part.orientation == Orientation::Portrait);
            let foot = below.and_then(MeasuredImprint::foot);
            column.part(part, &blocks, foot, &mut shaper)?;
        }
        if let Some(imprint) = &imprint {
            column.hold(Orientation::Portrait);
            column.imprint(imprint, &shaper);
        }
        let Finished { mut pages, tags, waiting, imprint_place } = column.finish();
        if let Some(number) = &self.page_number {
            let numbered = match imprint_place {
                ImprintPlace::AfterBlankPage => sheet::before_blank(&mut pages),
                _ => &mut pages,
            };
            sheet::number(numbered, number, &self.page, &mut shaper)?;
        }
        waiting.fill(&mut pages, &self.page, &mut shaper)?;
        sheet::mirror(&mut pages, &self.page);
        let (faces, noticed) = shaper.finish();
        let of_fonts = fonts.findings().into_iter();
        let findings = self.findings.iter().cloned().chain(of_fonts).chain(noticed).collect();
        Ok(Pages {
            info: self.info.clone(),
            pages,
            imprint_place,
            faces,
            elements: tags.elements,
            outline: tags.outline,
            findings,
        })
    }
}
