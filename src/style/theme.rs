//! The theme: how an office's bulletins look. It holds measures and type, and not a word of any
//! bulletin. [`Theme::gbt9704`] is the standard's; an office keeps its own as a TOML file that
//! states only what differs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::flow::{Align, NumberPosition};
use super::gbt9704 as standard;
use super::geometry::Geometry;
use super::lines::LineRules;
use crate::info::Color;
use crate::length::Length;
use crate::typeface::Typeface;

/// How bulletins look: sheet, masthead, type, tables, imprint, page numbers.
///
/// ```
/// use bulletin::{Color, Theme, TypeRole};
///
/// let mut theme = Theme::gbt9704();
/// theme.types[TypeRole::Mark].color = Color { red: 0xC0, green: 0, blue: 0 };
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct Theme {
    /// The sheet and its grid.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::geometry"))]
    pub geometry: Geometry,
    /// What the ends of pages may part.
    pub page: PageTheme,
    /// Where the parts of the masthead stand.
    pub masthead: MastheadTheme,
    /// The type of each role.
    pub types: Types,
    /// The list of contents.
    pub contents: ContentsTheme,
    /// Tables.
    pub table: TableTheme,
    /// The imprint at the foot of the last page.
    pub imprint: ImprintTheme,
    /// Page numbers.
    pub page_number: PageNumberTheme,
    /// How lines are broken and filled.
    pub lines: LineRules,
}

impl Theme {
    /// The theme of GB/T 9704-2012 with the masthead that bulletins have in practice.
    pub fn gbt9704() -> Theme {
        Theme::default()
    }
}

/// What the ends of pages may part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct PageTheme {
    /// Whether no paragraph leaves a single line at the foot or the head of a page (孤行; CLREQ,
    /// orphans and widows): a page then ends a row early. Default true.
    pub widow_control: bool,
}

impl Default for PageTheme {
    fn default() -> PageTheme {
        PageTheme { widow_control: true }
    }
}

/// Where the parts of the masthead stand (practice, after GB/T 9704-2012, 7.2). Rows are rows of
/// the grid, measured from edge to edge of the type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct MastheadTheme {
    /// From the upper edge of the type area to the ink of the name; 15 to 35 mm are in use.
    /// Default 20 mm.
    pub name_top: Length,
    /// The smallest size of the name while it fits; longer names become smaller. Default 初号, 42 pt.
    pub name_smallest: Length,
    /// The largest size of the name. Default 65 pt.
    pub name_largest: Length,
    /// How much of the line a short name is spread over, in percent. Default 88.
    pub name_fill: u8,
    /// Blank rows between the name and the issue line. Default 1.
    pub issue_rows: u8,
    /// Blank rows between the issue line or period and the issuer. Default 1.
    pub issuer_rows: u8,
    /// From the issuer to the red rule. Default 4 mm.
    pub rule_gap: Length,
    /// The thickness of the red rule; 1 to 3 pt are in use. Default 2.25 pt.
    pub rule_thickness: Length,
    /// The colour of the red rule. Default `#FF0000`.
    pub rule_color: Color,
    /// What the red rule looks like. Default `single`.
    pub rule: MastheadRule,
    /// Rows between the red rule and the title. Default 2.
    pub title_rows: u8,
}

impl Default for MastheadTheme {
    fn default() -> MastheadTheme {
        MastheadTheme {
            name_top: Length::mm(20.0),
            name_smallest: Length::pt(42.0),
            name_largest: Length::pt(65.0),
            name_fill: 88,
            issue_rows: 1,
            issuer_rows: 1,
            rule_gap: standard::RED_RULE_GAP,
            rule_thickness: Length::pt(2.25),
            rule_color: Color::RED,
            rule: MastheadRule::Single,
            title_rows: 2,
        }
    }
}

/// What the red rule looks like (practice).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum MastheadRule {
    /// One line.
    #[default]
    Single,
    /// A thin line of ¾ pt below the thick one.
    Double,
    /// Parted in the middle by a star ★, as bulletins of the Party have it.
    Star,
}

/// The list of contents (本期要目).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct ContentsTheme {
    /// Whether its lines have page numbers. Default `auto`.
    pub page_numbers: ContentsNumbers,
}

