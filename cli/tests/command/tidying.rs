//! `--tidy`: marks are pointed at, and repaired where that is asked for.

use bulletin::Bulletin;

use super::sandbox::Sandbox;

const MARKED: &str = "工作简报\n第1期\n\n本周,受理1,550件(含网上);北京-上海专线9:00开通.\n";

#[test]
fn marks_are_pointed_at_and_repaired_where_it_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.put("a.txt", MARKED);
    let kept = sandbox.run(&["parse", "a.txt", "--format", "draft"]);
    let kept = kept.with(
        0,
        &[
            "a.txt:4:3: warning: a half-width mark stands beside Chinese (in 2 places: 4:3, 4:17)",
            "[check.half-width-mark]\n  4 | 本周,受理",
            "a.txt:4:20: review: ",
            "a.txt:4:31: warning: ",
        ],
    );
    assert!(
        kept.out.ends_with("本周,受理1,550件(含网上);北京-上海专线9:00开通.\n"),
        "{}",
        kept.out
    );
    let tidied = sandbox.run(&["parse", "a.txt", "--format", "draft", "--tidy"]);
    let tidied = tidied
        .with(0, &["a.txt:4:3: note: “,” is now “，” [check.repaired]", "a.txt:4:20: review: "]);
    assert!(!tidied.err.contains("warning"), "{}", tidied.err);
    let tidy = MARKED
        .replace("本周,", "本周，")
        .replace("(含网上);", "（含网上）；")
        .replace("通.", "通。");
    assert_eq!(tidied.out, tidy);
    let said = sandbox.in_chinese(&["parse", "a.txt", "--tidy"]);
    said.with(0, &["提示：“()”已改为“（）” [check.repaired]", "请核对：用了半角短横"]);

    sandbox.run(&["render", "a.txt", "--to", "docx", "--stop-at", "warning"]).with(1, &[]);
    let tidy = ["render", "a.txt", "--to", "docx", "--stop-at", "warning", "--tidy"];
    sandbox.run(&tidy).with(0, &["check.repaired"]);
    sandbox.run(&["next", "a.txt", "--tidy"]).with(0, &["check.repaired"]);
}

/// A bulletin that is no draft is looked at and repaired as one that is.
#[test]
fn bulletins_of_programs_are_tidied_too() {
    let sandbox = Sandbox::new();
    sandbox.put("a.toml", "body = ['本周,共 96 件.']\n[masthead]\ntitle = '工作简报'\n");
    sandbox.run(&["parse", "a.toml"]).with(0, &["body[0]: a half-width mark", "check.blank"]);
    let said = sandbox.run(&["parse", "a.toml", "--tidy", "--format", "json"]);
    let said = said.with(0, &["body[0]: “,” is now “，”", "a space that means nothing is removed"]);
    let read = Bulletin::from_json(&said.out).unwrap();
    assert_eq!(read.body, ["本周，共96件。".into()]);
}
