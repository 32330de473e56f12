//! Which number a section has beside its neighbours. Numbers are kept as they are typed: one that
//! follows from its place is not stated, one that skips a level is stated by its form, and any
//! other stands as it is.

use super::Assembly;
use crate::draft::chars;
use crate::draft::label::{self, Decimal, FORMS, Label, Within};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::source::Source;
use crate::model::{Section, limits};

/// How many sections may stand beside each other before one that begins anew is text.
const MOST_BESIDE: u32 = 1000;

/// What the numbers of sections that are counted together look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 一、（一）1.（1）① by their depth.
    Level(usize),
    /// 第一部分, 第一章: what is counted.
    Part(&'static str),
    /// 1.1
    Decimal,
    /// ■
    Sign(char),
}

/// Sections beside each other that are counted together.
#[derive(Clone, Debug)]
struct Series {
    mark: Mark,
    /// The form that is stated of them, by which they are counted.
    form: Option<String>,
    /// The number of the last one, as typed.
    last: u32,
    /// Whether each has the number of its place.
    counted: bool,
}

/// What is known of sections beside each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Siblings {
    /// How many there are.
    count: u32,
    series: Vec<Series>,
}

impl Siblings {
    fn of(&self, mark: Mark) -> Option<&Series> {
        self.series.iter().find(|series| series.mark == mark)
    }

    fn last(&self, mark: Mark) -> u32 {
        self.of(mark).map_or(0, |series| series.last)
    }

    fn add(&mut self, mark: Mark, number: u32, counted: bool, form: Option<&str>) {
        self.count = self.count.saturating_add(1);
        match self.series.iter_mut().find(|series| series.mark == mark) {
            Some(series) => {
                series.last = number;
                series.counted &= counted;
            }
            None => {
                let form = form.map(str::to_owned);
                self.series.push(Series { mark, form, last: number, counted });
            }
        }
    }
}

/// A section that is not closed yet.
#[derive(Debug)]
pub(super) struct Open {
    /// Its rank among labels; none if it stands above them all.
    rank: Option<usize>,
    mark: Mark,
    /// Its number as typed, and as one below it would show it.
    pub(super) number: u32,
    computed: u32,
    /// The level of its type.
    level: usize,
    pub(super) section: Section,
    /// The sections in it.
    inside: Siblings,
}

impl Open {
    /// Takes the form that is stated for its number.
    pub(super) fn state(&mut self, form: &str) {
        let level = FORMS.iter().position(|known| *known == form);
        self.level = level.filter(|level| *level >= self.level).unwrap_or(self.level);
        self.section.number = Some(form.to_owned());
    }
}

/// Where a numbered line belongs, and how its number is stated.
#[derive(Debug)]
pub(super) struct Place {
    /// How many open sections are around it.
    depth: usize,
    rank: Option<usize>,
    mark: Mark,
    number: u32,
    counted: bool,
    level: usize,
    /// The form of its number, if it is not that of its place.
    stated: Option<String>,
    /// Whether the number as typed is the beginning of its words.
    pub(super) in_words: bool,
    /// Whether its heading would have the type of a level that its number does not belong to.
    pub(super) misplaced: bool,
}

