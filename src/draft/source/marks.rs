//! Marks of other kinds of Markdown, of reviewers and of programs that answer: a bulletin has no use for
//! them, and they stay as text. Each kind is told once in a line.

use crate::draft::chars::{before, behind, is_han, longer_than};

/// How a mark stands around its words, and how it is shown.
type Pair = (&'static str, &'static str, &'static str, fn(&str) -> bool);

/// The marks with what may stand between them.
const PAIRS: [Pair; 8] = [
    ("==", "==", "==", is_words),
    ("%%", "%%", "%%", is_words),
    ("[[", "]]", "[[]]", is_words),
    ("$", "$", "$", is_formula),
    ("^", "^", "^", is_script),
    ("~", "~", "~", is_script),
    ("__", "__", "__", is_words),
    ("{", "}", "{}", is_attribute),
];

/// The marks that are left in a line, each with the byte at which it stands.
pub(super) fn others(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (open, close, mark, holds) in PAIRS {
        let at = text.match_indices(open).map(|(at, _)| at).find(|at| {
            let words = behind(text, at + open.len());
            let escaped = before(text, *at).ends_with('\\');
            // A line to write on is no mark: 电话：____.
            let sign = open.chars().next().filter(|_| open.len() > 1);
            let goes_on = sign.is_some_and(|sign| before(text, *at).ends_with(sign));
            !escaped && !goes_on && words.find(close).is_some_and(|end| holds(before(words, end)))
        });
        found.extend(at.filter(|at| *at > 0 || open != "~").map(|at| (at, mark)));
    }
    if text.starts_with(":::") {
        found.push((0, ":::"));
    }
    // [!NOTE], [TOC]
    let boxed = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    if let Some((words, _)) = boxed
        && words.trim_start_matches('!').bytes().all(|byte| byte.is_ascii_uppercase())
        && (words.starts_with('!') || text.ends_with(']') && longer_than(words, 2))
    {
        found.push((0, "[]"));
    }
    // 【12†source】
    let cited = text.match_indices('【').map(|(at, _)| at).find(|at| {
        let words = behind(text, *at);
        words.find('】').is_some_and(|end| before(words, end).contains('†'))
    });
    found.extend(cited.map(|at| (at, "【†】")));
    found.extend(command(text).map(|at| (at, "\\{}")));
    found.extend(lone_bold(text).map(|at| (at, "**")));
    found
}

/// Words between two marks: no blank at their ends, no mark of the same kind.
fn is_words(words: &str) -> bool {
    !words.is_empty()
        && words.trim() == words
        && words.contains(|c: char| is_han(c) || c.is_alphanumeric())
        && !words.starts_with(['=', '%', '_', '['])
}

/// x^2, but no sum of money.
fn is_formula(words: &str) -> bool {
    is_words(words)
        && !longer_than(words, 60)
        && words.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, '^' | '\\' | '_'))
        && !words.contains(is_han)
}

/// What is raised or lowered: 10^4^, H~2~O.
fn is_script(words: &str) -> bool {
    !words.is_empty()
        && !longer_than(words, 4)
        && words.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-'))
}

/// {#id}, {.class}, {++新++}, {>>评论<<}.
fn is_attribute(words: &str) -> bool {
    words.starts_with(['#', '.']) && words.len() > 1
        || ["++", "--", ">>", "~~", "=="].iter().any(|mark| words.starts_with(mark))
}

/// \\textbf{…}
fn command(text: &str) -> Option<usize> {
    text.match_indices('\\').map(|(at, _)| at).find(|at| {
        let words = behind(text, at + 1).trim_start_matches(|c: char| c.is_ascii_alphabetic());
        words.starts_with('{') && !behind(text, at + 1).starts_with(['u', '{'])
    })
}

/// Two stars that no others close.
pub(super) fn lone_bold(text: &str) -> Option<usize> {
    let mut pairs = text.match_indices("**").filter(|(at, _)| {
        let single = !before(text, *at).ends_with(['*', '\\']);
        single && !behind(text, at + 2).starts_with('*')
    });
    let last = pairs.by_ref().count();
    (last % 2 == 1 && !text.contains("***")).then(|| text.rfind("**").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<&'static str> {
        others(text).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn marks_of_other_kinds_are_found() {
        for (text, mark) in [
            ("其中==高亮==", "=="),
            ("其中$x^2$", "$"),
            ("共10^4^件", "^"),
            ("共H~2~O", "~"),
            ("见[[首页]]", "[[]]"),
            ("甲{#id}", "{}"),
            ("{++新++}", "{}"),
            ("{>>评论<<}", "{}"),
            ("甲__乙__丙", "__"),
            (":::tip", ":::"),
            ("[!NOTE]", "[]"),
            ("[TOC]", "[]"),
            ("%%待核%%正文。", "%%"),
            ("增长5%【12†source】。", "【†】"),
            ("\\textbf{甲}", "\\{}"),
            ("**甲乙。", "**"),
        ] {
            assert_eq!(marks(text), [mark], "{text}");
        }
    }

    #[test]
    fn text_has_none() {
        for text in [
            "10~20件、30~40件",
            "收费5$至6$",
            "a == b",
            "________",
            "名称：____，电话：____",
            "[2025]3号",
            "增长50%%",
            "**甲**乙**丙**",
            "****",
            "{甲}",
            "2^10",
            "【甲镇】",
        ] {
            assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
        }
    }
}
