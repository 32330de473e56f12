//! The theme, and the flow that comes of applying it to a bulletin.

pub(crate) mod decisions;
pub(crate) mod flow;
mod gbt9704;
mod geometry;
pub(crate) mod lines;
pub(crate) mod messages;
pub(crate) mod numbering;
mod resolve;
mod runs;
#[cfg(feature = "schema")]
mod schema;
mod theme;
mod widths;

pub use geometry::Geometry;
pub use lines::LineRules;
pub use theme::{
    ChartTheme, ContentsNumbers, ContentsTheme, FigureTheme, FiguresAlign, ImprintTheme, Landscape,
    MastheadField, MastheadItem, MastheadRow, MastheadRule, MastheadTheme, NamedTheme,
    PageNumberTheme, PageTheme, RowPairing, SectionsTheme, TableTheme, Theme, TitlesTheme,
    TypeRole, TypeStyle, Types, WordsAlign,
};
