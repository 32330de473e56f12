//! Where each value of a bulletin came from in its draft.

use std::sync::Arc;

use super::Cleaned;
use super::lines;
use super::places::Places;
use crate::draft::chars::narrow;
use crate::draft::spot::{Extent, Spot};
use crate::finding::Finding;
use crate::model::tag_length;
use crate::place::{ModelPath, Origin, Place, Segment};

/// The places of a value and of what it holds, in the shape of the model.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Source {
    at: Option<Extent>,
    fields: Vec<(&'static str, Source)>,
    items: Vec<Source>,
}

impl Source {
    /// The source of a value that stands at a place.
    pub(in crate::draft) fn at(at: Extent) -> Source {
        Source { at: Some(at), ..Source::default() }
    }

    /// The source of a field.
    #[expect(clippy::indexing_slicing, reason = "the index is of what was found or pushed")]
    pub(in crate::draft) fn field(&mut self, name: &'static str) -> &mut Source {
        let known = self.fields.iter().position(|(known, _)| *known == name);
        let index = known.unwrap_or(self.fields.len());
        if known.is_none() {
            self.fields.reserve_exact(1);
            self.fields.push((name, Source::default()));
        }
        &mut self.fields[index].1
    }

    /// Gives a field another name.
    pub(in crate::draft) fn rename(&mut self, name: &str, new: &'static str) {
        for (known, _) in self.fields.iter_mut().filter(|(known, _)| *known == name) {
            *known = new;
        }
    }

    /// The source of an element, from 0.
    #[expect(clippy::indexing_slicing, reason = "the list has just been made long enough")]
    pub(in crate::draft) fn item(&mut self, index: usize) -> &mut Source {
        if self.items.len() <= index {
            self.items.resize_with(index + 1, Source::default);
        }
        &mut self.items[index]
    }

    /// Takes away the elements from one on.
    pub(in crate::draft) fn split_off(&mut self, first: usize) -> Vec<Source> {
        self.items.split_off(first.min(self.items.len()))
    }

    /// Adds a stretch of the draft from which the value comes.
    pub(in crate::draft) fn add(&mut self, at: Extent) {
        self.at = Some(self.at.map_or(at, |known| known.with(at)));
    }

    /// Widens each value to the stretches of what it holds.
    fn close(&mut self) -> Option<Extent> {
        let fields = self.fields.iter_mut().map(|(_, source)| source);
        let held: Vec<Extent> =
            fields.chain(&mut self.items).filter_map(|source| source.close()).collect();
        for at in held {
            self.add(at);
        }
        self.at
    }

    fn known(&self, segment: &Segment) -> Option<&Source> {
        match segment {
            Segment::Field(name) => {
                self.fields.iter().find(|(known, _)| known == name).map(|(_, source)| source)
            }
            Segment::Index(index) => self.items.get(*index),
        }
    }
}

/// Where each value of a bulletin came from in its draft, so that the findings of later stages can
/// show the line that somebody wrote. It holds a copy of the draft, which its clones share.
///
/// ```
/// use bulletin::{ModelPath, Place, draft};
///
/// let draft = draft::parse("工作简报\n第1期\n\n一、情况\n\n正文😀。");
/// let block = ModelPath::root().field("sections").index(0).field("blocks").index(0);
/// assert_eq!(draft.map.locate(&block).line, 6);
/// let place = draft.map.place(Place::path(block).words("😀"));
/// assert_eq!((place.line(), place.column()), (Some(6), Some(3)));
/// assert_eq!(draft.map.line(6), Some("正文😀。"));
/// ```
#[derive(Clone, Debug)]
pub struct SourceMap {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    draft: String,
    /// The lines that cleaning changed, by their numbers, as they were read.
    cleaned: Vec<(u32, String)>,
    places: Places,
    /// The bytes at which each line begins and ends.
    lines: Vec<(usize, usize)>,
    /// In places of the cleaned draft.
    root: Source,
    noted: Vec<u32>,
    left_out: Vec<u32>,
}

