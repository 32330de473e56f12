//! The imprint: ruled rows for the distribution, the staff, the printer and the number of copies
//! (GB/T 9704-2012, 7.4; practice of bulletins).

use super::Resolver;
use super::headings::ROOT;
use crate::length::Length;
use crate::model::{Imprint, chinese_date};
use crate::style::flow::{Align, ImprintBlock, ImprintRow, Inline, Paragraph, Role};
use crate::style::runs;
use crate::style::theme::TypeRole;

impl Resolver<'_> {
    /// The rows of the imprint, or none when it says nothing.
    pub(super) fn imprint(&self, imprint: &Imprint) -> Option<ImprintBlock> {
        let mut rows = self.distribution(imprint);
        rows.extend(self.staff(imprint));
        rows.extend(self.printed(imprint));
        if let Some(last) = self.print_count(imprint) {
            match rows.last_mut() {
                Some(row) if row.role == Role::Staff && self.fits(row, &last) => row.tail = last,
                _ => {
                    let row = self.row(Role::PrintCount, "print_count", last);
                    rows.push(row.aligned(Align::Right));
                }
            }
        }
        let theme = &self.theme.imprint;
        let rows: Vec<ImprintRow> = rows
            .into_iter()
            .enumerate()
            .map(|(index, content)| ImprintRow {
                rule_above: if index == 0 { theme.outer_rule } else { theme.inner_rule },
                content,
            })
            .collect();
        (!rows.is_empty()).then_some(ImprintBlock {
            rows,
            last_rule: theme.outer_rule,
            color: theme.rule_color,
            space_before: theme.space_before,
            even_page: theme.even_page,
        })
    }

    /// 报： 送： 发： 抄送：, a row each; a wrapped line is aligned behind the label (7.4.2).
    fn distribution(&self, imprint: &Imprint) -> Vec<Paragraph> {
        let lists = [
            ("报：", &imprint.report, "report"),
            ("送：", &imprint.send, "send"),
            ("发：", &imprint.issue, "issue"),
            ("抄送：", &imprint.copy, "copy"),
        ];
        let mut rows = Vec::new();
        for (label, list, field) in lists {
            let Some(list) = list else { continue };
            let mut content = self.label(TypeRole::Imprint, label);
            let hanging = self.half_width(&content);
            content.append(&mut self.words(TypeRole::Imprint, list));
            let mut row = self.row(Role::Distribution, field, content);
            row.indent.left += hanging;
            row.indent.first = -hanging;
            rows.push(row);
        }
        rows
    }

    /// 责任编辑：张某　联系电话：…
    fn staff(&self, imprint: &Imprint) -> Option<Paragraph> {
        let mut content = Vec::new();
        for (index, entry) in imprint.staff.iter().enumerate() {
            if index > 0 {
                content.append(&mut self.label(TypeRole::Imprint, "\u{3000}"));
            }
            content.append(&mut self.words(TypeRole::Imprint, &entry.label));
            content.append(&mut self.label(TypeRole::Imprint, "："));
            content.append(&mut self.words(TypeRole::Imprint, &entry.value));
        }
        (!content.is_empty()).then(|| self.row(Role::Staff, "staff", content))
    }

    /// Who printed it at the left, when at the right (7.4.3).
    fn printed(&self, imprint: &Imprint) -> Vec<Paragraph> {
        let date = imprint.printed_on.map(|date| {
            let mut content = self.words(TypeRole::Imprint, &chinese_date(date));
            content.append(&mut self.label(TypeRole::Imprint, "印发"));
            content
        });
        let by = imprint.printed_by.as_ref().map(|by| self.words(TypeRole::Imprint, by));
        match (by, date) {
            (Some(by), Some(date)) => {
                let mut row = self.row(Role::Printed, "printed_by", by);
                if self.fits(&row, &date) {
                    row.tail = date;
                    return vec![row];
                }
                let date = self.row(Role::Printed, "printed_on", date);
                vec![row, date.aligned(Align::Right)]
            }
            (Some(by), None) => vec![self.row(Role::Printed, "printed_by", by)],
            (None, Some(date)) => {
                let row = self.row(Role::Printed, "printed_on", date);
                vec![row.aligned(Align::Right)]
            }
            (None, None) => Vec::new(),
        }
    }

    /// （共印103份）
    fn print_count(&self, imprint: &Imprint) -> Option<Vec<Inline>> {
        let count = imprint.print_count?;
        Some(self.label(TypeRole::Imprint, &format!("（共印{count}份）")))
    }

    /// A row that comes from a field of the imprint.
    fn row(&self, role: Role, field: &'static str, content: Vec<Inline>) -> Paragraph {
        let path = ROOT.field("imprint").field(field).path();
        let mut row = self.paragraph(role, TypeRole::Imprint, path, content);
        row.snap = false;
        row
    }

    /// Whether a row and a tail at its right end fit on one line.
    fn fits(&self, row: &Paragraph, tail: &[Inline]) -> bool {
        let width = self.half_width(&row.content) + self.half_width(tail);
        let measure = self.page.type_area.size.width - row.indent.left - row.indent.right;
        width + row.size <= measure
    }

    /// The width of inlines of the imprint's type, in cells.
    fn half_width(&self, inlines: &[Inline]) -> Length {
        let character = self.character(self.style(TypeRole::Imprint));
        character.scale(runs::half_cells(inlines), 2)
    }
}
