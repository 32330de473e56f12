//! Titles and headings, each with its number and the path of the paragraph that it is set as: one
//! place for the text that sets them and for the contents that name their pages.

use crate::model::{Article, Block, Bulletin, Section, Text};
use crate::place::{ModelPath, Walk};
use crate::style::numbering;

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
        match self {
            TitleOf::Bulletin => ROOT.field("title").path(),
            TitleOf::Article(index) => ROOT.field("articles").index(index).field("title").path(),
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
    /// From 0.
    pub(super) depth: usize,
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
pub(super) fn of_bulletin<'s>(bulletin: &'s Bulletin, visit: &mut dyn FnMut(&Numbered<'s, '_>)) {
    each(&bulletin.sections, &ROOT.field("sections"), 0, visit);
}

/// Visits the sections of an article at a path, and those below them, in reading order.
pub(super) fn of_article<'s>(
    article: &'s Article,
    path: &Walk<'_>,
    visit: &mut dyn FnMut(&Numbered<'s, '_>),
) {
    each(&article.sections, &path.field("sections"), 0, visit);
}

fn each<'s>(
    sections: &'s [Section],
    path: &Walk<'_>,
    depth: usize,
    visit: &mut dyn FnMut(&Numbered<'s, '_>),
) {
    for (index, section) in sections.iter().enumerate() {
        let path = path.index(index);
        let label = numbering::label(depth, index + 1);
        visit(&Numbered { section, depth, label, path: &path });
        each(&section.sections, &path.field("sections"), depth + 1, visit);
    }
}
