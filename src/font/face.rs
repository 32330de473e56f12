//! One face: the bytes of its font file, its names, and the measures of its glyphs.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::string::StringId;

use super::messages::{FontMessage, Unusable};
#[cfg(any(feature = "svg", feature = "png"))]
use super::outline::Outline;
#[cfg(feature = "pdf")]
use super::subsets::Subsets;
use super::tables::Tables;
use crate::error::Error;
use crate::length::Length;
use crate::place::Place;

/// The lightest weight that counts as bold (`OS/2.usWeightClass`: 600 is semi-bold).
const BOLD_FROM: u16 = 600;

/// The characters whose ink shows where the ideographs of a face stand: together they reach as far
/// up and down as any ideograph.
const IDEOGRAPHS: &str = "省市国四厅务部门中永鹰";
/// The middle of a face without ideographs, in thousandths of an em: that of an em square with 0.88
/// above and 0.12 below the baseline, as Chinese faces have it.
const LATIN_MIDDLE: i64 = 380;

/// One face of a font file: OpenType with CFF or TrueType outlines, alone or in a collection.
pub struct Face {
    name: String,
    bytes: Bytes,
    index: u32,
    bold: bool,
    families: Vec<String>,
    weight: u16,
    slanted: bool,
    restricted: bool,
    middle: OnceLock<i64>,
    #[cfg(feature = "pdf")]
    subsets: Subsets,
}

/// The bytes of a font file: part of the program, or shared by the faces of one file.
#[derive(Clone)]
pub(super) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<Vec<u8>>),
}

impl Bytes {
    fn as_slice(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

impl Face {
    /// A face from a font file's bytes. `index` is its position in a collection (TTC), from 0; it
    /// is 0 for a file with one face.
    ///
    /// ```no_run
    /// use bulletin::Face;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let face = Face::new(std::fs::read("fonts/simfang.ttf")?, 0)?;
    /// println!("{}", face.name());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Font`](crate::ErrorKind::Font) when the bytes are not a font file that can be
    /// opened, or have no outlines, no characters or no name.
    pub fn new(data: impl Into<Cow<'static, [u8]>>, index: u32) -> Result<Face, Error> {
        let bytes = match data.into() {
            Cow::Borrowed(bytes) => Bytes::Static(bytes),
            Cow::Owned(bytes) => Bytes::Shared(Arc::new(bytes)),
        };
        Face::from_bytes(bytes, index)
            .map_err(|reason| Error::new(FontMessage::Unusable { reason }, Place::default()))
    }

    /// Like [`Face::new`], from bytes that other faces may share.
    pub(super) fn from_bytes(bytes: Bytes, index: u32) -> Result<Face, Unusable> {
        let tables = Tables::new(bytes.as_slice(), index)?;
        let families = tables.names(&[StringId::FAMILY_NAME, StringId::TYPOGRAPHIC_FAMILY_NAME]);
        let name = tables
            .names(&[StringId::POSTSCRIPT_NAME])
            .into_iter()
            .chain(families.iter().cloned())
            .map(|name| post_script_name(&name))
            .find(|name| !name.is_empty())
            .ok_or(Unusable::NoName)?;
        let weight = tables.weight();
        let bold = tables.is_bold() || weight >= BOLD_FROM;
        let slanted = tables.is_slanted();
        let restricted = tables.is_restricted();
        Ok(Face {
            name,
            index,
            bold,
            families,
            weight,
            slanted,
            restricted,
            bytes,
            middle: OnceLock::new(),
            #[cfg(feature = "pdf")]
            subsets: Subsets::default(),
        })
    }

    /// Its PostScript name.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert_eq!(face.name(), "BulletinHei-Medium");
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its family, in every language of the file.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert!(face.families().iter().any(|name| name == "Bulletin Hei"), "{:?}", face.families());
    /// ```
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// Its weight, from 1 to 1000: 400 is regular, 700 bold.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert_eq!(face.weight(), 500);
    /// ```
    pub fn weight(&self) -> u16 {
        self.weight
    }

    /// Whether it is a bold cut. If bold is wanted and the face is not bold, its outlines are
    /// stroked on the page.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert!(!face.is_bold());
    /// ```
    pub fn is_bold(&self) -> bool {
        self.bold
    }

    /// Whether it is slanted (italic, oblique). No face of an official document is.
    pub(super) fn is_slanted(&self) -> bool {
        self.slanted
    }

    /// Whether its maker forbids embedding it in documents (`OS/2.fsType`).
    pub(super) fn is_restricted(&self) -> bool {
        self.restricted
    }

    /// The font file's bytes.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert!(face.data().len() > 1_000_000);
    /// ```
    pub fn data(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// Its position in a collection, from 0.
    ///
    /// ```
    /// # use bulletin::{Fonts, Typeface};
    /// # let fonts = Fonts::embedded();
    /// let face = &fonts.chain(Typeface::Hei)[0];
    /// assert_eq!(face.index(), 0);
    /// ```
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The height of the middle of its ideographs above the baseline, at a type size. It differs by
    /// up to a tenth of an em between faces; lines are set by it, so that the faces of a row stand
    /// level.
    pub(crate) fn ideograph_middle(&self, size: Length) -> Length {
        let thousandths =
            self.middle.get_or_init(|| self.open().map_or(LATIN_MIDDLE, |face| face.middle()));
        size.scale(*thousandths, 1000)
    }

    /// Its last small subsets.
    #[cfg(feature = "pdf")]
    pub(super) fn subsets(&self) -> &Subsets {
        &self.subsets
    }

    /// Opens its tables; costs microseconds.
    pub(crate) fn open(&self) -> Result<OpenFace<'_>, Error> {
        Tables::new(self.data(), self.index).map(OpenFace).map_err(|_| {
            Error::new(FontMessage::Closed { face: self.name.clone() }, Place::default())
        })
    }
}

/// Two faces are equal when they are the same face of the same file.
impl PartialEq for Face {
    fn eq(&self, other: &Face) -> bool {
        self.name == other.name && self.index == other.index && self.data() == other.data()
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({}, {} bytes)", self.name, self.data().len())
    }
}

/// A name reduced to what a PostScript name may hold: printable ASCII without brackets, slash and
/// percent sign, at most 63 characters (OpenType, `name` table, name 6).
fn post_script_name(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_ascii_graphic() && !"[](){}<>/%".contains(*character))
        .take(63)
        .collect()
}

/// A face whose tables are open.
pub(crate) struct OpenFace<'a>(Tables<'a>);

