//! The examples that are whole programs: what they claim, by calling their functions.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::path::PathBuf;

use bulletin::{Block, Cell, Fonts, Language, NamedTheme, Theme};
use serde_json::Value;

macro_rules! programs {
    ($($name:ident $file:literal),*) => {$(
        #[path = $file]
        #[allow(dead_code, unreachable_pub, reason = "it is a program of its own")]
        mod $name;
    )*};
}

programs! {
    batch "../examples/batch.rs",
    from_rows "../examples/from_rows.rs",
    guide "../examples/guide.rs",
    service "../examples/service.rs",
    theme_in_rust "../examples/theme_in_rust.rs",
    themes "../examples/themes.rs"
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn json(folder: &str, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(self::folder(folder).join(file)).unwrap()).unwrap()
}

#[test]
fn the_service_answers_itself_with_a_file_and_with_problems() {
    assert_eq!(service::run(&folder("service")).unwrap(), [200, 422, 413]);
    let docx = std::fs::read(folder("service").join("service.docx")).unwrap();
    assert!(docx.starts_with(b"PK"));

    let faulty = json("service", "service.faulty.json");
    assert_eq!((&faulty["status"], &faulty["code"]), (&422.into(), &"input.blank".into()));
    assert_eq!(faulty["place"]["path"], "bulletin.masthead.title");
    assert_eq!(faulty["place"]["line"], 5);
    assert_eq!(faulty["message"]["en"], "nothing but white space; expected words");
    assert_eq!(faulty["message"]["zh"], "只有空白，应当有文字");

    let large = json("service", "service.large.json");
    assert_eq!((&large["status"], &large["code"]), (&413.into(), &"service.size".into()));
    assert_eq!(large["arguments"]["limit"], service::LARGEST);
}

#[test]
fn the_service_tells_faults_apart_and_reads_no_file() {
    let fonts = Fonts::embedded();
    let answer = |method, path, body: &str| {
        service::answer(method, path, body.as_bytes(), &fonts)
            .unwrap_or_else(|error| service::problem(&error))
    };
    let status = |method, path, body: &str| answer(method, path, body).status;
    assert_eq!(status("POST", "/", service::JOB), 404);
    assert_eq!(status("GET", "/pdf", ""), 405);
    assert_eq!(status("POST", "/pdf", "{"), 400);
    assert_eq!(status("POST", "/pdf", &("[".repeat(100) + &"]".repeat(100))), 413);
    assert_eq!(status("POST", "/pdf", "{}"), 422);
    let theme = service::JOB.replace("#C00000", "rouge");
    assert_eq!(status("POST", "/pdf", &theme), 422);

    let pdf = answer("POST", "/pdf", service::JOB);
    assert_eq!((pdf.status, pdf.media), (200, "application/pdf"));
    assert!(pdf.body.starts_with(b"%PDF"));

    // The theme may be left out; a file that is named is a finding.
    let job = r#"{ "bulletin": { "masthead": { "title": "简报" },
        "body": [{ "figure": { "file": "/etc/hostname", "alt": "图" } }] } }"#;
    let found = answer("POST", "/findings", job);
    let findings: Value = serde_json::from_slice(&found.body).unwrap();
    assert_eq!((found.status, found.findings), (200, 1));
    assert_eq!(findings[0]["code"], "figure.not-loaded");
}

#[test]
fn a_batch_is_the_same_on_any_number_of_threads() {
    let said = batch::run(&folder("batch"), Language::Chinese).unwrap();
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said[0].starts_with("防汛-北塘: 疑问：") && said[0].contains("font.missing-character"));
    assert_eq!(said[1], "春耕-南坪: 错误：masthead.title：只有空白，应当有文字 [input.blank]");

    let (theme, fonts, inputs) = (Theme::gbt9704(), Fonts::embedded(), batch::inputs());
    let four = &inputs[6..10];
    assert_eq!(batch::make_all(four, &theme, &fonts, 1), batch::make_all(four, &theme, &fonts, 7));
    assert!(batch::make_all(four, &theme, &fonts, 3)[2].is_err());
}

#[test]
fn rows_come_through_as_they_are() {
    let bulletin = from_rows::run(&folder("from_rows")).unwrap();
    let tables: Vec<_> = bulletin
        .appendices
        .iter()
        .flat_map(|appendix| &appendix.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.clone()),
            Block::Ranking(ranking) => Some(ranking.to_table().unwrap()),
            _ => None,
        })
        .collect();
    let plain = |cell: &Cell| match cell {
        Cell::Text(text) => text.to_plain(),
        Cell::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let row = |table: usize, row: usize| -> Vec<String> {
        tables[table].rows[row].iter().map(plain).collect()
    };
    assert_eq!(row(0, 0), ["1", "户籍窗口", "1240", "2.5", "1242.5"]);
    assert_eq!(row(0, 1), ["Above", "综合窗口**试点**", "1240", "2.5", "1242.5"]);
    assert_eq!(row(1, 0), ["0101", "户籍窗口", "1240", "98.75", ""]);
    assert_eq!(row(1, 2), ["0207", "综合窗口**试点**", "1240", "", "新设，尚无测评"]);

    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap();
    assert_eq!(set.findings(), []);
}

