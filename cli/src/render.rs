//! `bulletin render`: drafts and bulletins to documents, many at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Error, Finding, Fonts, Language, Place, Severity, Theme};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::args::{FindingStyle, Render};
use crate::fonts;
use crate::format::{Format, Output, Reading};
use crate::input::{self, Input, Source, fault};
use crate::messages::{InputMessage, OutputMessage, Remark, sentence, words};
use crate::outcome::Outcome;
use crate::output::{list, unwritten, write_files};
use crate::safe::Safe;
use crate::show::{Found, show, show_own, to_stderr};

/// What became of one input.
struct Done {
    name: String,
    source: Source,
    findings: Vec<Finding>,
    written: Vec<PathBuf>,
    outcome: Outcome,
}

/// What is the same for all inputs.
struct Renderer<'a> {
    language: Language,
    request: &'a Render,
    theme: Theme,
    fonts: Fonts,
}

/// Renders all inputs; one that fails does not stop the others.
pub(crate) fn run(language: Language, request: &Render) -> Outcome {
    let Some(theme) = theme(language, request) else {
        return Outcome::Failed;
    };
    let fonts = fonts::of(&request.fonts);
    let fonts = match fonts.and_then(|fonts| distinct(request).map(|()| fonts)) {
        Ok(fonts) => fonts,
        Err(error) => {
            show_own(language, request.style, &[error.into()]);
            return Outcome::Failed;
        }
    };
    let renderer = Renderer { language, request, theme, fonts };
    let bar = progress(language, request.inputs.len());
    let done: Vec<Done> = request
        .inputs
        .par_iter()
        .map(|path| {
            let done = renderer.render(path);
            bar.inc(1);
            done
        })
        .collect();
    bar.finish_and_clear();
    report(language, request, &done)
}

/// Says what was written, what was noticed, and which inputs failed.
fn report(language: Language, request: &Render, done: &[Done]) -> Outcome {
    let found: Vec<Found<'_>> = done
        .iter()
        .map(|done| Found { name: &done.name, source: &done.source, findings: &done.findings })
        .collect();
    show(language, request.style, &found);
    let written: Vec<&Path> =
        done.iter().flat_map(|done| &done.written).map(PathBuf::as_path).collect();
    let mut outcome = done.iter().map(|done| done.outcome).max().unwrap_or(Outcome::Done);
    if let Err(error) = list(&written) {
        show_own(language, request.style, &[error.into()]);
        outcome = Outcome::Failed;
    }
    if request.style == FindingStyle::Text {
        to_stderr(&summary(language, done));
    }
    outcome
}

/// Of several inputs how many were done, and which of them were not; why, their findings say. Of a
/// single one only that its findings stopped it, for none of them need be an error.
fn summary(language: Language, done: &[Done]) -> String {
    let mut text = String::new();
    if done.len() > 1 {
        let whole = done.iter().filter(|done| done.outcome == Outcome::Done).count();
        text += &sentence(language, Remark::Done { done: whole, all: done.len() });
        text.push('\n');
    }
    for one in done {
        let what = match one.outcome {
            Outcome::Stopped => words::STOPPED,
            Outcome::Failed if done.len() > 1 => words::FAILED,
            _ => continue,
        };
        let indent = if done.len() > 1 { "  " } else { "" };
        let colon = words::COLON.of(language);
        text += &format!("{indent}{}{colon}{}\n", Safe(&one.name), what.of(language));
    }
    text
}

impl Renderer<'_> {
    /// Renders one input.
    fn render(&self, path: &Path) -> Done {
        let mut done = Done {
            name: input::name(self.language, path),
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
        let Reading { mut bulletin, mut findings, map } = input.bulletin()?;
        done.source.map = map;
        done.findings.append(&mut findings);
        if let Err(error) = bulletin.validate() {
            // As `parse` has it: what was read cannot be issued as it is.
            done.findings.push(error.into());
            return Ok(Outcome::Stopped);
        }
        input.load_images(&mut bulletin)?;

        let (documents, mut findings) = self.documents(&bulletin)?;
        done.findings.append(&mut findings);
        let stops =
            |finding: &Finding| self.request.stop_at.is_some_and(|at| finding.severity() >= at);
        if done.findings.iter().any(stops) {
            return Ok(Outcome::Stopped);
        }
        let files: Vec<(PathBuf, Vec<u8>)> = documents
            .into_iter()
            .map(|(output, bytes)| (document(self.request, path, output), bytes))
            .collect();
        if let Some(folder) = &self.request.folder {
            fs::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
        }
        write_files(&files, self.request.force)?;
        done.written = files.into_iter().map(|(path, _)| path).collect();
        Ok(Outcome::Done)
    }

    /// The documents asked for, and what was noticed in setting them.
    fn documents(&self, bulletin: &Bulletin) -> Result<(Documents, Vec<Finding>), Error> {
        let set = bulletin.typeset(&self.theme, &self.fonts)?;
        let mut documents = Documents::new();
        for output in &self.request.to {
            if documents.iter().any(|(other, _)| other == output) {
                continue;
            }
            let bytes = match output {
                Output::Docx => set.docx(&Default::default())?,
                Output::Pdf => set.pdf(&Default::default())?,
            };
            documents.push((*output, bytes));
        }
        // A DOCX is set again by a word processor, in its own fonts.
        let findings = if self.request.to.contains(&Output::Pdf) {
            set.findings().to_vec()
        } else {
            set.flow().findings.clone()
        };
        Ok((documents, findings))
    }
}

/// Documents in the order in which they were asked for.
type Documents = Vec<(Output, Vec<u8>)>;

/// Where a document of an input goes.
fn document(request: &Render, input: &Path, output: Output) -> PathBuf {
    let stem = if input::is_stdin(input) { None } else { input.file_stem() };
    let mut name = stem.unwrap_or("bulletin".as_ref()).to_owned();
    name.push(".");
    name.push(output.ending());
    let beside = if input::is_stdin(input) { None } else { input.parent() };
    match (&request.folder, beside) {
        (Some(folder), _) => folder.join(name),
        (None, Some(folder)) => folder.join(name),
        (None, None) => PathBuf::from(name),
    }
}

/// No two inputs may become one document, and standard input can be read once.
fn distinct(request: &Render) -> Result<(), Error> {
    let mut seen: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for input in &request.inputs {
        let path = document(request, input, Output::Pdf);
        if let Some(other) = seen.insert(path.with_extension(""), input) {
            if input::is_stdin(input) && input::is_stdin(other) {
                return Err(fault(InputMessage::StandardInputTwice {}));
            }
            let message = OutputMessage::Same {
                first: other.to_string_lossy().into_owned(),
                second: input.to_string_lossy().into_owned(),
                document: path.with_extension("*").to_string_lossy().into_owned(),
            };
            return Err(Error::new(message, Place::default()));
        }
    }
    Ok(())
}

/// The office's theme, or the standard's. What is wrong with it is shown.
fn theme(language: Language, request: &Render) -> Option<Theme> {
    let Some(path) = &request.theme else { return Some(Theme::gbt9704()) };
    let mut source = Source::default();
    let mut read = || {
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
