//! Validating a bulletin that a program made: the same rules as reading keeps, with the same paths.

use std::collections::BTreeSet;

use super::limits::{self, Limit};
use super::messages::Fault;
use super::targets::{self, Target};
use super::total::Counted;
use super::{
    Appendix, Article, Block, Bulletin, Chart, Contents, Figure, Image, Imprint, Masthead, Ranking,
    Section, Table, TableColumn, Text, column, figure, rules, table, total,
};
use crate::error::Error;
use crate::place::{ModelPath, Place, Walk};

impl Bulletin {
    /// Checks everything that reading a file checks: required words, ranges, the shape of tables,
    /// characters that cannot be printed, [limits](crate::limits). What passes can be written as a
    /// file and read back.
    ///
    /// # Errors
    /// The first fault, with its path.
    ///
    /// ```
    /// use bulletin::{Bulletin, Section};
    ///
    /// let mut bulletin = Bulletin::new("工作快报");
    /// bulletin.sections = vec![Section::new("工作动态"), Section::new(" ")];
    /// let error = bulletin.validate().unwrap_err();
    /// assert_eq!(error.code(), "input.blank");
    /// assert_eq!(error.place().path.to_string(), "sections[1].heading");
    ///
    /// bulletin.sections.pop();
    /// assert_eq!(bulletin.validate(), Ok(()));
    /// ```
    pub fn validate(&self) -> Result<(), Error> {
        total::of(|| self.check())
    }

    fn check(&self) -> Result<(), Error> {
        let root = Walk::Root;
        at(&root, self.says_something())?;
        masthead(&self.masthead, &root.field("masthead"))?;
        texts(&self.editor_note, &limits::EDITOR_NOTE, &root.field("editor_note"))?;
        if let Some(Contents::Manual(lines)) = &self.contents {
            texts(lines, &limits::CONTENTS, &root.field("contents"))?;
        }
        optional_name(self.contents_heading.as_deref(), &root.field("contents_heading"))?;
        optional_heading(self.title.as_ref(), &root.field("title"))?;
        optional_heading(self.subtitle.as_ref(), &root.field("subtitle"))?;
        optional_name(self.author.as_deref(), &root.field("author"))?;
        at(&root, self.check_below_title())?;
        optional_name(self.addressee.as_deref(), &root.field("addressee"))?;
        blocks(&self.body, &root.field("body"))?;
        sections(&self.sections, &root.field("sections"), 1)?;
        optional_name(self.source.as_deref(), &root.field("source"))?;
        articles(&self.articles, &root.field("articles"))?;
        if let Some(sign_off) = &self.sign_off {
            let path = &root.field("sign_off");
            each(&sign_off.signers, &limits::SIGNERS, &path.field("signers"), |signer, path| {
                name(signer, path)
            })?;
            at(&path.field("date"), sign_off.date.map_or(Ok(()), rules::date))?;
            at(path, sign_off.check())?;
        }
        appendices(&self.appendices, &root.field("appendices"))?;
        imprint(&self.imprint, &root.field("imprint"))?;
        match self.same_ids() {
            Some((fault, path)) => Err(Error::new(fault, Place::path(path))),
            None => Ok(()),
        }
    }
}

impl Bulletin {
    /// The rule of ids: no two are the same. Where it is not kept, and how.
    pub(super) fn same_ids(&self) -> Option<(Fault, ModelPath)> {
        let mut known = BTreeSet::new();
        let mut targets = targets::of(self).into_iter();
        let Target { id, path, .. } = targets.find(|target| !known.insert(target.id))?;
        Some((Fault::Id { id: id.to_owned() }, path))
    }
}

/// Puts a fault in its place.
fn at(path: &Walk<'_>, result: Result<(), Fault>) -> Result<(), Error> {
    result.map_err(|fault| Error::new(fault, Place::path(path.path())))
}

