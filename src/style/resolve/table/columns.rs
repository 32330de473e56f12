//! The widths of columns and the type size of a table, from the content: as large as the table
//! fits, smaller while it does not, and on its side when it does not fit even then (GB/T
//! 9704-2012, 8).

use std::collections::BTreeMap;

use super::names::name_column;
use super::quantity::Quantity;
use super::{COMFORTABLE, Letters, Sizes, TableText};
use crate::length::Length;
use crate::model::grid::{Grid, Spanned};
use crate::model::{self, Cell};
use crate::style::flow::{Inline, Paragraph};
use crate::style::theme::{FiguresAlign, Landscape, TableTheme, WordsAlign};
use crate::style::widths::{self, EM};

/// As narrow as a column of words is made before the table is turned on its side.
const TIGHT: i64 = 8 * EM;
/// The narrowest that words or a heading are set in where other columns need the room.
const NARROWEST: i64 = 2 * EM;
/// The longest word that a column makes room for; a longer one is cut, as it is on a line.
const LONGEST_WORD: i64 = 20 * EM;
/// The longest heading that stays on one line whatever the width of its cells.
const SHORT_HEADING: i64 = 4 * EM;
/// The longest words beside quantities (未参评) that leave a column one of quantities, in characters.
const BESIDE_QUANTITIES: usize = 4;
/// The longest heading that stays on one line where the table would be turned otherwise.
const SHORTEST_HEADING: i64 = 3 * EM;
/// How much wider than its text a column is, beside the padding, in percent of the type size: the
/// faces of another machine may be a little wider.
const SLACK: i64 = 6;
/// How far one size is from the next that is tried.
const STEP: Length = Length::pt(0.5);

/// A column before it is measured: its place in a table, and its heading and cells as paragraphs.
pub(super) struct ColumnContent<'a> {
    pub(super) index: usize,
    pub(super) table: &'a model::Table,
    pub(super) head: &'a Paragraph,
    /// The cells of all columns, row by row.
    pub(super) rows: &'a [Vec<Paragraph>],
    /// Which of them are one.
    pub(super) grid: &'a Grid,
}

/// Where what stands in a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Left,
    Center,
    Right,
    /// Figures by their points, the longest in the middle of the column.
    Points,
    /// Figures by their points, the longest at the right of the column.
    PointsRight,
}

/// What a column holds, in thousandths of an em.
#[derive(Clone, Debug)]
pub(super) struct ColumnFacts {
    /// The heading.
    head: HeadingFacts,
    /// The widest line of its cells, and their widest word.
    body: i64,
    pub(super) word: i64,
    /// Whether its cells are quantities, which are never wrapped.
    quantities: bool,
    /// How its cells are aligned.
    pub(super) standing: Standing,
    /// The widest parts of its quantities before and from the decimal point; the first without the
    /// signs that not all of them have.
    pub(super) whole: i64,
    pub(super) fraction: i64,
    /// How far signs stand out at the left of these.
    overhang: i64,
    /// Whether its quantities are ranges, which stand by their signs.
    pub(super) ranges: bool,
}

/// The room that a heading takes.
#[derive(Clone, Copy, Debug, Default)]
struct HeadingFacts {
    /// On one line.
    line: i64,
    /// In lines of about the same length, the unit in brackets on a line of its own.
    folded: i64,
    /// The same, short headings too (咨询/人次).
    tight: i64,
    /// Its widest word.
    word: i64,
}

impl HeadingFacts {
    fn of(content: &[Inline], gap: i64) -> HeadingFacts {
        let line = widths::widest_line(content, gap);
        let word = widths::widest_word(content);
        let (words, unit) = super::head::unit_apart(content);
        let rest = widths::widest_line(&words, gap);
        let others = widths::widest_line(&unit, gap).max(word);
        let unless_short = |short: i64| {
            let half = if rest <= short { rest } else { (rest / 2 + EM - 1) / EM * EM };
            half.max(others).min(LONGEST_WORD).min(line)
        };
        let (folded, tight) = (unless_short(SHORT_HEADING), unless_short(SHORTEST_HEADING));
        HeadingFacts { line, folded, tight, word }
    }

    /// What it cannot do with less than.
    fn least(self) -> i64 {
        self.line.min(NARROWEST).max(self.word.min(LONGEST_WORD))
    }
}

