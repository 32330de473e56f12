//! Putting a bulletin together from the lines of a draft: the masthead, then blocks and numbered
//! sections, then appendices, then the imprint. Nothing is refused: what has no place becomes a
//! paragraph where it stands, and a finding.

use std::borrow::Cow;

use base64::Engine as _;

use super::annex::{self, List};
use super::classify::{Annex, Kind, classify};
use super::form::{self, Form};
use super::guard::Key;
use super::head::{self, Head};
use super::imprint::{self, Item, Recipients};
use super::join::Paragraph;
use super::label::{KINDS, Label};
use super::lines::{self, Line};
use super::report::Report;
use super::{fields, rich, table};
use crate::model::{Appendix, Block, Bulletin, Contents, Figure, Image, Section, StaffEntry, Text};

/// Puts a bulletin together.
pub(super) fn assemble(lines: Vec<Line<'_>>, report: &mut Report) -> Bulletin {
    let kinds: Vec<Kind<'_>> = lines.iter().map(classify).collect();
    let head = head::read(&lines, &kinds, report);
    let lines = lines::without_running_heads(lines, &head.running, head.end, report);
    let kinds: Vec<Kind<'_>> = lines.iter().map(classify).collect();
    let mut assembly = Assembly::new(&lines, &kinds, report);
    assembly.begin(head);
    while assembly.at < lines.len() {
        assembly.step();
    }
    assembly.finish()
}

struct Assembly<'d, 'a> {
    lines: &'d [Line<'a>],
    kinds: &'d [Kind<'a>],
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
    /// What guarded lines said of the table to come.
    caption: Option<Text>,
    unit: Option<String>,
    /// The list of appendices behind the body.
    list: List,
    in_imprint: bool,
    /// Whether the list of contents stood in the draft as lines of text.
    contents_listed: bool,
    /// How many paragraphs of the body are left over from the head.
    left: usize,
}

