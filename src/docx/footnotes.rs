//! `word/footnotes.xml`: the footnotes of the text, and the rule above them.

use super::format::RunFormat;
use super::place;
use super::style_names::id_and_name;
use super::styles::{StyleSheet, run_properties};
use super::text::pieces;
use super::xml::{R, W, XmlWriter, plain};
use crate::error::Error;
use crate::style::flow::{Block, Flow, Inline, Paragraph, Role};

/// The ids of the rule above the footnotes, and of that above what goes on from another page.
pub(super) const SEPARATORS: [(&str, &str, &str); 2] =
    [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")];

/// The footnotes of a flow, in the order of their numbers.
pub(super) fn of(flow: &Flow) -> impl Iterator<Item = &Paragraph> {
    let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
    blocks.flat_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.notes.as_slice(),
        Block::Table(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => &[],
    })
}

/// Writes the part; none for a flow without footnotes.
pub(super) fn xml(flow: &Flow, sheet: &StyleSheet) -> Result<Option<Vec<u8>>, Error> {
    let mut notes = of(flow).peekable();
    if notes.peek().is_none() {
        return Ok(None);
    }
    let mut part = XmlWriter::new()?;
    // docx2python asks every part with runs for the namespace of relationships.
    part.element("w:footnotes", &[("xmlns:w", W), ("xmlns:r", R)], |part| {
        for (id, kind, mark) in SEPARATORS {
            part.element("w:footnote", &[("w:type", kind), ("w:id", id)], |part| {
                part.element("w:p", &[], |part| {
                    part.element("w:r", &[], |part| part.empty(mark, &[]))
                })
            })?;
        }
        for (number, note) in (1_u32..).zip(notes) {
            let id = number.to_string();
            part.element("w:footnote", &[("w:id", &id)], |part| paragraph(part, note, sheet))?;
        }
        Ok(())
    })?;
    Ok(Some(part.finish()))
}

/// A footnote: its number, then its words.
fn paragraph(part: &mut XmlWriter, note: &Paragraph, sheet: &StyleSheet) -> Result<(), Error> {
    part.element("w:p", &[], |part| {
        part.element("w:pPr", &[], |part| part.val("w:pStyle", id_and_name(Role::Footnote).0))?;
        let style = sheet.get(Role::Footnote).map_or(sheet.normal(), |style| &style.run);
        let mut words = note.clone();
        if let Some(Inline::Run(number)) = words.content.first() {
            let format = RunFormat::of_run(number);
            part.element("w:r", &[], |part| {
                part.element("w:rPr", &[], |part| run_properties(part, &format, Some(style)))?;
                part.empty("w:footnoteRef", &[])
            })?;
            words.content.remove(0);
        }
        for piece in pieces(&words) {
            let format = piece.format.unwrap_or(*style);
            part.element("w:r", &[], |part| {
                part.element("w:rPr", &[], |part| run_properties(part, &format, Some(style)))?;
                for (index, line) in piece.text.split('\n').enumerate() {
                    if index > 0 {
                        part.empty("w:br", &[])?;
                    }
                    let line = plain(line, || place(&note.path))?;
                    part.text("w:t", &[("xml:space", "preserve")], line)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}
