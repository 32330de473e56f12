//! Articles: the lines of the list of contents that stand alone below it are titles, and what
//! stands in brackets behind the text of one says who supplied it.

use super::Assembly;
use super::headings::is_numbered;
use crate::draft::chars::{self, is_title, longer_than, strip_blanks};
use crate::draft::classify::{LineKind, bare_words, classify};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::spot::Spot;
use crate::draft::{head, label, rich};
use crate::model::Article;

/// The most lines of a list of contents that are looked for below it.
pub(super) const MOST_LISTED: usize = 60;
/// The most lines of a title.
const TITLE_LINES: usize = 3;

/// The words of a line of the contents without sign, number, dots and page, and without blanks; and
/// the same without what stands in brackets at its end.
pub(super) fn listed(text: &str) -> (String, String) {
    let bare = text.trim_start_matches(|c: char| {
        matches!(c, '-' | '·' | '—' | '※' | '★' | '☆' | '○' | '□') || c.is_whitespace()
    });
    let bare = match label::head_mark(bare) {
        Some((label::HeadMark::Sign(_), words)) => words,
        _ => bare,
    };
    let bare = label::read(bare).map_or(bare, |label| label.rest);
    let words = strip_blanks(without_page(bare));
    let source = words.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    let short = source.map_or(words.as_str(), |at| chars::before(&words, at)).to_owned();
    (words, short)
}

/// A line of the contents without dots and the number of a page behind them.
pub(super) fn without_page(text: &str) -> &str {
    let leader =
        |c: char| matches!(c, '…' | '.' | '．' | '·' | '-' | '—' | '（' | '(') || c.is_whitespace();
    let closed = text.trim_end_matches(['）', ')', '-']);
    let page = closed.trim_end_matches(|c: char| chars::narrow(c).is_ascii_digit());
    let (has_page, before) = (page.len() < closed.len(), page.trim_end_matches(leader));
    let divided = before.len() < page.len();
    let dots = |text: &str| text.contains(['…', '·']) || text.contains("..");
    if has_page && divided {
        before
    } else {
        let bare = text.trim_end_matches(leader);
        if dots(text.get(bare.len()..).unwrap_or_default()) { bare } else { text }
    }
}

/// The lines of a draft, with who supplied an article on a line of its own where it stands in brackets
/// behind the last sentence: …办结。（县交通局）. Only where each such line ends an article, and
/// several do.
pub(super) fn with_suppliers<'a>(lines: Vec<Line<'a>>, from: usize) -> Vec<Line<'a>> {
    let mut ends = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(from) {
        let Some(length) = head::supplied_sentence(line.text) else { continue };
        let of_text = matches!(
            classify(line),
            LineKind::Plain | LineKind::Label { .. } | LineKind::Note(_) | LineKind::Headed { .. }
        );
        if !of_text {
            continue;
        }
        let next = lines.get(at + 1);
        let kind = next.map(classify);
        let title = || {
            let below = lines.get(at + 2).map(classify);
            let text = matches!(below, Some(LineKind::Plain | LineKind::Label { .. }));
            text && next.is_some_and(|next| is_title(next.text) && head::may_be_title(next.text))
        };
        let last = match kind {
            None | Some(LineKind::Column(_) | LineKind::Imprint | LineKind::Annex(_)) => true,
            Some(LineKind::Plain) => title(),
            _ => false,
        };
        if !last {
            return lines;
        }
        ends.push((at, length));
    }
    let alone = lines.iter().skip(from).filter(|line| head::is_supplier(line.text)).count();
    if ends.is_empty() || ends.len() + alone < 2 {
        return lines;
    }
    let mut divided = Vec::with_capacity(lines.len() + ends.len());
    let mut ends = ends.into_iter().peekable();
    for (at, line) in lines.into_iter().enumerate() {
        let Some((_, length)) = ends.next_if(|(end, _)| *end == at) else {
            divided.push(line);
            continue;
        };
        let text = chars::before(line.text, length);
        let indent = line.raw.len() - line.raw.trim_start().len();
        divided.push(Line { text, raw: chars::before(line.raw, indent + length), ..line });
        let supplier = line.part(chars::behind(line.text, length));
        divided.push(Line { after_blank: false, after_page: false, item: false, ..supplier });
    }
    divided
}

