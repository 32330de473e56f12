//! The list of contents. Each of its lines is a link to the paragraph that it names, with a field that asks
//! for its page; what that shows until the word processor counts is what the layout decided, or else the
//! estimate of the flow.
//!
//! Where the lines are just those that the word processor would gather itself, from headings of the first
//! level or from titles, they stand in a field that gathers them anew (TOC, ECMA-376-1, 17.16.5.68). What a
//! bulletin lists otherwise would be lost with that, and has links alone.

use std::collections::{BTreeMap, VecDeque};

use docx_rs::{
    BookmarkEnd, BookmarkStart, FieldCharType, Hyperlink, HyperlinkType, InstrText, Paragraph,
    ParagraphChild, Run, Tab, TabLeaderType, TabValueType,
};

use super::inline::{formatted_run, words};
use crate::docx::format::RunFormat;
use crate::docx::styles::{StyleSheet, number_edge};
use crate::place::ModelPath;
use crate::style::decisions::Decisions;
use crate::style::flow::{Block, Flow, Paragraph as FlowParagraph, PartKind, Role, Script};

/// The bookmark around all that the field gathers, where headings beyond it are not to be listed.
const RANGE: &str = "_TocRange";

/// The list of contents of a flow.
#[derive(Debug, Default)]
pub(super) struct Contents<'a> {
    /// The numbers, from 1, of the bookmarks at the paragraphs that are named, by their paths.
    bookmarks: BTreeMap<&'a ModelPath, usize>,
    /// The paths of the paragraphs that the lines name, by those of the lines.
    targets: BTreeMap<&'a ModelPath, &'a ModelPath>,
    field: Option<Field<'a>>,
}

/// The field that gathers the lines.
#[derive(Debug)]
struct Field<'a> {
    instruction: String,
    /// The paths of the first line and of the last.
    lines: (&'a ModelPath, &'a ModelPath),
    /// Between which paragraphs it gathers, if not in all of the document.
    range: Option<(&'a FlowParagraph, &'a FlowParagraph)>,
}

impl<'a> Contents<'a> {
    /// The list of contents of a flow; an empty one if it has none.
    pub(super) fn of(flow: &'a Flow) -> Contents<'a> {
        let lines: Vec<&FlowParagraph> =
            paragraphs(flow).filter(|paragraph| paragraph.role == Role::ContentsItem).collect();
        if lines.is_empty() {
            return Contents::default();
        }
        let mut contents = Contents::default();
        let mut named: Vec<&FlowParagraph> = Vec::new();
        let by_path: BTreeMap<&ModelPath, &FlowParagraph> =
            paragraphs(flow).map(|paragraph| (&paragraph.path, paragraph)).collect();
        let mut by_words: BTreeMap<String, VecDeque<&FlowParagraph>> = BTreeMap::new();
        for heading in paragraphs(flow).filter(|paragraph| paragraph.outline.is_some()) {
            by_words.entry(words(heading)).or_default().push_back(heading);
        }
        for line in &lines {
            // Of several headings of the same words each is named once, in their order.
            let words = words(line);
            let heading = by_words.get_mut(&words).and_then(VecDeque::pop_front);
            let target = match &line.page_ref {
                Some(page) => by_path.get(&page.target).copied(),
                None => heading,
            };
            let Some(target) = target else { continue };
            let next = contents.bookmarks.len() + 1;
            contents.bookmarks.entry(&target.path).or_insert(next);
            contents.targets.insert(&line.path, &target.path);
            named.extend(heading.filter(|heading| heading.path == target.path));
        }
        if named.len() == lines.len() {
            contents.field = Field::of(flow, &lines, &named);
        }
        contents
    }

    /// Puts a bookmark around a paragraph that the contents name, and the ends of that around all of them.
    pub(super) fn bookmark(&self, built: &mut Paragraph, paragraph: &FlowParagraph) {
        let start =
            |number, name: String| ParagraphChild::BookmarkStart(BookmarkStart::new(number, name));
        if let Some(number) = self.bookmarks.get(&paragraph.path).copied() {
            built.children.insert(0, start(number, name(number)));
            built.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)));
        }
        let range = self.field.as_ref().and_then(|field| field.range);
        let number = self.bookmarks.len() + 1;
        // Several paragraphs may come from one place of the bulletin, so that their paths do not tell them
        // apart.
        if range.is_some_and(|(first, _)| std::ptr::eq(first, paragraph)) {
            built.children.insert(0, start(number, RANGE.to_owned()));
        }
        if range.is_some_and(|(_, last)| std::ptr::eq(last, paragraph)) {
            built.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(number)));
        }
    }

    /// Makes a line of the contents a link, with the number of the page behind it, within the field if there
    /// is one.
    pub(super) fn line(
        &self,
        built: &mut Paragraph,
        paragraph: &FlowParagraph,
        (flow, sheet): (&Flow, &StyleSheet),
        decisions: &Decisions,
    ) {
        let Some(target) = self.targets.get(&paragraph.path).copied() else {
            return;
        };
        let Some(bookmark) = self.bookmarks.get(target).copied() else {
            return;
        };
        let style = sheet.get(paragraph.role).map_or(sheet.normal(), |style| &style.run);
        let mut link = Hyperlink::new(name(bookmark), HyperlinkType::Anchor);
        link.children = std::mem::take(&mut built.children);
        if let Some(page) = &paragraph.page_ref {
            let format = RunFormat::of(&page.font, false);
            let run = || formatted_run(Script::Latin, &format, style);
            let known = decisions.headings.get(target).copied();
            link.children.push(child(run().add_tab()));
            let question = format!(" PAGEREF {} \\h ", name(bookmark));
            link.children.extend(begin(run, question));
            link.children.push(child(run().add_text(known.unwrap_or(page.estimate).to_string())));
            link.children.push(end(run));
            let edge = number_edge(page, &flow.page);
            if sheet.get(paragraph.role).and_then(|style| style.number) != Some(edge) {
                let stop = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(edge);
                built.property.tabs.push(stop);
            }
        }
        let run = || formatted_run(Script::Latin, style, style);
        if let Some(field) = self.field.as_ref().filter(|field| *field.lines.0 == paragraph.path) {
            built.children.extend(begin(run, field.instruction.clone()));
        }
        built.children.push(ParagraphChild::Hyperlink(link));
        if self.field.as_ref().is_some_and(|field| *field.lines.1 == paragraph.path) {
            built.children.push(end(run));
        }
    }
}

