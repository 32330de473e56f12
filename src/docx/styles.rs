//! `word/styles.xml`: one paragraph style for each role that the flow has, made from the role's
//! first paragraph, so that who changes the style in a word processor changes them all. Headings
//! are the word processor's own, which fill its navigation pane.

use std::collections::{BTreeMap, BTreeSet};

use super::face::name;
use super::format::{Format, RunFormat, hex, keeps_next};
use super::info_place;
use super::xml::{W, XmlWriter, plain};
use crate::error::Error;
use crate::info::Color;
use crate::style::flow::{
    Align, Block, Flow, Font, Inline, PageSpec, Paragraph, Position, Prohibition, Role, Row, Run,
    Table,
};
use crate::typeface::Typeface;

/// The style of the paragraph that holds a picture.
pub(super) const FIGURE: &str = "Figure";
/// The style of the paragraphs that the format wants and the page does not.
pub(super) const BLANK: &str = "Blank";

/// The style of a role.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// Its paragraphs.
    pub(super) format: Format,
    /// Their text.
    pub(super) run: RunFormat,
    /// Its depth in the navigation pane, from 0.
    pub(super) outline: Option<u8>,
}

/// The styles of a document.
#[derive(Clone, Debug)]
pub(super) struct StyleSheet {
    styles: BTreeMap<Role, Style>,
    /// The text of paragraphs without a style of their own.
    normal: RunFormat,
    /// In the order of [`Typeface::ALL`].
    faces: BTreeSet<Typeface>,
}

impl StyleSheet {
    /// The styles that `flow` needs.
    pub(super) fn of(flow: &Flow) -> StyleSheet {
        let mut gathered: BTreeMap<Role, Gathered<'_>> = BTreeMap::new();
        let mut faces = BTreeSet::new();
        for paragraph in paragraphs(flow) {
            gathered
                .entry(paragraph.role)
                .and_modify(|role| role.add(paragraph))
                .or_insert_with(|| Gathered::first(paragraph));
            for run in runs(paragraph) {
                faces.extend([run.font.han, run.font.latin]);
            }
        }
        let normal = gathered
            .get(&Role::Body)
            .and_then(Gathered::run)
            .unwrap_or_else(|| plain_run(&flow.page));
        let mut styles: BTreeMap<Role, Style> = gathered
            .into_iter()
            .map(|(role, gathered)| (role, gathered.style(&flow.page, normal)))
            .collect();
        if let Some(number) = &flow.page_number {
            faces.extend([number.font.han, number.font.latin]);
            let style = Style {
                format: Format::of_page_number(number),
                run: RunFormat::of(&number.font, false),
                outline: None,
            };
            styles.insert(Role::PageNumber, style);
        }
        for block in flow.parts.iter().flat_map(|part| &part.blocks).flat_map(Block::all) {
            if let Block::Chart(chart) = block {
                faces.extend([chart.graph.font.han, chart.graph.font.latin]);
            }
        }
        faces.extend([normal.han, normal.latin]);
        StyleSheet { styles, normal, faces }
    }

    /// The style of `role`, if the flow has it.
    pub(super) fn get(&self, role: Role) -> Option<&Style> {
        self.styles.get(&role)
    }

    /// The text of paragraphs without a style of their own.
    pub(super) fn normal(&self) -> &RunFormat {
        &self.normal
    }

    /// The faces that the document asks for.
    pub(super) fn typefaces(&self) -> impl Iterator<Item = Typeface> {
        self.faces.iter().copied()
    }
}

/// What the paragraphs of one role have in common.
struct Gathered<'a> {
    first: &'a Paragraph,
    /// Whether every one of them stays with the next, keeps its lines together, has a rule:
    /// what a style says of these, a paragraph cannot take back.
    keep_next: bool,
    keep_lines: bool,
    rule: bool,
}

