//! The streams of a file, deflated (ISO 32000-1, 7.4.4).

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Object, Stream};

/// The level of outlines, which no level makes much smaller: half of the work of level 6, for
/// programs 1 % larger.
const OUTLINES: u32 = 2;

/// The level of all else: a third of the work of the highest, for files 0.3 % larger.
const REST: u32 = 6;

/// What `/Filter/FlateDecode` takes in the dictionary.
const ENTRY: usize = 19;

/// Deflates streams. One state for each level serves them all, for setting one up costs as much as a
/// short stream.
pub(super) struct Deflater {
    outlines: Compress,
    rest: Compress,
}

impl Deflater {
    pub(super) fn new() -> Deflater {
        let state = |level| Compress::new(Compression::new(level), true);
        Deflater { outlines: state(OUTLINES), rest: state(REST) }
    }

    /// Deflates a stream that may be and is not yet, where that makes it smaller.
    pub(super) fn stream(&mut self, stream: &mut Stream) {
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            return;
        }
        // A font program has the length of its parts, or is a bare table of outlines.
        let is_font = stream.dict.has(b"Length1")
            || stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"CIDFontType0C");
        let state = if is_font { &mut self.outlines } else { &mut self.rest };
        if let Some(deflated) = deflate(state, &stream.content)
            && deflated.len() + ENTRY < stream.content.len()
        {
            set(stream, deflated);
        }
    }

    /// Deflates a stream, whether that makes it smaller or not.
    pub(super) fn always(&mut self, stream: &mut Stream) {
        // There is room for what does not get smaller: some bytes for each block that is stored.
        let room = stream.content.len() + stream.content.len() / 1000 + 64;
        let mut deflated = Vec::with_capacity(room);
        self.rest.reset();
        let _ = self.rest.compress_vec(&stream.content, &mut deflated, FlushCompress::Finish);
        set(stream, deflated);
    }
}

fn set(stream: &mut Stream, deflated: Vec<u8>) {
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(deflated);
}

/// The bytes deflated; none when that makes them larger.
fn deflate(state: &mut Compress, bytes: &[u8]) -> Option<Vec<u8>> {
    state.reset();
    let mut deflated = Vec::with_capacity(bytes.len());
    let status = state.compress_vec(bytes, &mut deflated, FlushCompress::Finish).ok()?;
    // What does not fit into as many bytes is not worth it.
    (status == Status::StreamEnd).then_some(deflated)
}
