//! The list of contents (本期要目): the headings of the first level, the titles of several articles,
//! or the lines that are given; with page numbers when the bulletin runs over four pages
//! (practice).

use super::estimate::Estimate;
use super::{Resolver, title};
use crate::length::Length;
use crate::model::{Bulletin, Contents, Section, Text};
use crate::style::flow::{Block, Indent, PageRef, Paragraph, Part, Role};
use crate::style::numbering;
use crate::style::theme::{ContentsNumbers, TypeRole};

/// Bulletins of more pages have page numbers in their contents.
const SHORT: u32 = 4;
/// From the number to the right edge of the type area, in characters.
const NUMBER_WHITE: i64 = 1;
/// The room of the widest number and of some dots, in characters.
const NUMBER_ROOM: i64 = 3;

/// Something that a line of the contents may name.
struct Entry {
    /// The path of its paragraph.
    path: String,
    /// Its number: 一、
    label: String,
    /// Its words.
    words: String,
}

impl Resolver<'_> {
    /// The lines of the list with its heading; none without it. `numbered` says whether the lines
    /// make room for page numbers.
    pub(super) fn contents(&mut self, bulletin: &Bulletin, numbered: bool) -> Vec<Paragraph> {
        let lines = self.contents_lines(bulletin, numbered);
        if lines.is_empty() {
            return Vec::new();
        }
        let heading = self.label(TypeRole::ContentsHeading, "本期要目");
        let mut heading =
            self.paragraph(Role::ContentsHeading, TypeRole::ContentsHeading, "contents", heading);
        heading.keep_with_next = true;
        let mut paragraphs = vec![heading];
        for (index, (line, target)) in lines.iter().enumerate() {
            let path = format!("contents[{index}]");
            let content = self.text(TypeRole::ContentsItem, line, &path);
            let role = TypeRole::ContentsItem;
            let mut paragraph = self.paragraph(Role::ContentsItem, role, path, content);
            if let (true, Some(target)) = (numbered, target.clone()) {
                self.make_room(&mut paragraph, target);
            }
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    /// Keeps room for the number of a line at its right. A line that is too long is broken here:
    /// word processors disagree on tabs in the white beyond a right indent.
    fn make_room(&self, paragraph: &mut Paragraph, target: String) {
        let role = TypeRole::ContentsItem;
        let character = self.character(self.style(role));
        paragraph.indent.right += character * NUMBER_WHITE;
        let Indent { left, right, first } = paragraph.indent;
        let measure = self.page.type_area.size.width
            - left
            - right
            - first.max(Length::ZERO)
            - character * NUMBER_ROOM;
        let content = std::mem::take(&mut paragraph.content);
        paragraph.content = title::balance(content, measure, paragraph.size);
        paragraph.page_ref = Some(PageRef {
            target,
            estimate: 1,
            font: self.typesetter(role).font(),
            indent: right,
        });
    }

    /// The lines, and the path of what each of them names.
    fn contents_lines(&self, bulletin: &Bulletin, numbered: bool) -> Vec<(Text, Option<String>)> {
        match &bulletin.contents {
            None => Vec::new(),
            Some(Contents::Manual(lines)) => {
                let entries = if numbered { entries(bulletin) } else { Vec::new() };
                let named = |line: &Text| {
                    let line = bare(&line.to_plain());
                    let mut named = entries.iter().filter(|entry| {
                        line == entry.words || line == format!("{}{}", entry.label, entry.words)
                    });
                    named.next().map(|entry| entry.path.clone())
                };
                lines.iter().map(|line| (line.clone(), named(line))).collect()
            }
            Some(Contents::Auto) => {
                let line = |entry: Entry| {
                    let words = format!("{}{}", entry.label, entry.words);
                    (Text::plain(words), Some(entry.path))
                };
                if bulletin.articles.is_empty() {
                    let mut headings = Vec::new();
                    headings_of(&bulletin.sections, "sections", 0, 1, &mut headings);
                    headings.into_iter().map(line).collect()
                } else {
                    titles_of(bulletin).into_iter().map(line).collect()
                }
            }
        }
    }

    /// Whether the contents of a bulletin that by estimate has so many pages have page numbers.
    pub(super) fn numbers_contents(&self, bulletin: &Bulletin, pages: u32) -> bool {
        bulletin.contents.is_some()
            && match self.theme.contents.page_numbers {
                ContentsNumbers::Auto => pages > SHORT,
                ContentsNumbers::Always => true,
                ContentsNumbers::Never => false,
            }
    }
}

/// Fills in the pages by estimate.
pub(super) fn fill(parts: &mut [Part], estimate: &Estimate) {
    for block in parts.iter_mut().flat_map(|part| &mut part.blocks) {
        if let Block::Paragraph(Paragraph { page_ref: Some(number), .. }) = block {
            number.estimate = estimate.page_of(&number.target);
        }
    }
}

/// Everything with a place of its own: titles, and headings of all levels.
fn entries(bulletin: &Bulletin) -> Vec<Entry> {
    let mut entries = titles_of(bulletin);
    if bulletin.articles.is_empty()
        && let Some(title) = &bulletin.title
    {
        entries.push(title_entry(title, "title".into()));
    }
    headings_of(&bulletin.sections, "sections", 0, usize::MAX, &mut entries);
    for (index, article) in bulletin.articles.iter().enumerate() {
        let path = format!("articles[{index}].sections");
        headings_of(&article.sections, &path, 0, usize::MAX, &mut entries);
    }
    entries
}

/// The titles of a bulletin of several articles.
fn titles_of(bulletin: &Bulletin) -> Vec<Entry> {
    let own = bulletin.title.as_ref().filter(|_| bulletin.has_text());
    let own = own.map(|title| title_entry(title, "title".into()));
    let articles = bulletin.articles.iter().enumerate();
    let articles = articles
        .map(|(index, article)| title_entry(&article.title, format!("articles[{index}].title")));
    own.into_iter().filter(|_| !bulletin.articles.is_empty()).chain(articles).collect()
}

fn title_entry(title: &Text, path: String) -> Entry {
    Entry { path, label: String::new(), words: bare(&title.to_plain()) }
}

/// The headings of these sections and of those below them, so many levels deep.
fn headings_of(
    sections: &[Section],
    path: &str,
    depth: usize,
    levels: usize,
    entries: &mut Vec<Entry>,
) {
    if depth >= levels.min(super::body::DEEPEST) {
        return;
    }
    for (index, section) in sections.iter().enumerate() {
        let path = format!("{path}[{index}]");
        if let Some(heading) = &section.heading {
            let place = if super::body::runs_in(section) {
                path.clone()
            } else {
                format!("{path}.heading")
            };
            let label = numbering::label(depth, index + 1);
            entries.push(Entry { path: place, label, words: bare(&heading.to_plain()) });
        }
        headings_of(&section.sections, &format!("{path}.sections"), depth + 1, levels, entries);
    }
}

/// Words on one line, without the mark at their end.
fn bare(words: &str) -> String {
    super::one_line(words).trim_end_matches(['。', '：', ':']).to_owned()
}
