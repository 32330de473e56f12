//! Charts and what stands beside each other: nothing on a chart stands on anything else, both files show
//! the same, and what does not fit is said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use bulletin::flow::{Block as FlowBlock, Shape};
use bulletin::pages::{Content, ElementKind, Tag};
use bulletin::{
    Beside, Block, Bulletin, Chart, ChartKind, Figure, Flow, Fonts, Image, Length, Pages, Point,
    Table, Theme,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::model::changed;

const KINDS: [ChartKind; 4] =
    [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines, ChartKind::Shares];

fn with(blocks: Vec<Block>) -> Bulletin {
    changed(Bulletin::new("简报"), |bulletin| bulletin.body = blocks)
}

fn chart(kind: ChartKind, categories: &[&str], values: &[&str]) -> Chart {
    let mut chart = Chart::new(kind, categories.iter().copied());
    chart.push("", values.iter().map(|value| Some(*value))).unwrap();
    chart
}

fn set(bulletin: &Bulletin) -> (Flow, Pages) {
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let pages = flow.pages(&Fonts::embedded()).unwrap();
    (flow, pages)
}

fn charts(flow: &Flow) -> Vec<&bulletin::flow::Chart> {
    let mut charts = Vec::new();
    for block in flow.parts.iter().flat_map(|part| &part.blocks) {
        if let FlowBlock::Chart(chart) = block {
            charts.push(chart);
        }
    }
    charts
}

/// The words on the charts of the pages: words, left, right, middle, size.
type Words = (String, Length, Length, Length, Length);

fn words(pages: &Pages) -> Vec<Words> {
    let mut found: Vec<(Words, bool)> = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Tag::Element(element) = item.mark else { continue };
        if pages.elements[element].kind != ElementKind::Figure {
            continue;
        }
        let Content::Glyphs(run) = &item.content else {
            if let Some((_, open)) = found.last_mut() {
                *open = false;
            }
            continue;
        };
        let text: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
        let last = run.glyphs.last().unwrap();
        let ends = last.text.unwrap_or(' ').is_ascii();
        let width = if ends { run.size / 5 } else { run.size };
        let (left, right) = (run.origin.x, run.origin.x + last.x + width);
        // Runs that touch are of the same words.
        match found.last_mut() {
            Some(((words, _, end, middle, _), true))
                if *middle == run.origin.y
                    && (left - *end).to_emu().abs() < run.size.to_emu() / 2 =>
            {
                words.push_str(&text);
                *end = right;
            }
            _ => found.push(((text, left, right, run.origin.y, run.size), true)),
        }
    }
    found.into_iter().map(|(words, _)| words).collect()
}

/// Words that stand on other words.
fn collisions(words: &[Words]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (index, one) in words.iter().enumerate() {
        for other in words.iter().skip(index + 1) {
            let across = one.1 < other.2 && other.1 < one.2;
            let down = (one.3 - other.3).to_emu().abs() < one.4.min(other.4).to_emu() * 7 / 10;
            if across && down {
                found.push((one.0.clone(), other.0.clone()));
            }
        }
    }
    found
}

fn points(shape: &Shape) -> &[Point] {
    match shape {
        Shape::Area(area) => &area.points,
        Shape::Line(line) => &line.points,
        _ => &[],
    }
}

/// A chart of plain names and numbers.
fn plain_chart() -> impl Strategy<Value = Chart> {
    let kind = prop::sample::select(KINDS.to_vec());
    let name = prop::sample::select(vec![
        "一月",
        "2025年第一季度",
        "人力资源和社会保障厅",
        "其他",
        "A",
        "Q1",
        "城市管理综合行政执法局（直属）",
    ]);
    let number = (-20_000..20_000_i64, 0..4_u32);
    let number = prop_oneof![1 => Just(None), 9 => number.prop_map(Some)];
    let names = vec(name, 1..30);
    (kind, names, vec(vec(number, 30), 1..6), 15..=100_u32, any::<bool>()).prop_map(
        |(kind, names, series, width, percent)| {
            let shares = kind == ChartKind::Shares;
            let names = names.into_iter().take(if shares { 12 } else { 30 });
            let mut chart = Chart::new(kind, names);
            let count = if shares { 1 } else { series.len() };
            for (index, values) in series.into_iter().take(count).enumerate() {
                let written = |(value, decimals): (i64, u32)| {
                    let value = if shares { value.abs() + 1 } else { value };
                    let value = bulletin_decimal(value, decimals);
                    if percent { format!("{value}%") } else { value }
                };
                let values = values.into_iter().map(|value| value.map(written));
                let values: Vec<_> = values.take(chart.categories.len()).collect();
                chart.push(format!("系列{index}"), values).unwrap();
            }
            chart.width = Some(width);
            chart.unit = Some("万元".into());
            chart
        },
    )
}

