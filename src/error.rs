//! The one error of the library: what was said, where, and what caused it.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::finding::Finding;
use crate::message::{Arguments, ErrorKind, Language, Message, Said, in_both};
use crate::place::Place;

/// Why a bulletin could not be read or written: a [`Message`] at a [`Place`].
///
/// As JSON it is `code`, `kind`, `severity`, `place`, `arguments`, and `message` and `hint` in both
/// languages (`en`, `zh`).
///
/// ```
/// use bulletin::{Bulletin, ErrorKind, Language};
///
/// let error = Bulletin::new(" ").validate().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Input);
/// assert_eq!(error.code(), "input.blank");
/// assert_eq!(error.place().to_string(), "masthead.title");
/// assert_eq!(error.message(Language::Chinese), "只有空白，应当有文字");
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    // Boxed, so that a `Result` of it is small.
    what: Box<What>,
    cause: Option<Cause>,
}

/// What caused an error.
pub(crate) type Cause = Arc<dyn StdError + Send + Sync>;

#[derive(Clone, Debug)]
struct What {
    message: Arc<dyn Message>,
    place: Place,
}

impl Error {
    /// A message at a place.
    pub fn new(message: impl Message + 'static, place: Place) -> Error {
        Error::of(Arc::new(message), place, None)
    }

    /// A message at a place with what caused it.
    pub(crate) fn of(message: Arc<dyn Message>, place: Place, cause: Option<Cause>) -> Error {
        Error { what: Box::new(What { message, place }), cause }
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn caused_by(mut self, cause: impl StdError + Send + Sync + 'static) -> Error {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// The same error at another place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Error {
        self.what.place = place;
        self
    }

    /// The stable name of what is said, such as `input.cells`.
    pub fn code(&self) -> &'static str {
        self.what.message.code()
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.what.message.kind()
    }

    /// Where: a path into the input such as `sections[2].blocks[0].table.rows[4]`, with line and
    /// column where they are known; a file; or empty when the whole is meant.
    pub fn place(&self) -> &Place {
        &self.what.place
    }

    /// What was wrong and what was expected, without the place.
    pub fn message(&self, language: Language) -> String {
        Said(&*self.what.message, language).to_string()
    }

    /// What would put it right, where that is known.
    pub fn hint(&self, language: Language) -> Option<String> {
        self.what.message.hint(language)
    }

    /// The message itself: its arguments, its meaning.
    pub fn what(&self) -> &dyn Message {
        &*self.what.message
    }
}

impl StdError for Error {
    /// What caused it, itself and not the pointer to it, so that it can be downcast.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

/// Two errors are equal when they say the same of the same place; the cause is not compared.
impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        *self.what.message == *other.what.message && self.what.place == other.what.place
    }
}

impl Eq for Error {}

/// What cannot fail gives no error: for `TryInto` of what is converted as it is.
impl From<std::convert::Infallible> for Error {
    fn from(never: std::convert::Infallible) -> Error {
        match never {}
    }
}

/// The same message at the same place, to be shown among findings.
impl From<Error> for Finding {
    fn from(error: Error) -> Finding {
        let What { message, place } = *error.what;
        Finding::of(message, place)
    }
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = &*self.what.message;
        let mut fields = serializer.serialize_struct("Error", 7)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("kind", &self.kind())?;
        fields.serialize_field("severity", &message.severity())?;
        fields.serialize_field("place", &self.what.place)?;
        fields.serialize_field("arguments", &Arguments(message))?;
        fields.serialize_field("message", &in_both(|language| self.message(language)))?;
        if self.hint(Language::English).is_some() {
            fields.serialize_field("hint", &in_both(|language| self.hint(language)))?;
        }
        fields.end()
    }
}

/// A whole bulletin or theme, as a reader of ours gives it: one that collects paths by itself.
#[cfg_attr(
    not(feature = "themes"),
    allow(dead_code, reason = "without a reader of ours nothing is read so")
)]
pub(crate) trait Document: Sized {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a value and puts the path of what is wrong before the message, which keeps the line and
/// the column that the format gave it. A reader of ours does that by itself.
pub(crate) fn with_path<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if crate::raise::carries_messages::<D::Error>() {
        return T::deserialize(deserializer);
    }
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

/// `sections[0].heading: nothing but white space; expected words`
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let What { message, place } = &*self.what;
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", Said(&**message, Language::English))
    }
}
