//! Errors of the library's own readers: code, line, column, path and Chinese sentence, in each
//! notation.

mod rules;

use bulletin::{Bulletin, Error, ErrorKind, Language, Theme, notation};

/// A fault: its code, its Chinese sentence, and texts in JSON, TOML and YAML that have it, each with
/// its place. An empty text where a notation does not know the fault.
struct Fault(&'static str, &'static str, [(&'static str, &'static str); 3]);

type Read = fn(&str) -> Result<Bulletin, Error>;

fn readers() -> [(&'static str, Read); 3] {
    [("json", Bulletin::from_json), ("toml", Bulletin::from_toml), ("yaml", Bulletin::from_yaml)]
}

fn check(faults: &[Fault]) {
    let mut wrong = Vec::new();
    for Fault(code, chinese, texts) in faults {
        for ((notation, read), (text, place)) in readers().into_iter().zip(texts) {
            if text.is_empty() {
                continue;
            }
            let error = read(text).expect_err(text);
            let found = (error.code(), error.place().to_string(), error.message(Language::Chinese));
            if found != (*code, (*place).to_owned(), (*chinese).to_owned()) {
                wrong.push(format!("{notation} {text:?}\n  {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_that_are_not_of_their_notation() {
    check(&[
        Fault(
            "notation.syntax",
            "从这里起不合 JSON 的写法",
            [("{\"masthead\": {\n  \"title\" \"甲\"}}", "2:11"), ("", ""), ("", "")],
        ),
        Fault(
            "notation.syntax",
            "从这里起不合 JSON 的写法",
            [("{\"masthead\": {\"title\": \"甲\"}} 乙", "1:30"), ("", ""), ("", "")],
        ),
        Fault(
            "notation.syntax",
            "从这里起不合 TOML 的写法",
            [("", ""), ("[masthead]\r\ntitle = '甲乙' 丙\r\ndate = 1", "2:14"), ("", "")],
        ),
        Fault(
            "notation.syntax",
            "从这里起不合 YAML 的写法",
            [("", ""), ("", ""), ("masthead:\r\n  title: 甲乙\r\n   date: x", "3:8")],
        ),
        Fault(
            "notation.incomplete",
            "JSON 内容不完整，到此中断",
            [("{\"masthead\":\n {\"title\": \"甲", "2:14"), ("", ""), ("", "")],
        ),
        Fault(
            "notation.incomplete",
            "TOML 内容不完整，到此中断",
            [("", ""), ("masthead.title = '甲'\nbody = ['乙',", "2:13"), ("", "")],
        ),
        // YAML names the mark that nothing closes.
        Fault(
            "notation.incomplete",
            "YAML 内容不完整，到此中断",
            [("", ""), ("", ""), ("masthead:\n  title: '甲", "2:10")],
        ),
        Fault(
            "notation.duplicate-key",
            "“title”重复出现",
            [
                ("{\"masthead\": {\"title\": \"甲\", \"title\": 1}}", "1:29, masthead.title"),
                ("masthead.title = '甲'\nmasthead.title = '乙'", "2:10, masthead.title"),
                ("masthead: {title: 甲, title: 乙}", "1:22, masthead.title"),
            ],
        ),
        Fault(
            "notation.duplicate-key",
            "“masthead”重复出现",
            [
                ("{\"masthead\": {},\n\"masthead\": {}}", "2:1, masthead"),
                ("[masthead]\ntitle = '甲'\n\n[masthead]", "4:2, masthead"),
                ("masthead:\n  title: 甲\nmasthead:", "3:1, masthead"),
            ],
        ),
        Fault(
            "notation.digits",
            "数字 12345678901234567890123 位数过多，无法原样保留",
            [
                ("{\"甲\": 12345678901234567890123}", "1:7, 甲"),
                ("'甲' = 12345678901234567890123", "1:7, 甲"),
                ("甲: 12345678901234567890123", "1:4, 甲"),
            ],
        ),
        Fault(
            "notation.digits",
            "数字 1e999 位数过多，无法原样保留",
            [("[1e999]", "1:2, [0]"), ("a = 1e999", "1:5, a"), ("- 1e999", "1:3, [0]")],
        ),
        Fault(
            "notation.key",
            "键应当是文字，不能是列表或键值表",
            [("", ""), ("", ""), ("masthead:\n  [甲]: 1", "2:3, masthead")],
        ),
        Fault(
            "notation.tag",
            "标签“!secret”在此不可用",
            [("", ""), ("", ""), ("masthead: !secret\n  title: 甲", "1:11, masthead")],
        ),
        Fault(
            "notation.tag",
            "标签“!!int”在此不可用",
            [("", ""), ("", ""), ("masthead:\n  title: !!int 甲", "2:10, masthead.title")],
        ),
        Fault(
            "notation.documents",
            "从这里起是第二份文档，一次只能有一份",
            [("", ""), ("", ""), ("masthead:\n  title: 甲\n---\nmasthead: 1", "3:1")],
        ),
        Fault(
            "notation.alias",
            "前面没有这个别名对应的锚点",
            [("", ""), ("", ""), ("masthead:\n  title: *a", "2:10")],
        ),
        Fault(
            "notation.alias",
            "前面没有这个别名对应的锚点",
            [("", ""), ("", ""), ("masthead: &a\n  title: [*a]", "2:11, masthead.title[0]")],
        ),
    ]);
}

#[test]
fn values_that_are_not_those_asked_for() {
    check(&[
        Fault(
            "input.unknown-key",
            "没有“list”这一项；可用的有 paragraph、table、ranking、figure、chart、beside、column、center、right、note",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [\"乙\", {\"list\": 1}]}",
                    "1:45, body[1].list",
                ),
                ("masthead.title = '甲'\nbody = ['乙', { list = 1 }]", "2:16, body[1].list"),
                ("masthead: {title: 甲}\nbody: [乙, {list: 1}]", "2:12, body[1].list"),
            ],
        ),
        Fault(
            "input.missing-key",
            "缺少“value”一项",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"},\n\"imprint\": {\"staff\": [{\"label\": \"a\"}]}}",
                    "2:23, imprint.staff[0]",
                ),
                (
                    "masthead.title = '甲'\n[imprint]\nstaff = [{ label = 'a' }]",
                    "3:10, imprint.staff[0]",
                ),
                (
                    "masthead: {title: 甲}\nimprint:\n  staff:\n  - label: a",
                    "4:5, imprint.staff[0]",
                ),
            ],
        ),
        Fault(
            "input.empty",
            "简报没有内容，应当有名称或正文",
            [("{}", "1:1"), ("", ""), ("{\"masthead\": {}}", "1:1")],
        ),
        Fault(
            "input.type",
            "此处是数字 1，应当是文字",
            [
                ("{\"masthead\":\n {\"title\": 1}}", "2:12, masthead.title"),
                ("masthead.title = 1", "1:18, masthead.title"),
                ("masthead:\n  title: 1", "2:10, masthead.title"),
            ],
        ),
        // Nothing is neither a text nor a name.
        Fault(
            "input.type",
            "此处是空的，应当是文字",
            [
                ("{\"masthead\": {\"title\": null}}", "1:24, masthead.title"),
                ("", ""),
                ("masthead:\n  title: null", "2:10, masthead.title"),
            ],
        ),
        Fault(
            "input.type",
            "此处是空的，应当是文字",
            [("", ""), ("", ""), ("masthead: { title: ~ }", "1:20, masthead.title")],
        ),
        Fault(
            "input.type",
            "此处是列表，应当是键值表",
            [
                ("{\"masthead\": [\"甲\"]}", "1:14, masthead"),
                ("masthead = ['甲']", "1:12, masthead"),
                ("masthead:\n  - 甲", "2:3, masthead"),
            ],
        ),
        Fault(
            "input.type",
            "此处是文字“甲\\u{1b}”，应当是 \"auto\" 或逐行的列表",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"contents\": \"甲\\u001b\"}",
                    "1:42, contents",
                ),
                ("masthead.title = '甲'\ncontents = \"甲\\u001b\"", "2:12, contents"),
                ("masthead: {title: 甲}\ncontents: \"甲\\x1b\"", "2:11, contents"),
            ],
        ),
        Fault(
            "input.type",
            "此处是 true，应当是文字、数字、\"above\"、\"left\"、{ text = \"…\" } 或 { value = … }",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"table\": {\"columns\": [\"a\"], \"rows\": [[true]]}}]}",
                    "1:78, body[0].table.rows[0][0]",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.columns = ['a']\ntable.rows = [[true]]",
                    "4:16, body[0].table.rows[0][0]",
                ),
                (
                    "masthead: {title: 甲}\nbody: [{table: {columns: [a], rows: [[true]]}}]",
                    "2:39, body[0].table.rows[0][0]",
                ),
            ],
        ),
        Fault(
            "input.word",
            "“x”不可用；可用的有 期、号、周、月",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\", \"issue\": {\"unit\": \"x\"}}}",
                    "1:47, masthead.issue.unit",
                ),
                ("[masthead]\ntitle = '甲'\nissue.unit = 'x'", "3:14, masthead.issue.unit"),
                ("masthead: {title: 甲, issue: {unit: x}}", "1:36, masthead.issue.unit"),
            ],
        ),
        Fault(
            "input.series",
            "没有“x”这种刊别，应写作 regular、supplement、special、special-edition、inaugural、trial 之一，或者自定的词",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\", \"issue\": {\"series\": \"x\"}}}",
                    "1:49, masthead.issue.series",
                ),
                ("[masthead]\ntitle = '甲'\nissue.series = 'x'", "3:16, masthead.issue.series"),
                ("masthead: {title: 甲, issue: {series: x}}", "1:38, masthead.issue.series"),
            ],
        ),
    ]);
}

