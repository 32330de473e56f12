//! What precedes the text: the editor's note and the list of contents.

use std::collections::BTreeSet;

use super::Assembly;
use super::articles::{MOST_LISTED, listed, without_page};
use crate::draft::classify::{self, LineKind};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::report::Report;
use crate::draft::spot::Spot;
use crate::draft::{chars, label, rich};
use crate::model::{Bulletin, Contents, Text};

/// The usual words above the list of contents.
const USUAL: &str = "本期要目";

impl<'a> Assembly<'_, 'a> {
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
        let passage = self.paragraph(words, spot, false);
        let index = self.bulletin.editor_note.len();
        self.source.field("editor_note").item(index).add(passage.whole());
        self.bulletin.editor_note.push(rich(&passage.text));
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
        self.find_title(self.at + 1, &words, &short).is_some()
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
                || (line.after_blank && !items.is_empty() && matches!(kind, LineKind::Column(_)))
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
