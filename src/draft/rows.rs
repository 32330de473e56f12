//! Rows of words from lines: pipes, tabs, columns in line with one another, figures with single
//! blanks between. Cells that a line end broke are put together again; the head that a page
//! repeats is left out.

use super::chars::{before, behind, is_han, longer_than, squeeze};
use super::lines::Line;
use super::report::{Report, Spot};

/// The rows of one table; the first may be its head.
#[derive(Debug)]
pub(super) struct Rows {
    /// The cells, without the white around them; no row has more than `width`.
    pub(super) cells: Vec<Vec<String>>,
    /// The cells above the head, in a table with pipes whose head has two rows.
    pub(super) groups: Option<Vec<String>>,
    /// The place of each row.
    pub(super) spots: Vec<Spot>,
    /// The signs of the line under the head, in a table with pipes.
    pub(super) delimiter: Option<Vec<String>>,
    /// How many columns there are.
    pub(super) width: usize,
}

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Pipes,
    Tabs,
    /// At least two blanks between cells.
    Gaps,
    /// Single blanks between words and figures.
    Blanks,
}

/// The most columns of a table that the model takes.
const MAX_COLUMNS: usize = 64;

/// Whether a table begins at this line.
pub(super) fn begins(lines: &[Line<'_>], at: usize) -> bool {
    style(lines, at).is_some()
}

/// Reads the rows from this line on; with them comes the index of the line behind them.
pub(super) fn read(lines: &[Line<'_>], at: usize, report: &mut Report) -> Option<(Rows, usize)> {
    match style(lines, at)? {
        Style::Pipes => pipes(lines, at),
        style => Some(columns(lines, at, style, report)),
    }
}

/// The style of the table that begins here: enough lines of one style, one under another.
fn style(lines: &[Line<'_>], at: usize) -> Option<Style> {
    let count = |ahead: usize, style: Style| {
        lines.get(at + ahead).map_or(0, |line| split(line, style).len())
    };
    let text = lines.get(at)?.text;
    if text.starts_with('|') {
        let ended = text.len() > 1 && text.ends_with('|');
        let delimited = lines.get(at + 1).is_some_and(|line| delimiter(line.text).is_some());
        return (ended || delimited).then_some(Style::Pipes);
    }
    let fits = |width: usize| (2..=MAX_COLUMNS).contains(&width);
    let tabs = count(0, Style::Tabs);
    if fits(tabs) {
        return fits(count(1, Style::Tabs)).then_some(Style::Tabs);
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
        if enough {
            return Some(Style::Gaps);
        }
    }
    let blanks = count(0, Style::Blanks);
    let figured = |ahead: usize| lines.get(at + ahead).is_some_and(|line| has_figures(line.text));
    let rows =
        blanks > 2 && fits(blanks) && figured(1) && figured(2) && count(1, Style::Blanks) == blanks;
    rows.then_some(Style::Blanks)
}

/// Whether a line can be a row without tabs: no sentence.
fn is_words(text: &str) -> bool {
    !text.contains(['。', '；', '：', '，']) && !longer_than(text, 300)
}

/// Whether a line has words and figures with blanks between, as a row has.
fn has_figures(text: &str) -> bool {
    let words = text.split_whitespace();
    let figures = words.clone().filter(|word| is_figure(word)).count();
    is_words(text) && figures > 1 && words.count() > 2
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '−'))
        && word.parse::<crate::model::Number>().is_ok()
}

/// The cells of a line, with their byte offsets; no more than one when it is no row of this style.
fn split<'a>(line: &Line<'a>, style: Style) -> Vec<(usize, &'a str)> {
    let raw = line.raw;
    match style {
        Style::Pipes => Vec::new(),
        Style::Tabs if !line.text.contains('\t') => vec![(0, raw)],
        Style::Tabs => {
            let raw = raw.trim_matches(|c: char| c.is_whitespace() && c != '\t');
            let mut offset = 0;
            let mut cells = Vec::new();
            for cell in raw.split('\t') {
                cells.push((offset, cell.trim()));
                offset += cell.len() + 1;
            }
            while cells.last().is_some_and(|(_, cell)| cell.is_empty()) {
                cells.pop();
            }
            cells
        }
        Style::Gaps | Style::Blanks => words(raw, style == Style::Gaps),
    }
}

