//! The canonical draft of a bulletin. Each thing is printed in its plain form where the reader
//! would read exactly that thing, which the reader's own functions decide, and as a guarded line
//! where it would not.

use base64::Engine as _;

use super::annex::is_plain_title;
use super::chars::ends_sentence;
use super::classify::{self, Kind};
use super::date::{self, Anchor};
use super::fields::{print_issue, print_period};
use super::form::{self, Form};
use super::guard::{self, Key};
use super::head::{self, Piece};
use super::imprint::{self, Item, Recipients};
use super::join::is_closed;
use super::label::{self, KINDS};
use super::{chars, issue, lines, rich, table};
use crate::model::{
    Appendix, Article, Block, Bulletin, Contents, Figure, Image, Imprint, Masthead, Section, Table,
    Text, chinese_date,
};

/// Prints a bulletin as a canonical draft, which [`parse`](super::parse) reads back as the same
/// bulletin: for every bulletin that [`Bulletin::validate`] accepts, `parse(print(b)).0 == b`.
///
/// Most of it is what an office would type. What that cannot say stands on guarded lines, which
/// say outright what they are: `\文：` a paragraph as it stands, `\名称：` `\期号：` `\时段：` `\单位：`
/// `\日期：` and so on for the masthead, `\篇：` `\来源：` for articles, `\一级标题：` `\一级段首：` `\一级：` for sections, `\表题：` `\表单位：`
/// `\表注：` and `\图：` `\图说：` `\图题：` `\图宽：` for tables and figures, `\附件：` for an appendix, `\报：`
/// and so on for the imprint. In them `\n` is a line feed, `\s` a space at an end, `\u{…}` any
/// character and `\\` a backslash. Tables are Markdown tables in which `^^` continues the cell
/// above, `--.` aligns on the decimal point and a number behind the dashes is the share of the
/// width.
///
/// ```
/// use bulletin::{Bulletin, Section, draft};
///
/// let mut bulletin = Bulletin::default();
/// bulletin.masthead.title = "窗口工作周报".into();
/// bulletin.sections.push(Section::new("工作动态"));
/// let text = draft::print(&bulletin);
/// assert_eq!(text, "窗口工作周报\n\n一、工作动态\n");
/// assert_eq!(draft::parse(&text).0, bulletin);
/// ```
pub fn print(bulletin: &Bulletin) -> String {
    let mut page = Page::default();
    page.masthead(&bulletin.masthead);
    page.front(bulletin);
    page.blocks(&bulletin.body);
    page.sections(&bulletin.sections, 0);
    page.articles(&bulletin.articles);
    page.appendices(&bulletin.appendices);
    page.imprint(&bulletin.imprint);
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn guard(&mut self, key: Key, value: &str) {
        self.line(&guard::print(key, value));
    }

    /// An empty line, unless it would be the first.
    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// A field of the masthead: its plain line if that is read as this one field, else guarded.
    fn field(
        &mut self,
        key: Key,
        value: Option<&String>,
        plain: impl Fn(&str) -> String,
        is_it: impl Fn(&Piece<'_>, &str) -> bool,
    ) {
        let Some(value) = value else {
            return;
        };
        let line = plain(value);
        let read =
            is_head_line(&line) && matches!(classify::kind(&line), Kind::Plain | Kind::Imprint);
        match head::pieces(&line).as_slice() {
            [piece] if read && is_it(piece, value) => self.line(&line),
            _ => self.guard(key, value),
        }
    }

    fn masthead(&mut self, masthead: &Masthead) {
        self.field(
            Key::CopyNumber,
            masthead.copy_number.as_ref(),
            |number| format!("编号：{number}"),
            |piece, value| *piece == Piece::CopyNumber(value),
        );
        self.field(Key::Secrecy, masthead.secrecy.as_ref(), str::to_owned, |piece, value| {
            *piece == Piece::Secrecy(value.to_owned())
        });
        self.field(Key::Urgency, masthead.urgency.as_ref(), str::to_owned, |piece, value| {
            *piece == Piece::Urgency(value.to_owned())
        });
        if let Some(notice) = &masthead.notice {
            let plain = |line: &str| {
                is_head_line(line)
                    && classify::kind(line) == Kind::Plain
                    && head::pieces(line) == [Piece::Notice(line)]
            };
            if notice.split('\n').all(plain) {
                self.line(notice);
            } else {
                self.guard(Key::Notice, notice);
            }
        }
        for line in &masthead.lines_above {
            self.guard(Key::LineAbove, line);
        }
        let title = &masthead.title;
        if is_plain_name(title) {
            self.line(title);
        } else if !title.is_empty() {
            self.guard(Key::Name, title);
        }
        if let Some(issue) = &masthead.issue {
            let line = issue.to_string();
            match issue::whole(&line) {
                Some((read, _)) if read == *issue => self.line(&line),
                _ => self.line(&print_issue(issue)),
            }
        }
        if let Some(period) = &masthead.period {
            let line = period.to_string();
            let anchor =
                Anchor { date: masthead.date, year: masthead.issue.and_then(|issue| issue.year) };
            let read = date::period(&line).and_then(|(span, _)| span.resolve(anchor));
            if read == Some(*period) { self.line(&line) } else { self.line(&print_period(period)) }
        }
        // Guarded ones are read first: one among them, and all are.
        let plain =
            masthead.date.is_some() && masthead.issuers.iter().all(|name| is_plain_issuer(name));
        for issuer in &masthead.issuers {
            if plain {
                self.line(issuer);
            } else {
                self.guard(Key::Issuer, issuer);
            }
        }
        self.field(
            Key::Signer,
            masthead.signer.as_ref(),
            |name| format!("签发：{name}"),
            |piece, value| *piece == Piece::Signer(value.to_owned()),
        );
        if let Some(date) = masthead.date {
            let line = chinese_date(date);
            match date::whole(&line) {
                Some((read, _)) if read == date => self.line(&line),
                _ => self.guard(Key::Date, &date.to_string()),
            }
        }
    }

    /// The editor's note, the contents and the title.
    fn front(&mut self, bulletin: &Bulletin) {
        for note in &bulletin.editor_note {
            self.gap();
            let markup = note.to_string();
            let line = format!("编者按：{markup}");
            let plain = is_plain_text(&markup)
                && matches!(classify::kind(&line), Kind::EditorNote(words) if words == markup);
            if plain { self.line(&line) } else { self.guard(Key::EditorNote, &markup) }
        }
        match &bulletin.contents {
            None => {}
            Some(Contents::Auto) => {
                self.gap();
                self.guard(Key::ContentsAuto, "");
            }
            Some(Contents::Manual(lines)) => {
                self.gap();
                if lines.is_empty() {
                    self.guard(Key::ContentsEmpty, "");
                }
                for line in lines {
                    self.guard(Key::ContentsLine, &line.to_string());
                }
            }
        }
        if let Some(title) = &bulletin.title {
            self.gap();
            let markup = title.to_string();
            if self.takes_plain_title(bulletin, title, &markup) {
                self.line(&markup);
            } else {
                self.guard(Key::Title, &markup);
            }
        }
    }

    /// Whether a title is read as one: below the fields of the masthead, above the text.
    fn takes_plain_title(&self, bulletin: &Bulletin, title: &Text, markup: &str) -> bool {
        let masthead = &bulletin.masthead;
        let below = masthead.date.is_some() || bulletin.editor_note.last().is_some();
        let above = match bulletin.body.first() {
            Some(Block::Paragraph(_) | Block::Column(_)) => true,
            Some(_) => false,
            None => !bulletin.sections.is_empty(),
        };
        let lines: Vec<&str> = markup.split('\n').collect();
        below
            && above
            && bulletin.contents.is_none()
            && !masthead.title.is_empty()
            && lines.len() < 4
            && rich(markup) == *title
            && lines.iter().all(|line| {
                is_line(line)
                    && head::is_title(line)
                    && !line.contains(char::is_whitespace)
                    && !line.contains(['*', '\\'])
                    && !head::is_name(line)
                    && !head::is_organ(line)
                    && !head::resembles_field(line)
                    && head::pieces(line) == [Piece::Name(line)]
                    && !head::is_sentence(line)
                    && classify::kind(line) == Kind::Plain
            })
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.gap();
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.paragraph(text),
            Block::Column(text) => {
                let markup = text.to_string();
                let line = format!("【{markup}】");
                let plain = is_line(&line)
                    && markup.trim() == markup
                    && classify::kind(&line) == Kind::Column(&markup);
                if plain { self.line(&line) } else { self.guard(Key::Column, &markup) }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => self.table(table),
        }
    }

    fn paragraph(&mut self, text: &Text) {
        let markup = text.to_string();
        let plain = is_plain_text(&markup)
            && classify::kind(&markup) == Kind::Plain
            && head::is_sentence(&markup);
        if plain { self.line(&markup) } else { self.guard(Key::Paragraph, &markup) }
    }

    fn figure(&mut self, figure: &Figure) {
        match &figure.image {
            Image::File(path) => self.guard(Key::FigureFile, path),
            Image::Data(data) => {
                let data = base64::engine::general_purpose::STANDARD.encode(data);
                self.guard(Key::FigureData, &data);
            }
        }
        if !figure.alt.is_empty() {
            self.guard(Key::FigureAlt, &figure.alt);
        }
        if let Some(caption) = &figure.caption {
            self.guard(Key::FigureCaption, &caption.to_string());
        }
        if let Some(width) = figure.width {
            self.guard(Key::FigureWidth, &width.to_string());
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.guard(Key::Caption, &caption.to_string());
        }
        if let Some(unit) = &table.unit {
            self.guard(Key::Unit, unit);
        }
        for line in table::print(table) {
            self.line(&line);
        }
        if let Some(note) = &table.note {
            self.guard(Key::Note, &note.to_string());
        }
    }

    fn sections(&mut self, sections: &[Section], depth: usize) {
        for (index, section) in sections.iter().enumerate() {
            self.gap();
            let printed = self.opening(section, index, depth);
            self.blocks(section.blocks.get(printed..).unwrap_or_default());
            self.sections(&section.sections, depth + 1);
        }
    }

    /// Prints the number of a section with what stands on its line; gives back how many blocks.
    fn opening(&mut self, section: &Section, index: usize, depth: usize) -> usize {
        if let Some((line, blocks)) = plain_opening(section, index, depth) {
            self.line(&line);
            return blocks;
        }
        match &section.heading {
            Some(heading) if section.run_in => self.guard(Key::RunIn(depth), &heading.to_string()),
            Some(heading) => self.guard(Key::Heading(depth), &heading.to_string()),
            None => self.guard(Key::Numbered(depth), ""),
        }
        0
    }

    /// The articles; no plain line says that one begins.
    fn articles(&mut self, articles: &[Article]) {
        for article in articles {
            self.gap();
            self.guard(Key::Article, &article.title.to_string());
            if let Some(source) = &article.source {
                self.guard(Key::Source, source);
            }
            self.blocks(&article.body);
            self.sections(&article.sections, 0);
        }
    }

    fn appendices(&mut self, appendices: &[Appendix]) {
        let titles: Vec<String> =
            appendices.iter().map(|appendix| appendix.title.to_string()).collect();
        let numbered =
            |index: usize| if titles.len() > 1 { format!("{}.", index + 1) } else { String::new() };
        let plain = titles.iter().all(|title| is_plain_title(title)) && titles.len() < 30;
        if plain && !titles.is_empty() {
            self.gap();
            for (index, title) in titles.iter().enumerate() {
                let label = if index == 0 { "附件：" } else { "" };
                self.line(&format!("{label}{}{title}", numbered(index)));
            }
        }
        for (index, (appendix, title)) in appendices.iter().zip(&titles).enumerate() {
            self.gap();
            if plain {
                let number = if titles.len() > 1 { (index + 1).to_string() } else { String::new() };
                self.line(&format!("附件{number}"));
                self.gap();
                self.line(title);
            } else {
                self.guard(Key::Appendix, title);
            }
            self.blocks(&appendix.blocks);
        }
    }

    fn imprint(&mut self, imprint: &Imprint) {
        if !imprint.is_empty() {
            self.gap();
        }
        let lists = [
            (Key::Report, Recipients::Report, "报", &imprint.report),
            (Key::Send, Recipients::Send, "送", &imprint.send),
            (Key::IssueTo, Recipients::Issue, "发", &imprint.issue),
            (Key::Copy, Recipients::Copy, "抄送", &imprint.copy),
        ];
        for (key, to, label, value) in lists {
            let Some(value) = value else {
                continue;
            };
            let wanted = Item::List(to, label, value);
            let plain = imprint::is_complete(value);
            self.item(&format!("{label}：{value}"), plain.then_some(&wanted), |page| {
                page.guard(key, value)
            });
        }
        for entry in &imprint.staff {
            let line = format!("{}：{}", entry.label, entry.value);
            let read = imprint::read(&line);
            let plain = matches!(read.as_deref(), Some([part]) if part.item == Item::Staff(known(&entry.label), &entry.value));
            if plain
                && is_line(&line)
                && chars::unspread(&entry.value).is_none()
                && classify::kind(&line) == Kind::Imprint
                && !head::is_field(&line)
            {
                self.line(&line);
            } else {
                self.guard(Key::StaffLabel, &entry.label);
                self.guard(Key::StaffValue, &entry.value);
            }
        }
        if let (Some(by), Some(on)) = (&imprint.printed_by, imprint.printed_on) {
            let line = format!("{by}　{}印发", chinese_date(on));
            let wanted = Item::Printed(by, on, Default::default());
            self.item(&line, Some(&wanted), |page| {
                page.guard(Key::PrintedBy, by);
                page.guard(Key::PrintedOn, &on.to_string());
            });
        } else {
            if let Some(by) = &imprint.printed_by {
                self.guard(Key::PrintedBy, by);
            }
            if let Some(on) = imprint.printed_on {
                self.guard(Key::PrintedOn, &on.to_string());
            }
        }
        if let Some(count) = imprint.print_count {
            let wanted = Item::Count(count, Default::default());
            self.item(&format!("（共印{count}份）"), Some(&wanted), |page| {
                page.guard(Key::PrintCount, &count.to_string())
            });
        }
    }

    /// A line of the imprint, plain if it is read as the item that is wanted.
    fn item(&mut self, line: &str, wanted: Option<&Item<'_>>, guarded: impl Fn(&mut Page)) {
        let read = imprint::read(line);
        let same = matches!((read.as_deref(), wanted), (Some([part]), Some(wanted)) if part.item == *wanted);
        if same
            && is_line(&line.replace('　', ""))
            && line.trim() == line
            && classify::kind(line) == Kind::Imprint
        {
            self.line(line);
        } else {
            guarded(self);
        }
    }
}

/// The label of a staff entry if the reader knows it.
fn known(label: &str) -> &'static str {
    imprint::staff_label(label).unwrap_or("")
}

