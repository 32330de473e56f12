//! What a line end costs before each character of a title.

use super::Piece;
use super::words::Seam;
use crate::punct::{self, Class, Prohibition};

/// What it costs to break inside a name in brackets.
const INSIDE: i64 = 2000;
/// What it costs to break inside a word; as much as two lines that are 12 characters off the mean.
const WORD: i64 = 1440;
/// What it costs to break between words that belong together.
const LOOSE: i64 = 240;
/// What it costs to break between any other words.
const OPEN: i64 = 40;
/// What a break is worth where the text has a mark for it (U+200B).
const MARKED: i64 = -400;
/// What it costs to part a number from the word that counts it (12月, 第8期).
const NUMBER: i64 = 2000;
/// Words that a figure behind them measures: 增长│8.6%, 达到│95家, 第│3.
const MEASURED: &str = "增长 下降 提高 提升 上升 回落 减少 增加 扩大 缩小 降低 降至 升至 增至 达 达到 超 超过 \
    突破 完成 实现 约 近 逾 共 满 位居 位列 排名 居 列 前 后 为 至 同比 环比 仅";
/// Words that count a figure before them.
const UNITS: &str = "个百分点 百分点 平方米 平方公里 立方米 公里 公斤 公顷 千米 千瓦时 千瓦 人次 亩次 车次 \
    户次 件次 小时 分钟 周年 季度 个月 毫克 微克 毫米 厘米 工作日 个工作日";

/// Whether a break there parts a name in brackets.
pub(super) fn parts_a_name(pieces: &[Piece], at: usize) -> bool {
    let depth = pieces.iter().take(at).fold(0_i64, |depth, piece| match piece.class {
        Class::Open => depth + 1,
        Class::Close => (depth - 1).max(0),
        _ => depth,
    });
    depth > 0
}

/// What a break before each piece costs; none where no line may end.
pub(super) fn of_breaks(pieces: &[Piece], seams: &[Seam]) -> Vec<Option<i64>> {
    let mut depth = 0_i64;
    let mut costs = Vec::with_capacity(pieces.len());
    let mut before: Option<&Piece> = None;
    for (index, (piece, seam)) in pieces.iter().zip(seams).enumerate() {
        // A word of one character behind a number counts it: 8│期, but not 指标1│情况.
        let counts = seams.get(index + 1).is_none_or(|next| *next != Seam::Inside);
        let outer = depth;
        match piece.class {
            Class::Open => depth += 1,
            Class::Close => depth = (depth - 1).max(0),
            _ => {}
        }
        let ahead = pieces.get(..index).unwrap_or_default().iter().rev();
        let behind = pieces.get(index..).unwrap_or_default().iter();
        let around = Surroundings {
            seam: *seam,
            counts,
            in_number: punct::number_goes_on(characters(ahead.clone()), characters(behind.clone())),
            in_figure: in_figure(piece, characters(ahead), characters(behind)),
            in_name: outer > 0,
        };
        costs.push(before.and_then(|before| break_cost(before, piece, around)));
        before = Some(piece);
    }
    costs
}

/// Whether a figure stands on one side of a place and on the other what it measures or its unit.
fn in_figure(
    piece: &Piece,
    before: impl Iterator<Item = char> + Clone,
    behind: impl Iterator<Item = char> + Clone,
) -> bool {
    if piece.class == Class::Digit {
        let ends = |word: &str| word.chars().rev().eq(before.clone().take(word.chars().count()));
        return MEASURED.split_whitespace().any(ends);
    }
    let follows_a_figure = before.clone().next().is_some_and(|last| last.is_ascii_digit());
    let begins = |word: &str| word.chars().eq(behind.clone().take(word.chars().count()));
    follows_a_figure && UNITS.split_whitespace().any(begins)
}

fn characters<'a>(
    pieces: impl Iterator<Item = &'a Piece> + Clone,
) -> impl Iterator<Item = char> + Clone {
    pieces.map(|piece| piece.character)
}

/// What stands around a place where a line may end.
#[derive(Clone, Copy)]
struct Surroundings {
    seam: Seam,
    /// Whether the word behind is one character, which counts what stands before it.
    counts: bool,
    /// Whether a number and its counter go on across it.
    in_number: bool,
    /// Whether a figure and what it measures or its unit stand on both sides of it.
    in_figure: bool,
    /// Whether it is within a name in brackets.
    in_name: bool,
}

fn break_cost(before: &Piece, behind: &Piece, around: Surroundings) -> Option<i64> {
    use Class::{
        BreakMark, Close, Dash, Digit, Ellipsis, LatinMark, Letter, Open, Pause, Space, Stop,
    };
    let latin = |class| matches!(class, Letter | Digit | LatinMark);
    let barred = punct::never_first(behind.class, Prohibition::Gb)
        || punct::never_last(before.class, Prohibition::Gb)
        || latin(before.class) && latin(behind.class)
        || before.class == behind.class && matches!(before.class, Dash | Ellipsis)
        || matches!(behind.class, Space | BreakMark)
        || punct::is_combining(behind.character);
    if barred {
        return None;
    }
    let near = match (before.class, behind.class) {
        (BreakMark, _) if before.character == '\u{200B}' => return Some(MARKED),
        (BreakMark, _) => return None,
        (Close | Pause | Stop | Dash | Space, _) => 0,
        // A bracket explains the word before it.
        _ if behind.character == '（' => LOOSE * 2,
        (_, Open | Dash) => 0,
        _ if around.in_figure => NUMBER,
        (Digit, _) if around.counts || punct::is_large_unit(behind.character) => NUMBER,
        (Digit, _) => LOOSE,
        // 2024年│5月 too, which a line of text may part.
        _ if around.in_number || before.character == '年' && behind.class == Digit => NUMBER,
        (_, Digit) => LOOSE * 2,
        _ => match around.seam {
            Seam::Inside => WORD,
            Seam::Loose => LOOSE,
            Seam::Open => OPEN,
        },
    };
    Some(near + if around.in_name { INSIDE } else { 0 })
}
