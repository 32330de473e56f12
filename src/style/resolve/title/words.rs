//! Words of a Chinese title: where it may be broken without parting one. A dictionary finds them;
//! what it leaves as single characters goes with the word that it belongs to.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::dictionary;

/// How well a title breaks between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// Inside a word.
    Inside,
    /// Between words that belong together: 办公│室, 和│落实.
    Loose,
    /// Between words.
    Open,
}

/// Single characters that end a word or a name: 办公室, 交通运输厅, 满意度.
const SUFFIXES: &str = "室厅局处科委办部省市县区乡镇村路街院所站队组会司馆校厂性率度化员者长家人期次号版级类型式法案书表册报网库点线项件名位";
/// Single characters that begin one: 各单位, 副秘书长, 省自然资源厅.
const PREFIXES: &str = "省市县区各副总新老全本该第非每某不再";
/// Words that what comes before goes with.
const CLOSING: &str = "的地得了着过等";
/// Words that join what stands on both sides.
const JOINING: &str = "和与及暨或并";
/// Words that what comes after goes with.
const OPENING: &str = "在对为以将把被向从由至按经因就";

/// Words that end a phrase: 办理│情况 had better not part.
const HEADS: [&str; 3] = ["情况", "结果", "成效"];

/// The terms of public offices that are not parted, by their first character: longest first.
static TERMS: LazyLock<BTreeMap<char, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("terms.txt").lines().filter(|line| !line.starts_with('#'));
    let mut terms: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for term in lines.flat_map(str::split_whitespace) {
        if let Some(first) = term.chars().next() {
            terms.entry(first).or_default().push(term);
        }
    }
    for of_character in terms.values_mut() {
        of_character.sort_by_key(|term| std::cmp::Reverse(term.len()));
    }
    terms
});

/// The characters of the longest term that a text begins with: of those of public offices, and of
/// those that an office adds.
fn term_at(rest: &str, own: &[String]) -> Option<usize> {
    let first = rest.chars().next()?;
    let known = TERMS.get(&first).and_then(|terms| terms.iter().find(|t| rest.starts_with(**t)));
    let own = own.iter().filter(|term| rest.starts_with(term.as_str()));
    let terms = own.map(String::as_str).chain(known.copied());
    terms.map(|term| term.chars().count()).max().filter(|length| *length > 1)
}

/// Makes every term one word. Where the dictionary had joined a part of it to a neighbour, the two
/// may part, if not gladly; but no two characters within a word of the dictionary are a term (人大 in
/// 工人大会).
fn outline_terms(text: &str, own: &[String], seams: &mut [Seam]) {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let (mut at, mut end) = (0, 0);
    while let Some(rest) = starts.get(at).and_then(|start| text.get(*start..)) {
        let inside = |at: usize| at > 0 && seams.get(at) == Some(&Seam::Inside);
        let within = |length: usize| length == 2 && inside(at) && inside(at + 2);
        let Some(length) = term_at(rest, own).filter(|length| !within(*length)) else {
            at += 1;
            continue;
        };
        if let Some(seam) = seams.get_mut(at).filter(|seam| **seam == Seam::Inside) {
            *seam = Seam::Loose;
        }
        if let Some(seam) = seams.get_mut(at).filter(|_| at == end && at > 0) {
            *seam = Seam::Open;
        }
        for seam in seams.iter_mut().skip(at + 1).take(length - 1) {
            *seam = Seam::Inside;
        }
        at += length;
        end = at;
        if let Some(seam) = seams.get_mut(at).filter(|seam| **seam == Seam::Inside) {
            *seam = Seam::Loose;
        }
    }
}

/// The seam before each character of a line; the first is open. `own` are the terms of the office.
pub(super) fn seams(text: &str, own: &[String]) -> Vec<Seam> {
    let mut seams = vec![Seam::Inside; text.chars().count()];
    let segmenter = dictionary::segmenter();
    let words = segmenter
        .map_or_else(Vec::new, |segmenter| words(text, segmenter.as_borrowed().segment_str(text)));
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| words.get(before));
        if let Some(seam) = seams.get_mut(word.at) {
            *seam = before.map_or(Seam::Open, |before| between(before, word));
        }
    }
    outline_terms(text, own, &mut seams);
    seams
}

/// A word, the number of its first character, and whether it goes with a neighbour.
struct Word {
    at: usize,
    side: Side,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It stands for itself.
    None,
    /// It goes with the word before it.
    Before,
    /// It goes with the word behind it.
    Behind,
    /// It goes with one of them, but nobody knows with which.
    Either,
}

fn words(text: &str, ends: impl Iterator<Item = usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut follows_a_word = false;
    for end in ends.filter(|end| *end > 0) {
        let word = text.get(Range { start, end }).unwrap_or_default();
        let count = word.chars().count();
        let side = match word.chars().next() {
            Some(single) if count == 1 => side(single, follows_a_word),
            _ if HEADS.contains(&word) && follows_a_word => Side::Before,
            _ => Side::None,
        };
        words.push(Word { at, side });
        follows_a_word = count > 1 && word.chars().all(char::is_alphanumeric);
        (start, at) = (end, at + count);
    }
    words
}

fn side(single: char, follows_a_word: bool) -> Side {
    if CLOSING.contains(single) || JOINING.contains(single) {
        return Side::Before;
    }
    if OPENING.contains(single) {
        return Side::Behind;
    }
    if follows_a_word && SUFFIXES.contains(single) {
        Side::Before
    } else if PREFIXES.contains(single) {
        Side::Behind
    } else if single.is_alphabetic() {
        Side::Either
    } else {
        Side::None
    }
}

fn between(before: &Word, behind: &Word) -> Seam {
    match (before.side, behind.side) {
        (Side::Behind | Side::Either, _) | (_, Side::Before | Side::Either) => Seam::Loose,
        _ => Seam::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with │ at the open seams.
    fn parted(text: &str) -> String {
        let mut parted = String::new();
        for (index, (character, seam)) in text.chars().zip(seams(text, &[])).enumerate() {
            if index > 0 && seam == Seam::Open {
                parted.push('│');
            }
            parted.push(character);
        }
        parted
    }

    #[test]
    fn words_and_what_belongs_to_them_stay_whole() {
        for (text, expected) in [
            ("全市安全生产和消防工作", "全市│安全生产和│消防│工作"),
            ("省政府秘书长调研", "省政府│秘书长│调研"),
            ("各单位办事满意度的通报", "各单位│办事│满意度的│通报"),
        ] {
            assert_eq!(parted(text), expected);
        }
    }

    #[test]
    fn every_character_has_a_seam() {
        for text in ["", "a", "Rust语言🙂ab c", "甲\u{301}乙", "ทุกสองสัปดาห์在中国"]
        {
            assert_eq!(seams(text, &[]).len(), text.chars().count(), "{text}");
        }
    }
}
