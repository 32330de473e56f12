//! The JSON Schemas of what files write in a way of their own; plain structs derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{
    Align, Beside, Block, Cell, Chart, ChartKind, ChartSeries, Contents, Date, Figure,
    ImprintEntry, Issue, IssueNumber, Logo, Number, Period, RankColumn, RankMark, RankOrder,
    RankRole, RankRule, Ranking, Series, Summary, Table, TableColumn, TableForm, TableMark,
    TableRange, TableSize, Text, TieStyle,
};
use crate::info::Color;

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

/// A day as it is printed.
const PRINTED_DAY: &str = r"^\d{4}年\d{1,2}月\d{1,2}日$";

/// A day in a file, or none.
pub(super) fn optional_day(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": PRINTED_DAY },
            { "type": "null" },
        ],
    })
}

schema_of!(Date, |_: &mut SchemaGenerator| json_schema!({
    "description": "A date, 2025-01-02 or 2025年1月2日, with its weekday and hour where they are printed: 2025年1月2日（星期四）16时.",
    "type": "string",
    "pattern": r"^(\d{4}-\d{2}-\d{2}([T ]\d{2}(:00(:00)?)?)?|\d{4}年\d{1,2}月\d{1,2}日.*)$",
}));

schema_of!(IssueNumber, |_: &mut SchemaGenerator| json_schema!({
    "description": "The number of an issue, from 1; of a joint issue \"8—9\" or \"10、11\".",
    "anyOf": [
        { "type": "integer", "minimum": 1, "maximum": u32::MAX },
        { "type": "string", "pattern": r"^\s*\d+(([—–\-―～~至]\d+)?|([、，,]\d+)+)\s*$" },
    ],
}));

schema_of!(Series, |_: &mut SchemaGenerator| json_schema!({
    "description": "The series of an issue, or a Chinese word of your own.",
    "anyOf": [
        { "enum": ["regular", "supplement", "special", "special-edition", "inaugural", "trial"] },
        { "type": "string", "pattern": "[^\\x00-\\x7F]" },
    ],
}));

/// An issue: its line, or its parts.
pub(super) fn optional_issue(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "description": "Which issue this is: its line, 2025年第8期（总第480期）, or a map of its parts.",
        "anyOf": [{ "type": "string" }, generator.subschema_for::<Issue>(), { "type": "null" }],
    })
}

schema_of!(Period, |_: &mut SchemaGenerator| {
    let day = json_schema!({
        "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": PRINTED_DAY },
        ],
    });
    json_schema!({
        "description": "The time that an issue reports on: { start, end }, a line such as 第9周, 4月份 or 2025-01-02/2025-01-08, or words.",
        "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "properties": { "start": day, "end": day },
                "required": ["start", "end"],
                "additionalProperties": false,
            },
            {
                "type": "object",
                "properties": {
                    "words": { "description": "Words that are printed as they stand.", "type": "string" },
                },
                "required": ["words"],
                "additionalProperties": false,
            },
        ],
    })
});

/// The lines of care in the masthead, or the only one.
pub(super) fn notice(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "description": "Lines of care: text, or a list of lines.",
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
    })
}

/// What names or holds a picture.
fn picture(mut more: serde_json::Value) -> Schema {
    let mut properties = serde_json::json!({
        "file": { "description": "The path of a PNG or JPEG file.", "type": ["string", "null"] },
        "data": {
            "description": "The bytes of a PNG or JPEG file in Base64.",
            "type": ["string", "null"],
            "contentEncoding": "base64",
        },
        "alt": { "description": "What it shows, for those who cannot see it.", "type": "string" },
    });
    if let (Some(properties), Some(more)) = (properties.as_object_mut(), more.as_object_mut()) {
        properties.append(more);
    }
    json_schema!({
        "type": "object",
        "properties": properties,
        "required": ["alt"],
        "oneOf": [
            { "required": ["file"], "properties": { "file": { "type": "string" } } },
            { "required": ["data"], "properties": { "data": { "type": "string" } } },
        ],
        "additionalProperties": false,
    })
}

schema_of!(Logo, |_: &mut SchemaGenerator| picture(serde_json::json!({})));

schema_of!(Number, |_: &mut SchemaGenerator| json_schema!({
    "description": "A number, printed as it is written: 100, \"20.00\", \"1,550\", \"68.75%\".",
    "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": r"^[+\-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?[%‰]?$" },
    ],
}));

