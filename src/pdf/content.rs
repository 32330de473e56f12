//! The items of each page as operators, in marked content: each stretch of items that belong to
//! one element is one part of that element, and what is no content is an artifact
//! (ISO 32000-1, 14.8.2.2).

use lopdf::{Dictionary, Document, Object, Stream};
use printpdf::{
    CurTransMat, DictItem, FontId, Line, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Polygon, PolygonRing, TextMatrix,
    TextRenderingMode, WindingOrder, XObjectTransform,
};

use super::color::{Paint, Palette};
use super::file::{File, fault, name};
use super::font::{EM, EmbeddedFont, FontGlyph, meaning};
use super::link::Links;
use super::messages::PdfMessage;
use super::number::{Milli, corners, real};
use super::picture::Pictures;
use super::structure::{Marks, Roles};
use super::{PdfLevel, PdfOptions};
use crate::error::Error;
use crate::info::Color;
use crate::layout::page::{
    Content, Glyph, GlyphRun, Item, Page, Pages, PlacedArea, PlacedImage, PlacedLine, Rule, Tag,
    Turn,
};
use crate::length::{Length, Point};
use crate::place::Place;

/// How many pages are drawn at once. Operators take fifty times the room of the bytes that they become.
const AT_ONCE: usize = 8;

/// What pages are drawn with.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) fonts: &'a [Option<EmbeddedFont>],
    pub(super) pictures: &'a Pictures<'a>,
    pub(super) roles: &'a Roles,
    pub(super) palette: Palette<'a>,
    /// Whether content is written for people to read: codes in hexadecimal digits.
    pub(super) is_plain: bool,
}

/// Puts every page into the file, with its links.
pub(super) fn embed(
    file: &mut File,
    pages: &Pages,
    means: Means<'_>,
    links: &mut Links<'_>,
    options: &PdfOptions,
) -> Result<Marks, Error> {
    let mut marks: Marks = Vec::with_capacity(pages.pages.len());
    for some in pages.pages.chunks(AT_ONCE) {
        let drawn = some.iter().map(|page| draw(page, means)).collect::<Result<Vec<_>, _>>()?;
        let (drawn, of_pages): (Vec<PdfPage>, Marks) = drawn.into_iter().unzip();
        for ((page, of_page), made) in some.iter().zip(of_pages).zip(made(drawn)?) {
            let index = marks.len();
            let Some(id) = file.pages.get(index).copied() else { continue };
            let (mut dictionary, content) = made;
            finish(&mut dictionary, page, options.bleed);
            dictionary.set("Parent", file.tree);
            dictionary.set("Resources", file.resources);
            dictionary.set("Contents", file.add(content));
            if !of_page.is_empty() {
                dictionary.set("StructParents", i64::try_from(index).unwrap_or(i64::MAX));
                // The tabulator goes through the page in the order of its structure. That is of PDF 1.5.
                if options.level != PdfLevel::A1b {
                    dictionary.set("Tabs", name("S"));
                }
            }
            let annotations = links.of_page(file, page, index)?;
            if !annotations.is_empty() {
                dictionary.set("Annots", annotations);
            }
            file.set(id, dictionary);
            marks.push(of_page);
        }
    }
    Ok(marks)
}

/// Draws a page; which element each part of its content belongs to.
fn draw(page: &Page, means: Means<'_>) -> Result<(PdfPage, Vec<usize>), Error> {
    let mut sheet = Sheet::new(page, means);
    let visible: Vec<&Item> = page.items.iter().filter(|item| !is_empty(item)).collect();
    for part in visible.chunk_by(|one, next| one.smallest() == next.smallest()) {
        sheet.part(part)?;
    }
    let bounds =
        printpdf::Rect::from_wh(Milli::of(page.size.width).pt(), Milli::of(page.size.height).pt());
    let drawn = PdfPage {
        media_box: bounds.clone(),
        trim_box: bounds.clone(),
        crop_box: bounds,
        ops: sheet.ops,
    };
    Ok((drawn, sheet.marks))
}

/// What printpdf makes of pages: each as a dictionary, and its content.
fn made(drawn: Vec<PdfPage>) -> Result<Vec<(Dictionary, Stream)>, Error> {
    let mut document = PdfDocument::new("");
    document.pages = drawn;
    // Not to be secure is to keep operators that printpdf has no type for: those that choose an ink.
    let save = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut document: Document = document.to_lopdf_document(&save, &mut Vec::new());
    let pages: Vec<_> = document.page_iter().collect();
    let mut made = Vec::with_capacity(pages.len());
    for id in pages {
        let content = document.get_dictionary(id).and_then(|page| page.get(b"Contents"));
        let content = content.and_then(Object::as_reference).map_err(fault)?;
        let page = document.objects.remove(&id);
        match (page, document.objects.remove(&content)) {
            (Some(Object::Dictionary(page)), Some(Object::Stream(content))) => {
                made.push((page, content));
            }
            _ => return Err(Error::new(PdfMessage::Objects {}, Place::default())),
        }
    }
    Ok(made)
}

