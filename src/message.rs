//! What is said: a code with typed arguments, and a sentence only when somebody asks for one, in
//! their language. Sentences stand in the `messages.rs` of each module and nowhere else; nothing
//! reads one again.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::place::ModelPath;

/// The language of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters (简体中文).
    Chinese,
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing (提示).
    Note,
    /// A person has to decide (请核对); a program never raises it to an error.
    Review,
    /// Probably wrong, or not as the standard recommends (疑问).
    Warning,
    /// Certainly wrong, or against a requirement of the standard (错误).
    Error,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is not a bulletin or theme: an unknown key, a wrong type, an impossible value.
    Input,
    /// The input is larger or deeper than a named limit.
    Limit,
    /// A font file cannot be used, or a face that is needed is missing.
    Font,
    /// An image cannot be decoded.
    Image,
    /// A file could not be read or written.
    Io,
    /// A writer produced something it should not have: a fault of this library.
    Internal,
}

/// Something that can be said of a bulletin: the type behind each [`Finding`](crate::Finding) and
/// [`Error`](crate::Error). The library's own are listed by [`catalogue`](crate::catalogue); a
/// program declares its own with [`messages!`](crate::messages!).
pub trait Message: fmt::Debug + Send + Sync {
    /// The stable name of what is said: `draft.joined`.
    fn code(&self) -> &'static str;

    /// How much it matters.
    fn severity(&self) -> Severity;

    /// What kind of error it is, when it is one.
    fn kind(&self) -> ErrorKind;

    /// What the code means, for the list of all codes.
    fn meaning(&self) -> &'static str;

    /// The values that the sentence names, by their names.
    fn arguments(&self) -> Vec<(&'static str, Argument)>;

    /// Writes the sentence, without a place and without a full stop.
    ///
    /// # Errors
    /// Only those of `f`.
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// What would put it right, where that is known.
    fn hint(&self, language: Language) -> Option<String>;
}

/// Two messages are equal when they say the same of the same values.
impl PartialEq for dyn Message {
    fn eq(&self, other: &dyn Message) -> bool {
        self.code() == other.code() && self.arguments() == other.arguments()
    }
}

impl Eq for dyn Message {}

/// A message in a language: `Said(&message, Language::Chinese).to_string()`.
pub(crate) struct Said<'a, T: ?Sized>(pub(crate) &'a T, pub(crate) Language);

impl fmt::Display for Said<'_, dyn Message> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, f)
    }
}

/// A sentence or a hint in both languages, for programs.
pub(crate) fn in_both<T: Serialize>(said: impl Fn(Language) -> T) -> impl Serialize {
    #[derive(Serialize)]
    struct Both<T> {
        en: T,
        zh: T,
    }
    Both { en: said(Language::English), zh: said(Language::Chinese) }
}

/// The arguments of a message as a map.
pub(crate) struct Arguments<'a>(pub(crate) &'a dyn Message);

impl Serialize for Arguments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.arguments())
    }
}

/// The value of an argument, for programs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Argument {
    /// A whole number.
    Number(i64),
    /// Words as they were written, or a name.
    Text(String),
    /// Several.
    List(Vec<Argument>),
}

/// A value that a sentence can name.
pub trait Say {
    /// Writes it as it stands in a sentence of that language.
    ///
    /// # Errors
    /// Only those of `f`.
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The value for programs.
    fn argument(&self) -> Argument;
}

impl<T: Say + ?Sized> fmt::Display for Said<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, f)
    }
}

/// The most characters of the user's words that a sentence repeats.
const REPEATED: usize = 80;

/// Words of the user: what would move the cursor, turn the direction of the text or not be seen is
/// written as an escape, and of a long text the beginning.
impl Say for str {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.chars();
        for character in characters.by_ref().take(REPEATED) {
            write!(f, "{}", Visible(character))?;
        }
        if characters.next().is_some() { f.write_str("…") } else { Ok(()) }
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_owned())
    }
}

impl Say for String {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().say(language, f)
    }

    fn argument(&self) -> Argument {
        self.as_str().argument()
    }
}

impl Say for &'static str {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).say(language, f)
    }

    fn argument(&self) -> Argument {
        (**self).argument()
    }
}

