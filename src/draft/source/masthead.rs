//! Fields of the masthead and the imprint that Markdown has in a form of its own: as front matter
//! between two lines of dashes, or as a table of labels and values. Each becomes a line with its label.
//! The same of the forms that office systems export (`form`).

use std::collections::BTreeMap;
use std::ops::Range;

use super::field::{Field, FieldLabel, ISSUERS, Planned, Words, cells, known};
use super::form;
use super::lines;
use super::loose::delimiter;
use crate::draft::chars::{ends_sentence, longer_than, strip_blanks};
use crate::draft::imprint;
use crate::draft::messages::{DraftMessage, Mark};

/// The most lines of front matter, and of what stands above a table of fields.
const MOST: usize = 30;

/// The words above a table of labels and values.
const HEADS: [&str; 14] = [
    "", "项目", "内容", "字段", "名称", "信息", "要素", "值", "类别", "说明", "栏目", "事项",
    "详情", "属性",
];

/// The lines of a draft that say fields in such a form.
pub(super) fn find(lines: &[(usize, &str)]) -> BTreeMap<usize, Planned> {
    // Nothing but lines of the imprint stands below a table of its fields.
    let of_end = |line: &str| {
        let bare = line.trim().replace("**", "");
        lines::is_left_out(&bare)
            || bare.contains('|')
            || form::is_row(&bare)
            || imprint::read(&bare).is_some()
    };
    let end = lines.iter().rev().take_while(|(_, line)| line.trim().is_empty() || of_end(line));
    let tail = lines.len() - end.count();
    let mut planned = BTreeMap::new();
    front_matter(lines, &mut planned);
    let mut at = 0;
    let mut in_head = true;
    while let Some((_, line)) = lines.get(at) {
        let bare = line.trim();
        // The fields of a form end the search of none below them.
        if (in_head || at >= tail)
            && let Some(end) = form::find(lines, at, at >= tail, &mut planned)
        {
            at = end;
            continue;
        }
        if !bare.contains('|') {
            in_head = in_head && at < MOST && !ends_sentence(bare) && !bare.starts_with("##");
            at += 1;
            continue;
        }
        let rows = lines.iter().skip(at).take_while(|(_, line)| line.contains('|')).count();
        if in_head || at >= tail {
            table(lines, at..at + rows, &mut planned);
        }
        in_head &= planned.contains_key(&at);
        at += rows;
    }
    planned
}

/// Front matter: lines of keys and values between two lines of dashes at the beginning.
fn front_matter(lines: &[(usize, &str)], planned: &mut BTreeMap<usize, Planned>) {
    let bare = |at: usize| lines.get(at).map(|(_, line)| line.trim());
    let Some(first) = (0..lines.len()).find(|at| bare(*at) != Some("")) else { return };
    let end = (first + 1..lines.len().min(first + MOST))
        .find(|at| matches!(bare(*at), Some("---" | "...")));
    let (Some("---"), Some(end)) = (bare(first), end) else { return };
    let mut found = BTreeMap::new();
    for at in first + 1..end {
        let Some((_, line)) = lines.get(at).filter(|(_, line)| !line.trim().is_empty()) else {
            continue;
        };
        let Some(colon) = line.find([':', '：']) else { return };
        let (label, rest) = line.split_at(colon);
        let value = rest.trim_start_matches([':', '：']);
        let words = value.trim().trim_matches(['"', '\'']);
        if longer_than(label.trim(), 12) || label.contains(char::is_whitespace) {
            return;
        }
        let from = line.len() - value.len() + value.find(words).unwrap_or_default();
        if let Some(needed) = known(label, words).filter(|_| !words.is_empty()) {
            let start = label.len() - label.trim_start().len();
            let label = needed.then_some(FieldLabel::Here(start..label.trim_end().len()));
            let fields = vec![Field { label, value: from..from + words.len() }];
            found.insert(
                at,
                Planned::Fields(DraftMessage::Markdown { mark: Mark::FrontMatter }, fields),
            );
        }
    }
    if !found.is_empty() {
        planned.extend(found);
        planned.insert(first, Planned::Nothing(DraftMessage::Markdown { mark: Mark::FrontMatter }));
        planned.insert(end, Planned::Nothing(DraftMessage::Markdown { mark: Mark::FrontMatter }));
    }
}

/// A table of labels and values: one of each to a row, or a row of labels over one of values.
fn table(lines: &[(usize, &str)], rows: Range<usize>, planned: &mut BTreeMap<usize, Planned>) {
    let signs: Vec<usize> = rows
        .clone()
        .filter(|at| lines.get(*at).is_some_and(|(_, line)| delimiter(line).is_some()))
        .collect();
    // Without its line of signs a table may be anything.
    if signs.len() != 1 {
        return;
    }
    let read: Vec<(usize, Vec<Words<'_>>)> = rows
        .filter(|at| !signs.contains(at))
        .filter_map(|at| Some((at, cells(lines.get(at)?.1))))
        .collect();
    let field = |label: &Words<'_>, value: &Words<'_>| {
        let needed = known(label.1, value.1).filter(|_| !value.1.is_empty())?;
        let label = needed.then(|| FieldLabel::Here(label.0.clone()));
        Some(Field { label, value: value.0.clone() })
    };
    // An organisation is told apart without the label above it.
    let bare = |label: &Words<'_>, value: &Words<'_>| {
        let issuer = ISSUERS.contains(&label.1) || label.1.ends_with("单位");
        let field = field(label, value)?;
        let needed = field.label.is_some() && !issuer;
        let label = needed.then(|| FieldLabel::Above(label.1.to_owned()));
        Some(Field { label, ..field })
    };
    let mut found: Vec<(usize, Vec<Field>)> = Vec::new();
    if let [(_, labels), (at, values)] = read.as_slice()
        && labels.len() == values.len()
        && labels.len() > 2
    {
        let fields: Option<Vec<Field>> =
            labels.iter().zip(values).map(|(label, value)| bare(label, value)).collect();
        let Some(fields) = fields else { return };
        found.push((*at, fields));
    } else {
        let headed = read.first().is_some_and(|(_, head)| {
            head.iter().all(|(_, words)| HEADS.contains(&strip_blanks(words).as_str()))
        });
        for (at, row) in read.iter().skip(usize::from(headed)) {
            if !matches!(row.len(), 2 | 4) {
                return;
            }
            // Two fields may stand on a row; the second may be empty.
            let pairs = row.chunks(2).filter(|pair| pair.iter().any(|(_, it)| !it.is_empty()));
            let fields: Option<Vec<Field>> = pairs
                .map(|pair| match pair {
                    [label, value] => field(label, value),
                    _ => None,
                })
                .collect();
            let Some(fields) = fields else { return };
            found.push((*at, fields));
        }
        if found.len() < 2 {
            return;
        }
    }
    let nothing =
        |at: usize| (at, Planned::Nothing(DraftMessage::Markdown { mark: Mark::FieldTable }));
    let left = read.iter().map(|(at, _)| *at).chain(signs);
    planned.extend(left.map(nothing));
    planned.extend(found.into_iter().map(|(at, fields)| {
        (at, Planned::Fields(DraftMessage::Markdown { mark: Mark::FieldTable }, fields))
    }));
}