/// Finishes a page that printpdf made: turns one whose text runs upwards so that it is upright on a
/// screen, takes away the empty list of annotations, and gives the sheet an edge to be cut off, which a
/// screen does not show.
fn finish(dictionary: &mut Dictionary, page: &Page, bleed: Length) {
    dictionary.remove(b"Annots");
    if page.turn == Turn::Left {
        // Degrees clockwise (ISO 32000-1, table 30): against the turn of the content.
        dictionary.set("Rotate", 90);
    }
    if bleed > Length::ZERO {
        let low = -bleed;
        let edges = [low, low, page.size.width + bleed, page.size.height + bleed];
        let edges = edges.map(|edge| Object::Real(Milli::of(edge).number()));
        for name in ["MediaBox", "BleedBox"] {
            dictionary.set(name, edges.to_vec());
        }
    }
}

fn is_empty(item: &Item) -> bool {
    matches!(&item.content, Content::Glyphs(run) if run.glyphs.is_empty())
}

/// A page on which things are drawn, and what the operators so far have set.
struct Sheet<'a> {
    page: &'a Page,
    means: Means<'a>,
    ops: Vec<Op>,
    marks: Vec<usize>,
    in_text: bool,
    font: Option<(&'a FontId, Milli)>,
    /// What is added behind each glyph, in hundred thousandths of a point.
    spacing: i64,
    fill: Color,
    stroke: Option<(Milli, Color)>,
}

