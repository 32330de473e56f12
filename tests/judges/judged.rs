//! Writes the cases of the judges as DOCX and PDF, with the default theme and the embedded faces.
//!
//! `cargo run --release --example judged -- CASES FOLDER` reads every CASES/*.toml.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bulletin::{Bulletin, Fonts, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(cases), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: judged CASES FOLDER".into());
    };
    fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let mut written = 0;
    for case in fs::read_dir(&cases)? {
        let case = case?.path();
        if case.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let bulletin: Bulletin = toml::from_str(&fs::read_to_string(&case)?)
            .map_err(|error| format!("{}: {error}", case.display()))?;
        let flow = bulletin.flow(&Theme::gbt9704());
        let name = case.file_stem().unwrap_or_default();
        let file = folder.join(name);
        fs::write(file.with_extension("docx"), bulletin::docx(&flow, &Default::default())?)?;
        let pages = flow.pages(&fonts)?;
        fs::write(file.with_extension("pdf"), bulletin::pdf(&pages, &Default::default())?)?;
        written += 1;
    }
    if written == 0 { Err(format!("no case in {}", cases.display()).into()) } else { Ok(()) }
}