impl<'a> Assembly<'_, 'a> {
    /// The sections in the innermost of so many open ones.
    fn within(&self, depth: usize) -> &Siblings {
        let open = depth.checked_sub(1).and_then(|last| self.open.get(last));
        open.map_or(&self.outermost, |open| &open.inside)
    }

    fn within_mut(&mut self, depth: usize) -> &mut Siblings {
        match depth.checked_sub(1).and_then(|last| self.open.get_mut(last)) {
            Some(open) => &mut open.inside,
            None => &mut self.outermost,
        }
    }

    pub(super) fn last(&self, depth: usize, mark: Mark) -> u32 {
        self.within(depth).last(mark)
    }

    /// The level of a section within so many open ones.
    fn level_at(&self, depth: usize) -> usize {
        depth.checked_sub(1).and_then(|last| self.open.get(last)).map_or(0, |open| open.level + 1)
    }

    /// The rank that labels usually have within so many open sections. Signs and parts stand
    /// outside of the ranks.
    fn usual_rank(&self, depth: usize) -> usize {
        let around = self.open.get(..depth).unwrap_or_default().iter().rev();
        let mut ranks = around.filter_map(|open| match open.mark {
            Mark::Level(rank) => Some(rank + 1),
            _ => None,
        });
        ranks.next().unwrap_or(0)
    }

    /// How many open sections are around a new one of a rank.
    fn depth_of(&self, rank: usize) -> usize {
        self.open.iter().position(|open| open.rank >= Some(rank)).unwrap_or(self.open.len())
    }

    /// The next number of a rank behind this line.
    fn next_number(&self, rank: usize) -> Option<u32> {
        self.next_numbers.get(self.at).and_then(|numbers| numbers.get(rank)).copied().flatten()
    }

    /// Where a number is the next one: within so many open sections.
    fn due(&self, rank: usize, number: u32) -> Option<usize> {
        let mark = Mark::Level(rank);
        let before = number.checked_sub(1).filter(|before| *before > 0)?;
        let open = self.open.iter().rposition(|open| open.mark == mark && open.number == before);
        if open.is_some() {
            return open;
        }
        // Headings by a sign may stand within a series.
        let signs = self.open.iter().rev().take_while(|open| matches!(open.mark, Mark::Sign(_)));
        let count = self.open.len();
        (count - signs.count()..=count).rev().find(|depth| self.last(*depth, mark) == before)
    }

    /// Where the first of a series of items stands in an item whose own kind of number is usually
    /// deeper: 1. 2. within （2）, when （3） follows.
    fn nests(&self, rank: usize, number: u32) -> Option<usize> {
        let around = self.depth_of(rank);
        if number != 1 || self.last(around, Mark::Level(rank)) > 0 {
            return None;
        }
        let goes_on = |open: &Open| match open.mark {
            Mark::Level(other) => other > rank && self.next_number(other) == Some(open.number + 1),
            _ => false,
        };
        let index = self.open.iter().rposition(goes_on)?;
        Some(index + 1)
    }

    /// Whether a label opens a section within so many open ones, not beside or around them.
    pub(super) fn is_deeper(&self, label: &Label<'_>, than: usize) -> bool {
        self.due(label::rank(label), label.number).is_none_or(|depth| depth > than)
    }

    /// Whether a number is not the next one of the sections around it.
    pub(super) fn is_free(&self, label: &Label<'_>) -> bool {
        self.due(label::rank(label), label.number).is_none()
    }

    /// Where a number that is one only behind others belongs: 2.5月底前 behind 1.
    fn is_due(&self, label: &Label<'_>) -> bool {
        let rank = label::rank(label);
        if self.due(rank, label.number).is_some() {
            return true;
        }
        let depth = self.depth_of(rank);
        let first = self.last(depth, Mark::Level(rank)) == 0;
        label.number == 1 && first && self.next_number(rank) == Some(2)
    }

    /// The label of a line that is one only behind others, where it stands behind these.
    pub(super) fn within_others<'t>(&self, text: &'t str) -> Option<Within<'t>> {
        label::within(text).filter(|within| match within {
            Within::Dated(label) => self.is_due(label),
            // A number of a row has no text below it.
            Within::Spaced(label) => {
                let below = label.kind == label::Numbering::Comma || self.is_over_sentence(self.at);
                below && self.is_due(label)
            }
            Within::Decimal(decimal) => self.depth_of_decimal(decimal).is_some(),
        })
    }

    /// Where a line with this label belongs; none where it is text.
    pub(super) fn place(&mut self, line: &Line<'a>, label: &Label<'_>) -> Option<Place> {
        let rank = label::rank(label);
        let mark = Mark::Level(rank);
        let number = label.number;
        let shown = || shown(line, label.rest).to_owned();
        let due = self.due(rank, number);
        let depth = due.or_else(|| self.nests(rank, number)).unwrap_or(self.depth_of(rank));
        if label.doubtful {
            // A line with the number that is due is one; the first one only if the second follows.
            let first =
                number == 1 && self.last(depth, mark) == 0 && self.next_number(rank) == Some(2);
            let is_next = due.is_some() || first;
            let certain = is_next && (label.pauses() || chars::is_title(label.rest));
            let dated = label.kind == label::Numbering::Dot && is_next;
            if !certain && !dated {
                let label_text = shown();
                let message = if label.pauses() {
                    DraftMessage::LabelDoubt { label: label_text }
                } else {
                    DraftMessage::NotALabel { label: label_text }
                };
                self.report.say(line.spot(), message);
                return None;
            }
        }
        let standard = FORMS.get(rank).copied().unwrap_or_default();
        let usual = label::USUAL.contains(&label.form);
        let form = if usual { label.form } else { standard };
        let level = self.level_at(depth);
        let counted = (usual || rank != level).then(|| form.to_owned());
        let literal = if usual {
            form.replace('1', &number.to_string())
        } else {
            label::print(label.kind, number)?
        };
        let goes_on = self.next_number(rank) == Some(number + 1);
        let wanted = Wanted { mark, rank: Some(rank), number, depth, counted, literal, goes_on };
        let place = self.number(line, wanted, shown)?;
        if number == 1 && place.counted && rank != self.usual_rank(depth) {
            self.report.say(line.spot(), DraftMessage::Level { label: form.to_owned() });
        }
        if label.form != form {
            let (written, printed) = (label.form, form);
            if !place.in_words {
                self.report.say(line.spot(), DraftMessage::LabelForm { written, printed });
            }
        }
        Some(Place {
            level: if place.counted && !usual { rank.max(level) } else { level },
            misplaced: !place.counted && rank >= 2 && rank != level,
            ..place
        })
    }

    /// Where a heading by the number of a part belongs: 第一部分
    pub(super) fn place_part(
        &mut self,
        line: &Line<'a>,
        (number, unit, arabic): (u32, &'static str, bool),
        words: &str,
    ) -> Option<Place> {
        let mark = Mark::Part(unit);
        let around = |open: &&Open| match open.mark {
            Mark::Part(other) => size_of(other) < size_of(unit),
            _ => false,
        };
        let depth = self.open.iter().take_while(around).count();
        let form = |number: &str| format!("第{number}{unit}\u{3000}");
        let numeral =
            if arabic { number.to_string() } else { crate::draft::cursor::to_chinese(number) };
        let (first, literal) = (form(if arabic { "1" } else { "一" }), form(&numeral));
        let counted = Some(first);
        let wanted =
            Wanted { mark, rank: None, number, depth, counted, literal, goes_on: number > 1 };
        self.number(line, wanted, || shown(line, words).to_owned())
    }

    /// Where a heading by a sign belongs.
    pub(super) fn place_sign(&mut self, sign: char) -> Option<Place> {
        let mark = Mark::Sign(sign);
        let open = self.open.iter().rposition(|open| open.mark == mark);
        let depth = open.unwrap_or(self.open.len());
        let level = self.level_at(depth);
        let rank = depth.checked_sub(1).and_then(|last| self.open.get(last)?.rank);
        let stated = Some(format!("{sign} "));
        let room = self.within(depth).count < MOST_BESIDE;
        (room && depth < limits::SECTION_DEPTH.max()).then_some(Place {
            depth,
            rank,
            mark,
            number: 1,
            counted: false,
            level,
            stated,
            in_words: false,
            misplaced: false,
        })
    }

    /// How many open sections are around a number that is the next with those of these.
    fn depth_of_decimal(&self, decimal: &Decimal<'_>) -> Option<usize> {
        let (number, around) = decimal.numbers.split_last()?;
        let path: Vec<u32> = self.open.iter().map(|open| open.computed).collect();
        (around.len()..=path.len()).rev().find(|depth| {
            let same = path.get(..*depth).is_some_and(|path| path.ends_with(around));
            same && self.open.get(depth - 1).is_some_and(|open| {
                (around.len() == 1) != (open.mark == Mark::Decimal)
                    && open.inside.last(Mark::Decimal) + 1 == *number
            })
        })
    }

    /// Where a number with those of the sections around it belongs: 1.2 in 1.
    pub(super) fn place_decimal(
        &mut self,
        line: &Line<'a>,
        decimal: &Decimal<'_>,
    ) -> Option<Place> {
        let depth = self.depth_of_decimal(decimal)?;
        let number = decimal.numbers.last()?;
        let rank = self.open.get(depth - 1)?.rank;
        let places = vec!["1"; decimal.numbers.len()].join(".");
        let typed: Vec<String> = decimal.numbers.iter().map(ToString::to_string).collect();
        let wanted = Wanted {
            mark: Mark::Decimal,
            rank,
            number: *number,
            depth,
            counted: Some(places + decimal.mark),
            literal: typed.join(".") + decimal.mark,
            goes_on: true,
        };
        self.number(line, wanted, || shown(line, decimal.rest).to_owned())
    }

    /// How a number is stated beside those of its neighbours. One that is out of order is kept as
    /// typed, with a finding; one that is far off is text.
    fn number(
        &mut self,
        line: &Line<'a>,
        wanted: Wanted,
        shown: impl Fn() -> String,
    ) -> Option<Place> {
        let Wanted { mark, rank, number, depth, counted, literal, goes_on } = wanted;
        let series = self.within(depth).of(mark);
        let last = series.map_or(0, |series| series.last);
        let expected = last.saturating_add(1);
        let orderly = series.is_none_or(|series| series.counted && series.form == counted);
        if depth >= limits::SECTION_DEPTH.max() {
            self.report.say(line.spot(), DraftMessage::NumberDeep { label: shown() });
            return None;
        }
        let told = if number == expected {
            None
        } else if number == 1
            && last > 1
            && matches!(mark, Mark::Level(2..))
            && self.within(depth).count < MOST_BESIDE
        {
            Some(DraftMessage::NumbersAnew { label: shown() })
        } else {
            let near = number == 1 || (number >= last && number <= last + 3 && last > 0);
            let many = self.within(depth).count >= MOST_BESIDE;
            if many || !(near || last == 0 && goes_on) {
                let message = DraftMessage::NumberKept { label: shown(), number: expected };
                self.report.say(line.spot(), message);
                return None;
            }
            Some(DraftMessage::Renumbered { label: shown(), number: expected })
        };
        let counts = told.is_none() && orderly;
        if let Some(message) = told {
            self.report.say(line.spot(), message);
        }
        let level = self.level_at(depth);
        // In a form these stand for a number that is counted.
        let in_words = !counts && stands_for_a_form(&literal);
        let stated = match (counts, in_words) {
            (true, _) => counted,
            (false, true) => Some(String::new()),
            (false, false) => Some(literal),
        };
        Some(Place {
            depth,
            rank,
            mark,
            number,
            counted: counts,
            level,
            stated,
            in_words,
            misplaced: false,
        })
    }

    /// Opens a section at its place.
    pub(super) fn open_at(&mut self, place: Place, section: Section, source: Source) {
        while self.open.len() > place.depth {
            self.close();
        }
        let Place { rank, mark, number, counted, level, stated, .. } = place;
        let siblings = self.within_mut(place.depth);
        siblings.add(mark, number, counted, stated.as_deref());
        let computed = if counted { number } else { siblings.count };
        let section = Section { number: stated, ..section };
        let inside = Siblings::default();
        self.open.push(Open { rank, mark, number, computed, level, section, inside });
        *self.open_source() = source;
    }

    /// Opens a section of a rank whose number is stated so.
    pub(super) fn open(&mut self, rank: usize, how: Stated, section: Section, source: Source) {
        let depth = self.open.len();
        let Stated { number, counted, stated, in_words } = how;
        let place = Place {
            depth,
            rank: Some(rank),
            mark: Mark::Level(rank),
            number,
            counted,
            level: self.level_at(depth),
            stated,
            in_words,
            misplaced: false,
        };
        self.open_at(place, section, source);
    }

    /// Opens a section of a rank, with the number of its place.
    pub(super) fn open_next(&mut self, rank: usize, section: Section, source: Source) {
        let number = self.last(self.open.len(), Mark::Level(rank)).saturating_add(1);
        let how = Stated { number, counted: true, stated: None, in_words: false };
        self.open(rank, how, section, source);
    }

    /// Whether a number in this form goes on with those of its kind within so many open sections.
    pub(super) fn goes_on(&self, depth: usize, mark: Mark, form: Option<&str>) -> bool {
        let siblings = self.within(depth);
        match siblings.of(mark) {
            Some(series) => series.counted && series.form.as_deref() == form,
            None => siblings.count == 0,
        }
    }

    /// The form that is stated of a section without a number of its own within so many open ones; none
    /// where the numbers beside it are not in order, or are of another kind.
    pub(super) fn form_beside(&self, depth: usize, mark: Mark) -> Option<Option<String>> {
        let siblings = self.within(depth);
        match siblings.of(mark) {
            Some(series) => series.counted.then(|| series.form.clone()),
            None => (siblings.count == 0).then_some(None),
        }
    }

    /// Whether all numbers beside the innermost open section have those of their places.
    pub(super) fn is_counted(&self) -> bool {
        let Some(last) = self.open.last() else { return true };
        self.within(self.open.len() - 1).of(last.mark).is_none_or(|series| series.counted)
    }

    /// Closes the open sections that a section of this rank does not belong to.
    pub(super) fn close_to(&mut self, rank: usize) {
        while self.open.last().is_some_and(|open| open.rank >= Some(rank)) {
            self.close();
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(closed) = self.open.pop() {
            match self.open.last_mut() {
                Some(parent) => parent.section.sections.push(closed.section),
                None => self.sections().push(closed.section),
            }
        }
    }

    /// Closes all sections; the numbers of those that follow begin anew.
    pub(super) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        self.outermost = Siblings::default();
    }

    /// Whether the next number of the outermost sections follows behind a line, so that these are
    /// not at their end.
    pub(super) fn goes_on_behind(&self, at: usize) -> bool {
        let Some(Open { mark: Mark::Level(rank), number, .. }) = self.open.first() else {
            return false;
        };
        let next = self.next_numbers.get(at).and_then(|numbers| numbers.get(*rank));
        next.copied().flatten() == number.checked_add(1)
    }
}

