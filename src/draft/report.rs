//! The findings of one reading, each at its line and column of the draft.

use super::cursor::Damage;
use super::lines::Line;
use crate::finding::Finding;
use crate::message::Severity;
use crate::place::Place;

/// Collects findings; nothing that is found stops the reading.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Something that was put right, or read in another form than it has.
    pub(super) fn note(&mut self, rule: &'static str, at: Spot, message: String) {
        self.findings.push(Finding::legacy(rule, Severity::Note, at.place(), message));
    }

    /// Something that somebody has to look at, with what to do about it.
    pub(super) fn warn(&mut self, rule: &'static str, at: Spot, message: String, hint: &str) {
        let finding = Finding::legacy(rule, Severity::Warning, at.place(), message);
        self.findings.push(finding.legacy_hint(hint));
    }

    /// What had to be repaired to read `original` as `read`; nothing when there was no damage.
    pub(super) fn repaired(&mut self, at: Spot, damage: Damage, original: &str, read: &str) {
        if !damage.is_none() {
            let repairs = damage.describe();
            self.note(
                "draft.repaired",
                at,
                format!("“{}” is read as “{read}”: {repairs}", original.trim()),
            );
        }
    }

    /// All findings, in the order of the draft.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.place().line(), finding.place().column()));
        self.findings
    }
}

/// A place in the draft; both count from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    line: u32,
    column: u32,
}

impl Spot {
    /// The beginning of the draft.
    pub(super) fn start() -> Spot {
        Spot { line: 1, column: 1 }
    }

    /// The place so many characters further on.
    pub(super) fn right(self, characters: usize) -> Spot {
        let characters = u32::try_from(characters).unwrap_or(u32::MAX);
        Spot { column: self.column.saturating_add(characters), ..self }
    }

    fn place(self) -> Place {
        Place::at(self.line, self.column)
    }
}

impl Line<'_> {
    /// The place of the line's first character.
    pub(super) fn spot(&self) -> Spot {
        Spot { line: self.number, column: self.column }
    }

    /// The place of the character at a byte offset into the line's text.
    pub(super) fn spot_at(&self, offset: usize) -> Spot {
        let characters = super::chars::before(self.text, offset).chars().count();
        let column = self.column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        Spot { line: self.number, column }
    }
}
