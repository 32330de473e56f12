//! Pictures: once each, in their own colours, and errors with their place.

use lopdf::Dictionary;
use png::{BitDepth, ColorType};

use super::*;
use crate::layout::page::Turn;
use crate::picture::ImageTurn;

fn figure(data: &[u8], format: ImageFormat) -> Sample {
    let mut sample = Sample::new();
    let figure = sample.element(ElementKind::Figure, Some(0));
    sample.picture(Tag::Element(figure), [30.0, 50.0, 60.0, 40.0], data, format);
    sample
}

fn pictures(reader: &Reader) -> Vec<&lopdf::Stream> {
    let page = reader.dictionary(reader.pages[0]);
    let resources = reader.at(page, "Resources").as_dict().unwrap();
    let pictures = reader.at(resources, "XObject").as_dict().unwrap();
    pictures.iter().map(|(_, it)| reader.get(it).as_stream().unwrap()).collect()
}

fn space(facts: &Dictionary) -> &str {
    name(facts.get(b"ColorSpace").unwrap())
}

#[test]
fn equal_pictures_are_in_the_file_once() {
    let mut sample = figure(&sample::png(true), ImageFormat::Png);
    sample.picture(Tag::Layout, [30.0, 100.0, 60.0, 40.0], &sample::png(true), ImageFormat::Png);
    sample.picture(Tag::Layout, [30.0, 150.0, 60.0, 40.0], &sample::png(false), ImageFormat::Png);
    let reader = read(&sample);
    assert_eq!(pictures(&reader).len(), 2);
    assert_eq!(reader.operations(0).iter().filter(|it| it.0 == "Do").count(), 3);
}

#[test]
fn cover_is_kept_and_full_cover_left_out() {
    let reader = read(&figure(&sample::png(true), ImageFormat::Png));
    let picture = pictures(&reader)[0];
    assert_eq!(space(&picture.dict), "DeviceRGB");
    let cover = reader.at(&picture.dict, "SMask").as_stream().unwrap();
    assert_eq!(space(&cover.dict), "DeviceGray");
    let samples = cover.get_plain_content().unwrap();
    assert_eq!((samples.len(), samples[0], samples[99]), (6000, 155, 254));
    let reader = read(&figure(&sample::png(false), ImageFormat::Png));
    assert!(!pictures(&reader)[0].dict.has(b"SMask"));
}

/// The samples of a picture in the file, its colours, and how much it covers.
fn read_back(png: &[u8]) -> (String, Vec<u8>, Option<Vec<u8>>) {
    let reader = read(&figure(png, ImageFormat::Png));
    let picture = pictures(&reader)[0];
    let cover = picture.dict.get(b"SMask").ok().map(|_| reader.at(&picture.dict, "SMask"));
    let cover = cover.map(|cover| cover.as_stream().unwrap().get_plain_content().unwrap());
    (space(&picture.dict).to_owned(), picture.get_plain_content().unwrap(), cover)
}

#[test]
fn grey_stays_grey() {
    let samples: Vec<u8> = (0..3).flat_map(|y| (0..7).map(move |x| x * 30 + y)).collect();
    let file = sample::png_of(7, 3, ColorType::Grayscale, BitDepth::Eight, &samples);
    assert_eq!(read_back(&file), ("DeviceGray".into(), samples, None));
    let file = sample::png_of(2, 1, ColorType::GrayscaleAlpha, BitDepth::Eight, &[9, 255, 8, 0]);
    assert_eq!(read_back(&file), ("DeviceGray".into(), vec![9, 8], Some(vec![255, 0])));
}

/// Samples of every depth become bytes: small ones are spread, large ones go to the nearest.
#[test]
fn samples_of_every_depth_become_bytes() {
    let file = sample::png_of(4, 1, ColorType::Grayscale, BitDepth::Two, &[0b00_01_10_11]);
    assert_eq!(read_back(&file), ("DeviceGray".into(), vec![0, 85, 170, 255], None));
    let deep: Vec<u8> = [0_u16, 128, 129, 385, 386, 65_535].map(u16::to_be_bytes).concat();
    let file = sample::png_of(2, 1, ColorType::Rgb, BitDepth::Sixteen, &deep);
    assert_eq!(read_back(&file), ("DeviceRGB".into(), vec![0, 0, 1, 1, 2, 255], None));
    let file = sample::png_of(3, 1, ColorType::GrayscaleAlpha, BitDepth::Sixteen, &deep);
    assert_eq!(read_back(&file), ("DeviceGray".into(), vec![0, 1, 2], Some(vec![0, 1, 255])));
}

