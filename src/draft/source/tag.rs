//! Tags of HTML.

use std::ops::Range;

use super::tracked::Edit;
use crate::model::limits;

/// The blanks within tags that a paste made wide, as the blanks they were.
pub(super) fn wide_blanks(text: &str) -> Vec<Edit> {
    let wide = |c: char| c.is_whitespace() && !c.is_ascii();
    let mut edits = Vec::new();
    if !text.contains('<') || !text.contains(wide) {
        return edits;
    }
    let mut end = 0;
    for (at, _) in text.match_indices('<') {
        let escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
        let Some(tag) = Tag::read(text.get(at..).unwrap_or_default()) else { continue };
        if escaped || at < end {
            continue;
        }
        end = at + tag.length;
        let words = text.get(at..end).unwrap_or_default();
        let blanks = words.match_indices(wide);
        edits.extend(
            blanks.map(|(from, blank)| Edit::replace(at + from..at + from + blank.len(), " ")),
        );
    }
    edits
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its name in small letters.
    pub(super) name: String,
    pub(super) closing: bool,
    attributes: &'t str,
    /// How many bytes it has.
    pub(super) length: usize,
}

impl<'t> Tag<'t> {
    /// The tag that a text begins with.
    pub(super) fn read(text: &'t str) -> Option<Tag<'t>> {
        let behind = text.strip_prefix('<')?;
        let (closing, behind) = match behind.strip_prefix('/') {
            Some(behind) => (true, behind),
            None => (false, behind),
        };
        let length = behind.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = behind.split_at_checked(length)?;
        let first = name.bytes().next()?;
        let divided = rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
        if !first.is_ascii_alphabetic() || !divided {
            return None;
        }
        // No tag is longer than this; looking no further keeps reading linear.
        let mut quote = None;
        let mut signs = rest.char_indices().take(2000);
        let (end, _) = signs.find(|(_, sign)| match (quote, *sign) {
            (Some(open), sign) => {
                quote = Some(open).filter(|open| *open != sign);
                false
            }
            (None, '"' | '\'') => {
                quote = Some(*sign);
                false
            }
            (None, sign) => matches!(sign, '>' | '<'),
        })?;
        let attributes = rest.get(..end)?;
        if !rest.get(end..)?.starts_with('>') {
            return None;
        }
        let length = text.len() - rest.len() + end + 1;
        Some(Tag { name: name.to_ascii_lowercase(), closing, attributes, length })
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (known, behind) =
                rest.split_at_checked(length).filter(|(name, _)| !name.is_empty())?;
            let Some(value) = behind.trim_start().strip_prefix('=') else {
                rest = behind;
                continue;
            };
            let value = value.trim_start();
            let quoted = value
                .strip_prefix('"')
                .and_then(|value| value.split_once('"'))
                .or_else(|| value.strip_prefix('\'').and_then(|value| value.split_once('\'')));
            let (value, behind) = quoted.unwrap_or_else(|| {
                value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
            });
            if known.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = behind;
        }
    }

    /// Over how many rows or columns a cell goes.
    pub(super) fn span(&self, name: &str) -> usize {
        let span = self.attribute(name).and_then(|value| value.trim().parse().ok());
        span.unwrap_or(1).clamp(1, limits::COLUMNS.max())
    }
}

/// The tags of a text with the bytes where they stand.
pub(super) fn tags(text: &str) -> impl Iterator<Item = (Range<usize>, Tag<'_>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text.get(from..)?.find('<')?;
            match Tag::read(text.get(at..)?) {
                Some(tag) => {
                    from = at + tag.length;
                    return Some((at..from, tag));
                }
                None => from = at + 1,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let tag = Tag::read("<a href=\"https://x.example/?a=1>2\" title='甲'>乙").unwrap();
        assert_eq!((tag.name.as_str(), tag.closing), ("a", false));
        assert_eq!(tag.attribute("href"), Some("https://x.example/?a=1>2"));
        assert_eq!(tag.attribute("title"), Some("甲"));
        assert_eq!(tag.attribute("class"), None);
        let tag = Tag::read("<TD colspan=2>").unwrap();
        assert_eq!((tag.name.as_str(), tag.span("colspan"), tag.span("rowspan")), ("td", 2, 1));
        assert!(Tag::read("<br/>").is_some() && Tag::read("</b>").unwrap().closing);
        for text in ["<", "<5", "<乙>", "<b", "< b>", "<a<b>", "<a@b>"] {
            assert_eq!(Tag::read(text), None, "{text}");
        }
    }
}
