//! Pictures on a page: decoded, and each pixel of the paper the mean of what of the picture falls into
//! it.

use std::cmp::Ordering;

use jpeg_decoder::{Decoder, PixelFormat};

use super::geometry::{Spot, length};
use super::messages::PngMessage;
use super::sheet::Sheet;
use crate::decode::PngRows;
use crate::error::Error;
use crate::layout::page::{ImageFormat, PlacedImage};
use crate::picture;
use crate::place::Place;

/// Draws a picture whose lower left, lower right and upper left corners are at these places.
pub(super) fn draw(
    sheet: &mut Sheet,
    image: &PlacedImage,
    [lower_left, lower_right, upper_left]: [Spot; 3],
) -> Result<(), Error> {
    let across = [lower_right[0] - lower_left[0], lower_right[1] - lower_left[1]];
    let down = [lower_left[0] - upper_left[0], lower_left[1] - upper_left[1]];
    let far = [upper_left[0] + across[0] + down[0], upper_left[1] + across[1] + down[1]];
    let low = [upper_left[0].min(far[0]), upper_left[1].min(far[1])];
    let high = [upper_left[0].max(far[0]), upper_left[1].max(far[1])];
    let Some(window) = sheet.window(low, high) else { return Ok(()) };
    let bitmap = match image.format {
        ImageFormat::Png => png(&image.data)?,
        ImageFormat::Jpeg => jpeg(&image.data, length(across), length(down))?,
    };
    // Whether the rows of the file are columns of the paper.
    let is_sideways = across[0].abs() < across[1].abs();
    let axis = |of: usize, way: Spot, count: usize| Axis {
        start: upper_left.get(of).copied().unwrap_or_default(),
        step: way.get(of).copied().unwrap_or_default() / count as f32,
        count,
    };
    let (level, upright) = if is_sideways {
        (axis(0, down, bitmap.height), axis(1, across, bitmap.width))
    } else {
        (axis(0, across, bitmap.width), axis(1, down, bitmap.height))
    };
    let columns: Vec<Vec<(usize, f32)>> =
        (window.left..window.left + window.width).map(|x| level.shares(x)).collect();
    let mut row = vec![[0.0_f32; 4]; level.count];
    for y in window.top..window.top + window.height {
        row.fill([0.0; 4]);
        for (other, share) in upright.shares(y) {
            for (place, sum) in row.iter_mut().enumerate() {
                let pixel = if is_sideways {
                    bitmap.pixel(other, place)
                } else {
                    bitmap.pixel(place, other)
                };
                for (sum, part) in sum.iter_mut().zip(pixel) {
                    *sum += part * share;
                }
            }
        }
        for (x, shares) in (window.left..).zip(&columns) {
            let mut sum = [0.0_f32; 4];
            for (place, share) in shares {
                let Some(parts) = row.get(*place) else { continue };
                for (sum, part) in sum.iter_mut().zip(parts) {
                    *sum += part * share;
                }
            }
            let [.., cover] = sum;
            let Some(pixel) = sheet.pixel(x, y) else { continue };
            for (part, over) in pixel.iter_mut().zip(sum) {
                let mixed = f32::from(*part) * (1.0 - cover.min(1.0)) + over;
                #[expect(clippy::cast_possible_truncation, reason = "a part of 255")]
                #[expect(clippy::cast_sign_loss, reason = "not negative")]
                let mixed = (mixed + 0.5).clamp(0.0, 255.0) as u8;
                *part = mixed;
            }
        }
    }
    Ok(())
}

/// Rows or columns of a picture along one side of the paper.
struct Axis {
    /// Where the first begins.
    start: f32,
    /// How far it is to the next: negative where they run the other way.
    step: f32,
    count: usize,
}

