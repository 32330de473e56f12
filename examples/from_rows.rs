//! A bulletin from the rows of a database: numbers go in as numbers, a value that is missing is an
//! empty cell, and names are plain text, which is never read as markup whatever stands in them.
//!
//! `cargo run --release --example from_rows [FOLDER]` writes from_rows.docx and from_rows.pdf into
//! the folder, `out/` by default.

use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{
    Align, Appendix, Bulletin, Cell, Figure, Fonts, Issue, Number, RankRule, Ranking, Section,
    Table, TableColumn, Text, Theme,
};

/// What a program returns that can fail in several ways.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A row of the query: what a window of a service hall did in a month.
struct Row {
    code: &'static str,
    name: &'static str,
    handled: i64,
    /// Percent; the survey does not reach every window.
    content: Option<f64>,
    bonus: f64,
    remark: Option<String>,
}

/// The rows, as a database may give them. Codes begin with a nought; a name holds asterisks.
fn rows() -> Vec<Row> {
    let row = |code, name, handled, content, bonus, remark: Option<&str>| {
        let remark = remark.map(str::to_owned);
        Row { code, name, handled, content, bonus, remark }
    };
    vec![
        row("0101", "户籍窗口", 1240, Some(98.75), 2.5, None),
        row("0102", "不动产窗口", 860, Some(96.5), 0.0, Some("系统升级停办2天")),
        row("0207", "综合窗口**试点**", 1240, None, 2.5, Some("新设，尚无测评")),
        row("0311", "医保窗口", 975, Some(97.25), 1.0, None),
    ]
}

/// A chart as a library of charts gives it: the bytes of a PNG file, here 48 by 24 dots.
const CHART: &[u8] = b"\
    \x89PNG\r\n\x1a\n\0\0\0\rIHDR\
    \0\0\0\x30\0\0\0\x18\x01\0\0\0\0\x94\x86Cq\
    \0\0\0\x1fIDAT\
    x\xdac\xf8\x0f\x06\x0c\xa8\xd4\x01{\xc2\x94\r3>\n\xa8\x8a\x20e\
    \xc3L\x0c\x05\x01\0\xdf\xbeU\xab\xa8&\x1fY\
    \0\0\0\0IEND\xaeB`\x82";

fn main() -> Outcome<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    let bulletin = run(&folder)?;
    println!("{}: from_rows.docx, from_rows.pdf ({})", folder.display(), bulletin.masthead.title);
    Ok(())
}

/// Writes both files and returns the bulletin.
///
/// # Errors
/// When a number is none, or a file cannot be made or written.
pub fn run(folder: &Path) -> Outcome<Bulletin> {
    let bulletin = bulletin(&rows())?;
    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    for finding in set.findings() {
        eprintln!("{finding}");
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("from_rows.docx"), set.docx(&Default::default())?)?;
    fs::write(folder.join("from_rows.pdf"), set.pdf(&Default::default())?)?;
    Ok(bulletin)
}

fn bulletin(rows: &[Row]) -> Outcome<Bulletin> {
    let mut chart = Figure::new(CHART.to_vec(), "四个窗口办件量的柱形图，由多到少");
    chart.caption = Some("各窗口办件量".into());
    chart.width = Some(40);

    let handled: i64 = rows.iter().map(|row| row.handled).sum();
    let mut overview = Section::new("总体情况");
    overview.blocks =
        vec![format!("本月大厅共办件**{handled}件**，分布如下。").into(), chart.into()];
    let mut remarks = Section::new("需要说明的情况");
    for row in rows {
        if let Some(remark) = &row.remark {
            // Words of a row that stand in a sentence: `Text::plain`, too.
            remarks.blocks.push(Text::plain(format!("{}：{remark}。", row.name)).into());
        }
    }

    let mut scores = Appendix::new("窗口得分");
    scores.blocks.push(ranking(rows)?.into());
    let mut details = Appendix::new("窗口办件明细");
    details.blocks.push(table(rows).into());

    let mut bulletin = Bulletin::new("政务大厅月报");
    bulletin.masthead.issue = Some(Issue::new(2025, 4));
    bulletin.masthead.issuers = vec!["云溪区政务服务中心".into()];
    bulletin.sections = vec![overview, remarks];
    bulletin.appendices = vec![scores, details];
    bulletin.imprint.send = Some("大厅各窗口单位。".into());
    Ok(bulletin)
}

/// Who comes first: the library adds up, sorts and ranks. Whole numbers and fractions of one row are
/// made numbers first; a row of one type is pushed as it is.
fn ranking(rows: &[Row]) -> Result<Ranking, bulletin::Error> {
    let columns = ["名次", "窗口", "办件量", "加分", "合计"];
    let mut ranking = Ranking::new(RankRule::Competition, columns);
    for row in rows {
        let scores = [Number::from(row.handled), Number::try_from(row.bonus)?];
        ranking.push(Text::plain(row.name), scores)?;
    }
    ranking.note = Some("合计相同的并列，其后名次顺延。".into());
    Ok(ranking)
}

/// The rows as they are.
fn table(rows: &[Row]) -> Table {
    let mut content = TableColumn::new("满意率（%）");
    content.align = Some(Align::Decimal);
    let mut table =
        Table::new(["编号".into(), "窗口".into(), "办件量".into(), content, "备注".into()]);
    for row in rows {
        table.rows.push(vec![
            Cell::plain(row.code),
            Cell::plain(row.name),
            row.handled.into(),
            row.content.into(),
            row.remark.as_ref().map(Cell::plain).into(),
        ]);
    }
    table
}
