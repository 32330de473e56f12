//! The masthead: where its parts stand, edge to edge in rows of the grid, down to the red rule
//! (GB/T 9704-2012, 7.2; practice of bulletins).

use super::Resolver;
use super::headings::ROOT;
use crate::error::Error;
use crate::finding::Finding;
use crate::length::Length;
use crate::model::Masthead;
use crate::place::{Place, Walk};
use crate::style::flow::{Align, Block, Inline, Paragraph, Role, RuleBelow, RuleForm};
use crate::style::messages::StyleMessage;
use crate::style::runs;
use crate::style::theme::{MastheadRule, TypeRole};

const MASTHEAD: &Walk<'static> = &Walk::Field(ROOT, "masthead");
/// How far the ink of 小标宋 stands below the upper edge of its em square, in thousandths of an em.
const MARK_INK: i64 = 25;

/// The masthead laid out, and how far down the first page it reaches.
#[derive(Clone)]
pub(super) struct LaidMasthead {
    /// Its paragraphs, from the top.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The lower edge of the last line's box, from the top of the sheet.
    pub(super) box_bottom: Length,
    /// The lower edge of its ink: of the red rule.
    pub(super) ink_bottom: Length,
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
    /// Notes a name, or a line above it, that stands in one line only because it is small: a name
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
                _ => continue,
            };
            let (size, place) = (paragraph.size, || Place::path(paragraph.path.clone()));
            if size < LEGIBLE.min(least) {
                return Err(Error::new(
                    StyleMessage::NameIllegible { size, least: LEGIBLE },
                    place(),
                ));
            }
            if size < least {
                self.findings.push(Finding::new(StyleMessage::NameSmall { size, least }, place()));
            }
        }
        Ok(())
    }

    /// Notices, name, issue line, period, issuers and date, red rule.
    pub(super) fn masthead(&self, masthead: &Masthead) -> LaidMasthead {
        let mut laid = LaidMasthead {
            paragraphs: Vec::new(),
            box_bottom: self.page.grid_top,
            ink_bottom: self.page.grid_top,
        };
        self.notices(masthead, &mut laid);
        self.name(masthead, &mut laid);
        self.issue(masthead, &mut laid);
        self.issuers(masthead, &mut laid);
        self.red_rule(&mut laid);
        laid
    }

    /// Copy number, secrecy, urgency and notice, a row each from the first row of the type area
    /// (7.2.1–7.2.3). A copy number of six digits (份号) stands in the first row; any other (编号)
    /// stands right of it.
    fn notices(&self, masthead: &Masthead, laid: &mut LaidMasthead) {
        let mut rows: Vec<Vec<Inline>> = Vec::new();
        let mut tail = Vec::new();
        if let Some(number) = &masthead.copy_number {
            let is_serial = number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit());
            let mut words = self.words(TypeRole::Issuer, number);
            if is_serial {
                rows.push(words);
            } else {
                tail = self.label(TypeRole::Issuer, "编号：");
                tail.append(&mut words);
            }
        }
        for value in [&masthead.secrecy, &masthead.urgency, &masthead.notice] {
            for line in value.iter().flat_map(|value| value.split('\n')) {
                rows.push(self.words(TypeRole::Notice, line));
            }
        }
        if rows.is_empty() && !tail.is_empty() {
            rows.push(std::mem::take(&mut tail));
            let paragraph = self.notice(rows.remove(0)).aligned(Align::Right);
            laid.place(paragraph, 1, Length::ZERO);
        }
        for content in rows {
            let mut paragraph = self.notice(content);
            paragraph.tail = std::mem::take(&mut tail);
            laid.place(paragraph, 1, Length::ZERO);
        }
    }

    fn notice(&self, content: Vec<Inline>) -> Paragraph {
        self.paragraph(Role::Notice, TypeRole::Notice, MASTHEAD.path(), content)
    }

    /// The name, spread over the line and in its size (practice: 42 to 65 pt), its ink
    /// `name_top` below the edge of the type area.
    fn name(&self, masthead: &Masthead, laid: &mut LaidMasthead) {
        let ink_top = self.page.type_area.origin.y + self.theme.masthead.name_top;
        let name = super::one_line(&masthead.title);
        let mut content = self.words(TypeRole::Mark, &name);
        let (size, gap) = self.spread(runs::half_cells(&content), name.chars().count());
        spread_runs(&mut content, size, gap);
        let path = MASTHEAD.field("title").path();
        let mut paragraph = self.paragraph(Role::Mark, TypeRole::Mark, path, content);
        paragraph.size = size;
        // Room for the ink of any face above and below the em square.
        paragraph.line = size.scale(13, 10);
        paragraph.snap = false;
        // What stands above a name is smaller than it.
        self.lines_above(masthead, ink_top, size.scale(2, 3), laid);
        let mut em_top = ink_top - size.scale(MARK_INK, 1000);
        if !laid.paragraphs.is_empty() {
            // Notices above push a name down that stands high.
            let apart = if masthead.lines_above.is_empty() { 3 } else { 4 };
            em_top = em_top.max(laid.ink_bottom + self.page.row_pitch / apart);
            // Its box gives way as far as the ink of any face allows.
            let room = (em_top - laid.box_bottom).max(size / 20);
            paragraph.line = paragraph.line.min(size + room * 2);
        }
        laid.place(paragraph, 1, em_top);
    }

    /// The lines above the name, of at most the size `largest`, the last a quarter of a row above
    /// its ink; a third of a row below the notices.
    fn lines_above(
        &self,
        masthead: &Masthead,
        name_top: Length,
        largest: Length,
        laid: &mut LaidMasthead,
    ) {
        let measure = self.page.type_area.size.width;
        let mut lines = Vec::new();
        for (index, line) in masthead.lines_above.iter().enumerate() {
            let path = MASTHEAD.field("lines_above").index(index).path();
            let line = super::one_line(line);
            let mut content = self.words(TypeRole::LineAbove, &line);
            // 96 % of the line, as a long name is set.
            let cells = runs::half_cells(&content).max(1);
            let widest = measure.scale(96 * 2, cells.saturating_mul(100));
            // In whole half points, as word processors have sizes.
            let half_point = Length::pt(0.5);
            let widest = widest.min(largest);
            let widest = half_point * widest.whole_times(half_point).max(1);
            let size = self.style(TypeRole::LineAbove).size.min(widest);
            for inline in &mut content {
                if let Inline::Run(run) = inline {
                    run.font.size = size;
                }
            }
            let mut paragraph = self.paragraph(Role::LineAbove, TypeRole::LineAbove, path, content);
            paragraph.size = size;
            paragraph.line = size.scale(5, 4);
            paragraph.snap = false;
            lines.push(paragraph);
        }
        let height: Length = lines.iter().map(|line| line.line).sum();
        let leading = lines.last().map_or(Length::ZERO, Paragraph::half_leading);
        let above = lines.first().map_or(Length::ZERO, Paragraph::half_leading);
        let mut em_top = name_top - self.page.row_pitch / 4 + leading - height + above;
        if !laid.paragraphs.is_empty() {
            em_top = em_top.max(laid.ink_bottom + self.page.row_pitch / 3);
        }
        for paragraph in lines {
            laid.place(paragraph, 1, em_top);
            em_top = Length::ZERO;
        }
    }

    /// The size of a name of so many half cells and characters, and the white between them.
    fn spread(&self, half_cells: i64, characters: usize) -> (Length, Length) {
        let theme = &self.theme.masthead;
        let measure = self.page.type_area.size.width;
        let filled = measure.scale(i64::from(theme.name_fill), 100);
        let gaps = i64::try_from(characters).unwrap_or(i64::MAX).saturating_sub(1);
        let half_cells = half_cells.max(1);
        // With white of a quarter em between the characters, as long as that leaves the smallest
        // size; a longer name is set solid, within 96 % of the line.
        let airy = filled.scale(4, half_cells.saturating_mul(2).saturating_add(gaps));
        if airy >= theme.name_smallest {
            let size = airy.min(theme.name_largest);
            let rest = filled - size.scale(half_cells, 2);
            let gap = if gaps == 0 { Length::ZERO } else { rest / gaps };
            return (size, whole_twips(gap.max(Length::ZERO).min(size)));
        }
        let solid = measure.scale(96 * 2, half_cells.saturating_mul(100));
        let size = solid.min(theme.name_smallest);
        let rest = filled - size.scale(half_cells, 2);
        let gap = if gaps == 0 { Length::ZERO } else { rest / gaps };
        (size, whole_twips(gap.max(Length::ZERO)))
    }

    /// The issue line and the period, centred below the name.
    fn issue(&self, masthead: &Masthead, laid: &mut LaidMasthead) {
        let rows = i64::from(self.theme.masthead.issue_rows);
        let mut em_top = laid.ink_bottom + self.page.row_pitch * rows;
        let issue = masthead.issue.map(|issue| issue.to_string()).filter(|text| !text.is_empty());
        let period = masthead.period.map(|period| period.to_string());
        let lines = [
            (issue, Role::Issue, TypeRole::Issue, "issue"),
            (period, Role::Period, TypeRole::Period, "period"),
        ];
        for (line, role, type_role, field) in lines {
            let Some(line) = line else { continue };
            let content = self.words(type_role, &line);
            let path = MASTHEAD.field(field).path();
            let mut paragraph = self.paragraph(role, type_role, path, content);
            paragraph.snap = false;
            laid.place(paragraph, 1, em_top);
            em_top = Length::ZERO;
        }
    }

    /// The issuers at the left, a row each; signer and date at the right, the date in the last.
    fn issuers(&self, masthead: &Masthead, laid: &mut LaidMasthead) {
        let mut left: Vec<Vec<Inline>> = Vec::new();
        for issuer in &masthead.issuers {
            left.push(self.words(TypeRole::Issuer, issuer));
        }
        let mut right: Vec<Vec<Inline>> = Vec::new();
        if let Some(signer) = &masthead.signer {
            let mut content = self.label(TypeRole::Issuer, "签发人：");
            content.append(&mut self.words(TypeRole::Signer, signer));
            right.push(content);
        }
        if let Some(date) = masthead.date {
            let date = crate::model::chinese_date(date);
            right.push(self.words(TypeRole::Issuer, &date));
        }
        let rows = pair(left, right, i64::from(self.page.columns) * 2);
        let blank = i64::from(self.theme.masthead.issuer_rows);
        let mut em_top = laid.ink_bottom + self.page.row_pitch * blank;
        for (content, tail) in rows {
            let cells = runs::half_cells(&content) + runs::half_cells(&tail);
            let lines = lines_of(cells, i64::from(self.page.columns) * 2);
            let mut paragraph = if content.is_empty() {
                self.issuer(tail).aligned(Align::Right)
            } else {
                let mut paragraph = self.issuer(content);
                paragraph.tail = tail;
                paragraph
            };
            paragraph.snap = false;
            laid.place(paragraph, lines, em_top);
            em_top = Length::ZERO;
        }
    }

    fn issuer(&self, content: Vec<Inline>) -> Paragraph {
        let path = MASTHEAD.field("issuers").path();
        self.paragraph(Role::Issuer, TypeRole::Issuer, path, content)
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
            last.rule_below = Some(rule);
        }
    }
}

