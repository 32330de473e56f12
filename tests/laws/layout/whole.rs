//! The layout: laws that hold of every bulletin, goldens of the pages, and what becomes of input
//! that no page was made for.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::dump::{content, dump, text_lines};
use crate::support::golden::Goldens;
use crate::support::model::changed;
use crate::support::pages;
use bulletin::pages::{Content, Glyph, Tag, Turn};
use bulletin::{
    Appendix, Block, Bulletin, Cell, Finding, Fonts, Imprint, Length, Pages, Section, Severity,
    Table, TableColumn, Text, Theme,
};
use proptest::prelude::*;

fn titled(title: &str) -> Bulletin {
    Bulletin::new(title)
}

fn with_body(paragraphs: &[&str]) -> Bulletin {
    let body = paragraphs.iter().map(|words| Block::Paragraph(Text::plain(*words))).collect();
    changed(titled("工作简报"), |bulletin| bulletin.body = body)
}

fn table(columns: usize, rows: Vec<Vec<Cell>>) -> Table {
    let columns = (0..columns).map(|index| TableColumn::from(format!("第{index}列").as_str()));
    changed(Table::default(), |table| {
        table.columns = columns.collect();
        table.rows = rows;
    })
}

/// Nothing but page numbers stands outside the type area. The ink of a glyph may overhang its room
/// by a hair; its room may not.
pub(crate) fn assert_inside(pages: &Pages) {
    let (left, right) = (Length::mm(28.0), Length::mm(184.0));
    let (top, bottom) = (Length::mm(37.0), Length::mm(262.0));
    let slack = Length::mm(0.01);
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            match &item.content {
                Content::Glyphs(run) if item.mark != Tag::Pagination => {
                    for glyph in &run.glyphs {
                        let (x, y) = (run.origin.x, run.origin.y);
                        // On a page on its side the line runs upwards.
                        let inside = if run.turn == Turn::Left {
                            let y = y - glyph.x;
                            x > left && x < right && y - run.size < bottom && y > top - slack
                        } else {
                            let x = x + glyph.x;
                            y > top && y < bottom && x + run.size > left && x < right + slack
                        };
                        assert!(
                            inside,
                            "page {number}: {:?} of {} at {x}, {y} in {:?}",
                            glyph.text, run.size, item.mark
                        );
                    }
                }
                Content::Rule(rule) => {
                    let rect = rule.rect;
                    assert!(rect.origin.x + slack >= left && rect.right() <= right + slack);
                    assert!(rect.origin.y + slack >= top && rect.bottom() <= bottom + slack);
                }
                Content::Image(image) => {
                    assert!(image.rect.origin.x + slack >= left);
                    assert!(image.rect.right() <= right + slack);
                    assert!(image.rect.bottom() <= Length::mm(264.5));
                }
                _ => {}
            }
        }
    }
}

/// The findings of the flow about the masthead: their codes and places.
fn about_names(bulletin: &Bulletin) -> Result<Vec<(String, String)>, String> {
    let flow = bulletin
        .flow(&Theme::gbt9704())
        .map_err(|error| format!("{} {}", error.code(), error.place().path))?;
    let found = flow
        .findings
        .iter()
        .map(|finding| (finding.code().to_string(), finding.place().path.to_string()));
    Ok(found.collect())
}

#[test]
fn a_name_shrinks_to_a_floor_and_not_without_a_word() {
    assert_eq!(about_names(&titled(&"名".repeat(19))), Ok(Vec::new()));
    let small = ("masthead.small-name".to_owned(), "masthead.title".to_owned());
    for count in [20, 40, 47] {
        assert_eq!(about_names(&titled(&"名".repeat(count))), Ok(vec![small.clone()]), "{count}");
    }
    for count in [48, 100, 300, 100_000] {
        let error = about_names(&titled(&"名".repeat(count)));
        assert_eq!(error, Err("masthead.illegible-name masthead.title".into()), "{count}");
    }
    let mut bulletin = titled("简报");
    bulletin.masthead.lines_above = vec!["市委办公室".into(), "上".repeat(30)];
    let small = ("masthead.small-name".to_owned(), "masthead.lines_above[1]".to_owned());
    assert_eq!(about_names(&bulletin), Ok(vec![small]));
    bulletin.masthead.lines_above[1] = "上".repeat(60);
    let error = "masthead.illegible-name masthead.lines_above[1]";
    assert_eq!(about_names(&bulletin), Err(error.into()));
}

