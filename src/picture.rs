//! What the headers of PNG and JPEG files say: how many pixels, and of what kind. No sample is
//! decoded here: a theme measures pictures by their headers, a DOCX takes both kinds of file as they
//! are, and so does a PDF a JPEG file.

/// Why a file is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is neither a PNG nor a JPEG file.
    Format,
    /// Its headers are cut off, damaged, or of a kind that nobody shows.
    Broken,
}

/// The size of a picture in pixels; none is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pixels {
    Png { width: u32, height: u32 },
    Jpeg { width: u16, height: u16 },
}

impl Pixels {
    /// Width and height, as they are stored.
    pub(crate) fn size(self) -> (u32, u32) {
        match self {
            Pixels::Png { width, height } => (width, height),
            Pixels::Jpeg { width, height } => (width.into(), height.into()),
        }
    }
}

/// How the pixels of a picture are turned to stand upright: a camera that is held on its side stores
/// them as its sensor has them, and says so. First they are mirrored left to right, then turned.
///
/// ```
/// use bulletin::flow::ImageTurn;
///
/// assert!(!ImageTurn::NONE.is_sideways());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct ImageTurn {
    /// Whether left and right change sides.
    pub mirrored: bool,
    /// By how many quarters they are then turned clockwise, 0 to 3.
    pub quarters: u8,
}

impl ImageTurn {
    /// As they are stored.
    pub const NONE: ImageTurn = ImageTurn { mirrored: false, quarters: 0 };

    /// What a value of the tag Orientation means (Exif 2.32, 4.6.4). None if there is no such value.
    pub(crate) fn of_exif(value: u16) -> Option<ImageTurn> {
        let (mirrored, quarters) = match value {
            1 => (false, 0),
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => return None,
        };
        Some(ImageTurn { mirrored, quarters })
    }

    /// Whether width and height change places.
    pub fn is_sideways(self) -> bool {
        self.quarters % 2 == 1
    }
}

/// Reads what stands before the samples.
pub(crate) fn pixels(data: &[u8]) -> Result<Pixels, Fault> {
    if data.starts_with(PNG) {
        let (width, height) = png(data).ok_or(Fault::Broken)?;
        return Ok(Pixels::Png { width, height });
    }
    // The first marker tells a JPEG file from others that begin with the same two bytes.
    if !data.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Err(Fault::Format);
    }
    let (frame, rest) = frame(data).ok_or(Fault::Broken)?;
    let Frame { width, height, .. } = frame;
    if !(frame.is_shown() && has_scan(rest)) {
        return Err(Fault::Broken);
    }
    Ok(Pixels::Jpeg { width, height })
}

/// What every PNG file begins with (ISO/IEC 15948, 5.2).
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Width and height of a PNG file whose critical chunks are sound up to the samples.
fn png(data: &[u8]) -> Option<(u32, u32)> {
    let (header, mut rest) = chunk(data.strip_prefix(PNG)?)?;
    let header = header.sound()?.of(*b"IHDR")?;
    let (width, header) = header.split_first_chunk::<4>()?;
    let (height, header) = header.split_first_chunk::<4>()?;
    let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    let &[depth, color, compression, filter, interlace] = header else { return None };
    // ISO/IEC 15948, table 11.1.
    let depths: &[u8] = match color {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => return None,
    };
    let known = depths.contains(&depth) && (compression, filter) == (0, 0) && interlace <= 1;
    if !known || width == 0 || height == 0 {
        return None;
    }
    let mut palette = color != 3;
    loop {
        let (next, after) = chunk(rest)?;
        match &next.kind {
            b"IDAT" => return palette.then_some((width, height)),
            b"PLTE" => palette = matches!(next.sound()?.of(*b"PLTE")?.len(), 3..=768),
            // Whoever does not know a chunk with a small first letter may go on without it.
            [first, ..] if first.is_ascii_lowercase() => {}
            _ => return None,
        }
        rest = after;
    }
}

/// A chunk of a PNG file (ISO/IEC 15948, 5.3). Its content is cut off where the file is.
pub(crate) struct Chunk<'a> {
    pub(crate) kind: [u8; 4],
    pub(crate) content: &'a [u8],
    /// Of kind and content, as the file says it; none where the file is cut off.
    pub(crate) sum: Option<u32>,
}

