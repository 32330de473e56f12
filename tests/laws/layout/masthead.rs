//! The masthead in any arrangement: what has a slot is printed once, inside the type area, and no line
//! stands on another.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use bulletin::pages::{Content, GlyphRun, Page, Pages, Tag};
use bulletin::{
    Bulletin, Field, Fonts, Issue, Length, Logo, MastheadField, MastheadItem, MastheadRow,
    NaiveDate, Period, RowPairing, Theme,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::model::changed;

const BADGE: &[u8] = include_bytes!("../../../docs/pictures/badge.png");

/// Every part of a masthead, once.
const FIELDS: [MastheadField; 16] = [
    MastheadField::SerialNumber,
    MastheadField::Secrecy,
    MastheadField::Urgency,
    MastheadField::Notice,
    MastheadField::Logo,
    MastheadField::LinesAbove,
    MastheadField::Title,
    MastheadField::TitlePart,
    MastheadField::LinesBelow,
    MastheadField::IssueNumber,
    MastheadField::IssueTotal,
    MastheadField::Period,
    MastheadField::Issuers,
    MastheadField::Fields,
    MastheadField::Signer,
    MastheadField::Date,
];

fn name(most: usize) -> impl Strategy<Value = String> {
    vec(prop::sample::select(vec!['国', '务', '院', '厅', '市']), 1..=most)
        .prop_map(String::from_iter)
}

/// A bulletin with all of them.
fn full() -> impl Strategy<Value = Bulletin> {
    let title = prop_oneof![name(9), (name(9), name(9)).prop_map(|(one, two)| one + "\n" + &two)];
    let lists = (vec(name(14), 0..3), vec(name(14), 0..3), vec(name(14), 0..3), vec(name(8), 0..3));
    (title, name(6), lists, any::<bool>()).prop_map(|(title, part, lists, logo)| {
        let (above, below, issuers, notice) = lists;
        let mut bulletin = Bulletin::new(title);
        let masthead = &mut bulletin.masthead;
        masthead.title_part = Some(part);
        masthead.lines_above = above;
        masthead.lines_below = below;
        masthead.issuers = issuers;
        masthead.notice = notice;
        masthead.logo = logo.then(|| Logo::new(BADGE.to_vec(), "标识"));
        masthead.secrecy = Some("秘密★1年".into());
        masthead.urgency = Some("特急".into());
        masthead.copy_number = Some("000017".into());
        let mut issue = Issue::new(2025, 8);
        issue.total = Some(480.into());
        masthead.issue = Some(issue);
        masthead.period = Some(Period::Week { year: None, number: 9 });
        masthead.fields = vec![Field::new("主办", "办公室"), Field::new("主编", "方某")];
        masthead.signer = Some("周某".into());
        masthead.date = NaiveDate::from_ymd_opt(2025, 3, 2).map(Into::into);
        bulletin.body = vec!["正文。".into()];
        bulletin
    })
}

/// Rows that hold every part once, in any order and slot.
fn rows() -> impl Strategy<Value = Vec<MastheadRow>> {
    let items = Just(FIELDS.to_vec()).prop_shuffle();
    let places = vec((0..3_u8, any::<bool>(), any::<bool>()), FIELDS.len());
    let of_rows = vec((prop::option::of(0..200_u16), any::<bool>(), any::<bool>()), FIELDS.len());
    (items, places, of_rows).prop_map(|(items, places, of_rows)| {
        let mut rows: Vec<MastheadRow> = Vec::new();
        for ((field, (slot, begins, join)), of_row) in items.into_iter().zip(places).zip(of_rows) {
            if rows.is_empty() || begins {
                let (gap, last, with_name) = of_row;
                rows.push(changed(MastheadRow::default(), |row| {
                    row.gap = gap.map(|gap| gap + 30);
                    row.pair = if last { RowPairing::Last } else { RowPairing::First };
                    row.with_name = with_name;
                }));
            }
            let item = changed(MastheadItem::from(field), |item| {
                // Lines that are long already are not joined to others.
                let short = matches!(field, MastheadField::TitlePart | MastheadField::Urgency);
                item.join = join && short;
            });
            let row = rows.last_mut().expect("a row");
            match slot {
                0 => row.left.push(item),
                1 => row.center.push(item),
                _ => row.right.push(item),
            }
        }
        rows
    })
}

/// The upper and the lower edge of the em square of a line of type.
fn em_square(run: &GlyphRun) -> (Length, Length) {
    (run.origin.y - run.size.scale(88, 100), run.origin.y + run.size.scale(12, 100))
}

/// The type on a page: its left and right edge, the upper and lower edge of its em square.
fn boxes(page: &Page) -> Vec<(Length, Length, Length, Length)> {
    let mut boxes = Vec::new();
    for item in page.items.iter().filter(|item| item.mark != Tag::Pagination) {
        if let Content::Glyphs(run) = &item.content {
            let last = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x);
            let x = run.origin.x;
            let (top, bottom) = em_square(run);
            boxes.push((x, x + last + run.size, top, bottom));
        }
    }
    boxes
}

