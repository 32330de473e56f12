//! Typed errors beside serde's strings. A `Deserialize` implementation can hand serde nothing but a
//! string; what it says is a [`Message`] all the same. It is laid down here while serde makes its
//! error, and a reader of ours, whose error type knows of it, takes it up in the same call. Other
//! readers see the English sentence.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use crate::message::{Argument, ErrorKind, Language, Message, Said, Severity};
use crate::place::ModelPath;

thread_local! {
    static RAISED: RefCell<Option<Raised>> = const { RefCell::new(None) };
}

/// What an error says that serde has just been asked to make.
pub(crate) struct Raised {
    pub(crate) message: Arc<dyn Message>,
    /// Where it is below the value that is being read; empty for that value itself.
    pub(crate) below: ModelPath,
}

/// The error of a reader that says this message of the value that is being read.
pub(crate) fn raise<E: serde::de::Error>(message: impl Message + 'static) -> E {
    raise_below(message, ModelPath::root())
}

/// As [`raise`], of a value somewhere below the one that is being read.
pub(crate) fn raise_below<E: serde::de::Error>(
    message: impl Message + 'static,
    below: ModelPath,
) -> E {
    let message: Arc<dyn Message> = Arc::new(message);
    RAISED.set(Some(Raised { message: Arc::clone(&message), below: below.clone() }));
    let said = Said(&*message, Language::English);
    let error =
        if below.is_root() { E::custom(said) } else { E::custom(format_args!("{below}: {said}")) };
    RAISED.set(None);
    error
}

/// Takes up the message of the error that is being made; for `serde::de::Error::custom` of our
/// readers.
pub(crate) fn raised() -> Option<Raised> {
    RAISED.take()
}

/// Whether the errors of a reader carry messages and collect paths by themselves: it is made to
/// make one, and asked whether it took the message up.
pub(crate) fn carries_messages<E: serde::de::Error>() -> bool {
    RAISED.set(Some(Raised { message: Arc::new(Probe), below: ModelPath::root() }));
    drop(E::custom(""));
    RAISED.take().is_none()
}

/// Says what a visitor expected: in English, or in Chinese to a reader of ours, which asks for it
/// with `{:#}`.
pub(crate) fn expecting(
    f: &mut fmt::Formatter<'_>,
    english: impl fmt::Display,
    chinese: impl fmt::Display,
) -> fmt::Result {
    if f.alternate() { write!(f, "{chinese}") } else { write!(f, "{english}") }
}

/// A message that nobody reads.
#[derive(Debug)]
struct Probe;

impl Message for Probe {
    fn code(&self) -> &'static str {
        ""
    }

    fn severity(&self) -> Severity {
        Severity::Note
    }

    fn kind(&self) -> ErrorKind {
        ErrorKind::Internal
    }

    fn meaning(&self) -> &'static str {
        ""
    }

    fn arguments(&self) -> Vec<(&'static str, Argument)> {
        Vec::new()
    }

    fn say(&self, _: Language, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn hint(&self, _: Language) -> Option<String> {
        None
    }
}