/// The runs of the first page with these words, one character each: words, size, height.
fn lone_runs(pages: &Pages, words: &[&str]) -> Vec<(String, Length, Length)> {
    pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.content {
            Content::Glyphs(run) => {
                let words: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
                Some((words, run.size, run.origin.y))
            }
            _ => None,
        })
        .filter(|(run, _, _)| words.contains(&run.as_str()))
        .collect()
}

#[test]
fn a_superscript_is_small_and_stands_above_the_line() {
    let mut bulletin = titled("简报");
    bulletin.body = vec!["水<sup>上</sup>水<sub>下</sub>水".into()];
    let runs = lone_runs(&pages(&bulletin), &["水", "上", "下"]);
    let [first, above, second, below, third] = runs.as_slice() else { panic!("{runs:?}") };
    assert_eq!((first.2, second.2), (second.2, third.2));
    let part = |length: Length| length.to_pt() / first.1.to_pt();
    for small in [above, below] {
        assert!((part(small.1) - 0.58).abs() < 0.001);
    }
    assert!((part(first.2 - above.2) - 0.33).abs() < 0.001);
    assert!((part(below.2 - first.2) - 0.08).abs() < 0.001);
}

/// ᵏ and ₘ are in no face: they are set from the letters, as the markup sets them, and nothing is
/// said, for the reader sees what was written.
#[test]
fn raised_and_lowered_letters_that_no_face_has_are_built() {
    let set = |text: &str| {
        let mut bulletin = titled("简报");
        bulletin.body = vec![text.into()];
        pages(&bulletin)
    };
    let built = set("水ᵏ水ₘ水");
    let marked = lone_runs(&set("水<sup>k</sup>水<sub>m</sub>水"), &["k", "m"]);
    let built_runs = lone_runs(&built, &["ᵏ", "ₘ"]);
    let places = |runs: &[(String, Length, Length)]| -> Vec<_> {
        runs.iter().map(|(_, size, y)| (*size, *y)).collect()
    };
    assert_eq!(places(&built_runs), places(&marked));
    assert_eq!(places(&marked).len(), 2);
    assert_eq!(built.findings, []);
}

#[test]
fn the_pages_of_the_examples_are_as_they_were() {
    let mut goldens = Goldens::new("pages");
    goldens.check("weekly.txt", &dump(&pages(&crate::support::weekly())));
    goldens.finish();
}

#[test]
fn a_full_page_has_22_rows_of_28_characters() {
    let words = "国".repeat(28 * 22 * 3);
    let bulletin = changed(titled("简报"), |bulletin| {
        bulletin.body = vec![Block::Paragraph(Text::plain(words))]
    });
    let pages = pages(&bulletin);
    let lines: Vec<_> = text_lines(&pages)
        .into_iter()
        .filter(|(page, _)| *page == 1)
        .map(|(_, line)| line)
        .collect();
    assert_eq!(lines.len(), 22);
    for line in &lines {
        assert_eq!(line.text.chars().count(), 28);
        assert_eq!(line.left, Length::mm(28.0));
    }
    // From the first baseline to the last there are 21 pitches of (225 mm − 16 pt) / 21.
    let span = lines[21].baseline - lines[0].baseline;
    assert!((span - (Length::mm(225.0) - Length::pt(16.0))).to_emu().abs() < 30);
}

