//! The package (OPC, ECMA-376 part 2): which parts there are, what kind each is, and who points
//! to whom.

use std::borrow::Cow;

use super::xml::XmlWriter;
use crate::error::Error;
use crate::style::flow::ImageFormat;

/// What kind a part is, and who points to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartType {
    content_type: &'static str,
    relation: &'static str,
    /// Whether the document points to it, rather than the package.
    of_document: bool,
}

macro_rules! wordprocessing {
    ($name:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $name, "+xml")
    };
}

macro_rules! office_relation {
    ($name:literal) => {
        concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $name)
    };
}

/// The document itself.
pub(super) const DOCUMENT: PartType = PartType {
    content_type: wordprocessing!("document.main"),
    relation: office_relation!("officeDocument"),
    of_document: false,
};
/// Its styles.
pub(super) const STYLES: PartType = PartType {
    content_type: wordprocessing!("styles"),
    relation: office_relation!("styles"),
    of_document: true,
};
/// Its settings.
pub(super) const SETTINGS: PartType = PartType {
    content_type: wordprocessing!("settings"),
    relation: office_relation!("settings"),
    of_document: true,
};
/// The faces that it asks for.
pub(super) const FONT_TABLE: PartType = PartType {
    content_type: wordprocessing!("fontTable"),
    relation: office_relation!("fontTable"),
    of_document: true,
};
/// The lists of headings.
pub(super) const NUMBERING: PartType = PartType {
    content_type: wordprocessing!("numbering"),
    relation: office_relation!("numbering"),
    of_document: true,
};
/// The footnotes.
pub(super) const FOOTNOTES: PartType = PartType {
    content_type: wordprocessing!("footnotes"),
    relation: office_relation!("footnotes"),
    of_document: true,
};
/// A footer.
pub(super) const FOOTER: PartType = PartType {
    content_type: wordprocessing!("footer"),
    relation: office_relation!("footer"),
    of_document: true,
};
/// Title, author, dates.
pub(super) const CORE: PartType = PartType {
    content_type: "application/vnd.openxmlformats-package.core-properties+xml",
    relation: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    of_document: false,
};
/// What the bulletin says of itself under names of its own.
pub(super) const CUSTOM: PartType = PartType {
    content_type: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    relation: office_relation!("custom-properties"),
    of_document: false,
};
/// The program that wrote it.
pub(super) const APP: PartType = PartType {
    content_type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    relation: office_relation!("extended-properties"),
    of_document: false,
};

/// A chart.
pub(super) const CHART: PartType = PartType {
    content_type: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    relation: office_relation!("chart"),
    of_document: true,
};

/// The numbers of charts as workbooks.
const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const WORKBOOK_RELATION: &str = office_relation!("package");
/// The id by which a chart points to its workbook.
pub(super) const WORKBOOK_ID: &str = "rId1";

const IMAGE_RELATION: &str = office_relation!("image");
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// An image file, its bytes as they came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Media<'a> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its bytes.
    pub(super) data: &'a [u8],
    /// What they are.
    pub(super) format: ImageFormat,
}

impl Media<'_> {
    /// Where it is in the package.
    pub(super) fn path(&self) -> String {
        format!("word/{}", self.target())
    }

    fn target(&self) -> String {
        format!("media/image{}.{}", self.number, extension(self.format))
    }
}

/// The id by which the document points to the image of this number.
pub(super) fn image_id(number: usize) -> String {
    format!("rIdImage{number}")
}

/// Where the chart of this number is in the package.
pub(super) fn chart_path(number: usize) -> String {
    format!("word/charts/chart{number}.xml")
}

/// The id by which the document points to the chart of this number.
pub(super) fn chart_id(number: usize) -> String {
    part_id(&chart_path(number))
}

/// The id by which the document points to a part: `rId` and the part's name in the package,
/// `rIdFooter1` for `word/footer1.xml`.
pub(super) fn part_id(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".xml").unwrap_or(name);
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("rId{}{}", first.map_or_else(String::new, String::from), letters.as_str())
}

/// A part's path and bytes.
pub(super) type ZipEntry<'a> = (Cow<'a, str>, Cow<'a, [u8]>);

/// The parts of the package in the order of the file.
#[derive(Debug)]
pub(super) struct Package<'a> {
    parts: Vec<(String, PartType, Vec<u8>)>,
    images: Vec<Media<'a>>,
    /// The workbooks of the charts, in the order of their numbers.
    workbooks: Vec<Vec<u8>>,
}

