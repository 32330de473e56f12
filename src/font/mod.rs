//! Fonts: the set of faces that the caller chooses, and what a face can tell. Nothing is looked up
//! behind the caller's back: embedded fonts, those of a folder and those of the system are used
//! only through the constructor that says so.

mod face;
mod messages;
mod names;
mod set;
mod source;
#[cfg(feature = "pdf")]
mod subset;

pub use face::Face;
pub(crate) use face::OpenFace;
pub(crate) use messages::FontMessage;
pub use names::Fit;
pub use set::{Fonts, Serving};
#[cfg(feature = "pdf")]
pub(crate) use subset::{Program, Subset};
