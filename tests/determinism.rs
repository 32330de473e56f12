//! The same bulletin gives the same bytes, in one process and in two.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::Command;

use bulletin::{Bulletin, Fonts, Theme};

/// Where a child of this test leaves what it wrote.
const CHILD: &str = "BULLETIN_DETERMINISM_FOLDER";

fn files() -> (Vec<u8>, Vec<u8>) {
    files_of(&support::weekly())
}

fn files_of(bulletin: &Bulletin) -> (Vec<u8>, Vec<u8>) {
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let pages = flow.pages(&Fonts::embedded()).unwrap();
    let docx = bulletin::docx(&flow, &Default::default()).unwrap();
    (docx, bulletin::pdf(&pages, &Default::default()).unwrap())
}

#[test]
fn two_processes_write_the_same_bytes() {
    if let Some(folder) = std::env::var_os(CHILD) {
        // This is the other process.
        let folder = std::path::PathBuf::from(folder);
        let (docx, pdf) = files();
        std::fs::write(folder.join("other.docx"), docx).unwrap();
        std::fs::write(folder.join("other.pdf"), pdf).unwrap();
        return;
    }
    let folder = std::env::temp_dir().join(format!("bulletin-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "two_processes_write_the_same_bytes"])
        .env(CHILD, &folder)
        .status()
        .unwrap();
    assert!(done.success());
    // This process has written another bulletin before, the other one has not.
    files_of(&Bulletin { body: vec!["另一期".into()], ..support::weekly() });
    let (docx, pdf) = files();
    let other = |name| std::fs::read(folder.join(name)).unwrap();
    assert!(docx == other("other.docx"), "the DOCX differs");
    assert!(pdf == other("other.pdf"), "the PDF differs");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn one_process_writes_the_same_bytes_again() {
    assert!(files() == files());
}

#[test]
fn another_bulletin_gives_other_bytes() {
    let mut bulletin = support::weekly();
    bulletin.imprint.print_count = Some(104);
    let (docx, pdf) = files();
    let (other_docx, other_pdf) = files_of(&bulletin);
    assert!(other_docx != docx);
    assert!(other_pdf != pdf);
}
