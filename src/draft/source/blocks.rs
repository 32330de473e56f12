//! What a line of Markdown begins with, or is as a whole.

use crate::draft::chars::{ends_sentence, is_han};
use crate::draft::messages::Mark;

/// The mark of an item or a quotation that a text begins with, and how many bytes it has.
pub(super) fn block_mark(text: &str) -> Option<(Mark, usize)> {
    let mut characters = text.chars();
    let mark = match characters.next()? {
        '-' | '*' | '+' => Mark::Bullet,
        '>' => Mark::Quote,
        _ => return None,
    };
    let behind = characters.as_str();
    let rest = behind.trim_start();
    let divided = rest.len() < behind.len() || mark == Mark::Quote && behind.starts_with('>');
    (divided && !rest.is_empty()).then_some((mark, text.len() - rest.len()))
}

/// The signs before the words of a heading: how many, and how many bytes they take with the blank behind
/// them. A paste may make that blank another or drop it, or widen the signs.
pub(super) fn heading_marks(text: &str) -> Option<(usize, usize)> {
    let is_sign = |c: char| matches!(c, '#' | '＃');
    let behind = text.trim_start_matches(is_sign);
    let signs = text.get(..text.len() - behind.len()).unwrap_or_default();
    let depth = signs.chars().count();
    let rest = behind.trim_start();
    // #话题# is none.
    let glued = depth > 1
        && !rest.ends_with(is_sign)
        && rest.starts_with(|c: char| {
            is_han(c) || c.is_ascii_digit() || matches!(c, '（' | '(' | '【' | '《' | '“' | '*')
        });
    let divided = rest.len() < behind.len() && (signs.starts_with('#') || depth > 1 || glued);
    let heading = (1..=6).contains(&depth) && (divided || glued) && !rest.is_empty();
    heading.then_some((depth, text.len() - rest.len()))
}

/// The length of the small pictures before the words of a heading, with the blanks behind them: 📌 情况.
pub(super) fn ornament(text: &str) -> usize {
    let picture = |c: char| {
        matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{2604}' | '\u{26A0}' | '\u{26A1}')
            || matches!(c, '✅' | '✔' | '✨' | '❌' | '❓' | '❗' | '➡' | '⭐' | '⏰' | '⚙')
            || matches!(c, '\u{FE0F}' | '\u{200D}')
    };
    let words = text.trim_start_matches(picture);
    let rest = words.trim_start();
    if words.len() == text.len() || rest.is_empty() { 0 } else { text.len() - rest.len() }
}

/// Where a heading begins within a line that lost its line end: behind a sentence or a blank.
pub(super) fn joined_heading(text: &str) -> Option<usize> {
    /// The longest line that is looked at, in bytes.
    const LONGEST: usize = 8000;
    if text.len() > LONGEST {
        return None;
    }
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("##").map(|at| from + at) {
        let before = text.get(..at)?;
        let signs = text.get(at..)?;
        let ends = before.trim_end();
        let apart = ends.len() < before.len() || ends_sentence(ends);
        let words = signs.trim_start_matches('#');
        let blank = words.starts_with(char::is_whitespace);
        if !ends.is_empty()
            && !ends.ends_with(['#', '\\', '`'])
            && apart
            && blank
            && heading_marks(signs).is_some()
        {
            return Some(at);
        }
        from = at + (signs.len() - words.len());
    }
    None
}

/// Whether a draft has headings of Markdown: with signs before them, or its first line underlined.
pub(super) fn is_headed(lines: &[(usize, &str)]) -> bool {
    let words = |(_, line): &(usize, &str)| !line.trim().is_empty();
    let first = lines.iter().position(words).and_then(|first| lines.get(first + 1));
    first.is_some_and(|(_, line)| underline(line) == Some("# "))
        || lines
            .iter()
            .any(|(_, line)| line.starts_with(['#', '＃']) && heading_marks(line).is_some())
}

/// What a line under a heading stands for: === or ---.
pub(super) fn underline(line: &str) -> Option<&'static str> {
    let line = line.trim_end();
    let all = |sign: u8| line.len() > 2 && line.bytes().all(|byte| byte == sign);
    match (all(b'='), all(b'-')) {
        (true, _) => Some("# "),
        (_, true) => Some("## "),
        _ => None,
    }
}

/// Whether a line is a rule with spaces between its strokes: * * *
pub(super) fn is_spaced_rule(text: &str) -> bool {
    let Some(first) = text.chars().next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    let strokes = text.chars().filter(|c| *c == first).count();
    strokes > 2 && text.contains(' ') && text.chars().all(|c| c == first || c == ' ')
}

/// Whether a line is a picture and nothing else.
pub(super) fn is_picture(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("![") && text.ends_with(')') && text.matches("](").count() == 1
}

