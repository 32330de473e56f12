//! The output intent: the file says that its colours are those of sRGB (IEC 61966-2-1), and carries
//! the profile that defines them. The profile is our own, made here from the numbers of the
//! standard: three primaries adapted to the white of profiles (D50), and one curve.

use lopdf::{Object, Stream};

use super::file::{File, ascii, dictionary, name};
use crate::error::Error;

/// What the colours are.
const CONDITION: &str = "sRGB IEC61966-2.1";

/// Puts the output intent into the file (ISO 19005-2, 6.2.3).
pub(super) fn embed(file: &mut File) -> Result<(), Error> {
    let profile = file.add(Stream::new(dictionary([("N", 3.into())]), srgb()));
    let intent = dictionary([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", ascii(CONDITION)),
        ("Info", ascii(CONDITION)),
        ("DestOutputProfile", profile.into()),
    ]);
    file.catalog()?.set("OutputIntents", Object::Array(vec![intent.into()]));
    Ok(())
}

/// A number of a profile: in 65,536ths.
type Fixed = i32;

/// The white of profiles, D50 (ICC.1:2004-10, 6.3.4.3).
const D50: [Fixed; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// The primaries of sRGB, adapted to D50 by [`ADAPTATION`]; they add up to it.
const RED: [Fixed; 3] = [0x6FA0, 0x38F5, 0x0390];
const GREEN: [Fixed; 3] = [0x6297, 0xB787, 0x18D9];
const BLUE: [Fixed; 3] = [0x249F, 0x0F84, 0xB6C4];
/// From the white of sRGB, D65, to D50, after Bradford.
const ADAPTATION: [Fixed; 9] = [68_674, 1_502, -3_291, 1_939, 64_912, -1_119, -606, 988, 49_262];
/// The curve of sRGB: (x / 1.055 + 0.055 / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 below.
const CURVE: [Fixed; 5] = [157_286, 62_119, 3_417, 5_072, 2_651];

/// An sRGB profile of version 4.2 (ICC.1:2004-10).
fn srgb() -> Vec<u8> {
    let xyz = |values: &[Fixed]| element(b"XYZ ", values);
    let curve = || {
        // A curve of the kind with five numbers (10.15, type 3).
        let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
        bytes.extend(CURVE.iter().flat_map(|value| value.to_be_bytes()));
        bytes
    };
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", words(CONDITION)),
        (b"cprt", words("No copyright, use freely")),
        (b"wtpt", xyz(&D50)),
        (b"chad", element(b"sf32", &ADAPTATION)),
        (b"rXYZ", xyz(&RED)),
        (b"gXYZ", xyz(&GREEN)),
        (b"bXYZ", xyz(&BLUE)),
        (b"rTRC", curve()),
        (b"gTRC", curve()),
        (b"bTRC", curve()),
    ];
    let mut table = number(tags.len()).to_vec();
    let start = 128 + table.len() + 12 * tags.len();
    let mut data = Vec::new();
    for (tag, mut element) in tags {
        let (offset, size) = (number(start + data.len()), number(element.len()));
        table.extend(tag.iter().chain(&offset).chain(&size));
        // Elements begin at whole words.
        element.resize(element.len().next_multiple_of(4), 0);
        data.extend(element);
    }
    let mut profile = header(128 + table.len() + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

/// The header of a profile for displays with `size` bytes (7.2).
fn header(size: usize) -> Vec<u8> {
    let mut header = number(size).to_vec();
    // No preferred program, version 4.2, a display, RGB to XYZ.
    header.extend(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // The day of the standard's edition; it must be some day.
    header.extend([2004, 10, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    // No platform, flags, device, attributes; perceptual intent.
    header.resize(68, 0);
    header.extend(D50.iter().flat_map(|value| value.to_be_bytes()));
    header.resize(128, 0);
    header
}

/// An element of numbers: XYZ values or a matrix.
fn element(kind: &[u8; 4], values: &[Fixed]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend([0; 4]);
    bytes.extend(values.iter().flat_map(|value| value.to_be_bytes()));
    bytes
}

/// An element of words, said to be American English (10.13).
fn words(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    bytes.extend(number(utf16.len()));
    bytes.extend(number(28));
    bytes.extend(utf16);
    bytes
}

fn number(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn the_profile_is_whole() {
        let profile = srgb();
        assert_eq!(profile[..4], number(profile.len()));
        assert_eq!(&profile[36..40], b"acsp");
        let word = |at: usize| {
            usize::try_from(u32::from_be_bytes([0, 1, 2, 3].map(|part| profile[at + part])))
                .unwrap()
        };
        for tag in 0..word(128) {
            let entry = 132 + 12 * tag;
            let (offset, size) = (word(entry + 4), word(entry + 8));
            assert_eq!(offset % 4, 0);
            let kind = &profile[offset..offset + 4];
            let known: [&[u8]; 4] = [b"mluc", b"XYZ ", b"sf32", b"para"];
            assert!(known.contains(&kind) && offset + size <= profile.len(), "{kind:?}");
        }
    }

    /// White is all three primaries.
    #[test]
    fn the_primaries_add_up() {
        let sum = [0, 1, 2].map(|part| RED[part] + GREEN[part] + BLUE[part]);
        assert_eq!(sum, D50);
    }

    /// The curve is one line where its two parts meet, and white stays white.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "nothing of it is written")]
    fn the_curve_is_that_of_srgb() {
        let [power, scale, shift, slope, knee] = CURVE.map(|part| f64::from(part) / 65_536.0);
        let upper = |x: f64| (scale * x + shift).powf(power);
        assert!((upper(1.0) - 1.0).abs() < 1e-4);
        assert!((upper(knee) - slope * knee).abs() < 1e-4);
        assert!((upper(0.5) - 0.214_041).abs() < 1e-4, "IEC 61966-2-1 at half");
    }
}
