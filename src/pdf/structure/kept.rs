//! Which elements are in the tree: the document, those with content in them, and the cells of a table
//! that is there, for without its empty cells a row would have holes.

use crate::layout::page::{Element, ElementKind};

/// For each element, whether it is in the tree. `marks` has the element of every part of every page.
pub(super) fn kept(elements: &[Element], marks: &[Vec<usize>]) -> Vec<bool> {
    let mut kept = vec![false; elements.len()];
    for element in marks.iter().flatten().chain([&0]) {
        if let Some(kept) = kept.get_mut(*element) {
            *kept = true;
        }
    }
    raise(elements, &mut kept);
    let mut tables: Vec<Option<usize>> = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let table = match element.kind {
            ElementKind::Table => Some(index),
            _ => element.parent.and_then(|parent| tables.get(parent).copied().flatten()),
        };
        tables.push(table);
        let cell = matches!(element.kind, ElementKind::Cell { .. } | ElementKind::HeadCell { .. });
        if cell
            && table.and_then(|table| kept.get(table)) == Some(&true)
            && let Some(kept) = kept.get_mut(index)
        {
            *kept = true;
        }
    }
    raise(elements, &mut kept);
    kept
}

/// Keeps every element that something kept is in.
fn raise(elements: &[Element], kept: &mut [bool]) {
    for (index, element) in elements.iter().enumerate().rev() {
        if kept.get(index) == Some(&true)
            && let Some(parent) = element.parent.and_then(|parent| kept.get_mut(parent))
        {
            *parent = true;
        }
    }
}
