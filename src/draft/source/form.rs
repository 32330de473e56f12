//! Forms of fields as office systems export them: one field to a row, or two, with a tab, a comma or bars
//! between label and value. Each becomes a line with its label, as in a table of Markdown.

use std::collections::BTreeMap;
use std::ops::Range;

use super::field::{Field, FieldLabel, Planned, Words, cells, known};
use super::lines;
use super::loose::delimiter;
use crate::draft::chars::{ends_sentence, is_han, longer_than, strip_blanks};
use crate::draft::head::{self, Piece};
use crate::draft::imprint;
use crate::draft::messages::DraftMessage;

/// The most lines of a form.
const MOST: usize = 40;
/// The longest label, in characters without blanks.
const LONGEST: usize = 8;
/// The words above labels and values.
const HEADS: [&str; 10] =
    ["项目", "字段", "名称", "要素", "属性", "字段名", "字段名称", "信息项", "栏目", "内容"];
/// The words above the text, without a colon.
const TEXTS: [&str; 5] = ["正文", "内容", "正文内容", "信息正文", "信息内容"];

/// What parts a label from its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Tab,
    Comma,
    Bar,
}

/// A label and its value.
type Pair<'l> = (Words<'l>, Words<'l>);

/// What a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// One of the masthead that has a place of its own.
    Masthead,
    /// One of the imprint, or any other with a known label.
    Other,
    Unknown,
}

/// Whether a draft may have such a form: bars, tabs or commas stand near one of its ends.
pub(super) fn may_stand(draft: &str) -> bool {
    let parted = |(_, line): &(usize, &str)| sign_of(line).is_some();
    let rows = lines::counted(draft).filter(parted).take(2).count();
    rows > 1
}

/// Whether a line looks like a row of a form: a label that is known, and its value.
pub(super) fn is_row(line: &str) -> bool {
    let Some(sign) = sign_of(line) else { return false };
    let Some(pairs) = pairs(line, sign) else { return false };
    pairs.iter().all(|((_, label), (_, value))| meaning(label, value) != Meaning::Unknown)
}

/// What parts the label of a line from its value, if it may have one.
fn sign_of(line: &str) -> Option<Sign> {
    let bare = line.trim();
    let first = bare.trim_start_matches(['"', '|']).trim_start().chars().next()?;
    if !is_han(first) {
        return None;
    }
    if bare.starts_with('|') {
        (bare.len() > 1 && bare.ends_with('|')).then_some(Sign::Bar)
    } else if bare.contains('\t') {
        Some(Sign::Tab)
    } else {
        bare.contains(',').then_some(Sign::Comma)
    }
}

/// Words of a line with the bytes at which they stand, without blanks around them.
fn words(line: &str, at: Range<usize>) -> Words<'_> {
    let part = line.get(at.clone()).unwrap_or_default();
    let from = at.start + part.len() - part.trim_start().len();
    let words = part.trim();
    (from..from + words.len(), words)
}

/// The labels and values of a line; none unless it can be a row of a form.
fn pairs(line: &str, sign: Sign) -> Option<Vec<Pair<'_>>> {
    let parts: Vec<Words<'_>> = match sign {
        Sign::Bar => cells(line),
        Sign::Comma => commas(line)?,
        Sign::Tab => {
            let mut from = 0;
            let parts = line.split('\t').map(|part| {
                let at = from..from + part.len();
                from = at.end + 1;
                words(line, at)
            });
            let mut parts: Vec<Words<'_>> = parts.collect();
            // Several tabs may stand between one label and its value.
            if parts.iter().filter(|(_, words)| !words.is_empty()).count() == 2 {
                parts.retain(|(_, words)| !words.is_empty());
            }
            parts
        }
    };
    if !matches!(parts.len(), 2 | 4) {
        return None;
    }
    let both = parts.chunks(2).filter_map(|pair| match pair {
        [label, value] => Some((label.clone(), value.clone())),
        _ => None,
    });
    let both: Vec<Pair<'_>> =
        both.filter(|(label, value)| !label.1.is_empty() || !value.1.is_empty()).collect();
    let worded = |(_, label): &Words<'_>| {
        let bare = strip_blanks(label);
        let bare = bare.trim_end_matches(['：', ':']);
        !bare.is_empty() && !longer_than(bare, LONGEST) && bare.chars().all(is_han)
    };
    (!both.is_empty() && both.iter().all(|(label, _)| worded(label))).then_some(both)
}

/// The label and the value of a line on both sides of its first comma, without quotation marks.
fn commas(line: &str) -> Option<Vec<Words<'_>>> {
    let bare = words(line, 0..line.len());
    if bare.1.starts_with('"') {
        let parting = bare.0.start + bare.1.find("\",\"")?;
        let end = bare.1.ends_with('"').then(|| bare.0.end - 1)?;
        let value = words(line, parting + 3..end.max(parting + 3));
        return (!value.1.contains('"'))
            .then(|| vec![words(line, bare.0.start + 1..parting), value]);
    }
    let comma = line.find(',')?;
    Some(vec![words(line, 0..comma), words(line, comma + 1..line.len())])
}

