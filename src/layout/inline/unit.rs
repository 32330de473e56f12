//! Characters with their advances: the width each takes before a line is compressed or expanded, where
//! its glyph stands in it, and how much of its white may go (CLREQ, punctuation width adjustment).

use super::characters;
use super::line::{Look, Part, Side};
use crate::error::Error;
use crate::info::Color;
use crate::layout::page::Glyph;
use crate::layout::shaper::{Shape, Shaper};
use crate::length::Length;
use crate::place::ModelPath;
use crate::punct::{self, Class};
use crate::style::flow::{Font, Inline, LineRules, Position, Run, Script};

/// The stroke around an outline that makes a light face bold, in thousandths of an em.
const BOLD_STROKE: i64 = 28;

/// A character in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// The character.
    pub(super) character: char,
    /// What it is in a line.
    pub(super) class: Class,
    /// Its face, an index into the shaper's.
    pub(super) face: usize,
    /// Its glyph in the face.
    pub(super) glyph: u16,
    /// The size it is drawn in.
    pub(super) size: Length,
    /// How far it stands above where the middle of its em square is that of the line.
    rise: Length,
    /// The colour.
    pub(super) color: Color,
    /// The type size of the line that it stands on, if it is underlined.
    pub(super) underline: Option<Length>,
    /// The footnote whose number begins with it.
    pub(super) note: Option<usize>,
    /// What of its paragraph it is, and where on the line it stands.
    pub(super) part: Part,
    pub(super) side: Side,
    /// The stroke around its outline.
    pub(super) stroke: Length,
    /// The square of its run: the type size with the tracking.
    em: Length,
    /// The width it takes in the line.
    pub(super) advance: Length,
    /// What it lacks of its place on the grid, which a line with room gives back.
    pub(super) slack: Length,
    /// From the left end of the advance to that of the glyph.
    pub(super) lead: Length,
    /// The white at the left that may go; taken by the neighbour before it or by compression.
    pub(super) white_left: Length,
    /// The white at the right that may go.
    pub(super) white_right: Length,
    /// From the left end of the glyph to the middle of its ink.
    middle: Length,
    /// How far the glyph moves to the left, in thousandths, for each unit of white that goes.
    pub(super) drift: i64,
    /// The gap between Chinese and Latin behind it (中西间距), gone at a line end.
    pub(super) gap: Length,
    /// The hyphen that shows when a line ends behind it.
    pub(super) hyphen: Option<Hyphen>,
    /// Whether it is such a hyphen, which is no character of the text.
    pub(super) inserted: bool,
    /// Whether it is of a Chinese run.
    pub(super) han: bool,
}

/// A hyphen that shows only where a line ends behind its letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hyphen {
    face: usize,
    glyph: u16,
    pub(super) width: Length,
}