impl Say for char {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Visible(*self))
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

/// A character by its number: U+4E00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePoint(pub char);

impl Say for CodePoint {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }

    fn argument(&self) -> Argument {
        Argument::Text(format!("U+{:04X}", u32::from(self.0)))
    }
}

/// A character that can be shown anywhere: itself, or an escape such as `\u{202e}`.
pub(crate) struct Visible(pub(crate) char);

impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.0.is_control()
            || matches!(self.0,
                '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}');
        if hidden { write!(f, "{}", self.0.escape_default()) } else { write!(f, "{}", self.0) }
    }
}

macro_rules! say_numbers {
    ($($number:ty),*) => {$(
        impl Say for $number {
            fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }

            fn argument(&self) -> Argument {
                i64::try_from(*self).map_or_else(|_| Argument::Text(self.to_string()), Argument::Number)
            }
        }
    )*};
}

say_numbers!(u8, u16, u32, u64, usize, i32, i64);

impl Say for chrono::NaiveDate {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl Say for ModelPath {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

/// A list: with commas in English, with 、 in Chinese.
impl<T: Say> Say for Vec<T> {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = match language {
            Language::English => ", ",
            Language::Chinese => "、",
        };
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(comma)?;
            }
            value.say(language, f)?;
        }
        Ok(())
    }

    fn argument(&self) -> Argument {
        Argument::List(self.iter().map(Say::argument).collect())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Said(self, Language::English).fmt(f)
    }
}

impl Say for Severity {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (language, self) {
            (Language::English, Severity::Note) => "note",
            (Language::English, Severity::Review) => "review",
            (Language::English, Severity::Warning) => "warning",
            (Language::English, Severity::Error) => "error",
            (Language::Chinese, Severity::Note) => "提示",
            (Language::Chinese, Severity::Review) => "请核对",
            (Language::Chinese, Severity::Warning) => "疑问",
            (Language::Chinese, Severity::Error) => "错误",
        })
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ErrorKind::Input => "invalid input",
            ErrorKind::Limit => "limit exceeded",
            ErrorKind::Font => "unusable font",
            ErrorKind::Image => "unusable image",
            ErrorKind::Io => "input or output failed",
            ErrorKind::Internal => "internal error",
        })
    }
}

