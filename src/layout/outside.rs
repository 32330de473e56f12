//! What lies outside its page, in part or in whole: nobody would see it. A theme whose values fit
//! together never asks for that; one whose values do not may.

use super::messages::LayoutMessage;
use super::page::{Content, Element, GlyphRun, Item, Page, Tag, Turn};
use crate::finding::Finding;
use crate::length::{Length, Size};
use crate::place::{ModelPath, Place};

/// How far something may reach over an edge: what lengths are rounded to.
const SLACK: Length = Length::pt(0.1);

/// The findings, one for each page: of the first thing on it that lies outside. A rule is of what stands
/// before it.
pub(super) fn findings(pages: &[Page], elements: &[Element]) -> Vec<Finding> {
    let of_page = |(number, page): (u32, &Page)| {
        let mut last = None;
        for item in &page.items {
            let of = match item.mark {
                Tag::Element(element) => {
                    last = elements.get(element);
                    last
                }
                Tag::Layout | Tag::Repeated => last,
                Tag::Pagination => None,
            };
            if !is_inside(item, page.size) {
                let path = of.map_or_else(ModelPath::root, |element| element.path.clone());
                let place = Place { page: Some(number), ..Place::path(path) };
                return Some(Finding::new(LayoutMessage::Outside {}, place));
            }
        }
        None
    };
    (1..).zip(pages).filter_map(of_page).collect()
}

fn is_inside(item: &Item, page: Size) -> bool {
    let [left, top, right, bottom] = match &item.content {
        Content::Glyphs(run) => match extent(run) {
            Some(extent) => extent,
            None => return true,
        },
        Content::Rule(rule) => edges(&rule.rect),
        Content::Image(image) => edges(&image.rect),
        Content::Area(_) | Content::Line(_) => {
            let points = || item.content.points().iter();
            let across = points().map(|point| point.x);
            let down = points().map(|point| point.y);
            match (across.clone().min(), down.clone().min(), across.max(), down.max()) {
                (Some(left), Some(top), Some(right), Some(bottom)) => [left, top, right, bottom],
                _ => return true,
            }
        }
    };
    left >= -SLACK && top >= -SLACK && right <= page.width + SLACK && bottom <= page.height + SLACK
}

fn edges(rect: &crate::length::Rect) -> [Length; 4] {
    [rect.origin.x, rect.origin.y, rect.right(), rect.bottom()]
}

/// The edges within which the glyphs of a run are seen: from the baseline three quarters of the size up,
/// and to the last glyph's left end, for the widths of glyphs are not known here.
fn extent(run: &GlyphRun) -> Option<[Length; 4]> {
    let first = run.glyphs.iter().map(|glyph| glyph.x).min()?;
    let last = run.glyphs.iter().map(|glyph| glyph.x).max()?;
    let height = run.size * 3 / 4;
    let (x, y) = (run.origin.x, run.origin.y);
    Some(match run.turn {
        Turn::None => [x + first, y - height, x + last, y],
        Turn::Left => [x - height, y - last, x, y - first],
    })
}
