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
mod emphasis;
mod field;
mod form;
mod html;
mod inline;
pub(super) mod lines;
mod loose;
mod map;
mod markdown;
mod marks;
mod masthead;
mod notes;
mod places;
mod radicals;
mod signs;
mod suspect;
mod tag;
mod tracked;

pub(super) use map::Source;
pub use map::SourceMap;
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
    let suspect = lines::counted(draft).any(|(_, line)| suspect::is_suspect(line));
    if !suspect && !form::may_stand(draft) {
        return Cleaned { text: Cow::Borrowed(draft), ..Cleaned::default() };
    }
    let cleaned = Cleaner::clean(draft);
    for (spot, message) in cleaned.said {
        report.say(spot, message);
    }
    Cleaned {
        text: cleaned.text,
        places: cleaned.places,
        items: cleaned.items,
        dropped: cleaned.dropped,
    }
}

/// Whether words stand on a line as they are read: nothing in them is cleaned, and nothing said.
pub(super) fn is_clean(line: &str) -> bool {
    if !suspect::is_suspect(line) {
        return true;
    }
    let cleaned = Cleaner::clean(line);
    cleaned.said.is_empty() && cleaned.items.is_empty() && cleaned.text == line
}

/// The same for the words of a cell, which have blanks and bars beside them.
pub(super) fn is_clean_cell(words: &str) -> bool {
    is_clean(&format!("| {words} |"))
}

/// Whether a line looks like a row of a form of fields.
pub(super) fn is_form_row(line: &str) -> bool {
    form::is_row(line)
}

/// Whether the lines of a table would be read as fields of the masthead.
pub(super) fn says_fields(lines: &[String]) -> bool {
    let lines: Vec<(usize, &str)> = lines.iter().map(|line| (0, line.as_str())).collect();
    !masthead::find(&lines).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(draft: &str) -> String {
        clean(draft, &mut Report::default()).text.into_owned()
    }

    #[test]
    fn what_is_clean_stays() {
        for text in [
            "本周，**水利厅**印发通知，10~20人。\n    一、情况\n",
            "\\文：⽉，<!-- 甲 -->，[甲](https://x.example)，３",
            "| 甲 | \\文：`乙`｜３ |\r\n|---|---|\r\n| 丙 | 丁 |",
            "a_b_c，AT&T，5*3，C:\\文",
            "",
        ] {
            let mut report = Report::default();
            let read = clean(text, &mut report);
            assert!(matches!(read.text, Cow::Borrowed(read) if read == text), "{text}");
            assert_eq!(report.finish(&read.places).findings, [], "{text}");
        }
    }

    #[test]
    fn cleaning_a_clean_draft_changes_nothing() {
        const PARTS: [&str; 24] = [
            "本⽉",
            "⻓期",
            "３",
            "．",
            "％",
            "：",
            "\u{200B}",
            "\u{FEFF}",
            "<!-- 甲 -->",
            "<!--",
            "-->",
            "- ",
            "> ",
            "[网](https://x.example)",
            "**重点**",
            "共12件",
            "，",
            "。",
            "\n",
            "\n\n",
            "\r\n",
            "| 甲 |",
            "\t",
            "\u{0C}",
        ];
        let mut state = 9704_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap_or(0) % PARTS.len()
        };
        for length in 0..2048 {
            let draft: String =
                (0..length % 24).filter_map(|_| PARTS.get(next()).copied()).collect();
            let once = cleaned(&draft);
            assert_eq!(cleaned(&once), once, "{draft:?}");
            assert_eq!(
                lines::counted(&once).count(),
                lines::counted(lines::without_mark(&draft)).count()
            );
        }
    }
}
