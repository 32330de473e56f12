//! What a bulletin says, without a millimetre: the masthead, the sections, the appendices and the
//! imprint, as a program or a file states them. Everything here is a plain value with public
//! fields; construct it with `new` and set the fields that differ, so that a field that is added
//! later does not break the program.
//!
//! A file for each part of a bulletin: what it is, how it is read from files and what it has to
//! keep. They stand on five that know none of them: `messages` is what is said of a fault, `limits`
//! how large anything may be, `rules` what words, numbers and days have to keep, `scan` reads the short
//! forms of dates and issues, and `strict` reads what files hold. `validate` stands above and checks a bulletin that a program made, by the same rules;
//! `words` shows all words that are printed to whoever looks at no more than those.

mod block;
mod cell;
mod chart;
mod column;
mod contents;
mod date;
mod figure;
pub(crate) mod grid;
mod images;
mod imprint;
mod issue;
pub(crate) mod limits;
mod look;
mod mark;
mod masthead;
pub(crate) mod messages;
mod next;
mod number;
mod period;
mod ranking;
mod rules;
mod scan;
#[cfg(feature = "schema")]
mod schema;
mod section;
mod sign_off;
mod strict;
mod table;
pub(crate) mod targets;
mod text;
mod total;
mod validate;
pub(crate) mod words;

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::Document;
use messages::Fault;

pub use block::{Beside, Block};
pub use cell::{Cell, CellValue, StyledCell};
pub use chart::{Chart, ChartKind, ChartSeries};
pub use column::{Align, TableColumn};
pub use contents::Contents;
pub use date::{Date, chinese_date};
pub use figure::{Figure, Image, Logo};
pub use imprint::{Imprint, ImprintEntry, StaffEntry};
pub use issue::{Issue, IssueForm, IssueNumber, IssueUnit, Series};
pub use look::CellLook;
pub use mark::{TableMark, TableRange};
pub use masthead::{Field, Masthead};
pub use number::Number;
pub use period::Period;
pub use ranking::{
    RankColumn, RankMark, RankOrder, RankRole, RankRule, RankedName, Ranking, Summary, TieStyle,
};
pub use section::{Appendix, Article, Section};
pub use sign_off::SignOff;
pub(crate) use table::names_total;
pub use table::{Table, TableForm, TableSize};
pub(crate) use text::tag_length;
pub use text::{Position, Span, SpanKind, Text};

/// A bulletin (简报, 工作周报, 专报): everything that it says, in the order in which it says it.
///
/// It is read from JSON, TOML and YAML by `from_json`, `from_toml` and `from_yaml` (features), whose
/// errors have a code, a sentence in two languages, and the path, the line and the column of the
/// value. Any other serde reader serves too; of that the error is a string in English, which names
/// the path of the value and what was expected.
///
/// ```
/// use bulletin::{Block, Bulletin, Section};
///
/// let mut bulletin = Bulletin::new("工作快报");
/// bulletin.body = vec!["元旦假期，全市政务大厅**照常值班**。".into()];
/// bulletin.sections = vec![Section::run_in("值班电话。", "见附件。")];
/// assert_eq!(bulletin.validate(), Ok(()));
///
/// let read: Bulletin = toml::from_str(
///     r#"
///     body = ["元旦假期，全市政务大厅**照常值班**。"]
///     [masthead]
///     title = "工作快报"
///     [[sections]]
///     heading = "值班电话。"
///     run_in = true
///     blocks = ["见附件。"]
///     "#,
/// )?;
/// assert_eq!(read, bulletin);
///
/// let error = toml::from_str::<Bulletin>("[masthead]\ntitle = '快报'\nname = ''").unwrap_err();
/// assert!(error.to_string().contains("masthead.name"), "{error}");
/// assert!(error.to_string().contains("line 3"), "{error}");
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default, extend("anyOf" = schema::something())))]
#[non_exhaustive]
pub struct Bulletin {
    /// The masthead (报头): name, issue, issuer, date. A bulletin without one begins with its text.
    #[serde(skip_serializing_if = "Masthead::is_empty")]
    pub masthead: Masthead,
    /// The editor's note (编者按), a paragraph each; empty for none. In a file a single paragraph
    /// needs no list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::editor_note"))]
    pub editor_note: Vec<Text>,
    /// The list of contents (本期要目).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<Contents>,
    /// The words above the list of contents, where they are not those of the theme: 目录, 本期导读.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents_heading: Option<String>,
    /// The title of the body, when it has one beside the name in the masthead. A line feed in it
    /// breaks the line there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// The subtitle below the title, in smaller type; a line feed breaks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Text>,
    /// The line below title and subtitle that names the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// To whom it is addressed (主送机关), flush left above the text, without the colon behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// What stands before the first section; many short bulletins have nothing else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// The numbered sections (一、 …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Who supplied its own text, printed in （） behind it: 市水务局供稿.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Further articles (报核中的多篇稿件), each with a title like the bulletin's own; the numbers of
    /// their sections begin anew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Article>,
    /// Who signs it, and when (署名, 成文日期), behind the text and the list of appendices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOff>,
    /// The appendices (附件), each on a new page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub appendices: Vec<Appendix>,
    /// Distribution and print count at the foot of the last page (报尾, 版记).
    #[serde(skip_serializing_if = "Imprint::is_empty")]
    pub imprint: Imprint,
}