impl<'a> Field<'a> {
    /// The field that would gather just these lines, if there is one.
    fn of(
        flow: &'a Flow,
        lines: &[&'a FlowParagraph],
        named: &[&'a FlowParagraph],
    ) -> Option<Field<'a>> {
        let is_title = named.iter().all(|paragraph| paragraph.role == Role::Title);
        let is_heading = named.iter().all(|paragraph| paragraph.role == Role::Heading(1));
        // A style of the word processor's own is called as the language of the program has it.
        let what = match (is_title, is_heading) {
            (true, _) => "\\t \"Title,1,标题,1\"",
            (_, true) => "\\o \"1-1\"",
            _ => return None,
        };
        let role = named.first()?.role;
        let same = |paragraphs: &mut dyn Iterator<Item = &FlowParagraph>| {
            paragraphs
                .filter(|paragraph| paragraph.role == role)
                .map(|paragraph| &paragraph.path)
                .eq(named.iter().map(|paragraph| &paragraph.path))
        };
        let range = if same(&mut paragraphs(flow)) {
            None
        } else if same(&mut main(flow)) {
            Some((*named.first()?, main(flow).last()?))
        } else {
            return None;
        };
        let numbered = lines.iter().all(|line| line.page_ref.is_some());
        let pages = if numbered { "" } else { "\\n " };
        let within = range.map_or_else(String::new, |_| format!("\\b {RANGE} "));
        let instruction = format!(" TOC {what} {within}{pages}\\h \\z ");
        Some(Field { instruction, lines: (&lines.first()?.path, &lines.last()?.path), range })
    }
}

/// The paragraphs of a flow that stand by themselves.
fn paragraphs(flow: &Flow) -> impl Iterator<Item = &FlowParagraph> {
    flow.parts.iter().flat_map(|part| &part.blocks).filter_map(paragraph)
}

/// Those before the appendices.
fn main(flow: &Flow) -> impl Iterator<Item = &FlowParagraph> {
    let parts = flow.parts.iter().filter(|part| part.kind == PartKind::Main);
    parts.flat_map(|part| &part.blocks).filter_map(paragraph)
}

fn paragraph(block: &Block) -> Option<&FlowParagraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => None,
    }
}

fn name(number: usize) -> String {
    // Names that begin so are those of the word processor's own lists, and not shown to people.
    format!("_Toc{number:09}")
}

/// A run for each part of a field, as Word writes it: some readers drop what shares one.
pub(super) fn begin(run: impl Fn() -> Run, instruction: String) -> [ParagraphChild; 3] {
    [
        child(run().add_field_char(FieldCharType::Begin, false)),
        child(run().add_instr_text(InstrText::Unsupported(instruction))),
        child(run().add_field_char(FieldCharType::Separate, false)),
    ]
}

fn end(run: impl Fn() -> Run) -> ParagraphChild {
    child(run().add_field_char(FieldCharType::End, false))
}

fn child(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}
