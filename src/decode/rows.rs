//! The rows of PNG files, as eight bits for each sample.

use std::io::Cursor;

use png::{BitDepth, ColorType, DecodingError, Reader, Transformations};

use super::png::{MEMORY, decoder};

/// Why a PNG file cannot be decoded.
pub(crate) type PngFault = DecodingError;

/// The rows of a PNG file, from the top, each decoded when it is asked for.
pub(crate) struct PngRows<'a> {
    reader: Reader<Cursor<&'a [u8]>>,
    /// The samples of all rows where the file has them interlaced: they come together only at its end.
    whole: Option<Vec<u8>>,
    row: Vec<u8>,
    /// The row that is next.
    next: usize,
    color: ColorType,
    is_deep: bool,
}

impl<'a> PngRows<'a> {
    /// Reads what stands before the samples.
    pub(crate) fn new(data: &'a [u8]) -> Result<PngRows<'a>, PngFault> {
        let mut decoder = decoder(data);
        // Palettes become colours, and samples of less than eight bits bytes.
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info()?;
        let size = reader.output_buffer_size().filter(|size| *size <= MEMORY);
        let size = size.ok_or(DecodingError::LimitsExceeded)?;
        let whole = if reader.info().interlaced {
            let mut samples = Vec::new();
            samples.try_reserve_exact(size).map_err(|_| DecodingError::LimitsExceeded)?;
            samples.resize(size, 0);
            reader.next_frame(&mut samples)?;
            Some(samples)
        } else {
            None
        };
        let (color, depth) = reader.output_color_type();
        let is_deep = depth == BitDepth::Sixteen;
        Ok(PngRows { reader, whole, row: Vec::new(), next: 0, color, is_deep })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.reader.info().size()
    }

    /// How many samples are the colour of a pixel: one for grey, three for red, green and blue.
    pub(crate) fn colors(&self) -> usize {
        match self.color {
            ColorType::Grayscale | ColorType::GrayscaleAlpha | ColorType::Indexed => 1,
            ColorType::Rgb | ColorType::Rgba => 3,
        }
    }

    /// Whether one more sample of each pixel says how much it covers.
    pub(crate) fn has_cover(&self) -> bool {
        matches!(self.color, ColorType::GrayscaleAlpha | ColorType::Rgba)
    }

    /// The samples of the next row; none behind the last, when all of the file has been read.
    pub(crate) fn next(&mut self) -> Result<Option<&[u8]>, PngFault> {
        let bytes = if self.is_deep { 2 } else { 1 };
        let (width, _) = self.size();
        let length = usize::try_from(width).unwrap_or(usize::MAX);
        let length = length.saturating_mul((self.colors() + usize::from(self.has_cover())) * bytes);
        let row = match &self.whole {
            Some(samples) => samples.chunks(length.max(1)).nth(self.next),
            None => match self.reader.next_row()? {
                Some(row) => {
                    self.row.clear();
                    self.row.extend_from_slice(row.data());
                    Some(self.row.as_slice())
                }
                None => None,
            },
        };
        let Some(row) = row else {
            self.reader.finish()?;
            return Ok(None);
        };
        self.next += 1;
        if self.is_deep {
            self.row = in_bytes(row);
        } else if self.whole.is_some() {
            self.row = row.to_vec();
        }
        Ok(Some(&self.row))
    }
}

/// Samples of two bytes as samples of one, to the nearest.
fn in_bytes(samples: &[u8]) -> Vec<u8> {
    let nearest = |pair: &[u8; 2]| {
        let sample = u32::from(u16::from_be_bytes(*pair));
        u8::try_from((sample + 128) / 257).unwrap_or(u8::MAX)
    };
    samples.as_chunks::<2>().0.iter().map(nearest).collect()
}
