//! Paragraphs and runs: each names its style and states only what differs from it.

use docx_rs::{
    AlignmentType, BorderType, BreakType, FootnoteReference, LineSpacing, LineSpacingType,
    ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphChild, Run, RunChild,
    RunFonts, SpecialIndentType, Tab, TabValueType, TextAlignmentType, VertAlignType,
};

use super::controls;
use crate::docx::face::name;
use crate::docx::format::{Border, Format, RunFormat, hex, keeps_next};
use crate::docx::place;
use crate::docx::styles::{BLANK, HAIRLINE, StyleSheet};
use crate::docx::text::{Piece, pieces};
use crate::docx::unit::{unsigned_twips, wide_twips};
use crate::docx::xml::plain;
use crate::error::Error;
use crate::length::Length;
use crate::style::flow::{Align, Flow, Inline, Paragraph, Position, Script};

/// Where a block stands between its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Placing {
    /// Whether it begins a page.
    pub(super) new_page: bool,
    /// White that the block above, a table, cannot keep itself.
    pub(super) above: Length,
    /// White that the block below, a table, cannot keep itself.
    pub(super) below: Length,
}

/// A paragraph of the flow. One with a rule becomes a paragraph for each of its lines: the rule
/// belongs to the last.
pub(super) fn paragraphs(
    paragraph: &Paragraph,
    placing: Placing,
    flow: &Flow,
    sheet: &StyleSheet,
) -> Result<Vec<docx_rs::Paragraph>, Error> {
    let mut outer = paragraph.clone();
    outer.space_before += placing.above;
    outer.space_after += placing.below;
    let lines: Vec<&[Inline]> = if paragraph.rule_below.is_some() {
        paragraph.content.split(|inline| *inline == Inline::Break).collect()
    } else {
        vec![&paragraph.content]
    };
    let last = lines.len().saturating_sub(1);
    let measure = flow.page.type_area.size.width;
    lines
        .into_iter()
        .enumerate()
        .map(|(index, content)| {
            let mut line = outer.clone();
            if index > 0 {
                line.space_before = Length::ZERO;
            }
            if index < last {
                line.space_after = Length::ZERO;
                line.keep_with_next = true;
                line.rule_below = None;
                line.middle.clear();
                line.tail.clear();
            }
            line.content = content.to_vec();
            let built = one(&line, measure, flow, sheet)?;
            Ok(built.page_break_before(placing.new_page && index == 0))
        })
        .collect()
}

/// A paragraph whose lines are as wide as `measure` before its indents.
pub(super) fn one(
    paragraph: &Paragraph,
    measure: Length,
    flow: &Flow,
    sheet: &StyleSheet,
) -> Result<docx_rs::Paragraph, Error> {
    kept(paragraph, keeps_next(paragraph), measure, flow, sheet)
}

/// A paragraph that stays with the next one or does not, whatever it says of that itself.
pub(super) fn kept(
    paragraph: &Paragraph,
    keeps: bool,
    measure: Length,
    flow: &Flow,
    sheet: &StyleSheet,
) -> Result<docx_rs::Paragraph, Error> {
    let format = Format::of(paragraph, &flow.page);
    let (id, style) = sheet.of_paragraph(paragraph.role, &format, keeps);
    let mut built = formatted(&format, style.map(|style| &style.format));
    built = built.style(&id);
    let run = style.map_or(sheet.normal(), |style| &style.run);
    for inline in paragraph.inlines() {
        if let Inline::Run(run) = inline {
            plain(&run.text, || place(&paragraph.path))?;
        }
    }
    let pieces = pieces(paragraph);
    if paragraph.role.is_masthead() {
        let run = |piece: &Piece| text_run(piece, run);
        built.children = controls::children(pieces, paragraph.role, &flow.info, run);
    } else {
        let runs = pieces.iter().map(|piece| text_run(piece, run));
        built.children.extend(runs.map(|run| ParagraphChild::Run(Box::new(run))));
    }
    // Type of several sizes on one line has its middles at one height, as in the PDF.
    if paragraph.role.is_masthead() && has_several_sizes(paragraph) {
        built.property = built.property.text_alignment(TextAlignmentType::Center);
    }
    if let Some(entry) = &paragraph.outline
        && let Some(level) = style.and_then(|style| style.outline)
        && level + 1 != entry.level
    {
        built = built.outline_lvl(usize::from(entry.level.clamp(1, 9) - 1));
    }
    if !paragraph.middle.is_empty() {
        let middle = wide_twips(measure / 2);
        built = built.add_tab(Tab::new().val(TabValueType::Center).pos(middle));
    }
    if !paragraph.tail.is_empty() {
        let edge = wide_twips(measure - paragraph.indent.right);
        built = built.add_tab(Tab::new().val(TabValueType::Right).pos(edge));
    }
    Ok(built)
}

/// The words of a paragraph on one line, for those who do not see them.
pub(super) fn words(paragraph: &Paragraph) -> String {
    let runs = paragraph.inlines().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.text.as_str()),
        Inline::Break => None,
    });
    runs.collect()
}

/// Whether its type is of several sizes.
fn has_several_sizes(paragraph: &Paragraph) -> bool {
    let mut sizes = paragraph.inlines().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.font.size),
        Inline::Break => None,
    });
    let first = sizes.next();
    sizes.any(|size| Some(size) != first)
}

