//! Paragraphs and runs in the units of a word processor: what both the styles and the direct
//! formatting are made of, so that a paragraph states only what its style does not.

use super::unit::{
    eighths, from_eighths, half_points, twips, twips_down, unsigned_twips, wide_twips,
};
use crate::info::Color;
use crate::length::Length;
use crate::style::flow::{
    Align, Font, ImprintBlock, Inline, PageNumber, PageSpec, Paragraph, Position, Role, RuleBelow,
    RuleForm, Run, Table, TableRules,
};
use crate::typeface::Typeface;

/// The properties of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Format {
    /// How its lines fill the measure.
    pub(super) align: Align,
    /// Indents in twips: left, right, first line.
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) first: i32,
    /// Twips above, twips below.
    pub(super) before: u32,
    pub(super) after: u32,
    /// Twips from line to line, exactly.
    pub(super) line: u32,
    /// Whether its lines are those of the page's grid.
    pub(super) grid: bool,
    /// Whether it stays with the next paragraph, and its lines together.
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    /// A rule below it.
    pub(super) rule: Option<Border>,
}

/// A rule below a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Border {
    /// Its thickness in eighths of a point.
    pub(super) size: usize,
    /// Points between the line's box and the rule.
    pub(super) space: usize,
    /// Its colour.
    pub(super) color: Color,
    /// Whether a thin line stands below it.
    pub(super) double: bool,
}

impl Border {
    /// How WordprocessingML calls the border.
    pub(super) fn name(&self) -> &'static str {
        if self.double { "thickThinSmallGap" } else { "single" }
    }
}

/// A rule that a star parts in the middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct StarRule {
    /// The height of the star's line; the rule is in the middle of it.
    pub(super) height: Length,
    pub(super) thickness: Length,
    pub(super) color: Color,
    /// The type of the star.
    pub(super) font: Font,
}

impl StarRule {
    /// The rule below a paragraph, if it is of this form.
    pub(super) fn of(paragraph: &Paragraph) -> Option<StarRule> {
        let rule = paragraph.rule_below.as_deref()?;
        let RuleForm::Star { font } = rule.form else {
            return None;
        };
        let height = steady_line(font.size);
        Some(StarRule { height, thickness: rule.thickness, color: rule.color, font })
    }
}

/// The room around a rule below a paragraph.
struct RuleRoom {
    /// The box of the paragraph's last line, and the white above and below that it has lost.
    box_height: Length,
    lost: Length,
    border: Option<Border>,
    /// The white below: of the border, or of the line above a star.
    after: Length,
    /// What of it is for the next paragraph to keep; less than nothing when the rule takes more
    /// than there is.
    next: Length,
}

impl RuleRoom {
    fn of(paragraph: &Paragraph, rule: RuleBelow, page: &PageSpec) -> Option<RuleRoom> {
        let size = eighths(rule.thickness)?;
        let row = line(paragraph.line, page);
        let box_height = steady_line(paragraph.size).min(row);
        let lost = (row - box_height) / 2;
        let white = rule.gap - (box_height - paragraph.size) / 2;
        let there_is = paragraph.space_after + lost - ROUNDINGS;
        if let Some(star) = StarRule::of(paragraph) {
            let after = (white + (rule.thickness - star.height) / 2).max(Length::ZERO);
            let next = there_is - after - star.height;
            return Some(RuleRoom { box_height, lost, border: None, after, next });
        }
        let space = whole_points(white);
        let double = rule.form == RuleForm::Double;
        let thin = if double { RuleBelow::THIN * 2 } else { Length::ZERO };
        let used =
            Length::pt(1.0) * i64::try_from(space).unwrap_or_default() + from_eighths(size) + thin;
        let after = there_is - used;
        let border = Some(Border { size, space, color: rule.color, double });
        Some(RuleRoom { box_height, lost, border, after, next: after.min(Length::ZERO) })
    }
}

