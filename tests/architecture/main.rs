//! The import table of ARCHITECTURE.md against the sources, and no circles beyond those listed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use source::Library;

/// The files of a module that hang on one another, a line for each circle. The list may only shrink:
/// a line that is no longer true fails too.
const CIRCLES: [&str; 0] = [];

/// For each module those that it may import, or does.
type Table = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn library() -> Library {
    Library::read(&root().join("src"))
}

/// The table of ARCHITECTURE.md: each module with those that it may import.
fn table() -> Table {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let names = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let mut table = Table::new();
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

/// What the modules of the first rank import.
fn imports(library: &Library) -> Table {
    let mut imports = Table::new();
    for (path, _) in library.modules.iter().filter(|(_, module)| module.file != "lib.rs") {
        let own = path.first().unwrap();
        let imports = imports.entry(own.clone()).or_default();
        imports.extend(library.imports(path).into_iter().filter(|import| import != own));
    }
    imports
}

/// Where what the modules import is not what the table allows.
fn differences(table: &Table, imports: &Table) -> Vec<String> {
    let mut differences = Vec::new();
    let modules: BTreeSet<&String> = table.keys().chain(imports.keys()).collect();
    for module in modules {
        match (table.get(module), imports.get(module)) {
            (Some(allowed), Some(imports)) => {
                for import in imports.difference(allowed) {
                    differences.push(format!("{module} imports {import}, which it may not"));
                }
                for unused in allowed.difference(imports) {
                    differences.push(format!("{module} may import {unused} and does not"));
                }
            }
            (None, _) => differences.push(format!("the table lacks {module}")),
            (_, None) => differences.push(format!("the table names {module}, which is not there")),
        }
    }
    differences
}

/// The circles of a graph: of each the names that reach one another.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&String> = edges.get(from).into_iter().flatten().collect();
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(edges.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        edges.keys().map(|from| (from, reached(from))).collect();
    let mut circles = BTreeSet::new();
    for (from, to) in &reached {
        let back = |other: &&&String| reached.get(**other).is_some_and(|back| back.contains(from));
        let circle: Vec<&str> = to.iter().filter(back).map(|name| name.as_str()).collect();
        if !circle.is_empty() {
            circles.insert(circle.join(" "));
        }
    }
    circles
}

/// Which files of a module use which others of it. What stands in the `mod.rs` of the folders that a
/// file is in belongs to all of the folder.
fn files(library: &Library) -> BTreeMap<String, BTreeSet<String>> {
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, module) in &library.modules {
        let edges = files.entry(module.file.clone()).or_default();
        for used in library.uses(path).filter(|used| used.first() == path.first()) {
            let file = &library.modules.get(&used).unwrap().file;
            let around = file.strip_suffix("mod.rs");
            if *file != module.file && !around.is_some_and(|it| module.file.starts_with(it)) {
                edges.insert(file.clone());
            }
        }
    }
    files
}

#[test]
fn every_module_imports_what_the_table_says() {
    let differences = differences(&table(), &imports(&library()));
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn no_modules_stand_in_a_circle() {
    assert_eq!(circles(&imports(&library())), BTreeSet::new());
}

#[test]
fn files_stand_in_no_circle_beyond_those_listed() {
    let found = circles(&files(&library()));
    let listed = CIRCLES.map(str::to_owned).into();
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\nno longer there: {gone:#?}");
}

#[test]
fn no_file_is_longer_than_800_lines() {
    fn lengths(folder: &Path, too_long: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                lengths(&path, too_long);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = fs::read_to_string(&path).unwrap().lines().count();
                if lines > 800 {
                    too_long.push(format!("{}: {lines} lines", path.display()));
                }
            }
        }
    }
    let mut too_long = Vec::new();
    for folder in ["src", "tests", "examples", "cli"].map(|folder| root().join(folder)) {
        // The package of the library does not hold the command.
        if folder.is_dir() {
            lengths(&folder, &mut too_long);
        }
    }
    assert!(too_long.is_empty(), "{too_long:#?}");
}

/// A library of files with these names below `src` and these contents.
fn made(files: &[(&str, &str)]) -> Library {
    let mut library = Library::default();
    for (file, text) in files {
        let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
        let path: Vec<String> =
            stem.split('/').filter(|name| *name != "lib").map(str::to_owned).collect();
        library.add(&path, file, text);
    }
    library
}

/// Who imports or uses what, as `a: b c`.
fn lines(of: &Table) -> Vec<String> {
    of.iter()
        .map(|(name, to)| format!("{name}: {}", Vec::from_iter(to.clone()).join(" ")))
        .collect()
}

