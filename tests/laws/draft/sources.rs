//! Where the values of a bulletin stand in its draft.

use bulletin::draft::{self, Extent, SourceMap};
use bulletin::{
    Block, Bulletin, Cell, CellValue, Contents, Figure, Image, ModelPath, Place, Section, Segment,
    Table, Text,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::kept::{is_shapeless, untagged};
use crate::{arbitrary, cases, law};

/// Every value of a bulletin that has words of the draft, with its path.
struct Walk {
    words: Vec<(ModelPath, String)>,
}

impl Walk {
    fn of(bulletin: &Bulletin) -> Walk {
        let root = ModelPath::root();
        let mut walk = Walk { words: Vec::new() };
        let head = &bulletin.masthead;
        let path = root.field("masthead");
        walk.word(path.field("title"), &head.title);
        let fields = [
            ("secrecy", &head.secrecy),
            ("urgency", &head.urgency),
            ("title_part", &head.title_part),
            ("copy_number", &head.copy_number),
            ("signer", &head.signer),
        ];
        for (name, words) in fields {
            walk.word(path.field(name), words.as_deref().unwrap_or_default());
        }
        let lists = [
            ("lines_above", &head.lines_above),
            ("lines_below", &head.lines_below),
            ("notice", &head.notice),
            ("issuers", &head.issuers),
        ];
        for (index, field) in head.fields.iter().enumerate() {
            let path = path.field("fields").index(index);
            walk.word(path.field("label"), &field.label);
            walk.word(path.field("value"), &field.value);
        }
        for (name, list) in lists {
            for (index, words) in list.iter().enumerate() {
                walk.word(path.field(name).index(index), words);
            }
        }
        walk.texts(&root.field("editor_note"), &bulletin.editor_note);
        if let Some(Contents::Manual(lines)) = &bulletin.contents {
            walk.texts(&root.field("contents"), lines);
        }
        walk.optional(root.field("title"), bulletin.title.as_ref());
        walk.blocks(&root.field("body"), &bulletin.body);
        walk.sections(&root.field("sections"), &bulletin.sections);
        for (index, article) in bulletin.articles.iter().enumerate() {
            let path = root.field("articles").index(index);
            walk.text(path.field("title"), &article.title);
            walk.word(path.field("source"), article.source.as_deref().unwrap_or_default());
            walk.blocks(&path.field("body"), &article.body);
            walk.sections(&path.field("sections"), &article.sections);
        }
        for (index, appendix) in bulletin.appendices.iter().enumerate() {
            let path = root.field("appendices").index(index);
            walk.text(path.field("title"), &appendix.title);
            walk.blocks(&path.field("blocks"), &appendix.blocks);
        }
        let imprint = &bulletin.imprint;
        let path = root.field("imprint");
        let fields = [
            ("report", &imprint.report),
            ("send", &imprint.send),
            ("issue", &imprint.issue),
            ("copy", &imprint.copy),
            ("printed_by", &imprint.printed_by),
        ];
        for (name, words) in fields {
            walk.word(path.field(name), words.as_deref().unwrap_or_default());
        }
        for (index, entry) in imprint.staff.iter().enumerate() {
            let path = path.field("staff").index(index);
            walk.word(path.field("label"), &entry.label);
            walk.word(path.field("value"), &entry.value);
        }
        walk
    }

    fn word(&mut self, path: ModelPath, words: &str) {
        if !words.is_empty() {
            self.words.push((path, words.to_owned()));
        }
    }

    fn text(&mut self, path: ModelPath, text: &Text) {
        self.word(path, &text.to_plain());
    }

    fn optional(&mut self, path: ModelPath, text: Option<&Text>) {
        text.into_iter().for_each(|text| self.text(path.clone(), text));
    }

    fn texts(&mut self, path: &ModelPath, texts: &[Text]) {
        for (index, text) in texts.iter().enumerate() {
            self.text(path.index(index), text);
        }
    }

    fn sections(&mut self, path: &ModelPath, sections: &[Section]) {
        for (index, section) in sections.iter().enumerate() {
            let path = path.index(index);
            self.optional(path.field("heading"), section.heading.as_ref());
            self.blocks(&path.field("blocks"), &section.blocks);
            self.sections(&path.field("sections"), &section.sections);
        }
    }

    fn blocks(&mut self, path: &ModelPath, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(path.index(index), block);
        }
    }

    fn block(&mut self, path: ModelPath, block: &Block) {
        match block {
            Block::Paragraph(text) => self.text(path, text),
            Block::Column(text) => self.text(path.field("column"), text),
            Block::Table(table) => self.table(&path.field("table"), table),
            Block::Figure(figure) => self.figure(&path.field("figure"), figure),
            Block::Chart(chart) => {
                let path = path.field("chart");
                self.word(path.field("unit"), chart.unit.as_deref().unwrap_or_default());
                self.word(path.field("alt"), chart.alt.as_deref().unwrap_or_default());
                self.optional(path.field("caption"), chart.caption.as_ref());
            }
            Block::Beside(beside) => {
                for (index, cell) in beside.cells.iter().enumerate() {
                    let path = path.field("beside").index(index);
                    for (number, block) in cell.iter().enumerate() {
                        let only = cell.len() == 1;
                        let path = if only { path.clone() } else { path.index(number) };
                        self.block(path, block);
                    }
                }
            }
            _ => {}
        }
    }

    fn table(&mut self, path: &ModelPath, table: &Table) {
        self.optional(path.field("caption"), table.caption.as_ref());
        self.word(path.field("unit"), table.unit.as_deref().unwrap_or_default());
        self.optional(path.field("note"), table.note.as_ref());
        for (index, column) in table.columns.iter().enumerate() {
            let path = path.field("columns").index(index);
            self.text(path.field("heading"), &column.heading);
            match column.group.as_slice() {
                [group] => self.text(path.field("group"), group),
                several => self.texts(&path.field("group"), several),
            }
        }
        for (index, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let path = path.field("rows").index(index).index(column);
                match cell {
                    Cell::Text(text) => self.text(path, text),
                    Cell::Number(number) => self.word(path, &number.to_string()),
                    Cell::Styled(cell) => match &cell.value {
                        CellValue::Text(text) => self.text(path, text),
                        CellValue::Number(number) => self.word(path, &number.to_string()),
                        _ => {}
                    },
                    _ => {}
                }
            }
        }
    }

    fn figure(&mut self, path: &ModelPath, figure: &Figure) {
        if let Image::File(file) = &figure.image {
            self.word(path.field("file"), file);
        }
        self.word(path.field("alt"), &figure.alt);
        self.optional(path.field("caption"), figure.caption.as_ref());
    }
}

