//! The sheet and its grid: three named geometries (GB/T 9704-2012, 5; GB/T 33476.2-2016, 6), or an
//! office's own.

use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, Serialize};

use super::flow::{Margins, PageSpec};
use super::gbt9704 as standard;
use super::messages::StyleMessage;
use super::theme::ranges::{self, Fault};
use crate::length::{Length, Point, Rect, Size};
use crate::place::Walk;
use crate::raise::expecting;

/// The sheet and its grid. In files it is a name, `"standard"` or `"margins-37-35"`, or a table of
/// the fields that differ from the standard. What the DOCX states (its margins and line pitch)
/// follows from these measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
pub struct Geometry {
    /// The width of the sheet, 10 mm to 5000 mm. Default 210 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::paper::schema"))]
    pub paper_width: Length,
    /// The height of the sheet, 10 mm to 5000 mm. Default 297 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::paper::schema"))]
    pub paper_height: Length,
    /// The margin above the type area (天头), 0 mm to 5000 mm. Default 37 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::white::schema"))]
    pub top: Length,
    /// The margin at the left of the type area (订口), 0 mm to 5000 mm. Default 28 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::white::schema"))]
    pub left: Length,
    /// The width of the type area, 1 mm to 5000 mm; together with the left margin no more than the
    /// width of the sheet. Default 156 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::area::schema"))]
    pub width: Length,
    /// The height of the type area, 1 mm to 5000 mm; together with the margin above it no more than
    /// the height of the sheet. Default 225 mm.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::area::schema"))]
    pub height: Length,
    /// Lines in a page, 1 to 200. Default 22.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::rows::schema"))]
    pub rows: u32,
    /// Characters in a line, 4 to 200; each has at least three quarters of the size of the body.
    /// Default 28.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::columns::schema"))]
    pub columns: u32,
    /// Whether the first and last lines touch the edges of the type area with their ink (撑满), or
    /// with their leading. Default true.
    pub fill: bool,
    /// Whether the left and right margins are exchanged on even pages, for sheets that are printed
    /// on both sides and bound at the left (5.2.1 has the 订口 at the left of every page). Default
    /// false.
    pub mirrored: bool,
    /// The distance from one line to the next, 4 pt to 200 mm: at least the size of the body, and at
    /// most what the type area has room for. By default the rows fill the type area.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::pitch::schema"))]
    pub row_pitch: Option<Length>,
}

impl Geometry {
    /// The rows fill the 225 mm exactly; the DOCX states margins of 34.58 and 32.58 mm and lines of
    /// exactly 29.6 pt (GB/T 33476.2-2016, 6.2).
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
    };

    /// Margins of 37 and 35 mm and lines of 28.95 pt, for offices that check the margins of a file.
    /// The ink then begins about 2 mm below the edge of the type area.
    pub const MARGINS_37_35: Geometry =
        Geometry { fill: false, row_pitch: Some(Length::twips(579)), ..Geometry::STANDARD };

    /// The grid for a body of this size.
    pub(super) fn page_spec(&self, size: Length) -> PageSpec {
        let row_pitch = self.pitch(size);
        let outside = if self.fills() { (row_pitch - size) / 2 } else { Length::ZERO };
        let grid_top = self.top - outside;
        let grid_bottom = grid_top + row_pitch * i64::from(self.rows);
        let right = self.paper_width - self.left - self.width;
        let software = if self.has_standard_rows(size) {
            Software {
                top: standard::SOFTWARE_MARGINS.0,
                bottom: standard::SOFTWARE_MARGINS.1,
                pitch: standard::SOFTWARE_PITCH,
            }
        } else {
            Software {
                top: grid_top.max(Length::ZERO),
                bottom: (self.paper_height - grid_bottom).max(Length::ZERO),
                pitch: Length::twips(row_pitch.whole_times(Length::twips(1))),
            }
        };
        PageSpec {
            paper: Size { width: self.paper_width, height: self.paper_height },
            type_area: Rect {
                origin: Point { x: self.left, y: self.top },
                size: Size { width: self.width, height: self.height },
            },
            rows: self.rows,
            columns: self.columns,
            size,
            row_pitch,
            grid_top,
            margins: Margins { top: software.top, right, bottom: software.bottom, left: self.left },
            docx_pitch: software.pitch,
            widow_control: true,
            fit: 100,
            mirrored: self.mirrored,
        }
    }

    /// From one line to the next: as stated, or so that the rows fill the type area.
    fn pitch(&self, size: Length) -> Length {
        let rows = i64::from(self.rows);
        let filling =
            if self.fills() { (self.height - size) / (rows - 1) } else { self.height / rows };
        self.row_pitch.unwrap_or(filling)
    }

    /// Whether the first and the last line touch the edges of the type area: two lines, then.
    fn fills(&self) -> bool {
        self.fill && self.rows > 1
    }

    /// Whether the rows are those of the standard, whose margins in a word processor are stated in
    /// GB/T 33476.2-2016, 6.2, rounded.
    fn has_standard_rows(&self, size: Length) -> bool {
        let rows = |geometry: &Geometry| {
            let Geometry { paper_height, top, height, rows, fill, row_pitch, .. } = *geometry;
            (paper_height, top, height, rows, fill, row_pitch)
        };
        size == standard::SIZE_3 && rows(self) == rows(&Geometry::STANDARD)
    }

    /// Measures that make a page with a body of this size.
    pub(super) fn check(&self, size: Length, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::paper::check(self.paper_width, &at.field("paper_width"))?;
        ranges::paper::check(self.paper_height, &at.field("paper_height"))?;
        ranges::white::check(self.top, &at.field("top"))?;
        ranges::white::check(self.left, &at.field("left"))?;
        ranges::area::check(self.width, &at.field("width"))?;
        ranges::area::check(self.height, &at.field("height"))?;
        ranges::rows::check(self.rows, &at.field("rows"))?;
        ranges::columns::check(self.columns, &at.field("columns"))?;
        if let Some(pitch) = self.row_pitch {
            ranges::pitch::check(pitch, &at.field("row_pitch"))?;
        }
        on_paper(self.left, self.width, self.paper_width, &at.field("width"))?;
        on_paper(self.top, self.height, self.paper_height, &at.field("height"))?;
        let expected = |holds: bool, message: StyleMessage, field: &'static str| {
            if holds { Ok(()) } else { Err(Fault::new(message, &at.field(field))) }
        };
        let PageSpec { row_pitch: pitch, .. } = self.page_spec(size);
        expected(pitch >= size, StyleMessage::RowPitch { pitch, size }, "row_pitch")?;
        // The leading of the first and the last line may lie outside the type area.
        let rows = i64::from(self.rows);
        let height = if self.fills() { pitch * (rows - 1) + size } else { pitch * rows };
        let area = self.height;
        expected(height <= area, StyleMessage::Rows { height, area }, "row_pitch")?;
        let cell = self.width / i64::from(self.columns);
        let columns = StyleMessage::Columns { cell, size };
        expected(cell >= size.scale(3, 4), columns, "columns")
    }
}

