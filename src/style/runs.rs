//! Text → runs: each character goes to the Chinese or the Latin face. A bulletin and a theme that
//! validate hold no character that no file can carry.

use super::flow::{Font, Inline, Purpose, Run, Script};
use super::lines::tracking;
use super::theme::TypeStyle;
use crate::length::Length;
use crate::model::{Position, Span, Text};
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
            tracking: self.cell.map_or(Length::ZERO, |cell| tracking(cell, self.style.size)),
            color: self.style.color,
            position: Position::Baseline,
        }
    }

    /// A bulletin's own words.
    pub(super) fn text(&self, text: &Text) -> Vec<Inline> {
        self.spans(text.spans(), Purpose::Text)
    }

    /// A bulletin's own words without bold parts.
    pub(super) fn words(&self, words: &str) -> Vec<Inline> {
        let span = Span::new(words, false);
        self.spans(&[span], Purpose::Text)
    }

    /// A number or label that the bulletin does not state.
    pub(super) fn label(&self, label: &str) -> Vec<Inline> {
        let span = Span::new(label, false);
        self.spans(&[span], Purpose::Label)
    }

    /// The number of a footnote: of the one that is at this place in its paragraph, if it stands there.
    pub(super) fn number(&self, number: u32, note: Option<usize>) -> Vec<Inline> {
        let span = Span::new(number.to_string(), false).at(Position::Superscript);
        let mut inlines = self.spans(&[span], Purpose::Label);
        for inline in &mut inlines {
            if let Inline::Run(run) = inline {
                run.note = note;
            }
        }
        inlines
    }

    fn spans(&self, spans: &[Span], purpose: Purpose) -> Vec<Inline> {
        let characters: Vec<(char, &Span)> =
            spans.iter().flat_map(|span| span.text.chars().map(move |c| (c, span))).collect();
        let scripts = scripts(&characters);
        let on_the_line = self.font();
        let mut inlines: Vec<Inline> = Vec::new();
        for ((character, span), script) in characters.into_iter().zip(scripts) {
            // A tab of a text is a word space.
            let character = if character == '\t' { ' ' } else { character };
            if character == '\n' {
                inlines.push(Inline::Break);
                continue;
            }
            let bold = span.bold || self.style.bold;
            let font = Font { position: span.position, ..on_the_line };
            match inlines.last_mut() {
                Some(Inline::Run(run))
                    if run.note.is_none()
                        && (run.bold, run.script, run.font) == (bold, script, font)
                        && (run.underline, run.color) == (span.underline, span.color) =>
                {
                    run.text.push(character);
                }
                _ => inlines.push(Inline::Run(Run {
                    text: character.into(),
                    script,
                    font,
                    bold,
                    underline: span.underline,
                    color: span.color,
                    purpose,
                    note: None,
                })),
            }
        }
        // There are as many as cells of tables, most of them with a single run.
        inlines.shrink_to_fit();
        inlines
    }
}

/// The script of each character. Quotation marks, dashes, ellipses and middle dots are Chinese
/// unless the nearest letters on both sides are Latin; a whole text without a Chinese character is
/// Latin.
fn scripts(characters: &[(char, &Span)]) -> Vec<Script> {
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
        let character = characters.get(index).map(|(character, _)| *character)?;
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
        let inlines = setter.words(text);
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
}
