//! What is wrong in a file, and in a bulletin that a program made: the place and the words of the
//! error.

use bulletin::{
    Appendix, Article, Beside, Block, Bulletin, Cell, Chart, ChartKind, Contents, ErrorKind,
    Figure, Image, Issue, NaiveDate, Period, Section, StaffEntry, Table, Text,
};

use crate::support::model::changed;
use crate::{own_round_trips, titled};

/// A fault in a file: the source, the path, the line and column, and what was expected.
struct Fault(&'static str, &'static str, (usize, usize), &'static str);

fn check(format: &str, fault: &Fault, message: &str) {
    let Fault(source, path, (line, column), expected) = fault;
    assert!(message.starts_with(&format!("{path}: ")), "{format} {source}\npath: {message}");
    assert!(message.contains(expected), "{format} {source}\nexpected: {message}");
    let place = [format!("line {line} column {column}"), format!("line {line}, column {column}")];
    assert!(place.iter().any(|place| message.contains(place)), "{format} {source}\n{message}");
}

#[test]
fn faults_in_toml_have_path_line_column_and_expectation() {
    for fault in [
        Fault("masthead.title = 1", "masthead.title", (1, 18), "expected text"),
        Fault("masthead.title = ' '", "masthead.title", (1, 18), "expected"),
        Fault("[masthead]\nname = ''", "masthead.name", (2, 1), "expected one of `title`"),
        Fault(
            "[masthead]\ntitle = 'a'\nissue.number = 0",
            "masthead.issue.number",
            (3, 16),
            "from 1",
        ),
        Fault(
            "[masthead]\ntitle = 'a'\nissue.year = 24",
            "masthead.issue.year",
            (3, 14),
            "expected",
        ),
        Fault(
            "[masthead]\ntitle = 'a'\nissue.series = 'x'",
            "masthead.issue.series",
            (3, 16),
            "expected `regular`, `supplement`, `special`",
        ),
        Fault(
            "[masthead]\ntitle = 'a'\nperiod = { start = 2024-03-02, end = 2024-03-01 }",
            "masthead.period",
            (3, 10),
            "expected",
        ),
        Fault("[masthead]\ntitle = 'a'\ndate = '2024-3-1'", "masthead.date", (3, 8), "2024-03-12"),
        Fault("[masthead]\ntitle = 'a'\ndate = 2024", "masthead.date", (3, 8), "2024-03-12"),
        Fault("masthead.title = 'a'\ncontents = 'hand'", "contents", (2, 12), "\"auto\" or a list"),
        Fault("masthead.title = 'a'\nbody = [1]", "body[0]", (2, 9), "paragraph"),
        Fault("masthead.title = 'a'\nbody = [{ list = 1 }]", "body[0].list", (2, 11), "`figure`"),
        Fault("masthead.title = 'a'\nbody = ['a\u{1}']", "body", (2, 11), "expected"),
        Fault("masthead.title = 'a'\nbody = ['', \"a\\u0007\"]", "body[1]", (2, 13), "U+0007"),
        Fault("masthead.title = 'a'\nbody = [\"\\uFFFE\"]", "body[0]", (2, 9), "U+FFFE"),
        Fault(
            "masthead.title = 'a'\n[[sections]]\nheading = ' '",
            "sections[0].heading",
            (3, 11),
            "expected",
        ),
        Fault(
            "masthead.title = 'a'\n[[sections]]\n[[sections]]\nrun_in = true",
            "sections[1]",
            (3, 1),
            "heading",
        ),
        Fault(
            "masthead.title = 'a'\n[imprint]\nprint_count = 0",
            "imprint.print_count",
            (3, 15),
            "1",
        ),
        Fault(
            "masthead.title = 'a'\n[imprint]\nstaff = [{ label = 'a' }]",
            "imprint.staff[0]",
            (3, 10),
            "`value`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\nfigure = { file = 'a', alt = '', width = 101 }",
            "body[0].figure.width",
            (3, 42),
            "100",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\nfigure = { data = 'a b', alt = '' }",
            "body[0].figure.data",
            (3, 19),
            "Base64",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\nfigure = { alt = '' }",
            "body[0].figure",
            (3, 10),
            "`file`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = []",
            "body[0].table.columns",
            (3, 17),
            "at least one",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = [{ heading = 'a', align = 'up' }]",
            "body[0].table.columns[0].align",
            (3, 43),
            "`decimal`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = [{ heading = 'a', group = ' ' }]",
            "body[0].table.columns[0].group",
            (3, 43),
            "nothing but white space",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a']\ntable.rows = [[1],\n  [2, 3]]",
            "body[0].table.rows[1]",
            (5, 3),
            "expected one cell",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a']\ntable.rows = [['above']]",
            "body[0].table.rows[0][0]",
            (4, 16),
            "above",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [['left', 1]]",
            "body[0].table.rows[0][0]",
            (4, 16),
            "`left` in the first column",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, 'left'], ['above', 2]]",
            "body[0].table",
            (3, 1),
            "rows[1][1]: merged cells that are not a rectangle",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, { bold = true }]]",
            "body[0].table.rows[0][1]",
            (4, 19),
            "neither of `text` and `value`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, { text = 'a', value = 2 }]]",
            "body[0].table.rows[0][1]",
            (4, 19),
            "both of `text` and `value`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, { value = 'left', bold = true }]]",
            "body[0].table.rows[0][1].value",
            (4, 29),
            "expected `above` or `left` alone",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, { value = 2, fill = 'grey' }]]",
            "body[0].table.rows[0][1].fill",
            (4, 39),
            "grey",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.marks = [{ rows = 1 }]",
            "body[0].table.marks[0]",
            (4, 15),
            "a mark that says nothing",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.marks = [{ rows = 0, bold = true }]",
            "body[0].table.marks[0].rows",
            (4, 25),
            "`0` are no rows",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.marks = [{ columns = '3..2', bold = true }]",
            "body[0].table.marks[0].columns",
            (4, 28),
            "`3..2` are no rows",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.marks = [{ rows = [1, 'x'], bold = true }]",
            "body[0].table.marks[0].rows[1]",
            (4, 29),
            "`x` are no rows",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a', 'b']\ntable.form = 'open'",
            "body[0].table.form",
            (4, 14),
            "`three-line`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = [{ heading = 'a', group = ['b', 'c', 'd'] }]",
            "body[0].table.columns[0].group",
            (3, 43),
            "the limit GROUPS is 2",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\n[body.ranking]\nrule = 'dense'\ncolumns = ['a', 'b', 'c', 'd']\nrows = []\ntop = { count = 0, bold = true }",
            "body[0].ranking.top.count",
            (7, 17),
            "0 is out of range",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a']\ntable.rows = [[true]]",
            "body[0].table.rows[0][0]",
            (4, 16),
            "\"above\"",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\n[body.ranking]\ncolumns = ['a']\nrows = []",
            "body[0].ranking",
            (3, 1),
            "`rule`",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\n[body.ranking]\nrule = 'dense'\n\
             columns = ['a', 'b', 'c', 'd']\nrows = [['甲', '优']]",
            "body[0].ranking.rows[0][1]",
            (6, 15),
            "expected",
        ),
    ] {
        // What TOML itself refuses has no path.
        let error = toml::from_str::<Bulletin>(fault.0).unwrap_err().to_string();
        if fault.0.contains('\u{1}') {
            assert!(error.contains("line 2, column 11"), "{error}");
        } else {
            check("toml", &fault, &error);
        }
    }
}