impl<'a> Assembly<'_, 'a> {
    /// Finds the titles below a list of contents that it names. One alone is the title of the
    /// text, not of an article.
    pub(super) fn find_articles(&mut self, items: &[(&str, Spot)]) {
        let mut from = self.at;
        let mut missing = Vec::new();
        let mut titles = std::collections::BTreeMap::new();
        let mut items = items.iter().take(MOST_LISTED).peekable();
        while let Some((item, spot)) = items.next() {
            if item.starts_with('【') {
                continue;
            }
            let (words, short) = listed(item);
            let mut found = self.find_title(from, &words, &short);
            // A name may go on over the next line.
            if found.is_none()
                && let Some((more, _)) = items.peek()
            {
                let (words, short) = listed(&format!("{item}{more}"));
                found = self.find_title(from, &words, &short);
                if found.is_some() {
                    items.next();
                }
            }
            match found {
                Some((at, count)) => {
                    titles.insert(at, count);
                    from = at + count;
                }
                None => missing.push((words, *spot)),
            }
        }
        if titles.len() < 2 {
            return;
        }
        for (words, spot) in missing {
            self.report.say(spot, DraftMessage::ArticleMissing { words });
        }
        self.titles = titles;
    }

    /// Finds titles without a list of contents: short lines over text behind which stands, alone in
    /// brackets, who supplied it. One alone is no series of articles.
    pub(super) fn find_supplied(&mut self) {
        let mut titles = std::collections::BTreeMap::new();
        let mut title = None;
        // Its depth, if it is a heading of Markdown.
        let mut depth = None;
        let mut text = false;
        // A title may stand directly below the heading of a column, or below who supplied the text above.
        let mut free = false;
        for (at, (line, kind)) in self.lines.iter().zip(self.kinds).enumerate().skip(self.at) {
            let below = std::mem::replace(&mut free, matches!(kind, LineKind::Column(_)));
            match kind {
                LineKind::Plain if text && head::is_supplier(line.text) => {
                    titles.extend(title.take().map(|title| (title, 1)));
                    (text, depth, free) = (false, None, true);
                }
                LineKind::Plain
                    if is_title(line.text)
                        && (line.after_blank || below)
                        && !text
                        && depth.is_none() =>
                {
                    title = Some(at);
                }
                // A heading within an article is deeper than its title, or has a number.
                LineKind::MarkdownHeading(own, words) => {
                    if is_numbered(words) || depth.is_some_and(|depth| *own > depth) {
                        text |= title.is_some();
                    } else {
                        (title, text, depth) = (Some(at), false, Some(*own));
                    }
                }
                LineKind::Plain if title.is_some() => text |= chars::ends_sentence(line.text),
                LineKind::Label { .. } if title.is_some() => text = true,
                LineKind::Plain | LineKind::Unit(_) => {}
                LineKind::Label { .. } => {}
                LineKind::Column(_) => (title, text, depth) = (None, false, None),
                _ => break,
            }
        }
        if titles.len() > 1 {
            for at in titles.keys() {
                if let Some(line) = self.lines.get(*at) {
                    self.report.say(line.spot(), DraftMessage::ArticleGuessed {});
                }
            }
            self.titles = titles;
            self.guessed = true;
        }
    }

    /// The line from one on at which the title in these words stands, and how many lines it takes.
    pub(super) fn find_title(
        &self,
        from: usize,
        words: &str,
        short: &str,
    ) -> Option<(usize, usize)> {
        let first = words.chars().next()?;
        let begins = |at: &usize| {
            self.lines.get(*at).is_some_and(|line| {
                line.text.trim_start_matches(['*', '#', ' ']).starts_with(first)
            })
        };
        let mut lines = (from..self.lines.len()).filter(begins);
        lines.find_map(|at| Some((at, self.title_at(at, words, short)?)))
    }

    /// How many lines from one on are the title that is listed in these words.
    fn title_at(&self, at: usize, words: &str, short: &str) -> Option<usize> {
        let mut title = String::new();
        for count in 1..=TITLE_LINES {
            let (line, kind) = (self.lines.get(at + count - 1)?, self.kinds.get(at + count - 1)?);
            let own = match kind {
                LineKind::Plain | LineKind::Headed { .. } => bare_words(line.text),
                LineKind::MarkdownHeading(_, words) => words,
                _ => return None,
            };
            if !is_title(own) || count > 1 && line.after_blank {
                return None;
            }
            title += &strip_blanks(own);
            if title == words || title == short {
                return Some(count);
            }
            if !words.starts_with(&title) {
                return None;
            }
        }
        None
    }

    /// A line that begins an article. False when it begins none.
    pub(super) fn article(&mut self, line: &Line<'a>) -> bool {
        let Some(count) = self.titles.get(&self.at).copied() else { return false };
        if !self.bulletin.appendices.is_empty() {
            return false;
        }
        self.close_all();
        let lines = self.lines.get(self.at..self.at + count).unwrap_or_default();
        let mut title = Default::default();
        for line in lines {
            let own = bare_words(line.text);
            let words = self.joined(line, own.to_owned());
            head::add_line(&mut title, &words, line.spot_of(own));
        }
        if !self.guessed {
            self.report.say(line.spot(), DraftMessage::Article {});
        }
        self.bulletin.articles.push(Article::new(rich(&title.text)));
        self.text_source().field("title").add(title.whole());
        self.at += count;
        self.subtitle_below();
        self.find_top();
        true
    }

    /// A line in brackets behind an article that says who supplied it. False when it does not.
    pub(super) fn supplied(&mut self, line: &Line<'a>) -> bool {
        let Some(words) = self.source_on(line) else { return false };
        let source = match self.bulletin.articles.last_mut() {
            Some(article) => &mut article.source,
            None => &mut self.bulletin.source,
        };
        *source = Some(words.to_owned());
        self.text_source().field("source").add(line.spot_of(words).extent());
        let message = DraftMessage::ArticleSource { words: words.to_owned() };
        self.report.say(line.spot(), message);
        self.at += 1;
        true
    }

    /// Who supplied an article, if this line says so: it stands alone in brackets behind the text.
    fn source_on(&self, line: &Line<'a>) -> Option<&'a str> {
        if !line.text.starts_with(['（', '(', '【']) || !self.bulletin.appendices.is_empty() {
            return None;
        }
        let bulletin = &self.bulletin;
        let (body, sections, source, several) = match bulletin.articles.last() {
            Some(article) if !self.titles.is_empty() => {
                (&article.body, &article.sections, &article.source, true)
            }
            None => (&bulletin.body, &bulletin.sections, &bulletin.source, false),
            Some(_) => return None,
        };
        let has_text = !(body.is_empty() && sections.is_empty() && self.open.is_empty());
        if source.is_some() || !has_text {
            return None;
        }
        let round =
            line.text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
        let square = line.text.strip_prefix('【').and_then(|text| text.strip_suffix('】'));
        let words = round.or(square)?.trim();
        let kind = self.kinds.get(self.at)?;
        let named = matches!(kind, LineKind::Plain | LineKind::Column(_))
            && !words.is_empty()
            && !longer_than(words, head::LONGEST_SOURCE)
            && !words.contains(['。', '；', '（', '）', '【', '】'])
            && !["略", "完", "附后", "另发", "待续"].contains(&words);
        let next = self.at + 1;
        let title_follows = self.titles.contains_key(&next);
        let column_follows = matches!(self.kinds.get(next), Some(LineKind::Column(_)));
        let ends =
            matches!(self.kinds.get(next), None | Some(LineKind::Annex(_) | LineKind::Imprint));
        // 【经验交流】 above a title is the heading of a column.
        let of_organ = round.is_some() || head::is_organ(words) || words.ends_with("供稿");
        if !several {
            // Without a list of contents only what says so supplied the text.
            let listed = bulletin.contents.is_some() && bulletin.title.is_some();
            let said = listed || words.ends_with("供稿") || words.starts_with("供稿");
            return (named && round.is_some() && ends && said).then_some(words);
        }
        let supplied = words.ends_with("供稿") || words.starts_with("供稿");
        let is_source = ends || column_follows || title_follows && of_organ || supplied;
        (named && is_source).then_some(words)
    }
}
