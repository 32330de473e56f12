//! Signatures below a text: the organisations that sign, and the day below or beside them.

use super::chars;
use super::classify::{self, LineKind};
use super::date::Issued;
use super::head::{self, Piece};
use super::lines::Line;
use super::spot::Spot;

/// The most lines of a signature.
const LINES: usize = 5;

/// Who signs, and when.
pub(super) struct Signature {
    pub(super) signers: Vec<(String, Spot)>,
    pub(super) date: Issued,
    /// The place of the date.
    pub(super) spot: Spot,
    /// The line behind it.
    pub(super) next: usize,
}

/// The organisations that sign at a line, with the date below or beside them.
pub(super) fn read(lines: &[Line<'_>], kinds: &[LineKind<'_>], at: usize) -> Option<Signature> {
    let mut signers = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(at).take(LINES) {
        // No name of an organisation has these, and no date.
        if line.text.contains(['。', '，', '；']) {
            return None;
        }
        let words = classify::bold_words(line.text).unwrap_or(line.text);
        let behind = chars::behind(words, label(words));
        let pieces = head::pieces(behind);
        let plain = matches!(kinds.get(index), Some(LineKind::Plain));
        let (organ, date) = match pieces.as_slice() {
            [Piece::Name(organ)] if head::is_organ(organ) => (Some(*organ), None),
            [Piece::Name(organ), Piece::Date(date, _)] if head::is_organ(organ) => {
                (Some(*organ), Some(date))
            }
            [Piece::Date(date, _)] if !signers.is_empty() => (None, Some(date)),
            _ => return None,
        };
        if !plain {
            return None;
        }
        if let Some(organ) = organ {
            signers.push((organ.to_owned(), line.spot_of(organ)));
        }
        if let Some(date) = date {
            let day = behind.get(organ.map_or(0, str::len)..).unwrap_or_default();
            let spot = line.spot_of(day.trim_start());
            return Some(Signature { signers, date: date.clone(), spot, next: index + 1 });
        }
    }
    None
}

/// The length of the label before who signs, or before the day, with the blanks behind it.
pub(super) fn label(text: &str) -> usize {
    const LABELS: [&str; 8] = [
        "落款单位",
        "落款机关",
        "落款日期",
        "落款时间",
        "署名单位",
        "署名机关",
        "成文日期",
        "落款",
    ];
    let Some((label, value)) = text.split_once(['：', ':']) else { return 0 };
    let known = LABELS.contains(&chars::strip_blanks(label).as_str());
    if known { text.len() - value.trim_start().len() } else { 0 }
}
