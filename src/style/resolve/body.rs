//! What stands below the red rule: editor's note, contents, title, sections, the list of
//! appendices; and the appendices, each a part of its own (GB/T 9704-2012, 7.3).

use super::estimate::{self, Estimate};
use super::headings::{self, Numbered, ROOT, TitleOf, first_title};
use super::masthead::LaidMasthead;
use super::{Resolver, contents, title, turned};
use crate::finding::Finding;
use crate::length::Length;
use crate::model::{self, Appendix, Bulletin, Text};
use crate::place::{ModelPath, Place, Walk};
use crate::style::flow::{
    Align, Block, ImprintBlock, Inline, Orientation, OutlineEntry, Paragraph, Part, PartKind, Role,
    Run,
};
use crate::style::messages::StyleMessage;
use crate::style::theme::TypeRole;
use crate::style::widths;
use crate::typeface::Typeface;

/// The characters of the label 附件：.
const LIST_LABEL: i64 = 3;

impl Resolver<'_> {
    /// The main part, then the appendices; and the imprint.
    pub(super) fn document(
        &mut self,
        bulletin: &Bulletin,
        masthead: LaidMasthead,
    ) -> (Vec<Part>, Option<ImprintBlock>) {
        // The text first, for the contents to know how long it is; what is noticed stays in the
        // order of reading.
        let (mut text, of_text) = self.aside(|resolver| resolver.text_blocks(bulletin));
        let (appendices, of_appendices) = self.aside(|resolver| resolver.appendices(bulletin));
        let (imprint, of_imprint) = self.aside(|resolver| resolver.imprint(&bulletin.imprint));
        let mut parts = vec![Part {
            kind: PartKind::Main,
            orientation: Orientation::Portrait,
            continues: false,
            blocks: Vec::new(),
        }];
        parts.extend(appendices);
        let noticed = self.findings.len();
        let mut estimate = None;
        for numbered in [false, true] {
            self.findings.truncate(noticed);
            let head = self.head(bulletin, masthead.clone(), numbered);
            let before = head.len();
            if let Some(main) = parts.first_mut() {
                main.blocks = head;
                main.blocks.append(&mut text);
            }
            if bulletin.contents.is_none() {
                break;
            }
            let counted = Estimate::of(&parts, imprint.as_ref(), &self.page);
            let wanted = self.numbers_contents(bulletin, counted.pages);
            estimate = Some(counted);
            if numbered || !wanted {
                break;
            }
            if let Some(main) = parts.first_mut() {
                text = main.blocks.split_off(before);
            }
        }
        if let Some(estimate) = &estimate {
            contents::fill(&mut parts, estimate);
        }
        // The appendices are parted already.
        let main = parts.remove(0);
        parts.splice(0..0, turned::parts(PartKind::Main, main.blocks, &self.page));
        // The imprint stands on an upright page.
        if imprint.as_ref().is_some_and(|imprint| !imprint.even_page)
            && let Some(last) =
                parts.last_mut().filter(|last| last.orientation == Orientation::Portrait)
        {
            self.keep_last_lines(&mut last.blocks);
        }
        for mut noticed in [of_text, of_appendices, of_imprint] {
            self.findings.append(&mut noticed);
        }
        (parts, imprint)
    }

    /// The last two lines of the text stand on the page of what follows, of the imprint or of the
    /// sign-off: the last block, and the one before it when the last is a single line.
    pub(super) fn keep_last_lines(&self, blocks: &mut [Block]) {
        let [others @ .., last] = blocks else { return };
        keep_with_next(last);
        let is_line = matches!(last, Block::Paragraph(paragraph)
            if self.estimated_lines(paragraph) == 1);
        let before = others.last_mut().filter(|block| !is_masthead(block));
        if let Some(before) = before.filter(|_| is_line) {
            keep_with_next(before);
        }
    }

    /// Does something, and keeps what it notices apart.
    fn aside<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> (T, Vec<Finding>) {
        let noticed = std::mem::take(&mut self.findings);
        let done = act(self);
        (done, std::mem::replace(&mut self.findings, noticed))
    }

    /// The text: body, sections, articles, the list of appendices.
    fn text_blocks(&mut self, bulletin: &Bulletin) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.addressee(bulletin, &mut blocks);
        self.blocks(&bulletin.body, &ROOT.field("body"), &mut blocks);
        self.below_title = bulletin.title.is_some() && !bulletin.articles.is_empty();
        let theme = self.theme;
        headings::of_bulletin(bulletin, &theme.sections, &mut |section| {
            self.section(section, &mut blocks)
        });
        self.source(bulletin.source.as_deref(), ROOT, &mut blocks);
        self.articles(bulletin, &mut blocks);
        self.appendix_list(&bulletin.appendices, &mut blocks);
        self.sign_off(bulletin, &mut blocks);
        blocks
    }

    /// The appendices, each a part of its own, and more where it has pages on their side.
    fn appendices(&mut self, bulletin: &Bulletin) -> Vec<Part> {
        let several = bulletin.appendices.len() > 1;
        let mut parts = Vec::new();
        for (index, appendix) in bulletin.appendices.iter().enumerate() {
            let blocks = self.appendix(appendix, index, several);
            parts.extend(turned::parts(PartKind::Appendix, blocks, &self.page));
        }
        parts
    }

    /// The masthead, then what is set before the text: editor's note, contents, title. The body
    /// begins on a row of the grid.
    fn head(&mut self, bulletin: &Bulletin, mut laid: LaidMasthead, numbered: bool) -> Vec<Block> {
        let pitch = self.page.row_pitch;
        let mut gap = if laid.paragraphs.is_empty() { Length::ZERO } else { pitch / 2 };
        for paragraph in self.editor_note(&bulletin.editor_note) {
            let lines = self.estimated_lines(&paragraph);
            self.to_grid(&mut laid, paragraph, lines, gap);
            gap = Length::ZERO;
        }
        for paragraph in self.contents(bulletin, numbered) {
            if paragraph.role == Role::ContentsHeading && !laid.paragraphs.is_empty() {
                gap = pitch / 2;
            }
            let lines = self.estimated_lines(&paragraph);
            self.to_grid(&mut laid, paragraph, lines, gap);
            gap = Length::ZERO;
        }
        if let Some((title, of)) = first_title(bulletin) {
            let outline = !bulletin.articles.is_empty();
            self.title(title, of, outline, &mut laid);
            for mut paragraph in self.below_title(bulletin, of) {
                let lines = title::line_count(&paragraph.content);
                paragraph.snap = false;
                laid.place(paragraph, lines, Length::ZERO);
            }
            gap = pitch * 3 / 4;
        } else if laid.paragraphs.last().is_some_and(|last| last.rule_below.is_none()) {
            gap = pitch / 2;
        }
        let start = self.next_row(laid.ink_bottom + gap);
        let box_bottom = laid.box_bottom;
        if let Some(last) = laid.paragraphs.last_mut() {
            last.space_after = (start - box_bottom).max(Length::ZERO);
        }
        laid.into_blocks()
    }

    /// The upper edge of the first row's box whose em square begins at `em_top` or below.
    fn next_row(&self, em_top: Length) -> Length {
        let half_leading = (self.page.row_pitch - self.page.size) / 2;
        let offset = em_top - half_leading - self.page.grid_top;
        let rows = offset.whole_times(self.page.row_pitch);
        let at = self.page.row_pitch * rows;
        let row = if at >= offset { at } else { at + self.page.row_pitch };
        self.page.grid_top + row
    }

    /// Puts a paragraph on the next row of the grid that leaves `gap` above its em square.
    fn to_grid(&self, laid: &mut LaidMasthead, paragraph: Paragraph, lines: i64, gap: Length) {
        let em_top = laid.ink_bottom + gap;
        let em_top = if gap == Length::ZERO {
            Length::ZERO
        } else {
            self.next_row(em_top) + paragraph.half_leading()
        };
        laid.place(paragraph, lines, em_top);
    }

    /// How many lines a paragraph takes in cells of the grid. Only what stands between the
    /// masthead and the body is estimated so; the body below snaps to the grid.
    fn estimated_lines(&self, paragraph: &Paragraph) -> i64 {
        estimate::lines(paragraph, self.page.type_area.size.width, &self.page)
    }

    /// 编者按： and the note, in narrower lines.
    fn editor_note(&self, note: &[Text]) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        for (index, text) in note.iter().enumerate() {
            let path = ROOT.field("editor_note").index(index).path();
            let mut content = Vec::new();
            if index == 0 {
                content = self.label(TypeRole::EditorNoteLabel, "编者按：");
            }
            content.append(&mut self.text(TypeRole::EditorNote, text));
            paragraphs.push(self.paragraph(Role::EditorNote, TypeRole::EditorNote, path, content));
        }
        paragraphs
    }

    /// The title, two rows below the red rule, in balanced lines (7.3.1).
    fn title(&self, text: &Text, of: TitleOf, outline: bool, laid: &mut LaidMasthead) {
        let measure = self.page.type_area.size.width;
        let (role, type_role) = (Role::Title, TypeRole::Title);
        let mut paragraph = self.title_paragraph(role, type_role, text, of.path(), measure);
        if outline {
            paragraph.outline = Some(self.title_entry(text));
        }
        let lines = title::line_count(&paragraph.content);
        let rows = i64::from(self.theme.masthead.title_rows);
        // Without a masthead it is the first thing on the page.
        let em_top = if laid.paragraphs.is_empty() {
            self.page.type_area.origin.y
        } else {
            laid.ink_bottom + self.page.row_pitch * rows
        };
        laid.place(paragraph, lines, em_top);
    }

    /// The subtitle and the author below a title, each from a row of the grid.
    pub(super) fn below_title(&self, bulletin: &Bulletin, of: TitleOf) -> Vec<Paragraph> {
        let (subtitle, author) = of.below(bulletin);
        let author = author.map(Text::plain);
        let lines = [
            (Role::Subtitle, TypeRole::Subtitle, subtitle, "subtitle"),
            (Role::Author, TypeRole::Author, author.as_ref(), "author"),
        ];
        let measure = self.page.type_area.size.width;
        let lines = lines.into_iter().filter_map(|(role, type_role, text, field)| {
            let path = of.field(field);
            let mut line = self.title_paragraph(role, type_role, text?, path, measure);
            line.snap = true;
            Some(line)
        });
        lines.collect()
    }

    /// A title in the outline.
    pub(super) fn title_entry(&self, title: &Text) -> Box<OutlineEntry> {
        Box::new(OutlineEntry { level: 1, title: self.one_line(title) })
    }

    /// A title in balanced lines.
    pub(super) fn title_paragraph(
        &self,
        role: Role,
        type_role: TypeRole,
        text: &Text,
        path: ModelPath,
        measure: Length,
    ) -> Paragraph {
        let content = self.text(type_role, text);
        let content =
            title::balance(content, self.title_setting(measure, self.style(type_role).size));
        let mut paragraph = self.paragraph(role, type_role, path, content);
        paragraph.keep_together = true;
        paragraph.keep_with_next = true;
        paragraph.snap = false;
        paragraph
    }

    /// The room of a title.
    pub(super) fn title_setting(&self, measure: Length, size: Length) -> title::Setting<'_> {
        title::Setting { measure, size, terms: &self.theme.titles.terms, white: true }
    }

    /// One section in one of its three forms: heading on its own line, heading that runs in, or a
    /// numbered paragraph.
    pub(super) fn section(&mut self, numbered: &Numbered<'_, '_>, blocks: &mut Vec<Block>) {
        let Numbered { section, level, label, path, .. } = numbered;
        let inner = path.field("blocks");
        let type_role = heading_type(*level);
        let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
        let outline = section.heading.as_ref().map(|heading| {
            let title = format!("{label}{}", self.one_line(heading));
            Box::new(OutlineEntry { level: level + u8::from(self.below_title), title })
        });
        match (&section.heading, numbered.run_in()) {
            (Some(heading), Some(text)) => {
                let text_of_heading = self.text(type_role, heading);
                let mut content = self.numbered(type_role, label, text_of_heading);
                self.check_run_in(heading, path);
                let (mut words, notes) = self.with_notes(text, &inner.index(0));
                content.append(&mut words);
                let at = numbered.paragraph();
                let mut paragraph = self.paragraph(Role::Body, TypeRole::Body, at, content);
                (paragraph.outline, paragraph.notes) = (outline, notes);
                blocks.push(Block::Paragraph(paragraph));
                self.blocks_from(1, &section.blocks, &inner, blocks);
            }
            (Some(heading), None) => {
                let text_of_heading = self.text(type_role, heading);
                let content = self.numbered(type_role, label, text_of_heading);
                let (role, at) = (Role::Heading(level), numbered.paragraph());
                let mut paragraph = self.paragraph(role, type_role, at, content);
                paragraph.keep_with_next = true;
                paragraph.keep_together = true;
                paragraph.outline = outline;
                blocks.push(Block::Paragraph(paragraph));
                self.blocks(&section.blocks, &inner, blocks);
            }
            (None, _) => {
                let first = match section.blocks.first() {
                    Some(model::Block::Paragraph(text)) => Some(text),
                    _ => None,
                };
                let (words, notes) = match first {
                    Some(text) => self.with_notes(text, &inner.index(0)),
                    None => Default::default(),
                };
                let content = self.numbered(TypeRole::Body, label, words);
                // Without a number either, the section is its text.
                if !content.is_empty() {
                    let at = numbered.paragraph();
                    let mut paragraph = self.paragraph(Role::Body, TypeRole::Body, at, content);
                    paragraph.notes = notes;
                    paragraph.is_item = !label.is_empty();
                    // A number alone is the head of what follows.
                    paragraph.keep_with_next = first.is_none();
                    blocks.push(Block::Paragraph(paragraph));
                }
                self.blocks_from(usize::from(first.is_some()), &section.blocks, &inner, blocks);
            }
        }
    }

    /// A number and the text behind it, with white between a dot and a digit: 1. 2024年 is no decimal.
    fn numbered(&self, role: TypeRole, label: &str, mut text: Vec<Inline>) -> Vec<Inline> {
        let mut content = self.label(role, label);
        let is_number =
            |inline: &Inline| matches!(inline, Inline::Run(run) if run.text.starts_with(is_digit));
        if text.first().is_some_and(is_number) {
            stand_apart(&mut content, self.behind_dot(role));
        }
        content.append(&mut text);
        content
    }

    /// The white between the dot of a number and a digit: a quarter of an em, in whole twips.
    fn behind_dot(&self, role: TypeRole) -> Length {
        let twip = Length::twips(1);
        twip * (self.style(role).size / 4).whole_times(twip)
    }

    /// A heading that runs into its text ends with a mark, or the two cannot be told apart.
    fn check_run_in(&mut self, heading: &Text, path: &Walk<'_>) {
        let ends_with_mark =
            heading.to_plain().trim_end().ends_with(['。', '：', '！', '？', '；', ':', '.']);
        if !ends_with_mark {
            let place = Place::path(path.field("heading").path());
            self.findings.push(Finding::new(StyleMessage::RunIn {}, place));
        }
    }

    pub(super) fn blocks(
        &mut self,
        model: &[model::Block],
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        self.blocks_from(0, model, path, blocks);
    }

    /// The blocks of a list from number `first` on, counted from 0.
    fn blocks_from(
        &mut self,
        first: usize,
        model: &[model::Block],
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        for (index, block) in model.iter().enumerate().skip(first) {
            self.one_block(block, &path.index(index), blocks);
        }
    }

    /// A block at this path.
    pub(super) fn one_block(
        &mut self,
        block: &model::Block,
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        match block {
            model::Block::Paragraph(text) => {
                let (content, notes) = self.with_notes(text, path);
                let path = path.path();
                let mut paragraph = self.paragraph(Role::Body, TypeRole::Body, path, content);
                paragraph.notes = notes;
                blocks.push(Block::Paragraph(paragraph));
            }
            model::Block::Column(text) => {
                let theme = &self.theme.sections;
                let mut content = self.label(TypeRole::Column, &theme.column_before);
                content.append(&mut self.text(TypeRole::Column, text));
                content.append(&mut self.label(TypeRole::Column, &theme.column_after));
                let (role, path) = (Role::Column, path.path());
                let mut paragraph = self.paragraph(role, TypeRole::Column, path, content);
                paragraph.keep_with_next = true;
                blocks.push(Block::Paragraph(paragraph));
            }
            model::Block::Center(text) => {
                let path = path.field("center").path();
                blocks.push(self.set_apart(text, path, Align::Center));
            }
            model::Block::Right(text) => {
                let path = path.field("right").path();
                blocks.push(self.set_apart(text, path, Align::Right));
            }
            model::Block::Note(text) => {
                let (role, path) = (Role::Note, path.field("note").path());
                let mut note = self.beside(role, TypeRole::Note, "注：", text, path);
                // What follows stands on the grid in every program.
                let height = note.line * self.estimated_lines(&note);
                let rows = height.whole_times(self.page.row_pitch);
                let rest = height - self.page.row_pitch * rows;
                if rest > Length::ZERO {
                    note.space_after = self.page.row_pitch - rest;
                }
                // It stays with what it is a note on.
                if let Some(last) = blocks.last_mut() {
                    keep_with_next(last);
                }
                blocks.push(Block::Paragraph(note));
            }
            model::Block::Table(table) => self.table(table, &path.field("table"), blocks),
            model::Block::Ranking(ranking) => {
                // A bulletin whose ranking cannot be reckoned is refused before.
                let table = ranking.to_table().unwrap_or_default();
                self.table(&table, &path.field("ranking"), blocks);
            }
            model::Block::Figure(figure) => self.figure(figure, path, blocks),
            model::Block::Chart(chart) => self.chart(chart, path, blocks),
            model::Block::Beside(beside) => {
                self.side_by_side(beside, &path.field("beside"), blocks);
            }
        }
    }

    /// A paragraph in the middle or at the right, without the indent of the text.
    fn set_apart(&self, text: &Text, path: ModelPath, align: Align) -> Block {
        let content = self.text(TypeRole::Body, text);
        let mut paragraph = self.paragraph(Role::Body, TypeRole::Body, path, content);
        paragraph.indent.first = Length::ZERO;
        Block::Paragraph(paragraph.aligned(align))
    }

    /// The list of appendices, one row below the text; a name that is wrapped is aligned with its
    /// first character, and no mark follows it (7.3.4).
    fn appendix_list(&self, appendices: &[Appendix], blocks: &mut Vec<Block>) {
        let several = appendices.len() > 1;
        let character = self.character(self.style(TypeRole::AppendixList));
        // The names stand below each other: where one begins with a digit, all have the white.
        let begins = |appendix: &Appendix| self.one_line(&appendix.title).starts_with(is_digit);
        let apart = several && appendices.iter().any(begins);
        let white = if apart { self.behind_dot(TypeRole::AppendixList) } else { Length::ZERO };
        for (index, appendix) in appendices.iter().enumerate() {
            let path = ROOT.field("appendices").index(index).field("title").path();
            let number = if several { format!("{}.", index + 1) } else { String::new() };
            let number_width =
                latin_width(&number, self.style(TypeRole::AppendixList).size) + white;
            let label = if index == 0 { format!("附件：{number}") } else { number };
            let mut content = self.label(TypeRole::AppendixList, &label);
            if apart {
                stand_apart(&mut content, white);
            }
            let name = Text::plain(self.one_line(&appendix.title));
            content.append(&mut self.text(TypeRole::AppendixList, &name));
            let role = Role::AppendixList;
            let mut paragraph = self.paragraph(role, TypeRole::AppendixList, path, content);
            let hanging =
                number_width + if index == 0 { character * LIST_LABEL } else { Length::ZERO };
            paragraph.indent.left = paragraph.indent.first + character * LIST_LABEL + number_width;
            paragraph.indent.first = -hanging;
            paragraph.is_item = several;
            paragraph.keep_together = true;
            paragraph.keep_with_next = index + 1 < appendices.len();
            if index == 0
                && let Some(last) = blocks.last_mut()
            {
                keep_with_next(last);
                paragraph.space_before = self.page.row_pitch;
            }
            blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// 附件 in the first row of a new page, the title in the third (7.3.7).
    fn appendix(&mut self, appendix: &Appendix, index: usize, several: bool) -> Vec<Block> {
        let number = if several { (index + 1).to_string() } else { String::new() };
        let appendices = ROOT.field("appendices");
        let path = appendices.index(index);
        let label = format!("附件{number}");
        let content = self.label(TypeRole::AppendixLabel, &label);
        let role = Role::AppendixLabel;
        let mut head = self.paragraph(role, TypeRole::AppendixLabel, path.path(), content);
        head.keep_with_next = true;
        let title = format!("{label}：{}", self.one_line(&appendix.title));
        head.outline = Some(Box::new(OutlineEntry { level: 1, title }));
        let mut blocks = vec![Block::Paragraph(head)];
        // The title is as wide as the page that the first block makes; what was noticed comes in
        // the order of the bulletin all the same.
        let (mut rest, of_blocks) = self.aside(|resolver| {
            let mut rest = Vec::new();
            resolver.blocks(&appendix.blocks, &path.field("blocks"), &mut rest);
            // 附件 is in the outline.
            resolver.below_title = true;
            let theme = resolver.theme;
            headings::of_appendix(appendix, &path, &theme.sections, &mut |section| {
                resolver.section(section, &mut rest)
            });
            resolver.below_title = false;
            rest
        });
        if !appendix.title.is_empty() {
            let path = path.field("title").path();
            let (role, type_role) = (Role::AppendixTitle, TypeRole::AppendixTitle);
            let measure = turned::measure(&rest, &self.page);
            let mut title = self.title_paragraph(role, type_role, &appendix.title, path, measure);
            title.space_before = self.page.row_pitch;
            // One blank row to text; a table brings half a row of its own.
            let first = appendix.blocks.first();
            if first.is_some_and(|block| block.begins_with_unit()) {
                title.space_after = self.page.row_pitch / 2;
            } else if !first.is_some_and(model::Block::is_tabular) {
                title.space_after = self.page.row_pitch;
            }
            blocks.push(Block::Paragraph(title));
        }
        self.findings.extend(of_blocks);
        blocks.append(&mut rest);
        blocks
    }
}

fn is_masthead(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.role.is_masthead())
}