#[test]
fn the_first_line_is_indented_by_two_characters() {
    let pages = pages(&with_body(&["国"]));
    let line = text_lines(&pages).pop().unwrap().1;
    let indent = line.left - Length::mm(28.0);
    assert!((indent - Length::mm(156.0) * 2 / 28).to_emu().abs() <= 2, "{indent}");
}

#[test]
fn no_last_line_has_one_character() {
    let mut reported = 0;
    for count in 2..120 {
        let pages = pages(&with_body(&[&format!("{}，好。", "国".repeat(count))]));
        let lines = text_lines(&pages);
        let last = lines.last().unwrap().1.text.chars().filter(|c| c.is_alphanumeric()).count();
        let note = pages.findings.iter().any(|finding| finding.code() == "lines.orphan");
        assert!(last >= 2 || note, "{count}: the last line has {last}");
        reported += usize::from(note);
    }
    // A comma at the line end leaves nothing to loosen in so short a paragraph.
    assert!(reported <= 1, "{reported}");
}

#[test]
fn every_line_but_the_last_fills_the_measure() {
    // Each line ends with an ideograph, a full square wide.
    let words = "各窗口受理615件办结598件 on time ".repeat(12);
    let pages = pages(&with_body(&[&words.replace("件办", "件，办")]));
    let mut ends = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Element(_), Content::Glyphs(run)) = (item.mark, &item.content) {
            let last = run.glyphs.last().unwrap();
            let ideograph = last.text.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let end = run.origin.x + last.x + Length::mm(156.0) / 28;
            if ideograph && end > Length::mm(183.0) {
                ends.push(end);
            }
        }
    }
    assert!(ends.len() >= 2, "{ends:?}");
    for end in ends {
        let off = (end - Length::mm(184.0)).to_emu().abs();
        assert!(off <= 2, "a line ends at {end}");
    }
}

#[test]
fn a_heading_never_stands_alone_at_the_foot() {
    // Whatever stands before, a heading has a line of its text below it on its page.
    for before in 0..30 {
        let mut bulletin = with_body(&vec!["前文"; before]);
        let mut section = Section::new("标题");
        section.blocks.push("正文".into());
        bulletin.sections.push(section);
        let lines = text_lines(&pages(&bulletin));
        let page_of = |words: &str| {
            lines.iter().find(|(_, line)| line.text.contains(words)).map(|(page, _)| *page)
        };
        assert_eq!(page_of("一、标题"), page_of("正文"), "{before} paragraphs before");
    }
}

#[test]
fn every_row_is_on_a_page_and_the_head_on_each() {
    let rows = (0..120).map(|row| vec![Cell::from(row), Cell::from(format!("行{row}").as_str())]);
    let mut bulletin = titled("简报");
    bulletin.body.push(Block::Table(table(2, rows.collect())));
    let pages = pages(&bulletin);
    let text = content(&pages);
    for row in 0..120 {
        assert!(text.contains(&format!("行{row}")), "row {row}");
    }
    assert!(pages.pages.len() >= 4);
    for page in &pages.pages[1..] {
        let repeated: String = page
            .items
            .iter()
            .filter_map(|item| match &item.content {
                Content::Glyphs(run) if item.mark == Tag::Repeated => Some(run),
                _ => None,
            })
            .flat_map(|run| run.glyphs.iter().filter_map(|glyph| glyph.text))
            .collect();
        assert_eq!(repeated, "续表第0列第1列");
    }
    assert_inside(&pages);
}