impl<'a> Chunk<'a> {
    fn sound(self) -> Option<Chunk<'a>> {
        let sum = sum(self.kind.iter().chain(self.content).copied());
        (self.sum == Some(sum)).then_some(self)
    }

    /// The content, if the chunk is of this kind.
    fn of(self, kind: [u8; 4]) -> Option<&'a [u8]> {
        (self.kind == kind).then_some(self.content)
    }
}

/// The sum behind a chunk (ISO/IEC 15948, annex D), of its kind and its content. Headers are short, so
/// it is taken bit by bit.
pub(crate) fn sum(bytes: impl Iterator<Item = u8>) -> u32 {
    let bit = |sum: u32, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(byte), bit))
}

/// The next chunk, and what comes after it.
pub(crate) fn chunk(data: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let (length, rest) = data.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    let (sum, rest) = match rest.split_first_chunk::<4>() {
        Some((sum, rest)) => (Some(u32::from_be_bytes(*sum)), rest),
        None => (None, rest),
    };
    Some((Chunk { kind: *kind, content, sum }, rest))
}

/// What a JPEG file says of its samples (ITU-T T.81, B.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The marker of the frame, which names the process.
    process: u8,
    /// Bits of a sample.
    pub(crate) bits: u8,
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// How many colours.
    pub(crate) components: u8,
    /// Whether a program of Adobe says how the colours are meant.
    pub(crate) adobe: bool,
}

impl Frame {
    /// Whether the process is baseline, extended or progressive, the ones that PDF knows.
    pub(crate) fn is_sequential_or_progressive(&self) -> bool {
        matches!(self.process, 0xC0..=0xC2)
    }

    fn is_shown(&self) -> bool {
        self.is_sequential_or_progressive()
            && matches!(self.components, 1 | 3 | 4)
            && self.bits == 8
            && self.width > 0
            && self.height > 0
    }
}

/// The frame of a JPEG file, and what comes after its header. None when it is cut off.
pub(crate) fn frame(data: &[u8]) -> Option<(Frame, &[u8])> {
    let mut rest = data.strip_prefix(&[0xFF, 0xD8])?;
    let mut adobe = false;
    loop {
        let (marker, content, after) = segment(rest)?;
        rest = after;
        match marker {
            // Not among the frames: tables of codes, a mark for later standards, and conditions.
            0xC4 | 0xC8 | 0xCC => {}
            0xC0..=0xCF => {
                let (&[bits, high, low, left, right, components], _) =
                    content.split_first_chunk()?;
                let height = u16::from_be_bytes([high, low]);
                let width = u16::from_be_bytes([left, right]);
                let process = marker;
                return Some((Frame { process, bits, width, height, components, adobe }, rest));
            }
            0xEE if content.starts_with(b"Adobe") => adobe = true,
            _ => {}
        }
    }
}

/// Whether samples follow.
fn has_scan(mut rest: &[u8]) -> bool {
    while let Some((marker, _, after)) = segment(rest) {
        if marker == 0xDA {
            return true;
        }
        rest = after;
    }
    false
}

/// The segments of a JPEG file before its samples: the marker, what is in it, and what comes after.
pub(crate) fn segments(data: &[u8]) -> impl Iterator<Item = (u8, &[u8], &[u8])> {
    let mut rest = data.strip_prefix(&[0xFF, 0xD8]);
    std::iter::from_fn(move || {
        let found = segment(rest?).filter(|(marker, ..)| *marker != 0xDA);
        rest = found.map(|(_, _, after)| after);
        found
    })
}