/// The signs that open a block of code, with the words behind them.
pub(super) fn fence(text: &str) -> Option<(&str, &str)> {
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let words = text.trim_start_matches(sign);
    let (signs, words) = text.split_at(text.len() - words.len());
    (signs.len() > 2 && !words.contains('`')).then(|| (signs, words.trim()))
}

/// Whether a line closes a block of code.
pub(super) fn closes(text: &str, signs: &str) -> bool {
    fence(text).is_some_and(|(found, words)| words.is_empty() && found.starts_with(signs))
}

/// A definition, `[name]: address`: its name and what stands behind.
pub(super) fn definition(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.strip_prefix('[')?.split_once("]:")?;
    let plain = !name.contains(['[', ']']) && name.chars().take(65).count() < 65;
    // One line of a word processor may be several.
    let plain = plain && !behind.contains(super::lines::is_break);
    (plain && !behind.trim().is_empty()).then(|| (name, behind.trim()))
}

/// Whether a definition is a comment: `[//]: # (words)`.
pub(super) fn is_comment(name: &str, behind: &str) -> bool {
    matches!(name, "//" | "comment" | "_comment" | "") && behind.starts_with(['#', '<', '"', '('])
}

/// The address of a definition, if it is one.
pub(super) fn address(behind: &str) -> Option<&str> {
    let address = behind.split_whitespace().next()?;
    let address = address.trim_start_matches('<').trim_end_matches('>');
    let plain = address.contains("://")
        || address.starts_with(['#', '/', '.'])
        || address.starts_with("mailto:")
        || address.starts_with("www.");
    plain.then_some(address)
}

/// Where a table of HTML begins.
pub(super) fn find_table(text: &str) -> Option<usize> {
    find(text, "<table").filter(|at| {
        let behind = text.get(at + "<table".len()..).unwrap_or_default();
        behind.starts_with('>') || behind.starts_with(char::is_whitespace) || behind.is_empty()
    })
}

/// Where the table of HTML ends with which a text begins. None if another begins within it.
pub(super) fn find_table_end(text: &str) -> Option<usize> {
    let mut from = 1;
    loop {
        let at = from + text.get(from..)?.find('<')?;
        let rest = text.get(at..)?;
        if begins(rest, "<table") {
            return None;
        }
        if begins(rest, "</table") {
            return Some(at + rest.find('>')? + 1);
        }
        from = at + 1;
    }
}

/// Whether a text begins with an ASCII word, in small or capital letters.
fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word))
}

fn find(text: &str, word: &str) -> Option<usize> {
    let mut signs = text.match_indices('<').map(|(at, _)| at);
    signs.find(|at| begins(text.get(*at..).unwrap_or_default(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_markdown_are_told_from_text() {
        assert_eq!(block_mark("- 甲"), Some((Mark::Bullet, 2)));
        assert_eq!(block_mark(">> 甲"), Some((Mark::Quote, 1)));
        for text in ["-3", "- ", "——甲", "*甲*", ">5%", "+86", "-"] {
            assert_eq!(block_mark(text), None, "{text}");
        }
        assert_eq!(heading_marks("## 甲"), Some((2, 3)));
        assert_eq!(heading_marks("##\u{A0}甲"), Some((2, 4)));
        assert_eq!(heading_marks("＃＃ 甲"), Some((2, 7)));
        assert_eq!(heading_marks("##一、甲"), Some((2, 2)));
        for text in ["#话题", "##话题##", "##", "## ", "####### 甲", "#1"] {
            assert_eq!(heading_marks(text), None, "{text}");
        }
        assert_eq!(ornament("📌 甲"), 5);
        assert_eq!(ornament("■ 甲") + ornament("📌"), 0);
        assert_eq!(joined_heading("办结。## 二、乙"), Some(9));
        for text in ["## 二、乙", "甲##乙", "见## ", "甲 #乙 ##丙"] {
            assert_eq!(joined_heading(text), None, "{text}");
        }
        assert!(is_spaced_rule("* * *") && !is_spaced_rule("***") && !is_spaced_rule("* *"));
        assert_eq!(fence("```md"), Some(("```", "md")));
        assert!(closes("````", "```") && !closes("```", "````") && !closes("``` a", "```"));
        assert_eq!(definition("[1]: https://x.example"), Some(("1", "https://x.example")));
        assert_eq!(address("说明"), None);
        assert_eq!(find_table("甲<TABLE border=1>"), Some(3));
        assert_eq!(find_table("<tablet>"), None);
        assert_eq!(find_table_end("<table><tr></table>乙"), Some(19));
        assert_eq!(find_table_end("<table><table></table>"), None);
    }
}
