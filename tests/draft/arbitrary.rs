//! Bulletins of every kind for the law of drafts: words of offices, words that look like labels,
//! forms and markup, and characters of no kind at all, in every field.

use bulletin::{
    Align, Appendix, Article, Block, Bulletin, Cell, Contents, Figure, Image, Imprint, Issue,
    Masthead, NaiveDate, Period, Section, Series, Span, StaffEntry, Table, TableColumn, Text,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Words that a draft may hold; many look like something else than words.
pub(crate) const FRAGMENTS: [&str; 98] = [
    "本周，区政务服务大厅受理事项96件，全部办结。",
    "工作动态",
    "政务服务",
    "主要做法。",
    "一是目录先行。",
    "启动，",
    "材料",
    "一、",
    "二、",
    "三、",
    "十一、",
    "（一）",
    "（二）",
    "(1)",
    "（3）",
    "1.",
    "2.",
    "1.5",
    "2024.3公里",
    "①",
    "②",
    "—、",
    "第8期",
    "2024年第8期（总第479期）",
    "增刊第2期",
    "总第4l7期",
    "（2月26日—3月1日）",
    "2024年3月12日",
    "2月30日",
    "二〇二四年三月十二日",
    "窗口工作周报",
    "信 息 专 报",
    "清江区政务服务局",
    "某某中心",
    "编号：0007",
    "签发：易某",
    "秘密★1年",
    "特急",
    "内部资料",
    "注意保存",
    "编者按：",
    "【编者按】",
    "本期要目",
    "【经验交流】",
    "附件：",
    "附件",
    "附件1",
    "附件：1.",
    "报：",
    "送：",
    "发：",
    "抄送：",
    "省领导。",
    "责任编辑：",
    "（共印5份）",
    "共印",
    "2024年3月12日印发",
    "单位：万元",
    "注：",
    "续表",
    "表1",
    "序号\t部门\t得分",
    "1\t甲厅\t100",
    "\t乙厅\t99.5",
    "合计\t\t199.5",
    "|",
    "| 甲 | 乙 |",
    "|---|---|",
    "**",
    "*",
    "\\",
    "\\文：",
    "\\表题：",
    "\\篇：",
    "\\来源：",
    "\\n",
    "#",
    "## ",
    "![图](a.png)",
    "---",
    "— 3 —",
    "3",
    "第3页",
    "“",
    "”",
    "（",
    "）",
    "。",
    "，",
    "；",
    "：",
    " ",
    "  ",
    "　",
    "abc",
    "x1",
    "^^",
    "🀄",
];

/// Words of fragments, of a kind that offices write, or of any characters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => vec(prop::sample::select(FRAGMENTS.to_vec()), 1..4).prop_map(|parts| parts.concat().replace('\t', " ")),
        2 => prop::sample::select(FRAGMENTS.to_vec()).prop_map(|part| part.replace('\t', " ")),
        2 => "[一-龥]{1,12}",
        1 => "[一-龥，、]{20,70}[。！]",
        1 => "\\PC{1,12}",
        1 => any::<String>().prop_map(printable),
    ]
}

/// The words without what no document can hold.
fn printable(words: String) -> String {
    let allowed = |c: &char| {
        (!c.is_control() || matches!(c, '\n' | '\t'))
            && !matches!(u32::from(*c) & 0xFFFF, 0xFFFE..=0xFFFF)
    };
    words.chars().filter(allowed).collect()
}

fn name() -> impl Strategy<Value = String> {
    words().prop_filter("a name is not blank", |words| !words.trim().is_empty())
}

fn text() -> impl Strategy<Value = Text> {
    let span = (words(), any::<bool>()).prop_map(|(text, bold)| Span { text, bold });
    prop_oneof![
        4 => words().prop_map(Text::plain),
        1 => words().prop_map(|words| Text::from(words.as_str())),
        1 => vec(span, 0..4).prop_map(Text::from_iter),
        1 => Just(Text::default()),
    ]
}

fn heading() -> impl Strategy<Value = Text> {
    text().prop_filter("a heading is not blank", |text| !text.to_plain().trim().is_empty())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    let usual = (2023..2027_i32, 1..=365_u32)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day));
    let any =
        (-300_000..=3_000_000_i32).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt);
    prop_oneof![4 => usual, 1 => any]
}

fn issue() -> impl Strategy<Value = Issue> {
    let series = prop::sample::select(vec![Series::Regular, Series::Supplement, Series::Special]);
    let count = || of(prop_oneof![1..600_u32, 1..=u32::MAX]);
    (of(prop_oneof![1990..2030_i32, 1000..=9999_i32]), count(), count(), series)
        .prop_map(|(year, number, total, series)| Issue { year, number, total, series })
}

