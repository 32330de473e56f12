//! All words that a bulletin prints, one after the other, each with its path: for whoever looks at
//! words or changes them and does not care what they belong to. Ids, names of files, forms of numbers,
//! secrecy and copy numbers are no prose and are left out.

use super::{
    Block, Bulletin, Contents, Figure, Ranking, Section, Table, TableColumn, Text, limits,
};
use crate::place::Walk;

/// Words, as the model holds them.
#[derive(Debug)]
pub(crate) enum Words<'a> {
    /// A paragraph of running text.
    Prose(&'a mut Text),
    /// A heading, a cell, a caption.
    Text(&'a mut Text),
    /// Words without a look.
    Plain(&'a mut String),
}

/// Sees words with their path.
type See<'s> = &'s mut dyn FnMut(&Walk<'_>, Words<'_>);

impl Bulletin {
    /// Shows all words, in the order in which they stand in the model. Sections that are nested deeper
    /// than the [limit](crate::limits::SECTION_DEPTH) are left out.
    pub(crate) fn each_words(&mut self, see: &mut dyn FnMut(&Walk<'_>, Words<'_>)) {
        let root = Walk::Root;
        masthead(self, &root.field("masthead"), see);
        prose(&mut self.editor_note, &root.field("editor_note"), see);
        if let Some(Contents::Manual(lines)) = &mut self.contents {
            texts(lines, &root.field("contents"), see);
        }
        plain(&mut self.contents_heading, &root.field("contents_heading"), see);
        text(&mut self.title, &root.field("title"), see);
        text(&mut self.subtitle, &root.field("subtitle"), see);
        plain(&mut self.author, &root.field("author"), see);
        plain(&mut self.addressee, &root.field("addressee"), see);
        blocks(&mut self.body, &root.field("body"), see);
        sections(&mut self.sections, &root.field("sections"), 1, see);
        plain(&mut self.source, &root.field("source"), see);
        let path = root.field("articles");
        for (index, article) in self.articles.iter_mut().enumerate() {
            let path = path.index(index);
            see(&path.field("title"), Words::Text(&mut article.title));
            text(&mut article.subtitle, &path.field("subtitle"), see);
            plain(&mut article.author, &path.field("author"), see);
            blocks(&mut article.body, &path.field("body"), see);
            sections(&mut article.sections, &path.field("sections"), 1, see);
            plain(&mut article.source, &path.field("source"), see);
        }
        if let Some(sign_off) = &mut self.sign_off {
            names(&mut sign_off.signers, &root.field("sign_off").field("signers"), see);
        }
        let path = root.field("appendices");
        for (index, appendix) in self.appendices.iter_mut().enumerate() {
            let path = path.index(index);
            see(&path.field("title"), Words::Text(&mut appendix.title));
            blocks(&mut appendix.blocks, &path.field("blocks"), see);
            sections(&mut appendix.sections, &path.field("sections"), 1, see);
        }
        imprint(self, &root.field("imprint"), see);
    }
}

fn masthead(bulletin: &mut Bulletin, path: &Walk<'_>, see: See<'_>) {
    let masthead = &mut bulletin.masthead;
    see(&path.field("title"), Words::Plain(&mut masthead.title));
    plain(&mut masthead.title_part, &path.field("title_part"), see);
    names(&mut masthead.lines_above, &path.field("lines_above"), see);
    names(&mut masthead.lines_below, &path.field("lines_below"), see);
    names(&mut masthead.issuers, &path.field("issuers"), see);
    let fields = path.field("fields");
    for (index, field) in masthead.fields.iter_mut().enumerate() {
        let path = fields.index(index);
        see(&path.field("label"), Words::Plain(&mut field.label));
        see(&path.field("value"), Words::Plain(&mut field.value));
    }
    names(&mut masthead.notice, &path.field("notice"), see);
    plain(&mut masthead.signer, &path.field("signer"), see);
}

fn imprint(bulletin: &mut Bulletin, path: &Walk<'_>, see: See<'_>) {
    let imprint = &mut bulletin.imprint;
    plain(&mut imprint.report, &path.field("report"), see);
    plain(&mut imprint.send, &path.field("send"), see);
    plain(&mut imprint.issue, &path.field("issue"), see);
    plain(&mut imprint.copy, &path.field("copy"), see);
    let entries = path.field("entries");
    for (index, entry) in imprint.entries.iter_mut().enumerate() {
        let path = entries.index(index);
        match &mut entry.label {
            Some(label) => {
                see(&path.field("label"), Words::Plain(label));
                see(&path.field("value"), Words::Plain(&mut entry.value));
            }
            None => see(&path, Words::Plain(&mut entry.value)),
        }
    }
    let staff = path.field("staff");
    for (index, entry) in imprint.staff.iter_mut().enumerate() {
        let path = staff.index(index);
        see(&path.field("label"), Words::Plain(&mut entry.label));
        see(&path.field("value"), Words::Plain(&mut entry.value));
    }
    plain(&mut imprint.printed_by, &path.field("printed_by"), see);
    if let Some(picture) = &mut imprint.picture {
        figure(picture, &path.field("picture"), see);
    }
}

fn sections(list: &mut [Section], path: &Walk<'_>, depth: usize, see: See<'_>) {
    if limits::SECTION_DEPTH.check(depth).is_err() {
        return;
    }
    for (index, section) in list.iter_mut().enumerate() {
        let path = path.index(index);
        text(&mut section.heading, &path.field("heading"), see);
        blocks(&mut section.blocks, &path.field("blocks"), see);
        sections(&mut section.sections, &path.field("sections"), depth + 1, see);
    }
}

fn blocks(list: &mut [Block], path: &Walk<'_>, see: See<'_>) {
    for (index, block) in list.iter_mut().enumerate() {
        let path = path.index(index);
        let Block::Beside(beside) = block else {
            self::block(block, &path, see);
            continue;
        };
        let path = path.field("beside");
        for (index, cell) in beside.cells.iter_mut().enumerate() {
            let path = path.index(index);
            match cell.as_mut_slice() {
                [block] => self::block(block, &path, see),
                several => {
                    for (number, block) in several.iter_mut().enumerate() {
                        self::block(block, &path.index(number), see);
                    }
                }
            }
        }
    }
}

/// A block; nothing stands beside anything within what stands beside something.
fn block(block: &mut Block, path: &Walk<'_>, see: See<'_>) {
    match block {
        Block::Paragraph(words) => see(path, Words::Prose(words)),
        Block::Column(words) => see(&path.field("column"), Words::Text(words)),
        Block::Center(words) => see(&path.field("center"), Words::Text(words)),
        Block::Right(words) => see(&path.field("right"), Words::Text(words)),
        Block::Note(words) => see(&path.field("note"), Words::Prose(words)),
        Block::Table(content) => table(content, &path.field("table"), see),
        Block::Ranking(content) => ranking(content, &path.field("ranking"), see),
        Block::Figure(content) => figure(content, &path.field("figure"), see),
        Block::Chart(chart) => {
            let path = path.field("chart");
            names(&mut chart.categories, &path.field("categories"), see);
            let series = path.field("series");
            for (index, one) in chart.series.iter_mut().enumerate() {
                plain(&mut one.name, &series.index(index).field("name"), see);
            }
            plain(&mut chart.unit, &path.field("unit"), see);
            text(&mut chart.caption, &path.field("caption"), see);
            plain(&mut chart.alt, &path.field("alt"), see);
        }
        Block::Beside(_) => {}
    }
}

fn table(table: &mut Table, path: &Walk<'_>, see: See<'_>) {
    text(&mut table.caption, &path.field("caption"), see);
    plain(&mut table.unit, &path.field("unit"), see);
    let columns = path.field("columns");
    for (index, content) in table.columns.iter_mut().enumerate() {
        column(content, &columns.index(index), see);
    }
    let rows = path.field("rows");
    for (row, cells) in table.rows.iter_mut().enumerate() {
        let path = rows.index(row);
        for (index, cell) in cells.iter_mut().enumerate() {
            if let Some(words) = cell.text_mut() {
                see(&path.index(index), Words::Text(words));
            }
        }
    }
    text(&mut table.note, &path.field("note"), see);
}

fn ranking(ranking: &mut Ranking, path: &Walk<'_>, see: See<'_>) {
    text(&mut ranking.caption, &path.field("caption"), see);
    plain(&mut ranking.unit, &path.field("unit"), see);
    // It is the heading of a column and changes with it.
    plain(&mut ranking.by, &path.field("by"), see);
    let columns = path.field("columns");
    for (index, content) in ranking.columns.iter_mut().enumerate() {
        column(&mut content.column, &columns.index(index), see);
    }
    let rows = path.field("rows");
    for (index, row) in ranking.rows.iter_mut().enumerate() {
        see(&rows.index(index).field("name"), Words::Text(&mut row.name));
    }
    text(&mut ranking.note, &path.field("note"), see);
}

fn column(column: &mut TableColumn, path: &Walk<'_>, see: See<'_>) {
    see(&path.field("heading"), Words::Text(&mut column.heading));
    let groups = path.field("group");
    match column.group.as_mut_slice() {
        [group] => see(&groups, Words::Text(group)),
        several => texts(several, &groups, see),
    }
}

fn figure(figure: &mut Figure, path: &Walk<'_>, see: See<'_>) {
    see(&path.field("alt"), Words::Plain(&mut figure.alt));
    text(&mut figure.caption, &path.field("caption"), see);
}

fn prose(list: &mut [Text], path: &Walk<'_>, see: See<'_>) {
    for (index, words) in list.iter_mut().enumerate() {
        see(&path.index(index), Words::Prose(words));
    }
}

fn texts(list: &mut [Text], path: &Walk<'_>, see: See<'_>) {
    for (index, words) in list.iter_mut().enumerate() {
        see(&path.index(index), Words::Text(words));
    }
}

fn names(list: &mut [String], path: &Walk<'_>, see: See<'_>) {
    for (index, words) in list.iter_mut().enumerate() {
        see(&path.index(index), Words::Plain(words));
    }
}

fn text(words: &mut Option<Text>, path: &Walk<'_>, see: See<'_>) {
    if let Some(words) = words {
        see(path, Words::Text(words));
    }
}

fn plain(words: &mut Option<String>, path: &Walk<'_>, see: See<'_>) {
    if let Some(words) = words {
        see(path, Words::Plain(words));
    }
}
