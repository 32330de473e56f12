//! What the words of the head are, once all its lines are read: the name, the issuers, the title, and what
//! stands above and below the name.

use super::evidence::{
    self, Candidate, can_be_name, has_date, is_lone_label, is_stray, is_subtitle,
};
use super::words::{self, bare_organ, is_name, is_organ, is_title, resembles_field};
use super::{Head, Name, Said};
use crate::draft::chars::{self, strip_blanks};
use crate::draft::classify::LineKind;
use crate::draft::date::Anchor;
use crate::draft::issue;
use crate::draft::lines::Line;
use crate::draft::messages::{DraftMessage, Role};
use crate::draft::report::Report;
use crate::draft::spot::{Passage, Spot};
use crate::model::{Field, Masthead};

impl Head {
    /// Places the names, resolves the period, and gives the lines back if there is no head.
    pub(super) fn finish(
        &mut self,
        names: Vec<Name>,
        boundary: Option<usize>,
        period: Option<Said>,
        lines: (&[Line<'_>], &[LineKind<'_>]),
        report: &mut Report,
    ) {
        let said = !self.masthead.is_empty() || self.unnamed || period.is_some();
        let sought = self.masthead.title.is_empty() && !self.unnamed;
        let first = names.iter().position(|name| !name.told && can_be_name(&name.words));
        let inside = |name: &Name| boundary.is_some_and(|boundary| name.line <= boundary);
        let candidate = |index: usize, name: &Name| -> Candidate<'static> {
            Candidate {
                first: Some(index) == first,
                marked: name.marked,
                above_issue: name.above_issue,
                fields: said,
                inside: inside(name),
                beside_date: name.beside_date,
                ..Candidate::default()
            }
        };
        let scored = names.iter().enumerate().filter(|(_, name)| sought && !name.told);
        let scored = scored.filter_map(|(index, name)| {
            let candidate = Candidate { words: &name.words, ..candidate(index, name) };
            Some((candidate.score(Role::Name)?, std::cmp::Reverse(index)))
        });
        let (score, title) = match scored.max() {
            Some((score, std::cmp::Reverse(index))) => (score, Some(index)),
            None => (0, None),
        };
        let nameless = |report: &mut Report| {
            report.say(Spot::START, DraftMessage::Nameless {});
        };
        // 标题：工作简报 above the issue is the name.
        if title.is_none()
            && sought
            && let Some(named) = self.title.take_if(|title| is_name(&title.text))
        {
            self.source.field("title").add(named.whole());
            self.runs(&named.text);
            self.masthead.title = named.text;
        }
        let said = said || self.title.is_some() || !self.masthead.title.is_empty();
        if !said && title.is_none() {
            self.end = 0;
            if !lines.0.is_empty() {
                nameless(report);
            }
            return;
        }
        self.resolve(period, report);
        let organ = |name: &Name| inside(name) && is_organ(&name.words);
        if !names.iter().enumerate().any(|(index, name)| Some(index) != title && organ(name)) {
            self.issued_by_field(report);
        }
        let name_line = title.and_then(|title| names.get(title)).map(|name| name.line);
        let name_line = name_line.or(self.called);
        let mut behind_fields = Vec::new();
        // The line of a label that stands alone, to which the next line belongs.
        let mut label = None;
        for (index, name) in names.into_iter().enumerate() {
            // If nobody has been named, the line directly below the last field names the issuer.
            let below = name.close && boundary.is_some_and(|boundary| name.line == boundary + 1);
            let nobody = self.masthead.issuers.is_empty();
            let candidate = Candidate {
                words: &name.words,
                above_name: name.alone && name_line.is_some_and(|line| name.line < line),
                over_name: name.alone && name_line == Some(name.line + 1),
                wanted: nobody && (below || self.masthead.date.is_none()),
                ..candidate(index, &name)
            };
            let role = candidate.role(&[Role::LineAbove, Role::Issuer]);
            let placed = Some(index) == title
                || name.told
                || is_stray(&name.words)
                || role.is_some()
                || candidate.inside;
            super::say_spread(placed && name.spread, name.spot, report);
            if Some(index) == title {
                if name.words.contains(char::is_whitespace) {
                    report.say(name.spot, DraftMessage::BlankKept {});
                }
                // By its place alone it may as well be the title.
                if score < 6 {
                    let words = name.words.clone();
                    let (taken, other) = (Role::Name, Role::Title);
                    report.say(name.spot, DraftMessage::TwoRoles { words, taken, other });
                }
                self.runs(&name.words);
                self.source.field("title").add(name.spot.extent());
                self.masthead.title = name.words;
            } else if name.told {
                self.left.push((name.words, name.spot));
            } else if is_stray(&name.words) || label.is_some_and(|line| name.line == line + 1) {
                label = is_lone_label(&name.words).then_some(name.line);
                unplaced(&name, report);
                self.left.push((name.words, name.spot));
            } else if role == Some(Role::LineAbove) {
                // Its place alone says so.
                if !is_organ(&name.words) && !words::is_meeting(&name.words) {
                    let words = name.words.clone();
                    let (taken, other) = (Role::LineAbove, Role::Name);
                    report.say(name.spot, DraftMessage::TwoRoles { words, taken, other });
                }
                let index = self.masthead.lines_above.len();
                self.source.field("lines_above").item(index).add(name.spot.extent());
                self.masthead.lines_above.push(name.words);
            } else if role == Some(Role::Issuer) {
                self.issuer(name, report);
            } else if candidate.inside {
                unplaced(&name, report);
                self.left.push((name.words, name.spot));
            } else {
                behind_fields.push(name);
            }
        }
        self.end_with(behind_fields, boundary, lines, report);
        self.left.sort_by_key(|(_, spot)| *spot);
        // What is read again as text stands there.
        if let Some(line) = lines.0.get(self.end) {
            self.left.retain(|(_, spot)| *spot < line.spot());
        }
        if self.masthead.title.is_empty() && !self.unnamed {
            nameless(report);
        }
    }

    /// Takes a name as what a page may repeat. A running head may say the name and the issue on one line.
    pub(super) fn runs(&mut self, name: &str) {
        let name = strip_blanks(name);
        let issue = self.masthead.issue.as_ref().and(self.running.first().cloned());
        if let Some(issue) = issue {
            self.running.push(format!("{name}{issue}"));
            self.running.push(format!("{name}（{issue}）"));
            self.running.push(format!("{issue}{name}"));
        }
        self.running.push(name);
    }

    /// Who is named under 主办 or 编发 alone issues the bulletin, where nobody else is said to.
    fn issued_by_field(&mut self, report: &mut Report) {
        const LABELS: [&str; 6] = ["主办单位", "主办", "编印", "编发", "编制", "出刊"];
        let Masthead { fields, issuers, .. } = &self.masthead;
        let of_organ = |it: &(usize, &Field)| is_organ(&it.1.value);
        let mut organs = fields.iter().enumerate().filter(of_organ);
        let (Some((index, field)), None) = (organs.next(), organs.next()) else { return };
        let label = strip_blanks(&chars::in_simplified(&field.label));
        let plain = self.labelled.iter().find(|(plain, ..)| *plain == index);
        let Some((_, spot, value_at)) = plain.copied() else { return };
        if !LABELS.contains(&label.as_str()) || !issuers.is_empty() {
            return;
        }
        let field = self.masthead.fields.remove(index);
        let sources = self.source.field("fields").split_off(index);
        for (at, source) in sources.into_iter().skip(1).enumerate() {
            *self.source.field("fields").item(index + at) = source;
        }
        report.say(spot, DraftMessage::LabelLeftOut { label: field.label });
        self.add_issuers(&field.value, value_at);
    }

    /// Adds the organisations that words at a place name, each at its own.
    pub(super) fn add_issuers(&mut self, words: &str, at: Spot) {
        let mut behind = 0;
        for organ in words::organs(words) {
            let from = chars::behind(words, behind).find(organ).unwrap_or_default() + behind;
            behind = from + organ.len();
            let spot = at.right(chars::before(words, from).chars().count());
            let item = self.source.field("issuers").item(self.masthead.issuers.len());
            item.add(spot.extent());
            self.masthead.issuers.push(organ.to_owned());
        }
    }

    /// Takes an issuer; one that stands there already is said once.
    fn issuer(&mut self, name: Name, report: &mut Report) {
        if words::organs(&name.words).len() > 1 {
            return self.add_issuers(&name.words, name.spot);
        }
        let bare = bare_organ(&name.words);
        let mut issuers = self.masthead.issuers.iter_mut().enumerate();
        let said = issuers.find(|(_, said)| bare_organ(said) == bare);
        if let Some((index, said)) = said {
            // The longer form says more: 某办公室编.
            if name.words.len() > said.len() {
                said.clone_from(&name.words);
            }
            self.source.field("issuers").item(index).add(name.spot.extent());
            return report.say(name.spot, DraftMessage::IssuerTwice { words: name.words });
        }
        let index = self.masthead.issuers.len();
        self.source.field("issuers").item(index).add(name.spot.extent());
        self.masthead.issuers.push(name.words);
    }

    /// What follows the fields is the title of the text below it, or the text itself.
    fn end_with(
        &mut self,
        mut names: Vec<Name>,
        boundary: Option<usize>,
        (lines, kinds): (&[Line<'_>], &[LineKind<'_>]),
        report: &mut Report,
    ) {
        /// The characters of a line that is longer than any of the masthead but the fields.
        const HEADLINE: usize = 12;
        // Words in brackets directly below the fields are no title: （送审稿）, （共8页）.
        let bracketed = |name: &Name| {
            let (first, last) = (name.words.chars().next(), name.words.chars().next_back());
            matches!(first, Some('（' | '(' | '〔' | '['))
                && matches!(last, Some('）' | ')' | '〕' | ']'))
        };
        while names.first().is_some_and(|name| self.title.is_none() && bracketed(name)) {
            let name = names.remove(0);
            unplaced(&name, report);
            self.left.push((name.words, name.spot));
        }
        let Some(first) = names.first() else { return };
        // The title has been said under its label.
        if self.title.is_some() {
            self.end = first.line;
            return;
        }
        let titled = names.len() <= 3
            && self.end < lines.len()
            && names.iter().all(|name| is_title(&name.words));
        let found = evidence::title(lines, kinds, first.line, names.len());
        if !titled || found.count == 0 {
            self.end = first.line;
            return;
        }
        let end = first.line + found.count;
        // Directly below the fields, and parted from the text, it may be another line of these, unless it is
        // as long as a headline.
        let attached = first.close
            && !chars::longer_than(&first.words, HEADLINE)
            && boundary.is_some_and(|boundary| first.line == boundary + 1)
            && lines.get(end).is_none_or(|below| below.after_blank);
        let other = if is_organ(&first.words) {
            Some(Role::Issuer)
        } else if attached || !chars::longer_than(&first.words, 3) || has_date(&first.words) {
            Some(Role::Line)
        } else {
            found.other
        };
        if let Some(other) = other {
            let (words, taken) = (first.words.clone(), Role::Title);
            report.say(first.spot, DraftMessage::TwoRoles { words, taken, other });
        }
        self.end = names.iter().map(|name| name.line).find(|line| *line >= end).unwrap_or(self.end);
        for name in names.into_iter().filter(|name| name.line < end) {
            super::say_spread(name.spread, name.spot, report);
            let below = self.title.is_some() && is_subtitle(&name.words);
            let lines =
                if below || self.subtitle.is_some() { &mut self.subtitle } else { &mut self.title };
            add_line(lines.get_or_insert_default(), &name.words, name.spot);
        }
    }

    fn resolve(&mut self, period: Option<Said>, report: &mut Report) {
        let Some(Said { span, damage, text, spot }) = period else {
            return;
        };
        let year = self.masthead.issue.as_ref().and_then(|issue| issue.year);
        let date = self.masthead.date.map(|date| date.day);
        self.masthead.period = span.resolve(Anchor { date, year });
        if let Some(period) = &self.masthead.period {
            report.repaired(spot, damage, &text, &period.to_string());
        } else {
            report.say(spot, DraftMessage::Period { words: text.clone() });
            self.left.push((text, spot));
        }
    }
}

/// Adds a line to a title of several.
pub(in crate::draft) fn add_line(title: &mut Passage, words: &str, spot: Spot) {
    if !title.is_empty() {
        title.text.push('\n');
    }
    title.push(words, spot);
}

/// Reports that a name has no place in the masthead.
fn unplaced(name: &Name, report: &mut Report) {
    let words = name.words.clone();
    let message = if issue::resembles(&words) {
        DraftMessage::UnplacedIssue { words }
    } else if resembles_field(&words) || evidence::is_dated(&words) {
        DraftMessage::UnplacedDate { words }
    } else {
        DraftMessage::Unplaced { words }
    };
    report.say(name.spot, message);
}
