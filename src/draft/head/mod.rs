//! The masthead of a draft: the lines before the first sentence or number, in any order, one field
//! or several to a line. Fields are recognised by their form, the name and the issuers by their
//! words and position.

mod pieces;
mod words;

use std::borrow::Cow;

use super::chars::{self, ends_sentence, longer_than, strip_blanks, unspread};
use super::classify::{LineKind, is_caption, kind};
use super::cursor::Damage;
use super::date::{Anchor, DaySpan};
use super::directive::Key;
use super::imprint::names_recipients;
use super::issue;
use super::lines::Line;
use super::messages::DraftMessage;
use super::report::Report;
use super::source::Source;
use super::spot::{Passage, Spot};
use super::{directive, fields, rows};
use crate::model::Masthead;
use pieces::parts;
pub(super) use pieces::{Piece, pieces};
pub(super) use words::{is_name, is_organ, is_title, resembles_field};

/// What the head of a draft says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) masthead: Masthead,
    /// Whether it is said that the bulletin has no name.
    unnamed: bool,
    /// Where the fields of the masthead stand.
    pub(super) source: Source,
    /// The index of the first line after the head.
    pub(super) end: usize,
    /// The title of the body.
    pub(super) title: Option<Passage>,
    /// What could not be placed, and where it stands; it becomes text of the body.
    pub(super) left: Vec<(String, Spot)>,
    /// The lines that a page may repeat, without spaces.
    pub(super) running: Vec<String>,
}

