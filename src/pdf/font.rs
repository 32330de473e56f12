//! Fonts: which glyphs of each face the pages use and what each stands for; then the subset faces
//! as composite fonts (ISO 32000-1, 9.7), whose character codes are the glyph numbers of the
//! subset.
//!
//! A font can give a glyph only one text, but a glyph may stand for several characters: 一 and the
//! radical ⼀ share one, and the sign for a missing character stands for whatever is missing. So a
//! face becomes as many fonts as one of its glyphs has meanings; they share all but the table of
//! texts. Every reader of PDF gets the right text that way, which `ActualText` does not do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use md5::{Digest, Md5};
use printpdf::FontId;

use super::file::{File, ascii, dictionary, name};
use super::level::PdfLevel;
use super::messages::PdfMessage;
use super::number::real;
use crate::error::Error;
use crate::font::{Face, Program, Subset};
use crate::layout::page::{Content, Glyph, Pages};
use crate::place::Place;

/// Parts of an em in which widths and places within a run are counted: hundredths of the unit of
/// PDF's text space, which is a thousandth.
pub(super) const EM: i64 = 100_000;

/// The hyphen that breaking a word put in: text without it reads the same.
const SOFT_HYPHEN: char = '\u{AD}';

/// A face as the file uses it.
#[derive(Debug)]
pub(super) struct EmbeddedFont {
    /// The names under which pages call it, one for each table of texts.
    pub(super) ids: Vec<FontId>,
    /// Its glyphs, by their numbers in the face and what they stand for.
    pub(super) glyphs: BTreeMap<(u16, char), FontGlyph>,
}

/// A face cut down to what the file uses of it.
struct CutFace<'a> {
    face: &'a Face,
    /// The widths of the codes, in parts of an em ([`EM`]).
    widths: BTreeMap<u16, i64>,
    subset: Arc<Subset>,
}

/// A glyph of a font that stands for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FontGlyph {
    /// Its number in the subset.
    pub(super) code: u16,
    /// How far it moves the pen, in parts of an em ([`EM`]).
    pub(super) width: i64,
    /// The table of texts that gives it this meaning, an index into [`EmbeddedFont::ids`].
    pub(super) table: usize,
}

/// The character that a glyph on a page stands for.
pub(super) fn meaning(glyph: &Glyph) -> char {
    glyph.text.unwrap_or(SOFT_HYPHEN)
}

/// Puts the fonts into the file, one for each face that is used; with them their names and where they
/// are.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    level: PdfLevel,
) -> Result<(Vec<Option<EmbeddedFont>>, Dictionary), Error> {
    let mut names = Dictionary::new();
    let mut fonts = Vec::with_capacity(pages.faces.len());
    for (index, (face, used)) in pages.faces.iter().zip(used(pages)?).enumerate() {
        if used.is_empty() {
            fonts.push(None);
            continue;
        }
        let (font, cut) = font(index, face, used)?;
        let base = base_name(face, &cut.subset);
        let descendant = descendant(file, cut, &base, level)?;
        for (table, id) in font.ids.iter().enumerate() {
            names.set(id.0.as_str(), composite(file, &base, descendant, to_unicode(&font, table)));
        }
        fonts.push(Some(font));
    }
    Ok((fonts, names))
}

/// The glyphs of a face and what they stand for, each with the table of texts that says so: the
/// first meaning of a glyph is in table 0, the second in table 1.
#[derive(Debug, Default)]
struct Used {
    tables: BTreeMap<(u16, char), usize>,
    meanings: BTreeMap<u16, usize>,
}

impl Used {
    fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    fn add(&mut self, glyph: &Glyph) {
        self.tables.entry((glyph.id, meaning(glyph))).or_insert_with(|| {
            let meanings = self.meanings.entry(glyph.id).or_default();
            *meanings += 1;
            *meanings - 1
        });
    }
}

