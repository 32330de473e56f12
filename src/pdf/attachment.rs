//! Files that a PDF carries (ISO 19005-3, 6.8): the model that the bulletin was made from, or its DOCX.

use lopdf::{Object, Stream};

use super::file::{File, ascii, dictionary, name, text};
use super::messages::PdfMessage;
use super::meta;
use super::{PdfLevel, PdfOptions};
use crate::error::Error;
use crate::info::Info;
use crate::place::Place;

/// A file to be carried by a PDF. Who opens the PDF finds it in the list of attachments, and programs by
/// what it is to the document.
///
/// ```
/// use bulletin::{Attachment, AttachmentKind, Bulletin, Fonts, PdfLevel, PdfOptions, Theme};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let model = "body = ['正文。']\n[masthead]\ntitle = '简报'";
/// let set = Bulletin::from_toml(model)?.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
/// let mut options = PdfOptions::default();
/// options.level = PdfLevel::A3b;
/// options.attachments = vec![Attachment::new(
///     "weekly.toml",
///     "application/toml",
///     AttachmentKind::Source,
///     model,
/// )];
/// let file = set.pdf(&options)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// What it is called, with its ending and without folders.
    pub name: String,
    /// Its media type (RFC 6838): `application/json`.
    pub media_type: String,
    /// What it is to the document.
    pub kind: AttachmentKind,
    /// A few words for people; empty for none (default).
    pub description: String,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// What an attached file is to the document (ISO 19005-3, 6.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttachmentKind {
    /// The document was made from it.
    Source,
    /// The figures of what is shown.
    Data,
    /// The same document in another format.
    Alternative,
    /// What goes with it.
    Supplement,
}

impl Attachment {
    /// A file without a description.
    pub fn new(
        name: impl Into<String>,
        media_type: impl Into<String>,
        kind: AttachmentKind,
        data: impl Into<Vec<u8>>,
    ) -> Attachment {
        Attachment {
            name: name.into(),
            media_type: media_type.into(),
            kind,
            description: String::new(),
            data: data.into(),
        }
    }
}

/// Whether the files may be attached.
///
/// # Errors
///
/// [`Input`](crate::ErrorKind::Input) when the level does not allow them, when one has no name, no media
/// type or a folder in its name, or two have one name.
pub(super) fn check(options: &PdfOptions) -> Result<(), Error> {
    let wrong = |message| Err(Error::new(message, Place::default()));
    let files = &options.attachments;
    if !files.is_empty() && !matches!(options.level, PdfLevel::A3b | PdfLevel::None) {
        return wrong(PdfMessage::AttachmentLevel { level: options.level.name() });
    }
    for (index, file) in files.iter().enumerate() {
        let name = file.name.clone();
        let is_named = !name.trim().is_empty() && !name.contains(['/', '\\', '\0']);
        if !is_named || files.iter().take(index).any(|other| other.name == name) {
            return wrong(PdfMessage::AttachmentName { name });
        }
        let halves = file.media_type.split_once('/');
        let is_token = |half: &str| {
            !half.is_empty()
                && half.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&it))
        };
        if !halves.is_some_and(|(one, other)| is_token(one) && is_token(other)) {
            let media_type = file.media_type.clone();
            return wrong(PdfMessage::AttachmentType { name, media_type });
        }
    }
    Ok(())
}

/// Puts the attached files into the file.
pub(super) fn embed(file: &mut File, options: &PdfOptions, info: &Info) {
    if options.attachments.is_empty() {
        return;
    }
    // A name tree is sorted by the bytes of its keys (ISO 32000-1, 7.9.6).
    let mut attached: Vec<(Vec<u8>, Object)> = Vec::new();
    let mut all = Vec::new();
    for attachment in &options.attachments {
        let reference = specification(file, attachment, info);
        all.push(reference.clone());
        if let Object::String(key, _) = text(&attachment.name) {
            attached.push((key, reference));
        }
    }
    attached.sort_by(|(one, _), (other, _)| one.cmp(other));
    let names = attached.into_iter().flat_map(|(key, reference)| {
        [Object::String(key, lopdf::StringFormat::Hexadecimal), reference]
    });
    let tree = dictionary([("Names", Object::Array(names.collect()))]);
    let catalog = file.catalog();
    catalog.set("AF", Object::Array(all));
    match catalog.get_mut(b"Names").and_then(Object::as_dict_mut) {
        Ok(trees) => trees.set("EmbeddedFiles", tree),
        Err(_) => catalog.set("Names", dictionary([("EmbeddedFiles", tree.into())])),
    }
}

/// A file specification with the bytes of the file (ISO 32000-1, 7.11.3 and 7.11.4).
fn specification(file: &mut File, attachment: &Attachment, info: &Info) -> Object {
    let size = i64::try_from(attachment.data.len()).unwrap_or(i64::MAX);
    let mut facts = dictionary([("Size", size.into())]);
    if let Some(date) = info.date {
        facts.set("ModDate", ascii(&meta::midnight(date)));
    }
    let stream = Stream::new(
        dictionary([
            ("Type", name("EmbeddedFile")),
            ("Subtype", name(&attachment.media_type)),
            ("Params", facts.into()),
        ]),
        attachment.data.clone(),
    );
    let stream = file.add(stream);
    let relationship = match attachment.kind {
        AttachmentKind::Source => "Source",
        AttachmentKind::Data => "Data",
        AttachmentKind::Alternative => "Alternative",
        AttachmentKind::Supplement => "Supplement",
    };
    let mut specification = dictionary([
        ("Type", name("Filespec")),
        ("F", text(&attachment.name)),
        ("UF", text(&attachment.name)),
        ("AFRelationship", name(relationship)),
        ("EF", dictionary([("F", stream.into()), ("UF", stream.into())]).into()),
    ]);
    if !attachment.description.is_empty() {
        specification.set("Desc", text(&attachment.description));
    }
    file.add(specification).into()
}
