//! The imprint at the foot of the last page: its last rule lies on the lower edge of the type area
//! (GB/T 9704-2012, 7.4.1), and two lines of text stand above it if that can be arranged.

use std::ops::Range;

use super::column::Column;
use super::inline::{self, Line};
use super::page::Tag;
use super::paint;
use super::shaper::Shaper;
use super::tags::TextTags;
use crate::error::Error;
use crate::length::{Length, Point, Rect};
use crate::place::ModelPath;
use crate::style::flow::{Flow, ImprintBlock, ImprintPicture, ImprintPlace, Paragraph};

/// An imprint whose lines are broken.
pub(super) struct MeasuredImprint<'a> {
    flow: &'a ImprintBlock,
    strips: Vec<Strip<'a>>,
    picture: Option<MeasuredPicture<'a>>,
}

/// The picture beside some strips.
struct MeasuredPicture<'a> {
    flow: &'a ImprintPicture,
    /// The lines of its title.
    caption: Vec<Line>,
}

impl MeasuredPicture<'_> {
    /// The height of the picture with its title and the white around them.
    fn height(&self) -> Length {
        let figure = &self.flow.figure;
        let white = figure.space_before + figure.space_after;
        white + figure.size.height + self.caption_line() * self.lines()
    }

    fn lines(&self) -> i64 {
        i64::try_from(self.caption.len()).unwrap_or(i64::MAX)
    }

    fn caption_line(&self) -> Length {
        self.flow.caption.as_ref().map_or(Length::ZERO, |caption| caption.line)
    }
}

/// One line of the imprint, with the rule above it when it is the first of its row.
struct Strip<'a> {
    rule_above: Length,
    content: &'a Paragraph,
    line: Line,
    /// The number of its row.
    row: usize,
    /// White below it: of the last strip beside a picture that is taller than they are.
    below: Length,
}

