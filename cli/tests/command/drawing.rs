//! `bulletin render --to svg,png`: pages as pictures.

use std::fs;

use super::sandbox::{DRAFT, Sandbox};

/// The headers of a PNG file: width, height, and the rest of the file as text where it is.
fn sides(file: &[u8]) -> [u32; 2] {
    assert!(file.starts_with(b"\x89PNG\r\n\x1A\n"));
    [16, 20].map(|at| u32::from_be_bytes(*file.get(at..).unwrap().first_chunk().unwrap()))
}

/// A draft of three pages.
fn long() -> String {
    format!("{DRAFT}\n{}", "政务服务中心本周受理各类事项。\n".repeat(60))
}

#[test]
fn each_page_is_a_file_of_its_own() {
    let sandbox = Sandbox::new();
    sandbox.put("long.txt", long());
    let said =
        sandbox.run(&["render", "long.txt", "--to", "svg,png,pdf", "--out", "made"]).with(0, &[]);
    let names: Vec<String> = said.out.lines().map(|name| name.replace('\\', "/")).collect();
    let count = (names.len() - 1) / 2;
    assert!(count > 1, "{names:?}");
    let mut expected = Vec::new();
    for ending in ["svg", "png"] {
        expected.extend((1..=count).map(|page| format!("made/long-{page}.{ending}")));
    }
    expected.push("made/long.pdf".to_owned());
    assert_eq!(names, expected);
    let pdf = lopdf::Document::load(sandbox.path("made/long.pdf")).unwrap();
    assert_eq!(pdf.get_pages().len(), count);
    for page in 1..=count {
        let drawing = sandbox.text(&format!("made/long-{page}.svg"));
        assert!(
            drawing.starts_with("<svg ") && drawing.contains(&format!(" {page}/{count}</title>"))
        );
        let picture = fs::read(sandbox.path(&format!("made/long-{page}.png"))).unwrap();
        assert_eq!(sides(&picture), [1241, 1754], "150 pixels in an inch");
    }
}

#[test]
fn pages_and_sizes_can_be_chosen() {
    let sandbox = Sandbox::new();
    sandbox.put("long.txt", long());
    let render = ["render", "long.txt", "weekly.txt", "--to", "png", "--force"];
    let with = |more: &[&str]| sandbox.run(&[&render[..], more].concat());
    let said = with(&["--pages", "1-2", "--width", "320"]).with(0, &[]);
    assert_eq!(said.out, "long-1.png\nlong-2.png\nweekly-1.png\n");
    let picture = fs::read(sandbox.path("long-2.png")).unwrap();
    assert_eq!(sides(&picture), [320, 453]);
    let said = with(&["--pages", "1", "--dpi", "72"]).with(0, &[]);
    assert_eq!(said.out, "long-1.png\nweekly-1.png\n");
    assert_eq!(sides(&fs::read(sandbox.path("long-1.png")).unwrap()), [596, 842]);
    let said = with(&["--pages", "2"])
        .with(2, &["none of the pages asked for is there; the bulletin has 1"]);
    assert_eq!(said.out, "long-2.png\n", "one failure does not stop the others");
    with(&["--dpi", "5000"]).with(2, &["at most 100 million are made"]);
    with(&["--dpi", "96", "--width", "320"]).with(2, &["cannot be given together"]);
    with(&["--pages", "3-1"]).with(2, &["“3-1” names no pages"]);
    with(&["--width", "wide"]).with(2, &["“wide” cannot be used"]);
    for (option, value) in [("--pages", "1"), ("--dpi", "96"), ("--width", "320")] {
        let said = sandbox.run(&["render", "weekly.txt", "--to", "pdf", option, value]);
        said.with(2, &[&format!("{option} is for "), "which nobody asks for"]);
    }
    sandbox
        .in_chinese(&["render", "weekly.txt", "--width", "320"])
        .with(2, &["--width 只用于 PNG，而没有要求生成"]);
    let help = sandbox.in_chinese(&["render", "--help"]).with(0, &[]);
    for words in ["--pages <页码>", "--dpi <点数>", "--width <像素>", "每页一个图片文件"]
    {
        assert!(help.out.contains(words), "{words}: {}", help.out);
    }
}

#[test]
fn pictures_of_pages_are_replaced_as_other_documents_are() {
    let sandbox = Sandbox::new();
    let render = ["render", "weekly.txt", "--to", "svg,png"];
    sandbox.run(&render).with(0, &[]);
    sandbox.put("weekly.txt", DRAFT.replace("96", "97"));
    sandbox.run(&render).with(0, &[]);
    for name in ["weekly-1.svg", "weekly-1.png"] {
        let made = fs::read(sandbox.path(name)).unwrap();
        let mut edited = made.clone();
        let middle = edited.len() / 2;
        *edited.get_mut(middle).unwrap() ^= 1;
        fs::write(sandbox.path(name), &edited).unwrap();
        sandbox.run(&render).with(2, &["was edited after it was made from this input"]);
        assert_eq!(fs::read(sandbox.path(name)).unwrap(), edited);
        sandbox.put(name, "mine");
        sandbox.run(&render).with(2, &["the file exists and is kept"]);
        assert_eq!(sandbox.text(name), "mine");
        fs::write(sandbox.path(name), made).unwrap();
    }
}

#[test]
fn a_picture_on_the_page_is_not_replaced_by_one_of_the_page() {
    let sandbox = Sandbox::new();
    sandbox.run(&["render", "weekly.txt", "--to", "png", "--width", "50"]).with(0, &[]);
    let picture = fs::read(sandbox.path("weekly-1.png")).unwrap();
    fs::write(sandbox.path("hall-1.png"), &picture).unwrap();
    let bulletin =
        "body = [{ figure = { file = 'hall-1.png', alt = '大厅' } }]\n[masthead]\ntitle = '快报'\n";
    sandbox.put("hall.toml", bulletin);
    let said = sandbox.run(&["render", "hall.toml", "--to", "png", "--force"]);
    said.with(2, &["hall-1.png” would replace a file that is read"]);
    assert_eq!(fs::read(sandbox.path("hall-1.png")).unwrap(), picture);
    sandbox.run(&["render", "hall.toml", "--to", "png,svg", "--out", "out"]).with(0, &[]);
    assert!(sandbox.text("out/hall-1.svg").contains("<title>大厅</title></image>"));
}

#[test]
fn what_is_split_off_has_both_numbers() {
    let sandbox = Sandbox::new();
    sandbox.put("two.txt", format!("{DRAFT}\n\n{}", DRAFT.replace("第7期", "第8期")));
    let said = sandbox.run(&[
        "render",
        "two.txt",
        "--split",
        "--to",
        "png",
        "--width",
        "60",
        "--stop-at",
        "never",
    ]);
    assert_eq!(said.with(0, &[]).out, "two-1-1.png\ntwo-2-1.png\n");
}
