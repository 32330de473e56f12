//! What is painted: each glyph, rule and colour where and as the pages have it.

use super::*;
use crate::font::cff;
use crate::layout::page::{Content, GlyphRun, Page, Turn};
use crate::length::Length;
use crate::typeface::Typeface;

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run),
        _ => None,
    })
}

/// Everything rests on printpdf writing glyph numbers of a font that it does not know as they are.
#[test]
fn printpdf_passes_the_glyphs_of_unknown_fonts_through() {
    let sample = everything();
    let mut file = File::new(0, Form { deflated: false, of_old: false });
    let (fonts, _) = font::embed(&mut file, &sample.pages, PdfLevel::default()).unwrap();
    let reader = read(&sample);
    for (index, page) in sample.pages.pages.iter().enumerate() {
        let expected: Vec<u16> = runs(page)
            .flat_map(|run| {
                let known = &fonts[run.face].as_ref().unwrap().glyphs;
                run.glyphs.iter().map(|glyph| known[&(glyph.id, font::meaning(glyph))].code)
            })
            .collect();
        assert!(expected.len() > 5 && expected.iter().any(|code| *code > 1));
        let painted: Vec<u16> = reader.painted(index).iter().map(|glyph| glyph.code).collect();
        assert_eq!(painted, expected, "page {index}");
    }
}

#[test]
fn every_glyph_is_where_it_should_be() {
    let sample = everything();
    let reader = read(&sample);
    for (index, page) in sample.pages.pages.iter().enumerate() {
        let mut painted = reader.painted(index).into_iter();
        for run in runs(page) {
            for glyph in &run.glyphs {
                let (x, y) = (run.origin.x, page.size.height - run.origin.y);
                let [x, y] = match run.turn {
                    Turn::None => [x + glyph.x, y],
                    Turn::Left => [x, y + glyph.x],
                };
                let at = painted.next().unwrap().at;
                let off = (at[0] - x.to_pt()).abs().max((at[1] - y.to_pt()).abs());
                assert!(off < 0.01, "{glyph:?} of page {index} is off by {off} pt");
            }
        }
        assert!(painted.next().is_none());
    }
}

/// 一 and ⼀ share a glyph, two characters have none, and a hyphen stands for nothing.
#[test]
fn the_text_can_be_read_back() {
    let sample = everything();
    let reader = read(&sample);
    let mut soft = 0;
    for (index, page) in sample.pages.pages.iter().enumerate() {
        let glyphs = runs(page).flat_map(|run| &run.glyphs);
        let expected: String = glyphs.map(|glyph| glyph.text.unwrap_or('\u{AD}')).collect();
        assert_eq!(reader.text(index), expected);
        soft += expected.matches('\u{AD}').count();
        if index == 0 {
            assert!(expected.contains("部首⼀与数词一、缺字\u{20BB7}\u{20BB8}"));
        }
    }
    assert_eq!(soft, 1);
}

#[test]
fn fonts_are_subset_and_embedded() {
    let reader = read(&everything());
    let page = reader.dictionary(reader.pages[0]);
    let resources = reader.at(page, "Resources").as_dict().unwrap();
    let fonts = reader.at(resources, "Font").as_dict().unwrap();
    // Five faces are used; one of them needs a second table of texts.
    assert_eq!(fonts.len(), 6);
    let mut programs = BTreeSet::new();
    for (_, font) in fonts.iter() {
        let font = reader.get(font).as_dict().unwrap();
        let base = name(reader.at(font, "BaseFont"));
        let (tag, face) = base.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()));
        assert!(face.starts_with("Bulletin"), "{face}");
        let descendant = &reader.at(font, "DescendantFonts").as_array().unwrap()[0];
        let descendant = reader.get(descendant).as_dict().unwrap();
        assert_eq!(name(reader.at(descendant, "BaseFont")), base);
        let descriptor = reader.at(descendant, "FontDescriptor").as_dict().unwrap();
        assert_eq!(name(reader.at(descriptor, "FontName")), base);
        let key = "FontFile2";
        assert_eq!(name(reader.at(descendant, "Subtype")), "CIDFontType2");
        programs.insert(descriptor.get(key.as_bytes()).unwrap().as_reference().unwrap());
        let program = reader.at(descriptor, key).as_stream().unwrap();
        assert!(program.content.len() < 40_000, "{face}: {}", program.content.len());
    }
    assert_eq!(programs.len(), 5, "two tables of texts share one program");
}

