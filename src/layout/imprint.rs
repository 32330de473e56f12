//! The imprint at the foot of the last page: its last rule on the lower edge of the type area
//! (GB/T 9704-2012, 7.4.1).

use super::column::Column;
use super::inline::{self, Line};
use super::page::Mark;
use super::paint;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::style::flow::{ImprintBlock, Paragraph};

/// One line of the imprint, with the rule above it when it is the first of its row.
struct Strip<'a> {
    rule_above: Length,
    content: &'a Paragraph,
    line: Line,
    element: usize,
}

impl Strip<'_> {
    fn height(&self) -> Length {
        self.rule_above + self.content.line
    }
}

impl Column<'_> {
    /// The imprint on the last page where it fits below the text, else on a new one. One that is
    /// taller than a page goes on over as many as it takes.
    pub(super) fn imprint(
        &mut self,
        imprint: &ImprintBlock,
        shaper: &mut Shaper<'_>,
    ) -> Result<(), Error> {
        self.tags.begin_group("imprint");
        let strips = self.strips(imprint, shaper)?;
        let area = self.spec.type_area;
        let height = |strips: &[Strip<'_>]| {
            strips.iter().map(Strip::height).sum::<Length>() + imprint.last_rule
        };
        let free = area.bottom() - self.ink_bottom - imprint.space_before;
        if !self.page_is_empty && height(&strips) > free {
            self.new_page();
        }
        let mut rest = strips.as_slice();
        while height(rest) > area.size.height && !rest.is_empty() {
            let mut used = imprint.last_rule;
            let fit = rest.iter().take_while(|strip| {
                used += strip.height();
                used <= area.size.height
            });
            let (page, others) = rest.split_at(fit.count().clamp(1, rest.len()));
            self.strips_at(page, area.origin.y, imprint, shaper);
            self.new_page();
            rest = others;
        }
        self.strips_at(rest, area.bottom() - height(rest), imprint, shaper);
        self.tags.end_group();
        Ok(())
    }

    fn strips<'b>(
        &mut self,
        imprint: &'b ImprintBlock,
        shaper: &mut Shaper<'_>,
    ) -> Result<Vec<Strip<'b>>, Error> {
        let measure = self.spec.type_area.size.width;
        let mut strips = Vec::new();
        for row in &imprint.rows {
            let element = self.tags.paragraph(&row.content);
            let lines = inline::lines(&row.content, measure, shaper)?;
            for (index, line) in lines.into_iter().enumerate() {
                let rule_above = if index == 0 { row.rule_above } else { Length::ZERO };
                strips.push(Strip { rule_above, content: &row.content, line, element });
            }
        }
        Ok(strips)
    }

    /// Strips one below the other from `top`, and the last rule.
    fn strips_at(
        &mut self,
        strips: &[Strip<'_>],
        top: Length,
        imprint: &ImprintBlock,
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
            let mark = Mark::Element(strip.element);
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