/// What a field is.
fn meaning(label: &str, value: &str) -> Meaning {
    let line = format!("{}：{value}", label.trim_end_matches(['：', ':']));
    match head::pieces(&line).as_slice() {
        [Piece::Name(_)] => {}
        [Piece::Field(..)] => return Meaning::Other,
        [_] => return Meaning::Masthead,
        _ => {}
    }
    let read = !value.is_empty() && imprint::read(&line).is_some();
    match known(label, value) {
        // A name or a day is told apart without its label.
        Some(false) if !value.is_empty() => Meaning::Masthead,
        Some(true) => Meaning::Other,
        _ if read => Meaning::Other,
        _ => Meaning::Unknown,
    }
}

/// The field of a pair.
fn field((label, value): &Pair<'_>) -> Field {
    let line = format!("{}：{}", label.1.trim_end_matches(['：', ':']), value.1);
    let read = !matches!(head::pieces(&line).as_slice(), [Piece::Name(_)]);
    let bare = !read && known(label.1, value.1) == Some(false);
    let label = (!bare).then(|| FieldLabel::Here(label.0.clone()));
    Field { label, value: value.0.clone() }
}

/// Plans the lines of a form that begins at a line, and gives the index of the line behind it. Most of its
/// rows have to be understood; at the end of a draft, where nothing but the imprint stands, all.
pub(super) fn find(
    lines: &[(usize, &str)],
    at: usize,
    at_end: bool,
    planned: &mut BTreeMap<usize, Planned>,
) -> Option<usize> {
    let (_, first) = lines.get(at)?;
    let sign = sign_of(first)?;
    let row = |at: usize| {
        let (_, line) = lines.get(at)?;
        let exported = line.split(['\t', ',', '|']).any(|part| lines::is_export(part.trim()));
        let row = sign_of(line) == Some(sign) && delimiter(line).is_none() && !exported;
        row.then(|| pairs(line, sign)).flatten()
    };
    let is_empty = |at: usize| lines.get(at).is_some_and(|(_, line)| line.trim().is_empty());
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    let mut end = at;
    while rows.len() < MOST {
        // A word processor puts an empty line between them.
        let next = if is_empty(end) && !rows.is_empty() { end + 1 } else { end };
        let Some(pairs) = row(next) else { break };
        rows.push(pairs);
        places.push(next);
        end = next + 1;
    }
    // A table of Markdown has a line of signs.
    if lines.get(end).is_some_and(|(_, line)| delimiter(line).is_some()) {
        return None;
    }
    let headed = rows.first().is_some_and(|row| {
        row.iter().all(|((_, label), (_, value))| {
            HEADS.contains(&strip_blanks(label).as_str())
                && (HEADS.contains(&strip_blanks(value).as_str()) || *value == "值")
        })
    });
    let pairs = || rows.iter().skip(usize::from(headed)).flatten();
    let meanings =
        || pairs().map(|((_, label), (_, value))| (meaning(label, value), ends_sentence(value)));
    let all = meanings().count();
    let understood = meanings().filter(|(meaning, _)| *meaning != Meaning::Unknown).count();
    let certain = meanings().filter(|(it, sentence)| *it == Meaning::Masthead && !sentence).count();
    let accepted = if at_end {
        all > 1 && understood == all
    } else {
        certain > 1 && all > 2 && understood * 3 >= all * 2
    };
    // The first row is a field, or the form begins below it.
    let begins = headed
        || rows.first().is_some_and(|row| {
            row.iter().all(|((_, label), (_, value))| meaning(label, value) != Meaning::Unknown)
        });
    if !accepted || !begins {
        return None;
    }
    for (index, (row, place)) in rows.iter().zip(&places).enumerate() {
        let filled = row.iter().filter(|(_, (_, value))| !value.is_empty());
        let fields: Vec<Field> = filled.filter(|_| index > 0 || !headed).map(field).collect();
        let plan = match fields.is_empty() {
            true => Planned::Nothing(DraftMessage::Form {}),
            false => Planned::Fields(DraftMessage::Form {}, fields),
        };
        planned.insert(*place, plan);
    }
    // 正文 above the text.
    let below =
        (end..lines.len()).find(|at| lines.get(*at).is_some_and(|(_, it)| !it.trim().is_empty()));
    if let Some(below) = below
        && let Some((_, line)) = lines.get(below)
        && TEXTS.contains(&strip_blanks(line).as_str())
    {
        let from = line.len() - line.trim_start().len();
        let label = from..from + line.trim().len();
        let value = label.end..label.end;
        let field = Field { label: Some(FieldLabel::Here(label)), value };
        planned.insert(below, Planned::Fields(DraftMessage::Form {}, vec![field]));
        return Some(below + 1);
    }
    Some(end)
}
