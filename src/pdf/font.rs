//! Fonts: which glyphs of each face the pages use and what each stands for; then the subset faces
//! as composite fonts (ISO 32000-1, 9.7), whose character codes are the glyph numbers of the
//! subset.
//!
//! A font can give a glyph only one text. Where the same glyph stands for another character — 一
//! and the radical ⼀ may share one — or for a character that the face lacks, the page says so
//! beside the glyph (`content`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use md5::{Digest, Md5};
use printpdf::FontId;

use super::file::{File, ascii, dictionary, name};
use super::number::real;
use crate::error::{Error, ErrorKind};
use crate::font::{Face, Program, Subset};
use crate::layout::page::{Content, Glyph, Pages};

/// Parts of an em in which widths and places within a run are counted: hundredths of the unit of
/// PDF's text space, which is a thousandth.
pub(super) const EM: i64 = 100_000;

/// The hyphen that breaking a word put in: text without it reads the same.
const SOFT_HYPHEN: char = '\u{AD}';

/// A face as the file uses it.
#[derive(Debug)]
pub(super) struct Font {
    /// The name under which pages call it.
    pub(super) id: FontId,
    /// Its glyphs, by their numbers in the face.
    pub(super) glyphs: BTreeMap<u16, FontGlyph>,
    subset: Subset,
}

/// A glyph of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FontGlyph {
    /// Its number in the subset.
    pub(super) code: u16,
    /// How far it moves the pen, in parts of an em ([`EM`]).
    pub(super) width: i64,
    /// The character that the font says it stands for; none for the sign of a missing character.
    pub(super) meaning: Option<char>,
}

/// The character that a glyph on a page stands for.
pub(super) fn meaning(glyph: &Glyph) -> char {
    glyph.text.unwrap_or(SOFT_HYPHEN)
}

/// The fonts of the file, one for each face that is used.
pub(super) fn prepare(pages: &Pages) -> Result<Vec<Option<Font>>, Error> {
    let used = used(pages)?;
    let faces = pages.faces.iter().zip(used).enumerate();
    faces
        .map(|(index, (face, used))| {
            (!used.is_empty()).then(|| font(index, face, &used)).transpose()
        })
        .collect()
}

/// For each face, the glyphs that are used and the first character each stands for.
fn used(pages: &Pages) -> Result<Vec<BTreeMap<u16, Option<char>>>, Error> {
    let mut used = vec![BTreeMap::new(); pages.faces.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Content::Glyphs(run) = &item.content else { continue };
        let face: &mut BTreeMap<u16, Option<char>> = used.get_mut(run.face).ok_or_else(|| {
            let message = format!("a run names face {}, there are {}", run.face, pages.faces.len());
            Error::new(ErrorKind::Internal, "", message)
        })?;
        for glyph in &run.glyphs {
            let meaning = face.entry(glyph.id).or_insert(None);
            *meaning = meaning.or(glyph.text);
        }
    }
    Ok(used)
}

fn font(index: usize, face: &Face, used: &BTreeMap<u16, Option<char>>) -> Result<Font, Error> {
    let subset = face.subset(&used.keys().copied().collect::<BTreeSet<u16>>())?;
    let open = face.open()?;
    let tables = open.tables();
    let units = i64::from(tables.units_per_em()).max(1);
    let glyph = |(old, code): (&u16, &u16)| {
        let advance = tables.glyph_hor_advance(ttf_parser::GlyphId(*old)).unwrap_or(0);
        let text = used.get(old).copied().flatten();
        let meaning = (*old != 0).then(|| text.unwrap_or(SOFT_HYPHEN));
        let width = (i64::from(advance) * EM + units / 2) / units;
        (*old, FontGlyph { code: *code, width, meaning })
    };
    let glyphs = subset.glyphs.iter().map(glyph).collect();
    // printpdf takes names such as F1 or Helvetica for the fonts of every reader.
    Ok(Font { id: FontId(format!("Face{index}")), glyphs, subset })
}

