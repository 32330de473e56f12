//! Outlines of glyphs as lists of stretches, for writers that draw them.

use skrifa::outline::OutlinePen;

use super::tables::Tables;

/// A point of an outline, in units of the face; the second is the height above the baseline.
pub(crate) type Spot = [f32; 2];

/// A stretch of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stretch {
    /// A contour begins.
    Move(Spot),
    /// A straight line.
    Line(Spot),
    /// A quadratic curve: the point that draws it aside, and its end.
    Quad(Spot, Spot),
    /// A cubic curve: the points that draw it aside, and its end.
    Cubic(Spot, Spot, Spot),
    /// Back to where the contour began.
    Close,
}

/// The outline of a glyph: contours, each of which is closed. What is inside is told by which way they
/// turn: the rule is non-zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outline(pub(crate) Vec<Stretch>);

impl Outline {
    /// The outline of a glyph; empty where there is none.
    pub(super) fn of(tables: &Tables<'_>, glyph: u16) -> Outline {
        let mut outline = Outline::default();
        match tables.draw(glyph, &mut outline) {
            Some(()) => outline,
            // Half of an outline is a blot.
            None => Outline::default(),
        }
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Stretch::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Stretch::Line([x, y]));
    }

    fn quad_to(&mut self, x_aside: f32, y_aside: f32, x: f32, y: f32) {
        self.0.push(Stretch::Quad([x_aside, y_aside], [x, y]));
    }

    fn curve_to(&mut self, x_aside: f32, y_aside: f32, x_near: f32, y_near: f32, x: f32, y: f32) {
        self.0.push(Stretch::Cubic([x_aside, y_aside], [x_near, y_near], [x, y]));
    }

    fn close(&mut self) {
        self.0.push(Stretch::Close);
    }
}

#[cfg(all(test, feature = "embedded-fonts"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::font::{Face, Fonts, cff};
    use crate::length::Length;
    use crate::typeface::Typeface;

    /// The ends of the stretches of a glyph, and how many there are of each kind.
    fn drawn(face: &Face, character: char) -> (Vec<Spot>, [usize; 5]) {
        let open = face.open().unwrap();
        let (mut ends, mut kinds) = (Vec::new(), [0; 5]);
        for stretch in open.outline(open.glyph(character).unwrap()).0 {
            let (kind, end) = match stretch {
                Stretch::Move(end) => (0, Some(end)),
                Stretch::Line(end) => (1, Some(end)),
                Stretch::Quad(_, end) => (2, Some(end)),
                Stretch::Cubic(_, _, end) => (3, Some(end)),
                Stretch::Close => (4, None),
            };
            *kinds.get_mut(kind).unwrap() += 1;
            ends.extend(end);
        }
        (ends, kinds)
    }

    #[test]
    fn outlines_of_both_kinds_of_faces_fill_their_boxes() {
        let fonts = Fonts::embedded();
        let song = fonts.chain(Typeface::Song).first().unwrap();
        for (face, curves) in [(&**song, 2), (&cff::song(), 3)] {
            let (ends, kinds) = drawn(face, '报');
            assert!(kinds.first() == kinds.last() && *kinds.first().unwrap() > 1, "{kinds:?}");
            assert!(*kinds.get(curves).unwrap() > 5, "{kinds:?}");
            let open = face.open().unwrap();
            let em = Length::emu(open.units());
            let ink = open.ink(open.glyph('报').unwrap(), em).unwrap();
            let reach = |of: usize| {
                let all = ends.iter().map(|end| *end.get(of).unwrap());
                all.fold((f32::MAX, f32::MIN), |(low, high), it| (low.min(it), high.max(it)))
            };
            let near = |found: f32, box_edge: Length| {
                assert!(
                    (f64::from(found) - box_edge.to_emu() as f64).abs() < 12.0,
                    "{found} {ink:?}"
                );
            };
            near(reach(0).0, ink.left);
            near(reach(0).1, ink.right);
            near(reach(1).0, ink.bottom);
            near(reach(1).1, ink.top);
        }
    }

    #[test]
    fn what_has_no_outline_is_empty() {
        let fonts = Fonts::embedded();
        let song = fonts.chain(Typeface::Song).first().unwrap();
        let open = song.open().unwrap();
        assert_eq!(open.outline(open.glyph(' ').unwrap()), Outline::default());
        assert_eq!(open.outline(u16::MAX), Outline::default());
    }
}
