//! Pages: what becomes of one thing each on the page (the files in `tests/cases/page`).
//!
//! A case says in its first line what its one thing is, with the clause where there is one. A line
//! `show: lines` may follow; the words it may have, and what they show, stand in `show`.
//! Then comes what is set: a section `--- text ---` (paragraphs, one a line), `--- draft ---` or
//! `--- bulletin ---` (TOML), with a section `--- theme ---` (TOML) where the theme is not the
//! standard's; and `--- pages ---`, what is shown of the pages.
//!
//! `BLESS=1 cargo test -p bulletin-laws --test layout cases` writes what is set now into the cases; look at the difference
//! before it is committed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod show;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bulletin::{Block, Bulletin, Fonts, Pages, Theme, draft};
use show::Show;

use crate::support::model::changed;

/// How a section begins.
const SECTIONS: [&str; 5] = ["text", "draft", "bulletin", "theme", "pages"];

/// One case: what is set, and what is expected to be shown of it.
struct Case {
    /// All before the section of the pages.
    source: String,
    bulletin: Bulletin,
    theme: Theme,
    show: Show,
    /// Empty where nothing is written yet.
    expected: String,
}

impl Case {
    fn read(text: &str) -> Result<Case, String> {
        let mut sections = [""; SECTIONS.len()];
        let (mut head, mut rest) = ("", text);
        // The last section stands first in its own rest.
        for (name, section) in SECTIONS.iter().zip(&mut sections).rev() {
            let begin = format!("--- {name} ---\n");
            let Some((before, behind)) = rest.split_once(&begin) else { continue };
            (rest, *section) = (before, behind);
            head = before;
        }
        let [words, drafted, toml, theme, expected] = sections;
        let (what, options) = head.split_once('\n').unwrap_or((head, ""));
        if what.trim().is_empty() || what.starts_with("show:") {
            return Err("the first line does not say what the case is of".into());
        }
        let bulletin = match [words, drafted, toml].map(|section| !section.is_empty()) {
            [true, false, false] => paragraphs(words),
            [false, true, false] => draft::parse(drafted).bulletin,
            [false, false, true] => toml::from_str(toml).map_err(|error| error.to_string())?,
            _ => return Err("what is set is not one of text, draft and bulletin".into()),
        };
        Ok(Case {
            source: text.strip_suffix(expected).unwrap_or(text).to_owned(),
            bulletin,
            theme: toml::from_str(theme).map_err(|error| error.to_string())?,
            show: options.parse()?,
            expected: expected.to_owned(),
        })
    }

    /// What is shown of its pages now.
    fn actual(&self, fonts: &Fonts) -> String {
        let flow = self.bulletin.flow(&self.theme).unwrap();
        self.show.pages(&flow.pages(fonts).unwrap(), &self.theme.geometry)
    }

    /// The case with what is shown now.
    fn blessed(&self, fonts: &Fonts) -> String {
        let source = self.source.trim_end();
        let source = source.strip_suffix("--- pages ---").unwrap_or(source).trim_end();
        format!("{source}\n--- pages ---\n{}", self.actual(fonts))
    }

    /// Why the case fails.
    fn failure(&self, fonts: &Fonts) -> Option<String> {
        let actual = self.actual(fonts);
        if actual.is_empty() {
            return Some("it shows nothing".into());
        }
        if self.expected.is_empty() {
            return Some("nothing is expected of it yet; run with BLESS=1".into());
        }
        (actual != self.expected).then(|| format!("expected:\n{}\nset:\n{actual}", self.expected))
    }
}

/// A bulletin of paragraphs, one a line; `**` makes them bold as in a bulletin's file.
fn paragraphs(lines: &str) -> Bulletin {
    changed(Bulletin::new("简报"), |bulletin| {
        bulletin.body = lines.lines().map(Block::from).collect()
    })
}

/// The pages of a case, by its name.
pub(crate) fn case(name: &str, fonts: &Fonts) -> Pages {
    let path = crate::support::root().join(format!("tests/cases/page/{name}.txt"));
    let case = Case::read(&fs::read_to_string(path).unwrap()).unwrap();
    case.bulletin.flow(&case.theme).unwrap().pages(fonts).unwrap()
}

fn cases() -> Vec<(PathBuf, Case)> {
    crate::support::cases("page", Case::read)
}

#[test]
fn every_case_is_set_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let fonts = Fonts::embedded();
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut failures = String::new();
    for (path, case) in cases {
        if bless {
            fs::write(&path, case.blessed(&fonts)).unwrap();
        }
        let case = Case::read(&fs::read_to_string(&path).unwrap()).unwrap();
        if let Some(failure) = case.failure(&fonts) {
            let _ = writeln!(failures, "{}: {failure}", path.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_harness_can_fail() {
    let fonts = Fonts::embedded();
    let case = |text: &str| Case::read(text).map(|case| case.failure(&fonts));
    for faulty in [
        "--- text ---\n国\n",
        "What\n",
        "What\n--- text ---\n国\n--- draft ---\n国\n",
        "What\nshow: wires\n--- text ---\n国\n",
        "What\nshown: lines\n--- text ---\n国\n",
        "What\n--- bulletin ---\nbody = 1\n",
        "What\n--- text ---\n国\n--- theme ---\nbody = 1\n",
    ] {
        assert!(case(faulty).is_err(), "{faulty}");
    }
    assert!(case("What\n--- text ---\n国\n").unwrap().unwrap().contains("BLESS"));
    let nothing = "What\nshow: lines of body[7]\n--- text ---\n国\n--- pages ---\nx\n";
    assert!(case(nothing).unwrap().unwrap().contains("nothing"));
    let wrong = "What\n--- text ---\n国\n--- pages ---\npage 1\n";
    assert!(case(wrong).unwrap().unwrap().contains("39.14"));
    // What is blessed passes, and is read as the same case.
    let blessed = Case::read(wrong).unwrap().blessed(&fonts);
    assert_eq!(case(&blessed), Ok(None));
    assert_eq!(Case::read(&blessed).unwrap().blessed(&fonts), blessed);
    assert!(case(&blessed.replace("39.14", "39.15")).unwrap().is_some());
}