/// The words between gaps: two blanks, or one of full width; or between any blanks.
pub(super) fn words(raw: &str, gaps: bool) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut rest = raw;
    loop {
        let word_on = rest.trim_start();
        let offset = raw.len() - word_on.len();
        let blanks = rest.len() - word_on.len();
        let gap = before(rest, blanks);
        let parts = !gaps || gap.chars().count() > 1 || gap.contains(['\u{3000}', '\t']);
        if (parts || word_on.is_empty())
            && let Some(start) = start.take()
        {
            cells.push((start, behind(before(raw, end), start)));
        }
        if word_on.is_empty() {
            return cells;
        }
        start.get_or_insert(offset);
        let length = word_on.find(char::is_whitespace).unwrap_or(word_on.len());
        end = offset + length;
        rest = behind(word_on, length);
    }
}

/// Reads a table with pipes.
fn pipes(lines: &[Line<'_>], at: usize) -> Option<(Rows, usize)> {
    let cells = |ahead: usize| lines.get(at + ahead).map(|line| pipe_cells(line.text));
    let first = lines.get(at + 1).and_then(|line| delimiter(line.text));
    // The line of signs ends the head: it is the second, or the third when the head has two rows.
    let second = lines.get(at + 1).filter(|line| line.text.starts_with('|') && !line.after_blank);
    let third = second.and(lines.get(at + 2)).filter(|line| !line.after_blank);
    let third = third.and_then(|line| delimiter(line.text));
    let (groups, head, delimiter, used) = match (first, third) {
        (None, Some(signs)) => (cells(0), cells(1)?, Some(signs), 3),
        (Some(signs), _) => (None, cells(0)?, Some(signs), 2),
        (None, None) => (None, cells(0)?, None, 1),
    };
    let spot = lines.get(at + usize::from(groups.is_some()))?.spot();
    let width = head.len().max(groups.as_ref().map_or(0, Vec::len));
    let mut rows = Rows { width, cells: vec![head], groups, spots: vec![spot], delimiter };
    let mut next = at + used;
    while let Some(line) =
        lines.get(next).filter(|line| line.text.starts_with('|') && !line.after_blank)
    {
        let cells = pipe_cells(line.text);
        rows.width = rows.width.max(cells.len());
        rows.cells.push(cells);
        rows.spots.push(line.spot());
        next += 1;
    }
    (1..=MAX_COLUMNS).contains(&rows.width).then_some((rows, next))
}

/// The cells of `| 甲 | 乙 |`; `\|` is a pipe in a cell.
fn pipe_cells(text: &str) -> Vec<String> {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in inner.chars() {
        match (character, cells.last_mut()) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (other, Some(cell)) => cell.push(other),
            (_, None) => {}
        }
        escaped = character == '\\';
    }
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The signs of a line under a head.
fn delimiter(text: &str) -> Option<Vec<String>> {
    let signs = text.starts_with('|').then(|| pipe_cells(text))?;
    signs.iter().all(|sign| super::table::alignment(sign).is_some()).then_some(signs)
}

/// Where the columns of a table with gaps stand, in half-width cells.
struct Places(Vec<(usize, usize)>);

/// Reads a table without pipes.
fn columns(lines: &[Line<'_>], at: usize, style: Style, report: &mut Report) -> (Rows, usize) {
    let mut rows =
        Rows { cells: Vec::new(), groups: None, spots: Vec::new(), delimiter: None, width: 0 };
    let mut places = Places(Vec::new());
    let mut next = at;
    while let Some(line) = lines.get(next) {
        let cells = split(line, style);
        let row_like = cells.len() > 1 && (style == Style::Tabs || is_words(line.text));
        let width = rows.width;
        if rows.cells.is_empty() {
            rows.width = cells.len();
            places = Places::of(line, &cells);
            rows.push(line, cells.iter().map(|(_, cell)| (*cell).to_owned()).collect());
        } else if is_continued(line.text)
            && lines.get(next + 1).is_some_and(|line| split(line, style).len() == width)
        {
            report.note("draft.page", line.spot(), format!("“{}” is left out", line.text));
        } else if !row_like {
            let between = split_count(lines, next + 1, style) == width && style == Style::Tabs;
            if !(between && rows.mend(line, report)) {
                break;
            }
        } else if rows.begins_another(line, &cells) || cells.len() > MAX_COLUMNS {
            break;
        } else if rows.repeats_head(&cells) {
            report.note(
                "draft.page",
                line.spot(),
                "the repeated head of the table is left out".into(),
            );
        } else if cells.len() == width {
            if style == Style::Gaps {
                places.widen(&Places::of(line, &cells));
            }
            rows.push(line, cells.iter().map(|(_, cell)| (*cell).to_owned()).collect());
        } else if style == Style::Tabs
            && let Some((row, used)) = broken(lines, next, width)
        {
            let message = "a row that a line end broke is put together again".into();
            report.note("draft.joined", line.spot(), message);
            rows.push(line, row);
            next += used;
        } else if let Some(row) = places.put(line, &cells, style, width) {
            rows.push(line, row);
        } else if style == Style::Tabs {
            let message = format!("the row has {} cells, the table {width} columns", cells.len());
            report.warn("draft.table", line.spot(), message, "compare it with the original");
            rows.width = width.max(cells.len());
            rows.push(line, cells.iter().map(|(_, cell)| (*cell).to_owned()).collect());
        } else {
            break;
        }
        next += 1;
    }
    (rows, next)
}

fn split_count(lines: &[Line<'_>], at: usize, style: Style) -> usize {
    lines.get(at).map_or(0, |line| split(line, style).len())
}

/// Whether a line says that the table goes on from the page before.
fn is_continued(text: &str) -> bool {
    let words = squeeze(text);
    !longer_than(&words, 6) && words.trim_matches(['（', '）', '(', ')']).starts_with("续表")
}

/// A row of tabs whose cells stand on several lines; with it comes how many lines more it takes.
fn broken(lines: &[Line<'_>], at: usize, width: usize) -> Option<(Vec<String>, usize)> {
    let line = lines.get(at)?;
    let mut row: Vec<String> =
        split(line, Style::Tabs).into_iter().map(|(_, cell)| cell.to_owned()).collect();
    if row.len() > width {
        return None;
    }
    let mut used = 0;
    while row.len() < width {
        used += 1;
        let next = lines.get(at + used).filter(|line| !line.after_blank || line.after_page)?;
        let mut more = split(next, Style::Tabs).into_iter().map(|(_, cell)| cell.trim().to_owned());
        let first = more.next()?;
        let rest: Vec<String> = more.collect();
        if row.len() + rest.len() > width || used > 4 || first.is_empty() {
            return None;
        }
        row.last_mut()?.push_str(&first);
        row.extend(rest);
    }
    Some((row, used))
}

impl Rows {
    fn push(&mut self, line: &Line<'_>, cells: Vec<String>) {
        self.cells.push(cells);
        self.spots.push(line.spot());
    }

    /// Puts a line between two rows into the last cell of the row above it, if that holds words.
    fn mend(&mut self, line: &Line<'_>, report: &mut Report) -> bool {
        let body = self.cells.len() > 1;
        let last = self.cells.last_mut().and_then(|row| row.last_mut());
        match last {
            Some(cell) if body && !is_figure(cell) && !longer_than(line.text, 30) => {
                cell.push_str(line.text);
                let message = "a line between two rows is put into the last cell above it".into();
                report.warn("draft.table", line.spot(), message, "compare it with the original");
                true
            }
            _ => false,
        }
    }

    /// Whether a row equals the head, which stands again at the top of a page.
    fn repeats_head(&self, cells: &[(usize, &str)]) -> bool {
        let head = self.cells.first();
        head.is_some_and(|head| {
            self.cells.len() > 1
                && head.len() == cells.len()
                && !head.iter().any(|cell| is_figure(cell))
                && head.iter().zip(cells).all(|(head, (_, cell))| squeeze(head) == squeeze(cell))
        })
    }

    /// Whether a row behind an empty line is the head of another table.
    fn begins_another(&self, line: &Line<'_>, cells: &[(usize, &str)]) -> bool {
        let figures = |row: &[String]| row.iter().any(|cell| is_figure(cell));
        line.after_blank
            && self.cells.last().is_some_and(|row| figures(row))
            && cells.iter().all(|(_, cell)| !is_figure(cell) && !cell.is_empty())
            && !self.repeats_head(cells)
    }
}

impl Places {
    fn of(line: &Line<'_>, cells: &[(usize, &str)]) -> Places {
        let place = |(offset, cell): &(usize, &str)| {
            let start = half_widths(before(line.raw, *offset));
            (start, start + half_widths(cell))
        };
        Places(cells.iter().map(place).collect())
    }

    /// Takes in where another row of the table has its cells.
    fn widen(&mut self, row: &Places) {
        for (place, other) in self.0.iter_mut().zip(&row.0) {
            *place = (place.0.min(other.0), place.1.max(other.1));
        }
    }

    /// The row of a line that lacks cells, each put where it stands; none when that is not certain.
    fn put(
        &self,
        line: &Line<'_>,
        cells: &[(usize, &str)],
        style: Style,
        width: usize,
    ) -> Option<Vec<String>> {
        if style == Style::Tabs || cells.len() > width {
            return None;
        }
        let mut row = vec![String::new(); width];
        if style == Style::Blanks {
            // Without columns only the missing rank of a tie is certain.
            let tie = cells.len() + 1 == width
                && cells.first().is_some_and(|(_, cell)| cell.starts_with(is_han));
            for (place, (_, cell)) in row.iter_mut().skip(1).zip(cells.iter().filter(|_| tie)) {
                (*cell).clone_into(place);
            }
            return tie.then_some(row);
        }
        let mut least = 0;
        for ((start, end), (_, cell)) in Places::of(line, cells).0.into_iter().zip(cells) {
            let overlap =
                |place: &(usize, usize)| end.min(place.1).saturating_sub(start.max(place.0));
            let columns = self.0.iter().enumerate().skip(least);
            let (column, place) =
                columns.max_by_key(|(index, place)| (overlap(place), usize::MAX - index))?;
            if overlap(place) == 0 {
                return None;
            }
            (*cell).clone_into(row.get_mut(column)?);
            least = column + 1;
        }
        Some(row)
    }
}

/// The width of a text in half-width cells.
fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(draft: &str) -> Vec<Vec<String>> {
        let mut report = Report::default();
        let lines = super::super::lines::read(draft, &mut report);
        read(&lines, 0, &mut report).map(|(rows, _)| rows.cells).unwrap_or_default()
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
        ] {
            assert_eq!(rows(draft), wanted, "{draft}");
        }
        let loose = "序号 部门 加分 得分\n1 甲厅 20 120\n2 乙厅 10 110\n丙厅 10 110";
        assert_eq!(rows(loose).last().map(Vec::len), Some(4));
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
    }

    #[test]
    fn sentences_are_no_rows() {
        for draft in ["甲厅\t乙厅", "本周  受理。\n下周  办结。", "甲 乙 丙\n丁 戊 己\n庚 辛 壬"]
        {
            assert!(rows(draft).is_empty(), "{draft}");
        }
    }
}
