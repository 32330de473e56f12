//! What docx-rs writes, made to conform: one pass over a part that puts the children of each
//! element in the order of the schema (ECMA-376-1, annex A), drops what the schema has no place
//! for, and adds what docx-rs has no words for (the rows of a table's head, the words of a
//! picture, the white above a floating table).
//!
//! Everything else is copied byte for byte, so the pass neither parses nor escapes text again.

use std::borrow::Cow;
use std::slice::Iter;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::messages::{DocxMessage, ShapeFault};
use super::package::chart_id;
use super::raw::{CONTROL_NAME, CONTROL_RICH, RawXml, TABLE_WORDS, TableWords, UNKEPT};
use crate::error::Error;
use crate::place::Place;

/// A part in the order of the schema, with its additions.
pub(super) fn part(raw: &RawXml) -> Result<Vec<u8>, Error> {
    let RawXml { xml, additions } = raw;
    let mut pass = Pass {
        out: Vec::with_capacity(xml.len()),
        open: Vec::new(),
        in_head_row: false,
        rows: additions.head_rows.iter(),
        alternatives: additions.alternatives.iter(),
        mirrored: additions.mirrored.iter(),
        floating: additions.floating.iter(),
        tables: &additions.tables,
        charts: additions.charts.iter(),
        pictures: 0,
        controls: 0,
        skipped: 0,
    };
    let mut reader = Reader::from_reader(xml.as_slice());
    loop {
        let event = reader.read_event().map_err(syntax)?;
        if pass.skips(&event)? {
            continue;
        }
        match event {
            Event::Start(tag) => pass.start(&tag)?,
            Event::Empty(tag) if is_droppable(tag.name().as_ref()) => {
                pass.start(&tag)?;
                pass.end(tag.name().as_ref())?;
            }
            Event::Empty(tag) => {
                pass.enter(tag.name().as_ref())?;
                pass.tag(&tag, b"/>")?;
            }
            Event::End(tag) => pass.end(tag.name().as_ref())?,
            Event::Text(text) => pass.out.extend_from_slice(&text),
            Event::GeneralRef(name) => pass.copy(b"&", &name, b";"),
            Event::Decl(declaration) => pass.copy(b"<?", &declaration, b"?>"),
            Event::Eof => return pass.finish(),
            _ => return Err(fault(ShapeFault::Node)),
        }
    }
}

/// Children in the order of the schema.
type Order = &'static [&'static str];

/// The order of an element's children, where it matters.
fn order(name: &[u8]) -> Option<Order> {
    Some(match name {
        b"w:pPr" => P_PR,
        b"w:numPr" => NUM_PR,
        b"w:rPr" => R_PR,
        b"w:sectPr" => SECT_PR,
        b"w:tblPr" => TBL_PR,
        b"w:tcPr" => TC_PR,
        b"w:pBdr" => P_BDR,
        b"w:tblBorders" | b"w:tcBorders" => TABLE_BORDERS,
        b"w:tblCellMar" | b"w:tcMar" => MARGINS,
        _ => return None,
    })
}

#[rustfmt::skip]
const P_PR: Order = &[
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl",
    "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens",
    "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
    "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
];

#[rustfmt::skip]
const R_PR: Order = &[
    "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike",
    "w:dstrike", "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid",
    "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz",
    "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign",
    "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath",
];

#[rustfmt::skip]
const SECT_PR: Order = &[
    "w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz",
    "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType", "w:cols", "w:formProt",
    "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter",
    "w:docGrid", "w:printerSettings",
];

#[rustfmt::skip]
const TBL_PR: Order = &[
    "w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders",
    "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
];

#[rustfmt::skip]
const TC_PR: Order = &[
    "w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge", "w:tcBorders", "w:shd",
    "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark",
];

const NUM_PR: Order = &["w:ilvl", "w:numId", "w:numberingChange", "w:ins"];

const P_BDR: Order = &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"];

#[rustfmt::skip]
const TABLE_BORDERS: Order = &[
    "w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV", "w:tl2br", "w:tr2bl",
];

