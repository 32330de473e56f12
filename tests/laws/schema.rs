//! The JSON Schemas: they take every bulletin and theme that the library writes, and refuse what
//! it refuses to read.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use bulletin::{Bulletin, Theme, schema};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use support::model::arbitrary_bulletin;
use support::schema::{faults, is_valid};

/// The schema of a bulletin.
fn of_bulletins() -> Value {
    schema::bulletin().as_value().clone()
}

proptest! {
    #[test]
    fn every_bulletin_keeps_the_schema(bulletin in arbitrary_bulletin()) {
        let value = serde_json::to_value(&bulletin).unwrap();
        prop_assert_eq!(faults(&of_bulletins(), &value), Vec::<String>::new());
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let schema = of_bulletins();
    let cases = [
        json!({}),
        json!({ "masthead": {} }),
        json!({ "masthead": { "title": "快报", "issue": { "number": "eight" } } }),
        json!({ "masthead": { "title": "快报", "issue": { "unit": "年" } } }),
        json!({ "masthead": { "title": "快报", "issue": { "series": "suplement" } } }),
        json!({ "masthead": { "title": "快报", "date": "2024年3月" } }),
        json!({ "masthead": { "title": "快报", "period": { "days": 7 } } }),
        json!({ "masthead": { "title": "快报", "logo": { "alt": "标识" } } }),
        json!({ "masthead": { "title": "快报", "fields": [{ "label": "主办" }] } }),
        json!({ "masthead": { "title": "快报", "name": "快报" } }),
        json!({ "masthead": { "title": 3 } }),
        json!({ "masthead": { "title": "快报", "date": 20240312 } }),
        json!({ "masthead": { "title": "快报" }, "body": [{ "colunm": "动态" }] }),
        json!({ "masthead": { "title": "快报" }, "body": [{ "table": { "rows": [] } }] }),
        json!({ "masthead": { "title": "快报" }, "body": [{ "table": { "columns": [] } }] }),
        json!({ "masthead": { "title": "快报" }, "body": [{ "figure": { "alt": "大厅" } }] }),
        json!({ "masthead": { "title": "快报" }, "sections": [{ "heading": "动态", "text": "…" }] }),
        json!({ "masthead": { "title": "快报" }, "contents": "all" }),
        json!({ "masthead": { "title": "快报", "period": { "start": "2024-03-01" } } }),
    ];
    for case in cases {
        assert!(serde_json::from_value::<Bulletin>(case.clone()).is_err(), "read: {case}");
        assert!(!is_valid(&schema, &case), "valid: {case}");
    }
}

#[test]
fn forms_that_only_files_have_are_valid() {
    let schema = of_bulletins();
    let value = json!({
        "masthead": {
            "title": "快报",
            "date": "2024年3月12日（星期二）16时",
            "issue": { "series": "special", "number": "8—9" },
            "period": "第9周",
            "notice": "内部资料",
            "logo": { "file": "badge.png", "alt": "标识" },
            "fields": [{ "label": "主办", "value": "办公室" }],
        },
        "imprint": { "printed_on": "2024年3月13日" },
        "editor_note": "只有一段。",
        "contents": "auto",
        "body": [
            { "ranking": { "rule": "dense", "columns": ["名次", "单位", "得分", "合计"], "rows": [["水利厅", 100]] } },
            { "table": { "columns": [{ "heading": "得分", "align": "decimal" }], "rows": [[{ "text": "12" }]] } },
            { "figure": { "file": "hall.png", "alt": "大厅" } },
        ],
    });
    serde_json::from_value::<Bulletin>(value.clone()).unwrap();
    assert_eq!(faults(&schema, &value), Vec::<String>::new());
}

#[test]
fn a_ranking_has_the_schema_of_its_block() {
    let ranking = json!({
        "rule": "dense",
        "columns": ["名次", "单位", "得分", "合计"],
        "rows": [["水利厅", 100], ["商务厅", "99.50"]],
    });
    let read: bulletin::Ranking = serde_json::from_value(ranking.clone()).unwrap();
    let written = serde_json::to_value(read).unwrap();
    let schema = schemars::schema_for!(bulletin::Ranking).to_value();
    assert!(is_valid(&schema, &ranking) && is_valid(&schema, &written), "{written}");
    assert!(!is_valid(&schema, &json!({ "rule": "dense", "columns": ["名次"] })));
}

#[test]
fn themes_keep_theirs() {
    let schema = schema::theme().as_value().clone();
    let whole = serde_json::to_value(Theme::gbt9704()).unwrap();
    assert_eq!(faults(&schema, &whole), Vec::<String>::new());

    let some = json!({ "geometry": "margins-37-35", "types": { "mark": { "color": "#C00000" } } });
    assert!(is_valid(&schema, &some));
    let rows = json!({ "masthead": { "rows": [
        { "center": ["title", { "field": "issue", "before": "（", "after": "）", "join": true }] },
        { "left": ["issue"], "right": ["date"], "gap": 50, "pair": "last" },
    ] } });
    serde_json::from_value::<Theme>(rows.clone()).unwrap();
    assert!(is_valid(&schema, &rows));
    for wrong in [
        json!({ "base": "daily" }),
        json!({ "base": 1 }),
        json!({ "geometry": "letter" }),
        json!({ "types": { "marks": {} } }),
        json!({ "types": { "mark": { "colour": "#C00000" } } }),
        json!({ "masthead": { "rule_color": "red" } }),
        json!({ "masthead": { "rows": [{ "middle": ["title"] }] } }),
        json!({ "masthead": { "rows": [{ "left": ["titel"] }] } }),
        json!({ "masthead": { "rows": [{ "left": [{ "before": "（" }] }] } }),
    ] {
        assert!(serde_json::from_value::<Theme>(wrong.clone()).is_err(), "read: {wrong}");
        assert!(!is_valid(&schema, &wrong), "valid: {wrong}");
    }
}

/// Every key of the model and the theme is explained.
#[test]
fn every_property_has_a_description() {
    fn undescribed(value: &Value, path: &str, found: &mut Vec<String>) {
        let Value::Object(map) = value else { return };
        if let Some(Value::Object(properties)) = map.get("properties") {
            for (name, property) in properties {
                let explained = ["description", "$ref", "anyOf", "const", "enum"];
                if !explained.iter().any(|key| property.get(key).is_some()) {
                    found.push(format!("{path}.{name}"));
                }
                undescribed(property, &format!("{path}.{name}"), found);
            }
        }
        if let Some(Value::Object(definitions)) = map.get("$defs") {
            for (name, definition) in definitions {
                undescribed(definition, name, found);
            }
        }
    }
    let mut found = Vec::new();
    undescribed(schema::bulletin().as_value(), "", &mut found);
    undescribed(schema::theme().as_value(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

/// Every key of a schema.
fn keys(schema: &Value) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::Object(properties)) = map.get("properties") {
                    found.extend(properties.keys().cloned());
                }
                map.values().for_each(|value| collect(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(schema, &mut found);
    assert!(found.len() > 50, "{found:?}");
    found
}

fn document(name: &str) -> String {
    let path = format!("{}/../../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// Every key of a bulletin and of a theme stands in both guides.
#[test]
fn every_property_is_in_the_guides() {
    let (bulletin, theme) = (schema::bulletin(), schema::theme());
    for (schema, guides) in
        [(bulletin, ["model.md", "model.zh.md"]), (theme, ["theme.md", "theme.zh.md"])]
    {
        let found = keys(schema.as_value());
        for guide in guides {
            let guide = document(guide);
            let words = |c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-');
            let said: BTreeSet<&str> = guide.split(words).collect();
            let missing: Vec<_> = found.iter().filter(|key| !said.contains(key.as_str())).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}

/// What the drawing of a page names are keys of a theme, and every length of the masthead is there.
#[test]
fn the_drawing_names_keys_of_a_theme() {
    let found = keys(schema::theme().as_value());
    let drawing = document("pictures/theme-measures.svg");
    let names: BTreeSet<&str> = drawing
        .split("<text ")
        .skip(1)
        .filter_map(|text| text.split_once('>')?.1.split_once('<').map(|(name, _)| name))
        .collect();
    assert!(names.len() > 25, "{names:?}");
    for name in &names {
        assert!(name.contains('.') && name.split('.').all(|key| found.contains(key)), "{name}");
    }
    for key in
        ["name_top", "name_largest", "rule_gap", "rule_thickness", "issue_rows", "title_rows"]
    {
        assert!(names.contains(format!("masthead.{key}").as_str()), "{key}");
    }
}

/// The command carries the schemas deflated, for it is smaller without what makes them.
/// `BLESS=1 cargo test -p bulletin-laws --test schema` writes them.
#[test]
fn the_command_carries_the_same_schemas() {
    for (name, schema) in [("bulletin", schema::bulletin()), ("theme", schema::theme())] {
        let path = support::root().join(format!("cli/schema/{name}.json.zlib"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let mut carried = String::new();
        let deflated = std::fs::read(&path).unwrap_or_default();
        let read = ZlibDecoder::new(deflated.as_slice()).read_to_string(&mut carried);
        if std::env::var_os("BLESS").is_some() && carried != text {
            let mut deflated = ZlibEncoder::new(Vec::new(), Compression::best());
            deflated.write_all(text.as_bytes()).unwrap();
            std::fs::write(&path, deflated.finish().unwrap()).unwrap();
            continue;
        }
        read.unwrap();
        assert!(
            carried == text,
            "the schema `{name}` of the command is an old one; BLESS=1 writes it"
        );
    }
}

/// Writes the schemas, and values with our verdict on each, for a validator of others
/// (`tests/judges/schema.py`).
#[test]
#[expect(clippy::indexing_slicing, reason = "a field that is missing is made")]
fn the_verdicts_can_be_looked_at() {
    let Some(path) = std::env::var_os("SCHEMA_SAMPLE") else { return };
    let schema = of_bulletins();
    let mut runner = TestRunner::deterministic();
    let mut values = vec![json!({}), json!([])];
    for number in 0..100 {
        let bulletin = arbitrary_bulletin().new_tree(&mut runner).unwrap().current();
        let value = serde_json::to_value(&bulletin).unwrap();
        let mut broken = value.clone();
        match number % 3 {
            0 => broken["masthead"]["title"] = json!(number),
            1 => broken["imprint"]["print_count"] = json!(-1),
            _ => broken["body"] = json!([{ "table": { "rows": [] } }]),
        }
        values.extend([value, broken]);
    }
    let verdict = |value: Value| json!({ "keeps": is_valid(&schema, &value), "value": value });
    let bulletins: Vec<Value> = values.into_iter().map(verdict).collect();
    let theme = schema::theme().as_value().clone();
    let verdict = |value: Value| json!({ "keeps": is_valid(&theme, &value), "value": value });
    let themes = [
        serde_json::to_value(Theme::gbt9704()).unwrap(),
        json!({ "table": { "padding": 401 } }),
        json!({ "types": { "mark": { "color": "red" } } }),
        json!({ "geometry": "margins-37-35" }),
        json!({ "base": "weekly" }),
        json!({ "base": "daily" }),
    ];
    let themes: Vec<Value> = themes.into_iter().map(verdict).collect();
    let sample = json!([
        { "schema": schema, "values": bulletins },
        { "schema": theme, "values": themes },
    ]);
    std::fs::write(path, sample.to_string()).unwrap();
}
