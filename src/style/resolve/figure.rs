//! Pictures: their size on the page, from the file's own or from the share of the line that is
//! asked for.

use std::sync::Arc;

use super::Resolver;
use super::references::Caption;
use crate::finding::Finding;
use crate::length::{Length, Size};
use crate::model::{self, Image, Text};
use crate::picture::{self, Fault, Pixels};
use crate::place::{Place, Walk};
use crate::style::flow::{Block, Figure, ImageFormat, Role};
use crate::style::messages::StyleMessage;
use crate::style::theme::TypeRole;

/// A pixel of a picture that does not say how large it is: 1/96 inch.
const PIXEL: Length = Length::pt(0.75);

impl Resolver<'_> {
    /// A picture in the middle of the line, its title below. One that cannot be read is replaced
    /// by its words, and reported.
    pub(super) fn figure(
        &mut self,
        figure: &model::Figure,
        path: &Walk<'_>,
        blocks: &mut Vec<Block>,
    ) {
        match self.measured(figure, path) {
            Ok(measured) => blocks.push(Block::Figure(measured)),
            Err(message) => {
                self.findings.push(Finding::new(message, Place::path(path.path())));
                let words = Text::plain(words_for(figure));
                let paragraph = self.beside(Role::Body, TypeRole::Body, "", &words, path.path());
                blocks.push(Block::Paragraph(paragraph));
            }
        }
        let caption = self.caption(figure.id.as_ref(), figure.caption.as_ref());
        if let Some(Caption { label, title }) = caption {
            let (role, type_role) = (Role::FigureCaption, TypeRole::FigureCaption);
            let path = path.field("caption").path();
            let caption = self.beside(role, type_role, &label, &title, path);
            blocks.push(Block::Paragraph(caption));
        }
    }

    pub(super) fn measured(
        &self,
        figure: &model::Figure,
        path: &Walk<'_>,
    ) -> Result<Figure, StyleMessage> {
        let data: Arc<[u8]> = match &figure.image {
            Image::Data(data) => Arc::clone(data),
            Image::File(file) => {
                return Err(StyleMessage::FigureNotLoaded { file: file.clone() });
            }
        };
        let (format, width, height) = match picture::pixels(&data) {
            Ok(Pixels::Png { width, height }) => (ImageFormat::Png, width.into(), height.into()),
            Ok(Pixels::Jpeg { width, height }) => (ImageFormat::Jpeg, width.into(), height.into()),
            Err(Fault::Format) => return Err(StyleMessage::FigureFormat {}),
            Err(Fault::Broken) => return Err(StyleMessage::FigureUnreadable {}),
        };
        Ok(Figure {
            path: path.path(),
            data,
            format,
            size: self.fitted(width, height, figure.width),
            alt: super::one_line(&figure.alt),
            space_before: self.page.row_pitch / 4,
            space_after: self.page.row_pitch / 4,
            keep_with_next: figure.caption.is_some() || figure.id.is_some(),
        })
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

/// What stands for a picture that cannot be read.
pub(super) fn words_for(figure: &model::Figure) -> String {
    format!("［图：{}］", super::one_line(&figure.alt))
}
