//! The stamp by which the command knows its own documents again: the name of the input's file, no path,
//! and a check sum of that and of all other bytes: their number and CRC-32, which costs a hundredth of a
//! digest. It tells an edited file from one that is not; it keeps nobody from forging one. A document whose stamp is right is as the command wrote
//! it, and nothing of a person's work is lost when it is written again.
//!
//! In a PDF the stamp is a comment before `startxref` (ISO 32000-1, 7.2.4), in a DOCX the comment of the
//! ZIP archive (APPNOTE.TXT, 4.3.16), in an SVG a processing instruction behind the drawing (XML 1.0, 2.6),
//! in a PNG a text of its own before the last chunk (ISO/IEC 15948, 11.3.4.5). Programs that change a document leave both out, or leave the sum
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

/// How an SVG file ends, and what stands around the stamp behind it.
const END_OF_DRAWING: &[u8] = b"</svg>\n";
const INSTRUCTION: [&[u8]; 2] = [b"<?", b"?>\n"];

/// The last chunk of a PNG file.
const END_OF_PICTURE: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";
/// The kind of the chunk and all in it that stands before the stamp: its name, and that it is neither
/// deflated nor in a language.
const TEXT: &[u8] = b"iTXtbulletin\0\0\0\0\0";

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
    let source = &written(of, source);
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
        Output::Svg => {
            let [before, behind] = INSTRUCTION;
            document.extend([before, &stamp, behind].concat());
        }
        Output::Png => {
            document.splice(at..at, text(&stamp));
        }
    }
    document
}

/// A name as documents of that format can have it.
fn written(of: Output, source: &str) -> String {
    match of {
        // What would end the instruction, and what no XML has.
        Output::Svg => {
            source.replace("?>", "?\u{FFFD}").replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
        }
        Output::Docx | Output::Pdf | Output::Png => source.to_owned(),
    }
}

/// A chunk of a PNG file with a stamp.
fn text(stamp: &[u8]) -> Vec<u8> {
    let body = [TEXT, stamp].concat();
    // The kind does not count.
    let length = u32::try_from(body.len() - 4).unwrap_or_default().to_be_bytes();
    let mut sum = Crc::new();
    sum.update(&body);
    [&length[..], &body, &sum.sum().to_be_bytes()].concat()
}

fn whose(file: &[u8], of: Output, source: &str) -> Whose {
    let source = &written(of, source);
    let Some((bare, said, name)) = taken_off(file, of) else { return Whose::Other };
    if name != source.as_bytes() {
        return Whose::Other;
    }
    match sum(&[&bare, source.as_bytes()]).as_bytes() == said {
        true => Whose::Ours,
        false => Whose::Edited,
    }
}

/// Where the stamp goes: in a PDF the line before `startxref`, in a DOCX the length of the comment, in a PNG
/// before the last chunk, in an SVG the end.
fn place(document: &[u8], of: Output) -> Option<usize> {
    match of {
        Output::Pdf => last(document, b"startxref"),
        Output::Docx => {
            let end = document.len().checked_sub(END_LENGTH)?;
            let whole = document.get(end..)?;
            (whole.starts_with(END_OF_ARCHIVE) && whole.ends_with(&[0, 0])).then_some(end + 20)
        }
        Output::Svg => document.ends_with(END_OF_DRAWING).then_some(document.len()),
        Output::Png => document.strip_suffix(END_OF_PICTURE).map(<[u8]>::len),
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
        Output::Svg => {
            let start = last(file, END_OF_DRAWING)? + END_OF_DRAWING.len();
            let (bare, behind) = file.split_at_checked(start)?;
            let stamp = behind.strip_prefix(INSTRUCTION[0])?.strip_suffix(INSTRUCTION[1])?;
            (bare.to_vec(), stamp)
        }
        Output::Png => {
            let front = file.strip_suffix(END_OF_PICTURE)?;
            let start = last(front, TEXT)?.checked_sub(4)?;
            let (bare, chunk) = front.split_at_checked(start)?;
            let stamp = chunk.get(4 + TEXT.len()..chunk.len().checked_sub(4)?)?;
            if chunk != text(stamp) {
                return None;
            }
            ([bare, END_OF_PICTURE].concat(), stamp)
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

    fn documents() -> [(Output, Vec<u8>); 4] {
        let pdf = b"%PDF-1.7\n1 0 obj\nnull\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n".to_vec();
        let mut docx = b"PK\x03\x04parts".to_vec();
        docx.extend(END_OF_ARCHIVE);
        docx.extend([0; 18]);
        let svg =
            b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<path d=\"M0 0\"/>\n</svg>\n".to_vec();
        let png = [b"\x89PNG\r\n\x1A\nsamples", END_OF_PICTURE].concat();
        [(Output::Pdf, pdf), (Output::Docx, docx), (Output::Svg, svg), (Output::Png, png)]
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
    fn a_name_does_not_end_the_stamp_of_a_drawing() {
        let name = "a?>b\u{FFFF}.txt";
        for (of, document) in documents() {
            assert_eq!(whose(&stamped(document, of, name), of, name), Whose::Ours, "{of:?}");
        }
        let [.., (_, svg), _] = documents();
        let stamped = stamped(svg, Output::Svg, name);
        assert_eq!(stamped.windows(2).filter(|pair| pair == b"?>").count(), 1);
    }

    #[test]
    fn names_have_no_folder_and_no_line_break() {
        assert_eq!(source(Path::new("in/周报.txt")), "周报.txt");
        assert_eq!(source(Path::new("a\nb.txt")), "a\u{FFFD}b.txt");
        assert_eq!(source(Path::new("-")), "-");
    }
}
