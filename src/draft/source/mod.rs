//! The first stage of reading: the text of a draft, cleaned once before anything is read of it. Signs
//! that stand for others are read as those, comments are taken out, and what is written in Markdown
//! or HTML is written in the draft's own language. All later stages read the cleaned text; where its
//! lines stand in the draft as it was written, [`Places`] tell.
//!
//! What is *within* a line a kept parser of Markdown finds (`inline`). The lines themselves are told
//! apart here: a draft is plain Chinese text first, in which four spaces are no code, lines of a
//! paragraph are decided on later, and a backslash begins a directive.
//!
//! What certainly means nothing on a line of its own (page numbers, rules) is left out by `lines`.

mod blocks;
mod html;
mod inline;
pub(super) mod lines;
mod map;
mod markdown;
mod places;
mod radicals;
mod signs;
mod suspect;
mod tracked;

pub use map::SourceMap;
pub(super) use map::Source;
pub(super) use places::Places;

use std::borrow::Cow;

use super::report::Report;
use markdown::Cleaner;

/// A draft without what is no word of it.
#[derive(Debug, Default)]
pub(super) struct Cleaned<'a> {
    /// Its lines; each has the number that it has in the draft.
    pub(super) text: Cow<'a, str>,
    pub(super) places: Places,
    /// Where an item of a list or of a quotation begins: the lines and columns, in order.
    items: Vec<(u32, u32)>,
    /// The lines of which nothing is left, in order. They divide nothing.
    dropped: Vec<u32>,
}

impl Cleaned<'_> {
    /// Whether an item of a list begins here.
    fn begins_item(&self, line: u32, column: u32) -> bool {
        self.items.binary_search(&(line, column)).is_ok()
    }

    /// Whether nothing is left of a line.
    fn is_dropped(&self, line: u32) -> bool {
        self.dropped.binary_search(&line).is_ok()
    }
}

/// Cleans a draft.
pub(super) fn clean<'a>(draft: &'a str, report: &mut Report) -> Cleaned<'a> {
    let draft = lines::without_mark(draft);
    if !lines::counted(draft).any(|(_, line)| suspect::is_suspect(line)) {
        return Cleaned { text: Cow::Borrowed(draft), ..Cleaned::default() };
    }
    let cleaned = Cleaner::clean(draft);
    for (spot, message) in cleaned.said {
        report.say(spot, message);
    }
    Cleaned { text: cleaned.text, places: cleaned.places, items: cleaned.items, dropped: cleaned.dropped }
}

/// Whether words stand on a line as they are read: nothing in them is cleaned, and nothing said.
pub(super) fn is_clean(line: &str) -> bool {
    if !suspect::is_suspect(line) {
        return true;
    }
    let cleaned = Cleaner::clean(line);
    cleaned.said.is_empty() && cleaned.items.is_empty() && cleaned.text == line
}
