//! The lines of a title: balanced, broken where the words allow it, none inside a name in 《》
//! where another break exists (GB/T 9704-2012, 7.3.1: 梯形 or 菱形). Decided in cells, so that the
//! DOCX has the same lines as the PDF.

use crate::length::Length;
use crate::punct::{self, Class};
use crate::style::flow::{Inline, Run, Script};
use crate::typeface::Typeface;

/// One character of a title and the run it came from.
struct Piece {
    character: char,
    class: Class,
    /// Its width in hundredths of an em.
    width: i64,
    run: usize,
}

/// What it costs to break inside a name in brackets.
const INSIDE: i64 = 2000;
/// What it costs to break where no mark invites to it; as much as a line that is 8 characters off
/// the mean.
const ANYWHERE: i64 = 640;
/// What it costs to part a number from the word that counts it (12月, 第8期).
const NUMBER: i64 = 2000;
/// How much wider than the measure a line may be, in percent: it is set that much tighter.
const TIGHTER: i64 = 3;
/// The longest title that is balanced, in characters; a longer one is no title, and is filled line
/// by line.
const LONGEST: usize = 300;

/// Puts line ends into a title of the type size `size` that is wider than `measure`; those it has
/// stay. A line that is a little too wide is set a little tighter.
pub(super) fn balance(content: Vec<Inline>, measure: Length, size: Length) -> Vec<Inline> {
    let limit = measure.scale(100, size.to_emu()).to_emu().max(200);
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in content {
        match (inline, lines.last_mut()) {
            (Inline::Break, _) => lines.push(Vec::new()),
            (run, Some(line)) => line.push(run),
            (_, None) => {}
        }
    }
    let mut balanced = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            balanced.push(Inline::Break);
        }
        balanced.extend(balance_line(line, limit, size));
    }
    balanced
}

/// How many lines a title has.
pub(super) fn line_count(content: &[Inline]) -> i64 {
    let breaks = content.iter().filter(|inline| matches!(inline, Inline::Break)).count();
    i64::try_from(breaks).unwrap_or(i64::MAX).saturating_add(1)
}

fn balance_line(content: Vec<Inline>, limit: i64, size: Length) -> Vec<Inline> {
    let pieces = pieces(&content);
    let total: i64 = pieces.iter().map(|piece| piece.width).sum();
    if total <= limit {
        return content;
    }
    let costs = break_costs(&pieces);
    let widest = limit + limit * TIGHTER / 100;
    // As few lines as hold it; one more when no break fits into so few.
    let fewest = (total + widest - 1) / widest;
    let breaks = (fewest..fewest + 3)
        .take_while(|_| pieces.len() <= LONGEST)
        .find_map(|lines| best_breaks(&pieces, &costs, widest, lines))
        .unwrap_or_else(|| greedy_breaks(&pieces, &costs, limit));
    let mut lines = rebuild(&content, &pieces, &breaks);
    for line in lines.split_mut(|inline| matches!(inline, Inline::Break)) {
        tighten(line, limit, size);
    }
    lines
}

fn pieces(content: &[Inline]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, inline) in content.iter().enumerate() {
        let Inline::Run(run) = inline else { continue };
        let han = run.script == Script::Han;
        for character in run.text.chars() {
            let class = match run.script {
                Script::Han => punct::han_class(character, false),
                Script::Latin => punct::latin_class(character),
            };
            pieces.push(Piece { character, class, width: width(character, han, run), run: index });
        }
    }
    pieces
}

/// The width of a character in hundredths of an em. The Latin of a strong Chinese face is wider
/// than half an em.
fn width(character: char, han: bool, run: &Run) -> i64 {
    let half = if han || run.font.latin == Typeface::Latin { 50 } else { 60 };
    punct::half_cells(character, han) * half
}

