//! Putting a bulletin together from the lines of a draft: the masthead, then blocks and numbered
//! sections, then appendices, then the imprint. Nothing is refused: what has no place becomes a
//! paragraph where it stands, and a finding.

mod back;
mod directives;
mod front;
mod sections;

use std::borrow::Cow;

use front::automatic_contents;
use sections::rank;

use super::annex::List;
use super::classify::{LineKind, classify};
use super::directive::Key;
use super::head::{self, Head};
use super::join::Paragraph;
use super::lines::{self, Line};
use super::report::{Report, Spot};
use super::{chars, cursor, imprint, rich, table};
use crate::model::{Block, Bulletin, Figure, Image, Section, Table, Text};

/// Puts a bulletin together.
pub(super) fn assemble(lines: Vec<Line<'_>>, report: &mut Report) -> Bulletin {
    let kinds: Vec<LineKind<'_>> = lines.iter().map(classify).collect();
    let head = head::read(&lines, &kinds, report);
    let lines = lines::without_running_heads(lines, &head.running, head.end, report);
    let kinds: Vec<LineKind<'_>> = lines.iter().map(classify).collect();
    let mut assembly = Assembly::new(&lines, &kinds, report);
    assembly.begin(head);
    while assembly.at < lines.len() {
        assembly.step();
    }
    assembly.finish()
}

struct Assembly<'d, 'a> {
    lines: &'d [Line<'a>],
    kinds: &'d [LineKind<'a>],
    report: &'d mut Report,
    bulletin: Bulletin,
    /// The index of the line to be read.
    at: usize,
    /// The sections that are open, the outermost first, with the rank of their numbering.
    open: Vec<(usize, Section)>,
    /// For each line, the next number of each kind behind it.
    next_numbers: Vec<[Option<u32>; 5]>,
    /// Whether all lines from each on belong to the imprint.
    tail: Vec<bool>,
    /// What directives said of the table to come.
    caption: Option<Text>,
    unit: Option<String>,
    /// The list of appendices behind the body.
    list: List,
    in_imprint: bool,
    /// Where the lines of the list of contents stood in the draft.
    contents_listed: Vec<Spot>,
    /// How many paragraphs of the body are left over from the head.
    left: usize,
}

