//! `bulletin render`: what becomes of drafts and bulletins, one or many.

use std::fs;
use std::path::Path;

use bulletin::draft;

use super::sandbox::{DRAFT, Said, Sandbox, WithInput, assert_documents, unstamped};

#[test]
fn a_draft_becomes_both_documents_beside_it() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["render", "weekly.txt"]).with(0, &["weekly.txt:2:12: note: "]);
    assert_eq!(said.out, "weekly.docx\nweekly.pdf\n");
    assert_documents(&sandbox.path("weekly.docx"), &sandbox.path("weekly.pdf"));
    assert_eq!(sandbox.names(), ["weekly.docx", "weekly.pdf", "weekly.txt"]);
}

#[test]
fn the_same_bulletin_in_any_format_gives_the_same_bytes() {
    let sandbox = Sandbox::new();
    for format in ["json", "toml", "yaml", "draft"] {
        let file = format!("in.{}", if format == "draft" { "md" } else { format });
        sandbox.run(&["parse", "weekly.txt", "--format", format, "--out", &file]).with(0, &[]);
        sandbox.run(&["render", &file, "--out", format]).with(0, &[]);
    }
    let read = |format: &str| {
        let folder = sandbox.path(format);
        ["in.pdf", "in.docx"].map(|name| unstamped(fs::read(folder.join(name)).unwrap()))
    };
    let first = read("json");
    for format in ["toml", "yaml", "draft"] {
        assert!(read(format) == first, "{format}");
    }
}

#[test]
fn standard_input_becomes_bulletin() {
    let sandbox = Sandbox::new();
    let arguments = ["render", "-", "--to", "pdf", "--out", "made"];
    let output = sandbox.command(&arguments).output_with(DRAFT).unwrap();
    let said = Said::from(output).with(0, &["standard input:2:12"]);
    assert_eq!(said.out.replace('\\', "/"), "made/bulletin.pdf\n");
    let json = serde_json::to_string(&draft::parse(DRAFT).bulletin).unwrap();
    let arguments = ["render", "-", "--from", "json", "--to", "docx"];
    let output = sandbox.command(&arguments).output_with(json).unwrap();
    assert_eq!(Said::from(output).with(0, &[]).out, "bulletin.docx\n");
}

#[test]
fn one_failure_does_not_stop_the_others() {
    let sandbox = Sandbox::new();
    sandbox.put("broken.json", "{ \"masthead\": { \"title\": \"快报\", \"nmae\": 1 } }");
    sandbox.put("nameless.txt", "");
    let inputs = ["render", "nothing.txt", "broken.json", "weekly.txt", "nameless.txt"];
    let said = sandbox.run(&inputs).with(
        2,
        &[
            "1 of 4 done",
            "nothing.txt: error: the file does not exist",
            "  nothing.txt: failed\n",
            "broken.json:1:32: error: masthead.nmae: unknown key",
            "  nameless.txt: not written",
        ],
    );
    assert_eq!(said.err.matches("does not exist").count(), 1, "said once: {}", said.err);
    assert_eq!(said.out, "weekly.docx\nweekly.pdf\n");
    assert_eq!(
        sandbox.names(),
        ["broken.json", "nameless.txt", "weekly.docx", "weekly.pdf", "weekly.txt"]
    );
}

/// The numbers of headings are words, or counted by the word processor.
#[test]
fn headings_are_counted_where_that_is_asked() {
    let sandbox = Sandbox::new();
    for (arguments, counted) in [(&[][..], false), (&["--automatic-numbers"], true)] {
        let arguments = [&["render", "weekly.txt", "--to", "docx", "--force"], arguments].concat();
        sandbox.run(&arguments).with(0, &[]);
        let docx = fs::read(sandbox.path("weekly.docx")).unwrap();
        let archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let has_lists = archive.file_names().any(|name| name == "word/numbering.xml");
        assert_eq!(has_lists, counted);
    }
}

#[test]
fn many_inputs_keep_their_order() {
    let sandbox = Sandbox::new();
    let names: Vec<String> = (0..24).map(|index| format!("issue{index:02}.txt")).collect();
    for (index, name) in names.iter().enumerate() {
        sandbox.put(name, DRAFT.replace("第7期", &format!("第{}期", index + 1)));
    }
    let mut arguments = vec!["render", "--to", "docx", "--out", "out"];
    arguments.extend(names.iter().map(String::as_str));
    let said = sandbox.run(&arguments).with(0, &["24 of 24 done"]);
    let written: Vec<String> = said
        .out
        .lines()
        .map(|line| Path::new(line).file_stem().unwrap().to_str().unwrap().to_owned() + ".txt")
        .collect();
    assert_eq!(written, names);
}