fn bulletin_decimal(value: i64, decimals: u32) -> String {
    let (sign, digits) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    let scale = 10_u64.pow(decimals);
    match decimals {
        0 => format!("{sign}{digits}"),
        _ => format!(
            "{sign}{}.{:0width$}",
            digits / scale,
            digits % scale,
            width = decimals as usize
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words on a chart stand clear of each other, and all of it within its size.
    #[test]
    fn nothing_on_a_chart_stands_on_anything_else(chart in plain_chart()) {
        let (flow, pages) = set(&with(vec![Block::Chart(chart.clone())]));
        prop_assert_eq!(collisions(&words(&pages)), Vec::new(), "{:?}", chart);
        let drawn = charts(&flow)[0];
        for point in drawn.drawing.shapes.iter().flat_map(points) {
            let slack = Length::pt(3.0);
            prop_assert!(point.x >= -slack && point.x <= drawn.drawing.size.width + slack, "{:?}", point);
            prop_assert!(point.y >= -slack && point.y <= drawn.drawing.size.height + slack, "{:?}", point);
        }
        prop_assert!(drawn.drawing.size.height <= flow.page.type_area.size.height);
        // Every number that the graph says is written is on the page as it was typed, and no other.
        let shown = words(&pages).into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
        for value in drawn.graph.series.iter().flat_map(|series| series.values.iter().flatten()) {
            if let Some(label) = &value.label {
                prop_assert!(shown.contains(&label.words), "{} of {:?}", label.words, shown);
            }
        }
    }
}

#[test]
fn numbers_are_printed_as_they_are_written() {
    for kind in [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines] {
        let (_, pages) =
            set(&with(vec![chart(kind, &["甲", "乙", "丙"], &["1,250.50", "-2.00", "+7"]).into()]));
        let shown: Vec<String> = words(&pages).into_iter().map(|(words, ..)| words).collect();
        for number in ["1,250.50", "-2.00", "+7"] {
            assert!(shown.iter().any(|words| words == number), "{kind:?}: {number} of {shown:?}");
        }
        assert_eq!(pages.findings, []);
    }
}

#[test]
fn a_chart_is_a_figure_that_says_its_numbers() {
    let mut said = chart(ChartKind::Columns, &["甲", "乙"], &["12", "7"]);
    said.series[0].values[1] = None;
    said.unit = Some("件".into());
    let (_, pages) = set(&with(vec![said.clone().into()]));
    let figure = pages.elements.iter().find(|it| it.kind == ElementKind::Figure).unwrap();
    assert_eq!(figure.alt.as_deref(), Some("柱形图（单位：件）。甲 12，乙 缺。"));
    assert_eq!(figure.path.to_string(), "body[0].chart");

    said.alt = Some("只有甲有数".into());
    let (flow, _) = set(&with(vec![said.into()]));
    assert_eq!(charts(&flow)[0].alt, "只有甲有数");
}

#[test]
fn what_has_no_room_or_no_numbers_is_said() {
    let codes = |chart: Chart| -> Vec<(&'static str, String)> {
        let (flow, _) = set(&with(vec![chart.into()]));
        flow.findings.iter().map(|it| (it.code(), it.place().path.to_string())).collect()
    };
    let at = |code| vec![(code, "body[0].chart".to_owned())];
    let many: Vec<String> = (1..=60).map(|number| format!("第{number}个乡镇")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let crowded = chart(ChartKind::Columns, &many, &["12345"; 60]);
    let found = codes(crowded.clone());
    assert_eq!(found[0], at("chart.crowded")[0]);
    assert_eq!(found[1], at("chart.categories")[0]);
    let bare = changed(crowded, |chart| chart.values = false);
    assert_eq!(codes(bare), at("chart.categories"));
    for kind in KINDS {
        let mut empty = Chart::new(kind, ["甲", "乙"]);
        empty.push("", [None::<u32>, None]).unwrap();
        assert_eq!(codes(empty), at("chart.empty"), "{kind:?}");
    }
}

#[test]
fn a_gap_parts_a_line() {
    let mut gap = Chart::new(ChartKind::Lines, ["1", "2", "3", "4", "5"]);
    gap.push("", [Some(1), Some(2), None, Some(3), Some(2)]).unwrap();
    let (flow, _) = set(&with(vec![gap.into()]));
    let drawn = charts(&flow)[0];
    let look = drawn.graph.looks[0];
    let strokes = drawn.drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Line(line) if line.color == look.color => Some(line.points.len()),
        _ => None,
    });
    assert_eq!(strokes.collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn series_and_shares_are_told_apart_without_colour() {
    let grey = Theme::from_toml("chart.colors = [\"#404040\"]").unwrap();
    let mut several = Chart::new(ChartKind::Lines, ["甲", "乙"]);
    for name in ["一", "二", "三", "四"] {
        several.push(name, [Some(1), Some(2)]).unwrap();
    }
    let flow = with(vec![several.into()]).flow(&grey).unwrap();
    let looks = &charts(&flow)[0].graph.looks;
    for (index, look) in looks.iter().enumerate() {
        let same =
            looks.iter().skip(index + 1).any(|it| it.dash == look.dash || it.mark == look.mark);
        assert!(!same, "{looks:?}");
    }
    // Of the standard colours, neighbours differ in grey by a fifth at least, or one is hatched.
    let luminance = |color: bulletin::Color| {
        u32::from(color.red) * 30 + u32::from(color.green) * 59 + u32::from(color.blue) * 11
    };
    let eight = ["1", "2", "3", "4", "5", "6", "7", "8"];
    let (flow, _) = set(&with(vec![chart(ChartKind::Shares, &eight, &["1"; 8]).into()]));
    for pair in charts(&flow)[0].graph.looks.windows(2) {
        let differ = luminance(pair[0].color).abs_diff(luminance(pair[1].color)) > 5100;
        assert!(differ || pair[0].hatch != pair[1].hatch, "{pair:?}");
    }
}

#[test]
fn cells_stand_beside_each_other_in_reading_order() {
    let one = |caption: &str| {
        changed(chart(ChartKind::Columns, &["甲"], &["1"]), |it| it.caption = Some(caption.into()))
    };
    let beside =
        Beside::new([vec![one("左").into()], vec!["中间的文字。".into()], vec![one("右").into()]]);
    let (flow, pages) = set(&with(vec!["前。".into(), Block::Beside(beside), "后。".into()]));
    assert_eq!(pages.findings, []);
    let FlowBlock::Beside(beside) =
        flow.parts[0].blocks.iter().find(|it| matches!(it, FlowBlock::Beside(_))).unwrap()
    else {
        unreachable!()
    };
    let area = flow.page.type_area.size.width;
    let last = beside.cells.last().unwrap();
    assert!((last.left + last.width - area).to_emu().abs() < 5);
    for pair in beside.cells.windows(2) {
        assert!(pair[0].left + pair[0].width < pair[1].left);
    }
    let order = ["前。", "左", "中间的文字。", "右", "后。"];
    let text: Vec<String> = pages
        .elements
        .iter()
        .enumerate()
        .filter(|(_, element)| {
            matches!(element.kind, ElementKind::Paragraph | ElementKind::Caption)
        })
        .map(|(index, _)| {
            let items = pages.pages.iter().flat_map(|page| &page.items);
            let runs = items.filter(|item| item.mark == Tag::Element(index));
            let glyphs = runs.flat_map(|item| match &item.content {
                Content::Glyphs(run) => run.glyphs.as_slice(),
                _ => &[],
            });
            glyphs.filter_map(|glyph| glyph.text).collect()
        })
        .collect();
    assert_eq!(text, order);
}

#[test]
fn what_does_not_fit_beside_each_other_is_set_one_below_the_other() {
    let wide = Table::new((0..30).map(|number| format!("很长的栏目名称{number}")));
    let wide = changed(wide, |table| table.rows = vec![vec!["内容文字很多".into(); 30]]);
    let long: Vec<Block> = (0..40).map(|_| "很长的文字。".repeat(20).as_str().into()).collect();
    for cells in [vec![vec![wide.into()], vec!["文字。".into()]], vec![long, vec!["文字。".into()]]]
    {
        let (flow, pages) = set(&with(vec![Block::Beside(Beside::new(cells))]));
        assert!(
            !flow
                .parts
                .iter()
                .flat_map(|it| &it.blocks)
                .any(|it| matches!(it, FlowBlock::Beside(_)))
        );
        let stacked: Vec<_> = pages
            .findings
            .iter()
            .filter(|it| it.code() == "beside.stacked")
            .map(|it| it.place().path.to_string())
            .collect();
        assert_eq!(stacked, ["body[0].beside"]);
    }
}

#[test]
fn a_picture_is_shrunk_to_the_room_left_and_no_further_than_the_theme_allows() {
    let image = include_bytes!("../../../docs/pictures/badge.png").to_vec();
    let figure = changed(Figure::new(Image::from(image), "标识"), |figure| {
        figure.width = Some(80);
        figure.caption = Some("图题".into());
    });
    let lines = vec![Block::from("一段文字。"); 6];
    let bulletin = with([lines, vec![figure.into()]].concat());
    let pages = |theme: &str| {
        let theme = Theme::from_toml(theme).unwrap();
        bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap()
    };
    let whole = pages("");
    assert_eq!(whole.pages.len(), 2);
    assert!(whole.decisions().figure_sizes.is_empty());
    let shrunk = pages("figure.shrink = 50");
    assert_eq!(shrunk.pages.len(), 1);
    let decisions = shrunk.decisions();
    let (path, size) = decisions.figure_sizes.iter().next().unwrap();
    assert_eq!(path.to_string(), "body[6]");
    let image = |pages: &Pages| {
        let items = pages.pages.iter().flat_map(|page| &page.items);
        let rects = items.filter_map(|item| match &item.content {
            Content::Image(image) => Some(image.rect.size),
            _ => None,
        });
        rects.collect::<Vec<_>>()[0]
    };
    assert_eq!(image(&shrunk), *size);
    let own = image(&whole);
    assert!(size.height < own.height && size.height * 2 >= own.height);
    let off = (size.width.scale(own.height.to_emu(), size.height.to_emu()) - own.width).to_emu();
    assert!(off.abs() < 100, "{off}");
    assert_eq!(pages("figure.shrink = 99").pages.len(), 2);
}
