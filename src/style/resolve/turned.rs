//! Tables that are wider than an upright page: each stands, with its caption, unit line and note,
//! on a page on its side; the text before and after goes on on upright pages (GB/T 9704-2012, 8).

use crate::length::Length;
use crate::style::flow::{Block, Orientation, PageSpec, Paragraph, Part, PartKind, Role};

/// The parts that the blocks of one make: stretches of them, upright and on their side in turn.
pub(super) fn parts(kind: PartKind, blocks: Vec<Block>, page: &PageSpec) -> Vec<Part> {
    let turned = self::blocks(&blocks, page);
    let mut parts: Vec<Part> = Vec::new();
    for (block, turned) in blocks.into_iter().zip(turned) {
        let orientation = if turned { Orientation::Landscape } else { Orientation::Portrait };
        match parts.last_mut() {
            Some(part) if part.orientation == orientation => part.blocks.push(block),
            last => {
                let continues = last.is_some();
                let block = if continues { at_head(block) } else { block };
                parts.push(Part { kind, orientation, continues, blocks: vec![block] });
            }
        }
    }
    if parts.is_empty() {
        let orientation = Orientation::Portrait;
        parts.push(Part { kind, orientation, continues: false, blocks: Vec::new() });
    }
    parts
}

/// For each block, whether it stands on a page on its side: a table that is too wide, its note, and
/// what stands above it and stays with it.
pub(super) fn blocks(blocks: &[Block], page: &PageSpec) -> Vec<bool> {
    let measure = page.type_area.size.width;
    let mut turned = vec![false; blocks.len()];
    let mut below = false;
    for (turned, block) in turned.iter_mut().zip(blocks).rev() {
        *turned = match block {
            Block::Table(table) => table.width() > measure,
            Block::Paragraph(paragraph) => below && goes_along(paragraph),
            Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => false,
        };
        below = *turned;
    }
    let mut above = false;
    for (turned, block) in turned.iter_mut().zip(blocks) {
        *turned |= above && is_note(block);
        above = *turned;
    }
    turned
}

/// Whether a block is the note of the table above it.
fn is_note(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if matches!(paragraph.role, Role::TableNote | Role::Note))
}

/// Whether a paragraph belongs to the table below it: its caption and unit, and the headings, of
/// which a number alone may be one.
fn goes_along(paragraph: &Paragraph) -> bool {
    let is_number = paragraph.role == Role::Body && paragraph.keep_with_next;
    // The title of an article stands on the grid of the text, the first one below the masthead.
    let is_title =
        matches!(paragraph.role, Role::Title | Role::Subtitle | Role::Author) && paragraph.snap;
    is_number
        || is_title
        || matches!(
            paragraph.role,
            Role::TableCaption
                | Role::TableUnit
                | Role::Heading(_)
                | Role::Column
                | Role::AppendixLabel
                | Role::AppendixTitle
        )
}

/// A block at the head of a page has no white above it.
fn at_head(mut block: Block) -> Block {
    match &mut block {
        Block::Paragraph(paragraph) => paragraph.space_before = Length::ZERO,
        Block::Table(table) => table.space_before = Length::ZERO,
        Block::Figure(figure) => figure.space_before = Length::ZERO,
        Block::Chart(chart) => chart.space_before = Length::ZERO,
        Block::Beside(_) => {}
    }
    block
}

/// The measure of the page on which these blocks begin.
pub(super) fn measure(blocks: &[Block], page: &PageSpec) -> Length {
    let orientation = match self::blocks(blocks, page).first() {
        Some(true) => Orientation::Landscape,
        _ => Orientation::Portrait,
    };
    page.held(orientation).type_area.size.width
}
