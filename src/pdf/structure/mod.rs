//! The structure of the document (ISO 32000-1, 14.7): the elements as a tree whose leaves are the
//! parts of the pages' content, and the way back from each part to its element.

mod attributes;
mod kept;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, dictionary, name, text};
use super::link::Link;
use super::messages::PdfMessage;
use super::outline::Nesting;
use super::place;
use super::write::Entries;
use crate::error::Error;
use crate::layout::page::{Element, ElementKind, Pages};

/// For each page, the element that each part of its content belongs to; the number of the part (MCID) is
/// its place in the list.
pub(super) type Marks = Vec<Vec<usize>>;

/// For each element, its type: one of the standard ones (ISO 32000-1, 14.8.4), so that no role
/// map is needed.
pub(super) type Roles = Vec<&'static str>;

/// Chooses the type of each element.
///
/// The name of the bulletin and the titles are headings of the first level; sections hang under
/// them. No level is skipped (ISO 14289-1, 7.4.2), even where a section has no heading.
pub(super) fn roles(pages: &Pages) -> Result<Roles, Error> {
    let mut headings = Nesting::default();
    let mut heading = |level: u8| -> &'static str {
        match headings.next(level) {
            0 => "H1",
            1 => "H2",
            2 => "H3",
            3 => "H4",
            4 => "H5",
            _ => "H6",
        }
    };
    let elements = pages.elements.iter().enumerate();
    let role = |(index, element): (usize, &Element)| {
        if element.parent.is_some_and(|parent| parent >= index) {
            return Err(Error::new(PdfMessage::ElementOrder {}, place(&element.path)));
        }
        Ok(match element.kind {
            ElementKind::Document => "Document",
            ElementKind::Group => "Sect",
            ElementKind::Tag | ElementKind::Title => heading(0),
            ElementKind::Heading(level) => heading(level),
            ElementKind::Paragraph => "P",
            ElementKind::Table => "Table",
            ElementKind::TableHead => "THead",
            ElementKind::TableBody => "TBody",
            ElementKind::TableRow => "TR",
            ElementKind::HeadCell { .. } => "TH",
            ElementKind::Cell { heads_row: true, .. } => "TH",
            ElementKind::Cell { .. } => "TD",
            ElementKind::Note => "Note",
            ElementKind::Figure => "Figure",
            ElementKind::Caption => "Caption",
            ElementKind::Contents => "TOC",
            ElementKind::ContentsItem => "TOCI",
            ElementKind::Reference => "Reference",
            ElementKind::Link if element.target.is_some() => "Link",
            // What leads nowhere is words like others.
            ElementKind::Link => "Span",
            ElementKind::List { .. } => "L",
            ElementKind::ListItem => "LI",
            ElementKind::ListLabel => "Lbl",
            ElementKind::ListBody => "LBody",
        })
    };
    elements.map(role).collect()
}

/// Where a part of the content is: the page, and the number of the part on it.
type Part = (u32, u32);

/// What the elements of a large document have, in a few lists of small things: there may be hundreds of
/// thousands of elements.
struct Tree<'a> {
    pages: &'a Pages,
    roles: &'a Roles,
    links: &'a [Link],
    /// The number of each element in the file; none for one that is left out.
    ids: Vec<Option<ObjectId>>,
    /// Where the content of each element begins, with that of the elements in it.
    begins: Vec<Option<Part>>,
    /// The content of elements.
    parts: Belongings<Part>,
    /// The elements in others.
    children: Belongings<usize>,
    /// Links, by their places in the list.
    annotations: Belongings<usize>,
    /// The places of figures.
    bounds: Belongings<Dictionary>,
}

/// Things that belong to elements.
struct Belongings<T>(Vec<(usize, T)>);

impl<T> Belongings<T> {
    /// Things by the elements that they belong to. Those of one element keep their order.
    fn new(things: impl Iterator<Item = (usize, T)>) -> Belongings<T> {
        let mut things: Vec<(usize, T)> = things.collect();
        things.sort_by_key(|(element, _)| *element);
        Belongings(things)
    }

