//! Tables: the type size, the width of each column, the lines of the head and where each cell's
//! text stands, from the content in cells of the grid; tied cells become one, columns of one group
//! stand below one heading.

mod columns;
mod head;
mod looks;
mod names;
mod quantity;
mod rows;

use columns::{ColumnContent, ColumnFacts, WideCell};
use looks::Looks;
use rows::Frame;

use super::Resolver;
use super::references::Caption;
use crate::finding::Finding;
use crate::length::Length;
use crate::model::grid::{Grid, Spanned};
use crate::model::{self, CellLook, TableColumn, TableForm, TableSize};
use crate::place::{ModelPath, Place, Walk};
use crate::style::flow::{
    Align, Block, Cell, Indent, Inline, Merge, Orientation, Paragraph, Role, Row, Table, TableRules,
};
use crate::style::messages::StyleMessage;
use crate::style::theme::{TypeRole, WordsAlign};
use crate::style::widths;
use crate::typeface::Typeface;

/// The widest that a cell of words asks for before it takes a second line, in thousandths of an em.
const COMFORTABLE: i64 = 12 * widths::EM;

impl Resolver<'_> {
    /// A table with its caption and unit above and its note below.
    pub(super) fn table(&mut self, table: &model::Table, path: &Walk<'_>, blocks: &mut Vec<Block>) {
        let table = &*self.resolved_cells(table);
        let gap = self.page.row_pitch / 2;
        let mut above = Vec::new();
        let caption = self.caption(table.id.as_ref(), table.caption.as_ref());
        if let Some(Caption { label, title }) = caption {
            let (role, type_role) = (Role::TableCaption, TypeRole::TableCaption);
            let path = path.field("caption").path();
            above.push(self.around(role, type_role, &label, &title, path));
        }
        if let Some(unit) = &table.unit {
            let (role, type_role) = (Role::TableUnit, TypeRole::TableUnit);
            let words = model::Text::plain(unit.as_str());
            let path = path.field("unit").path();
            above.push(self.around(role, type_role, "单位：", &words, path));
        }
        let space_before = if above.is_empty() { gap } else { Length::ZERO };
        let mut findings = looks::nowhere(table, path);
        let resolved = (!table.columns.is_empty()).then(|| self.grid(table, path, &mut findings));
        let measure = match &resolved {
            Some(table) => table.width(),
            None => self.page.type_area.size.width,
        };
        for mut paragraph in above {
            paragraph.keep_with_next = true;
            blocks.push(Block::Paragraph(self.balanced(paragraph, measure)));
        }
        if let Some(mut resolved) = resolved {
            resolved.space_before = space_before;
            resolved.space_after = if table.note.is_some() { Length::ZERO } else { gap };
            resolved.keep_with_next = table.note.is_some();
            blocks.push(Block::Table(resolved));
        }
        if let Some(note) = &table.note {
            let (role, type_role) = (Role::TableNote, TypeRole::TableNote);
            let path = path.field("note").path();
            let mut below = self.around(role, type_role, "注：", note, path);
            below.space_after = gap;
            blocks.push(Block::Paragraph(self.balanced(below, measure)));
        }
        self.findings.append(&mut findings);
    }

    /// The rows and columns.
    fn grid(&self, table: &model::Table, path: &Walk<'_>, findings: &mut Vec<Finding>) -> Table {
        let theme = &self.theme.table;
        let largest = match table.size {
            TableSize::Small => theme.small,
            TableSize::Normal => theme.size,
        };
        let contents = TableText::of(self, table, path);
        let row_heads = names::row_heads(table, &contents.grid, contents.letters);
        let turned = self.page.held(Orientation::Landscape);
        let upright = self.page.type_area.size;
        let sizes = Sizes { largest, smallest: theme.smallest.min(largest) };
        let across = (upright.width, turned.type_area.size.width);
        let fit = columns::fit(&contents, table, theme, sizes, across);
        let size = fit.size;
        // Columns that are hardly as wide as a character keep the little that they have for it.
        let narrowest = fit.columns.iter().copied().min().unwrap_or_default();
        let padding = size.scale(i64::from(theme.padding), 100);
        let scale = CellType {
            size,
            line: size.scale(i64::from(theme.leading), 100),
            padding: padding.min((narrowest - size) / 2).max(Length::ZERO),
        };
        findings.extend(self.wide_word(&contents, &fit.columns, scale));
        let height = theme.row_height.scale(size.to_emu(), theme.size.to_emu());
        let head_look = CellLook { fill: theme.head_fill, ..CellLook::default() };
        let bold = theme.bold_totals.then_some(true);
        let looks = Looks::of(table, head_look, CellLook { bold, ..CellLook::default() });
        let head =
            head::rows(&contents, &fit.columns, scale, height, &looks, &self.theme.titles.terms);
        let is_turned = fit.columns.iter().copied().sum::<Length>() > upright.width;
        let page = if is_turned { turned.type_area.size } else { upright };
        let head_height = height * i64::try_from(head.len()).unwrap_or(1);
        let room = Frame { widths: &fit.columns, row: height, page: page.height - head_height };
        let rows = rows::rows(table, contents, scale, room, &looks);
        Table {
            path: path.path(),
            columns: fit.columns,
            head,
            rows,
            row_heads,
            continued: self.continued().map(Box::new),
            padding: scale.padding,
            rules: self.rules(table.form.unwrap_or(theme.form)),
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            keep_with_next: false,
            frame_of: None,
        }
    }

    /// A table of one cell below one heading, as the theme has tables that state nothing. Words stand in the
    /// middle unless the theme has all of them at the left.
    pub(in crate::style::resolve) fn sample_table(&self) -> Table {
        let theme = &self.theme.table;
        let size = theme.size;
        let scale = CellType {
            size,
            line: size.scale(i64::from(theme.leading), 100),
            padding: size.scale(i64::from(theme.padding), 100),
        };
        let row = |role: Role, type_role: TypeRole, align: Align| {
            let content = self.off_grid(role, type_role, ModelPath::ROOT, self.sample(type_role));
            let content = sized(content, scale, align, Indent::default());
            let cell = Cell { column: 0, columns: 1, merge: Merge::None, fill: None, content };
            Row { height: theme.row_height, cells: vec![cell], keep_with_next: false }
        };
        let words = match theme.words {
            WordsAlign::Left => Align::Left,
            WordsAlign::Auto | WordsAlign::Center => Align::Center,
        };
        Table {
            path: ModelPath::ROOT,
            columns: vec![self.page.type_area.size.width],
            head: vec![row(Role::TableHead, TypeRole::TableHead, Align::Center)],
            rows: vec![row(Role::TableCell, TypeRole::TableCell, words)],
            row_heads: Vec::new(),
            continued: None,
            padding: scale.padding,
            rules: self.rules(theme.form),
            space_before: Length::ZERO,
            space_after: Length::ZERO,
            keep_with_next: false,
            frame_of: None,
        }
    }

    /// The lines of a table.
    fn rules(&self, form: TableForm) -> TableRules {
        let theme = &self.theme.table;
        let grid = TableRules {
            outer: theme.outer_rule,
            sides: theme.outer_rule,
            rows: theme.inner_rule,
            columns: theme.inner_rule,
            head: theme.head_rule,
            groups: theme.inner_rule,
            color: self.style(TypeRole::TableCell).color,
        };
        match form {
            TableForm::OpenSides => TableRules { sides: Length::ZERO, ..grid },
            TableForm::ThreeLine => TableRules {
                outer: theme.thick_rule,
                sides: Length::ZERO,
                rows: Length::ZERO,
                columns: Length::ZERO,
                ..grid
            },
            _ => grid,
        }
    }

    /// A finding where words are wider than their columns, so that they are cut: with the first such
    /// cell of each column.
    fn wide_word(
        &self,
        contents: &TableText,
        widths: &[Length],
        scale: CellType,
    ) -> Option<Finding> {
        let room = |first: usize, count: usize| {
            let across = widths.iter().skip(first).take(count);
            across.copied().sum::<Length>() - scale.padding * 2
        };
        let is_cut = |paragraph: &Paragraph, room: Length| {
            scale.size.scale(widths::widest_word(&paragraph.content), widths::EM) > room
        };
        let mut cut: Vec<&Paragraph> = Vec::new();
        for group in &contents.groups {
            cut.extend(
                Some(&group.content).filter(|it| is_cut(it, room(group.first, group.count))),
            );
        }
        for (column, (head, facts)) in contents.head.iter().zip(&contents.columns).enumerate() {
            let room = room(column, 1);
            cut.extend(Some(head).filter(|head| is_cut(head, room)));
            if scale.size.scale(facts.word, widths::EM) <= room {
                continue;
            }
            let mut cells = contents.rows.iter().enumerate().filter_map(|(row, cells)| {
                let is_one = contents.grid.at(row, column) == Spanned::ALONE;
                cells.get(column).filter(|_| is_one)
            });
            cut.extend(cells.find(|cell| is_cut(cell, room)));
        }
        for wide in &contents.wide {
            let room = room(wide.first, wide.count);
            if scale.size.scale(wide.word, widths::EM) > room {
                let mut cells = contents.rows.iter().filter_map(|row| row.get(wide.first));
                cut.extend(cells.find(|cell| is_cut(cell, room)));
            }
        }
        let mut places = cut.into_iter().map(|paragraph| Place::path(paragraph.path.clone()));
        let message = StyleMessage::WideWord { columns: widths.len() };
        let mut finding = Finding::new(message, places.next()?);
        places.for_each(|place| finding.also_at(|| place));
        Some(finding)
    }

    /// 续表, in the type of the unit line, at the left.
    fn continued(&self) -> Option<Paragraph> {
        let words = super::one_line(&self.theme.table.continued);
        (!words.is_empty()).then(|| {
            let content = self.label(TypeRole::TableUnit, &words);
            let path = ModelPath::root();
            let mut label = self.paragraph(Role::TableUnit, TypeRole::TableUnit, path, content);
            label.indent = Indent::default();
            label.snap = false;
            label.aligned(Align::Left)
        })
    }
}

