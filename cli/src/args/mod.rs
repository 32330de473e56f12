//! What the clerk asks for, read from the arguments.

mod command;
mod pages;

use std::ffi::OsString;
use std::path::PathBuf;

use bulletin::check::Tidy;
use bulletin::{Language, NaiveDate, Numbering, PngSize, Severity};
use clap::ArgMatches;

use crate::format::{Format, Output};
use crate::output::Ends;
use crate::pdf::PdfRequest;
use command::{StopAt, command};

pub(crate) use command::{NoPages, NotADate, listed_directives};
pub(crate) use pages::PageChoice;

/// What the clerk asks for.
pub(crate) enum Request {
    Render(Render),
    Parse(Parse),
    Next(Next),
    New(Made),
    Schema {
        of: SchemaOf,
        made: Made,
    },
    /// The list of ready themes, or one of them by its name.
    Themes {
        show: Option<String>,
        made: Made,
    },
    /// The directives of drafts.
    Directives(Made),
    Fonts {
        fonts: Option<FontSource>,
        style: FindingStyle,
    },
}

/// Drafts and bulletins to documents.
pub(crate) struct Render {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) from: Option<Format>,
    pub(crate) to: Vec<Output>,
    /// Which pages become pictures; none for all.
    pub(crate) pages: Option<PageChoice>,
    /// How many pixels a PNG has, if that is said.
    pub(crate) size: Option<PngSize>,
    pub(crate) folder: Option<PathBuf>,
    /// The name of a ready theme, or a file.
    pub(crate) theme: Option<PathBuf>,
    pub(crate) fonts: FontSource,
    /// The name of bulletins that have none.
    pub(crate) name: Option<String>,
    /// What is repaired in the words.
    pub(crate) tidy: Tidy,
    pub(crate) force: bool,
    /// Whether a draft that holds several bulletins becomes several documents.
    pub(crate) split: bool,
    /// Whether pictures may lie outside of the input's folder.
    pub(crate) allow_outside: bool,
    /// What the numbers of headings are in a DOCX.
    pub(crate) numbering: Numbering,
    /// What PDFs keep and carry.
    pub(crate) pdf: PdfRequest,
    /// How the names in the list of written files end.
    pub(crate) ends: Ends,
    /// The severity from which on a finding stops a document; none for never.
    pub(crate) stop_at: Option<Severity>,
    pub(crate) style: FindingStyle,
}

/// A draft or bulletin to the model.
pub(crate) struct Parse {
    pub(crate) input: PathBuf,
    pub(crate) from: Option<Format>,
    pub(crate) format: Format,
    /// The name of a bulletin that has none.
    pub(crate) name: Option<String>,
    /// What is repaired in the words.
    pub(crate) tidy: Tidy,
    pub(crate) made: Made,
    pub(crate) style: FindingStyle,
}

/// The skeleton of the next issue.
pub(crate) struct Next {
    pub(crate) last: PathBuf,
    pub(crate) from: Option<Format>,
    /// By default that of the last issue.
    pub(crate) format: Option<Format>,
    pub(crate) date: Option<NaiveDate>,
    /// What is repaired in the words.
    pub(crate) tidy: Tidy,
    pub(crate) made: Made,
    pub(crate) style: FindingStyle,
}

/// Where a text that is made goes: into a file, or to standard output.
pub(crate) struct Made {
    pub(crate) file: Option<PathBuf>,
    pub(crate) force: bool,
}

