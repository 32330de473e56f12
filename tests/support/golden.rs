//! Text goldens: a file beside the tests holds what a function wrote. `BLESS=1 cargo test` writes
//! them anew; a missing one fails, and so does one that no test asks for.

use std::path::PathBuf;

/// The golden files of one folder; each is asked for once, and then [`Goldens::finish`].
pub(crate) struct Goldens {
    folder: PathBuf,
    asked: Vec<String>,
    bless: bool,
}

impl Goldens {
    /// The goldens in `tests/golden/{folder}`.
    pub(crate) fn new(folder: &str) -> Goldens {
        let root = super::root().join("tests/golden");
        Goldens::at(root.join(folder), std::env::var_os("BLESS").is_some())
    }

    /// The goldens in a folder of any place.
    pub(crate) fn at(folder: PathBuf, bless: bool) -> Goldens {
        Goldens { folder, asked: Vec::new(), bless }
    }

    /// Compares `actual` with the golden file `name`, or writes it.
    pub(crate) fn check(&mut self, name: &str, actual: &str) {
        self.asked.push(name.to_owned());
        let path = self.folder.join(name);
        if self.bless {
            std::fs::create_dir_all(&self.folder).expect("the golden folder can be made");
            std::fs::write(&path, actual).expect("a golden file can be written");
            return;
        }
        let expected = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("golden {name}: {error}; BLESS=1 writes it"));
        let first = expected
            .lines()
            .zip(actual.lines())
            .enumerate()
            .find(|(_, (expected, actual))| expected != actual);
        if let Some((number, (expected, actual))) = first {
            panic!("golden {name}, line {}:\n- {expected}\n+ {actual}", number + 1);
        }
        let (expected, actual) = (expected.lines().count(), actual.lines().count());
        assert_eq!(expected, actual, "golden {name}: lines");
    }

    /// Fails when the folder holds a golden that was not asked for.
    pub(crate) fn finish(self) {
        let mut dead = Vec::new();
        for entry in std::fs::read_dir(&self.folder).expect("the golden folder can be read") {
            let name = entry.expect("an entry of the golden folder").file_name();
            let name = name.to_string_lossy().into_owned();
            if !self.asked.contains(&name) {
                dead.push(name);
            }
        }
        assert!(dead.is_empty(), "goldens that no test asks for: {dead:?}");
    }
}
