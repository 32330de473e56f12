//! Findings: what a reader should know about a bulletin or its pages that is not an error. They
//! are data: all of them are reported, and nothing stops.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::message::{Arguments, Language, Message, Said, Severity, in_both};
use crate::place::Place;

/// One thing that somebody should look at: a [`Message`] and its place. The library's own codes are
/// listed in `docs/findings.md`; a program makes findings of its own with
/// [`messages!`](crate::messages!), to be shown with those of the library.
///
/// As JSON it is `code`, `severity`, `place`, `arguments`, `message` and `hint` in both languages
/// (`en`, `zh`), and, for equal findings that were joined, `count` and `places`.
///
/// ```
/// use bulletin::{Language, Severity, draft};
///
/// let draft = draft::parse("工作简报\n第4l7期\n\n正文。");
/// let finding = &draft.findings[0];
/// assert_eq!((finding.code(), finding.severity()), ("draft.repaired", Severity::Note));
/// assert_eq!(finding.place().line(), Some(2));
/// assert_eq!(finding.message(Language::Chinese), "“4l7”按“417”读取（形近字）");
/// ```
#[derive(Clone, Debug)]
pub struct Finding {
    message: Arc<dyn Message>,
    // Boxed, so that a `Result` of a finding is small.
    places: Box<Places>,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Places {
    first: Place,
    /// The next few.
    more: Vec<Place>,
    /// In how many places it is, kept or not.
    count: usize,
}

/// How many places of equal findings are kept.
const PLACES: usize = 5;

impl Finding {
    /// A message at a place.
    pub fn new(message: impl Message + 'static, place: Place) -> Finding {
        Finding::of(Arc::new(message), place)
    }

    pub(crate) fn of(message: Arc<dyn Message>, place: Place) -> Finding {
        Finding { message, places: Box::new(Places { first: place, more: Vec::new(), count: 1 }) }
    }

    /// The stable name of what is said, such as `font.missing-character`.
    pub fn code(&self) -> &'static str {
        self.message.code()
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.message.severity()
    }

    /// Where it is; the first place, when it is in several.
    pub fn place(&self) -> &Place {
        &self.places.first
    }

    /// What is the matter, in one sentence without the place.
    pub fn message(&self, language: Language) -> String {
        Said(&*self.message, language).to_string()
    }

    /// What would put it right, where that is known.
    pub fn hint(&self, language: Language) -> Option<String> {
        self.message.hint(language)
    }

    /// The message itself: its arguments, its meaning.
    pub fn what(&self) -> &dyn Message {
        &*self.message
    }

    /// In how many places it is.
    pub fn count(&self) -> usize {
        self.places.count
    }

    /// The first of those places, [`place`](Finding::place) before all; at most five.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.places.first).chain(&self.places.more)
    }

    /// Adds another place of the same finding.
    pub(crate) fn also_at(&mut self, place: impl FnOnce() -> Place) {
        let Places { more, count, .. } = &mut *self.places;
        *count += 1;
        if more.len() + 1 < PLACES {
            more.push(place());
        }
    }

    /// The same finding at another place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Finding {
        self.places.first = place;
        self
    }

    /// The same finding with each of its places changed.
    #[must_use]
    pub fn with_places(mut self, change: impl Fn(Place) -> Place) -> Finding {
        let Places { first, more, .. } = &mut *self.places;
        for place in std::iter::once(first).chain(more) {
            *place = change(std::mem::take(place));
        }
        self
    }

    /// One line in a language: `warning: 2:1: message (hint) [code]`.
    pub fn line(&self, language: Language) -> impl fmt::Display + '_ {
        Line { finding: self, language }
    }
}

/// Joins equal notes into one with a count, which stands where the first of them stood. What
/// somebody has to act on stays as it is, each at its place.
pub fn join_equal(findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::new();
    // Which finding says what a note says, for a draft can have thousands.
    let mut notes = BTreeMap::new();
    for finding in findings {
        let said = (finding.code(), finding.message.arguments());
        let first = match finding.severity() {
            Severity::Note => *notes.entry(said).or_insert(joined.len()),
            _ => joined.len(),
        };
        match joined.get_mut(first) {
            Some(first) => {
                let Places { more, count, .. } = &mut *first.places;
                *count += finding.count();
                let room = (PLACES - 1).saturating_sub(more.len());
                more.extend(finding.places().take(room).cloned());
            }
            None => joined.push(finding),
        }
    }
    joined
}

impl PartialEq for Finding {
    fn eq(&self, other: &Finding) -> bool {
        *self.message == *other.message && self.places == other.places
    }
}

impl Eq for Finding {}

struct Line<'a> {
    finding: &'a Finding,
    language: Language,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line { finding, language } = *self;
        let chinese = language == Language::Chinese;
        let colon = if chinese { "：" } else { ": " };
        write!(f, "{}{colon}", Said(&finding.severity(), language))?;
        if !finding.place().is_empty() {
            write!(f, "{}{colon}", Said(finding.place(), language))?;
        }
        write!(f, "{}", Said(&*finding.message, language))?;
        if let Some(hint) = finding.hint(language) {
            if chinese { write!(f, "（{hint}）")? } else { write!(f, " ({hint})")? }
        }
        let Places { more, count, .. } = &*finding.places;
        if *count > 1 {
            let more = more.iter().map(|place| Said(place, language).to_string());
            let more = more.collect::<Vec<_>>().join(if chinese { "；" } else { "; " });
            let rest = if *count > PLACES { "…" } else { "" };
            if chinese {
                write!(f, "（共 {count} 处，另见 {more}{rest}）")?;
            } else {
                write!(f, " ({count} places, also {more}{rest})")?;
            }
        }
        write!(f, " [{}]", finding.code())
    }
}

/// `warning: sections[0].heading: message (hint) [code]`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.line(Language::English).fmt(f)
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Finding", 8)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("severity", &self.severity())?;
        fields.serialize_field("place", self.place())?;
        fields.serialize_field("arguments", &Arguments(&*self.message))?;
        fields.serialize_field("message", &in_both(|language| self.message(language)))?;
        if self.hint(Language::English).is_some() {
            fields.serialize_field("hint", &in_both(|language| self.hint(language)))?;
        }
        if self.count() > 1 {
            fields.serialize_field("count", &self.count())?;
            fields.serialize_field("places", &self.places().collect::<Vec<_>>())?;
        }
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::messages! {
        enum Said {
            /// A note.
            Blank = Note "test.blank" { words: String = "甲".into() } en "a" zh "甲";
            /// A warning.
            Wrong = Warning "test.wrong" {} en "a" zh "甲";
        }
    }

    #[test]
    fn equal_notes_are_one_with_a_count_and_hide_no_warning() {
        let note = |line| Finding::new(Said::Blank { words: "甲".into() }, Place::at(line, 1));
        let other = Finding::new(Said::Blank { words: "乙".into() }, Place::at(2, 2));
        let wrong = |line| Finding::new(Said::Wrong {}, Place::at(line, 1));
        let all = (1..=96).map(note).chain([wrong(3), other.clone(), wrong(9)]);
        let joined = join_equal(all);
        assert_eq!(joined.len(), 4);
        assert_eq!(joined.iter().map(Finding::count).collect::<Vec<_>>(), [96, 1, 1, 1]);
        let lines: Vec<_> = joined.iter().flat_map(|f| f.places().map(Place::line)).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 3, 2, 9].map(Some));
        assert_eq!(joined.get(2), Some(&other));
        assert_eq!(join_equal(joined.clone()), joined);
    }
}
