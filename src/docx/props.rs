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

/// `docProps/app.xml`: the program.
pub(super) fn app() -> Result<Vec<u8>, Error> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut part = XmlWriter::new()?;
    part.element("Properties", &[("xmlns", namespace)], |part| {
        part.text("Application", &[], env!("CARGO_PKG_NAME"))
    })?;
    Ok(part.finish())
}
