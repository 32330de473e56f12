//! What findings say, in Chinese. The library speaks English; its sentences are known here by their
//! forms, in which `{}` stands for what differs. A sentence that is not known stays as it is.

mod sentences;

use bulletin::Finding;

use crate::lang::Lang;
use sentences::{FORMS, WORDS};

/// The message of a finding in the language of the clerk.
pub(crate) fn message(lang: Lang, finding: &Finding) -> String {
    match lang {
        Lang::Chinese => known(&finding.message(bulletin::Language::English))
            .unwrap_or_else(|| finding.message(bulletin::Language::English).clone()),
        Lang::English => finding.message(bulletin::Language::English).clone(),
    }
}

/// Its hint, if it has one.
pub(crate) fn hint(lang: Lang, finding: &Finding) -> Option<String> {
    finding.hint(bulletin::Language::English).map(|hint| match lang {
        Lang::Chinese => known(&hint).unwrap_or(hint),
        Lang::English => hint,
    })
}

/// The Chinese of a sentence of a known form.
fn known(sentence: &str) -> Option<String> {
    FORMS.iter().find_map(|(form, chinese)| {
        let parts = fitted(form, sentence)?;
        let mut said = (*chinese).to_owned();
        for (index, part) in parts.iter().enumerate() {
            said = said.replace(&format!("{{{index}}}"), &in_words(part));
        }
        Some(said)
    })
}

/// What a gap stands for, in Chinese if it begins with words that are known. What is quoted from a
/// file stays as it is.
fn in_words(part: &str) -> String {
    if !WORDS.iter().any(|(word, _)| part.starts_with(word)) {
        return part.to_owned();
    }
    let pieces = part.split_inclusive(['"', '`']).enumerate();
    pieces
        .map(|(index, piece)| {
            let quoted = index % 2 > 0;
            let words = WORDS.iter().filter(|_| !quoted);
            words.fold(piece.to_owned(), |said, (word, chinese)| said.replace(word, chinese))
        })
        .collect()
}

/// What the gaps of a form stand for in a sentence, when it is of that form.
fn fitted<'a>(form: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = form.split("{}");
    let mut rest = sentence.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = match (piece.is_empty(), pieces.peek()) {
            (true, _) => rest.len(),
            // The last piece ends the sentence, whatever the gap before it holds.
            (false, None) => {
                rest.len().checked_sub(piece.len()).filter(|_| rest.ends_with(piece))?
            }
            (false, Some(_)) => rest.find(piece)?,
        };
        parts.push(rest.get(..at)?);
        rest = rest.get(at + piece.len()..)?;
    }
    rest.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn a_form_gives_its_gaps() {
        assert_eq!(fitted("“{}” is {}", "“甲” is 3"), Some(vec!["甲", "3"]));
        assert_eq!(
            fitted("“{}” is left out", "“” is left out” is left out"),
            Some(vec!["” is left out"])
        );
        assert_eq!(fitted("the {} end", "the end"), None);
        assert_eq!(
            known("“4l7” is read as “417”: look-alike characters, blanks").unwrap(),
            "“4l7”按“417”读取（形近字、空格）"
        );
        assert_eq!(
            known("masthead.date: invalid type: string \"one to two\", expected a string").unwrap(),
            "masthead.date：类型不对，写的是文字 \"one to two\"，应当是文字"
        );
    }

    /// Every finding that the drafts among the library's cases have is said in Chinese.
    #[test]
    fn every_finding_of_a_draft_is_said_in_chinese() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/draft");
        let mut read = 0;
        let mut unknown = BTreeSet::new();
        for entry in fs::read_dir(folder).unwrap() {
            let case = fs::read_to_string(entry.unwrap().path()).unwrap();
            let draft = case.strip_prefix("--- draft ---\n").unwrap_or(&case);
            let draft = draft.split("\n--- bulletin ---").next().unwrap_or_default();
            for finding in bulletin::draft::parse(draft).findings {
                let said = [
                    Some(finding.message(bulletin::Language::English)),
                    finding.hint(bulletin::Language::English),
                ];
                unknown.extend(said.into_iter().flatten().filter(|said| known(said).is_none()));
                read += 1;
            }
        }
        assert_eq!(unknown, BTreeSet::new());
        assert!(read > 100, "{read} findings");
    }
}
