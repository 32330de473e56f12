//! The flow as docx-rs's tree of the document: parts on pages of their own, blocks in reading
//! order, the imprint afloat at the foot of the last page.
//!
//! The page has no empty lines for layout. Where the format wants a paragraph nevertheless
//! (between two tables, behind the last table, to carry the end of a section) it is a blank one
//! point high.

mod contents;
mod controls;
mod inline;
mod rule;
mod section;
mod table;

use std::collections::BTreeMap;

use docx_rs::{
    BuildXML as _, Document, DocumentChild, IndentLevel, LineSpacingType, NumberingId,
    ParagraphChild, Pic, RelativeFromHType, RelativeFromVType, Run,
};

use self::contents::Contents;
use self::inline::Placing;
use super::format::{RunFormat, StarRule, above_imprint, below_rule};
use super::messages::DocxMessage;
use super::numbering::{Lists, Numbered};
use super::package::{Media, chart_id, image_id};
use super::place;
use super::raw::{Additions, RawXml};
use super::styles::{self, StyleSheet};
use super::unit::unsigned_twips;
use super::xml::plain;
use crate::error::Error;
use crate::length::{Length, Point, Size};
use crate::place::ModelPath;
use crate::style::decisions::Decisions;
use crate::style::flow::{
    Beside, Block, Chart, Figure, Flow, ImageFormat, ImageTurn, ImprintPlace, Inline, Orientation,
    Paragraph, Role, Script, SidePicture, Table,
};

pub(super) use self::section::footer_path;

/// What docx-rs wrote of a flow.
#[derive(Debug)]
pub(super) struct Built<'a> {
    /// `document.xml`.
    pub(super) document: RawXml,
    /// The footers.
    pub(super) footers: Vec<RawXml>,
    /// The images that it shows.
    pub(super) media: Vec<Media<'a>>,
    /// The charts that it shows, in the order of their numbers from 1.
    pub(super) charts: Vec<&'a Chart>,
}

/// Builds the document and the footers of `flow`.
pub(super) fn build<'a>(
    flow: &'a Flow,
    sheet: &'a StyleSheet,
    lists: &'a Lists<'a>,
    decisions: &'a Decisions,
) -> Result<Built<'a>, Error> {
    let mut builder = Builder {
        flow,
        sheet,
        lists,
        decisions,
        children: Vec::new(),
        additions: Additions::default(),
        media: Vec::new(),
        charts: Vec::new(),
        numbers: BTreeMap::new(),
        contents: Contents::of(flow),
    };
    let last_orientation = builder.parts()?;
    builder.imprint(last_orientation)?;
    builder.finish()
}

struct Builder<'a> {
    flow: &'a Flow,
    sheet: &'a StyleSheet,
    lists: &'a Lists<'a>,
    decisions: &'a Decisions,
    children: Vec<DocumentChild>,
    additions: Additions,
    media: Vec<Media<'a>>,
    charts: Vec<&'a Chart>,
    /// The number of the image that has these bytes.
    numbers: BTreeMap<&'a [u8], usize>,
    /// The list of contents.
    contents: Contents<'a>,
}

impl<'a> Builder<'a> {
    /// Sets all parts; gives the orientation of the last section begun.
    fn parts(&mut self) -> Result<Orientation, Error> {
        let mut before: Option<Orientation> = None;
        for part in self.flow.parts.iter().filter(|part| !part.blocks.is_empty()) {
            // A new section begins on a new page by itself.
            let new_page = match before {
                None => false,
                Some(orientation) if orientation == part.orientation => true,
                Some(orientation) => {
                    self.end_section(orientation);
                    false
                }
            };
            self.blocks(&part.blocks, new_page)?;
            before = Some(part.orientation);
        }
        Ok(before.unwrap_or_default())
    }

