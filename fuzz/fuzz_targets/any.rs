//! Any valid bulletin that can be written as a draft, for the targets that begin with one.

use arbitrary::{Arbitrary, Result, Unstructured};
use bulletin::{
    Align, Appendix, Article, Beside, Block, Bulletin, Cell, Chart, ChartKind, Contents, Date,
    Field, Figure, Image, Imprint, Issue, IssueForm, IssueNumber, IssueUnit, Masthead, NaiveDate,
    Period, Section, Series, Span, StaffEntry, Table, TableColumn, Text,
};

/// A bulletin. It need not be valid: a name of a chart may be longer than the limit.
#[derive(Debug)]
pub(crate) struct Input(pub(crate) Bulletin);

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Input> {
        let mut bulletin = Bulletin::default();
        bulletin.masthead = masthead(u)?;
        bulletin.editor_note = list(u, 2, text)?;
        bulletin.contents = option(u, contents)?;
        bulletin.title = option(u, heading)?;
        bulletin.body = list(u, 4, block)?;
        bulletin.sections = list(u, 3, |u| section(u, 1))?;
        bulletin.articles = list(u, 2, |u| {
            let mut article = Article::new(heading(u)?);
            article.source = option(u, name)?;
            article.body = list(u, 3, block)?;
            article.sections = list(u, 2, |u| section(u, 1))?;
            Ok(article)
        })?;
        bulletin.appendices = list(u, 2, |u| {
            let mut appendix = Appendix::new(heading(u)?);
            appendix.blocks = list(u, 3, block)?;
            Ok(appendix)
        })?;
        bulletin.imprint = imprint(u)?;
        Ok(Input(bulletin))
    }
}

fn option<'a, T>(
    u: &mut Unstructured<'a>,
    of: impl Fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Option<T>> {
    if u.arbitrary()? { of(u).map(Some) } else { Ok(None) }
}

fn list<'a, T>(
    u: &mut Unstructured<'a>,
    most: usize,
    of: impl Fn(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = u.int_in_range(0..=most)?;
    (0..count).map(|_| of(u)).collect()
}

/// Words without what no document can hold.
fn words(u: &mut Unstructured<'_>) -> Result<String> {
    let words: &str = u.arbitrary()?;
    let allowed = |c: &char| {
        let noncharacter = u32::from(*c) & 0xFFFE == 0xFFFE;
        (!c.is_control() || matches!(c, '\n' | '\t')) && !noncharacter
    };
    Ok(words.chars().filter(allowed).collect())
}

/// Words that are not blank.
fn name(u: &mut Unstructured<'_>) -> Result<String> {
    let words = words(u)?;
    Ok(if words.trim().is_empty() { "甲".to_owned() } else { words })
}

fn text(u: &mut Unstructured<'_>) -> Result<Text> {
    let spans = list(u, 3, |u| Ok(Span::new(words(u)?, u.arbitrary()?)))?;
    Ok(Text::from_iter(spans))
}

/// A text that is not blank.
fn heading(u: &mut Unstructured<'_>) -> Result<Text> {
    let text = text(u)?;
    Ok(if text.to_plain().trim().is_empty() { Text::plain("甲") } else { text })
}

fn date(u: &mut Unstructured<'_>) -> Result<NaiveDate> {
    let days = u.int_in_range(364_878..=3_652_059)?;
    Ok(NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default())
}

fn issue_number(u: &mut Unstructured<'_>) -> Result<IssueNumber> {
    let first = u.int_in_range(1..=u32::MAX - 9)?;
    Ok(match u.int_in_range(0..=3)? {
        0 => IssueNumber::Range(first, first + u.int_in_range(1..=9)?),
        1 => IssueNumber::Listed(first, first + u.int_in_range(1..=9)?),
        _ => first.into(),
    })
}

fn masthead(u: &mut Unstructured<'_>) -> Result<Masthead> {
    let mut masthead = Masthead::new(name(u)?);
    masthead.lines_above = list(u, 2, name)?;
    masthead.issue = option(u, |u| {
        let mut issue = Issue::default();
        issue.year = Some(u.int_in_range(1000..=9999)?);
        issue.number = option(u, issue_number)?;
        issue.total = option(u, issue_number)?;
        issue.series = match u.int_in_range(0..=6)? {
            0 => Series::Supplement,
            1 => Series::Special,
            2 => Series::SpecialEdition,
            3 => Series::Inaugural,
            4 => Series::Trial,
            5 => Series::Own(name(u)? + "辑"),
            _ => Series::Regular,
        };
        let units = [IssueUnit::Issue, IssueUnit::Number, IssueUnit::Week, IssueUnit::Month];
        issue.unit = *u.choose(&units)?;
        issue.form = *u.choose(&[IssueForm::Year, IssueForm::Bracketed])?;
        issue.line = option(u, name)?;
        Ok(issue)
    })?;
    masthead.period = option(u, |u| {
        let year = option(u, |u| u.int_in_range(1000..=9999))?;
        Ok(match u.int_in_range(0..=6)? {
            0 => Period::Week { year, number: u.int_in_range(1..=53)? },
            1 => Period::Months { year, first: 3, last: u.int_in_range(3..=12)? },
            2 => Period::TenDays { year, month: u.int_in_range(1..=12)?, third: 2 },
            3 => Period::Quarter { year, number: u.int_in_range(1..=4)? },
            4 => Period::Half { year, number: u.int_in_range(1..=2)? },
            5 => Period::Words(name(u)?),
            _ => Period::spanning(date(u)?, date(u)?),
        })
    })?;
    masthead.issuers = list(u, 2, name)?;
    masthead.date = option(u, |u| {
        let mut of = Date::from(date(u)?);
        of.hour = option(u, |u| u.int_in_range(0..=24))?;
        of.weekday = u.arbitrary()?;
        Ok(of)
    })?;
    masthead.title_part = option(u, name)?;
    masthead.lines_below = list(u, 2, name)?;
    masthead.fields = list(u, 2, |u| Ok(Field::new(name(u)?, name(u)?)))?;
    masthead.secrecy = option(u, name)?;
    masthead.urgency = option(u, name)?;
    masthead.notice = list(u, 2, name)?;
    masthead.copy_number = option(u, name)?;
    masthead.signer = option(u, name)?;
    Ok(masthead)
}

