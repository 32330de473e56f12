//! Charts: where their parts stand, and what is written on them. Words are measured without a font, so
//! that both files have the same drawing; what has no room is left out and reported.

mod axis;
mod canvas;
mod grid;
mod legend;
mod shares;

use canvas::Canvas;

use super::{Resolver, one_line};
use crate::finding::Finding;
use crate::length::{Length, Rect, Size};
use crate::model::{self, Chart, ChartKind, Number};
use crate::place::{Place, Walk};
use crate::style::flow::{
    self, Axis, Block, Dash, Drawing, Graph, GraphLabel, GraphSeries, GraphValue, Hatch, Look, Mark,
};
use crate::style::messages::StyleMessage;
use crate::style::theme::TypeRole;

/// The least height of a chart that is at least as wide, in times the size of its type.
const LEAST: i64 = 13;

/// The least width of a chart, where the line is as long, in times the size of its type.
const NARROWEST: i64 = 12;

/// What a chart was drawn as, before it is known what goes into which file.
struct Drawn {
    size: Size,
    plot: Rect,
    legend: Option<Rect>,
    axis: Option<Axis>,
    /// For each series, what is written for each number.
    labels: Vec<Vec<Option<GraphLabel>>>,
    label_size: Length,
    every: usize,
    gap: u32,
    /// Whether a number has no room for its words.
    crowded: bool,
}

/// The room that a chart has.
#[derive(Clone, Copy)]
struct Room {
    width: Length,
    /// The height that it should have, and the greatest that it may have.
    wanted: Length,
    tallest: Length,
}

impl Resolver<'_> {
    /// A chart in the middle of the line, its title below.
    pub(super) fn chart(&mut self, chart: &Chart, path: &Walk<'_>, blocks: &mut Vec<Block>) {
        let path = path.field("chart");
        let is_followed = chart.caption.is_some() || chart.id.is_some();
        let drawn = self.drawn(chart, &path, is_followed);
        blocks.push(Block::Chart(drawn));
        self.below_picture(chart.id.as_ref(), chart.caption.as_ref(), &path, blocks);
    }

    fn drawn(&mut self, chart: &Chart, path: &Walk<'_>, is_followed: bool) -> flow::Chart {
        let measure = self.page.type_area.size.width;
        let size = self.style(TypeRole::Chart).size;
        let width = measure.scale(i64::from(chart.width.unwrap_or(100)), 100);
        let width = width.max(size * NARROWEST).min(measure);
        // A narrow one is not flat: its words do not shrink with it.
        let wanted = width.scale(i64::from(self.theme.chart.height), 100);
        let room = Room {
            width,
            wanted: wanted.max((size * LEAST).min(width)),
            tallest: self.page.type_area.size.height - self.page.row_pitch * 2,
        };
        let whole = tidied(chart);
        let looks = self.looks(chart);
        let setter = || self.typesetter(TypeRole::Chart);
        let (font, bold) = (setter().font(), setter().style.bold);
        let gap = i64::from(self.theme.lines.han_latin_gap) * 10;
        // Names that make it taller than a page are cut off.
        let attempt = |length: usize| {
            let chart = shortened(&whole, length);
            let mut canvas = Canvas::new(setter(), gap);
            let drawn = draw(&mut canvas, &chart, &looks, room);
            (chart, canvas.shapes, drawn)
        };
        let (mut chart, mut shapes, mut drawn) = attempt(usize::MAX);
        for length in [20, 8, 3] {
            if drawn.size.height <= room.tallest {
                break;
            }
            (chart, shapes, drawn) = attempt(length);
        }
        let is_cut = chart != whole;
        let chart = &chart;
        let place = || Place::path(path.path());
        if chart.numbers().next().is_none() {
            self.findings.push(Finding::new(StyleMessage::ChartEmpty {}, place()));
        }
        if is_cut {
            self.findings.push(Finding::new(StyleMessage::ChartNames {}, place()));
        }
        if drawn.crowded {
            self.findings.push(Finding::new(StyleMessage::ChartValues {}, place()));
        }
        if drawn.every > 1 {
            let every = drawn.every;
            self.findings.push(Finding::new(StyleMessage::ChartCategories { every }, place()));
        }
        let quarter = self.page.row_pitch / 4;
        flow::Chart {
            path: path.path(),
            drawing: Drawing { size: drawn.size, shapes },
            graph: Graph {
                kind: chart.kind,
                categories: whole.categories.clone(),
                series: series(&whole, drawn.labels),
                looks,
                axis: drawn.axis,
                plot: drawn.plot,
                legend: drawn.legend,
                heading: chart.unit.as_deref().map(heading),
                font,
                label_size: drawn.label_size,
                bold,
                every: drawn.every,
                gap: drawn.gap,
            },
            alt: chart.alt.as_deref().map_or_else(|| in_words(&whole), one_line),
            space_before: quarter,
            space_after: quarter,
            keep_with_next: is_followed,
        }
    }

    /// The look of each series; of shares, of each category.
    fn looks(&self, chart: &Chart) -> Vec<Look> {
        const HATCHES: [Hatch; 12] = [
            Hatch::Solid,
            Hatch::Solid,
            Hatch::Rising,
            Hatch::Solid,
            Hatch::Falling,
            Hatch::Solid,
            Hatch::Crossed,
            Hatch::Solid,
            Hatch::Level,
            Hatch::Upright,
            Hatch::Rising,
            Hatch::Falling,
        ];
        const DASHES: [Dash; 4] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDotted];
        const MARKS: [Mark; 4] = [Mark::Disc, Mark::Square, Mark::Triangle, Mark::Diamond];
        let colors = self.theme.chart.colors.iter().cycle();
        let looks = colors
            .zip(HATCHES)
            .zip(DASHES.into_iter().cycle())
            .zip(MARKS.into_iter().cycle())
            .map(|(((color, hatch), dash), mark)| Look { color: *color, hatch, dash, mark });
        let count = match chart.kind {
            ChartKind::Shares => chart.categories.len(),
            _ => chart.series.len(),
        };
        looks.take(count).collect()
    }
}

