//! A bulletin as somebody sees it who holds it in the hand: its lines in order, each with what it is
//! and the headings above it, and its tables.

use bulletin::flow::{Block, Flow, Inline, Paragraph, Purpose, Role};
use bulletin::{Appendix, Article, Bulletin, Cell, CellValue, Section, Table, Theme};

/// A printed line.
pub(crate) struct Line {
    pub(crate) role: Role,
    /// All of it, with its number.
    pub(crate) text: String,
    /// Without the number that was computed.
    pub(crate) words: String,
    /// The titles and headings it stands under.
    pub(crate) under: Vec<String>,
}

/// A table: its heads and its rows, each cell as words.
pub(crate) struct Grid {
    pub(crate) caption: String,
    pub(crate) unit: String,
    pub(crate) note: String,
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// What is printed of a bulletin.
pub(crate) struct View {
    pub(crate) lines: Vec<Line>,
    pub(crate) grids: Vec<Grid>,
}

impl View {
    /// What is printed; of what cannot be printed, why.
    pub(crate) fn of(bulletin: &Bulletin) -> Result<View, String> {
        let flow = bulletin.flow(&Theme::gbt9704()).map_err(|error| error.to_string())?;
        Ok(View { lines: lines(&flow), grids: grids(bulletin) })
    }

    /// Every text of the page, a line each.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = self.grids.iter().flat_map(|grid| {
            let own = [&grid.caption, &grid.unit, &grid.note];
            own.into_iter().chain(&grid.heads).chain(grid.rows.iter().flatten())
        });
        self.lines.iter().map(|line| &line.text).chain(cells).map(String::as_str)
    }

    /// The lines of a role.
    pub(crate) fn all(&self, role: Role) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.role == role)
    }
}

fn lines(flow: &Flow) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut above: Vec<(u8, String)> = Vec::new();
    for block in flow.parts.iter().flat_map(|part| &part.blocks) {
        let Block::Paragraph(paragraph) = block else { continue };
        let rank = match paragraph.role {
            Role::Title | Role::AppendixTitle => Some(0),
            Role::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(rank) = rank {
            above.retain(|(other, _)| *other < rank);
        }
        let line = line(paragraph, above.iter().map(|(_, words)| words.clone()).collect());
        if let Some(rank) = rank {
            above.push((rank, line.text.clone()));
        }
        lines.push(line);
    }
    let rows = flow.imprint.iter().flat_map(|imprint| &imprint.rows);
    lines.extend(rows.map(|row| line(&row.content, Vec::new())));
    lines
}

fn line(paragraph: &Paragraph, under: Vec<String>) -> Line {
    let (mut text, mut words) = (String::new(), String::new());
    for inline in paragraph.content.iter().chain(&paragraph.middle).chain(&paragraph.tail) {
        let Inline::Run(run) = inline else { continue };
        text.push_str(&run.text);
        if run.purpose != Purpose::Label {
            words.push_str(&run.text);
        }
    }
    Line { role: paragraph.role, text, words, under }
}

/// The tables of a bulletin in order.
fn grids(bulletin: &Bulletin) -> Vec<Grid> {
    let mut grids = Vec::new();
    blocks(&bulletin.body, &mut grids);
    sections(&bulletin.sections, &mut grids);
    for Article { body, sections: inner, .. } in &bulletin.articles {
        blocks(body, &mut grids);
        sections(inner, &mut grids);
    }
    for Appendix { blocks: body, sections: inner, .. } in &bulletin.appendices {
        blocks(body, &mut grids);
        sections(inner, &mut grids);
    }
    grids
}

fn sections(list: &[Section], grids: &mut Vec<Grid>) {
    for section in list {
        blocks(&section.blocks, grids);
        sections(&section.sections, grids);
    }
}

fn blocks(list: &[bulletin::Block], grids: &mut Vec<Grid>) {
    for block in list {
        match block {
            bulletin::Block::Table(table) => grids.push(grid(table)),
            bulletin::Block::Ranking(ranking) => {
                grids.extend(ranking.to_table().ok().as_ref().map(grid));
            }
            bulletin::Block::Beside(beside) => {
                beside.cells.iter().for_each(|cell| blocks(cell, grids));
            }
            _ => {}
        }
    }
}

fn grid(table: &Table) -> Grid {
    let heads = table.columns.iter().map(|column| column.heading.to_plain()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &table.rows {
        let mut cells: Vec<String> = Vec::new();
        for (column, cell) in row.iter().enumerate() {
            let words = match cell {
                Cell::Text(text) => text.to_plain(),
                Cell::Number(number) => number.as_str().to_owned(),
                Cell::Styled(styled) => match &styled.value {
                    CellValue::Text(text) => text.to_plain(),
                    CellValue::Number(number) => number.as_str().to_owned(),
                    _ => String::new(),
                },
                Cell::Above => {
                    rows.last().and_then(|row| row.get(column)).cloned().unwrap_or_default()
                }
                Cell::Left => cells.last().cloned().unwrap_or_default(),
                _ => String::new(),
            };
            cells.push(words);
        }
        rows.push(cells);
    }
    let text = |text: &Option<bulletin::Text>| {
        text.as_ref().map(bulletin::Text::to_plain).unwrap_or_default()
    };
    Grid {
        caption: text(&table.caption),
        unit: table.unit.clone().unwrap_or_default(),
        note: text(&table.note),
        heads,
        rows,
    }
}
