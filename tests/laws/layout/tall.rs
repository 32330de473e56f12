//! Rows of tables that take more than half of a page: they begin where there is room and go on on the
//! next page, in both files, and nothing of them is lost.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use bulletin::flow::Block;
use bulletin::pages::{Content, ElementKind, Tag};
use bulletin::{Bulletin, Cell, Fonts, Length, Pages, Section, Table, Theme, Typeset};
use proptest::prelude::*;

/// A section of a table with these rows, each of so many lines of ten characters.
fn set(lines: &[usize], note: bool) -> Typeset {
    let mut table = Table::new(["序号", "办理情况"]);
    for (number, lines) in lines.iter().enumerate() {
        let words: Vec<String> =
            (0..*lines).map(|line| format!("第{number}项之{line}。")).collect();
        table.rows.push(vec![Cell::from(number), Cell::plain(words.join("\n"))]);
    }
    table.note = note.then(|| "按月统计。".into());
    let mut bulletin = Bulletin::new("工作快报");
    bulletin.sections.push(Section::new("本月办理情况"));
    bulletin.sections[0].blocks.push(table.into());
    bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap()
}

/// The text of each page's cells, in the order of their elements.
fn cells(pages: &Pages) -> Vec<String> {
    let of_page = |page: &bulletin::pages::Page| {
        let mut words = Vec::new();
        for item in &page.items {
            let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
                continue;
            };
            if matches!(pages.elements[element].kind, ElementKind::Cell { .. }) {
                let text = run.glyphs.iter().filter_map(|glyph| glyph.text).collect::<String>();
                words.push((element, text));
            }
        }
        words.sort_by_key(|(element, _)| *element);
        words.into_iter().map(|(_, text)| text).collect()
    };
    pages.pages.iter().map(of_page).collect()
}

/// How many lines of the row are on each page.
fn lines_of(pages: &Pages, row: usize) -> Vec<usize> {
    let marker = format!("第{row}项之");
    cells(pages).iter().map(|text| text.matches(&marker).count()).collect()
}

/// For each row of the DOCX whether a page break may cut it.
fn may_be_cut(set: &Typeset) -> Vec<bool> {
    let mut options = bulletin::DocxOptions::default();
    options.compress = false;
    let file = set.docx(&options).unwrap();
    let text = String::from_utf8_lossy(&file);
    text.split("<w:tr>").skip(1).map(|row| !row.contains("<w:cantSplit")).collect()
}

#[test]
fn a_row_that_is_taller_than_a_page_begins_below_its_heading() {
    let set = set(&[60], false);
    let lines = lines_of(set.pages(), 0);
    assert!(lines.len() >= 2 && lines[0] >= 3, "{lines:?}");
    assert_eq!(lines.iter().sum::<usize>(), 60);
    // The head of the table and the row: the head stands as it is, the row may be cut.
    assert_eq!(may_be_cut(&set), [false, true]);
    // One row of the structure, however many pages it is on.
    let rows = set.pages().elements.iter().filter(|it| it.kind == ElementKind::TableRow);
    assert_eq!(rows.count(), 2);
}

#[test]
fn rows_that_fit_on_half_a_page_are_not_cut() {
    let set = set(&[14, 14, 14, 14, 14, 14], false);
    for row in 0..6 {
        let pages = lines_of(set.pages(), row).into_iter().filter(|lines| *lines > 0);
        assert_eq!(pages.collect::<Vec<_>>(), [14], "row {row}");
    }
    assert_eq!(may_be_cut(&set), [false; 7]);
}

/// Of a row that does not fit below the masthead the first page shows some lines.
#[test]
fn the_masthead_never_stands_alone() {
    for lines in 4..80 {
        let set = set(&[lines], lines % 2 == 0);
        let on_pages = lines_of(set.pages(), 0);
        assert!(on_pages[0] > 0, "{lines} lines: {on_pages:?}");
        // A piece has three lines or more.
        assert!(on_pages.iter().all(|count| *count == 0 || *count >= 3), "{on_pages:?}");
    }
}

proptest! {
    /// Every line stands on the pages once, in its order, and none below the type area.
    #[test]
    fn nothing_of_a_row_is_lost(
        lines in prop::collection::vec(prop_oneof![1_usize..8, 20_usize..130], 1..7),
        note: bool,
    ) {
        let set = set(&lines, note);
        let text = cells(set.pages()).concat();
        let expected: Vec<(usize, usize)> =
            lines.iter().enumerate().flat_map(|(row, lines)| (0..*lines).map(move |line| (row, line))).collect();
        let mut at = 0;
        for (row, line) in expected {
            let words = format!("第{row}项之{line}。");
            prop_assert_eq!(text.matches(&words).count(), 1, "{} in {:?}", words, lines);
            let place = text.find(&words).unwrap();
            prop_assert!(place >= at, "{} out of order", words);
            at = place;
        }
        let area = set.flow().page.type_area;
        for page in &set.pages().pages {
            for item in &page.items {
                if let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
                    && matches!(set.pages().elements[element].kind, ElementKind::Cell { .. })
                {
                    prop_assert!(run.origin.y <= area.bottom() + Length::pt(1.0));
                }
            }
        }
        // What the layout cut may be cut in the DOCX, and nothing else.
        let heads = set.flow().parts.iter().flat_map(|part| &part.blocks).find_map(|block| match block {
            Block::Table(table) => Some(table.head.len()),
            _ => None,
        });
        let cut = (0..lines.len()).map(|row| {
            lines_of(set.pages(), row).into_iter().filter(|count| *count > 0).count() > 1
        });
        let cut: Vec<bool> = std::iter::repeat_n(false, heads.unwrap()).chain(cut).collect();
        prop_assert_eq!(may_be_cut(&set), cut);
    }
}

