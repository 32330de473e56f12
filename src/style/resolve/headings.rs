//! Titles and headings, each with its number and the path of the paragraph that it is set as: one
//! place for the text that sets them and for the contents that name their pages.

use std::collections::BTreeMap;

use crate::model::{Appendix, Article, Block, Bulletin, Section, Text};
use crate::place::{ModelPath, Walk};
use crate::style::numbering;
use crate::style::theme::SectionsTheme;

/// The bulletin itself, where paths begin.
pub(super) const ROOT: &Walk<'static> = &Walk::Root;

/// Whose title it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitleOf {
    /// The bulletin's own.
    Bulletin,
    /// That of an article, counted from 0.
    Article(usize),
}

impl TitleOf {
    /// The path of the title's paragraph.
    pub(super) fn path(self) -> ModelPath {
        self.field("title")
    }

    /// The path of a field beside the title.
    pub(super) fn field(self, name: &'static str) -> ModelPath {
        match self {
            TitleOf::Bulletin => ROOT.field(name).path(),
            TitleOf::Article(index) => ROOT.field("articles").index(index).field(name).path(),
        }
    }

    /// The subtitle and the author below the title.
    pub(super) fn below(self, bulletin: &Bulletin) -> (Option<&Text>, Option<&str>) {
        match self {
            TitleOf::Bulletin => (bulletin.subtitle.as_ref(), bulletin.author.as_deref()),
            TitleOf::Article(index) => {
                let article = bulletin.articles.get(index);
                let subtitle = article.and_then(|article| article.subtitle.as_ref());
                (subtitle, article.and_then(|article| article.author.as_deref()))
            }
        }
    }
}

/// The title that stands above the text: the bulletin's own, or that of the first article when no
/// text stands before it.
pub(super) fn first_title(bulletin: &Bulletin) -> Option<(&Text, TitleOf)> {
    match (&bulletin.title, bulletin.articles.first()) {
        (Some(title), _) => Some((title, TitleOf::Bulletin)),
        (None, Some(article)) if !bulletin.has_text() => {
            Some((&article.title, TitleOf::Article(0)))
        }
        _ => None,
    }
}

/// A section with its number and its place.
pub(super) struct Numbered<'s, 'w> {
    pub(super) section: &'s Section,
    /// How many sections are around it.
    pub(super) depth: usize,
    /// The level of its type, from 0: its depth, unless a level around it is skipped.
    pub(super) level: usize,
    /// Its number: 一、
    pub(super) label: String,
    pub(super) path: &'w Walk<'w>,
}

impl<'s> Numbered<'s, '_> {
    /// The path of its first paragraph: of its heading, unless that runs into the text or there is
    /// none.
    pub(super) fn paragraph(&self) -> ModelPath {
        match &self.section.heading {
            Some(_) if self.run_in().is_none() => self.path.field("heading").path(),
            _ => self.path.path(),
        }
    }

    /// The paragraph that its heading runs into.
    pub(super) fn run_in(&self) -> Option<&'s Text> {
        match self.section.blocks.first() {
            Some(Block::Paragraph(text)) if self.section.run_in => Some(text),
            _ => None,
        }
    }
}

/// Visits the sections of a bulletin, and those below them, in reading order.
pub(super) fn of_bulletin<'s>(
    bulletin: &'s Bulletin,
    theme: &SectionsTheme,
    visit: &mut dyn FnMut(&Numbered<'s, '_>),
) {
    let around = Around { theme, level: 0, numbers: Vec::new() };
    around.each(&bulletin.sections, &ROOT.field("sections"), visit);
}

/// Visits the sections of an article at a path, and those below them, in reading order.
pub(super) fn of_article<'s>(
    article: &'s Article,
    path: &Walk<'_>,
    theme: &SectionsTheme,
    visit: &mut dyn FnMut(&Numbered<'s, '_>),
) {
    let around = Around { theme, level: 0, numbers: Vec::new() };
    around.each(&article.sections, &path.field("sections"), visit);
}

/// Visits the sections of an appendix at a path, and those below them, in reading order.
pub(super) fn of_appendix<'s>(
    appendix: &'s Appendix,
    path: &Walk<'_>,
    theme: &SectionsTheme,
    visit: &mut dyn FnMut(&Numbered<'s, '_>),
) {
    let around = Around { theme, level: 0, numbers: Vec::new() };
    around.each(&appendix.sections, &path.field("sections"), visit);
}

/// What is around sections beside each other.
struct Around<'t> {
    theme: &'t SectionsTheme,
    /// The level that they have if they state none.
    level: usize,
    /// The numbers of the sections around them.
    numbers: Vec<usize>,
}

impl Around<'_> {
    fn each<'s>(
        &self,
        sections: &'s [Section],
        path: &Walk<'_>,
        visit: &mut dyn FnMut(&Numbered<'s, '_>),
    ) {
        // Those of one form are counted together.
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, section) in sections.iter().enumerate() {
            let path = path.index(index);
            let stated = section.number.as_deref();
            let deeper = |level: &usize| *level >= self.level;
            let level = stated.and_then(|form| self.theme.level(form)).filter(deeper);
            let level = level.unwrap_or(self.level);
            let form = stated.unwrap_or_else(|| self.theme.form(level));
            let number = if numbering::counts(form) {
                let count = counts.entry(form).or_default();
                *count += 1;
                *count
            } else {
                index + 1
            };
            let numbers: Vec<usize> = self.numbers.iter().copied().chain([number]).collect();
            let (label, depth) = (numbering::label(form, &numbers), self.numbers.len());
            visit(&Numbered { section, depth, level, label, path: &path });
            let inside = Around { theme: self.theme, level: level + 1, numbers };
            inside.each(&section.sections, &path.field("sections"), visit);
        }
    }
}