/// How the number of a section is stated.
pub(super) struct Stated {
    /// Its number, as typed.
    pub(super) number: u32,
    /// Whether it has the number of its place.
    pub(super) counted: bool,
    /// What is stated of it; nothing for the number of its place in the form of its level.
    pub(super) stated: Option<String>,
    /// Whether the number as typed is the beginning of its words.
    pub(super) in_words: bool,
}

/// Whether a label would be taken for a form, in which these stand for a number that is counted.
pub(super) fn stands_for_a_form(label: &str) -> bool {
    label.contains(['一', '1', '①'])
}

/// What is known of a number before it is compared with its neighbours.
struct Wanted {
    mark: Mark,
    rank: Option<usize>,
    number: u32,
    depth: usize,
    /// The form that is stated where it has the number of its place.
    counted: Option<String>,
    /// Its number as it is.
    literal: String,
    /// Whether its series goes on, so that it is one though its beginning is missing.
    goes_on: bool,
}

/// How deep a part usually stands: a section in a chapter, a chapter in a part.
fn size_of(unit: &str) -> usize {
    match unit {
        "编" => 0,
        "章" => 2,
        "节" => 3,
        _ => 1,
    }
}

/// A label as it is written: what stands before the words of a line.
pub(super) fn shown<'t>(line: &Line<'t>, words: &str) -> &'t str {
    chars::before(line.text, line.text.len().saturating_sub(words.len())).trim()
}
