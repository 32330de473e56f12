//! Files that belong together: all of them are new, or all as they were, as far as a file system
//! allows. None can change two names at once, so a run that is killed between two puts, one system
//! call after the other, leaves the first file new and the second old.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bulletin::{Error, Finding};
use tempfile::TempPath;

use super::goal::behind;
use super::staged::{Staged, Syncing, is_device};
use super::sweep::{hold, named};
use super::{file, folder, unwritten};
use crate::messages::OutputMessage;
use crate::names::{self, System};
use crate::stamp::Whose;
use crate::trouble::is_in_use;

/// Writes files that belong together; with what was noticed. A file that is there is replaced by `force`,
/// or where it is still what the command wrote of the same input. Each is written whole before any is put
/// into its place, and when one cannot be put, those before it are taken back.
pub(crate) fn write_files(
    files: &[(PathBuf, Vec<u8>)],
    force: bool,
    syncing: Syncing,
    whose: impl Fn(&Path) -> Whose,
) -> Result<Vec<Finding>, Error> {
    let mut replaced = Vec::with_capacity(files.len());
    for (path, _) in files {
        fit(path, System::THIS)?;
        let stands = path.symlink_metadata().is_ok() && !is_device(path);
        let kept = match stands && !force {
            false => None,
            true => match whose(path) {
                Whose::Ours => None,
                Whose::Edited => Some(OutputMessage::Edited {}),
                Whose::Other => Some(OutputMessage::Exists {}),
            },
        };
        if let Some(message) = kept {
            return Err(Error::new(message, file(path)));
        }
        replaced.push(force || stands);
    }
    let mut pair = Vec::with_capacity(files.len());
    for ((path, bytes), replace) in files.iter().zip(replaced) {
        pair.push(
            Member::new(path, bytes, replace, syncing).map_err(|error| unwritten(path, error))?,
        );
    }
    let changed = pair.iter().filter(|member| !member.staged.keeps_owner);
    let findings =
        changed.map(|member| Finding::new(OutputMessage::Owner {}, file(member.path))).collect();
    let pair = pair.into_iter().map(Member::ready).collect::<Result<_, Error>>()?;
    put(pair)?;
    Ok(findings)
}

/// Whether a system can have a file of that name, in folders of such names.
fn fit(path: &Path, system: System) -> Result<(), Error> {
    let parts = path.components().filter_map(|part| match part {
        std::path::Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let mut unfit = parts.filter(|name| names::fault(name).is_some());
    match unfit.next() {
        Some(name) if system == System::Windows => {
            Err(Error::new(OutputMessage::Name { name: name.into_owned() }, file(path)))
        }
        _ => Ok(()),
    }
}

/// A file of a pair, whole and not yet in its place.
struct Member<'a> {
    /// Its name as it was asked for.
    path: &'a Path,
    /// What is behind the name. A link stays one: what it leads to is replaced.
    goal: PathBuf,
    staged: Staged,
    /// Whether it takes the place of a file that is there.
    replace: bool,
}

impl<'a> Member<'a> {
    fn new(
        path: &'a Path,
        bytes: &[u8],
        replace: bool,
        syncing: Syncing,
    ) -> io::Result<Member<'a>> {
        let goal = behind(path)?;
        if goal.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let staged = Staged::new(&goal, bytes, syncing)?;
        Ok(Member { path, goal, staged, replace })
    }

    /// The last thing before it is put.
    fn ready(self) -> Result<Member<'a>, Error> {
        let Member { path, goal, staged, replace } = self;
        let staged = staged.ready(&goal).map_err(|error| unwritten(path, error))?;
        Ok(Member { path, goal, staged, replace })
    }
}

/// Puts all files into their places, or none.
fn put(pair: Vec<Member<'_>>) -> Result<(), Error> {
    let alone = pair.len() < 2;
    let mut done: Vec<Done<'_>> = Vec::with_capacity(pair.len());
    // The old files have their second names before the first is replaced.
    let old: Vec<Option<Old>> = pair
        .iter()
        .map(|member| if alone || !member.replace { None } else { Old::of(&member.goal) })
        .collect();
    for (Member { path, goal, staged, replace }, old) in pair.into_iter().zip(old) {
        let existed = old.is_some() || staged.is_written() || replace && goal.exists();
        match staged.put(&goal, replace) {
            Ok(()) => done.push(Done { path, goal, old, existed }),
            Err(error) => return Err(undone(done, path, &goal, error)),
        }
    }
    Ok(())
}

/// A file that is in its place, and the way back.
struct Done<'a> {
    path: &'a Path,
    goal: PathBuf,
    old: Option<Old>,
    /// There was a file before, kept in `old` if that could be.
    existed: bool,
}

impl Done<'_> {
    /// Makes it as it was before.
    fn undo(self) -> io::Result<()> {
        match self.old {
            Some(old) => Ok(old.path.persist(&self.goal)?),
            None if self.existed => Err(io::ErrorKind::Unsupported.into()),
            None => fs::remove_file(&self.goal),
        }
    }
}

/// What was in a file's place, under a second name.
struct Old {
    path: TempPath,
    /// Holds it, so that no other run sweeps it away.
    _held: Option<fs::File>,
}

