//! What a bulletin says, without a millimetre: the masthead, the sections, the appendices and the
//! imprint, as a program or a file states them. Everything here is a plain value with public
//! fields; construct it with struct literals and `..Default::default()`.

mod block;
mod imprint;
mod masthead;
mod section;
mod text;

pub use block::{Align, Block, Cell, Figure, Image, Number, Table, TableColumn};
pub use imprint::{Imprint, StaffEntry};
pub use masthead::{Issue, Masthead, Period, Series};
pub use section::{Appendix, Contents, Section};
pub use text::{Span, Text};

/// A bulletin (简报, 工作周报, 专报): everything that it says, in the order in which it says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bulletin {
    /// The masthead (报头): name, issue, issuer, date.
    pub masthead: Masthead,
    /// The editor's note (编者按), a paragraph each; empty for none.
    pub editor_note: Vec<Text>,
    /// The list of contents (本期要目).
    pub contents: Option<Contents>,
    /// The title of the body, when it has one beside the name in the masthead. A line feed in it
    /// breaks the line there.
    pub title: Option<Text>,
    /// What stands before the first section; many short bulletins have nothing else.
    pub body: Vec<Block>,
    /// The numbered sections (一、 …).
    pub sections: Vec<Section>,
    /// The appendices (附件), each on a new page.
    pub appendices: Vec<Appendix>,
    /// Distribution and print count at the foot of the last page (报尾, 版记).
    pub imprint: Imprint,
}
