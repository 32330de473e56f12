//! Typed errors beside serde's strings. A `Deserialize` implementation can hand serde nothing but a
//! string; what it says is a [`Message`] all the same. It is laid down here while serde makes its
//! error, and a reader of ours, whose error type knows of it, takes it up in the same call. Other
//! readers see the English sentence.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use crate::message::{Language, Message, Said};

thread_local! {
    static RAISED: RefCell<Option<Arc<dyn Message>>> = const { RefCell::new(None) };
}

/// The error of a reader that says this message.
pub(crate) fn raise<E: serde::de::Error>(message: impl Message + 'static) -> E {
    let message: Arc<dyn Message> = Arc::new(message);
    RAISED.set(Some(Arc::clone(&message)));
    let error = E::custom(Said(&*message, Language::English));
    RAISED.set(None);
    error
}

/// The message of the error that is being made; for `serde::de::Error::custom` of our readers.
pub(crate) fn raised() -> Option<Arc<dyn Message>> {
    RAISED.with_borrow(Clone::clone)
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
