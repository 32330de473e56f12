//! The lines of a draft one by one: which are comments, code, items of lists, quotations, headings,
//! rows of tables; and the words in each.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{
    address, block_mark, closes, definition, fence, find_table, find_table_end, heading_marks,
    is_comment, is_headed, is_picture, is_spaced_rule, joined_heading, ornament, underline,
};
use super::field::{FieldLabel, Planned};
use super::inline::{self, BREAK, Known};
use super::lines::{self, is_left_out};
use super::loose::{self, Loose};
use super::masthead;
use super::places::Places;
use super::tracked::{Edit, Tracked};
use super::{emphasis, html, notes, signs, suspect, tag};
use crate::draft::chars::{ends_sentence, longer_than};
use crate::draft::directive::{self, Key};
use crate::draft::messages::{DraftMessage, Mark};
use crate::draft::spot::Spot;
use crate::model::Text;

/// What was read of all lines.
pub(super) struct Read<'d> {
    pub(super) text: Cow<'d, str>,
    pub(super) places: Places,
    pub(super) items: Vec<(u32, u32)>,
    pub(super) dropped: Vec<u32>,
    pub(super) said: Vec<(Spot, DraftMessage)>,
}

/// A line of the draft: its first byte, and its words.
type Line<'d> = (usize, &'d str);

/// The lines of a draft while they are cleaned.
pub(super) struct Cleaner<'d> {
    draft: &'d str,
    lines: Vec<Line<'d>>,
    known: Known<'d>,
    /// Whether the draft has headings of Markdown.
    headed: bool,
    /// The bytes of the last end of a comment and of a table.
    comment_end: usize,
    table_end: usize,
    /// The index of the next line.
    at: usize,
    /// What ends the block of code that is open, if one is.
    fence: Option<String>,
    /// The least length of signs of code, ` and ~, that nothing closes.
    unclosed: (usize, usize),
    in_comment: bool,
    /// Whether the last line was a row between bars.
    in_table: bool,
    loose: Loose,
    /// What stands on lines of fields that have a form of Markdown.
    planned: BTreeMap<usize, Planned>,
    /// The indices of the lines that are of the imprint by their look.
    imprints: BTreeSet<usize>,
    text: Option<String>,
    read: Read<'d>,
}

