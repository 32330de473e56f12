//! Every code that the library can say, with a sample of each: the source of `docs/findings.md`.

use crate::message::Message;

/// A sample of every message of the library, in the order of the modules: for lists of codes and
/// for programs that say things in words of their own.
///
/// ```
/// use bulletin::{Language, Severity};
///
/// for message in bulletin::catalogue() {
///     println!("{} ({}): {}", message.code(), message.severity(), message.meaning());
/// }
/// ```
pub fn catalogue() -> Vec<Box<dyn Message>> {
    let mut all: Vec<Box<dyn Message>> = Vec::new();
    all.extend(crate::draft::DraftMessage::samples().into_iter().map(boxed));
    all.sort_by_key(|message| message.code());
    all
}

fn boxed(message: impl Message + 'static) -> Box<dyn Message> {
    Box::new(message)
}