/// What is used of each face.
fn used(pages: &Pages) -> Result<Vec<Used>, Error> {
    let mut used: Vec<Used> = pages.faces.iter().map(|_| Used::default()).collect();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Content::Glyphs(run) = &item.content else { continue };
        let face = used.get_mut(run.face).ok_or_else(|| {
            let message = PdfMessage::FaceMissing { face: run.face, faces: pages.faces.len() };
            Error::new(message, Place::default())
        })?;
        run.glyphs.iter().for_each(|glyph| face.add(glyph));
    }
    Ok(used)
}

/// A face as the file uses it.
fn font(index: usize, face: &Face, used: Used) -> Result<(EmbeddedFont, CutFace<'_>), Error> {
    let subset = face.subset(&used.meanings.keys().copied().collect::<BTreeSet<u16>>())?;
    let open = face.open()?;
    let tables = open.tables();
    let units = tables.units();
    let width = |glyph: u16| (tables.advance(glyph) * EM + units / 2) / units;
    let widths = subset.glyphs.iter().map(|(old, code)| (*code, width(*old))).collect();
    let glyph = |((old, text), table): ((u16, char), usize)| {
        let code = *subset.glyphs.get(&old)?;
        Some(((old, text), FontGlyph { code, width: width(old), table }))
    };
    let count = used.meanings.values().max().copied().unwrap_or(0);
    let glyphs = used.tables.into_iter().filter_map(glyph).collect();
    // printpdf takes names such as F1 or Helvetica for the fonts that every reader has.
    let id = |table| match table {
        0 => FontId(format!("Face{index}")),
        _ => FontId(format!("Face{index}Text{table}")),
    };
    let font = EmbeddedFont { ids: (0..count).map(id).collect(), glyphs };
    Ok((font, CutFace { face, widths, subset }))
}

/// A Type 0 font: its descendant with the outlines and widths, and the text of its codes.
fn composite(file: &mut File, base: &str, descendant: ObjectId, texts: String) -> ObjectId {
    let to_unicode = file.add(Stream::new(Dictionary::new(), texts.into_bytes()));
    file.add(dictionary([
        ("Type", name("Font")),
        ("Subtype", name("Type0")),
        ("BaseFont", name(base)),
        ("Encoding", name("Identity-H")),
        ("DescendantFonts", Object::Array(vec![descendant.into()])),
        ("ToUnicode", to_unicode.into()),
    ]))
}

/// A CID font: codes are glyph numbers.
fn descendant(
    file: &mut File,
    cut: CutFace<'_>,
    base: &str,
    level: PdfLevel,
) -> Result<ObjectId, Error> {
    let CutFace { face, widths, subset } = cut;
    let truetype = matches!(subset.program, Program::TrueType(_));
    let mut descriptor = descriptor(file, face, &subset, base)?;
    if level == PdfLevel::A1b {
        let kept = Stream::new(Dictionary::new(), kept(&subset));
        descriptor.set("CIDSet", file.add(kept));
    }
    let descriptor = file.add(descriptor);
    let system = dictionary([
        ("Registry", ascii("Adobe")),
        ("Ordering", ascii("Identity")),
        ("Supplement", 0.into()),
    ]);
    let mut cid = dictionary([
        ("Type", name("Font")),
        ("Subtype", name(if truetype { "CIDFontType2" } else { "CIDFontType0" })),
        ("BaseFont", name(base)),
        ("CIDSystemInfo", system.into()),
        ("FontDescriptor", descriptor.into()),
        ("DW", (DEFAULT_WIDTH / 100).into()),
        ("W", Object::Array(wide(&widths))),
    ]);
    if truetype {
        cid.set("CIDToGIDMap", name("Identity"));
    }
    Ok(file.add(cid))
}

