//! The sheet and its grid: three named geometries (GB/T 9704-2012, 5; GB/T 33476.2-2016, 6), or an
//! office's own.

use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize};

use super::flow::{Margins, PageSpec};
use super::gbt9704 as standard;
use crate::length::{Length, Point, Rect, Size};

/// The sheet and its grid. In files a name, `"standard"` or `"margins-37-35"`, or a table of the
/// fields that differ from the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[expect(clippy::exhaustive_structs, reason = "made from STANDARD and changed field by field")]
pub struct Geometry {
    /// The width of the sheet. Default 210 mm.
    pub paper_width: Length,
    /// The height of the sheet. Default 297 mm.
    pub paper_height: Length,
    /// 天头: the white above the type area. Default 37 mm.
    pub top: Length,
    /// 订口: the white at the left. Default 28 mm.
    pub left: Length,
    /// The width of the type area. Default 156 mm.
    pub width: Length,
    /// The height of the type area. Default 225 mm.
    pub height: Length,
    /// Lines in a page, at least 1. Default 22.
    pub rows: u32,
    /// Characters in a line, at least 1. Default 28.
    pub columns: u32,
    /// Whether the ink of the first and the last line touches the edges of the type area (撑满),
    /// or the leading lies within it. Default true.
    pub fill: bool,
    /// Whether the white at the left and that at the right change sides on even pages, for sheets
    /// that are printed on both faces and bound at the left (5.2.1 has the 订口 at the left of every
    /// page). Default false.
    pub mirrored: bool,
    /// From one line to the next; by default so that the rows fill the type area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_pitch: Option<Length>,
    /// The upper margin that a word processor is told; by default as the grid asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docx_top: Option<Length>,
    /// The lower margin that a word processor is told; by default as the grid asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docx_bottom: Option<Length>,
    /// The line pitch that a word processor is told; by default `row_pitch` in whole twips.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docx_pitch: Option<Length>,
}

impl Geometry {
    /// The rows fill the 225 mm exactly; a word processor is told margins of 34.58 and 32.58 mm
    /// and lines of exactly 29.6 pt (GB/T 33476.2-2016, 6.2).
    pub const STANDARD: Geometry = Geometry {
        paper_width: standard::PAPER.0,
        paper_height: standard::PAPER.1,
        top: standard::TOP_WHITE,
        left: standard::BINDING_WHITE,
        width: standard::TYPE_AREA.0,
        height: standard::TYPE_AREA.1,
        rows: standard::ROWS,
        columns: standard::COLUMNS,
        fill: true,
        mirrored: false,
        row_pitch: None,
        docx_top: Some(standard::SOFTWARE_MARGINS.0),
        docx_bottom: Some(standard::SOFTWARE_MARGINS.1),
        docx_pitch: Some(standard::SOFTWARE_PITCH),
    };

    /// Margins of 37 and 35 mm and lines of 28.95 pt, for those who check a file by its margins.
    /// The ink then begins some 2 mm below the edge of the type area.
    pub const MARGINS_37_35: Geometry = Geometry {
        fill: false,
        row_pitch: Some(Length::twips(579)),
        docx_top: None,
        docx_bottom: None,
        docx_pitch: None,
        ..Geometry::STANDARD
    };

    /// The grid for a body of this size.
    pub(super) fn page_spec(&self, size: Length) -> PageSpec {
        let rows = self.rows.max(1);
        let gaps = i64::from(rows) - 1;
        let filling = match (self.fill, gaps) {
            (_, 0) => self.height,
            (true, _) => (self.height - size) / gaps,
            (false, _) => self.height / i64::from(rows),
        };
        let row_pitch = self.row_pitch.unwrap_or(filling);
        let grid_top = if self.fill { self.top - (row_pitch - size) / 2 } else { self.top };
        let grid_bottom = grid_top + row_pitch * i64::from(rows);
        let right = self.paper_width - self.left - self.width;
        PageSpec {
            paper: Size { width: self.paper_width, height: self.paper_height },
            type_area: Rect {
                origin: Point { x: self.left, y: self.top },
                size: Size { width: self.width, height: self.height },
            },
            rows,
            columns: self.columns.max(1),
            size,
            row_pitch,
            grid_top,
            margins: Margins {
                top: self.docx_top.unwrap_or(grid_top),
                right,
                bottom: self.docx_bottom.unwrap_or(self.paper_height - grid_bottom),
                left: self.left,
            },
            docx_pitch: self
                .docx_pitch
                .unwrap_or_else(|| Length::twips(row_pitch.whole_times(Length::twips(1)))),
            widow_control: true,
            mirrored: self.mirrored,
        }
    }