impl<'a> Gathered<'a> {
    fn first(paragraph: &'a Paragraph) -> Gathered<'a> {
        Gathered {
            first: paragraph,
            keep_next: keeps_next(paragraph),
            keep_lines: paragraph.keep_together,
            rule: paragraph.rule_below.is_some(),
        }
    }

    fn add(&mut self, paragraph: &Paragraph) {
        self.keep_next &= keeps_next(paragraph);
        self.keep_lines &= paragraph.keep_together;
        self.rule &= paragraph.rule_below == self.first.rule_below;
    }

    /// The type of its text: of the longest run, since a heading may run into a paragraph.
    fn run(&self) -> Option<RunFormat> {
        let longest = runs(self.first).max_by_key(|run| (run.text.len(), !run.bold))?;
        let font = Font { position: Position::Baseline, ..longest.font };
        Some(RunFormat::of(&font, longest.bold))
    }

    fn style(&self, page: &PageSpec, normal: RunFormat) -> Style {
        let format = if self.rule {
            Format::of(self.first, page)
        } else {
            Format::without_rule(self.first, page)
        };
        let outline = match self.first.role {
            // Below the title of an article the headings stand a level lower.
            Role::Heading(level) => {
                let level = self.first.outline.as_ref().map_or(level, |entry| entry.level);
                Some(level.clamp(1, 9) - 1)
            }
            Role::Title | Role::AppendixTitle => {
                let entry = self.first.outline.as_ref();
                entry.map(|entry| entry.level.clamp(1, 9) - 1)
            }
            _ => None,
        };
        Style {
            format: Format { keep_next: self.keep_next, keep_lines: self.keep_lines, ..format },
            run: self.run().unwrap_or(normal),
            outline,
        }
    }
}

/// The type of the body of a page without a paragraph of it.
fn plain_run(page: &PageSpec) -> RunFormat {
    RunFormat {
        han: Typeface::FangSong,
        latin: Typeface::FangSong,
        size: super::unit::half_points(page.size),
        color: Color::BLACK,
        spacing: 0,
        bold: false,
        underline: false,
        position: Position::Baseline,
    }
}

/// Every paragraph of the flow, in reading order.
fn paragraphs(flow: &Flow) -> impl Iterator<Item = &Paragraph> {
    let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
    let text =
        blocks.flat_map(Block::all).flat_map(|block| -> Box<dyn Iterator<Item = &Paragraph>> {
            match block {
                Block::Paragraph(paragraph) => {
                    Box::new(std::iter::once(paragraph).chain(&paragraph.notes))
                }
                Block::Table(table) => Box::new(cells(table)),
                Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => {
                    Box::new(std::iter::empty())
                }
            }
        });
    let rows = flow.imprint.iter().flat_map(|imprint| &imprint.rows);
    let picture = flow.imprint.iter().filter_map(|imprint| imprint.picture.as_ref());
    let caption = picture.filter_map(|picture| picture.caption.as_ref());
    text.chain(rows.map(|row| &row.content)).chain(caption)
}

fn cells(table: &Table) -> impl Iterator<Item = &Paragraph> {
    let rows = table.head.iter().chain(&table.rows);
    rows.flat_map(|row: &Row| row.cells.iter().map(|cell| &cell.content))
}

fn runs(paragraph: &Paragraph) -> impl Iterator<Item = &Run> {
    paragraph.inlines().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run),
        Inline::Break => None,
    })
}

