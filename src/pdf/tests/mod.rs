//! Files read back with lopdf: what a reader of PDF finds in them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod sample;

use super::*;

#[test]
fn scratch() {
    let pages = sample::everything().pages;
    let start = std::time::Instant::now();
    let bytes = write(&pages, &PdfOptions::default()).unwrap();
    eprintln!("{:?} {} bytes", start.elapsed(), bytes.len());
    std::fs::write("/tmp/wt/out.pdf", &bytes).unwrap();
    std::fs::write(
        "/tmp/wt/out-plain.pdf",
        write(&pages, &PdfOptions { compress: false }).unwrap(),
    )
    .unwrap();
}