#[test]
fn themes_are_read_by_the_same_readers() {
    let toml = Theme::from_toml("[masthead]\nname_fill = 300").unwrap_err();
    let json = Theme::from_json("{\"masthead\": {\"name_fill\": 300}}").unwrap_err();
    let yaml = Theme::from_yaml("masthead:\n  name_fill: 300").unwrap_err();
    let places =
        ["2:13, masthead.name_fill", "1:28, masthead.name_fill", "2:14, masthead.name_fill"];
    for (error, place) in [toml, json, yaml].iter().zip(places) {
        assert_eq!(error.place().to_string(), place);
        for language in [Language::English, Language::Chinese] {
            let message = error.message(language);
            assert!(message.contains("300"), "{message}");
            assert!(!message.contains("u8"), "{message}");
        }
    }
    let error = Theme::from_toml("[masthead]\nname-fil = 3").unwrap_err();
    assert_eq!((error.code(), error.place().line()), ("input.unknown-key", Some(2)));
    assert_eq!(Theme::from_yaml("{}"), Ok(Theme::gbt9704()));
    let whole = serde_json::to_string(&Theme::gbt9704()).unwrap();
    assert_eq!(Theme::from_json(&whole), Ok(Theme::gbt9704()));
}

/// Every primitive that a type of the program can ask for, with a value that is none.
#[test]
fn no_type_of_rust_has_a_name_here() {
    #[derive(serde::Deserialize, Debug)]
    #[expect(dead_code, reason = "read and thrown away")]
    enum Choice {
        Plain,
        With { inner: u8 },
        Pair(u8, u8),
    }
    fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(texts: &[&str]) {
        for text in texts {
            let error = notation::from_json::<(T,)>(text).expect_err(text);
            assert_eq!(error.kind(), ErrorKind::Input);
            assert!(error.place().line().is_some(), "{error}");
            let chinese = error.message(Language::Chinese);
            for word in ["u8", "i64", "f64", "struct", "tuple", "enum", "sequence", "Choice"] {
                assert!(!error.message(Language::English).contains(word), "{error}");
                assert!(!chinese.contains(word), "{chinese}");
            }
            assert!(!chinese.contains("expected"), "{chinese}");
        }
    }
    refused::<u8>(&[
        "[300]", "[-1]", "[1.5]", "[\"a\"]", "[null]", "[[]]", "[{}]", "[true]", "[]", "{}",
    ]);
    refused::<i64>(&["[18446744073709551615]", "[\"a\"]"]);
    refused::<f64>(&["[\"a\"]", "[null]"]);
    refused::<bool>(&["[1]", "[\"true\"]"]);
    refused::<char>(&["[\"ab\"]", "[1]"]);
    refused::<String>(&["[1]", "[[\"a\"]]"]);
    refused::<()>(&["[1]"]);
    refused::<Vec<u8>>(&["[1]", "[[1, 300]]", "[\"a\"]"]);
    refused::<(u8, u8)>(&["[[1]]", "[[1, 2, 3]]", "[1]"]);
    refused::<std::collections::BTreeMap<u8, u8>>(&["[{\"300\": 1}]", "[{\"a\": 1}]", "[[]]"]);
    refused::<Option<u8>>(&["[\"a\"]"]);
    refused::<Choice>(&[
        "[\"Plane\"]",
        "[{\"With\": {}}]",
        "[{\"With\": 1}]",
        "[\"With\"]",
        "[{\"Pair\": [1]}]",
        "[{\"Plain\": 1}]",
        "[{}]",
        "[1]",
    ]);
    assert!(
        notation::from_json::<(Choice, Choice, Choice)>(
            r#"["Plain", {"With": {"inner": 1}}, {"Pair": [1, 2]}]"#
        )
        .is_ok()
    );
}

