//! The type of each role: faces, sizes, colours, alignment and indents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ranges::{self, Fault};
use crate::info::Color;
use crate::length::Length;
use crate::place::Walk;
use crate::raise::expecting;
use crate::style::flow::Align;
use crate::style::gbt9704 as standard;
use crate::typeface::Typeface;

/// What a piece of type is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TypeRole {
    /// A line above the name of the bulletin; one that is too long is set smaller.
    LineAbove,
    /// The name of the bulletin. Its size follows from `MastheadTheme`.
    Mark,
    /// The second part of the name; one that is too long is set smaller.
    NamePart,
    /// A line below the name; one that is too long is set smaller.
    LineBelow,
    /// Secrecy, urgency and notice above the name.
    Notice,
    /// A copy number (份号, 编号).
    CopyNumber,
    /// The issue line.
    Issue,
    /// The period.
    Period,
    /// The issuers.
    Issuer,
    /// The date of issue.
    Date,
    /// A line of the masthead with a label.
    Field,
    /// The name after 签发人：.
    Signer,
    /// The title of the body, and of an article.
    Title,
    /// The subtitle below a title.
    Subtitle,
    /// The author below a title.
    Author,
    /// To whom the bulletin is addressed.
    Addressee,
    /// The organisations that sign the bulletin, and the date.
    SignOff,
    /// The words 编者按：.
    EditorNoteLabel,
    /// The editor's note.
    EditorNote,
    /// The words 本期要目.
    ContentsHeading,
    /// A line of the contents.
    ContentsItem,
    /// Who supplied an article, in brackets at its end.
    Source,
    /// 一、
    Heading1,
    /// （一）
    Heading2,
    /// 1.
    Heading3,
    /// （1）
    Heading4,
    /// ①
    Heading5,
    /// The body. Its size is that of the grid.
    Body,
    /// 注： below a paragraph.
    Note,
    /// A footnote.
    Footnote,
    /// 【栏目】
    Column,
    /// The list of appendices.
    AppendixList,
    /// The word 附件.
    AppendixLabel,
    /// The title of an appendix.
    AppendixTitle,
    /// The title of a table.
    TableCaption,
    /// 单位：
    TableUnit,
    /// The head of a table. Its size follows from `TableTheme`.
    TableHead,
    /// The cells of a table. Their size follows from `TableTheme`.
    TableCell,
    /// 注：
    TableNote,
    /// The title of a picture.
    FigureCaption,
    /// The words of a chart.
    Chart,
    /// The imprint.
    Imprint,
    /// Page numbers.
    PageNumber,
}

impl TypeRole {
    /// The name in theme files.
    fn name(self) -> &'static str {
        match self {
            TypeRole::LineAbove => "line-above",
            TypeRole::Mark => "mark",
            TypeRole::NamePart => "name-part",
            TypeRole::LineBelow => "line-below",
            TypeRole::Notice => "notice",
            TypeRole::CopyNumber => "copy-number",
            TypeRole::Issue => "issue",
            TypeRole::Period => "period",
            TypeRole::Issuer => "issuer",
            TypeRole::Date => "date",
            TypeRole::Field => "field",
            TypeRole::Signer => "signer",
            TypeRole::Title => "title",
            TypeRole::Subtitle => "subtitle",
            TypeRole::Author => "author",
            TypeRole::Addressee => "addressee",
            TypeRole::SignOff => "sign-off",
            TypeRole::EditorNoteLabel => "editor-note-label",
            TypeRole::EditorNote => "editor-note",
            TypeRole::ContentsHeading => "contents-heading",
            TypeRole::ContentsItem => "contents-item",
            TypeRole::Source => "source",
            TypeRole::Heading1 => "heading1",
            TypeRole::Heading2 => "heading2",
            TypeRole::Heading3 => "heading3",
            TypeRole::Heading4 => "heading4",
            TypeRole::Heading5 => "heading5",
            TypeRole::Body => "body",
            TypeRole::Note => "note",
            TypeRole::Footnote => "footnote",
            TypeRole::Column => "column",
            TypeRole::AppendixList => "appendix-list",
            TypeRole::AppendixLabel => "appendix-label",
            TypeRole::AppendixTitle => "appendix-title",
            TypeRole::TableCaption => "table-caption",
            TypeRole::TableUnit => "table-unit",
            TypeRole::TableHead => "table-head",
            TypeRole::TableCell => "table-cell",
            TypeRole::TableNote => "table-note",
            TypeRole::FigureCaption => "figure-caption",
            TypeRole::Chart => "chart",
            TypeRole::Imprint => "imprint",
            TypeRole::PageNumber => "page-number",
        }
    }
}

