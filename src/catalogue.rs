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
    add(&mut all, crate::docx::DocxMessage::samples());
    add(&mut all, crate::draft::DraftMessage::samples());
    add(&mut all, crate::pdf::PdfMessage::samples());
    all.sort_by_key(|message| message.code());
    all
}

fn add<M: Message + 'static>(all: &mut Vec<Box<dyn Message>>, samples: Vec<M>) {
    all.extend(samples.into_iter().map(|sample| Box::new(sample) as Box<dyn Message>));
}