    fn blocks(&mut self, blocks: &'a [Block], new_page: bool) -> Result<(), Error> {
        for (index, block) in blocks.iter().enumerate() {
            let previous = index.checked_sub(1).and_then(|index| blocks.get(index));
            let next = blocks.get(index + 1);
            let placing = Placing {
                new_page: new_page && index == 0,
                // A table has no white of its own: its neighbours keep it.
                above: previous.map_or(Length::ZERO, |block| self.white_left(block)),
                below: next.map_or(Length::ZERO, |block| white_of_table(block, true)),
            };
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, placing)?,
                Block::Table(table) => {
                    // The frame of a picture has the words of that.
                    let above = blocks.get(..index).filter(|_| table.frame_of.is_none());
                    let caption = above.map(caption_of).unwrap_or_default();
                    self.table(table, caption, placing, previous)?;
                }
                Block::Figure(figure) => self.figure(figure, placing)?,
                Block::Chart(chart) => self.chart(chart, placing)?,
                Block::Beside(beside) => self.beside(beside, placing, previous)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, placing: Placing) -> Result<(), Error> {
        let numbered = self.lists.get(&paragraph.path);
        let unlabelled = numbered.filter(|numbered| numbered.label > 0).map(|numbered| {
            let mut paragraph = paragraph.clone();
            paragraph.content.drain(..numbered.label.min(paragraph.content.len()));
            paragraph
        });
        let words = unlabelled.as_ref().unwrap_or(paragraph);
        let mut built = inline::paragraphs(words, placing, self.flow, self.sheet)?;
        if let (Some(first), Some(Numbered { list: Some(list), level, .. })) =
            (built.first_mut(), numbered)
        {
            let (list, level) = (NumberingId::new(list), IndentLevel::new(usize::from(level)));
            first.property = std::mem::take(&mut first.property).numbering(list, level);
            // A number has the type of the mark at the paragraph's end.
            if let (Some(Inline::Run(run)), true) =
                (paragraph.content.first(), unlabelled.is_some())
            {
                let style = self.sheet.get(paragraph.role);
                let style = style.map_or(self.sheet.normal(), |style| &style.run);
                let format = RunFormat::of_run(run);
                if format != *style {
                    let mark = inline::formatted_run(Script::Han, &format, style);
                    first.property.run_property = mark.run_property;
                }
            }
        }
        if self.decisions.single_lines.contains(&paragraph.path) {
            let loosened = |built: docx_rs::Paragraph| built.widow_control(false);
            built = built.into_iter().map(loosened).collect();
        }
        if let Some(last) = built.last_mut() {
            self.contents.line(last, paragraph, (self.flow, self.sheet), self.decisions);
        }
        if let Some(first) = built.first_mut() {
            self.contents.bookmark(first, paragraph);
        }
        if let (Some(first), Some(picture)) = (built.first_mut(), &paragraph.picture) {
            let run = self.side_picture(picture)?;
            first.children.insert(0, ParagraphChild::Run(Box::new(run)));
        }
        self.children.extend(built.into_iter().map(child));
        if let Some(star) = StarRule::of(paragraph) {
            let built = rule::star(&star, self.flow, &mut self.additions);
            self.children.push(DocumentChild::Table(Box::new(built)));
        }
        Ok(())
    }

