//! The command as a clerk and as a program call it: every command, every exit code, and what must
//! not go wrong when input or output does.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use bulletin::{Bulletin, draft};
use tempfile::TempDir;

const DRAFT: &str = "工作快报\n2025年第7期（总第4l7期）\n（2月10日—2月14日）\n\
    澄江市政务服务局 2025年2月17日\n\n一、受理情况\n本周受理事项318件，**税务窗口**96件。\n\n\
    报：市政府领导。\n（共印5份）\n";

/// A folder with a draft, and the command in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: TempDir::new().unwrap() };
        desk.put("weekly.txt", DRAFT);
        desk
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the folder, in order.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bulletin"));
        command.current_dir(self.folder.path()).args(arguments).env_clear().env("LC_ALL", "C");
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        Said::from(self.command(arguments).output().unwrap())
    }

    fn in_chinese(&self, arguments: &[&str]) -> Said {
        Said::from(self.command(arguments).env("LC_ALL", "zh_CN.UTF-8").output().unwrap())
    }
}

/// What a run said, and its exit code.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Said {
    /// Checks the exit code and that everything expected was said on standard error.
    #[track_caller]
    fn with(self, code: i32, errors: &[&str]) -> Said {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for error in errors {
            assert!(self.err.contains(error), "{error} is not in {self:#?}");
        }
        self
    }
}

/// Whether two files are a whole DOCX and a whole PDF.
fn assert_documents(docx: &Path, pdf: &Path) {
    let docx = fs::read(docx).unwrap();
    assert!(docx.starts_with(b"PK\x03\x04"));
    let archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    assert!(archive.file_names().any(|name| name == "word/document.xml"));
    let pdf = lopdf::Document::load(pdf).unwrap();
    assert!(!pdf.get_pages().is_empty());
}

mod rendering {
    use super::*;

    #[test]
    fn a_draft_becomes_both_documents_beside_it() {
        let desk = Desk::new();
        let said = desk.run(&["render", "weekly.txt"]).with(0, &["weekly.txt:2:1: note: "]);
        assert_eq!(said.out, "weekly.docx\nweekly.pdf\n");
        assert_documents(&desk.path("weekly.docx"), &desk.path("weekly.pdf"));
        assert_eq!(desk.names(), ["weekly.docx", "weekly.pdf", "weekly.txt"]);
    }

    #[test]
    fn the_same_bulletin_in_any_format_gives_the_same_bytes() {
        let desk = Desk::new();
        for format in ["json", "toml", "yaml", "draft"] {
            let file = format!("in.{}", if format == "draft" { "md" } else { format });
            desk.run(&["parse", "weekly.txt", "--format", format, "--out", &file]).with(0, &[]);
            desk.run(&["render", &file, "--out", format]).with(0, &[]);
        }
        let first = fs::read(desk.path("json/in.pdf")).unwrap();
        let docx = fs::read(desk.path("json/in.docx")).unwrap();
        for format in ["toml", "yaml", "draft"] {
            assert_eq!(fs::read(desk.path(format).join("in.pdf")).unwrap(), first, "{format}");
            assert_eq!(fs::read(desk.path(format).join("in.docx")).unwrap(), docx, "{format}");
        }
    }

    #[test]
    fn standard_input_becomes_bulletin() {
        let desk = Desk::new();
        let arguments = ["render", "-", "--to", "pdf", "--out", "made"];
        let output = desk.command(&arguments).write_stdin(DRAFT).output().unwrap();
        let said = Said::from(output).with(0, &["standard input:2:1"]);
        assert_eq!(said.out.replace('\\', "/"), "made/bulletin.pdf\n");
        let json = serde_json::to_string(&draft::parse(DRAFT).0).unwrap();
        let arguments = ["render", "-", "--from", "json", "--to", "docx"];
        let output = desk.command(&arguments).write_stdin(json).output().unwrap();
        assert_eq!(Said::from(output).with(0, &[]).out, "bulletin.docx\n");
    }

    #[test]
    fn one_failure_does_not_stop_the_others() {
        let desk = Desk::new();
        desk.put("broken.json", "{ \"masthead\": { \"title\": \"快报\", \"nmae\": 1 } }");
        desk.put("nameless.txt", "");
        let inputs = ["render", "nothing.txt", "broken.json", "weekly.txt", "nameless.txt"];
        let said = desk.run(&inputs).with(
            2,
            &[
                "1 of 4 done",
                "  nothing.txt: failed: the file does not exist",
                "broken.json:1:37: error: masthead.nmae: unknown field",
                "  nameless.txt: failed: ",
            ],
        );
        assert_eq!(said.out, "weekly.docx\nweekly.pdf\n");
        assert_eq!(
            desk.names(),
            ["broken.json", "nameless.txt", "weekly.docx", "weekly.pdf", "weekly.txt"]
        );
    }

