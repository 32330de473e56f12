//! Reading inputs: a file or standard input, in UTF-8, UTF-16 or GB 18030.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bulletin::draft::SourceMap;
use bulletin::{Bulletin, Error, Finding, Language, Place};
use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::format::{Format, Reading};
use crate::messages::{InputMessage, words};

/// The largest input that is read. The largest drafts that people have are a thousandth of it.
const LARGEST: u64 = 256 << 20;

/// An input as it was read.
pub(crate) struct Input {
    path: PathBuf,
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

    /// The bulletin that it says, and what was noticed in reading it.
    pub(crate) fn bulletin(&self) -> Result<Reading, Error> {
        self.format.read_bulletin(&self.text)
    }

    /// Loads the pictures that a bulletin names by their files, beside the input.
    pub(crate) fn load_images(&self, bulletin: &mut Bulletin) -> Result<(), Error> {
        let folder = if is_stdin(&self.path) { None } else { self.path.parent() };
        let beside =
            |file: &str| folder.map_or_else(|| PathBuf::from(file), |folder| folder.join(file));
        bulletin.load_images(|file| limited(fs::File::open(beside(file))?))
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

fn limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The text of a file: by its byte order mark, else UTF-8 if it is that, else GB 18030, in which
/// most old drafts are.
fn decode(bytes: &[u8]) -> Result<(String, Option<Finding>), Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let (text, damaged) = encoding.decode_without_bom_handling(body);
        if damaged {
            return Err(fault(InputMessage::Damaged { encoding: label(encoding) }));
        }
        let noted = (encoding != UTF_8).then(|| read_as(encoding));
        return Ok((text.into_owned(), noted));
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), None)),
        Err(error) => error.valid_up_to(),
    };
    if let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes)
        && !text.contains('\0')
    {
        return Ok((text.into_owned(), Some(read_as(GB18030))));
    }
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    Err(Error::new(InputMessage::NotText {}, end(&before)))
}

/// The place behind a text.
fn end(text: &str) -> Place {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    match (u32::try_from(line), u32::try_from(column)) {
        (Ok(line), Ok(column)) => Place::at(line, column),
        _ => Place::default(),
    }
}

fn read_as(encoding: &'static Encoding) -> Finding {
    Finding::new(InputMessage::ReadAs { encoding: label(encoding) }, Place::at(1, 1))
}

/// An encoding by the name that people know.
fn label(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "gb18030" => "GB 18030",
        "UTF-16LE" | "UTF-16BE" => "UTF-16",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "窗口工作周报：𠮷，第8期";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let marked = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        for (bytes, noted) in [
            (text.as_bytes(), None),
            (marked.as_slice(), None),
            (gb.as_ref(), Some("the file is read as GB 18030")),
            (utf16.as_slice(), Some("the file is read as UTF-16")),
        ] {
            let (read, finding) = decode(bytes).unwrap();
            assert_eq!(read, text);
            assert_eq!(finding.map(|finding| finding.message(Language::English)).as_deref(), noted);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        let error = decode(
            "周报\n第8期"
                .as_bytes()
                .iter()
                .chain(&[0xFF, 0xFF, 0x00])
                .copied()
                .collect::<Vec<_>>()
                .as_slice(),
        )
        .unwrap_err();
        assert_eq!(error.place().to_string(), "2:4");
        assert!(decode(&[0xEF, 0xBB, 0xBF, 0xC3]).is_err());
    }
}
