//! The elements of the document, in reading order. Each item on a page belongs to one of them.
//!
//! Blocks come one after the other and their paths say what belongs together: the caption below
//! `body[1]` is of the picture `body[1]`, what stands below `sections[2]` is of the item `sections[2]`.

use super::inline::{Line, Look, Part, Side};
use super::page::{Element, ElementKind, Heading, Tag, Target};
use crate::place::{ModelPath, Segment};
use crate::style::flow::{Inline, Paragraph, Purpose, Role};

/// The elements and the outline, growing as blocks are placed.
#[derive(Debug)]
pub(super) struct Tags {
    pub(super) elements: Vec<Element>,
    pub(super) outline: Vec<Heading>,
    /// The group that new blocks belong to.
    group: usize,
    /// The items that new blocks may be part of, the outer before the inner.
    items: Vec<OpenItem>,
    /// The list of contents whose lines are being placed.
    contents: Option<usize>,
    /// A table whose caption was placed, and the caption.
    captioned: Option<(usize, usize)>,
    /// The last picture, which may have a caption.
    figure: Option<usize>,
}

/// An item of a list.
#[derive(Debug)]
struct OpenItem {
    path: ModelPath,
    list: usize,
    body: usize,
}

impl Tags {
    pub(super) fn new() -> Tags {
        let document = element(ElementKind::Document, None, ModelPath::root());
        Tags {
            elements: vec![document],
            outline: Vec::new(),
            group: 0,
            items: Vec::new(),
            contents: None,
            captioned: None,
            figure: None,
        }
    }

    /// Adds an element to another and returns its index.
    pub(super) fn add(&mut self, kind: ElementKind, parent: usize, path: ModelPath) -> usize {
        self.elements.push(element(kind, Some(parent), path));
        self.elements.len() - 1
    }

    /// Begins a group of the document. The blocks that follow belong to it.
    pub(super) fn begin_group(&mut self, path: ModelPath) {
        self.items.clear();
        self.group = self.add(ElementKind::Group, 0, path);
    }

    /// Ends the group. The blocks that follow belong to the document itself.
    pub(super) fn end_group(&mut self) {
        self.items.clear();
        self.group = 0;
    }

    /// Adds the element of a block of this kind.
    pub(super) fn block(&mut self, kind: ElementKind, path: ModelPath) -> usize {
        self.contents = None;
        while self.items.last().is_some_and(|item| !path.starts_with(&item.path)) {
            self.items.pop();
        }
        let parent = self.items.last().map_or(self.group, |item| item.body);
        self.add(kind, parent, path)
    }