/// Whether words stand on one line of a draft without being changed or trimmed.
fn is_line(words: &str) -> bool {
    let bare = words.replace('\\', "");
    !words.is_empty()
        && !lines::is_left_out(words)
        && guard::encode(&bare) == bare
        && !words.contains("  ")
}

/// The same of a line of the masthead, in which the marks of emphasis are left out.
fn is_head_line(words: &str) -> bool {
    is_line(words) && !words.contains('*')
}

/// Whether markup can be a paragraph of its own that no other line goes on with.
fn is_plain_text(markup: &str) -> bool {
    is_line(markup) && ends_sentence(markup) && is_closed(markup, false) && !markup.contains("****")
}

/// Whether the name of the bulletin is read as that wherever it stands.
fn is_plain_name(title: &str) -> bool {
    is_head_line(title)
        && head::is_name(title)
        && !head::is_organ(title)
        && classify::kind(title) == Kind::Plain
        && head::pieces(title) == [Piece::Name(title)]
        && !head::is_sentence(title)
}

/// Whether an issuer is read as that above the date.
fn is_plain_issuer(issuer: &str) -> bool {
    is_head_line(issuer)
        && head::is_organ(issuer)
        && !head::is_name(issuer)
        && !head::resembles_field(issuer)
        && !issuer.contains(char::is_whitespace)
        && classify::kind(issuer) == Kind::Plain
        && head::pieces(issuer) == [Piece::Name(issuer)]
        && !head::is_sentence(issuer)
}

