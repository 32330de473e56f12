//! `bulletin fonts`: which face serves which role, and what is missing.

use std::fmt::Write as _;

use bulletin::{Error, Finding, Fit, Fonts, Language, Serving, Typeface};

use crate::args::{FindingStyle, FontSource};
use crate::console;
use crate::input::Source;
use crate::messages::{Words, words};
use crate::outcome::Outcome;
use crate::output::to_stdout;
use crate::render::has_error;
use crate::safe::Safe;
use crate::show::{COMMAND, Found, show};

/// The faces of a source. Behind those of a folder stand the embedded ones.
pub(crate) fn of(source: &FontSource) -> Result<Fonts, Error> {
    match source {
        FontSource::Embedded => Ok(Fonts::embedded()),
        FontSource::Installed => Ok(Fonts::installed()),
        FontSource::Folder(folder) => Ok(Fonts::from_dir(folder)?.with_fallback(Fonts::embedded())),
    }
}

/// Says who serves what: of one source, or of those that every computer has.
pub(crate) fn run(language: Language, source: Option<&FontSource>, style: FindingStyle) -> Outcome {
    let sources = match source {
        Some(source) => vec![source],
        None => vec![&FontSource::Embedded, &FontSource::Installed],
    };
    let mut outcome = Outcome::Done;
    let mut table = String::new();
    let mut found = Vec::new();
    for source in sources {
        let name = match source {
            FontSource::Embedded => words::EMBEDDED.of(language).to_owned(),
            FontSource::Installed => words::INSTALLED.of(language).to_owned(),
            FontSource::Folder(folder) => folder.to_string_lossy().into_owned(),
        };
        let findings = match of(source) {
            Ok(fonts) => {
                let _ = writeln!(table, "{}", Safe(&name));
                for serving in fonts.report() {
                    let _ = writeln!(table, "  {}", row(language, &serving));
                }
                let findings = fonts.findings();
                if has_error(&findings) {
                    outcome = outcome.max(Outcome::Stopped);
                }
                findings
            }
            Err(error) => {
                outcome = Outcome::Failed;
                vec![Finding::from(error)]
            }
        };
        found.push((name, findings));
    }
    if let Err(error) = to_stdout(&console::encoded(&table)) {
        outcome = Outcome::Failed;
        found.push((COMMAND.to_owned(), vec![error.into()]));
    }
    let none = Source::default();
    let found: Vec<Found<'_>> =
        found.iter().map(|(name, findings)| Found { name, source: &none, findings }).collect();
    show(language, style, &found);
    outcome
}

/// `仿宋_GB2312  BulletinFangSong-Regular（代用）  正文`
fn row(language: Language, serving: &Serving) -> String {
    let official = serving.typeface.family_names().first().unwrap_or(&"");
    let face = serving.face.as_ref().map_or(words::NO_FACE.of(language), |face| face.name());
    let how = match (&serving.face, serving.fit) {
        (None, _) | (Some(_), Fit::Official) => "",
        (Some(_), Fit::Substitute) => words::SUBSTITUTE.of(language),
        (Some(_), _) => words::OTHER_KIND.of(language),
    };
    format!("{official}\t{}{how}\t{}", Safe(face), roles(serving.typeface).of(language))
}

/// What a typeface is for.
fn roles(typeface: Typeface) -> Words {
    match typeface {
        Typeface::XiaoBiaoSong => words::NAMES,
        Typeface::FangSong => words::BODY,
        Typeface::Hei => words::HEADINGS,
        Typeface::Kai => words::SECOND_HEADINGS,
        Typeface::Song => words::PAGE_NUMBERS,
        _ => words::LATIN,
    }
}