impl<'d, 'a> Assembly<'d, 'a> {
    fn new(lines: &'d [Line<'a>], kinds: &'d [LineKind<'a>], report: &'d mut Report) -> Self {
        let mut next_numbers = vec![[None; 5]; kinds.len()];
        let mut tail = vec![false; kinds.len()];
        let (mut numbers, mut all) = ([None; 5], true);
        for ((kind, next), tail) in kinds.iter().zip(&mut next_numbers).zip(&mut tail).rev() {
            *next = numbers;
            if let LineKind::Label { label, .. } = kind
                && let Some(number) = numbers.get_mut(rank(label))
            {
                *number = Some(label.number);
            }
            all &= matches!(kind, LineKind::Imprint | LineKind::Directive(..));
            *tail = all;
        }
        Assembly {
            lines,
            kinds,
            report,
            bulletin: Bulletin::default(),
            at: 0,
            open: Vec::new(),
            next_numbers,
            tail,
            caption: None,
            unit: None,
            list: List::default(),
            in_imprint: false,
            contents_listed: Vec::new(),
            left: 0,
        }
    }

    /// Takes over what the head of the draft said.
    fn begin(&mut self, head: Head) {
        self.at = head.end;
        self.bulletin.masthead = head.masthead;
        if !head.title.is_empty() {
            self.bulletin.title = Some(rich(&head.title.join("\n")));
        }
        self.left = head.left.len();
        for words in head.left {
            self.push(Block::Paragraph(rich(&words)));
        }
    }

    /// Reads the next line, and those that belong to it.
    fn step(&mut self) {
        let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) else {
            return;
        };
        match kind {
            LineKind::Directive(key, value) => self.directive(line, *key, value),
            LineKind::MarkdownHeading(depth, words) => self.markdown_heading(line, *depth, words),
            LineKind::Label { label, weight } => self.labelled(line, label, *weight),
            LineKind::Column(words) => {
                let bare = words.trim();
                if bare.len() < words.len() {
                    let message = format!("“{words}” is read as “{bare}”");
                    self.report.note("draft.blank", line.spot(), message);
                }
                self.push(Block::Column(rich(bare)));
                self.at += 1;
            }
            LineKind::EditorNote(words) if self.is_front() => self.editor_note(words),
            LineKind::Contents if self.is_front() && self.bulletin.contents.is_none() => {
                self.contents(line)
            }
            LineKind::Annex(annex) => self.annex(line, annex),
            LineKind::Imprint if self.in_imprint || self.is_imprint(line) => self.imprint(line),
            LineKind::Unit(unit) if self.unit.is_none() && self.table_follows() => {
                self.unit = Some((*unit).to_owned());
                self.at += 1;
            }
            LineKind::Note(words) if self.notes_table() => self.note(words),
            LineKind::Remark(words) if self.notes_table() => {
                let message = "“备注：” is printed as “注：”".into();
                self.report.note("draft.label", line.spot(), message);
                self.note(words);
            }
            LineKind::Figure { alt, file, caption } => {
                let image = Image::File((*file).to_owned());
                let caption = caption.map(rich);
                self.push(Block::Figure(Figure {
                    image,
                    alt: (*alt).to_owned(),
                    caption,
                    width: None,
                }));
                self.at += 1;
            }
            _ => self.plain(line),
        }
    }

    /// Words: a table, the title of the body, a caption, or a paragraph.
    fn plain(&mut self, line: &Line<'a>) {
        if self.is_printer(line) {
            self.bulletin.imprint.printed_by = Some(line.text.to_owned());
            self.at += 1;
        } else if table::begins(self.lines, self.at)
            && let Some((table, next)) = table::read(self.lines, self.at, self.report)
        {
            let (caption, unit) = (self.caption.take(), self.unit.take());
            self.push(Block::Table(Table { caption, unit, ..table }));
            self.at = next;
        } else if self.caption.is_none() && is_caption(line.text) && self.table_follows() {
            self.caption = Some(rich(line.text));
            self.at += 1;
        } else if self.is_front()
            && self.bulletin.title.is_none()
            && !self.bulletin.masthead.title.is_empty()
            && self.title_lines() > 0
        {
            let count = self.title_lines();
            let mut title = Vec::with_capacity(count);
            for line in self.lines.iter().skip(self.at).take(count) {
                title.push(self.joined(line, line.text.to_owned()));
            }
            self.bulletin.title = Some(rich(&title.join("\n")));
            self.at += count;
        } else {
            if self.in_imprint {
                let message =
                    "the line stands behind the imprint; it is kept as a paragraph of the text"
                        .into();
                self.report.warn(
                    "draft.unplaced",
                    line.spot(),
                    message,
                    "move it before 报：, or delete it",
                );
            }
            if imprint::resembles_recipients(line.text) {
                let message = format!("“{}” may name recipients; it is kept as text", line.text);
                let hint = "write 报：, 送： and 发： on lines of their own at the end";
                self.report.warn("draft.unplaced", line.spot(), message, hint);
            }
            if line.text.chars().all(|c| chars::narrow(c).is_ascii_digit()) {
                let message = format!("“{}” may be a page number; it is kept as text", line.text);
                self.report.warn("draft.page-kept", line.spot(), message, "delete it if it is one");
            }
            let text = self.paragraph(Cow::Borrowed(line.text), false);
            self.push(Block::Paragraph(rich(&text)));
        }
    }

    /// How many lines from here on are a title: short lines with a text below them.
    fn title_lines(&self) -> usize {
        let count =
            self.kinds.iter().zip(self.lines).skip(self.at).take(4).take_while(|(kind, line)| {
                matches!(kind, LineKind::Plain) && head::is_title(line.text)
            });
        let count = count.count();
        let followed = matches!(
            self.kinds.get(self.at + count),
            Some(
                LineKind::Plain
                    | LineKind::Label { .. }
                    | LineKind::Column(_)
                    | LineKind::Directive(
                        Key::Paragraph
                            | Key::Column
                            | Key::Heading(_)
                            | Key::RunIn(_)
                            | Key::Numbered(_),
                        _
                    )
            )
        );
        if followed
            && count < 4
            && !(0..count).any(|ahead| table::begins(self.lines, self.at + ahead))
        {
            count
        } else {
            0
        }
    }

    /// Whether nothing of the body has been read.
    fn is_front(&self) -> bool {
        let bulletin = &self.bulletin;
        bulletin.body.len() == self.left
            && bulletin.sections.is_empty()
            && self.open.is_empty()
            && bulletin.articles.is_empty()
            && bulletin.appendices.is_empty()
    }

    /// Reads a paragraph whose first line, or what stands behind its label, is given.
    fn paragraph(&mut self, first: Cow<'_, str>, labelled: bool) -> String {
        let mut paragraph = Paragraph::default();
        if let Some(line) = self.lines.get(self.at) {
            paragraph.add(line, &first, self.report);
        }
        self.at += 1;
        while let (Some(line), Some(LineKind::Plain)) =
            (self.lines.get(self.at), self.kinds.get(self.at))
        {
            if !paragraph.continues(line, labelled) || table::begins(self.lines, self.at) {
                break;
            }
            paragraph.add(line, line.text, self.report);
            self.at += 1;
        }
        paragraph.into_text()
    }

    /// Whether a table begins within the next lines that may stand above one.
    fn table_follows(&self) -> bool {
        let above = |kind: &LineKind<'_>| matches!(kind, LineKind::Unit(_));
        let skip = 1 + usize::from(self.kinds.get(self.at + 1).is_some_and(above));
        let kind = self.kinds.get(self.at + skip);
        matches!(kind, Some(LineKind::Plain | LineKind::Label { .. }))
            && table::begins(self.lines, self.at + skip)
    }

    /// Whether the block before this line is a table without a note.
    fn notes_table(&mut self) -> bool {
        matches!(self.blocks().last(), Some(Block::Table(table)) if table.note.is_none())
    }

    fn note(&mut self, words: &'a str) {
        let text = self.paragraph(Cow::Borrowed(words), false);
        if let Some(Block::Table(table)) = self.blocks().last_mut() {
            table.note = Some(rich(&text));
        }
    }

    /// The blocks of the place at which the draft stands.
    fn blocks(&mut self) -> &mut Vec<Block> {
        match (self.bulletin.appendices.last_mut(), self.open.last_mut()) {
            (Some(appendix), _) => &mut appendix.blocks,
            (None, Some((_, section))) => &mut section.blocks,
            (None, None) => match self.bulletin.articles.last_mut() {
                Some(article) => &mut article.body,
                None => &mut self.bulletin.body,
            },
        }
    }

    /// The sections beside which the outermost open one stands: those of the bulletin, or of the
    /// article that is read.
    fn sections(&mut self) -> &mut Vec<Section> {
        match self.bulletin.articles.last_mut() {
            Some(article) => &mut article.sections,
            None => &mut self.bulletin.sections,
        }
    }

    fn push(&mut self, block: Block) {
        self.blocks().push(block);
    }

    /// Closes what is open and places what was kept back.
    fn finish(mut self) -> Bulletin {
        let titles: Vec<String> =
            self.bulletin.appendices.iter().map(|appendix| appendix.title.to_plain()).collect();
        let unmatched = self.list.unmatched(&titles);
        for spot in self.list.marked().filter(|_| unmatched.is_empty()) {
            let message = "the mark behind the name in the list of annexes is left out".into();
            self.report.note("draft.annex-mark", spot, message);
        }
        for (line, spot) in unmatched {
            let message = format!(
                "“{line}” names an annex that the draft does not hold, or holds under another title; it is kept as text"
            );
            self.report.warn("draft.annex", spot, message, "add the annex, or correct the list");
            let block = Block::Paragraph(rich(&line));
            match self.open.last_mut() {
                Some((_, section)) => section.blocks.push(block),
                None => last_blocks(&mut self.bulletin).push(block),
            }
        }
        // A caption or unit whose table never came.
        for words in [self.caption.take().map(|text| text.to_string()), self.unit.take()]
            .into_iter()
            .flatten()
        {
            self.push(Block::Paragraph(rich(&words)));
        }
        while !self.open.is_empty() {
            self.close();
        }
        let mut bulletin = self.bulletin;
        automatic_contents(&mut bulletin, &self.contents_listed, self.report);
        bulletin
    }
}

/// The blocks at the end of the body, wherever it ends.
fn last_blocks(bulletin: &mut Bulletin) -> &mut Vec<Block> {
    let (body, sections) = match bulletin.articles.last_mut() {
        Some(article) => (&mut article.body, &mut article.sections),
        None => (&mut bulletin.body, &mut bulletin.sections),
    };
    let Some(mut section) = sections.last_mut() else {
        return body;
    };
    while !section.sections.is_empty() {
        match section.sections.last_mut() {
            Some(last) => section = last,
            None => break,
        }
    }
    &mut section.blocks
}

/// Whether a line is the title of a table: 表1 …
pub(super) fn is_caption(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('表') else {
        return false;
    };
    let numbered = rest
        .trim_start()
        .starts_with(|c: char| chars::narrow(c).is_ascii_digit() || cursor::chinese(c).is_some());
    numbered && head::is_title(text)
}