#[test]
fn a_palette_becomes_its_colours() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 3, 1);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette([1, 2, 3, 250, 251, 252].as_slice());
    encoder.set_trns([7].as_slice());
    encoder.write_header().unwrap().write_image_data(&[0x10, 0x10]).unwrap();
    let colors = vec![250, 251, 252, 1, 2, 3, 250, 251, 252];
    assert_eq!(read_back(&file), ("DeviceRGB".into(), colors, Some(vec![255, 7, 255])));
}

/// The headers of a JPEG file of 20 × 10 pixels with so many colours.
fn jpeg(app: &[u8], process: u8, colors: u8) -> Vec<u8> {
    let frame = [0xFF, process, 0, 8 + 3 * colors, 8, 0, 10, 0, 20, colors];
    let components: Vec<u8> = (1..=colors).flat_map(|color| [color, 17, 0]).collect();
    [&[0xFF, 0xD8], app, &frame, &components].concat()
}

#[test]
fn jpeg_files_go_in_as_they_are() {
    let data = jpeg(&[], 0xC0, 3);
    let reader = read(&figure(&data, ImageFormat::Jpeg));
    let picture = pictures(&reader)[0];
    assert_eq!(picture.content, data);
    assert_eq!(name(picture.dict.get(b"Filter").unwrap()), "DCTDecode");
    assert_eq!(space(&picture.dict), "DeviceRGB");
    assert_eq!(picture.dict.get(b"Width").unwrap(), &Object::Integer(20));
    let data = jpeg(&[], 0xC0, 1);
    assert_eq!(space(&pictures(&read(&figure(&data, ImageFormat::Jpeg)))[0].dict), "DeviceGray");
}

/// The headers of a JPEG file with four colours, after those that Adobe's programs write.
fn inks(app: &[u8]) -> Vec<u8> {
    jpeg(app, 0xC2, 4)
}

/// A file with a picture in four colours.
pub(super) fn four_inks() -> Reader {
    read(&figure(&inks(&[]), ImageFormat::Jpeg))
}

#[test]
fn four_colours_of_adobe_are_turned_round() {
    let adobe = *b"\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x02";
    for (app, inverted) in [(&adobe[..], true), (&[], false)] {
        let reader = read(&figure(&inks(app), ImageFormat::Jpeg));
        let facts = &pictures(&reader)[0].dict;
        let space = reader.at(facts, "ColorSpace").as_array().unwrap();
        assert_eq!(name(&space[0]), "DeviceN");
        assert_eq!(facts.has(b"Decode"), inverted);
    }
}

/// Inks without a profile: red is (1 − cyan) × (1 − black), green and blue likewise.
#[test]
fn inks_become_red_green_and_blue() {
    let reader = four_inks();
    let space = reader.at(&pictures(&reader)[0].dict, "ColorSpace").as_array().unwrap();
    let inks: Vec<&str> = space[1].as_array().unwrap().iter().map(name).collect();
    assert_eq!(inks, ["Cyan", "Magenta", "Yellow", "Black"]);
    assert_eq!(name(&space[2]), "DeviceRGB");
    let function = reader.get(&space[3]).as_stream().unwrap();
    assert_eq!(function.dict.get(b"FunctionType").unwrap(), &Object::Integer(4));
    let program = String::from_utf8(function.get_plain_content().unwrap()).unwrap();
    for inks in [[0, 0, 0, 0], [0, 0, 0, 100], [100, 0, 0, 0], [20, 40, 60, 0], [20, 40, 60, 50]] {
        let [cyan, magenta, yellow, black] = inks;
        let expected = [cyan, magenta, yellow].map(|ink| (100 - ink) * (100 - black));
        assert_eq!(run(&program, inks), expected, "{inks:?}");
    }
}

