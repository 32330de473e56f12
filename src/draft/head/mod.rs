//! The masthead of a draft: the lines before the first sentence or number, in any order, one field
//! or several to a line. Fields are recognised by their label or form (`pieces`), the name, the
//! issuers and the title by the grounds that speak for them (`evidence`).

mod evidence;
mod labels;
mod pieces;
mod settle;
mod words;

use std::borrow::Cow;

use super::chars::{self, ends_sentence, longer_than, strip_blanks, unspread};
use super::classify::{LineKind, is_caption, kind};
use super::cursor::Damage;
use super::date::DaySpan;
use super::directive::Key;
use super::imprint::{self, names_recipients};
use super::issue;
use super::lines::Line;
use super::messages::{DraftMessage, Role};
use super::report::Report;
use super::source::Source;
use super::spot::{Passage, Spot};
use super::{directive, fields, rows};
use crate::model::{Field, Issue, Masthead, chinese_date};
pub(super) use evidence::{
    TitleLines, addressee, is_author, is_numbered, is_subtitle, lost_headings, may_be_title, title,
};
use labels::{bare_label, field_name, label, words_label};
use pieces::parts;
pub(super) use pieces::{Piece, pieces};
pub(super) use settle::add_line;
pub(super) use words::{
    LONGEST_SOURCE, bare_organ, is_name, is_organ, is_supplier, is_title, organs, resembles_field,
    supplied_sentence, supplier,
};

/// What the head of a draft says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) masthead: Masthead,
    /// Whether it is said that the bulletin has no name.
    unnamed: bool,
    /// The index of the line that says the name under a label.
    called: Option<usize>,
    /// Where the fields of the masthead stand.
    pub(super) source: Source,
    /// Which of its labelled fields stand on plain lines, and where their labels and values stand.
    labelled: Vec<(usize, Spot, Spot)>,
    /// The index of the first line after the head.
    pub(super) end: usize,
    /// The title of the body, and its subtitle.
    pub(super) title: Option<Passage>,
    pub(super) subtitle: Option<Passage>,
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
    /// Whether spaces stood between its characters.
    spread: bool,
    /// The index of its line.
    line: usize,
    spot: Spot,
    beside_date: bool,
    /// Whether it is a heading of the first level in Markdown.
    marked: bool,
    /// Whether nothing else stands on its line.
    alone: bool,
    /// Whether the issue stands on the next line.
    above_issue: bool,
    /// Whether its line follows the previous one without an empty line between.
    close: bool,
    /// Whether a finding has already reported it.
    told: bool,
}

/// NO.12, until it is known whether the issue is said elsewhere.
struct Latin {
    issue: Issue,
    figures: String,
    words: String,
    spot: Spot,
}

