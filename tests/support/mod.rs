//! What several test binaries share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod dump;
pub(crate) mod face;
pub(crate) mod golden;
pub(crate) mod sentences;

use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, Pages, Theme};

/// The value with what `change` sets: structs that may grow have no literals here.
pub(crate) fn changed<T>(mut value: T, change: impl FnOnce(&mut T)) -> T {
    change(&mut value);
    value
}

/// The folder of the library, whichever crate the test is of.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = own.ancestors().find(|folder| folder.join("tests/cases").is_dir());
    root.expect("the tests stand in the library").to_owned()
}

/// The bulletin of the example `weekly`.
pub(crate) fn weekly() -> Bulletin {
    toml::from_str(include_str!("../../examples/weekly.toml")).expect("weekly.toml is a bulletin")
}

/// The pages of a bulletin in the standard's theme with the embedded faces.
pub(crate) fn pages(bulletin: &Bulletin) -> Pages {
    bulletin
        .flow(&Theme::gbt9704())
        .expect("it validates")
        .pages(&Fonts::embedded())
        .expect("embedded faces serve")
}

/// The cases of a folder of `tests/cases`, in the order of their names, each with its path.
pub(crate) fn cases<C>(
    folder: &str,
    read: impl Fn(&str) -> Result<C, String>,
) -> Vec<(PathBuf, C)> {
    let folder = root().join("tests/cases").join(folder);
    let entries = fs::read_dir(&folder).expect("the folder of cases is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    let case = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a case is text");
        let case = read(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        (path, case)
    };
    paths.into_iter().map(case).collect()
}
