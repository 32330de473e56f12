//! The package read back: what docx-rs's own reader finds, and what the XML says. Among the
//! checks are five that schema validators do not make.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sample::{self, PIXEL, SENTENCES};
use super::{DocxOptions, docx};
use crate::message::ErrorKind;
use crate::style::flow::{
    Block, Cell, Flow, Inline, Merge, Orientation, Paragraph, PartKind, Role,
};

type Parts = BTreeMap<String, Vec<u8>>;

fn write(flow: &Flow) -> Vec<u8> {
    docx(flow, &DocxOptions::default()).unwrap()
}

fn parts(file: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = Parts::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(parts.insert(entry.name().to_owned(), bytes).is_none());
    }
    parts
}

fn part(flow: &Flow, path: &str) -> String {
    let parts = parts(&write(flow));
    String::from_utf8(parts.get(path).unwrap().clone()).unwrap()
}

fn document(flow: &Flow) -> String {
    part(flow, "word/document.xml")
}

/// An element with its attributes, its text and the elements within, as far as tests need them.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn parse(xml: &str) -> Element {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Element::open(&tag)),
                Event::Empty(tag) => {
                    let element = Element::open(&tag);
                    open.last_mut().unwrap().children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().text += &text.decode().unwrap();
                }
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", name.decode().unwrap());
                    let text = quick_xml::escape::unescape(&entity).unwrap().into_owned();
                    open.last_mut().unwrap().text += &text;
                }
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    fn open(tag: &BytesStart<'_>) -> Element {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = text(&attribute.value);
            let value = quick_xml::escape::unescape(&value).unwrap().into_owned();
            (text(attribute.key.as_ref()), value)
        });
        Element {
            name: text(tag.name().as_ref()),
            attributes: attributes.collect(),
            ..Element::default()
        }
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.all(name, found);
        }
    }

    fn find(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }

    fn has(&self, name: &str) -> bool {
        self.children.iter().any(|child| child.name == name)
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// The words of a paragraph of the flow.
fn words(paragraph: &Paragraph) -> String {
    let inlines = paragraph.content.iter().chain(&paragraph.tail);
    let runs = inlines.map(|inline| match inline {
        Inline::Run(run) => run.text.as_str(),
        Inline::Break => "",
    });
    runs.collect()
}

/// All words of the flow in reading order.
fn all_words(flow: &Flow) -> String {
    let mut all = String::new();
    let shown = |cell: &&Cell| cell.merge != Merge::Continue;
    for block in flow.parts.iter().flat_map(|part| &part.blocks).flat_map(Block::all) {
        match block {
            Block::Paragraph(paragraph) => all += &words(paragraph),
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.rows);
                for cell in rows.flat_map(|row| row.cells.iter().filter(shown)) {
                    all += &words(&cell.content);
                }
            }
            Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => {}
        }
    }
    for row in flow.imprint.iter().flat_map(|imprint| &imprint.rows) {
        all += &words(&row.content);
    }
    all
}

fn paragraphs(texts: &[&str]) -> Flow {
    sample::flow(vec![sample::text(texts.iter().map(|text| sample::body(text)))])
}

#[test]
fn nothing_is_lost_and_nothing_out_of_order() {
    let flow = sample::whole();
    let root = Element::parse(&document(&flow));
    let text: String = root.find("w:t").iter().map(|run| run.text.as_str()).collect();
    assert_eq!(text, all_words(&flow));
    assert!(text.contains("其中<市本级>占三成 & 区县占'七'成"));
}

#[test]
fn docx_rs_reads_it_back() {
    let read = docx_rs::read_docx(&write(&sample::whole())).unwrap();
    let tables = read.document.children.iter();
    let tables = tables.filter(|child| matches!(child, docx_rs::DocumentChild::Table(_)));
    assert_eq!(tables.count(), 6);
    let text: Vec<String> = read
        .document
        .children
        .iter()
        .filter_map(|child| match child {
            docx_rs::DocumentChild::Paragraph(paragraph) => Some(paragraph.raw_text()),
            _ => None,
        })
        .collect();
    assert!(text.contains(&"一、基本情况".to_owned()), "{text:?}");
    assert!(text.contains(&"关于窗口服务效能\n提升工作情况的通报".to_owned()));
}

#[test]
fn the_same_flow_gives_the_same_bytes() {
    let first = write(&sample::whole());
    // docx-rs counts paragraphs and pictures over the whole process; another thread and another
    // document between the two must not show.
    write(&paragraphs(&[SENTENCES]));
    let second = std::thread::spawn(|| write(&sample::whole())).join().unwrap();
    assert!(first == second && first == write(&sample::whole()));
}

