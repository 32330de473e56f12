//! The JSON Schemas: they take every bulletin and theme that the library writes, and refuse what
//! it refuses to read.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/model.rs"]
mod model;

use bulletin::{Bulletin, Theme, schema};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

fn validator(schema: &schemars::Schema) -> Validator {
    jsonschema::validator_for(schema.as_value()).unwrap()
}

proptest! {
    #[test]
    fn every_bulletin_keeps_the_schema(bulletin in model::arbitrary_bulletin()) {
        let validator = validator(&schema::bulletin());
        let value = serde_json::to_value(&bulletin).unwrap();
        let faults: Vec<_> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        prop_assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let validator = validator(&schema::bulletin());
    let cases = [
        json!({}),
        json!({ "masthead": {} }),
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
        assert!(!validator.is_valid(&case), "valid: {case}");
    }
}

#[test]
fn forms_that_only_files_have_are_valid() {
    let validator = validator(&schema::bulletin());
    let value = json!({
        "masthead": { "title": "快报", "date": "2024-03-12", "issue": { "series": "special" } },
        "editor_note": "只有一段。",
        "contents": "auto",
        "body": [
            { "ranking": { "rule": "dense", "columns": ["名次", "单位", "得分", "合计"], "rows": [["水利厅", 100]] } },
            { "table": { "columns": [{ "heading": "得分", "align": "decimal" }], "rows": [[{ "text": "12" }]] } },
            { "figure": { "file": "hall.png", "alt": "大厅" } },
        ],
    });
    serde_json::from_value::<Bulletin>(value.clone()).unwrap();
    let faults: Vec<_> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
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
    let validator = validator(&schemars::schema_for!(bulletin::Ranking));
    assert!(validator.is_valid(&ranking) && validator.is_valid(&written), "{written}");
    assert!(!validator.is_valid(&json!({ "rule": "dense", "columns": ["名次"] })));
}

#[test]
fn themes_keep_theirs() {
    let validator = validator(&schema::theme());
    let whole = serde_json::to_value(Theme::gbt9704()).unwrap();
    let faults: Vec<_> = validator.iter_errors(&whole).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");

    let some = json!({ "geometry": "margins-37-35", "types": { "mark": { "color": "#C00000" } } });
    assert!(validator.is_valid(&some));
    for wrong in [
        json!({ "geometry": "letter" }),
        json!({ "types": { "marks": {} } }),
        json!({ "types": { "mark": { "colour": "#C00000" } } }),
        json!({ "masthead": { "rule_color": "red" } }),
    ] {
        assert!(serde_json::from_value::<Theme>(wrong.clone()).is_err(), "read: {wrong}");
        assert!(!validator.is_valid(&wrong), "valid: {wrong}");
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
