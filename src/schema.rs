//! JSON Schema (2020-12) of what files say, of a [`Bulletin`] and of a
//! [`Theme`], for forms and for editors that complete and check as one types.
//! Feature `schema`.
//!
//! A schema says what keys and types there are; what only a reader can know, such as a row with
//! too few cells, is left to reading.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};

use crate::model::Bulletin;
use crate::style::Theme;

/// The schema of a bulletin in JSON, TOML or YAML.
///
/// ```
/// let schema = bulletin::schema::bulletin();
/// assert_eq!(schema.get("additionalProperties").unwrap(), &serde_json::json!(false));
/// println!("{}", serde_json::to_string_pretty(&schema)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn bulletin() -> Schema {
    of::<Bulletin>("A bulletin (简报, 工作周报)")
}

/// The schema of a theme, in the same formats.
///
/// ```
/// let schema = bulletin::schema::theme();
/// assert!(schema.pointer("/properties/types").is_some());
/// ```
pub fn theme() -> Schema {
    of::<Theme>("The theme of a bulletin: what differs from GB/T 9704-2012")
}

fn of<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(ProseOnly);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema
}

/// Descriptions are the documentation of the types: of that the first paragraph, without the marks
/// of links.
#[derive(Clone)]
struct ProseOnly;

impl Transform for ProseOnly {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(serde_json::Value::String(text)) = schema.get_mut("description") {
            let first = text.split("\n\n").next().unwrap_or_default();
            *text = first.replace("[`", "`").replace("`]", "`").replace('\n', " ");
        }
        transform_subschemas(self, schema);
    }
}
