//! What is noticed about characters while lines are broken. Each character is one finding, with the
//! paragraphs that it is in and, once the pages are made, the pages that it is on. Marks without
//! shape are one finding together.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::messages::LayoutMessage;
use super::page::{Content, Element, Page, Tag};
use crate::finding::Finding;
use crate::message::CodePoint;
use crate::place::{ModelPath, Place};
use crate::typeface::Typeface;

/// The path of a paragraph in the flow.
pub(super) type TextPath = ModelPath;
type OwnedPath = <TextPath as ToOwned>::Owned;

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    findings: Vec<Finding>,
    /// The finding about each character: in a typeface, if other typefaces may have it.
    characters: FxHashMap<(Option<Typeface>, char), Seen>,
    /// The paragraphs that have letters from right to left.
    right_to_left: BTreeSet<OwnedPath>,
    shapeless: Shapeless,
}

/// The marks without shape.
#[derive(Debug, Default)]
struct Shapeless {
    marks: BTreeSet<char>,
    /// The paragraphs that have them, in the order of the text.
    paths: Vec<OwnedPath>,
    /// The same paragraphs, to look one up among many.
    seen: BTreeSet<OwnedPath>,
}

/// A character with a finding.
#[derive(Debug)]
struct Seen {
    /// The finding, by its index.
    finding: usize,
    /// The last paragraph that it was seen in; none if the layout added it.
    path: Option<OwnedPath>,
}

impl Noticed {
    /// Notices something about a character. It counts once for each paragraph.
    pub(super) fn character(
        &mut self,
        typeface: Option<Typeface>,
        character: char,
        path: Option<&TextPath>,
        message: impl FnOnce() -> LayoutMessage,
    ) {
        let place = || path.map_or_else(Place::default, |path| place(path, character));
        match self.characters.get_mut(&(typeface, character)) {
            Some(seen) => {
                if let Some(path) = path.filter(|path| seen.path.as_ref() != Some(*path)) {
                    seen.path = Some(path.to_owned());
                    if let Some(finding) = self.findings.get_mut(seen.finding) {
                        finding.also_at(place);
                    }
                }
            }
            None => {
                let seen = Seen { finding: self.findings.len(), path: path.map(ToOwned::to_owned) };
                self.characters.insert((typeface, character), seen);
                self.findings.push(Finding::new(message(), place()));
            }
        }
    }

    /// Notices a letter that runs from right to left: once for each paragraph.
    pub(super) fn right_to_left(&mut self, character: char, path: &TextPath) {
        if !self.right_to_left.contains(path) {
            self.right_to_left.insert(path.to_owned());
            let message = LayoutMessage::RightToLeft {};
            self.findings.push(Finding::new(message, place(path, character)));
        }
    }

    /// Notices a mark without shape: once for each paragraph.
    pub(super) fn shapeless(&mut self, mark: char, path: &TextPath) {
        let Shapeless { marks, paths, seen } = &mut self.shapeless;
        marks.insert(mark);
        if paths.last() != Some(path) && seen.insert(path.clone()) {
            paths.push(path.clone());
        }
    }

    /// Notices that the last line of a paragraph has one character.
    pub(super) fn orphan(&mut self, path: &TextPath) {
        self.findings.push(Finding::new(LayoutMessage::Orphan {}, Place::path(path.clone())));
    }

    /// The findings, each place with the page that the character is printed on.
    pub(super) fn on_pages(mut self, pages: &[Page], elements: &[Element]) -> Vec<Finding> {
        let Shapeless { marks, paths, .. } = std::mem::take(&mut self.shapeless);
        let mut places = paths.into_iter().map(Place::path);
        if let Some(first) = places.next() {
            let marks = marks.into_iter().map(CodePoint).collect();
            let mut finding = Finding::new(LayoutMessage::Shapeless { marks }, first);
            places.for_each(|place| finding.also_at(|| place));
            self.findings.push(finding);
        }
        let printed = Printed::of(&self.findings, pages, elements);
        let with_page = |place: Place| {
            let page = printed.page(&place);
            Place { page, ..place }
        };
        self.findings.into_iter().map(|finding| finding.with_places(with_page)).collect()
    }
}

fn place(path: &TextPath, character: char) -> Place {
    Place::path(path.clone()).words(character)
}

/// The first page, from 1, on which each character that was noticed is printed.
struct Printed(BTreeMap<ModelPath, BTreeMap<char, Option<u32>>>);

impl Printed {
    fn of(findings: &[Finding], pages: &[Page], elements: &[Element]) -> Printed {
        let mut wanted: BTreeMap<ModelPath, BTreeMap<char, Option<u32>>> = BTreeMap::new();
        for place in findings.iter().flat_map(Finding::places) {
            if let Some(character) = place.words.chars().next() {
                wanted.entry(place.path.clone()).or_default().insert(character, None);
            }
        }
        if wanted.is_empty() {
            return Printed(wanted);
        }
        for (number, page) in (1..).zip(pages) {
            for item in &page.items {
                let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
                else {
                    continue;
                };
                let path = elements.get(element).map(|element| &element.path);
                let Some(characters) = path.and_then(|path| wanted.get_mut(path)) else {
                    continue;
                };
                for character in run.glyphs.iter().filter_map(|glyph| glyph.text) {
                    if let Some(page) = characters.get_mut(&character) {
                        page.get_or_insert(number);
                    }
                }
            }
        }
        Printed(wanted)
    }

    fn page(&self, place: &Place) -> Option<u32> {
        let character = place.words.chars().next()?;
        self.0.get(&place.path)?.get(&character).copied().flatten()
    }
}
