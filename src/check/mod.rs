//! Looking at what a bulletin says: marks of the wrong width or form. [`bulletin`] finds them in any
//! bulletin, whatever it came from; [`Bulletin::tidy`] repairs those that can only be meant in one way.
//! A draft is looked at while it is [read](crate::draft::parse).

mod kept;
mod marks;
mod messages;
mod passage;
mod stale;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::Finding;
use crate::model::words::Words;
use crate::model::{Bulletin, Span, Text};
use crate::place::{Place, Walk};
use marks::{Edit, Kind, Mark, Rule};

pub(crate) use messages::CheckMessage;
pub use stale::stale;

/// What is repaired in the words of a bulletin. Nothing, unless it is asked for.
///
/// ```
/// use bulletin::check::Tidy;
///
/// assert!(!Tidy::default().marks);
/// assert!(Tidy::marks().marks);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tidy {
    /// Marks: , ; : ? ! . ( ) ~ and dots of an ellipsis beside Chinese, the marks of items at the
    /// beginning of paragraphs, spaces beside numbers and marks.
    pub marks: bool,
}

impl Tidy {
    /// Repairs marks.
    pub fn marks() -> Tidy {
        Tidy { marks: true }
    }
}

/// What somebody should look at in the words of a bulletin: half-width marks beside Chinese, ellipses
/// of another form, wrong marks of items, spaces that mean nothing (warnings), and hyphens, dots and
/// spaces that can be meant in several ways (reviews). Each kind is one finding with a count and its
/// first places.
///
/// Addresses, code, names of files, times, decimals, ratios and English sentences are left alone.
///
/// ```
/// use bulletin::{Bulletin, check};
///
/// let mut bulletin = Bulletin::new("工作快报");
/// bulletin.body = vec!["本周,受理1,550件(含网上),9:00开始;北京-上海专线开通.".into()];
/// let findings = check::bulletin(&bulletin);
/// let found: Vec<_> = findings.iter().map(|finding| (finding.code(), finding.count())).collect();
/// assert_eq!(found, [
///     ("check.half-width-mark", 3),
///     ("check.half-width-brackets", 1),
///     ("check.hyphen", 1),
///     ("check.half-width-stop", 1),
/// ]);
/// assert_eq!(findings[0].place().to_string(), "body[0]");
/// ```
pub fn bulletin(bulletin: &Bulletin) -> Vec<Finding> {
    // There is one walk over words, and it may change them; pictures are shared, not copied.
    let mut copy = bulletin.clone();
    let mut places = |path: &Walk<'_>, around: &Around<'_>| in_model(path, around);
    joined(look(&mut copy, Tidy::default(), Blanks::Told, &mut places))
}

impl Bulletin {
    /// Repairs what can only be meant in one way, and says of each repair what it did: notes, equal
    /// ones as one with a count. What is left for a person to decide, [`check::bulletin`](bulletin())
    /// finds. Tidying again changes nothing.
    ///
    /// ```
    /// use bulletin::check::{self, Tidy};
    /// use bulletin::{Block, Bulletin};
    ///
    /// let mut bulletin = Bulletin::new("工作快报");
    /// bulletin.body = vec!["本周,受理1,550件(含网上),3-5日办结.".into()];
    /// let notes = bulletin.tidy(Tidy::marks());
    /// assert_eq!(bulletin.body, [Block::from("本周，受理1,550件（含网上），3-5日办结。")]);
    /// assert_eq!(notes[0].to_string(), "note: body[0]: “,” is now “，” (2 places, also body[0]) [check.repaired]");
    ///
    /// assert!(bulletin.tidy(Tidy::marks()).is_empty());
    /// assert_eq!(check::bulletin(&bulletin)[0].code(), "check.hyphen");
    /// ```
    pub fn tidy(&mut self, tidy: Tidy) -> Vec<Finding> {
        if tidy == Tidy::default() {
            return Vec::new();
        }
        let mut places = |path: &Walk<'_>, around: &Around<'_>| in_model(path, around);
        let mut noticed = look(self, tidy, Blanks::Told, &mut places);
        noticed.retain(|noticed| noticed.repair.is_some());
        joined(noticed)
    }
}

/// A mark with what stands beside it, for whoever wants to know where that is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'t> {
    /// Marks of one round follow one another in the text.
    pub(crate) round: usize,
    pub(crate) before: Option<char>,
    pub(crate) mark: &'t str,
    pub(crate) behind: Option<char>,
}

/// Where a mark of a value is.
type Places<'p> = &'p mut dyn FnMut(&Walk<'_>, &Around<'_>) -> Place;

/// Whether blanks between ideographs are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blanks {
    Told,
    /// The reader of drafts tells them itself.
    ToldBefore,
}

/// What was noticed of one mark.
#[derive(Debug)]
pub(crate) struct Noticed {
    rule: &'static Rule,
    pub(crate) place: Place,
    /// What stood there and what stands there now.
    repair: Option<(String, String)>,
}

fn in_model(path: &Walk<'_>, around: &Around<'_>) -> Place {
    let mut words = String::new();
    words.extend(around.before);
    words.push_str(around.mark);
    words.extend(around.behind);
    Place::path(path.path()).words(words)
}

