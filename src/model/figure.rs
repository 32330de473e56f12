//! Figures: pictures with the words that stand for them.

use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Text, strict};

/// A picture with the words that stand for it. In files `file` names a PNG or JPEG file, or `data`
/// holds one in Base64.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "the model is built with struct literals")]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// What it shows, for those who cannot see it. Not printed.
    pub alt: String,
    /// Its title, below it.
    pub caption: Option<Text>,
    /// Its width in percent of the line, 1 to 100; by default its own size at 96 dots an inch, at
    /// most the line.
    pub width: Option<u32>,
}

/// The data of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A PNG or JPEG file's bytes.
    Data(Vec<u8>),
    /// The path of a PNG or JPEG file, which [`Bulletin::load_images`](crate::Bulletin::load_images)
    /// has yet to load.
    File(String),
}

impl Default for Image {
    fn default() -> Image {
        Image::Data(Vec::new())
    }
}

/// The fields of a figure in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "figure")]
struct FigureFile {
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "base64_bytes")]
    data: Option<Vec<u8>>,
    #[serde(deserialize_with = "strict::words")]
    alt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caption: Option<Text>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::percent"
    )]
    width: Option<u32>,
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (file, data) = match &self.image {
            Image::File(file) => (Some(file.clone()), None),
            Image::Data(data) => (None, Some(data.clone())),
        };
        let figure = FigureFile {
            file,
            data,
            alt: self.alt.clone(),
            caption: self.caption.clone(),
            width: self.width,
        };
        figure.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        let figure = FigureFile::deserialize(deserializer)?;
        let image = match (figure.file, figure.data) {
            (Some(file), None) => Image::File(file),
            (None, Some(data)) => Image::Data(data),
            _ => return Err(D::Error::custom("a figure, expected either `file` or `data`")),
        };
        let (alt, caption, width) = (figure.alt, figure.caption, figure.width);
        Ok(Figure { image, alt, caption, width })
    }
}

/// Bytes as a Base64 string.
mod base64_bytes {
    use base64::Engine as _;

    use super::BASE64;
    use serde::de::{Deserialize, Deserializer, Error as _};
    use serde::ser::{Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it with a reference to the field")]
    pub(super) fn serialize<S: Serializer>(
        bytes: &Option<Vec<u8>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        bytes.as_ref().map(|bytes| BASE64.encode(bytes)).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64
            .decode(text.trim())
            .map_err(|error| D::Error::custom(format!("not Base64: {error}")))?;
        Ok(Some(bytes))
    }
}
