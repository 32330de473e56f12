//! What elements have beside their type: the spans and scopes of cells, how lists are numbered, the
//! places of pictures.

use lopdf::{Dictionary, Object};

use super::integer;
use crate::layout::page::{Content, ElementKind, Item, Pages, Tag, Turn};
use crate::length::{Length, Point, Rect, Size};
use crate::pdf::file::{dictionary, name};
use crate::pdf::number::corners;

/// How many rows and columns a cell covers, and what a cell that is a head is the head of
/// (ISO 32000-1, table 349).
pub(super) fn table(kind: ElementKind) -> Option<Dictionary> {
    let (columns, rows, scope) = match kind {
        ElementKind::HeadCell { columns, rows } => (columns, rows, Some("Column")),
        ElementKind::Cell { columns, rows, heads_row: true } => (columns, rows, Some("Row")),
        ElementKind::Cell { columns, rows, heads_row: false } => (columns, rows, None),
        _ => return None,
    };
    let mut attributes = dictionary([("O", name("Table"))]);
    if let Some(scope) = scope {
        attributes.set("Scope", name(scope));
    }
    for (key, covered) in [("RowSpan", rows), ("ColSpan", columns)] {
        if covered > 1 {
            attributes.set(key, integer(covered));
        }
    }
    (attributes.len() > 1).then_some(attributes)
}

/// How a list is numbered, which is said of each that is (ISO 14289-1, 7.6; ISO 32000-1, table 347).
/// There is no word for Chinese numerals.
pub(super) fn list(kind: ElementKind) -> Option<Dictionary> {
    let ElementKind::List { numbered } = kind else { return None };
    let numbering = name(if numbered { "Decimal" } else { "Disc" });
    Some(dictionary([("O", name("List")), ("ListNumbering", numbering)]))
}

/// Where the pictures and drawings of figures are (ISO 32000-1, table 344).
pub(super) fn bounds(pages: &Pages) -> Vec<(usize, Dictionary)> {
    let mut bounds = Vec::new();
    for page in &pages.pages {
        for items in page.items.chunk_by(|one, next| one.mark == next.mark) {
            let Some(Tag::Element(element)) = items.first().map(|item| item.mark) else { continue };
            let pictures = items.iter().filter_map(|item| match &item.content {
                Content::Image(image) => Some(image.rect),
                _ => None,
            });
            for rect in pictures.chain(drawn(items)) {
                let corners = corners(page, &rect).map(|corner| corner.number().into());
                let attributes = [("O", name("Layout")), ("BBox", Object::Array(corners.to_vec()))];
                bounds.push((element, dictionary(attributes)));
            }
        }
    }
    bounds
}

/// The rectangle around a drawing with its words; none where nothing is drawn.
fn drawn(items: &[Item]) -> Option<Rect> {
    items.iter().find(|item| !item.content.points().is_empty())?;
    let mut points: Vec<Point> = Vec::new();
    for item in items {
        points.extend(item.content.points());
        // Words are as high as their type, and end behind their last glyph, roughly.
        if let Content::Glyphs(run) = &item.content {
            let last = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x);
            let (x, y) = (run.origin.x, run.origin.y);
            let (along, up) = (last + run.size / 2, run.size * 4 / 5);
            points.push(run.origin);
            points.push(match run.turn {
                Turn::None => Point { x: x + along, y: y - up },
                Turn::Left => Point { x: x - up, y: y - along },
            });
        }
    }
    let across = || points.iter().map(|point| point.x);
    let down = || points.iter().map(|point| point.y);
    let origin = Point { x: across().min()?, y: down().min()? };
    let (right, bottom) = (across().max()?, down().max()?);
    Some(Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } })
}
