//! Drawings: their words set, and all of it put on a page.

use super::inline::{self, Line};
use super::page::{Content, Item, PlacedArea, PlacedLine, Tag};
use super::paint;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::style::flow::{
    Align, Anchor, Chart, Drawing, DrawnLine as DrawnStroke, DrawnWords, Paragraph, Role, Shape,
};

/// Words of a drawing, set.
pub(super) struct DrawnLine<'a> {
    words: &'a DrawnWords,
    line: Line,
}

/// A measure that words of a drawing never fill.
const WIDEST: Length = Length::mm(100_000.0);

/// The words of a chart, each on one line.
pub(super) fn lines<'a>(
    chart: &'a Chart,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<DrawnLine<'a>>, Error> {
    let mut drawn = Vec::new();
    for shape in &chart.drawing.shapes {
        let Shape::Words(words) = shape else { continue };
        let mut paragraph = Paragraph::bare(Role::Body, words.content.clone(), words.size);
        paragraph.path = chart.path.clone();
        paragraph.align = Align::Left;
        let lines = inline::lines(&paragraph, WIDEST, shaper)?;
        drawn.extend(lines.into_iter().take(1).map(|line| DrawnLine { words, line }));
    }
    Ok(drawn)
}

/// A drawing, its upper left corner at `origin`; `words` are its words, set, in their order.
pub(super) fn items(
    drawing: &Drawing,
    words: &[DrawnLine<'_>],
    origin: Point,
    mark: Tag,
    shaper: &Shaper<'_>,
    items: &mut Vec<Item>,
) {
    let place = |points: &[Point]| -> Vec<Point> {
        points.iter().map(|at| Point { x: origin.x + at.x, y: origin.y + at.y }).collect()
    };
    let mut words = words.iter();
    for shape in &drawing.shapes {
        match shape {
            Shape::Area(area) => {
                let points = place(&area.points);
                let content = Content::Area(PlacedArea { points, color: area.color });
                items.push(Item { mark, content });
            }
            Shape::Line(line) => {
                let DrawnStroke { points, width, color, dash } = line;
                let (points, width, color, dash) = (place(points), *width, *color, *dash);
                let content = Content::Line(PlacedLine { points, width, color, dash });
                items.push(Item { mark, content });
            }
            Shape::Words(_) => {
                let Some(DrawnLine { words, line: set }) = words.next() else { continue };
                let left = match words.anchor {
                    Anchor::Start => words.at.x,
                    Anchor::Middle => words.at.x - set.right / 2,
                    Anchor::End => words.at.x - set.right,
                };
                paint::line(
                    set,
                    origin.x + left,
                    origin.y + words.at.y,
                    &mark.into(),
                    shaper,
                    items,
                );
            }
        }
    }
}