    /// Those of an element.
    fn of(&self, element: usize) -> impl Iterator<Item = &T> {
        let from = self.0.partition_point(|(of, _)| *of < element);
        let rest = self.0.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(of, _)| *of == element).map(|(_, thing)| thing)
    }
}

/// Puts the structure into the file. `marks` has the element of every part of every page.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    roles: &Roles,
    marks: &Marks,
    links: &[Link],
) -> Result<(), Error> {
    let root = file.reserve();
    let tree = Tree::new(file, pages, roles, marks, links);
    let top = tree.top().map(Object::Reference).collect::<Vec<_>>();
    let mut notes: Vec<Object> = Vec::new();
    for (index, element) in pages.elements.iter().enumerate() {
        let Some(id) = tree.id(index) else { continue };
        let parent = element.parent.and_then(|parent| tree.id(parent)).unwrap_or(root);
        let mut entry = tree.entry(file, index, element, parent);
        if element.kind == ElementKind::Note {
            // A footnote has an identifier (ISO 14289-1, 7.9).
            let name = format!("note-{:06}", notes.len() / 2 + 1);
            entry.set("ID", Object::string_literal(name.clone()));
            notes.extend([Object::string_literal(name), id.into()]);
        }
        file.set_entries(id, entry);
    }
    let parents = tree.parents(file, marks);
    let mut entries = dictionary([
        ("Type", name("StructTreeRoot")),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", integer(marks.len() + links.len())),
    ]);
    if !top.is_empty() {
        entries.set("K", Object::Array(top));
    }
    if !notes.is_empty() {
        entries.set("IDTree", dictionary([("Names", Object::Array(notes))]));
    }
    file.set(root, entries);
    let catalog = file.catalog();
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
    Ok(())
}

