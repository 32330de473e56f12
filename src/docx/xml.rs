//! A writer of small XML parts over quick-xml: elements with attributes, everything escaped, and
//! a refusal of the characters that XML has no way to hold.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::error::Error;
use crate::message::ErrorKind;

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// One part of the package, as it is being written.
pub(super) struct Part {
    writer: Writer<Vec<u8>>,
}

/// An element's attributes, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Part {
    /// A part with its declaration.
    pub(super) fn new() -> Result<Part, Error> {
        let mut part = Part { writer: Writer::new(Vec::with_capacity(4096)) };
        part.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(part)
    }

    /// An element with what `content` writes inside it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Part) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.event(Event::Start(start(name, attributes)))?;
        content(self)?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing inside it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), Error> {
        self.event(Event::Empty(start(name, attributes)))
    }

    /// An element whose one attribute is `w:val`.
    pub(super) fn val(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.empty(name, &[("w:val", value)])
    }

    /// An element that holds text.
    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> Result<(), Error> {
        self.element(name, attributes, |part| part.event(Event::Text(BytesText::new(text))))
    }

    /// The bytes written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), Error> {
        self.writer
            .write_event(event)
            .map_err(|error| Error::legacy(ErrorKind::Internal, "", error.to_string()))
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// `text`, unless XML cannot hold one of its characters (XML 1.0, production 2). Tabs and line
/// ends are refused with them: the flow has other means to say those.
pub(super) fn plain<'a>(text: &'a str, place: &str) -> Result<&'a str, Error> {
    match text.chars().find(|character| !is_plain(*character)) {
        None => Ok(text),
        Some(character) => Err(Error::legacy(
            ErrorKind::Input,
            place,
            format!(
                "the character U+{:04X} cannot stand in a DOCX file: expected printable text",
                u32::from(character)
            ),
        )),
    }
}

fn is_plain(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_refused_with_its_place() {
        let error = plain("一\u{b}二", "body[3]").unwrap_err();
        assert_eq!(error.place().to_string(), "body[3]");
        assert!(error.message(crate::message::Language::English).contains("U+000B"), "{error}");
        assert!(plain("𠮷<&>\u{7f}", "").is_ok());
    }

    #[test]
    fn attributes_and_text_are_escaped() {
        let mut part = Part::new().unwrap();
        part.text("a", &[("b", "\"<&")], "<&>").unwrap();
        let xml = String::from_utf8(part.finish()).unwrap();
        assert!(xml.ends_with("<a b=\"&quot;&lt;&amp;\">&lt;&amp;&gt;</a>"), "{xml}");
    }
}
