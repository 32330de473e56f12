//! One paragraph → lines, after CLREQ: punctuation widths first, then breaks with 避头尾, then
//! justification, compress before expand.

mod breaks;
mod characters;
mod justify;
mod line;
mod measure;
mod opportunity;
mod unit;

use super::shaper::Shaper;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Align, Inline, Paragraph};

pub(super) use line::Line;
use measure::Measure;

/// The lines of a paragraph in a measure; at least one. The tail, if any, is in the last.
pub(super) fn lines(
    paragraph: &Paragraph,
    width: Length,
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
        let measure = Measure {
            left: paragraph.indent.left,
            width: (width - paragraph.indent.left - paragraph.indent.right).max(Length::emu(1)),
            first: first_indent,
        };
        let units = unit::collect(segment, &paragraph.path, shaper)?;
        let breaks = breaks::choose(&units, measure, rules);
        for (number, range) in breaks.iter().enumerate() {
            let ends_segment = number + 1 == breaks.len();
            let align = match paragraph.align {
                Align::Justify if ends_segment => Align::Left,
                align => align,
            };
            let part = units.get(range.clone()).unwrap_or_default();
            lines.push(justify::line(part, measure.of_line(number), align, rules));
        }
        if index == last_segment && !paragraph.tail.is_empty() {
            let units = unit::collect(&paragraph.tail, &paragraph.path, shaper)?;
            let tail = justify::line(&units, measure.of_line(usize::MAX), Align::Right, rules);
            attach(&mut lines, tail, paragraph.size);
        }
    }
    Ok(lines)
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
