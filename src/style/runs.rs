//! Text → runs: each character goes to the Chinese or the Latin face, and what no document can
//! carry is replaced and reported.

use super::flow::{Font, Inline, Purpose, Run, Script};
use super::theme::TypeStyle;
use crate::finding::Finding;
use crate::length::Length;
use crate::message::Severity;
use crate::model::{Span, Text};
use crate::place::Place;
use crate::punct;

/// Makes runs of the type of one role.
pub(super) struct Typesetter<'a> {
    /// The faces, size, colour and weight.
    pub(super) style: &'a TypeStyle,
    /// The width of a grid cell when the text stands on the grid.
    pub(super) cell: Option<Length>,
}

impl Typesetter<'_> {
    /// The font of these runs.
    pub(super) fn font(&self) -> Font {
        Font {
            han: self.style.face,
            latin: self.style.latin,
            size: self.style.size,
            tracking: self.cell.map_or(Length::ZERO, |cell| cell - self.style.size),
            color: self.style.color,
        }
    }

    /// A bulletin's own words.
    pub(super) fn text(&self, text: &Text, path: &str, findings: &mut Vec<Finding>) -> Vec<Inline> {
        self.spans(text.spans(), Purpose::Text, path, findings)
    }

    /// A bulletin's own words without bold parts.
    pub(super) fn words(
        &self,
        words: &str,
        path: &str,
        findings: &mut Vec<Finding>,
    ) -> Vec<Inline> {
        let span = Span { text: words.to_owned(), bold: false };
        self.spans(&[span], Purpose::Text, path, findings)
    }

    /// A number or label that the bulletin does not state.
    pub(super) fn label(&self, label: &str) -> Vec<Inline> {
        let span = Span { text: label.to_owned(), bold: false };
        self.spans(&[span], Purpose::Label, "", &mut Vec::new())
    }

    fn spans(
        &self,
        spans: &[Span],
        purpose: Purpose,
        path: &str,
        findings: &mut Vec<Finding>,
    ) -> Vec<Inline> {
        let characters: Vec<(char, bool)> = spans
            .iter()
            .flat_map(|span| span.text.chars().map(|character| (character, span.bold)))
            .map(|(character, bold)| (carried(character, path, findings), bold))
            .collect();
        let scripts = scripts(&characters);
        let mut inlines: Vec<Inline> = Vec::new();
        for ((character, bold), script) in characters.into_iter().zip(scripts) {
            if character == '\n' {
                inlines.push(Inline::Break);
                continue;
            }
            let bold = bold || self.style.bold;
            match inlines.last_mut() {
                Some(Inline::Run(run)) if run.bold == bold && run.script == script => {
                    run.text.push(character);
                }
                _ => inlines.push(Inline::Run(Run {
                    text: character.into(),
                    script,
                    font: self.font(),
                    bold,
                    purpose,
                })),
            }
        }
        inlines
    }
}

/// The character itself, a space for a tab, or a replacement for what no document can carry.
fn carried(character: char, path: &str, findings: &mut Vec<Finding>) -> char {
    match character {
        '\n' => '\n',
        '\t' => ' ',
        c if punct::is_forbidden(c) => {
            let message = format!(
                "the control character U+{:04X} cannot be printed; U+FFFD stands in its place",
                u32::from(c)
            );
            findings.push(
                Finding::legacy("text.control", Severity::Error, Place::legacy(path), message)
                    .legacy_hint("remove it from the text"),
            );
            char::REPLACEMENT_CHARACTER
        }
        c => c,
    }
}

/// The script of each character. Quotation marks, dashes, ellipses and middle dots are Chinese
/// unless the nearest letters on both sides are Latin; a whole text without a Chinese character is
/// Latin.
fn scripts(characters: &[(char, bool)]) -> Vec<Script> {
    let clear: Vec<Option<Script>> = characters
        .iter()
        .map(|(character, _)| match *character {
            c if punct::is_ambiguous(c) || punct::is_combining(c) => None,
            c if punct::is_break_mark(c) => None,
            c if punct::is_latin(c) => Some(Script::Latin),
            _ => Some(Script::Han),
        })
        .collect();
    let any_han = clear.contains(&Some(Script::Han));
    // The nearest letter before and behind each character, marks and spaces passed over.
    let letter = |index: usize| {
        let (character, _) = characters.get(index).copied().unwrap_or_default();
        match clear.get(index).copied().flatten()? {
            Script::Latin if character.is_alphabetic() => Some(true),
            Script::Latin if character.is_ascii_digit() => Some(false),
            Script::Latin => None,
            Script::Han => Some(false),
        }
    };
    let mut before = Vec::with_capacity(characters.len());
    let mut nearest = !any_han;
    for index in 0..characters.len() {
        before.push(nearest);
        nearest = letter(index).unwrap_or(nearest);
    }
    let mut scripts = vec![Script::Han; characters.len()];
    let mut behind = !any_han;
    for ((index, script), before) in scripts.iter_mut().enumerate().zip(&before).rev() {
        *script = match clear.get(index).copied().flatten() {
            Some(script) => script,
            None if *before && behind => Script::Latin,
            None => Script::Han,
        };
        behind = letter(index).unwrap_or(behind);
    }
    // A combining mark goes with the character before it.
    for index in 1..characters.len() {
        let combining = characters.get(index).is_some_and(|(c, _)| punct::is_combining(*c));
        if let (true, Some(base)) = (combining, scripts.get(index - 1).copied())
            && let Some(script) = scripts.get_mut(index)
        {
            *script = base;
        }
    }
    scripts
}

/// The width of inlines in halves of a grid cell, without a font: full-width 2, Latin 1.
pub(super) fn half_cells(inlines: &[Inline]) -> i64 {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Run(run) => run
                .text
                .chars()
                .map(|character| punct::half_cells(character, run.script == Script::Han))
                .sum(),
            Inline::Break => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(String, Script)> {
        let theme = crate::Theme::gbt9704();
        let setter = Typesetter { style: &theme.types[crate::TypeRole::Body], cell: None };
        let inlines = setter.words(text, "", &mut Vec::new());
        inlines
            .into_iter()
            .filter_map(|inline| match inline {
                Inline::Run(run) => Some((run.text, run.script)),
                Inline::Break => None,
            })
            .collect()
    }

    #[test]
    fn marks_beside_chinese_are_chinese() {
        use Script::{Han, Latin};
        let pairs = |text| split(text).into_iter();
        let expected = [("用“", Han), ("AI", Latin), ("”办事——", Han), ("3", Latin), ("—", Han)];
        assert!(pairs("用“AI”办事——3—5月").take(5).eq(expected.map(|(t, s)| (t.to_owned(), s))));
        assert_eq!(split("don’t stop — “now”"), [("don’t stop — “now”".to_owned(), Latin)]);
        assert_eq!(split("说don’t就").len(), 3);
    }

    #[test]
    fn control_characters_are_reported_not_dropped() {
        let theme = crate::Theme::gbt9704();
        let setter = Typesetter { style: &theme.types[crate::TypeRole::Body], cell: None };
        let mut findings = Vec::new();
        let inlines = setter.words("甲\u{1}乙", "body[0]", &mut findings);
        assert!(matches!(inlines.as_slice(), [Inline::Run(run)] if run.text == "甲\u{FFFD}乙"));
        assert!(matches!(findings.as_slice(), [one] if one.to_string().contains("U+0001")));
    }
}
