//! The language of help and messages.

use super::desk::{Desk, Said};

#[test]
fn help_and_errors_are_in_the_language_of_the_locale() {
    let desk = Desk::new();
    let english = desk.run(&["--help"]).with(0, &[]).out;
    assert!(english.contains("Usage: bulletin") && english.contains("Commands:"));
    let chinese = desk.in_chinese(&["--help"]).with(0, &[]).out;
    assert!(chinese.contains("用法：bulletin") && chinese.contains("退出码"), "{chinese}");
    for command in ["render", "parse", "next", "new", "schema", "fonts"] {
        let chinese = desk.in_chinese(&[command, "--help"]).with(0, &[]).out;
        let foreign = ["Usage", "OPTIONS", "Print", "Options", "default", "possible"];
        assert!(!foreign.iter().any(|word| chinese.contains(word)), "{chinese}");
    }
    desk.in_chinese(&["rendr"]).with(2, &["没有“rendr”这个命令"]);
    desk.in_chinese(&["render"]).with(2, &["缺少 <文稿>"]);
    desk.in_chinese(&["render", "--to", "doc", "x"]).with(2, &["可以是：docx、pdf"]);
    desk.in_chinese(&["render", "--wrong"]).with(2, &["没有“--wrong”这个选项"]);
    desk.in_chinese(&["render", "none.txt"]).with(2, &["错误：文件不存在", "完成 0 份"]);
    desk.in_chinese(&["parse", "weekly.txt"])
        .with(0, &["提示：", "“4l7”按“417”读取"]);
    for (name, content, said) in [
        (
            "a.json",
            "{\"masthead\":{\"nmae\":1}}",
            "masthead.nmae：没有 `nmae` 这一项，可用的有 `title`",
        ),
        (
            "b.json",
            "{\"masthead\":{\"title\":3}}",
            "masthead.title：类型不对，写的是整数 `3`，应当是文字",
        ),
        ("c.toml", "masthead.title = '快报'\nmasthead.issue.number = 0", "应当是整数，从 1 到"),
    ] {
        desk.put(name, content);
        desk.in_chinese(&["parse", name]).with(2, &[said]);
    }
    desk.put("nameless.txt", "");
    desk.in_chinese(&["render", "nameless.txt"]).with(1, &["只有空白，应当有文字"]);
    desk.run(&["rendr"]).with(2, &["error: unrecognized subcommand"]);
    desk.run(&[]).with(2, &["Usage: bulletin"]);
    assert!(desk.run(&["--version"]).with(0, &[]).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_first_variable_that_says_a_locale_decides() {
    let desk = Desk::new();
    for (variables, chinese) in [
        (&[("LANG", "zh_CN.UTF-8")][..], true),
        (&[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US.UTF-8")], true),
        (&[("LC_ALL", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN"), ("LANG", "zh_CN")], false),
        (&[("LC_ALL", ""), ("LANG", "zh_Hans_CN")], true),
        (&[("LC_ALL", "C"), ("LANGUAGE", "zh_CN"), ("LANG", "zh_CN")], false),
        (&[], false),
    ] {
        let mut command = desk.command(&["--help"]);
        command.env_clear().envs(variables.iter().copied());
        let help = Said::from(command.output().unwrap()).with(0, &[]).out;
        assert_eq!(help.contains("用法"), chinese, "{variables:?}");
    }
}
