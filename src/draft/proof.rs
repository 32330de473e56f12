//! The marks of the bulletin that was read, looked at as those of any bulletin, each at its place in
//! the draft.

use super::chars::{behind, narrow};
use super::source::SourceMap;
use super::spot::{Extent, Spot};
use crate::check::{self, Around, Blanks, Tidy};
use crate::finding::Finding;
use crate::model::Bulletin;
use crate::place::{Place, Walk};

/// Looks at the marks of a bulletin and repairs what is asked for. The findings are in the order of the
/// draft, those of the reading among them.
pub(super) fn read(
    bulletin: &mut Bulletin,
    tidy: Tidy,
    map: &SourceMap,
    mut findings: Vec<Finding>,
) -> Vec<Finding> {
    let mut follower = Follower { map, round: 0, last: Spot::START.extent(), at: None };
    let mut places = |path: &Walk<'_>, around: &Around<'_>| follower.place(path, around);
    let mut noticed = check::look(bulletin, tidy, Blanks::ToldBefore, &mut places);
    if noticed.is_empty() {
        return findings;
    }
    noticed.sort_by(|one, other| one.place.cmp(&other.place));
    findings.extend(check::joined(noticed));
    findings.sort_by_key(|finding| (finding.place().line(), finding.place().column()));
    findings
}

/// Follows the words of a value through the draft, so that each mark is looked for behind the one
/// before it.
struct Follower<'m> {
    map: &'m SourceMap,
    round: usize,
    /// Where the value stands.
    last: Extent,
    /// Behind the last mark; nothing once one was not found.
    at: Option<Reached>,
}

#[derive(Clone, Copy)]
struct Reached {
    spot: Spot,
    /// The byte of the line.
    byte: usize,
}

impl Follower<'_> {
    fn place(&mut self, path: &Walk<'_>, around: &Around<'_>) -> Place {
        if self.round != around.round {
            self.round = around.round;
            self.last = self.map.locate(&path.path());
            let spot = self.last.first();
            let line = self.map.line(spot.line).unwrap_or_default();
            let skipped = usize::try_from(spot.column - 1).unwrap_or(usize::MAX);
            let byte = line.chars().take(skipped).map(char::len_utf8).sum();
            self.at = Some(Reached { spot, byte });
        }
        let found = self.at.and_then(|from| self.find(from, around));
        self.at = found.map(|Reached { spot, byte }| Reached {
            spot: spot.right(around.mark.chars().count()),
            byte: byte + around.mark.len(),
        });
        let Spot { line, column } = found.map_or(self.last.first(), |found| found.spot);
        Place::at(line, column).words(around.mark)
    }

    /// Where the mark next stands between what stands beside it.
    fn find(&self, mut from: Reached, around: &Around<'_>) -> Option<Reached> {
        while from.spot.line <= self.last.last_line {
            let line = self.map.line(from.spot.line)?;
            for (skipped, (at, _)) in behind(line, from.byte).char_indices().enumerate() {
                let byte = from.byte + at;
                if stands_at(line, byte, around) {
                    return Some(Reached { spot: from.spot.right(skipped), byte });
                }
            }
            let spot = Spot { line: from.spot.line.saturating_add(1), column: 1 };
            from = Reached { spot, byte: 0 };
        }
        None
    }
}

/// Whether a mark stands at a byte of a line, between what stands beside it in the text; blanks, marks
/// of emphasis, tags and the end of the line may stand between.
fn stands_at(line: &str, byte: usize, around: &Around<'_>) -> bool {
    let Some((before, from)) = line.split_at_checked(byte) else { return false };
    let Some(behind) = from.strip_prefix(around.mark) else { return false };
    let between = |c: &char| c.is_whitespace() || matches!(c, '*' | '\\');
    // No more than this stands between.
    let left = before.chars().rev().take(16).find(|c| !between(c));
    let right = behind.chars().take(16).find(|c| !between(c));
    let is = |there: Option<char>, here: Option<char>, tag: char| match (there, here) {
        (Some(there), Some(here)) => {
            there == tag || narrow(there) == narrow(here) || between(&here)
        }
        _ => true,
    };
    is(left, around.before, '>') && is(right, around.behind, '<')
}
