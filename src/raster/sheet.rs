//! The paper: pixels, what covers them, and the file.

use ab_glyph_rasterizer::{Rasterizer, point};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};

use super::geometry::{Contour, Spot};
use crate::info::Color;

/// White paper with what is drawn on it.
pub(super) struct Sheet {
    width: usize,
    height: usize,
    /// Red, green and blue of each pixel, by rows.
    pixels: Vec<[u8; 3]>,
    pen: Rasterizer,
}

/// A window of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// What is farther away than this from the paper is not drawn: single precision says no more where it
/// is.
const FAR: f32 = 1e6;

impl Sheet {
    pub(super) fn new(width: usize, height: usize) -> Sheet {
        let pixels = vec![[u8::MAX; 3]; width.saturating_mul(height)];
        Sheet { width, height, pixels, pen: Rasterizer::new(0, 0) }
    }

    /// The pixels of the paper that anything in a box touches; none when it is beside the paper.
    pub(super) fn window(&self, low: Spot, high: Spot) -> Option<Window> {
        // Single precision holds each pixel of a side: a side has fewer than 2^24.
        let whole = |edge: f32, side: usize| {
            #[expect(clippy::cast_possible_truncation, reason = "within the paper")]
            #[expect(clippy::cast_sign_loss, reason = "not negative")]
            let whole = edge.clamp(0.0, side as f32) as usize;
            whole
        };
        let (left, right) = (whole(low[0].floor(), self.width), whole(high[0].ceil(), self.width));
        let (top, bottom) =
            (whole(low[1].floor(), self.height), whole(high[1].ceil(), self.height));
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        (width > 0 && height > 0).then_some(Window { left, top, width, height })
    }

    /// Fills what contours enclose; each is closed.
    pub(super) fn fill(&mut self, contours: &[Contour], color: Color) {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for [x, y] in contours.iter().flatten() {
            if !(x.abs() < FAR && y.abs() < FAR) {
                return;
            }
            low = [low[0].min(*x), low[1].min(*y)];
            high = [high[0].max(*x), high[1].max(*y)];
        }
        if low[0] > high[0] {
            return;
        }
        let Some(window) = self.window(low, high) else { return };
        self.pen.reset(window.width, window.height);
        let (left, top) = (window.left as f32, window.top as f32);
        let moved = |[x, y]: Spot| [x - left, y - top];
        for contour in contours {
            let next = contour.iter().cycle().skip(1);
            for (from, to) in contour.iter().zip(next) {
                edge(&mut self.pen, moved(*from), moved(*to), window.width as f32);
            }
        }
        let (pen, pixels, width) = (&self.pen, &mut self.pixels, self.width);
        pen.for_each_pixel_2d(|x, y, cover| {
            #[expect(clippy::cast_possible_truncation, reason = "a part of 255")]
            #[expect(clippy::cast_sign_loss, reason = "not negative")]
            let cover = (cover.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            if cover == 0 {
                return;
            }
            let place = usize::try_from(y).unwrap_or_default().saturating_add(window.top);
            let place = place.saturating_mul(width).saturating_add(window.left);
            let place = place.saturating_add(usize::try_from(x).unwrap_or_default());
            if let Some(pixel) = pixels.get_mut(place) {
                cover_with(pixel, color, cover);
            }
        });
    }

    /// A pixel of the paper.
    pub(super) fn pixel(&mut self, x: usize, y: usize) -> Option<&mut [u8; 3]> {
        let place = y.checked_mul(self.width)?.checked_add(x)?;
        self.pixels.get_mut(place).filter(|_| x < self.width)
    }

    /// The PNG file, in grey if there is no colour; with how many pixels an inch has, if that is said.
    pub(super) fn file(&self, dpi: Option<u32>) -> Result<Vec<u8>, EncodingError> {
        let mut file = Vec::new();
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        let mut encoder = Encoder::new(&mut file, side(self.width), side(self.height));
        let is_grey = self.pixels.iter().all(|[red, green, blue]| red == green && green == blue);
        encoder.set_color(if is_grey { ColorType::Grayscale } else { ColorType::Rgb });
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        if let Some(dpi) = dpi {
            // An inch is 25.4 mm.
            let metre = u64::from(dpi).saturating_mul(10_000).saturating_add(127) / 254;
            let metre = u32::try_from(metre).unwrap_or(u32::MAX);
            let (xppu, yppu, unit) = (metre, metre, Unit::Meter);
            encoder.set_pixel_dims(Some(PixelDimensions { xppu, yppu, unit }));
        }
        let samples: Vec<u8> = if is_grey {
            self.pixels.iter().map(|[red, ..]| *red).collect()
        } else {
            self.pixels.as_flattened().to_vec()
        };
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&samples)?;
        writer.finish()?;
        Ok(file)
    }
}

/// Lays a colour over a pixel, so much of which it covers.
fn cover_with(pixel: &mut [u8; 3], color: Color, cover: u8) {
    let cover = u32::from(cover);
    for (part, over) in pixel.iter_mut().zip([color.red, color.green, color.blue]) {
        let sum = u32::from(*part) * (255 - cover) + u32::from(over) * cover;
        *part = u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX);
    }
}

