//! Pictures: PNG files decoded, JPEG files as they are, each once however often it is shown.

use std::collections::BTreeMap;
use std::io::Cursor;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Transformations};
use printpdf::XObjectId;

use super::file::{File, dictionary, name};
use super::messages::PdfMessage;
use super::place;
use crate::error::Error;
use crate::layout::page::{Content, ImageFormat, Pages, PlacedImage};
use crate::picture::{self, PNG};
use crate::place::Place;

/// The pictures of the file.
#[derive(Debug, Default)]
pub(super) struct Pictures<'a> {
    pictures: Vec<Picture>,
    /// The place of each picture in the list, by its bytes and what they are.
    places: BTreeMap<(&'a [u8], ImageFormat), usize>,
}

impl Pictures<'_> {
    /// The name under which a page calls a picture.
    pub(super) fn id(&self, image: &PlacedImage) -> Result<XObjectId, Error> {
        let number = self.places.get(&(image.data.as_ref(), image.format));
        let number =
            number.ok_or_else(|| Error::new(PdfMessage::PictureMissing {}, place(&image.path)))?;
        Ok(XObjectId(resource(*number)))
    }

    /// Whether any is in the colours of printing inks.
    pub(super) fn has_inks(&self) -> bool {
        self.pictures.iter().any(|picture| picture.space == Space::Cmyk)
    }
}

fn resource(place: usize) -> String {
    format!("Picture{place}")
}

/// A picture as the file holds it.
#[derive(Debug)]
struct Picture {
    width: u32,
    height: u32,
    space: Space,
    /// Samples of eight bits by rows, or a JPEG file.
    data: Vec<u8>,
    jpeg: bool,
    /// Whether a JPEG file's samples say how much ink is not there, as Adobe's programs have it.
    inverted: bool,
    /// How much of what is behind each sample it covers.
    cover: Option<Vec<u8>>,
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Grey,
    Rgb,
    Cmyk,
}

/// Reads every picture.
pub(super) fn prepare(pages: &Pages) -> Result<Pictures<'_>, Error> {
    let mut known = Pictures::default();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Content::Image(image) = &item.content else { continue };
        let key = (image.data.as_ref(), image.format);
        if known.places.contains_key(&key) {
            continue;
        }
        let picture = match image.format {
            ImageFormat::Png => png(&image.data),
            ImageFormat::Jpeg => {
                jpeg(&image.data).map_err(|message| Error::new(message, Place::default()))
            }
        };
        let picture = picture.map_err(|error| error.at(place(&image.path)))?;
        known.places.insert(key, known.pictures.len());
        known.pictures.push(picture);
    }
    Ok(known)
}

/// The memory that a picture may take: what a header asks for is known before it is given.
const MEMORY: usize = 512 << 20;

/// A PNG file: its samples, of one byte each; grey stays grey, and full cover is left out.
fn png(data: &[u8]) -> Result<Picture, Error> {
    let format = "PNG";
    if !data.starts_with(PNG) {
        return Err(Error::new(PdfMessage::PictureFormat { format }, Place::default()));
    }
    decoded(data).map_err(|cause| {
        let message = match cause {
            DecodingError::LimitsExceeded => PdfMessage::PictureTooLarge { format },
            _ => PdfMessage::PictureBroken { format },
        };
        Error::new(message, Place::default()).caused_by(cause)
    })
}

fn decoded(data: &[u8]) -> Result<Picture, DecodingError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(data), Limits { bytes: MEMORY });
    // What is said in words, and a profile of colours, nobody asks for.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    // Palettes become colours, and samples of less than eight bits bytes.
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info()?;
    let size = reader.output_buffer_size().filter(|size| *size <= MEMORY);
    let mut samples = Vec::new();
    let size = size.filter(|size| samples.try_reserve_exact(*size).is_ok());
    samples.resize(size.ok_or(DecodingError::LimitsExceeded)?, 0);
    let frame = reader.next_frame(&mut samples)?;
    if frame.bit_depth == BitDepth::Sixteen {
        samples = in_bytes(&samples);
    }
    let (space, colors, covered) = match frame.color_type {
        ColorType::Grayscale | ColorType::Indexed => (Space::Grey, 1, false),
        ColorType::GrayscaleAlpha => (Space::Grey, 1, true),
        ColorType::Rgb => (Space::Rgb, 3, false),
        ColorType::Rgba => (Space::Rgb, 3, true),
    };
    let (data, cover) = if covered { parted(&samples, colors) } else { (samples, None) };
    let (width, height) = (frame.width, frame.height);
    Ok(Picture { width, height, space, data, jpeg: false, inverted: false, cover })
}

