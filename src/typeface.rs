//! The six faces of an official document. A theme names them, a font set supplies them, a DOCX
//! asks for them by their official names.

use serde::{Deserialize, Serialize};

/// One of the faces that official documents are set in (GB/T 9704-2012, 5.2.2, 7.2–7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Typeface {
    /// 小标宋: the name in the masthead and titles.
    XiaoBiaoSong,
    /// 仿宋: the body.
    FangSong,
    /// 黑体: headings of the first level, secrecy, 附件.
    Hei,
    /// 楷体: headings of the second level, the issue line.
    Kai,
    /// 宋体: page numbers.
    Song,
    /// A Latin face of the Times kind: letters and digits beside Chinese.
    Latin,
}

impl Typeface {
    /// Every typeface, in the order of their declaration.
    pub const ALL: [Typeface; 6] = [
        Typeface::XiaoBiaoSong,
        Typeface::FangSong,
        Typeface::Hei,
        Typeface::Kai,
        Typeface::Song,
        Typeface::Latin,
    ];

    /// The name by which official documents ask for it: the first of its family names.
    pub fn name(self) -> &'static str {
        match self.family_names() {
            [name, ..] => name,
            [] => "",
        }
    }

    /// The family names under which this face is installed on office computers, the official one
    /// first. A DOCX asks for the first.
    pub fn family_names(self) -> &'static [&'static str] {
        match self {
            Typeface::XiaoBiaoSong => {
                &["方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋"]
            }
            Typeface::FangSong => {
                &["仿宋_GB2312", "方正仿宋_GB2312", "仿宋", "FangSong", "STFangsong"]
            }
            Typeface::Hei => &["黑体", "SimHei", "方正黑体_GBK", "STHeiti"],
            Typeface::Kai => &["楷体_GB2312", "方正楷体_GB2312", "楷体", "KaiTi", "STKaiti"],
            Typeface::Song => &["宋体", "SimSun", "方正书宋_GBK", "STSong"],
            Typeface::Latin => &["Times New Roman", "Liberation Serif", "Nimbus Roman"],
        }
    }
}
