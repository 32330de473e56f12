//! The canonical draft of a bulletin. Everything is printed in its plain form if the reader would
//! read back exactly that, which the reader's own functions decide, and as a directive if not.

mod imprint;
mod masthead;
mod plain;

use base64::Engine as _;

use super::annex::is_plain_title;
use super::classify::{self, LineKind};
use super::directive::{self, Key};
use super::head::{self, Piece};
use super::{chars, chart, label, look, ranking, rich, source, table};
use crate::model::{
    Appendix, Article, Beside, Block, Bulletin, Chart, Contents, Figure, Image, Ranking, Section,
    SignOff, Table, Text,
};
use plain::{is_line, is_plain_text, plain_opening};

/// Prints a bulletin as a canonical draft, which [`parse`](super::parse) reads back as the same
/// bulletin: for every bulletin that [`Bulletin::validate`] accepts, `parse(print(b)).bulletin ==
/// b`.
///
/// Most of it is what an office would type. What that cannot express is printed as directives,
/// which name outright what they are: `\文：` a paragraph as it stands, `\名称：` `\期号：` `\时段：` `\单位：`
/// `\日期：` and so on for the masthead (`\名称无：` where there is no name, `\副名称：` `\名称上：` `\名称下：` beside
/// it, `\标识图：` `\标识图说：` its picture, `\期号行：` and `\时段词：` words as they are printed, `\报头标签：`
/// `\报头内容：` a line with a label), `\篇：` `\来源：` for articles, `\一级标题：` `\一级段首：` `\一级：` for
/// sections, `\表题：` `\表单位：` `\表注：` and `\图：` `\图说：` `\图题：` `\图宽：` for tables and figures, `\图表：` above the table
/// of a chart's numbers, `\并排：` … `\并排下一项：` … `\并排结束：` around what stands beside each other, `\附件：`
/// for an appendix, `\报：` and so on for the imprint. In them `\n` is a line feed, `\s` a space at
/// an end, `\u{…}` any character and `\\` a backslash. Tables are Markdown tables in which `^^`
/// continues the cell above and `<<` the one at the left, `--.` aligns on the decimal point and a number after
/// the dashes is the share of the width; a head of two or three rows, the upper ones with the groups, stands
/// above the dashes. Below a table stand `\表式：` its rules, `\表字号：` its type size and `\表标记：` how some of
/// its cells look; `\格：` begins a cell that looks different.
///
/// ```
/// use bulletin::{Bulletin, Section, draft};
///
/// let mut bulletin = Bulletin::default();
/// bulletin.masthead.title = "窗口工作周报".into();
/// bulletin.sections.push(Section::new("工作动态"));
/// let text = draft::print(&bulletin);
/// assert_eq!(text, "窗口工作周报\n\n一、工作动态\n");
/// assert_eq!(draft::parse(&text).bulletin, bulletin);
/// ```
pub fn print(bulletin: &Bulletin) -> String {
    let mut writer = Writer::default();
    writer.masthead(&bulletin.masthead);
    writer.front(bulletin);
    writer.blocks(&bulletin.body);
    writer.sections(&bulletin.sections, 0, true);
    writer.source(bulletin.source.as_deref());
    writer.articles(&bulletin.articles);
    writer.sign_off(bulletin.sign_off.as_ref());
    writer.appendices(&bulletin.appendices);
    writer.imprint(&bulletin.imprint);
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
}

/// The directives of a picture.
struct PictureKeys {
    file: Key,
    data: Key,
    alt: Key,
    caption: Key,
    width: Key,
    id: Key,
}

const FIGURE: PictureKeys = PictureKeys {
    file: Key::FigureFile,
    data: Key::FigureData,
    alt: Key::FigureAlt,
    caption: Key::FigureCaption,
    width: Key::FigureWidth,
    id: Key::Id,
};