const MARGINS: Order = &["w:top", "w:left", "w:bottom", "w:right"];

/// Whether an element says nothing when it holds nothing.
fn is_droppable(name: &[u8]) -> bool {
    matches!(name, b"w:pPr" | b"w:rPr" | b"w:trPr" | b"w:tcPr" | b"w:tblBorders")
}

/// An element that is open.
struct Open {
    /// Where its tag begins in the output, and where its content does.
    tag: usize,
    content: usize,
    /// The order of its children, where it matters, and where each child begins.
    order: Option<Order>,
    children: Vec<(usize, usize)>,
}

struct Pass<'a> {
    out: Vec<u8>,
    open: Vec<Open>,
    in_head_row: bool,
    rows: Iter<'a, bool>,
    alternatives: Iter<'a, String>,
    mirrored: Iter<'a, bool>,
    floating: Iter<'a, u32>,
    tables: &'a [TableWords],
    charts: Iter<'a, Option<usize>>,
    pictures: usize,
    /// How many content controls there are so far.
    controls: u32,
    /// How deep within the picture that a chart replaces.
    skipped: usize,
}

impl Pass<'_> {
    /// Passes over the picture that stands where a chart will be, and writes that.
    fn skips(&mut self, event: &Event<'_>) -> Result<bool, Error> {
        match event {
            Event::Start(tag) if self.skipped > 0 || tag.name().as_ref() == b"a:graphic" => {
                if self.skipped == 0 {
                    let chart = self.charts.next().ok_or_else(|| fault(ShapeFault::Picture))?;
                    let Some(number) = chart else { return Ok(false) };
                    self.enter(b"a:graphic")?;
                    let graphic = graphic(*number);
                    self.out.extend_from_slice(graphic.as_bytes());
                }
                self.skipped += 1;
                Ok(true)
            }
            Event::End(_) if self.skipped > 0 => {
                self.skipped -= 1;
                Ok(true)
            }
            Event::Eof => Ok(false),
            _ => Ok(self.skipped > 0),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        let name = tag.name();
        let name = name.as_ref();
        self.enter(name)?;
        if name == b"w:tr" {
            self.in_head_row = *self.rows.next().ok_or_else(|| fault(ShapeFault::Row))?;
        }
        let start = self.out.len();
        self.tag(tag, b">")?;
        self.open.push(Open {
            tag: start,
            content: self.out.len(),
            order: order(name),
            children: Vec::new(),
        });
        Ok(())
    }

    /// Notes that a child of the innermost element begins here.
    fn enter(&mut self, name: &[u8]) -> Result<(), Error> {
        let here = self.out.len();
        if let Some(parent) = self.open.last_mut()
            && let Some(order) = parent.order
        {
            let rank = order.iter().position(|child| child.as_bytes() == name);
            let rank = rank.ok_or_else(|| {
                let element = String::from_utf8_lossy(name).into_owned();
                Error::new(DocxMessage::Misplaced { element }, Place::default())
            })?;
            parent.children.push((rank, here));
        }
        Ok(())
    }

    /// Writes a start tag, mended where docx-rs writes what is wrong or too little.
    fn tag(&mut self, tag: &BytesStart<'_>, close: &[u8]) -> Result<(), Error> {
        match tag.name().as_ref() {
            // Its only attribute is an id that counts the paragraphs of the process.
            b"w:p" => self.copy(b"<", b"w:p", close),
            b"w:gridCol" => {
                let width = tag.try_get_attribute("w:w").map_err(|error| syntax(error.into()))?;
                let width = width.ok_or_else(|| fault(ShapeFault::Column))?;
                self.copy(b"<w:gridCol w:w=\"", &width.value, b"\"");
                self.out.extend_from_slice(close);
            }
            // A style may indent by characters, which an indent in twips does not take back (ECMA-376-1,
            // 17.3.1.12).
            b"w:ind" if !contains(tag, b"w:hanging") => {
                self.copy(b"<", tag.trim_ascii_end(), b" w:firstLineChars=\"0\"");
                self.out.extend_from_slice(close);
            }
            // A style's rule that this paragraph is without stands behind the name of the style.
            b"w:pStyle" => {
                let style = value(tag)?;
                let off = style.strip_suffix(UNKEPT.as_bytes());
                self.copy(b"<w:pStyle w:val=\"", off.unwrap_or(&style), b"\"");
                self.out.extend_from_slice(close);
                if off.is_some() {
                    self.enter(b"w:keepNext")?;
                    self.out.extend_from_slice(b"<w:keepNext w:val=\"0\"/>");
                }
            }
            b"w:alias" => {
                let value = value(tag)?;
                let value = String::from_utf8_lossy(&value);
                let (key, name) = value.split_once(CONTROL_NAME).unwrap_or((&value, &value));
                let (name, kind) = match name.strip_suffix(CONTROL_RICH) {
                    Some(name) => (name, ""),
                    None => (name, "<w:text/>"),
                };
                self.controls += 1;
                let id = self.controls;
                let words = format!(
                    "<w:alias w:val=\"{name}\"/><w:tag w:val=\"{key}\"/><w:id w:val=\"{id}\"/>{kind}"
                );
                self.out.extend_from_slice(words.as_bytes());
            }
            b"w:tblStyle" => return self.table_words(tag),
            b"w:tblpPr" => {
                let white = self.floating.next();
                let white = white.ok_or_else(|| fault(ShapeFault::FloatingTable))?;
                self.copy(b"<", tag.trim_ascii_end(), b" ");
                let white = format!("w:topFromText=\"{white}\"");
                self.copy(white.as_bytes(), b"", close);
            }
            b"wp:docPr" => {
                let words = self.alternatives.next();
                let words = escape(words.ok_or_else(|| fault(ShapeFault::Picture))?.as_str());
                self.pictures += 1;
                let id = self.pictures;
                let tag = format!("<wp:docPr id=\"{id}\" name=\"图片 {id}\" descr=\"{words}\"");
                self.copy(tag.as_bytes(), b"", close);
            }
            b"a:xfrm" => {
                let mirrored = *self.mirrored.next().ok_or_else(|| fault(ShapeFault::Picture))?;
                let flip: &[u8] = if mirrored { b" flipH=\"1\"" } else { b"" };
                self.copy(b"<", tag, flip);
                self.copy(b"", b"", close);
            }
            _ => self.copy(b"<", tag, close),
        }
        Ok(())
    }

    /// Writes the style of a table, if it names one, and what is said of the table.
    fn table_words(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        let value = value(tag)?;
        let value = String::from_utf8_lossy(&value);
        let (style, number) = value.split_once(TABLE_WORDS).unwrap_or((&value, ""));
        // The style was entered with its tag.
        if style.is_empty() {
            if let Some(parent) = self.open.last_mut() {
                parent.children.pop();
            }
        } else {
            self.copy(b"<w:tblStyle w:val=\"", style.as_bytes(), b"\"/>");
        }
        let words = number.parse().ok().and_then(|number: usize| self.tables.get(number));
        let Some(words) = words else { return Ok(()) };
        if let Some(has_head) = words.look {
            // ECMA-376-1, 17.4, tblLook: the bits of the value, and each by its name.
            let (value, first) = if has_head { ("06A0", "1") } else { ("0600", "0") };
            self.enter(b"w:tblLook")?;
            let look = format!(
                "<w:tblLook w:val=\"{value}\" w:firstRow=\"{first}\" w:lastRow=\"0\" \
                 w:firstColumn=\"{first}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
            );
            self.out.extend_from_slice(look.as_bytes());
        }
        for (name, words) in
            [("w:tblCaption", &words.caption), ("w:tblDescription", &words.description)]
        {
            if !words.is_empty() {
                self.enter(name.as_bytes())?;
                let element = format!("<{name} w:val=\"{}\"/>", escape(words.as_str()));
                self.out.extend_from_slice(element.as_bytes());
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Error> {
        if name == b"w:trPr" && self.in_head_row {
            self.out.extend_from_slice(b"<w:tblHeader/>");
        }
        let open = self.open.pop().ok_or_else(|| fault(ShapeFault::End))?;
        if is_droppable(name) && self.out.len() == open.content {
            self.out.truncate(open.tag);
            if let Some(parent) = self.open.last_mut() {
                parent.children.pop();
            }
            return Ok(());
        }
        self.sort(&open.children)?;
        self.copy(b"</", name, b">");
        Ok(())
    }

    /// Puts the children of the innermost element, which fill the end of the output, in order.
    fn sort(&mut self, children: &[(usize, usize)]) -> Result<(), Error> {
        if children.is_sorted_by_key(|(rank, _)| rank) {
            return Ok(());
        }
        let ends = children.iter().skip(1).map(|(_, start)| *start);
        let mut pieces: Vec<(usize, &[u8])> = Vec::with_capacity(children.len());
        for ((rank, start), end) in children.iter().zip(ends.chain([self.out.len()])) {
            let piece = self.out.get(*start..end);
            pieces.push((*rank, piece.ok_or_else(|| fault(ShapeFault::Child))?));
        }
        pieces.sort_by_key(|(rank, _)| *rank);
        let sorted: Vec<u8> = pieces.iter().flat_map(|(_, piece)| *piece).copied().collect();
        self.out.truncate(self.out.len() - sorted.len());
        self.out.extend_from_slice(&sorted);
        Ok(())
    }

    fn copy(&mut self, before: &[u8], bytes: &[u8], after: &[u8]) {
        for piece in [before, bytes, after] {
            self.out.extend_from_slice(piece);
        }
    }

    /// The part, if all that was to be added has found its place.
    fn finish(mut self) -> Result<Vec<u8>, Error> {
        let left = self.rows.next().is_some()
            || self.alternatives.next().is_some()
            || self.mirrored.next().is_some()
            || self.charts.next().is_some()
            || self.floating.next().is_some();
        if left || !self.open.is_empty() {
            return Err(fault(ShapeFault::Rest));
        }
        Ok(self.out)
    }
}

/// The value of a tag, as it stands; empty if it has none.
fn value<'a>(tag: &'a BytesStart<'_>) -> Result<Cow<'a, [u8]>, Error> {
    let value = tag.try_get_attribute("w:val").map_err(|error| syntax(error.into()))?;
    Ok(value.map_or(Cow::Borrowed(b"".as_slice()), |value| value.value))
}

/// Whether a tag has an attribute of this name.
fn contains(tag: &BytesStart<'_>, name: &[u8]) -> bool {
    tag.try_get_attribute(name).is_ok_and(|attribute| attribute.is_some())
}

/// What stands in the line for a chart (ECMA-376-1, 21.2.2.25).
fn graphic(number: usize) -> String {
    let id = chart_id(number);
    format!(
        "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
         <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         r:id=\"{id}\"/></a:graphicData></a:graphic>"
    )
}

/// docx-rs wrote something else than it used to.
fn fault(fault: ShapeFault) -> Error {
    Error::new(DocxMessage::Shape { fault }, Place::default())
}

fn syntax(cause: quick_xml::Error) -> Error {
    Error::new(DocxMessage::Syntax {}, Place::default()).caused_by(cause)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::docx::raw::Additions;
    use crate::message::ErrorKind;

    fn raw(xml: &str, additions: Additions) -> RawXml {
        let xml = xml.as_bytes().to_vec();
        RawXml { xml, additions }
    }

    fn conform(xml: &str, additions: Additions) -> String {
        String::from_utf8(part(&raw(xml, additions)).unwrap()).unwrap()
    }

    #[test]
    fn children_come_in_the_order_of_the_schema() {
        let xml = "<w:p a=\"1\"><w:pPr><w:rPr><w:sz/><w:rFonts/></w:rPr><w:jc/><w:pStyle w:val=\"A\"/></w:pPr>\
                   <w:r><w:t>甲&amp;乙</w:t></w:r></w:p>";
        assert_eq!(
            conform(xml, Additions::default()),
            "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:jc/><w:rPr><w:rFonts/><w:sz/></w:rPr></w:pPr>\
             <w:r><w:t>甲&amp;乙</w:t></w:r></w:p>"
        );
    }

    #[test]
    fn a_control_has_a_tag_and_a_name() {
        let xml = "<w:sdtPr><w:rPr /><w:alias w:val=\"a#甲\" /></w:sdtPr>\
                   <w:sdtPr><w:rPr></w:rPr><w:alias w:val=\"b#乙#\" /></w:sdtPr>";
        assert_eq!(
            conform(&format!("<x>{xml}</x>"), Additions::default()),
            "<x><w:sdtPr><w:alias w:val=\"甲\"/><w:tag w:val=\"a\"/><w:id w:val=\"1\"/><w:text/></w:sdtPr>\
             <w:sdtPr><w:alias w:val=\"乙\"/><w:tag w:val=\"b\"/><w:id w:val=\"2\"/></w:sdtPr></x>"
        );
    }

    #[test]
    fn a_style_brings_what_docx_rs_cannot_say() {
        let xml = "<w:pPr><w:jc/><w:pStyle w:val=\"A unkept\" /></w:pPr>";
        assert_eq!(
            conform(xml, Additions::default()),
            "<w:pPr><w:pStyle w:val=\"A\"/><w:keepNext w:val=\"0\"/><w:jc/></w:pPr>"
        );
        let tables = vec![
            TableWords { caption: "甲<乙>".into(), description: String::new(), look: Some(true) },
            TableWords { caption: String::new(), description: "丙".into(), look: None },
        ];
        let xml = "<x><w:tblPr><w:jc/><w:tblStyle w:val=\"T#0\" /></w:tblPr>\
                   <w:tblPr><w:tblW/><w:tblStyle w:val=\"#1\" /></w:tblPr></x>";
        assert_eq!(
            conform(xml, Additions { tables, ..Additions::default() }),
            "<x><w:tblPr><w:tblStyle w:val=\"T\"/><w:jc/><w:tblLook w:val=\"06A0\" \
             w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"甲&lt;乙&gt;\"/></w:tblPr>\
             <w:tblPr><w:tblW/><w:tblDescription w:val=\"丙\"/></w:tblPr></x>"
        );
    }

    #[test]
    fn what_says_nothing_is_dropped() {
        let xml = "<w:p><w:pPr><w:rPr /></w:pPr><w:r><w:rPr></w:rPr><w:t/></w:r></w:p>";
        assert_eq!(conform(xml, Additions::default()), "<w:p><w:r><w:t/></w:r></w:p>");
    }

    #[test]
    fn additions_find_their_places() {
        let additions = Additions {
            head_rows: vec![true, false],
            alternatives: vec!["甲<乙>\"丙\"".to_owned()],
            mirrored: vec![true, false],
            charts: Vec::new(),
            floating: vec![20],
            tables: Vec::new(),
        };
        let xml = "<x><w:tr><w:trPr/></w:tr><w:tr><w:trPr/></w:tr>\
                   <wp:docPr id=\"9\" name=\"F\"/><w:tblpPr w:a=\"1\"/>\
                   <a:xfrm rot=\"0\"/><a:xfrm rot=\"1\"></a:xfrm></x>";
        assert_eq!(
            conform(xml, additions),
            "<x><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr><w:tr></w:tr>\
             <wp:docPr id=\"1\" name=\"图片 1\" descr=\"甲&lt;乙&gt;&quot;丙&quot;\"/>\
             <w:tblpPr w:a=\"1\" w:topFromText=\"20\"/>\
             <a:xfrm rot=\"0\" flipH=\"1\"/><a:xfrm rot=\"1\"></a:xfrm></x>"
        );
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for (xml, additions) in [
            ("<w:pPr><w:t/></w:pPr>", Additions::default()),
            ("<w:tr></w:tr>", Additions::default()),
            ("<x/>", Additions { head_rows: vec![true], ..Additions::default() }),
        ] {
            let error = part(&raw(xml, additions)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Internal, "{xml}");
        }
    }
}
