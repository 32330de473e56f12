//! The set of faces: for each typeface the faces that serve it, followed by those of other
//! typefaces. Each character comes from the first face that has it. The set reports which face
//! serves which typeface, and what is missing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::face::Face;
use super::messages::FontMessage;
use super::names::{self, Fit};
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
    chains: BTreeMap<Typeface, Vec<Arc<Face>>>,
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
    /// faces come before substitutes. A face that serves none is left out and named in
    /// [`Fonts::findings`].
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
            if !Typeface::ALL.into_iter().any(fits) {
                let message = FontMessage::Unused { face: face.name().to_owned() };
                fonts.notes.push(Finding::new(message, place));
            }
        }
        fonts.link();
        fonts
    }

    /// Adds a face for a typeface, behind the faces that serve it already. It also stands in for
    /// other typefaces that have no face or lack a character.
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
        self.own.entry(typeface).or_default().push(face);
        self.link();
    }

    /// This set with another one as fallback: for each typeface its faces in this set come first,
    /// then its faces in the other, then the faces of other typefaces.
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
        self.notes.extend(other.notes);
        self.link();
        self
    }

    /// The faces of a typeface, in the order in which they are tried for a character: its own, then
    /// those of the typefaces that stand in for it (for 仿宋, first 楷体, then 宋体).
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
        self.chains.get(&typeface).map_or(&[], Vec::as_slice)
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
    /// `font.too-large`), faces that are left out (`font.unused`, `font.not-embeddable`).
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
        for typeface in Typeface::ALL {
            let mut chain: Vec<Arc<Face>> = Vec::new();
            for one in [typeface].into_iter().chain(names::stand_ins(typeface)) {
                for face in self.own.get(&one).into_iter().flatten() {
                    if !chain.iter().any(|other| same(other, face)) {
                        chain.push(Arc::clone(face));
                    }
                }
            }
            self.chains.insert(typeface, chain);
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
