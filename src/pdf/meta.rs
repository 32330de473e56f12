//! What the file says of itself: the document information, the same facts as XMP, the language
//! and how a reader should open it.

use chrono::{Datelike, NaiveDate};
use lopdf::{Dictionary, Stream};

use super::file::{File, ascii, dictionary, name, text};
use super::level::PdfClaims;
use crate::info::{Info, InfoField};
use crate::layout::page::Pages;
use crate::punct;

/// The program that made the file.
const PRODUCER: &str = concat!("bulletin ", env!("CARGO_PKG_VERSION"));

/// Puts the facts into the file.
pub(super) fn embed(file: &mut File, pages: &Pages, claims: &PdfClaims) {
    let info = clean(&pages.info);
    let facts = file.add(information(&info));
    file.trailer().set("Info", facts);
    let about = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    // Programs that do not know PDF look for it in the bytes.
    let xmp = Stream::new(about, xmp(&info, claims).into_bytes()).with_compression(false);
    let xmp = file.add(xmp);
    let catalog = file.catalog();
    catalog.set("Metadata", xmp);
    if !info.language.is_empty() {
        catalog.set("Lang", text(&info.language));
    }
    if !info.title.is_empty() {
        let shown = dictionary([("DisplayDocTitle", true.into())]);
        catalog.set("ViewerPreferences", shown);
    }
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
        keywords: info.keywords.iter().map(|word| clean(word)).collect(),
        fields: info
            .fields
            .iter()
            .map(|field| InfoField { value: clean(&field.value), ..field.clone() })
            .collect(),
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
    let keywords = keywords(info);
    if !keywords.is_empty() {
        entries.set("Keywords", text(&keywords));
    }
    entries.set("Creator", text(PRODUCER));
    entries.set("Producer", text(PRODUCER));
    if let Some(date) = info.date {
        let date = midnight(date);
        entries.set("CreationDate", ascii(&date));
        entries.set("ModDate", ascii(&date));
    }
    entries
}

/// The key words as one text.
fn keywords(info: &Info) -> String {
    info.keywords.join("；")
}

/// The midnight at which a day begins, as a date of PDF (ISO 32000-1, 7.9.4).
pub(super) fn midnight(date: NaiveDate) -> String {
    let (year, month, day) = parts(date);
    format!("D:{year:04}{month:02}{day:02}000000+08'00'")
}

/// A day of issue begins at midnight in Beijing.
fn parts(date: NaiveDate) -> (i32, u32, u32) {
    (date.year(), date.month(), date.day())
}

/// What the bulletin says of itself under names of its own (ISO 19005-2, 6.6.2.3).
const OWN: Schema = Schema {
    name: "Chinese official bulletins",
    prefix: "bulletin",
    namespace: "urn:bulletin:properties:1:",
};
/// What PDF/UA-1 is said in (ISO 14289-1, 5).
const UA: Schema = Schema {
    name: "PDF/UA identification",
    prefix: "pdfuaid",
    namespace: "http://www.aiim.org/pdfua/ns/id/",
};

/// A set of properties that PDF/A does not know by itself.
struct Schema {
    name: &'static str,
    prefix: &'static str,
    namespace: &'static str,
}

/// The facts as XMP (ISO 16684-1), entry by entry those of the document information.
fn xmp(info: &Info, claims: &PdfClaims) -> String {
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
    fact("pdf:Keywords", "", &keywords(info), "");
    if let Some((part, conformance)) = claims.level.part() {
        fact("pdfaid:part", "", part, "");
        fact("pdfaid:conformance", "", conformance, "");
    }
    if claims.accessible {
        fact("pdfuaid:part", "", "1", "");
    }
    for field in &info.fields {
        fact(&format!("{}:{}", OWN.prefix, field.key), "", &field.value, "");
    }
    let own = info.fields.iter().any(|field| !field.value.is_empty());
    let spaces: String = [(&OWN, own), (&UA, claims.accessible)]
        .into_iter()
        .filter(|(_, used)| *used)
        .map(|(schema, _)| format!(" xmlns:{}=\"{}\"", schema.prefix, schema.namespace))
        .collect();
    let described = described(info, claims);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"{spaces}>\n\
         {facts}  </rdf:Description>\n{described} </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// The description of the properties that are not among those that PDF/A knows.
fn described(info: &Info, claims: &PdfClaims) -> String {
    if claims.level.part().is_none() {
        return String::new();
    }
    let mut schemas = String::new();
    let mut schema = |of: &Schema, properties: String| {
        if !properties.is_empty() {
            schemas.push_str(&format!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{}</pdfaSchema:schema>\
                 <pdfaSchema:namespaceURI>{}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{}\
                 </pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq>\
                 </pdfaSchema:property></rdf:li>\n",
                of.name, of.namespace, of.prefix,
            ));
        }
    };
    let property = |name: &str, kind: &str, category: &str, said: &str| {
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\
             <pdfaProperty:category>{category}</pdfaProperty:category>\
             <pdfaProperty:description>{said}</pdfaProperty:description></rdf:li>"
        )
    };
    if claims.accessible {
        schema(&UA, property("part", "Integer", "internal", "the part of ISO 14289"));
    }
    let own = info.fields.iter().filter(|field| !field.value.is_empty()).map(|field| {
        let kind = if field.is_number { "Integer" } else { "Text" };
        property(field.key, kind, "external", field.name)
    });
    schema(&OWN, own.collect());
    if schemas.is_empty() {
        return schemas;
    }
    // In a Description of its own: some readers look at what it begins with.
    format!(
        "  <rdf:Description rdf:about=\"\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n   \
         <pdfaExtension:schemas><rdf:Bag>\n{schemas}   </rdf:Bag></pdfaExtension:schemas>\n  \
         </rdf:Description>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
