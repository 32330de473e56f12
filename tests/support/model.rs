//! Bulletins of every shape, for property tests.

use bulletin::{
    Align, Appendix, Article, Block, Bulletin, Cell, Contents, Figure, Image, Imprint, Issue,
    Masthead, NaiveDate, Number, Period, Section, Series, Span, StaffEntry, Table, TableColumn,
    Text,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A valid bulletin, small enough to be set many times: every field, every kind of block, sections
/// to the fifth level, and characters that files and markup make something of.
pub(crate) fn arbitrary_bulletin() -> impl Strategy<Value = Bulletin> {
    let front = (masthead(), vec(text(), 0..3), option::of(contents()), option::of(heading()));
    let articles = prop_oneof![2 => Just(Vec::new()), 1 => vec(article(), 1..3)];
    let rest = (blocks(), sections(5), articles, vec(appendix(), 0..3), imprint());
    (front, rest).prop_map(|((masthead, editor_note, contents, title), rest)| {
        let (body, sections, articles, appendices, imprint) = rest;
        Bulletin {
            masthead,
            editor_note,
            contents,
            title,
            body,
            sections,
            articles,
            appendices,
            imprint,
        }
    })
}

/// Words of which every one, or every two, mean something somewhere.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "工作", "周报", "。", "，", "（", "》", "2024", "-1", "%", "above", "auto", "null", "~",
            " ", "\n", "\u{3000}", "*", "**", "\\", "\\*", "'", "\"", "\"\"\"", "<b>", "&amp;", "#",
            ": ", "- ", "{", "]", "𠮷", "👨‍👩‍👧", "שלום", "e\u{301}", "\u{2028}", "\u{FEFF}", "true", "1e5",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter_map("printable", |character| {
            let noncharacter = u32::from(character) & 0xFFFE == 0xFFFE;
            (!character.is_control() && !noncharacter).then(|| character.to_string())
        }),
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Words that are not blank.
pub(crate) fn name() -> impl Strategy<Value = String> {
    (words(), prop::sample::select(vec!["甲", "a", "0"])).prop_map(|(words, end)| words + end)
}

/// A text, in up to four stretches.
pub(crate) fn text() -> impl Strategy<Value = Text> {
    let span = (words(), any::<bool>()).prop_map(|(text, bold)| Span { text, bold });
    vec(span, 0..4).prop_map(Text::from_iter)
}

fn heading() -> impl Strategy<Value = Text> {
    (text(), name(), any::<bool>()).prop_map(|(mut text, name, bold)| {
        text.push(&name, bold);
        text
    })
}

fn day() -> impl Strategy<Value = NaiveDate> {
    let days = NaiveDate::from_ymd_opt(1000, 1, 1).zip(NaiveDate::from_ymd_opt(9999, 12, 31));
    let (first, last) = days.expect("two days");
    (0..=(last - first).num_days().unsigned_abs())
        .prop_map(move |days| first + chrono::Days::new(days))
}

fn masthead() -> impl Strategy<Value = Masthead> {
    let series = prop::sample::select(vec![Series::Regular, Series::Supplement, Series::Special]);
    let counted = || option::of(1..=u32::MAX);
    let issue = (option::of(1000..=9999_i32), counted(), counted(), series).prop_filter_map(
        "an issue says something",
        |(year, number, total, series)| {
            let issue = Issue { year, number, total, series };
            (issue != Issue::default()).then_some(issue)
        },
    );
    let period = (day(), day())
        .prop_map(|(one, other)| Period { start: one.min(other), end: one.max(other) });
    let names = (name(), vec(name(), 0..2));
    let printed = (names, option::of(issue), option::of(period), vec(name(), 0..3));
    let optional = || option::of(name());
    let marks = (optional(), optional(), optional(), optional(), optional());
    (printed, option::of(day()), marks).prop_map(
        |(((title, lines_above), issue, period, issuers), date, marks)| {
            let (secrecy, urgency, notice, copy_number, signer) = marks;
            Masthead {
                title,
                lines_above,
                issue,
                period,
                issuers,
                date,
                secrecy,
                urgency,
                notice,
                copy_number,
                signer,
            }
        },
    )
}

fn imprint() -> impl Strategy<Value = Imprint> {
    let optional = || option::of(name());
    let lists = (optional(), optional(), optional(), optional());
    let entry = (name(), name()).prop_map(|(label, value)| StaffEntry { label, value });
    let made = (option::of(1..=u32::MAX), vec(entry, 0..3), optional(), option::of(day()));
    (lists, made).prop_map(|((report, send, issue, copy), made)| {
        let (print_count, staff, printed_by, printed_on) = made;
        Imprint { report, send, issue, copy, print_count, staff, printed_by, printed_on }
    })
}

fn contents() -> impl Strategy<Value = Contents> {
    prop_oneof![Just(Contents::Auto), vec(text(), 0..3).prop_map(Contents::Manual)]
}

fn sections(depth: u32) -> BoxedStrategy<Vec<Section>> {
    if depth == 0 {
        return Just(Vec::new()).boxed();
    }
    let section = (option::of((heading(), any::<bool>())), blocks(), sections(depth - 1));
    let section = section.prop_map(|(heading, blocks, sections)| Section {
        run_in: heading.as_ref().is_some_and(|(_, run_in)| *run_in),
        heading: heading.map(|(heading, _)| heading),
        blocks,
        sections,
    });
    vec(section, 0..3).boxed()
}

fn article() -> impl Strategy<Value = Article> {
    (heading(), option::of(name()), blocks(), sections(2))
        .prop_map(|(title, source, body, sections)| Article { title, source, body, sections })
}

fn appendix() -> impl Strategy<Value = Appendix> {
    (heading(), blocks()).prop_map(|(title, blocks)| Appendix { title, blocks })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        4 => text().prop_map(Block::Paragraph),
        1 => heading().prop_map(Block::Column),
        1 => table().prop_map(Block::Table),
        1 => figure().prop_map(Block::Figure),
    ];
    vec(block, 0..3)
}

