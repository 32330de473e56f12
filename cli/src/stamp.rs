//! The stamp by which the command knows its own documents again: the name of the input's file, no path,
//! and a check sum of that and of all other bytes: their number and CRC-32, which costs a hundredth of a
//! digest. It tells an edited file from one that is not; it keeps nobody from forging one. A document whose stamp is right is as the command wrote
//! it, and nothing of a person's work is lost when it is written again.
//!
//! In a PDF the stamp is a comment before `startxref` (ISO 32000-1, 7.2.4), in a DOCX the comment of the
//! ZIP archive (APPNOTE.TXT, 4.3.16). Programs that change a document leave both out, or leave the sum
//! wrong.

use std::fs;
use std::path::Path;

use flate2::Crc;

use crate::format::Output;
use crate::input;

/// How a stamp begins. The check sum in hexadecimal digits follows, a blank, and the name.
const BEGIN: &[u8] = b"bulletin ";
const SUM: usize = 24;

/// The end of the central directory of a ZIP archive, up to its comment.
const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// What a file is to the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// As the command wrote it from this input.
    Ours,
    /// The command wrote it from this input, and it has been changed since.
    Edited,
    /// Anything else.
    Other,
}

/// What a file is to the command that is to write a document of an input in its place.
pub(crate) fn whose_file(path: &Path, source: &str) -> Whose {
    let of = Output::ALL.into_iter().find(|of| path.extension() == Some(of.ending().as_ref()));
    // Nothing is waited for: a pipe is no document.
    let is_file = fs::metadata(path).is_ok_and(|of| of.is_file());
    let bytes = is_file.then(|| fs::File::open(path).and_then(input::limited));
    match (of, bytes) {
        (Some(of), Some(Ok(bytes))) => whose(&bytes, of, source),
        _ => Whose::Other,
    }
}

/// The name of an input as its stamp has it.
pub(crate) fn source(path: &Path) -> String {
    let name = if input::is_stdin(path) { None } else { path.file_name() };
    let name = name.unwrap_or("-".as_ref()).to_string_lossy();
    // A comment of an archive has its length in two bytes; names of files are shorter by far.
    name.chars().take(1000).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// A document with its stamp.
pub(crate) fn stamped(mut document: Vec<u8>, of: Output, source: &str) -> Vec<u8> {
    let Some(at) = place(&document, of) else { return document };
    let stamp =
        [BEGIN, sum(&[&document, source.as_bytes()]).as_bytes(), b" ", source.as_bytes()].concat();
    match of {
        Output::Pdf => {
            let line = [b"%", stamp.as_slice(), b"\n"].concat();
            document.splice(at..at, line);
        }
        Output::Docx => {
            let length = u16::try_from(stamp.len()).unwrap_or_default().to_le_bytes();
            document.splice(at..at + 2, length);
            document.extend(stamp);
        }
    }
    document
}

fn whose(file: &[u8], of: Output, source: &str) -> Whose {
    let Some((bare, said, name)) = taken_off(file, of) else { return Whose::Other };
    if name != source.as_bytes() {
        return Whose::Other;
    }
    match sum(&[&bare, source.as_bytes()]).as_bytes() == said {
        true => Whose::Ours,
        false => Whose::Edited,
    }
}

/// Where the stamp goes: in a PDF the line before `startxref`, in a DOCX the length of the comment.
fn place(document: &[u8], of: Output) -> Option<usize> {
    match of {
        Output::Pdf => last(document, b"startxref"),
        Output::Docx => {
            let end = document.len().checked_sub(END_LENGTH)?;
            let whole = document.get(end..)?;
            (whole.starts_with(END_OF_ARCHIVE) && whole.ends_with(&[0, 0])).then_some(end + 20)
        }
    }
}

/// A document without its stamp, and the check sum and the name of that.
fn taken_off(file: &[u8], of: Output) -> Option<(Vec<u8>, &[u8], &[u8])> {
    let (bare, stamp) = match of {
        Output::Pdf => {
            let end = last(file, b"\nstartxref")?;
            let start = last(file.get(..end)?, b"\n")? + 1;
            let stamp = file.get(start..end)?.strip_prefix(b"%")?;
            let bare = [file.get(..start)?, file.get(end + 1..)?].concat();
            (bare, stamp)
        }
        Output::Docx => {
            let end = last(file, END_OF_ARCHIVE)?;
            let mut bare = file.get(..end + END_LENGTH)?.to_vec();
            let length = u16::from_le_bytes([*file.get(end + 20)?, *file.get(end + 21)?]);
            if usize::from(length) != file.len() - bare.len() {
                return None;
            }
            bare.splice(end + 20.., [0, 0]);
            (bare, file.get(end + END_LENGTH..)?)
        }
    };
    let (sum, name) = stamp.strip_prefix(BEGIN)?.split_at_checked(SUM)?;
    Some((bare, sum, name.strip_prefix(b" ")?))
}

/// Where a word stands for the last time.
fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

fn sum(parts: &[&[u8]]) -> String {
    let mut sum = Crc::new();
    for part in parts {
        sum.update(part);
    }
    let length: usize = parts.iter().map(|part| part.len()).sum();
    format!("{length:016x}{:08x}", sum.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents() -> [(Output, Vec<u8>); 2] {
        let pdf = b"%PDF-1.7\n1 0 obj\nnull\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n".to_vec();
        let mut docx = b"PK\x03\x04parts".to_vec();
        docx.extend(END_OF_ARCHIVE);
        docx.extend([0; 18]);
        [(Output::Pdf, pdf), (Output::Docx, docx)]
    }

    #[test]
    fn a_document_is_known_again_until_it_is_changed() {
        for (of, document) in documents() {
            assert_eq!(whose(&document, of, "周报.txt"), Whose::Other, "{of:?}");
            let stamped = stamped(document.clone(), of, "周报.txt");
            assert_eq!(whose(&stamped, of, "周报.txt"), Whose::Ours, "{of:?}");
            assert_eq!(whose(&stamped, of, "周报2.txt"), Whose::Other, "{of:?}");
            for at in 0..document.len() {
                let mut changed = stamped.clone();
                if let Some(byte) = changed.get_mut(at) {
                    *byte ^= 1;
                }
                assert_ne!(whose(&changed, of, "周报.txt"), Whose::Ours, "{of:?}: byte {at}");
            }
        }
    }

    #[test]
    fn any_bytes_are_told_without_a_panic() {
        for (of, document) in documents() {
            let stamped = stamped(document, of, "a");
            for at in 0..=stamped.len() {
                let (before, behind) = stamped.split_at(at);
                assert_ne!(
                    whose(before, of, "a"),
                    if at < stamped.len() { Whose::Ours } else { Whose::Other }
                );
                let _ = whose(behind, of, "a");
            }
            assert_eq!(super::stamped(b"none".to_vec(), of, "a"), b"none");
        }
    }

    #[test]
    fn names_have_no_folder_and_no_line_break() {
        assert_eq!(source(Path::new("in/周报.txt")), "周报.txt");
        assert_eq!(source(Path::new("a\nb.txt")), "a\u{FFFD}b.txt");
        assert_eq!(source(Path::new("-")), "-");
    }
}
