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

    let draft = draft::parse(&fs::read_to_string(text)?);
    let set = draft.bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    // What the later steps noticed is at a path of the bulletin; the draft knows the line of each.
    let later = draft.map.locate_findings(set.findings().to_vec());
    for finding in draft.findings.iter().chain(&later) {
        eprintln!("{finding}");
    }
    fs::write(folder.join("from_draft.docx"), set.docx(&Default::default())?)?;
    fs::write(folder.join("from_draft.pdf"), set.pdf(&Default::default())?)?;
    println!("{}: from_draft.docx, from_draft.pdf", folder.display());
    Ok(())
}
