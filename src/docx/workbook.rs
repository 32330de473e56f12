//! `word/embeddings/chartN.xlsx`: the numbers of a chart as a workbook, which a word processor opens
//! when they are edited (SpreadsheetML, ECMA-376-1, 18). The first column has the categories, the first
//! row the names of the series.

use std::borrow::Cow;

use super::DocxOptions;
use super::pack::archive;
use super::xml::{R, XmlWriter};
use crate::error::Error;
use crate::style::flow::{Chart, GraphValue};

/// The sheet that holds the numbers.
pub(super) const SHEET: &str = "Sheet1";
/// The column of the categories.
pub(super) const CATEGORIES: char = 'A';

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The letter of a column, from 0. A chart has a few.
pub(super) fn column(index: usize) -> char {
    u8::try_from(index).ok().and_then(|index| b'A'.checked_add(index)).map_or('Z', char::from)
}

/// The workbook of a chart.
pub(super) fn of(chart: &Chart, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let formats = formats(chart);
    let parts = [
        ("[Content_Types].xml", content_types()?),
        ("_rels/.rels", relationships(&[("officeDocument", "xl/workbook.xml")])?),
        (
            "xl/_rels/workbook.xml.rels",
            relationships(&[("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])?,
        ),
        ("xl/workbook.xml", workbook()?),
        ("xl/styles.xml", styles(&formats)?),
        ("xl/worksheets/sheet1.xml", sheet(chart, &formats)?),
    ];
    let parts = parts.map(|(path, bytes)| (Cow::Borrowed(path), Cow::Owned(bytes)));
    archive(&parts, &[], options.compress)
}

/// How its numbers are written, each once, in the order in which they come.
fn formats(chart: &Chart) -> Vec<&str> {
    let mut formats: Vec<&str> = Vec::new();
    for value in chart.graph.series.iter().flat_map(|series| series.values.iter().flatten()) {
        if !formats.contains(&value.format.as_str()) {
            formats.push(&value.format);
        }
    }
    formats
}

fn content_types() -> Result<Vec<u8>, Error> {
    const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut part = XmlWriter::new()?;
    part.element("Types", &[("xmlns", types)], |part| {
        for (extension, content_type) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ] {
            let attributes = [("Extension", extension), ("ContentType", content_type)];
            part.empty("Default", &attributes)?;
        }
        for (path, kind) in [
            ("/xl/workbook.xml", "sheet.main+xml"),
            ("/xl/styles.xml", "styles+xml"),
            ("/xl/worksheets/sheet1.xml", "worksheet+xml"),
        ] {
            let content_type = format!("{SPREADSHEET}{kind}");
            let attributes = [("PartName", path), ("ContentType", content_type.as_str())];
            part.empty("Override", &attributes)?;
        }
        Ok(())
    })?;
    Ok(part.finish())
}

/// Who points to whom: kinds and targets, with the ids rId1, rId2 and so on.
fn relationships(targets: &[(&str, &str)]) -> Result<Vec<u8>, Error> {
    let relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut part = XmlWriter::new()?;
    part.element("Relationships", &[("xmlns", relationships)], |part| {
        for (number, (kind, target)) in (1..).zip(targets) {
            let (id, kind) = (format!("rId{number}"), format!("{R}/{kind}"));
            let attributes = [("Id", id.as_str()), ("Type", kind.as_str()), ("Target", *target)];
            part.empty("Relationship", &attributes)?;
        }
        Ok(())
    })?;
    Ok(part.finish())
}

fn workbook() -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("workbook", &[("xmlns", MAIN), ("xmlns:r", R)], |part| {
        part.element("sheets", &[], |part| {
            part.empty("sheet", &[("name", SHEET), ("sheetId", "1"), ("r:id", "rId1")])
        })
    })?;
    Ok(part.finish())
}

/// The first number of a format of one's own (18.8.30).
const OWN: usize = 164;

fn styles(formats: &[&str]) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("styleSheet", &[("xmlns", MAIN)], |part| {
        let count = formats.len().to_string();
        if !formats.is_empty() {
            part.element("numFmts", &[("count", &count)], |part| {
                formats.iter().enumerate().try_for_each(|(index, format)| {
                    let id = (OWN + index).to_string();
                    part.empty("numFmt", &[("numFmtId", &id), ("formatCode", format)])
                })
            })?;
        }
        part.element("fonts", &[("count", "1")], |part| {
            part.element("font", &[], |part| {
                part.empty("sz", &[("val", "11")])?;
                part.empty("name", &[("val", "宋体")])
            })
        })?;
        part.element("fills", &[("count", "2")], |part| {
            ["none", "gray125"].iter().try_for_each(|pattern| {
                part.element("fill", &[], |part| {
                    part.empty("patternFill", &[("patternType", pattern)])
                })
            })
        })?;
        part.element("borders", &[("count", "1")], |part| {
            part.element("border", &[], |part| {
                ["left", "right", "top", "bottom", "diagonal"]
                    .iter()
                    .try_for_each(|side| part.empty(side, &[]))
            })
        })?;
        let plain = [("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")];
        part.element("cellStyleXfs", &[("count", "1")], |part| part.empty("xf", &plain))?;
        let count = (formats.len() + 1).to_string();
        part.element("cellXfs", &[("count", &count)], |part| {
            let one = |part: &mut XmlWriter, id: &str| {
                let applied = if id == "0" { "0" } else { "1" };
                let attributes = [
                    ("numFmtId", id),
                    ("fontId", "0"),
                    ("fillId", "0"),
                    ("borderId", "0"),
                    ("xfId", "0"),
                    ("applyNumberFormat", applied),
                ];
                part.empty("xf", &attributes)
            };
            one(part, "0")?;
            (0..formats.len()).try_for_each(|index| one(part, &(OWN + index).to_string()))
        })?;
        part.element("cellStyles", &[("count", "1")], |part| {
            part.empty("cellStyle", &[("name", "Normal"), ("xfId", "0"), ("builtinId", "0")])
        })
    })?;
    Ok(part.finish())
}

fn sheet(chart: &Chart, formats: &[&str]) -> Result<Vec<u8>, Error> {
    let graph = &chart.graph;
    let mut part = XmlWriter::new()?;
    part.element("worksheet", &[("xmlns", MAIN)], |part| {
        part.element("sheetData", &[], |part| {
            part.element("row", &[("r", "1")], |part| {
                for (index, series) in (1..).zip(&graph.series) {
                    if let Some(name) = &series.name {
                        words(part, &format!("{}1", column(index)), name)?;
                    }
                }
                Ok(())
            })?;
            for (index, category) in graph.categories.iter().enumerate() {
                let row = (index + 2).to_string();
                part.element("row", &[("r", &row)], |part| {
                    words(part, &format!("{CATEGORIES}{row}"), category)?;
                    for (number, series) in (1..).zip(&graph.series) {
                        let value = series.values.get(index).and_then(Option::as_ref);
                        let Some(GraphValue { number: value, format, .. }) = value else {
                            continue;
                        };
                        let style = formats.iter().position(|known| known == format);
                        let style = style.map_or(0, |style| style + 1).to_string();
                        let cell = format!("{}{row}", column(number));
                        part.element("c", &[("r", &cell), ("s", &style)], |part| {
                            part.text("v", &[], value)
                        })?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })
    })?;
    Ok(part.finish())
}

/// A cell of words.
fn words(part: &mut XmlWriter, cell: &str, words: &str) -> Result<(), Error> {
    part.element("c", &[("r", cell), ("t", "inlineStr")], |part| {
        part.element("is", &[], |part| part.text("t", &[("xml:space", "preserve")], words))
    })
}
