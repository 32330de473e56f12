//! What is wrong with the arguments. Clap's sentences are English and say little; its facts are
//! what ours are made of.

use std::ffi::OsString;

use bulletin::{Finding, Language, Place};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::{FindingStyle, NoPages, NotADate, named};
use crate::console;
use crate::messages::{Remark, UsageMessage, sentence};
use crate::outcome::Outcome;
use crate::output::to_stdout;
use crate::show::{show_own, to_stderr};

/// Prints help, the version or an error.
pub(crate) fn print(language: Language, arguments: &[OsString], error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match to_stdout(&console::encoded(&error.render().to_string())) {
                Ok(()) => return Outcome::Done,
                Err(error) => say(language, error.into()),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            to_stderr(&error.render().to_string());
        }
        _ => {
            say(language, Finding::new(message(error), Place::default()));
            let help = Remark::Help { command: named(arguments) };
            to_stderr(&(sentence(language, help) + "\n"));
        }
    }
    Outcome::Failed
}

fn say(language: Language, finding: Finding) {
    show_own(language, FindingStyle::Text, &[finding]);
}

/// The error by its facts.
fn message(error: &clap::Error) -> UsageMessage {
    let words = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    };
    let word = |kind| words(kind).into_iter().next().unwrap_or_default();
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => i64::try_from(*number).unwrap_or_default(),
        _ => 0,
    };
    let option = word(ContextKind::InvalidArg);
    let value = word(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue => {
            let possible = words(ContextKind::ValidValue);
            match (value.is_empty(), possible.is_empty()) {
                (true, true) => UsageMessage::NoValue { option },
                (true, false) => UsageMessage::NoChoice { option, possible },
                (false, true) => UsageMessage::Value { option, value },
                (false, false) => UsageMessage::Choice { option, value, possible },
            }
        }
        ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error);
            if source.is_some_and(|source| source.is::<NotADate>()) {
                UsageMessage::Date { option, value }
            } else if source.is_some_and(|source| source.is::<NoPages>()) {
                UsageMessage::Pages { option, value }
            } else {
                UsageMessage::Value { option, value }
            }
        }
        ErrorKind::UnknownArgument => {
            let similar = word(ContextKind::SuggestedArg);
            match (option.starts_with('-'), similar.is_empty()) {
                (true, false) => UsageMessage::MisspeltOption { option, similar },
                (true, true) => UsageMessage::UnknownOption { option },
                (false, _) => UsageMessage::Unexpected { word: option },
            }
        }
        ErrorKind::InvalidSubcommand => {
            let command = word(ContextKind::InvalidSubcommand);
            let similar = words(ContextKind::SuggestedSubcommand);
            if similar.is_empty() {
                UsageMessage::UnknownCommand { command }
            } else {
                UsageMessage::MisspeltCommand { command, similar }
            }
        }
        ErrorKind::MissingRequiredArgument => {
            UsageMessage::Missing { arguments: words(ContextKind::InvalidArg) }
        }
        ErrorKind::MissingSubcommand => {
            UsageMessage::NoCommand { commands: words(ContextKind::ValidSubcommand) }
        }
        ErrorKind::ArgumentConflict => {
            let others = words(ContextKind::PriorArg);
            if others.iter().all(|other| *other == option) {
                UsageMessage::Repeated { option }
            } else {
                UsageMessage::Conflict { option, others }
            }
        }
        ErrorKind::NoEquals => UsageMessage::NoEquals { option },
        // A switch has no name of a value behind its own.
        ErrorKind::TooManyValues if !option.contains('<') => {
            UsageMessage::NoSuchValue { option, value }
        }
        ErrorKind::TooManyValues => UsageMessage::TooManyValues { option, value },
        ErrorKind::TooFewValues => UsageMessage::ValueCount {
            option,
            expected: number(ContextKind::MinValues),
            given: number(ContextKind::ActualNumValues),
        },
        ErrorKind::WrongNumberOfValues => UsageMessage::ValueCount {
            option,
            expected: number(ContextKind::ExpectedNumValues),
            given: number(ContextKind::ActualNumValues),
        },
        ErrorKind::InvalidUtf8 => UsageMessage::NotText {},
        _ => UsageMessage::Other {},
    }
}