    #[test]
    fn many_inputs_keep_their_order() {
        let desk = Desk::new();
        let names: Vec<String> = (0..24).map(|index| format!("issue{index:02}.txt")).collect();
        for (index, name) in names.iter().enumerate() {
            desk.put(name, DRAFT.replace("第7期", &format!("第{}期", index + 1)));
        }
        let mut arguments = vec!["render", "--to", "docx", "--out", "out"];
        arguments.extend(names.iter().map(String::as_str));
        let said = desk.run(&arguments).with(0, &["24 of 24 done"]);
        let written: Vec<String> = said
            .out
            .lines()
            .map(|line| Path::new(line).file_stem().unwrap().to_str().unwrap().to_owned() + ".txt")
            .collect();
        assert_eq!(written, names);
    }

    #[test]
    fn existing_files_are_kept_unless_forced() {
        let desk = Desk::new();
        desk.put("weekly.pdf", "mine");
        desk.run(&["render", "weekly.txt"]).with(2, &["weekly.pdf exists and is kept", "--force"]);
        assert_eq!(desk.text("weekly.pdf"), "mine");
        assert_eq!(desk.names(), ["weekly.pdf", "weekly.txt"]);
        desk.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
        assert_documents(&desk.path("weekly.docx"), &desk.path("weekly.pdf"));
    }

    #[test]
    fn two_inputs_never_become_one_document() {
        let desk = Desk::new();
        desk.put("weekly.md", DRAFT);
        let said = desk.run(&["render", "weekly.txt", "weekly.md"]);
        said.with(2, &["weekly.txt and weekly.md would both become weekly.*"]);
        desk.run(&["render", "-", "-"]).with(2, &["only once"]);
        assert_eq!(desk.names(), ["weekly.md", "weekly.txt"]);
    }

    #[test]
    fn findings_stop_at_the_level_asked_for() {
        let desk = Desk::new();
        desk.put("rare.txt", DRAFT.replace("318件", "318件\u{10FFFD}"));
        let missing = ["error: no face has the character", "[font.missing-character]"];
        desk.run(&["render", "rare.txt"]).with(1, &missing);
        assert_eq!(desk.names(), ["rare.txt", "weekly.txt"]);
        desk.run(&["render", "rare.txt", "--stop-at", "never"]).with(0, &missing);
        desk.put("doubt.txt", DRAFT.replace("318件", "３１8件，共3 18件"));
        desk.run(&["render", "doubt.txt", "--stop-at", "warning"]).with(1, &["warning: "]);
        desk.run(&["render", "doubt.txt"]).with(0, &["warning: "]);
    }

    #[test]
    fn a_theme_and_a_folder_of_fonts_are_used() {
        let desk = Desk::new();
        desk.put("own.toml", "[masthead]\nrule_color = '#C00000'\n");
        desk.run(&["render", "weekly.txt", "--out", "plain"]).with(0, &[]);
        desk.run(&["render", "weekly.txt", "--out", "own", "--theme", "own.toml"]).with(0, &[]);
        let read = |folder: &str| fs::read(desk.path(folder).join("weekly.docx")).unwrap();
        assert_ne!(read("plain"), read("own"));

        desk.put("bad.toml", "[masthead]\nrule_colour = 'red'\n");
        let said = desk.run(&["render", "weekly.txt", "--theme", "bad.toml"]);
        said.with(2, &["bad.toml", "2:1", "rule_colour"]);
        desk.run(&["render", "weekly.txt", "--theme", "none.toml"]).with(2, &["does not exist"]);

        fs::create_dir(desk.path("empty")).unwrap();
        let said = desk.run(&["render", "weekly.txt", "--out", "x", "--fonts", "empty"]);
        said.with(2, &["no font file here"]);
        let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts/ofl/faces");
        desk.run(&["render", "weekly.txt", "--out", "fonts", "--fonts", own]).with(0, &[]);
        assert_documents(&desk.path("fonts/weekly.docx"), &desk.path("fonts/weekly.pdf"));
    }