#[test]
fn faults_in_json_and_yaml_have_path_line_column_and_expectation() {
    for fault in [
        Fault("{\"masthead\":\n {\"title\": 1}}", "masthead.title", (2, 12), "expected text"),
        Fault("{\"masthead\":\n {\"title\": \"\"}}", "masthead.title", (2, 13), "expected"),
        Fault("{\"masthead\":\n {\"name\": \"\"}}", "masthead.name", (2, 8), "`title`"),
        Fault(
            "{\"masthead\": {\"title\": \"a\",\n \"issue\": {\"total\": 0}}}",
            "masthead.issue.total",
            (2, 21),
            "1",
        ),
        Fault(
            "{\"masthead\": {\"title\": \"a\"}, \"body\": [\"\", {\"table\": {\"columns\": [\"a\"],\n\
             \"rows\": [[1],\n [2, 3], [4]]}}]}",
            "body[1].table.rows[1]",
            (3, 7),
            "expected one cell",
        ),
        Fault(
            "{\"masthead\": {\"title\": \"a\"}, \"body\": [{\"table\": {\"columns\": [\"a\"],\n\
             \"rows\": [[\"above\"]]}}]}",
            "body[0].table.rows[0][0]",
            (2, 17),
            "above",
        ),
        Fault(
            "{\"masthead\": {\"title\": \"a\"}, \"sections\": [{},\n {\"blocks\": [\"\\u0000\"]}]}",
            "sections[1].blocks[0]",
            (2, 21),
            "U+0000",
        ),
        // Rows before the columns can only be checked when the table ends.
        Fault(
            "{\"masthead\": {\"title\": \"a\"}, \"body\": [{\"table\": {\"rows\": [[1], []],\n\
             \"columns\": [\"a\"]}}]}",
            "body[0].table",
            (2, 17),
            "rows[1]: 0 cells for 1 column",
        ),
        Fault(
            "{\"masthead\": {\"title\": \"a\"}, \"body\": [{\"table\": {\"columns\": [\"a\"]},\n\
             \"figure\": 1}]}",
            "body[0]",
            (2, 8),
            "exactly one",
        ),
    ] {
        check("json", &fault, &serde_json::from_str::<Bulletin>(fault.0).unwrap_err().to_string());
    }
    for fault in [
        Fault("masthead:\n  title: [1]", "masthead.title", (2, 10), "expected text"),
        Fault("masthead:\n  title: ''", "masthead.title", (2, 10), "expected"),
        Fault("masthead:\n  title: a\n  date: 2024-02-30", "masthead.date", (3, 9), "2024-03-12"),
        Fault(
            "masthead:\n  title: a\nbody:\n- table:\n    columns: [a]\n    rows:\n    - [1]\n    - []",
            "body[0].table.rows[1]",
            (8, 7),
            "expected one cell",
        ),
        Fault(
            "masthead:\n  title: a\nsections:\n- heading: x\n  blocks:\n  - table: 1",
            "sections[0].blocks[0].table",
            (6, 12),
            "expected",
        ),
    ] {
        let error = serde_norway::from_str::<Bulletin>(fault.0).unwrap_err().to_string();
        check("yaml", &fault, &error);
        let doubled = format!("{0}: {0}", fault.1);
        assert!(!error.starts_with(&doubled), "{error}");
    }
}

