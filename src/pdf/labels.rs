//! The labels of the pages (ISO 32000-1, 12.4.2): what a reader calls them is what is printed on them.
//! A page without a number counts on from the one before.

use lopdf::Object;

use super::file::{File, dictionary, name};
use crate::layout::page::Pages;

/// Puts the labels into the file.
pub(super) fn embed(file: &mut File, pages: &Pages) {
    let mut ranges: Vec<Object> = Vec::new();
    let mut next = 1;
    for (index, page) in (0_i64..).zip(&pages.pages) {
        let number = page.number.unwrap_or(next);
        if index == 0 || number != next {
            let mut range = dictionary([("S", name("D"))]);
            if number != 1 {
                range.set("St", i64::from(number));
            }
            ranges.extend([index.into(), range.into()]);
        }
        next = number.saturating_add(1);
    }
    file.catalog().set("PageLabels", dictionary([("Nums", Object::Array(ranges))]));
}
