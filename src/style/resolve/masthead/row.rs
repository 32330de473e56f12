//! A row of the masthead: the lines of its slots beside each other, and where they stand.

use super::items::SlotLine;
use super::{LaidMasthead, MASTHEAD};
use crate::length::{Length, Point};
use crate::model::Masthead;
use crate::style::flow::{Align, Paragraph, Role, SidePicture};
use crate::style::resolve::Resolver;
use crate::style::theme::{MastheadField, MastheadItem, MastheadRow, RowPairing, TypeRole};

/// How far the ink of 小标宋 stands below the upper edge of its em square, in thousandths of an em.
const MARK_INK: i64 = 25;

/// A row before it has a place.
#[derive(Default)]
pub(super) struct Row {
    /// Its lines, and of how many lines of the page each is.
    lines: Vec<(Paragraph, i64)>,
    /// The white above it.
    gap: Length,
    pub(super) has_name: bool,
    pub(super) with_name: bool,
    /// The picture at its left or its right edge.
    logo: Option<(SidePicture, Align)>,
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.logo.is_none()
    }

    /// From the upper edge of the first line's em square to the lower edge of the last one's.
    fn height(&self) -> Length {
        let boxes: Length = self.lines.iter().map(|(line, count)| line.line * *count).sum();
        let edge = |line: Option<&(Paragraph, i64)>| {
            line.map_or(Length::ZERO, |(line, _)| line.half_leading())
        };
        boxes - edge(self.lines.first()) - edge(self.lines.last())
    }
}

