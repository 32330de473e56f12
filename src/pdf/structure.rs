//! The structure of the document (ISO 32000-1, 14.7): the elements as a tree whose leaves are the
//! parts of the pages' content, and the way back from each part to its element.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, dictionary, name, text};
use super::messages::PdfMessage;
use super::number::corners;
use super::outline::Nesting;
use super::place;
use crate::error::Error;
use crate::layout::page::{Content, Element, ElementKind, Item, Pages, Tag, Turn};
use crate::length::{Length, Point, Rect, Size};

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
            ElementKind::Cell { .. } => "TD",
            ElementKind::Note => "Note",
            ElementKind::Figure => "Figure",
            ElementKind::Caption => "Caption",
        })
    };
    elements.map(role).collect()
}

/// An element on its way into the file.
#[derive(Default)]
struct StructureElement {
    /// Its number in the file; none for an element that is left out.
    id: Option<ObjectId>,
    /// Its own content: pages and numbers of parts.
    parts: Vec<(usize, i64)>,
    /// The elements in it.
    children: Vec<ObjectId>,
    /// Its attributes.
    attributes: Vec<Object>,
}

/// Puts the structure into the file. `marks` has the element of every part of every page.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    roles: &Roles,
    marks: &[Vec<usize>],
) -> Result<(), Error> {
    let root = file.reserve();
    let mut nodes = nodes(file, pages, marks);
    let mut top = Vec::new();
    for (index, element) in pages.elements.iter().enumerate() {
        let Some(id) = nodes.get(index).and_then(|node| node.id) else { continue };
        match element.parent.and_then(|parent| nodes.get_mut(parent)) {
            Some(parent) => parent.children.push(id),
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
    let parents = parents(file, &nodes, marks)?;
    let mut tree = dictionary([
        ("Type", name("StructTreeRoot")),
        ("ParentTree", parents.into()),
        ("ParentTreeNextKey", integer(marks.len())),
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
    for (node, kept) in nodes.iter_mut().zip(kept(&pages.elements, marks)) {
        node.id = kept.then(|| file.reserve());
    }
    for (element, node) in pages.elements.iter().zip(&mut nodes) {
        node.attributes.extend(table_attributes(element.kind).map(Object::Dictionary));
    }
    for (element, bounds) in bounds(pages) {
        if let Some(node) = nodes.get_mut(element) {
            node.attributes.push(bounds);
        }
    }
    nodes
}

/// Which elements are in the tree: the document, those with content in them, and the cells of a
/// table that is there, for without its empty cells a row would have holes.
fn kept(elements: &[Element], marks: &[Vec<usize>]) -> Vec<bool> {
    let mut kept = vec![false; elements.len()];
    for element in marks.iter().flatten().chain([&0]) {
        if let Some(kept) = kept.get_mut(*element) {
            *kept = true;
        }
    }
    raise(elements, &mut kept);
    let mut tables: Vec<Option<usize>> = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let table = match element.kind {
            ElementKind::Table => Some(index),
            _ => element.parent.and_then(|parent| tables.get(parent).copied().flatten()),
        };
        tables.push(table);
        let cell = matches!(element.kind, ElementKind::Cell { .. } | ElementKind::HeadCell { .. });
        if cell
            && table.and_then(|table| kept.get(table)) == Some(&true)
            && let Some(kept) = kept.get_mut(index)
        {
            *kept = true;
        }
    }
    raise(elements, &mut kept);
    kept
}

/// Keeps every element that something kept is in.
fn raise(elements: &[Element], kept: &mut [bool]) {
    for (index, element) in elements.iter().enumerate().rev() {
        if kept.get(index) == Some(&true)
            && let Some(parent) = element.parent.and_then(|parent| kept.get_mut(parent))
        {
            *parent = true;
        }
    }
}

/// How many rows and columns a cell covers, and what a cell of the head is the head of
/// (ISO 32000-1, table 349).
fn table_attributes(kind: ElementKind) -> Option<Dictionary> {
    let (columns, rows, head) = match kind {
        ElementKind::HeadCell { columns, rows } => (columns, rows, true),
        ElementKind::Cell { columns, rows } => (columns, rows, false),
        _ => return None,
    };
    let mut attributes = dictionary([("O", name("Table"))]);
    if head {
        attributes.set("Scope", name("Column"));
    }
    for (key, covered) in [("RowSpan", rows), ("ColSpan", columns)] {
        if covered > 1 {
            attributes.set(key, integer(covered));
        }
    }
    (attributes.len() > 1).then_some(attributes)
}

/// Where the pictures and drawings of figures are (ISO 32000-1, table 344).
fn bounds(pages: &Pages) -> Vec<(usize, Object)> {
    let mut bounds = Vec::new();
    for page in &pages.pages {
        for items in page.items.chunk_by(|one, next| one.mark == next.mark) {
            let Some(Tag::Element(element)) = items.first().map(|item| item.mark) else { continue };
            let pictures = items.iter().filter_map(|item| match &item.content {
                Content::Image(image) => Some(image.rect),
                _ => None,
            });
            for rect in pictures.chain(drawn(items)) {
                let corners = corners(page, &rect).map(|corner| corner.number().into());
                let attributes = [("O", name("Layout")), ("BBox", Object::Array(corners.to_vec()))];
                bounds.push((element, dictionary(attributes).into()));
            }
        }
    }
    bounds
}

/// The rectangle around a drawing with its words; none where nothing is drawn.
fn drawn(items: &[Item]) -> Option<Rect> {
    items.iter().find(|item| !item.content.points().is_empty())?;
    let mut points: Vec<Point> = Vec::new();
    for item in items {
        points.extend(item.content.points());
        // Words are as high as their type, and end behind their last glyph, roughly.
        if let Content::Glyphs(run) = &item.content {
            let last = run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.x);
            let (x, y) = (run.origin.x, run.origin.y);
            let (along, up) = (last + run.size / 2, run.size * 4 / 5);
            points.push(run.origin);
            points.push(match run.turn {
                Turn::None => Point { x: x + along, y: y - up },
                Turn::Left => Point { x: x - up, y: y - along },
            });
        }
    }
    let across = || points.iter().map(|point| point.x);
    let down = || points.iter().map(|point| point.y);
    let origin = Point { x: across().min()?, y: down().min()? };
    let (right, bottom) = (across().max()?, down().max()?);
    Some(Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } })
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
    let page = |page: usize| file.pages.get(page).copied();
    let first = node.parts.first().map(|(page, _)| *page);
    if let Some(first) = first.and_then(page) {
        entry.set("Pg", first);
    }
    let parts = node.parts.iter().filter_map(|(on, number)| {
        if Some(*on) == first {
            return Some(Object::Integer(*number));
        }
        let part = [("Type", name("MCR")), ("Pg", page(*on)?.into()), ("MCID", (*number).into())];
        Some(dictionary(part).into())
    });
    let mut kids: Vec<Object> = parts.collect();
    kids.extend(node.children.iter().map(|child| Object::Reference(*child)));
    if let Some(kids) = one_or_more(kids) {
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

fn one_or_more(mut objects: Vec<Object>) -> Option<Object> {
    match objects.len() {
        0 => None,
        1 => objects.pop(),
        _ => Some(Object::Array(objects)),
    }
}

/// The way back: for each page that has content, the elements of its parts.
fn parents(
    file: &mut File,
    nodes: &[StructureElement],
    marks: &[Vec<usize>],
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
    Ok(file.add(dictionary([("Nums", Object::Array(numbers))])))
}

fn references(ids: &[ObjectId]) -> Object {
    Object::Array(ids.iter().map(|id| Object::Reference(*id)).collect())
}

fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