/// A length in whole twips, as word processors have it.
fn whole_twips(length: Length) -> Length {
    let twip = Length::twips(1);
    twip * length.whole_times(twip)
}

/// Sets the size of a name and the white between its characters; none behind the last, so that the
/// name stands in the middle.
fn spread_runs(content: &mut Vec<Inline>, size: Length, gap: Length) {
    for inline in content.iter_mut() {
        if let Inline::Run(run) = inline {
            run.font.size = size;
            run.font.tracking = gap;
        }
    }
    if let Some(Inline::Run(run)) = content.last_mut()
        && let Some(last) = run.text.pop()
    {
        let mut end = run.clone();
        end.text = last.into();
        end.font.tracking = Length::ZERO;
        if run.text.is_empty() {
            content.pop();
        }
        content.push(Inline::Run(end));
    }
}

/// Pairs what stands left with what stands right, the last with the last; a pair that is wider
/// than the line takes two rows.
fn pair(
    left: Vec<Vec<Inline>>,
    right: Vec<Vec<Inline>>,
    measure: i64,
) -> Vec<(Vec<Inline>, Vec<Inline>)> {
    let lead = left.len().saturating_sub(right.len());
    let mut right = right.into_iter();
    let mut rows = Vec::new();
    for (index, content) in left.into_iter().enumerate() {
        let tail = if index < lead { Vec::new() } else { right.next().unwrap_or_default() };
        let fits = runs::half_cells(&content) + runs::half_cells(&tail) + 2 <= measure;
        if fits || tail.is_empty() {
            rows.push((content, tail));
        } else {
            rows.push((content, Vec::new()));
            rows.push((Vec::new(), tail));
        }
    }
    rows.extend(right.map(|tail| (Vec::new(), tail)));
    rows
}

/// How many lines so many half cells take.
fn lines_of(half_cells: i64, measure: i64) -> i64 {
    let measure = measure.max(1);
    ((half_cells + measure - 1) / measure).max(1)
}
