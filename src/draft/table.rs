//! From rows of words to a table: which row is the head, which empty cells are ties, which cells
//! are numbers. Numbers are kept as they were written.

use super::chars::strip_blanks;
use super::cursor::looks_like_digit;
use super::directive::{self, Key};
use super::label;
use super::lines::Line;
use super::look;
use super::messages::DraftMessage;
use super::report::Report;
use super::rich;
use super::rows::{self, Content, Rows, alignment};
use super::source::{self, Source};
use super::spot::{Extent, Spot};
use crate::model::grid::{Grid, Spanned};
use crate::model::{Align, Cell, Table, TableColumn, TableForm, TableSize, Text, names_total};

/// A cell that continues the one above it, and the one at its left.
const CONTINUED: &str = "^^";
const LEFT: &str = "<<";

/// The words for the rules and for the type size of a table.
const FORMS: [(TableForm, &str); 3] =
    [(TableForm::Grid, "全线"), (TableForm::OpenSides, "开口"), (TableForm::ThreeLine, "三线")];
const SMALL: &str = "小";

/// Reads which rules a table has.
pub(super) fn read_form(word: &str) -> Option<TableForm> {
    FORMS.iter().find(|(_, known)| *known == word).map(|(form, _)| *form)
}

/// Prints which rules a table has.
pub(super) fn print_form(form: TableForm) -> &'static str {
    FORMS.iter().find(|(known, _)| *known == form).map_or("", |(_, word)| word)
}

/// Reads a type size that is not the usual one.
pub(super) fn read_size(word: &str) -> Option<TableSize> {
    (word == SMALL).then_some(TableSize::Small)
}

/// Prints a type size that is not the usual one.
pub(super) fn print_size(size: TableSize) -> Option<&'static str> {
    (size == TableSize::Small).then_some(SMALL)
}

