//! Rankings in the draft language: directives that say how names are ranked, then the table of names
//! and scores, whose ranks, totals and changes are left empty, for they are reckoned.
//!
//! ```text
//! \排名：跳号
//! \排名栏：3 得分 60%
//! | 名次 | 单位 | 办结率 | 总分 |
//! | --- | --- | --- | --- |
//! |  | 水利厅 | 98 |  |
//! ```

use super::chars::whole;
use super::directive::Key;
use super::{fields, look};
use crate::model::{
    Cell, Number, RankColumn, RankMark, RankOrder, RankRole, RankRule, RankedName, Ranking,
    Summary, Table, Text, TieStyle,
};

/// The words of a directive for what they mean.
type Words<T> = &'static [(T, &'static str)];

const RULES: Words<RankRule> = &[(RankRule::Competition, "跳号"), (RankRule::Dense, "不跳号")];
const TIES: Words<TieStyle> = &[(TieStyle::Merge, "合并"), (TieStyle::Repeat, "重复")];
const ORDERS: Words<RankOrder> = &[(RankOrder::Descending, "降序"), (RankOrder::Ascending, "升序")];
const SUMMARIES: Words<Summary> = &[(Summary::Total, "合计"), (Summary::Mean, "平均")];
const ROLES: Words<RankRole> = &[
    (RankRole::Rank, "名次"),
    (RankRole::Name, "名称"),
    (RankRole::Score, "得分"),
    (RankRole::Subtotal, "小计"),
    (RankRole::Total, "总分"),
    (RankRole::Previous, "上期"),
    (RankRole::Change, "升降"),
];
/// The role that a column has by its place.
const BY_PLACE: &str = "-";

fn word<T: PartialEq>(words: Words<T>, meaning: &T) -> &'static str {
    words.iter().find(|(known, _)| known == meaning).map_or("", |(_, word)| word)
}

fn meaning<T: Copy>(words: Words<T>, word: &str) -> Option<T> {
    words.iter().find(|(_, known)| *known == word).map(|(meaning, _)| *meaning)
}

/// What directives say of the ranking whose table follows.
#[derive(Default)]
pub(super) struct Said {
    rule: Option<RankRule>,
    ties: Option<TieStyle>,
    order: Option<RankOrder>,
    by: Option<String>,
    summary: Vec<Summary>,
    top: Option<RankMark>,
    bottom: Option<RankMark>,
    /// The columns that say more than their heading, by their number from 1.
    columns: Vec<(usize, Option<RankRole>, Option<Number>)>,
}

impl Said {
    /// Takes a directive. False when it cannot be read, or was said already.
    pub(super) fn set(&mut self, key: Key, value: &str) -> bool {
        match key {
            Key::Ranking => fields::set(&mut self.rule, meaning(RULES, value)),
            Key::RankTies => fields::set(&mut self.ties, meaning(TIES, value)),
            Key::RankOrder => fields::set(&mut self.order, meaning(ORDERS, value)),
            Key::RankBy => fields::set(&mut self.by, Some(value.to_owned())),
            Key::RankSummary => {
                let summary = meaning(SUMMARIES, value);
                self.summary.extend(summary);
                summary.is_some()
            }
            Key::RankTop => fields::set(&mut self.top, look::read_rank_mark(value)),
            Key::RankBottom => fields::set(&mut self.bottom, look::read_rank_mark(value)),
            Key::RankColumn => {
                let column = read_column(value);
                self.columns.extend(column.clone());
                column.is_some()
            }
            _ => false,
        }
    }

    /// The ranking of a table, or the table as it is where its cells are none of a ranking's.
    pub(super) fn ranking(self, table: Table) -> Result<Ranking, Box<Table>> {
        let Some(rule) = self.rule else { return Err(Box::new(table)) };
        let columns: Vec<RankColumn> =
            table.columns.iter().cloned().map(RankColumn::from).collect();
        let mut ranking = Ranking::new(rule, columns);
        ranking.ties = self.ties.unwrap_or_default();
        ranking.order = self.order.unwrap_or_default();
        ranking.by = self.by;
        ranking.summary = self.summary;
        (ranking.top, ranking.bottom) = (self.top, self.bottom);
        for (number, role, weight) in self.columns {
            let column = number.checked_sub(1).and_then(|index| ranking.columns.get_mut(index));
            let Some(column) = column else { return Err(Box::new(table)) };
            (column.role, column.weight) = (role, weight);
        }
        let Some(roles) = ranking.roles() else { return Err(Box::new(table)) };
        for cells in &table.rows {
            let Some(row) = row(cells, &roles) else { return Err(Box::new(table)) };
            ranking.rows.push(row);
        }
        if ranking.to_table().is_err() {
            return Err(Box::new(table));
        }
        ranking.caption = table.caption;
        ranking.unit = table.unit;
        ranking.note = table.note;
        ranking.id = table.id;
        Ok(ranking)
    }
}