/// The line that opens a section, and how many of its blocks stand on it, when it is read so.
fn plain_opening(section: &Section, index: usize, depth: usize) -> Option<(String, usize)> {
    let kind = *KINDS.get(depth)?;
    let number = u32::try_from(index + 1).ok()?;
    let mark = label::print(kind, number)?;
    let first = match section.blocks.first() {
        Some(Block::Paragraph(text)) => Some(text),
        _ => None,
    };
    let (markup, blocks) = match (&section.heading, section.run_in) {
        (Some(heading), false) => (heading.to_string(), 0),
        (Some(heading), true) => (format!("{heading}{}", first?), 1),
        (None, _) => (first?.to_string(), 1),
    };
    let leads = section.blocks.len() == blocks && !section.sections.is_empty();
    let same = match form::read(&markup, leads) {
        Form::Heading(words) => blocks == 0 && section.heading.as_ref() == Some(&rich(words)),
        Form::RunIn(words, rest) => {
            section.run_in
                && section.heading.as_ref() == Some(&rich(words))
                && first == Some(&rich(rest))
        }
        Form::Numbered(words) => section.heading.is_none() && first == Some(&rich(words)),
    };
    let line = format!("{mark}{markup}");
    let read = classify::kind(&line);
    let labelled = matches!(&read, Kind::Label(label, false)
        if label.kind == kind && label.number == number && label.rest == markup && !label.doubtful);
    (same && labelled && is_line(&markup) && is_closed(&markup, true)).then_some((line, blocks))
}
