//! A folder with a draft in it, the command run there, and what it said.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const DRAFT: &str = "工作快报\n2025年第7期（总第4l7期）\n（2月10日—2月14日）\n\
    清江区政务服务局 2025年2月17日\n\n一、受理情况\n本周受理事项318件，**税务窗口**96件。\n\n\
    报：市政府领导。\n（共印5份）\n";

/// A run that reads from standard input.
pub(crate) trait WithInput {
    /// Runs the command with this input to its end.
    fn output_with(&mut self, input: impl AsRef<[u8]> + Send) -> io::Result<Output>;
}

impl WithInput for Command {
    fn output_with(&mut self, input: impl AsRef<[u8]> + Send) -> io::Result<Output> {
        let mut child =
            self.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut stdin = child.stdin.take().expect("standard input is ours");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A command may end before it has read everything.
                let _ = stdin.write_all(input.as_ref());
            });
            child.wait_with_output()
        })
    }
}

/// A folder with a draft, and the command in it.
pub(crate) struct Sandbox {
    pub(crate) folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Sandbox {
        let sandbox = Sandbox { folder: TempDir::new().unwrap() };
        sandbox.put("weekly.txt", DRAFT);
        sandbox
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bulletin"));
        command.current_dir(self.folder.path()).args(arguments).env_clear().env("LC_ALL", "C");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        Said::from(self.command(arguments).output().unwrap())
    }

    pub(crate) fn in_chinese(&self, arguments: &[&str]) -> Said {
        Said::from(self.command(arguments).env("LC_ALL", "zh_CN.UTF-8").output().unwrap())
    }
}

/// What a run said, and its exit code.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
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
    pub(crate) fn with(self, code: i32, errors: &[&str]) -> Said {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for error in errors {
            assert!(self.err.contains(error), "{error} is not in {self:#?}");
        }
        self
    }
}

/// A document without the stamp in which the command names its input.
pub(crate) fn unstamped(mut document: Vec<u8>) -> Vec<u8> {
    let last =
        |document: &[u8], word: &[u8]| document.windows(word.len()).rposition(|it| it == word);
    if document.starts_with(b"%PDF") {
        let stamp = last(&document, b"%bulletin ").unwrap();
        let end = last(&document, b"startxref").unwrap();
        document.drain(stamp..end);
    } else {
        let end = last(&document, b"PK\x05\x06").unwrap();
        assert!(document.get(end + 22..).unwrap().starts_with(b"bulletin "));
        document.truncate(end + 20);
    }
    document
}

/// Whether two files are a whole DOCX and a whole PDF.
pub(crate) fn assert_documents(docx: &Path, pdf: &Path) {
    let docx = fs::read(docx).unwrap();
    assert!(docx.starts_with(b"PK\x03\x04"));
    let archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    assert!(archive.file_names().any(|name| name == "word/document.xml"));
    let pdf = lopdf::Document::load(pdf).unwrap();
    assert!(!pdf.get_pages().is_empty());
}
