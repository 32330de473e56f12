//! Bulletins of every shape, for property tests.

use bulletin::{
    Align, Appendix, Article, Beside, Block, Bulletin, Cell, CellLook, Chart, ChartKind, Color,
    Contents, Date, Field, Figure, Image, Imprint, ImprintEntry, Issue, IssueForm, IssueNumber,
    IssueUnit, Logo, Masthead, NaiveDate, Number, Period, Position, RankColumn, RankMark,
    RankOrder, RankRole, RankRule, Ranking, Section, Series, SignOff, Span, StaffEntry, Summary,
    Table, TableColumn, TableForm, TableMark, TableRange, TableSize, Text, TieStyle,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub(crate) use super::shared::changed;

/// A valid bulletin, small enough to be set many times: every field, every kind of block, sections
/// to the fifth level, and characters that files and markup make something of.
pub(crate) fn arbitrary_bulletin() -> impl Strategy<Value = Bulletin> {
    bulletin_of(&Vocabulary {
        words: words().boxed(),
        name: name().boxed(),
        source: name().boxed(),
        text: text().boxed(),
        heading: heading().boxed(),
        title: heading().boxed(),
        day: day().boxed(),
        number: number().boxed(),
        image: vec(any::<u8>(), 1..20).boxed(),
        empty_issue: false,
    })
}

/// Words of which every one, or every two, mean something somewhere.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "工作", "周报", "。", "，", "（", "》", "2024", "-1", "%", "above", "auto", "null", "~",
            " ", "\n", "\u{3000}", "*", "**", "\\", "\\*", "'", "\"", "\"\"\"", "<b>", "<sup>", "</sup>", "<sub>", "</sub>", "<u>", "</u>", "<#FF0000>", "<#00", "</#>", "<ref>", "</ref>", "<note>", "</note>", "&amp;", "#",
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

/// On the line, raised or lowered.
pub(crate) fn position() -> impl Strategy<Value = Position> {
    prop::sample::select(vec![Position::Baseline, Position::Superscript, Position::Subscript])
}

/// A text, in up to four stretches.
pub(crate) fn text() -> impl Strategy<Value = Text> {
    let reference = prop::sample::select(vec!["甲", "scores", "<u>"]).prop_map(Span::reference);
    let note = words().prop_map(Span::note);
    vec(prop_oneof![6 => span(), 1 => reference, 1 => note], 0..4).prop_map(Text::from_iter)
}

/// A stretch of words.
fn span() -> impl Strategy<Value = Span> {
    let color = prop::sample::select(vec![Color::RED, Color::BLACK]);
    let look = (any::<bool>(), position(), proptest::bool::weighted(0.2), rarely(color));
    (words(), look).prop_map(|(text, (bold, position, underline, color))| {
        let span = Span::new(text, bold).at(position);
        let span = if underline { span.underlined() } else { span };
        match color {
            Some(color) => span.colored(color),
            None => span,
        }
    })
}

fn heading() -> impl Strategy<Value = Text> {
    let text = vec(span(), 0..4).prop_map(Text::from_iter);
    (text, name(), any::<bool>()).prop_map(|(mut text, name, bold)| {
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

/// A number in every form.
pub(crate) fn number() -> impl Strategy<Value = Number> {
    "[+−-]?([0-9]{1,9}|[1-9][0-9]{0,2}(,[0-9]{3}){1,2})([.][0-9]{1,4})?[%‰]?"
        .prop_map(|number| number.parse().expect("a number"))
}

/// What stands in the fields of a bulletin.
pub(crate) struct Vocabulary {
    /// Words that may be blank.
    pub(crate) words: BoxedStrategy<String>,
    pub(crate) name: BoxedStrategy<String>,
    /// Where an article was taken from, and the unit of a table.
    pub(crate) source: BoxedStrategy<String>,
    /// A text that may be blank.
    pub(crate) text: BoxedStrategy<Text>,
    pub(crate) heading: BoxedStrategy<Text>,
    /// The title of a body, an article or an appendix, and a column heading.
    pub(crate) title: BoxedStrategy<Text>,
    pub(crate) day: BoxedStrategy<NaiveDate>,
    pub(crate) number: BoxedStrategy<Number>,
    pub(crate) image: BoxedStrategy<Vec<u8>>,
    /// Whether an issue may say nothing.
    pub(crate) empty_issue: bool,
}

/// A bulletin with these words, texts and numbers in every field.
pub(crate) fn bulletin_of(with: &Vocabulary) -> impl Strategy<Value = Bulletin> + use<> {
    let contents =
        prop_oneof![Just(Contents::Auto), vec(with.text.clone(), 0..3).prop_map(Contents::Manual)];
    let front =
        (masthead(with), vec(with.text.clone(), 0..3), of(contents), of(with.title.clone()));
    let below = || (of(with.title.clone()), rarely(with.source.clone()));
    let titled = (with.title.clone(), below());
    let article = (titled, of(with.source.clone()), blocks(with), sections(with)).prop_map(
        |((title, (subtitle, author)), source, body, sections)| {
            changed(Article::new(title), |article| {
                article.subtitle = subtitle;
                article.author = author;
                article.source = source;
                article.body = body;
                article.sections = sections;
            })
        },
    );
    let articles = prop_oneof![2 => Just(Vec::new()), 1 => vec(article, 1..3)];
    let own = prop_oneof![2 => Just(Vec::new()).boxed(), 1 => sections(with)];
    let appendix = (with.title.clone(), blocks(with), own).prop_map(|(title, blocks, sections)| {
        changed(Appendix::new(title), |appendix| {
            appendix.blocks = blocks;
            appendix.sections = sections;
        })
    });
    // Each part is boxed: a bulletin of them all is too large for the stack of a test.
    let (articles, appendices) = (articles.boxed(), vec(appendix, 0..3).boxed());
    let rest = (blocks(with), sections(with), articles, appendices, imprint(with)).boxed();
    let words = || rarely(with.name.clone());
    let around = (below(), words(), words(), rarely(with.source.clone()), rarely(sign_off(with)));
    let (front, around) = (front.boxed(), around.boxed());
    ((front, rest, around), any::<bool>()).prop_filter_map(
        "something is said",
        |(bulletin, with_ids)| {
            let ((masthead, editor_note, contents, title), rest, around) = bulletin;
            let (body, sections, articles, appendices, imprint) = rest;
            let ((subtitle, author), contents_heading, addressee, source, sign_off) = around;
            let bulletin = changed(Bulletin::default(), |bulletin| {
                bulletin.masthead = masthead;
                bulletin.editor_note = editor_note;
                bulletin.contents = contents;
                // Below a title alone.
                bulletin.subtitle = subtitle.filter(|_| title.is_some());
                bulletin.author = author.filter(|_| title.is_some());
                bulletin.title = title;
                bulletin.contents_heading = contents_heading;
                bulletin.addressee = addressee;
                bulletin.source = source;
                bulletin.sign_off = sign_off;
                bulletin.body = body;
                bulletin.sections = sections;
                bulletin.articles = articles;
                bulletin.appendices = appendices;
                bulletin.imprint = imprint;
                if with_ids {
                    give_ids(bulletin);
                }
            });
            (bulletin != Bulletin::default()).then_some(bulletin)
        },
    )
}

/// A number, or those of a joint issue.
fn issue_number() -> impl Strategy<Value = IssueNumber> {
    let one = prop_oneof![1..600_u32, 1..=u32::MAX];
    prop_oneof![
        4 => one.prop_map(IssueNumber::from),
        1 => (1..600_u32, 1..30_u32).prop_map(|(first, more)| IssueNumber::Range(first, first + more)),
        1 => (1..600_u32, 1..10_u32).prop_map(|(first, more)| IssueNumber::Listed(first, first + more)),
    ]
}

/// Gives ids to appendices, tables and pictures, no two the same.
fn give_ids(bulletin: &mut Bulletin) {
    let ids = ["甲", "scores", "<u>", "\\"].map(str::to_owned);
    let mut ids = ids.into_iter();
    let mut blocks: Vec<&mut Block> = bulletin.body.iter_mut().collect();
    for appendix in &mut bulletin.appendices {
        appendix.id = ids.next();
        blocks.extend(&mut appendix.blocks);
    }
    for block in blocks {
        match block {
            Block::Table(table) => table.id = ids.next(),
            Block::Figure(figure) => figure.id = ids.next(),
            Block::Chart(chart) => chart.id = ids.next(),
            _ => {}
        }
    }
}

/// Something that most bulletins do not have.
fn rarely<T: std::fmt::Debug>(some: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::weighted(0.2, some)
}

fn sign_off(with: &Vocabulary) -> impl Strategy<Value = SignOff> + use<> {
    let said = (vec(with.name.clone(), 0..3), of(with.day.clone()), any::<bool>());
    said.prop_filter_map("a sign-off says something", |(signers, date, seal)| {
        let sign_off = changed(SignOff::default(), |sign_off| {
            sign_off.signers = signers;
            sign_off.date = date;
            sign_off.seal = seal;
        });
        (!sign_off.signers.is_empty() || sign_off.date.is_some()).then_some(sign_off)
    })
}

fn issue(with: &Vocabulary) -> impl Strategy<Value = Issue> + use<> {
    let may_be_empty = with.empty_issue;
    let usual = vec![Series::Regular, Series::Supplement, Series::Special];
    let others = vec![Series::SpecialEdition, Series::Inaugural, Series::Trial];
    let own = with.name.clone().prop_map(|name| Series::Own(name + "辑"));
    let series = prop_oneof![
        4 => prop::sample::select(usual),
        1 => prop::sample::select(others),
        1 => own,
    ];
    let unit = prop_oneof![
        3 => Just(IssueUnit::Issue),
        1 => prop::sample::select(vec![IssueUnit::Number, IssueUnit::Week, IssueUnit::Month]),
    ];
    let form = prop_oneof![3 => Just(IssueForm::Year), 1 => Just(IssueForm::Bracketed)];
    let line = prop_oneof![4 => Just(None), 1 => with.name.clone().prop_map(Some)];
    let year = prop_oneof![1990..2030_i32, 1000..=9999_i32];
    let count = || of(issue_number());
    (of(year), count(), count(), series, unit, form, line).prop_filter_map(
        "an issue says something",
        move |(year, number, total, series, unit, form, line)| {
            let issue = changed(Issue::default(), |issue| {
                issue.year = year;
                issue.number = number;
                issue.total = total;
                issue.series = series;
                issue.line = line;
            });
            let says = issue != Issue::default();
            let issue = changed(issue, |issue| {
                issue.unit = unit;
                issue.form = form;
            });
            (may_be_empty || says).then_some(issue)
        },
    )
}

fn period(with: &Vocabulary) -> BoxedStrategy<Period> {
    // Days of one year, and days far from one another.
    let near = (with.day.clone(), 0..400_i64).prop_filter_map("a period", |(start, days)| {
        let end = start.checked_add_signed(chrono::TimeDelta::days(days))?;
        Period::new(start, end).ok()
    });
    let far =
        (with.day.clone(), with.day.clone()).prop_map(|(one, other)| Period::spanning(one, other));
    let year = || of(1000..=9999_i32);
    let months = (year(), 1..=12_u32, 0..12_u32).prop_map(|(year, first, more)| Period::Months {
        year,
        first,
        last: (first + more).min(12),
    });
    let thirds = (year(), 1..=12_u32, 1..=3_u32).prop_map(|(year, month, third)| Period::TenDays {
        year,
        month,
        third,
    });
    prop_oneof![
        2 => far,
        2 => near,
        1 => months,
        1 => (year(), 1..=53_u32).prop_map(|(year, number)| Period::Week { year, number }),
        1 => thirds,
        1 => (year(), 1..=4_u32).prop_map(|(year, number)| Period::Quarter { year, number }),
        1 => (year(), 1..=2_u32).prop_map(|(year, number)| Period::Half { year, number }),
        1 => (1000..=9999_i32).prop_map(|year| Period::Year { year }),
        1 => with.name.clone().prop_map(Period::Words),
    ]
    .boxed()
}

fn date(with: &Vocabulary) -> impl Strategy<Value = Date> + use<> {
    let hour = prop_oneof![3 => Just(None), 1 => (0..=24_u8).prop_map(Some)];
    let weekday = prop_oneof![3 => Just(false), 1 => Just(true)];
    (with.day.clone(), hour, weekday).prop_map(|(day, hour, weekday)| {
        changed(Date::from(day), |date| {
            date.hour = hour;
            date.weekday = weekday;
        })
    })
}

fn masthead(with: &Vocabulary) -> BoxedStrategy<Masthead> {
    let names = |most: usize| vec(with.name.clone(), 0..most);
    let optional = || of(with.name.clone());
    let rarely = || prop_oneof![4 => Just(None), 1 => with.name.clone().prop_map(Some)];
    let title = prop_oneof![9 => with.name.clone(), 1 => Just(String::new())];
    let image = prop_oneof![
        with.image.clone().prop_map(Image::from),
        with.name.clone().prop_map(Image::File)
    ];
    let logo = (image, with.words.clone()).prop_map(|(image, alt)| Logo::new(image, alt));
    let logo = prop_oneof![5 => Just(None), 1 => logo.prop_map(Some)];
    let field =
        (with.name.clone(), with.name.clone()).prop_map(|(label, value)| Field::new(label, value));
    let fields = prop_oneof![3 => Just(Vec::new()), 1 => vec(field, 1..3)];
    let below = prop_oneof![3 => Just(Vec::new()), 1 => vec(with.name.clone(), 1..3)];
    let printed = (title, rarely(), logo, names(3), below);
    let said = (of(issue(with)), of(period(with)), names(3), of(date(with)), fields);
    let marks = (optional(), optional(), names(3), optional(), optional());
    (printed, said, marks)
        .prop_map(|(printed, said, marks)| {
            let (title, title_part, logo, lines_above, lines_below) = printed;
            let (issue, period, issuers, date, fields) = said;
            let (secrecy, urgency, notice, copy_number, signer) = marks;
            changed(Masthead::new(title), |masthead| {
                masthead.title_part = title_part;
                masthead.logo = logo;
                masthead.lines_above = lines_above;
                masthead.lines_below = lines_below;
                masthead.issue = issue;
                masthead.period = period;
                masthead.issuers = issuers;
                masthead.date = date;
                masthead.fields = fields;
                masthead.secrecy = secrecy;
                masthead.urgency = urgency;
                masthead.notice = notice;
                masthead.copy_number = copy_number;
                masthead.signer = signer;
            })
        })
        .boxed()
}

fn imprint(with: &Vocabulary) -> BoxedStrategy<Imprint> {
    let optional = || of(with.name.clone());
    let lists = (optional(), optional(), optional(), optional());
    let usual = prop::sample::select(vec!["责任编辑", "审核", "联系电话"]).prop_map(str::to_owned);
    let entry = (prop_oneof![with.name.clone(), usual], with.name.clone())
        .prop_map(|(label, value)| StaffEntry::new(label, value));
    let made = (of(1..=u32::MAX), vec(entry, 0..3), optional(), of(with.day.clone()));
    let label = prop::sample::select(vec!["呈报", "主送", "本期增发"]).prop_map(str::to_owned);
    let label = prop_oneof![1 => with.name.clone(), 2 => label];
    let entry = (of(label), with.name.clone()).prop_map(|(label, value)| match label {
        Some(label) => ImprintEntry::new(label, value),
        None => ImprintEntry::line(value),
    });
    let own = (vec(entry, 0..3), rarely(figure(with)));
    (lists, made, own)
        .prop_map(|((report, send, issue, copy), made, (entries, picture))| {
            let (print_count, staff, printed_by, printed_on) = made;
            changed(Imprint::default(), |imprint| {
                imprint.report = report;
                imprint.send = send;
                imprint.issue = issue;
                imprint.copy = copy;
                imprint.entries = entries;
                imprint.picture = picture;
                imprint.print_count = print_count;
                imprint.staff = staff;
                imprint.printed_by = printed_by;
                imprint.printed_on = printed_on;
            })
        })
        .boxed()
}

/// The form of a section's number: mostly none is stated.
fn number_form() -> impl Strategy<Value = Option<String>> {
    let form = prop::sample::select(vec![
        "1.",
        "（一）",
        "第一部分　",
        "1.1 ",
        " ■",
        "",
        "①",
        "一",
        "none",
        "**",
        "\\n",
    ]);
    prop_oneof![4 => Just(None), 1 => form.prop_map(|form| Some(form.to_owned()))]
}

fn sections(with: &Vocabulary) -> BoxedStrategy<Vec<Section>> {
    let section = |inner: BoxedStrategy<Vec<Section>>| {
        let heading = of((with.heading.clone(), any::<bool>()));
        (heading, number_form(), blocks(with), inner).prop_map(
            |(heading, number, blocks, sections)| {
                changed(Section::default(), |section| {
                    section.number = number;
                    section.run_in = heading.as_ref().is_some_and(|(_, run_in)| *run_in);
                    section.heading = heading.map(|(heading, _)| heading);
                    section.blocks = blocks;
                    section.sections = sections;
                })
            },
        )
    };
    let mut nested = Just(Vec::new()).boxed();
    for _ in 0..5 {
        nested = prop_oneof![1 => Just(Vec::new()), 3 => vec(section(nested), 0..3)].boxed();
    }
    nested
}

fn blocks(with: &Vocabulary) -> BoxedStrategy<Vec<Block>> {
    let block = prop_oneof![
        5 => with.text.clone().prop_map(Block::Paragraph),
        1 => with.title.clone().prop_map(Block::Column),
        1 => with.text.clone().prop_map(Block::Center),
        1 => with.text.clone().prop_map(Block::Right),
        1 => with.text.clone().prop_map(Block::Note),
        2 => table(with).prop_map(Block::Table),
        1 => ranking(with).prop_map(Block::Ranking).boxed(),
        1 => figure(with).prop_map(Block::Figure),
    ];
    let beside = prop_oneof![
        3 => with.text.clone().prop_map(Block::Paragraph),
        1 => table(with).prop_map(Block::Table),
        1 => ranking(with).prop_map(Block::Ranking).boxed(),
        2 => figure(with).prop_map(Block::Figure),
        2 => chart(with).prop_map(Block::Chart),
    ];
    let beside = vec(vec(beside.boxed(), 1..3), 2..4).prop_map(Beside::new);
    let block = prop_oneof![
        14 => block.boxed(),
        1 => chart(with).prop_map(Block::Chart).boxed(),
        1 => beside.prop_map(Block::Beside).boxed(),
    ];
    vec(block.boxed(), 0..4).boxed()
}

/// A chart of any kind, with values missing, of one sign.
fn chart(with: &Vocabulary) -> BoxedStrategy<Chart> {
    // As long as a name may be there.
    let short = |name: String| name.chars().take(50).chain(['甲']).collect::<String>();
    let name = with.name.clone().prop_map(short).boxed();
    let kind = prop::sample::select(vec![
        ChartKind::Columns,
        ChartKind::Bars,
        ChartKind::Lines,
        ChartKind::Shares,
    ]);
    let number =
        prop::sample::select(vec!["12", "0.50", "1,550.25", "7", "+3.0", "100000000000000", "001"]);
    let negative = prop::sample::select(vec!["-2", "−1,200.5", "0", "-0.001"]);
    let value = of(prop_oneof![3 => number, 1 => negative]);
    let values = vec(vec(value, 5), 4);
    let names = (vec(name.clone(), 1..6), vec(name.clone(), 4), 1..5_usize, any::<bool>());
    let around = (of(name), of(with.text.clone()), of(with.name.clone()));
    let around = (around, of(1..=100_u32), any::<bool>(), any::<bool>());
    (kind, names, values, around)
        .prop_map(|(kind, (categories, names, count, named), values, around)| {
            let ((unit, caption, alt), width, written, percent) = around;
            let shares = kind == ChartKind::Shares;
            let count = if shares { 1 } else { count };
            let mut chart = Chart::new(kind, categories);
            for (name, values) in names.into_iter().zip(values).take(count) {
                let values = values.into_iter().take(chart.categories.len());
                let values = values.map(|value| {
                    let value = if shares {
                        value.map(|value| value.trim_start_matches(['-', '−']))
                    } else {
                        value
                    };
                    let sign = if percent { "%" } else { "" };
                    value.map(|value| format!("{value}{sign}"))
                });
                let mut values: Vec<Option<String>> = values.collect();
                if shares && let Some(first) = values.first_mut() {
                    *first = Some(if percent { "3%" } else { "3" }.to_owned());
                }
                let name = if named || count > 1 { name } else { String::new() };
                chart.push(name, values).expect("these are numbers");
            }
            chart.unit = unit;
            chart.caption = caption;
            chart.alt = alt;
            chart.width = width;
            chart.values = written;
            chart
        })
        .boxed()
}

fn figure(with: &Vocabulary) -> impl Strategy<Value = Figure> + use<> {
    let image = prop_oneof![
        with.image.clone().prop_map(Image::from),
        with.name.clone().prop_map(Image::File)
    ];
    (image, with.words.clone(), of(with.text.clone()), of(1..=100_u32)).prop_map(
        |(image, alt, caption, width)| {
            changed(Figure::new(image, alt), |figure| {
                figure.caption = caption;
                figure.width = width;
            })
        },
    )
}

/// A ranking with scores that can be added up, with every kind of column.
fn ranking(with: &Vocabulary) -> impl Strategy<Value = Ranking> + use<> {
    let column = |with: &Vocabulary, role, weight: Option<&str>| {
        let weight: Option<Number> = weight.and_then(|weight| weight.parse().ok());
        with.text.clone().prop_map(move |heading| {
            changed(RankColumn::new(heading), |column| {
                column.role = role;
                column.weight.clone_from(&weight);
                if role == Some(RankRole::Subtotal) {
                    column.column.group = vec![Text::plain("窗口")];
                }
            })
        })
    };
    let plain = || column(with, None, None).boxed();
    let more = prop::sample::subsequence(
        vec![
            column(with, Some(RankRole::Previous), None).boxed(),
            column(with, Some(RankRole::Change), None).boxed(),
            column(with, Some(RankRole::Subtotal), None).boxed(),
            column(with, Some(RankRole::Score), Some("60%")).boxed(),
        ],
        0..=4,
    )
    .prop_flat_map(|columns| columns);
    let columns = (plain(), plain(), plain(), plain(), more).prop_map(|(a, b, c, d, more)| {
        let mut columns = vec![a, b, c];
        columns.extend(more);
        columns.push(d);
        columns
    });
    let score = (-99..1000_i64, 0..3_u32);
    let row = (with.text.clone(), vec(score, 2), of(1..99_u32), any::<bool>());
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let words = (of(with.text.clone()), of(with.source.clone()), of(with.text.clone()));
    let summary = prop::sample::subsequence(vec![Summary::Total, Summary::Mean], 0..=2);
    let end = || of((1..4_u32, look())).boxed();
    let looks = (end(), end(), of(form()), any::<bool>()).boxed();
    (columns, vec(row, 0..5), flags, words, summary, looks).prop_map(
        |(columns, rows, (dense, repeat, ascending), (caption, unit, note), summary, looks)| {
            let rule = if dense { RankRule::Dense } else { RankRule::Competition };
            let scores = 1 + columns.iter().filter(|c| c.weight.is_some()).count();
            let shown = columns
                .iter()
                .any(|c| matches!(c.role, Some(RankRole::Previous | RankRole::Change)));
            let mut ranking = Ranking::new(rule, columns);
            for (name, values, previous, scored) in rows {
                let numbers: Vec<Number> = values
                    .iter()
                    .take(if scored { scores } else { 0 })
                    .map(|(value, scale)| Decimal::new(*value, *scale).into())
                    .collect();
                // A number is one, so that this is never an error.
                let _ = ranking.push(name, numbers);
                if let Some(row) = ranking.rows.last_mut() {
                    row.previous = previous.filter(|_| shown);
                }
            }
            ranking.ties = if repeat { TieStyle::Repeat } else { TieStyle::Merge };
            ranking.order = if ascending { RankOrder::Ascending } else { RankOrder::Descending };
            ranking.summary = summary;
            let (top, bottom, form, small) = looks;
            let mark = |(count, look)| changed(RankMark::new(count), |mark| mark.look = look);
            (ranking.top, ranking.bottom) = (top.map(mark), bottom.map(mark));
            ranking.form = form;
            ranking.size = if small { TableSize::Small } else { TableSize::Normal };
            (ranking.caption, ranking.unit, ranking.note) = (caption, unit, note);
            ranking
        },
    )
}

fn table(with: &Vocabulary) -> impl Strategy<Value = Table> + use<> {
    let align =
        prop::sample::select(vec![Align::Left, Align::Center, Align::Right, Align::Decimal]);
    let group = prop_oneof![
        3 => Just(Vec::new()),
        1 => Just(vec![Text::plain("窗口考核")]),
        1 => with.heading.clone().prop_map(|group| vec![group]),
        1 => vec(with.heading.clone(), 2),
        1 => with.heading.clone().prop_map(|group| vec![Text::plain("窗口考核"), group]),
    ];
    let width = prop_oneof![1..9_u32, 1..=1000_u32];
    let column = (with.text.clone(), of(align), of(width), group)
        .prop_map(|(heading, align, width, group)| {
            changed(TableColumn::new(heading), |column| {
                column.align = align;
                column.width = width;
                column.group = group;
            })
        })
        .boxed();
    let plain = prop_oneof![
        3 => with.text.clone().prop_map(Cell::Text),
        3 => with.number.clone().prop_map(Cell::Number),
        1 => Just(Cell::Text(Text::plain("100"))),
        1 => prop::sample::select(vec!["<<", "^^", "left", "above"]).prop_map(Cell::plain),
    ]
    .boxed();
    let styled = (plain.clone(), look()).prop_map(|(cell, look)| styled(cell, look)).boxed();
    let cell = prop_oneof![
        7 => plain,
        1 => styled,
        1 => Just(Cell::Above),
        1 => Just(Cell::Left),
    ];
    let looks = (vec(mark().boxed(), 0..3), of(form()), any::<bool>()).boxed();
    let (cell, text, unit) = (cell.boxed(), with.text.clone(), with.source.clone());
    (1..5_usize).prop_flat_map(move |width| {
        let rows = vec(vec(cell.clone(), width), 0..5).prop_map(|mut rows| {
            rectangular(&mut rows);
            rows
        });
        let words = (of(text.clone()), of(unit.clone()), of(text.clone()));
        (words, vec(column.clone(), width), rows, looks.clone()).prop_map(
            |((caption, unit, note), columns, rows, (marks, form, small))| {
                changed(Table::default(), |table| {
                    table.caption = caption;
                    table.unit = unit;
                    table.columns = columns;
                    table.rows = rows;
                    table.note = note;
                    table.marks = marks;
                    table.form = form;
                    table.size = if small { TableSize::Small } else { TableSize::Normal };
                })
            },
        )
    })
}

fn form() -> impl Strategy<Value = TableForm> {
    prop::sample::select(vec![TableForm::Grid, TableForm::OpenSides, TableForm::ThreeLine])
}

/// How something looks; it says something.
fn look() -> impl Strategy<Value = CellLook> {
    let color = || of(prop::sample::select(vec![Color::RED, Color::BLACK]));
    (of(any::<bool>()), color(), color()).prop_map(|(bold, color, fill)| {
        changed(CellLook::default(), |look| {
            (look.bold, look.color, look.fill) = (bold, color, fill);
            if look.is_empty() {
                look.bold = Some(true);
            }
        })
    })
}

fn styled(cell: Cell, look: CellLook) -> Cell {
    let cell = if look.bold == Some(true) { cell.bold() } else { cell };
    let cell = look.color.map_or(cell.clone(), |color| cell.colored(color));
    look.fill.map_or(cell.clone(), |fill| cell.filled(fill))
}

fn mark() -> impl Strategy<Value = TableMark> {
    let range = prop_oneof![
        2 => (1..5_i32).prop_map(TableRange::from),
        1 => (-3..=-1_i32).prop_map(TableRange::from),
        1 => (1..4_i32, 0..3_i32).prop_map(|(first, more)| TableRange::new(first, first + more)),
        1 => (1..4_i32).prop_map(|first| TableRange::new(first, -1)),
    ];
    let ranges = || vec(range.clone().boxed(), 0..3);
    (any::<bool>(), ranges(), ranges(), look()).prop_map(|(head, rows, columns, look)| {
        changed(TableMark::default(), |mark| {
            (mark.head, mark.rows, mark.columns, mark.look) = (head, rows, columns, look);
        })
    })
}

/// Makes words of the cells that go on where they cannot: what is one fills a rectangle.
#[expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
pub(crate) fn rectangular(rows: &mut [Vec<Cell>]) {
    // Of each cell the one that it goes on from, of those that are kept.
    let mut origins: Vec<Vec<(usize, usize)>> = Vec::new();
    for row in 0..rows.len() {
        let mut line: Vec<(usize, usize)> = Vec::new();
        for column in 0..rows[row].len() {
            let above = row.checked_sub(1).map(|above| origins[above][column]);
            let from = match rows[row][column] {
                // Only whole rows of a cell go on below.
                Cell::Above => above.filter(|own| {
                    let own_row = |at: usize| origins[row - 1].get(at) == Some(own);
                    let begins = !own_row(column.wrapping_sub(1));
                    let width = (column..).take_while(|at| own_row(*at)).count();
                    let all =
                        (column..column + width).all(|at| matches!(rows[row][at], Cell::Above));
                    if begins { all } else { line.last() == Some(own) }
                }),
                Cell::Left => {
                    let left = line.last().copied();
                    left.filter(|own| own.0 == row)
                }
                _ => None,
            };
            if from.is_none() && matches!(rows[row][column], Cell::Above | Cell::Left) {
                rows[row][column] = Cell::Text(Text::default());
            }
            line.push(from.unwrap_or((row, column)));
        }
        origins.push(line);
    }
}