impl Old {
    /// The file at a place, if there is one; no copy where a second name can be had.
    fn of(goal: &Path) -> Option<Old> {
        if is_device(goal) {
            return None;
        }
        // Windows replaces no file that is open, here or elsewhere.
        let held = if cfg!(windows) { None } else { fs::File::open(goal).ok() };
        held.as_ref().map(hold);
        let second = |path: &Path| match fs::hard_link(goal, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) => fs::copy(goal, path).map(drop),
            linked => linked,
        };
        let path = named().make_in(folder(goal), second).ok()?.into_temp_path();
        Some(Old { path, _held: held })
    }
}

/// Takes back what was done when a file could not be put; the error names what is new all the same.
fn undone(done: Vec<Done<'_>>, path: &Path, goal: &Path, error: io::Error) -> Error {
    let mut written: Vec<String> = done
        .into_iter()
        .rev()
        .filter_map(|done| {
            let name = done.path.to_string_lossy().into_owned();
            done.undo().is_err().then_some(name)
        })
        .collect();
    written.reverse();
    let reason = (&error).into();
    let message = if !written.is_empty() {
        OutputMessage::Partly { reason, written }
    } else if error.kind() == io::ErrorKind::AlreadyExists {
        OutputMessage::Exists {}
    } else if is_open_elsewhere(goal, cfg!(windows)) {
        OutputMessage::Open {}
    } else {
        OutputMessage::Unwritable { reason }
    };
    Error::new(message, file(path)).caused_by(error)
}

/// Whether another program has a file open, which Windows then does not let be replaced: it calls that
/// a denied access when the file is replaced, and says it plainly when it is opened.
fn is_open_elsewhere(goal: &Path, windows: bool) -> bool {
    windows
        && fs::OpenOptions::new()
            .write(true)
            .open(goal)
            .is_err_and(|error| is_in_use(error.raw_os_error(), windows))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use tempfile::TempDir;

    use super::*;

    fn read(folder: &TempDir, name: &str) -> Option<String> {
        fs::read_to_string(folder.path().join(name)).ok()
    }

    /// Stages a pair, lets something happen, and puts it.
    fn interrupted(folder: &TempDir, replace: bool, happens: impl FnOnce()) -> Result<(), Error> {
        let paths = ["a.docx", "a.pdf"].map(|name| folder.path().join(name));
        let member = |path| Member::new(path, b"new", replace, Syncing::AtOnce).unwrap();
        let pair = paths.iter().map(|path| member(path)).collect();
        happens();
        put(pair)
    }

    #[test]
    fn when_the_second_cannot_be_put_the_first_is_as_it_was() {
        for old in [None, Some("old")] {
            let folder = TempDir::new().unwrap();
            let docx = folder.path().join("a.docx");
            if let Some(old) = old {
                fs::write(&docx, old).unwrap();
            }
            let becomes_a_folder = || fs::create_dir(folder.path().join("a.pdf")).unwrap();
            let error = interrupted(&folder, true, becomes_a_folder).unwrap_err();
            assert!(["output.unwritable", "output.exists"].contains(&error.code()), "{error}");
            assert_eq!(read(&folder, "a.docx").as_deref(), old);
            let left = fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(left, 1 + usize::from(old.is_some()), "nothing is left over");
        }
    }

    #[test]
    fn a_file_that_comes_between_is_kept() {
        let folder = TempDir::new().unwrap();
        let comes = || fs::write(folder.path().join("a.pdf"), "mine").unwrap();
        let error = interrupted(&folder, false, comes).unwrap_err();
        assert_eq!(error.code(), "output.exists");
        assert_eq!((read(&folder, "a.docx"), read(&folder, "a.pdf")), (None, Some("mine".into())));
        interrupted(&folder, true, || ()).unwrap();
        assert_eq!(read(&folder, "a.docx").as_deref(), Some("new"));
        assert_eq!(read(&folder, "a.pdf").as_deref(), Some("new"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_cannot_be_taken_back_is_named() {
        let folder = TempDir::new().unwrap();
        let docx = folder.path().join("a.docx");
        fs::write(&docx, "new").unwrap();
        let done = |path| Done { path, goal: docx.clone(), old: None, existed: true };
        let pdf = Path::new("a.pdf");
        let full = io::ErrorKind::StorageFull.into();
        let error = undone(vec![done(Path::new("a.docx"))], pdf, pdf, full);
        assert_eq!(error.code(), "output.partly");
        assert!(error.message(bulletin::Language::Chinese).contains("a.docx"), "{error}");
        assert_eq!(error.place().file.as_deref(), Some("a.pdf"));
    }

    #[test]
    fn a_name_that_windows_cannot_have_is_refused_there() {
        for name in ["con.pdf", "out/NUL", "a/aux/weekly.pdf", "周报?.pdf", "out./weekly.pdf"] {
            let error = fit(Path::new(name), System::Windows).unwrap_err();
            assert_eq!(error.code(), "output.name", "{name}");
            assert_eq!(fit(Path::new(name), System::Other), Ok(()), "{name}");
        }
        for name in ["weekly.pdf", "../周报.pdf", "./a/console.pdf"] {
            assert_eq!(fit(Path::new(name), System::Windows), Ok(()), "{name}");
        }
    }
}
