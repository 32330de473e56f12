//! `word/settings.xml`: what holds for the whole document, above all the rules of Chinese line
//! breaking that a word processor is to keep (避头尾, compression of marks).

use super::xml::{Part, W};
use crate::error::Error;
use crate::style::flow::{Flow, NumberPosition};

/// What may not begin a line: Word's own set for Chinese, and — and ／, which CLREQ bars there too
/// at the level of GB/T 15834.
const NOT_FIRST: &str = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—／";

/// What may not end a line: Word's own set for Chinese, and ／.
const NOT_LAST: &str = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥／";

/// Writes the part.
pub(super) fn xml(flow: &Flow) -> Result<Vec<u8>, Error> {
    let two_sided =
        flow.page_number.as_ref().is_some_and(|number| number.position == NumberPosition::Outer);
    let mut part = Part::new()?;
    part.element("w:settings", &[("xmlns:w", W)], |part| {
        part.empty("w:zoom", &[("w:percent", "100")])?;
        part.val("w:defaultTabStop", "640")?;
        if two_sided {
            part.empty("w:evenAndOddHeaders", &[])?;
        }
        part.val("w:characterSpacingControl", "compressPunctuation")?;
        let chinese = ("w:lang", "zh-CN");
        part.empty("w:noLineBreaksAfter", &[chinese, ("w:val", NOT_LAST)])?;
        part.empty("w:noLineBreaksBefore", &[chinese, ("w:val", NOT_FIRST)])?;
        part.element("w:compat", &[], |part| {
            // A line that ends at a break is not stretched.
            part.empty("w:doNotExpandShiftReturn", &[])?;
            part.empty("w:useFELayout", &[])?;
            part.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            )
        })?;
        part.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")])?;
        part.val("w:decimalSymbol", ".")?;
        part.val("w:listSeparator", ",")
    })?;
    Ok(part.finish())
}