/// Words as they are compared: in one width, damage and all that is no word left out.
fn folded(words: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let repaired = |c: char| match c {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        '曰' => '日',
        '⻓' => '长',
        '⻔' => '门',
        // Bullets of symbol fonts.
        '\u{F06C}' => '●',
        _ => c,
    };
    let left_out = |c: &char| c.is_whitespace() || is_shapeless(*c) || matches!(c, '*' | '\\');
    let words = untagged(words);
    words.chars().filter(|c| !left_out(c)).nfkc().map(narrow).map(repaired).collect()
}

/// What stands at a place, to the end of its stretch.
fn there(map: &SourceMap, at: Extent) -> String {
    let mut words = String::new();
    for number in at.line..=at.last_line {
        let line = map.line(number).unwrap();
        let skipped = if number == at.line { at.column as usize - 1 } else { 0 };
        words.extend(line.chars().skip(skipped));
    }
    words
}

/// Every value stands where the map says: its words begin there.
fn every_value_has_its_place(text: String) -> Result<(), TestCaseError> {
    let read = draft::parse(&text);
    for (path, words) in Walk::of(&read.bulletin).words {
        let at = read.map.locate(&path);
        let width = read.map.line(at.line).map(|line| line.chars().count());
        prop_assert!(at.column as usize <= width.unwrap_or_default() + 1, "{} {:?}", path, at);
        prop_assert!(at.line <= at.last_line && read.map.line(at.last_line).is_some());
        let written = folded(&there(&read.map, at));
        // Within a directive characters may stand by their numbers, but not ideographs.
        let directive = read.map.line(at.line).is_some_and(|line| line.contains('\\'));
        if directive && !words.starts_with(|c| ('一'..='龥').contains(&c)) {
            continue;
        }
        // Between the lines of a cell others may stand, and anywhere what is left out.
        let rows = Segment::Field("rows".into());
        let of_cell = path.segments().contains(&rows) && at.last_line > at.line;
        let left_out = (at.line..=at.last_line).any(|line| read.map.left_out().contains(&line));
        // Between the words of a line other marks may stand.
        let marks = ['[', '<', '`', '&', '~', '_', '*', '|'];
        let marked = (at.line..=at.last_line)
            .any(|line| read.map.line(line).is_some_and(|line| line.contains(marks)));
        let interrupted = of_cell || left_out || directive;
        // Around 报, 送 and 发 other marks may stand than a colon: 报——市委, 【报】市委.
        let labelled = ["报：", "送：", "发："].iter().any(|label| words.starts_with(label));
        if labelled && written.chars().take(2).any(|c| words.starts_with(c)) {
            continue;
        }
        let length = if interrupted { 1 } else { 4 };
        let first_line = words.split('\n').next().unwrap_or_default();
        // In a row of a form a tab stands for the colon behind a label, and blanks do behind 报, 送 and 发.
        let form = read.map.line(at.line).is_some_and(|line| line.contains(char::is_whitespace));
        let bare = |words: String| words.chars().filter(|c| !form || *c != ':').collect::<String>();
        let written = bare(written);
        let begin: String = bare(folded(first_line)).chars().take(length).collect();
        // A footnote of Markdown stands where its sign is, and its words where they are defined.
        if marked && words.starts_with("<note>") {
            continue;
        }
        // The mark of a footnote and the box of a task stand before words that do not show them.
        let first = begin.chars().next().filter(|c| c.is_alphanumeric());
        if marked && first.is_none_or(|first| written.contains(first)) {
            continue;
        }
        prop_assert!(
            written.starts_with(&begin),
            "{}: {:?} is not at {:?}: {:?}\n{}",
            path,
            words,
            at,
            written,
            text
        );
        let place = read.map.place(Place::path(path).words(words));
        prop_assert!(place.line().is_some_and(|line| line >= at.line && line <= at.last_line));
    }
    Ok(())
}

