//! Which face serves which typeface is decided by the names of its family: a name of the typeface
//! itself, or that of a known substitute. Other faces serve none. For a typeface without a face
//! another typeface stands in, the most similar first.

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
/// other cuts by the foundries whose fonts official documents are set in.
fn other_names(typeface: Typeface) -> &'static [&'static str] {
    match typeface {
        Typeface::XiaoBiaoSong => &["FZXiaoBiaoSong-B05", "方正小标宋", "方正小标宋_GB18030"],
        Typeface::FangSong => &[
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "方正仿宋简体",
            "FZFangSong-Z02S",
            "FZFangSong-Z02",
            "华文仿宋",
        ],
        Typeface::Hei => &["方正黑体简体", "FZHei-B01S", "FZHei-B01", "华文黑体"],
        Typeface::Kai => {
            &["KaiTi_GB2312", "方正楷体_GBK", "方正楷体简体", "FZKai-Z03S", "FZKai-Z03", "华文楷体"]
        }
        Typeface::Song => {
            &["新宋体", "NSimSun", "方正书宋简体", "FZShuSong-Z01S", "FZShuSong-Z01", "华文宋体"]
        }
        Typeface::Latin => &[],
    }
}

/// Families similar enough to be substitutes, the best first.
fn substitutes(typeface: Typeface) -> &'static [&'static str] {
    match typeface {
        Typeface::XiaoBiaoSong => &[
            "Bulletin Song",
            "Noto Serif CJK SC",
            "Source Han Serif SC",
            "思源宋体",
            "华文中宋",
            "STZhongsong",
            "宋体",
            "SimSun",
        ],
        Typeface::FangSong => &["Bulletin FangSong", "FandolFang", "FandolFang R"],
        Typeface::Hei => &[
            "Bulletin Hei",
            "Noto Sans CJK SC",
            "Source Han Sans SC",
            "思源黑体",
            "FandolHei",
            "WenQuanYi Zen Hei",
        ],
        Typeface::Kai => &["Bulletin Kai", "LXGW WenKai", "霞鹜文楷", "FandolKai"],
        Typeface::Song => {
            &["Bulletin Song", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "FandolSong"]
        }
        Typeface::Latin => &["Bulletin Latin", "Tinos", "FreeSerif"],
    }
}

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
    let bears = |name: &&str| face.families().iter().any(|family| plain(family) == plain(name));
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

/// Whether a family of this name may serve some typeface.
#[cfg(feature = "installed-fonts")]
pub(super) fn is_known(family: &str) -> bool {
    Typeface::ALL.into_iter().any(|typeface| {
        let names = typeface.family_names().iter();
        names
            .chain(other_names(typeface))
            .chain(substitutes(typeface))
            .any(|name| plain(name) == plain(family))
    })
}

/// A name for comparison: in lower case, without spaces and hyphens.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, ' ' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
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
