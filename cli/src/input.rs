//! Reading inputs: a file or standard input.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bulletin::check::Tidy;
use bulletin::draft::{self, SourceMap};
use bulletin::{Bulletin, Error, Finding, Language, Place};

use crate::encoding::decode;
use crate::format::{Format, Reading};
use crate::messages::{InputMessage, words};
use crate::pictures;

/// The largest input that is read. The largest drafts that people have are a thousandth of it.
const LARGEST: u64 = 256 << 20;

/// An input as it was read.
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    pub(crate) format: Format,
    /// What it says.
    pub(crate) text: String,
}

/// What was read of an input, to show lines of.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// Where the values of a draft stand in it.
    pub(crate) map: Option<SourceMap>,
}

impl Source {
    /// The same findings with line and column of the draft, whose writer knows no paths of the
    /// model.
    pub(crate) fn located(&self, findings: Vec<Finding>) -> Vec<Finding> {
        match &self.map {
            Some(map) => map.locate_findings(findings),
            None => findings,
        }
    }
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name under which findings speak of an input.
pub(crate) fn name(language: Language, path: &Path) -> String {
    if is_stdin(path) {
        words::STANDARD_INPUT.of(language).to_owned()
    } else {
        path.to_string_lossy().into_owned()
    }
}

impl Input {
    /// Reads an input. A finding says when it is not in UTF-8.
    pub(crate) fn read(path: &Path, from: Option<Format>) -> Result<(Input, Vec<Finding>), Error> {
        let format = match from {
            Some(format) => format,
            None if is_stdin(path) => Format::Draft,
            None => Format::of(path).ok_or_else(|| fault(unread(path)))?,
        };
        let bytes = bytes(path).map_err(|error| {
            fault(match error.kind() {
                io::ErrorKind::NotFound => InputMessage::Missing {},
                io::ErrorKind::IsADirectory => InputMessage::Folder {},
                io::ErrorKind::FileTooLarge => InputMessage::TooLarge { megabytes: LARGEST >> 20 },
                _ => InputMessage::Unreadable { reason: (&error).into() },
            })
            .caused_by(error)
        })?;
        let (text, finding) = decode(&bytes)?;
        let path = path.to_owned();
        Ok((Input { path, format, text }, finding.into_iter().collect()))
    }

    /// The bulletins that it says, each with an empty line for each line of those before it. Only a draft
    /// says several.
    pub(crate) fn parts(&self, split: bool) -> impl Iterator<Item = Cow<'_, str>> {
        let splits = split && self.format == Format::Draft;
        let whole = (!splits).then_some(Cow::Borrowed(self.text.as_str()));
        let parts = splits.then(|| draft::split(&self.text)).into_iter().flatten();
        whole.into_iter().chain(parts)
    }

    /// The bulletin that it says, and what was noticed in reading it.
    pub(crate) fn bulletin(&self, tidy: Tidy) -> Result<Reading, Error> {
        self.format.read_bulletin(&self.text, tidy)
    }

    /// Loads the pictures that a bulletin names by their files, below the folder of the input; for
    /// standard input that is the one where the command runs. Gives the files.
    pub(crate) fn load_images(
        &self,
        bulletin: &mut Bulletin,
        allow_outside: bool,
    ) -> Result<Vec<PathBuf>, Error> {
        let beside = if is_stdin(&self.path) { None } else { self.path.parent() };
        let folder = beside.filter(|folder| !folder.as_os_str().is_empty());
        pictures::load(bulletin, folder.unwrap_or(Path::new(".")), allow_outside)
    }
}

/// What is wrong with a whole file.
pub(crate) fn fault(message: InputMessage) -> Error {
    Error::new(message, Place::default())
}

/// Why a file whose ending is none of ours is not read.
fn unread(path: &Path) -> InputMessage {
    let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    match ending.to_ascii_lowercase().as_str() {
        "doc" | "docx" | "odt" | "rtf" | "wps" => InputMessage::WordProcessor { ending },
        _ => InputMessage::Ending { ending },
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if is_stdin(path) {
        return limited(io::stdin().lock());
    }
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    limited(fs::File::open(path)?)
}

/// All of a source, unless it is larger than any input.
pub(crate) fn limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