/// The type of a table's cells.
#[derive(Clone, Copy)]
struct CellType {
    size: Length,
    line: Length,
    padding: Length,
}

/// Between which type sizes a table is set.
#[derive(Clone, Copy)]
struct Sizes {
    largest: Length,
    smallest: Length,
}

/// The cells' paragraphs before their size is known.
struct TableText {
    head: Vec<Paragraph>,
    groups: Vec<Group>,
    rows: Vec<Vec<Paragraph>>,
    columns: Vec<ColumnFacts>,
    /// The cells across several columns.
    wide: Vec<WideCell>,
    grid: Grid,
    letters: Letters,
}

/// Letters and digits beside Chinese.
#[derive(Clone, Copy)]
struct Letters {
    /// Their face.
    face: Typeface,
    /// The gap between them and Chinese, in thousandths of an em.
    gap: i64,
}

/// Neighbouring columns below one heading.
struct Group {
    /// In which row of the head it stands, from 0.
    level: usize,
    first: usize,
    count: usize,
    content: Paragraph,
}

impl Group {
    fn end(&self) -> usize {
        self.first + self.count
    }
}

impl TableText {
    fn of(resolver: &Resolver<'_>, table: &model::Table, path: &Walk<'_>) -> TableText {
        let groups = groups(resolver, table, path);
        let mut head = Vec::with_capacity(table.columns.len());
        let (column_path, row_path) = (path.field("columns"), path.field("rows"));
        for (index, column) in table.columns.iter().enumerate() {
            let path = column_path.index(index).path();
            let content = resolver.text(TypeRole::TableHead, &column.heading);
            head.push(resolver.off_grid(Role::TableHead, TypeRole::TableHead, path, content));
        }
        let grid = Grid::of(&table.rows, table.columns.len());
        let mut rows: Vec<Vec<Paragraph>> = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<Paragraph> = Vec::with_capacity(table.columns.len());
            let row_path = row_path.index(index);
            for column in 0..table.columns.len() {
                let content = match row.get(column) {
                    Some(model::Cell::Above) => rows
                        .last()
                        .and_then(|above| above.get(column))
                        .map(|above| above.content.clone())
                        .unwrap_or_default(),
                    Some(cell) => resolver.cell(cell),
                    None => Vec::new(),
                };
                let path = row_path.index(column).path();
                cells.push(resolver.off_grid(Role::TableCell, TypeRole::TableCell, path, content));
            }
            rows.push(cells);
        }
        let letters = resolver.letters();
        let kinds = (resolver.theme.table.words, resolver.theme.table.figures, resolver.names_left);
        let columns = head.iter().enumerate().map(|(index, head)| {
            let content = ColumnContent { index, table, head, rows: &rows, grid: &grid };
            ColumnFacts::of(&content, letters, kinds)
        });
        let columns = columns.collect();
        let wide = columns::wide_cells(&rows, &grid, letters);
        TableText { columns, groups, head, rows, wide, grid, letters }
    }
}

