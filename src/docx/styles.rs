//! `word/styles.xml`: one paragraph style for each role that the flow has, made from the role's
//! first paragraph, so that who changes the style in a word processor changes them all. Roles that the flow
//! has in its repertoire alone have theirs from there: what is added by hand looks as if it had been in the
//! bulletin. Headings are the word processor's own, which fill its navigation pane.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::face::name;
use super::format::{Format, RunFormat, TableLook, hex, keeps_next};
use super::info_place;
use super::raw::UNKEPT;
use super::style_names::{alias, chinese_name, followers, id_and_name, priority};
use super::table_styles::{bulletin_table, normal_table};
use super::unit::wide_twips;
use super::xml::{W, XmlWriter, plain};
use crate::error::Error;
use crate::info::Color;
use crate::style::flow::{
    Align, Block, Flow, Font, Inline, PageRef, PageSpec, Paragraph, Position, Prohibition, Role,
    Row, Run, Table,
};
use crate::typeface::Typeface;

/// The style of the paragraph that holds a picture.
pub(super) const FIGURE: &str = "Figure";
/// The style of the paragraphs that the format wants and the page does not.
pub(super) const BLANK: &str = "Blank";
/// The style of the lines of a list of appendices below its first.
const LIST_BELOW: &str = "AppendixListBelow";
/// The style of the cells of figures.
const TABLE_NUMBER: &str = "TableNumber";
const NUMBER_NAME: &str = "表格数字";
/// The style of the paragraph between a table and the imprint.
pub(super) const BEFORE_IMPRINT: &str = "BeforeImprint";
/// The height of a paragraph that holds nothing, in twips: a point.
pub(super) const HAIRLINE: u32 = 20;

/// What the style of paragraphs that stay with the next has behind its id and its name.
const KEPT: (&str, &str) = ("Kept", "（与下段同页）");

/// The style of a role.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// Its paragraphs.
    pub(super) format: Format,
    /// Their text.
    pub(super) run: RunFormat,
    /// Its depth in the navigation pane, from 0.
    pub(super) outline: Option<u8>,
    /// Where its page numbers end, in twips from the left edge of the type area.
    pub(super) number: Option<usize>,
}

/// The styles of a document.
#[derive(Clone, Debug)]
pub(super) struct StyleSheet {
    styles: BTreeMap<Role, Style>,
    /// The roles of which the flow has no paragraph.
    spare: BTreeSet<Role>,
    /// The text of paragraphs without a style of their own.
    normal: RunFormat,
    /// In the order of [`Typeface::ALL`].
    faces: BTreeSet<Typeface>,
    /// The roles of which some paragraphs stay with the next though most do not: these have a style of
    /// their own, below that of the role.
    kept: BTreeSet<Role>,
    /// The style of the lines of a list of appendices below its first, which begin further right: an indent of
    /// their own would be a quotation to programs that read the text.
    list_below: Option<Style>,
    /// The style of cells of figures, which stand at the right: that of words but for that.
    number: Option<Style>,
    /// The look of the first table, which is that of their style.
    table: Option<TableLook>,
}

