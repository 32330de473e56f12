//! Flow → Pages: breaks lines, fills pages, places every glyph, turns the pages on their side.

mod column;
mod contents;
mod cursor;
mod drawing;
mod ends;
mod fill;
mod grid;
mod imprint;
mod inline;
mod keep;
mod measured;
pub(crate) mod messages;
mod notes;
mod noticed;
mod outside;
pub(crate) mod page;
mod paint;
mod rule;
mod scripted;
mod shaper;
mod sheet;
mod table;
mod tags;
mod turn;

use crate::error::Error;
use crate::finding::join_equal;
use crate::font::Fonts;
use crate::style::decisions::Decisions;
use crate::style::flow::{Flow, ImprintPlace, Orientation};
use column::{Column, Finished};
use grid::Grid;
use imprint::MeasuredImprint;
use measured::Measured;
use page::Pages;
use shaper::Shaper;

impl Flow {
    /// Typesets the flow with a set of fonts: the input of [`pdf`](crate::pdf()). Characters that
    /// the faces lack, and whatever else the pages cannot show as asked, are in
    /// [`Pages::findings`](Pages#structfield.findings).
    ///
    /// ```
    /// use bulletin::pages::Content;
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let pages = bulletin.flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
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
        let mut shaper = Shaper::new(fonts, self.lines, Grid::of(&self.page))?;
        let mut column = Column::new(self);
        let mut imprint = None;
        let mut white_at_ends = Vec::with_capacity(self.parts.len());
        for (index, part) in self.parts.iter().enumerate() {
            column.turn_to(part.orientation);
            let mut blocks = Measured::blocks(part, &column.at.spec, &mut shaper)?;
            if index + 1 == self.parts.len() {
                imprint = MeasuredImprint::of(self, &mut shaper)?;
            }
            // The imprint stands on an upright page.
            let below = imprint.as_ref().filter(|_| part.orientation == Orientation::Portrait);
            let foot = below.and_then(MeasuredImprint::foot);
            column.part(part, &mut blocks, foot, &mut shaper)?;
            white_at_ends.push(column.white_below());
        }
        column.finish_notes();
        let mut notes_at_imprint = false;
        if let Some(imprint) = &imprint {
            if let Some(white) = white_at_ends.last_mut() {
                *white -= imprint.height_below_text();
            }
            column.turn_to(Orientation::Portrait);
            notes_at_imprint = column.imprint(imprint, &shaper);
        }
        let Finished { mut pages, mut tags, pending, imprint_place, cut_rows, fitted } =
            column.finish();
        if let Some(number) = &self.page_number {
            let numbered = match imprint_place {
                ImprintPlace::AfterBlankPage => sheet::before_blank(&mut pages),
                _ => &mut pages,
            };
            sheet::number(numbered, number, &self.page, &mut shaper)?;
        }
        pending.lead(&mut tags.elements);
        let headings = pending.fill(&mut pages, &self.page, &mut shaper)?;
        sheet::mirror(&mut pages, &self.page);
        let (faces, noticed, trackings) = shaper.finish();
        let of_characters = noticed.on_pages(&pages, &tags.elements);
        let outside = outside::findings(&pages, &tags.elements);
        let findings = self.findings.iter().cloned().chain(fonts.findings());
        let findings = findings.chain(of_characters).chain(outside);
        let findings = join_equal(findings);
        Ok(Pages {
            info: self.info.clone(),
            pages,
            faces,
            elements: tags.elements,
            outline: tags.outline,
            findings,
            decisions: Decisions {
                imprint: imprint_place,
                imprint_below_notes: notes_at_imprint,
                white_at_ends,
                headings,
                trackings,
                cut_rows,
                row_heights: fitted.row_heights,
                figure_sizes: fitted.figure_sizes,
                single_lines: fitted.single_lines,
                carried: fitted.carried,
                parted: fitted.parted,
            },
        })
    }
}