/// The fields of a bulletin in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "bulletin")]
struct BulletinFile {
    #[serde(default)]
    masthead: Masthead,
    #[serde(default, deserialize_with = "editor_note")]
    editor_note: Vec<Text>,
    #[serde(default)]
    contents: Option<Contents>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    contents_heading: Option<String>,
    #[serde(default, deserialize_with = "text::optional_heading")]
    title: Option<Text>,
    #[serde(default, deserialize_with = "text::optional_heading")]
    subtitle: Option<Text>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    author: Option<String>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    addressee: Option<String>,
    #[serde(default, deserialize_with = "block::read")]
    body: Vec<Block>,
    #[serde(default, deserialize_with = "section::read")]
    sections: Vec<Section>,
    #[serde(default, deserialize_with = "strict::optional_words")]
    source: Option<String>,
    #[serde(default, deserialize_with = "section::read_articles")]
    articles: Vec<Article>,
    #[serde(default)]
    sign_off: Option<SignOff>,
    #[serde(default, deserialize_with = "section::read_appendices")]
    appendices: Vec<Appendix>,
    #[serde(default)]
    imprint: Imprint,
}

/// The paragraphs of the editor's note; a single one may stand alone.
fn editor_note<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Text>, D::Error> {
    let expected = ("a text, or a list of texts, one for each paragraph", "文字，或每段一项的列表");
    text::one_or_list(d, &limits::EDITOR_NOTE, expected)
}

impl<'de> Deserialize<'de> for Bulletin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bulletin, D::Error> {
        Bulletin::of_file(|| crate::error::with_path(deserializer))
    }
}

impl Document for Bulletin {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bulletin, D::Error> {
        Bulletin::of_file(|| BulletinFile::deserialize(deserializer))
    }
}

impl Bulletin {
    /// What a file says, checked.
    fn of_file<E: serde::de::Error>(
        read: impl FnOnce() -> Result<BulletinFile, E>,
    ) -> Result<Bulletin, E> {
        let file = total::of(read)?;
        let bulletin = Bulletin {
            masthead: file.masthead,
            editor_note: file.editor_note,
            contents: file.contents,
            contents_heading: file.contents_heading,
            title: file.title,
            subtitle: file.subtitle,
            author: file.author,
            addressee: file.addressee,
            body: file.body,
            sections: file.sections,
            source: file.source,
            articles: file.articles,
            sign_off: file.sign_off,
            appendices: file.appendices,
            imprint: file.imprint,
        };
        bulletin.check_below_title().map_err(strict::fault)?;
        bulletin.says_something().map_err(strict::fault)?;
        if let Some((fault, path)) = bulletin.same_ids() {
            return Err(crate::raise::raise_below(fault, path));
        }
        Ok(bulletin)
    }
}

impl Bulletin {
    /// A bulletin of this name that says nothing yet.
    ///
    /// ```
    /// use bulletin::{Bulletin, Issue, NaiveDate};
    ///
    /// let mut bulletin = Bulletin::new("窗口工作周报");
    /// bulletin.masthead.issue = Some(Issue::new(2024, 8));
    /// bulletin.masthead.date = NaiveDate::from_ymd_opt(2024, 3, 12).map(Into::into);
    /// assert_eq!(bulletin.validate(), Ok(()));
    /// ```
    pub fn new(name: impl Into<String>) -> Bulletin {
        Bulletin { masthead: Masthead::new(name), ..Bulletin::default() }
    }

    /// The rule of what stands below a title: there is one.
    fn check_below_title(&self) -> Result<(), Fault> {
        if self.title.is_none() && (self.subtitle.is_some() || self.author.is_some()) {
            return Err(Fault::BelowTitle {});
        }
        Ok(())
    }

    /// The rule of a bulletin: there is something to print.
    fn says_something(&self) -> Result<(), Fault> {
        if *self == Bulletin::default() { Err(Fault::Empty {}) } else { Ok(()) }
    }

    /// Whether anything stands between its title and the first article.
    pub(crate) fn has_text(&self) -> bool {
        !self.body.is_empty() || !self.sections.is_empty()
    }

    /// What the list of contents names when it is made by itself: the titles of several articles,
    /// its own first when a text of its own stands below it. Empty for a bulletin of one article,
    /// whose headings are listed.
    pub(crate) fn titles(&self) -> Vec<&Text> {
        if self.articles.is_empty() {
            return Vec::new();
        }
        let own = self.title.as_ref().filter(|_| self.has_text());
        own.into_iter().chain(self.articles.iter().map(|article| &article.title)).collect()
    }
}
