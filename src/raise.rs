//! Typed errors beside serde's strings. A `Deserialize` implementation can hand serde nothing but a
//! string; what it says is a [`Message`] all the same. It is laid down here while serde makes its
//! error, and a reader of ours, whose error type knows of it, takes it up in the same call. Other
//! readers see the English sentence.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use crate::message::{Language, Message, Said};
use crate::place::ModelPath;

thread_local! {
    static RAISED: RefCell<Option<Arc<dyn Message>>> = const { RefCell::new(None) };
    static BELOW: RefCell<ModelPath> = const { RefCell::new(ModelPath::ROOT) };
}

/// The error of a reader that says this message.
pub(crate) fn raise<E: serde::de::Error>(message: impl Message + 'static) -> E {
    raise_below(message, ModelPath::ROOT)
}

/// The error of a reader that says this message of what is at a path below the value at hand, when
/// that was read whole before it could be judged.
pub(crate) fn raise_below<E: serde::de::Error>(
    message: impl Message + 'static,
    path: ModelPath,
) -> E {
    let message: Arc<dyn Message> = Arc::new(message);
    let sentence = Said(&*message, Language::English);
    let sentence =
        if path.is_root() { sentence.to_string() } else { format!("{path}: {sentence}") };
    RAISED.set(Some(Arc::clone(&message)));
    BELOW.set(path);
    let error = E::custom(sentence);
    RAISED.set(None);
    BELOW.take();
    error
}

/// The path of what the error that is being made is about, below the value at hand; mostly none.
pub(crate) fn below() -> ModelPath {
    BELOW.with_borrow(Clone::clone)
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
