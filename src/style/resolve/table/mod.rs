//! Tables: the type size, the width of each column and where each cell's text stands, from the
//! content in cells of the grid; tied cells become one.

use super::Resolver;
use crate::length::Length;
use crate::model::{self, TableColumn};
use crate::punct;
use crate::style::flow::{
    Align, Block, Cell, Indent, Inline, Merge, Paragraph, Role, Row, Table, TableRules,
};
use crate::style::runs;
use crate::style::theme::TypeRole;

/// The widest that a cell of words asks for before it takes a second line, in half cells.
const COMFORTABLE: i64 = 24;
/// The narrowest that a column of words is made, in half cells.
const NARROW: i64 = 8;

impl Resolver<'_> {
    /// A table with its caption and unit above and its note below.
    pub(super) fn table(&mut self, table: &model::Table, path: &str, blocks: &mut Vec<Block>) {
        let path = format!("{path}.table");
        let gap = self.page.row_pitch / 2;
        let mut space_before = gap;
        if let Some(caption) = &table.caption {
            let (role, type_role) = (Role::TableCaption, TypeRole::TableCaption);
            let mut above = self.beside(role, type_role, "", caption, format!("{path}.caption"));
            above.keep_with_next = true;
            space_before = Length::ZERO;
            blocks.push(Block::Paragraph(above));
        }
        if let Some(unit) = &table.unit {
            let (role, type_role) = (Role::TableUnit, TypeRole::TableUnit);
            let words = model::Text::plain(unit.as_str());
            let mut above = self.beside(role, type_role, "单位：", &words, format!("{path}.unit"));
            above.keep_with_next = true;
            space_before = Length::ZERO;
            blocks.push(Block::Paragraph(above));
        }
        if !table.columns.is_empty() {
            let mut resolved = self.grid(table, &path);
            resolved.space_before = space_before;
            resolved.space_after = if table.note.is_some() { Length::ZERO } else { gap };
            resolved.keep_with_next = table.note.is_some();
            blocks.push(Block::Table(resolved));
        }
        if let Some(note) = &table.note {
            let (role, type_role) = (Role::TableNote, TypeRole::TableNote);
            let mut below = self.beside(role, type_role, "注：", note, format!("{path}.note"));
            below.space_after = gap;
            blocks.push(Block::Paragraph(below));
        }
    }

    /// The rows and columns.
    fn grid(&mut self, table: &model::Table, path: &str) -> Table {
        let theme = &self.theme.table;
        let contents = Contents::of(self, table, path);
        let (size, columns) = contents.fit(self, table);
        let scale = CellType {
            size,
            line: size.scale(i64::from(theme.leading), 100),
            padding: size.scale(i64::from(theme.padding), 100),
        };
        let height = theme.row_height.scale(size.to_emu(), theme.size.to_emu());
        let head = head_row(&contents, scale, height);
        let rows = body_rows(table, &contents, &columns, scale, height);
        Table {
            path: path.to_owned(),
            columns,
            head: vec![head],
            rows,
            padding: scale.padding,
            rules: TableRules {
                outer: theme.outer_rule,
                inner: theme.inner_rule,
                head: theme.head_rule,
                color: self.style(TypeRole::TableCell).color,
            },
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            keep_with_next: false,
        }
    }
}

/// The type of a table's cells.
#[derive(Clone, Copy)]
struct CellType {
    size: Length,
    line: Length,
    padding: Length,
}

/// The cells' paragraphs before their size is known.
struct Contents {
    head: Vec<Paragraph>,
    rows: Vec<Vec<Paragraph>>,
    columns: Vec<ColumnFacts>,
}

/// What a column holds.
#[derive(Clone, Debug)]
struct ColumnFacts {
    /// The widest word of the head and the widest of the cells' lines, in half cells.
    head: i64,
    body: i64,
    /// Whether its cells are numbers, which are never wrapped.
    numbers: bool,
    align: model::Align,
    /// The widest parts before and from the decimal point, in thousandths of an em.
    whole: i64,
    fraction: i64,
}

