//! Lines and pictures → items: glyphs of one face, size, weight, colour and element become one run.

use super::inline::{Line, Stretch};
use super::page::{Content, Glyph, GlyphRun, Item, PlacedImage, Rule, Tag, Turn};
use super::shaper::Shaper;
use super::tags::TextTags;
use crate::info::Color;
use crate::length::{Length, Point, Rect, Size};
use crate::style::flow::Figure;

/// Paints a line: `left` is the left edge of its measure, `middle` the middle of its em squares
/// from the top of the sheet; `tags` says what its glyphs belong to.
pub(super) fn line(
    line: &Line,
    left: Length,
    middle: Length,
    tags: &TextTags,
    shaper: &Shaper<'_>,
    items: &mut Vec<Item>,
) {
    let mut run: Option<GlyphRun> = None;
    let (mut rise, mut mark) = (Length::ZERO, tags.text());
    for Stretch { look, glyphs } in &line.stretches {
        let Some(first) = glyphs.first() else { continue };
        let (of, span) = tags.of_glyph(look);
        let same = run.as_ref().is_some_and(|run| {
            run.face == look.face
                && (mark, run.span) == (of, span)
                && run.size == look.size
                && rise == look.rise
                && run.color == look.color
                && run.stroke == look.stroke
        });
        if !same {
            finish(run.take(), mark, items);
            (rise, mark) = (look.rise, of);
            let y = middle + shaper.center(look.face, look.size) - rise;
            run = Some(GlyphRun {
                face: look.face,
                size: look.size,
                color: look.color,
                stroke: look.stroke,
                origin: Point { x: left + first.x, y },
                turn: Turn::None,
                span,
                glyphs: Vec::with_capacity(glyphs.len()),
            });
        }
        if let Some(run) = &mut run {
            let from = left - run.origin.x;
            run.glyphs.extend(glyphs.iter().map(|glyph| Glyph { x: glyph.x + from, ..*glyph }));
        }
    }
    finish(run, mark, items);
    for underline in &line.underlines {
        // The lower edge of the line is that of the em square, which is within the type area.
        let height = underline.size / UNDERLINE;
        let y = middle + underline.size / 2 - height;
        let origin = Point { x: left + underline.from, y };
        items.push(rule(origin, underline.to - underline.from, height, underline.color));
    }
}

/// A picture on an upright page, within `rect`.
pub(super) fn figure(figure: &Figure, rect: Rect, mark: Tag) -> Item {
    let image = PlacedImage {
        rect,
        turn: Turn::None,
        data: figure.data.clone(),
        format: figure.format,
        upright: figure.turn,
        path: figure.path.clone(),
    };
    Item { mark, content: Content::Image(image) }
}

/// The thickness of a line below text is this part of the type size.
const UNDERLINE: i64 = 24;

fn finish(run: Option<GlyphRun>, mark: Tag, items: &mut Vec<Item>) {
    let Some(mut run) = run else { return };
    run.glyphs.shrink_to_fit();
    items.push(Item { mark, content: Content::Glyphs(run) });
}

/// A filled rectangle that is not content.
pub(super) fn rule(origin: Point, width: Length, height: Length, color: Color) -> Item {
    let rect = Rect { origin, size: Size { width, height } };
    Item { mark: Tag::Layout, content: Content::Rule(Rule { rect, color }) }
}
