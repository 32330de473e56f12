//! How a camera was held when it took a picture (Exif 2.32, 4.6.4, tag 274). What a program does with a
//! file that says so differs from program to program: the file that stands in a document says it no
//! more, and the document turns the picture itself.

use std::sync::Arc;

use crate::picture::{self, ImageTurn, PNG, Pixels};

/// How the picture is to be turned, and the file without a word of that.
pub(super) fn upright(data: &Arc<[u8]>, pixels: Pixels) -> (ImageTurn, Arc<[u8]>) {
    let found = match pixels {
        Pixels::Png { .. } => png(data),
        Pixels::Jpeg { .. } => jpeg(data),
    };
    let turned = found.and_then(|found| Some((ImageTurn::of_exif(found.value)?, found)));
    match turned {
        Some((turn, found)) if turn != ImageTurn::NONE => {
            let upright = found.upright(data);
            (turn, upright.map_or_else(|| Arc::clone(data), Arc::from))
        }
        _ => (ImageTurn::NONE, Arc::clone(data)),
    }
}

/// The value of the tag.
struct Tag {
    value: u16,
    /// Where it is in the file, and how it is written there.
    at: usize,
    is_big_endian: bool,
    /// The part of a PNG file that has a sum, and where that is.
    summed: Option<(usize, usize)>,
}

impl Tag {
    /// The file with the value for a picture that is upright.
    fn upright(&self, data: &[u8]) -> Option<Vec<u8>> {
        let mut data = data.to_vec();
        let value = if self.is_big_endian { 1_u16.to_be_bytes() } else { 1_u16.to_le_bytes() };
        data.get_mut(self.at..)?.first_chunk_mut::<2>().map(|place| *place = value)?;
        if let Some((from, to)) = self.summed {
            let sum = picture::sum(data.get(from..to)?.iter().copied()).to_be_bytes();
            data.get_mut(to..)?.first_chunk_mut::<4>().map(|place| *place = sum)?;
        }
        Some(data)
    }
}

/// The tag in the first segment of a JPEG file that holds any (Exif 2.32, 4.7.2).
fn jpeg(data: &[u8]) -> Option<Tag> {
    picture::segments(data).filter(|(marker, ..)| *marker == 0xE1).find_map(
        |(_, content, after)| {
            let tags = content.strip_prefix(b"Exif\0\0")?;
            Some(tag(tags, data.len() - after.len() - tags.len()))
        },
    )?
}

/// The tag in a chunk of a PNG file (PNG, third edition, 11.3.4.5).
fn png(data: &[u8]) -> Option<Tag> {
    let mut rest = data.strip_prefix(PNG)?;
    loop {
        let (chunk, after) = picture::chunk(rest)?;
        rest = after;
        if chunk.kind == *b"eXIf" && chunk.sum.is_some() {
            // The sum stands behind the content, and is of the kind and that.
            let sum = data.len() - after.len() - 4;
            let start = sum - chunk.content.len();
            let tag = tag(chunk.content, start)?;
            return Some(Tag { summed: Some((start - 4, sum)), ..tag });
        }
    }
}

/// The tag among others (TIFF 6.0, 2), which begin at `start` of the file.
fn tag(tags: &[u8], start: usize) -> Option<Tag> {
    let is_big_endian = match tags.first_chunk()? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tags.get(at..)?.first_chunk()?;
        Some(if is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = *tags.get(at..)?.first_chunk()?;
        let number =
            if is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(number).ok()
    };
    let directory = long(4)?;
    let first = directory.checked_add(2)?;
    let entries = (0..short(directory)?).map(|entry| first + 12 * usize::from(entry));
    for entry in entries {
        // A whole number of two bytes, one of it.
        if short(entry)? == 274 && short(entry + 2)? == 3 && long(entry + 4)? == 1 {
            let at = start.checked_add(entry + 8)?;
            return Some(Tag { value: short(entry + 8)?, at, is_big_endian, summed: None });
        }
    }
    None
}
