//! The imprint: ruled rows for the distribution, the staff, the printer and the number of copies
//! (GB/T 9704-2012, 7.4; practice of bulletins).

use super::headings::ROOT;
use super::{Resolver, estimate};
use crate::length::{Length, Size};
use crate::model::{self, Imprint, chinese_date};
use crate::place::ModelPath;
use crate::style::flow::{
    Align, ImprintBlock, ImprintPicture, ImprintRow, Inline, Paragraph, Role,
};
use crate::style::runs;
use crate::style::theme::TypeRole;

/// The least white between the rows and the picture beside them, in characters, and above and below
/// the picture in hundredths of one.
const BESIDE: i64 = 1;
const AROUND: i64 = 25;

impl Resolver<'_> {
    /// The rows of the imprint, or none when it says nothing.
    pub(super) fn imprint(&mut self, imprint: &Imprint) -> Option<ImprintBlock> {
        let (mut picture, words) = match &imprint.picture {
            Some(picture) => self.picture(picture),
            None => (None, None),
        };
        let mut rows = self.distribution(imprint);
        rows.extend(self.own_rows(imprint));
        rows.extend(words);
        rows.extend(self.staff(imprint));
        if let Some(picture) = &mut picture {
            let beside = rows.iter().rev().take_while(|row| is_beside(row.role)).count();
            if beside == 0 {
                rows.push(self.row(Role::ImprintLine, "picture", Vec::new()));
            }
            picture.rows = beside.max(1);
            picture.first = rows.len() - picture.rows;
        }
        let narrow = picture.as_ref().map_or(Length::ZERO, |picture| picture.width);
        rows.extend(self.printed(imprint));
        if let Some(last) = self.print_count(imprint) {
            match rows.last_mut() {
                Some(row) if row.role == Role::Staff && self.fits(row, &last, narrow) => {
                    row.tail = last;
                }
                _ => {
                    let row = self.row(Role::PrintCount, "print_count", last);
                    rows.push(row.aligned(Align::Right));
                }
            }
        }
        let theme = &self.theme.imprint;
        // No rule parts lines without a label from one another and from the staff line.
        let mut above = None;
        let rows: Vec<ImprintRow> = rows
            .into_iter()
            .map(|content| {
                let rule_above = match above.replace(content.role) {
                    None => theme.outer_rule,
                    Some(above) if is_beside(above) && is_beside(content.role) => Length::ZERO,
                    Some(_) => theme.inner_rule,
                };
                ImprintRow { rule_above, content }
            })
            .collect();
        let mut block = (!rows.is_empty()).then_some(ImprintBlock {
            rows,
            picture,
            flows: false,
            last_rule: theme.outer_rule,
            color: theme.rule_color,
            space_before: theme.space_before,
            even_page: theme.even_page,
        })?;
        let tallest = self.page.type_area.size.height - self.page.row_pitch * 2;
        block.flows = estimate::imprint_height(&block, &self.page) > tallest;
        Some(block)
    }

    /// The picture; or the words that stand for one that cannot be read, which is reported.
    fn picture(&mut self, picture: &model::Figure) -> (Option<ImprintPicture>, Option<Paragraph>) {
        let path = ROOT.field("imprint");
        let path = path.field("picture");
        let Ok(mut figure) = self.measured(picture, &path) else {
            let words = super::figure::words_for(picture);
            let words = self.words(TypeRole::Imprint, &words);
            return (None, Some(self.row(Role::ImprintLine, "picture", words)));
        };
        let style = self.style(TypeRole::Imprint);
        let measure = self.page.type_area.size.width;
        let asked = picture.width.map(|percent| measure.scale(i64::from(percent), 100));
        // Room for words beside it, and for rows above and below.
        let most = self.page.type_area.size;
        let across = asked.unwrap_or(self.theme.imprint.picture).min(most.width * 2 / 3);
        let down = if asked.is_some() { most.height / 2 } else { across.min(most.height / 2) };
        figure.size = within(figure.size, across, down);
        let white = style.size.scale(AROUND, 100);
        (figure.space_before, figure.space_after) = (white, white);
        let caption = picture.caption.as_ref().map(|caption| {
            let (role, type_role) = (Role::FigureCaption, TypeRole::FigureCaption);
            let path = path.field("caption").path();
            self.around(role, type_role, "", caption, path).aligned(Align::Center)
        });
        let width = figure.size.width + self.character(style) * BESIDE * 2;
        (Some(ImprintPicture { figure, caption, width, first: 0, rows: 1 }), None)
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
            let content = self.label(TypeRole::Imprint, label);
            rows.push(self.hanging(content, list, ROOT.field("imprint").field(field).path()));
        }
        rows
    }

    /// The office's own rows: behind a label as a list is, or a line as it is.
    fn own_rows(&self, imprint: &Imprint) -> Vec<Paragraph> {
        let path = ROOT.field("imprint");
        let path = path.field("entries");
        let entries = imprint.entries.iter().enumerate();
        let rows = entries.map(|(index, entry)| {
            let path = path.index(index).path();
            match &entry.label {
                Some(label) => {
                    let mut content = self.words(TypeRole::Imprint, label);
                    content.append(&mut self.label(TypeRole::Imprint, "："));
                    self.hanging(content, &entry.value, path)
                }
                None => {
                    let content = self.words(TypeRole::Imprint, &entry.value);
                    self.row_at(Role::ImprintLine, path, content)
                }
            }
        });
        rows.collect()
    }

    /// A row whose wrapped lines are aligned behind its label.
    fn hanging(&self, mut content: Vec<Inline>, list: &str, path: ModelPath) -> Paragraph {
        // Of a label that fills half of the line, the lines below begin at the edge.
        let most = self.page.type_area.size.width / 2;
        let label = self.half_width(&content);
        let hanging = if label <= most { label } else { Length::ZERO };
        content.append(&mut self.words(TypeRole::Imprint, list));
        let mut row = self.row_at(Role::Distribution, path, content);
        row.indent.left += hanging;
        row.indent.first = -hanging;
        row
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
                if self.fits(&row, &date, Length::ZERO) {
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
        self.row_at(role, ROOT.field("imprint").field(field).path(), content)
    }

    fn row_at(&self, role: Role, path: ModelPath, content: Vec<Inline>) -> Paragraph {
        self.off_grid(role, TypeRole::Imprint, path, content)
    }

    /// Whether a row and a tail at its right end fit on one line that is so much narrower than the
    /// measure.
    fn fits(&self, row: &Paragraph, tail: &[Inline], narrower: Length) -> bool {
        let width = self.half_width(&row.content) + self.half_width(tail);
        let measure = self.page.type_area.size.width - narrower;
        let measure = measure - row.indent.left - row.indent.right;
        width + row.size <= measure
    }

    /// The width of inlines of the imprint's type, in cells.
    fn half_width(&self, inlines: &[Inline]) -> Length {
        let character = self.character(self.style(TypeRole::Imprint));
        character.scale(runs::half_cells(inlines), 2)
    }
}

/// Whether a row may stand beside a picture: it says who made the bulletin, not who gets it.
fn is_beside(role: Role) -> bool {
    matches!(role, Role::Staff | Role::ImprintLine)
}

/// The size in the same proportion that is as large as fits into a rectangle.
fn within(size: Size, width: Length, height: Length) -> Size {
    let down = width.scale(size.height.to_emu(), size.width.to_emu().max(1));
    if down <= height {
        return Size { width, height: down };
    }
    let across = height.scale(size.width.to_emu(), size.height.to_emu().max(1));
    Size { width: across, height }
}
