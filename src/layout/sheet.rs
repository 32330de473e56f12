//! What concerns the sheet: the page number outside the type area (GB/T 9704-2012, 7.5), and the
//! side of the binding.

use super::inline;
use super::page::{Page, Tag};
use super::paint;
use super::shaper::Shaper;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{
    Align, Font, Indent, Inline, NumberPosition, PageNumber, PageSpec, Paragraph, Purpose, Role,
    Run, Script,
};

/// Prints the numbers, from 1.
pub(super) fn number(
    pages: &mut [Page],
    number: &PageNumber,
    spec: &PageSpec,
    shaper: &mut Shaper<'_>,
) -> Result<(), Error> {
    let rise = rise(number, shaper)?;
    for (count, page) in (1_u32..).zip(pages) {
        page.number = Some(count);
        let paragraph = paragraph(number, count);
        let lines = inline::lines(&paragraph, spec.type_area.size.width, shaper)?;
        for line in &lines {
            let left = spec.type_area.origin.x;
            let middle = number.center + rise;
            paint::line(line, left, middle, &Tag::Pagination.into(), shaper, &mut page.items);
        }
    }
    Ok(())
}

/// The pages before the first blank one.
pub(super) fn before_blank(pages: &mut [Page]) -> &mut [Page] {
    let blank = pages.iter().position(|page| page.items.is_empty()).unwrap_or(pages.len());
    pages.split_at_mut(blank).0
}

/// Moves everything on even pages to the other side, so that the left and the right margin are
/// exchanged.
pub(super) fn mirror(pages: &mut [Page], spec: &PageSpec) {
    for (index, page) in pages.iter_mut().enumerate() {
        let shift = spec.shift(index);
        if shift == Length::ZERO {
            continue;
        }
        for item in &mut page.items {
            item.content.shift(-shift, Length::ZERO);
        }
    }
}

/// The distance from the middle of the dash down to the middle of its em square.
fn rise(number: &PageNumber, shaper: &mut Shaper<'_>) -> Result<Length, Error> {
    let dash = number.before.trim().chars().next().unwrap_or('0');
    let shape = shaper.shape_own(number.font.latin, dash)?;
    let size = number.font.size;
    Ok(shaper.ink_middle(shape, size) - shaper.center(shape.face, size))
}

/// The number of a page: on the outer side, or in the middle.
fn paragraph(number: &PageNumber, count: u32) -> Paragraph {
    let align = match number.position {
        NumberPosition::Center => Align::Center,
        NumberPosition::Outer if count % 2 == 1 => Align::Right,
        NumberPosition::Outer => Align::Left,
    };
    let indent = if align == Align::Center { Length::ZERO } else { number.indent };
    let words = format!("{}{count}{}", number.before, number.after);
    let indent = Indent { left: indent, right: indent, first: Length::ZERO };
    one_line(words, &number.font, align, indent)
}

/// A page number of the contents; `indent` is the distance of its right end from the edge of the
/// type area.
pub(super) fn number_at_right(words: String, font: &Font, indent: Length) -> Paragraph {
    let indent = Indent { left: Length::ZERO, right: indent, first: Length::ZERO };
    one_line(words, font, Align::Right, indent)
}

/// The star of a rule, in the middle.
pub(super) fn star(font: &Font) -> Paragraph {
    let mut star = one_line("★".to_owned(), font, Align::Center, Indent::default());
    for inline in &mut star.content {
        if let Inline::Run(run) = inline {
            run.script = Script::Han;
        }
    }
    star
}

/// A line of Latin digits.
fn one_line(text: String, font: &Font, align: Align, indent: Indent) -> Paragraph {
    let run = Run {
        text,
        script: Script::Latin,
        font: *font,
        bold: false,
        underline: false,
        color: None,
        purpose: Purpose::Label,
        note: None,
    };
    let line = Paragraph::bare(Role::PageNumber, vec![Inline::Run(run)], font.size);
    Paragraph { align, indent, ..line }
}
