//! The masthead: where its parts stand, edge to edge in rows of the grid, down to the red rule
//! (GB/T 9704-2012, 7.2; practice of bulletins). The theme says in rows of slots what stands where;
//! `items` has the lines of each part, `name` the size of the name, `row` sets a row.

mod items;
mod name;
mod row;

use super::Resolver;
use super::headings::ROOT;
use crate::error::Error;
use crate::finding::Finding;
use crate::length::Length;
use crate::model::Masthead;
use crate::place::{Place, Walk};
use crate::style::flow::{Block, Paragraph, Role, RuleBelow, RuleForm};
use crate::style::messages::{LogoFault, StyleMessage};
use crate::style::theme::{MastheadField, MastheadRule, TypeRole};
use row::Row;

const MASTHEAD: &Walk<'static> = &Walk::Field(ROOT, "masthead");
/// The masthead laid out, and how far down the first page it reaches.
#[derive(Clone)]
pub(super) struct LaidMasthead {
    /// Its paragraphs, from the top.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The lower edge of the last line's box, from the top of the sheet.
    pub(super) box_bottom: Length,
    /// The lower edge of its ink: of the red rule.
    pub(super) ink_bottom: Length,
    /// Why the picture beside the name is not shown, if it is not.
    logo_fault: Option<LogoFault>,
}

impl LaidMasthead {
    /// Puts a paragraph of `lines` lines below the others, the em square of its first line at
    /// `em_top` or as near below as there is room.
    pub(super) fn place(&mut self, mut paragraph: Paragraph, lines: i64, em_top: Length) {
        let box_top = (em_top - paragraph.half_leading()).max(self.box_bottom);
        paragraph.space_before = box_top - self.box_bottom;
        self.box_bottom = box_top + paragraph.line * lines;
        self.ink_bottom = self.box_bottom - paragraph.half_leading();
        self.paragraphs.push(paragraph);
    }

    /// The paragraphs as blocks.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.paragraphs.into_iter().map(Block::Paragraph).collect()
    }
}

/// The smallest type that is read without effort: 小五.
const LEGIBLE: Length = Length::pt(9.0);

impl Resolver<'_> {
    /// Notes a name, or a line above or below it, that stands in one line only because it is small: a name
    /// smaller than a title, a line smaller than the body.
    ///
    /// # Errors
    /// Where it would be smaller than can be read.
    pub(super) fn check_names(&mut self, laid: &LaidMasthead) -> Result<(), Error> {
        for paragraph in &laid.paragraphs {
            let least = match paragraph.role {
                Role::Mark => {
                    let theme = &self.theme.masthead;
                    let asked = theme.name_smallest.min(theme.name_largest);
                    self.style(TypeRole::Title).size.min(asked)
                }
                Role::LineAbove => self.page.size.min(self.style(TypeRole::LineAbove).size),
                Role::LineBelow => self.page.size.min(self.style(TypeRole::LineBelow).size),
                Role::NamePart => self.page.size.min(self.style(TypeRole::NamePart).size),
                _ => continue,
            };
            let (size, place) = (paragraph.size, || Place::path(paragraph.path.clone()));
            let is_illegible = size < LEGIBLE.min(least);
            let is_small = size < least;
            // Said in twentieths of a point, as a clerk sees it in a word processor.
            let size = Length::twips(size.to_twips());
            if is_illegible {
                return Err(Error::new(
                    StyleMessage::NameIllegible { size, least: LEGIBLE },
                    place(),
                ));
            }
            if is_small {
                self.findings.push(Finding::new(StyleMessage::NameSmall { size, least }, place()));
            }
        }
        Ok(())
    }

    /// Notes what the theme has no slot for, and a picture that cannot be shown.
    pub(super) fn check_slots(&mut self, masthead: &Masthead, laid: &LaidMasthead) {
        let rows = &self.theme.masthead.rows;
        let slots = || rows.iter().flat_map(|row| row.items()).map(|item| item.field);
        for (field, is_said) in items::said(masthead) {
            let issue = [MastheadField::IssueNumber, MastheadField::IssueTotal];
            let stands = |of: MastheadField| {
                of == field || (field == MastheadField::Issue && issue.contains(&of))
            };
            if is_said && !slots().any(stands) {
                let place = Place::path(MASTHEAD.field(items::name(field)).path());
                self.findings.push(Finding::new(StyleMessage::Unplaced {}, place));
            }
        }
        if masthead.logo.as_ref().is_some_and(|logo| logo.alt.trim().is_empty()) {
            let place = Place::path(MASTHEAD.field("logo").path());
            self.findings.push(Finding::new(StyleMessage::FigureAlt {}, place));
        }
        if let Some(why) = laid.logo_fault {
            let place = Place::path(MASTHEAD.field("logo").path());
            self.findings.push(Finding::new(StyleMessage::Logo { why }, place));
        }
    }

    /// The rows of the theme, and the red rule below them.
    pub(super) fn masthead(&mut self, masthead: &Masthead) -> LaidMasthead {
        let logo = masthead.logo.as_ref().map(|logo| self.logo(logo)).transpose();
        let mut laid = LaidMasthead {
            logo_fault: logo.as_ref().err().copied(),
            paragraphs: Vec::new(),
            box_bottom: self.page.grid_top,
            ink_bottom: self.page.grid_top,
        };
        let logo = logo.ok().flatten();
        let rows = self.theme.masthead.rows.iter();
        let rows = rows.map(|row| self.masthead_row(row, masthead, logo.as_ref()));
        // Rows that stand at the name wait for its row.
        let mut waiting: Vec<Row> = Vec::new();
        for row in rows.filter(|row| !row.is_empty()) {
            if row.with_name {
                waiting.push(row);
                continue;
            }
            if row.has_name && !waiting.is_empty() {
                self.above_name(std::mem::take(&mut waiting), &row, &mut laid);
            }
            for row in waiting.drain(..) {
                self.set_row(row, &mut laid);
            }
            self.set_row(row, &mut laid);
        }
        for row in waiting {
            self.set_row(row, &mut laid);
        }
        // The rule is that of a name.
        if !masthead.title.is_empty() {
            self.red_rule(&mut laid);
        }
        laid
    }

    /// The red rule below the last row (7.2.7).
    fn red_rule(&self, laid: &mut LaidMasthead) {
        let theme = &self.theme.masthead;
        if theme.rule_thickness <= Length::ZERO {
            return;
        }
        let form = match theme.rule {
            MastheadRule::Single => RuleForm::Single,
            MastheadRule::Double => RuleForm::Double,
            MastheadRule::Star => {
                let mut font = self.typesetter(TypeRole::Mark).font();
                font.size = self.page.size;
                font.color = theme.rule_color;
                font.tracking = Length::ZERO;
                RuleForm::Star { font }
            }
        };
        if let Some(last) = laid.paragraphs.last_mut() {
            let rule = RuleBelow {
                gap: theme.rule_gap,
                thickness: theme.rule_thickness,
                color: theme.rule_color,
                form,
            };
            laid.ink_bottom += rule.gap + rule.height();
            last.rule_below = Some(Box::new(rule));
        }
    }
}
