//! The markup that a text is written in: `**bold**`, `<sup>raised</sup>`, `<sub>lowered</sub>`.

use std::fmt;
use std::iter::zip;

use super::{Look, Position, Text};

/// The marks of markup. A backslash before one takes its meaning.
const BOLD: &str = "**";
const TAGS: [(&str, Token); 4] = [
    ("<sup>", Token::Open(Position::Superscript)),
    ("</sup>", Token::Close(Position::Superscript)),
    ("<sub>", Token::Open(Position::Subscript)),
    ("</sub>", Token::Close(Position::Subscript)),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Character(char),
    Bold,
    Open(Position),
    Close(Position),
}

impl Token {
    /// The mark as it is written.
    fn mark(self) -> Option<&'static str> {
        match self {
            Token::Character(_) => None,
            Token::Bold => Some(BOLD),
            tag => TAGS.iter().find(|(_, token)| *token == tag).map(|(mark, _)| *mark),
        }
    }
}

/// How long the tag is that a text begins with, in bytes.
pub(crate) fn tag_length(markup: &str) -> Option<usize> {
    tag(markup).map(|(mark, _)| mark.len())
}

/// The tag that a text begins with.
fn tag(markup: &str) -> Option<(&'static str, Token)> {
    TAGS.into_iter().find(|(mark, _)| markup.starts_with(mark))
}

fn tokens(markup: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(character) = rest.chars().next() {
        let behind = rest.get(character.len_utf8()..).unwrap_or_default();
        let escaped = behind.chars().next().filter(|next| match next {
            '*' | '\\' => true,
            '<' => tag(behind).is_some(),
            _ => false,
        });
        let (token, length) = match (character, escaped) {
            ('\\', Some(escaped)) => (Token::Character(escaped), 1 + escaped.len_utf8()),
            ('*', _) if behind.starts_with('*') => (Token::Bold, BOLD.len()),
            ('<', _) if let Some((mark, token)) = tag(rest) => (token, mark.len()),
            _ => (Token::Character(character), character.len_utf8()),
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Which marks have a partner. The others stand for themselves.
fn paired(tokens: &[Token]) -> Vec<bool> {
    let mut paired = vec![false; tokens.len()];
    pair_tags(tokens, &mut paired);
    pair_bold(tokens, &mut paired);
    tags_that_hold_something(tokens, &mut paired);
    paired
}

/// A closing tag belongs to the opening tag before it, when nothing but words and bold stand between.
fn pair_tags(tokens: &[Token], paired: &mut [bool]) {
    let mut open: Option<(usize, Position)> = None;
    for (at, token) in tokens.iter().enumerate() {
        match (*token, open) {
            (Token::Open(position), _) => open = Some((at, position)),
            (Token::Close(position), Some((begin, opened))) => {
                if position == opened && begin + 1 < at {
                    mark(paired, begin, at);
                }
                open = None;
            }
            _ => {}
        }
    }
}

/// Two marks of bold belong together when there is something between: 密码**** keeps its asterisks.
fn pair_bold(tokens: &[Token], paired: &mut [bool]) {
    let mut open: Option<usize> = None;
    let mut holds_something = false;
    for (at, token) in tokens.iter().enumerate() {
        match (*token, open) {
            (Token::Bold, None) => (open, holds_something) = (Some(at), false),
            (Token::Bold, Some(begin)) => {
                if holds_something {
                    mark(paired, begin, at);
                }
                open = None;
            }
            (Token::Character(_), _) => holds_something = true,
            (_, _) => holds_something |= paired.get(at) == Some(&false),
        }
    }
}

/// Tags between which only marks of bold stand stand for themselves too.
fn tags_that_hold_something(tokens: &[Token], paired: &mut [bool]) {
    let mut begin = 0;
    let mut holds_something = false;
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { continue };
        match (*token, paired.get(at) == Some(&true)) {
            (Token::Open(_), true) => (begin, holds_something) = (at, false),
            (Token::Close(_), true) if !holds_something => {
                for at in [begin, at] {
                    if let Some(paired) = paired.get_mut(at) {
                        *paired = false;
                    }
                }
            }
            (_, true) => {}
            (_, false) => holds_something = true,
        }
    }
}

fn mark(paired: &mut [bool], first: usize, second: usize) {
    for at in [first, second] {
        if let Some(paired) = paired.get_mut(at) {
            *paired = true;
        }
    }
}

/// Reads markup. Every string is some text, and none of its words is lost.
pub(super) fn read(markup: &str) -> Text {
    let mut text = Text::default();
    let mut look = Look::default();
    let tokens = tokens(markup);
    for (token, paired) in zip(&tokens, paired(&tokens)) {
        match (*token, paired) {
            (Token::Character(character), _) => text.push_character(character, look),
            (Token::Bold, true) => look.bold = !look.bold,
            (Token::Open(position), true) => look.position = position,
            (Token::Close(_), true) => look.position = Position::Baseline,
            (mark, false) => {
                for character in mark.mark().unwrap_or_default().chars() {
                    text.push_character(character, look);
                }
            }
        }
    }
    text
}

/// How many characters the canonical markup has.
pub(super) fn length(text: &Text) -> usize {
    struct Counter(usize);

    impl fmt::Write for Counter {
        fn write_str(&mut self, words: &str) -> fmt::Result {
            self.0 += words.chars().count();
            Ok(())
        }
    }

    let mut counter = Counter(0);
    // Counting does not fail.
    match write(text, &mut counter) {
        Ok(()) | Err(fmt::Error) => counter.0,
    }
}

/// Writes the canonical markup: reading it gives the same text.
pub(super) fn write(text: &Text, f: &mut impl fmt::Write) -> fmt::Result {
    let mut look = Look::default();
    for span in text.spans() {
        turn(look, span.look(), f)?;
        look = span.look();
        let mut rest = span.text.as_str();
        while let Some(at) = rest.find(['*', '\\', '<']) {
            let (before, from) = rest.split_at(at);
            f.write_str(before)?;
            if !from.starts_with('<') || tag(from).is_some() {
                f.write_str("\\")?;
            }
            let (mark, behind) = from.split_at(1);
            f.write_str(mark)?;
            rest = behind;
        }
        f.write_str(rest)?;
    }
    turn(look, Look::default(), f)
}

/// Writes the marks between two stretches. Those of bold stand outside of a tag.
fn turn(from: Look, to: Look, f: &mut impl fmt::Write) -> fmt::Result {
    let mut write = |token: Token| f.write_str(token.mark().unwrap_or_default());
    if from == to {
        return Ok(());
    }
    if from.position != Position::Baseline {
        write(Token::Close(from.position))?;
    }
    if from.bold != to.bold {
        write(Token::Bold)?;
    }
    if to.position != Position::Baseline {
        write(Token::Open(to.position))?;
    }
    Ok(())
}
