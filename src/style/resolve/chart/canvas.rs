//! What charts are drawn with: words whose width is reckoned without a font, areas whole or hatched,
//! marks, arcs. All in whole numbers, so that every machine draws the same.

use crate::info::Color;
use crate::length::{Length, Point, Rect, Size};
use crate::style::flow::{
    Anchor, Area, Dash, DrawnLine, DrawnWords, Hatch, Inline, Look, Mark, Shape,
};
use crate::style::runs::Typesetter;
use crate::style::widths;

/// The colour of the lines of the grid.
const GRID: Color = Color { red: 0xD9, green: 0xD9, blue: 0xD9 };
/// The colour of the line of nought.
const AXIS: Color = Color { red: 0x59, green: 0x59, blue: 0x59 };
const WHITE: Color = Color { red: 0xFF, green: 0xFF, blue: 0xFF };
/// The thickness of hatching and outlines.
const THIN: Length = Length::pt(0.75);
/// From one line of a hatching to the next.
const HATCH: Length = Length::pt(3.5);
/// The thickness of the lines of a chart of lines.
pub(super) const STROKE: Length = Length::pt(1.75);
/// A whole turn.
pub(super) const TURN: i64 = 1_000_000_000;

/// A drawing in the making.
pub(super) struct Canvas<'a> {
    setter: Typesetter<'a>,
    /// The gap between Chinese and Latin, in thousandths of an em.
    gap: i64,
    pub(super) shapes: Vec<Shape>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(setter: Typesetter<'a>, gap: i64) -> Canvas<'a> {
        Canvas { setter, gap, shapes: Vec::new() }
    }

    /// The size of its type.
    pub(super) fn size(&self) -> Length {
        self.setter.style.size
    }

    /// From one line of words to the next.
    pub(super) fn line(&self) -> Length {
        self.size().scale(5, 4)
    }

    /// The width of words.
    pub(super) fn width(&self, words: &str) -> Length {
        self.size().scale(widths::line(&self.setter.label(words), self.gap), widths::EM)
    }

    /// Words, the middle of their height at a point.
    pub(super) fn words(&mut self, words: &str, x: Length, y: Length, anchor: Anchor) {
        self.sized(words, self.size(), x, y, anchor);
    }

    /// Words of another size.
    pub(super) fn sized(
        &mut self,
        words: &str,
        size: Length,
        x: Length,
        y: Length,
        anchor: Anchor,
    ) {
        let mut content = self.setter.label(words);
        for inline in &mut content {
            if let Inline::Run(run) = inline {
                run.font.size = size;
            }
        }
        self.shapes.push(Shape::Words(DrawnWords { content, size, at: Point { x, y }, anchor }));
    }

    /// Words in several lines, the first of them in the middle of the line that begins at `top`.
    pub(super) fn lines(&mut self, lines: &[String], x: Length, top: Length, anchor: Anchor) {
        let mut y = top + self.line() / 2;
        for line in lines {
            self.words(line, x, y, anchor);
            y += self.line();
        }
    }

    pub(super) fn grid_line(&mut self, from: Point, to: Point) {
        self.stroke(vec![from, to], Length::pt(0.5), GRID, Dash::Solid);
    }

    pub(super) fn axis_line(&mut self, from: Point, to: Point) {
        self.stroke(vec![from, to], THIN, AXIS, Dash::Solid);
    }

    pub(super) fn stroke(&mut self, points: Vec<Point>, width: Length, color: Color, dash: Dash) {
        self.shapes.push(Shape::Line(DrawnLine { points, width, color, dash }));
    }

    /// A rectangle in the look of a series.
    pub(super) fn rect(&mut self, rect: Rect, look: Look) {
        if rect.size.width <= Length::ZERO || rect.size.height <= Length::ZERO {
            return;
        }
        let corner = |x, y| Point { x, y };
        let (left, top) = (rect.origin.x, rect.origin.y);
        let (right, bottom) = (rect.right(), rect.bottom());
        self.area(
            vec![
                corner(left, top),
                corner(right, top),
                corner(right, bottom),
                corner(left, bottom),
            ],
            look,
        );
    }

    /// An area in the look of a series.
    pub(super) fn area(&mut self, points: Vec<Point>, look: Look) {
        if look.hatch == Hatch::Solid {
            self.shapes.push(Shape::Area(Area { points, color: look.color }));
            return;
        }
        self.shapes.push(Shape::Area(Area { points: points.clone(), color: WHITE }));
        // Along such lines this sum of the coordinates is the same.
        let slopes: &[(i64, i64)] = match look.hatch {
            Hatch::Rising => &[(1, 1)],
            Hatch::Falling => &[(1, -1)],
            Hatch::Crossed => &[(1, 1), (1, -1)],
            Hatch::Level => &[(0, 1)],
            Hatch::Upright | Hatch::Solid => &[(1, 0)],
        };
        for slope in slopes {
            for (from, to) in hatching(&points, *slope) {
                self.stroke(vec![from, to], THIN, look.color, Dash::Solid);
            }
        }
        let mut outline = points;
        outline.extend(outline.first().copied());
        self.stroke(outline, THIN, look.color, Dash::Solid);
    }

    /// A white line between areas.
    pub(super) fn parting(&mut self, from: Point, to: Point) {
        self.stroke(vec![from, to], Length::pt(1.0), WHITE, Dash::Solid);
    }

    /// The mark of a point of a line.
    pub(super) fn mark(&mut self, at: Point, look: Look) {
        let half = MARK / 2;
        let point = |x: Length, y: Length| Point { x: at.x + x, y: at.y + y };
        let points = match look.mark {
            Mark::Disc => arc(at, half, 0, TURN),
            Mark::Square => {
                let half = half.scale(9, 10);
                vec![point(-half, -half), point(half, -half), point(half, half), point(-half, half)]
            }
            Mark::Triangle => {
                let wide = half.scale(11, 10);
                vec![point(Length::ZERO, -wide), point(wide, half), point(-wide, half)]
            }
            Mark::Diamond => {
                let half = half.scale(5, 4);
                let nought = Length::ZERO;
                vec![
                    point(nought, -half),
                    point(half, nought),
                    point(nought, half),
                    point(-half, nought),
                ]
            }
        };
        self.shapes.push(Shape::Area(Area { points, color: look.color }));
    }
}