/// Puts the fonts into the file: their names and where they are.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    fonts: &[Option<Font>],
) -> Result<Dictionary, Error> {
    let mut names = Dictionary::new();
    for (face, font) in pages.faces.iter().zip(fonts) {
        if let Some(font) = font {
            names.set(font.id.0.as_str(), composite(file, face, font)?);
        }
    }
    Ok(names)
}

/// A Type 0 font: its descendant with the outlines and widths, and the text of its codes.
fn composite(file: &mut File, face: &Face, font: &Font) -> Result<ObjectId, Error> {
    let base = base_name(face, &font.subset);
    let descendant = descendant(file, face, font, &base)?;
    let to_unicode = file.add(Stream::new(Dictionary::new(), to_unicode(font).into_bytes()));
    Ok(file.add(dictionary([
        ("Type", name("Font")),
        ("Subtype", name("Type0")),
        ("BaseFont", name(&base)),
        ("Encoding", name("Identity-H")),
        ("DescendantFonts", Object::Array(vec![descendant.into()])),
        ("ToUnicode", to_unicode.into()),
    ])))
}

/// A CID font: codes are glyph numbers.
fn descendant(file: &mut File, face: &Face, font: &Font, base: &str) -> Result<ObjectId, Error> {
    let descriptor = descriptor(file, face, font, base)?;
    let truetype = matches!(font.subset.program, Program::TrueType(_));
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
        ("W", Object::Array(widths(font))),
    ]);
    if truetype {
        cid.set("CIDToGIDMap", name("Identity"));
    }
    Ok(file.add(cid))
}

/// The font as a whole (ISO 32000-1, 9.8), with its program.
fn descriptor(file: &mut File, face: &Face, font: &Font, base: &str) -> Result<ObjectId, Error> {
    let bytes = font.subset.program.bytes().to_vec();
    let (key, facts) = match &font.subset.program {
        Program::TrueType(program) => ("FontFile2", ("Length1", whole(program.len())?)),
        Program::Cff(_) => ("FontFile3", ("Subtype", name("CIDFontType0C"))),
    };
    let program = file.add(Stream::new(dictionary([facts]), bytes));
    let open = face.open()?;
    let tables = open.tables();
    let units = i64::from(tables.units_per_em()).max(1);
    let scaled = |value: i16| Object::Integer((i64::from(value) * 1000).div_euclid(units));
    let bounds = tables.global_bounding_box();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
    Ok(file.add(dictionary([
        ("Type", name("FontDescriptor")),
        ("FontName", name(base)),
        // Symbolic: its characters are outside the Latin set (ISO 32000-1, table 123).
        ("Flags", 4.into()),
        ("FontBBox", Object::Array(bounds.to_vec())),
        ("ItalicAngle", Object::Real(tables.italic_angle())),
        ("Ascent", scaled(tables.ascender())),
        ("Descent", scaled(tables.descender())),
        ("CapHeight", scaled(tables.capital_height().unwrap_or_else(|| tables.ascender()))),
        // For readers that replace the font, which an embedded font never is.
        ("StemV", (if face.is_bold() { 140 } else { 80 }).into()),
        (key, program.into()),
    ])))
}

fn whole(count: usize) -> Result<Object, Error> {
    let count = i64::try_from(count);
    count
        .map(Object::Integer)
        .map_err(|error| Error::new(ErrorKind::Font, "", format!("font too large: {error}")))
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
fn widths(font: &Font) -> Vec<Object> {
    let mut table: Vec<Object> = Vec::new();
    let mut next = None;
    // Codes ascend with the numbers of the glyphs, except that of the missing character.
    let widths: BTreeMap<u16, i64> =
        font.glyphs.values().map(|glyph| (glyph.code, glyph.width)).collect();
    for (code, width) in widths {
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

/// The text of each code (ISO 32000-1, 9.10.3).
fn to_unicode(font: &Font) -> String {
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let known = font.glyphs.values().filter_map(|glyph| Some((glyph.code, glyph.meaning?)));
    let known = known.collect::<BTreeMap<u16, char>>().into_iter().collect::<Vec<_>>();
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
