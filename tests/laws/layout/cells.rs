//! Cells of tables: rules and grounds around their words, looks and marks, widths, what a table may say
//! and what is reported of it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::face::Tables;
use crate::support::model::changed;
use crate::support::pages;
use crate::tables::{any_table, table, tables, with_table};
use bulletin::flow::{self, Align, Inline, Orientation};
use bulletin::pages::{Content, GlyphRun, Page, Pages, Tag, Turn};
use bulletin::{
    Appendix, Block, Bulletin, Cell, Color, FiguresAlign, Fonts, Length, Point, Rect, Size, Table,
    TableForm, TableMark, TableRange, Theme, WordsAlign,
};
use proptest::prelude::*;

const GREY: Color = Color { red: 0xF2, green: 0xF2, blue: 0xF2 };

/// A rectangle as it is on the page held for reading.
fn held(page: &Page, rect: Rect) -> Rect {
    match page.turn {
        Turn::Left => Rect {
            origin: Point { x: page.size.height - rect.bottom(), y: rect.origin.x },
            size: Size { width: rect.size.height, height: rect.size.width },
        },
        _ => rect,
    }
}

/// The square of the ink of a run, a tenth of the type within what the characters may take.
fn ink(pages: &Pages, page: &Page, run: &GlyphRun) -> Option<Rect> {
    let tables = Tables::of(&pages.faces[run.face]);
    let edges = run.glyphs.iter().filter_map(|glyph| {
        let (left, right) = tables.ink(glyph.id)?;
        let scaled = |edge| glyph.x + run.size.scale(edge, tables.em());
        Some((scaled(left), scaled(right)))
    });
    let (lefts, rights): (Vec<Length>, Vec<Length>) = edges.unzip();
    let (left, right) = (lefts.into_iter().min()?, rights.into_iter().max()?);
    let origin = match page.turn {
        Turn::Left => Point { x: page.size.height - run.origin.y, y: run.origin.x },
        _ => run.origin,
    };
    Some(Rect {
        origin: Point { x: origin.x + left, y: origin.y - run.size.scale(70, 100) },
        size: Size { width: right - left, height: run.size.scale(70, 100) },
    })
}

