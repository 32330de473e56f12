//! Characters → glyphs: the face of each character, its advance and its ink, each read from the
//! font files once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::grid::Grid;
use super::messages::LayoutMessage;
use super::noticed::{Noticed, TextPath};
use crate::error::Error;
use crate::font::{Face, FontMessage, Fonts, OpenFace};
use crate::length::Length;
use crate::message::CodePoint;
use crate::place::{ModelPath, Place};
use crate::punct;
use crate::style::flow::LineRules;
use crate::typeface::Typeface;

/// A glyph with its measures, in thousandths of an em.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The face, an index into [`Shaper::faces`].
    pub(super) face: usize,
    /// Its number in the face.
    pub(super) glyph: u16,
    /// Its advance width.
    pub(super) advance: i64,
    /// The left and the right edge of its ink.
    pub(super) ink: (i64, i64),
}

/// The open faces of a font set, and the rules for lines.
pub(super) struct Shaper<'a> {
    /// How lines are broken and filled.
    pub(super) rules: LineRules,
    /// The grid of characters.
    pub(super) grid: Grid,
    faces: Vec<Arc<Face>>,
    open: Vec<OpenFace<'a>>,
    chains: HashMap<Typeface, Vec<usize>>,
    /// The shape of each character in a typeface, and whether another face stands in for it.
    shapes: FxHashMap<(Typeface, char), (Shape, bool)>,
    noticed: Noticed,
    /// What was added behind each character of a paragraph, by its path.
    trackings: BTreeMap<ModelPath, Length>,
}

impl<'a> Shaper<'a> {
    /// Opens the faces of a set.
    pub(super) fn new(fonts: &'a Fonts, rules: LineRules, grid: Grid) -> Result<Shaper<'a>, Error> {
        let mut shaper = Shaper {
            rules,
            grid,
            faces: Vec::new(),
            open: Vec::new(),
            chains: HashMap::new(),
            shapes: FxHashMap::default(),
            noticed: Noticed::default(),
            trackings: BTreeMap::new(),
        };
        for typeface in Typeface::ALL {
            let mut chain = Vec::new();
            for face in fonts.chain(typeface) {
                let known = shaper.faces.iter().position(|known| Arc::ptr_eq(known, face));
                let index = match known {
                    Some(index) => index,
                    None => {
                        let open = face.open()?;
                        shaper.open.push(open);
                        shaper.faces.push(Arc::clone(face));
                        shaper.faces.len() - 1
                    }
                };
                chain.push(index);
            }
            shaper.chains.insert(typeface, chain);
        }
        Ok(shaper)
    }

    /// The glyph of a character of the bulletin in a typeface: from the first face of the chain
    /// that has it, or the sign for a missing character. Unless the first face of all has it, it
    /// becomes a finding about the paragraph.
    pub(super) fn shape(
        &mut self,
        typeface: Typeface,
        character: char,
        path: &TextPath,
    ) -> Result<Shape, Error> {
        self.shape_at(typeface, character, Some(path))
    }

    /// The same for a character that the layout adds: a dot or the dash of a page number.
    pub(super) fn shape_own(
        &mut self,
        typeface: Typeface,
        character: char,
    ) -> Result<Shape, Error> {
        self.shape_at(typeface, character, None)
    }

    fn shape_at(
        &mut self,
        typeface: Typeface,
        character: char,
        path: Option<&TextPath>,
    ) -> Result<Shape, Error> {
        let (shape, stands_in) = match self.shapes.get(&(typeface, character)) {
            Some(known) => *known,
            None => {
                let shape = self.look_up(typeface, character)?;
                let first = self.chains.get(&typeface).and_then(|chain| chain.first());
                let stands_in = shape.glyph == 0 || first != Some(&shape.face);
                self.shapes.insert((typeface, character), (shape, stands_in));
                (shape, stands_in)
            }
        };
        if stands_in {
            self.report(typeface, character, shape, path);
        }
        Ok(shape)
    }

    fn look_up(&self, typeface: Typeface, character: char) -> Result<Shape, Error> {
        let chain = self.chains.get(&typeface).map_or(&[][..], Vec::as_slice);
        let first = chain.first().copied().ok_or_else(|| {
            Error::new(FontMessage::NoFace { typeface: typeface.name() }, Place::default())
        })?;
        let found =
            chain.iter().find_map(|index| Some((*index, self.open.get(*index)?.glyph(character)?)));
        let (face, glyph) = found.unwrap_or((first, 0));
        let em = Length::emu(1000);
        let open = self.open.get(face);
        let advance = open.map_or(0, |open| open.advance(glyph, em).to_emu());
        // An ideograph fills its square. Following the outlines of all of them would take half of
        // the layout's time.
        let ink = open
            .filter(|_| !punct::is_ideograph(character))
            .and_then(|open| open.ink(glyph, em))
            .map_or((0, advance), |ink| (ink.left.to_emu(), ink.right.to_emu()));
        Ok(Shape { face, glyph, advance, ink })
    }

    fn report(
        &mut self,
        typeface: Typeface,
        character: char,
        shape: Shape,
        path: Option<&TextPath>,
    ) {
        let code = CodePoint(character);
        if shape.glyph == 0 {
            let message = || LayoutMessage::MissingCharacter { character, code };
            self.noticed.character(None, character, path, message);
        } else {
            let face = self.faces.get(shape.face);
            let message = || LayoutMessage::Fallback {
                character,
                code,
                used: face.map_or_else(String::new, |face| face.name().to_owned()),
                wanted: typeface.name(),
            };
            self.noticed.character(Some(typeface), character, path, message);
        }
    }

    /// Notes that a paragraph is set with so much more behind each character.
    pub(super) fn track(&mut self, path: &TextPath, tracking: Length) {
        self.trackings.insert(path.clone(), tracking);
    }

    /// Notices that the last line of a paragraph has one character.
    pub(super) fn report_orphan(&mut self, path: &TextPath) {
        self.noticed.orphan(path);
    }

    /// Notices a letter that runs from right to left. Such letters are placed one after the other,
    /// unshaped.
    pub(super) fn report_right_to_left(&mut self, character: char, path: &TextPath) {
        self.noticed.right_to_left(character, path);
    }

    /// The height of the middle of a face's ideographs above the baseline, at a size.
    pub(super) fn center(&self, face: usize, size: Length) -> Length {
        self.faces.get(face).map_or(size / 2, |face| face.ideograph_middle(size))
    }

    /// The height of the middle of a character's ink above the baseline, at a size.
    pub(super) fn ink_middle(&self, shape: Shape, size: Length) -> Length {
        self.open
            .get(shape.face)
            .and_then(|open| open.ink(shape.glyph, size))
            .map_or(Length::ZERO, |ink| (ink.top + ink.bottom) / 2)
    }

    /// Whether a face is a bold cut.
    pub(super) fn is_bold(&self, face: usize) -> bool {
        self.faces.get(face).is_some_and(|face| face.is_bold())
    }

    /// The faces, what was noticed, and what was added behind the characters of paragraphs.
    pub(super) fn finish(self) -> (Vec<Arc<Face>>, Noticed, BTreeMap<ModelPath, Length>) {
        (self.faces, self.noticed, self.trackings)
    }
}
