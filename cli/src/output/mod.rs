//! Writing files: each is whole or not there, and what was there stays until the new file is whole.

mod goal;
mod list;
mod pair;
mod staged;
mod sweep;

use std::io::{self, Write as _};
use std::path::Path;

use bulletin::{Error, Finding, Place};

use crate::args::Made;
use crate::messages::OutputMessage;
use crate::stamp::Whose;

pub(crate) use goal::{Doubled, Goals, behind};
pub(crate) use list::{Ends, list};
pub(crate) use pair::write_files;
pub(crate) use staged::{Syncing, sync};
pub(crate) use sweep::sweep;

/// Writes a text into the file asked for, or to standard output; with what was noticed.
pub(crate) fn write_made(made: &Made, text: String) -> Result<Vec<Finding>, Error> {
    match &made.file {
        Some(file) => {
            let files = [(file.clone(), text.into_bytes())];
            let noticed = write_files(&files, made.force, Syncing::AtOnce, |_| Whose::Other)?;
            sweep([folder(file)]);
            Ok(noticed)
        }
        None => to_stdout(text.as_bytes()).map(|()| Vec::new()),
    }
}

/// Writes to standard output. That its reader has gone is no failure.
pub(crate) fn to_stdout(text: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = OutputMessage::StandardOutput { reason: (&error).into() };
            Err(Error::new(message, Place::default()).caused_by(error))
        }
        _ => Ok(()),
    }
}

/// That a file or folder cannot be written.
pub(crate) fn unwritten(path: &Path, error: io::Error) -> Error {
    let message = OutputMessage::Unwritable { reason: (&error).into() };
    Error::new(message, file(path)).caused_by(error)
}

/// The folder in which a file is.
pub(crate) fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn file(path: &Path) -> Place {
    Place::file(path.to_string_lossy())
}
