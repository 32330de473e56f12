//! Deflating (RFC 1951) of what both writers write, with one state for many short streams: to set one up
//! costs as much as a short stream. In pure Rust by zlib-rs; with the feature `libdeflate` by libdeflate, which
//! takes half of the work for files as large, and is C.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// What the deflated bytes stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// Nothing, as in a ZIP archive.
    #[cfg_attr(not(feature = "docx"), allow(dead_code, reason = "the DOCX writer's"))]
    Raw,
    /// A header and a check sum (RFC 1950), as in a PDF.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "the PDF writer's"))]
    Zlib,
}

/// How much work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// For outlines, which no level makes much smaller: a third of the work, for programs 1 % larger.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "the PDF writer's"))]
    Little,
    /// For all else: a third of the work of the highest level, for files 0.3 % larger.
    Usual,
}

/// Nothing was deflated: a fault of the library that deflates.
#[derive(Debug)]
pub(crate) struct NotDeflated;

/// What deflates one stream after the other.
pub(crate) struct Deflater {
    state: state::State,
    kind: (Effort, Wrap),
}

impl Deflater {
    pub(crate) fn new(effort: Effort, wrap: Wrap) -> Deflater {
        Deflater { state: state::State::new(effort, wrap), kind: (effort, wrap) }
    }

    /// Deflates bytes to the end of `out`.
    pub(crate) fn deflate(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), NotDeflated> {
        self.state.deflate(bytes, out)
    }

    /// Deflates bytes that other files most likely have too.
    #[cfg_attr(not(feature = "docx"), allow(dead_code, reason = "the DOCX writer's"))]
    pub(crate) fn deflate_known(
        &mut self,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), NotDeflated> {
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |known: &&Known| known.kind == self.kind && *known.plain == *bytes;
        let found = known().iter().find(is_it).map(|known| Arc::clone(&known.deflated));
        if let Some(deflated) = found {
            out.extend_from_slice(&deflated);
            return Ok(());
        }
        let start = out.len();
        self.deflate(bytes, out)?;
        if bytes.len() <= LONGEST {
            let deflated = out.get(start..).unwrap_or_default().into();
            let mut known = known();
            known.truncate(KEPT - 1);
            known.push_front(Known { kind: self.kind, plain: bytes.into(), deflated });
        }
        Ok(())
    }
}

/// The last streams that are the same in many files, with what they were deflated to: a batch deflates the
/// styles of its documents once. The same bytes come of the same stream, kept or not.
static KNOWN: Mutex<VecDeque<Known>> = Mutex::new(VecDeque::new());

/// How many streams are kept, and how long one may be.
const KEPT: usize = 32;
const LONGEST: usize = 1 << 16;

struct Known {
    kind: (Effort, Wrap),
    plain: Box<[u8]>,
    deflated: Arc<[u8]>,
}

#[cfg(not(feature = "libdeflate"))]
mod state {
    use flate2::{Compress, Compression, FlushCompress, Status};

    use super::{Effort, NotDeflated, Wrap};

    /// A state that deflates one stream after the other.
    pub(super) struct State(Compress);

    impl State {
        pub(super) fn new(effort: Effort, wrap: Wrap) -> State {
            let level = match effort {
                Effort::Little => 2,
                Effort::Usual => 6,
            };
            State(Compress::new(Compression::new(level), wrap == Wrap::Zlib))
        }

        /// Deflates bytes to the end of `out`.
        pub(super) fn deflate(
            &mut self,
            bytes: &[u8],
            out: &mut Vec<u8>,
        ) -> Result<(), NotDeflated> {
            let State(state) = self;
            state.reset();
            loop {
                let done = usize::try_from(state.total_in()).map_err(|_| NotDeflated)?;
                let rest = bytes.get(done..).ok_or(NotDeflated)?;
                out.reserve(rest.len() / 4 + 256);
                let status = state.compress_vec(rest, out, FlushCompress::Finish);
                if status.map_err(|_| NotDeflated)? == Status::StreamEnd {
                    return Ok(());
                }
            }
        }
    }
}

