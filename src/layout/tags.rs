//! The elements of the document, in reading order. Each item on a page belongs to one of them.

use super::page::{Element, ElementKind, Heading};
use crate::place::ModelPath;
use crate::style::flow::{Paragraph, Role};

/// The elements and the outline, growing as blocks are placed.
#[derive(Debug)]
pub(super) struct Tags {
    pub(super) elements: Vec<Element>,
    pub(super) outline: Vec<Heading>,
    /// The group that new blocks belong to.
    group: usize,
}

impl Tags {
    pub(super) fn new() -> Tags {
        let document = Element {
            kind: ElementKind::Document,
            parent: None,
            path: ModelPath::root(),
            alt: None,
        };
        Tags { elements: vec![document], outline: Vec::new(), group: 0 }
    }

    /// Adds an element to another and returns its index.
    pub(super) fn add(&mut self, kind: ElementKind, parent: usize, path: ModelPath) -> usize {
        self.elements.push(Element { kind, parent: Some(parent), path, alt: None });
        self.elements.len() - 1
    }

    /// Begins a group of the document. The blocks that follow belong to it.
    pub(super) fn begin_group(&mut self, path: ModelPath) {
        self.group = self.add(ElementKind::Group, 0, path);
    }

    /// Ends the group. The blocks that follow belong to the document itself.
    pub(super) fn end_group(&mut self) {
        self.group = 0;
    }

    /// Adds the element of a block of this kind.
    pub(super) fn block(&mut self, kind: ElementKind, path: ModelPath) -> usize {
        self.add(kind, self.group, path)
    }

    /// Adds the element of a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) -> usize {
        self.block(kind(paragraph.role), paragraph.path.clone())
    }

    /// Adds the element of a picture.
    pub(super) fn figure(&mut self, path: ModelPath, alt: &str) -> usize {
        let element = self.block(ElementKind::Figure, path);
        if let Some(element) = self.elements.get_mut(element) {
            element.alt = Some(alt.to_owned());
        }
        element
    }
}

/// Whether a role is part of the masthead.
pub(super) fn in_masthead(role: Role) -> bool {
    role.is_masthead()
}

fn kind(role: Role) -> ElementKind {
    match role {
        Role::Mark => ElementKind::Tag,
        Role::Title | Role::AppendixTitle => ElementKind::Title,
        Role::Heading(level) => ElementKind::Heading(level),
        Role::TableCaption | Role::FigureCaption => ElementKind::Caption,
        _ => ElementKind::Paragraph,
    }
}
