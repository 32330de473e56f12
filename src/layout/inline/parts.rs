//! Finding the parts of a paragraph that are elements of their own: the number of an item, and addresses.

use super::line::Part;
use super::unit::Unit;
use crate::punct;
use crate::style::flow::{Inline, Purpose};

/// Marks the number that an item begins with.
pub(super) fn mark_label(content: &[Inline], units: &mut [Unit]) {
    let label = content.iter().map_while(|inline| match inline {
        Inline::Run(run) if run.purpose == Purpose::Label && run.note.is_none() => {
            Some(run.text.chars().count())
        }
        _ => None,
    });
    let count = label.sum();
    units.iter_mut().take(count).for_each(|unit| unit.part = Part::Label);
}

/// Marks the addresses among characters; `count` is how many the paragraph has so far.
pub(super) fn mark_addresses(units: &mut [Unit], count: &mut u16) {
    if !units.iter().any(|unit| matches!(unit.character, ':' | '@')) {
        return;
    }
    let text: Vec<char> = units.iter().map(|unit| unit.character).collect();
    for address in punct::addresses(&text) {
        let part = Part::Address(*count);
        *count = count.saturating_add(1);
        units.get_mut(address).unwrap_or_default().iter_mut().for_each(|unit| unit.part = part);
    }
}
