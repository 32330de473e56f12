//! Writing files: each is whole or not there, and what was there stays until the new file is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bulletin::Finding;
use tempfile::NamedTempFile;

use crate::args::Made;
use crate::input::fault;

/// Writes files that belong together. Each is written beside its place first and moved there when
/// all of them are whole, so that an interrupted run leaves the old ones.
pub(crate) fn write_files(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Finding> {
    for (path, _) in files {
        if !force && path.symlink_metadata().is_ok() {
            return Err(exists(path));
        }
    }
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        // A link stays one: what it leads to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let file = stage(&target, bytes).map_err(|error| unwritten(path, &error))?;
        staged.push((path, target, file));
    }
    for (path, target, file) in staged {
        let moved = if force { file.persist(&target) } else { file.persist_noclobber(&target) };
        moved.map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => exists(path),
            _ => unwritten(path, &error.error),
        })?;
    }
    Ok(())
}

/// A whole file beside its place.
fn stage(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bulletin-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As other programs make files: with what the mask of the user allows.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes a text into the file asked for, or to standard output.
pub(crate) fn write_made(made: &Made, text: String) -> Result<(), Finding> {
    match &made.file {
        Some(file) => {
            let path = file.clone();
            write_files(&[(path, text.into_bytes())], made.force)
        }
        None => to_stdout(&text),
    }
}

/// Writes to standard output. That its reader has gone is no failure.
pub(crate) fn to_stdout(text: &str) -> Result<(), Finding> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = format!("standard output cannot be written: {error}");
            Err(fault("output.unwritable", &message))
        }
        _ => Ok(()),
    }
}

fn exists(path: &Path) -> Finding {
    let message = format!("{} exists and is kept", path.display());
    fault("output.exists", &message).hint("--force replaces it")
}

fn unwritten(path: &Path, error: &io::Error) -> Finding {
    fault("output.unwritable", &format!("{} cannot be written: {error}", path.display()))
}
