//! One face: a font file's bytes, and the measures of its glyphs.

use std::borrow::Cow;
use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::length::Length;

/// A font file that can be opened: OpenType with CFF or TrueType outlines, alone or in a
/// collection.
pub struct Face {
    name: String,
    data: Cow<'static, [u8]>,
    index: u32,
    bold: bool,
}

impl Face {
    /// A face from a font file's bytes; `index` is its place in a collection (TTC), else 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Font`] when the bytes are no font file that can be opened.
    pub fn new(data: impl Into<Cow<'static, [u8]>>, index: u32) -> Result<Face, Error> {
        let data = data.into();
        let wrong = |reason: String| Error::new(ErrorKind::Font, "", reason);
        let face = ttf_parser::Face::parse(&data, index)
            .map_err(|error| wrong(format!("not a font that can be used: {error}")))?;
        let post_script = |name: &ttf_parser::name::Name<'_>| {
            (name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME).then(|| name.to_string())?
        };
        let name = face
            .names()
            .into_iter()
            .find_map(|name| post_script(&name))
            .ok_or_else(|| wrong("not a font that can be used: it has no name".into()))?;
        let bold = face.is_bold();
        Ok(Face { name, data, index, bold })
    }

    /// Its PostScript name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a bold cut.
    pub fn is_bold(&self) -> bool {
        self.bold
    }

    /// The font file's bytes.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Its place in a collection.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Opens it for questions; costs microseconds.
    pub(crate) fn open(&self) -> Result<OpenFace<'_>, Error> {
        let face = ttf_parser::Face::parse(&self.data, self.index)
            .map_err(|error| Error::new(ErrorKind::Font, self.name.as_str(), error.to_string()))?;
        Ok(OpenFace { units: i64::from(face.units_per_em().max(1)), face })
    }
}

/// Two faces are equal when they are the same face of the same file.
impl PartialEq for Face {
    fn eq(&self, other: &Face) -> bool {
        self.name == other.name && self.index == other.index && self.data == other.data
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({}, {} bytes)", self.name, self.data.len())
    }
}

/// A face whose tables are open.
pub(crate) struct OpenFace<'a> {
    face: ttf_parser::Face<'a>,
    units: i64,
}

impl<'a> OpenFace<'a> {
    /// The glyph of a character, if the face has one.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        self.face.glyph_index(character).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
    }

    /// How far the pen moves over a glyph at a type size.
    pub(crate) fn advance(&self, glyph: u16, size: Length) -> Length {
        let units = self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        size.scale(i64::from(units), self.units)
    }

    /// The edges of a glyph's ink at a type size; none for a glyph without ink.
    pub(crate) fn ink(&self, glyph: u16, size: Length) -> Option<Ink> {
        let bounds = self.face.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
        let scaled = |units: i16| size.scale(i64::from(units), self.units);
        Some(Ink {
            left: scaled(bounds.x_min),
            right: scaled(bounds.x_max),
            top: scaled(bounds.y_max),
            bottom: scaled(bounds.y_min),
        })
    }

    /// The tables, for a writer that embeds the face.
    pub(crate) fn tables(&self) -> &ttf_parser::Face<'a> {
        &self.face
    }
}

/// The edges of a glyph's ink, from the left end of its baseline; `top` and `bottom` upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink {
    /// The left edge.
    pub(crate) left: Length,
    /// The right edge.
    pub(crate) right: Length,
    /// The upper edge.
    pub(crate) top: Length,
    /// The lower edge, negative below the baseline.
    pub(crate) bottom: Length,
}