/// The longest text, in characters, that is told to stay with what follows it.
const SHORT: usize = 140;

/// Whether a paragraph is told to stay with the next. Of a long one that may be parted only the last
/// lines should: Word does so, but LibreOffice keeps it whole and would leave half a page blank.
pub(super) fn keeps_next(paragraph: &Paragraph) -> bool {
    let characters = || {
        let runs = paragraph.content.iter().filter_map(|inline| match inline {
            Inline::Run(run) => Some(run.text.as_str()),
            Inline::Break => None,
        });
        runs.flat_map(str::chars).take(SHORT + 1).count()
    };
    paragraph.keep_with_next && (paragraph.keep_together || characters() <= SHORT)
}

/// The white that a paragraph with a rule leaves to the one below it: less than nothing where its
/// rule takes more than its own.
pub(super) fn below_rule(paragraph: &Paragraph, page: &PageSpec) -> Length {
    let rule = paragraph.rule_below.as_deref();
    let rule = rule.and_then(|rule| RuleRoom::of(paragraph, *rule, page));
    rule.map_or(Length::ZERO, |room| room.next)
}

/// The properties of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunFormat {
    /// The face of Chinese.
    pub(super) han: Typeface,
    /// The face of Latin letters and digits.
    pub(super) latin: Typeface,
    /// Half points.
    pub(super) size: usize,
    /// Its colour.
    pub(super) color: Color,
    /// Twips behind each character.
    pub(super) spacing: i32,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether it is underlined; never of a style.
    pub(super) underline: bool,
    /// Whether it is raised or lowered; never of a style.
    pub(super) position: Position,
}

/// The line box in which the em square stands in the same place in every word processor.
///
/// In a line of exact height, some set the em square in the middle of the box, others (LibreOffice
/// among them) set the baseline at four fifths of it. Where the place matters to half a
/// millimetre, the box is 1¼ em high: there the two agree (0.8 × 1.25 − 0.38 ≈ 1.25 / 2).
pub(super) fn steady_line(size: Length) -> Length {
    size.scale(5, 4)
}

/// The line of a paragraph as a word processor is told it: the body's is rounded by the theme,
/// so that all rows of the grid fit between the margins.
pub(super) fn line(line: Length, page: &PageSpec) -> Length {
    if line == page.row_pitch { page.docx_pitch } else { line }
}

/// Taken off the white below a rule: 22 lines fill the page but for 6 twips, and the roundings of
/// the masthead above must not push the last of them to the next page.
const ROUNDINGS: Length = Length::twips(10);

impl Format {
    /// The properties of `paragraph`; with a rule below, those of its last line.
    pub(super) fn of(paragraph: &Paragraph, page: &PageSpec) -> Format {
        let mut format = Format::without_rule(paragraph, page);
        if let Some(rule) = &paragraph.rule_below {
            format.set_rule(paragraph, **rule, page);
        }
        format
    }

    /// The properties of `paragraph` but for its rule.
    pub(super) fn without_rule(paragraph: &Paragraph, page: &PageSpec) -> Format {
        let line = line(paragraph.line, page);
        // The lines of names and titles are decided, and nearly fill the measure. A word processor
        // that spaces them a little wider must not break them again: they may reach an em into
        // the margins.
        let reach = match paragraph.role {
            Role::LineAbove
            | Role::Mark
            | Role::Title
            | Role::Subtitle
            | Role::Author
            | Role::AppendixTitle
                if paragraph.align == Align::Center =>
            {
                paragraph.size
            }
            _ => Length::ZERO,
        };
        Format {
            align: paragraph.align,
            left: twips(paragraph.indent.left - reach),
            right: twips(paragraph.indent.right - reach),
            first: twips(paragraph.indent.first),
            before: unsigned_twips(paragraph.space_before),
            after: unsigned_twips(paragraph.space_after),
            line: unsigned_twips(line).max(1),
            // Larger type on the grid takes two rows in LibreOffice, exact lines or not.
            grid: line == page.docx_pitch && paragraph.size <= page.size,
            keep_next: keeps_next(paragraph),
            keep_lines: paragraph.keep_together,
            rule: None,
        }
    }

