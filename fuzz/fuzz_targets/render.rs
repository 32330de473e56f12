//! Any text, with any theme and any pictures: no panic; what is rendered makes both files, and both can be
//! opened again. That no character is lost, `draft_any` and the laws of the layout ask.
#![no_main]

use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use bulletin::pages::Content;
use bulletin::{Block, Chart, ChartKind, Figure, Fonts, Length, Theme, TypeRole, draft};
use libfuzzer_sys::fuzz_target;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);

/// What is rendered.
#[derive(Arbitrary, Debug)]
struct Input<'a> {
    text: &'a str,
    /// Roles and their sizes in points.
    sizes: [(u8, u8); 3],
    /// Lengths in millimetres: above the name, above the rule, of the page number, of a row.
    lengths: [u8; 4],
    /// Characters in a line and rows of a page.
    grid: Option<(u8, u8)>,
    /// Files that may be pictures.
    pictures: Vec<&'a [u8]>,
}

const ROLES: [TypeRole; 13] = [
    TypeRole::Chart,
    TypeRole::LineAbove,
    TypeRole::Mark,
    TypeRole::Notice,
    TypeRole::Issuer,
    TypeRole::Title,
    TypeRole::ContentsItem,
    TypeRole::Heading1,
    TypeRole::TableCaption,
    TypeRole::TableCell,
    TypeRole::PageNumber,
    TypeRole::Imprint,
    TypeRole::Body,
];

fn theme(input: &Input<'_>) -> Theme {
    let mut theme = Theme::gbt9704();
    for (role, size) in input.sizes {
        if size > 0 {
            theme.types[ROLES[usize::from(role) % ROLES.len()]].size = Length::pt(size.into());
        }
    }
    let places = [
        &mut theme.masthead.name_top,
        &mut theme.masthead.rule_gap,
        &mut theme.page_number.gap,
        &mut theme.table.row_height,
    ];
    for (place, length) in places.into_iter().zip(input.lengths) {
        if length > 0 {
            *place = Length::mm(length.into());
        }
    }
    if let Some((columns, rows)) = input.grid {
        theme.geometry.columns = columns.into();
        theme.geometry.rows = rows.into();
    }
    theme
}

/// The size of what is rendered is bounded, so that a run is short.
const LONGEST: usize = 4_000;

fuzz_target!(|input: Input<'_>| {
    if input.text.len() > LONGEST {
        return;
    }
    let mut bulletin = draft::parse(input.text).bulletin;
    for picture in input.pictures.iter().take(3) {
        bulletin.body.push(Block::Figure(Figure::new(picture.to_vec(), "图")));
    }
    let names = || input.text.lines().filter(|line| !line.trim().is_empty()).take(9);
    for kind in [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines, ChartKind::Shares] {
        let name = |line: &str| line.chars().take(40).collect::<String>();
        let mut chart = Chart::new(kind, names().map(name));
        let values = names().map(|line| Some(line.len() + 1));
        if chart.push("", values).is_ok() && !chart.categories.is_empty() {
            bulletin.body.push(Block::Chart(chart));
        }
    }
    let Ok(set) = bulletin.typeset(&theme(&input), &FONTS) else { return };
    let docx = set.docx(&Default::default()).expect("a flow that was made can be written");
    let mut package = zip::ZipArchive::new(Cursor::new(&docx)).expect("the DOCX can be opened");
    for index in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(index).expect("a part").read_to_end(&mut part).expect("its bytes");
        assert!(!part.is_empty());
    }
    let pdf = set.pdf(&Default::default()).expect("pages that were made can be written");
    let file = lopdf::Document::load_mem(&pdf).expect("the PDF can be opened");
    assert_eq!(file.get_pages().len(), set.pages().pages.len());
    // The name at least is on the pages.
    let items = set.pages().pages.iter().flat_map(|page| &page.items);
    let placed = items.filter_map(|item| match &item.content {
        Content::Glyphs(run) => {
            Some(run.glyphs.iter().filter(|glyph| glyph.text.is_some()).count())
        }
        _ => None,
    });
    let placed: usize = placed.sum();
    let words = bulletin.masthead.title.chars().filter(|c| c.is_alphanumeric()).count();
    assert!(placed >= words, "{placed} glyphs of a name of {words}");
});
