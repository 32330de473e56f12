//! Findings on standard error: for people with the line and a marker under the words that are
//! meant, for programs as JSON.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use bulletin::{Finding, Language, Place, join_equal};
use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use crate::args::FindingStyle;
use crate::console;
use crate::input::Source;
use crate::messages::{Remark, sentence, words};
use crate::safe::{self, Safe, Spoken, is_visible};

/// The name under which the command speaks of itself.
pub(crate) const COMMAND: &str = "bulletin";

/// The findings of one input.
pub(crate) struct Found<'a> {
    /// The input's name.
    pub(crate) name: &'a str,
    pub(crate) source: &'a Source,
    pub(crate) findings: &'a [Finding],
}

/// The most findings of one input that are shown to people; programs get all.
const MOST: usize = 100;

/// How much of a line is shown, in cells of the terminal.
const WIDTH: usize = 72;

/// Writes findings to standard error.
pub(crate) fn show(language: Language, style: FindingStyle, all: &[Found<'_>]) {
    let mut shower = Shower::new(language, style);
    all.iter().for_each(|found| shower.show(found));
    shower.end();
}

/// Writes findings to standard error, input by input, and keeps none of them.
pub(crate) struct Shower {
    language: Language,
    style: FindingStyle,
    list: List,
}

impl Shower {
    pub(crate) fn new(language: Language, style: FindingStyle) -> Shower {
        Shower { language, style, list: List::default() }
    }

    /// Writes the findings of one input.
    pub(crate) fn show(&mut self, found: &Found<'_>) {
        match self.style {
            FindingStyle::Text => to_stderr(&for_people(self.language, found)),
            FindingStyle::Json => in_utf_8(&self.list.entries(found)),
        }
    }

    /// Writes what stands behind the last.
    pub(crate) fn end(self) {
        if self.style == FindingStyle::Json {
            in_utf_8(self.list.end());
        }
    }
}

/// Writes findings that concern no input, or all of them.
pub(crate) fn show_own(language: Language, style: FindingStyle, findings: &[Finding]) {
    show(language, style, &[Found { name: COMMAND, source: &Source::default(), findings }]);
}

/// Writes to standard error what people read. When that cannot be written there is nowhere to say so.
pub(crate) fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(&console::encoded(text));
}

fn in_utf_8(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// One list in JSON of the findings of all inputs, written as they come.
#[derive(Default)]
struct List {
    has_entries: bool,
}

impl List {
    /// The findings of one input, each with its file.
    fn entries(&mut self, found: &Found<'_>) -> String {
        #[derive(Serialize)]
        struct Entry<'a> {
            file: &'a str,
            #[serde(flatten)]
            finding: &'a Finding,
        }
        let mut text = String::new();
        for finding in found.findings {
            let entry = Entry { file: found.name, finding };
            let entry = serde_json::to_string_pretty(&entry).unwrap_or_default();
            text.push_str(if self.has_entries { ",\n  " } else { "[\n  " });
            text.push_str(&safe::json(&entry).replace('\n', "\n  "));
            self.has_entries = true;
        }
        text
    }

    fn end(self) -> &'static str {
        if self.has_entries { "\n]\n" } else { "[]\n" }
    }
}

fn for_people(language: Language, found: &Found<'_>) -> String {
    let shown = join_equal(found.findings.to_vec());
    // Of what cannot be read there is no line to show.
    let placed = shown.iter().any(|finding| finding.place().line().is_some());
    let lines: Vec<&str> = if placed { lines(&found.source.text) } else { Vec::new() };
    let mut out = String::new();
    for finding in shown.iter().take(MOST) {
        let _ = writeln!(out, "{}", headline(language, found, finding));
        let place = finding.place();
        if place.file.is_none()
            && let Some(line) = place.line()
            && let Some(text) = usize::try_from(line).ok().and_then(|line| lines.get(line - 1))
        {
            let column = place.column().and_then(|column| usize::try_from(column).ok());
            out.push_str(&excerpt(line, text, column.unwrap_or(1), &place.words));
        }
        if let Some(hint) = finding.hint(language) {
            let _ = writeln!(out, "  {}{hint}", words::HINT.of(language));
        }
    }
    if let Some(count) = shown.len().checked_sub(MOST).filter(|more| *more > 0) {
        let more = sentence(language, Remark::More { count });
        let _ = writeln!(out, "{}: {more}", Safe(found.name));
    }
    out
}