/// Looks at all words of a bulletin and repairs what is asked for: what was repaired, and what is left.
pub(crate) fn look(
    bulletin: &mut Bulletin,
    tidy: Tidy,
    blanks: Blanks,
    places: Places<'_>,
) -> Vec<Noticed> {
    let mut looker = Looker { tidy, blanks, places, round: 0, noticed: Vec::new() };
    bulletin.each_words(&mut |path, words| match words {
        Words::Prose(text) => looker.text(path, text, Kind::Prose),
        Words::Text(text) => looker.text(path, text, Kind::Words),
        Words::Plain(words) => looker.plain(path, words),
    });
    looker.noticed
}

struct Looker<'p> {
    tidy: Tidy,
    blanks: Blanks,
    places: Places<'p>,
    round: usize,
    noticed: Vec<Noticed>,
}

impl Looker<'_> {
    fn text(&mut self, path: &Walk<'_>, text: &mut Text, kind: Kind) {
        // Most cells and headings have no sign at all.
        let signs = |span: &Span| marks::has_sign(&span.text);
        if kind == Kind::Words && !text.spans().iter().any(signs) {
            return;
        }
        // The passages that are looked at again, for a repair may show more to repair; all at first.
        let mut again: Option<Vec<usize>> = None;
        loop {
            let passages = passage::passages(text);
            let mut repaired = Vec::new();
            let mut in_notes = false;
            for (number, passage) in passages.iter().enumerate() {
                if again.as_ref().is_some_and(|again| again.binary_search(&number).is_err()) {
                    continue;
                }
                // The footnotes of a text follow one another in it, and none begins a paragraph.
                let is_note = number > 0;
                if !(is_note && in_notes) {
                    self.round += 1;
                }
                in_notes = is_note;
                let kind = if is_note { Kind::Words } else { kind };
                if let Some(edits) = self.passage(path, &passage.words, kind) {
                    repaired.push((number, edits));
                }
            }
            if repaired.is_empty() {
                return;
            }
            *text = passage::edited_text(text, &passages, &repaired);
            again = Some(repaired.into_iter().map(|(number, _)| number).collect());
        }
    }

    fn plain(&mut self, path: &Walk<'_>, words: &mut String) {
        self.round += 1;
        while let Some(edits) = self.passage(path, words, Kind::Words) {
            *words = passage::edited(words, 0..words.len(), &edits);
            self.round += 1;
        }
    }

    /// Looks at a passage: what is to be repaired now, or nothing and what is left is told.
    fn passage(&mut self, path: &Walk<'_>, words: &str, kind: Kind) -> Option<Vec<Edit>> {
        let told = self.blanks == Blanks::Told;
        let marks = marks::find(words, kind, |rule| told || !rule.is_of_the_reader());
        if marks.is_empty() {
            return None;
        }
        let is_repaired = |mark: &&Mark| self.tidy.marks && !mark.repair.is_empty();
        let repaired: Vec<&Mark> = marks.iter().filter(is_repaired).collect();
        if repaired.is_empty() {
            for mark in &marks {
                self.tell(path, words, mark, None);
            }
            return None;
        }
        for mark in &repaired {
            let at = |range: &Range<usize>| words.get(range.clone()).unwrap_or_default();
            let original = match mark.repair.as_slice() {
                [_] => at(&mark.at).to_owned(),
                edits => edits.iter().map(|edit| at(&edit.at).trim()).collect(),
            };
            let written = mark.repair.iter().map(|edit| &*edit.to).collect();
            self.tell(path, words, mark, Some((original, written)));
        }
        Some(in_order(repaired))
    }

    fn tell(
        &mut self,
        path: &Walk<'_>,
        words: &str,
        mark: &Mark,
        repair: Option<(String, String)>,
    ) {
        let around = Around {
            round: self.round,
            before: words.get(..mark.at.start).and_then(|words| words.chars().next_back()),
            mark: words.get(mark.at.clone()).unwrap_or_default(),
            behind: words.get(mark.at.end..).and_then(|words| words.chars().next()),
        };
        let place = (self.places)(path, &around);
        self.noticed.push(Noticed { rule: mark.rule, place, repair });
    }
}

/// The edits of all marks in order. Where two take the same blanks, the first has them.
fn in_order(marks: Vec<&Mark>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = marks.into_iter().flat_map(|mark| mark.repair.clone()).collect();
    edits.sort_by_key(|edit| edit.at.start);
    let mut from = 0;
    for edit in &mut edits {
        edit.at.start = edit.at.start.max(from);
        edit.at.end = edit.at.end.max(from);
        from = edit.at.end;
    }
    edits
}

/// The findings: of each kind one, at the first of its places.
pub(crate) fn joined(noticed: Vec<Noticed>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut known = BTreeMap::new();
    for Noticed { rule, place, repair } in noticed {
        let kind = repair.is_none().then_some((rule.id, rule.is_certain));
        let next = findings.len();
        match findings.get_mut(*known.entry((kind, repair.clone())).or_insert(next)) {
            Some(finding) => finding.also_at(|| place),
            None => findings.push(Finding::new(said(rule, repair), place)),
        }
    }
    findings
}

fn said(rule: &Rule, repair: Option<(String, String)>) -> CheckMessage {
    match repair {
        None => (rule.says)(),
        Some((original, written)) if !written.is_empty() => {
            CheckMessage::Repaired { original, written }
        }
        Some((original, _)) if original.trim().is_empty() => CheckMessage::BlankRemoved {},
        Some((original, _)) => CheckMessage::Removed { original },
    }
}
