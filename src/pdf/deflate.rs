//! The streams of a file, deflated (ISO 32000-1, 7.4.4).

use lopdf::{Object, Stream};

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
        // A font program has the length of its parts, or is a bare table of outlines.
        let is_font = stream.dict.has(b"Length1")
            || stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"CIDFontType0C");
        let state = if is_font { &mut self.outlines } else { &mut self.rest };
        let mut deflated = Vec::new();
        if state.deflate(&stream.content, &mut deflated).is_ok()
            && deflated.len() + ENTRY < stream.content.len()
        {
            set(stream, deflated);
        }
    }

    /// Deflates a stream, whether that makes it smaller or not. One that cannot be stays as it is.
    pub(super) fn always(&mut self, stream: &mut Stream) {
        let mut deflated = Vec::new();
        if self.rest.deflate(&stream.content, &mut deflated).is_ok() {
            set(stream, deflated);
        }
    }
}

fn set(stream: &mut Stream, deflated: Vec<u8>) {
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(deflated);
}
