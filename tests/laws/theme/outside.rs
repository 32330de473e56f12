//! Values of a theme that are each allowed and together push something off the page: a finding names
//! the page and, where it is of the bulletin, the place.

use std::collections::BTreeSet;

use bulletin::pages::{Content, Item, Page, Turn};
use bulletin::{
    Beside, Block, Bulletin, Chart, ChartKind, Contents, Fonts, Imprint, Length, Section, Severity,
    Table, Theme, TypeRole,
};
use proptest::prelude::*;

use crate::support::model::changed;
use crate::{Change, full_masthead};

/// A bulletin with everything on it that a theme measures.
fn everything() -> Bulletin {
    changed(full_masthead(), |bulletin| {
        let mut table = Table::new(["单位", "数量"]);
        table.rows = (1..40).map(|row| vec!["甲局".into(), row.into()]).collect();
        table.caption = Some("办理情况".into());
        let mut section = Section::new("总体情况");
        let chart = |kind| {
            let mut chart = Chart::new(kind, ["一月", "二月", "三月"]);
            chart.push("受理", [Some(-12), Some(1_500), Some(7)]).unwrap();
            chart.push("办结", [Some(12), None, Some(7)]).unwrap();
            chart.unit = Some("件".into());
            Block::Chart(chart)
        };
        let mut shares = Chart::new(ChartKind::Shares, ["甲局", "乙局"]);
        shares.push("", [Some(1), Some(2)]).unwrap();
        section.blocks = vec![
            Block::from("各窗口运行平稳，办件质量稳中有升。"),
            table.into(),
            chart(ChartKind::Columns),
            Beside::new([vec![chart(ChartKind::Bars)], vec![chart(ChartKind::Lines)]]).into(),
            shares.into(),
        ];
        bulletin.title = Some("本周窗口运行情况".into());
        bulletin.sections = vec![section];
        bulletin.contents = Some(Contents::Auto);
        bulletin.imprint = changed(Imprint::default(), |imprint| {
            imprint.report = Some("市委、市政府".into());
        });
    })
}

/// The pages, from 1, on which something lies outside, as the test sees it.
fn outside(pages: &[Page]) -> BTreeSet<u32> {
    let is_outside = |page: &Page, item: &Item| {
        let (x, y): (Vec<Length>, Vec<Length>) = match &item.content {
            Content::Glyphs(run) => {
                let at = |along: Length, up: Length| match run.turn {
                    Turn::None => (run.origin.x + along, run.origin.y - up),
                    _ => (run.origin.x - up, run.origin.y - along),
                };
                let ends = [Length::ZERO, run.size * 3 / 4];
                run.glyphs.iter().flat_map(|glyph| ends.map(|up| at(glyph.x, up))).unzip()
            }
            Content::Rule(rule) => corners(&rule.rect),
            Content::Image(image) => corners(&image.rect),
            Content::Area(area) => area.points.iter().map(|at| (at.x, at.y)).unzip(),
            Content::Line(line) => line.points.iter().map(|at| (at.x, at.y)).unzip(),
            _ => unreachable!("another kind of item"),
        };
        let slack = Length::pt(0.1);
        x.iter().any(|x| *x < -slack || *x > page.size.width + slack)
            || y.iter().any(|y| *y < -slack || *y > page.size.height + slack)
    };
    (1..)
        .zip(pages)
        .filter(|(_, page)| page.items.iter().any(|item| is_outside(page, item)))
        .map(|(number, _)| number)
        .collect()
}

fn corners(rect: &bulletin::Rect) -> (Vec<Length>, Vec<Length>) {
    (vec![rect.origin.x, rect.right()], vec![rect.origin.y, rect.bottom()])
}

