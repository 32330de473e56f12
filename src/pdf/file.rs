//! The file in memory: the objects that printpdf made, and a place for ours. Numbers of objects
//! that turn out to be unused are given out again, so that the file has no gaps.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::messages::PdfMessage;
use crate::error::Error;
use crate::place::Place;

/// A document under construction.
pub(super) struct File {
    document: Document,
    spare: Vec<ObjectId>,
    /// The pages, in order.
    pub(super) pages: Vec<ObjectId>,
    catalog: ObjectId,
}

impl File {
    /// Takes over what printpdf made: empties what it leaves empty, and points at the rest.
    pub(super) fn new(document: Document) -> Result<File, Error> {
        let catalog =
            document.trailer.get(b"Root").and_then(Object::as_reference).map_err(fault)?;
        let tree = document.get_dictionary(catalog).and_then(|it| it.get(b"Pages"));
        let tree = tree.and_then(Object::as_reference).map_err(fault)?;
        let kids = document.get_dictionary(tree).and_then(|it| it.get(b"Kids"));
        let kids = kids.and_then(Object::as_array).map_err(fault)?;
        let pages =
            kids.iter().map(Object::as_reference).collect::<Result<Vec<_>, _>>().map_err(fault)?;
        Ok(File { document, spare: Vec::new(), pages, catalog })
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.spare.pop().unwrap_or_else(|| self.document.new_object_id())
    }

    /// Puts an object into the file.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.document.set_object(id, object);
        id
    }

    /// Puts an object under a reserved number.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.document.set_object(id, object);
    }

    /// The dictionary under a number.
    pub(super) fn dictionary(&mut self, id: ObjectId) -> Result<&mut Dictionary, Error> {
        self.document.get_object_mut(id).and_then(Object::as_dict_mut).map_err(fault)
    }

    /// The catalog: the root of the file.
    pub(super) fn catalog(&mut self) -> Result<&mut Dictionary, Error> {
        self.dictionary(self.catalog)
    }

    /// The trailer.
    pub(super) fn trailer(&mut self) -> &mut Dictionary {
        &mut self.document.trailer
    }

    /// Sets the dictionaries of fonts, pictures and spaces of colours that all pages share, and takes
    /// away the empty ones that printpdf puts beside them.
    pub(super) fn set_resources(
        &mut self,
        fonts: Dictionary,
        pictures: Dictionary,
        spaces: Dictionary,
    ) -> Result<(), Error> {
        let mut kinds = [("Font", fonts), ("XObject", pictures), ("ColorSpace", spaces)];
        let mut shared = None;
        for page in self.pages.clone() {
            let id = self.dictionary(page)?.get(b"Resources").and_then(Object::as_reference);
            let id = id.map_err(fault)?;
            if shared.is_none() {
                shared = Some(self.share(id, &mut kinds)?);
            }
            self.set(id, shared.clone().unwrap_or_default());
        }
        Ok(())
    }

    /// The resources of every page, made from those of the first, whose number is `first`.
    fn share(
        &mut self,
        first: ObjectId,
        kinds: &mut [(&str, Dictionary)],
    ) -> Result<Dictionary, Error> {
        let made = std::mem::take(self.dictionary(first)?);
        let mut kept = Dictionary::new();
        for (kind, id) in made.iter() {
            let id = id.as_reference().map_err(fault)?;
            let ours = kinds.iter_mut().find(|(name, _)| name.as_bytes() == kind.as_slice());
            let entries = ours.map(|(_, entries)| std::mem::take(entries)).unwrap_or_default();
            if entries.is_empty() {
                self.document.objects.remove(&id);
                self.spare.push(id);
            } else {
                self.set(id, entries);
                kept.set(kind.clone(), id);
            }
        }
        for (kind, entries) in kinds {
            if !entries.is_empty() {
                kept.set(*kind, self.add(std::mem::take(entries)));
            }
        }
        Ok(kept)
    }

    /// Ends the construction.
    pub(super) fn finish(mut self) -> Document {
        // A number that nothing took is an object without content; the table of objects of a file
        // that was never changed has no gaps (ISO 32000-1, 7.5.4).
        for id in std::mem::take(&mut self.spare) {
            self.document.set_object(id, Object::Null);
        }
        self.document
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
