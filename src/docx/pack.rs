//! The package as a ZIP file (PKWARE APPNOTE 6.3.10; ECMA-376-2, annex B): fixed order, fixed times, so that the
//! same parts give the same bytes everywhere. A package is of a dozen small parts, and to make ready for
//! deflating takes as long as to deflate one of them: so all share one state, which no writer of archives
//! lets us hand over.

use flate2::Crc;

use super::DocxOptions;
use super::messages::DocxMessage;
use super::package::{Package, ZipEntry};
use crate::deflate::{Deflater, Effort, Wrap};
use crate::error::Error;
use crate::place::Place;

/// The file of `package`.
pub(super) fn zip(package: &Package<'_>, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let parts = package.xml_parts()?;
    let images = package.images().iter().map(|image| (image.path(), image.data));
    // PNG, JPEG and workbooks are compressed already.
    let whole: Vec<(String, &[u8])> = package.workbooks().chain(images).collect();
    archive(&parts, &whole, options.compress)
}

/// A ZIP file of parts, and of files that are stored as they are.
pub(super) fn archive(
    parts: &[ZipEntry<'_>],
    whole: &[(String, &[u8])],
    compress: bool,
) -> Result<Vec<u8>, Error> {
    let sizes = parts.iter().map(|(_, bytes)| bytes.len());
    let stored: usize = whole.iter().map(|(_, bytes)| bytes.len()).sum();
    let room = sizes.sum::<usize>() / if compress { 4 } else { 1 } + stored;
    let mut archive = Archive { out: Vec::with_capacity(room), ..Archive::default() };
    let mut deflate = compress.then(|| Deflater::new(Effort::Usual, Wrap::Raw));
    for (path, bytes) in parts {
        archive.file(path, bytes, deflate.as_mut())?;
    }
    for (path, bytes) in whole {
        archive.file(path, bytes, None)?;
    }
    archive.finish()
}

const LOCAL_HEADER: u32 = 0x0403_4B50;
const DIRECTORY_HEADER: u32 = 0x0201_4B50;
const DIRECTORY_END: u32 = 0x0605_4B50;
/// The version of the format that has what is used here: 2.0.
const VERSION: u16 = 20;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1980-01-01, the first day that ZIP knows: no clock enters the file.
const DAY: u16 = (1 << 5) | 1;
/// From the beginning of a file's header to its checksum.
const TO_CHECKSUM: usize = 14;

/// A ZIP file as it is being written.
#[derive(Default)]
struct Archive {
    out: Vec<u8>,
    /// The directory, which stands at the end.
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Adds a file, deflated if a state for that is given.
    fn file(
        &mut self,
        path: &str,
        bytes: &[u8],
        deflate: Option<&mut Deflater>,
    ) -> Result<(), Error> {
        let start = self.out.len();
        let method = if deflate.is_some() { DEFLATED } else { STORED };
        let mut checksum = Crc::new();
        checksum.update(bytes);
        // What both headers have: version, flags, method, time, day; then checksum and sizes, of which the
        // smaller is not known yet; then the lengths of the path and of what is added to it.
        let mut common = Vec::with_capacity(26);
        [VERSION, 0, method, 0, DAY].iter().for_each(|value| push(&mut common, *value));
        common.extend_from_slice(&checksum.sum().to_le_bytes());
        common.extend_from_slice(&0_u32.to_le_bytes());
        common.extend_from_slice(&size(bytes.len())?.to_le_bytes());
        push(&mut common, u16::try_from(path.len()).map_err(|_| fault())?);
        push(&mut common, 0);

        self.out.extend_from_slice(&LOCAL_HEADER.to_le_bytes());
        self.out.extend_from_slice(&common);
        self.out.extend_from_slice(path.as_bytes());
        let content = self.out.len();
        match deflate {
            Some(state) => {
                let done = if is_own(path) {
                    state.deflate(bytes, &mut self.out)
                } else {
                    state.deflate_known(bytes, &mut self.out)
                };
                done.map_err(|_| fault())?;
            }
            None => self.out.extend_from_slice(bytes),
        }
        let packed = size(self.out.len() - content)?.to_le_bytes();
        let in_common = TO_CHECKSUM + 4 - LOCAL_HEADER.to_le_bytes().len();
        for (headers, at) in [(&mut self.out, start + TO_CHECKSUM + 4), (&mut common, in_common)] {
            let place = headers.get_mut(at..at + packed.len()).ok_or_else(fault)?;
            place.copy_from_slice(&packed);
        }

        let directory = &mut self.directory;
        directory.extend_from_slice(&DIRECTORY_HEADER.to_le_bytes());
        push(directory, VERSION);
        directory.extend_from_slice(&common);
        // No remark, on the first disk, without attributes.
        [0, 0, 0, 0, 0].iter().for_each(|value| push(directory, *value));
        directory.extend_from_slice(&size(start)?.to_le_bytes());
        directory.extend_from_slice(path.as_bytes());
        self.count = self.count.checked_add(1).ok_or_else(fault)?;
        Ok(())
    }

    /// The file.
    fn finish(mut self) -> Result<Vec<u8>, Error> {
        let (start, length) = (size(self.out.len())?, size(self.directory.len())?);
        self.out.append(&mut self.directory);
        self.out.extend_from_slice(&DIRECTORY_END.to_le_bytes());
        // On the first disk, as the only one.
        [0, 0, self.count, self.count].iter().for_each(|value| push(&mut self.out, *value));
        self.out.extend_from_slice(&length.to_le_bytes());
        self.out.extend_from_slice(&start.to_le_bytes());
        push(&mut self.out, 0);
        Ok(self.out)
    }
}

/// Whether a part says what no other bulletin of the same theme does.
fn is_own(path: &str) -> bool {
    let own =
        ["word/document.xml", "word/footnotes.xml", "docProps/core.xml", "docProps/custom.xml"];
    own.contains(&path) || path.starts_with("word/charts/")
}

fn push(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_le_bytes());
}