/// An edge of an area for the pen, which knows no pixels left of its window: what is beside the window
/// goes along its side, so that a row is as full as if it were there.
fn edge(pen: &mut Rasterizer, mut from: Spot, mut to: Spot, width: f32) {
    let mut draw = |from: Spot, to: Spot| {
        let [from, to] = [from, to].map(|[x, y]| point(x.clamp(0.0, width), y));
        pen.draw_line(from, to);
    };
    // From the left to the right, and drawn the way it was.
    let is_turned = from[0] > to[0];
    if is_turned {
        (from, to) = (to, from);
    }
    let mut piece = |from, to| if is_turned { draw(to, from) } else { draw(from, to) };
    for side in [0.0, width] {
        if from[0] < side && side < to[0] {
            let t = (side - from[0]) / (to[0] - from[0]);
            let at = [side, from[1] + (to[1] - from[1]) * t];
            piece(from, at);
            from = at;
        }
    }
    piece(from, to);
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    const DARK: Color = Color::BLACK;

    fn square(left: f32, top: f32, side: f32) -> Contour {
        let (right, bottom) = (left + side, top + side);
        vec![[left, top], [right, top], [right, bottom], [left, bottom]]
    }

    /// How dark each pixel of a row is, of 255.
    fn row(sheet: &mut Sheet, y: usize) -> Vec<u8> {
        (0..sheet.width).map(|x| 255 - sheet.pixel(x, y).unwrap()[0]).collect()
    }

    #[test]
    fn a_pixel_is_as_dark_as_it_is_covered() {
        let mut sheet = Sheet::new(6, 5);
        sheet.fill(&[square(1.5, 1.25, 2.0)], DARK);
        assert_eq!(row(&mut sheet, 0), [0; 6]);
        assert_eq!(row(&mut sheet, 1), [0, 96, 191, 96, 0, 0]);
        assert_eq!(row(&mut sheet, 2), [0, 128, 255, 128, 0, 0]);
        assert_eq!(row(&mut sheet, 3), [0, 32, 64, 32, 0, 0]);
    }

    #[test]
    fn what_reaches_over_the_paper_ends_at_its_edge() {
        for (left, top) in [(-30.0, -30.0), (-2.5, -2.5), (-700_000.0, -700_000.0)] {
            let mut sheet = Sheet::new(4, 4);
            // Slanted, so that its edges cross the sides.
            let mut contour = square(left, top, 2.0 * -left + 2.0);
            *contour.first_mut().unwrap() = [left - 0.5, top];
            sheet.fill(&[contour], DARK);
            for y in 0..4 {
                assert_eq!(row(&mut sheet, y), [255; 4]);
            }
        }
        for beside in [square(-3.0, 0.0, 2.0), square(9.0, 0.0, 2.0), square(0.0, -4.0, 3.0)] {
            let mut sheet = Sheet::new(4, 4);
            sheet.fill(&[beside], DARK);
            assert!((0..4).all(|y| row(&mut sheet, y) == [0; 4]));
        }
    }

    #[test]
    fn what_is_nowhere_is_not_drawn() {
        let mut sheet = Sheet::new(4, 4);
        for spot in [f32::NAN, f32::INFINITY, 1e30] {
            sheet.fill(&[vec![[0.0, 0.0], [spot, 0.0], [4.0, 4.0]]], DARK);
            sheet.fill(&[vec![[0.0, 0.0], [4.0, spot], [4.0, 4.0]]], DARK);
        }
        sheet.fill(&[], DARK);
        sheet.fill(&[vec![]], DARK);
        assert!((0..4).all(|y| row(&mut sheet, y) == [0; 4]));
    }

    #[test]
    fn contours_that_turn_one_way_are_one_area_and_holes_are_holes() {
        let mut sheet = Sheet::new(6, 6);
        let hole = square(2.0, 2.0, 2.0).into_iter().rev().collect();
        sheet.fill(&[square(0.0, 0.0, 6.0), square(0.0, 0.0, 1.0), hole], DARK);
        assert_eq!(row(&mut sheet, 0), [255; 6]);
        assert_eq!(row(&mut sheet, 2), [255, 255, 0, 0, 255, 255]);
    }

    #[test]
    fn the_file_is_grey_unless_there_is_colour() {
        let mut sheet = Sheet::new(3, 2);
        let kind = |sheet: &Sheet| {
            let file = sheet.file(Some(300)).unwrap();
            let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
            (reader.info().color_type, reader.info().pixel_dims.unwrap().xppu)
        };
        sheet.fill(&[square(0.0, 0.0, 1.0)], DARK);
        assert_eq!(kind(&sheet), (ColorType::Grayscale, 11_811));
        sheet.fill(&[square(0.0, 0.0, 1.0)], Color::RED);
        assert_eq!(kind(&sheet), (ColorType::Rgb, 11_811));
    }
}
