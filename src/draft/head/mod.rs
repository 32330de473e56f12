//! The masthead of a draft: the lines before the first sentence or number, in any order, one field
//! or several to a line. Fields are known by their form, the name and the issuers by their words
//! and place.

mod pieces;
mod words;

use std::borrow::Cow;

use super::assemble::is_caption;
use super::chars::{self, ends_sentence, longer_than, strip_blanks, unspread};
use super::classify::{LineKind, kind};
use super::cursor::Damage;
use super::date::{Anchor, DaySpan};
use super::directive::Key;
use super::imprint::names_recipients;
use super::issue;
use super::lines::Line;
use super::report::{Report, Spot};
use super::{fields, rows};
use crate::model::Masthead;
use pieces::parts;
pub(super) use pieces::{Piece, pieces};
pub(super) use words::{is_name, is_organ, is_title, resembles_field};

/// What the head of a draft says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) masthead: Masthead,
    /// The index of the first line that is not of the head.
    pub(super) end: usize,
    /// The title of the body, a line each.
    pub(super) title: Vec<String>,
    /// What could not be placed; it goes to the body.
    pub(super) left: Vec<String>,
    /// The lines that a page may repeat, without blanks.
    pub(super) running: Vec<String>,
}

/// A period as it was said, until its years are known.
struct Said {
    span: DaySpan,
    damage: Damage,
    text: String,
    spot: Spot,
}

/// A name with what is known of its place.
struct Name {
    words: String,
    /// The index of its line.
    line: usize,
    spot: Spot,
    beside_date: bool,
    /// Whether its line follows the line before it without an empty one between them.
    close: bool,
    /// Whether a finding speaks of it already.
    told: bool,
}

/// Reads the head of a draft.
pub(super) fn read(lines: &[Line<'_>], kinds: &[LineKind<'_>], report: &mut Report) -> Head {
    let mut head = Head::default();
    let mut names = Vec::new();
    let mut period = None;
    let mut boundary = None;
    for (index, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        let text = match kind {
            LineKind::Directive(key, value)
                if fields::set_masthead(&mut head.masthead, *key, value) =>
            {
                head.end = index + 1;
                boundary = Some(index);
                continue;
            }
            LineKind::MarkdownHeading(1, words) => words,
            LineKind::Plain | LineKind::Unit(_) if !ends_head(lines, index) => line.text,
            // 签发：某人 is of the head here, and of the imprint at the end.
            LineKind::Imprint if is_field(line.text) => line.text,
            _ => break,
        };
        let text = plain(text, line, report);
        let parts = parts(&text);
        let dated = parts.iter().any(|(_, piece)| matches!(piece, Piece::Date(..)));
        for (words, piece) in parts {
            let at = line.text.find(words).unwrap_or_default();
            let name = |words: String, told: bool| Name {
                words,
                line: index,
                spot: line.spot_at(at),
                beside_date: dated && !told,
                close: !line.after_blank,
                told,
            };
            match piece {
                Piece::Name(words) => {
                    // Words that want to be a field are within the head.
                    if resembles_field(words) {
                        boundary = Some(index);
                    }
                    names.push(name(joined_words(words, line, report), false));
                }
                field => {
                    boundary = Some(index);
                    let spot = line.spot_at(at);
                    if !head.take(field, words, spot, &mut period, report) {
                        names.push(name(words.to_owned(), true));
                    }
                }
            }
        }
        head.end = index + 1;
    }
    head.finish(names, boundary, period, lines.len(), report);
    head
}

/// Whether a line is nothing but fields of the head.
pub(super) fn is_field(text: &str) -> bool {
    pieces(text).iter().all(|piece| !matches!(piece, Piece::Name(_)))
}

