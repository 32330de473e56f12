//! What a bulletin says, without a millimetre: the masthead, the sections, the appendices and the
//! imprint, as a program or a file states them. Everything here is a plain value with public
//! fields; construct it with struct literals and `..Default::default()`.
//!
//! One file for each part of a bulletin (`masthead`, `section`, `block`, `table`, `imprint`, and
//! `text` and `number` in them); `rules` is what they have to keep, `limits` how large they may be;
//! `form` and `read` are their form in files, `validate` the same checks for programs.

#![expect(
    clippy::exhaustive_structs,
    reason = "bulletins are written as struct literals; a new field is a new major version"
)]

mod block;
mod form;
mod images;
mod imprint;
pub(crate) mod limits;
mod masthead;
mod number;
mod path;
mod ranking;
mod read;
mod rules;
mod section;
mod table;
mod text;
mod validate;

pub use block::{Block, Figure, Image};
pub use imprint::{Imprint, StaffEntry};
pub use masthead::{Issue, Masthead, Period, Series, chinese_date};
pub use number::{Number, ParseNumberError};
pub use ranking::{RankRule, Ranking, RankingRow, TieStyle};
pub use section::{Appendix, Contents, Section};
pub use table::{Align, Cell, Table, TableColumn};
pub use text::{Span, Text};

/// A bulletin (简报, 工作周报, 专报): everything that it says, in the order in which it says it.
///
/// It is made in Rust as below, or read with serde from JSON, TOML or YAML: the keys are the names
/// of the fields, and what is not said can be left out. Unknown keys, wrong types and impossible
/// values are errors that name the path and what was expected.
///
/// ```
/// use bulletin::{Block, Bulletin, Imprint, Issue, Masthead, Section};
///
/// let bulletin = Bulletin {
///     masthead: Masthead {
///         title: "工作快报".into(),
///         issue: Some(Issue { number: Some(1), ..Issue::default() }),
///         ..Masthead::default()
///     },
///     sections: vec![Section {
///         blocks: vec![Block::from("全省大厅受理事项**96件**，全部办结。")],
///         ..Section::new("假期服务")
///     }],
///     imprint: Imprint { print_count: Some(5), ..Imprint::default() },
///     ..Bulletin::default()
/// };
/// bulletin.validate()?;
///
/// let file = r#"
///     [masthead]
///     title = "工作快报"
///     issue.number = 1
///
///     [[sections]]
///     heading = "假期服务"
///     blocks = ["全省大厅受理事项**96件**，全部办结。"]
///
///     [imprint]
///     print_count = 5
/// "#;
/// assert_eq!(toml::from_str::<Bulletin>(file)?, bulletin);
///
/// let error = toml::from_str::<Bulletin>("masthead.title = 1").unwrap_err().to_string();
/// assert!(error.contains("masthead.title"));
/// assert!(error.contains("line 1, column 18"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bulletin {
    /// The masthead (报头): name, issue, issuer, date.
    pub masthead: Masthead,
    /// The editor's note (编者按), a paragraph each; empty for none. In a file, a single paragraph
    /// may stand without a list.
    pub editor_note: Vec<Text>,
    /// The list of contents (本期要目).
    pub contents: Option<Contents>,
    /// The title of the body, when it has one beside the name in the masthead. A line feed in it
    /// breaks the line there.
    pub title: Option<Text>,
    /// What stands before the first section; many short bulletins have nothing else.
    pub body: Vec<Block>,
    /// The numbered sections (一、 …).
    pub sections: Vec<Section>,
    /// The appendices (附件), each on a new page.
    pub appendices: Vec<Appendix>,
    /// Distribution and print count at the foot of the last page (报尾, 版记).
    pub imprint: Imprint,
}
