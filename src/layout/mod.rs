//! Flow → Pages: breaks lines, fills pages, places every glyph, turns the pages on their side.

mod column;
mod contents;
mod imprint;
mod inline;
mod keep;
pub(crate) mod page;
mod paint;
mod shaper;
mod sheet;
mod table;
mod tags;
mod turn;

use crate::error::Error;
use crate::font::Fonts;
use crate::style::flow::{Flow, Orientation};
use column::Column;
use imprint::MeasuredImprint;
use page::Pages;
use shaper::Shaper;

impl Flow {
    /// Typesets the flow with a set of fonts: the input of [`pdf`](crate::pdf()). Characters that
    /// a face lacks, and what else the pages cannot show as asked, are in
    /// [`Pages::findings`](Pages#structfield.findings).
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
            let foot = below.map(MeasuredImprint::height_below_text);
            column.part(part, &blocks, foot, &shaper);
        }
        if let Some(imprint) = &imprint {
            column.hold(Orientation::Portrait);
            column.imprint(imprint, &shaper);
        }
        let (mut pages, tags, waiting) = column.finish();
        if let Some(number) = &self.page_number {
            sheet::number(&mut pages, number, &self.page, &mut shaper)?;
        }
        waiting.fill(&mut pages, &self.page, &mut shaper)?;
        let (faces, noticed) = shaper.finish();
        let of_fonts = fonts.findings().into_iter();
        let findings = self.findings.iter().cloned().chain(of_fonts).chain(noticed).collect();
        Ok(Pages {
            info: self.info.clone(),
            pages,
            faces,
            elements: tags.elements,
            outline: tags.outline,
            findings,
        })
    }
}