/// Whether the lines of the contents have page numbers, at the right behind a row of dots. A line
/// given by hand has one when its words are those of a heading or title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ContentsNumbers {
    /// When the bulletin has more than four pages, by an estimate that needs no fonts and is the
    /// same for every file.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct TableTheme {
    /// The type size of the head and the cells. Default 小四, 12 pt.
    pub size: Length,
    /// The smallest size that a table which is too wide is set in, before it goes on a page on its
    /// side or its cells take more lines. Default 小五, 9 pt.
    pub smallest: Length,
    /// Whether a table that is too wide even in the smallest size stands on a page on its side
    /// (GB/T 9704-2012, 8): `auto` or `never`. Default `auto`.
    pub landscape: Landscape,
    /// What stands above the head where a table goes on on its next page, in the type of the unit
    /// line, at the left; nothing when it is empty. Not in the DOCX: word processors repeat the head
    /// alone. Default 续表.
    pub continued: String,
    /// The least height of a row. Default 24 pt.
    pub row_height: Length,
    /// From line to line within a cell, in percent of the type size. Default 150.
    pub leading: u16,
    /// Left and right of a cell's text, in percent of the type size. Default 40.
    pub padding: u16,
    /// The lines around the table. Default 0.5 pt.
    pub outer_rule: Length,
    /// The lines between its cells. Default 0.5 pt.
    pub inner_rule: Length,
    /// The line below its head. Default 0.5 pt.
    pub head_rule: Length,
}

impl Default for TableTheme {
    fn default() -> TableTheme {
        TableTheme {
            size: standard::SIZE_4_SMALL,
            smallest: Length::pt(9.0),
            landscape: Landscape::Auto,
            continued: "续表".into(),
            row_height: Length::pt(24.0),
            leading: 150,
            padding: 40,
            outer_rule: Length::pt(0.5),
            inner_rule: Length::pt(0.5),
            head_rule: Length::pt(0.5),
        }
    }
}

/// When a table stands on a page on its side. In files `auto`, `never`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Landscape {
    /// When it does not fit into an upright page in the smallest type, each column of words at
    /// least eight characters wide.
    #[default]
    Auto,
    /// Never: its cells take as many lines as they need.
    Never,
}

/// The imprint (版记; GB/T 9704-2012, 7.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct ImprintTheme {
    /// The first and the last rule. Default 0.35 mm.
    pub outer_rule: Length,
    /// The rules between. Default 0.25 mm.
    pub inner_rule: Length,
    /// The colour of the rules. Default black.
    pub rule_color: Color,
    /// The least white between the text and the first rule. Default 4 mm.
    pub space_before: Length,
    /// Whether it stands on an even page (GB/T 33476.2-2016, 7.3.1). Where the text does not end on
    /// an even page with room for it, it stands by itself on the next even page; a page that stays
    /// blank before it has no number, and nor has its own then (GB/T 9704-2012, 7.5). Default
    /// false: it stands where the text ends.
    pub even_page: bool,
}

impl Default for ImprintTheme {
    fn default() -> ImprintTheme {
        ImprintTheme {
            outer_rule: standard::IMPRINT_RULES.0,
            inner_rule: standard::IMPRINT_RULES.1,
            rule_color: Color::BLACK,
            space_before: Length::mm(4.0),
            even_page: false,
        }
    }
}

/// Page numbers (GB/T 9704-2012, 7.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct PageNumberTheme {
    /// Whether they are printed. Default true.
    pub print: bool,
    /// Where they stand. Default at the outer side.
    pub position: NumberPosition,
    /// From the lower edge of the type area to the middle of the dash. Default 7 mm.
    pub gap: Length,
    /// From the outer edge of the type area, in characters of the grid. Default 1.
    pub indent: u8,
    /// What stands before the number. Default `— `.
    pub before: String,
    /// What stands behind it. Default ` —`.
    pub after: String,
}

impl Default for PageNumberTheme {
    fn default() -> PageNumberTheme {
        PageNumberTheme {
            print: true,
            position: NumberPosition::Outer,
            gap: standard::NUMBER_GAP,
            indent: 1,
            before: "— ".into(),
            after: " —".into(),
        }
    }
}

/// What a piece of type is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TypeRole {
    /// A line above the name of the bulletin. One that is too long for its size is set smaller.
    LineAbove,
    /// The name of the bulletin. Its size follows from [`MastheadTheme`].
    Mark,
    /// Copy number, secrecy, urgency and notice above the name.
    Notice,
    /// The issue line.
    Issue,
    /// The period.
    Period,
    /// Issuer and date.
    Issuer,
    /// The name behind 签发人：.
    Signer,
    /// The title of the body, and of an article.
    Title,
    /// The words 编者按：.
    EditorNoteLabel,
    /// The editor's note.
    EditorNote,
    /// The words 本期要目.
    ContentsHeading,
    /// A line of the contents.
    ContentsItem,
    /// Who supplied an article, in brackets behind it.
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
    /// The head of a table. Its size follows from [`TableTheme`].
    TableHead,
    /// The cells of a table. Their size follows from [`TableTheme`].
    TableCell,
    /// 注：
    TableNote,
    /// The title of a picture.
    FigureCaption,
    /// The imprint.
    Imprint,
    /// Page numbers.
    PageNumber,
}

