//! The rule below the masthead: one line, two lines, or one with a star in the middle.

use super::inline;
use super::page::{Item, Tag};
use super::paint;
use super::shaper::Shaper;
use super::sheet;
use crate::error::Error;
use crate::length::{Length, Point};
use crate::style::flow::{RuleBelow, RuleForm};

/// The rule, with its upper left corner at `origin`. It is not content.
pub(super) fn items(
    rule: &RuleBelow,
    origin: Point,
    width: Length,
    shaper: &mut Shaper<'_>,
) -> Result<Vec<Item>, Error> {
    let line = |x: Length, y: Length, width, thickness| {
        paint::rule(Point { x: origin.x + x, y: origin.y + y }, width, thickness, rule.color)
    };
    let RuleForm::Star { font } = rule.form else {
        let mut items = vec![line(Length::ZERO, Length::ZERO, width, rule.thickness)];
        if rule.form == RuleForm::Double {
            let thin = rule.thickness + RuleBelow::THIN;
            items.push(line(Length::ZERO, thin, width, RuleBelow::THIN));
        }
        return Ok(items);
    };
    // The star, with half of its size on either side.
    let part = (width - font.size * 2) / 2;
    let mut items = vec![line(Length::ZERO, Length::ZERO, part, rule.thickness)];
    let middle = origin.y + rule.thickness / 2;
    for star in inline::lines(&sheet::star(&font), width, shaper)? {
        paint::line(&star, origin.x, middle, &Tag::Layout.into(), shaper, &mut items);
    }
    items.push(line(width - part, Length::ZERO, part, rule.thickness));
    Ok(items)
}