    #[test]
    fn pictures_are_found_beside_the_bulletin() {
        let desk = Desk::new();
        fs::create_dir(desk.path("in")).unwrap();
        let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/pictures");
        let png = fs::read_dir(picture).unwrap().map(|entry| entry.unwrap().path());
        let png = png.filter(|path| path.extension().is_some_and(|end| end == "png")).min();
        fs::copy(png.unwrap(), desk.path("in/hall.png")).unwrap();
        let toml = "body = [{ figure = { file = \"hall.png\", alt = \"大厅\" } }]\n\
                    masthead.title = \"工作快报\"\n";
        desk.put("in/a.toml", toml);
        desk.put("in/b.toml", toml.replace("hall", "none"));
        desk.run(&["render", "in/a.toml"]).with(0, &[]);
        let said = desk.run(&["render", "in/b.toml"]);
        said.with(2, &["body[0].figure.file", "cannot read none.png"]);
    }
}

mod reading {
    use super::*;

    #[test]
    fn the_model_goes_to_standard_output_and_findings_to_standard_error() {
        let desk = Desk::new();
        let marked = "weekly.txt:2:1: note: ";
        let line = "  2 | 2025年第7期（总第4l7期）\n    | ^";
        let said = desk.run(&["parse", "weekly.txt", "--format", "json"]).with(0, &[marked, line]);
        let read: Bulletin = serde_json::from_str(&said.out).unwrap();
        assert_eq!(read, draft::parse(DRAFT).0);
        let yaml = desk.run(&["parse", "weekly.txt", "--format", "yaml"]).with(0, &[marked]);
        assert_eq!(serde_norway::from_str::<Bulletin>(&yaml.out).unwrap(), read);
        let toml = desk.run(&["parse", "weekly.txt"]).with(0, &[marked]);
        assert_eq!(toml::from_str::<Bulletin>(&toml.out).unwrap(), read);
        let said = desk.run(&["parse", "weekly.txt", "--format", "draft"]).with(0, &[marked]);
        assert_eq!(draft::parse(&said.out).0, read);
    }

    #[test]
    fn programs_get_findings_as_json() {
        let desk = Desk::new();
        let said = desk.run(&["parse", "weekly.txt", "--findings", "json"]).with(0, &[]);
        let findings: serde_json::Value = serde_json::from_str(&said.err).unwrap();
        let first = findings.get(0).unwrap();
        assert_eq!(first.get("file").unwrap(), "weekly.txt");
        assert_eq!(first.get("rule").unwrap(), "draft.repaired");
        assert_eq!(first.get("severity").unwrap(), "note");
        assert_eq!(first.get("place").unwrap(), &serde_json::json!({ "line": 2, "column": 1 }));
        let said = desk.run(&["parse", "none.txt", "--findings", "json"]).with(2, &[]);
        let findings: serde_json::Value = serde_json::from_str(&said.err).unwrap();
        assert_eq!(findings.pointer("/0/rule").unwrap(), "input.unreadable");
        let said =
            desk.run(&["render", "weekly.txt", "none.txt", "--findings", "json"]).with(2, &[]);
        assert!(serde_json::from_str::<serde_json::Value>(&said.err).unwrap().is_array());
    }

    #[test]
    fn a_bulletin_that_cannot_be_issued_is_read_and_stops() {
        let desk = Desk::new();
        desk.put("nameless.txt", "\n");
        let said = desk.run(&["parse", "nameless.txt", "--format", "json"]);
        let said = said.with(1, &["error: ", "masthead.title"]);
        assert!(serde_json::from_str::<serde_json::Value>(&said.out).is_ok());
    }

    #[test]
    fn wrong_files_are_refused_with_their_place() {
        let desk = Desk::new();
        let cases = [
            ("a.json", "{\n \"masthead\": 3\n}", "a.json:2:14: error: masthead: invalid type"),
            (
                "a.toml",
                "[masthead]\ntitle = 3\n",
                "a.toml:2:9: error: masthead.title: invalid type",
            ),
            (
                "a.yaml",
                "masthead:\n  title: [1]\n",
                "a.yaml:2:10: error: masthead.title: invalid type",
            ),
            ("b.toml", "[masthead\n", "b.toml:1:10: error: "),
            ("a.docx", "PK", "a.docx: error: the ending says no format"),
        ];
        for (name, content, expected) in cases {
            desk.put(name, content);
            desk.run(&["parse", name]).with(2, &[expected]);
        }
        fs::create_dir(desk.path("folder")).unwrap();
        desk.run(&["parse", "folder"]).with(2, &["it is a folder"]);
    }

