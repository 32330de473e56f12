//! Pages on their side: everything was placed on the sheet as it is turned for reading, and is now
//! turned onto the upright sheet, a quarter turn anticlockwise. Its head is then at the left edge
//! on odd and even pages alike (GB/T 9704-2012, 8: the head of the table at the binding edge of odd
//! pages, at the fore edge of even ones).

use super::page::{Content, Page, Turn};
use crate::length::{Length, Point, Rect, Size};

/// Turns everything on a page.
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
            Content::Area(area) => area.points.iter_mut().for_each(|at| *at = point(*at, height)),
            Content::Line(line) => line.points.iter_mut().for_each(|at| *at = point(*at, height)),
        }
    }
}

/// A point on the upright sheet, which is `height` high. Its distance from the lower edge is the
/// distance from the left edge of the sheet on its side.
fn point(point: Point, height: Length) -> Point {
    Point { x: point.y, y: height - point.x }
}

fn rect(rect: Rect, height: Length) -> Rect {
    Rect {
        origin: Point { x: rect.origin.y, y: height - rect.right() },
        size: Size { width: rect.size.height, height: rect.size.width },
    }
}
