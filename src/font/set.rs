//! The set of faces: for each typeface the faces that serve it, followed by those of other
//! typefaces and by faces that serve none. Each character comes from the first face that has it. The
//! set reports which face serves which typeface, and what is missing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::face::Face;
use super::messages::FontMessage;
use super::names::{self, Fit, Kind};
use crate::finding::Finding;
use crate::message::{Language, Message, Said};
use crate::place::Place;
use crate::typeface::Typeface;

/// The faces that serve each [`Typeface`], in the order in which they are tried for a character.
///
/// ```
/// use bulletin::{Fonts, Typeface};
///
/// let fonts = Fonts::embedded();
/// let first = fonts.chain(Typeface::Hei).first().map(|face| face.name());
/// assert_eq!(first, Some("BulletinHei-Medium"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    own: BTreeMap<Typeface, Vec<Arc<Face>>>,
    /// Faces that serve no typeface, in the order in which they are asked.
    fallbacks: Vec<Arc<Face>>,
    chains: BTreeMap<(Typeface, Kind), Vec<Arc<Face>>>,
    notes: Vec<Finding>,
}

/// Which face serves a typeface: the answer of [`Fonts::serving`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Serving {
    /// The typeface that a theme asks for.
    pub typeface: Typeface,
    /// The face that is tried first; none if the set has no face at all.
    pub face: Option<Arc<Face>>,
    /// How well it fits.
    pub fit: Fit,
}

impl Fonts {
    /// A set without faces, to be filled with [`Fonts::add`].
    ///
    /// ```
    /// use bulletin::{Fonts, Typeface};
    ///
    /// assert!(Fonts::empty().chain(Typeface::Song).is_empty());
    /// ```
    pub fn empty() -> Fonts {
        Fonts::default()
    }

    /// A set of these faces. The names of its family decide which typefaces a face serves; official
    /// faces come before substitutes. A face that serves none is asked last, for characters that all
    /// others lack; slanted faces, and those whose makers forbid embedding them, are left out. Both
    /// are named in [`Fonts::findings`].
    ///
    /// ```no_run
    /// use std::sync::Arc;
    /// use bulletin::{Face, Fonts};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let song = Face::new(std::fs::read("fonts/simsun.ttc")?, 0)?;
    /// let fonts = Fonts::from_faces([Arc::new(song)]).with_fallback(Fonts::embedded());
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_faces(faces: impl IntoIterator<Item = Arc<Face>>) -> Fonts {
        Fonts::of(faces.into_iter().map(|face| (face, Place::default())).collect())
    }

    /// A set of these faces, each with its file.
    pub(super) fn of(faces: Vec<(Arc<Face>, Place)>) -> Fonts {
        let mut fonts = Fonts::empty();
        let (restricted, faces): (Vec<_>, Vec<_>) =
            faces.into_iter().partition(|(face, _)| face.is_restricted());
        for (face, place) in restricted {
            fonts.refuse(&face, place);
        }
        for typeface in Typeface::ALL {
            let mut ranked: Vec<_> = faces
                .iter()
                .filter_map(|(face, _)| Some((names::rank(typeface, face)?, face)))
                .collect();
            ranked.sort_by_key(|(rank, _)| *rank);
            // Of the cuts of one family only the nearest in weight is wanted.
            ranked.dedup_by_key(|(rank, _)| (rank.fit, rank.place));
            let served = ranked.into_iter().map(|(_, face)| Arc::clone(face));
            fonts.own.insert(typeface, served.collect());
        }
        for (face, place) in faces {
            let fits = |typeface| names::rank(typeface, &face).is_some();
            if Typeface::ALL.into_iter().any(fits) {
                continue;
            }
            let name = || face.name().to_owned();
            if face.is_slanted() {
                fonts.notes.push(Finding::new(FontMessage::Unused { face: name() }, place));
            } else if !names::is_fallback(&face) {
                fonts.notes.push(Finding::new(FontMessage::LastResort { face: name() }, place));
            }
            fonts.fallbacks.push(face);
        }
        fonts.fallbacks.retain(|face| !face.is_slanted());
        fonts.link();
        fonts
    }

