//! The list of appendices after the body, and their titles. The list is made anew from the titles,
//! so the one in the draft is left out when it agrees with them and kept as text when it does not.

use super::chars::{before, behind, ends_sentence, is_title, longer_than, narrow, strip_blanks};
use super::classify::{self, LineKind};
use super::join::is_closed;
use super::label;
use super::lines::Line;
use super::spot::{Extent, Passage, Spot};
use super::{rich, rows, signature};

/// The appendices that a list names.
#[derive(Debug, Default)]
pub(super) struct List {
    titles: Vec<Passage>,
    /// The lines of the list.
    lines: Vec<(String, Spot)>,
}

/// The index after the list that begins at this line; none when the line begins an appendix and
/// its title follows.
pub(super) fn list_end(lines: &[Line<'_>], kinds: &[LineKind<'_>], at: usize) -> Option<usize> {
    let number = |kind: &LineKind<'_>| match kind {
        LineKind::Annex(annex) => annex.number,
        _ => None,
    };
    let mut last_number = kinds.get(at).and_then(number).unwrap_or_default();
    let mut listed = at;
    for ahead in at + 1..at + 40 {
        let (Some(line), Some(kind)) = (lines.get(ahead), kinds.get(ahead)) else {
            return Some(ahead);
        };
        match kind {
            // 附件2：… directly after 附件1：… continues the list.
            LineKind::Annex(annex)
                if !annex.title.is_empty()
                    && last_number > 0
                    && annex.number == Some(last_number + 1)
                    && ahead == listed + 1 =>
            {
                last_number += 1;
                listed = ahead;
            }
            LineKind::Annex(_) | LineKind::Imprint | LineKind::Directive(..) => return Some(ahead),
            LineKind::Plain if signature::read(lines, kinds, ahead).is_some() => {
                return Some(ahead);
            }
            // Behind an empty line below the items stands something else.
            LineKind::Plain
                if line.after_blank
                    && ahead > at + 1
                    && is_title(line.text)
                    && matches!(kinds.get(ahead - 1), Some(LineKind::Label { .. })) =>
            {
                return Some(ahead);
            }
            LineKind::Plain if is_title(line.text) && !rows::begins(lines, ahead) => {}
            LineKind::Label { label, .. }
                if is_title(bare(label.rest)) && !rows::begins(lines, ahead) => {}
            _ => return None,
        }
    }
    None
}

impl List {
    /// Reads the list on these lines.
    pub(super) fn read(lines: &[Line<'_>], kinds: &[LineKind<'_>], at: usize, end: usize) -> List {
        let mut list = List::default();
        for (line, kind) in lines.iter().zip(kinds).skip(at).take(end - at) {
            match kind {
                LineKind::Annex(annex) => {
                    list.titles.extend(annex.number.map(|_| Passage::default()));
                    list.add(annex.title, line.spot_of(annex.title));
                }
                _ => list.add(line.text, line.spot()),
            }
            list.lines.push((line.text.to_owned(), line.spot()));
        }
        list
    }

    /// Adds words: numbered names that begin in them, or the rest of the last name.
    fn add(&mut self, words: &str, spot: Spot) {
        let words = Passage::new(words, spot);
        let (spot_at, words) = (|at| words.spot(at), words.text.as_str());
        let divides = |c: char| c.is_whitespace() || matches!(c, '；' | ';' | '，');
        let mut starts = vec![0];
        starts.extend(words.match_indices(divides).map(|(at, mark)| at + mark.len()));
        let mut rest_from = 0;
        for at in starts {
            let next = self.titles.len() + 1;
            let number = label::read(behind(words, at)).filter(|label| {
                label.kind == label::Numbering::Dot && usize::try_from(label.number) == Ok(next)
            });
            if let Some(label) = number {
                self.append(
                    before(behind(words, rest_from), at.saturating_sub(rest_from)),
                    spot_at(rest_from),
                );
                self.titles.push(Passage::default());
                rest_from = words.len() - label.rest.len();
            }
        }
        self.append(behind(words, rest_from), spot_at(rest_from));
    }

    fn append(&mut self, words: &str, spot: Spot) {
        let words = strip_blanks(words);
        if words.is_empty() {
            return;
        }
        match self.titles.last_mut() {
            Some(title) => title.push(&words, spot),
            None => self.titles.push(Passage::new(words, spot)),
        }
    }