impl ColumnFacts {
    pub(super) fn of(
        column: &ColumnContent<'_>,
        letters: Letters,
        (words, figures, names_left): (WordsAlign, FiguresAlign, bool),
    ) -> ColumnFacts {
        let ColumnContent { index, table, head, rows, grid } = *column;
        let alone = |(at, row): (usize, &'_ Vec<Paragraph>)| -> Option<usize> {
            let one = matches!(grid.at(at, index), Spanned::First { columns: 1, .. });
            (one && row.len() > index).then_some(at)
        };
        let own: Vec<usize> = rows.iter().enumerate().filter_map(alone).collect();
        let cells = || own.iter().filter_map(|at| rows.get(*at)?.get(index));
        let line = |cell: &Paragraph| widths::widest_line(&cell.content, letters.gap);
        let word = |cell: &Paragraph| widths::widest_word(&cell.content);
        let mut quantities = Tally::default();
        for cell in own.iter().filter_map(|at| table.rows.get(*at)?.get(index)) {
            quantities.add(cell, letters);
        }
        let body = cells().map(line).max().unwrap_or(0);
        let is_of_quantities = quantities.any && !quantities.words;
        let is_name = || {
            names_left
                && name_column(table, |words| Quantity::read(words, letters).is_none())
                    == Some(index)
        };
        let asked = table.columns.get(index).and_then(|column| column.align);
        let standing = match asked {
            Some(model::Align::Left) => Standing::Left,
            Some(model::Align::Center) => Standing::Center,
            Some(model::Align::Right) => Standing::Right,
            Some(model::Align::Decimal) => Standing::Points,
            None if is_of_quantities => match figures {
                FiguresAlign::Right => Standing::PointsRight,
                FiguresAlign::Center if quantities.mixed => Standing::Center,
                _ => Standing::Points,
            },
            None => match words {
                WordsAlign::Left => Standing::Left,
                WordsAlign::Center => Standing::Center,
                WordsAlign::Auto if body > COMFORTABLE || is_name() => Standing::Left,
                WordsAlign::Auto => Standing::Center,
            },
        };
        let (whole, overhang) = quantities.hung();
        ColumnFacts {
            head: HeadingFacts::of(&head.content, letters.gap),
            body,
            word: cells().map(word).max().unwrap_or(0),
            quantities: is_of_quantities,
            standing,
            whole,
            overhang,
            fraction: quantities.fraction,
            ranges: quantities.ranges,
        }
    }

    /// Both parts of the quantities, side by side.
    pub(super) fn quantity_width(&self) -> i64 {
        self.whole + self.fraction
    }

    /// What the cells and the heading need at a degree of comfort.
    fn needs(&self, comfort: Comfort) -> i64 {
        let least = self.word.min(LONGEST_WORD).max(self.quantity_width());
        // What stands out at the left has as much white at the right, so that the digits are in the
        // middle.
        let body = match comfort {
            _ if self.quantities => self.body.max(self.quantity_width() + self.overhang * 2),
            Comfort::Least => self.body.min(NARROWEST),
            Comfort::Tight => self.body.min(TIGHT),
            Comfort::Comfortable => self.body.min(COMFORTABLE),
            Comfort::Whole => self.body,
        };
        let head = match comfort {
            Comfort::Least => self.head.least(),
            Comfort::Tight => self.head.tight,
            Comfort::Comfortable => self.head.folded,
            Comfort::Whole => self.head.line,
        };
        body.max(least).max(head).max(EM)
    }
}

/// A cell across several columns: the widest of those that cover the same ones.
pub(super) struct WideCell {
    pub(super) first: usize,
    pub(super) count: usize,
    /// The widest line, and the widest word.
    line: i64,
    pub(super) word: i64,
}

impl WideCell {
    /// What it needs of its columns at a degree of comfort. More than a comfortable width it never asks
    /// for: long words across a table take several lines.
    fn needs(&self, comfort: Comfort) -> i64 {
        let most = match comfort {
            Comfort::Least => NARROWEST,
            Comfort::Tight => TIGHT,
            Comfort::Comfortable | Comfort::Whole => COMFORTABLE,
        };
        self.line.min(most).max(self.word.min(LONGEST_WORD))
    }
}

/// The cells across several columns.
pub(super) fn wide_cells(rows: &[Vec<Paragraph>], grid: &Grid, letters: Letters) -> Vec<WideCell> {
    let mut wide: BTreeMap<(usize, usize), (i64, i64)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for (first, cell) in row.iter().enumerate() {
            let Spanned::First { columns, .. } = grid.at(at, first) else { continue };
            if columns > 1 {
                let (line, word) = wide.entry((first, columns)).or_default();
                *line = (*line).max(widths::widest_line(&cell.content, letters.gap));
                *word = (*word).max(widths::widest_word(&cell.content));
            }
        }
    }
    let cells = wide.into_iter();
    cells.map(|((first, count), (line, word))| WideCell { first, count, line, word }).collect()
}

