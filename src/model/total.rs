//! What a whole bulletin holds, counted while it is read or validated: lists that each keep their
//! limit may still be too much together.

use std::cell::Cell;

use super::limits::{self, Limit};
use super::messages::Fault;

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted {
    Sections,
    Blocks,
    Cells,
    Characters,
    ImageBytes,
    Pixels,
}

const KINDS: usize = 6;

impl Counted {
    fn limit(self) -> &'static Limit {
        match self {
            Counted::Sections => &limits::TOTAL_SECTIONS,
            Counted::Blocks => &limits::TOTAL_BLOCKS,
            Counted::Cells => &limits::TOTAL_CELLS,
            Counted::Characters => &limits::TOTAL_TEXT,
            Counted::ImageBytes => &limits::TOTAL_IMAGES,
            Counted::Pixels => &limits::TOTAL_PIXELS,
        }
    }
}

thread_local! {
    /// The counts of the bulletin that is at hand, if one is. serde has no room for what a reader
    /// wants to carry along, and the rules that count are the same for reading and validating.
    static COUNTS: Cell<Option<[usize; KINDS]>> = const { Cell::new(None) };
}

/// Counts anew for the time of `work`.
pub(super) fn of<T>(work: impl FnOnce() -> T) -> T {
    /// Puts back what was counted around it, whatever happens.
    struct Around(Option<[usize; KINDS]>);

    impl Drop for Around {
        fn drop(&mut self) {
            COUNTS.set(self.0);
        }
    }

    let _around = Around(COUNTS.replace(Some([0; KINDS])));
    work()
}

/// Adds to a count. Of what is no part of a bulletin, such as a section that is read alone, nothing is
/// counted.
pub(super) fn add(what: Counted, number: usize) -> Result<(), Fault> {
    let Some(mut counts) = COUNTS.get() else { return Ok(()) };
    let mut total = 0;
    if let Some(count) = counts.get_mut(what as usize) {
        *count = count.saturating_add(number);
        total = *count;
    }
    COUNTS.set(Some(counts));
    what.limit().check(total)
}

/// Counts one more element of a list that has this limit.
pub(super) fn element(of: &Limit) -> Result<(), Fault> {
    match *of {
        limits::BLOCKS => add(Counted::Blocks, 1),
        limits::SECTIONS => add(Counted::Sections, 1),
        _ => Ok(()),
    }
}