    /// The white that a block leaves to the one below it.
    fn white_left(&self, block: &Block) -> Length {
        match block {
            Block::Paragraph(paragraph) => below_rule(paragraph, &self.flow.page),
            Block::Table(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => {
                white_of_table(block, false)
            }
        }
    }

    fn table(
        &mut self,
        table: &Table,
        caption: String,
        placing: Placing,
        previous: Option<&Block>,
    ) -> Result<(), Error> {
        // Two tables in a row would become one; at the head of a part nothing else keeps the
        // white above.
        let blank = match previous {
            Some(Block::Table(_) | Block::Beside(_)) => Some(placing.above + table.space_before),
            None if table.space_before > Length::ZERO => Some(table.space_before),
            _ => None,
        };
        let mut new_page = placing.new_page;
        if let Some(height) = blank {
            let blank = inline::blank(height).page_break_before(new_page);
            self.children.push(child(blank));
            new_page = false;
        }
        let built = table::table(
            table,
            caption,
            new_page,
            self.flow,
            self.sheet,
            &self.decisions.cut_rows,
            &mut self.additions,
        )?;
        self.children.push(DocumentChild::Table(Box::new(built)));
        Ok(())
    }

    fn figure(&mut self, figure: &'a Figure, placing: Placing) -> Result<(), Error> {
        let line = self.picture_line(figure, placing)?;
        self.children.push(child(line));
        Ok(())
    }

    /// The paragraph that holds a picture.
    fn picture_line(
        &mut self,
        figure: &'a Figure,
        placing: Placing,
    ) -> Result<docx_rs::Paragraph, Error> {
        let shown = Shown {
            path: &figure.path,
            data: &figure.data,
            format: figure.format,
            size: figure.size,
            turn: figure.turn,
            alt: &figure.alt,
        };
        let run = Run::new().add_image(self.picture(shown)?);
        let white = (figure.space_before, figure.space_after);
        Ok(line_of_picture(run, white, figure.keep_with_next, placing))
    }

    /// The paragraph that holds a chart: of a picture, whose place `conform` gives to the chart.
    fn chart(&mut self, chart: &'a Chart, placing: Placing) -> Result<(), Error> {
        self.charts.push(chart);
        let number = self.charts.len();
        let alternative = plain(&chart.alt, || place(&chart.path))?.to_owned();
        self.additions.alternatives.push(alternative);
        self.additions.charts.push(Some(number));
        let id = chart_id(number);
        let Size { width, height } = chart.drawing.size;
        let (across, down) = (side(width, &chart.path)?, side(height, &chart.path)?);
        let picture = Pic::new_with_dimensions(id.clone().into_bytes(), 1, 1);
        let run = Run::new().add_image(picture.id(id).size(across, down));
        let white = (chart.space_before, chart.space_after);
        self.children.push(child(line_of_picture(run, white, chart.keep_with_next, placing)));
        Ok(())
    }

    /// Blocks beside each other: a table without rules, with columns of white between the cells.
    fn beside(
        &mut self,
        beside: &'a Beside,
        placing: Placing,
        previous: Option<&Block>,
    ) -> Result<(), Error> {
        let apart = matches!(previous, None | Some(Block::Table(_) | Block::Beside(_)));
        if apart || placing.above > Length::ZERO {
            let blank = inline::blank(placing.above).page_break_before(placing.new_page);
            self.children.push(child(blank));
        }
        self.additions.head_rows.push(false);
        let outer = std::mem::take(&mut self.children);
        let mut contents = Vec::with_capacity(beside.cells.len());
        for cell in &beside.cells {
            self.blocks(&cell.blocks, false)?;
            // A cell ends with a paragraph.
            if !matches!(self.children.last(), Some(DocumentChild::Paragraph(_))) {
                self.blank_line();
            }
            contents.push(std::mem::take(&mut self.children));
        }
        self.children = outer;
        let built = table::beside(beside, contents);
        self.children.push(DocumentChild::Table(Box::new(built)));
        Ok(())
    }

    /// A picture beside a paragraph, at its place on the sheet; text goes on as if it were not there.
    fn side_picture(&mut self, picture: &'a SidePicture) -> Result<Run, Error> {
        let shown = Shown {
            path: &picture.path,
            data: &picture.data,
            format: picture.format,
            size: picture.rect.size,
            turn: picture.turn,
            alt: &picture.alt,
        };
        let offset = |length: Length| i32::try_from(length.to_emu()).unwrap_or_default().max(0);
        // A masthead of more than a page goes on at the head of the next.
        let page = &self.flow.page;
        let height = page.row_pitch * i64::from(page.rows);
        let below = picture.rect.origin.y - page.grid_top;
        let pages = below.whole_times(height).max(0);
        let y = picture.rect.origin.y - height * pages;
        let origin = Point { x: picture.rect.origin.x, y };
        let placed = self
            .picture(shown)?
            .floating()
            .overlapping()
            .relative_from_h(RelativeFromHType::Page)
            .relative_from_v(RelativeFromVType::Page)
            .offset_x(offset(origin.x))
            .offset_y(offset(origin.y));
        Ok(Run::new().add_image(placed))
    }

    /// A picture of the package, with the words that stand for it.
    fn picture(&mut self, shown: Shown<'a>) -> Result<Pic, Error> {
        let number = self.media.len() + 1;
        let number = *self.numbers.entry(shown.data).or_insert(number);
        if number > self.media.len() {
            self.media.push(Media { number, data: shown.data, format: shown.format });
        }
        let alternative = plain(shown.alt, || place(shown.path))?.to_owned();
        self.additions.alternatives.push(alternative);
        self.additions.charts.push(None);
        self.additions.mirrored.push(shown.turn.mirrored);

        let id = image_id(number);
        // The bytes go into the package unchanged, so docx-rs is not given them; it tells
        // pictures apart by their bytes, hence the id in their place.
        // The size is that before the turn; the line is as high as the picture that is turned.
        let Size { width, height } = shown.size;
        let (across, down) =
            if shown.turn.is_sideways() { (height, width) } else { (width, height) };
        Ok(Pic::new_with_dimensions(id.clone().into_bytes(), 1, 1)
            .id(id)
            .size(side(across, shown.path)?, side(down, shown.path)?)
            .rotate(90 * u16::from(shown.turn.quarters % 4)))
    }

    /// Ends a section here: its last paragraph says so.
    fn end_section(&mut self, orientation: Orientation) {
        let properties = section::properties(self.flow, orientation);
        if !matches!(self.children.last(), Some(DocumentChild::Paragraph(_))) {
            self.blank_line();
        }
        if let Some(DocumentChild::Paragraph(last)) = self.children.last_mut() {
            last.property.section_property = Some(properties);
        }
    }

    /// Sets the imprint: a floating table, held by a blank line behind all the text. Where text
    /// reaches down to it, both move to the next page. One that is taller than a page is a table like
    /// any other, from the head of a page on.
    fn imprint(&mut self, orientation: Orientation) -> Result<(), Error> {
        let Some(imprint) = &self.flow.imprint else {
            return Ok(());
        };
        if self.decisions.imprint == ImprintPlace::AfterBlankPage {
            // The pages behind the text are a section without page numbers; its first is blank.
            self.end_section(orientation);
            self.blank_line();
            self.new_page();
        } else if orientation == Orientation::Landscape {
            // It stands on an upright page. LibreOffice gives a section that begins with a floating
            // table no page of its own.
            self.end_section(orientation);
            self.blank_line();
        } else if self.decisions.imprint == ImprintPlace::NewPage || imprint.flows {
            self.new_page();
        }
        let picture = match &imprint.picture {
            Some(picture) => Some(self.picture_line(&picture.figure, Placing::default())?),
            None => None,
        };
        // Footnotes stand at the foot of the page, where nothing is afloat then.
        let afloat = !imprint.flows && !self.decisions.imprint_below_notes;
        let built =
            table::imprint(imprint, picture, afloat, self.flow, self.sheet, &mut self.additions)?;
        self.additions.head_rows.extend(built.rows.iter().map(|_| false));
        if !afloat && !imprint.flows {
            self.children.push(child(inline::blank(imprint.space_before)));
        } else if !matches!(self.children.last(), Some(DocumentChild::Paragraph(_))) {
            // Two tables that touch are one to Word.
            let between = docx_rs::Paragraph::new().style(styles::BEFORE_IMPRINT);
            self.children.push(child(between));
        }
        if afloat {
            self.additions.floating.push(above_imprint(imprint));
        }
        self.children.push(DocumentChild::Table(Box::new(built)));
        self.blank_line();
        Ok(())
    }

    fn new_page(&mut self) {
        self.children.push(child(inline::blank(Length::ZERO).page_break_before(true)));
    }

    fn blank_line(&mut self) {
        self.children.push(child(inline::blank(Length::ZERO)));
    }

    fn finish(mut self) -> Result<Built<'a>, Error> {
        if !matches!(self.children.last(), Some(DocumentChild::Paragraph(_))) {
            self.blank_line();
        }
        let last = self.flow.parts.iter().rfind(|part| !part.blocks.is_empty());
        let orientation = match (&self.flow.imprint, last) {
            (None, Some(part)) => part.orientation,
            _ => Orientation::Portrait,
        };
        let unnumbered =
            self.flow.imprint.is_some() && self.decisions.imprint == ImprintPlace::AfterBlankPage;
        let footers = section::footers(self.flow, unnumbered)?;
        // The document alone: a whole package of docx-rs would have parts built that are ours.
        let mut document = Document::new();
        document.children = self.children;
        document.section_property = if unnumbered {
            section::without_numbers(self.flow)
        } else {
            section::properties(self.flow, orientation)
        };
        Ok(Built {
            document: RawXml { xml: document.build(), additions: self.additions },
            footers,
            media: self.media,
            charts: self.charts,
        })
    }
}

