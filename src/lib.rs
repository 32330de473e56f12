//! `bulletin` models a Chinese official bulletin (简报, 工作周报) and typesets it in the manner of
//! GB/T 9704-2012.

mod error;
mod finding;
mod length;
mod model;
mod typeface;

pub use error::{Error, ErrorKind};
pub use finding::{Finding, Place, Severity};
pub use length::{Length, ParseLengthError, Point, Rect, Size};
pub use model::{
    Align, Appendix, Block, Bulletin, Cell, Contents, Figure, Image, Imprint, Issue, Masthead,
    Number, Period, Section, Series, Span, StaffEntry, Table, TableColumn, Text,
};
pub use typeface::Typeface;
