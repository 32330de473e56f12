//! Pages as SVG: what a program that reads them finds.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use super::*;
use crate::font::Fonts;
use crate::layout::page::{Content, Turn};
use crate::model::{Block, Bulletin, Figure};
use crate::style::Theme;

/// A PNG file of one grey pixel.
fn pixel() -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = png::Encoder::new(&mut file, 1, 1).write_header().unwrap();
    writer.write_image_data(&[128]).unwrap();
    writer.finish().unwrap();
    file
}

fn pages(body: Vec<Block>) -> Pages {
    let mut bulletin = Bulletin::new("窗口<周报>");
    bulletin.body = body;
    bulletin.flow(&Theme::gbt9704()).unwrap().pages(&Fonts::embedded()).unwrap()
}

fn svg(pages: &Pages) -> String {
    pages.svg(0, &SvgOptions::default()).unwrap()
}

/// What stands between two words of a text, each time.
fn between<'a>(text: &'a str, before: &str, behind: &str) -> Vec<&'a str> {
    let parts = text.split(before).skip(1);
    parts.map(|part| part.split_once(behind).unwrap().0).collect()
}

#[test]
fn every_glyph_is_drawn_once_and_used_wherever_it_stands() {
    let pages = pages(vec!["正文正文，正文。".into(), "正文 **正文**。".into()]);
    let file = svg(&pages);
    let drawn = between(&file, "<path id=\"", "\"");
    let used = between(&file, "<use xlink:href=\"#", "\"");
    let each: BTreeSet<&str> = drawn.iter().copied().collect();
    assert_eq!(each.len(), drawn.len(), "{drawn:?}");
    assert_eq!(each, used.iter().copied().collect());
    let glyphs = pages.pages[0].items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run.glyphs.iter().filter(|it| it.text != Some(' ')).count()),
        _ => None,
    });
    assert_eq!(used.len(), glyphs.sum::<usize>());
    assert_eq!(file, svg(&pages), "the same pages give the same bytes");
    assert_eq!(file.matches("stroke-width").count(), 1, "what is bold has a stroke");

    let options = SvgOptions { prefix: "第8期 \"><".into(), ..SvgOptions::default() };
    let other = pages.svg(0, &options).unwrap();
    let drawn_there: Vec<String> = drawn.iter().map(|id| format!("第8期{id}")).collect();
    assert_eq!(between(&other, "<path id=\"", "\""), drawn_there);
    assert_eq!(between(&other, "xlink:href=\"#", "\"").len(), used.len());
}

#[test]
fn a_glyph_stands_where_the_page_has_it() {
    let pages = pages(vec!["正文".into()]);
    let run = pages.pages[0].items.iter().find_map(|item| match &item.content {
        Content::Glyphs(run) if run.glyphs[0].text == Some('正') => Some(run),
        _ => None,
    });
    let run = run.unwrap();
    let units = pages.faces[run.face].open().unwrap().units();
    let scale = Factor::of(Length::pt(16.0), units * 127);
    let (x, y) = (unit(run.origin.x), unit(run.origin.y));
    let second = run.glyphs[1].x.scale(units, Length::pt(16.0).to_emu()).to_emu();
    let (face, first, last) = (run.face, run.glyphs[0].id, run.glyphs[1].id);
    let expected = format!(
        "<g fill=\"#000\" transform=\"matrix({scale} 0 0 -{scale} {x} {y})\">\
         <use xlink:href=\"#f{face}g{first}\"/><use xlink:href=\"#f{face}g{last}\" x=\"{second}\"/></g>"
    );
    let file = svg(&pages);
    assert!(file.contains(&expected), "{expected}\n{file}");
}

#[test]
fn the_file_says_its_title_and_its_words() {
    let figure = Figure::new(pixel(), "“大厅”<&>");
    let file = svg(&pages(vec!["甲 & 乙。".into(), figure.into(), "丙。".into()]));
    assert_eq!(between(&file, "<title>", "</title>")[0], "窗口&lt;周报&gt;");
    let words = between(&file, "<desc>", "</desc>")[0];
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines, ["窗口&lt;周报&gt;", "甲 &amp; 乙。", "“大厅”&lt;&amp;&gt;", "丙。"]);
    assert!(file.contains(" xml:lang=\"zh-CN\""));
    assert!(
        file.contains("</title></image>")
            && file.contains("xlink:href=\"data:image/png;base64,iVBOR")
    );
    let mut long = pages(vec!["页。".into()]);
    long.pages.push(long.pages[0].clone());
    let second = long.svg(1, &SvgOptions::default()).unwrap();
    assert_eq!(between(&second, "<title>", "</title>")[0], "窗口&lt;周报&gt; 2/2");
}