/// Runs a program of PostScript's arithmetic (ISO 32000-1, 7.10.5) with inks in percent.
fn run(program: &str, inks: [i64; 4]) -> [i64; 3] {
    let mut stack: Vec<i64> = inks.to_vec();
    let words: Vec<&str> = program.trim_matches(['{', '}', ' ']).split(' ').collect();
    for (index, word) in words.iter().enumerate() {
        let mut pop = || usize::try_from(stack.pop().unwrap()).unwrap();
        match *word {
            "exch" => {
                let top = stack.len() - 2;
                stack[top..].reverse();
            }
            "sub" => {
                let (two, one) = (stack.pop().unwrap(), stack.pop().unwrap());
                stack.push(one - two);
            }
            "mul" => {
                let (two, one) = (stack.pop().unwrap(), stack.pop().unwrap());
                stack.push(one * two);
            }
            "index" => {
                let place = pop();
                stack.push(stack[stack.len() - 1 - place]);
            }
            "roll" => {
                let (by, count) = (pop(), pop());
                let start = stack.len() - count;
                stack[start..].rotate_right(by);
            }
            "pop" => drop(pop()),
            // One is a hundred percent, where it is no argument of a roll.
            "1" if words[index + 1] != "roll" => stack.push(100),
            number => stack.push(number.parse().unwrap()),
        }
    }
    stack.try_into().unwrap()
}

/// A profile that says what the header of one of four inks says, and no more.
pub(super) fn profile(space: &[u8; 4]) -> Vec<u8> {
    let mut profile = 148_u32.to_be_bytes().to_vec();
    profile.extend(b"\0\0\0\0\x02\x10\0\0prtr");
    profile.extend(space);
    profile.extend(b"Lab \0\0\0\0\0\0\0\0\0\0\0\0acsp");
    profile.resize(128, 0);
    // One tag, of four bytes.
    profile.extend(b"\0\0\0\x01A2B0\0\0\0\x90\0\0\0\x04mft1");
    profile
}

#[test]
fn inks_keep_the_profile_that_they_bring() {
    let embedded = |profile: &[u8]| {
        // In two parts, the second first.
        let (one, two) = profile.split_at(60);
        let part = |number: u8, part: &[u8]| {
            let length = u8::try_from(16 + part.len()).unwrap();
            [&[0xFF, 0xE2, 0, length], &b"ICC_PROFILE\0"[..], &[number, 2], part].concat()
        };
        read(&figure(&inks(&[part(2, two), part(1, one)].concat()), ImageFormat::Jpeg))
    };
    let reader = embedded(&profile(b"CMYK"));
    let space = reader.at(&pictures(&reader)[0].dict, "ColorSpace").as_array().unwrap();
    assert_eq!(name(&space[0]), "ICCBased");
    let kept = reader.get(&space[1]).as_stream().unwrap();
    assert_eq!(kept.dict.get(b"N").unwrap(), &Object::Integer(4));
    assert_eq!(kept.get_plain_content().unwrap(), profile(b"CMYK"));
    // One of other colours, or cut off, is none.
    for other in [profile(b"RGB "), profile(b"CMYK")[..131].to_vec()] {
        let reader = embedded(&other);
        let space = reader.at(&pictures(&reader)[0].dict, "ColorSpace").as_array().unwrap();
        assert_eq!(name(&space[0]), "DeviceN");
    }
}

/// Where the corners of a picture go: bottom left, bottom right, top left, as parts of its frame.
fn corners(upright: ImageTurn, turn: Turn) -> [[f32; 2]; 3] {
    let mut sample = Sample::new();
    (sample.upright, sample.turn) = (upright, turn);
    sample.picture(Tag::Layout, [30.0, 50.0, 60.0, 40.0], &sample::png(true), ImageFormat::Png);
    let operations = read(&sample).operations(0);
    let matrix = &operations.iter().find(|it| it.0 == "cm").unwrap().1;
    let matrix: Vec<f32> = matrix.iter().map(|it| it.as_float().unwrap()).collect();
    let [a, b, c, d, e, f] = matrix.try_into().unwrap();
    let (left, bottom, width, height) = (85.039, 586.772, 170.079, 113.385);
    let part = |x: f32, y: f32| [((x - left) / width).round(), ((y - bottom) / height).round()];
    [part(e, f), part(e + a, f + b), part(e + c, f + d)]
}

