//! Outlines as lines that are short enough to look like curves.

use crate::font::{Outline, Stretch};

/// A point in pixels, from the upper left corner, downwards.
pub(super) type Spot = [f32; 2];

/// Points, each joined to the next.
pub(super) type Contour = Vec<Spot>;

/// The contours of an outline, each point of which is moved to where it belongs.
pub(super) fn flattened(outline: &Outline, place: impl Fn(Spot) -> Spot) -> Vec<Contour> {
    let mut contours: Vec<Contour> = Vec::new();
    let mut at = [0.0, 0.0];
    for stretch in &outline.0 {
        if let Stretch::Move(start) = stretch {
            at = place(*start);
            contours.push(vec![at]);
            continue;
        }
        let Some(contour) = contours.last_mut() else { continue };
        match *stretch {
            Stretch::Line(end) => {
                at = place(end);
                contour.push(at);
            }
            Stretch::Quad(aside, end) => {
                let (aside, end) = (place(aside), place(end));
                let bend = length(second(at, aside, end));
                curve(contour, bend, |t| mix(mix(at, aside, t), mix(aside, end, t), t), end);
                at = end;
            }
            Stretch::Cubic(one, other, end) => {
                let (one, other, end) = (place(one), place(other), place(end));
                let bend = length(second(at, one, other)).max(length(second(one, other, end)));
                let point = |t| {
                    let (near, middle, far) =
                        (mix(at, one, t), mix(one, other, t), mix(other, end, t));
                    mix(mix(near, middle, t), mix(middle, far, t), t)
                };
                curve(contour, bend * 3.0, point, end);
                at = end;
            }
            Stretch::Move(_) | Stretch::Close => {}
        }
    }
    contours
}

/// The parts of a pixel in which lines keep to their curve.
const FINENESS: f32 = 16.0;

/// The points of a curve behind its beginning. So many lines of a quadratic curve are off it by at most a
/// quarter of its bend divided by the square of their number.
fn curve(contour: &mut Contour, bend: f32, point: impl Fn(f32) -> Spot, end: Spot) {
    let mut count: u16 = 1;
    while count < 64 && bend * FINENESS / 4.0 > f32::from(count * count) {
        count += 1;
    }
    contour.extend((1..count).map(|step| point(f32::from(step) / f32::from(count))));
    contour.push(end);
}

/// How far the middle of three points is from being in the middle, twice.
fn second(one: Spot, two: Spot, three: Spot) -> Spot {
    let [x, y] = [0, 1].map(|of| {
        let part = |spot: Spot| spot.get(of).copied().unwrap_or_default();
        part(one) - 2.0 * part(two) + part(three)
    });
    [x, y]
}

/// A point on the way from one to another.
pub(super) fn mix([x, y]: Spot, [to_x, to_y]: Spot, t: f32) -> Spot {
    [x + (to_x - x) * t, y + (to_y - y) * t]
}

pub(super) fn length([x, y]: Spot) -> f32 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn lines_keep_to_their_curve() {
        // A quarter of a circle, nearly, of a hundred pixels.
        let around = 55.228_474;
        let outline = Outline(vec![
            Stretch::Move([100.0, 0.0]),
            Stretch::Cubic([100.0, around], [around, 100.0], [0.0, 100.0]),
            Stretch::Line([0.0, 0.0]),
            Stretch::Close,
            Stretch::Move([1.0, 1.0]),
            Stretch::Quad([2.0, 1.0], [3.0, 1.0]),
        ]);
        let contours = flattened(&outline, |spot| spot);
        let [quarter, straight] = contours.as_slice() else { panic!("{contours:?}") };
        assert_eq!(straight, &[[1.0, 1.0], [3.0, 1.0]], "a curve without a bend is a line");
        let arc = quarter.split_last().unwrap().1;
        assert!((10..40).contains(&arc.len()), "{}", arc.len());
        for pair in arc.windows(2) {
            let [one, other] = pair.first_chunk().unwrap();
            let middle = length(mix(*one, *other, 0.5));
            assert!((middle - 100.0).abs() < 0.1, "{middle}");
        }
    }
}