/// The type of one role, and how its paragraphs are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct TypeStyle {
    /// The face of Chinese.
    pub face: Typeface,
    /// The face of Latin letters and digits.
    pub latin: Typeface,
    /// The size, 4 pt to 200 pt.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::size::schema"))]
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Whether it is bold throughout.
    pub bold: bool,
    /// How the lines are aligned.
    pub align: Align,
    /// The indent of the first line, 0 to 50 characters of this size; of the grid, if it is the size
    /// of the body.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::characters::schema"))]
    pub first: u8,
    /// The indent of all lines at the left, 0 to 50 characters.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::characters::schema"))]
    pub left: u8,
    /// The indent of all lines at the right, 0 to 50 characters.
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::characters::schema"))]
    pub right: u8,
    /// The distance from one line to the next, 4 pt to 200 mm. By default the row pitch of the grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "ranges::pitch::schema"))]
    pub pitch: Option<Length>,
}

/// The type of every role; `types[TypeRole::Body]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Types(BTreeMap<TypeRole, TypeStyle>);

#[cfg(feature = "schema")]
impl Types {
    /// Every role, as files name it.
    pub(in crate::style) fn names() -> impl Iterator<Item = &'static str> {
        Types::default().0.into_keys().map(TypeRole::name)
    }
}

impl Types {
    pub(super) fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        for (role, style) in &self.0 {
            style.check(&at.field(role.name()))?;
        }
        Ok(())
    }
}

impl TypeStyle {
    fn check(&self, at: &Walk<'_>) -> Result<(), Fault> {
        ranges::size::check(self.size, &at.field("size"))?;
        ranges::characters::check(self.first, &at.field("first"))?;
        ranges::characters::check(self.left, &at.field("left"))?;
        ranges::characters::check(self.right, &at.field("right"))?;
        self.pitch.map_or(Ok(()), |pitch| ranges::pitch::check(pitch, &at.field("pitch")))
    }
}

/// The type of the body.
impl Default for TypeStyle {
    fn default() -> TypeStyle {
        BODY
    }
}

impl std::ops::Index<TypeRole> for Types {
    type Output = TypeStyle;

    fn index(&self, role: TypeRole) -> &TypeStyle {
        self.0.get(&role).unwrap_or(&BODY)
    }
}

impl std::ops::IndexMut<TypeRole> for Types {
    fn index_mut(&mut self, role: TypeRole) -> &mut TypeStyle {
        self.0.entry(role).or_insert(BODY)
    }
}

/// 三号仿宋, justified, two characters of indent: what is not said otherwise (5.2.2, 7.3.3).
const BODY: TypeStyle = TypeStyle {
    face: Typeface::FangSong,
    latin: Typeface::Latin,
    size: standard::SIZE_3,
    color: Color::BLACK,
    bold: false,
    align: Align::Justify,
    first: 2,
    left: 0,
    right: 0,
    pitch: None,
};

