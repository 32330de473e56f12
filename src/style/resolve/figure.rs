//! Pictures: whole or not, their size on the page, from the file's own or from the share of the line
//! that is asked for. One that cannot be shown leaves an empty frame as large, with its words.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::Resolver;
use super::references::Caption;
use crate::decode::{self, Fault, Picture};
use crate::finding::Finding;
use crate::length::{Length, Size};
use crate::model::{self, Image, Text};
use crate::picture::Pixels;
use crate::place::{Place, Walk};
use crate::style::flow::{
    Align, Block, Cell, Figure, ImageFormat, Indent, Merge, Role, Row, Table, TableRules,
};
use crate::style::messages::StyleMessage;
use crate::style::theme::TypeRole;

/// A pixel of a picture that does not say how large it is: 1/96 inch.
const PIXEL: Length = Length::pt(0.75);

/// The frame of a picture of which nothing is known has the shape of most photographs.
const UNKNOWN: (u32, u32) = (400, 300);

/// The pictures of a bulletin that were read, each once, by the bytes of its file.
pub(super) type Album = BTreeMap<Arc<[u8]>, Result<Picture, Fault>>;

impl Resolver<'_> {
    /// A picture in the middle of the line, its title below. One that cannot be shown is replaced by
    /// an empty frame with its words, and reported.
    pub(super) fn figure(
        &mut self,
        figure: &model::Figure,
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        blocks.push(match self.measured(figure, path) {
            Ok(measured) => Block::Figure(measured),
            Err(pixels) => Block::Table(self.frame(pixels, figure, path)),
        });
        self.below_picture(figure.id.as_ref(), figure.caption.as_ref(), path, blocks);
    }

    /// The title below a picture or a chart at this path, if it has one.
    pub(super) fn below_picture(
        &mut self,
        id: Option<&String>,
        caption: Option<&Text>,
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        let Some(Caption { label, title }) = self.caption(id, caption) else { return };
        let (role, type_role) = (Role::FigureCaption, TypeRole::FigureCaption);
        let path = path.field("caption").path();
        let caption = self.beside(role, type_role, &label, &title, path);
        blocks.push(Block::Paragraph(caption));
    }

    /// The picture in its size on the page, or how many pixels it says that it has. What is wrong with
    /// it is reported.
    pub(super) fn measured(
        &mut self,
        figure: &model::Figure,
        path: &Walk<'_>,
    ) -> Result<Figure, (u32, u32)> {
        let (message, measured) = match self.read(&figure.image) {
            Ok(picture) => {
                let message = picture.has_unknown_inks.then_some(StyleMessage::FigureInks {});
                (message, Ok(self.placed(picture, figure, path)))
            }
            Err((message, pixels)) => (Some(message), Err(pixels)),
        };
        let place = || Place::path(path.path());
        if figure.alt.trim().is_empty() {
            self.findings.push(Finding::new(StyleMessage::FigureAlt {}, place()));
        }
        self.findings.extend(message.map(|message| Finding::new(message, place())));
        measured
    }

    /// The picture, or what is wrong with it and how many pixels it says that it has.
    fn read(&mut self, image: &Image) -> Result<Picture, (StyleMessage, (u32, u32))> {
        let data = match image {
            Image::Data(data) => data,
            Image::File(file) => {
                return Err((StyleMessage::FigureNotLoaded { file: file.clone() }, UNKNOWN));
            }
        };
        self.decoded(data).map_err(|fault| match fault {
            Fault::Format => (StyleMessage::FigureFormat {}, UNKNOWN),
            Fault::Headers => (StyleMessage::FigureUnreadable {}, UNKNOWN),
            Fault::Samples(pixels) => (StyleMessage::FigureDamaged {}, pixels.size()),
        })
    }

    /// The picture in a file, read once however often it is shown.
    pub(super) fn decoded(&mut self, data: &Arc<[u8]>) -> Result<Picture, Fault> {
        let known = match self.album.entry(Arc::clone(data)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(decode::check(data)),
        };
        known.clone()
    }

    fn placed(&self, picture: Picture, figure: &model::Figure, path: &Walk<'_>) -> Figure {
        let (across, down) = upright_size(&picture);
        let Picture { data, pixels, turn, .. } = picture;
        let size = self.fitted(across, down, figure.width);
        Figure {
            path: path.path(),
            data,
            format: format(pixels),
            turn,
            size,
            least: size.height.scale(i64::from(self.theme.figure.shrink), 100),
            alt: super::one_line(&figure.alt),
            space_before: self.page.row_pitch / 4,
            space_after: self.page.row_pitch / 4,
            keep_with_next: figure.caption.is_some() || figure.id.is_some(),
        }
    }

    /// The empty frame of a picture that cannot be shown.
    fn frame(&self, pixels: (u32, u32), figure: &model::Figure, path: &Walk<'_>) -> Table {
        let theme = &self.theme.table;
        let alt = super::one_line(&figure.alt);
        let words = Text::plain(words_for(figure));
        let content = self.text(TypeRole::TableCell, &words);
        let mut content = self.off_grid(Role::TableCell, TypeRole::TableCell, path.path(), content);
        content.align = Align::Center;
        content.indent = Indent::default();
        content.line = content.size.scale(i64::from(theme.leading), 100);
        let padding = content.size / 2;
        // Some words stand in a line even of a picture of a few pixels.
        let measure = self.page.type_area.size.width;
        let narrowest = (content.size * 6 + padding * 2).min(measure);
        let size = self.fitted(pixels.0.into(), pixels.1.into(), figure.width);
        let rule = theme.outer_rule.max(Length::pt(0.5));
        let cell = Cell { column: 0, columns: 1, merge: Merge::None, fill: None, content };
        let height = size.height.max(cell.content.line);
        Table {
            path: path.path(),
            columns: vec![size.width.max(narrowest)],
            head: Vec::new(),
            rows: vec![Row { height, cells: vec![cell], keep_with_next: false }],
            row_heads: Vec::new(),
            continued: None,
            padding,
            rules: TableRules {
                outer: rule,
                sides: rule,
                rows: Length::ZERO,
                columns: Length::ZERO,
                head: Length::ZERO,
                groups: Length::ZERO,
                color: self.style(TypeRole::TableCell).color,
            },
            space_before: self.page.row_pitch / 4,
            space_after: self.page.row_pitch / 4,
            keep_with_next: figure.caption.is_some() || figure.id.is_some(),
            frame_of: Some(alt),
        }
    }

    /// The size of a picture of so many pixels, within the type area.
    fn fitted(&self, width: i64, height: i64, percent: Option<u32>) -> Size {
        let measure = self.page.type_area.size.width;
        let wanted = match percent {
            Some(percent) => measure.scale(i64::from(percent), 100),
            None => PIXEL * width,
        };
        let across = wanted.min(measure).max(PIXEL);
        let tallest = self.page.type_area.size.height - self.page.row_pitch * 2;
        let down = across.scale(height, width).max(PIXEL);
        if down <= tallest {
            return Size { width: across, height: down };
        }
        Size { width: tallest.scale(width, height).max(PIXEL), height: tallest }
    }
}

/// The pixels of a picture that stands upright, across and down.
pub(super) fn upright_size(picture: &Picture) -> (i64, i64) {
    let (across, down) = picture.pixels.size();
    let (across, down) = (i64::from(across), i64::from(down));
    if picture.turn.is_sideways() { (down, across) } else { (across, down) }
}

/// What the bytes of a picture are.
pub(super) fn format(pixels: Pixels) -> ImageFormat {
    match pixels {
        Pixels::Png { .. } => ImageFormat::Png,
        Pixels::Jpeg { .. } => ImageFormat::Jpeg,
    }
}

/// What stands for a picture that cannot be read.
pub(super) fn words_for(figure: &model::Figure) -> String {
    format!("［图：{}］", super::one_line(&figure.alt))
}
