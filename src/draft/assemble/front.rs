//! What precedes the text: the editor's note and the list of contents.

use std::collections::BTreeSet;

use super::Assembly;
use crate::draft::classify::LineKind;
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;
use crate::draft::spot::Spot;
use crate::draft::{chars, label, rich};
use crate::model::{Bulletin, Contents, Text};

impl<'a> Assembly<'_, 'a> {
    pub(super) fn editor_note(&mut self, line: &Line<'a>, words: &'a str) {
        let (words, spot) = if words.is_empty() {
            self.at += 1;
            match (self.lines.get(self.at), self.kinds.get(self.at)) {
                (Some(line), Some(LineKind::Plain)) => (line.text, line.spot()),
                _ => return,
            }
        } else {
            (words, line.spot_of(words))
        };
        self.note_paragraph(words, spot);
        while self.note_goes_on() {
            let Some(line) = self.lines.get(self.at) else {
                return;
            };
            self.note_paragraph(line.text, line.spot());
        }
    }

    fn note_paragraph(&mut self, words: &'a str, spot: Spot) {
        let passage = self.paragraph(words, spot, false);
        let index = self.bulletin.editor_note.len();
        self.source.field("editor_note").item(index).add(passage.whole());
        self.bulletin.editor_note.push(rich(&passage.text));
    }

    /// Whether this line is a further paragraph of the note: no empty line stands above it, and one
    /// separates it from the text.
    fn note_goes_on(&self) -> bool {
        let close = self
            .lines
            .iter()
            .zip(self.kinds)
            .skip(self.at)
            .take(5)
            .take_while(|(line, kind)| !line.after_blank && matches!(kind, LineKind::Plain));
        let end = self.at + close.count();
        end > self.at
            && self.lines.get(end).is_some_and(|line| line.after_blank)
            && self.lines.get(end - 1).is_some_and(|line| chars::ends_sentence(line.text))
    }

    /// 本期要目: the lines below it, up to the text they announce.
    pub(super) fn contents(&mut self, line: &Line<'a>) {
        self.at += 1;
        let mut items: Vec<&str> = Vec::new();
        let mut spots = Vec::new();
        let mut listed = BTreeSet::new();
        let (mut numbered, mut listed_otherwise) = (false, false);
        while let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) {
            let short = !chars::longer_than(line.text, 50) && !line.text.contains('。');
            let ends = listed.contains(line.text)
                || (line.after_blank && !items.is_empty() && matches!(kind, LineKind::Column(_)))
                || (line.after_blank
                    && items.len() > 1
                    && !numbered
                    && !matches!(kind, LineKind::Label { .. }));
            let first = matches!(kind, LineKind::Label { label, .. } if label.number == 1 && label.kind == label::Numbering::Comma);
            // After lines that are numbered in another way, or not at all, 一、 begins the text.
            let begins = first && (numbered || (line.after_blank && listed_otherwise));
            if !short
                || ends
                || begins
                || !matches!(kind, LineKind::Plain | LineKind::Label { .. } | LineKind::Column(_))
            {
                break;
            }
            listed_otherwise |= !first && !matches!(kind, LineKind::Column(_));
            numbered |= first;
            items.push(line.text);
            spots.push(line.spot());
            listed.insert(line.text);
            self.at += 1;
        }
        // Numbered lines that do not recur below are the text itself, not a list of it.
        let begins_text = |kind: &LineKind<'_>| {
            matches!(kind, LineKind::Label { label, .. }
                if label.number == 1 && label.kind == label::Numbering::Comma)
        };
        if numbered && !self.kinds.iter().skip(self.at).any(begins_text) {
            self.at -= items.len();
            items.clear();
        }
        if items.is_empty() {
            self.bulletin.contents = Some(Contents::Auto);
            self.source.field("contents").add(line.spot().extent());
            return self.report.say(line.spot(), DraftMessage::Contents {});
        }
        for (index, spot) in spots.iter().enumerate() {
            self.source.field("contents").item(index).add(spot.extent());
        }
        self.contents_listed = spots;
        self.bulletin.contents = Some(Contents::Manual(items.into_iter().map(rich).collect()));
    }
}

/// Makes a list of contents automatic when it is the headings of the first level; `listed` is where
/// its lines stand.
pub(super) fn automatic_contents(bulletin: &mut Bulletin, listed: &[Spot], report: &mut Report) {
    let leader = |c: char| c.is_ascii_digit() || matches!(c, '…' | '.' | '·' | ' ');
    let Some(Contents::Manual(lines)) = &bulletin.contents else {
        return;
    };
    let words = |text: &str| {
        let text = label::read(text).map_or(text, |label| label.rest);
        chars::strip_blanks(text.trim_end_matches(leader))
    };
    let said = lines.iter().map(|line| words(&line.to_plain()));
    let headings = bulletin.sections.iter().map(|section| section.heading.as_ref());
    let titles = bulletin.titles();
    let headings: Vec<Option<&Text>> =
        if titles.is_empty() { headings.collect() } else { titles.into_iter().map(Some).collect() };
    let headings = headings.into_iter().map(|text| text.map(|text| words(&text.to_plain())));
    if !listed.is_empty() && said.map(Some).eq(headings) {
        for (line, spot) in lines.iter().zip(listed) {
            if line.to_plain().ends_with(leader) {
                report.say(*spot, DraftMessage::ContentsPage {});
            }
        }
        bulletin.contents = Some(Contents::Auto);
    }
}