/// Sets a line tighter that is wider than the limit.
fn tighten(line: &mut [Inline], limit: i64, size: Length) {
    let mut total = 0;
    for inline in line.iter() {
        if let Inline::Run(run) = inline {
            let han = run.script == Script::Han;
            total += run.text.chars().map(|character| width(character, han, run)).sum::<i64>();
        }
    }
    if total <= limit {
        return;
    }
    // Tracking goes with the advance, so each em of the line gives its share.
    let tracking = -size.scale(total - limit, total);
    for inline in line {
        if let Inline::Run(run) = inline {
            run.font.tracking += tracking;
        }
    }
}

/// What a break before each piece costs; none where no line may end.
fn break_costs(pieces: &[Piece]) -> Vec<Option<i64>> {
    let mut depth = 0_i64;
    let mut costs = Vec::with_capacity(pieces.len());
    let mut before: Option<&Piece> = None;
    for piece in pieces {
        let outer = depth;
        match piece.class {
            Class::Open => depth += 1,
            Class::Close => depth = (depth - 1).max(0),
            _ => {}
        }
        costs.push(before.and_then(|before| break_cost(before, piece, outer > 0)));
        before = Some(piece);
    }
    costs
}

fn break_cost(before: &Piece, behind: &Piece, inside: bool) -> Option<i64> {
    use Class::{Close, Dash, Digit, Ellipsis, LatinMark, Letter, Open, Pause, Space, Stop};
    let latin = |class| matches!(class, Letter | Digit | LatinMark);
    let barred = punct::never_first(behind.class)
        || punct::never_last(before.class)
        || latin(before.class) && latin(behind.class)
        || before.class == behind.class && matches!(before.class, Dash | Ellipsis)
        || behind.class == Space
        || punct::is_combining(behind.character);
    if barred {
        return None;
    }
    let near = match (before.class, behind.class) {
        (Close | Pause | Stop | Dash | Space, _) => 0,
        // A bracket explains the word before it.
        _ if behind.character == '（' => ANYWHERE,
        (_, Open | Dash) => 0,
        (Digit, _) | (_, Digit) => NUMBER,
        _ if matches!(before.character, '的' | '和' | '与' | '及' | '暨') => ANYWHERE / 4,
        _ if matches!(behind.character, '和' | '与' | '及' | '暨') => ANYWHERE / 2,
        _ => ANYWHERE,
    };
    Some(near + if inside { INSIDE } else { 0 })
}

/// The breaks into exactly `lines` lines that cost least, or none.
fn best_breaks(
    pieces: &[Piece],
    costs: &[Option<i64>],
    limit: i64,
    lines: i64,
) -> Option<Vec<usize>> {
    // best[line][end]: the least cost of setting pieces[..end] in so many lines, and where the
    // last of them begins.
    let mut widths = vec![0];
    for piece in pieces {
        widths.push(widths.last().copied().unwrap_or(0) + piece.width);
    }
    let total = widths.last().copied().unwrap_or(0);
    let target = total / lines.max(1);
    let width = |from: usize, to: usize| {
        widths.get(to).copied().unwrap_or(0) - widths.get(from).copied().unwrap_or(0)
    };
    let mut layers: Vec<Vec<Option<(i64, usize)>>> = Vec::new();
    let mut first = vec![None; pieces.len() + 1];
    if let Some(start) = first.first_mut() {
        *start = Some((0, 0));
    }
    layers.push(first);
    for _ in 0..lines {
        let previous = layers.last()?;
        let mut layer = vec![None; pieces.len() + 1];
        for (end, slot) in layer.iter_mut().enumerate().skip(1) {
            let end_cost = if end == pieces.len() { Some(0) } else { costs.get(end).copied()? };
            let Some(end_cost) = end_cost else { continue };
            for (start, best) in previous.iter().enumerate().take(end).rev() {
                let width = width(start, end);
                if width > limit {
                    break;
                }
                let Some((cost, _)) = best else { continue };
                let off = (width - target) / 50;
                let sum = cost + end_cost + off * off * 5 / 4;
                if slot.is_none_or(|(least, _)| sum < least) {
                    *slot = Some((sum, start));
                }
            }
        }
        layers.push(layer);
    }
    let mut breaks = Vec::new();
    let mut end = pieces.len();
    for layer in layers.iter().skip(1).rev() {
        let (_, start) = layer.get(end).copied().flatten()?;
        breaks.push(start);
        end = start;
    }
    breaks.retain(|start| *start > 0);
    breaks.reverse();
    Some(breaks)
}