#[test]
fn values_of_the_cases_have_their_places() {
    for (path, case) in cases() {
        if let Err(fault) = every_value_has_its_place(case.draft) {
            panic!("{}: {fault}", path.display());
        }
    }
}

#[test]
fn values_of_any_draft_have_their_places() {
    law(arbitrary::draft, every_value_has_its_place);
}

/// A draft of the cases with some lines deleted, doubled or exchanged.
pub(crate) fn edited_draft() -> impl Strategy<Value = String> {
    let drafts: Vec<String> = cases().into_iter().map(|(_, case)| case.draft).collect();
    let edit = (0..3_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (prop::sample::select(drafts), prop::collection::vec(edit, 1..6)).prop_map(|(draft, edits)| {
        let mut lines: Vec<&str> = draft.split('\n').collect();
        for (edit, one, other) in edits {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match edit {
                0 if lines.len() > 1 => drop(lines.remove(one)),
                1 => {
                    let line = lines.get(one).copied().unwrap_or_default();
                    lines.insert(other, line);
                }
                _ => lines.swap(one, other),
            }
        }
        lines.join("\n")
    })
}

#[test]
fn values_of_edited_drafts_have_their_places() {
    law(edited_draft, every_value_has_its_place);
}

/// The same of the canonical drafts of any bulletins, in which every directive stands.
#[test]
fn values_of_printed_drafts_have_their_places() {
    law(arbitrary::bulletin, |bulletin| every_value_has_its_place(draft::print(&bulletin)));
}

/// Lines with words that occur once, among all that cleaning changes; and the line and column of each
/// of these words.
fn decorated() -> impl Strategy<Value = (String, Vec<(String, u32, u32)>)> {
    const MARKS: [&str; 22] = [
        "本⽉",
        "⻓",
        "３",
        "９：３０",
        "2．5％",
        "\u{200B}",
        "\u{FE0F}",
        "<!-- 批注 -->",
        "**重点**",
        "*尽快*",
        "`A-1`",
        "[网](https://x.example)",
        "~~作废~~",
        "&amp;",
        "&nbsp;",
        "\\[",
        "<br>",
        "<b>粗</b>",
        "<div>",
        "[^9]",
        "，",
        "共3件",
    ];
    let begin =
        prop::sample::select(vec!["", "", "- ", "> ", "1. ", "　　", "- [x] ", "<!-- 注\n释 -->"]);
    let marks = || prop::collection::vec(prop::sample::select(MARKS.to_vec()), 0..4);
    prop::collection::vec((begin, marks(), marks()), 1..8).prop_map(|lines| {
        let mut text = String::new();
        let mut words = Vec::new();
        for (index, (begin, before, behind)) in (0_u32..).zip(lines) {
            let word: String = [0x6C00 + 2 * index, 0x6C01 + 2 * index]
                .into_iter()
                .filter_map(char::from_u32)
                .collect();
            text.push_str(&format!("{begin}{}", before.concat()));
            let (above, last) = text.rsplit_once('\n').unwrap_or(("", &text));
            let line = if text.contains('\n') { above.split('\n').count() + 1 } else { 1 };
            let column = u32::try_from(last.chars().count() + 1).unwrap();
            words.push((word.clone(), u32::try_from(line).unwrap(), column));
            text.push_str(&format!("{word}{}。\n\n", behind.concat()));
        }
        (text, words)
    })
}

/// Whatever is cleaned around them, words are found where they were written.
#[test]
fn words_are_found_where_they_were_written() {
    law(decorated, |(text, words)| {
        let map = draft::parse(&text).map;
        for (word, line, column) in words {
            let place = map.place(Place::default().words(&word));
            let found = place.line().zip(place.column());
            prop_assert_eq!(found, Some((line, column)), "{} in {:?}", word, text);
        }
        Ok(())
    });
}

#[test]
fn words_of_a_value_are_found_within_it() {
    let text = "工作简报\n第1期\n某县政府办 2025年1月2日\n\n一、情况\n\n正文😀。";
    let map = draft::parse(text).map;
    let section = ModelPath::root().field("sections").index(0);
    let block = section.field("blocks").index(0);
    let place = map.place(Place::path(block.clone()).words("😀"));
    assert_eq!((place.line(), place.column()), (Some(7), Some(3)));
    let origin = |place: Place| {
        let place = map.place(place);
        place.line().zip(place.column())
    };
    assert_eq!(origin(Place::path(block.clone())), Some((7, 1)));
    // Words that do not stand there, and values that the draft does not say.
    assert_eq!(origin(Place::path(block).words("丙")), Some((7, 1)));
    assert_eq!(origin(Place::path(section.field("heading"))), Some((5, 3)));
    assert_eq!(origin(Place::path(section.field("sections").index(3))), Some((5, 1)));
    let masthead = ModelPath::root().field("masthead");
    assert_eq!(origin(Place::path(masthead.field("issuers").index(0))), Some((3, 1)));
    assert_eq!(origin(Place::path(masthead.field("date"))), Some((3, 7)));
    assert_eq!(origin(Place::path(masthead.field("signer"))), Some((1, 1)));
    assert_eq!(origin(Place::default()), None);
    assert_eq!(origin(Place::file("a.png")), None);
    let whole = map.locate(&ModelPath::root());
    assert_eq!((whole.line, whole.column, whole.last_line), (1, 1, 7));
}

#[test]
fn findings_of_later_stages_get_line_and_column() {
    bulletin::messages! {
        /// What a later stage says.
        enum Later {
            /// A character is missing.
            Missing = Warning "later.missing" {}
            en "missing"
            zh "缺字";
        }
    }
    let map = draft::parse("工作简报\n\n一、情况\n正文。\n（一）１２ 件").map;
    let section = ModelPath::root().field("sections").index(0).field("sections").index(0);
    let place = Place::path(section.field("heading")).words("12件");
    let found = map.locate_findings([bulletin::Finding::new(Later::Missing {}, place)]);
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        found.to_string(),
        "warning: 5:4, sections[0].sections[0].heading: missing [later.missing]"
    );
    assert_eq!(found.place().words, "12件");
}
