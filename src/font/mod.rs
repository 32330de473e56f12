//! Fonts: the set of faces the caller gives, and what can be asked of a face. Nothing is looked
//! up behind the caller's back: fonts come embedded, from a folder or from the system only by the
//! constructor that says so.

mod face;
mod messages;
mod names;
mod set;
mod source;
mod subset;

pub use face::Face;
pub(crate) use face::OpenFace;
pub(crate) use messages::FontMessage;
pub use names::Fit;
pub use set::{Fonts, Serving};
pub(crate) use subset::{Program, Subset};
