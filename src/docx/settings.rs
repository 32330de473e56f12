//! `word/settings.xml`: what holds for the whole document, above all the rules of Chinese line
//! breaking that a word processor is to keep (避头尾, compression of marks).

use super::xml::{W, XmlWriter};
use crate::error::Error;
use crate::style::flow::{Flow, NumberPosition, Prohibition};

/// What may not begin a line: Word's own set for Chinese but for …, and — and ／, which CLREQ bars
/// there too.
const NOT_FIRST: &str = "!%),.:;>?]}¢¨°·ˇˉ―‖’”‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—／";
/// What may begin none at the strict level besides.
const NOT_FIRST_STRICT: &str = "…";

/// What may not end a line: Word's own set for Chinese.
const NOT_LAST: &str = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";
/// What may end none from the level of GB/T 15834 on besides.
const NOT_LAST_GB: &str = "／";

/// The sets of a level: what may not begin a line, what may not end one.
fn barred(level: Prohibition) -> (String, String) {
    match level {
        Prohibition::None | Prohibition::Basic => (NOT_FIRST.to_owned(), NOT_LAST.to_owned()),
        Prohibition::Strict => {
            (NOT_FIRST.to_owned() + NOT_FIRST_STRICT, NOT_LAST.to_owned() + NOT_LAST_GB)
        }
        _ => (NOT_FIRST.to_owned(), NOT_LAST.to_owned() + NOT_LAST_GB),
    }
}

/// Writes the part.
pub(super) fn xml(flow: &Flow) -> Result<Vec<u8>, Error> {
    let two_sided =
        flow.page_number.as_ref().is_some_and(|number| number.position == NumberPosition::Outer);
    let mut part = XmlWriter::new()?;
    part.element("w:settings", &[("xmlns:w", W)], |part| {
        part.empty("w:zoom", &[("w:percent", "100")])?;
        if flow.page.mirrored {
            part.empty("w:mirrorMargins", &[])?;
        }
        part.val("w:defaultTabStop", "640")?;
        if flow.lines.hyphenation {
            part.empty("w:autoHyphenation", &[])?;
            part.empty("w:doNotHyphenateCaps", &[])?;
        }
        if two_sided {
            part.empty("w:evenAndOddHeaders", &[])?;
        }
        part.val("w:characterSpacingControl", "compressPunctuation")?;
        let chinese = ("w:lang", "zh-CN");
        let (not_first, not_last) = barred(flow.lines.prohibition);
        part.empty("w:noLineBreaksAfter", &[chinese, ("w:val", &not_last)])?;
        part.empty("w:noLineBreaksBefore", &[chinese, ("w:val", &not_first)])?;
        if super::footnotes::of(flow).next().is_some() {
            part.element("w:footnotePr", &[], |part| {
                super::footnotes::SEPARATORS
                    .iter()
                    .try_for_each(|(id, _, _)| part.empty("w:footnote", &[("w:id", id)]))
            })?;
        }
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
