//! How large a bulletin may be.

use bulletin::{
    Appendix, Article, Block, Bulletin, Cell, Contents, ErrorKind, Language, Section, StaffEntry,
    Table, Text, limits,
};

use crate::support::model::changed;
use crate::{own_round_trips, round_trips, titled};

/// A section with `depth` levels below it.
fn nested(depth: usize) -> Section {
    (0..depth).fold(Section::new("底"), |section, _| {
        changed(Section::new("层"), |it| it.sections = vec![section])
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
    let bulletin = changed(titled(), |bulletin| bulletin.sections = vec![nested(deepest - 1)]);
    assert_eq!(bulletin.validate(), Ok(()));
    for (format, read) in round_trips(&bulletin) {
        assert_eq!(read.as_ref(), Ok(&bulletin), "{format}");
    }

    let bulletin = changed(titled(), |bulletin| bulletin.sections = vec![nested(deepest)]);
    let error = bulletin.validate().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let place = ["sections[0]"; 6].join(".");
    assert_eq!(error.place().to_string(), place);
    assert!(error.message(Language::English).contains("SECTION_DEPTH is 5"), "{error}");
    for (format, read) in round_trips(&bulletin) {
        let message = read.expect_err(format);
        assert!(message.starts_with(&format!("{place}: ")), "{format} {message}");
        assert!(message.contains("SECTION_DEPTH is 5"), "{format} {message}");
    }
    for (format, read) in own_round_trips(&bulletin) {
        let error = read.expect_err(format);
        assert_eq!((error.code(), error.kind()), ("limit.exceeded", ErrorKind::Limit), "{format}");
        assert_eq!(error.place().path.to_string(), place, "{format}");
        assert_eq!(error.message(Language::Chinese), "章节层次超过上限 5", "{format}");
    }
}

#[test]
fn a_bottomless_tree_is_an_error_and_no_overflow() {
    let mut bulletin = changed(titled(), |bulletin| bulletin.sections = vec![nested(200_000)]);
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
            b.appendices = vec![Appendix::new(title); n];
        }),
        (limits::EDITOR_NOTE, "editor_note", |b, n| b.editor_note = vec![Text::default(); n]),
        (limits::CONTENTS, "contents", |b, n| {
            b.contents = Some(Contents::Manual(vec![Text::default(); n]));
        }),
        (limits::ISSUERS, "masthead.issuers", |b, n| b.masthead.issuers = vec!["a".into(); n]),
        (limits::STAFF, "imprint.staff", |b, n| {
            let entry = StaffEntry::new("校对", "李某");
            b.imprint.staff = vec![entry; n];
        }),
        (limits::COLUMNS, "body[0].table.columns", |b, n| {
            let table = changed(Table::default(), |table| table.columns = vec!["a".into(); n]);
            b.body = vec![Block::Table(table)];
        }),
        (limits::ROWS, "body[0].table.rows", |b, n| {
            let rows = vec![vec![Cell::from(1)]; n];
            b.body = vec![Block::Table(changed(Table::default(), |table| {
                table.columns = vec!["a".into()];
                table.rows = rows;
            }))];
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
        assert!(error.message(Language::English).contains(&named), "{error}");
        let json = serde_json::to_string(&bulletin).unwrap();
        let error = serde_json::from_str::<Bulletin>(&json).expect_err(place).to_string();
        assert!(error.starts_with(place) && error.contains(&named), "{error}");
        let error = Bulletin::from_json(&json).expect_err(place);
        assert_eq!((error.code(), error.kind()), ("limit.exceeded", ErrorKind::Limit));
        assert_eq!(error.place().path.to_string(), place);
    }
}
