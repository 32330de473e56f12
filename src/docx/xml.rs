//! A writer of small XML parts over quick-xml: elements with attributes, everything escaped, and
//! a refusal of the characters that no file can hold.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::messages::DocxMessage;
use crate::error::Error;
use crate::message::CodePoint;
use crate::place::Place;
use crate::punct;

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of relationships in parts.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// One part of the package, as it is being written.
pub(super) struct XmlWriter {
    writer: Writer<Vec<u8>>,
}

/// An element's attributes, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl XmlWriter {
    /// A part with its declaration.
    pub(super) fn new() -> Result<XmlWriter, Error> {
        let mut part = XmlWriter { writer: Writer::new(Vec::with_capacity(4096)) };
        part.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(part)
    }

    /// An element with what `content` writes inside it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut XmlWriter) -> Result<(), Error>,
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
            .map_err(|cause| Error::new(DocxMessage::Syntax {}, Place::default()).caused_by(cause))
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// `text`, unless one of its characters is of those that no file can hold. Tabs and line ends are
/// refused with them: the flow has other means to say those.
pub(super) fn plain(text: &str, place: impl FnOnce() -> Place) -> Result<&str, Error> {
    let refused = |c: &char| matches!(c, '\t' | '\n') || punct::is_forbidden(*c);
    match text.chars().find(refused) {
        None => Ok(text),
        Some(character) => {
            let character = CodePoint(character);
            Err(Error::new(DocxMessage::Character { character }, place()))
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::message::Language;
    use crate::place::ModelPath;

    #[test]
    fn what_xml_cannot_hold_is_refused_with_its_place() {
        for (text, code) in [("一\u{b}二", "U+000B"), ("\u{7f}", "U+007F"), ("\u{fffe}", "U+FFFE")]
        {
            let place = || Place::path(ModelPath::root().field("body").index(3));
            let error = plain(text, place).unwrap_err();
            assert_eq!(error.place().to_string(), "body[3]");
            assert!(error.message(Language::English).contains(code), "{error}");
        }
        assert!(plain("𠮷<&>", Place::default).is_ok());
    }

    #[test]
    fn attributes_and_text_are_escaped() {
        let mut part = XmlWriter::new().unwrap();
        part.text("a", &[("b", "\"<&")], "<&>").unwrap();
        let xml = String::from_utf8(part.finish()).unwrap();
        assert!(xml.ends_with("<a b=\"&quot;&lt;&amp;\">&lt;&amp;&gt;</a>"), "{xml}");
    }
}