    /// Adds the elements of a paragraph: what its glyphs belong to. `lines` are all its lines.
    pub(super) fn paragraph<'l>(
        &mut self,
        paragraph: &Paragraph,
        lines: impl IntoIterator<Item = &'l Line>,
    ) -> TextTags {
        let path = || paragraph.path.clone();
        let (mut label, mut is_link) = (None, false);
        let element = match paragraph.role {
            Role::Mark => self.name(path()),
            Role::Title | Role::AppendixTitle => self.block(ElementKind::Title, path()),
            Role::Heading(level) => self.block(ElementKind::Heading(level), path()),
            Role::TableCaption => self.table_caption(path()),
            Role::TableUnit => self.table_unit(path()),
            Role::FigureCaption => self.figure_caption(path()),
            Role::ContentsItem => {
                is_link = paragraph.names.is_some();
                self.contents_item(path(), is_link)
            }
            _ if paragraph.is_item => {
                let (number, body) = self.item(paragraph);
                label = Some(number);
                self.add(ElementKind::Paragraph, body, path())
            }
            _ => self.block(ElementKind::Paragraph, path()),
        };
        let mut tags = TextTags::of(element);
        tags.parts.extend(label.map(|label| ((Side::Text, Part::Label), label)));
        if !is_link {
            tags.find_sides(paragraph, self);
            tags.find_parts(lines, self);
        }
        tags
    }

    /// The element of the name at this path: one for all of its lines.
    fn name(&mut self, path: ModelPath) -> usize {
        let is_it = |it: &Element| it.kind == ElementKind::Tag && it.path == path;
        match self.elements.iter().rposition(is_it) {
            Some(name) => name,
            None => self.block(ElementKind::Tag, path),
        }
    }

    /// Adds the element of a footnote: what its glyphs belong to.
    pub(super) fn note(&mut self, path: ModelPath, lines: &[Line]) -> TextTags {
        let mut tags = TextTags::of(self.block(ElementKind::Note, path));
        tags.find_parts(lines, self);
        tags
    }

    /// Adds the element of a picture.
    pub(super) fn figure(&mut self, path: ModelPath, alt: &str) -> usize {
        let figure = self.block(ElementKind::Figure, path);
        if let Some(element) = self.elements.get_mut(figure) {
            element.alt = Some(alt.to_owned());
        }
        self.figure = Some(figure);
        figure
    }

    /// The element of a table at this path: that in which its caption is, if it has one.
    pub(super) fn table(&mut self, path: ModelPath) -> usize {
        match self.captioned.take() {
            Some((table, _)) if self.path_of(table) == Some(&path) => table,
            _ => self.block(ElementKind::Table, path),
        }
    }

    fn path_of(&self, index: usize) -> Option<&ModelPath> {
        self.elements.get(index).map(|element| &element.path)
    }

    /// The caption of the table that follows: the first of its parts.
    fn table_caption(&mut self, path: ModelPath) -> usize {
        let table = self.block(ElementKind::Table, path.parent().unwrap_or_default());
        let caption = self.add(ElementKind::Caption, table, path);
        self.captioned = Some((table, caption));
        caption
    }

    /// The unit of the table that follows (单位：万元): of its caption, if it has one.
    fn table_unit(&mut self, path: ModelPath) -> usize {
        match self.captioned {
            Some((table, caption)) if self.path_of(table) == path.parent().as_ref() => {
                self.add(ElementKind::Paragraph, caption, path)
            }
            _ => self.block(ElementKind::Paragraph, path),
        }
    }

    /// The caption of the picture above.
    fn figure_caption(&mut self, path: ModelPath) -> usize {
        let above = path.parent();
        match self.figure.take() {
            Some(figure) if self.path_of(figure) == above.as_ref() => {
                self.add(ElementKind::Caption, figure, path)
            }
            _ => self.block(ElementKind::Paragraph, path),
        }
    }

    /// A line of the list of contents, which begins with its first line.
    fn contents_item(&mut self, path: ModelPath, is_link: bool) -> usize {
        let contents = match self.contents {
            Some(contents) => contents,
            None => self.block(ElementKind::Contents, path.parent().unwrap_or_default()),
        };
        self.contents = Some(contents);
        let item = self.add(ElementKind::ContentsItem, contents, path.clone());
        if !is_link {
            return self.add(ElementKind::Paragraph, item, path);
        }
        let reference = self.add(ElementKind::Reference, item, path.clone());
        self.add(ElementKind::Link, reference, path)
    }

    /// An item of a list, the next of the one before if that stands beside it in the bulletin: the
    /// elements of its number and of what it says.
    fn item(&mut self, paragraph: &Paragraph) -> (usize, usize) {
        let path = paragraph.path.clone();
        self.contents = None;
        let mut list = None;
        while let Some(item) = self.items.pop_if(|item| !path.starts_with(&item.path)) {
            list = is_beside(&item.path, &path).then_some(item.list);
        }
        let list = match list {
            Some(list) => list,
            None => {
                let numbered = has_number(paragraph);
                self.block(ElementKind::List { numbered }, path.clone())
            }
        };
        let item = self.add(ElementKind::ListItem, list, path.clone());
        let label = self.add(ElementKind::ListLabel, item, path.clone());
        let body = self.add(ElementKind::ListBody, item, path.clone());
        self.items.push(OpenItem { path, list, body });
        (label, body)
    }
}

fn element(kind: ElementKind, parent: Option<usize>, path: ModelPath) -> Element {
    Element { kind, parent, path, alt: None, target: None }
}

/// Whether what an item begins with is a number (（一）, ①), and no sign (■).
fn has_number(item: &Paragraph) -> bool {
    let label = item.content.iter().map_while(|inline| match inline {
        Inline::Run(run) if run.purpose == Purpose::Label => Some(&run.text),
        _ => None,
    });
    label.flat_map(|label| label.chars()).any(char::is_alphanumeric)
}

