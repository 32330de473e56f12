//! Writes the cases of the judges as DOCX and PDF, with the embedded faces and the theme that stands
//! beside the case, or the default one.
//!
//! `cargo run --release --example judged -- CASES FOLDER` reads every CASES/*.toml, and
//! CASES/NAME.theme.toml as the theme of CASES/NAME.toml. With `--hanging` behind, points at line ends
//! may stand beyond the measure, as they do in Word; with `--automatic-numbers` word processors count the
//! headings of the DOCX; with `--levels` a PDF of each archive level is written instead, the one of 3b with
//! the DOCX in it; with `--inks PROFILE` a PDF in the four inks of that profile, and one with an ink for red
//! beside them, both with 3 mm to cut off; with `--pictures`
//! each page is written as NAME-1.png, 100 pixels in an inch, NAME-1.svg and so on, in the place of the DOCX.

mod case_files;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{
    Attachment, AttachmentKind, DocxOptions, Fonts, Length, Numbering, PdfColors, PdfLevel,
    PdfOptions, PngOptions, PngSize, Typeset,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let has = |flag: &str| std::env::args_os().any(|argument| argument == flag);
    let hanging = has("--hanging");
    let levels = has("--levels");
    let inks = std::env::args_os().skip_while(|argument| argument != "--inks").nth(1);
    let inks = inks.map(fs::read).transpose()?;
    let mut options = DocxOptions::default();
    if has("--automatic-numbers") {
        options.numbering = Numbering::Automatic;
    }
    let draws = has("--pictures");
    let mut pixels = PngOptions::default();
    pixels.size = PngSize::Dpi(100);
    let (Some(cases), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: judged CASES FOLDER [--hanging] [--automatic-numbers] [--levels] \
             [--inks PROFILE] [--pictures]"
            .into());
    };
    fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    for mut case in case_files::read(&cases)? {
        case.theme.lines.hanging |= hanging;
        let set = case.bulletin.typeset(&case.theme, &fonts)?;
        for finding in set.findings() {
            eprintln!("{}: {finding}", case.path.display());
        }
        let file = case.document(&folder);
        if levels {
            write_levels(&set, &options, &file)?;
            continue;
        }
        if let Some(profile) = &inks {
            write_inks(&set, profile, &file)?;
            continue;
        }
        if draws {
            for page in 0..set.pages().pages.len() {
                let number = page + 1;
                fs::write(
                    beside(&file, &format!("{number}.png")),
                    set.pages().png(page, &pixels)?,
                )?;
                let drawing = set.pages().svg(page, &Default::default())?;
                fs::write(beside(&file, &format!("{number}.svg")), drawing)?;
            }
        } else {
            fs::write(file.with_extension("docx"), set.docx(&options)?)?;
        }
        fs::write(file.with_extension("pdf"), set.pdf(&Default::default())?)?;
    }
    Ok(())
}

/// The file with more behind its name.
fn beside(file: &Path, more: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!("-{more}"));
    file.with_file_name(name)
}

/// A PDF for a printing works in four inks, and one in which red is an ink of its own.
fn write_inks(set: &Typeset, profile: &[u8], file: &Path) -> Result<(), Box<dyn Error>> {
    let mut options = PdfOptions::default();
    options.colors = PdfColors::Cmyk { profile: profile.to_vec() };
    options.bleed = Length::mm(3.0);
    fs::write(beside(file, "inks.pdf"), set.pdf(&options)?)?;
    // Of an ink of its own pikepdf has no rules.
    options.level = PdfLevel::None;
    options.spot = Some("PANTONE 485 C".to_owned());
    Ok(fs::write(beside(file, "inks-spot.pdf"), set.pdf(&options)?)?)
}

/// A PDF of each archive level, and one with an ink of its own, which pikepdf has no rules for.
fn write_levels(set: &Typeset, docx: &DocxOptions, file: &Path) -> Result<(), Box<dyn Error>> {
    let levels = [
        ("none", PdfLevel::None),
        ("1b", PdfLevel::A1b),
        ("2b", PdfLevel::A2b),
        ("2u", PdfLevel::A2u),
        ("2a", PdfLevel::A2a),
        ("3b", PdfLevel::A3b),
    ];
    let write = |name: &str, options: &PdfOptions| -> Result<(), Box<dyn Error>> {
        Ok(fs::write(beside(file, &format!("{name}.pdf")), set.pdf(options)?)?)
    };
    for (name, level) in levels {
        let mut options = PdfOptions::default();
        options.level = level;
        if level == PdfLevel::A3b {
            let media_type =
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            let kind = AttachmentKind::Alternative;
            options.attachments =
                vec![Attachment::new("bulletin.docx", media_type, kind, set.docx(docx)?)];
        }
        write(name, &options)?;
    }
    let mut options = PdfOptions::default();
    options.level = PdfLevel::None;
    options.spot = Some("PANTONE 485 C".to_owned());
    write("spot", &options)
}
