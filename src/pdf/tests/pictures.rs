//! Pictures: once each, in their own colours, and errors with their place.

use lopdf::Dictionary;

use super::*;
use crate::layout::page::Turn;

fn figure(data: &[u8], jpeg: bool) -> Sample {
    let mut sample = Sample::new();
    let figure = sample.element(ElementKind::Figure, Some(0));
    sample.picture(Mark::Element(figure), [30.0, 50.0, 60.0, 40.0], data, jpeg);
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

fn encoded(picture: impl Into<image::DynamicImage>, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn equal_pictures_are_in_the_file_once() {
    let mut sample = figure(&sample::png(true), false);
    sample.picture(Mark::Layout, [30.0, 100.0, 60.0, 40.0], &sample::png(true), false);
    sample.picture(Mark::Layout, [30.0, 150.0, 60.0, 40.0], &sample::png(false), false);
    let reader = read(&sample);
    assert_eq!(pictures(&reader).len(), 2);
    assert_eq!(reader.operations(0).iter().filter(|it| it.0 == "Do").count(), 3);
}

#[test]
fn cover_is_kept_and_full_cover_left_out() {
    let reader = read(&figure(&sample::png(true), false));
    let picture = pictures(&reader)[0];
    assert_eq!(space(&picture.dict), "DeviceRGB");
    let cover = reader.at(&picture.dict, "SMask").as_stream().unwrap();
    assert_eq!(space(&cover.dict), "DeviceGray");
    let samples = cover.get_plain_content().unwrap();
    assert_eq!((samples.len(), samples[0], samples[99]), (6000, 155, 254));
    let reader = read(&figure(&sample::png(false), false));
    assert!(!pictures(&reader)[0].dict.has(b"SMask"));
}

#[test]
fn grey_stays_grey() {
    let grey =
        image::GrayImage::from_fn(7, 3, |x, y| image::Luma([u8::try_from(x * 30 + y).unwrap()]));
    let samples = grey.clone().into_raw();
    let reader = read(&figure(&encoded(grey, image::ImageFormat::Png), false));
    let picture = pictures(&reader)[0];
    assert_eq!(space(&picture.dict), "DeviceGray");
    assert_eq!(picture.get_plain_content().unwrap(), samples);
}

#[test]
fn jpeg_files_go_in_as_they_are() {
    let data = encoded(image::RgbImage::new(20, 10), image::ImageFormat::Jpeg);
    let reader = read(&figure(&data, true));
    let picture = pictures(&reader)[0];
    assert_eq!(picture.content, data);
    assert_eq!(name(picture.dict.get(b"Filter").unwrap()), "DCTDecode");
    assert_eq!(space(&picture.dict), "DeviceRGB");
    assert_eq!(picture.dict.get(b"Width").unwrap(), &Object::Integer(20));
    let data = encoded(image::GrayImage::new(20, 10), image::ImageFormat::Jpeg);
    assert_eq!(space(&pictures(&read(&figure(&data, true)))[0].dict), "DeviceGray");
}

/// The headers of a JPEG file with four colours, after those that Adobe's programs write.
fn inks(app: &[u8]) -> Vec<u8> {
    let frame = [0xFF, 0xC2, 0, 20, 8, 0, 10, 0, 20, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0];
    [&[0xFF, 0xD8], app, &frame].concat()
}

/// A file with a picture in four colours.
pub(super) fn four_inks() -> Reader {
    read(&figure(&inks(&[]), true))
}

#[test]
fn four_colours_of_adobe_are_turned_round() {
    let adobe = *b"\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x02";
    for (app, inverted) in [(&adobe[..], true), (&[], false)] {
        let reader = read(&figure(&inks(app), true));
        let facts = &pictures(&reader)[0].dict;
        assert_eq!(space(facts), "DeviceCMYK");
        assert_eq!(facts.has(b"Decode"), inverted);
    }
}

#[test]
fn a_turned_picture_has_its_head_at_the_left() {
    let mut sample = Sample::new();
    sample.turn = Turn::Left;
    sample.picture(Mark::Layout, [30.0, 50.0, 60.0, 40.0], &sample::png(true), false);
    let operations = read(&sample).operations(0);
    let matrix = &operations.iter().find(|it| it.0 == "cm").unwrap().1;
    let matrix: Vec<String> = matrix.iter().map(|it| it.as_float().unwrap().to_string()).collect();
    // Its right is up, its top is left.
    assert_eq!(matrix, ["0", "113.385", "-170.079", "0", "255.118", "586.772"]);
}

#[test]
fn what_is_no_picture_is_an_error_with_its_place() {
    let png = sample::png(true);
    let lossless = [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0];
    let cut = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1];
    let cases: [(&[u8], bool, &str); 6] = [
        (&png[..40], false, "not a PNG file"),
        (b"", false, "not a PNG file"),
        (b"", true, "not a JPEG file"),
        (&png, true, "not a JPEG file"),
        (&cut, true, "not a JPEG file"),
        (&lossless, true, "of a kind that PDF does not know"),
    ];
    for (data, jpeg, reason) in cases {
        let error = pdf(&figure(data, jpeg).pages, &PdfOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Image);
        assert_eq!(error.place().to_string(), "body[0].figure");
        assert!(error.message(crate::message::Language::English).contains(reason), "{error}");
    }
}
