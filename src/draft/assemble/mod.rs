//! Assembles a bulletin from the lines of a draft: the masthead, then blocks and numbered sections,
//! then appendices, then the imprint. Nothing is refused: whatever fits nowhere becomes a paragraph
//! where it stands, and a finding.

mod articles;
mod back;
mod beside;
mod directives;
mod doubts;
mod front;
mod headings;
mod numbers;
mod sections;

use std::collections::{BTreeMap, BTreeSet};

use beside::OpenBeside;
use front::automatic_contents;
use numbers::{Open, Siblings, Stated};

use super::annex::List;
use super::chars::is_title;
use super::classify::{
    self, LineKind, bare_words, bold_words, classify, heading_words, is_caption,
};
use super::directive::Key;
use super::head::{self, Head, TitleLines};
use super::join::Paragraph;
use super::lines::{self, Line};
use super::messages::{DraftMessage, Role};
use super::report::Report;
use super::source::Source;
use super::spot::{Extent, Passage, Spot};
use super::{chars, chart, imprint, label, ranking, rich, table};
use crate::model::{Article, Block, Bulletin, Figure, Image, Section, Table, Text};

/// Assembles a bulletin, and where each of its values stands.
pub(super) fn assemble<'a>(lines: Vec<Line<'a>>, report: &mut Report) -> (Bulletin, Source) {
    let (lines, titles, columns) = articles::without_labels(lines, report);
    let classified = |lines: &[Line<'a>]| -> Vec<LineKind<'a>> {
        let kind = |line: &Line<'a>| match columns.contains(&line.spot()) {
            true => LineKind::Column(line.text),
            false => classify(line),
        };
        lines.iter().map(kind).collect()
    };
    let kinds = classified(&lines);
    let head = head::read(&lines, &kinds, report);
    for spot in head::others(&lines, &head) {
        report.say(spot, DraftMessage::Second {});
    }
    let lines = lines::without_running_heads(lines, &head.running, head.end, report);
    let lines = articles::with_suppliers(lines, head.end);
    let kinds = classified(&lines);
    let mut assembly = Assembly::new(&lines, &kinds, report);
    assembly.begin(head);
    assembly.take_titles(&titles);
    assembly.find_supplied();
    while assembly.at < lines.len() {
        assembly.step();
    }
    assembly.finish()
}

/// Where other bulletins begin in the lines of a draft.
pub(super) fn others(lines: &[Line<'_>], report: &mut Report) -> Vec<Spot> {
    let kinds: Vec<LineKind<'_>> = lines.iter().map(classify).collect();
    let head = head::read(lines, &kinds, report);
    head::others(lines, &head)
}

/// What directives said of the next table, and their lines.
#[derive(Default)]
struct Announced<S> {
    said: S,
    lines: Vec<(String, Spot)>,
}

struct Assembly<'d, 'a> {
    lines: &'d [Line<'a>],
    kinds: &'d [LineKind<'a>],
    report: &'d mut Report,
    bulletin: Bulletin,
    /// Where each value of the bulletin stands.
    source: Source,
    /// The index of the next line to read.
    at: usize,
    /// The open sections, the outermost first.
    open: Vec<Open>,
    /// What is known of the sections beside the outermost one.
    outermost: Siblings,
    /// For each line, the next number of each kind after it.
    next_numbers: Vec<[Option<u32>; 5]>,
    /// For each line, whether it and all after it look like the imprint.
    tail: Vec<bool>,
    /// The caption and the unit of the next table.
    caption: Option<(Text, Extent)>,
    unit: Option<(String, Extent)>,
    /// What was said of the next table as a ranking.
    ranking: Option<Announced<ranking::Said>>,
    /// What was said of the next table as a chart.
    chart: Option<Announced<chart::Said>>,
    /// What stands beside each other, not ended yet.
    beside: Option<OpenBeside>,
    /// The lines that begin an article, and how many lines its title takes.
    titles: BTreeMap<usize, usize>,
    /// Whether no list of contents named these.
    guessed: bool,
    /// The list of appendices after the body.
    list: List,
    in_imprint: bool,
    /// The ids so far.
    ids: BTreeSet<String>,
    /// Where the lines of the list of contents stood in the draft.
    contents_listed: Vec<Spot>,
    /// How many paragraphs at the start of the body come from the head.
    left: usize,
    /// The lines that are headings without a number.
    headings: BTreeSet<usize>,
    /// The depth in Markdown of the outermost headings here.
    top: usize,
    /// The lists of recipients, until all of them are known.
    recipients: Vec<imprint::Listed>,
}

