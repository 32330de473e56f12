//! Rows of cells from lines: which style a table has (bars, tabs, aligned columns, numbers with
//! single spaces between), and the cells of a line in that style.

mod columns;
mod pipes;
mod quoted;
mod spans;

pub(super) use super::chars::words;
use super::chars::{before, behind, is_han, longer_than};
use super::lines::Line;
use super::report::Report;
use super::spot::{Extent, Spot};
use super::{imprint, label};
use crate::model::limits;

pub(super) use pipes::alignment;

/// The rows of one table; the first may be its head.
#[derive(Debug)]
pub(super) struct Rows {
    /// The cells; no row has more than `width`.
    pub(super) cells: Vec<Vec<Content>>,
    /// The upper rows of a head of several, in a table with bars.
    pub(super) groups: Vec<Vec<Content>>,
    /// The place of each row.
    pub(super) spots: Vec<Spot>,
    /// The signs of the line under the head, in a table with bars.
    pub(super) delimiter: Option<Vec<String>>,
    /// How many columns there are.
    pub(super) width: usize,
}

/// What a cell contains, without the white space around it, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) words: String,
    pub(super) at: Extent,
}

impl Content {
    pub(super) fn new(words: impl Into<String>, spot: Spot) -> Content {
        Content { words: words.into(), at: spot.extent() }
    }

    /// Adds a line of the same cell.
    fn push_line(&mut self, more: &Content) {
        if !self.words.is_empty() && !more.words.is_empty() {
            self.words.push('\n');
        }
        self.push(more);
    }

    /// Adds words of another line.
    fn push(&mut self, more: &Content) {
        if !more.words.is_empty() {
            self.at = if self.words.is_empty() { more.at } else { self.at.with(more.at) };
            self.words.push_str(&more.words);
        }
    }
}

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Pipes,
    Tabs,
    Commas,
    /// At least two spaces between cells.
    Gaps,
    /// Single spaces between words and numbers.
    Blanks,
}

/// The most columns that the model allows in a table.
const MAX_COLUMNS: usize = limits::COLUMNS.max();

