//! Which characters of a paragraph share a run: all of one emphasis and one type. A word processor
//! takes the face of each character from its own script, so only what it would take for the other
//! script stands in a run of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::format::RunFormat;
use crate::length::Length;
use crate::place::ModelPath;
use crate::style::decisions::Decisions;
use crate::style::flow::{Block, Flow, Inline, Paragraph, Role, Run, Script};

/// Characters of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The characters; a line feed is a line end, a tab leads to what stands at the right.
    pub(super) text: String,
    /// Their properties; none where there is nothing but a line end or a tab.
    pub(super) format: Option<RunFormat>,
    /// Whose face “ ” ‘ ’ — … and other marks of both scripts have; none where there are none.
    pub(super) script: Option<Script>,
    /// Whether it is the number of a footnote.
    pub(super) is_note: bool,
}

/// The fewest pieces that show the text of a paragraph and its tail.
pub(super) fn pieces(paragraph: &Paragraph) -> Vec<Piece> {
    let tab = |there: bool| there.then(|| Piece::blank('\t'));
    let (middle, tail) = (!paragraph.middle.is_empty(), !paragraph.tail.is_empty());
    let content = paragraph.content.iter().map(Piece::of);
    let content = content.chain(tab(middle)).chain(paragraph.middle.iter().map(Piece::of));
    let content = content.chain(tab(tail)).chain(paragraph.tail.iter().map(Piece::of));
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in content {
        match pieces.last_mut() {
            Some(last) if last.takes(&piece) => {
                last.text.push_str(&piece.text);
                last.format = last.format.or(piece.format);
                last.script = last.script.or(piece.script);
            }
            _ => pieces.push(piece),
        }
    }
    pieces
}

impl Piece {
    fn of(inline: &Inline) -> Piece {
        match inline {
            Inline::Break => Piece::blank('\n'),
            Inline::Run(run) => Piece {
                text: run.text.clone(),
                format: Some(RunFormat::of_run(run)),
                script: script(run),
                is_note: run.note.is_some(),
            },
        }
    }

    fn blank(character: char) -> Piece {
        Piece { text: character.into(), format: None, script: None, is_note: false }
    }

    /// Whether another piece may stand in the same run.
    fn takes(&self, other: &Piece) -> bool {
        !self.is_note
            && !other.is_note
            && (self.format.is_none() || other.format.is_none() || self.format == other.format)
            && (self.script.is_none() || other.script.is_none() || self.script == other.script)
    }
}

/// The rows below the text from which its end is not told to stay with what stands below it: no word
/// processor makes so many more lines of the text that this would stand on a page by itself.
const FREE_ROWS: i64 = 2;

/// The flow with the rows of tables and the pictures that the layout made lower, and without the rules that
/// it loosened or that nothing depends on: what is typed behind the text would take them along.
pub(super) fn fitted<'a>(flow: &'a Flow, decisions: &Decisions) -> Cow<'a, Flow> {
    let Decisions { row_heights, figure_sizes, parted, white_at_ends, .. } = decisions;
    // Without a layout nothing is known of the ends.
    if *decisions == Decisions::default() {
        return Cow::Borrowed(flow);
    }
    let mut flow = flow.clone();
    let enough = flow.page.row_pitch * FREE_ROWS;
    for (part, white) in flow.parts.iter_mut().zip(white_at_ends) {
        let_go(&mut part.blocks, *white >= enough, &decisions.carried);
    }
    for block in flow.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        match block {
            Block::Table(table) => {
                let Some(height) = row_heights.get(&table.path) else { continue };
                for row in table.head.iter_mut().chain(&mut table.rows) {
                    row.height = *height;
                }
            }
            Block::Figure(figure) => {
                figure.size = figure_sizes.get(&figure.path).copied().unwrap_or(figure.size);
            }
            Block::Paragraph(paragraph) => {
                paragraph.keep_with_next &= !parted.contains(&paragraph.path);
            }
            // These are whole on a page, as they are.
            Block::Chart(_) | Block::Beside(_) => {}
        }
    }
    Cow::Owned(flow)
}