impl StyleSheet {
    /// The styles that `flow` needs.
    pub(super) fn of(flow: &Flow) -> StyleSheet {
        let mut gathered: BTreeMap<Role, Gathered<'_>> = BTreeMap::new();
        let mut faces = BTreeSet::new();
        let mut kept = BTreeSet::new();
        let mut look = None;
        let mut lists = paragraphs(flow).filter(|paragraph| paragraph.role == Role::AppendixList);
        let list_below = lists.nth(1).map(Gathered::first);
        for paragraph in paragraphs(flow) {
            let has_lines = || paragraph.content.contains(&Inline::Break);
            if keeps_next(paragraph) || paragraph.rule_below.is_some() && has_lines() {
                kept.insert(paragraph.role);
            }
            gathered
                .entry(paragraph.role)
                .and_modify(|role| role.add(paragraph))
                .or_insert_with(|| Gathered::first(paragraph));
            for run in runs(paragraph) {
                faces.extend([run.font.han, run.font.latin]);
            }
        }
        let mut spare = BTreeSet::new();
        let mut words = None;
        for paragraph in flow.repertoire.iter().flat_map(block_paragraphs) {
            words = words.or_else(|| (paragraph.role == Role::TableCell).then_some(paragraph));
            if let Entry::Vacant(role) = gathered.entry(paragraph.role) {
                role.insert(Gathered::first(paragraph));
                spare.insert(paragraph.role);
                faces.extend(runs(paragraph).flat_map(|run| [run.font.han, run.font.latin]));
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
                number: None,
            };
            styles.insert(Role::PageNumber, style);
        }
        for block in flow.parts.iter().flat_map(|part| &part.blocks).flat_map(Block::all) {
            match block {
                Block::Chart(chart) => {
                    faces.extend([chart.graph.font.han, chart.graph.font.latin]);
                }
                Block::Table(table) => {
                    look = look.or_else(|| table_look(block));
                    let keeps = table.keep_with_next || !table.head.is_empty();
                    if keeps || table.rows.iter().any(|row| row.keep_with_next) {
                        kept.extend(cells(table).map(|cell| cell.role));
                    }
                }
                Block::Paragraph(_) | Block::Figure(_) | Block::Beside(_) => {}
            }
        }
        kept.retain(|role| !keeps_by_nature(*role));
        faces.extend([normal.han, normal.latin]);
        let list_below = list_below.map(|list| list.style(&flow.page, normal));
        let look = look.or_else(|| flow.repertoire.iter().find_map(table_look));
        let number = styles.get_mut(&Role::TableCell).map(|cell| {
            // Where the first cell stands says nothing of the others: it may be one of figures.
            if let Some(words) = words {
                let Format { align, left, right, first, .. } = Format::of(words, &flow.page);
                cell.format = Format { align, left, right, first, ..cell.format.clone() };
            }
            let format = Format { left: 0, right: 0, first: 0, ..cell.format.clone() };
            Style { format: Format { align: Align::Right, ..format }, ..cell.clone() }
        });
        StyleSheet { styles, spare, normal, faces, kept, list_below, number, table: look }
    }

    /// The style of a paragraph of this format, and its id.
    pub(super) fn of_paragraph(
        &self,
        role: Role,
        format: &Format,
        keeps: bool,
    ) -> (Cow<'static, str>, Option<&Style>) {
        let indents = |format: &Format| (format.left, format.right, format.first);
        let below = self.list_below.as_ref().filter(|style| {
            role == Role::AppendixList && indents(&style.format) == indents(format)
        });
        let number = self
            .number
            .as_ref()
            .filter(|style| role == Role::TableCell && style.format.align == format.align);
        match (below, number) {
            (Some(style), _) => {
                let off = if keeps { "" } else { UNKEPT };
                ((LIST_BELOW.to_owned() + off).into(), Some(style))
            }
            (None, Some(style)) if keeps && self.kept.contains(&role) => {
                ((TABLE_NUMBER.to_owned() + KEPT.0).into(), Some(style))
            }
            (None, Some(style)) => (TABLE_NUMBER.into(), Some(style)),
            (None, None) => (self.id(role, keeps), self.get(role)),
        }
    }

    /// What comes below a paragraph of a role: the first of its followers that the flow has, or else the
    /// last that has a style.
    fn follower(&self, role: Role) -> Option<Role> {
        let styled = |next: &Role| self.get(*next).is_some();
        let mut styled = followers(role).iter().copied().filter(styled);
        let met = styled.clone().find(|next| !self.spare.contains(next));
        met.or_else(|| styled.next_back())
    }

    /// The look of tables of the style `TABLE`, if the flow has any.
    pub(super) fn table_look(&self) -> Option<&TableLook> {
        self.table.as_ref()
    }

    /// The id of the style of a paragraph that stays with the next one, or does not. Its rule is that of the
    /// style, and the paragraph at most switches it off.
    pub(super) fn id(&self, role: Role, keeps: bool) -> Cow<'static, str> {
        let id = id_and_name(role).0;
        let by_style = self.get(role).is_some_and(|style| style.format.keep_next);
        match (keeps, by_style) {
            (true, false) if self.kept.contains(&role) => (id.to_owned() + KEPT.0).into(),
            (false, true) => (id.to_owned() + UNKEPT).into(),
            _ => id.into(),
        }
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
    /// Whether every one of them keeps its lines together, has a rule: what a style says of these, a
    /// paragraph does not take back.
    keep_lines: bool,
    rule: bool,
}

impl<'a> Gathered<'a> {
    fn first(paragraph: &'a Paragraph) -> Gathered<'a> {
        Gathered {
            first: paragraph,
            keep_lines: paragraph.keep_together,
            rule: paragraph.rule_below.is_some(),
        }
    }

    fn add(&mut self, paragraph: &Paragraph) {
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
            format: Format {
                keep_next: keeps_by_nature(self.first.role),
                keep_lines: self.keep_lines,
                ..format
            },
            run: self.run().unwrap_or(normal),
            outline,
            number: self.first.page_ref.as_ref().map(|number| number_edge(number, page)),
        }
    }
}