/// The type of one role, and how its paragraphs stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[expect(clippy::exhaustive_structs, reason = "made from gbt9704() and changed field by field")]
pub struct TypeStyle {
    /// The face of Chinese.
    pub face: Typeface,
    /// The face of Latin letters and digits.
    pub latin: Typeface,
    /// The size.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Whether all of it is bold.
    pub bold: bool,
    /// How the lines are aligned.
    pub align: Align,
    /// The indent of the first line, in characters of this size (of the grid in the body's size).
    pub first: u8,
    /// The indent of all lines at the left, in characters.
    pub left: u8,
    /// The indent of all lines at the right, in characters.
    pub right: u8,
    /// From line to line; by default the row pitch of the grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pitch: Option<Length>,
}

/// The type of every role; `types[TypeRole::Body]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Types(BTreeMap<TypeRole, TypeStyle>);

#[cfg(feature = "schema")]
impl Types {
    /// Every role, as files name it.
    pub(super) fn names() -> impl Iterator<Item = String> {
        Types::default().0.into_keys().map(|role| serde_path(&role))
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
            (TypeRole::Notice, strong(Hei, Align::Left, 0)),
            (TypeRole::Issue, style(Kai, Align::Center, 0)),
            (TypeRole::Period, style(Kai, Align::Center, 0)),
            (TypeRole::Issuer, style(FangSong, Align::Left, 0)),
            (TypeRole::Signer, style(Kai, Align::Left, 0)),
            (TypeRole::Title, title),
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
            (TypeRole::TableNote, small(style(FangSong, Align::Justify, 2), 20.0)),
            (TypeRole::FigureCaption, small(style(FangSong, Align::Center, 0), 20.0)),
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
    size: Option<Length>,
    color: Option<Color>,
    bold: Option<bool>,
    align: Option<Align>,
    first: Option<u8>,
    left: Option<u8>,
    right: Option<u8>,
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
                f.write_str("a map from roles such as body or heading1 to their type")
            }

            // Keys are read as strings, so that an error can name them in its path.
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Types, A::Error> {
                let mut types = Types::default();
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename = "theme")]
#[derive(Default)]
struct ThemeFile {
    geometry: Geometry,
    page: PageTheme,
    masthead: MastheadTheme,
    types: Types,
    contents: ContentsTheme,
    table: TableTheme,
    imprint: ImprintTheme,
    page_number: PageNumberTheme,
    lines: LineRules,
}

/// Reads what differs from [`Theme::gbt9704`]. Errors name the path of the value, what was
/// expected, and the line and column where the format has them.
impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Theme, D::Error> {
        use serde::de::Error as _;
        let file: ThemeFile = crate::error::with_path(deserializer)?;
        let theme = Theme {
            geometry: file.geometry,
            page: file.page,
            masthead: file.masthead,
            types: file.types,
            contents: file.contents,
            table: file.table,
            imprint: file.imprint,
            page_number: file.page_number,
            lines: file.lines,
        };
        theme.check().map_err(D::Error::custom)?;
        Ok(theme)
    }
}

impl Theme {
    /// Measures that no page can be set with.
    fn check(&self) -> Result<(), String> {
        self.geometry.check(self.types[TypeRole::Body].size)?;
        let sizes = self.types.0.iter().map(|(role, style)| {
            let name = serde_path(role);
            (format!("types.{name}.size"), style.size)
        });
        let others = [
            ("masthead.name-smallest".to_owned(), self.masthead.name_smallest),
            ("masthead.name-largest".to_owned(), self.masthead.name_largest),
            ("table.size".to_owned(), self.table.size),
            ("table.smallest".to_owned(), self.table.smallest),
        ];
        for (path, size) in sizes.chain(others) {
            if size < Length::pt(4.0) || size > Length::pt(200.0) {
                return Err(format!("{path}: {size}, expected a type size of 4pt to 200pt"));
            }
        }
        if !(1..=100).contains(&self.masthead.name_fill) {
            let fill = self.masthead.name_fill;
            return Err(format!("masthead.name_fill: {fill}, expected 1 to 100 percent"));
        }
        if self.lines.han_latin_gap > 50 {
            let gap = self.lines.han_latin_gap;
            return Err(format!("lines.han_latin_gap: {gap}, expected 0 to 50 percent of an em"));
        }
        Ok(())
    }
}

/// The name of a role as theme files write it.
fn serde_path(role: &TypeRole) -> String {
    let mut name = String::new();
    for letter in format!("{role:?}").chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