fn figure() -> impl Strategy<Value = Figure> {
    let image =
        prop_oneof![vec(any::<u8>(), 1..20).prop_map(Image::Data), name().prop_map(Image::File),];
    (image, words(), option::of(text()), option::of(1..=100_u32))
        .prop_map(|(image, alt, caption, width)| Figure { image, alt, caption, width })
}

/// A number in every form.
pub(crate) fn number() -> impl Strategy<Value = Number> {
    "[+−-]?([0-9]{1,9}|[1-9][0-9]{0,2}(,[0-9]{3}){1,2})([.][0-9]{1,4})?[%‰]?"
        .prop_map(|number| number.parse().expect("a number"))
}

fn table() -> impl Strategy<Value = Table> {
    let align =
        prop::sample::select(vec![Align::Left, Align::Center, Align::Right, Align::Decimal]);
    let group = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Text::plain("考核"))),
        1 => heading().prop_map(Some),
    ];
    let column = (text(), option::of(align), option::of(1..=1000_u32), group)
        .prop_map(|(heading, align, width, group)| TableColumn { heading, align, width, group });
    let parts = (vec(column, 1..4), 0..4_usize, option::of(text()), option::of(name()));
    parts.prop_flat_map(|(columns, rows, caption, unit)| {
        let width = columns.len();
        let cell = || prop_oneof![text().prop_map(Cell::Text), number().prop_map(Cell::Number)];
        let first = vec(cell(), width).boxed();
        let other = vec(prop_oneof![3 => cell(), 1 => Just(Cell::Above)], width).boxed();
        let rows: Vec<_> =
            (0..rows).map(|row| if row == 0 { first.clone() } else { other.clone() }).collect();
        (rows, option::of(text())).prop_map(move |(rows, note)| Table {
            caption: caption.clone(),
            unit: unit.clone(),
            columns: columns.clone(),
            rows,
            note,
        })
    })
}
