//! Characters → glyphs: the face of each character, its advance and its ink, each read from the
//! font files once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::grid::Grid;
use super::messages::LayoutMessage;
use super::noticed::{Noticed, TextPath};
use super::scripted;
use crate::error::Error;
use crate::font::{Face, FontMessage, Fonts, Kind, OpenFace};
use crate::length::Length;
use crate::message::CodePoint;
use crate::place::{ModelPath, Place};
use crate::punct;
use crate::style::flow::{LineRules, Position};
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
    /// Where it stands: a superscript or subscript character that no face has is set from another.
    pub(super) position: Position,
    /// Whether it is the sign for a character that no face has.
    pub(super) missing: bool,
}

/// The sign that stands for a character that no face has, as printers set it (geta mark, 〓).
const MISSING: char = '\u{3013}';

/// The open faces of a font set, and the rules for lines.
pub(super) struct Shaper<'a> {
    /// How lines are broken and filled.
    pub(super) rules: LineRules,
    /// The grid of characters.
    pub(super) grid: Grid,
    /// Whether marks keep their whole squares, wherever they stand.
    pub(super) keeps_marks_whole: bool,
    faces: Vec<Arc<Face>>,
    open: Vec<OpenFace<'a>>,
    chains: HashMap<(Typeface, Kind), Vec<usize>>,
    /// The shape of each character in a typeface, and whether that is worth a finding.
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
            keeps_marks_whole: false,
            faces: Vec::new(),
            open: Vec::new(),
            chains: HashMap::new(),
            shapes: FxHashMap::default(),
            noticed: Noticed::default(),
            trackings: BTreeMap::new(),
        };
        for (typeface, kind) in
            Typeface::ALL.into_iter().flat_map(|typeface| Kind::ALL.map(|kind| (typeface, kind)))
        {
            let mut chain = Vec::new();
            for face in fonts.chain_for(typeface, kind) {
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
            shaper.chains.insert((typeface, kind), chain);
        }
        Ok(shaper)
    }

    /// The glyph of a character of the bulletin in a typeface: from the first face of the chain
    /// that has it, or the sign for a missing character. A missing character, and one of an alphabet
    /// or an ideograph that another face stands in for, becomes a finding about the paragraph. Signs
    /// do not: they look alike in all faces.
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
        let (shape, told) = match self.shapes.get(&(typeface, character)) {
            Some(known) => *known,
            None => {
                let kind = Kind::of(character);
                let shape = self.look_up(typeface, character)?;
                let first = self.chains.get(&(typeface, kind)).and_then(|chain| chain.first());
                let stands_in = kind == Kind::Letter && first != Some(&shape.face);
                let told = shape.missing || stands_in;
                self.shapes.insert((typeface, character), (shape, told));
                (shape, told)
            }
        };
        if told {
            self.report(typeface, character, shape, path);
        }
        Ok(shape)
    }

    fn look_up(&self, typeface: Typeface, character: char) -> Result<Shape, Error> {
        let chain = |kind| self.chains.get(&(typeface, kind)).map_or(&[][..], Vec::as_slice);
        let first = chain(Kind::Letter).first().copied().ok_or_else(|| {
            Error::new(FontMessage::NoFace { typeface: typeface.name() }, Place::default())
        })?;
        let all = |character| self.having(chain(Kind::of(character)), character);
        let has = |character| {
            // Not every face that has such a sign has it in a square.
            let square = typeface != Typeface::Latin && punct::is_square_sign(character);
            let fills = |(face, glyph): &(usize, u16)| {
                self.measure(*face, *glyph, character).advance == 1000
            };
            let whole = if square { all(character).find(fills) } else { None };
            whole.or_else(|| all(character).next())
        };
        if let Some((face, glyph)) = has(character) {
            return Ok(self.measure(face, glyph, character));
        }
        if let (Some(advance), Some((face, glyph))) = (punct::blank(character), has(' ')) {
            let position = Position::Baseline;
            return Ok(Shape { face, glyph, advance, ink: (0, 0), position, missing: false });
        }
        if let Some((base, position)) = scripted::parts(character)
            && let Some((face, glyph)) = self.having(chain(Kind::of(character)), base).next()
        {
            return Ok(Shape { position, ..self.measure(face, glyph, base) });
        }
        let (face, glyph) = has(MISSING).unwrap_or((first, 0));
        Ok(Shape { missing: true, ..self.measure(face, glyph, MISSING) })
    }

    /// The faces of a chain that have a character, with its glyph.
    fn having<'b>(
        &'b self,
        chain: &'b [usize],
        character: char,
    ) -> impl Iterator<Item = (usize, u16)> + use<'a, 'b> {
        chain
            .iter()
            .filter_map(move |index| Some((*index, self.open.get(*index)?.glyph(character)?)))
    }

    /// A glyph with its measures.
    fn measure(&self, face: usize, glyph: u16, character: char) -> Shape {
        let em = Length::emu(1000);
        let open = self.open.get(face);
        let advance = open.map_or(0, |open| open.advance(glyph, em).to_emu());
        // An ideograph fills its square.
        let ink = open
            .filter(|_| !punct::is_ideograph(character))
            .and_then(|open| open.ink(glyph, em))
            .map_or((0, advance), |ink| (ink.left.to_emu(), ink.right.to_emu()));
        Shape { face, glyph, advance, ink, position: Position::Baseline, missing: false }
    }

    fn report(
        &mut self,
        typeface: Typeface,
        character: char,
        shape: Shape,
        path: Option<&TextPath>,
    ) {
        let code = CodePoint(character);
        if shape.missing {
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

    /// Does something with marks that keep their whole squares and hang nowhere, as some word processors
    /// set them, and forgets what is noticed meanwhile.
    pub(super) fn with_whole_marks<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let rules = LineRules { hanging: false, ..self.rules };
        let rules = std::mem::replace(&mut self.rules, rules);
        let (noticed, trackings) = (std::mem::take(&mut self.noticed), self.trackings.clone());
        self.keeps_marks_whole = true;
        let made = set(self);
        self.keeps_marks_whole = false;
        (self.rules, self.noticed, self.trackings) = (rules, noticed, trackings);
        made
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

    /// Notices a mark without shape, which is not drawn.
    pub(super) fn report_shapeless(&mut self, mark: char, path: &TextPath) {
        self.noticed.shapeless(mark, path);
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
