//! `bulletin render`: drafts and bulletins to documents, many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::IsTerminal as _;
use std::mem;
use std::path::{Path, PathBuf};
use std::thread;

use bulletin::{
    Bulletin, Error, Finding, Fonts, Language, NamedTheme, PdfOptions, Place, PngSize, Severity,
    Theme, join_equal, pdf_claims,
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::Render;
use crate::batch;
use crate::documents::{Document, documents, docx_options};
use crate::fonts;
use crate::format::{Format, Output, Reading};
use crate::input::{self, Input, Source, fault};
use crate::messages::{InputMessage, OutputMessage, words};
use crate::names::folded;
use crate::outcome::Outcome;
use crate::output::{self, Doubled, Goals, Syncing, unwritten, write_files};
use crate::report::{Done, Report};
use crate::show::{Found, show, show_own};
use crate::stamp;

/// What is the same for all inputs.
struct Renderer<'a> {
    request: &'a Render,
    theme: Theme,
    fonts: Fonts,
    pdf: PdfOptions,
    /// A file that can be read can be synced under Unix alone.
    syncing: Syncing,
}

/// Renders all inputs; one that fails does not stop the others.
pub(crate) fn run(language: Language, request: &Render) -> Outcome {
    let Some(theme) = theme(language, request) else {
        return Outcome::Failed;
    };
    let fonts = fonts::of(&request.fonts);
    let ready = fonts.and_then(|fonts| {
        distinct(request)?;
        Ok((fonts, request.pdf.options()?))
    });
    let (fonts, pdf) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            show_own(language, request.style, &[error.into()]);
            return Outcome::Failed;
        }
    };
    let inputs = &request.inputs;
    let at_end = cfg!(unix) && inputs.len() > 1;
    let syncing = if at_end { Syncing::AtEnd } else { Syncing::AtOnce };
    let renderer = Renderer { request, theme, fonts, pdf, syncing };
    let mut unsynced: Vec<PathBuf> = Vec::new();
    let mut report = Report::new(language, request, progress(language, inputs.len()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let render = |number: usize| inputs.get(number).map(|input| renderer.render(input));
    batch::in_order(inputs.len(), threads, render, |number, done| {
        if let Some(done) = done {
            if syncing == Syncing::AtEnd {
                unsynced.extend_from_slice(&done.written);
            }
            report.tell(number, done);
        }
    });
    let folders: BTreeSet<PathBuf> = inputs
        .iter()
        .map(|input| {
            output::folder(&document(request, input, (None, None), Output::Pdf)).to_owned()
        })
        .collect();
    output::sweep(folders.iter().map(PathBuf::as_path));
    report.end(output::sync(unsynced.iter().map(PathBuf::as_path)))
}

impl Renderer<'_> {
    /// Renders one input.
    fn render(&self, path: &Path) -> Done {
        let mut done = Done {
            source: Source::default(),
            findings: Vec::new(),
            written: Vec::new(),
            outcome: Outcome::Done,
        };
        match self.set(path, &mut done) {
            Ok(outcome) => done.outcome = outcome,
            Err(error) => {
                done.findings.push(error.into());
                done.outcome = Outcome::Failed;
            }
        }
        done.findings = done.source.located(done.findings);
        done
    }

    fn set(&self, path: &Path, done: &mut Done) -> Result<Outcome, Error> {
        let (input, findings) = Input::read(path, self.request.from)?;
        done.findings = findings;
        done.source.text.clone_from(&input.text);
        let mut parts = input.parts(self.request.split).peekable();
        let mut number = 0;
        let mut several = false;
        let source = stamp::source(path);
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        let mut pictures: Vec<PathBuf> = Vec::new();
        let mut outcome = Outcome::Done;
        while let Some(part) = parts.next() {
            number += 1;
            several |= parts.peek().is_some();
            let Some(documents) = self.set_part(&input, &part, &mut pictures, done)? else {
                outcome = Outcome::Stopped;
                continue;
            };
            let number = several.then_some(number);
            files.extend(documents.into_iter().map(|Document { output, page, bytes }| {
                let file = document(self.request, path, (number, page), output);
                (file, stamp::stamped(bytes, output, &source))
            }));
        }
        if outcome != Outcome::Done {
            return Ok(outcome);
        }
        if let Some(folder) = &self.request.folder {
            fs::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
        }
        // A picture of a page may have the name of a picture that stands on it.
        let is_read =
            |file: &PathBuf| fs::canonicalize(file).is_ok_and(|it| pictures.contains(&it));
        if let Some((file, _)) = files.iter().find(|(file, _)| is_read(file)) {
            return Err(Error::new(
                OutputMessage::Input { document: named(file) },
                Place::default(),
            ));
        }
        let whose = |file: &Path| stamp::whose_file(file, &source);
        done.findings.append(&mut write_files(&files, self.request.force, self.syncing, whose)?);
        done.written = files.into_iter().map(|(path, _)| path).collect();
        Ok(outcome)
    }

    /// The documents of one bulletin of an input; none when its findings stop them.
    fn set_part(
        &self,
        input: &Input,
        text: &str,
        pictures: &mut Vec<PathBuf>,
        done: &mut Done,
    ) -> Result<Option<Vec<Document>>, Error> {
        let reading = input.format.read_bulletin(text, self.request.tidy)?;
        let reading = reading.named(self.request.name.as_deref());
        let Reading { mut bulletin, mut findings, map } = reading;
        // What was found in the parts before has the places that their maps know.
        done.findings = done.source.located(mem::take(&mut done.findings));
        done.source.map = map;
        let before = done.findings.len();
        done.findings.append(&mut findings);
        if let Err(error) = bulletin.validate() {
            // As `parse` has it: what was read cannot be issued as it is.
            done.findings.push(error.into());
            return Ok(None);
        }
        pictures.append(&mut input.load_images(&mut bulletin, self.request.allow_outside)?);

        let (documents, mut findings) = self.documents(&bulletin, &input.path)?;
        done.findings.append(&mut findings);
        let stops =
            |finding: &Finding| self.request.stop_at.is_some_and(|at| finding.severity() >= at);
        let own = done.findings.get(before..).unwrap_or_default();
        Ok((!own.iter().any(stops)).then_some(documents))
    }

    /// The documents asked for, and what was noticed in setting them.
    fn documents(
        &self,
        bulletin: &Bulletin,
        input: &Path,
    ) -> Result<(Vec<Document>, Vec<Finding>), Error> {
        let set = bulletin.typeset(&self.theme, &self.fonts)?;
        let mut pdf = self.pdf.clone();
        if self.request.to.contains(&Output::Pdf) {
            let document = first(self.request, input, Output::Pdf);
            let docx = docx_options(self.request);
            pdf.attachments = self.request.pdf.attachments(bulletin, &set, &docx, &document)?;
        }
        // A DOCX is set again by a word processor, in its own fonts.
        let findings = if self.request.to.contains(&Output::Pdf) {
            let claims = pdf_claims(set.pages(), &pdf).findings;
            join_equal(set.findings().iter().cloned().chain(claims))
        } else if self.request.to.iter().any(|output| *output != Output::Docx) {
            set.findings().to_vec()
        } else {
            set.flow().findings.clone()
        };
        Ok((documents(set, self.request, &pdf)?, findings))
    }
}