impl<'a> Sheet<'a> {
    fn new(page: &'a Page, means: Means<'a>) -> Sheet<'a> {
        Sheet {
            page,
            means,
            // Most items are text in a part of their own.
            ops: Vec::with_capacity(8 * page.items.len()),
            marks: Vec::new(),
            in_text: false,
            font: None,
            spacing: 0,
            // What a page begins with.
            fill: Color::BLACK,
            stroke: None,
        }
    }

    /// Draws items of one element.
    fn part(&mut self, items: &[&Item]) -> Result<(), Error> {
        let Some(first) = items.first() else { return Ok(()) };
        self.begin(first.smallest())?;
        for item in items {
            match &item.content {
                Content::Glyphs(run) => self.glyphs(run)?,
                Content::Rule(rule) => self.rule(rule),
                Content::Image(image) => self.image(image)?,
                Content::Area(area) => self.area(area),
                Content::Line(line) => self.line(line),
            }
        }
        self.end_text();
        self.ops.push(Op::EndMarkedContent);
        Ok(())
    }

    fn begin(&mut self, mark: Tag) -> Result<(), Error> {
        let artifact = |kind: &str| properties([("Type", DictItem::Name(kind.into()))]);
        let (tag, properties) = match mark {
            Tag::Element(element) => {
                let role = self.means.roles.get(element).ok_or_else(|| {
                    Error::new(PdfMessage::ElementMissing { element }, Place::default())
                })?;
                let number = i64::try_from(self.marks.len()).unwrap_or(i64::MAX);
                self.marks.push(element);
                (*role, properties([("MCID", DictItem::Int(number))]))
            }
            Tag::Pagination => {
                let kind = DictItem::Name("Pagination".into());
                let place = DictItem::Name("Footer".into());
                ("Artifact", properties([("Type", kind), ("Subtype", place)]))
            }
            Tag::Layout => ("Artifact", artifact("Layout")),
            // It is there because a page ends, as running heads are.
            Tag::Repeated => ("Artifact", artifact("Pagination")),
        };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties });
        Ok(())
    }

    /// Shows glyphs.
    fn glyphs(&mut self, run: &GlyphRun) -> Result<(), Error> {
        let size = Milli::of(run.size);
        let Some(first) = run.glyphs.first() else { return Ok(()) };
        let Some(font) = self.means.fonts.get(run.face).and_then(Option::as_ref) else {
            let message = PdfMessage::FaceMissing { face: run.face, faces: self.means.fonts.len() };
            return Err(Error::new(message, Place::default()));
        };
        if size.count() < 1 {
            let message = PdfMessage::RunSize { face: run.face };
            return Err(Error::new(message, Place::default()));
        }
        self.begin_text();
        self.fill(run.color);
        self.stroke(run);
        self.ops.push(Op::SetTextMatrix { matrix: self.start(run, first) });
        let advances = Advances::of(run, size, font)?;
        if let Some(spacing) = advances.common().filter(|spacing| *spacing != self.spacing) {
            self.spacing = spacing;
            let multiplier = real(spacing, SPACING);
            self.ops.push(Op::SetCharacterSpacing { multiplier });
        }
        let placed = advances.placed(self.spacing);
        for part in placed.chunk_by(|one, next| one.table == next.table) {
            let Some(id) = part.first().and_then(|glyph| font.ids.get(glyph.table)) else {
                continue;
            };
            let chosen = Some((id, size));
            if self.font != chosen {
                self.font = chosen;
                let font = PdfFontHandle::External(id.clone());
                self.ops.push(Op::SetFont { font, size: size.pt() });
            }
            self.ops.push(show(part, self.means.is_plain));
        }
        Ok(())
    }

    /// Where a run begins: at its first glyph.
    fn start(&self, run: &GlyphRun, first: &Glyph) -> TextMatrix {
        let Point { x, y } = run.origin;
        let matrix = |[a, b, c, d]: [f32; 4], x: Length, y: Length| {
            let y = Milli::of(self.page.size.height - y);
            TextMatrix::Raw([a, b, c, d, Milli::of(x).number(), y.number()])
        };
        match run.turn {
            Turn::None => matrix([1.0, 0.0, 0.0, 1.0], x + first.x, y),
            Turn::Left => matrix([0.0, 1.0, -1.0, 0.0], x, y - first.x),
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.end_text();
        self.fill(rule.color);
        let [left, bottom, right, top] = corners(self.page, &rule.rect);
        self.ops.push(Op::DrawRectangle {
            rectangle: printpdf::Rect {
                x: left.pt(),
                y: bottom.pt(),
                width: right.since(left).pt(),
                height: top.since(bottom).pt(),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            },
        });
    }

    /// A point of the page.
    fn point(&self, at: Point) -> LinePoint {
        let y = Milli::of(self.page.size.height - at.y);
        LinePoint { p: printpdf::Point { x: Milli::of(at.x).pt(), y: y.pt() }, bezier: false }
    }

    fn area(&mut self, area: &PlacedArea) {
        self.end_text();
        self.fill(area.color);
        let points = area.points.iter().map(|at| self.point(*at)).collect();
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            },
        });
    }

    /// A line, in a graphics state of its own: text that follows has other strokes.
    fn line(&mut self, line: &PlacedLine) {
        self.end_text();
        let points = line.points.iter().map(|at| self.point(*at)).collect();
        let dashes = line.dash.pattern().iter();
        let dashes: Vec<f32> =
            dashes.map(|times| Milli::of(line.width * *times).number()).collect();
        self.ops.push(Op::SaveGraphicsState);
        self.ops.extend(self.means.palette.choose(line.color, Paint::Stroke));
        self.ops.extend([
            Op::SetOutlineThickness { pt: Milli::of(line.width).pt() },
            Op::SetLineJoinStyle { join: LineJoinStyle::Round },
        ]);
        if !dashes.is_empty() {
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dashes) });
        }
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn image(&mut self, image: &PlacedImage) -> Result<(), Error> {
        self.end_text();
        // The unit square onto the rectangle (ISO 32000-1, 8.9.5.1).
        let corner = |at: Point| (Milli::of(at.x), Milli::of(self.page.size.height - at.y));
        let [start, across, up] = image.corners().map(corner);
        let matrix = [
            across.0.since(start.0),
            across.1.since(start.1),
            up.0.since(start.0),
            up.1.since(start.1),
            start.0,
            start.1,
        ]
        .map(Milli::number);
        let id = self.means.pictures.id(image)?;
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        self.ops.push(Op::UseXobject { id, transform: XObjectTransform::default() });
        self.ops.push(Op::RestoreGraphicsState);
        Ok(())
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.in_text = true;
            self.ops.push(Op::StartTextSection);
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.in_text = false;
            self.ops.push(Op::EndTextSection);
        }
    }

    fn fill(&mut self, color: Color) {
        if self.fill != color {
            self.fill = color;
            self.ops.extend(self.means.palette.choose(color, Paint::Fill));
        }
    }

    /// Sets whether glyphs are made bold by a stroke around them, and which.
    fn stroke(&mut self, run: &GlyphRun) {
        let width = Milli::of(run.stroke);
        let stroke = (width.count() > 0).then_some((width, run.color));
        if stroke == self.stroke {
            return;
        }
        let mode = |mode| Op::SetTextRenderingMode { mode };
        match stroke {
            Some((width, color)) => {
                self.ops.push(mode(TextRenderingMode::FillStroke));
                self.ops.extend(self.means.palette.choose(color, Paint::Stroke));
                self.ops.extend([
                    Op::SetOutlineThickness { pt: width.pt() },
                    // Mitres would stand out of sharp corners.
                    Op::SetLineJoinStyle { join: LineJoinStyle::Round },
                ]);
            }
            None => self.ops.push(mode(TextRenderingMode::Fill)),
        }
        self.stroke = stroke;
    }
}

