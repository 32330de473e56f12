//! A DOCX, opened.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Its parts by their names.
pub(crate) struct Package(BTreeMap<String, Vec<u8>>);

impl Package {
    pub(crate) fn open(file: &[u8]) -> Package {
        let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let parts = (0..zip.len()).map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().to_owned(), bytes)
        });
        Package(parts.collect())
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.0[name]).unwrap()
    }

    /// The pictures.
    pub(crate) fn media(&self) -> Vec<&[u8]> {
        let media = self.0.iter().filter(|(name, _)| name.starts_with("word/media/"));
        media.map(|(_, bytes)| bytes.as_slice()).collect()
    }
}