/// A size or place in the file; those of 4 GiB would need the larger form of the format.
fn size(length: usize) -> Result<u32, Error> {
    u32::try_from(length).map_err(|_| fault())
}

fn fault() -> Error {
    Error::new(DocxMessage::Package {}, Place::default())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::io::{Cursor, Read as _};

    use super::*;

    /// Another program's reader finds what was written, checksums and sizes among it.
    #[test]
    fn files_come_back_as_they_were() {
        let long: Vec<u8> = (0..300_000_u32)
            .flat_map(|number| (number.wrapping_mul(number)).to_le_bytes())
            .collect();
        let parts: [(&str, &[u8]); 4] =
            [("a/b.xml", b"<x/>"), ("empty.xml", b""), ("long.xml", &long), ("again.xml", b"<x/>")];
        let parts = parts.map(|(path, bytes)| (path.into(), bytes.into()));
        let whole = [("c.png".to_owned(), b"png".as_slice())];
        for compress in [true, false] {
            let file = archive(&parts, &whole, compress).unwrap();
            assert_eq!(file, archive(&parts, &whole, compress).unwrap());
            let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
            assert_eq!(zip.len(), 5);
            let all = parts
                .iter()
                .map(|(path, bytes)| (&**path, &**bytes))
                .chain([("c.png", b"png".as_slice())]);
            for (index, (path, bytes)) in all.enumerate() {
                let mut entry = zip.by_index(index).unwrap();
                assert_eq!(entry.name(), path);
                let is_deflated = entry.compression() == zip::CompressionMethod::Deflated;
                assert_eq!(is_deflated, compress && path != "c.png");
                let mut read = Vec::new();
                entry.read_to_end(&mut read).unwrap();
                assert!(read == bytes, "{path}");
            }
        }
    }
}
