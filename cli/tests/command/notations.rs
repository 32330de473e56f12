//! What is wrong in a JSON, TOML or YAML file is said in Chinese, with its line: every value of a
//! bulletin and of a theme is replaced by values of every other kind.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::chinese::Listener;

/// The value in a notation, with the ending of its files; the turn says which of the three.
fn written(value: &Value, turn: usize) -> (&'static str, Option<String>) {
    match turn % 3 {
        0 => ("json", serde_json::to_string_pretty(value).ok()),
        1 => ("toml", toml::to_string(value).ok()),
        _ => ("yaml", serde_saphyr::to_string(value).ok()),
    }
}

/// A value of each kind, most of them wrong wherever they stand.
fn kinds() -> [Value; 10] {
    [
        json!(3),
        json!(-1),
        json!(99_999_999_999_i64),
        json!(1.5),
        json!(true),
        json!(null),
        json!(""),
        json!("x\u{7}"),
        json!([[1]]),
        json!({ "unknown": 1 }),
    ]
}

/// The paths of all values, as pointers; of a list the first element.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                pointers(member, &format!("{at}/{key}"), all);
            }
        }
        Value::Array(items) => {
            if let Some(item) = items.first() {
                pointers(item, &format!("{at}/0"), all);
            }
        }
        _ => {}
    }
}

/// Each value of the whole replaced by each kind, in turn through the notations; every path by every
/// kind in one of them.
fn damaged(whole: &Value) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    pointers(whole, "", &mut paths);
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for path in &paths {
        // Of blocks and columns that are alike one is enough.
        let name = path.rsplit('/').find(|step| step.parse::<u32>().is_err()).unwrap_or_default();
        if !seen.insert((name.to_owned(), path.ends_with("/0"))) {
            continue;
        }
        for (turn, kind) in kinds().into_iter().enumerate() {
            let mut value = whole.clone();
            *value.pointer_mut(path).unwrap() = kind;
            if let (ending, Some(text)) = written(&value, files.len() + turn) {
                files.push((format!("wrong.{ending}"), text));
            }
        }
    }
    files
}

/// A bulletin with every kind of thing in it.
fn bulletin() -> Value {
    json!({
        "masthead": {
            "title": "工作快报",
            "issue": { "year": 2025, "number": 7, "total": 417, "series": "regular" },
            "period": { "start": "2025-02-10", "end": "2025-02-14" },
            "issuers": ["清江区政务服务局"],
            "date": "2025-02-17",
            "secrecy": "秘密",
            "notice": "内部资料",
            "copy_number": "000001",
            "lines_above": ["中共清江区委"],
            "signer": "周某"
        },
        "editor_note": ["编者按。"],
        "contents": ["甲", "乙"],
        "title": "本周要情",
        "body": [
            "正文。",
            { "column": "要闻" },
            { "figure": { "file": "none.png", "alt": "大厅", "caption": "图1" } },
            { "table": {
                "caption": "表1",
                "unit": "件",
                "columns": [{ "heading": "窗口", "align": "left", "width": 1 }, "件数"],
                "rows": [["税务", 96], ["above", 97]]
            } },
            { "ranking": {
                "columns": ["名次", "窗口", "件数", "合计"],
                "rule": "dense",
                "rows": [["税务", 96], ["公安", 97]]
            } }
        ],
        "sections": [{
            "heading": "受理情况", "run_in": true, "blocks": ["正文。"],
            "sections": [{ "blocks": ["正文。"] }]
        }],
        "appendices": [{ "title": "名单", "blocks": ["甲。"] }],
        "imprint": {
            "report": "市政府领导。", "send": "各局。", "print_count": 5,
            "staff": [{ "label": "主编", "value": "周某" }],
            "printed_by": "清江区政务服务局", "printed_on": "2025-02-17"
        }
    })
}

#[test]
fn wrong_values_of_a_bulletin_are_explained_in_chinese() {
    let mut listener = Listener::new();
    let whole = bulletin();
    serde_json::from_value::<bulletin::Bulletin>(whole.clone()).unwrap();
    for (name, text) in damaged(&whole) {
        listener.sandbox.put(&name, &text);
        let said = listener.sandbox.in_chinese(&["parse", &name]);
        listener.check(&[], &said);
    }
    listener.judge(&["input.unknown-key", "input.type"]);
}

#[test]
fn wrong_values_of_a_theme_are_explained_in_chinese() {
    let mut listener = Listener::new();
    let whole = serde_json::to_value(bulletin::Theme::gbt9704()).unwrap();
    for (name, text) in damaged(&whole) {
        listener.sandbox.put(&name, &text);
        // Without an input nothing is rendered, should a theme be right.
        let said = listener.sandbox.in_chinese(&["render", "none.txt", "--theme", &name]);
        listener.check(&[], &said);
    }
    for theme in [
        "page.margin = '3 miles'\n",
        "geometry = 'wide'\n",
        "[types.body]\nsize = '0pt'\n",
        "[types.body]\nsize = '900pt'\n",
        "[masthead]\nrule_color = 'red'\n",
        "[masthead]\nname_fill = 300\n",
        "[table]\nrow_height = '-3pt'\n",
    ] {
        listener.sandbox.put("own.toml", theme);
        listener.hear(&["render", "none.txt", "--theme", "own.toml"]);
    }
    listener.judge(&["input.unknown-key", "input.type"]);
}

