//! Faces cut down to some of their glyphs, for writers that embed them, and the last of each face.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::tables;
use crate::error::Error;

/// A face cut down to some of its glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subset {
    /// The font program.
    pub(crate) program: Program,
    /// The number of each glyph in the subset, by its number in the face. Glyph 0, the sign for a
    /// missing character, is always there and keeps its number.
    pub(crate) glyphs: BTreeMap<u16, u16>,
    /// The program as files have it that are deflated, once one is written; none where that is no smaller.
    pub(crate) deflated: OnceLock<Option<Vec<u8>>>,
}

/// The last small subsets of a face. The heads, labels and digits of one bulletin are those of the next,
/// the text never is.
#[derive(Default)]
pub(super) struct Subsets(Mutex<VecDeque<Arc<Subset>>>);

impl Subsets {
    /// The most glyphs of a subset that is kept, and how many are kept.
    const SMALL: usize = 128;
    const KEPT: usize = 4;

    /// The subset with these glyphs, as it was made before or is now.
    pub(super) fn get_or_make(
        &self,
        glyphs: &BTreeSet<u16>,
        make: impl FnOnce() -> Result<Subset, Error>,
    ) -> Result<Arc<Subset>, Error> {
        if glyphs.len() > Subsets::SMALL {
            return make().map(Arc::new);
        }
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_wanted = |subset: &Arc<Subset>| {
            // Glyph 0 is in all of them.
            let own = subset.glyphs.keys().filter(|glyph| **glyph != 0);
            own.eq(glyphs.iter().filter(|glyph| **glyph != 0))
        };
        if let Some(subset) = known().iter().find(|subset| is_wanted(subset)) {
            return Ok(Arc::clone(subset));
        }
        let subset = Arc::new(make()?);
        let mut known = known();
        known.truncate(Subsets::KEPT - 1);
        known.push_front(Arc::clone(&subset));
        Ok(subset)
    }
}

/// A font program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// A TrueType font file.
    TrueType(Vec<u8>),
    /// A bare CFF table whose character identifiers (CID) are its glyph numbers.
    Cff(Vec<u8>),
}

impl Program {
    /// The bytes of the program.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Program::TrueType(bytes) | Program::Cff(bytes) => bytes,
        }
    }
}

impl Subset {
    /// How many glyphs the program has: those asked for, and the parts of those that are put together.
    pub(crate) fn count(&self) -> usize {
        let count = match &self.program {
            Program::TrueType(file) => tables::table(file, b"maxp"),
            Program::Cff(_) => None,
        };
        let count = count.and_then(|table| table.get(4..6)?.try_into().ok());
        count.map_or(self.glyphs.len(), |count| usize::from(u16::from_be_bytes(count)))
    }
}