#[test]
fn a_value_of_the_program_holds_a_bulletin() {
    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Job {
        copies: u32,
        bulletin: Bulletin,
    }
    let yaml = "copies: 3\nbulletin:\n  masthead:\n    title: 快报";
    let job = notation::from_yaml::<Job>(yaml).unwrap();
    assert_eq!(job, Job { copies: 3, bulletin: Bulletin::new("快报") });
    let error =
        notation::from_toml::<Job>("copies = 3\n[bulletin.masthead]\ntitle = ''").unwrap_err();
    assert_eq!(error.place().to_string(), "3:9, bulletin.masthead.title");
    assert_eq!(error.code(), "input.blank");
}

#[test]
fn the_source_of_a_syntax_error_is_the_parsers() {
    use std::error::Error as _;

    let json = Bulletin::from_json("{").unwrap_err();
    assert!(json.source().is_some_and(|cause| cause.is::<serde_json::Error>()));
    let toml = Bulletin::from_toml("=").unwrap_err();
    assert!(toml.source().is_some_and(|cause| cause.is::<toml::de::Error>()));
    assert!(Bulletin::from_yaml("'").unwrap_err().source().is_some());
    let english = Bulletin::from_json("{1}").unwrap_err().message(Language::English);
    assert_eq!(english, "this is not JSON: key must be a string");
}