#[test]
fn what_a_bulletin_may_not_say_is_explained_in_chinese() {
    let mut listener = Listener::new();
    let deep = (0..12).fold("{\"blocks\":[]}".to_owned(), |inner, _| {
        format!("{{\"blocks\":[],\"sections\":[{inner}]}}")
    });
    for body in [
        "\"masthead\":{\"title\":\" \"}".to_owned(),
        "\"masthead\":{\"title\":\"快报\",\"period\":{\"start\":\"2025-02-14\",\"end\":\"2025-02-10\"}}".to_owned(),
        "\"masthead\":{\"title\":\"快报\",\"issue\":{\"year\":123}}".to_owned(),
        "\"masthead\":{\"title\":\"快报\",\"issue\":{}}".to_owned(),
        "\"masthead\":{\"title\":\"快报\",\"date\":\"2025-02-30\"}".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"table\":{\"columns\":[\"a\"],\"rows\":[[1,2]]}}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"table\":{\"columns\":[],\"rows\":[]}}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"table\":{\"columns\":[\"a\"],\"rows\":[[\"above\"]]}}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"figure\":{\"data\":\"*\",\"alt\":\"图\"}}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"figure\":{\"alt\":\"图\"}}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"body\":[{\"paragraph\":\"a\",\"column\":\"b\"}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"sections\":[{\"run_in\":true}]".to_owned(),
        "\"masthead\":{\"title\":\"快报\"},\"sections\":[{\"heading\":\" \"}]".to_owned(),
        format!("\"masthead\":{{\"title\":\"快报\"}},\"sections\":[{deep}]"),
        format!("\"masthead\":{{\"title\":\"{}\"}}", "长".repeat(1_000_001)),
        format!("\"masthead\":{{\"title\":\"快报\",\"issuers\":[\"甲\"{}]}}", ",\"甲\"".repeat(50)),
        format!("\"masthead\":{{\"title\":\"快报\"}},\"contents\":[\"甲\"{}]", ",\"甲\"".repeat(1000)),
        "\"masthead\":{\"title\":\"快报\",\"title\":\"快报\"}".to_owned(),
    ] {
        listener.sandbox.put("wrong.json", format!("{{{body}}}"));
        listener.hear(&["parse", "wrong.json"]);
    }
    listener.judge(&[]);
}

#[test]
fn wrong_notation_is_explained_in_chinese_with_its_line() {
    let mut listener = Listener::new();
    let deep = |open: &str, close: &str| open.repeat(200) + &close.repeat(200);
    let cases = [
        ("json", "".to_owned()),
        ("json", "{".to_owned()),
        ("json", "{\"masthead\":}".to_owned()),
        ("json", "{\"masthead\":{},}".to_owned()),
        ("json", "{} {}".to_owned()),
        ("json", "{'masthead':1}".to_owned()),
        ("json", "{\"masthead\":{\"title\":\"\\q\"}}".to_owned()),
        ("json", "{\"masthead\":{\"title\":\"\\ud800\"}}".to_owned()),
        ("json", "{\"masthead\":{\"title\":\"快\n报\"}}".to_owned()),
        ("json", "{\"masthead\":{\"issue\":{\"number\":1e999}}}".to_owned()),
        ("json", "{\"masthead\":{\"issue\":{\"number\":01}}}".to_owned()),
        ("json", "masthead".to_owned()),
        ("json", deep("[", "]")),
        ("toml", "[masthead\n".to_owned()),
        ("toml", "masthead\n".to_owned()),
        ("toml", "masthead =\n".to_owned()),
        ("toml", "masthead = {title = '快报'\n".to_owned()),
        ("toml", "[masthead]\ntitle = 快报\n".to_owned()),
        ("toml", "[masthead]\ntitle = '快报\n".to_owned()),
        ("toml", "[masthead]\ntitle = '''快报\n".to_owned()),
        ("toml", "[masthead]\ntitle = '快报'\ntitle = '快报'\n".to_owned()),
        ("toml", "[masthead]\n[masthead]\n".to_owned()),
        ("toml", "[masthead]\ntitle = \"\\q\"\n".to_owned()),
        ("toml", "标题 = 1\n".to_owned()),
        ("toml", format!("body = {}", deep("[", "]"))),
        ("yaml", "masthead: [\n".to_owned()),
        ("yaml", "masthead:\n\ttitle: 快报\n".to_owned()),
        ("yaml", "masthead:\n  title: 快报\n title: 快报\n".to_owned()),
        ("yaml", "masthead:\n  title: 快报\n  title: 快报\n".to_owned()),
        ("yaml", "masthead: *none\n".to_owned()),
        ("yaml", "masthead: !secret 快报\n".to_owned()),
        ("yaml", "masthead: \"快报\n".to_owned()),
        ("yaml", "masthead: {title: 快报}\n---\nmasthead: {}\n".to_owned()),
        ("yaml", "? [a]\n: b\n".to_owned()),
        ("yaml", "快报\n".to_owned()),
        ("yaml", format!("body: {}", deep("[", "]"))),
    ];
    for (ending, text) in cases {
        let name = format!("wrong.{ending}");
        listener.sandbox.put(&name, &text);
        listener.hear(&["parse", &name]);
        let said = listener.sandbox.in_chinese(&["parse", &name]);
        let place = said.err.lines().next().and_then(|line| line.split(": ").next());
        let numbers = place.unwrap_or_default().split(':').skip(1);
        let numbers: Vec<_> = numbers.filter_map(|number| number.parse::<u32>().ok()).collect();
        assert_eq!(numbers.len(), 2, "no line and column for {text:?}: {said:?}");
    }
    listener.judge(&["notation.syntax", "notation.incomplete"]);
}
