//! What a text in any notation says, as a tree: values with the places where they stand.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::messages::NotationMessage;
use crate::error::Error;
use crate::message::Message;
use crate::place::{ModelPath, Origin, Place, Segment};

/// The most levels of lists and tables within each other. All notations share it, so that nothing
/// here or in serde needs more stack than that; the `toml` crate stops at 80.
pub(super) const DEPTH: usize = 64;

/// A value and the byte of the text where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) at: usize,
    pub(super) value: Value<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// Between `i64::MIN` and `u64::MAX`.
    Whole(i128),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Table(Vec<Entry<'a>>),
    /// What an alias of YAML repeats.
    Shared(Rc<Node<'a>>),
}

/// A key of a table with the byte where it begins, and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) at: usize,
    pub(super) key: Cow<'a, str>,
    pub(super) node: Node<'a>,
}

impl<'a> Node<'a> {
    /// The value itself, when it is a repeated one.
    pub(super) fn own(&self) -> &Value<'a> {
        let mut value = &self.value;
        while let Value::Shared(node) = value {
            value = &node.value;
        }
        value
    }

    /// Where a value below this one stands, or as much of the way as there is.
    pub(super) fn find(&self, below: &ModelPath) -> usize {
        let mut node = self;
        for segment in below.segments() {
            let next = match (node.own(), segment) {
                (Value::Table(entries), Segment::Field(name)) => {
                    entries.iter().find(|entry| entry.key == *name).map(|entry| &entry.node)
                }
                (Value::List(elements), Segment::Index(index)) => elements.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node.at
    }
}

/// A whole number, unless it has more digits than any reader keeps.
pub(super) fn whole<'a>(number: i128) -> Option<Value<'a>> {
    (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&number).then_some(Value::Whole(number))
}

/// Why a text makes no tree, or a tree no value: a message at a byte of the text.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: Arc<dyn Message>,
    pub(super) at: usize,
    pub(super) path: ModelPath,
    pub(super) cause: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Wrong {
    pub(super) fn new(message: NotationMessage, at: usize, path: ModelPath) -> Wrong {
        Wrong { message: Arc::new(message), at, path, cause: None }
    }

    pub(super) fn caused_by(
        mut self,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Wrong {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// The error, with the line and the column in the text.
    pub(super) fn error(self, text: &str) -> Error {
        let origin = Some(origin(text, self.at));
        let place = Place { origin, ..Place::path(self.path) };
        Error::of(self.message, place, self.cause)
    }
}

/// The line and the column, in characters, of a byte of a text; both from 1.
fn origin(text: &str, at: usize) -> Origin {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or_default();
    let last = before.rsplit('\n').next().unwrap_or_default();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Origin::Text {
        line: count(before.matches('\n').count() + 1),
        column: count(last.chars().count() + 1),
    }
}

/// The way from the whole to the value that is being made, for what is wrong there.
#[derive(Debug, Default)]
pub(super) struct Way(Vec<Segment>);

impl Way {
    /// Goes down a step, unless that is too deep. (A path of so many steps helps nobody.)
    pub(super) fn down(&mut self, segment: Segment, at: usize) -> Result<(), Wrong> {
        self.0.push(segment);
        if self.0.len() > DEPTH { Err(too_deep(at)) } else { Ok(()) }
    }

    pub(super) fn up(&mut self) {
        self.0.pop();
    }

    pub(super) fn path(&self) -> ModelPath {
        self.0.iter().cloned().collect()
    }

    /// What is wrong at this place.
    pub(super) fn wrong(&self, message: NotationMessage, at: usize) -> Wrong {
        Wrong::new(message, at, self.path())
    }
}

/// What is said of a place that is too deep.
pub(super) fn too_deep(at: usize) -> Wrong {
    Wrong::new(NotationMessage::Deep { limit: DEPTH }, at, ModelPath::root())
}

/// A step to a key.
pub(super) fn key(name: &str) -> Segment {
    Segment::Field(Cow::Owned(name.to_owned()))
}
