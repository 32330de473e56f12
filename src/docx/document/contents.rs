//! The page numbers of the list of contents: fields that ask for the page of a bookmark. What they
//! show until the word processor counts is what the layout decided, or else the estimate of the flow.

use std::collections::BTreeMap;

use docx_rs::{
    BookmarkEnd, BookmarkStart, FieldCharType, InstrPAGEREF, InstrText, Paragraph, ParagraphChild,
    Tab, TabLeaderType, TabValueType,
};

use super::inline::formatted_run;
use crate::docx::format::RunFormat;
use crate::docx::styles::StyleSheet;
use crate::docx::unit::wide_twips;
use crate::place::ModelPath;
use crate::style::decisions::Decisions;
use crate::style::flow::{Block, Flow, Paragraph as FlowParagraph, Script};

/// The bookmarks that a flow needs, numbered from 1, by the paths of their paragraphs.
pub(super) fn bookmarks(flow: &Flow) -> BTreeMap<&ModelPath, usize> {
    let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
    let mut bookmarks = BTreeMap::new();
    for number in blocks.filter_map(Block::page_ref) {
        let next = bookmarks.len() + 1;
        bookmarks.entry(&number.target).or_insert(next);
    }
    bookmarks
}

fn name(number: usize) -> String {
    // A name with a line in front is not shown among the user's own bookmarks.
    format!("_Contents{number}")
}

/// Puts a bookmark around a paragraph that the contents name.
pub(super) fn bookmark(
    built: &mut Paragraph,
    paragraph: &FlowParagraph,
    bookmarks: &BTreeMap<&ModelPath, usize>,
) {
    let Some(number) = bookmarks.get(&paragraph.path).copied() else {
        return;
    };
    let start = BookmarkStart::new(number, name(number));
    built.children.insert(0, ParagraphChild::BookmarkStart(start));
    built.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)));
}

/// Puts a page number behind a line of the contents.
pub(super) fn page_number(
    built: &mut Paragraph,
    paragraph: &FlowParagraph,
    flow: &Flow,
    sheet: &StyleSheet,
    decisions: &Decisions,
    bookmarks: &BTreeMap<&ModelPath, usize>,
) {
    let Some(page_ref) = &paragraph.page_ref else {
        return;
    };
    let Some(bookmark) = bookmarks.get(&page_ref.target) else {
        return;
    };
    let style = sheet.get(paragraph.role).map_or(sheet.normal(), |style| &style.run);
    let format = RunFormat::of(&page_ref.font, false);
    let run = || formatted_run(Script::Latin, &format, style);
    let question = InstrText::PAGEREF(InstrPAGEREF::new(name(*bookmark)));
    let page = decisions.headings.get(&page_ref.target).copied();
    let runs = [
        run().add_tab(),
        run().add_field_char(FieldCharType::Begin, false),
        run().add_instr_text(question),
        run().add_field_char(FieldCharType::Separate, false),
        run().add_text(page.unwrap_or(page_ref.estimate).to_string()),
        run().add_field_char(FieldCharType::End, false),
    ];
    built.children.extend(runs.map(|run| ParagraphChild::Run(Box::new(run))));
    let edge = wide_twips(flow.page.type_area.size.width - page_ref.indent);
    let stop = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(edge);
    built.property.tabs.push(stop);
}
