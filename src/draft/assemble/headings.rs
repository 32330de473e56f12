//! Headings of Markdown: a number that one carries tells its place, and is printed once; without a number
//! the signs before it tell its level.

use super::Assembly;
use super::numbers::{self, Mark, Place, Stated};
use crate::draft::classify::{self, LineKind, Weight};
use crate::draft::label::{self, HeadMark, Label, NUMBERINGS, Numbering, Within};
use crate::draft::lines::Line;
use crate::draft::messages::{DraftMessage, Role};
use crate::draft::source::Source;
use crate::draft::{chars, rich};
use crate::model::Section;

impl<'a> Assembly<'_, 'a> {
    /// A Markdown heading: the title, or a section.
    pub(super) fn markdown_heading(&mut self, line: &Line<'a>, depth: usize, words: &'a str) {
        let carried = self.carried(line, words);
        if carried.is_none() && self.is_front() && self.bulletin.title.is_none() {
            let role = self.role_in_front(depth, words);
            if let Some((taken, true)) = role {
                let other = if taken == Role::Title { Role::Heading } else { Role::Title };
                let words = words.to_owned();
                self.report.say(line.spot(), DraftMessage::TwoRoles { words, taken, other });
            }
            if let Some((Role::Title, _)) = role {
                self.at += 1;
                self.title(words, line.spot_of(words).extent());
                self.subtitle_below();
                return self.find_top();
            }
        }
        self.at += 1;
        let rank = depth.saturating_sub(self.top).min(NUMBERINGS.len() - 1);
        if carried.is_none() {
            self.close_to(rank);
        }
        // The number of its level in another form, or one that belongs nowhere here, which stays before the
        // words as it is typed.
        let typed = typed(words).filter(|_| carried.is_none());
        let own = self.number_at(rank);
        let how = match typed {
            Some(typed) => self.as_typed(rank, own, typed),
            None => self.without_number(rank),
        };
        let heading = match (&carried, typed) {
            (Some((_, heading)), _) => heading,
            (None, Some(typed)) if !how.in_words => typed.rest,
            (None, _) => words,
        };
        let mut source = Source::at(line.spot().extent());
        source.field("heading").add(line.spot_of(heading).extent());
        let section = Section::new(rich(heading));
        if let Some((place, _)) = carried {
            return self.open_at(place, section, source);
        }
        let (spot, stated) = (line.spot_of(words), how.stated.clone());
        let unnumbered = stated.as_deref() == Some("");
        self.open(rank, how, section, source);
        match typed {
            Some(Typed { label, number, .. }) if number != own => {
                let (label, number) = (label.to_owned(), own);
                self.report.say(spot, DraftMessage::Renumbered { label, number });
            }
            // It does not go on with the numbers of its neighbours.
            Some(Typed { label, .. }) if !self.is_counted() => {
                self.report.say(spot, DraftMessage::Level { label: label.to_owned() });
            }
            None if unnumbered => {
                self.report.say(spot, DraftMessage::LostHeading { words: words.to_owned() });
            }
            _ => {}
        }
    }

    /// How the number that a heading is typed with is stated: by its form where the number follows from
    /// this, else as it stands.
    fn as_typed(&self, rank: usize, own: u32, typed: Typed<'_>) -> Stated {
        let (depth, mark) = (self.open.len(), Mark::Level(rank));
        let form = typed.form.map(str::to_owned);
        if typed.number == own && self.goes_on(depth, mark, form.as_deref()) && form.is_some() {
            return Stated { number: own, counted: true, stated: form, in_words: false };
        }
        let literal = typed.literal().filter(|it| !numbers::stands_for_a_form(it));
        let in_words = literal.is_none();
        let stated = Some(literal.unwrap_or_default());
        Stated { number: typed.number, counted: false, stated, in_words }
    }

    /// How a heading without a number stands beside its neighbours: it goes on with their numbers, or has
    /// none where these are not in order or of another kind.
    fn without_number(&self, rank: usize) -> Stated {
        let number = self.number_at(rank);
        match self.form_beside(self.open.len(), Mark::Level(rank)) {
            Some(form) => Stated { number, counted: true, stated: form, in_words: false },
            None => {
                let (number, stated) = (number.saturating_sub(1), Some(String::new()));
                Stated { number, counted: false, stated, in_words: true }
            }
        }
    }

    /// What a heading without a number is above all text, and whether that is doubtful: the title, if
    /// no other of its depth, or a shallower one, follows.
    fn role_in_front(&self, depth: usize, words: &str) -> Option<(Role, bool)> {
        /// The longest words that are no title below the first depth, and the longest that may be none.
        const HEADING: usize = 4;
        const DOUBTFUL: usize = 8;
        let (mut beside, mut numbered) = (false, false);
        for kind in self.kinds.iter().skip(self.at + 1) {
            match kind {
                LineKind::MarkdownHeading(other, words) if *other <= depth => {
                    match is_numbered(words) {
                        true => numbered = true,
                        false => beside = true,
                    }
                }
                LineKind::Annex(_) => break,
                _ => {}
            }
        }
        let named = !self.bulletin.masthead.title.is_empty();
        let long = chars::longer_than(words, DOUBTFUL);
        match depth {
            _ if beside => long.then_some((Role::Heading, true)),
            1 => Some((Role::Title, false)),
            _ if !named || !chars::longer_than(words, HEADING) || !chars::is_title(words) => None,
            _ if numbered && !long => None,
            _ => Some((Role::Title, numbered || !long)),
        }
    }

    /// A heading directly below the title that begins as a subtitle does, or such a line below the title of
    /// an article.
    pub(super) fn subtitle_below(&mut self) {
        let Some(line) = self.lines.get(self.at) else { return };
        let heading = classify::heading_words(line.text).is_some();
        let plain = matches!(self.kinds.get(self.at), Some(LineKind::Plain));
        if !(heading || plain && !self.bulletin.articles.is_empty()) {
            return;
        }
        let words = classify::bare_words(line.text);
        let subtitle = match self.bulletin.articles.last_mut() {
            Some(article) => &mut article.subtitle,
            None => &mut self.bulletin.subtitle,
        };
        if words.starts_with("——") && chars::is_title(words) && subtitle.is_none() {
            *subtitle = Some(rich(words));
            self.text_source().field("subtitle").add(line.spot_of(words).extent());
            self.at += 1;
        }
    }

    /// Finds the depth of the outermost headings from here on, in this article or annex.
    pub(super) fn find_top(&mut self) {
        let mut top = None;
        for (at, kind) in self.kinds.iter().enumerate().skip(self.at) {
            match kind {
                LineKind::Annex(_) if at > self.at => break,
                _ if at > self.at && self.titles.contains_key(&at) => break,
                LineKind::MarkdownHeading(depth, words) if !classify::is_caption(words) => {
                    top = Some(top.map_or(*depth, |top: usize| top.min(*depth)));
                }
                _ => {}
            }
        }
        self.top = top.unwrap_or(2);
    }

    /// The number that a section of a rank would have here.
    fn number_at(&self, rank: usize) -> u32 {
        self.last(self.open.len(), Mark::Level(rank)).saturating_add(1)
    }

    /// Where the number that a heading carries belongs, and the words behind it.
    fn carried(&mut self, line: &Line<'a>, words: &'a str) -> Option<(Place, &'a str)> {
        let heading = line.part(words);
        match classify::kind(words) {
            LineKind::Label { label, weight: Weight::Normal } if !label.rest.is_empty() => {
                // One that is not the next is a heading all the same.
                if label.number > 1 && self.is_free(&label) {
                    return None;
                }
                let place = self.place(&heading, &label)?;
                let words = if place.in_words { words } else { label.rest };
                Some((place, words))
            }
            LineKind::Headed { mark: HeadMark::Part(number, unit, arabic), words } => {
                let place = self.place_part(&heading, (number, unit, arabic), words)?;
                Some((place, words))
            }
            LineKind::Headed { mark: HeadMark::Sign(sign), words } => {
                Some((self.place_sign(sign)?, words))
            }
            _ => match spaced(words).or_else(|| self.within_others(words))? {
                Within::Decimal(decimal) if !decimal.rest.is_empty() => {
                    let place = self.place_decimal(&heading, &decimal)?;
                    let words = if place.in_words { words } else { decimal.rest };
                    Some((place, words))
                }
                // The signs of the heading tell that its number is one.
                Within::Spaced(label) if label.number > 1 && self.is_free(&label) => None,
                Within::Spaced(label) => {
                    let place = self.place(&heading, &Label { doubtful: false, ..label })?;
                    let words = if place.in_words { words } else { label.rest };
                    Some((place, words))
                }
                Within::Dated(label) => {
                    let place = self.place(&heading, &label)?;
                    let words = if place.in_words { words } else { label.rest };
                    Some((place, words))
                }
                Within::Decimal(_) => None,
            },
        }
    }
}

