//! The imprint at the foot of the last page: its last rule lies on the lower edge of the type area
//! (GB/T 9704-2012, 7.4.1), and two lines of text stand above it if that can be arranged.

use super::column::Column;
use super::inline::{self, Line};
use super::page::Tag;
use super::paint;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::place::ModelPath;
use crate::style::flow::{Flow, ImprintBlock, ImprintPlace, Paragraph};

/// An imprint whose lines are broken.
pub(super) struct MeasuredImprint<'a> {
    flow: &'a ImprintBlock,
    strips: Vec<Strip<'a>>,
}

/// One line of the imprint, with the rule above it when it is the first of its row.
struct Strip<'a> {
    rule_above: Length,
    content: &'a Paragraph,
    line: Line,
    /// The number of its row.
    row: usize,
}

impl Strip<'_> {
    fn height(&self) -> Length {
        self.rule_above + self.content.line
    }
}

impl<'a> MeasuredImprint<'a> {
    /// Breaks the lines of a flow's imprint, if it has one.
    pub(super) fn of(
        flow: &'a Flow,
        shaper: &mut Shaper<'_>,
    ) -> Result<Option<MeasuredImprint<'a>>, Error> {
        let Some(imprint) = &flow.imprint else {
            return Ok(None);
        };
        let measure = flow.page.type_area.size.width;
        let mut strips = Vec::new();
        for (row, content) in imprint.rows.iter().enumerate() {
            let lines = inline::lines(&content.content, measure, shaper)?;
            for (index, line) in lines.into_iter().enumerate() {
                let rule_above = if index == 0 { content.rule_above } else { Length::ZERO };
                strips.push(Strip { rule_above, content: &content.content, line, row });
            }
        }
        Ok(Some(MeasuredImprint { flow: imprint, strips }))
    }

    /// The height that it needs below the ink of the text.
    fn height_below_text(&self) -> Length {
        self.flow.space_before + self.height(&self.strips)
    }

    /// The same, if lines of the text go to the next page with it: an imprint that is to stand on
    /// an even page stands there by itself.
    pub(super) fn foot(&self) -> Option<Length> {
        (!self.flow.even_page).then(|| self.height_below_text())
    }

    /// The height of some of its strips, with the last rule.
    fn height(&self, strips: &[Strip<'_>]) -> Length {
        strips.iter().map(Strip::height).sum::<Length>() + self.flow.last_rule
    }
}

impl Column<'_> {
    /// The imprint, on the last page if it fits below the text, else on a new one; on an even page
    /// if the theme asks for that. One that is taller than a page takes as many as it needs.
    pub(super) fn imprint(&mut self, imprint: &MeasuredImprint<'_>, shaper: &Shaper<'_>) {
        self.tags.begin_group(ModelPath::root().field("imprint"));
        let elements: Vec<usize> =
            imprint.flow.rows.iter().map(|row| self.tags.paragraph(&row.content)).collect();
        let area = self.spec.type_area;
        let free = area.bottom() - self.ink_bottom;
        let fits = self.page_is_empty || imprint.height_below_text() <= free;
        // Whether a page was begun for it that has no text.
        let is_begun = self.page_is_empty && self.page_count() > 1;
        let text = self.page_count() - usize::from(is_begun);
        let pages = if imprint.flow.even_page && (!fits || is_begun || text % 2 == 1) {
            if text.is_multiple_of(2) {
                // A blank page, and the page of the imprint behind it, have no number (7.5).
                self.imprint_place = ImprintPlace::AfterBlankPage;
                text + 2
            } else {
                self.imprint_place = ImprintPlace::NewPage;
                text + 1
            }
        } else if !fits {
            self.imprint_place = ImprintPlace::NewPage;
            text + 1
        } else {
            text
        };
        while self.page_count() < pages {
            self.new_page();
        }
        let mut rest = imprint.strips.as_slice();
        while imprint.height(rest) > area.size.height && !rest.is_empty() {
            let mut used = imprint.flow.last_rule;
            let fit = rest.iter().take_while(|strip| {
                used += strip.height();
                used <= area.size.height
            });
            let (page, others) = rest.split_at(fit.count().clamp(1, rest.len()));
            self.strips_at(page, area.origin.y, imprint.flow, &elements, shaper);
            self.new_page();
            rest = others;
        }
        let top = area.bottom() - imprint.height(rest);
        self.strips_at(rest, top, imprint.flow, &elements, shaper);
        self.tags.end_group();
    }

    /// Strips one below the other from `top`, then the last rule.
    fn strips_at(
        &mut self,
        strips: &[Strip<'_>],
        top: Length,
        imprint: &ImprintBlock,
        elements: &[usize],
        shaper: &Shaper<'_>,
    ) {
        let area = self.spec.type_area;
        let mut y = top;
        for strip in strips {
            if strip.rule_above > Length::ZERO {
                let origin = Point { x: area.origin.x, y };
                let rule = paint::rule(origin, area.size.width, strip.rule_above, imprint.color);
                self.items().push(rule);
            }
            y += strip.rule_above;
            let middle = y + strip.content.line / 2;
            let mark = elements.get(strip.row).map_or(Tag::Layout, |one| Tag::Element(*one));
            paint::line(&strip.line, area.origin.x, middle, mark, shaper, self.items());
            y += strip.content.line;
        }
        if imprint.last_rule > Length::ZERO {
            let origin = Point { x: area.origin.x, y };
            let rule = paint::rule(origin, area.size.width, imprint.last_rule, imprint.color);
            self.items().push(rule);
        }
        self.page_is_empty = false;
    }
}
