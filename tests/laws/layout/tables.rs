//! Tables: laws of their columns, rows and heads on every page, upright and on its side.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::face::Tables;
use crate::support::model::{changed, rectangular};
use crate::support::pages;
use bulletin::flow::{self, Inline, Orientation};
use bulletin::pages::{Content, ElementKind, GlyphRun, Page, Tag, Turn};
use bulletin::{
    Appendix, Block, Bulletin, Cell, Color, Flow, Fonts, Landscape, Length, Pages, Point, Section,
    Table, TableColumn, TableForm, TableMark, TableRange, TableSize, Text, Theme,
};
use proptest::prelude::*;

fn titled() -> Bulletin {
    Bulletin::new("简报")
}

pub(crate) fn with_table(table: Table) -> Bulletin {
    changed(titled(), |bulletin| bulletin.body = vec![Block::Table(table)])
}

pub(crate) fn table(headings: &[&str], rows: &[&[&str]]) -> Table {
    let cell = |words: &&str| if *words == "above" { Cell::Above } else { Cell::from(*words) };
    changed(Table::default(), |table| {
        table.columns = headings.iter().map(|heading| TableColumn::from(*heading)).collect();
        table.rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    })
}

/// So many rows of a number and words.
fn rows(count: usize) -> Table {
    let rows = (1..=count).map(|row| vec![Cell::from(row), Cell::from(format!("第{row}行"))]);
    changed(table(&["序号", "事项"], &[]), |table| table.rows = rows.collect())
}

/// A table that does not fit into an upright page.
fn wide(count: usize) -> Table {
    let headings: Vec<String> = (0..12).map(|column| format!("第{column}项指标")).collect();
    let row = |row: usize| (0..12).map(move |column| Cell::from((row * 1000 + column) * 1009));
    changed(Table::default(), |table| {
        table.columns = headings.into_iter().map(TableColumn::from).collect();
        table.rows = (1..=count).map(|number| row(number).collect()).collect();
    })
}

/// The tables of a flow with the orientation of their pages.
pub(crate) fn tables(flow: &Flow) -> Vec<(&flow::Table, Orientation)> {
    let of_part = |part: &flow::Part| part.orientation;
    let all =
        flow.parts.iter().flat_map(|part| part.blocks.iter().map(move |b| (b, of_part(part))));
    all.filter_map(|(block, orientation)| match block {
        flow::Block::Table(table) => Some((table, orientation)),
        _ => None,
    })
    .collect()
}

/// A run of glyphs as it stands on the page held for reading.
struct Placed {
    page: usize,
    mark: Tag,
    text: String,
    /// Where its ink begins and ends.
    left: Length,
    right: Length,
    baseline: Length,
    /// Where each of its characters begins.
    begins: Vec<(char, Length)>,
}

/// A place as it is on the page held for reading.
fn held(page: &Page, point: Point) -> Point {
    match page.turn {
        Turn::Left => Point { x: page.size.height - point.y, y: point.x },
        _ => point,
    }
}

fn placed(pages: &Pages) -> Vec<Placed> {
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            if let Content::Glyphs(run) = &item.content
                && item.mark != Tag::Pagination
                && !run.glyphs.is_empty()
            {
                all.push(place(pages, number, page, item.mark, run));
            }
        }
    }
    all
}

fn place(pages: &Pages, number: usize, page: &Page, mark: Tag, run: &GlyphRun) -> Placed {
    let face = &pages.faces[run.face];
    let tables = Tables::of(face);
    let ink = |glyph: &bulletin::pages::Glyph| {
        let (ink, em) = (tables.ink(glyph.id).unwrap_or((0, 0)), tables.em());
        (glyph.x + run.size.scale(ink.0, em), glyph.x + run.size.scale(ink.1, em))
    };
    let (first, last) = (&run.glyphs[0], run.glyphs.last().unwrap());
    let origin = held(page, run.origin);
    let begins = |glyph: &bulletin::pages::Glyph| Some((glyph.text?, origin.x + glyph.x));
    Placed {
        page: number,
        mark,
        text: run.glyphs.iter().filter_map(|glyph| glyph.text).collect(),
        left: origin.x + ink(first).0,
        right: origin.x + ink(last).1,
        baseline: origin.y,
        begins: run.glyphs.iter().filter_map(begins).collect(),
    }
}

