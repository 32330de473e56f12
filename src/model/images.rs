//! Loading the images that a bulletin names by their files. Where the bytes come from is the
//! caller's affair.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::messages::{ModelMessage, Unread};
use super::{Block, Bulletin, Image, Section, figure, limits, total};
use crate::error::Error;
use crate::place::{Place, Walk};

impl Bulletin {
    /// Replaces every [`Image::File`] by the bytes that `read` gives for its path; images that are
    /// data already stay as they are. A file that several figures name is read once, and its bytes are
    /// shared; so are those of two names where `read` gives the same `Arc`. Fails at the first that
    /// cannot be read; those before it are loaded then.
    ///
    /// The path is whatever the input says: `../../etc/passwd`, `C:\…`, the name of a device. A
    /// program on a desk reads what its user may read. A service must not: it looks the name up
    /// among the files that came with the bulletin, or refuses files altogether.
    ///
    /// # Errors
    /// When `read` fails, or gives nothing or more than [`limits::IMAGE`](crate::limits::IMAGE), when a
    /// picture or all of them have more bytes or pixels than the [limits](crate::limits) allow, or
    /// sections are nested too deep; with the path of the figure. The error of `read` is its source.
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use std::io;
    ///
    /// use bulletin::{Block, Bulletin, Figure, Image};
    ///
    /// let mut bulletin = Bulletin::new("工作快报");
    /// bulletin.body = vec![Figure::file("hall.png", "政务服务大厅").into()];
    ///
    /// // The files that were sent with the bulletin, and no others.
    /// let sent = HashMap::from([("hall.png", b"the bytes of a picture".to_vec())]);
    /// bulletin.load_images(|file| sent.get(file).cloned().ok_or(io::ErrorKind::NotFound.into()))?;
    /// let Block::Figure(figure) = &bulletin.body[0] else { unreachable!() };
    /// assert_eq!(figure.image, Image::from(sent["hall.png"].clone()));
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    pub fn load_images<D: Into<Arc<[u8]>>>(
        &mut self,
        mut read: impl FnMut(&str) -> io::Result<D>,
    ) -> Result<(), Error> {
        let mut read = |file: &str| read(file).map(D::into);
        let mut known: HashMap<String, Arc<[u8]>> = HashMap::new();
        total::of(|| self.load(&mut Loader { read: &mut read, known: &mut known }))
    }

    fn load(&mut self, read: Read<'_, '_>) -> Result<(), Error> {
        let root = Walk::Root;
        if let Some(logo) = &mut self.masthead.logo {
            image(&mut logo.image, &root.field("masthead").field("logo"), read)?;
        }
        blocks(&mut self.body, &root.field("body"), read)?;
        sections(&mut self.sections, &root.field("sections"), 1, read)?;
        let articles = root.field("articles");
        for (index, article) in self.articles.iter_mut().enumerate() {
            let path = articles.index(index);
            blocks(&mut article.body, &path.field("body"), read)?;
            sections(&mut article.sections, &path.field("sections"), 1, read)?;
        }
        let appendices = root.field("appendices");
        for (index, appendix) in self.appendices.iter_mut().enumerate() {
            let path = appendices.index(index);
            blocks(&mut appendix.blocks, &path.field("blocks"), read)?;
            sections(&mut appendix.sections, &path.field("sections"), 1, read)?;
        }
        let picture = root.field("imprint");
        match &mut self.imprint.picture {
            Some(figure) => image(&mut figure.image, &picture.field("picture"), read),
            None => Ok(()),
        }
    }
}

/// Reads each file once.
struct Loader<'a> {
    read: &'a mut dyn FnMut(&str) -> io::Result<Arc<[u8]>>,
    known: &'a mut HashMap<String, Arc<[u8]>>,
}

type Read<'a, 'b> = &'a mut Loader<'b>;

fn sections(
    list: &mut [Section],
    path: &Walk<'_>,
    depth: usize,
    read: Read<'_, '_>,
) -> Result<(), Error> {
    for (index, section) in list.iter_mut().enumerate() {
        let path = path.index(index);
        limits::SECTION_DEPTH
            .check(depth)
            .map_err(|fault| Error::new(fault, Place::path(path.path())))?;
        blocks(&mut section.blocks, &path.field("blocks"), read)?;
        sections(&mut section.sections, &path.field("sections"), depth + 1, read)?;
    }
    Ok(())
}

fn blocks(list: &mut [Block], path: &Walk<'_>, read: Read<'_, '_>) -> Result<(), Error> {
    for (index, block) in list.iter_mut().enumerate() {
        self::block(block, &path.index(index), read)?;
    }
    Ok(())
}

fn block(block: &mut Block, path: &Walk<'_>, read: Read<'_, '_>) -> Result<(), Error> {
    match block {
        Block::Figure(figure) => image(&mut figure.image, &path.field("figure"), read),
        Block::Beside(beside) => {
            let path = path.field("beside");
            for (index, cell) in beside.cells.iter_mut().enumerate() {
                let path = path.index(index);
                match cell.as_mut_slice() {
                    [block] => inner(block, &path, read)?,
                    several => {
                        for (number, block) in several.iter_mut().enumerate() {
                            inner(block, &path.index(number), read)?;
                        }
                    }
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// A block beside others, among which nothing stands beside anything.
fn inner(block: &mut Block, path: &Walk<'_>, read: Read<'_, '_>) -> Result<(), Error> {
    match block {
        Block::Figure(figure) => image(&mut figure.image, &path.field("figure"), read),
        _ => Ok(()),
    }
}

/// Loads one image, if it is a file; `path` is that of what shows it.
fn image(image: &mut Image, path: &Walk<'_>, read: Read<'_, '_>) -> Result<(), Error> {
    let Image::File(file) = image else { return Ok(()) };
    let place = || Place::path(path.field("file").path());
    let data = match read.known.get(file) {
        Some(data) => Arc::clone(data),
        None => {
            let data = (read.read)(file).map_err(|error| {
                let (file, why) = (file.clone(), Unread::from(&error));
                Error::new(ModelMessage::Unreadable { file, why }, place()).caused_by(error)
            })?;
            figure::check_data(&data).map_err(|fault| Error::new(fault, place()))?;
            read.known.insert(file.clone(), Arc::clone(&data));
            data
        }
    };
    *image = Image::Data(data);
    Ok(())
}