/// The box around the ink of a glyph, measured from the origin on its baseline, rightwards and
/// upwards: `bottom` is negative for ink below the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink {
    /// The upper edge.
    pub(crate) top: Length,
    /// The lower edge.
    pub(crate) bottom: Length,
    /// The left edge.
    pub(crate) left: Length,
    /// The right edge.
    pub(crate) right: Length,
}

impl<'a> OpenFace<'a> {
    /// The glyph of a character, if the face has one.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        self.0.glyph(character)
    }

    /// The advance width of a glyph at a type size.
    pub(crate) fn advance(&self, glyph: u16, size: Length) -> Length {
        size.scale(self.0.advance(glyph), self.0.units())
    }

    /// The box around the ink of a glyph at a type size; none when it has no ink.
    pub(crate) fn ink(&self, glyph: u16, size: Length) -> Option<Ink> {
        let ink = self.0.bounds(glyph)?;
        let length = |units| size.scale(units, self.0.units());
        Some(Ink {
            top: length(ink.y_max),
            bottom: length(ink.y_min),
            left: length(ink.x_min),
            right: length(ink.x_max),
        })
    }

    /// The height of the middle of its ideographs above the baseline, in thousandths of an em.
    fn middle(&self) -> i64 {
        let em = Length::emu(1000);
        let inks = IDEOGRAPHS.chars().filter_map(|character| self.ink(self.glyph(character)?, em));
        let reach = inks.fold(None, |reach: Option<(Length, Length)>, ink| {
            let (top, bottom) = reach.unwrap_or((ink.top, ink.bottom));
            Some((top.max(ink.top), bottom.min(ink.bottom)))
        });
        reach.map_or(LATIN_MIDDLE, |(top, bottom)| ((top + bottom) / 2).to_emu())
    }

    /// The outline of a glyph; empty if it has no ink, and if the face has no such glyph or its outline is
    /// damaged.
    #[cfg(any(feature = "svg", feature = "png"))]
    pub(crate) fn outline(&self, glyph: u16) -> Outline {
        self.0.outline(glyph).unwrap_or_default()
    }

    /// How many units an em has: the outlines are in these.
    #[cfg(any(feature = "svg", feature = "png"))]
    pub(crate) fn units(&self) -> i64 {
        self.0.units()
    }

    /// The tables, for a writer that embeds the face.
    #[cfg(any(feature = "pdf", feature = "svg"))]
    pub(crate) fn tables(&self) -> &Tables<'a> {
        &self.0
    }
}