    #[test]
    fn drafts_in_gb18030_and_utf16_are_read_with_a_finding() {
        let desk = Desk::new();
        desk.put("gb.txt", encoding_rs::GB18030.encode(DRAFT).0);
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(DRAFT.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        desk.put("wide.txt", utf16);
        let plain = desk.run(&["parse", "weekly.txt"]).with(0, &[]).out;
        for (name, said) in [("gb.txt", "read as gb18030"), ("wide.txt", "read as UTF-16LE")] {
            let read = desk.run(&["parse", name]).with(0, &[said, "[input.encoding]"]);
            assert_eq!(read.out, plain, "{name}");
        }
        desk.run(&["render", "gb.txt"]).with(0, &["read as gb18030"]);
        assert_documents(&desk.path("gb.docx"), &desk.path("gb.pdf"));
        desk.put("noise.txt", [&b"\xE5\x91\xA8\n"[..], &[0xFF; 40], &[0, 1, 2]].concat());
        desk.run(&["parse", "noise.txt"]).with(2, &["noise.txt:2:1: error: the file is no text"]);
    }

    #[test]
    fn a_draft_of_50_mb_is_read() {
        let desk = Desk::new();
        let line = "（一）本周受理事项318件，**税务窗口**96件，按时办结率99.2%，群众评价良好。\n";
        let head = "工作快报\n2025年第7期\n澄江市政务服务局 2025年2月17日\n\n";
        let mut text = head.to_owned();
        while text.len() < 50 << 20 {
            text.push_str(line);
        }
        desk.put("large.txt", &text);
        let said = desk.run(&["parse", "large.txt", "--format", "json", "--findings", "json"]);
        assert!(matches!(said.code, Some(0 | 1)), "{:?}", said.code);
        let words = "按时办结率";
        assert_eq!(said.out.matches(words).count(), text.matches(words).count());
    }
}

mod making {
    use super::*;

    #[test]
    fn the_next_issue_is_one_further_and_empty() {
        let desk = Desk::new();
        let next = desk.run(&["next", "weekly.txt"]).with(0, &[]).out;
        assert_eq!(
            next,
            "工作快报\n2025年第8期（总第418期）\n（2月17日—2月21日）\n澄江市政务服务局\n\
             2025年2月24日\n\n一、受理情况\n\n报：市政府领导。\n（共印5份）\n"
        );
        let later = desk.run(&["next", "weekly.txt", "--date", "2025年3月4日", "--format", "json"]);
        let later: Bulletin = serde_json::from_str(&later.with(0, &[]).out).unwrap();
        assert_eq!(later.masthead.period.unwrap().to_string(), "（2月24日—2月28日）");
        desk.run(&["next", "weekly.txt", "--date", "soon"]).with(2, &["soon"]);
        desk.run(&["next", "weekly.txt", "--out", "weekly.txt"]).with(2, &["exists and is kept"]);
        assert_eq!(desk.text("weekly.txt"), DRAFT);
    }

    #[test]
    fn the_format_of_the_last_issue_is_kept() {
        let desk = Desk::new();
        desk.run(&["parse", "weekly.txt", "--out", "weekly.toml"]).with(0, &[]);
        let next = desk.run(&["next", "weekly.toml"]).with(0, &[]).out;
        let next: Bulletin = toml::from_str(&next).unwrap();
        assert_eq!(next.masthead.issue.unwrap().number, Some(8));
    }

    #[test]
    fn a_new_draft_can_be_rendered_at_once() {
        let desk = Desk::new();
        desk.run(&["new", "--out", "new.txt"]).with(0, &[]);
        assert!(desk.text("new.txt").starts_with("<!-- "));
        let said = desk.run(&["render", "new.txt"]).with(0, &[]);
        assert_eq!(said.err, "", "a new draft has nothing to find");
        desk.run(&["new", "--out", "new.txt"]).with(2, &["exists and is kept"]);
        assert_eq!(desk.run(&["new"]).with(0, &[]).out, desk.text("new.txt"));
    }

    #[test]
    fn schemas_are_json_schemas() {
        let desk = Desk::new();
        for (arguments, key) in [
            (&["schema"][..], "masthead"),
            (&["schema", "bulletin"], "imprint"),
            (&["schema", "theme"], "types"),
        ] {
            let schema = desk.run(arguments).with(0, &[]).out;
            let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
            assert!(schema.pointer(&format!("/properties/{key}")).is_some(), "{key}");
        }
        desk.run(&["schema", "page"]).with(2, &["page"]);
    }