/// Declares an enum whose variants are messages, each with its code, its arguments and its
/// sentence and hint in English and Chinese side by side. A variant's doc comment is the meaning
/// that lists of codes show; behind each argument stands a sample, for those lists and for tests.
///
/// Sentences and hints are format strings in which `{name}` is an argument, shown as its
/// [`Say`](crate::Say) says. They hold no place: where it is, the [`Finding`](crate::Finding)
/// knows.
///
/// ```
/// use bulletin::{Finding, Language, Place, Severity};
///
/// bulletin::messages! {
///     /// What this program says.
///     pub enum Clerk {
///         /// The draft came later than agreed.
///         Late = Warning "clerk.late" { days: u32 = 2 }
///         en "the draft is {days} days late", "ask the office for a new date"
///         zh "稿件迟到 {days} 天", "请与供稿单位另约时间";
///     }
/// }
///
/// let finding = Finding::new(Clerk::Late { days: 3 }, Place::default());
/// assert_eq!(finding.code(), "clerk.late");
/// assert_eq!(finding.severity(), Severity::Warning);
/// assert_eq!(finding.message(Language::Chinese), "稿件迟到 3 天");
/// ```
#[macro_export]
macro_rules! messages {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $(
                $(#[doc = $meaning:literal])+
                $variant:ident = $severity:ident $(($kind:ident))? $code:literal
                { $($argument:ident : $type:ty = $sample:expr),* $(,)? }
                en $english:literal $(, $english_hint:literal)?
                zh $chinese:literal $(, $chinese_hint:literal)?;
            )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                $(#[doc = $meaning])+
                $variant {
                    $(
                        #[doc = concat!("`", stringify!($argument), "` of the sentence.")]
                        $argument: $type,
                    )*
                },
            )+
        }

        #[allow(dead_code, reason = "not every set of messages is listed")]
        impl $name {
            /// A sample of each message.
            $visibility fn samples() -> Vec<$name> {
                vec![$($name::$variant { $($argument: $sample),* }),+]
            }
        }

        #[allow(unused_variables, reason = "a language need not name every argument")]
        impl $crate::Message for $name {
            fn code(&self) -> &'static str {
                match self { $($name::$variant { .. } => $code,)+ }
            }

            fn severity(&self) -> $crate::Severity {
                match self { $($name::$variant { .. } => $crate::Severity::$severity,)+ }
            }

            fn kind(&self) -> $crate::ErrorKind {
                match self { $($name::$variant { .. } => $crate::messages!(@kind $($kind)?),)+ }
            }

            fn meaning(&self) -> &'static str {
                match self { $($name::$variant { .. } => concat!($($meaning, "\n"),+).trim(),)+ }
            }

            fn arguments(&self) -> Vec<(&'static str, $crate::Argument)> {
                match self {
                    $($name::$variant { $($argument),* } => vec![
                        $((stringify!($argument), $crate::Say::argument($argument))),*
                    ],)+
                }
            }

            fn say(
                &self,
                language: $crate::Language,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                match self {
                    $($name::$variant { $($argument),* } => {
                        $(let $argument = $crate::said($argument, language);)*
                        match language {
                            $crate::Language::Chinese => ::std::write!(f, $chinese),
                            _ => ::std::write!(f, $english),
                        }
                    })+
                }
            }

            fn hint(&self, language: $crate::Language) -> Option<String> {
                match self {
                    $($name::$variant { $($argument),* } => {
                        $(let $argument = $crate::said($argument, language);)*
                        match language {
                            $crate::Language::Chinese => {
                                $crate::messages!(@hint $($chinese_hint)?)
                            }
                            _ => $crate::messages!(@hint $($english_hint)?),
                        }
                    })+
                }
            }
        }
    };
    (@kind) => { $crate::ErrorKind::Input };
    (@kind $kind:ident) => { $crate::ErrorKind::$kind };
    (@hint) => { None };
    (@hint $hint:literal) => { Some(::std::format!($hint)) };
}

/// Declares an enum of words of our own that stand in sentences: each with its English and its
/// Chinese.
macro_rules! terms {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$meaning:meta])* $variant:ident = $english:literal, $chinese:literal;)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $name {
            $($(#[$meaning])* $variant,)+
        }

        impl $crate::Say for $name {
            fn say(
                &self,
                language: $crate::Language,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> ::std::fmt::Result {
                f.write_str(match (self, language) {
                    $(($name::$variant, $crate::Language::Chinese) => $chinese,
                    ($name::$variant, _) => $english,)+
                })
            }

            fn argument(&self) -> $crate::Argument {
                $crate::Argument::Text(match self { $($name::$variant => $english,)+ }.to_owned())
            }
        }
    };
}

#[allow(unused_imports, reason = "the ground floor of what follows")]
pub(crate) use terms;

/// An argument as it stands in a sentence; what [`messages!`](crate::messages!) calls.
#[doc(hidden)]
pub fn said<T: Say + ?Sized>(argument: &T, language: Language) -> impl fmt::Display + '_ {
    Said(argument, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> String {
        Said(words, Language::English).to_string()
    }

    #[test]
    fn words_of_the_user_cannot_command_a_terminal() {
        assert_eq!(said("甲\u{1b}[31m乙\u{202E}丙\n"), "甲\\u{1b}[31m乙\\u{202e}丙\\n");
        assert_eq!(said("第8期，{1}"), "第8期，{1}");
    }

    #[test]
    fn of_a_long_text_the_beginning_is_said() {
        assert_eq!(said(&"甲".repeat(81)), "甲".repeat(80) + "…");
        assert_eq!(said(&"甲".repeat(80)), "甲".repeat(80));
    }

    #[test]
    fn lists_have_the_comma_of_their_language() {
        let list = vec!["toml", "yaml"];
        assert_eq!(Said(&list, Language::English).to_string(), "toml, yaml");
        assert_eq!(Said(&list, Language::Chinese).to_string(), "toml、yaml");
    }
}
