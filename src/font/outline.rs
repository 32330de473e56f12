//! Outlines of glyphs as lists of stretches, for writers that draw them.

use skrifa::GlyphId;
use skrifa::raw::model::glyph::outline::PathSink;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::tables::glyf::{Anchor, Component, CompositeGlyphFlags, Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;

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
    /// The box around all points of the outline, also those that only draw it aside; none if there are none.
    pub(super) fn bounds(&self) -> Option<(Spot, Spot)> {
        let spots = self.0.iter().flat_map(|stretch| match *stretch {
            Stretch::Move(end) | Stretch::Line(end) => vec![end],
            Stretch::Quad(aside, end) => vec![aside, end],
            Stretch::Cubic(one, other, end) => vec![one, other, end],
            Stretch::Close => Vec::new(),
        });
        spots.fold(None, |bounds: Option<(Spot, Spot)>, [x, y]| {
            let ([left, low], [right, high]) = bounds.unwrap_or(([x, y], [x, y]));
            Some(([left.min(x), low.min(y)], [right.max(x), high.max(y)]))
        })
    }
}

/// The outline of a glyph in a table `CFF `, read by read-fonts without its hints.
pub(super) fn cff(data: &[u8], units: u16, glyph: GlyphId) -> Option<Outline> {
    let font = CffFontRef::new_cff(data, 0, Some(units.into())).ok()?;
    let subfont = font.subfont(font.subfont_index(glyph)?, &[]).ok()?;
    let mut outline = Outline::default();
    font.draw(&subfont, glyph, &[], None, &mut outline).ok()?;
    Some(outline)
}

impl PathSink for Outline {
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

/// A point of a TrueType outline, and whether it is on the outline.
type Point = (Spot, bool);

/// What may be put together for one glyph: glyphs of glyphs may grow without end.
const MOST_PARTS: usize = 256;
const MOST_POINTS: usize = 1 << 16;

/// The outline of a glyph in the tables `glyf` and `loca`, moved so that it begins at its side bearing.
/// It is put together here, as the library that reads the tables brings all that is to do with hints along,
/// a tenth of a megabyte.
pub(super) fn truetype(
    (loca, glyf): (&Loca<'_>, &Glyf<'_>),
    glyph: GlyphId,
    bearing: Option<f32>,
) -> Option<Outline> {
    let mut parts = Parts { loca, glyf, points: Vec::new(), ends: Vec::new(), parts: 0 };
    parts.add(glyph, 0)?;
    let entry = loca.get(glyph, glyf)?;
    let left = entry.glyph().map(|glyph| f32::from(glyph.x_min()));
    let moved = bearing.zip(left).map_or(0.0, |(bearing, left)| bearing - left);
    let mut outline = Outline::default();
    let mut from = 0;
    for end in parts.ends {
        let contour = parts.points.get(from..end).unwrap_or_default();
        from = end;
        let contour: Vec<Point> =
            contour.iter().map(|([x, y], is_on)| ([x + moved, *y], *is_on)).collect();
        outline.contour(&contour);
    }
    Some(outline)
}

impl Outline {
    /// A contour of points, between each two of which that are aside there is one on the outline.
    fn contour(&mut self, points: &[Point]) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let (start, rest) = match (first, last) {
            ((start, true), _) => (*start, points.get(1..)),
            (_, (start, true)) => (*start, points.get(..points.len() - 1)),
            ((one, _), (other, _)) => (middle(*one, *other), Some(points)),
        };
        self.0.push(Stretch::Move(start));
        let mut aside: Option<Spot> = None;
        for (spot, is_on) in rest.unwrap_or_default() {
            match (aside, *is_on) {
                (None, true) => self.0.push(Stretch::Line(*spot)),
                (None, false) => aside = Some(*spot),
                (Some(before), true) => {
                    self.0.push(Stretch::Quad(before, *spot));
                    aside = None;
                }
                (Some(before), false) => {
                    self.0.push(Stretch::Quad(before, middle(before, *spot)));
                    aside = Some(*spot);
                }
            }
        }
        if let Some(before) = aside {
            self.0.push(Stretch::Quad(before, start));
        }
        self.0.push(Stretch::Close);
    }
}

fn middle([x, y]: Spot, [other_x, other_y]: Spot) -> Spot {
    [(x + other_x) / 2.0, (y + other_y) / 2.0]
}

/// The points of a glyph, and of the glyphs that it is made of.
struct Parts<'a, 'f> {
    loca: &'a Loca<'f>,
    glyf: &'a Glyf<'f>,
    points: Vec<Point>,
    /// How many points there are at the end of each contour.
    ends: Vec<usize>,
    parts: usize,
}

impl Parts<'_, '_> {
    /// Adds the points of a glyph. None if it is not there or would be too much.
    fn add(&mut self, glyph: GlyphId, depth: u8) -> Option<()> {
        self.parts += 1;
        if depth > 8 || self.parts > MOST_PARTS || self.points.len() > MOST_POINTS {
            return None;
        }
        let entry = self.loca.get(glyph, self.glyf)?;
        match entry.glyph() {
            None => {}
            Some(Glyph::Simple(simple)) => {
                let begin = self.points.len();
                let ends = simple.end_pts_of_contours().iter();
                self.ends.extend(ends.map(|end| begin + usize::from(end.get()) + 1));
                let points = simple.points();
                self.points
                    .extend(points.map(|it| ([f32::from(it.x), f32::from(it.y)], it.on_curve)));
            }
            Some(Glyph::Composite(composite)) => {
                let begin = self.points.len();
                for component in composite.components() {
                    self.component(&component, begin, depth)?;
                }
            }
        }
        Some(())
    }