#[test]
fn every_import_is_seen_but_those_of_tests() {
    let of = |source: &str| {
        let library = made(&[
            (
                "lib.rs",
                "mod a; mod b; mod c; mod d; pub use c::{x::Deep, Shallow as Flat}; mod s { pub \
                 use crate::d::D; }",
            ),
            ("a.rs", source),
            ("b.rs", ""),
            ("c.rs", ""),
            ("d.rs", "#[macro_export] macro_rules! made { () => { $crate::b::B } }"),
        ]);
        lines(&imports(&library)).remove(0)
    };
    assert_eq!(of("use crate::b::B;"), "a: b");
    assert_eq!(of("use crate::{b, c::{self, d::E as F}};"), "a: b c");
    assert_eq!(of("use super::b::*;"), "a: b");
    assert_eq!(of("fn f(x: crate::b::B) -> Option<crate::c::C> { crate::d::d() }"), "a: b c d");
    assert_eq!(of("mod e { fn f() { super::super::b::b() } }"), "a: b");
    // What the root hands on, and macros, which stand in the root.
    assert_eq!(of("use crate::{Deep, Flat};"), "a: c");
    assert_eq!(of("use crate::s::D; crate::made!();"), "a: d");
    // Not imports.
    assert_eq!(of("// crate::b::B\n/* crate::b /* */ crate::b */ fn f() {}"), "a: ");
    assert_eq!(of("const A: &str = \"crate::b::B \\\" crate::b\"; use std::b::B;"), "a: ");
    assert_eq!(of("const A: &str = r#\"\" crate::b::B\"#; const B: char = '\"';"), "a: ");
    assert_eq!(of("pub(in crate::b) fn f<'a>(x: &'a str) -> crate::c::C"), "a: c");
    // For tests only; what stands behind them is seen.
    let tests = "#[cfg(test)] #[expect(x)] mod tests { use crate::b::B; fn f() { {} } } ";
    assert_eq!(of(tests), "a: ");
    assert_eq!(of(&format!("{tests} use crate::c::C;")), "a: c");
    assert_eq!(of("#[cfg(test)] mod sample; use crate::c::C;"), "a: c");
    assert_eq!(of("#[cfg(test)] use crate::b::{B, C}; use crate::c::C;"), "a: c");
    assert_eq!(of("#[cfg(feature = \"x\")] use crate::b::B; #[test] fn f() {}"), "a: b");
}

#[test]
fn what_differs_from_the_table_is_found() {
    let table = |rows: &[(&str, &str)]| -> Table {
        let names = |row: &str| row.split_whitespace().map(str::to_owned).collect();
        rows.iter().map(|(name, row)| ((*name).to_owned(), names(row))).collect()
    };
    let is = table(&[("a", "b"), ("b", "")]);
    assert_eq!(differences(&is, &is), Vec::<String>::new());
    let found = differences(&table(&[("a", ""), ("b", "")]), &is);
    assert_eq!(found, ["a imports b, which it may not"]);
    let found = differences(&table(&[("a", "b"), ("b", "a")]), &is);
    assert_eq!(found, ["b may import a and does not"]);
    assert_eq!(differences(&table(&[("a", "b")]), &is), ["the table lacks b"]);
    let more = table(&[("a", "b"), ("b", ""), ("c", "")]);
    assert_eq!(differences(&more, &is), ["the table names c, which is not there"]);
    assert_eq!(circles(&is), BTreeSet::new());
    assert_eq!(circles(&table(&[("a", "b"), ("b", "c"), ("c", "b")])), ["b c".to_owned()].into());
}

#[test]
fn a_circle_of_files_is_found() {
    let found = |one, other| {
        let library = made(&[
            ("lib.rs", "mod m;"),
            (
                "m/mod.rs",
                "mod one; mod other; pub(crate) use one::One; struct Own; fn f() { one::f() }",
            ),
            ("m/one.rs", one),
            ("m/other.rs", other),
        ]);
        Vec::from_iter(circles(&files(&library)))
    };
    let uses_one = "use super::one::f;";
    assert_eq!(found("fn f() {}", uses_one), Vec::<String>::new());
    assert_eq!(found("use crate::m::other::O;", uses_one), ["m/one.rs m/other.rs"]);
    // Through a name that the folder hands on, and where only a function names the other.
    assert_eq!(found("fn f() { super::other::o() }", "use super::One;"), ["m/one.rs m/other.rs"]);
    assert_eq!(found("use super::other; fn f() { other::o() }", uses_one), ["m/one.rs m/other.rs"]);
    // What the folder itself has is for all of it; what tests use does not count.
    assert_eq!(found("use super::Own;", "use super::Own;"), Vec::<String>::new());
    assert_eq!(
        found("#[cfg(test)] mod tests { use crate::m::other::O; }", uses_one),
        Vec::<String>::new()
    );
}
