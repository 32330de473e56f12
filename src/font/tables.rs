//! The tables of a font file, as far as layout and PDF ask for them (OpenType, ISO/IEC 14496-22),
//! read by skrifa.

use skrifa::attribute::Style;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{BoundingBox, GlyphMetrics};
use skrifa::raw::types::Tag;
use skrifa::raw::{FileRef, TableProvider as _};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::messages::Unusable;
use super::outline::{self, Outline};

/// A box in units of the face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) x_min: i64,
    pub(crate) y_min: i64,
    pub(crate) x_max: i64,
    pub(crate) y_max: i64,
}

/// The measures of a face as a whole, in units of the face.
#[cfg(feature = "pdf")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    /// The box around all glyphs.
    pub(crate) bounds: Bounds,
    /// The height above the baseline that lines are set with.
    pub(crate) ascent: i64,
    /// The depth below the baseline: negative.
    pub(crate) descent: i64,
    /// The height of capital letters, if the face says it.
    pub(crate) capitals: Option<i64>,
    /// By how many degrees it leans: negative to the right.
    pub(crate) slant: f32,
}

/// How many faces a font file has: one, or those of a collection.
pub(super) fn count(file: &[u8]) -> u32 {
    match FileRef::new(file) {
        Ok(FileRef::Collection(collection)) => collection.len(),
        // What is no font file is named when its face is opened.
        Ok(FileRef::Font(_)) | Err(_) => 1,
    }
}

/// A table of a font file with one face.
#[cfg(feature = "pdf")]
pub(super) fn table<'a>(file: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    FontRef::new(file).ok()?.table_data(Tag::new(name)).map(|table| table.as_bytes())
}

/// The tables of a face.
#[derive(Clone)]
pub(crate) struct Tables<'a> {
    font: FontRef<'a>,
    characters: Charmap<'a>,
    glyphs: GlyphMetrics<'a>,
    units: u16,
}

impl<'a> Tables<'a> {
    /// Opens a face of a file.
    pub(super) fn new(file: &'a [u8], index: u32) -> Result<Tables<'a>, Unusable> {
        let font = FontRef::from_index(file, index).map_err(|_| Unusable::Damaged)?;
        let head = font.head().map_err(|_| Unusable::Damaged)?;
        if font.hhea().is_err() || font.maxp().map_or(0, |maxp| maxp.num_glyphs()) == 0 {
            return Err(Unusable::Damaged);
        }
        let has = |name| font.table_data(Tag::new(name)).is_some();
        let outlines = has(b"CFF ") || has(b"glyf") && has(b"loca");
        if !outlines {
            return Err(Unusable::NoOutlines);
        }
        let characters = font.charmap();
        if !characters.has_map() || font.hmtx().is_err() {
            return Err(Unusable::NoCharacters);
        }
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units = head.units_per_em().max(1);
        Ok(Tables { font, characters, glyphs, units })
    }

    /// How many units an em has.
    pub(crate) fn units(&self) -> i64 {
        i64::from(self.units)
    }

    /// A table, as the file has it.
    #[cfg(feature = "svg")]
    pub(super) fn table(&self, name: &[u8; 4]) -> Option<&'a [u8]> {
        self.font.table_data(Tag::new(name)).map(|table| table.as_bytes())
    }

    /// How many glyphs there are.
    #[cfg(any(feature = "pdf", feature = "svg"))]
    pub(super) fn glyphs(&self) -> u32 {
        self.glyphs.glyph_count()
    }

