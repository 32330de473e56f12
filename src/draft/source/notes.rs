//! Footnotes of Markdown whose words stand on several lines.

use super::blocks::definition;
use super::tracked::Tracked;
use crate::draft::spot::Spot;

/// Adds the indented lines below the first of a footnote to its words, up to an empty one. Their indexes.
pub(super) fn continued<'l>(
    lines: impl Iterator<Item = (usize, &'l str)>,
    words: &mut Tracked,
) -> Vec<usize> {
    let mut added = Vec::new();
    for (index, line) in lines {
        let bare = line.trim();
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let wide = line.starts_with(['\t', '\u{3000}']) || indent > 1;
        if bare.is_empty() || !wide || definition(bare).is_some() {
            break;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let spot = Spot { line: number, column: 1 }.right(indent);
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if letter(words.text.chars().next_back()) && letter(bare.chars().next()) {
            words.push(" ", spot);
        }
        words.append(Tracked::at(bare, spot));
        added.push(index);
    }
    added
}
