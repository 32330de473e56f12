//! Writing files: each is whole or not there, and what was there stays until the new file is whole.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use bulletin::{Error, Place};
use tempfile::NamedTempFile;

use crate::args::Made;
use crate::messages::OutputMessage;
use crate::safe::shown;

/// Writes files that belong together. Each is written whole before any is put into its place, so
/// that an interrupted run leaves the old ones.
pub(crate) fn write_files(files: &[(PathBuf, Vec<u8>)], force: bool) -> Result<(), Error> {
    for (path, _) in files {
        if !force && path.symlink_metadata().is_ok() && !is_device(path) {
            return Err(exists(path));
        }
    }
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        // A link stays one: what it leads to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let file = Staged::new(&target, bytes).map_err(|error| unwritten(path, error))?;
        staged.push((path, target, file));
    }
    for (path, target, file) in staged {
        file.put(&target, force).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(path),
            _ => unwritten(path, error),
        })?;
    }
    Ok(())
}

/// Whether a path is neither file nor folder: what is written to a device is not kept there.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// A whole file on its way to its place.
enum Staged {
    /// It has no name yet, and is gone when the program is stopped.
    #[cfg(target_os = "linux")]
    Unnamed(fs::File),
    /// It stands beside its place.
    Named(NamedTempFile),
    /// It went to a device.
    Written,
}

impl Staged {
    fn new(target: &Path, bytes: &[u8]) -> io::Result<Staged> {
        if is_device(target) {
            let mut device = fs::OpenOptions::new().write(true).open(target)?;
            device.write_all(bytes)?;
            return Ok(Staged::Written);
        }
        #[cfg(target_os = "linux")]
        match unnamed::create(folder(target)) {
            Ok(file) => {
                fill(&file, target, bytes)?;
                return Ok(Staged::Unnamed(file));
            }
            // What forbids a file without a name forbids one with a name too.
            Err(error) if unnamed::is_final(error.kind()) => return Err(error),
            Err(_) => {}
        }
        let file = named().tempfile_in(folder(target))?;
        fill(file.as_file(), target, bytes)?;
        Ok(Staged::Named(file))
    }

    /// Puts the file into its place at once. What stands there stays unless it may be replaced.
    fn put(self, target: &Path, replace: bool) -> io::Result<()> {
        match self {
            Staged::Written => Ok(()),
            #[cfg(target_os = "linux")]
            Staged::Unnamed(file) if !replace || !target.exists() => unnamed::link(&file, target),
            #[cfg(target_os = "linux")]
            Staged::Unnamed(file) => {
                let named = named().make_in(folder(target), |path| unnamed::link(&file, path))?;
                Ok(named.persist(target)?)
            }
            Staged::Named(file) if replace => Ok(file.persist(target).map(drop)?),
            Staged::Named(file) => Ok(file.persist_noclobber(target).map(drop)?),
        }
    }
}

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What files are called until they are in their place.
fn named() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bulletin-").suffix(".tmp");
    #[cfg(unix)]
    {
        // As other programs make files: with what the mask of the user allows.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Writes all of a file, with the rights of the one that it replaces.
fn fill(mut file: &fs::File, target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Files without a name, which Linux has in most of its file systems.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, OFlags, linkat};

    /// An empty file without a name, where it can be given one later.
    pub(super) fn create(folder: &Path) -> io::Result<File> {
        if !Path::new("/proc/self/fd").is_dir() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let flags = i32::from_ne_bytes(OFlags::TMPFILE.bits().to_ne_bytes());
        OpenOptions::new().write(true).mode(0o666).custom_flags(flags).open(folder)
    }

    /// Whether a file with a name would fare no better.
    pub(super) fn is_final(kind: io::ErrorKind) -> bool {
        use io::ErrorKind::*;
        matches!(
            kind,
            NotFound | NotADirectory | PermissionDenied | ReadOnlyFilesystem | StorageFull
        )
    }

    /// Gives a file its name, which must be free.
    pub(super) fn link(file: &File, path: &Path) -> io::Result<()> {
        let descriptor = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(linkat(CWD, descriptor, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

/// Writes a text into the file asked for, or to standard output.
pub(crate) fn write_made(made: &Made, text: String) -> Result<(), Error> {
    match &made.file {
        Some(file) => {
            let path = file.clone();
            write_files(&[(path, text.into_bytes())], made.force)
        }
        None => to_stdout(text.as_bytes()),
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

/// Lists files on standard output: for programs as they are, on a terminal with escapes, for a name
/// may hold anything.
pub(crate) fn list(paths: &[&Path]) -> Result<(), Error> {
    let terminal = io::stdout().is_terminal();
    let mut text = Vec::new();
    for path in paths {
        if terminal {
            text.extend_from_slice(shown(path).as_bytes());
        } else {
            text.extend_from_slice(path.as_os_str().as_encoded_bytes());
        }
        text.push(b'\n');
    }
    to_stdout(&text)
}

fn exists(path: &Path) -> Error {
    Error::new(OutputMessage::Exists {}, file(path))
}

/// That a file or folder cannot be written.
pub(crate) fn unwritten(path: &Path, error: io::Error) -> Error {
    let message = OutputMessage::Unwritable { reason: (&error).into() };
    Error::new(message, file(path)).caused_by(error)
}

fn file(path: &Path) -> Place {
    Place::file(path.to_string_lossy())
}