/// Calls `check` with each element of a list, which is within its limit, and its path.
fn each<T>(
    list: &[T],
    limit: &Limit,
    path: &Walk<'_>,
    check: impl Fn(&T, &Walk<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    at(path, limit.check(list.len()))?;
    list.iter().enumerate().try_for_each(|(index, element)| {
        let path = &path.index(index);
        at(path, total::element(limit))?;
        check(element, path)
    })
}

fn masthead(masthead: &Masthead, path: &Walk<'_>) -> Result<(), Error> {
    if !masthead.title.is_empty() {
        name(&masthead.title, &path.field("title"))?;
    }
    optional_name(masthead.title_part.as_deref(), &path.field("title_part"))?;
    if let Some(logo) = &masthead.logo {
        let path = &path.field("logo");
        image(&logo.image, path)?;
        words(&logo.alt, &path.field("alt"))?;
    }
    let names = |list: &[String], limit: &Limit, field: &'static str| {
        each(list, limit, &path.field(field), |words, path| name(words, path))
    };
    names(&masthead.lines_above, &limits::LINES_ABOVE, "lines_above")?;
    names(&masthead.lines_below, &limits::LINES_BELOW, "lines_below")?;
    if let Some(issue) = &masthead.issue {
        issue.check(&path.field("issue"))?;
    }
    if let Some(period) = &masthead.period {
        period.check(&path.field("period"))?;
    }
    names(&masthead.issuers, &limits::ISSUERS, "issuers")?;
    at(&path.field("date"), masthead.date.map_or(Ok(()), |date| date.check()))?;
    each(&masthead.fields, &limits::FIELDS, &path.field("fields"), |field, path| {
        name(&field.label, &path.field("label"))?;
        name(&field.value, &path.field("value"))
    })?;
    names(&masthead.notice, &limits::NOTICES, "notice")?;
    let Masthead { secrecy, urgency, copy_number, signer, .. } = masthead;
    optional_name(secrecy.as_deref(), &path.field("secrecy"))?;
    optional_name(urgency.as_deref(), &path.field("urgency"))?;
    optional_name(copy_number.as_deref(), &path.field("copy_number"))?;
    optional_name(signer.as_deref(), &path.field("signer"))
}

fn imprint(imprint: &Imprint, path: &Walk<'_>) -> Result<(), Error> {
    optional_name(imprint.report.as_deref(), &path.field("report"))?;
    optional_name(imprint.send.as_deref(), &path.field("send"))?;
    optional_name(imprint.issue.as_deref(), &path.field("issue"))?;
    optional_name(imprint.copy.as_deref(), &path.field("copy"))?;
    each(&imprint.entries, &limits::IMPRINT_ENTRIES, &path.field("entries"), |entry, path| {
        match &entry.label {
            Some(label) => {
                name(label, &path.field("label"))?;
                name(&entry.value, &path.field("value"))
            }
            None => name(&entry.value, path),
        }
    })?;
    at(&path.field("print_count"), imprint.print_count.map_or(Ok(()), rules::from_one))?;
    each(&imprint.staff, &limits::STAFF, &path.field("staff"), |entry, path| {
        name(&entry.label, &path.field("label"))?;
        name(&entry.value, &path.field("value"))
    })?;
    optional_name(imprint.printed_by.as_deref(), &path.field("printed_by"))?;
    at(&path.field("printed_on"), imprint.printed_on.map_or(Ok(()), rules::date))?;
    imprint.picture.as_ref().map_or(Ok(()), |picture| figure(picture, &path.field("picture")))
}

/// Sections at this depth, from 1. Stops at the limit of the depth, so that a tree of any depth
/// needs no more stack than that.
fn sections(list: &[Section], path: &Walk<'_>, depth: usize) -> Result<(), Error> {
    each(list, &limits::SECTIONS, path, |section, path| {
        at(path, limits::SECTION_DEPTH.check(depth))?;
        at(path, section.check())?;
        optional_heading(section.heading.as_ref(), &path.field("heading"))?;
        let form = section.number.as_deref().map_or(Ok(()), rules::number_form);
        at(&path.field("number"), form)?;
        blocks(&section.blocks, &path.field("blocks"))?;
        sections(&section.sections, &path.field("sections"), depth + 1)
    })
}

