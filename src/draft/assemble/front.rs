//! What precedes the text: the editor's note and the list of contents.

use std::collections::BTreeSet;

use super::Assembly;
use super::articles::{MOST_LISTED, listed, without_page};
use crate::draft::classify::{self, LineKind};
use crate::draft::head::{self, Piece};
use crate::draft::lines::Line;
use crate::draft::messages::{DraftMessage, Role};
use crate::draft::report::Report;
use crate::draft::spot::{Extent, Passage, Spot};
use crate::draft::{chars, imprint, label, rich};
use crate::model::{Block, Bulletin, Contents, Text};

/// The most lines over which the offices that a text is addressed to go on.
const ADDRESSEE_LINES: usize = 4;

/// The usual words above the list of contents.
const USUAL: &str = "本期要目";

impl<'a> Assembly<'_, 'a> {
    /// A line between the masthead and the text: the title under its label, the author below it, to whom
    /// the text is addressed. False when it is none.
    pub(super) fn front_line(&mut self, line: &Line<'a>, kind: &LineKind<'a>) -> bool {
        match kind {
            LineKind::Plain if self.is_below_title() && head::is_author(line.text) => {
                self.author(line, line.text);
                true
            }
            LineKind::Plain if self.is_below_title() && self.is_named_below(line) => {
                let words = bare_name(line.text);
                let (taken, other) = (Role::Author, Role::Heading);
                let message = DraftMessage::TwoRoles { words: words.to_owned(), taken, other };
                self.report.say(line.spot(), message);
                self.author(line, words);
                true
            }
            LineKind::Plain if !self.bulletin.articles.is_empty() && self.is_below_title() => {
                self.supplied_by(line)
            }
            LineKind::Plain if self.is_bold_subtitle(line) => {
                let words = classify::bold_words(line.text).unwrap_or(line.text);
                self.subtitle(&Passage::new(words, line.spot_of(words)));
                self.at += 1;
                true
            }
            LineKind::Plain | LineKind::Column(_) if self.is_front() => {
                let read =
                    self.labelled_title(line) || self.supplied_by(line) || self.addressed(line);
                // Below the fields of a form, some of which are of the imprint, the text begins.
                self.in_imprint &= !read;
                read
            }
            LineKind::Label { .. }
            | LineKind::MarkdownHeading(..)
            | LineKind::EditorNote(_)
            | LineKind::Contents
                if self.is_front() && self.in_imprint =>
            {
                self.in_imprint = false;
                false
            }
            LineKind::Imprint if self.is_front() && !self.in_imprint => self.sent_to(line),
            _ => false,
        }
    }

    fn author(&mut self, line: &Line<'a>, words: &str) {
        match self.bulletin.articles.last_mut() {
            Some(article) => article.author = Some(words.to_owned()),
            None => self.bulletin.author = Some(words.to_owned()),
        }
        self.text_source().field("author").add(line.spot_of(words).extent());
        self.at += 1;
    }

    /// Whether a line below a title and its subtitle is the name of a person: three characters, or two that
    /// are spread, over a sentence.
    fn is_named_below(&self, line: &Line<'a>) -> bool {
        let words = bare_name(line.text);
        let length = chars::strip_blanks(words).chars().count();
        let person = words.chars().all(|c| chars::is_han(c) || c.is_whitespace())
            && match chars::unspread(words) {
                Some(_) => (2..=3).contains(&length),
                None => length == 3 && !words.contains(char::is_whitespace),
            };
        let subtitled = match self.bulletin.articles.last() {
            Some(article) => article.subtitle.is_some(),
            None => self.bulletin.subtitle.is_some(),
        };
        person && subtitled && self.is_over_sentence(self.at)
    }

    /// Whether a line is the subtitle in bold below the title: **——以甲县为例**.
    fn is_bold_subtitle(&self, line: &Line<'_>) -> bool {
        let bulletin = &self.bulletin;
        self.is_front()
            && self.is_below_title()
            && bulletin.subtitle.is_none()
            && bulletin.body.len() == self.left
            && classify::bold_words(line.text)
                .is_some_and(|words| head::is_subtitle(words) && chars::is_title(words))
    }

    /// Whether a title stands directly above, with no author and no text below it.
    fn is_below_title(&self) -> bool {
        match self.bulletin.articles.last() {
            Some(article) => {
                article.author.is_none()
                    && article.body.is_empty()
                    && article.sections.is_empty()
                    && self.open.is_empty()
                    && self.bulletin.appendices.is_empty()
            }
            None => {
                self.is_front() && self.bulletin.title.is_some() && self.bulletin.author.is_none()
            }
        }
    }

    /// 标题：, 副标题： or 正文： above the text.
    fn labelled_title(&mut self, line: &Line<'a>) -> bool {
        let pieces = head::pieces(line.text);
        let label = |words: &str| {
            let label = chars::before(line.text, line.text.len().saturating_sub(words.len()));
            label.trim_matches(['【', '】', '[', ']', '：', ':', ' ', '\u{3000}']).to_owned()
        };
        let label = match pieces.as_slice() {
            [Piece::Title(words)] if self.bulletin.title.is_none() => {
                self.title(words, line.spot_of(words).extent());
                label(words)
            }
            [Piece::Subtitle(words)]
                if self.bulletin.title.is_some() && self.bulletin.subtitle.is_none() =>
            {
                self.subtitle(&Passage::new(*words, line.spot_of(words)));
                label(words)
            }
            [Piece::Text] => label(""),
            _ => return false,
        };
        self.report.say(line.spot(), DraftMessage::LabelLeftOut { label });
        self.at += 1;
        true
    }

    /// 作者：… and 来源：… between the title and the text.
    fn supplied_by(&mut self, line: &Line<'a>) -> bool {
        const AUTHORS: [&str; 5] = ["作者", "撰稿人", "撰稿", "供稿人", "记者"];
        const SOURCES: [&str; 6] = ["来源", "信息来源", "稿件来源", "供稿单位", "报送单位", "供稿"];
        let bare = line.text.trim_start_matches(['【', '[']);
        let Some((label, value)) = bare.split_once(['：', ':', '】', ']']) else { return false };
        let value = value.trim_start_matches(['：', ':', '】', ']']).trim();
        let name = chars::strip_blanks(&chars::in_simplified(label));
        let worded = !value.is_empty()
            && !chars::longer_than(value, 30)
            && !value.contains(['。', '；', '：', ':', '，', '\t']);
        let titled = self.bulletin.title.is_some() || !self.bulletin.articles.is_empty();
        if !worded || !titled || self.at + 1 >= self.lines.len() {
            return false;
        }
        let at = line.spot_of(value).extent();
        let persons =
            value.split([' ', '\u{3000}', '、']).all(|name| !chars::longer_than(name.trim(), 5));
        let (author, source) = match self.bulletin.articles.last_mut() {
            Some(article) => (&mut article.author, &mut article.source),
            None => (&mut self.bulletin.author, &mut self.bulletin.source),
        };
        let field = if AUTHORS.contains(&name.as_str()) && persons && author.is_none() {
            *author = Some(value.to_owned());
            "author"
        } else if SOURCES.contains(&name.as_str()) && head::is_organ(value) && source.is_none() {
            *source = Some(value.to_owned());
            "source"
        } else {
            return false;
        };
        self.text_source().field(field).add(at);
        let label = label.to_owned();
        self.report.say(line.spot(), DraftMessage::LabelLeftOut { label });
        self.at += 1;
        true
    }

    /// Offices on a line that ends with a colon, perhaps over several lines, above the text.
    fn addressed(&mut self, line: &Line<'a>) -> bool {
        let ahead = || self.lines.iter().zip(self.kinds).skip(self.at).take(ADDRESSEE_LINES);
        let mut words = String::new();
        let mut count = 0;
        for (index, (next, kind)) in ahead().enumerate() {
            if *kind != LineKind::Plain || index > 0 && next.after_blank {
                return false;
            }
            words.push_str(next.text);
            count = index + 1;
            if !next.text.ends_with(['、', '，', ',']) && next.text.ends_with(['：', ':']) {
                break;
            }
        }
        let Some(offices) = head::addressee(&words) else { return false };
        // One office without a title above is the heading of what follows, and so is one of several.
        let several = offices.contains(['、', '，', ',']) || offices.starts_with('各');
        let titled = self.bulletin.title.is_some() || several;
        let below = self.at + count;
        let another = self
            .lines
            .iter()
            .skip(below)
            .any(|line| !several && head::addressee(line.text).is_some());
        if !titled || another || below >= self.lines.len() {
            return false;
        }
        let last = self.lines.get(below - 1).map_or(line.number, |last| last.number);
        self.address(offices.to_owned(), line.spot().to_line(last));
        self.at = below;
        true
    }

    fn address(&mut self, offices: String, at: Extent) {
        if self.bulletin.addressee.as_ref().is_some_and(|said| *said != offices) {
            self.report.say(at.first(), DraftMessage::Twice { words: offices.clone() });
            return self.push(Block::Paragraph(rich(&format!("{offices}："))), at);
        }
        if self.bulletin.addressee.is_some() {
            return self.report.say(at.first(), DraftMessage::AddresseeTwice {});
        }
        self.bulletin.addressee = Some(offices);
        self.source.field("addressee").add(at);
    }

    /// 主送：… above the text, which is no line of the imprint there.
    fn sent_to(&mut self, line: &Line<'a>) -> bool {
        let Some((label, offices)) = imprint::addressee(line.text) else { return false };
        let text_follows =
            matches!(self.kinds.get(self.at + 1), Some(LineKind::Plain | LineKind::Label { .. }));
        if !text_follows || self.bulletin.addressee.is_some() {
            return false;
        }
        self.report.say(line.spot(), DraftMessage::LabelLeftOut { label });
        let offices = offices.trim_end_matches(['。', '：', ':']).to_owned();
        self.address(offices, line.spot().extent());
        self.at += 1;
        true
    }

    pub(super) fn editor_note(&mut self, line: &Line<'a>, words: &'a str) {
        let (words, spot) = if words.is_empty() {
            self.at += 1;
            match (self.lines.get(self.at), self.kinds.get(self.at)) {
                (Some(line), Some(LineKind::Plain)) => (line.text, line.spot()),
                _ => return,
            }
        } else {
            (words, line.spot_of(words))
        };
        self.note_paragraph(words, spot);
        while self.note_goes_on() {
            let Some(line) = self.lines.get(self.at) else {
                return;
            };
            self.note_paragraph(line.text, line.spot());
        }
    }

    fn note_paragraph(&mut self, words: &'a str, spot: Spot) {
        let mut passage = self.paragraph(words, spot, false);
        while self.is_wrapped() {
            let Some(line) = self.lines.get(self.at) else { break };
            self.report.say(line.spot(), DraftMessage::Joined {});
            let more = self.paragraph(line.text, line.spot(), false);
            passage.append(&more);
        }
        let index = self.bulletin.editor_note.len();
        self.source.field("editor_note").item(index).add(passage.whole());
        self.bulletin.editor_note.push(rich(&passage.text));
    }

    /// Whether this line goes on with the paragraph of the note above although that ended with a sentence:
    /// the line above is full, and the paragraphs of the text begin in another way, with an indent or below
    /// an empty line.
    fn is_wrapped(&self) -> bool {
        /// The characters of a full line, at least and at most.
        const FULL: std::ops::RangeInclusive<usize> = 30..=50;
        /// In how many lines below paragraphs of the text are looked for.
        const BELOW: usize = 30;
        let full = |line: &Line<'_>| FULL.contains(&line.text.chars().count());
        let at = |index: usize| self.lines.get(index).zip(self.kinds.get(index));
        let text = |kind: &LineKind<'_>| matches!(kind, LineKind::Plain);
        let unindented = at(self.at).is_some_and(|(line, kind)| {
            text(kind)
                && !line.after_blank
                && !line.item
                && line.indent() == 0
                && chars::ends_sentence(line.text)
                && head::is_sentence(line.text)
        });
        let above = self.at.checked_sub(1).and_then(at);
        if !unindented || !above.is_some_and(|(line, _)| full(line)) {
            return false;
        }
        let below = self.at + 1..self.at + BELOW;
        let indented = below.clone().filter_map(at).any(|(line, kind)| {
            text(kind) && longer(line.text) && (2..=4).contains(&line.indent())
        });
        // A line that breaks off, and a sentence that ends its line only above an empty one.
        let pairs = || below.clone().filter_map(|index| Some((at(index)?, at(index + 1)?)));
        let broken = pairs().any(|((line, kind), (next, below))| {
            let open = !chars::ends_sentence(line.text) && full(line);
            text(kind) && text(below) && open && !next.after_blank
        });
        let divided = !pairs().any(|((line, kind), (next, below))| {
            let both = text(kind) && text(below);
            both && chars::ends_sentence(line.text) && !next.after_blank
        });
        indented || broken && divided
    }

    /// Whether this line is a further paragraph of the note: no empty line stands above it, and one
    /// separates it from the text.
    fn note_goes_on(&self) -> bool {
        let close = self
            .lines
            .iter()
            .zip(self.kinds)
            .skip(self.at)
            .take(5)
            .take_while(|(line, kind)| !line.after_blank && matches!(kind, LineKind::Plain));
        let end = self.at + close.count();
        end > self.at
            && self.lines.get(end).is_some_and(|line| line.after_blank)
            && self.lines.get(end - 1).is_some_and(|line| chars::ends_sentence(line.text))
    }

    /// Whether a line of the list of contents stands alone below.
    fn returns(&self, text: &str) -> bool {
        let (words, short) = listed(text);
        self.find_title(self.at + 1, &words, &short).is_some() || self.is_column_below(&words)
    }

    /// Whether the line below this one is in the list of contents already.
    fn is_listed_below(&self, known: &BTreeSet<String>) -> bool {
        let next = self.lines.get(self.at + 1);
        next.is_some_and(|next| known.contains(&listed(next.text).0))
    }

    /// The names in a list of contents that is a table between bars.
    fn listed_in_table(&self) -> Vec<(&'a str, Spot)> {
        let rows = self.lines.iter().skip(self.at).take(MOST_LISTED);
        let rows = rows.take_while(|line| line.text.contains('|'));
        let named = rows.flat_map(|line| {
            let cells = line.text.split('|').map(str::trim).filter(|cell| !cell.is_empty());
            cells.map(|cell| (cell, line.spot_of(cell)))
        });
        named.filter(|(cell, _)| self.returns(cell)).collect()
    }

    /// 本期要目: the lines below it, up to the text they announce.
    pub(super) fn contents(&mut self, line: &Line<'a>) {
        self.at += 1;
        let heading = chars::strip_blanks(classify::bare_words(line.text));
        let heading = heading.trim_matches(['【', '】', '≡', '[', ']', '：', ':']);
        if heading != USUAL && self.bulletin.contents_heading.is_none() {
            self.bulletin.contents_heading = Some(heading.to_owned());
            self.source.field("contents_heading").add(line.spot().extent());
        }
        let mut items: Vec<&str> = Vec::new();
        let mut spots = Vec::new();
        let mut known = BTreeSet::new();
        let (mut numbered, mut listed_otherwise) = (false, false);
        while let (Some(line), Some(kind)) = (self.lines.get(self.at), self.kinds.get(self.at)) {
            let short = !chars::longer_than(line.text, 50) && !line.text.contains(['。', '|']);
            let ends = known.contains(&listed(line.text).0)
                || (matches!(kind, LineKind::Column(_))
                    && !items.is_empty()
                    && (line.after_blank || self.is_listed_below(&known)))
                || (line.after_blank
                    && items.len() > 1
                    && !numbered
                    && !line.item
                    && (items.len() >= MOST_LISTED || !self.returns(line.text))
                    && !matches!(kind, LineKind::Label { .. })
                    && !same_sign(kind, items.last()));
            let first = matches!(kind, LineKind::Label { label, .. } if label.number == 1 && label.kind == label::Numbering::Comma);
            // After lines that are numbered in another way, or not at all, 一、 begins the text.
            let begins = first && (numbered || (line.after_blank && listed_otherwise));
            if !short
                || ends
                || begins
                || !matches!(
                    kind,
                    LineKind::Plain
                        | LineKind::Label { .. }
                        | LineKind::Headed { .. }
                        | LineKind::Column(_)
                )
            {
                break;
            }
            listed_otherwise |= !first && !matches!(kind, LineKind::Column(_));
            numbered |= first;
            items.push(line.text);
            spots.push(line.spot());
            known.insert(listed(line.text).0);
            self.at += 1;
        }
        // Numbered lines that do not recur below are the text itself, not a list of it.
        let begins_text = |kind: &LineKind<'_>| {
            matches!(kind, LineKind::Label { label, .. }
                if label.number == 1 && label.kind == label::Numbering::Comma)
        };
        let mut both: Vec<(&str, Spot)> =
            items.iter().copied().zip(spots.iter().copied()).collect();
        if both.is_empty() {
            both = self.listed_in_table();
            // The table stays, and the list is made from the titles.
            if let Some((_, spot)) = both.first() {
                let words = heading.to_owned();
                self.report.say(*spot, DraftMessage::Twice { words });
            }
        }
        self.find_articles(&both);
        let recurs = !self.titles.is_empty() || self.kinds.iter().skip(self.at).any(begins_text);
        if numbered && !recurs {
            self.at -= items.len();
            items.clear();
        }
        if items.is_empty() {
            self.bulletin.contents = Some(Contents::Auto);
            self.source.field("contents").add(line.spot().extent());
            return self.report.say(line.spot(), DraftMessage::Contents {});
        }
        for (index, spot) in spots.iter().enumerate() {
            self.source.field("contents").item(index).add(spot.extent());
        }
        self.contents_listed = spots;
        self.bulletin.contents = Some(Contents::Manual(items.into_iter().map(rich).collect()));
    }
}