const IMPRINT_PICTURE: PictureKeys = PictureKeys {
    file: Key::ImprintFile,
    data: Key::ImprintData,
    alt: Key::ImprintAlt,
    caption: Key::ImprintCaption,
    width: Key::ImprintWidth,
    id: Key::ImprintId,
};

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn directive(&mut self, key: Key, value: &str) {
        self.line(&directive::print(key, value));
    }

    /// An empty line, unless it would be the first.
    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// The editor's note, the contents and the title.
    fn front(&mut self, bulletin: &Bulletin) {
        for note in &bulletin.editor_note {
            self.gap();
            let markup = note.to_string();
            let line = format!("编者按：{markup}");
            let plain = is_plain_text(&markup)
                && is_line(&line)
                && matches!(classify::kind(&line), LineKind::EditorNote(words) if words == markup);
            if plain { self.line(&line) } else { self.directive(Key::EditorNote, &markup) }
        }
        match &bulletin.contents {
            None => {}
            Some(Contents::Auto) => {
                self.gap();
                self.directive(Key::ContentsAuto, "");
            }
            Some(Contents::Manual(lines)) => {
                self.gap();
                if lines.is_empty() {
                    self.directive(Key::ContentsEmpty, "");
                }
                for line in lines {
                    self.directive(Key::ContentsLine, &line.to_string());
                }
            }
        }
        if let Some(heading) = &bulletin.contents_heading {
            self.directive(Key::ContentsHeading, heading);
        }
        if let Some(title) = &bulletin.title {
            self.gap();
            let markup = title.to_string();
            if self.takes_plain_title(bulletin, title, &markup) {
                self.line(&markup);
            } else {
                self.directive(Key::Title, &markup);
            }
        }
        self.below_title(bulletin.subtitle.as_ref(), bulletin.author.as_deref());
        if let Some(addressee) = &bulletin.addressee {
            self.gap();
            self.directive(Key::Addressee, addressee);
        }
    }

    /// The subtitle and the author below a title.
    fn below_title(&mut self, subtitle: Option<&Text>, author: Option<&str>) {
        if let Some(subtitle) = subtitle {
            self.directive(Key::Subtitle, &subtitle.to_string());
        }
        if let Some(author) = author {
            self.directive(Key::Author, author);
        }
    }

    fn id(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            self.directive(Key::Id, id);
        }
    }

    fn source(&mut self, source: Option<&str>) {
        if let Some(source) = source {
            self.directive(Key::Source, source);
        }
    }

    fn sign_off(&mut self, sign_off: Option<&SignOff>) {
        let Some(sign_off) = sign_off else { return };
        self.gap();
        for signer in &sign_off.signers {
            self.directive(Key::SignOff, signer);
        }
        if let Some(date) = sign_off.date {
            self.directive(Key::SignOffDate, &date.to_string());
        }
        if sign_off.seal {
            self.directive(Key::SignOffSeal, "");
        }
    }

    /// Whether a title is read as one where it stands: below the masthead, above the text.
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
            && bulletin.subtitle.is_none()
            && bulletin.author.is_none()
            && bulletin.addressee.is_none()
            && !masthead.title.is_empty()
            && lines.len() < 4
            // What is doubtful when it is read.
            && (lines.len() == 1 || lines.first().is_some_and(|line| chars::longer_than(line, 4)))
            && lines.first().is_some_and(|line| {
                let begins = |c: char| "（(〔[".contains(c) || chars::narrow(c).is_ascii_digit();
                let dated = line.contains('年') && line.contains('日');
                chars::longer_than(line, 3) && !head::is_organ(line) && !line.starts_with(begins) && !dated
            })
            && !markup.contains(['：', ':'])
            && (lines.len() < 2 || !markup.contains(','))
            && rich(markup) == *title
            && !lines.iter().skip(1).any(|line| head::is_subtitle(line))
            && lines.iter().all(|line| {
                is_line(line)
                    && head::may_be_title(line)
                    && !line.contains(char::is_whitespace)
                    && !line.contains(['*', '\\'])
                    && !head::is_name(line)
                    && !head::is_organ(line)
                    && !head::resembles_field(line)
                    && head::pieces(line) == [Piece::Name(line)]
                    && !head::is_sentence(line)
                    && classify::kind(line) == LineKind::Plain
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
                    && !head::is_field(&line)
                    && classify::kind(&line) == LineKind::Column(&markup);
                if plain { self.line(&line) } else { self.directive(Key::Column, &markup) }
            }
            Block::Center(text) => self.directive(Key::Center, &text.to_string()),
            Block::Right(text) => self.directive(Key::Right, &text.to_string()),
            Block::Note(text) => self.directive(Key::BlockNote, &text.to_string()),
            Block::Figure(figure) => self.picture(figure, &FIGURE),
            Block::Chart(content) => self.chart(content),
            Block::Beside(content) => self.beside(content),
            Block::Table(table) => self.table(table),
            Block::Ranking(content) => self.ranking(content),
        }
    }

    fn paragraph(&mut self, text: &Text) {
        let markup = text.to_string();
        let plain = is_plain_text(&markup)
            && classify::kind(&markup) == LineKind::Plain
            && label::within(&markup).is_none()
            && head::is_sentence(&markup)
            && head::addressee(&markup).is_none();
        if plain { self.line(&markup) } else { self.directive(Key::Paragraph, &markup) }
    }

    /// A picture in the directives of where it stands.
    fn picture(&mut self, picture: &Figure, keys: &PictureKeys) {
        self.image(&picture.image, keys.file, keys.data);
        if !picture.alt.is_empty() {
            self.directive(keys.alt, &picture.alt);
        }
        if let Some(caption) = &picture.caption {
            self.directive(keys.caption, &caption.to_string());
        }
        if let Some(width) = picture.width {
            self.directive(keys.width, &width.to_string());
        }
        if let Some(id) = &picture.id {
            self.directive(keys.id, id);
        }
    }

    /// The path of an image, or its bytes.
    fn image(&mut self, image: &Image, file: Key, data: Key) {
        match image {
            Image::File(path) => self.directive(file, path),
            Image::Data(bytes) => {
                let bytes = base64::engine::general_purpose::STANDARD.encode(bytes);
                self.directive(data, &bytes);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.directive(Key::Caption, &caption.to_string());
        }
        if let Some(unit) = &table.unit {
            self.directive(Key::Unit, unit);
        }
        for line in table::print(table) {
            self.line(&line);
        }
        if let Some(form) = table.form {
            self.directive(Key::TableForm, table::print_form(form));
        }
        if let Some(size) = table::print_size(table.size) {
            self.directive(Key::TableSize, size);
        }
        for mark in &table.marks {
            self.directive(Key::TableMark, &look::print_mark(mark));
        }
        if let Some(note) = &table.note {
            self.directive(Key::Note, &note.to_string());
        }
        self.id(table.id.as_deref());
    }

    /// A chart as its directives and the table of its numbers.
    fn chart(&mut self, content: &Chart) {
        let (said, table) = chart::print(content);
        for (key, value) in said {
            self.directive(key, &value);
        }
        self.table(&table);
        if let Some(alt) = &content.alt {
            self.directive(Key::FigureAlt, alt);
        }
        if let Some(caption) = &content.caption {
            self.directive(Key::FigureCaption, &caption.to_string());
        }
        if let Some(width) = content.width {
            self.directive(Key::FigureWidth, &width.to_string());
        }
        self.id(content.id.as_deref());
    }

    /// What stands beside each other, between directives.
    fn beside(&mut self, content: &Beside) {
        self.directive(Key::Beside, "");
        for (index, cell) in content.cells.iter().enumerate() {
            if index > 0 {
                self.gap();
                self.directive(Key::BesideCell, "");
            }
            self.blocks(cell);
        }
        self.gap();
        self.directive(Key::BesideEnd, "");
    }

    /// A ranking as its directives and the table of names and scores.
    fn ranking(&mut self, content: &Ranking) {
        if let Some((said, table)) = ranking::print(content) {
            for (key, value) in said {
                self.directive(key, &value);
            }
            self.table(&table);
        }
    }

    /// Sections. A plain line has the number of its place and depth: where one of them has another,
    /// none of them and none in them is plain.
    fn sections(&mut self, sections: &[Section], depth: usize, plain: bool) {
        let plain = plain && sections.iter().all(|section| section.number.is_none());
        for (index, section) in sections.iter().enumerate() {
            self.gap();
            let printed = self.opening(section, index, depth, plain);
            self.blocks(section.blocks.get(printed..).unwrap_or_default());
            self.sections(&section.sections, depth + 1, plain);
        }
    }

    /// Prints the line that opens a section; returns how many of its blocks stand on it.
    fn opening(&mut self, section: &Section, index: usize, depth: usize, plain: bool) -> usize {
        let line = plain.then(|| plain_opening(section, index, depth)).flatten();
        if let Some((line, blocks)) = line {
            self.line(&line);
            return blocks;
        }
        match &section.heading {
            Some(heading) if section.run_in => {
                self.directive(Key::RunIn(depth), &heading.to_string())
            }
            Some(heading) => self.directive(Key::Heading(depth), &heading.to_string()),
            None => self.directive(Key::Numbered(depth), ""),
        }
        if let Some(form) = &section.number {
            self.directive(Key::Number, form);
        }
        0
    }

    /// The articles; no plain line can begin one.
    fn articles(&mut self, articles: &[Article]) {
        for article in articles {
            self.gap();
            self.directive(Key::Article, &article.title.to_string());
            self.below_title(article.subtitle.as_ref(), article.author.as_deref());
            self.source(article.source.as_deref());
            self.blocks(&article.body);
            self.sections(&article.sections, 0, true);
        }
    }

    fn appendices(&mut self, appendices: &[Appendix]) {
        let titles: Vec<String> =
            appendices.iter().map(|appendix| appendix.title.to_string()).collect();
        let numbered =
            |index: usize| if titles.len() > 1 { format!("{}.", index + 1) } else { String::new() };
        let is_plain = |title: &String| is_plain_title(title) && source::is_clean(title);
        let plain = titles.iter().all(is_plain) && titles.len() < 30;
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
                self.directive(Key::Appendix, title);
            }
            self.id(appendix.id.as_deref());
            self.blocks(&appendix.blocks);
            self.sections(&appendix.sections, 0, true);
        }
    }
}
