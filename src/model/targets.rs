//! What a text can refer to: appendices, tables and pictures that have an id, in the order in which
//! they are printed.

use super::{Appendix, Article, Block, Bulletin, Contents, Section, TableColumn, Text};
use crate::place::{ModelPath, Walk};

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TargetKind {
    /// An appendix, counted from 0 among all of them.
    Appendix(usize),
    Table,
    Figure,
}

/// Something with an id.
#[derive(Debug)]
pub(crate) struct Target<'b> {
    pub(crate) kind: TargetKind,
    pub(crate) id: &'b str,
    /// The path of the id.
    pub(crate) path: ModelPath,
}

/// What can be referred to.
pub(crate) fn of(bulletin: &Bulletin) -> Vec<Target<'_>> {
    let root = &Walk::Root;
    let mut targets = Vec::new();
    blocks(&bulletin.body, &root.field("body"), &mut targets);
    sections(&bulletin.sections, &root.field("sections"), &mut targets);
    let articles = root.field("articles");
    for (index, article) in bulletin.articles.iter().enumerate() {
        let path = &articles.index(index);
        blocks(&article.body, &path.field("body"), &mut targets);
        sections(&article.sections, &path.field("sections"), &mut targets);
    }
    let appendices = root.field("appendices");
    for (index, appendix) in bulletin.appendices.iter().enumerate() {
        let path = &appendices.index(index);
        if let Some(id) = &appendix.id {
            let (kind, path) = (TargetKind::Appendix(index), path.field("id").path());
            targets.push(Target { kind, id, path });
        }
        blocks(&appendix.blocks, &path.field("blocks"), &mut targets);
        sections(&appendix.sections, &path.field("sections"), &mut targets);
    }
    targets
}

fn sections<'b>(list: &'b [Section], path: &Walk<'_>, targets: &mut Vec<Target<'b>>) {
    for (index, section) in list.iter().enumerate() {
        let path = &path.index(index);
        blocks(&section.blocks, &path.field("blocks"), targets);
        sections(&section.sections, &path.field("sections"), targets);
    }
}

fn blocks<'b>(list: &'b [Block], path: &Walk<'_>, targets: &mut Vec<Target<'b>>) {
    for (index, block) in list.iter().enumerate() {
        self::block(block, &path.index(index), targets);
    }
}

fn block<'b>(block: &'b Block, path: &Walk<'_>, targets: &mut Vec<Target<'b>>) {
    let (kind, id, name) = match block {
        Block::Table(table) => (TargetKind::Table, &table.id, "table"),
        Block::Ranking(ranking) => (TargetKind::Table, &ranking.id, "ranking"),
        Block::Figure(figure) => (TargetKind::Figure, &figure.id, "figure"),
        Block::Chart(chart) => (TargetKind::Figure, &chart.id, "chart"),
        Block::Beside(beside) => {
            beside.each(&path.field("beside"), |inner, path| {
                self::block(inner, path, targets);
            });
            return;
        }
        _ => return,
    };
    if let Some(id) = id {
        let path = path.field(name).field("id").path();
        targets.push(Target { kind, id, path });
    }
}