/// Keeps the end of a block on the page where the next one begins.
pub(super) fn keep_with_next(block: &mut Block) {
    match block {
        Block::Paragraph(paragraph) => paragraph.keep_with_next = true,
        Block::Table(table) => table.keep_with_next = true,
        Block::Figure(figure) => figure.keep_with_next = true,
        Block::Chart(chart) => chart.keep_with_next = true,
        Block::Beside(beside) => beside.keep_with_next = true,
    }
}

pub(super) fn heading_type(depth: usize) -> TypeRole {
    match depth {
        0 => TypeRole::Heading1,
        1 => TypeRole::Heading2,
        2 => TypeRole::Heading3,
        3 => TypeRole::Heading4,
        _ => TypeRole::Heading5,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// Tracks the dot that a number ends with, as both files can say it.
fn stand_apart(label: &mut Vec<Inline>, white: Length) {
    let Some(Inline::Run(run)) = label.last_mut() else { return };
    if run.text.ends_with('.') {
        run.text.pop();
        let mut dot = Run { text: ".".to_owned(), ..run.clone() };
        dot.font.tracking += white;
        if run.text.is_empty() {
            label.pop();
        }
        label.push(Inline::Run(dot));
    }
}

/// The width of digits and points in a Latin face of the Times kind.
fn latin_width(text: &str, size: Length) -> Length {
    size.scale(widths::number(text, Typeface::Latin, 0), widths::EM)
}