/// The eight values of Exif's tag: where the first row and the first column of the pixels are seen
/// (Exif 2.32, 4.6.4).
#[test]
fn a_picture_stands_upright_however_the_camera_was_held() {
    // For each value the sides at which the first row and the first column are.
    let sides = ["top left", "top right", "bottom right", "bottom left"].into_iter().chain([
        "left top",
        "right top",
        "right bottom",
        "left bottom",
    ]);
    for (value, sides) in (1..).zip(sides) {
        let turn = ImageTurn::of_exif(value).unwrap();
        let [bottom_left, bottom_right, top_left] = corners(turn, Turn::None);
        let side = |one: [f32; 2], other: [f32; 2]| match (one, other) {
            ([0.0, _], [0.0, _]) => "left",
            ([1.0, _], [1.0, _]) => "right",
            ([_, 0.0], [_, 0.0]) => "bottom",
            ([_, 1.0], [_, 1.0]) => "top",
            _ => panic!("{one:?} and {other:?} are at no side"),
        };
        let top_right = [0, 1].map(|i| bottom_right[i] + top_left[i] - bottom_left[i]);
        let (row, column) = (side(top_left, top_right), side(top_left, bottom_left));
        assert_eq!(format!("{row} {column}"), sides, "value {value}");
        assert_eq!(turn.is_sideways(), value > 4);
        // On a page on its side all of it is turned once more, anticlockwise.
        let onto_its_side = |[x, y]: [f32; 2]| [1.0 - y, x];
        let upright = [bottom_left, bottom_right, top_left];
        assert_eq!(corners(turn, Turn::Left), upright.map(onto_its_side), "value {value}");
    }
    assert_eq!(ImageTurn::of_exif(0), None);
    assert_eq!(ImageTurn::of_exif(9), None);
}

#[test]
fn a_turned_picture_has_its_head_at_the_left() {
    let mut sample = Sample::new();
    sample.turn = Turn::Left;
    sample.picture(Tag::Layout, [30.0, 50.0, 60.0, 40.0], &sample::png(true), ImageFormat::Png);
    let operations = read(&sample).operations(0);
    let matrix = &operations.iter().find(|it| it.0 == "cm").unwrap().1;
    let matrix: Vec<String> = matrix.iter().map(|it| it.as_float().unwrap().to_string()).collect();
    // Its right is up, its top is left.
    assert_eq!(matrix, ["0", "113.385", "-170.079", "0", "255.118", "586.772"]);
}

#[test]
fn what_is_no_picture_is_an_error_with_its_place() {
    use ImageFormat::{Jpeg, Png};
    let png = sample::png(true);
    let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00";
    let jpeg = |frame: &[u8]| [b"\xFF\xD8\xFF", frame].concat();
    let lossless = jpeg(&[0xC3, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0]);
    let cut = jpeg(&[0xE0, 0, 16, 1]);
    let two = jpeg(&[0xC0, 0, 14, 8, 0, 1, 0, 1, 2, 1, 17, 0, 2, 17, 0]);
    let deep = jpeg(&[0xC1, 0, 11, 12, 0, 2, 0, 3, 1, 1, 17, 0]);
    let flat = jpeg(&[0xC0, 0, 11, 8, 0, 0, 0, 3, 1, 1, 17, 0]);
    let cases: [(&[u8], ImageFormat, &str, &str); 11] = [
        (b"", Png, "pdf.picture-format", "is not a PNG file"),
        (gif, Png, "pdf.picture-format", "is not a PNG file"),
        (&png[..40], Png, "pdf.picture-broken", "the PNG file of the picture is damaged"),
        (
            &png[..png.len() - 30],
            Png,
            "pdf.picture-broken",
            "the PNG file of the picture is damaged",
        ),
        (b"", Jpeg, "pdf.picture-format", "is not a JPEG file"),
        (&png, Jpeg, "pdf.picture-format", "is not a JPEG file"),
        (&cut, Jpeg, "pdf.picture-broken", "the JPEG file of the picture is damaged"),
        (&lossless, Jpeg, "pdf.jpeg-process", "of a kind that PDF does not know"),
        (&two, Jpeg, "pdf.jpeg-colors", "is 2; expected 1, 3 or 4"),
        (&deep, Jpeg, "pdf.jpeg-samples", "3 × 2 pixels of 12 bits"),
        (&flat, Jpeg, "pdf.jpeg-samples", "3 × 0 pixels of 8 bits"),
    ];
    for (data, format, code, reason) in cases {
        let error = pdf(&figure(data, format).pages, &PdfOptions::default()).unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Image, code));
        assert_eq!(error.place().to_string(), "body[0].figure");
        assert!(error.message(Language::English).contains(reason), "{error}");
    }
}

/// A picture of gigabytes in a few bytes: what it would take is known before it is taken.
#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let mut png = sample::png(false);
    // The header's width and height, and its sum (ISO/IEC 15948, 11.2.2).
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    let error = pdf(&figure(&png, ImageFormat::Png).pages, &PdfOptions::default()).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Image, "pdf.picture-too-large"));
    let cause = std::error::Error::source(&error).unwrap();
    assert!(cause.is::<png::DecodingError>(), "{cause}");
}

/// The sum behind a chunk of a PNG file (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}