/// Where the faces come from.
pub(crate) enum FontSource {
    Embedded,
    Installed,
    Folder(PathBuf),
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FindingStyle {
    Text,
    Json,
}

/// What a schema is of.
#[derive(Clone, Copy)]
pub(crate) enum SchemaOf {
    Bulletin,
    Theme,
}

/// Reads the arguments; the first is the name of the program.
pub(crate) fn read(language: Language, arguments: &[OsString]) -> Result<Request, clap::Error> {
    let matches = command(language).try_get_matches_from(arguments)?;
    match matches.subcommand() {
        Some(("render", given)) => Ok(Request::Render(Render {
            inputs: many(given, "input"),
            from: one(given, "from"),
            to: many(given, "to"),
            pages: one(given, "pages"),
            size: one(given, "width").map(PngSize::Width).or(one(given, "dpi").map(PngSize::Dpi)),
            folder: one(given, "out"),
            theme: one(given, "theme"),
            fonts: one(given, "fonts").map_or(FontSource::Embedded, font_source),
            name: one(given, "name"),
            tidy: tidy(given),
            force: given.get_flag("force"),
            split: given.get_flag("split"),
            allow_outside: given.get_flag("allow-outside"),
            numbering: numbering(given),
            pdf: pdf(given),
            ends: if given.get_flag("null") { Ends::Null } else { Ends::Line },
            stop_at: one::<StopAt>(given, "stop-at").map_or(Some(Severity::Error), |stop| stop.0),
            style: style(given),
        })),
        Some(("parse", given)) => Ok(Request::Parse(Parse {
            input: one(given, "input").unwrap_or_default(),
            from: one(given, "from"),
            format: one(given, "format").unwrap_or(Format::Toml),
            name: one(given, "name"),
            tidy: tidy(given),
            made: made(given),
            style: style(given),
        })),
        Some(("next", given)) => Ok(Request::Next(Next {
            last: one(given, "input").unwrap_or_default(),
            from: one(given, "from"),
            format: one(given, "format"),
            date: one(given, "date"),
            tidy: tidy(given),
            made: made(given),
            style: style(given),
        })),
        Some(("schema", given)) => {
            let of = one(given, "of").unwrap_or(SchemaOf::Bulletin);
            Ok(Request::Schema { of, made: made(given) })
        }
        Some(("themes", given)) => {
            Ok(Request::Themes { show: one(given, "show"), made: made(given) })
        }
        Some(("directives", given)) => Ok(Request::Directives(made(given))),
        Some(("fonts", given)) => {
            Ok(Request::Fonts { fonts: one(given, "fonts").map(font_source), style: style(given) })
        }
        // A command is required, and there is no other.
        Some((_, given)) => Ok(Request::New(made(given))),
        // Clap asks for a command before this.
        None => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
    }
}

/// The command that arguments name, as it is typed: `bulletin render`.
pub(crate) fn named(arguments: &[OsString]) -> String {
    let whole = command(Language::English);
    let name = whole.get_name();
    let mut names = whole.get_subcommands().map(clap::Command::get_name);
    match names.find(|name| arguments.iter().skip(1).any(|word| word == name)) {
        Some(command) => format!("{name} {command}"),
        None => name.to_owned(),
    }
}

fn one<T: Clone + Send + Sync + 'static>(given: &ArgMatches, id: &str) -> Option<T> {
    given.get_one::<T>(id).cloned()
}

fn many<T: Clone + Send + Sync + 'static>(given: &ArgMatches, id: &str) -> Vec<T> {
    given.get_many::<T>(id).into_iter().flatten().cloned().collect()
}

fn made(given: &ArgMatches) -> Made {
    Made { file: one(given, "out"), force: given.get_flag("force") }
}

fn numbering(given: &ArgMatches) -> Numbering {
    if given.get_flag("automatic-numbers") { Numbering::Automatic } else { Numbering::Text }
}

fn pdf(given: &ArgMatches) -> PdfRequest {
    PdfRequest {
        level: one(given, "pdf"),
        attached: many(given, "attach"),
        profile: one(given, "cmyk"),
        spot: one(given, "spot"),
        bleed: one(given, "bleed"),
    }
}

fn tidy(given: &ArgMatches) -> Tidy {
    if given.get_flag("tidy") { Tidy::marks() } else { Tidy::default() }
}

fn style(given: &ArgMatches) -> FindingStyle {
    one(given, "findings").unwrap_or(FindingStyle::Text)
}

fn font_source(word: PathBuf) -> FontSource {
    match word.to_str() {
        Some("embedded") => FontSource::Embedded,
        Some("installed") => FontSource::Installed,
        _ => FontSource::Folder(word),
    }
}