impl<'d> Cleaner<'d> {
    fn new(draft: &'d str) -> Cleaner<'d> {
        let lines: Vec<Line<'d>> = lines::counted(draft).collect();
        let text = Cow::Borrowed(draft);
        let (items, dropped, said) = (Vec::new(), Vec::new(), Vec::new());
        let marked = draft.contains(['*', '|', '｜', '·', '丨', '•']);
        let imprints = if marked { emphasis::imprints(&lines) } else { BTreeSet::new() };
        let barred = draft.contains(['|', '｜', '│']);
        let loose = if barred { loose::find(&lines) } else { Loose::default() };
        let planned = masthead::find(&lines);
        Cleaner {
            loose,
            planned,
            imprints,
            headed: is_headed(&lines),
            known: Known::default(),
            comment_end: draft.rfind("-->").map_or(0, |at| at + 1),
            table_end: last_table(draft),
            draft,
            lines,
            at: 0,
            fence: None,
            unclosed: (usize::MAX, usize::MAX),
            in_comment: false,
            in_table: false,
            text: None,
            read: Read { text, places: Places::default(), items, dropped, said },
        }
    }

    /// Cleans all lines.
    pub(super) fn clean(draft: &'d str) -> Read<'d> {
        let mut cleaner = Cleaner::new(draft);
        cleaner.define(&BTreeSet::new());
        cleaner.all();
        // A footnote to which only code or a comment refers is a paragraph.
        let unused = cleaner.known.unused();
        if !unused.is_empty() {
            cleaner = Cleaner::new(draft);
            cleaner.define(&unused);
            cleaner.all();
        }
        if let Some(text) = cleaner.text {
            cleaner.read.text = Cow::Owned(text);
        }
        cleaner.read
    }

    fn all(&mut self) {
        while let Some((_, line)) = self.lines.get(self.at).copied() {
            let quiet = self.fence.is_none() && !self.in_comment;
            if quiet && let Some(planned) = self.planned.remove(&self.at) {
                self.planned(line, planned);
            } else if quiet && self.loose.gaps.contains(&self.at) {
                // Empty lines between the rows of a table divide nothing.
                self.read.dropped.push(self.number());
                self.put(line);
            } else if quiet && self.loose.dashed.contains(&self.at) {
                let spot = Spot { line: self.number(), column: 1 };
                let mut signs = Tracked::default();
                signs.push(&loose::with_dashes(line), spot);
                self.put_changed(signs);
                self.in_table = true;
            } else if quiet && self.loose.stray.contains(&self.at) {
                let spot = Spot { line: self.number(), column: 1 };
                self.say(spot, DraftMessage::TableHeadless {});
                self.leave_out(DraftMessage::Rule {});
            } else if quiet && !self.is_underlined() && self.is_text(line) {
                self.in_table &= line.contains('|');
                self.put(line);
            } else {
                self.line(line);
            }
            self.at += 1;
        }
    }

    /// Whether a line holds nothing to clean, and goes on with no footnote.
    fn is_text(&self, line: &str) -> bool {
        !suspect::is_suspect(line) && !self.known.continued.contains(&self.at)
    }

    /// Leaves out a line, and says why.
    fn leave_out(&mut self, message: DraftMessage) {
        let spot = Spot { line: self.number(), column: 1 };
        self.say(spot, message);
        self.read.dropped.push(spot.line);
        self.put_changed(Tracked::at("", spot));
    }

    /// Writes the fields that a line says as lines with a label.
    fn planned(&mut self, line: &str, planned: Planned) {
        let (message, fields) = match planned {
            Planned::Nothing(message) => return self.leave_out(message),
            Planned::Fields(message, fields) => (message, fields),
        };
        let start = Spot { line: self.number(), column: 1 };
        self.say(start, message);
        let mut done = Tracked::default();
        for field in fields {
            let spot = |at: usize| start.right(line.get(..at).unwrap_or_default().chars().count());
            let at = spot(field.value.start);
            if !done.text.is_empty() {
                done.push(inline::BREAK, at);
            }
            match field.label {
                Some(FieldLabel::Here(label)) => {
                    let from = spot(label.start);
                    let words = line.get(label).unwrap_or_default();
                    done.append(Tracked::at(words.trim_end_matches(['：', ':']), from));
                    done.push("：", at);
                }
                Some(FieldLabel::Above(label)) => {
                    done.push(label.trim_end_matches(['：', ':']), at);
                    done.push("：", at);
                }
                None => {}
            }
            let value = Tracked::at(line.get(field.value).unwrap_or_default(), at);
            done.append(inline::line(value, &self.known, &mut self.read.said));
        }
        self.put_changed(done);
    }

    /// Whether the line is a heading with a line under it, or that line.
    fn is_underlined(&self) -> bool {
        let above = || self.at.checked_sub(1).and_then(|above| self.underlined(above));
        self.headed && (self.underlined(self.at).is_some() || above().is_some())
    }

    /// The number of the line.
    fn number(&self) -> u32 {
        u32::try_from(self.at + 1).unwrap_or(u32::MAX)
    }

    /// Puts a line below those that are done.
    fn put(&mut self, line: &str) {
        let first = self.at == 0;
        if let Some(text) = &mut self.text {
            if !first {
                text.push('\n');
            }
            text.push_str(line);
        }
    }

    /// Puts a line that is another than the draft's.
    fn put_changed(&mut self, line: Tracked) {
        let from = self.lines.get(self.at).map_or(0, |(from, _)| *from);
        let (draft, number) = (self.draft, self.number());
        // The lines before are as they are, but for their ends.
        self.text.get_or_insert_with(|| {
            let before = draft.get(..from).unwrap_or_default();
            let mut text = before.replace("\r\n", "\n").replace('\r', "\n");
            text.pop();
            text
        });
        self.put(&line.text);
        self.read.places.add(number, line.parts());
    }

    /// Cleans a line.
    fn line(&mut self, line: &'d str) {
        let number = self.number();
        let mut done = Tracked::default();
        let mut spot = Spot { line: number, column: 1 };
        let mut from = self.lines.get(self.at).map_or(0, |(from, _)| *from);
        let said = self.read.said.len();
        for piece in line.split_inclusive(lines::is_break) {
            let (words, end) = match piece.strip_suffix(lines::is_break) {
                Some(words) => (words, piece.get(words.len()..).unwrap_or_default()),
                None => (piece, ""),
            };
            let column = u32::try_from(done.text.chars().count() + 1).unwrap_or(u32::MAX);
            let length = words.chars().count();
            if let Some(read) = self.piece(words, spot, from, column) {
                done.append(read);
            }
            if self.number() != number {
                // A table has taken the rest of the line, and others.
                break;
            }
            let behind = spot.right(length);
            done.append(Tracked::at(end, behind));
            spot = behind.right(end.chars().count());
            from += piece.len();
        }
        // A table has taken lines with it.
        let last = self.at;
        self.at = usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
        if done.text.trim().is_empty() && !line.trim().is_empty() {
            self.read.dropped.push(number);
        }
        if done.text == line {
            self.put(line);
        } else {
            self.put_changed(done);
        }
        self.read.said.get_mut(said..).unwrap_or_default().sort_by_key(|(spot, _)| *spot);
        while self.at < last {
            self.at += 1;
            self.read.dropped.push(self.number());
            self.put_changed(Tracked::at("", Spot { line: self.number(), column: 1 }));
        }
    }

    fn say(&mut self, spot: Spot, message: DraftMessage) {
        self.read.said.push((spot, message));
    }

    fn say_mark(&mut self, spot: Spot, mark: Mark) {
        self.say(spot, DraftMessage::Markdown { mark });
    }

    /// Cleans a piece of a line that begins at a byte of the draft, and at a column of the cleaned
    /// line. None where nothing is left of it.
    fn piece(&mut self, piece: &'d str, spot: Spot, from: usize, column: u32) -> Option<Tracked> {
        if let Some(end) = &self.fence {
            let end = end.clone();
            return self.code(piece, spot, &end);
        }
        let bare = piece.trim();
        if !self.in_comment && bare.starts_with('\\') && directive::read(bare).is_some() {
            self.in_table = false;
            return Some(Tracked::at(piece, spot));
        }
        if !self.in_comment && self.is_row(piece) {
            self.in_table = true;
            return Some(self.row(Tracked::at(piece, spot), '|'));
        }
        let words = self.without_comments(Tracked::at(piece, spot), from);
        if words.text.trim().is_empty() && !bare.is_empty() {
            return None;
        }
        if let Some(at) = find_table(&words.text).filter(|_| words.text.len() == piece.len())
            && from + at < self.table_end
            && let Some(table) = self.table(&words, at, from, column)
        {
            return Some(table);
        }
        self.words(words, column)
    }

    /// Cleans words that hold no comment and no table of HTML.
    fn words(&mut self, words: Tracked, column: u32) -> Option<Tracked> {
        if let Some(at) = joined_heading(&words.text) {
            let mut read = self.words(words.part(0..at), column).unwrap_or_default();
            let behind = words.part(at..words.text.len());
            self.say_mark(behind.first(), Mark::Heading);
            read.push(BREAK, behind.first());
            let further = u32::try_from(read.text.chars().count()).unwrap_or(u32::MAX);
            read.append(self.words(behind, column.saturating_add(further)).unwrap_or_default());
            return Some(read);
        }
        let mut said = Vec::new();
        let signs = signs::edits(&words.text);
        let words = words.edited(signs, &mut said);
        let blanks = tag::wide_blanks(&words.text);
        let words = words.edited(blanks, &mut said);
        self.read.said.append(&mut said);
        let text = words.text.as_str();
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        let bare = text.get(start..end).unwrap_or_default();
        let place = |at: usize| words.part(at..at).end();
        if bare.is_empty() {
            self.in_table = false;
            return Some(words);
        }
        if let Some(message) = self.definition(bare) {
            self.say(place(start), message);
            return None;
        }
        if let Some(end) = self.opens_code(bare) {
            self.say_mark(place(start), Mark::CodeBlock);
            self.fence = end;
            return None;
        }
        if is_spaced_rule(bare) {
            let rule: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
            let spot = place(start);
            let mut read = Tracked::default();
            read.push(&rule, spot);
            return Some(read);
        }
        if let Some(signs) = self.underlined(self.at) {
            let mut read = Tracked::default();
            read.push(signs, place(start));
            read.append(self.heading(words.part(start..end)));
            return Some(read);
        }
        if self.at.checked_sub(1).and_then(|above| self.underlined(above)).is_some() {
            self.say_mark(place(start), Mark::Underline);
            return None;
        }
        // Signs of a heading without words.
        if bare.chars().all(|c| c == '#') && bare.len() > 1 && bare.len() < 7 {
            self.say_mark(place(start), Mark::Heading);
            return None;
        }
        let (marks, item) = self.marks(&words, start, end);
        if item {
            let at = (self.number(), column);
            self.read.items.push(at);
        }
        let (first, last) = marks.last().map_or((start, None), |edit| (edit.range.end, Some(edit)));
        let heading = heading_marks(bare).filter(|_| last.is_none());
        let mut said = Vec::new();
        let mut read = words.part(0..first).edited(marks, &mut said);
        self.read.said.append(&mut said);
        let rest = words.part(first..words.text.len());
        self.in_table = false;
        if let Some((depth, marks)) = heading {
            let usual = format!("{} ", "#".repeat(depth));
            if bare.starts_with(&usual) && marks == usual.len() {
                read.append(rest.part(0..marks));
            } else {
                self.say_mark(place(start), Mark::Heading);
                read.push(&usual, place(start));
            }
            read.append(self.heading(rest.part(marks..end - first)));
        } else if rest.text.contains('\t') {
            read.append(self.row(rest, '\t'));
        } else if is_picture(&rest.text) {
            read.append(rest);
        } else {
            let rest = inline::line(rest, &self.known, &mut self.read.said);
            let of_imprint = self.imprints.contains(&self.at);
            let hidden = emphasis::edits(&rest.text, of_imprint);
            let mut rest = rest.edited(hidden, &mut self.read.said);
            if of_imprint {
                let bars = emphasis::bars(&rest.text);
                rest = rest.edited(bars, &mut self.read.said);
            }
            read.append(rest);
        }
        // What an escape has kept from being a mark would be one now.
        let escaped = bare.starts_with(r"\#") && read.text.trim_start().starts_with('#');
        if escaped {
            let mut paragraph = Tracked::default();
            paragraph.push(&directive::print(Key::Paragraph, ""), place(start));
            paragraph.push(&directive::encode(read.text.trim()), place(start));
            return Some(paragraph);
        }
        Some(read)
    }

    /// The marks at the beginning of words, of items and of quotations, and whether there is one.
    fn marks(&self, words: &Tracked, start: usize, end: usize) -> (Vec<Edit>, bool) {
        let mut edits = Vec::new();
        let mut at = start;
        let text = words.text.get(..end).unwrap_or_default();
        let bare = text.get(start..).unwrap_or_default();
        if is_left_out(bare) || bare.contains('\t') {
            return (edits, false);
        }
        let mut item = false;
        while let Some((mark, length)) = block_mark(text.get(at..).unwrap_or_default()) {
            // A directive is none within a list.
            let behind = text.get(at + length..).unwrap_or_default();
            if behind.starts_with('\\') && directive::read(behind).is_some() {
                break;
            }
            edits.push(Edit::delete(at..at + length).say(DraftMessage::Markdown { mark }));
            at += length;
            item = true;
            let behind = text.get(at..).unwrap_or_default();
            let boxed = ["[ ] ", "[x] ", "[X] "].iter().find(|mark| behind.starts_with(**mark));
            if let Some(boxed) = boxed.filter(|_| mark == Mark::Bullet) {
                let sign = if *boxed == "[ ] " { "☐" } else { "☑" };
                let edit = Edit::replace(at..at + 3, sign);
                edits.push(edit.say(DraftMessage::Markdown { mark: Mark::Task }));
                break;
            }
        }
        (edits, item)
    }

    /// The words of a heading, without marks of emphasis and the signs behind them.
    fn heading(&mut self, words: Tracked) -> Tracked {
        let ornament = ornament(&words.text);
        let words = match ornament {
            0 => words,
            length => {
                self.say_mark(words.first(), Mark::Ornament);
                words.part(length..words.text.len())
            }
        };
        let end = words.text.trim_end_matches('#');
        let closed = end.len() < words.text.len() && end.ends_with([' ', '\u{3000}']);
        let length = if closed { end.trim_end().len() } else { words.text.len() };
        let read = inline::line(words.part(0..length), &self.known, &mut self.read.said);
        let marks = read.text.match_indices("**");
        let before = |at: usize| read.text.get(..at).is_some_and(|text| text.ends_with('\\'));
        let marks: Vec<usize> = marks.map(|(at, _)| at).filter(|at| !before(*at)).collect();
        let mut edits: Vec<Edit> = marks.iter().map(|at| Edit::delete(*at..at + 2)).collect();
        if edits.len() % 2 == 1 {
            edits.pop();
        }
        if let Some(first) = edits.first_mut() {
            first.says = Some(DraftMessage::Markdown { mark: Mark::Emphasis });
        }
        read.edited(edits, &mut self.read.said)
    }

    /// Whether words are a row between bars.
    fn is_row(&self, text: &str) -> bool {
        let signs = |line: Option<&Line<'_>>| {
            line.is_some_and(|(_, line)| {
                line.contains('|') && line.contains('-') && {
                    let sign = |c: char| {
                        matches!(c, '|' | '-' | ':' | '.')
                            || c.is_whitespace()
                            || c.is_ascii_digit()
                    };
                    line.trim().chars().all(sign)
                }
            })
        };
        let below = (self.at + 1..).find(|at| !self.loose.gaps.contains(at));
        text.trim_start().starts_with('|')
            || text.contains('|')
                && (self.in_table || signs(below.and_then(|below| self.lines.get(below))))
    }

    /// Cleans a cell, unless it is a directive.
    fn cell(&mut self, words: Tracked) -> Tracked {
        let bare = words.text.trim();
        if bare.starts_with('\\') && directive::read(bare).is_some() {
            return words;
        }
        let words = self.without_comments(words, usize::MAX / 2);
        let signs = signs::edits(&words.text);
        let words = words.edited(signs, &mut self.read.said);
        inline::cell(words, &self.known, &mut self.read.said)
    }

    /// Cleans each cell of a row.
    fn row(&mut self, words: Tracked, bar: char) -> Tracked {
        let mut read = Tracked::default();
        let mut from = 0;
        let text = words.text.clone();
        let mut escaped = false;
        for (at, character) in text.char_indices() {
            if character == bar && !escaped {
                let cell = self.cell(words.part(from..at));
                let bar_at = at..at + character.len_utf8();
                from = bar_at.end;
                read.append(cell);
                read.append(words.part(bar_at));
            }
            escaped = character == '\\' && !escaped && bar == '|';
        }
        read.append(self.cell(words.part(from..text.len())));
        read
    }

    /// Takes out comments.
    fn without_comments(&mut self, words: Tracked, from: usize) -> Tracked {
        if !self.in_comment && !words.text.contains("<!--") {
            return words;
        }
        let text = words.text.as_str();
        let mut edits = Vec::new();
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            if self.in_comment {
                let end = rest.find("-->").map(|end| end + "-->".len());
                let length = end.unwrap_or(rest.len());
                let mut edit = Edit::delete(at..at + length);
                if at == 0 {
                    // What is left out is told on each of its lines.
                    edit = edit.say(DraftMessage::Comment {});
                }
                edits.push(edit);
                at += length;
                if end.is_none() {
                    break;
                }
                self.in_comment = false;
                continue;
            }
            let Some(start) = rest.find("<!--").map(|start| at + start) else { break };
            let behind = text.get(start + 4..).unwrap_or_default();
            match behind.find("-->") {
                Some(end) => {
                    let end = start + 4 + end + 3;
                    edits.push(Edit::delete(start..end).say(DraftMessage::Comment {}));
                    at = end;
                }
                None if from + start + 4 < self.comment_end => {
                    edits.push(Edit::delete(start..text.len()).say(DraftMessage::Comment {}));
                    self.in_comment = true;
                    break;
                }
                None => {
                    let message = DraftMessage::MarkKept { mark: "<!--" };
                    edits.push(Edit::none(start..start).say(message));
                    break;
                }
            }
        }
        words.edited(edits, &mut self.read.said)
    }