impl Axis {
    /// Which of them fall into a pixel, and how much of the pixel each takes.
    fn shares(&self, pixel: usize) -> Vec<(usize, f32)> {
        let place = |edge: f32| ((edge - self.start) / self.step).clamp(0.0, self.count as f32);
        let (one, other) = (place(pixel as f32), place(pixel as f32 + 1.0));
        let (from, to) = (one.min(other), one.max(other));
        if from.partial_cmp(&to) != Some(Ordering::Less) {
            return Vec::new();
        }
        #[expect(clippy::cast_possible_truncation, reason = "within the picture")]
        #[expect(clippy::cast_sign_loss, reason = "not negative")]
        let (first, end) = (from.floor() as usize, to.ceil() as usize);
        let share = |of: usize| (to.min(of as f32 + 1.0) - from.max(of as f32)) * self.step.abs();
        (first..end).map(|of| (of, share(of))).collect()
    }
}

/// A decoded picture.
struct Bitmap {
    width: usize,
    height: usize,
    /// How many samples are the colour of a pixel: one for grey, three for red, green and blue.
    colors: usize,
    /// Whether one more sample says how much the pixel covers.
    has_cover: bool,
    samples: Vec<u8>,
}

impl Bitmap {
    /// Red, green and blue, as much of them as the pixel covers, and how much that is.
    fn pixel(&self, x: usize, y: usize) -> [f32; 4] {
        let size = self.colors + usize::from(self.has_cover);
        let at = y.saturating_mul(self.width).saturating_add(x).saturating_mul(size);
        let Some(pixel) = self.samples.get(at..at.saturating_add(size)) else { return [0.0; 4] };
        let (color, cover) = pixel.split_at_checked(self.colors).unwrap_or_default();
        let cover = cover.first().map_or(1.0, |cover| f32::from(*cover) / 255.0);
        let part = |of: usize| f32::from(color.get(of.min(self.colors - 1)).copied().unwrap_or(0));
        [part(0) * cover, part(1) * cover, part(2) * cover, cover]
    }
}

fn fault(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(PngMessage::Picture {}, Place::default()).caused_by(cause)
}

fn unknown() -> Error {
    Error::new(PngMessage::Picture {}, Place::default())
}

fn png(data: &[u8]) -> Result<Bitmap, Error> {
    let mut rows = PngRows::new(data).map_err(fault)?;
    let (width, height) = rows.size();
    let side = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    let mut bitmap = Bitmap {
        width: side(width),
        height: side(height),
        colors: rows.colors(),
        has_cover: rows.has_cover(),
        samples: Vec::new(),
    };
    while let Some(row) = rows.next().map_err(fault)? {
        bitmap.samples.extend_from_slice(row);
    }
    Ok(bitmap)
}

/// A JPEG file, decoded no larger than is needed for so many pixels.
fn jpeg(data: &[u8], across: f32, down: f32) -> Result<Bitmap, Error> {
    let mut decoder = Decoder::new(data);
    #[expect(clippy::cast_possible_truncation, reason = "a cast from a float saturates")]
    #[expect(clippy::cast_sign_loss, reason = "not negative")]
    let whole = |side: f32| side.ceil().max(1.0) as u16;
    let (width, height) = decoder.scale(whole(across), whole(down)).map_err(fault)?;
    let mut samples = decoder.decode().map_err(fault)?;
    let format = decoder.info().ok_or_else(unknown)?.pixel_format;
    let colors = match format {
        PixelFormat::L8 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => {
            let (frame, _) = picture::frame(data).ok_or_else(unknown)?;
            samples = on_paper(&samples, frame.adobe);
            3
        }
        PixelFormat::L16 => return Err(unknown()),
    };
    let (width, height) = (usize::from(width), usize::from(height));
    Ok(Bitmap { width, height, colors, has_cover: false, samples })
}

/// Four inks as red, green and blue, as the PDF has those that nobody described: red is
/// (1 − cyan) × (1 − black), and so are the others.
fn on_paper(samples: &[u8], adobe: bool) -> Vec<u8> {
    // The decoder gives what the file has, taken from 255; Adobe's programs store how much ink is not there.
    let left = |sample: u8| u32::from(if adobe { 255 - sample } else { sample });
    let pixels = samples.as_chunks::<4>().0;
    let colors = pixels.iter().flat_map(|[inks @ .., black]| {
        inks.map(|ink| u8::try_from((left(ink) * left(*black) + 127) / 255).unwrap_or(u8::MAX))
    });
    colors.collect()
}
