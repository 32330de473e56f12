//! A flow made by hand, for tests: every kind of block, with the measures of GB/T 9704-2012.

use std::sync::Arc;

use crate::info::{Color, Info, InfoField};
use crate::length::{Length, Point, Rect, Size};
use crate::style::flow::{
    Align, Block, Cell, Figure, Flow, Font, ImageFormat, ImprintBlock, ImprintRow, Indent, Inline,
    LineRules, Margins, Merge, NumberPosition, Orientation, OutlineEntry, PageNumber, PageSpec,
    Paragraph, Part, PartKind, Position, Purpose, Role, Row, RuleBelow, RuleForm, Run, Script,
    Table, TableRules,
};
use crate::typeface::Typeface;

/// A PNG of one grey pixel.
pub(super) const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9C, 0x63, 0xD8, 0x0B, 0, 0, 0xBF, 0, 0xBE, 0xA7, 0xAA, 0x96, 0x2B, 0, 0, 0, 0, 0x49,
    0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// Two sentences of the body.
pub(super) const SENTENCES: &str = "窗口周报由各科室轮流编写，每周一送各处室传阅；遇有节假日，顺延一个工作日印发。\
    来稿请注明供稿单位和联系人，表中数字以统计口径为准，文字力求简短。";

/// The page of the default geometry.
pub(super) fn page() -> PageSpec {
    let pitch = (Length::mm(225.0) - Length::pt(16.0)) / 21;
    PageSpec {
        paper: Size { width: Length::mm(210.0), height: Length::mm(297.0) },
        type_area: Rect {
            origin: Point { x: Length::mm(28.0), y: Length::mm(37.0) },
            size: Size { width: Length::mm(156.0), height: Length::mm(225.0) },
        },
        rows: 22,
        columns: 28,
        size: Length::pt(16.0),
        row_pitch: pitch,
        grid_top: Length::mm(37.0) - (pitch - Length::pt(16.0)) / 2,
        margins: Margins {
            top: Length::mm(34.58),
            right: Length::mm(26.0),
            bottom: Length::mm(32.58),
            left: Length::mm(28.0),
        },
        docx_pitch: Length::twips(592),
        widow_control: true,
        fit: 100,
        mirrored: false,
    }
}

/// Type of this face and size, in points.
pub(super) fn font(han: Typeface, size: f64) -> Font {
    Font {
        han,
        latin: Typeface::FangSong,
        size: Length::pt(size),
        tracking: Length::ZERO,
        color: Color::BLACK,
        position: Position::Baseline,
    }
}

fn body_font() -> Font {
    let cell = page().cell();
    Font { tracking: cell - Length::pt(16.0), ..font(Typeface::FangSong, 16.0) }
}

/// A run of Chinese.
pub(super) fn han(text: &str, font: Font) -> Inline {
    Inline::Run(Run {
        text: text.to_owned(),
        script: Script::Han,
        font,
        bold: false,
        underline: false,
        color: None,
        purpose: Purpose::Text,
        note: None,
    })
}

fn latin(text: &str, font: Font) -> Inline {
    match han(text, font) {
        Inline::Run(run) => Inline::Run(Run { script: Script::Latin, ..run }),
        other => other,
    }
}

/// A paragraph on the grid of the body.
pub(super) fn paragraph(role: Role, content: Vec<Inline>) -> Paragraph {
    Paragraph {
        path: crate::ModelPath::root().field("sample").field(format!("{role:?}")),
        line: page().row_pitch,
        ..Paragraph::bare(role, content, Length::pt(16.0))
    }
}

/// A paragraph of text.
pub(super) fn body(text: &str) -> Paragraph {
    Paragraph {
        indent: Indent { first: page().cell() * 2, ..Indent::default() },
        ..paragraph(Role::Body, vec![han(text, body_font())])
    }
}

fn masthead() -> Vec<Paragraph> {
    let pitch = page().row_pitch;
    let mark = Font {
        color: Color::RED,
        tracking: Length::pt(10.0),
        ..font(Typeface::XiaoBiaoSong, 56.0)
    };
    let kai = font(Typeface::Kai, 16.0);
    vec![
        paragraph(Role::Notice, vec![han("内部资料 注意保存", font(Typeface::Hei, 16.0))]),
        Paragraph {
            align: Align::Center,
            size: Length::pt(56.0),
            line: Length::pt(64.0),
            space_before: Length::mm(9.6),
            ..paragraph(Role::Mark, vec![han("窗口工作周报", mark)])
        },
        Paragraph {
            align: Align::Center,
            space_before: pitch,
            ..paragraph(
                Role::Issue,
                vec![
                    latin("2024", kai),
                    han("年第", kai),
                    latin("8", kai),
                    han("期（总第", kai),
                    latin("479", kai),
                    han("期）", kai),
                ],
            )
        },
        Paragraph {
            align: Align::Left,
            indent: Indent { left: page().cell(), right: page().cell(), first: Length::ZERO },
            tail: vec![han("2024年3月12日", body_font())],
            space_before: pitch,
            space_after: pitch * 2,
            rule_below: Some(Box::new(RuleBelow {
                gap: Length::mm(4.0),
                thickness: Length::pt(2.25),
                color: Color::RED,
                form: RuleForm::Single,
            })),
            ..paragraph(Role::Issuer, vec![han("示例市政务服务中心", body_font())])
        },
    ]
}

