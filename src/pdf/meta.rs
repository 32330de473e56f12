//! What the file says of itself: the document information, the same facts as XMP, the language
//! and how a reader should open it.

use chrono::{Datelike, NaiveDate};
use lopdf::{Dictionary, Stream};

use super::file::{File, ascii, dictionary, name, text};
use crate::error::Error;
use crate::info::Info;
use crate::layout::page::{Content, Pages};
use crate::punct;

/// The program that made the file.
const PRODUCER: &str = concat!("bulletin ", env!("CARGO_PKG_VERSION"));

/// Puts the facts into the file.
pub(super) fn embed(file: &mut File, pages: &Pages, archival: bool) -> Result<(), Error> {
    let info = clean(&pages.info);
    let facts = file.add(information(&info));
    file.trailer().set("Info", facts);
    let about = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    // Programs that do not know PDF look for it in the bytes.
    let xmp = Stream::new(about, xmp(&info, archival).into_bytes()).with_compression(false);
    let xmp = file.add(xmp);
    let catalog = file.catalog()?;
    catalog.set("Metadata", xmp);
    if !info.language.is_empty() {
        catalog.set("Lang", text(&info.language));
    }
    if !info.title.is_empty() {
        let shown = dictionary([("DisplayDocTitle", true.into())]);
        catalog.set("ViewerPreferences", shown);
    }
    Ok(())
}

/// Whether the file keeps PDF/A-2b (ISO 19005-2): what depends on the writer it always keeps. The
/// sign for a missing character must not be shown (6.2.11.8).
pub(super) fn is_archival(pages: &Pages) -> bool {
    let missing = pages.pages.iter().flat_map(|page| &page.items).any(|item| {
        matches!(&item.content,
            Content::Glyphs(run) if run.glyphs.iter().any(|glyph| glyph.id == 0))
    });
    !missing
}

/// The facts without the characters that no file can hold, which stand for nothing anyway.
fn clean(info: &Info) -> Info {
    let clean = |text: &str| -> String {
        text.chars().filter(|character| !punct::is_forbidden(*character)).collect()
    };
    Info {
        title: clean(&info.title),
        author: clean(&info.author),
        subject: clean(&info.subject),
        date: info.date.filter(|date| (0..=9999).contains(&date.year())),
        language: clean(&info.language),
        ..Info::default()
    }
}

/// The document information dictionary (ISO 32000-1, 14.3.3).
fn information(info: &Info) -> Dictionary {
    let mut entries = Dictionary::new();
    let texts = [("Title", &info.title), ("Author", &info.author), ("Subject", &info.subject)];
    for (key, value) in texts {
        if !value.is_empty() {
            entries.set(key, text(value));
        }
    }
    entries.set("Creator", text(PRODUCER));
    entries.set("Producer", text(PRODUCER));
    if let Some(date) = info.date {
        let (year, month, day) = parts(date);
        let date = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
        entries.set("CreationDate", ascii(&date));
        entries.set("ModDate", ascii(&date));
    }
    entries
}

/// A day of issue begins at midnight in Beijing.
fn parts(date: NaiveDate) -> (i32, u32, u32) {
    (date.year(), date.month(), date.day())
}

/// The facts as XMP (ISO 16684-1), entry by entry those of the document information.
fn xmp(info: &Info, archival: bool) -> String {
    let mut facts = String::new();
    let mut fact = |name: &str, open: &str, value: &str, close: &str| {
        if !value.is_empty() {
            let value = escape(value);
            facts.push_str(&format!("   <{name}>{open}{value}{close}</{name}>\n"));
        }
    };
    let language = ("<rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt>");
    fact("dc:title", language.0, &info.title, language.1);
    fact("dc:creator", "<rdf:Seq><rdf:li>", &info.author, "</rdf:li></rdf:Seq>");
    fact("dc:description", language.0, &info.subject, language.1);
    fact("dc:language", "<rdf:Bag><rdf:li>", &info.language, "</rdf:li></rdf:Bag>");
    if let Some(date) = info.date {
        let (year, month, day) = parts(date);
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00");
        fact("xmp:CreateDate", "", &date, "");
        fact("xmp:ModifyDate", "", &date, "");
    }
    fact("xmp:CreatorTool", "", PRODUCER, "");
    fact("pdf:Producer", "", PRODUCER, "");
    if archival {
        fact("pdfaid:part", "", "2", "");
        fact("pdfaid:conformance", "", "B", "");
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         {facts}  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