impl Contents {
    fn of(resolver: &mut Resolver<'_>, table: &model::Table, path: &str) -> Contents {
        let mut head = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            let path = format!("{path}.columns[{index}]");
            let content = resolver.text(TypeRole::TableHead, &column.heading, &path);
            head.push(resolver.cell(Role::TableHead, TypeRole::TableHead, path, content));
        }
        let mut rows: Vec<Vec<Paragraph>> = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<Paragraph> = Vec::with_capacity(table.columns.len());
            for column in 0..table.columns.len() {
                let path = format!("{path}.rows[{index}][{column}]");
                let content = match row.get(column) {
                    Some(model::Cell::Text(text)) => {
                        resolver.text(TypeRole::TableCell, text, &path)
                    }
                    Some(model::Cell::Number(number)) => {
                        resolver.words(TypeRole::TableCell, number.as_str(), &path)
                    }
                    Some(model::Cell::Above) => rows
                        .last()
                        .and_then(|above| above.get(column))
                        .map(|above| above.content.clone())
                        .unwrap_or_default(),
                    None => Vec::new(),
                };
                cells.push(resolver.cell(Role::TableCell, TypeRole::TableCell, path, content));
            }
            rows.push(cells);
        }
        let columns = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| ColumnFacts::of(column, index, table, &head, &rows))
            .collect();
        Contents { head, rows, columns }
    }

    /// The largest type size at which the columns fit into the measure, and their widths.
    fn fit(&self, resolver: &Resolver<'_>, table: &model::Table) -> (Length, Vec<Length>) {
        let theme = &resolver.theme.table;
        let measure = resolver.page.type_area.size.width;
        let step = Length::pt(0.5);
        let mut size = theme.size;
        loop {
            let padding = size.scale(i64::from(theme.padding), 100) * 2;
            let needed: Vec<Length> =
                self.columns.iter().map(|facts| facts.needed(size) + padding).collect();
            let sum: Length = needed.iter().copied().sum();
            let smaller = size - step;
            if sum <= measure || smaller < theme.smallest {
                let wanted: Vec<Length> =
                    self.columns.iter().map(|facts| facts.natural(size) + padding).collect();
                let shares: Vec<Option<u32>> =
                    table.columns.iter().map(|column| column.width).collect();
                return (size, share_out(measure, size + padding, &needed, &wanted, &shares));
            }
            size = smaller;
        }
    }
}

impl ColumnFacts {
    fn of(
        column: &TableColumn,
        index: usize,
        table: &model::Table,
        head: &[Paragraph],
        rows: &[Vec<Paragraph>],
    ) -> ColumnFacts {
        let widest = |paragraph: &Paragraph| {
            let lines = paragraph.content.split(|inline| matches!(inline, Inline::Break));
            lines.map(runs::half_cells).max().unwrap_or(0)
        };
        let body = rows.iter().filter_map(|row| row.get(index)).map(widest).max().unwrap_or(0);
        let cells = || table.rows.iter().filter_map(|row| row.get(index));
        let is_number = |cell: &model::Cell| matches!(cell, model::Cell::Number(_));
        let numbers = cells().any(is_number)
            && cells().all(|cell| match cell {
                model::Cell::Text(text) => text.to_plain().chars().count() <= 2,
                _ => true,
            });
        let mut facts = ColumnFacts {
            head: head.get(index).map_or(0, widest),
            body,
            numbers,
            align: column.align.unwrap_or(if numbers {
                model::Align::Decimal
            } else if body <= COMFORTABLE {
                model::Align::Center
            } else {
                model::Align::Left
            }),
            whole: 0,
            fraction: 0,
        };
        for cell in cells() {
            if let model::Cell::Number(number) = cell {
                let (whole, fraction) = halves(number.as_str());
                facts.whole = facts.whole.max(whole);
                facts.fraction = facts.fraction.max(fraction);
            }
        }
        facts
    }

    /// The least width of the text at a type size.
    fn needed(&self, size: Length) -> Length {
        let words = if self.numbers { self.body } else { self.body.min(COMFORTABLE) };
        // A head may take two lines.
        let head = ((self.head + 1) / 2).max(self.head.min(NARROW));
        size.scale(words.max(head).max(2), 2).max(self.number_width(size))
    }

    /// The width of the text on one line at a type size.
    fn natural(&self, size: Length) -> Length {
        size.scale(self.body.max(self.head), 2).max(self.number_width(size))
    }

    fn number_width(&self, size: Length) -> Length {
        size.scale(self.whole + self.fraction, 1000)
    }
}