/// What a style is called in English beside its Chinese name; none of the word processor's own, which it
/// translates itself.
fn alias(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::LineAbove => "Line Above Name",
        Role::Mark => "Bulletin Name",
        Role::NamePart => "Bulletin Name Part",
        Role::LineBelow => "Line Below Name",
        Role::Notice => "Notice",
        Role::Issue => "Issue Number",
        Role::Period => "Period",
        Role::Field => "Masthead Field",
        Role::Issuer => "Issuer",
        Role::Author => "Author",
        Role::Addressee => "Addressee",
        Role::SignOff => "Sign-off",
        Role::SignOffDate => "Sign-off Date",
        Role::EditorNote => "Editor's Note",
        Role::ContentsHeading => "Contents Heading",
        Role::ContentsItem => "Contents Item",
        Role::Source => "Source",
        Role::Body => "Bulletin Body",
        Role::Note => "Paragraph Note",
        Role::Column => "Column Heading",
        Role::AppendixList => "Appendix List",
        Role::AppendixLabel => "Appendix Label",
        Role::AppendixTitle => "Appendix Title",
        Role::TableCaption => "Table Caption",
        Role::TableUnit => "Table Unit",
        Role::TableHead => "Table Head",
        Role::TableCell => "Table Text",
        Role::TableNote => "Table Note",
        Role::FigureCaption => "Figure Caption",
        Role::Distribution => "Distribution",
        Role::Staff => "Staff",
        Role::ImprintLine => "Imprint Line",
        Role::PrintCount => "Print Count",
        Role::Printed => "Printed By",
        Role::Title | Role::Subtitle | Role::Heading(_) | Role::Footnote | Role::PageNumber => {
            return None;
        }
    })
}

/// Where a style stands in the list that a word processor offers: what a clerk needs for the text first,
/// then the masthead, the tables, the imprint.
fn priority(role: Role) -> u8 {
    match role {
        Role::Body => 1,
        Role::Heading(level) => 1 + level.clamp(1, 5),
        Role::Title | Role::Subtitle | Role::Author | Role::Addressee => 7,
        Role::EditorNote | Role::Column | Role::Source | Role::Note => 8,
        Role::SignOff | Role::SignOffDate => 9,
        Role::AppendixList | Role::AppendixLabel | Role::AppendixTitle => 10,
        Role::TableCaption
        | Role::TableUnit
        | Role::TableHead
        | Role::TableCell
        | Role::TableNote
        | Role::FigureCaption => 20,
        Role::LineAbove
        | Role::Mark
        | Role::NamePart
        | Role::LineBelow
        | Role::Notice
        | Role::Issue
        | Role::Period
        | Role::Field
        | Role::Issuer => 30,
        Role::ContentsHeading | Role::ContentsItem => 31,
        Role::Distribution | Role::Staff | Role::ImprintLine | Role::PrintCount | Role::Printed => {
            40
        }
        Role::Footnote | Role::PageNumber => 99,
    }
}

/// What comes below a paragraph of a role when Enter is pressed at its end; none for the same again.
fn followers(role: Role) -> &'static [Role] {
    match role {
        Role::LineAbove => &[Role::Mark],
        Role::Mark | Role::NamePart | Role::LineBelow => &[Role::Issue, Role::Period, Role::Issuer],
        Role::Issue => &[Role::Period, Role::Issuer],
        Role::Period => &[Role::Issuer, Role::Body],
        Role::Issuer | Role::Field => &[Role::Body],
        Role::Title => &[Role::Subtitle, Role::Author, Role::Addressee, Role::Body],
        Role::Subtitle => &[Role::Author, Role::Body],
        Role::Author
        | Role::Addressee
        | Role::Heading(_)
        | Role::Column
        | Role::Source
        | Role::EditorNote
        | Role::Note
        | Role::AppendixTitle
        | Role::TableNote
        | Role::FigureCaption => &[Role::Body],
        Role::SignOff => &[Role::SignOffDate],
        Role::ContentsHeading => &[Role::ContentsItem],
        Role::AppendixLabel => &[Role::AppendixTitle, Role::Body],
        Role::TableCaption => &[Role::TableUnit, Role::Body],
        _ => &[],
    }
}

