//! Sets the bulletins of a guide: of every section with a picture the first block of TOML, in the
//! theme of its block of `toml theme` if it has one.
//!
//! `cargo run --release --example guide [FOLDER [GUIDE]]` reads the guide, `docs/model.md` by default,
//! and writes NAME.pdf for each picture NAME.png into the folder, `out/` by default.

use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, Theme};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().unwrap_or_else(|| PathBuf::from("out"));
    let guide = arguments.next().unwrap_or_else(|| PathBuf::from("docs/model.md"));
    for file in run(&guide, &folder)? {
        println!("{}", file.display());
    }
    Ok(())
}

/// What a section of a guide shows.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Shown {
    /// Its bulletins, as they stand there.
    pub bulletins: Vec<String>,
    /// The theme of the first of them.
    pub theme: Option<String>,
    /// The name of its picture.
    pub picture: Option<String>,
}

/// The sections of a guide, in order.
pub fn sections(guide: &str) -> Vec<Shown> {
    let mut sections = vec![Shown::default()];
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            sections.push(Shown::default());
        }
        let Some(section) = sections.last_mut() else { continue };
        if let Some(kind) = line.strip_prefix("```toml") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let block = block.fold(String::new(), |block, line| block + line + "\n");
            match kind.trim() {
                "theme" => section.theme = Some(block),
                _ => section.bulletins.push(block),
            }
        } else if let Some((_, path)) = line.split_once("](pictures/")
            && let Some((name, _)) = path.split_once(".png)")
        {
            section.picture = Some(name.to_owned());
        }
    }
    sections
}

/// Sets what has a picture; gives the files.
pub fn run(guide: &Path, folder: &Path) -> Result<Vec<PathBuf>, Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    let pictures = guide.with_file_name("pictures");
    let fonts = Fonts::embedded();
    let mut files = Vec::new();
    for section in sections(&fs::read_to_string(guide)?) {
        let (Some(name), Some(bulletin)) = (section.picture, section.bulletins.first()) else {
            continue;
        };
        let mut bulletin = Bulletin::from_toml(bulletin)?;
        bulletin.load_images(|file| fs::read(pictures.join(file)))?;
        let theme =
            section.theme.as_deref().map_or_else(|| Ok(Theme::gbt9704()), Theme::from_toml)?;
        let file = folder.join(format!("{name}.pdf"));
        fs::write(&file, bulletin.typeset(&theme, &fonts)?.pdf(&Default::default())?)?;
        files.push(file);
    }
    Ok(files)
}