#[test]
fn faces_with_cff_outlines_are_embedded_as_such() {
    let mut sample = Sample::with([(Typeface::Song, cff::song()), (Typeface::Latin, cff::latin())]);
    sample.text(Tag::Layout, Typeface::Song, [30.0, 50.0], 16.0, "周报，工作");
    sample.text(Tag::Layout, Typeface::Latin, [30.0, 60.0], 16.0, "ABC 123");
    let reader = read(&sample);
    assert_eq!(reader.text(0), "周报，工作ABC 123");
    let page = reader.dictionary(reader.pages[0]);
    let resources = reader.at(page, "Resources").as_dict().unwrap();
    let fonts = reader.at(resources, "Font").as_dict().unwrap();
    assert_eq!(fonts.len(), 2);
    for (_, font) in fonts.iter() {
        let font = reader.get(font).as_dict().unwrap();
        let descendant = &reader.at(font, "DescendantFonts").as_array().unwrap()[0];
        let descendant = reader.get(descendant).as_dict().unwrap();
        assert_eq!(name(reader.at(descendant, "Subtype")), "CIDFontType0");
        assert!(descendant.get(b"CIDToGIDMap").is_err());
        let descriptor = reader.at(descendant, "FontDescriptor").as_dict().unwrap();
        let program = reader.at(descriptor, "FontFile3").as_stream().unwrap();
        assert_eq!(name(reader.at(&program.dict, "Subtype")), "CIDFontType0C");
    }
}

#[test]
fn a_stroke_makes_one_run_bold_and_no_other() {
    let operations = read(&everything()).operations(0);
    let modes: Vec<i64> = operations
        .iter()
        .filter(|(operator, _)| operator == "Tr")
        .map(|(_, operands)| operands[0].as_i64().unwrap())
        .collect();
    assert_eq!(modes, [2, 0]);
    let at = |wanted: &str| operations.iter().position(|it| it.0 == wanted).unwrap();
    let width = &operations[at("w")].1[0];
    assert_eq!(width.as_float().unwrap(), 0.5);
    assert!(at("Tr") < at("G") && at("G") < at("w"));
}

#[test]
fn rules_are_filled_and_keep_the_edges_they_share() {
    let mut sample = Sample::new();
    sample.color = crate::info::Color { red: 255, green: 100, blue: 1 };
    for part in 0..3 {
        let left = 28.0 + 10.123 * f64::from(part);
        sample.rule([left, 100.0, 10.123, 0.35]);
    }
    let operations = read(&sample).operations(0);
    let fills: Vec<[f64; 4]> = operations
        .iter()
        .filter(|(operator, _)| operator == "re")
        .map(|it| [0, 1, 2, 3].map(|index| f64::from(it.1[index].as_float().unwrap())))
        .collect();
    assert_eq!(fills.len(), 3);
    for pair in fills.windows(2) {
        assert!((pair[0][0] + pair[0][2] - pair[1][0]).abs() < 1e-4, "{pair:?}");
    }
    let top = Length::mm(197.0).to_pt();
    assert!((fills[0][1] + fills[0][3] - top).abs() < 0.001);
    let colors: Vec<&Vec<Object>> =
        operations.iter().filter(|it| it.0 == "rg").map(|it| &it.1).collect();
    assert_eq!(colors.len(), 1, "the colour is set once");
    let parts: Vec<String> =
        colors[0].iter().map(|it| it.as_float().unwrap().to_string()).collect();
    assert_eq!(parts, ["1", "0.392", "0.004"]);
    assert_eq!(operations.iter().filter(|it| it.0 == "f").count(), 3);
    assert!(!operations.iter().any(|it| it.0 == "S" || it.0 == "B"));
}

#[test]
fn a_page_whose_text_runs_upwards_is_turned_for_the_screen() {
    let reader = read(&everything());
    let turns: Vec<Option<i64>> = reader
        .pages
        .iter()
        .map(|page| Some(reader.dictionary(*page).get(b"Rotate").ok()?.as_i64().unwrap()))
        .collect();
    assert_eq!(turns, [None, None, Some(90)]);
}
