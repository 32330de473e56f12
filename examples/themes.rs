//! Sets a bulletin of each of the usual kinds in the ready theme of its kind: weekly, information,
//! special report, flash report, monthly, circular, congress, institution.
//!
//! `cargo run --release --example themes [FOLDER]` writes theme-NAME.docx and theme-NAME.pdf of
//! every `examples/themes/NAME.toml` into the folder, `out/` by default. `docs/themes.md` shows their pages.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Finding, Fonts, NamedTheme};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    for Made { name, pages, findings } in run(&folder)? {
        println!("{}: theme-{name}.docx, theme-{name}.pdf ({pages} pages)", folder.display());
        for finding in findings {
            eprintln!("{name}: {finding}");
        }
    }
    Ok(())
}

/// A bulletin that was set.
#[derive(Debug)]
#[non_exhaustive]
pub struct Made {
    /// The name of its theme.
    pub name: &'static str,
    /// How many pages it has.
    pub pages: usize,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Sets all of them.
pub fn run(folder: &Path) -> Result<Vec<Made>, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fonts = Fonts::embedded();
    let mut made = Vec::new();
    for kind in NamedTheme::ALL.iter().filter(|kind| kind.name() != "gbt9704") {
        let file = here.join("examples/themes").join(kind.name()).with_extension("toml");
        let mut bulletin = Bulletin::from_toml(&fs::read_to_string(file)?)?;
        bulletin.load_images(|file| fs::read(here.join("docs/pictures").join(file)))?;
        let set = bulletin.typeset(&kind.theme(), &fonts)?;
        let file = folder.join(format!("theme-{}", kind.name()));
        fs::write(file.with_extension("docx"), set.docx(&Default::default())?)?;
        fs::write(file.with_extension("pdf"), set.pdf(&Default::default())?)?;
        let (pages, findings) = (set.pages().pages.len(), set.findings().to_vec());
        made.push(Made { name: kind.name(), pages, findings });
    }
    Ok(made)
}
