//! The JSON Schemas of what theme files write in a way of their own; plain structs derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::geometry::Geometry;
use super::theme::{ItemFile, MastheadField, MastheadItem, NamedTheme, TypeStyle, Types};

/// The geometry: the name of one, or what differs from the standard's.
pub(super) fn geometry(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "enum": ["standard", "margins-37-35"] },
            generator.subschema_for::<Geometry>(),
        ],
    })
}

/// The key that a theme file has beside the parts of a theme: what it builds on.
pub(super) fn base(schema: &mut Schema) {
    let names: Vec<&str> = NamedTheme::ALL.iter().map(NamedTheme::name).collect();
    if let Some(serde_json::Value::Object(properties)) = schema.get_mut("properties") {
        let base = serde_json::json!({
            "description": "The ready theme that it builds on: what is not said stays as it is there. Default `gbt9704`.",
            "enum": names,
        });
        properties.insert("base".to_owned(), base);
    }
}

impl JsonSchema for Types {
    fn schema_name() -> Cow<'static, str> {
        "Types".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // What a file does not say of a role stays as it is: no key is required.
        let mut patch = TypeStyle::json_schema(generator);
        patch.remove("required");
        generator.definitions_mut().insert("TypeStyle".to_owned(), patch.into());
        let style =
            |name: &str| (name.to_owned(), serde_json::json!({ "$ref": "#/$defs/TypeStyle" }));
        let roles: serde_json::Map<_, _> = Types::names().map(style).collect();
        json_schema!({
            "description": "The type of each role; what is not said stays as in GB/T 9704-2012.",
            "type": "object",
            "properties": roles,
            "additionalProperties": false,
        })
    }
}

impl JsonSchema for MastheadItem {
    fn schema_name() -> Cow<'static, str> {
        "MastheadItem".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A part of the masthead: its name, or a map with `field`.",
            "anyOf": [
                generator.subschema_for::<MastheadField>(),
                generator.subschema_for::<ItemFile>(),
            ],
        })
    }
}
