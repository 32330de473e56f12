//! Deflating (RFC 1951) of what both writers write, with one state for many short streams: to set one up
//! costs as much as a short stream. In pure Rust by zlib-rs; with the feature `libdeflate` by libdeflate, which
//! takes half of the work for files as large, and is C.

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

pub(crate) use state::Deflater;

#[cfg(not(feature = "libdeflate"))]
mod state {
    use flate2::{Compress, Compression, FlushCompress, Status};

    use super::{Effort, NotDeflated, Wrap};

    /// A state that deflates one stream after the other.
    pub(crate) struct Deflater(Compress);

    impl Deflater {
        pub(crate) fn new(effort: Effort, wrap: Wrap) -> Deflater {
            let level = match effort {
                Effort::Little => 2,
                Effort::Usual => 6,
            };
            Deflater(Compress::new(Compression::new(level), wrap == Wrap::Zlib))
        }

        /// Deflates bytes to the end of `out`.
        pub(crate) fn deflate(
            &mut self,
            bytes: &[u8],
            out: &mut Vec<u8>,
        ) -> Result<(), NotDeflated> {
            let Deflater(state) = self;
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
    pub(crate) struct Deflater {
        state: Compressor,
        wrap: Wrap,
    }

    impl Deflater {
        pub(crate) fn new(effort: Effort, wrap: Wrap) -> Deflater {
            let level = match effort {
                // Level 0, the fastest, only stores.
                Effort::Little => CompressionLvl::new(1).unwrap_or_default(),
                Effort::Usual => CompressionLvl::default(),
            };
            Deflater { state: Compressor::new(level), wrap }
        }

        /// Deflates bytes to the end of `out`.
        pub(crate) fn deflate(
            &mut self,
            bytes: &[u8],
            out: &mut Vec<u8>,
        ) -> Result<(), NotDeflated> {
            let Deflater { state, wrap } = self;
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
