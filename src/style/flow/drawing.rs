//! Drawings in absolute measures, and the charts that are drawn so. A writer that draws follows the
//! shapes; one whose readers draw charts themselves is told what is in them by [`Graph`].

use super::{Font, Inline};
use crate::info::Color;
use crate::length::{Length, Point, Rect, Size};
use crate::place::ModelPath;

pub use crate::model::ChartKind;

/// Areas, lines and words, each over those before it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Drawing {
    /// The size of all of it.
    pub size: Size,
    /// What is drawn, in order. Points are measured from the upper left corner, `y` downwards.
    pub shapes: Vec<Shape>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// A filled area.
    Area(Area),
    /// A line.
    Line(DrawnLine),
    /// Words.
    Words(DrawnWords),
}

/// A filled area.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Area {
    /// Its corners; the last is joined to the first.
    pub points: Vec<Point>,
    /// Its colour.
    pub color: Color,
}

/// A line through points.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DrawnLine {
    /// Its points, at least two.
    pub points: Vec<Point>,
    /// Its thickness.
    pub width: Length,
    /// Its colour.
    pub color: Color,
    /// How it is interrupted.
    pub dash: Dash,
}

/// Words on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DrawnWords {
    /// The words.
    pub content: Vec<Inline>,
    /// Their size.
    pub size: Length,
    /// The middle of their em squares; `anchor` says which point across.
    pub at: Point,
    /// Which of their points stands there.
    pub anchor: Anchor,
}

/// Which point of words stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Anchor {
    /// Their left end.
    Start,
    /// Their middle.
    Middle,
    /// Their right end.
    End,
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// By dashes of four times its thickness.
    Dashed,
    /// By dots.
    Dotted,
    /// By dashes and dots in turn.
    DashDotted,
}

impl Dash {
    /// The lengths of dashes and gaps in turn, in times the thickness; none for a line that is whole.
    pub fn pattern(self) -> &'static [i64] {
        match self {
            Dash::Solid => &[],
            Dash::Dashed => &[4, 3],
            Dash::Dotted => &[1, 2],
            Dash::DashDotted => &[4, 3, 1, 3],
        }
    }
}

/// A chart, centred in the measure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Chart {
    /// Where it comes from in the bulletin.
    pub path: ModelPath,
    /// How it is drawn.
    pub drawing: Drawing,
    /// What is in it.
    pub graph: Graph,
    /// What it shows, in words (the alternative text).
    pub alt: String,
    /// The space above it.
    pub space_before: Length,
    /// The space below it.
    pub space_after: Length,
    /// Whether the next block (its caption) stands on the same page.
    pub keep_with_next: bool,
}

/// What is in a chart, for programs that draw it themselves and let its numbers be edited.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Graph {
    /// How the numbers are drawn.
    pub kind: ChartKind,
    /// What the numbers are of.
    pub categories: Vec<String>,
    /// The rows of numbers.
    pub series: Vec<GraphSeries>,
    /// The look of each series; of shares, of each category.
    pub looks: Vec<Look>,
    /// The axis of values; none for shares.
    pub axis: Option<Axis>,
    /// Where the numbers are drawn, without the words around; of shares the square around the circle.
    pub plot: Rect,
    /// Where the legend stands, if there is one.
    pub legend: Option<Rect>,
    /// The words above the chart at the left: 单位：件.
    pub heading: Option<String>,
    /// The type of its words.
    pub font: Font,
    /// The size of the numbers written on it.
    pub label_size: Length,
    /// Whether its words are bold.
    pub bold: bool,
    /// Every so manieth category has its name printed, the first among them.
    pub every: usize,
    /// The white between the columns of two categories, in percent of a column.
    pub gap: u32,
}

/// A row of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GraphSeries {
    /// Its name.
    pub name: Option<String>,
    /// A number for each category, where there is one.
    pub values: Vec<Option<GraphValue>>,
}

/// A number of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GraphValue {
    /// Its digits, with a minus and a point at most: what programs reckon with.
    pub number: String,
    /// How spreadsheets write it to have it printed as in the bulletin (ECMA-376-1, 18.8.31).
    pub format: String,
    /// What is written on the chart for it, if it has room.
    pub label: Option<GraphLabel>,
}

/// What is written on a chart for a number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GraphLabel {
    /// The words: the number; of shares the percentage.
    pub words: String,
    /// Whether it stands below its point rather than above.
    pub below: bool,
}

/// The axis of values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Axis {
    /// Its ends and its step, as [`GraphValue::number`].
    pub least: String,
    /// The upper end.
    pub most: String,
    /// From one line of the grid to the next.
    pub step: String,
    /// How spreadsheets write its numbers.
    pub format: String,
    /// Whether its numbers are written beside it.
    pub written: bool,
}

/// How the numbers of a series, or one of the shares, are told from others: by colour, and in black and
/// white by greys, hatching, dashes and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Look {
    /// Its colour.
    pub color: Color,
    /// How areas are filled with it.
    pub hatch: Hatch,
    /// How lines are interrupted.
    pub dash: Dash,
    /// What marks the points of lines.
    pub mark: Mark,
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hatch {
    /// Whole.
    Solid,
    /// With lines that rise to the right, on white.
    Rising,
    /// With lines that fall to the right, on white.
    Falling,
    /// With both, on white.
    Crossed,
    /// With level lines, on white.
    Level,
    /// With upright lines, on white.
    Upright,
}

/// What marks a point of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mark {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A square on its corner.
    Diamond,
}
