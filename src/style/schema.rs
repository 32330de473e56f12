//! The JSON Schemas of what theme files write in a way of their own; plain structs derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::geometry::Geometry;
use super::theme::{ItemFile, MastheadField, MastheadItem, TypeStyle, Types};

/// The geometry: the name of one, or what differs from the standard's.
pub(super) fn geometry(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "enum": ["standard", "margins-37-35"] },
            generator.subschema_for::<Geometry>(),
        ],
    })
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