/// A run of text: its faces, and what differs from the text of its paragraph's style.
fn text_run(piece: &Piece, style: &RunFormat) -> Run {
    let script = piece.script.unwrap_or(Script::Latin);
    let mut run = formatted_run(script, piece.format.as_ref().unwrap_or(style), style);
    if let Some(id) = piece.text.parse().ok().filter(|_| piece.is_note) {
        // Its number is that of the footnote, which `footnotes` writes. docx-rs complains on standard
        // error of one that holds nothing.
        let mut reference = FootnoteReference::new(id);
        reference.footnote(docx_rs::Paragraph::new());
        run.children.push(RunChild::FootnoteReference(reference));
        return run;
    }
    for line in piece.text.split_inclusive('\n') {
        let (words, breaks) = match line.strip_suffix('\n') {
            Some(words) => (words, true),
            None => (line, false),
        };
        for (index, words) in words.split('\t').enumerate() {
            if index > 0 {
                run = run.add_tab();
            }
            if !words.is_empty() {
                run = run.add_text(words);
            }
        }
        if breaks {
            run = run.add_break(BreakType::TextWrapping);
        }
    }
    run
}

/// A run without content yet.
pub(super) fn formatted_run(script: Script, format: &RunFormat, style: &RunFormat) -> Run {
    let mut run = Run::new();
    let (han, latin) = (format.han != style.han, format.latin != style.latin);
    let mut fonts = RunFonts::new();
    if latin {
        let latin = name(format.latin);
        fonts = fonts.ascii(latin).hi_ansi(latin).cs(latin);
    }
    if han {
        fonts = fonts.east_asia(name(format.han));
    }
    // “ ” ‘ ’ — … belong to both scripts; the hint says to which here.
    if script == Script::Han {
        fonts = fonts.hint("eastAsia");
    }
    if han || latin || script == Script::Han {
        run = run.fonts(fonts);
    }
    if style.size != format.size {
        run = run.size(format.size);
    }
    if style.color != format.color {
        run = run.color(hex(format.color));
    }
    if style.spacing != format.spacing {
        run = run.character_spacing(format.spacing);
    }
    let vertical = match format.position {
        Position::Baseline => None,
        Position::Superscript => Some(VertAlignType::SuperScript),
        Position::Subscript => Some(VertAlignType::SubScript),
    };
    if let Some(vertical) = vertical {
        run.run_property = run.run_property.vert_align(vertical);
    }
    if format.underline {
        run = run.underline("single");
    }
    match (format.bold, style.bold) {
        (true, false) => run.bold(),
        (false, true) => run.disable_bold(),
        _ => run,
    }
}

/// A paragraph with the properties of `format` that `style` lacks.
pub(super) fn formatted(format: &Format, style: Option<&Format>) -> docx_rs::Paragraph {
    let mut paragraph = docx_rs::Paragraph::new();
    let differs = |of: fn(&Format) -> i64| style.is_none_or(|style| of(style) != of(format));

    let mut spacing = LineSpacing::new();
    let mut spaced = false;
    if differs(|format| i64::from(format.before)) {
        spacing = spacing.before(format.before);
        spaced = true;
    }
    if differs(|format| i64::from(format.after)) {
        spacing = spacing.after(format.after);
        spaced = true;
    }
    if differs(|format| i64::from(format.line)) {
        let line = i32::try_from(format.line).unwrap_or_default();
        spacing = spacing.line(line).line_rule(LineSpacingType::Exact);
        spaced = true;
    }
    if spaced {
        paragraph = paragraph.line_spacing(spacing);
    }
    let indents = |format: &Format| (format.left, format.right, format.first);
    if style.is_none_or(|style| indents(style) != indents(format)) {
        let first = if format.first < 0 {
            SpecialIndentType::Hanging(-format.first)
        } else {
            SpecialIndentType::FirstLine(format.first)
        };
        paragraph = paragraph.indent(Some(format.left), Some(first), Some(format.right), None);
    }
    if style.is_none_or(|style| style.align != format.align) {
        paragraph = paragraph.align(alignment(format.align));
    }
    if style.is_none_or(|style| style.grid != format.grid) {
        paragraph = paragraph.snap_to_grid(format.grid);
    }
    if style.and_then(|style| style.rule) != format.rule {
        paragraph.property = paragraph.property.set_borders(match format.rule {
            Some(rule) => ParagraphBorders::with_empty().set(border(rule)),
            None => ParagraphBorders::with_empty().clear(ParagraphBorderPosition::Bottom),
        });
    }
    paragraph.keep_lines(format.keep_lines && style.is_none_or(|style| !style.keep_lines))
}

fn border(rule: Border) -> ParagraphBorder {
    let form = if rule.double { BorderType::ThickThinSmallGap } else { BorderType::Single };
    ParagraphBorder::new(ParagraphBorderPosition::Bottom)
        .val(form)
        .size(rule.size)
        .space(rule.space)
        .color(hex(rule.color))
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Justify => AlignmentType::Both,
        Align::Left => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    }
}

/// An empty paragraph of this height, and of a point at least, as its style has it.
pub(super) fn blank(height: Length) -> docx_rs::Paragraph {
    let blank = docx_rs::Paragraph::new().style(BLANK);
    let line = unsigned_twips(height);
    if line <= HAIRLINE {
        return blank;
    }
    let line = i32::try_from(line).unwrap_or_default();
    blank.line_spacing(LineSpacing::new().line(line).line_rule(LineSpacingType::Exact))
}

/// White above and below, in twips.
pub(super) fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}
