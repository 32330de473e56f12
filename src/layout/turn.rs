//! Pages on their side: what was placed on the sheet held for reading is turned onto the upright
//! sheet, a quarter turn anticlockwise, so that its head is at the left edge on odd and even pages
//! alike (GB/T 9704-2012, 8: the head of the table at the binding edge of odd pages, at the fore
//! edge of even ones).

use super::page::{Content, Page, Turn};
use crate::length::{Length, Point, Rect, Size};

/// Turns all that is on a page.
pub(super) fn page(page: &mut Page) {
    let height = page.size.height;
    for item in &mut page.items {
        match &mut item.content {
            Content::Glyphs(run) => {
                run.origin = point(run.origin, height);
                run.turn = Turn::Left;
            }
            Content::Rule(rule) => rule.rect = rect(rule.rect, height),
            Content::Image(image) => {
                image.rect = rect(image.rect, height);
                image.turn = Turn::Left;
            }
        }
    }
}

/// A place on a sheet so high: what is far from the left edge of the sheet on its side is far from
/// the lower edge of the upright one.
fn point(point: Point, height: Length) -> Point {
    Point { x: point.y, y: height - point.x }
}

fn rect(rect: Rect, height: Length) -> Rect {
    Rect {
        origin: Point { x: rect.origin.y, y: height - rect.right() },
        size: Size { width: rect.size.height, height: rect.size.width },
    }
}