/// The units of runs, neighbouring marks already closed up. How a text is divided into runs makes
/// no difference to them.
pub(super) fn collect(
    inlines: &[Inline],
    path: &ModelPath,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Unit>, Error> {
    let mut units: Vec<Unit> = Vec::new();
    let runs = || {
        inlines.iter().filter_map(|inline| match inline {
            Inline::Run(run) => Some(run),
            Inline::Break => None,
        })
    };
    let mut characters = characters::drawn(runs(), path, shaper).into_iter().peekable();
    // How often the character at hand stands before itself: every second of the same dashes ends
    // a pair.
    let mut repeated = 0;
    while let Some((run, character)) = characters.next() {
        let same = |other: &Unit| other.han && other.character == character;
        repeated = if units.last().is_some_and(same) { repeated + 1 } else { 0 };
        let behind =
            |(next, other): &(&Run, char)| next.script == Script::Han && *other == character;
        let doubled = repeated > 0 || characters.peek().is_some_and(behind);
        units.push(unit(run, character, doubled, repeated % 2 == 1, path, shaper)?);
        if punct::is_right_to_left(character) {
            shaper.report_right_to_left(character, path);
        }
    }
    close_up(&mut units);
    stack(&mut units);
    open_gaps(&mut units, shaper.rules);
    if shaper.rules.hyphenation {
        let latin = runs().find(|run| run.script == Script::Latin).map(|run| run.font.latin);
        if let Some(latin) = latin {
            let shape = shaper.shape(latin, '-', path)?;
            hyphenate(&mut units, shape);
        }
    }
    Ok(units)
}

fn unit(
    run: &Run,
    character: char,
    doubled: bool,
    second: bool,
    path: &ModelPath,
    shaper: &mut Shaper<'_>,
) -> Result<Unit, Error> {
    let han = run.script == Script::Han;
    let typeface = if han { run.font.han } else { run.font.latin };
    let class =
        if han { punct::han_class(character, doubled) } else { punct::latin_class(character) };
    // A mark without width is there for who copies the text; it shows as nothing.
    let shown = if class == Class::BreakMark { ' ' } else { character };
    let shape = shaper.shape(typeface, shown, path)?;
    let font = match shape.position {
        Position::Baseline => run.font,
        position => Font { position, ..run.font },
    };
    let size = font.glyph_size();
    let em = size + run.font.tracking;
    let glyph_advance = size.scale(shape.advance, 1000);
    let mut unit = Unit {
        character,
        class,
        face: shape.face,
        glyph: shape.glyph,
        size,
        rise: font.rise() + shaper.center(shape.face, size)
            - shaper.center(shape.face, run.font.size),
        color: run.ink(),
        underline: run.underline.then_some(run.font.size),
        note: run.note,
        part: run
            .note
            .map_or(Part::Text, |note| Part::Note(u16::try_from(note).unwrap_or(u16::MAX))),
        side: Side::Text,
        stroke: if run.bold && !shaper.is_bold(shape.face) {
            size.scale(BOLD_STROKE, 1000)
        } else {
            Length::ZERO
        },
        em,
        advance: em,
        slack: Length::ZERO,
        lead: Length::ZERO,
        white_left: Length::ZERO,
        white_right: Length::ZERO,
        middle: size.scale((shape.ink.0 + shape.ink.1) / 2, 1000),
        drift: 0,
        gap: Length::ZERO,
        hyphen: None,
        inserted: false,
        han,
    };
    if class == Class::BreakMark {
        unit.advance = Length::ZERO;
    } else if punct::is_combining(character) && !shape.missing {
        unit.advance = Length::ZERO;
        unit.lead = if glyph_advance > Length::ZERO { -glyph_advance } else { Length::ZERO };
    } else if han {
        set_in_square(&mut unit, shape, glyph_advance, em, second);
        if shaper.keeps_marks_whole {
            (unit.white_left, unit.white_right) = (Length::ZERO, Length::ZERO);
        }
    } else {
        unit.advance = glyph_advance + run.font.tracking;
    }
    unit.slack = shaper.grid.slack(&run.font, unit.advance);
    Ok(unit)
}

/// The glyph in its square by rule, whatever the face's own advance: opening marks in the right
/// half, closing marks in the left, dashes joined, dots in the middle.
fn set_in_square(unit: &mut Unit, shape: Shape, glyph_advance: Length, em: Length, second: bool) {
    let full = glyph_advance >= unit.size.scale(95, 100);
    // Half of the square may go. A little less: where glyphs overlap by half an em, programs that
    // extract the text take the next one for the begin of a line.
    let white = em - unit.size.scale(51, 100);
    let middle = |advance: Length| (advance - glyph_advance) / 2;
    let ink_middle = (shape.ink.0 + shape.ink.1) / 2;
    match unit.class {
        Class::Open => {
            unit.lead = if full { Length::ZERO } else { em - glyph_advance };
            unit.white_left = white;
            let middle = if full { ink_middle } else { 1000 - shape.advance + ink_middle };
            unit.drift = drift(1000 - middle);
        }
        Class::Close | Class::Pause | Class::Stop => {
            unit.white_right = white;
            unit.drift = drift(ink_middle);
        }
        Class::MiddleDot | Class::Slash => {
            unit.advance = em / 2;
            unit.lead = middle(unit.advance);
        }
        // The two halves of a dash meet in the middle of its two squares.
        Class::Dash if unit.character == '⸺' => {
            unit.advance = em * 2;
            unit.lead = middle(unit.advance);
        }
        Class::Dash => unit.lead = if second { Length::ZERO } else { em - glyph_advance },
        Class::Connector | Class::Ellipsis => unit.lead = middle(em),
        Class::Space => unit.advance = glyph_advance + em - unit.size,
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

/// Question and exclamation marks in a row: two take one em together, three take two, more take as
/// much each as three do (GB/T 15834, 5.1.2).
fn stack(units: &mut [Unit]) {
    let stacks = |unit: &Unit| unit.han && matches!(unit.character, '？' | '！');
    let mut start = 0;
    while start < units.len() {
        let rest = units.get_mut(start..).unwrap_or_default();
        let count = rest.iter().take_while(|unit| stacks(unit)).count();
        if count > 1 {
            for unit in rest.iter_mut().take(count) {
                let em = unit.em;
                unit.advance = if count == 2 { em / 2 } else { em.scale(2, 3) };
                unit.lead = unit.advance / 2 - unit.middle;
                (unit.white_left, unit.white_right) = (Length::ZERO, Length::ZERO);
            }
        }
        start += count.max(1);
    }
}

/// Gaps between Chinese characters and Latin letters or digits; none beside marks (CLREQ, mixed
/// text composition).
fn open_gaps(units: &mut [Unit], rules: LineRules) {
    if rules.han_latin_gap == 0 {
        return;
    }
    let latin = |class| matches!(class, Class::Letter | Class::Digit);
    for index in 1..units.len() {
        let Some([before, behind]) = units.get_mut(index - 1..=index) else {
            continue;
        };
        if before.class == Class::Han && latin(behind.class)
            || latin(before.class) && behind.class == Class::Han
        {
            before.gap = rules.gap(before.size.min(behind.size));
        }
    }
}

/// The shortest English word that is hyphenated, in letters.
const SHORTEST: usize = 6;

/// Gives the letters of long English words their hyphens. Capitals are a name or an abbreviation,
/// and what stands beside a point, slash or at sign is an address: both stay whole.
fn hyphenate(units: &mut [Unit], shape: Shape) {
    let letter = |unit: &Unit| !unit.han && unit.character.is_ascii_alphabetic();
    let mut start = 0;
    while start < units.len() {
        let rest = units.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|unit| letter(unit)).count();
        let word: String = rest.iter().take(length).map(|unit| unit.character).collect();
        let before = start.checked_sub(1).and_then(|before| units.get(before));
        let behind = (units.get(start + length), units.get(start + length + 1));
        if length >= SHORTEST && !word.contains(char::is_uppercase) && is_word(before, behind) {
            let mut end = start;
            for syllable in hypher::hyphenate(&word, hypher::Lang::English) {
                end += syllable.len();
                let inner = end < start + length;
                if let (true, Some(unit)) = (inner, units.get_mut(end - 1)) {
                    let width = unit.size.scale(shape.advance, 1000);
                    unit.hyphen = Some(Hyphen { face: shape.face, glyph: shape.glyph, width });
                }
            }
        }
        start += length.max(1);
    }
}

/// Whether letters with these neighbours are a word, and no part of an address or a code.
fn is_word(before: Option<&Unit>, behind: (Option<&Unit>, Option<&Unit>)) -> bool {
    let parts = |unit: &Unit| unit.han || unit.is_space();
    let opens = |unit: &Unit| parts(unit) || matches!(unit.character, '(' | '“' | '‘' | '"');
    let closes = match behind {
        (Some(point), next) if matches!(point.character, '.' | ',' | ';' | ':' | ')' | '”') => {
            next.is_none_or(parts)
        }
        (next, _) => next.is_none_or(parts),
    };
    before.is_none_or(opens) && closes
}

impl Unit {
    /// Its glyph, when the advance of the unit begins at `x`.
    pub(super) fn placed(&self, x: Length) -> Glyph {
        let text = (!self.inserted).then_some(self.character);
        Glyph { id: self.glyph, x: x + self.lead, text }
    }

    /// What its glyph looks like.
    pub(super) fn look(&self) -> Look {
        Look {
            face: self.face,
            size: self.size,
            rise: self.rise,
            color: self.color,
            stroke: self.stroke,
            part: self.part,
            side: self.side,
        }
    }

    /// The hyphen behind it as a unit of its own.
    pub(super) fn hyphen_unit(&self) -> Option<Unit> {
        let hyphen = self.hyphen?;
        Some(Unit {
            character: '-',
            class: Class::LatinMark,
            face: hyphen.face,
            glyph: hyphen.glyph,
            advance: hyphen.width,
            lead: Length::ZERO,
            hyphen: None,
            inserted: true,
            ..*self
        })
    }

    /// Takes white away at the right.
    pub(super) fn trim_right(&mut self, white: Length) {
        self.advance -= white;
        self.white_right -= white;
        self.lead -= white.scale(self.drift, 1000);
    }

    /// Takes white away at the left.
    pub(super) fn trim_left(&mut self, white: Length) {
        self.advance -= white;
        self.white_left -= white;
        self.lead -= white - white.scale(self.drift, 1000);
    }

    /// Whether it is a word space.
    pub(super) fn is_space(&self) -> bool {
        self.class == Class::Space
    }

    /// Whether it joins the character before it.
    pub(super) fn is_combining(&self) -> bool {
        punct::is_combining(self.character)
    }

    /// Whether it is a blank that goes at a line end and begins none: a word space, or a square
    /// (U+3000).
    pub(super) fn is_blank(&self) -> bool {
        self.is_space() || self.character == '\u{3000}'
    }
}
