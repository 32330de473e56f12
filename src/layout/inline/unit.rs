//! Characters with their room: the width each takes before a line is squeezed or stretched, where
//! its glyph stands in it, and how much of its white may go (CLREQ, punctuation width adjustment).

use crate::error::Error;
use crate::info::Color;
use crate::layout::shaper::{Shape, Shaper};
use crate::length::Length;
use crate::punct::{self, Class};
use crate::style::flow::{Inline, Run, Script};

/// The stroke around an outline that makes a light face bold, in thousandths of an em.
const BOLD_STROKE: i64 = 28;

/// A character in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::layout) struct Unit {
    /// The character.
    pub(in crate::layout) character: char,
    /// What it is in a line.
    pub(super) class: Class,
    /// Its face, an index into the shaper's.
    pub(in crate::layout) face: usize,
    /// Its glyph in the face.
    pub(in crate::layout) glyph: u16,
    /// The type size.
    pub(in crate::layout) size: Length,
    /// The colour.
    pub(in crate::layout) color: Color,
    /// The stroke around its outline.
    pub(in crate::layout) stroke: Length,
    /// The width it takes.
    pub(super) room: Length,
    /// From the left end of the room to that of the glyph.
    pub(super) lead: Length,
    /// The white at the left that may go; taken by the neighbour before it or a squeeze.
    pub(super) white_left: Length,
    /// The white at the right that may go.
    pub(super) white_right: Length,
    /// How far the glyph moves to the left, in thousandths, for each unit of white that goes.
    pub(super) drift: i64,
    /// Whether it is of a Chinese run.
    pub(super) han: bool,
}

/// The units of runs, neighbouring marks already closed up.
pub(super) fn collect(
    inlines: &[Inline],
    path: &str,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Unit>, Error> {
    let mut units: Vec<Unit> = Vec::new();
    for inline in inlines {
        let Inline::Run(run) = inline else { continue };
        let mut characters = run.text.chars().peekable();
        let mut before = None;
        while let Some(character) = characters.next() {
            let doubled = before == Some(character) || characters.peek() == Some(&character);
            let second = before == Some(character);
            units.push(unit(run, character, doubled, second, path, shaper)?);
            before = Some(character);
        }
    }
    close_up(&mut units);
    Ok(units)
}

fn unit(
    run: &Run,
    character: char,
    doubled: bool,
    second: bool,
    path: &str,
    shaper: &mut Shaper<'_>,
) -> Result<Unit, Error> {
    let han = run.script == Script::Han;
    let typeface = if han { run.font.han } else { run.font.latin };
    let class =
        if han { punct::han_class(character, doubled) } else { punct::latin_class(character) };
    let shape = shaper.shape(typeface, character, path)?;
    let size = run.font.size;
    let em = size + run.font.tracking;
    let advance = size.scale(shape.advance, 1000);
    let mut unit = Unit {
        character,
        class,
        face: shape.face,
        glyph: shape.glyph,
        size,
        color: run.font.color,
        stroke: if run.bold && !shaper.is_bold(shape.face) {
            size.scale(BOLD_STROKE, 1000)
        } else {
            Length::ZERO
        },
        room: em,
        lead: Length::ZERO,
        white_left: Length::ZERO,
        white_right: Length::ZERO,
        drift: 0,
        han,
    };
    if punct::is_combining(character) {
        unit.room = Length::ZERO;
        unit.lead = if advance > Length::ZERO { -advance } else { Length::ZERO };
    } else if han {
        set_in_square(&mut unit, shape, advance, em, second);
    } else {
        // Tracking in proportion: a digit of half an em takes half a cell.
        unit.room = advance + run.font.tracking.scale(shape.advance, 1000);
    }
    Ok(unit)
}

/// The glyph in its square by rule, whatever the face's own advance: opening marks in the right
/// half, closing marks in the left, dashes joined, dots in the middle.
fn set_in_square(unit: &mut Unit, shape: Shape, advance: Length, em: Length, second: bool) {
    let full = advance >= unit.size.scale(95, 100);
    // Half of the square may go. A little less: where glyphs overlap by half an em, programs that
    // extract the text take the next one for the begin of a line.
    let white = em - unit.size.scale(51, 100);
    let middle = |room: Length| (room - advance) / 2;
    let ink_middle = (shape.ink.0 + shape.ink.1) / 2;
    match unit.class {
        Class::Open => {
            unit.lead = if full { Length::ZERO } else { em - advance };
            unit.white_left = white;
            let middle = if full { ink_middle } else { 1000 - shape.advance + ink_middle };
            unit.drift = drift(1000 - middle);
        }
        Class::Close | Class::Pause | Class::Stop => {
            unit.white_right = white;
            unit.drift = drift(ink_middle);
        }
        Class::MiddleDot | Class::Slash => {
            unit.room = em / 2;
            unit.lead = middle(unit.room);
        }
        // The two halves of a dash meet in the middle of its two squares.
        Class::Dash if unit.character == '⸺' => {
            unit.room = em * 2;
            unit.lead = middle(unit.room);
        }
        Class::Dash => unit.lead = if second { Length::ZERO } else { em - advance },
        Class::Connector | Class::Ellipsis => unit.lead = middle(em),
        Class::Space => unit.room = advance,
        _ if !full || unit.glyph == 0 => unit.lead = middle(em).max(Length::ZERO),
        _ => {}
    }
}

/// A mark whose ink stands near the middle of the square (？ of many faces) moves towards the edge
/// as its white goes, so that it stays in the middle of what is left.
fn drift(distance_from_edge: i64) -> i64 {
    ((distance_from_edge - 300) * 2).clamp(0, 1000)
}

/// Two marks side by side take one and a half em: the outer half between them goes (GB/T 15834,
/// 5.1.11; CLREQ, adjacent punctuation).
fn close_up(units: &mut [Unit]) {
    for index in 1..units.len() {
        let Some([before, behind]) = units.get_mut(index - 1..=index) else {
            continue;
        };
        let closing = |class| matches!(class, Class::Close | Class::Pause | Class::Stop);
        if closing(before.class) && (closing(behind.class) || behind.class == Class::Open) {
            let white = before.white_right;
            before.trim_right(white);
        } else if before.class == Class::Open && behind.class == Class::Open {
            let white = behind.white_left;
            behind.trim_left(white);
        }
    }
}

impl Unit {
    /// Takes white away at the right.
    pub(super) fn trim_right(&mut self, white: Length) {
        self.room -= white;
        self.white_right -= white;
        self.lead -= white.scale(self.drift, 1000);
    }

    /// Takes white away at the left.
    pub(super) fn trim_left(&mut self, white: Length) {
        self.room -= white;
        self.white_left -= white;
        self.lead -= white - white.scale(self.drift, 1000);
    }

    /// Whether it is a blank that goes at a line end.
    pub(super) fn is_space(&self) -> bool {
        self.class == Class::Space
    }
}
