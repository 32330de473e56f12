//! The head of a table: headings in balanced lines, a unit in brackets on a line of its own,
//! columns of one group below one cell, up to two deep. The lines are resolved here, so that both files have them.

use super::looks::{self, Looks};
use super::{CellType, Group, TableText, sized};
use crate::length::Length;
use crate::style::flow::{Align, Cell, Indent, Inline, Merge, Paragraph, Row, Run};
use crate::style::resolve::title::{self, Setting};
use crate::style::widths;

/// The head's rows: one, and one more for each level of groups.
pub(super) fn rows(
    contents: &TableText,
    widths: &[Length],
    scale: CellType,
    height: Length,
    looks: &Looks<'_>,
    terms: &[String],
) -> Vec<Row> {
    let cell = |paragraph: &Paragraph, column: usize, columns: usize, merge: Merge| {
        let width: Length = widths.iter().skip(column).take(columns).copied().sum();
        let mut content = sized(paragraph.clone(), scale, Align::Center, Indent::default());
        let inner = width - scale.padding * 2;
        let setting = Setting { measure: inner, size: scale.size, terms, white: false };
        let words = std::mem::take(&mut content.content);
        content.content = folded(words, setting, contents.letters.gap);
        let look = looks.of_head(column);
        looks::paint(&mut content, look);
        Cell { column, columns, merge, fill: look.fill, content }
    };
    let depth = contents.groups.iter().map(|group| group.level + 1).max().unwrap_or(0);
    let group_at = |level: usize, at: usize| {
        let covers =
            |group: &&Group| group.level == level && (group.first..group.end()).contains(&at);
        contents.groups.iter().find(covers)
    };
    let row = |level: usize| {
        let cells = contents.head.iter().enumerate().filter_map(|(at, heading)| {
            if let Some(group) = group_at(level, at) {
                return (group.first == at)
                    .then(|| cell(&group.content, at, group.count, Merge::None));
            }
            // A heading is as high as the rows that its groups leave.
            let begins = (0..depth).find(|level| group_at(*level, at).is_none()).unwrap_or(depth);
            let merge = match (level == begins, depth - begins) {
                (true, 0) => Merge::None,
                (true, more) => Merge::Start(more + 1),
                (false, _) => Merge::Continue,
            };
            Some(cell(heading, at, 1, merge))
        });
        Row { height, cells: cells.collect(), keep_with_next: true }
    };
    (0..=depth).map(row).collect()
}

/// A heading in lines that fit into a width: on one if it can be; else a unit in brackets at its
/// end goes to a line of its own, and the words before it into lines of about the same length.
fn folded(content: Vec<Inline>, setting: Setting<'_>, gap: i64) -> Vec<Inline> {
    let Setting { measure, size, .. } = setting;
    let fits =
        |content: &[Inline]| size.scale(widths::widest_line(content, gap), widths::EM) <= measure;
    if fits(&content) {
        return content;
    }
    let (words, unit) = unit_apart(&content);
    let mut lines = balanced(words, setting, fits);
    if !unit.is_empty() {
        lines.push(Inline::Break);
        lines.extend(balanced(unit, setting, fits));
    }
    lines
}

/// Words in balanced lines. Titles are reckoned in cells; where letters make a line wider than
/// that, the lines are made for a narrower measure.
fn balanced(
    words: Vec<Inline>,
    setting: Setting<'_>,
    fits: impl Fn(&[Inline]) -> bool,
) -> Vec<Inline> {
    let for_percent = |percent| {
        let measure = setting.measure.scale(percent, 100);
        title::balance(words.clone(), Setting { measure, ..setting })
    };
    let lines = [100, 97, 85, 70].into_iter().map(for_percent).find(|lines| fits(lines));
    lines.unwrap_or_else(|| for_percent(100))
}

/// A heading's words, and the unit in brackets at its end; the second is empty when it has none, or
/// nothing else.
pub(super) fn unit_apart(content: &[Inline]) -> (Vec<Inline>, Vec<Inline>) {
    let whole = || (content.to_vec(), Vec::new());
    let text: Vec<char> = content
        .iter()
        .flat_map(|inline| match inline {
            Inline::Run(run) => run.text.chars().collect(),
            Inline::Break => vec!['\n'],
        })
        .collect();
    if !matches!(text.last(), Some('）' | ')')) {
        return whole();
    }
    match text.iter().rposition(|c| matches!(c, '（' | '(')) {
        Some(at) if at > 0 && !text.iter().skip(at).any(|c| *c == '\n') => split(content, at),
        _ => whole(),
    }
}

/// The inlines before and from a character.
fn split(content: &[Inline], at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    let mut count = 0;
    for inline in content {
        let Inline::Run(run) = inline else {
            let side = if count < at { &mut before } else { &mut behind };
            side.push(Inline::Break);
            count += 1;
            continue;
        };
        let part = |text: String| Inline::Run(Run { text, ..run.clone() });
        let first: String = run.text.chars().take(at.saturating_sub(count)).collect();
        let second: String = run.text.chars().skip(at.saturating_sub(count)).collect();
        count += run.text.chars().count();
        before.extend((!first.is_empty()).then(|| part(first)));
        behind.extend((!second.is_empty()).then(|| part(second)));
    }
    // A forced line end before the unit is the one that is made here.
    while matches!(before.last(), Some(Inline::Break)) {
        before.pop();
    }
    (before, behind)
}
