//! Faces as their files have them: characters, advances, ink.

use bulletin::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// The font file of a face.
pub(crate) struct Tables<'a>(FontRef<'a>);

impl<'a> Tables<'a> {
    pub(crate) fn of(face: &'a Face) -> Tables<'a> {
        Tables(FontRef::from_index(face.data(), face.index()).expect("a font file"))
    }

    /// How many units an em has.
    pub(crate) fn em(&self) -> i64 {
        let metrics = self.0.metrics(Size::unscaled(), LocationRef::default());
        i64::from(metrics.units_per_em)
    }

    /// The left and the right edge of a glyph's ink, in units; none if it has no ink.
    #[expect(clippy::cast_possible_truncation, reason = "a face's units are 16 bits")]
    pub(crate) fn ink(&self, glyph: u16) -> Option<(i64, i64)> {
        let glyphs = self.0.glyph_metrics(Size::unscaled(), LocationRef::default());
        let bounds = glyphs.bounds(GlyphId::from(glyph))?;
        (bounds.x_max > bounds.x_min).then_some((bounds.x_min as i64, bounds.x_max as i64))
    }

    /// Whether a character has a glyph.
    pub(crate) fn has(&self, character: char) -> bool {
        self.0.charmap().map(character).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }
}