/// Whether the body begins with this line.
fn ends_head(lines: &[Line<'_>], index: usize) -> bool {
    let Some(line) = lines.get(index) else {
        return true;
    };
    let above_table = matches!(kind(line.text), LineKind::Unit(_)) || is_caption(line.text);
    names_recipients(line.text)
        || (line.text.starts_with('|') && rows::begins(lines, index))
        || (above_table && (1..3).any(|ahead| rows::begins(lines, index + ahead)))
        || (rows::begins(lines, index)
            && pieces(line.text).iter().all(|piece| matches!(piece, Piece::Name(_))))
        || is_sentence(line.text)
}

/// Whether a line is text of the body rather than a line of the head.
pub(super) fn is_sentence(text: &str) -> bool {
    let sentence =
        text.contains(['。', '；', '，']) || longer_than(text, 50) || ends_sentence(text);
    sentence && pieces(text).iter().all(|piece| matches!(piece, Piece::Name(_)))
}

/// A line without the blanks that spread it and without the marks of emphasis around its fields:
/// the finished file has its own.
fn plain<'a>(text: &'a str, line: &Line<'_>, report: &mut Report) -> Cow<'a, str> {
    if let Some(joined) = unspread(text) {
        report.note("draft.blank", line.spot(), format!("“{text}” is read as “{joined}”"));
        return joined.into();
    }
    let marks = text.split(|c| c != '*').filter(|mark| !mark.is_empty());
    if longer_than(text, 80) || marks.clone().count() < 2 || marks.count() % 2 > 0 {
        return text.into();
    }
    let bare: String = text.chars().filter(|c| *c != '*').collect();
    let of_head = |piece: &Piece<'_>| match piece {
        Piece::Name(words) => is_name(words) || is_organ(words),
        _ => true,
    };
    if !pieces(&bare).iter().any(of_head) {
        return text.into();
    }
    let message = "the marks of bold or italics in the masthead are left out".into();
    report.note("draft.markup", line.spot(), message);
    bare.into()
}

/// The words of a name without the blanks that spread it (信 息 专 报).
fn joined_words(words: &str, line: &Line<'_>, report: &mut Report) -> String {
    match unspread(words) {
        Some(joined) => {
            report.note("draft.blank", line.spot(), format!("“{words}” is read as “{joined}”"));
            joined
        }
        None => words.to_owned(),
    }
}

impl Head {
    /// Takes a field that was read from these words. False when it has been said before.
    fn take(
        &mut self,
        piece: Piece<'_>,
        text: &str,
        spot: Spot,
        period: &mut Option<Said>,
        report: &mut Report,
    ) -> bool {
        let masthead = &mut self.masthead;
        let said_before = match &piece {
            Piece::Issue(issue, _) => {
                masthead.issue.is_some_and(|said| issue::together(said, *issue).is_none())
            }
            Piece::Period(..) => period.is_some() || masthead.period.is_some(),
            Piece::Date(..) => masthead.date.is_some(),
            Piece::Secrecy(_) => masthead.secrecy.is_some(),
            Piece::Urgency(_) => masthead.urgency.is_some(),
            Piece::CopyNumber(_) => masthead.copy_number.is_some(),
            Piece::Signer(_) => masthead.signer.is_some(),
            Piece::Notice(_) | Piece::Name(_) => false,
        };
        if said_before {
            let message = format!("“{text}” says again what was said above; it is kept as text");
            report.warn("draft.twice", spot, message, "delete one of the two");
            return false;
        }
        match piece {
            Piece::Issue(issue, damage) => {
                report.repaired(spot, damage, text, &issue.to_string());
                masthead.issue =
                    masthead.issue.map_or(Some(issue), |said| issue::together(said, issue));
                self.running.push(strip_blanks(text));
            }
            Piece::Period(span, damage) => {
                *period = Some(Said { span, damage, text: text.to_owned(), spot });
            }
            Piece::Date(date, damage) => {
                report.repaired(spot, damage, text, &crate::model::chinese_date(date));
                masthead.date = Some(date);
            }
            Piece::Secrecy(words) => masthead.secrecy = Some(words),
            Piece::Urgency(words) => masthead.urgency = Some(words),
            Piece::CopyNumber(words) => masthead.copy_number = Some(words.to_owned()),
            Piece::Signer(words) => {
                if !text.contains(&words) {
                    let message = format!("the signer is read as “{words}”, without blanks");
                    report.note("draft.blank", spot, message);
                }
                masthead.signer = Some(words);
            }
            Piece::Notice(words) => match &mut masthead.notice {
                Some(notice) => {
                    notice.push('\n');
                    notice.push_str(words);
                }
                None => masthead.notice = Some(words.to_owned()),
            },
            Piece::Name(_) => {}
        }
        true
    }