#[test]
fn scalars_of_yaml_are_those_of_the_core_schema() {
    let read = |value: &str| notation::from_yaml::<Vec<serde_json::Value>>(&format!("- {value}"));
    let null = serde_json::Value::Null;
    for (value, expected) in [
        ("", null.clone()),
        ("~", null.clone()),
        ("null", null),
        ("'null'", "null".into()),
        ("true", true.into()),
        ("yes", "yes".into()),
        ("No", "No".into()),
        ("12", 12.into()),
        ("+12", 12.into()),
        ("-12", (-12).into()),
        ("18446744073709551615", u64::MAX.into()),
        ("0o17", 15.into()),
        ("0x1F", 31.into()),
        ("000123", "000123".into()),
        ("0", 0.into()),
        ("1_000", "1_000".into()),
        ("1,550", "1,550".into()),
        ("12.50", 12.5.into()),
        (".5", 0.5.into()),
        ("5.", 5.0.into()),
        ("1e3", 1000.0.into()),
        ("e3", "e3".into()),
        (".", ".".into()),
        ("1.2.3", "1.2.3".into()),
        ("2024-03-12", "2024-03-12".into()),
        ("'12'", "12".into()),
        ("\"12\"", "12".into()),
        ("!!str 12", "12".into()),
        ("!!float 12", 12.into()),
        ("|\n  12", "12\n".into()),
    ] {
        assert_eq!(read(value).unwrap_or_else(|error| panic!("{value}: {error}")), [expected]);
    }
    let shared = "- &a {x: &b 甲}\n- *a\n- *b\n- *b : 1";
    let read: Vec<serde_json::Value> = notation::from_yaml(shared).unwrap();
    let a = serde_json::json!({"x": "甲"});
    assert_eq!(read, [a.clone(), a, "甲".into(), serde_json::json!({"甲": 1})]);
}

/// An error of its kind, at a line.
fn limited(code: &str, read: impl FnOnce() -> Result<Bulletin, Error>) {
    let error = read().unwrap_err();
    assert_eq!((error.code(), error.kind()), (code, ErrorKind::Limit), "{error}");
    assert!(error.place().line().is_some(), "{error}");
}