    /// Leaves out a face whose maker forbids embedding it, and says so.
    fn refuse(&mut self, face: &Face, place: Place) {
        let message = FontMessage::NotEmbeddable { face: face.name().to_owned() };
        self.notes.push(Finding::new(message, place));
    }

    /// Adds a face for a typeface, behind the faces that serve it already. It also stands in for
    /// other typefaces that have no face or lack a character. A face whose maker forbids embedding it
    /// in documents is not added and named in [`Fonts::findings`].
    ///
    /// ```
    /// use std::sync::Arc;
    /// use bulletin::{Fonts, Typeface};
    ///
    /// // 黑体 for titles too.
    /// let embedded = Fonts::embedded();
    /// let mut fonts = Fonts::empty();
    /// for face in embedded.chain(Typeface::Hei).iter().take(1) {
    ///     fonts.add(Typeface::XiaoBiaoSong, Arc::clone(face));
    /// }
    /// let fonts = fonts.with_fallback(embedded);
    /// assert_eq!(fonts.chain(Typeface::XiaoBiaoSong)[0].name(), "BulletinHei-Medium");
    /// ```
    pub fn add(&mut self, typeface: Typeface, face: Arc<Face>) {
        if face.is_restricted() {
            return self.refuse(&face, Place::default());
        }
        self.own.entry(typeface).or_default().push(face);
        self.link();
    }