/// The end of a part does not stay with what is below it: with `has_room` its last block, and the last two
/// paragraphs of text above a list of appendices or a signature. Above a list alone these go in any case. What
/// the layout carried to the next page stays with what took it there.
fn let_go(blocks: &mut [Block], has_room: bool, carried: &BTreeSet<ModelPath>) {
    let paragraph = |block: &'_ Block| match block {
        Block::Paragraph(paragraph) => Some((paragraph.role, carried.contains(&paragraph.path))),
        _ => None,
    };
    let role = |block: &Block| paragraph(block).map(|(role, _)| role);
    let is_signed = |block: &Block| matches!(role(block), Some(Role::SignOff | Role::SignOffDate));
    let is_below = |block: &&Block| {
        let below = [Role::AppendixList, Role::Source, Role::Note];
        is_signed(block) || role(block).is_some_and(|role| below.contains(&role))
    };
    let below = blocks.iter().rev().take_while(is_below).count();
    let is_text = |block: &&Block| role(block) == Some(Role::Body);
    let texts: Vec<&Block> = blocks.iter().rev().skip(below).take(2).take_while(is_text).collect();
    let is_carried = texts.iter().any(|text| paragraph(text).is_some_and(|(_, carried)| carried));
    let is_listed = below > 0 && !blocks.iter().rev().take(below).any(is_signed);
    let goes = (has_room || is_listed) && !is_carried;
    let texts = below..below + if goes { texts.len() } else { 0 };
    let is_free = |index: usize| texts.contains(&index) || index == 0 && has_room && !is_carried;
    for (index, block) in blocks.iter_mut().rev().enumerate().take(below + 2) {
        if !is_free(index) {
            continue;
        }
        match block {
            Block::Paragraph(paragraph) => paragraph.keep_with_next = false,
            Block::Table(table) => table.keep_with_next = false,
            Block::Figure(figure) => figure.keep_with_next = false,
            Block::Chart(chart) => chart.keep_with_next = false,
            Block::Beside(beside) => beside.keep_with_next = false,
        }
    }
}

/// The flow with so much more behind the characters of some paragraphs, by their paths.
pub(super) fn tracked<'a>(
    flow: &'a Flow,
    trackings: &BTreeMap<ModelPath, Length>,
) -> Cow<'a, Flow> {
    if trackings.is_empty() {
        return Cow::Borrowed(flow);
    }
    let mut flow = flow.clone();
    for block in flow.parts.iter_mut().flat_map(|part| &mut part.blocks) {
        match block {
            Block::Beside(beside) => {
                let blocks = beside.cells.iter_mut().flat_map(|cell| &mut cell.blocks);
                blocks.for_each(|block| track(block, trackings));
            }
            block => track(block, trackings),
        }
    }
    Cow::Owned(flow)
}

/// Puts so much more behind the characters of a paragraph.
fn track(block: &mut Block, trackings: &BTreeMap<ModelPath, Length>) {
    let Block::Paragraph(paragraph) = block else { return };
    let Some(tracking) = trackings.get(&paragraph.path) else { return };
    for inline in &mut paragraph.content {
        if let Inline::Run(run) = inline {
            run.font.tracking += *tracking;
        }
    }
}

/// The script that a word processor must be told of: none for ASCII, which is Latin wherever it
/// stands.
fn script(run: &Run) -> Option<Script> {
    let known = run.script == Script::Latin && run.text.is_ascii();
    (!known).then_some(run.script)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::{Span, Text, Theme};

    /// The texts of the runs of a text in the body's type, and whether each is told to be Chinese.
    fn runs(text: &str) -> Vec<(String, bool)> {
        let spans = text.split("**").enumerate();
        let spans = spans.map(|(index, text)| Span::new(text, index % 2 == 1));
        let mut bulletin = crate::Bulletin::new("简报");
        bulletin.body = vec![crate::Block::Paragraph(Text::from_iter(spans))];
        let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
        let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
        let mut runs = Vec::new();
        for block in blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            if paragraph.role == Role::Body {
                let pieces = pieces(paragraph).into_iter();
                runs.extend(pieces.map(|piece| (piece.text, piece.script == Some(Script::Han))));
            }
        }
        runs
    }

    #[test]
    fn one_run_for_each_change_of_emphasis() {
        let one = "3月1日，“AI”办结12件，占99.5%——见3—5月。";
        assert_eq!(runs(one), [(one.to_owned(), true)]);
        let bold = runs("本周**政务厅12项**办结");
        assert_eq!(
            bold.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(),
            ["本周", "政务厅12项", "办结"]
        );
        assert_eq!(runs("12 items"), [("12 items".to_owned(), false)]);
    }

    #[test]
    fn what_a_word_processor_would_take_for_chinese_stands_alone() {
        let texts: Vec<String> = runs("温度±5°以内").into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["温度", "±5°", "以内"]);
    }
}