/// Whether a table begins at this line.
pub(super) fn begins(lines: &[Line<'_>], at: usize) -> bool {
    style(lines, at).is_some_and(|style| !is_list(lines, at, style))
}

/// The same below a caption or a unit, where even numbered lines are rows.
pub(super) fn begins_below(lines: &[Line<'_>], at: usize) -> bool {
    style(lines, at).is_some()
}

/// Whether lines with tabs are the items of a list: each begins with a number and its mark, or with the
/// sign of an item, and is no row of figures.
fn is_list(lines: &[Line<'_>], at: usize, style: Style) -> bool {
    let item = |at: usize| {
        lines.get(at).is_some_and(|line| {
            let label = label::read(line.text).filter(|label| !label.doubtful);
            let filled = || tabbed(line.raw).into_iter().filter(|(_, cell)| !cell.is_empty());
            let figures = || {
                filled().count() > 2
                    && filled().next_back().is_some_and(|(_, cell)| is_figure(cell))
            };
            let signed = || {
                let mut filled = filled();
                let sign = filled.next().is_some_and(|(_, cell)| is_item_sign(cell));
                sign && filled.count() == 1
            };
            label.is_some() && !figures() || signed()
        })
    };
    style == Style::Tabs && item(at)
}

/// Whether a cell is the sign before an item, and nothing else.
fn is_item_sign(cell: &str) -> bool {
    const SIGNS: &str = "●•■◆▪□○❖➢◇★☆▲△→►";
    let mut characters = cell.chars();
    characters.next().is_some_and(|sign| SIGNS.contains(sign)) && characters.next().is_none()
}

/// Reads the rows from this line on, and the index of the line after them.
pub(super) fn read(lines: &[Line<'_>], at: usize, report: &mut Report) -> Option<(Rows, usize)> {
    match style(lines, at)? {
        Style::Pipes => pipes::read(lines, at, report),
        style => Some(columns::read(lines, at, style, report)),
    }
}

/// The style of the table that begins here: enough successive lines share it.
fn style(lines: &[Line<'_>], at: usize) -> Option<Style> {
    let count = |ahead: usize, style: Style| {
        lines.get(at + ahead).map_or(0, |line| split(line, style).len())
    };
    let text = lines.get(at)?.text;
    if pipes::begins(lines, at) {
        return Some(Style::Pipes);
    }
    if text.starts_with('|') {
        return None;
    }
    let fits = |width: usize| (2..=MAX_COLUMNS).contains(&width);
    let row = |at: usize| quoted::row(lines, at, '\t');
    let tabs = row(at).map_or(count(0, Style::Tabs), |(row, _)| row.len());
    if fits(tabs) {
        let next = 1 + row(at).map_or(0, |(_, used)| used);
        let filled = lines
            .get(at + next)
            .is_some_and(|line| ends_with_tab(line) && filled(line, tabs).is_some());
        let rows = fits(count(next, Style::Tabs)) || filled;
        return rows.then_some(Style::Tabs);
    }
    if quoted::begins(lines, at).is_some() {
        return Some(Style::Commas);
    }
    if !is_words(text) {
        return None;
    }
    let gaps = count(0, Style::Gaps);
    if fits(gaps) {
        let second = count(1, Style::Gaps);
        let third = count(2, Style::Gaps);
        let alike = |other: usize| other > 1 && other.abs_diff(gaps) <= 1;
        let enough = if gaps > 2 { alike(second) } else { second == gaps && third == gaps };
        // 报  市委
        if enough && !imprint::names_recipients(text) {
            return Some(Style::Gaps);
        }
    }
    let blanks = count(0, Style::Blanks);
    let figured = |ahead: usize| lines.get(at + ahead).is_some_and(|line| has_figures(line.text));
    let alike = || {
        let width = count(1, Style::Blanks);
        width == blanks
            || fits(width) && lines.get(at).is_some_and(|line| gathered(line.raw).len() == width)
    };
    let rows = blanks > 2 && fits(blanks) && figured(1) && figured(2) && alike();
    rows.then_some(Style::Blanks)
}

/// Whether a line can be a row without tabs: it is no sentence.
fn is_words(text: &str) -> bool {
    !text.contains(['。', '；', '：', '，']) && !longer_than(text, 300)
}

/// Whether a line has words and numbers with spaces between, as a row has.
fn has_figures(text: &str) -> bool {
    let words = text.split_whitespace();
    let figures = words.clone().filter(|word| is_figure(word)).count();
    is_words(text) && figures > 1 && words.count() > 2
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '−'))
        && word.parse::<crate::model::Number>().is_ok()
}

/// The cells of a line with their byte offsets; at most one when it is no row of this style.
fn split<'a>(line: &Line<'a>, style: Style) -> Vec<(usize, &'a str)> {
    let raw = line.raw;
    match style {
        Style::Pipes => Vec::new(),
        // A tab before the text is an indentation, not the end of an empty cell.
        Style::Tabs if !line.text.contains('\t') => vec![(0, raw)],
        Style::Tabs => tabbed(raw),
        Style::Commas => quoted::commas(raw),
        Style::Gaps | Style::Blanks => words(raw, style == Style::Gaps),
    }
}

/// The cells of a line with their places.
fn contents(line: &Line<'_>, cells: &[(usize, &str)]) -> Vec<Content> {
    let mut spot = line.raw_spot();
    let mut counted = 0;
    let mut contents = Vec::with_capacity(cells.len());
    for (offset, words) in cells {
        spot = spot.right(behind(before(line.raw, *offset), counted).chars().count());
        counted = counted.max(*offset);
        contents.push(Content::new(*words, spot));
    }
    contents
}

/// The words between spaces, a spread word as one: 序 号 部门.
fn gathered(raw: &str) -> Vec<(usize, &str)> {
    let single = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(is_han) && characters.next().is_none()
    };
    let mut gathered: Vec<(usize, &str)> = Vec::new();
    let mut within = false;
    for (start, word) in words(raw, false) {
        match gathered.last_mut() {
            Some((first, last)) if within && single(word) => {
                *last = behind(before(raw, start + word.len()), *first);
            }
            _ => gathered.push((start, word)),
        }
        within = single(word);
    }
    gathered
}

/// What stands between the tabs of a line, with its byte offsets, without the empty cells at its
/// end.
fn tabbed(raw: &str) -> Vec<(usize, &str)> {
    let mut cells = all_tabbed(raw);
    while cells.last().is_some_and(|(_, cell)| cell.is_empty()) {
        cells.pop();
    }
    cells
}

/// The cells of a line that has as many tabs as a row of this width, or more behind its words.
fn filled<'a>(line: &Line<'a>, width: usize) -> Option<Vec<(usize, &'a str)>> {
    let mut cells = all_tabbed(line.raw);
    let used = cells.iter().rposition(|(_, cell)| !cell.is_empty())? + 1;
    // Tabs before the text alone may be an indentation.
    let indented = !ends_with_tab(line) && !line.text.contains('\t');
    let fits = used <= width && cells.len() >= width && cells.len() > 1;
    let row = !indented || cells.len() == width && !line.after_blank && is_words(line.text);
    if !fits || !row {
        return None;
    }
    cells.truncate(width);
    Some(cells)
}

fn ends_with_tab(line: &Line<'_>) -> bool {
    line.raw.trim_end_matches([' ', '\u{3000}']).ends_with('\t')
}