/// A table whose second cell goes over `rows` rows and has so many lines, between rows above and below;
/// every row has `own` lines beside it.
fn merged(rows: usize, lines: usize, own: usize, above: usize) -> Typeset {
    let mut table = Table::new(["序号", "意见", "事项"]);
    let words = |mark: &str, count: usize| {
        Cell::plain((0..count).map(|line| format!("{mark}{line}。")).collect::<Vec<_>>().join("\n"))
    };
    for row in 0..above + rows + 3 {
        let opinion = match row.checked_sub(above) {
            Some(0) => words("并", lines),
            Some(within) if within < rows => Cell::Above,
            _ => Cell::plain("无"),
        };
        table.rows.push(vec![Cell::from(row), opinion, words(&format!("项{row}之"), own)]);
    }
    let mut bulletin = Bulletin::new("工作快报");
    bulletin.body.push(table.into());
    bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap()
}

/// The words and the baseline of every run of a page, with what it is marked as.
fn runs(page: &bulletin::pages::Page) -> Vec<(Tag, String, Length)> {
    let run = |item: &bulletin::pages::Item| match &item.content {
        Content::Glyphs(run) => {
            let words = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
            Some((item.mark, words, run.origin.y))
        }
        _ => None,
    };
    page.items.iter().filter_map(run).collect()
}

fn merged_cell_is_whole(rows: usize, lines: usize, own: usize, above: usize) {
    let what = format!("{rows} rows, {lines} lines, {own} lines a row, {above} above");
    let set = merged(rows, lines, own, above);
    let pages = &set.pages().pages;
    let text = cells(set.pages()).concat();
    for line in 0..lines {
        assert_eq!(text.matches(&format!("并{line}。")).count(), 1, "{what}: line {line}");
    }
    let area = set.flow().page.type_area;
    for page in pages {
        let runs = runs(page);
        for (mark, words, y) in &runs {
            let in_table = !matches!(mark, Tag::Pagination);
            assert!(!in_table || *y <= area.bottom() + Length::pt(1.0), "{what}: {words}");
        }
        // What goes over the rows stands beside them, and not beside the rows above or below.
        let of = |row: usize| {
            let mark = format!("项{row}之");
            let own = runs.iter().filter(move |(_, words, _)| words.starts_with(&mark));
            own.map(|(.., y)| *y).collect::<Vec<_>>()
        };
        let merged = runs.iter().filter(|(_, words, _)| words.starts_with('并'));
        let merged: Vec<Length> = merged.map(|(.., y)| *y).collect();
        let before: Vec<Length> = (0..above).flat_map(of).collect();
        let after: Vec<Length> = (above + rows..above + rows + 3).flat_map(of).collect();
        let (first, last) = (merged.iter().min(), merged.iter().max());
        if let (Some(first), Some(last)) = (first, last) {
            assert!(before.iter().all(|y| y < first), "{what}: over the rows above");
            assert!(after.iter().all(|y| y > last), "{what}: over the rows below");
        }
        let mut all = merged.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), merged.len(), "{what}: lines upon each other");
    }
}

/// A cell over several rows whose words are taller than these, or than a page, goes on on the next one.
#[test]
fn a_merged_cell_may_be_taller_than_a_page() {
    for (rows, lines, own, above) in [
        (2, 5, 1, 0),
        (2, 30, 1, 3),
        (2, 60, 1, 0),
        (2, 60, 1, 12),
        (3, 130, 1, 5),
        (2, 60, 40, 2),
        (40, 3, 1, 10),
        (40, 60, 1, 0),
        (60, 8, 1, 7),
        (2, 60, 1, 19),
        (30, 50, 2, 4),
    ] {
        merged_cell_is_whole(rows, lines, own, above);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_merged_cell_is_whole(
        rows in 2_usize..40,
        lines in prop_oneof![1_usize..8, 20_usize..130],
        own in prop_oneof![4 => 1_usize..3, 1 => 20_usize..50],
        above in 0_usize..24,
    ) {
        merged_cell_is_whole(rows, lines, own, above);
    }
}
