//! Paths, in few characters: each point by how far it is from the last, smooth curves by their ends.

use std::fmt::Write as _;

use super::number::{Factor, unit};
use crate::font::{Outline, Stretch};
use crate::length::Point;

/// A line through points, of the drawing.
pub(super) fn polygon(path: &mut String, points: &[Point]) {
    let mut last = (0, 0);
    for (number, at) in points.iter().enumerate() {
        let (x, y) = (unit(at.x), unit(at.y));
        let _ = match number {
            0 => write!(path, "M{x} {y}"),
            _ if y == last.1 => write!(path, "H{x}"),
            _ if x == last.0 => write!(path, "V{y}"),
            _ => write!(path, "L{x} {y}"),
        };
        last = (x, y);
    }
}

/// An outline, in the units of its face.
pub(super) fn outline(path: &mut String, outline: &Outline) {
    let mut pen = Pen { path, at: ORIGIN, start: ORIGIN, aside: None };
    for stretch in &outline.0 {
        let spot = |[x, y]: [f32; 2]| (Factor::near(x), Factor::near(y));
        match *stretch {
            Stretch::Move(end) => pen.move_to(spot(end)),
            Stretch::Line(end) => pen.line_to(spot(end)),
            Stretch::Quad(aside, end) => pen.quad_to(spot(aside), spot(end)),
            Stretch::Cubic(one, other, end) => pen.curve("c", &[spot(one), spot(other), spot(end)]),
            Stretch::Close => pen.close(),
        }
    }
}

type Spot = (Factor, Factor);

const ORIGIN: Spot = (Factor::ZERO, Factor::ZERO);

struct Pen<'a> {
    path: &'a mut String,
    at: Spot,
    start: Spot,
    /// What drew the last curve aside, if that was a quadratic one.
    aside: Option<Spot>,
}

impl Pen<'_> {
    fn move_to(&mut self, end: Spot) {
        self.path.push('M');
        self.numbers(&[end.0, end.1]);
        (self.at, self.start, self.aside) = (end, end, None);
    }

    fn line_to(&mut self, end: Spot) {
        let (x, y) = (end.0.since(self.at.0), end.1.since(self.at.1));
        if x.is_zero() && y.is_zero() {
            return;
        }
        if y.is_zero() {
            self.path.push('h');
            self.numbers(&[x]);
        } else if x.is_zero() {
            self.path.push('v');
            self.numbers(&[y]);
        } else {
            self.path.push('l');
            self.numbers(&[x, y]);
        }
        (self.at, self.aside) = (end, None);
    }

    fn quad_to(&mut self, aside: Spot, end: Spot) {
        // Where `t` would have it: the last such point, mirrored in the end of that curve.
        let mirrored = self.aside.map(|last| {
            (self.at.0.since(last.0.since(self.at.0)), self.at.1.since(last.1.since(self.at.1)))
        });
        if mirrored == Some(aside) {
            self.curve("t", &[end]);
        } else {
            self.curve("q", &[aside, end]);
        }
        self.aside = Some(aside);
    }

    fn curve(&mut self, command: &str, spots: &[Spot]) {
        self.path.push_str(command);
        let from = self.at;
        let numbers: Vec<Factor> =
            spots.iter().flat_map(|spot| [spot.0.since(from.0), spot.1.since(from.1)]).collect();
        self.numbers(&numbers);
        self.at = spots.last().copied().unwrap_or(from);
        self.aside = None;
    }

    fn close(&mut self) {
        self.path.push('z');
        (self.at, self.aside) = (self.start, None);
    }

    fn numbers(&mut self, numbers: &[Factor]) {
        for (place, number) in numbers.iter().enumerate() {
            if place > 0 && !number.is_negative() {
                self.path.push(' ');
            }
            let _ = write!(self.path, "{number}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_said_in_few_characters() {
        let contour = Outline(vec![
            Stretch::Move([100.0, -50.0]),
            Stretch::Line([100.0, 50.0]),
            Stretch::Line([250.0, 50.0]),
            Stretch::Line([250.5, 49.0]),
            Stretch::Quad([260.0, 40.0], [270.0, 50.0]),
            // The point is that of the curve before, mirrored.
            Stretch::Quad([280.0, 60.0], [290.0, 40.0]),
            Stretch::Quad([290.0, 30.0], [280.0, 30.0]),
            Stretch::Cubic([270.0, 30.0], [260.0, 20.0], [250.0, 10.0]),
            Stretch::Close,
            Stretch::Move([0.0, 0.0]),
            Stretch::Close,
        ]);
        let mut path = String::new();
        outline(&mut path, &contour);
        assert_eq!(
            path,
            "M100-50v100h150l.5-1q9.5-9 19.5 1t20-10q0-10-10-10c-10 0-20-10-30-20zM0 0z"
        );
    }
}
