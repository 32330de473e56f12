//! Makes PNG and JPEG files, and says in them how a camera was held.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A kind of JPEG file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jpeg {
    pub(crate) color: ColorType,
    pub(crate) sampling: SamplingFactor,
    pub(crate) progressive: bool,
    pub(crate) optimized: bool,
    /// After how many units its codes begin anew; zero for never.
    pub(crate) restart: u16,
}

impl Default for Jpeg {
    fn default() -> Jpeg {
        let sampling = SamplingFactor::F_2_2;
        let color = ColorType::Rgb;
        Jpeg { color, sampling, progressive: false, optimized: false, restart: 0 }
    }
}

impl Jpeg {
    /// A file of so many pixels, lively enough that every code is used.
    pub(crate) fn file(&self, across: u16, down: u16) -> Vec<u8> {
        let samples = match self.color {
            ColorType::Luma => 1,
            ColorType::Rgb => 3,
            _ => 4,
        };
        let data = noise(usize::from(across) * usize::from(down) * samples);
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 80);
        encoder.set_sampling_factor(self.sampling);
        encoder.set_progressive(self.progressive);
        encoder.set_optimized_huffman_tables(self.optimized);
        if self.restart > 0 {
            encoder.set_restart_interval(self.restart);
        }
        encoder.encode(&data, across, down, self.color).unwrap();
        file
    }
}

/// Samples that look like chance and are the same always.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..count).map(next).collect()
}

/// A PNG file in RGB.
pub(crate) fn png(across: u32, down: u32, interlaced: bool) -> Vec<u8> {
    if interlaced {
        return interlaced_png(across, down);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, across, down);
    encoder.set_color(png::ColorType::Rgb);
    let data = noise(usize::try_from(across * down * 3).unwrap());
    encoder.write_header().unwrap().write_image_data(&data).unwrap();
    file
}

/// One whose rows come in seven passes (ISO/IEC 15948, 8.2), which the encoder does not write.
fn interlaced_png(across: u32, down: u32) -> Vec<u8> {
    let passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let mut rows = Vec::new();
    for (x, y, by_x, by_y) in passes {
        let width = across.saturating_sub(x).div_ceil(by_x);
        let height = down.saturating_sub(y).div_ceil(by_y);
        if width > 0 {
            for row in 0..height {
                rows.push(0);
                let count = usize::try_from(width * 3).unwrap();
                let shift = row.to_be_bytes()[3];
                rows.extend(noise(count).iter().map(|byte| byte.wrapping_add(shift)));
            }
        }
    }
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut header = [across.to_be_bytes(), down.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 1]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &stored(&rows));
    chunk(&mut file, b"IEND", &[]);
    file
}

/// A stream of zlib that is not compressed (RFC 1950, RFC 1951).
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap();
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
    let at = file.len();
    file.extend(kind);
    file.extend(content);
    file.extend([0; 4]);
    sum(file, at);
}

/// Makes the sum of the chunk right whose kind begins at `at`.
pub(crate) fn sum(file: &mut [u8], at: usize) {
    let length = u32::from_be_bytes(*file[at - 4..].first_chunk().unwrap());
    let end = at + 4 + usize::try_from(length).unwrap();
    let bit = |sum: u32, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let bytes = file[at..end].iter();
    let sum = !bytes.fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit));
    file[end..end + 4].copy_from_slice(&sum.to_be_bytes());
}

/// The tags of Exif: another, and the one that says how the camera was held.
fn tags(value: u16, is_big_endian: bool) -> Vec<u8> {
    let short = |number: u16| {
        if is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    };
    let long = |number: u32| {
        if is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() }
    };
    let mut tags = if is_big_endian { b"MM".to_vec() } else { b"II".to_vec() };
    tags.extend(short(42));
    tags.extend(long(8));
    tags.extend(short(2));
    for (tag, value) in [(0x0100, 60), (0x0112, value)] {
        tags.extend(short(tag));
        tags.extend(short(3));
        tags.extend(long(1));
        tags.extend(short(value));
        tags.extend([0; 2]);
    }
    tags.extend(long(0));
    tags
}

/// The file with a word of how the camera was held.
pub(crate) fn with_orientation(file: &[u8], value: u16, is_big_endian: bool) -> Vec<u8> {
    let tags = tags(value, is_big_endian);
    if file.starts_with(&[0xFF, 0xD8]) {
        let length = u16::try_from(2 + 6 + tags.len()).unwrap().to_be_bytes();
        return [&file[..2], &[0xFF, 0xE1], &length, b"Exif\0\0", &tags, &file[2..]].concat();
    }
    let samples = file.windows(4).position(|kind| kind == b"IDAT").unwrap() - 4;
    let mut with = file[..samples].to_vec();
    chunk(&mut with, b"eXIf", &tags);
    with.extend(&file[samples..]);
    with
}

/// What a file says of how the camera was held.
pub(crate) fn orientation(file: &[u8]) -> Option<u16> {
    let find = |tag: &[u8]| file.windows(tag.len()).position(|at| at == tag);
    if let Some(at) = find(&[0x01, 0x12, 0, 3, 0, 0, 0, 1]) {
        return Some(u16::from_be_bytes(*file[at + 8..].first_chunk()?));
    }
    let at = find(&[0x12, 0x01, 3, 0, 1, 0, 0, 0])?;
    Some(u16::from_le_bytes(*file[at + 8..].first_chunk()?))
}
