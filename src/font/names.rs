//! Which face serves which typeface is decided by the names of its family: a name of the typeface
//! itself, or that of a known substitute. For a typeface without a face
//! another typeface stands in, the most similar first. What no face of a typeface has is taken from
//! faces that serve none: of signs, of rare ideographs, and whatever else the caller put in.

use super::face::Face;
use crate::typeface::Typeface;

/// How well a face serves a typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fit {
    /// Its family has a name of the typeface itself.
    Official,
    /// It is a similar face, such as Bulletin FangSong for 仿宋_GB2312.
    Substitute,
    /// It is a face of another kind, such as 楷体 for 仿宋.
    Other,
}

/// Names of a typeface besides [`Typeface::family_names`]: the English names of the same fonts, and
/// other cuts of the kinds that official documents are set in, as 方正, 华文, WPS, macOS and Windows
/// have them.
fn other_names(typeface: Typeface) -> &'static [&'static str] {
    match typeface {
        Typeface::XiaoBiaoSong => &[
            "FZXiaoBiaoSong-B05",
            "方正小标宋",
            "方正小标宋_GB18030",
            "方正公文小标宋",
            "文星简小标宋",
            "文星小标宋",
            "汉仪小标宋简",
        ],
        Typeface::FangSong => &[
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "方正仿宋简体",
            "方正仿宋_GB18030",
            "方正公文仿宋",
            "FZFangSong-Z02S",
            "FZFangSong-Z02",
            "华文仿宋",
            "文星仿宋",
            "汉仪仿宋简",
        ],
        Typeface::Hei => &[
            "方正黑体简体",
            "方正黑体_GB18030",
            "方正公文黑体",
            "FZHei-B01S",
            "FZHei-B01",
            "华文黑体",
            "黑体-简",
            "Heiti SC",
            "文星黑体",
        ],
        Typeface::Kai => &[
            "KaiTi_GB2312",
            "方正楷体_GBK",
            "方正楷体简体",
            "方正楷体_GB18030",
            "方正公文楷体",
            "FZKai-Z03S",
            "FZKai-Z03",
            "华文楷体",
            "楷体-简",
            "Kaiti SC",
            "文星楷体",
        ],
        Typeface::Song => &[
            "新宋体",
            "NSimSun",
            "方正书宋简体",
            "方正书宋_GB18030",
            "方正宋体",
            "FZShuSong-Z01S",
            "FZShuSong-Z01",
            "华文宋体",
            "宋体-简",
            "Songti SC",
        ],
        Typeface::Latin => &[],
    }
}

/// Families similar enough to be substitutes, the best first.
fn substitutes(typeface: Typeface) -> &'static [&'static str] {
    match typeface {
        Typeface::XiaoBiaoSong => &[
            "Bulletin Song",
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Source Han Serif CN",
            "思源宋体",
            "华文中宋",
            "STZhongsong",
            "宋体-简",
            "Songti SC",
            "宋体",
            "SimSun",
        ],
        Typeface::FangSong => &[
            "Bulletin FangSong",
            "朱雀仿宋",
            "Zhuque Fangsong",
            "朱雀仿宋（预览测试版）",
            "Zhuque Fangsong (technical preview)",
            "FandolFang",
            "FandolFang R",
        ],
        Typeface::Hei => &[
            "Bulletin Hei",
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Source Han Sans SC",
            "Source Han Sans CN",
            "思源黑体",
            "微软雅黑",
            "Microsoft YaHei",
            "苹方-简",
            "PingFang SC",
            "冬青黑体简体中文",
            "Hiragino Sans GB",
            "FandolHei",
            "WenQuanYi Zen Hei",
        ],
        Typeface::Kai => &[
            "Bulletin Kai",
            "LXGW WenKai",
            "霞鹜文楷",
            "LXGW WenKai GB",
            "霞鹜文楷 GB",
            "FandolKai",
            "AR PL UKai CN",
        ],
        Typeface::Song => &[
            "Bulletin Song",
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Source Han Serif CN",
            "思源宋体",
            "FandolSong",
            "AR PL UMing CN",
        ],
        Typeface::Latin => &["Bulletin Latin", "Tinos", "Times", "TeX Gyre Termes", "FreeSerif"],
    }
}

/// Families that serve no typeface and are asked for what the others lack, in this order: signs,
/// then rare ideographs.
const FALLBACKS: [&str; 16] = [
    "Bulletin Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Symbols2",
    "Segoe UI Symbol",
    "Apple Symbols",
    "Bulletin Song More",
    "宋体-ExtB",
    "SimSun-ExtB",
    "宋体-ExtG",
    "SimSun-ExtG",
    "方正宋体S-超大字符集",
    "方正仿宋S-超大字符集",
    "中华书局宋体",
    "天珩全字库",
    "遍黑体 P1",
    "Plangothic P1",
];

/// Substitutes for 小标宋 whose regular cut is heavy enough; of the others only a bold cut is.
const HEAVY: [&str; 2] = ["华文中宋", "STZhongsong"];

/// The weight that a typeface needs, for families with several.
fn weight(typeface: Typeface, fit: Fit) -> u16 {
    match (typeface, fit) {
        (Typeface::XiaoBiaoSong, Fit::Substitute) => 700,
        (Typeface::Hei, Fit::Substitute) => 500,
        _ => 400,
    }
}

