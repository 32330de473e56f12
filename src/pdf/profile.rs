//! Profiles of sRGB (IEC 61966-2-1), made here from the numbers of the standard: three primaries adapted to the
//! white of profiles (D50), and one curve.

/// What the colours are.
pub(super) const CONDITION: &str = "sRGB IEC61966-2.1";
const COPYRIGHT: &str = "No copyright, use freely";

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

/// The same curve at 129 places, in 65,535ths.
const TABLE: [u16; 129] = [
    0, 40, 79, 119, 159, 198, 240, 286, 338, 394, 456, 523, 595, 673, 756, 845, 940, 1_041, 1_148,
    1_262, 1_381, 1_507, 1_639, 1_778, 1_923, 2_075, 2_234, 2_400, 2_572, 2_752, 2_939, 3_133,
    3_334, 3_543, 3_759, 3_982, 4_214, 4_452, 4_699, 4_953, 5_215, 5_485, 5_763, 6_050, 6_344,
    6_646, 6_957, 7_276, 7_603, 7_939, 8_283, 8_636, 8_997, 9_367, 9_746, 10_134, 10_530, 10_936,
    11_350, 11_773, 12_206, 12_647, 13_098, 13_558, 14_027, 14_506, 14_994, 15_491, 15_998, 16_514,
    17_041, 17_576, 18_122, 18_677, 19_242, 19_816, 20_401, 20_996, 21_600, 22_215, 22_840, 23_474,
    24_119, 24_775, 25_440, 26_116, 26_802, 27_499, 28_206, 28_923, 29_651, 30_390, 31_139, 31_899,
    32_670, 33_451, 34_243, 35_046, 35_860, 36_685, 37_521, 38_368, 39_226, 40_095, 40_975, 41_866,
    42_768, 43_682, 44_607, 45_543, 46_491, 47_450, 48_420, 49_402, 50_396, 51_401, 52_417, 53_446,
    54_486, 55_537, 56_601, 57_676, 58_763, 59_862, 60_972, 62_095, 63_230, 64_376, 65_535,
];

/// An sRGB profile of version 4.2 (ICC.1:2004-10).
pub(super) fn srgb() -> Vec<u8> {
    let curve = || {
        // A curve of the kind with five numbers (10.15, type 3).
        let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
        bytes.extend(CURVE.iter().flat_map(|value| value.to_be_bytes()));
        bytes
    };
    let of_white = (*b"chad", element(b"sf32", &ADAPTATION));
    let words = [(*b"desc", words(CONDITION)), (*b"cprt", words(COPYRIGHT))];
    profile([0x04, 0x20], words.into_iter().chain([of_white]), curve)
}

/// An sRGB profile of version 2.1 (ICC.1:1998-09), which PDF/A-1 asks for: words are ASCII, and the curve
/// is a table.
pub(super) fn srgb_of_old() -> Vec<u8> {
    let curve = || {
        let mut bytes = b"curv\0\0\0\0".to_vec();
        bytes.extend(number(TABLE.len()));
        bytes.extend(TABLE.iter().flat_map(|value| value.to_be_bytes()));
        bytes
    };
    let words = [(*b"desc", described(CONDITION)), (*b"cprt", text(COPYRIGHT))];
    profile([0x02, 0x10], words, curve)
}

/// A profile for displays from its words, the primaries and their curve.
fn profile(
    version: [u8; 2],
    words: impl IntoIterator<Item = ([u8; 4], Vec<u8>)>,
    curve: impl Fn() -> Vec<u8>,
) -> Vec<u8> {
    let xyz = |values: &[Fixed]| element(b"XYZ ", values);
    let mut tags: Vec<([u8; 4], Vec<u8>)> = words.into_iter().collect();
    tags.extend([
        (*b"wtpt", xyz(&D50)),
        (*b"rXYZ", xyz(&RED)),
        (*b"gXYZ", xyz(&GREEN)),
        (*b"bXYZ", xyz(&BLUE)),
        (*b"rTRC", curve()),
        (*b"gTRC", curve()),
        (*b"bTRC", curve()),
    ]);
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
    let mut profile = header(version, 128 + table.len() + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

/// The header of a profile for displays with `size` bytes (7.2).
fn header(version: [u8; 2], size: usize) -> Vec<u8> {
    let mut header = number(size).to_vec();
    // No preferred program, a display, RGB to XYZ.
    header.extend(b"\0\0\0\0");
    header.extend(version);
    header.extend(b"\0\0mntrRGB XYZ ");
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

/// An element of ASCII (ICC.1:1998-09, 6.5.17).
fn text(words: &str) -> Vec<u8> {
    [b"text\0\0\0\0", words.as_bytes(), b"\0"].concat()
}

/// An element that describes the profile (ICC.1:1998-09, 6.5.16), in ASCII alone.
fn described(words: &str) -> Vec<u8> {
    let mut bytes =
        [b"desc\0\0\0\0", &number(words.len() + 1)[..], words.as_bytes(), b"\0"].concat();
    // No words in Unicode, none in the script of old Macintoshes: 67 bytes of them in any case.
    bytes.resize(bytes.len() + 4 + 4 + 2 + 1 + 67, 0);
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
    fn the_profiles_are_whole() {
        for (profile, version) in [(srgb(), 4), (srgb_of_old(), 2)] {
            is_whole(&profile, version);
        }
    }

    fn is_whole(profile: &[u8], version: u8) {
        assert_eq!(profile[8], version);
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
            let known: [&[u8]; 7] = [b"mluc", b"XYZ ", b"sf32", b"para", b"desc", b"text", b"curv"];
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
        for (place, value) in TABLE.into_iter().enumerate() {
            let x = f64::from(u16::try_from(place).unwrap()) / 128.0;
            let wanted = if x < knee { slope * x } else { upper(x) };
            assert!((f64::from(value) / 65_535.0 - wanted).abs() < 2e-4, "{place}");
        }
    }
}