impl SourceMap {
    pub(in crate::draft) fn new(
        draft: &str,
        cleaned: &Cleaned<'_>,
        mut root: Source,
        noted: Vec<u32>,
        left_out: Vec<u32>,
    ) -> SourceMap {
        root.close();
        let draft = lines::without_mark(draft).to_owned();
        let lines = lines::counted(&draft);
        let lines: Vec<_> = lines.map(|(from, line)| (from, from + line.len())).collect();
        let last_line = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        root.at = Some(Spot::START.to_line(last_line));
        let places = cleaned.places.clone();
        let read = (1_u32..).zip(lines::counted(&cleaned.text));
        let changed = read.filter(|(number, _)| places.has_changed(*number));
        let cleaned = changed.map(|(number, (_, line))| (number, line.to_owned())).collect();
        let inner = Inner { draft, cleaned, places, lines, root, noted, left_out };
        SourceMap { inner: Arc::new(inner) }
    }

    /// Where a value stands, or else the nearest value around it whose place is known; in the end,
    /// the whole draft.
    pub fn locate(&self, path: &ModelPath) -> Extent {
        self.inner.places.original_extent(self.read_at(path))
    }

    /// Where a value stands in the cleaned draft.
    fn read_at(&self, path: &ModelPath) -> Extent {
        let mut source = Some(&self.inner.root);
        let mut at = Spot::START.extent();
        let mut segments = path.segments().iter();
        while let Some(known) = source {
            at = known.at.unwrap_or(at);
            source = segments.next().and_then(|segment| known.known(segment));
        }
        at
    }

    /// The same place with its line and column in the draft: of its words, if they occur within the
    /// value, or of the value. Words are compared without regard to white space, marks of
    /// emphasis and the width of characters, in the draft as it was read. A place that already has an origin, or names neither a value nor
    /// words, is not changed.
    #[must_use]
    pub fn place(&self, mut place: Place) -> Place {
        if place.origin.is_some() || (place.path.is_root() && place.words.is_empty()) {
            return place;
        }
        let at = self.read_at(&place.path);
        let words = self.find(&place.words, at);
        // Words of the whole that occur nowhere have no place.
        let spot = words.or_else(|| (!place.path.is_root()).then(|| at.first()));
        let spot = spot.map(|spot| self.inner.places.original(spot));
        place.origin = spot.map(|Spot { line, column }| Origin::Text { line, column });
        place
    }

    /// The same findings, with line and column in the draft for each of their places.
    pub fn locate_findings(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
        let findings = findings.into_iter();
        findings.map(|finding| finding.with_places(|place| self.place(place))).collect()
    }

    /// A line of the draft, from 1, without its end.
    pub fn line(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let (from, to) = self.inner.lines.get(index)?;
        self.inner.draft.get(*from..*to)
    }

