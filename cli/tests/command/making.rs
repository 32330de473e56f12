//! `bulletin next`, `new`, `schema` and `fonts`.

use bulletin::Bulletin;

use super::sandbox::{DRAFT, Sandbox};

#[test]
fn the_next_issue_is_one_further_and_empty() {
    let sandbox = Sandbox::new();
    let next = sandbox.run(&["next", "weekly.txt"]).with(0, &[]).out;
    assert_eq!(
        next,
        "工作快报\n2025年第8期（总第418期）\n（2月17日—2月21日）\n清江区政务服务局\n\
         2025年2月24日\n\n一、受理情况\n\n报：市政府领导。\n（共印5份）\n"
    );
    let later = sandbox.run(&["next", "weekly.txt", "--date", "2025年3月4日", "--format", "json"]);
    let later: Bulletin = serde_json::from_str(&later.with(0, &[]).out).unwrap();
    assert_eq!(later.masthead.period.unwrap().to_string(), "（2月24日—2月28日）");
    sandbox
        .run(&["next", "weekly.txt", "--date", "soon"])
        .with(2, &["“soon” is not a date", "2024-03-12"]);
    sandbox
        .run(&["next", "weekly.txt", "--out", "weekly.txt"])
        .with(2, &["the file exists and is kept"]);
    assert_eq!(sandbox.text("weekly.txt"), DRAFT);
}

#[test]
fn the_format_of_the_last_issue_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.run(&["parse", "weekly.txt", "--out", "weekly.toml"]).with(0, &[]);
    let next = sandbox.run(&["next", "weekly.toml"]).with(0, &[]).out;
    let next: Bulletin = toml::from_str(&next).unwrap();
    assert_eq!(next.masthead.issue.unwrap().number, Some(8.into()));
}

#[test]
fn what_looks_stale_in_the_next_issue_is_told() {
    let sandbox = Sandbox::new();
    let last = "工作快报\n2025年第7期\n清江区政务服务局 2025年2月17日\n\n一、截至1月31日受理情况\n共96件。\n\n\
                二、2025年重点任务\n已完成。\n\n三、位次变化（↑2）\n略。\n";
    sandbox.put("last.txt", last);
    let said = sandbox.run(&["next", "last.txt", "--out", "next.txt"]).with(0, &[]);
    let next = sandbox.text("next.txt");
    let line = |words: &str| 1 + next.lines().position(|line| line.contains(words)).unwrap();
    let (days, signs) = (line("1月31日"), line("↑2"));
    let said = said.with(
        0,
        &[
            &format!("next.txt:{days}:5: review: “1月31日” is kept from the last issue"),
            &format!("next.txt:{signs}:8: review: “↑2” is kept from the last issue"),
        ],
    );
    assert!(!said.err.contains("2025年”"), "the year is that of the next issue: {said:?}");
    let said =
        sandbox.run(&["next", "last.txt"]).with(0, &["“1月31日” is kept", "sections[0].heading"]);
    assert!(said.out.contains("1月31日"), "{said:?}");
    sandbox.in_chinese(&["next", "last.txt"]).with(0, &["“↑2”是上一期的比较"]);
}

#[test]
fn a_new_draft_can_be_rendered_at_once() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "--out", "new.txt"]).with(0, &[]);
    assert!(sandbox.text("new.txt").starts_with("<!-- "));
    // Its comments are left out, and nothing else is to be found.
    let said =
        sandbox.run(&["render", "new.txt"]).with(0, &["a comment is left out (in 7 places:"]);
    assert_eq!(said.err.matches("new.txt:").count(), 1, "{said:?}");
    sandbox.run(&["new", "--out", "new.txt"]).with(2, &["the file exists and is kept"]);
    assert_eq!(sandbox.run(&["new"]).with(0, &[]).out, sandbox.text("new.txt"));
}

#[test]
fn schemas_are_json_schemas() {
    let sandbox = Sandbox::new();
    for (arguments, key) in [
        (&["schema"][..], "masthead"),
        (&["schema", "bulletin"], "imprint"),
        (&["schema", "theme"], "types"),
    ] {
        let schema = sandbox.run(arguments).with(0, &[]).out;
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert!(schema.pointer(&format!("/properties/{key}")).is_some(), "{key}");
    }
    sandbox.run(&["schema", "page"]).with(2, &["page"]);
}

