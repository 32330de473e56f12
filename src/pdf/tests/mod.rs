//! Files made from pages by hand and read back: what a reader of PDF finds in them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod levels;
mod links;
#[cfg(feature = "docx")]
mod order;
mod painting;
mod pictures;
mod read;
mod sample;
mod tree;

use std::collections::BTreeSet;

use lopdf::Object;

use self::read::{Reader, name, string};
use self::sample::{Sample, everything};
use super::*;
use crate::layout::page::{ElementKind, ImageFormat, Tag};
use crate::message::{ErrorKind, Language};
use crate::typeface::Typeface;

fn read(sample: &Sample) -> Reader {
    Reader::new(&pdf(&sample.pages, &PdfOptions::default()).unwrap())
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let first = pdf(&everything().pages, &PdfOptions::default()).unwrap();
    let second = pdf(&everything().pages, &PdfOptions::default()).unwrap();
    assert!(first == second, "two files of the same pages differ");
    let mut other = everything();
    other.pages.info.title.push('！');
    let other = pdf(&other.pages, &PdfOptions::default()).unwrap();
    let id = |bytes: &[u8]| Reader::new(bytes).document.trailer.get(b"ID").unwrap().clone();
    assert_eq!(id(&first), id(&second));
    assert_ne!(id(&first), id(&other), "another file has another identifier");
}

#[test]
fn the_file_is_whole_and_without_gaps() {
    let sample = everything();
    let bytes = pdf(&sample.pages, &PdfOptions::default()).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
    let reader = Reader::new(&bytes);
    let numbers: Vec<u32> = reader.document.objects.keys().map(|id| id.0).collect();
    let all: Vec<u32> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, all);
    for (id, object) in &reader.document.objects {
        assert!(!matches!(object, Object::Null), "{id:?} is empty");
        let empty = object.as_dict().is_ok_and(lopdf::Dictionary::is_empty);
        assert!(!empty, "{id:?} is an empty dictionary");
    }
    for page in &reader.pages {
        assert!(!reader.dictionary(*page).has(b"Annots"));
    }
}

#[test]
fn uncompressed_files_can_be_read() {
    let mut sample = Sample::new();
    let element = sample.element(ElementKind::Paragraph, Some(0));
    sample.text(Tag::Element(element), Typeface::FangSong, [30.0, 50.0], 16.0, "正文");
    let bytes =
        pdf(&sample.pages, &PdfOptions { compress: false, ..PdfOptions::default() }).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let content = "/P <</MCID 0>> BDC\nBT\n1 0 0 1 85.039 700.157 Tm\n/Face1 16 Tf\n\
                   [<00020001>] TJ\nET\nEMC";
    assert!(text.contains(content), "{text}");
    assert!(!text.contains("FlateDecode"));
}

