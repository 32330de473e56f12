//! The markup that a text is written in: `**bold**`, `<u>underlined</u>`, `<#FF0000>red</#>`,
//! `<sup>raised</sup>`, `<sub>lowered</sub>`, `<ref>id</ref>`, `<note>footnote</note>`.
//!
//! Each kind of mark is paired for itself, so that marks of several kinds may overlap.

use std::fmt;
use std::iter::zip;

use super::{Look, Position, SpanKind, Text};
use crate::info::Color;

/// The marks of bold. A backslash before a mark takes its meaning.
const BOLD: &str = "**";
const TAGS: [(&str, Token<'_>); 11] = [
    ("<sup>", Token::Open(Tag::Position(Position::Superscript), "<sup>")),
    ("</sup>", Token::Close(Tag::Position(Position::Superscript), "</sup>")),
    ("<sub>", Token::Open(Tag::Position(Position::Subscript), "<sub>")),
    ("</sub>", Token::Close(Tag::Position(Position::Subscript), "</sub>")),
    ("<u>", Token::Open(Tag::Underline, "<u>")),
    ("</u>", Token::Close(Tag::Underline, "</u>")),
    ("</#>", Token::Close(Tag::Color(Color::BLACK), "</#>")),
    ("<ref>", Token::Open(Tag::Reference, "<ref>")),
    ("</ref>", Token::Close(Tag::Reference, "</ref>")),
    ("<note>", Token::Open(Tag::Note, "<note>")),
    ("</note>", Token::Close(Tag::Note, "</note>")),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token<'m> {
    Character(char),
    Bold,
    /// A tag, as it is written.
    Open(Tag, &'m str),
    Close(Tag, &'m str),
}

/// What a tag says of the words in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Position(Position),
    Underline,
    /// In a closing tag any colour.
    Color(Color),
    Reference,
    Note,
}

/// How many kinds of tags there are.
const KINDS: usize = 4;

impl Tag {
    /// Tags of one kind do not nest.
    fn kind(self) -> usize {
        match self {
            Tag::Position(_) => 0,
            Tag::Underline => 1,
            Tag::Color(_) => 2,
            Tag::Reference | Tag::Note => 3,
        }
    }

    /// Whether a closing tag of the same kind closes it.
    fn is_closed_by(self, closing: Tag) -> bool {
        match (self, closing) {
            (Tag::Color(_), Tag::Color(_)) => true,
            (opened, closed) => opened == closed,
        }
    }
}

impl Token<'_> {
    /// The mark as it is written.
    fn mark(&self) -> &str {
        match self {
            Token::Character(_) => "",
            Token::Bold => BOLD,
            Token::Open(_, mark) | Token::Close(_, mark) => mark,
        }
    }
}

/// How long the tag is that a text begins with, in bytes.
pub(crate) fn tag_length(markup: &str) -> Option<usize> {
    tag(markup).map(|token| token.mark().len())
}

/// The tag that a text begins with.
fn tag(markup: &str) -> Option<Token<'_>> {
    if markup.starts_with("<#") {
        let mark = markup.get(..COLOR)?;
        let color = mark.get(1..COLOR - 1).filter(|_| mark.ends_with('>'))?;
        return Some(Token::Open(Tag::Color(color.parse().ok()?), mark));
    }
    TAGS.into_iter().find(|(mark, _)| markup.starts_with(mark)).map(|(_, token)| token)
}

/// The length of `<#FF0000>`.
const COLOR: usize = 9;

fn tokens(markup: &str) -> Vec<Token<'_>> {
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
            ('<', _) if let Some(tag) = tag(rest) => (tag, tag.mark().len()),
            _ => (Token::Character(character), character.len_utf8()),
        };
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Which marks have a partner. The others stand for themselves.
fn paired(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut paired = vec![false; tokens.len()];
    let tags = tag_pairs(tokens);
    for (begin, end) in &tags {
        set(&mut paired, *begin, *end, true);
    }
    pair_bold(tokens, &mut paired);
    // Tags between which only other marks stand stand for themselves too.
    for (begin, end) in tags {
        let within = begin + 1..end;
        let holds_something = zip(tokens, &paired)
            .skip(within.start)
            .take(within.len())
            .any(|(token, paired)| matches!(token, Token::Character(_)) || !*paired);
        if !holds_something {
            set(&mut paired, begin, end, false);
        }
    }
    paired
}

