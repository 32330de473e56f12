//! How large a bulletin may be.

use bulletin::{
    Appendix, Article, Block, Bulletin, Cell, Contents, ErrorKind, Section, StaffEntry, Table,
    Text, limits,
};

use crate::{round_trips, titled};

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
    assert_eq!(error.place().to_string(), place);
    assert!(error.message(bulletin::Language::English).contains("SECTION_DEPTH is 5"), "{error}");
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
    let cases: [(limits::Limit, &str, Fill); 12] = [
        (limits::SECTIONS, "sections", |b, n| b.sections = vec![Section::default(); n]),
        (limits::BLOCKS, "body", |b, n| b.body = vec![Block::from("a"); n]),
        (limits::ARTICLES, "articles", |b, n| b.articles = vec![Article::new("篇"); n]),
        (limits::LINES_ABOVE, "masthead.lines_above", |b, n| {
            b.masthead.lines_above = vec!["市委".into(); n]
        }),
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
        assert_eq!((error.kind(), error.place().to_string()), (ErrorKind::Limit, place.to_owned()));
        let named = format!("the limit {} is {}", limit.name(), limit.max());
        assert!(error.message(bulletin::Language::English).contains(&named), "{error}");
        let json = serde_json::to_string(&bulletin).unwrap();
        let error = serde_json::from_str::<Bulletin>(&json).expect_err(place).to_string();
        assert!(error.starts_with(place) && error.contains(&named), "{error}");
    }
}