#[cfg(feature = "libdeflate")]
mod state {
    use libdeflater::{CompressionLvl, Compressor};

    use super::{Effort, NotDeflated, Wrap};

    /// A state that deflates one stream after the other.
    pub(super) struct State {
        state: Compressor,
        wrap: Wrap,
    }

    impl State {
        pub(super) fn new(effort: Effort, wrap: Wrap) -> State {
            let level = match effort {
                // Level 0, the fastest, only stores.
                Effort::Little => CompressionLvl::new(1).unwrap_or_default(),
                Effort::Usual => CompressionLvl::default(),
            };
            State { state: Compressor::new(level), wrap }
        }

        /// Deflates bytes to the end of `out`.
        pub(super) fn deflate(
            &mut self,
            bytes: &[u8],
            out: &mut Vec<u8>,
        ) -> Result<(), NotDeflated> {
            let State { state, wrap } = self;
            let start = out.len();
            let bound = match wrap {
                Wrap::Raw => state.deflate_compress_bound(bytes.len()),
                Wrap::Zlib => state.zlib_compress_bound(bytes.len()),
            };
            out.resize(start + bound, 0);
            let room = out.get_mut(start..).ok_or(NotDeflated)?;
            let written = match wrap {
                Wrap::Raw => state.deflate_compress(bytes, room),
                Wrap::Zlib => state.zlib_compress(bytes, room),
            };
            out.truncate(start + written.as_ref().copied().unwrap_or(0));
            written.map(|_| ()).map_err(|_| NotDeflated)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_known_stream_is_the_same_again() {
        let mut state = Deflater::new(Effort::Usual, Wrap::Zlib);
        let mut plain = |bytes: &[u8], is_known: bool| {
            let mut out = b"before".to_vec();
            let done = match is_known {
                true => state.deflate_known(bytes, &mut out),
                false => state.deflate(bytes, &mut out),
            };
            assert!(done.is_ok());
            out
        };
        // More of them than are kept, each twice in a row and again at the end.
        let streams: Vec<Vec<u8>> =
            (0..KEPT * 2).map(|it| format!("<style>{it}</style>").repeat(40).into()).collect();
        let again = streams.iter().flat_map(|stream| [stream, stream]).chain(&streams);
        for stream in again {
            assert_eq!(plain(stream, true), plain(stream, false));
        }
        let long = vec![b'x'; LONGEST + 1];
        assert_eq!(plain(&long, true), plain(&long, false));
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(known.len() <= KEPT && known.iter().all(|known| known.plain.len() <= LONGEST));
    }

    #[test]
    fn streams_come_back_as_they_were() -> std::io::Result<()> {
        let noise: Vec<u8> =
            (0..200_000_u32).map(|it| it.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        for effort in [Effort::Little, Effort::Usual] {
            let mut raw = Deflater::new(effort, Wrap::Raw);
            let mut zlib = Deflater::new(effort, Wrap::Zlib);
            for bytes in [&b""[..], b"a", "简报".repeat(5000).as_bytes(), &noise] {
                let mut out = b"before".to_vec();
                assert!(raw.deflate(bytes, &mut out).is_ok());
                let (before, deflated) = out.split_at(6);
                assert_eq!(before, b"before");
                let mut read = Vec::new();
                flate2::read::DeflateDecoder::new(deflated).read_to_end(&mut read)?;
                assert!(read == bytes, "{effort:?}");
                if bytes.starts_with("简报简报".as_bytes()) {
                    assert!(deflated.len() * 50 < bytes.len(), "{effort:?}: {}", deflated.len());
                }
                let mut out = Vec::new();
                assert!(zlib.deflate(bytes, &mut out).is_ok());
                let mut read = Vec::new();
                flate2::read::ZlibDecoder::new(&out[..]).read_to_end(&mut read)?;
                assert!(read == bytes, "{effort:?}");
            }
        }
        Ok(())
    }
}
