//! Pictures that a bulletin names by their files. What a bulletin says is whatever somebody wrote, so
//! a name may lead below the input's folder and nowhere else, unless who runs the command allows it.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bulletin::{Bulletin, Error};

use crate::input::limited;
use crate::messages::InputMessage;
use crate::names::{Leads, System, leads};

/// Loads the pictures that a bulletin names, each file once. Gives the files, by the paths behind all
/// links.
pub(crate) fn load(
    bulletin: &mut Bulletin,
    folder: &Path,
    allow_outside: bool,
) -> Result<Vec<PathBuf>, Error> {
    let mut album = Album { folder, allow_outside, loaded: HashMap::new() };
    bulletin.load_images(|file| album.read(file)).map_err(|error| {
        let reason = Refusal::of(&error).map(|refusal| refusal.0.clone());
        match reason {
            Some(message) => Error::new(message, error.place().clone()).caused_by(error),
            None => error,
        }
    })?;
    Ok(album.loaded.into_keys().collect())
}

/// The pictures of one bulletin.
struct Album<'a> {
    folder: &'a Path,
    allow_outside: bool,
    /// By the path behind all links.
    loaded: HashMap<PathBuf, Arc<[u8]>>,
}

impl Album<'_> {
    fn read(&mut self, file: &str) -> io::Result<Arc<[u8]>> {
        let name = || file.to_owned();
        match leads(file, System::THIS) {
            Leads::Address => return Err(refused(InputMessage::PictureAddress { file: name() })),
            Leads::NoFile => return Err(refused(InputMessage::PictureNoFile { file: name() })),
            Leads::Outside if !self.allow_outside => {
                return Err(refused(InputMessage::PictureOutside { file: name() }));
            }
            Leads::Outside | Leads::Below => {}
        }
        let path = fs::canonicalize(self.folder.join(file))?;
        // A link may lead where the words do not.
        if !self.allow_outside && !path.starts_with(fs::canonicalize(self.folder)?) {
            return Err(refused(InputMessage::PictureOutside { file: name() }));
        }
        if let Some(data) = self.loaded.get(&path) {
            return Ok(data.clone());
        }
        // A pipe would be waited for and a device read for ever.
        if !fs::metadata(&path)?.is_file() {
            return Err(refused(InputMessage::PictureNoFile { file: name() }));
        }
        let data: Arc<[u8]> = limited(fs::File::open(&path)?)?.into();
        self.loaded.insert(path, data.clone());
        Ok(data)
    }
}

/// What the command has to say of a picture, on its way through the library as the error of a system.
#[derive(Debug)]
struct Refusal(InputMessage);

impl Refusal {
    fn of(error: &Error) -> Option<&Refusal> {
        let source = std::error::Error::source(error)?.downcast_ref::<io::Error>()?;
        source.get_ref()?.downcast_ref()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(bulletin::Message::code(&self.0))
    }
}

impl std::error::Error for Refusal {}

fn refused(message: InputMessage) -> io::Error {
    io::Error::other(Refusal(message))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use bulletin::{Block, Figure, Image};

    use super::*;

    fn with(files: &[&str]) -> Bulletin {
        let mut bulletin = Bulletin::new("工作快报");
        bulletin.body = files.iter().map(|file| Figure::file(*file, "大厅").into()).collect();
        bulletin
    }

    #[test]
    fn a_file_is_loaded_once_by_whatever_name() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("图")).unwrap();
        fs::write(folder.path().join("图/大厅.png"), "picture").unwrap();
        let mut bulletin = with(&["图/大厅.png", "./图/../图/大厅.png", "图/大厅.png"]);
        load(&mut bulletin, folder.path(), false).unwrap();
        let data: Vec<_> = bulletin
            .body
            .iter()
            .map(|block| match block {
                Block::Figure(Figure { image: Image::Data(data), .. }) => data.as_ptr(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(data.len(), 3);
        assert!(data.iter().all(|one| Some(one) == data.first()), "{data:?}");
    }

    #[test]
    fn a_picture_stays_below_the_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let inside = folder.path().join("in");
        fs::create_dir(&inside).unwrap();
        fs::write(folder.path().join("out.png"), "picture").unwrap();
        let absolute = folder.path().join("out.png").to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../out.png", inside.join("link.png")).unwrap();
        let links = if cfg!(unix) { &["link.png"][..] } else { &[] };
        for name in ["../out.png", &*absolute].iter().chain(links) {
            let error = load(&mut with(&[name]), &inside, false).unwrap_err();
            assert_eq!(error.code(), "input.picture-outside", "{name}");
            assert_eq!(error.place().to_string(), "body[0].figure.file");
            assert!(load(&mut with(&[name]), &inside, true).is_ok(), "{name}");
        }
        for allow_outside in [false, true] {
            let code = |name: &str| {
                load(&mut with(&[name]), &inside, allow_outside).unwrap_err().code().to_owned()
            };
            assert_eq!(code("https://gov.cn/hall.png"), "input.picture-address");
            assert_eq!(code("."), "input.picture-no-file");
            assert_eq!(code("none.png"), "input.unreadable-picture");
        }
    }
}
