//! Files by whatever name: the same one twice, links, odd names, pictures from elsewhere, what earlier
//! runs have left, and texts in the forms that Windows and DOS give them.

use std::fs;

use super::sandbox::{DRAFT, Said, Sandbox, WithInput as _, unstamped};

#[test]
fn one_input_by_two_names_is_refused() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("folder")).unwrap();
    let absolute = sandbox.path("weekly.txt").to_string_lossy().into_owned();
    for other in ["weekly.txt", "./weekly.txt", "folder/../weekly.txt", &absolute] {
        let said = sandbox.run(&["render", "weekly.txt", other, "--force"]);
        let said = said.with(2, &["are the same file", "name it once", "[input.twice]"]);
        assert_eq!(said.out, "");
    }
    assert_eq!(sandbox.names(), ["folder", "weekly.txt"]);
}

#[test]
fn a_file_that_is_read_is_never_replaced() {
    let sandbox = Sandbox::new();
    sandbox.put("notes.pdf", DRAFT);
    for arguments in [
        &["render", "--from", "draft", "notes.pdf", "--force"][..],
        &["render", "weekly.txt", "--from", "draft", "notes.pdf", "--force"],
    ] {
        sandbox.run(arguments).with(2, &["“notes.pdf” would replace a file", "[output.input]"]);
    }
    assert_eq!(sandbox.text("notes.pdf"), DRAFT);
    assert_eq!(sandbox.names(), ["notes.pdf", "weekly.txt"]);
}

#[test]
fn a_pair_is_whole_or_the_old_one_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.put("weekly.docx", "old");
    fs::create_dir(sandbox.path("weekly.pdf")).unwrap();
    let said = sandbox.run(&["render", "weekly.txt", "--force"]);
    let said = said.with(2, &["weekly.pdf: error: cannot be written: it is a folder"]);
    assert_eq!((said.out.as_str(), sandbox.text("weekly.docx").as_str()), ("", "old"));
    assert_eq!(sandbox.names(), ["weekly.docx", "weekly.pdf", "weekly.txt"]);
}

#[test]
fn what_killed_runs_have_left_is_swept() {
    let sandbox = Sandbox::new();
    sandbox.put(".bulletin-aB3xYz.tmp", "half");
    sandbox.put(".bulletin-mine.tmp", "mine");
    sandbox.run(&["render", "weekly.txt"]).with(0, &[]);
    assert_eq!(sandbox.names(), [".bulletin-mine.tmp", "weekly.docx", "weekly.pdf", "weekly.txt"]);
}

#[test]
fn pictures_lie_below_the_folder_of_the_input() {
    let sandbox = Sandbox::new();
    let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/pictures/weekly-1.png");
    fs::create_dir(sandbox.path("in")).unwrap();
    fs::copy(picture, sandbox.path("hall.png")).unwrap();
    fs::copy(picture, sandbox.path("in/hall.png")).unwrap();
    let draft = |file: &str| sandbox.put("in/a.txt", format!("{DRAFT}\n![大厅]({file})\n"));
    let absolute = sandbox.path("hall.png").to_string_lossy().into_owned();
    for outside in ["../hall.png", "./../hall.png", &absolute] {
        draft(outside);
        let said = sandbox.run(&["render", "in/a.txt", "--force"]);
        said.with(2, &["in/a.txt:12:7: error: ", "is not below the folder", "--allow-outside"]);
        assert!(!sandbox.path("in/a.pdf").exists());
        sandbox.run(&["render", "in/a.txt", "--force", "--allow-outside"]).with(0, &[]);
        fs::remove_file(sandbox.path("in/a.pdf")).unwrap();
    }
    for address in ["https://gov.cn/hall.png", "HTTP://gov.cn/hall.png"] {
        draft(address);
        let said = sandbox.run(&["render", "in/a.txt", "--force", "--allow-outside"]);
        said.with(2, &["is an address", "save the picture beside the input"]);
    }
    draft("../in/hall.png");
    sandbox.run(&["render", "in/a.txt", "--force"]).with(2, &["is not below the folder"]);
    draft("./hall.png");
    sandbox.run(&["render", "in/a.txt", "--force"]).with(0, &[]);
    // Of standard input the folder is the one where the command runs.
    let text = format!("{DRAFT}\n![大厅](hall.png)\n");
    let output = sandbox.command(&["render", "-"]).output_with(text).unwrap();
    Said::from(output).with(0, &[]);
}

#[test]
fn texts_of_windows_and_dos_are_read() {
    let sandbox = Sandbox::new();
    let read = |name: &str, text: String| {
        sandbox.put(name, text);
        sandbox.run(&["render", name, "--out", "out", "--force"]).with(0, &[]);
        ["docx", "pdf"].map(|ending| {
            let name = name.replace("txt", ending);
            unstamped(fs::read(sandbox.path("out").join(name)).unwrap())
        })
    };
    let plain = read("a.txt", DRAFT.to_owned());
    let lines = DRAFT.replace('\n', "\r\n");
    assert!(read("b.txt", lines.clone()) == plain, "CRLF");
    assert!(read("c.txt", lines.clone() + "\u{1A}") == plain, "the end of a file of DOS");
    let toml = sandbox.run(&["parse", "a.txt"]).with(0, &[]).out;
    for format in ["json", "toml", "yaml"] {
        let made = sandbox.run(&["parse", "a.txt", "--format", format]).with(0, &[]).out;
        sandbox.put(&format!("d.{format}"), made.replace('\n', "\r\n") + "\u{1A}");
        let again = sandbox.run(&["parse", &format!("d.{format}")]).with(0, &[]).out;
        assert_eq!(again, toml, "{format}");
    }
}