/// `4 得分 60%`: the number of a column, its role, its weight.
fn read_column(value: &str) -> Option<(usize, Option<RankRole>, Option<Number>)> {
    let mut words = value.split(' ');
    let number = whole(words.next()?)?;
    let role = match words.next()? {
        BY_PLACE => None,
        word => Some(meaning(ROLES, word)?),
    };
    let weight = words.next().map(str::parse).transpose().ok()?;
    words.next().is_none().then_some((number, role, weight))
}

/// A name with its scores from the cells of a row; none when a cell is not what it should be.
fn row(cells: &[Cell], roles: &[RankRole]) -> Option<RankedName> {
    let mut row = RankedName::default();
    let mut unscored = false;
    for (cell, role) in cells.iter().zip(roles) {
        match (role, cell) {
            (RankRole::Name, Cell::Text(name)) => row.name = name.clone(),
            (RankRole::Name, Cell::Number(name)) => row.name = Text::plain(name.as_str()),
            (RankRole::Score, Cell::Number(score)) => row.scores.push(score.clone()),
            (RankRole::Score, Cell::Text(nothing)) if nothing.is_empty() => unscored = true,
            (RankRole::Previous | RankRole::Change, Cell::Number(rank)) => {
                row.previous = Some(whole(rank.as_str()).filter(|rank| *rank > 0)?);
            }
            (
                RankRole::Rank
                | RankRole::Subtotal
                | RankRole::Total
                | RankRole::Previous
                | RankRole::Change,
                Cell::Text(nothing),
            ) if nothing.is_empty() => {}
            _ => return None,
        }
    }
    (row.scores.is_empty() || !unscored).then_some(row)
}

/// The directives of a ranking and the table below them; none of a ranking that cannot be printed,
/// because its columns do not fit together.
pub(super) fn print(ranking: &Ranking) -> Option<(Vec<(Key, String)>, Table)> {
    let roles = ranking.roles()?;
    let mut said = vec![(Key::Ranking, word(RULES, &ranking.rule).to_owned())];
    if ranking.ties != TieStyle::default() {
        said.push((Key::RankTies, word(TIES, &ranking.ties).to_owned()));
    }
    if ranking.order != RankOrder::default() {
        said.push((Key::RankOrder, word(ORDERS, &ranking.order).to_owned()));
    }
    said.extend(ranking.by.iter().map(|by| (Key::RankBy, by.clone())));
    for (index, column) in ranking.columns.iter().enumerate() {
        if column.role.is_none() && column.weight.is_none() {
            continue;
        }
        let role = column.role.map_or(BY_PLACE, |role| word(ROLES, &role));
        let weight = column.weight.as_ref().map_or_else(String::new, |weight| format!(" {weight}"));
        said.push((Key::RankColumn, format!("{} {role}{weight}", index + 1)));
    }
    for summary in &ranking.summary {
        said.push((Key::RankSummary, word(SUMMARIES, summary).to_owned()));
    }
    for (key, mark) in [(Key::RankTop, ranking.top), (Key::RankBottom, ranking.bottom)] {
        said.extend(mark.map(|mark| (key, look::print_rank_mark(mark))));
    }
    let has_previous = roles.contains(&RankRole::Previous);
    let cells = |row: &RankedName| {
        let mut scores = row.scores.iter();
        let cell = |role: &RankRole| match role {
            RankRole::Name => Cell::Text(row.name.clone()),
            RankRole::Score => Cell::from(scores.next().cloned()),
            RankRole::Previous => Cell::from(row.previous),
            // The rank before, where no other column has it.
            RankRole::Change if !has_previous => Cell::from(row.previous),
            RankRole::Rank | RankRole::Subtotal | RankRole::Total | RankRole::Change => {
                Cell::Text(Text::default())
            }
        };
        roles.iter().map(cell).collect()
    };
    let mut table = Table::new(ranking.columns.iter().map(|column| column.column.clone()));
    table.rows = ranking.rows.iter().map(cells).collect();
    table.caption.clone_from(&ranking.caption);
    table.unit.clone_from(&ranking.unit);
    (table.form, table.size) = (ranking.form, ranking.size);
    table.note.clone_from(&ranking.note);
    table.id.clone_from(&ranking.id);
    Some((said, table))
}
