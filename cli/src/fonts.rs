//! `bulletin fonts`: which face serves which role, and what is missing.

use std::fmt::Write as _;

use bulletin::{Error, Fit, Fonts, Serving, Typeface};

use crate::args::{FindingStyle, FontSource};
use crate::input::of_error;
use crate::lang::Lang;
use crate::outcome::Outcome;
use crate::output::to_stdout;
use crate::render::has_error;
use crate::show::{Found, show};

/// The faces of a source. Behind those of a folder stand the embedded ones.
pub(crate) fn of(source: &FontSource) -> Result<Fonts, Error> {
    match source {
        FontSource::Embedded => Ok(Fonts::embedded()),
        FontSource::Installed => Ok(Fonts::installed()),
        FontSource::Folder(folder) => Ok(Fonts::from_dir(folder)?.with_fallback(Fonts::embedded())),
    }
}

/// Says who serves what: of one source, or of those that every computer has.
pub(crate) fn run(lang: Lang, source: Option<&FontSource>, style: FindingStyle) -> Outcome {
    let sources = match source {
        Some(source) => vec![source],
        None => vec![&FontSource::Embedded, &FontSource::Installed],
    };
    let mut outcome = Outcome::Done;
    let mut table = String::new();
    let mut found = Vec::new();
    for source in sources {
        let name = match source {
            FontSource::Embedded => lang.say("内置字体", "embedded").to_owned(),
            FontSource::Installed => lang.say("本机字体", "installed").to_owned(),
            FontSource::Folder(folder) => folder.display().to_string(),
        };
        let findings = match of(source) {
            Ok(fonts) => {
                let _ = writeln!(table, "{name}");
                for serving in fonts.report() {
                    let _ = writeln!(table, "  {}", row(lang, &serving));
                }
                let findings = fonts.findings();
                if has_error(&findings) {
                    outcome = outcome.max(Outcome::Stopped);
                }
                findings
            }
            Err(error) => {
                outcome = Outcome::Failed;
                vec![of_error(error)]
            }
        };
        found.push((name, findings));
    }
    if let Err(finding) = to_stdout(&table) {
        outcome = Outcome::Failed;
        found.push(("bulletin".to_owned(), vec![finding]));
    }
    let found: Vec<Found<'_>> =
        found.iter().map(|(name, findings)| Found { name, text: "", findings }).collect();
    show(lang, style, &found);
    outcome
}

/// `仿宋_GB2312  BulletinFangSong-Regular（代用）  正文`
fn row(lang: Lang, serving: &Serving) -> String {
    let official = serving.typeface.family_names().first().unwrap_or(&"");
    let face = serving.face.as_ref().map_or(lang.say("（缺）", "(none)"), |face| face.name());
    let how = match (&serving.face, serving.fit) {
        (None, _) | (Some(_), Fit::Official) => "",
        (Some(_), Fit::Substitute) => lang.say("（同类代用）", " (substitute)"),
        (Some(_), _) => lang.say("（他类代替）", " (of another kind)"),
    };
    format!("{official}\t{face}{how}\t{}", roles(lang, serving.typeface))
}

/// What a typeface is for.
fn roles(lang: Lang, typeface: Typeface) -> &'static str {
    match typeface {
        Typeface::XiaoBiaoSong => lang.say("简报名称、标题", "name and titles"),
        Typeface::FangSong => {
            lang.say("正文、三级以下标题、版记", "body, headings 3 to 5, imprint")
        }
        Typeface::Hei => {
            lang.say("一级标题、密级、附件、表头", "headings 1, secrecy, 附件, table heads")
        }
        Typeface::Kai => {
            lang.say("二级标题、期号、编者按", "headings 2, issue line, editor's note")
        }
        Typeface::Song => lang.say("页码", "page numbers"),
        _ => lang.say("西文和数字", "Latin letters and digits"),
    }
}
