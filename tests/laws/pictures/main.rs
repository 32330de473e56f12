//! Pictures: whole ones of every kind stand in both files, the right way up and once each; of those that
//! are cut off or damaged both have the empty frame, and a finding says where.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod colors;
mod make;
mod package;

use std::io::Write;

use bulletin::flow::{Block, ImageFormat};
use bulletin::pages::{Content, ElementKind, Tag};
use bulletin::{Bulletin, Figure, Fonts, Length, Logo, Severity, Theme, Typeset};
use jpeg_encoder::SamplingFactor;
use make::{Jpeg, png, with_orientation};
use package::Package;
use proptest::prelude::*;

/// A bulletin of these pictures.
fn set(pictures: &[Vec<u8>]) -> Typeset {
    let mut bulletin = Bulletin::new("工作快报");
    let figure = |data: &Vec<u8>| Figure::new(data.clone(), "政务服务大厅").into();
    bulletin.body = pictures.iter().map(figure).collect();
    bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap()
}

/// The codes of what was noticed of pictures, each with its place.
fn noticed(set: &Typeset) -> Vec<(String, String)> {
    let of_figures = set.findings().iter().filter(|it| it.code().starts_with("figure."));
    of_figures.map(|it| (it.code().to_owned(), it.place().to_string())).collect()
}

/// The pictures of the flow.
fn figures(set: &Typeset) -> Vec<&bulletin::flow::Figure> {
    let blocks = set.flow().parts.iter().flat_map(|part| &part.blocks);
    blocks.filter_map(|block| if let Block::Figure(it) = block { Some(it) } else { None }).collect()
}

/// JPEG files of every kind that a PDF can hold.
fn kinds() -> Vec<Jpeg> {
    use jpeg_encoder::ColorType::{Cmyk, CmykAsYcck, Luma, Rgb};
    let mut kinds = Vec::new();
    for color in [Luma, Rgb, Cmyk, CmykAsYcck] {
        let samplings = match color {
            Rgb => &[SamplingFactor::F_1_1, SamplingFactor::F_2_1, SamplingFactor::F_2_2][..],
            _ => &[SamplingFactor::F_1_1],
        };
        for sampling in samplings {
            // The encoder cannot find the best codes of a file that begins them anew.
            for (progressive, optimized, restart) in [
                (false, false, 0),
                (false, true, 0),
                (false, false, 3),
                (true, false, 0),
                (true, true, 0),
            ] {
                let kind = Jpeg { color, sampling: *sampling, progressive, optimized, restart };
                kinds.push(kind);
            }
        }
    }
    assert_eq!(kinds.len(), 30);
    kinds
}

#[test]
fn whole_pictures_of_every_kind_stand_in_both_files() {
    for (across, down) in [(1, 1), (8, 16), (61, 43)] {
        let files: Vec<_> = kinds().iter().map(|kind| kind.file(across, down)).collect();
        let set = set(&files);
        let figures = figures(&set);
        assert_eq!(figures.len(), files.len(), "{:?}", noticed(&set));
        assert!(figures.iter().all(|figure| figure.format == ImageFormat::Jpeg));
        // Four inks without a profile are noted, and nothing else is.
        let inks = noticed(&set);
        assert!(inks.iter().all(|(code, _)| code == "figure.inks"), "{inks:?}");
        let notes = set.findings().iter().filter(|it| it.code() == "figure.inks");
        let notes: Vec<_> = notes.map(|it| (it.severity(), it.count())).collect();
        assert_eq!(notes, [(Severity::Note, 10)]);
        assert!(set.pdf(&Default::default()).unwrap().starts_with(b"%PDF"));
    }
    for interlaced in [false, true] {
        assert_eq!(noticed(&set(&[png(30, 20, interlaced)])), []);
    }
}

