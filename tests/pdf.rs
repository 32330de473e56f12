//! PDF files as they leave the library: the content of a small one as a golden, what a reader finds
//! in that of the example, and the same bytes from every process.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bulletin::pages::{Content, ElementKind, Tag};
use bulletin::{Bulletin, Pages, PdfOptions, pdf};
use lopdf::{Dictionary, Document, Object};
use support::golden::Goldens;

mod support;

/// A short bulletin with one of everything.
const SMALL: &str = r#"
title = "一周情况"

[masthead]
title = "简讯"
issue = { year = 2025, number = 3 }
issuers = ["示例市综合科"]
date = "2025-02-07"

[[sections]]
heading = "要闻"
blocks = ["周一，**综合科**（信息组）开会，用时1.5小时。"]

[[sections]]
heading = "名次"
blocks = [{ table = { columns = ["单位", "件数"], rows = [["甲", "12"], ["乙", "9"]] } }]

[imprint]
send = "市办公室。"
"#;

fn small() -> Pages {
    support::pages(&toml::from_str::<Bulletin>(SMALL).unwrap())
}

fn weekly() -> Pages {
    support::pages(&support::weekly())
}

fn read(pages: &Pages) -> Document {
    Document::load_mem(&pdf(pages, &PdfOptions::default()).unwrap()).unwrap()
}

/// The value of a key, behind its reference.
fn at<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    let value = dictionary.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}"));
    document.dereference(value).unwrap().1
}

/// All objects but streams, and the streams of the pages and of the fonts' texts.
#[test]
fn a_small_file_is_as_it_was() {
    let mut options = PdfOptions::default();
    options.compress = false;
    let file = pdf(&small(), &options).unwrap();
    let document = Document::load_mem(&file).unwrap();
    let contents: Vec<_> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    let mut text = String::new();
    for (id, object) in &document.objects {
        text.push_str(&format!("{} {object:?}\n", id.0));
        if let Ok(stream) = object.as_stream()
            && (contents.contains(id) || stream.content.starts_with(b"/CIDInit"))
        {
            text.push_str(&String::from_utf8(stream.content.clone()).unwrap());
            text.push('\n');
        }
    }
    let mut goldens = Goldens::new("pdf");
    goldens.check("small.txt", &text);
    goldens.finish();
}

#[test]
fn the_example_is_whole() {
    let (pages, document) = (weekly(), read(&weekly()));
    assert_eq!(document.version, "1.7");
    assert_eq!(document.get_pages().len(), pages.pages.len());
    let catalog = document.catalog().unwrap();
    let outline = at(&document, catalog, "Outlines").as_dict().unwrap();
    let count = at(&document, outline, "Count").as_i64().unwrap();
    assert_eq!(usize::try_from(count).unwrap(), pages.outline.len());
    for (_, page) in document.get_pages() {
        let page = document.get_dictionary(page).unwrap();
        let resources = at(&document, page, "Resources").as_dict().unwrap();
        let fonts = at(&document, resources, "Font").as_dict().unwrap();
        assert!(fonts.len() >= 5, "the faces of an official document");
        for (_, font) in fonts.iter() {
            let font = document.dereference(font).unwrap().1.as_dict().unwrap();
            assert!(font.has(b"ToUnicode"));
        }
    }
}

/// Every element that has content on the pages, and every cell, is in the tree under the type of
/// its kind.
#[test]
fn the_elements_of_the_example_are_in_the_tree() {
    let (pages, document) = (weekly(), read(&weekly()));
    let mut expected = std::collections::BTreeMap::<&str, usize>::new();
    for (index, element) in pages.elements.iter().enumerate() {
        let content = pages.pages.iter().flat_map(|page| &page.items).any(|item| {
            item.mark == Tag::Element(index)
                && !matches!(&item.content, Content::Glyphs(run) if run.glyphs.is_empty())
        });
        let kind = match element.kind {
            ElementKind::Paragraph if content => "P",
            ElementKind::Caption if content => "Caption",
            ElementKind::Table => "Table",
            ElementKind::HeadCell { .. } => "TH",
            ElementKind::Cell { heads_row: true, .. } => "TH",
            ElementKind::Cell { .. } => "TD",
            ElementKind::ListItem => "LI",
            ElementKind::ListLabel => "Lbl",
            _ => continue,
        };
        *expected.entry(kind).or_default() += 1;
    }
    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let elements = elements.filter(|it| it.has_type(b"StructElem"));
    let types: Vec<&[u8]> = elements.map(|it| it.get(b"S").unwrap().as_name().unwrap()).collect();
    assert!(expected.len() >= 6, "the example has a table and a list");
    for (kind, count) in expected {
        let found = types.iter().filter(|it| **it == kind.as_bytes()).count();
        assert_eq!(found, count, "{kind}");
    }
}

/// Five sheets in six faces: about a quarter of a megabyte, and well below what office systems
/// refuse.
#[test]
fn the_example_is_small() {
    let size = pdf(&weekly(), &PdfOptions::default()).unwrap().len();
    assert!(size < 350_000, "{size} bytes");
}
