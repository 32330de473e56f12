//! What leads somewhere: annotations, their elements, and the labels of pages.

use lopdf::ObjectId;

use super::*;
use crate::layout::page::{Target, Turn};
use crate::length::Length;

/// The annotations of a page.
fn annotations(reader: &Reader, page: usize) -> Vec<ObjectId> {
    let page = reader.dictionary(reader.pages[page]);
    let Ok(annotations) = page.get(b"Annots") else { return Vec::new() };
    let annotations = reader.get(annotations).as_array().unwrap();
    annotations.iter().map(|it| it.as_reference().unwrap()).collect()
}

/// A paragraph with a link that goes on over a line and a page, and an entry of a list of contents that
/// leads to a page on its side.
fn sample() -> Sample {
    let mut sample = Sample::new();
    let contents = sample.element(ElementKind::Contents, Some(0));
    let item = sample.element(ElementKind::ContentsItem, Some(contents));
    let reference = sample.element(ElementKind::Reference, Some(item));
    let entry = sample.element(ElementKind::Link, Some(reference));
    sample.pages.elements[entry].target = Some(Target::Place { page: 1, y: Length::mm(50.0) });
    sample.text(Tag::Element(entry), Typeface::FangSong, [30.0, 40.0], 16.0, "一、题目");
    sample.text(Tag::Layout, Typeface::Song, [90.0, 40.0], 16.0, "......");
    sample.text(Tag::Element(entry), Typeface::Latin, [170.0, 40.2], 16.0, " 2");
    let body = sample.element(ElementKind::Paragraph, Some(0));
    let link = sample.element(ElementKind::Link, Some(body));
    let address = "https://a.cn/办/x";
    sample.pages.elements[link].target = Some(Target::Address(address.to_owned()));
    let text = |sample: &mut Sample, at: [f64; 2], words: &str, span: Option<usize>| {
        sample.text(Tag::Element(body), Typeface::Song, at, 16.0, words);
        sample.run().span = span;
    };
    text(&mut sample, [30.0, 60.0], "见", None);
    text(&mut sample, [40.0, 60.0], "https:", Some(link));
    text(&mut sample, [30.0, 70.0], "//a.cn/", Some(link));
    sample.sheet();
    text(&mut sample, [30.0, 60.0], "办/x", Some(link));
    text(&mut sample, [50.0, 60.0], "，完。", None);
    sample
}

#[test]
fn a_link_has_an_annotation_on_each_line() {
    let sample = sample();
    let reader = read(&sample);
    assert_eq!(annotations(&reader, 0).len(), 3);
    assert_eq!(annotations(&reader, 1).len(), 1);
    let root = reader.at(reader.catalog(), "StructTreeRoot").as_dict().unwrap();
    let numbers = reader.at(root, "ParentTree").as_dict().unwrap();
    let numbers = reader.at(numbers, "Nums").as_array().unwrap();
    let mut seen = BTreeSet::new();
    for page in 0..2 {
        for id in annotations(&reader, page) {
            let annotation = reader.dictionary(id);
            assert_eq!(name(reader.at(annotation, "Subtype")), "Link");
            assert_eq!(reader.at(annotation, "F").as_i64().unwrap(), 4, "printed, not hidden");
            let border = reader.at(annotation, "Border").as_array().unwrap();
            assert!(border.iter().all(|it| it.as_i64().unwrap() == 0));
            let key = reader.at(annotation, "StructParent").as_i64().unwrap();
            assert!(seen.insert(key), "each has a number of its own");
            let at = numbers.iter().step_by(2).position(|it| it.as_i64().unwrap() == key).unwrap();
            let element = reader.get(&numbers[2 * at + 1]).as_dict().unwrap();
            assert_eq!(name(reader.at(element, "S")), "Link");
            let kids = reader.at(element, "K").as_array().unwrap();
            let holds = |kid: &Object| {
                kid.as_dict().is_ok_and(|kid| {
                    kid.has_type(b"OBJR") && kid.get(b"Obj").unwrap() == &Object::Reference(id)
                })
            };
            assert!(kids.iter().any(holds), "{kids:?}");
        }
        assert_eq!(name(reader.at(reader.dictionary(reader.pages[page]), "Tabs")), "S");
    }
    let next = reader.at(root, "ParentTreeNextKey").as_i64().unwrap();
    assert_eq!(next, 1 + seen.last().unwrap());
}

#[test]
fn links_lead_where_they_say() {
    let reader = read(&sample());
    let all = annotations(&reader, 0);
    let entry = reader.dictionary(all[0]);
    assert_eq!(string(reader.at(entry, "Contents")), "一、题目 2");
    let place = reader.at(entry, "Dest").as_array().unwrap();
    assert_eq!(place[0], Object::Reference(reader.pages[1]));
    assert_eq!(place[3].as_float().unwrap(), 700.157);
    // From the first word to the end of the number, as high as the type.
    let rect = reader.at(entry, "Rect").as_array().unwrap();
    let rect: Vec<f32> = rect.iter().map(|it| it.as_float().unwrap()).collect();
    assert!((rect[0] - 85.04).abs() < 0.1 && (rect[2] - 493.9).abs() < 0.2, "{rect:?}");
    assert!((rect[3] - rect[1] - 16.57).abs() < 0.1, "{rect:?}");
    for link in [all[1], all[2], annotations(&reader, 1)[0]] {
        let link = reader.dictionary(link);
        let action = reader.at(link, "A").as_dict().unwrap();
        assert_eq!(name(reader.at(action, "S")), "URI");
        assert_eq!(string(reader.at(action, "URI")), "https://a.cn/%E5%8A%9E/x");
        assert_eq!(string(reader.at(link, "Contents")), "https://a.cn/办/x");
        assert!(!link.has(b"Dest"));
    }
}