    /// A table of HTML that begins in a piece: all of it on one line, with breaks between the rows.
    fn table(&mut self, words: &Tracked, at: usize, from: usize, column: u32) -> Option<Tracked> {
        let start = from + at;
        let end = start + find_table_end(self.draft.get(start..)?)?;
        let (line_at, line) = self.lines.get(self.at).copied()?;
        let here = end <= from + words.text.len();
        if !here && end <= line_at + line.len() {
            return None;
        }
        let mut source = Tracked::default();
        let mut last = self.at;
        for (index, (line_at, line)) in self.lines.iter().enumerate().skip(self.at) {
            if *line_at >= end {
                break;
            }
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let skipped = start.saturating_sub(*line_at).min(line.len());
            let before = line.get(..skipped)?.chars().count();
            let spot = Spot { line: number, column: 1 }.right(before);
            let part = line.get(skipped..(end - line_at).min(line.len()))?;
            let words = part.trim_start();
            let spot = spot.right(part.chars().count() - words.chars().count());
            let words = words.trim_end().replace(lines::is_break, " ");
            // Only between words of letters is a line end a space.
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if letter(source.text.chars().next_back()) && letter(words.chars().next()) {
                source.push(" ", spot);
            }
            source.append(Tracked::at(&words, spot));
            last = index;
        }
        let mut said = vec![(source.first(), DraftMessage::Markdown { mark: Mark::Table })];
        let source = self.without_comments(source, usize::MAX / 2);
        let signs = signs::edits(&source.text);
        let source = source.edited(signs, &mut said);
        let rows = html::table(&source, &self.known, &mut said)?;
        self.read.said.append(&mut said);
        let mut read = match words.text.get(..at).is_some_and(|text| !text.trim().is_empty()) {
            true => self.words(words.part(0..at), column).unwrap_or_default(),
            false => Tracked::default(),
        };
        for row in rows {
            if !read.text.is_empty() {
                read.push(BREAK, row.first());
            }
            read.append(row);
        }
        // What stands behind it on its last line.
        let behind = match here {
            true => words.part(end - from..words.text.len()),
            false => {
                let (line_at, line) = self.lines.get(last).copied()?;
                let (before, behind) = line.split_at_checked(end - line_at)?;
                let number = u32::try_from(last + 1).unwrap_or(u32::MAX);
                let spot = Spot { line: number, column: 1 }.right(before.chars().count());
                self.without_comments(Tracked::at(behind, spot), end)
            }
        };
        if !behind.text.trim().is_empty() {
            read.push(BREAK, behind.first());
            let further = u32::try_from(read.text.chars().count()).unwrap_or(u32::MAX);
            let rest = self.words(behind, column.saturating_add(further));
            read.append(rest.unwrap_or_default());
        }
        self.at = last;
        self.in_table = false;
        Some(read)
    }

