//! The faces of a set, opened for the length of one layout: which glyph of which face shows a
//! character. Each face is opened once, and answers are remembered in a small table.

use std::cell::Cell;
use std::sync::Arc;

use super::set::same;
use super::{Face, Fonts, OpenFace};
use crate::error::Error;
use crate::length::Length;
use crate::typeface::Typeface;

/// How many answers are remembered. A page has about 300 different characters.
const SLOTS: usize = 4096;

/// A set of faces, opened.
pub(crate) struct OpenFonts<'a> {
    faces: Vec<Arc<Face>>,
    open: Vec<OpenFace<'a>>,
    /// For each of [`Typeface::ALL`] the faces to ask, indices into the two lists above.
    chains: Vec<(Typeface, Vec<usize>)>,
    slots: Vec<Cell<Slot>>,
}

/// A remembered answer. A new question in the same place takes its place.
#[derive(Clone, Copy, Default)]
struct Slot {
    question: Option<(Typeface, char)>,
    answer: Option<Found>,
}

/// The glyph that shows a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its face, an index into [`OpenFonts::faces`].
    pub(crate) face: usize,
    /// Its number in the face.
    pub(crate) glyph: u16,
    /// How far the pen moves over it, in units of the face.
    advance: u16,
    /// How many units of the face make the side of the em square.
    units: u16,
    /// Whether the face that serves the typeface lacks the character, so that another shows it.
    pub(crate) fallback: bool,
}

impl Found {
    /// How far the pen moves over the glyph at a type size.
    pub(crate) fn advance(&self, size: Length) -> Length {
        size.scale(i64::from(self.advance), i64::from(self.units))
    }
}

impl<'a> OpenFonts<'a> {
    /// Opens every face of a set, once.
    pub(crate) fn new(fonts: &'a Fonts) -> Result<OpenFonts<'a>, Error> {
        let mut faces: Vec<Arc<Face>> = Vec::new();
        let mut open = Vec::new();
        let mut chains = Vec::new();
        for typeface in Typeface::ALL {
            let mut chain = Vec::new();
            for face in fonts.chain(typeface) {
                let known = faces.iter().position(|known| same(known, face));
                chain.push(known.unwrap_or(faces.len()));
                if known.is_none() {
                    faces.push(Arc::clone(face));
                    open.push(face.open()?);
                }
            }
            chains.push((typeface, chain));
        }
        Ok(OpenFonts {
            faces,
            open,
            chains,
            slots: vec![Cell::default(); SLOTS],
        })
    }

    /// The faces, each once; [`Found::face`] counts in them.
    pub(crate) fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }

    /// A face of [`OpenFonts::faces`], opened.
    pub(crate) fn face(&self, index: usize) -> Option<&OpenFace<'a>> {
        self.open.get(index)
    }

    /// The glyph that shows a character in a typeface; none when no face of its chain has it.
    pub(crate) fn glyph(&self, typeface: Typeface, character: char) -> Option<Found> {
        let slot = self.slots.get(slot_of(typeface, character))?;
        let question = Some((typeface, character));
        let mut known = slot.get();
        if known.question != question {
            known = Slot {
                question,
                answer: self.look_up(typeface, character),
            };
            slot.set(known);
        }
        known.answer
    }

    /// What the face that serves a typeface shows for a character that no face has: its box.
    /// None when the set is empty.
    pub(crate) fn missing(&self, typeface: Typeface) -> Option<Found> {
        let first = self.chain(typeface).first()?;
        self.found(*first, 0, false)
    }

    fn look_up(&self, typeface: Typeface, character: char) -> Option<Found> {
        let mut chain = self.chain(typeface).iter().enumerate();
        chain.find_map(|(place, index)| {
            let glyph = self.open.get(*index)?.glyph(character)?;
            self.found(*index, glyph, place > 0)
        })
    }

    fn found(&self, face: usize, glyph: u16, fallback: bool) -> Option<Found> {
        let open = self.open.get(face)?;
        Some(Found {
            face,
            glyph,
            advance: open.advance_units(glyph),
            units: open.units(),
            fallback,
        })
    }

    fn chain(&self, typeface: Typeface) -> &[usize] {
        let chain = self.chains.iter().find(|(one, _)| *one == typeface);
        chain.map_or(&[], |(_, chain)| chain.as_slice())
    }
}