/// Where a document of an input goes; with the number of its bulletin where the input says several, and with
/// that of its page where each page is a file.
fn document(
    request: &Render,
    input: &Path,
    numbers: (Option<usize>, Option<usize>),
    output: Output,
) -> PathBuf {
    let name = document_name(input, numbers, output);
    let beside = if input::is_stdin(input) { None } else { input.parent() };
    match (&request.folder, beside) {
        (Some(folder), _) => folder.join(name),
        (None, Some(folder)) => folder.join(name),
        (None, None) => PathBuf::from(name),
    }
}

/// What a document of an input is called.
fn document_name(
    input: &Path,
    (number, page): (Option<usize>, Option<usize>),
    output: Output,
) -> OsString {
    let stem = if input::is_stdin(input) { None } else { input.file_stem() };
    let mut name = stem.unwrap_or("bulletin".as_ref()).to_owned();
    for number in [number, page].into_iter().flatten() {
        name.push(format!("-{number}"));
    }
    name.push(".");
    name.push(output.ending());
    name
}

/// The document of an input in a format; of pages that are files the first.
fn first(request: &Render, input: &Path, output: Output) -> PathBuf {
    document(request, input, (None, output.is_of_pages().then_some(1)), output)
}

/// What a file is to a run.
#[derive(Clone, Copy)]
enum Use<'a> {
    Read,
    /// The document of an input, with the input's number.
    Document(usize, &'a Path, Output),
}

