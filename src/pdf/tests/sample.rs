//! Pages made by hand, glyph by glyph, from the embedded faces: what the layout would make, and
//! what it never would.

use std::sync::Arc;

use crate::font::{Face, Fonts};
use crate::info::{Color, Info};
use crate::layout::page::{
    Content, Element, ElementKind, Glyph, GlyphRun, Heading, ImageFormat, Item, Page, Pages,
    PlacedImage, Rule, Tag, Turn,
};
use crate::length::{Length, Point, Rect, Size};
use crate::picture::ImageTurn;
use crate::place::ModelPath;
use crate::typeface::Typeface;

/// Pages under construction. New things go to the last page.
pub(super) struct Sample {
    pub(super) pages: Pages,
    /// Whether new runs run upwards.
    pub(super) turn: Turn,
    /// How the pixels of pictures are turned.
    pub(super) upright: ImageTurn,
    /// How much nearer glyphs stand to each other than they are wide.
    pub(super) tighter: Length,
    /// The stroke around new glyphs.
    pub(super) stroke: Length,
    pub(super) color: Color,
    faces: Vec<(Typeface, Arc<Face>)>,
}

impl Sample {
    /// One empty sheet and a document without elements.
    pub(super) fn new() -> Sample {
        let fonts = Fonts::embedded();
        let of = |it: Typeface| (it, Arc::clone(fonts.chain(it).first().unwrap()));
        Sample::of(Typeface::ALL.map(of).to_vec())
    }

    /// The same with other faces.
    pub(super) fn with<const N: usize>(faces: [(Typeface, Face); N]) -> Sample {
        Sample::of(faces.map(|(typeface, face)| (typeface, Arc::new(face))).to_vec())
    }

    /// An empty one with the same faces, which know what was written of them before.
    pub(super) fn next(&self) -> Sample {
        Sample::of(self.faces.clone())
    }

    fn of(faces: Vec<(Typeface, Arc<Face>)>) -> Sample {
        let pages = Pages {
            info: Info {
                title: "窗口周报 第8期".into(),
                author: "某市政务服务中心".into(),
                subject: "<窗口> & 运行".into(),
                date: chrono::NaiveDate::from_ymd_opt(2024, 3, 12),
                language: "zh-CN".into(),
                ..Info::default()
            },
            pages: Vec::new(),
            faces: faces.iter().map(|(_, face)| Arc::clone(face)).collect(),
            elements: Vec::new(),
            outline: Vec::new(),
            findings: Vec::new(),
            decisions: Default::default(),
        };
        let mut sample = Sample {
            pages,
            turn: Turn::None,
            upright: ImageTurn::NONE,
            tighter: Length::ZERO,
            stroke: Length::ZERO,
            color: Color::BLACK,
            faces,
        };
        sample.element(ElementKind::Document, None);
        sample.sheet();
        sample
    }

    /// A new sheet.
    pub(super) fn sheet(&mut self) {
        self.pages.pages.push(Page {
            size: Size { width: Length::mm(210.0), height: Length::mm(297.0) },
            turn: Turn::None,
            number: None,
            items: Vec::new(),
        });
    }

    /// The last sheet.
    pub(super) fn last(&mut self) -> &mut Page {
        self.pages.pages.last_mut().unwrap()
    }

    /// A new element in another.
    pub(super) fn element(&mut self, kind: ElementKind, parent: Option<usize>) -> usize {
        let path = ModelPath::root().field("elements").index(self.pages.elements.len());
        self.pages.elements.push(Element { kind, parent, path, alt: None, target: None });
        self.pages.elements.len() - 1
    }