impl Resolver<'_> {
    /// What stands in a cell that continues none.
    fn cell(&self, cell: &model::Cell) -> Vec<Inline> {
        match (cell.text(), cell.number()) {
            (Some(text), _) => self.text(TypeRole::TableCell, text),
            (None, Some(number)) => self.words(TypeRole::TableCell, number.as_str()),
            (None, None) => Vec::new(),
        }
    }

    fn letters(&self) -> Letters {
        Letters {
            face: self.style(TypeRole::TableCell).latin,
            gap: i64::from(self.theme.lines.han_latin_gap) * widths::EM / 100,
        }
    }
}

/// The groups of the columns, each run of neighbours with the same one, from the outer to the inner.
fn groups(resolver: &Resolver<'_>, table: &model::Table, path: &Walk<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    let depth = table.columns.iter().map(|column| column.group.len()).max().unwrap_or(0);
    for level in 0..depth {
        // What stands above the columns of an inner group is the same.
        let same = |one: &TableColumn, next: &TableColumn| {
            one.group.get(..=level).is_some_and(|own| next.group.get(..=level) == Some(own))
        };
        let mut first = 0;
        for run in table.columns.chunk_by(same) {
            let column = run.first();
            let words = column.and_then(|column| column.group.get(level));
            if let (Some(column), Some(words)) = (column, words) {
                let path = path.field("columns").index(first).field("group").path();
                let path = if column.group.len() == 1 { path } else { path.index(level) };
                let content = resolver.text(TypeRole::TableHead, words);
                let content =
                    resolver.off_grid(Role::TableHead, TypeRole::TableHead, path, content);
                groups.push(Group { level, first, count: run.len(), content });
            }
            first += run.len();
        }
    }
    groups
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
