//! Reads a bulletin from a TOML file and writes it as DOCX and PDF.
//!
//! `cargo run --release --example weekly [FOLDER]` writes weekly.docx and weekly.pdf into the
//! folder, `out/` by default.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    fs::create_dir_all(&folder)?;

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/weekly.toml");
    let bulletin = Bulletin::from_toml(&fs::read_to_string(file)?)?;

    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    for finding in set.findings() {
        eprintln!("{finding}");
    }
    fs::write(folder.join("weekly.docx"), set.docx(&Default::default())?)?;
    fs::write(folder.join("weekly.pdf"), set.pdf(&Default::default())?)?;
    println!("{}: weekly.docx, weekly.pdf ({} pages)", folder.display(), set.pages().pages.len());
    Ok(())
}