#[test]
fn inks_beside_the_name_are_noted_as_in_figures() {
    let file = kinds().into_iter().find(|kind| matches!(kind.color, jpeg_encoder::ColorType::Cmyk));
    let mut bulletin = Bulletin::new("工作简报");
    bulletin.masthead.logo = Some(Logo::new(file.unwrap().file(61, 43), "标识"));
    bulletin.body = vec!["正文。".into()];
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let notes: Vec<_> =
        flow.findings.iter().map(|it| (it.code(), it.place().to_string())).collect();
    assert_eq!(notes, [("figure.inks", "masthead.logo".to_owned())]);
}

/// What can happen to a file on its way.
fn damaged() -> Vec<(String, Vec<u8>)> {
    let mut damaged = Vec::new();
    for kind in kinds() {
        let file = kind.file(61, 43);
        let mut add = |what: &str, file: Vec<u8>| damaged.push((format!("{what}: {kind:?}"), file));
        let scan = file.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
        add("cut in half", file[..scan + (file.len() - scan) / 2].to_vec());
        add("without its end", file[..file.len() - 2].to_vec());
        let mut junk = file.clone();
        let middle = scan + (file.len() - scan) / 2;
        junk[middle..middle + 24].fill(0xA5);
        junk[middle + 24..middle + 26].copy_from_slice(&[0xFF, 0x01]);
        add("junk in the scan", junk);
        let size = file.windows(2).position(|pair| matches!(pair, [0xFF, 0xC0..=0xC2])).unwrap();
        for (at, factor) in [(5, 2), (7, 2)] {
            let place = size + at;
            let side = u16::from_be_bytes([file[place], file[place + 1]]);
            for (what, side) in [("larger", side * factor), ("smaller", side / factor)] {
                let mut false_size = file.clone();
                false_size[place..place + 2].copy_from_slice(&side.to_be_bytes());
                add(&format!("said to be {what}"), false_size);
            }
        }
    }
    for interlaced in [false, true] {
        let file = png(61, 43, interlaced);
        let mut add = |what: &str, file: Vec<u8>| damaged.push((format!("PNG: {what}"), file));
        add("cut in half", file[..file.len() / 2].to_vec());
        let samples = file.windows(4).position(|kind| kind == b"IDAT").unwrap();
        let mut junk = file.clone();
        junk[samples + 40] ^= 0x55;
        add("a wrong sum", junk.clone());
        make::sum(&mut junk, samples);
        add("wrong samples with a right sum", junk);
        // Of more rows than its header says every program shows as many as that says.
        for (at, side) in [(16, 200_u32), (16, 20), (20, 200)] {
            let mut false_size = file.clone();
            false_size[at..at + 4].copy_from_slice(&side.to_be_bytes());
            make::sum(&mut false_size, 12);
            add("a false size", false_size);
        }
    }
    damaged
}

#[test]
fn a_damaged_picture_leaves_an_empty_frame_and_a_finding() {
    for (what, file) in damaged() {
        let set = set(&[file]);
        assert_eq!(noticed(&set), [("figure.damaged".to_owned(), "body[0]".to_owned())], "{what}");
        assert_eq!(figures(&set).len(), 0, "{what}");
    }
}

