//! Tables: the type size, the width of each column, the lines of the head and where each cell's
//! text stands, from the content in cells of the grid; tied cells become one, columns of one group
//! stand below one heading.

mod columns;
mod head;
mod quantity;
mod rows;

use columns::{ColumnContent, ColumnFacts};
use rows::Frame;

use super::Resolver;
use super::beside::balanced;
use super::references::Caption;
use crate::length::Length;
use crate::model;
use crate::place::{ModelPath, Walk};
use crate::style::flow::{
    Align, Block, Indent, Inline, Orientation, Paragraph, Role, Table, TableRules,
};
use crate::style::theme::TypeRole;
use crate::style::widths;
use crate::typeface::Typeface;

impl Resolver<'_> {
    /// A table with its caption and unit above and its note below.
    pub(super) fn table(&self, table: &model::Table, path: &Walk<'_>, blocks: &mut Vec<Block>) {
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
        let resolved = (!table.columns.is_empty()).then(|| self.grid(table, path));
        let measure = match &resolved {
            Some(table) => table.width(),
            None => self.page.type_area.size.width,
        };
        for mut paragraph in above {
            paragraph.keep_with_next = true;
            blocks.push(Block::Paragraph(balanced(paragraph, measure)));
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
            blocks.push(Block::Paragraph(balanced(below, measure)));
        }
    }

    /// The rows and columns.
    fn grid(&self, table: &model::Table, path: &Walk<'_>) -> Table {
        let theme = &self.theme.table;
        let contents = TableText::of(self, table, path);
        let turned = self.page.held(Orientation::Landscape);
        let upright = self.page.type_area.size;
        let fit = columns::fit(&contents, table, theme, upright.width, turned.type_area.size.width);
        let size = fit.size;
        // Columns that are hardly as wide as a character keep the little that they have for it.
        let narrowest = fit.columns.iter().copied().min().unwrap_or_default();
        let padding = size.scale(i64::from(theme.padding), 100);
        let scale = CellType {
            size,
            line: size.scale(i64::from(theme.leading), 100),
            padding: padding.min((narrowest - size) / 2).max(Length::ZERO),
        };
        let height = theme.row_height.scale(size.to_emu(), theme.size.to_emu());
        let head = head::rows(&contents, &fit.columns, scale, height);
        let is_turned = fit.columns.iter().copied().sum::<Length>() > upright.width;
        let page = if is_turned { turned.type_area.size } else { upright };
        let head_height = height * i64::try_from(head.len()).unwrap_or(1);
        let room = Frame { widths: &fit.columns, row: height, page: page.height - head_height };
        let rows = rows::rows(table, contents, scale, room);
        Table {
            path: path.path(),
            columns: fit.columns,
            head,
            rows,
            continued: self.continued(),
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
            frame_of: None,
        }
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

/// The cells' paragraphs before their size is known.
struct TableText {
    head: Vec<Paragraph>,
    groups: Vec<Group>,
    rows: Vec<Vec<Paragraph>>,
    columns: Vec<ColumnFacts>,
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
        let mut rows: Vec<Vec<Paragraph>> = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<Paragraph> = Vec::with_capacity(table.columns.len());
            let row_path = row_path.index(index);
            for column in 0..table.columns.len() {
                let content = match row.get(column) {
                    Some(model::Cell::Text(text)) => resolver.text(TypeRole::TableCell, text),
                    Some(model::Cell::Number(number)) => {
                        resolver.words(TypeRole::TableCell, number.as_str())
                    }
                    Some(model::Cell::Above) => rows
                        .last()
                        .and_then(|above| above.get(column))
                        .map(|above| above.content.clone())
                        .unwrap_or_default(),
                    None => Vec::new(),
                };
                let path = row_path.index(column).path();
                cells.push(resolver.off_grid(Role::TableCell, TypeRole::TableCell, path, content));
            }
            rows.push(cells);
        }
        let letters = Letters {
            face: resolver.style(TypeRole::TableCell).latin,
            gap: i64::from(resolver.theme.lines.han_latin_gap) * widths::EM / 100,
        };
        let columns = head.iter().enumerate().map(|(index, head)| {
            ColumnFacts::of(&ColumnContent { index, table, head, rows: &rows }, letters)
        });
        TableText { columns: columns.collect(), groups, head, rows, letters }
    }
}

/// The groups of the columns, each run of neighbours with the same one.
fn groups(resolver: &Resolver<'_>, table: &model::Table, path: &Walk<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut first = 0;
    for run in table.columns.chunk_by(|one, next| one.group == next.group) {
        let words = run.first().and_then(|column| column.group.as_ref());
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let path = path.field("columns").index(first).field("group").path();
            let content = resolver.text(TypeRole::TableHead, words);
            let content = resolver.off_grid(Role::TableHead, TypeRole::TableHead, path, content);
            groups.push(Group { first, count: run.len(), content });
        }
        first += run.len();
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
