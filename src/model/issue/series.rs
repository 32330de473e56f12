//! The series that issues are numbered in.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::messages::Fault;
use crate::model::{rules, strict};
use crate::raise::expecting;

/// The series an issue is numbered in. In files `regular`, `supplement`, `special`,
/// `special-edition`, `inaugural`, `trial`, or the word itself, as 增刊 or a word of the office's own.
///
/// ```
/// use bulletin::{Issue, Series};
///
/// let mut issue = Issue::new(2024, 1);
/// issue.series = Series::Special;
/// assert_eq!(issue.to_string(), "2024年专刊第1期");
/// issue.series = Series::Own("防汛专辑".into());
/// assert_eq!(issue.to_string(), "2024年防汛专辑第1期");
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Series {
    /// The regular issues.
    #[default]
    Regular,
    /// 增刊, numbered on its own.
    Supplement,
    /// 专刊, numbered on its own.
    Special,
    /// 特刊, numbered on its own.
    SpecialEdition,
    /// 创刊号, the first of all; what follows it is in the regular series.
    Inaugural,
    /// 试刊, numbered on its own.
    Trial,
    /// A series under a word of the office's own, which has a Chinese character.
    Own(String),
}

const NAMES: [(&str, &str, Series); 6] = [
    ("regular", "", Series::Regular),
    ("supplement", "增刊", Series::Supplement),
    ("special", "专刊", Series::Special),
    ("special-edition", "特刊", Series::SpecialEdition),
    ("inaugural", "创刊号", Series::Inaugural),
    ("trial", "试刊", Series::Trial),
];

impl Series {
    /// The word that is printed; none for the regular issues.
    ///
    /// ```
    /// assert_eq!(bulletin::Series::Trial.word(), "试刊");
    /// ```
    pub fn word(&self) -> &str {
        match self {
            Series::Regular => "",
            Series::Supplement => "增刊",
            Series::Special => "专刊",
            Series::SpecialEdition => "特刊",
            Series::Inaugural => "创刊号",
            Series::Trial => "试刊",
            Series::Own(word) => word,
        }
    }

    pub(crate) fn is_regular(&self) -> bool {
        self.word().is_empty()
    }

    /// The series under this word.
    pub(crate) fn of(word: &str) -> Series {
        let known = NAMES.into_iter().find(|(_, printed, _)| *printed == word);
        known.map_or_else(|| Series::Own(word.to_owned()), |(_, _, series)| series)
    }

    /// The series whose words the others of the office's own are not, for reading lines.
    pub(super) fn printed() -> impl Iterator<Item = (&'static str, Series)> {
        NAMES.into_iter().filter(|(_, word, _)| !word.is_empty()).map(|(_, word, of)| (word, of))
    }

    /// The rule of a word of one's own: it has a Chinese character, so that a misspelt name of a
    /// series is none.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let Series::Own(word) = self else { return Ok(()) };
        rules::words(word)?;
        if word.is_empty() || word.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            return Ok(());
        }
        Err(Fault::Series { word: word.clone() })
    }
}

/// Two series are one if their words are.
impl PartialEq for Series {
    fn eq(&self, other: &Series) -> bool {
        self.word() == other.word()
    }
}

impl Eq for Series {}

impl Hash for Series {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word().hash(state);
    }
}

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let word = self.word();
        let known = NAMES.into_iter().find(|(_, printed, _)| *printed == word);
        serializer.serialize_str(known.map_or(word, |(name, _, _)| name))
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Series, D::Error> {
        struct SeriesVisitor;

        impl Visitor<'_> for SeriesVisitor {
            type Value = Series;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    "regular, supplement, special, special-edition, inaugural, trial or a word",
                    "regular、supplement、special、special-edition、inaugural、trial 或者自定的词",
                )
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Series, E> {
                let known = NAMES.into_iter().find(|(name, _, _)| *name == word);
                let series = known.map_or_else(|| Series::of(word), |(_, _, series)| series);
                let blank = word.is_empty();
                series.check().map_err(strict::fault)?;
                if blank {
                    return Err(strict::fault(Fault::Series { word: word.to_owned() }));
                }
                Ok(series)
            }
        }

        deserializer.deserialize_str(SeriesVisitor)
    }
}
