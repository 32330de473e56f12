//! Text with parts that are bold, underlined, coloured, raised or lowered, and references.

mod markup;

pub(crate) use markup::tag_length;

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::limits::{self, Limit};
use super::messages::Fault;
use super::rules;
use super::strict::{self, Expected};
use super::total::{self, Counted};
use crate::info::Color;
use crate::raise::expecting;

/// Words, parts of which may be bold, underlined, coloured, raised or lowered. As a string:
///
/// | Markup | Meaning |
/// |---|---|
/// | `**…**` | bold |
/// | `<u>…</u>` | underlined (下划线) |
/// | `<#C00000>…</#>` | in a colour |
/// | `<sup>…</sup>`, `<sub>…</sub>` | superscript (上标), subscript (下标) |
/// | `<note>…</note>` | a footnote (脚注) at this place of a paragraph; elsewhere it stands in （） |
/// | `<ref>id</ref>` | the label of the appendix, table or picture that has this id: 附件2, 表1 |
/// | `\*`, `\\` | an asterisk, a backslash |
/// | `\<sup>` and so on | the tag as words |
///
/// A lone `*`, a mark without its partner, marks with nothing between them and a backslash before
/// anything else stand for themselves; tags of one kind do not nest. `~` and `^` are never markup: 10~20人. A line
/// feed ends the line there; a tab becomes a space, and a carriage return before a line feed is left
/// out.
///
/// ```
/// use bulletin::{Position, Text};
///
/// let text = Text::from("本周，**水利厅**印发通知");
/// assert_eq!(text.to_plain(), "本周，水利厅印发通知");
/// assert!(text.spans()[1].bold);
/// assert_eq!(text.to_string(), "本周，**水利厅**印发通知");
/// assert_eq!(Text::plain("**").to_string(), r"\*\*");
///
/// let area = Text::from("减排CO<sub>2</sub>，绿化10~20km<sup>2</sup>");
/// assert_eq!(area.to_plain(), "减排CO2，绿化10~20km2");
/// assert_eq!(area.spans()[1].position, Position::Subscript);
///
/// let warning = Text::from("<#C00000>橙色预警</#>，见<ref>plan</ref>");
/// assert_eq!(warning.spans()[0].color, Some(bulletin::Color { red: 0xC0, green: 0, blue: 0 }));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    spans: Vec<Span>,
}

/// Where a stretch of text stands: on the line, raised or lowered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Position {
    /// On the line.
    #[default]
    Baseline,
    /// Raised and small (上标): m<sup>2</sup>.
    Superscript,
    /// Lowered and small (下标): CO<sub>2</sub>.
    Subscript,
}

/// What the words of a stretch are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanKind {
    /// Words of the text.
    #[default]
    Words,
    /// The id of an appendix, a table or a picture, in place of which its label is printed: 附件2, 表1.
    /// The label follows its target, wherever that is moved.
    Reference,
    /// A footnote (脚注): in a paragraph of the text a number stands for it, and it stands at the foot of
    /// the page. Stretches of one footnote follow one another. In a heading, a cell or wherever else no
    /// footnote can be, it stands in （）.
    Note,
}

/// A stretch of text that looks the same throughout.
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
    /// Whether they stand on the line.
    pub position: Position,
    /// Whether they are underlined.
    pub underline: bool,
    /// Their colour, where it is not that of the theme.
    pub color: Option<Color>,
    /// What they are.
    pub kind: SpanKind,
}

/// What a span is besides its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    bold: bool,
    position: Position,
    underline: bool,
    color: Option<Color>,
    kind: SpanKind,
}

impl Span {
    /// A stretch of words, as they are, on the line.
    ///
    /// ```
    /// assert!(bulletin::Span::new("注意", true).bold);
    /// ```
    pub fn new(text: impl Into<String>, bold: bool) -> Span {
        Span { text: text.into(), bold, ..Span::default() }
    }

    /// A reference to the appendix, table or picture of this id.
    ///
    /// ```
    /// use bulletin::{Span, Text};
    ///
    /// let text = Text::from_iter([Span::new("见", false), Span::reference("scores")]);
    /// assert_eq!(text.to_string(), "见<ref>scores</ref>");
    /// ```
    pub fn reference(id: impl Into<String>) -> Span {
        Span { text: id.into(), kind: SpanKind::Reference, ..Span::default() }
    }

    /// A footnote.
    ///
    /// ```
    /// use bulletin::{Span, Text};
    ///
    /// let text = Text::from_iter([Span::new("雨量", false), Span::note("自动站测得。")]);
    /// assert_eq!(text.to_string(), "雨量<note>自动站测得。</note>");
    /// assert_eq!(text.to_plain(), "雨量");
    /// ```
    pub fn note(words: impl Into<String>) -> Span {
        Span { text: words.into(), kind: SpanKind::Note, ..Span::default() }
    }

    /// The same words, underlined.
    ///
    /// ```
    /// use bulletin::{Span, Text};
    ///
    /// let span = Span::new("不得迟报", false).underlined();
    /// assert_eq!(Text::from_iter([span]).to_string(), "<u>不得迟报</u>");
    /// ```
    #[must_use]
    pub fn underlined(self) -> Span {
        Span { underline: true, ..self }
    }

