//! Directives: each sets what it names, or is kept as text.

use super::Assembly;
use crate::draft::directive::Key;
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::source::Source;
use crate::draft::spot::Extent;
use crate::draft::{directive, fields, head, look, rich, table};
use crate::model::{
    Appendix, Article, Block, Contents, Figure, Image, Section, TableSize, Text, limits,
};

impl<'a> Assembly<'_, 'a> {
    /// A directive.
    pub(super) fn directive(&mut self, line: &Line<'a>, key: Key, value: &str) {
        self.at += 1;
        if !self.set(key, value, line) {
            self.report.say(line.spot(), DraftMessage::Directive {});
            self.push(Block::Paragraph(Text::plain(line.text)), line.spot().extent());
        }
    }

    /// Sets what a directive names. False when it cannot be.
    fn set(&mut self, key: Key, value: &str, line: &Line<'a>) -> bool {
        let at = directive::value_spot(line).extent();
        let text = || rich(value);
        match key {
            Key::EditorNote => {
                let index = self.bulletin.editor_note.len();
                self.source.field("editor_note").item(index).add(at);
                self.bulletin.editor_note.push(text());
            }
            Key::ContentsAuto | Key::ContentsEmpty | Key::ContentsLine => {
                return self.set_contents(key, text, at);
            }
            Key::Title => {
                let is_free = self.bulletin.title.is_none();
                if is_free {
                    self.title(value, at);
                }
                return is_free;
            }
            Key::Paragraph => self.push(Block::Paragraph(text()), at),
            Key::Column => self.push(Block::Column(text()), at),
            Key::Center => self.push(Block::Center(text()), at),
            Key::Right => self.push(Block::Right(text()), at),
            Key::BlockNote => self.push(Block::Note(text()), at),
            Key::Id => return self.set_id(value, at),
            Key::Heading(depth) | Key::RunIn(depth) | Key::Numbered(depth) => {
                let mut source = Source::at(line.spot().extent());
                let heading = (!matches!(key, Key::Numbered(_))).then(text);
                if heading.is_some() {
                    source.field("heading").add(at);
                }
                self.close_to(depth);
                let run_in = matches!(key, Key::RunIn(_));
                self.open_next(depth, Section { heading, run_in, ..Section::default() }, source);
                return !matches!(key, Key::Numbered(_)) || value.is_empty();
            }
            Key::Number => match self.open.last_mut() {
                Some(open) if open.section.number.is_none() => {
                    open.state(value);
                    self.open_source().field("number").add(at);
                }
                _ => return false,
            },
            Key::Article => {
                if !self.bulletin.appendices.is_empty() {
                    return false;
                }
                self.close_all();
                self.bulletin.articles.push(Article::new(text()));
                self.text_source().field("title").add(at);
            }
            Key::Source if self.bulletin.articles.is_empty() => {
                let set = fields::set(&mut self.bulletin.source, Some(value.to_owned()));
                if set {
                    self.source.field("source").add(at);
                }
                return set;
            }
            Key::Subtitle | Key::Author => return self.set_below_title(key, value, at),
            Key::ContentsHeading | Key::Addressee => {
                let (name, field) = match key {
                    Key::Addressee => ("addressee", &mut self.bulletin.addressee),
                    _ => ("contents_heading", &mut self.bulletin.contents_heading),
                };
                let set = fields::set(field, Some(value.to_owned()));
                if set {
                    self.source.field(name).add(at);
                }
                return set;
            }
            Key::SignOff | Key::SignOffDate | Key::SignOffSeal => {
                return self.set_sign_off(key, value, at);
            }
            Key::Source => match self.bulletin.articles.last_mut() {
                Some(article) if article.source.is_none() => {
                    article.source = Some(value.to_owned());
                    let last = self.bulletin.articles.len() - 1;
                    self.source.field("articles").item(last).field("source").add(at);
                }
                _ => return false,
            },
            Key::Caption => return fields::set(&mut self.caption, Some((text(), at))),
            Key::Unit => return fields::set(&mut self.unit, Some((value.to_owned(), at))),
            Key::Note => match self.blocks().last_mut() {
                Some(Block::Table(table)) if table.note.is_none() => {
                    table.note = Some(text());
                    self.last_source().field("table").field("note").add(at);
                }
                Some(Block::Ranking(ranking)) if ranking.note.is_none() => {
                    ranking.note = Some(text());
                    self.last_source().field("ranking").field("note").add(at);
                }
                _ => return false,
            },
            Key::TableForm | Key::TableSize | Key::TableMark => {
                return self.set_table(key, value, at);
            }
            // It stands in a table only.
            Key::Cell => return false,
            Key::Ranking
            | Key::RankTies
            | Key::RankOrder
            | Key::RankBy
            | Key::RankColumn
            | Key::RankSummary
            | Key::RankTop
            | Key::RankBottom => return self.set_ranking(key, value, line),
            Key::Chart | Key::ChartBare => return self.set_chart(key, value, line),
            Key::Beside => return value.is_empty() && self.begin_beside(line),
            Key::BesideCell => return value.is_empty() && self.next_beside(),
            Key::BesideEnd => return value.is_empty() && self.end_beside(line),
            Key::FigureFile => self.figure(Image::File(value.to_owned()), "file", at),
            Key::FigureData => match fields::read_image(value) {
                Some(image) => self.figure(image, "data", at),
                None => return false,
            },
            Key::FigureAlt | Key::FigureCaption | Key::FigureWidth => {
                return self.set_figure(key, value, at);
            }
            Key::Appendix => {
                self.close_all();
                let index = self.bulletin.appendices.len();
                let source = self.source.field("appendices").item(index);
                source.add(line.spot().extent());
                source.field("title").add(at);
                self.bulletin.appendices.push(Appendix::new(text()));
            }
            key if head::is_masthead(key) => {
                let source = self.source.field("masthead");
                return fields::set_masthead(&mut self.bulletin.masthead, source, key, value, at);
            }
            key => {
                let source = self.source.field("imprint");
                let imprint = &mut self.bulletin.imprint;
                let set = fields::set_imprint(imprint, source, key, value, at);
                self.in_imprint |= set;
                return set;
            }
        }
        true
    }

    /// Sets the id of the block above, or of the appendix that begins here. False when there is neither,
    /// when it has one, or something else has this one.
    fn set_id(&mut self, value: &str, at: Extent) -> bool {
        if value.trim().is_empty() || self.ids.contains(value) {
            return false;
        }
        let words = Some(value.to_owned());
        let is_open = !self.open.is_empty();
        let (id, name) = match self.blocks().last_mut() {
            Some(Block::Table(table)) => (&mut table.id, "table"),
            Some(Block::Ranking(ranking)) => (&mut ranking.id, "ranking"),
            Some(Block::Figure(figure)) => (&mut figure.id, "figure"),
            Some(Block::Chart(chart)) => (&mut chart.id, "chart"),
            None if !is_open => {
                let last = self.bulletin.appendices.last_mut();
                let set = last.is_some_and(|appendix| fields::set(&mut appendix.id, words));
                if set {
                    self.ids.insert(value.to_owned());
                    self.text_source().field("id").add(at);
                }
                return set;
            }
            _ => return false,
        };
        let set = fields::set(id, words);
        if set {
            self.ids.insert(value.to_owned());
            self.last_source().field(name).field("id").add(at);
        }
        set
    }

    /// Sets the subtitle or the author of the last title. False when there is none, or one already.
    fn set_below_title(&mut self, key: Key, value: &str, at: Extent) -> bool {
        let source = match self.bulletin.articles.len().checked_sub(1) {
            Some(last) => self.source.field("articles").item(last),
            None => &mut self.source,
        };
        let bulletin = &mut self.bulletin;
        let (subtitle, author) = match bulletin.articles.last_mut() {
            Some(article) => (&mut article.subtitle, &mut article.author),
            None if bulletin.title.is_some() => (&mut bulletin.subtitle, &mut bulletin.author),
            None => return false,
        };
        let (name, set) = match key {
            Key::Subtitle => ("subtitle", fields::set(subtitle, Some(rich(value)))),
            _ => ("author", fields::set(author, Some(value.to_owned()))),
        };
        if set {
            source.field(name).add(at);
        }
        set
    }

    fn set_sign_off(&mut self, key: Key, value: &str, at: Extent) -> bool {
        let source = self.source.field("sign_off");
        let date = (key == Key::SignOffDate).then(|| fields::day(value));
        if date == Some(None) {
            return false;
        }
        let sign_off = self.bulletin.sign_off.get_or_insert_default();
        match date {
            Some(date) if sign_off.date.is_none() => {
                sign_off.date = date;
                source.field("date").add(at);
            }
            Some(_) => return false,
            None if key == Key::SignOff => {
                source.field("signers").item(sign_off.signers.len()).add(at);
                sign_off.signers.push(value.to_owned());
            }
            None => {
                sign_off.seal = true;
                source.field("seal").add(at);
            }
        }
        true
    }

    fn set_contents(&mut self, key: Key, text: impl Fn() -> Text, at: Extent) -> bool {
        let contents = &mut self.bulletin.contents;
        let source = self.source.field("contents");
        let set = match key {
            Key::ContentsAuto => fields::set(contents, Some(Contents::Auto)),
            Key::ContentsEmpty => fields::set(contents, Some(Contents::Manual(Vec::new()))),
            _ => match contents.get_or_insert(Contents::Manual(Vec::new())) {
                Contents::Manual(lines) => {
                    source.item(lines.len()).add(at);
                    lines.push(text());
                    true
                }
                Contents::Auto => false,
            },
        };
        if set {
            source.add(at);
        }
        set
    }

    /// Takes what is said of the ranking whose table follows, below this line and others of its kind.
    fn set_ranking(&mut self, key: Key, value: &str, line: &Line<'a>) -> bool {
        let announced = self.ranking.get_or_insert_default();
        let set = announced.said.set(key, value);
        if set {
            announced.lines.push((line.text.to_owned(), line.spot()));
        }
        set
    }

    /// Takes what is said of the chart whose table follows.
    fn set_chart(&mut self, key: Key, value: &str, line: &Line<'a>) -> bool {
        let announced = self.chart.get_or_insert_default();
        let set = announced.said.set(key, value);
        if set {
            announced.lines.push((line.text.to_owned(), line.spot()));
        }
        set
    }

    /// Sets how the table or the ranking above looks. False when it cannot be.
    fn set_table(&mut self, key: Key, value: &str, at: Extent) -> bool {
        let (name, form, size, marks) = match self.blocks().last_mut() {
            Some(Block::Table(table)) => {
                ("table", &mut table.form, &mut table.size, Some(&mut table.marks))
            }
            Some(Block::Ranking(ranking)) => {
                ("ranking", &mut ranking.form, &mut ranking.size, None)
            }
            _ => return false,
        };
        let (field, index) = match (key, marks) {
            (Key::TableForm, _) => {
                if !fields::set(form, table::read_form(value)) {
                    return false;
                }
                ("form", None)
            }
            (Key::TableSize, _) => {
                match table::read_size(value) {
                    Some(read) if *size == TableSize::Normal => *size = read,
                    _ => return false,
                }
                ("size", None)
            }
            (_, Some(marks)) if marks.len() < limits::MARKS.max() => {
                let Some(mark) = look::read_mark(value) else { return false };
                marks.push(mark);
                ("marks", Some(marks.len() - 1))
            }
            _ => return false,
        };
        let source = self.last_source().field(name).field(field);
        match index {
            Some(index) => source.item(index).add(at),
            None => source.add(at),
        }
        true
    }

    fn figure(&mut self, image: Image, field: &'static str, at: Extent) {
        let mut source = Source::default();
        source.field("figure").field(field).add(at);
        self.push_from(Block::Figure(Figure { image, ..Figure::default() }), source);
    }

    /// Sets a field of the figure or chart above. False when it cannot be.
    fn set_figure(&mut self, key: Key, value: &str, at: Extent) -> bool {
        let (block, name, set) = match self.blocks().last_mut() {
            Some(Block::Figure(figure)) => {
                let (name, set) = fields::set_figure(figure, key, value);
                ("figure", name, set)
            }
            Some(Block::Chart(chart)) => {
                let (name, set) = fields::set_drawn(chart, key, value);
                ("chart", name, set)
            }
            _ => return false,
        };
        if set {
            self.last_source().field(block).field(name).add(at);
        }
        set
    }
}