#[test]
fn the_rank_of_a_tie_is_repeated_after_a_page_break() {
    let row = |row: i64| {
        let rank = if row == 0 { Cell::from(7) } else { Cell::Above };
        vec![rank, Cell::from("行")]
    };
    let mut bulletin = titled("简报");
    bulletin.body.push(Block::Table(table(2, (0..60).map(row).collect())));
    let pages = pages(&bulletin);
    let sevens = |page: &bulletin::pages::Page| {
        let mut marks = Vec::new();
        for item in &page.items {
            if let Content::Glyphs(run) = &item.content
                && run.glyphs.len() == 1
                && run.glyphs[0].text == Some('7')
                && item.mark != Tag::Pagination
            {
                marks.push(matches!(item.mark, Tag::Element(_)));
            }
        }
        marks
    };
    assert!(pages.pages.len() >= 3);
    assert_eq!(sevens(&pages.pages[0]), [true]);
    for page in &pages.pages[1..] {
        // On a page without other single sevens the rank stands once, as a repetition.
        assert!(sevens(page).contains(&false), "the rank is repeated");
    }
}

#[test]
fn the_imprint_stands_at_the_foot_of_the_last_page() {
    for before in [0, 5, 9, 10, 11, 12, 30, 31, 32, 33, 34] {
        let mut bulletin = with_body(&vec!["前文"; before]);
        bulletin.imprint = changed(Imprint::default(), |imprint| {
            imprint.report = Some("各厅。".into());
            imprint.print_count = Some(3);
        });
        let pages = pages(&bulletin);
        let last = pages.pages.last().unwrap();
        let lowest = last
            .items
            .iter()
            .filter_map(|item| match &item.content {
                Content::Rule(rule) => Some(rule.rect.bottom()),
                _ => None,
            })
            .max()
            .unwrap();
        assert!((lowest - Length::mm(262.0)).to_emu().abs() < 40, "{before}: {lowest}");
        assert_inside(&pages);
        let order = content(&pages);
        assert!(order.ends_with("报：各厅。（共印3份）"), "{order}");
    }
}

#[test]
fn page_numbers_stand_on_the_outer_side() {
    let pages = pages(&with_body(&["国"; 60]));
    assert!(pages.pages.len() >= 3);
    for (index, page) in pages.pages.iter().enumerate() {
        let number = page.items.iter().find(|item| item.mark == Tag::Pagination).unwrap();
        let Content::Glyphs(run) = &number.content else { panic!("a number is of glyphs") };
        let text: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
        assert_eq!(text, format!("— {} —", index + 1));
        let at_right = run.origin.x > Length::mm(105.0);
        assert_eq!(at_right, index % 2 == 0, "page {}", index + 1);
        assert_eq!(page.number, Some(u32::try_from(index + 1).unwrap()));
    }
}

#[test]
fn each_appendix_begins_a_page_with_its_title_on_row_3() {
    let appendix = |title: &str| {
        changed(Appendix::new(title), |appendix| appendix.blocks = vec!["附件正文".into()])
    };
    let mut bulletin = with_body(&["正文"]);
    bulletin.appendices = vec![appendix("甲表"), appendix("乙表")];
    let pages = pages(&bulletin);
    assert_eq!(pages.pages.len(), 3);
    let lines = text_lines(&pages);
    let on = |page: usize| lines.iter().filter(move |(at, _)| *at == page).map(|(_, line)| line);
    let list: Vec<&str> = on(0).map(|line| line.text.as_str()).collect();
    assert!(list.ends_with(&["附件：1.甲表", "2.乙表"]), "{list:?}");
    let second: Vec<_> = on(1).collect();
    assert_eq!(second[0].text, "附件1");
    assert_eq!(second[1].text, "甲表");
    let rows = (second[1].baseline - second[0].baseline).to_mm() / 10.446;
    assert!((rows - 2.0).abs() < 0.1, "the title is {rows} rows below");
}

/// The findings of a code.
fn coded<'a>(pages: &'a Pages, code: &str) -> impl Iterator<Item = &'a Finding> {
    pages.findings.iter().filter(move |finding| finding.code() == code)
}

/// What the findings of a code say.
fn said(pages: &Pages, code: &str) -> Vec<String> {
    coded(pages, code).map(ToString::to_string).collect()
}