/// Reads the head of a draft.
pub(super) fn read(lines: &[Line<'_>], kinds: &[LineKind<'_>], report: &mut Report) -> Head {
    let mut head = Head::default();
    let mut names = Vec::new();
    let mut latin = Vec::new();
    let mut period = None;
    let mut boundary = None;
    // Whether a heading of Markdown has been met.
    let mut headed = false;
    let last_heading = last_heading(kinds);
    let tail = kinds.iter().rev();
    let tail = tail.take_while(|kind| matches!(kind, LineKind::Imprint | LineKind::Directive(..)));
    let tail = kinds.len() - tail.count();
    for (index, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        let text = match kind {
            LineKind::Directive(key, value) if head.set(*key, value, line) => {
                head.end = index + 1;
                boundary = Some(index);
                continue;
            }
            // Below the fields one of several such headings is none of the masthead.
            LineKind::MarkdownHeading(1, words)
                if boundary.is_none() || is_name(words) || last_heading <= Some(index) =>
            {
                words
            }
            LineKind::MarkdownHeading(_, words)
                if is_name(words) && boundary.is_none() && !headed
                    || is_above_name(lines, kinds, index)
                    || is_heading_of_head(lines, index, words) =>
            {
                words
            }
            LineKind::Plain | LineKind::Imprint
                if names.last().is_some_and(|title| head.is_of_article(title, boundary, line)) =>
            {
                break;
            }
            LineKind::Plain | LineKind::Unit(_) if !ends_head(lines, index) => line.text,
            // 签发：某人 belongs to the head here, and to the imprint at the end.
            LineKind::Imprint if is_field(line.text) => line.text,
            LineKind::Imprint if index < tail && is_of_head(line.text) => line.text,
            // 【第12期】 is no column.
            LineKind::Column(_) if is_field(line.text) => line.text,
            // 备注：内部资料 is no remark below a table.
            LineKind::Remark(_) if is_field(line.text) => line.text,
            LineKind::Plain | LineKind::Imprint
                if head.is_between((lines, kinds), index, names.last(), boundary) =>
            {
                head.take_between(line, report);
                head.end = index + 1;
                boundary = Some(index);
                continue;
            }
            _ => break,
        };
        headed |= matches!(kind, LineKind::MarkdownHeading(..));
        let (text, spread) = plain(text, line, report);
        let parts = parts(&text);
        let mut behind = 0;
        let begins_text = parts.iter().any(|(_, piece)| *piece == Piece::Text);
        let dated = parts.iter().any(|(_, piece)| matches!(piece, Piece::Date(..)));
        let alone = parts.len() == 1;
        let above_issue = lines.get(index + 1).is_some_and(|next| {
            pieces(next.text).iter().any(|it| matches!(it, Piece::Issue(..) | Piece::Latin(..)))
        });
        for (words, piece) in parts {
            // The parts follow one another on the line.
            let at = chars::behind(line.text, behind).find(words).map_or(behind, |at| behind + at);
            behind = (at + words.len()).min(line.text.len());
            let spot = line.spot_at(at);
            let name = |(words, joined): (String, bool), told: bool| Name {
                words,
                spread: spread || joined,
                line: index,
                spot,
                marked: matches!(kind, LineKind::MarkdownHeading(..)),
                alone,
                above_issue,
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
                    names.push(name(joined_words(words), false));
                }
                Piece::Latin(issue, figures) => {
                    boundary = Some(index);
                    let (figures, words) = (figures.to_owned(), words.to_owned());
                    latin.push(Latin { issue, figures, words, spot });
                }
                Piece::Called(_) if head.masthead.title.is_empty() && !head.unnamed => {
                    say_spread(spread, line.spot(), report);
                    head.called = Some(index);
                    head.take(piece, words, spot, &mut period, report);
                    boundary = Some(index);
                }
                // What has been said already does not make the lines above it a part of the head.
                field => {
                    say_spread(spread, line.spot(), report);
                    if head.take(field, words, spot, &mut period, report) {
                        boundary = Some(index);
                    } else {
                        names.push(name((words.to_owned(), false), true));
                    }
                }
            }
        }
        head.end = index + 1;
        if begins_text {
            break;
        }
    }
    for found in latin {
        head.take_latin(found, &mut names, report);
    }
    head.finish(names, boundary, period, (lines, kinds), report);
    head
}

