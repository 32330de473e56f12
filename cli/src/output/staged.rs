//! One whole file on its way to its place.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use bulletin::Error;
use tempfile::NamedTempFile;

use super::sweep::{hold, named};
use super::{folder, unwritten};

/// How often a name is tried that another run sweeps away.
const TRIES: usize = 8;

/// When a new file is made to outlast a failure of power. One that takes the place of another always is before
/// it does, or neither might be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncing {
    /// Before it has its name.
    AtOnce,
    /// By [`sync`] when all files of a batch are written: most of them then are on the disk already.
    AtEnd,
}

/// Makes files outlast a failure of power that were written to be synced at the end; which of them cannot be.
pub(crate) fn sync<'p>(files: impl IntoIterator<Item = &'p Path>) -> Result<(), Error> {
    for path in files.into_iter().filter(|path| !is_device(path)) {
        match fs::File::open(path).and_then(|file| file.sync_all()) {
            // Somebody has taken it away already.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            done => done.map_err(|error| unwritten(path, error))?,
        }
    }
    Ok(())
}

/// A whole file that waits.
pub(super) struct Staged {
    form: Form,
    /// Whether it belongs to whom the file belonged that it replaces.
    pub(super) keeps_owner: bool,
}

enum Form {
    /// It has no name yet, and is gone when the program is stopped.
    #[cfg(target_os = "linux")]
    Unnamed(fs::File),
    /// It stands beside its place.
    Named(NamedTempFile),
    /// It went to a device.
    Written,
}

/// Whether a path is neither file nor folder: what is written to a device is not kept there.
pub(super) fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

impl Staged {
    pub(super) fn new(goal: &Path, bytes: &[u8], syncing: Syncing) -> io::Result<Staged> {
        if is_device(goal) {
            let mut device = fs::OpenOptions::new().write(true).open(goal)?;
            device.write_all(bytes)?;
            return Ok(Staged { form: Form::Written, keeps_owner: true });
        }
        #[cfg(target_os = "linux")]
        match unnamed::create(folder(goal)) {
            Ok(file) => {
                hold(&file);
                let keeps_owner = fill(&file, goal, bytes, syncing)?;
                return Ok(Staged { form: Form::Unnamed(file), keeps_owner });
            }
            // What forbids a file without a name forbids one with a name too.
            Err(error) if unnamed::is_final(error.kind()) => return Err(error),
            Err(_) => {}
        }
        let file = held(folder(goal))?;
        let keeps_owner = fill(file.as_file(), goal, bytes, syncing)?;
        Ok(Staged { form: Form::Named(file), keeps_owner })
    }

    /// Makes it ready to be put, which is one system call then. What replaces another file needs a
    /// name beside it first; it gets that when all files of its pair are whole, for a name is left
    /// over when the program is stopped.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(unused_variables, reason = "elsewhere files have names from the beginning")
    )]
    pub(super) fn ready(self, goal: &Path) -> io::Result<Staged> {
        let Staged { form, keeps_owner } = self;
        let form = match form {
            #[cfg(target_os = "linux")]
            Form::Unnamed(file) if goal.exists() => Form::Named(beside(file, goal)?),
            form => form,
        };
        Ok(Staged { form, keeps_owner })
    }

    /// Puts the file into its place at once. What stands there stays unless it may be replaced.
    pub(super) fn put(self, goal: &Path, replace: bool) -> io::Result<()> {
        match self.form {
            Form::Written => Ok(()),
            #[cfg(target_os = "linux")]
            Form::Unnamed(file) => match unnamed::link(&file, goal) {
                Err(error) if replace && error.kind() == io::ErrorKind::AlreadyExists => {
                    Ok(beside(file, goal)?.persist(goal).map(drop)?)
                }
                put => put,
            },
            Form::Named(file) if replace => Ok(file.persist(goal).map(drop)?),
            Form::Named(file) => Ok(file.persist_noclobber(goal).map(drop)?),
        }
    }

    /// Whether it went to a device, from which nothing is taken back.
    pub(super) fn is_written(&self) -> bool {
        matches!(self.form, Form::Written)
    }
}

/// Gives a file a name beside its place.
#[cfg(target_os = "linux")]
fn beside(file: fs::File, goal: &Path) -> io::Result<NamedTempFile> {
    let link = |path: &Path| unnamed::link(&file, path);
    let ((), path) = named().make_in(folder(goal), link)?.into_parts();
    Ok(NamedTempFile::from_parts(file, path))
}

/// An empty file that no other run sweeps away.
fn held(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..TRIES {
        let file = named().tempfile_in(folder)?;
        // Between the making and the holding it may have been swept.
        if hold(file.as_file()) && file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Writes all of a file, with the rights of the one that it replaces. Whether the owner is the same.
fn fill(mut file: &fs::File, goal: &Path, bytes: &[u8], syncing: Syncing) -> io::Result<bool> {
    let old = fs::metadata(goal).ok();
    let keeps_owner = match &old {
        Some(old) => rights::keep(file, old)?,
        None => true,
    };
    file.write_all(bytes)?;
    if syncing == Syncing::AtOnce || old.is_some() {
        file.sync_all()?;
    }
    Ok(keeps_owner)
}

/// Owner, group and mode of a file that is replaced.
#[cfg(unix)]
mod rights {
    use std::fs::{File, Metadata, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    /// Gives a file those of another, as far as the system allows. Whether it has the same owner.
    pub(super) fn keep(file: &File, old: &Metadata) -> io::Result<bool> {
        let new = file.metadata()?;
        let owner = new.uid() == old.uid() || fchown(file, Some(old.uid()), None).is_ok();
        let group = new.gid() == old.gid() || fchown(file, None, Some(old.gid())).is_ok();
        file.set_permissions(Permissions::from_mode(mode(old.mode(), group)))?;
        Ok(owner)
    }

    /// The mode of the new file. A document is no program, so bits that make one run as somebody else
    /// go; another group gets no more than everybody.
    fn mode(old: u32, same_group: bool) -> u32 {
        let everybody = old & 0o007;
        let group = if same_group { old & 0o070 } else { old & (everybody << 3) };
        old & 0o700 | group | everybody
    }

    #[cfg(test)]
    mod tests {
        use super::mode;

        #[test]
        fn rights_are_kept_and_not_widened() {
            assert_eq!([mode(0o100644, true), mode(0o106755, true)], [0o644, 0o755]);
            assert_eq!([mode(0o660, false), mode(0o664, false)], [0o600, 0o644]);
            assert_eq!([mode(0o600, true), mode(0o675, false)], [0o600, 0o655]);
        }
    }
}

#[cfg(not(unix))]
mod rights {
    use std::fs::{File, Metadata};
    use std::io;

    /// A new file has the rights of its folder, as others there have; one that was to be read only
    /// cannot be replaced at all.
    pub(super) fn keep(_: &File, _: &Metadata) -> io::Result<bool> {
        Ok(true)
    }
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_cannot_be_synced_is_named() {
        let folder = tempfile::TempDir::new().unwrap();
        let [there, gone] = ["a.pdf", "b.pdf"].map(|name| folder.path().join(name));
        fs::write(&there, "new").unwrap();
        assert!(sync([there.as_path(), &gone]).is_ok());
        let error = sync([there.join("c.pdf").as_path()]).unwrap_err();
        assert_eq!(error.code(), "output.unwritable");
    }
}