/// The next segment of a JPEG file: its marker, what is in it, and what comes after.
pub(crate) fn segment(data: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    // Any number of bytes of ones may stand before a marker.
    let start = data.iter().position(|byte| *byte != 0xFF).filter(|start| *start > 0)?;
    let (marker, rest) = data.get(start..)?.split_first()?;
    let (length, _) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (segment, after) = rest.split_at_checked(length)?;
    Some((*marker, segment.get(2..)?, after))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::*;

    /// A chunk of a PNG file with its sum.
    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let bytes = [kind, content].concat();
        let sum = sum(bytes.iter().copied());
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], &bytes, &sum.to_be_bytes()].concat()
    }

    /// The headers of a PNG file of so many pixels, of a depth and a kind of colour.
    fn png(width: u32, height: u32, depth: u8, color: u8) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = [&size[..], &[depth, color, 0, 0, 0]].concat();
        [PNG, &chunk(b"IHDR", &header)].concat()
    }

    #[test]
    fn a_png_file_is_measured_up_to_its_samples() {
        let samples = chunk(b"IDAT", &[]);
        let words = chunk(b"tEXt", b"of any length");
        for (depth, color) in [(1, 0), (16, 0), (8, 2), (16, 4), (8, 6)] {
            let file = [png(7, 70_000, depth, color), words.clone(), samples.clone()].concat();
            assert_eq!(pixels(&file), Ok(Pixels::Png { width: 7, height: 70_000 }));
        }
        let colors = chunk(b"PLTE", &[0; 12]);
        let file = [png(3, 3, 2, 3), colors.clone(), samples.clone()].concat();
        assert_eq!(pixels(&file), Ok(Pixels::Png { width: 3, height: 3 }));
        // Damage in a chunk that one may pass over harms nobody.
        let mut harmless = [png(1, 1, 8, 0), words, samples.clone()].concat();
        let at = harmless.windows(2).position(|pair| pair == b"of").unwrap();
        harmless[at] = b'O';
        assert_eq!(pixels(&harmless), Ok(Pixels::Png { width: 1, height: 1 }));

        let mut damaged = [png(1, 1, 8, 0), samples.clone()].concat();
        damaged[19] = 2;
        for (fault, file) in [
            ("no samples", png(1, 1, 8, 0)),
            ("a header cut off", png(1, 1, 8, 0)[..20].to_vec()),
            ("a wrong sum", damaged),
            ("no width", [png(0, 1, 8, 0), samples.clone()].concat()),
            ("no height", [png(1, 0, 8, 0), samples.clone()].concat()),
            ("a depth that is none", [png(1, 1, 4, 2), samples.clone()].concat()),
            ("a colour that is none", [png(1, 1, 8, 1), samples.clone()].concat()),
            ("no palette", [png(1, 1, 8, 3), samples.clone()].concat()),
            ("a chunk that nobody knows", [png(1, 1, 8, 0), chunk(b"ABCD", &[]), samples].concat()),
        ] {
            assert_eq!(pixels(&file), Err(Fault::Broken), "{fault}");
        }
    }

    /// The headers of a JPEG file: the marker of the frame, bits, height, width, colours.
    fn jpeg(process: u8, frame: [u8; 6]) -> Vec<u8> {
        let scan = [0xFF, 0xDA, 0, 2];
        [&[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, process, 0, 8], &frame[..], &scan]
            .concat()
    }

    #[test]
    fn a_jpeg_file_is_measured_up_to_its_samples() {
        for (process, components) in [(0xC0, 3), (0xC1, 1), (0xC2, 4)] {
            let file = jpeg(process, [8, 1, 0, 0, 9, components]);
            assert_eq!(pixels(&file), Ok(Pixels::Jpeg { width: 9, height: 256 }));
        }
        let whole = jpeg(0xC0, [8, 0, 5, 0, 9, 3]);
        for (fault, file) in [
            ("no samples", whole[..whole.len() - 4].to_vec()),
            ("a frame cut off", whole[..20].to_vec()),
            ("a lossless process", jpeg(0xC3, [8, 0, 5, 0, 9, 3])),
            ("twelve bits", jpeg(0xC1, [12, 0, 5, 0, 9, 3])),
            ("two colours", jpeg(0xC0, [8, 0, 5, 0, 9, 2])),
            ("no height", jpeg(0xC0, [8, 0, 0, 0, 9, 3])),
            ("no width", jpeg(0xC0, [8, 0, 5, 0, 0, 3])),
        ] {
            assert_eq!(pixels(&file), Err(Fault::Broken), "{fault}");
        }
    }

    #[test]
    fn other_files_are_no_pictures() {
        for file in [&b""[..], b"GIF89a", b"\xFF\xD8\x00", b"<svg/>", &PNG[..7]] {
            assert_eq!(pixels(file), Err(Fault::Format));
        }
    }
}