schema_of!(Cell, |generator: &mut SchemaGenerator| {
    let text = or_null(generator.subschema_for::<Text>());
    json_schema!({
        "description": "A cell: text, a number, \"above\" or \"left\" when the cell above or at the left goes on here, { text } for text in the form of any of these, or { text } or { value } with a look.",
        "anyOf": [
            { "type": "number" },
            { "enum": ["above", "left"] },
            generator.subschema_for::<Text>(),
            {
                "type": "object",
                "properties": looking(generator, serde_json::json!({
                    "text": text,
                    "value": {
                        "description": "A number, or text.",
                        "type": ["number", "string", "null"],
                        "not": { "enum": ["above", "left"] },
                    },
                })),
                "oneOf": [
                    { "required": ["text"], "properties": { "text": { "type": "string" } } },
                    { "required": ["value"], "properties": { "value": { "type": ["number", "string"] } } },
                ],
                "additionalProperties": false,
            },
        ],
    })
});

/// Properties with those of a look.
fn looking(
    generator: &mut SchemaGenerator,
    mut properties: serde_json::Value,
) -> serde_json::Value {
    let color = or_null(generator.subschema_for::<Color>());
    if let Some(properties) = properties.as_object_mut() {
        let said = |words: &str, of: serde_json::Value| {
            let mut schema = of;
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), words.into());
            }
            schema
        };
        let bold = serde_json::json!({ "type": ["boolean", "null"] });
        properties.insert("bold".to_owned(), said("Whether it is bold.", bold));
        let of_words = said("The colour of the words.", color.clone().into());
        properties.insert("color".to_owned(), of_words);
        properties.insert("fill".to_owned(), said("The colour of the ground.", color.into()));
    }
    properties
}

/// That a map says how something looks.
fn some_look() -> serde_json::Value {
    let says = |key: &str, kind: &str| serde_json::json!({ "required": [key], "properties": { key: { "type": kind } } });
    serde_json::json!([says("bold", "boolean"), says("color", "string"), says("fill", "string")])
}

schema_of!(TableRange, |_: &mut SchemaGenerator| json_schema!({
    "description": "Rows or columns that follow one another, counted from 1 or, with a minus, from the end: 3, -1, \"2..4\".",
    "anyOf": [
        { "type": "integer", "minimum": -100_000, "maximum": 100_000, "not": { "const": 0 } },
        { "type": "string", "pattern": r"^-?\d+(\.\.-?\d+)?$" },
    ],
}));

schema_of!(TableMark, |generator: &mut SchemaGenerator| {
    let range = generator.subschema_for::<TableRange>();
    let ranges = json_schema!({
        "anyOf": [range, { "type": "array", "items": range, "maxItems": 100 }],
    });
    json_schema!({
        "description": "How some cells of a table look: those in these rows and columns.",
        "type": "object",
        "properties": looking(generator, serde_json::json!({
            "head": { "description": "Whether the head is meant.", "type": "boolean" },
            "rows": ranges,
            "columns": ranges,
        })),
        "anyOf": some_look(),
        "additionalProperties": false,
    })
});

schema_of!(RankMark, |generator: &mut SchemaGenerator| json_schema!({
    "description": "How so many names at one end of a ranking look.",
    "type": "object",
    "properties": looking(generator, serde_json::json!({
        "count": { "description": "How many names.", "type": "integer", "minimum": 1, "maximum": u32::MAX },
    })),
    "required": ["count"],
    "anyOf": some_look(),
    "additionalProperties": false,
}));

/// What stands above columns: a group, or a list from the outer to the inner.
fn groups(generator: &mut SchemaGenerator) -> Schema {
    let group = generator.subschema_for::<Text>();
    json_schema!({
        "description": "What stands above its heading and those of its neighbours with the same group, in one cell; of two the outer first.",
        "anyOf": [
            group,
            { "type": "array", "items": group, "maxItems": 2 },
            { "type": "null" },
        ],
    })
}

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
                    "group": groups(generator),
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

schema_of!(Figure, |generator: &mut SchemaGenerator| {
    picture(serde_json::json!({
        "caption": or_null(generator.subschema_for::<Text>()),
        "width": {
            "description": "Its width in percent of the line.",
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 100,
        },
        "id": { "description": "By what a text refers to it.", "type": ["string", "null"] },
    }))
});

/// The values of a series of a chart.
pub(super) fn chart_values(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "array",
        "items": { "anyOf": [generator.subschema_for::<Number>(), { "const": "" }] },
    })
}

schema_of!(Chart, |generator: &mut SchemaGenerator| json_schema!({
    "description": "A chart of numbers.",
    "type": "object",
    "properties": {
        "kind": generator.subschema_for::<ChartKind>(),
        "categories": {
            "description": "What the numbers are of, in order.",
            "type": "array",
            "items": { "type": "string" },
            "minItems": 1,
            "maxItems": 60,
        },
        "series": {
            "description": "The rows of numbers; of shares exactly one.",
            "type": "array",
            "items": generator.subschema_for::<ChartSeries>(),
            "minItems": 1,
            "maxItems": 8,
        },
        "unit": { "description": "The unit of the numbers.", "type": ["string", "null"] },
        "caption": or_null(generator.subschema_for::<Text>()),
        "alt": {
            "description": "What it shows, for those who cannot see it; by default its numbers.",
            "type": ["string", "null"],
        },
        "width": {
            "description": "Its width in percent of the line.",
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 100,
        },
        "values": { "description": "Whether the values are written on it.", "type": "boolean" },
        "id": { "description": "By what a text refers to it.", "type": ["string", "null"] },
    },
    "required": ["kind", "categories", "series"],
    "additionalProperties": false,
}));