    /// Adds a glyph that is a part of another, whose points begin somewhere.
    fn component(&mut self, component: &Component, begin: usize, depth: u8) -> Option<()> {
        let own = self.points.len();
        self.add(component.glyph, depth + 1)?;
        let turn = &component.transform;
        let [xx, yx, xy, yy] = [turn.xx, turn.yx, turn.xy, turn.yy].map(|part| part.to_f32());
        let points = self.points.get_mut(own..)?;
        for (spot, _) in points.iter_mut() {
            let [x, y] = *spot;
            *spot = [x * xx + y * xy, x * yx + y * yy];
        }
        let [x, y] = match component.anchor {
            Anchor::Offset { x, y } => {
                let (x, y) = (f32::from(x), f32::from(y));
                let both = CompositeGlyphFlags::SCALED_COMPONENT_OFFSET
                    | CompositeGlyphFlags::UNSCALED_COMPONENT_OFFSET;
                if component.flags & both == CompositeGlyphFlags::SCALED_COMPONENT_OFFSET {
                    [x * (xx * xx + xy * xy).sqrt(), y * (yy * yy + yx * yx).sqrt()]
                } else {
                    [x, y]
                }
            }
            Anchor::Point { base, component } => {
                let ([x, y], _) = *self.points.get(begin + usize::from(base))?;
                let ([own_x, own_y], _) = *self.points.get(own + usize::from(component))?;
                [x - own_x, y - own_y]
            }
        };
        for ([to_x, to_y], _) in self.points.get_mut(own..)? {
            *to_x += x;
            *to_y += y;
        }
        Some(())
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

    /// What skrifa draws, which knows of hints and of faces that vary too.
    fn by_skrifa(face: &Face, glyph: u16) -> Outline {
        use skrifa::MetadataProvider as _;
        use skrifa::instance::{LocationRef, Size};
        use skrifa::outline::{DrawSettings, OutlinePen};

        struct Pen(Outline);

        impl OutlinePen for Pen {
            fn move_to(&mut self, x: f32, y: f32) {
                self.0.0.push(Stretch::Move([x, y]));
            }
            fn line_to(&mut self, x: f32, y: f32) {
                self.0.0.push(Stretch::Line([x, y]));
            }
            fn quad_to(&mut self, x_aside: f32, y_aside: f32, x: f32, y: f32) {
                self.0.0.push(Stretch::Quad([x_aside, y_aside], [x, y]));
            }
            fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
                self.0.0.push(Stretch::Cubic([a, b], [c, d], [x, y]));
            }
            fn close(&mut self) {
                self.0.0.push(Stretch::Close);
            }
        }

        let font = skrifa::FontRef::from_index(face.data(), face.index()).unwrap();
        let mut pen = Pen(Outline::default());
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let glyph = font.outline_glyphs().get(GlyphId::from(glyph)).unwrap();
        glyph.draw(settings, &mut pen).unwrap();
        pen.0
    }

    /// Without lines that end where they begin, which say nothing.
    fn plain(outline: Outline) -> Vec<Stretch> {
        let (mut at, mut start) = ([0.0; 2], [0.0; 2]);
        let mut plain: Vec<Stretch> = Vec::new();
        for stretch in outline.0 {
            match stretch {
                Stretch::Line(end) if end == at => continue,
                Stretch::Close => {
                    // Closing draws the last line.
                    if matches!(plain.last(), Some(Stretch::Line(end)) if *end == start) {
                        plain.pop();
                    }
                    at = start;
                }
                Stretch::Move(end) => (at, start) = (end, end),
                Stretch::Line(end) | Stretch::Quad(_, end) | Stretch::Cubic(_, _, end) => at = end,
            }
            plain.push(stretch);
        }
        plain
    }

    #[test]
    fn outlines_are_those_of_skrifa() {
        let fonts = Fonts::embedded();
        let embedded = Typeface::ALL.map(|it| fonts.chain(it).first().unwrap().clone());
        let (song, latin) = (cff::song(), cff::latin());
        let faces = embedded.iter().map(|face| &**face).chain([&song, &latin]);
        for face in faces {
            let open = face.open().unwrap();
            let count = u16::try_from(open.tables().glyphs()).unwrap();
            // Every glyph of small faces, and some of large ones.
            let step = usize::from(count / 700 + 1);
            for glyph in (0..count).step_by(step) {
                let (ours, theirs) = (open.outline(glyph), by_skrifa(face, glyph));
                assert_eq!(plain(ours), plain(theirs), "{face:?} {glyph}");
            }
        }
    }

    #[test]
    fn points_aside_are_joined_by_points_between_them() {
        let mut outline = Outline::default();
        outline.contour(&[([0.0, 0.0], false), ([4.0, 0.0], false), ([4.0, 4.0], true)]);
        assert_eq!(
            outline.0,
            [
                Stretch::Move([4.0, 4.0]),
                Stretch::Quad([0.0, 0.0], [2.0, 0.0]),
                Stretch::Quad([4.0, 0.0], [4.0, 4.0]),
                Stretch::Close
            ]
        );
        let mut round = Outline::default();
        round.contour(&[([0.0, 0.0], false), ([4.0, 0.0], false), ([4.0, 4.0], false)]);
        assert_eq!(round.0.first(), Some(&Stretch::Move([2.0, 2.0])));
        assert_eq!(round.0.len(), 5);
        assert_eq!(round.bounds(), Some(([0.0, 0.0], [4.0, 4.0])));
        round.contour(&[]);
        assert_eq!(round.0.len(), 5);
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