/// The number of a heading with a blank in place of its mark.
fn spaced(words: &str) -> Option<Within<'_>> {
    label::within(words).filter(|within| matches!(within, Within::Spaced(_)))
}

/// Whether a heading begins with a number or a sign.
pub(super) fn is_numbered(words: &str) -> bool {
    matches!(classify::kind(words), LineKind::Label { .. } | LineKind::Headed { .. })
        || label::within(words).is_some()
}

/// The number that a heading begins with.
#[derive(Clone, Copy)]
struct Typed<'a> {
    /// As it is typed.
    label: &'a str,
    number: u32,
    /// The form that the model states for such numbers, if it can.
    form: Option<&'static str>,
    kind: Option<Numbering>,
    rest: &'a str,
}

impl Typed<'_> {
    /// Its number with its mark, as the model can say it.
    fn literal(&self) -> Option<String> {
        let (form, kind) = (self.form?, self.kind?);
        if label::USUAL.contains(&form) {
            return Some(form.replace('1', &self.number.to_string()));
        }
        label::print(kind, self.number)
    }
}

fn typed(words: &str) -> Option<Typed<'_>> {
    let (number, form, kind, rest) = match (classify::kind(words), label::within(words)) {
        (LineKind::Label { label, weight: Weight::Normal }, _) => {
            (label.number, Some(label.form), Some(label.kind), label.rest)
        }
        (_, Some(Within::Spaced(label))) => (label.number, None, None, label.rest),
        (_, Some(Within::Decimal(decimal))) => {
            (decimal.numbers.last().copied().unwrap_or_default(), None, None, decimal.rest)
        }
        _ => return None,
    };
    let label = words.strip_suffix(rest).unwrap_or(words).trim_end();
    Some(Typed { label, number, form, kind, rest })
}