/// The id of a role's style, and the name that a word processor shows: for those that it has
/// itself the name by which it knows them, and translates.
pub(super) fn id_and_name(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::LineAbove => ("LineAbove", "报头前行"),
        Role::Mark => ("Mark", "报头名称"),
        Role::NamePart => ("NamePart", "报头副名称"),
        Role::LineBelow => ("LineBelow", "报头后行"),
        Role::Notice => ("Notice", "报头标识"),
        Role::Issue => ("Issue", "期号"),
        Role::Period => ("Period", "起止日期"),
        Role::Field => ("Field", "报头项目"),
        Role::Issuer => ("Issuer", "编发单位"),
        Role::Title => ("Title", "Title"),
        Role::Subtitle => ("Subtitle", "Subtitle"),
        Role::Author => ("Author", "作者"),
        Role::Addressee => ("Addressee", "主送机关"),
        Role::SignOff => ("SignOff", "署名"),
        Role::SignOffDate => ("SignOffDate", "成文日期"),
        Role::EditorNote => ("EditorNote", "编者按"),
        Role::ContentsHeading => ("ContentsHeading", "要目标题"),
        Role::ContentsItem => ("ContentsItem", "要目"),
        Role::Source => ("Source", "供稿"),
        Role::Heading(0 | 1) => ("Heading1", "heading 1"),
        Role::Heading(2) => ("Heading2", "heading 2"),
        Role::Heading(3) => ("Heading3", "heading 3"),
        Role::Heading(4) => ("Heading4", "heading 4"),
        Role::Heading(_) => ("Heading5", "heading 5"),
        Role::Body => ("BulletinBody", "简报正文"),
        Role::Note => ("Note", "注"),
        Role::Footnote => ("FootnoteText", "footnote text"),
        Role::Column => ("Column", "栏目"),
        Role::AppendixList => ("AppendixList", "附件说明"),
        Role::AppendixLabel => ("AppendixLabel", "附件标识"),
        Role::AppendixTitle => ("AppendixTitle", "附件标题"),
        Role::TableCaption => ("TableCaption", "表题"),
        Role::TableUnit => ("TableUnit", "表格单位"),
        Role::TableHead => ("TableHead", "表头"),
        Role::TableCell => ("TableCell", "表格文字"),
        Role::TableNote => ("TableNote", "表注"),
        Role::FigureCaption => ("FigureCaption", "图题"),
        Role::Distribution => ("Distribution", "分送范围"),
        Role::Staff => ("Staff", "编审人员"),
        Role::ImprintLine => ("ImprintLine", "版记行"),
        Role::PrintCount => ("PrintCount", "印数"),
        Role::Printed => ("Printed", "印发"),
        Role::PageNumber => ("Footer", "footer"),
    }
}

/// Writes the part.
pub(super) fn xml(sheet: &StyleSheet, flow: &Flow) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("w:styles", &[("xmlns:w", W)], |part| {
        defaults(part, sheet, &flow.info.language)?;
        latent(part)?;
        normal(part, sheet, flow)?;
        for (role, style) in sheet.styles.iter() {
            role_style(part, *role, style, sheet)?;
        }
        let named = [(FIGURE, "图片"), (BLANK, "空白")];
        for (id, name) in named {
            helper_style(part, id, name)?;
        }
        normal_table(part)
    })?;
    Ok(part.finish())
}

fn defaults(part: &mut XmlWriter, sheet: &StyleSheet, language: &str) -> Result<(), Error> {
    let chinese = if language.starts_with("zh") { plain(language, info_place)? } else { "zh-CN" };
    part.element("w:docDefaults", &[], |part| {
        part.element("w:rPrDefault", &[], |part| {
            part.element("w:rPr", &[], |part| {
                fonts(part, &sheet.normal)?;
                size(part, &sheet.normal)?;
                let languages = [("w:val", "en-US"), ("w:eastAsia", chinese)];
                part.empty("w:lang", &languages)
            })
        })?;
        part.empty("w:pPrDefault", &[])
    })
}

/// The word processor's own styles that are not in this file: not offered, so that the list shows those of
/// the bulletin.
fn latent(part: &mut XmlWriter) -> Result<(), Error> {
    part.empty(
        "w:latentStyles",
        &[
            ("w:defLockedState", "0"),
            ("w:defUIPriority", "99"),
            ("w:defSemiHidden", "1"),
            ("w:defUnhideWhenUsed", "1"),
            ("w:defQFormat", "0"),
        ],
    )
}

