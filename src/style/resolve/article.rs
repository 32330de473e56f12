//! Several articles in one bulletin: titles of equal size, numbers that begin anew, and behind each
//! who supplied it (practice of bulletins).

use super::Resolver;
use super::body::keep_with_next;
use super::headings::{self, ROOT, TitleOf, first_title};
use crate::length::Length;
use crate::model::{self, Article, Bulletin};
use crate::place::Walk;
use crate::style::flow::{Block, Role};
use crate::style::theme::TypeRole;

impl Resolver<'_> {
    /// The articles behind the bulletin's own text.
    pub(super) fn articles(&mut self, bulletin: &Bulletin, blocks: &mut Vec<Block>) {
        for (index, article) in bulletin.articles.iter().enumerate() {
            let (articles, of) = (ROOT.field("articles"), TitleOf::Article(index));
            let path = articles.index(index);
            // The first title of all stands below the red rule.
            if first_title(bulletin).is_none_or(|(_, first)| first != of) {
                self.article_title(bulletin, article, of, blocks);
            }
            self.below_title = true;
            self.blocks(&article.body, &path.field("body"), blocks);
            let theme = self.theme;
            headings::of_article(article, &path, &theme.sections, &mut |section| {
                self.section(section, blocks)
            });
            self.below_title = false;
            self.source(article.source.as_deref(), &path, blocks);
        }
    }

    /// A title with a blank row above and below.
    fn article_title(
        &self,
        bulletin: &Bulletin,
        article: &Article,
        of: TitleOf,
        blocks: &mut Vec<Block>,
    ) {
        let mut title = self.title_paragraph(
            Role::Title,
            TypeRole::Title,
            &article.title,
            of.path(),
            self.page.type_area.size.width,
        );
        title.snap = true;
        title.space_before = self.page.row_pitch;
        title.outline = Some(self.title_entry(&article.title));
        let mut lines = vec![title];
        lines.extend(self.below_title(bulletin, of));
        // A table brings half a row of its own.
        let table_follows = matches!(article.body.first(), Some(model::Block::Table(_)));
        if let Some(last) = lines.last_mut() {
            last.space_after = if table_follows { Length::ZERO } else { self.page.row_pitch };
        }
        blocks.extend(lines.into_iter().map(Block::Paragraph));
    }

    /// （市水务局供稿）, at the right, on the page where the text ends.
    pub(super) fn source(&self, source: Option<&str>, path: &Walk<'_>, blocks: &mut Vec<Block>) {
        let Some(source) = source else { return };
        let mut content = self.label(TypeRole::Source, "（");
        content.append(&mut self.words(TypeRole::Source, source));
        content.append(&mut self.label(TypeRole::Source, "）"));
        let path = path.field("source").path();
        let mut paragraph = self.paragraph(Role::Source, TypeRole::Source, path, content);
        paragraph.keep_together = true;
        if let Some(last) = blocks.last_mut() {
            keep_with_next(last);
        }
        blocks.push(Block::Paragraph(paragraph));
    }
}