/// How a face ranks among those that could serve a typeface; the lowest is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How well it fits.
    pub(super) fit: Fit,
    /// The position of its name in the list.
    pub(super) place: usize,
    /// The distance of its weight from the one needed.
    weight: u16,
}

/// How a face ranks for a typeface; none if its names do not fit or it is slanted.
pub(super) fn rank(typeface: Typeface, face: &Face) -> Option<Rank> {
    if face.is_slanted() {
        return None;
    }
    let bears = |name: &&str| face.families().iter().any(|family| alike(family, name));
    let will_do = |name: &&str| {
        bears(name)
            && (typeface != Typeface::XiaoBiaoSong || face.is_bold() || HEAVY.contains(name))
    };
    let official = typeface.family_names().iter().chain(other_names(typeface));
    let (fit, place) = match official.clone().position(bears) {
        Some(place) => (Fit::Official, place),
        None => {
            let mut names = substitutes(typeface).iter();
            (Fit::Substitute, names.position(will_do)?)
        }
    };
    Some(Rank { fit, place, weight: face.weight().abs_diff(weight(typeface, fit)) })
}

/// The place of a face among those that serve no typeface and are asked for what the others lack:
/// known families first, then any other face. None if it is slanted.
pub(super) fn fallback_rank(face: &Face) -> Option<usize> {
    let bears = |name: &&str| face.families().iter().any(|family| alike(family, name));
    let place = FALLBACKS.iter().position(bears).unwrap_or(FALLBACKS.len());
    (!face.is_slanted()).then_some(place)
}

/// Whether a face that serves no typeface is one that is meant for what the others lack.
pub(super) fn is_fallback(face: &Face) -> bool {
    fallback_rank(face).is_some_and(|place| place < FALLBACKS.len())
}

/// Whether a family of this name may be of use.
#[cfg(feature = "installed-fonts")]
pub(super) fn is_known(family: &str) -> bool {
    Typeface::ALL.into_iter().any(|typeface| {
        let names = typeface.family_names().iter();
        names
            .chain(other_names(typeface))
            .chain(substitutes(typeface))
            .chain(&FALLBACKS)
            .any(|name| alike(name, family))
    })
}

/// Whether two names are one, whatever their case, spaces and hyphens. Most differ in the first
/// character, and no more is read of them.
fn alike(one: &str, other: &str) -> bool {
    let plain = |name| {
        str::chars(name)
            .filter(|character| !matches!(character, ' ' | '-'))
            .flat_map(char::to_lowercase)
    };
    plain(one).eq(plain(other))
}

/// The typefaces that stand in for a typeface, the most similar first.
pub(super) fn stand_ins(typeface: Typeface) -> [Typeface; 5] {
    use Typeface::{FangSong, Hei, Kai, Latin, Song, XiaoBiaoSong};
    match typeface {
        XiaoBiaoSong => [Song, Hei, Kai, FangSong, Latin],
        FangSong => [Kai, Song, Hei, XiaoBiaoSong, Latin],
        Hei => [XiaoBiaoSong, Kai, Song, FangSong, Latin],
        Kai => [Song, Hei, FangSong, XiaoBiaoSong, Latin],
        Song => [Kai, Hei, XiaoBiaoSong, FangSong, Latin],
        Latin => [Song, Kai, Hei, XiaoBiaoSong, FangSong],
    }
}

/// What of a character decides in which order the faces are asked for it, once the faces of its own
/// typeface lack it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// An ideograph or a letter: the most similar typeface has it.
    Letter,
    /// A sign, which looks alike in all typefaces: 宋体 has most of them, then the faces of signs.
    Sign,
    /// A raised or lowered digit, or a fraction, which stands among Latin letters and digits.
    Figure,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Kind; 3] = [Kind::Letter, Kind::Sign, Kind::Figure];

    /// What a character is.
    pub(crate) fn of(character: char) -> Kind {
        match u32::from(character) {
            0xB2 | 0xB3 | 0xB9 | 0xBC..=0xBE | 0x2070..=0x209F | 0x2150..=0x215F => Kind::Figure,
            // 々〆〇 stand for ideographs.
            0x3005..=0x3007 => Kind::Letter,
            0xA1..=0xBF | 0xD7 | 0xF7 | 0x2000..=0x2BFF | 0x3000..=0x303F | 0x3200..=0x33FF => {
                Kind::Sign
            }
            0xE000..=0xF8FF | 0xFE30..=0xFE6F | 0xFF00..=0xFFEF | 0x1F000..=0x1FAFF => Kind::Sign,
            _ => Kind::Letter,
        }
    }

    /// The typefaces whose faces are asked before all others.
    pub(super) fn first(self, typeface: Typeface) -> &'static [Typeface] {
        match (self, typeface) {
            (Kind::Letter, _) => &[],
            // Beside 黑体 and 小标宋 a bold sign.
            (Kind::Sign, Typeface::Hei) => &[Typeface::XiaoBiaoSong, Typeface::Song],
            (Kind::Sign, _) => &[Typeface::Song],
            (Kind::Figure, _) => &[Typeface::Latin, Typeface::FangSong],
        }
    }
}
