//! What rules of marks leave alone: texts that are English, addresses, code, names of files, entities;
//! and which brackets have Chinese within them. All of it stays as it is when marks are repaired, so
//! that repairing twice does what repairing once does.

use std::ops::Range;

use crate::punct::is_ideograph;

/// What is known of a whole text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Whether all of it is kept: English with Chinese words, or a directive.
    whole: bool,
    /// The stretches that are kept, in order.
    kept: Vec<Range<usize>>,
    /// The pairs of half-width brackets with Chinese within, by their opening ones.
    pairs: Vec<(usize, usize)>,
    /// The closing ones of them.
    closing: Vec<usize>,
}

impl Facts {
    pub(super) fn of(text: &str) -> Facts {
        let whole = text.starts_with('\\') || is_english(text);
        let mut facts = Facts { whole, kept: stretches(text), ..Facts::default() };
        facts.pairs = pairs(text, &facts);
        facts.closing = facts.pairs.iter().map(|(_, close)| *close).collect();
        facts.closing.sort_unstable();
        facts
    }

    /// Whether something stands in what is kept.
    pub(super) fn keeps(&self, at: &Range<usize>) -> bool {
        let before = self.kept.partition_point(|kept| kept.start <= at.start);
        let last = before.checked_sub(1).and_then(|last| self.kept.get(last));
        self.whole || last.is_some_and(|kept| at.start < kept.end)
    }

    /// The bracket that closes the one at a byte, if there is Chinese between.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        let at = self.pairs.binary_search_by_key(&open, |(open, _)| *open).ok()?;
        self.pairs.get(at).map(|(_, close)| *close)
    }

    /// Whether a bracket at a byte is of such a pair.
    pub(super) fn is_bracket(&self, at: usize) -> bool {
        self.closing(at).is_some() || self.closing.binary_search(&at).is_ok()
    }
}

/// Whether a character is an ideograph.
pub(super) fn is_han(character: char) -> bool {
    is_ideograph(character) || character == '〇'
}

/// Whether a text has more words in small Latin letters than ideographs. Abbreviations in capitals,
/// addresses and codes are no words.
fn is_english(text: &str) -> bool {
    let parts = text.split(|c: char| !c.is_ascii_graphic() || ",;:!?()\"".contains(c));
    let is_word = |part: &str| {
        let word = part.trim_end_matches('.');
        let letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'-');
        word.len() > 1
            && word.bytes().all(letter)
            && word.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    let words = parts.filter(|part| is_word(part)).count();
    words > 0 && words > text.chars().filter(|c| is_han(*c)).count()
}

/// The pairs of half-width brackets with Chinese within, by their opening ones.
fn pairs(text: &str, facts: &Facts) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last_han = None;
    let mut before = None;
    for (at, character) in text.char_indices() {
        match character {
            // A link of Markdown: [text](address).
            '(' if before == Some(']') => open.push(usize::MAX),
            '(' => open.push(at),
            ')' => {
                if let Some(open) = open.pop()
                    && last_han.is_some_and(|han| han > open)
                    && ![open, at].iter().any(|at| facts.keeps(&(*at..*at + 1)))
                {
                    pairs.push((open, at));
                }
            }
            c if is_han(c) => last_han = Some(at),
            _ => {}
        }
        before = Some(character);
    }
    pairs.sort_unstable();
    pairs
}

/// The addresses, stretches of code, names of files and entities.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if at < from || !matches!(byte, b'`' | b':' | b'w' | b'W' | b'&' | b'.') {
            continue;
        }
        let (Some(before), Some(rest)) = (text.get(from..at), text.get(at..)) else { continue };
        let stretch = match byte {
            b'`' => code(rest).map(|length| at..at + length),
            b'&' => entity(rest).map(|length| at..at + length),
            b'.' => file(before, rest).map(|(left, right)| at - left..at + right),
            _ => address(before, rest).map(|(left, right)| at - left..at + right),
        };
        if let Some(stretch) = stretch {
            from = stretch.end;
            kept.push(stretch);
        }
    }
    kept
}

/// How long the code is that a text begins with: `…`
fn code(text: &str) -> Option<usize> {
    let inner = text.get(1..)?;
    let end = inner.find(['`', '\n'])?;
    inner.get(end..)?.starts_with('`').then_some(end + 2)
}

/// How long the entity is that a text begins with: &amp;
fn entity(text: &str) -> Option<usize> {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = text.bytes().skip(1).take(9).take_while(name).count();
    (length > 0 && text.as_bytes().get(length + 1) == Some(&b';')).then_some(length + 2)
}

/// How far an address goes to the left and to the right of its `://` or `www.`.
fn address(before: &str, rest: &str) -> Option<(usize, usize)> {
    let word = |byte: &u8| byte.is_ascii_alphanumeric();
    let left = before.bytes().rev().take(12).take_while(word).count();
    let begins = match rest.as_bytes() {
        [b':', b'/', b'/', ..] => left > 0,
        [b'w' | b'W', b'w' | b'W', b'w' | b'W', b'.', ..] => left == 0,
        _ => false,
    };
    if !begins {
        return None;
    }
    // Chinese belongs to an address behind these only: /办事/指南, ?q=简报.
    let mut end = 0;
    let mut joins = false;
    for (at, character) in rest.char_indices() {
        match character {
            '/' | '?' | '=' | '&' | '#' => joins = true,
            '<' | '>' | '"' | '`' | '\\' => break,
            c if is_han(c) && joins => {}
            c if c.is_ascii_graphic() => joins = false,
            _ => break,
        }
        end = at + character.len_utf8();
    }
    let whole = rest.get(..end)?;
    let whole = whole.trim_end_matches(['.', ',', ';', ':', '?', '!', '\'', ')', '(']);
    Some((left, whole.len()))
}

/// The endings of files that offices send one another.
const ENDINGS: [&str; 40] = [
    "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "pdf", "ofd", "txt", "md",
    "csv", "json", "toml", "yaml", "yml", "xml", "html", "htm", "zip", "rar", "7z", "jpg", "jpeg",
    "png", "gif", "bmp", "tif", "tiff", "svg", "mp3", "mp4", "avi", "mov", "exe", "apk", "log",
    "sql",
];

/// How many characters of a name of a file are looked at.
const NAME: usize = 64;

/// How far the name of a file goes to the left and to the right of the dot before its ending: back to
/// a blank or a mark that stands outside of brackets.
fn file(before: &str, rest: &str) -> Option<(usize, usize)> {
    let ending = rest.get(1..)?;
    let length = ending.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let ending = ending.get(..length)?;
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)).then_some(())?;
    let mut left = 0;
    let mut brackets = 0_usize;
    for character in before.chars().rev().take(NAME) {
        match character {
            ')' | '）' => brackets += 1,
            '(' | '（' if brackets > 0 => brackets -= 1,
            '(' | '（' | '“' | '《' | '【' | '「' => break,
            '”' | '》' | '】' | '」' | '。' | '、' | '：' | '；' | '？' | '！' => break,
            ',' | ';' | ':' | '?' | '!' | '，' if brackets == 0 => break,
            c if c.is_whitespace() => break,
            _ => {}
        }
        left += character.len_utf8();
    }
    (left > 0).then_some((left, 1 + length))
}