/// Whether two paths differ in one place in a list alone: `sections[1]` and `sections[2]`.
fn is_beside(one: &ModelPath, other: &ModelPath) -> bool {
    let (one, other) = (one.segments(), other.segments());
    let mut differ = one.iter().zip(other).filter(|(one, other)| one != other);
    let is_place = matches!(differ.next(), Some((Segment::Index(_), Segment::Index(_))));
    one.len() == other.len() && is_place && differ.next().is_none()
}

/// Whether a role is part of the masthead.
pub(super) fn in_masthead(role: Role) -> bool {
    role.is_masthead()
}

/// What the glyphs of a text belong to.
#[derive(Clone, Debug)]
pub(super) struct TextTags {
    /// By the side of the line: the text, the middle, the right.
    sides: [Tag; 3],
    /// The elements of the parts that are ones of their own.
    parts: Vec<((Side, Part), usize)>,
}

impl From<Tag> for TextTags {
    /// All of it belongs to one.
    fn from(tag: Tag) -> TextTags {
        TextTags { sides: [tag; 3], parts: Vec::new() }
    }
}

impl TextTags {
    /// All of it belongs to an element.
    fn of(element: usize) -> TextTags {
        TextTags::from(Tag::Element(element))
    }

    /// What the text that fills the lines belongs to.
    pub(super) fn text(&self) -> Tag {
        self.side(Side::Text)
    }

    fn side(&self, side: Side) -> Tag {
        let [text, middle, right] = self.sides;
        match side {
            Side::Text => text,
            Side::Middle => middle,
            Side::Right => right,
        }
    }

    /// What a glyph belongs to, and the smaller element that it is.
    pub(super) fn of_glyph(&self, glyph: &Look) -> (Tag, Option<usize>) {
        let of = |(part, _): &&((Side, Part), usize)| *part == (glyph.side, glyph.part);
        let part = if glyph.part == Part::Text { None } else { self.parts.iter().find(of) };
        (self.side(glyph.side), part.map(|(_, element)| *element))
    }

    /// What stands in the middle and at the right of a line is read apart from what stands before it:
    /// an element of its own each, of the same kind.
    fn find_sides(&mut self, paragraph: &Paragraph, tags: &mut Tags) {
        let [Tag::Element(element), middle, right] = &mut self.sides else { return };
        let Some(Element { kind, parent: Some(parent), .. }) = tags.elements.get(*element) else {
            return;
        };
        let (kind, parent) = (*kind, *parent);
        let mut is_first = paragraph.content.is_empty();
        for (content, side) in [(&paragraph.middle, middle), (&paragraph.tail, right)] {
            if content.is_empty() || std::mem::take(&mut is_first) {
                continue;
            }
            *side = Tag::Element(tags.add(kind, parent, paragraph.path.clone()));
        }
    }

    /// Adds the elements of the parts of lines.
    pub(super) fn find_parts<'l>(
        &mut self,
        lines: impl IntoIterator<Item = &'l Line>,
        tags: &mut Tags,
    ) {
        let lines = lines.into_iter().filter(|line| line.has_parts);
        for stretch in lines.flat_map(|line| &line.stretches) {
            let glyph = &stretch.look;
            let kind = match glyph.part {
                Part::Text | Part::Label => continue,
                Part::Note(_) => ElementKind::Reference,
                Part::Address(_) => ElementKind::Link,
            };
            let (Tag::Element(parent), element) = self.of_glyph(glyph) else { continue };
            let element = match element {
                Some(element) => element,
                None => {
                    let path = tags.path_of(parent).cloned().unwrap_or_default();
                    let element = tags.add(kind, parent, path);
                    self.parts.push(((glyph.side, glyph.part), element));
                    element
                }
            };
            if kind == ElementKind::Link
                && let Some(link) = tags.elements.get_mut(element)
                && let Target::Address(address) =
                    link.target.get_or_insert(Target::Address(String::new()))
            {
                address.extend(stretch.glyphs.iter().filter_map(|glyph| glyph.text));
            }
        }
    }
}