/// The title of a table below these blocks: its caption, with its unit between or not; or else the title or
/// heading that it stands directly below, such as that of an appendix which is a table.
fn caption_of(blocks: &[Block]) -> String {
    let above = blocks.iter().rev().map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    let is_between = |role| matches!(role, Role::TableUnit | Role::Subtitle | Role::Author);
    let mut above = above.skip_while(|paragraph| is_between(paragraph.role));
    let names = |role| {
        matches!(
            role,
            Role::TableCaption
                | Role::AppendixTitle
                | Role::Title
                | Role::Heading(_)
                | Role::Column
        )
    };
    let caption = above.next().filter(|paragraph| names(paragraph.role));
    caption.map(inline::words).unwrap_or_default()
}

/// The side of a picture as files have it.
fn side(length: Length, path: &ModelPath) -> Result<u32, Error> {
    u32::try_from(length.to_emu())
        .map_err(|cause| Error::new(DocxMessage::PictureSize {}, place(path)).caused_by(cause))
}

/// The paragraph of a picture, as high as that, with the white above and below it.
fn line_of_picture(
    run: Run,
    (above, below): (Length, Length),
    keep_with_next: bool,
    placing: Placing,
) -> docx_rs::Paragraph {
    let spacing = inline::spacing(
        unsigned_twips(above + placing.above),
        unsigned_twips(below + placing.below),
    );
    docx_rs::Paragraph::new()
        .style(&styles::picture_id(keep_with_next))
        .page_break_before(placing.new_page)
        .line_spacing(spacing.line(240).line_rule(LineSpacingType::Auto))
        .add_run(run)
}

/// A picture that is shown.
struct Shown<'a> {
    path: &'a ModelPath,
    data: &'a [u8],
    format: ImageFormat,
    /// On the page, when it stands upright.
    size: Size,
    turn: ImageTurn,
    alt: &'a str,
}

/// The white above or below a block that cannot keep it itself.
fn white_of_table(block: &Block, above: bool) -> Length {
    match block {
        Block::Table(table) if above => table.space_before,
        Block::Table(table) => table.space_after,
        Block::Beside(beside) if !above => beside.space_after,
        _ => Length::ZERO,
    }
}

fn child(paragraph: docx_rs::Paragraph) -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph))
}
