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
use crate::error::Error;
use crate::layout::page::{Element, ElementKind, Pages};

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
type Part = (usize, i64);

/// An element on its way into the file.
#[derive(Default)]
struct StructureElement {
    /// Its number in the file; none for an element that is left out.
    id: Option<ObjectId>,
    /// Its own content.
    parts: Vec<Part>,
    /// The elements in it, each with where its content begins.
    children: Vec<(Option<Part>, ObjectId)>,
    /// Its annotations: pages and objects.
    annotations: Vec<(usize, ObjectId)>,
    /// Its attributes.
    attributes: Vec<Object>,
}

/// Puts the structure into the file. `marks` has the element of every part of every page.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    roles: &Roles,
    marks: &[Vec<usize>],
    links: &[Link],
) -> Result<(), Error> {
    let root = file.reserve();
    let mut nodes = nodes(file, pages, marks);
    for link in links {
        if let Some(node) = nodes.get_mut(link.element) {
            node.annotations.push((link.page, link.id));
        }
    }
    let begins = begins(&pages.elements, &nodes);
    let mut top = Vec::new();
    for ((index, element), begin) in pages.elements.iter().enumerate().zip(begins) {
        let Some(id) = nodes.get(index).and_then(|node| node.id) else { continue };
        match element.parent.and_then(|parent| nodes.get_mut(parent)) {
            Some(parent) => parent.children.push((begin, id)),
            None => top.push(id),
        }
    }
    let mut notes: Vec<Object> = Vec::new();
    for ((element, role), node) in pages.elements.iter().zip(roles).zip(&nodes) {
        let Some(id) = node.id else { continue };
        let parent = element.parent.and_then(|parent| nodes.get(parent)?.id).unwrap_or(root);
        let mut entry = entry(file, element, role, node, parent);
        if element.kind == ElementKind::Note {
            // A footnote has an identifier (ISO 14289-1, 7.9).
            let name = format!("note-{:06}", notes.len() / 2 + 1);
            entry.set("ID", Object::string_literal(name.clone()));
            notes.extend([Object::string_literal(name), id.into()]);
        }
        file.set(id, entry);
    }
    let parents = parents(file, &nodes, marks, links)?;
    let mut tree = dictionary([
        ("Type", name("StructTreeRoot")),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", integer(marks.len() + links.len())),
    ]);
    if !top.is_empty() {
        tree.set("K", references(&top));
    }
    if !notes.is_empty() {
        tree.set("IDTree", dictionary([("Names", Object::Array(notes))]));
    }
    file.set(root, tree);
    let catalog = file.catalog()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary([("Marked", true.into())]));
    Ok(())
}

/// The elements with their content; those that have none are left out.
fn nodes(file: &mut File, pages: &Pages, marks: &[Vec<usize>]) -> Vec<StructureElement> {
    let mut nodes: Vec<StructureElement> =
        pages.elements.iter().map(|_| StructureElement::default()).collect();
    for (page, marks) in marks.iter().enumerate() {
        for (number, element) in (0..).zip(marks) {
            if let Some(node) = nodes.get_mut(*element) {
                node.parts.push((page, number));
            }
        }
    }
    for (node, kept) in nodes.iter_mut().zip(kept::kept(&pages.elements, marks)) {
        node.id = kept.then(|| file.reserve());
    }
    for (element, node) in pages.elements.iter().zip(&mut nodes) {
        let own = attributes::table(element.kind).or_else(|| attributes::list(element.kind));
        node.attributes.extend(own.map(Object::Dictionary));
    }
    for (element, bounds) in attributes::bounds(pages) {
        if let Some(node) = nodes.get_mut(element) {
            node.attributes.push(bounds);
        }
    }
    nodes
}

