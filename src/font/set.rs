//! The set of faces: for each typeface the faces that serve it, and behind them those of other
//! typefaces, asked in turn for each character. Who serves what, and what is missing, is reported.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::Face;
use super::names::{self, Fit};
use crate::finding::Finding;
use crate::message::Severity;
use crate::place::Place;
use crate::typeface::Typeface;

/// The faces that serve each [`Typeface`], in the order in which they are asked for a character.
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
    /// The face that is asked first; none when the set has no face at all.
    pub face: Option<Arc<Face>>,
    /// How well it fits.
    pub fit: Fit,
}

impl Fonts {
    /// A set without faces; add them with [`Fonts::add`].
    ///
    /// ```
    /// use bulletin::{Fonts, Typeface};
    ///
    /// assert!(Fonts::empty().chain(Typeface::Song).is_empty());
    /// ```
    pub fn empty() -> Fonts {
        Fonts::default()
    }

    /// A set of these faces, each serving the typefaces that the names of its family fit: first
    /// the official faces, then substitutes. A face that fits none is left out and named among
    /// the [`Fonts::findings`].
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
        let faces: Vec<Arc<Face>> = faces.into_iter().collect();
        let mut fonts = Fonts::empty();
        for typeface in Typeface::ALL {
            let mut ranked: Vec<_> = faces
                .iter()
                .filter_map(|face| Some((names::rank(typeface, face)?, face)))
                .collect();
            ranked.sort_by_key(|(rank, _)| *rank);
            // Of the cuts of one family only the nearest in weight is wanted.
            ranked.dedup_by_key(|(rank, _)| (rank.fit, rank.place));
            let served = ranked.into_iter().map(|(_, face)| Arc::clone(face));
            fonts.own.insert(typeface, served.collect());
        }
        for face in &faces {
            let fits = |typeface| names::rank(typeface, face).is_some();
            if !Typeface::ALL.into_iter().any(fits) {
                let message = format!("{} is no face of an official document", face.name());
                fonts.note("font.unused", Severity::Note, "", message);
            }
        }
        fonts.link();
        fonts
    }

    /// Adds a face for a typeface, behind those that it has. Where other typefaces lack a
    /// character, or have no face, it stands in for them too.
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

    /// This set with another behind it: each typeface asks its faces here, then its faces there,
    /// then the faces of other typefaces.
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

    /// The faces of a typeface, in the order in which they are asked: its own, then those of the
    /// typefaces that stand in for it, for 仿宋 those of 楷体 and 宋体.
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

    /// Which face serves which typeface, of all six.
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

    /// What is the matter with the set: typefaces that a face of another kind serves
    /// (`font.stand-in`) or none (`font.no-face`), files that could not be used
    /// (`font.unusable-file`), faces that are left out (`font.unused`, `font.not-embeddable`).
    ///
    /// ```
    /// use bulletin::{Fonts, Severity};
    ///
    /// let findings = Fonts::empty().findings();
    /// assert_eq!(findings.len(), 6);
    /// assert!(findings.iter().all(|finding| finding.code() == "font.no-face"));
    /// ```
    pub fn findings(&self) -> Vec<Finding> {
        let lacking = self.report().into_iter().filter_map(|serving| {
            let (rule, severity) = match (&serving.face, serving.fit) {
                (None, _) => ("font.no-face", Severity::Error),
                (Some(_), Fit::Other) => ("font.stand-in", Severity::Warning),
                (Some(_), Fit::Official | Fit::Substitute) => return None,
            };
            let finding = Finding::legacy(rule, severity, Place::default(), serving.to_string());
            let name = serving.typeface.family_names().first().unwrap_or(&"");
            Some(finding.legacy_hint(format!("install or give the face {name}")))
        });
        lacking.chain(self.notes.iter().cloned()).collect()
    }

    /// What was noted about font files.
    pub(super) fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// Notes something that was the matter with a font file.
    pub(super) fn note(
        &mut self,
        rule: &'static str,
        severity: Severity,
        file: &str,
        message: String,
    ) {
        let finding = Finding::legacy(rule, severity, Place::legacy(file), message);
        self.notes.push(finding);
    }

    /// Makes the chains from the faces of each typeface. Other typefaces come last, also behind
    /// a fallback set: a 仿宋 of the fallback goes before a 楷体 of the set itself.
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

/// Whether two faces are one; comparing the bytes is the last resort.
fn same(one: &Arc<Face>, other: &Arc<Face>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// `仿宋_GB2312: BulletinKai-Light stands in`
impl fmt::Display for Serving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.typeface.family_names().first().unwrap_or(&"");
        let Some(face) = &self.face else {
            return write!(f, "{name}: no face");
        };
        let how = match self.fit {
            Fit::Official => "",
            Fit::Substitute => " (substitute)",
            Fit::Other => ", a face of another kind, stands in",
        };
        write!(f, "{name}: {}{how}", face.name())
    }
}
