//! References: what has an id gets its label, and a text that refers to it prints that.

use std::borrow::Cow;

use super::Resolver;
use crate::finding::Finding;
use crate::model::targets::{self, Target, TargetKind};
use crate::model::{Bulletin, Cell, Span, SpanKind, Table, Text};
use crate::place::Place;
use crate::style::messages::StyleMessage;

impl Resolver<'_> {
    /// Counts what has an id, and reports references to what there is not.
    pub(super) fn refer(&mut self, bulletin: &Bulletin) {
        let several = bulletin.appendices.len() > 1;
        let (mut tables, mut figures) = (0, 0);
        for Target { kind, id, .. } in targets::of(bulletin) {
            let label = match kind {
                TargetKind::Appendix(index) if several => format!("附件{}", index + 1),
                TargetKind::Appendix(_) => "附件".to_owned(),
                TargetKind::Table => {
                    tables += 1;
                    format!("表{tables}")
                }
                TargetKind::Figure => {
                    figures += 1;
                    format!("图{figures}")
                }
            };
            self.labels.insert(id.to_owned(), label);
        }
        let (labels, findings) = (&self.labels, &mut self.findings);
        targets::texts(bulletin, &mut |text, path| {
            let spans = text.spans().iter().filter(|span| span.kind == SpanKind::Reference);
            for span in spans.filter(|span| !labels.contains_key(&span.text)) {
                let message = StyleMessage::Reference { id: span.text.clone() };
                findings.push(Finding::new(message, Place::path(path.path())));
            }
        });
    }

    /// A text with the labels of what it refers to; where there is no such thing, with its id. Footnotes
    /// stand in brackets where they are.
    pub(super) fn resolved<'t>(&self, text: &'t Text) -> Cow<'t, Text> {
        if !text.has_references() && !text.has_notes() {
            return Cow::Borrowed(text);
        }
        let mut resolved = Text::default();
        for spans in text.spans().chunk_by(|one, next| one.kind == next.kind) {
            let kind = spans.first().map_or(SpanKind::Words, |span| span.kind);
            let bracket =
                |bracket: &str| (kind == SpanKind::Note).then(|| Span::new(bracket, false));
            resolved.extend(bracket("（"));
            resolved.extend(spans.iter().map(|span| {
                let mut words = Span { kind: SpanKind::Words, ..span.clone() };
                if let (SpanKind::Reference, Some(label)) = (kind, self.labels.get(&span.text)) {
                    words.text.clone_from(label);
                }
                words
            }));
            resolved.extend(bracket("）"));
        }
        Cow::Owned(resolved)
    }

    /// A text on one line, for the outline: forced line ends are for the page only.
    pub(super) fn one_line(&self, text: &Text) -> String {
        super::one_line(&self.resolved(text).to_plain())
    }

    /// A table with the labels of what its cells refer to: its columns are as wide as these ask.
    pub(super) fn resolved_cells<'t>(&self, table: &'t Table) -> Cow<'t, Table> {
        let refers =
            |cell: &Cell| cell.text().is_some_and(|text| text.has_references() || text.has_notes());
        if !table.rows.iter().flatten().any(refers) {
            return Cow::Borrowed(table);
        }
        let mut table = table.clone();
        for cell in table.rows.iter_mut().flatten() {
            if let Some(text) = cell.text_mut() {
                *text = self.resolved(text).into_owned();
            }
        }
        Cow::Owned(table)
    }

    /// The caption of what may have an id: its number, and behind it the title. None without either.
    pub(super) fn caption(&self, id: Option<&String>, title: Option<&Text>) -> Option<Caption> {
        let number = id.and_then(|id| self.labels.get(id));
        if number.is_none() && title.is_none() {
            return None;
        }
        let space = if title.is_some() { "\u{3000}" } else { "" };
        let label = number.map(|number| format!("{number}{space}")).unwrap_or_default();
        Some(Caption { label, title: title.cloned().unwrap_or_default() })
    }
}

/// What stands above a table or below a picture.
pub(super) struct Caption {
    pub(super) label: String,
    pub(super) title: Text,
}
