//! Drafts: what is read of texts (the files in `cases/draft`, one case each), and the laws that
//! hold for all of them; and how much is read of untidy ones (`corpus`).
//!
//! A case has the sections `--- draft ---`, `--- bulletin ---` (YAML) and `--- findings ---`.
//! `BLESS=1 cargo test -p bulletin-laws --test draft` writes what is read now into the cases; look at the
//! difference before it is committed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod arbitrary;
mod corpus;
mod findings;
mod kept;
mod marks;
mod sources;
#[path = "../support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bulletin::draft::Draft;
use bulletin::{Block, Bulletin, Cell, Language, draft};
use kept::{lost, lost_figures};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use support::model::changed;

/// One case: a draft and what is expected of it; empty where nothing is written yet.
struct Case {
    draft: String,
    expected: String,
}

impl Case {
    fn read(text: &str) -> Result<Case, String> {
        let (before, rest) =
            text.split_once("--- draft ---\n").ok_or("no section `--- draft ---`")?;
        if !before.is_empty() {
            return Err("text before `--- draft ---`".into());
        }
        let (draft, expected) = match rest.split_once("\n--- bulletin ---\n") {
            Some((draft, expected)) => (draft, expected),
            None => (rest, ""),
        };
        Ok(Case { draft: draft.to_owned(), expected: expected.to_owned() })
    }

    /// What is read of the draft now, as the case file says it.
    fn actual(&self) -> String {
        let draft = draft::parse(&self.draft);
        let mut text = serde_norway::to_string(&draft.bulletin).unwrap();
        text.push_str("--- findings ---\n");
        for finding in draft.findings {
            let places: Vec<String> = finding.places().map(ToString::to_string).collect();
            let _ = write!(text, "{} {} ", places.join(" "), finding.code());
            if finding.count() > 1 {
                let _ = write!(text, "({}) ", finding.count());
            }
            let _ = writeln!(text, "{}", finding.message(Language::English));
        }
        text
    }

    /// Why the case fails.
    fn failure(&self) -> Option<String> {
        let Draft { bulletin, map, findings, .. } = draft::parse(&self.draft);
        let lost = lost(&self.draft, &bulletin, &map, &findings);
        if !lost.is_empty() {
            return Some(format!("lost {lost:?}"));
        }
        let again = draft::parse(&draft::print(&bulletin)).bulletin;
        if again != bulletin {
            return Some(format!(
                "its canonical draft is read differently:\n{}",
                draft::print(&bulletin)
            ));
        }
        if self.expected.is_empty() {
            return Some("nothing is expected of it yet; run with BLESS=1".into());
        }
        let actual = self.actual();
        (actual != self.expected).then(|| format!("expected:\n{}\nread:\n{actual}", self.expected))
    }
}

fn cases() -> Vec<(PathBuf, Case)> {
    support::cases("draft", Case::read)
}