/// Every document has a file of its own, no file that is read is replaced, and standard input is read
/// once. This is known before anything is read or written.
fn distinct(request: &Render) -> Result<(), Error> {
    let pages = [Output::Svg, Output::Png];
    for (option, is_given, formats) in [
        ("--pages", request.pages.is_some(), &pages[..]),
        ("--dpi", matches!(request.size, Some(PngSize::Dpi(_))), &[Output::Png]),
        ("--width", matches!(request.size, Some(PngSize::Width(_))), &[Output::Png]),
    ] {
        if is_given && !formats.iter().any(|format| request.to.contains(format)) {
            let formats = formats.iter().map(|format| format.ending().to_uppercase()).collect();
            return Err(Error::new(OutputMessage::Unused { option, formats }, Place::default()));
        }
    }
    let mut goals = Goals::new();
    let mut reads_stdin = false;
    for input in &request.inputs {
        if input::is_stdin(input) {
            if reads_stdin {
                return Err(fault(InputMessage::StandardInputTwice {}));
            }
            reads_stdin = true;
        } else {
            // A file may be read twice, by two names that give two documents.
            let _ = goals.add(input, Use::Read);
        }
    }
    if let Some(theme) = request.theme.as_ref().filter(|theme| theme.exists()) {
        let _ = goals.add(theme, Use::Read);
    }
    let formats: BTreeSet<Output> = request.to.iter().copied().collect();
    for (number, input) in request.inputs.iter().enumerate() {
        for format in &formats {
            let path = first(request, input, *format);
            if let Err(Doubled(other)) = goals.add(&path, Use::Document(number, input, *format)) {
                return Err(doubled(request, (number, input), &path, other));
            }
        }
    }
    if request.split { distinct_parts(request) } else { Ok(()) }
}

/// No document that is split off has the name of another input's.
fn distinct_parts(request: &Render) -> Result<(), Error> {
    let path = |input: &Path| document(request, input, (None, None), Output::Pdf);
    let whole: BTreeMap<PathBuf, &Path> =
        request.inputs.iter().map(|input| (path(input), input.as_path())).collect();
    for input in &request.inputs {
        let path = path(input);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some((stem, number)) = stem.rsplit_once('-') else { continue };
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let first = whole.get(&path.with_file_name(format!("{stem}.pdf"))).filter(|_| numbered);
        if let Some(first) = first {
            let (first, second) = (named(first), named(input));
            let document = named(&path.with_extension("*"));
            let message = OutputMessage::Same { first, second, document };
            return Err(Error::new(message, Place::default()));
        }
    }
    Ok(())
}

/// Why a document of an input cannot have its file.
fn doubled(
    request: &Render,
    (number, input): (usize, &Path),
    path: &Path,
    other: Use<'_>,
) -> Error {
    let Use::Document(before, first, format) = other else {
        // Of a .docx that is given as a draft, that it is none helps more.
        if let Some(why) = crate::input::refused(input, request.from) {
            return fault(why);
        }
        let message = OutputMessage::Input { document: named(path) };
        return Error::new(message, Place::default());
    };
    let is_same_input = before == number;
    let before = self::first(request, first, format);
    // The file systems that take several names for one have found these to be so.
    let is_one = |one: &Path, other: &Path| {
        let key =
            |path: &Path| output::behind(path).map(|path| folded(&path.to_string_lossy())).ok();
        key(one) == key(other)
    };
    let in_one_folder = is_one(output::folder(&before), output::folder(path));
    if !is_same_input && is_one(first, input) {
        let (first, second) = (named(first), named(input));
        return fault(InputMessage::Twice { first, second });
    }
    let message = if in_one_folder && before.extension() == path.extension() {
        let (first, second) = (named(first), named(input));
        OutputMessage::Same { first, second, document: named(&path.with_extension("*")) }
    } else {
        OutputMessage::SameFile { first: named(&before), second: named(path) }
    };
    Error::new(message, Place::default())
}

fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The theme of a file, a ready one, or the standard's. What is wrong with it is shown. A folder does
/// not stand in the way of a name.
fn theme(language: Language, request: &Render) -> Option<Theme> {
    let Some(path) = &request.theme else { return Some(Theme::gbt9704()) };
    let named = path.to_str().and_then(|name| Theme::named(name).ok());
    if let Some(theme) = named.filter(|_| !path.exists() || path.is_dir()) {
        return Some(theme);
    }
    let mut source = Source::default();
    let mut read = || {
        if !path.exists() {
            let names = NamedTheme::ALL.iter().map(NamedTheme::name).collect();
            return Err(fault(InputMessage::NoTheme { names }));
        }
        let format = Format::of(path).filter(|of| *of != Format::Draft);
        let (input, _) = Input::read(path, format)?;
        source.text.clone_from(&input.text);
        input.format.read_theme(&input.text)
    };
    let read: Result<Theme, Error> = read();
    read.map_err(|error| {
        let name = input::name(language, path);
        let found = Found { name: &name, source: &source, findings: &[error.into()] };
        show(language, request.style, &[found]);
    })
    .ok()
}

/// A bar on a terminal for several inputs; nothing elsewhere.
fn progress(language: Language, inputs: usize) -> ProgressBar {
    if inputs < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(inputs).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template(words::PROGRESS.of(language)) {
        bar.set_style(style);
    }
    bar
}

/// Whether findings include one that stops at a severity.
pub(crate) fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() >= Severity::Error)
}