/// The side of a mark.
pub(super) const MARK: Length = Length::pt(5.5);

/// Words in lines no wider than a measure, as even as may be. None where a word does not fit, unless
/// words may be parted.
pub(super) fn wrapped(
    canvas: &Canvas<'_>,
    words: &str,
    measure: Length,
    part: bool,
) -> Option<Vec<String>> {
    let pieces = pieces(words);
    let lines = filled(canvas, &pieces, measure, part)?;
    // The narrowest measure that takes no more lines.
    let even = canvas.width(words) / i64::try_from(lines.len()).unwrap_or(1);
    let (mut low, mut best) = (even, lines);
    while low < measure {
        if let Some(lines) = filled(canvas, &pieces, low, part)
            && lines.len() <= best.len()
        {
            best = lines;
            break;
        }
        low += canvas.size() / 2;
    }
    Some(best)
}

/// Lines filled one after the other.
fn filled(
    canvas: &Canvas<'_>,
    pieces: &[String],
    measure: Length,
    part: bool,
) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces {
        let longer = format!("{line}{piece}");
        if canvas.width(longer.trim_end()) <= measure {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if canvas.width(piece.trim()) <= measure {
            line = piece.trim_start().to_owned();
            continue;
        }
        if !part {
            return None;
        }
        line.clear();
        for character in piece.chars() {
            let longer = format!("{line}{character}");
            if canvas.width(&longer) > measure && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    Some(lines)
}

/// Words in the pieces between which a line may end.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for character in words.chars() {
        let joins = before.is_some_and(|before: char| {
            let latin = |c: char| c.is_ascii() && c != ' ';
            (latin(before) && latin(character))
                || character == ' '
                || "，。、；：）》〉」』】〕”’！？·…—%‰℃".contains(character)
                || "（《〈「『【〔“‘".contains(before)
        });
        match pieces.last_mut() {
            Some(last) if joins => last.push(character),
            _ => pieces.push(character.into()),
        }
        before = Some(character);
    }
    pieces
}

