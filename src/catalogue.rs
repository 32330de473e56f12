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
    all.extend(
        crate::length::messages::LengthMessage::samples().into_iter().map(|m| Box::new(m) as _),
    );
    all.extend(
        crate::info::messages::ColorMessage::samples().into_iter().map(|m| Box::new(m) as _),
    );
    all.extend(
        crate::style::messages::StyleMessage::samples().into_iter().map(|m| Box::new(m) as _),
    );
    all.sort_by_key(|message| message.code());
    all
}
