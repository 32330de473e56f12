//! `bulletin parse`: the model, the findings, and the files that cannot be read.

use std::fs;

use bulletin::{Bulletin, draft};

use super::sandbox::{DRAFT, Said, Sandbox, WithInput, assert_documents};

#[test]
fn the_model_goes_to_standard_output_and_findings_to_standard_error() {
    let sandbox = Sandbox::new();
    let marked = "weekly.txt:2:12: note: ";
    let line = "  2 | 2025年第7期（总第4l7期）\n    |                  ^";
    let said = sandbox.run(&["parse", "weekly.txt", "--format", "json"]).with(0, &[marked, line]);
    let read: Bulletin = serde_json::from_str(&said.out).unwrap();
    assert_eq!(read, draft::parse(DRAFT).bulletin);
    let yaml = sandbox.run(&["parse", "weekly.txt", "--format", "yaml"]).with(0, &[marked]);
    assert_eq!(Bulletin::from_yaml(&yaml.out).unwrap(), read);
    let toml = sandbox.run(&["parse", "weekly.txt"]).with(0, &[marked]);
    assert_eq!(toml::from_str::<Bulletin>(&toml.out).unwrap(), read);
    let said = sandbox.run(&["parse", "weekly.txt", "--format", "draft"]).with(0, &[marked]);
    assert_eq!(draft::parse(&said.out).bulletin, read);
}

#[test]
fn programs_get_findings_as_json() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["parse", "weekly.txt", "--findings", "json"]).with(0, &[]);
    let findings: serde_json::Value = serde_json::from_str(&said.err).unwrap();
    let first = findings.get(0).unwrap();
    assert_eq!(first.get("file").unwrap(), "weekly.txt");
    assert_eq!(first.get("code").unwrap(), "draft.repaired");
    assert_eq!(first.get("severity").unwrap(), "note");
    assert_eq!(first.get("place").unwrap(), &serde_json::json!({ "line": 2, "column": 12 }));
    let said = sandbox.run(&["parse", "none.txt", "--findings", "json"]).with(2, &[]);
    let findings: serde_json::Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!(findings.pointer("/0/code").unwrap(), "input.missing");
    assert_eq!(findings.pointer("/0/message/en").unwrap(), "the file does not exist");
    assert_eq!(findings.pointer("/0/message/zh").unwrap(), "文件不存在");
    assert!(findings.pointer("/0/hint/zh").is_some());
    let said =
        sandbox.run(&["render", "weekly.txt", "none.txt", "--findings", "json"]).with(2, &[]);
    assert!(serde_json::from_str::<serde_json::Value>(&said.err).unwrap().is_array());
}

#[test]
fn a_bulletin_that_cannot_be_issued_is_read_and_stops() {
    let sandbox = Sandbox::new();
    sandbox.put("nameless.txt", "\n");
    let said = sandbox.run(&["parse", "nameless.txt", "--format", "json"]);
    let said = said.with(1, &["error: ", "input.empty"]);
    assert!(serde_json::from_str::<serde_json::Value>(&said.out).is_ok());
}

#[test]
fn wrong_files_are_refused_with_their_place() {
    let sandbox = Sandbox::new();
    let cases = [
        (
            "a.json",
            "{\n \"masthead\": 3\n}",
            "a.json:2:14: error: masthead: found the number 3; expected a table",
        ),
        (
            "a.toml",
            "[masthead]\ntitle = 3\n",
            "a.toml:2:9: error: masthead.title: found the number 3; expected text",
        ),
        (
            "a.yaml",
            "masthead:\n  title: [1]\n",
            "a.yaml:2:10: error: masthead.title: found a list; expected text",
        ),
        ("b.toml", "[masthead\n", "b.toml:1:10: error: "),
        ("a.csv", "1,2", "a.csv: error: “.csv” files are not read; expected .txt"),
        ("a.docx", "PK", "a.docx: error: “.docx” is a file of a word processor"),
    ];
    for (name, content, expected) in cases {
        sandbox.put(name, content);
        sandbox.run(&["parse", name]).with(2, &[expected]);
    }
    fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.run(&["parse", "folder"]).with(2, &["it is a folder"]);
}

#[test]
fn drafts_in_gb18030_and_utf16_are_read_with_a_finding() {
    let sandbox = Sandbox::new();
    sandbox.put("gb.txt", encoding_rs::GB18030.encode(DRAFT).0);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(DRAFT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    sandbox.put("wide.txt", utf16);
    let plain = sandbox.run(&["parse", "weekly.txt"]).with(0, &[]).out;
    for (name, said) in [("gb.txt", "read as GB 18030"), ("wide.txt", "read as UTF-16")] {
        let read = sandbox.run(&["parse", name]).with(0, &[said, "[input.encoding]"]);
        assert_eq!(read.out, plain, "{name}");
    }
    sandbox.run(&["render", "gb.txt"]).with(0, &["read as GB 18030"]);
    assert_documents(&sandbox.path("gb.docx"), &sandbox.path("gb.pdf"));
    sandbox.put("noise.txt", [&b"\xE5\x91\xA8\n"[..], &[0xFF; 40], &[0, 1, 2]].concat());
    sandbox.run(&["parse", "noise.txt"]).with(2, &["noise.txt:2:1: error: the file is not text"]);
}

#[test]
fn a_draft_of_50_mb_is_read() {
    let sandbox = Sandbox::new();
    let line = "（一）本周受理事项318件，**税务窗口**96件，按时办结率99.2%，群众评价良好。\n";
    let head = "工作快报\n2025年第7期\n清江区政务服务局 2025年2月17日\n\n";
    let mut text = head.to_owned();
    while text.len() < 50 << 20 {
        text.push_str(line);
    }
    sandbox.put("large.txt", &text);
    let said = sandbox.run(&["parse", "large.txt", "--format", "json", "--findings", "json"]);
    assert!(matches!(said.code, Some(0 | 1)), "{:?}", said.code);
    let words = "按时办结率";
    assert_eq!(said.out.matches(words).count(), text.matches(words).count());
}

#[test]
fn a_marker_stands_under_the_place_in_lines_of_wide_characters() {
    let sandbox = Sandbox::new();
    sandbox.put("doubt.txt", DRAFT.replace("318件", "3 18件"));
    let line = "  7 | 本周受理事项3 18件，**税务窗口**96件。\n    |              ^\n";
    sandbox.run(&["parse", "doubt.txt"]).with(0, &["doubt.txt:7:8: warning: ", line]);
}

#[test]
fn standard_input_is_read() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run(&["parse", "weekly.txt"]).with(0, &[]).out;
    let output = sandbox.command(&["parse", "-"]).output_with(DRAFT).unwrap();
    assert_eq!(Said::from(output).with(0, &["standard input:2:12: note: "]).out, plain);
    let arguments = ["parse", "-", "--from", "toml"];
    let output = sandbox.command(&arguments).output_with(plain.clone()).unwrap();
    assert_eq!(Said::from(output).with(0, &[]).out, plain);
}
