//! The ready themes, and what a file builds on.

use bulletin::{
    Bulletin, Color, Fonts, Geometry, Language, Length, MastheadRule, NamedTheme, Theme, TypeRole,
};

/// A bulletin with every part of a masthead.
const EVERY_PART: &str = r#"
body = ["正文。"]
[masthead]
title = "工作简报"
title_part = "（专刊）"
lines_above = ["某某会议"]
lines_below = ["某某领导小组"]
issue = "2025年第3期（总第40期）"
period = "3月份"
issuers = ["清江市某办公室"]
date = "2025-04-02"
fields = [{ label = "主办", value = "某科" }]
secrecy = "秘密"
urgency = "加急"
notice = "内部资料"
signer = "周某"
logo = { file = "badge.png", alt = "标识" }
"#;

#[test]
fn every_ready_theme_is_its_file_and_none_is_another() {
    let mut seen: Vec<Theme> = Vec::new();
    for named in NamedTheme::ALL {
        let theme = Theme::from_toml(named.file()).unwrap_or_else(|error| {
            panic!("{}: {error}", named.name());
        });
        assert_eq!(theme.validate(), Ok(()));
        assert_eq!(
            (named.theme(), Theme::named(named.name()).unwrap()),
            (theme.clone(), theme.clone())
        );
        assert!(!named.file().lines().any(|line| line.starts_with("base")), "{}", named.name());
        // Each says why, in both languages, and says something of itself in one line.
        assert!(named.file().starts_with("# ") && named.file().contains("\n# "));
        for language in [Language::English, Language::Chinese] {
            assert!(!named.title(language).is_empty() && !named.meaning(language).contains('\n'));
        }
        // The standard's stands first and says nothing that the standard does not.
        assert_eq!(theme == Theme::gbt9704(), named.name() == "gbt9704");
        // One sees which it is by its masthead.
        let is_like = |other: &Theme| {
            (&other.masthead.rows, other.masthead.name_top, other.masthead.rule_thickness)
                == (&theme.masthead.rows, theme.masthead.name_top, theme.masthead.rule_thickness)
        };
        assert!(!seen.iter().any(is_like), "{}", named.name());
        seen.push(theme);
    }
    assert_eq!(seen.len(), 9);
    assert_eq!(Theme::named("flash").unwrap().masthead.rule, MastheadRule::Single);
}

#[test]
fn every_ready_theme_has_a_place_for_every_part() {
    let fonts = Fonts::embedded();
    let badge = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pictures/badge.png");
    for number in ["000012", "A-12"] {
        let mut bulletin = Bulletin::from_toml(EVERY_PART).unwrap();
        bulletin.masthead.copy_number = Some(number.to_owned());
        bulletin.load_images(|_| std::fs::read(badge)).unwrap();
        for named in NamedTheme::ALL {
            let set = bulletin.typeset(&named.theme(), &fonts).unwrap();
            assert_eq!(set.findings(), [], "{}", named.name());
        }
    }
}

#[test]
fn a_file_builds_on_a_ready_theme_part_by_part() {
    let weekly = Theme::named("weekly").unwrap();
    assert_eq!(Theme::from_toml("base = 'weekly'").unwrap(), weekly);
    let own = "base = 'weekly'\n[masthead]\nrule_color = '#C00000'\n[types.issue]\nbold = true\n\
               [geometry]\nmirrored = true\n[table]\nbold_totals = false\n";
    let own = Theme::from_toml(own).unwrap();
    let mut expected = weekly.clone();
    expected.masthead.rule_color = Color { red: 0xC0, green: 0, blue: 0 };
    expected.types[TypeRole::Issue].bold = true;
    expected.geometry.mirrored = true;
    expected.table.bold_totals = false;
    assert_eq!(own, expected);
    assert_eq!(own.masthead.name_top, Length::mm(15.0));

    // What is read next builds on the standard's again, after a fault too.
    assert!(Theme::from_toml("base = 'weekly'\n[masthead]\nname_tip = 1").is_err());
    assert_eq!(Theme::from_toml("").unwrap(), Theme::gbt9704());
    assert_eq!(toml::from_str::<Theme>("").unwrap(), Theme::gbt9704());
    let part = Theme::from_toml("base = 'weekly'\ngeometry = 'margins-37-35'").unwrap();
    assert_eq!((part.geometry, part.masthead), (Geometry::MARGINS_37_35, weekly.masthead));
}

#[test]
fn readers_of_ours_take_the_base_wherever_it_stands() {
    let weekly = Theme::named("weekly").unwrap();
    let behind = r#"{ "page": { "widow_control": true }, "table": {}, "base": "weekly" }"#;
    assert_eq!(Theme::from_json(behind).unwrap(), weekly);
    assert_eq!(Theme::from_yaml("page: {}\nbase: weekly\n").unwrap(), weekly);
    // Another reader gives the keys as they come.
    let error = serde_json::from_str::<Theme>(behind).unwrap_err().to_string();
    assert!(error.contains("`base` stands behind other keys"), "{error}");
    let first = r#"{ "base": "weekly", "table": {} }"#;
    assert_eq!(serde_json::from_str::<Theme>(first).unwrap(), weekly);
    // A key that is named alike elsewhere is not meant.
    let error = Bulletin::from_json(r#"{ "title": 1, "base": "weekly" }"#).unwrap_err();
    assert_eq!(error.place().to_string(), "1:12, title");
}

#[test]
fn what_no_theme_is_named_is_refused_with_its_place_and_the_names() {
    let error = Theme::from_toml("[table]\n[page]\n").and(Theme::from_toml("\nbase = 'daily'"));
    let error = error.unwrap_err();
    assert_eq!((error.code(), error.place().to_string().as_str()), ("theme.name", "2:8, base"));
    for language in [Language::English, Language::Chinese] {
        let said = error.message(language);
        assert!(said.contains("daily"), "{said}");
        assert!(NamedTheme::ALL.iter().all(|named| said.contains(named.name())), "{said}");
    }
    assert_eq!(Theme::named("daily").unwrap_err().code(), "theme.name");
    for wrong in ["base = 1", "base = ''", "base = ['weekly']", "base = 'Weekly'"] {
        let error = Theme::from_toml(wrong).unwrap_err();
        assert_eq!(error.place().to_string(), "1:8, base", "{wrong}");
    }
    assert!(Theme::from_json(r#"{ "base": null }"#).is_err());
    assert!(Theme::from_json(r#"{ "masthead": null }"#).is_err());
}