/// The style that all others are based on. LibreOffice takes the size from here and not from the
/// defaults, so both say it.
fn normal(part: &mut XmlWriter, sheet: &StyleSheet, flow: &Flow) -> Result<(), Error> {
    let switch = |on: bool| if on { "1" } else { "0" };
    let gap = switch(flow.lines.han_latin_gap > 0);
    let attributes = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", "Normal")?;
        part.val("w:uiPriority", "90")?;
        part.element("w:pPr", &[], |part| {
            for (name, value) in [
                ("w:widowControl", switch(flow.page.widow_control)),
                ("w:kinsoku", switch(flow.lines.prohibition != Prohibition::None)),
                ("w:wordWrap", "1"),
                // Marks may hang in the margin, as is Word's own default. LibreOffice reads this
                // the other way about, and of marks that it lets hang in a justified line it loses
                // some: with "0", version 7.4 dropped 9 full stops and commas in 390 lines.
                ("w:overflowPunct", "1"),
                ("w:topLinePunct", switch(flow.lines.trim_line_start)),
                ("w:autoSpaceDE", gap),
                ("w:autoSpaceDN", gap),
                ("w:adjustRightInd", "0"),
            ] {
                part.val(name, value)?;
            }
            Ok(())
        })?;
        part.element("w:rPr", &[], |part| {
            fonts(part, &sheet.normal)?;
            size(part, &sheet.normal)
        })
    })
}

fn role_style(
    part: &mut XmlWriter,
    role: Role,
    style: &Style,
    sheet: &StyleSheet,
) -> Result<(), Error> {
    let (id, name) = id_and_name(role);
    let built_in = matches!(
        role,
        Role::Heading(_) | Role::Title | Role::Subtitle | Role::Footnote | Role::PageNumber
    );
    let custom = ("w:customStyle", "1");
    let attributes = [("w:type", "paragraph"), ("w:styleId", id), custom];
    let count = if built_in { 2 } else { 3 };
    part.element("w:style", attributes.get(..count).unwrap_or_default(), |part| {
        part.val("w:name", name)?;
        if let Some(alias) = alias(role) {
            part.val("w:aliases", alias)?;
        }
        part.val("w:basedOn", "Normal")?;
        let next = followers(role).iter().find(|next| sheet.get(**next).is_some());
        if let Some(next) = next {
            part.val("w:next", id_and_name(*next).0)?;
        }
        part.val("w:uiPriority", &priority(role).to_string())?;
        match role {
            Role::Footnote | Role::PageNumber => part.empty("w:unhideWhenUsed", &[])?,
            _ => part.empty("w:qFormat", &[])?,
        }
        part.element("w:pPr", &[], |part| {
            paragraph_properties(part, &style.format, &style.run, style.outline)
        })?;
        part.element("w:rPr", &[], |part| run_properties(part, &style.run, None))
    })
}

fn paragraph_properties(
    part: &mut XmlWriter,
    format: &Format,
    run: &RunFormat,
    outline: Option<u8>,
) -> Result<(), Error> {
    if format.keep_next {
        part.empty("w:keepNext", &[])?;
    }
    if format.keep_lines {
        part.empty("w:keepLines", &[])?;
    }
    if let Some(rule) = format.rule {
        part.element("w:pBdr", &[], |part| {
            part.empty(
                "w:bottom",
                &[
                    ("w:val", rule.name()),
                    ("w:sz", &rule.size.to_string()),
                    ("w:space", &rule.space.to_string()),
                    ("w:color", &hex(rule.color)),
                ],
            )
        })?;
    }
    if !format.grid {
        part.val("w:snapToGrid", "0")?;
    }
    part.empty(
        "w:spacing",
        &[
            ("w:before", &format.before.to_string()),
            ("w:after", &format.after.to_string()),
            ("w:line", &format.line.to_string()),
            ("w:lineRule", "exact"),
        ],
    )?;
    let first = if format.first < 0 { "w:hanging" } else { "w:firstLine" };
    let (left, right) = (format.left.to_string(), format.right.to_string());
    let twips = format.first.unsigned_abs().to_string();
    let mut indent = vec![("w:left", left.as_str()), ("w:right", &right), (first, &twips)];
    let characters = first_line_chars(format, run).map(|hundredths| hundredths.to_string());
    if let Some(characters) = &characters {
        indent.push(("w:firstLineChars", characters));
    }
    part.empty("w:ind", &indent)?;
    part.val("w:jc", justification(format.align))?;
    match outline {
        Some(level) => part.val("w:outlineLvl", &level.to_string()),
        None => Ok(()),
    }
}