/// Shares the measure out: each column what it needs; then what is left, first up to what each
/// wants, then in proportion. Columns with shares divide what the others leave by those; none
/// becomes narrower than `narrowest`, one character, where the measure has room for that.
fn share_out(
    measure: Length,
    narrowest: Length,
    needed: &[Length],
    wanted: &[Length],
    shares: &[Option<u32>],
) -> Vec<Length> {
    let shared: i64 = shares.iter().flatten().map(|share| i64::from(*share)).sum();
    if shared > 0 {
        let fixed: Length = wanted
            .iter()
            .zip(shares)
            .filter(|(_, share)| share.is_none())
            .map(|(wanted, _)| *wanted)
            .sum();
        // The columns with shares keep at least half of the measure.
        let kept = fixed.min(measure / 2);
        let rest = measure - kept;
        let widths = wanted.iter().zip(shares).map(|(wanted, share)| match share {
            Some(share) => rest.scale(i64::from(*share), shared).max(narrowest),
            None => kept.scale(wanted.to_emu(), fixed.to_emu().max(1)).max(narrowest),
        });
        let widths: Vec<Length> = widths.collect();
        let filled = widths.iter().copied().sum::<Length>().to_emu().max(1);
        let widths = widths.iter().map(|width| measure.scale(width.to_emu(), filled));
        return exactly(widths.collect(), measure);
    }
    let sum = |lengths: &[Length]| lengths.iter().copied().sum::<Length>();
    let least = sum(needed);
    if least >= measure {
        let widths = needed.iter().map(|width| measure.scale(width.to_emu(), least.to_emu()));
        return exactly(widths.collect(), measure);
    }
    let missing: Vec<Length> = needed
        .iter()
        .zip(wanted)
        .map(|(needed, wanted)| (*wanted - *needed).max(Length::ZERO))
        .collect();
    let granted = sum(&missing).min(measure - least);
    let all_missing = sum(&missing).to_emu().max(1);
    let widths: Vec<Length> = needed
        .iter()
        .zip(&missing)
        .map(|(needed, missing)| *needed + granted.scale(missing.to_emu(), all_missing))
        .collect();
    let filled = sum(&widths).to_emu().max(1);
    exactly(widths.iter().map(|width| measure.scale(width.to_emu(), filled)).collect(), measure)
}

/// The same widths with the last one mended so that they sum up to the measure.
fn exactly(mut widths: Vec<Length>, measure: Length) -> Vec<Length> {
    let sum: Length = widths.iter().copied().sum();
    if let Some(last) = widths.last_mut() {
        *last += measure - sum;
    }
    widths
}

fn head_row(contents: &Contents, scale: CellType, height: Length) -> Row {
    let cells = contents.head.iter().enumerate().map(|(column, paragraph)| Cell {
        column,
        columns: 1,
        merge: Merge::None,
        content: sized(paragraph.clone(), scale, Align::Center, Indent::default()),
    });
    Row { height, cells: cells.collect() }
}

fn body_rows(
    table: &model::Table,
    contents: &Contents,
    widths: &[Length],
    scale: CellType,
    height: Length,
) -> Vec<Row> {
    let merges = merges(table);
    let rows = contents.rows.iter().zip(&merges).enumerate().map(|(index, (row, merges))| {
        let model_row = table.rows.get(index).map_or(&[][..], Vec::as_slice);
        let cells = row.iter().zip(merges).enumerate().map(|(column, (paragraph, merge))| {
            let facts = contents.columns.get(column);
            let inner = widths.get(column).copied().unwrap_or_default() - scale.padding * 2;
            let number = number_at(&table.rows, index, column, model_row);
            let (align, indent) = stand(facts, number, inner, scale.size);
            Cell {
                column,
                columns: 1,
                merge: *merge,
                content: sized(paragraph.clone(), scale, align, indent),
            }
        });
        Row { height, cells: cells.collect() }
    });
    rows.collect()
}

