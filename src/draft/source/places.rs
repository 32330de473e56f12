//! Where the lines of a cleaned draft stand in the draft as it was written. A line that cleaning
//! does not change stands where it stands.

use crate::draft::spot::{Extent, Spot};

/// The places of the lines that were changed.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Places {
    /// The number of each changed line, in order, with its stretches: the index of a character, and
    /// its place, from which those behind it go on.
    changed: Vec<(u32, Vec<(u32, Spot)>)>,
}

impl Places {
    /// Says where a changed line stands. Lines are told in order.
    pub(super) fn add(&mut self, line: u32, parts: Vec<(u32, Spot)>) {
        self.changed.push((line, parts));
    }

    /// Whether a line was changed.
    pub(super) fn has_changed(&self, line: u32) -> bool {
        self.parts(line).is_some()
    }

    fn parts(&self, line: u32) -> Option<&[(u32, Spot)]> {
        let at = self.changed.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        self.changed.get(at).map(|(_, parts)| parts.as_slice())
    }

    /// Where a character of the cleaned draft stands in the draft as it was written.
    pub(in crate::draft) fn original(&self, spot: Spot) -> Spot {
        let Some(parts) = self.parts(spot.line) else { return spot };
        let index = spot.column.saturating_sub(1);
        let behind = parts.partition_point(|(from, _)| *from <= index);
        let Some((from, start)) = behind.checked_sub(1).and_then(|at| parts.get(at)).copied()
        else {
            return parts.first().map_or(spot, |(_, spot)| *spot);
        };
        let further = usize::try_from(index - from).unwrap_or(usize::MAX);
        match parts.get(behind) {
            Some(_) => start.right(further),
            // Behind the end is the end.
            None => start,
        }
    }

    /// Where a stretch of the cleaned draft stands in the draft as it was written.
    pub(in crate::draft) fn original_extent(&self, at: Extent) -> Extent {
        let first = self.original(at.first());
        let last = match self.parts(at.last_line) {
            Some(parts) => parts.iter().map(|(_, spot)| spot.line).max().unwrap_or(at.last_line),
            None => at.last_line,
        };
        first.to_line(last)
    }
}
