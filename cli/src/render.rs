//! `bulletin render`: drafts and bulletins to documents, many at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, DocxOptions, Finding, Fonts, Severity, Theme};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::args::{FindingStyle, Render};
use crate::fonts;
use crate::format::{Format, Output};
use crate::input::{self, Input, fault, of_error};
use crate::lang::Lang;
use crate::outcome::Outcome;
use crate::output::{to_stdout, write_files};
use crate::show::{Found, show};

/// What became of one input.
struct Done {
    name: String,
    text: String,
    findings: Vec<Finding>,
    written: Vec<PathBuf>,
    outcome: Outcome,
}

/// What is the same for all inputs.
struct Press<'a> {
    lang: Lang,
    request: &'a Render,
    theme: Theme,
    fonts: Fonts,
}

/// Renders all inputs; one that fails does not stop the others.
pub(crate) fn run(lang: Lang, request: &Render) -> Outcome {
    let Some(theme) = theme(lang, request) else {
        return Outcome::Failed;
    };
    let fonts = fonts::of(&request.fonts).map_err(of_error);
    let fonts = match fonts.and_then(|fonts| distinct(lang, request).map(|()| fonts)) {
        Ok(fonts) => fonts,
        Err(finding) => {
            let found = Found { name: "bulletin", text: "", findings: &[finding] };
            show(lang, request.style, &[found]);
            return Outcome::Failed;
        }
    };
    let press = Press { lang, request, theme, fonts };
    let bar = progress(lang, request.inputs.len());
    let done: Vec<Done> = request
        .inputs
        .par_iter()
        .map(|path| {
            let done = press.render(path);
            bar.inc(1);
            done
        })
        .collect();
    bar.finish_and_clear();
    report(lang, request, &done)
}

/// Says what was written, what was noticed, and which inputs failed.
fn report(lang: Lang, request: &Render, done: &[Done]) -> Outcome {
    let found: Vec<Found<'_>> = done
        .iter()
        .map(|done| Found { name: &done.name, text: &done.text, findings: &done.findings })
        .collect();
    show(lang, request.style, &found);
    let written: String = done
        .iter()
        .flat_map(|done| &done.written)
        .map(|path| format!("{}\n", path.display()))
        .collect();
    let mut outcome = done.iter().map(|done| done.outcome).max().unwrap_or(Outcome::Done);
    if let Err(finding) = to_stdout(&written) {
        show(lang, request.style, &[Found { name: "bulletin", text: "", findings: &[finding] }]);
        outcome = Outcome::Failed;
    }
    if request.style == FindingStyle::Text && (done.len() > 1 || outcome != Outcome::Done) {
        eprint!("{}", summary(lang, done));
    }
    outcome
}

/// How many were done, and why each of the others was not.
fn summary(lang: Lang, done: &[Done]) -> String {
    let whole = done.iter().filter(|done| done.outcome == Outcome::Done).count();
    let mut text = match lang {
        Lang::Chinese => format!("共 {} 份，完成 {whole} 份\n", done.len()),
        Lang::English => format!("{whole} of {} done\n", done.len()),
    };
    for one in done.iter().filter(|one| one.outcome != Outcome::Done) {
        let what = match one.outcome {
            Outcome::Stopped => lang.say("有问题未处理", "stopped"),
            _ => lang.say("失败", "failed"),
        };
        let worst = one.findings.iter().max_by_key(|finding| finding.severity());
        let why = worst.map(|finding| crate::chinese::message(lang, finding)).unwrap_or_default();
        text += &format!("  {}: {what}: {why}\n", one.name);
    }
    text
}