schema_of!(Beside, |generator: &mut SchemaGenerator| {
    let block = generator.subschema_for::<Block>();
    json_schema!({
        "description": "Two or three cells beside each other: each a block or a list of blocks.",
        "type": "array",
        "items": { "anyOf": [block, { "type": "array", "items": block, "minItems": 1 }] },
        "minItems": 2,
        "maxItems": 3,
    })
});

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
        "description": "A paragraph as a string, or a map with one key: table, ranking, figure, chart, beside (a list of things beside each other), column (栏目), center or right (a paragraph in the middle or at the right), note (注).",
        "anyOf": [
            generator.subschema_for::<Text>(),
            one("table", generator.subschema_for::<Table>()),
            one("ranking", generator.subschema_for::<Ranking>()),
            one("figure", generator.subschema_for::<Figure>()),
            one("chart", generator.subschema_for::<Chart>()),
            one("beside", generator.subschema_for::<Beside>()),
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
        "order": generator.subschema_for::<RankOrder>(),
        "by": {
            "description": "The heading of the score that is ranked by, where it is not the total.",
            "type": ["string", "null"],
        },
        "columns": {
            "description": "The rank, the name, each score, the total, unless a role says otherwise.",
            "type": "array",
            "items": generator.subschema_for::<RankColumn>(),
            "minItems": 1,
        },
        "rows": {
            "description": "A list for each, the name and its scores; or a map with the rank before.",
            "type": "array",
            "items": {
                "anyOf": [
                    {
                        "type": "array",
                        "prefixItems": [generator.subschema_for::<Text>()],
                        "items": generator.subschema_for::<Number>(),
                        "minItems": 1,
                    },
                    {
                        "type": "object",
                        "properties": {
                            "name": generator.subschema_for::<Text>(),
                            "scores": {
                                "description": "One for each score column, or none yet.",
                                "type": "array",
                                "items": generator.subschema_for::<Number>(),
                            },
                            "previous": {
                                "description": "The rank in the issue before.",
                                "type": ["integer", "null"],
                                "minimum": 1,
                                "maximum": u32::MAX,
                            },
                        },
                        "required": ["name"],
                        "additionalProperties": false,
                    },
                ],
            },
        },
        "summary": {
            "description": "The rows below the last name.",
            "type": "array",
            "items": generator.subschema_for::<Summary>(),
        },
        "top": or_null(generator.subschema_for::<RankMark>()),
        "bottom": or_null(generator.subschema_for::<RankMark>()),
        "form": or_null(generator.subschema_for::<TableForm>()),
        "size": generator.subschema_for::<TableSize>(),
        "caption": or_null(generator.subschema_for::<Text>()),
        "unit": { "description": "The unit of the scores.", "type": ["string", "null"] },
        "note": or_null(generator.subschema_for::<Text>()),
        "id": { "description": "By what a text refers to the table.", "type": ["string", "null"] },
    },
    "required": ["rule", "columns", "rows"],
    "additionalProperties": false,
}));

schema_of!(RankColumn, |generator: &mut SchemaGenerator| json_schema!({
    "description": "A column of a ranking: that of a table, or a map that says what stands in it.",
    "anyOf": [
        generator.subschema_for::<TableColumn>(),
        {
            "type": "object",
            "properties": {
                "heading": generator.subschema_for::<Text>(),
                "align": or_null(generator.subschema_for::<Align>()),
                "width": {
                    "description": "Its share of the width, relative to those of the other columns.",
                    "type": ["integer", "null"],
                    "minimum": 1,
                    "maximum": 10_000,
                },
                "group": groups(generator),
                "role": or_null(generator.subschema_for::<RankRole>()),
                "weight": or_null(generator.subschema_for::<Number>()),
            },
            "required": ["heading"],
            "additionalProperties": false,
        },
    ],
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

/// What a bulletin that says something has: one of these.
pub(super) fn something() -> serde_json::Value {
    let masthead = serde_json::json!({
        "properties": { "masthead": { "not": { "const": {} } } },
        "required": ["masthead"],
    });
    let others = [
        "editor_note",
        "contents",
        "title",
        "body",
        "sections",
        "articles",
        "appendices",
        "imprint",
    ];
    let others = others.map(|key| serde_json::json!({ "required": [key] }));
    std::iter::once(masthead).chain(others).collect()
}
