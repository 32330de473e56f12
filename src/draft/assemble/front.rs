//! What stands before the text: the editor's note and the list of contents.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Assembly;
use crate::draft::classify::Kind;
use crate::draft::lines::Line;
use crate::draft::{chars, label, rich};
use crate::model::{Bulletin, Contents, Text};

impl<'a> Assembly<'_, 'a> {
    pub(super) fn editor_note(&mut self, words: &'a str) {
        if words.is_empty() {
            self.at += 1;
            let next = self
                .lines
                .get(self.at)
                .filter(|_| matches!(self.kinds.get(self.at), Some(Kind::Plain)));
            if let Some(line) = next {
                let text = self.paragraph(Cow::Borrowed(line.text), false);
                self.bulletin.editor_note.push(rich(&text));
            }
        } else {
            let text = self.paragraph(Cow::Borrowed(words), false);
            self.bulletin.editor_note.push(rich(&text));
        }
    }

    /// 本期要目: the lines below it, up to the text they announce.
    pub(super) fn contents(&mut self, line: &Line<'a>) {
        self.at += 1;
        let mut items: Vec<&str> = Vec::new();
        let mut listed = BTreeSet::new();
        let mut numbered = false;
        while let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) {
            let short = !chars::longer_than(line.text, 50) && !line.text.contains('。');
            let ends = listed.contains(line.text)
                || (line.after_blank && !items.is_empty() && matches!(kind, Kind::Column(_)))
                || (line.after_blank
                    && items.len() > 1
                    && !numbered
                    && !matches!(kind, Kind::Label(..)));
            let first = matches!(kind, Kind::Label(label, _) if label.number == 1 && label.kind == label::Kind::Comma);
            if !short
                || ends
                || !matches!(kind, Kind::Plain | Kind::Label(..) | Kind::Column(_))
                || (first && numbered)
            {
                break;
            }
            numbered |= first;
            items.push(line.text);
            listed.insert(line.text);
            self.at += 1;
        }
        // Numbered lines that do not come again below are the text itself, not a list of it.
        let begins_text = |kind: &Kind<'_>| {
            matches!(kind, Kind::Label(label, _)
                if label.number == 1 && label.kind == label::Kind::Comma)
        };
        if numbered && !self.kinds.iter().skip(self.at).any(begins_text) {
            self.at -= items.len();
            items.clear();
        }
        if items.is_empty() {
            self.bulletin.contents = Some(Contents::Auto);
            let message = "the list of contents is empty; it is made from the headings".into();
            return self.report.note("draft.contents", line.spot(), message);
        }
        self.contents_listed = true;
        self.bulletin.contents = Some(Contents::Manual(items.into_iter().map(rich).collect()));
    }
}

/// A list of contents that is the headings of the first level is made from them.
pub(super) fn automatic_contents(bulletin: &mut Bulletin) {
    let Some(Contents::Manual(lines)) = &bulletin.contents else {
        return;
    };
    let words =
        |text: &str| {
            let text = label::read(text).map_or(text, |label| label.rest);
            chars::squeeze(text.trim_end_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '…' | '.' | '·' | ' ')
            }))
        };
    let listed = lines.iter().map(|line| words(&line.to_plain()));
    let headings = bulletin.sections.iter().map(|section| section.heading.as_ref());
    let titles = bulletin.titles();
    let headings: Vec<Option<&Text>> =
        if titles.is_empty() { headings.collect() } else { titles.into_iter().map(Some).collect() };
    let headings = headings.into_iter().map(|text| text.map(|text| words(&text.to_plain())));
    if !lines.is_empty() && listed.map(Some).eq(headings) {
        bulletin.contents = Some(Contents::Auto);
    }
}
