//! One paragraph → lines, after CLREQ: punctuation widths first, then breaks with 避头尾, then
//! justification, compress before expand.

mod breaks;
mod characters;
mod justify;
mod line;
mod measure;
mod opportunity;
mod orphan;
mod parts;
mod segment;
mod unit;

use super::shaper::Shaper;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Align, Inline, Paragraph};

pub(super) use line::{Line, Look, NoteLines, Part, Side, Stretch};
use measure::Measure;
use segment::{Lines, Segment};

/// The lines of a paragraph in a measure; at least one. The tail, if any, is in the last.
pub(super) fn lines(
    paragraph: &Paragraph,
    width: Length,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Line>, Error> {
    let mut rules = shaper.rules;
    // White at one end only would push a centred line off the middle.
    rules.trim_line_start |= paragraph.align == Align::Center;
    let (mut segments, mut addresses) = (Vec::new(), 0);
    for segment in paragraph.content.split(|inline| matches!(inline, Inline::Break)) {
        let first = if segments.is_empty() { paragraph.indent.first } else { Length::ZERO };
        let left = paragraph.indent.left;
        let between = (width - left - paragraph.indent.right).max(Length::emu(1));
        let mut units = unit::collect(segment, &paragraph.path, shaper)?;
        if paragraph.is_item && segments.is_empty() {
            parts::mark_label(segment, &mut units);
        }
        parts::mark_addresses(&mut units, &mut addresses);
        segments.push(Segment { units, measure: Measure { left, width: between, first } });
    }
    let mut broken: Vec<Lines> = segments.iter().map(|segment| segment.lines(rules)).collect();
    if paragraph.align == Align::Justify && orphan::is_in(&segments, &broken) {
        match orphan::mend(&segments, rules) {
            Some(mended) => {
                segments = mended.segments;
                broken = mended.lines;
                shaper.track(&paragraph.path, mended.tracking);
            }
            None => shaper.report_orphan(&paragraph.path),
        }
    }
    let mut lines = Vec::with_capacity(broken.iter().map(Vec::len).sum());
    for (segment, broken) in segments.iter().zip(&broken) {
        for (number, range) in broken.iter().enumerate() {
            let ends_segment = number + 1 == broken.len();
            let align = match paragraph.align {
                Align::Justify if ends_segment => Align::Left,
                align => align,
            };
            let part = segment.units.get(range.clone()).unwrap_or_default();
            lines.push(justify::line(part, segment.measure.of_line(number), align, rules));
        }
    }
    let sides = [(&paragraph.middle, Side::Middle), (&paragraph.tail, Side::Right)];
    for (content, side) in sides.into_iter().filter(|(content, _)| !content.is_empty()) {
        let Some(segment) = segments.last() else { continue };
        let mut units = unit::collect(content, &paragraph.path, shaper)?;
        parts::mark_addresses(&mut units, &mut addresses);
        units.iter_mut().for_each(|unit| unit.side = side);
        let align = if side == Side::Middle { Align::Center } else { Align::Right };
        let measure = match align {
            // In the middle of the type area, whatever stands beside it.
            Align::Center => Measure { left: Length::ZERO, width, first: Length::ZERO },
            _ => segment.measure,
        };
        let side = justify::line(&units, measure.of_line(usize::MAX), align, rules);
        attach(&mut lines, side, paragraph.size);
    }
    Ok(lines)
}

/// Puts what stands in the middle or at the right on the last line, or on a line of its own where it would not clear the text.
fn attach(lines: &mut Vec<Line>, tail: Line, clearance: Length) {
    let left = tail.left().unwrap_or(tail.right);
    match lines.last_mut() {
        Some(last) if last.right + clearance <= left || last.is_empty() => {
            last.stretches.extend(tail.stretches);
            last.underlines.extend(tail.underlines);
            last.has_parts |= tail.has_parts;
            last.right = tail.right;
        }
        _ => lines.push(tail),
    }
}
