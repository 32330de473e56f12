//! The running words of a text: its spans joined, as a reader reads them, so that marks are judged by
//! what stands beside them whatever its look. A footnote is a passage of its own; a reference is a sign
//! that is neither Chinese nor not.

use std::borrow::Cow;
use std::ops::Range;

use super::marks::Edit;
use crate::model::{Span, SpanKind, Text};

/// What stands for the label of a reference.
const REFERENCE: &str = "\u{FFFC}";

/// Words that are read in one go, and the spans that they are from.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    pub(super) words: Cow<'t, str>,
    /// Of each span its number in the text, and the byte at which it begins.
    spans: Vec<(usize, usize)>,
}

/// The passages of a text: its own words, then each footnote.
pub(super) fn passages(text: &Text) -> Vec<Passage<'_>> {
    if let [Span { text, kind: SpanKind::Words, .. }] = text.spans() {
        return vec![Passage { words: text.as_str().into(), spans: vec![(0, 0)] }];
    }
    let mut own = Passage { words: "".into(), spans: Vec::new() };
    let mut notes: Vec<Passage<'_>> = Vec::new();
    let mut in_note = false;
    for (number, span) in text.spans().iter().enumerate() {
        let is_note = span.kind == SpanKind::Note;
        let words = if span.kind == SpanKind::Reference { REFERENCE } else { &span.text };
        match notes.last_mut() {
            Some(note) if is_note && in_note => note.push(number, words),
            _ if is_note => {
                notes.push(Passage { words: words.into(), spans: vec![(number, 0)] });
            }
            _ => own.push(number, words),
        }
        in_note = is_note;
    }
    notes.insert(0, own);
    notes
}

impl<'t> Passage<'t> {
    fn push(&mut self, number: usize, words: &str) {
        self.spans.push((number, self.words.len()));
        self.words.to_mut().push_str(words);
    }

    /// Where a span begins and ends in the passage.
    fn range(&self, index: usize) -> Option<(usize, Range<usize>)> {
        let (number, from) = *self.spans.get(index)?;
        let to = self.spans.get(index + 1).map_or(self.words.len(), |(_, next)| *next);
        Some((number, from..to))
    }
}

/// The text with the edits of some of its passages, which are in order and do not overlap. What stands
/// for a stretch over several spans stands in the first of them.
pub(super) fn edited_text(
    text: &Text,
    passages: &[Passage<'_>],
    edits: &[(usize, Vec<Edit>)],
) -> Text {
    let mut spans: Vec<Span> = text.spans().to_vec();
    for (passage, edits) in edits {
        let Some(passage) = passages.get(*passage) else { continue };
        for index in 0..passage.spans.len() {
            let Some((number, range)) = passage.range(index) else { continue };
            if let Some(span) = spans.get_mut(number)
                && span.kind != SpanKind::Reference
            {
                span.text = edited(&passage.words, range, edits);
            }
        }
    }
    spans.into_iter().collect()
}

/// A stretch of words with the edits made that begin or go on in it.
pub(super) fn edited(words: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut from = range.start;
    let first = edits.partition_point(|edit| edit.at.end <= range.start);
    for edit in edits.iter().skip(first).take_while(|edit| edit.at.start < range.end) {
        out.push_str(words.get(from..edit.at.start).unwrap_or_default());
        if edit.at.start >= range.start {
            out.push_str(&edit.to);
        }
        from = edit.at.end.min(range.end);
    }
    out.push_str(words.get(from..range.end).unwrap_or_default());
    out
}