/// What a word processor is told of the rows.
struct Software {
    top: Length,
    bottom: Length,
    pitch: Length,
}

fn on_paper(white: Length, area: Length, paper: Length, at: &Walk<'_>) -> Result<(), Fault> {
    if white + area <= paper {
        return Ok(());
    }
    Err(Fault::new(StyleMessage::TypeArea { white, area, paper }, at))
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
    #[serde(deserialize_with = "ranges::paper::read")]
    paper_width: Length,
    #[serde(deserialize_with = "ranges::paper::read")]
    paper_height: Length,
    #[serde(deserialize_with = "ranges::white::read")]
    top: Length,
    #[serde(deserialize_with = "ranges::white::read")]
    left: Length,
    #[serde(deserialize_with = "ranges::area::read")]
    width: Length,
    #[serde(deserialize_with = "ranges::area::read")]
    height: Length,
    #[serde(deserialize_with = "ranges::rows::read")]
    rows: u32,
    #[serde(deserialize_with = "ranges::columns::read")]
    columns: u32,
    fill: bool,
    mirrored: bool,
    #[serde(deserialize_with = "ranges::pitch::read_some")]
    row_pitch: Option<Length>,
}

impl Default for GeometryFile {
    fn default() -> GeometryFile {
        let base: Geometry = super::theme::base::part();
        let Geometry { paper_width, paper_height, top, left, width, height, .. } = base;
        let Geometry { rows, columns, fill, mirrored, row_pitch, .. } = base;
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
        }
    }
}

impl From<GeometryFile> for Geometry {
    fn from(file: GeometryFile) -> Geometry {
        let GeometryFile { paper_width, paper_height, top, left, width, height, .. } = file;
        let GeometryFile { rows, columns, fill, mirrored, row_pitch, .. } = file;
        Geometry {
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
        }
    }
}

impl<'de> Deserialize<'de> for Geometry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Geometry, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Geometry;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                expecting(
                    f,
                    "\"standard\", \"margins-37-35\" or a table of measures",
                    "\"standard\"、\"margins-37-35\" 或各项尺寸",
                )
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Geometry, E> {
                match name {
                    "standard" => Ok(Geometry::STANDARD),
                    "margins-37-35" => Ok(Geometry::MARGINS_37_35),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(name), &self)),
                }
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Geometry, A::Error> {
                GeometryFile::deserialize(MapAccessDeserializer::new(map)).map(Geometry::from)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
