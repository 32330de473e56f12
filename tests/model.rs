//! The model: its forms in files and in print, the errors of what is wrong in a file, its limits,
//! and the laws of texts and rankings.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use bulletin::{
    Appendix, Block, Bulletin, Cell, Contents, ErrorKind, Figure, Image, Imprint, Issue, Masthead,
    NaiveDate, Number, Period, RankRule, Ranking, Section, Series, Span, StaffEntry, Table,
    TableColumn, Text, TieStyle, chinese_date, limits,
};
use proptest::prelude::*;
use support::model::{arbitrary_bulletin, number, text, words};

// Round trips

/// Writes a bulletin as JSON, TOML and YAML and reads each back.
fn round_trips(bulletin: &Bulletin) -> [(&'static str, Result<Bulletin, String>); 3] {
    let json = serde_json::to_string_pretty(bulletin).unwrap();
    let toml = toml::to_string_pretty(bulletin).unwrap();
    let yaml = serde_norway::to_string(bulletin).unwrap();
    [
        ("json", serde_json::from_str(&json).map_err(|error| format!("{error}\n{json}"))),
        ("toml", toml::from_str(&toml).map_err(|error| format!("{error}\n{toml}"))),
        ("yaml", serde_norway::from_str(&yaml).map_err(|error| format!("{error}\n{yaml}"))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_bulletin_comes_back_from_every_format(bulletin in arbitrary_bulletin()) {
        prop_assert_eq!(bulletin.validate(), Ok(()));
        for (format, read) in round_trips(&bulletin) {
            prop_assert_eq!(read.as_ref(), Ok(&bulletin), "{}", format);
        }
        // The order of the keys means nothing: a JSON value sorts them.
        let value = serde_json::to_value(&bulletin).unwrap();
        prop_assert_eq!(serde_json::from_value::<Bulletin>(value).unwrap(), bulletin);
    }
}

#[test]
fn the_files_of_a_bulletin_are_what_people_write() {
    let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
    let expected = Bulletin {
        masthead: Masthead {
            title: "窗口工作周报".into(),
            issue: Some(Issue {
                year: Some(2024),
                number: Some(8),
                total: Some(479),
                series: Series::Supplement,
            }),
            period: Some(Period::new(day(2, 26), day(3, 1)).unwrap()),
            issuers: vec!["省政务服务中心".into()],
            date: Some(day(3, 12)),
            ..Masthead::default()
        },
        editor_note: vec!["各地做法不一，**供参阅**。".into()],
        contents: Some(Contents::Auto),
        title: None,
        body: vec![Block::Column("要闻".into())],
        sections: vec![Section {
            sections: vec![Section::numbered("办结96件。")],
            ..Section::new("工作动态")
        }],
        appendices: vec![Appendix {
            title: "考核结果".into(),
            blocks: vec![
                Block::Table(Table {
                    columns: vec![
                        "名次".into(),
                        TableColumn { width: Some(3), ..TableColumn::from("单位") },
                        "得分".into(),
                    ],
                    rows: vec![
                        vec![Cell::from(1), Cell::from("水利厅"), Cell::from("20.0")],
                        vec![Cell::Above, Cell::Text("120".into()), Cell::from("1,550")],
                    ],
                    ..Table::default()
                }),
                Block::Figure(Figure {
                    image: Image::File("大厅.png".into()),
                    alt: "大厅".into(),
                    ..Figure::default()
                }),
            ],
        }],
        imprint: Imprint {
            report: Some("省政府办公厅。".into()),
            print_count: Some(103),
            staff: vec![StaffEntry { label: "责任编辑".into(), value: "张某".into() }],
            ..Imprint::default()
        },
    };
    let toml = r#"
        editor_note = "各地做法不一，**供参阅**。"
        contents = "auto"
        body = [{ column = "要闻" }]

        [masthead]
        title = "窗口工作周报"
        issue = { year = 2024, number = 8, total = 479, series = "supplement" }
        period = { start = 2024-02-26, end = "2024-03-01" }
        issuers = ["省政务服务中心"]
        date = 2024-03-12

        [[sections]]
        heading = "工作动态"
        [[sections.sections]]
        blocks = ["办结96件。"]

        [[appendices]]
        title = "考核结果"
        [[appendices.blocks]]
        table.columns = ["名次", { heading = "单位", width = 3 }, "得分"]
        table.rows = [
            [1, "水利厅", 20.0],
            ["above", { text = "120" }, "1,550"],
        ]
        [[appendices.blocks]]
        figure = { file = "大厅.png", alt = "大厅" }

        [imprint]
        report = "省政府办公厅。"
        print_count = 103
        staff = [{ label = "责任编辑", value = "张某" }]
    "#;
    let yaml = "
masthead:
  title: 窗口工作周报
  issue: { year: 2024, number: 8, total: 479, series: supplement }
  period: { start: 2024-02-26, end: 2024-03-01 }
  issuers: [省政务服务中心]
  date: 2024-03-12
editor_note: 各地做法不一，**供参阅**。
contents: auto
body:
  - column: 要闻
sections:
  - heading: 工作动态
    sections:
      - blocks: [办结96件。]
appendices:
  - title: 考核结果
    blocks:
      - table:
          rows:
            - [1, 水利厅, 20.0]
            - [above, { text: '120' }, '1,550']
          columns: [名次, { heading: 单位, width: 3 }, 得分]
      - figure: { file: 大厅.png, alt: 大厅 }
imprint:
  report: 省政府办公厅。
  print_count: 103
  staff:
    - { label: 责任编辑, value: 张某 }
";
    assert_eq!(toml::from_str::<Bulletin>(toml).unwrap(), expected);
    assert_eq!(serde_norway::from_str::<Bulletin>(yaml).unwrap(), expected);
    let windows = toml.replace('\n', "\r\n");
    assert_eq!(toml::from_str::<Bulletin>(&windows).unwrap(), expected);
    let null = r#"{"masthead": {"title": "快报", "signer": null, "issue": null}, "title": null}"#;
    let null: Bulletin = serde_json::from_str(null).unwrap();
    assert_eq!((null.masthead.signer, null.masthead.issue, null.title), (None, None, None));
}

#[test]
fn what_is_not_said_is_not_written() {
    let bulletin = Bulletin {
        masthead: Masthead { title: "快报".into(), ..Masthead::default() },
        sections: vec![Section::numbered("一件。")],
        ..Bulletin::default()
    };
    assert_eq!(
        serde_json::to_string(&bulletin).unwrap(),
        r#"{"masthead":{"title":"快报"},"sections":[{"blocks":["一件。"]}]}"#
    );
}

#[test]
fn cells_keep_what_they_are_and_how_it_was_written() {
    let read = |json: &str| serde_json::from_str::<Cell>(json).unwrap();
    let number = |text: &str| Cell::Number(text.parse().unwrap());
    for (json, cell) in [
        ("100", number("100")),
        ("-2", number("-2")),
        ("20.0", number("20.0")),
        ("115.5", number("115.5")),
        ("18446744073709551615", number("18446744073709551615")),
        (r#""20.00""#, number("20.00")),
        (r#""1,550""#, number("1,550")),
        (r#""68.75%""#, number("68.75%")),
        (r#""above""#, Cell::Above),
        (r#""above all""#, Cell::Text("above all".into())),
        (r#""1,55""#, Cell::Text("1,55".into())),
        (r#""**1**""#, Cell::Text(Text::bold("1"))),
        (r#"{"text": "20.00"}"#, Cell::Text("20.00".into())),
        (r#"{"text": "above"}"#, Cell::Text("above".into())),
    ] {
        assert_eq!(read(json), cell, "{json}");
        let written = serde_json::to_string(&cell).unwrap();
        assert_eq!(read(&written), cell, "{written}");
    }
}

#[test]
fn an_image_in_a_file_is_base64_in_any_lines() {
    let json = "{\"data\": \"AAEC\\n  /w==\\n\", \"alt\": \"\"}";
    let figure: Figure = serde_json::from_str(json).unwrap();
    assert_eq!(figure.image, Image::Data(vec![0, 1, 2, 255]));
}

// Errors

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
        Fault("masthead.title = 1", "masthead.title", (1, 18), "expected a string"),
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
            "expected one of `regular`, `supplement`, `special`",
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
        Fault("masthead.title = 'a'\nbody = [1]", "body[0]", (2, 9), "string"),
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
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a']\ntable.rows = [[1],\n  [2, 3]]",
            "body[0].table.rows[1]",
            (5, 3),
            "expected 1",
        ),
        Fault(
            "masthead.title = 'a'\n[[body]]\ntable.columns = ['a']\ntable.rows = [['above']]",
            "body[0].table.rows[0][0]",
            (4, 16),
            "above",
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
        Fault("{\"masthead\":\n {\"title\": 1}}", "masthead.title", (2, 12), "expected a string"),
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
            "expected 1",
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
        Fault("masthead:\n  title: [1]", "masthead.title", (2, 10), "expected a string"),
        Fault("masthead:\n  title: ''", "masthead.title", (2, 10), "expected"),
        Fault("masthead:\n  title: a\n  date: 2024-02-30", "masthead.date", (3, 9), "2024-03-12"),
        Fault(
            "masthead:\n  title: a\nbody:\n- table:\n    columns: [a]\n    rows:\n    - [1]\n    - []",
            "body[0].table.rows[1]",
            (8, 7),
            "expected 1",
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
fn a_missing_masthead_needs_no_path() {
    for error in [
        toml::from_str::<Bulletin>("").unwrap_err().to_string(),
        serde_json::from_str::<Bulletin>("{}").unwrap_err().to_string(),
        serde_norway::from_str::<Bulletin>("{}").unwrap_err().to_string(),
    ] {
        assert!(error.contains("missing field `masthead`"), "{error}");
        assert!(!error.starts_with('.'), "{error}");
    }
}

// Validation: a bulletin that a program made

fn titled() -> Bulletin {
    Bulletin {
        masthead: Masthead { title: "快报".into(), ..Masthead::default() },
        ..Bulletin::default()
    }
}

#[test]
fn validation_finds_what_reading_would_refuse_at_the_same_place() {
    type Break = fn(&mut Bulletin);
    let table = |rows| Block::Table(Table { columns: vec!["a".into()], rows, ..Table::default() });
    let cases: Vec<(&str, Break)> = vec![
        ("masthead.title", |b| b.masthead.title = "\u{3000}".into()),
        ("masthead.title", |b| b.masthead.title = "a\u{7f}".into()),
        ("masthead.issue", |b| b.masthead.issue = Some(Issue::default())),
        ("masthead.issue.year", |b| {
            b.masthead.issue = Some(Issue { year: Some(24), ..Issue::default() });
        }),
        ("masthead.issue.number", |b| {
            b.masthead.issue = Some(Issue { number: Some(0), ..Issue::default() });
        }),
        ("masthead.issuers[1]", |b| b.masthead.issuers = vec!["a".into(), "\u{1}".into()]),
        ("masthead.period", |b| {
            let day = |day| NaiveDate::from_ymd_opt(2024, 3, day).unwrap();
            b.masthead.period = Some(Period { start: day(2), end: day(1) });
        }),
        ("masthead.date", |b| b.masthead.date = NaiveDate::from_ymd_opt(10_000, 1, 1)),
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
            let image = Image::Data(vec![1]);
            b.body = vec![Block::Figure(Figure { image, width: Some(0), ..Figure::default() })];
        }),
        ("sections[0].heading", |b| b.sections = vec![Section::new(" ")]),
        ("sections[0]", |b| {
            b.sections = vec![Section { run_in: true, ..Section::numbered("a") }];
        }),
        ("appendices[0].title", |b| b.appendices = vec![Appendix::default()]),
        ("imprint.print_count", |b| b.imprint.print_count = Some(0)),
        ("imprint.staff[0].label", |b| b.imprint.staff = vec![StaffEntry::default()]),
    ];
    for (place, break_it) in cases {
        let mut bulletin = titled();
        break_it(&mut bulletin);
        let error = bulletin.validate().expect_err(place);
        assert_eq!((error.place(), error.kind()), (place, ErrorKind::Input), "{error}");
        let value = serde_json::to_value(&bulletin).unwrap();
        let read = serde_json::from_value::<Bulletin>(value).expect_err(place).to_string();
        assert!(read.starts_with(&format!("{place}: ")), "{read}");
    }
    for (place, rows) in [
        ("body[0].table.rows[1]", vec![vec![Cell::from(1)], vec![]]),
        ("body[0].table.rows[0][0]", vec![vec![Cell::Above]]),
        ("body[0].table.rows[0][0]", vec![vec![Cell::from("\u{1}")]]),
    ] {
        let bulletin = Bulletin { body: vec![table(rows)], ..titled() };
        assert_eq!(bulletin.validate().expect_err(place).place(), place);
    }
}

// Limits

/// A section with `depth` levels below it.
fn nested(depth: usize) -> Section {
    (0..depth).fold(Section::new("底"), |section, _| Section {
        sections: vec![section],
        ..Section::new("层")
    })
}

/// Takes a deep tree apart without recursion.
fn dismantle(mut sections: Vec<Section>) {
    while let Some(mut section) = sections.pop() {
        sections.append(&mut section.sections);
    }
}

#[test]
fn sections_go_five_levels_deep() {
    let deepest = limits::SECTION_DEPTH.max();
    let bulletin = Bulletin { sections: vec![nested(deepest - 1)], ..titled() };
    assert_eq!(bulletin.validate(), Ok(()));
    for (format, read) in round_trips(&bulletin) {
        assert_eq!(read.as_ref(), Ok(&bulletin), "{format}");
    }

    let bulletin = Bulletin { sections: vec![nested(deepest)], ..titled() };
    let error = bulletin.validate().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let place = ["sections[0]"; 6].join(".");
    assert_eq!(error.place(), place);
    assert!(error.message().contains("SECTION_DEPTH is 5"), "{error}");
    for (format, read) in round_trips(&bulletin) {
        let message = read.expect_err(format);
        assert!(message.starts_with(&format!("{place}: ")), "{format} {message}");
        assert!(message.contains("SECTION_DEPTH is 5"), "{format} {message}");
    }
}

#[test]
fn a_bottomless_tree_is_an_error_and_no_overflow() {
    let mut bulletin = Bulletin { sections: vec![nested(200_000)], ..titled() };
    let valid = bulletin.validate();
    let loaded = bulletin.load_images(|_| Ok(Vec::new()));
    dismantle(bulletin.sections);
    assert_eq!(valid.unwrap_err().kind(), ErrorKind::Limit);
    assert_eq!(loaded.unwrap_err().kind(), ErrorKind::Limit);

    let levels = 200_000;
    let open = r#"{"masthead":{"title":"a"},"sections":["#.to_owned();
    let json = open + &r#"{"sections":["#.repeat(levels) + &"]}".repeat(levels) + "]}";
    let mut reader = serde_json::Deserializer::from_str(&json);
    let error = <Bulletin as serde::Deserialize>::deserialize(&mut reader).unwrap_err();
    assert!(error.to_string().contains("SECTION_DEPTH is 5"), "{error}");
}

#[test]
fn each_limit_holds_at_its_number_and_not_beyond() {
    type Fill = fn(&mut Bulletin, usize);
    let cases: [(limits::Limit, &str, Fill); 10] = [
        (limits::SECTIONS, "sections", |b, n| b.sections = vec![Section::default(); n]),
        (limits::BLOCKS, "body", |b, n| b.body = vec![Block::from("a"); n]),
        (limits::APPENDICES, "appendices", |b, n| {
            let title = Text::plain("附表");
            b.appendices = vec![Appendix { title, ..Appendix::default() }; n];
        }),
        (limits::EDITOR_NOTE, "editor_note", |b, n| b.editor_note = vec![Text::default(); n]),
        (limits::CONTENTS, "contents", |b, n| {
            b.contents = Some(Contents::Manual(vec![Text::default(); n]));
        }),
        (limits::ISSUERS, "masthead.issuers", |b, n| b.masthead.issuers = vec!["a".into(); n]),
        (limits::STAFF, "imprint.staff", |b, n| {
            let entry = StaffEntry { label: "校对".into(), value: "李某".into() };
            b.imprint.staff = vec![entry; n];
        }),
        (limits::COLUMNS, "body[0].table.columns", |b, n| {
            let table = Table { columns: vec!["a".into(); n], ..Table::default() };
            b.body = vec![Block::Table(table)];
        }),
        (limits::ROWS, "body[0].table.rows", |b, n| {
            let rows = vec![vec![Cell::from(1)]; n];
            b.body =
                vec![Block::Table(Table { columns: vec!["a".into()], rows, ..Table::default() })];
        }),
        (limits::TEXT, "title", |b, n| b.title = Some(Text::plain("字".repeat(n)))),
    ];
    for (limit, place, fill) in cases {
        let mut bulletin = titled();
        fill(&mut bulletin, limit.max());
        assert_eq!(bulletin.validate(), Ok(()), "{limit}");
        let json = serde_json::to_string(&bulletin).unwrap();
        assert_eq!(serde_json::from_str::<Bulletin>(&json).unwrap(), bulletin, "{limit}");

        fill(&mut bulletin, limit.max() + 1);
        let error = bulletin.validate().expect_err(place);
        assert_eq!((error.kind(), error.place()), (ErrorKind::Limit, place));
        let named = format!("the limit {} is {}", limit.name(), limit.max());
        assert!(error.message().contains(&named), "{error}");
        let json = serde_json::to_string(&bulletin).unwrap();
        let error = serde_json::from_str::<Bulletin>(&json).expect_err(place).to_string();
        assert!(error.starts_with(place) && error.contains(&named), "{error}");
    }
}

// Images

#[test]
fn images_are_loaded_wherever_figures_stand() {
    let figure =
        |file: &str| Block::Figure(Figure { image: Image::File(file.into()), ..Figure::default() });
    let inner = Section { blocks: vec![figure("2.png")], ..Section::default() };
    let mut bulletin = Bulletin {
        body: vec![Block::from("a"), figure("1.png")],
        sections: vec![Section { sections: vec![inner], ..Section::default() }],
        appendices: vec![Appendix { title: "附".into(), blocks: vec![figure("3.png")] }],
        ..titled()
    };
    let mut asked = Vec::new();
    let mut failing = bulletin.clone();
    bulletin
        .load_images(|file| {
            asked.push(file.to_owned());
            Ok(file.as_bytes().to_vec())
        })
        .unwrap();
    assert_eq!(asked, ["1.png", "2.png", "3.png"]);
    let json = serde_json::to_string(&bulletin).unwrap();
    assert!(!json.contains("\"file\"") && json.matches("\"data\"").count() == 3, "{json}");
    bulletin.load_images(|file| panic!("{file} is loaded already")).unwrap();

    let error = failing
        .load_images(|file| match file {
            "2.png" => Err(std::io::ErrorKind::NotFound.into()),
            _ => Ok(vec![1]),
        })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(error.place(), "sections[0].sections[0].blocks[0].figure.file");
    assert!(error.message().contains("2.png"), "{error}");
    assert!(failing.load_images(|_| Ok(Vec::new())).is_err(), "an empty file is no image");
}

// Canonical strings

#[test]
fn issue_lines() {
    let issue = |year, number, total, series| Issue { year, number, total, series }.to_string();
    use Series::{Regular, Special, Supplement};
    assert_eq!(issue(Some(2024), Some(8), Some(479), Regular), "2024年第8期（总第479期）");
    assert_eq!(issue(Some(2024), Some(8), None, Regular), "2024年第8期");
    assert_eq!(issue(None, Some(8), None, Regular), "第8期");
    assert_eq!(issue(None, None, Some(479), Regular), "总第479期");
    assert_eq!(issue(None, Some(2), None, Supplement), "增刊第2期");
    assert_eq!(issue(Some(2024), Some(2), None, Supplement), "2024年增刊第2期");
    assert_eq!(issue(None, Some(1), None, Special), "专刊第1期");
    assert_eq!(issue(None, None, None, Regular), "");
}

#[test]
fn periods_and_dates() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let period = |start, end| Period::new(start, end).unwrap().to_string();
    assert_eq!(period(day(2024, 2, 26), day(2024, 3, 1)), "（2月26日—3月1日）");
    assert_eq!(period(day(2024, 3, 1), day(2024, 3, 1)), "（3月1日）");
    assert_eq!(period(day(2023, 12, 25), day(2024, 1, 5)), "（2023年12月25日—2024年1月5日）");
    assert_eq!(chinese_date(day(2024, 3, 2)), "2024年3月2日");
    let error = Period::new(day(2024, 3, 2), day(2024, 3, 1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

// Texts and numbers

#[test]
fn markup_drops_nothing() {
    for (markup, plain, canonical) in [
        ("a**b**c", "abc", "a**b**c"),
        ("**b", "**b", r"\*\*b"),
        ("a**b**c**d", "abc**d", r"a**b**c\*\*d"),
        ("2*3", "2*3", r"2\*3"),
        (r"\**b\**", "**b**", r"\*\*b\*\*"),
        (r"C:\dir\", r"C:\dir\", r"C:\\dir\\"),
        (r"\\**b**", r"\b", r"\\**b**"),
        ("密码****", "密码****", r"密码\*\*\*\*"),
        ("**a****b**", "ab", "**ab**"),
        ("a\tb\r\nc", "a b\nc", "a b\nc"),
        ("", "", ""),
    ] {
        let text = Text::from(markup);
        assert_eq!(text.to_plain(), plain, "{markup}");
        assert_eq!(text.to_string(), canonical, "{markup}");
        assert_eq!(Text::from(canonical), text, "{markup}");
    }
}

proptest! {
    #[test]
    fn printing_a_text_and_reading_it_gives_the_text(text in text()) {
        prop_assert_eq!(Text::from(text.to_string()), text);
    }

    #[test]
    fn reading_markup_gives_a_canonical_text(markup in words()) {
        let text = Text::from(markup.as_str());
        prop_assert_eq!(Text::from(text.to_string()), text.clone());
        prop_assert!(text.spans().iter().all(|span| !span.text.is_empty()));
        prop_assert!(text.spans().windows(2).all(|pair| pair[0].bold != pair[1].bold));
    }

    #[test]
    fn any_string_at_all_is_some_text(markup in any::<String>(), more in any::<String>()) {
        let mut text = Text::from(markup.as_str());
        text.push(&more, true);
        prop_assert_eq!(Text::from(text.to_string()), text);
    }

    #[test]
    fn joining_spans_keeps_every_word(spans in prop::collection::vec((words(), any::<bool>()), 0..5)) {
        let words: String = spans.iter().map(|(words, _)| words.as_str()).collect();
        let spans = spans.into_iter().map(|(text, bold)| Span { text, bold });
        prop_assert_eq!(Text::from_iter(spans).to_plain(), words);
    }
}

#[test]
fn what_is_a_number_and_what_is_not() {
    for text in ["0", "007", "+1", "-2", "−2", "1,550", "12,345,678.90", "0.5", "68.75%", "3‰"]
    {
        assert_eq!(text.parse::<Number>().unwrap().as_str(), text);
    }
    for text in [
        "", "-", "%", ".5", "5.", "1,55", "1234,567", ",123", "1,,234", "1.2.3", "1.234,5", "1e3",
        " 1", "1 ", "+-1", "1%%", "１", "12,3456", "0x1", "1%‰",
    ] {
        let error = text.parse::<Number>().expect_err(text).to_string();
        assert!(error.contains("expected"), "{error}");
    }
}

// Rankings

/// Scores in tenths, so that a sum is easy to check.
fn scores() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (1..4_usize).prop_flat_map(|columns| {
        prop::collection::vec(prop::collection::vec(-25..25_i64, columns), 1..12)
    })
}

fn in_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn ranked(rule: RankRule, ties: TieStyle, scores: &[Vec<i64>]) -> Table {
    let width = scores[0].len() + 3;
    let mut ranking = Ranking::new(rule, vec!["列"; width]);
    ranking.ties = ties;
    for (index, row) in scores.iter().enumerate() {
        let written: Vec<String> = row.iter().copied().map(in_tenths).collect();
        ranking.push(format!("单位{index}"), written.iter().map(String::as_str)).unwrap();
    }
    ranking.to_table().unwrap()
}

fn whole(cell: &Cell) -> usize {
    match cell {
        Cell::Number(number) => number.as_str().parse().unwrap(),
        other => panic!("{other:?} is no rank"),
    }
}

proptest! {
    #[test]
    fn rankings_keep_their_laws(scores in scores(), dense in any::<bool>()) {
        let rule = if dense { RankRule::Dense } else { RankRule::Competition };
        let table = ranked(rule, TieStyle::Repeat, &scores);

        // Every name once, with its own scores and their sum.
        let mut rows = BTreeMap::new();
        for row in &table.rows {
            let Cell::Text(name) = &row[1] else { panic!("no name: {row:?}") };
            let index: usize = name.to_plain().trim_start_matches("单位").parse().unwrap();
            let sum: i64 = scores[index].iter().sum();
            let printed: Vec<Cell> =
                scores[index].iter().map(|score| Cell::from(in_tenths(*score).as_str())).collect();
            prop_assert_eq!(&row[2..row.len() - 1], printed.as_slice());
            let shortest = in_tenths(sum);
            let shortest = shortest.strip_suffix(".0").unwrap_or(&shortest);
            prop_assert_eq!(row.last(), Some(&Cell::from(shortest)));
            prop_assert!(rows.insert(index, (whole(&row[0]), sum)).is_none());
        }
        prop_assert_eq!(rows.len(), scores.len());

        // The rank is one more than the number of those (or of the totals) that are better.
        for (rank, sum) in rows.values() {
            let mut better: Vec<i64> =
                rows.values().map(|(_, other)| *other).filter(|other| other > sum).collect();
            if dense {
                better.sort_unstable();
                better.dedup();
            }
            prop_assert_eq!(*rank, better.len() + 1);
        }

        // Ranks never fall, and inside a tie the order of the input is kept.
        let order: Vec<(usize, usize)> = table
            .rows
            .iter()
            .map(|row| {
                let Cell::Text(name) = &row[1] else { panic!("no name: {row:?}") };
                let index = name.to_plain().trim_start_matches("单位").parse().unwrap();
                (whole(&row[0]), index)
            })
            .collect();
        prop_assert!(order.is_sorted(), "{order:?}");

        // Merging shows a rank once and changes nothing else.
        let merged = ranked(rule, TieStyle::Merge, &scores);
        for (index, (row, repeated)) in merged.rows.iter().zip(&table.rows).enumerate() {
            let tied = index > 0 && table.rows[index - 1][0] == repeated[0];
            let rank = if tied { &Cell::Above } else { &repeated[0] };
            prop_assert_eq!(&row[0], rank);
            prop_assert_eq!(&row[1..], &repeated[1..]);
        }
    }

    #[test]
    fn totals_are_exact_or_an_error(one in number(), other in number()) {
        let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "一", "二", "总分"]);
        ranking.push("甲", [one.as_str(), other.as_str()]).unwrap();
        // Nine digits and four decimals, in ten-thousandths.
        let value = |number: &Number| -> i64 {
            let text = number.as_str().replace(',', "").replace(['%', '‰', '+'], "");
            let text = text.replace('−', "-");
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
            let sign = if whole.starts_with('-') { -1 } else { 1 };
            let decimals: i64 = format!("{decimals:0<4}").parse().unwrap();
            whole.parse::<i64>().unwrap() * 10_000 + sign * decimals
        };
        let suffix = |number: &Number| number.as_str().chars().last().filter(|c| "%‰".contains(*c));
        match ranking.to_table() {
            Err(error) => {
                prop_assert_ne!(suffix(&one), suffix(&other));
                prop_assert_eq!(error.place(), "rows[0]");
            }
            Ok(table) => {
                prop_assert_eq!(suffix(&one), suffix(&other));
                let Some(Cell::Number(total)) = table.rows[0].last() else { panic!("no total") };
                prop_assert_eq!(value(total), value(&one) + value(&other));
                prop_assert_eq!(suffix(total), suffix(&one));
                let digits = total.as_str().trim_end_matches(['%', '‰']);
                prop_assert!(!digits.contains('.') || !digits.ends_with('0'), "{}", digits);
            }
        }
    }
}

#[test]
fn a_total_is_never_rounded() {
    let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "一", "二", "总分"]);
    let great = "9".repeat(28);
    ranking.push("甲", [great.as_str(), "0.1"]).unwrap();
    match ranking.to_table() {
        Ok(table) => {
            let exact = format!("{great}.1");
            assert_eq!(table.rows[0].last(), Some(&Cell::from(exact.as_str())));
        }
        Err(error) => assert!(error.message().contains("digits"), "{error}"),
    }
}

#[test]
fn a_ranking_in_a_file_is_a_table() {
    let toml = r#"
        masthead.title = "周报"
        [[body]]
        [body.ranking]
        rule = "competition"
        caption = "考核结果"
        unit = "分"
        note = "并列的按报送顺序排列。"
        columns = ["序号", { heading = "部门", width = 3 }, "基础分", "减分", "加分", "实得分"]
        rows = [
            ["商务厅", 100, 0, "7.00"],
            ["水利厅", 100, -2, 9.5],
            ["药监局", 100, 0, 7],
            ["110", 90, 0, 0],
        ]
    "#;
    let bulletin: Bulletin = toml::from_str(toml).unwrap();
    let Block::Table(table) = &bulletin.body[0] else { panic!("{bulletin:?}") };
    let cells = |row: [&str; 6]| row.map(Cell::from).to_vec();
    let mut expected = vec![
        cells(["1", "水利厅", "100", "-2", "9.5", "107.5"]),
        cells(["2", "商务厅", "100", "0", "7.00", "107"]),
        cells(["", "药监局", "100", "0", "7", "107"]),
        cells(["4", "", "90", "0", "0", "90"]),
    ];
    expected[2][0] = Cell::Above;
    expected[3][1] = Cell::Text("110".into());
    assert_eq!(table.rows, expected);
    assert_eq!(table.caption, Some("考核结果".into()));
    assert_eq!(table.unit.as_deref(), Some("分"));
    assert_eq!(table.note, Some("并列的按报送顺序排列。".into()));
    assert_eq!(table.columns[1].width, Some(3));
    assert_eq!(bulletin.validate(), Ok(()));

    let wrong = toml.replace("[\"药监局\", 100, 0, 7]", "[\"药监局\", 100, 0]");
    let error = toml::from_str::<Bulletin>(&wrong).unwrap_err().to_string();
    assert!(error.starts_with("body[0].ranking"), "{error}");
    assert!(error.contains("rows[2]"), "{error}");
    let wrong = toml.replace("rule = \"competition\"", "");
    let error = toml::from_str::<Bulletin>(&wrong).unwrap_err().to_string();
    assert!(error.contains("missing field `rule`"), "{error}");
}