    /// A line of text with its left end and baseline in millimetres and its size in points. A
    /// full-width mark that another follows is squeezed to about half its width, as the layout does.
    pub(super) fn text(&mut self, mark: Tag, face: Typeface, at: [f64; 2], pt: f64, text: &str) {
        let place = self.faces.iter().position(|(typeface, _)| *typeface == face).unwrap();
        let open = self.faces[place].1.open().unwrap();
        let size = Length::pt(pt);
        let mut x = Length::ZERO;
        let mut glyphs = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let id = open.glyph(character).unwrap_or(0);
            let opening = matches!(character, '（' | '“' | '《');
            let closing = matches!(character, '，' | '。' | '、' | '）' | '”' | '》' | '：');
            let squeezed =
                closing && characters.peek().is_some_and(|next| "（“《，。、）”》".contains(*next));
            let hang = opening && glyphs.is_empty();
            let half = size.scale(48, 100);
            let back = if hang { half } else { Length::ZERO };
            glyphs.push(Glyph { id, x: x - back, text: Some(character) });
            let width = open.advance(id, size);
            x += if squeezed || hang { width - half } else { width } - self.tighter;
        }
        let run = GlyphRun {
            face: place,
            size,
            color: self.color,
            stroke: self.stroke,
            origin: Point { x: Length::mm(at[0]), y: Length::mm(at[1]) },
            turn: self.turn,
            span: None,
            glyphs,
        };
        self.last().items.push(Item { mark, content: Content::Glyphs(run) });
    }

    /// A rule, in millimetres: left, top, width, height.
    pub(super) fn rule(&mut self, [x, y, width, height]: [f64; 4]) {
        let rect = rect([x, y, width, height]);
        let rule = Rule { rect, color: self.color };
        self.last().items.push(Item { mark: Tag::Layout, content: Content::Rule(rule) });
    }

    /// A picture, in millimetres: left, top, width, height.
    pub(super) fn picture(&mut self, mark: Tag, at: [f64; 4], data: &[u8], format: ImageFormat) {
        let image = PlacedImage {
            rect: rect(at),
            turn: self.turn,
            upright: self.upright,
            data: data.into(),
            format,
            path: ModelPath::root().field("body").index(0).field("figure"),
        };
        self.last().items.push(Item { mark, content: Content::Image(image) });
    }

    /// A heading of the outline, on the last sheet.
    pub(super) fn heading(&mut self, level: u8, title: &str, y: f64) {
        let page = self.pages.pages.len() - 1;
        let heading = Heading { level, title: title.into(), page, y: Length::mm(y) };
        self.pages.outline.push(heading);
    }

    /// The run that was added last.
    pub(super) fn run(&mut self) -> &mut GlyphRun {
        match &mut self.last().items.last_mut().unwrap().content {
            Content::Glyphs(run) => run,
            other => panic!("{other:?} is no run"),
        }
    }
}

fn rect([x, y, width, height]: [f64; 4]) -> Rect {
    Rect {
        origin: Point { x: Length::mm(x), y: Length::mm(y) },
        size: Size { width: Length::mm(width), height: Length::mm(height) },
    }
}

/// A bulletin of three sheets with everything on it that a file can hold.
pub(super) fn everything() -> Sample {
    let mut it = Sample::new();
    let head = it.element(ElementKind::Group, Some(0));
    let mark = it.element(ElementKind::Tag, Some(head));
    it.color = Color::RED;
    it.text(Tag::Element(mark), Typeface::XiaoBiaoSong, [60.0, 60.0], 44.0, "窗口周报");
    it.rule([28.0, 70.0, 156.0, 0.5]);
    it.color = Color::BLACK;
    let title = it.element(ElementKind::Title, Some(0));
    it.heading(1, "本周窗口运行情况", 80.0);
    it.text(Tag::Element(title), Typeface::XiaoBiaoSong, [60.0, 88.0], 22.0, "本周窗口运行情况");
    let first = it.element(ElementKind::Heading(1), Some(0));
    it.heading(2, "一、总体情况", 95.0);
    it.text(Tag::Element(first), Typeface::Hei, [39.0, 100.0], 16.0, "一、总体情况");
    paragraph(&mut it);
    let third = it.element(ElementKind::Heading(3), Some(0));
    it.heading(4, "1.受理", 180.0);
    it.stroke = Length::pt(0.5);
    it.text(Tag::Element(third), Typeface::FangSong, [39.0, 185.0], 16.0, "1.受理");
    it.stroke = Length::ZERO;
    it.text(Tag::Element(third), Typeface::FangSong, [70.0, 185.0], 16.0, "（不加粗）");
    it.text(Tag::Pagination, Typeface::Song, [160.0, 270.0], 14.0, "— 1 —");
    it.sheet();
    table(&mut it);
    it.text(Tag::Pagination, Typeface::Song, [40.0, 270.0], 14.0, "— 2 —");
    it.sheet();
    turned(&mut it);
    it
}