/// A break wherever the line is full: for a title with a word longer than a line.
fn greedy_breaks(pieces: &[Piece], costs: &[Option<i64>], limit: i64) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut width = 0;
    let mut allowed = None;
    let mut since_allowed = 0;
    for (index, (piece, cost)) in pieces.iter().zip(costs).enumerate() {
        if cost.is_some() {
            (allowed, since_allowed) = (Some(index), 0);
        }
        if width + piece.width > limit && width > 0 {
            let at = allowed.take().unwrap_or(index);
            breaks.push(at);
            width = if at == index { 0 } else { since_allowed };
        }
        width += piece.width;
        since_allowed += piece.width;
    }
    breaks
}

/// The runs again, with line ends at the breaks; a space at a line end goes.
fn rebuild(content: &[Inline], pieces: &[Piece], breaks: &[usize]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    let mut run_of_last = None;
    for (index, piece) in pieces.iter().enumerate() {
        if breaks.contains(&index) {
            trim_end(&mut inlines);
            inlines.push(Inline::Break);
            run_of_last = None;
        }
        if let (Some(Inline::Run(run)), true) = (inlines.last_mut(), run_of_last == Some(piece.run))
        {
            run.text.push(piece.character);
        } else if let Some(Inline::Run(run)) = content.get(piece.run) {
            let text = piece.character.to_string();
            inlines.push(Inline::Run(Run { text, ..run.clone() }));
            run_of_last = Some(piece.run);
        }
    }
    inlines
}

fn trim_end(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Run(run)) = inlines.last_mut() {
        run.text.truncate(run.text.trim_end_matches(' ').len());
        if run.text.is_empty() {
            inlines.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::runs::Typesetter;
    use crate::{Theme, TypeRole};

    fn lines(title: &str) -> Vec<String> {
        let theme = Theme::gbt9704();
        let setter = Typesetter { style: &theme.types[TypeRole::Title], cell: None };
        let mut lines = vec![String::new()];
        for inline in
            balance(setter.words(title, "", &mut Vec::new()), Length::mm(156.0), Length::pt(22.0))
        {
            match inline {
                Inline::Run(run) => {
                    lines.last_mut().unwrap_or(&mut String::new()).push_str(&run.text)
                }
                Inline::Break => lines.push(String::new()),
            }
        }
        lines
    }

    #[test]
    fn a_title_breaks_behind_a_bracket_rather_than_inside_a_word() {
        assert_eq!(
            lines("2024年5月市民服务大厅各入驻单位（部门）窗口测评结果"),
            ["2024年5月市民服务大厅各入驻单位（部门）", "窗口测评结果"]
        );
    }

    #[test]
    fn a_short_title_stays_on_its_line_and_a_line_feed_breaks() {
        assert_eq!(lines("本周要情"), ["本周要情"]);
        assert_eq!(lines("本周\n要情"), ["本周", "要情"]);
    }

    #[test]
    fn no_line_is_wider_than_the_limit_and_nothing_is_lost() {
        let title =
            "关于进一步做好《全市政务服务事项办事指南编制规范》宣传贯彻和落实工作有关情况的通报";
        let lines = lines(title);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|line| line.chars().count() <= 20), "{lines:?}");
        assert!(lines.len() <= 3, "{lines:?}");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let word = "x".repeat(100);
        let lines = lines(&word);
        assert_eq!(lines.concat(), word);
        assert!(lines.iter().all(|line| line.len() <= 36), "{lines:?}");
    }
}
