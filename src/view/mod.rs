//! A page as a reader sees it: upright, with its outlines at hand. The writers of pictures paint what
//! is told here, each in its own way; where things are is reckoned here alone.

mod messages;
#[cfg(feature = "svg")]
mod words;

use crate::error::Error;
use crate::font::OpenFace;
use crate::info::Color;
use crate::layout::page::{Content, GlyphRun, Page, Pages, PlacedImage, PlacedLine, Tag, Turn};
use crate::length::{Point, Rect, Size};
use crate::place::Place;
pub(crate) use messages::ViewMessage;
#[cfg(feature = "svg")]
pub(crate) use words::{alternative, words};

/// A page that is looked at.
pub(crate) struct View<'a> {
    pub(crate) pages: &'a Pages,
    pub(crate) page: &'a Page,
}

/// Something that is painted on. Points are measured from the upper left corner of the page as it is
/// read, `y` downwards; what comes later covers what came before.
pub(crate) trait Canvas {
    /// Fills an area; its last corner is joined to the first.
    fn area(&mut self, corners: &[Point], color: Color);

    /// Draws a line through these points.
    fn line(&mut self, points: &[Point], line: &PlacedLine);

    /// Draws glyphs.
    fn glyphs(&mut self, run: &Glyphs<'_, '_>);

    /// Draws a picture. The points are where the corners of the picture are as its file has it: the
    /// lower left one, the lower right one and the upper left one.
    ///
    /// # Errors
    /// When the picture cannot be read.
    fn picture(
        &mut self,
        picture: &PlacedImage,
        corners: [Point; 3],
        mark: Tag,
    ) -> Result<(), Error>;
}

/// A run of glyphs on a page.
pub(crate) struct Glyphs<'a, 'f> {
    pub(crate) run: &'a GlyphRun,
    pub(crate) face: &'a OpenFace<'f>,
    /// The left end of the baseline.
    pub(crate) origin: Point,
    /// Which way the baseline runs: one of the two is zero, the other one or minus one.
    pub(crate) along: (i8, i8),
}

impl<'a> View<'a> {
    /// The page of this number, from 0.
    pub(crate) fn of(pages: &'a Pages, number: usize) -> Result<View<'a>, Error> {
        let page = pages.pages.get(number).ok_or_else(|| {
            let message = ViewMessage::NoPage { page: number, pages: pages.pages.len() };
            Error::new(message, Place::default())
        })?;
        Ok(View { pages, page })
    }

    /// The page as it is read.
    pub(crate) fn size(&self) -> Size {
        let Size { width, height } = self.page.size;
        match self.page.turn {
            Turn::None => Size { width, height },
            Turn::Left => Size { width: height, height: width },
        }
    }

    /// Where a point of the upright sheet is on the page as it is read: a page whose text runs upwards is
    /// turned clockwise for reading.
    fn point(&self, at: Point) -> Point {
        match self.page.turn {
            Turn::None => at,
            Turn::Left => Point { x: self.page.size.height - at.y, y: at.x },
        }
    }

    fn corners(&self, rect: &Rect) -> [Point; 4] {
        let Point { x: left, y: top } = rect.origin;
        let (right, bottom) = (rect.right(), rect.bottom());
        [(left, top), (right, top), (right, bottom), (left, bottom)]
            .map(|(x, y)| self.point(Point { x, y }))
    }

    fn points(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|at| self.point(*at)).collect()
    }

    /// Paints all that is on the page.
    pub(crate) fn paint(&self, canvas: &mut impl Canvas) -> Result<(), Error> {
        // Faces are opened when the first of their glyphs is shown.
        let mut faces: Vec<Option<OpenFace<'_>>> = self.pages.faces.iter().map(|_| None).collect();
        for item in &self.page.items {
            match &item.content {
                Content::Glyphs(run) => {
                    let missing = || {
                        let faces = self.pages.faces.len();
                        let message = ViewMessage::FaceMissing { face: run.face, faces };
                        Error::new(message, Place::default())
                    };
                    let slot = faces.get_mut(run.face).ok_or_else(missing)?;
                    let face = match slot {
                        Some(face) => face,
                        None => {
                            let face = self.pages.faces.get(run.face).ok_or_else(missing)?;
                            slot.insert(face.open()?)
                        }
                    };
                    let along = match (run.turn, self.page.turn) {
                        (Turn::None, Turn::None) | (Turn::Left, Turn::Left) => (1, 0),
                        (Turn::Left, Turn::None) => (0, -1),
                        (Turn::None, Turn::Left) => (0, 1),
                    };
                    let origin = self.point(run.origin);
                    canvas.glyphs(&Glyphs { run, face, origin, along });
                }
                Content::Rule(rule) => canvas.area(&self.corners(&rule.rect), rule.color),
                Content::Area(area) => canvas.area(&self.points(&area.points), area.color),
                Content::Line(line) => canvas.line(&self.points(&line.points), line),
                Content::Image(image) => {
                    let corners = image.corners().map(|at| self.point(at));
                    canvas.picture(image, corners, item.mark)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::page::ImageFormat;
    use crate::length::Length;
    use crate::picture::ImageTurn;
    use crate::place::ModelPath;

    /// A picture of 3 × 2 on a sheet, turned with its page or not.
    fn placed(turn: Turn, mirrored: bool, quarters: u8) -> PlacedImage {
        let origin = Point { x: Length::emu(10), y: Length::emu(20) };
        let size = Size { width: Length::emu(3), height: Length::emu(2) };
        let mut upright = ImageTurn::NONE;
        (upright.mirrored, upright.quarters) = (mirrored, quarters);
        PlacedImage {
            rect: Rect { origin, size },
            turn,
            upright,
            data: Vec::new().into(),
            format: ImageFormat::Png,
            path: ModelPath::default(),
        }
    }

    fn corners(turn: Turn, mirrored: bool, quarters: u8) -> [(i64, i64); 3] {
        placed(turn, mirrored, quarters).corners().map(|at| (at.x.to_emu(), at.y.to_emu()))
    }

    #[test]
    fn a_picture_has_its_corners_where_its_turns_bring_them() {
        let (left, right, top, bottom) = (10, 13, 20, 22);
        for (turn, mirrored, quarters, expected) in [
            (Turn::None, false, 0, [(left, bottom), (right, bottom), (left, top)]),
            (Turn::None, true, 0, [(right, bottom), (left, bottom), (right, top)]),
            // Clockwise: the lower left corner goes to the upper left.
            (Turn::None, false, 1, [(left, top), (left, bottom), (right, top)]),
            (Turn::None, false, 2, [(right, top), (left, top), (right, bottom)]),
            (Turn::None, false, 3, [(right, bottom), (right, top), (left, bottom)]),
            // On a page on its side the head of the picture is at the left edge.
            (Turn::Left, false, 0, [(right, bottom), (right, top), (left, bottom)]),
            (Turn::Left, false, 1, [(left, bottom), (right, bottom), (left, top)]),
        ] {
            let found = corners(turn, mirrored, quarters);
            assert_eq!(found, expected, "{turn:?} {mirrored} {quarters}");
        }
    }
}