/// The number that a cell shows: its own, or that of the cell it continues.
fn number_at<'a>(
    rows: &'a [Vec<model::Cell>],
    index: usize,
    column: usize,
    row: &'a [model::Cell],
) -> Option<&'a str> {
    match row.get(column)? {
        model::Cell::Number(number) => Some(number.as_str()),
        model::Cell::Text(_) => None,
        model::Cell::Above => {
            let above = rows.get(..index)?.iter().rev().filter_map(|row| row.get(column));
            let mut above = above.skip_while(|cell| matches!(cell, model::Cell::Above));
            match above.next()? {
                model::Cell::Number(number) => Some(number.as_str()),
                _ => None,
            }
        }
    }
}

/// Where the text of a cell stands in the room between its paddings.
fn stand(
    facts: Option<&ColumnFacts>,
    number: Option<&str>,
    inner: Length,
    size: Length,
) -> (Align, Indent) {
    let Some(facts) = facts else {
        return (Align::Center, Indent::default());
    };
    match (facts.align, number) {
        (model::Align::Left, _) => (Align::Left, Indent::default()),
        (model::Align::Right, _) => (Align::Right, Indent::default()),
        (model::Align::Decimal, Some(number)) => {
            // The widest number stands in the middle of the column, the others by their points.
            let (whole, fraction) = halves(number);
            let lead = size.scale(facts.whole - whole, 1000);
            let block = facts.number_width(size);
            let left = ((inner - block) / 2).max(Length::ZERO) + lead;
            // In a column that is too narrow for the points to meet, each number keeps within it.
            let own = size.scale(whole + fraction, 1000);
            let left = left.min((inner - own).max(Length::ZERO));
            (Align::Left, Indent { left, ..Indent::default() })
        }
        (model::Align::Center | model::Align::Decimal, _) => (Align::Center, Indent::default()),
    }
}

/// The paragraph in the size that the table turned out to have.
fn sized(mut paragraph: Paragraph, scale: CellType, align: Align, indent: Indent) -> Paragraph {
    paragraph.size = scale.size;
    paragraph.line = scale.line;
    paragraph.align = align;
    paragraph.indent = indent;
    for inline in &mut paragraph.content {
        if let Inline::Run(run) = inline {
            run.font.size = scale.size;
            run.font.tracking = Length::ZERO;
        }
    }
    paragraph
}

/// How each cell stands to the one above: a cell and the `Above`s below it are one.
fn merges(table: &model::Table) -> Vec<Vec<Merge>> {
    let width = table.columns.len();
    let mut merges = vec![vec![Merge::None; width]; table.rows.len()];
    for column in 0..width {
        let mut below = 0;
        for (row, merges) in table.rows.iter().zip(merges.iter_mut()).rev() {
            let Some(merge) = merges.get_mut(column) else {
                continue;
            };
            if matches!(row.get(column), Some(model::Cell::Above)) {
                *merge = Merge::Continue;
                below += 1;
            } else if below > 0 {
                *merge = Merge::Start(below + 1);
                below = 0;
            }
        }
        // A table made by hand may begin with a cell that continues nothing.
        let orphans = below;
        for (index, merges) in merges.iter_mut().take(orphans).enumerate() {
            if let (0, Some(merge)) = (index, merges.get_mut(column)) {
                *merge = if orphans > 1 { Merge::Start(orphans) } else { Merge::None };
            }
        }
    }
    merges
}

/// The widths before and from the decimal point, in thousandths of an em of a Latin face.
fn halves(number: &str) -> (i64, i64) {
    let end_of_whole =
        number.find('.').unwrap_or_else(|| number.find(['%', '‰']).unwrap_or(number.len()));
    let (whole, fraction) = number.split_at(end_of_whole);
    let width = |text: &str| text.chars().map(latin_thousandths).sum();
    (width(whole), width(fraction))
}

/// The width of the characters of numbers in a Latin face of the Times kind, in thousandths of an
/// em.
pub(super) fn latin_thousandths(character: char) -> i64 {
    match character {
        '.' | ',' | ' ' => 250,
        '-' => 333,
        '−' | '+' => 564,
        '%' => 833,
        '‰' => 1000,
        c => punct::half_cells(c, !punct::is_latin(c)) * 500,
    }
}

impl Resolver<'_> {
    fn cell(
        &self,
        role: Role,
        type_role: TypeRole,
        path: String,
        content: Vec<Inline>,
    ) -> Paragraph {
        let mut paragraph = self.paragraph(role, type_role, path, content);
        paragraph.snap = false;
        paragraph
    }
}
