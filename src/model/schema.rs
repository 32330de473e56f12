//! The JSON Schemas of what files write in a way of their own; plain structs derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{
    Align, Block, Cell, Contents, Figure, ImprintEntry, Number, RankRule, Ranking, Table,
    TableColumn, Text, TieStyle,
};

/// The schema of a type that files write in a way of their own.
macro_rules! schema_of {
    ($type:ident, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                ($schema)(generator)
            }
        }
    };
}

schema_of!(Text, |_: &mut SchemaGenerator| json_schema!({
    "type": "string",
    "description": "Text in which **…** is bold, <u>…</u> underlined, <#C00000>…</#> coloured, <sup>…</sup> superscript, <sub>…</sub> subscript <note>…</note> a footnote and <ref>…</ref> the label of what has this id; \\* is an asterisk, \\\\ a backslash, \\<sup> the tag itself, and a line feed ends the line.",
}));

schema_of!(Number, |_: &mut SchemaGenerator| json_schema!({
    "description": "A number, printed as it is written: 100, \"20.00\", \"1,550\", \"68.75%\".",
    "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": r"^[+\-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?[%‰]?$" },
    ],
}));

schema_of!(Cell, |generator: &mut SchemaGenerator| json_schema!({
    "description": "A cell: text, a number, \"above\" when the cell above goes on here, or { text } for text in the form of either.",
    "anyOf": [
        { "type": "number" },
        { "const": "above" },
        generator.subschema_for::<Text>(),
        {
            "type": "object",
            "properties": { "text": generator.subschema_for::<Text>() },
            "required": ["text"],
            "additionalProperties": false,
        },
    ],
}));

schema_of!(TableColumn, |generator: &mut SchemaGenerator| {
    let heading = generator.subschema_for::<Text>();
    let align = generator.subschema_for::<Align>();
    json_schema!({
        "description": "A column of a table: its heading, or a map.",
        "anyOf": [
            heading,
            {
                "type": "object",
                "properties": {
                    "heading": heading,
                    "align": or_null(align),
                    "width": {
                        "description": "Its share of the width, relative to those of the other columns.",
                        "type": ["integer", "null"],
                        "minimum": 1,
                        "maximum": 10_000,
                    },
                    "group": {
                        "description": "What stands above its heading and those of its neighbours with the same group, in one cell.",
                        "anyOf": [heading, { "type": "null" }],
                    },
                },
                "required": ["heading"],
                "additionalProperties": false,
            },
        ],
    })
});

schema_of!(Contents, |generator: &mut SchemaGenerator| json_schema!({
    "description": "The list of contents (本期要目): \"auto\" for the headings of the first level or the titles of several articles, or its lines.",
    "anyOf": [
        { "const": "auto" },
        { "type": "array", "items": generator.subschema_for::<Text>() },
    ],
}));

schema_of!(Figure, |generator: &mut SchemaGenerator| json_schema!({
    "description": "A picture with the words that stand for it.",
    "type": "object",
    "properties": {
        "file": { "description": "The path of a PNG or JPEG file.", "type": ["string", "null"] },
        "data": {
            "description": "The bytes of a PNG or JPEG file in Base64.",
            "type": ["string", "null"],
            "contentEncoding": "base64",
        },
        "alt": { "description": "What it shows, for those who cannot see it.", "type": "string" },
        "caption": or_null(generator.subschema_for::<Text>()),
        "width": {
            "description": "Its width in percent of the line.",
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 100,
        },
        "id": { "description": "By what a text refers to it.", "type": ["string", "null"] },
    },
    "required": ["alt"],
    "oneOf": [
        { "required": ["file"], "properties": { "file": { "type": "string" } } },
        { "required": ["data"], "properties": { "data": { "type": "string" } } },
    ],
    "additionalProperties": false,
}));

schema_of!(Block, |generator: &mut SchemaGenerator| {
    let one = |key: &str, schema: Schema| {
        json_schema!({
            "type": "object",
            "properties": { key: schema },
            "required": [key],
            "additionalProperties": false,
        })
    };
    json_schema!({
        "description": "A paragraph as a string, or a map with one key: table, ranking, figure, column (栏目), center or right (a paragraph in the middle or at the right), note (注).",
        "anyOf": [
            generator.subschema_for::<Text>(),
            one("table", generator.subschema_for::<Table>()),
            one("ranking", generator.subschema_for::<Ranking>()),
            one("figure", generator.subschema_for::<Figure>()),
            one("column", generator.subschema_for::<Text>()),
            one("center", generator.subschema_for::<Text>()),
            one("right", generator.subschema_for::<Text>()),
            one("note", generator.subschema_for::<Text>()),
            one("paragraph", generator.subschema_for::<Text>()),
        ],
    })
});

schema_of!(ImprintEntry, |_: &mut SchemaGenerator| json_schema!({
    "description": "A row of the imprint as { label, value }, or a line without a label.",
    "anyOf": [
        { "type": "string" },
        {
            "type": "object",
            "properties": { "label": { "type": "string" }, "value": { "type": "string" } },
            "required": ["label", "value"],
            "additionalProperties": false,
        },
    ],
}));

// Each row is one list, the name and its scores.
schema_of!(Ranking, |generator: &mut SchemaGenerator| json_schema!({
    "description": "Names with their scores, of which a ranking table is made: totals, order, ranks, ties.",
    "type": "object",
    "properties": {
        "rule": generator.subschema_for::<RankRule>(),
        "ties": generator.subschema_for::<TieStyle>(),
        "columns": {
            "description": "The rank, the name, each score, the total.",
            "type": "array",
            "items": generator.subschema_for::<TableColumn>(),
            "minItems": 1,
        },
        "rows": {
            "description": "A list for each: the name and its scores.",
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [generator.subschema_for::<Text>()],
                "items": generator.subschema_for::<Number>(),
                "minItems": 1,
            },
        },
        "caption": or_null(generator.subschema_for::<Text>()),
        "unit": { "description": "The unit of the scores.", "type": ["string", "null"] },
        "note": or_null(generator.subschema_for::<Text>()),
        "id": { "description": "By what a text refers to the table.", "type": ["string", "null"] },
    },
    "required": ["rule", "columns", "rows"],
    "additionalProperties": false,
}));

fn or_null(schema: Schema) -> Schema {
    json_schema!({ "anyOf": [schema, { "type": "null" }] })
}

/// The organisations of a sign-off, or the only one.
pub(super) fn signers(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
    })
}

/// The editor's note: its paragraphs, or the only one.
pub(super) fn editor_note(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            generator.subschema_for::<Text>(),
            { "type": "array", "items": generator.subschema_for::<Text>() },
        ],
    })
}
