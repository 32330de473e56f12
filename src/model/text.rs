//! Text with bold parts, and the markup that says it in a string: `**…**` is bold, `\*` is an
//! asterisk, `\\` a backslash. Reading markup never fails, and printing a text and reading it back
//! gives the same text.

use std::fmt;

/// Words, parts of which may be bold. As a string it is written with `**…**` for bold, `\*` for an
/// asterisk and `\\` for a backslash; nothing else is special, and a pair of asterisks that finds
/// no partner, or encloses nothing, stands for itself.
///
/// A tab becomes a space, and a carriage return before a line feed is left out. What a line feed
/// means is said where a text is used.
///
/// ```
/// use bulletin::Text;
///
/// let text = Text::from("本周，**自然资源厅**印发通知");
/// assert_eq!(text.to_plain(), "本周，自然资源厅印发通知");
/// assert!(text.spans()[1].bold);
/// assert_eq!(text.to_string(), "本周，**自然资源厅**印发通知");
///
/// assert_eq!(Text::from("2 * 3 和 **").to_plain(), "2 * 3 和 **");
/// assert_eq!(Text::plain("**不是加粗**").to_string(), r"\*\*不是加粗\*\*");
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
/// let bold = Span { text: "注意".into(), bold: true };
/// let plain = Span { text: "保存".into(), bold: false };
/// assert_eq!(Text::from_iter([bold, plain]).to_string(), "**注意**保存");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The words; never empty in a [`Text`].
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Text {
    /// These words as they are, without markup.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::plain("5*3").to_string(), r"5\*3");
    /// ```
    pub fn plain(words: impl AsRef<str>) -> Text {
        let mut text = Text::default();
        text.push(words, false);
        text
    }

    /// These words as they are, in bold.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::bold("水利厅").to_string(), "**水利厅**");
    /// ```
    pub fn bold(words: impl AsRef<str>) -> Text {
        let mut text = Text::default();
        text.push(words, true);
        text
    }

    /// Adds words, without markup, at the end.
    ///
    /// ```
    /// use bulletin::Text;
    ///
    /// let mut text = Text::plain("本周，");
    /// text.push("水利厅", true);
    /// text.push("印发通知。", false);
    /// assert_eq!(text, Text::from("本周，**水利厅**印发通知。"));
    /// ```
    pub fn push(&mut self, words: impl AsRef<str>, bold: bool) {
        for character in words.as_ref().chars() {
            self.push_char(character, bold);
        }
    }

    fn push_char(&mut self, character: char, bold: bool) {
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

    /// The stretches of one weight, in order; none is empty, and neighbours differ.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").spans().len(), 3);
    /// ```
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether there are no words at all.
    ///
    /// ```
    /// assert!(bulletin::Text::from("").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether there is nothing in it but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }

    /// The words alone, whatever their weight.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").to_plain(), "共3件");
    /// ```
    pub fn to_plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// What markup is made of.
enum Token {
    /// A pair of asterisks.
    Mark,
    /// A character that stands for itself.
    Char(char),
}

fn tokens(markup: &str) -> impl Iterator<Item = Token> {
    let mut characters = markup.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        let next = characters.peek().copied();
        Some(match (character, next) {
            ('*', Some('*')) => {
                characters.next();
                Token::Mark
            }
            ('\\', Some(escaped @ ('*' | '\\'))) => {
                characters.next();
                Token::Char(escaped)
            }
            _ => Token::Char(character),
        })
    })
}

/// Reads markup. Never fails: see [`Text`].
impl From<&str> for Text {
    fn from(markup: &str) -> Text {
        let mut text = Text::default();
        let mut tokens = tokens(markup).peekable();
        // The words since the mark that opened bold, while it is open.
        let mut open: Option<String> = None;
        while let Some(token) = tokens.next() {
            match (token, &mut open) {
                (Token::Char(character), Some(words)) => words.push(character),
                (Token::Char(character), None) => text.push_char(character, false),
                (Token::Mark, Some(words)) => {
                    text.push(words, true);
                    open = None;
                }
                (Token::Mark, None) => {
                    // Bold that encloses nothing is not bold: 密码**** keeps its asterisks.
                    if tokens.next_if(|next| matches!(next, Token::Mark)).is_some() {
                        text.push("****", false);
                    } else {
                        open = Some(String::new());
                    }
                }
            }
        }
        if let Some(words) = open {
            text.push("**", false);
            text.push(words, false);
        }
        text
    }
}

/// Reads markup, as from `&str`.
impl From<String> for Text {
    fn from(markup: String) -> Text {
        Text::from(markup.as_str())
    }
}

/// Empty spans are left out and neighbours of one weight joined.
impl FromIterator<Span> for Text {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Text {
        let mut text = Text::default();
        for span in spans {
            text.push(span.text, span.bold);
        }
        text
    }
}

/// As markup; reading it gives the same text.
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