#[test]
fn facts_about_the_file_agree() {
    let reader = read(&everything());
    let facts = reader.at(&reader.document.trailer, "Info").as_dict().unwrap();
    assert_eq!(string(reader.at(facts, "Title")), "窗口周报 第8期");
    assert_eq!(string(reader.at(facts, "Author")), "某市政务服务中心");
    assert_eq!(string(reader.at(facts, "CreationDate")), "D:20240312000000+08'00'");
    assert_eq!(facts.get(b"CreationDate").unwrap(), facts.get(b"ModDate").unwrap());
    let keys: BTreeSet<&[u8]> = facts.iter().map(|(key, _)| key.as_slice()).collect();
    let wanted = ["Author", "CreationDate", "Creator", "ModDate", "Producer", "Subject", "Title"];
    assert_eq!(keys, wanted.iter().map(|key| key.as_bytes()).collect());
    let catalog = reader.catalog();
    assert_eq!(string(reader.at(catalog, "Lang")), "zh-CN");
    assert_eq!(name(reader.at(catalog, "PageMode")), "UseOutlines");
    let shown = reader.at(catalog, "ViewerPreferences").as_dict().unwrap();
    assert_eq!(shown.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
    let xmp = reader.at(catalog, "Metadata").as_stream().unwrap();
    assert!(xmp.dict.get(b"Filter").is_err(), "XMP is found by programs that do not know PDF");
    let xmp = self::xmp(&reader);
    for fact in [
        "<rdf:li xml:lang=\"x-default\">窗口周报 第8期</rdf:li>",
        "<rdf:li xml:lang=\"x-default\">&lt;窗口&gt; &amp; 运行</rdf:li>",
        "<rdf:li>某市政务服务中心</rdf:li>",
        "<xmp:CreateDate>2024-03-12T00:00:00+08:00</xmp:CreateDate>",
        "<xmp:ModifyDate>2024-03-12T00:00:00+08:00</xmp:ModifyDate>",
    ] {
        assert!(xmp.contains(fact), "{fact} is missing from {xmp}");
    }
}

#[test]
fn facts_that_are_missing_are_left_out() {
    let mut sample = Sample::new();
    sample.pages.info = crate::info::Info { title: "a\u{1}\u{FFFF}b".into(), ..Default::default() };
    let reader = read(&sample);
    let facts = reader.at(&reader.document.trailer, "Info").as_dict().unwrap();
    assert_eq!(string(reader.at(facts, "Title")), "ab", "XML cannot hold every character");
    assert!(!facts.has(b"CreationDate") && !facts.has(b"Author"));
    let catalog = reader.catalog();
    assert!(!catalog.has(b"Lang") && !catalog.has(b"Outlines"));
    assert_eq!(name(reader.at(catalog, "PageMode")), "UseNone");
    let xmp = xmp(&reader);
    assert!(!xmp.contains("Date") && !xmp.contains("dc:creator"), "{xmp}");
}

fn xmp(reader: &Reader) -> String {
    let xmp = reader.at(reader.catalog(), "Metadata").as_stream().unwrap();
    String::from_utf8(xmp.content.clone()).unwrap()
}

#[test]
fn a_file_without_inks_says_colours_of_a_screen() {
    assert!(xmp(&pictures::four_inks()).contains("pdfaid:part"), "inks are said in sRGB");
    let reader = read(&everything());
    let intents = reader.at(reader.catalog(), "OutputIntents").as_array().unwrap();
    let profile = reader.at(intents[0].as_dict().unwrap(), "DestOutputProfile");
    let profile = profile.as_stream().unwrap().get_plain_content().unwrap();
    assert_eq!(&profile[12..24], b"mntrRGB XYZ ");
}

#[test]
fn more_pages_share_what_they_need() {
    let objects = |count: usize| {
        let mut sample = Sample::new();
        for page in 0..count {
            if page > 0 {
                sample.sheet();
            }
            let element = sample.element(ElementKind::Paragraph, Some(0));
            sample.text(Tag::Element(element), Typeface::Song, [30.0, 50.0], 16.0, "同一行字");
        }
        // What holds the others together depends on how many they are.
        let holds = |object: &&lopdf::Object| {
            let kind = object.as_stream().ok().and_then(|it| it.dict.get(b"Type").ok());
            kind.is_some_and(|kind| ["ObjStm", "XRef"].iter().any(|it| *kind == file::name(it)))
        };
        let document = read(&sample).document;
        document.objects.values().filter(|object| !holds(object)).count()
    };
    let (few, many) = (objects(2), objects(102));
    // A page, its content, its way back to the elements, and a paragraph.
    assert_eq!(many - few, 100 * 4);
}

/// Faces keep what they were cut down to for the next file.
#[test]
fn files_that_were_written_before_leave_no_trace() {
    let written = |mut sample: Sample, words: &str| {
        let element = sample.element(ElementKind::Paragraph, Some(0));
        sample.text(Tag::Element(element), Typeface::Song, [30.0, 50.0], 16.0, words);
        [true, false].map(|compress| {
            pdf(&sample.pages, &PdfOptions { compress, ..PdfOptions::default() }).unwrap()
        })
    };
    let first = Sample::new();
    let before = ["周报", "工作周报", "周报工作简", "甲", "乙", "丙", "周报工作"];
    let before = before.map(|words| written(first.next(), words));
    let [.., same] = &before;
    assert!(written(Sample::new(), "周报工作") == *same);
    assert!(written(first.next(), "周报工作") == *same);
    assert!(written(first.next(), "周报") == before[0] && before[0] != *same);
}

#[test]
fn pages_that_contradict_themselves_are_errors() {
    let message = |sample: Sample| {
        let error = pdf(&sample.pages, &PdfOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        error.to_string()
    };
    let mut none = Sample::new();
    none.pages.pages.clear();
    assert!(message(none).contains("at least one page"));
    let line = || {
        let mut sample = Sample::new();
        sample.text(Tag::Layout, Typeface::Song, [30.0, 50.0], 16.0, "行");
        sample
    };
    let mut face = line();
    face.run().face = 9;
    assert!(message(face).contains("names face 9, there are 6"));
    let mut size = line();
    size.run().size = crate::length::Length::ZERO;
    assert!(message(size).contains("has no size"));
    let mut element = line();
    element.last().items[0].mark = Tag::Element(7);
    assert!(message(element).contains("element 7, which is missing"));
    let mut order = line();
    order.element(ElementKind::Paragraph, Some(1));
    assert!(message(order).contains("before the one that it is part of"));
    let mut heading = line();
    heading.heading(1, "题", 20.0);
    heading.pages.outline[0].page = 5;
    assert!(message(heading).contains("“题” is on a missing page"));
}
