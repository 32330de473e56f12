//! Pictures: PNG files decoded and deflated row by row, JPEG files as they are, each once however often
//! it is shown.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::XObjectId;

use super::color::Palette;
use super::file::{File, dictionary, name};
use super::messages::PdfMessage;
use super::place;
use crate::decode::{self, PngFault, PngRows};
use crate::error::Error;
use crate::layout::page::{Content, ImageFormat, Pages, PlacedImage};
use crate::picture::{self, PNG};
use crate::place::Place;

/// The pictures of the file: the number of each, by its bytes and what they are.
#[derive(Debug, Default)]
pub(super) struct Pictures<'a>(BTreeMap<(&'a [u8], ImageFormat), usize>);

impl Pictures<'_> {
    /// The name under which a page calls a picture.
    pub(super) fn id(&self, image: &PlacedImage) -> Result<XObjectId, Error> {
        let number = self.0.get(&(image.data.as_ref(), image.format));
        let number =
            number.ok_or_else(|| Error::new(PdfMessage::PictureMissing {}, place(&image.path)))?;
        Ok(XObjectId(resource(*number)))
    }
}

fn resource(number: usize) -> String {
    format!("Picture{number}")
}

/// A picture as the file holds it.
#[derive(Debug)]
struct Picture {
    width: u32,
    height: u32,
    space: Space,
    /// Samples of eight bits by rows, deflated, or a JPEG file.
    data: Vec<u8>,
    /// How the data is decoded.
    filter: &'static str,
    /// Whether a JPEG file's samples say how much ink is not there, as Adobe's programs have it.
    inverted: bool,
    /// How much of what is behind each sample it covers, deflated.
    cover: Option<Vec<u8>>,
}

/// The colours of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Space {
    Grey,
    Rgb,
    /// Four inks of this profile, or of nobody's.
    Inks(Option<Vec<u8>>),
}

/// Puts every picture into the file; with them their names and where they are. Where files may not be seen
/// through, one that can be is put on white paper.
pub(super) fn embed<'a>(
    file: &mut File,
    pages: &'a Pages,
    palette: Palette<'_>,
    on_white: bool,
) -> Result<(Pictures<'a>, Dictionary), Error> {
    let mut known = BTreeMap::new();
    let mut names = Dictionary::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Content::Image(image) = &item.content else { continue };
        let key = (image.data.as_ref(), image.format);
        if known.contains_key(&key) {
            continue;
        }
        let picture = match image.format {
            ImageFormat::Png => png(&image.data, on_white),
            ImageFormat::Jpeg => {
                jpeg(&image.data).map_err(|message| Error::new(message, Place::default()))
            }
        };
        let picture = picture.map_err(|error| error.at(place(&image.path)))?;
        names.set(resource(known.len()), object(file, picture, palette));
        known.insert(key, known.len());
    }
    Ok((Pictures(known), names))
}

/// A PNG file: its samples, of one byte each, deflated as they are decoded; grey stays grey, and full
/// cover is left out.
fn png(data: &[u8], on_white: bool) -> Result<Picture, Error> {
    let format = "PNG";
    if !data.starts_with(PNG) {
        return Err(Error::new(PdfMessage::PictureFormat { format }, Place::default()));
    }
    deflated(data, on_white).map_err(|cause| {
        let message = match cause {
            PngFault::LimitsExceeded => PdfMessage::PictureTooLarge { format },
            _ => PdfMessage::PictureBroken { format },
        };
        Error::new(message, Place::default()).caused_by(cause)
    })
}

