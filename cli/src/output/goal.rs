//! Which file is behind a name, so that no file is written twice and none that was read is replaced.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::folder;
use super::sweep::named;
use crate::names::folded;

/// The file behind a name: all links followed, also those that lead to nothing yet.
pub(crate) fn behind(path: &Path) -> io::Result<PathBuf> {
    let mut links = LINKS;
    followed(path, &mut links)
}

/// How many links are followed, as Linux has it.
const LINKS: usize = 40;

fn followed(path: &Path, links: &mut usize) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        known => return known,
    }
    if let Ok(target) = fs::read_link(path) {
        // What a link does not name from the root, it names from its folder.
        *links = links.checked_sub(1).ok_or(io::ErrorKind::InvalidInput)?;
        return followed(&folder(path).join(target), links);
    }
    let folder = followed(folder(path), links)?;
    let found = match path.components().next_back() {
        Some(Component::Normal(name)) => folder.join(name),
        Some(Component::ParentDir) => folder.parent().unwrap_or(&folder).to_owned(),
        _ => return Err(io::ErrorKind::NotFound.into()),
    };
    // `none/../link`: the folder that is not there hid the link.
    if found != path && found.is_symlink() { followed(&found, links) } else { Ok(found) }
}

/// Files by what is behind their names, each with what it is to the caller.
pub(crate) struct Goals<T> {
    /// By their names as file systems compare them that are lenient; there may be several in others.
    folded: BTreeMap<String, Vec<(PathBuf, T)>>,
}

/// That a file is there already, by this or another name.
pub(crate) struct Doubled<T>(pub(crate) T);

impl<T: Copy> Goals<T> {
    pub(crate) fn new() -> Goals<T> {
        Goals { folded: BTreeMap::new() }
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, path: &Path, what: T) -> Result<(), Doubled<T>> {
        // What cannot be followed cannot be written: that is said when it is tried.
        let goal = behind(path).unwrap_or_else(|_| path.to_owned());
        self.put(goal, what, is_lenient)
    }

    /// Adds a file behind a name. `lenient` says of a folder whether names there may differ in their
    /// case and be one.
    fn put(
        &mut self,
        goal: PathBuf,
        what: T,
        lenient: impl Fn(&Path) -> bool,
    ) -> Result<(), Doubled<T>> {
        let others = self.folded.entry(folded(&goal.to_string_lossy())).or_default();
        let same =
            others.iter().find(|(other, _)| *other == goal || lenient(&goal) && lenient(other));
        if let Some((_, other)) = same {
            return Err(Doubled(*other));
        }
        others.push((goal, what));
        Ok(())
    }
}

/// Whether the file system of a file takes names for the same that differ in their case. It is asked
/// with a file of a name that nobody has; where it cannot be, the system's custom decides.
fn is_lenient(goal: &Path) -> bool {
    let custom = cfg!(any(windows, target_vendor = "apple"));
    let Some(folder) = goal.ancestors().skip(1).find(|folder| folder.is_dir()) else {
        return custom;
    };
    let Ok(probe) = named().tempfile_in(folder) else { return custom };
    let Some(name) = probe.path().file_name() else { return custom };
    folder.join(name.to_string_lossy().to_uppercase()).exists()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// Whether the second of two files is the first again.
    fn doubled(one: &str, other: &str, lenient: bool) -> bool {
        let mut goals = Goals::new();
        let first = goals.put(PathBuf::from(one), (), |_| lenient);
        first.is_ok() && goals.put(PathBuf::from(other), (), |_| lenient).is_err()
    }

    #[test]
    fn names_are_one_as_the_file_system_has_it() {
        for (one, other, strict, lenient) in [
            ("/a/x.pdf", "/a/x.pdf", true, true),
            ("/a/X.pdf", "/a/x.PDF", false, true),
            ("/A/x.pdf", "/a/x.pdf", false, true),
            ("/a/e\u{301}.pdf", "/a/\u{e9}.pdf", false, true),
            ("/a/x.pdf", "/a/x.docx", false, false),
            ("/a/x.pdf", "/b/x.pdf", false, false),
        ] {
            assert_eq!(doubled(one, other, false), strict, "{one} {other}");
            assert_eq!(doubled(one, other, true), lenient, "{one} {other}");
        }
    }

    #[test]
    fn names_of_nothing_yet_are_followed() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("in")).unwrap();
        let found = |name: &str| {
            let path = behind(&folder.path().join(name)).unwrap();
            path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/")
        };
        for (name, file) in [
            ("x.pdf", "x.pdf"),
            ("./in/x.pdf", "in/x.pdf"),
            ("in/../x.pdf", "x.pdf"),
            ("none/x.pdf", "none/x.pdf"),
            ("none/deep/../x.pdf", "none/x.pdf"),
            ("in", "in"),
        ] {
            assert_eq!(found(name), file);
        }
        assert_eq!(
            behind(Path::new("none.pdf")).ok(),
            Some(behind(Path::new("./none.pdf")).unwrap())
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            for (link, target) in [
                ("near.pdf", "in/x.pdf"),
                ("far.pdf", "none/x.pdf"),
                ("chain.pdf", "in/../far.pdf"),
                ("folder", "in"),
                ("loop", "loop"),
                ("one", "none/../two"),
                ("two", "none/../one"),
            ] {
                symlink(target, root.join(link)).unwrap();
            }
            for (name, file) in [
                ("near.pdf", "in/x.pdf"),
                ("far.pdf", "none/x.pdf"),
                ("chain.pdf", "none/x.pdf"),
                ("folder/x.pdf", "in/x.pdf"),
                ("folder/../x.pdf", "x.pdf"),
            ] {
                assert_eq!(found(name), file);
            }
            for endless in ["loop", "loop/x.pdf", "one", "two/x.pdf"] {
                assert!(behind(&root.join(endless)).is_err(), "{endless}");
            }
        }
    }

    #[test]
    fn the_file_system_is_asked() {
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::write(folder.path().join("a"), "").unwrap();
        let lenient = folder.path().join("A").exists();
        assert_eq!(is_lenient(&folder.path().join("none/x.pdf")), lenient);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