    /// The same words in a colour.
    ///
    /// ```
    /// use bulletin::{Color, Span, Text};
    ///
    /// let span = Span::new("红色预警", true).colored(Color::RED);
    /// assert_eq!(Text::from_iter([span]).to_string(), "**<#FF0000>红色预警</#>**");
    /// ```
    #[must_use]
    pub fn colored(self, color: Color) -> Span {
        Span { color: Some(color), ..self }
    }

    /// The same words, raised or lowered.
    ///
    /// ```
    /// use bulletin::{Position, Span, Text};
    ///
    /// let two = Span::new("2", false).at(Position::Subscript);
    /// assert_eq!(Text::from_iter([Span::new("CO", false), two]).to_string(), "CO<sub>2</sub>");
    /// ```
    #[must_use]
    pub fn at(self, position: Position) -> Span {
        Span { position, ..self }
    }

    fn look(&self) -> Look {
        let Span { bold, position, underline, color, kind, .. } = *self;
        Look { bold, position, underline, color, kind }
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
        Text::from_iter([Span::new(words, false)])
    }

    /// Bold words as they are, without markup.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::bold("水利厅").to_string(), "**水利厅**");
    /// ```
    pub fn bold(words: impl Into<String>) -> Text {
        Text::from_iter([Span::new(words, true)])
    }

    /// The stretches of one look, in order; neighbours differ, none is empty.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").spans().len(), 3);
    /// ```
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The words without their look and without footnotes; of a reference its id.
    ///
    /// ```
    /// assert_eq!(bulletin::Text::from("共**3**件").to_plain(), "共3件");
    /// ```
    pub fn to_plain(&self) -> String {
        let words = self.spans.iter().filter(|span| span.kind != SpanKind::Note);
        words.map(|span| span.text.as_str()).collect()
    }

    /// Whether there are no words.
    ///
    /// ```
    /// assert!(bulletin::Text::from("").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds words at the end, on the line, without markup.
    ///
    /// ```
    /// use bulletin::Text;
    ///
    /// let mut text = Text::plain("本周，");
    /// text.push("水利厅", true);
    /// assert_eq!(text, Text::from("本周，**水利厅**"));
    /// ```
    pub fn push(&mut self, words: &str, bold: bool) {
        self.extend([Span::new(words, bold)]);
    }

    /// The rule of every text, that of [words](rules::words).
    pub(super) fn check(&self) -> Result<(), Fault> {
        rules::characters(self.spans.iter().flat_map(|span| span.text.chars()))?;
        let written = markup::length(self);
        limits::TEXT.check(written)?;
        total::add(Counted::Characters, written)
    }

    /// Whether it refers to something.
    pub(crate) fn has_references(&self) -> bool {
        self.spans.iter().any(|span| span.kind == SpanKind::Reference)
    }

    /// Whether it has footnotes.
    pub(crate) fn has_notes(&self) -> bool {
        self.spans.iter().any(|span| span.kind == SpanKind::Note)
    }

    /// The rule of a heading or title, which is not blank.
    pub(super) fn check_heading(&self) -> Result<(), Fault> {
        self.check()?;
        self.check_not_blank()
    }

    fn check_not_blank(&self) -> Result<(), Fault> {
        let blank = |span: &Span| span.kind == SpanKind::Note || span.text.trim().is_empty();
        if self.spans.iter().all(blank) {
            return Err(Fault::Blank {});
        }
        Ok(())
    }

    fn push_character(&mut self, character: char, look: Look) {
        let character = if character == '\t' { ' ' } else { character };
        match self.spans.last_mut() {
            Some(last) if last.look() == look => {
                if character == '\n' && last.text.ends_with('\r') {
                    last.text.pop();
                }
                last.text.push(character);
            }
            _ => {
                let Look { bold, position, underline, color, kind } = look;
                let text = character.into();
                // Most texts have one.
                if self.spans.is_empty() {
                    self.spans.reserve_exact(1);
                }
                self.spans.push(Span { text, bold, position, underline, color, kind });
            }
        }
    }
}

/// Adds spans at the end. Empty ones are left out and neighbours of one look joined.
impl Extend<Span> for Text {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        for span in spans {
            for character in span.text.chars() {
                self.push_character(character, span.look());
            }
        }
    }
}

/// Empty spans are left out and neighbours of one look joined.
impl FromIterator<Span> for Text {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Text {
        let mut text = Text::default();
        text.extend(spans);
        text
    }
}

/// Reads the markup. Every string is some text.
impl From<&str> for Text {
    fn from(markup: &str) -> Text {
        markup::read(markup)
    }
}

/// As from `&str`.
impl From<String> for Text {
    fn from(markup: String) -> Text {
        Text::from(markup.as_str())
    }
}

/// The canonical markup: reading it gives the same text.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        markup::write(self, f)
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
        Text::from(markup).check_not_blank()
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
