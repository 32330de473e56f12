//! What the words of a bulletin may hold, and the limits of its size. A bulletin that is read is
//! checked as it is read, so that the error has its place; one that is made by a program is
//! checked by [`Bulletin::validate`](super::Bulletin::validate).

use serde::de::{Deserialize, Deserializer, Error as _};

/// The deepest that sections nest: 一、（一）1.（1）①.
pub(crate) const MAX_DEPTH: usize = 5;
/// The most sections, blocks and appendices in all.
pub(crate) const MAX_BLOCKS: usize = 200_000;
/// The most columns of a table.
pub(crate) const MAX_COLUMNS: usize = 64;
/// The most rows of a table.
pub(crate) const MAX_ROWS: usize = 100_000;
/// The most characters of one text.
pub(crate) const MAX_CHARACTERS: usize = 1_000_000;

/// Whether words hold only what a document can carry: no control characters but line feeds and
/// tabs, no noncharacters, not too many.
pub(crate) fn printable(words: &str) -> Result<(), String> {
    if words.len() > MAX_CHARACTERS && words.chars().count() > MAX_CHARACTERS {
        return Err(format!("a text of more than {MAX_CHARACTERS} characters, the limit"));
    }
    let forbidden = words.chars().enumerate().find(|(_, character)| {
        let control = character.is_control() && !matches!(character, '\n' | '\t');
        control || matches!(u32::from(*character) & 0xFFFF, 0xFFFE..=0xFFFF)
    });
    match forbidden {
        None => Ok(()),
        Some((index, character)) => Err(format!(
            "the control character U+{:04X} at character {}, expected text that can be printed",
            u32::from(character),
            index + 1
        )),
    }
}

/// Words that can be printed.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let words = String::deserialize(deserializer)?;
    printable(&words).map_err(D::Error::custom)?;
    Ok(words)
}

/// Words that can be printed and are there.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let words = words(deserializer)?;
    if words.trim().is_empty() {
        return Err(D::Error::custom("nothing but white space, expected words"));
    }
    Ok(words)
}

/// The same, where there may be none.
pub(super) fn optional_words<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    name(deserializer).map(Some)
}

/// A list of names.
pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(serde::Deserialize)]
    struct Name(#[serde(deserialize_with = "name")] String);
    Ok(Vec::<Name>::deserialize(deserializer)?.into_iter().map(|Name(name)| name).collect())
}

/// A heading: text that is not blank.
pub(super) fn heading<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<super::Text>, D::Error> {
    let text = super::Text::deserialize(deserializer)?;
    if text.to_plain().trim().is_empty() {
        return Err(D::Error::custom(
            "a blank heading, expected words, or no heading for a numbered paragraph",
        ));
    }
    Ok(Some(text))
}

/// A count from 1.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    match u32::deserialize(deserializer)? {
        0 => Err(D::Error::custom("0, expected a number from 1")),
        count => Ok(Some(count)),
    }
}

/// A year of four digits.
pub(super) fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    let year = i32::deserialize(deserializer)?;
    if (1000..=9999).contains(&year) {
        Ok(Some(year))
    } else {
        Err(D::Error::custom(format!("the year {year}, expected four digits")))
    }
}

/// A share of the line in percent.
pub(super) fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let percent = u32::deserialize(deserializer)?;
    if (1..=100).contains(&percent) {
        Ok(Some(percent))
    } else {
        Err(D::Error::custom(format!("{percent}, expected 1 to 100 percent of the line")))
    }
}
