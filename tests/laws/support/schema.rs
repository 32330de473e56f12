//! A judge of JSON against the JSON Schemas of the library: the keywords of draft 2020-12 that stand
//! in them, and no other. A keyword that it does not know stops it, so that nothing passes because
//! nobody looked. `tests/judges` asks a validator of others as well.

use std::cell::RefCell;
use std::collections::BTreeMap;

use regex_lite::Regex;
use serde_json::{Map, Value};

/// Keywords that say something to people and refuse nothing here.
const WORDS: [&str; 11] = [
    "$schema",
    "$defs",
    "title",
    "description",
    "default",
    "examples",
    "contentEncoding",
    "x-minimum",
    "x-maximum",
    "additionalProperties",
    "items",
];

/// What is wrong with a value, each fault with its place.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut judge = Judge { root: schema, first: false, faults: Vec::new() };
    judge.judge(schema, value, "");
    judge.faults
}

pub(crate) fn is_valid(schema: &Value, value: &Value) -> bool {
    is_valid_in(schema, schema, value)
}

struct Judge<'a> {
    root: &'a Value,
    /// Whether the first fault is enough.
    first: bool,
    faults: Vec<String>,
}

impl Judge<'_> {
    fn judge(&mut self, schema: &Value, value: &Value, place: &str) {
        if self.first && !self.faults.is_empty() {
            return;
        }
        let schema = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return self.fault(place, "is not expected"),
            Value::Object(schema) => schema,
            other => panic!("{other} is no schema"),
        };
        for (keyword, wanted) in schema {
            if self.first && !self.faults.is_empty() {
                return;
            }
            if !self.keeps(schema, keyword, wanted, value, place) {
                self.fault(place, &format!("{value} breaks {keyword}: {wanted}"));
            }
        }
        self.judge_parts(schema, value, place);
    }

    fn fault(&mut self, place: &str, fault: &str) {
        self.faults.push(format!("{place}: {fault}"));
    }

    /// Whether a value keeps one keyword; what it says of the value's parts is judged apart.
    fn keeps(
        &mut self,
        schema: &Map<String, Value>,
        keyword: &str,
        wanted: &Value,
        value: &Value,
        place: &str,
    ) -> bool {
        let choices = || wanted.as_array().expect("a list");
        match keyword {
            "$ref" => {
                let path = wanted.as_str().and_then(|name| name.strip_prefix('#')).expect("a name");
                let target = self.root.pointer(path).unwrap_or_else(|| panic!("no {path}"));
                self.judge(target, value, place);
                true
            }
            "type" => match wanted {
                Value::Array(names) => names.iter().any(|name| is_of(value, name)),
                name => is_of(value, name),
            },
            "const" => value == wanted,
            "enum" => choices().contains(value),
            "anyOf" => choices().iter().any(|one| is_valid_in(self.root, one, value)),
            "oneOf" => {
                choices().iter().filter(|one| is_valid_in(self.root, one, value)).count() == 1
            }
            "not" => !is_valid_in(self.root, wanted, value),
            "required" => value.as_object().is_none_or(|object| {
                choices().iter().all(|key| object.contains_key(key.as_str().expect("a key")))
            }),
            "minimum" => number(value).is_none_or(|it| Some(it) >= number(wanted)),
            "maximum" => number(value).is_none_or(|it| Some(it) <= number(wanted)),
            "minItems" => length(value).is_none_or(|count| Some(count) >= wanted.as_u64()),
            "maxItems" => length(value).is_none_or(|count| Some(count) <= wanted.as_u64()),
            "minLength" => characters(value).is_none_or(|count| Some(count) >= wanted.as_u64()),
            "maxLength" => characters(value).is_none_or(|count| Some(count) <= wanted.as_u64()),
            "pattern" => {
                value.as_str().is_none_or(|text| matches(wanted.as_str().expect("words"), text))
            }
            "format" => has_format(value, wanted.as_str().expect("a name")),
            "properties" | "prefixItems" => true,
            _ if WORDS.contains(&keyword) => true,
            _ => panic!("the keyword {keyword} is unknown to this judge: {schema:?}"),
        }
    }

    /// The fields of an object and the items of a list.
    fn judge_parts(&mut self, schema: &Map<String, Value>, value: &Value, place: &str) {
        let no = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&no);
        for (key, part) in value.as_object().unwrap_or(&no) {
            let place = format!("{place}.{key}");
            if let Some(wanted) = properties.get(key).or_else(|| schema.get("additionalProperties"))
            {
                self.judge(wanted, part, &place);
            }
        }
        let first = schema.get("prefixItems").and_then(Value::as_array);
        let first = first.map(Vec::as_slice).unwrap_or_default();
        for (index, part) in value.as_array().into_iter().flatten().enumerate() {
            if let Some(wanted) = first.get(index).or_else(|| schema.get("items")) {
                self.judge(wanted, part, &format!("{place}[{index}]"));
            }
        }
    }
}