#[test]
fn every_case_is_read_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut failures = String::new();
    for (path, case) in cases {
        if bless {
            let text =
                format!("--- draft ---\n{}\n--- bulletin ---\n{}", case.draft, case.actual());
            // What stays the same is not written: other tests read it at the same time.
            if fs::read_to_string(&path).unwrap() != text {
                fs::write(&path, text).unwrap();
            }
        }
        let case = Case::read(&fs::read_to_string(&path).unwrap()).unwrap();
        if let Some(failure) = case.failure() {
            let _ = writeln!(failures, "{}: {failure}", path.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_harness_can_fail() {
    let case = |text: &str| Case::read(text).map(|case| case.failure());
    assert!(case("no draft").is_err());
    assert!(case("--- draft ---\n一、动态\n").unwrap().unwrap().contains("BLESS"));
    let wrong = "--- draft ---\n一、动态\n--- bulletin ---\nsections: []\n--- findings ---\n";
    assert!(case(wrong).unwrap().unwrap().contains("heading: 动态"));

    let text = "窗口周报\n第8期\n本周受理12.75件甲乙。";
    let Draft { bulletin: read, map, findings, .. } = draft::parse(text);
    let other =
        changed(read.clone(), |bulletin| bulletin.body = vec![Block::from("本周受理件乙。")]);
    assert!(lost(text, &read, &map, &findings).is_empty());
    assert_eq!(lost(text, &other, &map, &findings).into_iter().collect::<Vec<_>>(), [('甲', 1)]);
    assert_eq!(lost_figures(text, &other, &map), ["12.75"]);
}

/// A whole weekly bulletin with all that pasting does to one: the counts of its parts.
/// An annex whose name stands in the list and again as its title is there once; who loses it is found out.
#[test]
fn an_annex_that_is_said_twice_is_not_lost() {
    let name = "4月份各县（区）诉求办理情况";
    let text = format!(
        "工作快报\n第3期\n\n某市政务服务中心  2025年5月16日\n\n各窗口运行平稳。\n\n附件：{name}\n\n\
         附件：\n{name}\n甲县办理12件。\n"
    );
    let Draft { bulletin, map, findings, .. } = draft::parse(&text);
    assert_eq!(bulletin.appendices.len(), 1, "{bulletin:?}");
    assert_eq!(lost(&text, &bulletin, &map, &findings), Default::default());
    let without = changed(bulletin, |it| it.appendices.clear());
    assert!(lost(&text, &without, &map, &findings).len() > 5);
}

#[test]
fn a_pasted_weekly_is_read_whole() {
    let text =
        fs::read_to_string(support::root().join("tests/cases/draft/weekly-pasted.txt")).unwrap();
    let Draft { bulletin, .. } = draft::parse(&Case::read(&text).unwrap().draft);
    assert_eq!(bulletin.masthead.title, "清江政务周报");
    assert_eq!(bulletin.sections.len(), 6);
    let inner: Vec<_> = bulletin.sections.iter().flat_map(|section| &section.sections).collect();
    assert_eq!(inner.len(), 8);
    assert_eq!(inner.iter().filter(|section| section.heading.is_some()).count(), 2);
    let appendix = bulletin.appendices.first().unwrap();
    let Some(Block::Table(table)) = appendix.blocks.first() else { panic!("no table") };
    let ties = table.rows.iter().filter(|row| row.first() == Some(&Cell::Above)).count();
    assert_eq!((bulletin.appendices.len(), table.rows.len(), ties), (1, 9, 3));
    assert!(bulletin.imprint.report.is_some() && bulletin.imprint.issue.is_some());
    assert_eq!(bulletin.imprint.print_count, Some(103));
}

/// Runs a law for at least 2048 values, in a thread whose stack holds the strategy of a whole
/// bulletin.
fn law<S>(strategy: fn() -> S, holds: fn(S::Value) -> Result<(), TestCaseError>)
where
    S: Strategy + 'static,
    S::Value: 'static,
{
    let run = move || {
        let cases = ProptestConfig::default().cases.max(2048);
        let config = ProptestConfig {
            cases,
            max_local_rejects: u32::MAX,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        TestRunner::new(config).run(&strategy(), holds).map_err(|fault| fault.to_string())
    };
    // `holds` and `strategy` are functions, so nothing but the verdict crosses the threads.
    let verdict =
        std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
    assert_eq!(verdict, Ok(()));
}

fn is_read_back(bulletin: Bulletin) -> Result<(), TestCaseError> {
    let text = draft::print(&bulletin);
    prop_assert_eq!(draft::parse(&text).bulletin, bulletin, "{}", text);
    Ok(())
}

/// What is printed of a bulletin is read as the same bulletin: every field and every character.
#[test]
fn print_then_parse_is_the_same() {
    law(support::model::arbitrary_bulletin, is_read_back);
}

/// The same of bulletins whose words look like labels, forms and markup, valid or not.
#[test]
fn print_then_parse_is_the_same_for_words_like_labels() {
    law(arbitrary::bulletin, is_read_back);
}

/// Of a draft of any lines nothing is lost, and its bulletin's own draft is read the same.
#[test]
fn nothing_is_lost() {
    law(arbitrary::draft, |text| {
        let Draft { bulletin, map, findings, .. } = draft::parse(&text);
        prop_assert_eq!(lost(&text, &bulletin, &map, &findings), Default::default(), "{:?}", text);
        let figures = lost_figures(&text, &bulletin, &map);
        prop_assert_eq!(figures, Vec::<String>::new(), "{:?}", text);
        is_read_back(bulletin)
    });
}

/// The same of any characters.
#[test]
fn any_text_is_read() {
    law(any::<String>, |text| {
        let Draft { bulletin, map, findings, .. } = draft::parse(&text);
        prop_assert_eq!(lost(&text, &bulletin, &map, &findings), Default::default(), "{:?}", text);
        is_read_back(bulletin)
    });
}

#[test]
fn the_mark_with_which_old_editors_end_a_file_is_no_text() {
    let text = "简报\n第1期\n示例局 2025年1月2日\n\n正文。\n";
    let (plain, marked) = (draft::parse(text), draft::parse(&format!("{text}\u{1A}")));
    assert_eq!(marked.bulletin, plain.bulletin);
    let codes: Vec<&str> = marked.findings.iter().map(bulletin::Finding::code).collect();
    assert!(plain.findings.is_empty() && codes == ["draft.end-mark"], "{codes:?}");
}