    /// ColumnSpans the names, resolves the period, and gives back the head if it is none.
    fn finish(
        &mut self,
        names: Vec<Name>,
        boundary: Option<usize>,
        period: Option<Said>,
        count: usize,
        report: &mut Report,
    ) {
        let said = self.masthead != Masthead::default() || period.is_some();
        let by_noun = names.iter().position(|name| is_name(&name.words));
        let can_be = |words: &str| !is_organ(words) && !resembles_field(words) && is_title(words);
        let by_place = || names.iter().position(|name| can_be(&name.words)).filter(|_| said);
        let title = if self.masthead.title.is_empty() { by_noun.or_else(by_place) } else { None };
        let nameless = |report: &mut Report| {
            let message = "the bulletin has no name".into();
            let hint = "write its name on the first line";
            report.warn("draft.title", Spot::start(), message, hint);
        };
        if !said && title.is_none() {
            self.end = 0;
            if count > 0 {
                nameless(report);
            }
            return;
        }
        self.resolve(period, report);
        let issue = self.running.first().cloned();
        let mut behind_fields = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            let inside = boundary.is_some_and(|boundary| name.line <= boundary);
            let organ =
                is_organ(&name.words) || (name.beside_date && name.words.contains(chars::is_han));
            // Directly below the last field stands who issues it, if nobody has been named.
            let below = name.close && boundary.is_some_and(|boundary| name.line == boundary + 1);
            let nobody = self.masthead.issuers.is_empty();
            if Some(index) == title {
                if name.words.contains(char::is_whitespace) {
                    kept_blank(&name, report);
                }
                let name_only = strip_blanks(&name.words);
                // A running head may say the name and the issue on one line.
                if let Some(issue) = &issue {
                    self.running.push(format!("{name_only}{issue}"));
                    self.running.push(format!("{name_only}（{issue}）"));
                    self.running.push(format!("{issue}{name_only}"));
                }
                self.running.push(name_only);
                self.masthead.title = name.words;
            } else if name.told {
                self.left.push(name.words);
            } else if resembles_field(&name.words) {
                unplaced(&name, report);
                self.left.push(name.words);
            } else if organ && (inside || nobody && (below || self.masthead.date.is_none())) {
                self.masthead.issuers.push(name.words);
            } else if inside {
                unplaced(&name, report);
                self.left.push(name.words);
            } else {
                behind_fields.push(name);
            }
        }
        self.end_with(behind_fields, count);
        if self.masthead.title.is_empty() {
            nameless(report);
        }
    }

    /// What stands behind the fields is the title of the text below it, or the text itself.
    fn end_with(&mut self, names: Vec<Name>, count: usize) {
        let titled =
            names.len() <= 3 && self.end < count && names.iter().all(|name| is_title(&name.words));
        if titled {
            self.title.extend(names.into_iter().map(|name| name.words));
        } else if let Some(first) = names.first() {
            self.end = first.line;
        }
    }

    fn resolve(&mut self, period: Option<Said>, report: &mut Report) {
        let Some(Said { span, damage, text, spot }) = period else {
            return;
        };
        let year = self.masthead.issue.and_then(|issue| issue.year);
        self.masthead.period = span.resolve(Anchor { date: self.masthead.date, year });
        if let Some(period) = &self.masthead.period {
            report.repaired(spot, damage, &text, &period.to_string());
        } else {
            let message = format!(
                "the years of the period “{text}” do not follow from the draft, or its days do not exist; it is kept as text"
            );
            report.warn("draft.period", spot, message, "write both dates with their years");
            self.left.push(text);
        }
    }
}

/// Says that a blank in the name of the bulletin is kept.
fn kept_blank(name: &Name, report: &mut Report) {
    let message =
        "a blank between Chinese characters is kept: it may divide words, or be residue".into();
    report.note("draft.blank-kept", name.spot, message);
}

/// Says that a name has no place in the masthead.
fn unplaced(name: &Name, report: &mut Report) {
    let words = &name.words;
    let message = format!("“{words}” could not be placed in the masthead; it is kept as text");
    let hint = if issue::resembles(words) {
        "write the issue as 2024年第8期（总第479期）"
    } else if resembles_field(words) {
        "write a date that exists as 2024年3月12日"
    } else {
        "write a directive such as \\单位：…"
    };
    report.warn("draft.unplaced", name.spot, message, hint);
}

/// Whether a directive belongs to the masthead.
pub(super) fn is_masthead(key: Key) -> bool {
    matches!(
        key,
        Key::Name
            | Key::LineAbove
            | Key::Issue
            | Key::Period
            | Key::Issuer
            | Key::Date
            | Key::Secrecy
            | Key::Urgency
            | Key::Notice
            | Key::CopyNumber
            | Key::Signer
    )
}