/// The lines of each cell: element, then its runs by line.
fn lines_of(placed: &[Placed], element: usize) -> Vec<String> {
    let mut lines: Vec<(usize, Length, String)> = Vec::new();
    for run in placed.iter().filter(|run| run.mark == Tag::Element(element)) {
        // Faces of one line have baselines a little apart.
        let near = |(page, y, _): &&mut (usize, Length, String)| {
            *page == run.page && (*y - run.baseline).to_emu().abs() < 40_000
        };
        match lines.last_mut().filter(near) {
            Some((_, _, line)) => line.push_str(&run.text),
            None => lines.push((run.page, run.baseline, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, _, line)| line).collect()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[市区县政务服务大厅窗口办件数据]{1,14}",
        1 => "[窗口办件]{2,5}（[万元件]{1,2}）",
        1 => "[窗口办件]{1,4}，[政务服务]{1,9}。",
        1 => "[A-Za-z]{1,16}",
        1 => "https://[a-z]{3,9}\\.gov/[a-z]{2,12}",
        1 => "[窗口]{1,3}[A-Z]{1,4}[0-9]{1,5}[办件]{1,3}",
        1 => Just(String::new()),
    ]
}

fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[1-9][0-9]{0,6}",
        2 => "[+−-]?[0-9]{1,4}\\.[0-9]{1,3}%?",
        1 => "[1-9][0-9]{0,2},[0-9]{3}",
        1 => "[0-9]{1,3}(\\.[0-9])?(万|亿元|‰|℃)",
        1 => "[0-9]{1,3}～[0-9]{1,3}",
        1 => Just("—".to_owned()),
    ]
}