#[test]
fn depth_is_an_error_and_no_overflow() {
    let levels = 10_000;
    let (lists, ends) = ("[".repeat(levels), "]".repeat(levels));
    let nested =
        |open: &str, close: &str| format!("{}1{}", open.repeat(levels), close.repeat(levels));
    let jsons = [format!("{lists}{ends}"), nested("{\"a\":", "}"), nested("[{\"a\":", "}]")];
    for json in &jsons {
        limited("notation.depth", || Bulletin::from_json(json));
    }
    let dots = "a.".repeat(levels) + "a";
    let tomls = [
        format!("a = {lists}{ends}"),
        format!("a = {}", nested("{a = ", "}")),
        format!("{dots} = 1"),
        format!("[{dots}]"),
        format!("[[{dots}]]"),
        format!(
            "a = {}",
            format!("{{{} = ", ["a"; 60].join(".")).repeat(60) + "1" + &"}".repeat(60)
        ),
    ];
    for toml in &tomls {
        limited("notation.depth", || Bulletin::from_toml(toml));
    }
    let indented: String = (0..1_000).map(|level| " ".repeat(level) + "a:\n").collect();
    let chain = (1..levels).map(|level| format!("- &a{level} [[*a{}]]\n", level - 1));
    let yamls = [
        format!("{lists}{ends}"),
        "- ".repeat(levels),
        nested("{a: ", "}"),
        indented,
        format!("- &a0 []\n{}", chain.collect::<String>()),
    ];
    for yaml in &yamls {
        limited("notation.depth", || Bulletin::from_yaml(yaml));
    }
    // As deep as a text may be, it is read.
    let list = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let deep = |text: String| notation::from_json::<serde::de::IgnoredAny>(&text).is_ok();
    assert!(deep(list(64)) && deep(list(65)) && !deep(list(66)));
}

#[test]
fn aliases_cannot_flood() {
    // As many as a long bulletin has are no flood.
    let block = "- &s {table: {columns: [a, b, c], rows: [[1, 2, 3], [4, 5, 6]]}}\n";
    let yaml = format!("masthead: {{title: 甲}}\nbody:\n{block}{}", "- *s\n".repeat(9_998));
    assert_eq!(Bulletin::from_yaml(&yaml).unwrap().body.len(), 9_999);

    let wide = format!("- &s {{table: {{columns: [{}]}}}}\n", vec!["a"; 200].join(", "));
    limited("notation.repeated", || {
        Bulletin::from_yaml(&format!("body:\n{wide}{}", "- *s\n".repeat(9_998)))
    });
    let laughs: String = (1..20)
        .map(|level| format!("- &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")))
        .collect();
    limited("notation.repeated", || Bulletin::from_yaml(&format!("- &a0 [哈]\n{laughs}")));
    let long = format!("- &a {}\n{}", "哈".repeat(10_000), "- *a\n".repeat(1_000));
    limited("notation.repeated", || Bulletin::from_yaml(&long));
}

/// Whatever the text, reading ends with a bulletin or with an error that has a place.
#[test]
fn mutilated_texts_are_read_or_refused() {
    let bulletin = crate::support::weekly();
    let texts = [
        serde_json::to_string(&bulletin).unwrap(),
        toml::to_string(&bulletin).unwrap(),
        serde_norway::to_string(&bulletin).unwrap(),
    ];
    for ((_, read), text) in readers().into_iter().zip(&texts) {
        let characters: Vec<char> = text.chars().collect();
        let mut seed = 9704_u64;
        for _ in 0..300 {
            let mut random = |below: usize| {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(seed >> 33).unwrap() % below
            };
            let mut mutilated = characters.clone();
            for _ in 0..=random(3) {
                let at = random(mutilated.len());
                match random(3) {
                    0 => mutilated.truncate(at.max(1)),
                    1 => drop(mutilated.remove(at)),
                    _ => {
                        let marks: Vec<char> =
                            "{}[]\"':,-#&*!|>%@`?=\n\t\r\0\u{FEFF}é".chars().collect();
                        mutilated.insert(at, marks[random(marks.len())]);
                    }
                }
            }
            let text: String = mutilated.into_iter().collect();
            if let Err(error) = read(&text) {
                let (line, column) = (error.place().line(), error.place().column());
                assert!(line >= Some(1) && column >= Some(1), "{error}");
                let lines = u32::try_from(text.split('\n').count()).unwrap();
                assert!(line <= Some(lines), "{error}");
            }
        }
    }
}