/// Two boxes of type that lie on one another by more than a tenth of the smaller: a figure is half as wide as its box here.
fn overlap(pages: &Pages) -> Option<String> {
    let boxes = pages.pages.iter().take(1).flat_map(boxes).collect::<Vec<_>>();
    for (index, one) in boxes.iter().enumerate() {
        for other in boxes.iter().skip(index + 1) {
            let wide = one.1.min(other.1) - one.0.max(other.0);
            let high = one.3.min(other.3) - one.2.max(other.2);
            let least = (one.3 - one.2).min(other.3 - other.2);
            if wide > least.scale(3, 5) && high > least.scale(1, 10) {
                return Some(format!("{one:?} and {other:?}"));
            }
        }
    }
    None
}

fn sorted(text: impl Iterator<Item = char>) -> Vec<char> {
    let mut characters: Vec<char> = text.filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_arrangement_prints_every_part_once(bulletin in full(), rows in rows()) {
        let theme = changed(Theme::gbt9704(), |theme| theme.masthead.rows = rows);
        let flow = bulletin.flow(&theme).unwrap();
        prop_assert!(!flow.findings.iter().any(|finding| finding.code() == "masthead.no-slot"));
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        crate::whole::assert_inside(&pages);
        prop_assert_eq!(overlap(&pages), None);

        let masthead = &bulletin.masthead;
        let lists = [&masthead.lines_above, &masthead.lines_below, &masthead.issuers, &masthead.notice];
        let mut expected: String = lists.into_iter().flatten().map(String::as_str).collect();
        expected += &masthead.title;
        expected += masthead.title_part.as_deref().unwrap();
        expected += "秘密★1年特急000017";
        expected += "2025年第8期（总第480期）（第9周）主办：办公室主编：方某签发人：周某2025年3月2日正文。";
        let mut printed = String::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let (Content::Glyphs(run), true) = (&item.content, item.mark != Tag::Pagination) {
                printed.extend(run.glyphs.iter().filter_map(|glyph| glyph.text));
            }
        }
        prop_assert_eq!(sorted(printed.chars()), sorted(expected.chars()));
        let pictures = pages.pages.iter().flat_map(|page| &page.items);
        let pictures = pictures.filter(|item| matches!(item.content, Content::Image(_))).count();
        prop_assert_eq!(pictures, usize::from(masthead.logo.is_some()));

        let docx = bulletin::docx(&flow, &Default::default());
        prop_assert!(docx.is_ok(), "{:?}", docx.err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    /// Half a row or more (`name_gap`), in the standard's theme, whatever the masthead has: nothing is
    /// crammed.
    #[test]
    fn white_parts_what_stands_at_the_name(bulletin in full()) {
        let pages = bulletin.flow(&Theme::gbt9704()).unwrap().pages(&Fonts::embedded()).unwrap();
        let half = row().scale(1, 2);
        let (mut above, mut seen): (Option<(String, Length)>, _) = (None, 0);
        for (field, top, bottom) in lines_of_masthead(&pages) {
            if let Some((other, end)) = above.filter(|(other, _)| *other != field) {
                let at_name = |field: &str| field == "title" || field.starts_with("lines_");
                if at_name(&field) || at_name(&other) {
                    prop_assert!(top - end >= half - Length::mm(0.3), "{} below {}: {}", field, other, top - end);
                    seen += 1;
                }
            }
            above = Some((field, bottom));
        }
        prop_assert!(seen >= 2, "{} gaps", seen);
    }
}

/// The row of the standard's grid.
fn row() -> Length {
    Length::mm(225.0).scale(1, 22)
}

/// The lines of type of the masthead from the top: the field, the upper and the lower edge.
fn lines_of_masthead(pages: &Pages) -> Vec<(String, Length, Length)> {
    let mut lines = Vec::new();
    for item in pages.pages.iter().take(1).flat_map(|page| &page.items) {
        let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
            continue;
        };
        let path = pages.elements.get(element).map(|element| element.path.to_string());
        let Some(field) = path.as_deref().and_then(|path| path.strip_prefix("masthead.")) else {
            continue;
        };
        let field = field.split(['[', '.']).next().unwrap_or_default().to_owned();
        let (top, bottom) = em_square(run);
        lines.push((field, top, bottom));
    }
    lines.sort_by_key(|(_, top, _)| *top);
    lines
}