impl<'a> Package<'a> {
    /// A package without parts.
    pub(super) fn new() -> Package<'a> {
        Package { parts: Vec::new(), images: Vec::new(), workbooks: Vec::new() }
    }

    /// Adds a part at `path`.
    pub(super) fn part(&mut self, path: impl Into<String>, kind: PartType, bytes: Vec<u8>) {
        self.parts.push((path.into(), kind, bytes));
    }

    /// Adds an image.
    pub(super) fn media(&mut self, image: Media<'a>) {
        self.images.push(image);
    }

    /// Adds the next chart, and the workbook that holds its numbers.
    pub(super) fn chart(&mut self, chart: Vec<u8>, workbook: Vec<u8>) {
        self.workbooks.push(workbook);
        self.part(chart_path(self.workbooks.len()), CHART, chart);
    }

    /// The workbooks of the charts, each with its path.
    pub(super) fn workbooks(&self) -> impl Iterator<Item = (String, &[u8])> {
        let workbooks = self.workbooks.iter().enumerate();
        workbooks.map(|(index, bytes)| {
            (format!("word/embeddings/chart{}.xlsx", index + 1), bytes.as_slice())
        })
    }

    /// The images.
    pub(super) fn images(&self) -> &[Media<'a>] {
        &self.images
    }

    /// The XML parts: first those that say what the others are, as readers of streams wish.
    pub(super) fn xml_parts(&self) -> Result<Vec<ZipEntry<'_>>, Error> {
        let mut parts = vec![
            ("[Content_Types].xml".into(), Cow::Owned(self.content_types()?)),
            ("_rels/.rels".into(), Cow::Owned(self.relationships(false)?)),
            ("word/_rels/document.xml.rels".into(), Cow::Owned(self.relationships(true)?)),
        ];
        for number in 1..=self.workbooks.len() {
            let path = format!("word/charts/_rels/chart{number}.xml.rels");
            parts.push((path.into(), Cow::Owned(to_workbook(number)?)));
        }
        for (path, _, bytes) in &self.parts {
            parts.push((path.into(), Cow::Borrowed(bytes.as_slice())));
        }
        Ok(parts)
    }

    fn content_types(&self) -> Result<Vec<u8>, Error> {
        let rels = "application/vnd.openxmlformats-package.relationships+xml";
        let mut part = XmlWriter::new()?;
        part.element("Types", &[("xmlns", CONTENT_TYPES)], |part| {
            let default = |part: &mut XmlWriter, extension, content_type| {
                let attributes = [("Extension", extension), ("ContentType", content_type)];
                part.empty("Default", &attributes)
            };
            default(part, "rels", rels)?;
            default(part, "xml", "application/xml")?;
            if !self.workbooks.is_empty() {
                default(part, "xlsx", WORKBOOK_TYPE)?;
            }
            for format in [ImageFormat::Png, ImageFormat::Jpeg] {
                if self.images.iter().any(|image| image.format == format) {
                    default(part, extension(format), media_type(format))?;
                }
            }
            for (path, kind, _) in &self.parts {
                let path = format!("/{path}");
                part.empty("Override", &[("PartName", &path), ("ContentType", kind.content_type)])?;
            }
            Ok(())
        })?;
        Ok(part.finish())
    }

    fn relationships(&self, of_document: bool) -> Result<Vec<u8>, Error> {
        let mut part = XmlWriter::new()?;
        part.element("Relationships", &[("xmlns", RELATIONSHIPS)], |part| {
            let relationship = |part: &mut XmlWriter, id: &str, relation, target: &str| {
                let attributes = [("Id", id), ("Type", relation), ("Target", target)];
                part.empty("Relationship", &attributes)
            };
            for (path, kind, _) in &self.parts {
                if kind.of_document == of_document {
                    let target =
                        if of_document { path.strip_prefix("word/").unwrap_or(path) } else { path };
                    relationship(part, &part_id(path), kind.relation, target)?;
                }
            }
            if of_document {
                for image in &self.images {
                    let id = image_id(image.number);
                    relationship(part, &id, IMAGE_RELATION, &image.target())?;
                }
            }
            Ok(())
        })?;
        Ok(part.finish())
    }
}

/// What points from a chart to its workbook.
fn to_workbook(number: usize) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("Relationships", &[("xmlns", RELATIONSHIPS)], |part| {
        let target = format!("../embeddings/chart{number}.xlsx");
        let attributes =
            [("Id", WORKBOOK_ID), ("Type", WORKBOOK_RELATION), ("Target", target.as_str())];
        part.empty("Relationship", &attributes)
    })?;
    Ok(part.finish())
}

fn extension(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpeg",
    }
}

fn media_type(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "image/png",
        ImageFormat::Jpeg => "image/jpeg",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_paths() {
        assert_eq!(part_id("word/footer2.xml"), "rIdFooter2");
        assert_eq!(part_id("docProps/core.xml"), "rIdCore");
    }
}
