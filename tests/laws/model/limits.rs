//! How large a bulletin may be.

use bulletin::{
    Appendix, Article, Block, Bulletin, Cell, Contents, ErrorKind, Figure, Language, Section,
    StaffEntry, Table, Text, limits,
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

/// A PNG file that says it has so many pixels, and holds none of them.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = png::Encoder::new(&mut file, width, height);
    encoder.write_header().unwrap().write_chunk(png::chunk::IDAT, &[]).unwrap();
    file
}

fn pictures(sizes: &[(u32, u32)]) -> Vec<Block> {
    sizes.iter().map(|(width, height)| Figure::new(png(*width, *height), "图").into()).collect()
}

fn cells(count: usize) -> Vec<Block> {
    let table = |rows: usize| {
        Block::Table(changed(Table::default(), |table| {
            table.columns = vec!["a".into(); 10];
            table.rows = vec![vec![Cell::from(1); 10]; rows];
        }))
    };
    vec![table(count / 20), table(count / 10 - count / 20)]
}

/// Each list keeps its own limit; together they are too much.
#[test]
fn the_totals_hold_at_their_numbers_and_not_beyond() {
    type Fill = fn(&mut Bulletin, usize);
    // The name and the heading of each section have characters too.
    let cases: [(limits::Limit, usize, &str, Fill); 5] = [
        (limits::TOTAL_BLOCKS, 1, "appendices[0].blocks[0]", |b, n| {
            b.body = vec![Block::from("a"); n / 2];
            b.sections = vec![changed(Section::new("a"), |it| {
                it.blocks = vec![Block::from("a"); limits::TOTAL_BLOCKS.max() - n / 2];
            })];
            b.appendices = vec![changed(Appendix::new("a"), |it| {
                it.blocks = vec![Block::from("a"); n - limits::TOTAL_BLOCKS.max()];
            })];
        }),
        (limits::TOTAL_SECTIONS, 1, "articles[1].sections[0]", |b, n| {
            b.sections = vec![Section::default(); limits::SECTIONS.max()];
            let with = |count: usize| {
                changed(Article::new("篇"), |it| it.sections = vec![Section::default(); count])
            };
            b.articles = vec![with(limits::SECTIONS.max()), with(n - limits::TOTAL_SECTIONS.max())];
        }),
        (limits::TOTAL_CELLS, 10, "body[1].table.rows[25000]", |b, n| b.body = cells(n)),
        (limits::TOTAL_TEXT, 1, "body[4]", |b, n| {
            let rest = n - b.masthead.title.chars().count();
            let text = |count: usize| Block::Paragraph(Text::plain("字".repeat(count)));
            let quarter = rest / 4;
            let last = rest - quarter * 4;
            b.body = vec![text(quarter), text(quarter), text(quarter), text(quarter)];
            // Markup counts: two marks of bold more than the words.
            b.body.extend((last > 0).then(|| text(last)));
        }),
        (limits::TOTAL_PIXELS, 1, "body[4].figure.data", |b, n| {
            b.body = pictures(&[(10_000, 10_000); 4]);
            let rest = u32::try_from(n - limits::TOTAL_PIXELS.max()).unwrap();
            b.body.extend((rest > 0).then(|| pictures(&[(rest, 1)]).remove(0)));
        }),
    ];
    for (limit, step, place, fill) in cases {
        let mut bulletin = titled();
        fill(&mut bulletin, limit.max());
        assert_eq!(bulletin.validate(), Ok(()), "{limit}");
        let json = serde_json::to_string(&bulletin).unwrap();
        assert_eq!(serde_json::from_str::<Bulletin>(&json).unwrap(), bulletin, "{limit}");

        fill(&mut bulletin, limit.max() + step);
        let error = bulletin.validate().expect_err(place);
        assert_eq!(error.kind(), ErrorKind::Limit, "{limit}");
        let named = format!("the limit {} is {}", limit.name(), limit.max());
        assert!(error.message(Language::English).contains(&named), "{error}");
        assert_eq!(error.place().path.to_string(), place, "{limit}");
        let json = serde_json::to_string(&bulletin).unwrap();
        let error = Bulletin::from_json(&json).expect_err(place);
        assert_eq!((error.code(), error.kind()), ("limit.exceeded", ErrorKind::Limit));
        assert!(error.message(Language::English).contains(&named), "{error}");
    }
}

#[test]
fn one_picture_may_have_so_many_pixels() {
    let with = |width, height| changed(titled(), |b| b.body = pictures(&[(width, height)]));
    assert_eq!(with(10_000, 10_000).validate(), Ok(()));
    let bomb = with(22_000, 22_000);
    let error = bomb.validate().unwrap_err();
    assert!(error.message(Language::English).contains("the limit PIXELS is 100000000"), "{error}");
    let mut named = titled();
    named.body = vec![Figure::file("hall.png", "大厅").into()];
    let error = named.load_images(|_| Ok(png(22_000, 22_000))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

/// A section of its own, or a table, has no totals: only its own lists are counted.
#[test]
fn what_is_read_alone_is_not_counted() {
    let sections: Vec<Section> = vec![
        changed(Section::new("a"), |it| it.blocks =
            vec![Block::from("a"); limits::BLOCKS.max()]);
        2
    ];
    let json = serde_json::to_string(&sections).unwrap();
    let read: Vec<Section> = serde_json::from_str(&json).unwrap();
    assert_eq!(read, sections);
    // Nor does a bulletin that was refused weigh on the next.
    let mut bulletin = titled();
    bulletin.sections = sections;
    assert_eq!(bulletin.validate().unwrap_err().kind(), ErrorKind::Limit);
    bulletin.sections.pop();
    assert_eq!(bulletin.validate(), Ok(()));
}