/// Draws a chart below its heading.
fn draw(canvas: &mut Canvas<'_>, chart: &Chart, looks: &[Look], room: Room) -> Drawn {
    let mut top = Length::ZERO;
    if let Some(unit) = &chart.unit {
        let lines = canvas::wrapped(canvas, &heading(unit), room.width, true).unwrap_or_default();
        canvas.lines(&lines, Length::ZERO, Length::ZERO, flow::Anchor::Start);
        top = canvas.line() * i64::try_from(lines.len()).unwrap_or(1) + canvas.size() / 3;
    }
    match chart.kind {
        ChartKind::Shares => shares::draw(canvas, chart, looks, room, top),
        _ => grid::draw(canvas, chart, looks, room, top),
    }
}

/// The words above a chart.
fn heading(unit: &str) -> String {
    format!("单位：{unit}")
}

/// The chart with names of at most so many characters.
fn shortened(chart: &Chart, length: usize) -> Chart {
    let mut chart = chart.clone();
    for words in names(&mut chart) {
        if words.chars().count() > length {
            *words = words.chars().take(length).chain(['…']).collect();
        }
    }
    chart
}

/// The words of a chart beside its caption.
fn names(chart: &mut Chart) -> impl Iterator<Item = &mut String> {
    let names = chart.series.iter_mut().filter_map(|series| series.name.as_mut());
    chart.categories.iter_mut().chain(names).chain(&mut chart.unit)
}

/// The chart with its names on one line each.
fn tidied(chart: &Chart) -> Chart {
    let mut chart = chart.clone();
    for words in names(&mut chart) {
        *words = one_line(words);
    }
    chart
}

fn series(chart: &Chart, labels: Vec<Vec<Option<GraphLabel>>>) -> Vec<GraphSeries> {
    let one = |(series, labels): (&model::ChartSeries, Vec<Option<GraphLabel>>)| {
        let values = series.values.iter().zip(labels).map(|(number, label)| {
            let number = number.as_ref()?;
            Some(GraphValue {
                number: number.decimal().unwrap_or_default().normalize().to_string(),
                format: axis::format_of(number),
                label,
            })
        });
        GraphSeries { name: series.name.clone(), values: values.collect() }
    };
    chart.series.iter().zip(labels).map(one).collect()
}

/// The numbers of a chart as a sentence, for those who cannot see it.
fn in_words(chart: &Chart) -> String {
    let kind = match chart.kind {
        ChartKind::Columns => "柱形图",
        ChartKind::Bars => "条形图",
        ChartKind::Lines => "折线图",
        ChartKind::Shares => "饼图",
    };
    let unit = chart.unit.as_ref().map_or_else(String::new, |unit| format!("（单位：{unit}）"));
    let mut words = format!("{kind}{unit}。");
    let shares = match chart.kind {
        ChartKind::Shares => shares::percentages(chart),
        _ => Vec::new(),
    };
    for series in &chart.series {
        if let Some(name) = &series.name {
            words.push_str(name);
            words.push('：');
        }
        let values = chart.categories.iter().zip(&series.values).enumerate();
        let values = values.map(|(index, (category, value))| {
            let value = value.as_ref().map_or("缺", Number::as_str);
            match shares.get(index).and_then(Option::as_ref) {
                Some(share) => format!("{category} {value}（{share}）"),
                None => format!("{category} {value}"),
            }
        });
        words.push_str(&values.collect::<Vec<_>>().join("，"));
        words.push('。');
    }
    words
}