#[test]
fn existing_files_are_kept_unless_forced() {
    let sandbox = Sandbox::new();
    sandbox.put("weekly.pdf", "mine");
    sandbox
        .run(&["render", "weekly.txt"])
        .with(2, &["weekly.pdf: error: the file exists and is kept", "--force"]);
    assert_eq!(sandbox.text("weekly.pdf"), "mine");
    assert_eq!(sandbox.names(), ["weekly.pdf", "weekly.txt"]);
    sandbox.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
    assert_documents(&sandbox.path("weekly.docx"), &sandbox.path("weekly.pdf"));
}

#[test]
fn a_document_is_made_anew_until_it_is_edited() {
    let sandbox = Sandbox::new();
    sandbox.run(&["render", "weekly.txt"]).with(0, &[]);
    let first = fs::read(sandbox.path("weekly.pdf")).unwrap();
    assert!(first.windows(10).any(|it| it == b"weekly.txt"), "it names its input");
    let folder = sandbox.folder.path().to_string_lossy().into_owned();
    assert!(!first.windows(folder.len()).any(|it| it == folder.as_bytes()), "but no path");
    // The input has changed, the documents have not.
    sandbox.put("weekly.txt", DRAFT.replace("318", "319"));
    sandbox.run(&["render", "weekly.txt"]).with(0, &[]);
    assert_ne!(fs::read(sandbox.path("weekly.pdf")).unwrap(), first);
    assert_documents(&sandbox.path("weekly.docx"), &sandbox.path("weekly.pdf"));
    // Another input of the same name but for its ending made them.
    sandbox.put("weekly.md", DRAFT);
    let said = sandbox.run(&["render", "weekly.md"]);
    said.with(2, &["weekly.docx: error: the file exists and is kept"]);
    for (name, other) in [("weekly.docx", "weekly.pdf"), ("weekly.pdf", "weekly.docx")] {
        let whole = fs::read(sandbox.path(name)).unwrap();
        let other_before = fs::read(sandbox.path(other)).unwrap();
        let mut edited = whole.clone();
        *edited.get_mut(40).unwrap() ^= 1;
        sandbox.put(name, &edited);
        let said = sandbox.run(&["render", "weekly.txt"]);
        said.with(2, &[&format!("{name}: error: the file was edited"), "--force"]);
        let said = sandbox.in_chinese(&["render", "weekly.txt"]);
        said.with(2, &["改动过，予以保留"]);
        assert_eq!(fs::read(sandbox.path(name)).unwrap(), edited);
        assert_eq!(fs::read(sandbox.path(other)).unwrap(), other_before);
        sandbox.put(name, &whole);
    }
    sandbox.run(&["render", "weekly.txt"]).with(0, &[]);
}

#[test]
fn the_bulletins_of_one_draft_become_documents_of_their_own() {
    let sandbox = Sandbox::new();
    let second =
        DRAFT.replace("第7期（总第4l7期）", "第8期（总第418期）").replace("318件", "3I8件");
    sandbox.put("两期.txt", format!("{DRAFT}\n{second}"));
    let whole = sandbox.run(&["render", "两期.txt"]);
    let line = DRAFT.lines().count() + 2;
    whole.with(
        0,
        &[
            &format!("两期.txt:{line}:1: warning: another bulletin begins here"),
            "have the command split it",
        ],
    );
    let said = sandbox.run(&["render", "--split", "两期.txt"]);
    assert_eq!(said.out, "两期-1.docx\n两期-1.pdf\n两期-2.docx\n两期-2.pdf\n");
    let said = said
        .with(0, &[&format!("两期.txt:{}:7: review: the number “3I8” is read as “318”", line + 6)]);
    assert!(!said.err.contains("another bulletin"), "{said:?}");
    for number in 1..3 {
        let name = |ending: &str| sandbox.path(&format!("两期-{number}.{ending}"));
        assert_documents(&name("docx"), &name("pdf"));
    }
    // One bulletin keeps its name.
    let said = sandbox.run(&["render", "--split", "weekly.txt"]).with(0, &[]);
    assert_eq!(said.out, "weekly.docx\nweekly.pdf\n");
    // Two inputs would become one document.
    sandbox.put("两期-2.txt", DRAFT);
    let said = sandbox.run(&["render", "--split", "两期.txt", "两期-2.txt"]);
    said.with(2, &["“两期.txt” and “两期-2.txt” would both become “两期-2.*”"]);
    // A part that is stopped stops all.
    sandbox.put("四期.txt", format!("{DRAFT}\n{}", second.replace("本周", "本周,")));
    let said = sandbox.run(&["render", "--split", "--stop-at", "warning", "四期.txt"]);
    assert_eq!(
        (
            said.with(1, &["四期.txt:18:3: warning: "]).out.as_str(),
            sandbox.path("四期-1.pdf").exists()
        ),
        ("", false)
    );
    sandbox.put("三期.txt", format!("{DRAFT}\n{second}\n![图](none.png)\n"));
    sandbox.run(&["render", "--split", "三期.txt"]).with(2, &["三期.txt:", "none.png"]);
    assert!(!sandbox.path("三期-1.pdf").exists());
}

