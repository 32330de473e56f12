//! 宋体, 小标宋, 黑体, a Latin face and signs for the crate `bulletin`, as raw font files under the SIL
//! Open Font Licence 1.1 (`licences/`): cut down to the characters of official Chinese
//! (通用规范汉字表, GB 2312) and the signs of statistics, environment and health offices, renamed,
//! with TrueType outlines.

/// 宋体 Regular: page numbers, fallback for signs (from Noto Serif CJK SC).
pub const SONG: &[u8] = include_bytes!("../faces/BulletinSong-Regular.ttf");
/// 宋体 Bold in the place of 小标宋: the name in the masthead, titles (from Noto Serif CJK SC Bold).
pub const SONG_BOLD: &[u8] = include_bytes!("../faces/BulletinSong-Bold.ttf");
/// 黑体 Medium: headings of the first level (from Noto Sans CJK SC Medium).
pub const HEI: &[u8] = include_bytes!("../faces/BulletinHei-Medium.ttf");
/// Latin letters and digits, raised and lowered digits (from Liberation Serif).
pub const LATIN: &[u8] = include_bytes!("../faces/BulletinLatin-Regular.ttf");
/// Ticks, boxes, pointers, signs of raised and lowered text (from Noto Sans Symbols 2 and Noto
/// Serif).
pub const SYMBOLS: &[u8] = include_bytes!("../faces/BulletinSymbols-Regular.ttf");