/// The frame is as large as the picture would be, in both files, and holds its words.
#[test]
fn the_frame_is_as_large_as_the_picture_and_says_what_it_shows() {
    let whole = Jpeg::default().file(240, 180);
    let expected = set(std::slice::from_ref(&whole));
    let expected = figures(&expected)[0].size;
    let set = set(&[whole[..whole.len() - 200].to_vec()]);
    // In the PDF: four rules, and the words, which belong to a figure that has them for the blind too.
    let page = &set.pages().pages[0];
    let rules = page.items.iter().filter_map(|item| match &item.content {
        Content::Rule(rule) if rule.color == bulletin::Color::BLACK => Some(rule.rect),
        _ => None,
    });
    let rules: Vec<_> = rules.collect();
    let left = rules.iter().map(|rule| rule.origin.x).min().unwrap();
    let right = rules.iter().map(|rule| rule.right()).max().unwrap();
    let top = rules.iter().map(|rule| rule.origin.y).min().unwrap();
    let bottom = rules.iter().map(|rule| rule.bottom()).max().unwrap();
    assert_eq!((right - left, bottom - top), (expected.width, expected.height));
    let figure = set.pages().elements.iter().position(|it| it.kind == ElementKind::Figure);
    let figure = figure.unwrap();
    assert_eq!(set.pages().elements[figure].alt.as_deref(), Some("政务服务大厅"));
    let words: String = page
        .items
        .iter()
        .filter(|item| item.mark == Tag::Element(figure))
        .filter_map(|item| if let Content::Glyphs(run) = &item.content { Some(run) } else { None })
        .flat_map(|run| run.glyphs.iter().filter_map(|glyph| glyph.text))
        .collect();
    assert_eq!(words, "［图：政务服务大厅］");
    // In the DOCX: a table of one cell.
    let package = Package::open(&set.docx(&Default::default()).unwrap());
    let document = package.text("word/document.xml");
    assert!(document.contains("［图：政务服务大厅］"));
    let twips = |length: Length| (length.to_emu() + 317) / 635;
    let width = format!("<w:gridCol w:w=\"{}\"", twips(expected.width));
    let height = format!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"", twips(expected.height));
    assert!(document.contains(&width), "{width} in {document}");
    assert!(document.contains(&height), "{height} in {document}");
    assert_eq!(package.media().len(), 0);
}

/// The frame grows with its words, whatever the picture says of its size, and a picture of which nothing
/// is known has one too.
#[test]
fn words_of_any_length_stand_in_the_frame() {
    let words = "某市政务服务中心一楼大厅的综合窗口与自助服务区".repeat(12);
    let mut bulletin = Bulletin::new("工作快报");
    bulletin.body.push(Figure::new(vec![0; 9], words.clone()).into());
    let small = Jpeg::default().file(3, 2);
    bulletin.body.push(Figure::new(small[..small.len() - 2].to_vec(), words.clone()).into());
    bulletin.body.push(Figure::file("hall.png", words.clone()).into());
    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap();
    let codes: Vec<_> = noticed(&set).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["figure.format", "figure.damaged", "figure.not-loaded"]);
    let elements = &set.pages().elements;
    let items = set.pages().pages.iter().flat_map(|page| &page.items).filter(
        |item| matches!(item.mark, Tag::Element(it) if elements[it].kind == ElementKind::Figure),
    );
    let shown: String = items
        .filter_map(|item| if let Content::Glyphs(run) = &item.content { Some(run) } else { None })
        .flat_map(|run| run.glyphs.iter().filter_map(|glyph| glyph.text))
        .collect();
    assert_eq!(shown.matches(&words).count(), 3);
    for page in &set.pages().pages {
        let area = set.flow().page.type_area;
        for item in &page.items {
            if let Content::Rule(rule) = &item.content {
                assert!(rule.rect.bottom() <= area.bottom() + Length::mm(20.0));
            }
        }
    }
}