/// The rules of a page, and the grounds of its cells: what is thicker than any rule of the theme.
fn rules_and_grounds(page: &Page) -> (Vec<Rect>, Vec<(Rect, Color)>) {
    let mut parts = (Vec::new(), Vec::new());
    for item in &page.items {
        if let Content::Rule(rule) = &item.content {
            let rect = held(page, rule.rect);
            if rect.size.width.min(rect.size.height) > Length::pt(3.0) {
                parts.1.push((rect, rule.color));
            } else {
                parts.0.push(rect);
            }
        }
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// No rule goes through words, whatever is merged, and the columns fill the measure exactly.
    #[test]
    fn no_words_stand_over_a_rule(table in any_table(), times in 1..12_usize) {
        let mut table = table;
        let rows = table.rows.clone();
        table.rows.extend((1..times).flat_map(|_| rows.clone()));
        let flow = with_table(table).flow(&Theme::gbt9704()).unwrap();
        let (set, orientation) = tables(&flow)[0];
        prop_assert_eq!(set.width(), flow.page.held(orientation).type_area.size.width);
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        for page in &pages.pages {
            let (rules, _) = rules_and_grounds(page);
            for item in &page.items {
                let Content::Glyphs(run) = &item.content else { continue };
                let Some(ink) = ink(&pages, page, run).filter(|_| item.mark != Tag::Pagination) else {
                    continue;
                };
                for rule in &rules {
                    let slack = Length::mm(0.15);
                    let beside = rule.origin.x + slack >= ink.right()
                        || ink.origin.x + slack >= rule.right();
                    let apart = rule.origin.y >= ink.bottom() || ink.origin.y >= rule.bottom();
                    prop_assert!(beside || apart, "{:?} over {:?}", run, rule);
                }
            }
        }
    }
}

/// The alignment and the right indent of each cell of a column.
fn stands(table: &flow::Table, column: usize) -> Vec<(Align, Length)> {
    let cell = |row: &flow::Row| {
        let cell = row.cells.iter().find(|cell| cell.column == column).unwrap();
        (cell.content.align, cell.content.indent.right)
    };
    table.rows.iter().map(cell).collect()
}

fn flow_of(table: Table, theme: &Theme) -> flow::Table {
    tables(&with_table(table).flow(theme).unwrap())[0].0.clone()
}

#[test]
fn figures_with_as_many_decimals_have_one_indent() {
    let rows: &[&[&str]] = &[
        &["甲", "96.4%", "7"],
        &["乙", "100.0%", "12"],
        &["丙", "8.5%", "−1,300"],
        &["丁", "—", "+5"],
    ];
    let set = flow_of(table(&["单位", "占比", "增减"], rows), &Theme::gbt9704());
    let shares = stands(&set, 1);
    assert!(shares[..3].iter().all(|stand| *stand == shares[0] && stand.0 == Align::Right));
    assert_eq!(shares[3].0, Align::Center);
    let changes = stands(&set, 2);
    assert!(changes.iter().all(|stand| *stand == changes[0] && stand.0 == Align::Right));
}

#[test]
fn the_theme_says_where_words_and_figures_stand() {
    let rows: &[&[&str]] = &[&["甲县", "96.4", "7"], &["乙县", "100", "12"]];
    let made = || table(&["单位", "得分", "件数"], rows);
    let with = |words, figures| {
        let theme = changed(Theme::gbt9704(), |theme| {
            (theme.table.words, theme.table.figures) = (words, figures);
        });
        flow_of(made(), &theme)
    };
    let set = with(WordsAlign::Left, FiguresAlign::Right);
    assert!(stands(&set, 0).iter().all(|(align, _)| *align == Align::Left));
    // By their points, the longest at the right: 100 as far from it as .4 is wide.
    let scores = stands(&set, 1);
    assert_eq!(scores[0], (Align::Right, Length::ZERO));
    assert_eq!(scores[1], (Align::Right, Length::pt(12.0).scale(750, 1000)));
    let set = with(WordsAlign::Auto, FiguresAlign::Center);
    assert!(stands(&set, 0).iter().all(|(align, _)| *align == Align::Center));
    assert!(stands(&set, 1).iter().all(|(align, _)| *align == Align::Center));
    assert!(stands(&set, 2).iter().all(|(align, _)| *align == Align::Right));
}

#[test]
fn names_of_one_bulletin_stand_alike() {
    let short: &[&[&str]] = &[&["1", "甲县", "7"]];
    let long: &[&[&str]] = &[&["1", "清江市高新技术产业开发区管理委员会", "7"]];
    let aligns = |second: &[&[&str]]| {
        let tables_of = [short, second].map(|rows| table(&["序号", "单位", "件数"], rows));
        let bulletin = changed(Bulletin::new("简报"), |bulletin| {
            bulletin.body = tables_of.map(Block::Table).to_vec();
        });
        let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
        tables(&flow).iter().map(|(table, _)| stands(table, 1)[0].0).collect::<Vec<_>>()
    };
    assert_eq!(aligns(short), [Align::Center, Align::Center]);
    assert_eq!(aligns(long), [Align::Left, Align::Left]);
    // Sentences are no names: the tables beside stay as they are.
    let text = "清江市高新技术产业开发区管理委员会已经完成全部整改任务，其余正在推进。";
    assert_eq!(aligns(&[&["1", text, "7"]]), [Align::Center, Align::Left]);
}

#[test]
fn marks_and_looks_are_painted_below_words_and_rules() {
    let rows: &[&[&str]] = &[&["1", "甲县", "7"], &["2", "乙县", "8"], &["above", "丙县", "9"]];
    let mut made = table(&["名次", "单位", "件数"], rows);
    made.rows[0][1] = Cell::from("甲县").bold().colored(Color::RED);
    let mark = |change: fn(&mut TableMark)| changed(TableMark::default(), change);
    made.marks = vec![
        mark(|mark| (mark.head, mark.look.fill) = (true, Some(GREY))),
        mark(|mark| (mark.rows, mark.look.fill) = (vec![2.into()], Some(Color::RED))),
        mark(|mark| {
            (mark.rows, mark.columns) = (vec![TableRange::new(1, -1)], vec![(-1).into()]);
            mark.look.bold = Some(true);
        }),
        // The later one holds.
        mark(|mark| {
            (mark.rows, mark.columns, mark.look.fill) =
                (vec![2.into()], vec![3.into()], Some(GREY));
        }),
    ];
    let set = flow_of(made.clone(), &Theme::gbt9704());
    let fills = |row: &flow::Row| row.cells.iter().map(|cell| cell.fill).collect::<Vec<_>>();
    assert_eq!(fills(&set.head[0]), [Some(GREY); 3]);
    assert_eq!(fills(&set.rows[0]), [None; 3]);
    assert_eq!(fills(&set.rows[1]), [Some(Color::RED), Some(Color::RED), Some(GREY)]);
    // What goes on from the row above has the ground of it.
    assert_eq!(fills(&set.rows[2]), [Some(Color::RED), None, None]);
    let bold = |cell: &flow::Cell| {
        cell.content.content.iter().all(|it| matches!(it, Inline::Run(run) if run.bold))
    };
    for row in &set.rows {
        assert!(bold(&row.cells[2]) && !bold(&row.cells[0]));
    }
    let Inline::Run(run) = &set.rows[0].cells[1].content.content[0] else { panic!("words") };
    assert!(run.bold && run.ink() == Color::RED);

    let pages = pages(&with_table(made));
    let page = &pages.pages[0];
    let (_, grounds) = rules_and_grounds(page);
    assert_eq!(grounds.len(), 6, "{grounds:?}");
    let tallest = grounds.iter().map(|(rect, _)| rect.size.height).max().unwrap();
    assert_eq!(tallest, Length::pt(48.0), "one ground for the rank of two");
    let place =
        |is: &dyn Fn(&Content) -> bool| page.items.iter().position(|item| is(&item.content));
    let last_ground = page.items.iter().rposition(|item| {
        matches!(&item.content, Content::Rule(rule) if rule.rect.size.height > Length::pt(3.0)
            && rule.rect.size.width > Length::pt(3.0))
    });
    let words = place(&|content| {
        matches!(content, Content::Glyphs(run)
        if run.glyphs.iter().any(|glyph| glyph.text == Some('位')))
    });
    assert!(last_ground < words);
}

#[test]
fn each_form_has_its_rules() {
    let rules = |form| {
        let made = changed(table(&["甲", "乙"], &[&["一", "二"], &["三", "四"]]), |table| {
            table.form = Some(form);
        });
        let pages = pages(&with_table(made));
        let (rules, _) = rules_and_grounds(&pages.pages[0]);
        // Without the red rule.
        let rules = rules.into_iter().filter(|rule| rule.origin.y > Length::mm(100.0));
        let (across, down): (Vec<Rect>, Vec<Rect>) =
            rules.partition(|rule| rule.size.width > rule.size.height);
        let thickest = across.iter().map(|rule| rule.size.height).max().unwrap();
        (across.len(), down.len(), thickest)
    };
    assert_eq!(rules(TableForm::Grid), (4, 3, Length::pt(0.5)));
    assert_eq!(rules(TableForm::OpenSides), (4, 1, Length::pt(0.5)));
    assert_eq!(rules(TableForm::ThreeLine), (3, 0, Length::pt(1.0)));
}

#[test]
fn a_word_that_is_cut_and_a_mark_of_nothing_are_reported() {
    let headings = vec!["列"; 62];
    let mut wide = vec!["1234567"; 62];
    wide[0] = "清江市";
    let mut made = table(&headings, &[&wide, &wide]);
    made.marks = vec![changed(TableMark::default(), |mark| {
        (mark.rows, mark.look.bold) =
            (vec![2.into(), 3.into(), TableRange::new(-9, -8)], Some(true));
    })];
    let flow = with_table(made).flow(&Theme::gbt9704()).unwrap();
    assert_eq!(tables(&flow)[0].1, Orientation::Landscape);
    let found: Vec<(&str, String, usize)> = flow
        .findings
        .iter()
        .map(|it| (it.code(), it.place().path.to_string(), it.count()))
        .collect();
    let marks = "body[0].table.marks[0].rows".to_owned();
    assert_eq!(found[0], ("table.mark-nowhere", marks.clone(), 1));
    assert_eq!(found[1], ("table.mark-nowhere", marks, 1));
    let word = &flow.findings[2];
    assert_eq!(word.code(), "table.word");
    let places: Vec<String> = word.places().map(|place| place.path.to_string()).collect();
    assert!(places.contains(&"body[0].table.rows[0][1]".to_owned()), "{places:?}");
    assert!(word.count() >= 61);
    let narrow = table(&["单位", "件数"], &[&["清江市", "1234567"]]);
    assert!(with_table(narrow).flow(&Theme::gbt9704()).unwrap().findings.is_empty());
}

#[test]
fn a_unit_line_below_the_title_of_an_appendix_has_white() {
    let space = |unit: bool, caption: bool| {
        let made = changed(table(&["甲", "乙"], &[&["一", "二"]]), |table| {
            table.unit = unit.then(|| "件".into());
            table.caption = caption.then(|| "表题".into());
        });
        let appendix = changed(Appendix::new("情况表"), |appendix| {
            appendix.blocks = vec![Block::Table(made)];
        });
        let bulletin = changed(Bulletin::new("简报"), |bulletin| {
            bulletin.body = vec!["正文。".into()];
            bulletin.appendices = vec![appendix];
        });
        let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
        let title = flow.parts.iter().flat_map(|part| &part.blocks).find_map(|block| match block {
            flow::Block::Paragraph(it) if it.role == flow::Role::AppendixTitle => {
                Some(it.space_after)
            }
            _ => None,
        });
        (title.unwrap(), flow.page.row_pitch)
    };
    let (white, pitch) = space(true, false);
    assert_eq!(white, pitch / 2);
    assert_eq!(space(true, true).0, Length::ZERO);
    assert_eq!(space(false, false).0, Length::ZERO);
}

/// 21 cities, a head and a total: the total never stands on a page with one city alone.
#[test]
fn a_total_has_two_rows_beside_it() {
    for before in 0..24 {
        let rows: Vec<Vec<String>> =
            (1..=21).map(|row| vec![row.to_string(), format!("第{row}市")]).collect();
        let mut made = changed(Table::new(["序号", "单位"]), |table| {
            let cell = |words: &String| Cell::from(words.as_str());
            table.rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        });
        made.rows.push(vec![Cell::from("合计"), Cell::Left]);
        let bulletin = changed(Bulletin::new("简报"), |bulletin| {
            bulletin.body = vec!["正文。".into(); before];
            bulletin.body.push(Block::Table(made));
        });
        let pages = pages(&bulletin);
        let of = |words: &str| {
            pages.pages.iter().position(|page| {
                page.items.iter().any(|item| matches!(&item.content, Content::Glyphs(run)
                    if run.glyphs.iter().filter_map(|glyph| glyph.text).collect::<String>() == words))
            })
        };
        let total = of("合计").unwrap();
        for row in ["20", "21"] {
            assert_eq!(of(row), Some(total), "{before} paragraphs before");
        }
    }
}
