//! What must not go wrong when the system fails: full disks, locked folders, interrupted runs.

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::sandbox::{Said, Sandbox, assert_documents};

/// Runs the command through a shell, where a limit or a redirection is needed.
fn shell(sandbox: &Sandbox, script: &str) -> Said {
    let mut command = Command::new("sh");
    command.current_dir(sandbox.folder.path()).arg("-c").arg(script);
    command.env_clear().env("LC_ALL", "C").env("bulletin", env!("CARGO_BIN_EXE_bulletin"));
    Said::from(command.output().unwrap())
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let sandbox = Sandbox::new();
    for script in ["parse weekly.txt", "new", "schema", "next weekly.txt", "fonts", "--help"] {
        let said = shell(&sandbox, &format!("\"$bulletin\" {script} > /dev/full"));
        assert_eq!(said.code, Some(2), "{script}: {said:?}");
    }
    let said = shell(&sandbox, "\"$bulletin\" new > /dev/full");
    said.with(2, &["standard output cannot be written"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let sandbox = Sandbox::new();
    let said = shell(&sandbox, "\"$bulletin\" schema | head -c 1");
    assert_eq!((said.err.as_str(), said.out.as_str()), ("", "{"));
}

#[test]
fn an_interrupted_write_leaves_the_old_files() {
    let sandbox = Sandbox::new();
    sandbox.put("weekly.docx", "old");
    sandbox.put("weekly.pdf", "old");
    // The PDF is larger than the limit: the system stops the program in the midst of it.
    let said = shell(&sandbox, "ulimit -f 32; \"$bulletin\" render weekly.txt --force");
    assert_ne!(said.code, Some(0));
    assert_eq!(
        (sandbox.text("weekly.docx"), sandbox.text("weekly.pdf")),
        ("old".into(), "old".into())
    );
    if cfg!(target_os = "linux") {
        assert_eq!(sandbox.names(), ["weekly.docx", "weekly.pdf", "weekly.txt"]);
    }
    sandbox.run(&["render", "weekly.txt", "--force"]).with(0, &[]);
    assert_documents(&sandbox.path("weekly.docx"), &sandbox.path("weekly.pdf"));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::new();
    let locked = sandbox.path("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    // Nothing is locked for root; the system's own folder of processes is for everybody.
    let root = fs::write(locked.join("probe"), "").is_ok();
    let folder = if root { "/proc" } else { "locked" };
    if Path::new(folder).exists() || !root {
        let said = sandbox.run(&["render", "weekly.txt", "--out", folder]);
        said.with(2, &[folder, "cannot be written"]);
    }
    sandbox.run(&["render", "weekly.txt", "--out", "weekly.txt"]).with(2, &["cannot be written"]);
    let said = sandbox.run(&["new", "--out", "none/new.txt"]).with(2, &["cannot be written"]);
    assert!(!said.err.contains(".tmp"), "{}", said.err);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn new_files_have_the_rights_that_the_user_gives() {
    let sandbox = Sandbox::new();
    shell(&sandbox, "umask 027; \"$bulletin\" render weekly.txt").with(0, &[]);
    let mode = |name: &str| fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("weekly.pdf"), 0o640);
    fs::set_permissions(sandbox.path("weekly.pdf"), fs::Permissions::from_mode(0o604)).unwrap();
    shell(&sandbox, "umask 077; \"$bulletin\" render --force weekly.txt").with(0, &[]);
    assert_eq!(mode("weekly.pdf"), 0o604);
}

#[test]
fn a_link_stays_a_link() {
    let sandbox = Sandbox::new();
    sandbox.put("real.pdf", "old");
    std::os::unix::fs::symlink("real.pdf", sandbox.path("weekly.pdf")).unwrap();
    sandbox.run(&["render", "weekly.txt", "--to", "pdf", "--force"]).with(0, &[]);
    assert!(fs::symlink_metadata(sandbox.path("weekly.pdf")).unwrap().is_symlink());
    assert!(fs::read(sandbox.path("real.pdf")).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_disk_that_fills_up_keeps_the_old_files() {
    let sandbox = Sandbox::new();
    sandbox.put("weekly.docx", "old");
    sandbox.put("weekly.pdf", "old");
    // With the signal ignored the write fails as it does on a full disk.
    let script = "trap '' XFSZ; ulimit -f 32; \"$bulletin\" render weekly.txt --force";
    shell(&sandbox, script)
        .with(2, &["weekly.pdf: error: cannot be written: the file is too large"]);
    assert_eq!(
        (sandbox.text("weekly.docx"), sandbox.text("weekly.pdf")),
        ("old".into(), "old".into())
    );
    assert_eq!(sandbox.names(), ["weekly.docx", "weekly.pdf", "weekly.txt"]);
}

#[test]
fn a_device_is_written_to_and_never_replaced() {
    let device = Path::new("/dev/full");
    if !device.exists() {
        return;
    }
    let sandbox = Sandbox::new();
    for arguments in [
        &["new", "--out", "/dev/full"][..],
        &["new", "--out", "/dev/full", "--force"],
        &["parse", "weekly.txt", "--out", "/dev/full", "--force"],
        &["schema", "--out", "/dev/full"],
        &["next", "weekly.txt", "--out", "/dev/full"],
        &["render", "weekly.txt", "--out", "/dev/full"],
    ] {
        sandbox.run(arguments).with(2, &["/dev/full: error: cannot be written: "]);
    }
    assert!(fs::metadata(device).unwrap().file_type().is_char_device());
    sandbox.run(&["new", "--out", "/dev/null"]).with(0, &[]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long a run takes says when to kill it")]
fn whenever_it_is_killed_every_file_is_whole() {
    let sandbox = Sandbox::new();
    for name in ["weekly.docx", "weekly.pdf"] {
        sandbox.put(name, "old");
    }
    let started = std::time::Instant::now();
    sandbox.run(&["render", "weekly.txt", "--out", "whole"]).with(0, &[]);
    let whole_run = started.elapsed();
    let new =
        ["docx", "pdf"].map(|ending| fs::read(sandbox.path(&format!("whole/weekly.{ending}"))));
    for round in 0..24 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bulletin"))
            .args(["render", "weekly.txt", "--force"])
            .current_dir(sandbox.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the beginning to well behind the end of a run.
        std::thread::sleep(whole_run * round / 16 + Duration::from_millis(1));
        child.kill().unwrap();
        child.wait().unwrap();
        for (ending, new) in ["docx", "pdf"].iter().zip(&new) {
            let read = fs::read(sandbox.path(&format!("weekly.{ending}"))).unwrap();
            assert!(read == b"old" || read == *new.as_ref().unwrap(), "round {round}: {ending}");
        }
    }
}