/// Whether a line is long enough to be text.
fn longer(text: &str) -> bool {
    chars::longer_than(text, 27)
}

/// The words of a line without emphasis around all of it.
fn bare_name(text: &str) -> &str {
    text.trim_matches('*').trim()
}

/// Whether a line begins with a sign, as the line above it in the list does.
fn same_sign(kind: &LineKind<'_>, above: Option<&&str>) -> bool {
    match kind {
        LineKind::Headed { mark: label::HeadMark::Sign(sign), .. } => {
            above.is_some_and(|above| above.starts_with(*sign))
        }
        _ => false,
    }
}

/// Makes a list of contents automatic when it is the headings of the first level; `spots` is where
/// its lines stand.
pub(super) fn automatic_contents(bulletin: &mut Bulletin, spots: &[Spot], report: &mut Report) {
    let leader = |c: char| c.is_ascii_digit() || matches!(c, '…' | '.' | '·' | ' ');
    let paged = |line: &Text| {
        let line = line.to_plain();
        without_page(&line) != line || line.ends_with(leader)
    };
    let Some(Contents::Manual(lines)) = &bulletin.contents else {
        return;
    };
    let words = |text: &str| {
        let text = label::read(text).map_or(text, |label| label.rest);
        chars::strip_blanks(text.trim_end_matches(leader))
    };
    // Signs before the lines are kept, unless the pages behind them have to be counted anew.
    let signed = lines.iter().any(paged);
    let said = lines.iter().map(|line| {
        let line = line.to_plain();
        if signed && label::head_mark(&line).is_some() { listed(&line).0 } else { words(&line) }
    });
    let said: Vec<Option<String>> = said.map(Some).collect();
    // The names of articles may have who supplied them behind them.
    let short: Vec<Option<String>> =
        lines.iter().map(|line| Some(listed(&line.to_plain()).1)).collect();
    let titles = bulletin.titles();
    let several = !bulletin.articles.is_empty();
    let headings = bulletin.sections.iter().map(|section| section.heading.as_ref());
    let headings: Vec<Option<&Text>> =
        if titles.is_empty() { headings.collect() } else { titles.into_iter().map(Some).collect() };
    let headings = headings.into_iter().map(|text| text.map(|text| words(&text.to_plain())));
    let headings: Vec<Option<String>> = headings.collect();
    // The numbers before the names of articles would not be made anew.
    let labelled = |line: &Text| label::read(&line.to_plain()).is_some();
    let made_anew = !several || signed || !lines.iter().any(labelled);
    let same = made_anew && said == headings || several && signed && short == headings;
    if !spots.is_empty() && same {
        for (line, spot) in lines.iter().zip(spots) {
            if paged(line) {
                report.say(*spot, DraftMessage::ContentsPage {});
            }
        }
        bulletin.contents = Some(Contents::Auto);
    } else if several && !spots.is_empty() {
        // Their pages are counted anew.
        let mut lines = lines.clone();
        for (line, spot) in lines.iter_mut().zip(spots) {
            let words = line.to_string();
            let bare = without_page(&words);
            if bare != words {
                report.say(*spot, DraftMessage::ContentsPage {});
                *line = rich(bare);
            }
        }
        bulletin.contents = Some(Contents::Manual(lines));
    }
}
