//! Themes: what an office's own file may say, what it may not, and where the masthead's parts
//! stand.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

mod clauses;
mod named;
mod outside;
mod ranges;
#[path = "../support/mod.rs"]
mod support;

use bulletin::flow::{Block, Paragraph, Role};
use bulletin::{
    Bulletin, Color, DocxOptions, Geometry, Length, Masthead, NaiveDate, Theme, TypeRole, Typeface,
    docx,
};
use support::dump::{TextLine, text_lines};
use support::model::changed;
use support::pages;

fn theme(text: &str) -> Theme {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Changes a theme.
type Change = fn(&mut Theme);

fn refused(text: &str) -> String {
    toml::from_str::<Theme>(text).expect_err(text).to_string()
}

#[test]
fn a_file_states_only_what_differs() {
    assert_eq!(theme(""), Theme::gbt9704());
    let own = theme("[types.heading2]\nbold = true\n[masthead]\nname_top = '15mm'\n");
    let heading = own.types[TypeRole::Heading2];
    assert!(heading.bold);
    assert_eq!(heading.face, Typeface::Kai);
    assert_eq!(own.masthead.name_top, Length::mm(15.0));
    assert_eq!(own.masthead.rule_gap, Length::mm(4.0));
}

#[test]
fn a_theme_survives_each_format() {
    let mut own = Theme::gbt9704();
    own.geometry = Geometry::MARGINS_37_35;
    own.types[TypeRole::Mark].color = Color { red: 0xC0, green: 0x10, blue: 0 };
    own.types[TypeRole::Body].pitch = Some(Length::pt(29.0));
    let json = serde_json::to_string(&own).unwrap();
    assert_eq!(serde_json::from_str::<Theme>(&json).unwrap(), own);
    let toml = toml::to_string(&own).unwrap();
    assert_eq!(toml::from_str::<Theme>(&toml).unwrap(), own);
    let yaml = serde_norway::to_string(&own).unwrap();
    assert_eq!(serde_norway::from_str::<Theme>(&yaml).unwrap(), own);
}

#[test]
fn what_no_page_can_be_set_with_is_refused_with_its_place() {
    let cases = [
        ("[masthead]\nname_tip = '1mm'", &["masthead.name_tip", "line 2", "expected"][..]),
        ("[masthead]\nname_top = '1 inch'", &["masthead.name_top", "line 2", "mm, pt"]),
        ("[types.body]\ncolor = 'red'", &["types.body.color", "#FF0000"]),
        ("[types.headline]\nbold = true", &["headline", "heading1"]),
        ("[types.body]\nsize = '1pt'", &["types.body.size", "4pt to 200pt"]),
        ("geometry = 'letter'", &["geometry", "margins-37-35"]),
        ("[geometry]\nrows = 0", &["geometry.rows", "1 to 200"]),
        ("[geometry]\nwidth = '300mm'", &["geometry.width", "fit on the paper"]),
        ("[geometry]\nrows = 60", &["geometry.row_pitch", "size of the body"]),
        ("[masthead]\nname_fill = 0", &["masthead.name_fill", "1 to 100"]),
    ];
    for (text, said) in cases {
        let error = refused(text);
        for words in said {
            assert!(error.contains(words), "{text:?}: {error}");
        }
    }
}

#[test]
fn the_named_geometries_have_the_margins_they_name() {
    let flow = |theme: &Theme| full_masthead().flow(theme).unwrap();
    let standard = flow(&Theme::gbt9704()).page;
    assert_eq!(standard.margins.top, Length::mm(34.58));
    assert_eq!(standard.margins.bottom, Length::mm(32.58));
    assert_eq!(standard.docx_pitch, Length::pt(29.6));
    assert!((standard.row_pitch.to_pt() - 29.61).abs() < 0.01);
    let software = flow(&theme("geometry = 'margins-37-35'")).page;
    assert_eq!(software.margins.top, Length::mm(37.0));
    assert_eq!(software.docx_pitch, Length::pt(28.95));
    assert_eq!(software.grid_top, Length::mm(37.0));
}

#[test]
fn an_own_geometry_fills_its_own_page() {
    let own = theme("[geometry]\nrows = 20\ncolumns = 26\nheight = '200mm'");
    let flow = full_masthead().flow(&own).unwrap();
    let filled = flow.page.row_pitch * 19 + flow.page.size;
    assert!((filled - Length::mm(200.0)).to_emu().abs() < 20);
    assert_eq!(flow.page.columns, 26);
}

/// A theme made by a program is the one that a file with the same measures makes, and so is its
/// DOCX.
#[test]
fn a_theme_made_by_a_program_is_the_one_of_the_file() {
    let cases: [(&str, Change); 5] = [
        ("top = '30mm'\nheight = '200mm'", |t| {
            t.geometry.top = Length::mm(30.0);
            t.geometry.height = Length::mm(200.0);
        }),
        ("rows = 20", |t| t.geometry.rows = 20),
        ("mirrored = true", |t| t.geometry.mirrored = true),
        ("left = '30mm'\ncolumns = 27", |t| {
            t.geometry.left = Length::mm(30.0);
            t.geometry.columns = 27;
        }),
        ("fill = false\nrow_pitch = '28.95pt'", |t| t.geometry = Geometry::MARGINS_37_35),
    ];
    for (text, change) in cases {
        let mut theme = Theme::gbt9704();
        change(&mut theme);
        let file = self::theme(&format!("[geometry]\n{text}"));
        assert_eq!(theme, file, "{text}");
        let written = |theme: &Theme| {
            docx(&full_masthead().flow(theme).unwrap(), &DocxOptions::default()).unwrap()
        };
        assert!(written(&theme) == written(&file), "{text}");
    }
}

#[test]
fn the_docx_measures_follow_the_geometry() {
    let page = |change: Change| {
        let mut theme = Theme::gbt9704();
        change(&mut theme);
        full_masthead().flow(&theme).unwrap().page
    };
    let moved = page(|t| {
        t.geometry.top = Length::mm(50.0);
        t.geometry.height = Length::mm(200.0);
    });
    let half_leading = (moved.row_pitch - moved.size) / 2;
    assert_eq!(moved.margins.top, Length::mm(50.0) - half_leading);
    assert!(
        moved.docx_pitch <= moved.row_pitch
            && moved.row_pitch - moved.docx_pitch < Length::twips(1)
    );
    // What moves no row keeps the margins of the standard.
    let wider = page(|t| t.geometry.left = Length::mm(26.0));
    assert_eq!((wider.margins.top, wider.docx_pitch), (Length::mm(34.58), Length::pt(29.6)));
    // Another size of the body moves the rows.
    let larger = page(|t| t.types[TypeRole::Body].size = Length::pt(15.0));
    assert_ne!(larger.docx_pitch, Length::pt(29.6));
}

fn paragraphs(bulletin: &Bulletin) -> Vec<Paragraph> {
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    flow.parts[0]
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.clone()),
            _ => None,
        })
        .collect()
}

