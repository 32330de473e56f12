//! Where faces come from: the program itself, a folder, or the fonts installed on the computer. A
//! file that cannot be used is named in the findings of the set and does not stop the others.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::face::{Bytes, Face};
use super::messages::{FontMessage, Unreadable, Unusable};
use super::set::Fonts;
use super::tables;
use crate::error::Error;
use crate::finding::Finding;
use crate::place::Place;
use crate::typeface::Typeface;

/// The extensions of font files.
const ENDINGS: [&str; 4] = ["otf", "ttf", "ttc", "otc"];

/// The largest font file that is read. The largest Chinese collections have about 120 MB.
const LARGEST_FILE: u64 = 256 << 20;

/// How many faces of a collection are read at most.
const MOST_FACES: u32 = 256;

#[cfg(feature = "embedded-fonts")]
impl Fonts {
    /// The faces built into this program: Bulletin FangSong, Bulletin Kai, Bulletin Song (whose bold
    /// cut serves as 小标宋), Bulletin Hei and Bulletin Latin, and Bulletin Symbols with signs that
    /// these lack.
    ///
    /// They cover 通用规范汉字表, GB 2312 and the signs of statistics, environment and health offices.
    /// With the feature `song-more` Bulletin Song More adds the traditional and rare characters of
    /// GBK.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn embedded() -> Fonts {
        use {bulletin_fonts_fangsong_kai as fangsong_kai, bulletin_fonts_song_hei as song_hei};
        let files: &[&'static [u8]] = &[
            fangsong_kai::FANGSONG,
            fangsong_kai::KAI,
            song_hei::SONG_BOLD,
            song_hei::SONG,
            song_hei::HEI,
            song_hei::LATIN,
            song_hei::SYMBOLS,
            #[cfg(feature = "song-more")]
            bulletin_fonts_song_more::SONG_MORE,
        ];
        let faces = files.iter().filter_map(|data| Face::new(*data, 0).ok());
        Fonts::from_faces(faces.map(Arc::new))
    }
}

impl Fonts {
    /// The faces of the font files in a folder (`.otf`, `.ttf`, `.ttc`, `.otc`), without its
    /// subfolders. The names of its family decide which typefaces a face serves.
    ///
    /// ```no_run
    /// use bulletin::Fonts;
    ///
    /// # fn main() -> Result<(), bulletin::Error> {
    /// let fonts = Fonts::from_dir("/srv/oa/fonts")?;
    /// for finding in fonts.findings() {
    ///     eprintln!("{finding}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) when the folder cannot be read,
    /// [`ErrorKind::Font`](crate::ErrorKind::Font) when no face in it can be used. A file that
    /// cannot be used is not an error but a finding.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Fonts, Error> {
        let path = path.as_ref();
        let unreadable = |cause: io::Error| {
            let message = FontMessage::Folder { reason: Unreadable::from(&cause) };
            Error::new(message, file(path)).caused_by(cause)
        };
        let mut files = BTreeSet::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if is_font_file(&file) {
                files.insert(file);
            }
        }
        let (fonts, unusable) = read(&files);
        if unusable.len() < files.len() {
            return Ok(fonts);
        }
        let typefaces = Typeface::ALL.map(Typeface::name).to_vec();
        let Some((_, first)) = unusable.first() else {
            return Err(Error::new(FontMessage::NoneFits { typefaces }, file(path)));
        };
        let cause = first.clone();
        let unusable = unusable.into_iter().map(|(name, _)| name).collect();
        let message = FontMessage::NoneUsable { typefaces, unusable };
        Err(Error::new(message, file(path)).caused_by(cause))
    }

    /// The faces installed on this computer: official ones first (仿宋_GB2312, 方正小标宋简体, 黑体,
    /// 楷体_GB2312, 宋体, Times New Roman), then known substitutes, then those of
    /// [`Fonts::embedded`], if the program has them. [`Fonts::report`] says which face serves which
    /// typeface, [`Fonts::findings`] what is missing.
    ///
    /// The pages then depend on the computer. Use another constructor if they must not.
    ///
    /// ```no_run
    /// use bulletin::Fonts;
    ///
    /// let fonts = Fonts::installed();
    /// for serving in fonts.report() {
    ///     println!("{serving}");
    /// }
    /// ```
    #[cfg(feature = "installed-fonts")]
    pub fn installed() -> Fonts {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        let known = |face: &&fontdb::FaceInfo| {
            let mut families = face.families.iter();
            families.any(|(family, _)| super::names::is_known(family))
        };
        let files: BTreeSet<PathBuf> = database
            .faces()
            .filter(known)
            .filter_map(|face| match &face.source {
                fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => {
                    Some(path.clone())
                }
                fontdb::Source::Binary(_) => None,
            })
            .collect();
        let (fonts, _) = read(&files);
        #[cfg(feature = "embedded-fonts")]
        let fonts = fonts.with_fallback(Fonts::embedded());
        fonts
    }
}

/// A file or folder as the place of a finding.
fn file(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

/// Whether a file is a font file, by its name.
fn is_font_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

/// The set of the faces of these files, in their order, and the files that cannot be used, each by
/// its name. Those are among the findings of the set too.
fn read(files: &BTreeSet<PathBuf>) -> (Fonts, Vec<(String, Error)>) {
    let mut faces = Vec::new();
    let mut notes = Vec::new();
    let mut unusable = Vec::new();
    for path in files {
        match faces_of(path) {
            Ok(found) => {
                faces.extend(found.into_iter().map(|face| (Arc::new(face), file(path))));
            }
            Err(error) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                notes.push(Finding::from(error.clone()));
                unusable.push((name.to_string_lossy().into_owned(), error));
            }
        }
    }
    let mut fonts = Fonts::of(faces);
    for finding in notes {
        fonts.note(finding);
    }
    (fonts, unusable)
}

/// The faces of a font file, or why there is none.
fn faces_of(path: &Path) -> Result<Vec<Face>, Error> {
    let wrong = |reason| Error::new(FontMessage::UnusableFile { reason }, file(path));
    let unread = |cause: io::Error| wrong(Unusable::from(&cause)).caused_by(cause);
    let bytes = fs::metadata(path).map_err(unread)?.len();
    if bytes > LARGEST_FILE {
        return Err(Error::new(FontMessage::TooLarge { bytes, most: LARGEST_FILE }, file(path)));
    }
    let data = Arc::new(fs::read(path).map_err(unread)?);
    let count = tables::count(&data);
    (0..count.min(MOST_FACES))
        .map(|index| Face::from_bytes(Bytes::Shared(Arc::clone(&data)), index))
        .collect::<Result<Vec<Face>, Unusable>>()
        .map_err(wrong)
}
