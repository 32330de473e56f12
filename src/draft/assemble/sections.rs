//! Numbered sections: which numbers begin one, where each belongs, and which form it has.

use super::Assembly;
use crate::draft::classify::{LineKind, Weight};
use crate::draft::directive::Key;
use crate::draft::form::{self, Form};
use crate::draft::label::{self, Label, NUMBERINGS};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::source::Source;
use crate::draft::{chars, head, rich, table};
use crate::model::Section;

impl<'a> Assembly<'_, 'a> {
    /// A line that begins with a number: a section, if the number is the next one.
    pub(super) fn labelled(&mut self, line: &Line<'a>, label: &Label<'a>, weight: Weight) {
        if table::begins(self.lines, self.at)
            && line.text.contains('\t')
            && label.rest.contains('\t')
        {
            return self.plain(line);
        }
        let rank = rank(label);
        if !self.bulletin.appendices.is_empty() || !self.accepts(line, label) {
            return self.plain_paragraph(line.text, line.spot(), true);
        }
        if label.damage.alike {
            let message = DraftMessage::RepairedNumber {
                original: shown(line, label).to_owned(),
                number: label.number,
                repairs: label.damage.repairs(),
            };
            self.report.say(line.spot(), message);
        }
        self.close_to(rank);
        self.tell_level(line, label);
        let rest = line.spot_of(label.rest);
        let passage = match weight {
            Weight::Normal => self.paragraph(label.rest, rest, true),
            // Bold that covers the number alone is none of the text's.
            Weight::Bold if label.rest.starts_with("**") => {
                let rest = chars::behind(label.rest, 2);
                self.paragraph(rest, line.spot_of(rest), true)
            }
            // The marks of bold before the number belong to the words after it.
            Weight::Bold => self.paragraph(&format!("**{}", label.rest), rest.left(2), true),
        };
        let text = self.joined(line, passage.text.clone());
        let deeper = match self.kinds.get(self.at) {
            Some(LineKind::Label { label: next, .. }) => next.kind > label.kind,
            Some(LineKind::Directive(
                Key::Heading(depth) | Key::RunIn(depth) | Key::Numbered(depth),
                _,
            )) => *depth > rank,
            _ => false,
        };
        let mut source = Source::at(line.spot().extent());
        // The marks of bold before a heading are no part of it.
        let marks = |heading: &str| if heading.starts_with("**") { 0 } else { bold_marks(&text) };
        let section = match form::read(&text, deeper) {
            Form::Heading("") => Section::default(),
            Form::Heading(heading) => {
                let end = passage.text.len();
                source.field("heading").add(passage.extent(marks(heading), end));
                Section::new(rich(heading))
            }
            Form::RunIn(heading, rest) => {
                let split = text.len() - rest.len();
                source.field("heading").add(passage.extent(marks(heading), split));
                let end = passage.text.len();
                source.field("blocks").item(0).add(passage.extent(split, end));
                Section::run_in(rich(heading), rich(rest))
            }
            Form::Numbered(text) => {
                source.field("blocks").item(0).add(passage.whole());
                Section::numbered(rich(text))
            }
        };
        self.open(rank, section, source);
    }

    /// A heading without the spaces that spread it (工 作 动 态).
    pub(super) fn joined(&mut self, line: &Line<'a>, text: String) -> String {
        match chars::unspread(&text) {
            Some(joined) => {
                self.report.say(line.spot(), DraftMessage::Spread {});
                joined
            }
            None => text,
        }
    }

    /// Reports that a number is printed in another form, because the draft skips a level above it.
    pub(super) fn tell_level(&mut self, line: &Line<'a>, label: &Label<'a>) {
        let depth = self.open.len();
        let printed = NUMBERINGS.get(depth).and_then(|kind| label::print(*kind, label.number));
        if let Some(printed) = printed.filter(|_| depth != rank(label) && label.number == 1) {
            self.report.say(line.spot(), DraftMessage::Level { level: depth + 1, printed });
        }
    }

    /// Whether a number is the next of its kind here. One that skips is taken, with a finding; one
    /// that goes back, or does not begin with 1, is text.
    pub(super) fn accepts(&mut self, line: &Line<'a>, label: &Label<'a>) -> bool {
        let rank = rank(label);
        let at = self.open.iter().position(|(open, _)| *open == rank);
        let parent = match at {
            Some(at) => at.checked_sub(1),
            None => self.open.iter().rposition(|(open, _)| *open < rank),
        };
        // An open section of this rank is not yet among its siblings.
        let siblings = match parent.and_then(|parent| self.open.get(parent)) {
            Some((_, section)) => section.sections.len(),
            None => self.sections().len(),
        };
        let open_sibling = match at {
            Some(_) => 1,
            None => usize::from(parent.map_or(0, |parent| parent + 1) < self.open.len()),
        };
        let expected = u32::try_from(siblings + open_sibling + 1).unwrap_or(u32::MAX);
        let shown = || shown(line, label).to_owned();
        if label.doubtful {
            let next = self
                .next_numbers
                .get(self.at)
                .and_then(|numbers| numbers.get(rank))
                .copied()
                .flatten();
            // A short line with the number that is due is a heading; the first one only if the
            // second follows.
            let due = label.number == expected && (expected > 1 || next == Some(2));
            let certain = due && head::is_title(label.rest);
            if !certain {
                self.report.say(line.spot(), DraftMessage::NotALabel { label: shown() });
            }
            return certain;
        }
        if label.number == expected {
            return true;
        }
        let skips = label.number > expected && label.number <= expected + 3 && expected > 1;
        let repeats = label.number + 1 == expected && label.number > 1;
        let (label, number) = (shown(), expected);
        let message = if skips || repeats {
            DraftMessage::Renumbered { label, number }
        } else {
            DraftMessage::NumberKept { label, number }
        };
        self.report.say(line.spot(), message);
        skips || repeats
    }

    /// Closes the open sections that a section of this rank does not belong to.
    pub(super) fn close_to(&mut self, rank: usize) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.close();
        }
    }

    pub(super) fn close(&mut self) {
        if let Some((_, section)) = self.open.pop() {
            match self.open.last_mut() {
                Some((_, parent)) => parent.sections.push(section),
                None => self.sections().push(section),
            }
        }
    }
}

/// The length of the marks of bold at the start of a text, in bytes.
fn bold_marks(text: &str) -> usize {
    if text.starts_with("**") { "**".len() } else { 0 }
}

/// A label as it is written.
pub(super) fn shown<'t>(line: &Line<'t>, label: &Label<'_>) -> &'t str {
    chars::before(line.text, line.text.len().saturating_sub(label.rest.len())).trim()
}

/// The rank of a label: its depth if no level is skipped.
pub(super) fn rank(label: &Label<'_>) -> usize {
    NUMBERINGS.iter().position(|kind| *kind == label.kind).unwrap_or_default()
}
