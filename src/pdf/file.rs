//! The file that is being made: its pages, its root, and a place for every other object. An object is
//! written as soon as it is there; what the root says comes last.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use super::messages::PdfMessage;
use super::write::{Entries, Form, Writer};
use crate::error::Error;
use crate::font::Subset;
use crate::place::Place;

/// A file under construction.
pub(super) struct File {
    writer: Writer,
    /// The pages, in order.
    pub(super) pages: Vec<ObjectId>,
    /// The list of the pages.
    pub(super) tree: ObjectId,
    /// What the pages call by names.
    pub(super) resources: ObjectId,
    catalog: Dictionary,
    trailer: Dictionary,
}

impl File {
    /// A file of so many pages.
    pub(super) fn new(pages: usize, form: Form) -> File {
        let mut writer = Writer::new(form);
        let tree = writer.reserve();
        let catalog = dictionary([
            ("Type", name("Catalog")),
            ("PageLayout", name("OneColumn")),
            ("PageMode", name("UseNone")),
            ("Pages", tree.into()),
        ]);
        let resources = writer.reserve();
        let pages = (0..pages).map(|_| writer.reserve()).collect();
        File { writer, pages, tree, resources, catalog, trailer: Dictionary::new() }
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.writer.reserve()
    }

    /// Puts an object into the file.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    /// Puts an object under a reserved number.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.writer.write(id, object.into());
    }

    /// Puts a font program into the file.
    pub(super) fn add_program(&mut self, facts: Dictionary, subset: &Subset) -> ObjectId {
        let id = self.reserve();
        self.writer.write_program(id, facts, subset);
        id
    }

    /// Puts a dictionary that is in its bytes under a reserved number.
    pub(super) fn set_entries(&mut self, id: ObjectId, entries: Entries) {
        self.writer.write_entries(id, entries);
    }

    /// The catalog: the root of the file.
    pub(super) fn catalog(&mut self) -> &mut Dictionary {
        &mut self.catalog
    }

    /// The trailer.
    pub(super) fn trailer(&mut self) -> &mut Dictionary {
        &mut self.trailer
    }

    /// Sets what all pages call by names: fonts, pictures, spaces of colours.
    pub(super) fn set_resources(&mut self, kinds: [(&str, Dictionary); 3]) {
        let mut resources = Dictionary::new();
        for (kind, named) in kinds {
            if !named.is_empty() {
                resources.set(kind, named);
            }
        }
        self.set(self.resources, resources);
    }

    /// Ends the construction, and gives the bytes of the file.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let tree = dictionary([
            ("Type", name("Pages")),
            ("Count", i64::try_from(self.pages.len()).unwrap_or(i64::MAX).into()),
            ("Kids", self.pages.iter().copied().map(Object::Reference).collect::<Vec<_>>().into()),
        ]);
        self.set(self.tree, tree);
        let catalog = std::mem::take(&mut self.catalog);
        let root = self.add(catalog);
        self.trailer.set("Root", root);
        self.writer.finish(self.trailer)
    }
}

/// An error of lopdf: printpdf made something else than it used to.
pub(super) fn fault(error: lopdf::Error) -> Error {
    Error::new(PdfMessage::Objects {}, Place::default()).caused_by(error)
}

/// A dictionary.
pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect()
}

/// A name.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A string of ASCII.
pub(super) fn ascii(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A text string: UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