#[test]
fn a_bulletin_that_says_nothing_needs_no_path() {
    for error in [
        toml::from_str::<Bulletin>("").unwrap_err().to_string(),
        serde_json::from_str::<Bulletin>("{}").unwrap_err().to_string(),
        serde_norway::from_str::<Bulletin>("{}").unwrap_err().to_string(),
    ] {
        assert!(error.contains("expected a name or text"), "{error}");
        assert!(!error.starts_with('.'), "{error}");
    }
}

/// A chart of one series.
fn drawn(kind: ChartKind, categories: &[&str], values: &[&str]) -> Block {
    let mut chart = Chart::new(kind, categories.iter().copied());
    chart.push("", values.iter().map(|value| Some(*value))).unwrap();
    chart.into()
}

#[test]
fn validation_finds_what_reading_would_refuse_at_the_same_place() {
    type Break = fn(&mut Bulletin);
    let table = |rows| {
        Block::Table(changed(Table::default(), |table| {
            table.columns = vec!["a".into()];
            table.rows = rows;
        }))
    };
    let cases: Vec<(&str, Break)> = vec![
        ("masthead.title", |b| b.masthead.title = "\u{3000}".into()),
        ("masthead.title", |b| b.masthead.title = "a\u{7f}".into()),
        ("masthead.issue", |b| b.masthead.issue = Some(Issue::default())),
        ("masthead.issue.year", |b| {
            b.masthead.issue = Some(changed(Issue::default(), |issue| issue.year = Some(24)));
        }),
        ("masthead.issue.number", |b| {
            b.masthead.issue =
                Some(changed(Issue::default(), |issue| issue.number = Some(0.into())));
        }),
        ("masthead.issuers[1]", |b| b.masthead.issuers = vec!["a".into(), "\u{1}".into()]),
        ("masthead.period", |b| {
            let day = |day| NaiveDate::from_ymd_opt(2024, 3, day).unwrap();
            b.masthead.period = Some(Period::Days { start: day(2), end: day(1) });
        }),
        ("masthead.date", |b| {
            b.masthead.date = NaiveDate::from_ymd_opt(10_000, 1, 1).map(Into::into)
        }),
        ("masthead.signer", |b| b.masthead.signer = Some("\u{FFFF}".into())),
        ("editor_note[0]", |b| b.editor_note = vec![Text::plain("\u{0}")]),
        ("contents[1]", |b| {
            b.contents = Some(Contents::Manual(vec!["".into(), Text::plain("\r")]));
        }),
        ("title", |b| b.title = Some("".into())),
        ("body[0]", |b| b.body = vec![Block::from("\u{85}")]),
        ("body[0].column", |b| b.body = vec![Block::Column(" ".into())]),
        ("body[0].table.columns", |b| b.body = vec![Block::Table(Table::default())]),
        ("body[0].figure.data", |b| b.body = vec![Block::Figure(Figure::default())]),
        ("body[0].figure.width", |b| {
            let image = Image::from(vec![1]);
            b.body = vec![Block::Figure(changed(Figure::default(), |figure| {
                figure.image = image;
                figure.width = Some(0);
            }))];
        }),
        ("sections[0].heading", |b| b.sections = vec![Section::new(" ")]),
        ("sections[0]", |b| {
            b.sections = vec![changed(Section::numbered("a"), |section| section.run_in = true)];
        }),
        ("articles[0].title", |b| b.articles = vec![Article::default()]),
        ("articles[0].source", |b| {
            b.articles =
                vec![changed(Article::new("篇"), |article| article.source = Some(" ".into()))]
        }),
        ("articles[0].sections[0].heading", |b| {
            b.articles = vec![changed(Article::new("篇"), |article| {
                article.sections = vec![Section::new(" ")]
            })]
        }),
        ("masthead.lines_above[0]", |b| b.masthead.lines_above = vec![String::new()]),
        ("appendices[0].title", |b| b.appendices = vec![Appendix::default()]),
        ("imprint.print_count", |b| b.imprint.print_count = Some(0)),
        ("imprint.staff[0].label", |b| b.imprint.staff = vec![StaffEntry::default()]),
    ];
    for (place, break_it) in cases {
        let mut bulletin = titled();
        break_it(&mut bulletin);
        let error = bulletin.validate().expect_err(place);
        assert_eq!(
            (error.place().to_string(), error.kind()),
            (place.to_owned(), ErrorKind::Input),
            "{error}"
        );
        let value = serde_json::to_value(&bulletin).unwrap();
        let read = serde_json::from_value::<Bulletin>(value).expect_err(place).to_string();
        assert!(read.starts_with(&format!("{place}: ")), "{read}");
    }
    for (place, rows) in [
        ("body[0].table.rows[1]", vec![vec![Cell::from(1)], vec![]]),
        ("body[0].table.rows[0][0]", vec![vec![Cell::Above]]),
        ("body[0].table.rows[0][0]", vec![vec![Cell::from("\u{1}")]]),
    ] {
        let bulletin = changed(titled(), |bulletin| bulletin.body = vec![table(rows)]);
        assert_eq!(bulletin.validate().expect_err(place).place().to_string(), place);
    }
}