#[test]
fn two_inputs_never_become_one_document() {
    let sandbox = Sandbox::new();
    sandbox.put("weekly.md", DRAFT);
    let said = sandbox.run(&["render", "weekly.txt", "weekly.md"]);
    said.with(2, &["“weekly.txt” and “weekly.md” would both become “weekly.*”"]);
    sandbox.run(&["render", "-", "-"]).with(2, &["only once"]);
    assert_eq!(sandbox.names(), ["weekly.md", "weekly.txt"]);
}

#[test]
fn findings_stop_at_the_level_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.put("hall.png", "not a picture");
    sandbox.put("hall.txt", format!("{DRAFT}\n![大厅](hall.png)\n"));
    let broken = ["error: ", "[figure.format]"];
    sandbox.run(&["render", "hall.txt"]).with(1, &broken);
    assert_eq!(sandbox.names(), ["hall.png", "hall.txt", "weekly.txt"]);
    sandbox.run(&["render", "hall.txt", "--stop-at", "never"]).with(0, &broken);
    sandbox.put("doubt.txt", DRAFT.replace("318件", "３１8件，共3 18件"));
    sandbox.run(&["render", "doubt.txt", "--stop-at", "warning"]).with(1, &["warning: "]);
    sandbox.run(&["render", "doubt.txt"]).with(0, &["warning: "]);
}

#[test]
fn a_character_that_no_face_has_stops_neither_file() {
    let sandbox = Sandbox::new();
    sandbox.put("rare.txt", DRAFT.replace("318件", "318件\u{10FFFD}，CO₂、㎥、✓、☑、▼、❶"));
    let missing =
        ["rare.txt:7:11: warning: no face has the character", "^\n", "[font.missing-character]"];
    sandbox.run(&["render", "rare.txt"]).with(0, &missing);
    assert_documents(&sandbox.path("rare.docx"), &sandbox.path("rare.pdf"));
    // A word processor has fonts of its own.
    sandbox.run(&["render", "rare.txt", "--to", "docx", "--out", "docx"]).with(0, &[]);
}

#[test]
fn a_theme_and_a_folder_of_fonts_are_used() {
    let sandbox = Sandbox::new();
    sandbox.put("own.toml", "[masthead]\nrule_color = '#C00000'\n");
    sandbox.run(&["render", "weekly.txt", "--out", "plain"]).with(0, &[]);
    sandbox.run(&["render", "weekly.txt", "--out", "own", "--theme", "own.toml"]).with(0, &[]);
    let read = |folder: &str| fs::read(sandbox.path(folder).join("weekly.docx")).unwrap();
    assert_ne!(read("plain"), read("own"));

    sandbox.put("bad.toml", "[masthead]\nrule_colour = 'red'\n");
    let said = sandbox.run(&["render", "weekly.txt", "--theme", "bad.toml"]);
    let line = "  2 | rule_colour = 'red'\n    | ^\n";
    said.with(2, &["bad.toml:2:1: error: ", "rule_colour", line]);
    sandbox.run(&["render", "weekly.txt", "--theme", "none.toml"]).with(2, &["does not exist"]);

    fs::create_dir(sandbox.path("empty")).unwrap();
    let said = sandbox.run(&["render", "weekly.txt", "--out", "x", "--fonts", "empty"]);
    said.with(2, &["no font file here"]);
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts/song-hei/faces");
    sandbox.run(&["render", "weekly.txt", "--out", "fonts", "--fonts", own]).with(0, &[]);
    assert_documents(&sandbox.path("fonts/weekly.docx"), &sandbox.path("fonts/weekly.pdf"));
}

#[test]
fn pictures_are_found_beside_the_bulletin() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("in")).unwrap();
    let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/pictures");
    let png = fs::read_dir(picture).unwrap().map(|entry| entry.unwrap().path());
    let png = png.filter(|path| path.extension().is_some_and(|end| end == "png")).min();
    fs::copy(png.unwrap(), sandbox.path("in/hall.png")).unwrap();
    let toml = "body = [{ figure = { file = \"hall.png\", alt = \"大厅\" } }]\n\
                masthead.title = \"工作快报\"\n";
    sandbox.put("in/a.toml", toml);
    sandbox.put("in/b.toml", toml.replace("hall", "none"));
    sandbox.run(&["render", "in/a.toml"]).with(0, &[]);
    let said = sandbox.run(&["render", "in/b.toml"]);
    said.with(2, &["body[0].figure.file", "cannot read the picture none.png"]);
}