    /// The lines with punctuation between or after the names, which the new list does not have.
    pub(super) fn marked(&self) -> impl Iterator<Item = Spot> {
        let marked = |line: &str| bare(line) != line || line.contains(['；', ';']);
        self.lines.iter().filter(move |(line, _)| marked(line)).map(|(_, spot)| *spot)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The title of an appendix, without spaces.
    pub(super) fn title(&self, index: usize) -> Option<&str> {
        self.titles.get(index).map(|title| bare(&title.text))
    }

    /// Where the title of an appendix stands in the list.
    pub(super) fn extent(&self, index: usize) -> Option<Extent> {
        self.titles.get(index).map(Passage::whole)
    }

    /// The lines of the list, when the appendices have other titles.
    pub(super) fn unmatched(&self, titles: &[String]) -> Vec<(String, Spot)> {
        let listed = self.titles.iter().map(|title| folded(&rich(bare(&title.text)).to_plain()));
        let same = listed.eq(titles.iter().map(|title| folded(title)));
        if same { Vec::new() } else { self.lines.clone() }
    }
}

/// A name without the punctuation after it, which the standard forbids (GB/T 9704, 7.3.4).
fn bare(title: &str) -> &str {
    title.trim_end_matches(['。', '；', ';', '，'])
}

/// A title as it is compared: without spaces, in one width.
fn folded(title: &str) -> String {
    let narrowed = title.chars().filter(|c| !c.is_whitespace()).map(narrow);
    narrowed
        .map(|c| {
            if c == '〔' {
                '('
            } else if c == '〕' {
                ')'
            } else {
                c
            }
        })
        .collect()
}

/// The title of the appendix whose lines begin here, and the index of the line after it. The list
/// tells where it ends; without a list it is the first line, and the next if they stand together.
pub(super) fn title(
    lines: &[Line<'_>],
    kinds: &[LineKind<'_>],
    at: usize,
    listed: Option<&str>,
) -> (String, usize) {
    // A heading of Markdown is one, whatever its level.
    if let Some(LineKind::MarkdownHeading(_, words)) = kinds.get(at)
        && matches!(classify::kind(words), LineKind::Plain | LineKind::Headed { .. })
    {
        return (tidied(words), at + 1);
    }
    if let Some(listed) = listed.map(folded) {
        let mut title = String::new();
        for (index, line) in lines.iter().enumerate().skip(at).take(5) {
            title.push_str(classify::bare_words(line.text));
            let so_far = folded(&title);
            if so_far == listed {
                return (tidied(&title), index + 1);
            }
            if !listed.starts_with(&so_far) {
                break;
            }
        }
    }
    let mut title = String::new();
    let mut next = at;
    while let (Some(line), Some(LineKind::Plain)) = (lines.get(next), kinds.get(next)) {
        let first = next == at;
        let together =
            first || (!line.after_blank && next < at + 3 && is_behind_title(lines, next + 1));
        if !together
            || rows::begins(lines, next)
            || !is_title(line.text)
            || ends_sentence(line.text)
        {
            break;
        }
        title.push_str(classify::bare_words(line.text));
        next += 1;
    }
    (tidied(&title), next)
}

/// Whether what stands here shows that the previous line ended a title.
fn is_behind_title(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at).is_none_or(|line| {
        line.after_blank || rows::begins(lines, at) || longer_than(line.text, 45)
    })
}

/// A title without the spaces that mean nothing.
fn tidied(title: &str) -> String {
    super::join::tidied(title)
}

/// Whether a title can be printed in the list and below 附件 so that it is read back the same.
pub(super) fn is_plain_title(title: &str) -> bool {
    let words = strip_blanks(title);
    words == title
        && !title.is_empty()
        && is_title(title)
        && !title.contains(['\\', '*', '#', '|'])
        && title.chars().next().is_some_and(char::is_alphanumeric)
        && label::read(title).is_none()
        && label::read(&format!("1.{title}")).is_some_and(|label| label.rest == title)
        && super::directive::encode(title) == title
        && matches!(super::classify::kind(title), LineKind::Plain)
        && is_closed(title, true)
        && !super::lines::is_left_out(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(words: &[&str]) -> Vec<String> {
        let mut list = List::default();
        for line in words {
            list.add(line, Spot::START);
        }
        list.titles.into_iter().map(|title| title.text).collect()
    }

    #[test]
    fn names_are_numbered_or_go_on() {
        assert_eq!(listed(&["考核结果"]), ["考核结果"]);
        assert_eq!(listed(&["1.考核结果", "2．办件", "情况"]), ["考核结果", "办件情况"]);
        assert_eq!(listed(&["1.考核结果 2.办件 情况"]), ["考核结果", "办件情况"]);
        assert_eq!(listed(&["1.考核结果；2.办件情况"]), ["考核结果；", "办件情况"]);
    }
}
