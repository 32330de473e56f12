//! Articles: the lines of the list of contents that stand alone below it are titles, and what
//! stands in brackets behind the text of one says who supplied it.

use super::Assembly;
use super::headings::is_numbered;
use crate::draft::chars::{self, is_title, longer_than, strip_blanks};
use crate::draft::classify::{LineKind, bare_words, classify};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;
use crate::draft::spot::Spot;
use crate::draft::{head, label, rich};
use crate::model::Article;

/// The most lines of a list of contents that are looked for below it.
pub(super) const MOST_LISTED: usize = 60;
/// The most lines in which the heading of a column is looked for.
const MOST_SOUGHT: usize = 4000;
/// The most lines of a title.
const TITLE_LINES: usize = 3;

/// The words of a line of the contents without sign, number, dots and page, and without blanks; and
/// the same without what stands in brackets at its end.
pub(super) fn listed(text: &str) -> (String, String) {
    let bare = bare_words(text).trim_start_matches(|c: char| {
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

/// The lines of a draft without the labels of an export of several articles (栏目：, 标题：, 正文：), and the
/// places of those that were titles and headings of columns. As they are, if fewer than two are titles.
pub(super) fn without_labels<'a>(
    lines: Vec<Line<'a>>,
    report: &mut Report,
) -> (Vec<Line<'a>>, Vec<Spot>, Vec<Spot>) {
    const TITLES: [&str; 4] = ["标题", "文章标题", "稿件标题", "信息标题"];
    const COLUMNS: [&str; 4] = ["栏目", "栏目名称", "所属栏目", "信息栏目"];
    const TEXTS: [&str; 5] = ["正文", "内容", "正文内容", "信息内容", "稿件内容"];
    let label = |line: &Line<'a>| {
        let (label, value) = line.text.split_once(['：', ':'])?;
        (!longer_than(label, 6)).then(|| (strip_blanks(&chars::in_simplified(label)), value.trim()))
    };
    let is = |line: &Line<'a>, labels: &[&str]| {
        label(line).is_some_and(|(name, _)| labels.contains(&name.as_str()))
    };
    let titled =
        |line: &Line<'a>| is(line, &TITLES) && label(line).is_some_and(|(_, it)| !it.is_empty());
    let (mut titles, mut columns) = (Vec::new(), Vec::new());
    let first = lines.iter().position(titled);
    if lines.iter().filter(|line| titled(line)).count() < 2 {
        return (lines, titles, columns);
    }
    let first = first.unwrap_or_default();
    let from = match first.checked_sub(1).and_then(|above| Some((above, lines.get(above)?))) {
        Some((above, line)) if is(line, &COLUMNS) => above,
        _ => first,
    };
    let mut bare = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        let found = label(&line).filter(|_| at >= from);
        let known = found.filter(|(name, value)| {
            let name = name.as_str();
            TEXTS.contains(&name)
                || !value.is_empty() && (TITLES.contains(&name) || COLUMNS.contains(&name))
        });
        let Some((name, value)) = known else {
            bare.push(line);
            continue;
        };
        report.say(line.spot(), DraftMessage::LabelLeftOut { label: name.clone() });
        if value.is_empty() {
            continue;
        }
        let value = Line { after_blank: true, item: false, ..line.part(value) };
        if TITLES.contains(&name.as_str()) {
            titles.push(value.spot());
        } else if COLUMNS.contains(&name.as_str()) && !value.text.starts_with('【') {
            columns.push(value.spot());
        }
        bare.push(value);
    }
    (bare, titles, columns)
}

