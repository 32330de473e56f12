//! Reads a draft as offices have it (typed text with blanks in dates, a letter l in a number,
//! half-width brackets) and writes it as DOCX and PDF.
//!
//! `cargo run --release --example from_draft [FOLDER [DRAFT]]` writes from_draft.docx and
//! from_draft.pdf into the folder, `out/` by default, and says what it repaired in the draft.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Fonts, Theme, draft};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().unwrap_or_else(|| PathBuf::from("out"));
    let example = || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/from_draft.txt");
    let text = arguments.next().unwrap_or_else(example);
    fs::create_dir_all(&folder)?;

    let read = draft::parse(&fs::read_to_string(text)?);
    for finding in &read.findings {
        eprintln!("{finding}");
    }

    let flow = read.bulletin.flow(&Theme::gbt9704());
    fs::write(folder.join("from_draft.docx"), bulletin::docx(&flow, &Default::default())?)?;
    let pages = flow.pages(&Fonts::embedded())?;
    // What was found on the pages, with the lines of the draft.
    for finding in read.map.locate_findings(pages.findings.clone()) {
        eprintln!("{finding}");
    }
    fs::write(folder.join("from_draft.pdf"), bulletin::pdf(&pages, &Default::default())?)?;
    println!("{}: from_draft.docx, from_draft.pdf", folder.display());
    Ok(())
}
