//! How a command ends, and the exit code that says so.

use std::process::ExitCode;

/// How a command ends; of several the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done, perhaps with findings.
    Done,
    /// A finding stopped it: the input can be read but should not be issued as it is.
    Stopped,
    /// Wrong usage, an input that cannot be read, or an output that cannot be written.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Stopped => 1,
            Outcome::Failed => 2,
        })
    }
}
