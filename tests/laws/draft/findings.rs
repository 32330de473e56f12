//! What is said of drafts: every code is shown by a case, every finding has its place, and equal
//! notes are one.

use std::collections::BTreeSet;

use bulletin::{Severity, draft};
use proptest::prelude::*;

use crate::sources::edited_draft;
use crate::{arbitrary, cases, law};

/// The codes that the library lists are those that the cases show.
#[test]
fn every_code_is_shown_by_a_case() {
    let listed: BTreeSet<&str> = bulletin::catalogue()
        .iter()
        .map(|message| message.code())
        .filter(|code| code.starts_with("draft.") || code.starts_with("check."))
        // What only tidying says, and what the reader of drafts says itself.
        .filter(|code| !["check.repaired", "check.removed", "check.blank-removed"].contains(code))
        .filter(|code| *code != "check.blank-between")
        // What is said of the skeleton of the next issue.
        .filter(|code| !code.starts_with("check.stale"))
        .collect();
    let shown: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|(_, case)| draft::parse(&case.draft).findings)
        .map(|finding| finding.code())
        .collect();
    assert_eq!(listed, shown);
}

fn every_finding_has_a_place(text: String) -> Result<(), TestCaseError> {
    let read = draft::parse(&text);
    for finding in &read.findings {
        for place in finding.places() {
            let (line, column) = (place.line().unwrap(), place.column().unwrap());
            let width = read.map.line(line).map(|line| line.chars().count());
            prop_assert!(column >= 1 && width.is_some_and(|width| column as usize <= width + 1));
        }
        prop_assert!(finding.places().is_sorted(), "{}", finding);
    }
    let first = |finding: &bulletin::Finding| (finding.place().line(), finding.place().column());
    prop_assert!(read.findings.is_sorted_by_key(first), "{:?}", text);
    Ok(())
}

/// Every finding has its places within the draft, and they are in order.
#[test]
fn findings_have_places() {
    for (_, case) in cases() {
        every_finding_has_a_place(case.draft).unwrap();
    }
    law(arbitrary::draft, every_finding_has_a_place);
}

/// The same of drafts in which marks stand anywhere.
#[test]
fn findings_of_marks_have_places() {
    law(arbitrary::marked_draft, every_finding_has_a_place);
}

/// The same of drafts whose lines were deleted, doubled or exchanged.
#[test]
fn findings_of_edited_drafts_have_places() {
    law(edited_draft, every_finding_has_a_place);
}

/// A printed draft has nothing more to repair or to note, and no doubt that its first reading did not have.
fn a_printed_draft_is_read_at_once(text: String) -> Result<(), TestCaseError> {
    let first = draft::parse(&text);
    let printed = draft::print(&first.bulletin);
    let known: BTreeSet<&str> = first.findings.iter().map(|finding| finding.code()).collect();
    let new: Vec<String> = draft::parse(&printed)
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Note || !known.contains(finding.code()))
        .map(ToString::to_string)
        .collect();
    prop_assert!(new.is_empty(), "{new:#?}\n{text}\n---\n{printed}");
    Ok(())
}

#[test]
fn printed_drafts_are_read_at_once() {
    let faults: Vec<String> = cases()
        .into_iter()
        .filter_map(|(path, case)| {
            let fault = a_printed_draft_is_read_at_once(case.draft).err()?;
            Some(format!("{}: {fault}", path.display()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Printed drafts of any lines have nothing to repair; words that stood apart may give new doubts.
#[test]
fn printed_drafts_of_any_lines_have_nothing_to_repair() {
    law(arbitrary::draft, |text| {
        let printed = draft::print(&draft::parse(&text).bulletin);
        let notes: Vec<String> = draft::parse(&printed)
            .findings
            .iter()
            .filter(|it| it.severity() == Severity::Note)
            .map(ToString::to_string)
            .collect();
        prop_assert!(notes.is_empty(), "{notes:#?}\n{text}\n---\n{printed}");
        Ok(())
    });
}

#[test]
fn many_blanks_do_not_hide_the_one_doubt() {
    let mut text = String::from("窗口周报\n第8期\n\n");
    for _ in 0..32 {
        text.push_str("本周受理 12 件，办结 9件。\n");
    }
    text.push_str("办结率99.O％。\n");
    let findings = draft::parse(&text).findings;
    let codes: Vec<(&str, usize)> =
        findings.iter().map(|finding| (finding.code(), finding.count())).collect();
    assert_eq!(codes, [("draft.blank", 96), ("draft.figure", 1)]);
    let [blank, figure] = findings.as_slice() else { panic!("{findings:?}") };
    let places: Vec<String> = blank.places().map(ToString::to_string).collect();
    assert_eq!(places, ["4:5", "4:8", "4:13", "5:5", "5:8"]);
    assert_eq!((figure.severity(), figure.place().line()), (Severity::Warning, Some(36)));
}
