//! The rest of GBK for the crate `bulletin`: the 12,969 traditional and rare characters that its
//! other faces lack, as a raw font file under the SIL Open Font Licence 1.1 (`licences/`).

/// 宋体 Regular for traditional and rare characters: the last fallback (from Noto Serif CJK SC).
pub const SONG_MORE: &[u8] = include_bytes!("../faces/BulletinSongMore-Regular.ttf");