    /// A line of code, which is a paragraph as it stands.
    fn code(&mut self, piece: &str, spot: Spot, end: &str) -> Option<Tracked> {
        let bare = piece.trim();
        if closes(bare, end) {
            self.say_mark(spot, Mark::CodeBlock);
            self.fence = None;
            return None;
        }
        if bare.is_empty() {
            return Some(Tracked::at(piece, spot));
        }
        let indent = piece.chars().take_while(|c| c.is_whitespace()).count();
        let words = directive::encode(&Text::plain(bare).to_string());
        let mut read = Tracked::default();
        let spot = spot.right(indent);
        read.push(&directive::print(Key::Paragraph, ""), spot);
        match words == bare {
            true => read.append(Tracked::at(&words, spot)),
            false => read.push(&words, spot),
        }
        Some(read)
    }

    /// Whether a line opens a block of code: what ends it, or nothing where its lines are read as
    /// those of the draft.
    fn opens_code(&mut self, bare: &str) -> Option<Option<String>> {
        let (signs, words) = fence(bare)?;
        let unclosed =
            if signs.starts_with('~') { &mut self.unclosed.1 } else { &mut self.unclosed.0 };
        let mut lines = self.lines.iter().skip(self.at + 1);
        let closed = signs.len() < *unclosed && lines.any(|(_, line)| closes(line.trim(), signs));
        if !closed {
            *unclosed = signs.len().min(*unclosed);
            // A lone end of code; ~~~ alone may be anything.
            return (signs.starts_with('`') || !words.is_empty()).then_some(None);
        }
        let first = self.lines.iter().take(self.at).all(|(_, line)| line.trim().is_empty());
        let draft =
            matches!(words.to_ascii_lowercase().as_str(), "markdown" | "md" | "text" | "txt");
        Some((!first && !draft).then(|| signs.to_owned()))
    }

