//! Charts in the draft language: a directive that says how the numbers are drawn, then the table of
//! them, a row for each category and a column for each series.
//!
//! ```text
//! \图表：柱形图
//! | 类别 | 受理 | 办结 |
//! | --- | --- | --- |
//! | 一月 | 120 | 118 |
//! | 二月 | 135 |  |
//! ```

use super::directive::Key;
use super::fields;
use crate::model::{Cell, Chart, ChartKind, ChartSeries, Table, Text};

const KINDS: [(ChartKind, &str); 4] = [
    (ChartKind::Columns, "柱形图"),
    (ChartKind::Bars, "条形图"),
    (ChartKind::Lines, "折线图"),
    (ChartKind::Shares, "饼图"),
];

/// What stands above the categories; it is no part of the chart.
const CATEGORY: &str = "类别";

/// What directives say of the chart whose table follows.
#[derive(Default)]
pub(super) struct Said {
    kind: Option<ChartKind>,
    bare: bool,
}

impl Said {
    /// Takes a directive. False when it cannot be read, or was said already.
    pub(super) fn set(&mut self, key: Key, value: &str) -> bool {
        match key {
            Key::Chart => {
                let known = KINDS.iter().find(|(_, word)| *word == value);
                fields::set(&mut self.kind, known.map(|(kind, _)| *kind))
            }
            Key::ChartBare => !std::mem::replace(&mut self.bare, true) && value.is_empty(),
            _ => false,
        }
    }

    /// The chart of a table, or the table as it is where its cells are none of a chart's.
    pub(super) fn chart(self, table: Table) -> Result<Chart, Box<Table>> {
        let Some(kind) = self.kind else { return Err(Box::new(table)) };
        let Some(mut chart) = chart(kind, &table) else { return Err(Box::new(table)) };
        chart.values = !self.bare;
        chart.unit.clone_from(&table.unit);
        if !chart.keeps_rules() {
            return Err(Box::new(table));
        }
        chart.caption = table.caption;
        Ok(chart)
    }
}

fn chart(kind: ChartKind, table: &Table) -> Option<Chart> {
    let mut chart = Chart::new(kind, Vec::<String>::new());
    let headings = table.columns.iter().skip(1).map(|column| column.heading.to_plain());
    chart.series = headings
        .map(|name| ChartSeries { name: Some(name).filter(|n| !n.is_empty()), values: Vec::new() })
        .collect();
    for row in &table.rows {
        let (category, values) = row.split_first()?;
        chart.categories.push(match category {
            Cell::Text(name) => name.to_plain(),
            Cell::Number(name) => name.to_string(),
            Cell::Above | Cell::Left | Cell::Styled(_) => return None,
        });
        for (series, value) in chart.series.iter_mut().zip(values) {
            series.values.push(match value {
                Cell::Number(number) => Some(number.clone()),
                Cell::Text(nothing) if nothing.is_empty() => None,
                _ => return None,
            });
        }
    }
    let named = chart.categories.iter().all(|name| !name.trim().is_empty());
    named.then_some(chart)
}

/// The directives of a chart and the table below them.
pub(super) fn print(chart: &Chart) -> (Vec<(Key, String)>, Table) {
    let word = KINDS.iter().find(|(kind, _)| *kind == chart.kind).map_or("", |(_, word)| word);
    let mut said = vec![(Key::Chart, word.to_owned())];
    if !chart.values {
        said.push((Key::ChartBare, String::new()));
    }
    let plain = |name: &String| Text::plain(name.as_str());
    let names = chart.series.iter().map(|series| series.name.as_ref().map(plain));
    let headings =
        std::iter::once(Text::plain(CATEGORY)).chain(names.map(Option::unwrap_or_default));
    let mut table = Table::new(headings);
    for (index, category) in chart.categories.iter().enumerate() {
        let values = chart
            .series
            .iter()
            .map(|series| Cell::from(series.values.get(index).cloned().flatten()));
        table.rows.push(std::iter::once(Cell::Text(plain(category))).chain(values).collect());
    }
    table.unit.clone_from(&chart.unit);
    (said, table)
}
