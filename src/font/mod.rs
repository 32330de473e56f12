//! Fonts: the set of faces that the caller chooses, and what a face can tell. Nothing is looked up
//! behind the caller's back: embedded fonts, those of a folder and those of the system are used
//! only through the constructor that says so.

mod face;
mod messages;
mod names;
mod outline;
mod set;
mod source;
#[cfg(any(feature = "pdf", feature = "svg"))]
mod subset;
#[cfg(feature = "pdf")]
mod subsets;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(feature = "svg")]
mod web;

pub use face::Face;
pub(crate) use face::OpenFace;
pub(crate) use messages::FontMessage;
pub use names::Fit;
pub(crate) use names::Kind;
#[cfg(any(feature = "svg", feature = "png"))]
pub(crate) use outline::{Outline, Stretch};
pub use set::{Fonts, Serving};
#[cfg(feature = "pdf")]
pub(crate) use subsets::{Program, Subset};

/// Faces with CFF outlines for tests: none of the embedded ones has them, but those of callers may.
#[cfg(test)]
pub(crate) mod cff {
    use super::Face;

    /// Keyed by CID.
    pub(crate) fn song() -> Face {
        face(include_bytes!("../../tests/data/cff/Song.otf"))
    }

    /// Keyed by name.
    pub(crate) fn latin() -> Face {
        face(include_bytes!("../../tests/data/cff/Latin.otf"))
    }

    fn face(data: &'static [u8]) -> Face {
        Face::new(data, 0).expect("the file is a face")
    }
}
