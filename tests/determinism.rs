//! The same bulletin gives the same bytes, in one process and in two.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::process::Command;
use std::sync::Barrier;

use bulletin::{Bulletin, Fonts, Theme};

/// Where a child of this test leaves what it wrote.
const CHILD: &str = "BULLETIN_DETERMINISM_FOLDER";

fn files() -> (Vec<u8>, Vec<u8>) {
    files_of(&support::weekly())
}

fn files_of(bulletin: &Bulletin) -> (Vec<u8>, Vec<u8>) {
    files_with(bulletin, &Fonts::embedded())
}

fn files_with(bulletin: &Bulletin, fonts: &Fonts) -> (Vec<u8>, Vec<u8>) {
    let set = bulletin.typeset(&Theme::gbt9704(), fonts).unwrap();
    (set.docx(&Default::default()).unwrap(), set.pdf(&Default::default()).unwrap())
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
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("two-processes");
    std::fs::create_dir_all(&folder).unwrap();
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "two_processes_write_the_same_bytes"])
        .env(CHILD, &folder)
        .status()
        .unwrap();
    assert!(done.success());
    // This process has written another bulletin before, the other one has not.
    let mut another = support::weekly();
    another.body = vec!["另一期".into()];
    files_of(&another);
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

/// Eight threads begin at once with one set of fonts, each with another bulletin, and all write what each
/// bulletin gives by itself: nothing of one is in another.
#[test]
fn eight_threads_write_the_same_bytes() {
    let bulletins: Vec<Bulletin> = (0..8)
        .map(|number| {
            let mut bulletin = support::weekly();
            bulletin.masthead.title = ["快报", "简报", "专报", "信息"][number % 4].to_owned();
            bulletin.body = vec!["本周办结事项，群众评价。".repeat(number + 1).as_str().into()];
            bulletin.sections.truncate(number);
            bulletin
        })
        .collect();
    let alone: Vec<_> = bulletins.iter().map(files_of).collect();
    let fonts = Fonts::embedded();
    let together = Barrier::new(bulletins.len());
    std::thread::scope(|scope| {
        let (bulletins, alone, fonts, together) = (&bulletins, &alone, &fonts, &together);
        for first in 0..bulletins.len() {
            scope.spawn(move || {
                together.wait();
                for number in [first, (first + 3) % bulletins.len()] {
                    let files = files_with(&bulletins[number], fonts);
                    assert!(files == alone[number], "bulletin {number} on thread {first}");
                }
            });
        }
    });
    // They are eight: that they agree is not because they are one.
    for (number, files) in alone.iter().enumerate() {
        assert!(alone.iter().skip(number + 1).all(|other| other != files), "{number}");
    }
}