/// The indent of the first line in hundredths of a character, where it is of whole characters: it grows with
/// the type when somebody changes that.
fn first_line_chars(format: &Format, run: &RunFormat) -> Option<i32> {
    let character = i32::try_from(run.size).ok()? * 10 + run.spacing;
    let count = format.first.checked_div(character)?;
    let rounding = format.first - count * character;
    (count > 0 && rounding <= 4).then_some(count * 100)
}

/// The properties of a run, or what of them differs from its style.
pub(super) fn run_properties(
    part: &mut XmlWriter,
    run: &RunFormat,
    style: Option<&RunFormat>,
) -> Result<(), Error> {
    fonts(part, run)?;
    if run.bold {
        part.empty("w:b", &[])?;
        part.empty("w:bCs", &[])?;
    }
    if style.is_none_or(|style| style.color != run.color) {
        part.val("w:color", &hex(run.color))?;
    }
    if run.spacing != style.map_or(0, |style| style.spacing) {
        part.val("w:spacing", &run.spacing.to_string())?;
    }
    if style.is_none_or(|style| style.size != run.size) {
        size(part, run)?;
    }
    if run.underline {
        part.val("w:u", "single")?;
    }
    match run.position {
        Position::Baseline => Ok(()),
        Position::Superscript => part.val("w:vertAlign", "superscript"),
        Position::Subscript => part.val("w:vertAlign", "subscript"),
    }
}

fn fonts(part: &mut XmlWriter, run: &RunFormat) -> Result<(), Error> {
    let (han, latin) = (name(run.han), name(run.latin));
    part.empty(
        "w:rFonts",
        &[("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", han), ("w:cs", latin)],
    )
}

fn size(part: &mut XmlWriter, run: &RunFormat) -> Result<(), Error> {
    let size = run.size.to_string();
    part.val("w:sz", &size)?;
    part.val("w:szCs", &size)
}

/// How WordprocessingML calls an alignment.
fn justification(align: Align) -> &'static str {
    match align {
        Align::Justify => "both",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// The style of paragraphs that hold no text: a line as high as what stands in it.
fn helper_style(part: &mut XmlWriter, id: &str, name: &str) -> Result<(), Error> {
    let attributes = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", name)?;
        part.val("w:basedOn", "Normal")?;
        part.val("w:uiPriority", "99")?;
        part.empty("w:semiHidden", &[])?;
        part.element("w:pPr", &[], |part| {
            part.val("w:snapToGrid", "0")?;
            part.empty("w:spacing", &[("w:line", "240"), ("w:lineRule", "auto")])?;
            part.val("w:jc", "center")
        })
    })
}

/// The word processor's own table style: no borders, no margins.
fn normal_table(part: &mut XmlWriter) -> Result<(), Error> {
    let attributes = [("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", "Normal Table")?;
        part.val("w:uiPriority", "99")?;
        part.empty("w:semiHidden", &[])?;
        part.empty("w:unhideWhenUsed", &[])?;
        part.element("w:tblPr", &[], |part| {
            part.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
            part.element("w:tblCellMar", &[], |part| {
                for edge in ["w:top", "w:left", "w:bottom", "w:right"] {
                    part.empty(edge, &[("w:w", "0"), ("w:type", "dxa")])?;
                }
                Ok(())
            })
        })
    })
}
