//! The documents that go through a standard row by row, against the code: every proof that they
//! name is a test or a case that is there, and so is every file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The tests of a folder and those below it, by their names.
fn tests_of(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_of(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(tests_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The functions behind `#[test]`.
fn tests_in(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    for behind in source.split("#[test]").skip(1) {
        if let Some((_, function)) = behind.split_once("fn ")
            && let Some((name, _)) = function.split_once('(')
        {
            names.push(name.to_owned());
        }
    }
    names
}

fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src", "tests"] {
        tests_of(&root().join(folder), &mut names);
    }
    names
}

/// What stands between backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What a document names and is not there, and what it says is kept and does not prove. Proofs stand
/// in the last column of its tables, who keeps a row in the column `keeper`: tests by their names,
/// cases as `page/name`, and what `tests/judges` judges as *name*.
fn faults(document: &str, folder: &str, keeper: usize, tests: &BTreeSet<String>) -> Vec<String> {
    let root = root();
    let mut faults = Vec::new();
    for file in code(document).filter(|name| name.ends_with(".rs")) {
        let places = [format!("src/{folder}"), "src".into(), ".".into()];
        if !places.iter().any(|place| root.join(place).join(file).is_file()) {
            faults.push(format!("the file {file}"));
        }
    }
    let mut columns = 0;
    for row in document.lines() {
        let Some(row) = row.strip_prefix('|') else {
            columns = 0;
            continue;
        };
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
        // The head of a table, and the line below it.
        if columns == 0 || cells.iter().all(|cell| cell.starts_with("---")) {
            columns = cells.len();
            continue;
        }
        let (Some(subject), Some(keeper), Some(proof)) =
            (cells.first(), cells.get(keeper), cells.last())
        else {
            continue;
        };
        if cells.len() != columns {
            faults.push(format!("{columns} columns of {subject:?}"));
            continue;
        }
        let mut proofs = 0;
        for name in code(proof) {
            let there = match name.split_once('/') {
                Some(_) => root.join(format!("tests/cases/{name}.txt")).is_file(),
                None => tests.contains(name.rsplit("::").next().unwrap_or(name)),
            };
            proofs += 1;
            if !there {
                faults.push(format!("the proof {name} of {subject:?}"));
            }
        }
        for name in proof.split('*').skip(1).step_by(2) {
            proofs += 1;
            if !root.join(format!("tests/judges/{name}.py")).is_file() {
                faults.push(format!("the judge {name} of {subject:?}"));
            }
        }
        if proofs == 0 && !keeper.starts_with("not kept") {
            faults.push(format!("a proof of {subject:?}"));
        }
    }
    faults
}

fn faults_of(file: &str, folder: &str, keeper: usize) -> Vec<String> {
    let document = fs::read_to_string(root().join("src").join(folder).join(file)).unwrap();
    faults(&document, folder, keeper, &tests())
}

#[test]
fn every_proof_of_clreq_is_there() {
    assert_eq!(faults_of("CLREQ.md", "layout", 1), Vec::<String>::new());
}

#[test]
fn every_proof_of_gbt9704_is_there() {
    assert_eq!(faults_of("GBT9704.md", "style", 2), Vec::<String>::new());
}

#[test]
fn what_is_missing_is_found() {
    let tests = ["there".to_owned()].into();
    let found = |row: &str| {
        let document = format!("| what | who | proof |\n|---|---|---|\n{row}\n");
        faults(&document, "layout", 1, &tests)
    };
    let none: [&str; 0] = [];
    for sound in [
        "| a | kept | `there` |",
        "| a | kept | `pages::there`, judge *ink* |",
        "| a | kept in `sheet.rs` and `style/runs.rs` | `page/dash-whole` |",
        "| a | not kept | – |",
    ] {
        assert_eq!(found(sound), none, "{sound}");
    }
    assert_eq!(found("| a | kept | |"), ["a proof of \"a\""]);
    assert_eq!(found("| a | not kept | `no_such` |"), ["the proof no_such of \"a\""]);
    assert_eq!(found("| a | kept | `page/no-such` |"), ["the proof page/no-such of \"a\""]);
    assert_eq!(found("| a | kept | judge *nobody* |"), ["the judge nobody of \"a\""]);
    assert_eq!(found("| a | kept in `gone.rs` | `there` |"), ["the file gone.rs"]);
    assert_eq!(found("| a | `there` |"), ["3 columns of \"a\""]);
    assert_eq!(tests_in("#[test]\n#[x]\nfn a() {}\nfn b() {}\n#[test]\nfn c(x: u8)"), ["a", "c"]);
}

/// Each crate is published with what its page and its licence need.
#[test]
fn every_crate_has_its_readme_and_licences() {
    let licence = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    for folder in
        ["", "cli", "assets/fonts/fangsong-kai", "assets/fonts/song-hei", "assets/fonts/song-more"]
    {
        let folder = root().join(folder);
        // The package of the library does not hold the other crates.
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        assert!(folder.join("README.md").is_file(), "{}", folder.display());
        if manifest.contains("license.workspace") {
            for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
                let own = fs::read_to_string(folder.join(name)).unwrap_or_default();
                assert!(own == licence(name), "{}", folder.join(name).display());
            }
        } else if manifest.contains("faces/**") {
            assert!(folder.join("licences").is_dir(), "{}", folder.display());
        }
        // Only what a pattern is anchored to is published.
        let include = manifest.split("include = [").nth(1).unwrap().split(']').next().unwrap();
        let patterns = include.split('"').skip(1).step_by(2);
        assert_eq!(patterns.filter(|pattern| !pattern.starts_with(['/', '!'])).count(), 0);
    }
}