/// A paragraph over two sheets with all that makes text hard to read back.
fn paragraph(it: &mut Sample) {
    let body = Tag::Element(it.element(ElementKind::Paragraph, Some(0)));
    it.tighter = Length::pt(0.2);
    let face = Typeface::FangSong;
    it.text(body, face, [39.0, 110.0], 16.0, "本周各窗口共受理事项一千二百零三件，（含网上办理）");
    it.text(body, face, [28.0, 120.0], 16.0, "办结率百分之九十八。“一件事”、《办法》（试行）等");
    it.text(body, face, [28.0, 130.0], 16.0, "（续）比上周增长");
    it.text(body, Typeface::Latin, [28.0 + 8.0 * 5.56, 130.0], 16.0, "5.2%, online");
    it.tighter = Length::ZERO;
    it.text(body, face, [28.0, 140.0], 16.0, "部首一与数词一、缺字\u{20BB7}\u{20BB8}及断词infor-");
    let run = it.run();
    run.glyphs[2].text = Some('\u{2F00}');
    run.glyphs.last_mut().unwrap().text = None;
    it.text(body, face, [28.0, 150.0], 16.0, "mation完。");
}

fn table(it: &mut Sample) {
    let table = it.element(ElementKind::Table, Some(0));
    let caption = it.element(ElementKind::Caption, Some(table));
    it.text(Tag::Element(caption), Typeface::Hei, [80.0, 40.0], 14.0, "表1　各窗口办件量");
    let head = it.element(ElementKind::TableHead, Some(table));
    let row = it.element(ElementKind::TableRow, Some(head));
    for (x, text) in [(30.0, "名次"), (80.0, "窗口"), (130.0, "件数")] {
        let kind = ElementKind::HeadCell { columns: 1, rows: 1 };
        let cell = Tag::Element(it.element(kind, Some(row)));
        it.text(cell, Typeface::Hei, [x, 50.0], 12.0, text);
    }
    let body = it.element(ElementKind::TableBody, Some(table));
    let rows = [
        [(2, "1"), (1, "税务"), (1, "-312")],
        [(0, ""), (1, "公安"), (1, "312")],
        [(1, "3"), (1, ""), (1, "98")],
    ];
    for (index, cells) in (0_u32..).zip(rows) {
        let y = 58.0 + 8.0 * f64::from(index);
        let row = it.element(ElementKind::TableRow, Some(body));
        for (x, (rows, text)) in [30.0, 80.0, 130.0].into_iter().zip(cells) {
            if rows > 0 {
                let cell =
                    it.element(ElementKind::Cell { columns: 1, rows, heads_row: false }, Some(row));
                it.text(Tag::Element(cell), Typeface::Song, [x, y], 12.0, text);
            }
        }
        it.rule([28.0, y + 2.0, 156.0, 0.25]);
    }
    it.text(Tag::Repeated, Typeface::Hei, [30.0, 90.0], 12.0, "名次");
    let total = it.element(ElementKind::TableRow, Some(body));
    let cell = it.element(ElementKind::Cell { columns: 3, rows: 1, heads_row: false }, Some(total));
    it.text(Tag::Element(cell), Typeface::Song, [30.0, 98.0], 12.0, "合计 722");
    // Elements that nothing on the pages belongs to.
    let empty = it.element(ElementKind::Group, Some(0));
    it.element(ElementKind::Paragraph, Some(empty));
}

/// A sheet whose content runs upwards, with a picture.
fn turned(it: &mut Sample) {
    it.last().turn = Turn::Left;
    it.turn = Turn::Left;
    let heading = it.element(ElementKind::Heading(1), Some(0));
    it.heading(2, "二、图示", 30.0);
    it.text(Tag::Element(heading), Typeface::Hei, [35.0, 260.0], 16.0, "二、图示");
    let figure = it.element(ElementKind::Figure, Some(0));
    it.pages.elements[figure].alt = Some("箭头自左下指向右上".into());
    it.picture(Tag::Element(figure), [50.0, 160.0, 60.0, 100.0], &png(true), ImageFormat::Png);
    it.turn = Turn::None;
    it.picture(Tag::Element(figure), [120.0, 160.0, 50.0, 30.0], &png(true), ImageFormat::Png);
    it.text(Tag::Pagination, Typeface::Song, [160.0, 270.0], 14.0, "— 3 —");
}

/// A picture whose sides and corners differ: red to the right, green upwards, paler to the left
/// where it covers less.
pub(super) fn png(covering: bool) -> Vec<u8> {
    let samples: Vec<u8> = (0..60)
        .flat_map(|y| (0..100).map(move |x| (x, y)))
        .flat_map(|(x, y)| [x * 2, 240 - y * 4, 0, if covering { 155 + x } else { 255 }])
        .collect();
    png_of(100, 60, png::ColorType::Rgba, png::BitDepth::Eight, &samples)
}

/// A PNG file of these samples.
pub(super) fn png_of(
    width: u32,
    height: u32,
    color: png::ColorType,
    depth: png::BitDepth,
    samples: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    bytes
}
