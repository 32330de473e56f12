//! The forms of a bulletin in files: what people write, and that everything comes back; and the
//! images that files name.

use bulletin::{
    Appendix, Article, Block, Bulletin, Cell, Contents, ErrorKind, Figure, Image, Imprint, Issue,
    Masthead, NaiveDate, Period, Section, Series, StaffEntry, Table, TableColumn, Text,
};
use proptest::prelude::*;

use crate::support::model::{arbitrary_bulletin, changed};
use crate::{own_round_trips, round_trips, titled};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_bulletin_comes_back_from_every_format(bulletin in arbitrary_bulletin()) {
        prop_assert_eq!(bulletin.validate(), Ok(()));
        for (format, read) in round_trips(&bulletin) {
            prop_assert_eq!(read.as_ref(), Ok(&bulletin), "{}", format);
        }
        for (format, read) in own_round_trips(&bulletin) {
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
    let expected = changed(Bulletin::default(), |bulletin| {
        bulletin.masthead = changed(Masthead::new("窗口工作周报"), |masthead| {
            masthead.lines_above = vec!["全省营商环境专项行动".into()];
            masthead.issue = Some(changed(Issue::new(2024, 8), |issue| {
                issue.total = Some(479.into());
                issue.series = Series::Supplement;
            }));
            masthead.period = Some(Period::new(day(2, 26), day(3, 1)).unwrap());
            masthead.issuers = vec!["省政务服务中心".into()];
            masthead.date = Some(day(3, 12).into());
        });
        bulletin.editor_note = vec!["各地做法不一，**供参阅**。".into()];
        bulletin.contents = Some(Contents::Auto);
        bulletin.title = None;
        bulletin.body = vec![Block::Column("要闻".into())];
        bulletin.sections = vec![changed(Section::new("工作动态"), |section| {
            section.sections = vec![Section::numbered("办结96件。")]
        })];
        bulletin.articles = vec![changed(Article::new("河道治理"), |article| {
            article.source = Some("水利厅供稿".into());
            article.body = vec!["清淤三处。".into()];
        })];
        bulletin.appendices = vec![changed(Appendix::new("考核结果"), |appendix| {
            appendix.blocks = vec![
                Block::Table(changed(Table::default(), |table| {
                    table.columns = vec![
                        "名次".into(),
                        changed(TableColumn::from("单位"), |column| column.width = Some(3)),
                        changed(TableColumn::from("得分"), |column| {
                            column.group = vec!["考核".into()]
                        }),
                    ];
                    table.rows = vec![
                        vec![Cell::from(1), Cell::from("水利厅"), Cell::from("20.0")],
                        vec![Cell::Above, Cell::Text("120".into()), Cell::from("1,550")],
                    ];
                })),
                Block::Figure(Figure::new(Image::File("大厅.png".into()), "大厅")),
            ]
        })];
        bulletin.imprint = changed(Imprint::default(), |imprint| {
            imprint.report = Some("省政府办公厅。".into());
            imprint.print_count = Some(103);
            imprint.staff = vec![StaffEntry::new("责任编辑", "张某")];
        });
    });
    let toml = r#"
        editor_note = "各地做法不一，**供参阅**。"
        contents = "auto"
        body = [{ column = "要闻" }]

        [masthead]
        title = "窗口工作周报"
        lines_above = ["全省营商环境专项行动"]
        issue = { year = 2024, number = 8, total = 479, series = "supplement" }
        period = { start = 2024-02-26, end = "2024-03-01" }
        issuers = ["省政务服务中心"]
        date = 2024-03-12

        [[sections]]
        heading = "工作动态"
        [[sections.sections]]
        blocks = ["办结96件。"]

        [[articles]]
        title = "河道治理"
        source = "水利厅供稿"
        body = ["清淤三处。"]

        [[appendices]]
        title = "考核结果"
        [[appendices.blocks]]
        table.columns = ["名次", { heading = "单位", width = 3 }, { heading = "得分", group = "考核" }]
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
  lines_above: [全省营商环境专项行动]
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
articles:
  - title: 河道治理
    source: 水利厅供稿
    body: [清淤三处。]
appendices:
  - title: 考核结果
    blocks:
      - table:
          rows:
            - [1, 水利厅, 20.0]
            - [above, { text: '120' }, '1,550']
          columns: [名次, { heading: 单位, width: 3 }, { heading: 得分, group: 考核 }]
      - figure: { file: 大厅.png, alt: 大厅 }
imprint:
  report: 省政府办公厅。
  print_count: 103
  staff:
    - { label: 责任编辑, value: 张某 }
";
    assert_eq!(toml::from_str::<Bulletin>(toml).unwrap(), expected);
    assert_eq!(serde_norway::from_str::<Bulletin>(yaml).unwrap(), expected);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(toml::from_str::<Bulletin>(&windows(toml)).unwrap(), expected);
    for own in [toml.to_owned(), windows(toml), format!("\u{FEFF}{toml}")] {
        assert_eq!(Bulletin::from_toml(&own), Ok(expected.clone()));
    }
    for own in [yaml.to_owned(), windows(yaml), format!("\u{FEFF}{yaml}")] {
        assert_eq!(Bulletin::from_yaml(&own), Ok(expected.clone()));
    }
    let null = r#"{"masthead": {"title": "快报", "signer": null, "issue": null}, "title": null}"#;
    assert_eq!(Bulletin::from_json(null), Ok(serde_json::from_str(null).unwrap()));
    let null: Bulletin = serde_json::from_str(null).unwrap();
    assert_eq!((null.masthead.signer, null.masthead.issue, null.title), (None, None, None));
}

#[test]
fn what_is_not_said_is_not_written() {
    let bulletin = changed(Bulletin::new("快报"), |bulletin| {
        bulletin.sections = vec![Section::numbered("一件。")]
    });
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
    assert_eq!(figure.image, Image::from(vec![0, 1, 2, 255]));
}

#[test]
fn images_are_loaded_wherever_figures_stand() {
    let figure = |file: &str| {
        Block::Figure(changed(Figure::default(), |figure| figure.image = Image::File(file.into())))
    };
    let inner = changed(Section::default(), |section| section.blocks = vec![figure("2.png")]);
    let mut bulletin = changed(titled(), |bulletin| {
        bulletin.body = vec![Block::from("a"), figure("1.png")];
        bulletin.sections =
            vec![changed(Section::default(), |section| section.sections = vec![inner])];
        bulletin.appendices =
            vec![changed(Appendix::new("附"), |appendix| appendix.blocks = vec![figure("3.png")])];
    });
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
    bulletin.load_images::<Vec<u8>>(|file| panic!("{file} is loaded already")).unwrap();

    // A file that is named twice is read once, and its bytes are shared.
    let mut twice = titled();
    twice.body = vec![figure("4.png"), figure("4.png")];
    let mut asked = 0;
    twice
        .load_images(|_| {
            asked += 1;
            Ok(vec![1, 2])
        })
        .unwrap();
    assert_eq!(asked, 1);
    let shared = twice.body.iter().map(|block| match block {
        Block::Figure(figure) => match &figure.image {
            Image::Data(data) => data,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    });
    let shared: Vec<_> = shared.collect();
    assert!(std::sync::Arc::ptr_eq(shared[0], shared[1]));

    let error = failing
        .load_images(|file| match file {
            "2.png" => Err(std::io::ErrorKind::NotFound.into()),
            _ => Ok(vec![1]),
        })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(error.code(), "input.unreadable-picture");
    assert_eq!(error.place().to_string(), "sections[0].sections[0].blocks[0].figure.file");
    assert!(error.message(bulletin::Language::English).contains("2.png"), "{error}");
    assert_eq!(error.message(bulletin::Language::Chinese), "无法读取图片文件“2.png”：没有这个文件");
    assert!(std::error::Error::source(&error).is_some_and(|cause| cause.is::<std::io::Error>()));
    assert!(failing.load_images(|_| Ok(Vec::new())).is_err(), "an empty file is no image");
}
