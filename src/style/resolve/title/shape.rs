//! The lines of a title that cost least: what their ends cost, how much they differ, what shape
//! they make.

use super::Piece;

/// What a line in the middle costs that is shorter than its neighbours (沙漏).
const HOURGLASS: i64 = 300;
/// What lines of one length cost: they make no 梯形.
const RECTANGLE: i64 = 50;
/// What a line costs that is a sliver: more than any place to part the words.
const SLIVER: i64 = 100_000;
/// The most lines that are tried in every shape; more are balanced without regard to it.
const SHAPED: i64 = 4;

/// The breaks into exactly `lines` lines, none wider than `limit`, that cost least; none when the
/// title does not fit.
pub(super) fn best(
    pieces: &[Piece],
    costs: &[Option<i64>],
    limit: i64,
    lines: i64,
) -> Option<Vec<usize>> {
    if lines <= SHAPED {
        Shaping::best(pieces, costs, limit, lines)
    } else {
        balanced(pieces, costs, limit, lines)
    }
}

/// How much a line is off the mean, as a cost.
fn off(width: i64, mean: i64) -> i64 {
    let off = (width - mean) / 50;
    off * off * 5 / 4
}

/// Whether one of the lines is shorter than a fifth of the longest.
fn is_sliver(widths: &[i64]) -> bool {
    let longest = widths.iter().max().copied().unwrap_or(0);
    widths.iter().any(|width| width * 5 < longest)
}

/// The same of the lines that breaks make.
pub(super) fn has_sliver(pieces: &[Piece], breaks: &[usize]) -> bool {
    let mut widths = vec![0];
    for (index, piece) in pieces.iter().enumerate() {
        if breaks.contains(&index) {
            widths.push(0);
        }
        if let Some(width) = widths.last_mut() {
            *width += piece.width;
        }
    }
    is_sliver(&widths)
}

/// What the shape of the lines costs: 梯形 and 菱形 are wanted, no hour-glass and no rectangle.
fn shape(widths: &[i64]) -> i64 {
    let waists = widths.windows(3).filter(|lines| match lines {
        [above, line, below] => line + 100 <= *above && line + 100 <= *below,
        _ => false,
    });
    let longest = widths.iter().max().copied().unwrap_or(0);
    let shortest = widths.iter().min().copied().unwrap_or(0);
    let equal = if longest - shortest < 100 { RECTANGLE } else { 0 };
    let sliver = if is_sliver(widths) { SLIVER } else { 0 };
    waists.map(|_| HOURGLASS).sum::<i64>() + equal + sliver
}

/// The breaks into few lines that cost least, their shape weighed in; none when they do not fit.
struct Shaping<'a> {
    pieces: &'a [Piece],
    costs: &'a [Option<i64>],
    limit: i64,
    mean: i64,
    breaks: Vec<usize>,
    widths: Vec<i64>,
    best: Option<(i64, Vec<usize>)>,
}

impl Shaping<'_> {
    fn best(pieces: &[Piece], costs: &[Option<i64>], limit: i64, lines: i64) -> Option<Vec<usize>> {
        let total: i64 = pieces.iter().map(|piece| piece.width).sum();
        let mean = total / lines.max(1);
        let (breaks, widths) = (Vec::new(), Vec::new());
        let mut shaping = Shaping { pieces, costs, limit, mean, breaks, widths, best: None };
        shaping.lines(0, lines, total, 0);
        shaping.best.map(|(_, breaks)| breaks)
    }

    /// Tries every way of setting what begins at `start`, `rest` wide, in `lines` lines.
    fn lines(&mut self, start: usize, lines: i64, rest: i64, cost: i64) {
        if lines <= 1 {
            if rest > self.limit {
                return;
            }
            self.widths.push(rest);
            let cost = cost + off(rest, self.mean) + shape(&self.widths);
            self.widths.pop();
            if self.best.as_ref().is_none_or(|(least, _)| cost < *least) {
                self.best = Some((cost, self.breaks.clone()));
            }
            return;
        }
        let mut width = 0;
        let rows = self.pieces.iter().zip(self.costs.iter().skip(1));
        for (end, (piece, break_cost)) in (start + 1..).zip(rows.skip(start)) {
            width += piece.width;
            if width > self.limit {
                return;
            }
            let left = rest - width;
            let Some(break_cost) = break_cost else { continue };
            // The others could not hold what is left.
            if left > self.limit * (lines - 1) || left <= 0 {
                continue;
            }
            self.breaks.push(end);
            self.widths.push(width);
            self.lines(end, lines - 1, left, cost + break_cost + off(width, self.mean));
            self.breaks.pop();
            self.widths.pop();
        }
    }
}

/// The breaks into exactly `lines` lines that cost least, their shape left out, or none.
fn balanced(pieces: &[Piece], costs: &[Option<i64>], limit: i64, lines: i64) -> Option<Vec<usize>> {
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
                let sum = cost + end_cost + off(width, target);
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
pub(super) fn greedy(pieces: &[Piece], costs: &[Option<i64>], limit: i64) -> Vec<usize> {
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
