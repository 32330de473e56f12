//! What is said of a batch: of each input as soon as those before it are done, and at the end how many
//! were done. Nothing is kept of an input but how it ended, where it did not end well.

use std::path::{Path, PathBuf};

use bulletin::{Error, Finding, Language};
use indicatif::ProgressBar;

use crate::args::{FindingStyle, Render};
use crate::input::{self, Source};
use crate::messages::{Remark, sentence, words};
use crate::outcome::Outcome;
use crate::output::list;
use crate::safe::Safe;
use crate::show::{COMMAND, Found, Shower, to_stderr};

/// What became of one input.
pub(crate) struct Done {
    pub(crate) source: Source,
    pub(crate) findings: Vec<Finding>,
    pub(crate) written: Vec<PathBuf>,
    pub(crate) outcome: Outcome,
}

/// The report on a batch, as far as it has come.
pub(crate) struct Report<'a> {
    language: Language,
    request: &'a Render,
    bar: ProgressBar,
    shower: Shower,
    whole: usize,
    /// The inputs that did not end well, by their numbers.
    others: Vec<(usize, Outcome)>,
    /// Why the list of written files could not be written, the first time.
    unlisted: Option<Error>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(language: Language, request: &'a Render, bar: ProgressBar) -> Report<'a> {
        let shower = Shower::new(language, request.style);
        Report { language, request, bar, shower, whole: 0, others: Vec::new(), unlisted: None }
    }

    /// Says what became of the next input.
    pub(crate) fn tell(&mut self, number: usize, done: Done) {
        self.bar.clone().suspend(|| self.say(number, &done));
        self.bar.inc(1);
        match done.outcome {
            Outcome::Done => self.whole += 1,
            other => self.others.push((number, other)),
        }
    }

    fn say(&mut self, number: usize, done: &Done) {
        let name = self.name(number);
        let found = Found { name: &name, source: &done.source, findings: &done.findings };
        self.shower.show(&found);
        let written: Vec<&Path> = done.written.iter().map(PathBuf::as_path).collect();
        if written.is_empty() || self.unlisted.is_some() {
            return;
        }
        match list(&written, self.request.ends) {
            Ok(findings) => self.shower.show(&Found { findings: &findings, ..found }),
            Err(error) => self.unlisted = Some(error),
        }
    }

    fn name(&self, number: usize) -> String {
        let input = self.request.inputs.get(number);
        input.map(|input| input::name(self.language, input)).unwrap_or_default()
    }

    /// Says how it ended.
    pub(crate) fn end(mut self, synced: Result<(), Error>) -> Outcome {
        self.bar.finish_and_clear();
        let mut outcome = self.others.iter().map(|(_, outcome)| *outcome).max();
        for error in self.unlisted.take().into_iter().chain(synced.err()) {
            let (source, findings) = (Source::default(), [error.into()]);
            self.shower.show(&Found { name: COMMAND, source: &source, findings: &findings });
            outcome = Some(Outcome::Failed);
        }
        let summary = self.summary();
        self.shower.end();
        if self.request.style == FindingStyle::Text {
            to_stderr(&summary);
        }
        outcome.unwrap_or(Outcome::Done)
    }

    /// Of several inputs how many were done, and which of them were not; why, their findings say. Of a
    /// single one only that its findings stopped it, for none of them need be an error.
    fn summary(&self) -> String {
        let mut text = String::new();
        let all = self.request.inputs.len();
        if all > 1 {
            text += &sentence(self.language, Remark::Done { done: self.whole, all });
            text.push('\n');
        }
        for (number, outcome) in &self.others {
            let what = match outcome {
                Outcome::Stopped => words::STOPPED,
                Outcome::Failed if all > 1 => words::FAILED,
                _ => continue,
            };
            let indent = if all > 1 { "  " } else { "" };
            let (colon, what) = (words::COLON.of(self.language), what.of(self.language));
            text += &format!("{indent}{}{colon}{what}\n", Safe(&self.name(*number)));
        }
        text
    }
}