impl<'d, 'a> Assembly<'d, 'a> {
    fn new(lines: &'d [Line<'a>], kinds: &'d [Kind<'a>], report: &'d mut Report) -> Self {
        let mut next_numbers = vec![[None; 5]; kinds.len()];
        let mut tail = vec![false; kinds.len()];
        let (mut numbers, mut all) = ([None; 5], true);
        for ((kind, next), tail) in kinds.iter().zip(&mut next_numbers).zip(&mut tail).rev() {
            *next = numbers;
            if let Kind::Label(label, _) = kind
                && let Some(number) = numbers.get_mut(rank(label))
            {
                *number = Some(label.number);
            }
            all &= matches!(kind, Kind::Imprint | Kind::Guard(..));
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
            contents_listed: false,
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
            Kind::Guard(key, value) => self.guarded(line, *key, value),
            Kind::Mark(depth, words) => self.mark(line, *depth, words),
            Kind::Label(label, bold) => self.labelled(line, label, *bold),
            Kind::Column(words) => {
                self.push(Block::Column(rich(words)));
                self.at += 1;
            }
            Kind::EditorNote(words) if self.is_front() => self.editor_note(words),
            Kind::Contents if self.is_front() && self.bulletin.contents.is_none() => {
                self.contents(line)
            }
            Kind::Annex(annex) => self.annex(line, annex),
            Kind::Imprint if self.in_imprint || self.is_imprint(line) => self.imprint(line),
            Kind::Unit(unit) if self.unit.is_none() && self.table_follows() => {
                self.unit = Some((*unit).to_owned());
                self.at += 1;
            }
            Kind::Note(_) if self.notes_table() => self.note(),
            Kind::Figure { alt, file, caption } => {
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
        if table::begins(self.lines, self.at)
            && let Some((table, next)) = table::read(self.lines, self.at, self.report)
        {
            let (caption, unit) = (self.caption.take(), self.unit.take());
            self.push(Block::Table(crate::model::Table { caption, unit, ..table }));
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
            let title: Vec<&str> =
                self.lines.iter().skip(self.at).take(count).map(|line| line.text).collect();
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
            if line.text.chars().all(|c| super::chars::narrow(c).is_ascii_digit()) {
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
                matches!(kind, Kind::Plain) && head::is_title(line.text)
            });
        let count = count.count();
        let followed = matches!(
            self.kinds.get(self.at + count),
            Some(
                Kind::Plain
                    | Kind::Label(..)
                    | Kind::Column(_)
                    | Kind::Guard(
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
            && bulletin.appendices.is_empty()
    }

    /// Reads a paragraph whose first line, or what stands behind its label, is given.
    fn paragraph(&mut self, first: Cow<'_, str>, labelled: bool) -> String {
        let mut paragraph = Paragraph::default();
        if let Some(line) = self.lines.get(self.at) {
            paragraph.add(line, &first, self.report);
        }
        self.at += 1;
        while let (Some(line), Some(Kind::Plain)) =
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

    /// A line that begins with a number: a section, if the number is the next one.
    fn labelled(&mut self, line: &Line<'a>, label: &Label<'a>, bold: bool) {
        if table::begins(self.lines, self.at)
            && line.text.contains('\t')
            && label.rest.contains('\t')
        {
            return self.plain(line);
        }
        let rank = rank(label);
        if !self.bulletin.appendices.is_empty() || !self.accepts(line, label) {
            let text = self.paragraph(Cow::Borrowed(line.text), true);
            return self.push(Block::Paragraph(rich(&text)));
        }
        if label.damage.alike {
            self.report.repaired(
                line.spot(),
                label.damage,
                line.text,
                &format!("number {}", label.number),
            );
        }
        self.close_to(rank);
        self.tell_level(line, label);
        let text = self.paragraph(Kind::behind_label(label, bold), true);
        let deeper = match self.kinds.get(self.at) {
            Some(Kind::Label(next, _)) => next.kind > label.kind,
            Some(Kind::Guard(
                Key::Heading(depth) | Key::RunIn(depth) | Key::Numbered(depth),
                _,
            )) => *depth > rank,
            _ => false,
        };
        let section = match form::read(&text, deeper) {
            Form::Heading("") => Section::default(),
            Form::Heading(heading) => Section::new(rich(heading)),
            Form::RunIn(heading, rest) => Section::run_in(rich(heading), rich(rest)),
            Form::Numbered(text) => Section::numbered(rich(text)),
        };
        self.open.push((rank, section));
    }

    /// Says that a number is printed in another form, because a level above it is left out.
    fn tell_level(&mut self, line: &Line<'a>, label: &Label<'a>) {
        let depth = self.open.len();
        let printed = KINDS.get(depth).and_then(|kind| super::label::print(*kind, label.number));
        if let Some(printed) = printed.filter(|_| depth != rank(label) && label.number == 1) {
            let message = format!(
                "the numbers from here on are of level {} and are printed as “{printed}”",
                depth + 1
            );
            self.report.note("draft.level", line.spot(), message);
        }
    }

    /// Whether a number is the next one of its kind here. One that skips is taken, with a finding;
    /// one that goes back, or begins with another than 1, is text.
    fn accepts(&mut self, line: &Line<'a>, label: &Label<'a>) -> bool {
        let rank = rank(label);
        let at = self.open.iter().position(|(open, _)| *open == rank);
        let parent = match at {
            Some(at) => at.checked_sub(1),
            None => self.open.iter().rposition(|(open, _)| *open < rank),
        };
        // An open section of this rank is not yet among its siblings.
        let siblings = match parent.and_then(|parent| self.open.get(parent)) {
            Some((_, section)) => section.sections.len(),
            None => self.bulletin.sections.len(),
        };
        let open_sibling = match at {
            Some(_) => 1,
            None => usize::from(parent.map_or(0, |parent| parent + 1) < self.open.len()),
        };
        let expected = u32::try_from(siblings + open_sibling + 1).unwrap_or(u32::MAX);
        let shown = super::chars::before(
            line.text,
            line.text.len() - label.rest.len().min(line.text.len()),
        )
        .trim();
        if label.doubtful {
            let next = self
                .next_numbers
                .get(self.at)
                .and_then(|numbers| numbers.get(rank))
                .copied()
                .flatten();
            let heading = head::is_title(label.rest) && next == Some(label.number + 1);
            let certain = heading && label.number == expected;
            if !certain {
                let message =
                    format!("“{shown}” before another numeral is read as text, not as a heading");
                self.report.note("draft.not-a-label", line.spot(), message);
            }
            return certain;
        }
        if label.number == expected {
            return true;
        }
        let skips = label.number > expected && label.number <= expected + 3 && expected > 1;
        let repeats = label.number + 1 == expected && label.number > 1;
        let hint = "number the sections in order from 1";
        if skips || repeats {
            let message =
                format!("“{shown}” is section {expected} here and is printed with that number");
            self.report.warn("draft.number", line.spot(), message, hint);
        } else {
            let message =
                format!("“{shown}” is not the next number, {expected}; the line is kept as text");
            self.report.warn("draft.number", line.spot(), message, hint);
        }
        skips || repeats
    }

    /// Closes the open sections that a section of this rank does not belong to.
    fn close_to(&mut self, rank: usize) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some((_, section)) = self.open.pop() {
            match self.open.last_mut() {
                Some((_, parent)) => parent.sections.push(section),
                None => self.bulletin.sections.push(section),
            }
        }
    }

    /// A Markdown heading: the name, the title, or a section.
    fn mark(&mut self, line: &Line<'a>, depth: usize, words: &'a str) {
        self.at += 1;
        if !self.bulletin.appendices.is_empty() {
            return self.push(Block::Paragraph(rich(line.text)));
        }
        if let Kind::Label(label, false) = super::classify::kind(words)
            && depth > 1
            && self.accepts(line, &label)
        {
            self.close_to(rank(&label));
            return self.open.push((rank(&label), Section::new(rich(label.rest))));
        }
        let front = self.is_front();
        if depth == 1 && front && self.bulletin.title.is_none() {
            self.bulletin.title = Some(rich(words));
            return;
        }
        let rank = depth.saturating_sub(2).min(KINDS.len() - 1);
        self.close_to(rank);
        self.open.push((rank, Section::new(rich(words))));
    }

    fn editor_note(&mut self, words: &'a str) {
        if words.is_empty() {
            self.at += 1;
            let next = self
                .lines
                .get(self.at)
                .filter(|_| matches!(self.kinds.get(self.at), Some(Kind::Plain)));
            if let Some(line) = next {
                let text = self.paragraph(Cow::Borrowed(line.text), false);
                self.bulletin.editor_note.push(rich(&text));
            }
        } else {
            let text = self.paragraph(Cow::Borrowed(words), false);
            self.bulletin.editor_note.push(rich(&text));
        }
    }

    /// 本期要目: the lines below it, up to the text they announce.
    fn contents(&mut self, line: &Line<'a>) {
        self.at += 1;
        let mut items: Vec<&str> = Vec::new();
        let mut numbered = false;
        while let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) {
            let short = !super::chars::longer_than(line.text, 50) && !line.text.contains('。');
            let ends = items.contains(&line.text)
                || (line.after_blank
                    && items.len() > 1
                    && !numbered
                    && !matches!(kind, Kind::Label(..)));
            let first = matches!(kind, Kind::Label(label, _) if label.number == 1 && label.kind == super::label::Kind::Comma);
            if !short
                || ends
                || !matches!(kind, Kind::Plain | Kind::Label(..) | Kind::Column(_))
                || (first && numbered)
            {
                break;
            }
            numbered |= first;
            items.push(line.text);
            self.at += 1;
        }
        if items.is_empty() {
            self.bulletin.contents = Some(Contents::Auto);
            let message = "the list of contents is empty; it is made from the headings".into();
            return self.report.note("draft.contents", line.spot(), message);
        }
        self.contents_listed = true;
        self.bulletin.contents = Some(Contents::Manual(items.into_iter().map(rich).collect()));
    }

    /// 附件: the list behind the body, or the beginning of an appendix.
    fn annex(&mut self, line: &Line<'a>, annex: &Annex<'a>) {
        let lists =
            !annex.title.is_empty() && self.list.is_empty() && self.bulletin.appendices.is_empty();
        if lists && let Some(end) = annex::list_end(self.lines, self.kinds, self.at) {
            self.list = List::read(self.lines, self.kinds, self.at, end);
            self.at = end;
            return;
        }
        if self.in_imprint {
            self.in_imprint = false;
        }
        while !self.open.is_empty() {
            self.close();
        }
        let index = self.bulletin.appendices.len();
        if let Some(number) = annex.number
            && usize::try_from(number) != Ok(index + 1)
        {
            let message = format!(
                "annex {number} is the annex {} of this draft and is printed with that number",
                index + 1
            );
            self.report.warn(
                "draft.annex",
                line.spot(),
                message,
                "number the annexes in order from 1",
            );
        }
        let (title, next) = if annex.title.is_empty() {
            annex::title(self.lines, self.kinds, self.at + 1, self.list.title(index))
        } else {
            (annex.title.to_owned(), self.at + 1)
        };
        let title = match self.list.title(index) {
            // Below 附件 stands no title, but the list has one.
            Some(listed) if title.is_empty() => listed.to_owned(),
            _ => title,
        };
        if title.is_empty() {
            let message = "the annex has no title".into();
            self.report.warn("draft.annex", line.spot(), message, "write its title below 附件");
        }
        self.bulletin.appendices.push(Appendix { title: rich(&title), blocks: Vec::new() });
        self.at = next;
    }

    /// Whether an imprint line is one in its place: it names recipients, or nothing else follows.
    fn is_imprint(&self, line: &Line<'a>) -> bool {
        imprint::names_recipients(line.text) || self.tail.get(self.at) == Some(&true)
    }

    fn imprint(&mut self, line: &Line<'a>) {
        self.in_imprint = true;
        self.at += 1;
        let parts = imprint::read(line.text).unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let at = line.spot_at(part.offset);
            match part.item {
                Item::List(to, label, value) => {
                    let value = if index == last { self.wrapped(value) } else { value.to_owned() };
                    self.list_recipients(line, at, to, label, value);
                }
                Item::Count(count, damage) => {
                    self.report.repaired(at, damage, line.text, &format!("{count} copies"));
                    if !fields::set(&mut self.bulletin.imprint.print_count, Some(count)) {
                        self.said_twice(line, line.text.to_owned());
                    }
                }
                Item::Staff(label, value) => {
                    self.bulletin
                        .imprint
                        .staff
                        .push(StaffEntry { label: label.to_owned(), value: value.to_owned() });
                }
                Item::Printed(by, date, damage) => {
                    self.report.repaired(at, damage, line.text, &crate::model::chinese_date(date));
                    let imprint = &mut self.bulletin.imprint;
                    if imprint.printed_by.is_some() || imprint.printed_on.is_some() {
                        self.said_twice(line, line.text.to_owned());
                    } else {
                        imprint.printed_by = Some(by.to_owned());
                        imprint.printed_on = Some(date);
                    }
                }
            }
        }
    }

    /// The recipients with the lines on which they go on.
    fn wrapped(&mut self, value: &str) -> String {
        let mut value = value.to_owned();
        while let (Some(line), Some(Kind::Plain)) =
            (self.lines.get(self.at), self.kinds.get(self.at))
        {
            if super::chars::ends_sentence(&value)
                || line.after_blank && !value.ends_with(['，', '、', ','])
            {
                break;
            }
            value.push_str(line.text);
            self.report.note(
                "draft.joined",
                line.spot(),
                "the line continues the recipients above it".into(),
            );
            self.at += 1;
        }
        value
    }

    fn list_recipients(
        &mut self,
        line: &Line<'a>,
        at: super::report::Spot,
        to: Recipients,
        label: &str,
        value: String,
    ) {
        let imprint = &mut self.bulletin.imprint;
        let (field, printed) = match to {
            Recipients::Report => (&mut imprint.report, "报"),
            Recipients::Send => (&mut imprint.send, "送"),
            Recipients::Issue => (&mut imprint.issue, "发"),
            Recipients::Copy => (&mut imprint.copy, "抄送"),
        };
        if field.is_some() {
            return self.said_twice(line, format!("{label}：{value}"));
        }
        *field = Some(value);
        if label != printed {
            self.report.note("draft.label", at, format!("“{label}：” is printed as “{printed}：”"));
        }
    }

    fn said_twice(&mut self, line: &Line<'a>, words: String) {
        let message = format!("“{words}” says again what was said above; it is kept as text");
        self.report.warn("draft.twice", line.spot(), message, "delete one of the two");
        self.push(Block::Paragraph(rich(&words)));
    }

    /// Whether a table begins within the next lines that may stand above one.
    fn table_follows(&self) -> bool {
        let above = |kind: &Kind<'_>| matches!(kind, Kind::Unit(_));
        let skip = 1 + usize::from(self.kinds.get(self.at + 1).is_some_and(above));
        let kind = self.kinds.get(self.at + skip);
        matches!(kind, Some(Kind::Plain | Kind::Label(..)))
            && table::begins(self.lines, self.at + skip)
    }

    /// Whether the block before this line is a table without a note.
    fn notes_table(&mut self) -> bool {
        matches!(self.blocks().last(), Some(Block::Table(table)) if table.note.is_none())
    }

    fn note(&mut self) {
        let Some(Kind::Note(words)) = self.kinds.get(self.at) else {
            return;
        };
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
            (None, None) => &mut self.bulletin.body,
        }
    }

    fn push(&mut self, block: Block) {
        self.blocks().push(block);
    }

    /// A guarded line.
    fn guarded(&mut self, line: &Line<'a>, key: Key, value: &str) {
        self.at += 1;
        if !self.set(key, value) {
            let message = "the guarded line has no place here, or its value cannot be read; it is kept as text".into();
            self.report.warn("draft.guard", line.spot(), message, "correct it or delete it");
            self.push(Block::Paragraph(Text::plain(line.text)));
        }
    }

    fn set(&mut self, key: Key, value: &str) -> bool {
        let text = || rich(value);
        match key {
            Key::EditorNote => self.bulletin.editor_note.push(text()),
            Key::ContentsAuto => {
                return fields::set(&mut self.bulletin.contents, Some(Contents::Auto));
            }
            Key::ContentsEmpty => {
                return fields::set(
                    &mut self.bulletin.contents,
                    Some(Contents::Manual(Vec::new())),
                );
            }
            Key::ContentsLine => {
                match self.bulletin.contents.get_or_insert(Contents::Manual(Vec::new())) {
                    Contents::Manual(lines) => lines.push(text()),
                    Contents::Auto => return false,
                }
            }
            Key::Title => return fields::set(&mut self.bulletin.title, Some(text())),
            Key::Paragraph => self.push(Block::Paragraph(text())),
            Key::Column => self.push(Block::Column(text())),
            Key::Heading(depth) | Key::RunIn(depth) | Key::Numbered(depth) => {
                if !self.bulletin.appendices.is_empty() {
                    return false;
                }
                let heading = if matches!(key, Key::Numbered(_)) { None } else { Some(text()) };
                self.close_to(depth);
                let run_in = matches!(key, Key::RunIn(_));
                self.open.push((depth, Section { heading, run_in, ..Section::default() }));
                return !matches!(key, Key::Numbered(_)) || value.is_empty();
            }
            Key::Caption => return fields::set(&mut self.caption, Some(text())),
            Key::Unit => return fields::set(&mut self.unit, Some(value.to_owned())),
            Key::Note => match self.blocks().last_mut() {
                Some(Block::Table(table)) => return fields::set(&mut table.note, Some(text())),
                _ => return false,
            },
            Key::FigureFile => {
                let image = Image::File(value.to_owned());
                self.push(Block::Figure(Figure { image, ..Figure::default() }));
            }
            Key::FigureData => match base64::engine::general_purpose::STANDARD.decode(value) {
                Ok(data) => self
                    .push(Block::Figure(Figure { image: Image::Data(data), ..Figure::default() })),
                Err(_) => return false,
            },
            Key::FigureAlt | Key::FigureCaption | Key::FigureWidth => {
                let Some(Block::Figure(figure)) = self.blocks().last_mut() else {
                    return false;
                };
                match key {
                    Key::FigureCaption => return fields::set(&mut figure.caption, Some(text())),
                    Key::FigureWidth => return fields::set(&mut figure.width, value.parse().ok()),
                    _ if figure.alt.is_empty() => value.clone_into(&mut figure.alt),
                    _ => return false,
                }
            }
            Key::Appendix => {
                while !self.open.is_empty() {
                    self.close();
                }
                self.bulletin.appendices.push(Appendix { title: text(), blocks: Vec::new() });
            }
            key if head::is_masthead(key) => {
                return fields::set_masthead(&mut self.bulletin.masthead, key, value);
            }
            key => {
                let set = fields::set_imprint(&mut self.bulletin.imprint, key, value);
                self.in_imprint |= set;
                return set;
            }
        }
        true
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
        let listed = self.contents_listed;
        let mut bulletin = self.bulletin;
        if listed {
            automatic_contents(&mut bulletin);
        }
        bulletin
    }
}