/// The quantities of a column.
#[derive(Default)]
struct Tally {
    any: bool,
    words: bool,
    ranges: bool,
    plain: bool,
    /// Whether some have more decimals or another unit than others.
    mixed: bool,
    /// The widest whole part, and the widest without its sign.
    whole: i64,
    digits: i64,
    /// Whether some have a sign, and whether some have none.
    signed: bool,
    unsigned: bool,
    fraction: i64,
}

impl Tally {
    fn add(&mut self, cell: &Cell, letters: Letters) {
        let Some(words) = cell.to_plain() else { return };
        let Some(quantity) = Quantity::read(&words, letters) else {
            self.words |= words.chars().count() > BESIDE_QUANTITIES;
            return;
        };
        let is_first = !self.any;
        self.any = true;
        // Ranges among numbers stand in the middle; only where all are ranges do their signs meet.
        if quantity.is_range && self.plain {
            return;
        }
        if !quantity.is_range && self.ranges {
            *self = Tally { any: true, words: self.words, ..Tally::default() };
        }
        (self.ranges, self.plain) = (quantity.is_range, !quantity.is_range);
        self.mixed |= !is_first && self.fraction != quantity.fraction;
        self.whole = self.whole.max(quantity.whole);
        self.digits = self.digits.max(quantity.whole - quantity.sign);
        self.signed |= quantity.sign > 0;
        self.unsigned |= quantity.sign == 0;
        self.fraction = self.fraction.max(quantity.fraction);
    }

    /// The widest whole part, without the signs that not all quantities have, and how far these stand
    /// out.
    fn hung(&self) -> (i64, i64) {
        if self.signed && self.unsigned {
            (self.digits, self.whole - self.digits)
        } else {
            (self.whole, 0)
        }
    }
}

/// How much room a column is given.
#[derive(Clone, Copy, Debug)]
enum Comfort {
    /// For its widest word.
    Least,
    /// For words of a few characters in a line.
    Tight,
    /// For most cells on one line.
    Comfortable,
    /// For every cell and the heading on one line.
    Whole,
}

const COMFORTS: [Comfort; 4] =
    [Comfort::Least, Comfort::Tight, Comfort::Comfortable, Comfort::Whole];

/// The type size and the columns of a table.
pub(super) struct Fitted {
    pub(super) size: Length,
    pub(super) columns: Vec<Length>,
}

/// The largest type size at which the columns fit into the measure, and their widths; in the
/// measure of a page on its side when they do not fit into the upright one at any size.
pub(super) fn fit(
    contents: &TableText,
    table: &model::Table,
    theme: &TableTheme,
    Sizes { largest, smallest }: Sizes,
    (upright, turned): (Length, Length),
) -> Fitted {
    let fits = |size: Length, measure: Length, comfort: Comfort| {
        sum(&widths_at(contents, theme, size, comfort)) <= measure
    };
    let first = |from: Length, to: Length, measure: Length, comfort: Comfort| {
        let sizes = std::iter::successors(Some(from), |size| Some(*size - STEP));
        sizes.take_while(|size| *size >= to).find(|size| fits(*size, measure, comfort))
    };
    // What no turned page makes room for is set small rather than cut.
    let small = theme.small.min(smallest);
    let (measure, size) = match first(largest, smallest, upright, Comfort::Comfortable) {
        Some(size) => (upright, size),
        None if fits(smallest, upright, Comfort::Tight) => (upright, smallest),
        None if theme.landscape == Landscape::Never => {
            (upright, first(smallest, small, upright, Comfort::Tight).unwrap_or(small))
        }
        None => (turned, first(largest, small, turned, Comfort::Comfortable).unwrap_or(small)),
    };
    let degrees = COMFORTS.map(|comfort| widths_at(contents, theme, size, comfort));
    let shares: Vec<Option<u32>> = table.columns.iter().map(|column| column.width).collect();
    Fitted { size, columns: share_out(measure, &degrees, &shares) }
}