    /// Measures that make no page.
    pub(super) fn check(&self, size: Length) -> Result<(), String> {
        let expected = |holds: bool, path: &str, what: &str| {
            if holds { Ok(()) } else { Err(format!("geometry.{path}: expected {what}")) }
        };
        let spec = self.page_spec(size);
        expected((1..=200).contains(&self.rows), "rows", "1 to 200 lines")?;
        expected((4..=200).contains(&self.columns), "columns", "4 to 200 characters")?;
        expected(self.top >= Length::ZERO, "top", "a length of nought or more")?;
        expected(self.left >= Length::ZERO, "left", "a length of nought or more")?;
        expected(
            self.width > Length::ZERO && self.left + self.width <= self.paper_width,
            "width",
            "a type area that fits on the paper",
        )?;
        expected(
            self.height > Length::ZERO && self.top + self.height <= self.paper_height,
            "height",
            "a type area that fits on the paper",
        )?;
        expected(
            self.paper_width <= Length::mm(5000.0) && self.paper_height <= Length::mm(5000.0),
            "paper_width",
            "a sheet of at most 5000mm",
        )?;
        expected(spec.row_pitch >= size, "row_pitch", "at least the size of the body")?;
        expected(
            spec.cell() >= size.scale(3, 4),
            "columns",
            "characters that overlap by less than a quarter",
        )
    }
}

impl Default for Geometry {
    fn default() -> Geometry {
        Geometry::STANDARD
    }
}

/// The fields of a geometry in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename = "geometry")]
struct GeometryFile {
    paper_width: Length,
    paper_height: Length,
    top: Length,
    left: Length,
    width: Length,
    height: Length,
    rows: u32,
    columns: u32,
    fill: bool,
    mirrored: bool,
    row_pitch: Option<Length>,
    docx_top: Option<Length>,
    docx_bottom: Option<Length>,
    docx_pitch: Option<Length>,
}

impl Default for GeometryFile {
    /// The standard's sheet; its software margins are left to the grid, which the file may change.
    fn default() -> GeometryFile {
        let Geometry { paper_width, paper_height, top, left, width, height, .. } =
            Geometry::STANDARD;
        let Geometry { rows, columns, fill, mirrored, row_pitch, .. } = Geometry::STANDARD;
        GeometryFile {
            paper_width,
            paper_height,
            top,
            left,
            width,
            height,
            rows,
            columns,
            fill,
            mirrored,
            row_pitch,
            docx_top: None,
            docx_bottom: None,
            docx_pitch: None,
        }
    }
}

impl<'de> Deserialize<'de> for Geometry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Geometry, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Geometry;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("\"standard\", \"margins-37-35\" or a table of measures")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Geometry, E> {
                match name {
                    "standard" => Ok(Geometry::STANDARD),
                    "margins-37-35" => Ok(Geometry::MARGINS_37_35),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(name), &self)),
                }
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Geometry, A::Error> {
                let file = GeometryFile::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Geometry {
                    paper_width: file.paper_width,
                    paper_height: file.paper_height,
                    top: file.top,
                    left: file.left,
                    width: file.width,
                    height: file.height,
                    rows: file.rows,
                    columns: file.columns,
                    fill: file.fill,
                    mirrored: file.mirrored,
                    row_pitch: file.row_pitch,
                    docx_top: file.docx_top,
                    docx_bottom: file.docx_bottom,
                    docx_pitch: file.docx_pitch,
                })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
