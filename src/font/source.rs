//! Where faces come from: the program itself, a folder, or the fonts installed on the computer.
//! Nothing is looked up behind the caller's back; a file that cannot be used is named among the
//! findings of the set and does not stop the others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::face::Bytes;
use super::{Face, Fonts};
use crate::error::Error;
use crate::message::ErrorKind;
use crate::message::Severity;
use crate::typeface::Typeface;

/// The endings of font files' names.
const ENDINGS: [&str; 4] = ["otf", "ttf", "ttc", "otc"];

/// The largest font file that is read; the largest Chinese collections have about 120 MB.
const LARGEST_FILE: u64 = 256 << 20;

/// The most faces of one collection that are looked at.
const MOST_FACES: u32 = 256;

#[cfg(feature = "embedded-fonts")]
impl Fonts {
    /// The faces that this program carries: Bulletin Song (its bold cut in the place of 小标宋),
    /// Bulletin Hei, Bulletin Kai, Bulletin Latin and Bulletin FangSong.
    ///
    /// They have the characters of 通用规范汉字表 and of GB 2312; 仿宋 has those of GB 2312 and
    /// takes the others from 楷体. Without the feature `fangsong` there is no 仿宋: 楷体 stands in
    /// for it, and [`Fonts::findings`] says so.
    ///
    /// ```
    /// use bulletin::{Bulletin, Fonts, Theme};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bulletin: Bulletin = toml::from_str("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
    /// let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn embedded() -> Fonts {
        use bulletin_fonts_ofl as ofl;
        let files: &[&'static [u8]] = &[
            ofl::SONG_BOLD,
            ofl::SONG,
            ofl::HEI,
            ofl::KAI,
            ofl::LATIN,
            #[cfg(feature = "fangsong")]
            bulletin_fonts_fangsong::FANGSONG,
        ];
        let faces = files.iter().filter_map(|data| Face::new(*data, 0).ok());
        Fonts::from_faces(faces.map(Arc::new))
    }
}

impl Fonts {
    /// The faces of a folder's font files (`.otf`, `.ttf`, `.ttc`, `.otc`; not of folders in it),
    /// each serving the typefaces that the names of its family fit.
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
    /// [`ErrorKind::Io`] when the folder cannot be read, [`ErrorKind::Font`] when no face in it
    /// fits a typeface. A file that cannot be used is no error but a finding.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Fonts, Error> {
        let path = path.as_ref();
        let place = path.display().to_string();
        let unreadable = |error: std::io::Error| {
            let message = format!("the folder of fonts cannot be read: {error}");
            Error::legacy(ErrorKind::Io, place.as_str(), message)
        };
        let mut files = BTreeSet::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if is_font_file(&file) {
                files.insert(file);
            }
        }
        let fonts = read(&files);
        if fonts.report().iter().any(|serving| serving.face.is_some()) {
            return Ok(fonts);
        }
        let reasons = fonts.notes().iter().map(|note| format!("; {note}"));
        let message = format!(
            "no font file here has a face of an official document, such as {}{}",
            names_of_all(),
            reasons.collect::<String>()
        );
        Err(Error::legacy(ErrorKind::Font, place, message))
    }

    /// The faces installed on this computer: the official ones where present (仿宋_GB2312,
    /// 方正小标宋简体, 黑体, 楷体_GB2312, 宋体, Times New Roman), then known substitutes, then
    /// those of [`Fonts::embedded`], when the program has them. [`Fonts::report`] says which face
    /// serves which typeface, [`Fonts::findings`] what is missing.
    ///
    /// The pages depend on the computer: where they must not, use another constructor.
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
        let fonts = read(&files);
        #[cfg(feature = "embedded-fonts")]
        let fonts = fonts.with_fallback(Fonts::embedded());
        fonts
    }
}

/// Whether a file is one of fonts, by its name.
fn is_font_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

/// The set of the faces of these files, in their order; what cannot be used is noted.
fn read(files: &BTreeSet<PathBuf>) -> Fonts {
    let mut faces = Vec::new();
    let mut notes = Vec::new();
    for file in files {
        match faces_of(file) {
            Ok(found) => {
                let (restricted, usable): (Vec<_>, Vec<_>) =
                    found.into_iter().partition(Face::is_restricted);
                for face in restricted {
                    let message = format!("{} may not be embedded in documents", face.name());
                    notes.push((file, "font.not-embeddable", message));
                }
                faces.extend(usable.into_iter().map(Arc::new));
            }
            Err(message) => notes.push((file, "font.unusable-file", message)),
        }
    }
    let mut fonts = Fonts::from_faces(faces);
    for (file, rule, message) in notes {
        let file = file.display().to_string();
        fonts.note(rule, Severity::Warning, &file, message);
    }
    fonts
}

/// The faces of a font file, or why there is none.
fn faces_of(file: &Path) -> Result<Vec<Face>, String> {
    let size = fs::metadata(file).map_err(|error| error.to_string())?.len();
    if size > LARGEST_FILE {
        return Err(format!(
            "{size} bytes are more than the {LARGEST_FILE} that are read of a font file"
        ));
    }
    let data = Arc::new(fs::read(file).map_err(|error| error.to_string())?);
    let count = ttf_parser::fonts_in_collection(&data).unwrap_or(1);
    (0..count.min(MOST_FACES))
        .map(|index| Face::from_bytes(Bytes::Shared(Arc::clone(&data)), index))
        .collect::<Result<Vec<Face>, Error>>()
        .map_err(|error| error.message(crate::message::Language::English))
}

/// The official name of every typeface, for a message.
fn names_of_all() -> String {
    let names = Typeface::ALL.map(|typeface| *typeface.family_names().first().unwrap_or(&""));
    names.join("、")
}
