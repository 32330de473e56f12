//! The package as a ZIP file: fixed order, fixed times, so that the same parts give the same
//! bytes everywhere.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::DocxOptions;
use super::messages::DocxMessage;
use super::package::{Package, ZipEntry};
use crate::error::Error;
use crate::place::Place;

/// The file of `package`.
pub(super) fn zip(package: &Package<'_>, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let parts = package.xml_parts()?;
    let images = package.images().iter().map(|image| (image.path(), image.data));
    // PNG, JPEG and workbooks are compressed already.
    let whole: Vec<(String, &[u8])> = package.workbooks().chain(images).collect();
    archive(&parts, &whole, options.compress)
        .map_err(|cause| Error::new(DocxMessage::Package {}, Place::default()).caused_by(cause))
}

/// A ZIP file of parts, and of files that are stored as they are.
pub(super) fn archive(
    parts: &[ZipEntry<'_>],
    whole: &[(String, &[u8])],
    compress: bool,
) -> Result<Vec<u8>, ZipError> {
    // 1980-01-01, the first day that ZIP knows: no clock enters the file.
    let stored = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Stored);
    let method = if compress { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(path.as_ref(), stored.compression_method(method))?;
        zip.write_all(bytes)?;
    }
    for (path, bytes) in whole {
        zip.start_file(path.as_str(), stored)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