fn contents(u: &mut Unstructured<'_>) -> Result<Contents> {
    if u.arbitrary()? { Ok(Contents::Auto) } else { list(u, 3, heading).map(Contents::Manual) }
}

fn section(u: &mut Unstructured<'_>, depth: usize) -> Result<Section> {
    let heading = option(u, heading)?;
    let run_in = u.arbitrary::<bool>()? && heading.is_some();
    let blocks = list(u, 3, block)?;
    let sections = if depth < 5 { list(u, 2, |u| section(u, depth + 1))? } else { Vec::new() };
    let mut section = Section::default();
    section.heading = heading;
    section.run_in = run_in;
    section.blocks = blocks;
    section.sections = sections;
    Ok(section)
}

fn chart(u: &mut Unstructured<'_>) -> Result<Chart> {
    let kinds = [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines, ChartKind::Shares];
    let kind = *u.choose(&kinds)?;
    let mut chart = Chart::new(kind, [name(u)?, name(u)?]);
    let values = [Some(u.arbitrary::<u32>()?), option(u, |u| u.arbitrary::<u32>())?];
    let values = values.map(|value| value.map(|value| value.max(1)));
    chart.push(name(u)?, values).map_err(|_| arbitrary::Error::IncorrectFormat)?;
    chart.unit = option(u, name)?;
    chart.caption = option(u, text)?;
    chart.alt = option(u, name)?;
    chart.width = option(u, |u| u.int_in_range(1..=100))?;
    chart.values = u.arbitrary()?;
    Ok(chart)
}

fn block(u: &mut Unstructured<'_>) -> Result<Block> {
    Ok(match u.int_in_range(0..=5)? {
        0 => Block::Table(table(u)?),
        1 => {
            let mut figure = Figure::new(Image::File(name(u)?), words(u)?);
            figure.caption = option(u, text)?;
            figure.width = option(u, |u| u.int_in_range(1..=100))?;
            Block::Figure(figure)
        }
        2 => Block::Column(heading(u)?),
        3 => Block::Chart(chart(u)?),
        4 if u.ratio(1, 4)? => Block::Beside(Beside::new([
            vec![Block::Paragraph(text(u)?)],
            vec![Block::Chart(chart(u)?)],
        ])),
        _ => Block::Paragraph(text(u)?),
    })
}

fn table(u: &mut Unstructured<'_>) -> Result<Table> {
    let columns = u.int_in_range(1..=4)?;
    let rows = u.int_in_range(0..=4)?;
    let column = |u: &mut Unstructured<'_>| {
        let aligns = [Align::Left, Align::Center, Align::Right, Align::Decimal];
        let align = option(u, |u| u.choose(&aligns).copied())?;
        let width = option(u, |u| u.int_in_range(1..=100))?;
        let mut column = TableColumn::new(text(u)?);
        column.align = align;
        column.width = width;
        column.group = option(u, heading)?.into_iter().collect();
        Ok(column)
    };
    let cell = |u: &mut Unstructured<'_>, first: bool| {
        Ok(match u.int_in_range(0..=4)? {
            0 if !first => Cell::Above,
            1 => Cell::Number(
                u.arbitrary::<i32>()?
                    .to_string()
                    .parse()
                    .map_err(|_| arbitrary::Error::IncorrectFormat)?,
            ),
            2 => Cell::Text(text(u)?).bold(),
            _ => Cell::Text(text(u)?),
        })
    };
    let mut table = Table::default();
    table.caption = option(u, text)?;
    table.unit = option(u, name)?;
    table.columns = (0..columns).map(|_| column(u)).collect::<Result<_>>()?;
    table.rows = (0..rows)
        .map(|row| (0..columns).map(|_| cell(u, row == 0)).collect::<Result<_>>())
        .collect::<Result<_>>()?;
    table.note = option(u, text)?;
    Ok(table)
}

fn imprint(u: &mut Unstructured<'_>) -> Result<Imprint> {
    let mut imprint = Imprint::default();
    imprint.report = option(u, name)?;
    imprint.send = option(u, name)?;
    imprint.issue = option(u, name)?;
    imprint.copy = option(u, name)?;
    imprint.print_count = option(u, |u| u.int_in_range(1..=u32::MAX))?;
    imprint.staff = list(u, 2, |u| Ok(StaffEntry::new(name(u)?, name(u)?)))?;
    imprint.printed_by = option(u, name)?;
    imprint.printed_on = option(u, date)?;
    Ok(imprint)
}