/// The rank of a label: its depth if no level is left out.
fn rank(label: &Label<'_>) -> usize {
    KINDS.iter().position(|kind| *kind == label.kind).unwrap_or_default()
}

/// The blocks at the end of the body, wherever it ends.
fn last_blocks(bulletin: &mut Bulletin) -> &mut Vec<Block> {
    let Some(mut section) = bulletin.sections.last_mut() else {
        return &mut bulletin.body;
    };
    while !section.sections.is_empty() {
        match section.sections.last_mut() {
            Some(last) => section = last,
            None => break,
        }
    }
    &mut section.blocks
}

/// A list of contents that is the headings of the first level is made from them.
fn automatic_contents(bulletin: &mut Bulletin) {
    let Some(Contents::Manual(lines)) = &bulletin.contents else {
        return;
    };
    let words =
        |text: &str| {
            let text = super::label::read(text).map_or(text, |label| label.rest);
            super::chars::squeeze(text.trim_end_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '…' | '.' | '·' | ' ')
            }))
        };
    let listed = lines.iter().map(|line| words(&line.to_plain()));
    let headings = bulletin
        .sections
        .iter()
        .map(|section| section.heading.as_ref().map(|heading| words(&heading.to_plain())));
    if !lines.is_empty() && listed.map(Some).eq(headings) {
        bulletin.contents = Some(Contents::Auto);
    }
}

/// Whether a line is the title of a table: 表1 …
pub(super) fn is_caption(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('表') else {
        return false;
    };
    let numbered = rest.trim_start().starts_with(|c: char| {
        super::chars::narrow(c).is_ascii_digit() || super::cursor::chinese(c).is_some()
    });
    numbered && head::is_title(text)
}