/// Where the page number of a line of the contents ends, in twips.
pub(super) fn number_edge(number: &PageRef, page: &PageSpec) -> usize {
    wide_twips(page.type_area.size.width - number.indent)
}

/// Whether paragraphs of a role stay with what follows them as such. What the list of contents gathers does:
/// its field finds the paragraphs of a style, and not those of the style of what is kept.
fn keeps_by_nature(role: Role) -> bool {
    matches!(
        role,
        Role::Title
            | Role::Subtitle
            | Role::Author
            | Role::Heading(_)
            | Role::Column
            | Role::ContentsHeading
            | Role::AppendixList
            | Role::AppendixLabel
            | Role::AppendixTitle
            | Role::TableCaption
            | Role::TableUnit
            | Role::TableHead
    )
}

/// The id of the style of the paragraph that holds a picture, with its title below or without one.
pub(super) fn picture_id(keeps: bool) -> String {
    if keeps { FIGURE.to_owned() } else { FIGURE.to_owned() + UNKEPT }
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
    let text = blocks.flat_map(Block::all).flat_map(block_paragraphs);
    let rows = flow.imprint.iter().flat_map(|imprint| &imprint.rows);
    let picture = flow.imprint.iter().filter_map(|imprint| imprint.picture.as_ref());
    let caption = picture.filter_map(|picture| picture.caption.as_ref());
    text.chain(rows.map(|row| &row.content)).chain(caption)
}

/// The paragraphs of a block that holds no others.
fn block_paragraphs(block: &Block) -> Box<dyn Iterator<Item = &Paragraph> + '_> {
    match block {
        Block::Paragraph(paragraph) => Box::new(std::iter::once(paragraph).chain(&paragraph.notes)),
        Block::Table(table) => Box::new(cells(table)),
        Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => Box::new(std::iter::empty()),
    }
}

/// The look of a block that is a table, and no frame of a picture.
fn table_look(block: &Block) -> Option<TableLook> {
    match block {
        Block::Table(table) => TableLook::of(table),
        Block::Paragraph(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => None,
    }
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

/// Writes the part.
pub(super) fn xml(
    sheet: &StyleSheet,
    list: &dyn Fn(Role) -> Option<(u8, usize)>,
    flow: &Flow,
) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    part.element("w:styles", &[("xmlns:w", W)], |part| {
        defaults(part, sheet, &flow.info.language)?;
        latent(part)?;
        normal(part, sheet, flow)?;
        for (role, style) in sheet.styles.iter() {
            role_style(part, *role, style, list(*role), sheet)?;
            if sheet.kept.contains(role) {
                kept_style(part, id_and_name(*role).0, chinese_name(*role))?;
            }
            if let (Role::TableCell, Some(number)) = (role, &sheet.number) {
                number_style(part, number)?;
                if sheet.kept.contains(role) {
                    kept_style(part, TABLE_NUMBER, NUMBER_NAME)?;
                }
            }
        }
        if let Some(style) = &sheet.list_below {
            list_below(part, style)?;
        }
        let follower = sheet.get(Role::Body).map(|_| id_and_name(Role::Body).0);
        for helper in HELPERS {
            helper_style(part, helper, follower)?;
        }
        normal_table(part)?;
        sheet.table.as_ref().map_or(Ok(()), |look| bulletin_table(part, look))
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
    list: Option<(u8, usize)>,
    sheet: &StyleSheet,
) -> Result<(), Error> {
    let (id, name) = id_and_name(role);
    let built_in = matches!(
        role,
        Role::Heading(_)
            | Role::Title
            | Role::Subtitle
            | Role::ContentsItem
            | Role::TableCaption
            | Role::Footnote
            | Role::PageNumber
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
        if let Some(next) = sheet.follower(role) {
            part.val("w:next", id_and_name(next).0)?;
        }
        part.val("w:uiPriority", &priority(role).to_string())?;
        match role {
            Role::Footnote | Role::PageNumber => part.empty("w:unhideWhenUsed", &[])?,
            _ => part.empty("w:qFormat", &[])?,
        }
        part.element("w:pPr", &[], |part| paragraph_properties(part, style, list))?;
        part.element("w:rPr", &[], |part| run_properties(part, &style.run, None))
    })
}

/// The properties of paragraphs; `list` is the level of their numbers, from 0, and the id of its list.
fn paragraph_properties(
    part: &mut XmlWriter,
    style: &Style,
    list: Option<(u8, usize)>,
) -> Result<(), Error> {
    let Style { format, run, outline, number } = style;
    if format.keep_next {
        part.empty("w:keepNext", &[])?;
    }
    if format.keep_lines {
        part.empty("w:keepLines", &[])?;
    }
    if let Some((level, id)) = list {
        part.element("w:numPr", &[], |part| {
            part.val("w:ilvl", &level.to_string())?;
            part.val("w:numId", &id.to_string())
        })?;
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
    if let Some(edge) = number {
        let edge = edge.to_string();
        let stop = [("w:val", "right"), ("w:leader", "dot"), ("w:pos", edge.as_str())];
        part.element("w:tabs", &[], |part| part.empty("w:tab", &stop))?;
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

/// The style of those paragraphs of a role that stay with the next: all else is that of the role, and what
/// is typed below is of the role again.
fn kept_style(part: &mut XmlWriter, id: &str, name: &str) -> Result<(), Error> {
    let (kept, kept_name) = (id.to_owned() + KEPT.0, name.to_owned() + KEPT.1);
    let attributes = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", &kept)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", &kept_name)?;
        part.val("w:basedOn", id)?;
        part.val("w:next", id)?;
        part.val("w:uiPriority", "99")?;
        part.empty("w:semiHidden", &[])?;
        part.element("w:pPr", &[], |part| part.empty("w:keepNext", &[]))
    })
}

/// The style of cells of figures: all but where they stand is that of words.
fn number_style(part: &mut XmlWriter, style: &Style) -> Result<(), Error> {
    let attributes = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", TABLE_NUMBER)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", NUMBER_NAME)?;
        part.val("w:aliases", "Table Figures")?;
        part.val("w:basedOn", id_and_name(Role::TableCell).0)?;
        part.val("w:uiPriority", &priority(Role::TableCell).to_string())?;
        part.empty("w:qFormat", &[])?;
        part.element("w:pPr", &[], |part| {
            part.empty("w:ind", &[("w:left", "0"), ("w:right", "0"), ("w:firstLine", "0")])?;
            part.val("w:jc", justification(style.format.align))
        })
    })
}

