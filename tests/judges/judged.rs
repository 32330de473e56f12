//! Writes the cases of the judges as DOCX and PDF, with the embedded faces and the theme that stands
//! beside the case, or the default one.
//!
//! `cargo run --release --example judged -- CASES FOLDER` reads every CASES/*.toml, and
//! CASES/NAME.theme.toml as the theme of CASES/NAME.toml. With `--hanging` behind, points at line ends
//! may stand beyond the measure, as they do in Word; with `--automatic-numbers` word processors count the
//! headings of the DOCX; with `--pictures` each page is written as NAME-1.png, 100 pixels in an inch,
//! NAME-1.svg and so on, in the place of the DOCX.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bulletin::{Bulletin, DocxOptions, Fonts, Numbering, PngOptions, PngSize, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let hanging = std::env::args_os().any(|argument| argument == "--hanging");
    let mut options = DocxOptions::default();
    if std::env::args_os().any(|argument| argument == "--automatic-numbers") {
        options.numbering = Numbering::Automatic;
    }
    let draws = std::env::args_os().any(|argument| argument == "--pictures");
    let mut pixels = PngOptions::default();
    pixels.size = PngSize::Dpi(100);
    let (Some(cases), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err(
            "usage: judged CASES FOLDER [--hanging] [--automatic-numbers] [--pictures]".into()
        );
    };
    fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let mut written = 0;
    for case in fs::read_dir(&cases)? {
        let case = case?.path();
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".toml") || name.ends_with(".theme.toml") {
            continue;
        }
        let bulletin = Bulletin::from_toml(&fs::read_to_string(&case)?)
            .map_err(|error| format!("{}: {error}", case.display()))?;
        let theme = case.with_extension("theme.toml");
        let mut theme = if theme.exists() {
            Theme::from_toml(&fs::read_to_string(&theme)?)
                .map_err(|error| format!("{}: {error}", theme.display()))?
        } else {
            Theme::gbt9704()
        };
        theme.lines.hanging |= hanging;
        let set = bulletin.typeset(&theme, &fonts)?;
        for finding in set.findings() {
            eprintln!("{}: {finding}", case.display());
        }
        let file = folder.join(case.file_stem().unwrap_or_default());
        if draws {
            let name = case.file_stem().unwrap_or_default().to_string_lossy();
            for page in 0..set.pages().pages.len() {
                let file = folder.join(format!("{name}-{}", page + 1));
                fs::write(format!("{}.png", file.display()), set.pages().png(page, &pixels)?)?;
                let drawing = set.pages().svg(page, &Default::default())?;
                fs::write(format!("{}.svg", file.display()), drawing)?;
            }
        } else {
            fs::write(file.with_extension("docx"), set.docx(&options)?)?;
        }
        fs::write(file.with_extension("pdf"), set.pdf(&Default::default())?)?;
        written += 1;
    }
    if written == 0 { Err(format!("no case in {}", cases.display()).into()) } else { Ok(()) }
}
