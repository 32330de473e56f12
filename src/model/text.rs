//! Text with bold parts, and the markup that it is written in.

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::limits::Limit;
use super::messages::Fault;
use super::rules;
use super::strict::{self, Expected};
use crate::raise::expecting;

/// Words, parts of which may be bold. As a string it is written with `**…**` for bold, `\*` for an
/// asterisk and `\\` for a backslash; a lone `*`, an unpaired `**` and a backslash before anything
/// else stand for themselves, and so do two marks with nothing between them. A line feed ends the
/// line there; a tab becomes a space, and a carriage return before a line feed is left out.
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
///
/// ```
/// use bulletin::{Span, Text};
///
/// let (bold, plain) = (Span::new("注意", true), Span::new("保存", false));
/// assert_eq!(Text::from_iter([bold, plain]).to_string(), "**注意**保存");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Span {
    /// The words; never empty in a [`Text`].
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Span {
    /// A stretch of words, as they are.
    ///
    /// ```
    /// assert!(bulletin::Span::new("注意", true).bold);
    /// ```
    pub fn new(text: impl Into<String>, bold: bool) -> Span {
        Span { text: text.into(), bold }
    }
}

impl Text {
    /// Words as they are, without markup: for whatever a program did not write itself.
    ///
    /// ```
    /// use bulletin::Text;
    ///
    /// assert_eq!(Text::plain("5*3").to_string(), r"5\*3");
    /// assert_eq!(Text::plain("**甲**厅").to_plain(), "**甲**厅");
    /// assert_eq!(Text::from("**甲**厅").to_plain(), "甲厅");
    /// ```
    pub fn plain(words: impl Into<String>) -> Text {
        Text::from_iter([Span { text: words.into(), bold: false }])
    }

    /// Bold words as they are, without markup.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::bold("水利厅").to_string(), "**水利厅**");
    /// ```
    pub fn bold(words: impl Into<String>) -> Text {
        Text::from_iter([Span { text: words.into(), bold: true }])
    }

    /// The stretches of one weight, in order; neighbours differ, none is empty.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").spans().len(), 3);
    /// ```
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The words without their weight.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").to_plain(), "共3件");
    /// ```
    pub fn to_plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there are no words.
    ///
    /// ```
    /// assert!(bulletin::Text::from("").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds words at the end, without markup.
    ///
    /// ```
    /// use bulletin::Text;
    ///
    /// let mut text = Text::plain("本周，");
    /// text.push("水利厅", true);
    /// assert_eq!(text, Text::from("本周，**水利厅**"));
    /// ```
    pub fn push(&mut self, words: &str, bold: bool) {
        for character in words.chars() {
            self.push_character(character, bold);
        }
    }

    /// The rule of every text, that of [words](rules::words).
    pub(super) fn check(&self) -> Result<(), Fault> {
        rules::characters(self.spans.iter().flat_map(|span| span.text.chars()))
    }

    /// The rule of a heading or title, which is not blank.
    pub(super) fn check_heading(&self) -> Result<(), Fault> {
        self.check()?;
        if self.spans.iter().all(|span| span.text.trim().is_empty()) {
            return Err(Fault::Blank {});
        }
        Ok(())
    }

    fn push_character(&mut self, character: char, bold: bool) {
        let character = if character == '\t' { ' ' } else { character };
        match self.spans.last_mut() {
            Some(last) if last.bold == bold => {
                if character == '\n' && last.text.ends_with('\r') {
                    last.text.pop();
                }
                last.text.push(character);
            }
            _ => self.spans.push(Span { text: character.into(), bold }),
        }
    }
}

/// Empty spans are left out and neighbours of one weight joined.
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
        let mut text = Text::default();
        let mut tokens = tokens(markup).into_iter().peekable();
        // The words since the mark that opened bold, while it is open.
        let mut open: Option<String> = None;
        while let Some(token) = tokens.next() {
            match (token, &mut open) {
                (Token::Character(character), Some(words)) => words.push(character),
                (Token::Character(character), None) => text.push_character(character, false),
                (Token::Mark, Some(words)) => {
                    text.push(words, true);
                    open = None;
                }
                (Token::Mark, None) => {
                    // Bold that holds nothing is not bold: 密码**** keeps its asterisks.
                    if tokens.next_if_eq(&Token::Mark).is_some() {
                        text.push("****", false);
                    } else {
                        open = Some(String::new());
                    }
                }
            }
        }
        if let Some(words) = open {
            text.push("**", false);
            text.push(&words, false);
        }
        text
    }
}

/// As from `&str`.
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
        strict::words(deserializer).map(Text::from)
    }
}

/// A text from a string that a visitor was given.
pub(super) fn read<E: serde::de::Error>(markup: &str) -> Result<Text, E> {
    Text::deserialize(serde::de::value::StrDeserializer::new(markup))
}

/// A title or heading: a text that is not blank.
pub(super) fn heading<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    let rule = |markup: &str| {
        rules::words(markup)?;
        Text::from(markup).check_heading()
    };
    strict::words_by(deserializer, rule).map(Text::from)
}

/// A [`heading`] as a type of its own, for where one is optional or behind a key.
pub(super) struct Heading(pub(super) Text);

impl<'de> Deserialize<'de> for Heading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Heading, D::Error> {
        heading(deserializer).map(Heading)
    }
}

pub(super) fn optional_heading<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Text>, D::Error> {
    Ok(Option::<Heading>::deserialize(deserializer)?.map(|heading| heading.0))
}

/// A list of texts; a single one may stand alone.
pub(super) fn one_or_list<'de, D: Deserializer<'de>>(
    deserializer: D,
    limit: &'static Limit,
    expected: Expected,
) -> Result<Vec<Text>, D::Error> {
    deserializer.deserialize_any(TextsVisitor { limit, expected })
}

struct TextsVisitor {
    limit: &'static Limit,
    expected: Expected,
}

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Vec<Text>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, self.expected.0, self.expected.1)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<Text>, E> {
        read(text).map(|text| vec![text])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, texts: A) -> Result<Vec<Text>, A::Error> {
        strict::elements(texts, self.limit)
    }
}
