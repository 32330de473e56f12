//! Directives: each sets what it names, or stays as text.

use base64::Engine as _;

use super::Assembly;
use crate::draft::directive::Key;
use crate::draft::lines::Line;
use crate::draft::{fields, head, rich};
use crate::model::{Appendix, Article, Block, Contents, Figure, Image, Section, Text};

impl<'a> Assembly<'_, 'a> {
    /// A directive.
    pub(super) fn directive(&mut self, line: &Line<'a>, key: Key, value: &str) {
        self.at += 1;
        if !self.set(key, value) {
            let message = "the directive has no place here, or its value cannot be read; it is kept as text".into();
            self.report.warn("draft.directive", line.spot(), message, "correct it or delete it");
            self.push(Block::Paragraph(Text::plain(line.text)));
        }
    }

    pub(super) fn set(&mut self, key: Key, value: &str) -> bool {
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
            Key::Article => {
                if !self.bulletin.appendices.is_empty() {
                    return false;
                }
                while !self.open.is_empty() {
                    self.close();
                }
                self.bulletin.articles.push(Article::new(text()));
            }
            Key::Source => match self.bulletin.articles.last_mut() {
                Some(article) => return fields::set(&mut article.source, Some(value.to_owned())),
                None => return false,
            },
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
}