#[test]
fn a_draft_that_cannot_be_issued_stops() {
    let sandbox = Sandbox::new();
    sandbox.put("nameless.txt", "一、受理情况\n本周受理事项318件。\n");
    let said = sandbox.run(&["render", "nameless.txt", "--stop-at", "warning"]);
    let said = said.with(
        1,
        &["nameless.txt:1:1: warning: the bulletin has no name", "nameless.txt: not written"],
    );
    assert_eq!(said.out, "");
    assert_eq!(sandbox.names(), ["nameless.txt", "weekly.txt"]);
    // It is set without a masthead, and said; a name can be given.
    let said = sandbox.run(&["render", "nameless.txt", "--to", "docx"]);
    said.with(0, &["nameless.txt:1:1: warning: the bulletin has no name"]);
    let said = sandbox.run(&["parse", "nameless.txt", "--name", "窗口周报"]).with(0, &[]);
    assert!(said.out.contains("title = \"窗口周报\"") && said.err.is_empty(), "{}", said.err);
    let said = sandbox.run(&["parse", "weekly.txt", "--name", "窗口周报"]).with(0, &[]);
    assert!(!said.out.contains("窗口周报"), "{}", said.out);
    // Whoever says that it has none gets it without a masthead.
    sandbox.put("unnamed.txt", "\\名称无：\n\n一、受理情况\n本周受理事项318件。\n");
    sandbox.run(&["render", "unnamed.txt"]).with(0, &[]);
}

/// What is asked of the PDF is in the file, and what cannot be kept is said.
#[test]
fn a_pdf_keeps_what_it_is_asked_to() {
    let sandbox = Sandbox::new();
    let pdf = |arguments: &[&str]| {
        let arguments = [&["render", "weekly.txt", "--to", "pdf", "--force"], arguments].concat();
        sandbox.run(&arguments).with(0, &[]);
        fs::read(sandbox.path("weekly.pdf")).unwrap()
    };
    let says = |pdf: &[u8], word: &str| pdf.windows(word.len()).any(|it| it == word.as_bytes());
    let highest = pdf(&[]);
    assert!(says(&highest, "<pdfaid:conformance>A<") && says(&highest, "<pdfuaid:part>1<"));
    let of_old = pdf(&["--pdf", "1b"]);
    assert!(of_old.starts_with(b"%PDF-1.4") && says(&of_old, "<pdfaid:part>1<"));
    assert!(!says(&pdf(&["--pdf", "none"]), "pdfaid:part"));
    let attached = pdf(&["--attach", "model,docx,model"]);
    assert!(says(&attached, "<pdfaid:part>3<"));
    let document = lopdf::Document::load_mem(&attached).unwrap();
    let is_attached = |object: &&lopdf::Object| {
        object.as_stream().is_ok_and(|it| it.dict.has_type(b"EmbeddedFile"))
    };
    let files = document.objects.values().filter(is_attached);
    let files: Vec<Vec<u8>> =
        files.map(|it| it.as_stream().unwrap().get_plain_content().unwrap()).collect();
    assert_eq!(files.len(), 2);
    let model = files.iter().find(|it| it.starts_with(b"{")).unwrap();
    let model = bulletin::Bulletin::from_json(std::str::from_utf8(model).unwrap()).unwrap();
    assert_eq!(model.masthead.title, "工作快报");
    assert!(files.iter().any(|it| it.starts_with(b"PK")));
    let plain = pdf(&["--bleed", "3mm", "--spot", "PANTONE 485 C"]);
    assert_ne!(plain, highest);
    sandbox
        .run(&["render", "weekly.txt", "--force", "--cmyk", "none.icc"])
        .with(2, &["the profile “none.icc” cannot be read"]);
    sandbox.put("some.icc", "none");
    sandbox
        .run(&["render", "weekly.txt", "--force", "--cmyk", "some.icc"])
        .with(2, &["not a whole ICC profile of four inks"]);
    sandbox
        .run(&["render", "weekly.txt", "--pdf", "2b", "--attach", "model", "--force"])
        .with(2, &["PDF/A-2b takes no attached files"]);
    sandbox
        .run(&["render", "weekly.txt", "--pdf", "4"])
        .with(2, &["one of 2a, 2u, 2b, 1b, 3b, none"]);
}