/// The pages with a finding, and the places of those that have one.
fn found(theme: &Theme) -> (BTreeSet<u32>, BTreeSet<u32>, Vec<String>) {
    let set = everything().typeset(theme, &Fonts::embedded()).unwrap();
    let findings = set.findings().iter().filter(|it| it.code() == "layout.outside");
    let mut named = BTreeSet::new();
    let mut paths = Vec::new();
    for finding in findings {
        assert_eq!(finding.severity(), Severity::Error);
        for place in finding.places() {
            named.insert(place.page.unwrap());
            paths.push(place.path.to_string());
        }
    }
    (named, outside(&set.pages().pages), paths)
}

#[test]
fn nothing_lies_outside_the_pages_of_our_own_theme() {
    assert_eq!(found(&Theme::gbt9704()), (BTreeSet::new(), BTreeSet::new(), Vec::new()));
}

#[test]
fn what_a_theme_pushes_off_the_page_is_named() {
    let cases: [(&str, Change, &str); 2] = [
        ("a low page number", |t| t.page_number.gap = Length::mm(200.0), ""),
        (
            "large cells",
            |t| {
                t.table.size = Length::pt(200.0);
                t.table.smallest = Length::pt(200.0);
                t.table.small = Length::pt(200.0);
                t.table.row_height = Length::mm(200.0);
                t.table.leading = 400;
            },
            "sections[0].blocks[1].table",
        ),
    ];
    for (what, change, place) in cases {
        let (named, seen, paths) = found(&changed(Theme::gbt9704(), change));
        assert!(!seen.is_empty(), "{what}: nothing lies outside");
        assert_eq!(named, seen, "{what}");
        assert!(paths.iter().any(|path| path.starts_with(place)), "{what}: {paths:?}");
    }
}

/// Roles of every part of a page.
const ROLES: [TypeRole; 11] = [
    TypeRole::Chart,
    TypeRole::LineAbove,
    TypeRole::Notice,
    TypeRole::Issuer,
    TypeRole::Title,
    TypeRole::ContentsItem,
    TypeRole::Heading1,
    TypeRole::TableCaption,
    TypeRole::TableCell,
    TypeRole::PageNumber,
    TypeRole::Imprint,
];

fn extreme() -> impl Strategy<Value = Theme> {
    let millimetres = || prop_oneof![3 => Just(None), 1 => (0_i32..=200).prop_map(Some)];
    let sizes = prop::collection::vec((0..ROLES.len(), 4_i32..=200), 0..4);
    let lengths = (millimetres(), millimetres(), millimetres(), millimetres());
    let indents = prop::collection::vec((0..ROLES.len(), 0_u8..=50, 0_u8..=50), 0..2);
    (lengths, sizes, indents, any::<bool>()).prop_map(
        |((top, gap, number, row), sizes, indents, thick)| {
            changed(Theme::gbt9704(), |theme| {
                let set = |place: &mut Length, value: Option<i32>| {
                    if let Some(value) = value {
                        *place = Length::mm(f64::from(value));
                    }
                };
                set(&mut theme.masthead.name_top, top);
                set(&mut theme.masthead.rule_gap, gap);
                set(&mut theme.page_number.gap, number);
                set(&mut theme.table.row_height, row.map(|row| row.max(2)));
                for (role, size) in sizes {
                    let role = ROLES[role];
                    if role != TypeRole::Body {
                        theme.types[role].size = Length::pt(f64::from(size));
                    }
                }
                for (role, left, first) in indents {
                    let style = &mut theme.types[ROLES[role]];
                    (style.left, style.first) = (left, first);
                }
                if thick {
                    theme.masthead.rule_thickness = Length::mm(10.0);
                    theme.table.outer_rule = Length::mm(10.0);
                }
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a theme says within its ranges: either all lies on the pages, or a finding names the page.
    #[test]
    fn nothing_leaves_a_page_in_silence(theme in extreme()) {
        prop_assume!(theme.validate().is_ok() && everything().flow(&theme).is_ok());
        let (named, seen, _) = found(&theme);
        prop_assert_eq!(named, seen);
    }
}