#[test]
fn a_character_that_no_face_has_is_a_finding() {
    let pages = pages(&with_body(&["甲\u{2A6D6}\u{1F600}乙"]));
    let missing = said(&pages, "font.missing-character");
    assert_eq!(missing.len(), 2, "{missing:?}");
    assert!(missing[0].contains("U+2A6D6") && missing[0].contains("body[0]"), "{missing:?}");
    assert!(missing[0].contains("page 1"), "{missing:?}");
    assert!(content(&pages).contains("甲\u{2A6D6}\u{1F600}乙"), "nothing is dropped");
}

#[test]
fn a_character_is_one_finding_with_the_paragraphs_and_pages_that_have_it() {
    let text = "字".repeat(400);
    let mut body = vec!["甲😀😀乙", "😀々，々"];
    body.extend([text.as_str(); 3]);
    body.extend(["々"; 7]);
    let pages = pages(&with_body(&body));
    let missing: Vec<_> = coded(&pages, "font.missing-character").collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].count(), missing[0].place().words.as_str()), (2, "😀"));
    let places: Vec<String> = missing[0].places().map(ToString::to_string).collect();
    assert_eq!(places, ["body[0], page 1", "body[1], page 1"]);
    let fallback: Vec<_> = coded(&pages, "font.fallback").collect();
    assert_eq!(fallback.len(), 1);
    assert_eq!((fallback[0].count(), fallback[0].places().count()), (8, 5));
    let pages: Vec<_> = fallback[0].places().map(|place| place.page).collect();
    assert_eq!(pages, [Some(1), Some(3), Some(3), Some(3), Some(3)]);
}

#[test]
fn a_rare_ideograph_is_set_in_another_face_and_reported() {
    let pages = pages(&with_body(&["佐々木"]));
    let notes = said(&pages, "font.fallback");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("々") && notes[0].contains("Kai"), "{notes:?}");
}

/// The faces of the characters of the body, each with its characters.
fn faces(pages: &Pages) -> Vec<(String, String)> {
    let mut faces: Vec<(String, String)> = Vec::new();
    for (face, glyph) in glyphs(pages) {
        let name = pages.faces[face].name().trim_start_matches("Bulletin").to_owned();
        match faces.last_mut() {
            Some((last, text)) if *last == name => text.extend(glyph.text),
            _ => faces.push((name, glyph.text.into_iter().collect())),
        }
    }
    faces
}

/// The glyphs of the body, each with its face.
fn glyphs(pages: &Pages) -> Vec<(usize, Glyph)> {
    let mut all = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
            continue;
        };
        if pages.elements[element].path.to_string().starts_with("body") {
            all.extend(run.glyphs.iter().map(|glyph| (run.face, *glyph)));
        }
    }
    all
}

#[test]
fn signs_come_from_song_and_the_face_of_signs_and_need_no_finding() {
    let pages = pages(&with_body(&["①㎥★☑✔Ⅳ▼≤→", "CO₂，m²，10⁴，½，10⁻⁶"]));
    assert_eq!(codes(&pages), Vec::<&str>::new());
    let expected = [
        ("Song-Regular", "①㎥★"),
        ("Symbols-Regular", "☑✔"),
        ("Song-Regular", "Ⅳ▼≤→"),
        ("Latin-Regular", "CO₂"),
        ("FangSong-Regular", "，"),
        ("Latin-Regular", "m²"),
        ("FangSong-Regular", "，"),
        ("Latin-Regular", "10⁴"),
        ("FangSong-Regular", "，"),
        ("Latin-Regular", "½"),
        ("FangSong-Regular", "，"),
        ("Latin-Regular", "10"),
        ("Symbols-Regular", "⁻"),
        ("Latin-Regular", "⁶"),
    ];
    assert_eq!(faces(&pages), expected.map(|(face, text)| (face.to_owned(), text.to_owned())));
}