/// Whether a heading says a field of the masthead, or who issues it above one that does.
fn is_heading_of_head(lines: &[Line<'_>], index: usize, words: &str) -> bool {
    let below = lines.get(index + 1).map(|line| line.text.trim_start_matches(['#', ' ']));
    is_field(words) || is_organ(words) && below.is_some_and(is_field)
}

/// The last heading of the first level that has no number, before the annexes.
fn last_heading(kinds: &[LineKind<'_>]) -> Option<usize> {
    let text = kinds.iter().take_while(|kind| !matches!(kind, LineKind::Annex(_)));
    let headings = text.enumerate().filter(|(_, it)| {
        matches!(it, LineKind::MarkdownHeading(1, words)
            if !matches!(kind(words), LineKind::Label { .. } | LineKind::Headed { .. }))
    });
    headings.last().map(|(index, _)| index)
}

/// Whether a heading of a deeper level stands above that of the name, with nothing but short lines
/// between.
fn is_above_name(lines: &[Line<'_>], kinds: &[LineKind<'_>], index: usize) -> bool {
    let below = kinds.iter().zip(lines).skip(index + 1).take(3);
    let mut below = below.skip_while(|(kind, line)| {
        matches!(kind, LineKind::Plain) && is_title(line.text)
            || matches!(kind, LineKind::MarkdownHeading(2.., _))
    });
    let first = index < 3;
    first && below.next().is_some_and(|(kind, _)| matches!(kind, LineKind::MarkdownHeading(1, _)))
}

/// Whether a line consists of fields alone that only the head has.
pub(super) fn is_field(text: &str) -> bool {
    !pieces(text).iter().any(|piece| match piece {
        Piece::Name(_) | Piece::Field(..) => true,
        // 2024年3月12日印发 is the imprint's too.
        Piece::Date(issued, _) => !issued.trimming.is_empty(),
        _ => false,
    })
}

/// Whether a line that may be of the imprint consists of fields and the organisation beside a date.
fn is_of_head(text: &str) -> bool {
    let pieces = pieces(text);
    let dated = pieces.iter().any(|piece| matches!(piece, Piece::Date(..)));
    !names_recipients(text)
        && pieces.iter().all(|piece| match piece {
            Piece::Name(words) => dated && is_organ(words),
            _ => true,
        })
}

/// Where other bulletins begin: lines with the name of this one above another issue.
pub(super) fn others(lines: &[Line<'_>], head: &Head) -> Vec<Spot> {
    let name = strip_blanks(&head.masthead.title);
    let Some(ours) = head.masthead.issue.as_ref().filter(|_| !name.is_empty()) else {
        return Vec::new();
    };
    let another = |text: &str| {
        pieces(text).iter().any(|piece| match piece {
            Piece::Issue(issue, _) => issue.number != ours.number && issue.number.is_some(),
            _ => false,
        })
    };
    let begins = |(index, line): &(usize, &Line<'_>)| {
        let words = line.text.trim_start_matches(['#', ' ']);
        !longer_than(words, 40)
            && strip_blanks(words) == name
            && lines.iter().skip(index + 1).take(3).any(|line| another(line.text))
    };
    let body = lines.iter().enumerate().skip(head.end);
    body.filter(begins).map(|(_, line)| line.spot()).collect()
}

/// Whether the body begins with this line.
fn ends_head(lines: &[Line<'_>], index: usize) -> bool {
    let Some(line) = lines.get(index) else {
        return true;
    };
    let above_table = matches!(kind(line.text), LineKind::Unit(_)) || is_caption(line.text);
    names_recipients(line.text)
        || is_source(line.text)
        || is_of_meeting(lines, index)
        || (line.text.starts_with('|') && rows::begins(lines, index))
        || (above_table && (1..3).any(|ahead| rows::begins_below(lines, index + ahead)))
        || (rows::begins(lines, index)
            && pieces(line.text).iter().all(|piece| matches!(piece, Piece::Name(_))))
        || is_sentence(line.text)
}

/// Whether a line says from where an article comes, which no masthead does.
fn is_source(text: &str) -> bool {
    let label = text.split_once(['：', ':']).map(|(label, _)| label.trim());
    label.is_some_and(|label| matches!(label, "来源" | "作者" | "供稿" | "來源" | "转自" | "摘自"))
}

/// Whether a line says when a meeting was held, with its place or those present directly below: the date is
/// none of the masthead.
fn is_of_meeting(lines: &[Line<'_>], index: usize) -> bool {
    let labelled = |at: usize, labels: &[&str]| {
        let text = lines.get(at).map(|line| line.text).unwrap_or_default();
        let label = text.split(['：', ':']).next().unwrap_or_default();
        label.len() < text.len() && labels.contains(&strip_blanks(label).as_str())
    };
    const PLACES: [&str; 6] = ["地点", "会议地点", "主持", "主持人", "参加人员", "出席"];
    labelled(index, &["时间", "会议时间"]) && labelled(index + 1, &PLACES)
}

/// Whether a line is text of the body rather than a line of the head.
pub(super) fn is_sentence(text: &str) -> bool {
    let sentence =
        text.contains(['。', '；', '，']) || longer_than(text, 50) || ends_sentence(text);
    sentence && pieces(text).iter().all(|piece| matches!(piece, Piece::Name(_)))
}

/// A line without the spaces that spread it, and whether there were any, and without the marks of emphasis
/// around its fields, for the finished file has its own.
fn plain<'a>(text: &'a str, line: &Line<'_>, report: &mut Report) -> (Cow<'a, str>, bool) {
    if let Some(joined) = unspread(text) {
        return (joined.into(), true);
    }
    let marks = text.split(|c| c != '*').filter(|mark| !mark.is_empty());
    if longer_than(text, 80) || marks.clone().count() < 2 || marks.count() % 2 > 0 {
        return (text.into(), false);
    }
    let bare: String = text.chars().filter(|c| *c != '*').collect();
    let of_head = |piece: &Piece<'_>| match piece {
        Piece::Name(words) => is_name(words) || is_organ(words),
        _ => true,
    };
    if !pieces(&bare).iter().any(of_head) {
        return (text.into(), false);
    }
    report.say(line.spot(), DraftMessage::Markup {});
    (bare.into(), false)
}

/// The words of a name without the spaces that spread it (信 息 专 报), and whether there were any.
fn joined_words(words: &str) -> (String, bool) {
    match unspread(words) {
        Some(joined) => (joined, true),
        None => (words.to_owned(), false),
    }
}

/// Says that the spaces between the characters were removed, where there were any.
fn say_spread(spread: bool, at: Spot, report: &mut Report) {
    if spread {
        report.say(at, DraftMessage::Spread {});
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

    /// Whether a line directly below a title, which an empty line parts from the masthead, says who
    /// supplied or wrote the text: 报送单位：…, 编辑：…
    fn is_of_article(&self, title: &Name, boundary: Option<usize>, line: &Line<'_>) -> bool {
        self.masthead.date.is_some()
            && boundary.is_some_and(|boundary| boundary < title.line)
            && !title.close
            && !line.after_blank
            && evidence::may_be_title(&title.words)
            && !is_organ(&title.words)
            && matches!(pieces(line.text).as_slice(), [Piece::Issuer(_) | Piece::Field(..)])
    }

    /// Whether a line that is no field stands between those of the masthead: directly above it the last of
    /// them stands, and below it the issue, or the day with who issues it, and below these the text.
    fn is_between(
        &self,
        (lines, kinds): (&[Line<'_>], &[LineKind<'_>]),
        index: usize,
        name: Option<&Name>,
        boundary: Option<usize>,
    ) -> bool {
        /// In how many lines a field is looked for, and below it the text.
        const AHEAD: usize = 3;
        const TEXT: usize = 6;
        /// The longest such line.
        const LONGEST: usize = 40;
        let above = index.checked_sub(1);
        let below_head = above.is_some()
            && (boundary == above || name.is_some_and(|name| Some(name.line) == above));
        let short = |at: usize| {
            lines.get(at).is_some_and(|line| !longer_than(line.text, LONGEST))
                && matches!(kinds.get(at), Some(LineKind::Plain | LineKind::Imprint))
        };
        let missing = |at: usize| {
            let pieces = lines.get(at).map(|line| pieces(line.text)).unwrap_or_default();
            let field = pieces.iter().any(|piece| match piece {
                Piece::Issue(..) => self.masthead.issue.is_none(),
                Piece::Date(issued, _) => self.masthead.date.is_none() && issued.trimming != "印发",
                _ => false,
            });
            field
                && pieces.iter().all(|piece| match piece {
                    Piece::Name(words) => is_organ(words) || is_name(words),
                    _ => true,
                })
        };
        let text = |at: usize| {
            let plain = matches!(kinds.get(at), Some(LineKind::Plain));
            plain && lines.get(at).is_some_and(|line| is_sentence(line.text))
                || matches!(
                    kinds.get(at),
                    Some(
                        LineKind::Label { .. }
                            | LineKind::MarkdownHeading(..)
                            | LineKind::Headed { .. }
                            | LineKind::Contents
                    )
                )
        };
        let no_row = !rows::begins(lines, index) && !is_of_meeting(lines, index);
        if !below_head || !no_row || !short(index) {
            return false;
        }
        let field = (1..=AHEAD).map(|ahead| index + ahead).find(|at| missing(*at));
        field.is_some_and(|field| {
            (index..field).all(short) && (1..=TEXT).any(|ahead| text(field + ahead))
        })
    }

    /// Takes a line between fields: staff as fields with their labels, anything else as text.
    fn take_between(&mut self, line: &Line<'_>, report: &mut Report) {
        let Some(staff) = imprint::staff(line.text) else {
            let words = line.text.to_owned();
            report.say(line.spot(), DraftMessage::Unplaced { words: words.clone() });
            return self.left.push((words, line.spot()));
        };
        for (label, value) in staff {
            let (label_at, at) = (line.spot_of(label), line.spot_of(value).extent());
            if matches!(label, "签发" | "签发人") && self.masthead.signer.is_none() {
                self.masthead.signer = Some(value.to_owned());
                self.source.field("signer").add(at);
                continue;
            }
            let field = self.source.field("fields").item(self.masthead.fields.len());
            field.field("label").add(label_at.extent());
            field.field("value").add(at);
            self.masthead.fields.push(Field::new(label, value));
        }
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
            Piece::Period(..) | Piece::Named(_) => period.is_some() || masthead.period.is_some(),
            Piece::Date(..) => masthead.date.is_some(),
            Piece::Secrecy(_) => masthead.secrecy.is_some(),
            Piece::Urgency(_) => masthead.urgency.is_some(),
            Piece::CopyNumber(_) => masthead.copy_number.is_some(),
            Piece::Signer(_) => masthead.signer.is_some(),
            Piece::Issuer(_) | Piece::Field(..) | Piece::Meeting(_) => false,
            Piece::Text | Piece::Nothing => false,
            Piece::Called(_) => !masthead.title.is_empty() || self.unnamed,
            Piece::Title(_) => self.title.is_some(),
            Piece::Subtitle(_) => self.title.is_none() || self.subtitle.is_some(),
            Piece::Notice(_) | Piece::Name(_) | Piece::Latin(..) => false,
        };
        if said_before {
            report.say(spot, DraftMessage::Twice { words: text.to_owned() });
            return false;
        }
        if let Some(name) = field_name(&piece) {
            let label = label(&piece, text);
            let at = spot.right(label.chars().count()).extent();
            let label = bare_label(label);
            let unprinted = matches!(
                piece,
                Piece::Issuer(_)
                    | Piece::Date(..)
                    | Piece::Named(_)
                    | Piece::Period(..)
                    | Piece::Called(_)
                    | Piece::Notice(_)
                    | Piece::Meeting(_)
            );
            if unprinted && !label.is_empty() {
                report.say(spot, DraftMessage::LabelLeftOut { label: label.to_owned() });
            }
            match &piece {
                // Each has a place of its own.
                Piece::Issuer(words) => self.add_issuers(words, at.first()),
                Piece::Meeting(_) => {
                    self.source.field(name).item(masthead.lines_above.len()).add(at);
                }
                Piece::Field(..) => {
                    self.labelled.push((masthead.fields.len(), spot, at.first()));
                    let field = self.source.field(name).item(masthead.fields.len());
                    field.field("label").add(spot.extent());
                    field.field("value").add(at);
                }
                // Lines of care that follow one another are one.
                Piece::Notice(_) => {
                    let index = masthead.notice.len().saturating_sub(1);
                    self.source.field(name).item(index).add(at);
                }
                _ => self.source.field(name).add(at),
            }
        }
        let masthead = &mut self.masthead;
        match piece {
            Piece::Issue(issue, damage) => {
                report.repaired(spot, damage, text, &issue.to_string());
                if damage.is_none()
                    && let Some(printed) = issue::changed(&issue, text)
                {
                    let written = text.to_owned();
                    report.say(spot, DraftMessage::IssueForm { written, printed });
                }
                masthead.issue = match masthead.issue.take() {
                    Some(said) => issue::together(said, issue),
                    None => Some(issue),
                };
                self.running.push(strip_blanks(text));
            }
            Piece::Period(span, damage) => {
                *period = Some(Said { span, damage, text: text.to_owned(), spot });
            }
            Piece::Named(period) => masthead.period = Some(period),
            Piece::Date(issued, damage) => {
                report.repaired(spot, damage, text, &issued.date.to_string());
                let as_said = issued.wrong.is_none();
                if let Some(said) = issued.wrong {
                    let day = chinese_date(issued.date.day);
                    let printed = issued.date.to_string();
                    report.say(spot, DraftMessage::Weekday { said, day, printed });
                }
                let printed = issued.date.to_string();
                let behind_day = chars::behind(&printed, chinese_date(issued.date.day).len());
                let as_written = strip_blanks(text).contains(&format!("日{behind_day}"));
                if as_said && !behind_day.is_empty() && !as_written {
                    let written = text.to_owned();
                    report.say(spot, DraftMessage::DateForm { written, printed });
                }
                if !issued.trimming.is_empty() {
                    let word = issued.trimming.to_owned();
                    report.say(spot, DraftMessage::LabelLeftOut { label: word });
                }
                if !issued.clock.is_empty() {
                    // A program puts it behind a date in figures; a person who writes 年 may mean it.
                    let (clock, meant) = (issued.clock, text.contains('年'));
                    report.say(
                        spot,
                        if meant {
                            DraftMessage::Clock { clock }
                        } else {
                            DraftMessage::LabelLeftOut { label: clock }
                        },
                    );
                }
                masthead.date = Some(issued.date);
            }
            Piece::Called(words) => {
                words.clone_into(&mut masthead.title);
                self.runs(words);
            }
            Piece::Meeting(words) => masthead.lines_above.push(words.to_owned()),
            Piece::Title(words) | Piece::Subtitle(words) => {
                let label = words_label(text, words);
                report.say(spot, DraftMessage::LabelLeftOut { label: label.to_owned() });
                let at = spot.right(text.chars().count() - words.chars().count());
                let passage = Some(Passage::new(words, at));
                if matches!(piece, Piece::Title(_)) {
                    self.title = passage;
                } else {
                    self.subtitle = passage;
                }
            }
            Piece::Nothing => {
                report.say(spot, DraftMessage::LabelLeftOut { label: text.replace('\t', "：") });
            }
            Piece::Text => {
                let label = words_label(text, "").to_owned();
                report.say(spot, DraftMessage::LabelLeftOut { label });
            }
            Piece::Field(label, value) => {
                let joined = chars::unspread(label);
                if joined.is_some() {
                    report.say(spot, DraftMessage::Spread {});
                }
                let label = joined.unwrap_or_else(|| label.to_owned());
                masthead.fields.push(Field::new(label, value));
            }
            Piece::Secrecy(words) => masthead.secrecy = Some(words),
            Piece::Urgency(words) => masthead.urgency = Some(words),
            Piece::CopyNumber(words) => masthead.copy_number = Some(words.to_owned()),
            Piece::Signer(words) => {
                if !text.contains(&words) {
                    report.say(spot, DraftMessage::Spread {});
                }
                let said = words_label(text, text.rsplit(['：', ':']).next().unwrap_or_default());
                if strip_blanks(said) == "签发" {
                    let (written, printed) = ("签发".to_owned(), "签发人");
                    report.say(spot, DraftMessage::Label { written, printed });
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
            Piece::Issuer(_) | Piece::Name(_) | Piece::Latin(..) => {}
        }
        true
    }

    /// Takes NO.12: the number of the copy when the issue is said elsewhere or the figures look like
    /// one, else the issue, which is said.
    fn take_latin(&mut self, found: Latin, names: &mut Vec<Name>, report: &mut Report) {
        let Latin { issue, figures, words, spot } = found;
        let of_copy =
            self.masthead.issue.is_some() || figures.starts_with('0') || figures.len() > 4;
        let at = spot.right(words.chars().count() - figures.chars().count()).extent();
        // NO.20 beside 总第420期 is the number of the issue.
        let whole = !figures.starts_with('0') && figures.len() < 5;
        if let Some(said) = self.masthead.issue.as_mut().filter(|said| {
            whole && said.number.is_none() && said.total.is_some() && said.line.is_none()
        }) {
            said.number = issue.number;
            let printed = said.to_string();
            report.say(spot, DraftMessage::IssueForm { written: words, printed });
            self.source.field("issue").add(spot.extent());
        } else if of_copy && self.masthead.copy_number.is_none() {
            self.source.field("copy_number").add(at);
            self.masthead.copy_number = Some(figures);
        } else if !of_copy && issue.number.is_some() {
            let (taken, other) = (Role::Issue, Role::CopyNumber);
            report.say(spot, DraftMessage::TwoRoles { words, taken, other });
            self.source.field("issue").add(spot.extent());
            self.masthead.issue = Some(issue);
        } else {
            report.say(spot, DraftMessage::Twice { words: words.clone() });
            let (line, marked, alone, above_issue) = (0, false, true, false);
            let (beside_date, close, told) = (false, false, true);
            names.push(Name {
                words,
                spread: false,
                line,
                spot,
                marked,
                alone,
                above_issue,
                beside_date,
                close,
                told,
            });
        }
    }
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