/// The lines of a hatching within an area: those along which `slope` of the coordinates is a multiple of
/// the distance.
fn hatching(points: &[Point], slope: (i64, i64)) -> Vec<(Point, Point)> {
    let level = |point: &Point| point.x.to_emu() * slope.0 + point.y.to_emu() * slope.1;
    // Lines at an angle are as far apart as others when their sums differ by more.
    let step = if slope.0 != 0 && slope.1 != 0 {
        HATCH.scale(1414, 1000).to_emu()
    } else {
        HATCH.to_emu()
    };
    let (Some(least), Some(most)) =
        (points.iter().map(level).min(), points.iter().map(level).max())
    else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut at = (least.div_euclid(step) + 1) * step;
    while at < most {
        let mut crossings: Vec<Point> = Vec::new();
        let ends = points.iter().skip(1).chain(points.first());
        for (one, next) in points.iter().zip(ends) {
            let (from, to) = (level(one), level(next));
            if (from < at) == (to < at) {
                continue;
            }
            let along = |from_at: Length, to_at: Length| {
                from_at + (to_at - from_at).scale(at - from, to - from)
            };
            crossings.push(Point { x: along(one.x, next.x), y: along(one.y, next.y) });
        }
        crossings.sort_by_key(|point| (point.x, point.y));
        for pair in crossings.chunks_exact(2) {
            if let [from, to] = pair
                && from != to
            {
                lines.push((*from, *to));
            }
        }
        at += step;
    }
    lines
}

/// Points on a circle from one angle to another, clockwise from the top; both ends among them.
pub(super) fn arc(center: Point, radius: Length, from: i64, to: i64) -> Vec<Point> {
    // A degree: so many straight lines are a circle to the eye.
    let step = TURN / 360;
    let mut points = Vec::new();
    let mut at = from;
    while at < to {
        points.push(on_circle(center, radius, at));
        at = (at.div_euclid(step) + 1) * step;
    }
    if to - from < TURN {
        points.push(on_circle(center, radius, to));
    }
    points
}

/// The point on a circle at an angle, clockwise from the top.
pub(super) fn on_circle(center: Point, radius: Length, angle: i64) -> Point {
    Point {
        x: center.x + radius.scale(sine(angle), TURN),
        y: center.y - radius.scale(sine(angle + TURN / 4), TURN),
    }
}

/// The sine of an angle in parts of a turn, in parts of [`TURN`]: by its series, in whole numbers.
pub(super) fn sine(angle: i64) -> i64 {
    let quarter = TURN / 4;
    let angle = angle.rem_euclid(TURN);
    let (part, rest) = (angle / quarter, angle % quarter);
    let within = if part % 2 == 0 { rest } else { quarter - rest };
    let unit = i128::from(TURN);
    let x = i128::from(within) * 6_283_185_307 / unit;
    let square = x * x / unit;
    let (mut term, mut sum) = (x, x);
    for n in [3, 5, 7, 9, 11, 13, 15_i128] {
        term = -term * square / unit / (n * (n - 1));
        sum += term;
    }
    let sine = i64::try_from(sum.clamp(0, unit)).unwrap_or_default();
    if part >= 2 { -sine } else { sine }
}

/// A rectangle.
pub(super) fn rect(x: Length, y: Length, width: Length, height: Length) -> Rect {
    Rect { origin: Point { x, y }, size: Size { width, height } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_are_right() {
        for (angle, expected) in
            [(0, 0), (TURN / 12, TURN / 2), (TURN / 4, TURN), (TURN / 2, 0), (TURN * 3 / 4, -TURN)]
        {
            assert!((sine(angle) - expected).abs() < 20, "{angle}: {}", sine(angle));
        }
        assert_eq!(sine(-TURN / 12), -sine(TURN / 12));
    }

    #[test]
    fn a_hatching_stays_within_its_area() {
        let at = |x, y| Point { x: Length::pt(x), y: Length::pt(y) };
        let square = [at(0.0, 0.0), at(40.0, 0.0), at(40.0, 20.0), at(0.0, 20.0)];
        for slope in [(1, 1), (1, -1), (0, 1), (1, 0)] {
            let lines = hatching(&square, slope);
            assert!(lines.len() > 3, "{slope:?}");
            for point in lines.iter().flat_map(|(from, to)| [from, to]) {
                assert!((Length::ZERO..=Length::pt(40.0)).contains(&point.x), "{point:?}");
                assert!((Length::ZERO..=Length::pt(20.0)).contains(&point.y), "{point:?}");
            }
        }
    }
}