#[test]
fn forms_of_unicode_that_are_not_read_are_named() {
    let sandbox = Sandbox::new();
    let wide: Vec<u8> = DRAFT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wider: Vec<u8> = DRAFT.chars().map(u32::from).flat_map(u32::to_be_bytes).collect();
    for (content, name) in [(wide, "UTF-16"), (wider, "UTF-32")] {
        sandbox.put("wide.txt", content);
        let seems = format!("wide.txt: error: the file seems to be in {name}");
        sandbox.run(&["parse", "wide.txt"]).with(2, &[&seems, "save it as UTF-8"]);
    }
    let lone: Vec<u8> = [0xFEFF, 0x5468, 0x000A, 0x62A5, 0xD800, 0x0041]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    sandbox.put("damaged.txt", lone);
    sandbox.run(&["parse", "damaged.txt"]).with(2, &["damaged.txt:2:2: error: the file begins as"]);
}

#[test]
fn a_batch_is_told_in_the_order_of_its_inputs() {
    let sandbox = Sandbox::new();
    let names: Vec<String> = (0..40).map(|index| format!("issue{index:02}.txt")).collect();
    for (index, name) in names.iter().enumerate() {
        // Those that are soon done stand behind one that takes longer.
        let more = if index % 8 == 0 {
            "本周受理事项318件。\n".repeat(400)
        } else {
            String::new()
        };
        sandbox.put(name, DRAFT.replace("\n\n报：", &format!("\n{more}\n报：")));
    }
    let mut arguments = vec!["render", "--to", "pdf", "--out", "out", "none.txt"];
    arguments.extend(names.iter().map(String::as_str));
    let said = sandbox.run(&arguments).with(2, &["40 of 41 done", "  none.txt: failed"]);
    let heads = said.err.lines().filter_map(|line| line.split_once(":2:12: note: "));
    assert_eq!(heads.map(|(name, _)| name).collect::<Vec<_>>(), names);
    arguments.extend(["--findings", "json", "--force", "--null"]);
    let said = sandbox.run(&arguments).with(2, &[]);
    let list: Vec<_> =
        said.out.split_terminator('\0').map(|name| name.replace('\\', "/")).collect();
    let written = |name: &String| format!("out/{}", name.replace("txt", "pdf"));
    assert_eq!(list, names.iter().map(written).collect::<Vec<_>>());
    let findings: Vec<serde_json::Value> = serde_json::from_str(&said.err).unwrap();
    let mut files: Vec<_> =
        findings.iter().filter_map(|finding| finding.get("file")?.as_str()).collect();
    files.dedup();
    assert_eq!(
        files.split_first(),
        Some((&"none.txt", names.iter().map(String::as_str).collect::<Vec<_>>().as_slice()))
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
    use std::process::Command;

    use super::super::sandbox::assert_documents;
    use super::*;

    #[test]
    fn documents_of_two_inputs_are_never_one_file() {
        let sandbox = Sandbox::new();
        for folder in ["a", "b"] {
            fs::create_dir(sandbox.path(folder)).unwrap();
            sandbox.put(&format!("{folder}/weekly.txt"), DRAFT);
        }
        // A link to nothing yet, a folder by another name, and a link within a pair.
        symlink("../b/weekly.pdf", sandbox.path("a/weekly.pdf")).unwrap();
        let said = sandbox.run(&["render", "a/weekly.txt", "b/weekly.txt", "--force"]);
        said.with(2, &["“a/weekly.pdf” and “b/weekly.pdf” are one file", "[output.same-file]"]);
        symlink("b", sandbox.path("c")).unwrap();
        sandbox.run(&["render", "b/weekly.txt", "c/weekly.txt"]).with(2, &["are the same file"]);
        symlink("weekly.docx", sandbox.path("weekly.pdf")).unwrap();
        sandbox.run(&["render", "weekly.txt", "--force"]).with(2, &["are one file"]);
        assert_eq!(sandbox.names(), ["a", "b", "c", "weekly.pdf", "weekly.txt"]);
        assert!(!sandbox.path("b/weekly.pdf").exists());
        // Two names of one draft give two pairs.
        symlink("weekly.txt", sandbox.path("also.txt")).unwrap();
        sandbox
            .run(&["render", "weekly.txt", "also.txt", "--out", "out"])
            .with(0, &["2 of 2 done"]);
    }

    #[test]
    fn names_that_differ_in_case_are_two_where_the_file_system_has_two() {
        let sandbox = Sandbox::new();
        sandbox.put("A.txt", DRAFT);
        sandbox.put("a.txt", DRAFT);
        let strict = sandbox.names().len() == 3;
        let said = sandbox.run(&["render", "A.txt", "a.txt"]);
        assert_eq!(said.code, Some(if strict { 0 } else { 2 }), "{said:?}");
    }

    #[test]
    fn a_link_to_nothing_is_followed_when_forced() {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.path("archive")).unwrap();
        symlink("archive/7.pdf", sandbox.path("weekly.pdf")).unwrap();
        sandbox.run(&["render", "weekly.txt"]).with(2, &["weekly.pdf: error: the file exists"]);
        sandbox.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
        assert!(sandbox.path("weekly.pdf").is_symlink());
        assert_documents(&sandbox.path("weekly.docx"), &sandbox.path("archive/7.pdf"));
        symlink("loop.txt", sandbox.path("loop.txt")).unwrap();
        sandbox.run(&["new", "-o", "loop.txt", "--force"]).with(2, &["cannot be written: "]);
        symlink("none/new.txt", sandbox.path("far.txt")).unwrap();
        sandbox.run(&["new", "-o", "far.txt", "--force"]).with(2, &["no such file or folder"]);
    }

    #[test]
    fn a_replaced_file_keeps_owner_and_rights() {
        let sandbox = Sandbox::new();
        let file = sandbox.path("weekly.pdf");
        sandbox.put("weekly.pdf", "old");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o4640)).unwrap();
        // Only root gives files away.
        let given = chown(&file, Some(1), Some(1)).is_ok();
        let old = fs::metadata(&file).unwrap();
        let said = sandbox.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
        let new = fs::metadata(&file).unwrap();
        assert_ne!(old.ino(), new.ino());
        assert_eq!((new.uid(), new.gid()), (old.uid(), old.gid()), "given: {given}");
        assert_eq!(new.permissions().mode() & 0o7777, 0o640);
        assert!(!said.err.contains("output.owner"), "{}", said.err);
    }

    #[test]
    fn odd_names_do_not_spoil_the_list() {
        let sandbox = Sandbox::new();
        let odd = std::ffi::OsStr::from_bytes(b"a\xFF\x1B[2J.txt");
        // Not every file system has names that are no text.
        if fs::write(sandbox.folder.path().join(odd), DRAFT).is_err() {
            return;
        }
        sandbox.put("b\nc.txt", DRAFT);
        let mut command = sandbox.command(&["render", "--to", "pdf", "b\nc.txt"]);
        let output = command.arg(odd).output().unwrap();
        assert_eq!(output.stdout, b"b\\nc.pdf\na\xFF\x1B[2J.pdf\n");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("output.odd-name") && said.contains("--null"), "{said}");
        assert!(
            !said.contains('\u{1B}') && said.contains("a\u{FFFD}\\u{1b}[2J.txt:2:12"),
            "{said}"
        );
        let output = command.args(["--force", "-0"]).output().unwrap();
        assert_eq!(output.stdout, b"b\nc.pdf\0a\xFF\x1B[2J.pdf\0");
        assert!(!String::from_utf8(output.stderr).unwrap().contains("output.odd-name"));
    }

    #[test]
    fn a_picture_is_a_file_and_no_link_leads_out() {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.path("in")).unwrap();
        sandbox.put("hall.png", "picture");
        symlink("../hall.png", sandbox.path("in/link.png")).unwrap();
        symlink("/dev", sandbox.path("in/dev")).unwrap();
        let made = Command::new("mkfifo").arg(sandbox.path("in/pipe.png")).status();
        assert!(made.unwrap().success());
        for (file, said) in [
            ("link.png", "is not below the folder"),
            ("dev/zero", "is not below the folder"),
            ("pipe.png", "is not a file"),
            (".", "is not a file"),
        ] {
            sandbox.put("in/a.txt", format!("{DRAFT}\n![大厅]({file})\n"));
            sandbox.run(&["render", "in/a.txt"]).with(2, &["in/a.txt:12:7: error: ", said]);
        }
        sandbox.put("in/a.txt", format!("{DRAFT}\n![大厅](/dev/zero)\n"));
        let said = sandbox.run(&["render", "in/a.txt", "--allow-outside"]);
        said.with(2, &["“/dev/zero” is not a file"]);
    }

    #[test]
    fn people_read_their_own_encoding_and_programs_utf_8() {
        let sandbox = Sandbox::new();
        let run = |arguments: &[&str]| {
            sandbox.command(arguments).env("LC_ALL", "zh_CN.GBK").output().unwrap()
        };
        let gbk = |bytes: &[u8]| {
            let text = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes);
            text.unwrap().into_owned()
        };
        assert!(gbk(&run(&["--help"]).stdout).contains("用法：bulletin"));
        let parsed = run(&["parse", "weekly.txt", "--format", "json"]);
        assert!(gbk(&parsed.stderr).contains("形近字"), "{:?}", gbk(&parsed.stderr));
        assert!(String::from_utf8(parsed.stdout).unwrap().contains("工作快报"));
        let json = run(&["parse", "weekly.txt", "--findings", "json"]).stderr;
        assert!(String::from_utf8(json).unwrap().contains("形近字"));
    }
}
