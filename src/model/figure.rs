//! Figures: pictures with the words that stand for them.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::messages::{Fault, Given};
use super::total::{self, Counted};
use super::{Text, limits, strict};
use crate::picture::{self, Pixels};
use crate::raise::{expecting, raise};

/// A picture with the words that stand for it. In files `file` names a PNG or JPEG file, or `data`
/// holds one in Base64.
///
/// ```
/// use bulletin::Figure;
///
/// let mut figure = Figure::file("hall.png", "政务服务大厅");
/// figure.width = Some(80);
/// assert_eq!(
///     serde_json::to_string(&figure).unwrap(),
///     r#"{"file":"hall.png","alt":"政务服务大厅","width":80}"#
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// By what a text refers to it: `见<ref>id</ref>` prints 见图1. With an id its title has that number,
    /// counted among all pictures with one.
    pub id: Option<String>,
}

impl Figure {
    /// A picture with the words that stand for it.
    ///
    /// ```
    /// use bulletin::{Block, Bulletin, Figure};
    ///
    /// # let bytes = vec![0x89, b'P', b'N', b'G'];
    /// let mut bulletin = Bulletin::new("工作快报");
    /// bulletin.body.push(Figure::new(bytes, "政务服务大厅").into());
    /// ```
    pub fn new(image: impl Into<Image>, alt: impl Into<String>) -> Figure {
        Figure { image: image.into(), alt: alt.into(), ..Figure::default() }
    }

    /// The picture of a file that [`Bulletin::load_images`](crate::Bulletin::load_images) has yet to
    /// load.
    ///
    /// ```
    /// use bulletin::{Figure, Image};
    ///
    /// assert_eq!(Figure::file("hall.png", "大厅").image, Image::File("hall.png".into()));
    /// ```
    pub fn file(path: impl Into<String>, alt: impl Into<String>) -> Figure {
        Figure::new(Image::File(path.into()), alt)
    }
}

/// The data of a picture.
///
/// ```
/// use bulletin::Image;
///
/// assert_eq!(Image::from(vec![1, 2]), Image::Data([1, 2].into()));
/// assert_eq!(Image::default(), Image::Data([].into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A PNG or JPEG file's bytes, which several figures may share.
    Data(Arc<[u8]>),
    /// The path of a PNG or JPEG file, which [`Bulletin::load_images`](crate::Bulletin::load_images)
    /// has yet to load.
    File(String),
}

impl Default for Image {
    fn default() -> Image {
        Image::Data(Arc::default())
    }
}

/// The bytes of a PNG or JPEG file.
impl From<Vec<u8>> for Image {
    fn from(data: Vec<u8>) -> Image {
        Image::Data(data.into())
    }
}

/// The bytes of a PNG or JPEG file, shared.
impl From<Arc<[u8]>> for Image {
    fn from(data: Arc<[u8]>) -> Image {
        Image::Data(data)
    }
}

/// The widths of a figure, in percent of the line.
pub(super) const PERCENT: RangeInclusive<u32> = 1..=100;

/// The rule of the data of a picture: neither missing nor too large.
pub(super) fn check_data(data: &[u8]) -> Result<(), Fault> {
    if data.is_empty() {
        return Err(Fault::Picture {});
    }
    limits::IMAGE.check(data.len())?;
    total::add(Counted::ImageBytes, data.len())?;
    // What is no picture, or a broken one, is seen when it is set.
    let (width, height) = match picture::pixels(data) {
        Ok(Pixels::Png { width, height }) => (width, height),
        Ok(Pixels::Jpeg { width, height }) => (width.into(), height.into()),
        Err(picture::Fault::Format | picture::Fault::Broken) => return Ok(()),
    };
    let pixels = u64::from(width) * u64::from(height);
    let pixels = usize::try_from(pixels).unwrap_or(usize::MAX);
    limits::PIXELS.check(pixels)?;
    total::add(Counted::Pixels, pixels)
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Base64>,
    #[serde(deserialize_with = "strict::words")]
    alt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caption: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "percent")]
    width: Option<u32>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    id: Option<String>,
}

pub(super) fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    strict::optional_whole::<D, u32, { *PERCENT.start() as i64 }, { *PERCENT.end() as i64 }>(
        deserializer,
    )
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (file, data) = in_file(&self.image);
        let figure = FigureFile {
            file,
            data,
            alt: self.alt.clone(),
            caption: self.caption.clone(),
            width: self.width,
            id: self.id.clone(),
        };
        figure.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        strict::made(deserializer, figure)
    }
}

fn figure(file: FigureFile) -> Result<Figure, Fault> {
    let image = image(file.file, file.data)?;
    Ok(Figure { image, alt: file.alt, caption: file.caption, width: file.width, id: file.id })
}

/// A picture in the masthead beside the name. In files as a [`Figure`]: `file` or `data`, and `alt`. How
/// high it is, the theme says.
///
/// ```
/// use bulletin::{Image, Logo, Masthead};
///
/// let mut masthead = Masthead::new("工作简报");
/// masthead.logo = Some(Logo::new(Image::File("badge.png".into()), "单位标识"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Logo {
    /// The picture.
    pub image: Image,
    /// What it shows, for those who cannot see it. Not printed.
    pub alt: String,
}

impl Logo {
    /// A picture with the words that stand for it.
    ///
    /// ```
    /// let logo = bulletin::Logo::new(vec![0x89, b'P', b'N', b'G'], "单位标识");
    /// assert_eq!(logo.alt, "单位标识");
    /// ```
    pub fn new(image: impl Into<Image>, alt: impl Into<String>) -> Logo {
        Logo { image: image.into(), alt: alt.into() }
    }
}

/// The fields of a logo in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "logo")]
struct LogoFile {
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Base64>,
    #[serde(deserialize_with = "strict::words")]
    alt: String,
}

impl Serialize for Logo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (file, data) = in_file(&self.image);
        LogoFile { file, data, alt: self.alt.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Logo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Logo, D::Error> {
        strict::made(deserializer, |LogoFile { file, data, alt }| {
            Ok(Logo { image: image(file, data)?, alt })
        })
    }
}

/// What a file says of an image: its path, or its bytes.
fn in_file(image: &Image) -> (Option<String>, Option<Base64>) {
    match image {
        Image::File(file) => (Some(file.clone()), None),
        Image::Data(data) => (None, Some(Base64(data.to_vec()))),
    }
}

/// The image that a file names by its path or holds.
fn image(file: Option<String>, data: Option<Base64>) -> Result<Image, Fault> {
    match (file, data) {
        (Some(file), None) => Ok(Image::File(file)),
        (None, Some(data)) => Ok(Image::Data(data.0.into())),
        (None, None) => Err(Fault::PictureSource { given: Given::Neither }),
        (Some(_), Some(_)) => Err(Fault::PictureSource { given: Given::Both }),
    }
}

/// The bytes of an image as a Base64 string; white space in it is passed over.
struct Base64(Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Base64, D::Error> {
        struct Base64Visitor;

        impl Visitor<'_> for Base64Visitor {
            type Value = Base64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "the bytes of an image in Base64", "Base64 编码的图片数据")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Base64, E> {
                let mut text = text.to_owned();
                text.retain(|character| !character.is_ascii_whitespace());
                let data = BASE64.decode(text).map_err(|_| raise(Fault::Base64 {}))?;
                check_data(&data).map_err(strict::fault)?;
                Ok(Base64(data))
            }
        }

        deserializer.deserialize_string(Base64Visitor)
    }
}
