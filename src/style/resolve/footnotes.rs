//! Footnotes (脚注): numbered through the whole bulletin, so that both files have the same numbers; in a
//! paragraph of the text the number alone.

use super::Resolver;
use crate::model::{Span, SpanKind, Text};
use crate::place::Walk;
use crate::style::flow::{Inline, Paragraph, Role};
use crate::style::theme::TypeRole;

impl Resolver<'_> {
    /// The text of a paragraph at a path, and its footnotes.
    pub(super) fn with_notes(
        &mut self,
        text: &Text,
        path: &Walk<'_>,
    ) -> (Vec<Inline>, Vec<Paragraph>) {
        if !text.has_notes() {
            return (self.text(TypeRole::Body, text), Vec::new());
        }
        let (mut content, mut notes) = (Vec::new(), Vec::new());
        let is_note = |span: &Span| span.kind == SpanKind::Note;
        for spans in text.spans().chunk_by(|one, next| is_note(one) == is_note(next)) {
            let words = spans.iter().map(|span| match span.kind {
                SpanKind::Note => Span { kind: SpanKind::Words, ..span.clone() },
                _ => span.clone(),
            });
            let words: Text = words.collect();
            if !spans.iter().any(is_note) {
                content.append(&mut self.text(TypeRole::Body, &words));
                continue;
            }
            self.footnotes = self.footnotes.saturating_add(1);
            let number = self.footnotes;
            let index = notes.len();
            content.append(&mut self.typesetter(TypeRole::Body).number(number, Some(index)));
            let of_note = self.typesetter(TypeRole::Footnote);
            let mut note = of_note.number(number, None);
            note.append(&mut of_note.label(" "));
            note.append(&mut self.text(TypeRole::Footnote, &words));
            let path = path.field("notes").index(index).path();
            notes.push(self.off_grid(Role::Footnote, TypeRole::Footnote, path, note));
        }
        (content, notes)
    }
}
