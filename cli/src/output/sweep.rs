//! Files on their way to their place, and what runs that were killed have left of them.

use std::fs;
use std::io;
use std::path::Path;

/// What such files are called: these, with [`RANDOM`] letters and digits between.
const PREFIX: &str = ".bulletin-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// Makes their names.
pub(super) fn named() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        // As other programs make files: with what the mask of the user allows.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Says that a file is in use for as long as it is open. Where a file system has no locks, nothing is
/// swept either.
pub(super) fn hold(file: &fs::File) -> bool {
    !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Removes from folders what killed runs have left. Nothing waits for it, so a failure is none.
pub(crate) fn sweep<'a>(folders: impl IntoIterator<Item = &'a Path>) {
    for folder in folders {
        let _ = swept(folder);
    }
}

fn swept(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_str().is_some_and(is_ours);
        if is_ours && entry.file_type()?.is_file() {
            let path = entry.path();
            // Who is writing it holds it.
            if let Ok(file) = fs::File::open(&path)
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(&path);
            }
        }
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_nobody_holds_is_swept() {
        let folder = tempfile::TempDir::new().unwrap();
        let left = named().tempfile_in(folder.path()).unwrap().keep().unwrap();
        drop(left.0);
        let held = named().tempfile_in(folder.path()).unwrap();
        assert!(hold(held.as_file()));
        for other in [".bulletin-abc.tmp", ".bulletin-abcdef.txt", "bulletin-abcdef.tmp"] {
            fs::write(folder.path().join(other), "").unwrap();
        }
        fs::create_dir(folder.path().join(".bulletin-folder.tmp")).unwrap();
        sweep([folder.path(), Path::new("none")]);
        assert!(!left.1.exists() && held.path().exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
    }
}
