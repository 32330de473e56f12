//! The command as a clerk and as a program call it: every command, every exit code, and what must
//! not go wrong when input or output does.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod chinese;
mod drawing;
#[cfg(unix)]
mod failing;
mod files;
mod making;
mod notations;
mod reading;
mod rendering;
mod sandbox;
mod speaking;
mod tidying;
