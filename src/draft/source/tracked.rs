//! Words that are being changed, each character with its place in the draft as it was written.

use std::ops::Range;

use crate::draft::messages::DraftMessage;
use crate::draft::spot::Spot;

/// Words with the place of each character.
#[derive(Clone, Debug, Default)]
pub(super) struct Tracked {
    pub(super) text: String,
    /// The place of each character, and that of what follows the last.
    spots: Vec<Spot>,
    end: Option<Spot>,
}

/// A change, or something that is said of words that stay as they are.
#[derive(Debug)]
pub(super) struct Edit {
    /// The bytes that are meant.
    pub(super) range: Range<usize>,
    /// What stands there instead; none where the words stay.
    pub(super) words: Option<String>,
    /// What is said of it.
    pub(super) says: Option<DraftMessage>,
}

impl Edit {
    /// Words take the place of others.
    pub(super) fn replace(range: Range<usize>, words: impl Into<String>) -> Edit {
        Edit { range, words: Some(words.into()), says: None }
    }

    /// Words are taken away.
    pub(super) fn delete(range: Range<usize>) -> Edit {
        Edit::replace(range, "")
    }

    /// Nothing is changed.
    pub(super) fn none(range: Range<usize>) -> Edit {
        Edit { range, words: None, says: None }
    }

    /// Says something of it.
    pub(super) fn say(self, message: DraftMessage) -> Edit {
        Edit { says: Some(message), ..self }
    }
}

impl Tracked {
    /// Words that stand in one piece at a place.
    pub(super) fn at(words: &str, spot: Spot) -> Tracked {
        let length = words.chars().count();
        let spots = (0..length).map(|index| spot.right(index)).collect();
        Tracked { text: words.to_owned(), spots, end: Some(spot.right(length)) }
    }

    /// The place behind its last character.
    pub(super) fn end(&self) -> Spot {
        self.end.unwrap_or(Spot::START)
    }

    /// The place of the first character, or of the end.
    pub(super) fn first(&self) -> Spot {
        self.spots.first().copied().unwrap_or(self.end())
    }

    /// Adds words, all of which stand for what is at one place.
    pub(super) fn push(&mut self, words: &str, spot: Spot) {
        self.text.push_str(words);
        self.spots.extend(words.chars().map(|_| spot));
        self.end = Some(spot);
    }

    /// Adds other words with their places.
    pub(super) fn append(&mut self, other: Tracked) {
        self.text.push_str(&other.text);
        self.end = Some(other.end());
        self.spots.extend(other.spots);
    }

    /// A part of the words.
    pub(super) fn part(&self, range: Range<usize>) -> Tracked {
        let from = self.text.get(..range.start).unwrap_or_default().chars().count();
        let text = self.text.get(range).unwrap_or_default();
        let length = text.chars().count();
        let spots = self.spots.get(from..from + length).unwrap_or_default().to_vec();
        let end = self.spots.get(from + length).copied().or(self.end);
        Tracked { text: text.to_owned(), spots, end }
    }

    /// A part without the blanks round it.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Tracked {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let from = range.start + text.len() - text.trim_start().len();
        self.part(from..from + text.trim().len())
    }

    /// The words changed by edits, which stand in order and do not overlap; and what they say.
    pub(super) fn edited(self, edits: Vec<Edit>, said: &mut Vec<(Spot, DraftMessage)>) -> Tracked {
        if edits.is_empty() {
            return self;
        }
        let end = self.end();
        let Tracked { text, spots, .. } = self;
        let mut edited = Tracked { end: Some(end), ..Tracked::default() };
        let mut characters = text.char_indices().zip(spots.iter().copied()).peekable();
        for Edit { range, words, says } in edits {
            while let Some(((_, character), spot)) =
                characters.next_if(|((at, _), _)| *at < range.start)
            {
                edited.text.push(character);
                edited.spots.push(spot);
            }
            let here = characters.peek().map_or(end, |(_, spot)| *spot);
            if let Some(message) = says {
                said.push((here, message));
            }
            let Some(words) = words else { continue };
            let replaced: Vec<Spot> =
                std::iter::from_fn(|| characters.next_if(|((at, _), _)| *at < range.end))
                    .map(|(_, spot)| spot)
                    .collect();
            // One character for one keeps its place.
            let mut places =
                replaced.iter().copied().filter(|_| replaced.len() == words.chars().count());
            edited.spots.extend(words.chars().map(|_| places.next().unwrap_or(here)));
            edited.text.push_str(&words);
        }
        for ((_, character), spot) in characters {
            edited.text.push(character);
            edited.spots.push(spot);
        }
        edited
    }

    /// The places in stretches: the index of a character, and its place, from which those behind it
    /// go on. The last is the end.
    pub(super) fn parts(&self) -> Vec<(u32, Spot)> {
        let mut parts: Vec<(u32, Spot)> = Vec::new();
        let mut expected = None;
        for (index, spot) in (0_u32..).zip(self.spots.iter().copied()) {
            if expected != Some(spot) {
                parts.push((index, spot));
            }
            expected = Some(spot.right(1));
        }
        parts.push((u32::try_from(self.spots.len()).unwrap_or(u32::MAX), self.end()));
        parts
    }
}
