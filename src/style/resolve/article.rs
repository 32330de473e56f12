//! Several articles in one bulletin: titles of equal size, numbers that begin anew, and behind each
//! who supplied it (practice of bulletins).

use super::Resolver;
use super::body::{first_title, keep_with_next, title_entry};
use crate::length::Length;
use crate::model::{self, Article, Bulletin};
use crate::style::flow::{Block, Role};
use crate::style::theme::TypeRole;

impl Resolver<'_> {
    /// The articles behind the bulletin's own text.
    pub(super) fn articles(&mut self, bulletin: &Bulletin, blocks: &mut Vec<Block>) {
        for (index, article) in bulletin.articles.iter().enumerate() {
            let path = format!("articles[{index}]");
            // The first title of all stands below the red rule.
            let is_set =
                first_title(bulletin).is_some_and(|(_, first)| first == path.clone() + ".title");
            if !is_set {
                self.article_title(article, &path, blocks);
            }
            self.below_title = true;
            self.blocks(&article.body, &format!("{path}.body"), blocks);
            self.sections(&article.sections, &format!("{path}.sections"), 0, blocks);
            self.below_title = false;
            self.source(article, &path, blocks);
        }
    }

    /// A title with a blank row above and below.
    fn article_title(&mut self, article: &Article, path: &str, blocks: &mut Vec<Block>) {
        let place = format!("{path}.title");
        let mut title = self.title_paragraph(
            Role::Title,
            TypeRole::Title,
            &article.title,
            &place,
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
    fn source(&mut self, article: &Article, path: &str, blocks: &mut Vec<Block>) {
        let Some(source) = &article.source else { return };
        let place = format!("{path}.source");
        let mut content = self.label(TypeRole::Source, "（");
        content.append(&mut self.words(TypeRole::Source, source, &place));
        content.append(&mut self.label(TypeRole::Source, "）"));
        let mut paragraph = self.paragraph(Role::Source, TypeRole::Source, place, content);
        paragraph.keep_together = true;
        if let Some(last) = blocks.last_mut() {
            keep_with_next(last);
        }
        blocks.push(Block::Paragraph(paragraph));
    }
}
