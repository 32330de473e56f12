//! PNG files: whether one is whole.

use std::io::Cursor;

use png::{Decoder, DecodingError, Limits};

/// The memory that a picture may take: what a header asks for is known before it is given.
pub(super) const MEMORY: usize = 512 << 20;

/// Whether every row of the file can be decoded and every sum is right.
pub(super) fn is_whole(data: &[u8]) -> bool {
    fn read(data: &[u8]) -> Result<(), DecodingError> {
        let mut reader = decoder(data).read_info()?;
        while reader.next_interlaced_row()?.is_some() {}
        reader.finish()
    }
    read(data).is_ok()
}

/// Starts to read a file, all of whose sums are to be right.
pub(super) fn decoder(data: &[u8]) -> Decoder<Cursor<&[u8]>> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(data), Limits { bytes: MEMORY });
    decoder.ignore_checksums(false);
    // What is said in words, and a profile of colours, nobody asks for.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder
}