/// What each column needs at a type size, the padding included; columns below one heading have
/// room for that too.
fn widths_at(
    contents: &TableText,
    theme: &TableTheme,
    size: Length,
    comfort: Comfort,
) -> Vec<Length> {
    let around = size.scale(i64::from(theme.padding), 100) * 2 + size.scale(SLACK, 100);
    let needs = |thousandths: i64| size.scale(thousandths, EM) + around;
    let mut widths: Vec<Length> =
        contents.columns.iter().map(|facts| needs(facts.needs(comfort))).collect();
    // From the inner to the outer, for what stands below one is made wider first.
    for group in contents.groups.iter().rev() {
        let facts = HeadingFacts::of(&group.content.content, contents.letters.gap);
        let needed = needs(match comfort {
            Comfort::Least => facts.least(),
            Comfort::Tight => facts.tight,
            Comfort::Comfortable => facts.folded,
            Comfort::Whole => facts.line,
        });
        widen(&mut widths, group.first, group.count, needed);
    }
    for wide in &contents.wide {
        widen(&mut widths, wide.first, wide.count, needs(wide.needs(comfort)));
    }
    widths
}

/// Makes columns together as wide as what stands across them needs.
fn widen(widths: &mut [Length], first: usize, count: usize, needed: Length) {
    let has: Length = widths.iter().skip(first).take(count).copied().sum();
    let missing = (needed - has).max(Length::ZERO);
    let columns = i64::try_from(count).unwrap_or(1).max(1);
    for width in widths.iter_mut().skip(first).take(count) {
        *width += missing / columns + Length::emu(1);
    }
}

/// Shares the measure out: each column what it needs at the highest degree that all have room for,
/// then part of what the next asks; what is left, in proportion. Columns with shares divide what
/// the others leave by those. None is narrower than its widest word where the measure has room for
/// all of these.
fn share_out(measure: Length, degrees: &[Vec<Length>; 4], shares: &[Option<u32>]) -> Vec<Length> {
    let [least, .., whole] = degrees;
    let widths = if shares.iter().any(Option::is_some) {
        by_shares(measure, whole, shares)
    } else {
        by_degrees(measure, degrees)
    };
    exactly(no_narrower(widths, least, measure), measure)
}

fn by_degrees(measure: Length, degrees: &[Vec<Length>; 4]) -> Vec<Length> {
    let mut below: Option<&Vec<Length>> = None;
    for degree in degrees {
        let (sum, room) = (sum(degree), measure);
        if sum > room {
            let Some(below) = below else { return in_proportion(degree, measure) };
            // Part of the way from one degree to the next.
            let (had, missing) = (self::sum(below), sum - self::sum(below));
            let grown = below.iter().zip(degree).map(|(below, wanted)| {
                *below + (*wanted - *below).scale((room - had).to_emu(), missing.to_emu())
            });
            return grown.collect();
        }
        below = Some(degree);
    }
    below.map(|whole| in_proportion(whole, measure)).unwrap_or_default()
}

fn by_shares(measure: Length, whole: &[Length], shares: &[Option<u32>]) -> Vec<Length> {
    let shared: i64 = shares.iter().flatten().map(|share| i64::from(*share)).sum();
    let without = whole.iter().zip(shares).filter(|(_, share)| share.is_none());
    let fixed: Length = without.map(|(whole, _)| *whole).sum();
    // The columns with shares keep at least half of the measure.
    let kept = fixed.min(measure / 2);
    let widths = whole.iter().zip(shares).map(|(whole, share)| match share {
        Some(share) => (measure - kept).scale(i64::from(*share), shared),
        None => kept.scale(whole.to_emu(), fixed.to_emu()),
    });
    widths.collect()
}

fn sum(lengths: &[Length]) -> Length {
    lengths.iter().copied().sum()
}

/// The widths, made to fill the measure.
fn in_proportion(widths: &[Length], measure: Length) -> Vec<Length> {
    let filled = sum(widths).to_emu();
    widths.iter().map(|width| measure.scale(width.to_emu(), filled)).collect()
}

/// The widths, those that are too narrow made wider at the cost of those that have room to spare.
fn no_narrower(widths: Vec<Length>, least: &[Length], measure: Length) -> Vec<Length> {
    if sum(least) > measure {
        return widths;
    }
    let raised: Vec<Length> =
        widths.iter().zip(least).map(|(width, least)| (*width).max(*least)).collect();
    let excess = (sum(&raised) - measure).max(Length::ZERO);
    let spare = sum(&raised) - sum(least);
    let lowered = raised
        .iter()
        .zip(least)
        .map(|(width, least)| *width - (*width - *least).scale(excess.to_emu(), spare.to_emu()));
    lowered.collect()
}

/// The same widths with the widest mended so that they sum up to the measure.
fn exactly(mut widths: Vec<Length>, measure: Length) -> Vec<Length> {
    let missing = measure - sum(&widths);
    let widest = widths.iter_mut().max_by_key(|width| **width);
    if let Some(widest) = widest {
        *widest += missing;
    }
    widths
}