/// Where the answer for a character is remembered: neighbours in Unicode, and the typefaces of
/// one character, fall in different places.
fn slot_of(typeface: Typeface, character: char) -> usize {
    let question = (character as usize) ^ ((typeface as usize) << 9);
    question % SLOTS
}

#[cfg(all(test, feature = "fangsong"))]
mod tests {
    use super::*;

    fn name_of(open: &OpenFonts<'_>, found: Option<Found>) -> Option<String> {
        let face = open.faces().get(found?.face)?;
        Some(face.name().to_owned())
    }

    #[test]
    fn a_character_falls_through_fang_song_and_kai() -> Result<(), Error> {
        let fonts = Fonts::embedded();
        let open = OpenFonts::new(&fonts)?;
        assert_eq!(open.faces().len(), 6);
        let cases = [
            ('周', "BulletinFangSong-Regular", false),
            ('镕', "BulletinKai-Light", true),
            ('喆', "BulletinKai-Light", true),
            ('⑪', "BulletinKai-Light", true),
            ('䶮', "BulletinKai-Light", true),
        ];
        for (character, name, fallback) in cases {
            let found = open.glyph(Typeface::FangSong, character);
            assert_eq!(name_of(&open, found).as_deref(), Some(name), "{character}");
            assert_eq!(found.map(|found| found.fallback), Some(fallback));
            let size = Length::pt(16.0);
            assert_eq!(found.map(|found| found.advance(size)), Some(size));
        }
        Ok(())
    }

    #[test]
    fn remembered_answers_are_those_of_the_faces() -> Result<(), Error> {
        let fonts = Fonts::embedded();
        let open = OpenFonts::new(&fonts)?;
        // Twice over more characters than there are places, so that answers displace each other.
        for _ in 0..2 {
            for typeface in Typeface::ALL {
                for character in '\u{4e00}'..='\u{6fff}' {
                    let asked = open.look_up(typeface, character);
                    assert_eq!(open.glyph(typeface, character), asked, "{character}");
                }
            }
        }
        Ok(())
    }

    #[test]
    fn a_character_without_glyph_is_missing_and_has_a_box() -> Result<(), Error> {
        let fonts = Fonts::embedded();
        let open = OpenFonts::new(&fonts)?;
        assert_eq!(open.glyph(Typeface::FangSong, '\u{1f600}'), None);
        let missing = open.missing(Typeface::FangSong);
        assert_eq!(missing.map(|found| found.glyph), Some(0));
        assert!(missing.is_some_and(|found| found.advance(Length::pt(16.0)) > Length::ZERO));
        let empty = Fonts::empty();
        assert_eq!(OpenFonts::new(&empty)?.missing(Typeface::FangSong), None);
        Ok(())
    }

    #[test]
    fn ink_is_measured_from_the_baseline() -> Result<(), Error> {
        let fonts = Fonts::embedded();
        let open = OpenFonts::new(&fonts)?;
        let size = Length::pt(100.0);
        let ink_of = |typeface, character| {
            let found = open.glyph(typeface, character)?;
            open.face(found.face)?.ink(found.glyph, size)
        };
        // The stroke of 一 floats over the baseline; p hangs below it; a space has no ink.
        let one = ink_of(Typeface::Song, '一');
        assert!(one.is_some_and(|ink| ink.bottom > Length::pt(20.0)
            && ink.top > ink.bottom
            && ink.top < Length::pt(60.0)
            && ink.left > Length::ZERO
            && ink.right < size));
        assert!(ink_of(Typeface::Latin, 'p').is_some_and(|ink| ink.bottom < Length::ZERO));
        assert_eq!(ink_of(Typeface::Latin, ' '), None);
        Ok(())
    }
}