fn is_valid_in(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut judge = Judge { root, first: true, faults: Vec::new() };
    judge.judge(schema, value, "");
    judge.faults.is_empty()
}

thread_local! {
    /// The patterns met so far.
    static PATTERNS: RefCell<BTreeMap<String, Regex>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a text has a pattern. One may begin with another that the text has too, `^(?=…)`, for
/// which regex-lite has no words.
fn matches(pattern: &str, text: &str) -> bool {
    if let Some(behind) = pattern.strip_prefix("^(?=") {
        let mut depth = 1;
        let end = behind.find(|character| {
            depth += match character {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let (other, rest) = behind.split_at(end.expect("a bracket is closed"));
        let rest = rest.strip_prefix(')').expect("it ends there");
        return matches(&format!("^(?:{other})"), text) && matches(&format!("^{rest}"), text);
    }
    PATTERNS.with_borrow_mut(|known| {
        let make = || Regex::new(pattern).expect("a pattern");
        known.entry(pattern.to_owned()).or_insert_with(make).is_match(text)
    })
}

fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("the name of a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|list| list.len() as u64)
}

fn characters(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

/// Draft 2020-12 takes formats for words; those that schemars gives to numbers are kept here.
fn has_format(value: &Value, name: &str) -> bool {
    match name {
        "date" => true,
        "uint8" => number(value).is_none_or(|number| (0.0..=255.0).contains(&number)),
        "uint16" => number(value).is_none_or(|number| (0.0..=65_535.0).contains(&number)),
        "uint32" => number(value).is_none_or(|number| (0.0..=4_294_967_295.0).contains(&number)),
        "int32" => number(value)
            .is_none_or(|number| (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&number)),
        other => panic!("the format {other} is unknown to this judge"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{faults, is_valid};

    /// Each keyword takes what keeps it and refuses what breaks it.
    #[test]
    fn the_judge_can_say_no() {
        for (schema, right, wrong) in [
            (json!({ "type": "string" }), json!("一"), json!(1)),
            (json!({ "type": ["integer", "null"] }), json!(null), json!(1.5)),
            (json!({ "const": "auto" }), json!("auto"), json!("Auto")),
            (json!({ "enum": ["a", "b"] }), json!("b"), json!("c")),
            (json!({ "required": ["a"] }), json!({ "a": 1 }), json!({ "b": 1 })),
            (json!({ "minimum": 2 }), json!(2), json!(1)),
            (json!({ "maximum": 2 }), json!(2), json!(2.5)),
            (json!({ "minItems": 1 }), json!([1]), json!([])),
            (json!({ "maxItems": 1 }), json!([1]), json!([1, 2])),
            (json!({ "minLength": 2 }), json!("一二"), json!("一")),
            (json!({ "maxLength": 2 }), json!("一二"), json!("一二三")),
            (json!({ "pattern": "^[−-]?\\d+$" }), json!("−12"), json!("12.")),
            (json!({ "pattern": "^(?=.*[1-9]|\\D+$)\\d*(mm)?$" }), json!("01mm"), json!("0mm")),
            (json!({ "format": "uint8" }), json!(255), json!(256)),
            (json!({ "format": "int32" }), json!(-1), json!(3_000_000_000_u32)),
            (json!({ "not": { "const": 1 } }), json!(2), json!(1)),
            (json!({ "anyOf": [{ "const": 1 }, { "const": 2 }] }), json!(2), json!(3)),
            (json!({ "oneOf": [{ "minimum": 1 }, { "minimum": 5 }] }), json!(2), json!(6)),
            (json!({ "items": { "type": "null" } }), json!([null]), json!([null, 1])),
            (
                json!({ "prefixItems": [true], "items": { "type": "null" } }),
                json!([1, null]),
                json!([1, 1]),
            ),
            (
                json!({ "properties": { "a": { "const": 1 } }, "additionalProperties": false }),
                json!({ "a": 1 }),
                json!({ "a": 1, "b": 1 }),
            ),
            (
                json!({ "properties": { "a": { "$ref": "#/$defs/one" } }, "$defs": { "one": { "const": 1 } } }),
                json!({ "a": 1 }),
                json!({ "a": 2 }),
            ),
        ] {
            assert!(is_valid(&schema, &right), "{schema}: {:?}", faults(&schema, &right));
            assert!(!is_valid(&schema, &wrong), "{schema}: {wrong}");
        }
    }

    #[test]
    #[should_panic(expected = "the keyword dependentRequired is unknown")]
    fn an_unknown_keyword_stops_the_judge() {
        is_valid(&json!({ "dependentRequired": {} }), &json!({}));
    }
}