/// A period as it was written, until its years are known.
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
    /// Whether its line follows the previous one without an empty line between.
    close: bool,
    /// Whether a finding has already reported it.
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
            LineKind::Directive(key, value) if head.set(*key, value, line) => {
                head.end = index + 1;
                boundary = Some(index);
                continue;
            }
            LineKind::MarkdownHeading(1, words) => words,
            LineKind::Plain | LineKind::Unit(_) if !ends_head(lines, index) => line.text,
            // 签发：某人 belongs to the head here, and to the imprint at the end.
            LineKind::Imprint if is_field(line.text) => line.text,
            _ => break,
        };
        let text = plain(text, line, report);
        let parts = parts(&text);
        let mut behind = 0;
        let dated = parts.iter().any(|(_, piece)| matches!(piece, Piece::Date(..)));
        for (words, piece) in parts {
            // The parts follow one another on the line.
            let at = chars::behind(line.text, behind).find(words).map_or(behind, |at| behind + at);
            behind = (at + words.len()).min(line.text.len());
            let spot = line.spot_at(at);
            let name = |words: String, told: bool| Name {
                words,
                line: index,
                spot,
                beside_date: dated && !told,
                close: !line.after_blank,
                told,
            };
            match piece {
                Piece::Name(words) => {
                    // Words that look like a field are within the head.
                    if resembles_field(words) {
                        boundary = Some(index);
                    }
                    names.push(name(joined_words(words, spot, report), false));
                }
                field => {
                    boundary = Some(index);
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

/// Whether a line consists of fields of the head alone.
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
        || (above_table && (1..3).any(|ahead| rows::begins_below(lines, index + ahead)))
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

/// A line without the spaces that spread it and without the marks of emphasis around its fields,
/// for the finished file has its own.
fn plain<'a>(text: &'a str, line: &Line<'_>, report: &mut Report) -> Cow<'a, str> {
    if let Some(joined) = unspread(text) {
        report.say(line.spot(), DraftMessage::Spread {});
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
    report.say(line.spot(), DraftMessage::Markup {});
    bare.into()
}

/// The words of a name without the spaces that spread it (信 息 专 报).
fn joined_words(words: &str, at: Spot, report: &mut Report) -> String {
    match unspread(words) {
        Some(joined) => {
            report.say(at, DraftMessage::Spread {});
            joined
        }
        None => words.to_owned(),
    }
}

impl Head {
    /// Sets a field of the masthead from a directive. False when it cannot be.
    fn set(&mut self, key: Key, value: &str, line: &Line<'_>) -> bool {
        if key == Key::NoName {
            let free = self.masthead.title.is_empty() && !self.unnamed && value.is_empty();
            self.unnamed |= free;
            return free;
        }
        if self.unnamed && key == Key::Name {
            return false;
        }
        let at = directive::value_spot(line).extent();
        fields::set_masthead(&mut self.masthead, &mut self.source, key, value, at)
    }

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
                let said = masthead.issue.as_ref();
                said.is_some_and(|said| issue::together(said.clone(), issue.clone()).is_none())
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
            report.say(spot, DraftMessage::Twice { words: text.to_owned() });
            return false;
        }
        if let Some(name) = field_name(&piece) {
            let label = label(&piece, text).chars().count();
            let at = spot.right(label).extent();
            match piece {
                // Lines of care that follow one another are one.
                Piece::Notice(_) => {
                    let index = masthead.notice.len().saturating_sub(1);
                    self.source.field(name).item(index).add(at);
                }
                _ => self.source.field(name).add(at),
            }
        }
        match piece {
            Piece::Issue(issue, damage) => {
                report.repaired(spot, damage, text, &issue.to_string());
                masthead.issue = match masthead.issue.take() {
                    Some(said) => issue::together(said, issue),
                    None => Some(issue),
                };
                self.running.push(strip_blanks(text));
            }
            Piece::Period(span, damage) => {
                *period = Some(Said { span, damage, text: text.to_owned(), spot });
            }
            Piece::Date(date, damage) => {
                report.repaired(spot, damage, text, &crate::model::chinese_date(date));
                masthead.date = Some(date.into());
            }
            Piece::Secrecy(words) => masthead.secrecy = Some(words),
            Piece::Urgency(words) => masthead.urgency = Some(words),
            Piece::CopyNumber(words) => masthead.copy_number = Some(words.to_owned()),
            Piece::Signer(words) => {
                if !text.contains(&words) {
                    report.say(spot, DraftMessage::Spread {});
                }
                masthead.signer = Some(words);
            }
            Piece::Notice(words) => match masthead.notice.last_mut() {
                Some(notice) => {
                    notice.push('\n');
                    notice.push_str(words);
                }
                None => masthead.notice.push(words.to_owned()),
            },
            Piece::Name(_) => {}
        }
        true
    }

    /// Places the names, resolves the period, and gives the lines back if there is no head.
    fn finish(
        &mut self,
        names: Vec<Name>,
        boundary: Option<usize>,
        period: Option<Said>,
        count: usize,
        report: &mut Report,
    ) {
        let said = !self.masthead.is_empty() || self.unnamed || period.is_some();
        let by_noun = names.iter().position(|name| is_name(&name.words));
        let can_be = |words: &str| !is_organ(words) && !resembles_field(words) && is_title(words);
        let by_place = || names.iter().position(|name| can_be(&name.words)).filter(|_| said);
        let sought = self.masthead.title.is_empty() && !self.unnamed;
        let title = if sought { by_noun.or_else(by_place) } else { None };
        let nameless = |report: &mut Report| {
            report.say(Spot::START, DraftMessage::Nameless {});
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
            // If nobody has been named, the line directly below the last field names the issuer.
            let below = name.close && boundary.is_some_and(|boundary| name.line == boundary + 1);
            let nobody = self.masthead.issuers.is_empty();
            if Some(index) == title {
                if name.words.contains(char::is_whitespace) {
                    report.say(name.spot, DraftMessage::BlankKept {});
                }
                let name_only = strip_blanks(&name.words);
                // A running head may say the name and the issue on one line.
                if let Some(issue) = &issue {
                    self.running.push(format!("{name_only}{issue}"));
                    self.running.push(format!("{name_only}（{issue}）"));
                    self.running.push(format!("{issue}{name_only}"));
                }
                self.running.push(name_only);
                self.source.field("title").add(name.spot.extent());
                self.masthead.title = name.words;
            } else if name.told {
                self.left.push((name.words, name.spot));
            } else if resembles_field(&name.words) {
                unplaced(&name, report);
                self.left.push((name.words, name.spot));
            } else if organ && (inside || nobody && (below || self.masthead.date.is_none())) {
                let index = self.masthead.issuers.len();
                self.source.field("issuers").item(index).add(name.spot.extent());
                self.masthead.issuers.push(name.words);
            } else if inside {
                unplaced(&name, report);
                self.left.push((name.words, name.spot));
            } else {
                behind_fields.push(name);
            }
        }
        self.end_with(behind_fields, count);
        if self.masthead.title.is_empty() && !self.unnamed {
            nameless(report);
        }
    }

    /// What follows the fields is the title of the text below it, or the text itself.
    fn end_with(&mut self, names: Vec<Name>, count: usize) {
        let titled =
            names.len() <= 3 && self.end < count && names.iter().all(|name| is_title(&name.words));
        if titled {
            for name in names {
                add_line(self.title.get_or_insert_default(), &name.words, name.spot);
            }
        } else if let Some(first) = names.first() {
            self.end = first.line;
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

/// The field of the masthead that a piece is.
fn field_name(piece: &Piece<'_>) -> Option<&'static str> {
    Some(match piece {
        Piece::Issue(..) => "issue",
        Piece::Period(..) => "period",
        Piece::Date(..) => "date",
        Piece::Secrecy(_) => "secrecy",
        Piece::Urgency(_) => "urgency",
        Piece::Notice(_) => "notice",
        Piece::CopyNumber(_) => "copy_number",
        Piece::Signer(_) => "signer",
        Piece::Name(_) => return None,
    })
}

/// The label of a field, with the white space after it; empty where there is none.
fn label<'t>(piece: &Piece<'_>, text: &'t str) -> &'t str {
    let end = match piece {
        Piece::CopyNumber(number) => text.rfind(number),
        Piece::Issue(..) | Piece::Secrecy(_) | Piece::Urgency(_) | Piece::Signer(_) => {
            let value = text.split_once([':', '：', '.', '．']).map(|(_, value)| value);
            value.map(|value| text.len() - value.trim_start().len())
        }
        _ => None,
    };
    chars::before(text, end.unwrap_or_default())
}

/// Adds a line to a title of several.
pub(super) fn add_line(title: &mut Passage, words: &str, spot: Spot) {
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
    } else if resembles_field(&words) {
        DraftMessage::UnplacedDate { words }
    } else {
        DraftMessage::Unplaced { words }
    };
    report.say(name.spot, message);
}

/// Whether a directive belongs to the masthead.
pub(super) fn is_masthead(key: Key) -> bool {
    matches!(
        key,
        Key::Name
            | Key::NoName
            | Key::NamePart
            | Key::LineAbove
            | Key::LineBelow
            | Key::LogoFile
            | Key::LogoData
            | Key::LogoAlt
            | Key::FieldLabel
            | Key::FieldValue
            | Key::Issue
            | Key::IssueLine
            | Key::Period
            | Key::PeriodWords
            | Key::Issuer
            | Key::Date
            | Key::Secrecy
            | Key::Urgency
            | Key::Notice
            | Key::CopyNumber
            | Key::Signer
    )
}