/// What stands between the tabs of a line, with its byte offsets.
fn all_tabbed(raw: &str) -> Vec<(usize, &str)> {
    let blank = |c: char| c.is_whitespace() && c != '\t';
    let mut offset = raw.len() - raw.trim_start_matches(blank).len();
    let mut cells = Vec::new();
    for cell in raw.trim_matches(blank).split('\t') {
        let indent = cell.len() - cell.trim_start().len();
        cells.push((offset + indent, cell.trim()));
        offset += cell.len() + 1;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn rows(draft: &str) -> Vec<Vec<String>> {
        let mut report = Report::default();
        let cleaned = source::clean(draft, &mut report);
        let lines = source::lines::read(&cleaned, &mut report);
        let rows = read(&lines, 0, &mut report).map(|(rows, _)| rows.cells).unwrap_or_default();
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.words).collect()).collect()
    }

    #[test]
    fn every_style_gives_the_same_cells() {
        let wanted = vec![
            vec!["序号", "部门", "分"],
            vec!["1", "甲厅", "9"],
            vec!["", "乙厅", "9"],
            vec!["3", "丙厅", "8"],
        ];
        for draft in [
            "序号\t部门\t分\n1\t甲厅\t9\n\t乙厅\t9\n3\t丙厅\t8",
            "序号  部门  分\n1     甲厅  9\n      乙厅  9\n3     丙厅  8",
            "| 序号 | 部门 | 分 |\n| 1 | 甲厅 | 9 |\n|  | 乙厅 | 9 |\n| 3 | 丙厅 | 8 |",
            "序号 | 部门 | 分\n---|---|---\n1 | 甲厅 | 9\n | 乙厅 | 9\n3 | 丙厅 | 8",
            "序号｜部门｜分\n1｜甲厅｜9\n｜乙厅｜9\n3｜丙厅｜8",
            "┌──┬──┬──┐\n│序号│部门│分│\n├──┼──┼──┤\n│1│甲厅│9│\n│ │乙厅│9│\n│3│丙厅│8│\n└──┴──┴──┘",
            "+---+---+---+\n| 序号 | 部门 | 分 |\n+---+---+---+\n| 1 | 甲厅 | 9 |\n|  | 乙厅 | 9 |\n| 3 | 丙厅 | 8 |\n+---+---+---+",
        ] {
            assert_eq!(rows(draft), wanted, "{draft}");
        }
        let loose = "序号 部门 加分 得分\n1 甲厅 20 120\n2 乙厅 10 110\n丙厅 10 110";
        assert_eq!(rows(loose).last().map(Vec::len), Some(4));
        let spread = rows("序 号 部门 加分 得分\n1 甲厅 20 120\n2 乙厅 10 110");
        assert_eq!(spread.first().map(Vec::len), Some(4));
        assert_eq!(spread.len(), 3);
        assert_eq!(rows(loose).last().and_then(|row| row.first()).map(String::as_str), Some(""));
    }

    #[test]
    fn rows_go_on_behind_a_page_and_the_head_is_not_repeated() {
        let draft = "序号\t部门\t分\n1\t甲厅\t9\n\n续表\n序号\t部门\t分\n2\t乙厅\n（丙局）\t8";
        assert_eq!(rows(draft).len(), 3);
        assert_eq!(
            rows(draft).last().map(|row| row.join("|")).as_deref(),
            Some("2|乙厅（丙局）|8")
        );
        let draft = "序号\t部门\t分\n1\t甲厅\t9\n\t乙\n厅\t9\n以上为本周情况。";
        assert_eq!(rows(draft).last().map(|row| row.join("|")).as_deref(), Some("|乙厅|9"));
    }

    #[test]
    fn a_line_under_a_cell_belongs_to_it() {
        let draft = "序号  部门        分\n1     甲厅（乙    9\n      局）\n2     丙厅        8";
        assert_eq!(
            rows(draft).get(1).map(|row| row.join("|")).as_deref(),
            Some("1|甲厅（乙局）|9")
        );
        assert_eq!(rows(draft).len(), 3);
    }

    #[test]
    fn every_cell_has_its_place() {
        for draft in [
            "\u{3000}序号\t部门\n1\t 甲厅\n\t乙\t",
            "\u{3000}序号    部门   数\n  1     甲厅   2\n        乙厅   3",
            "| 序号 | 部门 |\n| 1 | 甲厅 |\n| | 乙 |",
            "序号 | 部门\n---|---\n1 | 甲厅\n | 乙",
        ] {
            let mut report = Report::default();
            let cleaned = source::clean(draft, &mut report);
            let lines = source::lines::read(&cleaned, &mut report);
            let (rows, _) = read(&lines, 0, &mut report).expect("a table");
            for Content { words, at } in rows.cells.concat() {
                let line = draft.lines().nth(at.line as usize - 1).unwrap_or_default();
                let there: String = line.chars().skip(at.column as usize - 1).collect();
                assert!(there.starts_with(&words), "{words} in {draft}: {at:?}");
            }
        }
    }

    #[test]
    fn sentences_are_no_rows() {
        for draft in ["甲厅\t乙厅", "本周  受理。\n下周  办结。", "甲 乙 丙\n丁 戊 己\n庚 辛 壬"]
        {
            assert!(rows(draft).is_empty(), "{draft}");
        }
    }
}