#[test]
fn a_theme_in_rust_is_the_theme_of_its_file() {
    theme_in_rust::run(&folder("theme_in_rust")).unwrap();
    let theme = theme_in_rust::theme().unwrap();
    assert_eq!(theme, Theme::from_toml(theme_in_rust::SAME_IN_TOML).unwrap());
    let error = theme_in_rust::faulty(&theme).validate().unwrap_err();
    assert_eq!(error.place().to_string(), "geometry.height");
    assert_ne!(error.message(Language::Chinese), error.message(Language::English));
}

/// The guides to the model and to tables, each in English and in Chinese.
const GUIDES: [[&str; 2]; 2] =
    [["docs/model.md", "docs/model.zh.md"], ["docs/tables.md", "docs/tables.zh.md"]];

/// Every bulletin and theme of a guide is one, and every picture is there and made from what stands
/// beside it; both guides show the same.
#[test]
fn the_guides_show_what_they_say() {
    for pair in GUIDES {
        the_guide_shows_what_it_says(pair);
    }
}

fn the_guide_shows_what_it_says(pair: [&str; 2]) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let [english, chinese] = pair.map(|guide| {
        let sections = guide::sections(&std::fs::read_to_string(root.join(guide)).unwrap());
        let mut shown = Vec::new();
        for section in sections {
            for text in &section.bulletins {
                let bulletin = bulletin::Bulletin::from_toml(text).unwrap();
                assert_eq!(bulletin.validate(), Ok(()), "{text}");
            }
            let theme = section.theme.map(|theme| Theme::from_toml(&theme).unwrap());
            if let Some(name) = &section.picture {
                let picture = root.join(format!("docs/pictures/{name}.png"));
                assert!(picture.is_file() && !section.bulletins.is_empty(), "{name}");
            }
            if !section.bulletins.is_empty() {
                shown.push((section.bulletins, theme, section.picture));
            }
        }
        shown
    });
    assert_eq!(english, chinese);
    let pictures = english.iter().filter(|(_, _, picture)| picture.is_some()).count();
    let made = guide::run(&root.join(pair[0]), &folder("guide")).unwrap();
    assert_eq!(made.len(), pictures);
}

/// The bulletin of every ready theme is set with nothing to find, and both guides show all its pages.
#[test]
fn the_ready_themes_are_shown_page_by_page() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let guides = ["docs/themes.md", "docs/themes.zh.md"]
        .map(|guide| std::fs::read_to_string(root.join(guide)).unwrap());
    for named in NamedTheme::ALL {
        assert!(guides.iter().all(|guide| guide.contains(&format!("\n## {}", named.name()))));
    }
    let made = themes::run(&folder("themes")).unwrap();
    assert_eq!(made.len() + 1, NamedTheme::ALL.len());
    for themes::Made { name, pages, findings, .. } in made {
        assert_eq!(findings, [], "{name}");
        for guide in &guides {
            let shown = format!("pictures/theme-{name}-");
            assert_eq!(guide.matches(&shown).count(), pages, "{name}");
        }
        for page in 1..=pages {
            let picture = root.join(format!("docs/pictures/theme-{name}-{page}.png"));
            assert!(picture.is_file(), "{}", picture.display());
        }
    }
}

/// The themes in the guides to themes are themes, and the pictures and files that they name are there.
#[test]
fn the_guides_to_themes_name_what_there_is() {
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs");
    for pair in [["theme.md", "theme.zh.md"], ["themes.md", "themes.zh.md"]] {
        let [english, chinese] = pair.map(|guide| {
            let guide = std::fs::read_to_string(docs.join(guide)).unwrap();
            let links = guide.split(['(', '"']).skip(1);
            let paths = links.filter_map(|link| link.split([')', '"', '#']).next());
            let paths: Vec<&str> = paths
                .filter(|path| path.ends_with(".toml") || path.starts_with("pictures/"))
                .filter(|path| path.contains('/'))
                .collect();
            for path in &paths {
                assert!(docs.join(path).is_file(), "{path}");
            }
            let themes = guide::sections(&guide).into_iter().filter_map(|section| section.theme);
            let themes: Vec<Theme> =
                themes.map(|theme| Theme::from_toml(&theme).unwrap()).collect();
            (paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>(), themes)
        });
        assert!(!english.0.is_empty() && !english.1.is_empty());
        assert_eq!(english, chinese);
    }
}
