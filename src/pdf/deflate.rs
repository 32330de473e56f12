//! The streams of a file, deflated (ISO 32000-1, 7.4.4).

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, Stream};

/// The level: a third of the work of the highest, for files 0.3 % larger.
const LEVEL: u32 = 6;

/// What `/Filter/FlateDecode` takes in the dictionary.
const ENTRY: usize = 19;

/// Deflates every stream that may be and is not yet, where that makes it smaller. One state serves
/// them all, for setting one up costs as much as a short stream.
pub(super) fn streams(document: &mut Document) {
    let mut state = Compress::new(Compression::new(LEVEL), true);
    let streams = document.objects.values_mut().filter_map(|object| match object {
        Object::Stream(stream) => Some(stream),
        _ => None,
    });
    for stream in streams.filter(|stream| stream.allows_compression && !is_filtered(stream)) {
        state.reset();
        if let Some(deflated) = deflate(&mut state, &stream.content)
            && deflated.len() + ENTRY < stream.content.len()
        {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(deflated);
        }
    }
}

fn is_filtered(stream: &Stream) -> bool {
    stream.dict.has(b"Filter")
}

/// The bytes deflated; none when that makes them larger.
fn deflate(state: &mut Compress, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut deflated = Vec::with_capacity(bytes.len());
    let status = state.compress_vec(bytes, &mut deflated, FlushCompress::Finish).ok()?;
    // What does not fit into as many bytes is not worth it.
    (status == Status::StreamEnd).then_some(deflated)
}
