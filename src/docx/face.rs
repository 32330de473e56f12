//! How text and styles ask for a face: by the first of its names, under which the font table lists
//! it.

use crate::typeface::Typeface;

/// The name under which a document asks for a face.
pub(super) fn name(face: Typeface) -> &'static str {
    face.family_names().first().copied().unwrap_or_default()
}