fn articles(list: &[Article], path: &Walk<'_>) -> Result<(), Error> {
    each(list, &limits::ARTICLES, path, |article, path| {
        heading(&article.title, &path.field("title"))?;
        optional_heading(article.subtitle.as_ref(), &path.field("subtitle"))?;
        optional_name(article.author.as_deref(), &path.field("author"))?;
        optional_name(article.source.as_deref(), &path.field("source"))?;
        blocks(&article.body, &path.field("body"))?;
        sections(&article.sections, &path.field("sections"), 1)
    })
}

fn appendices(list: &[Appendix], path: &Walk<'_>) -> Result<(), Error> {
    each(list, &limits::APPENDICES, path, |appendix, path| {
        heading(&appendix.title, &path.field("title"))?;
        optional_name(appendix.id.as_deref(), &path.field("id"))?;
        blocks(&appendix.blocks, &path.field("blocks"))?;
        sections(&appendix.sections, &path.field("sections"), 1)
    })
}

fn blocks(list: &[Block], path: &Walk<'_>) -> Result<(), Error> {
    each(list, &limits::BLOCKS, path, block)
}

fn block(block: &Block, path: &Walk<'_>) -> Result<(), Error> {
    match block {
        Block::Paragraph(words) => text(words, path),
        Block::Center(words) => text(words, &path.field("center")),
        Block::Right(words) => text(words, &path.field("right")),
        Block::Note(words) => text(words, &path.field("note")),
        Block::Table(content) => table(content, &path.field("table")),
        Block::Ranking(content) => ranking(content, &path.field("ranking")),
        Block::Figure(content) => figure(content, &path.field("figure")),
        Block::Chart(content) => chart(content, &path.field("chart")),
        Block::Beside(content) => {
            let path = &path.field("beside");
            content.check().map_err(|wrong| wrong.at(path))?;
            content.try_each(path, |content, path| {
                at(path, total::element(&limits::BLOCKS))?;
                self::block(content, path)
            })
        }
        Block::Column(words) => heading(words, &path.field("column")),
    }
}

fn table(table: &Table, path: &Walk<'_>) -> Result<(), Error> {
    optional_text(table.caption.as_ref(), &path.field("caption"))?;
    optional_name(table.unit.as_deref(), &path.field("unit"))?;
    at(&path.field("columns"), column::check_columns(table.columns.len()))?;
    each(&table.columns, &limits::COLUMNS, &path.field("columns"), column)?;
    each(&table.rows, &limits::ROWS, &path.field("rows"), |row, path| {
        at(path, table::check_row(row.len(), table.columns.len()))?;
        at(path, total::add(Counted::Cells, row.len()))?;
        each(row, &limits::COLUMNS, path, |cell, path| match (cell.text(), cell.number()) {
            (Some(words), _) => text(words, path),
            (None, Some(number)) => words(number.as_str(), path),
            (None, None) => Ok(()),
        })
    })?;
    if let Some((below, fault)) = table::misfit(&table.rows, table.columns.len()) {
        return Err(Error::new(fault, Place::path(below.below(&path.path()))));
    }
    each(&table.marks, &limits::MARKS, &path.field("marks"), |mark, path| at(path, mark.check()))?;
    optional_text(table.note.as_ref(), &path.field("note"))?;
    optional_name(table.id.as_deref(), &path.field("id"))
}

fn ranking(ranking: &Ranking, path: &Walk<'_>) -> Result<(), Error> {
    optional_text(ranking.caption.as_ref(), &path.field("caption"))?;
    optional_name(ranking.unit.as_deref(), &path.field("unit"))?;
    optional_name(ranking.by.as_deref(), &path.field("by"))?;
    each(&ranking.columns, &limits::COLUMNS, &path.field("columns"), |content, path| {
        column(&content.column, path)
    })?;
    each(&ranking.rows, &limits::ROWS, &path.field("rows"), |row, path| {
        at(path, total::add(Counted::Cells, row.scores.len() + 1))?;
        text(&row.name, &path.field("name"))?;
        let previous = row.previous.map_or(Ok(()), |rank| rules::within(rank, 1..=u32::MAX));
        at(&path.field("previous"), previous)
    })?;
    each(&ranking.summary, &limits::COLUMNS, &path.field("summary"), |_, _| Ok(()))?;
    for (mark, field) in [(&ranking.top, "top"), (&ranking.bottom, "bottom")] {
        let path = path.field(field);
        mark.map_or(Ok(()), |mark| at(&path, mark.check()))?;
    }
    ranking.ranked().map_err(|wrong| {
        let (below, fault) = wrong.into_parts();
        Error::new(fault, Place::path(below.below(&path.path())))
    })?;
    optional_text(ranking.note.as_ref(), &path.field("note"))?;
    optional_name(ranking.id.as_deref(), &path.field("id"))
}