fn full_masthead() -> Bulletin {
    let masthead = changed(Masthead::new("数据工作专报"), |masthead| {
        masthead.issuers = vec!["甲局".into(), "乙局".into()];
        masthead.date = NaiveDate::from_ymd_opt(2024, 11, 8).map(Into::into);
        masthead.secrecy = Some("秘密★1年".into());
        masthead.urgency = Some("特急".into());
        masthead.copy_number = Some("000017".into());
        masthead.signer = Some("周某".into());
    });
    changed(Bulletin::default(), |bulletin| {
        bulletin.masthead = masthead;
        bulletin.body = vec!["正文".into()];
    })
}

#[test]
fn notices_stand_a_row_each_from_the_first() {
    let pages = pages(&full_masthead());
    let lines = text_lines(&pages);
    let texts: Vec<&str> = lines.iter().map(|(_, line)| line.text.as_str()).collect();
    let expected = ["000017", "秘密★1年", "特急", "数据工作专报"];
    assert_eq!(&texts[..4], &expected);
    // What stands at the left and at the right of a line is told apart.
    assert_eq!(&texts[4..8], &["甲局", "签发人：周某", "乙局", "2024年11月8日"]);
    assert!(are_on_one_line(&lines[4].1, &lines[5].1));
    assert!(are_on_one_line(&lines[6].1, &lines[7].1));
    assert!(!are_on_one_line(&lines[5].1, &lines[6].1));
    for line in &lines[..3] {
        assert_eq!(line.1.left, Length::mm(28.0));
    }
    let pitch = lines[2].1.baseline - lines[1].1.baseline;
    assert!((pitch.to_mm() - 10.446).abs() < 0.01, "{pitch}");
}

/// Faces differ by less than a millimetre in where the middle of their ideographs is.
fn are_on_one_line(one: &TextLine, other: &TextLine) -> bool {
    (one.baseline - other.baseline).to_mm().abs() < 1.0
}

#[test]
fn another_copy_number_stands_at_the_right_with_its_label() {
    let mut bulletin = full_masthead();
    bulletin.masthead.copy_number = Some("0007".into());
    let pages = pages(&bulletin);
    let lines = text_lines(&pages);
    let [left, right] = [&lines[0].1, &lines[1].1];
    assert_eq!([left.text.as_str(), right.text.as_str()], ["秘密★1年", "编号：0007"]);
    assert!(are_on_one_line(left, right));
}

#[test]
fn the_body_begins_on_a_row_of_the_grid_whatever_stands_above() {
    let mut bulletins = vec![full_masthead(), support::weekly()];
    let mut titled = full_masthead();
    titled.title = Some("关于试行情况的报告".into());
    titled.editor_note = vec!["本期刊发一则做法，供参阅。".into()];
    bulletins.push(titled);
    for bulletin in bulletins {
        let all = paragraphs(&bulletin);
        let page = bulletin.flow(&Theme::gbt9704()).unwrap().page;
        let head = all
            .iter()
            .position(|paragraph| matches!(paragraph.role, Role::Body | Role::Heading(_)));
        let above: Length = all[..head.unwrap()]
            .iter()
            .map(|paragraph| paragraph.space_before + paragraph.line + paragraph.space_after)
            .sum();
        let rows = above.to_mm() / page.row_pitch.to_mm();
        assert!((rows - rows.round()).abs() < 0.001, "{rows} rows above the body");
    }
}

#[test]
fn a_name_is_spread_over_the_line_but_never_beyond_it() {
    for count in 2..=20 {
        let title: String = "简报工作动态信息专刊".chars().cycle().take(count).collect();
        let pages = pages(&Bulletin::new(title.as_str()));
        let lines = text_lines(&pages);
        assert_eq!(lines.len(), 1, "{count} characters on one line");
        assert_eq!(lines[0].1.text, title);
        let left = lines[0].1.left - Length::mm(28.0);
        assert!(left >= Length::ZERO, "{count}: {left}");
        assert!(left < Length::mm(60.0), "{count}: {left}");
    }
}
