//! Pictures: PNG files decoded, JPEG files as they are, each once however often it is shown.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageError, ImageReader};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::XObjectId;

use super::file::{File, dictionary, name};
use super::messages::PdfMessage;
use super::place;
use crate::error::Error;
use crate::layout::page::{Content, ImageFormat, Pages, PlacedImage};
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

/// What every PNG file begins with (ISO/IEC 15948, 5.2).
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// A PNG file: its samples, of one byte each; grey stays grey, and full cover is left out.
fn png(data: &[u8]) -> Result<Picture, Error> {
    let format = "PNG";
    if !data.starts_with(PNG) {
        return Err(Error::new(PdfMessage::PictureFormat { format }, Place::default()));
    }
    let image = ImageReader::with_format(Cursor::new(data), image::ImageFormat::Png)
        .decode()
        .map_err(|cause| {
            let message = match cause {
                ImageError::Limits(_) => PdfMessage::PictureTooLarge { format },
                _ => PdfMessage::PictureBroken { format },
            };
            Error::new(message, Place::default()).caused_by(cause)
        })?;
    let (width, height) = (image.width(), image.height());
    let color = image.color();
    let (space, samples) = if color.has_color() {
        (Space::Rgb, image.to_rgb8().into_raw())
    } else {
        (Space::Grey, image.to_luma8().into_raw())
    };
    let cover = color.has_alpha().then(|| cover(&image));
    let cover = cover.filter(|cover| cover.iter().any(|sample| *sample != u8::MAX));
    Ok(Picture { width, height, space, data: samples, jpeg: false, inverted: false, cover })
}

fn cover(image: &DynamicImage) -> Vec<u8> {
    image.to_luma_alpha8().pixels().map(|pixel| pixel.0[1]).collect()
}

/// A JPEG file: what its headers say. A reader of PDF decodes it.
fn jpeg(data: &[u8]) -> Result<Picture, PdfMessage> {
    let format = "JPEG";
    let broken = || PdfMessage::PictureBroken { format };
    let start = data.strip_prefix(&[0xFF, 0xD8]);
    let mut rest = start.ok_or(PdfMessage::PictureFormat { format })?;
    let mut adobe = false;
    loop {
        let (marker, segment, after) = segment(rest).ok_or_else(broken)?;
        rest = after;
        match marker {
            // Baseline, extended and progressive frames: those that PDF knows.
            0xC0..=0xC2 => return frame(segment, data, adobe).ok_or_else(broken)?,
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(PdfMessage::JpegProcess {});
            }
            0xEE if segment.starts_with(b"Adobe") => adobe = true,
            _ => {}
        }
    }
}

/// The next segment of a JPEG file: its marker, what is in it, and what comes after.
fn segment(data: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    // Any number of bytes of ones may stand before a marker.
    let start = data.iter().position(|byte| *byte != 0xFF).filter(|start| *start > 0)?;
    let (marker, rest) = data.get(start..)?.split_first()?;
    let (length, _) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (segment, after) = rest.split_at_checked(length)?;
    Some((*marker, segment.get(2..)?, after))
}

/// The frame of a JPEG file: depth, height, width, components. None when it is cut off.
fn frame(segment: &[u8], data: &[u8], adobe: bool) -> Option<Result<Picture, PdfMessage>> {
    let (&[depth, high, low, left, right, components], _) = segment.split_first_chunk::<6>()?;
    let space = match components {
        1 => Space::Grey,
        3 => Space::Rgb,
        4 => Space::Cmyk,
        _ => return Some(Err(PdfMessage::JpegColors { components })),
    };
    let (height, width) = (u16::from_be_bytes([high, low]), u16::from_be_bytes([left, right]));
    if depth != 8 || width == 0 || height == 0 {
        return Some(Err(PdfMessage::JpegSamples { width, height, bits: depth }));
    }
    Some(Ok(Picture {
        width: width.into(),
        height: height.into(),
        space,
        data: data.to_vec(),
        jpeg: true,
        inverted: adobe && space == Space::Cmyk,
        cover: None,
    }))
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