    /// This set with another one as fallback: for each typeface its faces in this set come first,
    /// then its faces in the other, then the faces of other typefaces. So official faces from a folder
    /// come before the embedded ones, which have what is not in the folder.
    ///
    /// ```no_run
    /// use bulletin::Fonts;
    ///
    /// # fn main() -> Result<(), bulletin::Error> {
    /// let fonts = Fonts::from_dir("fonts")?.with_fallback(Fonts::embedded());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_fallback(mut self, other: Fonts) -> Fonts {
        for (typeface, faces) in other.own {
            self.own.entry(typeface).or_default().extend(faces);
        }
        self.fallbacks.extend(other.fallbacks);
        self.notes.extend(other.notes);
        self.link();
        self
    }

    /// The faces of a typeface, in the order in which they are tried for a character: its own, then
    /// those of the typefaces that stand in for it (for 仿宋, first 楷体, then 宋体), then those that
    /// serve no typeface. Signs are looked for in 宋体 before other typefaces, and raised and lowered
    /// digits in the Latin face.
    ///
    /// ```
    /// use bulletin::{Fonts, Typeface};
    ///
    /// let fonts = Fonts::embedded();
    /// let chain: Vec<&str> = fonts.chain(Typeface::Kai).iter().map(|face| face.name()).collect();
    /// assert_eq!(chain[0], "BulletinKai-Light");
    /// assert!(chain.len() > 1);
    /// ```
    pub fn chain(&self, typeface: Typeface) -> &[Arc<Face>] {
        self.chain_for(typeface, Kind::Letter)
    }

    /// The same for characters of a kind.
    pub(crate) fn chain_for(&self, typeface: Typeface, kind: Kind) -> &[Arc<Face>] {
        self.chains.get(&(typeface, kind)).map_or(&[], Vec::as_slice)
    }

    /// Which face serves a typeface.
    ///
    /// ```
    /// use bulletin::{Fit, Fonts, Typeface};
    ///
    /// let serving = Fonts::embedded().serving(Typeface::Kai);
    /// assert_eq!(serving.fit, Fit::Substitute);
    /// ```
    pub fn serving(&self, typeface: Typeface) -> Serving {
        let own = self.own.get(&typeface).and_then(|own| own.first());
        let (face, fit) = match own {
            Some(face) => {
                let rank = names::rank(typeface, face);
                (Some(face), rank.map_or(Fit::Substitute, |rank| rank.fit))
            }
            None => (self.chain(typeface).first(), Fit::Other),
        };
        Serving { typeface, face: face.map(Arc::clone), fit }
    }

    /// Which face serves each of the six typefaces.
    ///
    /// ```
    /// use bulletin::Fonts;
    ///
    /// for serving in Fonts::embedded().report() {
    ///     println!("{serving}");
    /// }
    /// ```
    pub fn report(&self) -> Vec<Serving> {
        Typeface::ALL.map(|typeface| self.serving(typeface)).into()
    }

    /// What is wrong with the set: typefaces served by a face of another kind (`font.stand-in`) or
    /// by none (`font.no-face`), files that could not be used (`font.unusable-file`,
    /// `font.too-large`), faces that are left out (`font.unused`, `font.not-embeddable`) or asked
    /// last (`font.last-resort`).
    ///
    /// ```
    /// use bulletin::{Fonts, Severity};
    ///
    /// let findings = Fonts::empty().findings();
    /// assert_eq!(findings.len(), 6);
    /// assert!(findings.iter().all(|finding| finding.code() == "font.no-face"));
    /// ```
    pub fn findings(&self) -> Vec<Finding> {
        let lacking = self
            .report()
            .into_iter()
            .filter(|serving| serving.face.is_none() || serving.fit == Fit::Other)
            .map(|serving| Finding::new(serving.what(), Place::default()));
        lacking.chain(self.notes.iter().cloned()).collect()
    }

    /// Notes something about a font file.
    pub(super) fn note(&mut self, finding: Finding) {
        self.notes.push(finding);
    }

    /// Makes the chains from the faces of each typeface. Other typefaces come last, even behind a
    /// fallback set: the fallback's 仿宋 goes before the set's own 楷体.
    fn link(&mut self) {
        self.fallbacks.sort_by_key(|face| names::fallback_rank(face));
        for (typeface, kind) in
            Typeface::ALL.into_iter().flat_map(|typeface| Kind::ALL.map(|kind| (typeface, kind)))
        {
            let own = |typeface: &Typeface| self.own.get(typeface).into_iter().flatten();
            let first = kind.first(typeface);
            let signs = self.fallbacks.iter().filter(|_| !first.is_empty());
            let stand_ins = names::stand_ins(typeface);
            // What serves no typeface cannot stand in for one.
            let served = Typeface::ALL.iter().any(|one| own(one).next().is_some());
            let all = own(&typeface)
                .chain(first.iter().flat_map(own))
                .chain(signs)
                .chain(stand_ins.iter().flat_map(own))
                .chain(&self.fallbacks)
                .filter(|_| served);
            let mut chain: Vec<Arc<Face>> = Vec::new();
            for face in all {
                if !chain.iter().any(|other| same(other, face)) {
                    chain.push(Arc::clone(face));
                }
            }
            self.chains.insert((typeface, kind), chain);
        }
    }
}

/// Whether two faces are the same; their bytes are compared last.
fn same(one: &Arc<Face>, other: &Arc<Face>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl Serving {
    /// Which face serves the typeface, in words.
    pub fn message(&self, language: Language) -> String {
        Said(&self.what() as &dyn Message, language).to_string()
    }

    fn what(&self) -> FontMessage {
        let typeface = self.typeface.name();
        let Some(face) = self.face.as_ref().map(|face| face.name().to_owned()) else {
            return FontMessage::NoFace { typeface };
        };
        match self.fit {
            Fit::Official => FontMessage::Official { typeface, face },
            Fit::Substitute => FontMessage::Substitute { typeface, face },
            Fit::Other => FontMessage::StandIn { typeface, face },
        }
    }
}

/// `仿宋_GB2312: BulletinFangSong-Regular (substitute)`
impl fmt::Display for Serving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what().say(Language::English, f)
    }
}