fn heading(level: u8, text: &str) -> Paragraph {
    let face = match level {
        1 => Typeface::Hei,
        2 => Typeface::Kai,
        _ => Typeface::FangSong,
    };
    let font = Font { han: face, ..body_font() };
    Paragraph {
        role: Role::Heading(level),
        content: vec![han(text, font)],
        keep_with_next: true,
        outline: Some(Box::new(OutlineEntry { level, title: text.to_owned() })),
        ..body("")
    }
}

fn title(role: Role, text: &[&str]) -> Paragraph {
    let song = font(Typeface::XiaoBiaoSong, 22.0);
    let mut content = Vec::new();
    for line in text {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.push(han(line, song));
    }
    Paragraph {
        align: Align::Center,
        size: Length::pt(22.0),
        line: Length::pt(33.0),
        space_after: page().row_pitch,
        outline: Some(Box::new(OutlineEntry { level: 1, title: text.concat() })),
        ..paragraph(role, content)
    }
}

fn cell(role: Role, column: usize, text: &str) -> Cell {
    Cell {
        column,
        columns: 1,
        merge: Merge::None,
        fill: None,
        content: Paragraph {
            align: Align::Center,
            size: Length::pt(12.0),
            line: Length::pt(18.0),
            ..paragraph(role, vec![han(text, font(Typeface::FangSong, 12.0))])
        },
    }
}

/// A table of three columns: a head of two rows with a wide cell, ties in the first column.
pub(super) fn table(rows: usize) -> Table {
    let head = |column, text: &str| cell(Role::TableHead, column, text);
    let height = Length::mm(8.0);
    let mut table = Table {
        path: crate::ModelPath::root().field("sample").field("table"),
        columns: vec![Length::mm(20.0), Length::mm(60.0), Length::mm(40.0)],
        head: vec![
            Row {
                height,
                keep_with_next: true,
                cells: vec![
                    Cell { merge: Merge::Start(2), ..head(0, "名次") },
                    Cell { columns: 2, ..head(1, "考核情况") },
                ],
            },
            Row {
                height,
                keep_with_next: true,
                cells: vec![
                    Cell { merge: Merge::Continue, ..head(0, "名次") },
                    head(1, "单位"),
                    head(2, "得分"),
                ],
            },
        ],
        rows: Vec::new(),
        row_heads: vec![1],
        continued: None,
        padding: Length::mm(1.0),
        rules: TableRules {
            outer: Length::pt(1.0),
            sides: Length::pt(1.0),
            rows: Length::pt(0.5),
            columns: Length::pt(0.5),
            head: Length::pt(0.75),
            groups: Length::pt(0.5),
            color: Color::BLACK,
        },
        space_before: Length::mm(4.0),
        space_after: Length::mm(6.0),
        keep_with_next: true,
        frame_of: None,
    };
    for row in 0..rows {
        let merge = match row % 3 {
            0 if row + 1 < rows => Merge::Start(2),
            1 => Merge::Continue,
            _ => Merge::None,
        };
        let text = |column, text: String| cell(Role::TableCell, column, &text);
        table.rows.push(Row {
            height,
            keep_with_next: matches!(merge, Merge::Start(_)),
            cells: vec![
                Cell { merge, ..text(0, format!("{}", row - row % 3 % 2 + 1)) },
                text(1, format!("第{}窗口", row + 1)),
                text(2, format!("{}.5", 99 - row % 40)),
            ],
        });
    }
    table
}

/// A picture.
pub(super) fn figure() -> Figure {
    Figure {
        path: crate::ModelPath::root().field("sample").field("figure"),
        data: Arc::from(PIXEL),
        format: ImageFormat::Png,
        turn: crate::flow::ImageTurn::NONE,
        size: Size { width: Length::mm(60.0), height: Length::mm(30.0) },
        least: Length::mm(30.0),
        alt: "一块<灰色>的\"方块\"&'".to_owned(),
        space_before: Length::mm(3.0),
        space_after: Length::mm(3.0),
        keep_with_next: true,
    }
}

