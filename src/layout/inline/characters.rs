//! The characters of runs as they are drawn: marks without shape left out, combining marks joined
//! with the letter before them where Unicode has a letter for the two (UAX #15, NFC), since faces
//! have that and rarely the mark.

use unicode_normalization::UnicodeNormalization as _;

use crate::layout::shaper::Shaper;
use crate::place::ModelPath;
use crate::punct;
use crate::style::flow::Run;

/// The characters of runs, each with its run: that of the letter, where a mark has joined it.
pub(super) fn drawn<'a>(
    runs: impl Iterator<Item = &'a Run>,
    path: &ModelPath,
    shaper: &mut Shaper<'_>,
) -> Vec<(&'a Run, char)> {
    let mut drawn: Vec<(&Run, char)> = Vec::new();
    // Where the letter with its marks begins that the last of them are.
    let mut letter = None;
    for run in runs {
        for character in run.text.chars() {
            if punct::is_shapeless(character) {
                shaper.report_shapeless(character, path);
            } else if punct::is_combining(character) {
                letter = letter.or_else(|| drawn.len().checked_sub(1));
                drawn.push((run, character));
            } else {
                compose(&mut drawn, letter.take());
                drawn.push((run, character));
            }
        }
    }
    compose(&mut drawn, letter);
    drawn
}

/// Composes a letter with the marks behind it.
fn compose(drawn: &mut Vec<(&Run, char)>, letter: Option<usize>) {
    let Some(letter) = letter else { return };
    let Some(&(run, _)) = drawn.get(letter) else { return };
    let parts: Vec<char> = drawn.drain(letter..).map(|(_, character)| character).collect();
    drawn.extend(parts.into_iter().nfc().map(|character| (run, character)));
}
