//! The language of help and messages.

use std::fs;
#[cfg(unix)]
use std::process::Command;

use super::chinese::Listener;
use super::sandbox::{DRAFT, Said, Sandbox};

#[test]
fn help_and_errors_are_in_the_language_of_the_locale() {
    let sandbox = Sandbox::new();
    let english = sandbox.run(&["--help"]).with(0, &[]).out;
    assert!(english.contains("Usage: bulletin") && english.contains("Commands:"));
    let chinese = sandbox.in_chinese(&["--help"]).with(0, &[]).out;
    assert!(chinese.contains("用法：bulletin") && chinese.contains("退出码"), "{chinese}");
    for command in ["render", "parse", "next", "new", "schema", "fonts"] {
        let chinese = sandbox.in_chinese(&[command, "--help"]).with(0, &[]).out;
        let foreign = ["Usage", "OPTIONS", "Print", "Options", "default", "possible"];
        assert!(!foreign.iter().any(|word| chinese.contains(word)), "{chinese}");
    }
    sandbox.in_chinese(&["rendr"]).with(2, &["没有“rendr”这个命令"]);
    sandbox.in_chinese(&["render"]).with(2, &["缺少 <文稿>"]);
    sandbox.in_chinese(&["render", "--to", "doc", "x"]).with(2, &["可以是：docx、pdf"]);
    sandbox.in_chinese(&["render", "--wrong"]).with(2, &["没有“--wrong”这个选项"]);
    sandbox.in_chinese(&["render", "none.txt"]).with(2, &["错误：文件不存在"]);
    sandbox.in_chinese(&["parse", "weekly.txt"]).with(0, &["提示：", "“4l7”按“417”读取（形近字）"]);
    for (name, content, said) in [
        (
            "a.json",
            "{\"masthead\":{\"nmae\":1}}",
            "masthead.nmae：没有“nmae”这一项；可用的有 title",
        ),
        ("b.json", "{\"masthead\":{\"title\":3}}", "masthead.title：此处是数字 3，应当是文字"),
        ("c.toml", "masthead.title = '快报'\nmasthead.issue.number = 0", "应当是 1 至"),
    ] {
        sandbox.put(name, content);
        sandbox.in_chinese(&["parse", name]).with(2, &[said]);
    }
    sandbox.put("nameless.txt", "");
    sandbox.in_chinese(&["render", "nameless.txt"]).with(1, &["简报没有内容，应当有名称或正文"]);
    sandbox.run(&["rendr"]).with(
        2,
        &[
            "error: there is no command “rendr”",
            "perhaps “render” is meant",
            "usage: bulletin --help",
        ],
    );
    sandbox.run(&[]).with(2, &["Usage: bulletin"]);
    assert!(sandbox.run(&["--version"]).with(0, &[]).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_first_variable_that_says_a_locale_decides() {
    let sandbox = Sandbox::new();
    for (variables, chinese) in [
        (&[("LANG", "zh_CN.UTF-8")][..], true),
        (&[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US.UTF-8")], true),
        (&[("LC_ALL", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN"), ("LANG", "zh_CN")], false),
        (&[("LC_ALL", ""), ("LANG", "zh_Hans_CN")], true),
        (&[("LC_ALL", "C"), ("LANGUAGE", "zh_CN"), ("LANG", "zh_CN")], false),
        (&[], false),
    ] {
        let mut command = sandbox.command(&["--help"]);
        command.env_clear().envs(variables.iter().copied());
        let help = Said::from(command.output().unwrap()).with(0, &[]).out;
        assert_eq!(help.contains("用法"), chinese, "{variables:?}");
    }
}

#[test]
fn wrong_arguments_are_explained_in_chinese() {
    let mut listener = Listener::new();
    for arguments in [
        &["rendr"][..],
        &["draw"],
        &["--force"],
        &["render"],
        &["render", "--wrong", "weekly.txt"],
        &["render", "--forse", "weekly.txt"],
        &["render", "--them", "a.toml", "weekly.txt"],
        &["render", "--to"],
        &["render", "--to", "doc", "weekly.txt"],
        &["render", "--to", "docx,", "weekly.txt"],
        &["render", "--to", "", "weekly.txt"],
        &["render", "--pages", "0", "weekly.txt"],
        &["render", "--dpi", "many", "weekly.txt"],
        &["render", "--dpi", "96", "--width", "320", "weekly.txt"],
        &["render", "--width", "320", "weekly.txt"],
        &["render", "--to", "png", "--pages", "9", "weekly.txt"],
        &["render", "--to", "png", "--dpi", "9000", "weekly.txt"],
        &["render", "--out", "a", "--out", "b", "weekly.txt"],
        &["render", "--out"],
        &["render", "--out", "", "weekly.txt"],
        &["render", "--force=yes", "weekly.txt"],
        &["render", "--force", "--force", "weekly.txt"],
        &["render", "--stop-at", "note", "weekly.txt"],
        &["render", "--findings", "xml", "weekly.txt"],
        &["render", "--from"],
        &["render", ""],
        &["parse", "weekly.txt", "more.txt"],
        &["parse", "--format", "doc", "weekly.txt"],
        &["next", "--date"],
        &["next", "--date", "2025-13-01", "weekly.txt"],
        &["next", "--date", "2025年2月30日", "weekly.txt"],
        &["next", "--date", "soon", "weekly.txt"],
        &["new", "weekly.txt"],
        &["schema", "page"],
        &["fonts", "none"],
        &["fonts", "--fonts"],
    ] {
        listener.hear(arguments);
    }
    listener.judge(&[
        "usage.unknown-command",
        "usage.misspelt-command",
        "usage.unknown-option",
        "usage.misspelt-option",
        "usage.unexpected",
        "usage.missing",
        "usage.no-value",
        "usage.no-choice",
        "usage.choice",
        "usage.date",
        "usage.switch",
        "usage.repeated",
    ]);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut listener = Listener::new();
    let mut command = listener.sandbox.command(&["render", "weekly.txt", "--to"]);
    command.arg(std::ffi::OsStr::from_bytes(b"\xFF\x1B[2J"));
    let said = Said::from(command.env("LC_ALL", "zh_CN.UTF-8").output().unwrap());
    assert!(!said.err.contains('\u{1b}'));
    listener.check(&[], &said.with(2, &[]));
    listener.judge(&["usage.not-text"]);
}

#[test]
fn what_was_expected_is_said() {
    let sandbox = Sandbox::new();
    let date = ["next", "--date", "2025-13-01", "weekly.txt"];
    sandbox.run(&date).with(2, &["“2025-13-01” is not a date", "2024-03-12"]);
    sandbox.in_chinese(&date).with(2, &["应写作 2024-03-12", "查看用法：bulletin next --help"]);
    sandbox.run(&["render", "--to"]).with(2, &["expected one of docx, pdf"]);
    sandbox.in_chinese(&["render", "--forse", "a"]).with(2, &["建议：是否想写“--force”"]);
    let odd = sandbox.run(&["\u{1b}[2J\u{202e}"]).with(2, &["“\\u{1b}[2J\\u{202e}”"]);
    assert!(!odd.err.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn faults_of_files_are_explained_in_chinese() {
    let mut listener = Listener::new();
    let sandbox = &listener.sandbox;
    fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.put("稿.docx", "PK");
    sandbox.put("表.csv", "1,2");
    sandbox.put("noise.txt", [&b"\xE5\x91\xA8\n"[..], &[0xFF; 40], &[0, 1, 2]].concat());
    sandbox.put("damaged.txt", [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]);
    sandbox.put("gb.txt", encoding_rs::GB18030.encode(DRAFT).0);
    sandbox.put("wide.txt", [&[0xFE, 0xFF][..], &[0x5E, 0x02, 0x00, 0x0A].repeat(3)].concat());
    sandbox.put("weekly.md", DRAFT);
    sandbox.put("weekly.pdf", "mine");
    sandbox
        .put("unmarked.txt", DRAFT.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    sandbox.put("notes.pdf", DRAFT);
    for (name, picture) in [("out", "../a.png"), ("net", "https://gov.cn/a.png"), ("no", ".")] {
        sandbox.put(&format!("{name}.txt"), format!("{DRAFT}\n![大厅]({picture})\n"));
    }
    fs::File::create(sandbox.path("large.txt")).unwrap().set_len((256 << 20) + 1).unwrap();
    let long = "长".repeat(200) + ".txt";
    for arguments in [
        &["render", "none.txt", "weekly.txt", "nameless.txt"][..],
        &["render", "none.txt"],
        &["parse", "folder"],
        &["parse", "weekly.txt/none.txt"],
        &["parse", &long],
        &["parse", "稿.docx"],
        &["parse", "表.csv"],
        &["parse", "noise.txt"],
        &["parse", "damaged.txt"],
        &["parse", "gb.txt"],
        &["parse", "wide.txt"],
        &["parse", "large.txt"],
        &["render", "weekly.txt", "weekly.md"],
        &["render", "weekly.txt", "./weekly.txt"],
        &["render", "--from", "draft", "notes.pdf"],
        &["parse", "unmarked.txt"],
        &["render", "out.txt"],
        &["render", "net.txt"],
        &["render", "no.txt"],
        &["render", "-", "-"],
        &["render", "weekly.txt"],
        &["new", "--out", "weekly.txt"],
        &["new", "--out", "none/new.txt"],
        &["new", "--out", "weekly.txt/new.txt"],
        &["new", "--out", &long],
        &["new", "--force", "--out", "folder"],
        &["render", "weekly.txt", "--out", "weekly.txt"],
        &["render", "weekly.txt", "--out", "weekly.txt/further"],
        &["render", "weekly.txt", "--theme", "none.toml"],
        &["render", "weekly.txt", "--theme", "folder"],
        &["themes", "--show", "daily"],
        &["render", "weekly.txt", "--theme", "noise.txt"],
    ] {
        listener.hear(arguments);
    }
    listener.judge(&[
        "input.missing",
        "input.folder",
        "input.unreadable",
        "input.word-processor",
        "input.ending",
        "input.not-text",
        "input.damaged",
        "input.encoding",
        "input.too-large",
        "input.standard-input",
        "input.twice",
        "input.unicode",
        "input.picture-outside",
        "input.picture-address",
        "input.picture-no-file",
        "output.input",
        "output.exists",
        "output.unwritable",
        "output.same",
    ]);
}

#[cfg(unix)]
#[test]
fn a_system_that_refuses_is_explained_in_chinese() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut listener = Listener::new();
    let sandbox = &listener.sandbox;
    sandbox.put("locked.txt", DRAFT);
    fs::set_permissions(sandbox.path("locked.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    sandbox.put("周\n报.txt", DRAFT);
    sandbox.put("linked.txt", DRAFT);
    std::os::unix::fs::symlink("linked.docx", sandbox.path("linked.pdf")).unwrap();
    let scripts = [
        "\"$bulletin\" new > /dev/full",
        "\"$bulletin\" fonts > /dev/full",
        "\"$bulletin\" --help > /dev/full",
        "\"$bulletin\" new --out /dev/full",
        "\"$bulletin\" new --out /proc/new.txt",
        "\"$bulletin\" render weekly.txt --out /proc/none",
        "\"$bulletin\" parse locked.txt",
        "\"$bulletin\" render 周*报.txt",
        "\"$bulletin\" render linked.txt --force",
        "trap '' XFSZ; ulimit -f 8; \"$bulletin\" render weekly.txt --force",
        "ulimit -v 1000000; \"$bulletin\" parse none.txt",
    ];
    for script in scripts {
        let mut command = Command::new("sh");
        command.current_dir(listener.sandbox.folder.path()).arg("-c").arg(script).env_clear();
        command.env("LC_ALL", "zh_CN.UTF-8").env("bulletin", env!("CARGO_BIN_EXE_bulletin"));
        let said = Said::from(command.output().unwrap());
        listener.check(&[], &said);
    }
    listener.judge(&[
        "output.unwritable",
        "output.standard-output",
        "output.odd-name",
        "output.same-file",
    ]);
}

#[test]
fn every_finding_of_a_draft_is_said_in_chinese() {
    let mut listener = Listener::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/draft");
    let mut cases: Vec<_> =
        fs::read_dir(folder).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    for case in &cases {
        let case = fs::read_to_string(case).unwrap();
        let draft = case.strip_prefix("--- draft ---\n").unwrap_or(&case);
        let draft = draft.split("\n--- bulletin ---").next().unwrap_or_default();
        listener.sandbox.put("case.txt", draft);
        let said = listener.sandbox.in_chinese(&["parse", "case.txt"]);
        listener.check(&[], &said);
    }
    assert!(cases.len() > 150 && listener.codes.len() > 20, "{:?}", listener.codes);
    listener.judge(&[]);
}

#[test]
fn what_the_pages_show_is_said_in_chinese_with_line_and_words() {
    let mut listener = Listener::new();
    let sandbox = &listener.sandbox;
    sandbox.put("rare.txt", DRAFT.replace("318件", "318件\u{10FFFD}"));
    sandbox.put("nameless.txt", "一、受理情况\n本周受理事项318件。\n");
    sandbox.put("control.txt", DRAFT.replace("318件", "318\u{7}件"));
    sandbox.put("picture.txt", format!("{DRAFT}\n![大厅](none.png)\n"));
    for arguments in [
        &["render", "rare.txt"][..],
        &["render", "nameless.txt"],
        &["render", "control.txt"],
        &["render", "picture.txt"],
    ] {
        listener.hear(arguments);
    }
    listener.judge(&["font.missing-character"]);
}

#[test]
fn faults_of_fonts_are_explained_in_chinese() {
    let mut listener = Listener::new();
    let sandbox = &listener.sandbox;
    for folder in ["empty", "broken"] {
        fs::create_dir(sandbox.path(folder)).unwrap();
    }
    sandbox.put("broken/song.ttf", "no font");
    sandbox.put("broken/kai.otf", [0, 1, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0]);
    for folder in ["none", "empty", "broken", "weekly.txt"] {
        listener.hear(&["fonts", "--fonts", folder]);
        listener.hear(&["render", "weekly.txt", "--out", "out", "--fonts", folder]);
    }
    let said = listener.sandbox.in_chinese(&["fonts"]);
    listener.check(&[], &said);
    listener.judge(&[]);
}