impl<'a> Assembly<'_, 'a> {
    /// Takes the lines at these places as titles of articles.
    pub(super) fn take_titles(&mut self, spots: &[Spot]) {
        let lines = self.lines.iter().enumerate().skip(self.at);
        let known: std::collections::BTreeSet<Spot> = spots.iter().copied().collect();
        let titles: Vec<usize> =
            lines.filter(|(_, line)| known.contains(&line.spot())).map(|(at, _)| at).collect();
        self.titles.extend(titles.into_iter().map(|at| (at, 1)));
        self.guessed = true;
    }

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
                // ◆部门动态 in the list stands for 【部门动态】.
                None if self.is_column_below(&words) => {}
                None => missing.push((words, *spot)),
            }
        }
        if titles.len() < 2 {
            return;
        }
        for (words, spot) in missing {
            self.report.say(spot, DraftMessage::ArticleMissing { words });
        }
        self.titles.extend(titles);
        self.guessed = false;
    }

    /// Whether 【…】 with these words stands below.
    pub(super) fn is_column_below(&self, words: &str) -> bool {
        let below = self.kinds.iter().skip(self.at);
        below
            .take(MOST_SOUGHT)
            .any(|kind| matches!(kind, LineKind::Column(column) if strip_blanks(column) == words))
    }

    /// Finds titles without a list of contents: short lines over text behind which stands, alone on its
    /// line, who supplied it. One alone is no series of articles. Beside such articles a title directly
    /// below the heading of a column begins one too.
    pub(super) fn find_supplied(&mut self) {
        if !self.titles.is_empty() {
            return;
        }
        let mut titles = std::collections::BTreeMap::new();
        let mut columned = Vec::new();
        let mut title = None;
        // Its depth, if it is a heading of Markdown.
        let mut depth = None;
        let mut text = false;
        // A title may stand directly below the heading of a column, or below who supplied the text above.
        let mut free = false;
        // Whether the line above is a sentence: 来源：… below a table is the table's.
        let mut behind_text = false;
        for (at, (line, kind)) in self.lines.iter().zip(self.kinds).enumerate().skip(self.at) {
            let in_column = at
                .checked_sub(1)
                .is_some_and(|above| matches!(self.kinds.get(above), Some(LineKind::Column(_))));
            let below = std::mem::replace(&mut free, matches!(kind, LineKind::Column(_)));
            let sentence = std::mem::replace(&mut behind_text, chars::ends_sentence(line.text));
            match kind {
                LineKind::Plain if text && self.supplies(line, sentence) => {
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
                    columned.extend(title.filter(|_| in_column && self.is_over_sentence(at)));
                }
                // A heading within an article is deeper than its title, or has a number.
                LineKind::MarkdownHeading(own, words) => {
                    if is_numbered(words) || depth.is_some_and(|depth| *own > depth) {
                        text |= title.is_some();
                    } else {
                        (title, text, depth) = (Some(at), false, Some(*own));
                        columned.extend(title.filter(|_| in_column && self.is_over_sentence(at)));
                    }
                }
                LineKind::Plain if title.is_some() => text |= chars::ends_sentence(line.text),
                LineKind::Label { .. } if title.is_some() => text = true,
                LineKind::Plain | LineKind::Unit(_) | LineKind::Note(_) | LineKind::Remark(_) => {}
                LineKind::Label { .. } | LineKind::Figure { .. } => {}
                LineKind::Column(_) => (title, text, depth) = (None, false, None),
                _ => break,
            }
        }
        if titles.len() > 1 {
            titles.extend(columned.into_iter().map(|at| (at, 1)));
            for at in titles.keys() {
                if let Some(line) = self.lines.get(*at) {
                    self.report.say(line.spot(), DraftMessage::ArticleGuessed {});
                }
            }
            self.titles = titles;
            self.guessed = true;
        }
    }

    /// Whether a line says who supplied the text above it, which ended with a sentence or did not.
    fn supplies(&self, line: &Line<'_>, sentence: bool) -> bool {
        head::supplier(line.text).is_some_and(|it| it.label.is_none() || sentence)
    }

    /// Whether a sentence stands below a line.
    pub(super) fn is_over_sentence(&self, at: usize) -> bool {
        let below = self.lines.get(at + 1).zip(self.kinds.get(at + 1));
        below.is_some_and(|(line, kind)| {
            matches!(kind, LineKind::Plain)
                && (chars::ends_sentence(line.text) || longer_than(line.text, 27))
        })
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
            // A title that is listed may have a comma.
            let may_be =
                is_title(own) || !longer_than(own, 45) && !own.contains(['。', '；', '|', '\t']);
            if !may_be || count > 1 && line.after_blank {
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
        if let Some(label) = head::supplier(line.text).and_then(|it| it.label) {
            let label = label.to_owned();
            self.report.say(line.spot(), DraftMessage::LabelLeftOut { label });
        }
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
        let bare = head::supplier(line.text).filter(|it| it.label.is_some());
        let bracketed = line.text.starts_with(['（', '(', '【']);
        if !bracketed && bare.is_none() || !self.bulletin.appendices.is_empty() {
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
        if let Some(bare) = bare {
            let above = self.at.checked_sub(1).and_then(|above| self.lines.get(above));
            let behind_text = above.is_some_and(|above| chars::ends_sentence(above.text));
            let plain = matches!(self.kinds.get(self.at), Some(LineKind::Plain));
            return (several && plain && behind_text).then_some(bare.words);
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
        let supplied = words.ends_with("供稿")
            || words.starts_with("供稿")
            || round.is_some() && words.contains(['：', ':']) && head::is_supplier(line.text);
        let is_source = ends || column_follows || title_follows && of_organ || supplied;
        (named && is_source).then_some(words)
    }
}
