//! The error of reading a value out of the tree. It carries a typed message, the path and the place;
//! nothing that serde says as a string gets through.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use serde::de::Unexpected;

use super::messages::{Expected, Found, NotationMessage};
use super::tree::{Node, Wrong};
use crate::message::{Language, Message, Said};
use crate::model::messages::{ModelMessage, Whole};
use crate::place::{ModelPath, Segment};
use crate::raise;

/// Why a value could not be made of a node.
#[derive(Debug)]
pub(super) struct ReadError(Box<What>);

#[derive(Debug)]
struct What {
    says: Says,
    /// The steps to the value, the last first.
    steps: Vec<Segment>,
    /// Where it is below the value at `steps`, until the node is known.
    below: ModelPath,
    /// The byte of the text, once it is known.
    at: Option<usize>,
}

#[derive(Debug)]
enum Says {
    Message(Arc<dyn Message>),
    /// Another value than expected; what was expected knows who asked.
    Found(Found),
}

impl ReadError {
    fn new(says: Says) -> ReadError {
        let (steps, below, at) = (Vec::new(), ModelPath::root(), None);
        ReadError(Box::new(What { says, steps, below, at }))
    }

    fn message(message: impl Message + 'static) -> ReadError {
        ReadError::new(Says::Message(Arc::new(message)))
    }

    /// A value other than the one asked for.
    pub(super) fn of(found: Found) -> ReadError {
        ReadError::new(Says::Found(found))
    }

    /// A value other than what a visitor expected. Visitors of ours say that in two languages; of
    /// others the one who asks says it.
    fn found(found: Found, expected: &dyn serde::de::Expected) -> ReadError {
        let (english, chinese) = (expected.to_string(), format!("{expected:#}"));
        if english == chinese {
            return ReadError::of(found);
        }
        ReadError::message(NotationMessage::Type {
            found,
            expected: Expected::Words(english, chinese),
        })
    }

    /// The error with what was expected, unless that is known.
    pub(super) fn expected(mut self, expected: Expected) -> ReadError {
        if let Says::Found(found) = &self.0.says {
            let found = found.clone();
            self.0.says = Says::Message(match (found, expected) {
                (Found::Whole(number), Expected::Whole(from, to)) => {
                    Arc::new(ModelMessage::Range { number, from: Whole(from), to: Whole(to) })
                }
                (found, expected) => Arc::new(NotationMessage::Type { found, expected }),
            });
        }
        self
    }

    /// The error at a node, unless it is at one below it.
    pub(super) fn at(mut self, node: &Node<'_>) -> ReadError {
        let what = &mut *self.0;
        if what.at.is_none() {
            what.at = Some(node.find(&what.below));
            what.steps.extend(what.below.segments().iter().rev().cloned());
            what.below = ModelPath::root();
        }
        self
    }

    /// The error at a byte of the text, unless its place is known.
    pub(super) fn at_byte(mut self, at: usize) -> ReadError {
        self.0.at.get_or_insert(at);
        self
    }

    /// The error below a step.
    pub(super) fn below(mut self, step: Segment) -> ReadError {
        self.0.steps.push(step);
        self
    }

    pub(super) fn wrong(self) -> Wrong {
        let What { says, steps, at, .. } = *self.expected(Expected::Other).0;
        let message = match says {
            Says::Message(message) => message,
            Says::Found(found) => {
                Arc::new(NotationMessage::Type { found, expected: Expected::Other })
            }
        };
        let path = steps.into_iter().rev().collect();
        Wrong { message, at: at.unwrap_or_default(), path, cause: None }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.says {
            Says::Message(message) => write!(f, "{}", Said(&**message, Language::English)),
            Says::Found(found) => write!(f, "found {}", Said(found, Language::English)),
        }
    }
}

impl Error for ReadError {}

impl serde::de::Error for ReadError {
    fn custom<T: fmt::Display>(said: T) -> ReadError {
        match raise::raised() {
            Some(raised) => {
                let mut error = ReadError::new(Says::Message(raised.message));
                error.0.below = raised.below;
                error
            }
            None => ReadError::message(NotationMessage::Refused { reason: said.to_string() }),
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn serde::de::Expected) -> ReadError {
        ReadError::found(describe(found), expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn serde::de::Expected) -> ReadError {
        ReadError::found(describe(found), expected)
    }

    fn invalid_length(count: usize, expected: &dyn serde::de::Expected) -> ReadError {
        ReadError::found(Found::Count(count), expected)
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> ReadError {
        let (word, expected) = (word.to_owned(), expected.to_vec());
        ReadError::message(NotationMessage::Word { word, expected })
    }

    fn unknown_field(key: &str, expected: &'static [&'static str]) -> ReadError {
        let (key, expected) = (key.to_owned(), expected.to_vec());
        ReadError::message(NotationMessage::UnknownKey { key, expected })
    }

    fn missing_field(key: &'static str) -> ReadError {
        ReadError::message(NotationMessage::MissingKey { key })
    }

    fn duplicate_field(key: &'static str) -> ReadError {
        ReadError::message(NotationMessage::DuplicateKey { key: key.to_owned() })
    }
}

fn describe(found: Unexpected<'_>) -> Found {
    match found {
        Unexpected::Bool(value) => Found::Bool(value),
        Unexpected::Unsigned(number) => Found::Whole(Whole(number.into())),
        Unexpected::Signed(number) => Found::Whole(Whole(number.into())),
        Unexpected::Float(number) => Found::Float(number),
        Unexpected::Char(character) => Found::Text(character.into()),
        Unexpected::Str(text) => Found::Text(text.to_owned()),
        Unexpected::Unit | Unexpected::Option => Found::Nothing,
        Unexpected::Seq | Unexpected::Bytes(_) => Found::List,
        Unexpected::Map | Unexpected::StructVariant => Found::Table,
        _ => Found::Other,
    }
}