#[test]
fn every_cell_has_a_paragraph_and_every_row_fills_its_grid() {
    let root = Element::parse(&document(&sample::whole()));
    let tables = root.find("w:tbl");
    assert_eq!(tables.len(), 6);
    for table in tables {
        let columns = table.find("w:gridCol").len();
        for row in table.find("w:tr") {
            let mut covered = 0;
            for cell in row.find("w:tc") {
                assert!(cell.has("w:p"));
                let span = cell
                    .find("w:gridSpan")
                    .first()
                    .map_or(1, |span| span.attribute("w:val").parse::<usize>().unwrap());
                covered += span;
            }
            assert_eq!(covered, columns);
        }
    }
}

#[test]
fn every_style_is_known_and_every_field_closed() {
    let flow = sample::whole();
    let parts = parts(&write(&flow));
    let text = |path: &str| String::from_utf8(parts.get(path).unwrap().clone()).unwrap();
    let styles = Element::parse(&text("word/styles.xml"));
    let known: BTreeSet<&str> =
        styles.find("w:style").iter().map(|style| style.attribute("w:styleId")).collect();
    let mut fields = 0;
    for path in
        parts.keys().filter(|path| *path == "word/document.xml" || path.starts_with("word/footer"))
    {
        let root = Element::parse(&text(path));
        for style in root.find("w:pStyle") {
            let id = style.attribute("w:val");
            assert!(known.contains(id), "{path}: {id}");
        }
        let kinds: Vec<&str> =
            root.find("w:fldChar").iter().map(|field| field.attribute("w:fldCharType")).collect();
        for field in kinds.chunks(3) {
            assert_eq!(field, ["begin", "separate", "end"], "{path}");
            fields += 1;
        }
        // No bookmarks, so none twice.
        assert!(root.find("w:bookmarkStart").is_empty());
    }
    assert_eq!(fields, 4, "two footers for upright pages, two for pages on their side");
    for style in styles.find("w:basedOn").into_iter().chain(styles.find("w:next")) {
        assert!(known.contains(style.attribute("w:val")));
    }
}

#[test]
fn headings_have_the_styles_of_the_word_processor() {
    let flow = sample::whole();
    let styles = Element::parse(&part(&flow, "word/styles.xml"));
    let heading = styles
        .find("w:style")
        .into_iter()
        .find(|style| style.attribute("w:styleId") == "Heading2")
        .unwrap();
    let name = heading.find("w:name");
    assert_eq!(name.first().unwrap().attribute("w:val"), "heading 2");
    let outline = heading.find("w:outlineLvl");
    assert_eq!(outline.first().unwrap().attribute("w:val"), "1");
    let root = Element::parse(&document(&flow));
    assert!(root.find("w:outlineLvl").is_empty(), "levels come from styles alone");
}

#[test]
fn a_paragraph_like_its_style_states_nothing_again() {
    let xml = document(&paragraphs(&[SENTENCES, SENTENCES]));
    let root = Element::parse(&xml);
    for properties in root.find("w:pPr") {
        let names: Vec<&str> = properties.children.iter().map(|child| &*child.name).collect();
        assert_eq!(names, ["w:pStyle"]);
    }
    for properties in root.find("w:rPr") {
        let names: Vec<&str> = properties.children.iter().map(|child| &*child.name).collect();
        assert_eq!(names, ["w:rFonts"]);
    }
}

#[test]
fn the_body_is_set_on_the_grid() {
    let styles = part(&paragraphs(&[SENTENCES]), "word/styles.xml");
    let body = styles.split("w:styleId=\"BulletinBody\"").nth(1).unwrap();
    let body = body.split("</w:style>").next().unwrap();
    assert!(
        body.contains(
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"592\" w:lineRule=\"exact\"/>"
        )
    );
    assert!(body.contains("<w:spacing w:val=\"-5\"/>"), "28 characters in a line: {body}");
    assert!(body.contains("<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"));
    assert!(body.contains("w:eastAsia=\"仿宋_GB2312\""));
    let xml = document(&paragraphs(&[SENTENCES]));
    assert!(xml.contains("<w:docGrid w:type=\"lines\" w:linePitch=\"592\" />"), "{xml}");
    assert!(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\" />"), "{xml}");
    assert!(xml.contains("w:top=\"1960\""), "{xml}");
    assert!(xml.contains("w:hint=\"eastAsia\""), "{xml}");
}

#[test]
fn no_paragraph_is_empty_but_where_the_format_wants_one() {
    let root = Element::parse(&document(&sample::whole()));
    let body = root.children.first().unwrap();
    let empty = |element: &&Element| {
        element.name == "w:p"
            && element.find("w:t").is_empty()
            && element.find("w:drawing").is_empty()
    };
    let empty: Vec<&Element> = body.children.iter().filter(empty).collect();
    // Between two tables; at the heads of two parts that begin with a table; behind the table
    // that ends a section; behind the imprint. One carries the end of the section before.
    assert!(empty.len() <= 6, "{}", empty.len());
    for paragraph in empty {
        let style = paragraph.find("w:pStyle");
        assert_eq!(style.first().unwrap().attribute("w:val"), "Blank");
    }
}

