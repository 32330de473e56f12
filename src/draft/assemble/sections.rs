//! Numbered sections: which lines begin one, and which of its three forms it has.

use super::Assembly;
use super::numbers::{self, Place};
use crate::draft::chars::{self, is_title};
use crate::draft::classify::{LineKind, Weight};
use crate::draft::directive::Key;
use crate::draft::form::{self, Form};
use crate::draft::label::{HeadMark, Label, Numbering, Within};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::rich;
use crate::draft::source::Source;
use crate::draft::spot::Extent;
use crate::model::Section;

/// What stands behind the number of a section on its line.
struct Words<'a> {
    rest: &'a str,
    /// Whether bold begins before the number.
    bold: bool,
    kind: Option<Numbering>,
}

impl<'a> Assembly<'_, 'a> {
    /// A line that begins with a number: a section, if the number belongs here.
    pub(super) fn labelled(&mut self, line: &Line<'a>, label: &Label<'a>, weight: Weight) {
        if label.rest.contains('\t') && self.table_begins() {
            return self.plain(line);
        }
        let Some(place) = self.place(line, label) else {
            return self.plain_paragraph(line.text, line.spot(), true);
        };
        if label.damage.alike {
            let message = DraftMessage::RepairedNumber {
                original: numbers::shown(line, label.rest).to_owned(),
                number: label.number,
                repairs: label.damage.repairs(),
            };
            self.report.say(line.spot(), message);
        }
        let bold = weight == Weight::Bold;
        self.section(line, place, Words { rest: label.rest, bold, kind: Some(label.kind) });
    }

    /// A line that begins with a number only if it stands behind others: 2.5月底前, 1.2 受理. False
    /// when it does not.
    pub(super) fn numbered_within(&mut self, line: &Line<'a>) -> bool {
        match self.within_others(line.text) {
            Some(Within::Dated(label)) => {
                let words =
                    line.text.split_inclusive(['月', '日', '年']).next().unwrap_or_default();
                let (number, words) = (label.number, words.to_owned());
                // No decimal has a month behind it.
                let message = if words.ends_with('月') {
                    DraftMessage::NumberDated { words, number }
                } else {
                    DraftMessage::NumberOrDecimal { words, number }
                };
                self.report.say(line.spot(), message);
                self.labelled(line, &label, Weight::Normal);
                true
            }
            Some(Within::Spaced(label)) => {
                self.labelled(line, &label, Weight::Normal);
                true
            }
            Some(Within::Decimal(decimal)) => {
                let Some(place) = self.place_decimal(line, &decimal) else { return false };
                self.section(line, place, Words { rest: decimal.rest, bold: false, kind: None });
                true
            }
            _ => false,
        }
    }

    /// A line that begins with a sign or the number of a part.
    pub(super) fn headed(&mut self, line: &Line<'a>, mark: HeadMark, words: &'a str) {
        let place = match mark {
            HeadMark::Sign(sign) if !self.is_over_text(sign) => None,
            HeadMark::Sign(sign) => {
                let place = self.place_sign(sign);
                if place.is_some() {
                    self.report.say(line.spot(), DraftMessage::SignHeading { sign: sign.into() });
                }
                place
            }
            HeadMark::Part(number, unit, arabic) => {
                self.place_part(line, (number, unit, arabic), words)
            }
        };
        match place {
            Some(place) => {
                self.section(line, place, Words { rest: words, bold: false, kind: None })
            }
            None => self.plain(line),
        }
    }

    /// Whether a short line behind a sign stands over text, not in a list of such lines.
    fn is_over_text(&self, sign: char) -> bool {
        let same = |at: usize| {
            matches!(self.kinds.get(at), Some(LineKind::Headed { mark: HeadMark::Sign(other), .. }) if *other == sign)
                || self.lines.get(at).is_some_and(|line| line.text.starts_with(sign))
        };
        let before = self.at.checked_sub(1).is_some_and(same);
        let text = matches!(
            self.kinds.get(self.at + 1),
            Some(
                LineKind::Plain
                    | LineKind::Label { .. }
                    | LineKind::Headed { .. }
                    | LineKind::Unit(_)
                    | LineKind::Figure { .. }
            )
        );
        !before && text && !same(self.at + 1)
    }

    /// Reads a section from the line that begins it: its words and the lines they go on over.
    fn section(&mut self, line: &Line<'a>, place: Place, words: Words<'a>) {
        let Words { rest, bold, kind } = words;
        let (in_words, misplaced) = (place.in_words, place.misplaced);
        let shown = numbers::shown(line, rest).trim_matches('*');
        self.open_at(place, Section::default(), Source::at(line.spot().extent()));
        let depth = self.open.len() - 1;
        // The title of a part may stand on the next line.
        let titled = rest.is_empty() && kind.is_none();
        let next = self.lines.get(self.at + 1).copied().filter(|next| {
            titled && is_title(next.text) && self.kinds.get(self.at + 1) == Some(&LineKind::Plain)
        });
        let passage = if let Some(next) = next {
            self.at += 1;
            self.paragraph(next.text, next.spot(), true)
        } else if bold && rest.starts_with("**") {
            // Bold that covers the number alone is none of the text's.
            let rest = chars::behind(rest, 2);
            self.paragraph(rest, line.spot_of(rest), true)
        } else if bold {
            // The marks of bold before the number belong to the words after it.
            self.paragraph(&format!("**{rest}"), line.spot_of(rest).left(2), true)
        } else {
            // Tabs between the words of an item are blanks.
            self.paragraph(&rest.replace('\t', "\u{3000}"), line.spot_of(rest), true)
        };
        let text = self.joined(line, passage.text.clone());
        let deeper = match (self.kinds.get(self.at), kind) {
            (Some(LineKind::Label { label: next, .. }), kind) => {
                kind.is_none_or(|kind| next.kind > kind) && self.is_deeper(next, depth)
            }
            (
                Some(LineKind::Directive(
                    Key::Heading(deeper) | Key::RunIn(deeper) | Key::Numbered(deeper),
                    _,
                )),
                _,
            ) => *deeper > depth,
            _ => false,
        };
        // A number that cannot be stated stands before the words, as typed.
        let typed = |words: &str| {
            if in_words { rich(&format!("{shown}{words}")) } else { rich(words) }
        };
        let begins = |at: Extent| if in_words { line.spot().extent().with(at) } else { at };
        let end = passage.text.len();
        let mut source = Source::at(line.spot().extent());
        // The marks of bold before a heading are no part of it.
        let marks = |heading: &str| if heading.starts_with("**") { 0 } else { bold_marks(&text) };
        let form = match form::read(&text, deeper) {
            Form::Heading(_) | Form::RunIn(..) if misplaced => Form::Numbered(&text),
            form => form,
        };
        let section = match form {
            Form::Heading("") if in_words => {
                source.field("heading").add(line.spot().extent());
                Section::new(typed(""))
            }
            Form::Heading("") => Section::default(),
            Form::Heading(heading) => {
                source.field("heading").add(begins(passage.extent(marks(heading), end)));
                Section::new(typed(heading))
            }
            Form::RunIn(heading, rest) => {
                let split = text.len() - rest.len();
                source.field("heading").add(begins(passage.extent(marks(heading), split)));
                source.field("blocks").item(0).add(passage.extent(split, end));
                Section::run_in(typed(heading), rich(rest))
            }
            Form::Numbered(text) => {
                source.field("blocks").item(0).add(begins(passage.whole()));
                Section::numbered(typed(text))
            }
        };
        if let Some(open) = self.open.last_mut() {
            let number = open.section.number.take();
            open.section = Section { number, ..section };
            *self.open_source() = source;
        }
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
}

/// The length of the marks of bold at the start of a text, in bytes.
fn bold_marks(text: &str) -> usize {
    if text.starts_with("**") { "**".len() } else { 0 }
}
