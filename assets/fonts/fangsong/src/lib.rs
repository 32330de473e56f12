//! The 仿宋 face of the crate `bulletin`, as a raw font file, under the GPL 3 with the font
//! exception: a document that embeds it is not thereby under the GPL; a program that contains it
//! may be. Its licence is in `licences/`.

/// 仿宋 Regular: the body of an official document (from FandolFang).
pub const FANGSONG: &[u8] = include_bytes!("../faces/BulletinFangSong-Regular.otf");
