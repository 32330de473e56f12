//! Several articles in one bulletin: titles of equal size, numbers that begin anew, and behind each
//! who supplied it (practice of bulletins).

use super::Resolver;
use super::body::{keep_with_next, title_entry};
use super::headings::{self, ROOT, TitleOf, first_title};
use crate::length::Length;
use crate::model::{self, Article, Bulletin};
use crate::place::{ModelPath, Walk};
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
                self.article_title(article, of.path(), blocks);
            }
            self.below_title = true;
            self.blocks(&article.body, &path.field("body"), blocks);
            let theme = self.theme;
            headings::of_article(article, &path, &theme.sections, &mut |section| {
                self.section(section, blocks)
            });
            self.below_title = false;
            self.source(article, &path, blocks);
        }
    }

    /// A title with a blank row above and below.
    fn article_title(&self, article: &Article, path: ModelPath, blocks: &mut Vec<Block>) {
        let mut title = self.title_paragraph(
            Role::Title,
            TypeRole::Title,
            &article.title,
            path,
            self.page.type_area.size.width,
        );
        title.snap = true;
        title.space_before = self.page.row_pitch;
        title.outline = Some(title_entry(&article.title));
        // A table brings half a row of its own.
        let table_follows = matches!(article.body.first(), Some(model::Block::Table(_)));
        title.space_after = if table_follows { Length::ZERO } else { self.page.row_pitch };
        blocks.push(Block::Paragraph(title));
    }

    /// （市水务局供稿）, at the right, on the page where the text ends.
    fn source(&self, article: &Article, path: &Walk<'_>, blocks: &mut Vec<Block>) {
        let Some(source) = &article.source else { return };
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