    /// Collects the names that the draft defines.
    fn define(&mut self, unused: &BTreeSet<String>) {
        if !self.draft.contains("]:") {
            return;
        }
        // The footnotes that something refers to.
        let mut meant = BTreeSet::new();
        for (at, _) in self.draft.match_indices("[^") {
            let behind = self.draft.get(at + 2..).unwrap_or_default();
            let length =
                behind.char_indices().take(66).find(|(_, c)| *c == ']').map(|(end, _)| end);
            let Some((label, behind)) = length.and_then(|end| behind.split_at_checked(end)) else {
                continue;
            };
            if !behind.starts_with("]:") {
                meant.insert(inline::name(label));
            }
        }
        let mut notes = Vec::new();
        for (index, (_, line)) in self.lines.iter().enumerate() {
            let bare = line.trim();
            let Some((label, behind)) = definition(bare) else { continue };
            if is_comment(label, behind) {
                continue;
            }
            let label = inline::name(label);
            match label.strip_prefix('^') {
                Some(note) if meant.contains(note) && !unused.contains(note) => {
                    let at = line.find(behind).unwrap_or_default();
                    let before = line.get(..at).unwrap_or_default().chars().count();
                    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                    let spot = Spot { line: number, column: 1 }.right(before);
                    if !self.known.defined.contains_key(note) {
                        self.known.defined.insert(note.to_owned(), index);
                        let mut words = Tracked::at(behind, spot);
                        let further = self.lines.iter().map(|(_, line)| &**line);
                        let further = further.enumerate().skip(index + 1);
                        self.known.continued.extend(notes::continued(further, &mut words));
                        notes.push((note.to_owned(), words));
                    }
                }
                Some(_) => {}
                None => {
                    if let Some(address) = address(behind) {
                        self.known.links.entry(label).or_insert(address);
                    }
                }
            }
        }
        for (label, words) in notes {
            let signs = signs::edits(&words.text);
            let words = words.edited(signs, &mut self.read.said);
            let words = inline::line(words, &self.known, &mut self.read.said);
            // No word of a footnote stands out.
            if words.text.contains("**") {
                self.read
                    .said
                    .push((words.first(), DraftMessage::Markdown { mark: Mark::Emphasis }));
            }
            let words = words.text.replace(BREAK, " ").replace("**", "");
            self.known.notes.entry(label).or_insert(words);
        }
    }