/// What the DOCX says of how the pixels are turned, and in what size: before the turn.
#[test]
fn a_photograph_stands_upright_in_both_files() {
    let expected = [
        (1, 0, false),
        (2, 0, true),
        (3, 180, false),
        (4, 180, true),
        (5, 270, true),
        (6, 90, false),
        (7, 90, true),
        (8, 270, false),
    ];
    let upright = Jpeg::default().file(60, 30);
    for (value, degrees, mirrored) in expected {
        let files = [
            with_orientation(&upright, value, true),
            with_orientation(&upright, value, false),
            with_orientation(&png(60, 30, false), value, true),
        ];
        for file in files {
            let set = set(&[file]);
            assert_eq!(noticed(&set), []);
            let figure = figures(&set)[0];
            let (size, sideways) = (figure.size, value > 4);
            assert_eq!(size.width > size.height, !sideways, "value {value}");
            let turn = (u16::from(figure.turn.quarters) * 90, figure.turn.mirrored);
            assert_eq!(turn, (degrees, mirrored));
            let package = Package::open(&set.docx(&Default::default()).unwrap());
            let flip = if mirrored { " flipH=\"1\"" } else { "" };
            let (across, down) =
                if sideways { (size.height, size.width) } else { (size.width, size.height) };
            let turn = format!(
                "<a:xfrm rot=\"{}\"{flip}><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{}\" cy=\"{}\"/>",
                i64::from(degrees) * 60_000,
                across.to_emu(),
                down.to_emu()
            );
            let document = package.text("word/document.xml").replace(" />", "/>");
            assert!(document.contains(&turn), "{turn} in {document}");
            // Whoever obeys the file as well finds that it is upright.
            let media = package.media();
            assert_eq!(make::orientation(media[0]), Some(1), "value {value}");
            assert_eq!(figure.data.as_ref(), media[0]);
        }
    }
    // What is no such value turns nothing.
    for value in [0, 9, 300] {
        let set = set(&[with_orientation(&upright, value, true)]);
        assert_eq!(figures(&set)[0].turn, bulletin::flow::ImageTurn::NONE);
    }
}

/// However often a picture is shown it is in each file once, a turned one too.
#[test]
fn a_picture_that_is_shown_twice_is_there_once() {
    let turned = with_orientation(&Jpeg::default().file(60, 30), 6, true);
    let files = [png(30, 20, false), turned.clone(), png(30, 20, false), turned];
    let set = set(&files);
    assert_eq!(figures(&set).len(), 4);
    let package = Package::open(&set.docx(&Default::default()).unwrap());
    assert_eq!(package.media().len(), 2);
    let mut options = bulletin::PdfOptions::default();
    options.compress = false;
    let pdf = set.pdf(&options).unwrap();
    let count = |words: &[u8]| pdf.windows(words.len()).filter(|at| *at == words).count();
    assert_eq!(count(b"/Subtype/Image"), 2);
    assert_eq!(count(b" Do"), 4);
}

/// The picture beside the name is read as the others are: turned by the document alone, and there once
/// though it is a figure too.
#[test]
fn the_picture_beside_the_name_is_turned_by_the_document_alone() {
    let turned = with_orientation(&Jpeg::default().file(60, 30), 6, true);
    let mut bulletin = Bulletin::new("工作快报");
    bulletin.masthead.logo = Some(Logo::new(turned.clone(), "标识"));
    bulletin.body = vec![Figure::new(turned, "标识").into()];
    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap();
    let package = Package::open(&set.docx(&Default::default()).unwrap());
    let media = package.media();
    assert_eq!((media.len(), make::orientation(media[0])), (1, Some(1)));
    assert_eq!(package.text("word/document.xml").matches("rot=\"5400000\"").count(), 2);
}

proptest! {
    /// Whatever happens to a file, it stands in both files or its frame does.
    #[test]
    fn no_file_stops_a_bulletin(
        kind in prop::sample::select(kinds()),
        is_png: bool,
        value in 0_u16..10,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::weighted(0.3, any::<prop::sample::Index>()),
    ) {
        let file = if is_png { png(19, 13, false) } else { kind.file(19, 13) };
        let mut file = with_orientation(&file, value, value % 2 == 0);
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()) + 1);
        }
        let set = set(&[file]);
        let errors = set.findings().iter().filter(|it| it.severity() == Severity::Error).count();
        prop_assert_eq!(figures(&set).len() + errors, 1);
        let mut out = Vec::new();
        out.write_all(&set.docx(&Default::default()).unwrap()).unwrap();
        out.write_all(&set.pdf(&Default::default()).unwrap()).unwrap();
        prop_assert!(!out.is_empty());
    }
}
