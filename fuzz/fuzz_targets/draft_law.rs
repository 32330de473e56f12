//! Any bulletin: what is printed of it is read as the same bulletin.
#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use bulletin::draft::{parse, print};
use bulletin::{
    Align, Appendix, Article, Block, Bulletin, Cell, Contents, Figure, Image, Imprint, Issue, Masthead,
    NaiveDate, Period, Section, Series, Span, StaffEntry, Table, TableColumn, Text,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: Input| {
    let canonical = print(&input.0);
    assert_eq!(parse(&canonical).bulletin, input.0, "{canonical}");
});

#[derive(Debug)]
struct Input(Bulletin);

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Input> {
        Ok(Input(Bulletin {
            masthead: masthead(u)?,
            editor_note: list(u, 2, text)?,
            contents: option(u, contents)?,
            title: option(u, heading)?,
            body: list(u, 4, block)?,
            sections: list(u, 3, |u| section(u, 1))?,
            articles: list(u, 2, |u| {
                Ok(Article {
                    title: heading(u)?,
                    source: option(u, name)?,
                    body: list(u, 3, block)?,
                    sections: list(u, 2, |u| section(u, 1))?,
                })
            })?,
            appendices: list(u, 2, |u| {
                Ok(Appendix { title: heading(u)?, blocks: list(u, 3, block)? })
            })?,
            imprint: imprint(u)?,
        }))
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
    let spans = list(u, 3, |u| Ok(Span { text: words(u)?, bold: u.arbitrary()? }))?;
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

fn masthead(u: &mut Unstructured<'_>) -> Result<Masthead> {
    Ok(Masthead {
        title: name(u)?,
        lines_above: list(u, 2, name)?,
        issue: option(u, |u| {
            Ok(Issue {
                year: Some(u.int_in_range(1000..=9999)?),
                number: option(u, |u| u.int_in_range(1..=u32::MAX))?,
                total: option(u, |u| u.int_in_range(1..=u32::MAX))?,
                series: *u.choose(&[Series::Regular, Series::Supplement, Series::Special])?,
            })
        })?,
        period: option(u, |u| {
            let (one, other) = (date(u)?, date(u)?);
            Ok(Period { start: one.min(other), end: one.max(other) })
        })?,
        issuers: list(u, 2, name)?,
        date: option(u, date)?,
        secrecy: option(u, name)?,
        urgency: option(u, name)?,
        notice: option(u, name)?,
        copy_number: option(u, name)?,
        signer: option(u, name)?,
    })
}

fn contents(u: &mut Unstructured<'_>) -> Result<Contents> {
    if u.arbitrary()? { Ok(Contents::Auto) } else { list(u, 3, heading).map(Contents::Manual) }
}

fn section(u: &mut Unstructured<'_>, depth: usize) -> Result<Section> {
    let heading = option(u, heading)?;
    let run_in = u.arbitrary::<bool>()? && heading.is_some();
    let blocks = list(u, 3, block)?;
    let sections = if depth < 5 { list(u, 2, |u| section(u, depth + 1))? } else { Vec::new() };
    Ok(Section { heading, run_in, blocks, sections })
}

fn block(u: &mut Unstructured<'_>) -> Result<Block> {
    Ok(match u.int_in_range(0..=5)? {
        0 => Block::Table(table(u)?),
        1 => Block::Figure(Figure {
            image: Image::File(name(u)?),
            alt: words(u)?,
            caption: option(u, text)?,
            width: option(u, |u| u.int_in_range(1..=100))?,
        }),
        2 => Block::Column(heading(u)?),
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
        Ok(TableColumn { heading: text(u)?, align, width, group: option(u, heading)? })
    };
    let cell = |u: &mut Unstructured<'_>, first: bool| {
        Ok(match u.int_in_range(0..=3)? {
            0 if !first => Cell::Above,
            1 => Cell::Number(
                u.arbitrary::<i32>()?
                    .to_string()
                    .parse()
                    .map_err(|_| arbitrary::Error::IncorrectFormat)?,
            ),
            _ => Cell::Text(text(u)?),
        })
    };
    Ok(Table {
        caption: option(u, text)?,
        unit: option(u, name)?,
        columns: (0..columns).map(|_| column(u)).collect::<Result<_>>()?,
        rows: (0..rows)
            .map(|row| (0..columns).map(|_| cell(u, row == 0)).collect::<Result<_>>())
            .collect::<Result<_>>()?,
        note: option(u, text)?,
    })
}

fn imprint(u: &mut Unstructured<'_>) -> Result<Imprint> {
    Ok(Imprint {
        report: option(u, name)?,
        send: option(u, name)?,
        issue: option(u, name)?,
        copy: option(u, name)?,
        print_count: option(u, |u| u.int_in_range(1..=u32::MAX))?,
        staff: list(u, 2, |u| Ok(StaffEntry { label: name(u)?, value: name(u)? }))?,
        printed_by: option(u, name)?,
        printed_on: option(u, date)?,
    })
}