    /// A line as it was read.
    fn cleaned_line(&self, number: u32) -> Option<&str> {
        match self.inner.cleaned.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(at) => self.inner.cleaned.get(at).map(|(_, line)| line.as_str()),
            Err(_) => self.line(number),
        }
    }

    /// The lines, in order, that the findings of the reading are about, those of marks left aside; all
    /// of them, while joined findings keep only their first places.
    pub fn noted(&self) -> &[u32] {
        &self.inner.noted
    }

    /// The lines, in order, that were left out wholly or in part because they are no words of the
    /// bulletin: page numbers, running heads, drawn lines, comments.
    pub fn left_out(&self) -> &[u32] {
        &self.inner.left_out
    }

    /// Where words first occur in a stretch of the draft.
    fn find(&self, words: &str, at: Extent) -> Option<Spot> {
        let wanted: Vec<char> =
            words.chars().filter(|character| !character.is_whitespace()).map(narrow).collect();
        let first = *wanted.first()?;
        let mut spot = at.first();
        while spot.line <= at.last_line {
            let skipped = usize::try_from(spot.column - 1).unwrap_or(usize::MAX);
            let line = self.cleaned_line(spot.line)?;
            for (column, (byte, character)) in line.char_indices().enumerate().skip(skipped) {
                if narrow(character) == first && self.stand_at(&wanted, spot.line, byte, at) {
                    return Some(Spot { column: 1, ..spot }.right(column));
                }
            }
            spot = Spot { line: spot.line.saturating_add(1), column: 1 };
        }
        None
    }

    /// Whether words stand at a byte of a line, perhaps over several lines and with spaces or marks
    /// of emphasis between.
    fn stand_at(&self, wanted: &[char], line: u32, byte: usize, at: Extent) -> bool {
        // A line that was left out may stand between them.
        let all = |_: &u32| true;
        let taken = |line: &u32| self.left_out().binary_search(line).is_err();
        self.stand_in(wanted, line, byte, at, all) || self.stand_in(wanted, line, byte, at, taken)
    }

    fn stand_in(
        &self,
        wanted: &[char],
        line: u32,
        byte: usize,
        at: Extent,
        taken: impl Fn(&u32) -> bool,
    ) -> bool {
        let first = self.cleaned_line(line).and_then(|line| line.get(byte..)).unwrap_or_default();
        let more = (line.saturating_add(1)..=at.last_line).filter(taken);
        let more = more.filter_map(|line| self.cleaned_line(line));
        let mut wanted = wanted.iter();
        let mut next = wanted.next();
        for mut rest in std::iter::once(first).chain(more) {
            while let (Some(want), Some(character)) = (next, rest.chars().next()) {
                let mark = match character {
                    '<' => tag_length(rest),
                    '*' | '\\' => Some(1),
                    _ => None,
                };
                let length = if narrow(character) == *want {
                    next = wanted.next();
                    character.len_utf8()
                } else if let Some(length) = mark {
                    length
                } else if character.is_whitespace() {
                    character.len_utf8()
                } else {
                    return false;
                };
                rest = rest.get(length..).unwrap_or_default();
            }
        }
        next.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared<T: Send + Sync>() {}

    #[test]
    fn a_map_can_be_shared() {
        shared::<SourceMap>();
    }

    #[test]
    fn words_are_found_whatever_stands_between_them() {
        let draft = "甲 **乙**丙\r\n１２ 件，甲乙\r丙";
        let draft = draft.to_owned() + "\n戊\n— 3 —\n己";
        let map =
            SourceMap::new(&draft, &Cleaned::default(), Source::default(), Vec::new(), vec![5]);
        let found = |words: &str| {
            let place = map.place(Place::default().words(words));
            place.line().zip(place.column())
        };
        assert_eq!(found("乙丙"), Some((1, 5)));
        assert_eq!(found("12件"), Some((2, 1)));
        assert_eq!(found("丙12"), Some((1, 8)));
        assert_eq!(found("，甲乙丙"), Some((2, 5)));
        assert_eq!(found("丁"), None);
        let tagged = SourceMap::new(
            "减排CO<sub>2</sub>吨",
            &Cleaned::default(),
            Source::default(),
            Vec::new(),
            vec![],
        );
        let place = tagged.place(Place::default().words("CO2吨"));
        assert_eq!(place.line().zip(place.column()), Some((1, 3)));
        assert_eq!(map.line(3), Some("丙"));
        assert_eq!(found("戊己"), Some((4, 1)));
        assert_eq!(map.line(7), None);
        assert!(map.place(Place::default()).is_empty());
    }

    #[test]
    fn a_value_without_a_place_stands_where_what_holds_it_stands() {
        let mut root = Source::default();
        let spot = |line| Spot { line, column: 3 }.extent();
        root.field("sections").item(1).field("heading").add(spot(4));
        root.field("sections").item(1).field("blocks").item(0).add(spot(6));
        let map = SourceMap::new(
            "1\n2\n3\n4\n5\n6\n7",
            &Cleaned::default(),
            root,
            Vec::new(),
            Vec::new(),
        );
        let at = |path: ModelPath| {
            let Extent { line, column, last_line } = map.locate(&path);
            (line, column, last_line)
        };
        let root = ModelPath::root();
        assert_eq!(at(root.clone()), (1, 1, 7));
        assert_eq!(at(root.field("title")), (1, 1, 7));
        let sections = root.field("sections");
        assert_eq!(at(sections.clone()), (4, 3, 6));
        assert_eq!(at(sections.index(0)), (4, 3, 6));
        assert_eq!(at(sections.index(1)), (4, 3, 6));
        assert_eq!(at(sections.index(1).field("blocks").index(0).field("table")), (6, 3, 6));
    }
}
