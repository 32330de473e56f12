//! What a bulletin costs: flow and layout for the weekly example and for 1, 10, 100 and 1,000
//! pages, DOCX and PDF for 1, 5, 20 and 100; and a table of 50, 500 and 5,000 rows. Run
//! `cargo bench --manifest-path benches/Cargo.toml --bench render` on a quiet machine; divide a row by its pages,
//! which are printed first, to see that the cost per page does not grow.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use bulletin::{Block, Bulletin, Cell, Fonts, Pages, Table, TableColumn, Theme};
use divan::{Bencher, black_box};

fn main() {
    let fonts = Fonts::embedded();
    for count in LAYOUT {
        println!("{count} pages: {} in truth", pages(&bulletin(count), &fonts).pages.len());
    }
    divan::main();
}

/// Pages whose flow and layout are measured.
const LAYOUT: [usize; 4] = [1, 10, 100, 1000];
/// Pages that are written to files.
const FILES: [usize; 4] = [1, 5, 20, 100];

/// The example's bulletin, cut or repeated to so many pages.
fn bulletin(pages: usize) -> Bulletin {
    let mut bulletin = weekly();
    if pages == 1 {
        bulletin.sections.truncate(1);
        if let Some(section) = bulletin.sections.first_mut() {
            section.sections.truncate(1);
        }
        bulletin.appendices.clear();
    }
    // A section of the example fills about half a page.
    let section = bulletin.sections.first().cloned().unwrap();
    let table = bulletin.appendices.first().map(|appendix| appendix.blocks.clone());
    for extra in 0..pages.saturating_sub(5) {
        let mut section = section.clone();
        if let (0, Some(table)) = (extra % 10, &table) {
            section.blocks.extend(table.clone());
        }
        section
            .blocks
            .extend(vec![Block::from("各窗口按计划推进，未发生延误。"); 4]);
        bulletin.sections.push(section);
    }
    bulletin
}

fn pages(bulletin: &Bulletin, fonts: &Fonts) -> Pages {
    bulletin.flow(&Theme::gbt9704()).unwrap().pages(fonts).unwrap()
}

fn weekly() -> Bulletin {
    toml::from_str(include_str!("../examples/weekly.toml")).unwrap()
}

#[divan::bench]
fn flow_of_weekly(bencher: Bencher<'_, '_>) {
    let bulletin = weekly();
    bencher.bench(|| black_box(&bulletin).flow(&Theme::gbt9704()).unwrap());
}

#[divan::bench]
fn layout_of_weekly(bencher: Bencher<'_, '_>) {
    let flow = weekly().flow(&Theme::gbt9704()).unwrap();
    let fonts = Fonts::embedded();
    bencher.bench(|| black_box(&flow).pages(&fonts).unwrap());
}

#[divan::bench(args = LAYOUT, max_time = 4)]
fn flow(bencher: Bencher<'_, '_>, count: usize) {
    let bulletin = bulletin(count);
    bencher.bench(|| black_box(&bulletin).flow(&Theme::gbt9704()).unwrap());
}

#[divan::bench(args = LAYOUT, max_time = 4)]
fn layout(bencher: Bencher<'_, '_>, count: usize) {
    let flow = bulletin(count).flow(&Theme::gbt9704()).unwrap();
    let fonts = Fonts::embedded();
    bencher.bench(|| black_box(&flow).pages(&fonts).unwrap());
}

#[divan::bench(args = FILES)]
fn docx(bencher: Bencher<'_, '_>, count: usize) {
    let flow = bulletin(count).flow(&Theme::gbt9704()).unwrap();
    bencher.bench(|| bulletin::docx(black_box(&flow), &Default::default()).unwrap());
}

#[divan::bench(args = FILES)]
fn pdf(bencher: Bencher<'_, '_>, count: usize) {
    let fonts = Fonts::embedded();
    let pages = pages(&bulletin(count), &fonts);
    bencher.bench(|| bulletin::pdf(black_box(&pages), &Default::default()).unwrap());
}

/// Rows of a table; a row costs the same in each.
const ROWS: [usize; 3] = [50, 500, 5_000];

/// A table of so many rows: ties, figures with decimals, words that take two lines.
fn table(rows: usize) -> Bulletin {
    let names = ["综合受理", "工程建设项目审批", "社会保险", "不动产登记及税费一窗受理"];
    let row = |index: usize| {
        let rank = if index % 5 == 1 { Cell::Above } else { Cell::from(index + 1) };
        let name = names.iter().cycle().nth(index).copied().unwrap_or_default();
        let score = format!("{}.{}", 100 - index % 60, index % 10);
        vec![rank, Cell::from(name), Cell::from(score), Cell::from("+2.5%"), Cell::from("按期")]
    };
    let columns = ["名次", "窗口", "得分", "环比增减（%）", "备注"];
    let mut table = Table::default();
    table.columns = columns.map(TableColumn::from).into();
    table.rows = (0..rows).map(row).collect();
    let mut bulletin = Bulletin::default();
    bulletin.body = vec![Block::Table(table)];
    bulletin
}

/// A table of one tie: the longest cell that there can be.
fn tie(rows: usize) -> Bulletin {
    let mut bulletin = table(rows);
    if let Some(Block::Table(table)) = bulletin.body.first_mut() {
        for cell in table.rows.iter_mut().skip(1).filter_map(|row| row.first_mut()) {
            *cell = Cell::Above;
        }
    }
    bulletin
}

#[divan::bench(args = ROWS)]
fn table_flow(bencher: Bencher<'_, '_>, rows: usize) {
    let bulletin = table(rows);
    bencher.bench(|| black_box(&bulletin).flow(&Theme::gbt9704()).unwrap());
}

#[divan::bench(args = ROWS)]
fn table_layout(bencher: Bencher<'_, '_>, rows: usize) {
    let flow = table(rows).flow(&Theme::gbt9704()).unwrap();
    let fonts = Fonts::embedded();
    bencher.bench(|| black_box(&flow).pages(&fonts).unwrap());
}

#[divan::bench(args = ROWS)]
fn tie_layout(bencher: Bencher<'_, '_>, rows: usize) {
    let bulletin = tie(rows);
    let fonts = Fonts::embedded();
    bencher.bench(|| black_box(&bulletin).flow(&Theme::gbt9704()).unwrap().pages(&fonts).unwrap());
}

#[divan::bench(args = ROWS)]
fn table_docx(bencher: Bencher<'_, '_>, rows: usize) {
    let flow = table(rows).flow(&Theme::gbt9704()).unwrap();
    bencher.bench(|| bulletin::docx(black_box(&flow), &Default::default()).unwrap());
}