/// What is wrong within a chart or beside others is said at its place, of whatever it was read.
#[test]
fn faults_of_charts_have_their_places() {
    type Break = fn(&mut Bulletin);
    let cases: Vec<(&str, Break)> = vec![
        ("body[0].chart", |b| b.body = vec![Chart::new(ChartKind::Columns, ["a"]).into()]),
        ("body[0].chart.categories[0]", |b| b.body = vec![drawn(ChartKind::Bars, &[" "], &["1"])]),
        ("body[0].chart.series[0].values", |b| {
            b.body = vec![drawn(ChartKind::Lines, &["a", "b"], &["1"])];
        }),
        ("body[0].chart.series[0].values[1]", |b| {
            b.body = vec![drawn(ChartKind::Lines, &["a", "b"], &["1", "2%"])];
        }),
        ("body[0].chart.series[0].values[0]", |b| {
            b.body = vec![drawn(ChartKind::Shares, &["a"], &["-1"])];
        }),
        ("body[0].chart.series[0].values[0]", |b| {
            b.body = vec![drawn(ChartKind::Columns, &["a"], &["0.123456789012345"])];
        }),
        ("body[0].chart.series", |b| b.body = vec![drawn(ChartKind::Shares, &["a"], &["0"])]),
        ("body[0].beside", |b| b.body = vec![Beside::new([vec!["a".into()]]).into()]),
        ("body[0].beside[1]", |b| {
            b.body = vec![Beside::new([vec!["a".into()], vec![Block::Note("a".into())]]).into()];
        }),
        ("body[0].beside[1]", |b| {
            b.body = vec![Beside::new([vec!["a".into()], vec![]]).into()];
        }),
    ];
    for (place, break_it) in cases {
        let bulletin = changed(titled(), break_it);
        let error = bulletin.validate().expect_err(place);
        assert_eq!(error.place().to_string(), place, "{error}");
        for (notation, read) in own_round_trips(&bulletin) {
            let read = read.expect_err(notation);
            assert_eq!(read.place().path.to_string(), place, "{notation}: {read}");
            assert_eq!(read.code(), error.code(), "{notation}");
        }
    }
}

/// In a name of a chart a tab is a blank, as in every text, whoever gives it.
#[test]
fn a_tab_in_a_name_of_a_chart_is_a_blank() {
    let file = r#"{ "kind": "columns", "categories": ["甲\t县"], "series": [{ "name": "件\t数", "values": [1] }] }"#;
    let read: Chart = serde_json::from_str(file).unwrap();
    let mut made = Chart::new(ChartKind::Columns, ["甲\t县"]);
    made.push("件\t数", [Some(1)]).unwrap();
    for chart in [read, made] {
        assert_eq!(chart.categories, ["甲 县"]);
        assert_eq!(chart.series[0].name.as_deref(), Some("件 数"));
        let mut bulletin = Bulletin::new("统计快报");
        bulletin.body = vec![chart.into()];
        assert_eq!(bulletin::draft::parse(&bulletin::draft::print(&bulletin)).bulletin, bulletin);
    }
}
