//! The form of a bulletin in files (JSON, TOML, YAML), and the path in its errors.

use serde::de::{Deserializer, Error as _};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{Appendix, Block, Bulletin, Contents, Imprint, Masthead, Section, Text, read, section};

/// The fields of a bulletin; the compiler keeps them the same as the type's own.
#[derive(Serialize, Deserialize)]
#[serde(
    remote = "Bulletin",
    deny_unknown_fields,
    expecting = "a bulletin: a map with at least a `masthead`"
)]
struct Fields {
    masthead: Masthead,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "read::editor_note"
    )]
    editor_note: Vec<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contents: Option<Contents>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read::optional_heading"
    )]
    title: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read::blocks")]
    body: Vec<Block>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "section::sections"
    )]
    sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "read::appendices")]
    appendices: Vec<Appendix>,
    #[serde(default, skip_serializing_if = "Imprint::is_empty")]
    imprint: Imprint,
}

impl Serialize for Bulletin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Fields::serialize(self, serializer)
    }
}

/// An error begins with the path of what is wrong, `sections[2].blocks[0].table.rows[4]: `, and
/// keeps the line and column where the format knows them.
impl<'de> Deserialize<'de> for Bulletin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bulletin, D::Error> {
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
        Fields::deserialize(tracked).map_err(|error| {
            let (path, message) = (track.path(), error.to_string());
            let path = path.to_string();
            // At the root there is no path, and YAML puts its own in front.
            if path == "." || message.starts_with(&path) {
                D::Error::custom(message)
            } else {
                D::Error::custom(format!("{path}: {message}"))
            }
        })
    }
}