/// A glyph of a run with what the operator needs.
struct PlacedGlyph {
    /// Its code in the font.
    code: u16,
    /// The table of texts that gives it its meaning.
    table: usize,
    /// How far the pen goes back after the glyph and its width, in parts of an em ([`EM`]).
    offset: i64,
}

/// The operator that shows glyphs of one table. That of printpdf would write a string for each.
fn show(glyphs: &[PlacedGlyph], is_plain: bool) -> Op {
    let string = |data| DictItem::String { data, literal: !is_plain };
    let mut items = Vec::new();
    let mut codes: Vec<u8> = Vec::with_capacity(2 * glyphs.len());
    for glyph in glyphs {
        codes.extend(glyph.code.to_be_bytes());
        if glyph.offset != 0 {
            items.push(string(std::mem::take(&mut codes)));
            items.push(DictItem::Real(real(glyph.offset, EM / 1000)));
        }
    }
    if !codes.is_empty() {
        items.push(string(codes));
    }
    Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items)] }
}

/// Offsets are written with one decimal: tenths of a thousandth of an em.
const STEP: i64 = EM / 10_000;

/// Parts of a point in which the spacing of glyphs is said.
const SPACING: i64 = 100_000;

/// Parts in which the way of the pen is counted, of each of those of an em ([`EM`]).
const FINE: i64 = 100;

/// From how many glyphs with the same white behind them on it is said once for all.
const MANY: usize = 3;

/// The glyphs of a run, and how far it is from each to the next.
struct Advances {
    size: Milli,
    glyphs: Vec<FontGlyph>,
    /// Where each but the first is, in [`FINE`] parts from there.
    places: Vec<i64>,
}

impl Advances {
    fn of(run: &GlyphRun, size: Milli, font: &EmbeddedFont) -> Result<Advances, Error> {
        let start = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
        // Relative to the size as it is written. EMU × 10 / 127 are thousandths of a point.
        let place =
            |glyph: &Glyph| (glyph.x - start).scale(FINE * EM * 10, 127 * size.count()).to_emu();
        let known = |glyph: &Glyph| {
            font.glyphs.get(&(glyph.id, meaning(glyph))).copied().ok_or_else(|| {
                let message = PdfMessage::GlyphMissing { glyph: glyph.id, face: run.face };
                Error::new(message, Place::default())
            })
        };
        let glyphs = run.glyphs.iter().map(known).collect::<Result<_, Error>>()?;
        Ok(Advances { size, glyphs, places: run.glyphs.iter().skip(1).map(place).collect() })
    }

    /// The white behind most glyphs, in parts of a point ([`SPACING`]); none where few have the same.
    fn common(&self) -> Option<i64> {
        let mut before = 0;
        let white = |(glyph, place): (&FontGlyph, &i64)| {
            let advance = place.saturating_sub(before);
            before = *place;
            advance.saturating_sub(glyph.width * FINE)
        };
        let mut white: Vec<i64> = self.glyphs.iter().zip(&self.places).map(white).collect();
        white.sort_unstable();
        let middle = *white.get(white.len() / 2)?;
        // They differ by what lengths are rounded to.
        let near = white.iter().filter(|white| (**white - middle).abs() < STEP * FINE);
        let (count, sum) =
            near.fold((0_usize, 0_i64), |(count, sum), white| (count + 1, sum + white));
        // What does not add up to an offset is none.
        let sum = if sum.abs() < STEP * FINE / 2 { 0 } else { sum };
        let parts = i64::try_from(count).ok().filter(|_| count >= MANY)? * EM * FINE;
        Some(Length::emu(sum).scale(self.size.count() * (SPACING / 1000), parts).to_emu())
    }

    /// The glyphs, each with the offset that brings the pen to the next, where the spacing does not. Offsets
    /// are rounded, but each is measured from where the pen really is, so that the error never adds up:
    /// it stays below a twenty-thousandth of an em.
    fn placed(&self, spacing: i64) -> Vec<PlacedGlyph> {
        let size = self.size.count() * (SPACING / 1000);
        let spacing = Length::emu(spacing).scale(EM * FINE, size).to_emu();
        let next = self.places.iter().map(Some).chain([None]);
        let mut pen = 0_i64;
        let placed = self.glyphs.iter().zip(next).map(|(glyph, next)| {
            pen = pen.saturating_add(glyph.width * FINE + spacing);
            let back = next.map_or(0, |next| pen.saturating_sub(*next));
            let offset = back.saturating_add(STEP * FINE / 2).div_euclid(STEP * FINE) * STEP;
            pen = pen.saturating_sub(offset * FINE);
            PlacedGlyph { code: glyph.code, table: glyph.table, offset }
        });
        placed.collect()
    }
}

fn properties<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    DictItem::Dict {
        map: entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    }
}
