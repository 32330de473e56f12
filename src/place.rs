//! Where something is: a path in the model, with where it came from and where it is printed. One
//! type for every stage; a path is made once, by whoever walks the model, and handed on.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::message::{Argument, Language, Said, Say};

/// The path of a value in a bulletin or theme: `sections[2].blocks[0].table`. Empty for the whole.
///
/// ```
/// use bulletin::ModelPath;
///
/// let path = ModelPath::root().field("sections").index(2).field("heading");
/// assert_eq!(path.to_string(), "sections[2].heading");
/// assert_eq!(path.parent().unwrap().to_string(), "sections[2]");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelPath(
    /// None for the whole. Whatever comes from the same value shares it.
    Option<Arc<[Segment]>>,
);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Segment {
    /// A field by its name in files.
    Field(Cow<'static, str>),
    /// An element of a list, from 0.
    Index(usize),
}

impl ModelPath {
    /// The whole.
    pub(crate) const ROOT: ModelPath = ModelPath(None);

    /// The whole.
    pub fn root() -> ModelPath {
        ModelPath::default()
    }

    /// A field of what this path names.
    #[must_use]
    pub fn field(&self, name: impl Into<Cow<'static, str>>) -> ModelPath {
        self.step(Segment::Field(name.into()))
    }

    /// An element, from 0, of what this path names.
    #[must_use]
    pub fn index(&self, index: usize) -> ModelPath {
        self.step(Segment::Index(index))
    }

    fn step(&self, segment: Segment) -> ModelPath {
        ModelPath(Some(self.segments().iter().cloned().chain([segment]).collect()))
    }

    /// What this path's value is a part of; none for the whole.
    pub fn parent(&self) -> Option<ModelPath> {
        self.segments().split_last().map(|(_, parents)| parents.iter().cloned().collect())
    }

    /// The steps, from the whole.
    pub fn segments(&self) -> &[Segment] {
        self.0.as_deref().unwrap_or_default()
    }

    /// Whether the whole is meant.
    pub fn is_root(&self) -> bool {
        self.0.is_none()
    }

    /// Whether this path is another one or leads into it.
    pub fn starts_with(&self, other: &ModelPath) -> bool {
        self.segments().starts_with(other.segments())
    }

    /// This path below another: `rows[3]` in `tables[1]` is `tables[1].rows[3]`.
    #[must_use]
    pub fn below(&self, other: &ModelPath) -> ModelPath {
        other.segments().iter().chain(self.segments()).cloned().collect()
    }
}

impl FromIterator<Segment> for ModelPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> ModelPath {
        let segments: Arc<[Segment]> = segments.into_iter().collect();
        ModelPath(Some(segments).filter(|segments| !segments.is_empty()))
    }
}

/// `sections[2].blocks[0].table`
impl fmt::Display for ModelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.segments().iter().enumerate() {
            match segment {
                Segment::Field(name) if at == 0 => {
                    write!(f, "{}", Said(&**name, Language::English))?
                }
                Segment::Field(name) => write!(f, ".{}", Said(&**name, Language::English))?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl Say for ModelPath {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl Serialize for ModelPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A path that a walk through the model keeps on the stack, so that nothing is allocated until
/// somebody has something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Walk<'a> {
    /// The whole.
    Root,
    /// A field of a value.
    Field(&'a Walk<'a>, &'static str),
    /// An element of a list, from 0.
    Index(&'a Walk<'a>, usize),
}

impl<'a> Walk<'a> {
    pub(crate) fn field(&'a self, name: &'static str) -> Walk<'a> {
        Walk::Field(self, name)
    }

    pub(crate) fn index(&'a self, index: usize) -> Walk<'a> {
        Walk::Index(self, index)
    }

    /// The path, to keep.
    pub(crate) fn path(&self) -> ModelPath {
        fn collect(walk: &Walk<'_>, segments: &mut Vec<Segment>) {
            match walk {
                Walk::Root => {}
                Walk::Field(parent, name) => {
                    collect(parent, segments);
                    segments.push(Segment::Field(Cow::Borrowed(name)));
                }
                Walk::Index(parent, index) => {
                    collect(parent, segments);
                    segments.push(Segment::Index(*index));
                }
            }
        }
        let mut segments = Vec::with_capacity(8);
        collect(self, &mut segments);
        segments.into_iter().collect()
    }
}

/// Where something is; whichever parts of it are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The file, when one beside the bulletin is meant: a font, a picture, an output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it came from: line and column of a draft or of a file of the model.
    #[serde(flatten)]
    pub origin: Option<Origin>,
    /// The path in the model; empty for the whole.
    #[serde(skip_serializing_if = "ModelPath::is_root")]
    pub path: ModelPath,
    /// The words that are meant, as they stand there; empty for all of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The page of the document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Origin {
    /// A place in a text; both count from 1, the column in characters.
    Text {
        /// The line.
        line: u32,
        /// The column.
        column: u32,
    },
}

impl Place {
    /// A place in the model.
    pub fn path(path: ModelPath) -> Place {
        Place { path, ..Place::default() }
    }

    /// A place in a text; both count from 1, the column in characters.
    pub fn at(line: u32, column: u32) -> Place {
        Place { origin: Some(Origin::Text { line, column }), ..Place::default() }
    }

    /// A file.
    pub fn file(file: impl Into<String>) -> Place {
        Place { file: Some(file.into()), ..Place::default() }
    }

    /// The same place with the words that are meant there.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Place {
        self.words = words.into();
        self
    }

    /// The line of the text that it came from, from 1.
    pub fn line(&self) -> Option<u32> {
        self.origin.map(|Origin::Text { line, .. }| line)
    }

    /// The column in that line in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        self.origin.map(|Origin::Text { column, .. }| column)
    }

    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Place::default()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Said(self, Language::English).fmt(f)
    }
}

/// `a.txt: 12:3, sections[0].blocks[0], page 2`
impl Say for Place {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (colon, comma) = match language {
            Language::English => (": ", ", "),
            Language::Chinese => ("：", "，"),
        };
        let mut behind = "";
        if let Some(file) = &self.file {
            file.say(language, f)?;
            behind = colon;
        }
        if let Some(Origin::Text { line, column }) = self.origin {
            write!(f, "{behind}{line}:{column}")?;
            behind = comma;
        }
        if !self.path.is_root() {
            write!(f, "{behind}{}", self.path)?;
            behind = comma;
        }
        match (self.page, language) {
            (Some(page), Language::English) => write!(f, "{behind}page {page}"),
            (Some(page), Language::Chinese) => write!(f, "{behind}第 {page} 页"),
            (None, _) => Ok(()),
        }
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}
