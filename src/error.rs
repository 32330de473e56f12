//! The one error of the library: what kind, where, and what was expected.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};

/// Why a bulletin could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", Prefix(.place))]
pub struct Error {
    kind: ErrorKind,
    place: String,
    message: String,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is not a bulletin or theme: an unknown key, a wrong type, an impossible value.
    Input,
    /// The input is larger or deeper than a named limit.
    Limit,
    /// A font file cannot be used, or a face that is needed is missing.
    Font,
    /// An image cannot be decoded.
    Image,
    /// A file could not be read or written.
    Io,
    /// A writer produced something it should not have: a fault of this library.
    Internal,
}

impl Error {
    /// An error of `kind` at `place` (a path such as `sections[2].blocks[0]`, or empty).
    pub(crate) fn new(
        kind: ErrorKind,
        place: impl Into<String>,
        message: impl Into<String>,
    ) -> Error {
        Error { kind, place: place.into(), message: message.into() }
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where: a path into the input such as `sections[2].blocks[0].table.rows[4]`, a file, or
    /// empty when the whole is meant.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What was wrong and what was expected, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Reads a value and puts the path of what is wrong before the message, which keeps the line and
/// the column that the format gave it.
pub(crate) fn with_path<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        let message = error.inner().to_string();
        if path == "." || message.starts_with(&path) {
            return D::Error::custom(message);
        }
        // YAML begins with a path of its own, which ends where the map begins.
        let what = match message.split_once(": ") {
            Some((parent, what)) if path.starts_with(parent) => what,
            _ => &message,
        };
        D::Error::custom(format!("{path}: {what}"))
    })
}

struct Prefix<'a>(&'a str);

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}