/// The font as a whole (ISO 32000-1, 9.8), with its program.
fn descriptor(
    file: &mut File,
    face: &Face,
    subset: &Subset,
    base: &str,
) -> Result<Dictionary, Error> {
    let (key, facts) = match &subset.program {
        Program::TrueType(program) => ("FontFile2", ("Length1", whole(program.len())?)),
        Program::Cff(_) => ("FontFile3", ("Subtype", name("CIDFontType0C"))),
    };
    let program = file.add_program(dictionary([facts]), subset);
    let open = face.open()?;
    let tables = open.tables();
    let units = tables.units();
    let scaled = |value: i64| Object::Integer((value * 1000).div_euclid(units));
    let measures = tables.measures();
    let bounds = measures.bounds;
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
    Ok(dictionary([
        ("Type", name("FontDescriptor")),
        ("FontName", name(base)),
        // Symbolic: its characters are outside the Latin set (ISO 32000-1, table 123).
        ("Flags", 4.into()),
        ("FontBBox", Object::Array(bounds.to_vec())),
        ("ItalicAngle", Object::Real(measures.slant)),
        ("Ascent", scaled(measures.ascent)),
        ("Descent", scaled(measures.descent)),
        ("CapHeight", scaled(measures.capitals.unwrap_or(measures.ascent))),
        // For readers that replace the font, which an embedded font never is.
        ("StemV", (if face.is_bold() { 140 } else { 80 }).into()),
        (key, program.into()),
    ]))
}

/// The characters of a subset, a bit for each (ISO 32000-1, table 124): the subset has no gaps. PDF/A-1
/// asks for it (ISO 19005-1, 6.3.5).
fn kept(subset: &Subset) -> Vec<u8> {
    let count = subset.count();
    let mut bits = vec![0_u8; count.div_ceil(8)];
    for character in 0..count {
        if let Some(byte) = bits.get_mut(character / 8) {
            *byte |= 0x80 >> (character % 8);
        }
    }
    bits
}

fn whole(count: usize) -> Result<Object, Error> {
    let count = i64::try_from(count);
    count
        .map(Object::Integer)
        .map_err(|cause| Error::new(PdfMessage::FontTooLarge {}, Place::default()).caused_by(cause))
}

/// The name of a subset: six letters that tell it from others of its face, and the face's name.
fn base_name(face: &Face, subset: &Subset) -> String {
    let mut digest = Md5::new();
    digest.update(face.name());
    for glyph in subset.glyphs.keys() {
        digest.update(glyph.to_be_bytes());
    }
    let letters = digest.finalize().into_iter().take(6).map(|byte| char::from(b'A' + byte % 26));
    letters.chain("+".chars()).chain(face.name().chars()).collect()
}

/// The width of a Chinese character: glyphs that have it need no entry in the table.
const DEFAULT_WIDTH: i64 = EM;

/// The widths of the codes that have another than the default: the first code of each stretch,
/// then its widths.
fn wide(widths: &BTreeMap<u16, i64>) -> Vec<Object> {
    let mut table: Vec<Object> = Vec::new();
    let mut next = None;
    for (&code, &width) in widths {
        if width == DEFAULT_WIDTH {
            continue;
        }
        let number = if width % 100 == 0 {
            Object::Integer(width / 100)
        } else {
            Object::Real(real(width, 100))
        };
        match table.last_mut() {
            Some(Object::Array(stretch)) if next == Some(code) => stretch.push(number),
            _ => table.extend([code.into(), Object::Array(vec![number])]),
        }
        next = code.checked_add(1);
    }
    table
}

/// One of the tables of texts: the character of each code (ISO 32000-1, 9.10.3).
fn to_unicode(font: &EmbeddedFont, table: usize) -> String {
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let known = font.glyphs.iter().filter(|(_, glyph)| glyph.table == table);
    let known: BTreeMap<u16, char> = known.map(|((_, text), glyph)| (glyph.code, *text)).collect();
    let known: Vec<(u16, char)> = known.into_iter().collect();
    // A block holds at most 100 entries.
    for block in known.chunks(100) {
        let _ = writeln!(cmap, "{} beginbfchar", block.len());
        for (code, character) in block {
            let _ = write!(cmap, "<{code:04X}> <");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(cmap, "{unit:04X}");
            }
            cmap.push_str(">\n");
        }
        cmap.push_str("endbfchar\n");
    }
    cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    cmap
}