    /// Draws the rule as a border. A border is as wide as the paragraph between its indents, so
    /// these move into the first line, but for words in the middle; and it hangs on the box of the
    /// line, so the box is a [`steady_line`], and what it loses goes above and below.
    fn set_rule(&mut self, paragraph: &Paragraph, rule: RuleBelow, page: &PageSpec) {
        let Some(room) = RuleRoom::of(paragraph, rule, page) else {
            return;
        };
        if self.align != Align::Center {
            self.first += self.left;
        }
        self.left = 0;
        self.right = 0;
        self.line = unsigned_twips(room.box_height).max(1);
        self.grid = false;
        self.before = unsigned_twips(paragraph.space_before + room.lost);
        self.after = unsigned_twips(room.after);
        self.rule = room.border;
    }

    /// The properties of the page number: one line whose em square is centred on the dash.
    pub(super) fn of_page_number(number: &PageNumber) -> Format {
        Format {
            align: Align::Center,
            left: 0,
            right: 0,
            first: 0,
            before: 0,
            after: 0,
            line: unsigned_twips(steady_line(number.font.size)).max(1),
            grid: false,
            keep_next: false,
            keep_lines: false,
            rule: None,
        }
    }
}

/// The nearest whole number of points that a border may stand off its text, 0 to 31.
fn whole_points(length: Length) -> usize {
    let point = Length::pt(1.0);
    let points = (length + point / 2).whole_times(point);
    usize::try_from(points).map_or(0, |points| points.min(31))
}

impl RunFormat {
    /// The properties of text in `font`.
    pub(super) fn of(font: &Font, bold: bool) -> RunFormat {
        RunFormat {
            han: font.han,
            latin: font.latin,
            size: half_points(font.size),
            color: font.color,
            spacing: twips_down(font.tracking),
            bold,
            underline: false,
            position: font.position,
        }
    }

    /// The properties of a run.
    pub(super) fn of_run(run: &Run) -> RunFormat {
        let format = RunFormat::of(&run.font, run.bold);
        RunFormat { color: run.ink(), underline: run.underline, ..format }
    }
}

/// How far the lowest rule of the imprint stands above the margin of the page.
pub(super) fn below_imprint(page: &PageSpec) -> Length {
    page.paper.height - page.margins.bottom - page.type_area.bottom()
}

/// The white that the imprint keeps above itself, in twips.
pub(super) fn above_imprint(imprint: &ImprintBlock) -> u32 {
    unsigned_twips(imprint.space_before)
}

/// What the tables of a bulletin have in common: their lines, and the white around the text of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableLook {
    pub(super) rules: TableRules,
    /// Twips above and below the lines of a cell, and at their sides.
    pub(super) above: usize,
    pub(super) beside: usize,
}

impl TableLook {
    /// The look of a table; none of the frame of a picture.
    pub(super) fn of(table: &Table) -> Option<TableLook> {
        let (above, beside) = (wide_twips(white_above(table)), wide_twips(table.padding));
        table.frame_of.is_none().then_some(TableLook { rules: table.rules, above, beside })
    }
}

/// The white above and below the lines of a cell: what a row of one line has between its rules, so
/// that rows of several lines have it too.
pub(super) fn white_above(table: &Table) -> Length {
    if table.frame_of.is_some() {
        return Length::ZERO;
    }
    let rows = table.head.iter().chain(&table.rows);
    let least = rows.filter_map(|row| Some((row.height, row.cells.first()?.content.line)));
    let white = least.map(|(height, line)| (height - line - table.rules.rows) / 2).min();
    white.unwrap_or_default().max(Length::ZERO)
}

/// A colour as WordprocessingML writes it.
pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.red, color.green, color.blue)
}
