//! Text with bold parts, and the markup that it is written in.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::strict;

/// Words, parts of which may be bold. As a string it is written with `**…**` for bold, `\*` for an
/// asterisk and `\\` for a backslash; a lone `*`, an unpaired `**` and a backslash before anything
/// else stand for themselves. A line feed ends the line there.
///
/// ```
/// use bulletin::Text;
///
/// let text = Text::from("本周，**水利厅**印发通知");
/// assert_eq!(text.to_plain(), "本周，水利厅印发通知");
/// assert!(text.spans()[1].bold);
/// assert_eq!(text.to_string(), "本周，**水利厅**印发通知");
/// assert_eq!(Text::plain("**").to_string(), r"\*\*");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    spans: Vec<Span>,
}

/// A stretch of text in one weight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Span {
    /// The words, never empty.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Text {
    /// Words as they are, without markup.
    pub fn plain(words: impl Into<String>) -> Text {
        Text::from_iter([Span { text: words.into(), bold: false }])
    }

    /// Bold words as they are, without markup.
    pub fn bold(words: impl Into<String>) -> Text {
        Text::from_iter([Span { text: words.into(), bold: true }])
    }

    /// The stretches of one weight, in order; neighbours differ, none is empty.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The words without their weight.
    pub fn to_plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds words at the end.
    pub fn push(&mut self, words: &str, bold: bool) {
        if words.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.bold == bold => last.text.push_str(words),
            _ => self.spans.push(Span { text: words.to_owned(), bold }),
        }
    }
}

impl FromIterator<Span> for Text {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Text {
        let mut text = Text::default();
        for span in spans {
            text.push(&span.text, span.bold);
        }
        text
    }
}

/// Reads the markup. Every string is some text.
impl From<&str> for Text {
    fn from(markup: &str) -> Text {
        let tokens = tokens(markup);
        // The last of an odd number of marks has no partner and stands for itself.
        let marks = tokens.iter().filter(|token| **token == Token::Mark).count();
        let mut paired = marks / 2 * 2;
        let mut text = Text::default();
        let mut bold = false;
        for token in tokens {
            match token {
                Token::Mark if paired > 0 => {
                    paired -= 1;
                    bold = !bold;
                }
                Token::Mark => text.push("**", bold),
                Token::Character(character) => {
                    text.push(character.encode_utf8(&mut [0; 4]), bold);
                }
            }
        }
        text
    }
}

impl From<String> for Text {
    fn from(markup: String) -> Text {
        Text::from(markup.as_str())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Mark,
    Character(char),
}

fn tokens(markup: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = markup.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        tokens.push(match (character, next) {
            ('\\', Some(escaped @ ('*' | '\\'))) => {
                characters.next();
                Token::Character(escaped)
            }
            ('*', Some('*')) => {
                characters.next();
                Token::Mark
            }
            (character, _) => Token::Character(character),
        });
    }
    tokens
}

/// The canonical markup: reading it gives the same text.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for span in &self.spans {
            let mark = if span.bold { "**" } else { "" };
            f.write_str(mark)?;
            for character in span.text.chars() {
                if matches!(character, '*' | '\\') {
                    f.write_str("\\")?;
                }
                write!(f, "{character}")?;
            }
            f.write_str(mark)?;
        }
        Ok(())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        let markup = String::deserialize(deserializer)?;
        strict::printable(&markup).map_err(D::Error::custom)?;
        Ok(Text::from(markup))
    }
}
