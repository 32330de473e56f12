//! Findings on standard error: for people with the line and a marker under it, for programs as
//! JSON.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use bulletin::{Finding, Severity};
use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use crate::args::FindingStyle;
use crate::chinese;
use crate::lang::Lang;

/// The findings of one input.
pub(crate) struct Found<'a> {
    /// The input's name.
    pub(crate) name: &'a str,
    /// What it says, to show lines of.
    pub(crate) text: &'a str,
    pub(crate) findings: &'a [Finding],
}

/// The most findings of one input that are shown to people; programs get all.
const MOST: usize = 100;

/// How much of a line is shown, in cells of the terminal.
const WIDTH: usize = 72;

/// Writes findings to standard error. When that cannot be written there is nowhere to say so.
pub(crate) fn show(lang: Lang, style: FindingStyle, all: &[Found<'_>]) {
    let text = match style {
        FindingStyle::Text => all.iter().map(|found| for_people(lang, found)).collect(),
        FindingStyle::Json => for_programs(all),
    };
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// One list of all findings, each with its file.
fn for_programs(all: &[Found<'_>]) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        file: &'a str,
        #[serde(flatten)]
        finding: &'a Finding,
    }
    let entries: Vec<Entry<'_>> = all
        .iter()
        .flat_map(|found| found.findings.iter().map(|finding| Entry { file: found.name, finding }))
        .collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn for_people(lang: Lang, found: &Found<'_>) -> String {
    // Of what cannot be read there is no line to show.
    let placed = found.findings.iter().any(|finding| finding.place().line().is_some());
    let lines: Vec<&str> =
        if placed && !found.text.is_empty() { lines(found.text) } else { Vec::new() };
    let mut out = String::new();
    // Who writes a comment knows that it is not printed.
    let shown = || found.findings.iter().filter(|finding| finding.code() != "draft.comment");
    for finding in shown().take(MOST) {
        let place = finding.place().to_string();
        let colon = if place.is_empty() { "" } else { ":" };
        let level = level(lang, finding.severity());
        let message = chinese::message(lang, finding);
        let _ =
            writeln!(out, "{}{colon}{place}: {level}{message} [{}]", found.name, finding.code());
        if let Some(line) = finding.place().line()
            && let Some(text) = usize::try_from(line).ok().and_then(|line| lines.get(line - 1))
        {
            let column = finding.place().column().unwrap_or(1);
            out.push_str(&excerpt(line, text, usize::try_from(column).unwrap_or(1)));
        }
        if let Some(hint) = chinese::hint(lang, finding) {
            let _ = writeln!(out, "  {}{hint}", lang.say("建议：", "hint: "));
        }
    }
    if let Some(more) = shown().count().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Chinese => {
                writeln!(out, "{}：还有 {more} 条，--findings json 全部列出", found.name)
            }
            Lang::English => {
                writeln!(out, "{}: {more} more, all of them with --findings json", found.name)
            }
        };
    }
    out
}

fn level(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Note => lang.say("提示：", "note: "),
        Severity::Warning => lang.say("疑问：", "warning: "),
        _ => lang.say("错误：", "error: "),
    }
}

/// The lines as drafts count them.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')).collect()
}

/// A line with a marker under the character at a column from 1. Of a long line the part around it
/// is shown; what would move the cursor is shown as a space.
fn excerpt(number: u32, line: &str, column: usize) -> String {
    let cell = |character: char| match character.width() {
        Some(width @ 1..) => (character, width),
        Some(0) => (character, 0),
        _ => (' ', 1),
    };
    let before = column.saturating_sub(1);
    let ahead: usize = line.chars().take(before).map(|c| cell(c).1).sum();
    let whole: usize = line.chars().map(|c| cell(c).1).take(WIDTH + 1).sum();
    let skipped = if whole > WIDTH { ahead.saturating_sub(WIDTH / 2) } else { 0 };
    let (mut shown, mut marker) = (String::new(), String::new());
    if skipped > 0 {
        shown.push('…');
        marker.push(' ');
    }
    let (mut at, mut used) = (0, 0);
    for (index, character) in line.chars().enumerate() {
        let (character, width) = cell(character);
        at += width;
        if at <= skipped {
            continue;
        }
        if used + width > WIDTH {
            shown.push('…');
            break;
        }
        used += width;
        shown.push(character);
        let mark = match index.cmp(&before) {
            std::cmp::Ordering::Less => " ",
            std::cmp::Ordering::Equal => "^",
            std::cmp::Ordering::Greater => "",
        };
        marker.push_str(&mark.repeat(width.max(usize::from(mark == "^"))));
    }
    if !marker.contains('^') {
        marker.push('^');
    }
    let gutter = " ".repeat(number.to_string().len());
    format!("  {number} | {shown}\n  {gutter} | {marker}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marker_stands_under_the_character() {
        assert_eq!(excerpt(2, "总第4l7期", 4), "  2 | 总第4l7期\n    |      ^\n");
        assert_eq!(excerpt(12, "\t周报", 2), "  12 |  周报\n     |  ^^\n");
        assert_eq!(excerpt(1, "", 1), "  1 | \n    | ^\n");
        assert_eq!(excerpt(1, "周报", 9), "  1 | 周报\n    |     ^\n");
    }

    #[test]
    fn of_a_long_line_the_part_around_is_shown() {
        let line = format!("{}错{}", "甲".repeat(200), "乙".repeat(200));
        let shown = excerpt(1, &line, 201);
        let rows: Vec<&str> = shown.lines().collect();
        assert_eq!(rows.len(), 2);
        for row in &rows {
            let cells: usize = row.chars().filter_map(|c| c.width()).sum();
            assert!(cells < 84, "{row}");
        }
        let width = |text: &str| text.chars().filter_map(|c| c.width()).sum::<usize>();
        let (text, marker) = (rows.first().unwrap_or(&""), rows.last().unwrap_or(&""));
        let at = text.find('错').and_then(|at| text.get(..at)).map(width);
        assert_eq!(marker.find('^'), at);
    }

    #[test]
    fn a_line_cannot_command_the_terminal() {
        assert!(!excerpt(1, "a\u{1b}[31mb", 1).contains('\u{1b}'));
    }
}
