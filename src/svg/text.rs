//! Text as text: characters at their places, and the faces that they are shown in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::number::unit;
use super::{Ink, escape, shown};
use crate::error::Error;
use crate::layout::page::{Glyph, Pages};
use crate::length::Length;
use crate::view::Glyphs;

/// The faces of a drawing. A character has one glyph in a font file; where a page shows it by several of a
/// face, there are as many files of it.
#[derive(Default)]
pub(super) struct Faces {
    /// By the face and which of its files it is.
    files: BTreeMap<(usize, usize), BTreeMap<char, u16>>,
}

impl Faces {
    /// The file of a face that shows a character by a glyph.
    fn file(&mut self, face: usize, character: char, glyph: u16) -> usize {
        let mut file = 0;
        loop {
            let characters = self.files.entry((face, file)).or_default();
            if *characters.entry(character).or_insert(glyph) == glyph {
                return file;
            }
            file += 1;
        }
    }

    /// The rules by which a browser finds them.
    pub(super) fn rules(&self, pages: &Pages, prefix: &str) -> Result<String, Error> {
        let mut rules = String::new();
        for ((face, file), characters) in &self.files {
            let Some(data) = pages.faces.get(*face) else { continue };
            let data = data.web(characters)?;
            let _ = write!(
                rules,
                "@font-face{{font-family:\"{prefix}f{face}n{file}\";src:url(data:font/ttf;base64,"
            );
            BASE64.encode_string(&data, &mut rules);
            rules.push_str(")}\n");
        }
        // Everything stands where the page has it: no browser is to move it.
        rules.push_str(
            "text{white-space:pre;unicode-bidi:bidi-override;font-kerning:none;\
             font-variant-ligatures:none}\n",
        );
        Ok(rules)
    }
}

/// The character that stands for a glyph.
fn character(glyph: &Glyph) -> char {
    // A word that is divided shows a hyphen that its text does not have.
    shown(glyph.text.unwrap_or('\u{2010}'))
}

/// Writes a run.
pub(super) fn run(body: &mut String, prefix: &str, faces: &mut Faces, glyphs: &Glyphs<'_, '_>) {
    let Glyphs { run, origin, along, .. } = glyphs;
    let with_files: Vec<(usize, &Glyph)> =
        run.glyphs.iter().map(|it| (faces.file(run.face, character(it), it.id), it)).collect();
    // Programs do not agree on how many places a character of two units takes: it stands alone.
    let is_long = |glyph: &Glyph| character(glyph).len_utf16() > 1;
    let parts = with_files
        .chunk_by(|(file, one), (next, other)| file == next && !is_long(one) && !is_long(other));
    for part in parts {
        let Some((file, _)) = part.first() else { continue };
        let (face, size, ink) = (run.face, unit(run.size), Ink(run.color));
        let _ = write!(
            body,
            "<text font-family=\"{prefix}f{face}n{file}\" font-size=\"{size}\" fill=\"{ink}\""
        );
        if run.stroke > Length::ZERO {
            let width = unit(run.stroke);
            let _ = write!(
                body,
                " stroke=\"{ink}\" stroke-width=\"{width}\" stroke-linejoin=\"round\""
            );
        }
        let (x, y) = (unit(origin.x), unit(origin.y));
        // Turned text is measured from the beginning of its run.
        let (start, level) = match along {
            (1, 0) => (origin.x, y),
            (right, down) => {
                let up = -down;
                let _ = write!(body, " transform=\"matrix({right} {down} {up} {right} {x} {y})\"");
                (Length::ZERO, 0)
            }
        };
        let places: Vec<String> =
            part.iter().map(|(_, glyph)| unit(start + glyph.x).to_string()).collect();
        let _ = write!(body, " x=\"{}\" y=\"{level}\">", places.join(" "));
        let text: String = part.iter().map(|(_, glyph)| character(glyph)).collect();
        escape(body, &text);
        body.push_str("</text>\n");
    }
}
