//! The outline: the headings as a tree (ISO 32000-1, 12.3.3).

use lopdf::{Object, ObjectId};

use super::file::{File, dictionary, name, text};
use super::messages::PdfMessage;
use super::number::Milli;
use crate::error::Error;
use crate::layout::page::{Heading, Pages, Turn};
use crate::length::Length;
use crate::place::Place;

/// How deep each heading of a sequence stands when it hangs under the nearest one before it of a
/// higher rank. No depth is skipped, whatever the levels are.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<u8>,
}

impl Nesting {
    /// The depth of the next heading, from 0.
    pub(super) fn next(&mut self, level: u8) -> usize {
        while self.open.last().is_some_and(|above| *above >= level) {
            self.open.pop();
        }
        self.open.push(level);
        self.open.len() - 1
    }
}

/// A heading in the tree.
struct OutlineItem {
    id: ObjectId,
    parent: Option<usize>,
    children: Vec<usize>,
    /// How many stand below it, at any depth.
    below: i64,
}

/// Puts the outline into the file, open, if there are headings.
pub(super) fn embed(file: &mut File, pages: &Pages) -> Result<(), Error> {
    if pages.outline.is_empty() {
        return Ok(());
    }
    let root = file.reserve();
    let (nodes, top) = tree(file, &pages.outline);
    let id = |index: usize| nodes.get(index).map(|node| node.id);
    for (heading, (index, node)) in pages.outline.iter().zip(nodes.iter().enumerate()) {
        let siblings = match node.parent.and_then(|parent| nodes.get(parent)) {
            Some(parent) => &parent.children,
            None => &top,
        };
        let place = siblings.binary_search(&index).unwrap_or(0);
        let beside = |place: Option<usize>| siblings.get(place?).copied().and_then(id);
        let mut entry = dictionary([
            ("Title", text(&heading.title)),
            ("Parent", node.parent.and_then(id).unwrap_or(root).into()),
            ("Dest", destination(file, pages, heading.page, heading.y, &heading.title)?),
        ]);
        let links = [
            ("Prev", beside(place.checked_sub(1))),
            ("Next", beside(Some(place + 1))),
            ("First", node.children.first().copied().and_then(id)),
            ("Last", node.children.last().copied().and_then(id)),
        ];
        for (key, link) in links {
            if let Some(link) = link {
                entry.set(key, link);
            }
        }
        if node.below > 0 {
            entry.set("Count", node.below);
        }
        file.set(node.id, entry);
    }
    let mut entries = dictionary([("Type", name("Outlines"))]);
    for (key, link) in [("First", top.first()), ("Last", top.last())] {
        if let Some(link) = link.copied().and_then(id) {
            entries.set(key, link);
        }
    }
    entries.set("Count", i64::try_from(nodes.len()).unwrap_or(i64::MAX));
    file.set(root, entries);
    let catalog = file.catalog();
    catalog.set("Outlines", root);
    catalog.set("PageMode", name("UseOutlines"));
    Ok(())
}

/// The headings with their numbers in the file and their places, and those at the top.
fn tree(file: &mut File, headings: &[Heading]) -> (Vec<OutlineItem>, Vec<usize>) {
    let mut nodes: Vec<OutlineItem> = Vec::with_capacity(headings.len());
    let (mut top, mut open) = (Vec::new(), Vec::new());
    let mut nesting = Nesting::default();
    for (index, heading) in headings.iter().enumerate() {
        open.truncate(nesting.next(heading.level));
        for above in &open {
            if let Some(node) = nodes.get_mut::<usize>(*above) {
                node.below += 1;
            }
        }
        let parent = open.last().copied();
        match parent.and_then(|parent| nodes.get_mut(parent)) {
            Some(parent) => parent.children.push(index),
            None => top.push(index),
        }
        nodes.push(OutlineItem { id: file.reserve(), parent, children: Vec::new(), below: 0 });
        open.push(index);
    }
    (nodes, top)
}

/// A height on a page, from 0, at the upper edge of the window, at the reader's zoom: where the words
/// `heading` are.
pub(super) fn destination(
    file: &File,
    pages: &Pages,
    page: usize,
    y: Length,
    heading: &str,
) -> Result<Object, Error> {
    let found = file.pages.get(page).zip(pages.pages.get(page));
    let (id, page) = found.ok_or_else(|| {
        let message = PdfMessage::HeadingPage { heading: heading.to_owned() };
        Error::new(message, Place::default())
    })?;
    let top = match page.turn {
        Turn::None => Milli::of(page.size.height - y).number(),
        // The corner that is the upper left one once the page is turned.
        Turn::Left => 0.0,
    };
    let place = [(*id).into(), name("XYZ"), 0.into(), top.into(), Object::Null];
    Ok(Object::Array(place.to_vec()))
}