/// Samples of two bytes as samples of one, to the nearest.
fn in_bytes(samples: &[u8]) -> Vec<u8> {
    let nearest = |pair: &[u8; 2]| {
        let sample = u32::from(u16::from_be_bytes(*pair));
        u8::try_from((sample + 128) / 257).unwrap_or(u8::MAX)
    };
    samples.as_chunks::<2>().0.iter().map(nearest).collect()
}

/// The colours of pixels of so many, and their cover, if it is not full everywhere.
fn parted(samples: &[u8], colors: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut data = Vec::with_capacity(samples.len());
    let mut cover = Vec::with_capacity(samples.len() / (colors + 1));
    for pixel in samples.chunks_exact(colors + 1) {
        if let Some((covering, color)) = pixel.split_last() {
            data.extend(color);
            cover.push(*covering);
        }
    }
    let cover = Some(cover).filter(|cover| cover.iter().any(|sample| *sample != u8::MAX));
    (data, cover)
}

/// A JPEG file: what its headers say. A reader of PDF decodes it.
fn jpeg(data: &[u8]) -> Result<Picture, PdfMessage> {
    let format = "JPEG";
    if !data.starts_with(&[0xFF, 0xD8]) {
        return Err(PdfMessage::PictureFormat { format });
    }
    let frame = picture::frame(data).ok_or(PdfMessage::PictureBroken { format })?.0;
    if !frame.is_sequential_or_progressive() {
        return Err(PdfMessage::JpegProcess {});
    }
    let components = frame.components;
    let space = match components {
        1 => Space::Grey,
        3 => Space::Rgb,
        4 => Space::Cmyk,
        _ => return Err(PdfMessage::JpegColors { components }),
    };
    let (width, height, bits) = (frame.width, frame.height, frame.bits);
    if bits != 8 || width == 0 || height == 0 {
        return Err(PdfMessage::JpegSamples { width, height, bits });
    }
    Ok(Picture {
        width: width.into(),
        height: height.into(),
        space,
        data: data.to_vec(),
        jpeg: true,
        inverted: frame.adobe && space == Space::Cmyk,
        cover: None,
    })
}

/// Puts the pictures into the file: their names and where they are.
pub(super) fn embed(file: &mut File, pictures: &Pictures<'_>) -> Dictionary {
    let mut names = Dictionary::new();
    for (place, picture) in pictures.pictures.iter().enumerate() {
        names.set(resource(place), object(file, picture));
    }
    names
}

/// An image dictionary (ISO 32000-1, table 89).
fn object(file: &mut File, picture: &Picture) -> ObjectId {
    let cover = picture.cover.as_ref().map(|cover| {
        let facts = facts(picture, Space::Grey);
        file.add(Stream::new(facts, cover.clone()))
    });
    let mut facts = facts(picture, picture.space);
    if let Some(cover) = cover {
        facts.set("SMask", cover);
    }
    if picture.jpeg {
        facts.set("Filter", name("DCTDecode"));
    }
    if picture.inverted {
        let decode = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from);
        facts.set("Decode", Object::Array(decode.to_vec()));
    }
    file.add(Stream::new(facts, picture.data.clone()))
}

fn facts(picture: &Picture, space: Space) -> Dictionary {
    let space = match space {
        Space::Grey => "DeviceGray",
        Space::Rgb => "DeviceRGB",
        Space::Cmyk => "DeviceCMYK",
    };
    dictionary([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", picture.width.into()),
        ("Height", picture.height.into()),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", 8.into()),
    ])
}
