//! Sets one bulletin of a kind that grows, for a program that counts what that costs
//! (`growth.py`).
//!
//! `grow KIND STEP COUNT`: the kind is one of those that `grow` prints without arguments; the step is
//! `flow`, `pages`, `docx` or `pdf`, each with what it needs before it.

use std::error::Error;

use bulletin::{
    Appendix, Article, Block, Bulletin, Cell, Color, DocxOptions, Figure, Fonts, PdfOptions,
    Section, Table, TableMark, TableRange, Text, Theme,
};

/// A PNG file of one grey pixel.
const GREY: &[u8] = b"\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9BU\x00\x00\x00\x0AIDATx\xDAch\x00\x00\x00\x82\x00\x81\xDAE\x08;\x00\x00\x00\x00IEND\xAEB`\x82";

/// A kind of bulletin, of a size.
type Made = fn(usize) -> Bulletin;

/// What grows, one thing a kind; `-kept` where a theme keeps numbers and their units together.
const KINDS: [(&str, Made); 20] = [
    ("paragraphs", |count| body(vec![Block::from("本周办结事项96件。"); count])),
    ("bold", |count| body(vec![Block::from("**周一** 办结。"); count])),
    ("mixed", |count| body(vec![Block::from("办结A1-2，共3.5%、4件；"); count])),
    ("headings", |count| {
        let mut bulletin = named();
        bulletin.sections = vec![Section::new("一周要闻"); count];
        bulletin
    }),
    ("nested", |count| {
        let mut bulletin = named();
        let mut section = Section::new("要闻");
        section.sections = vec![Section::new("市局"); 9];
        bulletin.sections = vec![section; count / 10];
        bulletin
    }),
    ("text", |count| body(vec![Block::from("本周，各窗口办结事项。".repeat(count / 2).as_str())])),
    ("marks", |count| body(vec![Block::from("，".repeat(count * 8).as_str())])),
    ("word", |count| body(vec![Block::from("a".repeat(count * 8).as_str())])),
    ("address", |count| {
        body(vec![Block::from(format!("https://a.cn/{}", "a/".repeat(count * 4)).as_str())])
    }),
    ("word-kept", |count| body(vec![Block::from("a".repeat(count * 8).as_str())])),
    ("mixed-kept", |count| body(vec![Block::from("第8期，5月8日，25万元".repeat(count).as_str())])),
    ("spans", |count| body(vec![Block::from("甲**乙**CO<sub>2</sub>".repeat(count).as_str())])),
    ("note", |count| {
        let mut bulletin = named();
        bulletin.editor_note = vec![Text::from("供参阅。".repeat(count / 10).as_str()); 10];
        bulletin
    }),
    ("rows", |count| {
        table(count, |row| vec![Cell::from("窗口"), Cell::from(row), Cell::from(9.5)])
    }),
    ("ties", |count| {
        table(count, |row| {
            vec![if row % 4 == 0 { Cell::from(row) } else { Cell::Above }, "甲".into(), 1.into()]
        })
    }),
    // Cells over three rows and two columns, with words of several lines, and marks of many rows.
    ("merged", |count| {
        table(count, |row| match row % 3 {
            0 => vec!["一、\n二、\n三、\n四、\n五、".into(), Cell::Left, row.into()],
            _ => vec![Cell::Above, Cell::Above, row.into()],
        })
    }),
    ("marked", |count| {
        let mut table = Table::new(["名次", "单位", "得分"]);
        table.rows = vec![vec![1.into(), "甲".into(), Cell::from(9.5).bold()]; count];
        for row in 1..=50 {
            let mut mark = TableMark::default();
            mark.rows = vec![TableRange::new(row, -row)];
            mark.look.fill = Some(Color::RED);
            table.marks.push(mark);
        }
        body(vec![Block::Table(table)])
    }),
    ("tables", |count| {
        let row: Vec<Cell> = vec!["甲".into(), 1.into()];
        let mut table = Table::new(["单位", "件数"]);
        table.rows = vec![row; 3];
        body(vec![Block::Table(table); count / 4])
    }),
    ("articles", |count| {
        let mut bulletin = named();
        let mut article = Article::new("一篇信息");
        article.body = vec![Block::from("内容。"); count / 50];
        bulletin.articles = vec![article; 50];
        bulletin.appendices = vec![Appendix::new("名单"); count / 50];
        bulletin
    }),
    ("figures", |count| body(vec![Block::Figure(Figure::new(GREY.to_vec(), "图")); count / 10])),
];

fn named() -> Bulletin {
    Bulletin::new("简报")
}

fn body(blocks: Vec<Block>) -> Bulletin {
    let mut bulletin = named();
    bulletin.body = blocks;
    bulletin
}

fn table(rows: usize, row: fn(u32) -> Vec<Cell>) -> Bulletin {
    let mut table = Table::new(["名次", "单位", "得分"]);
    table.rows = (0..).map(row).take(rows).collect();
    body(vec![Block::Table(table)])
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, step, count] = arguments.as_slice() else {
        for (kind, _) in KINDS {
            println!("{kind}");
        }
        return Ok(());
    };
    let (_, made) = KINDS.iter().find(|(name, _)| name == kind).ok_or("no such kind")?;
    let mut theme = Theme::gbt9704();
    theme.lines.keep = kind.ends_with("-kept");
    let flow = made(count.parse()?).flow(&theme)?;
    let size = match step.as_str() {
        "flow" => flow.parts.len(),
        "pages" => flow.pages(&Fonts::embedded())?.pages.len(),
        "docx" => bulletin::docx(&flow, &DocxOptions::default())?.len(),
        "pdf" => bulletin::pdf(&flow.pages(&Fonts::embedded())?, &PdfOptions::default())?.len(),
        _ => return Err("no such step".into()),
    };
    println!("{size}");
    Ok(())
}