fn imprint() -> ImprintBlock {
    let small = font(Typeface::FangSong, 14.0);
    let z = Length::pt(14.0);
    let row = |role, rule_above, text: &str, tail: &str| ImprintRow {
        rule_above,
        content: Paragraph {
            align: Align::Left,
            size: Length::pt(14.0),
            line: Length::pt(24.0),
            indent: Indent { left: z * 4, right: z, first: -(z * 3) },
            tail: if tail.is_empty() { Vec::new() } else { vec![han(tail, small)] },
            ..paragraph(role, vec![han(text, small)])
        },
    };
    ImprintBlock {
        rows: vec![
            row(
                Role::Distribution,
                Length::mm(0.35),
                "报：示例市人民政府办公室，示例市政务服务管理局，示例市数据局，示例市营商环境建设领导小组。",
                "",
            ),
            row(Role::Distribution, Length::ZERO, "发：各窗口单位。", ""),
            row(Role::Printed, Length::mm(0.25), "示例市政务服务中心", "2024年3月12日印发"),
        ],
        picture: None,
        flows: false,
        last_rule: Length::mm(0.35),
        color: Color::BLACK,
        space_before: Length::mm(5.0),
        even_page: false,
    }
}

/// The page number of the standard.
pub(super) fn page_number() -> PageNumber {
    PageNumber {
        font: Font { latin: Typeface::Song, ..font(Typeface::Song, 14.0) },
        before: "— ".to_owned(),
        after: " —".to_owned(),
        position: NumberPosition::Outer,
        indent: page().cell(),
        center: Length::mm(269.0),
    }
}

fn field(key: &'static str, name: &'static str, value: &str, is_number: bool) -> InfoField {
    InfoField { key, name, value: value.to_owned(), is_number }
}

/// A flow of these parts, without imprint.
pub(super) fn flow(parts: Vec<Part>) -> Flow {
    Flow {
        info: Info {
            title: "窗口工作周报 2024年第8期".to_owned(),
            author: "示例市政务服务中心".to_owned(),
            subject: "<简报> & 'other'".to_owned(),
            date: chrono::NaiveDate::from_ymd_opt(2024, 3, 12),
            language: "zh-CN".to_owned(),
            keywords: vec!["窗口工作周报".to_owned(), "<服务> & 效能".to_owned()],
            fields: vec![
                field("title", "刊名", "窗口工作周报", false),
                field("issue", "期号", "2024年第8期", false),
                field("total", "总期号", "479", true),
                field("issuers", "编发单位", "示例市政务服务中心", false),
                field("date", "编发日期", "2024年3月12日", false),
            ],
        },
        page: page(),
        page_number: Some(page_number()),
        lines: LineRules::default(),
        parts,
        imprint: None,
        findings: Vec::new(),
        repertoire: Vec::new(),
    }
}

/// A part of these blocks.
pub(super) fn part(kind: PartKind, orientation: Orientation, blocks: Vec<Block>) -> Part {
    Part { kind, orientation, continues: false, blocks }
}

/// Upright pages of paragraphs.
pub(super) fn text(paragraphs: impl IntoIterator<Item = Paragraph>) -> Part {
    let blocks = paragraphs.into_iter().map(Block::Paragraph).collect();
    part(PartKind::Main, Orientation::Portrait, blocks)
}

/// A bulletin with everything: masthead, title, headings, text, table, picture, an appendix, an
/// appendix on its side, and the imprint.
pub(super) fn whole() -> Flow {
    let mut blocks: Vec<Block> = masthead().into_iter().map(Block::Paragraph).collect();
    let long = SENTENCES.repeat(3);
    let text = [
        title(Role::Title, &["关于窗口服务效能", "提升工作情况的通报"]),
        heading(1, "一、基本情况"),
        body(&long),
        heading(2, "（一）办件情况"),
        body("本周共受理“一件事”办件……其中<市本级>占三成 & 区县占'七'成。"),
        body(&long),
        body(&long),
        heading(1, "二、考核排名"),
        body(SENTENCES),
    ];
    blocks.extend(text.into_iter().map(Block::Paragraph));
    let caption = Paragraph {
        align: Align::Center,
        keep_with_next: true,
        ..paragraph(Role::TableCaption, vec![han("表一 窗口考核得分", font(Typeface::Hei, 16.0))])
    };
    blocks.push(Block::Paragraph(caption));
    blocks.push(Block::Table(table(24)));
    let note = vec![han("注：并列的名次合为一格。", font(Typeface::FangSong, 12.0))];
    blocks.push(Block::Paragraph(paragraph(Role::TableNote, note)));
    blocks.push(Block::Figure(figure()));
    let appendix = vec![
        Block::Paragraph(paragraph(
            Role::AppendixLabel,
            vec![han("附件1", font(Typeface::Hei, 16.0))],
        )),
        Block::Paragraph(title(Role::AppendixTitle, &["窗口名册"])),
        Block::Table(table(4)),
        Block::Table(table(2)),
    ];
    let sideways = vec![Block::Table(table(40))];
    let last = vec![Block::Table(table(3)), Block::Figure(figure())];
    let mut flow = flow(vec![
        part(PartKind::Main, Orientation::Portrait, blocks),
        part(PartKind::Appendix, Orientation::Portrait, appendix),
        part(PartKind::Appendix, Orientation::Landscape, sideways),
        part(PartKind::Appendix, Orientation::Portrait, last),
    ]);
    flow.imprint = Some(imprint());
    flow
}
