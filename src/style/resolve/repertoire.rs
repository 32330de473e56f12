//! What a clerk may add to a bulletin, as the theme has it: the styles of a DOCX are made from it where the
//! bulletin itself has none of a kind.

use super::Resolver;
use super::body::heading_type;
use crate::place::ModelPath;
use crate::style::flow::{Block, Inline, OutlineEntry, Paragraph, Role};
use crate::style::theme::TypeRole;

/// What the text of a sample is: one run is all of its type.
const SAMPLE: &str = "文";
/// Below which level there are no headings.
const LEVELS: u8 = 5;

impl Resolver<'_> {
    /// A sample of each: headings stand a level lower below titles.
    pub(super) fn repertoire(&self, below_titles: bool) -> Vec<Block> {
        let row = self.page.row_pitch;
        let sample = |role: Role, type_role: TypeRole| {
            self.paragraph(role, type_role, ModelPath::ROOT, self.sample(type_role))
        };
        let off_grid =
            |role: Role, type_role: TypeRole| Paragraph { snap: false, ..sample(role, type_role) };
        let title = Paragraph {
            space_before: row,
            space_after: row,
            keep_together: true,
            ..sample(Role::Title, TypeRole::Title)
        };
        let headings = (1..=LEVELS).map(|level| Paragraph {
            keep_together: true,
            outline: Some(Box::new(OutlineEntry {
                level: level + u8::from(below_titles),
                title: SAMPLE.to_owned(),
            })),
            ..sample(Role::Heading(level), heading_type(usize::from(level - 1)))
        });
        let note =
            Paragraph { space_after: row / 2, ..off_grid(Role::TableNote, TypeRole::TableNote) };
        [title, sample(Role::Body, TypeRole::Body)]
            .into_iter()
            .chain(headings)
            .chain([
                off_grid(Role::TableCaption, TypeRole::TableCaption),
                off_grid(Role::TableUnit, TypeRole::TableUnit),
                note,
                off_grid(Role::FigureCaption, TypeRole::FigureCaption),
            ])
            .map(Block::Paragraph)
            .chain([Block::Table(self.sample_table())])
            .collect()
    }

    /// The text of a sample, in the type of a role.
    pub(super) fn sample(&self, role: TypeRole) -> Vec<Inline> {
        self.label(role, SAMPLE)
    }
}