pub(crate) fn any_table() -> impl Strategy<Value = Table> {
    let group =
        prop::option::weighted(0.4, prop::sample::select(vec!["考核", "业务办理情况", "Q1"]));
    let column = (words(), any::<bool>(), group, prop::option::weighted(0.2, 1..9_u32));
    (prop::collection::vec(column, 1..9), 1..9_usize).prop_flat_map(|(columns, count)| {
        let cell = |figures: bool| {
            let own = if figures { figure().boxed() } else { words().boxed() };
            prop_oneof![
                8 => own.prop_map(Cell::from),
                1 => Just(Cell::Above),
                1 => Just(Cell::Left),
            ]
        };
        let row: Vec<_> = columns.iter().map(|(_, figures, ..)| cell(*figures)).collect();
        let rows = prop::collection::vec(row, count);
        let columns: Vec<TableColumn> = columns
            .into_iter()
            .map(|(heading, _, group, width)| {
                changed(TableColumn::new(Text::plain(heading)), |column| {
                    column.width = width;
                    column.group = group.map(Text::from).into_iter().collect();
                })
            })
            .collect();
        let form = prop::sample::select(vec![
            None,
            Some(TableForm::Grid),
            Some(TableForm::OpenSides),
            Some(TableForm::ThreeLine),
        ]);
        let looks = (form, any::<bool>(), any::<bool>());
        (rows, looks).prop_map(move |(mut rows, (form, small, marked))| {
            rectangular(&mut rows);
            changed(Table::default(), |table| {
                table.columns = columns.clone();
                table.rows = rows;
                table.form = form;
                table.size = if small { TableSize::Small } else { TableSize::Normal };
                if marked {
                    let mark = changed(TableMark::default(), |mark| {
                        mark.head = true;
                        mark.rows = vec![1.into(), TableRange::new(-2, -1)];
                        (mark.look.fill, mark.look.bold) = (Some(Color::RED), Some(true));
                    });
                    table.marks = vec![mark];
                }
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    /// The faces that serve agree with the widths that the flow reckoned without them: nothing
    /// stands outside its cell, and the lines of the head are those of the flow.
    #[test]
    fn no_glyph_stands_outside_its_cell(table in any_table()) {
        let flow = with_table(table).flow(&Theme::gbt9704()).unwrap();
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        let placed = placed(&pages);
        let (table, orientation) = tables(&flow)[0];
        let area = flow.page.held(orientation).type_area;
        let left = area.origin.x + (area.size.width - table.width()) / 2;
        let edge = |column: usize| left + table.columns[..column].iter().copied().sum::<Length>();
        let slack = Length::mm(0.01);
        let mut seen = 0;
        for (rows, is_head) in [(&table.head, true), (&table.rows, false)] {
            for cell in rows.iter().flat_map(|row| &row.cells) {
                if cell.merge == flow::Merge::Continue {
                    continue;
                }
                let path = &cell.content.path.to_string();
                let element = pages.elements.iter().position(|element| {
                    let of_head = matches!(element.kind, ElementKind::HeadCell { .. });
                    let of_body = matches!(element.kind, ElementKind::Cell { .. });
                    &element.path.to_string() == path && if is_head { of_head } else { of_body }
                });
                let element = element.unwrap();
                let (from, to) = (edge(cell.column), edge(cell.column + cell.columns));
                for run in placed.iter().filter(|run| run.mark == Tag::Element(element)) {
                    prop_assert!(run.left + slack >= from, "{}: {}", path, run.text);
                    prop_assert!(run.right <= to + slack, "{}: {}", path, run.text);
                    seen += 1;
                }
                if is_head {
                    let segments = cell.content.content.split(|one| *one == Inline::Break);
                    let segments: Vec<String> = segments.map(plain).filter(|s| !s.is_empty()).collect();
                    prop_assert_eq!(lines_of(&placed, element), segments);
                }
            }
        }
        prop_assert!(seen > 0 || !placed.iter().any(|run| run.text != "简报"));
    }

    /// Every cell is on a page once, whole and in order, whatever the height of its row.
    #[test]
    fn every_cell_is_there_once(table in any_table(), times in 1..30_usize) {
        let mut table = table;
        let rows = table.rows.clone();
        table.rows.extend((1..times).flat_map(|_| rows.clone()));
        let expected: String = table
            .rows
            .iter()
            .flatten()
            .map(|cell| match cell {
                Cell::Text(text) => text.to_plain(),
                Cell::Number(number) => number.to_string(),
                _ => String::new(),
            })
            .collect();
        let pages = pages(&with_table(table));
        let placed = placed(&pages);
        let is_body = |mark: Tag| matches!(mark, Tag::Element(element)
            if matches!(pages.elements[element].kind, ElementKind::Cell { .. }));
        let mut cells: Vec<(usize, &str)> = Vec::new();
        for run in placed.iter().filter(|run| is_body(run.mark)) {
            if let Tag::Element(element) = run.mark {
                cells.push((element, run.text.as_str()));
            }
        }
        // A row that is taller than a page comes in pieces: cells are put together by element.
        cells.sort_by_key(|(element, _)| *element);
        let text: String = cells.into_iter().map(|(_, text)| text).collect();
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&text), bare(&expected));
    }
}

fn plain(inlines: &[Inline]) -> String {
    let runs = inlines.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn points_of_a_column_stand_below_each_other() {
    let numbers = [
        "5",
        "-1,550.25%",
        "−2.5",
        "+0.125",
        "12.5%",
        "0.1‰",
        "3.5万",
        "12亿元",
        "±7.75",
        "1,000,000.0",
        "9℃",
    ];
    for unit in ["", "—"] {
        let mut cells: Vec<[&str; 2]> = numbers.iter().map(|number| ["项", *number]).collect();
        cells.push(["项", unit]);
        let rows: Vec<&[&str]> = cells.iter().map(|row| row.as_slice()).collect();
        let pages = pages(&with_table(table(&["事项", "数值"], &rows)));
        let placed = placed(&pages);
        // Where the whole part ends: at the point, or behind the last digit.
        let mut points = Vec::new();
        for number in numbers {
            let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
            let run = placed
                .iter()
                .find(|run| number.starts_with(&run.text) && run.text.starts_with(digits))
                .unwrap();
            let point = run.begins.iter().find(|(c, _)| *c == '.').map(|(_, x)| *x);
            // A digit of the Latin face is half an em wide.
            let behind = || {
                let last = run.begins.iter().rfind(|(c, _)| c.is_ascii_digit()).unwrap().1;
                last + tables_size(&pages, number) / 2
            };
            points.push(point.unwrap_or_else(behind));
        }
        for point in &points {
            let off = (*point - points[0]).to_emu().abs();
            assert!(off < Length::mm(0.02).to_emu(), "{points:?}");
        }
    }
}

/// The type size of the run that holds these words.
fn tables_size(pages: &Pages, words: &str) -> Length {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let mut runs = items.filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run),
        _ => None,
    });
    let text =
        |run: &GlyphRun| run.glyphs.iter().filter_map(|glyph| glyph.text).collect::<String>();
    runs.find(|run| words.starts_with(&text(run)) && !text(run).is_empty()).unwrap().size
}

#[test]
fn the_signs_of_ranges_stand_below_each_other() {
    let cells = [["甲", "3～15"], ["乙", "120～8"], ["丙", "7～9%"]];
    let rows: Vec<&[&str]> = cells.iter().map(|row| row.as_slice()).collect();
    let pages = pages(&with_table(table(&["事项", "区间"], &rows)));
    let signs: Vec<Length> = placed(&pages)
        .iter()
        .flat_map(|run| run.begins.clone())
        .filter(|(c, _)| *c == '～')
        .map(|(_, x)| x)
        .collect();
    assert_eq!(signs.len(), 3);
    assert!(signs.iter().all(|x| (*x - signs[0]).to_emu().abs() < 800), "{signs:?}");
}

#[test]
fn words_without_a_joint_have_room_beside_much_text() {
    let long = "各窗口按计划推进，未发生延误，群众评价总体良好。".repeat(8);
    let word = "Internationalization";
    let cells = [[long.as_str(), word, "1,234,567.89%", long.as_str(), "https://example.gov/"]];
    let rows: Vec<&[&str]> = cells.iter().map(|row| row.as_slice()).collect();
    let flow =
        with_table(table(&["一", "二", "三", "四", "五"], &rows)).flow(&Theme::gbt9704()).unwrap();
    let pages = flow.pages(&Fonts::embedded()).unwrap();
    let placed = placed(&pages);
    assert!(placed.iter().any(|run| run.text == word));
    assert!(placed.iter().any(|run| run.text == "1,234,567.89%"));
}

#[test]
fn as_many_columns_as_the_model_takes_are_set() {
    for landscape in [Landscape::Auto, Landscape::Never] {
        let row: Vec<String> = (0..63).map(|column| format!("{column}.5")).collect();
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        let table = table(&["列"; 63], &[&row, &row]);
        let mut theme = Theme::gbt9704();
        theme.table.landscape = landscape;
        let flow = with_table(table).flow(&theme).unwrap();
        let (table, orientation) = tables(&flow)[0];
        assert!(table.columns.iter().all(|width| *width > Length::mm(2.0)));
        let area = flow.page.held(orientation).type_area;
        assert_eq!(table.width(), area.size.width);
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        // Each digit on a line of its own, in its column.
        for run in placed(&pages).iter().filter(|run| run.text.is_ascii()) {
            assert!(run.left >= area.origin.x && run.right <= area.right(), "{}", run.text);
        }
    }
}

#[test]
fn a_heading_is_folded_at_its_unit_and_into_lines_alike() {
    let mut theme = Theme::gbt9704();
    theme.table.smallest = theme.table.small;
    let numbers = vec!["1,234,567"; 8];
    let mut headings = vec!["数"; 7];
    headings.push("本期网上受理办件总数（万件）");
    let flow = with_table(table(&headings, &[&numbers])).flow(&theme).unwrap();
    let (table, _) = tables(&flow)[0];
    let mut lines: Vec<Vec<String>> = Vec::new();
    for cell in &table.head[0].cells {
        let segments = cell.content.content.split(|inline| *inline == Inline::Break);
        lines.push(segments.map(plain).collect());
    }
    let last = lines.pop().unwrap();
    let (unit, words) = last.split_last().unwrap();
    assert_eq!(unit, "（万件）");
    let counts: Vec<usize> = words.iter().map(|line| line.chars().count()).collect();
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(most - least <= 1, "{words:?}");
}

#[test]
fn a_table_is_set_smaller_before_it_is_turned() {
    let mut theme = Theme::gbt9704();
    theme.table.smallest = theme.table.small;
    let of = |columns: usize, theme: &Theme| {
        let words = vec!["政务服务大厅"; columns];
        let flow = with_table(table(&vec!["事项"; columns], &[&words])).flow(theme).unwrap();
        let (table, orientation) = tables(&flow)[0];
        (table.rows[0].cells[0].content.size, orientation)
    };
    assert_eq!(of(4, &theme), (Length::pt(12.0), Orientation::Portrait));
    let (size, orientation) = of(7, &theme);
    assert!(size < Length::pt(12.0) && size >= Length::pt(9.0), "{size}");
    assert_eq!(orientation, Orientation::Portrait);
    let (size, orientation) = of(9, &theme);
    assert!(size >= Length::pt(9.0), "{size}");
    assert_eq!(orientation, Orientation::Landscape);
    let mut never = theme.clone();
    never.table.landscape = Landscape::Never;
    assert_eq!(of(9, &never), (Length::pt(9.0), Orientation::Portrait));
    // Unasked, none is set smaller to stay upright.
    let standard = Theme::gbt9704();
    assert_eq!(of(7, &standard), (Length::pt(12.0), Orientation::Landscape));
    let small = changed(table(&["事项"; 7], &[&["政务服务大厅"; 7]]), |table| {
        table.size = TableSize::Small;
    });
    let flow = with_table(small).flow(&standard).unwrap();
    let (small, orientation) = tables(&flow)[0];
    assert_eq!(small.rows[0].cells[0].content.size, Length::pt(9.0));
    assert_eq!(orientation, Orientation::Portrait);
}

#[test]
fn a_wide_table_stands_on_its_side_with_what_belongs_to_it() {
    let table = changed(wide(40), |table| {
        table.caption = Some("指标完成情况".into());
        table.unit = Some("件".into());
        table.note = Some("数据未核定。".into());
    });
    let mut section = Section::new("分项指标");
    section.blocks.push(Block::Table(table));
    let mut bulletin = changed(titled(), |bulletin| bulletin.body = vec!["前文。".into()]);
    bulletin.sections = vec![section, Section::new("下一步")];
    bulletin.sections[1].blocks.push("后文。".into());
    let pages = pages(&bulletin);
    let turns: Vec<Turn> = pages.pages.iter().map(|page| page.turn).collect();
    assert!(turns.len() >= 4);
    let (first, last) = (turns[0], turns[turns.len() - 1]);
    assert_eq!((first, last), (Turn::None, Turn::None));
    assert!(turns[1..turns.len() - 1].iter().all(|turn| *turn == Turn::Left), "{turns:?}");
    let placed = placed(&pages);
    let page_of = |words: &str| placed.iter().find(|run| run.text.contains(words)).unwrap().page;
    assert_eq!(page_of("前文"), 0);
    assert_eq!(page_of("分项指标"), 1);
    assert_eq!(page_of("指标完成情况"), 1);
    assert_eq!(page_of("单位"), 1);
    assert_eq!(page_of("数据未核定"), turns.len() - 2);
    assert_eq!(page_of("下一步"), turns.len() - 1);
    // On the upright sheet: the type area, and the head of each page at its left edge.
    let (left, right) = (Length::mm(28.0), Length::mm(184.0));
    let (top, bottom) = (Length::mm(37.0), Length::mm(262.0));
    let slack = Length::mm(0.01);
    for page in &pages.pages[1..turns.len() - 1] {
        assert_eq!(page.size, pages.pages[0].size);
        let mut edge = right;
        for item in &page.items {
            match &item.content {
                Content::Rule(rule) => {
                    let rect = rule.rect;
                    assert!(rect.origin.x + slack >= left && rect.right() <= right + slack);
                    assert!(rect.origin.y + slack >= top && rect.bottom() <= bottom + slack);
                    edge = edge.min(rect.origin.x);
                }
                Content::Glyphs(run) if item.mark != Tag::Pagination => {
                    assert_eq!(run.turn, Turn::Left);
                    assert!(run.origin.x > left && run.origin.x < right);
                    edge = edge.min(run.origin.x);
                }
                _ => {}
            }
        }
        assert!(edge < left + Length::mm(10.0), "the first ink is at {edge}");
    }
}

#[test]
fn the_head_of_a_turned_table_is_at_the_left_edge_and_the_number_at_its_place() {
    let mut theme = Theme::gbt9704();
    theme.table.continued = String::new();
    let pages = with_table(wide(90)).flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
    let turned: Vec<&Page> = pages.pages.iter().filter(|page| page.turn == Turn::Left).collect();
    assert!(turned.len() >= 3);
    for page in &turned[1..] {
        let rules = page.items.iter().filter_map(|item| match &item.content {
            Content::Rule(rule) => Some(rule.rect.origin.x),
            _ => None,
        });
        assert_eq!(rules.min(), Some(Length::mm(28.0)));
    }
    // Numbers stand as on upright pages: the same sheets without tables.
    let text = vec![Block::Paragraph(Text::plain("国".repeat(28 * 22))); 6];
    let upright = crate::support::pages(&changed(titled(), |bulletin| bulletin.body = text));
    let number = |page: &Page| {
        let found = page.items.iter().find(|item| item.mark == Tag::Pagination).unwrap();
        let Content::Glyphs(run) = &found.content else { panic!("a number is of glyphs") };
        (run.turn, run.origin, run.size)
    };
    for (one, other) in pages.pages.iter().zip(&upright.pages) {
        assert_eq!(number(one), number(other));
    }
}

#[test]
fn an_appendix_that_begins_with_a_wide_table_begins_on_its_side() {
    let title = "各县（市、区）政务服务中心标准化建设考核评分明细表";
    let blocks = vec![Block::Table(wide(5)), "说明。".into()];
    let mut bulletin = changed(titled(), |bulletin| bulletin.body = vec!["正文。".into()]);
    bulletin.appendices.push(changed(Appendix::new(title), |appendix| appendix.blocks = blocks));
    let pages = pages(&bulletin);
    let turns: Vec<Turn> = pages.pages.iter().map(|page| page.turn).collect();
    assert_eq!(turns, [Turn::None, Turn::Left, Turn::None]);
    let runs = placed(&pages);
    let words: Vec<&str> =
        runs.iter().filter(|run| run.page == 1).map(|run| run.text.as_str()).collect();
    assert_eq!(words[0], "附件");
    // The title has one line in the wider measure.
    assert_eq!(words[1], title);
    // What follows belongs to the same appendix.
    let groups =
        pages.elements.iter().filter(|element| element.path.to_string() == "appendices[0]");
    assert_eq!(groups.filter(|element| element.kind == ElementKind::Group).count(), 1);
    let text =
        pages.elements.iter().find(|e| e.path.to_string() == "appendices[0].blocks[1]").unwrap();
    let parent = &pages.elements[text.parent.unwrap()];
    assert_eq!(parent.kind, ElementKind::Group);
    assert_eq!(parent.path.to_string(), "appendices[0]");
    // The bookmark leads to the page on its side.
    assert_eq!(pages.outline.iter().map(|heading| heading.page).collect::<Vec<_>>(), [1]);
}

#[test]
fn the_imprint_stands_on_an_upright_page_behind_a_turned_one() {
    let mut bulletin = with_table(wide(3));
    bulletin.imprint.report = Some("各局。".into());
    let pages = pages(&bulletin);
    let turns: Vec<Turn> = pages.pages.iter().map(|page| page.turn).collect();
    assert_eq!(turns, [Turn::None, Turn::Left, Turn::None]);
    let runs = placed(&pages);
    assert_eq!(runs.iter().find(|run| run.text.starts_with("报：")).unwrap().page, 2);
}

#[test]
fn a_table_that_goes_on_says_so_above_its_head() {
    let pages = pages(&with_table(rows(90)));
    assert!(pages.pages.len() >= 3);
    let placed = placed(&pages);
    for page in 0..pages.pages.len() {
        let repeated = placed.iter().filter(|run| run.page == page && run.mark == Tag::Repeated);
        let words: Vec<&str> = repeated.map(|run| run.text.as_str()).collect();
        let expected: &[&str] = if page == 0 { &[] } else { &["续表", "序号", "事项"] };
        assert_eq!(words, expected, "page {page}");
    }
    let label = placed.iter().find(|run| run.text == "续表").unwrap();
    assert!(label.left >= Length::mm(28.0) && label.left < Length::mm(29.0));
    assert!(label.baseline > Length::mm(37.0));
    let mut theme = Theme::gbt9704();
    theme.table.continued = String::new();
    let without = with_table(rows(90)).flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
    assert!(self::placed(&without).iter().all(|run| run.text != "续表"));
}

#[test]
fn totals_never_stand_alone_at_the_head_of_a_page() {
    for count in 15..50 {
        let mut table = rows(count);
        table.rows.push(vec![Cell::from(""), Cell::from("**合 计**")]);
        table.rows.push(vec![Cell::from(""), Cell::from("平均")]);
        let pages = pages(&with_table(table));
        let placed = placed(&pages);
        let page_of = |row: usize| {
            let path = format!("body[0].table.rows[{row}][1]");
            let element =
                pages.elements.iter().position(|element| element.path.to_string() == path).unwrap();
            placed.iter().find(|run| run.mark == Tag::Element(element)).unwrap().page
        };
        assert_eq!(page_of(count - 1), page_of(count), "{count}");
        assert_eq!(page_of(count), page_of(count + 1), "{count}");
    }
}

#[test]
fn tied_rows_stay_together_where_a_page_has_room() {
    for before in 5..40 {
        let mut table = rows(before);
        table.rows.push(vec![Cell::from("9,999"), Cell::from("并列0")]);
        for tied in 1..8 {
            table.rows.push(vec![Cell::Above, Cell::from(format!("并列{tied}"))]);
        }
        let pages = pages(&with_table(table));
        let runs = placed(&pages);
        let of_tie: Vec<usize> =
            runs.iter().filter(|run| run.text.starts_with("并列")).map(|run| run.page).collect();
        assert_eq!(of_tie.len(), 8);
        assert!(of_tie.iter().all(|page| *page == of_tie[0]), "{before}: {of_tie:?}");
        // On one page the rank is there once.
        assert_eq!(runs.iter().filter(|run| run.text == "9,999").count(), 1);
    }
}

#[test]
fn columns_of_a_group_stand_below_one_heading() {
    let column = |heading: &str, group: Option<&str>| {
        changed(TableColumn::from(heading), |column| {
            column.group = group.map(Text::from).into_iter().collect()
        })
    };
    let table = changed(table(&[], &[&["甲", "9", "1", "120", "无"]]), |table| {
        table.columns = vec![
            column("单位", None),
            column("得分", Some("考核")),
            column("扣分", Some("考核")),
            column("件数", Some("业务")),
            column("备注", None),
        ]
    });
    let pages = pages(&with_table(table));
    let heads: Vec<(String, usize, usize)> = pages
        .elements
        .iter()
        .filter_map(|element| match element.kind {
            ElementKind::HeadCell { columns, rows } => {
                let path = element.path.to_string();
                Some((path.trim_start_matches("body[0].table.").to_owned(), columns, rows))
            }
            _ => None,
        })
        .collect();
    let expected = [
        ("columns[0]", 1, 2),
        ("columns[1].group", 2, 1),
        ("columns[3].group", 1, 1),
        ("columns[4]", 1, 2),
        ("columns[1]", 1, 1),
        ("columns[2]", 1, 1),
        ("columns[3]", 1, 1),
    ];
    assert_eq!(heads, expected.map(|(path, columns, rows)| (path.to_owned(), columns, rows)));
    let placed = placed(&pages);
    let at = |words: &str| placed.iter().find(|run| run.text == words).unwrap();
    assert!(at("考核").baseline < at("得分").baseline);
    assert_eq!(at("得分").baseline, at("扣分").baseline);
    let middle = (at("得分").left + at("扣分").right) / 2;
    assert!(((at("考核").left + at("考核").right) / 2 - middle).to_mm().abs() < 8.0);
    // A heading as high as both rows stands between them.
    assert!(at("单位").baseline > at("考核").baseline && at("单位").baseline < at("得分").baseline);
}

#[test]
fn captions_are_no_wider_than_their_table_and_stay_with_it() {
    let caption = "二〇二四年上半年各县（市、区）和市直有关单位政务服务事项办理情况统计表";
    for before in 0..24 {
        let table = changed(rows(3), |table| table.caption = Some(caption.into()));
        let mut bulletin = titled();
        bulletin.body = vec!["前文。".into(); before];
        bulletin.body.push(Block::Table(table));
        let pages = pages(&bulletin);
        let runs = placed(&pages);
        let is_caption = |mark: Tag| {
            matches!(mark, Tag::Element(element)
            if pages.elements[element].kind == ElementKind::Caption)
        };
        let lines: Vec<&Placed> = runs.iter().filter(|run| is_caption(run.mark)).collect();
        assert!(lines.len() >= 2);
        let head = runs.iter().find(|run| run.text == "序号").unwrap();
        let first = runs.iter().find(|run| run.text == "第").unwrap();
        for line in lines {
            assert!(line.left >= Length::mm(28.0) && line.right <= Length::mm(184.01));
            assert_eq!((line.page, first.page), (head.page, head.page), "{before}");
        }
    }
}