#[test]
fn marks_without_shape_are_left_out_with_one_note() {
    let body = ["甲\u{200E}乙\u{FE0F}", "丙\u{202A}\u{202C}丁", "戊", "a\u{200D}b\u{2060}c"];
    let pages = pages(&with_body(&body));
    assert_eq!(content(&pages), "工作简报甲乙丙丁戊ab\u{2060}c", "a bar to a line end is kept");
    let notes: Vec<_> = pages.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["note: body[0]: marks without shape are left out of the pages: U+200D, U+200E, U+202A, \
          U+202C, U+FE0F (3 places, also body[1]; body[3]) [text.shapeless]"]
    );
}

#[test]
fn combining_marks_are_composed_before_a_face_is_asked() {
    let pages =
        pages(&with_body(&["e\u{301}a\u{30C}u\u{308}\u{30C}", "が か\u{3099}", "x\u{30C}"]));
    assert_eq!(content(&pages), "工作简报éǎǚががx\u{30C}");
    let missing = codes(&pages).into_iter().filter(|code| *code == "font.missing-character");
    assert_eq!(missing.count(), 1, "x has no caron: {:?}", pages.findings);
}

#[test]
fn a_missing_character_is_a_sign_of_a_whole_square() {
    let pages = pages(&with_body(&["甲😀𠮷乙"]));
    let glyphs = glyphs(&pages);
    let [_, (face, smile), (other, rare), _] = glyphs[..] else { panic!("{glyphs:?}") };
    assert_eq!((smile.text, rare.text), (Some('😀'), Some('𠮷')));
    assert_eq!((face, smile.id), (other, rare.id), "the same sign for both");
    assert_ne!(smile.id, 0, "a sign that is seen, not the face's empty one");
    assert_eq!(pages.faces[face].name(), "BulletinSong-Regular");
    for finding in pages.findings.iter().filter(|it| it.code() == "font.missing-character") {
        assert_eq!(finding.severity(), Severity::Warning);
    }
}

/// Blanks that no face has take the room that Unicode says.
#[test]
fn blanks_that_no_face_has_are_blank() {
    let pages = pages(&with_body(&["10\u{202F}000", "甲\u{2005}乙"]));
    assert_eq!(codes(&pages), Vec::<&str>::new());
}

fn codes(pages: &Pages) -> Vec<&'static str> {
    pages.findings.iter().map(Finding::code).collect()
}

#[test]
fn odd_input_makes_a_sensible_page() {
    let wide = "x".repeat(400);
    let mut cases = vec![
        titled("简"),
        titled(&"简".repeat(47)),
        with_body(&["一段"]),
        with_body(&["", "　", " "]),
        with_body(&[&wide]),
        with_body(&[
            "，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。，。",
        ]),
    ];
    let mut long_title = titled("简报");
    long_title.title = Some("关于标题长于一行的情况说明".repeat(6).as_str().into());
    cases.push(long_title);
    let mut wide_cell = titled("简报");
    let cells = vec![Cell::from(wide.as_str()), Cell::from("国".repeat(900).as_str())];
    wide_cell.body.push(Block::Table(table(2, vec![cells])));
    cases.push(wide_cell);
    let mut sections = titled("简报");
    sections.sections = vec![Section::default(), Section::new("空节")];
    cases.push(sections);
    let mut imprint = titled("简报");
    imprint.imprint.report = Some("各厅、".repeat(2000));
    cases.push(imprint);
    for (index, bulletin) in cases.iter().enumerate() {
        let pages = pages(bulletin);
        assert!(!pages.pages.is_empty(), "case {index}");
        assert_inside(&pages);
    }
}