impl<'a> Tree<'a> {
    /// The elements with their content; those that have none are left out.
    fn new(
        file: &mut File,
        pages: &'a Pages,
        roles: &'a Roles,
        marks: &Marks,
        links: &'a [Link],
    ) -> Tree<'a> {
        let elements = &pages.elements;
        let kept = kept::kept(elements, marks);
        let ids: Vec<_> = kept.into_iter().map(|kept| kept.then(|| file.reserve())).collect();
        let parts = (0..).zip(marks).flat_map(|(page, marks)| {
            (0..).zip(marks).map(move |(number, element)| (*element, (page, number)))
        });
        let parts = Belongings::new(parts);
        let children = elements.iter().zip(&ids).enumerate();
        let children = children.filter_map(|(index, (element, id))| {
            id.and(element.parent).map(|parent| (parent, index))
        });
        let annotations = links.iter().enumerate().map(|(place, link)| (link.element, place));
        Tree {
            pages,
            roles,
            links,
            begins: begins(elements, &parts),
            parts,
            children: Belongings::new(children),
            annotations: Belongings::new(annotations),
            bounds: Belongings::new(attributes::bounds(pages).into_iter()),
            ids,
        }
    }

    /// The number of an element in the file.
    fn id(&self, element: usize) -> Option<ObjectId> {
        self.ids.get(element).copied().flatten()
    }

    /// The elements that are in no other.
    fn top(&self) -> impl Iterator<Item = ObjectId> {
        let alone = self.pages.elements.iter().zip(&self.ids);
        alone.filter_map(|(element, id)| id.filter(|_| element.parent.is_none()))
    }

    /// An element (ISO 32000-1, table 323).
    fn entry(&self, file: &File, index: usize, element: &Element, parent: ObjectId) -> Entries {
        let mut entry = Entries::new();
        entry.set_name("Type", "StructElem");
        entry.set_name("S", self.roles.get(index).copied().unwrap_or_default());
        entry.set("P", parent);
        let first = self.parts.of(index).next().map(|(page, _)| *page);
        if let Some(first) = first.and_then(|first| page(file, first)) {
            entry.set("Pg", first);
        }
        if let Some(kids) = one_or_more(self.kids(file, index, first)) {
            entry.set("K", kids);
        }
        let own = attributes::table(element.kind).or_else(|| attributes::list(element.kind));
        let attributes = own.into_iter().chain(self.bounds.of(index).cloned());
        if let Some(attributes) = one_or_more(attributes.map(Object::Dictionary).collect()) {
            entry.set("A", attributes);
        }
        if let Some(alt) = element.alt.as_deref().filter(|alt| !alt.is_empty()) {
            entry.set("Alt", text(alt));
        }
        entry
    }

    /// What is in an element: its content and other elements in the order of reading, then its
    /// annotations. `first` is the page that the element names.
    fn kids(&self, file: &File, index: usize, first: Option<u32>) -> Vec<Object> {
        let part = |part: &Part| {
            let (on, number) = *part;
            let number = Object::Integer(number.into());
            if Some(on) == first {
                return Some((Some(*part), number));
            }
            let entries = [("Type", name("MCR")), ("Pg", page(file, on)?.into()), ("MCID", number)];
            Some((Some(*part), dictionary(entries).into()))
        };
        let child = |child: &usize| {
            let begin = self.begins.get(*child).copied().flatten();
            Some((begin, Object::Reference(self.id(*child)?)))
        };
        let mut kids: Vec<(Option<Part>, Object)> = self.parts.of(index).filter_map(part).collect();
        let own = kids.len();
        kids.extend(self.children.of(index).filter_map(child));
        if own > 0 && own < kids.len() {
            // A link stands amid the text of its paragraph.
            kids.sort_by_key(|(begin, _)| *begin);
        }
        let annotations = self.annotations.of(index).filter_map(|place| {
            let Link { page: on, id, .. } = self.links.get(*place)?;
            let mut entry = dictionary([("Type", name("OBJR")), ("Obj", (*id).into())]);
            if first.and_then(|first| usize::try_from(first).ok()) != Some(*on) {
                entry.set("Pg", file.pages.get(*on).copied()?);
            }
            Some(Object::Dictionary(entry))
        });
        kids.into_iter().map(|(_, kid)| kid).chain(annotations).collect()
    }

    /// The way back: for each page that has content, the elements of its parts; for each link, behind the
    /// pages, its element.
    fn parents(&self, file: &mut File, marks: &Marks) -> ObjectId {
        let mut numbers = Vec::new();
        for (page, marks) in marks.iter().enumerate() {
            if marks.is_empty() {
                continue;
            }
            let elements = marks.iter().filter_map(|element| self.id(*element));
            let elements = elements.map(Object::Reference).collect::<Vec<_>>();
            numbers.extend([integer(page), file.add(elements).into()]);
        }
        for (number, link) in (marks.len()..).zip(self.links) {
            if let Some(element) = self.id(link.element) {
                numbers.extend([integer(number), element.into()]);
            }
        }
        file.add(dictionary([("Nums", Object::Array(numbers))]))
    }
}

/// Where the content of each element begins, with that of the elements in it.
fn begins(elements: &[Element], parts: &Belongings<Part>) -> Vec<Option<Part>> {
    let mut begins: Vec<Option<Part>> =
        (0..elements.len()).map(|index| parts.of(index).next().copied()).collect();
    for (index, element) in elements.iter().enumerate().rev() {
        let own = begins.get(index).copied().flatten();
        if let (Some(own), Some(above)) =
            (own, element.parent.and_then(|parent| begins.get_mut(parent)))
        {
            *above = Some(above.map_or(own, |above| above.min(own)));
        }
    }
    begins
}

/// The number of a page in the file.
fn page(file: &File, page: u32) -> Option<ObjectId> {
    file.pages.get(usize::try_from(page).ok()?).copied()
}

fn one_or_more(mut objects: Vec<Object>) -> Option<Object> {
    match objects.len() {
        0 => None,
        1 => objects.pop(),
        _ => Some(Object::Array(objects)),
    }
}

fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