impl Resolver<'_> {
    /// A row with what the masthead says.
    pub(super) fn masthead_row(
        &self,
        row: &MastheadRow,
        masthead: &Masthead,
        logo: Option<&SidePicture>,
    ) -> Row {
        let logo = logo.and_then(|logo| Some((logo.clone(), edge_of_logo(row)?)));
        let taken = logo.as_ref().map_or(Length::ZERO, |(logo, _)| self.beside_logo(logo));
        let measure = self.page.type_area.size.width - taken;
        // The name takes what the others leave.
        let others = |items: &[MastheadItem]| self.slot(items, masthead, measure, None);
        let width = |items: &[MastheadItem]| {
            let cells = others(items).iter().map(|line| line.half_cells(self.page.size)).max();
            cells.map_or(Length::ZERO, |cells| self.page.cell() * (cells + 2) / 2)
        };
        let is_name = |items: &[MastheadItem]| {
            !masthead.title.is_empty()
                && items.iter().any(|item| item.field == MastheadField::Title)
        };
        // What stands on the line of the name takes of it too.
        let joined: Length = [&row.left, &row.center, &row.right]
            .into_iter()
            .filter(|items| is_name(items))
            .flat_map(|items| items.iter().filter(|item| item.join))
            .map(|item| width(std::slice::from_ref(item)))
            .sum();
        let has_name = is_name(&row.left) || is_name(&row.center) || is_name(&row.right);
        let name = has_name.then(|| {
            let (left, right) = (width(&row.left), width(&row.right));
            let beside = if is_name(&row.center) {
                left.max(right) * 2
            } else if is_name(&row.left) {
                right + width(&row.center)
            } else {
                left + width(&row.center)
            };
            // Where they leave it less than half a line, it stands on a line of its own.
            let free = measure - joined;
            let free = if free - beside < measure / 2 { free } else { free - beside };
            self.name(masthead, free.max(self.page.size * 2))
        });
        let slot = |items: &[MastheadItem]| self.slot(items, masthead, measure, name.as_deref());
        let (left, center, right) = (slot(&row.left), slot(&row.center), slot(&row.right));
        let mut set = Row {
            lines: Vec::new(),
            gap: self.page.row_pitch.scale(i64::from(self.gap_above(row, has_name)), 100),
            has_name,
            with_name: row.with_name,
            logo: None,
        };
        let count = left.len().max(center.len()).max(right.len());
        let offset = match row.pair {
            RowPairing::First => 0,
            RowPairing::Last => left.len().max(center.len()).saturating_sub(right.len()),
        };
        for index in 0..count + offset {
            let at_right = index.checked_sub(offset).and_then(|index| right.get(index));
            self.beside_each_other(left.get(index), center.get(index), at_right, &mut set.lines);
        }
        if let Some((logo, align)) = logo {
            for (line, _) in &mut set.lines {
                match align {
                    Align::Right => line.indent.right += taken,
                    _ => line.indent.left += taken,
                }
            }
            if set.lines.is_empty() {
                let path = MASTHEAD.field("logo").path();
                let mut line = self.paragraph(Role::Mark, TypeRole::Mark, path, Vec::new());
                line.snap = false;
                line.size = logo.rect.size.height.min(self.page.row_pitch);
                line.line = line.size;
                set.lines.push((line, 1));
            }
            set.logo = Some((logo, align));
        }
        set
    }

    /// The white above a row, in percent of a row of the grid.
    fn gap_above(&self, row: &MastheadRow, has_name: bool) -> u16 {
        use MastheadField as Field;
        let theme = &self.theme.masthead;
        let has = |fields: &[Field]| row.items().any(|item| fields.contains(&item.field));
        let rows = |rows: u8| u16::from(rows) * 100;
        row.gap.unwrap_or_else(|| {
            if has_name {
                theme.name_gap
            } else if has(&[Field::Issue, Field::IssueNumber, Field::IssueTotal, Field::Period]) {
                rows(theme.issue_rows)
            } else if has(&[Field::Issuers, Field::Signer, Field::Date, Field::Fields]) {
                rows(theme.issuer_rows)
            } else {
                theme.name_gap
            }
        })
    }

    /// How much of the line a picture takes.
    fn beside_logo(&self, logo: &SidePicture) -> Length {
        logo.rect.size.width + self.page.cell() / 2
    }

    /// The lines of a slot; the name only when its lines are given.
    fn slot(
        &self,
        items: &[MastheadItem],
        masthead: &Masthead,
        measure: Length,
        name: Option<&[SlotLine]>,
    ) -> Vec<SlotLine> {
        // What stands around a name is smaller than it.
        let largest = self.name_size(masthead).scale(2, 3);
        let mut lines: Vec<SlotLine> = Vec::new();
        for item in items {
            let mut of_item = match item.field {
                MastheadField::Title => name.unwrap_or_default().to_vec(),
                _ => self.item(item, masthead, measure, largest),
            };
            if item.join
                && !of_item.is_empty()
                && let Some(last) = lines.last_mut()
            {
                let mut joined = of_item.remove(0);
                last.content.append(&mut joined.content);
                last.line = last.line.max(joined.line);
                last.size = last.size.max(joined.size);
            }
            lines.append(&mut of_item);
        }
        lines
    }

    /// The size of the name on a line of its own, of none the largest there is.
    fn name_size(&self, masthead: &Masthead) -> Length {
        let (lines, size) = self.name_lines(&masthead.title, self.page.type_area.size.width);
        if lines.is_empty() { self.theme.masthead.name_largest } else { size }
    }

    /// Lines of the three slots as one paragraph, or as one below the other where they have no room
    /// beside each other.
    fn beside_each_other(
        &self,
        left: Option<&SlotLine>,
        center: Option<&SlotLine>,
        right: Option<&SlotLine>,
        lines: &mut Vec<(Paragraph, i64)>,
    ) {
        let columns = i64::from(self.page.columns) * 2;
        let cells =
            |line: Option<&SlotLine>| line.map_or(0, |line| line.half_cells(self.page.size));
        let (at_left, in_middle, at_right) = (cells(left), cells(center), cells(right));
        let mut push = |line: &SlotLine, align: Align| {
            // Lines around the name are set so that they fit.
            let fitted = line.line.is_some();
            let lines_taken = if fitted { 1 } else { lines_of(cells(Some(line)), columns) };
            lines.push((self.slot_paragraph(line, align), lines_taken));
        };
        let fits = match (left, center, right) {
            (Some(_), None, Some(_)) => at_left + at_right + 2 <= columns,
            (_, Some(_), _) => at_left.max(at_right) * 2 + in_middle + 2 <= columns,
            _ => true,
        };
        let alone = [left, center, right].into_iter().flatten().count() == 1;
        if alone || !fits {
            if let Some(line) = left {
                push(line, Align::Left);
            }
            if let Some(line) = center {
                push(line, Align::Center);
            }
            if let Some(line) = right {
                push(line, Align::Right);
            }
            return;
        }
        // The paragraph is that of the largest type in it.
        let all = || [center, left, right].into_iter().flatten();
        let Some(largest) = all().max_by_key(|line| line.size).map(|line| line.size) else {
            return;
        };
        let Some(base) = all().find(|line| line.size == largest) else { return };
        let mut paragraph = self.slot_paragraph(base, Align::Left);
        let content =
            |line: Option<&SlotLine>| line.map(|line| line.content.clone()).unwrap_or_default();
        paragraph.content = content(left);
        paragraph.middle = content(center);
        paragraph.tail = content(right);
        lines.push((paragraph, 1));
    }

    fn slot_paragraph(&self, line: &SlotLine, align: Align) -> Paragraph {
        let content = line.content.clone();
        let mut paragraph = self.paragraph(line.role, line.style, line.path.clone(), content);
        if align != line.own_align() {
            paragraph.align = align;
        }
        paragraph.size = line.size;
        if let Some(height) = line.line {
            paragraph.line = height;
            paragraph.snap = false;
        }
        paragraph
    }

    /// Sets a row below the others.
    pub(super) fn set_row(&self, row: Row, laid: &mut LaidMasthead) {
        let nothing_above = laid.paragraphs.is_empty();
        let height = row.height();
        let logo_height = row.logo.as_ref().map_or(Length::ZERO, |(logo, _)| logo.rect.size.height);
        // How far a picture stands out above the lines beside it.
        let out = ((logo_height - height) / 2).max(Length::ZERO);
        let mut em_top = if nothing_above { Length::ZERO } else { laid.ink_bottom + row.gap + out };
        if nothing_above && out > Length::ZERO {
            em_top = self.page.type_area.origin.y + out;
        }
        if row.has_name {
            let size = row.lines.first().map_or(Length::ZERO, |(line, _)| line.size);
            let ink_top = self.name_ink_top();
            em_top = em_top.max(ink_top - size.scale(MARK_INK, 1000));
        }
        self.put_row(row, em_top, laid);
    }

    /// Puts a row below the others, the em square of its first line at `em_top` or as near below as
    /// there is room.
    fn put_row(&self, row: Row, mut em_top: Length, laid: &mut LaidMasthead) {
        // Lines that begin at the head of the page stand on the rows of the grid.
        let on_grid = |laid: &LaidMasthead| {
            laid.paragraphs.iter().all(|line| line.snap && line.role == Role::Notice)
        };
        let (top, first, above) = (em_top, laid.paragraphs.len(), laid.box_bottom);
        let mut rows = row.lines.into_iter().enumerate();
        for (index, (mut line, count)) in rows.by_ref() {
            line.snap &= em_top == Length::ZERO && on_grid(laid) && line.role == Role::Notice;
            if line.role == Role::Mark && index > 0 {
                em_top = laid.ink_bottom + row.gap;
            }
            if line.role == Role::Mark && !laid.paragraphs.is_empty() {
                // Its box gives way as far as the ink of any face allows.
                let room = (em_top - laid.box_bottom).max(line.size / 20);
                line.line = line.line.min(line.size + room * 2);
            }
            laid.place(line, count, em_top);
            em_top = Length::ZERO;
        }
        if let Some((mut logo, align)) = row.logo {
            let area = self.page.type_area;
            let top = top.max(self.page.grid_top);
            let middle = (top + laid.ink_bottom) / 2;
            let y = (middle - logo.rect.size.height / 2).max(Length::ZERO);
            let x = match align {
                Align::Right => area.right() - logo.rect.size.width,
                _ => area.origin.x,
            };
            logo.rect.origin = Point { x, y };
            laid.ink_bottom = laid.ink_bottom.max(logo.rect.bottom());
            if let Some(line) = laid.paragraphs.get_mut(first) {
                logo.below = y - above - line.space_before;
                line.picture = Some(Box::new(logo));
            }
        }
    }

    /// The height at which the ink of the name stands when nothing pushes it down.
    fn name_ink_top(&self) -> Length {
        self.page.type_area.origin.y + self.theme.masthead.name_top
    }

    /// Sets rows above the row of the name: the last its gap above the ink of that, if what is above
    /// leaves the room.
    pub(super) fn above_name(&self, rows: Vec<Row>, name: &Row, laid: &mut LaidMasthead) {
        let last = rows.len().saturating_sub(1);
        let mut height = Length::ZERO;
        for (index, row) in rows.iter().enumerate() {
            height += row.height() + if index < last { row.gap } else { Length::ZERO };
        }
        let wanted = self.name_ink_top() - name.gap - height;
        let mut first = true;
        for mut row in rows {
            if first {
                // The white above is what is left over.
                let bottom = laid.ink_bottom;
                let gap = if laid.paragraphs.is_empty() { Length::ZERO } else { row.gap };
                row.gap = gap.max(wanted - bottom);
                let em_top = laid.ink_bottom + row.gap;
                self.put_row(row, em_top.max(self.page.type_area.origin.y), laid);
                first = false;
            } else {
                self.set_row(row, laid);
            }
        }
    }
}

/// How many lines so many half cells take.
fn lines_of(half_cells: i64, measure: i64) -> i64 {
    let measure = measure.max(1);
    ((half_cells + measure - 1) / measure).max(1)
}

/// The edge at which the picture stands in a row, if it stands in it.
fn edge_of_logo(row: &MastheadRow) -> Option<Align> {
    let has = |items: &[MastheadItem]| items.iter().any(|i| i.field == MastheadField::Logo);
    if has(&row.right) {
        Some(Align::Right)
    } else {
        (has(&row.left) || has(&row.center)).then_some(Align::Left)
    }
}