/// Where the content of each element begins, with that of the elements in it.
fn begins(elements: &[Element], nodes: &[StructureElement]) -> Vec<Option<Part>> {
    let mut begins: Vec<Option<Part>> =
        nodes.iter().map(|node| node.parts.first().copied()).collect();
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

/// An element (ISO 32000-1, table 323).
fn entry(
    file: &File,
    element: &Element,
    role: &str,
    node: &StructureElement,
    parent: ObjectId,
) -> Dictionary {
    let mut entry =
        dictionary([("Type", name("StructElem")), ("S", name(role)), ("P", parent.into())]);
    let first = node.parts.first().map(|(page, _)| *page);
    if let Some(first) = first.and_then(|first| file.pages.get(first).copied()) {
        entry.set("Pg", first);
    }
    if let Some(kids) = one_or_more(kids(file, node, first)) {
        entry.set("K", kids);
    }
    if let Some(attributes) = one_or_more(node.attributes.clone()) {
        entry.set("A", attributes);
    }
    if let Some(alt) = element.alt.as_deref().filter(|alt| !alt.is_empty()) {
        entry.set("Alt", text(alt));
    }
    entry
}

/// What is in an element: its content and other elements in the order of reading, then its
/// annotations. `first` is the page that the element names.
fn kids(file: &File, node: &StructureElement, first: Option<usize>) -> Vec<Object> {
    let page = |page: usize| file.pages.get(page).copied();
    let part = |part: &Part| {
        let (on, number) = *part;
        if Some(on) == first {
            return Some((Some((on, number)), Object::Integer(number)));
        }
        let entries = [("Type", name("MCR")), ("Pg", page(on)?.into()), ("MCID", number.into())];
        Some((Some((on, number)), dictionary(entries).into()))
    };
    let children = node.children.iter().map(|(begin, id)| (*begin, Object::Reference(*id)));
    let mut kids: Vec<(Option<Part>, Object)> =
        node.parts.iter().filter_map(part).chain(children).collect();
    if !node.parts.is_empty() && !node.children.is_empty() {
        // A link stands amid the text of its paragraph.
        kids.sort_by_key(|(begin, _)| *begin);
    }
    let annotations = node.annotations.iter().filter_map(|(on, id)| {
        let mut entry = dictionary([("Type", name("OBJR")), ("Obj", (*id).into())]);
        if Some(*on) != first {
            entry.set("Pg", page(*on)?);
        }
        Some(Object::Dictionary(entry))
    });
    kids.into_iter().map(|(_, kid)| kid).chain(annotations).collect()
}

fn one_or_more(mut objects: Vec<Object>) -> Option<Object> {
    match objects.len() {
        0 => None,
        1 => objects.pop(),
        _ => Some(Object::Array(objects)),
    }
}

/// The way back: for each page that has content, the elements of its parts; for each link, behind the
/// pages, its element.
fn parents(
    file: &mut File,
    nodes: &[StructureElement],
    marks: &[Vec<usize>],
    links: &[Link],
) -> Result<ObjectId, Error> {
    let mut numbers = Vec::new();
    for (page, (id, marks)) in file.pages.clone().into_iter().zip(marks).enumerate() {
        if marks.is_empty() {
            continue;
        }
        let elements: Vec<ObjectId> =
            marks.iter().filter_map(|element| nodes.get(*element)?.id).collect();
        let elements = file.add(references(&elements));
        numbers.extend([integer(page), elements.into()]);
        let dictionary = file.dictionary(id)?;
        dictionary.set("StructParents", integer(page));
        // The tabulator goes through the page in the order of its structure.
        dictionary.set("Tabs", name("S"));
    }
    for (number, link) in (marks.len()..).zip(links) {
        if let Some(element) = nodes.get(link.element).and_then(|node| node.id) {
            numbers.extend([integer(number), element.into()]);
        }
    }
    Ok(file.add(dictionary([("Nums", Object::Array(numbers))])))
}

fn references(ids: &[ObjectId]) -> Object {
    Object::Array(ids.iter().map(|id| Object::Reference(*id)).collect())
}

fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