    /// What is said of a line that defines a name, and is left out.
    fn definition(&self, bare: &str) -> Option<DraftMessage> {
        if self.known.continued.contains(&self.at) {
            return Some(DraftMessage::Markdown { mark: Mark::Footnote });
        }
        let (label, behind) = definition(bare)?;
        if is_comment(label, behind) {
            return Some(DraftMessage::Comment {});
        }
        let label = inline::name(label);
        match label.strip_prefix('^') {
            Some(note) => {
                let known = self.known.defined.get(note) == Some(&self.at);
                known.then_some(DraftMessage::Markdown { mark: Mark::Footnote })
            }
            None => address(behind).map(|_| DraftMessage::LinkAddress {}),
        }
    }

    /// The signs of a heading for a line that is underlined like one.
    fn underlined(&self, at: usize) -> Option<&'static str> {
        let line = |at: usize| self.lines.get(at).map(|(_, line)| line.trim());
        let signs = underline(line(at + 1).filter(|_| self.headed)?)?;
        let words = line(at)?;
        let title = !words.is_empty()
            && !longer_than(words, 40)
            && !ends_sentence(words)
            && !words.starts_with(['#', '>', '-', '|', '\\', '<', '='])
            && at.checked_sub(1).and_then(line).is_none_or(str::is_empty);
        title.then_some(signs)
    }
}

/// Where the last table of HTML ends, from 1.
fn last_table(draft: &str) -> usize {
    let ends = |name: &str| draft.rfind(name).map_or(0, |at| at + 1);
    ends("</table").max(ends("</TABLE"))
}