/// `weekly.txt:12:3: warning: message [code]`. A file that is meant stands behind the input's name.
fn headline(language: Language, found: &Found<'_>, finding: &Finding) -> String {
    let place = finding.place();
    let colon = words::COLON.of(language);
    let mut head = String::new();
    match &place.file {
        Some(file) if found.name == COMMAND || found.name == file => {
            head.push_str(&Safe(file).to_string())
        }
        Some(file) => head.push_str(&format!("{}: {}", Safe(found.name), Safe(file))),
        None => head.push_str(&Safe(found.name).to_string()),
    }
    if let (Some(line), Some(column)) = (place.line(), place.column()) {
        let _ = write!(head, ":{line}:{column}");
    }
    let _ = write!(head, ": {}{colon}", Spoken(&finding.severity(), language));
    // The writer of a draft knows no paths of the model; words say enough where they stand.
    let is_marked = found.source.map.is_some() && place.line().is_some() && !place.words.is_empty();
    if !is_marked && !place.path.is_root() {
        let _ = write!(head, "{}{colon}", place.path);
    }
    head.push_str(&finding.message(language));
    let mut more = Vec::new();
    if finding.count() > 1 {
        let count = finding.count();
        let mut first: Vec<String> =
            finding.places().map(|place| short(language, found, place)).collect();
        if count > first.len() {
            first.push("…".to_owned());
        }
        let first = first.join(words::COMMA.of(language));
        more.push(sentence(language, Remark::Places { count, first }));
    }
    if let Some(page) = place.page {
        more.push(sentence(language, Remark::Page { page }));
    }
    if !more.is_empty() {
        let (open, close) = words::BRACKETS.map(|bracket| bracket.of(language)).into();
        let _ = write!(head, "{open}{}{close}", more.join(words::SEMICOLON.of(language)));
    }
    let _ = write!(head, " [{}]", finding.code());
    head
}

/// A place in a list of places.
fn short(language: Language, found: &Found<'_>, place: &Place) -> String {
    let is_draft = found.source.map.is_some();
    match (place.line(), place.column()) {
        (Some(line), Some(column)) if is_draft => format!("{line}:{column}"),
        _ => Spoken(place, language).to_string(),
    }
}

/// The lines as drafts count them.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')).collect()
}

/// A line with a marker under the words at a column from 1, or under the character there when they
/// stand elsewhere. Of a long line the part around it is shown; what would move the cursor or turn
/// the line is shown as another character.
fn excerpt(number: u32, line: &str, column: usize, words: &str) -> String {
    let before = column.saturating_sub(1);
    let there = line.char_indices().nth(before).and_then(|(at, _)| line.get(at..));
    let marked = match there {
        Some(rest) if rest.starts_with(words) => words.chars().count().max(1),
        _ => 1,
    };
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
        if index < before {
            marker.push_str(&" ".repeat(width));
        } else if index < before + marked {
            marker.push_str(&"^".repeat(width));
        }
    }
    if !marker.contains('^') {
        marker.push('^');
    }
    let gutter = " ".repeat(number.to_string().len());
    format!("  {number} | {shown}\n  {gutter} | {marker}\n")
}