/// The style of the lines of a list of appendices below its first.
fn list_below(part: &mut XmlWriter, style: &Style) -> Result<(), Error> {
    let attributes = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", LIST_BELOW)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", "附件说明续行")?;
        part.val("w:aliases", "Appendix List Below")?;
        part.val("w:basedOn", id_and_name(Role::AppendixList).0)?;
        part.val("w:uiPriority", &priority(Role::AppendixList).to_string())?;
        part.empty("w:qFormat", &[])?;
        part.element("w:pPr", &[], |part| paragraph_properties(part, style, None))
    })
}

/// The style of paragraphs that hold no text.
struct Helper {
    id: &'static str,
    name: &'static str,
    keeps: bool,
    /// The height of its line, exactly, in twips; none for one as high as what stands in it.
    line: Option<u32>,
}

const HELPERS: [Helper; 3] = [
    Helper { id: FIGURE, name: "图片", keeps: true, line: None },
    Helper { id: BLANK, name: "空白", keeps: false, line: Some(HAIRLINE) },
    // What is above it stays with the imprint if it is told to; it always does.
    Helper { id: BEFORE_IMPRINT, name: "版记前", keeps: true, line: Some(HAIRLINE) },
];

/// Writes one; `follower` is the style of what is typed below it.
fn helper_style(part: &mut XmlWriter, helper: Helper, follower: Option<&str>) -> Result<(), Error> {
    let attributes = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", helper.id)];
    part.element("w:style", &attributes, |part| {
        part.val("w:name", helper.name)?;
        part.val("w:basedOn", "Normal")?;
        if let Some(follower) = follower {
            part.val("w:next", follower)?;
        }
        part.val("w:uiPriority", "99")?;
        part.empty("w:semiHidden", &[])?;
        part.element("w:pPr", &[], |part| {
            if helper.keeps {
                part.empty("w:keepNext", &[])?;
            }
            part.val("w:snapToGrid", "0")?;
            let line = helper.line.unwrap_or(240).to_string();
            let rule = if helper.line.is_some() { "exact" } else { "auto" };
            part.empty("w:spacing", &[("w:line", &line), ("w:lineRule", rule)])?;
            part.val("w:jc", "center")
        })
    })
}