impl<'d, 'a> Assembly<'d, 'a> {
    fn new(lines: &'d [Line<'a>], kinds: &'d [LineKind<'a>], report: &'d mut Report) -> Self {
        let mut next_numbers = vec![[None; 5]; kinds.len()];
        let mut tail = vec![false; kinds.len()];
        let (mut numbers, mut all) = ([None; 5], true);
        let both = lines.iter().zip(kinds);
        for (((line, kind), next), tail) in both.zip(&mut next_numbers).zip(&mut tail).rev() {
            *next = numbers;
            let label = match kind {
                LineKind::Label { label, .. } => Some(*label),
                LineKind::Plain => match label::within(line.text) {
                    Some(label::Within::Dated(label) | label::Within::Spaced(label)) => Some(label),
                    _ => None,
                },
                _ => None,
            };
            if let Some(label) = label
                && let Some(number) = numbers.get_mut(label::rank(&label))
            {
                *number = Some(label.number);
            }
            // A section that a directive begins has a number that it does not say.
            if let LineKind::Directive(
                Key::Heading(depth) | Key::RunIn(depth) | Key::Numbered(depth),
                _,
            ) = kind
                && let Some(number) = numbers.get_mut(*depth)
            {
                *number = None;
            }
            all &= matches!(kind, LineKind::Imprint | LineKind::Directive(..));
            *tail = all;
        }
        Assembly {
            lines,
            kinds,
            report,
            bulletin: Bulletin::default(),
            source: Source::default(),
            at: 0,
            open: Vec::new(),
            outermost: Siblings::default(),
            titles: Default::default(),
            guessed: false,
            next_numbers,
            tail,
            caption: None,
            unit: None,
            ranking: None,
            chart: None,
            beside: None,
            list: List::default(),
            in_imprint: false,
            ids: BTreeSet::new(),
            contents_listed: Vec::new(),
            left: 0,
            headings: BTreeSet::new(),
            top: 2,
            recipients: Vec::new(),
        }
    }

    /// Takes over what the head of the draft said.
    fn begin(&mut self, head: Head) {
        self.at = head.end;
        self.headings = head::lost_headings(self.lines, self.kinds, head.end).into_iter().collect();
        self.bulletin.masthead = head.masthead;
        *self.source.field("masthead") = head.source;
        if let Some(title) = head.title {
            self.title(&title.text, title.whole());
        }
        if let Some(subtitle) = head.subtitle {
            self.subtitle(&subtitle);
        }
        self.left = head.left.len();
        for (words, spot) in head.left {
            self.push(Block::Paragraph(rich(&words)), spot.extent());
        }
        self.find_top();
    }

    /// Reads the next line and those that belong to it.
    fn step(&mut self) {
        let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) else {
            return;
        };
        if self.article(line) || self.supplied(line) || self.front_line(line, kind) {
            return;
        }
        match kind {
            LineKind::Plain if self.numbered_within(line) => {}
            LineKind::Headed { mark, words } => self.headed(line, *mark, words),
            LineKind::Directive(key, value) => self.directive(line, *key, value),
            LineKind::MarkdownHeading(_, words)
                if self.caption.is_none() && is_caption(words) && self.table_follows() =>
            {
                self.caption(line, words);
            }
            LineKind::MarkdownHeading(depth, words) => self.markdown_heading(line, *depth, words),
            LineKind::Label { label, weight } => self.labelled(line, label, *weight),
            LineKind::Column(words) => {
                let bare = words.trim();
                let spot = line.spot_of(bare);
                if bare.len() < words.len() {
                    self.report.say(line.spot_of(words), DraftMessage::Blank {});
                }
                self.push(Block::Column(rich(bare)), spot.extent());
                self.at += 1;
            }
            LineKind::EditorNote(words) if self.is_front() => self.editor_note(line, words),
            LineKind::Contents if self.is_front() && self.bulletin.contents.is_none() => {
                self.contents(line)
            }
            LineKind::Annex(annex) => self.annex(line, annex),
            LineKind::Imprint if self.in_imprint || self.is_imprint(line) => self.imprint(line),
            LineKind::Unit(unit) if self.unit.is_none() && self.table_follows() => {
                self.unit = Some(((*unit).to_owned(), line.spot_of(unit).extent()));
                self.at += 1;
            }
            LineKind::Note(words) if self.notes_table() => self.note(line, words),
            LineKind::Remark(words) if self.notes_table() => {
                let message = DraftMessage::Label { written: "备注".into(), printed: "注" };
                self.report.say(line.spot(), message);
                self.note(line, words);
            }
            LineKind::Figure { alt, file, caption } => {
                let mut source = Source::at(line.spot().extent());
                let said = [("alt", Some(*alt)), ("file", Some(*file)), ("caption", *caption)];
                for (name, words) in said {
                    if let Some(words) = words {
                        source.field("figure").field(name).add(line.spot_of(words).extent());
                    }
                }
                let image = Image::File((*file).to_owned());
                let (alt, caption) = ((*alt).to_owned(), caption.map(rich));
                self.push_from(
                    Block::Figure(Figure { image, alt, caption, ..Figure::default() }),
                    source,
                );
                self.at += 1;
            }
            // Words with a form of their own, in a place where that form means nothing.
            LineKind::Contents | LineKind::EditorNote(_) if heading_words(line.text).is_some() => {
                let (depth, words) = heading_words(line.text).unwrap_or((1, line.text));
                self.markdown_heading(line, depth, words);
            }
            _ => self.plain(line),
        }
    }

    /// A plain line: of a table, the title of the body, a caption, or a paragraph.
    fn plain(&mut self, line: &Line<'a>) {
        if self.is_printer(line) {
            self.bulletin.imprint.printed_by = Some(line.text.to_owned());
            self.source.field("imprint").field("printed_by").add(line.spot().extent());
            self.at += 1;
        } else if self.table_begins()
            && let Some(read) = table::read(self.lines, self.at, self.report)
        {
            self.table(read);
        } else if let Some(caption) = self.caption_above(line) {
            self.caption(line, caption);
        } else if let Some((caption, unit)) = self.caption_with_unit(line) {
            self.unit = Some((unit.to_owned(), line.spot_of(unit).extent()));
            self.caption(line, caption);
        } else if self.captions_table(line) {
            let caption = bold_words(line.text).unwrap_or(line.text);
            self.report.say(line.spot(), DraftMessage::CaptionBelow {});
            if let Some(Block::Table(table)) = self.blocks().last_mut() {
                table.caption = Some(rich(caption));
                let at = line.spot_of(caption).extent();
                self.last_source().field("table").field("caption").add(at);
            }
            self.at += 1;
        } else if let Some(words) = self.bold_title(line) {
            // 工作动态 in bold may as well be a heading.
            if !chars::longer_than(words, 8) {
                let words = words.to_owned();
                let (taken, other) = (Role::Title, Role::Heading);
                self.report.say(line.spot(), DraftMessage::TwoRoles { words, taken, other });
            }
            self.title(words, line.spot_of(words).extent());
            self.at += 1;
        } else if self.is_front()
            && self.bulletin.title.is_none()
            && !self.bulletin.masthead.title.is_empty()
            && self.title_lines().count > 0
        {
            let TitleLines { count, other } = self.title_lines();
            if let Some(other) = other {
                let (words, taken) = (line.text.to_owned(), Role::Title);
                self.report.say(line.spot(), DraftMessage::TwoRoles { words, taken, other });
            }
            let (mut title, mut subtitle) = (Passage::default(), Passage::default());
            for line in self.lines.iter().skip(self.at).take(count) {
                let words = self.joined(line, line.text.to_owned());
                let below = !title.is_empty() && head::is_subtitle(&words);
                let lines = if below || !subtitle.is_empty() { &mut subtitle } else { &mut title };
                head::add_line(lines, &words, line.spot());
            }
            self.title(&title.text, title.whole());
            if !subtitle.is_empty() {
                self.subtitle(&subtitle);
            }
            self.at += count;
        } else if self.headings.contains(&self.at) && self.takes_headings() {
            let words = bare_words(line.text);
            self.report.say(line.spot(), DraftMessage::LostHeading { words: words.to_owned() });
            self.close_to(0);
            let mut source = Source::at(line.spot().extent());
            source.field("heading").add(line.spot_of(words).extent());
            let (number, stated) = (0, Some(String::new()));
            let how = Stated { number, counted: false, stated, in_words: true };
            self.open(0, how, Section::new(rich(words)), source);
            self.at += 1;
        } else if self.signs_off() {
            self.sign_off();
        } else {
            if self.in_imprint {
                self.report.say(line.spot(), DraftMessage::BehindImprint {});
            }
            self.tell_doubts(line);
            self.plain_paragraph(line.text, line.spot(), false);
        }
    }

    /// Whether a short line may be a heading here: in the text of the bulletin, outside of the imprint.
    fn takes_headings(&self) -> bool {
        let bulletin = &self.bulletin;
        !self.in_imprint
            && bulletin.contents.is_none()
            && bulletin.articles.is_empty()
            && bulletin.appendices.is_empty()
            && self.beside.is_none()
    }

    /// How many lines from here on are a title: short lines with a text below them.
    fn title_lines(&self) -> TitleLines {
        let count =
            self.kinds.iter().zip(self.lines).skip(self.at).take(4).take_while(|(kind, line)| {
                matches!(kind, LineKind::Plain) && !line.item && is_title(line.text)
            });
        let count = count.count();
        let followed = matches!(
            self.kinds.get(self.at + count),
            Some(
                LineKind::Plain
                    | LineKind::Label { .. }
                    | LineKind::Headed { .. }
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
            head::title(self.lines, self.kinds, self.at, count)
        } else {
            TitleLines::default()
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

    /// Reads a paragraph and takes it as a block.
    fn plain_paragraph(&mut self, first: &str, spot: Spot, labelled: bool) {
        let passage = self.paragraph(first, spot, labelled);
        self.push(Block::Paragraph(rich(&passage.text)), passage.whole());
    }

    /// Reads a paragraph whose first line, or what follows the label on it, is given with its
    /// place.
    fn paragraph(&mut self, first: &str, spot: Spot, labelled: bool) -> Passage {
        let indented = self.lines.get(self.at).is_some_and(|line| line.indent() > 1);
        let mut paragraph = Paragraph::begun(indented);
        paragraph.add(first, spot, self.report);
        self.at += 1;
        while let (Some(line), Some(LineKind::Plain)) =
            (self.lines.get(self.at), self.kinds.get(self.at))
        {
            if !paragraph.continues(line, labelled)
                || self.titles.contains_key(&self.at)
                || table::begins(self.lines, self.at)
                || self.within_others(line.text).is_some()
            {
                break;
            }
            paragraph.add(line.text, line.spot(), self.report);
            self.at += 1;
        }
        paragraph.into_passage()
    }

    /// Whether a table begins below this line, perhaps below its unit.
    fn table_follows(&self) -> bool {
        let above = |kind: &LineKind<'_>| matches!(kind, LineKind::Unit(_));
        let skip = 1 + usize::from(self.kinds.get(self.at + 1).is_some_and(above));
        let kind = self.kinds.get(self.at + skip);
        matches!(kind, Some(LineKind::Plain | LineKind::Label { .. }))
            && table::begins_below(self.lines, self.at + skip)
    }

    /// The title that a line above the text is which is bold as a whole.
    fn bold_title(&self, line: &Line<'a>) -> Option<&'a str> {
        let words = bold_words(line.text)?;
        let below = self.kinds.get(self.at + 1);
        let over_text = matches!(
            below,
            Some(LineKind::Plain | LineKind::Label { .. } | LineKind::MarkdownHeading(..))
        );
        let heading = self.headings.contains(&self.at);
        let free = self.is_front()
            && self.bulletin.title.is_none()
            && !self.bulletin.masthead.title.is_empty();
        let title = is_title(words) && chars::longer_than(words, 4) && head::may_be_title(words);
        (free && over_text && title && !heading && !self.table_follows()).then_some(words)
    }

    /// Takes words of this line as the caption of the table below.
    fn caption(&mut self, line: &Line<'a>, words: &str) {
        self.caption = Some((rich(words), line.spot_of(words).extent()));
        self.at += 1;
    }

    /// The caption that a line is: it stands above a table, and has its number, is bold as a whole, or
    /// ends with a word for tables.
    fn caption_above(&self, line: &Line<'a>) -> Option<&'a str> {
        if self.caption.is_some() || !self.table_follows() {
            return None;
        }
        if self.is_caption(line) {
            return Some(line.text);
        }
        let bold = bold_words(line.text);
        let words = bold.unwrap_or(line.text);
        let named = || !self.is_front() && is_title(words) && names_table(words);
        (is_caption(words) || bold.is_some_and(is_title) || named()).then_some(words)
    }

    /// The caption and the unit behind it on a line above a table: **各镇支出进度表**（单位：万元）.
    fn caption_with_unit(&self, line: &Line<'a>) -> Option<(&'a str, &'a str)> {
        let at = line.text.strip_suffix(['）', ')'])?.rfind(['（', '('])?;
        let LineKind::Unit(unit) = classify::kind(chars::behind(line.text, at)) else {
            return None;
        };
        let before = chars::before(line.text, at).trim_end();
        let words = bold_words(before).unwrap_or(before);
        let begins = table::begins_below(self.lines, self.at + 1);
        (self.caption.is_none() && self.unit.is_none() && begins && is_title(words))
            .then_some((words, unit))
    }

    /// Whether a line with the number of a table stands below one without a caption, and above none.
    fn captions_table(&mut self, line: &Line<'_>) -> bool {
        let words = bold_words(line.text).unwrap_or(line.text);
        is_caption(words)
            && !self.table_follows()
            && matches!(self.blocks().last(), Some(Block::Table(table)) if table.caption.is_none())
    }

    /// Whether a table begins at this line.
    fn table_begins(&self) -> bool {
        let announced = self.caption.is_some() || self.unit.is_some();
        let begins = if announced { table::begins_below } else { table::begins };
        begins(self.lines, self.at)
    }

    /// Whether a line is the title of the table that follows: 表1 …, or one that ends with a word for a
    /// table, directly above it in the text.
    fn is_caption(&self, line: &Line<'_>) -> bool {
        const LAST: [&str; 17] = [
            "表",
            "排名",
            "排行",
            "排行榜",
            "一览",
            "统计",
            "汇总",
            "清单",
            "名单",
            "台账",
            "情况",
            "得分",
            "对比",
            "进度",
            "分布",
            "指标",
            "量",
        ];
        // 单位：万元 between a line and a table belongs to both.
        let over_unit = matches!(self.kinds.get(self.at + 1), Some(LineKind::Unit(_)));
        let titled = || {
            let words = chars::in_simplified(line.text.trim_end_matches(['）', ')']));
            chars::longer_than(line.text, 4)
                && !chars::longer_than(line.text, 30)
                && head::may_be_title(line.text)
                && (over_unit || LAST.iter().any(|last| words.ends_with(last)))
                && !(self.is_front() && self.bulletin.title.is_none())
                && !self.titles.contains_key(&self.at)
        };
        is_caption(line.text) || (!self.in_imprint || over_unit) && titled()
    }

    /// Whether the block before this line is a table without a note.
    fn notes_table(&mut self) -> bool {
        matches!(self.blocks().last(), Some(Block::Table(table)) if table.note.is_none())
    }

    /// The note below a table, perhaps of several numbered lines.
    fn note(&mut self, line: &Line<'a>, words: &'a str) {
        let mut note = self.paragraph(words, line.spot_of(words), false);
        let first = label::read(words).filter(|label| label.number == 1);
        let mut last = first.map(|label| (label.kind, label.number));
        if words.is_empty() {
            last = match self.kinds.get(self.at) {
                Some(LineKind::Label { label, .. }) if label.number == 1 => Some((label.kind, 0)),
                _ => None,
            };
        }
        while let Some((kind, number)) = last
            && let (Some(line), Some(LineKind::Label { label, .. })) =
                (self.lines.get(self.at), self.kinds.get(self.at))
            && label.kind == kind
            && label.number == number + 1
            && !line.after_blank
            && (number == 0 || self.is_free(label))
        {
            let more = self.paragraph(line.text, line.spot(), false);
            note.push_line(&more);
            last = Some((kind, label.number));
        }
        if let Some(Block::Table(table)) = self.blocks().last_mut() {
            table.note = Some(rich(&note.text));
            self.last_source().field("table").field("note").add(note.whole());
        }
    }

    /// Takes a table, with the caption and unit above it.
    fn table(&mut self, read: table::Read) {
        let mut source = Source::default();
        *source.field("table") = read.source;
        let caption = self.caption.take().map(|(caption, at)| {
            source.field("table").field("caption").add(at);
            caption
        });
        let unit = self.unit.take().map(|(unit, at)| {
            source.field("table").field("unit").add(at);
            unit
        });
        let table = Table { caption, unit, ..read.table };
        // A table that is announced as both is the ranking.
        let mut refused = Vec::new();
        let (name, made, lines) = match (self.ranking.take(), self.chart.take()) {
            (Some(Announced { said, lines }), chart) => {
                refused = chart.map(|chart| chart.lines).unwrap_or_default();
                ("ranking", said.ranking(table).map(Block::Ranking), lines)
            }
            (None, Some(Announced { said, lines })) => {
                ("chart", said.chart(table).map(Block::Chart), lines)
            }
            (None, None) => ("table", Ok(Block::Table(table)), Vec::new()),
        };
        let block = made.unwrap_or_else(|table| {
            refused.splice(0..0, lines);
            Block::Table(*table)
        });
        if !matches!(block, Block::Table(_)) {
            source.rename("table", name);
        }
        self.refuse(refused);
        self.push_from(block, source);
        self.at = read.next;
    }

    /// Keeps the lines of directives as text, where what they announced did not follow.
    fn refuse(&mut self, lines: Vec<(String, Spot)>) {
        for (words, spot) in lines {
            self.report.say(spot, DraftMessage::Directive {});
            self.push(Block::Paragraph(Text::plain(words)), spot.extent());
        }
    }

    fn subtitle(&mut self, subtitle: &Passage) {
        self.bulletin.subtitle = Some(rich(&subtitle.text));
        self.source.field("subtitle").add(subtitle.whole());
    }

    fn title(&mut self, markup: &str, at: Extent) {
        self.bulletin.title = Some(rich(markup));
        self.source.field("title").add(at);
    }

    /// The blocks to which the next one is added.
    fn blocks(&mut self) -> &mut Vec<Block> {
        match (self.open.last_mut(), self.bulletin.appendices.last_mut()) {
            (Some(open), _) => &mut open.section.blocks,
            (None, Some(appendix)) => &mut appendix.blocks,
            (None, None) => match self.bulletin.articles.last_mut() {
                Some(article) => &mut article.body,
                None => &mut self.bulletin.body,
            },
        }
    }

    /// The sections to which the outermost open one will be added: those of the bulletin, or of the
    /// current article or appendix.
    fn sections(&mut self) -> &mut Vec<Section> {
        if let Some(appendix) = self.bulletin.appendices.last_mut() {
            return &mut appendix.sections;
        }
        match self.bulletin.articles.last_mut() {
            Some(article) => &mut article.sections,
            None => &mut self.bulletin.sections,
        }
    }

    /// Takes a block that stands at a place.
    fn push(&mut self, block: Block, at: Extent) {
        self.push_from(block, Source::at(at));
    }

    fn push_from(&mut self, block: Block, source: Source) {
        self.blocks().push(block);
        *self.last_source() = source;
    }

    /// The source of the last block.
    fn last_source(&mut self) -> &mut Source {
        let last = self.blocks().len().saturating_sub(1);
        self.blocks_source().item(last)
    }

    /// The source of the blocks to which the next one is added.
    fn blocks_source(&mut self) -> &mut Source {
        match (self.open.is_empty(), self.bulletin.appendices.is_empty()) {
            (false, _) => self.open_source().field("blocks"),
            (true, false) => self.text_source().field("blocks"),
            (true, true) => self.text_source().field("body"),
        }
    }

    /// The source of the bulletin, or of the current article or appendix.
    fn text_source(&mut self) -> &mut Source {
        if let Some(appendix) = self.bulletin.appendices.len().checked_sub(1) {
            return self.source.field("appendices").item(appendix);
        }
        match self.bulletin.articles.len().checked_sub(1) {
            Some(article) => self.source.field("articles").item(article),
            None => &mut self.source,
        }
    }

    /// The source of the innermost open section.
    fn open_source(&mut self) -> &mut Source {
        let mut index = self.sections().len();
        let indices: Vec<usize> = self
            .open
            .iter()
            .map(|open| std::mem::replace(&mut index, open.section.sections.len()))
            .collect();
        let text = self.text_source();
        indices.into_iter().fold(text, |source, index| source.field("sections").item(index))
    }

    /// Closes what is open and places what was held back.
    fn finish(mut self) -> (Bulletin, Source) {
        self.place_recipients();
        let titles: Vec<String> =
            self.bulletin.appendices.iter().map(|appendix| appendix.title.to_plain()).collect();
        let unmatched = self.list.unmatched(&titles);
        for spot in self.list.marked().filter(|_| unmatched.is_empty()) {
            self.report.say(spot, DraftMessage::AnnexMark {});
        }
        for (line, spot) in unmatched {
            self.report.say(spot, DraftMessage::AnnexMissing { words: line.clone() });
            let block = Block::Paragraph(rich(&line));
            let in_text = self.bulletin.appendices.is_empty();
            let (blocks, source) = match self.open.last_mut().filter(|_| in_text) {
                Some(open) => {
                    let index = open.section.blocks.len();
                    open.section.blocks.push(block);
                    self.open_source().field("blocks").item(index).add(spot.extent());
                    continue;
                }
                None => last_blocks(&mut self.bulletin, &mut self.source),
            };
            source.item(blocks.len()).add(spot.extent());
            blocks.push(block);
        }
        // What was said of a table, and no table followed.
        let ranking = self.ranking.take().map(|announced| announced.lines);
        let chart = self.chart.take().map(|announced| announced.lines);
        for lines in [ranking, chart].into_iter().flatten() {
            self.refuse(lines);
        }
        let caption = self.caption.take().map(|(text, at)| (text.to_string(), at));
        for (words, at) in [caption, self.unit.take()].into_iter().flatten() {
            self.push(Block::Paragraph(rich(&words)), at);
        }
        self.close_all();
        let mut bulletin = self.bulletin;
        automatic_contents(&mut bulletin, &self.contents_listed, self.report);
        (bulletin, self.source)
    }
}

/// Whether words end as the name of a table does: 办件情况统计表, 一季度得分排名.
fn names_table(words: &str) -> bool {
    const NOUNS: [&str; 8] = ["表", "一览", "统计", "明细", "台账", "清单", "排名", "排行"];
    chars::longer_than(words, 5)
        && !words.contains(['：', ':'])
        && !words.contains(char::is_whitespace)
        && !words.contains('见')
        && !["下表", "附表", "上表", "报表"].iter().any(|word| words.ends_with(word))
        && NOUNS.iter().any(|noun| words.ends_with(noun))
}

/// The blocks at the end of the text, wherever it ends, with their source.
fn last_blocks<'b>(
    bulletin: &'b mut Bulletin,
    source: &'b mut Source,
) -> (&'b mut Vec<Block>, &'b mut Source) {
    let article = bulletin.articles.len().saturating_sub(1);
    let (body, mut sections, mut source) = match bulletin.articles.last_mut() {
        Some(Article { body, sections, .. }) => {
            (body, sections, source.field("articles").item(article))
        }
        None => (&mut bulletin.body, &mut bulletin.sections, source),
    };
    if sections.is_empty() {
        return (body, source.field("body"));
    }
    let mut blocks = body;
    while let Some(last) = sections.len().checked_sub(1)
        && let Some(section) = sections.last_mut()
    {
        source = source.field("sections").item(last);
        (blocks, sections) = (&mut section.blocks, &mut section.sections);
    }
    (blocks, source.field("blocks"))
}
