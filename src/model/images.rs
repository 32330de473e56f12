//! Loading the images that a bulletin names by their files. Where the bytes come from is the
//! caller's affair.

use std::io;

use super::path::Path;
use super::{Block, Bulletin, Image, Section, limits, rules};
use crate::error::Error;
use crate::message::ErrorKind;

impl Bulletin {
    /// Replaces every [`Image::File`] by the bytes that `read` gives for its path; images that are
    /// data already stay as they are. Fails at the first that cannot be read; those before it are
    /// loaded then.
    ///
    /// # Errors
    /// When `read` fails, or gives nothing or more than [`limits::IMAGE`](crate::limits::IMAGE), or
    /// sections are nested too deep; with the path of the figure.
    ///
    /// ```
    /// use bulletin::{Block, Bulletin, Figure, Image};
    ///
    /// let figure = Figure { image: Image::File("hall.png".into()), ..Figure::default() };
    /// let mut bulletin = Bulletin { body: vec![Block::from(figure)], ..Bulletin::default() };
    ///
    /// // In a program that reads files: bulletin.load_images(|file| std::fs::read(file))?;
    /// bulletin.load_images(|file| Ok(format!("the bytes of {file}").into_bytes()))?;
    /// let Block::Figure(figure) = &bulletin.body[0] else { unreachable!() };
    /// assert_eq!(figure.image, Image::Data(b"the bytes of hall.png".to_vec()));
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    pub fn load_images(
        &mut self,
        mut read: impl FnMut(&str) -> io::Result<Vec<u8>>,
    ) -> Result<(), Error> {
        let (root, read) = (Path::Root, &mut read);
        blocks(&mut self.body, root.field("body"), read)?;
        sections(&mut self.sections, root.field("sections"), 1, read)?;
        let articles = root.field("articles");
        for (index, article) in self.articles.iter_mut().enumerate() {
            let path = articles.element(index);
            blocks(&mut article.body, path.field("body"), read)?;
            sections(&mut article.sections, path.field("sections"), 1, read)?;
        }
        let appendices = root.field("appendices");
        for (index, appendix) in self.appendices.iter_mut().enumerate() {
            blocks(&mut appendix.blocks, appendices.element(index).field("blocks"), read)?;
        }
        Ok(())
    }
}

type Read<'a> = &'a mut dyn FnMut(&str) -> io::Result<Vec<u8>>;

fn sections(
    list: &mut [Section],
    path: Path<'_>,
    depth: usize,
    read: Read<'_>,
) -> Result<(), Error> {
    for (index, section) in list.iter_mut().enumerate() {
        let path = path.element(index);
        limits::SECTION_DEPTH.check(depth).map_err(|fault| fault.at(path.to_string()))?;
        blocks(&mut section.blocks, path.field("blocks"), read)?;
        sections(&mut section.sections, path.field("sections"), depth + 1, read)?;
    }
    Ok(())
}

fn blocks(list: &mut [Block], path: Path<'_>, read: Read<'_>) -> Result<(), Error> {
    for (index, block) in list.iter_mut().enumerate() {
        if let Block::Figure(figure) = block
            && let Image::File(file) = &figure.image
        {
            let element = path.element(index);
            let figure_path = element.field("figure");
            let path = figure_path.field("file");
            let data = read(file).map_err(|error| {
                Error::legacy(
                    ErrorKind::Io,
                    path.to_string(),
                    format!("cannot read {file}: {error}"),
                )
            })?;
            rules::image(&data).map_err(|fault| fault.at(path.to_string()))?;
            figure.image = Image::Data(data);
        }
    }
    Ok(())
}