impl Default for Types {
    fn default() -> Types {
        use Typeface::{FangSong, Hei, Kai, Song, XiaoBiaoSong};
        let style = |face, align, first| TypeStyle { face, align, first, ..BODY };
        // Digits in a heading of 黑体 or a title of 小标宋 are its own: a light Latin digit would
        // fall out of the line.
        let strong = |face, align, first| TypeStyle { latin: face, ..style(face, align, first) };
        let title = TypeStyle { size: standard::SIZE_2, ..strong(XiaoBiaoSong, Align::Center, 0) };
        let small = |style: TypeStyle, pitch| TypeStyle {
            size: standard::SIZE_4_SMALL,
            pitch: Some(Length::pt(pitch)),
            ..style
        };
        Types(BTreeMap::from([
            (TypeRole::LineAbove, TypeStyle { color: Color::RED, ..title }),
            (TypeRole::Mark, TypeStyle { color: Color::RED, ..title }),
            (TypeRole::NamePart, TypeStyle { color: Color::RED, ..title }),
            (TypeRole::LineBelow, TypeStyle { color: Color::RED, ..title }),
            (TypeRole::Notice, strong(Hei, Align::Left, 0)),
            (TypeRole::CopyNumber, style(FangSong, Align::Left, 0)),
            (TypeRole::Issue, style(Kai, Align::Center, 0)),
            (TypeRole::Period, style(Kai, Align::Center, 0)),
            (TypeRole::Issuer, style(FangSong, Align::Left, 0)),
            (TypeRole::Date, style(FangSong, Align::Left, 0)),
            (TypeRole::Field, style(FangSong, Align::Left, 0)),
            (TypeRole::Signer, style(Kai, Align::Left, 0)),
            (TypeRole::Title, title),
            (TypeRole::Subtitle, style(Kai, Align::Center, 0)),
            (TypeRole::Author, style(Kai, Align::Center, 0)),
            (TypeRole::Addressee, style(FangSong, Align::Justify, 0)),
            (TypeRole::SignOff, style(FangSong, Align::Right, 0)),
            (TypeRole::EditorNoteLabel, strong(Hei, Align::Justify, 2)),
            (
                TypeRole::EditorNote,
                TypeStyle { left: 2, right: 2, ..style(Kai, Align::Justify, 2) },
            ),
            (TypeRole::ContentsHeading, strong(Hei, Align::Center, 0)),
            (TypeRole::ContentsItem, style(Kai, Align::Left, 2)),
            (TypeRole::Source, style(FangSong, Align::Right, 0)),
            (TypeRole::Heading1, strong(Hei, Align::Left, 2)),
            (TypeRole::Heading2, style(Kai, Align::Left, 2)),
            (TypeRole::Heading3, style(FangSong, Align::Left, 2)),
            (TypeRole::Heading4, style(FangSong, Align::Left, 2)),
            (TypeRole::Heading5, style(FangSong, Align::Left, 2)),
            (TypeRole::Body, BODY),
            (TypeRole::Column, TypeStyle { bold: true, ..style(Kai, Align::Left, 2) }),
            (TypeRole::AppendixList, style(FangSong, Align::Justify, 2)),
            (TypeRole::AppendixLabel, strong(Hei, Align::Left, 0)),
            (TypeRole::AppendixTitle, title),
            (
                TypeRole::TableCaption,
                TypeStyle { size: standard::SIZE_4, ..strong(Hei, Align::Center, 0) },
            ),
            (TypeRole::TableUnit, small(style(FangSong, Align::Right, 0), 20.0)),
            (TypeRole::TableHead, small(strong(Hei, Align::Center, 0), 18.0)),
            (TypeRole::TableCell, small(style(FangSong, Align::Center, 0), 18.0)),
            (TypeRole::Note, small(style(FangSong, Align::Justify, 2), 20.0)),
            (
                TypeRole::Footnote,
                TypeStyle {
                    size: standard::SIZE_5,
                    pitch: Some(Length::pt(15.0)),
                    ..style(FangSong, Align::Justify, 0)
                },
            ),
            (TypeRole::TableNote, small(style(FangSong, Align::Justify, 2), 20.0)),
            (TypeRole::FigureCaption, small(style(FangSong, Align::Center, 0), 20.0)),
            (
                TypeRole::Chart,
                TypeStyle { size: standard::SIZE_5, ..style(FangSong, Align::Left, 0) },
            ),
            (
                TypeRole::Imprint,
                TypeStyle {
                    size: standard::SIZE_4,
                    left: 1,
                    right: 1,
                    pitch: Some(Length::pt(26.0)),
                    ..style(FangSong, Align::Justify, 0)
                },
            ),
            (
                TypeRole::PageNumber,
                TypeStyle { size: standard::SIZE_4, ..strong(Song, Align::Left, 0) },
            ),
        ]))
    }
}

/// What a theme file says of a role: whatever it does not say stays as it is in the standard.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypePatch {
    face: Option<Typeface>,
    latin: Option<Typeface>,
    #[serde(default, deserialize_with = "ranges::size::read_some")]
    size: Option<Length>,
    color: Option<Color>,
    bold: Option<bool>,
    align: Option<Align>,
    #[serde(default, deserialize_with = "ranges::characters::read_some")]
    first: Option<u8>,
    #[serde(default, deserialize_with = "ranges::characters::read_some")]
    left: Option<u8>,
    #[serde(default, deserialize_with = "ranges::characters::read_some")]
    right: Option<u8>,
    #[serde(default, deserialize_with = "ranges::pitch::read_some")]
    pitch: Option<Length>,
}

impl TypePatch {
    /// The style with what the file says of it.
    fn apply(self, old: TypeStyle) -> TypeStyle {
        TypeStyle {
            face: self.face.unwrap_or(old.face),
            latin: self.latin.unwrap_or(old.latin),
            size: self.size.unwrap_or(old.size),
            color: self.color.unwrap_or(old.color),
            bold: self.bold.unwrap_or(old.bold),
            align: self.align.unwrap_or(old.align),
            first: self.first.unwrap_or(old.first),
            left: self.left.unwrap_or(old.left),
            right: self.right.unwrap_or(old.right),
            pitch: self.pitch.or(old.pitch),
        }
    }
}

impl<'de> Deserialize<'de> for Types {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Types, D::Error> {
        struct TypesVisitor;

        impl<'de> serde::de::Visitor<'de> for TypesVisitor {
            type Value = Types;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                expecting(
                    f,
                    "a table of roles such as body or heading1 with their type",
                    "各类文字（如 body、heading1）及其字体",
                )
            }

            // Keys are read as strings, so that an error can name them in its path.
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Types, A::Error> {
                let mut types: Types = super::base::part();
                while let Some(name) = map.next_key::<String>()? {
                    let name = serde::de::value::StrDeserializer::<A::Error>::new(&name);
                    let role = TypeRole::deserialize(name)?;
                    types[role] = map.next_value::<TypePatch>()?.apply(types[role]);
                }
                Ok(types)
            }
        }

        deserializer.deserialize_map(TypesVisitor)
    }
}
