//! The place of a value in a bulletin, kept as a chain of steps on the stack and only written out
//! when something is wrong there.

use std::fmt;

/// A path such as `sections[2].blocks[0].table`.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The bulletin.
    Root,
    /// A field of a value.
    Field(&'a Path<'a>, &'static str),
    /// An element of a list, from nought.
    Element(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    pub(super) fn field(&'a self, name: &'static str) -> Path<'a> {
        Path::Field(self, name)
    }

    pub(super) fn element(&'a self, index: usize) -> Path<'a> {
        Path::Element(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Field(Path::Root, name) => f.write_str(name),
            Path::Field(parent, name) => write!(f, "{parent}.{name}"),
            Path::Element(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}
