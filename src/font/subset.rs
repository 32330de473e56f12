//! Subsets: a face cut down to the glyphs that a file uses, renumbered from 1 in the order of their
//! old numbers. The result is a font program that serves for embedding only.

use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "pdf")]
use std::sync::{Arc, OnceLock};

use subsetter::GlyphRemapper;

use super::face::Face;
use super::messages::FontMessage;
#[cfg(feature = "pdf")]
use super::subsets::{Program, Subset};
#[cfg(feature = "pdf")]
use super::tables;
use crate::error::Error;
use crate::place::Place;

impl Face {
    /// Cuts the face down to these glyphs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Font`](crate::ErrorKind::Font) when the face has no such glyph, or its outlines
    /// cannot be subset.
    #[cfg(feature = "pdf")]
    pub(crate) fn subset(&self, glyphs: &BTreeSet<u16>) -> Result<Arc<Subset>, Error> {
        self.subsets().get_or_make(glyphs, || {
            let (file, glyphs) = self.cut(glyphs)?;
            let cff = tables::table(&file, b"CFF ").map(<[u8]>::to_vec);
            let program = match cff {
                Some(table) => Program::Cff(table),
                None => Program::TrueType(file),
            };
            Ok(Subset { program, glyphs, deflated: OnceLock::new() })
        })
    }

    /// A font file with these glyphs and without characters, and the number of each glyph in it.
    ///
    /// # Errors
    ///
    /// Those of [`Face::subset`].
    pub(super) fn cut(
        &self,
        glyphs: &BTreeSet<u16>,
    ) -> Result<(Vec<u8>, BTreeMap<u16, u16>), Error> {
        let face = || self.name().to_owned();
        let open = self.open()?;
        let count = open.tables().glyphs();
        if let Some(glyph) = glyphs.last().copied().filter(|glyph| u32::from(*glyph) >= count) {
            let message = FontMessage::NoGlyph { face: face(), glyph, glyphs: count };
            return Err(Error::new(message, Place::default()));
        }
        let mut remapper = GlyphRemapper::new();
        let glyphs = glyphs
            .iter()
            .chain([&0])
            .map(|glyph| (*glyph, remapper.remap(*glyph)))
            .collect::<BTreeMap<u16, u16>>();
        let file = subsetter::subset(self.data(), self.index(), &remapper).map_err(|cause| {
            Error::new(FontMessage::Subset { face: face() }, Place::default()).caused_by(cause)
        })?;
        Ok((file, glyphs))
    }
}

#[cfg(all(test, feature = "embedded-fonts", feature = "pdf"))]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::*;
    use crate::font::{Fonts, cff};
    use crate::message::ErrorKind;
    use crate::typeface::Typeface;

    fn glyphs(face: &Face, text: &str) -> BTreeSet<u16> {
        let open = face.open().unwrap();
        text.chars().map(|character| open.glyph(character).unwrap()).collect()
    }

    #[test]
    fn a_subset_is_small_and_numbered_in_order() {
        let fonts = Fonts::embedded();
        for typeface in [Typeface::Song, Typeface::Kai] {
            let face = fonts.chain(typeface).first().unwrap();
            let wanted = glyphs(face, "周报工作");
            let subset = face.subset(&wanted).unwrap();
            assert_eq!(subset.glyphs.len(), 5, "four glyphs and the missing one");
            let new = subset.glyphs.values().copied().collect::<Vec<u16>>();
            assert_eq!(new, [0, 1, 2, 3, 4]);
            assert!(matches!(subset.program, Program::TrueType(_)));
            assert!(subset.program.bytes().len() * 50 < face.data().len());
            assert_eq!(face.subset(&wanted).unwrap(), subset, "the same bytes every time");
        }
    }

    #[test]
    fn small_subsets_are_made_once_and_few_are_kept() {
        let fonts = Fonts::embedded();
        let face = fonts.chain(Typeface::Kai).first().unwrap();
        let of = |text: &str| face.subset(&glyphs(face, text)).unwrap();
        let first = of("周报");
        assert!(Arc::ptr_eq(&first, &of("报周")));
        for text in ["工", "作", "简", "快"] {
            assert!(!Arc::ptr_eq(&of(text), &of("周报工作")), "other glyphs are another subset");
        }
        let again = of("周报");
        assert!(!Arc::ptr_eq(&first, &again), "it is not kept any more");
        assert_eq!(first, again);
        let many: BTreeSet<u16> = (1..200).collect();
        let make = || face.subset(&many).unwrap();
        assert!(!Arc::ptr_eq(&make(), &make()), "the text of a bulletin is not kept");
    }

    #[test]
    fn a_subset_of_a_face_with_cff_outlines_is_a_bare_table() {
        for (face, text) in [(cff::song(), "周报工作"), (cff::latin(), "ABab")] {
            let wanted = glyphs(&face, text);
            let subset = face.subset(&wanted).unwrap();
            assert_eq!(subset.glyphs.len(), 5, "four glyphs and the missing one");
            let Program::Cff(table) = &subset.program else { panic!("{:?}", subset.program) };
            assert_eq!(table[..2], [1, 0], "CFF 1.0");
            assert!(table.len() * 2 < face.data().len());
            assert_eq!(face.subset(&wanted).unwrap(), subset, "the same bytes every time");
        }
    }

    #[test]
    fn a_glyph_that_the_face_lacks_is_an_error() {
        let fonts = Fonts::embedded();
        let face = fonts.chain(Typeface::Latin).first().unwrap();
        let error = face.subset(&BTreeSet::from([u16::MAX])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Font);
        assert_eq!(error.code(), "font.no-glyph");
        assert!(error.to_string().contains("glyph 65535"), "{error}");
    }
}
