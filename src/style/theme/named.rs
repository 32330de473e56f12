//! The ready themes: files of data in `assets/themes`, which say only what differs from the standard's
//! and are read as any other. None builds on another, so that nothing can turn in a circle.

use super::Theme;
use crate::message::Language;
use crate::style::messages::StyleMessage;

/// A ready theme: the standard's, or that of one of the usual kinds of bulletins. [`Theme::named`] gives
/// one by its name; the file of another may build on it with `base = "weekly"`.
///
/// All but the first come with the feature `themes`, which `json`, `toml` and `yaml` bring along.
///
/// ```
/// use bulletin::{Language, NamedTheme};
///
/// let standard = &NamedTheme::ALL[0];
/// assert_eq!((standard.name(), standard.title(Language::Chinese)), ("gbt9704", "国标版式"));
/// for theme in NamedTheme::ALL {
///     println!("{}: {}", theme.name(), theme.meaning(Language::English));
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NamedTheme {
    name: &'static str,
    /// In English and in Chinese.
    titles: [&'static str; 2],
    meanings: [&'static str; 2],
    file: &'static str,
}

macro_rules! named {
    ($($(#[$when:meta])* $name:literal,
        $title:literal, $chinese:literal, $meaning:literal, $in_chinese:literal;)+) => {
        impl NamedTheme {
            /// All of them, the standard's first.
            pub const ALL: &'static [NamedTheme] = &[$(
                $(#[$when])*
                NamedTheme {
                    name: $name,
                    titles: [$title, $chinese],
                    meanings: [$meaning, $in_chinese],
                    file: include_str!(concat!("../../../assets/themes/", $name, ".toml")),
                },
            )+];
        }
    };
}

named! {
    "gbt9704", "the standard", "国标版式",
        "GB/T 9704-2012, with the masthead that bulletins have in practice",
        "GB/T 9704—2012，报头按简报的通行做法";
    #[cfg(feature = "themes")]
    "weekly", "weekly", "周报",
        "issue and period above issuer and date; rankings with a shaded head",
        "期号与起止日期、单位与日期各占一行；排名表表头有底色";
    #[cfg(feature = "themes")]
    "information", "information, dynamics", "信息、动态",
        "the issuer above a large name; several articles, each with who supplied it",
        "单位在名称之上，名称大；一期多篇，篇末和要目注明供稿单位";
    #[cfg(feature = "themes")]
    "special-report", "special report", "专报",
        "for leaders: secrecy and copy number, the signer beside the issue",
        "呈领导阅：密级、份号在上，签发人与期号同行";
    #[cfg(feature = "themes")]
    "flash", "flash", "快报",
        "short and urgent: a low masthead, the hour in its one line, the text at once",
        "短而急：报头低，期号、单位、时间一行，正文随即开始";
    #[cfg(feature = "themes")]
    "monthly", "monthly", "月报",
        "for figures: contents with page numbers, tables in three lines",
        "以数据为主：目录带页码，表格用三线表";
    #[cfg(feature = "themes")]
    "circular", "circular", "情况通报",
        "addressed and signed; red and black lists, rankings with bold totals",
        "有主送和落款；红黑榜、排名表，合计加粗";
    #[cfg(feature = "themes")]
    "congress", "congress, CPPCC", "人大、政协简报",
        "of a meeting: its full name above the name, a double rule, speakers in 楷体",
        "会议期间编印：会议全称在上，双线，发言人用楷体";
    #[cfg(feature = "themes")]
    "institution", "company, hospital", "公司、医院简报",
        "in blue with the picture of the house, who is in charge of it below the name",
        "蓝色，名称旁有单位标识，主办、主编在名称之下";
}

impl NamedTheme {
    /// The name in files and commands: `weekly`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is called, in a language: 周报.
    pub fn title(&self, language: Language) -> &'static str {
        said(self.titles, language)
    }

    /// What is its own, in one line.
    pub fn meaning(&self, language: Language) -> &'static str {
        said(self.meanings, language)
    }

    /// Its file in TOML, to start one's own from: what differs from the standard's, and why.
    pub fn file(&self) -> &'static str {
        self.file
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        #[cfg(feature = "themes")]
        if let Ok(theme) = crate::notation::toml_document(self.file) {
            return theme;
        }
        // The file of each is read in the tests.
        Theme::gbt9704()
    }

    /// The one of a name; what is said when there is none.
    pub(super) fn find(name: &str) -> Result<&'static NamedTheme, StyleMessage> {
        NamedTheme::ALL.iter().find(|theme| theme.name == name).ok_or_else(|| {
            let names = NamedTheme::ALL.iter().map(NamedTheme::name).collect();
            StyleMessage::NoTheme { name: name.to_owned(), names }
        })
    }
}

fn said([english, chinese]: [&'static str; 2], language: Language) -> &'static str {
    if language == Language::Chinese { chinese } else { english }
}
