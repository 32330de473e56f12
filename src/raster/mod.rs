//! A page → a PNG picture: outlines cover pixels, a picture is the mean of what falls into each pixel.
//!
//! The same pages give the same pixels on any machine: what is reckoned in floating point is sums,
//! products, quotients and square roots, which IEEE 754 defines to the last bit.

mod geometry;
mod messages;
mod picture;
mod sheet;
mod stroke;

use std::collections::BTreeMap;

use crate::error::Error;
use crate::font::Outline;
use crate::info::Color;
use crate::layout::page::{Pages, PlacedImage, PlacedLine, Tag};
use crate::length::{Length, Point, Size};
use crate::place::Place;
use crate::view::{Canvas, Glyphs, View};
use geometry::{Contour, Spot, flattened};
pub(crate) use messages::PngMessage;
use sheet::Sheet;

/// How a page is drawn as PNG.
///
/// ```
/// use bulletin::{PngOptions, PngSize};
///
/// let mut options = PngOptions::default();
/// assert_eq!(options.size, PngSize::Dpi(150));
/// options.size = PngSize::Width(320); // a thumbnail
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PngOptions {
    /// How many pixels the picture has (default: 150 in an inch).
    pub size: PngSize,
}

/// How many pixels a picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PngSize {
    /// So many in an inch; the file says how many, so that it is printed as large as the page.
    Dpi(u32),
    /// So many in a row; the height follows from the page.
    Width(u32),
}

impl Default for PngSize {
    fn default() -> PngSize {
        PngSize::Dpi(150)
    }
}

impl Pages {
    /// Draws a page, counted from 0, as a PNG file: turned for reading, on white paper, with smooth edges;
    /// in grey where the page has no colour. The same pages give the same pixels on any machine.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, PngOptions, PngSize, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut bulletin = Bulletin::new("工作简报");
    /// bulletin.body = vec!["正文。".into()];
    /// let pages = bulletin.flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
    /// let mut options = PngOptions::default();
    /// options.size = PngSize::Width(320);
    /// let thumbnail = pages.png(0, &options)?;
    /// assert!(thumbnail.starts_with(b"\x89PNG"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Input`](crate::ErrorKind::Input) when there is no such page; [`Limit`](crate::ErrorKind::Limit) when
    /// the picture would have no pixel, or more than 100 million; [`Image`](crate::ErrorKind::Image) when a
    /// picture on the page cannot be decoded, with its path; [`Font`](crate::ErrorKind::Font) when a face
    /// cannot be opened; [`Internal`](crate::ErrorKind::Internal) when the pages contradict themselves,
    /// which those made by [`Flow::pages`](crate::Flow::pages) do not.
    pub fn png(&self, page: usize, options: &PngOptions) -> Result<Vec<u8>, Error> {
        let view = View::of(self, page)?;
        let mut raster = Raster::new(view.size(), options.size)?;
        view.paint(&mut raster)?;
        let dpi = match options.size {
            PngSize::Dpi(dpi) => Some(dpi),
            PngSize::Width(_) => None,
        };
        raster
            .sheet
            .file(dpi)
            .map_err(|cause| Error::new(PngMessage::Encode {}, Place::default()).caused_by(cause))
    }
}

/// The pixels that a picture may have.
const PIXELS: i64 = 100_000_000;
const PER_INCH: i64 = 914_400;

/// A page in pixels.
struct Raster {
    sheet: Sheet,
    /// Pixels in an EMU.
    scale: f32,
    /// The outlines of the glyphs so far, by face and number.
    outlines: BTreeMap<(usize, u16), Outline>,
}

impl Raster {
    fn new(page: Size, size: PngSize) -> Result<Raster, Error> {
        // So many pixels for so many EMU.
        let (pixels, emu) = match size {
            PngSize::Dpi(dpi) => (i64::from(dpi), PER_INCH),
            PngSize::Width(width) => (i64::from(width), page.width.to_emu().max(1)),
        };
        // What the page covers a hundredth of is no pixel of its own.
        let count = |length: Length| {
            let hundredths = length.scale(pixels.saturating_mul(100), emu).to_emu();
            (hundredths.saturating_add(98) / 100).max(i64::from(hundredths > 0))
        };
        let (width, height) = match size {
            PngSize::Dpi(_) => (count(page.width), count(page.height)),
            PngSize::Width(_) => (pixels, count(page.height)),
        };
        let fits = width > 0 && height > 0 && width.saturating_mul(height) <= PIXELS;
        let sides = usize::try_from(width).ok().zip(usize::try_from(height).ok());
        let Some((across, down)) = sides.filter(|_| fits) else {
            return Err(Error::new(PngMessage::Size { width, height }, Place::default()));
        };
        Ok(Raster {
            sheet: Sheet::new(across, down),
            scale: single(pixels) / single(emu),
            outlines: BTreeMap::new(),
        })
    }

    fn length(&self, length: Length) -> f32 {
        single(length.to_emu()) * self.scale
    }

    fn spot(&self, at: Point) -> Spot {
        [self.length(at.x), self.length(at.y)]
    }

    fn spots(&self, points: &[Point]) -> Contour {
        points.iter().map(|at| self.spot(*at)).collect()
    }
}

impl Canvas for Raster {
    fn area(&mut self, corners: &[Point], color: Color) {
        let contour = self.spots(corners);
        self.sheet.fill(&[contour], color);
    }

    fn line(&mut self, points: &[Point], line: &PlacedLine) {
        let width = self.length(line.width);
        let contour = self.spots(points);
        let pattern: Vec<f32> =
            line.dash.pattern().iter().map(|times| self.length(line.width * *times)).collect();
        for part in stroke::dashed(&contour, &pattern) {
            self.sheet.fill(&stroke::open(&part, width / 2.0), line.color);
        }
    }

    fn glyphs(&mut self, glyphs: &Glyphs<'_, '_>) {
        let Glyphs { run, face, origin, along } = glyphs;
        let factor = self.length(run.size) / single(face.units());
        let (x, y) = (f32::from(along.0), f32::from(along.1));
        let half = self.length(run.stroke) / 2.0;
        for glyph in &run.glyphs {
            let distance =
                Point { x: glyph.x * i64::from(along.0), y: glyph.x * i64::from(along.1) };
            let at = Point { x: origin.x + distance.x, y: origin.y + distance.y };
            let [left, base] = self.spot(at);
            let outline =
                self.outlines.entry((run.face, glyph.id)).or_insert_with(|| face.outline(glyph.id));
            // Outlines are in units of the face and upwards.
            let contours = flattened(outline, |[right, up]| {
                let (right, up) = (right * factor, up * factor);
                [left + right * x + up * y, base + right * y - up * x]
            });
            self.sheet.fill(&contours, run.color);
            if half > 0.0 {
                for contour in &contours {
                    self.sheet.fill(&stroke::closed(contour, half), run.color);
                }
            }
        }
    }

    fn picture(&mut self, image: &PlacedImage, corners: [Point; 3], _: Tag) -> Result<(), Error> {
        let corners = corners.map(|at| self.spot(at));
        picture::draw(&mut self.sheet, image, corners)
            .map_err(|error| error.at(Place::path(image.path.clone())))
    }
}

/// A whole number in single precision.
fn single(number: i64) -> f32 {
    number as f32
}

#[cfg(all(test, feature = "embedded-fonts"))]
mod tests;