#[test]
fn the_head_of_a_table_repeats_and_its_rows_hold_together() {
    let root = Element::parse(&document(&sample::flow(vec![sample::part(
        PartKind::Main,
        Orientation::Portrait,
        vec![Block::Table(sample::table(3))],
    )])));
    let rows = root.find("w:tr");
    let heads: Vec<bool> = rows.iter().map(|row| !row.find("w:tblHeader").is_empty()).collect();
    assert_eq!(heads, [true, true, false, false, false]);
    assert!(rows.iter().all(|row| !row.find("w:cantSplit").is_empty()));
    let merges: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.find("w:vMerge").iter().map(|m| m.attribute("w:val")).collect())
        .collect();
    assert_eq!(
        merges,
        [vec!["restart"], vec!["continue"], vec!["restart"], vec!["continue"], vec![]]
    );
    // A row whose cell goes on in the next row stays with it, by its style; of the head all do.
    let style =
        |row: &&Element| row.find("w:pStyle").first().unwrap().attribute("w:val").to_owned();
    let styles: Vec<String> = rows.iter().map(style).collect();
    let (head, cell) = ("TableHead", "TableCellKept");
    assert_eq!(styles, [head, head, cell, cell, cell]);
    assert!(root.find("w:keepNext").is_empty(), "a rule stands in styles alone");
}

#[test]
fn pictures_keep_their_bytes_and_their_words() {
    let parts = parts(&write(&sample::whole()));
    assert_eq!(parts.get("word/media/image1.png").map(Vec::as_slice), Some(PIXEL));
    let media = parts.keys().filter(|path| path.starts_with("word/media/"));
    assert_eq!(media.count(), 1, "the same bytes are stored once");
    let xml = String::from_utf8(parts.get("word/document.xml").unwrap().clone()).unwrap();
    let root = Element::parse(&xml);
    let pictures = root.find("wp:docPr");
    let ids: Vec<&str> = pictures.iter().map(|picture| picture.attribute("id")).collect();
    assert_eq!(ids, ["1", "2"]);
    for picture in pictures {
        assert_eq!(picture.attribute("descr"), sample::figure().alt);
    }
    let sizes = root.find("wp:extent");
    assert_eq!(sizes.first().unwrap().attribute("cx"), "2160000");
}

#[test]
fn pages_on_their_side_are_sections_of_their_own() {
    let root = Element::parse(&document(&sample::whole()));
    let sections = root.find("w:sectPr");
    let sheets: Vec<(&str, &str)> = sections
        .iter()
        .flat_map(|section| section.find("w:pgSz"))
        .map(|size| (size.attribute("w:w"), size.attribute("w:orient")))
        .collect();
    assert_eq!(sheets, [("11906", ""), ("16838", "landscape"), ("11906", "")]);
    for section in sections {
        assert_eq!(section.find("w:footerReference").len(), 2);
    }
}

#[test]
fn the_imprint_stands_at_the_foot_with_its_white_above() {
    let root = Element::parse(&document(&sample::whole()));
    let position = root.find("w:tblpPr");
    let [position] = position.as_slice() else { panic!("{position:?}") };
    assert_eq!(position.attribute("w:vertAnchor"), "margin");
    assert_eq!(position.attribute("w:tblpYSpec"), "bottom");
    assert_eq!(position.attribute("w:topFromText"), "283");
    let table = root.find("w:tbl");
    let tops: Vec<&str> = table
        .last()
        .unwrap()
        .find("w:top")
        .iter()
        .map(|rule| rule.attribute("w:sz"))
        .filter(|size| !size.is_empty() && *size != "2")
        .collect();
    assert_eq!(tops, ["8", "6", "8"], "0.35 mm, 0.25 mm, 0.35 mm");
}

#[test]
fn the_properties_are_those_of_the_bulletin() {
    let core = part(&sample::whole(), "docProps/core.xml");
    for expected in [
        "<dc:title>窗口工作周报 2024年第8期</dc:title>",
        "<dc:creator>示例市政务服务中心</dc:creator>",
        "&lt;简报&gt; &amp; ",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-03-12T00:00:00Z</dcterms:created>",
        "<dc:language>zh-CN</dc:language>",
    ] {
        assert!(core.contains(expected), "{core}");
    }
    let mut undated = paragraphs(&[SENTENCES]);
    undated.info.date = None;
    assert!(!part(&undated, "docProps/core.xml").contains("dcterms:created"));
}