fn deflated(data: &[u8], on_white: bool) -> Result<Picture, PngFault> {
    let mut rows = PngRows::new(data)?;
    let (width, height) = rows.size();
    let (colors, has_cover) = (rows.colors(), rows.has_cover());
    let encoder = || ZlibEncoder::new(Vec::new(), Compression::best());
    let (mut samples, mut cover) = (encoder(), encoder());
    let mut is_full = true;
    let (mut row_of_colors, mut row_of_cover) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        if !has_cover {
            samples.write_all(row)?;
            continue;
        }
        row_of_colors.clear();
        row_of_cover.clear();
        for pixel in row.chunks_exact(colors + 1) {
            if let Some((covering, color)) = pixel.split_last() {
                if on_white {
                    row_of_colors.extend(color.iter().map(|light| over_white(*light, *covering)));
                    continue;
                }
                row_of_colors.extend_from_slice(color);
                row_of_cover.push(*covering);
                is_full &= *covering == u8::MAX;
            }
        }
        samples.write_all(&row_of_colors)?;
        cover.write_all(&row_of_cover)?;
    }
    let (data, cover) = (samples.finish()?, cover.finish()?);
    Ok(Picture {
        width,
        height,
        space: if colors == 1 { Space::Grey } else { Space::Rgb },
        data,
        filter: "FlateDecode",
        inverted: false,
        cover: (!is_full).then_some(cover),
    })
}

/// A sample as it looks on white paper that shows through.
fn over_white(light: u8, covering: u8) -> u8 {
    let shade = u16::from(u8::MAX - light) * u16::from(covering);
    u8::MAX - u8::try_from((shade + 127) / 255).unwrap_or(u8::MAX)
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
        4 => Space::Inks(decode::profile(data)),
        _ => return Err(PdfMessage::JpegColors { components }),
    };
    let (width, height, bits) = (frame.width, frame.height, frame.bits);
    if bits != 8 || width == 0 || height == 0 {
        return Err(PdfMessage::JpegSamples { width, height, bits });
    }
    Ok(Picture {
        width: width.into(),
        height: height.into(),
        inverted: frame.adobe && matches!(space, Space::Inks(_)),
        space,
        data: data.to_vec(),
        filter: "DCTDecode",
        cover: None,
    })
}

/// An image dictionary (ISO 32000-1, table 89).
fn object(file: &mut File, picture: Picture, palette: Palette<'_>) -> ObjectId {
    let Picture { width, height, space, data, filter, inverted, cover } = picture;
    let facts = |space: Object| {
        dictionary([
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", width.into()),
            ("Height", height.into()),
            ("ColorSpace", space),
            ("BitsPerComponent", 8.into()),
            ("Filter", name(filter)),
        ])
    };
    let cover = cover.map(|cover| file.add(Stream::new(facts(name("DeviceGray")), cover)));
    let space = match space {
        Space::Grey => name("DeviceGray"),
        Space::Rgb => name("DeviceRGB"),
        Space::Inks(Some(profile)) => {
            let profile = file.add(Stream::new(dictionary([("N", 4.into())]), profile));
            Object::Array(vec![name("ICCBased"), profile.into()])
        }
        // They are taken for those that the file is printed with.
        Space::Inks(None) if palette.has_inks() => name("DeviceCMYK"),
        Space::Inks(None) => unknown_inks(file),
    };
    let mut facts = facts(space);
    if let Some(cover) = cover {
        facts.set("SMask", cover);
    }
    if inverted {
        let decode = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from);
        facts.set("Decode", Object::Array(decode.to_vec()));
    }
    file.add(Stream::new(facts, data))
}

/// The colours of four inks that nobody described, said in sRGB, whose values the output intent defines:
/// red is (1 − cyan) × (1 − black), and so are green of magenta and blue of yellow. The picture stays as
/// it is, and PDF/A-2 has no inks without a profile in it (ISO 19005-2, 6.2.4.3 and 6.2.4.4).
fn unknown_inks(file: &mut File) -> Object {
    // Cyan, magenta, yellow and black are on the stack, black on top (ISO 32000-1, 7.10.5).
    let each = "1 exch sub 3 index mul 3 1 roll ".repeat(3);
    let program = format!("{{ 1 exch sub 4 1 roll {each}4 3 roll pop }}");
    let range =
        |count: usize| Object::Array([0, 1].repeat(count).into_iter().map(Object::from).collect());
    let function =
        dictionary([("FunctionType", 4.into()), ("Domain", range(4)), ("Range", range(3))]);
    let function = file.add(Stream::new(function, program.into_bytes()));
    let inks = ["Cyan", "Magenta", "Yellow", "Black"].map(name);
    Object::Array(vec![
        name("DeviceN"),
        Object::Array(inks.to_vec()),
        name("DeviceRGB"),
        function.into(),
    ])
}