fn chart(chart: &Chart, path: &Walk<'_>) -> Result<(), Error> {
    each(&chart.categories, &limits::CATEGORIES, &path.field("categories"), |words, path| {
        name(words, path)
    })?;
    each(&chart.series, &limits::SERIES, &path.field("series"), |series, path| {
        optional_name(series.name.as_deref(), &path.field("name"))?;
        let values = &path.field("values");
        at(values, limits::CATEGORIES.check(series.values.len()))?;
        at(values, total::add(Counted::Cells, series.values.len()))?;
        series.values.iter().flatten().try_for_each(|number| words(number.as_str(), values))
    })?;
    optional_name(chart.unit.as_deref(), &path.field("unit"))?;
    optional_text(chart.caption.as_ref(), &path.field("caption"))?;
    optional_name(chart.alt.as_deref(), &path.field("alt"))?;
    let percent = chart.width.map_or(Ok(()), |width| rules::within(width, figure::PERCENT));
    at(&path.field("width"), percent)?;
    optional_name(chart.id.as_deref(), &path.field("id"))?;
    chart.check().map_err(|wrong| wrong.at(path))
}

fn column(column: &TableColumn, path: &Walk<'_>) -> Result<(), Error> {
    text(&column.heading, &path.field("heading"))?;
    let groups = &path.field("group");
    at(groups, column::check_groups(column.group.len()))?;
    match column.group.as_slice() {
        [group] => heading(group, groups)?,
        several => each(several, &limits::GROUPS, groups, heading)?,
    }
    let share = column.width.map_or(Ok(()), |width| rules::within(width, column::SHARE));
    at(&path.field("width"), share)
}

fn figure(figure: &Figure, path: &Walk<'_>) -> Result<(), Error> {
    image(&figure.image, path)?;
    words(&figure.alt, &path.field("alt"))?;
    optional_text(figure.caption.as_ref(), &path.field("caption"))?;
    optional_name(figure.id.as_deref(), &path.field("id"))?;
    let percent = figure.width.map_or(Ok(()), |width| rules::within(width, figure::PERCENT));
    at(&path.field("width"), percent)
}

/// An image; `path` is that of what shows it.
fn image(image: &Image, path: &Walk<'_>) -> Result<(), Error> {
    match image {
        Image::File(file) => name(file, &path.field("file")),
        Image::Data(data) => at(&path.field("data"), figure::check_data(data)),
    }
}

fn texts(list: &[Text], limit: &Limit, path: &Walk<'_>) -> Result<(), Error> {
    each(list, limit, path, text)
}

fn text(text: &Text, path: &Walk<'_>) -> Result<(), Error> {
    at(path, text.check())
}

fn optional_text(words: Option<&Text>, path: &Walk<'_>) -> Result<(), Error> {
    words.map_or(Ok(()), |words| text(words, path))
}

fn heading(words: &Text, path: &Walk<'_>) -> Result<(), Error> {
    at(path, words.check_heading())
}

fn optional_heading(words: Option<&Text>, path: &Walk<'_>) -> Result<(), Error> {
    words.map_or(Ok(()), |words| heading(words, path))
}

fn words(words: &str, path: &Walk<'_>) -> Result<(), Error> {
    at(path, rules::words(words))
}

fn name(name: &str, path: &Walk<'_>) -> Result<(), Error> {
    at(path, rules::name(name))
}

fn optional_name(words: Option<&str>, path: &Walk<'_>) -> Result<(), Error> {
    words.map_or(Ok(()), |words| name(words, path))
}