/// An address may go over thousands of lines; if each said all of it, a file would grow with the square of it.
#[test]
fn what_a_long_link_says_is_said_once() {
    let mut sample = Sample::new();
    let link = sample.element(ElementKind::Link, Some(0));
    let words = "https://a.cn/".to_owned() + &"a/".repeat(20);
    let address = words.repeat(8);
    sample.pages.elements[link].target = Some(Target::Address(address.clone()));
    for line in 0..8 {
        let at = [30.0, 40.0 + 10.0 * f64::from(line)];
        sample.text(Tag::Element(link), Typeface::Latin, at, 16.0, &words);
    }
    let reader = read(&sample);
    let lines = annotations(&reader, 0);
    assert_eq!(lines.len(), 8);
    let said = |key: &[u8]| {
        let all: Vec<&Object> =
            lines.iter().map(|id| reader.dictionary(*id).get(key).unwrap()).collect();
        assert!(all[0].as_reference().is_ok() && all.iter().all(|it| it == &all[0]), "{all:?}");
        reader.get(all[0])
    };
    assert_eq!(string(said(b"Contents")), address);
    assert_eq!(string(reader.at(said(b"A").as_dict().unwrap(), "URI")), address);
}

#[test]
fn a_link_stands_amid_the_text_of_its_paragraph() {
    let reader = read(&sample());
    let (id, paragraph) = *reader
        .elements()
        .iter()
        .find(|(_, it)| it.get(b"S").unwrap() == &Object::Name(b"P".to_vec()))
        .unwrap();
    let kids = reader.at(paragraph, "K").as_array().unwrap();
    let is_link = |kid: &Object| kid.as_reference().is_ok();
    assert_eq!(kids.iter().map(is_link).collect::<Vec<_>>(), [false, true, false]);
    let link = reader.get(&kids[1]).as_dict().unwrap();
    assert_eq!(link.get(b"P").unwrap(), &Object::Reference(id));
    assert_eq!(reader.parts(link).len(), 2, "one on each page");
}

#[test]
fn on_a_page_on_its_side_a_link_runs_upwards() {
    let mut sample = Sample::new();
    sample.turn = Turn::Left;
    sample.last().turn = Turn::Left;
    let link = sample.element(ElementKind::Link, Some(0));
    sample.pages.elements[link].target = Some(Target::Address("a@b.cn".to_owned()));
    sample.text(Tag::Element(link), Typeface::Song, [50.0, 200.0], 16.0, "甲乙");
    let reader = read(&sample);
    let rect = reader.at(reader.dictionary(annotations(&reader, 0)[0]), "Rect").as_array().unwrap();
    let rect: Vec<f32> = rect.iter().map(|it| it.as_float().unwrap()).collect();
    assert!((rect[2] - rect[0] - 16.0).abs() < 0.1, "{rect:?}");
    assert!((rect[3] - rect[1] - 32.0).abs() < 0.1 && (rect[1] - 274.96).abs() < 0.1, "{rect:?}");
}

#[test]
fn a_link_without_a_target_is_words() {
    let mut sample = Sample::new();
    let link = sample.element(ElementKind::Link, Some(0));
    sample.text(Tag::Element(link), Typeface::Song, [30.0, 50.0], 16.0, "甲");
    let reader = read(&sample);
    assert!(annotations(&reader, 0).is_empty());
    assert_eq!(name(reader.at(reader.elements()[1].1, "S")), "Span");
    let mut away = self::sample();
    away.pages.elements[4].target = Some(Target::Place { page: 9, y: Length::ZERO });
    let error = pdf(&away.pages, &PdfOptions::default()).unwrap_err();
    assert!(error.to_string().contains("is on a missing page"), "{error}");
}

#[test]
fn pages_are_called_what_is_printed_on_them() {
    let labels = |numbers: &[Option<u32>]| {
        let mut sample = Sample::new();
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                sample.sheet();
            }
            sample.last().number = *number;
        }
        let reader = read(&sample);
        let labels = reader.at(reader.catalog(), "PageLabels").as_dict().unwrap();
        let numbers = reader.at(labels, "Nums").as_array().unwrap();
        let range = |pair: &[Object]| {
            let range = pair[1].as_dict().unwrap();
            assert_eq!(name(range.get(b"S").unwrap()), "D");
            (pair[0].as_i64().unwrap(), range.get(b"St").map_or(1, |it| it.as_i64().unwrap()))
        };
        numbers.chunks(2).map(range).collect::<Vec<_>>()
    };
    assert_eq!(labels(&[None, None]), [(0, 1)]);
    assert_eq!(labels(&[Some(1), Some(2), None, None]), [(0, 1)]);
    assert_eq!(labels(&[None, Some(1), Some(7)]), [(0, 1), (1, 1), (2, 7)]);
}
