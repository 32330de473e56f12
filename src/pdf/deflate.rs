//! The streams of a file, deflated (ISO 32000-1, 7.4.4).

use lopdf::Stream;

use crate::deflate::{self, Effort, Wrap};

/// What `/Filter/FlateDecode` takes in the dictionary.
const ENTRY: usize = 19;

/// Deflates streams.
pub(super) struct Deflater {
    outlines: deflate::Deflater,
    rest: deflate::Deflater,
}

impl Deflater {
    pub(super) fn new() -> Deflater {
        let state = |effort| deflate::Deflater::new(effort, Wrap::Zlib);
        Deflater { outlines: state(Effort::Little), rest: state(Effort::Usual) }
    }

    /// Deflates a stream that may be and is not yet, where that makes it smaller.
    pub(super) fn stream(&mut self, stream: &mut Stream) {
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            return;
        }
        if let Some(deflated) = shorter(&mut self.rest, &stream.content) {
            set(stream, deflated);
        }
    }

    /// Deflates a font program; none where that makes it no smaller.
    pub(super) fn outlines(&mut self, program: &[u8]) -> Option<Vec<u8>> {
        shorter(&mut self.outlines, program)
    }

    /// Deflates a stream, whether that makes it smaller or not. One that cannot be stays as it is.
    pub(super) fn always(&mut self, stream: &mut Stream) {
        let mut deflated = Vec::new();
        if self.rest.deflate(&stream.content, &mut deflated).is_ok() {
            set(stream, deflated);
        }
    }
}

fn shorter(state: &mut deflate::Deflater, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut deflated = Vec::new();
    state.deflate(bytes, &mut deflated).ok()?;
    (deflated.len() + ENTRY < bytes.len()).then_some(deflated)
}

fn set(stream: &mut Stream, deflated: Vec<u8>) {
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(deflated);
}