/// A character as it is shown in an excerpt, and how many cells it takes.
fn cell(character: char) -> (char, usize) {
    match character.width() {
        _ if character == '\t' => (' ', 1),
        Some(width) if is_visible(character) => (character, width),
        _ => ('\u{FFFD}', 1),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use bulletin::Place;

    use super::*;
    use crate::messages::OutputMessage;

    #[test]
    fn the_marker_stands_under_the_words() {
        assert_eq!(excerpt(2, "总第4l7期", 4, ""), "  2 | 总第4l7期\n    |      ^\n");
        assert_eq!(excerpt(2, "总第4l7期", 3, "4l7"), "  2 | 总第4l7期\n    |     ^^^\n");
        assert_eq!(excerpt(2, "总第4l7期", 3, "417"), "  2 | 总第4l7期\n    |     ^\n");
        assert_eq!(excerpt(12, "\t周报", 2, ""), "  12 |  周报\n     |  ^^\n");
        assert_eq!(excerpt(12, "\t周报", 2, "周报"), "  12 |  周报\n     |  ^^^^\n");
        assert_eq!(excerpt(1, "", 1, ""), "  1 | \n    | ^\n");
        assert_eq!(excerpt(1, "周报", 9, "周"), "  1 | 周报\n    |     ^\n");
    }

    #[test]
    fn of_a_long_line_the_part_around_is_shown() {
        let line = format!("{}错{}", "甲".repeat(200), "乙".repeat(200));
        for words in ["", "错", &format!("错{}", "乙".repeat(200))] {
            let shown = excerpt(1, &line, 201, words);
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
    }

    #[test]
    fn a_line_cannot_command_the_terminal() {
        for odd in ['\u{1b}', '\u{202e}', '\u{2066}', '\u{9b}', '\u{200b}', '\u{e0041}'] {
            let shown = excerpt(1, &format!("a{odd}[31mb"), 3, "[31m");
            assert_eq!(shown, "  1 | a\u{FFFD}[31mb\n    |   ^^^^\n");
        }
    }

    bulletin::messages! {
        /// What a check could say.
        pub(crate) enum Check {
            /// Two sums differ.
            Sum = Review "check.sum" {}
            en "the sums differ", "ask the office"
            zh "合计不一致", "请与供稿单位核对";
            /// A blank was removed.
            Blank = Note "check.blank" {}
            en "a blank removed"
            zh "已去掉空格";
        }
    }

    #[test]
    fn equal_notes_are_one_line_with_their_places() {
        let note = |line| Finding::new(Check::Blank {}, Place::at(line, 1));
        let text = "甲\n".repeat(9);
        let source = Source { text, map: Some(bulletin::draft::parse("甲").map) };
        let shown = |findings: &[Finding], language| {
            for_people(language, &Found { name: "a.txt", source: &source, findings })
        };
        assert_eq!(
            shown(&[note(3), note(4)], Language::Chinese),
            "a.txt:3:1: 提示：已去掉空格（共 2 处：3:1、4:1） [check.blank]\n  3 | 甲\n    | ^^\n"
        );
        let many: Vec<Finding> = (1..=9).map(note).collect();
        assert!(shown(&many, Language::English).starts_with(
            "a.txt:1:1: note: a blank removed (in 9 places: 1:1, 2:1, 3:1, 4:1, 5:1, …) "
        ));
    }

    #[test]
    fn what_a_person_must_decide_is_said_with_its_page() {
        let mut place = Place::at(1, 1).words("甲");
        place.page = Some(2);
        let findings = [Finding::new(Check::Sum {}, place)];
        let source = Source { text: "甲".to_owned(), map: None };
        let shown = |language| {
            for_people(language, &Found { name: "a.txt", source: &source, findings: &findings })
        };
        assert_eq!(
            shown(Language::Chinese),
            "a.txt:1:1: 请核对：合计不一致（第 2 页） [check.sum]\n  1 | 甲\n    | ^^\n  \
             建议：请与供稿单位核对\n"
        );
        assert!(
            shown(Language::English).starts_with("a.txt:1:1: review: the sums differ (page 2)")
        );
    }

    #[test]
    fn programs_get_one_list_of_all_inputs() {
        let source = Source::default();
        let findings =
            [Check::Sum {}, Check::Blank {}].map(|check| Finding::new(check, Place::default()));
        for (inputs, entries) in [(0, 0), (1, 2), (3, 6)] {
            let mut list = List::default();
            let mut json = String::new();
            for name in ["甲.txt", "乙.txt", "丙.txt"].into_iter().take(inputs) {
                json += &list.entries(&Found { name, source: &source, findings: &findings });
                json += &list.entries(&Found { name, source: &source, findings: &[] });
            }
            json += list.end();
            let read: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(read.as_array().unwrap().len(), entries);
        }
    }

    #[test]
    fn names_cannot_command_the_terminal() {
        let name = "周报\n\u{202e}\u{1b}[2J.txt";
        let mut place = Place::at(1, 1).words(name);
        place.file = Some(name.to_owned());
        let findings = [
            Finding::new(OutputMessage::Exists {}, place),
            Finding::new(
                OutputMessage::Same {
                    first: name.to_owned(),
                    second: name.to_owned(),
                    document: name.to_owned(),
                },
                Place::at(1, 1),
            ),
        ];
        let source = Source { text: name.to_owned(), map: None };
        let found = Found { name, source: &source, findings: &findings };
        for language in [Language::English, Language::Chinese] {
            let shown = for_people(language, &found);
            let hidden = |c: char| c != '\n' && !is_visible(c);
            assert!(!shown.contains(hidden), "{shown:?}");
            assert_eq!(shown.lines().count(), 6, "{shown}");
        }
        let mut list = List::default();
        let json = list.entries(&found) + list.end();
        assert!(json.chars().all(|c| c == '\n' || is_visible(c)), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read.pointer("/0/file").unwrap(), name);
        assert_eq!(read.pointer("/0/place/file").unwrap(), name);
    }
}
