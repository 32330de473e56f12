//! The styles of tables in `word/styles.xml`.

use super::format::{TableLook, hex};
use super::unit::eighths;
use super::xml::XmlWriter;
use crate::error::Error;
use crate::info::Color;
use crate::length::Length;
use crate::style::flow::TableRules;

/// The style of tables.
pub(super) const TABLE: &str = "BulletinTable";

/// The word processor's own table style: no borders, no margins.
pub(super) fn normal_table(part: &mut XmlWriter) -> Result<(), Error> {
    let attributes = [("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", "Normal Table")?;
        part.val("w:uiPriority", "99")?;
        part.empty("w:semiHidden", &[])?;
        part.empty("w:unhideWhenUsed", &[])?;
        part.element("w:tblPr", &[], |part| {
            part.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
            part.element("w:tblCellMar", &[], |part| {
                for edge in ["w:top", "w:left", "w:bottom", "w:right"] {
                    part.empty(edge, &[("w:w", "0"), ("w:type", "dxa")])?;
                }
                Ok(())
            })
        })
    })
}

/// The style of the tables: their lines and the white in their cells, so that a table put in by hand looks
/// like the others. Its first row is a head that repeats (ECMA-376-1, 17.7.6).
pub(super) fn bulletin_table(part: &mut XmlWriter, look: &TableLook) -> Result<(), Error> {
    let attributes = [("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", TABLE)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", "公文表格")?;
        part.val("w:aliases", "Bulletin Table")?;
        part.val("w:basedOn", "TableNormal")?;
        part.val("w:uiPriority", "20")?;
        part.empty("w:qFormat", &[])?;
        part.element("w:tblPr", &[], |part| {
            part.val("w:jc", "center")?;
            part.element("w:tblBorders", &[], |part| {
                let TableRules { outer, sides, rows, columns, color, .. } = look.rules;
                for (edge, thickness) in [
                    ("w:top", outer),
                    ("w:left", sides),
                    ("w:bottom", outer),
                    ("w:right", sides),
                    ("w:insideH", rows),
                    ("w:insideV", columns),
                ] {
                    table_rule(part, edge, thickness, color)?;
                }
                Ok(())
            })?;
            part.element("w:tblCellMar", &[], |part| {
                let (above, beside) = (look.above.to_string(), look.beside.to_string());
                for (edge, white) in [
                    ("w:top", &above),
                    ("w:left", &beside),
                    ("w:bottom", &above),
                    ("w:right", &beside),
                ] {
                    part.empty(edge, &[("w:w", white), ("w:type", "dxa")])?;
                }
                Ok(())
            })
        })?;
        part.element("w:tblStylePr", &[("w:type", "firstRow")], |part| {
            part.element("w:trPr", &[], |part| part.empty("w:tblHeader", &[]))
        })
    })
}

fn table_rule(
    part: &mut XmlWriter,
    edge: &str,
    thickness: Length,
    color: Color,
) -> Result<(), Error> {
    match eighths(thickness) {
        Some(size) => part.empty(
            edge,
            &[
                ("w:val", "single"),
                ("w:sz", &size.to_string()),
                ("w:space", "0"),
                ("w:color", &hex(color)),
            ],
        ),
        None => part.empty(edge, &[("w:val", "nil")]),
    }
}
