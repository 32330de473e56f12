//! The faces of the crate `bulletin` that are under the SIL Open Font Licence 1.1, as raw font
//! files: cut down to the characters of official Chinese (通用规范汉字表, GB 2312, punctuation,
//! Latin), renamed, otherwise unchanged. Their licences are in `licences/`.

/// 宋体 Regular: page numbers, last fallback for Chinese (from Noto Serif CJK SC).
pub const SONG: &[u8] = include_bytes!("../faces/BulletinSong-Regular.otf");
/// 宋体 Bold in the place of 小标宋: the name in the masthead, titles (from Noto Serif CJK SC Bold).
pub const SONG_BOLD: &[u8] = include_bytes!("../faces/BulletinSong-Bold.otf");
/// 黑体 Medium: headings of the first level (from Noto Sans CJK SC Medium).
pub const HEI: &[u8] = include_bytes!("../faces/BulletinHei-Medium.otf");
/// 楷体 Light: headings of the second level, fallback for 仿宋 (from LXGW WenKai Light).
pub const KAI: &[u8] = include_bytes!("../faces/BulletinKai-Light.ttf");
/// Latin letters and digits (from Liberation Serif).
pub const LATIN: &[u8] = include_bytes!("../faces/BulletinLatin-Regular.ttf");
