//! Which field of the masthead a piece is, and how far the label before it goes.

use super::pieces::{Piece, parted_label};
use crate::draft::chars;

/// The field of the masthead that a piece is.
pub(super) fn field_name(piece: &Piece<'_>) -> Option<&'static str> {
    Some(match piece {
        Piece::Issue(..) => "issue",
        Piece::Period(..) | Piece::Named(_) => "period",
        Piece::Date(..) => "date",
        Piece::Secrecy(_) => "secrecy",
        Piece::Urgency(_) => "urgency",
        Piece::Notice(_) => "notice",
        Piece::CopyNumber(_) => "copy_number",
        Piece::Signer(_) => "signer",
        Piece::Issuer(_) => "issuers",
        Piece::Field(..) => "fields",
        Piece::Called(_) => "title",
        Piece::Meeting(_) => "lines_above",
        Piece::Title(_) | Piece::Subtitle(_) | Piece::Text | Piece::Nothing => return None,
        Piece::Name(_) | Piece::Latin(..) => return None,
    })
}

/// A label without its colon or brackets.
pub(super) fn bare_label(label: &str) -> &str {
    let label = label
        .trim_end()
        .trim_end_matches(['：', ':', '】', ']', ' ', '\t', '/', '／', '—', '\u{3000}']);
    label.trim_start_matches(['（', '(', '【', '['])
}

/// The label before these words of a line.
pub(super) fn words_label<'t>(text: &'t str, words: &str) -> &'t str {
    bare_label(chars::before(text, text.len().saturating_sub(words.len())))
}

/// The length of 【…】 with what parts it from the words behind, where a label stands in it.
fn bracketed_label(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['【', '['])?;
    let (label, value) = inner.split_once(['】', ']'])?;
    let value = value.trim_start().trim_start_matches(['：', ':']).trim_start();
    let worded = !label.contains('年') && !label.contains(|c: char| c.is_ascii_digit());
    (worded && !value.is_empty()).then_some(text.len() - value.len())
}

/// The label of a field, with the white space after it; empty where there is none.
pub(super) fn label<'t>(piece: &Piece<'_>, text: &'t str) -> &'t str {
    // A line of care may have any marks in it.
    if let Piece::Notice(words) = piece {
        return chars::before(text, text.rfind(words).unwrap_or_default());
    }
    if matches!(piece, Piece::Issuer(_) | Piece::Date(..))
        && let Some(label) = parted_label(text)
    {
        return label;
    }
    if let Some(end) = bracketed_label(text) {
        return chars::before(text, end);
    }
    // In a table a tab stands between.
    if let Some((label, value)) = text.split_once('\t')
        && !label.contains([':', '：'])
    {
        return chars::before(text, text.len() - value.trim_start().len());
    }
    let end = match piece {
        Piece::CopyNumber(number) => text.rfind(number),
        Piece::Field(label, _) => {
            let value = text.strip_prefix(label).map(|value| value.trim_start());
            let value =
                value.and_then(|value| value.strip_prefix([':', '：'])).map(str::trim_start);
            value.map(|value| text.len() - value.len())
        }
        Piece::Date(..) | Piece::Named(_) | Piece::Period(..) => {
            let labelled = text.split_once([':', '：']).filter(|(label, _)| {
                !label.contains('年') && !label.contains(|c: char| c.is_ascii_digit())
            });
            labelled.map(|(_, value)| text.len() - value.trim_start().len())
        }
        Piece::Issue(..)
        | Piece::Secrecy(_)
        | Piece::Urgency(_)
        | Piece::Signer(_)
        | Piece::Called(_)
        | Piece::Meeting(_)
        | Piece::Issuer(_) => {
            let value = text.split_once([':', '：', '.', '．']).map(|(_, value)| value);
            value.map(|value| text.len() - value.trim_start().len())
        }
        _ => None,
    };
    chars::before(text, end.unwrap_or_default())
}
