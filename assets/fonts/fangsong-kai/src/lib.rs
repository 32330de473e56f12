//! 仿宋 and 楷体 for the crate `bulletin`, as raw font files under the SIL Open Font Licence 1.1
//! (`licences/`): cut down to the characters of official Chinese (通用规范汉字表, GB 2312) and the
//! signs of statistics, environment and health offices that they have, renamed.

/// 仿宋 Regular: the body of an official document (from Zhuque Fangsong, 朱雀仿宋).
pub const FANGSONG: &[u8] = include_bytes!("../faces/BulletinFangSong-Regular.ttf");
/// 楷体 Light: headings of the second level, the issue line (from LXGW WenKai Light).
pub const KAI: &[u8] = include_bytes!("../faces/BulletinKai-Light.ttf");