    /// The glyph of a character, if the face has one.
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.characters.map(character)?;
        let there = glyph.to_u32() != 0 && glyph.to_u32() < self.glyphs.glyph_count();
        u16::try_from(glyph.to_u32()).ok().filter(|_| there)
    }

    /// How far a glyph moves the pen, in units.
    pub(crate) fn advance(&self, glyph: u16) -> i64 {
        self.glyphs.advance_width(GlyphId::from(glyph)).map_or(0, units)
    }

    /// The box around a glyph, in units; none if it has no ink.
    pub(super) fn bounds(&self, glyph: u16) -> Option<Bounds> {
        let bounds = match (self.font.loca(None), self.font.glyf()) {
            (Ok(loca), Ok(glyf)) if self.font.table_data(Tag::new(b"CFF ")).is_none() => {
                let entry = loca.get(GlyphId::from(glyph), &glyf)?;
                let ink = entry.glyph()?;
                let [x_min, y_min, x_max, y_max] =
                    [ink.x_min(), ink.y_min(), ink.x_max(), ink.y_max()].map(i64::from);
                Bounds { x_min, y_min, x_max, y_max }
            }
            // The table does not say it.
            _ => {
                let ([x_min, y_min], [x_max, y_max]) = self.outline(glyph)?.bounds()?;
                let [x_min, y_min, x_max, y_max] = [x_min, y_min, x_max, y_max].map(units);
                Bounds { x_min, y_min, x_max, y_max }
            }
        };
        (bounds.x_max > bounds.x_min && bounds.y_max > bounds.y_min).then_some(bounds)
    }

    /// The outline of a glyph; none if the face has no such glyph or its outline is damaged.
    pub(super) fn outline(&self, glyph: u16) -> Option<Outline> {
        let glyph = GlyphId::from(glyph);
        if let Some(data) = self.font.table_data(Tag::new(b"CFF ")) {
            return outline::cff(data.as_bytes(), self.units, glyph);
        }
        let (loca, glyf) = (self.font.loca(None).ok()?, self.font.glyf().ok()?);
        outline::truetype((&loca, &glyf), glyph, self.glyphs.left_side_bearing(glyph))
    }

    /// The measures of the face as a whole.
    #[cfg(feature = "pdf")]
    pub(crate) fn measures(&self) -> Measures {
        let metrics = self.font.metrics(Size::unscaled(), LocationRef::default());
        Measures {
            bounds: Bounds::from(metrics.bounds.unwrap_or_default()),
            ascent: units(metrics.ascent),
            descent: units(metrics.descent),
            capitals: metrics.cap_height.map(units),
            slant: metrics.italic_angle,
        }
    }

    /// Its weight: 400 is regular.
    pub(super) fn weight(&self) -> u16 {
        self.font.os2().map_or(400, |os2| os2.us_weight_class())
    }

    /// Whether it is a bold cut by its marks.
    pub(super) fn is_bold(&self) -> bool {
        use skrifa::raw::tables::head::MacStyle;
        use skrifa::raw::tables::os2::SelectionFlags;
        match self.font.os2() {
            Ok(os2) => os2.fs_selection().contains(SelectionFlags::BOLD),
            Err(_) => self.font.head().is_ok_and(|head| head.mac_style().contains(MacStyle::BOLD)),
        }
    }

    /// Whether it is italic or oblique by its marks.
    pub(super) fn is_slanted(&self) -> bool {
        self.font.attributes().style != Style::Normal
    }

    /// Whether its maker forbids embedding its outlines in documents (`OS/2.fsType`): no leave at
    /// all, or leave for its bitmaps only. Where several bits of leave are set, the widest holds.
    pub(super) fn is_restricted(&self) -> bool {
        let licence = self.font.os2().map_or(0, |os2| os2.fs_type());
        licence & 0x000E == 0x0002 || licence & 0x0200 != 0
    }

    /// The names of these kinds, each once. A name in an encoding that cannot be read is none.
    pub(super) fn names(&self, kinds: &[StringId]) -> Vec<String> {
        let mut found = Vec::new();
        for name in kinds.iter().flat_map(|kind| self.font.localized_strings(*kind)) {
            let name: String = name.chars().collect();
            if !name.is_empty()
                && !name.contains(char::REPLACEMENT_CHARACTER)
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
        found
    }
}

impl From<BoundingBox> for Bounds {
    fn from(bounds: BoundingBox) -> Bounds {
        Bounds {
            x_min: units(bounds.x_min),
            y_min: units(bounds.y_min),
            x_max: units(bounds.x_max),
            y_max: units(bounds.y_max),
        }
    }
}

/// A measure that is not scaled, in whole units: the points of a CFF glyph may lie between them.
#[expect(clippy::cast_possible_truncation, reason = "a cast from a float saturates")]
fn units(measure: f32) -> i64 {
    measure.round() as i64
}