/// What is done with each text.
type Visit<'v> = &'v mut dyn FnMut(&Text, &Walk<'_>);

/// Visits every text that may refer to something, with its path.
pub(crate) fn texts(bulletin: &Bulletin, visit: Visit<'_>) {
    let root = &Walk::Root;
    list(&bulletin.editor_note, &root.field("editor_note"), visit);
    some(&bulletin.title, root, "title", visit);
    some(&bulletin.subtitle, root, "subtitle", visit);
    if let Some(Contents::Manual(lines)) = &bulletin.contents {
        list(lines, &root.field("contents"), visit);
    }
    in_blocks(&bulletin.body, &root.field("body"), visit);
    in_sections(&bulletin.sections, &root.field("sections"), visit);
    for (index, article) in bulletin.articles.iter().enumerate() {
        let Article { title, subtitle, body, sections, .. } = article;
        let articles = root.field("articles");
        let path = &articles.index(index);
        visit(title, &path.field("title"));
        some(subtitle, path, "subtitle", visit);
        in_blocks(body, &path.field("body"), visit);
        in_sections(sections, &path.field("sections"), visit);
    }
    for (index, appendix) in bulletin.appendices.iter().enumerate() {
        let Appendix { title, blocks, sections, .. } = appendix;
        let appendices = root.field("appendices");
        let path = &appendices.index(index);
        visit(title, &path.field("title"));
        in_blocks(blocks, &path.field("blocks"), visit);
        in_sections(sections, &path.field("sections"), visit);
    }
}

fn some(text: &Option<Text>, path: &Walk<'_>, field: &'static str, visit: Visit<'_>) {
    if let Some(text) = text {
        visit(text, &path.field(field));
    }
}

fn list(texts: &[Text], path: &Walk<'_>, visit: Visit<'_>) {
    for (index, text) in texts.iter().enumerate() {
        visit(text, &path.index(index));
    }
}

fn in_sections(list: &[Section], path: &Walk<'_>, visit: Visit<'_>) {
    for (index, section) in list.iter().enumerate() {
        let path = &path.index(index);
        some(&section.heading, path, "heading", visit);
        in_blocks(&section.blocks, &path.field("blocks"), visit);
        in_sections(&section.sections, &path.field("sections"), visit);
    }
}

fn in_blocks(list: &[Block], path: &Walk<'_>, visit: Visit<'_>) {
    for (index, block) in list.iter().enumerate() {
        in_block(block, &path.index(index), visit);
    }
}

fn in_block(block: &Block, path: &Walk<'_>, visit: Visit<'_>) {
    match block {
        Block::Paragraph(text) => visit(text, path),
        Block::Center(text) => visit(text, &path.field("center")),
        Block::Right(text) => visit(text, &path.field("right")),
        Block::Note(text) => visit(text, &path.field("note")),
        Block::Figure(figure) => {
            some(&figure.caption, &path.field("figure"), "caption", visit);
        }
        Block::Table(table) => {
            let path = &path.field("table");
            some(&table.caption, path, "caption", visit);
            in_columns(&table.columns, &path.field("columns"), visit);
            let rows = &path.field("rows");
            for (number, row) in table.rows.iter().enumerate() {
                for (column, cell) in row.iter().enumerate() {
                    if let Some(text) = cell.text() {
                        visit(text, &rows.index(number).index(column));
                    }
                }
            }
            some(&table.note, path, "note", visit);
        }
        Block::Ranking(ranking) => {
            let path = &path.field("ranking");
            some(&ranking.caption, path, "caption", visit);
            let columns = ranking.columns.iter().map(|column| &column.column);
            in_columns(columns, &path.field("columns"), visit);
            let rows = &path.field("rows");
            for (number, row) in ranking.rows.iter().enumerate() {
                visit(&row.name, &rows.index(number).field("name"));
            }
            some(&ranking.note, path, "note", visit);
        }
        Block::Chart(chart) => some(&chart.caption, &path.field("chart"), "caption", visit),
        Block::Beside(beside) => {
            beside.each(&path.field("beside"), |block, path| in_block(block, path, visit));
        }
        Block::Column(text) => visit(text, &path.field("column")),
    }
}

fn in_columns<'c>(
    columns: impl IntoIterator<Item = &'c TableColumn>,
    path: &Walk<'_>,
    visit: Visit<'_>,
) {
    for (index, column) in columns.into_iter().enumerate() {
        let path = &path.index(index);
        visit(&column.heading, &path.field("heading"));
        let groups = &path.field("group");
        match column.group.as_slice() {
            [group] => visit(group, groups),
            several => list(several, groups, visit),
        }
    }
}