    #[test]
    fn fonts_say_who_serves_what() {
        let desk = Desk::new();
        let said = desk.run(&["fonts", "--fonts", "embedded"]).with(0, &[]);
        assert_eq!(said.out.lines().count(), 7);
        assert!(said.out.contains("黑体\tBulletinHei-Medium (substitute)"), "{}", said.out);
        assert!(desk.run(&["fonts"]).with(0, &[]).out.contains("installed\n"));
        desk.run(&["fonts", "--fonts", "none"]).with(2, &["cannot be read"]);
    }
}

mod speaking {
    use super::*;

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
            .with(0, &["提示：", "按“2025年第7期（总第417期）”读取"]);
        desk.run(&["rendr"]).with(2, &["error: unrecognized subcommand"]);
        desk.run(&[]).with(2, &["Usage: bulletin"]);
        assert!(desk.run(&["--version"]).with(0, &[]).out.contains(env!("CARGO_PKG_VERSION")));
    }
}

#[cfg(unix)]
mod failing {
    use super::*;

    /// Runs the command through a shell, where a limit or a redirection is needed.
    fn shell(desk: &Desk, script: &str) -> Said {
        let mut command = Command::new("sh");
        command.current_dir(desk.folder.path()).arg("-c").arg(script);
        command.env_clear().env("LC_ALL", "C").env("bulletin", env!("CARGO_BIN_EXE_bulletin"));
        Said::from(command.output().unwrap())
    }

    #[test]
    fn a_full_disk_is_an_error() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let desk = Desk::new();
        for script in ["parse weekly.txt", "new", "schema", "next weekly.txt", "fonts", "--help"] {
            let said = shell(&desk, &format!("\"$bulletin\" {script} > /dev/full"));
            assert_eq!(said.code, Some(2), "{script}: {said:?}");
        }
        let said = shell(&desk, "\"$bulletin\" new > /dev/full");
        said.with(2, &["standard output cannot be written"]);
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error() {
        let desk = Desk::new();
        let said = shell(&desk, "\"$bulletin\" schema | head -c 1");
        assert_eq!((said.err.as_str(), said.out.as_str()), ("", "{"));
    }

    #[test]
    fn an_interrupted_write_leaves_the_old_files() {
        let desk = Desk::new();
        desk.put("weekly.docx", "old");
        desk.put("weekly.pdf", "old");
        // The PDF is larger than the limit: the system stops the program in the midst of it.
        let said = shell(&desk, "ulimit -f 32; \"$bulletin\" render weekly.txt --force");
        assert_ne!(said.code, Some(0));
        assert_eq!(
            (desk.text("weekly.docx"), desk.text("weekly.pdf")),
            ("old".into(), "old".into())
        );
        desk.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
        assert_documents(&desk.path("weekly.docx"), &desk.path("weekly.pdf"));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        use std::os::unix::fs::PermissionsExt as _;
        let desk = Desk::new();
        let locked = desk.path("locked");
        fs::create_dir(&locked).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        // Nothing is locked for root; the system's own folder of processes is for everybody.
        let root = fs::write(locked.join("probe"), "").is_ok();
        let folder = if root { "/proc" } else { "locked" };
        if Path::new(folder).exists() || !root {
            let said = desk.run(&["render", "weekly.txt", "--out", folder]);
            said.with(2, &[folder, "cannot be written"]);
        }
        desk.run(&["render", "weekly.txt", "--out", "weekly.txt"]).with(2, &["cannot be written"]);
        desk.run(&["new", "--out", "none/new.txt"]).with(2, &["cannot be written"]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn new_files_have_the_rights_that_the_user_gives() {
        use std::os::unix::fs::PermissionsExt as _;
        let desk = Desk::new();
        shell(&desk, "umask 027; \"$bulletin\" render weekly.txt").with(0, &[]);
        let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("weekly.pdf"), 0o640);
        fs::set_permissions(desk.path("weekly.pdf"), fs::Permissions::from_mode(0o604)).unwrap();
        shell(&desk, "umask 077; \"$bulletin\" render --force weekly.txt").with(0, &[]);
        assert_eq!(mode("weekly.pdf"), 0o604);
    }

    #[test]
    fn a_link_stays_a_link() {
        let desk = Desk::new();
        desk.put("real.pdf", "old");
        std::os::unix::fs::symlink("real.pdf", desk.path("weekly.pdf")).unwrap();
        desk.run(&["render", "weekly.txt", "--to", "pdf", "--force"]).with(0, &[]);
        assert!(fs::symlink_metadata(desk.path("weekly.pdf")).unwrap().is_symlink());
        assert!(fs::read(desk.path("real.pdf")).unwrap().starts_with(b"%PDF"));
    }
}
