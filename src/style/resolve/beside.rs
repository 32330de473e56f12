//! Paragraphs beside tables and pictures: captions, units, notes. They stand on no row of the grid,
//! and those in the middle are balanced over their lines.

use super::{Resolver, title};
use crate::length::Length;
use crate::model::Text;
use crate::place::ModelPath;
use crate::style::flow::{Align, Inline, Paragraph, Role};
use crate::style::theme::TypeRole;

impl Resolver<'_> {
    /// A paragraph below or above a table or picture on an upright page.
    pub(super) fn beside(
        &self,
        role: Role,
        type_role: TypeRole,
        label: &str,
        text: &Text,
        path: ModelPath,
    ) -> Paragraph {
        let paragraph = self.around(role, type_role, label, text, path);
        self.balanced(paragraph, self.page.type_area.size.width)
    }

    /// A paragraph below or above a table or picture, its lines not broken yet.
    pub(super) fn around(
        &self,
        role: Role,
        type_role: TypeRole,
        label: &str,
        text: &Text,
        path: ModelPath,
    ) -> Paragraph {
        let mut content = if label.is_empty() { Vec::new() } else { self.label(type_role, label) };
        content.append(&mut self.text(type_role, text));
        self.off_grid(role, type_role, path, content)
    }

    /// A paragraph that stands on no row of the grid.
    pub(super) fn off_grid(
        &self,
        role: Role,
        type_role: TypeRole,
        path: ModelPath,
        content: Vec<Inline>,
    ) -> Paragraph {
        let mut paragraph = self.paragraph(role, type_role, path, content);
        paragraph.snap = false;
        paragraph
    }

    /// A paragraph in the middle of the measure, in balanced lines no longer than that; others as they
    /// are.
    pub(super) fn balanced(&self, mut paragraph: Paragraph, measure: Length) -> Paragraph {
        if paragraph.align == Align::Center {
            let content = std::mem::take(&mut paragraph.content);
            let setting = self.title_setting(measure, paragraph.size);
            let setting = title::Setting { white: false, ..setting };
            paragraph.content = title::balance(content, setting);
        }
        paragraph
    }
}