/// Whether a table begins at this line.
pub(super) fn begins(lines: &[Line<'_>], at: usize) -> bool {
    rows::begins(lines, at)
}

/// The same below a caption or a unit, where even numbered lines are rows.
pub(super) fn begins_below(lines: &[Line<'_>], at: usize) -> bool {
    rows::begins_below(lines, at)
}

/// Reads the table that begins at this line.
pub(super) fn read(lines: &[Line<'_>], at: usize, report: &mut Report) -> Option<Read> {
    let (rows, next) = rows::read(lines, at, report)?;
    let (table, source) = build(rows, report);
    Some(Read { table, source, next })
}

/// A table that was read.
pub(super) struct Read {
    pub(super) table: Table,
    pub(super) source: Source,
    /// The index of the line behind it.
    pub(super) next: usize,
}

fn build(rows: Rows, report: &mut Report) -> (Table, Source) {
    let Rows { mut cells, groups, spots, delimiter, width } = rows;
    let mut source = Source::default();
    let spot = |index: usize| spots.get(index).copied();
    let mut columns: Vec<TableColumn> = Vec::with_capacity(width);
    let mut first = 0;
    let numbered = matches!(cells.as_slice(), [one, two, ..] if are_items(one, two));
    let has_head =
        delimiter.is_some() || !numbered && cells.first().is_some_and(|row| is_head(row));
    if has_head && !cells.is_empty() {
        let head = cells.remove(0);
        first = 1;
        let end = head.last().or_else(|| groups.first()?.first()).map(|last| last.at.first());
        let missing = Content::new("", end.unwrap_or(Spot::START));
        // A group may stand above columns that have no heading of their own.
        let named = groups.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        for index in 0..named {
            let upper = groups.iter().filter_map(|row| row.get(index));
            let heading = head.get(index).unwrap_or(&missing);
            let parts: Vec<&Content> = upper.chain([heading]).collect();
            columns.push(headed(&parts, source.field("columns"), index));
        }
    } else if let Some(at) = spot(0) {
        report.say(at, DraftMessage::TableHeadless {});
    }
    columns.resize_with(width, TableColumn::default);
    if let Some(delimiter) = &delimiter {
        for (column, sign) in columns.iter_mut().zip(delimiter) {
            (column.align, column.width) = alignment(sign).unwrap_or_default();
        }
    }
    let ranks = ranks(&columns, &cells);
    let mut tied = false;
    let mut table_rows: Vec<Vec<Cell>> = Vec::with_capacity(cells.len());
    for (index, row) in cells.iter().enumerate() {
        let is_total = row.get(1).is_some_and(|name| names_total(name.words.trim_matches('*')));
        let mut read: Vec<Cell> = Vec::with_capacity(width);
        let row_source = source.field("rows").item(index);
        if let Some(at) = spot(index + first) {
            row_source.add(at.extent());
        }
        for (column, content) in row.iter().enumerate() {
            row_source.item(column).add(words_at(content));
            let words = content.words.as_str();
            let is_wide = || {
                let above: Option<&Vec<Cell>> = table_rows.last();
                above.and_then(|row| row.get(1)) == Some(&Cell::Left)
            };
            let is_tie = tied && column == 0 && words.is_empty() && !is_total && !is_wide();
            let above = index > 0 && (words == CONTINUED || is_tie);
            read.push(match words {
                LEFT if column > 0 => Cell::Left,
                _ if above => Cell::Above,
                _ => cell(words),
            });
            tied |= ranks && column == 0 && !words.is_empty();
            if is_damaged(words) {
                let message = DraftMessage::DamagedFigure { figure: words.to_owned() };
                report.say(content.at.first(), message);
            }
        }
        read.resize(width, Cell::Text(Text::default()));
        table_rows.push(read);
    }
    let grid = Grid::of(&table_rows, width);
    for misfit in &grid.misfits {
        let content = cells.get(misfit.row).and_then(|row| row.get(misfit.column));
        if let Some(content) = content {
            report.say(content.at.first(), DraftMessage::TableMerged {});
        }
    }
    if !grid.misfits.is_empty() {
        keep_signs(&mut table_rows, &grid, &cells);
    }
    (Table { columns, rows: table_rows, ..Table::default() }, source)
}

/// Makes words of the signs of cells that should be one and are no rectangle.
fn keep_signs(rows: &mut [Vec<Cell>], grid: &Grid, contents: &[Vec<Content>]) {
    for (row, (cells, contents)) in rows.iter_mut().zip(contents).enumerate() {
        for (column, (cell, content)) in cells.iter_mut().zip(contents).enumerate() {
            let stands_alone = matches!(grid.at(row, column), Spanned::First { .. });
            if stands_alone && matches!(cell, Cell::Above | Cell::Left) {
                *cell = Cell::Text(Text::plain(content.words.as_str()));
            }
        }
    }
}

/// Whether a cell would be a number but for look-alikes of digits (l2, 1O) or a space within it.
fn is_damaged(content: &str) -> bool {
    let content = content.strip_prefix(['-', '−', '+']).unwrap_or(content);
    let of_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ');
    let alike = content.chars().any(|c| looks_like_digit(c) && !c.is_ascii_punctuation());
    content.contains(|c: char| c.is_ascii_digit())
        && content.chars().all(|c| of_figure(c) || looks_like_digit(c))
        && (alike || content.contains(' '))
}

/// Whether the first column holds ranks, so that its empty cells are ties.
fn ranks(columns: &[TableColumn], rows: &[Vec<Content>]) -> bool {
    const RANKS: [&str; 7] = ["序号", "名次", "排名", "位次", "排序", "名序", "顺序"];
    let heading =
        columns.first().map(|column| strip_blanks(&column.heading.to_plain())).unwrap_or_default();
    if RANKS.contains(&heading.as_str()) {
        return true;
    }
    let ranks = rows.iter().filter_map(|row| row.first()).map(|rank| rank.words.as_str());
    let mut filled = ranks.filter(|rank| !rank.is_empty());
    let numbers = filled.clone().count() > 1 && columns.len() > 1;
    numbers && filled.all(|rank| rank.chars().all(|c| c.is_ascii_digit()) && rank.len() < 4)
}

/// Whether two rows begin with the numbers of the first two items of a list: 1. and 2.
fn are_items(one: &[Content], two: &[Content]) -> bool {
    let number = |row: &[Content]| {
        let label = label::read(row.first()?.words.as_str())?;
        label.rest.is_empty().then_some(label.number)
    };
    number(one) == Some(1) && number(two) == Some(2)
}

/// Whether the first row is a head: it has no numbers, or years beside a word for the rows.
fn is_head(row: &[Content]) -> bool {
    const CORNERS: [&str; 10] =
        ["序号", "名次", "排名", "指标", "项目", "部门", "单位", "地区", "类别", "名称"];
    let figures = row.iter().any(|content| matches!(cell(&content.words), Cell::Number(_)));
    let corner = row.first().map(|corner| strip_blanks(&corner.words));
    !figures || corner.is_some_and(|corner| CORNERS.contains(&corner.as_str()))
}

/// Reads one cell.
fn cell(content: &str) -> Cell {
    if let Some((Key::Paragraph, value)) = directive::read(content) {
        return Cell::Text(rich(&value));
    }
    if let Some((Key::Cell, value)) = directive::read(content)
        && let Some(cell) = look::read_cell(&value)
    {
        return cell;
    }
    let starts = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−');
    match content.starts_with(starts).then(|| content.parse()) {
        Some(Ok(number)) => Cell::Number(number),
        _ => Cell::Text(rich(content)),
    }
}

/// Where the words of a cell stand: after the key, if it is a directive.
fn words_at(content: &Content) -> Extent {
    let value = content.words.find('：').map(|at| at + '：'.len_utf8());
    let (head, encoded) = content.words.split_at(value.unwrap_or(0));
    let key = match directive::read(&content.words) {
        Some((Key::Paragraph, value)) if !value.is_empty() => head.chars().count(),
        Some((Key::Cell, _)) => head.chars().count() + look::before_words(encoded),
        _ => 0,
    };
    content.at.first().right(key).to_line(content.at.last_line)
}

/// Reads one heading.
fn words(content: &str) -> Text {
    match directive::read(content) {
        Some((Key::Paragraph, value)) => rich(&value),
        _ => rich(content),
    }
}

/// A column with what stands in its head, from above. Above `^^` stands the heading, as high as the
/// rows that are left; above other words stand their groups, the outer first.
fn headed(parts: &[&Content], columns: &mut Source, index: usize) -> TableColumn {
    let source = columns.item(index);
    let count = parts.iter().skip(1).take_while(|part| part.words != CONTINUED).count() + 1;
    let own = parts.get(..count).unwrap_or(parts);
    let Some((heading, groups)) = own.split_last() else { return TableColumn::default() };
    source.field("heading").add(words_at(heading));
    let read = |group: &&Content| (words(&group.words), words_at(group));
    let mut groups: Vec<(Text, Extent)> = groups.iter().map(read).collect();
    groups.retain(|(group, _)| !group.to_plain().trim().is_empty());
    match groups.as_slice() {
        [(_, at)] => source.field("group").add(*at),
        several => {
            for (number, (_, at)) in several.iter().enumerate() {
                source.field("group").item(number).add(*at);
            }
        }
    }
    TableColumn {
        heading: words(&heading.words),
        group: groups.into_iter().map(|(group, _)| group).collect(),
        ..TableColumn::default()
    }
}

/// Prints a sign of the line under the head.
fn sign(column: &TableColumn) -> String {
    let dashes = match column.align {
        None => "---",
        Some(Align::Left) => ":--",
        Some(Align::Center) => ":-:",
        Some(Align::Right) => "--:",
        Some(Align::Decimal) => "--.",
    };
    column.width.map_or(dashes.to_owned(), |share| format!("{dashes} {share}"))
}

/// Prints the rows of a table, one to a line, so that they are read back the same.
pub(super) fn print(table: &Table) -> Vec<String> {
    let lines = print_rows(table, false);
    if source::says_fields(&lines) { print_rows(table, true) } else { lines }
}

/// The same; a first cell that is a directive says that these are no fields of the masthead.
fn print_rows(table: &Table, directed: bool) -> Vec<String> {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let columns = || table.columns.iter();
    let heading = |column: &TableColumn| print_words(&column.heading);
    let mut lines = Vec::with_capacity(table.rows.len() + 3);
    let depth = columns().map(|column| column.group.len()).max().unwrap_or(0);
    for level in 0..=depth {
        let part = |column: &TableColumn| match column.group.get(level) {
            Some(group) => print_words(group),
            None if column.group.len() == level => heading(column),
            None => CONTINUED.into(),
        };
        let mut printed: Vec<String> = columns().map(part).collect();
        if let Some(first) = printed.first_mut().filter(|_| directed && lines.is_empty())
            && let Some(column) = table.columns.first()
        {
            let words = column.group.first().unwrap_or(&column.heading);
            *first = directive::print(Key::Paragraph, &words.to_string());
        }
        lines.push(row(printed));
    }
    lines.push(row(columns().map(sign).collect()));
    let mut ranked = false;
    for cells in &table.rows {
        let mut printed: Vec<String> = cells.iter().map(print_cell).collect();
        // An empty cell is read as one, except below a rank, where it is a tie, and alone on a
        // line, where there is no row.
        let blank = printed.iter().all(String::is_empty);
        if let Some(first) = printed.first_mut().filter(|first| first.is_empty())
            && (ranked || blank)
        {
            *first = directive::print(Key::Paragraph, "");
        }
        ranked |= printed.first().is_some_and(|first| !first.is_empty());
        lines.push(row(printed));
    }
    lines
}

fn print_cell(content: &Cell) -> String {
    match content {
        Cell::Above => CONTINUED.into(),
        Cell::Left => LEFT.into(),
        Cell::Styled(cell) => directive::print(Key::Cell, &look::print_cell(cell)),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) if text.is_empty() => String::new(),
        Cell::Text(text) => print_words(text),
    }
}

fn print_words(text: &Text) -> String {
    let markup = text.to_string();
    let plain = !markup.is_empty()
        && !markup.contains(['\\', '|', '^'])
        && directive::encode(&markup) == markup
        && alignment(&markup).is_none()
        && markup != LEFT
        && source::is_clean_cell(&markup)
        && cell(&markup) == Cell::Text(text.clone());
    if plain { markup } else { directive::print(Key::Paragraph, &markup) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(draft: &str) -> Table {
        let mut report = Report::default();
        let cleaned = source::clean(draft, &mut report);
        let lines = super::super::lines::read(&cleaned, &mut report);
        read(&lines, 0, &mut report).expect("a table").table
    }

    fn contents(draft: &str) -> Vec<String> {
        print(&table(draft)).into_iter().skip(2).collect()
    }

    #[test]
    fn blank_ranks_are_ties_but_totals_have_none() {
        let rows = contents("名次\t单位\t分\n1\t甲厅\t9\n\t乙厅\t9.0\n3\t丙厅\t8\n\t合计\t26");
        assert_eq!(
            rows,
            [
                "| 1 | 甲厅 | 9 |",
                "| ^^ | 乙厅 | 9.0 |",
                "| 3 | 丙厅 | 8 |",
                "| \\文： | 合计 | 26 |",
            ]
        );
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let rows = contents("指标\t2023\nA\t1,550\nB\t-2.50\nC\t68.75%\nD\t—");
        assert_eq!(rows, ["| A | 1,550 |", "| B | -2.50 |", "| C | 68.75% |", "| D | — |"]);
        let cells = table("a\tb\nc\t68.75%").rows.concat();
        assert!(matches!(cells.last(), Some(Cell::Number(_))));
    }

    #[test]
    fn a_head_of_two_rows_has_groups() {
        let draft = "| 名次 | 考核 | 考核 | 备注 |\n| ^^ | 得分 | 扣分 | ^^ |\n|---|---|---|---|\n| 1 | 9 | 0 | 无 |";
        let table = table(draft);
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| (column.heading.to_plain(), column.group.first().map(Text::to_plain)))
            .collect();
        let grouped = |heading: &str| (heading.to_owned(), Some("考核".to_owned()));
        let alone = |heading: &str| (heading.to_owned(), None);
        assert_eq!(columns, [alone("名次"), grouped("得分"), grouped("扣分"), alone("备注")]);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(print(&table).len(), 4);
        // The line under the head tells how many rows the head has.
        let single = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n|---|---|\n| 3 | 4 |";
        assert_eq!(contents(single).len(), 3);
    }

    #[test]
    fn a_table_of_labels_is_printed_as_a_table() {
        let lines = ["| 项目 | 内容 |", "|---|---|", "| 期号 | 第4期 |", "| 密级 | 秘密 |"];
        let read = table(&["甲 | 乙", "---|---", "期号 | 第4期", "密级 | 秘密"].join("\n"));
        assert_eq!(print(&read).first().map(String::as_str), Some("| 甲 | 乙 |"));
        assert!(source::says_fields(&lines.map(str::to_owned)));
        let mut read = read;
        for (column, heading) in read.columns.iter_mut().zip(["项目", "内容"]) {
            column.heading = Text::from(heading);
        }
        let printed = print(&read);
        assert_eq!(printed.first().map(String::as_str), Some("| \\文：项目 | 内容 |"));
        assert!(!source::says_fields(&printed));
    }

    #[test]
    fn signs_are_printed_as_they_are_read() {
        for align in
            [None, Some(Align::Left), Some(Align::Center), Some(Align::Right), Some(Align::Decimal)]
        {
            for width in [None, Some(3)] {
                let column = TableColumn { align, width, ..TableColumn::default() };
                assert_eq!(alignment(&sign(&column)), Some((align, width)));
            }
        }
        assert_eq!(alignment("--a"), None);
        assert_eq!(alignment(""), None);
    }
}
