//! `word/fontTable.xml`: the faces that the document asks for, each with the names of faces that
//! may stand in for it.

use super::styles::StyleSheet;
use super::xml::{W, XmlWriter};
use crate::error::Error;
use crate::typeface::Typeface;

/// Writes the part for the faces of `sheet`.
pub(super) fn xml(sheet: &StyleSheet) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("w:fonts", &[("xmlns:w", W)], |part| {
        for face in sheet.typefaces() {
            font(part, face)?;
        }
        Ok(())
    })?;
    Ok(part.finish())
}

fn font(part: &mut XmlWriter, face: Typeface) -> Result<(), Error> {
    let Some((name, others)) = face.family_names().split_first() else {
        return Ok(());
    };
    // Charset 86 is GB 2312, 00 is Western; the families are those of ECMA-376, 17.8.3.9.
    let (charset, family, pitch) = match face {
        Typeface::Latin => ("00", "roman", "variable"),
        Typeface::XiaoBiaoSong | Typeface::Song => ("86", "roman", "variable"),
        Typeface::FangSong | Typeface::Hei | Typeface::Kai => ("86", "modern", "fixed"),
    };
    part.element("w:font", &[("w:name", name)], |part| {
        if !others.is_empty() {
            part.val("w:altName", &others.join(","))?;
        }
        part.val("w:charset", charset)?;
        part.val("w:family", family)?;
        part.val("w:pitch", pitch)
    })
}
