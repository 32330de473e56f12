//! A theme made in Rust: fields of the standard theme are changed, `Theme::validate` checks what a
//! file would be checked for, and the bulletin has the same bytes as with that theme from TOML.
//!
//! `cargo run --release --example theme_in_rust [FOLDER]` writes theme_in_rust.docx and
//! theme_in_rust.pdf into the folder, `out/` by default, and shows what is said of a faulty theme.

use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, Issue, Language, Length, MastheadRule, Section, Theme, TypeRole};

/// What a program returns that can fail in several ways.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The theme of [`theme`] as a file has it: only what differs from GB/T 9704-2012.
pub const SAME_IN_TOML: &str = r##"
    [geometry]
    top = "40mm"
    height = "216mm"
    rows = 20
    mirrored = true

    [masthead]
    rule = "star"
    rule_color = "#C00000"
    rule_thickness = "3pt"

    [types.mark]
    color = "#C00000"

    [types.heading2]
    bold = true

    [imprint]
    even_page = true
"##;

fn main() -> Outcome<()> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    run(&folder)
}

/// Writes both files and shows what is said of a theme that cannot be.
///
/// # Errors
/// When a file cannot be made or written, or the two themes do not give the same bytes.
pub fn run(folder: &Path) -> Outcome<()> {
    let theme = theme()?;
    theme.validate()?;
    if let Err(error) = faulty(&theme).validate() {
        println!("{error} [{}]", error.code());
        println!("{}：{}", error.place(), error.message(Language::Chinese));
    }

    let fonts = Fonts::embedded();
    let set = bulletin().typeset(&theme, &fonts)?;
    for finding in set.findings() {
        eprintln!("{finding}");
    }
    let (docx, pdf) = (set.docx(&Default::default())?, set.pdf(&Default::default())?);

    // The same theme from a file is the same theme, and gives the same files.
    let read = Theme::from_toml(SAME_IN_TOML)?;
    let set = bulletin().typeset(&read, &fonts)?;
    if theme != read || docx != set.docx(&Default::default())? {
        return Err("the theme in Rust and the theme in TOML differ".into());
    }

    fs::create_dir_all(folder)?;
    fs::write(folder.join("theme_in_rust.docx"), docx)?;
    fs::write(folder.join("theme_in_rust.pdf"), pdf)?;
    println!("{}: theme_in_rust.docx, theme_in_rust.pdf", folder.display());
    Ok(())
}

/// The theme: twenty lines a page below a wider margin, bound at the left of both sides of a sheet,
/// a darker red, a rule with a star.
///
/// # Errors
/// When a colour is not one.
pub fn theme() -> Outcome<Theme> {
    let red = "#C00000".parse()?;
    let mut theme = Theme::gbt9704();
    theme.geometry.top = Length::mm(40.0);
    theme.geometry.height = Length::mm(216.0);
    theme.geometry.rows = 20;
    theme.geometry.mirrored = true;
    theme.masthead.rule = MastheadRule::Star;
    theme.masthead.rule_color = red;
    theme.masthead.rule_thickness = Length::pt(3.0);
    theme.types[TypeRole::Mark].color = red;
    theme.types[TypeRole::Heading2].bold = true;
    theme.imprint.even_page = true;
    Ok(theme)
}

/// The same with a type area that reaches beyond the sheet.
pub fn faulty(theme: &Theme) -> Theme {
    let mut faulty = theme.clone();
    faulty.geometry.height = Length::mm(280.0);
    faulty
}

fn bulletin() -> Bulletin {
    let mut bulletin = Bulletin::new("档案工作简报");
    bulletin.masthead.issue = Some(Issue::new(2025, 6));
    bulletin.masthead.issuers = vec!["青禾县档案馆".into()];
    bulletin.title = Some("室藏档案数字化进展情况".into());

    let mut scans = Section::new("扫描进度");
    scans.blocks = vec!["截至本周，已扫描文书档案1.8万页，占全年计划的**62%**。".into()];
    let mut checks = Section::new("质量检查");
    checks.blocks = vec!["抽查900页，发现歪斜、漏扫11页，均已重新扫描。".into()];
    let mut progress = Section::new("工作进展");
    progress.sections = vec![scans, checks];
    let mut next = Section::new("下一步安排");
    next.blocks = vec!["本月底前完成照片档案著录，下月起开放局域网查询。".into()];
    bulletin.sections = vec![progress, next];

    bulletin.imprint.send = Some("县直各单位，各乡镇。".into());
    bulletin.imprint.print_count = Some(80);
    bulletin
}
