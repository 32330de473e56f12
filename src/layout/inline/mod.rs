//! One paragraph → lines, after CLREQ: punctuation widths first, then breaks with 避头尾, then
//! justification, compress before expand.

mod breaks;
mod joint;
mod justify;
mod unit;

use super::shaper::Shaper;
use crate::error::Error;
use crate::info::Color;
use crate::length::Length;
use crate::style::flow::{Align, Inline, Paragraph};

use unit::Unit;

/// A line of glyphs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its glyphs, from left to right.
    pub(super) glyphs: Vec<Placed>,
    /// Where its last character's room ends.
    pub(super) right: Length,
}

/// A glyph at its place: what is left of a character when its line is filled. Tables keep thousands
/// of them until their pages are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// The left end of the glyph, from the left edge of the measure.
    pub(super) x: Length,
    /// The character; none for a hyphen that breaking a word put in.
    pub(super) text: Option<char>,
    /// Its face, an index into the shaper's.
    pub(super) face: usize,
    /// Its number in the face.
    pub(super) glyph: u16,
    /// The type size.
    pub(super) size: Length,
    /// The colour.
    pub(super) color: Color,
    /// The stroke around its outline.
    pub(super) stroke: Length,
}

/// The lines of a paragraph in a measure; at least one. The tail, if any, is in the last.
pub(super) fn lines(
    paragraph: &Paragraph,
    measure: Length,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::new();
    let mut rules = shaper.rules;
    // White at one end only would push a centred line off the middle.
    rules.trim_line_start |= paragraph.align == Align::Center;
    let segments: Vec<&[Inline]> =
        paragraph.content.split(|inline| matches!(inline, Inline::Break)).collect();
    let last_segment = segments.len().saturating_sub(1);
    for (index, segment) in segments.into_iter().enumerate() {
        let first_indent = if index == 0 { paragraph.indent.first } else { Length::ZERO };
        let room = Room {
            left: paragraph.indent.left,
            width: (measure - paragraph.indent.left - paragraph.indent.right).max(Length::emu(1)),
            first: first_indent,
        };
        let units = unit::collect(segment, &paragraph.path.to_string(), shaper)?;
        let breaks = breaks::choose(&units, room, rules);
        for (number, range) in breaks.iter().enumerate() {
            let ends_segment = number + 1 == breaks.len();
            let align = match paragraph.align {
                Align::Justify if ends_segment => Align::Left,
                align => align,
            };
            let part = units.get(range.clone()).unwrap_or_default();
            lines.push(justify::line(part, room.of_line(number), align, rules));
        }
        if index == last_segment && !paragraph.tail.is_empty() {
            let units = unit::collect(&paragraph.tail, &paragraph.path.to_string(), shaper)?;
            let tail = justify::line(&units, room.of_line(usize::MAX), Align::Right, rules);
            attach(&mut lines, tail, paragraph.size);
        }
    }
    Ok(lines)
}

/// The room of a paragraph's lines.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// The left indent.
    left: Length,
    /// Between the indents.
    width: Length,
    /// Added to the left indent of the first line; negative for a hanging indent.
    first: Length,
}

impl Room {
    /// Left edge and width of a line, counted from 0.
    fn of_line(self, number: usize) -> (Length, Length) {
        let first = if number == 0 { self.first } else { Length::ZERO };
        (self.left + first, (self.width - first).max(Length::emu(1)))
    }
}

/// Puts a tail on the last line, or on a line of its own where it would not clear the text.
fn attach(lines: &mut Vec<Line>, tail: Line, clearance: Length) {
    let left = tail.glyphs.first().map_or(tail.right, |first| first.x);
    match lines.last_mut() {
        Some(last) if last.right + clearance <= left || last.glyphs.is_empty() => {
            last.glyphs.extend(tail.glyphs);
            last.right = tail.right;
        }
        _ => lines.push(tail),
    }
}
