//! Where something stands in a draft: a character, a stretch of lines, or the characters of a text
//! that was joined from several lines.

use super::chars::{before, behind};

/// The place of a character; line and column count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Spot {
    /// The beginning of the draft.
    pub(super) const START: Spot = Spot { line: 1, column: 1 };

    /// The place that many characters further on.
    pub(super) fn right(self, characters: usize) -> Spot {
        let characters = u32::try_from(characters).unwrap_or(u32::MAX);
        Spot { column: self.column.saturating_add(characters), ..self }
    }

    /// The place that many characters before.
    pub(super) fn left(self, characters: u32) -> Spot {
        Spot { column: self.column.saturating_sub(characters).max(1), ..self }
    }

    /// What stands here on one line.
    pub(super) fn extent(self) -> Extent {
        Extent { line: self.line, column: self.column, last_line: self.line }
    }

    /// What begins here and ends on a line.
    pub(super) fn to_line(self, last_line: u32) -> Extent {
        Extent { last_line: last_line.max(self.line), ..self.extent() }
    }
}

/// A stretch of a draft: from a character to the end of a line. Lines and columns count from 1,
/// columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extent {
    /// The line of the first character.
    pub line: u32,
    /// The column of the first character.
    pub column: u32,
    /// The last line.
    pub last_line: u32,
}

impl Extent {
    /// The first character.
    pub(super) fn first(self) -> Spot {
        Spot { line: self.line, column: self.column }
    }

    /// The stretch that holds this one and another.
    pub(super) fn with(self, other: Extent) -> Extent {
        self.first().min(other.first()).to_line(self.last_line.max(other.last_line))
    }
}

/// A text that was joined from parts of a draft, with the place of each part.
#[derive(Clone, Debug, Default)]
pub(super) struct Passage {
    pub(super) text: String,
    /// The byte of the text at which each part begins, and the place of that part.
    parts: Vec<(usize, Spot)>,
}

impl Passage {
    /// A text that stands in one piece.
    pub(super) fn new(text: impl Into<String>, spot: Spot) -> Passage {
        Passage { text: text.into(), parts: vec![(0, spot)] }
    }

    /// Whether it has no parts.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds words that stand at a place.
    pub(super) fn push(&mut self, words: &str, spot: Spot) {
        self.goes_on(self.text.len(), spot);
        self.text.push_str(words);
    }

    /// Adds another text on a line of its own.
    pub(super) fn push_line(&mut self, more: &Passage) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.append(more);
    }

    /// Adds another text, with nothing between.
    pub(super) fn append(&mut self, more: &Passage) {
        let from = self.text.len();
        self.parts.retain(|(at, _)| *at < from);
        self.parts.extend(more.parts.iter().map(|(at, spot)| (from + at, *spot)));
        self.text.push_str(&more.text);
    }

    /// Says where the text from a byte on comes from.
    pub(super) fn goes_on(&mut self, at: usize, spot: Spot) {
        self.parts.push((at, spot));
    }

    /// Where the character at a byte of the text stands.
    pub(super) fn spot(&self, at: usize) -> Spot {
        let part = self.parts.partition_point(|(from, _)| *from <= at);
        match part.checked_sub(1).and_then(|part| self.parts.get(part)) {
            Some((from, spot)) => spot.right(behind(before(&self.text, at), *from).chars().count()),
            None => self.parts.first().map_or(Spot::START, |(_, spot)| *spot),
        }
    }

    /// Where the text between two bytes comes from.
    pub(super) fn extent(&self, from: usize, to: usize) -> Extent {
        let parts = self.parts.partition_point(|(part, _)| *part < to.max(from + 1));
        let last = parts.checked_sub(1).and_then(|part| self.parts.get(part));
        let first = self.spot(from);
        first.to_line(last.map_or(first.line, |(_, spot)| spot.line))
    }

    /// Where all of it comes from.
    pub(super) fn whole(&self) -> Extent {
        self.extent(0, self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_leads_back_to_its_lines() {
        let mut passage = Passage::new("本周", Spot { line: 3, column: 5 });
        passage.push("受理", Spot { line: 4, column: 1 });
        passage.push("12件", Spot { line: 4, column: 4 });
        let spot = |words: &str| {
            let Spot { line, column } = passage.spot(words.len());
            (line, column)
        };
        assert_eq!(spot(""), (3, 5));
        assert_eq!(spot("本"), (3, 6));
        assert_eq!(spot("本周"), (4, 1));
        assert_eq!(spot("本周受理1"), (4, 5));
        let heading = passage.extent(0, "本周".len());
        assert_eq!((heading.line, heading.column, heading.last_line), (3, 5, 3));
        assert_eq!(passage.whole().last_line, 4);
    }
}
