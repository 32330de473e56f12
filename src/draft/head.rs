//! The masthead of a draft: the lines before the first sentence or number, in any order, one field
//! or several to a line. Fields are known by their form, the name and the issuers by their words
//! and place.

use chrono::NaiveDate;

use super::assemble::is_caption;
use super::chars::{before, behind, ends_sentence, longer_than, squeeze, unspread};
use super::classify::{Kind, kind};
use super::cursor::{Cursor, Damage};
use super::date::{self, Anchor, Span};
use super::guard::Key;
use super::imprint::names_recipients;
use super::issue;
use super::lines::Line;
use super::report::{Report, Spot};
use super::{fields, rows};
use crate::model::{Issue, Masthead};

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

/// A piece of a line of the head.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Issue(Issue, Damage),
    Period(Span, Damage),
    Date(NaiveDate, Damage),
    Secrecy(String),
    Urgency(String),
    Notice(&'a str),
    CopyNumber(&'a str),
    Signer(String),
    /// Words: the name, an issuer, a title.
    Name(&'a str),
}

/// A period as it was said, until its years are known.
struct Said {
    span: Span,
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
    /// Whether a finding speaks of it already.
    told: bool,
}

/// Whether words want to be an issue line or a date, though they cannot be read as one.
fn resembles_field(words: &str) -> bool {
    let figures = words.starts_with(|c: char| super::chars::narrow(c).is_ascii_digit());
    let date = words.contains('年') && words.contains('月') && !longer_than(words, 24);
    issue::resembles(words) || (figures && (date || !words.contains(super::chars::is_han)))
}

/// Reads the head of a draft.
pub(super) fn read(lines: &[Line<'_>], kinds: &[Kind<'_>], report: &mut Report) -> Head {
    let mut head = Head::default();
    let mut names = Vec::new();
    let mut period = None;
    let mut boundary = None;
    for (index, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        let text = match kind {
            Kind::Guard(key, value) if fields::set_masthead(&mut head.masthead, *key, value) => {
                head.end = index + 1;
                boundary = Some(index);
                continue;
            }
            Kind::Mark(1, words) => words,
            Kind::Plain | Kind::Unit(_) if !ends_head(lines, index) => line.text,
            // 签发：某人 is of the head here, and of the imprint at the end.
            Kind::Imprint if is_field(line.text) => line.text,
            _ => break,
        };
        let pieces = pieces(text);
        let dated = pieces.iter().any(|piece| matches!(piece, Piece::Date(..)));
        for piece in pieces {
            match piece {
                Piece::Name(words) => names.push(Name {
                    words: joined_words(words, line, report),
                    line: index,
                    spot: line.spot(),
                    beside_date: dated,
                    told: false,
                }),
                field => {
                    boundary = Some(index);
                    if let Some(left) = head.take(field, line, &mut period, report) {
                        names.push(Name {
                            words: left,
                            line: index,
                            spot: line.spot(),
                            beside_date: false,
                            told: true,
                        });
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
    let above_table = matches!(kind(line.text), Kind::Unit(_)) || is_caption(line.text);
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
    /// Takes a field; gives back its words when it has been said before.
    fn take(
        &mut self,
        piece: Piece<'_>,
        line: &Line<'_>,
        period: &mut Option<Said>,
        report: &mut Report,
    ) -> Option<String> {
        let masthead = &mut self.masthead;
        let text = line.text;
        let said_before = match &piece {
            Piece::Issue(..) => masthead.issue.is_some(),
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
            report.warn("draft.twice", line.spot(), message, "delete one of the two");
            return Some(text.to_owned());
        }
        match piece {
            Piece::Issue(issue, damage) => {
                report.repaired(line.spot(), damage, text, &issue.to_string());
                masthead.issue = Some(issue);
                self.running.push(squeeze(text));
            }
            Piece::Period(span, damage) => {
                *period = Some(Said { span, damage, text: text.to_owned(), spot: line.spot() });
            }
            Piece::Date(date, damage) => {
                report.repaired(line.spot(), damage, text, &crate::model::chinese_date(date));
                masthead.date = Some(date);
            }
            Piece::Secrecy(words) => masthead.secrecy = Some(words),
            Piece::Urgency(words) => masthead.urgency = Some(words),
            Piece::CopyNumber(words) => masthead.copy_number = Some(words.to_owned()),
            Piece::Signer(words) => {
                if !text.contains(&words) {
                    let message = format!("the signer is read as “{words}”, without blanks");
                    report.note("draft.blank", line.spot(), message);
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
        None
    }

    /// Places the names, resolves the period, and gives back the head if it is none.
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
        let mut behind_fields = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            let inside = boundary.is_some_and(|boundary| name.line <= boundary);
            let organ = is_organ(&name.words)
                || (name.beside_date && name.words.contains(super::chars::is_han));
            if Some(index) == title {
                self.running.push(squeeze(&name.words));
                self.masthead.title = name.words;
            } else if organ
                && (inside || (self.masthead.date.is_none() && self.masthead.issuers.is_empty()))
            {
                self.masthead.issuers.push(name.words);
            } else if name.told {
                self.left.push(name.words);
            } else if inside {
                unplaced(&name, report);
                self.left.push(name.words);
            } else {
                behind_fields.push(name);
            }
        }
        self.end_with(behind_fields, count, report);
        if self.masthead.title.is_empty() {
            nameless(report);
        }
    }

    /// What stands behind the fields is the title of the text below it, or the text itself.
    fn end_with(&mut self, names: Vec<Name>, count: usize, report: &mut Report) {
        for name in names.iter().filter(|name| resembles_field(&name.words)) {
            unplaced(name, report);
        }
        let titled = names.len() <= 3
            && self.end < count
            && names.iter().all(|name| is_title(&name.words) && !resembles_field(&name.words));
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

/// Says that a name has no place in the masthead.
fn unplaced(name: &Name, report: &mut Report) {
    let words = &name.words;
    let message = format!("“{words}” could not be placed in the masthead; it is kept as text");
    let hint = if issue::resembles(words) {
        "write the issue as 2024年第8期（总第479期）"
    } else if resembles_field(words) {
        "write a date that exists as 2024年3月12日"
    } else {
        "write a guarded line such as \\单位：…"
    };
    report.warn("draft.unplaced", name.spot, message, hint);
}

/// Divides a line of the head into its pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    if let Some(piece) = field(text) {
        return vec![piece];
    }
    let mut pieces = Vec::new();
    for (_, segment) in rows::words(text, true) {
        match field(segment) {
            Some(piece) => pieces.push(piece),
            None => divide(segment, &mut pieces),
        }
    }
    pieces
}

/// Divides a name from the field behind it.
fn divide<'a>(segment: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if longer_than(segment, 60) {
        pieces.push(Piece::Name(segment));
        return;
    }
    let blanks = segment.char_indices().filter(|(_, character)| character.is_whitespace());
    for (offset, _) in blanks {
        let (name, rest) = (before(segment, offset).trim_end(), behind(segment, offset).trim());
        let found = field(rest).or_else(|| is_name(rest).then_some(Piece::Name(rest)));
        if let Some(found) = found
            && (is_organ(name) || !matches!(found, Piece::Name(_)))
        {
            let first = field(name).unwrap_or(Piece::Name(name));
            pieces.extend([first, found]);
            return;
        }
    }
    let dated =
        date::at_end(segment).map(|(offset, date, damage)| (offset, Piece::Date(date, damage)));
    let numbered = || {
        issue::at_end(segment).map(|(offset, issue, damage)| (offset, Piece::Issue(issue, damage)))
    };
    match dated
        .filter(|(offset, _)| is_organ(before(segment, *offset).trim_end()))
        .or_else(numbered)
    {
        Some((offset, piece)) if offset > 0 => {
            pieces.extend([Piece::Name(before(segment, offset).trim_end()), piece]);
        }
        _ => pieces.push(Piece::Name(segment)),
    }
}

/// Reads a text that is one field.
fn field(text: &str) -> Option<Piece<'_>> {
    if longer_than(text, 60) {
        return None;
    }
    let labelled = |labels: &[&str]| {
        let mut cursor = Cursor::new(text);
        let known = labels.iter().any(|label| cursor.word(label)) && cursor.one_of(":");
        known
            .then(|| cursor.rest().trim())
            .filter(|value| !value.is_empty() && !value.contains('。'))
    };
    if let Some(value) = labelled(&["编号", "份号", "NO", "No"]) {
        return (!value.contains(char::is_whitespace)).then_some(Piece::CopyNumber(value));
    }
    if let Some(value) = labelled(&["签发人", "签发"]) {
        return Some(Piece::Signer(unspread(value).unwrap_or_else(|| value.to_owned())));
    }
    if let Some(value) = labelled(&["密级"]) {
        return Some(Piece::Secrecy(squeeze(value)));
    }
    let words = squeeze(text);
    if ["绝密", "机密", "秘密"].iter().any(|level| words.strip_prefix(level).is_some_and(is_term))
    {
        return Some(Piece::Secrecy(words));
    }
    if matches!(words.as_str(), "特急" | "加急" | "急件" | "平急" | "特提") {
        return Some(Piece::Urgency(words));
    }
    let notices = [
        "内部资料",
        "内部参阅",
        "内部文件",
        "内部刊物",
        "注意保存",
        "妥善保管",
        "请勿外传",
        "不得外传",
        "严禁外传",
        "仅供参阅",
    ];
    if !longer_than(text, 20)
        && notices.iter().any(|notice| text.starts_with(notice))
        && !text.contains(['。', '：'])
        && !text.contains("  ")
        && text.split_whitespace().all(|word| !word.starts_with("编号"))
    {
        return Some(Piece::Notice(text));
    }
    if let Some((issue, damage)) = issue::whole(text) {
        return Some(Piece::Issue(issue, damage));
    }
    if let Some((span, damage)) = date::period(text) {
        return Some(Piece::Period(span, damage));
    }
    date::whole(text).map(|(date, damage)| Piece::Date(date, damage))
}

/// Whether the words behind 秘密 are its term: nothing, ★1年, 长期.
fn is_term(words: &str) -> bool {
    words.is_empty() || (words.starts_with(['★', '☆']) && !longer_than(words, 8))
}

/// Whether words are the name of a bulletin by their last word.
pub(super) fn is_name(words: &str) -> bool {
    const NOUNS: [&str; 30] = [
        "简报",
        "周报",
        "月报",
        "季报",
        "年报",
        "日报",
        "旬报",
        "专报",
        "快报",
        "通报",
        "动态",
        "信息",
        "参考",
        "内参",
        "要情",
        "要讯",
        "快讯",
        "通讯",
        "摘报",
        "简讯",
        "反映",
        "交流",
        "要报",
        "专刊",
        "参阅",
        "导刊",
        "晨报",
        "晚报",
        "公报",
        "半月报",
    ];
    let words = words.trim_end_matches(['》', '”']);
    !longer_than(words, 24)
        && !words.contains(['，', '。', '：', '；', '—', '（', '“', '《', ' ', '\u{3000}'])
        && NOUNS.iter().any(|noun| words.ends_with(noun))
}

/// Whether words are the name of an organisation by their last word.
pub(super) fn is_organ(words: &str) -> bool {
    const ORGANS: [&str; 39] = [
        "局",
        "厅",
        "委",
        "部",
        "办",
        "中心",
        "委员会",
        "办公室",
        "政府",
        "处",
        "科",
        "院",
        "会",
        "司",
        "署",
        "集团",
        "公司",
        "组",
        "专班",
        "指挥部",
        "所",
        "站",
        "社",
        "队",
        "馆",
        "学校",
        "大学",
        "医院",
        "银行",
        "支部",
        "街道",
        "镇",
        "乡",
        "室",
        "办事处",
        "机构",
        "联盟",
        "党组",
        "编",
    ];
    !longer_than(words, 40)
        && !words.contains(['，', '。', '：', '；', '—'])
        && ORGANS.iter().any(|organ| words.ends_with(organ))
}

/// Whether a line can be a line of a title: short, no sentence.
pub(super) fn is_title(words: &str) -> bool {
    !longer_than(words, 45)
        && !ends_sentence(words)
        && !words.contains(['。', '；', '，', '|', '\t'])
}

/// Whether a guarded key belongs to the masthead.
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