impl Press<'_> {
    /// Renders one input.
    fn render(&self, path: &Path) -> Done {
        let mut done = Done {
            name: input::name(self.lang, path),
            text: String::new(),
            findings: Vec::new(),
            written: Vec::new(),
            outcome: Outcome::Done,
        };
        match self.set(path, &mut done) {
            Ok(outcome) => done.outcome = outcome,
            Err(finding) => {
                done.findings.push(finding);
                done.outcome = Outcome::Failed;
            }
        }
        done
    }

    fn set(&self, path: &Path, done: &mut Done) -> Result<Outcome, Finding> {
        let (input, findings) = Input::read(path, self.request.from)?;
        done.findings = findings;
        done.text.clone_from(&input.text);
        let (mut bulletin, mut findings) = input.bulletin()?;
        done.findings.append(&mut findings);
        if let Err(error) = bulletin.validate() {
            // As `parse` has it: what was read cannot be issued as it is.
            done.findings.push(of_error(error));
            return Ok(Outcome::Stopped);
        }
        input.load_images(&mut bulletin)?;

        let (documents, mut findings) = self.documents(&bulletin).map_err(of_error)?;
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
            fs::create_dir_all(folder).map_err(|error| {
                let message = format!("{} cannot be written: {error}", folder.display());
                fault("output.unwritable", &message)
            })?;
        }
        write_files(&files, self.request.force)?;
        done.written = files.into_iter().map(|(path, _)| path).collect();
        Ok(Outcome::Done)
    }

    /// The documents asked for, and what was noticed in setting them.
    #[expect(clippy::type_complexity, reason = "the parts are named where it is called")]
    fn documents(
        &self,
        bulletin: &Bulletin,
    ) -> Result<(Vec<(Output, Vec<u8>)>, Vec<Finding>), bulletin::Error> {
        let flow = bulletin.flow(&self.theme)?;
        let mut findings = flow.findings.clone();
        // The DOCX asks the pages only where the imprint stands by the parity of its page.
        let by_parity = flow.imprint.as_ref().is_some_and(|imprint| imprint.even_page);
        let pages = if by_parity || self.request.to.contains(&Output::Pdf) {
            Some(flow.pages(&self.fonts)?)
        } else {
            None
        };
        let mut documents = Vec::new();
        for output in &self.request.to {
            let bytes = match (output, &pages) {
                (Output::Pdf, Some(pages)) => {
                    // Those of the flow are among them.
                    findings.clone_from(&pages.findings);
                    bulletin::pdf(pages, &Default::default())?
                }
                (_, pages) => {
                    let mut options = DocxOptions::default();
                    options.imprint =
                        pages.as_ref().map(|pages| pages.imprint_place).unwrap_or_default();
                    bulletin::docx(&flow, &options)?
                }
            };
            if !documents.iter().any(|(other, _)| other == output) {
                documents.push((*output, bytes));
            }
        }
        Ok((documents, findings))
    }
}

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
fn distinct(lang: Lang, request: &Render) -> Result<(), Finding> {
    let mut seen: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for input in &request.inputs {
        let path = document(request, input, Output::Pdf);
        if let Some(other) = seen.insert(path.with_extension(""), input) {
            let message = if input::is_stdin(input) && input::is_stdin(other) {
                "standard input can be named only once".to_owned()
            } else {
                let name = |path| input::name(lang, path);
                let file = path.with_extension("*");
                format!("{} and {} would both become {}", name(other), name(input), file.display())
            };
            return Err(fault("output.same", &message));
        }
    }
    Ok(())
}

/// The office's theme, or the standard's. What is wrong with it is shown.
fn theme(lang: Lang, request: &Render) -> Option<Theme> {
    let Some(path) = &request.theme else { return Some(Theme::gbt9704()) };
    let mut text = String::new();
    let mut read = || {
        let format = Format::of(path).filter(|of| *of != Format::Draft);
        let (input, _) = Input::read(path, format)?;
        text.clone_from(&input.text);
        input.format.read(&input.text)
    };
    let read: Result<Theme, Finding> = read();
    read.map_err(|finding| {
        let found = Found { name: &path.display().to_string(), text: &text, findings: &[finding] };
        show(lang, request.style, &[found]);
    })
    .ok()
}

/// A bar on a terminal for several inputs; nothing elsewhere.
fn progress(lang: Lang, inputs: usize) -> ProgressBar {
    if inputs < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(inputs).unwrap_or(u64::MAX));
    let template = lang.say("{bar:40} {pos}/{len} 份", "{bar:40} {pos}/{len}");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// Whether findings include one that stops at a severity.
pub(crate) fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() >= Severity::Error)
}
