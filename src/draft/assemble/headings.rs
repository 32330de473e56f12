//! Headings of Markdown: the signs before one tell its level, and a number that it carries is its own,
//! printed once.

use super::Assembly;
use super::sections::rank;
use crate::draft::chars::{behind, narrow};
use crate::draft::classify::{self, LineKind, Weight};
use crate::draft::label::{self, Label, NUMBERINGS, Numbering};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::rich;
use crate::draft::source::Source;
use crate::model::{Block, Section};

/// The number that a heading carries.
struct Carried<'a> {
    /// As it is written, without the white space behind it.
    label: &'a str,
    number: u32,
    /// The numbers before its own: in 1.2 the 1.
    before: Vec<u32>,
    /// The form that the model states for such a number.
    form: String,
    /// The kind of label, if it is one of those of the levels.
    kind: Option<Numbering>,
    rest: &'a str,
}

impl<'a> Assembly<'_, 'a> {
    /// A Markdown heading: the name, the title, or a section.
    pub(super) fn markdown_heading(&mut self, line: &Line<'a>, depth: usize, words: &'a str) {
        self.at += 1;
        if !self.bulletin.appendices.is_empty() {
            return self.push(Block::Paragraph(rich(line.text)), line.spot().extent());
        }
        let carried = carried(words);
        if depth == 1 && carried.is_none() && self.is_front() && self.bulletin.title.is_none() {
            return self.title(words, line.spot_of(words).extent());
        }
        let rank = match classify::kind(words) {
            LineKind::Label { label, weight: Weight::Normal } if self.fits(&label) => rank(&label),
            _ => depth.saturating_sub(2).min(NUMBERINGS.len() - 1),
        };
        self.close_to(rank);
        let heading = carried.as_ref().map_or(words, |carried| carried.rest);
        let mut source = Source::at(line.spot().extent());
        source.field("heading").add(line.spot_of(heading).extent());
        let mut section = Section::new(rich(heading));
        if let Some(carried) = carried {
            section.number = self.number(line, &carried);
        }
        self.open(rank, section, source);
    }

    /// Whether a label is the next of its kind where the sections around it have theirs.
    fn fits(&mut self, label: &Label<'_>) -> bool {
        let rank = rank(label);
        let level = |open: &usize| *open == rank || *open + 1 == rank;
        let known = rank == 0 || self.open.iter().any(|(open, _)| level(open));
        let inside = self.open.iter().take_while(|(open, _)| *open < rank).count();
        let open = usize::from(inside < self.open.len());
        known && label.number == self.sections_in(inside).saturating_add(u32::from(open > 0) + 1)
    }

    /// How many closed sections stand in the innermost of the outer open ones.
    fn sections_in(&mut self, outer: usize) -> u32 {
        let parent = outer.checked_sub(1).and_then(|parent| self.open.get(parent));
        let count = match parent {
            Some((_, section)) => section.sections.len(),
            None => self.sections().len(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The form of the number that a heading carries, where it is not that of its level. A number
    /// that is another here is told.
    fn number(&mut self, line: &Line<'a>, carried: &Carried<'_>) -> Option<String> {
        let depth = self.open.len();
        let before: Vec<u32> = (0..depth).map(|outer| self.sections_in(outer) + 1).collect();
        let siblings = match self.open.last() {
            Some((_, section)) => &section.sections,
            None => &*self.sections(),
        };
        let last = siblings.last().map(|section| section.number.clone());
        let own = carried.kind.is_some() && carried.kind == NUMBERINGS.get(depth).copied();
        let form = (!own).then(|| carried.form.clone());
        // One form goes on through a level: another number in between is only written differently.
        let other = last.as_ref().is_some_and(|last| *last != form);
        let form = last.unwrap_or(form);
        let expected = self.sections_in(depth).saturating_add(1);
        let around = before.get(depth.saturating_sub(carried.before.len())..).unwrap_or_default();
        let same = carried.number == expected && carried.before == around;
        if !same || other {
            let label = carried.label.to_owned();
            self.report.say(line.spot(), DraftMessage::Renumbered { label, number: expected });
        }
        form
    }
}

/// The number that the words of a heading begin with.
fn carried(words: &str) -> Option<Carried<'_>> {
    if let Some(decimal) = decimal(words) {
        return Some(decimal);
    }
    let LineKind::Label { label: Label { kind, number, rest, doubtful: false, .. }, .. } =
        classify::kind(words)
    else {
        return None;
    };
    let (label, _) = words.split_at_checked(words.len() - rest.len())?;
    if rest.is_empty() || words.starts_with('*') {
        return None;
    }
    let first = label::print(kind, 1)?;
    // 1、 is as good as 1. and stays as it is.
    let form = match (kind, label.trim_end().chars().next_back()) {
        (Numbering::Dot, Some('、')) => "1、".to_owned(),
        _ => first,
    };
    Some(Carried {
        label: label.trim_end(),
        number,
        before: Vec::new(),
        form,
        kind: Some(kind),
        rest,
    })
}

/// A number of several parts: 1.1, 1.2.3.
fn decimal(words: &str) -> Option<Carried<'_>> {
    let of_number = |c: char| narrow(c).is_ascii_digit() || narrow(c) == '.';
    let length = words.find(|c| !of_number(c))?;
    let (label, behind_label) = words.split_at(length);
    let rest = behind(behind_label, 0).trim_start_matches('、').trim_start();
    let narrowed: String = label.trim_end_matches(['.', '．']).chars().map(narrow).collect();
    let parts: Option<Vec<u32>> = narrowed.split('.').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| (2..=4).contains(&parts.len()))?;
    // 2.5月底 is no number of a heading.
    let divided = rest.len() < behind_label.len();
    let small = parts.iter().all(|part| (1..=99).contains(part));
    let (number, before) = parts.split_last()?;
    let form = format!("{}1 ", "1.".repeat(before.len()));
    (divided && small && !rest.is_empty()).then(|| Carried {
        label,
        number: *number,
        before: before.to_vec(),
        form,
        kind: None,
        rest,
    })
}
