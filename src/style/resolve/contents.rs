//! The list of contents (本期要目): the headings of the first level, the titles of several articles,
//! or the lines that are given; with page numbers when the bulletin runs over four pages
//! (practice).

use super::estimate::Estimate;
use super::headings::{self, Numbered, ROOT, TitleOf};
use super::{Resolver, title};
use crate::length::Length;
use crate::model::{Bulletin, Contents, Text};
use crate::place::ModelPath;
use crate::style::flow::{Block, Indent, PageRef, Paragraph, Part, Role};
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
    path: ModelPath,
    /// Its number: 一、
    label: String,
    /// Its words.
    words: String,
    /// Who supplied it: （市水务局供稿）.
    source: String,
}

impl Resolver<'_> {
    /// The lines of the list with its heading; none without it. `numbered` says whether the lines
    /// make room for page numbers.
    pub(super) fn contents(&self, bulletin: &Bulletin, numbered: bool) -> Vec<Paragraph> {
        let lines = self.contents_lines(bulletin);
        if lines.is_empty() {
            return Vec::new();
        }
        let contents = ROOT.field("contents");
        let theme = || self.theme.contents.heading.as_str();
        let heading = match &bulletin.contents_heading {
            Some(heading) => self.words(TypeRole::ContentsHeading, heading),
            None => self.label(TypeRole::ContentsHeading, theme()),
        };
        let mut heading = self.paragraph(
            Role::ContentsHeading,
            TypeRole::ContentsHeading,
            contents.path(),
            heading,
        );
        heading.keep_with_next = true;
        let mut paragraphs = vec![heading];
        for (index, (line, target)) in lines.iter().enumerate() {
            let path = contents.index(index).path();
            let content = self.text(TypeRole::ContentsItem, line);
            let role = TypeRole::ContentsItem;
            let mut paragraph = self.paragraph(Role::ContentsItem, role, path, content);
            if let (true, Some(target)) = (numbered, target.clone()) {
                self.make_room(&mut paragraph, target);
            }
            paragraph.names = target.clone();
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    /// Keeps room for the number of a line at its right. A line that is too long is broken here:
    /// word processors disagree on tabs in the white beyond a right indent.
    fn make_room(&self, paragraph: &mut Paragraph, target: ModelPath) {
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
        paragraph.content = title::balance(
            content,
            title::Setting { white: false, ..self.title_setting(measure, paragraph.size) },
        );
        let font = self.typesetter(role).font();
        paragraph.page_ref = Some(Box::new(PageRef { target, estimate: 1, font, indent: right }));
    }

    /// The lines, and the path of what each of them names.
    fn contents_lines(&self, bulletin: &Bulletin) -> Vec<(Text, Option<ModelPath>)> {
        match &bulletin.contents {
            None => Vec::new(),
            Some(Contents::Manual(lines)) => {
                let entries = self.entries(bulletin);
                let named = |line: &Text| {
                    let line = bare(&self.resolved(line).to_plain());
                    let mut named = entries.iter().filter(|entry| {
                        let Entry { label, words, source, .. } = entry;
                        line == *words
                            || line == format!("{label}{words}")
                            || line == format!("{words}{source}")
                    });
                    named.next().map(|entry| entry.path.clone())
                };
                lines.iter().map(|line| (line.clone(), named(line))).collect()
            }
            Some(Contents::Auto) => {
                let line = |entry: Entry| {
                    let with_source = self.theme.contents.sources;
                    let source = if with_source { entry.source.as_str() } else { "" };
                    let words = format!("{}{}{source}", entry.label, entry.words);
                    (Text::plain(words), Some(entry.path))
                };
                if bulletin.articles.is_empty() {
                    let mut entries = Vec::new();
                    headings::of_bulletin(bulletin, &self.theme.sections, &mut |section| {
                        entries.extend(self.heading_line(section).filter(|_| section.depth == 0));
                    });
                    entries.into_iter().map(line).collect()
                } else {
                    self.titles_of(bulletin).into_iter().map(line).collect()
                }
            }
        }
    }

    /// Everything with a place of its own: titles, and headings of all levels.
    fn entries(&self, bulletin: &Bulletin) -> Vec<Entry> {
        let mut entries = self.titles_of(bulletin);
        if bulletin.articles.is_empty()
            && let Some(title) = &bulletin.title
        {
            entries.push(self.title_line(title, TitleOf::Bulletin));
        }
        let theme = &self.theme.sections;
        let mut add = |section: &Numbered<'_, '_>| entries.extend(self.heading_line(section));
        headings::of_bulletin(bulletin, theme, &mut add);
        for (index, article) in bulletin.articles.iter().enumerate() {
            headings::of_article(article, &ROOT.field("articles").index(index), theme, &mut add);
        }
        for (index, appendix) in bulletin.appendices.iter().enumerate() {
            let appendices = ROOT.field("appendices");
            headings::of_appendix(appendix, &appendices.index(index), theme, &mut add);
        }
        entries
    }

    /// The titles of a bulletin of several articles.
    fn titles_of(&self, bulletin: &Bulletin) -> Vec<Entry> {
        let own = bulletin.title.as_ref().filter(|_| bulletin.has_text());
        let own = own.map(|title| {
            self.title_line(title, TitleOf::Bulletin).supplied_by(bulletin.source.as_deref())
        });
        let articles = bulletin.articles.iter().enumerate();
        let articles = articles.map(|(index, article)| {
            let entry = self.title_line(&article.title, TitleOf::Article(index));
            entry.supplied_by(article.source.as_deref())
        });
        own.into_iter().filter(|_| !bulletin.articles.is_empty()).chain(articles).collect()
    }

    fn title_line(&self, title: &Text, of: TitleOf) -> Entry {
        let (label, source) = (String::new(), String::new());
        let words = bare(&self.resolved(title).to_plain());
        Entry { path: of.path(), label, words, source }
    }

    /// The entry of a section that has a heading.
    fn heading_line(&self, section: &Numbered<'_, '_>) -> Option<Entry> {
        let heading = section.section.heading.as_ref()?;
        let (path, label) = (section.paragraph(), section.label.clone());
        let words = bare(&self.resolved(heading).to_plain());
        Some(Entry { path, label, words, source: String::new() })
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

impl Entry {
    fn supplied_by(self, source: Option<&str>) -> Entry {
        let source = source.map(|source| format!("（{}）", super::one_line(source)));
        Entry { source: source.unwrap_or_default(), ..self }
    }
}

/// Words on one line, without the mark at their end.
fn bare(words: &str) -> String {
    super::one_line(words).trim_end_matches(['。', '：', ':']).to_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Article, Masthead};
    use crate::pages::Content;
    use crate::style::flow::Flow;
    use crate::{Fonts, Theme};

    /// Sections of every depth, in both forms of a heading.
    fn sections(depth: usize) -> Vec<crate::model::Section> {
        if depth == 0 {
            return Vec::new();
        }
        let mut own_line = crate::model::Section::new(format!("深度{depth}甲"));
        own_line.blocks = vec!["正文。".into()];
        own_line.sections = sections(depth - 1);
        let mut runs_in = crate::model::Section::new(format!("深度{depth}乙。"));
        runs_in.blocks = vec!["同段正文。".into()];
        runs_in.run_in = true;
        runs_in.sections = sections(depth - 1);
        vec![own_line, runs_in]
    }

    fn bulletin(articles: usize, title: bool) -> Bulletin {
        let article = |index: usize| Article {
            title: format!("文章{index}").into(),
            sections: sections(2),
            ..Article::default()
        };
        Bulletin {
            masthead: Masthead { title: "工作简报".into(), ..Masthead::default() },
            title: title.then(|| "总标题".into()),
            body: vec!["开头。".into()],
            sections: sections(5),
            articles: (0..articles).map(article).collect(),
            ..Bulletin::default()
        }
    }

    fn flow(bulletin: &Bulletin) -> Flow {
        let mut theme = Theme::gbt9704();
        theme.contents.page_numbers = ContentsNumbers::Always;
        bulletin.flow(&theme).unwrap()
    }

    /// The page numbers of the contents name paragraphs that the text has, and all are printed.
    fn every_line_has_a_page(bulletin: &Bulletin, case: &str) {
        let flow = flow(bulletin);
        let blocks = || flow.parts.iter().flat_map(|part| &part.blocks);
        let paragraphs = || {
            blocks().filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            })
        };
        let text: BTreeSet<&ModelPath> = paragraphs()
            .filter(|paragraph| paragraph.role != Role::ContentsItem)
            .map(|paragraph| &paragraph.path)
            .collect();
        let items = paragraphs().filter(|paragraph| paragraph.role == Role::ContentsItem);
        let mut count = 0;
        for item in items {
            let number = item.page_ref.as_ref().unwrap_or_else(|| panic!("{case}: {}", item.path));
            assert!(text.contains(&number.target), "{case}: {} names nothing", number.target);
            count += 1;
        }
        assert!(count > 0, "{case}");
        // Each number stands behind a row of dots.
        let pages = flow.pages(&Fonts::embedded()).unwrap();
        let items = pages.pages.iter().flat_map(|page| &page.items);
        let dots = items.filter(|item| match &item.content {
            Content::Glyphs(run) => run.glyphs.iter().all(|glyph| glyph.text == Some('.')),
            _ => false,
        });
        assert_eq!(dots.count(), count, "{case}");
    }

    #[test]
    fn every_line_of_the_contents_has_a_page() {
        for (articles, title) in [(0, false), (0, true), (2, false), (2, true)] {
            let mut bulletin = bulletin(articles, title);
            let case = format!("{articles} articles, title: {title}");
            bulletin.contents = Some(Contents::Auto);
            every_line_has_a_page(&bulletin, &case);
            // Every heading and title by hand.
            let lines = Resolver::new(&Theme::gbt9704())
                .entries(&bulletin)
                .into_iter()
                .map(|entry| Text::plain(entry.words));
            bulletin.contents = Some(Contents::Manual(lines.collect()));
            every_line_has_a_page(&bulletin, &format!("{case}, by hand"));
        }
    }

    #[test]
    fn every_heading_of_the_text_can_be_named() {
        for (articles, title) in [(0, true), (2, false), (2, true)] {
            let bulletin = bulletin(articles, title);
            let named: BTreeSet<ModelPath> = Resolver::new(&Theme::gbt9704())
                .entries(&bulletin)
                .into_iter()
                .map(|entry| entry.path)
                .collect();
            let flow = flow(&bulletin);
            for block in flow.parts.iter().flat_map(|part| &part.blocks) {
                if let Block::Paragraph(paragraph) = block
                    && paragraph.outline.is_some()
                {
                    assert!(named.contains(&paragraph.path), "{}", paragraph.path);
                }
            }
        }
    }
}
