//! The package as a ZIP file: fixed order, fixed times, so that the same parts give the same
//! bytes everywhere.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::DocxOptions;
use super::messages::DocxMessage;
use super::package::{Media, Package, ZipEntry};
use crate::error::Error;
use crate::place::Place;

/// The file of `package`.
pub(super) fn zip(package: &Package<'_>, options: &DocxOptions) -> Result<Vec<u8>, Error> {
    let parts = package.xml_parts()?;
    archive(&parts, package.images(), options)
        .map_err(|cause| Error::new(DocxMessage::Package {}, Place::default()).caused_by(cause))
}

fn archive(
    parts: &[ZipEntry<'_>],
    images: &[Media<'_>],
    options: &DocxOptions,
) -> Result<Vec<u8>, ZipError> {
    // 1980-01-01, the first day that ZIP knows: no clock enters the file.
    let stored = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Stored);
    let method =
        if options.compress { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(*path, stored.compression_method(method))?;
        zip.write_all(bytes)?;
    }
    // PNG and JPEG are compressed already.
    for image in images {
        zip.start_file(image.path(), stored)?;
        zip.write_all(image.data)?;
    }
    Ok(zip.finish()?.into_inner())
}