/// A closing tag belongs to the opening tag of its kind before it, when no other of its kind stands
/// between.
fn tag_pairs(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: [Option<(usize, Tag)>; KINDS] = [None; KINDS];
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Open(tag, _) => {
                if let Some(open) = open.get_mut(tag.kind()) {
                    *open = Some((at, tag));
                }
            }
            Token::Close(tag, _) => {
                let opened = open.get_mut(tag.kind()).and_then(Option::take);
                if let Some((begin, opened)) = opened
                    && opened.is_closed_by(tag)
                    && begin + 1 < at
                {
                    pairs.push((begin, at));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Two marks of bold belong together when there is something between: 密码**** keeps its asterisks.
fn pair_bold(tokens: &[Token<'_>], paired: &mut [bool]) {
    let mut open: Option<usize> = None;
    let mut holds_something = false;
    for (at, token) in tokens.iter().enumerate() {
        match (*token, open) {
            (Token::Bold, None) => (open, holds_something) = (Some(at), false),
            (Token::Bold, Some(begin)) => {
                if holds_something {
                    set(paired, begin, at, true);
                }
                open = None;
            }
            (Token::Character(_), _) => holds_something = true,
            (_, _) => holds_something |= paired.get(at) == Some(&false),
        }
    }
}

fn set(paired: &mut [bool], first: usize, second: usize, to: bool) {
    for at in [first, second] {
        if let Some(paired) = paired.get_mut(at) {
            *paired = to;
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
            (Token::Open(tag, _), true) => match tag {
                Tag::Position(position) => look.position = position,
                Tag::Underline => look.underline = true,
                Tag::Color(color) => look.color = Some(color),
                Tag::Reference => look.kind = SpanKind::Reference,
                Tag::Note => look.kind = SpanKind::Note,
            },
            (Token::Close(tag, _), true) => match tag {
                Tag::Position(_) => look.position = Position::Baseline,
                Tag::Underline => look.underline = false,
                Tag::Color(_) => look.color = None,
                Tag::Reference | Tag::Note => look.kind = SpanKind::Words,
            },
            (mark, false) => {
                for character in mark.mark().chars() {
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

/// Writes the marks between two stretches. Those of bold stand outside of all tags, and tags within
/// one another in one order.
fn turn(from: Look, to: Look, f: &mut impl fmt::Write) -> fmt::Result {
    if from == to {
        return Ok(());
    }
    match from.position {
        Position::Baseline => {}
        Position::Superscript => f.write_str("</sup>")?,
        Position::Subscript => f.write_str("</sub>")?,
    }
    match from.kind {
        SpanKind::Words => {}
        SpanKind::Reference => f.write_str("</ref>")?,
        SpanKind::Note => f.write_str("</note>")?,
    }
    if from.underline {
        f.write_str("</u>")?;
    }
    if from.color.is_some() {
        f.write_str("</#>")?;
    }
    if from.bold != to.bold {
        f.write_str(BOLD)?;
    }
    if let Some(color) = to.color {
        write!(f, "<{color}>")?;
    }
    if to.underline {
        f.write_str("<u>")?;
    }
    match to.kind {
        SpanKind::Words => {}
        SpanKind::Reference => f.write_str("<ref>")?,
        SpanKind::Note => f.write_str("<note>")?,
    }
    match to.position {
        Position::Baseline => Ok(()),
        Position::Superscript => f.write_str("<sup>"),
        Position::Subscript => f.write_str("<sub>"),
    }
}
