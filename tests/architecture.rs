//! The import table of ARCHITECTURE.md against the sources.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The table: each module with those that it may import.
fn table(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let mut table = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        if let [module, _, imports] = cells.as_slice() {
            for module in names(module) {
                table.insert(module, names(imports));
            }
        }
    }
    table
}

/// The modules of the crate that a source file names.
fn imports(source: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in source.lines() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = code.get(at + "crate::".len()..).unwrap_or_default();
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if modules.contains(&name) {
                found.insert(name);
            }
        }
    }
    found
}

fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "rs") {
            files.extend(sources(&path));
        }
    }
    files
}

/// What a module imports beyond what the table allows.
fn trespasses(table: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let modules: BTreeSet<String> = table.keys().cloned().collect();
    let mut trespasses = Vec::new();
    for (module, allowed) in table {
        let src = root().join("src");
        let file = src.join(format!("{module}.rs"));
        let place = if file.is_file() { file } else { src.join(module) };
        for source in sources(&place) {
            if source.components().any(|part| part.as_os_str() == "tests")
                || source.file_name().is_some_and(|name| name == "tests.rs" || name == "sample.rs")
            {
                continue;
            }
            let text = fs::read_to_string(&source).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for import in imports(text, &modules) {
                if import != *module && !allowed.contains(&import) {
                    trespasses.push(format!("{} imports {import}", source.display()));
                }
            }
        }
    }
    trespasses
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = table(&text);
    let trespasses = trespasses(&table);
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn the_table_names_every_module() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let in_table: BTreeSet<String> = table(&text).into_keys().collect();
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> = library
        .lines()
        .map(|line| line.strip_prefix("pub ").unwrap_or(line))
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(in_table, declared);
}

#[test]
fn a_forbidden_import_is_found() {
    let mut strict: BTreeMap<String, BTreeSet<String>> =
        table(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    strict.get_mut("layout").unwrap().remove("style");
    assert!(trespasses(&strict).iter().any(|line| line.contains("imports style")));
}

#[test]
fn no_file_is_longer_than_800_lines() {
    for folder in ["src", "examples"] {
        for source in sources(&root().join(folder)) {
            let lines = fs::read_to_string(&source).unwrap().lines().count();
            assert!(lines <= 800, "{}: {lines} lines", source.display());
        }
    }
}