#[test]
fn what_xml_cannot_have_is_replaced() {
    let mut words = String::new();
    escape(&mut words, "a\u{0}\u{B}\u{FFFF}\n\"");
    assert_eq!(words, "a\u{FFFD}\u{FFFD}\u{FFFD}\n&quot;");
}

#[test]
fn a_page_on_its_side_is_turned_for_reading() {
    let figure = Figure::new(pixel(), "大厅");
    let mut pages = pages(vec!["正文。".into(), figure.into()]);
    assert!(svg(&pages).contains(" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 59528 84189\""));
    // Its text has not been turned before, so it runs downwards now.
    pages.pages[0].turn = Turn::Left;
    let file = svg(&pages);
    assert!(file.contains(" width=\"297mm\" height=\"210mm\" viewBox=\"0 0 84189 59528\""));
    let matrices = between(&file, "<g fill=\"#000\" transform=\"matrix(", ")");
    assert!(!matrices.is_empty());
    for matrix in matrices {
        let numbers: Vec<&str> = matrix.split(' ').collect();
        assert!(numbers[0] == "0" && numbers[3] == "0" && numbers[1] == numbers[2], "{matrix}");
        assert!(!numbers[1].starts_with('-'), "{matrix}");
    }
    assert!(file.contains(" transform=\"matrix(0 1 -1 0 "), "the picture runs downwards too");
}

#[test]
fn text_can_be_text_in_its_faces() {
    let mut pages = pages(vec!["正文，**正文**。".into(), "正文𠀀。".into()]);
    let options = SvgOptions { text: SvgText::Embedded, ..SvgOptions::default() };
    let file = pages.svg(0, &options).unwrap();
    assert_eq!(file, pages.svg(0, &options).unwrap(), "the same pages give the same bytes");
    assert!(!file.contains("<use") && !file.contains("<defs>"));
    let texts: Vec<&str> = between(&file, "<text ", "</text>");
    let words: Vec<&str> = texts.iter().map(|text| text.split_once('>').unwrap().1).collect();
    assert_eq!(words.concat(), "窗口&lt;周报&gt;正文，正文。正文𠀀。— 1 —", "{words:?}");
    assert!(words.contains(&"𠀀"), "it stands alone");
    for (text, words) in texts.iter().zip(&words) {
        let places = between(text, " x=\"", "\"")[0].split(' ').count();
        let marks = words.replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(places, marks.chars().count(), "{text}");
    }
    assert_eq!(file.matches(" stroke-width=").count(), 1, "what is bold has a stroke");
    // Each face is there once and has the characters that are shown in it.
    let named: BTreeSet<&str> = between(&file, "font-family=\"", "\"").into_iter().collect();
    let faces = between(&file, "font-family:\"", "\"");
    assert_eq!(faces.iter().copied().collect::<BTreeSet<_>>(), named);
    assert_eq!(faces.len(), named.len());
    for (name, data) in faces.iter().zip(between(&file, "base64,", ")")) {
        let face = crate::font::Face::new(BASE64.decode(data).unwrap(), 0).unwrap();
        let open = face.open().unwrap();
        let family = format!("font-family=\"{name}\"");
        for (text, words) in texts.iter().zip(&words).filter(|(text, _)| text.contains(&family)) {
            let marks = words.replace("&lt;", "<").replace("&gt;", ">");
            assert!(marks.chars().all(|mark| open.glyph(mark).is_some()), "{text}");
        }
    }

    // A character that is shown by two glyphs of a face wants two files of it.
    let runs = pages.pages[0].items.iter_mut().filter_map(|item| match &mut item.content {
        Content::Glyphs(run) if run.glyphs[0].text == Some('正') => Some(run),
        _ => None,
    });
    for run in runs {
        run.glyphs[1].text = Some('正');
        run.turn = Turn::Left;
    }
    let file = pages.svg(0, &options).unwrap();
    let more = between(&file, "@font-face{font-family:\"", "\"").len();
    assert_eq!(more, faces.len() + 1);
    assert!(file.contains(" transform=\"matrix(0 -1 1 0 "), "it runs upwards");
}

#[test]
fn a_page_that_is_not_there_is_an_error() {
    let mut pages = pages(vec!["正文。".into()]);
    let error = pages.svg(1, &SvgOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.kind()), ("view.no-page", crate::ErrorKind::Input));
    pages.faces.clear();
    let error = pages.svg(0, &SvgOptions::default()).unwrap_err();
    assert_eq!(error.code(), "view.face-missing");
}