#[test]
fn what_does_not_validate_is_refused_with_its_place() {
    let mut no_columns = titled("简报");
    no_columns.body.push(Block::Table(Table::default()));
    let cases = [
        (Bulletin::default(), ""),
        (Bulletin::new(" "), "masthead.title"),
        (no_columns, "body[0].table.columns"),
        (with_body(&["甲\u{7}乙"]), "body[0]"),
    ];
    for (bulletin, place) in cases {
        let error = bulletin.flow(&Theme::gbt9704()).unwrap_err();
        assert_eq!(error, bulletin.validate().unwrap_err());
        assert_eq!(error.place().to_string(), place);
    }
    let mut theme = Theme::gbt9704();
    theme.types[bulletin::TypeRole::Body].size = bulletin::Length::pt(-5.0);
    assert_eq!(titled("简报").flow(&theme).unwrap_err(), theme.validate().unwrap_err());
}

#[test]
fn five_thousand_rows_are_set() {
    let rows = (0..5000).map(|row| vec![Cell::from(row), Cell::from("单位")]).collect();
    let mut bulletin = titled("简报");
    bulletin.body.push(Block::Table(table(2, rows)));
    let pages = pages(&bulletin);
    assert_eq!(content(&pages).matches("单位").count(), 5000);
    assert_inside(&pages);
}

#[test]
fn the_same_bulletin_makes_the_same_pages() {
    let bulletin = crate::support::weekly();
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let fonts = Fonts::embedded();
    let (one, other) = (flow.pages(&fonts).unwrap(), flow.pages(&fonts).unwrap());
    assert_eq!(one.pages, other.pages);
    assert_eq!(one.elements, other.elements);
}

/// Characters of every class that meets in a bulletin.
fn words() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        6 => "[国务院办公厅关于推进政务服务]{1,12}",
        2 => "[，。、；：！？]",
        1 => "[“”‘’（）《》〈〉【】〔〕]",
        1 => "——|……|—|～|·|／",
        2 => "[0-9]{1,7}(\\.[0-9]{1,2})?%?",
        1 => "[A-Za-z]{1,14}",
        1 => " ",
        1 => "https://[a-z]{3,9}\\.gov/[a-z]{2,8}",
    ];
    prop::collection::vec(fragment, 1..40).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_placed_once_and_in_order(text in words()) {
        let pages = pages(&with_body(&[&text]));
        let expected: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        let content = content(&pages);
        prop_assert_eq!(content.strip_prefix("工作简报"), Some(expected.as_str()));
        assert_inside(&pages);
    }

    #[test]
    fn no_line_begins_or_ends_with_a_forbidden_mark(text in words()) {
        let pages = pages(&with_body(&[&text]));
        let lines = text_lines(&pages);
        let lines: Vec<&str> = lines.iter().skip(1).map(|(_, line)| line.text.trim()).collect();
        for pair in lines.windows(2) {
            let last = pair[0].chars().last().unwrap_or('国');
            let first = pair[1].chars().next().unwrap_or('国');
            let forced = pair[0].chars().count() <= 1
                || pair[0].chars().all(|c| !c.is_alphanumeric())
                || pair[1].chars().all(|c| !c.is_alphanumeric());
            if !forced {
                prop_assert!(!"，。、；：！？”’）》〉】〕·／".contains(first), "{:?}", pair);
                prop_assert!(!"“‘（《〈【〔／".contains(last), "{:?}", pair);
            }
        }
    }

    #[test]
    fn numbers_stay_whole(digits in "[0-9]{2,9}(\\.[0-9]{1,2})?%?", before in 0_usize..27) {
        let text = format!("{}{digits}国国", "国".repeat(before));
        let pages = pages(&with_body(&[&text]));
        prop_assert!(text_lines(&pages).iter().any(|(_, line)| line.text.contains(&digits)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_bulletin_makes_both_files(bulletin in crate::support::model::arbitrary_bulletin()) {
        let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
        let docx = bulletin::docx(&flow, &Default::default());
        prop_assert!(docx.is_ok(), "{:?}", docx.err());
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        let pdf = bulletin::pdf(&pages, &Default::default());
        // A picture whose bytes are none is reported by the flow and never reaches the file.
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
        assert_inside(&pages);
    }
}