#[test]
fn what_xml_cannot_hold_is_an_error_with_its_place() {
    for (text, code) in [("一\u{c}二", "U+000C"), ("\u{ffff}", "U+FFFF"), ("一\n", "U+000A")] {
        let error = docx(&paragraphs(&[text]), &DocxOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert_eq!(error.place().to_string(), "sample.Body");
        assert!(error.message(crate::message::Language::English).contains(code), "{error}");
    }
    let mut titled = paragraphs(&[SENTENCES]);
    titled.info.title.push('\u{1}');
    let error = docx(&titled, &DocxOptions::default()).unwrap_err();
    assert_eq!(error.place().to_string(), "info");
}

/// Why a flow of one block cannot be written: the code and the place.
fn fault(block: Block) -> (&'static str, String) {
    let part = sample::part(PartKind::Main, Orientation::Portrait, vec![block]);
    let error = docx(&sample::flow(vec![part]), &DocxOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Internal);
    (error.code(), error.place().to_string())
}

#[test]
fn a_table_that_does_not_fit_its_grid_is_an_error() {
    let faulty = |change: fn(&mut Vec<Cell>)| {
        let mut table = sample::table(1);
        change(&mut table.rows.first_mut().unwrap().cells);
        fault(Block::Table(table))
    };
    let outside = ("docx.cell-place", "sample.TableCell".to_owned());
    assert_eq!(faulty(|cells| cells.last_mut().unwrap().columns = 2), outside);
    assert_eq!(faulty(|cells| drop(cells.remove(0))), outside);
    let short = ("docx.row-width", "sample.table".to_owned());
    assert_eq!(faulty(|cells| drop(cells.pop())), short);
}

#[test]
fn a_picture_of_negative_size_is_an_error() {
    let mut figure = sample::figure();
    figure.size.height = crate::Length::mm(-1.0);
    let expected = ("docx.picture-size", "sample.figure".to_owned());
    assert_eq!(fault(Block::Figure(figure)), expected);
}

#[test]
fn a_part_begins_on_a_new_page_also_with_a_table() {
    let table = |white| {
        let mut table = sample::table(1);
        table.space_before = white;
        Block::Table(table)
    };
    for white in [crate::Length::ZERO, crate::Length::mm(4.0)] {
        let second = sample::part(PartKind::Appendix, Orientation::Portrait, vec![table(white)]);
        let flow = sample::flow(vec![sample::text([sample::body(SENTENCES)]), second]);
        let root = Element::parse(&document(&flow));
        assert_eq!(root.find("w:pageBreakBefore").len(), 1);
        let second = root.children.first().unwrap().children.get(1).unwrap();
        assert_eq!(second.find("w:pageBreakBefore").len(), 1);
    }
}

#[test]
fn an_empty_flow_is_a_document_too() {
    let root = Element::parse(&document(&sample::flow(Vec::new())));
    assert_eq!(root.find("w:p").len(), 1);
    assert_eq!(root.find("w:sectPr").len(), 1);
}

#[test]
fn many_pictures_keep_their_own_ids() {
    let figures = (0..12_u8).map(|number| {
        let mut figure = sample::figure();
        let mut data = PIXEL.to_vec();
        data.push(number);
        figure.data = data.into();
        Block::Figure(figure)
    });
    let part = sample::part(PartKind::Main, Orientation::Portrait, figures.collect());
    let parts = parts(&write(&sample::flow(vec![part])));
    let text = |path: &str| String::from_utf8(parts.get(path).unwrap().clone()).unwrap();
    let document = Element::parse(&text("word/document.xml"));
    let relations = Element::parse(&text("word/_rels/document.xml.rels"));
    let blips = document.find("a:blip");
    assert_eq!(blips.len(), 12);
    for (number, blip) in blips.iter().enumerate() {
        let id = blip.attribute("r:embed");
        let relation =
            relations.children.iter().find(|relation| relation.attribute("Id") == id).unwrap();
        let path = format!("word/{}", relation.attribute("Target"));
        let last = parts.get(&path).unwrap().last().copied();
        assert_eq!(last.map(usize::from), Some(number));
    }
}

#[test]
fn a_style_is_named_after_its_role() {
    let ids: BTreeSet<&str> = [Role::Mark, Role::Title, Role::Heading(1), Role::Heading(9)]
        .iter()
        .map(|role| super::style_names::id_and_name(*role).0)
        .collect();
    assert_eq!(ids, BTreeSet::from(["Mark", "Title", "Heading1", "Heading5"]));
}

/// Writes the sample for the eye and for other programs: `DOCX_SAMPLE=sample.docx cargo test`.
#[test]
fn the_sample_can_be_looked_at() {
    let file = write(&sample::whole());
    assert!(file.starts_with(b"PK"));
    if let Some(path) = std::env::var_os("DOCX_SAMPLE") {
        std::fs::write(path, file).unwrap();
    }
}