#[test]
fn the_ready_themes_are_listed_and_one_can_be_started_from() {
    let sandbox = Sandbox::new();
    let list = sandbox.run(&["themes"]).with(0, &[]).out;
    assert_eq!(list.lines().count(), 9);
    assert!(list.contains("weekly\t周报\tissue and period"), "{list}");
    let list = sandbox.in_chinese(&["themes"]).with(0, &[]).out;
    assert!(list.contains("flash\t快报\t短而急"), "{list}");

    for line in list.lines() {
        let name = line.split('\t').next().unwrap();
        let file = format!("own-{name}.toml");
        sandbox.run(&["themes", "--show", name, "--out", &file]).with(0, &[]);
        assert_eq!(sandbox.run(&["themes", "--show", name]).with(0, &[]).out, sandbox.text(&file));
        let docx = |theme: &str| {
            let render = ["render", "weekly.txt", "--to", "docx", "--force", "--theme", theme];
            sandbox.run(&render).with(0, &[]);
            std::fs::read(sandbox.path("weekly.docx")).unwrap()
        };
        assert_eq!(docx(name), docx(&file), "{name}");
    }
    sandbox.run(&["themes", "--show", "daily"]).with(2, &["“daily”", "gbt9704, weekly"]);
}

#[test]
fn a_theme_is_a_name_unless_there_is_a_file() {
    let sandbox = Sandbox::new();
    let docx = |theme: &str| {
        let render = ["render", "weekly.txt", "--to", "docx", "--force", "--theme", theme];
        sandbox.run(&render).with(0, &[]);
        std::fs::read(sandbox.path("weekly.docx")).unwrap()
    };
    let ready = docx("weekly");
    std::fs::create_dir(sandbox.path("weekly")).unwrap();
    assert_eq!(docx("weekly"), ready, "a folder is no theme");
    sandbox.put("monthly", "base = 'weekly'");
    assert_eq!(docx("monthly"), ready);
    sandbox.put("own.json", r#"{ "table": { "bold_totals": false }, "base": "weekly" }"#);
    docx("own.json");
    let said = sandbox.run(&["render", "weekly.txt", "--theme", "daily"]);
    said.with(2, &["no theme has this name", "gbt9704, weekly, information"]);
    sandbox.put("bad.toml", "base = 'daily'\n");
    let said = sandbox.run(&["render", "weekly.txt", "--theme", "bad.toml"]);
    said.with(2, &["bad.toml:1:8: error: base: there is no theme “daily”", "gbt9704, weekly"]);
}

#[test]
fn fonts_say_who_serves_what() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["fonts", "--fonts", "embedded"]).with(0, &[]);
    assert_eq!(said.out.lines().count(), 7);
    assert!(said.out.contains("黑体\tBulletinHei-Medium (substitute)"), "{}", said.out);
    assert!(sandbox.run(&["fonts"]).with(0, &[]).out.contains("installed\n"));
    sandbox.run(&["fonts", "--fonts", "none"]).with(2, &["cannot be read"]);
}

#[test]
fn the_number_begins_again_in_a_new_year() {
    let sandbox = Sandbox::new();
    sandbox.put(
        "last.txt",
        "工作快报\n2025年第50期（总第460期）\n（12月22日—12月26日）\n\
         清江区政务服务局 2025年12月29日\n\n本周受理事项318件。\n",
    );
    let next = sandbox.run(&["next", "last.txt"]).with(0, &[]).out;
    let head = "工作快报\n2026年第1期（总第461期）\n（2025年12月29日—2026年1月2日）\n\
                清江区政务服务局\n2026年1月5日\n";
    assert!(next.starts_with(head), "{next}");
    let same_year = sandbox.run(&["next", "last.txt", "--date", "2025-12-31"]).with(0, &[]).out;
    assert!(same_year.contains("2025年第51期（总第461期）"), "{same_year}");
}

#[test]
fn help_is_a_command() {
    let sandbox = Sandbox::new();
    let whole = sandbox.run(&["help"]).with(0, &[]);
    assert_eq!(whole.out, sandbox.run(&["--help"]).with(0, &[]).out);
    let of_next = sandbox.run(&["help", "next"]).with(0, &[]);
    assert_eq!(of_next.out, sandbox.run(&["next", "--help"]).with(0, &[]).out);
    let directives = sandbox.run(&["help", "directives"]).with(0, &[]);
    assert_eq!(directives.out, sandbox.run(&["directives"]).with(0, &[]).out);
    assert!(directives.out.contains("\\副标题："), "{directives:?}");
    sandbox.in_chinese(&["help", "甲"]).with(2, &["directives"]);
}

#[test]
fn comments_of_the_last_issue_are_told_by_next() {
    let sandbox = Sandbox::new();
    sandbox.put("last.txt", "工作简报\n第1期\n某县政府办 2025年1月2日\n\n<!-- 待核 -->\n正文。\n");
    sandbox.run(&["next", "last.txt"]).with(0, &["last.txt:5:1: note: a comment is left out"]);
}

#[test]
fn a_file_of_a_word_processor_is_told_to_be_one() {
    let sandbox = Sandbox::new();
    sandbox.put("draft.docx", "PK");
    for arguments in [&["render", "draft.docx"][..], &["render", "draft.docx", "-o", "out"][..]] {
        sandbox.run(arguments).with(2, &["is a file of a word processor"]);
    }
}
