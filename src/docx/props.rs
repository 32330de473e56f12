//! The properties of the document (`docProps`): what the bulletin says of itself. Its dates are
//! the day of issue; a file without one has no dates.

use super::info_place;
use super::xml::{XmlWriter, plain};
use crate::error::Error;
use crate::info::Info;

/// `docProps/core.xml`: Dublin Core.
pub(super) fn core(info: &Info) -> Result<Vec<u8>, Error> {
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut part = XmlWriter::new()?;
    part.element("cp:coreProperties", &namespaces, |part| {
        for (name, value) in
            [("dc:title", &info.title), ("dc:subject", &info.subject), ("dc:creator", &info.author)]
        {
            if !value.is_empty() {
                part.text(name, &[], plain(value, info_place)?)?;
            }
        }
        if !info.keywords.is_empty() {
            let keywords = info.keywords.join("；");
            part.text("cp:keywords", &[], plain(&keywords, info_place)?)?;
        }
        if let Some(date) = info.date {
            let midnight = format!("{}T00:00:00Z", date.format("%Y-%m-%d"));
            for name in ["dcterms:created", "dcterms:modified"] {
                part.text(name, &[("xsi:type", "dcterms:W3CDTF")], &midnight)?;
            }
        }
        if !info.language.is_empty() {
            part.text("dc:language", &[], plain(&info.language, info_place)?)?;
        }
        Ok(())
    })?;
    Ok(part.finish())
}

/// `docProps/custom.xml`: what is said under names, which word processors show among the properties of a
/// file, and archives read (ECMA-376-1, 22.3). None for a bulletin that says nothing.
pub(super) fn custom(info: &Info) -> Result<Option<Vec<u8>>, Error> {
    if info.fields.is_empty() {
        return Ok(None);
    }
    // The set of properties that users give names to.
    const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let namespaces = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    let mut part = XmlWriter::new()?;
    part.element("Properties", &namespaces, |part| {
        // The numbers of properties begin at 2.
        for (number, field) in (2_u32..).zip(&info.fields) {
            let number = number.to_string();
            let attributes = [("fmtid", FORMAT), ("pid", number.as_str()), ("name", field.name)];
            part.element("property", &attributes, |part| {
                let value = plain(&field.value, info_place)?;
                let is_number = field.is_number && value.parse::<i32>().is_ok();
                part.text(if is_number { "vt:i4" } else { "vt:lpwstr" }, &[], value)
            })?;
        }
        Ok(())
    })?;
    Ok(Some(part.finish()))
}

/// `docProps/app.xml`: the program.
pub(super) fn app() -> Result<Vec<u8>, Error> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut part = XmlWriter::new()?;
    part.element("Properties", &[("xmlns", namespace)], |part| {
        part.text("Application", &[], env!("CARGO_PKG_NAME"))
    })?;
    Ok(part.finish())
}