impl Strip<'_> {
    fn height(&self) -> Length {
        self.rule_above + self.content.line + self.below
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
            let lines = inline::lines(&content.content, imprint.measure(row, measure), shaper)?;
            for (index, line) in lines.into_iter().enumerate() {
                let rule_above = if index == 0 { content.rule_above } else { Length::ZERO };
                let (content, below) = (&content.content, Length::ZERO);
                strips.push(Strip { rule_above, content, line, row, below });
            }
        }
        let picture = match &imprint.picture {
            Some(picture) => {
                let caption = match &picture.caption {
                    Some(caption) => inline::lines(caption, picture.width, shaper)?,
                    None => Vec::new(),
                };
                Some(MeasuredPicture { flow: picture, caption })
            }
            None => None,
        };
        let mut measured = MeasuredImprint { flow: imprint, strips, picture };
        measured.make_room();
        Ok(Some(measured))
    }

    /// Leaves white below the strips beside a picture that is taller than they are.
    fn make_room(&mut self) {
        let beside = self.beside();
        let Some(picture) = &self.picture else { return };
        let strips = self.strips.get(beside.clone()).unwrap_or_default();
        let height = strips.iter().map(Strip::height).sum::<Length>();
        let rule = strips.first().map_or(Length::ZERO, |strip| strip.rule_above);
        let below = (picture.height() + rule - height).max(Length::ZERO);
        let last = beside.end.checked_sub(1).and_then(|last| self.strips.get_mut(last));
        if let Some(last) = last {
            last.below = below;
        }
    }

    /// The strips beside the picture.
    fn beside(&self) -> Range<usize> {
        let Some(picture) = &self.picture else { return 0..0 };
        let is_beside = |strip: &Strip<'_>| picture.flow.is_beside(strip.row);
        let first = self.strips.iter().position(is_beside).unwrap_or(0);
        let count = self.strips.iter().filter(|strip| is_beside(strip)).count();
        first..first + count
    }

    /// The height that it needs below the ink of the text.
    pub(super) fn height_below_text(&self) -> Length {
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
    /// Whether footnotes stand above it.
    pub(super) fn imprint(&mut self, imprint: &MeasuredImprint<'_>, shaper: &Shaper<'_>) -> bool {
        self.tags.begin_group(ModelPath::root().field("imprint"));
        let elements = self.imprint_elements(imprint);
        let area = self.at.spec.type_area;
        let free = self.at.area_bottom() - self.ink_bottom;
        let fits = self.at.page_is_empty || imprint.height_below_text() <= free;
        // Whether a page was begun for it that has no text.
        let is_begun = self.at.page_is_empty && self.page_count() > 1;
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
        let below_notes = self.page_count() == pages && !self.at.notes.is_empty();
        if below_notes {
            self.set_notes(imprint.height_below_text());
        }
        while self.page_count() < pages {
            self.new_page();
        }
        let (mut from, beside) = (0, imprint.beside());
        let rest = |from: usize| imprint.strips.get(from..).unwrap_or_default();
        while imprint.height(rest(from)) > area.size.height && from < imprint.strips.len() {
            let mut used = imprint.flow.last_rule;
            let fit = rest(from).iter().take_while(|strip| {
                used += strip.height();
                used <= area.size.height
            });
            let mut to = from + fit.count().max(1);
            // What stands beside a picture stays with it, if a page has room for it.
            if from < beside.start && (beside.start + 1..beside.end).contains(&to) {
                to = beside.start;
            }
            self.strips_at(imprint, from..to, area.origin.y, &elements, shaper);
            self.new_page();
            from = to;
        }
        let top = area.bottom() - imprint.height(rest(from));
        self.strips_at(imprint, from..imprint.strips.len(), top, &elements, shaper);
        self.tags.end_group();
        below_notes
    }

    /// The elements of the rows; those of the picture and its title stand behind the first row beside it.
    fn imprint_elements(&mut self, imprint: &MeasuredImprint<'_>) -> ImprintElements {
        let mut elements = ImprintElements { rows: Vec::new(), figure: None, caption: None };
        for (index, row) in imprint.flow.rows.iter().enumerate() {
            let strips = imprint.strips.iter().filter(|strip| strip.row == index);
            let lines = strips.map(|strip| &strip.line);
            elements.rows.push(self.tags.paragraph(&row.content, lines));
            if let Some(picture) = &imprint.flow.picture
                && index == picture.first
            {
                elements.figure =
                    Some(self.tags.figure(picture.figure.path.clone(), &picture.figure.alt));
                let caption = imprint.picture.as_ref().map_or(&[][..], |picture| &picture.caption);
                elements.caption =
                    picture.caption.as_ref().map(|it| self.tags.paragraph(it, caption));
            }
        }
        elements
    }

    /// Strips one below the other from `top`, then the last rule; the picture beside its strips.
    fn strips_at(
        &mut self,
        imprint: &MeasuredImprint<'_>,
        range: Range<usize>,
        top: Length,
        elements: &ImprintElements,
        shaper: &Shaper<'_>,
    ) {
        let area = self.at.spec.type_area;
        let beside = imprint.beside();
        let mut y = top;
        let strips = imprint.strips.get(range.clone()).unwrap_or_default();
        // The height of those beside the picture, on the page where they begin.
        let beside_here = beside.start..beside.end.min(range.end);
        let beside_here = imprint.strips.get(beside_here).unwrap_or_default();
        let rule = beside_here.first().map_or(Length::ZERO, |strip| strip.rule_above);
        let beside_height = beside_here.iter().map(Strip::height).sum::<Length>() - rule;
        let mut picture_top = None;
        for (index, strip) in range.clone().zip(strips) {
            if strip.rule_above > Length::ZERO {
                let origin = Point { x: area.origin.x, y };
                // The rules between rows beside a picture end at it.
                let inner = beside.contains(&index) && index > beside.start;
                let inner = imprint.picture.as_ref().filter(|_| inner);
                let narrower = inner.map_or(Length::ZERO, |picture| picture.flow.width);
                let width = area.size.width - narrower;
                let rule = paint::rule(origin, width, strip.rule_above, imprint.flow.color);
                self.items().push(rule);
            }
            y += strip.rule_above;
            if index == beside.start && imprint.picture.is_some() {
                picture_top = Some(y);
            }
            let middle = y + strip.content.line / 2;
            if let Some(tags) = elements.rows.get(strip.row) {
                paint::line(&strip.line, area.origin.x, middle, tags, shaper, self.items());
            }
            y += strip.content.line + strip.below;
            // It is read behind the first row beside it, as the cells of the DOCX are.
            let next = imprint.strips.get(index + 1).filter(|_| index + 1 < range.end);
            let row_ends = next.is_none_or(|next| next.row != strip.row);
            if let (Some(picture), true) = (&imprint.picture, row_ends)
                && let Some(top) = picture_top.take()
            {
                self.imprint_picture(picture, (top, top + beside_height), elements, shaper);
            }
        }
        if imprint.flow.last_rule > Length::ZERO {
            let (origin, rule) = (Point { x: area.origin.x, y }, imprint.flow.last_rule);
            let rule = paint::rule(origin, area.size.width, rule, imprint.flow.color);
            self.items().push(rule);
        }
        self.at.page_is_empty = false;
    }

    /// The picture with its title in the middle of its place, from the first height to the second.
    fn imprint_picture(
        &mut self,
        picture: &MeasuredPicture<'_>,
        (top, bottom): (Length, Length),
        elements: &ImprintElements,
        shaper: &Shaper<'_>,
    ) {
        let area = self.at.spec.type_area;
        let figure = &picture.flow.figure;
        let left = area.right() - picture.flow.width;
        let white = (bottom - top - picture.height()).max(Length::ZERO) / 2;
        let x = left + (picture.flow.width - figure.size.width) / 2;
        let origin = Point { x, y: top + white + figure.space_before };
        self.items().push(paint::figure(
            figure,
            Rect { origin, size: figure.size },
            elements.figure.map_or(Tag::Layout, Tag::Element),
        ));
        let line = picture.caption_line();
        let mut middle = origin.y + figure.size.height + line / 2;
        let Some(tags) = &elements.caption else { return };
        for words in &picture.caption {
            paint::line(words, left, middle, tags, shaper, self.items());
            middle += line;
        }
    }
}

/// The elements of an imprint.
struct ImprintElements {
    rows: Vec<TextTags>,
    figure: Option<usize>,
    caption: Option<TextTags>,
}