fn masthead() -> impl Strategy<Value = Masthead> {
    let period = (date(), 0..400_i64).prop_filter_map("a period", |(start, days)| {
        let end = start.checked_add_signed(chrono::TimeDelta::days(days))?;
        Period::new(start, end).ok()
    });
    let numbers = (of(issue()), of(period), of(date()));
    let fields = (of(name()), of(name()), of(name()), of(name()), of(name()));
    let names = (name(), vec(name(), 0..3));
    (names, numbers, vec(name(), 0..3), fields).prop_map(
        |((title, lines_above), (issue, period, date), issuers, fields)| {
            let (secrecy, urgency, notice, copy_number, signer) = fields;
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

fn cell() -> impl Strategy<Value = Cell> {
    let number = prop::sample::select(vec!["0", "100", "-2", "115.50", "1,550", "68.75%", "+3‰"]);
    prop_oneof![
        3 => text().prop_map(Cell::Text),
        3 => number.prop_map(Cell::from),
        1 => Just(Cell::Text(Text::plain("100"))),
        1 => Just(Cell::Above),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let align =
        || prop::sample::select(vec![Align::Left, Align::Center, Align::Right, Align::Decimal]);
    let group = || {
        prop_oneof![
            3 => Just(None),
            1 => Just(Some(Text::plain("窗口考核"))),
            1 => heading().prop_map(Some),
        ]
    };
    let column = move || {
        (text(), of(align()), of(1..9_u32), group())
            .prop_map(|(heading, align, width, group)| TableColumn { heading, align, width, group })
    };
    (1..5_usize).prop_flat_map(move |width| {
        let rows = vec(vec(cell(), width), 0..5).prop_map(|mut rows| {
            for cell in rows.iter_mut().take(1).flatten().filter(|cell| **cell == Cell::Above) {
                *cell = Cell::Text(Text::default());
            }
            rows
        });
        (of(text()), of(words()), vec(column(), width), rows, of(text())).prop_map(
            |(caption, unit, columns, rows, note)| Table { caption, unit, columns, rows, note },
        )
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let image =
        prop_oneof![name().prop_map(Image::File), vec(any::<u8>(), 0..20).prop_map(Image::Data)];
    (image, words(), of(text()), of(1..=100_u32)).prop_map(|(image, alt, caption, width)| Figure {
        image,
        alt,
        caption,
        width,
    })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        6 => text().prop_map(Block::Paragraph),
        2 => table().prop_map(Block::Table),
        1 => figure().prop_map(Block::Figure),
        1 => text().prop_map(Block::Column),
    ];
    vec(block, 0..4)
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    let section = |inner: BoxedStrategy<Vec<Section>>| {
        (of(heading()), any::<bool>(), blocks(), inner).prop_map(
            |(heading, run_in, blocks, sections)| {
                let run_in = run_in && heading.is_some();
                Section { heading, run_in, blocks, sections }
            },
        )
    };
    let mut nested = Just(Vec::new()).boxed();
    for _ in 0..5 {
        nested = prop_oneof![1 => Just(Vec::new()), 2 => vec(section(nested), 0..3)].boxed();
    }
    nested
}

fn imprint() -> impl Strategy<Value = Imprint> {
    let lists = (of(name()), of(name()), of(name()), of(name()));
    let label = prop_oneof![
        name(),
        prop::sample::select(vec!["责任编辑", "审核", "联系电话"]).prop_map(str::to_owned)
    ];
    let staff = vec((label, name()).prop_map(|(label, value)| StaffEntry { label, value }), 0..3);
    (lists, of(1..=u32::MAX), staff, of(name()), of(date())).prop_map(
        |(lists, print_count, staff, printed_by, printed_on)| {
            let (report, send, issue, copy) = lists;
            Imprint { report, send, issue, copy, print_count, staff, printed_by, printed_on }
        },
    )
}

/// Any bulletin that is valid.
pub(crate) fn bulletin() -> impl Strategy<Value = Bulletin> {
    let contents =
        of(prop_oneof![Just(Contents::Auto), vec(text(), 0..3).prop_map(Contents::Manual),]);
    let appendix = (text(), blocks()).prop_map(|(title, blocks)| Appendix { title, blocks });
    let article = (text(), of(words()), blocks(), sections())
        .prop_map(|(title, source, body, sections)| Article { title, source, body, sections });
    let articles = prop_oneof![2 => Just(Vec::new()), 1 => vec(article, 1..3)];
    let front = (masthead(), vec(text(), 0..3), contents, of(text()));
    let text = (blocks(), sections(), articles);
    (front, text, vec(appendix, 0..3), imprint()).prop_map(|(front, text, appendices, imprint)| {
        let (masthead, editor_note, contents, title) = front;
        let (body, sections, articles) = text;
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

/// A draft of lines of fragments.
pub(crate) fn draft() -> impl Strategy<Value = String> {
    let line = vec(prop::sample::select(FRAGMENTS.to_vec()), 0..5).prop_map(|parts| parts.concat());
    let ending = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\u{0C}", "\u{0B}"]);
    vec((line, ending), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, ending)| line + ending).collect())
}
